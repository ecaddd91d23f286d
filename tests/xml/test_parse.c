#include "testing.h"

#include "vanban/text.h"
#include "vanban/xml.h"

/*
 * A tree as text: name@line:column{attribute=value@column …}[children], texts
 * in quotes with their place.
 */
static void place(buffer *out, const sources *all, span at)
{
	uint32_t line, column;
	source_position(source_get(all, at.source), at.start, &line, &column);
	buffer_format(out, "@%u:%u+%u", line, column, at.length);
}

static void show(buffer *out, const sources *all, const xml_node *node)
{
	if (node->is_text) {
		buffer_format(out, "'%.*s'", STR_ARGS(node->text));
		place(out, all, node->at);
		return;
	}
	if (node->uri.length)
		buffer_format(out, "{%.*s}", STR_ARGS(node->uri));
	buffer_format(out, "%.*s", STR_ARGS(node->name));
	place(out, all, node->at);
	for (size_t i = 0; i < node->attribute_count; i++) {
		const xml_attribute *a = &node->attributes[i];
		buffer_format(out, " %.*s=%.*s", STR_ARGS(a->name),
			      STR_ARGS(a->value));
		place(out, all, a->value_at);
	}
	buffer_append_byte(out, '[');
	for (const xml_node *c = node->first_child; c; c = c->next)
		show(out, all, c);
	buffer_append_byte(out, ']');
}

struct tree_row {
	const char *name;
	const char *input;
	const char *expected;
};

static const struct tree_row trees[] = {
    {"element", "<a/>", "a@1:1+4[]"},
    {"text", "<a>bé</a>", "a@1:1+3['bé'@1:4+3]"},
    {"nested with places", "<a>\n <b>c</b>d</a>",
     "a@1:1+3['\n '@1:4+2b@2:2+3['c'@2:5+1]'d'@2:10+1]"},
    {"attributes in order", "<a  x=\"1\"\n y='hai'/>",
     "a@1:1+20 x=1@1:8+1 y=hai@2:5+3[]"},
    {"entities in text", "<a>1 &lt; 2 &amp; &#x1EA1;</a>",
     "a@1:1+3['1 < 2 & ạ'@1:4+23]"},
    {"entity in attribute", "<a x=\"1 &lt;= 2\"/>",
     "a@1:1+18 x=1 <= 2@1:7+9[]"},
    {"ampersand in attribute",
     "<a x=\"1 &amp; 2 &#38; 3 &amp;lt;\" y=\"&#x26;\"/>",
     "a@1:1+46 x=1 & 2 & 3 &lt;@1:7+26 y=&@1:38+6[]"},
    {"comment within text", "<a>b<!-- < > -->c</a>", "a@1:1+3['bc'@1:4+14]"},
    {"comment with a tag before a tag", "<a><!-- <x/> --><b/></a>",
     "a@1:1+3[b@1:17+4[]]"},
    {"cdata", "<a><![CDATA[<b>]]></a>", "a@1:1+3['<b>'@1:4+15]"},
    {"greater-than in attribute", "<a x=\"b>c\"><d/></a>",
     "a@1:1+11 x=b>c@1:7+3[d@1:12+4[]]"},
    {"default namespace", "<a xmlns=\"urn:b\"><c/></a>",
     "{urn:b}a@1:1+17[{urn:b}c@1:18+4[]]"},
    {"prefix", "<t:a xmlns:t=\"urn:t\" t:x=\"1\" y=\"2\"/>",
     "{urn:t}a@1:1+36 x=1@1:27+1 y=2@1:33+1[]"},
    {"NFD becomes NFC", "<a>te\xCC\x82n</a>", "a@1:1+3['tên'@1:4+5]"},
    {"byte order mark", "\xEF\xBB\xBF<a/>", "a@1:1+4[]"},
    {"declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>",
     "a@2:1+4[]"},
    {"windows-1258",
     "<?xml version=\"1.0\" encoding=\"windows-1258\"?><a>\xD0\xEA</a>",
     "a@1:46+3['Đê'@1:49+4]"},
    {"no-break space stays", "<a>1\xC2\xA0m</a>",
     "a@1:1+3['1\xC2\xA0m'@1:4+4]"},
    {"carriage returns", "<a>\r\n<b/></a>", "a@1:1+3['\n'@1:4+2b@2:1+4[]]"},
    {"line end in attribute", "<a x=\"b\nc\"/>", "a@1:1+12 x=b c@1:7+3[]"},
};

static void check_tree(void **state)
{
	const struct tree_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	buffer out = {0};
	assert_true(xml_parse(a, d, STR("t.xml"), str_from(row->input), &file));
	show(&out, diags_sources(d), file.root);
	assert_str_equal(buffer_str(&out), row->expected);
	buffer_free(&out);
	arena_free(a);
}

struct fault_row {
	const char *name;
	const char *input;
	diag_code code;
	uint32_t line, column;
	int hint; /* diag_text or -1 */
};

#define NO_HINT (-1)

static const struct fault_row faults[] = {
    {"empty", "", DIAG_XML_SYNTAX, 1, 1, HINT_XML_EMPTY},
    {"not xml", "xin chào", DIAG_XML_SYNTAX, 1, 1, HINT_XML_EMPTY},
    {"wrong end tag", "<a>\n<b></c></a>", DIAG_XML_SYNTAX, 2, 4,
     HINT_OPENED_HERE},
    {"not closed", "<a>\n<b>", DIAG_XML_SYNTAX, 2, 3, HINT_OPENED_HERE},
    {"no quotes", "<a x=1/>", DIAG_XML_SYNTAX, 1, 6, HINT_XML_QUOTES},
    {"no value", "<a x/>", DIAG_XML_SYNTAX, 1, 5, HINT_XML_NO_VALUE},
    {"attribute twice", "<a x='1' x='2'/>", DIAG_XML_SYNTAX, 1, 15,
     HINT_XML_TWICE},
    {"bare ampersand", "<a>b & c</a>", DIAG_XML_SYNTAX, 1, 7,
     HINT_XML_AMPERSAND},
    {"bare less-than", "<a>\nb < c</a>", DIAG_XML_SYNTAX, 2, 3,
     HINT_XML_LONE_LESS_THAN},
    {"curly quotes", "<a x=“1”/>", DIAG_XML_SYNTAX, 1, 6,
     HINT_XML_STRAIGHT_QUOTES},
    {"a Word file", "PK\x03\x04x", DIAG_XML_SYNTAX, 1, 1, HINT_XML_OFFICE},
    {"unknown entity", "<a>&nbsp;</a>", DIAG_XML_SYNTAX, 1, 10,
     HINT_XML_ENTITY},
    {"unknown prefix", "<t:a/>", DIAG_XML_SYNTAX, 1, 5, HINT_XML_PREFIX},
    {"two roots", "<a/>\n<b/>", DIAG_XML_SYNTAX, 2, 1, HINT_XML_AFTER_ROOT},
    {"doctype", "<!DOCTYPE a><a/>", DIAG_XML_DOCTYPE, 1, 1, NO_HINT},
    {"doctype behind its name in a comment",
     "<!-- no <!DOCTYPE -->\n<!DOCTYPE a><a/>", DIAG_XML_DOCTYPE, 2, 1,
     NO_HINT},
    {"doctype with entities",
     "<!DOCTYPE a [<!ENTITY b \"c\">\n<!ENTITY % d '<!ENTITY e \"f\">'>%d;]>"
     "<a>&b;</a>",
     DIAG_XML_DOCTYPE, 1, 1, NO_HINT},
    {"invalid UTF-8", "<a>\n\xC3(</a>", DIAG_XML_ENCODING, 2, 1, NO_HINT},
    {"unknown encoding", "<?xml version='1.0' encoding='TCVN9'?><a/>",
     DIAG_XML_ENCODING, 1, 1, NO_HINT},
    {"control character", "<a>b\x01</a>", DIAG_XML_SYNTAX, 1, 5,
     HINT_XML_CHARACTER},
    {"bidi override", "<a>bé\xE2\x80\xAE</a>", DIAG_TEXT_CONTROL, 1, 6,
     NO_HINT},
    {"zero width in attribute", "<a x=\"b\xE2\x80\x8B\"/>", DIAG_TEXT_CONTROL,
     1, 8, NO_HINT},
    {"TCVN3", "<a>§èng §a</a>", DIAG_TEXT_LEGACY, 1, 4, NO_HINT},
    {"look-alike", "<a>Ðống Đa</a>", DIAG_TEXT_LOOK_ALIKE, 1, 4,
     HINT_RETYPE_WORD},
    {"Cyrillic in an attribute", "<a x='\u041Eanh'/>", DIAG_TEXT_LOOK_ALIKE, 1,
     7, HINT_RETYPE_WORD},
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	bool good = xml_parse(a, d, STR("t.xml"), str_from(row->input), &file);
	assert_int_equal(good, row->code == DIAG_TEXT_LOOK_ALIKE);
	const diag *first = diags_sorted(d);
	uint32_t line, column;
	assert_non_null(first);
	assert_string_equal(diag_row_of(first->code)->number,
			    diag_row_of(row->code)->number);
	source_position(source_get(diags_sources(d), first->at.source),
			first->at.start, &line, &column);
	assert_int_equal(line, row->line);
	assert_int_equal(column, row->column);
	if (row->hint != NO_HINT) {
		assert_non_null(first->parts);
		assert_int_equal((int)first->parts->text, row->hint);
	}
	arena_free(a);
}

static void check_prefix(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	assert_false(xml_parse(a, d, STR("t.xml"),
			       STR("<a><t:b/><t:c/><t:b x='1'/></a>"), &file));
	assert_int_equal(diags_errors(d), 1);
	arena_free(a);
}

/* Whatever libxml2 finds is told in our words. */
static const struct told_row {
	const char *name;
	const char *input;
	diag_text hint;
} told[] = {
    {"declaration behind a blank", " <?xml version='1.0'?><a/>",
     HINT_XML_DECLARATION},
    {"declaration without version", "<?xml encoding='UTF-8'?><a/>",
     HINT_XML_DECLARATION},
    {"declaration that does not end", "<?xml version='1.0'><a/>",
     HINT_XML_TAG_SHAPE},
    {"declaration with a bare value", "<?xml version=1.0?><a/>",
     HINT_XML_DECLARATION},
    {"version that is none", "<?xml version='x'?><a/>", HINT_XML_DECLARATION},
    {"encoding that is none", "<?xml version='1.0' encoding=''?><a/>",
     HINT_XML_DECLARATION},
    {"a namespace that is none", "<a xmlns='urn:vanban: '/>",
     HINT_XML_NAMESPACE},
    {"the namespace of xml itself", "<a xmlns:xml='urn:x'/>",
     HINT_XML_NAMESPACE},
    {"an empty namespace", "<a xmlns:t=''/>", HINT_XML_NAMESPACE},
    {"a prefix alone", "<t: xmlns:t='urn:x'/>", HINT_XML_NAME},
    {"two colons", "<t:a:b xmlns:t='urn:x'/>", HINT_XML_NAME},
    {"one attribute by two prefixes",
     "<a xmlns:x='urn:x' xmlns:y='urn:x' x:b='1' y:b='2'/>", HINT_XML_TWICE},
    {"hexadecimal reference without digits", "<a>&#xZ;</a>", HINT_XML_ENTITY},
    {"decimal reference without digits", "<a>&#Z;</a>", HINT_XML_ENTITY},
    {"cdata that does not end", "<a><![CDATA[b</a>", HINT_XML_CDATA},
    {"cdata end alone", "<a>]]></a>", HINT_XML_CDATA},
    {"instruction without a name", "<a><? b?></a>", HINT_XML_INSTRUCTION},
    {"instruction that does not end", "<a><?b c></a>", HINT_XML_INSTRUCTION},
    {"comment that does not end", "<a><!-- b</a>", HINT_XML_COMMENT},
};

static void check_told(void **state)
{
	const struct told_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	assert_false(
	    xml_parse(a, d, STR("t.xml"), str_from(row->input), &file));
	const diag *first = diags_sorted(d);
	assert_non_null(first);
	assert_non_null(first->parts);
	assert_string_equal(diag_text_of(first->parts->text, DIAG_ENGLISH),
			    diag_text_of(row->hint, DIAG_ENGLISH));
	arena_free(a);
}

static void check_depth(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	buffer deep = {0};
	xml_document file;
	for (int i = 0; i < 300; i++)
		buffer_append(&deep, STR("<a>"));
	for (int i = 0; i < 300; i++)
		buffer_append(&deep, STR("</a>"));
	assert_false(xml_parse(a, d, STR("t.xml"), buffer_str(&deep), &file));
	assert_int_equal(diags_sorted(d)->code, DIAG_XML_LIMIT);
	buffer_free(&deep);
	arena_free(a);
}

/* However many warnings stand before it, an error is told. */
static void check_many_faults(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	buffer text = {0};
	xml_document file;
	buffer_append(&text, STR("<a>"));
	for (int i = 0; i < 300; i++)
		buffer_append(&text, STR("Ð "));
	buffer_append(&text, STR("\xE2\x80\xAE</a>"));
	assert_false(xml_parse(a, d, STR("t.xml"), buffer_str(&text), &file));
	assert_int_equal(diags_errors(d), 1);
	assert_int_equal(diags_warnings(d), 101);
	buffer_free(&text);
	arena_free(a);
}

struct within_row {
	const char *name;
	const char *input; /* <a>…</a> */
	size_t from, length;
	uint32_t start, bytes; /* in the input */
};

static const struct within_row withins[] = {
    {"plain", "<a>abcdef</a>", 2, 3, 5, 3},
    {"behind an entity", "<a>1 &lt; so</a>", 4, 2, 10, 2},
    {"the entity itself", "<a>1 &lt; so</a>", 2, 1, 5, 4},
    {"behind a comment", "<a>ab<!-- c -->de</a>", 2, 2, 15, 2},
    {"in cdata", "<a><![CDATA[a<b]]></a>", 1, 1, 13, 1},
    {"behind decomposed letters", "<a>te\xCC\x82nx</a>", 4, 1, 8, 1},
    {"behind a carriage return", "<a>a\r\nb</a>", 2, 1, 6, 1},
};

static void check_within(void **state)
{
	const struct within_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	assert_true(xml_parse(a, d, STR("t.xml"), str_from(row->input), &file));
	span got = xml_span_within(diags_sources(d), file.root->first_child->at,
				   row->from, row->length);
	assert_int_equal(got.start, row->start);
	assert_int_equal(got.length, row->bytes);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(tree, trees, check_tree);
	TEST_TABLE(fault, faults, check_fault);
	TEST_TABLE(hints, told, check_told);
	TEST_TABLE(within, withins, check_within);
	const struct CMUnitTest limits[] = {
	    cmocka_unit_test(check_depth), cmocka_unit_test(check_prefix),
	    cmocka_unit_test(check_many_faults)};
	int failed = TEST_RUN(tree) + TEST_RUN(fault) + TEST_RUN(hints) +
		     TEST_RUN(within);
	return failed + cmocka_run_group_tests(limits, NULL, NULL);
}

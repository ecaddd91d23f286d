#include "testing.h"

#include <stdio.h>
#include <unistd.h>

#include "vanban/file.h"
#include "vanban/template.h"

/* templates/xsd/van-ban.xsd says what the vocabulary's table says. */

#define SCHEMA "templates/xsd/van-ban.xsd"

static str read_schema(arena *a)
{
	diags *d = diags_new(a, sources_new(a));
	str text;
	assert_true(file_read(a, d, STR(SCHEMA), NO_SPAN, &text));
	return text;
}

/* The declaration of an element, from its name to its end. */
static str declaration_of(arena *a, const char *element)
{
	str text = read_schema(a);
	str start = str_format(a, "  <xs:element name=\"%s\">\n", element);
	size_t from = str_find(text, start);
	assert_true(from < text.length);
	text = str_slice(text, from, text.length);
	return str_slice(text, 0, str_find(text, STR("\n  </xs:element>")));
}

static bool holds(str text, str part)
{
	return str_find(text, part) < text.length;
}

static void check_choices(arena *a, str declaration, const char *choices)
{
	str rest = str_from(choices ? choices : ""), word;
	while (str_next_word(&rest, &word))
		assert_true(holds(
		    declaration, str_format(a, "<xs:enumeration value=\"%.*s\"",
					    STR_ARGS(word))));
}

static void check_attributes(arena *a, str declaration,
			     const doc_vocabulary_row *row)
{
	for (size_t i = 0; i < row->attribute_count; i++) {
		const doc_attribute_rule *rule = &row->attributes[i];
		str name = str_format(a, "<xs:attribute name=\"%s\"",
				      doc_attribute_text(rule->name));
		size_t at = str_find(declaration, name);
		assert_true(at < declaration.length);
		str rest = str_slice(declaration, at, declaration.length);
		str tag = str_slice(rest, 0, str_find(rest, STR(">")));
		assert_int_equal(holds(tag, STR("use=\"required\"")),
				 rule->required);
		check_choices(a, declaration, rule->choices);
	}
}

struct kind_row {
	const char *name;
	doc_kind kind;
};

static void check_kind(void **state)
{
	const struct kind_row *r = *state;
	const doc_vocabulary_row *row = doc_vocabulary(r->kind);
	arena *a = arena_new(0);
	str declaration = declaration_of(a, row->element);
	for (int k = DOC_TEXT + 1; k < DOC_KIND_COUNT; k++) {
		const char *child = doc_vocabulary((doc_kind)k)->element;
		bool allowed =
		    doc_may_contain(r->kind, (doc_kind)k) && k != DOC_FIGURE;
		str reference =
		    str_format(a, "<xs:element ref=\"%s\"/>", child);
		assert_int_equal(holds(declaration, reference), allowed);
	}
	bool is_mixed = row->content == DOC_CONTENT_INLINES;
	assert_int_equal(holds(declaration, STR("mixed=\"true\"")), is_mixed);
	check_attributes(a, declaration, row);
	arena_free(a);
}

/* One row for each kind that authors write. */
static int run_kinds(void)
{
	struct kind_row rows[DOC_KIND_COUNT];
	struct CMUnitTest tests[DOC_KIND_COUNT];
	size_t count = 0;
	for (int k = DOC_TEXT + 1; k < DOC_KIND_COUNT; k++) {
		if (k == DOC_FIGURE)
			continue;
		rows[count].kind = (doc_kind)k;
		rows[count].name = doc_vocabulary((doc_kind)k)->element;
		tests[count] =
		    (struct CMUnitTest){.name = rows[count].name,
					.test_func = check_kind,
					.initial_state = &rows[count]};
		count++;
	}
	return _cmocka_run_group_tests("schema_kinds", tests, count, NULL,
				       NULL);
}

/* ---- xmllint over templates ------------------------------------------- */

#define HEAD                                                                   \
	"<van-ban xmlns='urn:vanban:1' xmlns:t='urn:vanban:mau:1' "            \
	"tham-so='a b' chi-tieu='x.xml'>"

static const struct template_row {
	const char *name; /* content of van-ban */
	bool valid;
} templates[] = {
    {"<doan>a {so('x')} <dam>b</dam></doan>", true},
    {"<doann>a</doann>", false},
    {"<doan kieu='x'>a</doan>", false},
    {"<ds kieu='so'><y>a</y></ds>", true},
    {"<ds kieu='{$x}'><y>a</y></ds>", true},
    {"<ds kieu='xyz'><y>a</y></ds>", false},
    {"<ds>chữ</ds>", false},
    {"<bang co-chu='11,5'><cot ten='a' rong='25mm'/></bang>", true},
    {"<bang><cot/></bang>", false},
    {"<doan><t:neu kiem='1'>a</t:neu></doan>", true},
    {"<doan><t:neu>a</t:neu></doan>", false},
    {"<t:moi chon='dv' xep='@ten' loai-xep='vi'><doan>a</doan></t:moi>", true},
    {"<t:moi chon='dv' loai-xep='abc'/>", false},
    {"<t:chon><t:khi kiem='1'/><t:con-lai/></t:chon>", true},
    {"<t:chon><t:con-lai/><t:khi kiem='1'/></t:chon>", false},
    {"<t:goi mau='a.xml' ten='b' so='{$c}'/>", true},
    {"<t:goi ten='b'/>", false},
    {"<t:bien ten='x' gia-tri='1'/><t:kiem dieu-kien='1' loi='a'/>", true},
    {"<t:nue kiem='1'/>", false},
};

static void check_template(void **state)
{
	const struct template_row *r = *state;
	char path[] = "/tmp/vanban-schema-XXXXXX", command[200];
	FILE *file = fdopen(mkstemp(path), "w");
	assert_non_null(file);
	fprintf(file, "%s%s</van-ban>", HEAD, r->name);
	fclose(file);
	snprintf(command, sizeof command,
		 "xmllint --noout --schema " SCHEMA " %s >/dev/null 2>&1",
		 path);
	int status = system(command);
	unlink(path);
	assert_int_equal(status == 0, r->valid);
}

int main(void)
{
	int failed = run_kinds();
	if (system("command -v xmllint >/dev/null") != 0)
		return failed;
	TEST_TABLE(schema_templates, templates, check_template);
	return failed + TEST_RUN(schema_templates);
}

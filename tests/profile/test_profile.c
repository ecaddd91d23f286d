/* Reading profile files: values, what builds on what, and what is wrong. */
#include "vanban/file.h"
#include "vanban/profile.h"

#include "../../src/profile/fields.h"
#include "testing.h"

#include <stdio.h>
#include <unistd.h>

/* A folder with nd30.xml and the files of a row. */
typedef struct bench {
	arena *arena;
	sources *sources;
	diags *diags;
	str folder;
	const profile *profile; /* read from thu.xml */
} bench;

static void put(bench *b, const char *name, str text)
{
	str path = path_join(b->arena, b->folder, str_from(name));
	assert_true(file_write_atomically(b->diags, path, text));
}

static void bench_open(bench *b)
{
	char folder[] = "/tmp/vanban-profile-XXXXXX";
	str text;
	b->arena = arena_new(0);
	b->sources = sources_new(b->arena);
	b->diags = diags_new(b->arena, b->sources);
	assert_non_null(mkdtemp(folder));
	b->folder = str_copy(b->arena, str_from(folder));
	assert_true(file_read(b->arena, b->diags,
			      STR("templates/the-thuc/nd30.xml"), NO_SPAN,
			      &text));
	put(b, "nd30.xml", text);
}

static void bench_close(bench *b)
{
	static const char *const names[] = {"nd30.xml", "thu.xml", "kia.xml"};
	for (size_t i = 0; i < TEST_COUNT(names); i++)
		unlink(path_join(b->arena, b->folder, str_from(names[i])).data);
	assert_int_equal(rmdir(b->folder.data), 0);
	arena_free(b->arena);
}

/* thu.xml: the text, within a the-thuc on nd30 unless it has its own root. */
static void bench_read(bench *b, const char *text)
{
	str all = str_from(text);
	if (!str_starts_with(all, STR("<the-thuc")) &&
	    !str_starts_with(all, STR("<khac")))
		all = str_format(b->arena,
				 "<the-thuc ma=\"thu\" ten=\"Thử\" "
				 "ke-thua=\"nd30\">%s</the-thuc>",
				 text);
	put(b, "thu.xml", all);
	str path = path_join(b->arena, b->folder, STR("thu.xml"));
	b->profile = profile_read(b->arena, b->diags, path, NO_SPAN);
}

/* ---- Good values ------------------------------------------------------ */

static const struct value_row {
	const char *name;
	const char *text;
	size_t offset; /* of an int32_t */
	int32_t expected;
} values[] = {
#define VALUE_ROW(name, text, member, expected)                                \
	{                                                                      \
		name, text, offsetof(profile, member), expected                \
	}
    VALUE_ROW("millimetres", "<trang le-tren='25mm'/>", margin_top, 70866),
    VALUE_ROW("centimetres", "<trang le-tren='2,5cm'/>", margin_top, 70866),
    VALUE_ROW("point for comma", "<trang le-tren='2.5cm'/>", margin_top, 70866),
    VALUE_ROW("points", "<trang le-tren='70,5pt'/>", margin_top, 70500),
    VALUE_ROW("blank before the unit", "<trang le-tren='25 mm'/>", margin_top,
	      70866),
    VALUE_ROW("1,27 cm is half an inch",
	      "<kieu-chu><doan thut-dau-dong='1,27cm'/></kieu-chu>",
	      styles[PROFILE_PARAGRAPH].first_indent, 36000),
    VALUE_ROW("share", "<ky rong='45%'/>", signature_share, 450),
    VALUE_ROW("share with decimal", "<ky rong='33,3%'/>", signature_share, 333),
    VALUE_ROW("count", "<ngon-ngu so-le-phan-tram='0'/>", percent_decimals, 0),
    VALUE_ROW("colour", "<kieu-chu><doan mau='#1F4e79'/></kieu-chu>",
	      styles[PROFILE_PARAGRAPH].colour, 0x1F4E79),
    VALUE_ROW("choice", "<kieu-chu><doan can='phai'/></kieu-chu>",
	      styles[PROFILE_PARAGRAPH].align, PROFILE_RIGHT),
    VALUE_ROW("kind of rule", "<duoi-trich-yeu kieu='chu' chu='-----'/>",
	      rule_subject.kind, PROFILE_RULE_TEXT),
    VALUE_ROW("inherited when not stated", "<trang le-tren='25mm'/>",
	      margin_left, 85039),
    VALUE_ROW("style keeps what is not stated",
	      "<kieu-chu><doan co='13pt'/></kieu-chu>",
	      styles[PROFILE_PARAGRAPH].first_indent, 36000),
    VALUE_ROW("style changed", "<kieu-chu><doan co='13pt'/></kieu-chu>",
	      styles[PROFILE_PARAGRAPH].size, 13000),
    VALUE_ROW("change is not passed to copies of the base",
	      "<kieu-chu><doan co='13pt'/></kieu-chu>",
	      styles[PROFILE_POINT].size, 14000),
    VALUE_ROW("copied anew",
	      "<kieu-chu><doan co='13pt'/><diem nhu='doan'/></kieu-chu>",
	      styles[PROFILE_POINT].size, 13000),
    VALUE_ROW("prefixes replace those of the base",
	      "<ky><tien-to viet='TM.' thanh='T/M'/></ky>",
	      authority_prefix_count, 1),
    VALUE_ROW("prefixes inherited", "<ky rong='45%'/>", authority_prefix_count,
	      3),
    VALUE_ROW("nothing stated", "", margin_top, 56693),
};

static void check_value(void **state)
{
	const struct value_row *row = *state;
	bench b;
	bench_open(&b);
	bench_read(&b, row->text);
	assert_non_null(b.profile);
	assert_int_equal(diags_errors(b.diags), 0);
	assert_int_equal(
	    *(const int32_t *)((const char *)b.profile + row->offset),
	    row->expected);
	bench_close(&b);
}

/* ---- What is wrong ---------------------------------------------------- */

static const struct fault_row {
	const char *name;
	const char *text;
	diag_code code;
	const char *place; /* the bytes that the message points at */
	const char *hint;  /* part of a hint, or NULL */
	const char *other; /* kia.xml, or NULL */
} faults[] = {
    {"no such base", "<the-thuc ma='thu' ten='x' ke-thua='nd3O'/>",
     DIAG_PROFILE_NOT_FOUND, "nd3O", "nd30", NULL},
    {"list of profiles", "<the-thuc ma='thu' ten='x' ke-thua='abcdef'/>",
     DIAG_PROFILE_NOT_FOUND, "abcdef", "nd30, thu", NULL},
    {"base in another folder", "<the-thuc ma='thu' ten='x' ke-thua='../nd30'/>",
     DIAG_PROFILE_NOT_FOUND, "../nd30", NULL, NULL},
    {"empty base", "<the-thuc ma='thu' ten='x' ke-thua=''/>",
     DIAG_PROFILE_NOT_FOUND, "", NULL, NULL},
    {"builds on itself", "<the-thuc ma='thu' ten='x' ke-thua='thu'/>",
     DIAG_PROFILE_CYCLE, "thu", NULL, NULL},
    {"cycle of two", "<the-thuc ma='thu' ten='x' ke-thua='kia'/>",
     DIAG_PROFILE_CYCLE, "thu", NULL,
     "<the-thuc ma='kia' ten='y' ke-thua='thu'/>"},
    {"fault in the base", "<the-thuc ma='thu' ten='x' ke-thua='kia'/>",
     DIAG_PROFILE_LENGTH, "1 dặm", NULL,
     "<the-thuc ma='kia' ten='y' ke-thua='nd30'><trang le-tren='1 dặm'/>"
     "</the-thuc>"},
    {"wrong root", "<khac/>", DIAG_WRONG_ROOT, "khac", NULL, NULL},
    {"not XML", "<the-thuc ma='thu'", DIAG_XML_SYNTAX, NULL, NULL, NULL},
    {"code is not the file's name",
     "<the-thuc ma='thư' ten='x' ke-thua='nd30'/>", DIAG_PROFILE_NAME_DIFFERS,
     "thư", NULL, NULL},
    {"no code", "<the-thuc ten='x' ke-thua='nd30'/>", DIAG_MISSING_ATTRIBUTE,
     NULL, NULL, NULL},
    {"unknown element", "<trag le-tren='20mm'/>", DIAG_UNKNOWN_ELEMENT, "trag",
     "trang", NULL},
    {"unknown numbering", "<danh-so><mục mau='{1}.'/></danh-so>",
     DIAG_UNKNOWN_ELEMENT, "mục", "muc", NULL},
    {"unknown component", "<kieu-chu><doann co='13pt'/></kieu-chu>",
     DIAG_UNKNOWN_ELEMENT, "doann", "doan", NULL},
    {"unknown prefix element", "<ky><tiento viet='a' thanh='b'/></ky>",
     DIAG_UNKNOWN_ELEMENT, "tiento", "tien-to", NULL},
    {"element in a leaf", "<trang><le/></trang>", DIAG_UNKNOWN_ELEMENT, "le",
     NULL, NULL},
    {"unknown attribute", "<trang le-tem='20mm'/>", DIAG_UNKNOWN_ATTRIBUTE,
     "le-tem", "le-tren", NULL},
    {"unknown attribute of a style",
     "<kieu-chu><doan co-chu='13pt'/></kieu-chu>", DIAG_UNKNOWN_ATTRIBUTE,
     "co-chu", NULL, NULL},
    {"unknown attribute of the root",
     "<the-thuc ma='thu' ten='x' kethua='nd30'/>", DIAG_UNKNOWN_ATTRIBUTE,
     "kethua", "ke-thua", NULL},
    {"text at the top", "lề rộng", DIAG_UNEXPECTED_TEXT, "lề rộng", NULL, NULL},
    {"text among styles", "<kieu-chu>x</kieu-chu>", DIAG_UNEXPECTED_TEXT, "x",
     NULL, NULL},
    {"text in a leaf", "<trang>20mm</trang>", DIAG_UNEXPECTED_TEXT, "20mm",
     NULL, NULL},
    {"element twice", "<trang/><trang/>", DIAG_PROFILE_REPEATED, "trang", NULL,
     NULL},
    {"style twice", "<kieu-chu><doan/><doan/></kieu-chu>",
     DIAG_PROFILE_REPEATED, "doan", NULL, NULL},
    {"numbering twice", "<danh-so><muc mau='{1}'/><muc mau='{I}'/></danh-so>",
     DIAG_PROFILE_REPEATED, "muc", NULL, NULL},
    {"length without unit", "<trang le-tren='20'/>", DIAG_PROFILE_LENGTH, "20",
     NULL, NULL},
    {"length in inches", "<trang le-tren='1in'/>", DIAG_PROFILE_LENGTH, "1in",
     NULL, NULL},
    {"negative length", "<trang le-tren='-20mm'/>", DIAG_PROFILE_LENGTH,
     "-20mm", NULL, NULL},
    {"empty length", "<trang le-tren=''/>", DIAG_PROFILE_LENGTH, "", NULL,
     NULL},
    {"comma without digits", "<trang le-tren='20,mm'/>", DIAG_PROFILE_LENGTH,
     "20,mm", NULL, NULL},
    {"too many digits", "<trang le-tren='99999999999999999999mm'/>",
     DIAG_PROFILE_LENGTH, NULL, NULL, NULL},
    {"huge length", "<trang le-tren='999999cm'/>", DIAG_PROFILE_OUT_OF_RANGE,
     "999999cm", NULL, NULL},
    {"points for millimetres", "<trang le-tren='2pt'/>",
     DIAG_PROFILE_OUT_OF_RANGE, "2pt", NULL, NULL},
    {"tiny letters", "<kieu-chu><doan co='5,9pt'/></kieu-chu>",
     DIAG_PROFILE_OUT_OF_RANGE, "5,9pt", NULL, NULL},
    {"share without sign", "<ky rong='50'/>", DIAG_PROFILE_SHARE, "50", NULL,
     NULL},
    {"share out of range", "<ky rong='80%'/>", DIAG_PROFILE_OUT_OF_RANGE, "80%",
     NULL, NULL},
    {"count that is text", "<noi-dung dong-dau-trang='hai'/>",
     DIAG_PROFILE_COUNT, "hai", NULL, NULL},
    {"count out of range", "<noi-dung dong-dau-trang='0'/>",
     DIAG_PROFILE_OUT_OF_RANGE, "0", NULL, NULL},
    {"flag", "<kieu-chu><doan dam='yes'/></kieu-chu>", DIAG_PROFILE_CHOICE,
     "yes", "khong, co", NULL},
    {"choice", "<kieu-chu><doan can='giữa'/></kieu-chu>", DIAG_PROFILE_CHOICE,
     "giữa", "giua", NULL},
    {"colour by name", "<kieu-chu><doan mau='red'/></kieu-chu>",
     DIAG_PROFILE_COLOUR, "red", NULL, NULL},
    {"short colour", "<kieu-chu><doan mau='#123'/></kieu-chu>",
     DIAG_PROFILE_COLOUR, "#123", NULL, NULL},
    {"bad colour digit", "<kieu-chu><doan mau='#12345G'/></kieu-chu>",
     DIAG_PROFILE_COLOUR, "#12345G", NULL, NULL},
    {"empty national name", "<dau-van-ban quoc-hieu=''/>", DIAG_PROFILE_EMPTY,
     "", NULL, NULL},
    {"unknown blank", "<so-ky-hieu mau='Số: {só}/{ky-hieu}'/>",
     DIAG_PROFILE_BLANK, "{só}", "ý bạn là “so”", NULL},
    {"open brace", "<so-ky-hieu mau='Số: {so/{ky-hieu}'/>", DIAG_PROFILE_BLANK,
     "{so/{ky-hieu}", NULL, NULL},
    {"brace to the end", "<so-ky-hieu mau='{so}/{ky-hieu'/>",
     DIAG_PROFILE_BLANK, "{ky-hieu", NULL, NULL},
    {"closing brace", "<so-ky-hieu mau='so}/{ky-hieu}'/>", DIAG_PROFILE_BLANK,
     "}", NULL, NULL},
    {"missing blank", "<so-ky-hieu mau='Số: {so}'/>", DIAG_PROFILE_BLANK_ONCE,
     "Số: {so}", NULL, NULL},
    {"blank twice", "<so-ky-hieu mau='{so}{so}/{ky-hieu}'/>",
     DIAG_PROFILE_BLANK_ONCE, NULL, NULL, NULL},
    {"numbering without counter", "<danh-so><muc mau='Mục'/></danh-so>",
     DIAG_PROFILE_COUNTER, "Mục", NULL, NULL},
    {"numbering with two counters", "<danh-so><muc mau='{I}.{1}'/></danh-so>",
     DIAG_PROFILE_COUNTER, "{I}.{1}", NULL, NULL},
    {"unknown counter", "<danh-so><muc mau='{i}.'/></danh-so>",
     DIAG_PROFILE_BLANK, "{i}", "I, 1, a", NULL},
    {"copy of an unknown style", "<kieu-chu><diem nhu='đoan'/></kieu-chu>",
     DIAG_PROFILE_COMPONENT, "đoan", "doan", NULL},
    {"copy of a later style",
     "<the-thuc ma='thu' ten='x'><kieu-chu><diem nhu='doan'/>"
     "</kieu-chu></the-thuc>",
     DIAG_PROFILE_STYLE_LATER, "doan", NULL, NULL},
    {"style without size",
     "<the-thuc ma='thu' ten='x'><kieu-chu><doan gian-dong='14pt'/>"
     "</kieu-chu></the-thuc>",
     DIAG_MISSING_ATTRIBUTE, NULL, NULL, NULL},
    {"styles missing", "<the-thuc ma='thu' ten='x'/>",
     DIAG_PROFILE_COMPONENT_MISSING, "the-thuc", NULL, NULL},
    {"elements missing", "<the-thuc ma='thu' ten='x'/>",
     DIAG_PROFILE_ELEMENT_MISSING, "the-thuc", NULL, NULL},
    {"attribute missing",
     "<the-thuc ma='thu' ten='x'><trang phong='Arial'/></the-thuc>",
     DIAG_PROFILE_VALUE_MISSING, "the-thuc", NULL, NULL},
    {"title missing", "<the-thuc ma='thu'/>", DIAG_MISSING_ATTRIBUTE, NULL,
     NULL, NULL},
    {"rule text missing", "<duoi-trich-yeu kieu='chu'/>",
     DIAG_PROFILE_VALUE_MISSING, "<duoi-trich-yeu kieu='chu'/>", NULL, NULL},
    {"no room across", "<trang rong='100mm' le-trai='60mm'/>",
     DIAG_PROFILE_NO_ROOM, NULL, NULL, NULL},
    {"no room when turned", "<trang rong='150mm' le-tren='80mm'/>",
     DIAG_PROFILE_NO_ROOM, NULL, NULL, NULL},
    {"lines overlap", "<kieu-chu><doan gian-dong='13pt'/></kieu-chu>",
     DIAG_PROFILE_LINE_HEIGHT, "<doan gian-dong='13pt'/>", NULL, NULL},
    {"page number in the text", "<so-trang cach-mep='20mm'/>",
     DIAG_PROFILE_PAGE_NUMBER, "<so-trang cach-mep='20mm'/>", NULL, NULL},
    {"prefix twice",
     "<ky><tien-to viet='TM.' thanh='a'/><tien-to viet='TM.' thanh='b'/>"
     "</ky>",
     DIAG_PROFILE_PREFIX_REPEATED, "TM.", NULL, NULL},
    {"prefix without form", "<ky><tien-to viet='TM.'/></ky>",
     DIAG_MISSING_ATTRIBUTE, NULL, NULL, NULL},
};

static const diag *find_code(bench *b, diag_code code)
{
	const diag *d = diags_sorted(b->diags);
	while (d && d->code != code)
		d = d->next;
	return d;
}

static bool has_hint(const diag *d, const char *part)
{
	bool found = false;
	for (const diag_part *p = d->parts; p && !found; p = p->next) {
		buffer text = {0};
		diag_expand(&text, diag_text_of(p->text, DIAG_VIETNAMESE),
			    p->arguments, p->argument_count);
		found =
		    str_find(buffer_str(&text), str_from(part)) < text.length;
		buffer_free(&text);
	}
	return found;
}

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	bench b;
	bench_open(&b);
	if (row->other)
		put(&b, "kia.xml", str_from(row->other));
	bench_read(&b, row->text);
	assert_null(b.profile);
	const diag *d = find_code(&b, row->code);
	assert_non_null(d);
	if (row->place) {
		assert_int_not_equal(d->at.source, 0);
		str bytes = source_get(b.sources, d->at.source)->bytes;
		assert_str_equal(str_slice(bytes, d->at.start, d->at.length),
				 row->place);
	}
	if (row->hint)
		assert_true(has_hint(d, row->hint));
	bench_close(&b);
}

/* ---- The schema knows every name -------------------------------------- */

static void check_named(str schema, const char *name)
{
	buffer needle = {0};
	if (!name)
		return;
	buffer_format(&needle, "name=\"%s\"", name);
	if (str_find(schema, buffer_str(&needle)) == schema.length)
		fail_msg("not in the schema: %s", name);
	buffer_free(&needle);
}

static void check_schema(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	str schema;
	assert_true(file_read(a, diags_new(a, sources_new(a)),
			      STR("templates/xsd/the-thuc.xsd"), NO_SPAN,
			      &schema));
	for (profile_component c = 0; c < PROFILE_COMPONENT_COUNT; c++)
		check_named(schema, profile_component_name(c));
	for (size_t i = 0; i < profile_field_count; i++) {
		check_named(schema, profile_fields[i].element);
		check_named(schema, profile_fields[i].attribute);
	}
	for (size_t i = 0; i < profile_style_field_count; i++)
		check_named(schema, profile_style_fields[i].attribute);
	arena_free(a);
}

/* Every mistake of a file is told in one run. */
static void check_all_reported(void **state)
{
	(void)state;
	bench b;
	bench_open(&b);
	bench_read(&b, "<trang le-tren='20' le-trai='x'/><ky rong='50'/>");
	assert_int_equal(diags_errors(b.diags), 3);
	bench_close(&b);
}

/* The file asked for is itself not there. */
static void check_not_there(void **state)
{
	(void)state;
	bench b;
	bench_open(&b);
	str path = path_join(b.arena, b.folder, STR("nd31.xml"));
	assert_null(profile_read(b.arena, b.diags, path, NO_SPAN));
	const diag *d = find_code(&b, DIAG_PROFILE_NOT_FOUND);
	assert_non_null(d);
	assert_str_equal(d->arguments[0], "nd31");
	assert_true(has_hint(d, "nd30"));
	bench_close(&b);
}

int main(void)
{
	TEST_TABLE(good, values, check_value);
	TEST_TABLE(bad, faults, check_fault);
	const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_schema),
	    cmocka_unit_test(check_all_reported),
	    cmocka_unit_test(check_not_there),
	};
	return TEST_RUN(good) + TEST_RUN(bad) + TEST_RUN(single);
}

#include "testing.h"

#include "vanban/doc.h"

/*
 * Documents are built from a short notation: names of elements, nested by
 * brackets, attributes after '@', text in quotes, figures as '#'.
 *   bang(cot@ten=a hang(o"1"))
 */

typedef struct builder {
	arena *arena;
	const char *cursor;
	uint32_t source;
	const char *start;
} builder;

static str take_word(builder *b)
{
	const char *from = b->cursor;
	b->cursor += strcspn(b->cursor, "()@\"#= ");
	return (str){from, (size_t)(b->cursor - from)};
}

static span here(const builder *b, size_t length)
{
	return (span){b->source, (uint32_t)(b->cursor - b->start),
		      (uint32_t)length};
}

static void build_attribute(builder *b, doc_node *node)
{
	b->cursor++;
	str name = take_word(b);
	assert_int_equal(*b->cursor++, '=');
	span at = here(b, 1);
	str value = take_word(b);
	doc_attribute_name attribute = doc_attribute_of(name);
	assert_int_not_equal(attribute, DOC_ATTR_COUNT);
	doc_set_attribute(b->arena, node, attribute, value, at);
}

static void build_text(builder *b, doc_node *parent)
{
	const char *end = strchr(b->cursor + 1, '"');
	doc_node *text = doc_append(b->arena, parent, DOC_TEXT, here(b, 1));
	text->text = (str){b->cursor + 1, (size_t)(end - b->cursor - 1)};
	b->cursor = end + 1;
}

static void build_figure(builder *b, doc_node *parent)
{
	static const doc_trace trace = {
	    .formula = STR_INIT("so('a')"), .has_value = true, .value = {5, 1}};
	doc_node *figure = doc_append(b->arena, parent, DOC_FIGURE, here(b, 1));
	figure->text = STR("5");
	figure->trace = &trace;
	b->cursor++;
}

static doc_node *build(builder *b, doc_node *parent)
{
	span at = here(b, 1);
	doc_kind kind = doc_kind_of(take_word(b));
	assert_int_not_equal(kind, DOC_KIND_COUNT);
	doc_node *node = doc_append(b->arena, parent, kind, at);
	while (*b->cursor == '@')
		build_attribute(b, node);
	if (*b->cursor != '(')
		return node;
	for (b->cursor++; *b->cursor != ')';) {
		if (*b->cursor == '"')
			build_text(b, node);
		else if (*b->cursor == '#')
			build_figure(b, node);
		else if (*b->cursor == ' ')
			b->cursor++;
		else
			build(b, node);
	}
	b->cursor++;
	return node;
}

/* ---- Checking --------------------------------------------------------- */

struct row {
	const char *name;
	const char *expect; /* "E1310 5; …": code and offset */
};

static const struct row checks[] = {
    {"van-ban(doan(\"a\"))", ""},
    {"van-ban(doan)", "E1310 8"},
    {"van-ban(doan(\" \"))", "E1310 8"},
    {"van-ban(doan(dam(\"a\")))", ""},
    {"van-ban(doan(dam))", "E1310 8; E1310 13"},
    {"van-ban(doan(#))", ""},
    {"van-ban", "E1310 0"},
    {"van-ban(muc(de-muc(\"a\") doan(\"b\")))", ""},
    {"van-ban(muc(doan(\"b\")))", "E1307 8"},
    {"van-ban(muc(doan(\"b\") de-muc(\"a\")))", "E1309 22"},
    {"van-ban(muc(de-muc(\"a\") de-muc(\"b\")))", "E1308 24"},
    {"van-ban(khoan(doan(\"b\")))", ""},
    {"van-ban(muc@danh-so=khong(de-muc(\"a\")))", ""},
    {"van-ban(muc@danh-so=no(de-muc(\"a\")))", "E1301 20"},
    {"van-ban(dau-van-ban(co-quan(\"a\")))", ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") co-quan(\"b\")))", ""},
    {"van-ban(dau-van-ban(ten-loai(\"a\")))", "E1307 8"},
    {"van-ban(dau-van-ban(co-quan(\"a\") so-ky-hieu))", "E1111 33"},
    {"van-ban(dau-van-ban(co-quan(\"a\") so-ky-hieu@so=@ky-hieu=b))", ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") so-ky-hieu@so=@ky-hieu=b) "
     "phu-luc(de-muc(\"a\") kem-theo(so-van-ban)))",
     ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") so-ky-hieu@so=@ky-hieu=b) "
     "phu-luc(de-muc(\"a\") kem-theo(ngay-van-ban)))",
     "E1323 88"},
    {"van-ban(phu-luc(de-muc(\"a\") kem-theo(so-van-ban)))", "E1323 37"},
    {"van-ban(dau-van-ban(co-quan(\"a\") do-mat(\"MẬT\")))", ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") do-mat(\"MAT\")))", "E1314 33"},
    {"van-ban(dau-van-ban(co-quan(\"a\") do-khan(\"HỎA TỐC\")))", ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") "
     "dia-danh-ngay@dia-danh=a@ngay=2023-09-14))",
     ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") "
     "dia-danh-ngay@dia-danh=a@ngay=))",
     ""},
    {"van-ban(dau-van-ban(co-quan(\"a\") "
     "dia-danh-ngay@dia-danh=a@ngay=2023-02-31))",
     "E1304 63"},
    {"van-ban(ds@kieu=so(y(\"a\")))", ""},
    {"van-ban(ds@kieu=abc(y(\"a\")))", "E1306 16"},
    {"van-ban(ds)", "E1310 8"},
    {"van-ban(kinh-gui)", "E1310 8"},
    {"van-ban(ky(chuc-vu(\"a\") ho-ten(\"b\")))", ""},
    {"van-ban(ky(chuc-vu(\"a\")))", "E1307 8"},
    {"van-ban(ky(chuc-vu(\"a\") ho-ten(\"b\")) "
     "ky(chuc-vu(\"a\") ho-ten(\"b\")))",
     "E1308 37"},
    {"van-ban(ky-doi(ky(chuc-vu(\"a\") ho-ten(\"b\")) "
     "ky(chuc-vu(\"a\") ho-ten(\"b\"))))",
     ""},
    {"van-ban(ky-doi(ky(chuc-vu(\"a\") ho-ten(\"b\"))))", "E1317 8"},
    {"van-ban(ky(chuc-vu(\"a\") ho-ten(\"b\")) "
     "ky-doi(ky(chuc-vu(\"a\") ho-ten(\"b\")) "
     "ky(chuc-vu(\"a\") ho-ten(\"b\"))))",
     "E1318 37"},
    {"van-ban(phu-luc@ngang=co(de-muc(\"a\") doan(\"b\")))", ""},
    {"van-ban(phu-luc(doan(\"b\")))", "E1307 8"},
    /* tables */
    {"van-ban(bang(cot@ten=a hang(o(\"1\"))))", ""},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o)))", "E1311 33"},
    {"van-ban(bang(cot@ten=a hang(o o)))", "E1311 23"},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o@gop=2)))", ""},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o@gop=3)))", "E1311 33"},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o@gop-hang=2 o) hang(o)))", ""},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o@gop-hang=2 o) hang(o o)))",
     "E1311 54"},
    {"van-ban(bang(cot@ten=a cot@ten=b hang(o@gop-hang=3 o) hang(o)))",
     "E1312 38"},
    {"van-ban(bang(cot@ten=a hang(o@gop=0)))", "E1302 34"},
    {"van-ban(bang(nhom@ten=a(cot@ten=b cot@ten=c) hang(o o)))", ""},
    {"van-ban(bang(nhom@ten=a(nhom@ten=x(cot@ten=b) cot@ten=c) "
     "hang-tong(o)))",
     "E1311 57"},
    {"van-ban(bang(hang(o)))", "E1315 8"},
    {"van-ban(bang(cot@ten=a))", "E1316 8"},
    {"van-ban(bang(cot@ten=a hang-tong(o)))", ""},
    {"van-ban(bang(cot@ten=a hang))", "E1311 23; E1310 23"},
    {"van-ban(bang(cot@ten=a@can=giua@rong=25mm hang(o@can=phai)))", ""},
    {"van-ban(bang(cot@ten=a@can=thap-phan@rong=2 hang(o)))", ""},
    {"van-ban(bang(cot@ten=a@rong=mm hang(o)))", "E1305 28"},
    {"van-ban(bang@co-chu=11,5(cot@ten=a hang(o)))", ""},
    {"van-ban(bang@co-chu=11.5(cot@ten=a hang(o)))", "E1303 20"},
    {"van-ban(doan@kieu=ghi-chu(\"a\"))", ""},
    {"van-ban(doan@kieu=khac(\"a\"))", "E1306 18"},
    {"van-ban(bang@co-chu=11,3(cot@ten=a hang(o)))", "E1303 20"},
    {"van-ban(bang@co-chu=73(cot@ten=a hang(o)))", "E1303 20"},
    /* charts */
    {"van-ban(bieu-do@ten=a(tri@ten=b(#)))", ""},
    {"van-ban(bieu-do@ten=a(tri@ten=b(\" \"# \" \")))", ""},
    {"van-ban(bieu-do@ten=a(tri@ten=b(\"5\")))", "E1313 22"},
    {"van-ban(bieu-do@ten=a(tri@ten=b(\"không\")))", ""},
    {"van-ban(bieu-do@ten=a(tri@ten=b(# #)))", "E1313 22"},
    {"van-ban(bieu-do@ten=a(tri@ten=b(# \"x\")))", "E1313 22"},
    {"van-ban(bieu-do@ten=a(tri@ten=b))", "E1313 22"},
    {"van-ban(bieu-do@ten=a@loai=tronn(tri@ten=b(#)))", "E1306 27"},
    {"van-ban(bieu-do@ten=a(nhom-tri@ten=b(tri@ten=c(#)) "
     "nhom-tri@ten=d(tri@ten=c(#))))",
     ""},
    {"van-ban(bieu-do@ten=a(nhom-tri@ten=b(tri@ten=c(#)) "
     "nhom-tri@ten=d(tri@ten=e(#))))",
     "E1321 51"},
    {"van-ban(bieu-do@ten=a(nhom-tri@ten=b(tri@ten=c(#)) tri@ten=c(#)))",
     "E1322 22"},
    {"van-ban(bieu-do@ten=a)", "E1310 8"},
    {"van-ban(bieu-do(tri(#)))", "E1111 8; E1111 16"},
};

static doc_node *build_row(arena *a, sources *s, const char *text)
{
	builder b = {.arena = a, .cursor = text, .start = text};
	b.source = source_add(s, STR("a"), str_from(text));
	doc_node *root = build(&b, NULL);
	assert_int_equal(*b.cursor, 0);
	return root;
}

static void check_check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	sources *s = sources_new(a);
	diags *d = diags_new(a, s);
	buffer out = {0};
	doc_node *root = build_row(a, s, r->name);
	bool sound = doc_check(root, a, d);
	for (const diag *x = diags_sorted(d); x; x = x->next)
		buffer_format(&out, "%s%s %u", out.length ? "; " : "",
			      diag_row_of(x->code)->number, x->at.start);
	assert_str_equal(buffer_str(&out), r->expect);
	assert_int_equal(sound, r->expect[0] == 0);
	buffer_free(&out);
	arena_free(a);
}

/* ---- Reading attributes ----------------------------------------------- */

static const struct reading {
	const char *name; /* co-chu */
	int32_t points;
} readings[] = {
    {"11", 11000}, {"11,5", 11500}, {"72", 72000}, {"", 9}, {"x", 9},
};

static void check_reading(void **state)
{
	const struct reading *r = *state;
	arena *a = arena_new(0);
	doc_node *node = doc_append(a, NULL, DOC_TABLE, NO_SPAN);
	assert_int_equal(doc_points(node, DOC_ATTR_CO_CHU, 9), 9);
	doc_set_attribute(a, node, DOC_ATTR_CO_CHU, str_from(r->name), NO_SPAN);
	assert_int_equal(doc_points(node, DOC_ATTR_CO_CHU, 9), r->points);
	assert_false(doc_has_attribute(node, DOC_ATTR_TEN));
	assert_true(doc_yes(node, DOC_ATTR_DAU_BANG_LAP, true));
	doc_set_attribute(a, node, DOC_ATTR_DAU_BANG_LAP, STR("khong"),
			  NO_SPAN);
	assert_false(doc_yes(node, DOC_ATTR_DAU_BANG_LAP, true));
	arena_free(a);
}

/* ---- The table -------------------------------------------------------- */

static const struct relation {
	const char *name;
	doc_kind parent, child;
	bool allowed;
} relations[] = {
    {"doan in muc", DOC_SECTION, DOC_PARAGRAPH, true},
    {"doan in doan", DOC_PARAGRAPH, DOC_PARAGRAPH, false},
    {"cot in nhom", DOC_COLUMN_GROUP, DOC_COLUMN, true},
    {"noi in kinh-gui", DOC_ADDRESSEES, DOC_PLACE, true},
    {"noi in noi-nhan", DOC_RECIPIENTS, DOC_PLACE, true},
    {"noi in ky", DOC_SIGNATURE, DOC_PLACE, false},
    {"phan in muc", DOC_SECTION, DOC_PART, false},
    {"bang in o", DOC_CELL, DOC_TABLE, false},
    {"dam in o", DOC_CELL, DOC_STRONG, true},
};

static void check_relation(void **state)
{
	const struct relation *r = *state;
	assert_int_equal(doc_may_contain(r->parent, r->child), r->allowed);
}

/* Every kind has its row, its name leads back to it, its rules are sound. */
static void check_vocabulary(void **state)
{
	(void)state;
	for (int k = DOC_TEXT + 1; k < DOC_KIND_COUNT; k++) {
		const doc_vocabulary_row *row = doc_vocabulary((doc_kind)k);
		assert_non_null(row->element);
		assert_int_equal(doc_kind_of(str_from(row->element)), k);
		assert_int_equal(row->required & ~row->children, 0);
		assert_int_equal(row->single & ~row->children, 0);
		bool holds = row->content != DOC_CONTENT_NONE;
		assert_int_equal(holds, row->children != 0);
	}
	for (int i = 0; i < DOC_ATTR_COUNT; i++) {
		str name = str_from(doc_attribute_text((doc_attribute_name)i));
		assert_int_equal(doc_attribute_of(name), i);
	}
	assert_int_equal(doc_kind_of(STR("doann")), DOC_KIND_COUNT);
	assert_int_equal(doc_attribute_of(STR("x")), DOC_ATTR_COUNT);
}

/* ---- Dumps ------------------------------------------------------------ */

static const struct row dumps[] = {
    {"van-ban@loai=x(doan(\"a \"\"b\" dam(\"c\") xuong-dong #))",
     "van-ban loai=\"x\"\n  doan\n    \"a b\"\n    dam\n      \"c\"\n"
     "    xuong-dong\n    so-lieu \"5\" = 5 {so('a')} -\n"},
    {"van-ban(doan(\"a\xc2\xa0\\\"))",
     "van-ban\n  doan\n    \"a\\u00a0\\\\\"\n"},
};

static void check_dump(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	sources *s = sources_new(a);
	buffer out = {0};
	doc_dump(build_row(a, s, r->name), s, &out);
	assert_str_equal(buffer_str(&out), r->expect);
	buffer_free(&out);
	arena_free(a);
}

static const struct row texts[] = {
    {"doan(\"a \" dam(\"b\") xuong-dong #)", "a b 5"},
    {"hang(o(\"a\") o(\"b\"))", "ab"},
    {"doan", ""},
};

static void check_text(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	sources *s = sources_new(a);
	doc_node *node = build_row(a, s, r->name);
	assert_str_equal(doc_plain_text(a, node), r->expect);
	arena_free(a);
}

int main(void)
{
	static const struct row vocabulary[] = {{"vocabulary", ""}};
	int failed = 0;
	TEST_TABLE(doc_checks, checks, check_check);
	TEST_TABLE(doc_readings, readings, check_reading);
	TEST_TABLE(doc_relations, relations, check_relation);
	TEST_TABLE(doc_vocabularies, vocabulary, check_vocabulary);
	TEST_TABLE(doc_dumps, dumps, check_dump);
	TEST_TABLE(doc_texts, texts, check_text);
	failed += TEST_RUN(doc_checks);
	failed += TEST_RUN(doc_readings);
	failed += TEST_RUN(doc_relations);
	failed += TEST_RUN(doc_vocabularies);
	failed += TEST_RUN(doc_dumps);
	failed += TEST_RUN(doc_texts);
	return failed;
}

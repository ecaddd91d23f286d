/* Pages built by hand: their dump and their text. */
#include "testing.h"

#include "vanban/page.h"

typedef struct piece {
	page_item_kind kind;
	mpt x, y;
	mpt width; /* run: of each glyph, one a byte; box: its width */
	const char *text;
	page_artifact artifact;
	uint32_t colour;
	int32_t scale;
} piece;

#define RUN(x_, y_, width_, text_)                                             \
	{                                                                      \
		PAGE_RUN, x_, y_, width_, text_, 0, 0, 0                       \
	}

static const struct row {
	const char *name;
	piece pieces[4];
	size_t count;
	const char *text;
	const char *dump; /* of the items */
} rows[] = {
    {"an empty page", {{0}}, 0, "", ""},
    {"one run",
     {RUN(72000, 80500, 6000, "abc")},
     1,
     "abc\n",
     "  run 72.000 80.500 18.000 f0@12.000 Document/P#1 \"abc\"\n"},
    {"two runs that touch are one line",
     {RUN(0, 1000, 6000, "ab"), RUN(12000, 1000, 6000, "cd")},
     2,
     "abcd\n",
     "  run 0.000 1.000 12.000 f0@12.000 Document/P#1 \"ab\"\n"
     "  run 12.000 1.000 12.000 f0@12.000 Document/P#1 \"cd\"\n"},
    {"a gap reads as a space",
     {RUN(0, 1000, 6000, "ab"), RUN(40000, 1000, 6000, "cd")},
     2,
     "ab cd\n",
     NULL},
    {"a run to the left reads as a space",
     {RUN(40000, 1000, 6000, "ab"), RUN(0, 1000, 6000, "cd")},
     2,
     "ab cd\n",
     NULL},
    {"a gap after a space is not two",
     {RUN(0, 1000, 6000, "ab "), RUN(40000, 1000, 6000, "cd")},
     2,
     "ab cd\n",
     NULL},
    {"another baseline is another line",
     {RUN(0, 1000, 6000, "ab "), RUN(0, 19000, 6000, "cd ")},
     2,
     "ab\ncd\n",
     NULL},
    {"a no-break space reads as a space",
     {RUN(0, 1000, 6000, "20\xC2\xA0%")},
     1,
     "20 %\n",
     NULL},
    {"boxes have no text",
     {{PAGE_BOX, 500, -250, 1, NULL, PAGE_ARTIFACT_LAYOUT, 0, 0}},
     1,
     "",
     "  box 0.500 -0.250 0.001 2.000 artifact:layout\n"},
    {"colour, scale and artifact are shown",
     {{PAGE_RUN, 0, 0, 6000, "a", PAGE_ARTIFACT_BACKGROUND, 0xC0FFEE, 985}},
     1,
     "a\n",
     "  run 0.000 0.000 6.000 f0@12.000*985 #c0ffee artifact:background "
     "\"a\"\n"},
    {"quotes and backslashes are escaped",
     {RUN(0, 0, 0, "a\"b\\")},
     1,
     "a\"b\\\n",
     "  run 0.000 0.000 0.000 f0@12.000 Document/P#1 \"a\\\"b\\\\\"\n"},
};

static void fill_run(arena *a, page_item *item, const piece *from)
{
	uint32_t count = (uint32_t)strlen(from->text);
	page_glyph *glyphs = ARENA_ARRAY(a, page_glyph, count);
	for (uint32_t i = 0; i < count; i++)
		glyphs[i].advance = from->width;
	item->as.run = (page_run){
	    .size = 12000,
	    .scale = from->scale,
	    .colour = from->colour,
	    .glyphs = glyphs,
	    .glyph_count = count,
	    .text = str_from(from->text),
	};
}

static void fill_page(arena *a, page_document *document, const struct row *row)
{
	document->root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	page_tag *paragraph = page_tag_new(a, document->root, PAGE_P);
	page *p = page_append(a, document, 595276, 841890, STR("1"));
	for (size_t i = 0; i < row->count; i++) {
		const piece *from = &row->pieces[i];
		page_item *item = page_append_item(a, p);
		item->kind = from->kind;
		item->x = from->x;
		item->y = from->y;
		item->artifact = from->artifact;
		item->tag = from->artifact ? NULL : paragraph;
		if (from->kind == PAGE_RUN) {
			fill_run(a, item, from);
		} else {
			item->as.box.width = from->width;
			item->as.box.height = 2000;
		}
	}
}

static void check_row(void **state)
{
	static const char head[] = "page 1 595.276 841.890 \"1\"\n";
	const struct row *row = *state;
	arena *a = arena_new(0);
	page_document document = {0};
	buffer text = {0}, dump = {0};
	fill_page(a, &document, row);
	page_text(&document.pages[0], &text);
	assert_str_equal(buffer_str(&text), row->text);
	page_dump(&document, NULL, &dump);
	str items = buffer_str(&dump);
	assert_true(str_starts_with(items, STR(head)));
	if (row->dump)
		assert_str_equal(
		    str_slice(items, sizeof head - 1, items.length), row->dump);
	buffer_free(&text);
	buffer_free(&dump);
	arena_free(a);
}

/* ---- Single cases ----------------------------------------------------- */

static void check_growth(void **state)
{
	arena *a = arena_new(0);
	page_document document = {0};
	(void)state;
	for (int i = 0; i < 100; i++) {
		page *p = page_append(a, &document, i, 2 * i, STR("x"));
		for (int j = 0; j < 50; j++)
			page_append_item(a, p)->x = j;
		page_append_anchor(a, &document)->page = (uint32_t)i;
	}
	assert_int_equal(document.page_count, 100);
	assert_int_equal(document.pages[99].height, 198);
	assert_int_equal(document.pages[7].items[49].x, 49);
	assert_int_equal(document.anchors[99].page, 99);
	arena_free(a);
}

static void check_tags(void **state)
{
	arena *a = arena_new(0);
	(void)state;
	page_tag *root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	page_tag *table = page_tag_new(a, root, PAGE_TABLE);
	page_tag *row = page_tag_new(a, table, PAGE_TR);
	page_tag *last = page_tag_new(a, root, PAGE_P);
	assert_int_equal(root->count, 4);
	assert_int_equal(root->index, 0);
	assert_int_equal(row->index, 2);
	assert_int_equal(last->index, 3);
	assert_ptr_equal(root->first_child, table);
	assert_ptr_equal(table->next, last);
	assert_ptr_equal(root->last_child, last);
	assert_ptr_equal(row->parent, table);
	assert_null(last->next);
	arena_free(a);
}

static void check_roles(void **state)
{
	(void)state;
	for (int role = 0; role < PAGE_ROLE_COUNT; role++)
		assert_non_null(page_role_name((page_role)role));
	assert_string_equal(page_role_name(PAGE_LBODY), "LBody");
	assert_int_equal(page_role_level(PAGE_H6), 6);
	assert_int_equal(page_role_level(PAGE_P), 0);
}

static void check_head(void **state)
{
	arena *a = arena_new(0);
	page_document document = {.title = STR("Báo cáo"),
				  .date = STR("2023-09-14")};
	buffer dump = {0};
	(void)state;
	page_note_face(a, &document, (page_face){2, STR("A B"), FONT_BOLD});
	page_note_face(a, &document, (page_face){0, STR("A B"), FONT_REGULAR});
	page_note_face(a, &document, (page_face){2, STR("A B"), FONT_BOLD});
	page_append(a, &document, 841890, 595276, (str){0});
	*page_append_anchor(a, &document) = (page_anchor){.name = STR("ky"),
							  .x = 1000,
							  .y = 2000,
							  .width = 3000,
							  .height = 4500};
	page_dump(&document, NULL, &dump);
	assert_str_equal(buffer_str(&dump),
			 "title \"Báo cáo\"\n"
			 "date \"2023-09-14\"\n"
			 "font f2 \"A B đậm\"\n"
			 "font f0 \"A B\"\n"
			 "page 1 841.890 595.276 \"\"\n"
			 "anchor page 1 1.000 2.000 3.000 4.500 \"ky\"\n");
	buffer_free(&dump);
	arena_free(a);
}

/* ---- Paths, images, placed pages, links, fields ----------------------- */

static const page_step steps[] = {
    {PAGE_MOVE, {1000, 2000}, {{0, 0}, {0, 0}}},
    {PAGE_LINE, {11000, 2000}, {{0, 0}, {0, 0}}},
    {PAGE_CURVE, {1000, 12000}, {{21000, 3000}, {4000, 32000}}},
    {PAGE_CLOSE, {0, 0}, {{0, 0}, {0, 0}}},
};

static page_item make_path(void)
{
	return (page_item){
	    .kind = PAGE_PATH,
	    .artifact = PAGE_ARTIFACT_LAYOUT,
	    .x = 100000,
	    .y = 50000,
	    .as.path = {steps, 4, true, 0xC0FFEE, 500, 0x0000FF, 3000},
	};
}

static void check_everything(void **state)
{
	static const image picture = {.width = 30, .height = 20};
	arena *a = arena_new(0);
	page_document document = {.root = page_tag_new(a, NULL, PAGE_DOCUMENT)};
	buffer dump = {0}, text = {0};
	(void)state;
	page_tag *figure = page_tag_new(a, document.root, PAGE_FIGURE);
	page_tag *link = page_tag_new(a, document.root, PAGE_LINK);
	page_tag *form = page_tag_new(a, document.root, PAGE_FORM);
	page *p = page_append(a, &document, 200000, 100000, STR("1"));
	*page_append_item(a, p) = make_path();
	*page_append_item(a, p) = (page_item){
	    .kind = PAGE_IMAGE,
	    .tag = figure,
	    .x = 1000,
	    .y = 2000,
	    .as.image = {30000, 20000, &picture},
	};
	*page_append_link(a, p) = (page_link){
	    link, {1, 2, 3, 4}, figure, {0}, STR("Hình 1, trang 1")};
	*page_append_link(a, p) =
	    (page_link){link, {1, 2, 3, 4}, NULL, STR("so"), STR("Số")};
	*page_append_field(a, p) =
	    (page_field){form, {5, 6, 7, 8}, STR("chu-ky"), STR("Chữ ký")};
	page *sheet = page_append(a, &document, 300000, 300000, STR("tờ 1"));
	p = &document.pages[0];
	*page_append_item(a, sheet) = (page_item){
	    .kind = PAGE_PLACED, .x = 10, .as.placed = {p, 500000, 1}};
	page_dump(&document, NULL, &dump);
	assert_str_equal(
	    buffer_str(&dump),
	    "page 1 200.000 100.000 \"1\"\n"
	    "  path 100.000 50.000 fill #c0ffee stroke 0.500 #0000ff dash "
	    "3.000 artifact:layout M 1.000 2.000 L 11.000 2.000 C 21.000 3.000 "
	    "4.000 32.000 1.000 12.000 Z\n"
	    "  image 1.000 2.000 30.000 20.000 30x20 Document/Figure#1\n"
	    "  link 0.001 0.002 0.003 0.004 Document/Link#2 to #1 \"Hình 1, "
	    "trang 1\"\n"
	    "  link 0.001 0.002 0.003 0.004 Document/Link#2 to so \"Số\"\n"
	    "  field 0.005 0.006 0.007 0.008 Document/Form#3 chu-ky \"Chữ "
	    "ký\"\n"
	    "page 2 300.000 300.000 \"tờ 1\"\n"
	    "  placed 0.010 0.000 50.000 100.000 *0.500000 turned 1 \"1\"\n");
	page_text(sheet, &text);
	assert_int_equal(text.length, 0);
	buffer_free(&dump);
	buffer_free(&text);
	arena_free(a);
}

/* Text of placed pages is text of the sheet. */
static void check_sheet_text(void **state)
{
	arena *a = arena_new(0);
	page_document document = {0};
	buffer text = {0};
	(void)state;
	fill_page(a, &document, &rows[1]);
	fill_page(a, &document, &rows[2]);
	page sheet = {.width = 1, .height = 1};
	for (size_t i = 0; i < 2; i++)
		*page_append_item(a, &sheet) =
		    (page_item){.kind = PAGE_PLACED,
				.as.placed = {&document.pages[i], 1000000, 0}};
	page_text(&sheet, &text);
	assert_str_equal(buffer_str(&text), "abc\nabcd\n");
	buffer_free(&text);
	arena_free(a);
}

static const page placed_page = {.width = 200000, .height = 100000};

static const struct area_row {
	const char *name;
	page_item item;
	bool of_inner; /* the area 20, 10, 50 x 30 of the placed page */
	page_rectangle expected;
} area_rows[] = {
#define PLACED(scale_, turned_)                                                \
	{                                                                      \
		.kind = PAGE_PLACED, .x = 1000, .y = 2000, .as.placed = {      \
			&placed_page,                                          \
			scale_,                                                \
			turned_                                                \
		}                                                              \
	}
    {"a box",
     {.kind = PAGE_BOX, .x = 1, .y = 2, .as.box = {3, 4, 0}},
     false,
     {1, 2, 3, 4}},
    {"a path without steps",
     {.kind = PAGE_PATH, .x = 5, .y = 6},
     false,
     {5, 6, 0, 0}},
    {"a line of one point",
     {.kind = PAGE_PATH, .x = 100, .as.path = {steps, 2, .stroke = 1000}},
     false,
     {600, 1500, 11000, 1000}},
    {"upright", PLACED(1000000, 0), false, {1000, 2000, 200000, 100000}},
    {"turned once", PLACED(1000000, 1), false, {1000, 2000, 100000, 200000}},
    {"scaled", PLACED(707107, 2), false, {1000, 2000, 141421, 70711}},
    {"inside", PLACED(500000, 0), true, {11000, 7000, 25000, 15000}},
    {"inside, turned once",
     PLACED(1000000, 1),
     true,
     {1000 + 60000, 2000 + 20000, 30000, 50000}},
    {"inside, turned twice",
     PLACED(1000000, 2),
     true,
     {1000 + 130000, 2000 + 60000, 50000, 30000}},
    {"inside, turned thrice",
     PLACED(1000000, 3),
     true,
     {1000 + 10000, 2000 + 130000, 30000, 50000}},
};

static void check_area(void **state)
{
	const struct area_row *row = *state;
	const page_rectangle inner = {20000, 10000, 50000, 30000};
	page_rectangle area = row->of_inner
				  ? page_placed_area(&row->item, inner)
				  : page_item_area(&row->item);
	assert_int_equal(area.x, row->expected.x);
	assert_int_equal(area.y, row->expected.y);
	assert_int_equal(area.width, row->expected.width);
	assert_int_equal(area.height, row->expected.height);
}

static void check_lengths(void **state)
{
	(void)state;
	assert_int_equal(MPT_FROM_MICROMETRES(1000), 2835);
	assert_int_equal(MPT_FROM_MICROMETRES(210000), 595276);
	assert_int_equal(MPT_FROM_MICROMETRES(297000), 841890);
	assert_int_equal(MPT_FROM_MICROMETRES(0), 0);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_growth),
	    cmocka_unit_test(check_tags),
	    cmocka_unit_test(check_roles),
	    cmocka_unit_test(check_head),
	    cmocka_unit_test(check_lengths),
	    cmocka_unit_test(check_everything),
	    cmocka_unit_test(check_sheet_text),
	};
	TEST_TABLE(pages, rows, check_row);
	TEST_TABLE(areas, area_rows, check_area);
	return TEST_RUN(pages) + TEST_RUN(areas) +
	       cmocka_run_group_tests(single, NULL, NULL);
}

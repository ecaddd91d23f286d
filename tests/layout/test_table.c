/* Tables: widths, alignment, spans, heads, rules, tags, faults. */
#include "../../src/layout/table.h"
#include "slabs.h"
#include "testing.h"

/*
 * The fixture: text 400 wide; letters 5 and spaces 2.5 wide at 10 pt on lines
 * of 12; here padding 4 across and 2 down, so a row of one line is 16 high and
 * its baseline at 11.
 */
static flow set_table(fixture *f, const char *xml)
{
	fixture_open(f);
	f->profile.table_padding_x = 4000;
	f->profile.table_padding_y = 2000;
	f->profile.styles[PROFILE_TABLE_HEAD].align = PROFILE_CENTRE;
	f->profile.styles[PROFILE_TABLE_HEAD].bold = true;
	f->profile.styles[PROFILE_TABLE_TOTAL].bold = true;
	f->profile.styles[PROFILE_CAPTION].align = PROFILE_CENTRE;
	f->profile.styles[PROFILE_CAPTION].space_before = 9000;
	fixture_read(f,
		     str_format(f->arena, "<van-ban>%s</van-ban>", xml).data);
	slabs_trace(f, f->root);
	layout_context context = slabs_context(f);
	flow out = {.arena = f->arena};
	table_set(&context, doc_child(f->root, DOC_TABLE), f->pages.root, &out);
	return out;
}

typedef struct row {
	const char *name;
	const char *xml;
	const char *expected;
} row;

/* ---- Where the text stands -------------------------------------------- */

static const row texts[] = {
    {"two equal columns",
     "<bang><cot ten='A'/><cot ten='B'/>"
     "<hang><o>x</o><o>y</o></hang></bang>",
     "16: A@97.5,11 B@297.5,11\n"
     "16 never: x@4,11 y@204,11\n"},
    {"alignment of columns",
     "<bang><cot ten='A' can='giua'/><cot ten='B' can='phai'/>"
     "<hang><o>x</o><o>y</o></hang></bang>",
     "16: A@97.5,11 B@297.5,11\n"
     "16 never: x@97.5,11 y@391,11\n"},
    {"a cell's own alignment",
     "<bang><cot ten='A' can='giua'/><cot ten='B' can='phai'/>"
     "<hang><o can='phai'>x</o><o can='trai'>y</o></hang></bang>",
     "16: A@97.5,11 B@297.5,11\n"
     "16 never: x@191,11 y@204,11\n"},
    {"widths in millimetres and shares",
     "<bang><cot ten='A' rong='20mm'/><cot ten='B' rong='1'/>"
     "<cot ten='C' rong='3'/>"
     "<hang><o>x</o><o>y</o><o>z</o></hang></bang>",
     "16: A@25.846,11 B@97.106,11 C@268.759,11\n"
     "16 never: x@4,11 y@60.693,11 z@146.519,11\n"},
    {"decimal commas below each other",
     "<bang><cot ten='A' can='thap-phan' rong='100mm'/><cot ten='B'/>"
     "<hang><o>1,25</o><o>a</o></hang><hang><o>100</o><o>b</o></hang>"
     "<hang><o>1.234,5</o><o>c</o></hang><hang><o>không</o><o>d</o></hang>"
     "</bang>",
     "16: A@139.232,11 B@339.232,11\n"
     "16 never: 1,25@259.465,11 a@287.465,11\n"
     "16 never: 100@249.465,11 b@287.465,11\n"
     "16: 1.234,5@239.465,11 c@287.465,11\n"
     "16 never: không@254.465,11 d@287.465,11\n"},
    {"percentages meet at their signs",
     "<bang><cot ten='A' can='thap-phan'/>"
     "<hang><o>93,5%</o></hang><hang><o>100%</o></hang></bang>",
     "16: A@197.5,11\n"
     "16 never: 93,5%@371,11\n"
     "16 never: 100%@376,11\n"},
    {"percentages with marks meet at their signs, a dash at the digits",
     "<bang><cot ten='A' can='thap-phan'/>"
     "<hang><o>93,5%</o></hang><hang><o>100%(*)</o></hang>"
     "<hang><o>–</o></hang></bang>",
     "16: A@197.5,11\n"
     "16 never: 93,5%@356,11\n"
     "16 never: 100%(*)@361,11\n"
     "16 never: –@376,11\n"},
    {"a long cell is broken, the row as high as its highest cell",
     "<bang><cot ten='A' rong='10mm'/><cot ten='B'/>"
     "<hang><o>ab cd ef</o><o>y</o></hang></bang>",
     "16: A@11.673,11 B@211.673,11\n"
     "40 never: ab@4,11 cd@4,23 ef@4,35 y@32.346,11\n"},
    {"cells over columns",
     "<bang><cot ten='A' can='giua'/><cot ten='B'/><cot ten='C'/>"
     "<hang><o gop='2'>x</o><o>y</o></hang></bang>",
     "16: A@64.166,11 B@197.499,11 C@330.833,11\n"
     "16 never: x@130.833,11 y@270.666,11\n"},
    {"cells over rows are centred, the rows stay together",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o gop-hang='2'>x</o><o>1</o></hang><hang><o>2</o></hang>"
     "<hang><o>y</o><o>3</o></hang></bang>",
     "16: A@97.5,11 B@297.5,11\n"
     "16 never: x@4,19 1@204,11\n"
     "16 never: 2@204,11\n"
     "16 never: y@4,11 3@204,11\n"},
    {"a high cell over rows makes the last of them higher",
     "<bang><cot ten='A' rong='10mm'/><cot ten='B'/>"
     "<hang><o gop-hang='2'>ab cd ef</o><o>1</o></hang>"
     "<hang><o>2</o></hang></bang>",
     "16: A@11.673,11 B@211.673,11\n"
     "16 never: ab@4,11 cd@4,23 ef@4,35 1@32.346,11\n"
     "24 never: 2@32.346,11\n"},
    {"heads in groups, centred in their height",
     "<bang><cot ten='A' rong='1'/><nhom ten='G'><cot ten='B' rong='1'/>"
     "<cot ten='C' rong='2'/></nhom>"
     "<hang><o>x</o><o>y</o><o>z</o></hang></bang>",
     "32: A@47.5,19 G@247.5,11 B@147.5,27 C@297.5,27\n"
     "16 never: x@4,11 y@104,11 z@204,11\n"},
    {"groups in groups",
     "<bang><nhom ten='G'><nhom ten='H'><cot ten='A' rong='1'/></nhom>"
     "<cot ten='B' rong='1'/></nhom><hang><o>x</o><o>y</o></hang></bang>",
     "48: G@197.5,11 H@97.5,27 B@297.5,35 A@97.5,43\n"
     "16 never: x@4,11 y@204,11\n"},
    {"a head is broken between words",
     "<bang><cot ten='ab cd' rong='10mm'/><cot ten='B'/>"
     "<hang><o>x</o><o>y</o></hang></bang>",
     "28: ab@9.173,11 cd@9.173,23 B@211.673,17\n"
     "16 never: x@4,11 y@32.346,11\n"},
    {"caption above, head kept with it",
     "<bang ten='Tên'><cot ten='A'/><hang><o>x</o></hang></bang>",
     "12: Tên@192.5,9\n"
     "16 never: A@197.5,11\n"
     "16 never: x@4,11\n"},
    {"a total stays with the row before",
     "<bang><cot ten='A'/><hang><o>1</o></hang><hang><o>2</o></hang>"
     "<hang-tong><o>3</o></hang-tong></bang>",
     "16: A@197.5,11\n"
     "16 never: 1@4,11\n"
     "16 never: 2@4,11\n"
     "16 never: 3@4,11\n"},
    {"type size of the whole table",
     "<bang co-chu='20'><cot ten='A'/><hang><o>x</o></hang></bang>",
     "28: A@195,20\n"
     "28 never: x@4,20\n"},
    {"a table shrinks by half points until it fits",
     "<bang co-chu='20' co-chu-nho-nhat='10'><cot ten='A'/>"
     "<hang><o>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</o></hang></bang>",
     "26.8: A@195.250,19.1\n"
     "26.8 never: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@4,19.1\n"},
    {"an empty cell",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o/><o>y</o></hang></bang>",
     "16: A@97.5,11 B@297.5,11\n"
     "16 never: y@204,11\n"},
    {"no rows", "<bang><cot ten='A'/></bang>", "16: A@197.5,11\n"},
};

static void check_text(void **state)
{
	const row *r = *state;
	fixture f;
	flow out = set_table(&f, r->xml);
	assert_int_equal(diags_errors(f.diags), 0);
	assert_string_equal(slabs_text(&f, &out), r->expected);
	fixture_close(&f);
}

/* ---- Keeping rows: penalties of the body rows, "!" for never ---------- */

static const struct keep_row {
	const char *name;
	size_t rows;
	bool total;
	const char *expected;
	size_t heading; /* this row, from 1, is one cell across; 0: none */
} keeps[] = {
    {"one", 1, false, "!", 0},
    {"three", 3, false, "! ! !", 0},
    {"a short table had better stay whole", 6, false, "! ! 2000 2000 2000 !",
     0},
    {"with its total", 5, true, "! ! 2000 2000 2000 !", 0},
    {"in a longer one few rows had better not be alone", 11, false,
     "! ! 0 0 0 0 0 400 800 1200 !", 0},
    {"nor with the total", 10, true, "! ! 0 0 0 0 0 400 800 1200 !", 0},
    {"a row across the table stays with the next", 11, false,
     "! ! 0 0 ! 0 0 400 800 1200 !", 4},
};

static void check_keep(void **state)
{
	const struct keep_row *r = *state;
	fixture f;
	buffer xml = {0}, found = {0};
	buffer_append(&xml, STR("<bang><cot ten='A'/><cot ten='B'/>"));
	for (size_t i = 1; i <= r->rows; i++)
		buffer_append(&xml, i == r->heading
					? STR("<hang><o gop='2'>x</o></hang>")
					: STR("<hang><o>x</o><o>y</o></hang>"));
	if (r->total)
		buffer_append(&xml, STR("<hang-tong><o gop='2'>z</o>"
					"</hang-tong>"));
	buffer_append(&xml, STR("</bang>"));
	buffer_append_byte(&xml, '\0');
	flow out = set_table(&f, xml.data);
	for (size_t i = 1; i < out.count; i++) {
		int32_t penalty = out.slabs[i].break_penalty;
		if (i > 1)
			buffer_append_byte(&found, ' ');
		if (penalty >= FLOW_NEVER)
			buffer_append_byte(&found, '!');
		else
			buffer_format(&found, "%d", penalty);
	}
	assert_str_equal(buffer_str(&found), r->expected);
	buffer_free(&found);
	buffer_free(&xml);
	fixture_close(&f);
}

/* Rows so high that two do not fit below the head are not tied. */
static void check_high_rows(void **state)
{
	(void)state;
	fixture f;
	flow out = set_table(&f, "<bang co-chu='140'><cot ten='A'/>"
				 "<hang><o>x</o></hang><hang><o>y</o></hang>"
				 "<hang><o>z</o></hang></bang>");
	assert_int_equal(out.slabs[1].break_penalty, FLOW_NEVER);
	assert_true(out.slabs[2].break_penalty < FLOW_NEVER);
	fixture_close(&f);
}

/* ---- Rules: of the slab after the head -------------------------------- */

static const struct rule_row {
	const char *name;
	const char *xml;
	size_t slab;
	const char *expected;
} rules[] = {
    {"head: sides, between, below and above",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o>x</o><o>y</o></hang></bang>",
     0,
     "0,0 0.5x16\n199.750,0 0.5x16\n399.5,0 0.5x16\n"
     "0,15.750 400x0.5\n0,0 400x0.5\n"},
    {"row: sides, between and below",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o>x</o><o>y</o></hang></bang>",
     1, "0,0 0.5x16\n199.750,0 0.5x16\n399.5,0 0.5x16\n0,15.750 400x0.5\n"},
    {"no rule through a cell over columns",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o gop='2'>x</o></hang></bang>",
     1, "0,0 0.5x16\n399.5,0 0.5x16\n0,15.750 400x0.5\n"},
    {"no rule through a cell over rows",
     "<bang><cot ten='A' rong='1'/><cot ten='B' rong='1'/>"
     "<hang><o gop-hang='2'>x</o><o>1</o></hang><hang><o>2</o></hang>"
     "</bang>",
     1,
     "0,0 0.5x16\n199.750,0 0.5x16\n399.5,0 0.5x16\n"
     "199.750,15.750 200.250x0.5\n"},
    {"total ruled off",
     "<bang><cot ten='A'/><hang><o>1</o></hang>"
     "<hang-tong><o>2</o></hang-tong></bang>",
     2, "0,0 0.5x16\n399.5,0 0.5x16\n0,15.750 400x0.5\n0,-0.5 400x1\n"},
    {"second total not ruled off again",
     "<bang><cot ten='A'/><hang><o>1</o></hang>"
     "<hang-tong><o>2</o></hang-tong><hang-tong><o>3</o></hang-tong>"
     "</bang>",
     3, "0,0 0.5x16\n399.5,0 0.5x16\n0,15.750 400x0.5\n"},
};

static void check_rules(void **state)
{
	const struct rule_row *r = *state;
	fixture f;
	flow out = set_table(&f, r->xml);
	assert_true(out.count > r->slab);
	assert_string_equal(slabs_boxes(&f, &out.slabs[r->slab]), r->expected);
	fixture_close(&f);
}

/* ---- Structure -------------------------------------------------------- */

static const row tags[] = {
    {"plain",
     "<bang><cot ten='A'/><cot ten='B'/><hang><o>x</o><o>y</o></hang>"
     "</bang>",
     "Document(Table(THead(TR(TH TH)) TBody(TR(TD TD))))"},
    {"caption first",
     "<bang ten='T'><cot ten='A'/><hang><o>x</o></hang></bang>",
     "Document(Table(Caption THead(TR(TH)) TBody(TR(TD))))"},
    {"totals at the end are the foot",
     "<bang><cot ten='A'/><hang-tong><o>0</o></hang-tong>"
     "<hang><o>x</o></hang><hang-tong><o>1</o></hang-tong>"
     "<hang-tong><o>2</o></hang-tong></bang>",
     "Document(Table(THead(TR(TH)) TBody(TR(TD) TR(TD)) "
     "TFoot(TR(TD) TR(TD))))"},
    {"two head rows",
     "<bang><cot ten='A'/><nhom ten='G'><cot ten='B'/><cot ten='C'/>"
     "</nhom><hang><o>x</o><o>y</o><o>z</o></hang></bang>",
     "Document(Table(THead(TR(TH TH) TR(TH TH)) TBody(TR(TD TD TD))))"},
    {"figures are spans",
     "<bang><cot ten='A'/><hang><o><so-lieu>3</so-lieu></o></hang></bang>",
     "Document(Table(THead(TR(TH)) TBody(TR(TD(Span)))))"},
};

static void check_tags(void **state)
{
	const row *r = *state;
	fixture f;
	set_table(&f, r->xml);
	assert_string_equal(fixture_tags(&f), r->expected);
	fixture_close(&f);
}

static const page_tag *tag_at(const page_tag *tag, const char *path)
{
	for (; *path; path++) {
		tag = tag->first_child;
		for (int n = *path - '0'; n > 0; n--)
			tag = tag->next;
	}
	return tag;
}

static void check_spans(void **state)
{
	(void)state;
	fixture f;
	set_table(&f, "<bang><cot ten='A'/><nhom ten='G'><cot ten='B'/>"
		      "<cot ten='C'/></nhom><hang><o gop-hang='2'>x</o>"
		      "<o gop='2'>y</o></hang><hang><o>1</o><o>2</o></hang>"
		      "</bang>");
	const page_tag *a = tag_at(f.pages.root, "0000");
	const page_tag *g = tag_at(f.pages.root, "0001");
	const page_tag *b = tag_at(f.pages.root, "0010");
	const page_tag *x = tag_at(f.pages.root, "0100");
	const page_tag *y = tag_at(f.pages.root, "0101");
	const page_tag *one = tag_at(f.pages.root, "0110");
	assert_int_equal(a->row_span, 2);
	assert_int_equal(a->scope, PAGE_SCOPE_COLUMN);
	assert_int_equal(g->column_span, 2);
	assert_int_equal(x->row_span, 2);
	assert_int_equal(y->column_span, 2);
	assert_int_equal(y->header_count, 3);
	assert_int_equal(one->header_count, 2);
	assert_ptr_equal(one->headers[0], g);
	assert_ptr_equal(one->headers[1], b);
	fixture_close(&f);
}

/* ---- The head again --------------------------------------------------- */

static void check_repeat(void **state)
{
	(void)state;
	fixture f;
	flow out = set_table(&f, "<bang><cot ten='A'/><hang><o>x</o></hang>"
				 "<hang><o>y</o></hang></bang>");
	const flow_slab *head = out.slabs[2].repeat_head;
	assert_non_null(head);
	assert_ptr_equal(head, out.slabs[1].repeat_head);
	assert_int_equal(head->height, 16000);
	for (size_t i = 0; i < head->item_count; i++) {
		assert_null(head->items[i].tag);
		assert_int_not_equal(head->items[i].artifact,
				     PAGE_ARTIFACT_NONE);
	}
	assert_string_equal(
	    slabs_text(&f, &(flow){.slabs = (flow_slab[]){*head}, .count = 1}),
	    "16: |A@197.5,11\n");
	fixture_close(&f);
}

static void check_no_repeat(void **state)
{
	(void)state;
	fixture f;
	flow out = set_table(&f, "<bang dau-bang-lap='khong'><cot ten='A'/>"
				 "<hang><o>x</o></hang></bang>");
	const flow_slab *head = out.slabs[1].repeat_head;
	assert_int_equal(head->height, 0);
	assert_string_equal(slabs_boxes(&f, head), "0,-0.250 400x0.5\n");
	fixture_close(&f);
}

/* ---- Faults ----------------------------------------------------------- */

static const struct fault_row {
	const char *name;
	const char *xml;
	diag_code code;
	const char *arguments[3];
	size_t hints;
} faults[] = {
    {"too wide",
     "<bang><cot ten='A'/><cot ten='B'/><hang>"
     "<o>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</o>"
     "<o>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</o></hang></bang>",
     DIAG_LAYOUT_TABLE_TOO_WIDE,
     {"146,8", "141,1", "5,7"},
     2},
    {"widths asked for too wide",
     "<bang><cot ten='A' rong='100mm'/><cot ten='B' rong='100mm'/>"
     "</bang>",
     DIAG_LAYOUT_TABLE_TOO_WIDE,
     {"200", "141,1", "58,9"},
     2},
    {"column too narrow for its head",
     "<bang><cot ten='Phường' rong='10mm'/><cot ten='B'/></bang>",
     DIAG_LAYOUT_COLUMN_TOO_NARROW,
     {"Phường", "10", "13,4"},
     0},
    {"column too narrow for a cell",
     "<bang><cot ten='A' rong='10mm'/><hang><o>abcdefg</o></hang></bang>",
     DIAG_LAYOUT_COLUMN_TOO_NARROW,
     {"A", "10", "15,2"},
     0},
    {"group head wider than fixed columns",
     "<bang><nhom ten='abcdefghij'><cot ten='A' rong='5mm'/>"
     "<cot ten='B' rong='5mm'/></nhom><cot ten='C'/></bang>",
     DIAG_LAYOUT_LINE_TOO_LONG,
     {"abcdefghij", "17,7", "7,1"},
     1},
    {"a number too long for the page",
     "<bang><cot ten='A' can='thap-phan'/><hang>"
     "<o>111111111111111111111111111111111111111111111111111111111111111111"
     "1111111111111,5</o></hang></bang>",
     DIAG_LAYOUT_TABLE_TOO_WIDE,
     {"145,7", "141,1", "4,6"},
     2},
};

static void check_fault(void **state)
{
	const struct fault_row *r = *state;
	fixture f;
	set_table(&f, r->xml);
	const diag *d = diags_sorted(f.diags);
	assert_non_null(d);
	assert_int_equal(d->code, r->code);
	assert_int_not_equal(d->at.source, 0);
	for (size_t i = 0; i < 3; i++)
		assert_str_equal(d->arguments[i], r->arguments[i]);
	size_t hints = 0;
	for (const diag_part *p = d->parts; p; p = p->next)
		hints += p->is_hint;
	assert_int_equal(hints, r->hints);
	fixture_close(&f);
}

/* `count` rows that one cell spans, each one line. */
static flow set_tied(fixture *f, int count)
{
	buffer xml = {0};
	buffer_append(&xml, STR("<bang><cot ten='A'/><cot ten='B'/>"));
	for (int i = 0; i < count; i++) {
		buffer_append(&xml, STR("<hang>"));
		if (i == 0)
			buffer_format(&xml, "<o gop-hang='%d'>x</o>", count);
		buffer_append(&xml, STR("<o>y</o></hang>"));
	}
	buffer_append(&xml, STR("</bang>"));
	buffer_append_byte(&xml, '\0');
	flow out = set_table(f, xml.data);
	buffer_free(&xml);
	return out;
}

/* A page of 600 holds the head of 16 and 36 rows of 16. */
static void check_tied(void **state)
{
	(void)state;
	fixture f;
	set_tied(&f, 36);
	assert_int_equal(diags_errors(f.diags), 0);
	fixture_close(&f);
	set_tied(&f, 37);
	const diag *d = diags_sorted(f.diags);
	assert_non_null(d);
	assert_int_equal(d->code, DIAG_LAYOUT_ROWS_TOO_HIGH);
	assert_str_equal(d->arguments[0], "37");
	assert_str_equal(d->arguments[1], "208,9");
	assert_str_equal(d->arguments[2], "206");
	fixture_close(&f);
}

/* ---- Many rows -------------------------------------------------------- */

static size_t memory_of(int rows)
{
	fixture f;
	buffer xml = {0};
	buffer_append(&xml, STR("<bang><cot ten='A'/><cot ten='B' "
				"can='thap-phan'/><cot ten='C'/>"));
	for (int i = 0; i < rows; i++)
		buffer_format(
		    &xml, "<hang><o>Phường %d</o><o>%d,5</o><o>x</o></hang>",
		    i % 10, i % 10);
	buffer_append(&xml, STR("</bang>"));
	buffer_append_byte(&xml, '\0');
	fixture_open(&f);
	fixture_read(
	    &f, str_format(f.arena, "<van-ban>%s</van-ban>", xml.data).data);
	layout_context context = slabs_context(&f);
	flow out = {.arena = f.arena};
	size_t before = arena_used(f.arena);
	table_set(&context, doc_child(f.root, DOC_TABLE), f.pages.root, &out);
	size_t used = arena_used(f.arena) - before;
	assert_int_equal(out.count, rows + 1);
	buffer_free(&xml);
	fixture_close(&f);
	return used;
}

static void check_many(void **state)
{
	(void)state;
	size_t some = memory_of(1000), more = memory_of(4000);
	assert_in_range(more, some, 5 * some);
}

/* ---- The decimal comma ------------------------------------------------ */

static const struct decimal_row {
	const char *name;
	size_t expected;
} decimals[] = {
    /* percentages meet behind their signs, marks hang */
    {"93,5%", 5},
    {"100%", 4},
    {"93,5%(*)", 5},
    {"tăng 8,1%(**)", 10},
    {"8,25", 1},
    {"8,25(*)(4*)", 1},
    {"1.234(4*)", 5},
    {"–", 3},
    {"–(4*)", 3},
    {"-", 1},
    {"chưa có(4*)", TABLE_NO_NUMBER},
    {"(*)", TABLE_NO_NUMBER},
    {"*)", TABLE_NO_NUMBER},
    {"-1,5", 2},
    {"1.234.567", 9},
    {"12", 2},
    {"86/92", 2},
    {"1.234,5", 5},
    {"5.", 1},
    {"02 nhà", 2},
    {",5", 2},
    {"không", SIZE_MAX},
    {"", SIZE_MAX},
};

static void check_decimal(void **state)
{
	const struct decimal_row *r = *state;
	assert_true(table_decimal_point(str_from(r->name)) == r->expected);
}

int main(void)
{
	TEST_TABLE(places, texts, check_text);
	TEST_TABLE(keeping, keeps, check_keep);
	TEST_TABLE(lines, rules, check_rules);
	TEST_TABLE(structure, tags, check_tags);
	TEST_TABLE(wrong, faults, check_fault);
	TEST_TABLE(commas, decimals, check_decimal);
	const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_spans),
	    cmocka_unit_test(check_repeat),
	    cmocka_unit_test(check_no_repeat),
	    cmocka_unit_test(check_tied),
	    cmocka_unit_test(check_many),
	    cmocka_unit_test(check_high_rows),
	};
	return TEST_RUN(places) + TEST_RUN(keeping) + TEST_RUN(lines) +
	       TEST_RUN(structure) + TEST_RUN(wrong) + TEST_RUN(commas) +
	       TEST_RUN(single);
}

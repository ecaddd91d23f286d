/* Charts: bars and columns, labels, text alternative, faults. */
#include "slabs.h"
#include "testing.h"

/*
 * The fixture: text 400 wide; letters 5 and spaces 2.5 wide at 10 pt on lines
 * of 12; a row of bars is 14 high.
 */
static flow set_chart(fixture *f, const char *xml)
{
	fixture_open(f);
	f->profile.styles[PROFILE_CAPTION].align = PROFILE_CENTRE;
	f->profile.chart_caption_below = true;
	fixture_read(f,
		     str_format(f->arena, "<van-ban>%s</van-ban>", xml).data);
	slabs_trace(f, f->root);
	layout_context context = slabs_context(f);
	flow out = {.arena = f->arena};
	chart_set(&context, doc_child(f->root, DOC_CHART), f->pages.root, &out);
	return out;
}

#define VALUE(name, n) "<tri ten='" name "'><so-lieu>" n "</so-lieu></tri>"

#define PAIR(name, x, y)                                                       \
	"<nhom-tri ten='" name "'>" VALUE("X", x) VALUE("Y", y) "</nhom-tri>"

typedef struct row {
	const char *name;
	const char *xml;
	const char *expected;
} row;

/* ---- Labels ----------------------------------------------------------- */

static const row texts[] = {
    {"horizontal bars: names, figures behind the bars, caption below",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "10")
	 VALUE("BB", "5") "</bieu-do>",
     /* axis at 14; 400 - 14 - 4 - 10 = 372 for the longest bar */
     "28: A@0,10 10@390,10 BB@0,24 5@204,24\n"
     "12 never: Tên@192.5,9\n"},
    {"words where there is no figure",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE(
	 "A", "10") "<tri ten='BB'>x y</tri></bieu-do>",
     "28: A@0,10 10@387.5,10 BB@0,24 x y@18,24\n"
     "12 never: Tên@192.5,9\n"},
    {"a name on two lines",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE(
	 "aaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbb", "1") "</bieu-do>",
     "26: aaaaaaaaaaaaaaaaaaaaaaaa@0,10 bbbbbbbbbbbbbbbbbbbbbbb@0,22 "
     "1@395,16\n"
     "12 never: Tên@192.5,9\n"},
    {"columns: names below, figures above",
     "<bieu-do ten='Tên' loai='cot'>" VALUE("A", "10")
	 VALUE("BB", "5") "</bieu-do>",
     /* axis at 152; names from 154.6 */
     "166.6: A@97.5,163.6 10@95,9 BB@295,163.6 5@297.5,79\n"
     "12 never: Tên@192.5,9\n"},
    {"columns in groups: what they are above, names below",
     "<bieu-do ten='Tên' loai='cot'>" PAIR("A", "10", "5") "</bieu-do>",
     /* keys end at 16; bars of 36 around 200; axis at 178 */
     "192.6: X@14,9 Y@49,9 10@177,25 5@215.5,100 A@197.5,189.6\n"
     "12 never: Tên@192.5,9\n"},
    {"bars in groups: a name beside its bars",
     "<bieu-do ten='Tên' loai='thanh'>" PAIR("A", "10", "5") "</bieu-do>",
     "44: X@14,9 Y@49,9 A@0,31 10@390,25 5@201.5,37\n"
     "12 never: Tên@192.5,9\n"},
    {"a line: figures above their points",
     "<bieu-do ten='Tên' loai='duong'>" VALUE("A", "10")
	 VALUE("B", "5") "</bieu-do>",
     "178.6: 10@95,16.6 5@297.5,86.6 A@97.5,175.6 B@297.5,175.6\n"
     "12 never: Tên@192.5,9\n"},
    {"a pie: names, figures and shares beside it",
     "<bieu-do ten='Tên' loai='tron'>" VALUE("A", "1")
	 VALUE("B", "1") "</bieu-do>",
     "172: A:@284,89 1@296.5,89 (50%)@301.5,89 B:@71,89 1@83.5,89 "
     "(50%)@88.5,89\n"
     "12 never: Tên@192.5,9\n"},
    {"few values become columns",
     "<bieu-do ten='Tên'>" VALUE("A", "10") "</bieu-do>",
     "166.6: A@197.5,163.6 10@195,9\n"
     "12 never: Tên@192.5,9\n"},
    {"many values become bars",
     "<bieu-do ten='Tên'>" VALUE("A", "1") VALUE("B", "1") VALUE("C", "1")
	 VALUE("D", "1") VALUE("E", "1") VALUE("F", "1") VALUE("G", "1")
	     VALUE("H", "1") VALUE("I", "1") "</bieu-do>",
     "126: A@0,10 1@395,10 B@0,24 1@395,24 C@0,38 1@395,38 "
     "D@0,52 1@395,52 E@0,66 1@395,66 F@0,80 1@395,80 "
     "G@0,94 1@395,94 H@0,108 1@395,108 I@0,122 1@395,122\n"
     "12 never: Tên@192.5,9\n"},
    {"unit above at the right",
     "<bieu-do ten='Tên' loai='thanh' don-vi-tinh='vụ'>" VALUE(
	 "A", "1") "</bieu-do>",
     "30: Đơn vị tính: vụ@332.5,9 A@0,26 1@395,26\n"
     "12 never: Tên@192.5,9\n"},
    {"zero has a label and no bar",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "10")
	 VALUE("B", "0") "</bieu-do>",
     "28: A@0,10 10@390,10 B@0,24 0@13,24\n"
     "12 never: Tên@192.5,9\n"},
    {"all zero",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "0") "</bieu-do>",
     "14: A@0,10 0@13,10\n"
     "12 never: Tên@192.5,9\n"},
};

static void check_text(void **state)
{
	const row *r = *state;
	fixture f;
	flow out = set_chart(&f, r->xml);
	assert_int_equal(diags_errors(f.diags), 0);
	assert_string_equal(slabs_text(&f, &out), r->expected);
	assert_string_equal(fixture_messages(&f), "");
	fixture_close(&f);
}

/* ---- Bars ------------------------------------------------------------- */

static const row bars[] = {
    {"in proportion",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "10")
	 VALUE("B", "5") "</bieu-do>",
     "9,3.280 377x7.440\n9,17.280 188.5x7.440\n8.4,0 0.6x28\n"},
    {"thirds half up",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "3")
	 VALUE("B", "2") "</bieu-do>",
     "9,3.280 382x7.440\n9,17.280 254.667x7.440\n8.4,0 0.6x28\n"},
    {"decimals",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "2,5")
	 VALUE("B", "5,0") "</bieu-do>",
     "9,3.280 186x7.440\n9,17.280 372x7.440\n8.4,0 0.6x28\n"},
    {"something next to nothing is still seen",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "1000000")
	 VALUE("B", "1") "</bieu-do>",
     "9,3.280 352x7.440\n9,17.280 0.5x7.440\n8.4,0 0.6x28\n"},
    {"largest numbers there are",
     "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "9223372036854775807")
	 VALUE("B", "4611686018427387904") "</bieu-do>",
     "9,3.280 292x7.440\n9,17.280 146x7.440\n8.4,0 0.6x28\n"},
    {"zero", "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "0") "</bieu-do>",
     "8.4,0 0.6x14\n"},
    {"columns",
     "<bieu-do ten='Tên' loai='cot'>" VALUE("A", "4")
	 VALUE("B", "1") "</bieu-do>",
     "79,12 42x140\n279,117 42x35\n0,152 400x0.6\n"},
};

static void check_bars(void **state)
{
	const row *r = *state;
	fixture f;
	flow out = set_chart(&f, r->xml);
	assert_true(out.count > 0);
	assert_string_equal(slabs_boxes(&f, &out.slabs[0]), r->expected);
	for (size_t i = 0; i < out.slabs[0].item_count; i++)
		assert_non_null(out.slabs[0].items[i].tag);
	fixture_close(&f);
}

/* ---- The text alternative --------------------------------------------- */

static const row alternatives[] = {
    {"bars",
     "<bieu-do ten='Lượt người' loai='thanh' don-vi-tinh='lượt'>" VALUE(
	 "Láng Hạ", "120") VALUE("Nam Đồng", "80") "</bieu-do>",
     "Biểu đồ thanh ngang: Lượt người. Đơn vị tính: lượt. Láng Hạ: 120; "
     "Nam Đồng: 80. Lớn nhất: Láng Hạ (120); nhỏ nhất: Nam Đồng (80)."},
    {"columns without unit",
     "<bieu-do ten='Quà' loai='cot'>" VALUE("A", "1")
	 VALUE("B", "2") "</bieu-do>",
     "Biểu đồ cột: Quà. A: 1; B: 2. Lớn nhất: B (2); nhỏ nhất: A (1)."},
    {"groups",
     "<bieu-do ten='Quà' loai='cot'>" PAIR("A", "1", "2")
	 PAIR("B", "3", "4") "</bieu-do>",
     "Biểu đồ cột: Quà. A – X: 1, Y: 2; B – X: 3, Y: 4."},
    {"a line with a gap",
     "<bieu-do ten='Quà' loai='duong'>" VALUE("A", "1") VALUE(
	 "B", "2") "<tri ten='C'>chưa có</tri>" VALUE("D", "4") "</bieu-do>",
     "Biểu đồ đường: Quà. A: 1; B: 2; C: chưa có; D: 4. Lớn nhất: D (4); nhỏ "
     "nhất: A (1)."},
    {"a pie tells shares",
     "<bieu-do ten='Quà' loai='tron'>" VALUE("A", "1")
	 VALUE("B", "3") "</bieu-do>",
     "Biểu đồ tròn: Quà. A: 1 (25%); B: 3 (75%). Lớn nhất: B (3); nhỏ nhất: A "
     "(1)."},
    {"several are largest",
     "<bieu-do ten='Quà' loai='cot'>" VALUE("A", "2") VALUE("B", "2")
	 VALUE("C", "1") "</bieu-do>",
     "Biểu đồ cột: Quà. A: 2; B: 2; C: 1. Lớn nhất: A và B (2); nhỏ nhất: "
     "C (1)."},
    {"all alike",
     "<bieu-do ten='Quà' loai='cot'>" VALUE("A", "2")
	 VALUE("B", "2") "</bieu-do>",
     "Biểu đồ cột: Quà. A: 2; B: 2."},
    {"given by the author",
     "<bieu-do ten='Quà' loai='cot' mo-ta='Quà tăng đều.'>" VALUE(
	 "A", "2") "</bieu-do>",
     "Quà tăng đều."},
};

static void check_alternative(void **state)
{
	const row *r = *state;
	fixture f;
	set_chart(&f, r->xml);
	const page_tag *figure = f.pages.root->first_child;
	assert_int_equal(figure->role, PAGE_FIGURE);
	assert_str_equal(figure->alternative, r->expected);
	fixture_close(&f);
}

/* ---- Structure and caption -------------------------------------------- */

static void check_tags(void **state)
{
	(void)state;
	fixture f;
	set_chart(&f, "<bieu-do ten='Tên' loai='thanh'>" VALUE("A", "1")
			  VALUE("B", "2") "</bieu-do>");
	assert_string_equal(fixture_tags(&f),
			    "Document(Figure(Span Span Caption))");
	fixture_close(&f);
}

static void check_caption_above(void **state)
{
	(void)state;
	fixture f;
	fixture_open(&f);
	fixture_read(&f, "<van-ban><bieu-do ten='Tên' loai='thanh'>" VALUE(
			     "A", "1") "</bieu-do></van-ban>");
	slabs_trace(&f, f.root);
	layout_context context = slabs_context(&f);
	flow out = {.arena = f.arena};
	chart_set(&context, doc_child(f.root, DOC_CHART), f.pages.root, &out);
	assert_string_equal(slabs_text(&f, &out),
			    "12: Tên@0,9\n"
			    "14 never: A@0,10 1@395,10\n");
	assert_string_equal(fixture_tags(&f), "Document(Figure(Caption Span))");
	fixture_close(&f);
}

/* ---- Faults ----------------------------------------------------------- */

#define LONG40 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct fault_row {
	const char *name;
	const char *xml;
	diag_code code;
	size_t slabs; /* 0: nothing could be drawn */
} faults[] = {
    {"negative", "<bieu-do ten='T'>" VALUE("A", "-5") "</bieu-do>",
     DIAG_CHART_NEGATIVE_VALUE, 0},
    {"negative in the middle",
     "<bieu-do ten='T'>" VALUE("A", "5") VALUE("B", "-1")
	 VALUE("C", "1") "</bieu-do>",
     DIAG_CHART_NEGATIVE_VALUE, 0},
    {"a pie of too many slices",
     "<bieu-do ten='T' loai='tron'>" VALUE("A", "5") VALUE("B", "1")
	 VALUE("C", "1") VALUE("D", "1") VALUE("E", "1") VALUE("F", "1")
	     VALUE("G", "1") VALUE("H", "1") VALUE("I", "1") "</bieu-do>",
     DIAG_CHART_NO_PIE, 0},
    {"a pie of nothing",
     "<bieu-do ten='T' loai='tron'>" VALUE("A", "0") "</bieu-do>",
     DIAG_CHART_NO_PIE, 0},
    {"a line with names wider than their places",
     "<bieu-do ten='T' loai='duong'>" VALUE(LONG40, "5") VALUE(LONG40, "1")
	 VALUE("A", "1") VALUE("B", "1") "</bieu-do>",
     DIAG_CHART_CROWDED, 0},
    {"a name as wide as the page",
     "<bieu-do ten='T' loai='thanh'>" VALUE(LONG40 LONG40, "5") "</bieu-do>",
     DIAG_CHART_TOO_NARROW, 0},
    {"a name that leaves no bar",
     "<bieu-do ten='T'>" VALUE(LONG40 LONG40, "5") VALUE("B", "5") "</bieu-do>",
     DIAG_CHART_TOO_NARROW, 0},
    {"columns whose names do not fit are turned",
     "<bieu-do ten='T' loai='cot'>" VALUE(LONG40, "5") VALUE("B", "5")
	 VALUE("C", "5") "</bieu-do>",
     DIAG_CHART_TURNED, 2},
};

static void check_fault(void **state)
{
	const struct fault_row *r = *state;
	fixture f;
	flow out = set_chart(&f, r->xml);
	const diag *d = diags_sorted(f.diags);
	assert_non_null(d);
	assert_int_equal(d->code, r->code);
	assert_int_not_equal(d->at.source, 0);
	assert_int_equal(out.count, r->slabs);
	fixture_close(&f);
}

/* ---- It fits a page --------------------------------------------------- */

static const struct size_row {
	const char *name;
	int count;
	mpt height;
} sizes[] = {
    {"21 wards", 21, 21 * 14000},
    {"32 in the usual size", 32, 32 * 14000},
    {"40 smaller and closer", 40, 40 * 10200},
};

static void check_size(void **state)
{
	const struct size_row *r = *state;
	fixture f;
	buffer xml = {0};
	buffer_append(&xml, STR("<bieu-do ten='Tên'>"));
	for (int i = 0; i < r->count; i++)
		buffer_append(&xml, STR(VALUE("A", "1")));
	buffer_append(&xml, STR("</bieu-do>"));
	buffer_append_byte(&xml, '\0');
	flow out = set_chart(&f, xml.data);
	buffer_free(&xml);
	assert_int_equal(out.slabs[0].height, r->height);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(labels, texts, check_text);
	TEST_TABLE(lengths, bars, check_bars);
	TEST_TABLE(descriptions, alternatives, check_alternative);
	TEST_TABLE(wrong, faults, check_fault);
	TEST_TABLE(heights, sizes, check_size);
	const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_tags),
	    cmocka_unit_test(check_caption_above),
	};
	return TEST_RUN(labels) + TEST_RUN(lengths) + TEST_RUN(descriptions) +
	       TEST_RUN(wrong) + TEST_RUN(heights) + TEST_RUN(single);
}

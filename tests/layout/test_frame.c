#include "testing.h"

#include "layout/fixture.c"

/*
 * Places on the page of the fixture: 500 pt by 700 pt, text from 60 to 460
 * and from 50 to 650; the letterhead's columns are 171 and 209 pt wide with
 * 20 pt between.
 */
#define DOC(body_)  "<van-ban>" body_ "</van-ban>"
#define HEAD(body_) DOC("<dau-van-ban>" body_ "</dau-van-ban><doan>x</doan>")
#define L10	    "aaaaaaaaaa"
#define L40	    L10 L10 L10 L10
#define LINES10                                                                \
	"x<xuong-dong/>x<xuong-dong/>x<xuong-dong/>x<xuong-dong/"              \
	">x<xuong-dong/>"                                                      \
	"x<xuong-dong/>x<xuong-dong/>x<xuong-dong/>x<xuong-dong/"              \
	">x<xuong-dong/>"
#define LINES50 LINES10 LINES10 LINES10 LINES10 LINES10
#define ROWS5                                                                  \
	"<hang><o>x</o></hang><hang><o>x</o></hang><hang><o>x</o></hang>"      \
	"<hang><o>x</o></hang><hang><o>x</o></hang>"
#define ROWS10 ROWS5 ROWS5
#define ROWS50 ROWS10 ROWS10 ROWS10 ROWS10 ROWS10
#define NUMBER "<so-ky-hieu so='' ky-hieu='BC'/>"
#define DATE   "<dia-danh-ngay dia-danh='X' ngay=''/>"
#define SIGNED "<ky><chuc-vu>CT</chuc-vu><ho-ten>A</ho-ten></ky>"
#define BOTH                                                                   \
	"<ky-doi><ky><chuc-vu>TK</chuc-vu><ho-ten>B</ho-ten></ky>" SIGNED      \
	"</ky-doi>"

/* Where a run begins and its baseline. */
static const struct row {
	const char *name;
	const char *xml;
	const char *text;
	mpt x, y;
} rows[] = {
    /* baseline: 12 pt lines, ascent 8, descent 2: 9 below the top */
    {"the body is centred in its column", HEAD("<co-quan>BAN</co-quan>"), "BAN",
     60000 + (171000 - 15000) / 2, 59000},
    {"the national name is centred in the other",
     HEAD("<co-quan>BAN</co-quan>"), "CỘNG",
     60000 + 191000 + (209000 - 37500) / 2, 59000},
    {"the motto stands below", HEAD("<co-quan>BAN</co-quan>"), "Độc lập",
     60000 + 191000 + (209000 - 32500) / 2, 71000},
    {"a wide left column takes from the right",
     HEAD("<co-quan>" L40 "</co-quan>"), L40, 60000, 59000},
    {"and the right gives way", HEAD("<co-quan>" L40 "</co-quan>"), "CỘNG",
     60000 + 220000 + (180000 - 37500) / 2, 59000},
    {"a wide right column takes from the left",
     HEAD("<co-quan>B</co-quan><dia-danh-ngay dia-danh='" L40 "' ngay=''/>"),
     L40, 60000 + 67500, 83500},
    {"number and date share a baseline: number",
     HEAD("<co-quan>B</co-quan>" NUMBER DATE),
     "Số:", 60000 + (171000 - 15000 - 2500 - 30000 - 15000) / 2, 83500},
    {"a number of four digits is not grouped",
     HEAD("<co-quan>B</co-quan><so-ky-hieu so='1234' ky-hieu='BC'/>"),
     "Số: 1234/BC", 60000 + (171000 - 52500) / 2, 83500},
    {"number and date share a baseline: date",
     HEAD("<co-quan>B</co-quan>" NUMBER DATE), "X, ngày",
     60000 + 191000 + (209000 - 137500) / 2, 83500},
    {"the page number is centred on the paper",
     DOC("<doan>" LINES50 "y<xuong-dong/>y</doan>"), "2", 247500, 30000},
    {"recipients stand at the left",
     DOC("<doan>x</doan><noi-nhan><noi>M</noi></noi-nhan>" SIGNED), "Nơi nhận",
     60000, 71000},
    {"the signer stands level with them at the right",
     DOC("<doan>x</doan><noi-nhan><noi>M</noi></noi-nhan>" SIGNED), "CT",
     60000 + 200000 + 95000, 71000},
    {"two signers stand beside each other", DOC("<doan>x</doan>" BOTH), "TK",
     60000 + 95000, 71000},
    {"the recipients stand below two signers",
     DOC("<doan>x</doan><noi-nhan><noi>M</noi></noi-nhan>" BOTH), "Nơi nhận",
     60000, 71000 + 84000 + 12000},
    {"the name stands below the signature", DOC("<doan>x</doan>" SIGNED), "A",
     60000 + 200000 + 97500, 71000 + 12000 + 60000},
    {"names side by side are level",
     DOC("<doan>x</doan><ky-doi><ky><chuc-vu>TK</chuc-vu>"
	 "<chuc-vu>TK</chuc-vu><ho-ten>B</ho-ten></ky>" SIGNED "</ky-doi>"),
     "A", 60000 + 200000 + 97500, 71000 + 2 * 12000 + 60000},
};

static void check_row(void **state)
{
	const struct row *r = *state;
	fixture f;
	fixture_open(&f);
	fixture_layout(&f, r->xml);
	assert_string_equal(fixture_messages(&f), "");
	const page_item *item = fixture_find(&f, r->text, NULL);
	assert_non_null(item);
	assert_int_equal(item->x, r->x);
	assert_int_equal(item->y, r->y);
	fixture_close(&f);
}

/* Rectangles for later hands. */
static const struct anchor {
	const char *name;
	const char *xml;
	const char *anchor;
	mpt x, y, width, height;
} anchors[] = {
    {"number", HEAD("<co-quan>B</co-quan>" NUMBER), "so",
     60000 + (171000 - 62500) / 2 + 17500, 74500, 30000, 12000},
    {"date", HEAD("<co-quan>B</co-quan>" DATE), "ngay",
     60000 + 191000 + (209000 - 137500) / 2 + 35000, 74500, 102500, 12000},
    {"signature", DOC("<doan>x</doan>" SIGNED), "chu-ky",
     60000 + 200000 + 40000, 74000, 120000, 60000},
    {"seal", DOC("<doan>x</doan>" SIGNED), "dau",
     60000 + 200000 + 40000 + 40000 - 60000, 74000, 60000, 60000},
    {"the first of two signatures", DOC("<doan>x</doan>" BOTH), "chu-ky-1",
     60000 + 40000, 74000, 120000, 60000},
    {"the second of two", DOC("<doan>x</doan>" BOTH), "chu-ky-2",
     60000 + 200000 + 40000, 74000, 120000, 60000},
    {"the room for signatures side by side is level",
     DOC("<doan>x</doan><ky-doi><ky><chuc-vu>TK</chuc-vu>"
	 "<chuc-vu>TK</chuc-vu><ho-ten>B</ho-ten></ky>" SIGNED "</ky-doi>"),
     "chu-ky-2", 60000 + 200000 + 40000, 74000 + 12000, 120000, 60000},
    {"three stand in one row",
     DOC("<doan>x</doan><ky-doi>" SIGNED SIGNED SIGNED "</ky-doi>"), "dau-3",
     60000 + 266666 + 26667 + 26666 - 60000, 74000, 60000, 60000},
    {"the third of four stands in a second row",
     DOC("<doan>x</doan><ky-doi>" SIGNED SIGNED SIGNED SIGNED "</ky-doi>"),
     "chu-ky-3", 60000 + 40000, 74000 + 84000 + 12000, 120000, 60000},
};

static void check_anchor(void **state)
{
	const struct anchor *r = *state;
	fixture f;
	fixture_open(&f);
	fixture_layout(&f, r->xml);
	const page_anchor *found = NULL;
	for (size_t i = 0; i < f.pages.anchor_count; i++)
		if (str_equal(f.pages.anchors[i].name, str_from(r->anchor)))
			found = &f.pages.anchors[i];
	assert_non_null(found);
	assert_int_equal(found->page, 0);
	assert_int_equal(found->x, r->x);
	assert_int_equal(found->y, r->y);
	assert_int_equal(found->width, r->width);
	assert_int_equal(found->height, r->height);
	fixture_close(&f);
}

/* Is there a box of this size at this place? */
static const struct box {
	const char *name;
	const char *xml;
	mpt x, y, width, height;
} boxes[] = {
    {"the rule of the motto is as long as it", HEAD("<co-quan>B</co-quan>"),
     60000 + 191000 + (209000 - 32500) / 2, 50000 + 12000 + 9000 + 2000 + 1000,
     32500, 500},
    {"the rule of the body is a share of its line",
     HEAD("<co-quan>BBBBBBBBBB</co-quan>"), 60000 + (171000 - 20000) / 2,
     50000 + 9000 + 2000 + 1000, 20000, 500},
    {"KHẨN is 20 mm by 8 mm",
     HEAD("<co-quan>B</co-quan><do-khan>KHẨN</do-khan>"),
     60000 + (171000 - 56693) / 2, 62500, 56693, 500},
    {"HỎA TỐC is 30 mm wide if it must be",
     HEAD("<co-quan>B</co-quan><do-khan>HỎA TỐC KKKKKK</do-khan>"),
     60000 + (171000 - 85039) / 2, 62500, 85039, 500},
    {"its frame is 8 mm high",
     HEAD("<co-quan>B</co-quan><do-khan>KHẨN</do-khan>"),
     60000 + (171000 - 56693) / 2, 62500, 500, 22677},
};

static void check_box(void **state)
{
	const struct box *r = *state;
	fixture f;
	bool found = false;
	fixture_open(&f);
	fixture_layout(&f, r->xml);
	const page *p = &f.pages.pages[0];
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind != PAGE_BOX)
			continue;
		assert_int_equal(item->artifact, PAGE_ARTIFACT_LAYOUT);
		found |= item->x == r->x && item->y == r->y &&
			 item->as.box.width == r->width &&
			 item->as.box.height == r->height;
	}
	assert_true(found);
	fixture_close(&f);
}

/* Documents of many lines: what stands first on each page. */
static const struct pages {
	const char *name;
	int before; /* paragraphs of one line before the rest */
	const char *rest;
	const char *firsts;
} pages[] = {
    {"fifty lines make a page", 50, "", "x"},
    {"fifty-one make two", 51, "", "x x./."},
    {"a heading goes with two lines", 47,
     "<muc><de-muc>H</de-muc><doan>a</doan><doan>b</doan></muc>", "x"},
    {"a heading goes over with them", 48,
     "<muc><de-muc>H</de-muc><doan>a</doan><doan>b</doan></muc>", "x I. H"},
    {"a heading at the end of a level takes one line", 47,
     "<muc><de-muc>H</de-muc><doan>a</doan></muc>"
     "<muc><de-muc>K</de-muc><doan>b</doan><doan>c</doan></muc>",
     "x II. K"},
    {"two headings go together", 48,
     "<phan><de-muc>H</de-muc><muc><de-muc>K</de-muc><doan>a</doan>"
     "<doan>b</doan></muc></phan>",
     "x Phần I "},
    {"no orphan", 49, "<doan>a<xuong-dong/>b<xuong-dong/>c</doan>", "x a "},
    {"no widow", 48, "<doan>a<xuong-dong/>b<xuong-dong/>c</doan>", "x a "},
    {"two and two", 48,
     "<doan>a<xuong-dong/>b<xuong-dong/>c<xuong-dong/>d</doan>", "x c "},
    {"a colon stays with what it announces", 49,
     "<doan>a:</doan><ds><y>b</y><y>c</y></ds>", "x a:"},
    {"the signature takes two lines along", 46, SIGNED, "x x"},
    {"a signature that fits stays", 43, SIGNED, "x"},
    {"two signatures take two lines along", 46, BOTH, "x x"},
    {"the recipients do not leave two signatures", 42,
     "<noi-nhan><noi>M</noi></noi-nhan>" BOTH, "x x"},
};

static void check_pages(void **state)
{
	const struct pages *r = *state;
	fixture f;
	buffer xml = {0};
	fixture_open(&f);
	buffer_append(&xml, STR("<van-ban>"));
	for (int i = 0; i < r->before; i++)
		buffer_append(&xml, STR("<doan>x</doan>"));
	buffer_format(&xml, "%s</van-ban>%c", r->rest, 0);
	assert_true(fixture_layout(&f, xml.data));
	for (size_t i = 0; i < f.pages.page_count; i++) {
		const page *p = &f.pages.pages[i];
		if (i > 0)
			buffer_append_byte(&f.text, ' ');
		buffer_append(&f.text, p->items[0].as.run.text);
		if (p->item_count > 1 && p->items[1].y == p->items[0].y)
			buffer_append(&f.text, p->items[1].as.run.text);
	}
	assert_str_equal(buffer_str(&f.text), r->firsts);
	buffer_free(&xml);
	fixture_close(&f);
}

/* Runs without a tag: numbers and marks of pages. */
static const struct mark {
	const char *name;
	const char *xml;
	bool at_top, on_first;
	const char *marks; /* text@x,y in points, page by page */
} marks[] = {
    {"no number on a first page", HEAD("<co-quan>B</co-quan>"), true, false,
     ""},
    {"a number on a first page", HEAD("<co-quan>B</co-quan>"), true, true,
     "1@247,30 "},
    {"a number at the foot", HEAD("<co-quan>B</co-quan>"), false, true,
     "1@247,670 "},
    {"a draft mark opposite the number",
     HEAD("<co-quan>B</co-quan><du-thao>N</du-thao>"), true, false,
     "N@247,670 "},
    {"the head of a table is repeated",
     DOC("<bang><cot ten='Đầu'/>" ROWS50 ROWS10 "</bang>"), true, false,
     "Đầu@60,59 2@247,30 "},
    {"annexes begin anew",
     DOC("<doan>x</doan><phu-luc ngang='co'><de-muc>A</de-muc>"
	 "<doan>y</doan></phu-luc>"),
     true, true, "1@247,30 1@347,30 "},
};

static void check_marks(void **state)
{
	const struct mark *r = *state;
	fixture f;
	fixture_open(&f);
	f.profile.page_number_top = r->at_top;
	f.profile.page_number_first = r->on_first;
	assert_true(fixture_layout(&f, r->xml));
	for (size_t i = 0; i < f.pages.page_count; i++) {
		const page *p = &f.pages.pages[i];
		for (size_t k = 0; k < p->item_count; k++)
			if (p->items[k].kind == PAGE_RUN &&
			    p->items[k].artifact == PAGE_ARTIFACT_PAGINATION)
				buffer_format(&f.text, "%.*s@%d,%d ",
					      STR_ARGS(p->items[k].as.run.text),
					      p->items[k].x / 1000,
					      p->items[k].y / 1000);
	}
	assert_str_equal(buffer_str(&f.text), r->marks);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(places, rows, check_row);
	TEST_TABLE(rectangles, anchors, check_anchor);
	TEST_TABLE(rules, boxes, check_box);
	TEST_TABLE(page_breaks, pages, check_pages);
	TEST_TABLE(page_marks, marks, check_marks);
	int failed = TEST_RUN(places);
	failed += TEST_RUN(rectangles);
	failed += TEST_RUN(rules);
	failed += TEST_RUN(page_breaks);
	return failed + TEST_RUN(page_marks);
}

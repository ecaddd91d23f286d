#include "testing.h"

#include "vanban/impose.h"

/* Hundredths of a point are all that these tests look at. */
#define A4_WIDTH  MPT_FROM_MICROMETRES(210000)
#define A4_HEIGHT MPT_FROM_MICROMETRES(297000)

/*
 * Documents: "6" six upright A4 pages; "3+2" two documents; "w" behind a
 * number: lying pages.  Expected: sides separated by "|", pages from 1 in the
 * order of the slots; "-" a side without pages.
 */
static const struct row {
	const char *name;
	const char *documents;
	impose_options options;
	const char *sides;
	uint32_t sheets, blanks;
} rows[] = {
    {"one page, both sides of a sheet",
     "1",
     {.layout = IMPOSE_ONE_UP},
     "1|-",
     1,
     1},
    {"each document begins on a sheet of its own",
     "3+2",
     {.layout = IMPOSE_ONE_UP},
     "1|2|3|-|4|5",
     3,
     1},
    {"on one side only, nothing is padded",
     "3+2",
     {.layout = IMPOSE_ONE_UP, .one_sided = true},
     "1|2|3|4|5",
     5,
     0},
    {"two on a side", "6", {.layout = IMPOSE_TWO_UP}, "1 2|3 4|5 6|-", 2, 2},
    {"two on a side, documents apart",
     "1+5",
     {.layout = IMPOSE_TWO_UP},
     "1|-|2 3|4 5|6|-",
     3,
     6},
    {"two on a side, joined: each begins on the right",
     "1+2",
     {.layout = IMPOSE_TWO_UP, .join = true},
     "1|2 3",
     1,
     1},
    {"four on a side",
     "9",
     {.layout = IMPOSE_FOUR_UP},
     "1 2 3 4|5 6 7 8|9|-",
     2,
     7},
    {"slips in piles, one side printed",
     "6",
     {.layout = IMPOSE_FOUR_UP, .one_sided = true, .stack = true},
     "1 3 5|2 4 6",
     2,
     2},
    {"slips in piles, the back behind its front",
     "8",
     {.layout = IMPOSE_FOUR_UP, .stack = true},
     "1 3 5 7|4 2 8 6",
     1,
     0},
    {"a booklet of eight",
     "8",
     {.layout = IMPOSE_BOOKLET},
     "8 1|2 7|6 3|4 5",
     2,
     0},
    {"a booklet of six is padded at the end",
     "6",
     {.layout = IMPOSE_BOOKLET},
     "1|2|6 3|4 5",
     2,
     2},
    {"its last page can be the back cover",
     "6",
     {.layout = IMPOSE_BOOKLET, .back_cover = true},
     "6 1|2|3|4 5",
     2,
     2},
    {"a booklet of one page", "1", {.layout = IMPOSE_BOOKLET}, "1|-", 1, 3},
    {"a booklet read from the right",
     "4",
     {.layout = IMPOSE_BOOKLET, .binds_right = true},
     "1 4|3 2",
     1,
     0},
    {"signatures of one sheet",
     "8",
     {.layout = IMPOSE_BOOKLET, .signature_sheets = 1},
     "4 1|2 3|8 5|6 7",
     2,
     0},
    {"the last signature is what is left",
     "12",
     {.layout = IMPOSE_BOOKLET, .signature_sheets = 2},
     "8 1|2 7|6 3|4 5|12 9|10 11",
     3,
     0},
    {"each document a booklet",
     "4+3",
     {.layout = IMPOSE_BOOKLET},
     "4 1|2 3|5|6 7",
     2,
     1},
    {"documents joined in one booklet, each on a right-hand page",
     "3+2+2",
     {.layout = IMPOSE_BOOKLET, .join = true},
     "7 1|2 6|5 3|4",
     2,
     1},
    {"wide pages too", "4w", {.layout = IMPOSE_TWO_UP}, "1 2|3 4", 1, 0},
    {"no pages", "", {.layout = IMPOSE_TWO_UP}, "", 0, 0},
};

typedef struct pages {
	impose_page items[64];
	size_t count;
} pages;

static pages read_pages(const char *text)
{
	pages out = {0};
	for (uint32_t document = 0; *text; document++) {
		char *end;
		unsigned long count = strtoul(text, &end, 10);
		bool wide = *end == 'w';
		text = end + wide;
		text += *text == '+';
		for (; count; count--)
			out.items[out.count++] =
			    (impose_page){.width = wide ? A4_HEIGHT : A4_WIDTH,
					  .height = wide ? A4_WIDTH : A4_HEIGHT,
					  .document = document};
	}
	return out;
}

static void show(const impose_plan *plan, buffer *out)
{
	for (size_t i = 0; i < plan->side_count; i++) {
		const impose_side *side = &plan->sides[i];
		buffer_append(out, i ? STR("|") : STR(""));
		if (!side->place_count)
			buffer_append(out, STR("-"));
		for (size_t j = 0; j < side->place_count; j++)
			buffer_format(out, j ? " %u" : "%u",
				      side->places[j].page + 1);
	}
}

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	pages given = read_pages(r->documents);
	impose_options options = r->options;
	impose_plan plan;
	buffer text = {0};
	options.paper_width = A4_WIDTH;
	options.paper_height = A4_HEIGHT;
	impose_make(a, &options, given.items, given.count, &plan);
	show(&plan, &text);
	assert_str_equal(buffer_str(&text), r->sides);
	assert_int_equal(impose_total(&plan).sheets, r->sheets);
	assert_int_equal(impose_total(&plan).blanks, r->blanks);
	assert_int_equal(impose_total(&plan).pages, given.count);
	buffer_free(&text);
	arena_free(a);
}

/* ---- Geometry --------------------------------------------------------- */

/*
 * Each place of all sides: page, quarter turns, scale in thousandths, then x,
 * y, width and height in millimetres, rounded.
 */
static const struct geometry {
	const char *name;
	const char *documents;
	impose_options options;
	const char *places;
	size_t marks; /* of the first side */
} geometries[] = {
    {"a page as large as the paper is left alone",
     "1",
     {.layout = IMPOSE_ONE_UP, .one_sided = true},
     "1:0 1000 0,0 210x297",
     0},
    {"a lying page among upright ones is turned, its head at the left",
     "2+1w",
     {.layout = IMPOSE_ONE_UP, .one_sided = true, .join = true},
     "1:0 1000 0,0 210x297; 2:0 1000 0,0 210x297; 3:1 1000 0,0 210x297",
     0},
    {"two upright pages side by side on lying paper",
     "2",
     {.layout = IMPOSE_TWO_UP, .one_sided = true},
     "1:0 707 0,0 148x210; 2:0 707 149,0 148x210",
     0},
    {"two lying pages below each other on upright paper",
     "2w",
     {.layout = IMPOSE_TWO_UP, .one_sided = true},
     "1:0 707 0,0 210x148; 2:0 707 0,149 210x148",
     0},
    {"four upright pages on upright paper",
     "4",
     {.layout = IMPOSE_FOUR_UP, .one_sided = true},
     "1:0 500 0,0 105x149; 2:0 500 105,0 105x149; "
     "3:0 500 0,149 105x149; 4:0 500 105,149 105x149",
     0},
    {"a gap makes them smaller, centred",
     "2",
     {.layout = IMPOSE_TWO_UP, .one_sided = true, .gap = 28346},
     "1:0 683 0,4 143x203; 2:0 683 153,4 143x203",
     0},
    {"a back that is flipped the other way is upside down",
     "2",
     {.layout = IMPOSE_ONE_UP, .flip = IMPOSE_FLIP_SHORT},
     "1:0 1000 0,0 210x297; 2:2 1000 0,0 210x297",
     0},
    {"a lying booklet sheet is turned by its short edge",
     "4",
     {.layout = IMPOSE_BOOKLET, .flip = IMPOSE_FLIP_SHORT},
     "4:0 707 0,0 148x210; 1:0 707 149,0 148x210; "
     "2:0 707 0,0 148x210; 3:0 707 149,0 148x210",
     0},
    {"by its long edge its back is upside down",
     "4",
     {.layout = IMPOSE_BOOKLET, .flip = IMPOSE_FLIP_LONG},
     "4:0 707 0,0 148x210; 1:0 707 149,0 148x210; "
     "2:2 707 149,0 148x210; 3:2 707 0,0 148x210",
     0},
    {"a booklet of lying pages hangs from its fold",
     "4w",
     {.layout = IMPOSE_BOOKLET, .flip = IMPOSE_FLIP_SHORT},
     "4:0 707 0,0 210x148; 1:0 707 0,149 210x148; "
     "2:0 707 0,0 210x148; 3:0 707 0,149 210x148",
     0},
    /* The second sheet's pages move 1 mm to the spine each. */
    {"inner sheets creep towards the spine",
     "8",
     {.layout = IMPOSE_BOOKLET, .creep = 2835},
     "8:0 707 0,0 148x210; 1:0 707 149,0 148x210; "
     "2:0 707 0,0 148x210; 7:0 707 149,0 148x210; "
     "6:0 707 1,0 148x210; 3:0 707 148,0 148x210; "
     "4:0 707 1,0 148x210; 5:0 707 148,0 148x210",
     0},
    {"a booklet's one page is its front, not its back cover",
     "1",
     {.layout = IMPOSE_BOOKLET, .back_cover = true},
     "1:0 707 149,0 148x210",
     0},
    {"the fold is marked at both ends, dashed",
     "4",
     {.layout = IMPOSE_BOOKLET, .fold_marks = true},
     "4:0 707 0,0 148x210; 1:0 707 149,0 148x210; "
     "2:0 707 0,0 148x210; 3:0 707 149,0 148x210",
     6},
    {"cuts are marked once: the cross of four slips",
     "4",
     {.layout = IMPOSE_FOUR_UP, .one_sided = true, .crop_marks = true},
     "1:0 500 0,0 105x149; 2:0 500 105,0 105x149; "
     "3:0 500 0,149 105x149; 4:0 500 105,149 105x149",
     4},
    {"with a gap both of its edges are cut, and the outer ones",
     "2",
     {.layout = IMPOSE_TWO_UP,
      .one_sided = true,
      .gap = 28346,
      .crop_marks = true},
     "1:0 683 0,4 143x203; 2:0 683 153,4 143x203",
     8},
    {"slips are not folded",
     "4",
     {.layout = IMPOSE_TWO_UP,
      .one_sided = true,
      .stack = true,
      .fold_marks = true},
     "1:0 707 0,0 148x210; 3:0 707 149,0 148x210; "
     "2:0 707 0,0 148x210; 4:0 707 149,0 148x210",
     0},
};

static int millimetres(mpt length)
{
	return (int)((length * 254LL + 360000) / 720000);
}

static void check_places(void **state)
{
	const struct geometry *r = *state;
	arena *a = arena_new(0);
	pages given = read_pages(r->documents);
	impose_options options = r->options;
	impose_plan plan;
	buffer text = {0};
	options.paper_width = A4_WIDTH;
	options.paper_height = A4_HEIGHT;
	impose_make(a, &options, given.items, given.count, &plan);
	for (size_t i = 0; i < plan.side_count; i++)
		for (size_t j = 0; j < plan.sides[i].place_count; j++) {
			const impose_place *p = &plan.sides[i].places[j];
			buffer_format(&text, "%s%u:%u %d %d,%d %dx%d",
				      text.length ? "; " : "", p->page + 1,
				      p->turns, p->scale / 1000,
				      millimetres(p->x), millimetres(p->y),
				      millimetres(p->width),
				      millimetres(p->height));
		}
	assert_str_equal(buffer_str(&text), r->places);
	assert_int_equal(plan.sides[0].mark_count, r->marks);
	buffer_free(&text);
	arena_free(a);
}

/* ---- Names ------------------------------------------------------------ */

static const struct name {
	const char *name;
	bool is_paper, is_layout;
} names[] = {
    {"A4", true, false},  {"a5", true, false},	    {"A3", true, false},
    {"A6", true, false},  {"A44", false, false},    {"", false, false},
    {"2up", false, true}, {"BOOKLET", false, true}, {"3up", false, false},
};

static void check_name(void **state)
{
	const struct name *r = *state;
	mpt width, height;
	impose_layout layout;
	assert_int_equal(impose_paper(str_from(r->name), &width, &height),
			 r->is_paper);
	assert_int_equal(impose_layout_of(str_from(r->name), &layout),
			 r->is_layout);
}

int main(void)
{
	TEST_TABLE(plans, rows, check);
	TEST_TABLE(places, geometries, check_places);
	TEST_TABLE(words, names, check_name);
	return TEST_RUN(plans) + TEST_RUN(places) + TEST_RUN(words);
}

#include "testing.h"

#include "layout/fixture.c"
#include "layout/paragraph.h"

/* A paragraph in a measure: where each line begins and ends. */
static const struct row {
	const char *name;
	const char *text;
	profile_align align;
	mpt width, first, left, hang;
	const char *prefix, *suffix;
	const char *lines; /* "from-to text|", points */
} rows[] = {
    {"justified lines end at the margin", "aa bb cc dd", PROFILE_JUSTIFY, 41000,
     0, 0, 0, "", "", "0-41 aa bb cc |0-10 dd"},
    {"an odd remainder is given out whole", "aa bb cc dd", PROFILE_JUSTIFY,
     35001, 0, 0, 0, "", "", "0-35.001 aa bb cc |0-10 dd"},
    {"a line that must shrink ends at the margin", "aa bb cc dddd ee",
     PROFILE_JUSTIFY, 34000, 0, 0, 0, "", "", "0-34 aa bb cc |0-32.5 dddd ee"},
    {"a short last line keeps its spaces", "aa bb", PROFILE_JUSTIFY, 100000, 0,
     0, 0, "", "", "0-22.5 aa bb"},
    {"left", "aa bb cc dd", PROFILE_LEFT, 25000, 0, 0, 0, "", "",
     "0-22.5 aa bb |0-22.5 cc dd"},
    {"right", "aa bb cc dd", PROFILE_RIGHT, 25000, 0, 0, 0, "", "",
     "2.5-25 aa bb |2.5-25 cc dd"},
    {"centre", "aa bb cc", PROFILE_CENTRE, 30000, 0, 0, 0, "", "",
     "10-20 aa |3.75-26.25 bb cc"},
    {"centre passes over the first indent", "aa", PROFILE_CENTRE, 30000, 8000,
     0, 0, "", "", "10-20 aa"},
    {"centred lines are broken by sense", "ab cd, ef gh ij kl", PROFILE_CENTRE,
     60000, 0, 0, 0, "", "", "16.25-43.75 ab cd, |6.25-53.75 ef gh ij kl"},
    {"by sense, before a quotation", "ab cd (ef gh ij)", PROFILE_CENTRE, 60000,
     0, 0, 0, "", "", "18.75-41.25 ab cd |7.5-52.5 (ef gh ij)"},
    {"by sense, before a new phrase", "ab cd ef và gh ij", PROFILE_CENTRE,
     60000, 0, 0, 0, "", "", "12.5-47.5 ab cd ef |12.5-47.5 và gh ij"},
    {"by sense, not within a quotation", "ab cd ef “gh ij kl mn op”",
     PROFILE_CENTRE, 75000, 0, 0, 0, "", "",
     "20-55 ab cd ef |2.5-72.5 “gh ij kl mn op”"},
    {"by sense, not within a word", "abcdef công tác ghik", PROFILE_CENTRE,
     70000, 0, 0, 0, "", "", "20-50 abcdef |5-65 công tác ghik"},
    {"a term is not torn for evenness", "aaa mặt trận bb cc", PROFILE_JUSTIFY,
     60000, 0, 0, 0, "", "", "0-60 aaa mặt trận |0-22.5 bb cc"},
    {"first indent", "aa bb cc", PROFILE_LEFT, 25000, 5000, 0, 0, "", "",
     "5-15 aa |0-22.5 bb cc"},
    {"left indent", "aa bb cc dd", PROFILE_LEFT, 25000, 0, 2000, 0, "", "",
     "2-24.5 aa bb |2-24.5 cc dd"},
    {"hanging lines", "aa bb cc", PROFILE_LEFT, 30000, 0, 0, 7500, "- ", "",
     "0-30 - aa bb |7.5-17.5 cc"},
    {"the space of a prefix does not stretch", "aa bb cc", PROFILE_JUSTIFY,
     33000, 0, 0, 0, "- ", "", "0-33 - aa bb |0-10 cc"},
    {"a prefix without text", "", PROFILE_LEFT, 30000, 0, 0, 0, "- ", "",
     "0-5 -"},
    {"a suffix is glued", "aa bb", PROFILE_LEFT, 25000, 0, 0, 0, "", "./.",
     "0-10 aa |0-25 bb./."},
    {"nothing", "", PROFILE_LEFT, 25000, 0, 0, 0, "", "", ""},
    {"blanks only", "   ", PROFILE_LEFT, 25000, 0, 0, 0, "", "", ""},
    {"blanks at the ends", "  aa  bb ", PROFILE_LEFT, 25000, 0, 0, 0, "", "",
     "0-22.5 aa bb"},
    {"a number keeps its unit", "aaa 12 kk", PROFILE_LEFT, 33000, 0, 0, 0, "",
     "", "0-15 aaa |0-22.5 12 kk"},
};

static void write_points(buffer *out, mpt length)
{
	buffer_format(out, "%d", length / 1000);
	if (length % 1000 == 0)
		return;
	buffer_format(out, ".%03d", length % 1000);
	while (out->data[out->length - 1] == '0')
		out->length--;
}

static void write_slab(buffer *out, const flow_slab *slab)
{
	const page_item *first = &slab->items[0];
	const page_item *last = &slab->items[slab->item_count - 1];
	write_points(out, first->x);
	buffer_append_byte(out, '-');
	write_points(out, end_of(last));
	buffer_append_byte(out, ' ');
	for (size_t i = 0; i < slab->item_count; i++)
		buffer_append(out, slab->items[i].as.run.text);
}

static layout_context context_of(fixture *f)
{
	return (layout_context){.arena = f->arena,
				.diags = f->diags,
				.profile = &f->profile,
				.fonts = &f->fonts,
				.out = &f->pages};
}

static void check_row(void **state)
{
	const struct row *r = *state;
	fixture f;
	fixture_open(&f);
	layout_context context = context_of(&f);
	profile_style style = f.profile.styles[PROFILE_RECIPIENT];
	style.first_indent = r->first;
	style.left_indent = r->left;
	paragraph_options options = {.width = r->width,
				     .style = &style,
				     .align = r->align,
				     .prefix = str_from(r->prefix),
				     .suffix = str_from(r->suffix),
				     .hang = r->hang};
	flow set =
	    paragraph_set_text(&context, str_from(r->text), NO_SPAN, &options);
	for (size_t i = 0; i < set.count; i++) {
		if (i > 0)
			buffer_append_byte(&f.text, '|');
		write_slab(&f.text, &set.slabs[i]);
		assert_int_equal(set.slabs[i].height, 12000);
	}
	assert_str_equal(buffer_str(&f.text), r->lines);
	fixture_close(&f);
}

/* Least and natural widths, for table columns. */
static const struct measure {
	const char *name;
	const char *xml;
	mpt least, natural;
} measures[] = {
    {"a word", "<doan>aaa</doan>", 15000, 15000},
    {"words", "<doan>aaa bb</doan>", 15000, 27500},
    {"a number and its unit", "<doan>a 12 kg</doan>", 22500, 30000},
    {"a no-break space",
     "<doan>aa\xc2\xa0"
     "bb c</doan>",
     22500, 30000},
    {"a forced line end", "<doan>aaa bb<xuong-dong/>cc</doan>", 15000, 27500},
    {"pieces of one word", "<doan>aa<dam>bb</dam>cc</doan>", 30000, 30000},
    {"nothing", "<doan></doan>", 0, 0},
};

static void check_measure(void **state)
{
	const struct measure *m = *state;
	fixture f;
	mpt least, natural;
	fixture_open(&f);
	layout_context context = context_of(&f);
	fixture_read(&f, m->xml);
	paragraph_measure(&context, f.root,
			  &f.profile.styles[PROFILE_RECIPIENT], &least,
			  &natural);
	assert_int_equal(least, m->least);
	assert_int_equal(natural, m->natural);
	fixture_close(&f);
}

/* Numbers of levels. */
static const struct number {
	const char *name;
	const char *format;
	int number;
	const char *written;
} numbers[] = {
    {"roman", "Phần {I}", 4, "Phần IV"},
    {"arabic", "{1}-", 12, "12-"},
    {"letter", "{a})", 5, "đ)"},
    {"past the alphabet", "{a})", 24, "24)"},
    {"past the roman numbers", "{I}.", 4000, "4000."},
    {"no mark", "x", 3, "x"},
    {"empty", "", 3, ""},
};

static void check_number(void **state)
{
	const struct number *n = *state;
	arena *a = arena_new(0);
	assert_str_equal(paragraph_number(a, str_from(n->format), n->number),
			 n->written);
	arena_free(a);
}

/* Widows and orphans: may a page end before line k (from 0)? */
static const struct breaks {
	const char *name;
	size_t lines;
	uint32_t orphans, widows;
	const char *may;
} breaks[] = {
    {"one line", 1, 2, 2, "y"},		{"two lines", 2, 2, 2, "yn"},
    {"three lines", 3, 2, 2, "ynn"},	{"four lines", 4, 2, 2, "ynyn"},
    {"six lines", 6, 2, 2, "ynyyyn"},	{"none wished", 3, 1, 1, "yyy"},
    {"more orphans", 5, 3, 1, "ynnyy"},
};

static void check_breaks(void **state)
{
	const struct breaks *b = *state;
	fixture f;
	fixture_open(&f);
	f.profile.orphans = b->orphans;
	f.profile.widows = b->widows;
	layout_context context = context_of(&f);
	paragraph_options options = {
	    .width = 10000, .style = &f.profile.styles[PROFILE_RECIPIENT]};
	flow set = paragraph_set_text(
	    &context, str_slice(STR("aa bb cc dd ee ff "), 0, 3 * b->lines),
	    NO_SPAN, &options);
	assert_int_equal(set.count, b->lines);
	for (size_t k = 0; k < set.count; k++)
		assert_int_equal(b->may[k] == 'n',
				 set.slabs[k].break_penalty == FLOW_NEVER);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(paragraphs, rows, check_row);
	TEST_TABLE(widths, measures, check_measure);
	TEST_TABLE(numbering, numbers, check_number);
	TEST_TABLE(pages, breaks, check_breaks);
	int failed = TEST_RUN(paragraphs);
	failed += TEST_RUN(widths);
	failed += TEST_RUN(numbering);
	return failed + TEST_RUN(pages);
}

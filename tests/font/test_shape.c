/* Words to glyphs: widths, offsets, marks, and characters without a glyph. */
#include "testing.h"

#include "vanban/font.h"

#include <stdio.h>

static font_set *set;
static const font_measurer *fonts;
static arena *shared;

static const struct row {
	const char *name;
	const char *family;
	const char *word;
	uint32_t count;	 /* of glyphs */
	int32_t width;	 /* -1: not looked at */
	int32_t missing; /* byte offset, -1: none */
} rows[] = {
    {"an empty word", "Liberation Serif", "", 0, 0, -1},
    {"one letter", "Liberation Serif", "o", 1, 500, -1},
    {"a letter with two marks is one glyph", "Liberation Serif", "ế", 1, 444,
     -1},
    {"typed apart it is the same glyph", "Liberation Serif",
     "e\xCC\x82\xCC\x81", 1, 444, -1},
    {"a space", "Liberation Serif", " ", 1, 250, -1},
    {"a no-break space is as wide", "Liberation Serif", "\xC2\xA0", 1, 250, -1},
    {"no ligature", "Liberation Serif", "fi", 2, -1, -1},
    {"kerning is in the width", "Liberation Serif", "VA", 2, 1315, -1},
    {"a soft hyphen is not drawn", "Liberation Serif",
     "a\xC2\xAD"
     "b",
     2, 944, -1},
    {"nested composites", "DejaVu Serif", "Kết", 3, -1, -1},
    {"a Chinese letter is missing", "Liberation Serif", "a文", 2, -1, 1},
    {"the offset is in bytes", "Liberation Serif", "Đố文x", 4, -1, 5},
    {"the first of two is told", "Liberation Serif", "😀文", 2, -1, 0},
    {"a private character is missing", "Liberation Serif", "ab\xEE\x80\x80", 3,
     -1, 2},
};

static font_word shape(const char *family, font_style style, const char *word)
{
	font_id id =
	    fonts->face(fonts->context, str_from(family), style, NO_SPAN);
	assert_true(id != FONT_NONE);
	font_word out;
	fonts->shape(fonts->context, id, str_from(word), &out);
	return out;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	font_word word = shape(row->family, FONT_REGULAR, row->word);
	assert_int_equal(word.count, row->count);
	assert_int_equal(word.missing, row->missing);
	if (row->width >= 0)
		assert_int_equal(word.width, row->width);
	int32_t sum = 0;
	for (uint32_t i = 0; i < word.count; i++)
		sum += word.glyphs[i].advance;
	assert_int_equal(sum, word.width);
}

/* A word's glyphs say where their characters begin. */
static void check_offsets(void **state)
{
	font_word word = shape("Liberation Serif", FONT_BOLD, "Việt Ủ");
	(void)state;
	assert_int_equal(word.count, 6);
	static const uint32_t expected[] = {0, 1, 2, 5, 6, 7};
	for (uint32_t i = 0; i < word.count; i++)
		assert_int_equal(word.glyphs[i].offset, expected[i]);
}

/* A mark that no letter of the face carries stands on its letter. */
static void check_loose_mark(void **state)
{
	font_word tall = shape("DejaVu Serif", FONT_REGULAR, "X\xCC\x81");
	font_word bare = shape("DejaVu Serif", FONT_REGULAR, "X");
	(void)state;
	assert_int_equal(tall.count, 2);
	assert_int_equal(tall.missing, -1);
	assert_int_equal(tall.glyphs[0].offset, 0);
	assert_int_equal(tall.glyphs[1].offset, 1);
	assert_int_equal(tall.width, bare.width);
	assert_true(tall.glyphs[1].rise > 0);
	assert_true(tall.glyphs[0].advance < bare.width);
}

/* The second time comes from the cache, whatever came between. */
static void check_cache(void **state)
{
	font_word first = shape("Liberation Serif", FONT_REGULAR, "tuyên");
	(void)state;
	for (int i = 0; i < 20000; i++) {
		char word[16];
		snprintf(word, sizeof word, "%d", i);
		shape("Liberation Serif", FONT_REGULAR, word);
	}
	font_word again = shape("Liberation Serif", FONT_REGULAR, "tuyên");
	font_word bold = shape("Liberation Serif", FONT_BOLD, "tuyên");
	assert_ptr_equal(first.glyphs, again.glyphs);
	assert_int_equal(first.width, again.width);
	assert_true(bold.width != first.width);
}

static void check_metrics(void **state)
{
	font_metrics m;
	(void)state;
	fonts->metrics(fonts->context,
		       fonts->face(fonts->context, STR("Liberation Serif"),
				   FONT_REGULAR, NO_SPAN),
		       &m);
	assert_int_equal(m.ascent, 891);
	assert_int_equal(m.descent, 216);
	assert_int_equal(m.space, 250);
	assert_in_range(m.cap_height, 640, 670);
	assert_in_range(m.x_height, 440, 470);
	assert_in_range(m.underline_thickness, 20, 100);
	assert_in_range(m.underline_position, 20, 150);
}

static int open_set(void **state)
{
	(void)state;
	shared = arena_new(0);
	set = font_set_open(shared, diags_new(shared, sources_new(shared)),
			    STR("fonts/fonts.tsv"));
	fonts = set ? font_set_measurer(set) : NULL;
	return set ? 0 : -1;
}

static int close_set(void **state)
{
	(void)state;
	font_set_close(set);
	arena_free(shared);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_offsets),
	    cmocka_unit_test(check_loose_mark),
	    cmocka_unit_test(check_cache),
	    cmocka_unit_test(check_metrics),
	};
	TEST_TABLE(words, rows, check_row);
	int failed = _cmocka_run_group_tests("words", words, TEST_COUNT(words),
					     open_set, close_set);
	return failed + cmocka_run_group_tests(single, open_set, close_set);
}

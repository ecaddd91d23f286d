/* What is cut from a face for a PDF still looks and reads as it did. */
#include "testing.h"

#include "vanban/font.h"

#include <hb-ot.h>
#include <hb.h>

static const char letters[] =
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

typedef struct fixture {
	arena *arena;
	diags *diags;
	font_set *set;
	const font_measurer *fonts;
	font_id id;
} fixture;

static void open_fixture(fixture *f, const char *family, font_style style)
{
	f->arena = arena_new(0);
	f->diags = diags_new(f->arena, sources_new(f->arena));
	f->set = font_set_open(f->arena, f->diags, STR("fonts/fonts.tsv"));
	assert_non_null(f->set);
	f->fonts = font_set_measurer(f->set);
	f->id =
	    f->fonts->face(f->fonts->context, str_from(family), style, NO_SPAN);
	assert_true(f->id != FONT_NONE);
}

static void close_fixture(fixture *f)
{
	font_set_close(f->set);
	arena_free(f->arena);
}

static uint16_t glyph_of(const fixture *f, uint32_t code_point)
{
	char bytes[4];
	size_t length = str_encode_code_point(code_point, bytes);
	font_word word;
	f->fonts->shape(f->fonts->context, f->id, (str){bytes, length}, &word);
	assert_int_equal(word.count, 1);
	assert_int_equal(word.missing, -1);
	return word.glyphs[0].id;
}

static uint32_t character_of(const font_subset *subset, uint16_t glyph)
{
	uint16_t number = subset->numbers[glyph];
	for (uint32_t i = 0; number && i < subset->character_count; i++)
		if (subset->characters[i].number == number)
			return subset->characters[i].code_point;
	return 0;
}

static const font_subset *subset_of(const fixture *f, const uint16_t *glyphs,
				    size_t count)
{
	return font_set_subset(f->set, f->arena, f->diags, f->id, glyphs,
			       count);
}

static const struct row {
	const char *name;
	const char *family;
	font_style style;
	int32_t weight;
	bool italic;
} rows[] = {
    {"Times New Roman", "Times New Roman", FONT_REGULAR, 400, false},
    {"Liberation Serif", "Liberation Serif", FONT_REGULAR, 400, false},
    {"Liberation Serif bold", "Liberation Serif", FONT_BOLD, 700, false},
    {"Liberation Serif italic", "Liberation Serif", FONT_ITALIC, 400, true},
    {"Liberation Serif bold italic", "Liberation Serif", FONT_BOLD_ITALIC, 700,
     true},
    {"DejaVu Serif", "DejaVu Serif", FONT_REGULAR, 400, false},
    {"DejaVu Serif bold", "DejaVu Serif", FONT_BOLD, 700, false},
};

/*
 * The outline's box of each accented letter: marks that are lost, as from
 * nested composites, make it lower.
 */
static void check_extents(const font_subset *subset, const char *path,
			  uint16_t glyph)
{
	hb_blob_t *whole_blob = hb_blob_create_from_file_or_fail(path);
	hb_blob_t *small_blob =
	    hb_blob_create(subset->bytes.data, (unsigned)subset->bytes.length,
			   HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *whole = hb_face_create(whole_blob, 0);
	hb_face_t *small = hb_face_create(small_blob, 0);
	hb_font_t *whole_font = hb_font_create(whole);
	hb_font_t *small_font = hb_font_create(small);
	hb_glyph_extents_t a, b;
	assert_true(hb_font_get_glyph_extents(whole_font, glyph, &a));
	assert_true(
	    hb_font_get_glyph_extents(small_font, subset->numbers[glyph], &b));
	assert_int_equal(a.height, b.height);
	assert_int_equal(a.width, b.width);
	assert_int_equal(a.y_bearing, b.y_bearing);
	assert_int_equal(a.x_bearing, b.x_bearing);
	hb_font_destroy(whole_font);
	hb_font_destroy(small_font);
	hb_face_destroy(whole);
	hb_face_destroy(small);
	hb_blob_destroy(whole_blob);
	hb_blob_destroy(small_blob);
}

/* Nothing but what was asked for, and what that is composed of. */
static void check_loads(const font_subset *subset, size_t letters_asked)
{
	hb_blob_t *blob =
	    hb_blob_create(subset->bytes.data, (unsigned)subset->bytes.length,
			   HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	assert_int_equal(hb_face_get_glyph_count(face), subset->glyph_count);
	assert_int_equal(subset->shown_count, letters_asked + 12);
	assert_true(subset->glyph_count < 3 * subset->shown_count);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	fixture f;
	open_fixture(&f, row->family, row->style);
	uint16_t glyphs[134];
	size_t count = 0;
	const char *p = letters, *end = letters + sizeof letters - 1;
	while (p < end && count < TEST_COUNT(glyphs))
		glyphs[count++] = glyph_of(&f, str_next_code_point(&p, end));
	assert_ptr_equal(p, end);
	const font_subset *subset = subset_of(&f, glyphs, count);
	assert_non_null(subset);
	p = letters;
	for (size_t i = 0; i < count; i++) {
		uint32_t c = str_next_code_point(&p, end);
		assert_int_equal(character_of(subset, glyphs[i]), c);
		assert_true(subset->widths[subset->numbers[glyphs[i]]] > 0);
		check_extents(subset, font_set_entry_of(f.set, f.id)->path.data,
			      glyphs[i]);
	}
	check_loads(subset, count);
	assert_int_equal(count, 134);
	assert_int_equal(subset->weight, row->weight);
	assert_int_equal(subset->italic, row->italic);
	assert_int_equal(subset->italic_angle < 0, row->italic);
	assert_true(subset->serif);
	assert_false(subset->fixed_pitch);
	assert_in_range(subset->stem_v, 60, 200);
	assert_true(subset->bounding_box[3] > subset->metrics.cap_height);
	assert_true(subset->bytes.length < 60000);
	close_fixture(&f);
}

/* What was not asked for is not there, but for the digits. */
static void check_asked(void **state)
{
	fixture f;
	(void)state;
	open_fixture(&f, "Liberation Serif", FONT_REGULAR);
	uint16_t plain[] = {glyph_of(&f, 'a'), glyph_of(&f, 0x1EBF)};
	uint16_t omega[] = {glyph_of(&f, 0x03A9), plain[0],
			    glyph_of(&f, 0x03A9)};
	const font_subset *few = subset_of(&f, plain, 2);
	const font_subset *more = subset_of(&f, omega, 3);
	assert_int_equal(few->shown_count, 1 + 11 + 2);
	assert_int_equal(character_of(few, omega[0]), 0);
	assert_true(more->widths[more->numbers[omega[0]]] > 0);
	/* Greek letter or ohm sign: they share a glyph; the letter it is. */
	assert_int_equal(character_of(more, omega[0]), 0x03A9);
	assert_int_equal(character_of(more, plain[1]), 0);
	assert_int_equal(character_of(few, plain[1]), 0x1EBF);
	for (uint32_t c = '0'; c <= '9'; c++)
		assert_int_equal(character_of(few, glyph_of(&f, c)), c);
	assert_false(str_equal(few->name, more->name));
	close_fixture(&f);
}

/* Order and repetition of the glyphs do not matter. */
static void check_order(void **state)
{
	fixture f;
	(void)state;
	open_fixture(&f, "Liberation Serif", FONT_BOLD);
	uint16_t one[] = {glyph_of(&f, 'a'), glyph_of(&f, 'b')};
	uint16_t other[] = {one[1], one[0], one[1]};
	const font_subset *left = subset_of(&f, one, 2);
	const font_subset *right = subset_of(&f, other, 3);
	assert_true(str_equal(left->bytes, right->bytes));
	assert_true(str_equal(left->name, right->name));
	close_fixture(&f);
}

/* What was shaped or cut before leaves no trace. */
static void check_history(void **state)
{
	fixture f, g;
	(void)state;
	open_fixture(&f, "DejaVu Serif", FONT_REGULAR);
	open_fixture(&g, "DejaVu Serif", FONT_REGULAR);
	uint16_t first[] = {glyph_of(&f, 0x0416)};
	uint16_t second[] = {glyph_of(&f, 0x2200)};
	subset_of(&f, first, 1);
	const font_subset *after = subset_of(&f, second, 1);
	const font_subset *alone = subset_of(&g, second, 1);
	assert_true(str_equal(after->bytes, alone->bytes));
	assert_true(str_equal(after->name, alone->name));
	assert_int_equal(after->character_count, alone->character_count);
	close_fixture(&f);
	close_fixture(&g);
}

/* The name has six capitals before the plus sign. */
static void check_name(void **state)
{
	fixture f;
	(void)state;
	open_fixture(&f, "Liberation Serif", FONT_BOLD);
	str name = subset_of(&f, NULL, 0)->name;
	for (size_t i = 0; i < 6; i++)
		assert_in_range(name.data[i], 'A', 'Z');
	assert_str_equal(str_slice(name, 6, name.length),
			 "+LiberationSerif-Bold");
	close_fixture(&f);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_asked),
	    cmocka_unit_test(check_order),
	    cmocka_unit_test(check_history),
	    cmocka_unit_test(check_name),
	};
	TEST_TABLE(subsets, rows, check_row);
	return TEST_RUN(subsets) + cmocka_run_group_tests(single, NULL, NULL);
}

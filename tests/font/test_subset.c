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
	for (uint32_t i = 0; i < subset->character_count; i++)
		if (subset->characters[i].glyph == glyph)
			return subset->characters[i].code_point;
	return 0;
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
	assert_true(hb_font_get_glyph_extents(small_font, glyph, &b));
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

static void check_row(void **state)
{
	const struct row *row = *state;
	fixture f;
	open_fixture(&f, row->family, row->style);
	const font_subset *subset =
	    font_set_subset(f.set, f.diags, f.id, NULL, 0);
	assert_non_null(subset);
	size_t count = 0;
	const char *p = letters, *end = letters + sizeof letters - 1;
	for (; p < end; count++) {
		uint32_t c = str_next_code_point(&p, end);
		uint16_t glyph = glyph_of(&f, c);
		assert_int_equal(character_of(subset, glyph), c);
		assert_true(subset->widths[glyph] > 0);
		check_extents(subset, font_set_entry_of(f.set, f.id)->path.data,
			      glyph);
	}
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

/* Twice the same object; a further glyph makes another, and only then. */
static void check_further(void **state)
{
	fixture f;
	(void)state;
	open_fixture(&f, "Liberation Serif", FONT_REGULAR);
	uint16_t plain[] = {glyph_of(&f, 'a'), glyph_of(&f, 0x1EBF)};
	uint16_t omega[] = {glyph_of(&f, 0x03A9), plain[0],
			    glyph_of(&f, 0x03A9)};
	const font_subset *base =
	    font_set_subset(f.set, f.diags, f.id, NULL, 0);
	assert_ptr_equal(font_set_subset(f.set, f.diags, f.id, plain, 2), base);
	const font_subset *more =
	    font_set_subset(f.set, f.diags, f.id, omega, 3);
	assert_ptr_not_equal(more, base);
	assert_int_equal(character_of(base, omega[0]), 0);
	assert_int_equal(base->widths[omega[0]], 0);
	assert_true(more->widths[omega[0]] > 0);
	/* Greek letter or ohm sign: they share a glyph; the letter it is. */
	assert_int_equal(character_of(more, omega[0]), 0x03A9);
	assert_int_equal(character_of(more, plain[1]), 0x1EBF);
	assert_ptr_equal(font_set_subset(f.set, f.diags, f.id, omega, 3), more);
	assert_ptr_equal(font_set_subset(f.set, f.diags, f.id, plain, 2), base);
	assert_false(str_equal(base->name, more->name));
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
	font_set_subset(f.set, f.diags, f.id, first, 1);
	const font_subset *after =
	    font_set_subset(f.set, f.diags, f.id, second, 1);
	const font_subset *alone =
	    font_set_subset(g.set, g.diags, g.id, second, 1);
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
	str name = font_set_subset(f.set, f.diags, f.id, NULL, 0)->name;
	for (size_t i = 0; i < 6; i++)
		assert_in_range(name.data[i], 'A', 'Z');
	assert_str_equal(str_slice(name, 6, name.length),
			 "+LiberationSerif-Bold");
	close_fixture(&f);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_further),
	    cmocka_unit_test(check_history),
	    cmocka_unit_test(check_name),
	};
	TEST_TABLE(subsets, rows, check_row);
	return TEST_RUN(subsets) + cmocka_run_group_tests(single, NULL, NULL);
}

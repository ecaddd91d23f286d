#include "table.h"

static int32_t to_em(int32_t units, int32_t units_per_em)
{
	int64_t twice = (int64_t)units * EM * 2;
	int64_t half = twice >= 0 ? units_per_em : -units_per_em;
	return (int32_t)((twice + half) / (2 * (int64_t)units_per_em));
}

/* ---- What is wrong with a file ---------------------------------------- */

#define DIRECTORY_START 12
#define DIRECTORY_ROW	16

/* Whether every table of the directory lies inside the file. */
static bool is_whole(hb_blob_t *blob)
{
	table file = {.blob = blob};
	file.data = (const uint8_t *)hb_blob_get_data(blob, &file.length);
	uint32_t count = field(&file, 4, 2);
	if (DIRECTORY_START + count * DIRECTORY_ROW > file.length)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = DIRECTORY_START + i * DIRECTORY_ROW;
		uint64_t end = (uint64_t)field(&file, row + 8, 4) +
			       field(&file, row + 12, 4);
		if (end > file.length)
			return false;
	}
	return true;
}

static bool has_tables(hb_face_t *hb_face)
{
	static const char *const needed[] = {"head", "hhea", "hmtx", "maxp",
					     "cmap", "loca", "glyf"};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		table t = table_open(hb_face, needed[i]);
		bool present = t.length > 0;
		table_close(&t);
		if (!present)
			return false;
	}
	return true;
}

/* Empty when the file can be used. */
static str find_fault(hb_blob_t *blob, hb_face_t *hb_face)
{
	static const uint8_t true_type[] = {0, 1, 0, 0};
	unsigned length;
	const char *data = hb_blob_get_data(blob, &length);
	if (length < DIRECTORY_START ||
	    (memcmp(data, true_type, 4) != 0 && memcmp(data, "true", 4) != 0))
		return STR("không phải phông TrueType (not TrueType)");
	if (!is_whole(blob))
		return STR("tệp bị cụt (truncated)");
	if (!has_tables(hb_face) || hb_face_get_upem(hb_face) < 16 ||
	    hb_face_get_glyph_count(hb_face) == 0)
		return STR("thiếu bảng (tables are missing)");
	return (str){0};
}

/* ---- Measures --------------------------------------------------------- */

typedef struct measure {
	hb_font_t *hb_font;
	int32_t units_per_em;
	font_subset *out;
} measure;

static void measure_head(hb_face_t *hb_face, const measure *m)
{
	table head = table_open(hb_face, "head");
	for (unsigned i = 0; i < 4; i++)
		m->out->bounding_box[i] =
		    to_em(signed_field(&head, 36 + 2 * i), m->units_per_em);
	table_close(&head);
	table hhea = table_open(hb_face, "hhea");
	m->out->metrics.ascent = to_em(signed_field(&hhea, 4), m->units_per_em);
	m->out->metrics.descent =
	    -to_em(signed_field(&hhea, 6), m->units_per_em);
	table_close(&hhea);
}

static void measure_post(hb_face_t *hb_face, const measure *m)
{
	table post = table_open(hb_face, "post");
	int32_t angle = (int32_t)field(&post, 4, 4); /* 16.16 degrees */
	m->out->italic_angle = (int32_t)((int64_t)angle * 1000 / 65536);
	m->out->metrics.underline_position =
	    -to_em(signed_field(&post, 8), m->units_per_em);
	m->out->metrics.underline_thickness =
	    to_em(signed_field(&post, 10), m->units_per_em);
	m->out->fixed_pitch = field(&post, 12, 4) != 0;
	table_close(&post);
}

static int32_t glyph_top(const measure *m, uint32_t code_point)
{
	hb_codepoint_t glyph;
	hb_glyph_extents_t extents;
	if (!hb_font_get_nominal_glyph(m->hb_font, code_point, &glyph) ||
	    !hb_font_get_glyph_extents(m->hb_font, glyph, &extents))
		return 0;
	return extents.y_bearing;
}

/* Where the outline crosses a level: the two sides of a stem. */
typedef struct crossing {
	int32_t level;
	int32_t left;
	int32_t right;
} crossing;

static void cross_line(hb_draw_funcs_t *funcs, void *data,
		       hb_draw_state_t *state, float to_x, float to_y,
		       void *unused)
{
	crossing *c = data;
	int32_t x0 = (int32_t)state->current_x, x1 = (int32_t)to_x;
	int32_t y0 = (int32_t)state->current_y, y1 = (int32_t)to_y;
	(void)funcs;
	(void)unused;
	if ((y0 < c->level) == (y1 < c->level))
		return;
	int32_t x = x0 + (c->level - y0) * (x1 - x0) / (y1 - y0);
	c->left = x < c->left ? x : c->left;
	c->right = x > c->right ? x : c->right;
}

/* The width of "l" at half its height; by weight when it is not straight. */
static int32_t stem_of(const measure *m, int32_t weight)
{
	hb_codepoint_t glyph;
	crossing c = {glyph_top(m, 'l') / 2, INT16_MAX, INT16_MIN};
	if (hb_font_get_nominal_glyph(m->hb_font, 'l', &glyph)) {
		hb_draw_funcs_t *funcs = hb_draw_funcs_create();
		hb_draw_funcs_set_line_to_func(funcs, cross_line, NULL, NULL);
		hb_font_get_glyph_shape(m->hb_font, glyph, funcs, &c);
		hb_draw_funcs_destroy(funcs);
	}
	int32_t width = c.right - c.left;
	return width > 0 && width < EM / 3 ? width
					   : 50 + weight * weight / 4225;
}

static void measure_os2(hb_face_t *hb_face, const measure *m)
{
	enum { FAMILY_CLASS_SERIF_FIRST = 1, FAMILY_CLASS_SERIF_LAST = 7 };
	table os2 = table_open(hb_face, "OS/2");
	font_subset *out = m->out;
	out->weight = (int32_t)field(&os2, 4, 2);
	uint32_t class = field(&os2, 30, 1);
	uint32_t panose_serif = field(&os2, 33, 1);
	out->serif = (class >= FAMILY_CLASS_SERIF_FIRST &&
		      class <= FAMILY_CLASS_SERIF_LAST) ||
		     (panose_serif >= 2 && panose_serif <= 10);
	out->italic = (field(&os2, 62, 2) & 1) != 0;
	if (field(&os2, 0, 2) >= 2) {
		out->metrics.x_height =
		    to_em(signed_field(&os2, 86), m->units_per_em);
		out->metrics.cap_height =
		    to_em(signed_field(&os2, 88), m->units_per_em);
	}
	table_close(&os2);
	if (out->weight < 1 || out->weight > 1000)
		out->weight = 400;
	if (out->metrics.x_height <= 0)
		out->metrics.x_height = glyph_top(m, 'x');
	if (out->metrics.cap_height <= 0)
		out->metrics.cap_height = glyph_top(m, 'H');
}

static int32_t space_of(hb_font_t *hb_font)
{
	hb_codepoint_t glyph;
	if (!hb_font_get_nominal_glyph(hb_font, ' ', &glyph))
		return 0;
	return hb_font_get_glyph_h_advance(hb_font, glyph);
}

static void describe(face *f)
{
	measure m = {f->hb_font, (int32_t)hb_face_get_upem(f->hb_face),
		     &f->description};
	measure_head(f->hb_face, &m);
	measure_post(f->hb_face, &m);
	measure_os2(f->hb_face, &m);
	f->description.metrics.space = space_of(f->hb_font);
	f->description.stem_v = stem_of(&m, f->description.weight);
}

static str read_postscript_name(arena *a, hb_face_t *hb_face)
{
	char name[64];
	unsigned length = sizeof name;
	hb_ot_name_get_utf8(hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
			    HB_LANGUAGE_INVALID, &length, name);
	/* Only what a PDF name may hold without escapes. */
	size_t kept = 0;
	for (unsigned i = 0; i < length && i < sizeof name; i++)
		if (name[i] > ' ' && name[i] < 127 &&
		    !strchr("()<>[]{}/%#", name[i]))
			name[kept++] = name[i];
	return kept ? str_copy(a, (str){name, kept}) : STR("Unnamed");
}

/* ---- The file --------------------------------------------------------- */

bool face_open(font_set *set, const font_entry *entry, span at, face *out)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(entry->path.data);
	if (!blob)
		return diag_at(set->diags, DIAG_FONT_DAMAGED, at, entry->path,
			       STR("không đọc được (cannot be read)"));
	hb_face_t *hb_face = hb_face_create(blob, 0);
	str fault = find_fault(blob, hb_face);
	if (fault.length) {
		hb_face_destroy(hb_face);
		hb_blob_destroy(blob);
		return diag_at(set->diags, DIAG_FONT_DAMAGED, at, entry->path,
			       fault);
	}
	*out = (face){.entry = entry, .blob = blob, .hb_face = hb_face};
	out->hb_font = hb_font_create(hb_face);
	hb_font_set_scale(out->hb_font, EM, EM);
	out->plan = shape_plan(set, hb_face);
	out->glyph_count = hb_face_get_glyph_count(hb_face);
	out->nominal = ARENA_ARRAY(set->arena, uint32_t, out->glyph_count);
	out->postscript_name = read_postscript_name(set->arena, hb_face);
	describe(out);
	return true;
}

void face_close(face *f)
{
	hb_shape_plan_destroy(f->plan);
	hb_font_destroy(f->hb_font);
	hb_face_destroy(f->hb_face);
	hb_blob_destroy(f->blob);
}

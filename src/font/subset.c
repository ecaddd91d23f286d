#include "internal.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>

/*
 * What office documents are written with: their names are asked for without
 * reading the whole character map.  Where two characters share a glyph the
 * earlier line is what extracted text says.
 */
static const struct range {
	uint32_t first;
	uint32_t last;
} repertoire[] = {
    {0x0020, 0x007E}, /* ASCII */
    /* The 134 accented letters. */
    {0x00C0, 0x00C3},
    {0x00C8, 0x00CA},
    {0x00CC, 0x00CD}, /* À … Í */
    {0x00D2, 0x00D5},
    {0x00D9, 0x00DA},
    {0x00DD, 0x00DD}, /* Ò … Ý */
    {0x00E0, 0x00E3},
    {0x00E8, 0x00EA},
    {0x00EC, 0x00ED}, /* à … í */
    {0x00F2, 0x00F5},
    {0x00F9, 0x00FA},
    {0x00FD, 0x00FD}, /* ò … ý */
    {0x0102, 0x0103},
    {0x0110, 0x0111},
    {0x0128, 0x0129}, /* Ă Đ Ĩ */
    {0x0168, 0x0169},
    {0x01A0, 0x01A1},
    {0x01AF, 0x01B0}, /* Ũ Ơ Ư */
    {0x1EA0, 0x1EF9},
    /* Punctuation and signs. */
    {0x00A7, 0x00A7},
    {0x00AB, 0x00AB},
    {0x00B0, 0x00B3}, /* § « ° ± ² ³ */
    {0x00B7, 0x00B7},
    {0x00BB, 0x00BD},
    {0x00D7, 0x00D7}, /* · » ¼ ½ × */
    {0x00F7, 0x00F7},
    {0x2010, 0x2010},
    {0x2013, 0x2014}, /* ÷ - – — */
    {0x2018, 0x2019},
    {0x201C, 0x201D},
    {0x2022, 0x2022}, /* ‘’ “” • */
    {0x2026, 0x2026},
    {0x2030, 0x2030},
    {0x20AB, 0x20AC}, /* … ‰ ₫ € */
    {0x2192, 0x2192},
    {0x2212, 0x2212},
    {0x2264, 0x2265}, /* → − ≤ ≥ */
};

/* ---- What glyphs say --------------------------------------------------- */

static void name_repertoire(const face *f)
{
	hb_codepoint_t glyph;
	for (size_t i = 0; i < sizeof repertoire / sizeof *repertoire; i++)
		for (uint32_t c = repertoire[i].first; c <= repertoire[i].last;
		     c++)
			if (hb_font_get_nominal_glyph(f->hb_font, c, &glyph) &&
			    glyph < f->glyph_count && !f->code_points[glyph])
				f->code_points[glyph] = c;
}

/* The lowest character of the face that each further glyph stands for. */
static void name_further(const face *f)
{
	hb_set_t *unicodes = hb_set_create();
	hb_codepoint_t glyph, c = HB_SET_VALUE_INVALID;
	hb_face_collect_unicodes(f->hb_face, unicodes);
	while (hb_set_next(unicodes, &c))
		if (hb_font_get_nominal_glyph(f->hb_font, c, &glyph) &&
		    glyph < f->glyph_count && !f->code_points[glyph])
			f->code_points[glyph] = c;
	hb_set_destroy(unicodes);
}

static uint32_t code_point_of(font_set *set, face *f, uint16_t glyph)
{
	if (!f->code_points) {
		f->code_points =
		    ARENA_ARRAY(set->arena, uint32_t, f->glyph_count);
		name_repertoire(f);
	}
	/* Nothing leads to .notdef, which is in every subset. */
	if (glyph && !f->code_points[glyph] && !f->all_named) {
		name_further(f);
		f->all_named = true;
	}
	if (f->code_points[glyph] || !f->alternates)
		return f->code_points[glyph];
	return f->alternates[glyph];
}

/* ---- Describing the result -------------------------------------------- */

#define TAG_LETTERS 6

/*
 * FNV-1a by eight bytes at a time, least first whatever the machine's order,
 * its upper half folded in each time.
 */
static uint64_t hash_of(str bytes)
{
	uint64_t hash = 14695981039346656037u;
	size_t i = 0;
	for (; i + 8 <= bytes.length; i += 8) {
		uint64_t word;
		memcpy(&word, bytes.data + i, sizeof word);
		hash = (hash ^ le64toh(word)) * 1099511628211u;
		hash ^= hash >> 32;
	}
	for (; i < bytes.length; i++)
		hash = (hash ^ (unsigned char)bytes.data[i]) * 1099511628211u;
	return hash;
}

/* "ABCDEF+Name": the tag depends on the bytes alone. */
static str tagged_name(arena *a, str name, str bytes)
{
	char tag[TAG_LETTERS];
	uint64_t hash = hash_of(bytes);
	for (size_t i = 0; i < TAG_LETTERS; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return str_format(a, "%.*s+%.*s", TAG_LETTERS, tag, STR_ARGS(name));
}

/* By number; components of letters say nothing by themselves. */
static void list_characters(font_set *set, face *f, arena *a,
			    const uint16_t *glyphs, size_t count,
			    font_subset *out)
{
	uint16_t *widths = ARENA_ARRAY(a, uint16_t, out->glyph_count);
	font_character *characters = ARENA_ARRAY(a, font_character, count);
	for (size_t i = 0; i < count; i++) {
		uint16_t number = out->numbers[glyphs[i]];
		int32_t width =
		    hb_font_get_glyph_h_advance(f->hb_font, glyphs[i]);
		uint32_t c = code_point_of(set, f, glyphs[i]);
		widths[number] = (uint16_t)(width > 0 ? width : 0);
		if (c)
			characters[out->character_count++] =
			    (font_character){number, c};
	}
	out->widths = widths;
	out->characters = characters;
	out->shown_count = (uint32_t)count;
}

/* ---- Which glyphs ------------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
	return *(const uint16_t *)left - *(const uint16_t *)right;
}

/*
 * .notdef, the space and the digits, so that a number can be written in later,
 * and the given ones; sorted, each once.
 */
static size_t list_glyphs(const face *f, arena *a, const uint16_t *given,
			  size_t given_count, uint16_t **out)
{
	static const char always[] = " 0123456789";
	uint16_t *glyphs =
	    ARENA_ARRAY(a, uint16_t, given_count + sizeof always);
	size_t count = 1, kept = 0;
	hb_codepoint_t glyph;
	for (const char *c = always; *c; c++)
		if (hb_font_get_nominal_glyph(f->hb_font, (uint8_t)*c, &glyph))
			glyphs[count++] = (uint16_t)glyph;
	for (size_t i = 0; i < given_count; i++)
		if (given[i] < f->glyph_count)
			glyphs[count++] = given[i];
	qsort(glyphs, count, sizeof *glyphs, by_number);
	for (size_t i = 0; i < count; i++)
		if (!i || glyphs[i] != glyphs[kept - 1])
			glyphs[kept++] = glyphs[i];
	*out = glyphs;
	return kept;
}

const font_subset *font_set_subset(font_set *set, arena *a, diags *d,
				   font_id id, const uint16_t *glyphs,
				   size_t count)
{
	assert(id >= 0 && (size_t)id < set->face_count);
	face *f = &set->faces[id];
	font_subset *out = ARENA_NEW(a, font_subset);
	uint16_t *numbers = ARENA_ARRAY(a, uint16_t, f->glyph_count);
	uint16_t *listed;
	size_t shown = list_glyphs(f, a, glyphs, count, &listed);
	size_t all = shown;
	*out = f->description;
	out->bytes = cut_glyphs(f, a, listed, &all, numbers);
	if (!out->bytes.length) {
		diag_at(d, DIAG_FONT_SUBSET_FAILED, NO_SPAN, f->entry->path);
		return NULL;
	}
	out->numbers = numbers;
	out->glyph_count = (uint32_t)all;
	out->name = tagged_name(a, f->postscript_name, out->bytes);
	list_characters(set, f, a, listed, shown, out);
	return out;
}

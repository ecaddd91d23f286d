#include "internal.h"

#include <assert.h>
#include <endian.h>
#include <hb-subset.h>
#include <stdlib.h>

/*
 * What office documents are written with.  A rarer character costs its
 * document a subset of its own, so the list is short.  Where two characters
 * share a glyph the earlier line is what extracted text says.
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

/* Tables that a PDF's CIDFontType2 has no use for. */
static const hb_tag_t dropped_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('p', 'o', 's', 't'), HB_TAG('O', 'S', '/', '2'),
    HB_TAG('g', 'a', 's', 'p'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('F', 'F', 'T', 'M'), HB_TAG('P', 'f', 'E', 'd'),
    HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'),
    HB_TAG('L', 'T', 'S', 'H'), HB_TAG('m', 'e', 't', 'a'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
};

typedef struct glyph_set {
	uint8_t *bits;
	uint32_t *code_points; /* by glyph; 0: none yet */
	uint32_t glyph_count;
} glyph_set;

static bool set_has(const uint8_t *bits, uint32_t glyph)
{
	return bits[glyph / 8] >> glyph % 8 & 1;
}

static void set_add(glyph_set *s, uint32_t glyph, uint32_t code_point)
{
	s->bits[glyph / 8] |= (uint8_t)(1u << glyph % 8);
	if (!s->code_points[glyph])
		s->code_points[glyph] = code_point;
}

static glyph_set set_new(arena *a, uint32_t glyph_count)
{
	return (glyph_set){
	    ARENA_ARRAY(a, uint8_t, glyph_count / 8 + 1),
	    ARENA_ARRAY(a, uint32_t, glyph_count),
	    glyph_count,
	};
}

static void add_repertoire(glyph_set *s, const face *f)
{
	hb_codepoint_t glyph;
	set_add(s, 0, 0);
	for (size_t i = 0; i < sizeof repertoire / sizeof *repertoire; i++)
		for (uint32_t c = repertoire[i].first; c <= repertoire[i].last;
		     c++)
			if (hb_font_get_nominal_glyph(f->hb_font, c, &glyph) &&
			    glyph < s->glyph_count)
				set_add(s, glyph, c);
}

/* The lowest character of the face that each further glyph stands for. */
static void name_further(glyph_set *s, const face *f)
{
	hb_set_t *unicodes = hb_set_create();
	hb_codepoint_t glyph, c = HB_SET_VALUE_INVALID;
	hb_face_collect_unicodes(f->hb_face, unicodes);
	while (hb_set_next(unicodes, &c))
		if (hb_font_get_nominal_glyph(f->hb_font, c, &glyph) &&
		    glyph < s->glyph_count && set_has(s->bits, glyph) &&
		    !s->code_points[glyph])
			s->code_points[glyph] = c;
	hb_set_destroy(unicodes);
	for (uint32_t g = 0; f->alternates && g < s->glyph_count; g++)
		if (set_has(s->bits, g) && !s->code_points[g])
			s->code_points[g] = f->alternates[g];
}

/* ---- Cutting ---------------------------------------------------------- */

/*
 * The repertoire as characters: HarfBuzz then asks the character map for them
 * alone, where for glyphs it reads the whole map.
 */
static hb_subset_input_t *make_input(const uint16_t *further, size_t count)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		return NULL;
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
					     HB_SUBSET_FLAGS_NO_HINTING |
					     HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	hb_set_t *characters = hb_subset_input_unicode_set(input);
	for (size_t i = 0; i < sizeof repertoire / sizeof *repertoire; i++)
		hb_set_add_range(characters, repertoire[i].first,
				 repertoire[i].last);
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	for (size_t i = 0; i < count; i++)
		hb_set_add(glyphs, further[i]);
	hb_set_t *dropped =
	    hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof dropped_tables / sizeof *dropped_tables;
	     i++)
		hb_set_add(dropped, dropped_tables[i]);
	return input;
}

static hb_blob_t *cut(const face *f, const uint16_t *further, size_t count)
{
	hb_subset_input_t *input = make_input(further, count);
	if (!input)
		return NULL;
	hb_face_t *small = hb_subset_or_fail(f->hb_face, input);
	hb_subset_input_destroy(input);
	if (!small)
		return NULL;
	hb_blob_t *bytes = hb_face_reference_blob(small);
	hb_face_destroy(small);
	if (hb_blob_get_length(bytes) == 0) {
		hb_blob_destroy(bytes);
		return NULL;
	}
	return bytes;
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

static void list_characters(arena *a, const face *f, const glyph_set *s,
			    font_subset *out)
{
	uint16_t *widths = ARENA_ARRAY(a, uint16_t, s->glyph_count);
	size_t count = 0;
	for (uint32_t g = 0; g < s->glyph_count; g++)
		count += set_has(s->bits, g);
	font_character *characters = ARENA_ARRAY(a, font_character, count);
	for (uint32_t g = 0; g < s->glyph_count; g++) {
		if (!set_has(s->bits, g))
			continue;
		int32_t width = hb_font_get_glyph_h_advance(f->hb_font, g);
		widths[g] = (uint16_t)(width > 0 ? width : 0);
		if (s->code_points[g])
			characters[out->character_count++] =
			    (font_character){(uint16_t)g, s->code_points[g]};
	}
	out->widths = widths;
	out->glyph_count = s->glyph_count;
	out->characters = characters;
}

/* The result's bytes belong to *blob, all else to the arena. */
static font_subset *make_subset(arena *a, const face *f, const glyph_set *s,
				const uint16_t *further, size_t count,
				hb_blob_t **blob)
{
	*blob = cut(f, further, count);
	if (!*blob)
		return NULL;
	unsigned length;
	const char *data = hb_blob_get_data(*blob, &length);
	font_subset *out = ARENA_NEW(a, font_subset);
	*out = f->description;
	out->bytes = (str){data, length};
	out->arena = a;
	out->packed = ARENA_NEW(a, str);
	out->name = tagged_name(a, f->postscript_name, out->bytes);
	list_characters(a, f, s, out);
	return out;
}

/* ---- The two kinds ---------------------------------------------------- */

static font_subset *base_subset(font_set *set, face *f)
{
	if (f->base)
		return f->base;
	glyph_set s = set_new(set->arena, f->glyph_count);
	add_repertoire(&s, f);
	f->base = make_subset(set->arena, f, &s, NULL, 0, &f->base_bytes);
	f->base_glyphs = s.bits;
	return f->base;
}

static int by_number(const void *left, const void *right)
{
	return *(const uint16_t *)left - *(const uint16_t *)right;
}

static bool is_further(const face *f, uint16_t glyph)
{
	return glyph < f->glyph_count && !set_has(f->base_glyphs, glyph);
}

/* Those of glyphs that the base subset lacks, sorted, each once. */
static size_t list_further(arena *a, const face *f, const uint16_t *glyphs,
			   size_t count, const uint16_t **out)
{
	uint16_t *further = ARENA_ARRAY(a, uint16_t, count);
	size_t found = 0, kept = 0;
	for (size_t i = 0; i < count; i++)
		if (is_further(f, glyphs[i]))
			further[found++] = glyphs[i];
	qsort(further, found, sizeof *further, by_number);
	for (size_t i = 0; i < found; i++)
		if (!i || further[i] != further[i - 1])
			further[kept++] = further[i];
	*out = further;
	return kept;
}

static void make_extended(face *f, arena *a, const uint16_t *further,
			  size_t count)
{
	hb_blob_destroy(f->extended_bytes);
	arena_free(f->extended_arena);
	glyph_set s = set_new(a, f->glyph_count);
	add_repertoire(&s, f);
	for (size_t i = 0; i < count; i++)
		set_add(&s, further[i], 0);
	name_further(&s, f);
	f->extended_arena = a;
	f->further = further;
	f->further_count = count;
	f->extended = make_subset(a, f, &s, further, count, &f->extended_bytes);
}

/* In an arena of its own, for every document may want another. */
static font_subset *extended_subset(face *f, const uint16_t *glyphs,
				    size_t count)
{
	arena *a = arena_new(0);
	const uint16_t *further;
	size_t further_count = list_further(a, f, glyphs, count, &further);
	if (f->extended && f->further_count == further_count &&
	    memcmp(f->further, further, further_count * sizeof *further) == 0)
		arena_free(a);
	else
		make_extended(f, a, further, further_count);
	return f->extended;
}

const font_subset *font_set_subset(font_set *set, diags *d, font_id id,
				   const uint16_t *glyphs, size_t count)
{
	assert(id >= 0 && (size_t)id < set->face_count);
	face *f = &set->faces[id];
	font_subset *subset = base_subset(set, f);
	for (size_t i = 0; subset && i < count; i++) {
		if (is_further(f, glyphs[i])) {
			subset = extended_subset(f, glyphs, count);
			break;
		}
	}
	if (!subset)
		diag_at(d, DIAG_FONT_SUBSET_FAILED, NO_SPAN, f->entry->path);
	return subset;
}

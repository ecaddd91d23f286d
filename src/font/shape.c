#include "internal.h"

#include <assert.h>

#define FIRST_WORDS 4096

/* FNV-1a: words are short. */
static uint32_t hash_of(font_id id, str word)
{
	uint32_t hash = 2166136261u ^ (uint32_t)id;
	for (size_t i = 0; i < word.length; i++)
		hash = (hash ^ (unsigned char)word.data[i]) * 16777619u;
	return hash ? hash : 1;
}

static word_slot *find_slot(word_slot *slots, size_t capacity, uint32_t hash,
			    font_id id, str word)
{
	for (size_t i = hash;; i++) {
		word_slot *slot = &slots[i & (capacity - 1)];
		if (!slot->hash || (slot->hash == hash && slot->face == id &&
				    str_equal(slot->word, word)))
			return slot;
	}
}

static void grow_words(font_set *set)
{
	size_t capacity =
	    set->word_capacity ? 2 * set->word_capacity : FIRST_WORDS;
	if (!set->word_arena)
		set->word_arena = arena_new(0);
	word_slot *slots = ARENA_ARRAY(set->word_arena, word_slot, capacity);
	for (size_t i = 0; i < set->word_capacity; i++) {
		const word_slot *old = &set->words[i];
		if (old->hash)
			*find_slot(slots, capacity, old->hash, old->face,
				   old->word) = *old;
	}
	set->words = slots;
	set->word_capacity = capacity;
}

/* ---- Glyphs that the character map does not lead to ------------------- */

static uint32_t first_code_point(str word, uint32_t offset)
{
	const char *cursor = word.data + offset;
	return str_next_code_point(&cursor, str_end(word));
}

/* The mark that c ends in when taken apart, or c itself. */
static uint32_t last_mark(uint32_t c)
{
	hb_codepoint_t base, mark;
	if (hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &base,
				 &mark) &&
	    mark)
		return mark;
	return c;
}

/* Asks the map once for what recurs with every word. */
static bool is_nominal(face *f, uint32_t c, uint32_t glyph)
{
	hb_codepoint_t nominal;
	if (glyph < f->glyph_count && f->nominal[glyph] == c)
		return true;
	if (!hb_font_get_nominal_glyph(f->hb_font, c, &nominal) ||
	    nominal != glyph)
		return false;
	if (glyph < f->glyph_count)
		f->nominal[glyph] = c;
	return true;
}

/* Remembers what a substituted glyph stands for, for text extraction. */
static void note_alternate(font_set *set, face *f, uint32_t glyph, uint32_t c,
			   bool is_first)
{
	if (is_nominal(f, c, glyph) || is_nominal(f, last_mark(c), glyph))
		return;
	if (!f->alternates)
		f->alternates =
		    ARENA_ARRAY(set->arena, uint32_t, f->glyph_count);
	if (glyph < f->glyph_count && !f->alternates[glyph])
		f->alternates[glyph] = is_first ? c : last_mark(c);
}

/* ---- One word --------------------------------------------------------- */

static const hb_feature_t features[] = {
    {HB_TAG('k', 'e', 'r', 'n'), 1, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('d', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, 0, HB_FEATURE_GLOBAL_END},
};

static hb_segment_properties_t properties(const font_set *set)
{
	return (hb_segment_properties_t){
	    .direction = HB_DIRECTION_LTR,
	    .script = HB_SCRIPT_LATIN,
	    .language = set->language,
	};
}

/* Kept by the face: to find it anew costs a quarter of a word's shaping. */
hb_shape_plan_t *shape_plan(const font_set *set, hb_face_t *hb_face)
{
	const hb_segment_properties_t given = properties(set);
	return hb_shape_plan_create(hb_face, &given, features,
				    sizeof features / sizeof *features, NULL);
}

static void run_shaper(font_set *set, const face *f, str word)
{
	const hb_segment_properties_t given = properties(set);
	hb_buffer_t *shaped = set->buffer;
	hb_buffer_clear_contents(shaped);
	hb_buffer_add_utf8(shaped, word.data, (int)word.length, 0,
			   (int)word.length);
	hb_buffer_set_segment_properties(shaped, &given);
	hb_buffer_set_flags(shaped, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_set_cluster_level(shaped, HB_BUFFER_CLUSTER_LEVEL_CHARACTERS);
	hb_shape_plan_execute(f->plan, f->hb_font, shaped, features,
			      sizeof features / sizeof *features);
}

/*
 * A mark's shift to the left or right becomes part of the advances around it;
 * its shift upwards is its rise.
 */
static font_glyph *copy_glyphs(arena *a, hb_buffer_t *shaped, uint32_t *count)
{
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(shaped, count);
	const hb_glyph_position_t *position =
	    hb_buffer_get_glyph_positions(shaped, count);
	font_glyph *glyphs = ARENA_ARRAY(a, font_glyph, *count);
	for (uint32_t i = 0; i < *count; i++) {
		int32_t shift = i ? position[i].x_offset : 0;
		glyphs[i] = (font_glyph){
		    .id = (uint16_t)info[i].codepoint,
		    .advance = (int16_t)(position[i].x_advance - shift),
		    .offset = info[i].cluster,
		    .rise = (int16_t)position[i].y_offset,
		};
		if (i)
			glyphs[i - 1].advance =
			    (int16_t)(glyphs[i - 1].advance + shift);
	}
	return glyphs;
}

static void shape_new(font_set *set, face *f, str word, font_word *out)
{
	run_shaper(set, f, word);
	const font_glyph *glyphs =
	    copy_glyphs(set->word_arena, set->buffer, &out->count);
	out->glyphs = glyphs;
	out->missing = -1;
	for (uint32_t i = 0; i < out->count; i++) {
		out->width += glyphs[i].advance;
		bool is_first = !i || glyphs[i - 1].offset != glyphs[i].offset;
		if (glyphs[i].id)
			note_alternate(set, f, glyphs[i].id,
				       first_code_point(word, glyphs[i].offset),
				       is_first);
		else if (out->missing < 0)
			out->missing = (int32_t)glyphs[i].offset;
	}
}

void font_set_trim(font_set *set, size_t most_words)
{
	if (set->word_count <= most_words)
		return;
	arena_free(set->word_arena);
	set->word_arena = NULL;
	set->words = NULL;
	set->word_count = set->word_capacity = 0;
}

void shape_word(void *context, font_id id, str word, font_word *out)
{
	font_set *set = context;
	assert(id >= 0 && (size_t)id < set->face_count);
	*out = (font_word){.missing = -1};
	if (!word.length)
		return;
	if (4 * set->word_count >= 3 * set->word_capacity)
		grow_words(set);
	uint32_t hash = hash_of(id, word);
	word_slot *slot =
	    find_slot(set->words, set->word_capacity, hash, id, word);
	if (!slot->hash) {
		*slot =
		    (word_slot){hash, id, str_copy(set->word_arena, word), {0}};
		shape_new(set, &set->faces[id], word, &slot->shaped);
		set->word_count++;
	}
	*out = slot->shaped;
}

/*
 * font, inside: the set, its faces and the word cache.
 *
 * manifest.c reads fonts.tsv and answers about its lines; face.c opens a file
 * and reads its measures; shape.c turns words into glyphs; cut.c makes a font
 * program of some glyphs; subset.c says which and describes it.
 */
#ifndef VANBAN_FONT_INTERNAL_H
#define VANBAN_FONT_INTERNAL_H

#include "vanban/font.h"

#include <hb-ot.h>
#include <hb.h>

#define EM 1000

typedef struct face {
	const font_entry *entry;
	hb_blob_t *blob;
	hb_face_t *hb_face;
	hb_font_t *hb_font; /* scaled to EM */
	hb_shape_plan_t *plan;
	uint32_t glyph_count;
	str postscript_name;
	/* Measures only; the subset's own members are empty here. */
	font_subset description;
	/* By glyph: a character that the map leads to it from; 0: not asked. */
	uint32_t *nominal;
	/*
	 * By glyph: the character that was shown by a glyph which the face's
	 * character map does not lead to. NULL until there is one.
	 */
	uint32_t *alternates;
	/* By glyph: what extracted text says; NULL until a subset is made. */
	uint32_t *code_points;
	bool all_named; /* by the whole character map, not the repertoire */
} face;

typedef struct word_slot {
	uint32_t hash;
	font_id face;
	str word;
	font_word shaped;
} word_slot;

typedef struct failed_face {
	str family;
	font_style style;
} failed_face;

struct font_set {
	arena *arena;
	diags *diags;
	font_measurer measurer;
	font_entry *entries;
	size_t entry_count;
	size_t entry_capacity;
	face *faces;
	size_t face_count;
	size_t face_capacity;
	arena *word_arena; /* of the next; made with the first word */
	word_slot *words;  /* open addressing; capacity a power of two */
	size_t word_count;
	size_t word_capacity;
	hb_buffer_t *buffer;
	hb_language_t language;
	failed_face *failed; /* told to diags already */
	size_t failed_count;
	size_t failed_capacity;
};

/* manifest.c: false when path cannot be read. */
bool manifest_read(font_set *, str path);
/* First of its family and style; `present` must be known. */
bool manifest_is_chosen(const font_set *, const font_entry *);

/* face.c: opens entry's file; reports FONT_DAMAGED and returns false. */
bool face_open(font_set *, const font_entry *, span at, face *out);
void face_close(face *);

/*
 * cut.c: a TrueType font program of these glyphs in this order, the first of
 * them 0, followed by those that they are composed of; numbers is by the
 * face's glyph and gets the place of each.  Instructions are left out.  Empty
 * when the face's tables contradict each other.  *count: glyphs in it.
 */
str cut_glyphs(const face *, arena *, const uint16_t *glyphs, size_t *count,
	       uint16_t *numbers);

/* shape.c: how every word of a face is shaped. */
hb_shape_plan_t *shape_plan(const font_set *, hb_face_t *);
/* The shape function of the measurer. */
void shape_word(void *set, font_id, str word, font_word *out);

#endif

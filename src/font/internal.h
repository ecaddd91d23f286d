/*
 * font, inside: the set, its faces and the word cache.
 *
 * manifest.c reads fonts.tsv and answers about its lines; face.c opens a file
 * and reads its measures; shape.c turns words into glyphs; subset.c cuts.
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
	font_subset *base;    /* the repertoire alone */
	uint8_t *base_glyphs; /* bit set of its characters' glyphs */
	hb_blob_t *base_bytes;
	font_subset *extended;	 /* the last one with further glyphs */
	const uint16_t *further; /* those */
	size_t further_count;
	hb_blob_t *extended_bytes;
	arena *extended_arena; /* of the last four */
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
	word_slot *words; /* open addressing; capacity a power of two */
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

/* face.c: opens entry's file; reports FONT_DAMAGED and returns false. */
bool face_open(font_set *, const font_entry *, span at, face *out);
void face_close(face *);

/* shape.c: how every word of a face is shaped. */
hb_shape_plan_t *shape_plan(const font_set *, hb_face_t *);
/* The shape function of the measurer. */
void shape_word(void *set, font_id, str word, font_word *out);

#endif

/*
 * trail: what stands behind the printed figures, numbered, before it is
 * written.
 */
#ifndef VANBAN_EMBED_TRAIL_H
#define VANBAN_EMBED_TRAIL_H

#include "vanban/embed.h"

/* A position in a file: filled by places_find. */
typedef struct place {
	span at;
	uint32_t file; /* number of the tep */
	uint32_t line, column;
} place;

/* One so-lieu of a file. */
typedef struct submission {
	uint32_t source;
	uint32_t file;
	const data_unit *unit;
	const data_period *period;
	bool plan;
} submission;

/*
 * A record behind the figures: there may be hundreds of thousands, so no more
 * than what orders them; data_origin_at tells the rest.
 */
typedef struct origin {
	uint32_t submission; /* index */
	uint32_t indicator;  /* index */
	place at;
} origin;

typedef struct total {
	const doc_figure_use *use;
	uint32_t *origins; /* numbers, from 1 */
	size_t origin_count;
	uint32_t single; /* the number of the one origin it is; 0: a total */
	uint32_t number; /* of a total, from 1 */
} total;

typedef struct formula {
	str text;
	place at;
} formula;

typedef struct printed {
	const doc_node *node;
	uint32_t page;	    /* from 1; 0: none */
	uint32_t paragraph; /* from 1; 0: none */
	uint32_t formula;   /* number */
	uint32_t *totals;   /* indices */
	size_t total_count;
} printed;

/* Numbers by the bytes of a key, a whole number of 32-bit words. On the heap.
 */
typedef struct numbering {
	struct numbering_slot *slots;
	size_t capacity, count;
} numbering;
/* The number of the key, from 1; a new one when it is not known. */
uint32_t number_of(numbering *, arena *, const void *key, size_t size,
		   bool *is_new);
void numbering_end(numbering *);

typedef struct trail {
	const embed_input *input;
	arena *arena;
	printed *figures;
	size_t figure_count, figure_capacity;
	formula *formulas;
	size_t formula_count, formula_capacity;
	numbering formula_numbers;
	total *totals;
	size_t total_count, total_capacity;
	numbering total_numbers;
	uint32_t last_total; /* highest number given */
	origin *origins;     /* on the heap, like their numbers by place */
	size_t origin_count, origin_capacity;
	uint32_t *origin_slots; /* 0: free */
	size_t origin_slot_count;
	submission *submissions;
	size_t submission_count, submission_capacity;
	numbering submission_numbers;
	uint32_t *files; /* sources by number - 1 */
	size_t file_count, file_capacity;
	numbering file_numbers;
} trail;

/* Everything behind the document's figures. Free it with trail_end. */
trail trail_follow(const embed_input *, arena *);
void trail_end(trail *);
/* What stands at the origin. */
data_origin trail_record(const trail *, const origin *);

/* pages.c: page and paragraph of every figure. */
void trail_find_pages(trail *);

/* places.c: line and column of formulas and origins. */
void trail_find_places(trail *);
/* How a source is named in the file. */
str place_name(const embed_input *, arena *, str path);

#endif

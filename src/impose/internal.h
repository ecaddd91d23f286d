/*
 * What the files of the impose room share.
 */
#ifndef VANBAN_IMPOSE_INTERNAL_H
#define VANBAN_IMPOSE_INTERNAL_H

#include "vanban/impose.h"

#define BLANK	   UINT32_MAX
#define MOST_SLOTS 4

/* How a side is divided. Slots in rows, from the top left. */
typedef struct sheet_form {
	mpt width, height; /* of the side */
	uint32_t columns, rows;
	mpt gap;
	bool is_folded; /* fold mark between its two slots */
} sheet_form;

/* What stands in the slots of one side: pages or BLANK. */
typedef struct side_pages {
	uint32_t slots[MOST_SLOTS];
	mpt shift; /* booklets: towards the spine */
	bool is_back;
} side_pages;

/* marks.c */
void marks_add(arena *, const impose_options *, const sheet_form *,
	       impose_side *);

#endif

/*
 * pages: a flow of slabs on pages (ngắt trang).
 *
 * The breaks of a whole section are chosen together: never where a slab
 * forbids it while there is another way, then as few pages and as little empty
 * paper as can be.
 */
#ifndef VANBAN_LAYOUT_PAGES_H
#define VANBAN_LAYOUT_PAGES_H

#include "paragraph.h"

typedef struct pages_section {
	const flow *flow;
	mpt width, height;     /* of the paper as read */
	const doc_node *draft; /* mark on every page, or NULL */
	str label;	       /* of pages without number: "Bìa"; else empty */
} pages_section;

/* Appends the pages of a section, numbered from 1 unless they have a label. */
void pages_set(layout_context *, const pages_section *);

/* Between the text and the notes below it, with their rule. */
#define PAGES_NOTE_SPACE 12000

/*
 * Says of a page, for the dump, why it ended before slab `end`; warns when it
 * is shorter than the profile allows.
 */
void pages_explain(layout_context *, const pages_section *, page *, size_t end);

/*
 * The index of the first slab of each page; *count pages. height: what a page
 * holds.  Work: slabs times the slabs of one page.
 */
const size_t *pages_choose(arena *, const flow *, mpt height, size_t *count);

#endif

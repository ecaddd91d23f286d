/*
 * impose: which page goes where on which sheet (bình trang).
 *
 * Pure arithmetic over the sizes of pages that are laid out already; it knows
 * no document and no PDF.  Several pages on a side, booklets to be folded and
 * stapled through the spine, slips to be cut; with the blank pages that make
 * each document begin on a fresh sheet, and the marks to cut and fold by.
 *
 * Lengths in mpt; the origin of a side is its top left corner as printed, y
 * grows downwards.
 */
#ifndef VANBAN_IMPOSE_H
#define VANBAN_IMPOSE_H

#include "vanban/arena.h"
#include "vanban/page.h"

typedef enum impose_layout {
	IMPOSE_ONE_UP,	/* one page a side: only padding and turning */
	IMPOSE_TWO_UP,	/* two pages a side, read one after the other */
	IMPOSE_FOUR_UP, /* four pages a side, in rows */
	IMPOSE_BOOKLET	/* two pages a side, to be folded: saddle stitch */
} impose_layout;

/*
 * By which edge the printer turns the sheet.  Where it is not the one that
 * stays in its place when the page is turned, backs are set upside down.
 */
typedef enum impose_flip {
	IMPOSE_FLIP_RIGHT, /* the right one of the two */
	IMPOSE_FLIP_LONG,
	IMPOSE_FLIP_SHORT
} impose_flip;

typedef struct impose_options {
	impose_layout layout;
	mpt paper_width, paper_height; /* upright: A4 is 210 by 297 mm */
	bool one_sided;		       /* backs stay empty */
	impose_flip flip;
	bool binds_right; /* booklet read from right to left */
	/*
	 * Several documents as one: they follow each other, each beginning on
	 * a right-hand page.  Else each begins on a sheet of its own.
	 */
	bool join;
	/*
	 * To be cut into piles that, laid on each other, are in order.
	 * TWO_UP and FOUR_UP.
	 */
	bool stack;
	/* BOOKLET */
	uint32_t signature_sheets; /* sheets folded together; 0: all */
	mpt creep; /* what each sheet adds to the one around it: its paper */
	bool back_cover; /* the last page is the last one of the booklet */
	mpt gap;	 /* between the pages of a side */
	bool crop_marks, fold_marks;
} impose_options;

/* A page to be placed. Pages of one document follow each other. */
typedef struct impose_page {
	mpt width, height;
	uint32_t document; /* 0, 1, …, growing */
} impose_page;

typedef struct impose_place {
	uint32_t page; /* index of the impose_page */
	uint8_t turns; /* quarter turns against the clock */
	int32_t scale; /* millionths; never above 1000000 */
	/* What it covers on the side. */
	mpt x, y, width, height;
} impose_place;

/* A thin filled rectangle. */
typedef struct impose_mark {
	mpt x, y, width, height;
} impose_mark;

typedef struct impose_side {
	mpt width, height;
	const impose_place *places; /* blank pages are left out */
	size_t place_count;
	const impose_mark *marks;
	size_t mark_count;
} impose_side;

/* What one document (or the joined ones) comes to. */
typedef struct impose_count {
	uint32_t pages;	 /* of the document */
	uint32_t blanks; /* pages that stay empty */
	uint32_t sheets;
} impose_count;

typedef struct impose_plan {
	bool one_sided;
	const impose_side *sides; /* front, back, front, …; one_sided: fronts */
	size_t side_count;
	size_t side_capacity;
	const impose_count *counts; /* by document; one when joined */
	size_t count_count;
	size_t count_capacity;
} impose_plan;

/* The plan lives in the arena. Work is linear in the pages. */
void impose_make(arena *, const impose_options *, const impose_page *,
		 size_t page_count, impose_plan *out);

/*
 * The plan carried out on pages that are laid out: a document whose pages are
 * sides, labelled "1a", "1b", "2a" …, on which the pages of in lie with their
 * tags and links.  in is borrowed; the plan was made of its pages.
 */
void impose_sheets(arena *, const impose_plan *, const page_document *in,
		   page_document *out);

/* "A3", "A4", "A5", "A6", in any case; false for any other name. */
bool impose_paper(str name, mpt *width, mpt *height);
/* "1up", "2up", "4up", "booklet"; false for any other name. */
bool impose_layout_of(str name, impose_layout *out);

/* Of all documents. */
impose_count impose_total(const impose_plan *);

#endif

/*
 * references: what a document says of its own parts: numbers, titles and pages
 * of headings, tables, charts, pictures and annexes (tham chiếu, mục lục).
 *
 * What is printed must agree with what is on the pages, which move when it is
 * printed.  So a document that asks is set more than once: each time the parts
 * are collected and what is printed is taken from the time before, until both
 * are the same.
 */
#ifndef VANBAN_LAYOUT_REFERENCES_H
#define VANBAN_LAYOUT_REFERENCES_H

#include "paragraph.h"

typedef struct references_part {
	const doc_node *node; /* muc, bang, phu-luc … */
	str number;	      /* "II", "3"; empty: it has none */
	str designation;      /* "Mục II Phần I", "Bảng 3" */
	str label;	      /* before its title: "II.", "Phụ lục I." */
	str title;
	bool upper; /* set in capital letters */
	int level;  /* of a heading: 1 … ; 0: not a heading */
	/* Of the first page that it stands on; by references_place. */
	str page;
	const page_tag *tag;
} references_part;

/* Blocks with a caption, each kind numbered by itself. */
typedef enum references_counter {
	REFERENCES_TABLES,
	REFERENCES_CHARTS,
	REFERENCES_PICTURES,
	REFERENCES_COUNTERS
} references_counter;

typedef struct references {
	arena *arena;
	doc_names names;
	bool numbers[REFERENCES_COUNTERS]; /* their captions */
	references_part *parts;		   /* in the document's order */
	size_t count, capacity;
	uint32_t *slots; /* by node: index + 1, or 0 */
	size_t slot_count;
	int counted[REFERENCES_COUNTERS], notes; /* numbered so far */
	size_t notes_page;			 /* of the last one */
	struct references_section *sections;
	size_t section_count, section_capacity;
	struct references_link *links;
	size_t link_count, link_capacity;
} references;

/* Whether the document asks for anything that only its pages tell. */
bool references_asked(const doc_node *root);
references *references_new(arena *, const doc_node *root);
/* A part with its node alone; valid until the next one is added. */
references_part *references_add(references *, const doc_node *);
/* NULL for a node that is no part, and when there are no references. */
const references_part *references_find(const references *, const doc_node *);

/*
 * The number of a table, chart or picture: adds the part and returns "Bảng 3",
 * or nothing when it gets none.
 */
str references_caption(layout_context *, const doc_node *, str title);

/* What a tham-chieu says, and to what it leads; from the time before. */
str references_text(layout_context *, const doc_node *reference,
		    const doc_node **target);

/* The number that a chu-thich had the time before. */
str references_note(const layout_context *, const doc_node *);
/* A note begins on a page (index): its number is the next one. */
void references_number_note(layout_context *, const doc_node *, size_t on);

/* Pages from number `first` on are told as "PL I-3": prefix "PL I-". */
void references_section(references *, size_t first, str prefix);
/* A link of a page leads to a node; resolved by references_place. */
void references_link(references *, size_t on, size_t link, const doc_node *);

/* Where the parts are, and where the links lead, once all pages are set. */
void references_place(references *, page_document *);
/* Whether what was printed from `a` is what `b` would print. */
bool references_agree(const references *a, const references *b);

#endif

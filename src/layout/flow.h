/*
 * flow: what blocks hand to the page builder: slabs, from top to bottom.
 *
 * A slab is as wide as the text and never divided: a line of a paragraph, a
 * table row, a chart, the signature block.  Its items are placed relative to
 * the slab's top left corner.
 */
#ifndef VANBAN_LAYOUT_FLOW_H
#define VANBAN_LAYOUT_FLOW_H

#include "vanban/layout.h"

/* May a page end before this slab? 0 freely; more is worse. */
#define FLOW_NEVER 10000

/* Rows that a table adds where a page ends within it; made when asked for. */
typedef struct flow_carry {
	mpt height; /* of the row below, and of the row above */
	struct flow_slab (*make)(void *table, size_t rows, bool is_above);
	void *table;
} flow_carry;

/* A place to click; area counts from the slab's corner. */
typedef struct flow_link {
	page_tag *tag;
	page_rectangle area;
	const doc_node *target;	    /* a part of references.h, or else */
	const page_tag *target_tag; /* one of another document of the set */
	str contents;
} flow_link;

/* Notes of a slab, line by line; a page's foot may end within them. */
typedef struct flow_notes {
	struct flow_slab *lines; /* the spaces between are in their heights */
	const doc_node **starts; /* by line: the note that begins, or NULL */
	size_t count;
	mpt height;
} flow_notes;

typedef struct flow_slab {
	mpt height;
	mpt space_before; /* dropped at the head of a page; of two meeting */
	mpt space_after;  /* spaces the larger counts */
	int32_t break_penalty;
	const page_item *items;
	size_t item_count;
	/*
	 * Rows of a table: the head that is set again above this slab when it
	 * is the first of a page (as artifact; its own first setting has tags).
	 */
	const struct flow_slab *repeat_head;
	size_t repeat_head_count;
	const flow_carry *carry; /* the same of all rows of a table */
	uint32_t rows_before;	 /* of the table, above this slab */
	uint32_t rows_through;	 /* and with it */
	mpt pad_above;	      /* below repeated heads: a row that continues */
	bool is_cut;	      /* the row goes on in the next slab */
	const doc_node *node; /* for messages */
	const page_anchor *anchors; /* page unset; from the slab's corner */
	size_t anchor_count;
	const flow_link *links;
	size_t link_count;
	const flow_notes *notes; /* set at the foot of its page, or NULL */
} flow_slab;

typedef struct flow {
	arena *arena;
	flow_slab *slabs;
	size_t count;
	size_t capacity;
} flow;

/* The state that every block setter is handed. */
typedef struct layout_context {
	arena *arena;
	diags *diags;
	const profile *profile;
	const font_measurer *fonts;
	/* so and dia-danh-ngay of the letterhead, or NULL. */
	const doc_node *number, *place_date;
	mpt width;  /* of the text, of the section being set */
	mpt height; /* of the text area: what must fit at most */
	page_document *out;
	const layout_set *set;	  /* that the document belongs to, or NULL */
	struct references *parts; /* collected this time, or NULL */
	const struct references *known; /* of the time before, or NULL */
	/*
	 * Slabs and their items, until their pages are set, and those of cells,
	 * until the next group of rows is begun; NULL: arena.
	 */
	struct arena *passing, *cells;
	/* Memory that one paragraph after the other uses; NULL at first. */
	struct layout_scratch *scratch;
} layout_context;

static inline arena *flow_arena(const layout_context *context)
{
	return context->passing ? context->passing : context->arena;
}

/* A zeroed slab at the end; valid until the next append. */
flow_slab *flow_append(flow *);
/* The slabs of `from` after those of `to`, their items moved right by x. */
void flow_join(flow *to, const flow *from, mpt x);
/* Both, either may be NULL. */
const flow_notes *flow_notes_join(arena *, const flow_notes *,
				  const flow_notes *);
/* Sum of heights alone. */
mpt flow_heights(const flow_slab *, size_t count);
/* Sum of heights and of the spaces between the slabs. */
mpt flow_height(const flow *);

/*
 * Sets the inline content of node (its children) as a paragraph in style, in a
 * measure of `width`, and returns its lines as slabs of a new flow, items
 * relative to the measure's left edge; a text without words gives no slab.
 * tag: the structure element that the runs belong to (figures and
 * abbreviations get Span children); NULL: an artifact.  Used by table cells
 * too.
 */
typedef struct paragraph_options {
	mpt width;
	const profile_style *style;
	profile_align align; /* overrides style->align */
	page_tag *tag;
	str prefix; /* set before the text: "I. ", "- "; may be empty */
	page_tag *prefix_tag; /* Lbl; NULL: tag */
	mpt hang;   /* lines after the first start this much further right */
	str suffix; /* glued to the last word: "./.", ";" */
	bool never_break; /* one line, or LAYOUT_LINE_TOO_LONG */
	const profile_style *prefix_style; /* NULL: style */
	bool continues; /* more of the same tag follows: ends in a space */
} paragraph_options;
flow paragraph_set(layout_context *, const doc_node *,
		   const paragraph_options *);
/* The same for a plain text (head lines, generated texts). */
flow paragraph_set_text(layout_context *, str text, span at,
			const paragraph_options *);
/*
 * Least width (its widest unbreakable piece) and natural width (all on one
 * line) of the inline content: for table columns.
 */
void paragraph_measure(layout_context *, const doc_node *,
		       const profile_style *, mpt *least, mpt *natural);

/* table.c: caption, head, rows and totals of a bang as slabs. */
void table_set(layout_context *, const doc_node *table, page_tag *parent,
	       flow *out);
/* chart.c: a bieu-do as one slab with its caption and text alternative. */
void chart_set(layout_context *, const doc_node *chart, page_tag *parent,
	       flow *out);
/* picture.c: a hinh with its caption; one without tag when it decorates. */
void picture_set(layout_context *, const doc_node *picture, page_tag *parent,
		 flow *out);

#endif

/*
 * blocks: the body of a document as slabs: paragraphs, lists, quotations and
 * the numbered hierarchy.
 */
#ifndef VANBAN_LAYOUT_BLOCKS_H
#define VANBAN_LAYOUT_BLOCKS_H

#include "paragraph.h"

typedef struct blocks {
	layout_context *context;
	flow *out;
	const doc_node *last; /* the block that takes the end mark, or NULL */
	int counters[DOC_KIND_COUNT]; /* of levels that continue throughout */
	size_t keep; /* slabs to come that stay with the one before */
} blocks;

/*
 * Sets the children of node that are blocks or levels, tags below parent;
 * level: of the next heading, 2 for H2.
 */
void blocks_set(blocks *, const doc_node *node, page_tag *parent, int level);

/* A heading of one or two lines (number, title) as one heading tag. */
typedef struct blocks_heading {
	const doc_node *node;		   /* de-muc */
	str number;			   /* "I.", "Phần I"; may be empty */
	const profile_style *number_style; /* of a number on its own line */
	const profile_style *style;
	bool own_line;
} blocks_heading;
page_tag *blocks_set_heading(blocks *, const blocks_heading *, page_tag *parent,
			     int level);

/* A generated or head text in a component's style, with its own P. */
void blocks_set_line(blocks *, const doc_node *, profile_component,
		     page_tag *parent);

/* The last block with text below node, that takes the end mark; or NULL. */
const doc_node *blocks_last(const doc_node *node);

#endif

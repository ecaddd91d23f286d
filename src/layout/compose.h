/*
 * compose: one slab put together from several flows, side by side: the
 * letterhead, the signature block.
 */
#ifndef VANBAN_LAYOUT_COMPOSE_H
#define VANBAN_LAYOUT_COMPOSE_H

#include "paragraph.h"

typedef struct compose {
	layout_context *context;
	page_item *items;
	size_t item_count, item_capacity;
	page_anchor *anchors;
	size_t anchor_count, anchor_capacity;
	const flow_notes *notes;
	flow_link *links;
	size_t link_count, link_capacity;
} compose;

/* Places the slabs of f with their spaces from (x, y); returns the y below. */
mpt compose_flow(compose *, const flow *f, mpt x, mpt y);
/* A filled rectangle, an artifact. */
void compose_box(compose *, mpt x, mpt y, mpt width, mpt height,
		 uint32_t colour);
/* Four rules around a rectangle. */
void compose_frame(compose *, mpt x, mpt y, mpt width, mpt height,
		   uint32_t colour);
page_anchor *compose_anchor(compose *, const char *name, mpt x, mpt y,
			    mpt width, mpt height);
/* What was composed, as one slab at the end of out. */
flow_slab *compose_end(compose *, flow *out, mpt height, const doc_node *);

/*
 * What stands below a head line of natural width `width` that is set in style
 * from the top y, in a column at x: a rule or a text. Returns the y below it.
 */
mpt compose_rule(compose *, const profile_rule *, const profile_style *,
		 mpt width, mpt x, mpt column, mpt y);

/* From the left end of the first run to the right end of the last one's text.
 */
void compose_extent(const flow_slab *, mpt *left, mpt *right);

#endif

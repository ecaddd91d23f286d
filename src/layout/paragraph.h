/*
 * paragraph: what the rooms of layout share beyond flow.h to set lines.
 */
#ifndef VANBAN_LAYOUT_PARAGRAPH_H
#define VANBAN_LAYOUT_PARAGRAPH_H

#include "inline.h"

typedef struct layout_scratch {
	inline_text text;
	lines_scratch lines;
	lines_box *boxes;
	size_t box_capacity;
	/* the run being built */
	char *characters;
	size_t character_count, character_capacity;
	page_glyph *glyphs;
	size_t glyph_count, glyph_capacity;
	page_item *items; /* the line being built */
	size_t item_count, item_capacity;
	page_item *placed; /* the page being set */
	size_t placed_capacity;
	inline_look *notes; /* marks on the line being built */
	size_t note_count, note_capacity;
	page_anchor *anchors; /* blanks of the line, from its slab */
	size_t anchor_count, anchor_capacity;
	flow_link *links;
	size_t link_count, link_capacity;
	/* account: the texts that were set */
	const doc_node **noted;
	size_t noted_count, noted_capacity;
} layout_scratch;

/* The scratch memory of context, made when first asked for. */
layout_scratch *paragraph_scratch(layout_context *);

/* Sets what was added to the scratch's text; node and at are for messages. */
flow paragraph_set_inline(layout_context *, const paragraph_options *,
			  const doc_node *, span at);

/* Natural width of a plain text or of inline content, on one line. */
mpt paragraph_width_of_text(layout_context *, const profile_style *, str);
mpt paragraph_width(layout_context *, const doc_node *, const profile_style *);

/* Width of a prefix with the space that ends it. */
mpt paragraph_prefix_width(layout_context *, const profile_style *, str prefix);

/* From the top of a line to its baseline; and the descent below it. */
mpt paragraph_baseline(layout_context *, const profile_style *);
mpt paragraph_descent(layout_context *, const profile_style *);

/* "Phần {I}" and 3 -> "Phần III": {I}, {1} or {a}. */
str paragraph_number(arena *, str format, int number);

/* Whether a text ends in . ; : ! ? … or a comma. */
bool paragraph_is_closed(str);

#endif

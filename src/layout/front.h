/*
 * front: what stands before the text: the cover and the contents (bìa, mục
 * lục).
 */
#ifndef VANBAN_LAYOUT_FRONT_H
#define VANBAN_LAYOUT_FRONT_H

#include "compose.h"
#include "references.h"

/*
 * bia: one slab as high as the page: the bodies at the top, type and subject
 * above the middle, the other paragraphs below them, place and date at the
 * foot.  is_title: there is no other, this one is H1.
 */
void cover_set(layout_context *, const doc_node *, page_tag *parent,
	       bool is_title, flow *out);

/*
 * muc-luc: the title and an entry for each part that was known the time
 * before, as TOC with links; dots lead to the page.
 */
void contents_set(layout_context *, const doc_node *, page_tag *parent,
		  flow *out);
/* Whether nothing but the cover and other contents stands before it. */
bool contents_is_front(const doc_node *);

#endif

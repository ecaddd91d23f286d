/*
 * frame: what surrounds the body: the head of the document with its title,
 * and its end with recipients and signature.
 */
#ifndef VANBAN_LAYOUT_FRAME_H
#define VANBAN_LAYOUT_FRAME_H

#include "compose.h"

/* dau-van-ban: the two columns and the marks, as one slab. */
void letterhead_set(layout_context *, const doc_node *head, page_tag *parent,
		    flow *out);
/* ten-loai and trich-yeu with their rule: H1. */
void title_set(layout_context *, const doc_node *type_name,
	       const doc_node *subject, page_tag *parent, flow *out);
/* kinh-gui. */
void addressees_set(layout_context *, const doc_node *, page_tag *parent,
		    flow *out);
/*
 * noi-nhan and ky side by side, one slab; either may be NULL.  A ky-doi fills
 * the width with its ky, two in a row (three when there are three), each as
 * wide as the others; noi-nhan then stands below, a slab of its own.
 */
void signature_set(layout_context *, const doc_node *recipients,
		   const doc_node *signature, page_tag *parent, flow *out);

/* The name of the body that issues the document, for its properties. */
str letterhead_author(layout_context *, const doc_node *head);

#endif

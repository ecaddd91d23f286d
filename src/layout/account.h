/*
 * account: that no text is lost or outside its page.
 *
 * Three steps, so that nothing falls between them: every text of the document
 * was handed to a paragraph (noted when its words are taken), every character
 * of the lines is on a page, every item is within its page.
 */
#ifndef VANBAN_LAYOUT_ACCOUNT_H
#define VANBAN_LAYOUT_ACCOUNT_H

#include "paragraph.h"

/* Characters that belong to tags, to be found again on the pages. */
size_t account_characters(const flow *);

/* The text of node (and of what is below it) is being set. */
void account_note(layout_context *, const doc_node *);

/* LAYOUT_TEXT_LOST; characters: of all flows that went to pages. */
void account_check_text(layout_context *, const doc_node *root,
			size_t characters);
/* LAYOUT_OUTSIDE_PAGE. */
void account_check_places(layout_context *);

#endif

/*
 * layout: document + profile + fonts -> pages (dàn trang).
 *
 * Integers only.  Lines by optimum fit over whole paragraphs; nothing is
 * clipped: a block that fits no page, a head line that does not fit its
 * column, a character without a glyph are errors with their place.
 */
#ifndef VANBAN_LAYOUT_H
#define VANBAN_LAYOUT_H

#include "vanban/doc.h"
#include "vanban/font.h"
#include "vanban/page.h"
#include "vanban/profile.h"

/*
 * Lays out a checked document.  out lives in the arena.  Returns false when an
 * error was reported; out then holds what could be laid out (for --annotate),
 * and must not be printed as the document.
 */
bool layout_document(const doc_node *root, const profile *,
		     const font_measurer *, arena *, diags *,
		     page_document *out);

#endif

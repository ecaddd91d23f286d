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

/*
 * What muc-luc loai="tai-lieu" lists: the documents of the set that this one
 * belongs to.
 */
typedef struct layout_entry {
	str title;
	str page;		/* "12" */
	const page_tag *target; /* where a click leads once they are joined */
} layout_entry;

typedef struct layout_set {
	const layout_entry *entries;
	size_t entry_count;
} layout_set;

/* The same for a document of a set; set NULL: it stands alone. */
bool layout_document_of_set(const doc_node *root, const profile *,
			    const font_measurer *, const layout_set *, arena *,
			    diags *, page_document *out);
/* Whether the document lists those of its set. */
bool layout_lists_set(const doc_node *root);

#endif

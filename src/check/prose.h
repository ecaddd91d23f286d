/*
 * prose: paragraphs put together from pieces of files (inside check only).
 */
#ifndef VANBAN_CHECK_PROSE_H
#define VANBAN_CHECK_PROSE_H

#include "vanban/check.h"

typedef struct prose_piece {
	size_t from, length; /* bytes of the paragraph */
	span at;
	bool is_exact; /* at holds the piece as XML writes it; else with
			  blanks that were collapsed, or by other words */
} prose_piece;

typedef struct prose {
	arena *arena;
	diags *diags;
	lint *lint;
	buffer text;
	str kept;
	prose_piece *pieces;
	size_t count, capacity;
} prose;

void prose_begin(prose *, arena *, diags *, const lint_options *);
/* text is copied. */
void prose_add(prose *, str text, span at, bool is_exact);
/* Where `found` stands in the file within at, looked for from byte `from`. */
span prose_find(const sources *, span at, str found, size_t from);
void prose_end_paragraph(prose *);
void prose_finish(prose *);

#endif

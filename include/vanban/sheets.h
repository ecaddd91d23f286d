/*
 * sheets: PDF files onto sheets to be printed and folded or cut.
 *
 * Takes the pages of any PDF files, of this program or not, as they are (text
 * stays text, nothing is made a picture) and sets them on the sides of an
 * imposition plan.  What comes out is for the printer: links, fields, tags and
 * attachments stay behind, and no conformance is claimed.  Imposition of a
 * document that is being made keeps its tags: see impose_sheets.
 */
#ifndef VANBAN_SHEETS_H
#define VANBAN_SHEETS_H

#include "vanban/diag.h"
#include "vanban/impose.h"

typedef struct sheets sheets;

/*
 * Opens the files and plans.  Each file is a document of the plan.  Reports
 * files that cannot be read, are encrypted, or have no pages, all of them;
 * NULL then.  sheets_close in any other case.
 */
sheets *sheets_open(arena *, diags *, const str *paths, size_t count,
		    const impose_options *);
const impose_plan *sheets_plan(const sheets *);
/* Appends the PDF. The same files give the same bytes. */
bool sheets_write(sheets *, diags *, buffer *out);
void sheets_close(sheets *);

#endif

/*
 * pdf: pages -> the bytes of a PDF file.
 *
 * The only room that includes libharu, which serves as object, cross-reference
 * and page writer; fonts come from the font room, content streams are written
 * here and deflated by libdeflate.  Output is a function of the input alone:
 * no clock, no random numbers.
 */
#ifndef VANBAN_PDF_H
#define VANBAN_PDF_H

#include "vanban/page.h"

typedef struct pdf_options {
	bool compress; /* false: readable streams, for tests */
} pdf_options;

/*
 * Appends the whole file to out. A failure inside libharu is reported as
 * PDF_FAILED with its code; returns false then.
 */
bool pdf_write(const page_document *, font_set *, const pdf_options *, arena *,
	       diags *, buffer *out);

#endif

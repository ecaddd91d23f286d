/*
 * blank: wide spaces in a page's text, and what takes their place.
 */
#ifndef VANBAN_READER_BLANK_H
#define VANBAN_READER_BLANK_H

#include "access.h"
#include "text.h"

/* A font as it is written: codes and widths. */
typedef struct blank_font {
	code_map map;	 /* text by code */
	int16_t *widths; /* [65536], thousandths of the em */
} blank_font;

bool blank_font_read(pdf_access *, qpdf_oh page, str name, blank_font *out);

/*
 * The content stream with the texts in the wide spaces of the blank. height is
 * the page's. Reports and returns false.
 */
bool blank_fill(pdf_access *, qpdf_oh page, int64_t height, str content,
		const reader_blank *, const char *what, buffer *out);

#endif

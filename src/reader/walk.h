/*
 * walk: the text of pages by marks, and the structure over them.
 */
#ifndef VANBAN_READER_WALK_H
#define VANBAN_READER_WALK_H

#include "access.h"
#include "text.h"

typedef struct font_text {
	int id; /* number of the font's object */
	code_map map;
} font_text;

/* Fonts that were read, for all pages. */
typedef struct pdf_text {
	pdf_access *pdf;
	font_text *fonts;
	size_t font_count;
} pdf_text;

/* Text of one page by MCID. */
typedef struct marked_text {
	str *by_mcid;
	size_t count;
} marked_text;

void text_of_page(pdf_text *, qpdf_oh page, marked_text *out);
void text_free(pdf_text *);

/* pages.c: labels, fonts, fields; false after a report. */
bool pages_read(pdf_access *, reader_document *out);
/* Only their number. */
bool pages_count(pdf_access *, reader_document *out);

/* reader.c: the stream of the embedded data. */
bool reader_find_data(pdf_access *, qpdf_oh *file);

/* structure.c */
bool structure_read(pdf_access *, reader_document *out);

#endif

/*
 * reader: a PDF that vanban made, opened again.
 *
 * The only room that includes qpdf, through its C interface; the library is
 * loaded when the first PDF is read.  A PDF is a stranger's file: what is
 * damaged is not repaired, memory, depth and counts have limits, and one that
 * vanban did not make is told as such.  All that comes out lives in the arena.
 */
#ifndef VANBAN_READER_H
#define VANBAN_READER_H

#include "vanban/diag.h"

/* What to look for: the rest costs nothing. */
typedef enum reader_parts {
	READER_DATA = 1,      /* the attachment and whether it is sound */
	READER_PAGES = 2,     /* labels, fonts, signature fields */
	READER_STRUCTURE = 4, /* paragraphs with their text */
	READER_ANY = 8 /* also a PDF that vanban did not make: no error */
} reader_parts;

/* From the metadata; each may be empty. */
typedef struct reader_facts {
	str title, author, date; /* date: ISO 8601 day */
	str producer;
	str conformance;   /* "PDF/A-3A" */
	str accessibility; /* "PDF/UA-1" */
	str type, number, unit, period;
	str digest; /* SHA-256 of the data */
} reader_facts;

typedef struct reader_paragraph {
	str role;	 /* "P", "H1", "TD", … */
	str text;	 /* white space at both ends dropped */
	str alternative; /* of a picture or chart */
	uint32_t page;	 /* of its first content, from 1; 0: none */
} reader_paragraph;

typedef struct reader_signature {
	str name;
	bool is_signed;
} reader_signature;

typedef struct reader_document {
	bool is_ours;
	str version; /* "1.7" */
	reader_facts facts;
	/* READER_DATA */
	str data_name, data_description, data_date; /* as the PDF says */
	str data;
	bool is_sound; /* the digest is that of the data */
	/* READER_PAGES */
	str *labels;
	size_t page_count;
	str *fonts;
	size_t font_count;
	reader_signature *signatures;
	size_t signature_count;
	/* READER_STRUCTURE, in reading order */
	reader_paragraph *paragraphs;
	size_t paragraph_count;
} reader_document;

/* Whether bytes look like a PDF. */
bool reader_is_pdf(str bytes);

/*
 * path is for messages, at the place that names it. Reports and returns false
 * when the file cannot be read, or was not made by vanban.
 */
bool reader_read(arena *, diags *, str path, span at, str bytes, unsigned parts,
		 reader_document *out);

/* ---- Late number and date ---------------------------------------------- */

/* A place that was kept empty on a page: thousandths of a point, from its
 * upper left corner. */
typedef struct reader_blank {
	uint32_t page; /* from 1 */
	int32_t x, y, width, height;
	const str *texts; /* for its blanks, in order */
	size_t text_count;
} reader_blank;

typedef struct reader_filling {
	const reader_blank *blanks;
	size_t blank_count;
	str number; /* for the metadata: "87/BC-MTTQ-BTT"; empty: as it was */
	str date;   /* ISO 8601; empty: as it was */
	str data;   /* the attachment anew */
} reader_filling;

/*
 * Appends the PDF with the blanks filled.  A blank is a space of the page's
 * text that was made wide; the glyphs take its place and the rest of its width,
 * so that no other glyph moves, and the structure stays as it is.  Written anew
 * by qpdf, not appended: the old data would stay in the file otherwise.
 * Refuses a signed or encrypted file, one without such blanks, text that does
 * not fit, and characters that the page's font lacks.
 */
bool reader_fill(arena *, diags *, str path, span at, str bytes,
		 const reader_filling *, buffer *out);

#endif

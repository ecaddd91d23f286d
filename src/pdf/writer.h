/*
 * writer: what the parts of the pdf room share while one file is written.
 */
#ifndef VANBAN_PDF_WRITER_H
#define VANBAN_PDF_WRITER_H

#include "vanban/pdf.h"

#include "put.h"

/* One face of the document, numbered by first use: /F0, /F1, … */
typedef struct face_use {
	font_id id;
	const font_subset *subset;
	uint64_t *glyphs; /* bit set of those used */
	pdf_object *object;
} face_use;

/* One marked-content sequence of an element. */
typedef struct mark {
	uint32_t page;
	uint32_t mcid;
	uint32_t position; /* in the document */
	struct mark *next;
} mark;

#define NOWHERE UINT32_MAX

/* One structure element: by index of its tag. */
typedef struct element {
	const page_tag *tag;
	pdf_object *object;
	mark *first;
	mark *last;
	/* First content, its own or its children's: */
	uint32_t position; /* NOWHERE: none */
	uint32_t page;
	mpt top; /* from the page's lower edge */
	/* Figures: what they cover of that page; empty when right <= left. */
	mpt left, bottom, right, upper;
	bool has_identifier; /* a cell's Headers name it */
} element;

/* Elements of a page's marked-content sequences, by MCID. */
typedef struct page_marks {
	element **elements;
	size_t count;
	size_t capacity;
} page_marks;

typedef struct writer {
	const page_document *document;
	font_set *fonts;
	arena *arena;
	diags *diags;
	pdf_file file;
	face_use *faces;
	size_t face_count;
	size_t face_capacity;
	pdf_object **pages;
	element *elements; /* NULL: no tags */
	size_t element_count;
	page_marks *marks; /* by page */
	uint32_t position; /* marks made so far */
} writer;

static inline bool writer_is_tagged(const writer *w)
{
	return w->document->root != NULL;
}

/* faces.c: finds and subsets the faces; then their objects. */
bool faces_collect(writer *);
void faces_write(writer *);
/* NULL never: every run's face was collected. */
const face_use *faces_find(const writer *, font_id);

/* content.c: a page's operators, marks noted on the way. */
void content_write(writer *, uint32_t page, buffer *out);

/* structure.c */
void structure_open(writer *);
/* A new mark of tag on page for content there; returns its MCID. */
uint32_t structure_mark(writer *, const page_tag *, uint32_t page,
			const page_item *first);
/* Widens the figures that the item belongs to. */
void structure_cover(writer *, uint32_t page, const page_item *);
/* After the pages; returns the StructTreeRoot. */
pdf_object *structure_write(writer *);

/* outline.c: NULL when there are no headings with titles. */
pdf_object *outline_write(writer *);
/* Puts the /PageLabels entry into the catalog's body. */
void labels_put(const writer *, buffer *out);

/* metadata.c */
pdf_object *metadata_write(writer *);
pdf_object *info_write(writer *);
pdf_object *intent_write(writer *);
/* Hexadecimal, of all that is in the objects so far. */
str identifier_of(const writer *);

/* "D:20230914000000+07'00'" under key, for a whole ISO 8601 date. */
void put_date(buffer *, const char *key, str date);
bool is_date(str);

/* attachment.c: the Filespec, or NULL when there is none. */
pdf_object *attachment_write(writer *);
/* Hexadecimal SHA-256. */
str attachment_digest(arena *, str bytes);

/* icc.c: an sRGB profile. */
str icc_bytes(arena *);

#endif

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
	uint64_t position; /* in reading order */
	struct mark *next;
} mark;

#define NOWHERE UINT64_MAX

/* An annotation of an element: a link's place or a field's widget. */
typedef struct hold {
	uint32_t page;
	pdf_object *object;
	struct hold *next;
} hold;

/* One image of the document: /I0, /I1, … */
typedef struct image_use {
	const image *image;
	pdf_object *object;
} image_use;

/* One structure element: by index of its tag. */
typedef struct element {
	const page_tag *tag;
	page_role role; /* the tag's, but for headings: see structure.c */
	uint32_t number;
	mark *first;
	mark *last;
	hold *holds; /* in order */
	/* First content, its own or its children's: */
	uint64_t position; /* NOWHERE: none */
	uint32_t page;
	mpt top; /* from the page's lower edge */
	/* Figures: what they cover of that page; empty when right <= left. */
	mpt left, bottom, right, upper;
	bool has_identifier; /* a Note, or a cell's Headers name it */
	uint32_t owner; /* its own index, or whose it is: see structure.c */
} element;

/* Elements of a page's marked-content sequences, by MCID. */
typedef struct page_marks {
	element **elements;
	size_t count;
	size_t capacity;
} page_marks;

/* A part that stands again, and the number of of's first child there. */
typedef struct repeat {
	const page_repeat *given;
	uint32_t number;
} repeat;

typedef struct writer {
	const page_document *document;
	font_set *fonts;
	arena *arena;
	diags *diags;
	pdf_file file;
	face_use *faces;
	size_t face_count;
	size_t face_capacity;
	image_use *images;
	size_t image_count;
	size_t image_capacity;
	pdf_object **pages;
	element *elements; /* NULL: no tags */
	size_t element_count;
	page_marks *marks;   /* by page */
	uint32_t position;   /* marks made so far */
	repeat *repeats;     /* in the document's order */
	uint32_t *repeat_of; /* by page: index + 1; 0: none */
	/* Keys of the parent tree: pages first, then annotations. */
	element **annotated;
	size_t annotation_count;
	size_t annotation_capacity;
	pdf_object ***annotations; /* by page; each ends in NULL */
	pdf_object **widgets;
	size_t widget_count;
	size_t widget_capacity;
	str *widget_names;
	size_t name_capacity;
	const pdf_object *appearance; /* of fields; NULL until there is one */
} writer;

static inline bool writer_is_tagged(const writer *w)
{
	return w->document->root != NULL;
}

/* NULL: the page stands for the first time. */
static inline const repeat *writer_repeat(const writer *w, size_t index)
{
	uint32_t number = w->repeat_of[index];
	return number ? &w->repeats[number - 1] : NULL;
}

/* faces.c: finds and subsets the faces; then their objects. */
bool faces_collect(writer *);
void faces_write(writer *);
/* NULL never: every run's face was collected. */
const face_use *faces_find(const writer *, font_id);

/* A page, or one placed on another. */
typedef struct frame {
	const page *page;
	const page_item *placed; /* NULL: the page itself */
	const struct frame *outer;
} frame;

/* Where an area of the frame's page lies on the page of the file. */
static inline page_rectangle frame_area(const frame *f, page_rectangle area)
{
	for (; f->placed; f = f->outer)
		area = page_placed_area(f->placed, area);
	return area;
}

/* images.c: finds the images; then their objects and resources. */
void images_collect(writer *);
void images_write(writer *);
void images_put_resources(const writer *, buffer *out);
size_t images_find(const writer *, const image *);

/* content.c: a page's operators, marks noted on the way. */
void content_write(writer *, uint32_t page, buffer *out);

/* structure.c; before all others: what stands again. */
void repeats_open(writer *);
void structure_open(writer *);
/* The tag whose element holds the content of this one. */
const page_tag *structure_owner(const writer *, const page_tag *);
/* "P", "H2": the tag's in this file. */
const char *structure_name(const writer *, const page_tag *);
/* A new mark of tag on page for content there, whose upper edge is at top from
 * the page's upper edge; returns its MCID. */
/* reading: of the page or placed page that holds the content. */
uint32_t structure_mark(writer *, const page_tag *, uint32_t page,
			uint32_t reading, mpt top);
/* Widens the figures that tag belongs to by what an item covers. */
void structure_cover(writer *, uint32_t page, const page_tag *, page_rectangle);
/* Notes an annotation of tag; returns its key in the parent tree. */
uint32_t structure_hold(writer *, const page_tag *, uint32_t page,
			pdf_object *);
/* Where the tag's content begins; NULL: nowhere. After structure_close. */
const element *structure_find(const writer *, const page_tag *);
/* After the pages' contents: parents begin where their children do. */
void structure_close(writer *);
/* Returns the StructTreeRoot. */
pdf_object *structure_write(writer *);

/* annotations.c: a page's links and fields, and its /Annots entry. */
void annotations_write(writer *, uint32_t page);
void annotations_put(const writer *, uint32_t page, buffer *out);
/* Puts the catalog's /AcroForm. */
void form_put(const writer *, buffer *out);

/* outline.c: a /Dest entry, top from the page's lower edge. */
void destination_put(const writer *, uint32_t page, mpt top, buffer *out);
/* NULL when there are no headings with titles. */
pdf_object *outline_write(writer *);
/* Puts the /PageLabels entry into the catalog's body. */
void labels_put(const writer *, buffer *out);

/* metadata.c */
pdf_object *metadata_write(writer *);
pdf_object *info_write(writer *);
pdf_object *intent_write(writer *);

/* "D:20230914000000+07'00'" under key, for a whole ISO 8601 date. */
void put_date(buffer *, const char *key, str date);
bool is_date(str);

/* attachment.c: the Filespecs, in the order of their names; how many. */
size_t attachments_write(writer *, pdf_object ***out);

/* icc.c: an sRGB profile. */
str icc_bytes(arena *);

#endif

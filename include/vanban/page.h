/*
 * page: a laid-out document: glyph runs and boxes at positions.
 *
 * What layout hands to pdf, imposition and the thể thức checker; plain data,
 * all of it in one arena.  Lengths are integers, thousandths of a point.
 * The origin of a page is its top left corner, y grows downwards.
 *
 * Every item belongs to a tag (its place in the document's structure) or is an
 * artifact.  A paragraph that crosses pages is one tag with items on both.
 */
#ifndef VANBAN_PAGE_H
#define VANBAN_PAGE_H

#include "vanban/doc.h"
#include "vanban/font.h"
#include "vanban/image.h"

typedef int32_t mpt; /* thousandth of a point */

#define MPT_PER_POINT 1000
/* Rounded to the nearest mpt: 1 mm = 2834.6457 mpt. */
#define MPT_FROM_MICROMETRES(um) ((mpt)(((int64_t)(um)*72000 + 12700) / 25400))

/* Structure types of ISO 32000-1, 14.8.4. */
typedef enum page_role {
	PAGE_DOCUMENT,
	PAGE_PART,
	PAGE_ART,
	PAGE_SECT,
	PAGE_DIV,
	PAGE_H1,
	PAGE_H2,
	PAGE_H3,
	PAGE_H4,
	PAGE_H5,
	PAGE_H6,
	PAGE_P,
	PAGE_L,
	PAGE_LI,
	PAGE_LBL,
	PAGE_LBODY,
	PAGE_TABLE,
	PAGE_CAPTION,
	PAGE_THEAD,
	PAGE_TBODY,
	PAGE_TFOOT,
	PAGE_TR,
	PAGE_TH,
	PAGE_TD,
	PAGE_FIGURE,
	PAGE_BLOCK_QUOTE,
	PAGE_QUOTE,
	PAGE_TOC,
	PAGE_TOCI,
	PAGE_NOTE,
	PAGE_REFERENCE, /* around the label of a Note, or a Link, in text */
	PAGE_LINK,	/* what a page_link covers, nothing else */
	PAGE_FORM,	/* the widget of a page_field, nothing else */
	PAGE_SPAN,
	PAGE_ROLE_COUNT
} page_role;

typedef enum page_scope {
	PAGE_SCOPE_NONE,
	PAGE_SCOPE_ROW,
	PAGE_SCOPE_COLUMN,
	PAGE_SCOPE_BOTH
} page_scope;

typedef struct page_tag {
	page_role role;
	page_scope scope;	/* TH */
	uint16_t column_span;	/* TH, TD: 0 or 1 for one */
	uint16_t row_span;	/* TH, TD */
	bool ordered;		/* L: numbered by letters or digits */
	str alternative;	/* Figure: Alt */
	str expansion;		/* Span of an abbreviation: E */
	str title;		/* headings: text of the bookmark */
	const doc_node *node;	/* the block or inline it comes from, or NULL */
	const doc_trace *trace; /* Span of a figure, or NULL */
	struct page_tag *const *headers; /* TD of spanned tables: its TH */
	size_t header_count;
	uint32_t index; /* in order of creation, from 0; by page_tag_new */
	uint32_t count; /* root only: tags made so far */
	struct page_tag *parent;
	struct page_tag *first_child;
	struct page_tag *last_child;
	struct page_tag *next;
} page_tag;

/* Why an item without a tag is there (ISO 32000-1, 14.8.2.2). */
typedef enum page_artifact {
	PAGE_ARTIFACT_NONE,	  /* it has a tag */
	PAGE_ARTIFACT_PAGINATION, /* page numbers, repeated heads */
	PAGE_ARTIFACT_LAYOUT,	  /* rules, cell borders, leaders */
	PAGE_ARTIFACT_BACKGROUND  /* watermarks */
} page_artifact;

typedef struct page_glyph {
	uint16_t id;
	mpt advance; /* to the next glyph, as laid out: kerned, stretched */
	mpt rise;    /* upwards: font_glyph's rise at this size, else 0 */
} page_glyph;

/* How the line of a paragraph was set, and why it ends where it does. */
typedef enum page_line_end {
	PAGE_LINE_LAST,	    /* of its paragraph, or before xuong-dong */
	PAGE_LINE_FREE,	    /* between words that may part */
	PAGE_LINE_WEAK,	    /* within a word of two syllables */
	PAGE_LINE_MEDIUM,   /* within a name */
	PAGE_LINE_STRONG,   /* within a body, a place, a fixed term */
	PAGE_LINE_SEVERE,   /* "2023, được": or else it would gape */
	PAGE_LINE_TORN,	    /* where none should end: there was no other way */
	PAGE_LINE_OVERFULL, /* behind a word wider than the measure */
	PAGE_LINE_END_COUNT
} page_line_end;

typedef struct page_line {
	mpt space;     /* mean width of its spaces as set, thousandths of em */
	int32_t scale; /* of its glyphs, thousandths */
	mpt left;      /* of the measure, unfilled */
	page_line_end end;
} page_line;

/*
 * Text of one face and size on one baseline.  text is what it says, in NFC;
 * a space at a line's end is part of it (its glyph too), so that words of two
 * lines do not run together.
 */
typedef struct page_run {
	font_id font;
	mpt size;
	int32_t scale;	 /* of the glyphs' width, thousandths; 1000: none */
	uint32_t colour; /* 0xRRGGBB */
	const page_glyph *glyphs;
	uint32_t glyph_count;
	str text;
	/* On the first run of a paragraph's line but its last; else NULL. */
	const page_line *line;
} page_run;

typedef struct page_point {
	mpt x, y;
} page_point;

typedef struct page_rectangle {
	mpt x, y; /* of the upper left corner */
	mpt width, height;
} page_rectangle;

typedef enum page_step_kind {
	PAGE_MOVE,
	PAGE_LINE,
	PAGE_CURVE, /* cubic Bézier */
	PAGE_CLOSE  /* back to where the last move led */
} page_step_kind;

typedef struct page_step {
	page_step_kind kind;
	page_point to;	       /* all but PAGE_CLOSE */
	page_point control[2]; /* PAGE_CURVE */
} page_step;

/* Points count from the item's own, so that it can be moved. */
typedef struct page_path {
	const page_step *steps; /* the first is a PAGE_MOVE */
	uint32_t step_count;
	bool is_filled; /* non-zero winding */
	uint32_t fill;	/* 0xRRGGBB */
	mpt stroke;	/* width of the line; 0: none */
	uint32_t stroke_colour;
	mpt dash; /* length of dashes and of the gaps between; 0: solid */
} page_path;

/* Another page drawn on this one: imposition. Its items keep their tags. */
typedef struct page_placed {
	const struct page *page;
	int32_t scale;	/* millionths: 1000000 is its own size */
	int32_t turned; /* quarter turns clockwise: 0 to 3 */
	/* When it is read: sides hold pages in the order of folding. Pages with
	 * text of their own are read by their index. */
	uint32_t reading;
} page_placed;

typedef enum page_item_kind {
	PAGE_RUN,
	PAGE_BOX,
	PAGE_PATH,
	PAGE_IMAGE,
	PAGE_PLACED
} page_item_kind;

typedef struct page_item {
	page_item_kind kind;
	page_artifact artifact;
	page_tag *tag; /* NULL for an artifact; PAGE_PLACED has neither */
	mpt x;	       /* run: start of the baseline; others: left */
	mpt y;	       /* run: baseline; others: top */
	union {
		page_run run;
		struct {
			mpt width;
			mpt height;
			uint32_t colour;
		} box; /* a filled rectangle: rules, bars, borders */
		page_path path;
		struct {
			mpt width;
			mpt height;
			const image *image;
		} image;
		page_placed placed; /* as it lies, turned, at x and y */
	} as;
} page_item;

/*
 * A place to click, one for each line (and page) of its tag's items.  It leads
 * to where the content of target begins, else to the anchor of that name; one
 * that leads nowhere is not written.
 */
typedef struct page_link {
	page_tag *tag; /* PAGE_LINK */
	page_rectangle area;
	const page_tag *target;
	str anchor;
	str contents; /* what it is, read aloud: "Mục II, trang 3" */
} page_link;

/* An unsigned signature field; where names meet, pdf numbers them. */
typedef struct page_field {
	page_tag *tag; /* PAGE_FORM, of its own */
	page_rectangle area;
	str name;  /* without '.': "chu-ky" */
	str label; /* what it is for, read aloud */
} page_field;

typedef struct page {
	mpt width;
	mpt height;
	str label;	  /* "1", "2", …; annexes begin anew */
	page_item *items; /* in reading order; artifacts anywhere */
	size_t item_count;
	size_t item_capacity;
	page_link *links;
	size_t link_count;
	size_t link_capacity;
	page_field *fields;
	size_t field_count;
	size_t field_capacity;
	int32_t fill; /* of the text area's height, thousandths */
	str why; /* it ended there: "biểu đồ không chia được"; or empty */
} page;

/* A rectangle that later hands need: signature, seal, number, date. */
typedef struct page_anchor {
	str name;
	uint32_t page; /* index */
	mpt x, y, width, height;
	/* An unsigned signature field too: PAGE_FORM, and what it is for. */
	page_tag *field;
	str label;
} page_anchor;

/* What a font_id of the runs stands for, in the order of first use. */
typedef struct page_face {
	font_id font;
	str family; /* as the profile names it */
	font_style style;
} page_face;

/* A file inside the PDF: the data that the document was made from. */
typedef struct page_attachment {
	str name; /* "so-lieu.xml"; empty: none */
	str bytes;
	str description;
	str mime; /* "text/xml" */
	str date; /* ISO 8601: of its last change; empty: not told */
} page_attachment;

/* Namespace of the facts in the PDF's metadata (XMP). */
#define PAGE_FACTS_URI "urn:vanban:pdf:1:"

/* What programs look for before they open the attachment; each may be empty. */
typedef struct page_facts {
	str type;   /* "bao-cao" */
	str number; /* "87/BC-MTTQ-BTT" */
	str unit;   /* code */
	str period; /* code */
} page_facts;

/*
 * A part of a set that stands in it again: of's pages hold the same once more,
 * and all its elements stand anew in the place of `at`, a tag without content.
 * What leads away from them, links and fields, does not.
 */
typedef struct page_repeat {
	const page_tag
	    *of; /* its content is on pages from, from + 1, … alone */
	const page_tag *at;
	uint32_t from;
	uint32_t page; /* where they stand again */
	uint32_t count;
} page_repeat;

typedef struct page_document {
	str title;    /* tên loại and trích yếu */
	str author;   /* the body */
	str date;     /* ISO 8601 date of the document, or empty */
	str language; /* "vi-VN" */
	page_facts facts;
	page_attachment attachment;
	/* Those of a set's further documents, in the order of their names. */
	const page_attachment *more_attachments;
	size_t more_attachment_count;
	page *pages;
	size_t page_count;
	size_t page_capacity;
	page_tag *root; /* PAGE_DOCUMENT; NULL: pdf writes no tags */
	/* By page; of documents that page_join made of one part twice. Only
	 * pdf knows them: such a document is not imposed. */
	page_repeat *repeats;
	size_t repeat_count;
	size_t repeat_capacity;
	page_anchor *anchors;
	size_t anchor_count;
	size_t anchor_capacity;
	page_face *faces;
	size_t face_count;
	size_t face_capacity;
} page_document;

/* Appends an empty page / item / anchor and returns it. */
page *page_append(arena *, page_document *, mpt width, mpt height, str label);
page_item *page_append_item(arena *, page *);
page_anchor *page_append_anchor(arena *, page_document *);
page_link *page_append_link(arena *, page *);
page_field *page_append_field(arena *, page *);
/* Notes a face unless its font is known. */
void page_note_face(arena *, page_document *, page_face);
/* A new last child of parent (parent may be NULL: a root). */
page_tag *page_tag_new(arena *, page_tag *parent, page_role);

/* One document of a set, and what its bookmark is called (empty: its title). */
typedef struct page_part {
	page_document *document;
	str title;
	/* Links to this tag lead to the document; NULL: to no other. */
	const page_tag *stands_for;
	bool is_left_out; /* no page, no tag; links to it are gone */
} page_part;

/*
 * A set: the pages of the parts one after the other, each part's tags below a
 * Part of one Document, its anchors and fields named "2-chu-ky".  Labels count
 * through.  What pages hold is shared with the parts; their tags are moved, so
 * that a part is good for no other document but sets made later.  title,
 * author, date, facts and attachment of the set are the caller's.
 *
 * A document that is a part once more is a page_repeat of the first time.
 */
void page_join(arena *, const page_part *parts, size_t count,
	       page_document *out);

/* From its start to where the next run would begin: its advances. */
mpt page_run_width(const page_run *);
/*
 * What an item covers: exact for boxes and images, all points of a path
 * (widened by half its line), for a run its advances from the size above the
 * baseline to a quarter of it below.
 */
page_rectangle page_item_area(const page_item *);
/* Where an area of the placed page lies on the page that it is placed on. */
page_rectangle page_placed_area(const page_item *placed, page_rectangle);

/* "P", "TH", …: the standard names. */
const char *page_role_name(page_role);
/*
 * Whether elements of that role ("Sect", "Table", "TR", …) hold paragraphs.
 * What is in none but these is a paragraph, with all below it: P, H1, LI, TD.
 */
bool page_groups_paragraphs(str role);
/* 1 to 6 for H1 to H6, else 0. */
int page_role_level(page_role);

/*
 * --dump=pages: first what f0, f1 … stand for; then one line per item:
 * position, size, face style, tag path and text; lengths in points with three
 * decimals.  Before each line of a paragraph but the last: the mean width of
 * its spaces in em, the scale of its glyphs, why it ends where it does, and
 * what is left of the measure.
 */
void page_dump(const page_document *, const sources *, buffer *out);

/*
 * The text of a page in the order of its items, one line per baseline, as
 * pdftotext would give it: no-break spaces as spaces, none at a line's end.
 */
void page_text(const page *, buffer *out);

#endif

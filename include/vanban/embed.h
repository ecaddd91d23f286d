/*
 * embed: the data inside a PDF (so-lieu.xml): written for a laid-out document,
 * read back from it.
 *
 * A tap-so-lieu (templates/xsd/so-lieu.xsd): first the totals of the unit that
 * reports as so-lieu with tong-hop="co", so that the level above reads the file
 * as data; then nguon-goc, which tells of every printed figure where it comes
 * from:
 *
 *   van-ban    what document this is
 *   o-trong    a place kept empty: so, ngay (thousandths of a point)
 *   ct, dv     names of the indicators and units that occur
 *   tep        the files, numbered by order from 1
 *   nop        one so-lieu of a file, numbered from 1
 *   goc        records of one indicator and period, numbered from 1 over all:
 *              "nop:line:column=value", value with "~tren" … or unit codes; an
 *              empty nop is the next one, an empty line or column the same
 *   tong       a rolled-up figure, numbered from 1, of the records "1-21 30"
 *   mau        an expression of the template, numbered from 1
 *   trang, in  a printed figure, numbered from 1 over all; doan: the
 *              paragraph, without it the next one; tu: what it was made from,
 *              totals "3" and single records "g33"
 *
 * Canonical: the same figures and files give the same bytes.  Paths are
 * relative, never absolute.
 */
#ifndef VANBAN_EMBED_H
#define VANBAN_EMBED_H

#include "vanban/data.h"
#include "vanban/page.h"

#define EMBED_NAME "so-lieu.xml"

typedef struct embed_input {
	const doc_node *doc;
	const page_document *pages;
	data_set *data;
	const data_unit *unit;
	const data_period *period;
	const sources *sources;
	str number_pattern; /* the profile's: "Số: {so}/{ky-hieu}" */
	/* Folders, absolute and normalised: a file is named from the first
	 * that holds it; one in none of them by its last name alone. */
	const str *folders;
	size_t folder_count;
	str here; /* the folder that relative paths of sources begin in */
} embed_input;

/* Appends the file. */
void embed_write(const embed_input *, arena *, buffer *out);
/* How the file of a path is named in it. */
str embed_file_name(const embed_input *, arena *, str path);
/* What the PDF's metadata say of it. */
page_facts embed_facts(const embed_input *, arena *);

/* ---- Read back -------------------------------------------------------- */

typedef struct embed_place {
	str file; /* empty: not known */
	uint32_t line, column;
} embed_place;

typedef struct embed_origin {
	str indicator;
	str unit;
	str period;
	bool plan;
	str value;     /* as data files write it; lists: unit codes */
	str qualifier; /* "tren", … or empty */
	embed_place at;
} embed_origin;

/* A rolled-up figure, or a single record used as such. */
typedef struct embed_total {
	str indicator;
	str unit;
	str period;
	bool plan;
	str value; /* "9856", "43/46" */
	str qualifier;
	uint32_t covered, expected;
	const embed_origin *const *origins;
	size_t origin_count;
} embed_total;

typedef struct embed_figure {
	uint32_t number;
	uint32_t page;	    /* from 1; 0: not on a page */
	uint32_t paragraph; /* in the structure's order, from 1; 0: none */
	str printed;
	str value; /* before formatting; empty: that of its one total */
	str formula;
	embed_place at; /* in the template */
	const embed_total *const *totals;
	size_t total_count;
} embed_figure;

typedef struct embed_name {
	str code;
	str name;
	str measure; /* of an indicator */
} embed_name;

typedef struct embed_blank {
	str name;      /* "so", "ngay" */
	uint32_t page; /* from 1 */
	mpt x, y, width, height;
} embed_blank;

typedef struct embed_document {
	str type, number, symbol, date, place, body, title;
	str unit, period;
	str pattern; /* of the number: "{so}/{ky-hieu}" */
	embed_blank *blanks;
	size_t blank_count;
	embed_name *indicators;
	size_t indicator_count;
	embed_name *units;
	size_t unit_count;
	embed_figure *figures;
	size_t figure_count;
} embed_document;

/*
 * Reads a parsed so-lieu.xml; EMBED_NO_ORIGIN when it has no nguon-goc,
 * EMBED_DAMAGED where something in it does not fit together.
 */
bool embed_read(const xml_document *, arena *, diags *, embed_document *out);

/* By code; the code itself when there is no name. */
str embed_unit_name(const embed_document *, str code);
const embed_name *embed_indicator(const embed_document *, str code);

/*
 * The bytes with number and date (ISO 8601) put in where they are empty; of
 * either, an empty one changes nothing.  For bytes of embed_write only.
 */
void embed_fill(str bytes, str number, str date, buffer *out);

/* As printed: "07/BC-MTTQ-BTT"; empty as long as there is no number. */
str embed_number(arena *, str pattern, str number, str symbol);

#endif

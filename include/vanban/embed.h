/*
 * embed: the data inside a PDF (so-lieu.xml), for a laid-out document.
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
/* What the PDF's metadata say of it. */
page_facts embed_facts(const embed_input *, arena *);

#endif

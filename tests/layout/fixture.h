/*
 * fixture: a document from XML without expressions, a profile of round
 * numbers, and a font in which every character is half an em wide and every
 * space a quarter.
 */
#ifndef VANBAN_TESTS_LAYOUT_FIXTURE_H
#define VANBAN_TESTS_LAYOUT_FIXTURE_H

#include "vanban/layout.h"

typedef struct fixture {
	arena *arena;
	sources *sources;
	diags *diags;
	profile profile;
	font_measurer fonts;
	doc_node *root;
	page_document pages;
	buffer text; /* what the test wrote */
} fixture;

/* Characters that the font lacks: U+2713 and everything from U+4E00 on. */
void fixture_open(fixture *);
void fixture_close(fixture *);

/* Parses "<van-ban>…</van-ban>"; white space collapses as in templates. */
void fixture_read(fixture *, const char *xml);
/* Reads and lays out; the result of layout_document. */
bool fixture_layout(fixture *, const char *xml);

/*
 * Writes into text: the runs that have tags, one line for each baseline;
 * pages begin with "-- LABEL"; artifacts are left out.
 */
const char *fixture_lines(fixture *);
/* "E1602 12:3 “…” …": every diagnostic with the text it points at. */
const char *fixture_messages(fixture *);
/* Tags as "Document(Sect(P P) H1)". */
const char *fixture_tags(fixture *);

/* The i-th run whose text contains part, or NULL; *on its page. */
const page_item *fixture_find(const fixture *, const char *part,
			      const page **on);
/* Right end of the last run on the item's baseline, without a final space. */
mpt fixture_line_end(const page *, const page_item *);

#endif

/*
 * paper: pages as lines of text with their places, whoever made them (inside
 * check only).
 */
#ifndef VANBAN_CHECK_PAPER_H
#define VANBAN_CHECK_PAPER_H

#include "vanban/check.h"

/* Words on one baseline, of one column. */
typedef struct paper_line {
	uint32_t page; /* index */
	mpt x, y;      /* left; baseline (ours) or thereabouts (others') */
	mpt width, size;
	bool bold, italic;
	str family;
	str text;		     /* trimmed */
	profile_component component; /* COUNT: not known */
	bool is_artifact;	     /* page numbers and the like */
	span at;
} paper_line;

typedef struct paper_rule { /* a thin box */
	uint32_t page;
	mpt x, y, width;
} paper_rule;

typedef struct paper_page {
	mpt width, height;
	str label;
} paper_page;

typedef struct paper {
	arena *arena;
	bool is_ours; /* tags and rules are known */
	paper_page *pages;
	size_t page_count, page_capacity;
	paper_line *lines; /* in reading order */
	size_t line_count, line_capacity;
	paper_rule *rules;
	size_t rule_count, rule_capacity;
} paper;

paper paper_of_pages(arena *, const page_document *);
/* pdftohtml's XML of a PDF; false after a report. */
bool paper_of_pdf(arena *, diags *, str path, paper *out);
/* Fills in component by what a line says and where it stands. */
void paper_recognise(paper *, const profile *);

/* The first line of a component, or NULL. */
const paper_line *paper_find(const paper *, profile_component);

/* poppler.c: standard output of a program of poppler; false after a report. */
bool poppler_run(arena *, diags *, str path, const char *const *arguments,
		 str *out);

#endif

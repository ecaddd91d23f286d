/*
 * check: the checker's reading of whatever there is (soát xét): plain text,
 * the texts of templates and data, evaluated documents.
 *
 * Brings texts to the lint room and takes places back: a finding in a template
 * stands where the template has the words, one in a PDF on its page and line.
 */
#ifndef VANBAN_CHECK_H
#define VANBAN_CHECK_H

#include "vanban/data.h"
#include "vanban/doc.h"
#include "vanban/glossary.h"
#include "vanban/lint.h"
#include "vanban/page.h"
#include "vanban/profile.h"
#include "vanban/xml.h"

/*
 * Names and abbreviations of the program's own glossary and of what was read
 * on top of it (NULL: nothing) as terms for the lint room.
 */
void check_terms(arena *, const glossary *, lint_options *);

/*
 * A plain text file (UTF-8, with or without a byte order mark). False when it
 * cannot be read.
 */
bool check_text_file(arena *, diags *, str path, const lint_options *);

/*
 * --convert: the file's text in Unicode NFC: TCVN3 and VNI restored, letters
 * and marks put together, invisible characters and a byte order mark dropped.
 * False when it cannot be read or is no text.
 */
bool check_convert(arena *, diags *, str path, str *out);

/*
 * The text of a PDF, page by page, read by poppler's pdftotext. False when it
 * cannot be read; CHECK_NO_TEXT is told of pages without text (scans).
 */
bool check_pdf_file(arena *, diags *, str path, const lint_options *);

/* An evaluated document: what will be printed, figures included. */
void check_document(arena *, diags *, const doc_node *root,
		    const lint_options *);

/*
 * The texts of all templates, fragments and thong-tin files among the sources
 * read so far, as they stand; expressions count as unknown words.
 */
void check_sources(arena *, diags *, const lint_options *);

/*
 * Against its data: indicators that were collected and are not printed, and
 * numbers that the template has in its text though an expression gives them.
 */
void check_printed(arena *, diags *, const doc_node *root, data_set *,
		   const data_unit *, const data_period *);

/* ---- Who has handed in (tình hình nộp số liệu) ------------------------ */

typedef struct check_standing {
	data_submission submission;
	size_t errors, warnings; /* that stand in its so-lieu */
} check_standing;

typedef struct check_status {
	const data_unit *unit;
	const data_period *period;
	const check_standing *units; /* in the order of the units file */
	size_t count;
	size_t handed_in, late, excused, missing, faulty;
	bool has_deadline;
	text_date deadline;
	text_time deadline_hour;
} check_status;

/* Findings reported so far are laid at the units' doors. */
void check_status_of(arena *, diags *, data_set *, const data_unit *,
		     const data_period *, check_status *out);

/* "đã nộp", "nộp muộn", "có lỗi", "báo không có", "chưa nộp" */
str check_standing_word(const check_standing *, diag_language);

/*
 * As data files: the unit alone (ds-don-vi), and a thong-tin with the standing
 * of all units and the findings (sai-lech), heaviest first: errors before
 * warnings, then by code and place. A template of the program prints them;
 * the texts are Vietnamese.
 */
void check_status_units(const check_status *, buffer *out);
void check_status_facts(const check_status *, arena *, diags *, buffer *out);

/* ---- Thể thức --------------------------------------------------------- */

/*
 * The laid-out pages against what a profile prescribes, each finding with the
 * article that the profile names: paper, margins, fonts and sizes of the
 * components, quốc hiệu on one line, lengths of rules, order and place of the
 * components, forms of number and date, page numbers, the signature not alone,
 * Nơi nhận, annexes, the end mark.
 */
void check_form(arena *, diags *, const page_document *, const profile *);

/*
 * The same on any PDF, as far as text and positions tell. What could not be
 * seen (rules, colours, seals, scans) is said in FORM_NOT_SEEN. False when the
 * file cannot be read.
 */
bool check_form_of_pdf(arena *, diags *, str path, const profile *);

/*
 * --annotate: draws every finding so far in the right margin beside the block
 * that it is about, and adds a list of all at the end. False when the
 * profile's family cannot be had.
 */
bool check_annotate(arena *, diags *, page_document *, const font_measurer *,
		    const profile *, diag_language);

/*
 * --accepted: a file of warnings that somebody looked at and lets stand:
 *
 *   <chap-nhan>
 *     <bo-qua ma="W4044" tep="bao-cao.xml" chua="TTND" ly-do="…" nguoi="…"/>
 *
 * tep (the path's end) and chua (words of the Vietnamese message) narrow it
 * and may be left out. Takes those findings out of diags; a line that fits
 * none is reported. False when the file is wrong.
 */
bool check_accept(arena *, diags *, str path, size_t *removed);

#endif

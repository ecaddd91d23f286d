/*
 * lint: what a careful văn thư finds in a text with an evening's reading
 * (soát lỗi).
 *
 * Knows text and base only: where the text comes from (a plain file, a
 * template, data, a PDF) is the caller's matter, who says how bytes of it are
 * found in a file.  The rules are rows of one table; each has a code (W40xx in
 * codes/lint.def), a check, and an example that it finds with one that it
 * passes: the tests, the manual and `vanban explain` use these.
 *
 * Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I (dates, numbers) and II
 * (capitals); Luật Kế toán, Điều 11 (separators of numbers); Luật Ngân hàng
 * Nhà nước 46/2010, Điều 16 (the name of the currency); the orthography.
 */
#ifndef VANBAN_LINT_H
#define VANBAN_LINT_H

#include "vanban/diag.h"
#include "vanban/text.h"

typedef struct lint lint;

/* Where bytes [from, from + length) of a text that is checked stand. */
typedef struct lint_origin {
	span (*locate)(const void *context, size_t from, size_t length);
	const void *context;
} lint_origin;

/* A file that is the text itself. */
lint_origin lint_origin_of_source(arena *, uint32_t file);

/* i or y at the end of kỹ, lý, tỷ …: both are in use (kỹ/kĩ). */
typedef enum lint_ending {
	LINT_ENDING_SAME, /* either, but one in a document */
	LINT_ENDING_Y,
	LINT_ENDING_I
} lint_ending;

/* A name or term as it is to be written: Quỹ “Vì người nghèo”, GSĐTCĐ. */
typedef struct lint_term {
	str form;
	const str *wrong; /* written like this by mistake; case counts */
	size_t wrong_count;
	str expansion;	   /* what an abbreviation stands for, or empty */
	bool is_common;	   /* an abbreviation that needs no explanation */
	bool any_capitals; /* only `wrong` is wrong */
	span at;	   /* where it is laid down, or NO_SPAN */
} lint_term;

typedef struct lint_options {
	lint_ending ending;
	/* Looks for characters that must not be printed; XML was looked at
	 * when it was read. */
	bool is_raw;
	/* A page of a PDF: lines are broken to fit, and what begins or ends
	 * with it may go on elsewhere. */
	bool is_wrapped;
	/* A list of syllables, one a line, as Debian's hunspell-vi has it
	 * (vi_VN.dic); empty: structure alone decides. */
	str syllables;
	const lint_term *terms;
	size_t term_count;
} lint_options;

/* One per document: some rules look at it as a whole. options is copied. */
lint *lint_new(arena *, diags *, const lint_options *);

/* Stands in a text for a figure or words that are not known yet. */
#define LINT_UNKNOWN "\xEF\xBF\xBC" /* U+FFFC */

/*
 * Checks one text; lines that were broken to fit a width are put together,
 * else each line is a paragraph.  The text must outlive the lint.
 */
void lint_add(lint *, str text, lint_origin);
/* What only the whole document shows. */
void lint_finish(lint *);

typedef struct lint_rule {
	diag_code code;
	const char *wrong; /* an example that it finds, and only it */
	const char *right; /* the same as it should be: no rule finds it */
} lint_rule;
size_t lint_rules(const lint_rule **out);
/* The row of a code, or NULL. */
const lint_rule *lint_rule_of(diag_code);

#endif

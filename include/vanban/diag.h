/*
 * diag: everything that is wrong, told once, to everyone who finds it.
 *
 * A diagnostic is a stable code with a fixed title in Vietnamese and English,
 * arguments for the title, a span, and any number of notes (other places) and
 * hints.  A code once released keeps its meaning.  The tables live in
 * vanban/codes/ROOM.def, one file per room:
 *
 *   DIAG(E1203, ERROR, UNKNOWN_INDICATOR,
 *        "không có chỉ tiêu “{0}”", "there is no indicator “{0}”",
 *        "giải thích …", "explanation …")
 *   HINT(DID_YOU_MEAN, "ý bạn là “{0}”?", "did you mean “{0}”?")
 *
 * {0}…{9} stand for arguments.  A document reports all its problems, so
 * diag_at returns false and the caller goes on where it sensibly can.
 */
#ifndef VANBAN_DIAG_H
#define VANBAN_DIAG_H

#include "vanban/source.h"

typedef enum diag_severity { DIAG_ERROR, DIAG_WARNING } diag_severity;

typedef enum diag_code {
#define DIAG(number, severity, name, vi, en, explain_vi, explain_en)           \
	DIAG_##name,
#define HINT(name, vi, en)
#include "vanban/codes/all.def"
	DIAG_CODE_COUNT
} diag_code;

/* Hints and notes share one table: a text with arguments. */
typedef enum diag_text {
#define DIAG(number, severity, name, vi, en, explain_vi, explain_en)
#define HINT(name, vi, en) HINT_##name,
#include "vanban/codes/all.def"
	DIAG_TEXT_COUNT
} diag_text;

typedef enum diag_language { DIAG_VIETNAMESE, DIAG_ENGLISH } diag_language;

/* What the tables say of a code, for printing and for `explain`. */
typedef struct diag_row {
	const char *number; /* "E1203" */
	diag_severity severity;
	const char *title[2];	/* by diag_language */
	const char *explain[2]; /* by diag_language */
} diag_row;
const diag_row *diag_row_of(diag_code);
/* The text of a hint or note, unexpanded. */
const char *diag_text_of(diag_text, diag_language);

typedef struct diag_part {
	bool is_hint; /* else a note */
	diag_text text;
	span at; /* notes only; NO_SPAN for hints */
	const str *arguments;
	size_t argument_count;
	struct diag_part *next;
} diag_part;

typedef struct diag {
	diag_code code;
	span at;
	const str *arguments; /* copied into the diags' arena */
	size_t argument_count;
	diag_part *parts; /* notes and hints in the order they were added */
	struct diag *next;
} diag;

typedef struct diags diags;

/* sources is borrowed. One diags per run or per document. */
diags *diags_new(arena *, sources *);
sources *diags_sources(const diags *);
/*
 * First diagnostic, in order: by source in the order they were added (no
 * place first), then by offset, then as reported.
 */
const diag *diags_sorted(diags *);
/*
 * Takes out every diagnostic that goes() says yes to, as if it had not been
 * reported; returns how many.
 */
size_t diags_remove(diags *, bool (*goes)(void *context, const diag *),
		    void *context);
size_t diags_errors(const diags *);
size_t diags_warnings(const diags *);

/*
 * Reports; always returns false. The same code at the same span with the
 * same arguments is kept once (hints and notes to a repeat are dropped).
 * diag_at(diags, DIAG_X, span, STR("a"), name): arguments are strs; of
 * a very long one, the first 500 characters are kept.
 */
#define diag_at(diags_, code_, span_, ...)                                     \
	diag_report(                                                           \
	    (diags_), (code_), (span_),                                        \
	    (const str[]){{NULL, 0}, __VA_ARGS__} + 1,                         \
	    sizeof((const str[]){{NULL, 0}, __VA_ARGS__}) / sizeof(str) - 1)
bool diag_report(diags *, diag_code, span, const str *arguments, size_t count);

/* Add to the diagnostic reported last. */
#define diag_hint(diags_, text_, ...)                                          \
	diag_add_part(                                                         \
	    (diags_), true, (text_), NO_SPAN,                                  \
	    (const str[]){{NULL, 0}, __VA_ARGS__} + 1,                         \
	    sizeof((const str[]){{NULL, 0}, __VA_ARGS__}) / sizeof(str) - 1)
#define diag_note(diags_, text_, span_, ...)                                   \
	diag_add_part(                                                         \
	    (diags_), false, (text_), (span_),                                 \
	    (const str[]){{NULL, 0}, __VA_ARGS__} + 1,                         \
	    sizeof((const str[]){{NULL, 0}, __VA_ARGS__}) / sizeof(str) - 1)
void diag_add_part(diags *, bool is_hint, diag_text, span, const str *arguments,
		   size_t count);

/* HINT_DID_YOU_MEAN with the nearest candidate, when one is near. */
void diag_suggest(diags *, str wrong, const str *candidates, size_t count);

/* Replaces {0}…{9}; control and bidi characters in arguments are escaped. */
void diag_expand(buffer *, const char *text, const str *arguments,
		 size_t count);

#endif

/*
 * expr: the expressions of templates and dictionaries (biểu thức).
 *
 * The syntax is XPath 1.0's abbreviated syntax, which report writers may know:
 *   or  and  = != < <= > >=  + -  * div mod  unary -  |  ( )
 *   'text' "text"  123  1,5 is written 1.5  $variable  function(a, b)
 *   paths: dv  dv/dv  @ten  ..  .  *  //dv  /van-ban/@so  dv[@loai='phuong'][1]
 * and, beyond XPath, 90% for 90 div 100, and ≠ ≤ ≥, which need no escape in an
 * attribute value.
 * It is evaluated here and not by libxml2 because every wrong word must be
 * found without data and shown under a caret, figures must stay traced, a
 * missing figure must never turn into NaN or false, and numbers are exact
 * (text_number), never double.  What differs from XPath: no NaN (division by
 * zero is an error), an empty selection is an error unless it is counted or
 * tested, + - * div are exact or an error, a number is no test (write > 0), and
 * texts compare with texts, numbers with numbers (a text of the data that is
 * written like a number, as the data files write it, counts as one).  Within
 * [ ], comparing what is not there is false, so that [@vung='x'] passes over
 * the items that have no vung; but != of what is not there, a name that no item
 * has and a value that no such attribute may have are errors.
 *
 * Parsed once, evaluated often; parsing and checking need no data.
 */
#ifndef VANBAN_EXPR_H
#define VANBAN_EXPR_H

#include "vanban/doc.h"

typedef struct expr expr; /* parsed; immutable; lives in its arena */

/* ---- Values ----------------------------------------------------------- */

typedef enum expr_kind {
	EXPR_MISSING, /* no value, and why: an error unless caught by hoac/co */
	EXPR_BOOLEAN,
	EXPR_NUMBER,
	EXPR_TEXT,
	EXPR_DATE,
	EXPR_ITEMS /* nodes and units, in document order */
} expr_kind;

/*
 * One thing a path can select: a unit, an element of a data file.  scope is
 * whatever the type needs beside the object (the period that says which units
 * are valid).
 */
typedef struct expr_item {
	const struct expr_item_type *type;
	const void *object;
	const void *scope;
} expr_item;

struct expr_value;

typedef struct expr_item_type {
	str (*name)(expr_item); /* what a step matches: "dv" */
	/* false when the item has no such attribute */
	bool (*attribute)(expr_item, str name, arena *, struct expr_value *out);
	bool (*first_child)(expr_item, expr_item *out);
	bool (*next_sibling)(expr_item, expr_item *out);
	bool (*parent)(expr_item, expr_item *out);
	str (*text)(expr_item, arena *); /* string value */
	span (*at)(expr_item);		 /* where it is written */
	/* The rest may be NULL: nothing is known, anything goes. */
	/* names of the attributes that items of this kind have somewhere */
	size_t (*attributes)(expr_item, arena *, const str **out);
	/* false when no such item has that value; *meant: what it may have */
	bool (*may_be)(expr_item, str attribute, str value, str *meant);
	const char *child; /* what every child is called */
} expr_item_type;

/* Why a value is missing: a diagnostic not yet reported. */
typedef struct expr_reason {
	diag_code code;
	span at; /* the part of the expression that lacks it; NO_SPAN: the
		    evaluator puts the call's place here */
	const str *arguments;
	size_t argument_count;
	span data_at;	/* place in the data for the note, or NO_SPAN */
	diag_text note; /* text of that note */
	const str *note_arguments;
	size_t note_argument_count;
	bool has_hint; /* says what to do: hoac is not the answer */
	diag_text hint;
	str hint_argument;
	bool *was_told; /* shared by all of one cause, which is told once; NULL:
			   each is told */
} expr_reason;

/* Figures that went into a value, newest first. */
typedef struct expr_use {
	const doc_figure_use *use;
	const struct expr_use *next;
} expr_use;

typedef struct expr_value {
	expr_kind kind;
	bool boolean;
	text_number number; /* NUMBER; TEXT made of one number keeps it too */
	bool has_number;
	bool plain; /* NUMBER printed without grouping: a year; kept by + and -
		     */
	str text; /* TEXT; NUMBER that prints in a form of its own (else empty)
		   */
	text_date date;
	const expr_item *items; /* ITEMS */
	size_t item_count;
	/* ITEMS, none: the last place the path came to, what was there and the
	 * name of the step that found nothing (with @; empty: not a name) */
	span searched;
	expr_item searched_in;
	str searched_for;
	const expr_reason *reason; /* MISSING */
	span data_at;		   /* TEXT as a data file has it: where */
	const expr_use *uses;	   /* for tracing */
	const expr_use *stated; /* of them, those whose units its text tells */
} expr_value;

expr_value expr_boolean(bool);
expr_value expr_number(text_number);
expr_value expr_text(str);
expr_value expr_date(text_date);
expr_value expr_items(const expr_item *, size_t count);
/* A text of the data: keeps its number when it is written like one. */
expr_value expr_data_text(arena *, str);
expr_value expr_missing(arena *, const expr_reason *); /* copies it */
/* MISSING: the divisor at `at` is 0; uses say from which data. */
expr_value expr_division_by_zero(arena *, const diags *, span at,
				 const expr_use *uses);
/*
 * A copy that owns all that evaluating made; what the host gave (objects,
 * figures) is borrowed as before.  So an arena can serve one expression after
 * the other, and what they are made of does not pile up.
 */
expr_value expr_keep(arena *, const expr_value *);
/* Adds a figure to what a value was made from. */
void expr_add_use(arena *, expr_value *, const doc_figure_use *);
/* All figures of from too; each figure once. */
void expr_add_uses(arena *, expr_value *, const expr_use *from);

/* The same, and which of them are stated. */
void expr_add_figures(arena *, expr_value *, const expr_value *from);

/* ---- Functions and the host ------------------------------------------- */

struct expr_call;

/*
 * A function of the host.  arguments: one letter each, '?' after it when it
 * may be left out, '*' at the end for any more of the last:
 *   c code of an indicator (checked without data when it is a literal)
 *   f code of an indicator (likewise), or any other value
 *   u unit (code as text, or an item that is a unit)   k period code
 *   b date, or an empty text: a date that will be filled in by hand
 *   n number  i integer  s text  d date  l items  v any  m any, may be missing
 * c k s arrive as TEXT, n i as NUMBER, d as DATE, l as ITEMS; u v f as they
 * are.  An argument that is missing makes the result missing, without a call,
 * but for m.  The figures of the arguments are added to the result's.  call
 * returns false after reporting.
 */
typedef struct expr_function {
	const char *name;
	const char *arguments;
	bool (*call)(const struct expr_call *, expr_value *out);
	const char *help_vi; /* one line, for the guide */
	const char *help_en;
} expr_function;

typedef struct expr_host {
	void *context;
	const expr_function *functions;
	size_t function_count;
	/* false: there is no such variable */
	bool (*variable)(void *context, str name, expr_value *out);
	/*
	 * A bare name in the place of a path (dictionaries: indicator codes);
	 * NULL: it is a child step.  false after reporting.
	 */
	bool (*name)(const struct expr_call *, str name, expr_value *out);
} expr_host;

/* What a function (or host->name) gets. */
typedef struct expr_call {
	const expr_host *host;
	arena *arena;
	diags *diags;
	span at; /* the whole call */
	span name_at;
	const expr_value *arguments;
	const span *argument_at;
	size_t argument_count;
	expr_item item;			    /* context item */
	const struct expr_context *context; /* for the conversions below */
} expr_call;

/* ---- Parsing and checking --------------------------------------------- */

/*
 * Parses text; `at` is the span of its raw bytes in the source (used with
 * xml_span_within for places).  NULL after one diagnostic that points at the
 * very token.
 */
const expr *expr_parse(arena *, diags *, str text, span at);

/* What can be known without data; any callback may be NULL: not checked. */
typedef struct expr_known {
	const expr_function *functions;
	size_t function_count;
	void *context;
	bool (*variable)(void *context, str name);
	bool (*indicator)(void *context, str code);
	str (*indicator_name)(void *context, str code); /* for suggestions */
	/* candidates for suggestions */
	const str *variables;
	size_t variable_count;
	const str *indicators;
	size_t indicator_count;
	bool names_are_indicators; /* dictionaries */
} expr_known;

/*
 * Reports unknown functions, variables and indicators, wrong numbers of
 * arguments, arguments of a type that cannot be right.  Goes on after each.
 */
bool expr_check(const expr *, const expr_known *, diags *);

/* Reports UNKNOWN_INDICATOR with the nearest one and its name. */
bool expr_report_indicator(diags *, const expr_known *, str code, span at);

str expr_source(const expr *); /* as written */
span expr_at(const expr *);

/* ---- Evaluation ------------------------------------------------------- */

#define EXPR_BUDGET_TOLD SIZE_MAX

typedef struct expr_context {
	const expr_host *host;
	arena *arena;
	diags *diags;
	expr_item item;	 /* . */
	expr_item root;	 /* / */
	size_t position; /* 1.. */
	size_t last;
	bool filtering; /* within [ ]; set by the evaluator */
	/*
	 * How many more items paths may gather and test, or NULL: no end.
	 * Conditions that count within conditions multiply; when it is used up
	 * EXPR_TOO_LONG is reported once and EXPR_BUDGET_TOLD stored.
	 */
	size_t *budget;
} expr_context;

/*
 * Evaluates.  false after reporting; a MISSING result is returned as a value
 * only when allow_missing, else reported (its reason at the expression's
 * place, with the note at the data's).
 */
bool expr_evaluate(const expr *, const expr_context *, bool allow_missing,
		   expr_value *out);

/* Reports why a value is missing, at the reason's place or else at `at`. */
bool expr_report_missing(diags *, const expr_reason *, span at);

/*
 * Conversions, at the place `at`; each reports (empty selection, text that is
 * no number …) and returns false when the value has no such form.
 * expr_to_text: integers grouped ("9.856"), decimals exact with a comma,
 * dates "14/9/2023", booleans refused, items: the text of the only item (more
 * than one is an error).
 */
bool expr_to_text(const expr_context *, const expr_value *, span at, str *out);
bool expr_to_number(const expr_context *, const expr_value *, span at,
		    text_number *out);
bool expr_to_boolean(const expr_context *, const expr_value *, span at,
		     bool *out);
bool expr_to_date(const expr_context *, const expr_value *, span at,
		  text_date *out);
/*
 * The value of the only item for ITEMS (an empty selection is MISSING, more
 * than one is reported); any other value as it is.
 */
bool expr_to_single(const expr_context *, const expr_value *, span at,
		    expr_value *out);
/* Where a data file has the value, alone or as the only item; or NO_SPAN. */
span expr_data_at(const expr_value *);
/* The expression's text at a place, shortened, for messages. */
str expr_snippet(arena *, const diags *, span at);
/* Any value of ITEMS as text, for sorting and lists; items need not be one. */
bool expr_item_to_text(const expr_context *, expr_item, span at, str *out);
/*
 * What a function's argument list says of argument i: its letter, or 0 when
 * there is none; and how few and many arguments there may be (SIZE_MAX).
 */
char expr_argument_letter(const char *arguments, size_t i);
void expr_argument_range(const char *arguments, size_t *least, size_t *most);

/* Names of the functions that the language itself has (count, not …). */
size_t expr_core_functions(const expr_function **out);

#endif

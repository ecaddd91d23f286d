/*
 * evaluation: one run of a template over the data.  Known to this room only.
 */
#ifndef VANBAN_TEMPLATE_EVALUATION_H
#define VANBAN_TEMPLATE_EVALUATION_H

#include "compiled.h"

typedef struct binding {
	str name;
	expr_value value;
	const struct binding *next;
} binding;

/* The facts that hold for the report: what / selects from. */
typedef struct fact_roots {
	const xml_node **roots;
	size_t count;
} fact_roots;

/* The scope of unit items: which units are valid. */
typedef struct unit_scope {
	const data_period *period;
	const data_set *data;
	arena *arena;
	str *attributes; /* of all units; made when first asked for */
	size_t attribute_count;
} unit_scope;

/* Units that lack figures, once reported. */
typedef struct lacking_set {
	const data_total *total;
	int kind; /* figure_kind */
	str period;
	struct lacking_set *next;
} lacking_set;

/* Nothing is there of a period, or no plan for it. */
typedef struct told_cause {
	str period; /* code */
	bool is_plan;
	bool was_told;
	struct told_cause *next;
} told_cause;

/* What is said once of all figures with the same mark: "(*) Tổng hợp …". */
typedef struct coverage_note {
	str text;
	size_t number; /* 1: (*), 2: (**) … */
	struct coverage_note *next;
} coverage_note;

/* The notes of one table, chart, annex or body, in the order of use. */
typedef struct note_scope {
	const coverage_note **notes;
	size_t count, capacity;
	struct note_scope *outer;
} note_scope;

/* What a pattern's text is for. */
typedef enum text_purpose {
	TEXT_TO_PRINT,	 /* figures get their marks */
	TEXT_TO_DATE,	 /* a date alone is written 2023-09-14 */
	TEXT_TO_PASS_ON, /* as a value: figures are marked where it prints */
	TEXT_TO_TELL	 /* in a message: "9.422 (20/21 phường)" */
} text_purpose;

typedef struct evaluation {
	const struct template *template;
	const template_input *input;
	arena *arena;
	arena *scratch; /* of one expression */
	diags *diags;
	expr_host host;
	const binding *scope;
	const data_unit *unit; /* the nearest one around */
	expr_item item;
	expr_item root;
	size_t position, last;
	unit_scope units;
	fact_roots facts;
	span data_at;	   /* where the data have the value evaluated last */
	text_date cut_off; /* month 0: not stated */
	lacking_set *lacking;
	told_cause *told;
	coverage_note *notes; /* of the whole document */
	note_scope *note_scope;
	int depth, parts; /* of what runs; how many have */
	size_t *budget;	  /* of items that expressions look at */
	bool failed;
} evaluation;

/* evaluate.c */
/* At the beginning: the unit is the context, the facts are found. */
evaluation *evaluation_new(const struct template *, const template_input *,
			   arena *, diags *);
void evaluation_free(evaluation *); /* what is not in the arena */
expr_context evaluation_context(const evaluation *);
/* Reports what is missing and returns false. */
bool evaluation_value(evaluation *, const expr *, expr_value *out);
/* The text of a pattern, with the figures in it. */
bool evaluation_text(evaluation *, const pattern *, text_purpose,
		     expr_value *out);

/* items.c */
extern const expr_item_type template_unit_type;
expr_item item_of_unit(const evaluation *, const data_unit *);
expr_item item_of_facts(const fact_roots *);
/* Units below, valid in the period. */
size_t unit_children(const data_unit *, const data_period *);

/* variables.c */
bool variable_value(void *evaluation, str name, expr_value *out);
void scope_add(evaluation *, str name, const expr_value *);

/* coverage.c */
/* "20/21 phường" */
str coverage_describe(evaluation *, const doc_figure_use *);
/* Text with what its figures do not cover: "9.422 (20/21 phường)". */
str coverage_append(evaluation *, const expr_value *, str text);
/* Text with a mark for each note that its figures need: "9.422(*)". */
str coverage_mark(evaluation *, const expr_value *, str text);
/* The notes that were needed since, as a paragraph behind node. */
void coverage_open(evaluation *, note_scope *);
void coverage_close(evaluation *, note_scope *, doc_node *node);
/* "A, B và C", or "A, B, C, D, E và 3 đơn vị khác" of `all`. */
str coverage_names(arena *, const str *names, size_t count, size_t all);

/* figure.c */
/* One figure, reported or missing when there is none. */
typedef enum figure_kind {
	FIGURE_ACTUAL,
	FIGURE_PREVIOUS,
	FIGURE_PLAN,
	/* of the units that have an actual figure */
	FIGURE_PREVIOUS_ALIKE,
	FIGURE_PLAN_ALIKE
} figure_kind;

typedef struct figure_place {
	const data_indicator *indicator;
	const data_unit *unit;
	data_period period;
	/* the other part of a ratio: only units that have it, too; or NULL */
	const data_indicator *beside;
} figure_place;

/* Arguments first, first + 1 (unit), first + 2 (period). */
bool figure_place_of(const expr_call *, size_t first, figure_place *out);
/* The total; *there false: out is missing. */
bool figure_total(const expr_call *, const figure_place *, figure_kind,
		  const data_total **total, expr_value *out, bool *there);
/* A figure as a value with its printed form. */
bool figure_value(const expr_call *, const figure_place *, figure_kind,
		  expr_value *out);
/* A number, or the figure of a code in quotes; MISSING stays so. */
bool figure_argument(const expr_call *, size_t i, expr_value *out);
/* Two such, of a ratio: of two codes, over the units that have both. */
bool figure_arguments(const expr_call *, expr_value *a, expr_value *b);
bool figure_find_indicator(const expr_call *, size_t i,
			   const data_indicator **out);
bool figure_unit_argument(const expr_call *, size_t i, const data_unit **out);
evaluation *evaluation_of(const expr_call *);

#endif

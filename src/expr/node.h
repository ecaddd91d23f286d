/*
 * node: the parsed form of an expression, known to this room only.
 */
#ifndef VANBAN_EXPR_NODE_H
#define VANBAN_EXPR_NODE_H

#include "vanban/expr.h"

#define EXPR_DEPTH 100

typedef enum node_kind {
	NODE_TEXT,
	NODE_NUMBER,
	NODE_VARIABLE,
	NODE_CALL,
	NODE_PATH,
	NODE_NEGATE,
	NODE_OR,
	NODE_AND,
	NODE_EQUAL,
	NODE_UNEQUAL,
	NODE_LESS,
	NODE_LESS_OR_EQUAL,
	NODE_GREATER,
	NODE_GREATER_OR_EQUAL,
	NODE_ADD,
	NODE_SUBTRACT,
	NODE_MULTIPLY,
	NODE_DIVIDE,
	NODE_MODULO,
	NODE_UNION
} node_kind;

typedef enum step_axis {
	STEP_SELF,   /* . */
	STEP_PARENT, /* .. */
	STEP_CHILD,
	STEP_ATTRIBUTE,
	STEP_DESCENDANTS, /* //: self and all below */
	STEP_FILTER	  /* [ ] behind something that is no step */
} step_axis;

typedef struct node node;

typedef struct step {
	step_axis axis;
	str name; /* "*": any */
	span at;
	const node **predicates;
	size_t predicate_count;
	size_t predicate_capacity;
} step;

struct node {
	node_kind kind;
	uint32_t depth;
	uint32_t start, end; /* bytes of the expression's text */
	span at;
	str text; /* literal, name of variable or function */
	span name_at;
	text_number number;
	const node **children; /* operands, arguments; a path's base */
	size_t child_count;
	size_t child_capacity;
	bool absolute; /* path from the root */
	step *steps;
	size_t step_count;
	size_t step_capacity;
};

struct expr {
	str text;
	span at;
	const node *root;
};

/* Whether a path is one bare name: "hg.thanh". */
bool node_is_name(const node *);
/* The function of that name; the host's come first. NULL: none. */
const expr_function *function_find(const expr_function *, size_t count,
				   str name);
/* Reports what is wrong with the number of arguments, or returns true. */
bool function_check_count(arena *, diags *, const expr_function *,
			  const node *call);
bool function_report_unknown(arena *, diags *, const expr_function *,
			     size_t count, const node *call);

/* evaluate.c */
bool node_evaluate(const node *, const expr_context *, expr_value *out);
/* path.c */
bool path_evaluate(const node *, const expr_context *, expr_value *out);
/* compare.c */
bool compare_evaluate(const node *, const expr_context *, expr_value *out);
/* value.c */
bool value_is_missing(const expr_value *);
bool value_has_number(const expr_value *);
/* An item that is an attribute. */
expr_item item_of_attribute(arena *, str name, const expr_value *,
			    expr_item owner);
/* false when the item is no attribute */
bool item_is_attribute(expr_item, str *name, expr_item *owner);
/* Attribute and child names near the wrong one ("@ten"); empty: none. */
str name_meant(arena *, expr_item, str wrong);
/* seen.c: whether items have what a predicate asks of them; reports. */
bool predicate_is_known(const node *predicate, const expr_context *,
			const expr_item *items, size_t count);

#endif

#include "lex.h"
#include "node.h"

/*
 * A precedence parser: operators are rows, operands are read by descent.
 * Every function returns NULL (or false) after one diagnostic.
 */

#define UNARY_BINDING 7

static const struct operator_row {
	const char *written;
	bool is_word;
	int binding; /* higher binds tighter; all associate to the left */
	node_kind kind;
} operators[] = {
    {"or", true, 1, NODE_OR},	    {"and", true, 2, NODE_AND},
    {"=", false, 3, NODE_EQUAL},    {"!=", false, 3, NODE_UNEQUAL},
    {"<", false, 4, NODE_LESS},	    {"<=", false, 4, NODE_LESS_OR_EQUAL},
    {">", false, 4, NODE_GREATER},  {">=", false, 4, NODE_GREATER_OR_EQUAL},
    {"+", false, 5, NODE_ADD},	    {"-", false, 5, NODE_SUBTRACT},
    {"*", false, 6, NODE_MULTIPLY}, {"div", true, 6, NODE_DIVIDE},
    {"mod", true, 6, NODE_MODULO},  {"|", false, 8, NODE_UNION},
};

typedef struct parser {
	lexer lexer;
	unsigned depth;
} parser;

static node *parse_expression(parser *, int least_binding);

static node *fail_here(parser *p)
{
	lexer *l = &p->lexer;
	const token *t = &l->current;
	if (t->kind == TOKEN_END) {
		size_t end = l->previous_end;
		size_t start = end;
		while (start > 0 && (l->text.data[start - 1] & 0xc0) == 0x80)
			start--;
		start -= start > 0;
		diag_at(l->diags, DIAG_EXPR_ENDS_EARLY,
			lexer_span(l, start, end), str_trim(l->text));
		return NULL;
	}
	diag_at(l->diags, DIAG_EXPR_UNEXPECTED, lexer_span(l, t->start, t->end),
		str_slice(l->text, t->start, t->end - t->start));
	if (lexer_is(l, "/"))
		diag_hint(l->diags, HINT_USE_DIV);
	return NULL;
}

static bool is_call_here(const lexer *l)
{
	size_t after = l->current.end;
	while (after < l->text.length && strchr(" \t\r\n", l->text.data[after]))
		after++;
	return l->current.kind == TOKEN_NAME && after < l->text.length &&
	       l->text.data[after] == '(';
}

/* so('a') / so('b'), $nam / 2: a path was not meant. */
static bool is_division(const lexer *l)
{
	return l->current.kind == TOKEN_NUMBER ||
	       l->current.kind == TOKEN_VARIABLE || lexer_is(l, "(") ||
	       is_call_here(l);
}

static bool refuse_division(parser *p, size_t slash)
{
	lexer *l = &p->lexer;
	diag_at(l->diags, DIAG_EXPR_UNEXPECTED, lexer_span(l, slash, slash + 1),
		STR("/"));
	diag_hint(l->diags, HINT_USE_DIV);
	return false;
}

static bool expect(parser *p, const char *symbol, size_t opened_at)
{
	if (lexer_is(&p->lexer, symbol))
		return lexer_advance(&p->lexer);
	fail_here(p);
	diag_hint(p->lexer.diags, HINT_EXPECTED, str_from(symbol));
	diag_note(p->lexer.diags, HINT_OPENED_BRACKET,
		  lexer_span(&p->lexer, opened_at, opened_at + 1),
		  str_slice(p->lexer.text, opened_at, 1));
	return false;
}

static node *new_node(parser *p, node_kind kind, size_t start)
{
	node *n = ARENA_NEW(p->lexer.arena, node);
	n->kind = kind;
	n->start = (uint32_t)start;
	n->depth = 1;
	return n;
}

/* Ends the node at the last token that was taken. */
static node *finish(parser *p, node *n)
{
	n->end = (uint32_t)p->lexer.previous_end;
	n->at = lexer_span(&p->lexer, n->start, n->end);
	if (n->depth <= EXPR_DEPTH)
		return n;
	diag_at(p->lexer.diags, DIAG_EXPR_TOO_DEEP, n->at,
		str_format(p->lexer.arena, "%d", EXPR_DEPTH));
	return NULL;
}

static void deepen(node *n, const node *child)
{
	if (child->depth >= n->depth)
		n->depth = child->depth + 1;
}

static void add_child(parser *p, node *n, const node *child)
{
	/* An array of pointers is meant.
	 * NOLINTNEXTLINE(bugprone-sizeof-expression) */
	ARENA_GROW(p->lexer.arena, n->children, n->child_count,
		   n->child_capacity);
	n->children[n->child_count++] = child;
	deepen(n, child);
}

static step *add_step(parser *p, node *path, step_axis axis, str name)
{
	ARENA_GROW(p->lexer.arena, path->steps, path->step_count,
		   path->step_capacity);
	step *s = &path->steps[path->step_count++];
	*s = (step){.axis = axis, .name = name};
	s->at =
	    lexer_span(&p->lexer, p->lexer.current.start, p->lexer.current.end);
	return s;
}

/* ---- Paths ------------------------------------------------------------ */

static bool parse_predicates(parser *p, node *path, step *s)
{
	while (lexer_is(&p->lexer, "[")) {
		size_t opened_at = p->lexer.current.start;
		if (!lexer_advance(&p->lexer))
			return false;
		node *predicate = parse_expression(p, 0);
		if (!predicate || !expect(p, "]", opened_at))
			return false;
		/* Likewise. NOLINTNEXTLINE(bugprone-sizeof-expression) */
		ARENA_GROW(p->lexer.arena, s->predicates, s->predicate_count,
			   s->predicate_capacity);
		s->predicates[s->predicate_count++] = predicate;
		deepen(path, predicate);
	}
	return true;
}

/* A name or *, behind an optional @. */
static bool parse_named_step(parser *p, node *path)
{
	lexer *l = &p->lexer;
	size_t start = l->current.start;
	bool is_attribute = lexer_is(l, "@");
	if (is_attribute && !lexer_advance(l))
		return false;
	if (l->current.kind != TOKEN_NAME && !lexer_is(l, "*"))
		return fail_here(p) != NULL;
	step *s = add_step(p, path, is_attribute ? STEP_ATTRIBUTE : STEP_CHILD,
			   l->current.text);
	s->at = lexer_span(l, start, l->current.end);
	return lexer_advance(l) && parse_predicates(p, path, s);
}

static bool parse_step(parser *p, node *path)
{
	lexer *l = &p->lexer;
	bool is_parent = lexer_is(l, "..");
	if (!is_parent && !lexer_is(l, "."))
		return parse_named_step(p, path);
	add_step(p, path, is_parent ? STEP_PARENT : STEP_SELF, STR("*"));
	return lexer_advance(l);
}

/* step ( / step | // step )* */
static bool parse_steps(parser *p, node *path)
{
	lexer *l = &p->lexer;
	if (!parse_step(p, path))
		return false;
	while (lexer_is(l, "/") || lexer_is(l, "//")) {
		size_t slash = l->current.start;
		if (lexer_is(l, "//"))
			add_step(p, path, STEP_DESCENDANTS, STR("*"));
		if (!lexer_advance(l))
			return false;
		if (is_division(l))
			return refuse_division(p, slash);
		if (!parse_step(p, path))
			return false;
	}
	return true;
}

static bool starts_step(const parser *p)
{
	const lexer *l = &p->lexer;
	return l->current.kind == TOKEN_NAME || lexer_is(l, "*") ||
	       lexer_is(l, "@") || lexer_is(l, ".") || lexer_is(l, "..");
}

static node *parse_absolute_path(parser *p)
{
	lexer *l = &p->lexer;
	node *path = new_node(p, NODE_PATH, l->current.start);
	path->absolute = true;
	bool is_deep = lexer_is(l, "//");
	if (is_deep)
		add_step(p, path, STEP_DESCENDANTS, STR("*"));
	if (!lexer_advance(l))
		return NULL;
	if (!is_deep && !starts_step(p))
		return finish(p, path);
	return parse_steps(p, path) ? finish(p, path) : NULL;
}

/* Predicates and steps behind a primary: $x[1]/@ten. */
static node *parse_tail(parser *p, node *base)
{
	lexer *l = &p->lexer;
	if (!lexer_is(l, "[") && !lexer_is(l, "/") && !lexer_is(l, "//"))
		return base;
	node *path = new_node(p, NODE_PATH, base->start);
	add_child(p, path, base);
	if (lexer_is(l, "[")) {
		step *s = add_step(p, path, STEP_FILTER, STR("*"));
		if (!parse_predicates(p, path, s))
			return NULL;
	}
	if (lexer_is(l, "//"))
		add_step(p, path, STEP_DESCENDANTS, STR("*"));
	if (lexer_is(l, "/") || lexer_is(l, "//")) {
		size_t slash = l->current.start;
		if (!lexer_advance(l))
			return NULL;
		if (is_division(l))
			return refuse_division(p, slash) ? path : NULL;
		if (!parse_steps(p, path))
			return NULL;
	}
	return finish(p, path);
}

/* ---- Primaries -------------------------------------------------------- */

static bool parse_arguments(parser *p, node *call)
{
	lexer *l = &p->lexer;
	size_t opened_at = l->current.start;
	if (!lexer_advance(l))
		return false;
	if (lexer_is(l, ")"))
		return lexer_advance(l);
	for (;;) {
		node *argument = parse_expression(p, 0);
		if (!argument)
			return false;
		add_child(p, call, argument);
		if (!lexer_is(l, ","))
			return expect(p, ")", opened_at);
		if (!lexer_advance(l))
			return false;
	}
}

static node *parse_name(parser *p)
{
	lexer *l = &p->lexer;
	token name = l->current;
	if (!is_call_here(l)) {
		node *path = new_node(p, NODE_PATH, name.start);
		return parse_steps(p, path) ? finish(p, path) : NULL;
	}
	node *call = new_node(p, NODE_CALL, name.start);
	call->text = name.text;
	call->name_at = lexer_span(l, name.start, name.end);
	if (!lexer_advance(l) || !parse_arguments(p, call) || !finish(p, call))
		return NULL;
	return parse_tail(p, call);
}

static node *parse_leaf(parser *p, node_kind kind)
{
	node *leaf = new_node(p, kind, p->lexer.current.start);
	leaf->text = p->lexer.current.text;
	leaf->number = p->lexer.current.number;
	if (!lexer_advance(&p->lexer) || !finish(p, leaf))
		return NULL;
	leaf->name_at = leaf->at;
	return kind == NODE_VARIABLE ? parse_tail(p, leaf) : leaf;
}

static node *parse_brackets(parser *p)
{
	size_t opened_at = p->lexer.current.start;
	if (!lexer_advance(&p->lexer))
		return NULL;
	node *inner = parse_expression(p, 0);
	if (!inner || !expect(p, ")", opened_at))
		return NULL;
	inner->start = (uint32_t)opened_at;
	return finish(p, inner) ? parse_tail(p, inner) : NULL;
}

static node *parse_negation(parser *p)
{
	node *negation = new_node(p, NODE_NEGATE, p->lexer.current.start);
	if (!lexer_advance(&p->lexer))
		return NULL;
	node *operand = parse_expression(p, UNARY_BINDING);
	if (!operand)
		return NULL;
	add_child(p, negation, operand);
	return finish(p, negation);
}

static node *parse_operand(parser *p)
{
	lexer *l = &p->lexer;
	switch (l->current.kind) {
	case TOKEN_TEXT:
		return parse_leaf(p, NODE_TEXT);
	case TOKEN_NUMBER:
		return parse_leaf(p, NODE_NUMBER);
	case TOKEN_VARIABLE:
		return parse_leaf(p, NODE_VARIABLE);
	case TOKEN_NAME:
		return parse_name(p);
	case TOKEN_SYMBOL:
		break;
	case TOKEN_END:
		return fail_here(p);
	}
	if (lexer_is(l, "("))
		return parse_brackets(p);
	if (lexer_is(l, "-"))
		return parse_negation(p);
	if (lexer_is(l, "/") || lexer_is(l, "//"))
		return parse_absolute_path(p);
	if (!starts_step(p))
		return fail_here(p);
	node *path = new_node(p, NODE_PATH, l->current.start);
	return parse_steps(p, path) ? finish(p, path) : NULL;
}

/* ---- Operators -------------------------------------------------------- */

static const struct operator_row *operator_here(const parser *p)
{
	const token *t = &p->lexer.current;
	for (size_t i = 0; i < sizeof(operators) / sizeof *operators; i++) {
		token_kind kind =
		    operators[i].is_word ? TOKEN_NAME : TOKEN_SYMBOL;
		if (t->kind == kind &&
		    str_equal(t->text, str_from(operators[i].written)))
			return &operators[i];
	}
	return NULL;
}

static node *parse_right_hand(parser *p, node *left,
			      const struct operator_row *row)
{
	node *binary = new_node(p, row->kind, left->start);
	if (!lexer_advance(&p->lexer))
		return NULL;
	node *right = parse_expression(p, row->binding + 1);
	if (!right)
		return NULL;
	add_child(p, binary, left);
	add_child(p, binary, right);
	return finish(p, binary);
}

static node *parse_operators(parser *p, int least_binding)
{
	node *left = parse_operand(p);
	while (left) {
		const struct operator_row *row = operator_here(p);
		if (!row || row->binding < least_binding)
			break;
		left = parse_right_hand(p, left, row);
	}
	return left;
}

static node *parse_expression(parser *p, int least_binding)
{
	lexer *l = &p->lexer;
	if (p->depth >= EXPR_DEPTH) {
		diag_at(l->diags, DIAG_EXPR_TOO_DEEP,
			lexer_span(l, l->current.start, l->current.end),
			str_format(l->arena, "%d", EXPR_DEPTH));
		return NULL;
	}
	p->depth++;
	node *result = parse_operators(p, least_binding);
	p->depth--;
	return result;
}

const expr *expr_parse(arena *a, diags *d, str text, span at)
{
	parser p = {.lexer = {.arena = a, .diags = d, .text = text, .at = at}};
	if (str_trim(text).length == 0) {
		diag_at(d, DIAG_EXPR_EMPTY, at);
		return NULL;
	}
	if (!lexer_advance(&p.lexer))
		return NULL;
	const node *root = parse_expression(&p, 0);
	if (!root)
		return NULL;
	if (p.lexer.current.kind != TOKEN_END) {
		fail_here(&p);
		return NULL;
	}
	expr *e = ARENA_NEW(a, expr);
	*e = (expr){.text = text, .at = at, .root = root};
	return e;
}

str expr_source(const expr *e)
{
	return e->text;
}

span expr_at(const expr *e)
{
	return e->at;
}

bool node_is_name(const node *n)
{
	return n->kind == NODE_PATH && !n->absolute && n->child_count == 0 &&
	       n->step_count == 1 && n->steps[0].axis == STEP_CHILD &&
	       n->steps[0].predicate_count == 0 &&
	       !str_equal(n->steps[0].name, STR("*"));
}

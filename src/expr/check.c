#include "node.h"

/* What can be told of an expression without data. */

/* ---- Functions -------------------------------------------------------- */

char expr_argument_letter(const char *arguments, size_t i)
{
	char last = 0;
	for (const char *p = arguments; *p; p++) {
		if (*p == '?')
			continue;
		if (*p == '*')
			return last;
		last = *p;
		if (i-- == 0)
			return last;
	}
	return 0;
}

void expr_argument_range(const char *arguments, size_t *least, size_t *most)
{
	*least = *most = 0;
	for (const char *p = arguments; *p; p++) {
		if (*p == '*') {
			*most = SIZE_MAX;
		} else if (*p != '?') {
			*least += p[1] != '?';
			*most += 1;
		}
	}
}

const expr_function *function_find(const expr_function *known, size_t count,
				   str name)
{
	const expr_function *core;
	size_t core_count = expr_core_functions(&core);
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_from(known[i].name), name))
			return &known[i];
	for (size_t i = 0; i < core_count; i++)
		if (str_equal(str_from(core[i].name), name))
			return &core[i];
	return NULL;
}

static str range_text(arena *a, size_t least, size_t most)
{
	if (most == SIZE_MAX)
		return str_format(a, "≥ %zu", least);
	if (least == most)
		return str_format(a, "%zu", least);
	return str_format(a, "%zu–%zu", least, most);
}

bool function_check_count(arena *a, diags *d, const expr_function *f,
			  const node *call)
{
	size_t least, most, given = call->child_count;
	expr_argument_range(f->arguments, &least, &most);
	if (given >= least && given <= most)
		return true;
	return diag_at(d, DIAG_ARGUMENT_COUNT, call->at, call->text,
		       range_text(a, least, most), str_format(a, "%zu", given));
}

bool function_report_unknown(arena *a, diags *d, const expr_function *known,
			     size_t count, const node *call)
{
	const expr_function *core;
	size_t core_count = expr_core_functions(&core);
	str *names = ARENA_ARRAY(a, str, count + core_count);
	for (size_t i = 0; i < count; i++)
		names[i] = str_from(known[i].name);
	for (size_t i = 0; i < core_count; i++)
		names[count + i] = str_from(core[i].name);
	diag_at(d, DIAG_UNKNOWN_FUNCTION, call->name_at, call->text);
	diag_suggest(d, call->text, names, count + core_count);
	return false;
}

/* ---- Indicators and variables ----------------------------------------- */

static size_t nearest(str wrong, const str *candidates, size_t count)
{
	size_t limit = str_code_points(wrong) / 3 + 1;
	size_t least = limit + 1, best = count;
	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(wrong, candidates[i], limit);
		if (distance < least) {
			least = distance;
			best = i;
		}
	}
	return best;
}

bool expr_report_indicator(diags *d, const expr_known *known, str code, span at)
{
	diag_at(d, DIAG_UNKNOWN_INDICATOR, at, code);
	size_t i = nearest(code, known->indicators, known->indicator_count);
	if (i == known->indicator_count)
		return false;
	str candidate = known->indicators[i], name = STR("");
	if (known->indicator_name)
		name = known->indicator_name(known->context, candidate);
	if (name.length)
		diag_hint(d, HINT_DID_YOU_MEAN_NAMED, candidate, name);
	else
		diag_hint(d, HINT_DID_YOU_MEAN, candidate);
	return false;
}

typedef struct checker {
	arena *arena; /* of names that are made up while checking */
	const expr_known *known;
	diags *diags;
	bool sound;
} checker;

static void check_indicator(checker *c, str code, span at)
{
	const expr_known *k = c->known;
	if (!k->indicator || k->indicator(k->context, code))
		return;
	c->sound = expr_report_indicator(c->diags, k, code, at);
}

/* "$nam-1" is one name: say how to subtract. */
static bool hint_minus(checker *c, str name)
{
	const expr_known *k = c->known;
	for (size_t i = name.length; i-- > 1;) {
		str front = str_slice(name, 0, i);
		if (name.data[i] != '-' || !k->variable(k->context, front))
			continue;
		diag_hint(c->diags, HINT_SPACE_AROUND_MINUS,
			  (str){front.data - 1, front.length + 1});
		return true;
	}
	return false;
}

static void check_variable(checker *c, const node *n)
{
	const expr_known *k = c->known;
	if (!k->variable || k->variable(k->context, n->text))
		return;
	c->sound = diag_at(c->diags, DIAG_UNKNOWN_VARIABLE, n->at, n->text);
	if (hint_minus(c, n->text))
		return;
	size_t i = nearest(n->text, k->variables, k->variable_count);
	if (i < k->variable_count)
		diag_hint(c->diags, HINT_DID_YOU_MEAN,
			  str_concat(c->arena, STR("$"), k->variables[i]));
}

/* ---- Kinds ------------------------------------------------------------ */

/* Kinds that a node may turn out to be, as bits 1 << expr_kind. */
#define KIND(kind) (1u << EXPR_##kind)
#define ANY_KIND   (~0u)

static unsigned kinds_of(const node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		return KIND(TEXT);
	case NODE_NUMBER:
	case NODE_NEGATE:
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_MODULO:
		return KIND(NUMBER);
	case NODE_VARIABLE:
	case NODE_CALL:
		return ANY_KIND;
	case NODE_PATH:
	case NODE_UNION:
		return KIND(ITEMS);
	default:
		return KIND(BOOLEAN);
	}
}

static const struct letter_row {
	char letter;
	unsigned kinds;
	diag_code code;
} letters[] = {
    {'c', KIND(TEXT) | KIND(ITEMS), DIAG_NEEDS_TEXT},
    {'k', KIND(TEXT) | KIND(ITEMS), DIAG_NEEDS_TEXT},
    {'u', KIND(TEXT) | KIND(ITEMS), DIAG_NEEDS_TEXT},
    {'n', KIND(NUMBER) | KIND(ITEMS), DIAG_NEEDS_NUMBER},
    {'i', KIND(NUMBER) | KIND(ITEMS), DIAG_NEEDS_NUMBER},
    {'b', KIND(TEXT) | KIND(DATE) | KIND(ITEMS), DIAG_NEEDS_DATE},
    {'d', KIND(TEXT) | KIND(DATE) | KIND(ITEMS), DIAG_NEEDS_DATE},
    {'l', KIND(ITEMS), DIAG_NEEDS_ITEMS},
    {'s', ~KIND(BOOLEAN), DIAG_NO_TEXT_FORM},
};

static void check_kind(checker *c, char letter, const node *n)
{
	text_date date;
	diag_code code = DIAG_NEEDS_DATE;
	bool is_date = letter == 'd' || letter == 'b';
	bool fits = !is_date || n->kind != NODE_TEXT ||
		    (letter == 'b' && !str_trim(n->text).length) ||
		    text_read_date(n->text, &date);
	for (size_t i = 0; i < sizeof(letters) / sizeof *letters; i++) {
		if (letters[i].letter != letter ||
		    (kinds_of(n) & letters[i].kinds))
			continue;
		code = letters[i].code;
		fits = false;
	}
	if (fits)
		return;
	c->sound = diag_at(c->diags, code, n->at,
			   expr_snippet(c->arena, c->diags, n->at));
}

static bool is_code_letter(char letter)
{
	return letter == 'c' || letter == 'f';
}

/* so(tt.cuoc): a path where a code in quotes is due. */
static bool is_bare_code(const checker *c, char letter, const node *n)
{
	const expr_known *k = c->known;
	return is_code_letter(letter) && node_is_name(n) && k->indicator &&
	       k->indicator(k->context, n->steps[0].name);
}

static void check_argument(checker *c, char letter, const node *n)
{
	if (is_bare_code(c, letter, n)) {
		str code = n->steps[0].name;
		c->sound = diag_at(c->diags, DIAG_NEEDS_TEXT, n->at, code);
		diag_hint(c->diags, HINT_QUOTE_CODE, code);
	} else if (is_code_letter(letter) && n->kind == NODE_TEXT) {
		check_indicator(c, n->text, n->at);
	} else {
		check_kind(c, letter, n);
	}
}

/* Arithmetic takes numbers; text and conditions cannot be any. */
static void check_operands(checker *c, const node *n)
{
	for (size_t i = 0; i < n->child_count; i++)
		check_kind(c, 'n', n->children[i]);
}

/* A comparison of which no data can make sense. */
static void check_comparison(checker *c, const node *n)
{
	unsigned either = KIND(NUMBER) | KIND(BOOLEAN);
	unsigned a = kinds_of(n->children[0]), b = kinds_of(n->children[1]);
	bool one_is_text = a == KIND(TEXT) || b == KIND(TEXT);
	bool is_mixed =
	    (a | b) != ANY_KIND && !((a | b) & KIND(ITEMS)) && a != b;
	if (!is_mixed || (one_is_text && !((a | b) & either)))
		return;
	c->sound =
	    diag_at(c->diags, DIAG_COMPARE_TYPES, n->at,
		    expr_snippet(c->arena, c->diags, n->children[0]->at),
		    expr_snippet(c->arena, c->diags, n->children[1]->at));
}

/* ---- Nodes ------------------------------------------------------------ */

static void check_node(checker *c, const node *n);

static void check_call(checker *c, const node *n)
{
	const expr_known *k = c->known;
	const expr_function *f =
	    function_find(k->functions, k->function_count, n->text);
	if (!f) {
		c->sound = function_report_unknown(
		    c->arena, c->diags, k->functions, k->function_count, n);
		return;
	}
	if (!function_check_count(c->arena, c->diags, f, n)) {
		c->sound = false;
		return;
	}
	for (size_t i = 0; i < n->child_count; i++)
		check_argument(c, expr_argument_letter(f->arguments, i),
			       n->children[i]);
}

static void check_path(checker *c, const node *n)
{
	if (!c->known->names_are_indicators)
		return;
	if (node_is_name(n))
		check_indicator(c, n->steps[0].name, n->at);
	else
		c->sound = diag_at(c->diags, DIAG_NAME_NOT_ALLOWED, n->at,
				   expr_snippet(c->arena, c->diags, n->at));
}

static void check_below(checker *c, const node *n)
{
	for (size_t i = 0; i < n->child_count; i++)
		check_node(c, n->children[i]);
	for (size_t i = 0; i < n->step_count; i++)
		for (size_t j = 0; j < n->steps[i].predicate_count; j++)
			check_node(c, n->steps[i].predicates[j]);
}

static void check_node(checker *c, const node *n)
{
	switch (n->kind) {
	case NODE_VARIABLE:
		check_variable(c, n);
		break;
	case NODE_CALL:
		check_call(c, n);
		break;
	case NODE_PATH:
		check_path(c, n);
		break;
	case NODE_NEGATE:
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_MODULO:
		check_operands(c, n);
		break;
	case NODE_EQUAL:
	case NODE_UNEQUAL:
	case NODE_LESS:
	case NODE_LESS_OR_EQUAL:
	case NODE_GREATER:
	case NODE_GREATER_OR_EQUAL:
		check_comparison(c, n);
		break;
	default:
		break;
	}
	check_below(c, n);
}

bool expr_check(const expr *e, const expr_known *known, diags *d)
{
	arena *scratch = arena_new(0);
	checker c = {
	    .arena = scratch, .known = known, .diags = d, .sound = true};
	check_node(&c, e->root);
	arena_free(scratch);
	return c.sound;
}

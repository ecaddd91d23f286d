#include "node.h"

static bool give_missing(const expr_value *value, expr_value *out)
{
	*out = *value;
	return true;
}

/* ---- Arithmetic ------------------------------------------------------- */

static bool modulo(text_number a, text_number b, text_number *out)
{
	text_number quotient, whole, product;
	if (!text_number_divide(a, b, &quotient))
		return false;
	whole = TEXT_INTEGER(quotient.numerator / quotient.denominator);
	return text_number_multiply(whole, b, &product) &&
	       text_number_subtract(a, product, out);
}

static bool calculate(node_kind kind, text_number a, text_number b,
		      text_number *out)
{
	switch (kind) {
	case NODE_ADD:
		return text_number_add(a, b, out);
	case NODE_SUBTRACT:
		return text_number_subtract(a, b, out);
	case NODE_MULTIPLY:
		return text_number_multiply(a, b, out);
	case NODE_DIVIDE:
		return text_number_divide(a, b, out);
	default:
		return modulo(a, b, out);
	}
}

/* An operand as a number, or missing. */
static bool operand(const node *n, const expr_context *c, expr_value *out)
{
	expr_value value = {.kind = EXPR_MISSING};
	if (!node_evaluate(n, c, &value) ||
	    !expr_to_single(c, &value, n->at, out))
		return false;
	return out->kind == EXPR_MISSING ||
	       expr_to_number(c, out, n->at, &out->number);
}

static bool evaluate_arithmetic(const node *n, const expr_context *c,
				expr_value *out)
{
	expr_value a = {.kind = EXPR_MISSING}, b = a;
	text_number result;
	const node *divisor = n->children[1];
	if (!operand(n->children[0], c, &a) || !operand(divisor, c, &b))
		return false;
	if (a.kind == EXPR_MISSING || b.kind == EXPR_MISSING)
		return give_missing(a.kind == EXPR_MISSING ? &a : &b, out);
	if ((n->kind == NODE_DIVIDE || n->kind == NODE_MODULO) &&
	    b.number.numerator == 0) {
		*out = expr_division_by_zero(c->arena, c->diags, divisor->at,
					     b.uses);
		return true;
	}
	if (!calculate(n->kind, a.number, b.number, &result))
		return diag_at(c->diags, DIAG_EXPR_OVERFLOW, n->at,
			       expr_snippet(c->arena, c->diags, n->at));
	*out = expr_number(result);
	out->plain = (n->kind == NODE_ADD || n->kind == NODE_SUBTRACT) &&
		     (a.plain || b.plain);
	expr_add_uses(c->arena, out, a.uses);
	expr_add_uses(c->arena, out, b.uses);
	return true;
}

static bool evaluate_negation(const node *n, const expr_context *c,
			      expr_value *out)
{
	expr_value a = {.kind = EXPR_MISSING};
	text_number result;
	if (!operand(n->children[0], c, &a))
		return false;
	if (a.kind == EXPR_MISSING)
		return give_missing(&a, out);
	if (!text_number_subtract(TEXT_INTEGER(0), a.number, &result))
		return diag_at(c->diags, DIAG_EXPR_OVERFLOW, n->at,
			       expr_snippet(c->arena, c->diags, n->at));
	*out = expr_number(result);
	out->uses = a.uses;
	return true;
}

/* ---- Logic ------------------------------------------------------------ */

/* and, or: the right-hand side only when the left does not decide. */
static bool evaluate_logic(const node *n, const expr_context *c,
			   expr_value *out)
{
	expr_value so_far = expr_boolean(false);
	bool decides = n->kind == NODE_OR, result = !decides;
	for (size_t i = 0; i < 2 && result != decides; i++) {
		expr_value side;
		if (!node_evaluate(n->children[i], c, &side))
			return false;
		if (side.kind == EXPR_MISSING)
			return give_missing(&side, out);
		if (!expr_to_boolean(c, &side, n->children[i]->at, &result))
			return false;
		expr_add_uses(c->arena, &so_far, side.uses);
	}
	*out = so_far;
	out->boolean = result;
	return true;
}

static bool evaluate_union(const node *n, const expr_context *c,
			   expr_value *out)
{
	expr_value sides[2];
	size_t count = 0;
	for (size_t i = 0; i < 2; i++) {
		if (!node_evaluate(n->children[i], c, &sides[i]))
			return false;
		if (sides[i].kind == EXPR_MISSING)
			return give_missing(&sides[i], out);
		if (sides[i].kind != EXPR_ITEMS)
			return diag_at(c->diags, DIAG_NEEDS_ITEMS,
				       n->children[i]->at,
				       expr_snippet(c->arena, c->diags,
						    n->children[i]->at));
	}
	expr_item *items = ARENA_ARRAY(
	    c->arena, expr_item, sides[0].item_count + sides[1].item_count);
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < sides[i].item_count; j++) {
			expr_item item = sides[i].items[j];
			size_t k = 0;
			while (k < count && items[k].object != item.object)
				k++;
			if (k == count)
				items[count++] = item;
		}
	*out = expr_items(items, count);
	return true;
}

/* ---- Calls ------------------------------------------------------------ */

/* hoac(e, other): other is looked at only when e is missing. */
static bool evaluate_otherwise(const node *n, const expr_context *c,
			       expr_value *out)
{
	expr_value value;
	if (!node_evaluate(n->children[0], c, &value))
		return false;
	if (!value_is_missing(&value))
		return give_missing(&value, out);
	return node_evaluate(n->children[1], c, out);
}

static bool evaluate_exists(const node *n, const expr_context *c,
			    expr_value *out)
{
	expr_value value;
	if (!node_evaluate(n->children[0], c, &value))
		return false;
	*out = expr_boolean(!value_is_missing(&value));
	out->uses = value.uses;
	return true;
}

/* Gives an argument the form that its letter promises. */
static bool convert(char letter, const node *n, const expr_context *c,
		    expr_value *value)
{
	const expr_use *uses = value->uses, *stated = value->stated;
	bool is_whole;
	switch (letter) {
	case 'n':
	case 'i':
		if (!expr_to_number(c, value, n->at, &value->number))
			return false;
		is_whole = value->number.denominator == 1;
		if (letter == 'i' && !is_whole)
			return diag_at(c->diags, DIAG_NEEDS_WHOLE, n->at,
				       expr_snippet(c->arena, c->diags, n->at));
		*value = expr_number(value->number);
		break;
	case 's':
		if (!expr_to_text(c, value, n->at, &value->text))
			return false;
		*value = expr_text(value->text);
		break;
	case 'c':
	case 'k':
		if (value->kind != EXPR_TEXT)
			return diag_at(c->diags, DIAG_NEEDS_TEXT, n->at,
				       expr_snippet(c->arena, c->diags, n->at));
		break;
	case 'b':
		if (value->kind == EXPR_TEXT && !str_trim(value->text).length)
			break;
		/* fall through */
	case 'd':
		if (!expr_to_date(c, value, n->at, &value->date))
			return false;
		*value = expr_date(value->date);
		break;
	default:
		break;
	}
	value->uses = uses;
	value->stated = stated;
	return true;
}

/* Letters whose argument stays a selection. */
static bool keeps_items(char letter)
{
	return letter == 'l' || letter == 'u' || letter == 'v' ||
	       letter == 'f' || letter == 'm';
}

static bool evaluate_argument(char letter, const node *n, const expr_context *c,
			      expr_value *out)
{
	expr_value value;
	if (!node_evaluate(n, c, &value))
		return false;
	bool lacks_unit = letter == 'u' && value_is_missing(&value);
	if (keeps_items(letter) && !lacks_unit)
		*out = value;
	else if (!expr_to_single(c, &value, n->at, out))
		return false;
	if (out->kind == EXPR_MISSING)
		return true;
	if (letter == 'l' && out->kind != EXPR_ITEMS)
		return diag_at(c->diags, DIAG_NEEDS_ITEMS, n->at,
			       expr_snippet(c->arena, c->diags, n->at));
	return convert(letter, n, c, out);
}

/* Where the call went missing when the function did not say. */
static void place_reason(arena *a, expr_value *value, span at)
{
	if (value->kind != EXPR_MISSING || value->reason->at.source)
		return;
	expr_reason reason = *value->reason;
	const expr_use *uses = value->uses;
	reason.at = at;
	*value = expr_missing(a, &reason);
	value->uses = uses;
}

static bool call_function(const expr_function *f, const node *n,
			  const expr_context *c, expr_value *out)
{
	expr_value *arguments =
	    ARENA_ARRAY(c->arena, expr_value, n->child_count);
	span *places = ARENA_ARRAY(c->arena, span, n->child_count);
	for (size_t i = 0; i < n->child_count; i++) {
		char letter = expr_argument_letter(f->arguments, i);
		places[i] = n->children[i]->at;
		if (!evaluate_argument(letter, n->children[i], c,
				       &arguments[i]))
			return false;
		if (letter != 'm' && arguments[i].kind == EXPR_MISSING)
			return give_missing(&arguments[i], out);
	}
	expr_call call = {.host = c->host,
			  .arena = c->arena,
			  .diags = c->diags,
			  .at = n->at,
			  .name_at = n->name_at,
			  .arguments = arguments,
			  .argument_at = places,
			  .argument_count = n->child_count,
			  .item = c->item,
			  .context = c};
	*out = expr_boolean(false);
	if (!f->call(&call, out))
		return false;
	for (size_t i = 0; i < n->child_count; i++)
		expr_add_figures(c->arena, out, &arguments[i]);
	place_reason(c->arena, out, n->at);
	return true;
}

static bool evaluate_call(const node *n, const expr_context *c, expr_value *out)
{
	size_t count = c->host ? c->host->function_count : 0;
	const expr_function *known = c->host ? c->host->functions : NULL;
	const expr_function *f = function_find(known, count, n->text);
	if (!f)
		return function_report_unknown(c->arena, c->diags, known, count,
					       n);
	if (!function_check_count(c->arena, c->diags, f, n))
		return false;
	if (f->call)
		return call_function(f, n, c, out);
	if (n->child_count == 2)
		return evaluate_otherwise(n, c, out);
	return evaluate_exists(n, c, out);
}

/* ---- Nodes ------------------------------------------------------------ */

static bool evaluate_variable(const node *n, const expr_context *c,
			      expr_value *out)
{
	if (!c->host || !c->host->variable ||
	    !c->host->variable(c->host->context, n->text, out))
		return diag_at(c->diags, DIAG_UNKNOWN_VARIABLE, n->at, n->text);
	place_reason(c->arena, out, n->at);
	return true;
}

/* A bare name that the host knows (indicator codes in dictionaries). */
static bool evaluate_name(const node *n, const expr_context *c, expr_value *out)
{
	expr_call call = {.host = c->host,
			  .arena = c->arena,
			  .diags = c->diags,
			  .at = n->at,
			  .name_at = n->at,
			  .item = c->item,
			  .context = c};
	*out = expr_boolean(false);
	if (!c->host->name(&call, n->steps[0].name, out))
		return false;
	place_reason(c->arena, out, n->at);
	return true;
}

bool node_evaluate(const node *n, const expr_context *c, expr_value *out)
{
	*out = (expr_value){.kind = EXPR_MISSING};
	switch (n->kind) {
	case NODE_TEXT:
		*out = expr_text(n->text);
		return true;
	case NODE_NUMBER:
		*out = expr_number(n->number);
		return true;
	case NODE_VARIABLE:
		return evaluate_variable(n, c, out);
	case NODE_CALL:
		return evaluate_call(n, c, out);
	case NODE_PATH:
		if (c->host && c->host->name && node_is_name(n))
			return evaluate_name(n, c, out);
		return path_evaluate(n, c, out);
	case NODE_NEGATE:
		return evaluate_negation(n, c, out);
	case NODE_OR:
	case NODE_AND:
		return evaluate_logic(n, c, out);
	case NODE_UNION:
		return evaluate_union(n, c, out);
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY:
	case NODE_DIVIDE:
	case NODE_MODULO:
		return evaluate_arithmetic(n, c, out);
	default:
		return compare_evaluate(n, c, out);
	}
}

bool expr_evaluate(const expr *e, const expr_context *c, bool allow_missing,
		   expr_value *out)
{
	if (!node_evaluate(e->root, c, out))
		return false;
	if (out->kind != EXPR_MISSING || allow_missing)
		return true;
	return expr_report_missing(c->diags, out->reason, e->root->at);
}

#include "node.h"

/* Comparisons: numbers, texts and dates, never across kinds. */

static bool holds(node_kind kind, int order)
{
	switch (kind) {
	case NODE_EQUAL:
		return order == 0;
	case NODE_UNEQUAL:
		return order != 0;
	case NODE_LESS:
		return order < 0;
	case NODE_LESS_OR_EQUAL:
		return order <= 0;
	case NODE_GREATER:
		return order > 0;
	default:
		return order >= 0;
	}
}

static bool refuse(const node *n, const expr_context *c)
{
	const node *left = n->children[0], *right = n->children[1];
	return diag_at(c->diags, DIAG_COMPARE_TYPES, n->at,
		       expr_snippet(c->arena, c->diags, left->at),
		       expr_snippet(c->arena, c->diags, right->at));
}

static bool date_of(const expr_value *value, text_date *out)
{
	*out = value->date;
	return value->kind == EXPR_DATE ||
	       (value->kind == EXPR_TEXT && text_read_date(value->text, out));
}

static bool compare_singles(const node *n, const expr_context *c,
			    const expr_value *a, const expr_value *b, bool *out)
{
	bool is_equality = n->kind == NODE_EQUAL || n->kind == NODE_UNEQUAL;
	text_date date_a, date_b;
	if (a->kind == EXPR_BOOLEAN && b->kind == EXPR_BOOLEAN && is_equality)
		*out = holds(n->kind, a->boolean - b->boolean);
	else if (a->kind == EXPR_TEXT && b->kind == EXPR_TEXT && is_equality)
		*out = holds(n->kind, !str_equal(a->text, b->text));
	else if (value_has_number(a) && value_has_number(b))
		*out =
		    holds(n->kind, text_number_compare(a->number, b->number));
	else if (date_of(a, &date_a) && date_of(b, &date_b))
		*out = holds(n->kind, text_date_compare(date_a, date_b));
	else
		return refuse(n, c);
	return true;
}

/* Item i of a value; any other value is one item. */
static bool single_of(const expr_context *c, const expr_value *value, size_t i,
		      span at, expr_value *out)
{
	if (value->kind != EXPR_ITEMS) {
		*out = *value;
		return true;
	}
	expr_value one = expr_items(&value->items[i], 1);
	return expr_to_single(c, &one, at, out);
}

static size_t singles_in(const expr_value *value)
{
	return value->kind == EXPR_ITEMS ? value->item_count : 1;
}

/* A value that no item ever has: "xã" where codes of classes are "xa". */
static bool may_be(const node *side, const expr_context *c,
		   const expr_value *items, size_t i, const expr_value *other)
{
	str name, meant = STR("");
	expr_item owner;
	if (items->kind != EXPR_ITEMS || other->kind != EXPR_TEXT ||
	    !item_is_attribute(items->items[i], &name, &owner) ||
	    !owner.type->may_be ||
	    owner.type->may_be(owner, name, other->text, &meant))
		return true;
	diag_at(c->diags, DIAG_NEVER_EQUAL, side->at, name, other->text);
	if (meant.length)
		diag_hint(c->diags, HINT_DID_YOU_MEAN, meant);
	return false;
}

static bool compare_pair(const node *n, const expr_context *c,
			 const expr_value *left, size_t i,
			 const expr_value *right, size_t j, bool *out)
{
	const node *const *sides = n->children;
	expr_value a, b;
	if (!single_of(c, left, i, sides[0]->at, &a) ||
	    !single_of(c, right, j, sides[1]->at, &b))
		return false;
	return may_be(sides[1], c, left, i, &b) &&
	       may_be(sides[0], c, right, j, &a) &&
	       compare_singles(n, c, &a, &b, out);
}

/* True when it holds for any pair, as in XPath. */
static bool compare_any(const node *n, const expr_context *c,
			const expr_value *left, const expr_value *right,
			bool *out)
{
	*out = false;
	for (size_t i = 0; i < singles_in(left) && !*out; i++)
		for (size_t j = 0; j < singles_in(right) && !*out; j++)
			if (!compare_pair(n, c, left, i, right, j, out))
				return false;
	return true;
}

/* Within [ ] what is not there compares as false; elsewhere it is missing. */
static bool settle_side(const node *side, const expr_context *c,
			expr_value *value, bool *is_absent)
{
	if (value->kind != EXPR_ITEMS || value->item_count)
		return true;
	*is_absent = true;
	return c->filtering || expr_to_single(c, value, side->at, value);
}

/* "is not" of what is not there: neither true nor false would be expected. */
static bool refuse_absent(const node *n, const expr_context *c)
{
	str left = expr_snippet(c->arena, c->diags, n->children[0]->at);
	str right = expr_snippet(c->arena, c->diags, n->children[1]->at);
	diag_at(c->diags, DIAG_UNEQUAL_ABSENT, n->at, left, right);
	diag_hint(c->diags, HINT_WRITE_NOT, left, right);
	return false;
}

bool compare_evaluate(const node *n, const expr_context *c, expr_value *out)
{
	expr_value left, right;
	bool result = false, is_absent = false;
	if (!node_evaluate(n->children[0], c, &left) ||
	    !node_evaluate(n->children[1], c, &right) ||
	    !settle_side(n->children[0], c, &left, &is_absent) ||
	    !settle_side(n->children[1], c, &right, &is_absent))
		return false;
	if (left.kind == EXPR_MISSING || right.kind == EXPR_MISSING) {
		*out = left.kind == EXPR_MISSING ? left : right;
		return true;
	}
	if (is_absent && n->kind == NODE_UNEQUAL)
		return refuse_absent(n, c);
	if (!is_absent && !compare_any(n, c, &left, &right, &result))
		return false;
	*out = expr_boolean(result);
	expr_add_uses(c->arena, out, left.uses);
	expr_add_uses(c->arena, out, right.uses);
	return true;
}

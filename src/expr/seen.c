#include "node.h"

/*
 * What is there to be seen in the data, to tell a typo from a condition that
 * does not hold.
 */

/* ---- Names ------------------------------------------------------------ */

static size_t attribute_names(arena *a, expr_item item, const str **out)
{
	*out = NULL;
	return item.type->attributes ? item.type->attributes(item, a, out) : 0;
}

static size_t child_names(arena *a, expr_item item, const str **out)
{
	str *names = NULL;
	size_t count = 0, capacity = 0;
	expr_item child;
	*out = NULL;
	if (!item.type->first_child || !item.type->first_child(item, &child))
		return 0;
	do {
		if (!child.type->name)
			continue;
		ARENA_GROW(a, names, count, capacity);
		names[count++] = child.type->name(child);
	} while (child.type->next_sibling &&
		 child.type->next_sibling(child, &child));
	*out = names;
	return count;
}

static bool is_among(str name, const str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(names[i], name))
			return true;
	return false;
}

static str nearest(str wrong, const str *names, size_t count)
{
	size_t limit = str_code_points(wrong) / 3 + 1, least = limit + 1;
	str best = STR("");
	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(wrong, names[i], limit);
		if (distance < least && distance) {
			least = distance;
			best = names[i];
		}
	}
	return best;
}

str name_meant(arena *a, expr_item item, str wrong)
{
	const str *names;
	bool is_attribute = str_starts_with(wrong, STR("@"));
	if (!is_attribute) {
		size_t count = child_names(a, item, &names);
		return nearest(wrong, names, count);
	}
	size_t count = attribute_names(a, item, &names);
	str best = nearest(str_slice(wrong, 1, wrong.length), names, count);
	return best.length ? str_concat(a, STR("@"), best) : best;
}

/* ---- Predicates ------------------------------------------------------- */

typedef struct sight {
	const expr_context *context;
	const expr_item *items;
	size_t count;
} sight;

static bool has_attribute(const sight *s, str name)
{
	arena *a = s->context->arena;
	const str *names;
	for (size_t i = 0; i < s->count; i++) {
		expr_item item = s->items[i];
		expr_value value;
		if (item.type->attribute &&
		    item.type->attribute(item, name, a, &value))
			return true;
	}
	size_t count = attribute_names(a, s->items[0], &names);
	return is_among(name, names, count);
}

static bool has_child(const sight *s, str name)
{
	const str *names;
	for (size_t i = 0; i < s->count; i++) {
		if (s->items[i].type->child)
			return true; /* told where the step is taken */
		size_t count =
		    child_names(s->context->arena, s->items[i], &names);
		if (is_among(name, names, count))
			return true;
	}
	return false;
}

static bool report(const sight *s, const step *asked, bool is_attribute)
{
	arena *a = s->context->arena;
	diags *d = s->context->diags;
	str shown =
	    is_attribute ? str_concat(a, STR("@"), asked->name) : asked->name;
	diag_at(d, DIAG_NOBODY_HAS, asked->at, shown);
	str meant = name_meant(a, s->items[0], shown);
	if (meant.length)
		diag_hint(d, HINT_DID_YOU_MEAN, meant);
	else if (is_attribute)
		diag_hint(d, HINT_HOAC_EMPTY, shown);
	else
		diag_hint(d, HINT_QUOTE_CODE, asked->name);
	return false;
}

static bool is_step_known(const sight *s, const step *asked)
{
	if (str_equal(asked->name, STR("*")))
		return true;
	if (asked->axis == STEP_ATTRIBUTE)
		return has_attribute(s, asked->name) || report(s, asked, true);
	if (asked->axis == STEP_CHILD)
		return has_child(s, asked->name) || report(s, asked, false);
	return true;
}

/* hoac and co say that it may be absent. */
static bool may_be_absent(const node *n)
{
	return n->kind == NODE_CALL && (str_equal(n->text, STR("hoac")) ||
					str_equal(n->text, STR("co")));
}

static bool is_known(const sight *s, const node *n)
{
	if (n->kind == NODE_PATH && !n->absolute && !n->child_count)
		return is_step_known(s, &n->steps[0]);
	for (size_t i = may_be_absent(n); i < n->child_count; i++)
		if (!is_known(s, n->children[i]))
			return false;
	return true;
}

bool predicate_is_known(const node *predicate, const expr_context *c,
			const expr_item *items, size_t count)
{
	sight s = {.context = c, .items = items, .count = count};
	return !count || is_known(&s, predicate);
}

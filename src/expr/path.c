#include "node.h"

/* Items gathered by a step. */
typedef struct gathering {
	const expr_context *context;
	expr_item *items;
	size_t count;
	size_t capacity;
	/* open addressing by object, only when doubles may occur */
	size_t *seen; /* index + 1 */
	size_t seen_capacity;
} gathering;

static bool is_same_item(expr_item a, expr_item b)
{
	return a.object == b.object && a.type == b.type;
}

static size_t slot_of(const gathering *g, expr_item item)
{
	size_t mask = g->seen_capacity - 1;
	size_t slot = ((uintptr_t)item.object >> 4) * 0x9e3779b97f4a7c15u;
	for (slot = (slot >> 20) & mask;; slot = (slot + 1) & mask)
		if (!g->seen[slot] ||
		    is_same_item(g->items[g->seen[slot] - 1], item))
			return slot;
}

static void grow_seen(gathering *g)
{
	g->seen_capacity = g->seen_capacity ? 4 * g->seen_capacity : 64;
	g->seen = ARENA_ARRAY(g->context->arena, size_t, g->seen_capacity);
	for (size_t i = 0; i < g->count; i++)
		g->seen[slot_of(g, g->items[i])] = i + 1;
}

static void gather(gathering *g, expr_item item)
{
	ARENA_GROW(g->context->arena, g->items, g->count, g->capacity);
	g->items[g->count++] = item;
}

static void gather_once(gathering *g, expr_item item)
{
	if (2 * (g->count + 1) > g->seen_capacity)
		grow_seen(g);
	size_t slot = slot_of(g, item);
	if (g->seen[slot])
		return;
	gather(g, item);
	g->seen[slot] = g->count;
}

/* ---- One step from one item ------------------------------------------- */

static bool is_named(expr_item item, str name)
{
	return str_equal(name, STR("*")) ||
	       (item.type->name && str_equal(item.type->name(item), name));
}

static void gather_children(gathering *g, expr_item item, str name)
{
	expr_item child;
	if (!item.type->first_child || !item.type->first_child(item, &child))
		return;
	do {
		if (is_named(child, name))
			gather(g, child);
	} while (child.type->next_sibling &&
		 child.type->next_sibling(child, &child));
}

static void gather_descendants(gathering *g, expr_item item)
{
	expr_item child;
	gather_once(g, item);
	if (!item.type->first_child || !item.type->first_child(item, &child))
		return;
	do {
		gather_descendants(g, child);
	} while (child.type->next_sibling &&
		 child.type->next_sibling(child, &child));
}

static void gather_attribute(gathering *g, expr_item item, str name)
{
	expr_value value = {.kind = EXPR_MISSING};
	arena *a = g->context->arena;
	if (!item.type->attribute ||
	    !item.type->attribute(item, name, a, &value))
		return;
	gather(g, item_of_attribute(a, name, &value, item));
}

static void gather_step(gathering *g, const step *s, expr_item item)
{
	expr_item parent;
	switch (s->axis) {
	case STEP_CHILD:
		gather_children(g, item, s->name);
		break;
	case STEP_ATTRIBUTE:
		gather_attribute(g, item, s->name);
		break;
	case STEP_DESCENDANTS:
		gather_descendants(g, item);
		break;
	case STEP_PARENT:
		if (item.type->parent && item.type->parent(item, &parent))
			gather_once(g, parent);
		break;
	case STEP_SELF:
	case STEP_FILTER:
		gather(g, item);
		break;
	}
}

/* ---- Predicates ------------------------------------------------------- */

/* A number picks by position, anything else is a test. */
static bool is_kept(const node *predicate, const expr_context *c, bool *kept)
{
	expr_value value;
	if (!node_evaluate(predicate, c, &value))
		return false;
	if (value.kind != EXPR_NUMBER)
		return expr_to_boolean(c, &value, predicate->at, kept);
	*kept = value.number.denominator == 1 &&
		value.number.numerator == (int64_t)c->position;
	return true;
}

#define SCRATCH_KEPT ((size_t)16 << 10)

/*
 * Nothing but a yes or no comes out of a test: what it is made of goes at
 * once, or conditions over thousands of units would fill gigabytes.
 */
static void clean(expr_context *inner)
{
	if (arena_used(inner->arena) >= SCRATCH_KEPT)
		arena_reset(inner->arena);
}

/* Filters items [from, count) in place. */
static bool filter(gathering *g, size_t from, const node *predicate)
{
	expr_context inner = *g->context;
	bool good = true, kept;
	inner.filtering = true;
	inner.last = g->count - from;
	inner.arena = arena_new(0);
	size_t to = from;
	for (size_t i = from; good && i < g->count; i++) {
		inner.item = g->items[i];
		inner.position = i - from + 1;
		good = is_kept(predicate, &inner, &kept);
		if (good && kept)
			g->items[to++] = g->items[i];
		clean(&inner);
	}
	arena_free(inner.arena);
	g->count = to;
	return good;
}

static bool filter_all(gathering *g, size_t from, const step *s)
{
	for (size_t i = 0; i < s->predicate_count; i++)
		if (!filter(g, from, s->predicates[i]))
			return false;
	return true;
}

/* ---- Whole paths ------------------------------------------------------ */

/* A typo in a condition must not look like a condition that fails. */
static bool knows_predicates(const gathering *from, const step *s)
{
	expr_context c = *from->context;
	gathering all = {.context = &c};
	bool good = true;
	if (!s->predicate_count)
		return true;
	c.arena = arena_new(0);
	for (size_t i = 0; i < from->count; i++)
		gather_step(&all, s, from->items[i]);
	for (size_t i = 0; good && i < s->predicate_count; i++)
		good = predicate_is_known(s->predicates[i], &c, all.items,
					  all.count);
	arena_free(c.arena);
	return good;
}

/* {ten-ky} for {$ten-ky} */
static bool is_variable(const expr_context *c, str name)
{
	expr_value value;
	return c->host && c->host->variable &&
	       c->host->variable(c->host->context, name, &value);
}

/* A child step of which no data can make sense: units contain units only. */
static bool knows_child(const gathering *from, const step *s)
{
	const expr_context *c = from->context;
	const char *child = from->count ? from->items[0].type->child : NULL;
	if (s->axis != STEP_CHILD || !child || str_equal(s->name, STR("*")) ||
	    str_equal(s->name, str_from(child)))
		return true;
	diag_at(c->diags, DIAG_NO_SUCH_CHILD, s->at, s->name, str_from(child));
	if (is_variable(c, s->name))
		diag_hint(c->diags, HINT_DID_YOU_MEAN,
			  str_concat(c->arena, STR("$"), s->name));
	else if (c->filtering)
		diag_hint(c->diags, HINT_QUOTE_CODE, s->name);
	else
		diag_hint(c->diags, HINT_DID_YOU_MEAN, str_from(child));
	return false;
}

/* Takes n items off the budget; false after reporting that it is used up. */
static bool spend(const expr_context *c, size_t n, span at)
{
	if (!c->budget)
		return true;
	if (*c->budget == EXPR_BUDGET_TOLD)
		return false;
	if (*c->budget >= n) {
		*c->budget -= n;
		return true;
	}
	*c->budget = EXPR_BUDGET_TOLD;
	return diag_at(c->diags, DIAG_EXPR_TOO_LONG, at,
		       expr_snippet(c->arena, c->diags, at));
}

static bool take_step(gathering *from, const step *s, gathering *to)
{
	bool whole = s->axis == STEP_FILTER;
	if (!knows_child(from, s) || !knows_predicates(from, s))
		return false;
	for (size_t i = 0; i < from->count; i++) {
		size_t start = to->count;
		gather_step(to, s, from->items[i]);
		size_t work = (1 + s->predicate_count) * (to->count - start);
		if (!spend(from->context, 1 + work, s->at) ||
		    (!whole && !filter_all(to, start, s)))
			return false;
	}
	return !whole || filter_all(to, 0, s);
}

/* What the path starts from. */
static bool start(const node *path, const expr_context *c, gathering *g,
		  expr_value *base)
{
	*base = expr_items(NULL, 0);
	if (path->child_count) {
		const node *child = path->children[0];
		if (!node_evaluate(child, c, base))
			return false;
		if (base->kind != EXPR_ITEMS && base->kind != EXPR_MISSING)
			return diag_at(
			    c->diags, DIAG_NEEDS_ITEMS, child->at,
			    expr_snippet(c->arena, c->diags, child->at));
		for (size_t i = 0; i < base->item_count; i++)
			gather(g, base->items[i]);
		return true;
	}
	expr_item item = path->absolute ? c->root : c->item;
	if (!item.type)
		return diag_at(c->diags, DIAG_NO_CONTEXT, path->at,
			       expr_snippet(c->arena, c->diags, path->at));
	gather(g, item);
	return true;
}

/* "ten", "@ten"; empty for other steps. */
static str name_of_step(arena *a, const step *s)
{
	if (s->axis == STEP_CHILD)
		return s->name;
	return s->axis == STEP_ATTRIBUTE ? str_concat(a, STR("@"), s->name)
					 : STR("");
}

bool path_evaluate(const node *path, const expr_context *c, expr_value *out)
{
	gathering now = {.context = c};
	expr_value base;
	if (!start(path, c, &now, &base))
		return false;
	if (base.kind == EXPR_MISSING) {
		*out = base;
		return true;
	}
	expr_item searched = {0};
	str wanted = STR("");
	for (size_t i = 0; i < path->step_count; i++) {
		gathering next = {.context = c};
		if (now.count) {
			searched = now.items[0];
			wanted = name_of_step(c->arena, &path->steps[i]);
		}
		if (!take_step(&now, &path->steps[i], &next))
			return false;
		now = next;
	}
	*out = expr_items(now.items, now.count);
	if (!now.count && searched.type) {
		out->searched_in = searched;
		out->searched_for = wanted;
		if (searched.type->at)
			out->searched = searched.type->at(searched);
	}
	expr_add_uses(c->arena, out, base.uses);
	return true;
}

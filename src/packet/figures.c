#include "vanban/packet.h"

#include <stdlib.h>

/* One reading of one figure by one printed place. */
typedef struct printed {
	const doc_figure_use *use;
	span at; /* in the template */
	size_t order;
} printed;

typedef struct collection {
	arena *arena;
	printed *items;
	size_t count, capacity;
} collection;

static void collect(collection *c, const doc_node *node)
{
	const doc_trace *t = node->trace;
	for (size_t i = 0; t && i < t->use_count; i++) {
		ARENA_GROW(c->arena, c->items, c->count, c->capacity);
		c->items[c->count] = (printed){&t->uses[i], t->at, c->count};
		c->count++;
	}
	for (const doc_node *n = node->first_child; n; n = n->next)
		collect(c, n);
}

static int by_figure(const printed *a, const printed *b)
{
	int order = str_compare(a->use->indicator, b->use->indicator);
	if (!order)
		order = str_compare(a->use->unit, b->use->unit);
	if (!order)
		order = str_compare(a->use->period, b->use->period);
	return order ? order : a->use->plan - b->use->plan;
}

static int by_figure_and_order(const void *left, const void *right)
{
	const printed *a = left, *b = right;
	int order = by_figure(a, b);
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static str value_text(arena *a, text_number n)
{
	str text;
	if (text_format_exact(a, n, &text))
		return text;
	return str_format(a, "%lld/%lld", (long long)n.numerator,
			  (long long)n.denominator);
}

static void note_origin(diags *d, const printed *p)
{
	if (p->use->origin_count)
		diag_note(d, HINT_DATA_HERE, p->use->origins[0],
			  p->use->indicator);
}

static void report(arena *a, diags *d, const printed *first,
		   const printed *other)
{
	diag_at(d, DIAG_SET_FIGURE_DIFFERS, other->at, other->use->indicator,
		other->use->unit, other->use->period,
		value_text(a, other->use->value),
		value_text(a, first->use->value));
	note_origin(d, other);
	diag_note(d, HINT_SET_OTHER_HERE, first->at);
	note_origin(d, first);
}

bool packet_compare(arena *a, diags *d, const doc_node *const *documents,
		    size_t count)
{
	collection c = {.arena = a};
	bool good = true;
	for (size_t i = 0; i < count; i++)
		collect(&c, documents[i]);
	if (c.count)
		qsort(c.items, c.count, sizeof *c.items, by_figure_and_order);
	for (size_t i = 1, first = 0; i < c.count; i++) {
		const printed *p = &c.items[i], *q = &c.items[first];
		if (by_figure(q, p)) {
			first = i;
		} else if (text_number_compare(q->use->value, p->use->value)) {
			report(a, d, q, p);
			good = false;
		}
	}
	return good;
}

#include "trail.h"

#include <stdlib.h>

/* ---- Figures and formulas ----------------------------------------------- */

static uint32_t file_number(trail *t, uint32_t id)
{
	bool is_new;
	uint32_t number =
	    number_of(&t->file_numbers, t->arena, &id, sizeof id, &is_new);
	if (is_new) {
		ARENA_GROW(t->arena, t->files, t->file_count, t->file_capacity);
		t->files[t->file_count++] = id;
	}
	return number;
}

static uint32_t formula_number(trail *t, const doc_trace *trace)
{
	bool is_new;
	uint32_t number = number_of(&t->formula_numbers, t->arena, &trace->at,
				    sizeof trace->at, &is_new);
	if (is_new) {
		ARENA_GROW(t->arena, t->formulas, t->formula_count,
			   t->formula_capacity);
		t->formulas[t->formula_count++] = (formula){
		    .text = trace->formula,
		    .at = {.at = trace->at,
			   .file = file_number(t, trace->at.source)},
		};
	}
	return number;
}

/* Laid out without padding, because its bytes are the key. */
typedef struct use_key {
	const void *indicator, *unit, *period, *origins;
	uint64_t origin_count, plan;
	text_number value;
} use_key;

static uint32_t total_index(trail *t, const doc_figure_use *use)
{
	bool is_new;
	use_key key = {use->indicator.data, use->unit.data,    use->period.data,
		       use->origins,	    use->origin_count, use->plan,
		       use->value};
	uint32_t number =
	    number_of(&t->total_numbers, t->arena, &key, sizeof key, &is_new);
	if (is_new) {
		ARENA_GROW(t->arena, t->totals, t->total_count,
			   t->total_capacity);
		t->totals[t->total_count++] = (total){.use = use};
	}
	return number - 1;
}

static void add_figure(trail *t, const doc_node *node)
{
	const doc_trace *trace = node->trace;
	ARENA_GROW(t->arena, t->figures, t->figure_count, t->figure_capacity);
	printed *figure = &t->figures[t->figure_count++];
	*figure = (printed){
	    .node = node,
	    .formula = formula_number(t, trace),
	    .totals = ARENA_ARRAY(t->arena, uint32_t, trace->use_count),
	    .total_count = trace->use_count,
	};
	for (size_t i = 0; i < trace->use_count; i++)
		figure->totals[i] = total_index(t, &trace->uses[i]);
}

/* In the order of the document, without recursion. */
static void walk(trail *t, const doc_node *root)
{
	const doc_node *node = root;
	while (node) {
		if (node->kind == DOC_FIGURE && node->trace)
			add_figure(t, node);
		if (node->first_child) {
			node = node->first_child;
			continue;
		}
		while (node != root && !node->next)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
}

/* ---- Origins ------------------------------------------------------------ */

static uint32_t submission_index(trail *t, const data_origin *record,
				 uint32_t id)
{
	struct {
		const void *unit, *period;
		uint64_t source, plan;
	} key = {record->unit, record->period, id, record->plan};
	bool is_new;
	uint32_t number = number_of(&t->submission_numbers, t->arena, &key,
				    sizeof key, &is_new);
	if (is_new) {
		ARENA_GROW(t->arena, t->submissions, t->submission_count,
			   t->submission_capacity);
		t->submissions[t->submission_count++] =
		    (submission){id, file_number(t, id), record->unit,
				 record->period, record->plan};
	}
	return number - 1;
}

/* 0 when no record stands there, which cannot be. */
static uint32_t origin_number(trail *t, span at)
{
	struct {
		uint32_t source, start;
	} key = {at.source, at.start};
	data_origin record;
	bool is_new;
	uint32_t number;
	if (!data_origin_at(t->input->data, at, &record))
		return 0;
	number =
	    number_of(&t->origin_numbers, t->arena, &key, sizeof key, &is_new);
	if (is_new) {
		ARENA_GROW(t->arena, t->origins, t->origin_count,
			   t->origin_capacity);
		origin *o = &t->origins[t->origin_count++];
		*o = (origin){.record = record, .at = {.at = at}};
		o->submission = submission_index(t, &record, at.source);
		o->at.file = t->submissions[o->submission].file;
	}
	return number;
}

/* A figure of one unit that is just what its record says. */
static bool is_single(const trail *t, const total *x)
{
	if (x->origin_count != 1)
		return false;
	const data_origin *record = &t->origins[x->origins[0] - 1].record;
	return str_equal(record->indicator->code, x->use->indicator) &&
	       str_equal(record->unit->code, x->use->unit) &&
	       text_number_compare(record->value, x->use->value) == 0;
}

static void follow(trail *t, total *x)
{
	const doc_figure_use *use = x->use;
	x->origins = ARENA_ARRAY(t->arena, uint32_t, use->origin_count);
	for (size_t i = 0; i < use->origin_count; i++) {
		uint32_t number = origin_number(t, use->origins[i]);
		if (number)
			x->origins[x->origin_count++] = number;
	}
}

/* Those of many records first, so that theirs are numbered in a row. */
static int by_origins(const void *left, const void *right)
{
	const total *a = *(total *const *)left, *b = *(total *const *)right;
	size_t first = a->use->origin_count, second = b->use->origin_count;
	if (first != second)
		return first > second ? -1 : 1;
	return (a > b) - (a < b);
}

static void follow_all(trail *t)
{
	total **order = ARENA_ARRAY(t->arena, total *, t->total_count);
	for (size_t i = 0; i < t->total_count; i++)
		order[i] = &t->totals[i];
	if (t->total_count)
		qsort(order, t->total_count, sizeof *order, by_origins);
	for (size_t i = 0; i < t->total_count; i++)
		follow(t, order[i]);
	for (size_t i = 0; i < t->total_count; i++) {
		total *x = &t->totals[i];
		if (is_single(t, x))
			x->single = x->origins[0];
		else
			x->number = ++t->last_total;
	}
}

trail trail_follow(const embed_input *input, arena *a)
{
	trail t = {.input = input, .arena = a};
	walk(&t, input->doc);
	follow_all(&t);
	trail_find_pages(&t);
	trail_find_places(&t);
	return t;
}

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

/* The slot of the place's origin, or the free one for it. */
static uint32_t *slot_of(const trail *t, span at)
{
	uint64_t h = ((uint64_t)at.source << 32 | at.start) *
		     UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = t->origin_slot_count - 1;
	for (size_t i = (size_t)(h >> 32) & mask;; i = (i + 1) & mask) {
		uint32_t number = t->origin_slots[i];
		span known = number ? t->origins[number - 1].at.at : NO_SPAN;
		if (!number ||
		    (known.source == at.source && known.start == at.start))
			return &t->origin_slots[i];
	}
}

static void *or_abort(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

/* In an arena, what is outgrown would stay. */
static void make_room(trail *t)
{
	if (t->origin_count < t->origin_capacity)
		return;
	t->origin_capacity = t->origin_capacity ? 2 * t->origin_capacity : 64;
	t->origin_slot_count = 2 * t->origin_capacity;
	t->origins = or_abort(
	    realloc(t->origins, t->origin_capacity * sizeof *t->origins));
	free(t->origin_slots);
	t->origin_slots =
	    or_abort(calloc(t->origin_slot_count, sizeof *t->origin_slots));
	for (size_t i = 0; i < t->origin_count; i++)
		*slot_of(t, t->origins[i].at.at) = (uint32_t)i + 1;
}

/* 0 when no record stands there, which cannot be. */
static uint32_t origin_number(trail *t, span at)
{
	data_origin record;
	make_room(t);
	uint32_t *slot = slot_of(t, at);
	if (*slot)
		return *slot;
	if (!data_origin_at(t->input->data, at, &record))
		return 0;
	uint32_t handed_in = submission_index(t, &record, at.source);
	t->origins[t->origin_count++] = (origin){
	    .submission = handed_in,
	    .indicator = record.indicator->index,
	    .at = {.at = at, .file = t->submissions[handed_in].file},
	};
	return *slot = (uint32_t)t->origin_count;
}

data_origin trail_record(const trail *t, const origin *o)
{
	data_origin record = {0};
	data_origin_at(t->input->data, o->at.at, &record);
	return record;
}

/* A figure of one unit that is just what its record says. */
static bool is_single(const trail *t, const total *x)
{
	if (x->origin_count != 1)
		return false;
	data_origin record = trail_record(t, &t->origins[x->origins[0] - 1]);
	return str_equal(record.indicator->code, x->use->indicator) &&
	       str_equal(record.unit->code, x->use->unit) &&
	       text_number_compare(record.value, x->use->value) == 0;
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

void trail_end(trail *t)
{
	free(t->origins);
	free(t->origin_slots);
	numbering_end(&t->formula_numbers);
	numbering_end(&t->total_numbers);
	numbering_end(&t->submission_numbers);
	numbering_end(&t->file_numbers);
}

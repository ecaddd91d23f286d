#include "set.h"

#include <stdlib.h>

/* A record's place is its start tag; its figures stand behind that. */
static int by_place(const void *left, const void *right)
{
	const record *a = *(const record *const *)left;
	const record *b = *(const record *const *)right;
	if (a->at.source != b->at.source)
		return a->at.source < b->at.source ? -1 : 1;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

static void sort_records(data_set *set)
{
	if (set->by_place_count == set->record_count)
		return;
	set->by_place =
	    ARENA_ARRAY(set->arena, const record *, set->record_count);
	for (size_t i = 0; i < set->record_count; i++)
		set->by_place[i] = set->records[i];
	set->by_place_count = set->record_count;
	qsort(set->by_place, set->by_place_count, sizeof *set->by_place,
	      by_place);
}

/* The last record that begins before the place, in its file. */
static const record *record_before(data_set *set, span at)
{
	size_t low = 0, high = set->by_place_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		span here = set->by_place[middle]->at;
		if (here.source < at.source ||
		    (here.source == at.source && here.start <= at.start))
			low = middle + 1;
		else
			high = middle;
	}
	return low && set->by_place[low - 1]->at.source == at.source
		   ? set->by_place[low - 1]
		   : NULL;
}

static const figure *figure_at(const record *r, span at)
{
	for (size_t i = 0; r && i < r->figure_count; i++)
		if (r->figures[i].at.start == at.start)
			return &r->figures[i];
	return NULL;
}

bool data_origin_at(data_set *set, span at, data_origin *out)
{
	sort_records(set);
	const record *r = record_before(set, at);
	const figure *f = figure_at(r, at);
	if (!f)
		return false;
	*out = (data_origin){
	    .indicator = set->indicators[f->indicator],
	    .unit = r->unit,
	    .period = &set->periods[r->period]->period,
	    .plan = r->is_plan,
	    .is_rollup = r->is_rollup,
	    .value = f->value,
	    .qualifier = data_qualifier_words[f->qualifier],
	};
	if (f->more) {
		out->units = f->more->units;
		out->unit_count = f->more->unit_count;
	}
	return true;
}

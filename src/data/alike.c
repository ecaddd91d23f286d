#include "tally.h"

/* Comparing like with like: which units of then a figure of now leaves out. */

alike data_alike_to(data_set *set, const data_total *total, text_date now)
{
	alike a = {.now = now, .leaves_out = total->absent_count > 0};
	if (!a.leaves_out)
		return a; /* nobody asks */
	a.of_unit = ARENA_ARRAY(set->kept, uint8_t, set->unit_count);
	for (size_t i = 0; i < total->absent_count; i++)
		a.of_unit[total->absent[i]->index] = LIKENESS_LEFT_OUT;
	return a;
}

static likeness together(likeness a, likeness b)
{
	if (a == LIKENESS_UNKNOWN || a == b)
		return b;
	return LIKENESS_BOTH;
}

static likeness find(const alike *, const data_unit *);

/* One that is no more: as those it became part of, or the one around it. */
static likeness of_heirs(const alike *a, const data_unit *unit)
{
	likeness all = LIKENESS_UNKNOWN;
	for (size_t i = 0; i < unit->merged_into_count; i++)
		all = together(all, find(a, unit->merged_into[i]));
	if (all != LIKENESS_UNKNOWN)
		return all;
	return unit->parent ? find(a, unit->parent) : LIKENESS_KEPT;
}

/* One that is not yet (plans look ahead): as those it will be made of. */
static likeness of_predecessors(const alike *a, const data_unit *unit)
{
	const unit_row *row = (const unit_row *)unit;
	likeness all = LIKENESS_UNKNOWN;
	for (size_t i = 0; i < row->came_from_count; i++)
		all = together(all, find(a, row->came_from[i]));
	return all == LIKENESS_UNKNOWN ? LIKENESS_LEFT_OUT : all;
}

static bool begins_later(const data_unit *unit, text_date now)
{
	return unit->valid_from.month &&
	       text_date_compare(unit->valid_from, now) > 0;
}

/* What is being looked for counts as kept, so that circles end. */
static likeness find(const alike *a, const data_unit *unit)
{
	uint8_t *known = &a->of_unit[unit->index];
	if (*known != LIKENESS_UNKNOWN)
		return (likeness)*known;
	*known = LIKENESS_KEPT;
	if (data_existed(unit, a->now))
		return LIKENESS_KEPT;
	likeness l = begins_later(unit, a->now) ? of_predecessors(a, unit)
						: of_heirs(a, unit);
	*known = (uint8_t)l;
	return l;
}

likeness data_likeness(const alike *a, const data_unit *unit)
{
	return find(a, unit);
}

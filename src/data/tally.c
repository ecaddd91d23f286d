#include "tally.h"

#define SHORT_LIST 32

tally data_tally_begin(data_set *set, const data_indicator *ct,
		       const data_period *period, bool plan)
{
	uint32_t index;
	tally t = {.set = set,
		   .ct = ct,
		   .last = period->last,
		   .value = TEXT_INTEGER(0)};
	if (data_table_get(&set->period_codes, period->code, &index) &&
	    set->periods[index]->slots[plan].own)
		t.slots = &set->periods[index]->slots[plan];
	return t;
}

/* ---- Adding one figure -------------------------------------------------- */

static void add_origin(tally *t, span at)
{
	ARENA_GROW(t->set->kept, t->origins, t->origin_count,
		   t->origin_capacity);
	t->origins[t->origin_count++] = at;
}

static void add_lacking(tally *t, const data_unit *unit, const record *r)
{
	ARENA_GROW(t->set->kept, t->lacking, t->lacking_count,
		   t->lacking_capacity);
	t->lacking[t->lacking_count++] = unit;
	if (r && !t->lacking_at.source)
		t->lacking_at = r->at;
}

/* A look-up by unit pays only for long lists. */
static void open_lookup(tally *t)
{
	t->is_listed = ARENA_ARRAY(t->set->kept, bool, t->set->unit_count);
	for (size_t i = 0; i < t->unit_count; i++)
		t->is_listed[t->units[i]->index] = true;
}

static bool is_listed(tally *t, const data_unit *unit)
{
	if (t->is_listed)
		return t->is_listed[unit->index];
	for (size_t i = 0; i < t->unit_count; i++)
		if (t->units[i] == unit)
			return true;
	if (t->unit_count >= SHORT_LIST)
		open_lookup(t);
	return false;
}

static void add_listed(tally *t, const figure *f)
{
	for (size_t i = 0; f->more && i < f->more->unit_count; i++) {
		const data_unit *unit = f->more->units[i];
		if (is_listed(t, unit))
			continue;
		if (t->is_listed)
			t->is_listed[unit->index] = true;
		ARENA_GROW(t->set->kept, t->units, t->unit_count,
			   t->unit_capacity);
		t->units[t->unit_count++] = unit;
	}
	t->value = TEXT_INTEGER((int64_t)t->unit_count);
}

static void add_value(tally *t, const figure *f)
{
	t->has_value = t->has_settled = true;
	t->qualifiers |= 1u << f->qualifier;
	add_origin(t, f->at);
	if (t->ct->kind == DATA_UNITS)
		add_listed(t, f);
	else if (!text_number_add(t->value, f->value, &t->value))
		t->has_overflow = true;
}

/* ---- Walking ------------------------------------------------------------ */

static const record *own_record(const tally *t, const data_unit *unit)
{
	return t->slots ? t->slots->own[unit->index] : NULL;
}

static const record *rolled_up(const tally *t, const data_unit *unit)
{
	return t->slots ? t->slots->rolled_up[unit->index] : NULL;
}

static bool is_absent(const tally *t, const data_unit *unit)
{
	return t->slots && t->slots->absent[unit->index];
}

/* What the unit itself states; `excused`: it or one above is chua-nop. */
static void add_own(tally *t, const data_unit *unit, const record *r,
		    bool excused)
{
	bool must = data_must_state(t->ct, unit, t->last);
	const figure *f = r ? data_figure_in(r, t->ct) : NULL;
	t->expected += must;
	if (!f) {
		if (must && !t->ct->optional && (r || !excused))
			add_lacking(t, unit, r);
		return;
	}
	t->covered += must && f->state != FIGURE_DECLARED_MISSING;
	if (f->state == FIGURE_VALUE)
		add_value(t, f);
	if (f->state == FIGURE_NOT_DUE)
		t->has_settled = true;
}

static uint32_t count_expected(const tally *t, const data_unit *unit)
{
	uint32_t count = data_must_state(t->ct, unit, t->last);
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (data_unit_exists(u, t->last))
			count += count_expected(t, u);
	return count;
}

static void add_rolled_up(tally *t, const data_unit *unit, const figure *f)
{
	if (f->state == FIGURE_VALUE)
		add_value(t, f);
	if (f->more && f->more->has_coverage) {
		t->covered += f->more->covered;
		t->expected += f->more->expected;
		return;
	}
	uint32_t count = count_expected(t, unit);
	t->covered += f->state == FIGURE_DECLARED_MISSING ? 0 : count;
	t->expected += count;
}

static void walk(tally *t, const data_unit *unit, bool excused, bool is_top);

static void walk_below(tally *t, const data_unit *unit, bool excused)
{
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (data_unit_exists(u, t->last))
			walk(t, u, excused, false);
}

/*
 * A rolled-up record that leaves the indicator out, with nothing known below:
 * it is that record that lacks it, not each unit below.
 */
static void blame(tally *t, const data_unit *unit, const record *r,
		  size_t lacking_before, size_t origins_before)
{
	if (t->lacking_count == lacking_before ||
	    t->origin_count != origins_before)
		return;
	t->lacking_count = lacking_before;
	add_lacking(t, unit, r);
	if (!lacking_before)
		t->lacking_at = r->at;
}

static void walk(tally *t, const data_unit *unit, bool excused, bool is_top)
{
	const record *sum = rolled_up(t, unit);
	const figure *f = sum ? data_figure_in(sum, t->ct) : NULL;
	bool is_skipped = is_top && t->skips_rollup_of_top;
	size_t lacking = t->lacking_count, origins = t->origin_count;
	if (f && !is_skipped && f->state != FIGURE_DECLARED_MISSING) {
		add_rolled_up(t, unit, f);
		return;
	}
	excused = excused || is_absent(t, unit) ||
		  (f && f->state == FIGURE_DECLARED_MISSING);
	add_own(t, unit, own_record(t, unit), excused);
	walk_below(t, unit, excused);
	if (sum && !is_skipped)
		blame(t, unit, sum, lacking, origins);
}

void data_tally_add(tally *t, const data_unit *top)
{
	if (t->ct->aggregate != DATA_NONE) {
		walk(t, top, false, true);
		return;
	}
	const record *r = own_record(t, top), *sum = rolled_up(t, top);
	if (sum && data_figure_in(sum, t->ct))
		r = sum;
	add_own(t, top, r, is_absent(t, top));
}

str data_tally_qualifier(const tally *t)
{
	const unsigned exact = 1u << QUALIFIER_EXACT;
	const unsigned above =
	    1u << QUALIFIER_ABOVE | 1u << QUALIFIER_MORE_THAN;
	unsigned rough = t->qualifiers & ~exact;
	if (!rough)
		return STR("");
	if (rough == 1u << QUALIFIER_MORE_THAN)
		return data_qualifier_text(QUALIFIER_MORE_THAN);
	if (!(rough & ~above))
		return data_qualifier_text(QUALIFIER_ABOVE);
	if (rough == 1u << QUALIFIER_NEARLY)
		return data_qualifier_text(QUALIFIER_NEARLY);
	return data_qualifier_text(QUALIFIER_ABOUT);
}

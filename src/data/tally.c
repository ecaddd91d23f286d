#include "tally.h"

#define SHORT_LIST 32

tally data_tally_begin(data_set *set, const data_indicator *ct,
		       const data_period *period, bool plan)
{
	uint32_t index;
	tally t = {.set = set,
		   .ct = ct,
		   .last = period->last,
		   .value = TEXT_INTEGER(0),
		   .low = TEXT_INTEGER(0),
		   .high = TEXT_INTEGER(0)};
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

static void add_interval(tally *t, const figure *f)
{
	text_number low, high;
	data_interval(f, &low, &high);
	if (!text_number_add(t->low, low, &t->low) ||
	    !text_number_add(t->high, high, &t->high))
		t->has_overflow = true;
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
	if (t->ct->kind != DATA_UNITS)
		add_interval(t, f);
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

/* The place of chua-nop, or NULL. */
static const span *absence_of(const tally *t, const data_unit *unit)
{
	return t->slots ? t->slots->absent[unit->index] : NULL;
}

/*
 * Whether the unit's own figure is to be left out.  A figure of one that need
 * not state it is for the units below together: that cannot be divided.
 */
static bool is_left_out(tally *t, const data_unit *unit, bool must,
			const figure *f)
{
	if (!t->alike || !t->alike->leaves_out)
		return false;
	likeness l = data_likeness(t->alike, unit);
	bool is_shared = f && f->state == FIGURE_VALUE && !must &&
			 data_has_below(unit, t->last);
	if (l == LIKENESS_LEFT_OUT)
		return true;
	if (l == LIKENESS_BOTH || is_shared)
		t->is_unlike = true;
	return false;
}

static void add_absent(tally *t, const data_unit *unit, span said_at)
{
	if (!t->absent_at.source)
		t->absent_at = said_at;
	ARENA_GROW(t->set->kept, t->absent, t->absent_count,
		   t->absent_capacity);
	t->absent[t->absent_count++] = unit;
}

/* The thieu, the so-lieu without it, or the chua-nop; each may be NULL. */
static span place_of_absence(const figure *f, const record *r,
			     const span *excused)
{
	if (f)
		return f->at;
	if (r)
		return r->at;
	return excused ? *excused : NO_SPAN;
}

/*
 * What the unit itself states; `excused`: where it is said that it, or one
 * above, has no figures (chua-nop), or NULL.
 */
static void add_own(tally *t, const data_unit *unit, const record *r,
		    const span *excused)
{
	bool must = data_must_state(t->ct, unit, t->last);
	const figure *f = r ? data_figure_in(r, t->ct) : NULL;
	if (is_left_out(t, unit, must, f))
		return;
	t->expected += must;
	if (must && (!f || f->state == FIGURE_DECLARED_MISSING))
		add_absent(t, unit, place_of_absence(f, r, excused));
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

/* The likeness of all below that must state the figure, together. */
static likeness likeness_of_all(tally *t, const data_unit *unit)
{
	likeness all = LIKENESS_UNKNOWN;
	if (data_must_state(t->ct, unit, t->last))
		all = data_likeness(t->alike, unit);
	for (const data_unit *u = unit->first_child; u; u = u->next) {
		if (!data_unit_exists(u, t->last))
			continue;
		likeness one = likeness_of_all(t, u);
		if (all == LIKENESS_UNKNOWN)
			all = one;
		else if (one != LIKENESS_UNKNOWN && one != all)
			all = LIKENESS_BOTH;
	}
	return all;
}

static bool is_left_out_whole(tally *t, const data_unit *unit)
{
	if (!t->alike || !t->alike->leaves_out)
		return false;
	likeness all = likeness_of_all(t, unit);
	if (all == LIKENESS_BOTH)
		t->is_unlike = true;
	return all == LIKENESS_LEFT_OUT;
}

static void add_rolled_up(tally *t, const data_unit *unit, const figure *f)
{
	if (is_left_out_whole(t, unit))
		return;
	if (f->state == FIGURE_VALUE)
		add_value(t, f);
	if (f->more && f->more->has_coverage) {
		t->covered += f->more->covered;
		t->expected += f->more->expected;
		if (f->more->covered < f->more->expected)
			t->is_blurred = true;
		return;
	}
	uint32_t count = count_expected(t, unit);
	t->covered += f->state == FIGURE_DECLARED_MISSING ? 0 : count;
	t->expected += count;
}

static void walk(tally *t, const data_unit *unit, const span *excused,
		 bool is_top);

static void walk_below(tally *t, const data_unit *unit, const span *excused)
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

static void walk(tally *t, const data_unit *unit, const span *excused,
		 bool is_top)
{
	const record *sum = rolled_up(t, unit);
	const figure *f = sum ? data_figure_in(sum, t->ct) : NULL;
	bool is_skipped = is_top && t->skips_rollup_of_top;
	size_t lacking = t->lacking_count, origins = t->origin_count;
	if (f && !is_skipped && f->state != FIGURE_DECLARED_MISSING) {
		add_rolled_up(t, unit, f);
		return;
	}
	if (!excused)
		excused = absence_of(t, unit);
	if (!excused && f && f->state == FIGURE_DECLARED_MISSING)
		excused = &f->at;
	add_own(t, unit, own_record(t, unit), excused);
	walk_below(t, unit, excused);
	if (sum && !is_skipped)
		blame(t, unit, sum, lacking, origins);
}

void data_tally_add(tally *t, const data_unit *top)
{
	if (t->ct->aggregate != DATA_NONE) {
		walk(t, top, NULL, true);
		return;
	}
	const record *r = own_record(t, top), *sum = rolled_up(t, top);
	if (sum && data_figure_in(sum, t->ct))
		r = sum;
	add_own(t, top, r, absence_of(t, top));
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

#include "tally.h"

#include <stdlib.h>

str data_number_text(arena *a, text_number n)
{
	str text;
	if (n.denominator == 1)
		return text_format_integer(a, n.numerator);
	if (text_format_exact(a, n, &text))
		return text;
	return str_format(a, "%lld/%lld", (long long)n.numerator,
			  (long long)n.denominator);
}

/* ---- From a tally to a total -------------------------------------------- */

static int by_name(const void *left, const void *right)
{
	const data_unit *a = *(const data_unit *const *)left;
	const data_unit *b = *(const data_unit *const *)right;
	int order = text_collate(a->name, b->name);
	return order ? order : str_compare(a->code, b->code);
}

static data_status status_of(const tally *t, bool plan)
{
	if (t->has_overflow)
		return DATA_OVERFLOW;
	if (!t->slots || (plan && !t->has_value))
		return DATA_NOT_ENTERED;
	if (t->lacking_count)
		return DATA_INCOMPLETE;
	return t->has_settled ? DATA_VALUE : DATA_NOT_ENTERED;
}

/* Their names, for those who print the figure. */
static void name_absent(data_set *set, data_total *total)
{
	str *names = ARENA_ARRAY(set->kept, str, total->absent_count);
	for (size_t i = 0; i < total->absent_count; i++)
		names[i] = total->absent[i]->full_name;
	total->use.absent = names;
	total->use.absent_count = total->absent_count;
}

static void take_tally(data_total *total, tally *t, bool plan)
{
	total->status = status_of(t, plan);
	total->value = t->value;
	if (t->unit_count)
		qsort(t->units, t->unit_count, sizeof(data_unit *), by_name);
	total->units = t->units;
	total->unit_count = t->unit_count;
	total->lacking = t->lacking;
	total->lacking_count = t->lacking_count;
	total->lacking_at = t->lacking_at;
	total->absent = t->absent;
	total->absent_count = t->absent_count;
	total->absent_at = t->absent_at;
	total->is_blurred = t->is_blurred;
	total->use.value = t->value;
	total->use.qualifier = data_tally_qualifier(t);
	total->use.covered = t->covered;
	total->use.expected = t->expected;
	total->use.origins = t->origins;
	total->use.origin_count = t->origin_count;
	name_absent(t->set, total);
}

/* ---- What to compute, and what is kept ---------------------------------- */

/* Laid out without padding, because its bytes are the key. */
typedef struct request {
	uint32_t indicator;
	uint32_t unit;
	uint32_t period;
	uint32_t how;
	uint32_t now;	 /* period; UINT32_MAX: none */
	uint32_t beside; /* indicator; UINT32_MAX: none */
} request;

enum { HOW_FIGURE, HOW_PLAN, HOW_PREVIOUS, HOW_PLAN_ALIKE, HOW_PREVIOUS_ALIKE };

typedef struct question {
	data_set *set;
	const data_indicator *ct;
	const data_unit *unit;
	const data_period *period; /* the one that is added up */
	uint32_t how;
	const data_period *now;	      /* ALIKE: of the figure to compare with */
	const data_indicator *beside; /* only of units that have it, too */
} question;

static const data_total *answer(const question *);

static const data_total *answer_part(const question *q,
				     const data_indicator *part,
				     const data_indicator *beside)
{
	question of_part = *q;
	of_part.ct = part;
	of_part.beside = beside;
	return answer(&of_part);
}

static void join_origins(data_set *set, data_total *total,
			 const data_total *above, const data_total *below)
{
	size_t count = above->use.origin_count + below->use.origin_count;
	span *origins = ARENA_ARRAY(set->kept, span, count);
	for (size_t i = 0; i < count; i++)
		origins[i] =
		    i < above->use.origin_count
			? above->use.origins[i]
			: below->use.origins[i - above->use.origin_count];
	total->use.origins = origins;
	total->use.origin_count = count;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The worse of both, so that a ratio is no better known than its parts. */
static const data_total *worse(const data_total *a, const data_total *b)
{
	static const int badness[] = {
	    [DATA_VALUE] = 0,	       [DATA_ZERO_DENOMINATOR] = 1,
	    [DATA_NOT_ENTERED] = 2,    [DATA_INCOMPLETE] = 3,
	    [DATA_NOT_COMPARABLE] = 4, [DATA_NOT_OF_THE_SAME] = 5,
	    [DATA_OVERFLOW] = 6,
	};
	return badness[b->status] > badness[a->status] ? b : a;
}

static bool covers_all(const data_total *total)
{
	return total->use.covered == total->use.expected;
}

/* Parts of one level cover the same; else the one that is not whole counts. */
static const data_total *lesser_part(const data_total *above,
				     const data_total *below)
{
	if (above->use.expected == below->use.expected)
		return below->use.covered < above->use.covered ? below : above;
	if (covers_all(above) != covers_all(below))
		return covers_all(above) ? below : above;
	return below->use.expected > above->use.expected ? below : above;
}

static void take_coverage(data_set *set, data_total *total,
			  const data_total *above, const data_total *below)
{
	const data_total *part = lesser_part(above, below);
	total->use.covered = part->use.covered;
	total->use.expected = part->use.expected;
	total->absent = part->absent;
	total->absent_count = part->absent_count;
	total->is_blurred = above->is_blurred || below->is_blurred;
	name_absent(set, total);
}

static void divide(const question *q, data_total *total)
{
	if (!q->ct->numerator || !q->ct->denominator) {
		total->status = DATA_NOT_ENTERED; /* reported when read */
		return;
	}
	const data_indicator *top = q->ct->numerator;
	const data_indicator *bottom = q->ct->denominator;
	const data_total *above = answer_part(q, top, bottom);
	const data_total *below = answer_part(q, bottom, top);
	const data_total *bad = worse(above, below);
	total->numerator = above->value;
	total->denominator = below->value;
	total->status = bad->status;
	total->lacking = bad->lacking;
	total->lacking_count = bad->lacking_count;
	total->lacking_at = bad->lacking_at;
	take_coverage(q->set, total, above, below);
	total->absent_at = bad->absent_at;
	total->use.qualifier = above->use.qualifier.length
				   ? above->use.qualifier
				   : below->use.qualifier;
	total->use.alike = above->use.alike || below->use.alike;
	join_origins(q->set, total, above, below);
	if (total->status != DATA_VALUE)
		return;
	if (below->value.numerator == 0)
		total->status = DATA_ZERO_DENOMINATOR;
	else if (!text_number_divide(above->value, below->value, &total->value))
		total->status = DATA_OVERFLOW;
	total->use.value = total->value;
}

/* ---- The year before ---------------------------------------------------- */

/* Units that a unit was made of, and the days on which to look. */
typedef struct past {
	const question *q;
	const data_unit **roots;
	size_t count, capacity;
	text_date then, now;
} past;

static bool is_within_any(const past *p, const data_unit *unit)
{
	for (size_t i = 0; i < p->count; i++)
		if (data_is_within(unit, p->roots[i]))
			return true;
	return false;
}

/* A unit within another root is counted with it. */
static void add_root(past *p, const data_unit *unit)
{
	size_t kept = 0;
	if (is_within_any(p, unit))
		return;
	for (size_t i = 0; i < p->count; i++)
		if (!data_is_within(p->roots[i], unit))
			p->roots[kept++] = p->roots[i];
	p->count = kept;
	ARENA_GROW(p->q->set->kept, p->roots, p->count, p->capacity);
	p->roots[p->count++] = unit;
}

/*
 * Follows mergers back to the units that existed then: of units merged twice
 * within the year only the oldest count.
 */
static void collect(past *p, const data_unit *unit, size_t depth)
{
	const unit_row *row = (const unit_row *)unit;
	if (depth > DATA_DEEPEST)
		return;
	if (data_existed(unit, p->then))
		add_root(p, unit);
	for (size_t i = 0; i < row->came_from_count; i++) {
		data_reads(p->q->set, row->came_from[i]);
		collect(p, row->came_from[i], depth + 1);
	}
}

/* Whether what became of a unit of then is within the unit of now. */
static bool stayed(const past *p, const data_unit *unit, size_t depth)
{
	if (data_existed(unit, p->now) || depth > DATA_DEEPEST)
		return data_existed(unit, p->now)
			   ? data_is_within(unit, p->q->unit)
			   : true;
	for (size_t i = 0; i < unit->merged_into_count; i++) {
		data_reads(p->q->set, unit->merged_into[i]);
		if (!stayed(p, unit->merged_into[i], depth + 1))
			return false;
	}
	return true;
}

static bool all_stayed(const past *p, const data_unit *unit)
{
	if (!data_unit_exists(unit, p->then))
		return true;
	if (!stayed(p, unit, 0))
		return false;
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (!all_stayed(p, u))
			return false;
	return true;
}

/* Whether what a unit of now was made of was within the roots of then. */
static bool was_within(const past *p, const data_unit *unit)
{
	const unit_row *row = (const unit_row *)unit;
	for (size_t i = 0; i < row->came_from_count; i++) {
		const data_unit *from = row->came_from[i];
		data_reads(p->q->set, from);
		if (data_existed(from, p->then) && !is_within_any(p, from))
			return false;
	}
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (data_unit_exists(u, p->now) && !was_within(p, u))
			return false;
	return true;
}

static bool is_comparable(const past *p)
{
	if (!p->count || !was_within(p, p->q->unit))
		return false;
	for (size_t i = 0; i < p->count; i++)
		if (!all_stayed(p, p->roots[i]))
			return false;
	/* What is never summed has one owner only. */
	return p->count == 1 || p->q->ct->aggregate != DATA_NONE;
}

static past look_back(const question *q)
{
	past p = {.q = q, .then = q->period->last};
	p.now = data_period_shift(q->set->kept, q->period, 1).last;
	collect(&p, q->unit, 0);
	return p;
}

/* ---- Answering ---------------------------------------------------------- */

static bool is_plan(const question *q)
{
	return q->how == HOW_PLAN || q->how == HOW_PLAN_ALIKE;
}

/* False when units were split or came from elsewhere. */
static bool add_roots(const question *q, tally *t)
{
	if (is_plan(q) || q->how == HOW_FIGURE) {
		data_tally_add(t, q->unit);
		return true;
	}
	past p = look_back(q);
	if (!is_comparable(&p))
		return false;
	for (size_t i = 0; i < p.count; i++)
		data_tally_add(t, p.roots[i]);
	return true;
}

static void add_up(const question *q, data_total *total)
{
	tally t = data_tally_begin(q->set, q->ct, q->period, is_plan(q));
	if (add_roots(q, &t))
		take_tally(total, &t, is_plan(q));
	else
		total->status = DATA_NOT_COMPARABLE;
}

/*
 * Every unit that has a figure now must have one then, or none has and it was
 * stated for all together.
 */
static bool is_whole(const tally *t)
{
	bool is_together = !t->alike->leaves_out && !t->covered;
	return !t->is_unlike && (is_together || t->covered == t->expected);
}

static const data_total *answer_as(const question *q, const data_period *period,
				   uint32_t how)
{
	question other = *q;
	other.period = period;
	other.how = how;
	other.now = NULL;
	return answer(&other);
}

static void add_up_alike(const question *q, data_total *total)
{
	const data_total *now = answer_as(q, q->now, HOW_FIGURE);
	const data_total *all =
	    answer_as(q, q->period, is_plan(q) ? HOW_PLAN : HOW_PREVIOUS);
	tally t = data_tally_begin(q->set, q->ct, q->period, is_plan(q));
	alike a = data_alike_to(q->set, now, q->now->last);
	t.alike = &a;
	total->status = DATA_NOT_COMPARABLE;
	if (now->status != DATA_VALUE || now->is_blurred || !add_roots(q, &t))
		return;
	take_tally(total, &t, is_plan(q));
	total->use.alike = a.leaves_out;
	bool was_there =
	    total->status == DATA_NOT_ENTERED && all->status == DATA_VALUE;
	if (was_there || (total->status == DATA_VALUE && !is_whole(&t)))
		total->status = DATA_NOT_COMPARABLE;
}

/* ---- The parts of a ratio ----------------------------------------------- */

static bool is_among(const data_unit *unit, const data_unit *const *units,
		     size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (units[i] == unit)
			return true;
	return false;
}

static int by_index(const void *left, const void *right)
{
	const data_unit *a = *(const data_unit *const *)left;
	const data_unit *b = *(const data_unit *const *)right;
	return (a->index > b->index) - (a->index < b->index);
}

/*
 * Who lacks either part lacks the ratio: those who lack the other one and
 * should state this one are added to its absent.
 */
static size_t join_absent(const question *q, data_total *total,
			  const data_total *other)
{
	size_t count = total->absent_count;
	const data_unit **units = ARENA_ARRAY(q->set->kept, const data_unit *,
					      count + other->absent_count);
	for (size_t i = 0; i < count; i++)
		units[i] = total->absent[i];
	for (size_t i = 0; i < other->absent_count; i++) {
		const data_unit *unit = other->absent[i];
		if (data_must_state(q->ct, unit, q->period->last) &&
		    !is_among(unit, total->absent, total->absent_count))
			units[count++] = unit;
	}
	size_t added = count - total->absent_count;
	if (added)
		qsort(units, count, sizeof *units, by_index);
	total->absent = units;
	total->absent_count = count;
	return added;
}

/* What `expected` units less the absent ones have. */
static void cover(data_set *set, data_total *total, uint32_t expected)
{
	total->use.expected = expected;
	if (total->absent_count <= expected)
		total->use.covered =
		    smaller(total->use.covered,
			    expected - (uint32_t)total->absent_count);
	name_absent(set, total);
}

/*
 * The figure over the units that have the other one, too.  A rolled-up record
 * does not say which they are: then both must at least be as many.
 */
static void add_up_beside(const question *q, data_total *total)
{
	const data_total *own = answer_part(q, q->ct, NULL);
	const data_total *other = answer_part(q, q->beside, NULL);
	*total = *own;
	if (own->status != DATA_VALUE || other->status != DATA_VALUE)
		return;
	if (own->is_blurred || other->is_blurred) {
		if (own->use.covered != other->use.covered &&
		    own->use.expected == other->use.expected)
			total->status = DATA_NOT_OF_THE_SAME;
		return;
	}
	size_t more = join_absent(q, total, other);
	const data_unit *const *absent = total->absent;
	size_t count = total->absent_count;
	if (more) {
		alike a = data_alike_to(q->set, total, q->period->last);
		tally t =
		    data_tally_begin(q->set, q->ct, q->period, is_plan(q));
		t.alike = &a;
		add_roots(q, &t);
		take_tally(total, &t, is_plan(q));
		if (t.is_unlike)
			total->status = DATA_NOT_OF_THE_SAME;
		total->absent = absent;
		total->absent_count = count;
	}
	cover(q->set, total, own->use.expected);
}

static const data_total *compute(const question *q)
{
	data_total *total = ARENA_NEW(q->set->kept, data_total);
	total->indicator = q->ct;
	total->unit = q->unit;
	total->value = total->use.value = TEXT_INTEGER(0);
	total->numerator = total->denominator = TEXT_INTEGER(0);
	total->use.indicator = q->ct->code;
	total->use.unit = q->unit->code;
	total->use.plan = is_plan(q);
	if (q->ct->kind == DATA_RATIO)
		divide(q, total);
	else if (q->now)
		add_up_alike(q, total);
	else if (q->beside)
		add_up_beside(q, total);
	else
		add_up(q, total);
	return total;
}

static str key_of(const question *q, request *r)
{
	*r = (request){
	    q->ct->index, q->unit->index, data_period_index(q->set, q->period),
	    q->how,	  UINT32_MAX,	  UINT32_MAX};
	if (q->now)
		r->now = data_period_index(q->set, q->now);
	if (q->beside)
		r->beside = q->beside->index;
	return (str){(const char *)r, sizeof *r};
}

static const data_total *answer(const question *q)
{
	data_set *set = q->set;
	request r;
	uint32_t index;
	str key = key_of(q, &r);
	data_reads(set, q->unit);
	if (data_table_get(&set->total_keys, key, &index))
		return set->totals[index];
	data_total *total = (data_total *)(uintptr_t)compute(q);
	total->use.period = set->periods[r.period]->period.code;
	ARENA_GROW(set->kept, set->totals, set->total_count,
		   set->total_capacity);
	index = (uint32_t)set->total_count++;
	set->totals[index] = total;
	data_table_put(&set->total_keys, set->kept, str_copy(set->kept, key),
		       index);
	return total;
}

void data_keep_in(data_set *set, arena *a)
{
	set->kept = a;
	set->totals = NULL;
	set->total_count = set->total_capacity = 0;
	set->total_keys = (data_table){0};
}

/* ---- Doors -------------------------------------------------------------- */

static const data_total *ask(data_set *set, const data_indicator *ct,
			     const data_unit *unit, const data_period *period,
			     uint32_t how)
{
	question q = {
	    .set = set, .ct = ct, .unit = unit, .period = period, .how = how};
	return answer(&q);
}

/* The same of the units alone that have a figure in the period `now`. */
static const data_total *ask_alike(data_set *set, const data_indicator *ct,
				   const data_unit *unit,
				   const data_period *period, uint32_t how,
				   const data_period *now)
{
	question q = {.set = set,
		      .ct = ct,
		      .unit = unit,
		      .period = period,
		      .how = how,
		      .now = now};
	return answer(&q);
}

const data_total *data_figure(data_set *set, const data_indicator *ct,
			      const data_unit *unit, const data_period *period,
			      bool plan)
{
	return ask(set, ct, unit, period, plan ? HOW_PLAN : HOW_FIGURE);
}

const data_total *data_figure_beside(data_set *set, const data_indicator *ct,
				     const data_indicator *other,
				     const data_unit *unit,
				     const data_period *period)
{
	question q = {.set = set,
		      .ct = ct,
		      .unit = unit,
		      .period = period,
		      .how = HOW_FIGURE,
		      .beside = other};
	return answer(&q);
}

const data_total *data_previous(data_set *set, const data_indicator *ct,
				const data_unit *unit,
				const data_period *period)
{
	return ask(set, ct, unit, data_period_before(set, period),
		   HOW_PREVIOUS);
}

const data_total *data_previous_alike(data_set *set, const data_indicator *ct,
				      const data_unit *unit,
				      const data_period *period)
{
	return ask_alike(set, ct, unit, data_period_before(set, period),
			 HOW_PREVIOUS_ALIKE, period);
}

const data_total *data_plan(data_set *set, const data_indicator *ct,
			    const data_unit *unit, const data_period *period)
{
	const data_total *plan = ask(set, ct, unit, period, HOW_PLAN);
	if (period->kind == DATA_YEAR || plan->status != DATA_NOT_ENTERED)
		return plan;
	return ask(set, ct, unit, data_year_of(set, period), HOW_PLAN);
}

const data_period *data_other_plan(data_set *set, const data_indicator *ct,
				   const data_unit *unit,
				   const data_period *period, span *at)
{
	const data_period *latest = NULL;
	for (size_t i = 0; i < set->period_count; i++) {
		const data_period *p = &set->periods[i]->period;
		if (!set->periods[i]->slots[1].record_count ||
		    str_equal(p->code, period->code) ||
		    (latest && text_date_compare(latest->last, p->last) > 0))
			continue;
		const data_total *plan = ask(set, ct, unit, p, HOW_PLAN);
		if (!plan->use.origin_count)
			continue;
		latest = p;
		*at = plan->use.origins[0];
	}
	return latest;
}

const data_total *data_plan_alike(data_set *set, const data_indicator *ct,
				  const data_unit *unit,
				  const data_period *period)
{
	const data_total *plan = data_plan(set, ct, unit, period);
	if (plan->status != DATA_VALUE && plan->status != DATA_INCOMPLETE)
		return plan;
	const data_period *planned = period;
	if (!str_equal(plan->use.period, period->code))
		planned = data_year_of(set, period);
	return ask_alike(set, ct, unit, planned, HOW_PLAN_ALIKE, period);
}

/* ---- Rolled-up records against the figures below ------------------------ */

/* Both say how many units they are made of, and say the same. */
static bool covers_the_same(const figure *f, const tally *below)
{
	return f->more && f->more->has_coverage &&
	       f->more->covered == below->covered &&
	       f->more->expected == below->expected;
}

/* < 0: the sum is below the figure in any case; 0: they may be the same. */
static int compare_roughly(const figure *f, const tally *below)
{
	text_number low, high;
	data_interval(f, &low, &high);
	if (text_number_compare(below->high, low) < 0)
		return -1;
	return text_number_compare(below->low, high) > 0;
}

static bool disagrees(const figure *f, const tally *below)
{
	if (!below->has_value || below->has_overflow)
		return false;
	int order = f->state == FIGURE_VALUE && below->ct->kind != DATA_UNITS
			? compare_roughly(f, below)
			: text_number_compare(below->value, f->value);
	bool is_full =
	    !below->lacking_count && below->covered == below->expected;
	if (is_full || covers_the_same(f, below))
		return order != 0;
	return order > 0 && !below->ct->may_be_negative;
}

static void check_rollup(data_set *set, const record *r, const figure *f)
{
	const data_indicator *ct = set->indicators[f->indicator];
	tally below = data_tally_begin(
	    set, ct, &set->periods[r->period]->period, r->is_plan);
	below.skips_rollup_of_top = true;
	if (f->state != FIGURE_VALUE || ct->aggregate == DATA_NONE)
		return;
	data_tally_add(&below, r->unit);
	if (!disagrees(f, &below))
		return;
	diag_at(set->diags, DIAG_ROLLUP_DISAGREES, f->at, r->unit->full_name,
		ct->code, data_number_text(set->arena, f->value),
		data_number_text(set->arena, below.value));
	diag_note(set->diags, HINT_BELOW_IS_HERE, below.origins[0]);
}

void data_check_rollups(data_set *set)
{
	for (size_t i = 0; i < set->record_count; i++) {
		const record *r = set->records[i];
		text_date last = set->periods[r->period]->period.last;
		if (!r->is_rollup || r->is_superseded ||
		    !data_has_below(r->unit, last))
			continue;
		for (size_t j = 0; j < r->figure_count; j++)
			check_rollup(set, r, &r->figures[j]);
	}
}

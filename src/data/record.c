#include "set.h"

/* ---- The head of a so-lieu ---------------------------------------------- */

static bool read_unit(data_set *set, const xml_node *node,
		      const data_unit **unit)
{
	const xml_attribute *a = data_require(set, node, STR("don-vi"));
	*unit = a ? data_find_unit(set, a->value, a->value_at) : NULL;
	return *unit;
}

static bool read_period(data_set *set, const xml_node *node, uint32_t *index)
{
	const xml_attribute *a = data_require(set, node, STR("ky"));
	return a && data_find_period(set, a->value, a->value_at, index);
}

static bool read_submitted(data_set *set, const xml_node *node, record *r)
{
	const xml_attribute *a = xml_attribute_of(node, STR("nop-luc"));
	if (!a)
		return true;
	r->has_submitted =
	    text_read_date_time(a->value, &r->submitted, &r->submitted_at);
	if (r->has_submitted)
		return true;
	diag_at(set->diags, DIAG_BAD_DATE_TIME, a->value_at, a->value,
		STR("nop-luc"));
	str meant = text_date_meant(set->arena, a->value);
	if (meant.length)
		diag_hint(set->diags, HINT_WRITE_AS, meant);
	else
		diag_hint(set->diags, HINT_MOMENT_FORM);
	return false;
}

/* A plan has no cut-off date; what was carried out has one. */
static bool read_cut_off(data_set *set, const xml_node *node, record *r)
{
	size_t errors = diags_errors(set->diags);
	if (!r->is_plan && !data_require(set, node, STR("den-ngay"))) {
		if (diags_errors(set->diags) > errors &&
		    !xml_attribute_of(node, STR("loai")))
			diag_hint(set->diags, HINT_PLAN_SAYS_SO);
		return false;
	}
	return data_read_date(set, node, STR("den-ngay"), &r->cut_off);
}

static bool read_head(data_set *set, const xml_node *node, record *r)
{
	static const char *const kinds[] = {"thuc-hien", "ke-hoach", NULL};
	size_t kind;
	r->at = node->at;
	bool good = xml_check_attributes(
	    set->diags, node, "don-vi ky den-ngay nop-luc loai tong-hop");
	good &= data_read_choice(set, node, STR("loai"), kinds, 0, &kind);
	r->is_plan = kind == 1;
	r->is_rollup = data_read_yes_no(set, node, STR("tong-hop"), false);
	good &= read_submitted(set, node, r);
	good &= read_cut_off(set, node, r);
	bool has_unit = read_unit(set, node, &r->unit);
	bool has_period = read_period(set, node, &r->period);
	if (!has_period) {
		r->unit = NULL; /* figures are then read for themselves */
		return false;
	}
	const data_period *period = &set->periods[r->period]->period;
	good &= data_check_cut_off(set, node, period, r->cut_off);
	return has_unit &&
	       data_check_valid(
		   set, r->unit, period,
		   xml_attribute_of(node, STR("don-vi"))->value_at) &&
	       good;
}

/* ---- Resubmission ------------------------------------------------------- */

static record_slots *slots_of(data_set *set, const record *r)
{
	record_slots *slots = &set->periods[r->period]->slots[r->is_plan];
	if (!slots->own) {
		slots->own = ARENA_ARRAY(set->arena, record *, set->unit_count);
		slots->rolled_up =
		    ARENA_ARRAY(set->arena, record *, set->unit_count);
		slots->absent =
		    ARENA_ARRAY(set->arena, const span *, set->unit_count);
	}
	return slots;
}

/* < 0: a was handed in before b; 0: cannot be told. */
static int compare_submissions(const record *a, const record *b)
{
	if (!a->has_submitted || !b->has_submitted)
		return 0;
	int order = text_date_compare(a->submitted, b->submitted);
	if (order)
		return order;
	return 60 * (a->submitted_at.hour - b->submitted_at.hour) +
	       (a->submitted_at.minute - b->submitted_at.minute);
}

/* Whether the two agree wherever both state a value. */
static bool say_the_same(const data_set *set, const record *a, const record *b)
{
	for (size_t i = 0; i < a->figure_count; i++) {
		const figure *f = &a->figures[i];
		const figure *g =
		    data_figure_in(b, set->indicators[f->indicator]);
		bool both =
		    g && f->state == FIGURE_VALUE && g->state == FIGURE_VALUE;
		if (both && text_number_compare(f->value, g->value) != 0)
			return false;
	}
	return true;
}

static bool settle(data_set *set, record **slot, record *r)
{
	record *old = *slot;
	if (!old) {
		*slot = r;
		return true;
	}
	/* A PDF and the file that it was made of: the file says who says so. */
	if (old->is_rollup != r->is_rollup && say_the_same(set, old, r)) {
		*slot = r->is_rollup ? old : r;
		(r->is_rollup ? r : old)->is_superseded = true;
		return true;
	}
	str period = set->periods[r->period]->period.code;
	int order = compare_submissions(old, r);
	if (order == 0) {
		r->is_superseded = true;
		diag_at(set->diags, DIAG_SUBMITTED_TWICE, r->at,
			r->unit->full_name, period);
		diag_note(set->diags, HINT_FIRST_IS_HERE, old->at);
		diag_hint(set->diags, HINT_DELETE_ONE_RECORD);
		diag_hint(set->diags, HINT_SUBMISSION_DATES);
		if (!r->is_plan)
			diag_hint(set->diags, HINT_ONE_IS_PLAN);
		return false;
	}
	record *earlier = order < 0 ? old : r;
	record *later = order < 0 ? r : old;
	earlier->is_superseded = true;
	*slot = later;
	diag_at(set->diags, DIAG_RESUBMITTED, earlier->at, r->unit->full_name,
		period);
	diag_note(set->diags, HINT_LATER_IS_HERE, later->at);
	return true;
}

static bool keep(data_set *set, record *r)
{
	record_slots *slots = slots_of(set, r);
	ARENA_GROW(set->arena, set->records, set->record_count,
		   set->record_capacity);
	set->records[set->record_count++] = r;
	slots->record_count++;
	/* With nothing below to be added up, the total is its own figure. */
	bool is_sum =
	    r->is_rollup &&
	    data_has_below(r->unit, set->periods[r->period]->period.last);
	record **all = is_sum ? slots->rolled_up : slots->own;
	return settle(set, &all[r->unit->index], r);
}

bool data_read_record(data_set *set, const xml_node *node)
{
	record *r = ARENA_NEW(set->arena, record);
	bool good = data_check_children(set, node, "so");
	bool is_placed = read_head(set, node, r);
	good &= data_read_figures(set, node, r);
	if (!is_placed)
		return false;
	return keep(set, r) && good;
}

/* ---- chua-nop ----------------------------------------------------------- */

bool data_read_absence(data_set *set, const xml_node *node)
{
	record r = {.at = node->at};
	bool good = xml_check_attributes(set->diags, node, "don-vi ky ly-do");
	good &= data_check_children(set, node, "");
	const xml_attribute *reason =
	    xml_require(set->diags, node, STR("ly-do"));
	good &= reason != NULL;
	if (reason && !str_trim(reason->value).length)
		good = diag_at(set->diags, DIAG_REASON_EMPTY, reason->value_at,
			       STR("ly-do"));
	bool has_unit = read_unit(set, node, &r.unit);
	if (!read_period(set, node, &r.period) || !has_unit)
		return false;
	if (!data_check_valid(set, r.unit, &set->periods[r.period]->period,
			      xml_attribute_of(node, STR("don-vi"))->value_at))
		return false;
	span *at = ARENA_NEW(set->arena, span);
	*at = node->at;
	slots_of(set, &r)->absent[r.unit->index] = at;
	return good;
}

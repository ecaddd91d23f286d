#include "set.h"

/* ---- Sharp changes ------------------------------------------------------ */

/* |now - before| / before in percent, half up; false when it has none. */
static bool change_of(text_number now, text_number before, text_number *out)
{
	text_number difference, ratio;
	return text_number_subtract(now, before, &difference) &&
	       text_number_divide(difference, before, &ratio) &&
	       text_number_multiply(ratio, TEXT_INTEGER(100), out);
}

static str percent_text(arena *a, text_number change)
{
	text_number whole;
	if (!text_number_round(change, 0, &whole))
		return STR("");
	return str_format(a, "%s%.*s%%", whole.numerator > 0 ? "+" : "",
			  STR_ARGS(data_number_text(a, whole)));
}

static void report_change(data_set *set, const rule *law, const data_total *now,
			  const data_total *before, text_number change)
{
	arena *a = set->arena;
	str text = str_format(a, "%.*s: %.*s = %.*s, %.*s: %.*s (%.*s)",
			      STR_ARGS(now->unit->full_name),
			      STR_ARGS(law->whole->code),
			      STR_ARGS(data_number_text(a, now->value)),
			      STR_ARGS(before->use.period),
			      STR_ARGS(data_number_text(a, before->value)),
			      STR_ARGS(percent_text(a, change)));
	span at = now->use.origin_count ? now->use.origins[0] : law->at;
	diag_at(set->diags,
		law->warns ? DIAG_RULE_BROKEN_MILDLY : DIAG_RULE_BROKEN, at,
		law->message, text);
	if (before->use.origin_count)
		diag_note(set->diags, HINT_FIGURE_IS, before->use.origins[0],
			  law->whole->code, data_number_text(a, before->value));
	diag_note(set->diags, HINT_RULE_IS_HERE, law->at, law->code,
		  law->source->value);
}

static void check_change(data_set *set, const rule *law, const data_unit *unit,
			 const data_period *period)
{
	const data_total *now =
	    data_figure(set, law->whole, unit, period, false);
	if (now->status != DATA_VALUE)
		return;
	const data_total *before =
	    data_previous_alike(set, law->whole, unit, period);
	text_number change;
	if (before->status != DATA_VALUE ||
	    !change_of(now->value, before->value, &change))
		return;
	text_number size = change;
	if (size.numerator < 0)
		size.numerator = -size.numerator;
	if (text_number_compare(size, TEXT_INTEGER(law->number)) > 0)
		report_change(set, law, now, before, change);
}

/* ---- Split units -------------------------------------------------------- */

/* Figures of the year before there are, but of units that were divided. */
static void check_comparable(data_set *set, const data_unit *unit,
			     const data_period *period)
{
	data_period before = data_period_shift(set->arena, period, -1);
	if (!data_has_period(set, before.code))
		return;
	for (size_t i = 0; i < set->indicator_count; i++) {
		const data_total *past =
		    data_previous(set, set->indicators[i], unit, period);
		if (past->status != DATA_NOT_COMPARABLE)
			continue;
		diag_at(set->diags, DIAG_NOT_COMPARABLE, unit->at,
			unit->full_name, data_period_name(set->arena, &before));
		return;
	}
}

/* ---- Who has handed in -------------------------------------------------- */

static str deadline_of(const data_set *set, const data_unit *unit,
		       const data_period *period, const xml_attribute **at)
{
	for (size_t i = 0; i < set->facts_count; i++) {
		const data_facts *f = &set->facts[i];
		bool is_theirs =
		    (!f->unit.length || str_equal(f->unit, unit->code)) &&
		    (!f->period.length || str_equal(f->period, period->code));
		*at = f->meeting ? NULL
				 : xml_attribute_of(f->root, STR("han-nop"));
		if (is_theirs && *at)
			return str_trim((*at)->value);
	}
	*at = NULL;
	return STR("");
}

bool data_deadline(data_set *set, const data_unit *unit,
		   const data_period *period, text_date *date, text_time *time)
{
	const xml_attribute *a;
	str text = deadline_of(set, unit, period, &a);
	*date = (text_date){0};
	if (!a)
		return false;
	if (!text_read_date_time(text, date, time)) {
		diag_at(set->diags, DIAG_BAD_DATE_TIME, a->value_at, a->value,
			STR("han-nop"));
		str meant = text_date_meant(set->arena, text);
		if (meant.length)
			diag_hint(set->diags, HINT_WRITE_AS, meant);
		return false;
	}
	if (text.length == strlen("2023-09-10")) /* the whole day */
		*time = (text_time){23, 59};
	return true;
}

static bool is_after(const data_submission *s, text_date date, text_time time)
{
	int order = text_date_compare(s->date, date);
	if (order)
		return order > 0;
	return 60 * (s->time.hour - time.hour) + s->time.minute - time.minute >
	       0;
}

/* Whether it must state anything itself. */
static bool must_report(const data_set *set, const data_unit *unit,
			text_date last)
{
	for (size_t i = 0; i < set->indicator_count; i++)
		if (data_must_state(set->indicators[i], unit, last) &&
		    !set->indicators[i]->optional)
			return true;
	return false;
}

static data_submission submission_of(const record_slots *slots,
				     const data_unit *unit)
{
	data_submission s = {.unit = unit, .state = DATA_NOT_HANDED_IN};
	if (!slots || !slots->own)
		return s;
	const record *r = slots->own[unit->index]
			      ? slots->own[unit->index]
			      : slots->rolled_up[unit->index];
	if (r) {
		s.state = DATA_HANDED_IN;
		s.at = r->at;
		s.is_dated = r->has_submitted;
		s.date = r->submitted;
		s.time = r->submitted_at;
	} else if (slots->absent[unit->index]) {
		s.state = DATA_EXCUSED;
		s.at = *slots->absent[unit->index];
	}
	return s;
}

/* What was handed in with errors is there, though it was not taken. */
static void find_fault(const data_set *set, const data_period *period,
		       data_submission *s)
{
	for (size_t i = 0; i < set->faulty_count; i++) {
		const data_fault *f = &set->faulty[i];
		if (!str_equal(f->unit, s->unit->code) ||
		    (f->period.length && !str_equal(f->period, period->code)))
			continue;
		s->state = DATA_HANDED_IN;
		s->is_faulty = true;
		s->at = f->at;
		return;
	}
}

static bool is_covered_above(const record_slots *slots, const data_unit *unit,
			     const data_unit *top)
{
	for (const data_unit *u = unit->parent; slots && slots->own && u;
	     u = u->parent) {
		if (slots->rolled_up[u->index] && u != top)
			return true;
		if (u == top)
			return false;
	}
	return false;
}

size_t data_submissions(data_set *set, const data_unit *top,
			const data_period *period, data_submission **out)
{
	uint32_t index;
	const record_slots *slots = NULL;
	text_date deadline;
	text_time hour;
	bool has_deadline = data_deadline(set, top, period, &deadline, &hour);
	size_t count = 0;
	*out = ARENA_ARRAY(set->arena, data_submission, set->unit_count);
	if (data_table_get(&set->period_codes, period->code, &index))
		slots = &set->periods[index]->slots[0];
	for (size_t i = 0; i < set->unit_count; i++) {
		const data_unit *unit = set->units[i];
		if (!data_is_within(unit, top) ||
		    !data_existed(unit, period->last) ||
		    is_covered_above(slots, unit, top))
			continue;
		data_submission s = submission_of(slots, unit);
		if (s.state == DATA_NOT_HANDED_IN)
			find_fault(set, period, &s);
		if (s.state == DATA_NOT_HANDED_IN &&
		    !must_report(set, unit, period->last))
			continue;
		s.is_late =
		    has_deadline && s.is_dated && is_after(&s, deadline, hour);
		(*out)[count++] = s;
	}
	return count;
}

static str moment_text(arena *a, text_date date, text_time time)
{
	return str_format(a, "%02d:%02d ngày %.*s", time.hour, time.minute,
			  STR_ARGS(text_format_date(a, date, TEXT_DATE_SHORT)));
}

static void check_late(data_set *set, const data_unit *unit,
		       const data_period *period)
{
	data_submission *list;
	text_date date;
	text_time time;
	size_t count = data_submissions(set, unit, period, &list);
	if (!data_deadline(set, unit, period, &date, &time))
		return;
	for (size_t i = 0; i < count; i++)
		if (list[i].is_late)
			diag_at(
			    set->diags, DIAG_FIGURES_LATE, list[i].at,
			    list[i].unit->full_name,
			    moment_text(set->arena, list[i].date, list[i].time),
			    moment_text(set->arena, date, time));
}

void data_check_soundness(data_set *set, const data_unit *unit,
			  const data_period *period)
{
	check_late(set, unit, period);
	check_comparable(set, unit, period);
	for (size_t i = 0; i < set->rule_count; i++) {
		const rule *law = &set->rules[i];
		if (law->kind != RULE_CHANGE || !law->whole)
			continue;
		check_change(set, law, unit, period);
		for (const data_unit *u = unit->first_child; u; u = u->next)
			if (data_existed(u, period->last))
				check_change(set, law, u, period);
	}
}

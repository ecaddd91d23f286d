#include "evaluation.h"

/* From codes to figures, and why there may be none. */

evaluation *evaluation_of(const expr_call *call)
{
	return call->host->context;
}

/* ---- Arguments -------------------------------------------------------- */

bool figure_find_indicator(const expr_call *call, size_t i,
			   const data_indicator **out)
{
	evaluation *e = evaluation_of(call);
	str code = call->arguments[i].text;
	*out = data_indicator_of(e->input->data, code);
	if (*out)
		return true;
	expr_known known = {0};
	template_know_indicators(e->input->data, e->arena, &known);
	return expr_report_indicator(call->diags, &known, code,
				     call->argument_at[i]);
}

static bool report_unit(const expr_call *call, size_t i, str code)
{
	evaluation *e = evaluation_of(call);
	const data_unit *const *units;
	size_t count = data_units(e->input->data, &units);
	str *codes = ARENA_ARRAY(e->arena, str, count);
	for (size_t j = 0; j < count; j++)
		codes[j] = units[j]->code;
	diag_at(call->diags, DIAG_UNIT_UNKNOWN, call->argument_at[i], code);
	diag_suggest(call->diags, code, codes, count);
	return false;
}

bool figure_unit_argument(const expr_call *call, size_t i,
			  const data_unit **out)
{
	evaluation *e = evaluation_of(call);
	const expr_value *given = &call->arguments[i];
	expr_value single;
	span at = call->argument_at[i];
	if (given->kind == EXPR_ITEMS && given->item_count == 1 &&
	    given->items[0].type == &template_unit_type) {
		*out = given->items[0].object;
		return true;
	}
	if (!expr_to_single(call->context, given, at, &single))
		return false;
	if (single.kind == EXPR_MISSING)
		return expr_report_missing(call->diags, single.reason, at);
	if (single.kind != EXPR_TEXT)
		return diag_at(call->diags, DIAG_NOT_A_UNIT, at,
			       expr_snippet(call->arena, call->diags, at));
	*out = data_unit_of(e->input->data, single.text);
	if (*out)
		data_reads(e->input->data, *out);
	return *out || report_unit(call, i, single.text);
}

static bool period_argument(const expr_call *call, size_t i, data_period *out)
{
	str code = call->arguments[i].text;
	if (data_read_period(call->arena, code, out))
		return true;
	diag_at(call->diags, DIAG_PERIOD_MALFORMED, call->argument_at[i], code);
	data_hint_period(call->diags, call->arena, code);
	return false;
}

bool figure_place_of(const expr_call *call, size_t first, figure_place *out)
{
	evaluation *e = evaluation_of(call);
	out->unit = e->unit;
	out->period = *e->input->period;
	out->beside = NULL;
	if (call->item.type == &template_unit_type)
		out->unit = call->item.object;
	if (!figure_find_indicator(call, first, &out->indicator))
		return false;
	if (call->argument_count > first + 1 &&
	    !figure_unit_argument(call, first + 1, &out->unit))
		return false;
	return call->argument_count <= first + 2 ||
	       period_argument(call, first + 2, &out->period);
}

/* ---- When there is none ----------------------------------------------- */

static figure_kind general(figure_kind kind)
{
	if (kind == FIGURE_PREVIOUS_ALIKE)
		return FIGURE_PREVIOUS;
	return kind == FIGURE_PLAN_ALIKE ? FIGURE_PLAN : kind;
}

static const struct {
	data_status status;
	diag_code code;
} absences[] = {
    {DATA_NOT_ENTERED, DIAG_FIGURE_NOT_ENTERED},
    {DATA_ZERO_DENOMINATOR, DIAG_TOTAL_ZERO_DENOMINATOR},
    {DATA_NOT_COMPARABLE, DIAG_TOTAL_NOT_COMPARABLE},
    {DATA_NOT_OF_THE_SAME, DIAG_PARTS_DIFFER},
    {DATA_OVERFLOW, DIAG_TOTAL_OVERFLOW},
};

/* name, code, unit, period: what every such message says. */
static const str *describe(const expr_call *call, const figure_place *place,
			   figure_kind kind, str extra)
{
	str *arguments = ARENA_ARRAY(call->arena, str, 5);
	data_period period = place->period;
	if (general(kind) == FIGURE_PREVIOUS)
		period = data_period_shift(call->arena, &period, -1);
	arguments[0] = place->indicator->name;
	arguments[1] = place->indicator->code;
	arguments[2] = place->unit->full_name;
	arguments[3] = data_period_name(call->arena, &period);
	arguments[4] = extra;
	return arguments;
}

static diag_code code_of(data_status status, figure_kind kind)
{
	bool is_plan = general(kind) == FIGURE_PLAN;
	if (status == DATA_NOT_ENTERED && is_plan)
		return DIAG_NO_PLAN;
	if (status == DATA_NOT_COMPARABLE && is_plan)
		return DIAG_PLAN_NOT_ALIKE;
	for (size_t i = 0; i < sizeof(absences) / sizeof *absences; i++)
		if (absences[i].status == status)
			return absences[i].code;
	return DIAG_FIGURE_NOT_ENTERED;
}

static str lacking_names(const expr_call *call, const data_total *total)
{
	size_t count = total->lacking_count;
	str *names = ARENA_ARRAY(call->arena, str, count);
	for (size_t i = 0; i < count; i++)
		names[i] = total->lacking[i]->full_name;
	return coverage_names(call->arena, names, count, count);
}

static bool lacks_the_same(const data_total *a, const data_total *b)
{
	if (a->lacking_count != b->lacking_count)
		return false;
	for (size_t i = 0; i < a->lacking_count; i++)
		if (a->lacking[i] != b->lacking[i])
			return false;
	return true;
}

/*
 * A unit without any file lacks every figure: that is told once.  A file that
 * lacks one figure is told for that figure, once.
 */
static bool is_told(evaluation *e, const data_total *total, figure_kind kind,
		    str period)
{
	bool in_file = total->lacking_at.source != 0;
	kind = general(kind);
	for (const lacking_set *s = e->lacking; s; s = s->next) {
		bool other_in_file = s->total->lacking_at.source != 0;
		if (s->kind != (int)kind || !str_equal(s->period, period) ||
		    in_file != other_in_file ||
		    !lacks_the_same(s->total, total))
			continue;
		if (!in_file || s->total->indicator == total->indicator)
			return true;
	}
	lacking_set *added = ARENA_NEW(e->arena, lacking_set);
	*added = (lacking_set){total, (int)kind, str_copy(e->arena, period),
			       e->lacking};
	e->lacking = added;
	return false;
}

/* Without the units whose figures were reported already; NULL: none is left. */
static const data_total *still_lacking(evaluation *e, const data_total *total)
{
	const data_set *data = e->input->data;
	if (!data_is_faulty(data, NULL))
		return total;
	data_total *rest = ARENA_NEW(e->arena, data_total);
	const data_unit **units =
	    ARENA_ARRAY(e->arena, const data_unit *, total->lacking_count);
	*rest = *total;
	rest->lacking = units;
	rest->lacking_count = 0;
	for (size_t i = 0; i < total->lacking_count; i++)
		if (!data_is_faulty(data, total->lacking[i]))
			units[rest->lacking_count++] = total->lacking[i];
	return rest->lacking_count ? rest : NULL;
}

static bool report_incomplete(const expr_call *call, const figure_place *place,
			      figure_kind kind, const data_total *total)
{
	evaluation *e = evaluation_of(call);
	e->failed = true;
	total = still_lacking(e, total);
	if (!total || is_told(e, total, kind, place->period.code))
		return false;
	diag_report(call->diags, DIAG_TOTAL_INCOMPLETE, call->at,
		    describe(call, place, kind, lacking_names(call, total)), 5);
	if (total->lacking_at.source)
		diag_note(call->diags, HINT_LACKS_HERE, total->lacking_at);
	else if (total->lacking_count && total->lacking[0]->at.source)
		diag_note(call->diags, HINT_TEXT, total->lacking[0]->at,
			  total->lacking[0]->full_name);
	data_hint_lacking(call->diags, total);
	return false;
}

static bool report_overflow(const expr_call *call, const figure_place *place,
			    figure_kind kind)
{
	diag_report(call->diags, DIAG_TOTAL_OVERFLOW, call->at,
		    describe(call, place, kind, STR("")), 4);
	diag_note(call->diags, HINT_DECLARED_HERE, place->indicator->at);
	return false;
}

/* The plan of another year, which may be this one misdated. */
static void note_other_plan(const expr_call *call, const figure_place *place,
			    expr_reason *reason)
{
	data_set *data = evaluation_of(call)->input->data;
	const data_period *other =
	    data_other_plan(data, place->indicator, place->unit, &place->period,
			    &reason->data_at);
	if (!other)
		return;
	str *name = ARENA_NEW(call->arena, str);
	*name = data_period_name(call->arena, other);
	reason->note = HINT_PLAN_OF_OTHER;
	reason->note_arguments = name;
	reason->note_argument_count = 1;
}

/* Where the facts state the document's period, for the note. */
static span period_said_at(const evaluation *e)
{
	const data_facts *facts;
	size_t count = data_facts_of(e->input->data, &facts);
	for (size_t i = 0; i < count; i++) {
		const xml_attribute *ky =
		    xml_attribute_of(facts[i].root, STR("ky"));
		if (ky && str_equal(ky->value, e->input->period->code) &&
		    data_facts_hold(&facts[i], e->unit, e->input->period))
			return ky->value_at;
	}
	return NO_SPAN;
}

/* One cause that makes many figures miss: what has it is told once. */
static bool *told_of(evaluation *e, str period, bool is_plan)
{
	for (told_cause *t = e->told; t; t = t->next)
		if (t->is_plan == is_plan && str_equal(t->period, period))
			return &t->was_told;
	told_cause *added = ARENA_NEW(e->arena, told_cause);
	*added =
	    (told_cause){str_copy(e->arena, period), is_plan, false, e->told};
	e->told = added;
	return &added->was_told;
}

/* The period of which nothing at all is there, so that the figure is not. */
static bool find_empty_period(const expr_call *call, const figure_place *place,
			      figure_kind kind, data_period *out)
{
	const data_set *data = evaluation_of(call)->input->data;
	*out = place->period;
	if (kind != FIGURE_PLAN && !data_knows_period(data, out))
		return true;
	if (general(kind) != FIGURE_PREVIOUS)
		return false;
	*out = data_period_shift(call->arena, out, -1);
	return !data_knows_period(data, out);
}

static void blame_period(const expr_call *call, const data_period *period,
			 expr_reason *reason)
{
	evaluation *e = evaluation_of(call);
	bool is_own = str_equal(period->code, e->input->period->code);
	str present = data_periods_text(e->input->data, call->arena);
	str *arguments = ARENA_ARRAY(call->arena, str, 2);
	arguments[0] = data_period_name(call->arena, period);
	arguments[1] = str_copy(call->arena, period->code);
	reason->code = DIAG_PERIOD_WITHOUT_DATA;
	reason->arguments = arguments;
	reason->argument_count = 2;
	reason->data_at = is_own ? period_said_at(e) : NO_SPAN;
	reason->note = HINT_PERIOD_SAID_HERE;
	reason->has_hint = true;
	reason->hint =
	    is_own && present.length ? HINT_PERIODS_PRESENT : HINT_ADD_PERIOD;
	reason->hint_argument =
	    is_own && present.length ? present : arguments[1];
	reason->was_told = told_of(e, period->code, false);
}

static void blame_plans(const expr_call *call, const figure_place *place,
			expr_reason *reason)
{
	evaluation *e = evaluation_of(call);
	if (data_has_plans(e->input->data, &place->period))
		return;
	reason->has_hint = true;
	reason->hint = HINT_ADD_PLAN;
	reason->hint_argument =
	    str_format(call->arena, "%d", place->period.year);
	reason->was_told = told_of(e, place->period.code, true);
}

static expr_value missing(const expr_call *call, const figure_place *place,
			  figure_kind kind, const data_total *total)
{
	expr_reason reason = {
	    .code = code_of(total->status, kind),
	    .at = call->at,
	    .arguments = describe(call, place, kind, STR("")),
	    .argument_count = 4,
	    .data_at = place->indicator->at,
	    .note = HINT_DECLARED_HERE,
	};
	if (total->lacking_at.source) {
		reason.data_at = total->lacking_at;
		reason.note = HINT_LACKS_HERE;
	} else if (total->status == DATA_NOT_ENTERED &&
		   total->absent_at.source) {
		reason.data_at = total->absent_at;
		reason.note = HINT_NO_FIGURE_HERE;
	}
	if (reason.code == DIAG_PLAN_NOT_ALIKE) {
		reason.has_hint = true;
		reason.hint = HINT_PRINT_BOTH;
		reason.hint_argument = place->indicator->code;
	}
	if (reason.code == DIAG_NO_PLAN) {
		note_other_plan(call, place, &reason);
		blame_plans(call, place, &reason);
	}
	data_period empty;
	if (find_empty_period(call, place, kind, &empty))
		blame_period(call, &empty, &reason);
	return expr_missing(call->arena, &reason);
}

bool figure_total(const expr_call *call, const figure_place *place,
		  figure_kind kind, const data_total **out, expr_value *value,
		  bool *there)
{
	data_set *data = evaluation_of(call)->input->data;
	const data_indicator *i = place->indicator;
	const data_unit *unit = place->unit;
	const data_period *period = &place->period;
	const data_total *total = NULL;
	switch (kind) {
	case FIGURE_ACTUAL:
		total = place->beside
			    ? data_figure_beside(data, i, place->beside, unit,
						 period)
			    : data_figure(data, i, unit, period, false);
		break;
	case FIGURE_PREVIOUS:
		total = data_previous(data, i, unit, period);
		break;
	case FIGURE_PLAN:
		total = data_plan(data, i, unit, period);
		break;
	case FIGURE_PREVIOUS_ALIKE:
		total = data_previous_alike(data, i, unit, period);
		break;
	case FIGURE_PLAN_ALIKE:
		total = data_plan_alike(data, i, unit, period);
		break;
	}
	*out = total;
	*there = total->status == DATA_VALUE;
	if (*there)
		return true;
	if (total->status == DATA_INCOMPLETE)
		return report_incomplete(call, place, kind, total);
	if (total->status == DATA_OVERFLOW)
		return report_overflow(call, place, kind);
	*value = missing(call, place, kind, total);
	return true;
}

/* ---- Values ----------------------------------------------------------- */

static bool print_figure(const expr_call *call, const data_total *total,
			 str *out)
{
	const data_indicator *i = total->indicator;
	str form = STR("");
	bool fits = true;
	if (i->kind == DATA_RATIO)
		fits =
		    text_format_percent(call->arena, total->numerator,
					total->denominator, i->decimals, &form);
	else if (i->kind == DATA_DECIMAL)
		fits = text_format_decimal(call->arena, total->value,
					   i->decimals, &form);
	else if (total->use.qualifier.length)
		form = text_format_integer(call->arena, total->value.numerator);
	if (!fits)
		return diag_at(
		    call->diags, DIAG_EXPR_OVERFLOW, call->at,
		    expr_snippet(call->arena, call->diags, call->at));
	str q = total->use.qualifier;
	*out = q.length ? str_format(call->arena, "%.*s %.*s", STR_ARGS(q),
				     STR_ARGS(form))
			: form;
	return true;
}

bool figure_value(const expr_call *call, const figure_place *place,
		  figure_kind kind, expr_value *out)
{
	const data_total *total;
	bool there;
	str form;
	if (!figure_total(call, place, kind, &total, out, &there))
		return false;
	if (!there)
		return true;
	if (!print_figure(call, total, &form))
		return false;
	*out = expr_number(total->value);
	if (total->indicator->kind == DATA_UNITS)
		*out = expr_number(TEXT_INTEGER((int64_t)total->unit_count));
	out->text = form;
	expr_add_use(call->arena, out, &total->use);
	return true;
}

static bool is_code(const expr_value *given)
{
	return given->kind == EXPR_TEXT && !given->has_number;
}

static bool argument(const expr_call *call, size_t i,
		     const data_indicator *beside, expr_value *out)
{
	const expr_value *given = &call->arguments[i];
	span at = call->argument_at[i];
	figure_place place;
	expr_call inner = *call;
	if (!is_code(given)) {
		if (!expr_to_single(call->context, given, at, out))
			return false;
		return out->kind == EXPR_MISSING ||
		       expr_to_number(call->context, out, at, &out->number);
	}
	inner.argument_count = i + 1;
	if (!figure_place_of(&inner, i, &place))
		return false;
	place.beside = beside;
	inner.at = at;
	return figure_value(&inner, &place, FIGURE_ACTUAL, out);
}

bool figure_argument(const expr_call *call, size_t i, expr_value *out)
{
	return argument(call, i, NULL, out);
}

bool figure_arguments(const expr_call *call, expr_value *a, expr_value *b)
{
	const data_indicator *first = NULL, *second = NULL;
	if (is_code(&call->arguments[0]) && is_code(&call->arguments[1]) &&
	    (!figure_find_indicator(call, 0, &first) ||
	     !figure_find_indicator(call, 1, &second)))
		return false;
	return argument(call, 0, second, a) && argument(call, 1, first, b);
}

#include "set.h"

/* Enough to name the figures of any rule that a person can follow. */
#define MOST_STATED 8
/* Records whose rules are evaluated in one piece of scratch memory. */
#define RECORDS_AT_ONCE 256

/* A record in which an expression of the dictionary is evaluated. */
typedef struct scope {
	data_set *set;
	const record *record;
	const figure *stated[MOST_STATED]; /* in the order they were read */
	size_t stated_count;
} scope;

static void remember(scope *s, const figure *f)
{
	for (size_t i = 0; i < s->stated_count; i++)
		if (s->stated[i] == f)
			return;
	if (s->stated_count < MOST_STATED)
		s->stated[s->stated_count++] = f;
}

static const figure *read_figure(scope *s, const data_indicator *ct)
{
	const figure *f = data_figure_in(s->record, ct);
	if (!f || f->state != FIGURE_VALUE)
		return NULL;
	remember(s, f);
	return f;
}

static bool read_value(scope *s, const data_indicator *ct, text_number *out)
{
	if (ct->kind != DATA_RATIO) {
		const figure *f = read_figure(s, ct);
		if (f)
			*out = f->value;
		return f;
	}
	const figure *above =
	    ct->numerator ? read_figure(s, ct->numerator) : NULL;
	const figure *below =
	    ct->denominator ? read_figure(s, ct->denominator) : NULL;
	return above && below &&
	       text_number_divide(above->value, below->value, out);
}

static const expr_reason *why_missing(const expr_call *call, const scope *s,
				      const data_indicator *ct)
{
	expr_reason *reason = ARENA_NEW(call->arena, expr_reason);
	str *arguments = ARENA_ARRAY(call->arena, str, 1);
	arguments[0] = ct->code;
	reason->code = DIAG_FIGURE_EMPTY;
	reason->arguments = arguments;
	reason->argument_count = 1;
	reason->data_at = s->record->at;
	reason->note = HINT_FIRST_IS_HERE;
	return reason;
}

static bool name_value(const expr_call *call, str name, expr_value *out)
{
	scope *s = call->host->context;
	const data_indicator *ct = data_indicator_of(s->set, name);
	text_number value;
	if (!ct) /* said when the dictionary was read */
		return false;
	if (read_value(s, ct, &value))
		*out = expr_number(value);
	else
		*out = (expr_value){.kind = EXPR_MISSING,
				    .reason = why_missing(call, s, ct)};
	return true;
}

typedef enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN } answer;

static answer ask(scope *s, const expr *test, arena *scratch)
{
	expr_host host = {.context = s, .name = name_value};
	expr_context context = {
	    .host = &host, .arena = scratch, .diags = s->set->diags};
	expr_value value;
	bool holds;
	s->stated_count = 0;
	if (!expr_evaluate(test, &context, true, &value) ||
	    value.kind == EXPR_MISSING ||
	    !expr_to_boolean(&context, &value, expr_at(test), &holds))
		return ANSWER_UNKNOWN;
	return holds ? ANSWER_YES : ANSWER_NO;
}

/* ---- rang-buoc ---------------------------------------------------------- */

static str figure_text(const scope *s, const figure *f, arena *a)
{
	str code = s->set->indicators[f->indicator]->code;
	str value = data_number_text(a, f->value);
	return str_format(a, "%.*s = %.*s", STR_ARGS(code), STR_ARGS(value));
}

static bool report_rule(const scope *s, const rule *r, arena *scratch)
{
	diags *d = s->set->diags;
	str texts[MOST_STATED];
	for (size_t i = 0; i < s->stated_count; i++)
		texts[i] = figure_text(s, s->stated[i], scratch);
	diag_at(d, r->warns ? DIAG_RULE_BROKEN_MILDLY : DIAG_RULE_BROKEN,
		s->stated_count ? s->stated[0]->at : s->record->at, r->message,
		str_join(scratch, texts, s->stated_count, STR(", ")));
	for (size_t i = 1; i < s->stated_count; i++)
		diag_note(d, HINT_FIGURE_IS, s->stated[i]->at,
			  s->set->indicators[s->stated[i]->indicator]->code,
			  data_number_text(scratch, s->stated[i]->value));
	diag_note(d, HINT_RULE_IS_HERE, r->at, r->code, r->source->value);
	return r->warns;
}

/* A rule about a figure that the record lacks has nothing to say here. */
static bool check_rules_of(data_set *set, const record *r, arena *scratch)
{
	bool good = true;
	for (size_t i = 0; i < set->rule_count; i++) {
		scope s = {.set = set, .record = r};
		const rule *law = &set->rules[i];
		if (law->test && ask(&s, law->test, scratch) == ANSWER_NO)
			good &= report_rule(&s, law, scratch);
	}
	return good;
}

/* ---- Ratios of which only one part is stated ---------------------------- */

static bool has_value(const record *r, const data_indicator *ct)
{
	const figure *f = data_figure_in(r, ct);
	return f && (f->state == FIGURE_VALUE || f->state == FIGURE_BAD);
}

/* Declared missing, or left out where nobody must state it. */
static bool is_without(const record *r, const data_indicator *ct)
{
	const figure *f = data_figure_in(r, ct);
	return f ? f->state == FIGURE_DECLARED_MISSING : ct->optional;
}

static void warn_half(data_set *set, const record *r,
		      const data_indicator *ratio, const data_indicator *has,
		      const data_indicator *lacks)
{
	if (has_value(r, has) && is_without(r, lacks))
		diag_at(set->diags, DIAG_RATIO_HALF, data_figure_in(r, has)->at,
			r->unit->full_name, has->code, lacks->code,
			ratio->code);
}

static void check_ratios_of(data_set *set, const record *r)
{
	for (size_t i = 0; i < set->indicator_count; i++) {
		const data_indicator *ct = set->indicators[i];
		if (!ct->numerator || !ct->denominator)
			continue;
		warn_half(set, r, ct, ct->numerator, ct->denominator);
		warn_half(set, r, ct, ct->denominator, ct->numerator);
	}
}

bool data_check_rules(data_set *set)
{
	bool good = true;
	arena *scratch = NULL;
	for (size_t i = 0; i < set->record_count; i++) {
		if (i % RECORDS_AT_ONCE == 0) {
			arena_free(scratch);
			scratch = arena_new(0);
		}
		const record *r = set->records[i];
		if (r->is_superseded || r->is_plan)
			continue;
		good &= check_rules_of(set, r, scratch);
		check_ratios_of(set, r);
	}
	arena_free(scratch);
	return good;
}

/* ---- bat-buoc-khi ------------------------------------------------------- */

static void insert(data_set *set, record *r, figure added)
{
	figure *figures = ARENA_ARRAY(set->arena, figure, r->figure_count + 1);
	size_t at = 0;
	while (at < r->figure_count &&
	       r->figures[at].indicator < added.indicator)
		at++;
	for (size_t i = 0; i < at; i++)
		figures[i] = r->figures[i];
	figures[at] = added;
	for (size_t i = at; i < r->figure_count; i++)
		figures[i + 1] = r->figures[i];
	r->figures = figures;
	r->figure_count++;
}

static bool must_answer(const data_set *set, const record *r,
			const data_indicator *ct)
{
	return !r->is_rollup &&
	       data_must_state(ct, r->unit,
			       set->periods[r->period]->period.last) &&
	       !data_figure_in(r, ct);
}

static bool check_required_in(data_set *set, record *r,
			      const indicator_row *row, arena *scratch)
{
	const data_indicator *ct = &row->indicator;
	scope s = {.set = set, .record = r};
	if (!must_answer(set, r, ct))
		return true;
	switch (ask(&s, row->required_when, scratch)) {
	case ANSWER_UNKNOWN:
		return true;
	case ANSWER_NO:
		insert(set, r,
		       (figure){.value = TEXT_INTEGER(0),
				.at = r->at,
				.indicator = ct->index,
				.state = FIGURE_NOT_DUE});
		return true;
	case ANSWER_YES:
		break;
	}
	diag_at(set->diags, DIAG_FIGURE_REQUIRED, r->at, r->unit->full_name,
		ct->code, expr_source(row->required_when));
	for (size_t i = 0; i < s.stated_count; i++)
		diag_note(set->diags, HINT_FIGURE_IS, s.stated[i]->at,
			  set->indicators[s.stated[i]->indicator]->code,
			  data_number_text(scratch, s.stated[i]->value));
	return false;
}

bool data_check_required(data_set *set)
{
	bool good = true;
	for (size_t i = 0; i < set->indicator_count; i++) {
		const indicator_row *row =
		    (const indicator_row *)set->indicators[i];
		if (!row->required_when)
			continue;
		arena *scratch = arena_new(0);
		for (size_t j = 0; j < set->record_count; j++)
			if (!set->records[j]->is_superseded &&
			    !set->records[j]->is_plan)
				good &= check_required_in(set, set->records[j],
							  row, scratch);
		arena_free(scratch);
	}
	return good;
}

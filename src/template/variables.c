#include "evaluation.h"

/* The variables that are always there. */

typedef bool variable_function(const evaluation *, expr_value *out);

static bool plain(expr_value *out, int n)
{
	*out = expr_number(TEXT_INTEGER(n));
	out->plain = true;
	return true;
}

static bool value_year(const evaluation *e, expr_value *out)
{
	return plain(out, e->input->period->year);
}

static bool value_year_before(const evaluation *e, expr_value *out)
{
	return plain(out, e->input->period->year - 1);
}

static bool value_period(const evaluation *e, expr_value *out)
{
	*out = expr_text(e->input->period->code);
	return true;
}

static bool value_period_name(const evaluation *e, expr_value *out)
{
	*out = expr_text(data_period_name(e->arena, e->input->period));
	return true;
}

static bool value_previous_name(const evaluation *e, expr_value *out)
{
	data_period before = data_period_shift(e->arena, e->input->period, -1);
	*out = expr_text(data_period_name(e->arena, &before));
	return true;
}

static bool value_months(const evaluation *e, expr_value *out)
{
	const data_period *p = e->input->period;
	int months = p->kind == DATA_YEAR ? 12 : p->number;
	return p->kind != DATA_QUARTER && plain(out, months);
}

static bool value_quarter(const evaluation *e, expr_value *out)
{
	const data_period *p = e->input->period;
	*out = expr_text(text_format_roman(e->arena, p->number));
	return p->kind == DATA_QUARTER;
}

static bool value_first_day(const evaluation *e, expr_value *out)
{
	*out = expr_date(e->input->period->first);
	return true;
}

static bool value_last_day(const evaluation *e, expr_value *out)
{
	*out = expr_date(e->input->period->last);
	return true;
}

static bool value_cut_off(const evaluation *e, expr_value *out)
{
	*out = expr_date(e->cut_off);
	return e->cut_off.month != 0;
}

static bool value_secretary(const evaluation *e, expr_value *out)
{
	const profile *p = e->input->profile;
	*out = expr_text(p ? p->secretary_title : STR(""));
	return p != NULL;
}

static bool value_chair(const evaluation *e, expr_value *out)
{
	const profile *p = e->input->profile;
	*out = expr_text(p ? p->chair_title : STR(""));
	return p != NULL;
}

static const str names[] = {
    STR_INIT("nam"),	  STR_INIT("nam-truoc"),    STR_INIT("ky"),
    STR_INIT("ten-ky"),	  STR_INIT("ten-ky-truoc"), STR_INIT("thang"),
    STR_INIT("quy"),	  STR_INIT("tu-ngay"),	    STR_INIT("cuoi-ky"),
    STR_INIT("den-ngay"), STR_INIT("vai-thu-ky"),   STR_INIT("vai-chu-tri"),
};

/* In the order of names. */
static variable_function *const values[] = {
    value_year,		 value_year_before, value_period,    value_period_name,
    value_previous_name, value_months,	    value_quarter,   value_first_day,
    value_last_day,	 value_cut_off,	    value_secretary, value_chair,
};

_Static_assert(sizeof(names) / sizeof *names == sizeof(values) / sizeof *values,
	       "a function for each name");

size_t variable_names(const str **out)
{
	*out = names;
	return sizeof(names) / sizeof *names;
}

static size_t index_of(str name)
{
	size_t count = sizeof(names) / sizeof *names, i = 0;
	while (i < count && !str_equal(names[i], name))
		i++;
	return i;
}

bool variable_is_predefined(str name)
{
	return index_of(name) < sizeof(names) / sizeof *names;
}

static expr_value no_value(const evaluation *e, str name)
{
	str *argument = ARENA_NEW(e->arena, str);
	*argument = name;
	return expr_missing(
	    e->arena, &(expr_reason){.code = DIAG_VARIABLE_WITHOUT_VALUE,
				     .arguments = argument,
				     .argument_count = 1,
				     .has_hint = !variable_is_predefined(name),
				     .hint = HINT_SET_PARAMETER,
				     .hint_argument = name});
}

static bool is_parameter(const struct template *t, str name)
{
	for (size_t i = 0; i < t->parameter_count; i++)
		if (str_equal(t->parameters[i], name))
			return true;
	return false;
}

bool variable_value(void *context, str name, expr_value *out)
{
	const evaluation *e = context;
	for (const binding *b = e->scope; b; b = b->next)
		if (str_equal(b->name, name)) {
			*out = b->value;
			return true;
		}
	size_t i = index_of(name);
	bool is_predefined = variable_is_predefined(name);
	if (!is_predefined && !is_parameter(e->template, name))
		return false;
	if (!is_predefined || !values[i](e, out))
		*out = no_value(e, name);
	return true;
}

void scope_add(evaluation *e, str name, const expr_value *value)
{
	binding *b = ARENA_NEW(e->arena, binding);
	*b = (binding){.name = name, .value = *value, .next = e->scope};
	e->scope = b;
}

#include "evaluation.h"

/* How many of the units that should have a figure are in it. */

static bool is_word_of(str words, str word)
{
	str one;
	while (str_next_word(&words, &one))
		if (str_equal(one, word))
			return true;
	return false;
}

/* Whether a unit is one of those that state the indicator. */
static bool enters(const data_indicator *i, const data_unit *u,
		   const data_period *p)
{
	if (!i->entered_at.length)
		return unit_children(u, p) == 0;
	return u->class && is_word_of(i->entered_at, u->class->code);
}

/* The class of all that enter; *mixed when there are several. */
static void find_class(const data_indicator *i, const data_unit *u,
		       const data_period *p, const data_class **class,
		       bool *mixed)
{
	if (enters(i, u, p)) {
		*mixed = *mixed || !u->class || (*class && *class != u->class);
		*class = u->class;
	}
	for (const data_unit *c = u->first_child; c && !*mixed; c = c->next)
		if (data_unit_is_valid(c, p))
			find_class(i, c, p, class, mixed);
}

static str unit_word(evaluation *e, const doc_figure_use *use)
{
	const data_indicator *i =
	    data_indicator_of(e->input->data, use->indicator);
	const data_unit *u = data_unit_of(e->input->data, use->unit);
	data_period period;
	const data_class *class = NULL;
	bool mixed = false;
	if (!i || !u || !data_read_period(e->arena, use->period, &period))
		return STR("đơn vị");
	if (i->kind == DATA_RATIO && i->denominator)
		i = i->denominator;
	find_class(i, u, &period, &class, &mixed);
	return class && !mixed ? class->word : STR("đơn vị");
}

str coverage_describe(evaluation *e, const doc_figure_use *use)
{
	str word = unit_word(e, use);
	return str_format(e->arena, "%u/%u %.*s", use->covered, use->expected,
			  STR_ARGS(word));
}

/* The oldest figure first; each coverage once. */
static void collect(evaluation *e, const expr_use *use, str *out)
{
	if (!use)
		return;
	collect(e, use->next, out);
	if (use->use->covered >= use->use->expected)
		return;
	str one = coverage_describe(e, use->use);
	if (str_find(*out, one) < out->length)
		return;
	*out = out->length ? str_format(e->arena, "%.*s; %.*s", STR_ARGS(*out),
					STR_ARGS(one))
			   : one;
}

str coverage_append(evaluation *e, const expr_value *value, str text)
{
	str all = STR("");
	if (value->states_coverage)
		return text;
	collect(e, value->uses, &all);
	if (!all.length)
		return text;
	return str_format(e->arena, "%.*s (%.*s)", STR_ARGS(text),
			  STR_ARGS(all));
}

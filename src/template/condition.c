#include "evaluation.h"

/* A condition that stands outside of any template: kiem of a batch file. */

struct template_condition {
	const expr *test;
	struct template template; /* without parameters */
};

static bool is_variable(void *context, str name)
{
	(void)context;
	return variable_is_predefined(name);
}

const template_condition *template_condition_read(arena *a, diags *d,
						  const xml_attribute *written,
						  const data_set *data)
{
	template_condition *c = ARENA_NEW(a, template_condition);
	expr_known known = {0};
	template_know_indicators(data, a, &known);
	known.variable = is_variable;
	known.variable_count = variable_names(&known.variables);
	c->test = expr_parse(a, d, written->value, written->value_at);
	return c->test && expr_check(c->test, &known, d) ? c : NULL;
}

bool template_holds(const template_condition *c, const template_input *input,
		    arena *a, diags *d, bool *out)
{
	evaluation *e = evaluation_new(&c->template, input, a, d);
	expr_context context = evaluation_context(e);
	expr_value value;
	*out = false;
	bool good = expr_evaluate(c->test, &context, false, &value) &&
		    expr_to_boolean(&context, &value, expr_at(c->test), out);
	evaluation_free(e);
	return good;
}

#include "prose.h"

typedef struct figures {
	arena *arena;
	diags *diags;
	data_set *data;
	const data_unit *unit;
	const data_period *period;
	const data_indicator *const *indicators;
	size_t count;
	bool *is_printed; /* by indicator */
} figures;

static const data_total *total_of(const figures *f, const data_indicator *ct)
{
	return data_figure(f->data, ct, f->unit, f->period, false);
}

/* ---- Collected, not printed --------------------------------------------- */

static void note_uses(figures *f, const doc_trace *trace)
{
	for (size_t i = 0; i < trace->use_count; i++) {
		const data_indicator *ct =
		    data_indicator_of(f->data, trace->uses[i].indicator);
		if (ct)
			f->is_printed[ct->index] = true;
	}
}

static void note_printed(figures *f, const doc_node *node)
{
	if (node->kind == DOC_FIGURE && node->trace)
		note_uses(f, node->trace);
	for (const doc_node *n = node->first_child; n; n = n->next)
		note_printed(f, n);
}

static void check_unprinted(figures *f, const doc_node *root)
{
	str *names = ARENA_ARRAY(f->arena, str, f->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < f->count; i++) {
		const data_indicator *ct = f->indicators[i];
		if (ct->kind == DATA_RATIO || f->is_printed[ct->index])
			continue;
		const data_total *total = total_of(f, ct);
		if (total->use.origin_count)
			names[count++] = ct->code;
	}
	span at = root->at;
	at.length = (uint32_t)strlen("<van-ban");
	if (count)
		diag_at(f->diags, DIAG_FIGURES_NOT_PRINTED, at,
			str_join(f->arena, names, count, STR(", ")));
}

/* ---- Typed by hand ------------------------------------------------------ */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number that begins at from, with its separators. */
static str number_at(str text, size_t from)
{
	size_t end = from;
	while (end < text.length &&
	       (is_digit(text.data[end]) ||
		((text.data[end] == '.' || text.data[end] == ',') &&
		 end + 1 < text.length && is_digit(text.data[end + 1]))))
		end++;
	return str_slice(text, from, end - from);
}

/* "9.856" followed by the indicator's own unit, or large enough to be none
 * by chance. */
static bool is_about(const data_indicator *ct, const data_total *total,
		     str behind)
{
	bool has_unit = ct->measure.length &&
			str_starts_with(str_trim(behind), ct->measure);
	return has_unit ||
	       text_number_compare(total->value, TEXT_INTEGER(1000)) >= 0;
}

static bool prints_as(const figures *f, const data_total *total, str number)
{
	str text;
	if (total->value.denominator != 1)
		return text_format_exact(f->arena, total->value, &text) &&
		       str_equal(text, number);
	return str_equal(text_format_integer(f->arena, total->value.numerator),
			 number) ||
	       str_equal(
		   text_format_two_digits(f->arena, total->value.numerator),
		   number);
}

static bool is_percentage(const figures *f, const data_total *total, str number)
{
	for (unsigned decimals = 0; decimals < 3; decimals++) {
		str text;
		if (text_format_percent(f->arena, total->numerator,
					total->denominator, decimals, &text) &&
		    str_equal(str_slice(text, 0, text.length - 1), number))
			return true;
	}
	return false;
}

static str expression_of(const figures *f, const data_indicator *ct)
{
	if (ct->kind == DATA_RATIO)
		return str_format(f->arena, "{tyle('%.*s', '%.*s')}",
				  STR_ARGS(ct->numerator->code),
				  STR_ARGS(ct->denominator->code));
	return str_format(f->arena,
			  ct->kind == DATA_MONEY ? "{tien('%.*s')}"
						 : "{so('%.*s')}",
			  STR_ARGS(ct->code));
}

static bool is_typed(const figures *f, const data_indicator *ct, str number,
		     str behind)
{
	const data_total *total = total_of(f, ct);
	if (total->status != DATA_VALUE || ct->kind == DATA_UNITS)
		return false;
	if (ct->kind == DATA_RATIO)
		return str_starts_with(str_trim(behind), STR("%")) &&
		       is_percentage(f, total, number);
	return prints_as(f, total, number) && is_about(ct, total, behind);
}

static void check_number(const figures *f, const doc_node *node, str number)
{
	size_t at = (size_t)(number.data - node->text.data);
	str behind =
	    str_slice(node->text, at + number.length, node->text.length);
	for (size_t i = 0; i < f->count; i++) {
		const data_indicator *ct = f->indicators[i];
		if (!is_typed(f, ct, number, behind))
			continue;
		diag_at(
		    f->diags, DIAG_FIGURE_TYPED,
		    prose_find(diags_sources(f->diags), node->at, number, at),
		    number, ct->code);
		diag_hint(f->diags, HINT_WRITE_EXPRESSION,
			  expression_of(f, ct));
		return;
	}
}

static void check_typed(const figures *f, const doc_node *node)
{
	bool is_of_template = node->kind == DOC_TEXT && !node->data_at.source;
	for (size_t i = 0; is_of_template && i < node->text.length; i++) {
		bool begins = is_digit(node->text.data[i]) &&
			      (!i || node->text.data[i - 1] == ' ' ||
			       node->text.data[i - 1] == '(');
		if (!begins)
			continue;
		str number = number_at(node->text, i);
		check_number(f, node, number);
		i += number.length;
	}
	for (const doc_node *n = node->first_child; n; n = n->next)
		check_typed(f, n);
}

void check_printed(arena *a, diags *d, const doc_node *root, data_set *data,
		   const data_unit *unit, const data_period *period)
{
	figures f = {.arena = a,
		     .diags = d,
		     .data = data,
		     .unit = unit,
		     .period = period};
	f.count = data_indicators(data, &f.indicators);
	f.is_printed = ARENA_ARRAY(a, bool, f.count + 1);
	note_printed(&f, root);
	check_unprinted(&f, root);
	check_typed(&f, root);
}

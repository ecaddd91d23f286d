#include "vanban/data.h"

#include "set.h"

#define MOST_NAMES 5

str data_lacking_names(arena *a, const data_total *total)
{
	str names[MOST_NAMES + 1];
	size_t count = total->lacking_count, shown = 0;
	for (; shown < count && shown < MOST_NAMES; shown++)
		names[shown] = total->lacking[shown]->full_name;
	if (count > shown) {
		names[shown] = str_format(a, "%zu đơn vị khác", count - shown);
		shown++;
	}
	return text_list(a, names, shown);
}

void data_hint_lacking(diags *d, const data_total *total)
{
	if (!total->lacking_count)
		return;
	if (total->use.plan)
		diag_hint(d, HINT_PLAN_LACKS);
	else if (total->lacking_at.source)
		diag_hint(d, HINT_DECLARE_MISSING, total->indicator->code);
	else
		diag_hint(d, HINT_DECLARE_ABSENT, total->lacking[0]->code,
			  total->use.period);
}

/* The units that lack the same figures are told once, with one of them. */
static bool is_told(const data_total *const *told, size_t count,
		    const data_total *total)
{
	for (size_t i = 0; i < count; i++) {
		bool same = told[i]->lacking_count == total->lacking_count;
		for (size_t j = 0; same && j < total->lacking_count; j++)
			same = told[i]->lacking[j] == total->lacking[j];
		if (same && told[i]->lacking_at.source == 0 &&
		    total->lacking_at.source == 0)
			return true;
	}
	return false;
}

/* Units whose figures were reported lack them for that reason alone. */
static bool is_consequence(const data_set *set, const data_total *total)
{
	for (size_t i = 0; i < total->lacking_count; i++)
		if (!data_is_faulty(set, total->lacking[i]))
			return false;
	return total->lacking_count;
}

static void report(data_set *set, const data_total *total, diag_code code,
		   const data_period *period)
{
	if (is_consequence(set, total))
		return;
	const data_indicator *ct = total->indicator;
	span at = total->lacking_at.source ? total->lacking_at
		  : total->lacking_count   ? total->lacking[0]->at
					   : total->unit->at;
	diag_at(set->diags, code, at, ct->name, ct->code,
		total->unit->full_name, data_period_name(set->arena, period),
		data_lacking_names(set->arena, total));
	diag_note(set->diags, HINT_DECLARED_HERE, ct->at);
	data_hint_lacking(set->diags, total);
}

bool data_check_totals(data_set *set, const data_unit *unit,
		       const data_period *period)
{
	const data_indicator *const *all;
	size_t count = data_indicators(set, &all), told_count = 0;
	const data_total **told =
	    ARENA_ARRAY(set->arena, const data_total *, count);
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		const data_total *total =
		    data_figure(set, all[i], unit, period, false);
		bool gap = total->status == DATA_INCOMPLETE;
		if (!gap && total->status != DATA_OVERFLOW)
			continue;
		good = false;
		if (gap && is_told(told, told_count, total))
			continue;
		if (gap)
			told[told_count++] = total;
		report(set, total,
		       gap ? DIAG_TOTAL_INCOMPLETE : DIAG_TOTAL_OVERFLOW,
		       period);
	}
	return good;
}

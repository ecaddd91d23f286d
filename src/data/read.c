#include "set.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_code(str s)
{
	if (!s.length || !is_letter(s.data[0]))
		return false;
	for (size_t i = 1; i < s.length; i++) {
		char c = s.data[i];
		if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '.' &&
		    c != '-' && c != '_')
			return false;
	}
	return true;
}

/* A copy of a whole file repeats every code: that is told once. */
static void report_twice(data_set *set, const xml_attribute *a, span first)
{
	uint32_t here = a->value_at.source, there = first.source;
	if (here != there && set->copy_told == here && set->copy_of == there)
		return;
	diag_at(set->diags, DIAG_CODE_TWICE, a->value_at, a->value);
	diag_note(set->diags, HINT_FIRST_IS_HERE, first);
	if (here == there)
		return;
	diag_hint(set->diags, HINT_COPY_OF_FILE);
	set->copy_told = here;
	set->copy_of = there;
}

bool data_read_code(data_set *set, const xml_node *node, data_table *table,
		    uint32_t index, span first_at(const data_set *, uint32_t),
		    str *out)
{
	const xml_attribute *a = xml_require(set->diags, node, STR("ma"));
	uint32_t first;
	if (!a)
		return false;
	*out = a->value;
	if (!is_code(a->value))
		return diag_at(set->diags, DIAG_CODE_MALFORMED, a->value_at,
			       a->value);
	if (data_table_get(table, a->value, &first)) {
		report_twice(set, a, first_at(set, first));
		return false;
	}
	data_table_put(table, set->arena, a->value, index);
	return true;
}

static void suggest_unit(data_set *set, str wrong)
{
	if (!set->unit_candidates) {
		set->unit_candidates =
		    ARENA_ARRAY(set->arena, str, set->unit_count);
		for (size_t i = 0; i < set->unit_count; i++)
			set->unit_candidates[i] = set->units[i]->code;
	}
	diag_suggest(set->diags, wrong, set->unit_candidates, set->unit_count);
}

const data_unit *data_find_unit(data_set *set, str code, span at)
{
	const data_unit *unit = data_unit_of(set, code);
	/* Without any, they were in the file that could not be read. */
	if (!unit && (set->unit_count || !set->has_unread)) {
		diag_at(set->diags, DIAG_UNIT_UNKNOWN, at, code);
		suggest_unit(set, code);
	}
	return unit;
}

static void suggest_indicator(data_set *set, str wrong)
{
	if (!set->indicator_candidates) {
		set->indicator_candidates =
		    ARENA_ARRAY(set->arena, str, set->indicator_count);
		for (size_t i = 0; i < set->indicator_count; i++)
			set->indicator_candidates[i] = set->indicators[i]->code;
	}
	diag_suggest(set->diags, wrong, set->indicator_candidates,
		     set->indicator_count);
}

const data_indicator *data_find_indicator(data_set *set, str code, span at)
{
	const data_indicator *indicator = data_indicator_of(set, code);
	if (!indicator && !set->dictionary_is_broken) {
		diag_at(set->diags, DIAG_UNKNOWN_INDICATOR, at, code);
		suggest_indicator(set, code);
	}
	return indicator;
}

bool data_find_period(data_set *set, str code, span at, uint32_t *index)
{
	data_period period;
	if (data_table_get(&set->period_codes, code, index))
		return true;
	if (!data_read_period(set->arena, code, &period)) {
		diag_at(set->diags, DIAG_PERIOD_MALFORMED, at, code);
		data_hint_period(set->diags, set->arena, code);
		return false;
	}
	*index = data_period_index(set, &period);
	return true;
}

static str short_date(data_set *set, text_date d)
{
	return text_format_date(set->arena, d, TEXT_DATE_SHORT);
}

bool data_check_cut_off(data_set *set, const xml_node *node,
			const data_period *period, text_date cut_off)
{
	const xml_attribute *a = xml_attribute_of(node, STR("den-ngay"));
	if (!a || !cut_off.month ||
	    (text_date_compare(cut_off, period->first) >= 0 &&
	     text_date_compare(cut_off, period->last) <= 0))
		return true;
	return diag_at(set->diags, DIAG_CUT_OFF_OUTSIDE, a->value_at,
		       short_date(set, cut_off), period->code,
		       short_date(set, period->first),
		       short_date(set, period->last));
}

/* The unit or the first one above it that does not exist on the day. */
static const data_unit *not_existing(const data_unit *unit, text_date day)
{
	while (unit && data_unit_exists(unit, day))
		unit = unit->parent;
	return unit;
}

bool data_check_valid(data_set *set, const data_unit *unit,
		      const data_period *period, span at)
{
	const data_unit *cause = not_existing(unit, period->last);
	if (!cause)
		return true;
	diag_at(set->diags, DIAG_UNIT_NOT_VALID, at, unit->full_name,
		period->code);
	if (cause->valid_from.month)
		diag_note(set->diags, HINT_UNIT_BEGINS, cause->at,
			  short_date(set, cause->valid_from));
	if (cause->valid_to.month)
		diag_note(set->diags, HINT_UNIT_ENDED, cause->at,
			  short_date(set, cause->valid_to));
	for (size_t i = 0; i < cause->merged_into_count; i++)
		diag_hint(set->diags, HINT_UNIT_MERGED,
			  cause->merged_into[i]->full_name);
	return false;
}

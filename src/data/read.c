#include "set.h"

static bool check_blank(data_set *set, const xml_node *text)
{
	str s = str_trim(text->text);
	if (!s.length)
		return true;
	return diag_at(set->diags, DIAG_UNEXPECTED_TEXT,
		       xml_text_at(diags_sources(set->diags), text),
		       text->parent->name, s);
}

bool data_check_children(data_set *set, const xml_node *node, const char *names)
{
	bool good = true;
	for (const xml_node *child = node->first_child; child;
	     child = child->next) {
		if (child->is_text) {
			good &= check_blank(set, child);
			continue;
		}
		str rest = str_from(names), name;
		bool known = false;
		while (!known && str_next_word(&rest, &name))
			known = str_equal(name, child->name);
		if (!known || child->uri.length)
			good = xml_unknown_element(set->diags, child, names);
	}
	return good;
}

const xml_attribute *data_require(data_set *set, const xml_node *node, str name)
{
	const xml_attribute *a = xml_require(set->diags, node, name);
	if (a && !str_trim(a->value).length) {
		diag_at(set->diags, DIAG_TEXT_MISSING, a->value_at, name);
		return NULL;
	}
	return a;
}

static void hint_words(data_set *set, const char *const *words)
{
	buffer list = {0};
	for (size_t i = 0; words[i]; i++)
		if (*words[i])
			buffer_format(&list, "%s%s", list.length ? ", " : "",
				      words[i]);
	diag_hint(set->diags, HINT_ALLOWED_VALUES, buffer_str(&list));
	buffer_free(&list);
}

bool data_read_choice(data_set *set, const xml_node *node, str name,
		      const char *const *words, size_t by_default, size_t *out)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	*out = by_default;
	if (!a)
		return true;
	for (size_t i = 0; words[i]; i++)
		if (str_equal(a->value, str_from(words[i]))) {
			*out = i;
			return true;
		}
	diag_at(set->diags, DIAG_DATA_CHOICE, a->value_at, a->value, name);
	hint_words(set, words);
	return false;
}

bool data_read_yes_no(data_set *set, const xml_node *node, str name,
		      bool by_default)
{
	static const char *const words[] = {"khong", "co", NULL};
	size_t word;
	data_read_choice(set, node, name, words, by_default, &word);
	return word == 1;
}

/* "2023-02-31": the form is right, the day is not in the calendar. */
static bool hint_days(data_set *set, str value)
{
	text_date first;
	str head = str_slice(value, 0, 8);
	if (value.length != 10 ||
	    !text_read_date(str_concat(set->arena, head, STR("01")), &first))
		return false;
	diag_hint(set->diags, HINT_DAYS_IN_MONTH,
		  text_format_plain(set->arena, first.month),
		  text_format_plain(set->arena, first.year),
		  text_format_plain(
		      set->arena, text_days_in_month(first.year, first.month)));
	return true;
}

bool data_read_date(data_set *set, const xml_node *node, str name,
		    text_date *out)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	if (!a || text_read_date(a->value, out))
		return true;
	diag_at(set->diags, DIAG_BAD_DATE, a->value_at, a->value, name);
	str meant = text_date_meant(set->arena, a->value);
	if (meant.length)
		diag_hint(set->diags, HINT_WRITE_AS, meant);
	else if (!hint_days(set, a->value))
		diag_hint(set->diags, HINT_DATE_FORM);
	return false;
}

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
	if (!unit) {
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
		diag_hint(set->diags, HINT_PERIOD_FORM);
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

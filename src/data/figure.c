#include "set.h"

#include <stdlib.h>

const char *const data_qualifier_words[] = {"",	   "tren",   "hon",
					    "gan", "khoang", NULL};

str data_qualifier_text(qualifier q)
{
	static const str texts[] = {
	    STR_INIT(""),    STR_INIT("trên"),	 STR_INIT("hơn"),
	    STR_INIT("gần"), STR_INIT("khoảng"),
	};
	return texts[q];
}

/* One <so> that is being read. */
typedef struct reading {
	data_set *set;
	const xml_node *node;
	const record *record;
	const data_indicator *ct;
	str text; /* trimmed */
	span at;  /* of the text */
	figure *out;
} reading;

/* ---- Values ------------------------------------------------------------- */

/* The place of the trimmed text, or the start tag when it is in pieces. */
static span text_at(const reading *r, str whole)
{
	const xml_node *only = r->node->first_child;
	if (!only || only->next || !only->is_text || !r->text.length)
		return r->node->at;
	return xml_span_within(diags_sources(r->set->diags), only->at,
			       (size_t)(r->text.data - whole.data),
			       r->text.length);
}

static unsigned decimals_of(const reading *r)
{
	return r->ct->kind == DATA_DECIMAL ? r->ct->decimals : 0;
}

/* "2O" for 20, "25.500.000 đồng": what was meant, or "". */
static str guess(const reading *r)
{
	str meant = {NULL, 0};
	text_number value;
	str text = r->text;
	if (r->ct->measure.length && str_ends_with(text, r->ct->measure))
		text = str_trim(
		    str_slice(text, 0, text.length - r->ct->measure.length));
	char *digits = arena_allocate(r->set->arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		digits[i] = c == 'O' || c == 'o'   ? '0'
			    : c == 'l' || c == 'I' ? '1'
						   : c;
	}
	str mended = {digits, text.length};
	if (!text.length || digits[0] < '0' || digits[0] > '9')
		return STR("");
	return text_read_number(r->set->arena, mended, decimals_of(r), &value,
				&meant) == TEXT_NUMBER_OK
		   ? mended
		   : meant;
}

static bool report_number(const reading *r, diag_code code, str meant)
{
	if (code == DIAG_FIGURE_NOT_A_NUMBER && !meant.length)
		meant = guess(r);
	diag_at(r->set->diags, code, r->at, r->ct->code, r->text,
		text_format_plain(r->set->arena, decimals_of(r)));
	if (meant.length)
		diag_hint(r->set->diags, HINT_WRITE_AS, meant);
	else if (code == DIAG_FIGURE_NOT_WHOLE)
		diag_hint(r->set->diags, HINT_WHOLE_NUMBER, r->ct->measure);
	return false;
}

static bool report_empty(const reading *r)
{
	diag_at(r->set->diags, DIAG_FIGURE_EMPTY, r->at, r->ct->code);
	diag_hint(r->set->diags, r->ct->kind == DATA_UNITS ? HINT_LIST_THE_UNITS
							   : HINT_WRITE_ZERO);
	return false;
}

/*
 * Where decimals are due, a comma is the decimal mark however many digits
 * follow: a hint to write 4755 for "4,755" would be a thousand times too much.
 */
static bool is_decimal_comma(const reading *r)
{
	return decimals_of(r) && str_find(r->text, STR(".")) == r->text.length;
}

static bool read_number(reading *r)
{
	str meant = {NULL, 0};
	switch (text_read_number(r->set->arena, r->text, decimals_of(r),
				 &r->out->value, &meant)) {
	case TEXT_NUMBER_OK:
		break;
	case TEXT_NUMBER_EMPTY:
		return report_empty(r);
	case TEXT_NUMBER_NOT_A_NUMBER:
		return report_number(r, DIAG_FIGURE_NOT_A_NUMBER, meant);
	case TEXT_NUMBER_GROUPED:
		if (!is_decimal_comma(r))
			return report_number(r, DIAG_FIGURE_GROUPED, meant);
		return report_number(r, DIAG_FIGURE_DECIMALS, STR(""));
	case TEXT_NUMBER_DECIMAL:
		return report_number(r,
				     decimals_of(r) ? DIAG_FIGURE_DECIMALS
						    : DIAG_FIGURE_NOT_WHOLE,
				     meant);
	case TEXT_NUMBER_OVERFLOW:
		return report_number(r, DIAG_FIGURE_OVERFLOW, STR(""));
	}
	if (r->out->value.numerator < 0 && !r->ct->may_be_negative)
		return report_number(r, DIAG_FIGURE_NEGATIVE, STR(""));
	return true;
}

static const data_unit *read_listed(reading *r, const xml_node *dv,
				    figure_more *more)
{
	data_set *set = r->set;
	xml_check_attributes(set->diags, dv, "ma");
	data_check_children(set, dv, "");
	const xml_attribute *a = data_require(set, dv, STR("ma"));
	const data_unit *unit =
	    a ? data_find_unit(set, a->value, a->value_at) : NULL;
	if (!unit || !r->record->unit)
		return NULL;
	const data_period *p = &set->periods[r->record->period]->period;
	if (!data_check_valid(set, unit, p, a->value_at))
		return NULL;
	for (size_t i = 0; i < more->unit_count; i++)
		if (more->units[i] == unit) {
			diag_at(set->diags, DIAG_LIST_UNIT_TWICE, a->value_at,
				unit->code);
			return NULL;
		}
	return unit;
}

/* Rolled up from units that had nothing to list: then none is a result. */
static bool is_total(const reading *r)
{
	return r->record->is_rollup && xml_attribute_of(r->node, STR("da-co"));
}

static bool read_list(reading *r, figure_more *more)
{
	size_t count = 0, capacity = 0;
	bool good = data_check_children(r->set, r->node, "dv");
	if (!good && r->text.length)
		diag_hint(r->set->diags, HINT_LIST_THE_UNITS);
	for (const xml_node *dv = xml_first(r->node, STR("dv")); dv;
	     dv = xml_next(dv, STR("dv"))) {
		const data_unit *unit = read_listed(r, dv, more);
		if (!unit) {
			good = false;
			continue;
		}
		ARENA_GROW(r->set->arena, more->units, count, capacity);
		more->units[count++] = unit;
		more->unit_count = count;
	}
	if (good && !count && !is_total(r))
		return report_empty(r);
	r->out->value = TEXT_INTEGER((int64_t)count);
	return good;
}

/* ---- Attributes --------------------------------------------------------- */

static bool read_missing(reading *r, const xml_attribute *a, figure_more *more)
{
	r->out->state = FIGURE_DECLARED_MISSING;
	r->out->at = r->node->at;
	more->reason = str_copy(r->set->arena, str_trim(a->value));
	if (!more->reason.length)
		return diag_at(r->set->diags, DIAG_REASON_EMPTY, a->value_at,
			       STR("thieu"));
	if (r->text.length || xml_first(r->node, STR("")))
		return diag_at(r->set->diags, DIAG_FIGURE_BOTH, r->at,
			       r->ct->code);
	return true;
}

static bool read_count(str s, uint32_t *out)
{
	int64_t value;
	if (!str_to_int64(s, &value) || value < 0 || value > UINT32_MAX)
		return false;
	*out = (uint32_t)value;
	return true;
}

/* How many units a rolled-up figure stands for. */
static bool read_coverage(reading *r, figure_more *more)
{
	const xml_attribute *has = xml_attribute_of(r->node, STR("da-co"));
	const xml_attribute *due = xml_attribute_of(r->node, STR("phai-co"));
	if (!has && !due)
		return true;
	more->has_coverage = has && due && r->record->is_rollup &&
			     read_count(has->value, &more->covered) &&
			     read_count(due->value, &more->expected) &&
			     more->covered <= more->expected;
	return more->has_coverage ||
	       diag_at(r->set->diags, DIAG_COVERAGE_WRONG,
		       (has ? has : due)->value_at, has ? has->value : STR("–"),
		       due ? due->value : STR("–"));
}

static bool read_qualifier(reading *r)
{
	size_t word;
	if (!data_read_choice(r->set, r->node, STR("dinh-tinh"),
			      data_qualifier_words, QUALIFIER_EXACT, &word))
		return false;
	r->out->qualifier = (uint8_t)word;
	return true;
}

/* Keeps the rare things only where there are any. */
static void attach(reading *r, const figure_more *more)
{
	if (!more->note.length && !more->reason.length && !more->units &&
	    !more->has_coverage)
		return;
	figure_more *kept = ARENA_NEW(r->set->arena, figure_more);
	*kept = *more;
	r->out->more = kept;
}

static bool read_value(reading *r)
{
	figure_more more = {0};
	const xml_attribute *note = xml_attribute_of(r->node, STR("ghi-chu"));
	const xml_attribute *missing = xml_attribute_of(r->node, STR("thieu"));
	bool good = read_qualifier(r);
	if (note)
		more.note = str_copy(r->set->arena, str_trim(note->value));
	if (missing)
		good &= read_missing(r, missing, &more);
	else if (r->ct->kind == DATA_UNITS)
		good &= read_list(r, &more);
	else
		good &= read_number(r);
	good &= read_coverage(r, &more);
	attach(r, &more);
	return good;
}

/* ---- Who enters --------------------------------------------------------- */

static bool check_entered_here(const reading *r)
{
	const data_unit *unit = r->record->unit;
	if (!unit || r->record->is_rollup)
		return true;
	text_date last = r->set->periods[r->record->period]->period.last;
	if (data_must_state(r->ct, unit, last))
		return true;
	if (r->ct->entered_at.length) {
		diag_at(r->set->diags, DIAG_ENTERED_ELSEWHERE, r->node->at,
			r->ct->code, unit->full_name);
		diag_hint(r->set->diags, HINT_ENTERED_AT, r->ct->entered_at);
		return false;
	}
	if (r->ct->aggregate != DATA_NONE)
		diag_at(r->set->diags, DIAG_ENTERED_ABOVE, r->node->at,
			unit->full_name, r->ct->code);
	return true;
}

static bool check_not_ratio(const reading *r)
{
	if (r->ct->kind != DATA_RATIO)
		return true;
	return diag_at(r->set->diags, DIAG_RATIO_ENTERED, r->node->at,
		       r->ct->code);
}

static bool check_no_elements(const reading *r)
{
	const xml_node *child = xml_first(r->node, STR(""));
	if (!child || r->ct->kind == DATA_UNITS)
		return true;
	return diag_at(r->set->diags, DIAG_FIGURE_NOT_A_LIST, child->at,
		       r->ct->code, child->name);
}

/* Without a copy in the usual case of one piece of text. */
static str text_of(data_set *set, const xml_node *node)
{
	const xml_node *only = node->first_child;
	if (only && only->is_text && !only->next)
		return only->text;
	return xml_text(set->arena, node);
}

static bool read_figure(data_set *set, const xml_node *node, const record *rec,
			figure *out)
{
	bool good = xml_check_attributes(
	    set->diags, node, "ct dinh-tinh ghi-chu thieu da-co phai-co");
	const xml_attribute *a = data_require(set, node, STR("ct"));
	const data_indicator *ct =
	    a ? data_find_indicator(set, a->value, a->value_at) : NULL;
	if (!ct)
		return false;
	str whole = text_of(set, node);
	reading r = {.set = set,
		     .node = node,
		     .record = rec,
		     .ct = ct,
		     .text = str_trim(whole),
		     .out = out};
	r.at = text_at(&r, whole);
	*out = (figure){.indicator = ct->index, .at = r.at};
	good &= check_not_ratio(&r) && check_entered_here(&r) &&
		check_no_elements(&r) && read_value(&r);
	if (!good)
		out->state = FIGURE_BAD;
	return true;
}

/* ---- All of a record ---------------------------------------------------- */

static int by_indicator(const void *left, const void *right)
{
	const figure *a = left, *b = right;
	if (a->indicator != b->indicator)
		return a->indicator < b->indicator ? -1 : 1;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

static bool drop_repeats(data_set *set, record *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->figure_count; i++) {
		const figure *f = &r->figures[i];
		if (kept && r->figures[kept - 1].indicator == f->indicator) {
			diag_at(set->diags, DIAG_FIGURE_TWICE, f->at,
				set->indicators[f->indicator]->code);
			diag_note(set->diags, HINT_FIRST_IS_HERE,
				  r->figures[kept - 1].at);
			continue;
		}
		r->figures[kept++] = *f;
	}
	bool good = kept == r->figure_count;
	r->figure_count = kept;
	return good;
}

static size_t count_figures(const xml_node *node)
{
	size_t count = 0;
	for (const xml_node *so = xml_first(node, STR("so")); so;
	     so = xml_next(so, STR("so")))
		count++;
	return count;
}

bool data_read_figures(data_set *set, const xml_node *node, record *r)
{
	size_t errors = diags_errors(set->diags);
	r->figures = ARENA_ARRAY(set->arena, figure, count_figures(node));
	for (const xml_node *so = xml_first(node, STR("so")); so;
	     so = xml_next(so, STR("so")))
		if (read_figure(set, so, r, &r->figures[r->figure_count]))
			r->figure_count++;
	if (r->figure_count)
		qsort(r->figures, r->figure_count, sizeof *r->figures,
		      by_indicator);
	drop_repeats(set, r);
	return diags_errors(set->diags) == errors;
}

const figure *data_figure_in(const record *r, const data_indicator *ct)
{
	size_t low = 0, high = r->figure_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->figures[middle].indicator < ct->index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->figure_count && r->figures[low].indicator == ct->index
		   ? &r->figures[low]
		   : NULL;
}

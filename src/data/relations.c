#include "set.h"

/*
 * What must hold between figures, told to the clerk by the numbers themselves:
 * sums and products are compared as intervals, because "trên 625 triệu" and
 * "trên 1,6 tỷ" do add up to "trên 2,3 tỷ".
 */

/* ---- Reading ------------------------------------------------------------ */

static const struct form {
	const char *name;  /* the attribute that tells it */
	const char *other; /* the one that it needs, or NULL */
	rule_kind kind;
} forms[] = {
    {"kiem", NULL, RULE_TEST},	      {"tong", "gom", RULE_SUM},
    {"tich", "gom", RULE_PRODUCT},    {"phan", "cua", RULE_PART},
    {"ct", "bien-dong", RULE_CHANGE},
};

#define FORM_COUNT (sizeof forms / sizeof *forms)

bool data_read_relation(data_set *set, const xml_node *node, rule *out)
{
	for (size_t i = 0; i < FORM_COUNT; i++) {
		if (!xml_attribute_of(node, str_from(forms[i].name)))
			continue;
		out->source = data_require(set, node, str_from(forms[i].name));
		out->kind = forms[i].kind;
		return out->source &&
		       (!forms[i].other ||
			data_require(set, node, str_from(forms[i].other)));
	}
	data_require(set, node, STR("kiem"));
	return false;
}

static bool link_number(data_set *set, const data_indicator **out,
			const xml_attribute *a, str code)
{
	span at =
	    xml_span_within(diags_sources(set->diags), a->value_at,
			    (size_t)(code.data - a->value.data), code.length);
	*out = data_find_indicator(set, code, at);
	if (!*out)
		return false;
	if ((*out)->kind != DATA_RATIO && (*out)->kind != DATA_UNITS)
		return true;
	return diag_at(set->diags, DIAG_RELATION_NOT_NUMBER, at, code);
}

static bool link_parts(data_set *set, rule *r, const xml_attribute *a)
{
	str rest = a->value, word;
	bool good = true;
	int64_t factor;
	r->number = 1;
	while (str_next_word(&rest, &word)) {
		if (r->kind == RULE_PRODUCT && str_to_int64(word, &factor) &&
		    factor > 0) {
			r->number *= factor < 1000000000 ? factor : 1;
			continue;
		}
		if (r->part_count == DATA_MOST_PARTS)
			return diag_at(set->diags, DIAG_RELATION_TOO_LONG,
				       a->value_at);
		good &= link_number(set, &r->parts[r->part_count++], a, word);
	}
	return good;
}

bool data_link_relation(data_set *set, rule *r)
{
	const xml_attribute *parts = xml_attribute_of(r->node, STR("gom"));
	if (r->kind == RULE_PART)
		parts = xml_attribute_of(r->node, STR("cua"));
	bool good =
	    link_number(set, &r->whole, r->source, str_trim(r->source->value));
	if (r->kind != RULE_CHANGE)
		return parts && link_parts(set, r, parts) && good;
	const xml_attribute *a = xml_attribute_of(r->node, STR("bien-dong"));
	if (a && str_to_int64(str_trim(a->value), &r->number) && r->number > 0)
		return good;
	return a && diag_at(set->diags, DIAG_RELATION_PERCENT, a->value_at,
			    a->value);
}

/* ---- Intervals ---------------------------------------------------------- */

/* The place of the last digit that is not 0: 625000000 was cut at millions. */
static text_number last_place(text_number value)
{
	int64_t n = value.numerator, step = 1;
	if (value.denominator != 1)
		return (text_number){1, value.denominator};
	while (n && n % 10 == 0) {
		n /= 10;
		step *= 10;
	}
	return TEXT_INTEGER(step);
}

void data_interval(const figure *f, text_number *low, text_number *high)
{
	text_number step = last_place(f->value);
	*low = *high = f->value;
	if (f->qualifier == QUALIFIER_NEARLY || f->qualifier == QUALIFIER_ABOUT)
		text_number_subtract(f->value, step, low);
	if (f->qualifier == QUALIFIER_ABOVE ||
	    f->qualifier == QUALIFIER_MORE_THAN ||
	    f->qualifier == QUALIFIER_ABOUT)
		text_number_add(f->value, step, high);
}

/* ---- Checking a record -------------------------------------------------- */

static const figure *stated(const record *r, const data_indicator *ct)
{
	const figure *f = ct ? data_figure_in(r, ct) : NULL;
	return f && f->state == FIGURE_VALUE ? f : NULL;
}

typedef struct bounds {
	text_number low, high;
} bounds;

/* What the parts come to; false when the record lacks one of them. */
static bool combine(const record *r, const rule *law, bounds *out)
{
	bool is_sum = law->kind == RULE_SUM;
	*out = is_sum ? (bounds){TEXT_INTEGER(0), TEXT_INTEGER(0)}
		      : (bounds){TEXT_INTEGER(law->number),
				 TEXT_INTEGER(law->number)};
	for (size_t i = 0; i < law->part_count; i++) {
		const figure *f = stated(r, law->parts[i]);
		text_number low, high;
		if (!f)
			return false;
		data_interval(f, &low, &high);
		bool good =
		    is_sum
			? text_number_add(out->low, low, &out->low) &&
			      text_number_add(out->high, high, &out->high)
			: text_number_multiply(out->low, low, &out->low) &&
			      text_number_multiply(out->high, high, &out->high);
		if (!good)
			return false;
	}
	return law->part_count > 0;
}

static bool holds(const rule *law, bounds whole, bounds parts)
{
	if (text_number_compare(whole.low, parts.high) > 0)
		return false;
	return law->kind == RULE_PART ||
	       text_number_compare(whole.high, parts.low) >= 0;
}

static str figure_text(arena *a, const data_indicator *ct, const figure *f)
{
	str rough = data_qualifier_text((qualifier)f->qualifier);
	return str_format(a, "%.*s = %.*s%s%.*s", STR_ARGS(ct->code),
			  STR_ARGS(rough), rough.length ? " " : "",
			  STR_ARGS(data_number_text(a, f->value)));
}

static str parts_text(arena *a, const rule *law, bounds parts)
{
	str texts[DATA_MOST_PARTS + 1];
	size_t count = 0;
	for (size_t i = 0; i < law->part_count; i++)
		texts[count++] = law->parts[i]->code;
	if (law->kind == RULE_PRODUCT && law->number != 1)
		texts[count++] = text_format_integer(a, law->number);
	str sign = law->kind == RULE_SUM ? STR(" + ") : STR(" × ");
	return str_format(a, "%.*s = %.*s",
			  STR_ARGS(str_join(a, texts, count, sign)),
			  STR_ARGS(data_number_text(a, parts.low)));
}

static bool report(data_set *set, const record *r, const rule *law,
		   bounds parts)
{
	arena *a = set->arena;
	const figure *whole = stated(r, law->whole);
	str texts[] = {figure_text(a, law->whole, whole),
		       parts_text(a, law, parts)};
	diag_at(set->diags,
		law->warns ? DIAG_RULE_BROKEN_MILDLY : DIAG_RULE_BROKEN,
		whole->at, law->message, str_join(a, texts, 2, STR(", ")));
	for (size_t i = 0; i < law->part_count; i++) {
		const figure *f = stated(r, law->parts[i]);
		diag_note(set->diags, HINT_FIGURE_IS, f->at,
			  law->parts[i]->code, data_number_text(a, f->value));
	}
	diag_note(set->diags, HINT_RULE_IS_HERE, law->at, law->code,
		  law->source->value);
	return law->warns;
}

static bool check(data_set *set, const record *r, const rule *law)
{
	const figure *f = stated(r, law->whole);
	bounds whole, parts;
	if (!f || !combine(r, law, &parts))
		return true;
	data_interval(f, &whole.low, &whole.high);
	return holds(law, whole, parts) || report(set, r, law, parts);
}

static bool is_of_record(const rule *law)
{
	return (law->kind == RULE_SUM || law->kind == RULE_PRODUCT ||
		law->kind == RULE_PART) &&
	       law->whole;
}

bool data_check_relations(data_set *set)
{
	bool good = true;
	for (size_t i = 0; i < set->rule_count; i++) {
		if (!is_of_record(&set->rules[i]))
			continue;
		for (size_t j = 0; j < set->record_count; j++)
			if (!set->records[j]->is_superseded)
				good &=
				    check(set, set->records[j], &set->rules[i]);
	}
	return good;
}

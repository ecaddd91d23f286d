#include "set.h"

const char *const data_kind_words[] = {"so-dem", "tien",      "thap-phan",
				       "ty-le",	 "ds-don-vi", NULL};
const char *const data_aggregate_words[] = {"tong", "ty-le", "hop",
					    "cuoi", "khong", NULL};

/* Which aggregates suit a kind; the first is the one it has by default. */
typedef struct kind_rule {
	bool needs_aggregate;
	data_aggregate by_default;
	unsigned allowed; /* bit 1 << data_aggregate */
} kind_rule;

#define ALLOW(a)     (1u << (a))
#define ALLOW_NUMBER (ALLOW(DATA_SUM) | ALLOW(DATA_LAST) | ALLOW(DATA_NONE))

static const kind_rule kind_rules[] = {
    [DATA_COUNT] = {true, DATA_SUM, ALLOW_NUMBER},
    [DATA_MONEY] = {true, DATA_SUM, ALLOW_NUMBER},
    [DATA_DECIMAL] = {true, DATA_SUM, ALLOW_NUMBER},
    [DATA_RATIO] = {false, DATA_RATIO_OF_SUMS, ALLOW(DATA_RATIO_OF_SUMS)},
    [DATA_UNITS] = {false, DATA_UNION, ALLOW(DATA_UNION) | ALLOW(DATA_NONE)},
};

/* ---- Reading ------------------------------------------------------------ */

static span indicator_at(const data_set *set, uint32_t index)
{
	return set->indicators[index]->at;
}

static span rule_at(const data_set *set, uint32_t index)
{
	return set->rules[index].at;
}

static void guess_kind(data_set *set, str written, data_indicator *out)
{
	str bare = text_slug(set->arena, written);
	for (size_t i = 0; data_kind_words[i]; i++)
		if (str_equal(bare, str_from(data_kind_words[i])))
			out->kind = (data_kind)i;
}

static bool read_kind(data_set *set, const xml_node *node, data_indicator *out)
{
	size_t word;
	bool good = data_require(set, node, STR("kieu")) &&
		    data_read_choice(set, node, STR("kieu"), data_kind_words,
				     DATA_COUNT, &word);
	if (good)
		out->kind = (data_kind)word;
	else /* "tiền": what it means spares errors that would follow */
		guess_kind(set, xml_attribute_value(node, STR("kieu")), out);
	return good;
}

static bool read_aggregate(data_set *set, const xml_node *node,
			   data_indicator *out)
{
	const kind_rule *fit = &kind_rules[out->kind];
	size_t word;
	if (fit->needs_aggregate && !xml_require(set->diags, node, STR("gop")))
		return false;
	if (!data_read_choice(set, node, STR("gop"), data_aggregate_words,
			      fit->by_default, &word))
		return false;
	out->aggregate = (data_aggregate)word;
	if (fit->allowed & ALLOW(word))
		return true;
	return diag_at(set->diags, DIAG_AGGREGATE_UNFIT,
		       xml_attribute_of(node, STR("gop"))->value_at,
		       str_from(data_kind_words[out->kind]),
		       str_from(data_aggregate_words[word]));
}

static bool read_decimals(data_set *set, const xml_node *node,
			  data_indicator *out)
{
	const xml_attribute *a = xml_attribute_of(node, STR("le"));
	bool may_have = out->kind == DATA_DECIMAL || out->kind == DATA_RATIO;
	int64_t most = may_have ? DATA_MOST_DECIMALS : 0, value;
	out->decimals = may_have ? 1 : 0;
	if (!a)
		return true;
	if (!str_to_int64(a->value, &value) || value < 0 || value > most)
		return diag_at(set->diags, DIAG_DECIMALS_WRONG, a->value_at,
			       a->value, text_format_plain(set->arena, most));
	out->decimals = (unsigned)value;
	return true;
}

/* Which measure is due follows from the kind, when that could be read. */
static bool read_words(data_set *set, const xml_node *node, bool has_kind,
		       data_indicator *out)
{
	const xml_attribute *name = data_require(set, node, STR("ten"));
	out->name = name ? str_trim(name->value) : out->code;
	out->short_name = xml_attribute_value(node, STR("ten-ngan"));
	if (!out->short_name.length)
		out->short_name = out->name;
	out->measure = xml_attribute_value(node, STR("dvt"));
	if (out->kind == DATA_RATIO && !out->measure.length)
		out->measure = STR("%");
	if (out->kind == DATA_MONEY && !out->measure.length)
		out->measure = STR("đồng");
	if (!out->measure.length && out->kind != DATA_UNITS && has_kind)
		return data_require(set, node, STR("dvt"));
	return name;
}

static bool read_indicator(data_set *set, const xml_node *node, str group)
{
	indicator_row *row = ARENA_NEW(set->arena, indicator_row);
	data_indicator *ct = &row->indicator;
	bool good = xml_check_attributes(
	    set->diags, node,
	    "ma ten ten-ngan kieu dvt gop tu mau le nhap-tai bat-buoc "
	    "bat-buoc-khi am");
	good &= data_check_children(set, node, "");
	bool is_new = data_read_code(set, node, &set->indicator_codes,
				     (uint32_t)set->indicator_count,
				     indicator_at, &ct->code);
	bool has_kind = read_kind(set, node, ct);
	good &= has_kind && read_aggregate(set, node, ct);
	good &= !has_kind || read_decimals(set, node, ct);
	good &= read_words(set, node, has_kind, ct);
	ct->optional = !data_read_yes_no(set, node, STR("bat-buoc"), true);
	ct->may_be_negative = data_read_yes_no(set, node, STR("am"), false);
	ct->entered_at = str_trim(xml_attribute_value(node, STR("nhap-tai")));
	ct->required_when = xml_attribute_value(node, STR("bat-buoc-khi"));
	ct->group = group;
	ct->at = node->at;
	row->node = node;
	if (!is_new) {
		set->dictionary_is_broken = true;
		return false;
	}
	ARENA_GROW(set->arena, set->indicators, set->indicator_count,
		   set->indicator_capacity);
	ct->index = (uint32_t)set->indicator_count;
	set->indicators[set->indicator_count++] = ct;
	return good;
}

/* An indicator in a misspelt element is an indicator not found, later on. */
static bool check_children(data_set *set, const xml_node *node,
			   const char *names)
{
	if (data_check_children(set, node, names))
		return true;
	set->dictionary_is_broken = true;
	return false;
}

static bool read_group(data_set *set, const xml_node *node)
{
	bool good = xml_check_attributes(set->diags, node, "ten");
	good &= check_children(set, node, "ct");
	const xml_attribute *name = data_require(set, node, STR("ten"));
	for (const xml_node *ct = xml_first(node, STR("ct")); ct;
	     ct = xml_next(ct, STR("ct")))
		good &= read_indicator(set, ct,
				       name ? str_trim(name->value) : STR(""));
	return good && name;
}

static bool read_rule(data_set *set, const xml_node *node)
{
	static const char *const levels[] = {"loi", "canh-bao", NULL};
	size_t level;
	bool good = xml_check_attributes(
	    set->diags, node,
	    "ma kiem tong tich gom phan cua ct bien-dong loi muc");
	good &= data_check_children(set, node, "");
	const xml_attribute *message = data_require(set, node, STR("loi"));
	good &= data_read_choice(set, node, STR("muc"), levels, 0, &level);
	rule r = {.warns = level == 1, .node = node, .at = node->at};
	bool is_read = data_read_relation(set, node, &r);
	if (!data_read_code(set, node, &set->rule_codes,
			    (uint32_t)set->rule_count, rule_at, &r.code))
		return false;
	r.message = message ? str_trim(message->value) : r.code;
	ARENA_GROW(set->arena, set->rules, set->rule_count, set->rule_capacity);
	set->rules[set->rule_count++] = r;
	return good && is_read && message;
}

bool data_read_dictionary(data_set *set, const xml_node *root)
{
	assert(!set->is_linked);
	bool good = xml_check_attributes(set->diags, root, "");
	good &= check_children(set, root, "nhom ct rang-buoc");
	for (const xml_node *node = xml_first(root, STR("")); node;
	     node = xml_next(node, STR("")))
		if (str_equal(node->name, STR("nhom")))
			good &= read_group(set, node);
		else if (str_equal(node->name, STR("ct")))
			good &= read_indicator(set, node, STR(""));
		else if (str_equal(node->name, STR("rang-buoc")))
			good &= read_rule(set, node);
	return good;
}

/* ---- Linking ------------------------------------------------------------ */

static indicator_row *row_of(const data_indicator *indicator)
{
	return (indicator_row *)(uintptr_t)indicator;
}

static bool is_number(const data_indicator *ct)
{
	return ct->kind != DATA_RATIO && ct->kind != DATA_UNITS;
}

static bool link_part(data_set *set, indicator_row *row, str name, str role,
		      const data_indicator **out)
{
	const xml_attribute *a = data_require(set, row->node, name);
	if (!a)
		return false;
	const data_indicator *part =
	    data_find_indicator(set, a->value, a->value_at);
	if (!part)
		return false;
	if (!is_number(part))
		return diag_at(set->diags, DIAG_RATIO_PART, a->value_at,
			       a->value, role, row->indicator.code);
	*out = part;
	return true;
}

static bool refuse(data_set *set, const xml_node *node, str name)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	return !a || diag_at(set->diags, DIAG_UNKNOWN_ATTRIBUTE, a->name_at,
			     name, node->name);
}

static bool link_parts(data_set *set, indicator_row *row)
{
	data_indicator *ct = &row->indicator;
	bool good;
	if (ct->kind != DATA_RATIO) {
		good = refuse(set, row->node, STR("tu"));
		good &= refuse(set, row->node, STR("mau"));
		return good;
	}
	good =
	    link_part(set, row, STR("tu"), STR("tử số (tu)"), &ct->numerator);
	good &= link_part(set, row, STR("mau"), STR("mẫu số (mau)"),
			  &ct->denominator);
	return good;
}

static void report_class(data_set *set, const xml_attribute *a, str word)
{
	span at =
	    xml_span_within(diags_sources(set->diags), a->value_at,
			    (size_t)(word.data - a->value.data), word.length);
	str *codes = ARENA_ARRAY(set->arena, str, set->class_count);
	for (size_t i = 0; i < set->class_count; i++)
		codes[i] = set->classes[i]->code;
	diag_at(set->diags, DIAG_CLASS_UNKNOWN, at, word);
	diag_suggest(set->diags, word, codes, set->class_count);
}

static bool link_classes(data_set *set, indicator_row *row)
{
	const xml_attribute *a = xml_attribute_of(row->node, STR("nhap-tai"));
	str rest = row->indicator.entered_at, word;
	bool good = true;
	if (!rest.length || !set->class_count)
		return true;
	row->enters = ARENA_ARRAY(set->arena, bool, set->class_count);
	while (str_next_word(&rest, &word)) {
		uint32_t index;
		if (data_table_get(&set->class_codes, word, &index)) {
			row->enters[index] = true;
		} else {
			report_class(set, a, word);
			good = false;
		}
	}
	return good;
}

static bool knows_indicator(void *context, str code)
{
	return data_indicator_of(context, code);
}

static const expr *read_test(data_set *set, const xml_attribute *a)
{
	const expr *test =
	    expr_parse(set->arena, set->diags, a->value, a->value_at);
	str *codes = ARENA_ARRAY(set->arena, str, set->indicator_count);
	for (size_t i = 0; i < set->indicator_count; i++)
		codes[i] = set->indicators[i]->code;
	expr_known known = {
	    .context = set,
	    .indicator = set->dictionary_is_broken ? NULL : knows_indicator,
	    .indicators = codes,
	    .indicator_count = set->indicator_count,
	    .names_are_indicators = true,
	};
	return test && expr_check(test, &known, set->diags) ? test : NULL;
}

static bool link_required_when(data_set *set, indicator_row *row)
{
	const xml_attribute *a =
	    xml_attribute_of(row->node, STR("bat-buoc-khi"));
	if (!a)
		return true;
	row->required_when = read_test(set, a);
	return row->required_when;
}

bool data_link_dictionary(data_set *set)
{
	bool good = true;
	for (size_t i = 0; i < set->indicator_count; i++) {
		indicator_row *row = row_of(set->indicators[i]);
		good &= link_parts(set, row);
		good &= link_classes(set, row);
		good &= link_required_when(set, row);
	}
	for (size_t i = 0; i < set->rule_count; i++) {
		rule *r = &set->rules[i];
		if (!r->source || r->kind != RULE_TEST) {
			good &= r->source && data_link_relation(set, r);
			continue;
		}
		r->test = read_test(set, r->source);
		good &= r->test != NULL;
	}
	return good;
}

/* ---- Asking ------------------------------------------------------------- */

bool data_must_state(const data_indicator *ct, const data_unit *unit,
		     text_date last)
{
	const bool *enters = row_of(ct)->enters;
	uint32_t class = ((const unit_row *)unit)->class_index;
	if (ct->kind == DATA_RATIO)
		return false;
	if (enters)
		return class != UINT32_MAX && enters[class];
	return !data_has_below(unit, last);
}

const data_indicator *data_indicator_of(const data_set *set, str code)
{
	uint32_t index;
	return data_table_get(&set->indicator_codes, code, &index)
		   ? set->indicators[index]
		   : NULL;
}

size_t data_indicators(const data_set *set, const data_indicator *const **out)
{
	*out = (const data_indicator *const *)set->indicators;
	return set->indicator_count;
}

#include "testing.h"

#include <stdio.h>

#include "vanban/expr.h"

/*
 * A small world: a quận of three phường, two figures, a few variables.  The
 * expression is a source of its own, so places are offsets in it.
 */

typedef struct world_item {
	const char *name, *code, *title, *count;
	struct world_item *parent, *first, *next;
} world_item;

static world_item kim = {"dv", "kim", "Kim Liên", "4,5", NULL, NULL, NULL};
static world_item lang = {"dv", "lang", "Láng Hạ", NULL, NULL, NULL, &kim};
static world_item cat = {"dv", "cat", "Cát Linh", "3", NULL, NULL, &lang};
static world_item top = {"dv", "dd", "Đống Đa", "2023", NULL, &cat, NULL};

static str item_name(expr_item item)
{
	return str_from(((const world_item *)item.object)->name);
}

static const expr_item_type world_type;

static bool give(const world_item *object, expr_item *out)
{
	*out = (expr_item){.type = &world_type, .object = object};
	return object != NULL;
}

static bool item_first(expr_item item, expr_item *out)
{
	return give(((const world_item *)item.object)->first, out);
}

static bool item_next(expr_item item, expr_item *out)
{
	return give(((const world_item *)item.object)->next, out);
}

static bool item_parent(expr_item item, expr_item *out)
{
	return give(((const world_item *)item.object)->parent, out);
}

static bool item_attribute(expr_item item, str name, arena *a, expr_value *out)
{
	const world_item *w = item.object;
	const char *text = NULL;
	if (str_equal(name, STR("ma")))
		text = w->code;
	if (str_equal(name, STR("ten")))
		text = w->title;
	if (str_equal(name, STR("so")))
		text = w->count;
	if (text)
		*out = expr_data_text(a, str_from(text));
	return text != NULL;
}

static str item_text(expr_item item, arena *a)
{
	(void)a;
	return str_from(((const world_item *)item.object)->title);
}

static const expr_item_type world_type = {.name = item_name,
					  .attribute = item_attribute,
					  .first_child = item_first,
					  .next_sibling = item_next,
					  .parent = item_parent,
					  .text = item_text};

static const doc_figure_use use_a = {.indicator = STR_INIT("a")};
static const doc_figure_use use_b = {.indicator = STR_INIT("b")};

/* so: 'a' 9856, 'b' 92, 'lon' the largest, 'thieu' missing */
static bool call_so(const expr_call *call, expr_value *out)
{
	str code = call->arguments[0].text;
	static const str arguments[] = {STR_INIT("thieu")};
	if (str_equal(code, STR("thieu"))) {
		*out = expr_missing(
		    call->arena, &(expr_reason){.code = DIAG_UNKNOWN_INDICATOR,
						.arguments = arguments,
						.argument_count = 1});
		return true;
	}
	if (str_equal(code, STR("lon"))) {
		*out = expr_number(TEXT_INTEGER(INT64_MAX));
		return true;
	}
	bool is_a = str_equal(code, STR("a"));
	*out = expr_number(TEXT_INTEGER(is_a ? 9856 : 92));
	expr_add_use(call->arena, out, is_a ? &use_a : &use_b);
	return true;
}

static bool call_boom(const expr_call *call, expr_value *out)
{
	(void)out;
	return diag_at(call->diags, DIAG_EXPR_OVERFLOW, call->at, STR("boom"));
}

static bool call_ngay(const expr_call *call, expr_value *out)
{
	*out = expr_text(text_format_date(call->arena, call->arguments[0].date,
					  TEXT_DATE_FULL));
	return true;
}

static const expr_function functions[] = {
    {"so", "cu?k?", call_so, "", ""},
    {"boom", "", call_boom, "", ""},
    {"ngay", "d", call_ngay, "", ""},
};

static bool variable(void *context, str name, expr_value *out)
{
	(void)context;
	if (str_equal(name, STR("nam"))) {
		*out = expr_number(TEXT_INTEGER(2023));
		out->plain = true;
		return true;
	}
	if (str_equal(name, STR("x"))) {
		static expr_item item;
		give(&cat, &item);
		*out = expr_items(&item, 1);
		return true;
	}
	if (!str_equal(name, STR("han")))
		return false;
	*out = expr_date((text_date){2023, 9, 10});
	return true;
}

static bool knows_variable(void *context, str name)
{
	(void)context;
	return str_equal(name, STR("nam")) || str_equal(name, STR("x")) ||
	       str_equal(name, STR("han"));
}

static const str codes[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("lon"),
			    STR_INIT("thieu"), STR_INIT("tt.luot")};
static const str variables[] = {STR_INIT("nam"), STR_INIT("han")};

static bool knows_indicator(void *context, str code)
{
	(void)context;
	for (size_t i = 0; i < TEST_COUNT(codes); i++)
		if (str_equal(codes[i], code))
			return true;
	return false;
}

static str name_of_indicator(void *context, str code)
{
	(void)context;
	return str_equal(code, STR("tt.luot")) ? STR("Lượt người") : STR("");
}

static const expr_known known = {.functions = functions,
				 .function_count = TEST_COUNT(functions),
				 .variable = knows_variable,
				 .indicator = knows_indicator,
				 .indicator_name = name_of_indicator,
				 .variables = variables,
				 .variable_count = TEST_COUNT(variables),
				 .indicators = codes,
				 .indicator_count = TEST_COUNT(codes)};

static const expr_host host = {.functions = functions,
			       .function_count = TEST_COUNT(functions),
			       .variable = variable};

/* ---- Set-up ----------------------------------------------------------- */

typedef struct bench {
	arena *arena;
	diags *diags;
	span at;
} bench;

static bench open_bench(str text)
{
	bench b = {.arena = arena_new(0)};
	sources *s = sources_new(b.arena);
	b.diags = diags_new(b.arena, s);
	b.at = (span){source_add(s, STR("bieu-thuc"), text), 0,
		      (uint32_t)text.length};
	return b;
}

/* "E1201 5:2" of the first diagnostic and its first hint, or "". */
static str summary(const bench *b)
{
	const diag *d = diags_sorted(b->diags);
	if (!d)
		return STR("");
	buffer out = {0};
	buffer_format(&out, "%s %u:%u", diag_row_of(d->code)->number,
		      d->at.start, d->at.length);
	const diag_part *hint = d->parts;
	while (hint && !hint->is_hint)
		hint = hint->next;
	if (hint) {
		buffer_format(&out, " ");
		diag_expand(&out, diag_text_of(hint->text, DIAG_ENGLISH),
			    hint->arguments, hint->argument_count);
	}
	str copy = str_copy(b->arena, buffer_str(&out));
	buffer_free(&out);
	return copy;
}

struct row {
	const char *name; /* the expression */
	const char *expect;
};

/* ---- Parsing and checking --------------------------------------------- */

static const struct row wrong[] = {
    {" ", "E1220 0:1"},
    {"so('a'", "E1221 5:1 expected here: )"},
    {"so(", "E1221 2:1"},
    {"1 +", "E1221 2:1"},
    {"'abc", "E1202 0:1"},
    {"so('a', \"b)", "E1202 8:1"},
    {"so(‘a’)", "E1219 3:3 use the straight quote ' of the keyboard"},
    {"so(“a”)", "E1219 3:3 use the straight quote ' of the keyboard"},
    {"1\xc2\xa0+ 2", "E1219 1:2"},
    {"1 # 2", "E1219 2:1"},
    {"$ nam", "E1219 0:1"},
    {"1 2", "E1201 2:1"},
    {"so('a') 'b'", "E1201 8:3"},
    {"1 + * 2 3", "E1201 6:1"},
    {"(1 + 2", "E1221 5:1 expected here: )"},
    {"dv[1", "E1221 3:1 expected here: ]"},
    {"dv[@ma='x')", "E1201 10:1 expected here: ]"},
    {"dv/", "E1221 2:1"},
    {"dv//", "E1221 3:1"},
    {"//", "E1221 1:1"},
    {"so('a') / so('b')",
     "E1201 8:1 to divide write div: so('a') div so('b'); for a percentage: "
     "tyle('a', 'b')"},
    {"12 / 2", "E1201 3:1 to divide write div: so('a') div so('b'); for a "
	       "percentage: tyle('a', 'b')"},
    {"@", "E1221 0:1"},
    {"@'a'", "E1201 1:3"},
    {"a,b", "E1201 1:1"},
    {"so('a',)", "E1201 7:1"},
    {")", "E1201 0:1"},
    {"= 1", "E1201 0:1"},
    {"1 = = 1", "E1201 4:1"},
    {"3x", "E1222 0:2"},
    {"1.2345678", "E1222 0:9"},
    {"99999999999999999999", "E1222 0:20"},
    {"child::dv", "E1219 5:1"},
    {"s('a')", "E1204 0:1 did you mean “so”?"},
    {"1 + conut(dv)", "E1204 4:5 did you mean “count”?"},
    {"xyzzyxyzzy(1)", "E1204 0:10"},
    {"so()", "E1206 0:4"},
    {"so('a','b','c','d')", "E1206 0:19"},
    {"concat('a')", "E1206 0:11"},
    {"true(1)", "E1206 0:7"},
    {"$nm", "E1205 0:3 did you mean “$nam”?"},
    {"$nam-1", "E1205 0:6 to subtract, put blanks around the minus: $nam - …"},
    {"$khong-co", "E1205 0:9"},
    {"so('tt.lot')", "E1203 3:8 did you mean “tt.luot” (Lượt người)?"},
    {"so('zzzzzzzz')", "E1203 3:10"},
    {"so(tt.luot)", "E1208 3:7 write it in quotes: 'tt.luot'"},
    {"so(5)", "E1208 3:1"},
    {"so('a', 7)", "E1208 8:1"},
    {"round('năm')", "E1207 6:6"},
    {"round(true() = false())", "E1207 6:16"},
    {"'năm' + 1", "E1207 0:6"},
    {"1 - (2 > 1)", "E1207 4:7"},
    {"ngay('14/9/2023')", "E1209 5:11"},
    {"ngay(2023)", "E1209 5:4"},
    {"count(5)", "E1210 6:1"},
    {"1 = 'a'", "E1214 0:7"},
    {"'a' > (1 = 1)", "E1214 0:13"},
    {"concat('a', 1 > 2)", "E1225 12:5"},
    {"dv[$y = 1]", "E1205 3:2"},
    {"dv[conut(.) = 1]", "E1204 3:5 did you mean “count”?"},
};

static void check_wrong(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	const expr *e = expr_parse(b.arena, b.diags, str_from(r->name), b.at);
	if (e)
		assert_false(expr_check(e, &known, b.diags));
	assert_int_equal(diags_errors(b.diags), 1);
	assert_str_equal(summary(&b), r->expect);
	arena_free(b.arena);
}

/* ---- Evaluation ------------------------------------------------------- */

static const struct row right[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"2 - 3 - 4", "-5"},
    {"7 mod 3", "1"},
    {"-7 mod 3", "-1"},
    {"7 div 2", "3,5"},
    {"1 div 3 * 3", "1"},
    {"- - 2", "2"},
    {"1.5 + 0.25", "1,75"},
    {"12345 * 1000", "12.345.000"},
    {"25%", "0,25"},
    {"100 * 90%", "90"},
    {"$nam", "2023"},
    {"$nam - 1", "2022"},
    {"1 + $nam", "2024"},
    {"$nam * 2", "4.046"},
    {"round(2.5)", "3"},
    {"round(-2.5)", "-3"},
    {"lam-tron(86 div 92 * 100, 1)", "93,5"},
    {"1 < 2 and 2 < 3", "true"},
    {"1 ≤ 1 and 2 ≥ 2 and 1 ≠ 2", "true"},
    {"1 > 2 or 2 = 2", "true"},
    {"1 = 1 = (2 = 2)", "true"},
    {"true() or boom()", "true"},
    {"false() and boom()", "false"},
    {"not(1 = 2)", "true"},
    {"'a' = \"a\"", "true"},
    {"'a' != 'b'", "true"},
    {"$han < '2023-09-14'", "true"},
    {"'2023-09-14' = $han", "false"},
    {"$han", "10/9/2023"},
    {"ngay('2023-09-14')", "ngày 14 tháng 9 năm 2023"},
    {"so('a')", "9.856"},
    {"so('a') + so('b')", "9.948"},
    {"hoac(so('thieu'), 'chưa có')", "chưa có"},
    {"hoac(so('a'), boom())", "9.856"},
    {"hoac(1 div 0, '–')", "–"},
    {"hoac(@khong-co, 'không')", "không"},
    {"hoac(so('thieu') + 1 > 2, 'không')", "không"},
    {"co(so('thieu'))", "false"},
    {"co(so('a'))", "true"},
    {"co(dv[@ma='x'])", "false"},
    {"co(so('thieu')) and so('thieu') > 0", "false"},
    {"@ten", "Đống Đa"},
    {".", "Đống Đa"},
    {"./@ten", "Đống Đa"},
    {"count(dv)", "3"},
    {"dem(//dv)", "3"},
    {"dem(//.)", "4"},
    {"count(dv/..)", "1"},
    {"count(*)", "3"},
    {"count(dv/khac)", "0"},
    {"count(dv | dv[1])", "3"},
    {"dv[2]/@ten", "Láng Hạ"},
    {"dv[last()]/@ten", "Kim Liên"},
    {"dv[position() = 1]", "Cát Linh"},
    {"dv[@ma='lang']/@ten", "Láng Hạ"},
    {"dv[@so = 3]/@ten", "Cát Linh"},
    {"dv[@so > 4]/@ten", "Kim Liên"},
    {"dv[not(@so)]/@ten", "Láng Hạ"},
    {"count(dv[co(@so)][@so != 3])", "1"},
    {"count(dv[not(@so = 3)])", "2"},
    {"count(dv[starts-with(@ten, 'K')])", "1"},
    {"dv[1]/../@ten", "Đống Đa"},
    {"$x/@ten", "Cát Linh"},
    {"$x[1]/@ten", "Cát Linh"},
    {"(dv)[2]/@ten", "Láng Hạ"},
    {"dv/@ten = 'Kim Liên'", "true"},
    {"/dv[3]/@ma", "kim"},
    {"@so + 1", "2.024"},
    {"sum(dv/@so)", "7,5"},
    {"concat('a', 1000, @ten)", "a1.000Đống Đa"},
    {"contains(@ten, 'Đa')", "true"},
    {"contains(@ten, 'Da')", "false"},
    {"starts-with('abc', 'ab')", "true"},
    {"string-length(@ten)", "7"},
    {"substring('Đống Đa', 2, 3)", "ống"},
    {"substring('Đống Đa', 6)", "Đa"},
    {"substring('abc', 9)", ""},
    {"substring('abc', 0, 3)", "ab"},
    {"substring('abc', 2, -1)", ""},
    {"substring('abc', -9223372036854775807)", "abc"},
    {"substring('abc', -9223372036854775807, -9223372036854775807)", ""},
    {"substring('abc', 2, 9223372036854775807)", "bc"},
    {"substring('abc', 9223372036854775807, 2)", ""},
    {"hoac(sum(dv/@khong-co), 'không có')", "không có"},
    {"normalize-space('  a   b ')", "a b"},
    {"name(dv[1])", "dv"},
    {"name()", "dv"},
    {"number('4,5') * 2", "9"},
    {"string(1000)", "1.000"},
};

static str show(const expr_context *c, const expr_value *value, span at)
{
	str text = STR("?");
	if (value->kind == EXPR_BOOLEAN)
		return value->boolean ? STR("true") : STR("false");
	return expr_to_text(c, value, at, &text) ? text : STR("?");
}

static bool run(const bench *b, const char *text, expr_context *c,
		expr_value *out)
{
	const expr *e = expr_parse(b->arena, b->diags, str_from(text), b->at);
	assert_non_null(e);
	expr_item item;
	give(&top, &item);
	kim.parent = lang.parent = cat.parent = &top;
	*c = (expr_context){.host = &host,
			    .arena = b->arena,
			    .diags = b->diags,
			    .item = item,
			    .root = item,
			    .position = 1,
			    .last = 1};
	return expr_evaluate(e, c, false, out);
}

static void check_right(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	expr_context c;
	expr_value value;
	bool done = run(&b, r->name, &c, &value);
	assert_str_equal(summary(&b), "");
	assert_true(done);
	assert_str_equal(show(&c, &value, b.at), r->expect);
	assert_int_equal(diags_errors(b.diags), 0);
	arena_free(b.arena);
}

/* ---- Failing evaluation ----------------------------------------------- */

static const struct row failing[] = {
    {"1 div 0", "E1215 6:1"},
    {"5 mod (1 - 1)", "E1215 6:7"},
    {"1 div 3", "E1216 0:7 write round(1 div 3, 2) to round"},
    {"so('lon') + 1", "E1217 0:13"},
    {"so('lon') * so('lon')", "E1217 0:21"},
    {"sum(dv/@so) + so('lon') + 1", "E1217 0:23"},
    {"so('thieu')", "E1203 0:11"},
    {"1 + so('thieu')", "E1203 4:11"},
    {"concat('a', so('thieu'))", "E1203 12:11"},
    {"so('thieu') > 0", "E1203 0:11"},
    {"so('thieu') > 0 or true()", "E1203 0:11"},
    {"dv[@ma='x']", "E1212 0:11"},
    {"dv[@ma='x']/@ten", "E1212 0:16"},
    {"@khong-co", "E1212 0:9"},
    {"@khong-co = 'a'", "E1212 0:9"},
    {"1 + @khong-co", "E1212 4:9"},
    {"dv/@ten", "E1213 0:7"},
    {"1 + dv", "E1213 4:2"},
    {"@ten + 1", "E1207 0:4"},
    {"@ten > 1", "E1214 0:8"},
    {"@ten > 'a'", "E1214 0:10"},
    {"$han > 1", "E1214 0:8"},
    {"'3' = so('a')", "E1214 0:13"},
    {"sum(dv/@ten)", "E1207 4:7"},
    {"sum(dv/@khong-co)", "E1212 4:12"},
    {"sum(dv/@khong-co) > 0", "E1212 4:12"},
    {"true()", "E1225 0:6"},
    {"1 and true()", "E1211 0:1 do you mean 1 > 0?"},
    {"not('a')", "E1211 4:3"},
    {"dv['a']", "E1211 3:3"},
    {"ngay(@ten)", "E1209 5:4"},
    {"substring('abc', 1.5)", "E1223 17:3"},
    {"round(1, 7)", "E1224 9:1"},
    {"round(1, -1)", "E1224 9:2"},
    {"boom()", "E1217 0:6"},
    {"1 + (2 * boom())", "E1217 9:6"},
    {"$chua-dat", "E1205 0:9"},
    {"so(@ten, boom())", "E1217 9:6"},
    {"(1)/dv", "E1210 0:3"},
    {"$nam/dv", "E1210 0:4"},
    {"count(1 | dv)", "E1210 6:1"},
    {"number('4.700')", "E1207 7:7 did you mean “4700”?"},
};

static void check_failing(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	expr_context c;
	expr_value value;
	const expr *e = expr_parse(b.arena, b.diags, str_from(r->name), b.at);
	if (e && run(&b, r->name, &c, &value)) {
		str text;
		assert_false(expr_to_text(&c, &value, b.at, &text));
	}
	assert_int_equal(diags_errors(b.diags), 1);
	assert_str_equal(summary(&b), r->expect);
	arena_free(b.arena);
}

/* ---- Traces ----------------------------------------------------------- */

static const struct row traces[] = {
    {"so('a')", "a"},
    {"so('a') + so('b')", "a b"},
    {"so('a') + so('b') - so('a')", "a b"},
    {"round(so('b') div 2)", "b"},
    {"-so('b')", "b"},
    {"so('a') > so('b') and so('b') > 0", "a b"},
    {"hoac(so('a'), so('b'))", "a"},
    {"hoac(so('thieu'), so('b'))", "b"},
    {"concat(so('a'), ' và ', so('b'))", "a b"},
    {"5", ""},
};

static void collect(buffer *out, const expr_use *use)
{
	if (!use)
		return;
	collect(out, use->next);
	if (out->length)
		buffer_append(out, STR(" "));
	buffer_append(out, use->use->indicator);
}

static void check_trace(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	expr_context c;
	expr_value value;
	buffer out = {0};
	assert_true(run(&b, r->name, &c, &value));
	collect(&out, value.uses);
	assert_str_equal(buffer_str(&out), r->expect);
	buffer_free(&out);
	arena_free(b.arena);
}

/* ---- Limits ----------------------------------------------------------- */

static const struct row deep[] = {
    {"(", "E1218 100:1"},   {"-", "E1218 100:1"},  {"not(", "E1218 400:3"},
    {"dv[", "E1218 300:2"}, {"1+", "E1218 0:201"},
};

static void check_deep(void **state)
{
	const struct row *r = *state;
	buffer text = {0};
	for (int i = 0; i < 100000; i++)
		buffer_append(&text, str_from(r->name));
	bench b = open_bench(buffer_str(&text));
	assert_null(expr_parse(b.arena, b.diags, buffer_str(&text), b.at));
	assert_str_equal(summary(&b), r->expect);
	arena_free(b.arena);
	buffer_free(&text);
}

/* ---- Dictionaries ----------------------------------------------------- */

static bool name_value(const expr_call *call, str name, expr_value *out)
{
	(void)call;
	*out = expr_number(TEXT_INTEGER(str_equal(name, STR("a")) ? 3 : 5));
	return true;
}

static const struct row dictionary[] = {
    {"a <= b", "true"},
    {"a + b = 8 and b > 0", "true"},
    {"tt.lot > 0", "E1203 0:6 did you mean “tt.luot” (Lượt người)?"},
    {"a/b > 1", "E1227 0:3"},
    {"@a > 1", "E1227 0:2"},
};

static void check_dictionary(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	expr_known names = known;
	names.names_are_indicators = true;
	expr_host named = host;
	named.name = name_value;
	const expr *e = expr_parse(b.arena, b.diags, str_from(r->name), b.at);
	assert_non_null(e);
	if (!expr_check(e, &names, b.diags)) {
		assert_str_equal(summary(&b), r->expect);
	} else {
		expr_context c = {
		    .host = &named, .arena = b.arena, .diags = b.diags};
		expr_value value;
		assert_true(expr_evaluate(e, &c, false, &value));
		assert_str_equal(show(&c, &value, b.at), r->expect);
	}
	arena_free(b.arena);
}

/* ---- The budget ------------------------------------------------------- */

/* Three units: what is left of 100 items, or the message. */
static const struct row budgets[] = {
    {"count(dv)", "96"},
    {"count(dv[@so > 0])", "88"},
    {"count(dv) + count(dv)", "92"},
    {"count(dv[count(../dv) > 0])", "75"},
    {"count(dv[count(../dv[count(../dv) > 0]) > 0])", "12"},
    {"count(dv[count(../dv[count(../dv[1]) > 0]) > 0])", "E1232 30:2"},
};

static void check_budget(void **state)
{
	const struct row *r = *state;
	bench b = open_bench(str_from(r->name));
	expr_context c;
	expr_value value;
	size_t budget = 100;
	char left[32];
	const expr *e = expr_parse(b.arena, b.diags, str_from(r->name), b.at);
	assert_true(run(&b, "true()", &c, &value));
	c.budget = &budget;
	bool done = expr_evaluate(e, &c, false, &value);
	snprintf(left, sizeof left, "%zu", budget);
	if (done)
		assert_string_equal(left, r->expect);
	else
		assert_str_equal(summary(&b), r->expect);
	/* told once, and nothing more is looked at */
	if (!done)
		assert_false(expr_evaluate(e, &c, false, &value));
	assert_int_equal(diags_errors(b.diags), !done);
	arena_free(b.arena);
}

int main(void)
{
	int failed = 0;
	TEST_TABLE(expr_budget, budgets, check_budget);
	TEST_TABLE(expr_wrong, wrong, check_wrong);
	TEST_TABLE(expr_right, right, check_right);
	TEST_TABLE(expr_failing, failing, check_failing);
	TEST_TABLE(expr_traces, traces, check_trace);
	TEST_TABLE(expr_deep, deep, check_deep);
	TEST_TABLE(expr_dictionary, dictionary, check_dictionary);
	failed += TEST_RUN(expr_wrong);
	failed += TEST_RUN(expr_right);
	failed += TEST_RUN(expr_failing);
	failed += TEST_RUN(expr_traces);
	failed += TEST_RUN(expr_deep);
	failed += TEST_RUN(expr_dictionary);
	failed += TEST_RUN(expr_budget);
	return failed;
}

#include "node.h"

/* The functions that the language itself has: XPath's, and in Vietnamese. */

static bool give_number(expr_value *out, size_t n)
{
	*out = expr_number(TEXT_INTEGER((int64_t)n));
	return true;
}

static bool call_count(const expr_call *call, expr_value *out)
{
	return give_number(out, call->arguments[0].item_count);
}

static bool call_sum(const expr_call *call, expr_value *out)
{
	text_number sum = TEXT_INTEGER(0), n;
	const expr_value *items = &call->arguments[0];
	span at = call->argument_at[0];
	if (!items->item_count) /* nothing, and not 0 */
		return expr_to_single(call->context, items, at, out);
	for (size_t i = 0; i < items->item_count; i++) {
		expr_value one = expr_items(&items->items[i], 1);
		if (!expr_to_number(call->context, &one, at, &n))
			return false;
		if (!text_number_add(sum, n, &sum))
			return diag_at(
			    call->diags, DIAG_EXPR_OVERFLOW, call->at,
			    expr_snippet(call->arena, call->diags, call->at));
	}
	*out = expr_number(sum);
	return true;
}

static bool call_not(const expr_call *call, expr_value *out)
{
	bool test;
	if (!expr_to_boolean(call->context, &call->arguments[0],
			     call->argument_at[0], &test))
		return false;
	*out = expr_boolean(!test);
	return true;
}

static bool call_true(const expr_call *call, expr_value *out)
{
	(void)call;
	*out = expr_boolean(true);
	return true;
}

static bool call_false(const expr_call *call, expr_value *out)
{
	(void)call;
	*out = expr_boolean(false);
	return true;
}

static bool call_concat(const expr_call *call, expr_value *out)
{
	str *parts = ARENA_ARRAY(call->arena, str, call->argument_count);
	for (size_t i = 0; i < call->argument_count; i++)
		parts[i] = call->arguments[i].text;
	*out = expr_text(
	    str_join(call->arena, parts, call->argument_count, STR("")));
	return true;
}

static bool call_contains(const expr_call *call, expr_value *out)
{
	str text = call->arguments[0].text, part = call->arguments[1].text;
	*out = expr_boolean(part.length == 0 ||
			    str_find(text, part) < text.length);
	return true;
}

static bool call_starts_with(const expr_call *call, expr_value *out)
{
	*out = expr_boolean(
	    str_starts_with(call->arguments[0].text, call->arguments[1].text));
	return true;
}

/* The argument, or the context item when there is none. */
static expr_value subject(const expr_call *call)
{
	if (call->argument_count)
		return call->arguments[0];
	bool is_there = call->item.type != NULL;
	return expr_items(&call->context->item, is_there);
}

static span subject_at(const expr_call *call)
{
	return call->argument_count ? call->argument_at[0] : call->at;
}

static bool call_string(const expr_call *call, expr_value *out)
{
	str text;
	expr_value value = subject(call);
	if (!expr_to_text(call->context, &value, subject_at(call), &text))
		return false;
	*out = expr_text(text);
	return true;
}

static bool call_number(const expr_call *call, expr_value *out)
{
	text_number n;
	str meant;
	expr_value value = subject(call), single;
	span at = subject_at(call);
	if (!expr_to_single(call->context, &value, at, &single))
		return false;
	if (single.kind == EXPR_TEXT && !single.has_number)
		single.has_number =
		    text_read_number(call->arena, single.text, 6,
				     &single.number, &meant) == TEXT_NUMBER_OK;
	if (!expr_to_number(call->context, &single, at, &n))
		return false;
	*out = expr_number(n);
	return true;
}

static bool call_position(const expr_call *call, expr_value *out)
{
	return give_number(out, call->context->position);
}

static bool call_last(const expr_call *call, expr_value *out)
{
	return give_number(out, call->context->last);
}

static bool call_string_length(const expr_call *call, expr_value *out)
{
	expr_value text;
	return call_string(call, &text) &&
	       give_number(out, str_code_points(text.text));
}

static bool call_normalize_space(const expr_call *call, expr_value *out)
{
	expr_value text;
	if (!call_string(call, &text))
		return false;
	buffer result = {0};
	str rest = text.text, word;
	while (str_next_word(&rest, &word)) {
		if (result.length)
			buffer_append_byte(&result, ' ');
		buffer_append(&result, word);
	}
	*out = expr_text(str_copy(call->arena, buffer_str(&result)));
	buffer_free(&result);
	return true;
}

/* Characters from the first-th (from 1), length of them or all. */
static bool call_substring(const expr_call *call, expr_value *out)
{
	str text = call->arguments[0].text;
	int64_t first = call->arguments[1].number.numerator;
	int64_t behind = INT64_MAX; /* the last */
	if (call->argument_count > 2) {
		int64_t length = call->arguments[2].number.numerator;
		if (__builtin_add_overflow(first, length, &behind))
			behind = length > 0 ? INT64_MAX : INT64_MIN;
	}
	const char *end = str_end(text), *cursor = text.data;
	const char *from = end, *to = text.data;
	for (int64_t i = 1; cursor < end; i++) {
		const char *before = cursor;
		str_next_code_point(&cursor, end);
		if (i < first || i >= behind)
			continue;
		from = before < from ? before : from;
		to = cursor;
	}
	*out =
	    expr_text(from < to ? (str){from, (size_t)(to - from)} : STR(""));
	return true;
}

static bool call_name(const expr_call *call, expr_value *out)
{
	expr_value value = subject(call);
	if (value.item_count != 1) {
		span at = subject_at(call);
		return expr_to_single(call->context, &value, at, out);
	}
	expr_item item = value.items[0];
	*out = expr_text(item.type->name ? item.type->name(item) : STR(""));
	return true;
}

static bool call_round(const expr_call *call, expr_value *out)
{
	int64_t decimals =
	    call->argument_count > 1 ? call->arguments[1].number.numerator : 0;
	text_number n;
	if (decimals < 0 || decimals > 6)
		return diag_at(
		    call->diags, DIAG_DECIMALS_RANGE, call->argument_at[1],
		    str_format(call->arena, "%lld", (long long)decimals),
		    STR("6"));
	if (!text_number_round(call->arguments[0].number, (unsigned)decimals,
			       &n))
		return diag_at(
		    call->diags, DIAG_EXPR_OVERFLOW, call->at,
		    expr_snippet(call->arena, call->diags, call->at));
	*out = expr_number(n);
	return true;
}

/* A NULL call is looked after by the evaluator: hoac, co. */
static const expr_function functions[] = {
    {"hoac", "mm", NULL,
     "giá trị thứ nhất, hoặc giá trị thứ hai khi thứ nhất thiếu",
     "the first value, or the second when the first is missing"},
    {"co", "m", NULL, "đúng khi giá trị không thiếu",
     "true when the value is there"},
    {"dem", "l", call_count, "số mục của một danh sách",
     "number of items of a list"},
    {"count", "l", call_count, "như dem", "number of items of a list"},
    {"tong", "l", call_sum, "tổng các số trong danh sách",
     "sum of the numbers in a list"},
    {"sum", "l", call_sum, "như tong", "sum of the numbers in a list"},
    {"khong", "v", call_not, "phủ định của điều kiện",
     "negation of a condition"},
    {"not", "v", call_not, "như khong", "negation of a condition"},
    {"true", "", call_true, "đúng", "true"},
    {"false", "", call_false, "sai", "false"},
    {"ghep", "ss*", call_concat, "ghép các chữ liền nhau",
     "texts put together"},
    {"concat", "ss*", call_concat, "như ghep", "texts put together"},
    {"chua", "ss", call_contains, "đúng khi chữ thứ nhất chứa chữ thứ hai",
     "true when the first text contains the second"},
    {"contains", "ss", call_contains, "như chua",
     "true when the first text contains the second"},
    {"bat-dau-bang", "ss", call_starts_with,
     "đúng khi chữ thứ nhất bắt đầu bằng chữ thứ hai",
     "true when the first text starts with the second"},
    {"starts-with", "ss", call_starts_with, "như bat-dau-bang",
     "true when the first text starts with the second"},
    {"string", "v?", call_string, "dạng chữ của giá trị", "the value as text"},
    {"number", "v?", call_number, "dạng số của giá trị",
     "the value as a number"},
    {"vi-tri", "", call_position, "thứ tự của mục đang xét, từ 1",
     "position of the item, from 1"},
    {"position", "", call_position, "như vi-tri",
     "position of the item, from 1"},
    {"last", "", call_last, "số mục đang được xét",
     "number of items being looked at"},
    {"do-dai", "s?", call_string_length, "số ký tự", "number of characters"},
    {"string-length", "s?", call_string_length, "như do-dai",
     "number of characters"},
    {"normalize-space", "s?", call_normalize_space, "bỏ dấu cách thừa",
     "text without surplus blanks"},
    {"substring", "sii?", call_substring,
     "phần của chữ: từ ký tự thứ mấy, bao nhiêu ký tự",
     "part of a text: from which character, how many"},
    {"name", "l?", call_name, "tên phần tử của mục",
     "name of the item's element"},
    {"lam-tron", "ni?", call_round,
     "làm tròn nửa lên, với số chữ số thập phân cho trước",
     "rounded half up, to so many decimals"},
    {"round", "ni?", call_round, "như lam-tron",
     "rounded half up, to so many decimals"},
};

size_t expr_core_functions(const expr_function **out)
{
	*out = functions;
	return sizeof(functions) / sizeof *functions;
}

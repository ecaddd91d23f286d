#include "testing.h"

#include "vanban/text.h"

/* ---- Arithmetic --------------------------------------------------------- */

typedef bool operation(text_number, text_number, text_number *);

static const struct sum_row {
	const char *name;
	operation *operation;
	text_number a, b, expected; /* denominator 0: refused */
} sums[] = {
    {"1/3 + 1/6", text_number_add, {1, 3}, {1, 6}, {1, 2}},
    {"add to zero", text_number_add, {-5, 1}, {5, 1}, {0, 1}},
    {"greatest + 0", text_number_add, {INT64_MAX, 1}, {0, 1}, {INT64_MAX, 1}},
    {"greatest + 1", text_number_add, {INT64_MAX, 1}, {1, 1}, {0, 0}},
    {"least + -1", text_number_add, {INT64_MIN, 1}, {-1, 1}, {0, 0}},
    {"denominator too great",
     text_number_add,
     {1, INT64_MAX},
     {1, INT64_MAX - 1},
     {0, 0}},
    {"1/2 - 1/3", text_number_subtract, {1, 2}, {1, 3}, {1, 6}},
    {"least - 1", text_number_subtract, {INT64_MIN, 1}, {1, 1}, {0, 0}},
    {"0 - least", text_number_subtract, {0, 1}, {INT64_MIN, 1}, {0, 0}},
    {"2/3 * 3/4", text_number_multiply, {2, 3}, {3, 4}, {1, 2}},
    {"great factors that cancel",
     text_number_multiply,
     {INT64_MAX, 3},
     {3, INT64_MAX},
     {1, 1}},
    {"product too great", text_number_multiply, {INT64_MAX, 1}, {2, 1}, {0, 0}},
    {"86 : 92", text_number_divide, {86, 1}, {92, 1}, {43, 46}},
    {"by a negative", text_number_divide, {1, 1}, {-2, 1}, {-1, 2}},
    {"by zero", text_number_divide, {1, 1}, {0, 1}, {0, 0}},
    {"zero by zero", text_number_divide, {0, 1}, {0, 1}, {0, 0}},
    {"least by -1", text_number_divide, {INT64_MIN, 1}, {-1, 1}, {0, 0}},
};

static void check_sum(void **state)
{
	const struct sum_row *row = *state;
	text_number out = {77, 7};
	bool ok = row->operation(row->a, row->b, &out);
	assert_int_equal(ok, row->expected.denominator != 0);
	text_number expected = ok ? row->expected : (text_number){77, 7};
	assert_int_equal(out.numerator, expected.numerator);
	assert_int_equal(out.denominator, expected.denominator);
}

static const struct compare_row {
	const char *name;
	text_number a, b;
	int expected;
} comparisons[] = {
    {"1/3 < 1/2", {1, 3}, {1, 2}, -1},
    {"1/2 = 2/4", {1, 2}, {2, 4}, 0},
    {"-1/2 < -1/3", {-1, 2}, {-1, 3}, -1},
    {"great neighbours",
     {INT64_MAX, INT64_MAX - 1},
     {INT64_MAX - 1, INT64_MAX - 2},
     -1},
    {"greatest > least", {INT64_MAX, 1}, {INT64_MIN, 1}, 1},
};

static void check_compare(void **state)
{
	const struct compare_row *row = *state;
	assert_int_equal(text_number_compare(row->a, row->b), row->expected);
	assert_int_equal(text_number_compare(row->b, row->a), -row->expected);
}

static const struct round_row {
	const char *name;
	text_number number;
	unsigned decimals;
	text_number expected; /* denominator 0: refused */
} roundings[] = {
    {"1/2 up", {1, 2}, 0, {1, 1}},
    {"5/2 up, not to even", {5, 2}, 0, {3, 1}},
    {"-1/2 away from zero", {-1, 2}, 0, {-1, 1}},
    {"0,445 to two places", {89, 200}, 2, {9, 20}},
    {"1/3 to nine places", {1, 3}, 9, {333333333, 1000000000}},
    {"-1/3 to none", {-1, 3}, 0, {0, 1}},
    {"greatest as it is", {INT64_MAX, 1}, 9, {INT64_MAX, 1}},
    {"too great in billionths", {INT64_MAX, 3}, 9, {0, 0}},
};

static void check_round(void **state)
{
	const struct round_row *row = *state;
	text_number out = {0, 0};
	bool ok = text_number_round(row->number, row->decimals, &out);
	assert_int_equal(ok, row->expected.denominator != 0);
	assert_int_equal(out.numerator, row->expected.numerator);
	assert_int_equal(out.denominator, row->expected.denominator);
}

/* ---- Whole figures --------------------------------------------------------
 */

static const struct whole_row {
	const char *name;
	str (*format)(arena *, int64_t);
	int64_t number;
	const char *expected;
} wholes[] = {
    {"grouped", text_format_integer, 1413860796, "1.413.860.796"},
    {"grouped at a thousand", text_format_integer, 1000, "1.000"},
    {"not grouped below", text_format_integer, 999, "999"},
    {"zero", text_format_integer, 0, "0"},
    {"negative", text_format_integer, -5, "-5"},
    {"negative hundreds take no dot", text_format_integer, -359, "-359"},
    {"greatest", text_format_integer, INT64_MAX, "9.223.372.036.854.775.807"},
    {"least", text_format_integer, INT64_MIN, "-9.223.372.036.854.775.808"},
    {"two digits", text_format_two_digits, 2, "02"},
    {"two digits of ten", text_format_two_digits, 10, "10"},
    {"two digits of zero", text_format_two_digits, 0, "00"},
    {"two digits negative", text_format_two_digits, -2, "-02"},
    {"two digits of many", text_format_two_digits, 9856, "9.856"},
    {"plain year", text_format_plain, 2023, "2023"},
    {"plain least", text_format_plain, INT64_MIN, "-9223372036854775808"},
};

static void check_whole(void **state)
{
	const struct whole_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(row->format(a, row->number), row->expected);
	arena_free(a);
}

/* ---- Decimals ---------------------------------------------------------------
 */

static const struct decimal_row {
	const char *name;
	text_number number;
	int decimals;	      /* -1: exactly */
	const char *expected; /* NULL: refused */
} decimals[] = {
    {"two places", {1234567, 100}, 2, "12.345,67"},
    {"places filled with zeros", {5, 1}, 2, "5,00"},
    {"half up", {2, 3}, 1, "0,7"},
    {"half away from zero", {-5, 100}, 1, "-0,1"},
    {"carries into the group", {1999999, 2000}, 0, "1.000"},
    {"no negative zero", {-1, 100}, 1, "0,0"},
    {"greatest with nine places",
     {INT64_MAX, 1},
     9,
     "9.223.372.036.854.775.807,000000000"},
    {"least with nine places",
     {INT64_MIN, 1},
     9,
     "-9.223.372.036.854.775.808,000000000"},
    {"ten places", {1, 3}, 10, NULL},
    {"exactly 93,48", {9348, 100}, -1, "93,48"},
    {"exactly a whole one", {4, 2}, -1, "2"},
    {"exactly one eighth", {1, 8}, -1, "0,125"},
    {"exactly six places", {1, 1000000}, -1, "0,000001"},
    {"exactly seven places", {1, 10000000}, -1, NULL},
    {"exactly one third", {1, 3}, -1, NULL},
};

static void check_decimal(void **state)
{
	const struct decimal_row *row = *state;
	arena *a = arena_new(0);
	str out = {NULL, 0};
	bool ok = row->decimals < 0
		      ? text_format_exact(a, row->number, &out)
		      : text_format_decimal(a, row->number,
					    (unsigned)row->decimals, &out);
	assert_int_equal(ok, row->expected != NULL);
	if (ok)
		assert_str_equal(out, row->expected);
	arena_free(a);
}

static const struct percent_row {
	const char *name;
	text_number a, b;
	unsigned decimals;
	const char *expected; /* NULL: refused */
} percentages[] = {
    {"86/92, one place", {86, 1}, {92, 1}, 1, "93,5%"},
    {"86/92, two places", {86, 1}, {92, 1}, 2, "93,48%"},
    {"178/185", {178, 1}, {185, 1}, 1, "96,2%"},
    {"189/195", {189, 1}, {195, 1}, 1, "96,9%"},
    {"189/195, none", {189, 1}, {195, 1}, 0, "97%"},
    {"60/68", {60, 1}, {68, 1}, 1, "88,2%"},
    {"2083/2200", {2083, 1}, {2200, 1}, 2, "94,68%"},
    {"6/21", {6, 1}, {21, 1}, 2, "28,57%"},
    {"1/8, none: half up", {1, 1}, {8, 1}, 0, "13%"},
    {"all", {92, 1}, {92, 1}, 1, "100%"},
    {"nothing", {0, 1}, {92, 1}, 2, "0%"},
    {"93,50 loses its zero", {187, 1}, {200, 1}, 2, "93,5%"},
    {"10 keeps its zero", {1, 1}, {10, 1}, 2, "10%"},
    {"more than all", {4, 1}, {3, 1}, 1, "133,3%"},
    {"negative", {-1, 1}, {8, 1}, 0, "-13%"},
    {"both negative", {-1, 1}, {-8, 1}, 0, "13%"},
    {"of fractions", {1, 3}, {2, 3}, 1, "50%"},
    {"great ones that cancel", {INT64_MAX, 1}, {INT64_MAX, 1}, 9, "100%"},
    {"least by least", {INT64_MIN, 1}, {INT64_MIN, 1}, 0, "100%"},
    {"thousands grouped", {25, 1}, {1, 1}, 0, "2.500%"},
    {"by zero", {1, 1}, {0, 1}, 1, NULL},
    {"zero by zero", {0, 1}, {0, 1}, 1, NULL},
    {"ten places", {1, 1}, {3, 1}, 10, NULL},
    {"overflow", {INT64_MAX, 1}, {1, INT64_MAX}, 9, NULL},
};

static void check_percent(void **state)
{
	const struct percent_row *row = *state;
	arena *a = arena_new(0);
	str out = {NULL, 0};
	bool ok = text_format_percent(a, row->a, row->b, row->decimals, &out);
	assert_int_equal(ok, row->expected != NULL);
	if (ok)
		assert_str_equal(out, row->expected);
	arena_free(a);
}

/* ---- Reading
 * ------------------------------------------------------------------ */

static const struct read_row {
	const char *name;
	str text;
	unsigned decimals;
	text_number_fault fault;
	text_number number; /* when OK */
	const char *meant;
} readings[] = {
    {"whole", STR_INIT("4700"), 0, TEXT_NUMBER_OK, {4700, 1}, ""},
    {"leading zero", STR_INIT("02"), 0, TEXT_NUMBER_OK, {2, 1}, ""},
    {"negative", STR_INIT("-5"), 0, TEXT_NUMBER_OK, {-5, 1}, ""},
    {"zero", STR_INIT("0"), 0, TEXT_NUMBER_OK, {0, 1}, ""},
    {"greatest",
     STR_INIT("9223372036854775807"),
     0,
     TEXT_NUMBER_OK,
     {INT64_MAX, 1},
     ""},
    {"least",
     STR_INIT("-9223372036854775808"),
     0,
     TEXT_NUMBER_OK,
     {INT64_MIN, 1},
     ""},
    {"decimal comma", STR_INIT("4,7"), 2, TEXT_NUMBER_OK, {47, 10}, ""},
    {"lowest terms", STR_INIT("4,50"), 2, TEXT_NUMBER_OK, {9, 2}, ""},
    {"negative decimal", STR_INIT("-0,25"), 2, TEXT_NUMBER_OK, {-1, 4}, ""},
    {"three places wanted", STR_INIT("4,700"), 3, TEXT_NUMBER_OK, {47, 10}, ""},
    {"empty", STR_INIT(""), 0, TEXT_NUMBER_EMPTY, {0, 0}, ""},
    {"blank", STR_INIT(" \n\t"), 0, TEXT_NUMBER_EMPTY, {0, 0}, ""},
    {"one past the greatest",
     STR_INIT("9223372036854775808"),
     0,
     TEXT_NUMBER_OVERFLOW,
     {0, 0},
     ""},
    {"one past the least",
     STR_INIT("-9223372036854775809"),
     0,
     TEXT_NUMBER_OVERFLOW,
     {0, 0},
     ""},
    {"very many digits",
     STR_INIT("99999999999999999999999999999999999999999999999999999999"),
     0,
     TEXT_NUMBER_OVERFLOW,
     {0, 0},
     ""},
    {"dot groups", STR_INIT("4.700"), 0, TEXT_NUMBER_GROUPED, {0, 0}, "4700"},
    {"many dot groups",
     STR_INIT("1.413.860.796"),
     0,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "1413860796"},
    {"comma groups", STR_INIT("4,700"), 0, TEXT_NUMBER_GROUPED, {0, 0}, "4700"},
    {"comma groups, two places wanted",
     STR_INIT("4,700"),
     2,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "4700"},
    {"many comma groups",
     STR_INIT("1,413,860,796"),
     0,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "1413860796"},
    {"space groups", STR_INIT("4 700"), 0, TEXT_NUMBER_GROUPED, {0, 0}, "4700"},
    {"no-break space groups",
     STR_INIT("4\u00A0700"),
     0,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "4700"},
    {"negative groups",
     STR_INIT("-4.700"),
     0,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "-4700"},
    {"groups and decimals",
     STR_INIT("1.413,5"),
     1,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "1413,5"},
    {"groups and decimals, English",
     STR_INIT("1,413.5"),
     1,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     "1413,5"},
    {"groups and decimals, whole wanted",
     STR_INIT("1.413,5"),
     0,
     TEXT_NUMBER_GROUPED,
     {0, 0},
     ""},
    {"decimal, whole wanted",
     STR_INIT("4,7"),
     0,
     TEXT_NUMBER_DECIMAL,
     {0, 0},
     ""},
    {"decimal dot, whole wanted",
     STR_INIT("4.7"),
     0,
     TEXT_NUMBER_DECIMAL,
     {0, 0},
     ""},
    {"decimal dot", STR_INIT("4.7"), 2, TEXT_NUMBER_DECIMAL, {0, 0}, "4,7"},
    {"decimal zeros", STR_INIT("12,00"), 0, TEXT_NUMBER_DECIMAL, {0, 0}, "12"},
    {"too many places", STR_INIT("4,75"), 1, TEXT_NUMBER_DECIMAL, {0, 0}, ""},
    {"zero and three places is no group",
     STR_INIT("0.700"),
     0,
     TEXT_NUMBER_DECIMAL,
     {0, 0},
     ""},
    {"words", STR_INIT("năm"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"figure and words",
     STR_INIT("05 (năm)"),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     "5"},
    {"figure and unit",
     STR_INIT("3 cuộc"),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     "3"},
    {"percent", STR_INIT("96%"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, "96"},
    {"white space around",
     STR_INIT(" 42 "),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     "42"},
    {"plus", STR_INIT("+5"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, "5"},
    {"true minus",
     STR_INIT("\u22125"),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     "-5"},
    {"minus alone", STR_INIT("-"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"two minuses", STR_INIT("--5"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"uneven groups",
     STR_INIT("1.2.3"),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     ""},
    {"comma at the end",
     STR_INIT("4,"),
     2,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     ""},
    {"comma at the start",
     STR_INIT(",5"),
     2,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     ""},
    {"exponent", STR_INIT("1e5"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"hexadecimal", STR_INIT("0x10"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"NaN", STR_INIT("NaN"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"range", STR_INIT("3-5"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"ratio", STR_INIT("86/92"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
    {"Arabic digits",
     STR_INIT("\u0663"),
     0,
     TEXT_NUMBER_NOT_A_NUMBER,
     {0, 0},
     ""},
    {"NUL inside", STR_INIT("4\0005"), 0, TEXT_NUMBER_NOT_A_NUMBER, {0, 0}, ""},
};

static void check_read(void **state)
{
	const struct read_row *row = *state;
	arena *a = arena_new(0);
	text_number number = {0, 0};
	str meant = {NULL, 0};
	text_number_fault fault =
	    text_read_number(a, row->text, row->decimals, &number, &meant);
	assert_int_equal(fault, row->fault);
	assert_int_equal(number.numerator, row->number.numerator);
	assert_int_equal(number.denominator, row->number.denominator);
	assert_str_equal(meant, row->meant);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(arithmetic, sums, check_sum);
	TEST_TABLE(order, comparisons, check_compare);
	TEST_TABLE(rounding, roundings, check_round);
	TEST_TABLE(whole, wholes, check_whole);
	TEST_TABLE(decimal, decimals, check_decimal);
	TEST_TABLE(percent, percentages, check_percent);
	TEST_TABLE(reading, readings, check_read);
	return TEST_RUN(arithmetic) + TEST_RUN(order) + TEST_RUN(rounding) +
	       TEST_RUN(whole) + TEST_RUN(decimal) + TEST_RUN(percent) +
	       TEST_RUN(reading);
}

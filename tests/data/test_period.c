#include "fixture.h"

static const struct row {
	const char *name;
	const char *first, *last; /* NULL: not a period */
	const char *spoken;
	const char *year_before;
} rows[] = {
    {"2023", "2023-01-01", "2023-12-31", "năm 2023", "2022"},
    {"2024", "2024-01-01", "2024-12-31", "năm 2024", "2023"},
    {"2023-9T", "2023-01-01", "2023-09-30", "9 tháng đầu năm 2023", "2022-9T"},
    {"2023-6T", "2023-01-01", "2023-06-30", "6 tháng đầu năm 2023", "2022-6T"},
    {"2023-1T", "2023-01-01", "2023-01-31", "1 tháng đầu năm 2023", "2022-1T"},
    {"2023-11T", "2023-01-01", "2023-11-30", "11 tháng đầu năm 2023",
     "2022-11T"},
    {"2023-Q1", "2023-01-01", "2023-03-31", "quý I năm 2023", "2022-Q1"},
    {"2023-Q4", "2023-10-01", "2023-12-31", "quý IV năm 2023", "2022-Q4"},
    {"2023-T09", "2023-09-01", "2023-09-30", "tháng 9 năm 2023", "2022-T09"},
    {"2024-T02", "2024-02-01", "2024-02-29", "tháng 02 năm 2024", "2023-T02"},
    {"2023-T12", "2023-12-01", "2023-12-31", "tháng 12 năm 2023", "2022-T12"},
    {"", NULL, NULL, NULL, NULL},
    {"23", NULL, NULL, NULL, NULL},
    {"1899", NULL, NULL, NULL, NULL},
    {"3000", NULL, NULL, NULL, NULL},
    {"2023-", NULL, NULL, NULL, NULL},
    {"2023-0T", NULL, NULL, NULL, NULL},
    {"2023-09T", NULL, NULL, NULL, NULL},
    {"2023-12T", NULL, NULL, NULL, NULL},
    {"2023-9t", NULL, NULL, NULL, NULL},
    {"2023-9TT", NULL, NULL, NULL, NULL},
    {"2023-Q0", NULL, NULL, NULL, NULL},
    {"2023-Q5", NULL, NULL, NULL, NULL},
    {"2023-Q11", NULL, NULL, NULL, NULL},
    {"2023-T9", NULL, NULL, NULL, NULL},
    {"2023-T00", NULL, NULL, NULL, NULL},
    {"2023-T13", NULL, NULL, NULL, NULL},
    {"2023-T091", NULL, NULL, NULL, NULL},
    {" 2023", NULL, NULL, NULL, NULL},
    {"2023 ", NULL, NULL, NULL, NULL},
    {"9T-2023", NULL, NULL, NULL, NULL},
    {"2023/9", NULL, NULL, NULL, NULL},
};

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	data_period p;
	bool is_read = data_read_period(a, str_from(r->name), &p);
	assert_int_equal(is_read, r->first != NULL);
	if (is_read) {
		data_period before = data_period_shift(a, &p, -1);
		data_period again = data_period_shift(a, &before, 1);
		assert_str_equal(p.code, r->name);
		assert_str_equal(text_format_date(a, p.first, TEXT_DATE_ISO),
				 r->first);
		assert_str_equal(text_format_date(a, p.last, TEXT_DATE_ISO),
				 r->last);
		assert_str_equal(data_period_name(a, &p), r->spoken);
		assert_str_equal(before.code, r->year_before);
		assert_str_equal(again.code, r->name);
		assert_int_equal(text_date_compare(again.last, p.last), 0);
	}
	arena_free(a);
}

static const struct slip_row {
	const char *name; /* as it was written */
	const char *meant;
} slips[] = {
    {"2024-12T", "2024"},
    {"2024-09T", "2024-9T"},
    {"2024-9t", "2024-9T"},
    {"9T-2024", "2024-9T"},
    {"9T/2024", "2024-9T"},
    {"9 tháng 2024", "2024-9T"},
    {"2024-T9", "2024-T09"},
    {"T9/2024", "2024-T09"},
    {"tháng 9/2024", "2024-T09"},
    {"2024M09", "2024-T09"},
    {"2024Q3", "2024-Q3"},
    {"2024-q3", "2024-Q3"},
    {"2024-QIII", "2024-Q3"},
    {"Quý III/2024", "2024-Q3"},
    {"quy\u0301 3 2024", "2024-Q3"},
    {" 2024-9T ", "2024-9T"},
    /* what may be anything */
    {"2024-09", ""},
    {"2024-13T", ""},
    {"2024-Q5", ""},
    {"2024-T00", ""},
    {"2024-QV", ""},
    {"9T", ""},
    {"24-9T", ""},
    {"1234-9T", ""},
    {"2024-9T-2024", ""},
    {"", ""},
    {"2024-999999999T", ""},
    {"T", ""},
};

static void check_slip(void **state)
{
	const struct slip_row *r = *state;
	arena *a = arena_new(0);
	assert_str_equal(data_period_meant(a, str_from(r->name)), r->meant);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(periods, rows, check);
	TEST_TABLE(meant, slips, check_slip);
	int failed = TEST_RUN(periods);
	return failed + TEST_RUN(meant);
}

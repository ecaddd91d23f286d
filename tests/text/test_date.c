#include "testing.h"

#include "vanban/text.h"

/* ---- Reading ------------------------------------------------------------- */

static const struct read_row {
	const char *name;
	const char *text;
	text_date expected; /* month 0: refused */
} readings[] = {
    {"plain", "2023-09-14", {2023, 9, 14}},
    {"leap day", "2024-02-29", {2024, 2, 29}},
    {"leap day of 2000", "2000-02-29", {2000, 2, 29}},
    {"first", "0001-01-01", {1, 1, 1}},
    {"last", "9999-12-31", {9999, 12, 31}},
    {"31 February", "2023-02-31", {0, 0, 0}},
    {"29 February of no leap year", "2023-02-29", {0, 0, 0}},
    {"29 February 1900", "1900-02-29", {0, 0, 0}},
    {"31 April", "2023-04-31", {0, 0, 0}},
    {"month 13", "2023-13-01", {0, 0, 0}},
    {"month 0", "2023-00-10", {0, 0, 0}},
    {"day 0", "2023-01-00", {0, 0, 0}},
    {"year 0", "0000-01-01", {0, 0, 0}},
    {"Vietnamese order", "14/9/2023", {0, 0, 0}},
    {"one digit", "2023-9-14", {0, 0, 0}},
    {"with a time", "2023-09-14T08:00", {0, 0, 0}},
    {"white space", " 2023-09-14", {0, 0, 0}},
    {"letters", "2023-09-1x", {0, 0, 0}},
    {"negative", "-023-09-14", {0, 0, 0}},
    {"empty", "", {0, 0, 0}},
};

static void check_read(void **state)
{
	const struct read_row *row = *state;
	text_date date = {0, 0, 0};
	bool ok = text_read_date(str_from(row->text), &date);
	assert_int_equal(ok, row->expected.month != 0);
	assert_int_equal(text_date_compare(date, row->expected), 0);
}

static const struct moment_row {
	const char *name;
	const char *text;
	int hour, minute; /* -1: refused */
} moments[] = {
    {"date and time", "2023-09-11T08:30", 8, 30},
    {"date alone", "2023-09-11", 0, 0},
    {"seconds are ignored", "2023-09-11T23:59:59", 23, 59},
    {"hour 24", "2023-09-11T24:00", -1, -1},
    {"minute 60", "2023-09-11T08:60", -1, -1},
    {"second 60", "2023-09-11T08:30:60", -1, -1},
    {"blank for T", "2023-09-11 08:30", -1, -1},
    {"zone", "2023-09-11T08:30Z", -1, -1},
    {"impossible date", "2023-02-30T08:30", -1, -1},
    {"cut off", "2023-09-11T", -1, -1},
    {"time alone", "08:30", -1, -1},
};

static void check_moment(void **state)
{
	const struct moment_row *row = *state;
	text_date date = {0, 0, 0};
	text_time time = {-1, -1};
	bool ok = text_read_date_time(str_from(row->text), &date, &time);
	assert_int_equal(ok, row->hour >= 0);
	assert_int_equal(time.hour, row->hour);
	assert_int_equal(time.minute, row->minute);
	assert_int_equal(date.day, ok ? 11 : 0);
}

static const struct moment_row times[] = {
    {"afternoon", "14:00", 14, 0}, {"midnight", "00:00", 0, 0},
    {"last", "23:59", 23, 59},	   {"hour of one digit", "8:00", -1, -1},
    {"hour 24", "24:00", -1, -1},  {"giờ", "14 giờ 00", -1, -1},
    {"point", "14.00", -1, -1},	   {"empty", "", -1, -1},
};

static void check_time(void **state)
{
	const struct moment_row *row = *state;
	text_time time = {-1, -1};
	bool ok = text_read_time(str_from(row->text), &time);
	assert_int_equal(ok, row->hour >= 0);
	assert_int_equal(time.hour, row->hour);
	assert_int_equal(time.minute, row->minute);
}

static const struct meant_row {
	const char *name;
	const char *text;
	const char *expected;
} meanings[] = {
    {"slashes", "14/9/2023", "2023-09-14"},
    {"slashes with zeros", "05/01/2023", "2023-01-05"},
    {"hyphens", "14-9-2023", "2023-09-14"},
    {"points", "14.9.2023", "2023-09-14"},
    {"words", "ngày 14 tháng 9 năm 2023", "2023-09-14"},
    {"capital word", "Ngày 05 tháng 01 năm 2023", "2023-01-05"},
    {"one digit", "2023-9-4", "2023-09-04"},
    {"year first, slashes", "2023/09/14", "2023-09-14"},
    {"digits alone", "20230914", "2023-09-14"},
    {"short year", "14/9/23", "2023-09-14"},
    {"month first", "9/14/2023", "2023-09-14"},
    {"white space", " 2023-09-14 ", "2023-09-14"},
    {"31 February", "31/02/2023", ""},
    {"31 February, as typed", "2023-02-31", ""},
    {"no year", "14/9", ""},
    {"other words", "hôm nay", ""},
    {"a sentence around it", "họp 14/9/2023", ""},
    {"four numbers", "1/2/3/2023", ""},
    {"three-digit year", "14/9/202", ""},
    {"very long digits", "14/9/20230000000000000000000", ""},
    {"empty", "", ""},
};

static void check_meant(void **state)
{
	const struct meant_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(text_date_meant(a, str_from(row->text)),
			 row->expected);
	arena_free(a);
}

/* ---- The calendar ----------------------------------------------------------
 */

static const struct weekday_row {
	const char *name;
	text_date date;
	int expected;
} weekdays[] = {
    {"14/9/2023 thứ Năm", {2023, 9, 14}, 4},
    {"17/9/2023 Chủ nhật", {2023, 9, 17}, 0},
    {"16/9/2023 thứ Bảy", {2023, 9, 16}, 6},
    {"30/4/1975 thứ Tư", {1975, 4, 30}, 3},
    {"2/9/1945 Chủ nhật", {1945, 9, 2}, 0},
    {"leap day 2024 thứ Năm", {2024, 2, 29}, 4},
    {"after the leap day", {2024, 3, 1}, 5},
    {"1/1/2000 thứ Bảy", {2000, 1, 1}, 6},
    {"1/3/1900 thứ Năm", {1900, 3, 1}, 4},
    {"1/1/1 thứ Hai", {1, 1, 1}, 1},
    {"31/12/9999 thứ Sáu", {9999, 12, 31}, 5},
};

static void check_weekday(void **state)
{
	const struct weekday_row *row = *state;
	assert_int_equal(text_date_weekday(row->date), row->expected);
}

static const struct month_row {
	const char *name;
	int year, month, expected;
} months[] = {
    {"January", 2023, 1, 31},	       {"February", 2023, 2, 28},
    {"February of 2024", 2024, 2, 29}, {"February of 2000", 2000, 2, 29},
    {"February of 2100", 2100, 2, 28}, {"April", 2023, 4, 30},
    {"December", 2023, 12, 31},	       {"month 0", 2023, 0, 0},
    {"month 13", 2023, 13, 0},	       {"month -1", 2023, -1, 0},
};

static void check_month(void **state)
{
	const struct month_row *row = *state;
	assert_int_equal(text_days_in_month(row->year, row->month),
			 row->expected);
}

static const struct compare_row {
	const char *name;
	text_date a, b;
	int expected;
} comparisons[] = {
    {"same", {2023, 9, 14}, {2023, 9, 14}, 0},
    {"by day", {2023, 9, 13}, {2023, 9, 14}, -1},
    {"month before day", {2023, 8, 31}, {2023, 9, 1}, -1},
    {"year before month", {2022, 12, 31}, {2023, 1, 1}, -1},
};

static void check_compare(void **state)
{
	const struct compare_row *row = *state;
	assert_int_equal(text_date_compare(row->a, row->b), row->expected);
	assert_int_equal(text_date_compare(row->b, row->a), -row->expected);
}

/* ---- Writing
 * ------------------------------------------------------------------ */

static const struct format_row {
	const char *name;
	text_date date;
	text_date_style style;
	const char *expected;
} formats[] = {
    {"zeros for day and month",
     {2023, 1, 5},
     TEXT_DATE_FULL,
     "ngày 05 tháng 01 năm 2023"},
    {"no zero for month 9",
     {2023, 9, 14},
     TEXT_DATE_FULL,
     "ngày 14 tháng 9 năm 2023"},
    {"zero for February",
     {2023, 2, 10},
     TEXT_DATE_FULL,
     "ngày 10 tháng 02 năm 2023"},
    {"no zero for March",
     {2020, 3, 2},
     TEXT_DATE_FULL,
     "ngày 02 tháng 3 năm 2020"},
    {"two-digit month",
     {2023, 12, 9},
     TEXT_DATE_FULL,
     "ngày 09 tháng 12 năm 2023"},
    {"short", {2023, 9, 14}, TEXT_DATE_SHORT, "14/9/2023"},
    {"short with zeros", {2023, 1, 5}, TEXT_DATE_SHORT, "05/01/2023"},
    {"month", {2023, 9, 14}, TEXT_DATE_MONTH, "tháng 9 năm 2023"},
    {"month with zero", {2023, 2, 14}, TEXT_DATE_MONTH, "tháng 02 năm 2023"},
    {"weekday",
     {2023, 9, 14},
     TEXT_DATE_WEEKDAY,
     "thứ Năm, ngày 14 tháng 9 năm 2023"},
    {"Sunday",
     {2023, 9, 17},
     TEXT_DATE_WEEKDAY,
     "Chủ nhật, ngày 17 tháng 9 năm 2023"},
    {"Monday",
     {2023, 9, 18},
     TEXT_DATE_WEEKDAY,
     "thứ Hai, ngày 18 tháng 9 năm 2023"},
    {"day and month", {2023, 9, 14}, TEXT_DATE_DAY_MONTH, "ngày 14 tháng 9"},
    {"day and month with zeros",
     {2023, 2, 3},
     TEXT_DATE_DAY_MONTH,
     "ngày 03 tháng 02"},
    {"ISO", {2023, 9, 4}, TEXT_DATE_ISO, "2023-09-04"},
    {"ISO of an early year", {1, 1, 1}, TEXT_DATE_ISO, "0001-01-01"},
    {"no date", {0, 0, 0}, TEXT_DATE_FULL, ""},
    {"no date, ISO", {0, 0, 0}, TEXT_DATE_ISO, ""},
};

static void check_format(void **state)
{
	const struct format_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(text_format_date(a, row->date, row->style),
			 row->expected);
	arena_free(a);
}

static const struct clock_row {
	const char *name;
	text_time time;
	bool minutes_word;
	const char *expected;
} clocks[] = {
    {"full hour", {14, 0}, false, "14 giờ 00"},
    {"with phút", {14, 0}, true, "14 giờ 00 phút"},
    {"early", {8, 5}, true, "08 giờ 05 phút"},
    {"midnight", {0, 0}, false, "00 giờ 00"},
};

static void check_clock(void **state)
{
	const struct clock_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(text_format_time(a, row->time, row->minutes_word),
			 row->expected);
	arena_free(a);
}

static const struct part_row {
	const char *name;
	text_time time;
	const char *expected;
} parts[] = {
    {"before dawn", {3, 59}, "đêm"},
    {"dawn", {4, 0}, "sáng"},
    {"late morning", {10, 59}, "sáng"},
    {"eleven", {11, 0}, "trưa"},
    {"one o'clock", {13, 0}, "chiều"},
    {"six", {18, 0}, "tối"},
    {"ten", {22, 0}, "đêm"},
};

static void check_part(void **state)
{
	const struct part_row *row = *state;
	assert_str_equal(text_day_part(row->time), row->expected);
}

static const struct numeral_row {
	const char *name;
	str (*format)(arena *, int);
	int number;
	const char *expected;
} numerals[] = {
    {"I", text_format_roman, 1, "I"},
    {"IV", text_format_roman, 4, "IV"},
    {"XIV", text_format_roman, 14, "XIV"},
    {"XVI", text_format_roman, 16, "XVI"},
    {"MMXXIII", text_format_roman, 2023, "MMXXIII"},
    {"the longest", text_format_roman, 3888, "MMMDCCCLXXXVIII"},
    {"the greatest", text_format_roman, 3999, "MMMCMXCIX"},
    {"zero is none", text_format_roman, 0, ""},
    {"4000 is none", text_format_roman, 4000, ""},
    {"negative is none", text_format_roman, -1, ""},
    {"a", text_format_letter, 1, "a"},
    {"d is the fourth", text_format_letter, 4, "d"},
    {"đ is the fifth", text_format_letter, 5, "đ"},
    {"e is the sixth", text_format_letter, 6, "e"},
    {"no f: g is the seventh", text_format_letter, 7, "g"},
    {"no j: k after i", text_format_letter, 10, "k"},
    {"no w: x after v", text_format_letter, 22, "x"},
    {"y is the last", text_format_letter, 23, "y"},
    {"the 24th is none", text_format_letter, 24, ""},
    {"the 0th is none", text_format_letter, 0, ""},
    {"the -1st is none", text_format_letter, -1, ""},
};

static void check_numeral(void **state)
{
	const struct numeral_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(row->format(a, row->number), row->expected);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(reading, readings, check_read);
	TEST_TABLE(moment, moments, check_moment);
	TEST_TABLE(time, times, check_time);
	TEST_TABLE(meant, meanings, check_meant);
	TEST_TABLE(weekday, weekdays, check_weekday);
	TEST_TABLE(month, months, check_month);
	TEST_TABLE(order, comparisons, check_compare);
	TEST_TABLE(format, formats, check_format);
	TEST_TABLE(clock, clocks, check_clock);
	TEST_TABLE(numeral, numerals, check_numeral);
	TEST_TABLE(day_parts, parts, check_part);
	return TEST_RUN(day_parts) + TEST_RUN(reading) + TEST_RUN(moment) +
	       TEST_RUN(time) + TEST_RUN(meant) + TEST_RUN(weekday) +
	       TEST_RUN(month) + TEST_RUN(order) + TEST_RUN(format) +
	       TEST_RUN(clock) + TEST_RUN(numeral);
}

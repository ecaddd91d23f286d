#include "vanban/text.h"

#include <assert.h>

/* ---- The calendar ----------------------------------------------------------
 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int text_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap(year));
}

static bool is_possible(int64_t year, int64_t month, int64_t day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	       day >= 1 && day <= text_days_in_month((int)year, (int)month);
}

int text_date_compare(text_date a, text_date b)
{
	int order = a.year - b.year;
	if (!order)
		order = a.month - b.month;
	if (!order)
		order = a.day - b.day;
	return (order > 0) - (order < 0);
}

int text_date_weekday(text_date date)
{
	assert(is_possible(date.year, date.month, date.day));
	int years = date.year - 1;
	/* since the Sunday before 1/1 of year 1 */
	int days = 365 * years + years / 4 - years / 100 + years / 400;
	for (int month = 1; month < date.month; month++)
		days += text_days_in_month(date.year, month);
	return (days + date.day) % 7;
}

/* ---- Reading ----------------------------------------------------------------
 */

/* s by pattern: '0' stands for a digit, all else for itself. */
static bool matches(str s, const char *pattern)
{
	size_t length = strlen(pattern);
	if (s.length != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		bool digit = s.data[i] >= '0' && s.data[i] <= '9';
		if (pattern[i] == '0' ? !digit : s.data[i] != pattern[i])
			return false;
	}
	return true;
}

static int digits_at(str s, size_t from, size_t count)
{
	int value = 0;
	for (size_t i = from; i < from + count; i++)
		value = 10 * value + (s.data[i] - '0');
	return value;
}

bool text_read_date(str s, text_date *out)
{
	if (!matches(s, "0000-00-00"))
		return false;
	int year = digits_at(s, 0, 4);
	int month = digits_at(s, 5, 2), day = digits_at(s, 8, 2);
	if (!is_possible(year, month, day))
		return false;
	*out = (text_date){(int16_t)year, (int8_t)month, (int8_t)day};
	return true;
}

bool text_read_time(str s, text_time *out)
{
	if (!matches(s, "00:00"))
		return false;
	int hour = digits_at(s, 0, 2), minute = digits_at(s, 3, 2);
	if (hour > 23 || minute > 59)
		return false;
	*out = (text_time){(int8_t)hour, (int8_t)minute};
	return true;
}

#define DATE_LENGTH 10 /* 2023-09-11 */
#define TIME_LENGTH 5  /* 08:30 */

bool text_read_date_time(str s, text_date *date, text_time *time)
{
	text_date day;
	text_time moment = {0, 0};
	str tail = str_slice(s, DATE_LENGTH, s.length);
	if (!text_read_date(str_slice(s, 0, DATE_LENGTH), &day))
		return false;
	if (tail.length) {
		bool seconds = matches(tail, "T00:00:00");
		if (!seconds && !matches(tail, "T00:00"))
			return false;
		if ((seconds && digits_at(tail, 7, 2) > 59) ||
		    !text_read_time(str_slice(tail, 1, TIME_LENGTH), &moment))
			return false;
	}
	*date = day;
	*time = moment;
	return true;
}

/* ---- What was meant
 * ---------------------------------------------------------- */

/* What may stand between the three numbers of a mistyped date. */
static const str fillers[] = {
    STR_INIT(" "),	STR_INIT("/"),	  STR_INIT("-"),    STR_INIT("."),
    STR_INIT(","),	STR_INIT("ngày"), STR_INIT("Ngày"), STR_INIT("tháng"),
    STR_INIT("năm"),	STR_INIT("mùng"), STR_INIT("mồng"), STR_INIT("\u2013"),
    STR_INIT("\u00A0"),
};

struct numbers {
	int64_t value[3];
	size_t digits[3];
	size_t count;
};

static size_t filler_length(str s)
{
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_starts_with(s, fillers[i]))
			return fillers[i].length;
	return 0;
}

static size_t digit_run(str s)
{
	size_t length = 0;
	while (length < s.length && s.data[length] >= '0' &&
	       s.data[length] <= '9')
		length++;
	return length;
}

/* The three numbers of s; false when there is anything else in it. */
static bool find_numbers(str s, struct numbers *out)
{
	out->count = 0;
	while (s.length) {
		size_t length = digit_run(s);
		if (length > 4 || (length && out->count == 3))
			return false;
		if (length) {
			out->value[out->count] = digits_at(s, 0, length);
			out->digits[out->count++] = length;
		} else {
			length = filler_length(s);
		}
		if (!length)
			return false;
		s = str_slice(s, length, s.length);
	}
	return out->count == 3;
}

str text_date_meant(arena *a, str s)
{
	struct numbers n;
	if (matches(s, "00000000"))
		n = (struct numbers){{digits_at(s, 0, 4), digits_at(s, 4, 2),
				      digits_at(s, 6, 2)},
				     {4, 2, 2},
				     3};
	else if (!find_numbers(s, &n))
		return (str){NULL, 0};
	bool year_first = n.digits[0] == 4;
	int64_t year = year_first ? n.value[0] : n.value[2];
	int64_t month = n.value[1];
	int64_t day = year_first ? n.value[2] : n.value[0];
	size_t year_digits = year_first ? 4 : n.digits[2];
	if (year_digits == 2)
		year += 2000;
	else if (year_digits != 4)
		return (str){NULL, 0};
	if (is_possible(year, month, day))
		return str_format(a, "%04d-%02d-%02d", (int)year, (int)month,
				  (int)day);
	if (is_possible(year, day, month))
		return str_format(a, "%04d-%02d-%02d", (int)year, (int)day,
				  (int)month);
	return (str){NULL, 0};
}

/* ---- Writing
 * ------------------------------------------------------------------ */

/* A zero before days below 10 and before the months 1 and 2. */
static str day_of(arena *a, text_date date)
{
	return str_format(a, "%02d", date.day);
}

static str month_of(arena *a, text_date date)
{
	return str_format(a, date.month <= 2 ? "%02d" : "%d", date.month);
}

static const str weekdays[] = {
    STR_INIT("Chủ nhật"), STR_INIT("thứ Hai"), STR_INIT("thứ Ba"),
    STR_INIT("thứ Tư"),	  STR_INIT("thứ Năm"), STR_INIT("thứ Sáu"),
    STR_INIT("thứ Bảy"),
};

/* One of the styles that have both day and month. */
static str format_day(arena *a, text_date date, const char *format)
{
	return str_format(a, format, STR_ARGS(day_of(a, date)),
			  STR_ARGS(month_of(a, date)), date.year);
}

str text_format_date(arena *a, text_date date, text_date_style style)
{
	if (!date.month)
		return (str){NULL, 0};
	switch (style) {
	case TEXT_DATE_FULL:
		return format_day(a, date, "ngày %.*s tháng %.*s năm %d");
	case TEXT_DATE_SHORT:
		return format_day(a, date, "%.*s/%.*s/%d");
	case TEXT_DATE_DAY_MONTH:
		return format_day(a, date, "ngày %.*s tháng %.*s");
	case TEXT_DATE_MONTH:
		return str_format(a, "tháng %.*s năm %d",
				  STR_ARGS(month_of(a, date)), date.year);
	case TEXT_DATE_WEEKDAY:
		return str_join(
		    a,
		    (const str[]){weekdays[text_date_weekday(date)],
				  text_format_date(a, date, TEXT_DATE_FULL)},
		    2, STR(", "));
	case TEXT_DATE_ISO:
		break;
	}
	return str_format(a, "%04d-%02d-%02d", date.year, date.month, date.day);
}

str text_format_time(arena *a, text_time time, bool minutes_word)
{
	return str_format(a, "%02d giờ %02d%s", time.hour, time.minute,
			  minutes_word ? " phút" : "");
}

str text_format_moment(arena *a, text_time time, text_date date,
		       bool minutes_word)
{
	str parts[] = {text_format_time(a, time, minutes_word),
		       text_format_date(a, date, TEXT_DATE_FULL)};
	return str_join(a, parts, date.month ? 2 : 1, STR(", "));
}

str text_day_part(text_time time)
{
	static const struct {
		int from; /* hour */
		str name;
	} parts[] = {{22, STR_INIT("đêm")},
		     {18, STR_INIT("tối")},
		     {13, STR_INIT("chiều")},
		     {11, STR_INIT("trưa")},
		     {4, STR_INIT("sáng")}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (time.hour >= parts[i].from)
			return parts[i].name;
	return parts[0].name;
}

str text_weekday_name(int weekday)
{
	return weekdays[weekday];
}

/* ---- Numerals of parts and points
 * ----------------------------------------------- */

str text_format_roman(arena *a, int n)
{
	static const struct {
		int value;
		str numeral;
	} rows[] = {
	    {1000, STR_INIT("M")}, {900, STR_INIT("CM")}, {500, STR_INIT("D")},
	    {400, STR_INIT("CD")}, {100, STR_INIT("C")},  {90, STR_INIT("XC")},
	    {50, STR_INIT("L")},   {40, STR_INIT("XL")},  {10, STR_INIT("X")},
	    {9, STR_INIT("IX")},   {5, STR_INIT("V")},	  {4, STR_INIT("IV")},
	    {1, STR_INIT("I")},
	};
	char bytes[16]; /* MMMDCCCLXXXVIII is the longest */
	size_t length = 0;
	if (n < 1 || n > 3999)
		return (str){NULL, 0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (; n >= rows[i].value; n -= rows[i].value) {
			memcpy(bytes + length, rows[i].numeral.data,
			       rows[i].numeral.length);
			length += rows[i].numeral.length;
		}
	return str_copy(a, (str){bytes, length});
}

str text_format_letter(arena *a, int n)
{
	static const str letters[] = {
	    STR_INIT("a"), STR_INIT("b"), STR_INIT("c"), STR_INIT("d"),
	    STR_INIT("đ"), STR_INIT("e"), STR_INIT("g"), STR_INIT("h"),
	    STR_INIT("i"), STR_INIT("k"), STR_INIT("l"), STR_INIT("m"),
	    STR_INIT("n"), STR_INIT("o"), STR_INIT("p"), STR_INIT("q"),
	    STR_INIT("r"), STR_INIT("s"), STR_INIT("t"), STR_INIT("u"),
	    STR_INIT("v"), STR_INIT("x"), STR_INIT("y"),
	};
	(void)a;
	if (n < 1 || (size_t)n > sizeof letters / sizeof *letters)
		return (str){NULL, 0};
	return letters[n - 1];
}

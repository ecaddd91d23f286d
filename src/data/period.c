#include "set.h"

/* Exactly `digits` digits at the front of *s, taken off it. */
static bool take_digits(str *s, size_t digits, int *out)
{
	*out = 0;
	if (s->length < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (s->data[i] < '0' || s->data[i] > '9')
			return false;
		*out = 10 * *out + (s->data[i] - '0');
	}
	*s = str_slice(*s, digits, s->length);
	return true;
}

static bool take(str *s, str literal)
{
	if (!str_starts_with(*s, literal))
		return false;
	*s = str_slice(*s, literal.length, s->length);
	return true;
}

static bool read_months(str rest, int *number)
{
	size_t digits = rest.length == 3 ? 2 : 1;
	return take_digits(&rest, digits, number) &&
	       str_equal(rest, STR("T")) && *number >= 1 && *number <= 11 &&
	       (digits == 1) == (*number < 10);
}

static bool read_form(str rest, data_period *p)
{
	p->kind = DATA_YEAR;
	if (!rest.length)
		return true;
	if (!take(&rest, STR("-")))
		return false;
	p->kind = DATA_MONTHS;
	if (read_months(rest, &p->number))
		return true;
	p->kind = DATA_QUARTER;
	if (take(&rest, STR("Q")))
		return take_digits(&rest, 1, &p->number) && !rest.length &&
		       p->number >= 1 && p->number <= 4;
	p->kind = DATA_MONTH;
	return take(&rest, STR("T")) && take_digits(&rest, 2, &p->number) &&
	       !rest.length && p->number >= 1 && p->number <= 12;
}

static text_date date(int year, int month, int day)
{
	return (text_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

static void set_bounds(data_period *p)
{
	int first = 1, last = 12;
	if (p->kind == DATA_MONTHS)
		last = p->number;
	if (p->kind == DATA_QUARTER)
		last = 3 * p->number;
	if (p->kind == DATA_QUARTER)
		first = last - 2;
	if (p->kind == DATA_MONTH)
		first = last = p->number;
	p->first = date(p->year, first, 1);
	p->last = date(p->year, last, text_days_in_month(p->year, last));
}

bool data_read_period(arena *a, str code, data_period *out)
{
	data_period p = {0};
	str rest = code;
	if (!take_digits(&rest, 4, &p.year) || p.year < 1900 || p.year > 2999 ||
	    !read_form(rest, &p))
		return false;
	p.code = str_copy(a, code);
	set_bounds(&p);
	*out = p;
	return true;
}

static str code_of(arena *a, const data_period *p)
{
	switch (p->kind) {
	case DATA_YEAR:
		return str_format(a, "%04d", p->year);
	case DATA_MONTHS:
		return str_format(a, "%04d-%dT", p->year, p->number);
	case DATA_QUARTER:
		return str_format(a, "%04d-Q%d", p->year, p->number);
	case DATA_MONTH:
		return str_format(a, "%04d-T%02d", p->year, p->number);
	}
	assert(false);
	return STR("");
}

str data_period_name(arena *a, const data_period *p)
{
	switch (p->kind) {
	case DATA_YEAR:
		return str_format(a, "năm %d", p->year);
	case DATA_MONTHS:
		return str_format(a, "%d tháng đầu năm %d", p->number, p->year);
	case DATA_QUARTER: {
		str quarter = text_format_roman(a, p->number);
		return str_format(a, "quý %.*s năm %d", STR_ARGS(quarter),
				  p->year);
	}
	case DATA_MONTH:
		return text_format_date(a, p->first, TEXT_DATE_MONTH);
	}
	assert(false);
	return STR("");
}

data_period data_period_shift(arena *a, const data_period *p, int years)
{
	data_period shifted = *p;
	shifted.year += years;
	shifted.code = code_of(a, &shifted);
	set_bounds(&shifted);
	return shifted;
}

/* ---- What was meant ------------------------------------------------------ */

/* One way to write what stands beside the year: "9T", "T9", "QIII". */
typedef struct slip {
	const char *before, *after; /* around the number */
	data_period_kind kind;
} slip;

static const slip slips[] = {
    {"", "T", DATA_MONTHS},	{"", " THÁNG", DATA_MONTHS},
    {"", "THÁNG", DATA_MONTHS}, {"T", "", DATA_MONTH},
    {"THÁNG ", "", DATA_MONTH}, {"M", "", DATA_MONTH},
    {"Q", "", DATA_QUARTER},	{"QUÝ ", "", DATA_QUARTER},
};

static int roman(str s)
{
	static const str numerals[] = {STR_INIT("I"), STR_INIT("II"),
				       STR_INIT("III"), STR_INIT("IV")};
	for (int i = 0; i < 4; i++)
		if (str_equal(s, numerals[i]))
			return i + 1;
	return 0;
}

/* The number of a slip, 0: rest is not written so. */
static int read_slip(str rest, const slip *way)
{
	str before = str_from(way->before), after = str_from(way->after);
	int number;
	if (rest.length <= before.length + after.length ||
	    !str_starts_with(rest, before) || !str_ends_with(rest, after))
		return 0;
	rest = str_slice(rest, before.length, rest.length - after.length);
	if (way->kind == DATA_QUARTER && roman(rest))
		return roman(rest);
	if (rest.length > 2 || !take_digits(&rest, rest.length, &number))
		return 0;
	return number;
}

static bool is_separator(char c)
{
	return c == '-' || c == '/' || c == '.' || c == '_' || c == ' ';
}

static str strip(str s)
{
	while (s.length && is_separator(s.data[0]))
		s = str_slice(s, 1, s.length);
	while (s.length && is_separator(s.data[s.length - 1]))
		s = str_slice(s, 0, s.length - 1);
	return s;
}

/* A year at the front or at the end, and what stands beside it. */
static bool split_year(str text, int *year, str *rest)
{
	str front = text, back = {NULL, 0};
	if (text.length >= 4)
		back = str_slice(text, text.length - 4, text.length);
	if (take_digits(&front, 4, year))
		*rest = strip(front);
	else if (take_digits(&back, 4, year))
		*rest = strip(str_slice(text, 0, text.length - 4));
	else
		return false;
	return true;
}

str data_period_meant(arena *a, str code)
{
	data_period p = {0}, read;
	str rest, text = strip(text_upper(a, text_nfc(a, code)));
	if (!split_year(text, &p.year, &rest))
		return STR("");
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		p.number = read_slip(rest, &slips[i]);
		p.kind = slips[i].kind;
		if (p.number == 12 && p.kind == DATA_MONTHS)
			p.kind = DATA_YEAR;
		str meant = p.number ? code_of(a, &p) : STR("");
		if (meant.length && data_read_period(a, meant, &read))
			return meant;
	}
	return STR("");
}

void data_hint_period(diags *d, arena *a, str wrong)
{
	str meant = data_period_meant(a, wrong);
	if (meant.length)
		diag_hint(d, HINT_WRITE_AS, meant);
	else
		diag_hint(d, HINT_PERIOD_FORM);
}

/* ---- In a set ------------------------------------------------------------ */

uint32_t data_period_index(data_set *set, const data_period *p)
{
	uint32_t index;
	if (data_table_get(&set->period_codes, p->code, &index))
		return index;
	ARENA_GROW(set->arena, set->periods, set->period_count,
		   set->period_capacity);
	index = (uint32_t)set->period_count++;
	period_row *row = ARENA_NEW(set->arena, period_row);
	row->period = *p;
	row->period.code = str_copy(set->arena, p->code);
	set->periods[index] = row;
	data_table_put(&set->period_codes, set->arena, row->period.code, index);
	return index;
}

/* Growing the array moves it: the index first. */
static period_row *row_of(data_set *set, const data_period *p)
{
	uint32_t index = data_period_index(set, p);
	return set->periods[index];
}

static const data_period *keep(data_set *set, data_period p)
{
	data_period *kept = ARENA_NEW(set->arena, data_period);
	*kept = p;
	return kept;
}

const data_period *data_period_before(data_set *set, const data_period *p)
{
	period_row *row = row_of(set, p);
	if (!row->before)
		row->before = keep(set, data_period_shift(set->arena, p, -1));
	return row->before;
}

const data_period *data_year_of(data_set *set, const data_period *p)
{
	data_period year = {.kind = DATA_YEAR, .year = p->year};
	period_row *row = row_of(set, p);
	if (!row->year)
		row->year = keep(set, data_period_shift(set->arena, &year, 0));
	return row->year;
}

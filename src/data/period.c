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

data_period data_year_of(arena *a, const data_period *p)
{
	data_period year = {.kind = DATA_YEAR, .year = p->year};
	return data_period_shift(a, &year, 0);
}

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

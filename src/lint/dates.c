#include "internal.h"

/* What a text may mean by a day: the tokens of it and its parts, 0: none. */
typedef struct day {
	int day, month, year;
	size_t first, last;
	size_t day_at, month_at;
} day;

/* "14/9", "14/9/2023", "14-9-2023" behind ngày. */
static bool read_short(const lint *l, size_t i, day *out)
{
	const token *slash = lint_token(l, i + 1);
	bool is_slash = slash->kind == TOKEN_MARK &&
			(slash->mark == '/' || slash->mark == '-') &&
			!slash->gap && !lint_token(l, i + 2)->gap;
	int d = lint_small_number(l, i), m = lint_small_number(l, i + 2);
	if (!is_slash || d < 0 || m < 0)
		return false;
	*out = (day){d, m, 0, i, i + 2, i, i + 2};
	if (lint_is_mark(l, i + 3, slash->mark) && !lint_token(l, i + 3)->gap) {
		out->year = lint_small_number(l, i + 4);
		out->last = i + 4;
	}
	return true;
}

/* "14 tháng 9", "14 tháng 9 năm 2023" */
static bool read_long(const lint *l, size_t i, day *out)
{
	int d = lint_small_number(l, i), m = lint_small_number(l, i + 2);
	if (lint_key(l, i + 1) != KEY_THANG || d < 0 || m < 0)
		return false;
	*out = (day){d, m, 0, i, i + 2, i, i + 2};
	if (lint_key(l, i + 3) == KEY_NAM &&
	    lint_small_number(l, i + 4) > 999) {
		out->year = lint_small_number(l, i + 4);
		out->last = i + 4;
	}
	return true;
}

/* The day at i, where the word ngày or three parts say that it is one. */
static bool day_at(const lint *l, size_t i, day *out)
{
	bool is_named =
	    lint_key(l, i - 1) == KEY_NGAY || lint_key(l, i - 1) == KEY_MUNG;
	if (i && (lint_is_mark(l, i - 1, '/') || lint_is_mark(l, i - 1, '-')) &&
	    !lint_token(l, i)->gap)
		return false;
	if (read_long(l, i, out))
		return is_named || out->year;
	return read_short(l, i, out) &&
	       (is_named || (out->year > 999 && lint_is_mark(l, i + 1, '/')));
}

static bool is_possible(const day *d)
{
	int year = d->year > 0 ? d->year : 2024; /* any leap year */
	return d->month >= 1 && d->month <= 12 && d->day >= 1 &&
	       d->day <= text_days_in_month(year, d->month);
}

void lint_date_impossible(lint *l, size_t i)
{
	day d;
	if (!day_at(l, i, &d) || is_possible(&d) || d.year > 9999)
		return;
	diag_at(l->diags, DIAG_LINT_DATE_IMPOSSIBLE,
		lint_span(l, d.first, d.last), lint_text(l, d.first, d.last));
}

/* "ngày 5 tháng 9": below 10 with a zero. */
void lint_day_zero(lint *l, size_t i)
{
	day d;
	if (lint_token(l, i)->length != 1 || lint_key(l, i - 1) != KEY_NGAY ||
	    !read_long(l, i, &d) || !is_possible(&d))
		return;
	diag_at(l->diags, DIAG_LINT_DAY_ZERO, lint_span(l, i - 1, d.last),
		lint_text(l, i - 1, d.last));
	diag_hint(l->diags, HINT_WRITE_AS,
		  str_format(l->arena, "ngày %02d", d.day));
}

/* "tháng 09"; "ngày 05 tháng 1": a zero for January and February only. */
void lint_month_zero(lint *l, size_t i)
{
	int m = lint_small_number(l, i + 1);
	const token *t = lint_token(l, i + 1);
	if (lint_key(l, i) != KEY_THANG || m < 1 || m > 9)
		return;
	bool is_dated = i > 1 && lint_small_number(l, i - 1) > 0 &&
			lint_key(l, i - 2) == KEY_NGAY;
	bool wants_zero = m < 3;
	bool has_zero = t->length == 2;
	if (has_zero == wants_zero || (wants_zero && !is_dated))
		return;
	diag_at(l->diags, DIAG_LINT_MONTH_ZERO, lint_span(l, i, i + 1),
		lint_text(l, i, i + 1));
	diag_hint(
	    l->diags, HINT_WRITE_AS,
	    str_format(l->arena, wants_zero ? "tháng %02d" : "tháng %d", m));
}

/* ---- Weekdays ------------------------------------------------------------ */

/* 0 Sunday … 6; -1: none at i. *last is its last token. */
static int weekday_at(const lint *l, size_t i, size_t *last)
{
	static const key names[] = {KEY_HAI, KEY_BA,  KEY_TU,
				    KEY_NAM, KEY_SAU, KEY_BAY};
	*last = i + 1;
	if (lint_key(l, i) == KEY_CHU_OWNER && lint_key(l, i + 1) == KEY_NHAT)
		return 0;
	if (lint_key(l, i) != KEY_THU)
		return -1;
	int n = lint_small_number(l, i + 1);
	if (n >= 2 && n <= 7)
		return n - 1;
	for (int k = 0; k < 6; k++)
		if (lint_key(l, i + 1) == names[k])
			return k + 1;
	return -1;
}

static const char *const weekday_names[] = {
    "Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"};

/* "thứ Hai, ngày 14 tháng 9 năm 2023", "thứ Hai (14/9/2023)" */
void lint_weekday(lint *l, size_t i)
{
	size_t last;
	day d;
	int stated = weekday_at(l, i, &last);
	if (stated < 0)
		return;
	size_t at = last + 1;
	while (lint_is_mark(l, at, ',') || lint_is_mark(l, at, '(') ||
	       lint_key(l, at) == KEY_NGAY)
		at++;
	if (at == last + 1 ||
	    !(read_long(l, at, &d) || read_short(l, at, &d)) || d.year < 1000 ||
	    !is_possible(&d))
		return;
	int right = text_date_weekday(
	    (text_date){(int16_t)d.year, (int8_t)d.month, (int8_t)d.day});
	if (right == stated)
		return;
	diag_at(l->diags, DIAG_LINT_WEEKDAY, lint_span(l, i, d.last),
		lint_text(l, i, last), lint_text(l, d.first, d.last),
		str_from(weekday_names[right]));
}

/* ---- The period and the day ---------------------------------------------- */

/* "9 tháng đầu năm 2023" */
void lint_period(lint *l, size_t i)
{
	int months = lint_small_number(l, i);
	document *doc = &l->document;
	if (doc->period_months || months < 1 || months > 11 ||
	    lint_key(l, i + 1) != KEY_THANG || lint_key(l, i + 2) != KEY_DAU ||
	    lint_key(l, i + 3) != KEY_NAM)
		return;
	int year = lint_small_number(l, i + 4);
	if (year < 1000)
		return;
	doc->period_months = months;
	doc->period_year = year;
	doc->period_at = lint_span(l, i, i + 4);
}

/* The first whole date is the text's own; "tính đến", "ước": it is dealt with.
 */
void lint_first_date(lint *l, size_t i)
{
	day d;
	document *doc = &l->document;
	key k = lint_key(l, i);
	if ((k == KEY_TINH && lint_key(l, i + 1) == KEY_DEN) || k == KEY_UOC)
		doc->names_cut_off = true;
	if (doc->first_date.month || !day_at(l, i, &d) || d.year < 1000 ||
	    !is_possible(&d))
		return;
	doc->first_date =
	    (text_date){(int16_t)d.year, (int8_t)d.month, (int8_t)d.day};
	doc->first_date_at = lint_span(l, d.first, d.last);
}

void lint_finish_dates(lint *l)
{
	const document *doc = &l->document;
	int month = (unsigned char)doc->first_date.month;
	if (!doc->period_months || !month || doc->names_cut_off ||
	    doc->first_date.year != doc->period_year ||
	    month > doc->period_months)
		return;
	if (month < doc->period_months - 2) /* a plan, not an account */
		return;
	diag_at(l->diags, DIAG_LINT_BEFORE_END, doc->period_at,
		text_format_integer(l->arena, doc->period_months),
		text_format_date(l->arena, doc->first_date, TEXT_DATE_SHORT));
	diag_note(l->diags, HINT_FIRST_IS_HERE, doc->first_date_at);
}

#include "record.h"

/* What attributes hold. */

span place_of(const xml_node *node, const char *name)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	return a ? a->value_at : node->at;
}

str number_text(record *r, int64_t n)
{
	return text_format_integer(r->arena, n);
}

str time_text(record *r, text_time t)
{
	return str_format(r->arena, "%02d:%02d", t.hour, t.minute);
}

str date_text(record *r, text_date d)
{
	return text_format_date(r->arena, d, TEXT_DATE_SHORT);
}

/* ---- Times ------------------------------------------------------------ */

static bool has_word(str s, str word)
{
	return str_find(s, word) < s.length;
}

/* "14h", "14h30", "2 giờ chiều", "8:05", "14 giờ 00", "8g30": hours, then
 * perhaps minutes. */
static str time_meant(arena *a, str s)
{
	int numbers[2] = {0, 0};
	size_t count = 0;
	bool in_number = false;
	for (size_t i = 0; i < s.length; i++) {
		bool digit = s.data[i] >= '0' && s.data[i] <= '9';
		if (digit && !in_number && ++count > 2)
			return STR("");
		if (digit)
			numbers[count - 1] =
			    numbers[count - 1] * 10 + (s.data[i] - '0');
		if (digit && numbers[count - 1] > 59)
			return STR("");
		in_number = digit;
	}
	if (!count || numbers[0] > 23)
		return STR("");
	if (numbers[0] < 12 &&
	    (has_word(s, STR("chiều")) || has_word(s, STR("tối"))))
		numbers[0] += 12;
	return str_format(a, "%02d:%02d", numbers[0], numbers[1]);
}

bool read_time(record *r, const xml_node *node, const char *name,
	       text_time *out, bool *there)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	*there = a && text_read_time(a->value, out);
	if (!a || *there)
		return true;
	diag_at(r->diags, DIAG_MEETING_TIME, a->value_at, a->value, a->name);
	str meant = time_meant(r->arena, a->value);
	if (meant.length)
		diag_hint(r->diags, HINT_WRITE_AS, meant);
	else
		diag_hint(r->diags, HINT_TIME_FORM);
	return false;
}

/* ---- Numbers of people ------------------------------------------------ */

bool read_count(record *r, const xml_node *node, const char *name, int64_t *out,
		bool *there)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	text_number n;
	str meant = STR("");
	*there = false;
	if (!a)
		return true;
	if (text_read_number(r->arena, a->value, 0, &n, &meant) ==
		TEXT_NUMBER_OK &&
	    n.numerator >= 0 && n.numerator <= 1000000) {
		*out = n.numerator;
		*there = true;
		return true;
	}
	diag_at(r->diags, DIAG_MEETING_COUNT, a->value_at, a->value, a->name);
	if (meant.length)
		diag_hint(r->diags, HINT_WRITE_AS, meant);
	return false;
}

/* ---- Shares ----------------------------------------------------------- */

static bool share_of(str s, least_share *out)
{
	int64_t a, b = 100;
	size_t slash = str_find(s, STR("/"));
	bool is_percent = str_ends_with(s, STR("%"));
	if (!is_percent && slash == s.length)
		return false;
	str first =
	    is_percent ? str_slice(s, 0, s.length - 1) : str_slice(s, 0, slash);
	if (!str_to_int64(first, &a) ||
	    (!is_percent &&
	     !str_to_int64(str_slice(s, slash + 1, s.length), &b)))
		return false;
	*out = (least_share){.numerator = a, .denominator = b, .written = s};
	return a > 0 && b >= a && b <= 1000;
}

bool read_share(record *r, const xml_node *node, const char *name,
		least_share *out)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	least_share share;
	if (!a)
		return true;
	if (str_equal(a->value, STR("qua-nua"))) {
		*out = (least_share){1, 2, true, STR("qua-nua")};
		return true;
	}
	if (!share_of(a->value, &share))
		return diag_at(r->diags, DIAG_MEETING_SHARE_FORM, a->value_at,
			       a->value, a->name);
	*out = share;
	return true;
}

bool share_holds(least_share s, int64_t part, int64_t whole)
{
	int64_t left = part * s.denominator, right = whole * s.numerator;
	return s.is_more ? left > right : left >= right;
}

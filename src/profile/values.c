#include "fields.h"

/* Lengths and shares are read to three decimals. */
#define DECIMALS 3

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "12", "1,27" or "0.5" in thousandths; *rest is what follows. */
static bool read_thousandths(str s, int64_t *out, str *rest)
{
	int64_t n = 0;
	size_t i = 0, decimals = 0;
	for (; i < s.length && i < 6 && is_digit(s.data[i]); i++)
		n = 10 * n + (s.data[i] - '0');
	if (i == 0)
		return false;
	if (i + 1 < s.length && (s.data[i] == ',' || s.data[i] == '.') &&
	    is_digit(s.data[i + 1]))
		for (i++;
		     i < s.length && decimals < DECIMALS && is_digit(s.data[i]);
		     i++, decimals++)
			n = 10 * n + (s.data[i] - '0');
	for (; decimals < DECIMALS; decimals++)
		n *= 10;
	*out = n;
	*rest = str_trim(str_slice(s, i, s.length));
	return true;
}

static const struct {
	str name;
	int32_t micrometres; /* per unit; 0: points */
} units[] = {
    {STR_INIT("mm"), 1000},
    {STR_INIT("cm"), 10000},
    {STR_INIT("pt"), 0},
};
#define UNIT_COUNT (sizeof units / sizeof *units)

static bool find_unit(str name, size_t *out)
{
	for (size_t i = 0; i < UNIT_COUNT; i++)
		if (str_equal(name, units[i].name))
			return *out = i, true;
	return false;
}

static int64_t rounded(int64_t n, int64_t divisor)
{
	return (n + divisor / 2) / divisor;
}

static int64_t to_mpt(int64_t thousandths, size_t unit)
{
	int64_t um = units[unit].micrometres;
	return um ? rounded(thousandths * um / 1000 * 72000, 25400)
		  : thousandths;
}

/* "5 mm", "14,5 pt": one decimal, in the unit that the author chose. */
static str show_length(arena *a, int64_t length, size_t unit)
{
	int64_t um = units[unit].micrometres;
	int64_t tenths =
	    um ? rounded(length * 254000, 72000 * um) : rounded(length, 100);
	return str_format(a, tenths % 10 ? "%lld,%lld %s" : "%lld%.0lld %s",
			  (long long)(tenths / 10), (long long)(tenths % 10),
			  units[unit].name.data);
}

static bool out_of_range(diags *d, const xml_attribute *from, str least,
			 str most)
{
	return diag_at(d, DIAG_PROFILE_OUT_OF_RANGE, from->value_at,
		       from->value, from->name, least, most);
}

static bool is_within(const field_row *row, int64_t n)
{
	return n >= row->least && n <= row->most;
}

static bool set_length(arena *a, diags *d, const field_row *row,
		       const xml_attribute *from, void *member)
{
	int64_t thousandths;
	size_t unit;
	str name;
	if (!read_thousandths(from->value, &thousandths, &name) ||
	    !find_unit(name, &unit))
		return diag_at(d, DIAG_PROFILE_LENGTH, from->value_at,
			       from->value, from->name);
	int64_t length = to_mpt(thousandths, unit);
	if (!is_within(row, length))
		return out_of_range(d, from, show_length(a, row->least, unit),
				    show_length(a, row->most, unit));
	*(mpt *)member = (mpt)length;
	return true;
}

static bool set_share(arena *a, diags *d, const field_row *row,
		      const xml_attribute *from, void *member)
{
	int64_t thousandths;
	str sign;
	if (!read_thousandths(from->value, &thousandths, &sign) ||
	    !str_equal(sign, STR("%")))
		return diag_at(d, DIAG_PROFILE_SHARE, from->value_at,
			       from->value, from->name);
	int64_t share = rounded(thousandths, 100);
	if (!is_within(row, share))
		return out_of_range(d, from,
				    str_format(a, "%d%%", row->least / 10),
				    str_format(a, "%d%%", row->most / 10));
	*(int32_t *)member = (int32_t)share;
	return true;
}

static bool set_count(arena *a, diags *d, const field_row *row,
		      const xml_attribute *from, void *member)
{
	int64_t n;
	if (!str_to_int64(from->value, &n))
		return diag_at(d, DIAG_PROFILE_COUNT, from->value_at,
			       from->value, from->name);
	if (!is_within(row, n))
		return out_of_range(d, from, str_format(a, "%d", row->least),
				    str_format(a, "%d", row->most));
	*(uint32_t *)member = (uint32_t)n;
	return true;
}

/* Index of word among words, or of the first missing: their number. */
static unsigned index_of(const char *words, str word, unsigned *count)
{
	str rest = str_from(words), item;
	unsigned n = 0, found = UINT32_MAX;
	for (; str_next_word(&rest, &item); n++)
		if (str_equal(item, word))
			found = n;
	*count = n;
	return found;
}

static void suggest_words(arena *a, diags *d, str wrong, const char *words)
{
	str list[8], rest = str_from(words);
	size_t n = 0;
	while (n < 8 && str_next_word(&rest, &list[n]))
		n++;
	diag_suggest(d, wrong, list, n);
	diag_hint(d, HINT_ALLOWED_HERE, str_join(a, list, n, STR(", ")));
}

static bool read_choice(arena *a, diags *d, const field_row *row,
			const xml_attribute *from, unsigned *out)
{
	unsigned count;
	*out = index_of(row->words, from->value, &count);
	if (*out < count)
		return true;
	diag_at(d, DIAG_PROFILE_CHOICE, from->value_at, from->value,
		from->name);
	suggest_words(a, d, from->value, row->words);
	return false;
}

static bool set_flag(arena *a, diags *d, const field_row *row,
		     const xml_attribute *from, void *member)
{
	unsigned index;
	if (!read_choice(a, d, row, from, &index))
		return false;
	*(bool *)member = index == 1;
	return true;
}

static bool set_choice(arena *a, diags *d, const field_row *row,
		       const xml_attribute *from, void *member)
{
	return read_choice(a, d, row, from, member);
}

static int hexadecimal(char c)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) % 16 : -1;
}

static bool set_colour(arena *a, diags *d, const field_row *row,
		       const xml_attribute *from, void *member)
{
	(void)a, (void)row;
	uint32_t colour = 0;
	bool good = from->value.length == 7 && from->value.data[0] == '#';
	for (size_t i = 1; good && i < 7; i++) {
		int digit = hexadecimal(from->value.data[i]);
		good = digit >= 0;
		colour = colour << 4 | ((unsigned)digit & 15);
	}
	if (!good)
		return diag_at(d, DIAG_PROFILE_COLOUR, from->value_at,
			       from->value, from->name);
	*(uint32_t *)member = colour;
	return true;
}

static bool set_text(arena *a, diags *d, const field_row *row,
		     const xml_attribute *from, void *member)
{
	if (from->value.length < (size_t)row->least)
		return diag_at(d, DIAG_PROFILE_EMPTY, from->value_at,
			       from->name);
	*(str *)member = str_copy(a, from->value);
	return true;
}

static bool bad_blank(arena *a, diags *d, const xml_attribute *from, size_t at,
		      size_t length, const char *words)
{
	str wrong = str_slice(from->value, at, length);
	diag_at(d, DIAG_PROFILE_BLANK,
		xml_span_within(diags_sources(d), from->value_at, at, length),
		wrong, from->name);
	bool closed = str_ends_with(wrong, STR("}"));
	suggest_words(a, d,
		      str_slice(wrong, 1, length > 2 ? length - 1 - closed : 0),
		      words);
	return false;
}

/*
 * Counts, for each of words, how often it stands in braces in the value;
 * anything else with a brace is reported.
 */
static bool count_blanks(arena *a, diags *d, const xml_attribute *from,
			 const char *words, unsigned times[8])
{
	str s = from->value;
	unsigned count;
	for (size_t i = 0; i < s.length; i++) {
		if (s.data[i] == '}')
			return bad_blank(a, d, from, i, 1, words);
		if (s.data[i] != '{')
			continue;
		size_t close =
		    i + str_find(str_slice(s, i, s.length), STR("}"));
		str name = str_slice(s, i + 1, close - i - 1);
		unsigned index = index_of(words, name, &count);
		if (close == s.length || index >= count)
			return bad_blank(a, d, from, i, close - i + 1, words);
		times[index]++;
		i = close;
	}
	return true;
}

static bool set_pattern(arena *a, diags *d, const field_row *row,
			const xml_attribute *from, void *member)
{
	unsigned times[8] = {0}, i = 0;
	if (!count_blanks(a, d, from, row->words, times))
		return false;
	str rest = str_from(row->words), word;
	for (; str_next_word(&rest, &word); i++)
		if (times[i] != 1)
			return diag_at(d, DIAG_PROFILE_BLANK_ONCE,
				       from->value_at, from->value, from->name,
				       word);
	*(str *)member = str_copy(a, from->value);
	return true;
}

static bool set_counter(arena *a, diags *d, const field_row *row,
			const xml_attribute *from, void *member)
{
	(void)row;
	unsigned times[8] = {0};
	if (!count_blanks(a, d, from, "I 1 a", times))
		return false;
	if (times[0] + times[1] + times[2] != 1)
		return diag_at(d, DIAG_PROFILE_COUNTER, from->value_at,
			       from->value, from->name, STR("{I}, {1}, {a}"));
	*(str *)member = str_copy(a, from->value);
	return true;
}

static bool (*const setters[])(arena *, diags *, const field_row *,
			       const xml_attribute *, void *) = {
    [FIELD_LENGTH] = set_length,   [FIELD_SHARE] = set_share,
    [FIELD_COUNT] = set_count,	   [FIELD_FLAG] = set_flag,
    [FIELD_CHOICE] = set_choice,   [FIELD_COLOUR] = set_colour,
    [FIELD_TEXT] = set_text,	   [FIELD_PATTERN] = set_pattern,
    [FIELD_COUNTER] = set_counter,
};

bool field_set(arena *a, diags *d, const field_row *row,
	       const xml_attribute *from, void *target)
{
	return setters[row->kind](a, d, row, from,
				  (char *)target + row->offset);
}

#include "vanban/text.h"

#include <assert.h>

#include "numeral.h"

/* ---- Wide integers --------------------------------------------------------
 */

static text_wide magnitude(int64_t n)
{
	return n < 0 ? -(text_wide)n : (text_wide)n;
}

static text_wide greatest_divisor(text_wide a, text_wide b)
{
	while (b) {
		text_wide rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* False when a * b passes WIDE_MAX; a and b are not negative. */
static bool multiply_wide(text_wide a, text_wide b, text_wide *out)
{
	if (b && a > TEXT_WIDE_MAX / b)
		return false;
	*out = a * b;
	return true;
}

text_wide text_power_of_ten(unsigned exponent)
{
	text_wide power = 1;
	while (exponent--)
		power *= 10;
	return power;
}

/* Lowest terms, denominator above zero; false when that fits no text_number. */
static bool reduce(text_wide numerator, text_wide denominator, text_number *out)
{
	if (denominator < 0) {
		numerator = -numerator;
		denominator = -denominator;
	}
	text_wide divisor = greatest_divisor(
	    numerator < 0 ? -numerator : numerator, denominator);
	assert(divisor > 0); /* the denominator is not zero */
	numerator /= divisor;
	denominator /= divisor;
	if (numerator > INT64_MAX || numerator < INT64_MIN ||
	    denominator > INT64_MAX)
		return false;
	*out = (text_number){(int64_t)numerator, (int64_t)denominator};
	return true;
}

/* ---- Arithmetic ------------------------------------------------------------
 */

bool text_number_add(text_number a, text_number b, text_number *out)
{
	assert(a.denominator > 0 && b.denominator > 0);
	return reduce((text_wide)a.numerator * b.denominator +
			  (text_wide)b.numerator * a.denominator,
		      (text_wide)a.denominator * b.denominator, out);
}

bool text_number_subtract(text_number a, text_number b, text_number *out)
{
	assert(a.denominator > 0 && b.denominator > 0);
	return reduce((text_wide)a.numerator * b.denominator -
			  (text_wide)b.numerator * a.denominator,
		      (text_wide)a.denominator * b.denominator, out);
}

bool text_number_multiply(text_number a, text_number b, text_number *out)
{
	assert(a.denominator > 0 && b.denominator > 0);
	return reduce((text_wide)a.numerator * b.numerator,
		      (text_wide)a.denominator * b.denominator, out);
}

bool text_number_divide(text_number a, text_number b, text_number *out)
{
	assert(a.denominator > 0 && b.denominator > 0);
	if (!b.numerator)
		return false;
	return reduce((text_wide)a.numerator * b.denominator,
		      (text_wide)a.denominator * b.numerator, out);
}

int text_number_compare(text_number a, text_number b)
{
	assert(a.denominator > 0 && b.denominator > 0);
	text_wide left = (text_wide)a.numerator * b.denominator;
	text_wide right = (text_wide)b.numerator * a.denominator;
	return (left > right) - (left < right);
}

/* Half up: numerator / denominator to the nearest; both not negative. */
static text_wide divide_half_up(text_wide numerator, text_wide denominator)
{
	text_wide quotient = numerator / denominator;
	text_wide rest = numerator % denominator;
	return quotient + (rest >= denominator - rest);
}

/* |n| * 10^decimals, half up. */
static text_wide scale(text_number n, unsigned decimals)
{
	return divide_half_up(magnitude(n.numerator) *
				  text_power_of_ten(decimals),
			      n.denominator);
}

bool text_number_round(text_number n, unsigned decimals, text_number *out)
{
	assert(n.denominator > 0 && decimals <= TEXT_MOST_DECIMALS);
	text_wide scaled = scale(n, decimals);
	return reduce(n.numerator < 0 ? -scaled : scaled,
		      text_power_of_ten(decimals), out);
}

/* ---- Figures ----------------------------------------------------------------
 */

/* Room for 39 digits, 12 dots, sign, comma. */
#define LONGEST_FIGURE 64

struct figure {
	char bytes[LONGEST_FIGURE];
	size_t at; /* written from the end backwards */
};

static void put(struct figure *figure, char byte)
{
	assert(figure->at > 0);
	figure->bytes[--figure->at] = byte;
}

static void put_whole(struct figure *figure, text_wide n, char separator)
{
	unsigned digits = 0;
	do {
		if (digits && digits % 3 == 0 && separator)
			put(figure, separator);
		put(figure, (char)('0' + (int)(n % 10)));
		digits++;
		n /= 10;
	} while (n);
}

/* The places after the comma; none when they are zeros and may be dropped. */
static void put_decimals(struct figure *figure, text_wide n, unsigned decimals,
			 bool drop_zeros)
{
	while (drop_zeros && decimals && n % 10 == 0) {
		n /= 10;
		decimals--;
	}
	if (!decimals)
		return;
	for (; decimals; decimals--) {
		put(figure, (char)('0' + (int)(n % 10)));
		n /= 10;
	}
	put(figure, ',');
}

static str finish(arena *a, const struct figure *figure)
{
	return str_copy(a, (str){figure->bytes + figure->at,
				 sizeof figure->bytes - figure->at});
}

/* scaled is the value times 10^decimals; zero takes no sign. */
static str format_scaled(arena *a, text_wide scaled, bool negative,
			 unsigned decimals, bool drop_zeros, str suffix)
{
	struct figure figure = {.at = LONGEST_FIGURE};
	text_wide power = text_power_of_ten(decimals);
	for (size_t i = suffix.length; i > 0; i--)
		put(&figure, suffix.data[i - 1]);
	put_decimals(&figure, scaled % power, decimals, drop_zeros);
	put_whole(&figure, scaled / power, '.');
	if (negative && scaled)
		put(&figure, '-');
	return finish(a, &figure);
}

str text_format_integer(arena *a, int64_t n)
{
	return format_scaled(a, magnitude(n), n < 0, 0, false, STR(""));
}

str text_format_plain(arena *a, int64_t n)
{
	struct figure figure = {.at = LONGEST_FIGURE};
	put_whole(&figure, magnitude(n), '\0');
	if (n < 0)
		put(&figure, '-');
	return finish(a, &figure);
}

str text_format_two_digits(arena *a, int64_t n)
{
	struct figure figure = {.at = LONGEST_FIGURE};
	put_whole(&figure, magnitude(n), '.');
	if (magnitude(n) < 10)
		put(&figure, '0');
	if (n < 0)
		put(&figure, '-');
	return finish(a, &figure);
}

bool text_format_decimal(arena *a, text_number n, unsigned decimals, str *out)
{
	assert(n.denominator > 0);
	if (decimals > TEXT_MOST_DECIMALS)
		return false;
	*out = format_scaled(a, scale(n, decimals), n.numerator < 0, decimals,
			     false, STR(""));
	return true;
}

bool text_exact_decimals(text_number n, unsigned *decimals)
{
	assert(n.denominator > 0);
	for (*decimals = 0; *decimals <= TEXT_MOST_EXACT; ++*decimals)
		if (magnitude(n.numerator) * text_power_of_ten(*decimals) %
			n.denominator ==
		    0)
			return true;
	return false;
}

bool text_format_exact(arena *a, text_number n, str *out)
{
	unsigned decimals;
	return text_exact_decimals(n, &decimals) &&
	       text_format_decimal(a, n, decimals, out);
}

bool text_format_percent(arena *a, text_number x, text_number y,
			 unsigned decimals, str *out)
{
	assert(x.denominator > 0 && y.denominator > 0);
	text_wide numerator = magnitude(x.numerator) * y.denominator;
	text_wide denominator = x.denominator * magnitude(y.numerator);
	if (!y.numerator || decimals > TEXT_MOST_DECIMALS)
		return false;
	text_wide divisor = greatest_divisor(numerator, denominator);
	if (!multiply_wide(numerator / divisor,
			   100 * text_power_of_ten(decimals), &numerator))
		return false;
	*out = format_scaled(
	    a, divide_half_up(numerator, denominator / divisor),
	    (x.numerator < 0) != (y.numerator < 0), decimals, true, STR("%"));
	return true;
}

/* ---- Reading
 * ----------------------------------------------------------------- */

/* A figure cut into its pieces: -1.234,50 */
struct pieces {
	bool negative;
	str whole;	/* digits, with dots where grouped */
	char separator; /* of groups in whole, or '\0' */
	str decimals;	/* digits */
	char comma;	/* what stands before decimals, or '\0' */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t count_digits(str s, size_t from)
{
	size_t count = 0;
	while (from + count < s.length && is_digit(s.data[from + count]))
		count++;
	return count;
}

/* Digits of s without what stands between them. */
static str digits_of(arena *a, str s)
{
	char *digits = arena_allocate(a, s.length + 1);
	size_t count = 0;
	for (size_t i = 0; i < s.length; i++)
		if (is_digit(s.data[i]) &&
		    (count || s.data[i] != '0' || i + 1 == s.length))
			digits[count++] = s.data[i];
	return (str){digits, count};
}

/*
 * The length of a whole number at the start of s in groups of three parted by
 * `separator`, or 0: "1.413.860" but not "0.700" or "1.50".
 */
static size_t grouped_length(str s, str separator)
{
	size_t length = count_digits(s, 0);
	if (!length || length > 3 || s.data[0] == '0')
		return 0;
	bool is_grouped = false;
	while (str_starts_with(str_slice(s, length, s.length), separator) &&
	       count_digits(s, length + separator.length) == 3) {
		length += separator.length + 3;
		is_grouped = true;
	}
	return is_grouped ? length : 0;
}

static str with_sign(arena *a, bool negative, str digits)
{
	return negative && digits.length ? str_concat(a, STR("-"), digits)
					 : digits;
}

/* Takes '-' or the true minus sign off *s. */
static bool take_sign(str *s)
{
	static const str signs[] = {STR_INIT("-"), STR_INIT("\u2212"),
				    STR_INIT("\u2013")};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts_with(*s, signs[i])) {
			*s = str_slice(*s, signs[i].length, s->length);
			return true;
		}
	return false;
}

static text_number_fault read_scaled(bool negative, str whole, str decimals,
				     text_number *out)
{
	text_wide value = 0;
	for (size_t i = 0; i < whole.length + decimals.length; i++) {
		char digit = i < whole.length ? whole.data[i]
					      : decimals.data[i - whole.length];
		value = 10 * value + (digit - '0');
		if (value > TEXT_WIDE_MAX / 100)
			return TEXT_NUMBER_OVERFLOW;
	}
	return reduce(negative ? -value : value,
		      text_power_of_ten((unsigned)decimals.length), out)
		   ? TEXT_NUMBER_OK
		   : TEXT_NUMBER_OVERFLOW;
}

static const str separators[] = {STR_INIT("."),	     STR_INIT(","),
				 STR_INIT(" "),	     STR_INIT("\u00A0"),
				 STR_INIT("\u202F"), STR_INIT("'")};

/* Groups of three, then perhaps decimals after the other mark. */
static bool read_grouped(arena *a, str s, unsigned decimals, str *meant)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		size_t length = grouped_length(s, separators[i]);
		str rest = str_slice(s, length, s.length);
		if (!length)
			continue;
		*meant = digits_of(a, str_slice(s, 0, length));
		if (!rest.length)
			return true;
		size_t places = count_digits(rest, 1);
		if ((rest.data[0] != ',' && rest.data[0] != '.') || !places ||
		    places + 1 < rest.length)
			continue;
		str tail = str_slice(rest, 1, places);
		*meant =
		    places <= decimals
			? str_join(a, (const str[]){*meant, tail}, 2, STR(","))
			: (str){NULL, 0};
		return true;
	}
	return false;
}

static bool is_all_zeros(str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i] != '0')
			return false;
	return true;
}

/* "4,7" or "4.7" where the decimals do not fit or the mark is wrong. */
static bool read_misplaced_decimal(arena *a, str s, unsigned decimals,
				   str *meant)
{
	size_t whole = count_digits(s, 0);
	if (!whole || whole == s.length ||
	    (s.data[whole] != ',' && s.data[whole] != '.'))
		return false;
	size_t places = count_digits(s, whole + 1);
	if (!places || whole + 1 + places != s.length)
		return false;
	str tail = str_slice(s, whole + 1, places);
	*meant = (str){NULL, 0};
	if (is_all_zeros(tail))
		*meant = digits_of(a, str_slice(s, 0, whole));
	else if (places <= decimals)
		*meant =
		    str_join(a, (const str[]){str_slice(s, 0, whole), tail}, 2,
			     STR(","));
	return true;
}

/* The number at the start of what is none: "3 cuộc", "05 (năm)", "96%". */
static str number_in(arena *a, str s)
{
	size_t length = count_digits(s, 0);
	str rest = str_slice(s, length, s.length);
	bool is_cut = !rest.length || rest.data[0] == ' ' ||
		      rest.data[0] == '(' || rest.data[0] == '%' ||
		      (rest.data[0] & 0x80) != 0;
	for (size_t i = 0; i < rest.length; i++)
		if (is_digit(rest.data[i]))
			is_cut = false;
	return length && is_cut ? digits_of(a, str_slice(s, 0, length))
				: (str){NULL, 0};
}

static text_number_fault judge(arena *a, str s, unsigned decimals, str *meant)
{
	str trimmed = str_trim(s), found;
	if (!trimmed.length)
		return TEXT_NUMBER_EMPTY;
	bool negative = take_sign(&trimmed);
	if (!negative && trimmed.data[0] == '+')
		trimmed = str_slice(trimmed, 1, trimmed.length);
	text_number_fault fault = TEXT_NUMBER_NOT_A_NUMBER;
	if (read_grouped(a, trimmed, decimals, &found))
		fault = TEXT_NUMBER_GROUPED;
	else if (read_misplaced_decimal(a, trimmed, decimals, &found))
		fault = TEXT_NUMBER_DECIMAL;
	else
		found = number_in(a, trimmed);
	*meant = with_sign(a, negative, found);
	return fault;
}

text_number_fault text_read_number(arena *a, str s, unsigned decimals,
				   text_number *out, str *meant)
{
	assert(decimals <= TEXT_MOST_DECIMALS);
	*meant = (str){NULL, 0};
	bool negative = s.length && s.data[0] == '-';
	size_t whole = count_digits(s, negative);
	size_t end = negative + whole;
	if (whole && end == s.length)
		return read_scaled(negative, str_slice(s, negative, whole),
				   (str){NULL, 0}, out);
	size_t places = count_digits(s, end + 1);
	if (whole && end < s.length && s.data[end] == ',' && places &&
	    places <= decimals && end + 1 + places == s.length)
		return read_scaled(negative, str_slice(s, negative, whole),
				   str_slice(s, end + 1, places), out);
	return judge(a, s, decimals, meant);
}

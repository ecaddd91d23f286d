#include "vanban/str.h"

#include <stdlib.h>

int str_compare(str a, str b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common ? memcmp(a.data, b.data, common) : 0;
	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

size_t str_find(str s, str part)
{
	if (!part.length)
		return 0;
	const char *hit =
	    s.length ? memmem(s.data, s.length, part.data, part.length) : NULL;
	return hit ? (size_t)(hit - s.data) : s.length;
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

str str_trim(str s)
{
	while (s.length && is_space(s.data[0])) {
		s.data++;
		s.length--;
	}
	while (s.length && is_space(s.data[s.length - 1]))
		s.length--;
	return s;
}

bool str_next_word(str *rest, str *word)
{
	size_t from = 0;
	while (from < rest->length && is_space(rest->data[from]))
		from++;
	size_t to = from;
	while (to < rest->length && !is_space(rest->data[to]))
		to++;
	*word = str_slice(*rest, from, to - from);
	*rest = str_slice(*rest, to, rest->length);
	return word->length > 0;
}

uint32_t str_next_wide_code_point(const char **cursor, const char *end)
{
	const unsigned char *p = (const unsigned char *)*cursor;
	size_t left = (size_t)(end - *cursor);
	uint32_t c = p[0], smallest = 0;
	size_t more = 0;
	if (c >= 0xC2 && c < 0xE0) {
		more = 1;
		c &= 0x1F;
		smallest = 0x80;
	} else if (c >= 0xE0 && c < 0xF0) {
		more = 2;
		c &= 0x0F;
		smallest = 0x800;
	} else if (c >= 0xF0 && c < 0xF5) {
		more = 3;
		c &= 0x07;
		smallest = 0x10000;
	}
	bool valid = more && more < left;
	for (size_t i = 1; valid && i <= more; i++) {
		valid = (p[i] & 0xC0) == 0x80;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (!valid || c < smallest || c > 0x10FFFF ||
	    (c >= 0xD800 && c < 0xE000)) {
		*cursor += 1;
		return 0xFFFD;
	}
	*cursor += more + 1;
	return c;
}

size_t str_encode_code_point(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

size_t str_code_points(str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.length; i++)
		count += (s.data[i] & 0xC0) != 0x80;
	return count;
}

#define LONGEST_WORD 64

static size_t decode(str s, uint32_t *out)
{
	size_t count = 0;
	for (const char *p = s.data, *end = str_end(s);
	     p < end && count < LONGEST_WORD;)
		out[count++] = str_next_code_point(&p, end);
	return count;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t str_distance(str a, str b, size_t limit)
{
	uint32_t x[LONGEST_WORD], y[LONGEST_WORD];
	size_t rows[3][LONGEST_WORD + 1];
	size_t n = decode(a, x), m = decode(b, y);
	size_t *two_back = rows[0], *back = rows[1], *row = rows[2];
	for (size_t j = 0; j <= m; j++)
		back[j] = j;
	for (size_t i = 1; i <= n; i++) {
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t change = back[j - 1] + (x[i - 1] != y[j - 1]);
			row[j] =
			    smaller(change, smaller(back[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				row[j] = smaller(row[j], two_back[j - 2] + 1);
		}
		size_t *spare = two_back;
		two_back = back;
		back = row;
		row = spare;
	}
	return smaller(back[m], limit + 1);
}

bool str_to_int64(str s, int64_t *out)
{
	bool negative = s.length && s.data[0] == '-';
	size_t i = negative;
	int64_t value = 0;
	if (i == s.length)
		return false;
	for (; i < s.length; i++) {
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
		int digit = s.data[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit, &value))
			return false;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

bool str_to_micrometres(str s, int64_t *out)
{
	int64_t micrometres = 0;
	int decimals = -1;
	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];
		bool is_comma = c == ',' || c == '.';
		if (is_comma ? decimals >= 0 : c < '0' || c > '9')
			return false;
		if (!is_comma)
			micrometres = 10 * micrometres + (c - '0');
		decimals += is_comma || decimals >= 0;
		if (micrometres > 1000000 || decimals > 3)
			return false;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 3; i++)
		micrometres *= 10;
	*out = micrometres;
	return s.length > 0 && micrometres <= 1000000;
}

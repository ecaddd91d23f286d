/*
 * str: a string is a pointer and a length, passed by value and borrowed.
 *
 * Every str that crosses a door holds valid UTF-8 in NFC (normalised once, by
 * the xml room).  A str does not own its bytes and need not end in NUL; the
 * arena or the source it came from must outlive it.
 */
#ifndef VANBAN_STR_H
#define VANBAN_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
	const char *data;
	size_t length; /* bytes */
} str;

/* A str from a string literal. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})
/* For constant tables, where a compound literal is not a constant. */
#define STR_INIT(literal)                                                      \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}
/* printf("%.*s", STR_ARGS(s)) */
#define STR_ARGS(s) (int)(s).length, (s).data

static inline bool str_equal(str a, str b)
{
	return a.length == b.length &&
	       (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* Behind the last byte; an empty str may be a null pointer. */
static inline const char *str_end(str s)
{
	return s.length ? s.data + s.length : s.data;
}

static inline bool str_starts_with(str s, str prefix)
{
	return s.length >= prefix.length &&
	       str_equal((str){s.data, prefix.length}, prefix);
}

static inline bool str_ends_with(str s, str suffix)
{
	return s.length >= suffix.length &&
	       (suffix.length == 0 || memcmp(str_end(s) - suffix.length,
					     suffix.data, suffix.length) == 0);
}

/* Bytes [from, from + length) of s, cut to what there is. */
static inline str str_slice(str s, size_t from, size_t length)
{
	if (from > s.length)
		from = s.length;
	if (length > s.length - from)
		length = s.length - from;
	return (str){from ? s.data + from : s.data, length};
}

/* A str over a C string; NULL gives the empty str. */
static inline str str_from(const char *text)
{
	return text ? (str){text, strlen(text)} : (str){NULL, 0};
}

/* Byte order (memcmp, shorter first): for lookups, never for people. */
int str_compare(str a, str b);

/* Offset of the first occurrence of part in s, or s.length. */
size_t str_find(str s, str part);

/* s without U+0020, tab, CR and LF at both ends. NBSP is not white space. */
str str_trim(str s);

/*
 * Takes the next word separated by U+0020, tab, CR or LF off *rest.
 * Returns false when none is left.
 */
bool str_next_word(str *rest, str *word);

/* Where the first byte is not ASCII; called by the next only. */
uint32_t str_next_wide_code_point(const char **cursor, const char *end);

/*
 * Decodes one code point at *cursor (which must be < end) and moves *cursor
 * past it.  An invalid byte gives U+FFFD and moves one byte.
 */
static inline uint32_t str_next_code_point(const char **cursor, const char *end)
{
	unsigned char first = (unsigned char)**cursor;
	if (first >= 0x80)
		return str_next_wide_code_point(cursor, end);
	++*cursor;
	return first;
}

/* Writes code_point as UTF-8 to out (4 bytes of room); returns the length. */
size_t str_encode_code_point(uint32_t code_point, char out[4]);

/* Number of code points in s. */
size_t str_code_points(str s);

/*
 * Edit distance in code points with adjacent transposition, for "did you
 * mean"; at most limit + 1.  Source: Damerau 1964 (optimal string alignment).
 */
size_t str_distance(str a, str b, size_t limit);

/* Decimal digits with an optional '-', nothing else; false on overflow. */
bool str_to_int64(str s, int64_t *out);

/* Millimetres up to 1000, with up to three decimals behind a comma or point. */
bool str_to_micrometres(str s, int64_t *out);

#endif

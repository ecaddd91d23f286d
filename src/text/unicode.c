#include "vanban/text.h"

#include <assert.h>
#include <unicode/uchar.h>
#include <unicode/ucasemap.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "letters.h"
#include "wide.h"

/*
 * Ranges whose code points all stand in NFC as they are and never join with
 * what comes before. Vietnamese, French and German text and its punctuation
 * lie here, so that ICU is not even loaded for them.
 */
static bool is_plain(uint32_t c)
{
	return c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF) ||
	       (c >= 0x2002 && c <= 0x20CF) || (c >= 0x2190 && c <= 0x2203);
}

bool text_is_plainly_nfc(str s)
{
	const char *p = s.data, *end = str_end(s);
	while (p < end) {
		if (!(*p & 0x80)) {
			p++;
			continue;
		}
		if (!is_plain(str_next_code_point(&p, end)))
			return false;
	}
	return true;
}

bool widen(arena *a, str s, struct wide *out)
{
	UErrorCode status = U_ZERO_ERROR;
	out->data = ARENA_ARRAY(a, UChar, s.length + 1);
	u_strFromUTF8(out->data, (int32_t)s.length + 1, &out->length, s.data,
		      (int32_t)s.length, &status);
	return U_SUCCESS(status);
}

str narrow(arena *a, struct wide w)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t room = 3 * (size_t)w.length;
	char *bytes = arena_allocate(a, room + 1);
	int32_t length;
	u_strToUTF8(bytes, (int32_t)room + 1, &length, w.data, w.length,
		    &status);
	assert(U_SUCCESS(status));
	return (str){bytes, (size_t)length};
}

/* NFC makes UTF-16 at most three times as long (UAX #15, table 3 B). */
static struct wide compose(arena *a, const UNormalizer2 *nfc, struct wide w)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = 3 * w.length;
	struct wide out = {ARENA_ARRAY(a, UChar, (size_t)room + 1), 0};
	out.length = unorm2_normalize(nfc, w.data, w.length, out.data, room + 1,
				      &status);
	assert(U_SUCCESS(status));
	return out;
}

/* Far above the limit of file_read; keeps ICU's int32 lengths safe. */
#define LONGEST_TEXT ((size_t)INT32_MAX / 16)

str text_nfc(arena *a, str s)
{
	if (!s.length || text_is_plainly_nfc(s))
		return s;
	assert(s.length <= LONGEST_TEXT);
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	assert(U_SUCCESS(status));
	struct wide w;
	if (!widen(a, s, &w) ||
	    unorm2_isNormalized(nfc, w.data, w.length, &status))
		return s;
	return narrow(a, compose(a, nfc, w));
}

/* ---- Case -------------------------------------------------------------- */

typedef int32_t change_case(const UCaseMap *, char *, int32_t, const char *,
			    int32_t, UErrorCode *);

static str map_case(arena *a, str s, change_case *change)
{
	if (!s.length)
		return s;
	assert(s.length <= LONGEST_TEXT);
	UErrorCode status = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", 0, &status);
	assert(U_SUCCESS(status));
	size_t room = 3 * s.length + 1; /* one code point becomes 3 at most */
	char *bytes = arena_allocate(a, room);
	int32_t length = change(map, bytes, (int32_t)room, s.data,
				(int32_t)s.length, &status);
	ucasemap_close(map);
	assert(U_SUCCESS(status));
	return text_nfc(a, (str){bytes, (size_t)length});
}

str text_upper(arena *a, str s)
{
	return map_case(a, s, ucasemap_utf8ToUpper);
}

str text_lower(arena *a, str s)
{
	return map_case(a, s, ucasemap_utf8ToLower);
}

/* Where the first letter of s begins if only punctuation stands before it. */
static bool find_first_letter(str s, const char **letter)
{
	for (const char *p = s.data, *end = str_end(s); p < end;) {
		*letter = p;
		uint32_t c = str_next_code_point(&p, end);
		if (u_isalpha((UChar32)c))
			return true;
		if (u_isdigit((UChar32)c))
			return false;
	}
	return false;
}

str text_capitalise(arena *a, str s)
{
	const char *at = s.data, *end = str_end(s);
	if (!find_first_letter(s, &at))
		return s;
	const char *after = at;
	uint32_t small = str_next_code_point(&after, end);
	uint32_t capital = (uint32_t)u_totitle((UChar32)small);
	if (capital == small)
		return s;
	char bytes[4];
	const str parts[] = {{s.data, (size_t)(at - s.data)},
			     {bytes, str_encode_code_point(capital, bytes)},
			     {after, (size_t)(end - after)}};
	return str_join(a, parts, 3, STR(""));
}

/* ---- Columns ----------------------------------------------------------- */

static size_t columns_of(uint32_t c)
{
	if (c < 0x300)
		return 1;
	switch (u_charType((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
		return 0;
	default:
		break;
	}
	if (c >= 0x1160 && c <= 0x11FF)
		return 0; /* Korean vowels and finals, drawn in the first */
	int32_t width =
	    u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t text_columns(str s)
{
	size_t columns = 0;
	for (const char *p = s.data, *end = str_end(s); p < end;)
		columns += columns_of(str_next_code_point(&p, end));
	return columns;
}

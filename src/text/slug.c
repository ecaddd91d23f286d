#include "wide.h"

#include <assert.h>
#include <unicode/utrans.h>

/* Other scripts by sound, then letters without marks: Đống Đa -> dong da. */
#define RULES u"Any-Latin; Latin-ASCII; Lower"

static UTransliterator *opened; /* once per process: opening costs */

static UTransliterator *transliterator(void)
{
	if (!opened) {
		UErrorCode status = U_ZERO_ERROR;
		opened = utrans_openU(RULES, -1, UTRANS_FORWARD, NULL, 0, NULL,
				      &status);
		assert(U_SUCCESS(status));
	}
	return opened;
}

/* A letter of another script may become several. */
#define MOST_PER_UNIT 8

static str transliterate(arena *a, str s)
{
	UErrorCode status = U_ZERO_ERROR;
	struct wide w;
	if (!widen(a, s, &w))
		return STR("");
	int32_t room = MOST_PER_UNIT * w.length + 1, limit = w.length;
	struct wide out = {ARENA_ARRAY(a, UChar, (size_t)room), w.length};
	memcpy(out.data, w.data, (size_t)w.length * sizeof *w.data);
	utrans_transUChars(transliterator(), out.data, &out.length, room, 0,
			   &limit, &status);
	return U_SUCCESS(status) ? narrow(a, out) : STR("");
}

static bool is_kept(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

str text_slug(arena *a, str s)
{
	str plain = transliterate(a, text_nfc(a, s));
	char *out = arena_allocate(a, plain.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < plain.length; i++) {
		char c = plain.data[i];
		if (is_kept(c))
			out[length++] = c;
		else if (c != '\'' && length && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length && out[length - 1] == '-')
		length--;
	return (str){out, length};
}

static bool is_ascii(str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i] & 0x80)
			return false;
	return true;
}

static str fold_ascii(arena *a, str s)
{
	char *out = arena_allocate(a, s.length + 1);
	for (size_t i = 0; i < s.length; i++)
		out[i] = s.data[i] >= 'A' && s.data[i] <= 'Z'
			     ? (char)(s.data[i] | 0x20)
			     : s.data[i];
	return (str){out, s.length};
}

/* Folding makes UTF-16 at most three times as long (ICU, u_strFoldCase). */
str text_fold(arena *a, str s)
{
	UErrorCode status = U_ZERO_ERROR;
	struct wide w;
	if (is_ascii(s))
		return fold_ascii(a, s);
	if (!widen(a, text_nfc(a, s), &w))
		return s;
	int32_t room = 3 * w.length + 1;
	struct wide out = {ARENA_ARRAY(a, UChar, (size_t)room), 0};
	out.length = u_strFoldCase(out.data, room, w.data, w.length,
				   U_FOLD_CASE_DEFAULT, &status);
	return U_SUCCESS(status) ? text_nfc(a, narrow(a, out)) : s;
}

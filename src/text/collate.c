#include "vanban/text.h"

#include <assert.h>
#include <unicode/ucol.h>
#include <unicode/utf16.h>

#include "letters.h"

static UCollator
    *opened; /* once per process: opening costs, keeping does not */

static const UCollator *collator(void)
{
	if (!opened) {
		UErrorCode status = U_ZERO_ERROR;
		opened = ucol_open("vi", &status);
		assert(U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING);
	}
	return opened;
}

/* ---- Syllables ----------------------------------------------------------- */

#define LONGEST_LETTERS 60 /* of a word; what follows decides nothing */
#define MOST_TONES	4

/* A word in UTF-16 with its tone marks at the end: hòa and hoà become one. */
struct syllable {
	UChar units[LONGEST_LETTERS + 2 + MOST_TONES];
	int32_t length;
};

static void fold(str word, struct syllable *out)
{
	UChar tones[MOST_TONES];
	int32_t tone_count = 0;
	out->length = 0;
	const char *p = word.data, *end = str_end(word);
	while (p < end && out->length < LONGEST_LETTERS) {
		uint32_t c = str_next_code_point(&p, end);
		text_tone tone = text_tone_of_mark(c);
		bool is_mark = tone != TEXT_TONE_NONE;
		if (!is_mark)
			c = text_letter_split(c, &tone);
		if (!is_mark)
			U16_APPEND_UNSAFE(out->units, out->length, c);
		if (tone && tone_count < MOST_TONES)
			tones[tone_count++] = (UChar)text_mark_of_tone(tone);
	}
	for (int32_t i = 0; i < tone_count; i++)
		out->units[out->length++] = tones[i];
}

static int compare_words(str a, str b)
{
	struct syllable x, y;
	if (str_equal(a, b))
		return 0;
	fold(a, &x);
	fold(b, &y);
	return (int)ucol_strcoll(collator(), x.units, x.length, y.units,
				 y.length);
}

/* Word by word, no tie-break; the shorter first. */
static int compare_phrases(str a, str b)
{
	str x, y;
	for (;;) {
		bool more_a = str_next_word(&a, &x);
		bool more_b = str_next_word(&b, &y);
		if (!more_a || !more_b)
			return more_a - more_b;
		int order = compare_words(x, y);
		if (order)
			return order;
	}
}

/* By bytes of NFC, so that two spellings of one text stay equal. */
static int break_tie(str a, str b)
{
	if (text_is_plainly_nfc(a) && text_is_plainly_nfc(b))
		return str_compare(a, b);
	arena *temporary = arena_new(0);
	int order = str_compare(text_nfc(temporary, a), text_nfc(temporary, b));
	arena_free(temporary);
	return order;
}

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

int text_collate(str a, str b)
{
	int order = compare_phrases(a, b);
	return sign(order ? order : break_tie(a, b));
}

/* ---- Names --------------------------------------------------------------- */

struct person {
	str given;  /* tên: the last word */
	str family; /* họ: the first word, if there are two */
	str middle; /* đệm: what is between */
};

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static struct person part_name(str name)
{
	struct person person = {.middle = {NULL, 0}};
	str rest = str_trim(name);
	size_t last = rest.length;
	while (last > 0 && !is_space(rest.data[last - 1]))
		last--;
	person.given = str_slice(rest, last, rest.length);
	rest = str_slice(rest, 0, last);
	str_next_word(&rest, &person.family);
	person.middle = rest;
	return person;
}

static int compare_people(str a, str b, text_name_order name_order)
{
	struct person x = part_name(a), y = part_name(b);
	int given = compare_phrases(x.given, y.given);
	int family = compare_phrases(x.family, y.family);
	int middle = compare_phrases(x.middle, y.middle);
	if (given)
		return given;
	if (name_order == TEXT_NAME_FAMILY_FIRST)
		return family ? family : middle;
	return middle ? middle : family;
}

int text_collate_names(str name_a, str key_a, str name_b, str key_b,
		       text_name_order name_order)
{
	str a = key_a.length ? key_a : name_a;
	str b = key_b.length ? key_b : name_b;
	int order = compare_people(a, b, name_order);
	if (!order)
		order = compare_phrases(name_a, name_b);
	if (!order)
		order = break_tie(a, b);
	return sign(order ? order : break_tie(name_a, name_b));
}

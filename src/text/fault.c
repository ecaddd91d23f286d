#include "vanban/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "letters.h"

/* ---- Single characters -------------------------------------------------- */

struct range {
	uint32_t first, last;
	text_fault fault;
};

/* By first; what Unicode leaves unassigned is asked of ICU. */
static const struct range ranges[] = {
    {0x0000, 0x0008, TEXT_FAULT_CONTROL},
    {0x000B, 0x000C, TEXT_FAULT_CONTROL},
    {0x000E, 0x001F, TEXT_FAULT_CONTROL},
    {0x007F, 0x009F, TEXT_FAULT_CONTROL},
    {0x00AD, 0x00AD, TEXT_FAULT_INVISIBLE},
    {0x00D0, 0x00D0, TEXT_FAULT_LOOK_ALIKE}, /* Ð of Iceland */
    {0x0189, 0x0189, TEXT_FAULT_LOOK_ALIKE}, /* Ɖ of Africa */
    {0x034F, 0x034F, TEXT_FAULT_INVISIBLE},
    {0x061C, 0x061C, TEXT_FAULT_BIDI},
    {0x115F, 0x1160, TEXT_FAULT_INVISIBLE},
    {0x17B4, 0x17B5, TEXT_FAULT_INVISIBLE},
    {0x180B, 0x180F, TEXT_FAULT_INVISIBLE},
    {0x200B, 0x200D, TEXT_FAULT_INVISIBLE},
    {0x200E, 0x200F, TEXT_FAULT_BIDI},
    {0x2028, 0x2029, TEXT_FAULT_CONTROL},
    {0x202A, 0x202E, TEXT_FAULT_BIDI},
    {0x2060, 0x2064, TEXT_FAULT_INVISIBLE},
    {0x2066, 0x2069, TEXT_FAULT_BIDI},
    {0x206A, 0x206F, TEXT_FAULT_CONTROL},
    {0x3164, 0x3164, TEXT_FAULT_INVISIBLE},
    {0xE000, 0xF8FF, TEXT_FAULT_PRIVATE_USE},
    {0xFE00, 0xFE0F, TEXT_FAULT_INVISIBLE},
    {0xFEFF, 0xFEFF, TEXT_FAULT_INVISIBLE},
    {0xFFA0, 0xFFA0, TEXT_FAULT_INVISIBLE},
    {0xFFF9, 0xFFFF, TEXT_FAULT_CONTROL},
    {0xE0000, 0xE0FFF, TEXT_FAULT_INVISIBLE},
    {0xF0000, 0x10FFFF, TEXT_FAULT_PRIVATE_USE},
};

text_fault text_fault_of(uint32_t c)
{
	if (c >= 0x20 && c < 0x7F)
		return TEXT_FAULT_NONE;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (c < ranges[i].first)
			break;
		if (c <= ranges[i].last)
			return ranges[i].fault;
	}
	if (c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF))
		return TEXT_FAULT_NONE;
	if ((c & 0xFFFE) == 0xFFFE)
		return TEXT_FAULT_CONTROL;
	return u_charType((UChar32)c) == U_UNASSIGNED ? TEXT_FAULT_PRIVATE_USE
						      : TEXT_FAULT_NONE;
}

static text_fault find_character(str s, size_t *offset, size_t *length)
{
	for (const char *p = s.data, *end = str_end(s); p < end;) {
		const char *at = p;
		if (*p >= 0x20 && *p < 0x7F) {
			p++;
			continue;
		}
		uint32_t c = str_next_code_point(&p, end);
		text_fault fault = c == 0xFFFD && p - at == 1
				       ? TEXT_FAULT_INVALID_UTF8
				       : text_fault_of(c);
		if (fault == TEXT_FAULT_NONE)
			continue;
		*offset = (size_t)(at - s.data);
		*length = (size_t)(p - at);
		return fault;
	}
	return TEXT_FAULT_NONE;
}

/* ---- Letters of another script inside a Latin word ------------------------
 */

/* The scripts whose letters look like Latin ones; all in 2 bytes of UTF-8. */
static bool may_look_latin(uint32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	if (c < 0x370 || c > 0x58F)
		return false;
	if (c == 0x3A9 || c == 0x3BC) /* kΩ, μm are units */
		return false;
	UScriptCode script = uscript_getScript((UChar32)c, &error);
	return script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
	       script == USCRIPT_ARMENIAN;
}

static bool is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x1E00 && c <= 0x1EFF);
}

static bool has_greek_or_later(str s)
{
	for (size_t i = 0; i < s.length; i++)
		if ((unsigned char)s.data[i] >= 0xCD &&
		    (unsigned char)s.data[i] <= 0xD6)
			return true;
	return false;
}

/* The first run of foreign letters in a word that has Latin ones, too. */
static bool find_foreign(str s, size_t *offset, size_t *length)
{
	bool has_latin = false;
	*length = 0;
	if (!has_greek_or_later(s))
		return false;
	for (const char *p = s.data, *end = p + s.length; p < end;) {
		const char *at = p;
		size_t start = (size_t)(at - s.data);
		uint32_t c = str_next_code_point(&p, end);
		bool is_foreign = may_look_latin(c);
		has_latin = has_latin || is_latin(c);
		if (is_foreign && *length == 0)
			*offset = start;
		if (is_foreign && *offset + *length == start)
			*length += (size_t)(p - at);
		if (is_foreign || is_latin(c))
			continue;
		if (has_latin && *length)
			return true;
		has_latin = false;
		*length = 0;
	}
	return has_latin && *length;
}

/* ---- Words written in the code pages of the nineties --------------------- */

/*
 * A word speaks for a code page when it is no Vietnamese syllable as it
 * stands and is one when read by that page. How loudly, depends on the
 * letters: a sign in the place of a letter cannot be anything else, a French
 * accent can. Text is judged legacy at ENOUGH.
 */
enum { WEAK = 1, MEDIUM = 2, STRONG = 3, ENOUGH = 3 };

enum { FIRST = 0xA1, LAST = 0xFF };

struct tcvn3_row {
	uint16_t letter;
	uint8_t tone;
	uint8_t weight;
};

#define G TEXT_TONE_GRAVE
#define H TEXT_TONE_HOOK
#define T TEXT_TONE_TILDE
#define A TEXT_TONE_ACUTE
#define D TEXT_TONE_DOT
#define N TEXT_TONE_NONE

/* TCVN3 (ABC fonts): what a character of Latin-1 stands for. */
static const struct tcvn3_row tcvn3[LAST - FIRST + 1] = {
    [0xA1 - FIRST] = {0x103, N, STRONG}, [0xA2 - FIRST] = {0xE2, N, STRONG},
    [0xA3 - FIRST] = {0xEA, N, STRONG},	 [0xA4 - FIRST] = {0xF4, N, STRONG},
    [0xA5 - FIRST] = {0x1A1, N, STRONG}, [0xA6 - FIRST] = {0x1B0, N, STRONG},
    [0xA7 - FIRST] = {0x111, N, STRONG}, [0xA8 - FIRST] = {0x103, N, STRONG},
    [0xA9 - FIRST] = {0xE2, N, STRONG},	 [0xAA - FIRST] = {0xEA, N, STRONG},
    [0xAB - FIRST] = {0xF4, N, STRONG},	 [0xAC - FIRST] = {0x1A1, N, STRONG},
    [0xAD - FIRST] = {0x1B0, N, STRONG}, [0xAE - FIRST] = {0x111, N, STRONG},
    [0xB5 - FIRST] = {'a', G, STRONG},	 [0xB6 - FIRST] = {'a', H, STRONG},
    [0xB7 - FIRST] = {'a', T, MEDIUM},	 [0xB8 - FIRST] = {'a', A, STRONG},
    [0xB9 - FIRST] = {'a', D, STRONG},	 [0xBB - FIRST] = {0x103, G, STRONG},
    [0xBC - FIRST] = {0x103, H, STRONG}, [0xBD - FIRST] = {0x103, T, STRONG},
    [0xBE - FIRST] = {0x103, A, STRONG}, [0xC6 - FIRST] = {0x103, D, STRONG},
    [0xC7 - FIRST] = {0xE2, G, STRONG},	 [0xC8 - FIRST] = {0xE2, H, STRONG},
    [0xC9 - FIRST] = {0xE2, T, STRONG},	 [0xCA - FIRST] = {0xE2, A, STRONG},
    [0xCB - FIRST] = {0xE2, D, STRONG},	 [0xCC - FIRST] = {'e', G, STRONG},
    [0xCE - FIRST] = {'e', H, STRONG},	 [0xCF - FIRST] = {'e', T, STRONG},
    [0xD0 - FIRST] = {'e', A, STRONG},	 [0xD1 - FIRST] = {'e', D, STRONG},
    [0xD2 - FIRST] = {0xEA, G, STRONG},	 [0xD3 - FIRST] = {0xEA, H, STRONG},
    [0xD4 - FIRST] = {0xEA, T, STRONG},	 [0xD5 - FIRST] = {0xEA, A, STRONG},
    [0xD6 - FIRST] = {0xEA, D, STRONG},	 [0xD7 - FIRST] = {'i', G, STRONG},
    [0xD8 - FIRST] = {'i', H, STRONG},	 [0xDC - FIRST] = {'i', T, STRONG},
    [0xDD - FIRST] = {'i', A, STRONG},	 [0xDE - FIRST] = {'i', D, STRONG},
    [0xDF - FIRST] = {'o', G, WEAK},	 [0xE1 - FIRST] = {'o', H, WEAK},
    [0xE2 - FIRST] = {'o', T, WEAK},	 [0xE3 - FIRST] = {'o', A, WEAK},
    [0xE4 - FIRST] = {'o', D, WEAK},	 [0xE5 - FIRST] = {0xF4, G, MEDIUM},
    [0xE6 - FIRST] = {0xF4, H, MEDIUM},	 [0xE7 - FIRST] = {0xF4, T, WEAK},
    [0xE8 - FIRST] = {0xF4, A, WEAK},	 [0xE9 - FIRST] = {0xF4, D, WEAK},
    [0xEA - FIRST] = {0x1A1, G, WEAK},	 [0xEB - FIRST] = {0x1A1, H, WEAK},
    [0xEC - FIRST] = {0x1A1, T, WEAK},	 [0xED - FIRST] = {0x1A1, A, WEAK},
    [0xEE - FIRST] = {0x1A1, D, WEAK},	 [0xEF - FIRST] = {'u', G, WEAK},
    [0xF1 - FIRST] = {'u', H, STRONG},	 [0xF2 - FIRST] = {'u', T, WEAK},
    [0xF3 - FIRST] = {'u', A, WEAK},	 [0xF4 - FIRST] = {'u', D, WEAK},
    [0xF5 - FIRST] = {0x1B0, G, WEAK},	 [0xF6 - FIRST] = {0x1B0, H, WEAK},
    [0xF7 - FIRST] = {0x1B0, T, STRONG}, [0xF8 - FIRST] = {0x1B0, A, MEDIUM},
    [0xF9 - FIRST] = {0x1B0, D, WEAK},	 [0xFA - FIRST] = {'y', G, WEAK},
    [0xFB - FIRST] = {'y', H, WEAK},	 [0xFC - FIRST] = {'y', T, WEAK},
    [0xFD - FIRST] = {'y', A, WEAK},	 [0xFE - FIRST] = {'y', D, STRONG},
};

/* VNI: a character (small) that stands for a whole letter. */
static const struct {
	uint16_t character;
	uint16_t letter;
	uint8_t tone;
	uint8_t weight;
} vni_letters[] = {
    {0xF1, 0x111, N, STRONG}, {0xF4, 0x1A1, N, WEAK}, {0xF6, 0x1B0, N, WEAK},
    {0xED, 'i', A, WEAK},     {0xEC, 'i', G, WEAK},   {0xE6, 'i', H, MEDIUM},
    {0xF3, 'i', T, WEAK},     {0xF2, 'i', D, WEAK},   {0xEE, 'y', D, WEAK},
};

enum { PLAIN, HAT, BREVE };

/*
 * VNI: a character (small) that marks the vowel before it. After the vowels
 * of `elsewhere` it is also written in French, Spanish or German ("où",
 * "goût", "haï", "aún"), and then weighs little.
 */
static const struct {
	uint8_t character;
	uint8_t shape;
	uint8_t tone;
	uint8_t weight;
	const char *elsewhere;
} vni_marks[] = {
    {0xF9, PLAIN, A, STRONG, "o"},    {0xF8, PLAIN, G, STRONG, ""},
    {0xFB, PLAIN, H, STRONG, "eo"},   {0xF5, PLAIN, T, STRONG, ""},
    {0xEF, PLAIN, D, STRONG, "aeou"}, {0xE2, HAT, N, MEDIUM, "e"},
    {0xE1, HAT, A, STRONG, "eo"},     {0xE0, HAT, G, STRONG, "o"},
    {0xE5, HAT, H, STRONG, ""},	      {0xE3, HAT, T, STRONG, "eo"},
    {0xE4, HAT, D, STRONG, "e"},      {0xEA, BREVE, N, MEDIUM, ""},
    {0xE9, BREVE, A, STRONG, "a"},    {0xE8, BREVE, G, STRONG, "a"},
    {0xFA, BREVE, H, STRONG, "a"},    {0xFC, BREVE, T, STRONG, ""},
    {0xEB, BREVE, D, STRONG, "a"},
};

#undef G
#undef H
#undef T
#undef A
#undef D
#undef N

#define LONGEST_WORD 14 /* code points; VNI needs two for a vowel */

/* A word of s: letters of ASCII and whatever is not plain punctuation. */
struct word {
	uint32_t characters[LONGEST_WORD];
	size_t count; /* LONGEST_WORD + 1: longer */
	size_t from, to;
	bool has_ascii_letter, is_ascii;
	bool is_latin_1; /* as far as it goes */
};

static bool is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool belongs_to_word(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter(c);
	return c > 0xA0 && (c < 0x2000 || c > 0x206F);
}

static void add_character(struct word *word, uint32_t c)
{
	if (word->count < LONGEST_WORD)
		word->characters[word->count++] = c;
	else
		word->count = LONGEST_WORD + 1;
	if (c >= 0x80)
		word->is_ascii = false;
	else
		word->has_ascii_letter = true;
	if (c > LAST)
		word->is_latin_1 = false;
}

/* The next word of s at or after *offset; false at the end. */
static bool next_word(str s, size_t *offset, struct word *word)
{
	*word = (struct word){.is_ascii = true, .is_latin_1 = true};
	const char *p = s.data + *offset, *end = str_end(s);
	while (p < end) {
		const char *at = p;
		uint32_t c = str_next_code_point(&p, end);
		if (!belongs_to_word(c)) {
			if (word->count)
				break;
			continue;
		}
		if (!word->count)
			word->from = (size_t)(at - s.data);
		word->to = (size_t)(p - s.data);
		add_character(word, c);
	}
	*offset = (size_t)(p - s.data);
	return word->count > 0;
}

/* Adds a letter of the alphabet; false when the syllable is full. */
static bool add_letter(text_syllable *syllable, uint32_t letter, text_tone tone)
{
	if (syllable->count == TEXT_LONGEST_SYLLABLE ||
	    (tone && syllable->tone))
		return false;
	syllable->letters[syllable->count++] = letter;
	if (tone)
		syllable->tone = tone;
	return true;
}

static bool is_syllable_as_it_stands(const struct word *word)
{
	text_syllable syllable = {.count = 0};
	for (size_t i = 0; i < word->count; i++) {
		text_tone tone;
		uint32_t letter =
		    text_letter_split(text_small(word->characters[i]), &tone);
		if (!add_letter(&syllable, letter, tone))
			return false;
	}
	return text_syllable_is_valid(&syllable);
}

static bool is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

/*
 * What is written next to a word as well: »so« in German, «so» in French, and
 * the signs of "3m×4m".
 */
static bool is_sign_at_edge(const struct word *word, size_t i)
{
	uint32_t c = word->characters[i];
	bool is_sign = c == 0xAB || c == 0xBB || c == 0xD7 || c == 0xF7;
	return is_sign && (i == 0 || i + 1 == word->count);
}

/* Not the first, and with a small letter on either side. */
static bool is_among_small(const struct word *word, size_t i)
{
	return i > 0 &&
	       (!is_capital(word->characters[i - 1]) ||
		(i + 1 < word->count && !is_capital(word->characters[i + 1])));
}

/*
 * A capital of Latin-1 is proof only inside a word that goes on in small
 * letters: "trËn", "MÆt". Else it may be French or German: "Évian", "FÜR".
 */
static unsigned weight_in_place(const struct word *word, size_t i,
				unsigned weight)
{
	if (is_sign_at_edge(word, i))
		return WEAK;
	if (!is_capital(word->characters[i]))
		return weight;
	return is_among_small(word, i) ? STRONG : WEAK;
}

static unsigned heavier(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* What word says for TCVN3: 0 nothing. */
static unsigned weigh_tcvn3(const struct word *word)
{
	text_syllable syllable = {.count = 0};
	unsigned weight = 0;
	for (size_t i = 0; i < word->count; i++) {
		uint32_t c = word->characters[i];
		struct tcvn3_row row = {(uint16_t)text_small(c), 0, 0};
		if (c >= 0x80) {
			if (c < FIRST || c > LAST || !tcvn3[c - FIRST].letter)
				return 0;
			row = tcvn3[c - FIRST];
			weight = heavier(weight,
					 weight_in_place(word, i, row.weight));
		}
		if (!add_letter(&syllable, row.letter, (text_tone)row.tone))
			return 0;
	}
	if (word->characters[0] == 0xB5 && word->count == 2)
		return 0; /* µm, µg … are units */
	return text_syllable_is_valid(&syllable) ? weight : 0;
}

/* Gives the letter its hat or breve in place; false when it takes none. */
static bool reshape(uint32_t *letter, unsigned shape)
{
	static const struct {
		char plain;
		uint8_t shape;
		uint16_t letter;
	} shapes[] = {{'a', HAT, 0xE2},
		      {'e', HAT, 0xEA},
		      {'o', HAT, 0xF4},
		      {'a', BREVE, 0x103}};
	if (shape == PLAIN)
		return *letter == 'a' || *letter == 'e' || *letter == 'o' ||
		       *letter == 'u' || *letter == 'y' || *letter == 0x1A1 ||
		       *letter == 0x1B0;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if ((uint32_t)shapes[i].plain == *letter &&
		    shapes[i].shape == shape) {
			*letter = shapes[i].letter;
			return true;
		}
	return false;
}

/*
 * c as a mark on the last letter of the syllable, which was written as
 * `before`; its weight, 0: it is none.
 */
static unsigned read_vni_mark(text_syllable *syllable, uint32_t before,
			      uint32_t c)
{
	if (!syllable->count)
		return 0;
	uint32_t *last = &syllable->letters[syllable->count - 1];
	for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks; i++) {
		if (vni_marks[i].character != c)
			continue;
		if ((vni_marks[i].tone && syllable->tone) ||
		    !reshape(last, vni_marks[i].shape))
			return 0;
		if (vni_marks[i].tone)
			syllable->tone = (text_tone)vni_marks[i].tone;
		return before < 0x80 &&
			       strchr(vni_marks[i].elsewhere, (int)before)
			   ? WEAK
			   : vni_marks[i].weight;
	}
	return 0;
}

static unsigned read_vni_letter(text_syllable *syllable, uint32_t c)
{
	for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++)
		if (vni_letters[i].character == c)
			return add_letter(syllable, vni_letters[i].letter,
					  (text_tone)vni_letters[i].tone)
				   ? vni_letters[i].weight
				   : 0;
	return 0;
}

/* What word says for VNI: 0 nothing. */
static unsigned weigh_vni(const struct word *word)
{
	text_syllable syllable = {.count = 0};
	unsigned weight = 0;
	uint32_t before = 0;
	for (size_t i = 0; i < word->count; i++) {
		uint32_t c = text_small(word->characters[i]);
		unsigned found = c < 0x80
				     ? add_letter(&syllable, c, TEXT_TONE_NONE)
				     : read_vni_mark(&syllable, before, c);
		if (!found)
			found = read_vni_letter(&syllable, c);
		if (!found)
			return 0;
		if (c >= 0x80)
			weight = heavier(weight, found);
		before = c;
	}
	return text_syllable_is_valid(&syllable) ? weight : 0;
}

/* The case for one code page, over the whole text. */
struct case_for {
	unsigned sum;
	size_t words;
	bool is_proved; /* by one word alone */
	struct word first;
};

static bool is_same_word(const struct word *a, const struct word *b)
{
	return a->count == b->count && !memcmp(a->characters, b->characters,
					       a->count * sizeof(uint32_t));
}

/* A word that comes again proves no more: "på … på" is Danish. */
static void plead(struct case_for *page, const struct word *word,
		  unsigned weight)
{
	if (!weight || (page->words && is_same_word(&page->first, word)))
		return;
	if (!page->words++)
		page->first = *word;
	page->sum += weight;
	if (weight == STRONG)
		page->is_proved = true;
}

/* Weak words convict only where they outnumber sound accented words. */
static bool is_convicted(const struct case_for *page, size_t accented)
{
	return page->is_proved ||
	       (page->sum >= ENOUGH && 2 * page->words > accented);
}

static bool has_latin_1(str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (((unsigned char)s.data[i] & 0xFE) == 0xC2)
			return true;
	return false;
}

/* The beginning of the next word that is not plain ASCII, from a word on. */
static size_t accented_word(str s, size_t from)
{
	size_t at = from;
	while (at < s.length && (unsigned char)s.data[at] < 0x80)
		at++;
	while (at > from && is_ascii_letter((unsigned char)s.data[at - 1]))
		at--;
	return at;
}

text_page text_find_page(str s, size_t *offset, size_t *length)
{
	struct case_for tcvn = {.sum = 0}, vni = {.sum = 0};
	struct word word;
	size_t at = 0, accented = 0;
	*offset = *length = 0;
	if (!has_latin_1(s))
		return TEXT_UNICODE;
	while (at = accented_word(s, at), next_word(s, &at, &word)) {
		if (word.is_ascii)
			continue;
		accented++;
		if (!word.has_ascii_letter || !word.is_latin_1 ||
		    word.count > LONGEST_WORD ||
		    is_syllable_as_it_stands(&word))
			continue;
		plead(&tcvn, &word, weigh_tcvn3(&word));
		plead(&vni, &word, weigh_vni(&word));
	}
	bool is_tcvn = is_convicted(&tcvn, accented);
	if (!is_tcvn && !is_convicted(&vni, accented))
		return TEXT_UNICODE;
	const struct case_for *page = is_tcvn ? &tcvn : &vni;
	*offset = page->first.from;
	*length = page->first.to - page->first.from;
	return is_tcvn ? TEXT_TCVN3 : TEXT_VNI;
}

/* ---- Back to Unicode ----------------------------------------------------- */

static uint32_t as_written(uint32_t letter, bool capital)
{
	static const uint16_t pairs[][2] = {
	    {0xE2, 0xC2},   {0xEA, 0xCA},   {0xF4, 0xD4},  {0x103, 0x102},
	    {0x111, 0x110}, {0x1A1, 0x1A0}, {0x1B0, 0x1AF}};
	if (!capital)
		return letter;
	if (letter < 0x80)
		return letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A'
						      : letter;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == letter)
			return pairs[i][1];
	return letter;
}

static void append_code_point(buffer *out, uint32_t c)
{
	char bytes[4];
	buffer_append(out, (str){bytes, str_encode_code_point(c, bytes)});
}

/* TCVN3 has capitals of its own for the plain letters only: 0xA1 to 0xA7. */
static bool append_tcvn3(buffer *out, const struct word *word)
{
	for (size_t i = 0; i < word->count; i++) {
		uint32_t c = word->characters[i];
		if (c < 0x80) {
			append_code_point(out, c);
			continue;
		}
		if (c < FIRST || c > LAST || !tcvn3[c - FIRST].letter)
			return false;
		const struct tcvn3_row *row = &tcvn3[c - FIRST];
		append_code_point(out, as_written(row->letter, c <= 0xA7));
		if (row->tone)
			append_code_point(
			    out, text_mark_of_tone((text_tone)row->tone));
	}
	return true;
}

static bool append_vni(buffer *out, const struct word *word)
{
	uint32_t letters[LONGEST_WORD], before = 0;
	bool capitals[LONGEST_WORD];
	text_tone tones[LONGEST_WORD];
	size_t count = 0;
	for (size_t i = 0; i < word->count; i++) {
		uint32_t c = text_small(word->characters[i]);
		text_syllable one = {.count = 0};
		if (count && c >= 0x80) {
			one.letters[one.count++] = letters[count - 1];
			one.tone = tones[count - 1];
		}
		bool marks = c >= 0x80 && read_vni_mark(&one, before, c);
		if (marks) {
			letters[count - 1] = one.letters[0];
			tones[count - 1] = one.tone;
		} else {
			one = (text_syllable){.count = 0};
			if (c < 0x80)
				one.letters[0] = c;
			else if (!read_vni_letter(&one, c))
				return false;
			letters[count] = one.letters[0];
			tones[count] = one.tone;
			capitals[count++] = word->characters[i] != c;
		}
		before = c;
	}
	for (size_t i = 0; i < count; i++) {
		append_code_point(out, as_written(letters[i], capitals[i]));
		if (tones[i])
			append_code_point(out, text_mark_of_tone(tones[i]));
	}
	return true;
}

str text_from_page(arena *a, str s, text_page page)
{
	buffer out = {0};
	struct word word;
	size_t at = 0, copied = 0;
	while (page != TEXT_UNICODE && next_word(s, &at, &word)) {
		buffer_append(&out, str_slice(s, copied, word.from - copied));
		copied = word.to;
		size_t kept = out.length;
		bool is_read = !word.is_ascii && word.count <= LONGEST_WORD &&
			       word.is_latin_1 &&
			       (page == TEXT_TCVN3 ? append_tcvn3(&out, &word)
						   : append_vni(&out, &word));
		if (is_read)
			continue;
		out.length = kept;
		buffer_append(&out,
			      str_slice(s, word.from, word.to - word.from));
	}
	buffer_append(&out, str_slice(s, copied, s.length - copied));
	str unicode = text_nfc(a, str_copy(a, buffer_str(&out)));
	buffer_free(&out);
	return unicode;
}

/* How many bytes from the front are printable ASCII and white space. */
static size_t plain_bytes(str s)
{
	size_t i = 0;
	while (i < s.length && s.data[i] < 0x7F &&
	       (s.data[i] >= 0x20 || s.data[i] == '\n' || s.data[i] == '\t' ||
		s.data[i] == '\r'))
		i++;
	return i;
}

text_fault text_find_fault(str s, size_t *offset, size_t *length)
{
	size_t at = 0, size = 0;
	*offset = *length = 0;
	if (plain_bytes(s) == s.length)
		return TEXT_FAULT_NONE;
	text_fault fault = find_character(s, offset, length);
	if (find_foreign(s, &at, &size) &&
	    (fault == TEXT_FAULT_NONE || at < *offset)) {
		*offset = at;
		*length = size;
		fault = TEXT_FAULT_LOOK_ALIKE;
	}
	at = size = 0;
	/* first, because TCVN3 writes ư as a soft hyphen and é as Ð */
	if (text_find_page(s, &at, &size) != TEXT_UNICODE &&
	    (fault == TEXT_FAULT_NONE || at <= *offset)) {
		*offset = at;
		*length = size;
		return TEXT_FAULT_LEGACY;
	}
	return fault;
}

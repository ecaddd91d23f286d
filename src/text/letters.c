#include "letters.h"

#include <unicode/uchar.h>

enum { NONE, GRAVE, HOOK, TILDE, ACUTE, DOT };

struct split {
	uint16_t capital;
	uint16_t small;
	uint8_t tone;
};

#define A_BREVE	     0x102, 0x103
#define A_CIRCUMFLEX 0xC2, 0xE2
#define E_CIRCUMFLEX 0xCA, 0xEA
#define O_CIRCUMFLEX 0xD4, 0xF4
#define O_HORN	     0x1A0, 0x1A1
#define U_HORN	     0x1AF, 0x1B0

/* U+1EA0 onwards: a capital and its small letter by turns. */
#define BLOCK_FIRST 0x1EA0
#define BLOCK_LAST  0x1EF9
static const struct split block[] = {
    {'A', 'a', DOT},	   {'A', 'a', HOOK},	  {A_CIRCUMFLEX, ACUTE},
    {A_CIRCUMFLEX, GRAVE}, {A_CIRCUMFLEX, HOOK},  {A_CIRCUMFLEX, TILDE},
    {A_CIRCUMFLEX, DOT},   {A_BREVE, ACUTE},	  {A_BREVE, GRAVE},
    {A_BREVE, HOOK},	   {A_BREVE, TILDE},	  {A_BREVE, DOT},
    {'E', 'e', DOT},	   {'E', 'e', HOOK},	  {'E', 'e', TILDE},
    {E_CIRCUMFLEX, ACUTE}, {E_CIRCUMFLEX, GRAVE}, {E_CIRCUMFLEX, HOOK},
    {E_CIRCUMFLEX, TILDE}, {E_CIRCUMFLEX, DOT},	  {'I', 'i', HOOK},
    {'I', 'i', DOT},	   {'O', 'o', DOT},	  {'O', 'o', HOOK},
    {O_CIRCUMFLEX, ACUTE}, {O_CIRCUMFLEX, GRAVE}, {O_CIRCUMFLEX, HOOK},
    {O_CIRCUMFLEX, TILDE}, {O_CIRCUMFLEX, DOT},	  {O_HORN, ACUTE},
    {O_HORN, GRAVE},	   {O_HORN, HOOK},	  {O_HORN, TILDE},
    {O_HORN, DOT},	   {'U', 'u', DOT},	  {'U', 'u', HOOK},
    {U_HORN, ACUTE},	   {U_HORN, GRAVE},	  {U_HORN, HOOK},
    {U_HORN, TILDE},	   {U_HORN, DOT},	  {'Y', 'y', GRAVE},
    {'Y', 'y', DOT},	   {'Y', 'y', HOOK},	  {'Y', 'y', TILDE},
};

/* The letters of Latin-1 and Latin Extended-A, by the capital. */
static const struct {
	uint16_t capital;
	uint16_t small;
	char base;
	uint8_t tone;
} outside[] = {
    {0xC0, 0xE0, 'a', GRAVE},	{0xC1, 0xE1, 'a', ACUTE},
    {0xC3, 0xE3, 'a', TILDE},	{0xC8, 0xE8, 'e', GRAVE},
    {0xC9, 0xE9, 'e', ACUTE},	{0xCC, 0xEC, 'i', GRAVE},
    {0xCD, 0xED, 'i', ACUTE},	{0xD2, 0xF2, 'o', GRAVE},
    {0xD3, 0xF3, 'o', ACUTE},	{0xD5, 0xF5, 'o', TILDE},
    {0xD9, 0xF9, 'u', GRAVE},	{0xDA, 0xFA, 'u', ACUTE},
    {0xDD, 0xFD, 'y', ACUTE},	{0x128, 0x129, 'i', TILDE},
    {0x168, 0x169, 'u', TILDE},
};

static uint32_t split_outside(uint32_t code_point, text_tone *tone)
{
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		bool capital = outside[i].capital == code_point;
		if (!capital && outside[i].small != code_point)
			continue;
		*tone = (text_tone)outside[i].tone;
		uint32_t base = (uint32_t)outside[i].base;
		return capital ? base - 'a' + 'A' : base;
	}
	return code_point;
}

uint32_t text_letter_split(uint32_t code_point, text_tone *tone)
{
	*tone = TEXT_TONE_NONE;
	if (code_point < 0xC0)
		return code_point;
	if (code_point < 0x180)
		return split_outside(code_point, tone);
	if (code_point < BLOCK_FIRST || code_point > BLOCK_LAST)
		return code_point;
	const struct split *row = &block[(code_point - BLOCK_FIRST) / 2];
	*tone = (text_tone)row->tone;
	return code_point % 2 ? row->small : row->capital;
}

static const uint32_t marks[] = {
    [TEXT_TONE_GRAVE] = 0x300, [TEXT_TONE_HOOK] = 0x309,
    [TEXT_TONE_TILDE] = 0x303, [TEXT_TONE_ACUTE] = 0x301,
    [TEXT_TONE_DOT] = 0x323,
};

text_tone text_tone_of_mark(uint32_t code_point)
{
	for (unsigned t = TEXT_TONE_GRAVE; t <= TEXT_TONE_DOT; t++)
		if (marks[t] == code_point)
			return (text_tone)t;
	return TEXT_TONE_NONE;
}

uint32_t text_mark_of_tone(text_tone tone)
{
	return marks[tone];
}

uint32_t text_small(uint32_t code_point)
{
	if (code_point < 0x80)
		return code_point >= 'A' && code_point <= 'Z'
			   ? code_point + ('a' - 'A')
			   : code_point;
	if (code_point >= 0x1EA0 && code_point < 0x1EFA) /* ạ to ỹ, by pairs */
		return code_point | 1;
	if (code_point >= 0xDF && code_point <= 0xFF)
		return code_point;
	if (code_point >= 0xC0 && code_point < 0xD7)
		return code_point + 0x20;
	return (uint32_t)u_tolower((UChar32)code_point);
}

/* ---- Syllables --------------------------------------------------------- */

/* Sorted by bytes, as the next. */
static const str onsets[] = {
    STR_INIT(""),   STR_INIT("b"), STR_INIT("c"),  STR_INIT("ch"),
    STR_INIT("d"),  STR_INIT("g"), STR_INIT("gh"), STR_INIT("gi"),
    STR_INIT("h"),  STR_INIT("k"), STR_INIT("kh"), STR_INIT("l"),
    STR_INIT("m"),  STR_INIT("n"), STR_INIT("ng"), STR_INIT("ngh"),
    STR_INIT("nh"), STR_INIT("p"), STR_INIT("ph"), STR_INIT("qu"),
    STR_INIT("r"),  STR_INIT("s"), STR_INIT("t"),  STR_INIT("th"),
    STR_INIT("tr"), STR_INIT("v"), STR_INIT("x"),  STR_INIT("đ")};

static const str rhymes[] = {
    STR_INIT("a"),    STR_INIT("ac"),	STR_INIT("ach"),  STR_INIT("ai"),
    STR_INIT("am"),   STR_INIT("an"),	STR_INIT("ang"),  STR_INIT("anh"),
    STR_INIT("ao"),   STR_INIT("ap"),	STR_INIT("at"),	  STR_INIT("au"),
    STR_INIT("ay"),   STR_INIT("e"),	STR_INIT("ec"),	  STR_INIT("em"),
    STR_INIT("en"),   STR_INIT("eng"),	STR_INIT("eo"),	  STR_INIT("ep"),
    STR_INIT("et"),   STR_INIT("i"),	STR_INIT("ia"),	  STR_INIT("ich"),
    STR_INIT("im"),   STR_INIT("in"),	STR_INIT("inh"),  STR_INIT("ip"),
    STR_INIT("it"),   STR_INIT("iu"),	STR_INIT("iêc"),  STR_INIT("iêm"),
    STR_INIT("iên"),  STR_INIT("iêng"), STR_INIT("iêp"),  STR_INIT("iêt"),
    STR_INIT("iêu"),  STR_INIT("o"),	STR_INIT("oa"),	  STR_INIT("oac"),
    STR_INIT("oach"), STR_INIT("oai"),	STR_INIT("oam"),  STR_INIT("oan"),
    STR_INIT("oang"), STR_INIT("oanh"), STR_INIT("oao"),  STR_INIT("oap"),
    STR_INIT("oat"),  STR_INIT("oay"),	STR_INIT("oc"),	  STR_INIT("oe"),
    STR_INIT("oem"),  STR_INIT("oen"),	STR_INIT("oeo"),  STR_INIT("oet"),
    STR_INIT("oi"),   STR_INIT("om"),	STR_INIT("on"),	  STR_INIT("ong"),
    STR_INIT("ooc"),  STR_INIT("oong"), STR_INIT("op"),	  STR_INIT("ot"),
    STR_INIT("oăc"),  STR_INIT("oăm"),	STR_INIT("oăn"),  STR_INIT("oăng"),
    STR_INIT("oăt"),  STR_INIT("u"),	STR_INIT("ua"),	  STR_INIT("uc"),
    STR_INIT("ui"),   STR_INIT("um"),	STR_INIT("un"),	  STR_INIT("ung"),
    STR_INIT("up"),   STR_INIT("ut"),	STR_INIT("uy"),	  STR_INIT("uya"),
    STR_INIT("uych"), STR_INIT("uyn"),	STR_INIT("uynh"), STR_INIT("uyp"),
    STR_INIT("uyt"),  STR_INIT("uyu"),	STR_INIT("uyên"), STR_INIT("uyêt"),
    STR_INIT("uân"),  STR_INIT("uâng"), STR_INIT("uât"),  STR_INIT("uây"),
    STR_INIT("uê"),   STR_INIT("uêch"), STR_INIT("uênh"), STR_INIT("uôc"),
    STR_INIT("uôi"),  STR_INIT("uôm"),	STR_INIT("uôn"),  STR_INIT("uông"),
    STR_INIT("uôt"),  STR_INIT("uơ"),	STR_INIT("y"),	  STR_INIT("ych"),
    STR_INIT("ynh"),  STR_INIT("yt"),	STR_INIT("yêm"),  STR_INIT("yên"),
    STR_INIT("yêng"), STR_INIT("yêt"),	STR_INIT("yêu"),  STR_INIT("âc"),
    STR_INIT("âm"),   STR_INIT("ân"),	STR_INIT("âng"),  STR_INIT("âp"),
    STR_INIT("ât"),   STR_INIT("âu"),	STR_INIT("ây"),	  STR_INIT("ê"),
    STR_INIT("êch"),  STR_INIT("êm"),	STR_INIT("ên"),	  STR_INIT("ênh"),
    STR_INIT("êp"),   STR_INIT("êt"),	STR_INIT("êu"),	  STR_INIT("ô"),
    STR_INIT("ôc"),   STR_INIT("ôi"),	STR_INIT("ôm"),	  STR_INIT("ôn"),
    STR_INIT("ông"),  STR_INIT("ôp"),	STR_INIT("ôt"),	  STR_INIT("ăc"),
    STR_INIT("ăm"),   STR_INIT("ăn"),	STR_INIT("ăng"),  STR_INIT("ăp"),
    STR_INIT("ăt"),   STR_INIT("ơ"),	STR_INIT("ơi"),	  STR_INIT("ơm"),
    STR_INIT("ơn"),   STR_INIT("ơp"),	STR_INIT("ơt"),	  STR_INIT("ư"),
    STR_INIT("ưa"),   STR_INIT("ưc"),	STR_INIT("ưi"),	  STR_INIT("ưm"),
    STR_INIT("ưn"),   STR_INIT("ưng"),	STR_INIT("ưt"),	  STR_INIT("ưu"),
    STR_INIT("ươc"),  STR_INIT("ươi"),	STR_INIT("ươm"),  STR_INIT("ươn"),
    STR_INIT("ương"), STR_INIT("ươp"),	STR_INIT("ươt"),  STR_INIT("ươu")};

static bool is_listed(const str *list, size_t count, str part)
{
	size_t from = 0, to = count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = str_compare(list[middle], part);
		if (!order)
			return true;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

static bool is_stopped(str rhyme)
{
	return str_ends_with(rhyme, STR("c")) ||
	       str_ends_with(rhyme, STR("ch")) ||
	       str_ends_with(rhyme, STR("p")) || str_ends_with(rhyme, STR("t"));
}

/* Those that a rhyme begins with; đ is the one other letter beyond ASCII. */
static bool is_vowel(uint32_t letter)
{
	if (letter >= 0x80)
		return letter != 0x111;
	return letter && strchr("aeiouy", (int)letter) != NULL;
}

bool text_syllable_is_valid(const text_syllable *syllable)
{
	char bytes[4 * TEXT_LONGEST_SYLLABLE];
	size_t cuts[TEXT_LONGEST_SYLLABLE + 1], length = 0;
	for (size_t i = 0; i < syllable->count; i++) {
		cuts[i] = length;
		length +=
		    str_encode_code_point(syllable->letters[i], bytes + length);
	}
	for (size_t i = 0; i < syllable->count && i <= 3; i++) {
		if (!is_vowel(syllable->letters[i]))
			continue;
		str onset = {bytes, cuts[i]};
		str rhyme = {bytes + cuts[i], length - cuts[i]};
		if (!is_listed(onsets, sizeof onsets / sizeof *onsets, onset) ||
		    !is_listed(rhymes, sizeof rhymes / sizeof *rhymes, rhyme))
			continue;
		if (!is_stopped(rhyme) || syllable->tone >= TEXT_TONE_ACUTE)
			return true;
	}
	return false;
}

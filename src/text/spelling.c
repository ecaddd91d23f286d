#include "vanban/text.h"

#include "letters.h"

/* A word taken apart, with the place of its tone. */
struct spelled {
	text_syllable syllable;
	size_t tone_at; /* index of the letter that carries it */
	size_t onset;	/* letters before the rhyme */
};

static bool take_apart(str word, struct spelled *out)
{
	*out = (struct spelled){.tone_at = 0};
	for (const char *p = word.data, *end = str_end(word); p < end;) {
		text_tone tone;
		uint32_t letter = text_letter_split(
		    text_small(str_next_code_point(&p, end)), &tone);
		text_syllable *s = &out->syllable;
		if (s->count == TEXT_LONGEST_SYLLABLE || (tone && s->tone))
			return false;
		if (tone) {
			s->tone = tone;
			out->tone_at = s->count;
		}
		s->letters[s->count++] = letter;
	}
	return out->syllable.count > 0;
}

static bool is_vowel(uint32_t letter)
{
	if (letter >= 0x80)
		return letter != 0x111;
	return letter && strchr("aeiouy", (int)letter) != NULL;
}

/* The second letter of qu and gi belongs to the onset where a vowel follows. */
static size_t onset_of(const text_syllable *s)
{
	size_t i = 0;
	while (i < s->count && !is_vowel(s->letters[i]))
		i++;
	bool is_glide = i == 1 && s->count > 2 && is_vowel(s->letters[2]) &&
			((s->letters[0] == 'q' && s->letters[1] == 'u') ||
			 (s->letters[0] == 'g' && s->letters[1] == 'i' &&
			  s->letters[2] != 0xEA));
	return is_glide ? i + 1 : i;
}

static bool is_front(uint32_t letter)
{
	return letter == 'i' || letter == 'e' || letter == 0xEA ||
	       letter == 'y';
}

/* k, gh, ngh stand before i, e, ê (k: y); c, g, ng before all others. */
static bool agrees(const text_syllable *s, size_t onset)
{
	uint32_t last = onset ? s->letters[onset - 1] : 0, next;
	bool glides = onset > 1 && (last == 'i' || last == 'u');
	if (!onset || glides || onset == s->count)
		return onset != s->count;
	next = s->letters[onset];
	if (last == 'k')
		return is_front(next);
	if (last == 'h' && s->letters[onset - (onset > 1 ? 2 : 1)] == 'g')
		return is_front(next) && next != 'y';
	if (last == 'c')
		return !is_front(next);
	if (last == 'g' && onset > 1)
		return !is_front(next);
	if (last == 'g')
		return next != 'e' && next != 0xEA && next != 'y';
	return last != 'q';
}

/* yê and iê, y and i: which of them begins a rhyme. */
static bool begins_well(const text_syllable *s, size_t onset)
{
	bool has_more = onset + 1 < s->count;
	uint32_t first = s->letters[onset];
	if (!has_more || s->letters[onset + 1] != 0xEA)
		return true;
	return onset ? first != 'y' || (onset == 2 && s->letters[0] == 'q')
		     : first != 'i';
}

/* The letter that must carry the tone; *other: the one that also may. */
static size_t carrier(const text_syllable *s, size_t onset, size_t *other)
{
	size_t vowels = 0, marked = s->count;
	while (onset + vowels < s->count &&
	       is_vowel(s->letters[onset + vowels]))
		vowels++;
	for (size_t i = onset; i < onset + vowels; i++)
		if (s->letters[i] >= 0x80)
			marked = i;
	*other = s->count;
	if (marked < s->count)
		return marked;
	if (vowels == 1)
		return onset;
	if (vowels == 3 || onset + vowels < s->count)
		return onset + 1;
	uint32_t first = s->letters[onset], second = s->letters[onset + 1];
	bool opens = (first == 'o' && (second == 'a' || second == 'e')) ||
		     (first == 'u' && second == 'y');
	if (opens)
		*other = onset + 1;
	return onset;
}

text_spelling text_spell(str word)
{
	struct spelled w;
	size_t other;
	if (!take_apart(word, &w) || !text_syllable_is_valid(&w.syllable))
		return TEXT_SPELLING_FOREIGN;
	size_t onset = onset_of(&w.syllable);
	if (!agrees(&w.syllable, onset) || !begins_well(&w.syllable, onset))
		return TEXT_SPELLING_FOREIGN;
	size_t at = carrier(&w.syllable, onset, &other);
	if (!w.syllable.tone)
		return TEXT_SPELLING_SOUND;
	if (w.tone_at == at)
		return other < w.syllable.count ? TEXT_SPELLING_OLD
						: TEXT_SPELLING_SOUND;
	return w.tone_at == other ? TEXT_SPELLING_NEW : TEXT_SPELLING_MISPLACED;
}

/*
 * letters: Vietnamese letters and syllables taken apart (inside text only).
 *
 * A marked letter is a letter of the alphabet (â, ê, ư, đ …) and at most one
 * of five tones (thanh). Source: the orthography; code points of Unicode.
 */
#ifndef VANBAN_TEXT_LETTERS_H
#define VANBAN_TEXT_LETTERS_H

#include "vanban/str.h"

/* In the order of the dictionary. */
typedef enum text_tone {
	TEXT_TONE_NONE,	 /* ngang */
	TEXT_TONE_GRAVE, /* huyền */
	TEXT_TONE_HOOK,	 /* hỏi */
	TEXT_TONE_TILDE, /* ngã */
	TEXT_TONE_ACUTE, /* sắc */
	TEXT_TONE_DOT	 /* nặng */
} text_tone;

/*
 * The letter of the alphabet under code_point, its case kept, and the tone:
 * U+1EAC Ậ gives Â and DOT. What is no Vietnamese letter comes back as it is.
 */
uint32_t text_letter_split(uint32_t code_point, text_tone *tone);

/* The tone of a combining mark (U+0300 …), or NONE. */
text_tone text_tone_of_mark(uint32_t code_point);
/* The combining mark of a tone that is not NONE. */
uint32_t text_mark_of_tone(text_tone);

#define TEXT_LONGEST_SYLLABLE 7 /* nghiêng */

/* Letters (small, without tones) and the one tone of a syllable. */
typedef struct text_syllable {
	uint32_t letters[TEXT_LONGEST_SYLLABLE];
	size_t count;
	text_tone tone;
} text_syllable;

/*
 * Whether the letters can be a Vietnamese syllable: a known onset, a known
 * rhyme, and sắc or nặng before -c, -ch, -p and -t.
 */
bool text_syllable_is_valid(const text_syllable *);

/* Small letter of one code point; cheap for ASCII. */
uint32_t text_small(uint32_t code_point);

/* Whether s is surely in NFC, judged by ranges alone, without ICU. */
bool text_is_plainly_nfc(str s);

#endif

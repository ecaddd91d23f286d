/*
 * text: the Vietnamese language, as far as documents need it.
 *
 * The only room that includes ICU.  ICU serves NFC, case, collation and
 * character properties; numbers, money, percentages, dates and numbers in
 * words are our own, because ICU's forms are not those of the offices (half
 * even, "lẻ", "14 tháng 9, 2023").  Nothing here reads a clock or a locale.
 */
#ifndef VANBAN_TEXT_H
#define VANBAN_TEXT_H

#include "vanban/arena.h"

/* ---- Unicode ---------------------------------------------------------- */

/*
 * s in NFC; s itself when it is already (the usual case, no copy), and when it
 * is no UTF-8, which text_find_fault reports.
 */
str text_nfc(arena *, str s);
/* Vietnamese capital and small letters ("Ủy ban" -> "ỦY BAN"). */
str text_upper(arena *, str s);
str text_lower(arena *, str s);
/*
 * Only the first letter made a capital: "phường Láng" -> "Phường Láng", behind
 * opening punctuation too; what begins with a digit stays: "21 phường".
 */
str text_capitalise(arena *, str s);
/*
 * What a text is called in names of files and addresses: small ASCII letters,
 * digits and single hyphens, by ICU's transliteration ("Đống Đa" -> "dong-da");
 * empty when nothing is left.
 */
str text_slug(arena *, str s);
/*
 * s without what names of files may not be told apart by: letter case and the
 * form of accented letters. Equal foldings are one file on some systems.
 */
str text_fold(arena *, str s);
/* Terminal columns: combining marks 0, wide East Asian 2, others 1. */
size_t text_columns(str s);

typedef enum text_fault {
	TEXT_FAULT_NONE,
	TEXT_FAULT_INVALID_UTF8,
	TEXT_FAULT_CONTROL,	/* C0, C1 but tab and line ends; U+2028/9,
				   U+FFF9..F (U+FFFD: lost characters) */
	TEXT_FAULT_BIDI,	/* U+202A..E, U+2066..9, U+200E/F, U+061C */
	TEXT_FAULT_INVISIBLE,	/* zero width U+200B..D, U+2060, U+FEFF, U+00AD,
				   variation selectors, fillers, tags */
	TEXT_FAULT_LEGACY,	/* looks like TCVN3 or VNI, not Unicode */
	TEXT_FAULT_PRIVATE_USE, /* private use or unassigned */
	TEXT_FAULT_LOOK_ALIKE /* Ð U+00D0, Ɖ U+0189 where Đ U+0110 is meant;
				 Cyrillic, Greek, Armenian within a word that
				 has Latin letters, but for Ω and μ */
} text_fault;

/*
 * The first thing in s that must not be printed; *offset and *length give its
 * bytes (a whole word for LEGACY,
 * a run of letters for LOOK_ALIKE), 0 and 0 when there is none.
 *
 * LEGACY is judged over words: a word speaks for TCVN3 or VNI when it is no
 * Vietnamese syllable as it stands and one when read by that code page. Signs
 * and capitals in the place of small letters ("§èng", "trËn"), "ñ" and marks
 * after a vowel ("aø", "Uûy") prove it alone; letters that French and German
 * write too ("quèc") must be in company and in the majority. One word alone
 * may thus pass; a line does not. Tables: TCVN 5712:1993 (TCVN3), VNI-Windows.
 */
text_fault text_find_fault(str s, size_t *offset, size_t *length);

/* One character's fault: all but LEGACY and letters among Latin ones. */
text_fault text_fault_of(uint32_t code_point);

/* ---- Spelling --------------------------------------------------------- */

/* How a word stands as a Vietnamese syllable. */
typedef enum text_spelling {
	TEXT_SPELLING_FOREIGN, /* no syllable that Vietnamese has */
	TEXT_SPELLING_SOUND,   /* one, with the tone where all put it */
	TEXT_SPELLING_OLD,     /* hòa, thúy: the tone on the first vowel */
	TEXT_SPELLING_NEW,     /* hoà, thuý: on the second */
	TEXT_SPELLING_MISPLACED /* đựơc, tòan: where neither custom puts it */
} text_spelling;

/*
 * Judges one word in NFC, case ignored, by onset, rhyme, tone and their
 * agreement: ngh, gh, k before i, e, ê only, sắc or nặng before -c, -ch, -p,
 * -t. Names of other languages come out as FOREIGN.
 */
text_spelling text_spell(str word);

/* The code page that a text was typed for. */
typedef enum text_page { TEXT_UNICODE, TEXT_TCVN3, TEXT_VNI } text_page;

/* As text_find_fault judges LEGACY; the first word that shows it. */
text_page text_find_page(str s, size_t *offset, size_t *length);
/*
 * s in Unicode, NFC. Words that the page does not explain (foreign ones) stay.
 * Capital letters of the .VnTimeH fonts are small ones to the file and come
 * out small.
 */
str text_from_page(arena *, str s, text_page);

/* ---- Collation -------------------------------------------------------- */

/*
 * Opens ICU's "vi" collator on first use (about 0.2 ms) and keeps it for the
 * process.  Compares a and b in Vietnamese order: syllable by
 * syllable (so "Láng H" before "Lạng A" is decided by the first syllable),
 * letters first, then tones; hòa and hoà are equal but for a last tie-break
 * by the bytes of NFC, so that the order is total: 0 only for the same text.
 */
int text_collate(str a, str b);

/* The two customary tie-breaks among equal given names. */
typedef enum text_name_order {
	TEXT_NAME_FAMILY_FIRST, /* tên, họ, đệm */
	TEXT_NAME_MIDDLE_FIRST	/* tên, đệm, họ */
} text_name_order;

/*
 * Compares two people's names by given name (the last word).  A name whose
 * key is not empty is compared by its key (khoa-xep: religious and minority
 * names), which is itself taken as a name.
 */
int text_collate_names(str name_a, str key_a, str name_b, str key_b,
		       text_name_order);

/* ---- Numbers ---------------------------------------------------------- */

/*
 * An exact number: numerator / denominator, denominator > 0, in lowest terms.
 * Counts and money have denominator 1.
 */
typedef struct text_number {
	int64_t numerator;
	int64_t denominator;
} text_number;

#define TEXT_INTEGER(n) ((text_number){(n), 1})

/* Exact arithmetic; false on overflow or division by zero (*out untouched). */
bool text_number_add(text_number a, text_number b, text_number *out);
bool text_number_subtract(text_number a, text_number b, text_number *out);
bool text_number_multiply(text_number a, text_number b, text_number *out);
bool text_number_divide(text_number a, text_number b, text_number *out);
int text_number_compare(text_number a, text_number b);
/* Half up: away from zero at one half. decimals 0..9. False on overflow. */
bool text_number_round(text_number n, unsigned decimals, text_number *out);

/* 1413860796 -> "1.413.860.796"; -5 -> "-5". */
str text_format_integer(arena *, int64_t n);
/* hai: 2 -> "02", 10 -> "10", -2 -> "-02". */
str text_format_two_digits(arena *, int64_t n);
/* Without grouping: years and codes. */
str text_format_plain(arena *, int64_t n);
/*
 * Decimal comma, grouped; exactly `decimals` places, half up.
 * 1234567/100, 2 -> "12.345,67". False on overflow.
 */
bool text_format_decimal(arena *, text_number n, unsigned decimals, str *out);
/*
 * As few places as say n exactly, at most 6; false when n is no such decimal.
 */
bool text_format_exact(arena *, text_number n, str *out);
/*
 * Ratio a/b as percentage, half up, `decimals` places, trailing zeros after
 * the comma dropped ("100%", "93,5%"), no space before %.
 * Integer arithmetic in 128 bits; false when b is 0 or on overflow.
 */
bool text_format_percent(arena *, text_number a, text_number b,
			 unsigned decimals, str *out);

typedef struct text_words_style {
	bool le;   /* "lẻ" for "linh" (Southern) */
	bool ngan; /* "ngàn" for "nghìn" (Southern) */
} text_words_style;

/*
 * chu: numbers in words, Northern and formal unless the style says otherwise:
 * 1000001 -> "một triệu không trăm linh một"; negative: "âm …"; decimals digit
 * by digit: 93,48 -> "chín mươi ba phẩy bốn tám" (n must be a decimal of at
 * most 6 places, else false).
 */
bool text_number_words(arena *, text_number n, text_words_style, str *out);

typedef enum text_number_fault {
	TEXT_NUMBER_OK,
	TEXT_NUMBER_EMPTY,
	TEXT_NUMBER_NOT_A_NUMBER, /* "năm", "05 (năm)", "3 cuộc" */
	TEXT_NUMBER_GROUPED,	  /* "4.700", "1.413.860.796", "4,700" */
	TEXT_NUMBER_DECIMAL,	  /* "4,7" or "4.7" where a whole one is due */
	TEXT_NUMBER_OVERFLOW
} text_number_fault;

/*
 * Reads a figure as data files write it: digits, optional leading '-', and,
 * if decimals > 0, a decimal comma with at most that many places; nothing
 * else.  On a fault *meant holds the number that the writer may have meant as
 * it should be typed ("4700"), or is empty. White space around the figure is a
 * fault too: trim first where it is allowed.
 */
text_number_fault text_read_number(arena *, str s, unsigned decimals,
				   text_number *out, str *meant);

/* ---- Dates and times -------------------------------------------------- */

typedef struct text_date {
	int16_t year; /* 1..9999 */
	int8_t month; /* 1..12; 0: no date */
	int8_t day;   /* 1..31 */
} text_date;

typedef struct text_time {
	int8_t hour;
	int8_t minute;
} text_time;

/* "2023-09-14"; false for any other form or an impossible date. */
bool text_read_date(str s, text_date *out);
/* "2023-09-11T08:30" or "2023-09-11" (00:00) or with seconds (ignored). */
bool text_read_date_time(str s, text_date *date, text_time *time);
/* "14:00"; */
bool text_read_time(str s, text_time *out);
/*
 * What a mistyped date may have meant, as it should be typed ("14/9/2023" ->
 * "2023-09-14"), or empty.
 */
str text_date_meant(arena *, str s);
int text_date_compare(text_date a, text_date b);
/* 0: Chủ nhật … 6: thứ Bảy (proleptic Gregorian). The date must be possible. */
int text_date_weekday(text_date);
/* 0 for a month that there is not. */
int text_days_in_month(int year, int month);

typedef enum text_date_style {
	TEXT_DATE_FULL, /* ngày 05 tháng 01 năm 2023; ngày 14 tháng 9 năm 2023
			 */
	TEXT_DATE_SHORT,     /* 14/9/2023, 05/01/2023 (same zero rule) */
	TEXT_DATE_MONTH,     /* tháng 9 năm 2023 */
	TEXT_DATE_WEEKDAY,   /* thứ Năm, ngày 14 tháng 9 năm 2023 */
	TEXT_DATE_DAY_MONTH, /* ngày 14 tháng 9 */
	TEXT_DATE_ISO	     /* 2023-09-14 */
} text_date_style;

/*
 * Days below 10 and months 1 and 2 only take a leading zero (Nghị định
 * 30/2020/NĐ-CP, Phụ lục I, mục II.4). No date (month 0) gives the empty str.
 */
str text_format_date(arena *, text_date, text_date_style);
/* "14 giờ 00"; with minutes_word "14 giờ 00 phút". */
str text_format_time(arena *, text_time, bool minutes_word);
/*
 * hồi: "14 giờ 00, ngày 14 tháng 9 năm 2023"; with minutes_word "14 giờ 00
 * phút, ngày …", as minutes begin and end.
 */
str text_format_moment(arena *, text_time, text_date, bool minutes_word);
/* buổi: "sáng" (from 4), "trưa" (11), "chiều" (13), "tối" (18), "đêm" (22). */
str text_day_part(text_time);
/* "thứ Năm"; 0 is "Chủ nhật", as text_date_weekday counts. */
str text_weekday_name(int weekday);
/* "I", "II", "XIV": 1..3999, else empty. */
str text_format_roman(arena *, int n);
/* Vietnamese alphabet for điểm: 1 a, 2 b, 3 c, 4 d, 5 đ, 6 e …; 1..23 (no f j w
 * z). */
str text_format_letter(arena *, int n);

/* ---- Lines ------------------------------------------------------------ */

/*
 * "A", "A và B", "A, B và C".
 */
str text_list(arena *, const str *items, size_t count);

typedef enum text_join {
	TEXT_JOIN_FREE,	  /* a line may end here */
	TEXT_JOIN_WEAK,	  /* nhe: a word of two syllables */
	TEXT_JOIN_MEDIUM, /* vua: two words of a name */
	TEXT_JOIN_STRONG, /* nang: a body, a place, a fixed term */
	TEXT_JOIN_SEVERE, /* rat-nang: torn if else a line gapes */
	TEXT_JOIN_FORBIDDEN, /* cam: number and unit, "tháng 9", "Điều 5" … */
	TEXT_JOIN_COUNT
} text_join;

/*
 * What stays together: rules with their strengths and words, and terms.  The
 * program's own are those of templates/ngon-ngu, compiled in.
 */
typedef struct text_lexicon text_lexicon;

/* A copy of the program's own, to add to; lives in the arena. */
text_lexicon *text_lexicon_new(arena *);
/*
 * A term: words with blanks between them, "|" where it comes apart into words
 * of its own and is torn as easily as a weak join; a later one counts as well
 * as an earlier.  What has a word of more than 40 bytes is passed over.
 */
void text_lexicon_add_term(text_lexicon *, str written, text_join);
/* Whether there is a rule of that name, and whether it holds words. */
bool text_lexicon_rule(str name, bool *has_words);
/* The names of all rules. */
size_t text_lexicon_rules(const str **names);
/*
 * Gives a rule another strength (NULL: leaves it) and adds words, separated by
 * blanks, to those that it holds.
 */
void text_lexicon_set_rule(text_lexicon *, str name, const text_join *,
			   str words);
/* "khong", "nhe", "vua", "nang", "rat-nang", "cam"; false for any other word.
 */
bool text_read_join(str word, text_join *out);

/*
 * Whether a line may end at each gap between words: words[i] | words[i + 1]
 * gives joins[i], count - 1 of them.  Words carry their punctuation.  The
 * rules and their words are told in templates/ngon-ngu/giu-lien.xml, the terms
 * in thuat-ngu.xml beside it.  No lexicon: the program's own.
 *
 * Work: of the order of the words' bytes.
 *
 * Source: the customs of official typing (Nghị định 30/2020/NĐ-CP, samples).
 */
void text_joins(const text_lexicon *, const str *words, size_t count,
		text_join *joins);

#endif

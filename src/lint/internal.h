/*
 * internal: a paragraph as tokens, and what the checks share.
 */
#ifndef VANBAN_LINT_INTERNAL_H
#define VANBAN_LINT_INTERNAL_H

#include "vanban/lint.h"

/* Words that rules ask for, by small letters; KEY_NONE for all others. */
typedef enum key {
	KEY_NONE,
#define KEY(name, word) KEY_##name,
#include "keywords.def"
#undef KEY
	KEY_COUNT
} key;

/* A spelling, analysed once however often it is written. */
typedef struct word {
	str text;	    /* as written; NFC */
	str small;	    /* in small letters */
	struct word *lower; /* the word of small, perhaps this one */
	key key;	    /* of small */
	text_spelling spelling;
	uint32_t letters;
	uint32_t count;	     /* of what a rule counts */
	bool is_upper;	     /* two letters or more, all capital */
	bool is_capitalised; /* the first is, the others not */
	bool is_ascii;
	bool is_decomposed;   /* not NFC */
	bool is_strange;      /* unknown to structure, list and loans */
	bool has_ending;      /* lower: one of the pairs of i and y */
	bool has_digit_sense; /* a unit that a number may touch: km, kg */
	bool is_told;	      /* a rule that tells a word once has */
	bool is_known;	      /* an abbreviation that was explained */
	span first_at;
	struct word *said; /* lower of a name in quotes: its first writing */
	struct lint_entry *entries; /* lower: terms that begin with it */
	struct word *next_short;    /* abbreviations, last first */
	struct word *next;	    /* in its bucket */
} word;

typedef enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_NUMBER, /* digits, with . and , between digits */
	TOKEN_MARK,   /* one punctuation mark or sign */
	TOKEN_UNKNOWN,
	TOKEN_CODE /* addresses and the like, in one piece */
} token_kind;

typedef struct token {
	uint32_t from, length; /* bytes of the text */
	uint32_t mark;	       /* MARK: its code point */
	word *word;
	uint8_t kind;
	uint8_t gap; /* blanks before; 255 for more */
	bool begins; /* a sentence, or what is capitalised like one */
	bool is_new_line;
} token;

/* A spelling of something that a document writes in two ways. */
typedef struct variant {
	str form;
	span at;
	uint32_t count;
	struct variant *next;
} variant;

typedef struct document {
	variant currency[4]; /* đồng, đ, VNĐ, VND */
	variant tone[2];     /* old, new */
	variant padded[2];   /* 02, 2 */
	variant carried;     /* a quote open since an earlier paragraph */
	variant straight;
	variant decomposed;
	variant class_words[8][2]; /* quận, Quận … */
	text_date first_date;	   /* that the text names */
	span first_date_at;
	int period_months, period_year;
	span period_at;
	bool names_cut_off;
	/* "3 nhiệm vụ sau:" and the lines that follow */
	int64_t announced;
	span announced_at;
	str announced_text;
	uint32_t marker; /* of the first line, 0: none yet */
	int64_t listed;
} document;

#define BUCKETS 4096

struct lint {
	arena *arena;
	diags *diags;
	lint_options options;
	word *buckets[BUCKETS];
	word *syllables[BUCKETS]; /* of the list, if there is one */
	bool has_syllables;
	str text;
	lint_origin origin;
	token *tokens;
	size_t count, capacity;
	bool is_cut; /* the paragraph may go on on another page */
	word *shorts;
	document document;
};

/* tokens.c */
void lint_tokenise(lint *, str paragraph, size_t from);
word *lint_word(lint *, str text);
void lint_load_keywords(lint *);
void lint_load_syllables(lint *);
void lint_load_terms(lint *); /* names.c */
bool lint_is_listed(const lint *, str small);
/* words.c: what is known of a word for good. */
void lint_judge_word(const lint *, word *);
void lint_load_endings(lint *);

/* Tokens by index; END outside of the paragraph. */
const token *lint_token(const lint *, size_t i);
key lint_key(const lint *, size_t i);
bool lint_is_mark(const lint *, size_t i, uint32_t mark);
bool lint_is_kind(const lint *, size_t i, token_kind);
/* From the first token to the last. */
str lint_text(const lint *, size_t first, size_t last);
span lint_span(const lint *, size_t first, size_t last);
span lint_bytes(const lint *, size_t from, size_t length);

/* numbers.c: the number at i; false when it is none that can be read. */
typedef struct lint_figure {
	text_number value;
	unsigned decimals;
	bool is_padded; /* 02 */
} lint_figure;
bool lint_figure_at(const lint *, size_t i, lint_figure *out);
/* A count of few digits, or -1. */
int lint_small_number(const lint *, size_t i);

/*
 * An amount in prose: "trên 1,6 tỷ đồng" lies in [low, high], both in units
 * of `unit`; next is the token behind it.
 */
typedef struct lint_amount {
	text_number low, high;
	const word *unit;
	size_t first, next;
	bool is_exact;
} lint_amount;
bool lint_amount_at(const lint *, size_t i, lint_amount *out);

/* Adds one more writing; the first has its place. */
void lint_count(variant *, str form, span at);

/* The checks; each is called at the tokens that its row names. */
typedef void lint_check(lint *, size_t i);
#define RULE(name, check, trigger, wrong, right) lint_check check;
#include "rules.def"
#undef RULE
void lint_finish_words(lint *);
void lint_finish_names(lint *);
void lint_finish_spacing(lint *);
void lint_finish_numbers(lint *);
void lint_finish_dates(lint *);
void lint_finish_counts(lint *);
void lint_note_paragraph(lint *);

#endif

/*
 * lexicon: the words and rules that lines do not tear, ready to be looked up
 * (inside text only; built from the tables of templates/ngon-ngu and from what
 * a user adds).
 */
#ifndef VANBAN_TEXT_LEXICON_H
#define VANBAN_TEXT_LEXICON_H

#include "letters.h"

#include "vanban/text.h"

typedef enum lexicon_rule {
	RULE_MARKS,	     /* dau-cau-rieng */
	RULE_PERCENT,	     /* phan-tram-trong-ngoac */
	RULE_LABEL,	     /* dau-muc */
	RULE_DASH,	     /* gach-ngang */
	RULE_AFTER_DASH,     /* sau-gach-ngang */
	RULE_FIGURE,	     /* so-va-chu */
	RULE_FIGURES,	     /* so-va-so */
	RULE_FIGURE_COMMA,   /* so-phay */
	RULE_LEAD,	     /* truoc-so: has words, as those marked so below */
	RULE_WEAK_LEAD,	     /* truoc-so-nhe: words */
	RULE_ROMAN,	     /* so-la-ma */
	RULE_ANY_AFTER,	     /* truoc-moi-chu: words */
	RULE_CAPITAL_AFTER,  /* truoc-chu-hoa: words */
	RULE_COLON,	     /* truoc-so-hai-cham: words */
	RULE_DOTTED,	     /* viet-tat-cham: words */
	RULE_BARE,	     /* viet-tat: words */
	RULE_INITIALS,	     /* chu-cai-dau */
	RULE_TITLE,	     /* truoc-ten-nguoi: words */
	RULE_PLACE,	     /* truoc-dia-danh: words */
	RULE_NAME,	     /* ten-rieng */
	RULE_AFTER_CAPITALS, /* sau-ten-viet-tat */
	RULE_MONEY,	     /* tien: words */
	RULE_COUNT
} lexicon_rule;

#define NO_TERM UINT16_MAX

/* A word of a rule, or the first word of terms, or both. */
typedef struct lexicon_word {
	str key;
	uint32_t rules; /* bit 1 << lexicon_rule */
	uint16_t first_term;
} lexicon_word;

typedef struct lexicon_slot {
	uint16_t word; /* its index + 1; 0: empty */
	uint16_t tag;  /* of its hash: most others differ */
} lexicon_slot;

typedef struct lexicon_term {
	str text;	/* keys, with " ", ", " or "|" between them */
	uint16_t next;	/* term with the same first word, or NO_TERM */
	text_join join; /* within its parts */
} lexicon_term;

struct text_lexicon {
	arena *arena;
	text_join joins[RULE_COUNT];
	lexicon_slot *slots; /* open addressing */
	size_t slot_count;
	lexicon_word *words;
	size_t word_count, word_capacity;
	lexicon_term *terms;
	size_t term_count, term_capacity;
};

/* What the program comes with; made on first use. */
const text_lexicon *lexicon_builtin(void);

#define LONGEST_KEY 40 /* bytes; longer words are in no list */

/*
 * Small letters, and the tone where hòa and ủy have it: hoà and uỷ give the
 * same key. 0 when longer than LONGEST_KEY, for which there must be room.
 */
size_t lexicon_key(str word, char *key);
/* NULL when it is in no list. */
const lexicon_word *lexicon_find(const text_lexicon *, str key);

#endif

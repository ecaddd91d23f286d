#include "lexicon.h"

#include <assert.h>

#define LEXICON_TERM(parted_, written_, kind_, join_, capitals_,               \
		     abbreviation_, wrong_)
#define LEXICON_RULE(name_, join_, words_)                                     \
	{STR_INIT(name_), (join_), STR_INIT(words_)},
static const struct rule_row {
	str name;
	text_join join;
	str words;
} builtin_rules[] = {
#include "vanban/lexicon.def"
};
#undef LEXICON_TERM
#undef LEXICON_RULE

#define LEXICON_RULE(name_, join_, words_)
#define LEXICON_TERM(parted_, written_, kind_, join_, capitals_,               \
		     abbreviation_, wrong_)                                    \
	{STR_INIT(parted_), (join_)},
static const struct term_row {
	str written;
	text_join join;
} builtin_terms[] = {
#include "vanban/lexicon.def"
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const str rule_names[RULE_COUNT] = {
    [RULE_MARKS] = STR_INIT("dau-cau-rieng"),
    [RULE_PERCENT] = STR_INIT("phan-tram-trong-ngoac"),
    [RULE_LABEL] = STR_INIT("dau-muc"),
    [RULE_DASH] = STR_INIT("gach-ngang"),
    [RULE_AFTER_DASH] = STR_INIT("sau-gach-ngang"),
    [RULE_FIGURE] = STR_INIT("so-va-chu"),
    [RULE_FIGURES] = STR_INIT("so-va-so"),
    [RULE_FIGURE_COMMA] = STR_INIT("so-phay"),
    [RULE_LEAD] = STR_INIT("truoc-so"),
    [RULE_WEAK_LEAD] = STR_INIT("truoc-so-nhe"),
    [RULE_ROMAN] = STR_INIT("so-la-ma"),
    [RULE_ANY_AFTER] = STR_INIT("truoc-moi-chu"),
    [RULE_CAPITAL_AFTER] = STR_INIT("truoc-chu-hoa"),
    [RULE_COLON] = STR_INIT("truoc-so-hai-cham"),
    [RULE_DOTTED] = STR_INIT("viet-tat-cham"),
    [RULE_BARE] = STR_INIT("viet-tat"),
    [RULE_INITIALS] = STR_INIT("chu-cai-dau"),
    [RULE_TITLE] = STR_INIT("truoc-ten-nguoi"),
    [RULE_PLACE] = STR_INIT("truoc-dia-danh"),
    [RULE_NAME] = STR_INIT("ten-rieng"),
    [RULE_AFTER_CAPITALS] = STR_INIT("sau-ten-viet-tat"),
    [RULE_MONEY] = STR_INIT("tien"),
};

/* The rules that hold words of a list; the others need none. */
#define LISTED                                                                 \
	(1u << RULE_LEAD | 1u << RULE_WEAK_LEAD | 1u << RULE_ANY_AFTER |       \
	 1u << RULE_CAPITAL_AFTER | 1u << RULE_COLON | 1u << RULE_DOTTED |     \
	 1u << RULE_BARE | 1u << RULE_TITLE | 1u << RULE_PLACE |               \
	 1u << RULE_MONEY)

/* ---- Keys -------------------------------------------------------------- */

/* Where the tone of a final oa, oe or uy stands. */
static const struct tone_place {
	str late, early;
} tone_places[] = {
    {STR_INIT("oà"), STR_INIT("òa")}, {STR_INIT("oá"), STR_INIT("óa")},
    {STR_INIT("oả"), STR_INIT("ỏa")}, {STR_INIT("oã"), STR_INIT("õa")},
    {STR_INIT("oạ"), STR_INIT("ọa")}, {STR_INIT("oè"), STR_INIT("òe")},
    {STR_INIT("oé"), STR_INIT("óe")}, {STR_INIT("oẻ"), STR_INIT("ỏe")},
    {STR_INIT("oẽ"), STR_INIT("õe")}, {STR_INIT("oẹ"), STR_INIT("ọe")},
    {STR_INIT("uỳ"), STR_INIT("ùy")}, {STR_INIT("uý"), STR_INIT("úy")},
    {STR_INIT("uỷ"), STR_INIT("ủy")}, {STR_INIT("uỹ"), STR_INIT("ũy")},
    {STR_INIT("uỵ"), STR_INIT("ụy")},
};

/* The early forms are at most one byte longer. */
static size_t fold_tone(char *key, size_t length)
{
	size_t last = length;
	while (last > 0 && ((unsigned char)key[--last] & 0xC0) == 0x80)
		;
	if (last < 1 || length - last < 2 ||
	    (key[last - 1] != 'o' && key[last - 1] != 'u'))
		return length;
	str end = {key + last - 1, length - last + 1};
	for (size_t i = 0; i < LENGTH(tone_places); i++) {
		if (!str_equal(end, tone_places[i].late))
			continue;
		str early = tone_places[i].early;
		memcpy(key + last - 1, early.data, early.length);
		return last - 1 + early.length;
	}
	return length;
}

size_t lexicon_key(str word, char *key)
{
	const char *p = word.data, *end = str_end(word);
	size_t length = 0;
	while (p < end) {
		if (length + 5 > LONGEST_KEY)
			return 0;
		if (*p >= 'a' && *p <= 'z') {
			key[length++] = *p++;
			continue;
		}
		length += str_encode_code_point(
		    text_small(str_next_code_point(&p, end)), key + length);
	}
	return fold_tone(key, length);
}

/* ---- Table ------------------------------------------------------------- */

static uint32_t hash_of(str key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < key.length; i++)
		hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
	return hash ^ hash >> 15;
}

/* The slot with the key, or the empty one where it would be. */
static lexicon_slot *slot_of(const text_lexicon *l, str key, uint32_t hash)
{
	size_t at = hash & (l->slot_count - 1);
	uint16_t tag = (uint16_t)(hash >> 16);
	for (;; at = (at + 1) & (l->slot_count - 1)) {
		lexicon_slot *slot = &l->slots[at];
		if (!slot->word ||
		    (slot->tag == tag &&
		     str_equal(l->words[slot->word - 1].key, key)))
			return slot;
	}
}

static void fill_slot(lexicon_slot *slot, uint32_t hash, size_t word)
{
	*slot = (lexicon_slot){(uint16_t)(word + 1), (uint16_t)(hash >> 16)};
}

const lexicon_word *lexicon_find(const text_lexicon *l, str key)
{
	uint16_t word = slot_of(l, key, hash_of(key))->word;
	return word ? &l->words[word - 1] : NULL;
}

static void grow_slots(text_lexicon *l)
{
	l->slot_count *= 2;
	l->slots = ARENA_ARRAY(l->arena, lexicon_slot, l->slot_count);
	for (size_t i = 0; i < l->word_count; i++) {
		uint32_t hash = hash_of(l->words[i].key);
		fill_slot(slot_of(l, l->words[i].key, hash), hash, i);
	}
}

/* The word's row, made when it is new; NULL when there is no more room. */
static lexicon_word *word_of(text_lexicon *l, str key)
{
	uint32_t hash = hash_of(key);
	lexicon_slot *slot = slot_of(l, key, hash);
	if (slot->word)
		return &l->words[slot->word - 1];
	if (l->word_count == UINT16_MAX - 1)
		return NULL;
	if (2 * l->word_count >= l->slot_count) {
		grow_slots(l);
		slot = slot_of(l, key, hash);
	}
	ARENA_GROW(l->arena, l->words, l->word_count, l->word_capacity);
	lexicon_word *word = &l->words[l->word_count];
	*word = (lexicon_word){str_copy(l->arena, key), 0, NO_TERM};
	fill_slot(slot, hash, l->word_count++);
	return word;
}

/* ---- Filling ----------------------------------------------------------- */

static bool is_separator(char byte)
{
	return byte == ' ' || byte == ',' || byte == '|';
}

/* The term with every word as its key; empty when one is too long. */
static str keys_of(arena *a, str written)
{
	char *keys = arena_allocate(a, 2 * written.length + LONGEST_KEY);
	size_t count = 0, length;
	for (size_t i = 0; i < written.length; i += length) {
		length = 0;
		if (is_separator(written.data[i])) {
			keys[count++] = written.data[i];
			length = 1;
			continue;
		}
		while (i + length < written.length &&
		       !is_separator(written.data[i + length]))
			length++;
		size_t key =
		    lexicon_key(str_slice(written, i, length), keys + count);
		if (!key)
			return (str){0};
		count += key;
	}
	return (str){keys, count};
}

static str first_word(str term)
{
	size_t length = 0;
	while (length < term.length && !is_separator(term.data[length]))
		length++;
	return str_slice(term, 0, length);
}

void text_lexicon_add_term(text_lexicon *l, str written, text_join join)
{
	str keys = keys_of(l->arena, written);
	lexicon_word *first = keys.length ? word_of(l, first_word(keys)) : NULL;
	if (!first || l->term_count == NO_TERM)
		return;
	ARENA_GROW(l->arena, l->terms, l->term_count, l->term_capacity);
	l->terms[l->term_count] = (lexicon_term){keys, first->first_term, join};
	first->first_term = (uint16_t)l->term_count++;
}

static void add_words(text_lexicon *l, str words, lexicon_rule rule)
{
	char key[LONGEST_KEY];
	while (words.length) {
		size_t length = 0;
		while (length < words.length && words.data[length] != ' ')
			length++;
		size_t key_length =
		    lexicon_key(str_slice(words, 0, length), key);
		lexicon_word *word =
		    key_length ? word_of(l, (str){key, key_length}) : NULL;
		if (word)
			word->rules |= 1u << rule;
		words = str_slice(words, length + (length < words.length),
				  words.length);
	}
}

bool text_lexicon_rule(str name, bool *has_words)
{
	for (unsigned i = 0; i < RULE_COUNT; i++) {
		*has_words = (LISTED >> i & 1) != 0;
		if (str_equal(rule_names[i], name))
			return true;
	}
	return false;
}

size_t text_lexicon_rules(const str **names)
{
	*names = rule_names;
	return RULE_COUNT;
}

void text_lexicon_set_rule(text_lexicon *l, str name, const text_join *join,
			   str words)
{
	for (unsigned i = 0; i < RULE_COUNT; i++) {
		if (!str_equal(rule_names[i], name))
			continue;
		if (join)
			l->joins[i] = *join;
		add_words(l, words, (lexicon_rule)i);
	}
}

/* ---- Making ------------------------------------------------------------- */

static text_lexicon *make_builtin(void)
{
	arena *a = arena_new(0);
	text_lexicon *l = ARENA_NEW(a, text_lexicon);
	l->arena = a;
	l->slot_count = 1024;
	l->slots = ARENA_ARRAY(a, lexicon_slot, l->slot_count);
	l->word_capacity = l->term_capacity = LENGTH(builtin_terms);
	l->words = ARENA_ARRAY(a, lexicon_word, l->word_capacity);
	l->terms = ARENA_ARRAY(a, lexicon_term, l->term_capacity);
	for (size_t i = 0; i < LENGTH(builtin_rules); i++)
		text_lexicon_set_rule(l, builtin_rules[i].name,
				      &builtin_rules[i].join,
				      builtin_rules[i].words);
	for (size_t i = 0; i < LENGTH(builtin_terms); i++)
		text_lexicon_add_term(l, builtin_terms[i].written,
				      builtin_terms[i].join);
	return l;
}

const text_lexicon *lexicon_builtin(void)
{
	static const text_lexicon *builtin; /* kept for the process */
	if (!builtin)
		builtin = make_builtin();
	return builtin;
}

text_lexicon *text_lexicon_new(arena *a)
{
	const text_lexicon *from = lexicon_builtin();
	text_lexicon *l = ARENA_NEW(a, text_lexicon);
	*l = *from;
	l->arena = a;
	l->slots = ARENA_ARRAY(a, lexicon_slot, l->slot_count);
	l->words = ARENA_ARRAY(a, lexicon_word, l->word_capacity);
	l->terms = ARENA_ARRAY(a, lexicon_term, l->term_capacity);
	memcpy(l->slots, from->slots, l->slot_count * sizeof *l->slots);
	memcpy(l->words, from->words, l->word_count * sizeof *l->words);
	memcpy(l->terms, from->terms, l->term_count * sizeof *l->terms);
	return l;
}

bool text_read_join(str word, text_join *out)
{
	static const char *const names[TEXT_JOIN_COUNT] = {
	    [TEXT_JOIN_FREE] = "khong",	     [TEXT_JOIN_WEAK] = "nhe",
	    [TEXT_JOIN_MEDIUM] = "vua",	     [TEXT_JOIN_STRONG] = "nang",
	    [TEXT_JOIN_SEVERE] = "rat-nang", [TEXT_JOIN_FORBIDDEN] = "cam"};
	for (unsigned i = 0; i < TEXT_JOIN_COUNT; i++) {
		if (!str_equal(word, str_from(names[i])))
			continue;
		*out = (text_join)i;
		return true;
	}
	return false;
}

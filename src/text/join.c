#include "vanban/text.h"

#include <assert.h>
#include <unicode/uchar.h>

#include "lexicon.h"

/* ---- What a word looks like
 * --------------------------------------------------- */

struct look {
	str core;	  /* without the punctuation around it; may be empty */
	str tail;	  /* the punctuation after it */
	bool opens;	  /* an opening mark stands before the core */
	bool is_figure;	  /* digits with . , / - % : "9.856", "86/92" */
	bool is_plain;	  /* a figure of digits, dots and commas only */
	bool has_digit;	  /* begins with a digit: "30/2020/NĐ-CP" too */
	bool is_capital;  /* the core begins with a capital */
	bool is_all_caps; /* two capitals or more, no small letter */
	bool is_roman;
	bool is_percent;
	bool is_dash;	  /* alone */
	bool is_ordinary; /* small letters of no rule: nothing holds to it */
	uint32_t rules;	  /* that list it: bit 1 << lexicon_rule */
	const lexicon_word *listed; /* NULL: in no list */
	size_t key_length;
	char key[LONGEST_KEY]; /* the core in small letters */
};

static str key_of(const struct look *look)
{
	return (str){look->key, look->key_length};
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static const str opening[] = {
    STR_INIT("("),	STR_INIT("["),	    STR_INIT("\""), STR_INIT("'"),
    STR_INIT("\u201C"), STR_INIT("\u2018"), STR_INIT("«"),
};

static const str closing[] = {
    STR_INIT("."),	STR_INIT(","), STR_INIT(";"),	   STR_INIT(":"),
    STR_INIT("!"),	STR_INIT("?"), STR_INIT(")"),	   STR_INIT("]"),
    STR_INIT("\""),	STR_INIT("'"), STR_INIT("\u201D"), STR_INIT("\u2019"),
    STR_INIT("\u2026"), STR_INIT("»"), STR_INIT("/"),
};

/* Lead bytes of the marks that are not ASCII. */
static bool may_be_mark(unsigned char byte)
{
	return byte == 0xC2 || byte == 0xE2;
}

static bool is_letter_or_digit(char byte)
{
	return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static size_t opening_length(str word)
{
	unsigned char first = (unsigned char)word.data[0];
	if (is_letter_or_digit(word.data[0]) ||
	    (first >= 0x80 && !may_be_mark(first)))
		return 0;
	for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
		if (str_starts_with(word, opening[i]))
			return opening[i].length;
	return 0;
}

/* The last character begins two bytes or three before the end. */
static bool ends_in_letter(str word)
{
	size_t n = word.length;
	const unsigned char *bytes = (const unsigned char *)word.data;
	if (bytes[n - 1] < 0x80)
		return is_letter_or_digit(word.data[n - 1]);
	return !(n >= 2 && may_be_mark(bytes[n - 2])) &&
	       !(n >= 3 && may_be_mark(bytes[n - 3]));
}

static size_t closing_length(str word)
{
	if (ends_in_letter(word))
		return 0;
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
		if (str_ends_with(word, closing[i]))
			return closing[i].length;
	return 0;
}

/* Cuts the punctuation off both ends; most words have none. */
static void strip(str word, struct look *look)
{
	size_t length;
	look->core = word;
	while (look->core.length &&
	       (length = opening_length(look->core)) != 0) {
		look->core = str_slice(look->core, length, look->core.length);
		look->opens = true;
	}
	while (look->core.length && (length = closing_length(look->core)) != 0)
		look->core.length -= length;
	look->tail = (str){str_end(look->core), 0};
	look->tail.length = (size_t)(str_end(word) - look->tail.data);
}

static void look_at_figure(struct look *look)
{
	str core = look->core;
	look->has_digit = true;
	look->is_figure = look->is_plain = true;
	for (size_t i = 0; i < core.length; i++) {
		char c = core.data[i];
		if (c >= '0' && c <= '9')
			continue;
		if (c != '.' && c != ',')
			look->is_plain = false;
		if (!strchr(".,/-%", c) || !c)
			look->is_figure = false;
	}
	look->is_percent = look->is_figure && core.data[core.length - 1] == '%';
	look->is_plain = look->is_plain && look->is_figure;
}

static bool is_roman(str core)
{
	for (size_t i = 0; i < core.length; i++)
		if (!core.data[i] || !strchr("IVXLC", core.data[i]))
			return false;
	return core.length > 0;
}

static void look_at_letters(struct look *look)
{
	const char *p = look->core.data, *end = str_end(look->core);
	uint32_t first = str_next_code_point(&p, end);
	look->is_capital = first != text_small(first);
	if (!look->is_capital)
		return;
	look->is_roman = is_roman(look->core);
	size_t capitals = 1, small = 0;
	while (p < end) {
		uint32_t c = str_next_code_point(&p, end);
		capitals += c != text_small(c);
		small += c >= 'a' && c <= 'z';
		if (c >= 0x80)
			small += u_islower((UChar32)c) != 0;
	}
	look->is_all_caps = capitals > 1 && !small;
}

static bool is_dash(str word)
{
	return str_equal(word, STR("-")) || str_equal(word, STR("\u2013")) ||
	       str_equal(word, STR("\u2014"));
}

/* The key stays empty when the word is too long for any list. */
static void look_up(const text_lexicon *lexicon, struct look *look)
{
	look->key_length = lexicon_key(look->core, look->key);
	if (!look->key_length)
		return;
	look->listed = lexicon_find(lexicon, key_of(look));
	if (look->listed)
		look->rules = look->listed->rules;
}

static bool may_be_small_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0xC3;
}

static void look_at(const text_lexicon *lexicon, str word, struct look *look)
{
	memset(look, 0, offsetof(struct look, key));
	strip(word, look);
	look->is_dash = is_dash(word);
	if (!look->core.length || look->is_dash)
		return;
	if (is_digit(look->core.data[0])) {
		look_at_figure(look);
	} else {
		look_at_letters(look);
		look_up(lexicon, look);
		look->is_ordinary = look->core.length == word.length &&
				    !look->is_capital && !look->rules &&
				    may_be_small_letter(word.data[0]);
	}
}

/* ---- Rules for two neighbours
 * -------------------------------------------------- */

struct gap {
	const text_lexicon *lexicon;
	const struct look *before; /* the word before left, or an empty one */
	const struct look *left;
	const struct look *right;
	size_t index; /* of left in the paragraph */
};

static bool is_bound(const struct look *left)
{
	return !left->tail.length;
}

/* "%", "./.", "…" and such, alone. */
static bool is_marks_only(const struct look *look)
{
	return !look->opens &&
	       (!look->core.length || str_equal(look->core, STR("%")));
}

static bool is_listed(const struct look *look, lexicon_rule rule)
{
	return (look->rules >> rule & 1) != 0;
}

static text_join stronger(text_join a, text_join b)
{
	return a > b ? a : b;
}

/* The rule's strength where it applies. */
static text_join when(bool applies, const struct gap *gap, lexicon_rule rule)
{
	return applies ? gap->lexicon->joins[rule] : TEXT_JOIN_FREE;
}

static text_join join_marks(const struct gap *gap)
{
	const struct look *left = gap->left, *right = gap->right;
	bool opens_alone = left->opens && !left->core.length;
	return stronger(
	    when(opens_alone || is_marks_only(right), gap, RULE_MARKS),
	    when(right->is_percent && right->opens, gap, RULE_PERCENT));
}

/* "1.", "a)", "II.", "1-", "I-" */
static bool is_label(const struct look *look)
{
	bool is_short =
	    look->core.length <= 2 || look->is_roman || look->is_figure;
	if (str_equal(look->tail, STR(".")) || str_equal(look->tail, STR(")")))
		return is_short;
	return is_bound(look) && look->core.length <= 5 &&
	       (look->has_digit || look->is_capital) &&
	       str_ends_with(look->core, STR("-"));
}

/* What begins an item of a list belongs to it. */
static text_join join_label(const struct gap *gap)
{
	const struct look *left = gap->left;
	if (gap->index)
		return TEXT_JOIN_FREE;
	return when(left->is_dash || is_label(left) ||
			str_equal(left->core, STR("+")) ||
			str_equal(left->core, STR("*")),
		    gap, RULE_LABEL);
}

static text_join join_dash(const struct gap *gap)
{
	if (gap->right->is_dash)
		return when(true, gap, RULE_DASH);
	if (!gap->left->is_dash)
		return TEXT_JOIN_FREE;
	if (gap->before->has_digit && gap->right->has_digit)
		return when(true, gap, RULE_DASH);
	return when(!gap->right->is_capital, gap, RULE_AFTER_DASH);
}

static bool opens_bracket(const struct look *look)
{
	return look->opens && look->core.length &&
	       (look->core.data[-1] == '(' || look->core.data[-1] == '[');
}

/* "9 (chín)": the figure again in words. */
static bool is_figure_in_words(const struct look *look)
{
	static const char words[][8] = {"không", "một", "hai",	"ba",
					"bốn",	 "năm", "sáu",	"bảy",
					"bẩy",	 "tám", "chín", "mười"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(key_of(look), str_from(words[i])))
			return true;
	return false;
}

static text_join join_figure(const struct gap *gap)
{
	const struct look *left = gap->left, *right = gap->right;
	if (!left->is_figure || left->is_percent || !right->core.length)
		return TEXT_JOIN_FREE;
	if (str_equal(left->tail, STR(",")))
		return when(!right->is_capital && !right->has_digit, gap,
			    RULE_FIGURE_COMMA);
	if (!is_bound(left) ||
	    (opens_bracket(right) && !is_figure_in_words(right)))
		return TEXT_JOIN_FREE;
	if (right->has_digit)
		return when(true, gap, RULE_FIGURES);
	bool is_dated = is_listed(gap->before, RULE_LEAD) || !left->is_plain;
	return when(!right->is_capital || !is_dated, gap, RULE_FIGURE);
}

/* a number, a Roman numeral, or the letter of a điểm */
static bool is_numeral(const struct look *look)
{
	bool is_letter = look->core.length == 1 && look->key_length &&
			 look->key[0] >= 'a' && look->key[0] <= 'z';
	return look->has_digit || look->is_roman || is_letter ||
	       str_equal(look->core, STR("đ"));
}

static text_join join_lead(const struct gap *gap)
{
	const struct look *left = gap->left, *right = gap->right;
	bool colon =
	    is_listed(left, RULE_COLON) && str_equal(left->tail, STR(":"));
	if ((!is_bound(left) && !colon) || !right->core.length)
		return TEXT_JOIN_FREE;
	text_join join =
	    when(is_listed(left, RULE_ANY_AFTER), gap, RULE_ANY_AFTER);
	join = stronger(
	    join, when(is_listed(left, RULE_CAPITAL_AFTER) && right->is_capital,
		       gap, RULE_CAPITAL_AFTER));
	join =
	    stronger(join, when(is_listed(left, RULE_LEAD) && is_numeral(right),
				gap, colon ? RULE_COLON : RULE_LEAD));
	join = stronger(
	    join, when(is_listed(left, RULE_WEAK_LEAD) && right->has_digit, gap,
		       RULE_WEAK_LEAD));
	return stronger(join, when(right->is_roman, gap, RULE_ROMAN));
}

/* "A.", "N.V.A.": capitals, each with its dot. */
static bool is_initials(const struct look *look)
{
	const char *p = look->core.data, *end = str_end(look->core);
	if (!look->is_capital || !str_equal(look->tail, STR(".")))
		return false;
	while (p < end) {
		uint32_t c = str_next_code_point(&p, end);
		if (c == text_small(c) || (p < end && *p++ != '.'))
			return false;
	}
	return true;
}

static text_join join_abbreviation(const struct gap *gap)
{
	const struct look *left = gap->left;
	bool dotted =
	    is_listed(left, RULE_DOTTED) && str_equal(left->tail, STR("."));
	bool bare = is_listed(left, RULE_BARE) && is_bound(left);
	return stronger(stronger(when(dotted, gap, RULE_DOTTED),
				 when(bare, gap, RULE_BARE)),
			when(is_initials(left), gap, RULE_INITIALS));
}

static text_join join_name(const struct gap *gap)
{
	const struct look *left = gap->left, *right = gap->right;
	if (!is_bound(left) || !right->is_capital || right->opens)
		return TEXT_JOIN_FREE;
	bool comrade = str_equal(key_of(left), STR("chí")) &&
		       str_equal(key_of(gap->before), STR("đồng"));
	if (comrade || is_listed(left, RULE_TITLE))
		return when(true, gap, RULE_TITLE);
	if (left->is_all_caps)
		return when(!right->is_all_caps, gap, RULE_AFTER_CAPITALS);
	if (left->is_capital)
		return when(true, gap, RULE_NAME);
	return when(is_listed(left, RULE_PLACE), gap, RULE_PLACE);
}

/* "2,366 tỷ | đồng" */
static text_join join_money(const struct gap *gap)
{
	return when(gap->before->is_plain && is_bound(gap->left) &&
			is_listed(gap->left, RULE_MONEY),
		    gap, RULE_MONEY);
}

typedef text_join rule(const struct gap *);

static rule *const rules[] = {
    join_marks, join_label,	   join_dash, join_figure,
    join_lead,	join_abbreviation, join_name, join_money,
};

static text_join strongest(const struct gap *gap)
{
	text_join join = TEXT_JOIN_FREE;
	if (gap->left->is_ordinary && gap->right->is_ordinary)
		return join;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		text_join found = rules[i](gap);
		if (found > join)
			join = found;
		if (join == TEXT_JOIN_FORBIDDEN)
			break;
	}
	return join;
}

/* ---- Terms
 * --------------------------------------------------------------------- */

/*
 * Takes the word off *term with the comma it may carry and the separator after
 * it, which is left in *separator; false if not alike.
 */
static bool take_term_word(str *term, const struct look *look, bool is_first,
			   char *separator)
{
	str key = key_of(look);
	if (!key.length || !str_starts_with(*term, key) ||
	    (look->opens && !is_first))
		return false;
	*term = str_slice(*term, key.length, term->length);
	*separator = ' ';
	if (!term->length)
		return true;
	if (str_starts_with(*term, STR(", ")) &&
	    str_equal(look->tail, STR(","))) {
		*term = str_slice(*term, 2, term->length);
		return true;
	}
	*separator = term->data[0];
	if ((*separator != ' ' && *separator != '|') || !is_bound(look))
		return false;
	*term = str_slice(*term, 1, term->length);
	return true;
}

#define LONGEST_TERM 16 /* words */

/* What holds the words of a term together. */
struct match {
	size_t length; /* words; 0: none */
	text_join joins[LONGEST_TERM];
};

/* Whether the term begins at words[0], whose look is known. */
static bool match_term(const text_lexicon *lexicon, const lexicon_term *term,
		       const str *words, size_t count, const struct look *first,
		       const struct look *second, struct match *found)
{
	struct look next;
	const struct look *look = first;
	str rest = term->text;
	size_t length = 0;
	while (rest.length) {
		char separator;
		if (length == count || length == LONGEST_TERM)
			return false;
		if (length >= 2) {
			look_at(lexicon, words[length], &next);
			look = &next;
		} else if (length == 1) {
			look = second;
		}
		if (!take_term_word(&rest, look, length == 0, &separator))
			return false;
		found->joins[length++] =
		    separator == '|' && term->join > TEXT_JOIN_WEAK
			? TEXT_JOIN_WEAK
			: term->join;
	}
	found->length = length;
	return true;
}

/* The longest term that begins at words[0]. */
static void find_term(const text_lexicon *lexicon, const str *words,
		      size_t count, const struct look *first,
		      const struct look *second, struct match *longest)
{
	struct match found;
	longest->length = 0;
	if (!first->listed || !second->key_length)
		return;
	for (size_t i = first->listed->first_term; i != NO_TERM;
	     i = lexicon->terms[i].next)
		if (match_term(lexicon, &lexicon->terms[i], words, count, first,
			       second, &found) &&
		    found.length > longest->length)
			*longest = found;
}

void text_joins(const text_lexicon *lexicon, const str *words, size_t count,
		text_join *joins)
{
	struct look looks[3] = {{.opens = false}};
	struct look *before = &looks[0], *left = &looks[1], *right = &looks[2];
	struct match term = {0};
	size_t term_start = 0;
	if (count < 2)
		return;
	if (!lexicon)
		lexicon = lexicon_builtin();
	look_at(lexicon, words[0], left);
	for (size_t i = 0; i + 1 < count; i++) {
		look_at(lexicon, words[i + 1], right);
		if (i >= term_start + term.length) {
			find_term(lexicon, words + i, count - i, left, right,
				  &term);
			term_start = i;
		}
		joins[i] =
		    strongest(&(struct gap){lexicon, before, left, right, i});
		if (i + 1 < term_start + term.length &&
		    joins[i] < term.joins[i - term_start])
			joins[i] = term.joins[i - term_start];
		struct look *spare = before;
		before = left;
		left = right;
		right = spare;
	}
}

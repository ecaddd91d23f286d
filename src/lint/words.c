#include "internal.h"

/* ---- Doubled words ------------------------------------------------------- */

/*
 * Words that are never said twice in a row; many others are ("ngày ngày",
 * "nhà nhà", "dần dần").
 */
static bool is_never_twice(key k)
{
	return k > KEY_FIRST_SINGLE && k < KEY_LAST_SINGLE;
}

static bool same_word(const lint *l, size_t a, size_t b)
{
	const token *x = lint_token(l, a), *y = lint_token(l, b);
	return x->kind == TOKEN_WORD && y->kind == TOKEN_WORD &&
	       x->word->lower == y->word->lower;
}

static bool joins(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_WORD && t->gap;
}

void lint_doubled(lint *l, size_t i)
{
	if (joins(l, i) && i && same_word(l, i - 1, i) &&
	    is_never_twice(lint_key(l, i))) {
		diag_at(l->diags, DIAG_LINT_WORD_DOUBLED,
			lint_span(l, i - 1, i), lint_text(l, i, i));
		return;
	}
	bool is_pair = i >= 3 && joins(l, i) && joins(l, i - 1) &&
		       joins(l, i - 2) && same_word(l, i, i - 2) &&
		       same_word(l, i - 1, i - 3) && !same_word(l, i, i - 1);
	/* "Viện kiểm sát kiểm sát việc …" is right: a name, then a verb */
	if (!is_pair || !lint_token(l, i - 3)->word->is_capitalised ||
	    !lint_token(l, i - 1)->word->is_capitalised ||
	    lint_token(l, i - 3)->begins)
		return;
	diag_at(l->diags, DIAG_LINT_WORD_DOUBLED, lint_span(l, i - 3, i),
		lint_text(l, i - 1, i));
}

/* ---- Tones --------------------------------------------------------------- */

/* Names of people keep their own form: "Thuý" in a text with "thúy". */
static bool is_perhaps_name(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->word->is_capitalised && !t->begins &&
	       lint_key(l, i) != KEY_UY && lint_key(l, i) != KEY_HOA;
}

void lint_tone(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	text_spelling s = t->word->spelling;
	if ((s != TEXT_SPELLING_OLD && s != TEXT_SPELLING_NEW) ||
	    is_perhaps_name(l, i))
		return;
	lint_count(&l->document.tone[s == TEXT_SPELLING_NEW], t->word->text,
		   lint_span(l, i, i));
}

void lint_tone_place(lint *l, size_t i)
{
	word *w = lint_token(l, i)->word;
	if (w->spelling != TEXT_SPELLING_MISPLACED)
		return;
	diag_at(l->diags, DIAG_LINT_TONE_PLACE, lint_span(l, i, i), w->text);
}

static void tell_tones(lint *l)
{
	const variant *tone = l->document.tone;
	if (!tone[0].count || !tone[1].count)
		return;
	size_t rare = tone[0].count < tone[1].count ? 0 : 1;
	diag_at(l->diags, DIAG_LINT_TONE_MIXED, tone[rare].at, tone[rare].form,
		tone[1 - rare].form,
		text_format_integer(l->arena, tone[rare].count),
		text_format_integer(l->arena, tone[1 - rare].count));
	diag_note(l->diags, HINT_FIRST_IS_HERE, tone[1 - rare].at);
}

/* ---- i and y ------------------------------------------------------------- */

static const struct ending {
	const char *with_i, *with_y;
} endings[] = {{"kĩ", "kỹ"}, {"kỉ", "kỷ"}, {"kì", "kỳ"},   {"lí", "lý"},
	       {"mĩ", "mỹ"}, {"tỉ", "tỷ"}, {"quí", "quý"}, {"hi", "hy"}};

/* "tỉ mỉ", "tỉ tê", "hi hữu" have i in either custom. */
static bool is_always_i(const lint *l, size_t i)
{
	key k = lint_key(l, i + 1);
	return k == KEY_MI_CARE || k == KEY_TE_WEEP || k == KEY_HI_RARE;
}

void lint_i_or_y(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	word *w = t->word->lower;
	if (!w->has_ending || is_perhaps_name(l, i) || t->word->is_upper ||
	    is_always_i(l, i))
		return;
	if (!w->count++)
		w->first_at = lint_span(l, i, i);
}

void lint_load_endings(lint *l)
{
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
		lint_word(l, str_from(endings[k].with_i))->has_ending = true;
		lint_word(l, str_from(endings[k].with_y))->has_ending = true;
	}
}
static void tell_endings(lint *l)
{
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
		word *i = lint_word(l, str_from(endings[k].with_i));
		word *y = lint_word(l, str_from(endings[k].with_y));
		bool wants_i = l->options.ending == LINT_ENDING_I;
		word *right = wants_i ? i : y, *wrong = wants_i ? y : i;
		if (l->options.ending == LINT_ENDING_SAME) {
			if (!i->count || !y->count)
				continue;
			right = i->count > y->count ? i : y;
			wrong = right == i ? y : i;
		}
		if (!wrong->count)
			continue;
		diag_at(l->diags, DIAG_LINT_ENDING, wrong->first_at,
			wrong->text, right->text,
			text_format_integer(l->arena, wrong->count));
		if (right->count)
			diag_note(l->diags, HINT_FIRST_IS_HERE,
				  right->first_at);
	}
}

/* ---- Syllables ----------------------------------------------------------- */

static bool has_vietnamese_mark(const word *w)
{
	const char *p = w->small.data, *end = str_end(w->small);
	while (p < end) {
		uint32_t c = str_next_code_point(&p, end);
		if (c == 0x103 || c == 0x111 || c == 0x1A1 || c == 0x1B0 ||
		    (c >= 0x1EA0 && c <= 0x1EF9))
			return true;
	}
	return false;
}

/* Words of several syllables in one, and what the list forgot. */
static bool is_loan(str small)
{
	static const char *const heads[] = {
	    "kilô",  "mili",  "xenti", "côca",	 "hêrô",   "ôtô",   "ôxy",
	    "cược",  "ampe",  "mêga",  "vắc",	 "rađa",   "rađi",  "tôn",
	    "pôlim", "karaô", "đôla",  "cácbon", "ximăng", "bêtông"};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (str_starts_with(small, str_from(heads[i])))
			return true;
	return false;
}

/* kỹ, sỹ, tỳ: the list has them with i. */
static bool ends_in_y(str small)
{
	const char *p = small.data, *end = str_end(small);
	uint32_t c = 0;
	while (p < end)
		c = str_next_code_point(&p, end);
	return c == 0xFD || c == 'y' || (c >= 0x1EF2 && c <= 0x1EF9);
}

/*
 * Names keep what their language gives them; a word without any mark may be
 * English. The list knows one custom of tones only: it is asked of the rest.
 */
void lint_judge_word(const lint *l, word *w)
{
	if (w->is_ascii || w->letters < 2 || w->is_upper || is_loan(w->small))
		return;
	if (w->spelling == TEXT_SPELLING_SOUND)
		w->is_strange =
		    !ends_in_y(w->small) && !lint_is_listed(l, w->small);
	else if (w->spelling == TEXT_SPELLING_FOREIGN)
		w->is_strange = !w->is_capitalised || has_vietnamese_mark(w);
}

void lint_syllable(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	const word *w = t->word;
	if (!w->is_strange || (w->is_capitalised && !t->begins))
		return;
	bool is_joined =
	    (lint_is_mark(l, i + 1, '-') && !lint_token(l, i + 1)->gap) ||
	    (lint_is_mark(l, i - 1, '-') && !t->gap);
	if (!is_joined)
		diag_at(l->diags, DIAG_LINT_SYLLABLE, lint_span(l, i, i),
			w->text);
}

/* ---- Left over from a web page ------------------------------------------- */

void lint_web(lint *l, size_t i)
{
	static const str phrases[] = {
	    STR_INIT("các tin tức khác"),   STR_INIT("danh mục tin tức"),
	    STR_INIT("tin liên quan"),	    STR_INIT("kết quả bình chọn"),
	    STR_INIT("chia sẻ bài viết"),   STR_INIT("in bài viết"),
	    STR_INIT("quay lại đầu trang"), STR_INIT("lượt xem"),
	    STR_INIT("gửi bình luận"),
	};
	str line = lint_text(l, i, l->count - 1);
	if (line.length > 200)
		line = str_slice(line, 0, 60);
	str small = text_lower(l->arena, line);
	for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++)
		if (str_starts_with(small, phrases[k]))
			diag_at(l->diags, DIAG_LINT_WEB,
				lint_span(l, i, l->count - 1), line);
}

/* "04:36 PM" */
void lint_clock(lint *l, size_t i)
{
	const token *t = lint_token(l, i + 3);
	if (lint_is_mark(l, i + 1, ':') && t->kind == TOKEN_WORD &&
	    lint_is_kind(l, i + 2, TOKEN_NUMBER) &&
	    (str_equal(t->word->text, STR("PM")) ||
	     str_equal(t->word->text, STR("AM"))))
		diag_at(l->diags, DIAG_LINT_WEB, lint_span(l, i, i + 3),
			lint_text(l, i, i + 3));
}

/* ---- A clause without its verb ------------------------------------------- */

static bool is_clause_end(const lint *l, size_t i)
{
	return lint_is_kind(l, i, TOKEN_END) || lint_is_mark(l, i, ';') ||
	       lint_is_mark(l, i, '.');
}

/* What one may do with others; a capital makes it part of a name. */
static bool is_verb(const lint *l, size_t i)
{
	static const key pairs[][2] = {
	    {KEY_TO, KEY_CHUC}, {KEY_THUC, KEY_HIEN}, {KEY_TUYEN, KEY_TRUYEN}};
	const token *t = lint_token(l, i);
	if (t->kind != TOKEN_WORD || t->word != t->word->lower)
		return false;
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
		if (t->word->key == pairs[k][0] &&
		    lint_key(l, i + 1) == pairs[k][1])
			return true;
	return t->word->key > KEY_FIRST_VERB && t->word->key < KEY_LAST_VERB;
}

/* "…; phối hợp với A, B;": with them, to do what? */
void lint_clause(lint *l, size_t i)
{
	bool is_first = !i || is_clause_end(l, i - 1);
	if (!is_first || lint_key(l, i) != KEY_PHOI ||
	    lint_key(l, i + 1) != KEY_HOP || lint_key(l, i + 2) != KEY_VOI)
		return;
	size_t end = i + 3;
	while (!is_clause_end(l, end)) {
		if (is_verb(l, end) || lint_is_kind(l, end, TOKEN_UNKNOWN) ||
		    end > i + 60)
			return;
		end++;
	}
	if (end > i + 4)
		diag_at(l->diags, DIAG_LINT_CLAUSE, lint_span(l, i, end - 1),
			lint_text(l, i, i + 2));
}

void lint_finish_words(lint *l)
{
	tell_tones(l);
	tell_endings(l);
}

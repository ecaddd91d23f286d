#include "internal.h"

#define LEFT_QUOTE   0x201C
#define RIGHT_QUOTE  0x201D
#define LEFT_SINGLE  0x2018
#define RIGHT_SINGLE 0x2019

static bool is_closing(uint32_t mark)
{
	return mark == ',' || mark == '.' || mark == ';' || mark == ':' ||
	       mark == '?' || mark == '!' || mark == ')' || mark == ']' ||
	       mark == RIGHT_QUOTE;
}

/* "./." ends a document, ". . ." and "…" leave out; "Số :…" is a form. */
static bool is_of_row(const lint *l, size_t i)
{
	const token *t = lint_token(l, i), *before = lint_token(l, i - 1);
	const token *after = lint_token(l, i + 1);
	return (before->kind == TOKEN_MARK && !is_closing(before->mark) &&
		before->mark != RIGHT_SINGLE && before->mark != '%') ||
	       (t->mark == '.' && (after->kind == TOKEN_MARK ||
				   (after->kind != TOKEN_END && !after->gap)));
}

void lint_space_before(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	if (!t->gap || !i || t->is_new_line || !is_closing(t->mark) ||
	    is_of_row(l, i) || lint_is_kind(l, i - 1, TOKEN_CODE))
		return;
	const token *before = lint_token(l, i - 1);
	if (before->kind == TOKEN_MARK && before->mark == t->mark)
		return;
	diag_at(l->diags, DIAG_LINT_SPACE_BEFORE, lint_span(l, i - 1, i),
		lint_text(l, i, i));
}

void lint_space_inside(lint *l, size_t i)
{
	const token *t = lint_token(l, i), *after = lint_token(l, i + 1);
	bool opens = t->mark == '(' || t->mark == '[' || t->mark == LEFT_QUOTE;
	if (opens && after->kind != TOKEN_END && after->gap &&
	    !after->is_new_line)
		diag_at(l->diags, DIAG_LINT_SPACE_INSIDE,
			lint_span(l, i, i + 1), lint_text(l, i, i));
}

static bool is_shortened(const word *w)
{
	return w->is_upper || w->letters < 3 || w->key == KEY_TS ||
	       w->key == KEY_ThS;
}

/* "vụ,việc", "quận;phường"; a dot only before a capital: not vanban.vn */
void lint_space_missing(lint *l, size_t i)
{
	const token *t = lint_token(l, i), *before = lint_token(l, i - 1);
	const token *after = lint_token(l, i + 1);
	bool parts = t->mark == ',' || t->mark == ';' || t->mark == ':' ||
		     t->mark == '?' || t->mark == '!' || t->mark == '.';
	if (!parts || after->kind != TOKEN_WORD || after->gap || t->gap ||
	    before->kind != TOKEN_WORD)
		return;
	bool begins_anew =
	    after->word->is_capitalised && !after->word->is_upper;
	if ((t->mark == '.' || t->mark == ':') &&
	    (!begins_anew || is_shortened(before->word) ||
	     before->word->spelling == TEXT_SPELLING_FOREIGN))
		return;
	if (before->word->letters < 2 || after->word->letters < 2)
		return;
	diag_at(l->diags, DIAG_LINT_SPACE_MISSING, lint_span(l, i - 1, i + 1),
		lint_text(l, i, i));
}

/* Three and more are columns; XML collapses them. */
void lint_space_doubled(lint *l, size_t i)
{
	const token *t = lint_token(l, i), *before = lint_token(l, i - 1);
	if (!l->options.is_raw || t->gap != 2 || !i || t->is_new_line ||
	    before->kind == TOKEN_MARK || before->kind == TOKEN_END)
		return;
	size_t from = before->from + before->length;
	str blanks = str_slice(l->text, from, t->from - from);
	if (str_equal(blanks, STR("  ")))
		diag_at(l->diags, DIAG_LINT_SPACE_DOUBLED,
			lint_bytes(l, before->from,
				   t->from + t->length - before->from));
}

/* ---- Pairs --------------------------------------------------------------- */

static uint32_t partner(uint32_t mark)
{
	switch (mark) {
	case '(':
		return ')';
	case '[':
		return ']';
	case LEFT_QUOTE:
		return RIGHT_QUOTE;
	default:
		return 0;
	}
}

static bool closes(uint32_t mark)
{
	return mark == ')' || mark == ']' || mark == RIGHT_QUOTE;
}

/* "a)", "1)", "đ)": the number of an item. */
static bool is_item_number(const lint *l, size_t i)
{
	const token *before = lint_token(l, i - 1);
	bool is_short =
	    (before->kind == TOKEN_WORD && before->word->letters < 4 &&
	     (before->word->letters == 1 || before->word->is_ascii)) ||
	    (before->kind == TOKEN_NUMBER && before->length < 3);
	return lint_is_mark(l, i, ')') && is_short;
}

#define DEEPEST 16

static void tell_unpaired(lint *l, size_t i)
{
	uint32_t mark = lint_token(l, i)->mark;
	bool is_quote = mark == LEFT_QUOTE || mark == RIGHT_QUOTE;
	diag_at(l->diags,
		is_quote ? DIAG_LINT_QUOTE_UNPAIRED
			 : DIAG_LINT_BRACKET_UNPAIRED,
		lint_span(l, i, i), lint_text(l, i, i));
}

/* An article quoted as a whole: opened at a head, closed at an end. */
static bool carries(lint *l, size_t i)
{
	if (i || lint_token(l, i)->mark != LEFT_QUOTE ||
	    l->document.carried.count)
		return false;
	l->document.carried.count = 1;
	l->document.carried.at = lint_span(l, i, i);
	return true;
}

static bool is_carried(lint *l, size_t i)
{
	if (lint_token(l, i)->mark != RIGHT_QUOTE || i + 3 < l->count ||
	    !l->document.carried.count)
		return false;
	l->document.carried.count = 0;
	return true;
}

/* Over a paragraph, once. */
void lint_unpaired(lint *l, size_t first)
{
	size_t open[DEEPEST], depth = 0;
	if (l->is_cut)
		return;
	for (size_t i = first; i < l->count; i++) {
		const token *t = lint_token(l, i);
		if (t->kind != TOKEN_MARK)
			continue;
		if (partner(t->mark)) {
			if (depth == DEEPEST)
				return;
			open[depth++] = i;
		} else if (closes(t->mark)) {
			if (depth &&
			    partner(lint_token(l, open[depth - 1])->mark) ==
				t->mark)
				depth--;
			else if (!is_item_number(l, i) && !is_carried(l, i))
				tell_unpaired(l, i);
		}
	}
	while (depth--)
		if (!carries(l, open[depth]))
			tell_unpaired(l, open[depth]);
}

void lint_straight(lint *l, size_t i)
{
	if (lint_token(l, i)->mark == '"')
		lint_count(&l->document.straight, lint_text(l, i, i),
			   lint_span(l, i, i));
}

void lint_decomposed(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	if (l->options.is_raw && t->word->is_decomposed)
		lint_count(&l->document.decomposed, t->word->text,
			   lint_span(l, i, i));
}

/* A Russian or Greek letter among Latin ones. */
void lint_look_alike(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	size_t at, length;
	if (!l->options.is_raw || t->word->is_ascii ||
	    t->word->spelling != TEXT_SPELLING_FOREIGN ||
	    text_find_fault(t->word->text, &at, &length) !=
		TEXT_FAULT_LOOK_ALIKE)
		return;
	str letter = str_slice(t->word->text, at, length);
	if (str_equal(letter, STR("Ð"))) /* told among the characters */
		return;
	diag_at(l->diags, DIAG_LINT_LOOK_ALIKE,
		lint_bytes(l, t->from + at, length), letter);
}

static str count_text(lint *l, const variant *v)
{
	return text_format_integer(l->arena, v->count);
}

void lint_finish_spacing(lint *l)
{
	const document *doc = &l->document;
	if (doc->carried.count)
		diag_at(l->diags, DIAG_LINT_QUOTE_UNPAIRED, doc->carried.at,
			STR("“"));
	if (doc->straight.count)
		diag_at(l->diags, DIAG_LINT_QUOTE_STRAIGHT, doc->straight.at,
			count_text(l, &doc->straight));
	if (doc->decomposed.count)
		diag_at(l->diags, DIAG_LINT_DECOMPOSED, doc->decomposed.at,
			doc->decomposed.form, count_text(l, &doc->decomposed));
}

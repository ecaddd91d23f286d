#include "internal.h"

#define MOST_WORDS 8 /* of one item, and between the number and the list */

static bool ends_list(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_END ||
	       (t->kind == TOKEN_MARK &&
		(t->mark == '.' || t->mark == ';' || t->mark == ')'));
}

/* A name of a few words; *next: behind it. False when it is no such thing. */
static bool pass_item(const lint *l, size_t i, size_t *next)
{
	size_t at = i;
	const token *first = lint_token(l, i);
	if (first->kind != TOKEN_WORD ||
	    !(first->word->is_capitalised || first->word->is_upper))
		return false;
	while (lint_is_kind(l, at, TOKEN_WORD) && lint_key(l, at) != KEY_VA)
		at++;
	while (lint_is_kind(l, at, TOKEN_NUMBER)) /* Phường 7 */
		at++;
	*next = at;
	return at > i && at <= i + MOST_WORDS;
}

/* The number of names from i to the end of the list; 0: not a plain list. */
static int count_items(const lint *l, size_t i, size_t *last)
{
	int count = 0;
	while (pass_item(l, i, &i)) {
		count++;
		*last = i - 1;
		if (ends_list(l, i))
			return count;
		bool goes_on =
		    lint_is_mark(l, i, ',') || lint_key(l, i) == KEY_VA;
		if (!goes_on)
			return 0;
		i++;
		if (lint_key(l, i) == KEY_VA)
			i++;
	}
	return 0;
}

/* "6 đơn vị: Láng Thượng, Thổ Quan và Nam Đồng." */
void lint_listed(lint *l, size_t i)
{
	int stated = lint_small_number(l, i);
	size_t at = i + 1, last = i;
	if (stated < 2 || stated > 200 || lint_is_mark(l, i - 1, '/'))
		return;
	while (lint_is_kind(l, at, TOKEN_WORD) && at < i + MOST_WORDS &&
	       lint_key(l, at) != KEY_GOM)
		at++;
	bool has_word = at > i + 1;
	if (lint_key(l, at) == KEY_GOM)
		at++;
	if (!has_word || !lint_is_mark(l, at, ':'))
		return;
	int listed = count_items(l, at + 1, &last);
	if (listed < 2 || listed == stated)
		return;
	diag_at(l->diags, DIAG_LINT_LIST_COUNT, lint_span(l, i, last),
		lint_text(l, i, i + 1), text_format_integer(l->arena, stated),
		text_format_integer(l->arena, listed));
}

/* ---- A list in lines ----------------------------------------------------- */

static void tell_lines(lint *l)
{
	document *doc = &l->document;
	if (doc->announced && doc->listed && doc->listed != doc->announced)
		diag_at(l->diags, DIAG_LINT_LIST_COUNT, doc->announced_at,
			doc->announced_text,
			text_format_integer(l->arena, doc->announced),
			text_format_integer(l->arena, doc->listed));
	doc->announced = doc->listed = 0;
	doc->marker = 0;
}

/* "… 3 nhiệm vụ sau:" at the end of a paragraph. */
static void announce(lint *l)
{
	size_t end = l->count - 1;
	if (!lint_is_mark(l, end, ':') || lint_key(l, end - 1) != KEY_SAU_AFTER)
		return;
	for (size_t at = end; at-- > 0 && end - at < MOST_WORDS;) {
		int n = lint_small_number(l, at);
		if (lint_is_kind(l, at, TOKEN_NUMBER)) {
			if (n < 2 || n > 50 || at + 2 > end - 1)
				return;
			l->document.announced = n;
			l->document.announced_at = lint_span(l, at, end - 1);
			l->document.announced_text = lint_text(l, at, at + 1);
			return;
		}
		if (!lint_is_kind(l, at, TOKEN_WORD) && at != end)
			return;
	}
}

static uint32_t marker_of(const lint *l)
{
	const token *t = lint_token(l, 0);
	bool is_marker =
	    t->kind == TOKEN_MARK && (t->mark == '-' || t->mark == '+' ||
				      t->mark == 0x2013 || t->mark == 0x2022);
	return is_marker && lint_token(l, 1)->gap ? t->mark : 0;
}

void lint_note_paragraph(lint *l)
{
	document *doc = &l->document;
	uint32_t marker = marker_of(l);
	if (doc->announced && marker) {
		doc->marker = doc->marker ? doc->marker : marker;
		doc->listed += marker == doc->marker;
	} else {
		tell_lines(l);
	}
	if (!marker)
		announce(l);
}

void lint_finish_counts(lint *l)
{
	tell_lines(l);
}

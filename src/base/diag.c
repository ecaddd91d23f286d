#include "vanban/diag.h"

#include <stdlib.h>

static const diag_row rows[] = {
#define DIAG(number, severity, name, vi, en, explain_vi, explain_en)           \
	{#number, DIAG_##severity, {vi, en}, {explain_vi, explain_en}},
#define HINT(name, vi, en)
#include "vanban/codes/all.def"
};

static const char *const texts[][2] = {
#define DIAG(number, severity, name, vi, en, explain_vi, explain_en)
#define HINT(name, vi, en) {vi, en},
#include "vanban/codes/all.def"
};

/* Chains of findings with the same place and code, to find repeats. */
#define BUCKETS 1024

typedef struct known {
	const diag *item;
	struct known *next;
} known;

struct diags {
	arena *arena;
	known *buckets[BUCKETS];
	sources *sources;
	diag *first;
	diag *last;
	diag_part *last_part;
	bool last_was_repeat;
	size_t count;
	size_t errors;
	size_t warnings;
};

const diag_row *diag_row_of(diag_code code)
{
	return &rows[code];
}

const char *diag_text_of(diag_text text, diag_language language)
{
	return texts[text][language];
}

diags *diags_new(arena *a, sources *s)
{
	diags *d = ARENA_NEW(a, diags);
	d->arena = a;
	d->sources = s;
	return d;
}

sources *diags_sources(const diags *d)
{
	return d->sources;
}

size_t diags_errors(const diags *d)
{
	return d->errors;
}

size_t diags_warnings(const diags *d)
{
	return d->warnings;
}

/* A megabyte without a blank is not read out to its end. */
#define LONGEST_QUOTE 500 /* characters */

static str clipped(arena *a, str s)
{
	const char *p = s.data;
	size_t left = LONGEST_QUOTE;
	while (left-- && p < str_end(s))
		str_next_code_point(&p, str_end(s));
	if (p == str_end(s))
		return str_copy(a, s);
	return str_concat(a, (str){s.data, (size_t)(p - s.data)}, STR("…"));
}

static const str *copy_arguments(arena *a, const str *arguments, size_t count)
{
	str *copy = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		copy[i] = clipped(a, arguments[i]);
	return copy;
}

static bool is_same(const diag *d, diag_code code, span at,
		    const str *arguments, size_t count)
{
	if (d->code != code || d->at.source != at.source ||
	    d->at.start != at.start || d->at.length != at.length ||
	    d->argument_count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_equal(d->arguments[i], arguments[i]))
			return false;
	return true;
}

static known **bucket_of(diags *d, diag_code code, span at)
{
	uint32_t key = (at.source * 31 + at.start) * 31 + (uint32_t)code;
	return &d->buckets[key * 2654435761U >> 22];
}

size_t diags_remove(diags *d, bool (*goes)(void *, const diag *), void *context)
{
	size_t removed = 0;
	diag **link = &d->first;
	d->last = NULL;
	while (*link) {
		diag *item = *link;
		if (!goes(context, item)) {
			d->last = item;
			link = &item->next;
			continue;
		}
		*link = item->next;
		removed++;
		d->count--;
		if (rows[item->code].severity == DIAG_ERROR)
			d->errors--;
		else
			d->warnings--;
	}
	d->last_part = NULL;
	d->last_was_repeat = !d->last;
	return removed;
}

bool diag_report(diags *d, diag_code code, span at, const str *given,
		 size_t count)
{
	const str *arguments = copy_arguments(d->arena, given, count);
	known **bucket = bucket_of(d, code, at);
	d->last_was_repeat = true;
	for (const known *old = *bucket; old; old = old->next)
		if (is_same(old->item, code, at, arguments, count))
			return false;
	d->last_was_repeat = false;
	diag *item = ARENA_NEW(d->arena, diag);
	item->code = code;
	item->at = at;
	item->arguments = arguments;
	item->argument_count = count;
	known *entry = ARENA_NEW(d->arena, known);
	*entry = (known){item, *bucket};
	*bucket = entry;
	if (d->last)
		d->last->next = item;
	else
		d->first = item;
	d->last = item;
	d->last_part = NULL;
	d->count++;
	if (rows[code].severity == DIAG_ERROR)
		d->errors++;
	else
		d->warnings++;
	return false;
}

void diag_add_part(diags *d, bool is_hint, diag_text text, span at,
		   const str *arguments, size_t count)
{
	if (!d->last || d->last_was_repeat)
		return;
	diag_part *part = ARENA_NEW(d->arena, diag_part);
	part->is_hint = is_hint;
	part->text = text;
	part->at = at;
	part->arguments = copy_arguments(d->arena, arguments, count);
	part->argument_count = count;
	if (d->last_part)
		d->last_part->next = part;
	else
		d->last->parts = part;
	d->last_part = part;
}

void diag_suggest(diags *d, str wrong, const str *candidates, size_t count)
{
	size_t limit = str_code_points(wrong) / 3 + 1;
	size_t nearest = limit + 1, best = 0;
	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(wrong, candidates[i], limit);
		if (distance < nearest) {
			nearest = distance;
			best = i;
		}
	}
	if (nearest <= limit)
		diag_hint(d, HINT_DID_YOU_MEAN, candidates[best]);
}

static int by_place(const void *left, const void *right)
{
	const diag *a = *(const diag *const *)left;
	const diag *b = *(const diag *const *)right;
	if (a->at.source != b->at.source)
		return a->at.source < b->at.source ? -1 : 1;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

/* Merge sort of the list would do as well; arrays are shorter to read. */
const diag *diags_sorted(diags *d)
{
	if (!d->count)
		return NULL;
	diag **items = ARENA_ARRAY(d->arena, diag *, d->count);
	diag **spare = ARENA_ARRAY(d->arena, diag *, d->count);
	size_t n = 0;
	for (diag *item = d->first; item; item = item->next)
		items[n++] = item;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t from = 0; from < n; from += 2 * width) {
			size_t middle = from + width < n ? from + width : n;
			size_t end = middle + width < n ? middle + width : n;
			size_t i = from, j = middle, k = from;
			while (i < middle || j < end)
				if (j >= end ||
				    (i < middle &&
				     by_place(&items[i], &items[j]) <= 0))
					spare[k++] = items[i++];
				else
					spare[k++] = items[j++];
		}
		diag **swap = items;
		items = spare;
		spare = swap;
	}
	for (size_t i = 0; i < n; i++)
		items[i]->next = i + 1 < n ? items[i + 1] : NULL;
	d->first = items[0];
	d->last = items[n - 1];
	d->last_was_repeat = true; /* parts no longer know their owner */
	return d->first;
}

/* Whether a terminal would obey the character instead of showing it. */
static bool must_be_escaped(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static void append_escaped(buffer *out, str s)
{
	for (const char *p = s.data, *end = str_end(s); p < end;) {
		const char *start = p;
		uint32_t c = str_next_code_point(&p, end);
		if (must_be_escaped(c) || (c == 0xFFFD && p == start + 1))
			buffer_format(out, "\\u{%04X}",
				      c == 0xFFFD ? (unsigned char)*start : c);
		else
			buffer_append(out, (str){start, (size_t)(p - start)});
	}
}

void diag_expand(buffer *out, const char *text, const str *arguments,
		 size_t count)
{
	for (; *text; text++) {
		if (text[0] == '{' && text[1] >= '0' && text[1] <= '9' &&
		    text[2] == '}') {
			size_t index = (size_t)(text[1] - '0');
			if (index < count)
				append_escaped(out, arguments[index]);
			text += 2;
		} else {
			buffer_append_byte(out, *text);
		}
	}
}

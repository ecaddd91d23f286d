#include "prose.h"

/*
 * A paragraph put together from pieces, each with its place: what lies
 * between two bytes of it is found in the piece that has the first.
 */

void prose_begin(prose *p, arena *a, diags *d, const lint_options *options)
{
	*p = (prose){.arena = a, .diags = d, .lint = lint_new(a, d, options)};
}

void prose_add(prose *p, str text, span at, bool is_exact)
{
	if (!text.length)
		return;
	ARENA_GROW(p->arena, p->pieces, p->count, p->capacity);
	p->pieces[p->count++] =
	    (prose_piece){p->text.length, text.length, at, is_exact};
	buffer_append(&p->text, text);
}

/* Blanks were collapsed: the words nearest to where they would be. */
span prose_find(const sources *all, span at, str found, size_t from)
{
	const source *file = source_get(all, at.source);
	if (!file)
		return at;
	str raw = str_slice(file->bytes, at.start, at.length);
	for (size_t start = from < raw.length ? from : 0;; start = 0) {
		str rest = str_slice(raw, start, raw.length);
		size_t offset = str_find(rest, found);
		if (offset < rest.length)
			return (span){at.source,
				      at.start + (uint32_t)(start + offset),
				      (uint32_t)found.length};
		if (!start)
			return at;
	}
}

/* Where the bytes of the piece stand in its file. */
static span within(const prose *p, const prose_piece *piece, str found,
		   size_t from)
{
	const sources *all = diags_sources(p->diags);
	const source *file = source_get(all, piece->at.source);
	if (!file || !found.length)
		return piece->at;
	if (piece->is_exact)
		return xml_span_within(all, piece->at, from, found.length);
	return prose_find(all, piece->at, found, from);
}

static span locate(const void *context, size_t from, size_t length)
{
	const prose *p = context;
	for (size_t i = 0; i < p->count; i++) {
		const prose_piece *piece = &p->pieces[i];
		size_t end = piece->from + piece->length;
		if (from >= end)
			continue;
		size_t kept = from + length > end ? end - from : length;
		str found = str_slice(p->kept, from, kept);
		return within(p, piece, found, from - piece->from);
	}
	return NO_SPAN;
}

void prose_end_paragraph(prose *p)
{
	p->kept = str_copy(p->arena, buffer_str(&p->text));
	if (p->kept.length)
		lint_add(p->lint, p->kept, (lint_origin){locate, p});
	p->text.length = 0;
	p->count = 0;
}

void prose_finish(prose *p)
{
	lint_finish(p->lint);
	buffer_free(&p->text);
}

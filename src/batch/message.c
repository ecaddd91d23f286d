#include "run.h"

/* Diagnostics as bytes: from a worker to the run. */

static void put(buffer *b, uint32_t n)
{
	buffer_append(b, (str){(const char *)&n, sizeof n});
}

static void put_place(buffer *b, span at)
{
	put(b, at.source);
	put(b, at.start);
	put(b, at.length);
}

static void put_arguments(buffer *b, const str *arguments, size_t count)
{
	put(b, (uint32_t)count);
	for (size_t i = 0; i < count; i++) {
		put(b, (uint32_t)arguments[i].length);
		buffer_append(b, arguments[i]);
	}
}

static void put_part(buffer *b, const diag_part *part)
{
	put(b, part->is_hint);
	put(b, (uint32_t)part->text);
	put_place(b, part->at);
	put_arguments(b, part->arguments, part->argument_count);
}

static void put_message(buffer *b, const diag *item)
{
	uint32_t parts = 0;
	for (const diag_part *part = item->parts; part; part = part->next)
		parts++;
	put(b, (uint32_t)item->code);
	put_place(b, item->at);
	put_arguments(b, item->arguments, item->argument_count);
	put(b, parts);
	for (const diag_part *part = item->parts; part; part = part->next)
		put_part(b, part);
}

void messages_pack(diags *d, buffer *b)
{
	for (const diag *item = diags_sorted(d); item; item = item->next)
		put_message(b, item);
}

/* ---- And back ----------------------------------------------------------- */

#define MOST_ARGUMENTS 10

/* The bytes come from this program; a short read is the end of them. */
static uint32_t take(str *rest)
{
	uint32_t n = 0;
	if (rest->length >= sizeof n)
		memcpy(&n, rest->data, sizeof n);
	*rest = str_slice(*rest, sizeof n, rest->length);
	return n;
}

static span take_place(str *rest)
{
	span at = {take(rest), 0, 0};
	at.start = take(rest);
	at.length = take(rest);
	return at;
}

static size_t take_arguments(str *rest, str out[MOST_ARGUMENTS])
{
	size_t count = take(rest), kept = 0;
	for (size_t i = 0; i < count && rest->length; i++) {
		size_t length = take(rest);
		if (kept < MOST_ARGUMENTS)
			out[kept++] = str_slice(*rest, 0, length);
		*rest = str_slice(*rest, length, rest->length);
	}
	return kept;
}

static void take_part(str *rest, diags *d)
{
	str arguments[MOST_ARGUMENTS];
	bool is_hint = take(rest);
	diag_text text = (diag_text)take(rest);
	span at = take_place(rest);
	size_t count = take_arguments(rest, arguments);
	diag_add_part(d, is_hint, text, at, arguments, count);
}

void messages_unpack(str rest, str output, diags *d)
{
	while (rest.length) {
		str arguments[MOST_ARGUMENTS];
		diag_code code = (diag_code)take(&rest);
		span at = take_place(&rest);
		size_t count = take_arguments(&rest, arguments);
		diag_report(d, code, at, arguments, count);
		for (uint32_t parts = take(&rest); parts; parts--)
			take_part(&rest, d);
		diag_note(d, HINT_MADE_FOR, NO_SPAN, output);
	}
}

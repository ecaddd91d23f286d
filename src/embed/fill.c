#include "vanban/embed.h"

#include <stdio.h>

str embed_number(arena *a, str pattern, str number, str symbol)
{
	buffer text = {0};
	int64_t value;
	if (!number.length)
		return number;
	if (str_to_int64(number, &value) && value >= 0 && value < 10)
		number = text_format_two_digits(a, value);
	while (pattern.length) {
		size_t open = str_find(pattern, STR("{"));
		buffer_append(&text, str_slice(pattern, 0, open));
		pattern = str_slice(pattern, open, pattern.length);
		bool is_number = str_starts_with(pattern, STR("{so}"));
		if (pattern.length)
			buffer_append(&text, is_number ? number : symbol);
		size_t close = str_find(pattern, STR("}"));
		pattern = str_slice(pattern, close + 1, pattern.length);
	}
	str copy = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	return copy;
}

/* Where value goes: behind mark, if the attribute there is empty. */
typedef struct filling {
	str mark; /* "ngay=\"" */
	str value;
	bool always; /* the mark is followed by what it stands before */
} filling;

static size_t nearest(str rest, const filling *fillings, size_t count,
		      size_t *which)
{
	size_t first = rest.length;
	for (size_t i = 0; i < count; i++) {
		if (!fillings[i].value.length)
			continue;
		size_t at = str_find(rest, fillings[i].mark);
		if (at < first) {
			first = at;
			*which = i;
		}
	}
	return first;
}

/*
 * Our own bytes are canonical: the marks stand where embed_write put them, and
 * no text of a user can look like them, as quotes are escaped.
 */
void embed_fill(str bytes, str number, str date, buffer *out)
{
	str submitted = {NULL, 0};
	char attribute[64];
	if (date.length) {
		int length = snprintf(attribute, sizeof attribute,
				      " nop-luc=\"%.*s\"", STR_ARGS(date));
		submitted = (str){attribute, (size_t)length};
	}
	const filling fillings[] = {
	    {STR(" so=\"\" ky-hieu="), number, false},
	    {STR(" so=\"\" mau-so="), number, false},
	    {STR(" ngay=\"\""), date, false},
	    {STR(" tong-hop=\"co\">"), submitted, true},
	};
	while (bytes.length) {
		size_t which = 0;
		size_t at = nearest(bytes, fillings, 4, &which);
		const filling *f = &fillings[which];
		size_t quote = 0;
		buffer_append(out, str_slice(bytes, 0, at));
		bytes = str_slice(bytes, at, bytes.length);
		if (!bytes.length)
			break;
		if (!f->always)
			quote = str_find(bytes, STR("\"")) + 1;
		buffer_append(out, str_slice(bytes, 0, quote));
		if (f->always)
			buffer_append(out, f->value);
		else
			xml_put_escaped(out, f->value);
		buffer_append(out,
			      str_slice(bytes, quote, f->mark.length - quote));
		bytes = str_slice(bytes, f->mark.length, bytes.length);
	}
}

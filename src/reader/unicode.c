#include "text.h"

/* The next "<0041>" as bytes; false at anything else. */
static bool next_hex(str *rest, unsigned char out[64], size_t *length)
{
	size_t i = 0;
	*rest = str_trim(*rest);
	if (!str_starts_with(*rest, STR("<")))
		return false;
	*length = 0;
	for (i = 1; i + 1 < rest->length && rest->data[i] != '>'; i += 2) {
		int high = hex_digit(rest->data[i]);
		int low = hex_digit(rest->data[i + 1]);
		if (high < 0 || low < 0 || *length == 64)
			return false;
		out[(*length)++] = (unsigned char)(high << 4 | low);
	}
	*rest = str_slice(*rest, i + 1, rest->length);
	return true;
}

/* UTF-16BE as UTF-8. */
static void append_utf16(buffer *out, const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i + 1 < length; i += 2) {
		uint32_t c = (uint32_t)bytes[i] << 8 | bytes[i + 1];
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < length) {
			uint32_t low =
			    (uint32_t)bytes[i + 2] << 8 | bytes[i + 3];
			c = 0x10000 + ((c - 0xD800) << 10) + (low & 0x3FF);
			i += 2;
		}
		char encoded[4];
		size_t count = str_encode_code_point(c, encoded);
		buffer_append(out, (str){encoded, count});
	}
}

static void set_code(code_map *m, uint32_t code, const unsigned char *bytes,
		     size_t length)
{
	size_t start = m->text.length;
	if (code > UINT16_MAX || start > UINT32_MAX / 2)
		return;
	append_utf16(&m->text, bytes, length);
	m->codes[code].start = (uint32_t)start;
	m->codes[code].length = (uint16_t)(m->text.length - start);
}

static uint32_t code_of(const unsigned char *bytes, size_t length)
{
	uint32_t code = 0;
	for (size_t i = 0; i < length && i < 4; i++)
		code = code << 8 | bytes[i];
	return code;
}

static void read_characters(code_map *m, str rest)
{
	unsigned char code[64], text[64];
	size_t code_length, text_length;
	while (next_hex(&rest, code, &code_length) &&
	       next_hex(&rest, text, &text_length))
		set_code(m, code_of(code, code_length), text, text_length);
}

/* Of a range the last unit of the text counts up. */
static void read_ranges(code_map *m, str rest)
{
	unsigned char from[64], to[64], text[64];
	size_t from_length, to_length, length;
	while (next_hex(&rest, from, &from_length) &&
	       next_hex(&rest, to, &to_length) &&
	       next_hex(&rest, text, &length) && length >= 2) {
		uint32_t first = code_of(from, from_length);
		uint32_t last = code_of(to, to_length);
		for (uint32_t c = first; c <= last && c <= UINT16_MAX; c++) {
			set_code(m, c, text, length);
			if (++text[length - 1] == 0)
				text[length - 2]++;
		}
	}
}

/* Sections between begin and end. */
static void read_sections(code_map *m, str cmap, str begin, str end,
			  void read(code_map *, str))
{
	for (;;) {
		size_t at = str_find(cmap, begin);
		if (at == cmap.length)
			return;
		cmap = str_slice(cmap, at + begin.length, cmap.length);
		size_t stop = str_find(cmap, end);
		read(m, str_slice(cmap, 0, stop));
		cmap = str_slice(cmap, stop, cmap.length);
	}
}

void code_map_read(code_map *m, arena *a, str cmap)
{
	m->codes = ARENA_ARRAY(a, struct code_text, 65536);
	read_sections(m, cmap, STR("beginbfchar"), STR("endbfchar"),
		      read_characters);
	read_sections(m, cmap, STR("beginbfrange"), STR("endbfrange"),
		      read_ranges);
}

str code_map_text(const code_map *m, uint16_t code)
{
	struct code_text t = m->codes[code];
	return t.length ? (str){m->text.data + t.start, t.length}
			: (str){NULL, 0};
}

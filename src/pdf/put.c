#include "put.h"

void put_integer(buffer *out, int64_t n)
{
	char text[24];
	size_t at = sizeof text;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		text[--at] = '-';
	buffer_append(out, (str){text + at, sizeof text - at});
}

/* n parts of one, which is 1000 or 1000000 of them. */
static void put_parts(buffer *out, int64_t n, int64_t one)
{
	if (n < 0) {
		buffer_append_byte(out, '-');
		n = -n;
	}
	put_integer(out, n / one);
	int64_t rest = n % one;
	if (rest)
		buffer_append_byte(out, '.');
	for (one /= 10; rest; one /= 10) {
		buffer_append_byte(out, (char)('0' + rest / one));
		rest %= one;
	}
}

void put_thousandths(buffer *out, int64_t n)
{
	put_parts(out, n, 1000);
}

void put_millionths(buffer *out, int64_t n)
{
	put_parts(out, n, 1000000);
}

void put_reference_to(buffer *out, uint32_t number)
{
	put_integer(out, number);
	PUT(out, " 0 R");
}

void put_reference(buffer *out, const pdf_object *object)
{
	put_reference_to(out, object->number);
}

static const char digits[] = "0123456789ABCDEF";

void put_hex8(buffer *out, uint32_t value)
{
	char text[2] = {digits[value >> 4 & 15], digits[value & 15]};
	buffer_append(out, (str){text, sizeof text});
}

void put_hex16(buffer *out, uint32_t value)
{
	char text[4] = {digits[value >> 12 & 15], digits[value >> 8 & 15],
			digits[value >> 4 & 15], digits[value & 15]};
	buffer_append(out, (str){text, sizeof text});
}

void put_utf16(buffer *out, uint32_t code_point)
{
	if (code_point < 0x10000) {
		put_hex16(out, code_point);
		return;
	}
	code_point -= 0x10000;
	put_hex16(out, 0xD800 + (code_point >> 10));
	put_hex16(out, 0xDC00 + (code_point & 0x3FF));
}

static bool is_plain(str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i] < ' ' || s.data[i] > '~')
			return false;
	return true;
}

static void put_literal(buffer *out, str s)
{
	buffer_append_byte(out, '(');
	for (size_t i = 0; i < s.length; i++) {
		if (strchr("()\\", s.data[i]))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, s.data[i]);
	}
	buffer_append_byte(out, ')');
}

void put_text(buffer *out, str s)
{
	if (is_plain(s)) {
		put_literal(out, s);
		return;
	}
	PUT(out, "<FEFF");
	for (const char *p = s.data, *end = str_end(s); p < end;)
		put_utf16(out, str_next_code_point(&p, end));
	buffer_append_byte(out, '>');
}

void put_escaped(buffer *out, str s)
{
	for (size_t i = 0; i < s.length; i++) {
		switch (s.data[i]) {
		case '&':
			PUT(out, "&amp;");
			break;
		case '<':
			PUT(out, "&lt;");
			break;
		case '>':
			PUT(out, "&gt;");
			break;
		case '"':
			PUT(out, "&quot;");
			break;
		case '\'':
			PUT(out, "&apos;");
			break;
		default:
			buffer_append_byte(out, s.data[i]);
		}
	}
}

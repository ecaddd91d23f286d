#include "text.h"

int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	       c == '\0';
}

static bool is_delimiter(char c)
{
	return strchr("()<>[]{}/%", c) != NULL && c;
}

static bool is_regular(char c)
{
	return !is_space(c) && !is_delimiter(c);
}

static char peek(const tokens *t, size_t ahead)
{
	return t->at + ahead < t->bytes.length ? t->bytes.data[t->at + ahead]
					       : '\0';
}

static bool at_end(const tokens *t)
{
	return t->at >= t->bytes.length;
}

static void skip_blanks(tokens *t)
{
	while (!at_end(t)) {
		if (peek(t, 0) == '%')
			while (!at_end(t) && peek(t, 0) != '\n' &&
			       peek(t, 0) != '\r')
				t->at++;
		else if (is_space(peek(t, 0)))
			t->at++;
		else
			return;
	}
}

/* ---- Strings ------------------------------------------------------------ */

static void take_octal(tokens *t)
{
	int value = 0;
	for (int i = 0; i < 3 && peek(t, 0) >= '0' && peek(t, 0) <= '7'; i++)
		value = 8 * value + (t->bytes.data[t->at++] - '0');
	buffer_append_byte(&t->scratch, (char)value);
}

/* Behind a backslash. */
static void take_escape(tokens *t)
{
	static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
	char c = peek(t, 0);
	const char *known = c ? strchr(letters, c) : NULL;
	if (c >= '0' && c <= '7') {
		take_octal(t);
		return;
	}
	t->at++;
	if (c == '\r' && peek(t, 0) == '\n')
		t->at++;
	if (c == '\r' || c == '\n')
		return;
	buffer_append_byte(&t->scratch, known ? meanings[known - letters] : c);
}

static token_kind take_literal(tokens *t)
{
	unsigned depth = 1;
	t->scratch.length = 0;
	for (t->at++; !at_end(t);) {
		char c = t->bytes.data[t->at++];
		if (c == '\\') {
			take_escape(t);
			continue;
		}
		depth += c == '(';
		depth -= c == ')';
		if (!depth)
			break;
		buffer_append_byte(&t->scratch, c);
	}
	t->text = buffer_str(&t->scratch);
	return TOKEN_STRING;
}

static token_kind take_hex(tokens *t)
{
	int high = -1;
	t->scratch.length = 0;
	for (t->at++; !at_end(t) && peek(t, 0) != '>'; t->at++) {
		int digit = hex_digit(peek(t, 0));
		if (digit < 0)
			continue;
		if (high >= 0)
			buffer_append_byte(&t->scratch,
					   (char)(high << 4 | digit));
		high = high >= 0 ? -1 : digit;
	}
	if (high >= 0)
		buffer_append_byte(&t->scratch, (char)(high << 4));
	t->at++;
	t->text = buffer_str(&t->scratch);
	return TOKEN_STRING;
}

/* ---- Words -------------------------------------------------------------- */

/* "-12.5" -> -12500; false when it is no number. */
static bool read_thousandths(str s, int64_t *out)
{
	int64_t value = 0;
	int places = -1;
	bool negative = str_starts_with(s, STR("-")), any = false;
	for (size_t i = negative || str_starts_with(s, STR("+")); i < s.length;
	     i++) {
		if (s.data[i] == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
		any = true;
		if (places >= 3 || value > INT64_MAX / 100000)
			continue;
		value = 10 * value + (s.data[i] - '0');
		places += places >= 0;
	}
	for (places = places < 0 ? 0 : places; places < 3; places++)
		value *= 10;
	*out = negative ? -value : value;
	return any;
}

static token_kind take_word(tokens *t)
{
	size_t start = t->at;
	while (!at_end(t) && is_regular(peek(t, 0)))
		t->at++;
	if (t->at == start) { /* ')', '{', … */
		t->at++;
		return TOKEN_OTHER;
	}
	t->text = str_slice(t->bytes, start, t->at - start);
	return read_thousandths(t->text, &t->number) ? TOKEN_NUMBER
						     : TOKEN_OPERATOR;
}

static token_kind take_name(tokens *t)
{
	size_t start = ++t->at;
	while (!at_end(t) && is_regular(peek(t, 0)))
		t->at++;
	t->text = str_slice(t->bytes, start, t->at - start);
	return TOKEN_NAME;
}

static token_kind take_mark(tokens *t, size_t length, token_kind kind)
{
	t->at += length;
	return kind;
}

token_kind token_next(tokens *t)
{
	skip_blanks(t);
	t->start = t->at;
	if (at_end(t))
		return TOKEN_END;
	switch (peek(t, 0)) {
	case '(':
		return take_literal(t);
	case '/':
		return take_name(t);
	case '[':
		return take_mark(t, 1, TOKEN_OPEN_ARRAY);
	case ']':
		return take_mark(t, 1, TOKEN_CLOSE_ARRAY);
	case '<':
		return peek(t, 1) == '<' ? take_mark(t, 2, TOKEN_OPEN_DICT)
					 : take_hex(t);
	case '>':
		return peek(t, 1) == '>' ? take_mark(t, 2, TOKEN_CLOSE_DICT)
					 : take_mark(t, 1, TOKEN_OTHER);
	default:
		return take_word(t);
	}
}

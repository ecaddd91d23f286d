#include "lex.h"

#include "vanban/xml.h"

/* Longer ones first. */
static const struct symbol {
	const char *written;
	const char *means;
} symbols[] = {
    {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"≠", "!="}, {"≤", "<="},
    {"≥", ">="},  {"//", "//"}, {"..", ".."}, {"<", "<"},  {">", ">"},
    {"=", "="},	  {"+", "+"},	{"-", "-"},   {"*", "*"},  {"/", "/"},
    {"|", "|"},	  {"(", "("},	{")", ")"},   {"[", "["},  {"]", "]"},
    {",", ","},	  {"@", "@"},	{".", "."},
};

/* Quotes that word processors put in the place of ' and ". */
static const uint32_t curly_quotes[] = {0x2018, 0x2019, 0x201c,
					0x201d, 0x00b4, 0x0060};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (c >= 0xc0 && c != 0xd7 && c != 0xf7 && c < 0x1f00 &&
		!(c >= 0x2b0 && c < 0x300)) ||
	       (c >= 0x1e00 && c < 0x1fff);
}

static bool is_name_part(uint32_t c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

span lexer_span(const lexer *l, size_t start, size_t end)
{
	if (!l->at.source)
		return NO_SPAN;
	if (l->at.length == l->text.length)
		return (span){l->at.source, l->at.start + (uint32_t)start,
			      (uint32_t)(end - start)};
	return xml_span_within(diags_sources(l->diags), l->at, start,
			       end - start);
}

bool lexer_is(const lexer *l, const char *symbol)
{
	return l->current.kind == TOKEN_SYMBOL &&
	       str_equal(l->current.text, str_from(symbol));
}

static size_t name_end(str text, size_t from)
{
	const char *end = str_end(text);
	const char *cursor = text.data + from;
	while (cursor < end) {
		const char *before = cursor;
		if (!is_name_part(str_next_code_point(&cursor, end)))
			return (size_t)(before - text.data);
	}
	return text.length;
}

static bool starts_name(str text, size_t from)
{
	if (from >= text.length)
		return false;
	const char *cursor = text.data + from;
	return is_letter(str_next_code_point(&cursor, str_end(text)));
}

static void read_name(lexer *l, token_kind kind, size_t from)
{
	size_t end = name_end(l->text, from);
	l->current.kind = kind;
	l->current.text = str_slice(l->text, from, end - from);
	l->next = end;
}

static bool read_text(lexer *l, char quote)
{
	size_t from = l->next + 1;
	for (size_t i = from; i < l->text.length; i++) {
		if (l->text.data[i] != quote)
			continue;
		l->current.kind = TOKEN_TEXT;
		l->current.text = str_slice(l->text, from, i - from);
		l->next = i + 1;
		return true;
	}
	return diag_at(l->diags, DIAG_EXPR_UNCLOSED_TEXT,
		       lexer_span(l, l->next, l->next + 1),
		       (str){&l->text.data[l->next], 1});
}

/* Digits with at most one point; false when the value does not fit. */
static bool number_of(str digits, text_number *out)
{
	int64_t value = 0, scale = 1;
	bool after_point = false;
	for (size_t i = 0; i < digits.length; i++) {
		char c = digits.data[i];
		if (c == '.') {
			after_point = true;
			continue;
		}
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, c - '0', &value))
			return false;
		if (after_point && (scale *= 10) > 1000000)
			return false;
	}
	return text_number_divide(TEXT_INTEGER(value), TEXT_INTEGER(scale),
				  out);
}

static bool read_number(lexer *l)
{
	size_t start = l->next, i = start;
	bool point = false;
	while (i < l->text.length && (is_digit(l->text.data[i]) ||
				      (l->text.data[i] == '.' && !point))) {
		point = point || l->text.data[i] == '.';
		i++;
	}
	str digits = str_slice(l->text, start, i - start);
	size_t end = name_end(l->text, i);
	if (end > i || !number_of(digits, &l->current.number))
		return diag_at(l->diags, DIAG_EXPR_NUMBER,
			       lexer_span(l, start, end),
			       str_slice(l->text, start, end - start));
	l->current.kind = TOKEN_NUMBER;
	if (i < l->text.length && l->text.data[i] == '%') {
		i++;
		if (!text_number_divide(l->current.number, TEXT_INTEGER(100),
					&l->current.number))
			return diag_at(l->diags, DIAG_EXPR_NUMBER,
				       lexer_span(l, start, i), digits);
	}
	l->current.text = str_slice(l->text, start, i - start);
	l->next = i;
	return true;
}

static bool refuse_character(lexer *l)
{
	const char *start = l->text.data + l->next, *cursor = start;
	uint32_t c = str_next_code_point(&cursor, str_end(l->text));
	size_t length = (size_t)(cursor - start);
	bool is_visible = c > ' ' && c != 0xa0 && !(c >= 0x2000 && c < 0x2010);
	str shown = is_visible
			? str_format(l->arena, "“%.*s”", (int)length, start)
			: str_format(l->arena, "U+%04X", c);
	diag_at(l->diags, DIAG_EXPR_CHARACTER,
		lexer_span(l, l->next, l->next + length), shown);
	for (size_t i = 0; i < sizeof(curly_quotes) / sizeof(uint32_t); i++)
		if (curly_quotes[i] == c)
			diag_hint(l->diags, HINT_STRAIGHT_QUOTES);
	return false;
}

static bool read_symbol(lexer *l)
{
	str rest = str_slice(l->text, l->next, l->text.length);
	for (size_t i = 0; i < sizeof(symbols) / sizeof *symbols; i++) {
		str written = str_from(symbols[i].written);
		if (!str_starts_with(rest, written))
			continue;
		l->current.kind = TOKEN_SYMBOL;
		l->current.text = str_from(symbols[i].means);
		l->next += written.length;
		return true;
	}
	return refuse_character(l);
}

static bool read_token(lexer *l)
{
	char c = l->text.data[l->next];
	if (c == '\'' || c == '"')
		return read_text(l, c);
	if (is_digit(c))
		return read_number(l);
	if (c == '$' && starts_name(l->text, l->next + 1)) {
		read_name(l, TOKEN_VARIABLE, l->next + 1);
		return true;
	}
	if (starts_name(l->text, l->next)) {
		read_name(l, TOKEN_NAME, l->next);
		return true;
	}
	return read_symbol(l);
}

bool lexer_advance(lexer *l)
{
	l->previous_end = l->current.end;
	while (l->next < l->text.length && is_blank(l->text.data[l->next]))
		l->next++;
	l->current = (token){.kind = TOKEN_END, .start = l->next};
	if (l->next < l->text.length && !read_token(l))
		return false;
	l->current.end = l->next;
	return true;
}

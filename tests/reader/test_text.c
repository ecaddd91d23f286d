/* Content streams and codes in pieces, sound and broken. */
#include "testing.h"

#include "reader/text.h"

#include <stdio.h>

/* ---- Tokens ------------------------------------------------------------- */

static const struct row {
	const char *name;
	const char *stream;
	const char *expected; /* each token with a letter of its kind */
} rows[] = {
    {"nothing", "", ""},
    {"blanks and comments", " \t% (a)\n ", ""},
    {"numbers in thousandths", "12 -12.5 +.25 3. 1.23456",
     "n12000 n-12500 n250 n3000 n1234 "},
    {"no number", "1.2.3 - .", "o1.2.3 o- o. "},
    {"operators", "BT /F0 13 Tf ET", "oBT mF0 n13000 oTf oET "},
    {"a string", "(a(b)c)Tj", "sa(b)c oTj "},
    {"escapes", "(\\(\\)\\\\\\101\\n)", "s()\\A\n "},
    {"a line continued in a string", "(a\\\nb\\\r\nc)", "sabc "},
    {"a string without end", "(abc", "sabc "},
    {"an escape at the end", "(abc\\", NULL},
    {"hexadecimal", "<0041 4>", NULL},
    {"hexadecimal with rubbish", "<4x1>", "sA "},
    {"hexadecimal without end", "<41", "sA "},
    {"an array", "[(a)-5(b)]TJ", "[ sa n-5000 sb ] oTJ "},
    {"a dictionary", "/P<</MCID 3>>BDC", "mP { mMCID n3000 } oBDC "},
    {"stray marks", ") } {", "x x x "},
    {"a huge number", "99999999999999999999999999", NULL},
};

static char letter_of(token_kind kind)
{
	static const char letters[] = "-nmso[]{}x";
	return letters[kind];
}

static void append_token(buffer *out, const tokens *t, token_kind kind)
{
	buffer_append_byte(out, letter_of(kind));
	if (kind == TOKEN_NUMBER)
		buffer_format(out, "%lld", (long long)t->number);
	if (kind == TOKEN_NAME || kind == TOKEN_STRING ||
	    kind == TOKEN_OPERATOR)
		buffer_append(out, t->text);
	buffer_append_byte(out, ' ');
}

/* A row without expectation must only come to an end. */
static void check(void **state)
{
	const struct row *r = *state;
	tokens t = {.bytes = str_from(r->stream)};
	buffer said = {0};
	for (token_kind kind; (kind = token_next(&t)) != TOKEN_END;)
		append_token(&said, &t, kind);
	if (r->expected)
		assert_str_equal(buffer_str(&said), r->expected);
	buffer_free(&said);
	buffer_free(&t.scratch);
}

/* ---- Codes -------------------------------------------------------------- */

static const struct code_row {
	const char *name;
	const char *cmap;
	unsigned code;
	const char *expected;
} code_rows[] = {
    {"a character", "1 beginbfchar\n<0041><1EA0>\nendbfchar", 0x41, "Ạ"},
    {"the second of two", "beginbfchar <01><0061><02><0062> endbfchar", 2, "b"},
    {"a ligature", "beginbfchar <0003><00660069> endbfchar", 3, "fi"},
    {"beyond the BMP", "beginbfchar <0003><D83DDE00> endbfchar", 3, "😀"},
    {"a range", "beginbfrange <0010><0012><0061> endbfrange", 0x12, "c"},
    {"unknown", "beginbfchar <0041><0061> endbfchar", 0x42, ""},
    {"in two sections",
     "beginbfchar <01><61> endbfchar beginbfchar <02><0062> endbfchar", 2, "b"},
    {"half a surrogate at the end", "beginbfchar <01><D83D> endbfchar", 1,
     NULL},
    {"without end", "beginbfchar <01><00", 1, ""},
    {"an endless range", "beginbfrange <0000><FFFFFFFF><0061> endbfrange", 1,
     "b"},
    {"text that is too long",
     "beginbfchar <01><00410041004100410041004100410041004100410041004100410041"
     "0041004100410041004100410041004100410041004100410041004100410041004100410"
     "041> endbfchar",
     1, NULL},
};

static void check_code(void **state)
{
	const struct code_row *r = *state;
	code_map map = {0};
	arena *a = arena_new(0);
	code_map_read(&map, a, str_from(r->cmap));
	if (r->expected)
		assert_str_equal(code_map_text(&map, (uint16_t)r->code),
				 r->expected);
	buffer_free(&map.text);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(streams, rows, check);
	TEST_TABLE(codes, code_rows, check_code);
	return TEST_RUN(streams) + TEST_RUN(codes);
}

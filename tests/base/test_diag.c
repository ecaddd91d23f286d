#include "testing.h"

#include "vanban/diag.h"

struct expand_row {
	const char *name;
	const char *text;
	const char *expected;
};

static const str given[] = {STR_INIT("Láng\x1b[31m"), STR_INIT("a\xE2\x80\xAE"
							       "b")};

static const struct expand_row expands[] = {
    {"no argument", "thiếu", "thiếu"},
    {"escape sequence", "“{0}”", "“Láng\\u{001B}[31m”"},
    {"bidi override", "{1}!", "a\\u{202E}b!"},
    {"twice", "{1}{1}", "a\\u{202E}ba\\u{202E}b"},
    {"absent argument", "{7}.", "."},
    {"a brace alone", "{x}", "{x}"},
};

static void check_expand(void **state)
{
	const struct expand_row *row = *state;
	buffer out = {0};
	diag_expand(&out, row->text, given, 2);
	assert_str_equal(buffer_str(&out), row->expected);
	buffer_free(&out);
}

struct place_row {
	const char *name;
	const char *text;
	uint32_t offset, line, column;
};

static const struct place_row places[] = {
    {"first", "abc", 0, 1, 1},
    {"letters with tones count one", "Đống Đa x", 12, 1, 9},
    {"second line", "a\nbc", 3, 2, 2},
    {"combining marks count nothing", "te\xCC\x82n", 4, 1, 3},
    {"end of file", "a\n", 2, 2, 1},
    {"beyond the end", "a", 9, 1, 2},
};

static void check_place(void **state)
{
	const struct place_row *row = *state;
	const source file = {STR("t.xml"), str_from(row->text)};
	uint32_t line, column;
	source_position(&file, row->offset, &line, &column);
	assert_int_equal(line, row->line);
	assert_int_equal(column, row->column);
}

struct quote_row {
	const char *name;
	size_t letters;	 /* of two bytes each */
	size_t expected; /* bytes kept */
};

static const struct quote_row quotes[] = {
    {"a short argument is kept", 20, 40},
    {"a long one just fits", 500, 1000},
    {"a longer one ends in an ellipsis", 501, 1003},
    {"a megabyte ends in an ellipsis", 500000, 1003},
};

static void check_quote(void **state)
{
	const struct quote_row *row = *state;
	arena *a = arena_new(0);
	buffer text = {0};
	diags *d = diags_new(a, sources_new(a));
	for (size_t i = 0; i < row->letters; i++)
		buffer_append(&text, STR("é"));
	diag_at(d, DIAG_UNKNOWN_CODE, NO_SPAN, buffer_str(&text));
	str kept = diags_sorted(d)->arguments[0];
	assert_int_equal(kept.length, row->expected);
	assert_int_equal(str_ends_with(kept, STR("…")),
			 row->expected != row->letters * 2);
	buffer_free(&text);
	arena_free(a);
}

static void check_order(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	sources *s = sources_new(a);
	uint32_t one = source_add(s, STR("1"), STR("abc"));
	uint32_t two = source_add(s, STR("2"), STR("abc"));
	diags *d = diags_new(a, s);
	assert_false(diag_at(d, DIAG_XML_DOCTYPE, ((span){two, 0, 1})));
	diag_at(d, DIAG_TEXT_LOOK_ALIKE, ((span){one, 2, 1}), STR("x"));
	diag_hint(d, HINT_DID_YOU_MEAN, STR("y"));
	diag_at(d, DIAG_XML_DOCTYPE, ((span){one, 0, 1}));
	diag_at(d, DIAG_XML_DOCTYPE, ((span){one, 0, 1}));
	diag_hint(d, HINT_DID_YOU_MEAN, STR("not added to a repeat"));
	assert_int_equal(diags_errors(d), 2);
	assert_int_equal(diags_warnings(d), 1);
	const diag *first = diags_sorted(d);
	assert_int_equal(first->at.source, one);
	assert_int_equal(first->at.start, 0);
	assert_null(first->parts);
	assert_int_equal(first->next->code, DIAG_TEXT_LOOK_ALIKE);
	assert_str_equal(first->next->parts->arguments[0], "y");
	assert_int_equal(first->next->next->at.source, two);
	assert_null(first->next->next->next);
	arena_free(a);
}

/* Codes are stable names: none may stand twice, letter says severity. */
static void check_codes(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_CODE_COUNT; i++) {
		const diag_row *row = diag_row_of((diag_code)i);
		assert_int_equal(strlen(row->number), 5);
		assert_int_equal(row->number[0],
				 row->severity == DIAG_ERROR ? 'E' : 'W');
		for (int language = 0; language < 2; language++) {
			assert_true(strlen(row->title[language]) > 3);
			assert_true(strlen(row->explain[language]) > 10);
		}
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
			    row->number, diag_row_of((diag_code)j)->number);
	}
}

static void check_suggest(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	const str names[] = {STR_INIT("doan"), STR_INIT("bang")};
	diag_at(d, DIAG_UNKNOWN_ELEMENT, NO_SPAN, STR("dona"), STR("muc"));
	diag_suggest(d, STR("dona"), names, 2);
	diag_at(d, DIAG_UNKNOWN_ELEMENT, NO_SPAN, STR("xyzt"), STR("muc"));
	diag_suggest(d, STR("xyzt"), names, 2);
	const diag *first = diags_sorted(d);
	assert_str_equal(first->parts->arguments[0], "doan");
	assert_null(first->next->parts);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(expand, expands, check_expand);
	TEST_TABLE(place, places, check_place);
	TEST_TABLE(quote, quotes, check_quote);
	const struct CMUnitTest others[] = {cmocka_unit_test(check_order),
					    cmocka_unit_test(check_codes),
					    cmocka_unit_test(check_suggest)};
	int failed = TEST_RUN(expand) + TEST_RUN(place) + TEST_RUN(quote);
	return failed + cmocka_run_group_tests(others, NULL, NULL);
}

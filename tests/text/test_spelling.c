#include "testing.h"
#include "vanban/text.h"

#include <stdio.h>

static const struct row {
	const char *name; /* the word */
	text_spelling spelling;
} rows[] = {
    {"toàn", TEXT_SPELLING_SOUND},     {"tòan", TEXT_SPELLING_MISPLACED},
    {"hòa", TEXT_SPELLING_OLD},	       {"hoà", TEXT_SPELLING_NEW},
    {"thúy", TEXT_SPELLING_OLD},       {"THUÝ", TEXT_SPELLING_NEW},
    {"quý", TEXT_SPELLING_SOUND},      {"qúy", TEXT_SPELLING_MISPLACED},
    {"giá", TEXT_SPELLING_SOUND},      {"gía", TEXT_SPELLING_MISPLACED},
    {"gìn", TEXT_SPELLING_SOUND},      {"giếng", TEXT_SPELLING_SOUND},
    {"được", TEXT_SPELLING_SOUND},     {"đựơc", TEXT_SPELLING_MISPLACED},
    {"khuỷu", TEXT_SPELLING_SOUND},    {"nghiêng", TEXT_SPELLING_SOUND},
    {"nghành", TEXT_SPELLING_FOREIGN}, {"ngiêng", TEXT_SPELLING_FOREIGN},
    {"kông", TEXT_SPELLING_FOREIGN},   {"cê", TEXT_SPELLING_FOREIGN},
    {"yêu", TEXT_SPELLING_SOUND},      {"iêu", TEXT_SPELLING_FOREIGN},
    {"tiêu", TEXT_SPELLING_SOUND},     {"tyêu", TEXT_SPELLING_FOREIGN},
    {"cat", TEXT_SPELLING_FOREIGN},    {"cát", TEXT_SPELLING_SOUND},
    {"MTTQ", TEXT_SPELLING_FOREIGN},   {"Đống", TEXT_SPELLING_SOUND},
    {"", TEXT_SPELLING_FOREIGN},       {"nghiêngg", TEXT_SPELLING_FOREIGN},
};

static void check_word(void **state)
{
	const struct row *r = *state;
	assert_int_equal(text_spell(str_from(r->name)), r->spelling);
}

/* Debian's list, where it is installed: no syllable of it is refused. */
static void agrees_with_hunspell(void **state)
{
	(void)state;
	FILE *list = fopen("/usr/share/hunspell/vi_VN.dic", "r");
	char line[256];
	size_t refused = 0, sound = 0;
	if (!list)
		skip();
	while (fgets(line, sizeof line, list)) {
		line[strcspn(line, "/\r\n")] = 0;
		bool is_syllable =
		    text_spell(str_from(line)) != TEXT_SPELLING_FOREIGN;
		bool is_marked = false;
		for (const char *p = line; *p; p++)
			is_marked |= (*p & 0x80) != 0;
		sound += is_syllable;
		refused += is_marked && !is_syllable;
		assert_int_not_equal(text_spell(str_from(line)),
				     TEXT_SPELLING_MISPLACED);
	}
	fclose(list);
	assert_true(sound > 6000);
	assert_true(refused <= 3); /* palăng, têt, HĐND */
}

static const struct old_row {
	const char *name;
	const char *text, *unicode;
	text_page page;
} old_rows[] = {
    {"TCVN3", "§èng §a lµ quËn néi thµnh", "Đống Đa là quận nội thành",
     TEXT_TCVN3},
    {"VNI", "Uûy ban Maët traän Toå quoác, ñoaøn keát",
     "Ủy ban Mặt trận Tổ quốc, đoàn kết", TEXT_VNI},
    {"VNI capitals", "ÑOÁNG ÑA ñöôïc thaønh laäp", "ĐỐNG ĐA được thành lập",
     TEXT_VNI},
    {"foreign words stay", "§¶ng vµ Microsoft, H2O", "Đảng và Microsoft, H2O",
     TEXT_TCVN3},
    {"Unicode stays", "Đống Đa là quận", "Đống Đa là quận", TEXT_UNICODE},
};

static void check_page(void **state)
{
	const struct old_row *r = *state;
	arena *a = arena_new(0);
	size_t at, length;
	str text = str_from(r->text);
	assert_int_equal(text_find_page(text, &at, &length), r->page);
	assert_str_equal(text_from_page(a, text, r->page), r->unicode);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest others[] = {
	    cmocka_unit_test(agrees_with_hunspell)};
	TEST_TABLE(words, rows, check_word);
	TEST_TABLE(pages, old_rows, check_page);
	return TEST_RUN(words) + TEST_RUN(pages) +
	       cmocka_run_group_tests_name("lists", others, NULL, NULL);
}

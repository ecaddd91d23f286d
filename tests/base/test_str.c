#include "testing.h"

#include "vanban/arena.h"

struct number_row {
	const char *name;
	const char *input;
	bool good;
	int64_t expected;
};

static const struct number_row numbers[] = {
    {"zero", "0", true, 0},
    {"largest", "9223372036854775807", true, INT64_MAX},
    {"smallest", "-9223372036854775808", true, INT64_MIN},
    {"one too large", "9223372036854775808", false, 0},
    {"one too small", "-9223372036854775809", false, 0},
    {"empty", "", false, 0},
    {"sign alone", "-", false, 0},
    {"plus sign", "+1", false, 0},
    {"blank", " 1", false, 0},
    {"grouped", "1.000", false, 0},
    {"leading zeros", "007", true, 7},
};

static void check_number(void **state)
{
	const struct number_row *row = *state;
	int64_t got = -1;
	assert_int_equal(str_to_int64(str_from(row->input), &got), row->good);
	if (row->good)
		assert_true(got == row->expected);
}

struct distance_row {
	const char *name;
	const char *a, *b;
	size_t limit, expected;
};

static const struct distance_row distances[] = {
    {"same", "tt.luot", "tt.luot", 3, 0},
    {"one letter", "tt.lot", "tt.luot", 3, 1},
    {"swapped", "tt.lout", "tt.luot", 3, 1},
    {"tone is one letter", "lượt", "lươt", 3, 1},
    {"beyond the limit", "abc", "xyz", 1, 2},
    {"empty", "", "ab", 3, 2},
};

static void check_distance(void **state)
{
	const struct distance_row *row = *state;
	assert_int_equal(
	    str_distance(str_from(row->a), str_from(row->b), row->limit),
	    row->expected);
}

struct decode_row {
	const char *name;
	const char *bytes;
	uint32_t expected;
	size_t moved;
};

static const struct decode_row decodes[] = {
    {"ascii", "a", 'a', 1},
    {"two bytes", "đ", 0x111, 2},
    {"three bytes", "ộ", 0x1ED9, 3},
    {"four bytes", "\xF0\x9F\x87\xBB", 0x1F1FB, 4},
    {"lone continuation", "\x80", 0xFFFD, 1},
    {"cut short", "\xE1\xBB", 0xFFFD, 1},
    {"overlong", "\xC0\x80", 0xFFFD, 1},
    {"overlong in three", "\xE0\x80\x80", 0xFFFD, 1},
    {"surrogate", "\xED\xA0\x80", 0xFFFD, 1},
    {"beyond Unicode", "\xF4\x90\x80\x80", 0xFFFD, 1},
};

static void check_decode(void **state)
{
	const struct decode_row *row = *state;
	const char *cursor = row->bytes;
	char again[4];
	uint32_t c =
	    str_next_code_point(&cursor, row->bytes + strlen(row->bytes));
	assert_int_equal(c, row->expected);
	assert_int_equal(cursor - row->bytes, row->moved);
	if (c != 0xFFFD) {
		assert_int_equal(str_encode_code_point(c, again), row->moved);
		assert_memory_equal(again, row->bytes, row->moved);
	}
}

static void check_words(void **state)
{
	(void)state;
	str rest = STR("  một\thai \n ba"), word;
	assert_true(str_next_word(&rest, &word));
	assert_str_equal(word, "một");
	assert_true(str_next_word(&rest, &word));
	assert_str_equal(word, "hai");
	assert_true(str_next_word(&rest, &word));
	assert_str_equal(word, "ba");
	assert_false(str_next_word(&rest, &word));
	assert_str_equal(str_trim(STR(" \t1\xC2\xA0 ")), "1\xC2\xA0");
}

/* UBSan sees what is done to a null pointer. */
static void check_nothing(void **state)
{
	(void)state;
	const str nothing = {NULL, 0};
	assert_null(str_end(nothing));
	assert_null(str_slice(nothing, 3, 5).data);
	assert_true(str_ends_with(nothing, nothing));
	assert_int_equal(str_code_points(nothing), 0);
	assert_int_equal(str_distance(nothing, STR("a"), 3), 1);
}

static void check_arena(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	const str parts[] = {STR_INIT("A"), STR_INIT("B"), STR_INIT("C")};
	char *big = arena_allocate(a, 100000), *next = arena_allocate(a, 8);
	big[99999] = 1;
	assert_int_equal(next[0], 0);
	assert_int_equal((uintptr_t)next % 16, 0);
	assert_str_equal(str_join(a, parts, 3, STR(", ")), "A, B, C");
	assert_str_equal(str_join(a, parts, 0, STR(", ")), "");
	assert_str_equal(str_format(a, "%d%s", 21, " phường"), "21 phường");
	assert_true(arena_used(a) >= 100008);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(number, numbers, check_number);
	TEST_TABLE(distance, distances, check_distance);
	TEST_TABLE(decode, decodes, check_decode);
	const struct CMUnitTest others[] = {cmocka_unit_test(check_words),
					    cmocka_unit_test(check_nothing),
					    cmocka_unit_test(check_arena)};
	int failed = TEST_RUN(number) + TEST_RUN(distance) + TEST_RUN(decode);
	return failed + cmocka_run_group_tests(others, NULL, NULL);
}

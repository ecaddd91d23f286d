#include "testing.h"

#include "vanban/text.h"

static const struct row {
	const char *name;
	str items[4];
	size_t count;
	const char *expected;
} rows[] = {
    {"none", {{NULL, 0}}, 0, ""},
    {"one", {STR_INIT("Láng Hạ")}, 1, "Láng Hạ"},
    {"two",
     {STR_INIT("Láng Hạ"), STR_INIT("Thổ Quan")},
     2,
     "Láng Hạ và Thổ Quan"},
    {"three", {STR_INIT("A"), STR_INIT("B"), STR_INIT("C")}, 3, "A, B và C"},
    {"four",
     {STR_INIT("A"), STR_INIT("B"), STR_INIT("C"), STR_INIT("D")},
     4,
     "A, B, C và D"},
    {"an empty one", {STR_INIT(""), STR_INIT("B")}, 2, " và B"},
};

static void check(void **state)
{
	const struct row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(text_list(a, row->items, row->count), row->expected);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(list, rows, check);
	return TEST_RUN(list);
}

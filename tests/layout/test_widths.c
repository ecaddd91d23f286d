/* Widths of columns: integer, exact, bounded. */
#include "../../src/layout/widths.h"

#include "testing.h"

#define MOST 6

/* A column: least, natural, fixed, share; widths expected, 0 ends them. */
static const struct row {
	const char *name;
	widths_column columns[MOST];
	mpt total;
	mpt expected[MOST];
	mpt needed;
} rows[] = {
    {"natural widths fit exactly",
     {{10, 20, 0, 0, 0, 0}, {10, 30, 0, 0, 0, 0}},
     50,
     {20, 30},
     20},
    {"room left over is shared in proportion",
     {{10, 20, 0, 0, 0, 0}, {10, 30, 0, 0, 0, 0}},
     100,
     {40, 60},
     20},
    {"left over to the last unit",
     {{1, 1, 0, 0, 0, 0}, {1, 1, 0, 0, 0, 0}, {1, 1, 0, 0, 0, 0}},
     100,
     {33, 33, 34},
     3},
    {"a short column keeps its natural width beside a long one",
     {{10, 40, 0, 0, 0, 0}, {10, 1000, 0, 0, 0, 0}},
     200,
     {40, 160},
     20},
    {"two long columns share alike",
     {{10, 900, 0, 0, 0, 0}, {10, 500, 0, 0, 0, 0}},
     201,
     {101, 100},
     20},
    {"none below its least",
     {{150, 900, 0, 0, 0, 0}, {10, 500, 0, 0, 0, 0}},
     200,
     {150, 50},
     160},
    {"all at their least",
     {{50, 900, 0, 0, 0, 0}, {70, 500, 0, 0, 0, 0}},
     120,
     {50, 70},
     120},
    {"fixed beside free",
     {{5, 5, 60, 0, 0, 0}, {10, 20, 0, 0, 0, 0}, {10, 20, 0, 0, 0, 0}},
     100,
     {60, 20, 20},
     80},
    {"only fixed columns are widened",
     {{5, 5, 20, 0, 0, 0}, {5, 5, 30, 0, 0, 0}},
     100,
     {40, 60},
     50},
    {"shares divide what is left",
     {{5, 5, 40, 0, 0, 0}, {5, 5, 0, 1, 0, 0}, {5, 5, 0, 2, 0, 0}},
     100,
     {40, 20, 40},
     50},
    {"a share never below its least",
     {{50, 50, 0, 1, 0, 0}, {5, 5, 0, 9, 0, 0}},
     100,
     {50, 50},
     55},
    {"several shares raised",
     {{30, 30, 0, 1, 0, 0}, {35, 35, 0, 2, 0, 0}, {5, 5, 0, 97, 0, 0}},
     100,
     {30, 35, 35},
     70},
    {"free columns are natural, shares take the rest",
     {{5, 30, 0, 0, 0, 0}, {5, 500, 0, 1, 0, 0}},
     100,
     {30, 70},
     10},
    {"free columns give way to the least of shares",
     {{5, 90, 0, 0, 0, 0}, {40, 500, 0, 1, 0, 0}},
     100,
     {60, 40},
     45},
    {"short cells are not broken for the heads of others",
     {{10, 40, 0, 0, 0, 40}, {10, 40, 0, 0, 0, 0}, {10, 90, 0, 0, 0, 0}},
     100,
     {40, 30, 30},
     30},
    {"short cells give way when there is no room",
     {{10, 60, 0, 0, 0, 60}, {30, 40, 0, 0, 0, 0}, {30, 90, 0, 0, 0, 0}},
     100,
     {40, 30, 30},
     70},
    {"one column takes all", {{10, 20, 0, 0, 0, 0}}, 100, {100}, 10},
    {"too wide by one",
     {{50, 90, 0, 0, 0, 0}, {51, 90, 0, 0, 0, 0}},
     100,
     {0},
     101},
    {"fixed columns too wide",
     {{5, 5, 60, 0, 0, 0}, {5, 5, 50, 0, 0, 0}},
     100,
     {0},
     110},
    {"fixed leave too little",
     {{5, 5, 90, 0, 0, 0}, {11, 50, 0, 0, 0, 0}},
     100,
     {0},
     101},
};

static void check(void **state)
{
	const struct row *row = *state;
	widths_column columns[MOST];
	size_t count = 0;
	mpt needed, sum = 0;
	memcpy(columns, row->columns, sizeof columns);
	while (count < MOST && columns[count].least)
		count++;
	bool fits = widths_choose(columns, count, row->total, &needed);
	assert_int_equal(needed, row->needed);
	assert_int_equal(fits, row->expected[0] != 0);
	for (size_t i = 0; fits && i < count; i++) {
		assert_int_equal(columns[i].width, row->expected[i]);
		sum += columns[i].width;
	}
	if (fits)
		assert_int_equal(sum, row->total);
}

int main(void)
{
	TEST_TABLE(widths, rows, check);
	return TEST_RUN(widths);
}

#include "testing.h"

#include "vanban/text.h"

static const struct row {
	const char *name;
	text_number number;
	text_words_style style;
	const char *expected; /* NULL: refused */
} rows[] = {
    {"0", {0, 1}, {false, false}, "không"},
    {"1", {1, 1}, {false, false}, "một"},
    {"4", {4, 1}, {false, false}, "bốn"},
    {"5", {5, 1}, {false, false}, "năm"},
    {"10", {10, 1}, {false, false}, "mười"},
    {"11", {11, 1}, {false, false}, "mười một"},
    {"14", {14, 1}, {false, false}, "mười bốn"},
    {"15", {15, 1}, {false, false}, "mười lăm"},
    {"20", {20, 1}, {false, false}, "hai mươi"},
    {"21", {21, 1}, {false, false}, "hai mươi mốt"},
    {"24", {24, 1}, {false, false}, "hai mươi tư"},
    {"25", {25, 1}, {false, false}, "hai mươi lăm"},
    {"30", {30, 1}, {false, false}, "ba mươi"},
    {"44", {44, 1}, {false, false}, "bốn mươi tư"},
    {"55", {55, 1}, {false, false}, "năm mươi lăm"},
    {"100", {100, 1}, {false, false}, "một trăm"},
    {"101", {101, 1}, {false, false}, "một trăm linh một"},
    {"104", {104, 1}, {false, false}, "một trăm linh bốn"},
    {"105", {105, 1}, {false, false}, "một trăm linh năm"},
    {"110", {110, 1}, {false, false}, "một trăm mười"},
    {"111", {111, 1}, {false, false}, "một trăm mười một"},
    {"115", {115, 1}, {false, false}, "một trăm mười lăm"},
    {"121", {121, 1}, {false, false}, "một trăm hai mươi mốt"},
    {"359", {359, 1}, {false, false}, "ba trăm năm mươi chín"},
    {"1.000", {1000, 1}, {false, false}, "một nghìn"},
    {"1.001", {1001, 1}, {false, false}, "một nghìn không trăm linh một"},
    {"1.005", {1005, 1}, {false, false}, "một nghìn không trăm linh năm"},
    {"1.015", {1015, 1}, {false, false}, "một nghìn không trăm mười lăm"},
    {"1.021", {1021, 1}, {false, false}, "một nghìn không trăm hai mươi mốt"},
    {"1.105", {1105, 1}, {false, false}, "một nghìn một trăm linh năm"},
    {"2.005", {2005, 1}, {false, false}, "hai nghìn không trăm linh năm"},
    {"9.856", {9856, 1}, {false, false}, "chín nghìn tám trăm năm mươi sáu"},
    {"10.000", {10000, 1}, {false, false}, "mười nghìn"},
    {"100.000", {100000, 1}, {false, false}, "một trăm nghìn"},
    {"1.000.001",
     {1000001, 1},
     {false, false},
     "một triệu không trăm linh một"},
    {"1.000.021",
     {1000021, 1},
     {false, false},
     "một triệu không trăm hai mươi mốt"},
    {"1.000.105", {1000105, 1}, {false, false}, "một triệu một trăm linh năm"},
    {"200.000.000", {200000000, 1}, {false, false}, "hai trăm triệu"},
    {"237.902.200",
     {237902200, 1},
     {false, false},
     "hai trăm ba mươi bảy triệu chín trăm linh hai nghìn hai trăm"},
    {"1.413.860.796",
     {1413860796, 1},
     {false, false},
     "một tỷ bốn trăm mười ba triệu tám trăm sáu mươi nghìn bảy trăm chín mươi "
     "sáu"},
    {"1.830.081.000",
     {1830081000, 1},
     {false, false},
     "một tỷ tám trăm ba mươi triệu không trăm tám mươi mốt nghìn"},
    {"2.366.435.000",
     {2366435000, 1},
     {false, false},
     "hai tỷ ba trăm sáu mươi sáu triệu bốn trăm ba mươi lăm nghìn"},
    {"2.366.435.005",
     {2366435005, 1},
     {false, false},
     "hai tỷ ba trăm sáu mươi sáu triệu bốn trăm ba mươi lăm nghìn không trăm "
     "linh năm"},
    {"1.000.000.000", {1000000000, 1}, {false, false}, "một tỷ"},
    {"1.000.000.001",
     {1000000001, 1},
     {false, false},
     "một tỷ không trăm linh một"},
    {"63.544.100.000",
     {63544100000, 1},
     {false, false},
     "sáu mươi ba tỷ năm trăm bốn mươi tư triệu một trăm nghìn"},
    {"1.000.000.000.000", {1000000000000, 1}, {false, false}, "một nghìn tỷ"},
    {"1.000.000.000.001",
     {1000000000001, 1},
     {false, false},
     "một nghìn tỷ không trăm linh một"},
    {"1.000.000.000.000.000",
     {1000000000000000, 1},
     {false, false},
     "một triệu tỷ"},
    {"1.000.000.000.000.000.000",
     {1000000000000000000, 1},
     {false, false},
     "một tỷ tỷ"},
    {"9.223.372.036.854.775.807",
     {9223372036854775807, 1},
     {false, false},
     "chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm "
     "ba mươi sáu tỷ tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn "
     "tám trăm linh bảy"},
    {"-5", {-5, 1}, {false, false}, "âm năm"},
    {"-1.000.001",
     {-1000001, 1},
     {false, false},
     "âm một triệu không trăm linh một"},
    {"-9.223.372.036.854.775.808",
     {INT64_MIN, 1},
     {false, false},
     "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không "
     "trăm ba mươi sáu tỷ tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm "
     "nghìn tám trăm linh tám"},
    {"Southern 1001", {1001, 1}, {true, true}, "một ngàn không trăm lẻ một"},
    {"Southern 105", {105, 1}, {true, true}, "một trăm lẻ năm"},
    {"Southern 1000001",
     {1000001, 1},
     {true, true},
     "một triệu không trăm lẻ một"},
    {"Southern 25000", {25000, 1}, {true, true}, "hai mươi lăm ngàn"},
    {"Southern 1105", {1105, 1}, {true, true}, "một ngàn một trăm lẻ năm"},
    {"Southern 1830081000",
     {1830081000, 1},
     {true, true},
     "một tỷ tám trăm ba mươi triệu không trăm tám mươi mốt ngàn"},
    {"lẻ with nghìn", {1001, 1}, {true, false}, "một nghìn không trăm lẻ một"},
    {"linh with ngàn",
     {1001, 1},
     {false, true},
     "một ngàn không trăm linh một"},
    {"93,48", {9348, 100}, {false, false}, "chín mươi ba phẩy bốn tám"},
    {"0,5", {1, 2}, {false, false}, "không phẩy năm"},
    {"93,05", {1861, 20}, {false, false}, "chín mươi ba phẩy không năm"},
    {"-0,25", {-1, 4}, {false, false}, "âm không phẩy hai năm"},
    {"1.001,000001",
     {1001000001, 1000000},
     {false, false},
     "một nghìn không trăm linh một phẩy không không không không không một"},
    {"one eighth", {1, 8}, {false, false}, "không phẩy một hai năm"},
    {"not in lowest terms", {10, 4}, {false, false}, "hai phẩy năm"},
    {"one third", {1, 3}, {false, false}, NULL},
    {"seven places", {1, 10000000}, {false, false}, NULL},
    {"a denominator that is huge",
     {1, 9223372036854775807},
     {false, false},
     NULL},
};

static void check(void **state)
{
	const struct row *row = *state;
	arena *a = arena_new(0);
	str words = {NULL, 0};
	bool ok = text_number_words(a, row->number, row->style, &words);
	assert_int_equal(ok, row->expected != NULL);
	if (row->expected)
		assert_str_equal(words, row->expected);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(words, rows, check);
	return TEST_RUN(words);
}

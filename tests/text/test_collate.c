#include "testing.h"

#include "vanban/text.h"

static const struct pair_row {
	const char *name;
	str a, b;
	int expected;
} pairs[] = {
    {"a before ă", STR_INIT("an"), STR_INIT("ăn"), -1},
    {"ă before â", STR_INIT("ăn"), STR_INIT("ân"), -1},
    {"dê before đa", STR_INIT("dê"), STR_INIT("đa"), -1},
    {"e before ê", STR_INIT("em"), STR_INIT("êm"), -1},
    {"o before ô", STR_INIT("om"), STR_INIT("ôm"), -1},
    {"ô before ơ", STR_INIT("ôm"), STR_INIT("ơm"), -1},
    {"u before ư", STR_INIT("um"), STR_INIT("ưm"), -1},
    {"ngang before huyền", STR_INIT("ma"), STR_INIT("mà"), -1},
    {"huyền before hỏi", STR_INIT("mà"), STR_INIT("mả"), -1},
    {"hỏi before ngã", STR_INIT("mả"), STR_INIT("mã"), -1},
    {"ngã before sắc", STR_INIT("mã"), STR_INIT("má"), -1},
    {"sắc before nặng", STR_INIT("má"), STR_INIT("mạ"), -1},
    {"letters before tones", STR_INIT("mạ"), STR_INIT("man"), -1},
    {"the hat outweighs the tone", STR_INIT("mạ"), STR_INIT("mâ"), -1},
    {"first syllable decides", STR_INIT("La H"), STR_INIT("Lá B"), -1},
    {"tones of the first before letters of the second", STR_INIT("Láng Hạ"),
     STR_INIT("Lạng Ba"), -1},
    {"shorter first", STR_INIT("Láng"), STR_INIT("Láng Hạ"), -1},
    {"small before capital", STR_INIT("láng"), STR_INIT("Láng"), -1},
    {"case decides within its syllable", STR_INIT("láng Thượng"),
     STR_INIT("Láng Hạ"), -1},
    {"digits before letters", STR_INIT("Phường 7"), STR_INIT("Phường Láng"),
     -1},
    {"hòa and hoà by bytes alone", STR_INIT("hòa"), STR_INIT("hoà"), 1},
    {"hòa and hoà do not outweigh the next word", STR_INIT("hoà bình"),
     STR_INIT("hòa giải"), -1},
    {"the other way round too", STR_INIT("hòa bình"), STR_INIT("hoà giải"), -1},
    {"thúy and thuý likewise", STR_INIT("Thúy An"), STR_INIT("Thuý Ba"), -1},
    {"same", STR_INIT("Ủy ban"), STR_INIT("Ủy ban"), 0},
    {"NFC and NFD", STR_INIT("Ủy ban Mặt trận"),
     STR_INIT("U\u0309y ban Ma\u0323\u0306t tra\u0323\u0302n"), 0},
    {"half composed", STR_INIT("quốc"), STR_INIT("quô\u0301c"), 0},
    {"both empty", STR_INIT(""), STR_INIT(""), 0},
    {"empty first", STR_INIT(""), STR_INIT("a"), -1},
    {"blank is not empty", STR_INIT(""), STR_INIT(" "), -1},
    {"more blanks are not the same", STR_INIT("a  b"), STR_INIT("a b"), -1},
    {"a word without end",
     STR_INIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	      "aaaaaaaaaaaaaaaaaaaaaaab"),
     STR_INIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	      "aaaaaaaaaaaaaaaaaaaaaaac"),
     -1},
    {"marks without end",
     STR_INIT("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"),
     STR_INIT("b"), -1},
    {"what is no UTF-8", STR_INIT("\xFF\xFE"), STR_INIT("\xFF\xFF"), -1},
};

static void check_pair(void **state)
{
	const struct pair_row *row = *state;
	assert_int_equal(text_collate(row->a, row->b), row->expected);
	assert_int_equal(text_collate(row->b, row->a), -row->expected);
}

/* The wards of quận Đống Đa: every one comes after all before it. */
static const struct ward_row {
	const char *name;
} wards[] = {
    {"Cát Linh"},    {"Hàng Bột"},     {"Khâm Thiên"},	{"Khương Thượng"},
    {"Kim Liên"},    {"Láng Hạ"},      {"Láng Thượng"}, {"Nam Đồng"},
    {"Ngã Tư Sở"},   {"Ô Chợ Dừa"},    {"Phương Liên"}, {"Phương Mai"},
    {"Quang Trung"}, {"Quốc Tử Giám"}, {"Thịnh Quang"}, {"Thổ Quan"},
    {"Trung Liệt"},  {"Trung Phụng"},  {"Trung Tự"},	{"Văn Chương"},
    {"Văn Miếu"},
};

static void check_ward(void **state)
{
	const struct ward_row *row = *state;
	for (const struct ward_row *other = wards; other < row; other++)
		assert_true(text_collate(str_from(other->name),
					 str_from(row->name)) < 0);
}

/* ---- Names ------------------------------------------------------------------
 */

/* In the order tên, họ, đệm; invented but for their given names. */
static const struct person_row {
	const char *name;
	const char *key;
} people[] = {
    {"Bùi Thị An", ""},
    {"Đinh Hoàng An", ""},
    {"Nguyễn Thị An", ""},
    {"Nguyễn Đức Anh", ""},
    {"Trần Văn Ánh", ""},
    {"Lê Hồng Ân", ""},
    {"Phạm Mạnh Cường", ""},
    {"Vũ Tiến Dũng", ""},
    {"Ngô Văn Dự", ""},
    {"Hoàng Anh Đào", ""},
    {"Đỗ Thành Đạt", ""},
    {"Mai Công Hậu", ""},
    {"Chu Thu Hiền", ""},
    {"Tạ Quỳnh Hoa", ""},
    {"Đào Thái Hòa", ""},
    {"Lý Thái Hoà", ""},
    {"Cao Văn Huân", ""},
    {"Hồ Thanh Liêm", ""},
    {"Thượng tọa Thích Trí Minh", "Lâm Minh"},
    {"Trương Nhật Minh", ""},
    {"Kiều Thị Ngần", ""},
    {"Dương Thanh Nhàn", ""},
    {"Phan Thị Quế", ""},
    {"Lưu Duy Tân", ""},
    {"Quách Tuấn Thành", ""},
    {"Bạch Thị Xuân", ""},
};

/* In the order tên, đệm, họ. */
static const struct person_row middles[] = {
    {"Đinh Hoàng An", ""},
    {"Bùi Thị An", ""},
    {"Nguyễn Thị An", ""},
    {"Nguyễn Đức Anh", ""},
    {"Trần Văn Ánh", ""},
    {"Lê Hồng Ân", ""},
    {"Phạm Mạnh Cường", ""},
    {"Vũ Tiến Dũng", ""},
    {"Ngô Văn Dự", ""},
    {"Hoàng Anh Đào", ""},
    {"Đỗ Thành Đạt", ""},
    {"Mai Công Hậu", ""},
    {"Chu Thu Hiền", ""},
    {"Tạ Quỳnh Hoa", ""},
    {"Đào Thái Hòa", ""},
    {"Lý Thái Hoà", ""},
    {"Cao Văn Huân", ""},
    {"Hồ Thanh Liêm", ""},
    {"Thượng tọa Thích Trí Minh", "Lâm Minh"},
    {"Trương Nhật Minh", ""},
    {"Kiều Thị Ngần", ""},
    {"Dương Thanh Nhàn", ""},
    {"Phan Thị Quế", ""},
    {"Lưu Duy Tân", ""},
    {"Quách Tuấn Thành", ""},
    {"Bạch Thị Xuân", ""},
};

static int compare_people(const struct person_row *a,
			  const struct person_row *b, text_name_order order)
{
	return text_collate_names(str_from(a->name), str_from(a->key),
				  str_from(b->name), str_from(b->key), order);
}

static void check_person(void **state)
{
	const struct person_row *row = *state;
	for (const struct person_row *other = people; other < row; other++) {
		text_name_order order = TEXT_NAME_FAMILY_FIRST;
		assert_int_equal(compare_people(other, row, order), -1);
		assert_int_equal(compare_people(row, other, order), 1);
	}
	assert_int_equal(compare_people(row, row, TEXT_NAME_FAMILY_FIRST), 0);
}

static void check_middle(void **state)
{
	const struct person_row *row = *state;
	for (const struct person_row *other = middles; other < row; other++) {
		text_name_order order = TEXT_NAME_MIDDLE_FIRST;
		assert_int_equal(compare_people(other, row, order), -1);
		assert_int_equal(compare_people(row, other, order), 1);
	}
}

static const struct name_row {
	const char *name;
	const char *name_a, *key_a, *name_b, *key_b;
	text_name_order order;
	int expected;
} names[] = {
    {"one word", "An", "", "Bùi Thị An", "", TEXT_NAME_FAMILY_FIRST, -1},
    {"the family name decides", "Trần An", "", "Bùi Thị An", "",
     TEXT_NAME_FAMILY_FIRST, 1},
    {"no middle name first", "Trần An", "", "Bùi Thị An", "",
     TEXT_NAME_MIDDLE_FIRST, -1},
    {"hòa and hoà are one given name", "Trần Hoà", "", "Lê Hòa", "",
     TEXT_NAME_FAMILY_FIRST, 1},
    {"the key counts, not the name", "Linh mục Giuse Nguyễn Văn Ba",
     "Nguyễn Văn Yên", "Bùi Thị Xuân", "", TEXT_NAME_FAMILY_FIRST, 1},
    {"same key, then the name", "Sư B", "Lê An", "Sư C", "Lê An",
     TEXT_NAME_FAMILY_FIRST, -1},
    {"same name, other key", "Lê An", "Lê Ba", "Lê An", "Lê An",
     TEXT_NAME_FAMILY_FIRST, 1},
    {"a key equal to the other's name", "Sư An", "Lê An", "Lê An", "",
     TEXT_NAME_FAMILY_FIRST, 1},
    {"blanks at the end", "Lê An ", "", "Lê Ba", "", TEXT_NAME_FAMILY_FIRST,
     -1},
    {"empty first", "", "", "An", "", TEXT_NAME_FAMILY_FIRST, -1},
    {"NFD name", "Le\u0302 Ha\u0300", "", "Lê Hà", "", TEXT_NAME_FAMILY_FIRST,
     0},
};

static void check_name(void **state)
{
	const struct name_row *row = *state;
	str name_a = str_from(row->name_a), key_a = str_from(row->key_a);
	str name_b = str_from(row->name_b), key_b = str_from(row->key_b);
	assert_int_equal(
	    text_collate_names(name_a, key_a, name_b, key_b, row->order),
	    row->expected);
	assert_int_equal(
	    text_collate_names(name_b, key_b, name_a, key_a, row->order),
	    -row->expected);
}

int main(void)
{
	TEST_TABLE(pair, pairs, check_pair);
	TEST_TABLE(ward, wards, check_ward);
	TEST_TABLE(person, people, check_person);
	TEST_TABLE(middle, middles, check_middle);
	TEST_TABLE(name, names, check_name);
	return TEST_RUN(pair) + TEST_RUN(ward) + TEST_RUN(person) +
	       TEST_RUN(middle) + TEST_RUN(name);
}

#include "testing.h"

#include "vanban/text.h"

typedef str function(arena *, str);

static const struct change_row {
	const char *name;
	function *change;
	str text;
	const char *expected;
} changes[] = {
    {"NFC of NFD", text_nfc, STR_INIT("U\u0309y ban"), "Ủy ban"},
    {"NFC of two marks", text_nfc, STR_INIT("tra\u0323\u0302n"), "trận"},
    {"NFC of marks in the other order", text_nfc, STR_INIT("tra\u0302\u0323n"),
     "trận"},
    {"NFC of half composed text (Windows-1258)", text_nfc,
     STR_INIT("quô\u0301c"), "quốc"},
    {"NFC of U+0340 and U+0341", text_nfc, STR_INIT("a\u0340 a\u0341"), "à á"},
    {"NFC of the Ångström sign", text_nfc, STR_INIT("\u212B"), "\u00C5"},
    {"NFC of a lone mark", text_nfc, STR_INIT("\u0301"), "\u0301"},
    {"NFC keeps đ", text_nfc, STR_INIT("Đo\u0302\u0301ng Đa"), "Đống Đa"},
    {"NFC keeps no-break space", text_nfc, STR_INIT("5\u00A0%"), "5\u00A0%"},
    {"NFC of what is no UTF-8 changes nothing", text_nfc,
     STR_INIT("a\u0301\xFF"), "a\u0301\xFF"},
    {"NFC of the empty", text_nfc, STR_INIT(""), ""},
    {"NFC grows", text_nfc, STR_INIT("\u0958\u0958"),
     "\u0915\u093C\u0915\u093C"},
    {"upper ĐỐNG ĐA", text_upper, STR_INIT("Đống Đa"), "ĐỐNG ĐA"},
    {"upper ỦY BAN", text_upper, STR_INIT("Ủy ban"), "ỦY BAN"},
    {"upper ƯU, ƠN", text_upper, STR_INIT("ưu, ơn"), "ƯU, ƠN"},
    {"upper digits stay", text_upper, STR_INIT("21 phường"), "21 PHƯỜNG"},
    {"upper ß grows", text_upper, STR_INIT("ß"), "SS"},
    {"upper stays in NFC", text_upper, STR_INIT("\u01F0"), "J\u030C"},
    {"upper composes anew", text_upper, STR_INIT("\u0390"), "\u03AA\u0301"},
    {"upper of the empty", text_upper, STR_INIT(""), ""},
    {"lower đống đa", text_lower, STR_INIT("ĐỐNG ĐA"), "đống đa"},
    {"lower ưu, ơn", text_lower, STR_INIT("ƯU, ƠN"), "ưu, ơn"},
    {"lower I is not Turkish", text_lower, STR_INIT("ĐIỀU I"), "điều i"},
    {"lower of the empty", text_lower, STR_INIT(""), ""},
    {"capital phường Láng", text_capitalise, STR_INIT("phường Láng"),
     "Phường Láng"},
    {"capital đồng chí", text_capitalise, STR_INIT("đồng chí"), "Đồng chí"},
    {"capital ủy ban", text_capitalise, STR_INIT("ủy ban"), "Ủy ban"},
    {"capital behind a quote", text_capitalise, STR_INIT("“vì người nghèo”"),
     "“Vì người nghèo”"},
    {"capital not behind a digit", text_capitalise, STR_INIT("21 phường"),
     "21 phường"},
    {"capital already", text_capitalise, STR_INIT("Ủy ban"), "Ủy ban"},
    {"capital of one letter", text_capitalise, STR_INIT("ơ"), "Ơ"},
    {"capital of no letter", text_capitalise, STR_INIT("– …"), "– …"},
    {"capital of the empty", text_capitalise, STR_INIT(""), ""},
};

static void check_change(void **state)
{
	const struct change_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(row->change(a, row->text), row->expected);
	arena_free(a);
}

static const struct same_row {
	const char *name;
	str text;
} sames[] = {
    {"ASCII", STR_INIT("Mat tran")},
    {"Vietnamese", STR_INIT("Ủy ban Mặt trận Tổ quốc Việt Nam")},
    {"punctuation", STR_INIT("“A” – B…")},
    {"Chinese", STR_INIT("\u8D8A\u5357")},
    {"empty", STR_INIT("")},
};

/* No copy is made of what is in NFC. */
static void check_same(void **state)
{
	const struct same_row *row = *state;
	arena *a = arena_new(0);
	assert_ptr_equal(text_nfc(a, row->text).data, row->text.data);
	arena_free(a);
}

static const struct columns_row {
	const char *name;
	str text;
	size_t expected;
} columns[] = {
    {"empty", STR_INIT(""), 0},
    {"ASCII", STR_INIT("Mat tran"), 8},
    {"composed", STR_INIT("Mặt trận"), 8},
    {"decomposed", STR_INIT("Ma\u0323\u0306t"), 3},
    {"Chinese is wide", STR_INIT("\u8D8A\u5357"), 4},
    {"full width", STR_INIT("\uFF21"), 2},
    {"zero width", STR_INIT("a\u200Bb"), 2},
    {"dash and quotes", STR_INIT("“–”"), 3},
};

static void check_columns(void **state)
{
	const struct columns_row *row = *state;
	assert_int_equal(text_columns(row->text), row->expected);
}

int main(void)
{
	TEST_TABLE(change, changes, check_change);
	TEST_TABLE(same, sames, check_same);
	TEST_TABLE(width, columns, check_columns);
	return TEST_RUN(change) + TEST_RUN(same) + TEST_RUN(width);
}

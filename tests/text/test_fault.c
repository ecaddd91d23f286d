#include "testing.h"

#include "vanban/text.h"

static const struct row {
	const char *name;
	str text;
	text_fault fault;
	size_t offset, length;
} rows[] = {
    {"empty", STR_INIT(""), TEXT_FAULT_NONE, 0, 0},
    {"tab and line ends", STR_INIT("a\tb\r\nc"), TEXT_FAULT_NONE, 0, 0},
    {"no-break space", STR_INIT("5\u00A0%"), TEXT_FAULT_NONE, 0, 0},
    {"Chinese", STR_INIT("\u8D8A\u5357"), TEXT_FAULT_NONE, 0, 0},
    {"combining marks", STR_INIT("U\u0309"), TEXT_FAULT_NONE, 0, 0},
    {"sealed", STR_INIT("a\xFF"), TEXT_FAULT_INVALID_UTF8, 1, 1},
    {"cut off", STR_INIT("Tổ qu\xE1\xBB"), TEXT_FAULT_INVALID_UTF8, 7, 1},
    {"overlong", STR_INIT("\xC0\x80"), TEXT_FAULT_INVALID_UTF8, 0, 1},
    {"surrogate", STR_INIT("\xED\xA0\x80"), TEXT_FAULT_INVALID_UTF8, 0, 1},
    {"NUL", STR_INIT("a\0b"), TEXT_FAULT_CONTROL, 1, 1},
    {"escape", STR_INIT("\x1b[31m"), TEXT_FAULT_CONTROL, 0, 1},
    {"vertical tab", STR_INIT("a\vb"), TEXT_FAULT_CONTROL, 1, 1},
    {"delete", STR_INIT("a\x7F"), TEXT_FAULT_CONTROL, 1, 1},
    {"C1", STR_INIT("a\xC2\x85"), TEXT_FAULT_CONTROL, 1, 2},
    {"line separator", STR_INIT("a\u2028b"), TEXT_FAULT_CONTROL, 1, 3},
    {"lost character", STR_INIT("Ủ\uFFFDy"), TEXT_FAULT_CONTROL, 3, 3},
    {"U+FFFE", STR_INIT("\xEF\xBF\xBE"), TEXT_FAULT_CONTROL, 0, 3},
    {"U+1FFFF", STR_INIT("\xF0\x9F\xBF\xBF"), TEXT_FAULT_CONTROL, 0, 4},
    {"override", STR_INIT("ab\u202Ec"), TEXT_FAULT_BIDI, 2, 3},
    {"isolate", STR_INIT("\u2067"), TEXT_FAULT_BIDI, 0, 3},
    {"right-to-left mark", STR_INIT("a\u200F"), TEXT_FAULT_BIDI, 1, 3},
    {"Arabic letter mark", STR_INIT("\u061C"), TEXT_FAULT_BIDI, 0, 2},
    {"zero width space", STR_INIT("Mặt\u200Btrận"), TEXT_FAULT_INVISIBLE, 5, 3},
    {"zero width joiner", STR_INIT("a\u200D"), TEXT_FAULT_INVISIBLE, 1, 3},
    {"word joiner", STR_INIT("a\u2060"), TEXT_FAULT_INVISIBLE, 1, 3},
    {"byte order mark", STR_INIT("\uFEFFa"), TEXT_FAULT_INVISIBLE, 0, 3},
    {"soft hyphen", STR_INIT("Mặt\u00ADtrận"), TEXT_FAULT_INVISIBLE, 5, 2},
    {"variation selector", STR_INIT("a\uFE0F"), TEXT_FAULT_INVISIBLE, 1, 3},
    {"tag", STR_INIT("\U000E0041"), TEXT_FAULT_INVISIBLE, 0, 4},
    {"private use", STR_INIT("a\uE001"), TEXT_FAULT_PRIVATE_USE, 1, 3},
    {"private plane", STR_INIT("\U000F0001"), TEXT_FAULT_PRIVATE_USE, 0, 4},
    {"unassigned", STR_INIT("\u0378"), TEXT_FAULT_PRIVATE_USE, 0, 2},
    {"Icelandic Ð", STR_INIT("Ðống Ða"), TEXT_FAULT_LOOK_ALIKE, 0, 2},
    {"African Ɖ", STR_INIT("\u0189a"), TEXT_FAULT_LOOK_ALIKE, 0, 2},
    {"Cyrillic at the head of a word", STR_INIT("Tổ \u0441hức"),
     TEXT_FAULT_LOOK_ALIKE, 5, 2},
    {"Cyrillic capital", STR_INIT("\u041Eanh Kiều"), TEXT_FAULT_LOOK_ALIKE, 0,
     2},
    {"Cyrillic at the tail", STR_INIT("Thường trự\u0441"),
     TEXT_FAULT_LOOK_ALIKE, 15, 2},
    {"a run of Cyrillic", STR_INIT("b\u0430\u043En"), TEXT_FAULT_LOOK_ALIKE, 1,
     4},
    {"Greek in a name", STR_INIT("\u0391n"), TEXT_FAULT_LOOK_ALIKE, 0, 2},
    {"Armenian", STR_INIT("ng\u0585"), TEXT_FAULT_LOOK_ALIKE, 2, 2},
    {"a Russian word", STR_INIT("báo \u041F\u0440\u0430\u0432\u0434\u0430"),
     TEXT_FAULT_NONE, 0, 0},
    {"a Greek letter alone", STR_INIT("góc \u03B1, 5 k\u03A9, 3 \u03BCm"),
     TEXT_FAULT_NONE, 0, 0},
    {"the first of two", STR_INIT("a\u200B\u202E"), TEXT_FAULT_INVISIBLE, 1, 3},

    {"TCVN3 §èng §a", STR_INIT("§èng §a"), TEXT_FAULT_LEGACY, 0, 6},
    {"TCVN3 §a", STR_INIT("quận §a"), TEXT_FAULT_LEGACY, 7, 3},
    {"TCVN3 MÆt trËn", STR_INIT("MÆt trËn"), TEXT_FAULT_LEGACY, 0, 4},
    {"TCVN3 Tæ quèc", STR_INIT("Tæ quèc"), TEXT_FAULT_LEGACY, 0, 3},
    {"TCVN3 b¸o c¸o", STR_INIT("Bản b¸o c¸o"), TEXT_FAULT_LEGACY, 6, 4},
    {"TCVN3 s¬ kÕt", STR_INIT("s¬ kÕt"), TEXT_FAULT_LEGACY, 0, 3},
    {"TCVN3 cña", STR_INIT("cña"), TEXT_FAULT_LEGACY, 0, 4},
    {"TCVN3 n¨m", STR_INIT("n¨m 2023"), TEXT_FAULT_LEGACY, 0, 4},
    {"TCVN3 ®oµn", STR_INIT("®oµn thÓ"), TEXT_FAULT_LEGACY, 0, 6},
    {"TCVN3 soft hyphen as ư", STR_INIT("ph\u00ADêng"), TEXT_FAULT_LEGACY, 0,
     8},
    {"TCVN3 Ð as é", STR_INIT("bÐ"), TEXT_FAULT_LEGACY, 0, 3},
    {"TCVN3 capitals", STR_INIT("ñY BAN NH¢N D¢N"), TEXT_FAULT_LEGACY, 0, 3},
    {"TCVN3 small letters only", STR_INIT("cuéc vËn ®éng"), TEXT_FAULT_LEGACY,
     0, 5},
    {"TCVN3 with sound words around", STR_INIT("Ủy ban MÆt trận Tổ quốc"),
     TEXT_FAULT_LEGACY, 9, 4},
    {"VNI Uûy ban", STR_INIT("Uûy ban"), TEXT_FAULT_LEGACY, 0, 4},
    {"VNI Maët traän", STR_INIT("Maët traän"), TEXT_FAULT_LEGACY, 0, 5},
    {"VNI Ñoáng Ña", STR_INIT("Ñoáng Ña"), TEXT_FAULT_LEGACY, 0, 7},
    {"VNI Toå quoác", STR_INIT("Toå quoác"), TEXT_FAULT_LEGACY, 0, 4},
    {"VNI baùo caùo", STR_INIT("baùo caùo"), TEXT_FAULT_LEGACY, 0, 5},
    {"VNI phöôøng", STR_INIT("phöôøng"), TEXT_FAULT_LEGACY, 0, 10},
    {"VNI laø", STR_INIT("laø"), TEXT_FAULT_LEGACY, 0, 4},
    {"VNI UÛY BAN", STR_INIT("UÛY BAN"), TEXT_FAULT_LEGACY, 0, 4},

    {"Vietnamese, all Latin-1",
     STR_INIT("công tác Mặt trận có hòa giải, là cô bé, thì hãy ý, hoà"),
     TEXT_FAULT_NONE, 0, 0},
    {"Vietnamese that TCVN3 reads too", STR_INIT("bé né thé"), TEXT_FAULT_NONE,
     0, 0},
    {"Vietnamese that VNI reads too", STR_INIT("hoà, toá"), TEXT_FAULT_NONE, 0,
     0},
    {"Vietnamese capitals", STR_INIT("CÔNG TÁC DÂN VẬN"), TEXT_FAULT_NONE, 0,
     0},
    {"Vietnamese names", STR_INIT("Đắk Lắk, Krông Pô Kô, Plông"),
     TEXT_FAULT_NONE, 0, 0},
    {"French", STR_INIT("où est née la fenêtre, tôt ou tard, dès août, ça ira"),
     TEXT_FAULT_NONE, 0, 0},
    {"French, names", STR_INIT("Noël, Loïc, Thaï, naïf, haï, Évian, Œuvre"),
     TEXT_FAULT_NONE, 0, 0},
    {"French, quoted", STR_INIT("«an» et «ici»"), TEXT_FAULT_NONE, 0, 0},
    {"German", STR_INIT("für schöne Tür, Grüße aus Köln, MÜNCHEN, größer"),
     TEXT_FAULT_NONE, 0, 0},
    {"German, quoted", STR_INIT("»so« und »da«"), TEXT_FAULT_NONE, 0, 0},
    {"Spanish", STR_INIT("niño, mañana, ¿qué año?, aún"), TEXT_FAULT_NONE, 0,
     0},
    {"Danish", STR_INIT("på vej på vej"), TEXT_FAULT_NONE, 0, 0},
    {"units", STR_INIT("5 µm, 3 N·m, 20 °C, 3m×4m, ½ ha, 2 m², § 5, §5"),
     TEXT_FAULT_NONE, 0, 0},
    {"marks of trade", STR_INIT("Windows®, © 2023 Văn Bản"), TEXT_FAULT_NONE, 0,
     0},
    {"one weak word", STR_INIT("quèc"), TEXT_FAULT_NONE, 0, 0},
    {"weak words outnumbered", STR_INIT("Ủy ban Mặt trận phường tôt tât têt"),
     TEXT_FAULT_NONE, 0, 0},
};

static void check(void **state)
{
	const struct row *row = *state;
	size_t offset = 99, length = 99;
	text_fault fault = text_find_fault(row->text, &offset, &length);
	assert_int_equal(fault, row->fault);
	assert_int_equal(offset, row->offset);
	assert_int_equal(length, row->length);
}

int main(void)
{
	TEST_TABLE(fault, rows, check);
	return TEST_RUN(fault);
}

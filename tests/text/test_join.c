#include "testing.h"

#include "vanban/text.h"

/*
 * A paragraph with its gaps as they must be judged: ' ' free, '^' weak, '`'
 * medium, '~' strong, '_' forbidden.
 */
static const struct row {
	const char *name;
	const char *text;
} rows[] = {
    {"nothing", ""},
    {"one word", "Điều"},

    {"number and word", "trao 359_suất quà"},
    {"grouped number and word", "cho 9.856_lượt người"},
    {"two digits and word", "tại 20_phường"},
    {"months", "trong 9_tháng đầu"},
    {"number and capital", "sửa 02_Nhà"},
    {"money", "đạt 200.000.000_đồng để"},
    {"millions", "gần 2,366_tỷ~đồng cho"},
    {"number, words in brackets", "có 9_(chín) cuộc"},
    {"ratio and word", "hòa~giải 86/92_vụ"},
    {"number in brackets and word", "qua (3_lần họp)"},
    {"percent and word", "đạt 96,2% hộ"},
    {"bracketed percent", "được 86_vụ_(93,5%) và"},
    {"bracketed percent with comma", "xong_(93,5%), còn"},
    {"bracket closes", "xong (86/92) trong"},
    {"year, words in brackets", "năm_2022 (số^liệu tính"},
    {"day, words in brackets", "ngày_14/9/2023 (thứ_Năm) tại"},
    {"number, ratio in brackets", "đạt 86 (86/92) vụ"},
    {"comma closes", "năm_2023,=được đánh"},
    {"comma before a capital", "năm_2023, Hội~nghị"},
    {"semicolon closes", "là 46; còn"},
    {"full stop closes", "là 46. Còn"},
    {"colon closes", "năm_2023: có"},
    {"percent apart", "tới 50_% số"},
    {"telephone", "gọi 024~3851~1234"},
    {"code is no number", "mã 5G rất"},

    {"day", "sáng ngày_14_có"},
    {"day, month, year", "ngày_14_tháng_9_năm_2023_tại"},
    {"short date", "ngày_14/9/2023 Ủy~ban"},
    {"year before a capital", "năm_2023 Ủy~ban"},
    {"quarter", "trong quý_III và"},
    {"month in words", "trong tháng_Giêng này"},
    {"weekday", "chiều thứ_Năm, ngày_14"},
    {"term of congress", "khóa_XVI nay"},
    {"lần thứ", "Đại~hội lần thứ_XVI đã"},
    {"Roman numeral after any word", "tại Đại~hội~XIII của"},
    {"article", "theo Điều_5_của"},
    {"clause and point", "điểm_a khoản_2 Điều_30_quy^định"},
    {"point đ", "theo điểm_đ là"},
    {"number of a document", "Số:_12/BC-MTTQ-BTT"},
    {"number of a decree", "Nghị^định số_30/2020/NĐ-CP về"},
    {"chapter", "theo chương_II và"},
    {"hour", "hồi_14_giờ_00_phút, ngày_14"},
    {"ward by number", "ở Phường_7_và"},
    {"annex", "xem Phụ lục_01_kèm"},
    {"from and to", "từ~2021_đến~2026_là"},
    {"range of days", "từ ngày_01_đến ngày_14"},
    {"a lead without number", "nhiều năm liền"},
    {"a lead that ends a clause", "hằng năm, 21_phường"},

    {"TP.", "TP._Hà~Nội"},
    {"TP without dot", "ở TP_Hà~Nội"},
    {"TM.", "TM._BAN~THƯỜNG~TRỰC"},
    {"T/M", "T/M_BAN~THƯỜNG~VỤ"},
    {"doctor", "là TS._Lê`Bình"},
    {"initials", "ông_N.V.A._đã"},
    {"one initial", "ông_A._Trần"},
    {"an unknown abbreviation is free", "v.v. và"},

    {"đồng chí", "do đồng~chí_Nguyễn`Thị`Minh`Hiền chủ^trì"},
    {"đồng chí without a name", "các đồng~chí trong"},
    {"ông", "mời ông_Lê`Văn`Ba dự"},
    {"bà", "và bà_Trần`Thị`Tư, ông"},
    {"Đ/c", "Đ/c_Nguyễn`Ba"},
    {"ông without a name", "các ông bà cùng"},

    {"end mark apart", "thực^hiện tốt_./."},
    {"end mark attached", "đạt kết^quả tốt./."},
    {"opening quote apart", "quỹ “_Vì~người~nghèo_” các"},
    {"opening bracket apart", "xem (_mục_5_) ở"},
    {"ellipsis apart", "ngày_… tháng_… năm_…"},

    {"item dash", "-_Như trên"},
    {"item plus", "+_Về tổ^chức"},
    {"item number", "1._Công^tác tuyên~truyền"},
    {"item numeral", "II._Phương^hướng"},
    {"item letter", "a)_Về tổ^chức"},
    {"item letter đ", "đ)_Về tổ^chức"},
    {"Party item", "I-_Đánh^giá"},
    {"number within is no item", "ở mục_1. Công^tác"},
    {"dash of a range", "nhiệm^kỳ_2021_-_2026_là"},
    {"en dash of a range", "nhiệm^kỳ_2024_–_2029"},
    {"dash in a compound", "chính^trị_-^xã^hội"},
    {"dash between capitals", "Độc~lập_- Tự~do_- Hạnh~phúc"},

    {"district", "quận^Đống~Đa đã"},
    {"province", "các tỉnh^Điện~Biên và"},
    {"city", "thành~phố^Hà~Nội nay"},
    {"names parted by comma", "Láng~Thượng, Thổ~Quan, Trung~Liệt"},
    {"name in quotes", "vì “Biển,~đảo^Việt=Nam” năm_2023"},
    {"abbreviated body", "Ủy=ban^MTTQ^Việt=Nam quận^Đống~Đa"},
    {"body", "Ủy=ban^Mặt=trận^Tổ=quốc^Việt=Nam phường"},
    {"a body where it comes apart", "Ủy=ban^Mặt=trận^Tổ=quốc và"},
    {"two ordinary words", "các hoạt^động văn^hóa"},
    {"capitals of a heading", "KẾT^QUẢ CÔNG^TÁC MẶT=TRẬN"},
    {"a new sentence is no name", "của Đảng. Các cấp"},

    {"Mặt trận", "công^tác Mặt=trận năm_2023"},
    {"Tổ quốc", "bảo^vệ Tổ=quốc và"},
    {"Nhân dân", "của Nhân~dân và"},
    {"phản biện", "việc phản~biện tốt"},
    {"phản biện xã hội", "việc phản~biện^xã~hội tốt"},
    {"giám sát", "được giám~sát kỹ"},
    {"đại đoàn kết", "khối đại~đoàn~kết toàn^dân"},
    {"hòa giải", "tổ hòa~giải ở"},
    {"hoà giải", "tổ hoà~giải ở"},
    {"khu dân cư", "ở khu~dân~cư ta"},
    {"Ủy ban", "do ủy~ban lo"},
    {"the tone where it was taught", "Công^tác hoà~giải khoá_XVI"},
    {"quý keeps its tone", "quý_III rất quý"},
    {"Uỷ ban", "do Uỷ~ban lo"},
    {"trọng tâm, trọng điểm", "có trọng~tâm, trọng~điểm rõ"},
    {"a term before punctuation", "về an^sinh xã^hội; và"},
    {"a term torn by a comma", "mặt, trận"},
    {"a term torn by a quote", "mặt “trận”"},
    {"a term cut short", "đại đoàn"},
    {"a term begins where another ends", "nhân~dân chủ động"},
    {"the longer term", "đại~đoàn~kết^toàn~dân~tộc ta"},
    {"decomposed text is not our business", "ga\u0300 con"},
    {"a very long word",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     " bbb"},
};

#define MOST_WORDS 16

static size_t cut(const char *text, str words[MOST_WORDS])
{
	size_t count = 0;
	while (*text) {
		size_t length = strcspn(text, " ~`^_|=");
		words[count++] = (str){text, length};
		text += length + (text[length] != '\0');
	}
	return count;
}

static void check(void **state)
{
	const struct row *row = *state;
	str words[MOST_WORDS] = {{NULL, 0}};
	text_join joins[MOST_WORDS] = {TEXT_JOIN_FREE};
	static const char marks[] = {
	    [TEXT_JOIN_FREE] = ' ',   [TEXT_JOIN_WEAK] = '^',
	    [TEXT_JOIN_MEDIUM] = '`', [TEXT_JOIN_STRONG] = '~',
	    [TEXT_JOIN_SEVERE] = '=', [TEXT_JOIN_FORBIDDEN] = '_'};
	buffer found = {0};
	size_t count = cut(row->text, words);
	text_joins(NULL, words, count, joins);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_append_byte(&found, marks[joins[i - 1]]);
		buffer_append(&found, words[i]);
	}
	assert_str_equal(buffer_str(&found), row->text);
	buffer_free(&found);
}

/* Every term of the list is found, whatever its neighbours in the list. */
#define LEXICON_RULE(name_, join_, words_)
#define LEXICON_TERM(parted_, written_, kind_, join_, capitals_,               \
		     abbreviation_, wrong_)                                    \
	{parted_},
static const struct term_row {
	const char *name;
} terms[] = {
#include "vanban/lexicon.def"
};

static void check_term(void **state)
{
	const struct term_row *row = *state;
	str words[MOST_WORDS] = {{NULL, 0}};
	text_join joins[MOST_WORDS] = {TEXT_JOIN_FREE};
	size_t count = cut(row->name, words);
	assert_true(count > 1);
	text_joins(NULL, words, count, joins);
	for (size_t i = 0; i + 1 < count; i++)
		assert_int_not_equal(joins[i], TEXT_JOIN_FREE);
}

int main(void)
{
	TEST_TABLE(join, rows, check);
	TEST_TABLE(term, terms, check_term);
	return TEST_RUN(join) + TEST_RUN(term);
}

#include "testing.h"

#include "layout/account.h"
#include "layout/fixture.c"

/*
 * A letter of the fixture is 5 pt wide, a space 2.5 pt; the text 400 pt by
 * 600 pt, lines 12 pt; the first line of a doan is indented by 20 pt.
 */
#define DOC(body_)  "<van-ban>" body_ "</van-ban>"
#define HEAD(body_) DOC("<dau-van-ban>" body_ "</dau-van-ban>")
#define W10	    "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii kkkk "
#define END	    "Hết.|\n"

/* What is read, line by line ("|" ends a line); tagged runs only. */
static const struct row {
	const char *name;
	const char *xml;
	const char *lines;
} rows[] = {
    {"a paragraph and the end mark", DOC("<doan>Một hai ba</doan>"),
     "-- 1\nMột hai ba./.|\n"},
    {"the author's full stop is part of the end mark",
     DOC("<doan>Một hai ba.</doan>"), "-- 1\nMột hai ba./.|\n"},
    {"an end mark that was typed is not doubled",
     DOC("<doan>Một hai ba./.</doan>"), "-- 1\nMột hai ba./.|\n"},
    {"the end mark goes to the last block only",
     DOC("<doan>Một.</doan><doan>Hai.</doan>"), "-- 1\nMột.|\nHai./.|\n"},
    {"the end mark goes to the last item of a list",
     DOC("<ds><y>Một</y><y>Hai</y></ds>"), "-- 1\n- Một;|\n- Hai./.|\n"},
    {"the end mark goes into the last level",
     DOC("<muc><de-muc>Tên</de-muc><doan>Một</doan></muc>"),
     "-- 1\nI. TÊN|\nMột./.|\n"},
    {"lines end in a space but for the last", DOC("<doan>" W10 W10 "</doan>"),
     "-- 1\naaaa bbbb cccc dddd eeee ffff gggg hhhh iiii kkkk aaaa bbbb "
     "cccc dddd eeee ffff gggg |\n"
     "hhhh iiii kkkk./.|\n"},
    {"a name stays on one line",
     DOC("<trich>" W10 "aaaa bbbb cccc dddd eeee ffff "
	 "<ten-nguoi>gggg hhhh</ten-nguoi> iiii kkkk</trich>"),
     "-- 1\naaaa bbbb cccc dddd eeee ffff gggg hhhh iiii kkkk aaaa bbbb "
     "cccc dddd eeee ffff |\n"
     "gggg hhhh iiii kkkk./.|\n"},
    {"a forced line end", DOC("<doan>Một<xuong-dong/>hai</doan>"),
     "-- 1\nMột |\nhai./.|\n"},
    {"a no-break space is a space", DOC("<doan>Một\xc2\xa0hai</doan>"),
     "-- 1\nMột hai./.|\n"},
    {"inlines keep their spaces",
     DOC("<doan>Số <dam>12</dam>/<nghieng>20 ba</nghieng> là</doan>"),
     "-- 1\nSố 12/20 ba là./.|\n"},
    {"a list closes its items",
     DOC("<ds><y>Một</y><y>Hai:</y><y>Ba</y></ds><doan>Hết.</doan>"),
     "-- 1\n- Một;|\n- Hai:|\n- Ba.|\nHết./.|\n"},
    {"a list with numbers",
     DOC("<ds kieu='so'><y>Một.</y><y>Hai.</y></ds><doan>Hết</doan>"),
     "-- 1\n1. Một.|\n2. Hai.|\nHết./.|\n"},
    {"a list with letters has đ after d",
     DOC("<ds kieu='chu'><y>A</y><y>B</y><y>C</y><y>D</y><y>Đ</y></ds>"
	 "<doan>Hết</doan>"),
     "-- 1\na) A;|\nb) B;|\nc) C;|\nd) D;|\nđ) Đ.|\nHết./.|\n"},
    {"parts have a number on its own line",
     DOC("<phan><de-muc>Tên</de-muc><doan>Một</doan></phan>"
	 "<phan><de-muc>Tên</de-muc><doan>Hai</doan></phan>"),
     "-- 1\nPhần I |\nTên|\nMột|\nPhần II |\nTên|\nHai./.|\n"},
    {"sections begin anew in each part",
     DOC("<phan><de-muc>A</de-muc><muc><de-muc>B</de-muc>"
	 "<doan>x</doan></muc></phan><phan><de-muc>C</de-muc><muc>"
	 "<de-muc>D</de-muc><doan>y</doan></muc></phan>"),
     "-- 1\nPhần I |\nA|\nI. B|\nx|\nPhần II |\nC|\nI. D|\ny./.|\n"},
    {"articles go on through chapters",
     DOC("<chuong><de-muc>A</de-muc><dieu><de-muc>B</de-muc>"
	 "<doan>x</doan></dieu></chuong><chuong><de-muc>C</de-muc><dieu>"
	 "<de-muc>D</de-muc><doan>y</doan></dieu></chuong>"),
     "-- 1\nChương I |\nA|\nĐiều 1. B|\nx|\n"
     "Chương II |\nC|\nĐiều 2. D|\ny./.|\n"},
    {"a section of a chapter is numbered otherwise",
     DOC("<chuong><de-muc>A</de-muc><muc><de-muc>B</de-muc>"
	 "<doan>x</doan></muc></chuong>"),
     "-- 1\nChương I |\nA|\nMục 1 |\nB|\nx./.|\n"},
    {"a number joins the first paragraph of an untitled level",
     DOC("<tieu-muc><de-muc>A</de-muc><khoan><doan>Một</doan>"
	 "<doan>Hai</doan></khoan><khoan><doan>Ba</doan></khoan>"
	 "</tieu-muc>"),
     "-- 1\n1. A|\n1. Một|\nHai|\n2. Ba./.|\n"},
    {"a number without a paragraph stands alone",
     DOC("<khoan><ds><y>Một</y></ds></khoan>"), "-- 1\n1.|\n- Một./.|\n"},
    {"danh-so=khong leaves the number out",
     DOC("<muc danh-so='khong'><de-muc>A</de-muc><doan>x</doan></muc>"
	 "<muc><de-muc>B</de-muc><doan>y</doan></muc>"),
     "-- 1\nA|\nx|\nI. B|\ny./.|\n"},
    {"legal grounds close with semicolon and full stop",
     DOC("<can-cu>Một</can-cu><can-cu>Hai</can-cu><doan>Ba</doan>"),
     "-- 1\nMột;|\nHai.|\nBa./.|\n"},
    {"one addressee on the line",
     DOC("<kinh-gui><noi>Một</noi></kinh-gui><doan>x</doan>"),
     "-- 1\nKính gửi: Một|\nx./.|\n"},
    {"several addressees in a list",
     DOC("<kinh-gui><noi>Một</noi><noi>Hai</noi></kinh-gui>"
	 "<doan>x</doan>"),
     "-- 1\nKính gửi:|\n- Một;|\n- Hai.|\nx./.|\n"},
    {"number and date on one line",
     HEAD("<co-quan>BAN</co-quan><so-ky-hieu so='5' ky-hieu='BC-X'/>"
	  "<dia-danh-ngay dia-danh='Láng' ngay='2023-09-14'/>"),
     "-- 1\nBAN¦CỘNG HÒA|\nĐộc lập|\n"
     "Số: 05/BC-X¦Láng, ngày 14 tháng 9 năm 2023|\n"},
    {"number and date left open",
     HEAD("<co-quan>BAN</co-quan><so-ky-hieu so='' ky-hieu='BC-X'/>"
	  "<dia-danh-ngay dia-danh='Láng' ngay=''/>"),
     "-- 1\nBAN¦CỘNG HÒA|\nĐộc lập|\n"
     "Số:  /BC-X¦Láng, ngày   tháng   năm  |\n"},
    {"a number that is none stays as typed",
     HEAD("<co-quan>BAN</co-quan><so-ky-hieu so='12a' ky-hieu='BC'/>"),
     "-- 1\nBAN¦CỘNG HÒA|\nĐộc lập|\nSố: 12a/BC|\n"},
    {"type and subject are one title",
     HEAD("<co-quan>BAN</co-quan><ten-loai>BÁO CÁO</ten-loai>"
	  "<trich-yeu>Sơ kết</trich-yeu>"),
     "-- 1\nBAN¦CỘNG HÒA|\nĐộc lập|\nBÁO CÁO |\nSơ kết|\n"},
    {"recipients and signature side by side",
     DOC("<doan>x</doan><noi-nhan><noi>Một</noi><noi>Lưu: VT</noi>"
	 "</noi-nhan><ky><quyen-han>TM. BAN</quyen-han>"
	 "<chuc-vu>CHỦ TỊCH</chuc-vu><ho-ten>A</ho-ten></ky>"),
     "-- 1\nx./.|\nNơi nhận:|\n- Một;|\n- Lưu: VT.|\n"
     "TM. BAN|\nCHỦ TỊCH|\nA|\n"},
    {"one annex",
     DOC("<doan>x</doan><phu-luc><de-muc>A</de-muc>"
	 "<kem-theo>(Kèm)</kem-theo><doan>y</doan></phu-luc>"),
     "-- 1\nx./.|\n-- 1\nPhụ lục |\nA|\n(Kèm)|\ny|\n"},
    {"several annexes are numbered",
     DOC("<doan>x</doan><phu-luc><de-muc>A</de-muc><doan>y</doan>"
	 "</phu-luc><phu-luc><de-muc>B</de-muc><doan>z</doan>"
	 "</phu-luc>"),
     "-- 1\nx./.|\n-- 1\nPhụ lục I |\nA|\ny|\n"
     "-- 1\nPhụ lục II |\nB|\nz|\n"},
};

static void check_row(void **state)
{
	const struct row *r = *state;
	fixture f;
	fixture_open(&f);
	bool laid_out = fixture_layout(&f, r->xml);
	assert_string_equal(fixture_messages(&f), "");
	assert_true(laid_out);
	assert_string_equal(fixture_lines(&f), r->lines);
	fixture_close(&f);
}

/* The structure of the document. */
static const struct tags {
	const char *name;
	const char *xml;
	const char *tags;
} structures[] = {
    {"paragraph", DOC("<doan>x</doan>"), "Document(P)"},
    {"figure and abbreviation are spans",
     DOC("<doan>x <so-lieu>3</so-lieu> <viet-tat day-du='y'>z</viet-tat>"
	 "</doan>"),
     "Document(P(Span Span))"},
    {"list", DOC("<ds><y>x</y><y>y</y></ds>"),
     "Document(L(LI(Lbl LBody) LI(Lbl LBody)))"},
    {"quotation", DOC("<trich>x</trich>"), "Document(BlockQuote(P))"},
    {"title",
     HEAD("<co-quan>B</co-quan><ten-loai>X</ten-loai>"
	  "<trich-yeu>y</trich-yeu>"),
     "Document(Sect(P P P) H1)"},
    {"headings without gaps",
     DOC("<muc><de-muc>A</de-muc><khoan><diem><de-muc>B</de-muc>"
	 "<doan>x</doan></diem></khoan></muc>"),
     "Document(Sect(H2 P Sect(H3 P)))"},
    {"headings end at H6",
     DOC("<phan><de-muc>A</de-muc><muc><de-muc>B</de-muc><tieu-muc>"
	 "<de-muc>C</de-muc><dieu><de-muc>D</de-muc><khoan>"
	 "<de-muc>E</de-muc><diem><de-muc>F</de-muc><doan>x</doan>"
	 "</diem></khoan></dieu></tieu-muc></muc></phan>"),
     "Document(Sect(H2 Sect(H3 Sect(H4 Sect(H5 Sect(H6 Sect(H6 P)))))))"},
    {"recipients and signature",
     DOC("<doan>x</doan><noi-nhan><noi>A</noi></noi-nhan><ky>"
	 "<chuc-vu>B</chuc-vu><ho-ten>C</ho-ten></ky>"),
     "Document(P Sect(P L(LI(Lbl LBody))) Sect(P Form Form P))"},
    {"annex",
     DOC("<doan>x</doan><phu-luc><de-muc>A</de-muc>"
	 "<muc><de-muc>B</de-muc><doan>x</doan></muc>"
	 "</phu-luc>"),
     "Document(P Sect(H2 Sect(H3 P)))"},
};

static void check_tags(void **state)
{
	const struct tags *r = *state;
	fixture f;
	fixture_open(&f);
	assert_true(fixture_layout(&f, r->xml));
	assert_string_equal(fixture_tags(&f), r->tags);
	fixture_close(&f);
}

#define LONG40 "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
#define LONG81 LONG40 LONG40 "x"

/* What does not fit, and where: message, then "@" and the text it points at. */
static const struct fault {
	const char *name;
	const char *xml;
	const char *messages;
} faults[] = {
    {"a character without a glyph", DOC("<doan>Đạt ✓ một ✓</doan>"),
     "E1601 phông chữ không có ký tự “✓” (U+2713) @✓\n"
     "E1601 phông chữ không có ký tự “✓” (U+2713) @✓\n"},
    {"a character without a glyph within a word",
     DOC("<doan>xin<dam>chào世!</dam></doan>"),
     "E1601 phông chữ không có ký tự “世” (U+4E16) @世\n"},
    {"two such characters side by side", DOC("<doan>世界</doan>"),
     "E1601 phông chữ không có ký tự “世” (U+4E16) @世\n"
     "E1601 phông chữ không có ký tự “界” (U+754C) @界\n"},
    {"in capitals too",
     DOC("<muc><de-muc>Đạt ✓</de-muc><doan>x</doan>"
	 "</muc>"),
     "E1601 phông chữ không có ký tự “✓” (U+2713) @✓\n"},
    {"in an attribute",
     HEAD("<co-quan>B</co-quan><so-ky-hieu so='✓' ky-hieu='X'/>"),
     "E1601 phông chữ không có ký tự “✓” (U+2713) @✓\n"},
    {"a word wider than the line", DOC("<doan>a " LONG81 " b</doan>"),
     "E1602 “" LONG81 "” rộng 142,9 mm, không vừa dòng rộng 141,1 mm "
     "@" LONG81 "\n"},
    {"a very long word is told in part",
     DOC("<doan>" LONG40 LONG40 LONG40 "</doan>"),
     "E1602 “" LONG40 LONG40 "aaaaaaaaaabbbbbbbbbb…” rộng 217 mm, không vừa "
     "dòng rộng 134 mm @" LONG40 LONG40 LONG40 "\n"},
    {"a text tied by no-break spaces",
     DOC("<doan>" LONG40 "\xc2\xa0" LONG40 "</doan>"),
     "E1602 “" LONG40 " " LONG40 "./.” rộng 147,3 mm, không vừa dòng rộng "
     "141,1 mm @<doan>\n"},
    {"a chain that had to be torn", DOC("<doan>10 " LONG40 LONG40 " x</doan>"),
     "W1608 phải ngắt dòng sau “10”, chỗ đáng lẽ đi liền @10\n"},
    {"a loose line",
     DOC("<doan>" LONG40 "eeeeeeeeeeffffffffff b c d e f " LONG40
	 " x y</doan>"),
     "W1607 dòng “" LONG40 "eeeeeeeeeeffffffffff b c…” quá thưa: giữa các "
     "từ hở 3,9 mm (không nên quá 2,6 mm) @" LONG40
     "eeeeeeeeeeffffffffff b c\n"},
    {"a left head line",
     HEAD("<co-quan>ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM CÁC CẤP CỦA HUYỆN "
	  "NÀO ĐÓ Ở RẤT XA TRUNG ƯƠNG VÀ CÁC TỈNH</co-quan>"),
     "E1603 dòng “ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM CÁC CẤP CỦA HUYỆN NÀO "
     "ĐÓ Ở RẤT XA TRUNG ƯƠNG VÀ CÁC TỈNH” ở đầu văn bản rộng 138,5 mm, cột "
     "chỉ rộng 120,8 mm: dài hơn khoảng 12 ký tự @ỦY BAN MẶT TRẬN TỔ QUỐC "
     "VIỆT NAM CÁC CẤP CỦA HUYỆN NÀO ĐÓ Ở RẤT XA TRUNG ƯƠNG VÀ CÁC TỈNH\n"},
    {"a symbol that is too long",
     HEAD("<co-quan>B</co-quan><so-ky-hieu so='1' "
	  "ky-hieu='" LONG40 LONG40 "'/>"),
     "E1603 dòng “Số: 01/" LONG40 LONG40 "” ở đầu văn bản rộng 152,6 mm, "
     "cột chỉ rộng 120,8 mm: dài hơn khoảng 19 ký tự @" LONG40 LONG40 "\n"},
    {"a signature higher than the page",
     DOC("<doan>x</doan><ky><chuc-vu>A<xuong-dong/>"
	 "1<xuong-dong/>2<xuong-dong/>3<xuong-dong/>4<xuong-dong/>"
	 "5<xuong-dong/>6<xuong-dong/>7<xuong-dong/>8<xuong-dong/>"
	 "9<xuong-dong/>1<xuong-dong/>2<xuong-dong/>3<xuong-dong/>"
	 "4<xuong-dong/>5<xuong-dong/>6<xuong-dong/>7<xuong-dong/>"
	 "8<xuong-dong/>9<xuong-dong/>1<xuong-dong/>2<xuong-dong/>"
	 "3<xuong-dong/>4<xuong-dong/>5<xuong-dong/>6<xuong-dong/>"
	 "7<xuong-dong/>8<xuong-dong/>9<xuong-dong/>1<xuong-dong/>"
	 "2<xuong-dong/>3<xuong-dong/>4<xuong-dong/>5<xuong-dong/>"
	 "6<xuong-dong/>7<xuong-dong/>8<xuong-dong/>9<xuong-dong/>"
	 "1<xuong-dong/>2<xuong-dong/>3<xuong-dong/>4<xuong-dong/>"
	 "5<xuong-dong/>6<xuong-dong/>7<xuong-dong/>8<xuong-dong/>"
	 "9</chuc-vu><ho-ten>B</ho-ten></ky>"),
     "E1604 khối này cao 220,2 mm, không vừa trang cao 211,6 mm @<ky>\n"},
};

static void check_fault(void **state)
{
	const struct fault *r = *state;
	fixture f;
	fixture_open(&f);
	bool laid_out = fixture_layout(&f, r->xml);
	assert_string_equal(fixture_messages(&f), r->messages);
	assert_int_equal(laid_out, r->messages[0] == 'W');
	fixture_close(&f);
}

/* The checks after layout, with documents and profiles that no door lets in. */
static const struct check {
	const char *name;
	const char *xml;
	mpt first_indent, page_number_offset;
	const char *messages;
} checks[] = {
    {"text that no block takes", DOC("<de-muc>Lạc</de-muc><doan>x</doan>"), 0,
     30000,
     "E1605 3 ký tự của văn bản không nằm trên trang nào (đã xếp 4) "
     "@Lạc\n"},
    {"text left of the paper", DOC("<doan>x</doan>"), -70000, 30000,
     "E1606 “x./.” nằm ngoài mép trang 1 @<doan>\n"},
    {"a page number above the paper", DOC("<doan>x</doan>"), 0, 5000,
     "E1606 “1” nằm ngoài mép trang 1 @?\n"},
};

static void check_check(void **state)
{
	const struct check *r = *state;
	fixture f;
	fixture_open(&f);
	f.profile.styles[PROFILE_PARAGRAPH].first_indent = r->first_indent;
	f.profile.page_number_offset = r->page_number_offset;
	f.profile.page_number_first = true;
	assert_false(fixture_layout(&f, r->xml));
	assert_string_equal(fixture_messages(&f), r->messages);
	fixture_close(&f);
}

/* Characters of the flows against those on the pages ("x./." has four). */
static const struct sum {
	const char *name;
	size_t characters;
	const char *messages;
} sums[] = {
    {"all there", 4, ""},
    {"one lost", 5,
     "E1605 1 ký tự của văn bản không nằm trên trang nào (đã xếp 4) "
     "@<van-ban>\n"},
    {"one twice", 3,
     "E1605 1 ký tự của văn bản không nằm trên trang nào (đã xếp 4) "
     "@<van-ban>\n"},
};

static void check_sum(void **state)
{
	const struct sum *r = *state;
	fixture f;
	fixture_open(&f);
	assert_true(fixture_layout(&f, DOC("<doan>x</doan>")));
	layout_context context = {.arena = f.arena,
				  .diags = f.diags,
				  .profile = &f.profile,
				  .fonts = &f.fonts,
				  .out = &f.pages};
	account_note(&context, f.root);
	account_check_text(&context, f.root, r->characters);
	assert_string_equal(fixture_messages(&f), r->messages);
	fixture_close(&f);
}

/* Under a profile without an end mark, such as the Party's. */
static const struct row bare[] = {
    {"a last paragraph gets its full stop", DOC("<doan>Một</doan>"),
     "-- 1\nMột.|\n"},
    {"a closed one stays as it is", DOC("<doan>Một!</doan>"), "-- 1\nMột!|\n"},
    {"a motto without a rule", HEAD("<co-quan>B</co-quan>"),
     "-- 1\nB¦CỘNG HÒA|\n"},
    {"T/M for TM.",
     DOC("<doan>x</doan><ky><quyen-han>TM. BAN</quyen-han>"
	 "<chuc-vu>C</chuc-vu><ho-ten>D</ho-ten></ky>"),
     "-- 1\nx.|\nT/M BAN|\nC|\nD|\n"},
    {"a text below the head line instead of a rule",
     HEAD("<co-quan>B</co-quan><trich-yeu>y</trich-yeu>"),
     "-- 1\nB¦CỘNG HÒA|\ny|\n"},
};

static void check_bare(void **state)
{
	static const str prefixes[][2] = {{STR_INIT("TM."), STR_INIT("T/M")}};
	const struct row *r = *state;
	fixture f;
	fixture_open(&f);
	f.profile.end_mark = f.profile.motto = STR("");
	f.profile.authority_prefixes = prefixes;
	f.profile.authority_prefix_count = 1;
	f.profile.rule_subject = f.profile.rule_body_name =
	    (profile_rule){.kind = PROFILE_RULE_TEXT, .text = STR("*")};
	assert_true(fixture_layout(&f, r->xml));
	assert_string_equal(fixture_lines(&f), r->lines);
	fixture_close(&f);
}

/* One word of very many characters: told, in good time, without overflow. */
static const struct enormous {
	const char *name;
	const char *characters;
	size_t count;
	const char *message; /* how it ends */
} words[] = {
    {"a word of several parts", "ấ", 6000,
     "…” rộng 10588,7 mm, không vừa dòng rộng 134 mm"},
    {"a word wider than a length can be", "a", 500000,
     "…” rộng 352777,8 mm, không vừa dòng rộng 134 mm"},
    {"syllables tied for a megabyte", "a\xc2\xa0", 300000,
     "“a a” rộng 4,4 mm, không vừa dòng rộng 141,1 mm"},
};

static void check_enormous(void **state)
{
	const struct enormous *r = *state;
	fixture f;
	buffer xml = {0};
	fixture_open(&f);
	buffer_append(&xml, STR("<van-ban><doan>"));
	for (size_t i = 0; i < r->count; i++)
		buffer_append(&xml, str_from(r->characters));
	buffer_append(&xml, STR("</doan></van-ban>\0"));
	assert_false(fixture_layout(&f, xml.data));
	assert_non_null(strstr(fixture_messages(&f), r->message));
	buffer_free(&xml);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(lines, rows, check_row);
	TEST_TABLE(enormous, words, check_enormous);
	TEST_TABLE(tags, structures, check_tags);
	TEST_TABLE(messages, faults, check_fault);
	TEST_TABLE(account, sums, check_sum);
	TEST_TABLE(party, bare, check_bare);
	TEST_TABLE(afterwards, checks, check_check);
	int failed = TEST_RUN(lines);
	failed += TEST_RUN(tags);
	failed += TEST_RUN(messages);
	failed += TEST_RUN(afterwards);
	failed += TEST_RUN(party);
	failed += TEST_RUN(enormous);
	return failed + TEST_RUN(account);
}

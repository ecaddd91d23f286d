#include "testing.h"

#include "fixture.h"

struct row {
	const char *name; /* the content of van-ban; ¶ stands for a line end */
	const char *expect;
};

static const char *content_of(const fixture *f, const struct row *r)
{
	static const char mark[] = "¶";
	buffer out = {0};
	const char *text = r->name, *end;
	for (; (end = strstr(text, mark)); text = end + strlen(mark)) {
		buffer_append(&out, (str){text, (size_t)(end - text)});
		buffer_append(&out, STR("\n"));
	}
	buffer_append(&out, str_from(text));
	str copy = str_copy(f->arena, buffer_str(&out));
	buffer_free(&out);
	return copy.data;
}

/* ---- Text ------------------------------------------------------------- */

#define NOTE "(*) Tổng hợp từ 2/3 phường; chưa có số liệu của phường Láng Hạ."
#define COMPARED                                                                                 \
	"So sánh chỉ tính 2/3 phường đã có số liệu, không tính phường Láng " \
	"Hạ."
#define NOTE2 "(**) Tổng hợp từ 2/3 phường; chưa có số liệu của phường Láng Hạ."
#define NOTE_NODE                                                              \
	"  doan kieu=\"ghi-chu\"\n"                                            \
	"    nghieng\n"                                                        \
	"      \"" NOTE "\"\n"

/* In a paragraph of quận Đống Đa: the paragraph's text. */
static const struct row texts[] = {
    /* white space */
    {"  a ¶\t b  ", "a b"},
    {"a\xc2\xa0 b", "a\xc2\xa0 b"},
    {"<dam> a </dam> b", "a b"},
    {"a<dam> b</dam>", "a b"},
    {"a <xuong-dong/> b", "a b"},
    {"a {''} b", "a b"},
    {"({$ky})", "(2023-9T)"},
    {"<t:neu kiem='true()'> x </t:neu>.", "x ."},
    {"a{{b}}c", "a{b}c"},
    {"{'}'}", "}"},
    {"{/noi}", "Quận ủy Đống Đa"},
    /* variables */
    {"{$nam} {$nam - 1} {$nam-truoc}", "2023 2022 2022"},
    {"{$ten-ky}; {$ten-ky-truoc}",
     "9 tháng đầu năm 2023; 9 tháng đầu năm 2022"},
    {"{$thang} {12 - $thang}", "9 3"},
    {"{$den-ngay} {$tu-ngay} {$cuoi-ky}", "10/9/2023 01/01/2023 30/9/2023"},
    {"{$nguoi}", "ông Ba"},
    {"{hoac($quy, 'không có quý')}", "không có quý"},
    {"<t:bien ten='x' gia-tri=\"so('tt.luot', 'cat')\"/>{$x + 1}", "5.001"},
    {"<t:bien ten='x' gia-tri='1'/><t:bien ten='x' gia-tri='$x + 1'/>{$x}",
     "2"},
    {"<t:bien ten='x' gia-tri='1'/><dam><t:bien ten='x' gia-tri='2'/>{$x}"
     "</dam>{$x}",
     "21"},
    {"<t:bien ten='ds' gia-tri='dv'/>{dem($ds)} {$ds[2]/@ten}", "3 Cát Linh"},
    /* units */
    {"{@ten} {@ma} {@loai} {@ten-loai} {@Ten-loai}",
     "Đống Đa dd quan quận Quận"},
    {"{@ten-day-du} {@Ten-day-du}", "quận Đống Đa Quận Đống Đa"},
    {"{@ten-khac}", "Gò Đống Đa"},
    {"{@so-dv} {dem(dv)} {count(//nguoi)}", "3 3 3"},
    {"{../@ten} {dv[1]/../@ten}", "Hà Nội Đống Đa"},
    {"{ten-dv('kim')} {ten-day-du(dv[2])} {ten-day-du('kim')}",
     "Kim Liên phường Cát Linh phường Kim Liên"},
    /* figures */
    {"{so('qn.chi')}", "1.413.860.796"},
    {"{so('tt.luot')}", "9.422(*)" NOTE},
    {"{so('tt.luot', 'cat')}", "5.000"},
    {"{so('tt.luot', dv[3])}", "4.422"},
    {"{so('tt.luot', ., '2022-9T')}", "8.717"},
    {"{so('tt.luot') + so('tt.luot', 'cat')}", "14.422(*)" NOTE},
    {"{so('tt.luot')} {so('tt.luot')}", "9.422(*) 9.422(*)" NOTE},
    {"{so('ls.mot')} {so('tt.luot')}",
     "1(*) 9.422(**)(*) Tổng hợp từ 1/3 phường; "
     "chưa có số liệu của phường Láng Hạ và phường Kim Liên." NOTE2},
    {"{truoc('ls.mot')}",
     "1(*)(*) Tổng hợp từ 1/3 phường (9 tháng đầu năm 2022); "
     "chưa có số liệu của phường Láng Hạ và phường Kim Liên."},
    {"{ghep(so('tt.luot'), ': ', pham-vi('tt.luot'))}", "9.422: 2/3 phường"},
    {"{ghep(so('hg.tong'), ': ', pham-vi('tt.luot'))}",
     "52: 2/3 phường(*)" NOTE},
    {"{so('tt.luot', 'hn')}", "9.422(*)(*) Thành phố Hà Nội: tổng hợp từ 2/3 "
			      "phường; chưa có số liệu của phường Láng Hạ."},
    {"<t:goi mau='manh/chao.xml' ten=\"có {so('tt.luot')} lượt\" so='1'/>",
     "Xin chào có 9.422 lượt(*) lần 2" NOTE},
    {"{pham-vi('tt.luot')}", "2/3 phường"},
    {"{pham-vi('qn.chi')}", "1/1 quận"},
    {"{truoc('tt.luot')}", "8.717"},
    {"{ke-hoach('tt.luot', 'cat')}", "8.000"},
    {"{dat('tt.luot', 'cat')}", "62,5%"},
    {"{sosanh('tt.luot')}", "tăng 71,3%(*)(*) " COMPARED},
    {"{so('tt.luot')}, {truoc('tt.luot')}, {sosanh('tt.luot')}",
     "9.422(*), 8.717, tăng 71,3%(**)" NOTE "(**) " COMPARED},
    {"{sosanh('hg.ty-le')}", "tăng 29,5 điểm phần trăm(*)(*) " COMPARED},
    {"{sosanh('tt.luot', 'hn')}",
     "tăng 71,3%(*)(*) Thành phố Hà Nội: so sánh chỉ tính 2/3 phường đã có số "
     "liệu, không tính phường Láng Hạ."},
    {"{sosanh('ls.mot')}",
     "bằng(*)(*) So sánh chỉ tính 1/3 phường đã có số liệu, không tính phường "
     "Láng Hạ và phường Kim Liên."},
    {"{sosanh('ls.doi')}",
     "không so sánh được(*)(*) Tổng hợp từ 1/3 phường; chưa "
     "có số liệu của phường Láng Hạ và phường Kim Liên."},
    {"{dat('tt.luot')}", "94,2%(*)(*) " COMPARED},
    {"{hoac(dat('ls.mot'), 'không tính được')}", "không tính được"},
    {"{dat('ls.doi')}",
     "50%(*)(*) So sánh chỉ tính 1/3 phường đã có số liệu, không tính phường "
     "Láng Hạ và phường Kim Liên."},
    /* the words of an amount need no mark behind that of the amount */
    {"{tien(so('tt.luot') + 1)} {tien-chu(so('tt.luot') + 1)}",
     "9.423 đồng(*) (Chín nghìn bốn trăm hai mươi ba đồng)" NOTE},
    {"{tien-chu(so('tt.luot') + 1)}",
     "(Chín nghìn bốn trăm hai mươi ba đồng)(*)" NOTE},
    {"{so('tt.luot', 'cat')} {tien-chu(so('tt.luot') + 1)}",
     "5.000 (Chín nghìn bốn trăm hai mươi ba đồng)(*)" NOTE},
    {"{so('hg.tong')} {tien-chu(so('tt.luot') + 1)}",
     "52(*) (Chín nghìn bốn trăm hai mươi ba đồng)(*)" NOTE},
    {"{hai(/van-ban/@so)}/BC {hai(hoac(/van-ban/@khong, ' '))}", "……/BC ……"},
    {"{sosanh('ls.phan')}", "xấp xỉ bằng"},
    {"{sosanh('tt.luot', 'cat')}", "giảm 9,1%"},
    {"{sosanh('qn.chi')}", "bằng"},
    {"{sosanh('tt.luot', 'kim')}", "không so sánh được"},
    {"{sosanh('hg.ty-le', 'cat')}", "tăng 46,2 điểm phần trăm"},
    {"{so('hg.ty-le', 'cat')}", "96,2%"},
    {"{so('hg.ty-le', 'cat') > 90%}{''}", NULL},
    {"{tyle('hg.thanh', 'hg.tong')}", "96,2%(*)" NOTE},
    {"{tyle('ls.mot', 'ls.thieu')}", NULL},
    {"{tyle('ls.mot', 'tt.luot')}",
     "0%(*)(*) Tổng hợp từ 1/3 phường; chưa có số liệu của phường Láng Hạ và "
     "phường Kim Liên."},
    {"{tyle('ls.mot', 'tt.luot', 2)} {tyle(so('ls.mot'), so('tt.luot'), 2)}",
     "0,02%(*) 0,01%(*)(**)"
     "(*) Tổng hợp từ 1/3 phường; chưa có số liệu của phường Láng Hạ và phường "
     "Kim Liên." NOTE2},
    {"{tyle(86, 92)} {tyle(86, 92, 2)} {tyle(1, 8, 0)} {tyle(5, 5)}",
     "93,5% 93,48% 13% 100%"},
    {"{so('qn.uoc')}", "trên 625.000.000"},
    {"{tien('qn.uoc')}", "trên 625.000.000 đồng"},
    {"{so('dt.ha')}", "12,50"},
    {"{so('gs.don-vi')} {dem('gs.don-vi')}", "2 2"},
    {"{noi('gs.don-vi')}", "Cát Linh và Láng Hạ"},
    {"{hai('gs.don-vi')} {hai(12)} {hai(1234)}", "02 12 1.234"},
    {"{tien('qn.chi')}; {tien(2500)}", "1.413.860.796 đồng; 2.500 đồng"},
    {"{tien-chu(2366435000)}",
     "(Hai tỷ ba trăm sáu mươi sáu triệu bốn trăm ba mươi lăm nghìn đồng)"},
    {"{chu(21)} {chu('gs.don-vi')}", "hai mươi mốt hai"},
    {"{hoac(so('ls.bo'), 'chưa có')}", "chưa có"},
    {"{hoac(tyle('hg.thanh','hg.tong','kim'), '–')}", NULL},
    {"{hoac(tyle(1, 0), '–')} {hoac(dat('ls.khong'), '–')}", "– –"},
    {"{hoac(dat('qn.chi'), 'không có kế hoạch')}", "không có kế hoạch"},
    /* words */
    {"{hoa('Đống Đa')} {thuong('ĐỐNG ĐA')} {viet-hoa-dau('quận')}",
     "ĐỐNG ĐA đống đa Quận"},
    {"{ngay(/van-ban/@ngay)}", "ngày 14 tháng 9 năm 2023"},
    {"{ngay('2023-01-05', 'ngan')} {ngay('2023-01-05', 'thang')}",
     "05/01/2023 tháng 01 năm 2023"},
    {"{ngay($den-ngay, 'thu')}", "Chủ nhật, ngày 10 tháng 9 năm 2023"},
    {"{ngay('')}; {ngay(/van-ban/@so)}; {ngay(' ', 'ngan')}; {ngay('', "
     "'thang')}",
     "ngày …… tháng …… năm ……; ngày …… tháng …… năm ……; ……/……/……; tháng …… "
     "năm ……"},
    {"{gio(/van-ban/@gio)} {gio('14:00', 'phut')}", "14 giờ 00 14 giờ 00 phút"},
    {"{hoi('2023-09-14', '14:00')}",
     "14 giờ 00 phút, ngày 14 tháng 9 năm 2023"},
    {"{buoi('10:59')} {buoi('13:00')} {buoi('19:30')}", "sáng chiều tối"},
    {"{noi(/nguoi/@ten)}", "Nguyễn Văn Bình, Lê Thị An và Thích Minh Tâm"},
    {"{noi(dv)}", "Láng Hạ, Cát Linh và Kim Liên"},
    {"{ten('tt.luot')} {ten-ngan('tt.luot')} {dvt('tt.luot')}",
     "Lượt người dự Lượt lượt người"},
    {"{ten-ky('2023-Q3')}", "quý III năm 2023"},
    /* conditions on what units are */
    {"{dem(dv[@loai='phuong'])} {dem(dv[@loai='tp'])} {dem(dv[@ma='kim'])}",
     "3 0 1"},
    {"{dem(dv[@ten-khac='x'])} {dem(dv[hoac(@khac, '') = 'x'])} "
     "{dem(dv[co(@khac)])} {dem(dv[not(@ten-khac='x')])}",
     "0 0 0 3"},
    {"{dem(/nguoi[@khoa-xep='Minh Tâm'])} {dem(/nguoi[@ten='x'])}", "1 0"},
    /* control */
    {"a<t:neu kiem='1 > 2'>b</t:neu>c", "ac"},
    {"<t:neu kiem=\"co(so('ls.bo'))\">b</t:neu>c", "c"},
    {"<t:chon><t:khi kiem='1 > 2'>a</t:khi><t:khi kiem='2 > 1'>b</t:khi>"
     "<t:con-lai>c</t:con-lai></t:chon>",
     "b"},
    {"<t:chon><t:khi kiem='1 > 2'>a</t:khi><t:con-lai>c</t:con-lai>"
     "</t:chon>",
     "c"},
    {"<t:moi chon='dv'>{$tt}.{@ten}<t:neu kiem='not($cuoi)'>; </t:neu>"
     "</t:moi>",
     "1.Láng Hạ; 2.Cát Linh; 3.Kim Liên"},
    {"<t:moi chon='dv' xep='@ten'>{@ten} </t:moi>",
     "Cát Linh Kim Liên Láng Hạ"},
    {"<t:moi chon='dv' xep='@ten' giam='co'>{@ten} </t:moi>",
     "Láng Hạ Kim Liên Cát Linh"},
    {"<t:moi chon=\"dv[co(so('tt.luot'))]\" xep=\"so('tt.luot')\" "
     "loai-xep='so'>{@ten} {so('tt.luot')} </t:moi>",
     "Kim Liên 4.422 Cát Linh 5.000"},
    {"<t:moi chon='/nguoi' xep='@ten' loai-xep='ten-nguoi'>{@ten}, "
     "</t:moi>",
     "Lê Thị An, Nguyễn Văn Bình, Thích Minh Tâm,"},
    {"<t:moi chon='dv' loai-xep='ten-nguoi' xep=\"substring('Bùi Thị An    "
     "Đinh Hoàng An Nguyễn Thị An', (position() - 1) * 14 + 1, 14)\">{@ten} "
     "</t:moi>",
     "Láng Hạ Cát Linh Kim Liên"},
    {"<t:moi chon='dv' loai-xep='ten-dem-ho' xep=\"substring('Bùi Thị An    "
     "Đinh Hoàng An Nguyễn Thị An', (position() - 1) * 14 + 1, 14)\">{@ten} "
     "</t:moi>",
     "Cát Linh Láng Hạ Kim Liên"},
    {"a<t:moi chon='dv/dv' rong='duoc'>b</t:moi>c", "ac"},
    {"<t:moi chon='dv[2]'><t:moi chon='/nguoi[1]'>{so('tt.luot')}</t:moi>"
     "</t:moi>",
     "5.000"},
    {"<t:moi chon='dv'><t:bien ten='t' gia-tri='$tt'/><t:moi chon='dv' "
     "rong='duoc'/>{$t}</t:moi>",
     "123"},
    {"<t:kiem dieu-kien=\"so('hg.thanh') &lt;= so('hg.tong')\" loi='x'/>a",
     "a"},
    {"<t:goi mau='manh/chao.xml' ten='{@ten}' so='2'/>",
     "Xin chào Đống Đa lần 3"},
    {"<t:goi mau='manh/hai-tang.xml' ds='{dv}'/>", "Xin chào Láng Hạ lần 2"},
};

/* A fragment of 120 elements in one another. */
static void write_deep(const char *path, const char *inner)
{
	buffer text = {0};
	buffer_append(&text, STR("<t:manh xmlns='urn:vanban:1' "
				 "xmlns:t='urn:vanban:mau:1'>"));
	for (int i = 0; i < 120; i++)
		buffer_append(&text, STR("<dam>"));
	buffer_append(&text, str_from(inner));
	for (int i = 0; i < 120; i++)
		buffer_append(&text, STR("</dam>"));
	buffer_append(&text, STR("</t:manh>\0"));
	fixture_write(path, text.data);
	buffer_free(&text);
}

static void write_fragments(void)
{
	static const char head[] = "<t:manh xmlns='urn:vanban:1' "
				   "xmlns:t='urn:vanban:mau:1'>";
	static const char *const files[][2] = {
	    {"manh/chao.xml", "Xin chào {$ten} lần {$so + 1}"},
	    {"manh/hai-tang.xml",
	     "<t:goi mau='chao.xml' ten='{$ds[1]/@ten}' so='1'/>"},
	    {"manh/vong.xml", "<t:goi mau='vong2.xml'/>"},
	    {"manh/vong2.xml", "<t:goi mau='vong.xml'/>"},
	    {"manh/sai.xml", "{so('tt.lot')}"},
	    {"manh/khoi.xml", "<doan>{$x}</doan>"},
	};
	assert_int_equal(system("mkdir -p manh"), 0);
	for (size_t i = 0; i < TEST_COUNT(files); i++) {
		char text[400];
		snprintf(text, sizeof text, "%s%s</t:manh>", head, files[i][1]);
		fixture_write(files[i][0], text);
	}
	fixture_write("manh/goc.xml", "<doan/>");
	write_deep("manh/sau-1.xml", "<t:goi mau='sau-2.xml'/>");
	write_deep("manh/sau-2.xml", "a");
}

static void check_text(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	str content = str_format(f.arena, "<doan>%s</doan>", content_of(&f, r));
	doc_node *document = fixture_run(&f, content.data, "dd");
	if (!r->expect) {
		assert_null(document);
	} else {
		assert_str_equal(fixture_summary(&f), "");
		assert_non_null(document);
		assert_str_equal(doc_plain_text(f.arena, document), r->expect);
	}
	arena_free(f.arena);
}

/* ---- Errors ----------------------------------------------------------- */

#define LOOP3(x)                                                               \
	"<t:moi chon='../dv'><t:moi chon='../dv'><t:moi chon='../dv'>" x       \
	"</t:moi></t:moi></t:moi>"

/* The content stands in line 2; the places are line:column. */
static const struct row errors[] = {
    {"<doan>{so('ls.bo')}</doan>",
     "E1246 2:8 > ở đây chưa có số này = nếu được phép thiếu, viết "
     "hoac(so('ls.bo'), 'chữ thay thế')"},
    {"<doan>Đạt {1 + so('ls.bo')}</doan>",
     "E1246 2:16 > ở đây chưa có số này = nếu được phép thiếu, viết "
     "hoac(1 + so('ls.bo'), 'chữ thay thế')"},
    {"<doan>{so('tt.luot', 'lang')}</doan>",
     "E1246 2:8 > ở đây chưa có số này = nếu được phép thiếu, viết "
     "hoac(so('tt.luot', 'lang'), 'chữ thay thế')"},
    {"<doan>{so('ls.thieu')} {so('ls.thieu')}</doan>",
     "E1247 2:8 > tệp số liệu thiếu chỉ tiêu này = ghi số vào đó "
     "(không có thì ghi 0); chưa có số thì ghi <so ct=\"ls.thieu\" thieu=\"lý "
     "do\"/>"},
    {"<doan>{hoac(so('ls.thieu'), '–')}</doan>",
     "E1247 2:13 > tệp số liệu thiếu chỉ tiêu này = ghi số vào đó "
     "(không có thì ghi 0); chưa có số thì ghi <so ct=\"ls.thieu\" thieu=\"lý "
     "do\"/>"},
    {"<doan>{ke-hoach('qn.chi')}</doan>",
     "E1251 2:8 > tệp số liệu thiếu chỉ tiêu này = nếu được phép thiếu, viết "
     "hoac(ke-hoach('qn.chi'), 'chữ thay thế')"},
    {"<doan>{ke-hoach('tt.luot', 'cat', '2025')}</doan>",
     "E1251 2:8 > đang có kế hoạch của năm 2023: ky ghi đúng chưa? = thêm tệp "
     "<so-lieu loai=\"ke-hoach\" ky=\"2025\" …> vào sau -d; nếu được phép "
     "thiếu, viết hoac(…, 'chữ thay thế')"},
    {"<doan>{so('tt.luot', ., '2023-T9')}</doan>",
     "E2013 2:25 = hãy ghi: 2023-T09"},
    {"<doan>{ten-ky}</doan>", "E1230 2:8 = ý bạn là “$ten-ky”?"},
    {"<doan>{dat('ls.khong')}</doan>",
     "E1252 2:8 > Số không = nếu được phép thiếu, viết "
     "hoac(dat('ls.khong'), 'chữ thay thế')"},
    {"<doan>{so('hg.ty-le', 'kim')}</doan>",
     "E1249 2:8 > chỉ tiêu được khai báo ở đây = nếu được phép thiếu, "
     "viết hoac(so('hg.ty-le', 'kim'), 'chữ thay thế')"},
    {"<doan>{tyle('ls.khong', 'ls.khong')}</doan>",
     "E1215 2:25 > số liệu ở đây: ls.khong = nếu được phép thiếu, viết "
     "hoac(tyle('ls.khong', 'ls.khong'), 'chữ thay thế')"},
    {"<doan>{1 div so('ls.khong')}</doan>",
     "E1215 2:14 > số liệu ở đây: ls.khong = nếu được phép thiếu, viết "
     "hoac(1 div so('ls.khong'), 'chữ thay thế')"},
    {"<doan>{tyle(1, 0)}</doan>",
     "E1215 2:16 = nếu được phép thiếu, viết hoac(tyle(1, 0), 'chữ thay "
     "thế')"},
    {"<doan>{so('tt.luot', 'kin')}</doan>", "E2001 2:22 = ý bạn là “kim”?"},
    {"<doan>{so('tt.luot', ., '2023-13')}</doan>",
     "E2013 2:25 = viết: 2023, 2023-9T, 2023-Q3 hoặc 2023-T09"},
    {"<doan>{so('tt.luot', dv[9])}</doan>",
     "E1212 2:22 > đã tìm ở đây = nếu được phép thiếu, viết hoac(so('tt.luot', "
     "dv[9]), "
     "'chữ thay thế')"},
    {"<doan>{ten('ti' )}</doan>", "E1203 2:12"},
    {"<doan>{ten(@ten)}</doan>", "E1203 2:12"},
    {"<doan>{noi('tt.luot')}</doan>", "E1260 2:12"},
    {"<doan>{sosanh('gs.don-vi')}</doan>", "E1261 2:8"},
    {"<doan>{noi(dv/dv)}</doan>", "E1212 2:12 > đã tìm ở đây = nếu được phép "
				  "thiếu, viết hoac(noi(dv/dv), 'chữ thay "
				  "thế')"},
    {"<doan>{tien('dt.ha')}</doan>",
     "E1271 2:13 = viết {so('dt.ha')} {dvt('dt.ha')}"},
    {"<doan>{tien-chu(so('ls.khong'))}</doan>",
     "E1271 2:17 = viết {so('ls.khong')} {dvt('ls.khong')}"},
    {"<doan>{tien(12.5)}</doan>", "E1223 2:13"},
    {"<doan>{dat('ls.mot')}</doan>",
     "E1270 2:8 > chỉ tiêu được khai báo ở đây = có đơn vị chưa có số liệu "
     "hoặc "
     "chưa được giao kế hoạch riêng: in {so('ls.mot')} và {ke-hoach('ls.mot')} "
     "cạnh nhau, hoặc viết hoac(dat('ls.mot'), '–')"},
    /* conditions that can never hold */
    {"<doan>{dem(dv[@loai=phuong])}</doan>",
     "E1230 2:21 = viết trong dấu nháy: 'phuong'"},
    {"<doan>{dem(phuong)}</doan>", "E1230 2:12 = ý bạn là “dv”?"},
    {"<doan>{dem(dv[@loai='phường'])}</doan>",
     "E1229 2:21 = ý bạn là “phuong”?"},
    {"<doan>{dem(dv['Phường'!=@ten-loai])}</doan>",
     "E1229 2:15 = ý bạn là “phường”?"},
    {"<doan>{dem(dv[@ma='kin'])}</doan>", "E1229 2:19"},
    {"<doan><t:neu kiem=\"@loai='quân'\">a</t:neu>b</doan>",
     "E1229 2:26 = ý bạn là “quan”?"},
    {"<doan>{dem(dv[@lọai='phuong'])}</doan>",
     "E1228 2:15 = ý bạn là “@loai”?"},
    {"<doan>{dem(dv[not(@vung='nui')])}</doan>",
     "E1228 2:19 = nếu được phép không mục nào có, viết hoac(@vung, '')"},
    {"<doan>{dem(/nguoi[@tem='x'])}</doan>", "E1228 2:19 = ý bạn là “@ten”?"},
    {"<doan>{dem(/nguoi[@ten=An])}</doan>",
     "E1228 2:24 = viết trong dấu nháy: 'An'"},
    {"<doan>{dem(/nguoi[@khoa-xep!='x'])}</doan>",
     "E1231 2:19 = viết not(@khoa-xep = 'x') nếu tính cả những mục không có"},
    {"<doan>{chu(1 div 3)}</doan>", "E1266 2:12"},
    {"<doan>{tyle(1, 2, 9)}</doan>", "E1224 2:19"},
    {"<doan>{gio('25:00')}</doan>", "E1262 2:12"},
    {"<doan>{hoi('2023-09-14', '8:05')}</doan>",
     "E1262 2:26 = ý bạn là “08:05”?"},
    {"<doan>{buoi('25:00')}</doan>", "E1262 2:13"},
    {"<doan>{gio('8:05')}</doan>", "E1262 2:12 = ý bạn là “08:05”?"},
    {"<doan>{@ten-loia}</doan>",
     "E1212 2:8 > đã tìm ở đây = ý bạn là “@ten-loai”?"},
    {"<doan>{/vanban/@so}</doan>", "E1212 2:8 = ý bạn là “van-ban”?"},
    {"<doan>{ngay($den-ngay, 'dai')}</doan>",
     "E1263 2:24 = các kiểu: day-du ngan thang thu ngay-thang iso"},
    {"<doan>{ngay(/van-ban/@ky-hieu)}</doan>",
     "E1209 2:13 > giá trị được ghi ở đây"},
    {"<doan>{@khong-co}</doan>", "E1212 2:8 > đã tìm ở đây = nếu được phép "
				 "thiếu, viết hoac(@khong-co, 'chữ thay "
				 "thế')"},
    {"<doan>{/nguoi/@ten}</doan>", "E1213 2:8"},
    {"<doan>{true()}</doan>", "E1225 2:8"},
    {"<doan>{1 div 3}</doan>",
     "E1216 2:8 = viết round(1 div 3, 2) để làm tròn"},
    {"<doan>{$quy}</doan>",
     "E1256 2:8 = nếu được phép thiếu, viết hoac($quy, 'chữ thay thế')"},
    {"<doan><t:neu kiem=\"so('tt.luot')\">a</t:neu></doan>",
     "E1211 2:20 = có phải ý bạn là so('tt.luot') > 0?"},
    {"<doan><t:neu kiem=\"so('ls.bo') > 0\">a</t:neu>b</doan>",
     "E1246 2:20 > ở đây chưa có số này = nếu được phép thiếu, viết "
     "hoac(so('ls.bo') > 0, 'chữ thay thế')"},
    {"<doan>a<t:chon><t:khi kiem='1 > 2'>a</t:khi></t:chon></doan>",
     "E1253 2:8 = thêm <t:con-lai/> nếu được phép không in gì"},
    {"<doan>a<t:moi chon='dv/dv'>b</t:moi></doan>",
     "E1254 2:21 > đã tìm ở đây"},
    {"<doan>a<t:moi chon='$nam'>b</t:moi></doan>", "E1210 2:21"},
    {"<doan>a<t:moi chon='dv' xep='@ten' loai-xep='so'>b</t:moi></doan>",
     "E1207 2:30"},
    {"<doan>a<t:moi chon='dv' xep='@x'>b</t:moi></doan>",
     "E1212 2:30 > đã tìm ở đây = nếu được phép thiếu, viết hoac(@x, 'chữ thay "
     "thế')"},
    {"<doan>a<t:kiem dieu-kien=\"so('hg.tong') > 100\" loi=\"Chỉ có "
     "{so('hg.tong')}\"/></doan>",
     "E1255 2:27 > số liệu ở đây: hg.tong"},
    {"<doan>{so('ls.bo')}</doan><doan>{@x}</doan>",
     "E1246 2:8 > ở đây chưa có số này = nếu được phép thiếu, viết "
     "hoac(so('ls.bo'), 'chữ thay thế'); E1212 2:34 > đã tìm ở đây = nếu được "
     "phép thiếu, "
     "viết hoac(@x, 'chữ thay thế')"},
    /* the finished document */
    {"<doan>{''}</doan>", "E1310 2:1"},
    {"<doan><t:neu kiem='1 > 2'>a</t:neu></doan>", "E1310 2:1"},
    {"<muc><doan>a</doan></muc>", "E1307 2:1"},
    {"<bang><cot ten='a'/><cot ten='b'/><hang><o>1</o></hang></bang>",
     "E1311 2:35"},
    {"<bieu-do ten='a'><tri ten='b'>5</tri></bieu-do>",
     "E1313 2:18 = đơn vị chưa có số thì ghi chữ, không ghi số: "
     "{hoac(so('…'), 'chưa có')}"},
    {"<bieu-do ten='a'><tri ten='b'>{hoac(so('ls.bo'), 0)}</tri></bieu-do>",
     "E1313 2:18 = đơn vị chưa có số thì ghi chữ, không ghi số: "
     "{hoac(so('…'), 'chưa có')}"},
    {"<bang><cot ten='a'/></bang>", "E1316 2:1"},
    {"<dau-van-ban><co-quan>A</co-quan><dia-danh-ngay dia-danh='a' "
     "ngay='{@ten}'/></dau-van-ban>",
     "E1304 2:68"},
    /* what would not end */
    {"<doan><t:moi chon='dv'>" LOOP3(
	 LOOP3(LOOP3(LOOP3(LOOP3("a"))))) "</t:moi></doan>",
     "E1274 2:324"},
    {"<doan><t:goi mau='manh/sau-1.xml'/></doan>", "E1273 1:437"},
    {"<doan><t:goi mau='manh/sau-2.xml'/><t:goi mau='manh/sau-1.xml'/></doan>",
     "E1273 1:437"},
};

static void check_error(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	assert_null(fixture_run(&f, content_of(&f, r), "dd"));
	assert_str_equal(fixture_summary(&f), r->expect);
	arena_free(f.arena);
}

/* ---- Whole documents -------------------------------------------------- */

static const struct row dumps[] = {
    {"<doan>Có {so('tt.luot', 'cat')}¶  lượt, đạt {tyle('hg.thanh', "
     "'hg.tong')}.</doan>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  doan\n"
     "    \"Có \"\n"
     "    so-lieu \"5.000\" = 5000 {so('tt.luot', 'cat')} mau.xml:2:11\n"
     "      < tt.luot cat 2023-9T = 5000 (1/1) so-lieu:1:384\n"
     "    \" lượt, đạt \"\n"
     "    so-lieu \"96,2%(*)\" = 25/26 {tyle('hg.thanh', "
     "'hg.tong')} mau.xml:3:14\n"
     "      < hg.thanh dd 2023-9T = 50 (2/3) so-lieu:1:411 so-lieu:1:621\n"
     "      < hg.tong dd 2023-9T = 52 (2/3) so-lieu:1:435 so-lieu:1:644\n"
     "    \".\"\n" NOTE_NODE},
    /* behind the table; of the body, before the signature; of the annex */
    {"<doan>{so('tt.luot')}</doan><bang><cot ten='a'/><hang><o>{so('hg.tong')}"
     "</o></hang></bang><ky><chuc-vu>a</chuc-vu><ho-ten>b</ho-ten></ky>"
     "<phu-luc><de-muc>{so('tt.luot')}</de-muc></phu-luc>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  doan\n"
     "    so-lieu \"9.422(*)\" = 9422 {so('tt.luot')} mau.xml:2:8\n"
     "      < tt.luot dd 2023-9T = 9422 (2/3) so-lieu:1:384 so-lieu:1:594\n"
     "  bang\n"
     "    cot ten=\"a\"\n"
     "    hang\n"
     "      o\n"
     "        so-lieu \"52(*)\" = 52 {so('hg.tong')} mau.xml:2:59\n"
     "          < hg.tong dd 2023-9T = 52 (2/3) so-lieu:1:435 "
     "so-lieu:1:644\n" NOTE_NODE "  ky\n"
     "    chuc-vu\n"
     "      \"a\"\n"
     "    ho-ten\n"
     "      \"b\"\n"
     "  phu-luc\n"
     "    de-muc\n"
     "      so-lieu \"9.422(*)\" = 9422 {so('tt.luot')} mau.xml:2:156\n"
     "        < tt.luot dd 2023-9T = 9422 (2/3) so-lieu:1:384 so-lieu:1:594\n"
     "    doan kieu=\"ghi-chu\"\n"
     "      nghieng\n"
     "        \"(*) Tổng hợp từ 2/3 phường; chưa có số liệu của phường Láng "
     "Hạ.\"\n"},
    {"<doan>{so('tt.luot')}</doan><bang><cot ten='a'/><hang><o>1</o></hang>"
     "</bang><ky><chuc-vu>a</chuc-vu><ho-ten>b</ho-ten></ky>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  doan\n"
     "    so-lieu \"9.422(*)\" = 9422 {so('tt.luot')} mau.xml:2:8\n"
     "      < tt.luot dd 2023-9T = 9422 (2/3) so-lieu:1:384 so-lieu:1:594\n"
     "  bang\n"
     "    cot ten=\"a\"\n"
     "    hang\n"
     "      o\n"
     "        \"1\"\n" NOTE_NODE "  ky\n"
     "    chuc-vu\n"
     "      \"a\"\n"
     "    ho-ten\n"
     "      \"b\"\n"},
    {"<bieu-do ten='a'><t:moi chon='dv[1]'><tri ten='{@ten}'>"
     "{hoac(so('tt.luot'), 'chưa có')}</tri></t:moi></bieu-do>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  bieu-do ten=\"a\"\n"
     "    tri ten=\"Láng Hạ\"\n"
     "      \"chưa có\"\n"},
    {"<dau-van-ban><co-quan>BAN</co-quan><so-ky-hieu so='{/van-ban/@so}' "
     "ky-hieu='{/van-ban/@ky-hieu}'/><dia-danh-ngay dia-danh='Đống Đa' "
     "ngay='{$den-ngay}'/></dau-van-ban>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  dau-van-ban\n"
     "    co-quan\n"
     "      \"BAN\"\n"
     "    so-ky-hieu so=\"\" ky-hieu=\"BC-MTTQ\"\n"
     "    dia-danh-ngay dia-danh=\"Đống Đa\" ngay=\"2023-09-10\"\n"},
    {"<t:moi chon='dv[2]'><bieu-do ten='a {@ten}'><tri ten='{@ten}'>"
     "{so('tt.luot')}</tri></bieu-do></t:moi>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  bieu-do ten=\"a Cát Linh\"\n"
     "    tri ten=\"Cát Linh\"\n"
     "      so-lieu \"5.000\" = 5000 {so('tt.luot')} mau.xml:2:64\n"
     "        < tt.luot cat 2023-9T = 5000 (1/1) so-lieu:1:384\n"},
    {"<t:goi mau='manh/khoi.xml' x='{so(\"qn.uoc\")}'/>",
     "van-ban loai=\"bao-cao\" the-thuc=\"mttq\"\n"
     "  doan\n"
     "    so-lieu \"trên 625.000.000\" = 625000000 {$x} "
     "manh/khoi.xml:1:64\n"
     "      < qn.uoc dd 2023-9T = trên 625000000 (1/1) so-lieu:1:134\n"},
};

static void check_dump(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	doc_node *document = fixture_run(&f, content_of(&f, r), "dd");
	assert_str_equal(fixture_summary(&f), "");
	assert_non_null(document);
	buffer out = {0};
	doc_dump(document, f.sources, &out);
	assert_str_equal(buffer_str(&out), r->expect);
	buffer_free(&out);
	arena_free(f.arena);
}

/* Byte i of a text node is byte i of its place in the template. */
static const struct row places[] = {
    {"<doan>một  hai¶   ba {$nam} &lt; b&#xF3;n</doan>",
     "một |hai |ba |2023| < bón"},
};

static void check_place(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	doc_node *document = fixture_run(&f, content_of(&f, r), "dd");
	assert_str_equal(fixture_summary(&f), "");
	buffer out = {0};
	for (const doc_node *n = document->first_child->first_child; n;
	     n = n->next) {
		const source *s = source_get(f.sources, n->at.source);
		span at = xml_span_within(f.sources, n->at, 0, n->text.length);
		str raw = str_slice(s->bytes, at.start, at.length);
		buffer_format(&out, out.length ? "|%.*s" : "%.*s",
			      STR_ARGS(n->text));
		if (str_find(n->text, STR("bón")) == n->text.length &&
		    !str_equal(n->text, STR("2023")))
			assert_memory_equal(raw.data, n->text.data, 2);
	}
	assert_str_equal(buffer_str(&out), r->expect);
	buffer_free(&out);
	arena_free(f.arena);
}

/* ---- Parameters ------------------------------------------------------- */

static const struct row parameters[] = {
    {"nguoi", ""},
    {"nguo", "E1265 0:0 = ý bạn là “nguoi”?"},
    {"khac", "E1265 0:0"},
};

static void check_parameter(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	const template *t = fixture_read(&f, "<doan>a</doan>");
	template_parameter given = {str_from(r->name), STR("x")};
	template_input input = {.data = f.data,
				.unit = data_unit_of(f.data, STR("dd")),
				.period = &f.period,
				.profile = &f.profile,
				.parameters = &given,
				.parameter_count = 1};
	bool done = template_evaluate(t, &input, f.arena, f.diags) != NULL;
	assert_int_equal(done, r->expect[0] == 0);
	assert_str_equal(fixture_summary(&f), r->expect);
	arena_free(f.arena);
}

/* ---- Memory ----------------------------------------------------------- */

/* An expression whose value is small and whose way there is not. */
static const struct memory_row {
	const char *name;
	size_t most; /* bytes that stay, of a document with it in it */
} memories[] = {
#define SIX "dv|dv|dv|dv|dv|dv"
#define ALL "dem(" SIX "|" SIX "|" SIX "|" SIX "|" SIX "|" SIX ")"
    {"{" ALL "}", 3000},
    {"<t:neu kiem='" ALL " > 0'>a</t:neu>", 3000},
    {"<t:bien ten='x' gia-tri='" ALL "'/>{$x}", 3000},
    {"<t:moi chon='dv[" ALL " = 0]'>a</t:moi>", 4000},
};

static void check_memory(void **state)
{
	const struct memory_row *r = *state;
	fixture f = fixture_open();
	str content = str_format(f.arena, "<doan>%s</doan>", r->name);
	const template *t = fixture_read(&f, content.data);
	template_input input = {.data = f.data,
				.unit = data_unit_of(f.data, STR("dd")),
				.period = &f.period,
				.profile = &f.profile};
	size_t before = arena_used(f.arena);
	assert_non_null(template_evaluate(t, &input, f.arena, f.diags));
	assert_in_range(arena_used(f.arena) - before, 1, r->most);
	arena_free(f.arena);
}

int main(void)
{
	int failed = 0;
	fixture_folder_open();
	write_fragments();
	TEST_TABLE(template_texts, texts, check_text);
	TEST_TABLE(template_errors, errors, check_error);
	TEST_TABLE(template_dumps, dumps, check_dump);
	TEST_TABLE(template_places, places, check_place);
	TEST_TABLE(template_parameters, parameters, check_parameter);
	TEST_TABLE(template_memory, memories, check_memory);
	failed += TEST_RUN(template_texts);
	failed += TEST_RUN(template_errors);
	failed += TEST_RUN(template_dumps);
	failed += TEST_RUN(template_places);
	failed += TEST_RUN(template_parameters);
	failed += TEST_RUN(template_memory);
	fixture_folder_close();
	return failed;
}

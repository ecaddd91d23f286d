#include "testing.h"

#include "fixture.h"

/* What is wrong with a template, found without figures. */

struct row {
	const char *name; /* the content of van-ban, in line 2 */
	const char *expect;
};

#define CONTROL "t:neu t:chon t:moi t:bien t:goi t:kiem"

static const struct row wrong[] = {
    /* the vocabulary */
    {"<doann>a</doann>",
     "E1109 2:2 = ý bạn là “doan”? = ở đây được dùng: bia muc-luc dau-van-ban "
     "ten-loai trich-yeu "
     "kinh-gui "
     "can-cu phan chuong muc tieu-muc dieu khoan diem doan ds trich bang "
     "bieu-do hinh noi-nhan ky-doi ky phu-luc " CONTROL},
    {"<ds><doan>a</doan></ds>", "E1109 2:6 = ở đây được dùng: y " CONTROL},
    {"<doan><so-lieu/>a</doan>", "E1109 2:8 = ở đây được dùng: ten-nguoi "
				 "viet-tat tham-chieu chu-thich dam nghieng "
				 "xuong-dong " CONTROL},
    {"<bang><cot ten='a' rongg='2'/></bang>",
     "E1110 2:20 = ý bạn là “rong”? = ở đây được dùng: ten can rong mang-sang"},
    {"<trich kieu='x'>a</trich>", "E1110 2:8"},
    {"<bang><cot/></bang>", "E1111 2:7"},
    {"<bang><cot ten='a' can='tria'/></bang>", "E1306 2:25 = ý bạn là “trai”?"},
    {"<bang><cot ten='a' rong='2cm'/></bang>", "E1305 2:26 = ý bạn là “20mm”?"},
    {"<bang><cot ten='a'/><hang><o gop='0'>a</o></hang></bang>", "E1302 2:35"},
    {"<bang co-chu='5'><cot ten='a'/></bang>", "E1303 2:15"},
    {"<bang dau-bang-lap='yes'><cot ten='a'/></bang>", "E1301 2:21"},
    {"<dau-van-ban><dia-danh-ngay dia-danh='a' ngay='14/9/2023'/>"
     "</dau-van-ban>",
     "E1304 2:48 = ý bạn là “2023-09-14”?"},
    {"<ds>chữ</ds>", "E1112 2:5"},
    {"chữ", "E1112 2:1"},
    {"<doan xmlns=''>a</doan>",
     "E1240 2:2 = viết <van-ban xmlns=\"urn:vanban:1\" "
     "xmlns:t=\"urn:vanban:mau:1\" …>"},
    /* braces and expressions */
    {"<doan>một {so('tt.luot')</doan>",
     "E1241 2:11 = muốn in dấu { thì viết {{"},
    {"<doan>một } hai</doan>", "E1242 2:11 = muốn in dấu } thì viết }}"},
    {"<doan>{}</doan>", "E1220 2:7"},
    {"<doan>{  }</doan>", "E1220 2:8"},
    {"<doan>{so('tt.luot)}</doan>", "E1202 2:11"},
    {"<doan>Được {so('tt.lot')} và {s('tt.luot')}</doan>",
     "E1203 2:16 = ý bạn là “tt.luot” (Lượt người dự)?; E1204 2:31 = ý bạn "
     "là “so”?"},
    {"<doan>{tyle('hg.thanh', 'hg.tng')}</doan>",
     "E1203 2:25 = ý bạn là “hg.tong” (Hòa giải tiếp nhận)?"},
    {"<doan>a &lt; b {so('tt.lot')}</doan>",
     "E1203 2:20 = ý bạn là “tt.luot” (Lượt người dự)?"},
    {"<doan>{so('tt.luot' &lt;)}</doan>", "E1201 2:25"},
    {"<doan>&lt;{@a &lt;}&lt;<!-- {c} -->{@b &lt;}e\xCC\x82{@c &lt;}</doan>",
     "E1221 2:15; E1221 2:40; E1221 2:50"},
    {"<doan><![CDATA[<{@a <}]]>&lt;{@b &lt;}<![CDATA[{@c <}]]></doan>",
     "E1221 2:21; E1221 2:34; E1221 2:52"},
    {"<dau-van-ban><so-ky-hieu ky-hieu='{$x}'/></dau-van-ban>", "E1205 2:36"},
    {"<doan>{$nam-1}</doan>",
     "E1205 2:8 = muốn trừ thì đặt dấu cách trước và sau dấu trừ: $nam - "
     "…"},
    {"<doan>{$ngoui}</doan>", "E1205 2:8 = ý bạn là “$nguoi”?"},
    {"<doan>{$tt}</doan>", "E1205 2:8"},
    {"<doan><t:neu kiem='true()'><t:bien ten='x' gia-tri='1'/></t:neu>{$x}"
     "</doan>",
     "E1205 2:66"},
    {"<doan>{$a}<t:bien ten='a' gia-tri='1'/></doan>", "E1205 2:8"},
    /* control elements */
    {"<doan><t:nue kiem='1'/></doan>",
     "E1109 2:8 = ý bạn là “neu”? = ở đây được dùng: neu chon moi bien goi "
     "kiem"},
    {"<doan><t:neu kiemm='1 > 0'>a</t:neu></doan>",
     "E1111 2:7; E1110 2:14 = ý bạn là “kiem”?"},
    {"<doan><t:neu>a</t:neu></doan>", "E1111 2:7"},
    {"<doan><t:neu kiem='1 +'>a</t:neu></doan>", "E1221 2:22"},
    {"<doan><t:chon/>a</doan>", "E1307 2:7"},
    {"<doan><t:chon>x<t:con-lai/></t:chon></doan>", "E1112 2:15"},
    {"<doan><t:chon><t:neu kiem='1'/></t:chon></doan>",
     "E1307 2:7; E1109 2:16 = ở đây được dùng: khi con-lai"},
    {"<doan><t:chon><t:con-lai/><t:khi kiem='1 > 0'/></t:chon></doan>",
     "E1269 2:28"},
    {"<doan><t:khi kiem='1 > 0'/></doan>",
     "E1109 2:8 = ý bạn là “moi”? = ở đây được dùng: neu chon moi bien goi "
     "kiem"},
    {"<doan><t:moi chon='dv' loai-xep='so'>a</t:moi></doan>", "E1267 2:24"},
    {"<doan><t:moi chon='dv' xep='@ten' loai-xep='sso'>a</t:moi></doan>",
     "E1306 2:45 = ý bạn là “so”?"},
    {"<doan><t:moi chon='dv' rong='co'>a</t:moi></doan>", "E1306 2:30"},
    {"<doan><t:bien ten='1x' gia-tri='1'/>a</doan>", "E1257 2:20"},
    {"<doan><t:bien ten='nam' gia-tri='1'/>a</doan>", "E1258 2:20"},
    {"<doan><t:bien ten='x' gia-tri='1'>a</t:bien>a</doan>", "E1112 2:35"},
    {"<doan><t:bien ten='x' gia-tri='1'><dam/></t:bien>a</doan>", "E1268 2:36"},
    {"<doan><t:goi mau='manh/sai2.xml'><dam/></t:goi>a</doan>",
     "E1001 2:19; E1268 2:35"},
    {"<doan><t:kiem dieu-kien='1 > 0'/>a</doan>", "E1111 2:7"},
    /* fragments */
    {"<hinh tep='khong-co.png' mo-ta='a'/>", "E1001 2:12"},
    {"<hinh tep='../khac.png' mo-ta='a'/>", "E1005 2:12"},
    {"<hinh tep='{$ky}.png' mo-ta='a'/>", "E1264 2:12"},
    {"<hinh tep='mau.xml' mo-ta='a'/>", "E1720 2:12"},
    {"<doan><t:goi mau='manh/chao.xml'/></doan>",
     "E1244 2:7 > biến được dùng ở đây"},
    {"<doan><t:goi mau='manh/chao.xml' ten='a' tenn='b'/></doan>",
     "E1245 2:42 = ý bạn là “ten”?"},
    {"<doan><t:goi mau='manh/khong-co.xml'/></doan>", "E1001 2:19"},
    {"<doan><t:goi mau='../khac.xml'/></doan>", "E1005 2:19"},
    {"<doan><t:goi mau='/etc/passwd'/></doan>", "E1005 2:19"},
    {"<doan><t:goi mau='{$ky}.xml'/></doan>", "E1264 2:19"},
    {"<doan><t:goi mau='manh/goc.xml'/></doan>", "E1108 1:2 > được gọi từ đây"},
    {"<doan><t:goi mau='manh/vong.xml'/></doan>", "E1243 1:69"},
    {"<doan><t:goi mau='mau.xml'/></doan>", "E1243 2:19"},
    {"<doan><t:goi mau='manh/khoi.xml' x='1'/></doan>",
     "E1109 1:58 = ý bạn là “dam”? = ở đây được dùng: ten-nguoi viet-tat "
     "tham-chieu chu-thich dam "
     "nghieng "
     "xuong-dong " CONTROL},
    {"<doan><t:goi mau='manh/sai.xml'/></doan>",
     "E1203 1:61 = ý bạn là “tt.luot” (Lượt người dự)?"},
};

/* Sources are in the order they were read: the template is before fragments. */
static void check_wrong(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	fixture_read(&f, r->name);
	assert_str_equal(fixture_summary(&f), r->expect);
	arena_free(f.arena);
}

/* ---- Roots ------------------------------------------------------------ */

static const struct row roots[] = {
    {"<van-ban><doan>a</doan></van-ban>",
     "E1240 1:2 = viết <van-ban xmlns=\"urn:vanban:1\" "
     "xmlns:t=\"urn:vanban:mau:1\" …>"},
    {"<so-lieu/>", "E1108 1:2 = đây là tệp dữ liệu, đặt sau -d: -d "},
    {"<manh/>", "E1108 1:2 = đây là mảnh, chỉ dùng qua <t:goi mau=\"…\"/>"},
    {"<vanban/>", "E1108 1:2 = viết <van-ban xmlns=\"urn:vanban:1\" "
		  "xmlns:t=\"urn:vanban:mau:1\" …>"},
    {"<van-ban xmlns='urn:vanban:1' tham-so='a nam'/>", "E1258 1:40"},
    {"<van-ban xmlns='urn:vanban:1' lao='x'/>",
     "E1110 1:31 = ý bạn là “loai”? = ở đây được dùng: loai the-thuc"},
    {"<van-ban xmlns='urn:vanban:1'", "E1101 1:29"},
};

static void check_root(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	fixture_write("mau.xml", r->name);
	template_read(f.arena, f.diags, STR("mau.xml"), STR("."));
	str summary = fixture_summary(&f);
	assert_true(str_starts_with(summary, str_from(r->expect)));
	arena_free(f.arena);
}

/* ---- What the root says ----------------------------------------------- */

static const struct row heads[] = {
    {"<van-ban xmlns='urn:vanban:1' the-thuc='mttq' chi-tieu='../ct.xml'/>",
     "mttq|../ct.xml|40|56"},
    {"<van-ban xmlns='urn:vanban:1'/>", "||0|0"},
};

static void check_head(void **state)
{
	const struct row *r = *state;
	fixture f = fixture_open();
	fixture_write("mau.xml", r->name);
	const template *t =
	    template_read(f.arena, f.diags, STR("mau.xml"), STR("."));
	assert_non_null(t);
	str name = template_profile(t), dictionary = template_dictionary(t);
	str text = str_format(
	    f.arena, "%.*s|%.*s|%u|%u", STR_ARGS(name), STR_ARGS(dictionary),
	    template_profile_at(t).start, template_dictionary_at(t).start);
	assert_str_equal(text, r->expect);
	arena_free(f.arena);
}

/* A chain of fragments: each calls the next. */
static void write_fragments(void)
{
	static const char head[] = "<t:manh xmlns='urn:vanban:1' "
				   "xmlns:t='urn:vanban:mau:1'>";
	static const char *const files[][2] = {
	    {"manh/chao.xml", "{$ten}"},
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
}

int main(void)
{
	int failed = 0;
	fixture_folder_open();
	write_fragments();
	TEST_TABLE(template_wrong, wrong, check_wrong);
	TEST_TABLE(template_roots, roots, check_root);
	TEST_TABLE(template_heads, heads, check_head);
	failed += TEST_RUN(template_wrong);
	failed += TEST_RUN(template_roots);
	failed += TEST_RUN(template_heads);
	fixture_folder_close();
	return failed;
}

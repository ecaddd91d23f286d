#include "findings.h"
#include "vanban/meeting.h"

#include <stdio.h>

/* A sound record; each row replaces a piece of it. */
static const char sound[] =
    "<hoi-nghi don-vi='q' ky='2023-9T' ten='Hội nghị sơ kết' "
    "ngay='2023-09-14'\n"
    " thu='thứ Năm' buoi='chiều' bat-dau='14:00' ket-thuc='16:45' "
    "dia-diem='Hội trường'>\n"
    "<chu-tri nguoi='Trần Văn An'/>\n"
    "<thu-ky nguoi='Lê Thị Bình'/>\n"
    "<thanh-phan toi-thieu='2/3'>\n"
    "<nhom ten='Ban Thường trực'>\n"
    "<dai-bieu ho-ten='Trần Văn An' danh-xung='ông' chuc-vu='Chủ tịch' "
    "ghe='A1'/>\n"
    "<dai-bieu ho-ten='Lê Thị Bình' danh-xung='bà' chuc-vu='Ủy viên' "
    "ghe='A2'/>\n"
    "</nhom>\n"
    "<nhom ten='Các phường'>\n"
    "<dai-bieu ho-ten='Phạm Văn Cường' chuc-vu='Chủ tịch' don-vi='Láng'/>\n"
    "<dai-bieu ho-ten='Vũ Thị Dung' chuc-vu='Chủ tịch' don-vi='Ô Chợ' "
    "vang='co-ly-do' ly-do='ốm'/>\n"
    "<dai-bieu ho-ten='Thích Giác Tuệ' danh-xung='Thượng tọa' "
    "khoa-xep='Tuệ'/>\n"
    "</nhom>\n"
    "</thanh-phan>\n"
    "<khach><dai-bieu ho-ten='Đỗ Văn Giang' chuc-vu='Phó Bí thư'/></khach>\n"
    "<chuong-trinh>\n"
    "<noi-dung gio='14:00' ma='bc' nguoi='Trần Văn An'>Báo cáo</noi-dung>\n"
    "<noi-dung gio='15:00' ghi='khong'>Giải lao</noi-dung>\n"
    "<noi-dung gio='15:15' ma='bq'>Biểu quyết</noi-dung>\n"
    "</chuong-trinh>\n"
    "<dien-bien>\n"
    "<bao-cao noi-dung='bc' nguoi='Trần Văn An'>nêu kết quả</bao-cao>\n"
    "<phat-bieu noi-dung='bc' nguoi='Đỗ Văn Giang'>nêu ý kiến</phat-bieu>\n"
    "<bieu-quyet noi-dung='bq' ten='Nghị quyết' tan-thanh='3' "
    "khong-tan-thanh='0' khong-y-kien='1'/>\n"
    "</dien-bien>\n"
    "<ket-luan><y>Một</y></ket-luan>\n"
    "<cong-viec><viec ai='Các phường' han='2023-10-31'>Kế "
    "hoạch</viec></cong-viec>\n"
    "</hoi-nghi>\n";

typedef struct row {
	const char *name;
	const char *from, *to; /* NULL: nothing is replaced */
	const char *expected;
} row;

static const row rows[] = {
#include "errors.def"
};

static str replaced(arena *a, const row *r)
{
	str all = str_from(sound), from = str_from(r->from);
	size_t at = r->from ? str_find(all, from) : 0;
	assert_true(at < all.length);
	return str_format(
	    a, "%.*s%s%.*s", (int)at, sound, r->to ? r->to : "",
	    STR_ARGS(str_slice(all, at + from.length, all.length)));
}

static void check(void **state)
{
	const row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	assert_true(xml_parse(a, d, STR("hn"), replaced(a, r), &file));
	assert_non_null(meeting_read(a, d, file.root));
	assert_findings_of(d, r->expected);
	arena_free(a);
}

/* ---- What is filled in ------------------------------------------------ */

static const xml_node *find(const xml_node *node, const char *path)
{
	str rest = str_from(path), name;
	while (node && str_next_word(&rest, &name))
		node = xml_first(node, name);
	return node;
}

typedef struct filled {
	const char *name;
	const char *from, *to; /* as above */
	const char *path;      /* element names from the root down */
	const char *attribute;
	const char *expected;
} filled;

static const filled filled_rows[] = {
    {"summoned", NULL, NULL, "hoi-nghi thanh-phan", "trieu-tap", "5"},
    {"present", NULL, NULL, "hoi-nghi thanh-phan", "co-mat", "4"},
    {"absent", NULL, NULL, "hoi-nghi thanh-phan", "vang", "1"},
    {"excused", NULL, NULL, "hoi-nghi thanh-phan", "vang-co-ly-do", "1"},
    {"unexcused", NULL, NULL, "hoi-nghi thanh-phan", "vang-khong-ly-do", "0"},
    {"voters", NULL, NULL, "hoi-nghi thanh-phan", "co-quyen", "4"},
    {"voters without a group", "<nhom ten='Các phường'>",
     "<nhom ten='Các phường' bieu-quyet='khong'>", "hoi-nghi thanh-phan",
     "co-quyen", "2"},
    {"a group", NULL, NULL, "hoi-nghi thanh-phan nhom", "co-mat", "2"},
    {"a group in numbers", "<nhom ten='Ban Thường trực'>",
     "<nhom ten='Khác' trieu-tap='9' vang='0'/><nhom ten='Ban Thường trực'>",
     "hoi-nghi thanh-phan nhom", "co-mat", "9"},
    {"presence", NULL, NULL, "hoi-nghi thanh-phan nhom dai-bieu", "tinh-trang",
     "co-mat"},
    {"the chair's position", NULL, NULL, "hoi-nghi chu-tri", "chuc-vu",
     "Chủ tịch"},
    {"the chair's address", NULL, NULL, "hoi-nghi chu-tri", "danh-xung", "ông"},
    {"a speaker by code", "nguoi='Đỗ Văn Giang'>nêu",
     "nguoi='g'>nêu</phat-bieu><phat-bieu nguoi='Đỗ Văn Giang'>",
     "hoi-nghi dien-bien phat-bieu", "ho-ten", ""},
    {"a guest speaks", NULL, NULL, "hoi-nghi dien-bien phat-bieu", "ho-ten",
     "Đỗ Văn Giang"},
    {"voters of a vote", NULL, NULL, "hoi-nghi dien-bien bieu-quyet", "co-mat",
     "4"},
    {"passed", NULL, NULL, "hoi-nghi dien-bien bieu-quyet", "ket-qua",
     "thong-qua"},
    {"not passed", "tan-thanh='3' khong-tan-thanh='0'",
     "tan-thanh='2' khong-tan-thanh='1'", "hoi-nghi dien-bien bieu-quyet",
     "ket-qua", "khong-thong-qua"},
    {"two thirds are needed", "tan-thanh='3' khong-tan-thanh='0'",
     "can='80%' tan-thanh='3' khong-tan-thanh='0'",
     "hoi-nghi dien-bien bieu-quyet", "ket-qua", "khong-thong-qua"},
    {"valid ballots", "tan-thanh='3' khong-tan-thanh='0'",
     "hinh-thuc='phieu-kin' thu-ve='4' khong-hop-le='1' tan-thanh='2' "
     "khong-tan-thanh='0'",
     "hoi-nghi dien-bien bieu-quyet", "hop-le", "3"},
};

static void check_filled(void **state)
{
	const filled *f = *state;
	const row r = {f->name, f->from, f->to, ""};
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	assert_true(xml_parse(a, d, STR("hn"), replaced(a, &r), &file));
	const meeting *m = meeting_read(a, d, file.root);
	const xml_node *node = find(m->root, f->path);
	assert_non_null(node);
	assert_str_equal(xml_attribute_value(node, str_from(f->attribute)),
			 f->expected);
	/* The caller's tree is as it was. */
	assert_null(
	    xml_attribute_of(find(file.root, "thanh-phan"), STR("trieu-tap")));
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(errors, rows, check);
	TEST_TABLE(attributes, filled_rows, check_filled);
	return TEST_RUN(errors) | TEST_RUN(attributes);
}

#include "fields.h"

#define MM(n) ((mpt)(n)*2835)
#define PT(n) ((mpt)(n)*MPT_PER_POINT)

#define YES_NO	"khong co"
#define ALIGNED "trai phai giua deu"
#define RULED	"khong gach chu"

#define ROW(group, element, attribute, kind, member, least, most, words)       \
	{                                                                      \
		group, element, attribute, kind, false,                        \
		    offsetof(profile, member), least, most, words              \
	}
#define OPTIONAL(group, element, attribute, kind, member, least, most, words)  \
	{                                                                      \
		group, element, attribute, kind, true,                         \
		    offsetof(profile, member), least, most, words              \
	}

#define LENGTH(element, attribute, member, least, most)                        \
	ROW(NULL, element, attribute, FIELD_LENGTH, member, least, most, NULL)
#define SHARE(element, attribute, member, least, most)                         \
	ROW(NULL, element, attribute, FIELD_SHARE, member, least, most, NULL)
#define COUNT(element, attribute, member, least, most)                         \
	ROW(NULL, element, attribute, FIELD_COUNT, member, least, most, NULL)
#define FLAG(element, attribute, member, words)                                \
	ROW(NULL, element, attribute, FIELD_FLAG, member, 0, 0, words)
#define TEXT(element, attribute, member, least)                                \
	ROW(NULL, element, attribute, FIELD_TEXT, member, least, 0, NULL)
#define PATTERN(element, attribute, member, words)                             \
	ROW(NULL, element, attribute, FIELD_PATTERN, member, 0, 0, words)

#define RULE(element, member)                                                  \
	ROW(NULL, element, "kieu", FIELD_CHOICE, member.kind, 0, 0, RULED),    \
	    OPTIONAL(NULL, element, "dai", FIELD_SHARE, member.share, 50,      \
		     1000, NULL),                                              \
	    OPTIONAL(NULL, element, "dai-tu", FIELD_SHARE, member.least_share, \
		     50, 1000, NULL),                                          \
	    OPTIONAL(NULL, element, "dai-den", FIELD_SHARE, member.most_share, \
		     50, 1000, NULL),                                          \
	    OPTIONAL(NULL, element, "net", FIELD_LENGTH, member.thickness,     \
		     100, PT(3), NULL),                                        \
	    OPTIONAL(NULL, element, "cach", FIELD_LENGTH, member.gap, 0,       \
		     PT(36), NULL),                                            \
	    OPTIONAL(NULL, element, "chu", FIELD_TEXT, member.text, 1, 0,      \
		     NULL)

#define NUMBERING(element, member)                                             \
	ROW("danh-so", element, "mau", FIELD_COUNTER, member.format, 0, 0,     \
	    NULL),                                                             \
	    OPTIONAL("danh-so", element, "dong-rieng", FIELD_FLAG,             \
		     member.own_line, 0, 0, YES_NO),                           \
	    OPTIONAL("danh-so", element, "lien-tuc", FIELD_FLAG,               \
		     member.continues, 0, 0, YES_NO)

const field_row profile_fields[] = {
    TEXT(NULL, "ma", name, 1),
    TEXT(NULL, "ten", title, 1),

    TEXT("trang", "phong", family, 1),
    LENGTH("trang", "rong", page_width, MM(70), MM(500)),
    LENGTH("trang", "cao", page_height, MM(70), MM(500)),
    LENGTH("trang", "le-tren", margin_top, MM(5), MM(100)),
    LENGTH("trang", "le-duoi", margin_bottom, MM(5), MM(100)),
    LENGTH("trang", "le-trai", margin_left, MM(5), MM(100)),
    LENGTH("trang", "le-phai", margin_right, MM(5), MM(100)),

    OPTIONAL(NULL, "trang", "le-tren-den", FIELD_LENGTH, most_top, MM(5),
	     MM(100), NULL),
    OPTIONAL(NULL, "trang", "le-duoi-den", FIELD_LENGTH, most_bottom, MM(5),
	     MM(100), NULL),
    OPTIONAL(NULL, "trang", "le-trai-den", FIELD_LENGTH, most_left, MM(5),
	     MM(100), NULL),
    OPTIONAL(NULL, "trang", "le-phai-den", FIELD_LENGTH, most_right, MM(5),
	     MM(100), NULL),
    OPTIONAL(NULL, "trang", "theo", FIELD_TEXT, page_rule, 1, 0, NULL),
    OPTIONAL(NULL, "so-trang", "theo", FIELD_TEXT, page_number_rule, 1, 0,
	     NULL),

    FLAG("so-trang", "vi-tri", page_number_top, "duoi tren"),
    FLAG("so-trang", "trang-dau", page_number_first, YES_NO),
    LENGTH("so-trang", "cach-mep", page_number_offset, MM(3), MM(90)),

    TEXT("dau-van-ban", "quoc-hieu", national_name, 1),
    TEXT("dau-van-ban", "tieu-ngu", motto, 0),
    SHARE("dau-van-ban", "cot-trai", left_column_share, 200, 800),
    LENGTH("dau-van-ban", "cach-cot", column_gap, 0, MM(50)),
    PATTERN("so-ky-hieu", "mau", number_pattern, "so ky-hieu"),
    LENGTH("so-ky-hieu", "cho-so", number_box, MM(2), MM(50)),
    PATTERN("dia-danh-ngay", "mau", place_date_pattern, "dia-danh ngay"),
    LENGTH("dia-danh-ngay", "cho-ngay", date_box, MM(2), MM(50)),
    RULE("duoi-tieu-ngu", rule_motto),
    RULE("duoi-co-quan", rule_body_name),
    RULE("duoi-trich-yeu", rule_subject),

    NUMBERING("phan", part),
    NUMBERING("chuong", chapter),
    NUMBERING("muc", section),
    NUMBERING("tieu-muc", subsection),
    NUMBERING("muc-trong-chuong", chapter_section),
    NUMBERING("tieu-muc-trong-chuong", chapter_subsection),
    NUMBERING("dieu", article),
    NUMBERING("khoan", clause),
    NUMBERING("diem", point),
    ROW("danh-so", "phu-luc", "mau", FIELD_COUNTER, annex_format, 0, 0, NULL),
    ROW("danh-so", "phu-luc", "khi-co-mot", FIELD_TEXT, annex_single, 1, 0,
	NULL),
    ROW("danh-so", "bang", "mau", FIELD_COUNTER, table_format, 0, 0, NULL),
    ROW("danh-so", "bieu-do", "mau", FIELD_COUNTER, chart_format, 0, 0, NULL),
    ROW("danh-so", "hinh", "mau", FIELD_COUNTER, image_format, 0, 0, NULL),
    TEXT("muc-luc", "tieu-de", contents_title, 1),
    FLAG("chu-thich", "danh-so", notes_per_page, "van-ban trang"),
    LENGTH("chu-thich", "gach", note_rule, 0, MM(200)),

    TEXT("noi-dung", "dau-het", end_mark, 0),
    SHARE("noi-dung", "dau-cach-toi-da", loosest_space, 250, 2000),
    OPTIONAL(NULL, "noi-dung", "co-gian-chu", FIELD_SHARE, glyph_scaling, 0, 50,
	     NULL),
    OPTIONAL(NULL, "noi-dung", "le-quang-hoc", FIELD_FLAG, marks_hang, 0, 0,
	     YES_NO),
    SHARE("noi-dung", "trang-day", least_fill, 0, 1000),
    OPTIONAL(NULL, "noi-dung", "ngat-dong", FIELD_FLAG, first_fit, 0, 0,
	     "ca-doan tung-dong"),
    COUNT("noi-dung", "dong-dau-trang", widows, 1, 9),
    COUNT("noi-dung", "dong-cuoi-trang", orphans, 1, 9),
    TEXT("kinh-gui", "tieu-de", addressees_title, 1),
    TEXT("liet-ke", "dau-dong", list_marker, 1),
    TEXT("liet-ke", "giua", list_between, 0),
    TEXT("liet-ke", "cuoi", list_last, 0),
    LENGTH("bang", "dem-ngang", table_padding_x, 0, PT(30)),
    LENGTH("bang", "dem-doc", table_padding_y, 0, PT(30)),
    LENGTH("bang", "net", table_rule, 100, PT(3)),
    TEXT("bang", "tiep-theo", table_continued, 0),
    TEXT("bang", "cong-mang-sang", carried_down, 1),
    TEXT("bang", "mang-sang", carried_over, 1),
    FLAG("bieu-do", "ten", chart_caption_below, "tren duoi"),
    TEXT("noi-nhan", "tieu-de", recipients_title, 1),
    TEXT("noi-nhan", "dau-dong", recipient_marker, 0),
    TEXT("noi-nhan", "giua", recipient_between, 0),
    TEXT("noi-nhan", "cuoi", recipient_last, 0),
    LENGTH("ky", "cho-ky", signature_space, PT(20), MM(80)),
    SHARE("ky", "rong", signature_share, 300, 700),
    COUNT("ky", "dong-di-cung", signature_lines, 0, 9),

    TEXT("bien-ban", "thu-ky", secretary_title, 1),
    TEXT("bien-ban", "chu-tri", chair_title, 1),

    COUNT("ngon-ngu", "so-le-phan-tram", percent_decimals, 0, 6),
    FLAG("ngon-ngu", "linh-le", words.le, "linh le"),
    FLAG("ngon-ngu", "nghin-ngan", words.ngan, "nghin ngan"),
    OPTIONAL(NULL, "ngon-ngu", "thuat-ngu", FIELD_TEXT, glossary_file, 1, 0,
	     NULL),
    OPTIONAL(NULL, "ngon-ngu", "giu-lien", FIELD_TEXT, joins_file, 1, 0, NULL),
};
const size_t profile_field_count =
    sizeof profile_fields / sizeof *profile_fields;

#define STYLE(attribute, kind, member, least, most, words)                     \
	{                                                                      \
		NULL, NULL, attribute, kind, true,                             \
		    offsetof(profile_style, member), least, most, words        \
	}

const field_row profile_style_fields[] = {
    STYLE("co", FIELD_LENGTH, size, PT(6), PT(72), NULL),
    STYLE("gian-dong", FIELD_LENGTH, line_height, PT(6), PT(144), NULL),
    STYLE("dam", FIELD_FLAG, bold, 0, 0, YES_NO),
    STYLE("nghieng", FIELD_FLAG, italic, 0, 0, YES_NO),
    STYLE("in-hoa", FIELD_FLAG, upper, 0, 0, YES_NO),
    STYLE("khung", FIELD_FLAG, boxed, 0, 0, YES_NO),
    STYLE("gach-chan", FIELD_FLAG, underlined, 0, 0, YES_NO),
    STYLE("can", FIELD_CHOICE, align, 0, 0, ALIGNED),
    STYLE("thut-dau-dong", FIELD_LENGTH, first_indent, 0, MM(60), NULL),
    STYLE("thut-trai", FIELD_LENGTH, left_indent, 0, MM(90), NULL),
    STYLE("cach-tren", FIELD_LENGTH, space_before, 0, PT(100), NULL),
    STYLE("cach-duoi", FIELD_LENGTH, space_after, 0, PT(100), NULL),
    STYLE("mau", FIELD_COLOUR, colour, 0, 0, NULL),
    STYLE("co-tu", FIELD_LENGTH, least_size, PT(6), PT(72), NULL),
    STYLE("co-den", FIELD_LENGTH, most_size, PT(6), PT(72), NULL),
    STYLE("theo", FIELD_TEXT, rule, 1, 0, NULL),
};
const size_t profile_style_field_count =
    sizeof profile_style_fields / sizeof *profile_style_fields;

#include "fixture.h"

/* Rules by form; a record of q.a and one of the year before. */
#define DICTIONARY(rule_)                                                      \
	{                                                                      \
		"chi-tieu.xml",                                                \
		    "<chi-tieu>\n"                                             \
		    "<ct ma='thu' ten='Thu' kieu='tien' dvt='đồng' "        \
		    "gop='tong' "                                              \
		    "bat-buoc='khong'/>\n"                                     \
		    "<ct ma='a' ten='A' kieu='tien' dvt='đồng' gop='tong' " \
		    "bat-buoc='khong'/>\n"                                     \
		    "<ct ma='b' ten='B' kieu='tien' dvt='đồng' gop='tong' " \
		    "bat-buoc='khong'/>\n"                                     \
		    "<ct ma='c' ten='C' kieu='so-dem' dvt='vụ' gop='tong' "  \
		    "bat-buoc='khong'/>\n"                                     \
		    "<ct ma='ty' ten='T' kieu='ty-le' tu='c' mau='c'/>\n"      \
		    "<rang-buoc ma='R' loi='sai' " rule_ "/>\n"                \
		    "</chi-tieu>"                                              \
	}
#define SO(lines_)                                                             \
	{                                                                      \
		"so.xml", "<so-lieu don-vi='q.a' ky='2023-9T' "                \
			  "den-ngay='2023-09-10'>" lines_ "</so-lieu>"         \
	}
#define SUM   DICTIONARY("tong='thu' gom='a b'")
#define MILD  DICTIONARY("tong='thu' gom='a b' muc='canh-bao'")
#define TIMES DICTIONARY("tich='thu' gom='a 500'")
#define PART  DICTIONARY("phan='a' cua='thu'")

static const struct row {
	const char *name;
	given files[MOST_FILES];
	const char *expected;
} rows[] = {
    {"exact parts that add up",
     {SUM, SO("<so ct='thu'>900</so><so ct='a'>500</so><so ct='b'>400</so>")},
     ""},
    {"exact parts that do not",
     {SUM, SO("\n<so ct='thu'>900</so><so ct='a'>500</so>"
	      "<so ct='b'>300</so>")},
     "E2032(sai, thu = 900, a + b = 800) so.xml:2:14; a = 500 so.xml:2:33; b "
     "= 300 so.xml:2:52; quy tắc “R”: thu chi-tieu.xml:7:1"},
    {"a rule that warns",
     {MILD, SO("\n<so ct='thu'>900</so><so ct='a'>500</so>"
	       "<so ct='b'>300</so>")},
     "W2033(sai, thu = 900, a + b = 800) so.xml:2:14; a = 500 so.xml:2:33; b "
     "= 300 so.xml:2:52; quy tắc “R”: thu chi-tieu.xml:7:1"},
    {"trên 625 triệu and trên 1,6 tỷ are trên 2,3 tỷ",
     {SUM, SO("<so ct='thu' dinh-tinh='tren'>2300000000</so>"
	      "<so ct='a' dinh-tinh='tren'>625000000</so>"
	      "<so ct='b' dinh-tinh='tren'>1600000000</so>")},
     ""},
    {"the same without trên",
     {SUM, SO("\n<so ct='thu'>2300000000</so><so ct='a'>625000000</so>"
	      "<so ct='b'>1600000000</so>")},
     "E2032(sai, thu = 2.300.000.000, a + b = 2.225.000.000) so.xml:2:14; a = "
     "625.000.000 so.xml:2:40; b = 1.600.000.000 so.xml:2:65; quy tắc “R”: "
     "thu chi-tieu.xml:7:1"},
    {"a sum of which a part is not stated",
     {SUM, SO("<so ct='thu'>900</so><so ct='a'>500</so>")},
     ""},
    {"count times unit price",
     {TIMES, SO("<so ct='thu'>1500</so><so ct='a'>3</so>")},
     ""},
    {"count times another unit price",
     {TIMES, SO("\n<so ct='thu'>1400</so><so ct='a'>3</so>")},
     "E2032(sai, thu = 1.400, a × 500 = 1.500) so.xml:2:14; a = 3 "
     "so.xml:2:34; quy tắc “R”: thu chi-tieu.xml:7:1"},
    {"a part below the whole",
     {PART, SO("<so ct='thu'>5</so><so ct='a'>5</so>")},
     ""},
    {"a part above the whole",
     {PART, SO("\n<so ct='thu'>5</so><so ct='a'>6</so>")},
     "E2032(sai, a = 6, thu = 5) so.xml:2:31; thu = 5 so.xml:2:14; quy tắc "
     "“R”: a chi-tieu.xml:7:1"},
    {"khoảng 10 may be more than 9",
     {PART, SO("<so ct='thu'>9</so><so ct='a' dinh-tinh='khoang'>10</so>")},
     ""},
    {"an unknown part",
     {DICTIONARY("tong='thu' gom='a bb'")},
     "E1203(bb) chi-tieu.xml:7:47; ý bạn là “b”?"},
    {"a ratio is no part",
     {DICTIONARY("tong='thu' gom='a ty'")},
     "E4101(ty) chi-tieu.xml:7:47"},
    {"a sum without parts",
     {DICTIONARY("tong='thu'")},
     "E1111(gom, rang-buoc) chi-tieu.xml:7:1"},
    {"a rule of no form",
     {DICTIONARY("")},
     "E1111(kiem, rang-buoc) "
     "chi-tieu.xml:7:1"},
    {"no percentage",
     {DICTIONARY("ct='a' bien-dong='nhiều'")},
     "E4103(nhiều) chi-tieu.xml:7:47"},
};

static void check_row(void **state)
{
	const struct row *r = *state;
	world w = world_of(r->files);
	assert_findings(&w, r->expected);
	world_free(&w);
}

/* ---- Soundness: what no single file shows -------------------------------- */

#define NOW                                                                    \
	"<so-lieu don-vi='q.b' ky='2023-9T' den-ngay='2023-09-10' "            \
	"nop-luc='2023-09-11T08:30'>\n<so ct='a'>200</so></so-lieu>"
#define PAST                                                                   \
	"<so-lieu don-vi='q.b' ky='2022-9T' den-ngay='2022-09-10'>\n"          \
	"<so ct='a'>100</so></so-lieu>"
#define FACTS(deadline_)                                                       \
	{                                                                      \
		"tin.xml", "<thong-tin don-vi='q' ky='2023-9T' "               \
			   "den-ngay='2023-09-10' han-nop='" deadline_ "'/>"   \
	}
#define CHANGE(percent_)                                                       \
	DICTIONARY("ct='a' bien-dong='" percent_ "' "                          \
		   "muc='canh-bao'")

static const struct row sound_rows[] = {
    {"a change within bounds",
     {CHANGE("100"), {"nay.xml", NOW}, {"truoc.xml", PAST}},
     ""},
    {"a sharp change",
     {CHANGE("99"), {"nay.xml", NOW}, {"truoc.xml", PAST}},
     "W2033(sai, quận Sông: a = 200, 2022-9T: 100 (+100%)) nay.xml:2:12; a = "
     "100 truoc.xml:2:12; quy tắc “R”: a chi-tieu.xml:7:1\n"
     "W2033(sai, phường Ô Chợ: a = 200, 2022-9T: 100 (+100%)) nay.xml:2:12; "
     "a = 100 truoc.xml:2:12; quy tắc “R”: a chi-tieu.xml:7:1"},
    {"in time", {CHANGE("100"), {"nay.xml", NOW}, FACTS("2023-09-11")}, ""},
    {"late by half an hour",
     {CHANGE("100"), {"nay.xml", NOW}, FACTS("2023-09-11T08:00")},
     "W4104(phường Ô Chợ, 08:30 ngày 11/9/2023, 08:00 ngày 11/9/2023) "
     "nay.xml:1:1"},
    {"a deadline that is no date",
     {CHANGE("100"), {"nay.xml", NOW}, FACTS("11/9/2023")},
     "E2012(11/9/2023, han-nop) tin.xml:1:67; hãy ghi: 2023-09-11"},
};

static void check_sound(void **state)
{
	const struct row *r = *state;
	world w = world_of(r->files);
	data_period period;
	data_read_period(w.arena, STR("2023-9T"), &period);
	data_check_soundness(w.set, data_unit_of(w.set, STR("q")), &period);
	assert_findings(&w, r->expected);
	world_free(&w);
}

/* ---- Who has handed in --------------------------------------------------- */

static void submissions(void **state)
{
	(void)state;
	const given files[MOST_FILES] = {
	    {"so.xml", "<tap-so-lieu><so-lieu don-vi='q.a' ky='2023-9T' "
		       "den-ngay='2023-09-10' nop-luc='2023-09-12'><so "
		       "ct='tt.cuoc'>0</so></so-lieu><chua-nop don-vi='q.b' "
		       "ky='2023-9T' ly-do='bận'/></tap-so-lieu>"},
	    FACTS("2023-09-11")};
	world w = world_of(files);
	data_period period;
	data_submission *list;
	data_read_period(w.arena, STR("2023-9T"), &period);
	assert_int_equal(data_submissions(w.set, data_unit_of(w.set, STR("q")),
					  &period, &list),
			 3);
	assert_int_equal(list[0].state, DATA_HANDED_IN);
	assert_true(list[0].is_late);
	assert_int_equal(list[1].state, DATA_EXCUSED);
	assert_int_equal(list[2].state, DATA_NOT_HANDED_IN);
	world_free(&w);
}

int main(void)
{
	const struct CMUnitTest others[] = {cmocka_unit_test(submissions)};
	TEST_TABLE(relations, rows, check_row);
	TEST_TABLE(soundness, sound_rows, check_sound);
	return TEST_RUN(relations) + TEST_RUN(soundness) +
	       cmocka_run_group_tests_name("submissions", others, NULL, NULL);
}

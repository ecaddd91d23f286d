#include "testing.h"
#include "vanban/check.h"
#include "vanban/file.h"

/*
 * Sentences of our own with the kinds of defects that the first article had;
 * the article itself is looked at where it lies beside the repository.
 */
static const char *const own =
    "Mặt trận Tổ quốc xã Bình An sơ kết 9 tháng đầu năm 2024\n"
    "12/09/2024 - 03:15 PM\n"
    "Xã Bình An có ông Lê Văn Mẫu, UVTV, chủ trì. MTTQ xã tổ chức đại hội "
    "nhân dân, trích 12.500.000đ của quỹ “Vì người nghèo” và 3.000.000 đồng "
    "khác, sửa 02 nhà ở Tỉnh Hòa Mẫu; phối hợp với Ban Trị sự, thôn Đông; "
    "giám sát việc chi Quỹ “Vì Người nghèo” và các Quỹ “Vì Người nghèo” của "
    "thôn ở 3 đơn vị: Đông, Đoài, Nam; cán bộ xã và hội viên của Xã giám sát "
    "7công trình; Hòa giải 11/12 (đạt 91.6%). TTND và PCCC tốt.\n"
    "Các tin tức khác\n";

static const diag_code kinds[] = {
    DIAG_LINT_PERCENT_CUT,    DIAG_LINT_DECIMAL_POINT, DIAG_LINT_GLUED,
    DIAG_LINT_CURRENCY_MIXED, DIAG_LINT_NAME_MIXED,    DIAG_LINT_CLASS_MIXED,
    DIAG_LINT_CLASS_WORD,     DIAG_LINT_CLAUSE,	       DIAG_LINT_PADDING_MIXED,
    DIAG_LINT_ABBREVIATION,   DIAG_LINT_WEB,	       DIAG_LINT_BEFORE_END,
    DIAG_LINT_CAPITAL,
};

static bool has(diags *d, diag_code code)
{
	for (const diag *item = diags_sorted(d); item; item = item->next)
		if (item->code == code)
			return true;
	return false;
}

static void expect_kinds(diags *d)
{
	for (size_t i = 0; i < TEST_COUNT(kinds); i++)
		if (!has(d, kinds[i]))
			fail_msg("%s was not found",
				 diag_row_of(kinds[i])->number);
}

static void own_sentences(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	lint_options options = {.is_raw = true};
	uint32_t id =
	    source_add(diags_sources(d), STR("bai.txt"), str_from(own));
	lint *l = lint_new(a, d, &options);
	lint_add(l, str_from(own), lint_origin_of_source(a, id));
	lint_finish(l);
	expect_kinds(d);
	arena_free(a);
}

static void the_article(void **state)
{
	(void)state;
	str path = STR("../shared/seed/hoi-nghi-so-ket-9-thang-2023.txt");
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	lint_options options = {0};
	if (!file_exists(path)) {
		arena_free(a);
		skip();
	}
	check_terms(a, NULL, &options);
	assert_true(check_text_file(a, d, path, &options));
	expect_kinds(d);
	assert_true(has(d, DIAG_LINT_TERM));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(own_sentences),
	    cmocka_unit_test(the_article),
	};
	return cmocka_run_group_tests_name("seed", tests, NULL, NULL);
}

#include "testing.h"
#include "vanban/lint.h"

/* Names as the glossary of a body lays them down. */
static const str wrong_fund[] = {STR_INIT("Quỹ Người nghèo")};
static const lint_term terms[] = {
    {.form = STR_INIT("Quỹ “Vì người nghèo”"),
     .wrong = wrong_fund,
     .wrong_count = 1},
    {.form = STR_INIT("GSĐTCĐ"),
     .expansion = STR_INIT("Giám sát đầu tư của cộng đồng")},
};

struct checked {
	arena *arena;
	diags *diags;
};

static struct checked check_with(const char *text, const lint_options *options)
{
	struct checked c;
	c.arena = arena_new(0);
	sources *all = sources_new(c.arena);
	c.diags = diags_new(c.arena, all);
	str bytes = str_from(text);
	uint32_t id = source_add(all, STR("bai.txt"), bytes);
	lint *l = lint_new(c.arena, c.diags, options);
	lint_add(l, bytes, lint_origin_of_source(c.arena, id));
	lint_finish(l);
	return c;
}

/* "W4015 W4016": what was found, in order. */
static str found(const struct checked *c)
{
	buffer out = {0};
	for (const diag *d = diags_sorted(c->diags); d; d = d->next)
		buffer_format(&out, "%s%s", out.length ? " " : "",
			      diag_row_of(d->code)->number);
	str s = str_copy(c->arena, buffer_str(&out));
	buffer_free(&out);
	return s;
}

static void expect(const char *text, const lint_options *options,
		   const char *codes)
{
	struct checked c = check_with(text, options);
	assert_str_equal(found(&c), codes);
	arena_free(c.arena);
}

/* ---- Every rule by its own examples ---------------------------------------
 */

static void check_rule(void **state)
{
	const lint_rule *rule = *state;
	bool is_term = rule->code == DIAG_LINT_TERM;
	lint_options options = {
	    .is_raw = true, .terms = terms, .term_count = is_term ? 2 : 0};
	expect(rule->wrong, &options, diag_row_of(rule->code)->number);
	expect(rule->right, &options, "");
}

static int run_rules(void)
{
	const lint_rule *rules;
	size_t count = lint_rules(&rules);
	struct CMUnitTest tests[80];
	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){
		    .name = diag_row_of(rules[i].code)->number,
		    .test_func = check_rule,
		    .initial_state = (void *)(uintptr_t)&rules[i],
		};
	return _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
}

/* Every code of the room has a row with examples. */
static void every_code_has_a_row(void **state)
{
	(void)state;
	for (int code = 0; code < DIAG_CODE_COUNT; code++) {
		const char *number = diag_row_of((diag_code)code)->number;
		if (strncmp(number + 1, "40", 2) == 0 && !lint_rule_of(code))
			fail_msg("%s has no row in rules.def", number);
	}
}

/* ---- More of them, one by one ---------------------------------------------
 */

static const struct row {
	const char *name, *text, *codes;
} rows[] = {
#define ROW(name, text, codes) {name, text, codes},
#include "rows.def"
#undef ROW
};

static void check_row(void **state)
{
	const struct row *r = *state;
	lint_options options = {.is_raw = true};
	expect(r->text, &options, r->codes);
}

/* ---- Options --------------------------------------------------------------
 */

static void endings_by_profile(void **state)
{
	(void)state;
	lint_options y = {.ending = LINT_ENDING_Y},
		     i = {.ending = LINT_ENDING_I};
	expect("tỉ lệ hộ nghèo", &y, "W4035");
	expect("tỷ lệ hộ nghèo", &y, "");
	expect("tỷ lệ hộ nghèo", &i, "W4035");
	expect("chăm lo tỉ mỉ", &y, "");
}

static void syllables_of_a_list(void **state)
{
	(void)state;
	lint_options listed = {.syllables = STR_INIT("3\nchuẩn\nbị/1\ntốt\n")};
	expect("chuẫn bị tốt", &listed, "W4036");
	expect("chuẩn bị tốt", &listed, "");
}

static void abbreviation_of_the_glossary(void **state)
{
	(void)state;
	lint_options options = {.terms = terms, .term_count = 2};
	struct checked c = check_with("hoạt động của GSĐTCĐ", &options);
	const diag *d = diags_sorted(c.diags);
	assert_non_null(d->parts);
	assert_str_equal(d->parts->arguments[0],
			 "Giám sát đầu tư của cộng đồng (GSĐTCĐ)");
	arena_free(c.arena);
}

/* XML was looked at when it was read: NFC, nothing that may not be printed. */
static void characters_only_of_raw_text(void **state)
{
	(void)state;
	lint_options options = {.is_raw = false};
	expect("quận Ðống Đa", &options, "");
}

static void places_are_those_of_the_file(void **state)
{
	(void)state;
	lint_options options = {0};
	struct checked c =
	    check_with("Câu một.\nGiám sát 131công trình.", &options);
	const diag *d = diags_sorted(c.diags);
	uint32_t line, column;
	source_position(source_get(diags_sources(c.diags), 1), d->at.start,
			&line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 10);
	assert_int_equal(d->at.length, strlen("131công"));
	arena_free(c.arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
	    cmocka_unit_test(every_code_has_a_row),
	    cmocka_unit_test(endings_by_profile),
	    cmocka_unit_test(syllables_of_a_list),
	    cmocka_unit_test(abbreviation_of_the_glossary),
	    cmocka_unit_test(characters_only_of_raw_text),
	    cmocka_unit_test(places_are_those_of_the_file),
	};
	TEST_TABLE(tests, rows, check_row);
	int failed = run_rules();
	failed += TEST_RUN(tests);
	failed += cmocka_run_group_tests_name("lint", others, NULL, NULL);
	return failed;
}

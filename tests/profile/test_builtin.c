/* The profiles that come with the program, against the regulations. */
#include "vanban/profile.h"

#include "testing.h"

#include <stdio.h>

#define PT(n) ((mpt)(n)*MPT_PER_POINT)

static const profile *read_builtin(arena *a, const char *name)
{
	diags *d = diags_new(a, sources_new(a));
	str path = str_format(a, "templates/the-thuc/%s.xml", name);
	const profile *p = profile_read(a, d, path, NO_SPAN);
	for (const diag *x = diags_sorted(d); x; x = x->next)
		print_error("%s\n", diag_row_of(x->code)->title[0]);
	assert_non_null(p);
	assert_int_equal(diags_errors(d), 0);
	return p;
}

/* Sizes and styles of Nghị định 30, Phụ lục I, mục V; Hướng dẫn 36. */
#define DECREE(component, least, most, style)                                  \
	{"nd30 " #component, "nd30", PROFILE_##component, least, most, style}, \
	{                                                                      \
		"mttq " #component, "mttq", PROFILE_##component, least, most,  \
		    style                                                      \
	}
#define PARTY(component, least, most, style)                                   \
	{                                                                      \
		"hd36 " #component, "hd36", PROFILE_##component, least, most,  \
		    style                                                      \
	}

/* style: B bold, I italic, U capitals, C centred, F framed. */
static const struct style_row {
	const char *name;
	const char *profile;
	profile_component component;
	int least, most;
	const char *style;
} styles[] = {
    DECREE(NATIONAL_NAME, 12, 13, "BUC"), DECREE(MOTTO, 13, 14, "BC"),
    DECREE(PARENT_BODY, 12, 13, "UC"),	  DECREE(BODY_NAME, 12, 13, "BUC"),
    DECREE(NUMBER, 13, 13, "C"),	  DECREE(PLACE_DATE, 13, 14, "IC"),
    DECREE(TYPE_NAME, 13, 14, "BUC"),	  DECREE(SUBJECT, 13, 14, "BC"),
    DECREE(SECRECY, 13, 14, "BUCF"),	  DECREE(URGENCY, 13, 14, "BUCF"),
    DECREE(CIRCULATION, 13, 14, "BUCF"),  DECREE(ADDRESSEES, 13, 14, ""),
    DECREE(GROUND, 13, 14, "I"),	  DECREE(PART_NUMBER, 13, 14, "BC"),
    DECREE(PART, 13, 14, "BUC"),	  DECREE(CHAPTER_NUMBER, 13, 14, "BC"),
    DECREE(CHAPTER, 13, 14, "BUC"),	  DECREE(SECTION, 13, 14, "BU"),
    DECREE(SUBSECTION, 13, 14, "B"),	  DECREE(ARTICLE, 13, 14, "B"),
    DECREE(CLAUSE, 13, 14, ""),		  DECREE(POINT, 13, 14, ""),
    DECREE(PARAGRAPH, 13, 14, ""),	  DECREE(RECIPIENTS_HEAD, 12, 12, "BI"),
    DECREE(RECIPIENT, 11, 11, ""),	  DECREE(AUTHORITY, 13, 14, "BUC"),
    DECREE(POSITION, 13, 14, "BUC"),	  DECREE(FULL_NAME, 13, 14, "BC"),
    DECREE(ANNEX_NUMBER, 14, 14, "BC"),	  DECREE(ANNEX, 13, 14, "BUC"),
    DECREE(ATTACHED_TO, 13, 14, "IC"),	  DECREE(PAGE_NUMBER, 13, 14, "C"),
    PARTY(NATIONAL_NAME, 15, 15, "BUC"),  PARTY(PARENT_BODY, 14, 14, "UC"),
    PARTY(BODY_NAME, 14, 14, "BUC"),	  PARTY(NUMBER, 14, 14, "C"),
    PARTY(PLACE_DATE, 14, 14, "IC"),	  PARTY(TYPE_NAME, 15, 16, "BUC"),
    PARTY(SUBJECT, 14, 15, "BC"),	  PARTY(PARAGRAPH, 14, 15, ""),
};

static void check_style(void **state)
{
	const struct style_row *row = *state;
	arena *a = arena_new(0);
	const profile_style *s =
	    &read_builtin(a, row->profile)->styles[row->component];
	char style[6] = "";
	snprintf(style, sizeof style, "%s%s%s%s%s", s->bold ? "B" : "",
		 s->italic ? "I" : "", s->upper ? "U" : "",
		 s->align == PROFILE_CENTRE ? "C" : "", s->boxed ? "F" : "");
	assert_string_equal(style, row->style);
	assert_in_range(s->size, PT(row->least), PT(row->most));
	assert_true(s->line_height >= s->size);
	assert_true(s->rule.length > 0);
	arena_free(a);
}

/* What a document prints. */
static const struct text_row {
	const char *name;
	const char *profile;
	size_t offset; /* of a str */
	const char *expected;
} texts[] = {
#define TEXT_ROW(profile_, member, expected)                                   \
	{                                                                      \
		profile_ " " #member, profile_, offsetof(profile, member),     \
		    expected                                                   \
	}
    TEXT_ROW("nd30", name, "nd30"),
    TEXT_ROW("nd30", family, "Times New Roman"),
    TEXT_ROW("nd30", national_name, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    TEXT_ROW("nd30", motto, "Độc lập - Tự do - Hạnh phúc"),
    TEXT_ROW("nd30", number_pattern, "Số: {so}/{ky-hieu}"),
    TEXT_ROW("nd30", place_date_pattern, "{dia-danh}, {ngay}"),
    TEXT_ROW("nd30", section.format, "{I}."),
    TEXT_ROW("nd30", subsection.format, "{1}."),
    TEXT_ROW("nd30", point.format, "{a})"),
    TEXT_ROW("nd30", end_mark, "./."),
    TEXT_ROW("nd30", recipient_between, ";"),
    TEXT_ROW("mttq", name, "mttq"),
    TEXT_ROW("mttq", national_name, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    TEXT_ROW("mttq", number_pattern, "Số: {so}/{ky-hieu}"),
    TEXT_ROW("mttq", recipients_title, "Nơi nhận:"),
    TEXT_ROW("mttq", end_mark, "./."),
    TEXT_ROW("hd36", national_name, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    TEXT_ROW("hd36", motto, ""),
    TEXT_ROW("hd36", rule_body_name.text, "*"),
    TEXT_ROW("hd36", rule_subject.text, "-----"),
    TEXT_ROW("hd36", number_pattern, "Số {so}-{ky-hieu}"),
    TEXT_ROW("hd36", section.format, "{I}-"),
    TEXT_ROW("hd36", subsection.format, "{1}-"),
    TEXT_ROW("hd36", end_mark, ""),
    TEXT_ROW("hd36", recipient_between, ","),
};

static void check_text(void **state)
{
	const struct text_row *row = *state;
	arena *a = arena_new(0);
	const profile *p = read_builtin(a, row->profile);
	assert_str_equal(*(const str *)((const char *)p + row->offset),
			 row->expected);
	arena_free(a);
}

/* Lengths and counts; ranges are those of the decree. */
static const struct number_row {
	const char *name;
	const char *profile;
	size_t offset; /* of an int32_t */
	int32_t least, most;
} numbers[] = {
#define NUMBER_ROW(profile_, member, least, most)                              \
	{                                                                      \
		profile_ " " #member, profile_, offsetof(profile, member),     \
		    least, most                                                \
	}
#define MM(n) MPT_FROM_MICROMETRES((n)*1000)
    NUMBER_ROW("nd30", page_width, MM(210), MM(210)),
    NUMBER_ROW("nd30", page_height, MM(297), MM(297)),
    NUMBER_ROW("nd30", margin_top, MM(20), MM(25)),
    NUMBER_ROW("nd30", margin_bottom, MM(20), MM(25)),
    NUMBER_ROW("nd30", margin_left, MM(30), MM(35)),
    NUMBER_ROW("nd30", margin_right, MM(15), MM(20)),
    NUMBER_ROW("nd30", styles[PROFILE_PARAGRAPH].first_indent, MM(10), 36000),
    NUMBER_ROW("nd30", styles[PROFILE_PARAGRAPH].space_after, 6000, 12000),
    NUMBER_ROW("nd30", rule_motto.share, 1000, 1000),
    NUMBER_ROW("nd30", rule_body_name.share, 334, 500),
    NUMBER_ROW("nd30", rule_subject.share, 334, 500),
    NUMBER_ROW("nd30", rule_motto.thickness, 500, 750),
    NUMBER_ROW("mttq", margin_top, MM(20), MM(20)),
    NUMBER_ROW("mttq", margin_bottom, MM(20), MM(20)),
    NUMBER_ROW("mttq", margin_left, MM(30), MM(30)),
    NUMBER_ROW("mttq", margin_right, MM(15), MM(15)),
    NUMBER_ROW("mttq", styles[PROFILE_PARAGRAPH].size, 14000, 14000),
    NUMBER_ROW("mttq", styles[PROFILE_PARAGRAPH].first_indent, 36000, 36000),
    NUMBER_ROW("mttq", styles[PROFILE_PARAGRAPH].line_height, 18000, 19000),
    NUMBER_ROW("hd36", margin_left, MM(30), MM(30)),
    NUMBER_ROW("hd36", margin_right, MM(15), MM(15)),
};

static void check_number(void **state)
{
	const struct number_row *row = *state;
	arena *a = arena_new(0);
	const profile *p = read_builtin(a, row->profile);
	assert_in_range(*(const int32_t *)((const char *)p + row->offset),
			row->least, row->most);
	arena_free(a);
}

static const struct prefix_row {
	const char *name; /* "TM." typed by the author */
	const char *profile;
	const char *written;
	const char *expected;
} prefixes[] = {
    {"nd30 T/M", "nd30", "T/M", "TM."},
    {"mttq T/M", "mttq", "T/M", "TM."},
    {"mttq K/T", "mttq", "K/T", "KT."},
    {"hd36 TM.", "hd36", "TM.", "T/M"},
    {"hd36 KT.", "hd36", "KT.", "K/T"},
    {"hd36 TL.", "hd36", "TL.", "T/L"},
    {"hd36 TUQ. stays", "hd36", "TUQ.", NULL},
};

static void check_prefix(void **state)
{
	const struct prefix_row *row = *state;
	arena *a = arena_new(0);
	const profile *p = read_builtin(a, row->profile);
	const str *found = NULL;
	for (size_t i = 0; i < p->authority_prefix_count; i++)
		if (str_equal(p->authority_prefixes[i][0],
			      str_from(row->written)))
			found = &p->authority_prefixes[i][1];
	assert_int_equal(found != NULL, row->expected != NULL);
	if (found)
		assert_str_equal(*found, row->expected);
	arena_free(a);
}

static const struct flag_row {
	const char *name;
	const char *profile;
	size_t offset; /* of a bool */
	bool expected;
} flags[] = {
#define FLAG_ROW(profile_, member, expected)                                   \
	{                                                                      \
		profile_ " " #member, profile_, offsetof(profile, member),     \
		    expected                                                   \
	}
    FLAG_ROW("nd30", page_number_top, true),
    FLAG_ROW("nd30", page_number_first, false),
    FLAG_ROW("nd30", part.own_line, true),
    FLAG_ROW("nd30", section.own_line, false),
    FLAG_ROW("nd30", article.continues, true),
    FLAG_ROW("nd30", clause.continues, false),
    FLAG_ROW("nd30", chapter_section.own_line, true),
    FLAG_ROW("nd30", words.le, false),
    FLAG_ROW("hd36", styles[PROFILE_RECIPIENTS_HEAD].underlined, true),
    FLAG_ROW("nd30", styles[PROFILE_RECIPIENTS_HEAD].underlined, false),
};

static void check_flag(void **state)
{
	const struct flag_row *row = *state;
	arena *a = arena_new(0);
	const profile *p = read_builtin(a, row->profile);
	assert_int_equal(*(const bool *)((const char *)p + row->offset),
			 row->expected);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(decree, styles, check_style);
	TEST_TABLE(printed, texts, check_text);
	TEST_TABLE(measures, numbers, check_number);
	TEST_TABLE(authority, prefixes, check_prefix);
	TEST_TABLE(choices, flags, check_flag);
	return TEST_RUN(decree) + TEST_RUN(printed) + TEST_RUN(measures) +
	       TEST_RUN(authority) + TEST_RUN(choices);
}

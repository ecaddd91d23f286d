#include "findings.h"
#include "vanban/file.h"
#include "vanban/packet.h"

#include <stdio.h>
#include <unistd.h>

/* A set beside two templates that nobody reads. */
static char folder[64];

static void put(const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

#define SET(body_) "<bo-tai-lieu ten='Bộ'>\n" body_ "</bo-tai-lieu>\n"
#define ONE(attributes_)                                                       \
	SET("<tai-lieu ten='A' mau='a.xml' " attributes_ "/>\n")

static const struct row {
	const char *name;
	const char *xml;
	const char *expected; /* DIR stands for the folder */
} rows[] = {
    {"one document", ONE(""), ""},
    {"another root", "<bo/>", "E1108(bo, bo-tai-lieu) DIR/bo.xml:1:2"},
    {"no document", SET(""), "E3302() DIR/bo.xml:1:1"},
    {"no title", "<bo-tai-lieu><tai-lieu ten='A' mau='a.xml'/></bo-tai-lieu>",
     "E1111(ten, bo-tai-lieu) DIR/bo.xml:1:1"},
    {"a document without name", SET("<tai-lieu mau='a.xml'/>\n"),
     "E1111(ten, tai-lieu) DIR/bo.xml:2:1"},
    {"a document without template", SET("<tai-lieu ten='A'/>\n"),
     "E1111(mau, tai-lieu) DIR/bo.xml:2:1"},
    {"a template that is not there", SET("<tai-lieu ten='A' mau='c.xml'/>\n"),
     "E3303(DIR/c.xml) DIR/bo.xml:2:24"},
    {"another element", SET("<tai-lieuu/><tai-lieu ten='A' mau='a.xml'/>\n"),
     "E1109(tai-lieuu, bo-tai-lieu) DIR/bo.xml:2:2; ý bạn là “tai-lieu”?; ở "
     "đây được dùng: tai-lieu to-phieu"},
    {"another attribute", ONE("so='1'"), "E1110(so, tai-lieu) DIR/bo.xml:2:31"},
    {"neither yes nor no", ONE("rieng='x'"),
     "E2010(x, rieng) DIR/bo.xml:2:38; các giá trị dùng được: khong, co"},
    {"a file name with a folder", ONE("tep='x/y'"),
     "E3311(x/y) DIR/bo.xml:2:36"},
    {"a hidden file", ONE("tep='.x'"), "E3311(.x) DIR/bo.xml:2:36"},
    {"a file name twice",
     SET("<tai-lieu ten='A' mau='a.xml' tep='x'/>\n"
	 "<tai-lieu ten='B' mau='b.xml' tep='x'/>\n"),
     "E3307(x) DIR/bo.xml:3:1; chỗ kia ở đây DIR/bo.xml:2:1"},
    {"a sheet without slips", SET("<to-phieu ten='P'/>\n"),
     "E1307(phieu, to-phieu) DIR/bo.xml:2:1"},
    {"no copies of a slip",
     SET("<to-phieu ten='P'><phieu mau='a.xml' ban='0'/></to-phieu>\n"),
     "E3310(0, ban) DIR/bo.xml:2:43"},
    {"three slips on a sheet",
     SET("<to-phieu ten='P' tren-trang='3'><phieu mau='a.xml'/></to-phieu>\n"),
     "E2010(3, tren-trang) DIR/bo.xml:2:31; các giá trị dùng được: 4, 2, 1"},
    {"slips",
     SET("<to-phieu ten='P' kho='A5' tren-trang='2'><phieu "
	 "mau='a.xml' ban='2'/></to-phieu>\n"),
     ""},
};

static str findings(arena *a, diags *d)
{
	buffer out = {0}, shown = {0};
	append_findings(d, &out);
	str rest = buffer_str(&out), name = str_from(folder);
	while (rest.length) {
		size_t at = str_find(rest, name);
		buffer_append(&shown, str_slice(rest, 0, at));
		if (at < rest.length)
			buffer_append(&shown, STR("DIR"));
		rest = str_slice(rest, at + name.length, rest.length);
	}
	str copy = str_copy(a, buffer_str(&shown));
	buffer_free(&out);
	buffer_free(&shown);
	return copy;
}

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	put("bo.xml", r->xml);
	packet_read(a, d, str_format(a, "%s/bo.xml", folder));
	assert_str_equal(findings(a, d), r->expected);
	arena_free(a);
}

/* ---- What is read ------------------------------------------------------ */

static void check_parts(void **state)
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	(void)state;
	put("bo.xml", "<bo-tai-lieu ten='Bộ' chan-trang='Chân'>"
		      "<tai-lieu ten='A' mau='a.xml' rieng='co' "
		      "muc-luc='khong' so-trang='khong'/>"
		      "<tai-lieu ten='B' mau='b.xml' du-lieu='x'/>"
		      "<to-phieu ten='P' tren-trang='2'><phieu mau='a.xml'/>"
		      "<phieu mau='b.xml' ban='3'/></to-phieu></bo-tai-lieu>");
	const packet *p = packet_read(a, d, str_format(a, "%s/bo.xml", folder));
	assert_int_equal(p->part_count, 3);
	assert_str_equal(p->foot, "Chân");
	assert_true(packet_is_personal(p));
	assert_true(p->parts[0].sources[0].is_personal);
	assert_false(p->parts[0].is_listed || p->parts[0].is_numbered);
	assert_true(p->parts[1].is_listed && p->parts[1].is_numbered);
	assert_str_equal(p->parts[0].file_name, "01-a");
	assert_str_equal(p->parts[2].file_name, "03-phieu");
	assert_true(str_ends_with(p->parts[1].data_path, STR("/x")));
	assert_int_equal(p->parts[2].slips_across, 2);
	assert_int_equal(p->parts[2].sources[1].copies, 3);
	arena_free(a);
}

/* ---- Figures ----------------------------------------------------------- */

typedef struct print {
	const char *indicator, *unit, *period;
	bool plan;
	int64_t value;
} print;

static const struct figure_row {
	const char *name;
	print first, second;
	const char *expected;
} figure_rows[] = {
    {"the same",
     {"tt", "q", "2023", false, 5},
     {"tt", "q", "2023", false, 5},
     ""},
    {"another value",
     {"tt", "q", "2023", false, 5},
     {"tt", "q", "2023", false, 6},
     "E3301(tt, q, 2023, 6, 5); văn bản kia in số này ở đây"},
    {"another unit",
     {"tt", "q", "2023", false, 5},
     {"tt", "p", "2023", false, 6},
     ""},
    {"another period",
     {"tt", "q", "2023", false, 5},
     {"tt", "q", "2022", false, 6},
     ""},
    {"the plan",
     {"tt", "q", "2023", false, 5},
     {"tt", "q", "2023", true, 6},
     ""},
};

static const doc_node *document_with(arena *a, const print *p)
{
	doc_node *root = doc_append(a, NULL, DOC_DOCUMENT, NO_SPAN);
	doc_node *text = doc_append(a, root, DOC_PARAGRAPH, NO_SPAN);
	doc_node *figure = doc_append(a, text, DOC_FIGURE, NO_SPAN);
	doc_figure_use *use = ARENA_NEW(a, doc_figure_use);
	doc_trace *trace = ARENA_NEW(a, doc_trace);
	*use = (doc_figure_use){.indicator = str_from(p->indicator),
				.unit = str_from(p->unit),
				.period = str_from(p->period),
				.plan = p->plan,
				.value = TEXT_INTEGER(p->value)};
	*trace = (doc_trace){.uses = use, .use_count = 1};
	figure->trace = trace;
	return root;
}

static void check_figures(void **state)
{
	const struct figure_row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	const doc_node *documents[] = {document_with(a, &r->first),
				       document_with(a, &r->second)};
	bool good = packet_compare(a, d, documents, 2);
	assert_int_equal(good, !*r->expected);
	assert_findings_of(d, r->expected);
	arena_free(a);
}

int main(void)
{
	snprintf(folder, sizeof folder, "/tmp/vanban-packet-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	put("a.xml", "<x/>");
	put("b.xml", "<x/>");
	TEST_TABLE(errors, rows, check);
	TEST_TABLE(figures, figure_rows, check_figures);
	const struct CMUnitTest parts[] = {cmocka_unit_test(check_parts)};
	int failed = TEST_RUN(errors) + TEST_RUN(figures) +
		     cmocka_run_group_tests(parts, NULL, NULL);
	static const char *const files[] = {"a.xml", "b.xml", "bo.xml"};
	for (size_t i = 0; i < TEST_COUNT(files); i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		unlink(path);
	}
	rmdir(folder);
	return failed;
}

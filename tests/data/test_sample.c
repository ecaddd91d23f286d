/*
 * The sample conference: the district's totals are those that were published,
 * and every file of it is valid by its schema.
 */
#include "fixture.h"
#include "vanban/file.h"

#include <dirent.h>

#define SAMPLE "samples/dong-da-2023-9T"

static world sample;

static void read_file(world *w, const char *path)
{
	xml_document file;
	str name = str_copy(w->arena, str_from(path));
	w->is_good &= xml_read(w->arena, w->diags, name, NO_SPAN, &file) &&
		      data_add(w->set, &file);
}

static void read_wards(world *w)
{
	DIR *folder = opendir(SAMPLE "/so-lieu/phuong");
	assert_non_null(folder);
	for (struct dirent *e; (e = readdir(folder));)
		if (strstr(e->d_name, ".xml")) {
			char path[512];
			snprintf(path, sizeof path, SAMPLE "/so-lieu/phuong/%s",
				 e->d_name);
			read_file(w, path);
		}
	closedir(folder);
}

static int open_sample(void **state)
{
	(void)state;
	sample = world_empty();
	read_file(&sample, SAMPLE "/don-vi.xml");
	read_file(&sample, SAMPLE "/chi-tieu.xml");
	read_file(&sample, SAMPLE "/ke-hoach-2023.xml");
	read_file(&sample, SAMPLE "/bao-cao.xml");
	read_file(&sample, SAMPLE "/so-lieu/2022-9T.xml");
	read_file(&sample, SAMPLE "/so-lieu/quan.xml");
	read_wards(&sample);
	sample.is_good &= data_finish(sample.set);
	return 0;
}

static int close_sample(void **state)
{
	(void)state;
	world_free(&sample);
	return 0;
}

enum { NOW, BEFORE, PLAN };

static const struct row {
	const char *name;
	const char *indicator;
	int when;
	int64_t value;
	uint32_t covered, expected;
} rows[] = {
    /* published */
    {"103 meetings", "tt.cuoc", NOW, 103, 21, 21},
    {"9,856 attendances", "tt.luot", NOW, 9856, 21, 21},
    {"11 talks", "td.cuoc", NOW, 11, 21, 21},
    {"sea and islands fund", "qb.thu", NOW, 2366435000, 22, 22},
    {"spent for the poor", "qn.chi", NOW, 1413860796, 22, 22},
    {"359 gifts", "qn.qua", NOW, 359, 22, 22},
    {"2 houses", "qn.nha", NOW, 2, 21, 21},
    {"Điện Biên", "qn.dien-bien", NOW, 200000000, 1, 1},
    {"2 teams", "gs.doan", NOW, 2, 1, 1},
    {"6 units supervised", "gs.don-vi", NOW, 6, 1, 1},
    {"46 inspections", "gs.ttnd", NOW, 46, 21, 21},
    {"131 works", "gs.gsdtcd", NOW, 131, 21, 21},
    {"86 reconciled", "hg.thanh", NOW, 86, 21, 21},
    {"of 92", "hg.tong", NOW, 92, 21, 21},
    {"2 of the district", "pb.quan", NOW, 2, 1, 1},
    {"21 of the wards", "pb.phuong", NOW, 21, 21, 21},
    {"11 dialogues", "dt.cuoc", NOW, 11, 21, 21},
    /* invented, but they must be there for the comparison */
    {"meetings in 2022", "tt.cuoc", BEFORE, 96, 21, 21},
    {"fund in 2022", "qb.thu", BEFORE, 2198350000, 22, 22},
    {"reconciled in 2022", "hg.thanh", BEFORE, 79, 21, 21},
    {"meetings planned", "tt.cuoc", PLAN, 126, 21, 21},
    {"fund planned", "qb.thu", PLAN, 2350000000, 22, 22},
};

static const data_total *ask(const char *indicator, int when)
{
	data_period period;
	assert_true(data_read_period(sample.arena, STR("2023-9T"), &period));
	const data_unit *unit = data_unit_of(sample.set, STR("dd"));
	const data_indicator *ct =
	    data_indicator_of(sample.set, str_from(indicator));
	assert_non_null(unit);
	assert_non_null(ct);
	if (when == BEFORE)
		return data_previous(sample.set, ct, unit, &period);
	if (when == PLAN)
		return data_plan(sample.set, ct, unit, &period);
	return data_figure(sample.set, ct, unit, &period, false);
}

static void check(void **state)
{
	const struct row *r = *state;
	const data_total *total = ask(r->indicator, r->when);
	assert_int_equal(total->status, DATA_VALUE);
	assert_int_equal(total->value.numerator, r->value);
	assert_int_equal(total->value.denominator, 1);
	assert_int_equal(total->use.covered, r->covered);
	assert_int_equal(total->use.expected, r->expected);
	assert_int_equal(total->use.origin_count, r->covered);
}

static void check_clean(void **state)
{
	(void)state;
	assert_findings(&sample, "");
	assert_true(sample.is_good);
}

static void check_supervised(void **state)
{
	static const char *const names[] = {"Láng Thượng", "Nam Đồng",
					    "Phương Liên", "Phương Mai",
					    "Thổ Quan",	   "Trung Liệt"};
	const data_total *total = ask("gs.don-vi", NOW);
	(void)state;
	assert_int_equal(total->unit_count, TEST_COUNT(names));
	for (size_t i = 0; i < TEST_COUNT(names); i++)
		assert_str_equal(total->units[i]->name, names[i]);
}

static void check_ratio(void **state)
{
	const data_total *total = ask("hg.ty-le", NOW);
	str text;
	(void)state;
	assert_int_equal(total->numerator.numerator, 86);
	assert_int_equal(total->denominator.numerator, 92);
	assert_true(text_format_percent(sample.arena, total->numerator,
					total->denominator, 1, &text));
	assert_str_equal(text, "93,5%");
}

static void check_facts(void **state)
{
	const data_facts *facts;
	(void)state;
	assert_int_equal(data_facts_of(sample.set, &facts), 1);
	assert_str_equal(facts->unit, "dd");
	assert_str_equal(facts->period, "2023-9T");
	assert_int_equal(facts->cut_off.day, 10);
}

static void check_schemas(void **state)
{
	(void)state;
	assert_int_equal(
	    system("cd " SAMPLE " && x=../../templates/xsd &&"
		   " v() { xmllint --noout --nonet --schema \"$@\""
		   " >/dev/null 2>&1; } &&"
		   " v $x/don-vi.xsd don-vi.xml &&"
		   " v $x/chi-tieu.xsd chi-tieu.xml &&"
		   " v $x/thong-tin.xsd bao-cao.xml &&"
		   " v $x/so-lieu.xsd ke-hoach-2023.xml so-lieu/*.xml"
		   " so-lieu/phuong/*.xml"),
	    0);
	assert_int_equal(
	    system("cd tests/data/tinh && x=../../../templates/xsd &&"
		   " v() { xmllint --noout --nonet --schema \"$@\""
		   " >/dev/null 2>&1; } &&"
		   " v $x/don-vi.xsd don-vi.xml &&"
		   " v $x/chi-tieu.xsd chi-tieu.xml &&"
		   " v $x/so-lieu.xsd so-lieu-*.xml t-2025.xml"
		   " an-2024.xml t-2025-6T.xml"),
	    0);
}

/* What the schema must refuse, so that the check above means something. */
static void check_schemas_refuse(void **state)
{
	(void)state;
	assert_int_not_equal(
	    system("echo '<so-lieu don-vi=\"a\" ky=\"9T\"/>' |"
		   " xmllint --noout --nonet --schema"
		   " templates/xsd/so-lieu.xsd - >/dev/null 2>&1"),
	    0);
}

static const struct {
	const char *name;
	void (*test)(void **);
} others[] = {
    {"nothing to say of it", check_clean},
    {"supervised wards in Vietnamese order", check_supervised},
    {"86/92 is 93,5%", check_ratio},
    {"facts", check_facts},
    {"files are valid by their schemas", check_schemas},
    {"the schema refuses", check_schemas_refuse},
};

int main(void)
{
	struct CMUnitTest tests[TEST_COUNT(rows) + TEST_COUNT(others)];
	size_t n = 0;
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){
		    .name = rows[i].name,
		    .test_func = check,
		    .initial_state = (void *)(uintptr_t)&rows[i]};
	for (size_t i = 0; i < TEST_COUNT(others); i++)
		tests[n++] = (struct CMUnitTest){.name = others[i].name,
						 .test_func = others[i].test};
	return _cmocka_run_group_tests("sample", tests, n, open_sample,
				       close_sample);
}

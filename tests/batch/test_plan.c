/* plan: what is in the way, what is up to date. */
#include "fixture.h"

/* ---- In the way --------------------------------------------------------- */

static const struct obstacle {
	const char *name;
	const char *command; /* puts something at xa/an-binh.pdf or before */
	diag_code code;	     /* DIAG_CODE_COUNT: none */
} obstacles[] = {
    {"nothing", "true", DIAG_CODE_COUNT},
    {"a regular file", "mkdir -p kq/xa; touch kq/xa/an-binh.pdf",
     DIAG_CODE_COUNT},
    {"a link to a file",
     "mkdir -p kq/xa; ln -s ../../mau.xml kq/xa/an-binh.pdf",
     DIAG_OUTPUT_BLOCKED},
    {"a link to nothing", "mkdir -p kq/xa; ln -s khong kq/xa/an-binh.pdf",
     DIAG_OUTPUT_BLOCKED},
    {"a folder", "mkdir -p kq/xa/an-binh.pdf", DIAG_OUTPUT_BLOCKED},
    {"a pipe", "mkdir -p kq/xa; mkfifo kq/xa/an-binh.pdf", DIAG_OUTPUT_BLOCKED},
    {"a folder that is a link", "mkdir kq ngoai; ln -s ../ngoai kq/xa",
     DIAG_OUTPUT_BLOCKED},
    {"a folder that is a file", "mkdir kq; touch kq/xa", DIAG_OUTPUT_BLOCKED},
    {"the whole is a file", "touch kq", DIAG_OUTPUT_UNWRITABLE},
    {"the whole is a link to a folder", "mkdir that; ln -s that kq",
     DIAG_CODE_COUNT},
};

static void check_obstacle(void **state)
{
	const struct obstacle *r = *state;
	project p;
	project_open(&p);
	project_shell(&p, r->command);
	bool good = project_plan(&p);
	batch_plan_close(&p.plan);
	assert_int_equal(good, r->code == DIAG_CODE_COUNT);
	if (!good)
		assert_int_equal(diags_sorted(p.diags)->code, r->code);
	project_close(&p);
}

/* ---- Twins by the form of accents --------------------------------------- */

static void check_accents(void **state)
{
	project p;
	(void)state;
	project_open(&p);
	project_put(&p, "dot-lap.xml",
		    "<dot-lap ky='2024-6T'>"
		    "<viec ma='a' mau='phieu.xml' don-vi='sm' tep='Láng.pdf'/>"
		    "<viec ma='b' mau='phieu.xml' don-vi='sm'"
		    " tep='La\xCC\x81ng.pdf'/></dot-lap>");
	assert_false(project_plan(&p));
	batch_plan_close(&p.plan);
	assert_int_equal(diags_sorted(p.diags)->code, DIAG_OUTPUTS_COLLIDE);
	project_close(&p);
}

/* Names that come to one slug each get their code, whatever is chosen. */
static void check_slugs(void **state)
{
	project p;
	(void)state;
	project_open(&p);
	project_shell(&p, "sed -i 's/ten=\"Lộc Thủy\"/ten=\"Ân Bình\"/' "
			  "don-vi.xml");
	assert_true(project_plan(&p));
	assert_str_equal(p.plan.entries[2].output, "xa/dong-hai.pdf");
	assert_str_equal(p.plan.entries[3].output, "xa/an-binh-sm-an-binh.pdf");
	assert_str_equal(p.plan.entries[4].output,
			 "xa/an-binh-sm-loc-thuy.pdf");
	batch_plan_close(&p.plan);
	project_put(&p, "dot-lap.xml",
		    "<dot-lap ky='2024-6T'><viec mau='phieu.xml'"
		    " don-vi='sm.an-binh' tep='{slug}.pdf'/></dot-lap>");
	assert_true(project_plan(&p));
	assert_str_equal(p.plan.entries[0].output, "an-binh-sm-an-binh.pdf");
	batch_plan_close(&p.plan);
	project_close(&p);
}

/* ---- Up to date --------------------------------------------------------- */

/* What is made again: bao-cao, huyen, dong-hai, an-binh, loc-thuy. */
static const struct change {
	const char *name;
	const char *command;
	const char *made;
} changes[] = {
    {"nothing", "true", "....."},
    {"dates of files", "touch *.xml kq/*.pdf", "....."},
    {"a figure", "sed -i 's/>302</>303</' loc-thuy.xml", "xx..x"},
    {"a longer figure", "sed -i 's/>302</>3021</' loc-thuy.xml", "xx..x"},
    {"a line before a figure", "sed -i '2i\\\\' loc-thuy.xml", "xx..x"},
    {"a figure of the district",
     "sed -i 's/sm.loc-thuy/sm.dong-hai/' huyen.xml", "xx..."},
    {"another cut-off", "sed -i s/06-25/06-26/ an-binh.xml", "xx.x."},
    {"a name below",
     "sed -i 's/An Bình/An Bường/' don-vi.xml; "
     "mv kq/xa/an-binh.pdf kq/xa/an-buong.pdf",
     "xx.x."},
    {"a name above", "sed -i 's/Sông Mây/Sông Mơ/' don-vi.xml", "xxxxx"},
    {"a word of a class", "sed -i 's/\"xã\"/\"xóm\"/' don-vi.xml", "xxxxx"},
    {"a unit more, with an attribute of its own",
     "sed -i 's|</dv>|<dv ma=\"sm.moi\" ten=\"Mới\" loai=\"huyen\" "
     "tu=\"2030-01-01\"/></dv>|' don-vi.xml",
     "xxxxx"},
    {"the dictionary", "sed -i 's/<chi-tieu>/<chi-tieu >/' chi-tieu.xml",
     "xxxxx"},
    {"facts of the report", "sed -i 's/so=\"7\"/so=\"8\"/' thong-tin.xml",
     "xx..."},
    {"one template", "echo >>mau.xml", "x...."},
    {"the other template", "echo >>phieu.xml", ".xxxx"},
    {"a parameter",
     "sed -i \"s|tep='huyen.pdf'/>|tep='huyen.pdf'><dat ten='x' "
     "gia-tri='y'/></viec>|\" dot-lap.xml",
     ".x..."},
    {"another file", "mv an-binh.xml an-binh-2.xml", "xx.x."},
    {"an output damaged",
     "printf x | dd of=kq/huyen.pdf bs=1 seek=3000 "
     "conv=notrunc 2>/dev/null",
     ".x..."},
    {"an output cut", "truncate -s -1 kq/huyen.pdf", ".x..."},
    {"an output longer", "echo >>kq/xa/an-binh.pdf", "...x."},
    {"an output empty", ": >kq/xa/an-binh.pdf", "...x."},
    {"an output gone", "rm kq/bao-cao.pdf", "x...."},
    {"outputs exchanged",
     "mv kq/huyen.pdf t; mv kq/xa/an-binh.pdf "
     "kq/huyen.pdf; mv t kq/xa/an-binh.pdf",
     ".x.x."},
};

static void check_change(void **state)
{
	const struct change *r = *state;
	const batch_running running = {.workers = 2, .now = project_now};
	project p;
	project_open(&p);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	assert_int_equal(project_count(&p, "*.pdf"), ENTRIES);
	project_shell(&p, r->command);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	char made[ENTRIES + 1] = "";
	for (size_t i = 0; i < ENTRIES; i++)
		made[i] = p.outcomes[i].result == BATCH_CURRENT ? '.' : 'x';
	assert_string_equal(made, r->made);
	/* And the second run is that of an undisturbed one. */
	project_shell(&p, "rm -rf kq.1; mv kq kq.1");
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	project_shell(&p, "diff -r kq kq.1");
	project_close(&p);
}

/* Another program, another date of what has none: everything. */
static void check_program(void **state)
{
	const batch_running running = {.workers = 1, .now = project_now};
	project p;
	(void)state;
	project_open(&p);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	p.order.program.bytes[3] ^= 1;
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	for (size_t i = 0; i < ENTRIES; i++)
		assert_int_equal(p.outcomes[i].result, BATCH_MADE);
	/* The report bears a date of its own. */
	p.order.undated = STR("2024-01-01");
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	assert_int_equal(p.outcomes[0].result, BATCH_CURRENT);
	assert_int_equal(p.outcomes[1].result, BATCH_MADE);
	p.order.program.bytes[4] ^= 1;
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	for (size_t i = 0; i < ENTRIES; i++)
		assert_int_equal(p.outcomes[i].result, BATCH_MADE);
	project_close(&p);
}

/* ---- How far a document reads ------------------------------------------- */

static const struct reach {
	const char *name;
	const char *expression; /* printed in each commune's document */
	const char *made;	/* after a figure of loc-thuy has changed */
} reaches[] = {
    {"its own figure", "so('tt.cuoc')", "xx..x"},
    {"the name above", "../@ten", "xx..x"},
    {"how many neighbours", "../@so-dv", "xxxxx"},
    {"the figure above", "so('tt.luot', ..)", "xxxxx"},
    {"a neighbour by code", "so('tt.cuoc', 'sm.loc-thuy')", "xxxxx"},
    {"the names of neighbours", "noi(../dv)", "xxxxx"},
    {"another neighbour's figure", "so('tt.cuoc', 'sm.an-binh')", "xxx.x"},
};

static void check_reach(void **state)
{
	const struct reach *r = *state;
	const batch_running running = {.workers = 1, .now = project_now};
	project p;
	project_open(&p);
	/* The district itself has nothing above. */
	project_put(
	    &p, "phieu.xml",
	    str_format(
		p.arena,
		"<van-ban xmlns='urn:vanban:1' xmlns:t='urn:vanban:mau:1' "
		"loai='phieu' the-thuc='nd30'><dau-van-ban><co-quan>A"
		"</co-quan></dau-van-ban><doan>Số {so('tt.cuoc')}<t:neu "
		"kiem=\"@loai = 'xa'\">: {%s}</t:neu>.</doan></van-ban>",
		r->expression)
		.data);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	assert_int_equal(diags_errors(p.diags), 0);
	project_shell(&p, "sed -i 's/>302</>303</' loc-thuy.xml");
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	char made[ENTRIES + 1] = "";
	for (size_t i = 0; i < ENTRIES; i++)
		made[i] = p.outcomes[i].result == BATCH_CURRENT ? '.' : 'x';
	assert_string_equal(made, r->made);
	project_close(&p);
}

int main(void)
{
	TEST_TABLE(obstacle, obstacles, check_obstacle);
	TEST_TABLE(change, changes, check_change);
	TEST_TABLE(reach, reaches, check_reach);
	const struct CMUnitTest others[] = {
	    cmocka_unit_test(check_accents),
	    cmocka_unit_test(check_slugs),
	    cmocka_unit_test(check_program),
	};
	int failed = TEST_RUN(obstacle);
	failed += TEST_RUN(change);
	failed += TEST_RUN(reach);
	return failed + TEST_RUN(others);
}

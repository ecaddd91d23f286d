/* run: what happens to a document is not what happens to the others. */
#include "fixture.h"

#include <signal.h>
#include <sys/file.h>
#include <fcntl.h>

/* The entry that goes wrong, and how. */
enum { VICTIM = 3 };

static void (*fate)(void);

static void meet_fate(const batch_entry *e)
{
	if (e->number == VICTIM)
		fate();
}

/* cmocka has a handler of its own. */
static void crash(void)
{
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

static void hang(void)
{
	for (;;)
		pause();
}

static void fill_arena(void)
{
	arena *a = arena_new((size_t)64 << 20);
	for (;;)
		arena_allocate(a, 1 << 20);
}

#if !defined(__SANITIZE_ADDRESS__)
static void fill_heap(void)
{
	buffer b = {0};
	for (;;) {
		buffer_grow(&b, b.capacity + 1);
		b.length = b.capacity;
	}
}
#endif

static void leave(void)
{
	_exit(7);
}

static void be_killed(void)
{
	raise(SIGKILL);
}

static const struct fate_row {
	const char *name;
	void (*fate)(void);
	diag_code code;
	unsigned workers;
} fates[] = {
    {"abort", abort, DIAG_DOCUMENT_CRASHED, 2},
    {"abort, one worker", abort, DIAG_DOCUMENT_CRASHED, 1},
    {"a wild pointer", crash, DIAG_DOCUMENT_CRASHED, 2},
    {"killed by someone", be_killed, DIAG_DOCUMENT_CRASHED, 5},
    {"hangs", hang, DIAG_DOCUMENT_TOO_SLOW, 2},
    {"an arena without end", fill_arena, DIAG_DOCUMENT_TOO_LARGE, 2},
#if !defined(__SANITIZE_ADDRESS__)
    {"the heap without end", fill_heap, DIAG_DOCUMENT_TOO_LARGE, 1},
#endif
    {"leaves", leave, DIAG_DOCUMENT_ABANDONED, 2},
};

static void check_fate(void **state)
{
	const struct fate_row *r = *state;
	const batch_running running = {.workers = r->workers,
				       .time_limit = 1,
				       .memory_limit = 64,
				       .now = project_now,
				       .before = meet_fate};
	project p;
	project_open(&p);
	fate = r->fate;
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	for (size_t i = 0; i < ENTRIES; i++)
		assert_int_equal(p.outcomes[i].result,
				 i == VICTIM ? BATCH_FAILED : BATCH_MADE);
	assert_int_equal(p.outcomes[VICTIM].cause, r->code);
	assert_int_equal(diags_errors(p.diags), 1);
	assert_int_equal(diags_sorted(p.diags)->code, r->code);
	assert_int_equal(project_count(&p, "*.pdf"), ENTRIES - 1);
	assert_int_equal(project_count(&p, ".*"), 0);
	project_close(&p);
}

/* An old output stays when the new one fails. */
static void check_old_stays(void **state)
{
	const batch_running running = {.workers = 2, .now = project_now};
	batch_running failing = running;
	project p;
	(void)state;
	project_open(&p);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	project_shell(&p, "cp kq/xa/an-binh.pdf an-binh.old");
	project_shell(&p, "sed -i s/cuộc,/buổi,/ phieu.xml");
	failing.before = meet_fate;
	fate = abort;
	assert_int_equal(project_run(&p, &failing), BATCH_ENDED);
	assert_int_equal(p.outcomes[VICTIM].result, BATCH_FAILED);
	project_shell(&p, "cmp kq/xa/an-binh.pdf an-binh.old");
	project_close(&p);
}

/* ---- The same by any number of workers ---------------------------------- */

/* Two communes are reported. */
static const char failing_template[] =
    "<van-ban xmlns='urn:vanban:1' xmlns:t='urn:vanban:mau:1' loai='phieu'"
    " the-thuc='nd30'><dau-van-ban><co-quan>A</co-quan></dau-van-ban>"
    "<doan>{so('tt.cuoc')}</doan>"
    "<t:kiem dieu-kien=\"so('tt.cuoc') > 10\" loi='{@ten}'/></van-ban>";

static str messages_of(project *p)
{
	buffer out = {0};
	for (const diag *d = diags_sorted(p->diags); d; d = d->next)
		buffer_format(&out, "%s %.*s\n", diag_row_of(d->code)->number,
			      d->argument_count ? (int)d->arguments[0].length
						: 0,
			      d->argument_count ? d->arguments[0].data : "");
	str copy = str_copy(p->arena, buffer_str(&out));
	buffer_free(&out);
	return copy;
}

static size_t told_up_to;

static void expect_order(void *context, const batch_entry *e,
			 const batch_outcome *o)
{
	(void)context;
	assert_int_equal(e->number, told_up_to++);
	assert_int_not_equal(o->result, BATCH_WAITING);
}

static void check_workers(void **state)
{
	static const unsigned counts[] = {1, 2, 16};
	str first = {NULL, 0};
	project p;
	(void)state;
	project_open(&p);
	project_put(&p, "phieu.xml", failing_template);
	for (size_t i = 0; i < 3; i++) {
		const batch_running running = {.workers = counts[i],
					       .now = project_now,
					       .tell = expect_order};
		told_up_to = 0;
		assert_int_equal(project_run(&p, &running), BATCH_ENDED);
		assert_int_equal(told_up_to, ENTRIES);
		str messages = messages_of(&p);
		assert_int_equal(diags_errors(p.diags), 2);
		if (i)
			assert_true(str_equal(first, messages));
		first = messages;
		project_shell(&p, i ? "diff -r kq kq.1" : "true");
		project_shell(&p, "rm -rf kq.1; mv kq kq.1");
	}
	project_close(&p);
}

/* ---- Ends before the end ------------------------------------------------ */

static volatile sig_atomic_t stop;

static void stop_at_first(void *context, const batch_entry *e,
			  const batch_outcome *o)
{
	(void)context;
	(void)e;
	(void)o;
	stop = 1;
}

static void check_stop(void **state)
{
	const batch_running running = {.workers = 2,
				       .now = project_now,
				       .stop = &stop,
				       .tell = stop_at_first,
				       .before = meet_fate};
	project p;
	(void)state;
	project_open(&p);
	fate = hang;
	stop = 0;
	uint64_t start = project_now();
	assert_int_equal(project_run(&p, &running), BATCH_INTERRUPTED);
	assert_true(project_now() - start < 20000000);
	assert_int_equal(p.outcomes[VICTIM].result, BATCH_WAITING);
	assert_int_equal(project_count(&p, ".*"), 0);
	stop = 0;
	const batch_running again = {.workers = 2, .now = project_now};
	assert_int_equal(project_run(&p, &again), BATCH_ENDED);
	assert_int_equal(project_count(&p, "*.pdf"), ENTRIES);
	project_close(&p);
}

static void check_halt(void **state)
{
	const batch_running running = {.workers = 1,
				       .now = project_now,
				       .halts = true,
				       .before = meet_fate};
	project p;
	(void)state;
	project_open(&p);
	fate = abort;
	assert_int_equal(project_run(&p, &running), BATCH_HALTED);
	assert_int_equal(p.outcomes[VICTIM].result, BATCH_FAILED);
	assert_int_equal(p.outcomes[VICTIM + 1].result, BATCH_WAITING);
	assert_int_equal(project_count(&p, ".*"), 0);
	project_close(&p);
}

static void check_busy(void **state)
{
	const batch_running running = {.workers = 1, .now = project_now};
	project p;
	(void)state;
	project_open(&p);
	project_shell(&p, "mkdir kq");
	int fd = open(project_path(&p, "kq").data, O_RDONLY | O_CLOEXEC);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(project_run(&p, &running), BATCH_NOT_BEGUN);
	assert_int_equal(diags_sorted(p.diags)->code, DIAG_FOLDER_BUSY);
	close(fd);
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	project_close(&p);
}

/* Of a run that was killed; what others call hidden stays. */
static void check_strays(void **state)
{
	const batch_running running = {.workers = 1, .now = project_now};
	project p;
	(void)state;
	project_open(&p);
	project_shell(&p, "mkdir -p kq/xa; touch kq/.vanban-lo-0.0-1-2 "
			  "kq/xa/.vanban-lo-0.0-1-3 kq/xa/.giu");
	assert_int_equal(project_run(&p, &running), BATCH_ENDED);
	assert_int_equal(project_count(&p, ".vanban*"), 0);
	assert_int_equal(project_count(&p, ".giu"), 1);
	project_close(&p);
}

/* A part removes what it left itself, not what the others are writing. */
static void check_strays_of_part(void **state)
{
	const batch_running running = {.workers = 1, .now = project_now};
	project p;
	(void)state;
	project_open(&p);
	p.order.shard = 1;
	p.order.shards = 2;
	project_shell(&p, "mkdir kq; touch kq/.vanban-lo-1.2-1-0 "
			  "kq/.vanban-lo-2.2-1-1");
	assert_true(project_plan(&p));
	assert_int_equal(p.plan.entry_count, 3);
	assert_int_equal(batch_run(&p.plan, &running, p.diags, p.outcomes),
			 BATCH_ENDED);
	batch_plan_close(&p.plan);
	assert_int_equal(project_count(&p, ".vanban-lo-1*"), 0);
	assert_int_equal(project_count(&p, ".vanban-lo-2*"), 1);
	project_close(&p);
}

int main(void)
{
	TEST_TABLE(fated, fates, check_fate);
	const struct CMUnitTest others[] = {
	    cmocka_unit_test(check_old_stays),
	    cmocka_unit_test(check_workers),
	    cmocka_unit_test(check_stop),
	    cmocka_unit_test(check_halt),
	    cmocka_unit_test(check_busy),
	    cmocka_unit_test(check_strays),
	    cmocka_unit_test(check_strays_of_part),
	};
	int failed = TEST_RUN(fated);
	return failed + TEST_RUN(others);
}

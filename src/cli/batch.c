#include "cli/progress.h"
#include "cli/report.h"
#include "vanban/file.h"

#include <time.h>
#include <unistd.h>

#define DEFAULT_TIME_LIMIT   60	  /* seconds */
#define DEFAULT_MEMORY_LIMIT 1024 /* MiB */

/* ---- The world outside -------------------------------------------------- */

static uint64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static volatile sig_atomic_t stop;

static void ask_to_stop(int number)
{
	stop = number;
}

/* The second signal ends the program where it is. */
static void hear_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = ask_to_stop,
				   .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
}

static unsigned processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (unsigned)n : 1;
}

/* ---- What to do --------------------------------------------------------- */

static bool check_arguments(const cli_options *o, diags *d)
{
	const cli_batch_options *b = &o->batch;
	if (o->file_count > 1)
		return diag_at(d, DIAG_TOO_MANY_ARGUMENTS, NO_SPAN, o->files[1],
			       STR("batch"));
	if (!o->file_count || !o->files[0].length)
		return cli_lacks(o, d, "tệp đợt lập", "a batch file");
	if (b->halt && b->keep_going)
		return diag_at(d, DIAG_OPTIONS_CLASH, NO_SPAN, STR("--halt"),
			       STR("--keep-going"));
	if (b->failed && !b->report.length)
		return diag_at(d, DIAG_FAILED_NEEDS_REPORT, NO_SPAN);
	return true;
}

/* What failed or was not run, by the report of the last run. */
static bool take_failed(const report *last, arena *a, batch_order *order)
{
	str *only = ARENA_ARRAY(a, str, last->count + 1);
	order->only = only;
	for (size_t i = 0; i < last->count; i++)
		if (str_equal(last->rows[i].result, STR("failed")) ||
		    str_equal(last->rows[i].result, STR("waiting")))
			only[order->only_count++] = last->rows[i].output;
	return true;
}

static batch_order order_of(const cli_options *o, arena *a)
{
	batch_order order = {
	    .resources = o->request.resources,
	    .path = o->files[0],
	    .folder = o->output,
	    .root = o->request.root,
	    .data_paths = o->request.data_paths,
	    .data_count = o->request.data_count,
	    .period = o->request.period,
	    .shard = o->batch.shard,
	    .shards = o->batch.shards,
	    .program = o->request.program,
	    .undated = o->request.undated,
	};
	if (!order.folder.length)
		order.folder =
		    path_join(a, path_folder(order.path), STR("ket-qua"));
	order.folder = path_normalise(a, order.folder);
	return order;
}

/* ---- --dry-run ---------------------------------------------------------- */

static const char *state_of(const cli_options *o, const batch_outcome *out)
{
	if (out->result == BATCH_FAILED)
		return cli_say(o, "lỗi", "broken");
	if (out->result == BATCH_CURRENT)
		return cli_say(o, "không đổi", "current");
	return out->was_there ? cli_say(o, "lập lại", "changed")
			      : cli_say(o, "mới", "new");
}

static void put_planned_json(buffer *out, const batch_entry *e,
			     const batch_outcome *o)
{
	const char *state = o->result == BATCH_CURRENT	? "current"
			    : o->result == BATCH_FAILED ? "broken"
			    : o->was_there		? "changed"
							: "new";
	buffer_append(out, STR("{\"event\":\"planned\",\"output\":"));
	cli_json_string(out, e->output);
	buffer_format(out, ",\"number\":%zu,\"job\":", e->number);
	cli_json_string(out, e->job->code);
	buffer_append(out, STR(",\"template\":"));
	cli_json_string(out, e->job->template_name);
	buffer_append(out, STR(",\"unit\":"));
	cli_json_string(out, e->unit->code);
	buffer_append(out, STR(",\"period\":"));
	cli_json_string(out, e->period.code);
	buffer_format(out, ",\"state\":\"%s\"}\n", state);
}

static int show_plan(const cli_options *o, const batch_plan *plan, arena *a)
{
	buffer out = {0};
	batch_outcome *outcomes =
	    ARENA_ARRAY(a, batch_outcome, plan->entry_count);
	batch_look(plan, o->werror, outcomes);
	for (size_t i = 0; i < plan->entry_count; i++) {
		const batch_entry *e = &plan->entries[i];
		if (o->json)
			put_planned_json(&out, e, &outcomes[i]);
		else
			buffer_format(
			    &out, "%s\t%.*s\t%.*s\t%.*s\t%.*s\n",
			    state_of(o, &outcomes[i]), STR_ARGS(e->path),
			    STR_ARGS(e->unit->full_name),
			    STR_ARGS(e->period.code), STR_ARGS(e->job->code));
	}
	cli_put(stdout, &out);
	buffer_free(&out);
	return CLI_DONE;
}

/* ---- The run ------------------------------------------------------------ */

static str word_of(batch_end end)
{
	static const str words[] = {
	    [BATCH_ENDED] = STR_INIT("ended"),
	    [BATCH_HALTED] = STR_INIT("halted"),
	    [BATCH_INTERRUPTED] = STR_INIT("interrupted"),
	    [BATCH_NOT_BEGUN] = STR_INIT("not begun"),
	};
	return words[end];
}

static void write_report(const cli_options *o, const batch_plan *plan,
			 const batch_outcome *outcomes, batch_end end,
			 uint64_t spent, report *last, arena *a, diags *d)
{
	const cli_batch_options *b = &o->batch;
	report made = {.batch = plan->order->path,
		       .folder = plan->order->folder,
		       .ended = word_of(end),
		       .microseconds = spent};
	if (b->shards)
		made.shard = str_format(a, "%u/%u", b->shard, b->shards);
	report_from_run(plan, outcomes, a, &made);
	if (b->failed)
		report_update(last, &made, a);
	report_write(b->failed ? last : &made, b->report, d);
}

static int run_plan(const cli_options *o, const batch_plan *plan, report *last,
		    arena *a, diags *d)
{
	const cli_batch_options *b = &o->batch;
	progress shown = progress_begin(o, plan->order);
	batch_outcome *outcomes =
	    ARENA_ARRAY(a, batch_outcome, plan->entry_count);
	const batch_running running = {
	    .workers = b->jobs ? b->jobs : processors(),
	    .time_limit = b->time_limit ? b->time_limit : DEFAULT_TIME_LIMIT,
	    .memory_limit =
		b->memory_limit ? b->memory_limit : DEFAULT_MEMORY_LIMIT,
	    .halts = b->halt,
	    .werror = o->werror,
	    .rebuilds = b->rebuild,
	    .now = now,
	    .stop = &stop,
	    .tell = progress_tell,
	    .tick = progress_tick,
	    .context = &shown,
	};
	uint64_t start = now();
	fflush(stdout);
	fflush(stderr);
	batch_end end = batch_run(plan, &running, d, outcomes);
	uint64_t spent = now() - start;
	if (end != BATCH_NOT_BEGUN)
		progress_end(&shown, plan, outcomes, end, spent);
	if (b->report.length && end != BATCH_NOT_BEGUN)
		write_report(o, plan, outcomes, end, spent, last, a, d);
	return end == BATCH_INTERRUPTED ? CLI_INTERRUPTED : CLI_DONE;
}

/* ---- --merge ------------------------------------------------------------ */

static int merge(const cli_options *o, arena *a, diags *d)
{
	report all, other;
	if (!o->batch.report.length) {
		diag_at(d, DIAG_MERGE_NEEDS_REPORT, NO_SPAN);
		return CLI_USAGE;
	}
	if (!o->file_count) {
		cli_lacks(o, d, "báo cáo để gộp", "reports to join");
		return CLI_USAGE;
	}
	if (!report_read(o->files[0], a, d, &all))
		return CLI_FINDINGS;
	for (size_t i = 1; i < o->file_count; i++)
		if (!report_read(o->files[i], a, d, &other) ||
		    !report_join(&all, o->files[0], &other, o->files[i], a, d))
			return CLI_FINDINGS;
	all.shard = STR("");
	if (!report_write(&all, o->batch.report, d))
		return CLI_ENVIRONMENT;
	if (all.count < all.whole)
		diag_at(d, DIAG_REPORTS_LACK, NO_SPAN,
			str_format(a, "%zu", all.whole - all.count),
			str_format(a, "%zu", all.whole));
	size_t failed = 0;
	for (size_t i = 0; i < all.count; i++)
		failed += str_equal(all.rows[i].result, STR("failed")) ||
			  str_equal(all.rows[i].result, STR("waiting"));
	if (!o->quiet && !o->json)
		fprintf(stderr,
			cli_say(o, "%zu văn bản, %zu lỗi hoặc chưa lập\n",
				"%zu documents, %zu failed or not run\n"),
			all.count, failed);
	return failed || all.count < all.whole ? CLI_FINDINGS : CLI_DONE;
}

/* ---- Door --------------------------------------------------------------- */

int cli_batch(const cli_options *o, arena *a, diags *d)
{
	report last = {0};
	batch_plan plan;
	if (o->batch.merge)
		return merge(o, a, d);
	if (!check_arguments(o, d))
		return CLI_USAGE;
	batch_order order = order_of(o, a);
	if (o->batch.failed && (!report_read(o->batch.report, a, d, &last) ||
				!take_failed(&last, a, &order)))
		return CLI_USAGE;
	hear_signals();
	int status = CLI_DONE;
	if (batch_plan_make(&order, a, d, &plan) && !stop &&
	    !(o->werror && diags_warnings(d)))
		status = o->batch.dry_run ? show_plan(o, &plan, a)
					  : run_plan(o, &plan, &last, a, d);
	else
		status = stop ? CLI_INTERRUPTED : CLI_USAGE;
	batch_plan_close(&plan);
	return status;
}

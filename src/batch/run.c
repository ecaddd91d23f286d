#include "run.h"

#include "vanban/file.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often to look at the clock and at stop. */
#define TICK_MILLISECONDS 100

typedef struct run {
	const batch_plan *plan;
	const batch_running *running;
	batch_outcome *outcomes;
	arena *arena;
	diags *diags;
	commit commit;
	worker *workers;
	unsigned worker_count;
	uint32_t *queue; /* entries to be made, from first to end */
	size_t first, end;
	bool *reported; /* by entry: its result has come */
	str *messages;	/* by entry, on the heap until told */
	size_t told;	/* entries before it were told */
	size_t made, failed, current;
	uint64_t start, working;
	bool halts;	  /* nothing more is handed out */
	int worker_error; /* none could be started */
} run;

uint32_t batch_work_end(const batch_plan *plan, uint32_t entry)
{
	size_t work = plan->entries[entry].work;
	while (entry < plan->entry_count && plan->entries[entry].work == work)
		entry++;
	return entry;
}

static const batch_entry *entry_of(const run *r, uint32_t index)
{
	return &r->plan->entries[index];
}

/* ---- Telling ------------------------------------------------------------ */

static void tick(run *r)
{
	uint64_t now = r->running->now();
	const batch_progress progress = {
	    .all = r->plan->entry_count,
	    .current = r->current,
	    .made = r->made,
	    .failed = r->failed,
	    .microseconds = now - r->start,
	    .working = r->working ? now - r->working : 0,
	};
	if (r->running->tick)
		r->running->tick(r->running->context, &progress);
}

static void tell(run *r, size_t i)
{
	const batch_entry *e = &r->plan->entries[i];
	messages_unpack(r->messages[i], e->output, r->diags);
	free((char *)(uintptr_t)r->messages[i].data);
	r->messages[i] = (str){NULL, 0};
	if (r->running->tell)
		r->running->tell(r->running->context, e, &r->outcomes[i]);
}

/* In the order of the plan, as far as there are no gaps. */
static void tell_settled(run *r)
{
	while (r->told < r->plan->entry_count &&
	       r->outcomes[r->told].result != BATCH_WAITING)
		tell(r, r->told++);
}

/* At an end before the end, what is settled behind a gap, too. */
static void tell_rest(run *r)
{
	for (; r->told < r->plan->entry_count; r->told++)
		if (r->outcomes[r->told].result != BATCH_WAITING ||
		    r->messages[r->told].length)
			tell(r, r->told);
}

/* ---- Results ------------------------------------------------------------ */

/* What the disk refuses to one it refuses to all. */
static bool ends_all(diag_code code)
{
	return code == DIAG_OUTPUT_UNWRITABLE;
}

static void fail(run *r, uint32_t index, diag_code cause)
{
	batch_outcome *out = &r->outcomes[index];
	out->result = BATCH_FAILED;
	out->cause = cause;
	r->failed++;
	if (r->running->halts || ends_all(cause))
		r->halts = true;
}

static void keep_message(run *r, uint32_t index, const diags *own)
{
	buffer packed = {0};
	messages_pack((diags *)(uintptr_t)own, &packed);
	free((char *)(uintptr_t)r->messages[index].data);
	r->messages[index] = buffer_str(&packed); /* takes the memory over */
}

static void settled(void *context, uint32_t index, int error)
{
	run *r = context;
	const batch_entry *e = entry_of(r, index);
	if (!error) {
		r->outcomes[index].result = BATCH_MADE;
		r->made++;
	} else {
		arena *a = arena_new(0);
		diags *own = diags_new(a, r->plan->sources);
		file_refuse(own, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, e->path,
			    error);
		keep_message(r, index, own);
		r->outcomes[index].errors = 1;
		fail(r, index, DIAG_OUTPUT_UNWRITABLE);
		arena_free(a);
	}
	tell_settled(r);
}

static void take_result(run *r, const result_head *head, str messages)
{
	batch_outcome *out = &r->outcomes[head->entry];
	out->pages = head->pages;
	out->bytes = head->bytes;
	out->errors = head->errors;
	out->warnings = head->warnings;
	out->microseconds = head->microseconds;
	r->messages[head->entry] = messages;
	r->reported[head->entry] = true;
	if (head->made)
		commit_add(&r->commit, head->entry);
	else
		fail(r, head->entry, (diag_code)head->cause);
	tell_settled(r);
}

static void collect(run *r, worker *w)
{
	result_head head;
	str messages;
	while (worker_next(w, &head, &messages)) {
		take_result(r, &head, messages);
		w->since = r->running->now();
	}
}

/* ---- Workers that end --------------------------------------------------- */

/* "SIGSEGV" */
static str signal_name(arena *a, int number)
{
	const char *name = sigabbrev_np(number);
	return name ? str_format(a, "SIG%s", name)
		    : str_format(a, "%d", number);
}

static diag_code report_end(run *r, const worker *w, int status,
			    const batch_entry *e, arena *a, diags *own)
{
	const batch_running *running = r->running;
	bool has_exited = WIFEXITED(status);
	if (w->is_late) {
		diag_at(own, DIAG_DOCUMENT_TOO_SLOW, NO_SPAN, e->output,
			str_format(a, "%u", running->time_limit));
		return DIAG_DOCUMENT_TOO_SLOW;
	}
	if (has_exited && WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY) {
		diag_at(own, DIAG_DOCUMENT_TOO_LARGE, NO_SPAN, e->output,
			str_format(a, "%u", running->memory_limit));
		return DIAG_DOCUMENT_TOO_LARGE;
	}
	if (has_exited) {
		diag_at(own, DIAG_DOCUMENT_ABANDONED, NO_SPAN, e->output,
			str_format(a, "%d", WEXITSTATUS(status)));
		return DIAG_DOCUMENT_ABANDONED;
	}
	diag_at(own, DIAG_DOCUMENT_CRASHED, NO_SPAN, e->output,
		signal_name(a, WTERMSIG(status)));
	return DIAG_DOCUMENT_CRASHED;
}

/* Messages are those of the first that has none yet. */
static uint32_t first_lost(const run *r, uint32_t first)
{
	uint32_t end = batch_work_end(r->plan, first);
	while (first + 1 < end && (r->reported[first] ||
				   r->outcomes[first].result != BATCH_WAITING))
		first++;
	return first;
}

/* What has no result yet of what was handed out as one. */
static void fail_rest(run *r, uint32_t first, diag_code cause)
{
	uint32_t end = batch_work_end(r->plan, first);
	for (uint32_t i = first; i < end; i++) {
		if (r->reported[i] || r->outcomes[i].result != BATCH_WAITING)
			continue;
		commit_drop(&r->commit, i);
		fail(r, i, cause);
	}
}

static void drop_rest(run *r, uint32_t first)
{
	uint32_t end = batch_work_end(r->plan, first);
	for (uint32_t i = first; i < end; i++)
		if (!r->reported[i])
			commit_drop(&r->commit, i);
}

/* The document in work is lost; those behind it go back to the queue. */
static void lose(run *r, worker *w)
{
	buffer said = {0};
	arena *a = arena_new(0);
	diags *own = diags_new(a, r->plan->sources);
	int status = worker_end(w, &said);
	if (w->due_count) {
		uint32_t index = first_lost(r, w->due[0]);
		diag_code cause =
		    report_end(r, w, status, entry_of(r, index), a, own);
		str text = str_trim(buffer_str(&said));
		if (text.length && cause != DIAG_DOCUMENT_TOO_LARGE)
			diag_hint(own, HINT_WORKER_SAID, text);
		keep_message(r, index, own);
		r->outcomes[index].errors = 1;
		r->outcomes[index].microseconds = r->running->now() - w->since;
		fail_rest(r, index, cause);
		r->first -= w->due_count - 1;
		memcpy(r->queue + r->first, w->due + 1,
		       (w->due_count - 1) * sizeof *w->due);
		w->due_count = 0;
		tell_settled(r);
	}
	buffer_free(&said);
	arena_free(a);
}

static void check_time(run *r, worker *w)
{
	uint64_t limit = r->running->time_limit * UINT64_C(1000000);
	if (!w->pid || !limit || !w->due_count || w->is_late ||
	    r->running->now() - w->since < limit)
		return;
	w->is_late = true;
	worker_kill(w);
}

/* ---- Handing out -------------------------------------------------------- */

/*
 * Large enough that a worker need not wait for the run, small enough that all
 * end together.
 */
static size_t chunk_size(const run *r)
{
	size_t size = (r->end - r->first) / (4 * r->worker_count) + 1;
	return size < WORKER_CHUNK ? size : WORKER_CHUNK;
}

static bool is_stopped(const run *r)
{
	return r->running->stop && *r->running->stop;
}

static void feed(run *r, worker *w)
{
	size_t size = chunk_size(r);
	while (!r->halts && r->first < r->end && w->due_count < size) {
		size_t left = r->end - r->first;
		size_t count = left < size ? left : size;
		if (!worker_hand_out(w, r->queue + r->first, count,
				     r->running->now())) {
			worker_kill(w); /* its end will be read */
			return;
		}
		r->first += count;
	}
}

static void staff(run *r)
{
	for (unsigned i = 0; i < r->worker_count; i++) {
		worker *w = &r->workers[i];
		if (!w->pid && !r->halts && r->first < r->end) {
			int error =
			    worker_start(w, r->plan, r->running, &r->commit);
			if (error) {
				r->worker_error = error;
				continue;
			}
		}
		if (w->pid)
			feed(r, w);
	}
}

static bool is_anyone_busy(const run *r)
{
	for (unsigned i = 0; i < r->worker_count; i++)
		if (r->workers[i].pid && r->workers[i].due_count)
			return true;
	return false;
}

static bool has_anyone(const run *r)
{
	for (unsigned i = 0; i < r->worker_count; i++)
		if (r->workers[i].pid)
			return true;
	return false;
}

/* With at_once, what they are making is lost: it was not run. */
static void dismiss(run *r, bool at_once)
{
	for (unsigned i = 0; i < r->worker_count; i++) {
		worker *w = &r->workers[i];
		if (w->pid && at_once)
			worker_kill(w);
		else if (w->pid)
			shutdown(w->socket, SHUT_WR);
	}
	for (unsigned i = 0; i < r->worker_count; i++) {
		worker *w = &r->workers[i];
		if (w->pid)
			worker_end(w, NULL);
		for (size_t j = 0; j < w->due_count; j++)
			drop_rest(r, w->due[j]);
		w->due_count = 0;
		buffer_free(&w->received);
	}
}

/* ---- The loop ----------------------------------------------------------- */

static void wait_for_news(run *r, struct pollfd *fds)
{
	for (unsigned i = 0; i < r->worker_count; i++)
		fds[i] = (struct pollfd){
		    .fd = r->workers[i].pid ? r->workers[i].socket : -1,
		    .events = POLLIN};
	fds[r->worker_count] =
	    (struct pollfd){.fd = r->commit.syncer, .events = POLLIN};
	int ready = poll(fds, r->worker_count + 1, TICK_MILLISECONDS);
	for (unsigned i = 0; ready > 0 && i < r->worker_count; i++) {
		worker *w = &r->workers[i];
		if (!fds[i].revents)
			continue;
		bool lives = worker_read(w);
		collect(r, w);
		if (!lives)
			lose(r, w);
	}
	if (ready > 0 && fds[r->worker_count].revents)
		commit_receive(&r->commit);
}

static void work(run *r)
{
	struct pollfd *fds =
	    ARENA_ARRAY(r->arena, struct pollfd, r->worker_count + 1);
	while (!is_stopped(r)) {
		staff(r);
		bool has_work = !r->halts && r->first < r->end;
		if (r->halts)
			dismiss(r, true);
		if (has_work && !has_anyone(r))
			return; /* worker_error */
		if (!has_work && !is_anyone_busy(r)) {
			commit_finish(&r->commit);
			if (commit_is_idle(&r->commit))
				return;
		}
		wait_for_news(r, fds);
		for (unsigned i = 0; i < r->worker_count; i++)
			check_time(r, &r->workers[i]);
		tick(r);
	}
}

/* ---- Beginning and ending ----------------------------------------------- */

/* Once for all files of a set. */
static void refuse(run *r, size_t index)
{
	const batch_plan *plan = r->plan;
	const batch_entry *e = &plan->entries[index];
	const batch_fault *fault = batch_fault_of(plan, e, 0);
	if (fault && !e->job->is_broken &&
	    (!index || plan->entries[index - 1].work != e->work)) {
		arena *a = arena_new(0);
		diags *own = diags_new(a, plan->sources);
		batch_refuse(own, e, fault);
		keep_message(r, (uint32_t)index, own);
		r->outcomes[index].errors = 1;
		arena_free(a);
	}
	fail(r, (uint32_t)index, r->outcomes[index].cause);
}

static void prepare(run *r)
{
	size_t count = r->plan->entry_count, last = 0;
	bool is_queued = false;
	r->reported = ARENA_ARRAY(r->arena, bool, count);
	r->queue = ARENA_ARRAY(r->arena, uint32_t, count);
	for (size_t i = 0; i < count; i++) {
		if (r->outcomes[i].result == BATCH_CURRENT) {
			r->current++;
		} else if (r->outcomes[i].result == BATCH_FAILED) {
			refuse(r, i);
		} else if (!is_queued || r->plan->entries[i].work != last) {
			is_queued = true;
			last = r->plan->entries[i].work;
			r->queue[r->end++] = (uint32_t)i;
		}
	}
	r->worker_count = r->running->workers ? r->running->workers : 1;
	if (r->worker_count > r->end)
		r->worker_count = (unsigned)r->end;
	r->workers = ARENA_ARRAY(r->arena, worker, r->worker_count);
	for (unsigned i = 0; i < r->worker_count; i++)
		r->workers[i].due =
		    ARENA_ARRAY(r->arena, uint32_t, 3 * WORKER_CHUNK);
}

static batch_end end_of(run *r)
{
	if (is_stopped(r))
		return BATCH_INTERRUPTED;
	if (r->commit.folder_error)
		file_refuse(r->diags, DIAG_OUTPUT_UNWRITABLE, NO_SPAN,
			    r->plan->order->folder, r->commit.folder_error);
	if (r->worker_error && r->first < r->end && !r->halts) {
		diag_at(r->diags, DIAG_NO_WORKER, NO_SPAN,
			file_reason(r->worker_error, DIAG_VIETNAMESE),
			file_reason(r->worker_error, DIAG_ENGLISH));
		return BATCH_NOT_BEGUN;
	}
	return r->halts &&
		       r->made + r->failed + r->current < r->plan->entry_count
		   ? BATCH_HALTED
		   : BATCH_ENDED;
}

static batch_end run_all(run *r)
{
	if (!r->running->rebuilds)
		batch_look(r->plan, r->running->werror, r->outcomes);
	else
		batch_judge(r->plan, r->outcomes);
	if (!commit_folders(&r->commit, r->diags))
		return BATCH_NOT_BEGUN;
	prepare(r);
	tell_settled(r);
	tick(r);
	if (r->end) {
		r->working = r->running->now();
		batch_warm(r->plan);
		commit_start(&r->commit);
		work(r);
		dismiss(r, is_stopped(r));
		if (is_stopped(r))
			commit_abandon(&r->commit);
		tell_rest(r);
		tick(r);
	}
	return end_of(r);
}

batch_end batch_run(const batch_plan *plan, const batch_running *running,
		    diags *d, batch_outcome *outcomes)
{
	arena *a = arena_new(0);
	run r = {.plan = plan,
		 .running = running,
		 .outcomes = outcomes,
		 .arena = a,
		 .diags = d,
		 .start = running->now()};
	r.messages = ARENA_ARRAY(a, str, plan->entry_count);
	batch_end end = BATCH_NOT_BEGUN;
	if (commit_open(&r.commit, plan, outcomes, a, d)) {
		r.commit.settled = settled;
		r.commit.context = &r;
		end = run_all(&r);
	}
	commit_close(&r.commit);
	for (size_t i = 0; i < plan->entry_count; i++)
		free((char *)(uintptr_t)r.messages[i].data);
	arena_free(a);
	return end;
}

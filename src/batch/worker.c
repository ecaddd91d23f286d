#include "run.h"
#include "set.h"

#include "vanban/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a worker does. It dies with its parent and by its signals only. */

/* Words that are kept shaped from one document to the next. */
#define MOST_WORDS 20000

/* A document with more memory than this does not leave it to the next. */
#define LARGE ((size_t)4 << 20)

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_LIMIT 0 /* it reserves terabytes */
#else
#define HAS_ADDRESS_LIMIT 1
#endif

/* Bytes of address space in use now; 0: unknown. */
static size_t address_space(void)
{
	char line[128] = "";
	FILE *file = fopen("/proc/self/statm", "re");
	if (!file)
		return 0;
	if (!fgets(line, sizeof line, file))
		line[0] = 0;
	fclose(file);
	return strtoul(line, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

/* Arenas have a limit of their own; this one is for the libraries. */
static void limit_memory(unsigned mebibytes)
{
	size_t now = address_space();
	struct rlimit limit = {0, 0};
	setrlimit(RLIMIT_CORE, &limit);
	if (!HAS_ADDRESS_LIMIT || !mebibytes || !now)
		return;
	limit.rlim_cur = limit.rlim_max =
	    now + ((rlim_t)mebibytes << 20) + ((rlim_t)64 << 20);
	setrlimit(RLIMIT_AS, &limit);
}

static void prepare(pid_t parent, unsigned mebibytes)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	limit_memory(mebibytes);
}

static bool send_all(int socket, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t n = send(socket, at, length, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

static diag_code first_error(diags *d)
{
	const diag *item = diags_sorted(d);
	while (item && diag_row_of(item->code)->severity != DIAG_ERROR)
		item = item->next;
	return item ? item->code : DIAG_CODE_COUNT;
}

/* What one piece of work, a document or a set, came to. */
typedef struct work {
	const batch_plan *plan;
	const batch_running *running;
	const commit *commit;
	uint32_t first, end; /* its entries */
	arena *arena;
	diags *diags;
	batch_packet_result set;
	result_head *heads; /* by entry from first; not wanted: no bytes */
} work;

static bool is_wanted(const work *w, uint32_t index)
{
	return w->commit->outcomes[index].result != BATCH_CURRENT;
}

/* One file; its temporary is whole when head->made. */
static void put_file(work *w, uint32_t index, str bytes, size_t pages)
{
	const batch_entry *e = &w->plan->entries[index];
	result_head *head = &w->heads[index - w->first];
	int error = commit_write(w->commit, e, bytes, w->arena);
	if (error)
		file_refuse(w->diags, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, e->path,
			    error);
	head->made = !error;
	head->pages = (uint32_t)pages;
	head->bytes = bytes.length;
}

/* What reads further than its unit was not known before. */
static bool reads_broken(work *w, unsigned reach)
{
	const batch_entry *e = &w->plan->entries[w->first];
	const batch_fault *fault = batch_fault_of(w->plan, e, reach);
	if (fault)
		batch_refuse(w->diags, e, fault);
	return fault != NULL;
}

static void make_document(work *w)
{
	const batch_entry *e = &w->plan->entries[w->first];
	const batch_inputs inputs = batch_inputs_of(w->plan, e);
	batch_document document = {0};
	diags *d = w->diags;
	if (batch_typeset(&inputs, BATCH_PDF, w->arena, d, &document) &&
	    !diags_errors(d) && !reads_broken(w, data_reach(w->plan->data)) &&
	    !(w->running->werror && diags_warnings(d)))
		put_file(w, w->first, buffer_str(&document.pdf),
			 document.pages.page_count);
	buffer_free(&document.pdf);
}

/* Of what a set hands out, some may be up to date, or not be asked for. */
static bool take_file(void *context, str name, str bytes, size_t pages)
{
	work *w = context;
	if (reads_broken(w, w->set.reach))
		return false;
	for (uint32_t i = w->first; i < w->end; i++)
		if (str_equal(w->plan->entries[i].file, name)) {
			if (is_wanted(w, i))
				put_file(w, i, bytes, pages);
			break;
		}
	return !diags_errors(w->diags);
}

static void make_whole_set(work *w)
{
	const batch_entry *e = &w->plan->entries[w->first];
	const batch_inputs inputs = batch_inputs_of(w->plan, e);
	batch_packet_request request = e->job->packet;
	request.refuses_warnings = w->running->werror;
	set_make(&request, e->job->set, &inputs, w->arena, w->diags, take_file,
		 w, &w->set);
}

/* The messages go with the first; the cause of a failure is that of all. */
static bool send_results(work *w, int socket, uint64_t spent)
{
	buffer messages = {0};
	diag_code cause = first_error(w->diags);
	bool sent = true, is_first = true;
	uint32_t last = w->first;
	for (uint32_t i = w->first; i < w->end; i++)
		last = is_wanted(w, i) ? i : last;
	messages_pack(w->diags, &messages);
	for (uint32_t i = w->first; i <= last && sent; i++) {
		result_head *head = &w->heads[i - w->first];
		if (!is_wanted(w, i))
			continue;
		head->entry = i;
		head->is_last = i == last;
		head->cause = head->made ? 0 : (uint32_t)cause;
		if (is_first) {
			head->errors = (uint32_t)diags_errors(w->diags);
			head->warnings = (uint32_t)diags_warnings(w->diags);
			head->length = (uint32_t)messages.length;
			head->microseconds = spent;
		}
		sent = send_all(socket, head, sizeof *head) &&
		       (!is_first ||
			send_all(socket, messages.data, messages.length));
		is_first = false;
	}
	buffer_free(&messages);
	return sent;
}

static bool one(const batch_plan *plan, const batch_running *running,
		const commit *c, int socket, uint32_t index)
{
	arena *a = arena_new((size_t)running->memory_limit << 20);
	const batch_entry *e = &plan->entries[index];
	work w = {.plan = plan,
		  .running = running,
		  .commit = c,
		  .first = index,
		  .end = batch_work_end(plan, index),
		  .arena = a,
		  .diags = diags_new(a, plan->sources)};
	w.heads = ARENA_ARRAY(a, result_head, w.end - w.first);
	uint64_t start = running->now();
	if (running->before)
		running->before(e);
	data_keep_in(plan->data, a);
	font_set_trim(plan->fonts, MOST_WORDS);
	if (e->job->is_set)
		make_whole_set(&w);
	else
		make_document(&w);
	bool sent = send_results(&w, socket, running->now() - start);
	bool was_large = arena_used(a) > LARGE;
	arena_free(a);
	if (was_large)
		arena_give_memory_back();
	return sent;
}

void worker_main(const batch_plan *plan, const batch_running *running,
		 commit *c, int socket, pid_t parent)
{
	uint32_t chunk[WORKER_CHUNK];
	commit_unlock(c);
	prepare(parent, running->memory_limit);
	for (;;) {
		ssize_t n = recv(socket, chunk, sizeof chunk, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(0);
		for (size_t i = 0; i < (size_t)n / sizeof *chunk; i++)
			if (!one(plan, running, c, socket, chunk[i]))
				_exit(0);
	}
}

#include "run.h"

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

/* A document as far as it goes; its temporary is whole when head->made. */
static void make(const batch_plan *plan, const batch_running *running,
		 const commit *c, const batch_entry *e, arena *a, diags *d,
		 result_head *head)
{
	const batch_inputs inputs = batch_inputs_of(plan, e);
	batch_document document = {0};
	if (batch_typeset(&inputs, BATCH_PDF, a, d, &document) &&
	    !diags_errors(d) && !(running->werror && diags_warnings(d))) {
		int error = commit_write(c, e, buffer_str(&document.pdf), a);
		if (error)
			file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, e->path,
				    error);
		head->made = !error;
		head->pages = (uint32_t)document.pages.page_count;
		head->bytes = document.pdf.length;
	}
	buffer_free(&document.pdf);
	head->errors = (uint32_t)diags_errors(d);
	head->warnings = (uint32_t)diags_warnings(d);
	head->cause = head->made ? 0 : (uint32_t)first_error(d);
}

static bool one(const batch_plan *plan, const batch_running *running,
		const commit *c, int socket, uint32_t index)
{
	arena *a = arena_new((size_t)running->memory_limit << 20);
	diags *d = diags_new(a, plan->sources);
	buffer messages = {0};
	result_head head = {.entry = index};
	const batch_entry *e = &plan->entries[index];
	uint64_t start = running->now();
	if (running->before)
		running->before(e);
	data_keep_in(plan->data, a);
	font_set_trim(plan->fonts, MOST_WORDS);
	make(plan, running, c, e, a, d, &head);
	messages_pack(d, &messages);
	head.length = (uint32_t)messages.length;
	head.microseconds = running->now() - start;
	bool sent = send_all(socket, &head, sizeof head) &&
		    send_all(socket, messages.data, messages.length);
	buffer_free(&messages);
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

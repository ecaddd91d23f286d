#include "identity.h"
#include "run.h"
#include "vanban/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

/* Which outputs are up to date, from the outputs alone. */

static bool read_at(int fd, char *to, size_t length, off_t from)
{
	while (length) {
		ssize_t n = pread(fd, to, length, from);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		to += n;
		from += n;
		length -= (size_t)n;
	}
	return true;
}

/* The end first: most that are not current are known by it. */
static bool is_current(int fd, size_t size, const batch_plan *plan,
		       const batch_entry *e, bool werror, buffer *room)
{
	const batch_inputs inputs = batch_inputs_of(plan, e);
	unsigned reach;
	size_t tail = size < PDF_TAIL ? size : PDF_TAIL;
	room->length = 0;
	buffer_reserve(room, size);
	if (!read_at(fd, room->data + size - tail, tail, (off_t)(size - tail)))
		return false;
	str end = {room->data + size - tail, tail};
	return identity_is_current(&inputs, !werror, end, &reach) &&
	       !batch_fault_of(plan, e, reach) &&
	       read_at(fd, room->data, size - tail, 0) &&
	       pdf_is_whole(room->data, size);
}

static void look(const batch_plan *plan, const batch_entry *e, bool werror,
		 buffer *room, batch_outcome *out)
{
	struct stat status;
	char name[PATH_MAX];
	if (e->path.length >= sizeof name)
		return;
	memcpy(name, e->path.data, e->path.length);
	name[e->path.length] = 0;
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return;
	out->was_there = true;
	if (out->result != BATCH_FAILED && fstat(fd, &status) == 0 &&
	    S_ISREG(status.st_mode) &&
	    is_current(fd, (size_t)status.st_size, plan, e, werror, room)) {
		out->result = BATCH_CURRENT;
		out->bytes = (uint64_t)status.st_size;
	}
	close(fd);
}

void batch_refuse(diags *d, const batch_entry *e, const batch_fault *fault)
{
	diag_at(d, DIAG_DOCUMENT_DATA_BROKEN, NO_SPAN, e->output,
		fault->unit->full_name);
	diag_note(d, HINT_FAULT_IS_HERE, fault->at);
}

void batch_judge(const batch_plan *plan, batch_outcome *outcomes)
{
	for (size_t i = 0; i < plan->entry_count; i++) {
		const batch_entry *e = &plan->entries[i];
		const batch_fault *fault = batch_fault_of(plan, e, 0);
		if (!e->job->is_broken && !fault)
			continue;
		outcomes[i].result = BATCH_FAILED;
		outcomes[i].cause =
		    e->job->is_broken ? e->job->cause : fault->code;
	}
}

void batch_look(const batch_plan *plan, bool werror, batch_outcome *outcomes)
{
	buffer room = {0};
	batch_judge(plan, outcomes);
	for (size_t i = 0; i < plan->entry_count; i++)
		look(plan, &plan->entries[i], werror, &room, &outcomes[i]);
	buffer_free(&room);
}

#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The last so many bytes of what a worker wrote before it died. */
#define MOST_SAID 600

static void begin_child(const worker *w, const batch_plan *plan,
			const batch_running *running, commit *c, int socket,
			pid_t parent)
{
	close(w->socket);
	if (w->said >= 0)
		dup2(w->said, STDERR_FILENO);
	worker_main(plan, running, c, socket, parent);
}

int worker_start(worker *w, const batch_plan *plan,
		 const batch_running *running, commit *c)
{
	int pair[2];
	pid_t parent = getpid();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return errno;
	w->socket = pair[0];
	w->said = memfd_create("vanban-worker", MFD_CLOEXEC);
	w->due_count = 0;
	w->received.length = 0;
	w->is_late = false;
	w->pid = fork();
	if (w->pid == 0)
		begin_child(w, plan, running, c, pair[1], parent);
	int error = w->pid < 0 ? errno : 0;
	close(pair[1]);
	if (error) {
		close(w->socket);
		if (w->said >= 0)
			close(w->said);
		w->pid = 0;
	}
	return error;
}

bool worker_hand_out(worker *w, const uint32_t *entries, size_t count,
		     uint64_t now)
{
	size_t size = count * sizeof *entries;
	/* So short a message goes as a whole or not at all. */
	if (send(w->socket, entries, size, MSG_NOSIGNAL) != (ssize_t)size)
		return false;
	if (!w->due_count)
		w->since = now;
	memcpy(w->due + w->due_count, entries, count * sizeof *entries);
	w->due_count += count;
	return true;
}

bool worker_read(worker *w)
{
	for (;;) {
		buffer_reserve(&w->received, 64 << 10);
		ssize_t n =
		    recv(w->socket, w->received.data + w->received.length,
			 64 << 10, MSG_DONTWAIT);
		if (n > 0)
			w->received.length += (size_t)n;
		else if (n == 0)
			return false;
		else if (errno != EINTR)
			return errno == EAGAIN;
	}
}

bool worker_next(worker *w, result_head *head, str *messages)
{
	size_t whole = sizeof *head;
	if (w->received.length < whole)
		return false;
	memcpy(head, w->received.data, sizeof *head);
	whole += head->length;
	if (w->received.length < whole)
		return false;
	char *copy = malloc(head->length + 1);
	if (!copy)
		abort();
	memcpy(copy, w->received.data + sizeof *head, head->length);
	*messages = (str){copy, head->length};
	memmove(w->received.data, w->received.data + whole,
		w->received.length - whole);
	w->received.length -= whole;
	if (!head->is_last)
		return true;
	w->due_count--;
	memmove(w->due, w->due + 1, w->due_count * sizeof *w->due);
	return true;
}

void worker_kill(worker *w)
{
	if (w->pid)
		kill(w->pid, SIGKILL);
}

static void read_said(int fd, buffer *out)
{
	off_t end = lseek(fd, 0, SEEK_END);
	off_t from = end > MOST_SAID ? end - MOST_SAID : 0;
	buffer_reserve(out, MOST_SAID);
	ssize_t n = pread(fd, out->data + out->length, MOST_SAID, from);
	if (n > 0)
		out->length += (size_t)n;
}

int worker_end(worker *w, buffer *said)
{
	int status = 0;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (w->said >= 0) {
		if (said)
			read_said(w->said, said);
		close(w->said);
	}
	close(w->socket);
	w->pid = 0;
	return status;
}

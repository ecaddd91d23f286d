#include "rehearsal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void rehearse(unsigned seconds, void (*work)(void *argument),
			       void *argument)
{
	const struct rlimit no_core = {0, 0};
	const struct rlimit time = {seconds, seconds + 1};
	signal(SIGXCPU, SIG_DFL);
	setrlimit(RLIMIT_CORE, &no_core);
	setrlimit(RLIMIT_CPU, &time);
	work(argument);
	_exit(0);
}

static bool failed(diags *d, str path, span at, unsigned seconds, int status)
{
	char text[64];
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (number == SIGXCPU) {
		snprintf(text, sizeof text, "%u s CPU", seconds);
		return diag_at(d, DIAG_READER_TOO_LARGE, at, path,
			       str_from(text));
	}
	snprintf(text, sizeof text, number ? "signal %d" : "exit", number);
	return diag_at(d, DIAG_READER_DAMAGED, at, path, str_from(text));
}

bool rehearsal_ends(diags *d, str path, span at, unsigned seconds,
		    void (*work)(void *argument), void *argument)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		rehearse(seconds, work, argument);
	/* No process to be had: the file is read all the same. */
	if (child < 0)
		return true;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return true;
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
	       failed(d, path, at, seconds, status);
}

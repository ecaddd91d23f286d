#include "paper.h"
#include "vanban/file.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * poppler is asked through its programs: its library is C++, and starting a
 * program costs only those who check a PDF.
 */
static bool read_all(int fd, buffer *out)
{
	for (;;) {
		buffer_reserve(out, 65536);
		ssize_t got = read(fd, out->data + out->length, 65536);
		if (got > 0)
			out->length += (size_t)got;
		else if (got == 0)
			return true;
		else if (errno != EINTR)
			return false;
	}
}

/* 0, an errno of the start, or -1 when the program failed. */
static int run(char *const arguments[], buffer *out)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
	static char language[] = "LC_ALL=C.UTF-8";
	char *environment[] = {path, language, NULL};
	int ends[2], status = 0;
	pid_t child;
	posix_spawn_file_actions_t actions;
	if (pipe(ends) < 0)
		return errno;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 1, 0);
	int error = posix_spawnp(&child, arguments[0], &actions, NULL,
				 arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	bool good = !error && read_all(ends[0], out);
	close(ends[0]);
	while (!error && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (error)
		return error;
	return good && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

#define MOST_ARGUMENTS 12

/* arguments: NULL-terminated; "@" stands for the file. */
bool poppler_run(arena *a, diags *d, str path, const char *const *arguments,
		 str *out)
{
	char *list[MOST_ARGUMENTS + 1];
	size_t count = 0;
	str bytes;
	buffer text = {0};
	str file = str_starts_with(path, STR("-"))
		       ? str_concat(a, STR("./"), path)
		       : str_copy(a, path);
	if (!file_read(a, d, path, NO_SPAN, &bytes))
		return false;
	for (; arguments[count] && count < MOST_ARGUMENTS; count++)
		list[count] = (char *)(uintptr_t)(strcmp(arguments[count], "@")
						      ? arguments[count]
						      : file.data);
	list[count] = NULL;
	int error = run(list, &text);
	*out = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	if (error > 0)
		return diag_at(d, DIAG_CHECK_NO_POPPLER, NO_SPAN, path);
	return !error || diag_at(d, DIAG_CHECK_BAD_PDF, NO_SPAN, path);
}

static void check_page(arena *a, diags *d, str path, unsigned number, str text,
		       lint *l)
{
	str name = str_format(a, "%.*s (trang %u)", STR_ARGS(path), number);
	if (!str_trim(text).length) {
		diag_at(d, DIAG_CHECK_NO_TEXT, NO_SPAN, name);
		return;
	}
	uint32_t file = source_add(diags_sources(d), name, text);
	lint_add(l, text, lint_origin_of_source(a, file));
}

bool check_pdf_file(arena *a, diags *d, str path, const lint_options *given)
{
	static const char *const arguments[] = {"pdftotext", "-enc", "UTF-8",
						"@",	     "-",    NULL};
	lint_options options = *given;
	str all;
	if (!poppler_run(a, d, path, arguments, &all))
		return false;
	options.is_raw = options.is_wrapped = true;
	lint *l = lint_new(a, d, &options);
	for (unsigned number = 1; all.length; number++) {
		size_t end = str_find(all, STR("\f"));
		check_page(a, d, path, number, str_slice(all, 0, end), l);
		all = str_slice(all, end + 1, all.length);
	}
	lint_finish(l);
	return true;
}

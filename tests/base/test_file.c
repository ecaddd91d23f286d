#include "testing.h"

#include "vanban/file.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct path_row {
	const char *name;
	const char *input;
	const char *normal;
	const char *folder;
};

static const struct path_row paths[] = {
    {"plain", "a/b.xml", "a/b.xml", "a"},
    {"alone", "b.xml", "b.xml", "."},
    {"dots", "./a/./b/../c", "a/c", "./a/./b/.."},
    {"leaves", "a/../../b", "../b", "a/../.."},
    {"absolute", "/a/../../b", "/b", "/a/../.."},
    {"root", "/b", "/b", "/"},
    {"nothing left", "a/..", ".", "a"},
    {"double slash", "a//b", "a/b", "a"},
};

static void check_path(void **state)
{
	const struct path_row *row = *state;
	arena *a = arena_new(0);
	assert_str_equal(path_normalise(a, str_from(row->input)), row->normal);
	assert_str_equal(path_folder(str_from(row->input)), row->folder);
	arena_free(a);
}

static char folder[] = "/tmp/vanban-test-XXXXXX";

static int enter(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 &&
		       mkdir("in", 0777) == 0 && mkdir("in/deep", 0777) == 0 &&
		       symlink("/etc", "in/out") == 0 &&
		       symlink("/dev/null", "in/null") == 0 &&
		       symlink("absent", "in/nothing") == 0 &&
		       symlink("self", "in/self") == 0
		   ? 0
		   : -1;
}

static int leave(void **state)
{
	(void)state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return chdir("/") == 0 ? system(command) : -1;
}

struct inside_row {
	const char *name;
	const char *path;
	bool inside;
};

static const struct inside_row insides[] = {
    {"itself", "in", true},
    {"below", "in/deep", true},
    {"below, not there yet", "in/new/file.xml", true},
    {"beside", "inner", false},
    {"above", "in/..", false},
    {"up and down again", "in/../in/deep", true},
    {"through a symbolic link", "in/out/passwd", false},
    {"absolute", "/etc/passwd", false},
};

static void check_inside(void **state)
{
	const struct inside_row *row = *state;
	assert_int_equal(path_is_inside(STR("in"), str_from(row->path)),
			 row->inside);
}

static void check_write(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	struct stat status;
	str bytes;
	assert_true(file_write_atomically(d, STR("new"), STR("một")));
	assert_true(file_write_atomically(d, STR("new"), STR("hai")));
	assert_true(file_read(a, d, STR("new"), NO_SPAN, &bytes));
	assert_str_equal(bytes, "hai");
	chmod("new", 0640);
	assert_true(file_write_atomically(d, STR("new"), STR("ba")));
	assert_int_equal(stat("new", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(diags_errors(d), 0);
	arena_free(a);
}

struct refuse_row {
	const char *name;
	const char *path;
};

static const struct refuse_row refuses[] = {
    {"a folder", "in"},
    {"no such folder", "nowhere/file"},
    {"through a file", "plain/file"},
    {"a device that is always full", "/dev/full"},
    {"a link to a device", "in/null"},
    {"a link to nothing", "in/nothing"},
    {"a link to itself", "in/self"},
    {"no name", ""},
};

static void check_refuse(void **state)
{
	const struct refuse_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	assert_true(file_write_atomically(d, STR("plain"), STR("x")));
	assert_false(file_write_atomically(d, str_from(row->path), STR("x")));
	assert_int_equal(diags_sorted(d)->code, DIAG_OUTPUT_UNWRITABLE);
	assert_int_equal(system("ls -A | grep -q vanban- && exit 1; exit 0"),
			 0);
	arena_free(a);
}

static void check_link(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	struct stat status;
	str bytes;
	assert_true(file_write_atomically(d, STR("in/target"), STR("một")));
	assert_int_equal(symlink("in/target", "link"), 0);
	assert_true(file_write_atomically(d, STR("link"), STR("hai")));
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_true(file_read(a, d, STR("in/target"), NO_SPAN, &bytes));
	assert_str_equal(bytes, "hai");
	arena_free(a);
}

/* A child, as the limit holds for the whole process. */
static void check_limit(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	str bytes;
	int status;
	assert_true(file_write_atomically(d, STR("limited"), STR("x")));
	pid_t child = fork();
	if (child == 0) {
		const struct rlimit one = {1, 1};
		signal(SIGXFSZ, SIG_IGN);
		_exit(setrlimit(RLIMIT_FSIZE, &one) != 0 ||
		      file_write_atomically(d, STR("limited"), STR("xyz")));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(file_read(a, d, STR("limited"), NO_SPAN, &bytes));
	assert_str_equal(bytes, "x");
	assert_int_equal(system("ls -A | grep -q vanban- && exit 1; exit 0"),
			 0);
	arena_free(a);
}

/* The system's call, with what a user does at that very moment before it. */
static int raised_in_fsync;

int fsync(int fd)
{
	if (raised_in_fsync)
		raise(raised_in_fsync);
	return (int)syscall(SYS_fsync, fd);
}

struct signal_row {
	const char *name;
	int number;
};

static const struct signal_row signals[] = {
    {"hang-up", SIGHUP},
    {"Ctrl-C", SIGINT},
    {"quit", SIGQUIT},
    {"terminate", SIGTERM},
};

static void check_signal(void **state)
{
	const struct signal_row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	int status;
	str bytes;
	mkdir("signal", 0777);
	pid_t child = fork();
	if (child == 0) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		signal(row->number, SIG_DFL);
		raised_in_fsync = row->number;
		file_write_atomically(d, STR("signal/out"), STR("whole"));
		_exit(0);
	}
	assert_true(waitpid(child, &status, 0) == child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), row->number);
	assert_true(file_read(a, d, STR("signal/out"), NO_SPAN, &bytes));
	assert_str_equal(bytes, "whole");
	assert_int_equal(unlink("signal/out"), 0);
	assert_int_equal(rmdir("signal"), 0); /* nothing else is in it */
	arena_free(a);
}

static void check_read(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	str bytes;
	assert_false(file_read(a, d, STR("absent"), NO_SPAN, &bytes));
	assert_false(file_read(a, d, STR("in"), NO_SPAN, &bytes));
	assert_int_equal(diags_errors(d), 2);
	/* {1} and {2}: the reason in either language */
	const diag *first = diags_sorted(d);
	assert_str_equal(first->arguments[1], "không có tệp hoặc thư mục này");
	assert_str_equal(first->arguments[2], "no such file or folder");
	arena_free(a);
}

static void check_identity(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	file_identity x, y;
	assert_true(file_write_atomically(d, STR("plain"), STR("x")));
	assert_true(file_identify(STR("plain"), &x));
	assert_true(file_identify(STR("./in/../plain"), &y));
	assert_int_equal(file_identity_compare(&x, &y), 0);
	assert_true(file_identify(STR("in"), &y));
	assert_int_not_equal(file_identity_compare(&x, &y), 0);
	assert_false(file_identify(STR("absent"), &y));
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(path, paths, check_path);
	TEST_TABLE(inside, insides, check_inside);
	TEST_TABLE(refuse, refuses, check_refuse);
	TEST_TABLE(raised, signals, check_signal);
	struct CMUnitTest all[TEST_COUNT(insides) + TEST_COUNT(refuses) +
			      TEST_COUNT(signals) + 5] = {
	    cmocka_unit_test(check_write), cmocka_unit_test(check_link),
	    cmocka_unit_test(check_limit), cmocka_unit_test(check_read),
	    cmocka_unit_test(check_identity)};
	memcpy(all + 5, inside, sizeof inside);
	memcpy(all + 5 + TEST_COUNT(insides), refuse, sizeof refuse);
	memcpy(all + 5 + TEST_COUNT(insides) + TEST_COUNT(refuses), raised,
	       sizeof raised);
	int failed = TEST_RUN(path);
	return failed + _cmocka_run_group_tests("files", all, TEST_COUNT(all),
						enter, leave);
}

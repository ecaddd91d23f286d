/* What a stranger's file may do to a library, and what is left of it. */
#include "testing.h"

#include "../../src/reader/rehearsal.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void end(void *argument)
{
	*(int *)argument = 1;
}

static void spin(void *argument)
{
	for (volatile int *turns = argument;; (*turns)++)
		if (*turns == 1000000)
			*turns = 0;
}

static void crash(void *argument)
{
	(void)argument;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void leave(void *argument)
{
	(void)argument;
	_exit(3);
}

static const struct row {
	const char *name;
	void (*work)(void *);
	const char *code; /* NULL: it ends */
} rows[] = {
    {"work that ends", end, NULL},
    {"work without end", spin, "E1906"},
    {"work that crashes", crash, "E1902"},
    {"work that leaves", leave, "E1902"},
};

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	int touched = 0;
	assert_int_equal(
	    rehearsal_ends(d, STR("a.pdf"), NO_SPAN, 1, r->work, &touched),
	    r->code == NULL);
	const diag *first = diags_sorted(d);
	assert_string_equal(first ? diag_row_of(first->code)->number : "none",
			    r->code ? r->code : "none");
	assert_int_equal(touched, 0);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(works, rows, check);
	return TEST_RUN(works);
}

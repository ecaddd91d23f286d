#include "testing.h"

#include "vanban/arena.h"

static const struct row {
	const char *name;
	size_t before, size;
} rows[] = {
    {"nothing, of an arena that has nothing yet", 0, 0},
    {"nothing, behind something", 24, 0},
    {"one byte", 0, 1},
    {"more than a chunk", 1, 1 << 20},
};

/* Zeroed, aligned, never NULL, and nobody else's. */
static void gives_memory(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	if (r->before)
		memset(arena_allocate(a, r->before), 1, r->before);
	char *memory = arena_allocate(a, r->size);
	char *next = arena_allocate(a, 0);
	assert_non_null(memory);
	assert_non_null(next);
	assert_true(memory != next);
	assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
	for (size_t i = 0; i < r->size; i++)
		assert_int_equal(memory[i], 0);
	memset(memory, 2, r->size);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(memory, rows, gives_memory);
	return TEST_RUN(memory);
}

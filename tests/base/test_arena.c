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

static const struct reset_row {
	const char *name;
	size_t count, size; /* before it is reset */
} reset_rows[] = {
    {"reset, nothing", 0, 0},
    {"reset, in its first chunk", 3, 100},
    {"reset, several chunks", 50, 5000},
    {"reset, behind a large one", 2, 5 << 20},
};

/* As if new: zeroed, counted anew, and the same room serves each time. */
static void serves_again(void **state)
{
	const struct reset_row *r = *state;
	arena *a = arena_new((size_t)64 << 20);
	for (int turn = 0; turn < 20; turn++) {
		for (size_t i = 0; i < r->count; i++) {
			char *memory = arena_allocate(a, r->size);
			assert_int_equal(memory[0], 0);
			assert_int_equal(memory[r->size - 1], 0);
			memset(memory, 1, r->size);
		}
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	arena_free(a);
}

static const struct inside_row {
	const char *name;
	int count, freed; /* arenas inside; the first so many before */
} inside_rows[] = {
    {"inside, none", 0, 0},
    {"inside, freed with it", 3, 0},
    {"inside, one freed before", 3, 1},
    {"inside, all freed before", 3, 3},
};

/* Nothing leaks and nothing is freed twice: the sanitizers watch. */
static void is_freed_with(void **state)
{
	const struct inside_row *r = *state;
	arena *a = arena_new(0), *inside[3] = {0};
	for (int i = 0; i < r->count; i++) {
		inside[i] = arena_inside(a);
		memset(arena_allocate(inside[i], 5 << 20), 1, 5 << 20);
		assert_int_equal(arena_used(a), 0);
	}
	for (int i = 0; i < r->freed; i++)
		arena_free(inside[i]);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(memory, rows, gives_memory);
	TEST_TABLE(again, reset_rows, serves_again);
	TEST_TABLE(inside, inside_rows, is_freed_with);
	return TEST_RUN(memory) + TEST_RUN(again) + TEST_RUN(inside);
}

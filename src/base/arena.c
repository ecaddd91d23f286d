#include "vanban/arena.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* The first chunk, the second, and all others. */
#define FIRST_CHUNK  ((size_t)16 << 10)
#define SECOND_CHUNK ((size_t)64 << 10)
#define HUGE_PAGE    ((size_t)2 << 20)
#define SMALL_PAGE   ((size_t)4 << 10)

typedef struct chunk {
	struct chunk *previous;
	size_t size; /* this header included */
	alignas(max_align_t) char bytes[];
} chunk;

/*
 * Whole huge pages of arenas that were freed, for the next.  The allocator
 * would leave holes between them that only smaller things fit into.
 */
static chunk *spare;
static size_t spare_count;

/* Those beyond it keep their place and lose their memory. */
#define SPARE_KEPT 16

/* Under ASan none is kept, so that what uses freed memory is found. */
#ifdef __SANITIZE_ADDRESS__
#define KEEPS_SPARE false
#else
#define KEEPS_SPARE true
#endif

struct arena {
	chunk *chunks;
	char *cursor;
	char *end;
	size_t step; /* size of the next chunk */
	size_t used;
	size_t limit;
	arena *parent; /* that it is freed with, or NULL */
	arena *children, *sibling;
};

static _Noreturn void out_of_memory(void)
{
	fputs("vanban: hết bộ nhớ (out of memory)\n", stderr);
	exit(3);
}

void arena_keep_freed_memory(void)
{
	mallopt(M_TOP_PAD, 1 << 20);
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

void arena_give_memory_back(void)
{
	for (; spare; spare_count--) {
		chunk *previous = spare->previous;
		free(spare);
		spare = previous;
	}
	malloc_trim(0);
}

arena *arena_new(size_t limit)
{
	arena *a = calloc(1, sizeof *a);
	if (!a)
		out_of_memory();
	a->limit = limit;
	a->step = FIRST_CHUNK;
	return a;
}

static void keep_chunk(chunk *c)
{
	char *rest = (char *)c + SMALL_PAGE;
	if (spare_count++ >= SPARE_KEPT)
		madvise(rest, HUGE_PAGE - SMALL_PAGE, MADV_DONTNEED);
	c->previous = spare;
	spare = c;
}

static void free_chunks(chunk *c)
{
	while (c) {
		chunk *previous = c->previous;
		if (c->size == HUGE_PAGE && KEEPS_SPARE)
			keep_chunk(c);
		else
			free(c);
		c = previous;
	}
}

arena *arena_inside(arena *parent)
{
	arena *a = arena_new(0);
	a->parent = parent;
	a->sibling = parent->children;
	parent->children = a;
	return a;
}

static void forget_child(arena *parent, const arena *child)
{
	arena **link = &parent->children;
	while (*link != child)
		link = &(*link)->sibling;
	*link = child->sibling;
}

void arena_free(arena *a)
{
	if (!a)
		return;
	for (arena *child = a->children; child;) {
		arena *next = child->sibling;
		child->parent = NULL;
		arena_free(child);
		child = next;
	}
	if (a->parent)
		forget_child(a->parent, a);
	free_chunks(a->chunks);
	free(a);
}

void arena_reset(arena *a)
{
	chunk *kept = KEEPS_SPARE ? a->chunks : NULL;
	if (!a->chunks)
		return;
	free_chunks(kept ? kept->previous : a->chunks);
	a->chunks = kept;
	a->used = 0;
	if (kept) {
		kept->previous = NULL;
		a->cursor = kept->bytes;
	} else {
		a->cursor = a->end = NULL;
		a->step = FIRST_CHUNK;
	}
}

/*
 * Whole huge pages where they are worth it: a page fault costs more than the
 * page's use, and a report would take a thousand.
 */
static chunk *chunk_new(size_t bytes)
{
	if (bytes < HUGE_PAGE)
		return malloc(bytes);
	chunk *c = spare;
	if (bytes == HUGE_PAGE && c) {
		spare = c->previous;
		spare_count--;
		return c;
	}
	c = aligned_alloc(HUGE_PAGE, bytes);
	if (c)
		madvise(c, bytes, MADV_HUGEPAGE); /* else small ones will do */
	return c;
}

static void add_chunk(arena *a, size_t size)
{
	size_t least = sizeof(chunk) + size;
	size_t bytes = least > a->step ? least : a->step;
	if (bytes > HUGE_PAGE)
		bytes = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	chunk *c = chunk_new(bytes);
	if (!c)
		out_of_memory();
	c->size = bytes;
	c->previous = a->chunks;
	a->chunks = c;
	a->cursor = c->bytes;
	a->end = (char *)c + bytes;
	a->step = a->step < SECOND_CHUNK ? SECOND_CHUNK : HUGE_PAGE;
}

/* Never nothing, so that nothing asked for has a place, too. */
static size_t rounded(size_t size)
{
	const size_t alignment = alignof(max_align_t);
	if (size > SIZE_MAX / 2)
		out_of_memory();
	return (size + !size + alignment - 1) / alignment * alignment;
}

void *arena_allocate(arena *a, size_t size)
{
	size = rounded(size);
	a->used += size;
	if (a->limit && a->used > a->limit)
		out_of_memory();
	if ((size_t)(a->end - a->cursor) < size)
		add_chunk(a, size);
	void *memory = a->cursor;
	a->cursor += size;
	return memset(memory, 0, size);
}

void *arena_array(arena *a, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	return arena_allocate(a, bytes);
}

/* What was allocated last grows where it is. */
static bool extend(arena *a, const void *old, size_t before, size_t after)
{
	const char *end = (const char *)old + rounded(before);
	size_t more = rounded(after) - rounded(before);
	if (!old || end != a->cursor || (size_t)(a->end - a->cursor) < more)
		return false;
	if (more)
		arena_allocate(a, more);
	return true;
}

void *arena_grow(arena *a, const void *old, size_t count, size_t capacity,
		 size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(capacity, size, &bytes))
		out_of_memory();
	if (extend(a, old, count * size, bytes))
		return (void *)(uintptr_t)old;
	void *items = arena_array(a, capacity, size);
	if (count)
		memcpy(items, old, count * size);
	return items;
}

size_t arena_used(const arena *a)
{
	return a->used;
}

str str_copy(arena *a, str s)
{
	char *copy = arena_allocate(a, s.length + 1);
	if (s.length)
		memcpy(copy, s.data, s.length);
	return (str){copy, s.length};
}

str str_concat(arena *a, str first, str second)
{
	char *both = arena_allocate(a, first.length + second.length + 1);
	if (first.length)
		memcpy(both, first.data, first.length);
	if (second.length)
		memcpy(both + first.length, second.data, second.length);
	return (str){both, first.length + second.length};
}

str str_join(arena *a, const str *parts, size_t count, str separator)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += parts[i].length + (i ? separator.length : 0);
	char *text = arena_allocate(a, length + 1), *cursor = text;
	for (size_t i = 0; i < count; i++) {
		if (i && separator.length) {
			memcpy(cursor, separator.data, separator.length);
			cursor += separator.length;
		}
		if (parts[i].length)
			memcpy(cursor, parts[i].data, parts[i].length);
		cursor += parts[i].length;
	}
	return (str){text, length};
}

str str_format(arena *a, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (length < 0)
		return (str){NULL, 0};
	char *text = arena_allocate(a, (size_t)length + 1);
	va_start(list, format);
	vsnprintf(text, (size_t)length + 1, format, list);
	va_end(list);
	return (str){text, (size_t)length};
}

void buffer_grow(buffer *b, size_t extra)
{
	size_t capacity = b->capacity ? b->capacity : 256;
	while (capacity - b->length < extra) {
		if (capacity > SIZE_MAX / 2)
			out_of_memory();
		capacity *= 2;
	}
	char *data = realloc(b->data, capacity);
	if (!data)
		out_of_memory();
	b->data = data;
	b->capacity = capacity;
}

void buffer_format(buffer *b, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (length < 0)
		return;
	buffer_reserve(b, (size_t)length + 1);
	va_start(list, format);
	vsnprintf(b->data + b->length, (size_t)length + 1, format, list);
	va_end(list);
	b->length += (size_t)length;
}

void buffer_free(buffer *b)
{
	free(b->data);
	*b = (buffer){0};
}

str buffer_str(const buffer *b)
{
	return (str){b->data, b->length};
}

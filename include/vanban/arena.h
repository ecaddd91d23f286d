/*
 * arena: memory that is freed all at once.
 *
 * One arena per run for what is shared (templates, data, fonts) and one per
 * document, made by the batch room and passed down.  When memory runs out, or
 * an arena passes its limit, the process ends with exit status 3 and one
 * message; nothing is written before a document is whole, so nothing is lost.
 */
#ifndef VANBAN_ARENA_H
#define VANBAN_ARENA_H

#include "vanban/str.h"

typedef struct arena arena;

/* A new empty arena; limit in bytes, 0 for none. Free with arena_free. */
arena *arena_new(size_t limit);
void arena_free(arena *);
/* One that is freed with parent, if not before. */
arena *arena_inside(arena *parent);
/* As if new, but for a chunk of memory that it keeps: for what is made and
 * forgotten again and again. All that it gave out is gone. */
void arena_reset(arena *);

/* Zeroed memory, aligned for any type, alive until arena_free. Never NULL. */
void *arena_allocate(arena *, size_t size);

/* An array of count zeroed elements; the product is checked for overflow. */
void *arena_array(arena *, size_t count, size_t size);

#define ARENA_NEW(arena_, type) ((type *)arena_allocate((arena_), sizeof(type)))
#define ARENA_ARRAY(arena_, type, count)                                       \
	((type *)arena_array((arena_), (count), sizeof(type)))

/*
 * For main, before anything else: what is freed stays with the process, as
 * memory that is given back to the system is soon faulted in again.
 */
void arena_keep_freed_memory(void);
/* Gives back what is free, all the same: before forking, or when idle. */
void arena_give_memory_back(void);

/* Bytes handed out so far: for limits and for the bench. */
size_t arena_used(const arena *);

/* A copy that lives in the arena. It ends in a NUL that its length omits. */
str str_copy(arena *, str);
str str_concat(arena *, str a, str b);
/* parts[0] separator parts[1] ... */
str str_join(arena *, const str *parts, size_t count, str separator);
str str_format(arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * buffer: bytes that grow, on the heap. Zero-initialise; buffer_free at the
 * end, in the function that declared it.
 */
typedef struct buffer {
	char *data;
	size_t length;
	size_t capacity;
} buffer;

/* Makes room for extra bytes more. */
void buffer_grow(buffer *, size_t extra);

/* The next three are here to be inlined: a file is written by short appends. */
static inline void buffer_reserve(buffer *b, size_t extra)
{
	if (extra > b->capacity - b->length)
		buffer_grow(b, extra);
}

static inline void buffer_append(buffer *b, str s)
{
	if (!s.length)
		return;
	buffer_reserve(b, s.length);
	memcpy(b->data + b->length, s.data, s.length);
	b->length += s.length;
}

static inline void buffer_append_byte(buffer *b, char byte)
{
	buffer_reserve(b, 1);
	b->data[b->length++] = byte;
}

void buffer_format(buffer *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_free(buffer *);
/* Borrowed: valid until the next append. */
str buffer_str(const buffer *);

/*
 * vector: grows an array in an arena. `items` is a T *, count and capacity
 * size_t; after the call there is room for one more element.
 */
#define ARENA_GROW(arena_, items, count, capacity)                             \
	do {                                                                   \
		if (!(items) || (count) == (capacity)) {                       \
			(capacity) = (capacity) ? 2 * (capacity) : 8;          \
			(items) = arena_grow((arena_), (items), (count),       \
					     (capacity), sizeof *(items));     \
		}                                                              \
	} while (0)
void *arena_grow(arena *, const void *old, size_t count, size_t capacity,
		 size_t size);

#endif

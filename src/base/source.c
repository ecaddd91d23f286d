#include "vanban/source.h"

struct sources {
	arena *arena;
	source *items;
	size_t count;
	size_t capacity;
};

sources *sources_new(arena *a)
{
	sources *s = ARENA_NEW(a, sources);
	s->arena = a;
	return s;
}

uint32_t source_add(sources *s, str path, str bytes)
{
	ARENA_GROW(s->arena, s->items, s->count, s->capacity);
	s->items[s->count++] = (source){path, bytes};
	return (uint32_t)s->count;
}

const source *source_get(const sources *s, uint32_t id)
{
	return id && id <= s->count ? &s->items[id - 1] : NULL;
}

uint32_t source_count(const sources *s)
{
	return (uint32_t)s->count;
}

str source_line(const source *file, uint32_t offset, uint32_t *line_start)
{
	str bytes = file->bytes;
	size_t at = offset < bytes.length ? offset : bytes.length;
	size_t start = at, end = at;
	while (start > 0 && bytes.data[start - 1] != '\n')
		start--;
	while (end < bytes.length && bytes.data[end] != '\n')
		end++;
	*line_start = (uint32_t)start;
	str line = str_slice(bytes, start, end - start);
	if (str_ends_with(line, STR("\r")))
		line.length--;
	return line;
}

void source_position(const source *file, uint32_t offset, uint32_t *line,
		     uint32_t *column)
{
	uint32_t start;
	source_line(file, offset, &start);
	*line = 1;
	for (uint32_t i = 0; i < start; i++)
		*line += file->bytes.data[i] == '\n';
	*column = 1;
	const char *cursor = file->bytes.data + start;
	const char *end =
	    file->bytes.data +
	    (offset < file->bytes.length ? offset : file->bytes.length);
	while (cursor < end) {
		uint32_t c = str_next_code_point(&cursor, end);
		if (c < 0x300 || c > 0x36F)
			*column += 1;
	}
}

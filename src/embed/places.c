#include "trail.h"
#include "vanban/file.h"

#include <stdlib.h>

/* ---- Names -------------------------------------------------------------- */

static str base_name(str path)
{
	str folder = path_folder(path);
	size_t skip = folder.length + 1;
	return str_find(path, STR("/")) == path.length
		   ? path
		   : str_slice(path, skip, path.length);
}

str place_name(const embed_input *input, arena *a, str path)
{
	if (str_equal(path, STR("-")))
		return path;
	str whole = path_normalise(a, path_join(a, input->here, path));
	for (size_t i = 0; i < input->folder_count; i++) {
		str folder = input->folders[i];
		if (!str_starts_with(whole, folder))
			continue;
		str rest = str_slice(whole, folder.length, whole.length);
		if (str_ends_with(folder, STR("/")))
			return rest;
		if (str_starts_with(rest, STR("/")))
			return str_slice(rest, 1, rest.length);
	}
	return base_name(whole);
}

str embed_file_name(const embed_input *input, arena *a, str path)
{
	return place_name(input, a, path);
}

/* ---- Lines and columns -------------------------------------------------- */

static int by_offset(const void *left, const void *right)
{
	const place *a = *(place *const *)left, *b = *(place *const *)right;
	if (a->at.source != b->at.source)
		return a->at.source < b->at.source ? -1 : 1;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

/* A walk through one file, from one place to the next. */
typedef struct reading {
	const source *file;
	uint32_t line;
	size_t cursor; /* counted up to here */
	uint32_t column;
} reading;

static void go_to_line(reading *r, size_t offset)
{
	const char *bytes = r->file->bytes.data;
	const char *end;
	while (r->cursor < offset &&
	       (end = memchr(bytes + r->cursor, '\n', offset - r->cursor))) {
		r->cursor = (size_t)(end - bytes) + 1;
		r->column = 1;
		r->line++;
	}
}

/* As source_position counts: combining marks are no columns. */
static void go_to_column(reading *r, size_t offset)
{
	const char *cursor = r->file->bytes.data + r->cursor;
	const char *end = r->file->bytes.data + offset;
	while (cursor < end) {
		uint32_t c = str_next_code_point(&cursor, end);
		r->column += c < 0x300 || c > 0x36F;
	}
	r->cursor = offset;
}

static void find_all(const sources *all, place **places, size_t count)
{
	reading r = {0};
	uint32_t id = 0;
	for (size_t i = 0; i < count; i++) {
		place *p = places[i];
		if (p->at.source != id || !r.file) {
			id = p->at.source;
			r = (reading){.file = source_get(all, id),
				      .line = 1,
				      .column = 1};
		}
		if (!r.file || p->at.start > r.file->bytes.length)
			continue;
		go_to_line(&r, p->at.start);
		go_to_column(&r, p->at.start);
		p->line = r.line;
		p->column = r.column;
	}
}

void trail_find_places(trail *t)
{
	size_t count = 0;
	place **places =
	    ARENA_ARRAY(t->arena, place *, t->formula_count + t->origin_count);
	for (size_t i = 0; i < t->formula_count; i++)
		places[count++] = &t->formulas[i].at;
	for (size_t i = 0; i < t->origin_count; i++)
		places[count++] = &t->origins[i].at;
	if (count)
		qsort(places, count, sizeof *places, by_offset);
	find_all(t->input->sources, places, count);
}

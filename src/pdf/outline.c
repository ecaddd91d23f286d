#include "writer.h"

#include <stdlib.h>

/* ---- Bookmarks -------------------------------------------------------- */

#define DEEPEST 6

/* One bookmark; entries are in the order of the document. */
typedef struct bookmark {
	const element *element;
	int level;
	pdf_object *object;
	uint32_t parent;		      /* index + 1; 0: the root */
	uint32_t first, last, previous, next; /* index + 1; 0: none */
	uint32_t below;			      /* all bookmarks under it */
} bookmark;

static bool is_bookmark(const element *e)
{
	return page_role_level(e->tag->role) && e->tag->title.length &&
	       e->position != NOWHERE;
}

static int by_position(const void *left, const void *right)
{
	uint64_t a = ((const bookmark *)left)->element->position;
	uint64_t b = ((const bookmark *)right)->element->position;
	return (a > b) - (a < b);
}

/* items[0] is the root, so an index of 0 means none. */
static bookmark *collect(writer *w, uint32_t *count)
{
	uint32_t n = 0;
	for (size_t i = 0; i < w->element_count; i++)
		n += is_bookmark(&w->elements[i]);
	bookmark *items = ARENA_ARRAY(w->arena, bookmark, n + 1);
	*count = 0;
	for (size_t i = 0; i < w->element_count; i++) {
		const element *e = &w->elements[i];
		if (is_bookmark(e))
			items[++*count] =
			    (bookmark){.element = e,
				       .level = page_role_level(e->tag->role)};
	}
	qsort(items + 1, n, sizeof *items, by_position);
	return items;
}

/* The nearest bookmark before with a lower level is the parent. */
static void nest(bookmark *items, uint32_t count)
{
	uint32_t open[DEEPEST + 1] = {0};
	for (uint32_t i = 1; i <= count; i++) {
		int level = items[i].level;
		uint32_t parent = 0;
		for (int l = level - 1; l > 0 && !parent; l--)
			parent = open[l];
		items[i].parent = parent;
		items[i].previous = items[parent].last;
		if (items[parent].last)
			items[items[parent].last].next = i;
		else
			items[parent].first = i;
		items[parent].last = i;
		open[level] = i;
		for (int l = level + 1; l <= DEEPEST; l++)
			open[l] = 0;
	}
	for (uint32_t i = count; i > 0; i--)
		items[items[i].parent].below += items[i].below + 1;
}

static void put_link(buffer *out, const char *key, const bookmark *items,
		     uint32_t index)
{
	if (!index)
		return;
	buffer_append(out, str_from(key));
	put_reference(out, items[index].object);
}

void destination_put(const writer *w, uint32_t page_index, mpt top, buffer *out)
{
	PUT(out, "/Dest[");
	put_reference(out, w->pages[page_index]);
	PUT(out, "/XYZ 0 ");
	put_thousandths(out, top);
	PUT(out, " null]");
}

static void put_target(const writer *w, buffer *out, const element *e)
{
	PUT(out, "/Title");
	put_text(out, e->tag->title);
	destination_put(w, e->page, e->top, out);
	PUT(out, "/Parent ");
}

pdf_object *outline_write(writer *w)
{
	uint32_t count;
	bookmark *items = collect(w, &count);
	if (!count)
		return NULL;
	nest(items, count);
	for (uint32_t i = 0; i <= count; i++)
		items[i].object = pdf_file_object(&w->file);
	for (uint32_t i = 0; i <= count; i++) {
		buffer *out = &w->file.body;
		if (i) {
			put_target(w, out, items[i].element);
			put_reference(out, items[items[i].parent].object);
		} else {
			PUT(out, "/Type/Outlines");
		}
		put_link(out, "/First ", items, items[i].first);
		put_link(out, "/Last ", items, items[i].last);
		put_link(out, "/Prev ", items, items[i].previous);
		put_link(out, "/Next ", items, items[i].next);
		if (items[i].below) {
			PUT(out, "/Count ");
			put_integer(out, items[i].below);
		}
		object_set(&w->file, items[i].object);
	}
	return items[0].object;
}

/* ---- Page labels ------------------------------------------------------ */

/* The number that a label of nothing but digits says, or -1. */
static int64_t label_number(str label)
{
	int64_t n;
	bool is_number = label.length && label.data[0] != '0' &&
			 label.data[0] != '-' && str_to_int64(label, &n) &&
			 n <= INT32_MAX;
	return is_number ? n : -1;
}

/* Whether a page goes on with the numbers of the page before. */
static bool is_continued(const page_document *document, size_t i)
{
	if (!i)
		return false;
	int64_t number = label_number(document->pages[i].label);
	return number > 1 &&
	       number == label_number(document->pages[i - 1].label) + 1;
}

void labels_put(const writer *w, buffer *out)
{
	PUT(out, "/PageLabels<</Nums[");
	for (size_t i = 0; i < w->document->page_count; i++) {
		if (is_continued(w->document, i))
			continue;
		str label = w->document->pages[i].label;
		int64_t number = label_number(label);
		put_integer(out, (int64_t)i);
		if (number > 0) {
			PUT(out, "<</S/D/St ");
			put_integer(out, number);
		} else {
			PUT(out, "<</P");
			put_text(out, label);
		}
		PUT(out, ">>");
	}
	PUT(out, "]>>");
}

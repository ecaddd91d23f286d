#include "vanban/doc.h"

#include <stdlib.h>

typedef struct collector {
	arena *arena;
	doc_name *names;
	size_t count, capacity;
} collector;

static void collect(collector *c, const doc_node *node)
{
	if (doc_has_attribute(node, DOC_ATTR_TEN_GOI)) {
		ARENA_GROW(c->arena, c->names, c->count, c->capacity);
		c->names[c->count++] = (doc_name){
		    doc_attribute_value(node, DOC_ATTR_TEN_GOI), node};
	}
	for (const doc_node *n = node->first_child; n; n = n->next)
		collect(c, n);
}

static int by_name_and_place(const void *a, const void *b)
{
	const doc_name *x = a, *y = b;
	int order = str_compare(x->name, y->name);
	uint32_t at = x->node->at.start, other = y->node->at.start;
	return order ? order : (at > other) - (at < other);
}

doc_names doc_names_read(arena *a, const doc_node *root)
{
	collector c = {.arena = a};
	collect(&c, root);
	if (c.count > 1)
		qsort(c.names, c.count, sizeof *c.names, by_name_and_place);
	return (doc_names){c.names, c.count};
}

const doc_node *doc_names_find(const doc_names *n, str name)
{
	size_t low = 0, high = n->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(n->names[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < n->count && str_equal(n->names[low].name, name);
	return found ? n->names[low].node : NULL;
}

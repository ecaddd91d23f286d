#include "trail.h"

#include <stdlib.h>

/* Of a tag, by its index. */
typedef struct tag_facts {
	uint32_t page;	    /* of its first content, from 1; 0: none */
	uint32_t paragraph; /* it is in, from 1; 0: none */
} tag_facts;

typedef struct tag_link {
	const doc_node *node;
	const page_tag *tag;
} tag_link;

typedef struct finding {
	trail *trail;
	tag_facts *facts;
	tag_link *links;
	size_t link_count;
	uint32_t paragraphs;
	bool groups[PAGE_ROLE_COUNT]; /* page_groups_paragraphs */
} finding;

static const page_tag *next_tag(const page_tag *tag, const page_tag *root)
{
	if (tag->first_child)
		return tag->first_child;
	while (tag != root && !tag->next)
		tag = tag->parent;
	return tag == root ? NULL : tag->next;
}

static void enter(finding *f, const page_tag *tag)
{
	uint32_t around =
	    tag->parent ? f->facts[tag->parent->index].paragraph : 0;
	bool begins = !around && !page_groups_paragraphs(
				     str_from(page_role_name(tag->role)));
	f->facts[tag->index].paragraph = begins ? ++f->paragraphs : around;
	if (tag->node)
		f->links[f->link_count++] = (tag_link){tag->node, tag};
}

static void note_pages(finding *f, const page_document *pages)
{
	for (size_t p = 0; p < pages->page_count; p++)
		for (size_t i = 0; i < pages->pages[p].item_count; i++) {
			const page_tag *tag = pages->pages[p].items[i].tag;
			for (; tag && !f->facts[tag->index].page;
			     tag = tag->parent)
				f->facts[tag->index].page = (uint32_t)p + 1;
		}
}

static int by_node(const void *left, const void *right)
{
	const tag_link *a = left, *b = right;
	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return (a->tag->index > b->tag->index) -
	       (a->tag->index < b->tag->index);
}

/* The first tag of the node or of the nearest one around it. */
static const page_tag *tag_of(const finding *f, const doc_node *node)
{
	for (; node; node = node->parent) {
		size_t low = 0, high = f->link_count;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (f->links[middle].node < node)
				low = middle + 1;
			else
				high = middle;
		}
		if (low < f->link_count && f->links[low].node == node)
			return f->links[low].tag;
	}
	return NULL;
}

void trail_find_pages(trail *t)
{
	const page_document *pages = t->input->pages;
	const page_tag *root = pages->root;
	if (!root || t->figure_count == 0)
		return;
	arena *a = arena_new(0); /* as large as the tree of tags */
	finding f = {.trail = t,
		     .facts = ARENA_ARRAY(a, tag_facts, root->count),
		     .links = ARENA_ARRAY(a, tag_link, root->count)};
	for (int role = 0; role < PAGE_ROLE_COUNT; role++)
		f.groups[role] = page_groups_paragraphs(
		    str_from(page_role_name((page_role)role)));
	for (const page_tag *tag = root; tag; tag = next_tag(tag, root))
		enter(&f, tag);
	note_pages(&f, pages);
	if (f.link_count)
		qsort(f.links, f.link_count, sizeof *f.links, by_node);
	for (size_t i = 0; i < t->figure_count; i++) {
		const page_tag *tag = tag_of(&f, t->figures[i].node);
		if (!tag)
			continue;
		t->figures[i].page = f.facts[tag->index].page;
		t->figures[i].paragraph = f.facts[tag->index].paragraph;
	}
	arena_free(a);
}

#include "flow.h"

flow_slab *flow_append(flow *f)
{
	ARENA_GROW(f->arena, f->slabs, f->count, f->capacity);
	f->slabs[f->count] = (flow_slab){0};
	return &f->slabs[f->count++];
}

static const page_item *moved(arena *a, const page_item *items, size_t count,
			      mpt x)
{
	if (x == 0 || count == 0)
		return items;
	page_item *copy = ARENA_ARRAY(a, page_item, count);
	for (size_t i = 0; i < count; i++) {
		copy[i] = items[i];
		copy[i].x += x;
	}
	return copy;
}

static const flow_link *moved_links(arena *a, const flow_slab *slab, mpt x)
{
	flow_link *copy = ARENA_ARRAY(a, flow_link, slab->link_count);
	for (size_t i = 0; i < slab->link_count; i++) {
		copy[i] = slab->links[i];
		copy[i].area.x += x;
	}
	return copy;
}

void flow_join(flow *to, const flow *from, mpt x)
{
	for (size_t i = 0; i < from->count; i++) {
		flow_slab slab = from->slabs[i];
		slab.items = moved(to->arena, slab.items, slab.item_count, x);
		if (slab.link_count > 0 && x != 0)
			slab.links = moved_links(to->arena, &slab, x);
		*flow_append(to) = slab;
	}
}

const flow_notes *flow_notes_join(arena *a, const flow_notes *first,
				  const flow_notes *second)
{
	if (!first || !second)
		return first ? first : second;
	size_t count = first->count + second->count;
	flow_notes *all = ARENA_NEW(a, flow_notes);
	*all = (flow_notes){.lines = ARENA_ARRAY(a, flow_slab, count),
			    .starts = ARENA_ARRAY(a, const doc_node *, count),
			    .count = count,
			    .height = first->height + second->height};
	memcpy(all->lines, first->lines, first->count * sizeof *all->lines);
	memcpy(all->lines + first->count, second->lines,
	       second->count * sizeof *all->lines);
	for (size_t i = 0; i < count; i++)
		all->starts[i] = i < first->count
				     ? first->starts[i]
				     : second->starts[i - first->count];
	return all;
}

mpt flow_heights(const flow_slab *slabs, size_t count)
{
	int64_t height = 0;
	for (size_t i = 0; i < count; i++)
		height += slabs[i].height;
	return height > INT32_MAX ? INT32_MAX : (mpt)height;
}

mpt flow_height(const flow *f)
{
	int64_t height = 0;
	for (size_t i = 0; i < f->count; i++) {
		mpt before = f->slabs[i].space_before;
		if (i > 0 && f->slabs[i - 1].space_after > before)
			before = f->slabs[i - 1].space_after;
		height += f->slabs[i].height + (i > 0 ? before : 0);
	}
	return height > INT32_MAX ? INT32_MAX : (mpt)height;
}

#include "vanban/impose.h"

static void add_mark(arena *a, page *side, const impose_mark *mark)
{
	page_item *item = page_append_item(a, side);
	item->kind = PAGE_BOX;
	item->artifact = PAGE_ARTIFACT_LAYOUT;
	item->x = mark->x;
	item->y = mark->y;
	item->as.box.width = mark->width;
	item->as.box.height = mark->height;
}

static void add_place(arena *a, page *side, const impose_place *place,
		      const page_document *in)
{
	page_item *item = page_append_item(a, side);
	item->kind = PAGE_PLACED;
	item->x = place->x;
	item->y = place->y;
	item->as.placed = (page_placed){
	    .page = &in->pages[place->page],
	    .scale = place->scale,
	    .turned = (4 - place->turns) % 4,
	    .reading = place->page,
	};
}

static str label_of(arena *a, const impose_plan *plan, size_t side)
{
	if (plan->one_sided)
		return str_format(a, "%zu", side + 1);
	return str_format(a, "%zu%c", side / 2 + 1, side % 2 ? 'b' : 'a');
}

/* An anchor keeps its place on the page that it is an anchor of. */
static void move_anchors(arena *a, const page_document *in, uint32_t side_index,
			 const impose_place *place, page_document *out)
{
	const page *side = &out->pages[side_index];
	const page_item *item = &side->items[side->item_count - 1];
	for (size_t i = 0; i < in->anchor_count; i++) {
		const page_anchor *from = &in->anchors[i];
		if (from->page != place->page)
			continue;
		page_rectangle area = page_placed_area(
		    item, (page_rectangle){from->x, from->y, from->width,
					   from->height});
		page_anchor *to = page_append_anchor(a, out);
		*to = *from;
		to->page = side_index;
		to->x = area.x;
		to->y = area.y;
		to->width = area.width;
		to->height = area.height;
	}
}

void impose_sheets(arena *a, const impose_plan *plan, const page_document *in,
		   page_document *out)
{
	*out = *in;
	out->pages = NULL;
	out->page_count = out->page_capacity = 0;
	out->anchors = NULL;
	out->anchor_count = out->anchor_capacity = 0;
	for (size_t i = 0; i < plan->side_count; i++) {
		const impose_side *from = &plan->sides[i];
		page *side = page_append(a, out, from->width, from->height,
					 label_of(a, plan, i));
		for (size_t j = 0; j < from->place_count; j++) {
			add_place(a, side, &from->places[j], in);
			move_anchors(a, in, (uint32_t)i, &from->places[j], out);
		}
		for (size_t j = 0; j < from->mark_count; j++)
			add_mark(a, side, &from->marks[j]);
	}
}

#include "caption.h"
#include "compose.h"

/* A picture whose file does not tell is shown at this many dots an inch. */
#define DOTS_PER_INCH 96
#define MPT_PER_INCH  72000
#define MPT_PER_METRE 2834646
#define GAP	      8000 /* between picture and caption */

typedef struct extent {
	mpt width, height;
} extent;

static int64_t length_of(uint32_t pixels, uint32_t density)
{
	return density ? (int64_t)pixels * MPT_PER_METRE / density
		       : (int64_t)pixels * MPT_PER_INCH / DOTS_PER_INCH;
}

static int64_t share_of(int64_t length, int64_t part, int64_t whole)
{
	__extension__ typedef __int128 wide;
	return (int64_t)(((wide)length * part * 2 + whole) / ((wide)whole * 2));
}

/* What rong asks for; 0: it leaves it to the file. */
static int64_t wanted_width(const layout_context *context, const doc_node *node)
{
	str value = doc_attribute_value(node, DOC_ATTR_RONG);
	int64_t number;
	bool is_share = str_ends_with(value, STR("%"));
	size_t unit = is_share ? 1 : 2;
	if (value.length <= unit ||
	    !str_to_int64(str_slice(value, 0, value.length - unit), &number))
		return 0;
	return is_share ? share_of(context->width, number, 100)
			: MPT_FROM_MICROMETRES(number * 1000);
}

/* As wide as asked for, or as the file says, but never beyond the room. */
static extent fit(layout_context *context, const doc_node *node,
		  const image *pixels, mpt room)
{
	bool has_density = pixels->density_x && pixels->density_y;
	int64_t across =
	    length_of(pixels->width, has_density ? pixels->density_x : 0);
	int64_t down =
	    length_of(pixels->height, has_density ? pixels->density_y : 0);
	across += across == 0;
	down += down == 0;
	int64_t wanted = wanted_width(context, node);
	int64_t width = wanted ? wanted : across;
	if (width > context->width)
		width = context->width;
	int64_t height = share_of(down, width, across);
	if (height > room) {
		height = room;
		width = share_of(across, height, down);
	}
	if (wanted > width)
		diag_at(context->diags, DIAG_PICTURE_SHRUNK, node->at,
			inline_millimetres(context->arena, (mpt)wanted, false),
			inline_millimetres(context->arena, (mpt)width, false));
	return (extent){(mpt)(width + (width == 0)),
			(mpt)(height + (height == 0))};
}

static mpt left_of(const layout_context *context, const doc_node *node,
		   mpt width)
{
	str align = doc_attribute_value(node, DOC_ATTR_CAN);
	mpt rest = context->width - width;
	if (str_equal(align, STR("trai")))
		return 0;
	return str_equal(align, STR("phai")) ? rest : rest / 2;
}

static flow_slab *add_picture(layout_context *context, const doc_node *node,
			      page_tag *tag, mpt room, flow *out)
{
	const image *pixels = doc_attribute_image(node, DOC_ATTR_TEP);
	extent size = fit(context, node, pixels, room);
	page_item *item = ARENA_NEW(context->arena, page_item);
	item->kind = PAGE_IMAGE;
	item->tag = tag;
	item->artifact = tag ? PAGE_ARTIFACT_NONE : PAGE_ARTIFACT_LAYOUT;
	item->x = left_of(context, node, size.width);
	item->as.image.width = size.width;
	item->as.image.height = size.height;
	item->as.image.image = pixels;
	flow_slab *slab = flow_append(out);
	slab->height = size.height;
	slab->items = item;
	slab->item_count = 1;
	slab->node = node;
	return slab;
}

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

/* What the caption takes of a page, the space to the picture included. */
static mpt caption_room(const flow *caption)
{
	if (caption->count == 0)
		return 0;
	const flow_slab *first = &caption->slabs[0];
	const flow_slab *last = &caption->slabs[caption->count - 1];
	mpt space = larger(first->space_before, last->space_after);
	return flow_height(caption) + larger(GAP, space);
}

/* The caption is set first: what it leaves of a page is the picture's. */
void picture_set(layout_context *context, const doc_node *node,
		 page_tag *parent, flow *out)
{
	bool below = context->profile->chart_caption_below;
	page_tag *tag = NULL;
	flow caption = {.arena = context->arena};
	if (!doc_attribute_image(node, DOC_ATTR_TEP))
		return;
	if (!doc_yes(node, DOC_ATTR_TRANG_TRI, false)) {
		tag = page_tag_new(context->arena, parent, PAGE_FIGURE);
		tag->node = node;
		tag->alternative = doc_attribute_value(node, DOC_ATTR_MO_TA);
		caption_set(context, node, tag, &caption, below);
	}
	size_t first = out->count;
	mpt room = context->height - caption_room(&caption);
	if (!below)
		flow_join(out, &caption, 0);
	flow_slab *slab =
	    add_picture(context, node, tag, room > 0 ? room : 1, out);
	slab->break_penalty = out->count - 1 > first ? FLOW_NEVER : 0;
	slab->space_before = below || !caption.count ? 0 : GAP;
	slab->space_after = GAP;
	if (below)
		flow_join(out, &caption, 0);
	mpt space = context->profile->styles[PROFILE_CAPTION].space_before;
	out->slabs[first].space_before = space;
	out->slabs[out->count - 1].space_after = space;
}

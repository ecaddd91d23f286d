#include "vanban/page.h"

#include <assert.h>

static const struct role_row {
	const char *name;
	int level; /* of a heading */
} roles[PAGE_ROLE_COUNT] = {
    [PAGE_DOCUMENT] = {"Document", 0},
    [PAGE_PART] = {"Part", 0},
    [PAGE_ART] = {"Art", 0},
    [PAGE_SECT] = {"Sect", 0},
    [PAGE_DIV] = {"Div", 0},
    [PAGE_H1] = {"H1", 1},
    [PAGE_H2] = {"H2", 2},
    [PAGE_H3] = {"H3", 3},
    [PAGE_H4] = {"H4", 4},
    [PAGE_H5] = {"H5", 5},
    [PAGE_H6] = {"H6", 6},
    [PAGE_P] = {"P", 0},
    [PAGE_L] = {"L", 0},
    [PAGE_LI] = {"LI", 0},
    [PAGE_LBL] = {"Lbl", 0},
    [PAGE_LBODY] = {"LBody", 0},
    [PAGE_TABLE] = {"Table", 0},
    [PAGE_CAPTION] = {"Caption", 0},
    [PAGE_THEAD] = {"THead", 0},
    [PAGE_TBODY] = {"TBody", 0},
    [PAGE_TFOOT] = {"TFoot", 0},
    [PAGE_TR] = {"TR", 0},
    [PAGE_TH] = {"TH", 0},
    [PAGE_TD] = {"TD", 0},
    [PAGE_FIGURE] = {"Figure", 0},
    [PAGE_BLOCK_QUOTE] = {"BlockQuote", 0},
    [PAGE_QUOTE] = {"Quote", 0},
    [PAGE_TOC] = {"TOC", 0},
    [PAGE_TOCI] = {"TOCI", 0},
    [PAGE_NOTE] = {"Note", 0},
    [PAGE_REFERENCE] = {"Reference", 0},
    [PAGE_LINK] = {"Link", 0},
    [PAGE_FORM] = {"Form", 0},
    [PAGE_SPAN] = {"Span", 0},
};

const char *page_role_name(page_role role)
{
	assert(role < PAGE_ROLE_COUNT);
	return roles[role].name;
}

int page_role_level(page_role role)
{
	assert(role < PAGE_ROLE_COUNT);
	return roles[role].level;
}

page *page_append(arena *a, page_document *document, mpt width, mpt height,
		  str label)
{
	ARENA_GROW(a, document->pages, document->page_count,
		   document->page_capacity);
	page *p = &document->pages[document->page_count++];
	*p = (page){.width = width, .height = height, .label = label};
	return p;
}

void page_note_face(arena *a, page_document *document, page_face face)
{
	for (size_t i = 0; i < document->face_count; i++)
		if (document->faces[i].font == face.font)
			return;
	ARENA_GROW(a, document->faces, document->face_count,
		   document->face_capacity);
	document->faces[document->face_count++] = face;
}

page_item *page_append_item(arena *a, page *p)
{
	ARENA_GROW(a, p->items, p->item_count, p->item_capacity);
	page_item *item = &p->items[p->item_count++];
	*item = (page_item){0};
	return item;
}

page_anchor *page_append_anchor(arena *a, page_document *document)
{
	ARENA_GROW(a, document->anchors, document->anchor_count,
		   document->anchor_capacity);
	page_anchor *anchor = &document->anchors[document->anchor_count++];
	*anchor = (page_anchor){0};
	return anchor;
}

page_link *page_append_link(arena *a, page *p)
{
	ARENA_GROW(a, p->links, p->link_count, p->link_capacity);
	page_link *link = &p->links[p->link_count++];
	*link = (page_link){0};
	return link;
}

page_field *page_append_field(arena *a, page *p)
{
	ARENA_GROW(a, p->fields, p->field_count, p->field_capacity);
	page_field *field = &p->fields[p->field_count++];
	*field = (page_field){0};
	return field;
}

page_tag *page_tag_new(arena *a, page_tag *parent, page_role role)
{
	page_tag *tag = ARENA_NEW(a, page_tag);
	tag->role = role;
	tag->parent = parent;
	page_tag *root = tag;
	while (root->parent)
		root = root->parent;
	tag->index = root->count++;
	if (!parent)
		return tag;
	if (parent->last_child)
		parent->last_child->next = tag;
	else
		parent->first_child = tag;
	parent->last_child = tag;
	return tag;
}

mpt page_run_width(const page_run *run)
{
	mpt width = 0;
	for (uint32_t i = 0; i < run->glyph_count; i++)
		width += run->glyphs[i].advance;
	return width;
}

/* ---- Areas ------------------------------------------------------------ */

static void take_in(page_point *least, page_point *most, page_point p)
{
	least->x = p.x < least->x ? p.x : least->x;
	least->y = p.y < least->y ? p.y : least->y;
	most->x = p.x > most->x ? p.x : most->x;
	most->y = p.y > most->y ? p.y : most->y;
}

static page_rectangle path_area(const page_item *item)
{
	const page_path *path = &item->as.path;
	if (!path->step_count)
		return (page_rectangle){item->x, item->y, 0, 0};
	page_point least = path->steps[0].to, most = least;
	for (uint32_t i = 0; i < path->step_count; i++) {
		const page_step *step = &path->steps[i];
		if (step->kind == PAGE_CLOSE)
			continue;
		take_in(&least, &most, step->to);
		for (int j = 0; j < 2 && step->kind == PAGE_CURVE; j++)
			take_in(&least, &most, step->control[j]);
	}
	mpt around = (path->stroke + 1) / 2;
	return (page_rectangle){
	    item->x + least.x - around, item->y + least.y - around,
	    most.x - least.x + 2 * around, most.y - least.y + 2 * around};
}

page_rectangle page_item_area(const page_item *item)
{
	mpt size = item->as.run.size;
	switch (item->kind) {
	case PAGE_RUN:
		return (page_rectangle){item->x, item->y - size,
					page_run_width(&item->as.run),
					size + size / 4};
	case PAGE_BOX:
		return (page_rectangle){item->x, item->y, item->as.box.width,
					item->as.box.height};
	case PAGE_PATH:
		return path_area(item);
	case PAGE_IMAGE:
		return (page_rectangle){item->x, item->y, item->as.image.width,
					item->as.image.height};
	case PAGE_PLACED:
		break;
	}
	const page *placed = item->as.placed.page;
	return page_placed_area(
	    item, (page_rectangle){0, 0, placed->width, placed->height});
}

static mpt scaled(int64_t length, int32_t scale)
{
	int64_t half = length < 0 ? -500000 : 500000;
	return (mpt)((length * scale + half) / 1000000);
}

page_rectangle page_placed_area(const page_item *item, page_rectangle r)
{
	const page_placed *placed = &item->as.placed;
	const page *p = placed->page;
	page_rectangle turned = r;
	assert(item->kind == PAGE_PLACED);
	assert(placed->turned >= 0 && placed->turned < 4);
	switch (placed->turned) {
	case 1:
		turned = (page_rectangle){p->height - r.y - r.height, r.x,
					  r.height, r.width};
		break;
	case 2:
		turned = (page_rectangle){p->width - r.x - r.width,
					  p->height - r.y - r.height, r.width,
					  r.height};
		break;
	case 3:
		turned = (page_rectangle){r.y, p->width - r.x - r.width,
					  r.height, r.width};
		break;
	default:
		break;
	}
	int32_t scale = placed->scale;
	return (page_rectangle){item->x + scaled(turned.x, scale),
				item->y + scaled(turned.y, scale),
				scaled(turned.width, scale),
				scaled(turned.height, scale)};
}

#include "vanban/page.h"

#include <assert.h>

static const struct role_row {
	const char *name;
	int level; /* of a heading */
} roles[PAGE_ROLE_COUNT] = {
    [PAGE_DOCUMENT] = {"Document", 0},
    [PAGE_PART] = {"Part", 0},
    [PAGE_SECT] = {"Sect", 0},
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

void page_reserve_items(arena *a, page *p, size_t extra)
{
	if (p->item_capacity - p->item_count >= extra)
		return;
	p->item_capacity = p->item_count + extra;
	p->items = arena_grow(a, p->items, p->item_count, p->item_capacity,
			      sizeof *p->items);
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

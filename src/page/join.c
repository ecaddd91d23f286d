#include "vanban/page.h"

typedef struct joining {
	arena *arena;
	page_document *out;
	const page_part *parts;
	size_t count;
	size_t part;   /* from 1 */
	uint32_t base; /* first page of the part */
} joining;

static str part_name(const joining *j, str name)
{
	return name.length
		   ? str_format(j->arena, "%zu-%.*s", j->part, STR_ARGS(name))
		   : name;
}

/* ---- Pages ------------------------------------------------------------ */

/* NULL: it leads into the same part, or nowhere. */
static const page_part *part_behind(const joining *j, const page_tag *target)
{
	for (size_t i = 0; target && i < j->count; i++)
		if (j->parts[i].stands_for == target)
			return &j->parts[i];
	return NULL;
}

/* Links by name lead into the same part. */
static void join_links(const joining *j, page *to)
{
	const page_link *links = to->links;
	size_t count = to->link_count;
	to->links = ARENA_ARRAY(j->arena, page_link, count);
	to->link_capacity = count;
	to->link_count = 0;
	for (size_t i = 0; i < count; i++) {
		const page_part *other = part_behind(j, links[i].target);
		if (other && other->is_left_out)
			continue;
		page_link *link = &to->links[to->link_count++];
		*link = links[i];
		link->anchor = part_name(j, links[i].anchor);
		if (other)
			link->target = other->document->root;
	}
}

static void join_fields(const joining *j, page *to)
{
	const page_field *fields = to->fields;
	to->fields = ARENA_ARRAY(j->arena, page_field, to->field_count);
	to->field_capacity = to->field_count;
	for (size_t i = 0; i < to->field_count; i++) {
		to->fields[i] = fields[i];
		to->fields[i].name = part_name(j, fields[i].name);
	}
}

static bool holds_pages(const page *p)
{
	for (size_t i = 0; i < p->item_count; i++)
		if (p->items[i].kind == PAGE_PLACED)
			return true;
	return false;
}

/* What lies on a sheet of the set is read where the sheet is. */
static void join_placed(const joining *j, page *to, uint32_t index)
{
	const page_item *items = to->items;
	if (!holds_pages(to))
		return;
	to->items = ARENA_ARRAY(j->arena, page_item, to->item_count);
	to->item_capacity = to->item_count;
	for (size_t i = 0; i < to->item_count; i++) {
		to->items[i] = items[i];
		if (items[i].kind == PAGE_PLACED)
			to->items[i].as.placed.reading = index;
	}
}

/* The next page of the set, which holds what that one does. */
static page *take_page(const joining *j, const page *from)
{
	page *to =
	    page_append(j->arena, j->out, from->width, from->height,
			str_format(j->arena, "%zu", j->out->page_count + 1));
	str label = to->label;
	*to = *from;
	to->label = label;
	/* Growing this page leaves the part's as it is. */
	to->item_capacity = to->item_count;
	return to;
}

static void join_pages(const joining *j, const page_document *part)
{
	for (size_t i = 0; i < part->page_count; i++) {
		uint32_t index = (uint32_t)j->out->page_count;
		page *to = take_page(j, &part->pages[i]);
		join_links(j, to);
		join_fields(j, to);
		join_placed(j, to, index);
	}
	for (size_t i = 0; i < part->anchor_count; i++) {
		page_anchor *to = page_append_anchor(j->arena, j->out);
		*to = part->anchors[i];
		to->name = part_name(j, to->name);
		to->page += j->base;
	}
	for (size_t i = 0; i < part->face_count; i++)
		page_note_face(j->arena, j->out, part->faces[i]);
}

/* ---- Tags ------------------------------------------------------------- */

static page_tag *next_tag(page_tag *tag)
{
	if (tag->first_child)
		return tag->first_child;
	while (tag && !tag->next)
		tag = tag->parent;
	return tag ? tag->next : NULL;
}

static void name_part(page_tag *root, str title)
{
	page_tag *tag = root->first_child;
	while (tag && tag != root->next && tag->role != PAGE_H1)
		tag = next_tag(tag);
	if (title.length && tag && tag != root->next)
		tag->title = title;
}

/* ---- The same once more ----------------------------------------------- */

/* Which part the document was before; j->part - 1: none. */
static size_t earlier_part(const joining *j, const page_document *document)
{
	size_t i = 0;
	while (i + 1 < j->part && j->parts[i].document != document)
		i++;
	return i;
}

static void repeat_part(const joining *j, const page_document *part,
			uint32_t from)
{
	page_document *out = j->out;
	for (size_t i = 0; i < part->page_count; i++) {
		page *to = take_page(j, &part->pages[i]);
		to->link_count = to->field_count = 0;
	}
	if (!part->root)
		return;
	ARENA_GROW(j->arena, out->repeats, out->repeat_count,
		   out->repeat_capacity);
	out->repeats[out->repeat_count++] = (page_repeat){
	    .of = part->root,
	    .at = page_tag_new(j->arena, out->root, PAGE_PART),
	    .from = from,
	    .page = j->base,
	    .count = (uint32_t)part->page_count,
	};
}

/* ---- All -------------------------------------------------------------- */

static void join_tags(const joining *j, const page_part *part)
{
	page_tag *set = j->out->root, *root = part->document->root;
	if (!root)
		return;
	root->role = PAGE_PART;
	root->parent = set;
	root->next = NULL;
	if (set->last_child)
		set->last_child->next = root;
	else
		set->first_child = root;
	set->last_child = root;
	name_part(root, part->title);
}

/* In the order of reading, as if made so. */
static void number_tags(page_tag *root)
{
	root->count = 0;
	for (page_tag *tag = root; tag; tag = next_tag(tag))
		tag->index = root->count++;
}

void page_join(arena *a, const page_part *parts, size_t count,
	       page_document *out)
{
	*out = (page_document){.language = STR("vi-VN")};
	out->root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	uint32_t *firsts = ARENA_ARRAY(a, uint32_t, count);
	for (size_t i = 0; i < count; i++) {
		firsts[i] = (uint32_t)out->page_count;
		const joining j = {a, out, parts, count, i + 1, firsts[i]};
		size_t earlier = earlier_part(&j, parts[i].document);
		if (parts[i].is_left_out)
			continue;
		if (earlier < i) {
			repeat_part(&j, parts[i].document, firsts[earlier]);
			continue;
		}
		join_pages(&j, parts[i].document);
		join_tags(&j, &parts[i]);
	}
	number_tags(out->root);
}

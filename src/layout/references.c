#include "references.h"

struct references_section {
	size_t first;
	str prefix;
};

struct references_link {
	size_t page, link;
	const doc_node *node;
};

bool references_asked(const doc_node *node)
{
	if (node->kind == DOC_CONTENTS || node->kind == DOC_REFERENCE ||
	    node->kind == DOC_FOOTNOTE)
		return true;
	for (const doc_node *n = node->first_child; n; n = n->next)
		if (references_asked(n))
			return true;
	return false;
}

/* ---- Parts ------------------------------------------------------------ */

/* As soon as one is named or numbered, all with a caption are numbered. */
static bool is_numbered(const doc_node *node, doc_kind kind)
{
	if (node->kind == kind && (doc_has_attribute(node, DOC_ATTR_TEN_GOI) ||
				   doc_yes(node, DOC_ATTR_DANH_SO, false)))
		return true;
	for (const doc_node *n = node->first_child; n; n = n->next)
		if (is_numbered(n, kind))
			return true;
	return false;
}

static const doc_kind counters[REFERENCES_COUNTERS] = {
    [REFERENCES_TABLES] = DOC_TABLE,
    [REFERENCES_CHARTS] = DOC_CHART,
    [REFERENCES_PICTURES] = DOC_PICTURE,
};

references *references_new(arena *a, const doc_node *root)
{
	references *r = ARENA_NEW(a, references);
	r->arena = a;
	r->names = doc_names_read(a, root);
	for (int i = 0; i < REFERENCES_COUNTERS; i++)
		r->numbers[i] = is_numbered(root, counters[i]);
	return r;
}

static size_t slot_of(const references *r, const doc_node *node)
{
	size_t mask = r->slot_count - 1;
	size_t slot = ((uintptr_t)node >> 4) * 0x9e3779b1u & mask;
	while (r->slots[slot] && r->parts[r->slots[slot] - 1].node != node)
		slot = (slot + 1) & mask;
	return slot;
}

static void grow_slots(references *r)
{
	r->slot_count = r->slot_count ? 2 * r->slot_count : 64;
	r->slots = ARENA_ARRAY(r->arena, uint32_t, r->slot_count);
	for (size_t i = 0; i < r->count; i++)
		r->slots[slot_of(r, r->parts[i].node)] = (uint32_t)i + 1;
}

references_part *references_add(references *r, const doc_node *node)
{
	if (2 * (r->count + 1) > r->slot_count)
		grow_slots(r);
	ARENA_GROW(r->arena, r->parts, r->count, r->capacity);
	references_part *part = &r->parts[r->count++];
	*part = (references_part){.node = node};
	r->slots[slot_of(r, node)] = (uint32_t)r->count;
	return part;
}

const references_part *references_find(const references *r,
				       const doc_node *node)
{
	if (!r || r->count == 0)
		return NULL;
	uint32_t found = r->slots[slot_of(r, node)];
	return found ? &r->parts[found - 1] : NULL;
}

static references_counter counter_of(doc_kind kind)
{
	int i = 0;
	while (i < REFERENCES_COUNTERS - 1 && counters[i] != kind)
		i++;
	return (references_counter)i;
}

str references_caption(layout_context *context, const doc_node *node, str title)
{
	references *r = context->parts;
	const profile *p = context->profile;
	references_counter counter = counter_of(node->kind);
	const str formats[REFERENCES_COUNTERS] = {
	    [REFERENCES_TABLES] = p->table_format,
	    [REFERENCES_CHARTS] = p->chart_format,
	    [REFERENCES_PICTURES] = p->image_format};
	if (!r)
		return STR("");
	references_part *part = references_add(r, node);
	part->title = title;
	bool named = doc_has_attribute(node, DOC_ATTR_TEN_GOI);
	if (!r->numbers[counter] || !doc_yes(node, DOC_ATTR_DANH_SO, true) ||
	    (title.length == 0 && !named))
		return STR("");
	int number = ++r->counted[counter];
	part->number = str_format(r->arena, "%d", number);
	part->designation =
	    paragraph_number(r->arena, formats[counter], number);
	part->label = title.length == 0
			  ? part->designation
			  : str_concat(r->arena, part->designation, STR("."));
	return part->label;
}

/* ---- What is said ----------------------------------------------------- */

static str said_number(layout_context *context, const doc_node *reference,
		       const references_part *part, str number)
{
	if (number.length > 0)
		return number;
	diag_at(context->diags, DIAG_REFERENCE_NO_NUMBER, reference->at,
		doc_attribute_value(reference, DOC_ATTR_DEN));
	diag_note(context->diags, HINT_REFERENCE_TO, part->node->at);
	return part->title;
}

str references_text(layout_context *context, const doc_node *reference,
		    const doc_node **target)
{
	const references *known = context->known;
	str name = doc_attribute_value(reference, DOC_ATTR_DEN);
	str kind = doc_attribute_value(reference, DOC_ATTR_KIEU);
	*target = known ? doc_names_find(&known->names, name) : NULL;
	const references_part *part =
	    *target ? references_find(known, *target) : NULL;
	if (!part)
		return STR("00");
	if (str_equal(kind, STR("trang")))
		return str_concat(context->arena, STR("trang\u00a0"),
				  part->page);
	if (str_equal(kind, STR("ten")))
		return part->title;
	return said_number(context, reference, part,
			   str_equal(kind, STR("so-tran")) ? part->number
							   : part->designation);
}

/* ---- Notes ------------------------------------------------------------ */

str references_note(const layout_context *context, const doc_node *node)
{
	const references_part *part = references_find(context->known, node);
	return part ? part->number : STR("1");
}

void references_number_note(layout_context *context, const doc_node *node,
			    size_t on)
{
	references *r = context->parts;
	if (!r)
		return;
	if (context->profile->notes_per_page && r->notes_page != on)
		r->notes = 0;
	r->notes_page = on;
	references_part *part = references_add(r, node);
	part->number = str_format(r->arena, "%d", ++r->notes);
	part->designation = str_format(r->arena, "chú thích %d", r->notes);
}

/* ---- Places ----------------------------------------------------------- */

void references_section(references *r, size_t first, str prefix)
{
	ARENA_GROW(r->arena, r->sections, r->section_count,
		   r->section_capacity);
	r->sections[r->section_count++] =
	    (struct references_section){first, prefix};
}

void references_link(references *r, size_t on, size_t link,
		     const doc_node *node)
{
	ARENA_GROW(r->arena, r->links, r->link_count, r->link_capacity);
	r->links[r->link_count++] = (struct references_link){on, link, node};
}

static const doc_node *node_of(const page_tag *tag)
{
	while (tag && !tag->node)
		tag = tag->parent;
	return tag ? tag->node : NULL;
}

static void place_item(references *r, const page_tag *tag, str name)
{
	for (const doc_node *n = node_of(tag); n; n = n->parent) {
		const references_part *known = references_find(r, n);
		if (!known)
			continue;
		references_part *part = &r->parts[known - r->parts];
		if (part->tag)
			return;
		part->tag = tag;
		part->page = name;
	}
}

static str page_name(references *r, const page_document *out, size_t index)
{
	str prefix = {0};
	for (size_t i = 0; i < r->section_count; i++)
		if (r->sections[i].first <= index)
			prefix = r->sections[i].prefix;
	return prefix.length
		   ? str_concat(r->arena, prefix, out->pages[index].label)
		   : out->pages[index].label;
}

void references_place(references *r, page_document *out)
{
	for (size_t i = 0; i < out->page_count; i++) {
		const page *p = &out->pages[i];
		const page_tag *last = NULL;
		str name = page_name(r, out, i);
		for (size_t k = 0; k < p->item_count; k++) {
			const page_tag *tag = p->items[k].tag;
			if (tag && tag != last)
				place_item(r, tag, name);
			last = tag;
		}
	}
	for (size_t i = 0; i < r->link_count; i++) {
		const struct references_link *l = &r->links[i];
		const references_part *part = references_find(r, l->node);
		out->pages[l->page].links[l->link].target =
		    part ? part->tag : NULL;
	}
}

bool references_agree(const references *a, const references *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->parts[i].node != b->parts[i].node ||
		    !str_equal(a->parts[i].number, b->parts[i].number) ||
		    !str_equal(a->parts[i].page, b->parts[i].page))
			return false;
	return true;
}

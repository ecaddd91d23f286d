#include "account.h"

#define FAULTS_ENOUGH 20

/* ---- Which texts were set --------------------------------------------- */

static size_t slot_of(const layout_scratch *s, const doc_node *node)
{
	size_t mask = s->noted_capacity - 1;
	size_t slot = ((uintptr_t)node >> 4) * 0x9e3779b1u & mask;
	while (s->noted[slot] && s->noted[slot] != node)
		slot = (slot + 1) & mask;
	return slot;
}

static void grow_noted(layout_context *context, layout_scratch *s)
{
	const doc_node **old = s->noted;
	size_t count = s->noted_capacity;
	s->noted_capacity = count ? 2 * count : 256;
	s->noted =
	    ARENA_ARRAY(context->arena, const doc_node *, s->noted_capacity);
	for (size_t i = 0; i < count; i++)
		if (old[i])
			s->noted[slot_of(s, old[i])] = old[i];
}

void account_note(layout_context *context, const doc_node *node)
{
	layout_scratch *s = paragraph_scratch(context);
	if (4 * s->noted_count >= 3 * s->noted_capacity)
		grow_noted(context, s);
	size_t slot = slot_of(s, node);
	s->noted_count += !s->noted[slot];
	s->noted[slot] = node;
	for (const doc_node *child = node->first_child; child;
	     child = child->next)
		account_note(context, child);
}

/* The first text below node that no paragraph took, or NULL. */
static const doc_node *find_lost(const layout_scratch *s, const doc_node *node)
{
	if (str_trim(node->text).length > 0 &&
	    (!s->noted || s->noted[slot_of(s, node)] != node))
		return node;
	for (const doc_node *child = node->first_child; child;
	     child = child->next) {
		const doc_node *lost = find_lost(s, child);
		if (lost)
			return lost;
	}
	return NULL;
}

/* ---- Characters ------------------------------------------------------- */

static size_t characters_of(const page_item *items, size_t count)
{
	size_t characters = 0;
	for (size_t i = 0; i < count; i++)
		if (items[i].kind == PAGE_RUN &&
		    items[i].artifact == PAGE_ARTIFACT_NONE)
			characters += str_code_points(items[i].as.run.text);
	return characters;
}

size_t account_characters(const flow *f)
{
	size_t characters = 0;
	for (size_t i = 0; i < f->count; i++) {
		const flow_notes *notes = f->slabs[i].notes;
		characters +=
		    characters_of(f->slabs[i].items, f->slabs[i].item_count);
		for (size_t k = 0; notes && k < notes->count; k++)
			characters += characters_of(notes->lines[k].items,
						    notes->lines[k].item_count);
	}
	return characters;
}

static size_t placed_characters(const page_document *out)
{
	size_t characters = 0;
	for (size_t i = 0; i < out->page_count; i++)
		characters += characters_of(out->pages[i].items,
					    out->pages[i].item_count);
	return characters;
}

static void report_lost(layout_context *context, span at, size_t lost,
			size_t placed)
{
	diag_at(context->diags, DIAG_LAYOUT_TEXT_LOST, at,
		str_format(context->arena, "%zu", lost),
		str_format(context->arena, "%zu", placed));
}

void account_check_text(layout_context *context, const doc_node *root,
			size_t set)
{
	size_t placed = placed_characters(context->out);
	const doc_node *lost = find_lost(paragraph_scratch(context), root);
	if (lost)
		report_lost(context, lost->at, str_code_points(lost->text),
			    placed);
	if (placed != set)
		report_lost(context, root->at,
			    placed > set ? placed - set : set - placed, placed);
}

/* ---- Places ----------------------------------------------------------- */

static mpt item_width(const page_item *item)
{
	const page_run *run = &item->as.run;
	mpt width = 0;
	if (item->kind != PAGE_RUN)
		return page_item_area(item).width;
	uint32_t count = run->glyph_count;
	if (count > 0 && str_ends_with(run->text, STR(" ")))
		count--;
	for (uint32_t i = 0; i < count; i++)
		width += run->glyphs[i].advance;
	return width;
}

static bool is_inside(const page *p, const page_item *item)
{
	page_rectangle area = page_item_area(item);
	mpt bottom = item->kind == PAGE_RUN ? item->y : area.y + area.height;
	return area.x >= 0 && area.x + item_width(item) <= p->width &&
	       area.y >= 0 && bottom <= p->height;
}

void account_check_places(layout_context *context)
{
	size_t faults = 0;
	for (size_t i = 0; i < context->out->page_count; i++) {
		const page *p = &context->out->pages[i];
		for (size_t k = 0; k < p->item_count; k++) {
			const page_item *item = &p->items[k];
			if (is_inside(p, item) || ++faults > FAULTS_ENOUGH)
				continue;
			diag_at(context->diags, DIAG_LAYOUT_OUTSIDE_PAGE,
				item->tag && item->tag->node
				    ? item->tag->node->at
				    : NO_SPAN,
				item->kind == PAGE_RUN ? item->as.run.text
						       : STR("▬"),
				p->label);
		}
	}
}

#include "compose.h"

static page_item *add_item(compose *c)
{
	ARENA_GROW(c->context->arena, c->items, c->item_count,
		   c->item_capacity);
	return &c->items[c->item_count++];
}

static void add_links(compose *c, const flow_slab *slab, mpt x, mpt y)
{
	for (size_t i = 0; i < slab->link_count; i++) {
		ARENA_GROW(c->context->arena, c->links, c->link_count,
			   c->link_capacity);
		flow_link *link = &c->links[c->link_count++];
		*link = slab->links[i];
		link->area.x += x;
		link->area.y += y;
	}
}

static void add_anchors(compose *c, const flow_slab *slab, mpt x, mpt y)
{
	for (size_t i = 0; i < slab->anchor_count; i++) {
		ARENA_GROW(c->context->arena, c->anchors, c->anchor_count,
			   c->anchor_capacity);
		page_anchor *anchor = &c->anchors[c->anchor_count++];
		*anchor = slab->anchors[i];
		anchor->x += x;
		anchor->y += y;
	}
}

mpt compose_flow(compose *c, const flow *f, mpt x, mpt y)
{
	for (size_t i = 0; i < f->count; i++) {
		const flow_slab *slab = &f->slabs[i];
		mpt before = slab->space_before;
		if (i > 0 && f->slabs[i - 1].space_after > before)
			before = f->slabs[i - 1].space_after;
		y += i > 0 ? before : 0;
		for (size_t k = 0; k < slab->item_count; k++) {
			page_item *item = add_item(c);
			*item = slab->items[k];
			item->x += x;
			item->y += y;
		}
		add_links(c, slab, x, y);
		add_anchors(c, slab, x, y);
		c->notes =
		    flow_notes_join(c->context->arena, c->notes, slab->notes);
		y += slab->height;
	}
	return y;
}

void compose_box(compose *c, mpt x, mpt y, mpt width, mpt height,
		 uint32_t colour)
{
	page_item *item = add_item(c);
	*item = (page_item){
	    .kind = PAGE_BOX, .artifact = PAGE_ARTIFACT_LAYOUT, .x = x, .y = y};
	item->as.box.width = width;
	item->as.box.height = height;
	item->as.box.colour = colour;
}

void compose_frame(compose *c, mpt x, mpt y, mpt width, mpt height,
		   uint32_t colour)
{
	mpt rule = c->context->profile->table_rule;
	compose_box(c, x, y, width, rule, colour);
	compose_box(c, x, y + height - rule, width, rule, colour);
	compose_box(c, x, y, rule, height, colour);
	compose_box(c, x + width - rule, y, rule, height, colour);
}

page_anchor *compose_anchor(compose *c, const char *name, mpt x, mpt y,
			    mpt width, mpt height)
{
	ARENA_GROW(c->context->arena, c->anchors, c->anchor_count,
		   c->anchor_capacity);
	page_anchor *anchor = &c->anchors[c->anchor_count++];
	*anchor = (page_anchor){.name = str_from(name),
				.x = x,
				.y = y,
				.width = width,
				.height = height};
	return anchor;
}

flow_slab *compose_end(compose *c, flow *out, mpt height, const doc_node *node)
{
	flow_slab *slab = flow_append(out);
	*slab = (flow_slab){.height = height,
			    .items = c->items,
			    .item_count = c->item_count,
			    .anchors = c->anchors,
			    .anchor_count = c->anchor_count,
			    .links = c->links,
			    .link_count = c->link_count,
			    .notes = c->notes,
			    .node = node};
	return slab;
}

static mpt rule_text(compose *c, const profile_rule *rule,
		     const profile_style *style, mpt x, mpt column, mpt y)
{
	profile_style plain = *style;
	plain.bold = plain.italic = plain.upper = false;
	plain.space_before = plain.space_after = 0;
	paragraph_options options = {.width = column,
				     .style = &plain,
				     .align = PROFILE_CENTRE,
				     .never_break = true};
	flow line =
	    paragraph_set_text(c->context, rule->text, NO_SPAN, &options);
	return compose_flow(c, &line, x, y + style->line_height);
}

mpt compose_rule(compose *c, const profile_rule *rule,
		 const profile_style *style, mpt width, mpt x, mpt column,
		 mpt y)
{
	mpt below = y + style->line_height;
	if (rule->kind == PROFILE_RULE_NONE)
		return below;
	if (rule->kind == PROFILE_RULE_TEXT)
		return rule_text(c, rule, style, x, column, y);
	mpt length = (mpt)((int64_t)width * rule->share / 1000);
	mpt top = y + paragraph_baseline(c->context, style) +
		  paragraph_descent(c->context, style) + rule->gap;
	compose_box(c, x + (column - length) / 2, top, length, rule->thickness,
		    style->colour);
	return top + rule->thickness > below ? top + rule->thickness : below;
}

static mpt run_width(const page_run *run)
{
	mpt width = 0;
	uint32_t count = run->glyph_count;
	if (count > 0 && str_ends_with(run->text, STR(" ")))
		count--;
	for (uint32_t i = 0; i < count; i++)
		width += run->glyphs[i].advance;
	return width;
}

void compose_extent(const flow_slab *slab, mpt *left, mpt *right)
{
	bool found = false;
	*left = *right = 0;
	for (size_t i = 0; i < slab->item_count; i++) {
		const page_item *item = &slab->items[i];
		if (item->kind != PAGE_RUN)
			continue;
		mpt end = item->x + run_width(&item->as.run);
		*left = found && *left < item->x ? *left : item->x;
		*right = found && *right > end ? *right : end;
		found = true;
	}
}

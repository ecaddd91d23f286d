/*
 * slabs: what table_set and chart_set hand to the page builder, as text.
 */
#ifndef VANBAN_TESTS_LAYOUT_SLABS_H
#define VANBAN_TESTS_LAYOUT_SLABS_H

#include "../../src/layout/paragraph.h"
#include "fixture.c"

/* so-lieu of a hand-written document has the value that it prints. */
static void slabs_trace(fixture *f, doc_node *node)
{
	for (doc_node *n = node->first_child; n; n = n->next) {
		slabs_trace(f, n);
		if (n->kind != DOC_FIGURE)
			continue;
		doc_trace *trace = ARENA_NEW(f->arena, doc_trace);
		str meant;
		trace->has_value =
		    text_read_number(f->arena, n->text, 2, &trace->value,
				     &meant) == TEXT_NUMBER_OK;
		n->trace = trace;
	}
}

static layout_context slabs_context(fixture *f)
{
	f->pages.root = page_tag_new(f->arena, NULL, PAGE_DOCUMENT);
	return (layout_context){.arena = f->arena,
				.diags = f->diags,
				.profile = &f->profile,
				.fonts = &f->fonts,
				.width = 400000,
				.height = 600000,
				.out = &f->pages};
}

/* Points with as many decimals as there are, for expectations by hand. */
static void slabs_points(buffer *out, mpt length)
{
	unsigned n = (unsigned)(length < 0 ? -length : length);
	buffer_format(out, "%s%u", length < 0 ? "-" : "", n / 1000);
	if (n % 1000 % 100)
		buffer_format(out, ".%03u", n % 1000);
	else if (n % 1000)
		buffer_format(out, ".%u", n % 1000 / 100);
}

/* "20 never: A@4,10 B@54,10" one line for each slab; "|" before artifacts. */
static const char *slabs_text(fixture *f, const flow *slabs)
{
	f->text.length = 0;
	for (size_t i = 0; i < slabs->count; i++) {
		const flow_slab *s = &slabs->slabs[i];
		slabs_points(&f->text, s->height);
		if (s->break_penalty == FLOW_NEVER)
			buffer_append(&f->text, STR(" never"));
		buffer_append_byte(&f->text, ':');
		for (size_t k = 0; k < s->item_count; k++) {
			const page_item *item = &s->items[k];
			if (item->kind != PAGE_RUN)
				continue;
			str text = item->as.run.text;
			buffer_format(&f->text, " %s%.*s@",
				      item->tag ? "" : "|",
				      STR_ARGS(str_trim(text)));
			slabs_points(&f->text, item->x);
			buffer_append_byte(&f->text, ',');
			slabs_points(&f->text, item->y);
		}
		buffer_append_byte(&f->text, '\n');
	}
	buffer_append_byte(&f->text, '\0');
	return f->text.data;
}

/* "x,y WxH" of every box of a slab. */
static const char *slabs_boxes(fixture *f, const flow_slab *s)
{
	f->text.length = 0;
	for (size_t k = 0; k < s->item_count; k++) {
		const page_item *item = &s->items[k];
		if (item->kind != PAGE_BOX)
			continue;
		const mpt sizes[] = {item->x, item->y, item->as.box.width,
				     item->as.box.height};
		static const char after[] = ", x\n";
		for (size_t i = 0; i < 4; i++) {
			slabs_points(&f->text, sizes[i]);
			buffer_append_byte(&f->text, after[i]);
		}
	}
	buffer_append_byte(&f->text, '\0');
	return f->text.data;
}

#endif

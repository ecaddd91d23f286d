#include "front.h"

#define LEVELS	     3	  /* shown by default */
#define INDENT_SHARE 1500 /* of the size, for each level */
#define GAP_SHARE    500  /* around the dots */

typedef struct contents {
	layout_context *context;
	const doc_node *node;
	page_tag *tag; /* TOC */
	doc_kind kind; /* tables, charts, documents of a set; else headings */
	const references_part *parts; /* to choose from */
	size_t part_count;
	int levels;	    /* of headings */
	profile_style dots; /* of leaders and pages */
	mpt number;	    /* width of the pages' column */
	mpt dot;
	flow *out;
} contents;

bool contents_is_front(const doc_node *node)
{
	const doc_node *n = node->parent ? node->parent->first_child : node;
	while (n != node && (n->kind == DOC_COVER || n->kind == DOC_CONTENTS))
		n = n->next;
	return n == node;
}

static bool is_wanted(const contents *c, const references_part *part)
{
	if (c->kind == DOC_DOCUMENT)
		return true;
	if (c->kind == DOC_HEADING)
		return part->level > 0 && part->level <= c->levels;
	return part->node->kind == c->kind && part->title.length > 0;
}

static mpt widest_page(const contents *c)
{
	mpt widest = paragraph_width_of_text(c->context, &c->dots, STR("00"));
	for (size_t i = 0; i < c->part_count; i++) {
		if (!is_wanted(c, &c->parts[i]))
			continue;
		mpt width = paragraph_width_of_text(c->context, &c->dots,
						    c->parts[i].page);
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void set_title(contents *c, page_tag *parent)
{
	const profile *p = c->context->profile;
	const profile_style *style = &p->styles[PROFILE_CONTENTS_TITLE];
	str title = doc_attribute_value(c->node, DOC_ATTR_TEN);
	paragraph_options options = {
	    .width = c->context->width,
	    .style = style,
	    .align = style->align,
	    .tag = page_tag_new(c->context->arena, parent, PAGE_P)};
	options.tag->node = c->node;
	flow set = paragraph_set_text(c->context,
				      title.length ? title : p->contents_title,
				      c->node->at, &options);
	flow_join(c->out, &set, 0);
}

/* Dots that end where the column of pages begins, as an artifact. */
static flow set_dots(contents *c, mpt room)
{
	size_t count = room > 0 ? (size_t)(room / c->dot) : 0;
	char *dots = ARENA_ARRAY(c->context->arena, char, count + 1);
	memset(dots, '.', count);
	paragraph_options options = {.width = room,
				     .style = &c->dots,
				     .align = PROFILE_RIGHT,
				     .never_break = true};
	return paragraph_set_text(c->context, (str){dots, count}, NO_SPAN,
				  &options);
}

static flow set_page(contents *c, str page_name, page_tag *tag)
{
	paragraph_options options = {.width = c->number,
				     .style = &c->dots,
				     .align = PROFILE_RIGHT,
				     .tag = tag,
				     .never_break = true};
	return paragraph_set_text(c->context, page_name, NO_SPAN, &options);
}

static mpt end_of(const flow_slab *slab)
{
	mpt left, right;
	compose_extent(slab, &left, &right);
	return right;
}

/* The last line of an entry with its dots and page. */
static void end_entry(contents *c, flow_slab *line, str page_name,
		      page_tag *tag)
{
	compose whole = {.context = c->context};
	flow one = {.slabs = line, .count = 1};
	mpt gap = (mpt)((int64_t)c->dots.size * GAP_SHARE / 1000);
	mpt from = end_of(line) + gap;
	mpt column = c->context->width - c->number;
	compose_flow(&whole, &one, 0, 0);
	flow dots = set_dots(c, column - gap - from);
	size_t first = whole.item_count;
	compose_flow(&whole, &dots, from, 0);
	for (size_t i = first; i < whole.item_count; i++)
		whole.items[i].artifact = PAGE_ARTIFACT_LAYOUT;
	flow number = set_page(c, page_name, tag);
	compose_flow(&whole, &number, column, 0);
	line->items = whole.items;
	line->item_count = whole.item_count;
}

static void add_links(contents *c, flow *entry, const references_part *part,
		      page_tag *tag)
{
	arena *a = c->context->arena;
	str label = part->label.length ? part->label : part->title;
	for (size_t i = 0; i < entry->count; i++) {
		flow_link *link = ARENA_NEW(a, flow_link);
		*link = (flow_link){
		    .tag = tag,
		    .area = {0, 0, c->context->width, entry->slabs[i].height},
		    .target = part->node,
		    .target_tag = part->node ? NULL : part->tag,
		    .contents =
			str_format(a, "%.*s trang %.*s", STR_ARGS(label),
				   STR_ARGS(part->page))};
		entry->slabs[i].links = link;
		entry->slabs[i].link_count = 1;
	}
}

static page_tag *entry_tag(contents *c)
{
	arena *a = c->context->arena;
	page_tag *item = page_tag_new(a, c->tag, PAGE_TOCI);
	item->node = c->node;
	page_tag *reference = page_tag_new(a, item, PAGE_REFERENCE);
	return page_tag_new(a, reference, PAGE_LINK);
}

static void add_entry(contents *c, const references_part *part)
{
	arena *a = c->context->arena;
	profile_style style = c->context->profile->styles[PROFILE_CONTENTS];
	style.upper = part->upper;
	int deep = part->level > 1 ? part->level - 1 : 0;
	page_tag *tag = entry_tag(c);
	style.left_indent +=
	    (mpt)((int64_t)style.size * INDENT_SHARE / 1000 * deep);
	paragraph_options options = {.width = c->context->width - c->number -
					      2 * style.size,
				     .style = &style,
				     .align = PROFILE_LEFT,
				     .tag = tag,
				     .continues = true};
	profile_style plain = style;
	plain.upper = false;
	options.prefix_style = &plain;
	if (part->label.length > 0 && part->title.length > 0) {
		options.prefix = str_concat(a, part->label, STR(" "));
		options.hang =
		    paragraph_prefix_width(c->context, &style, options.prefix);
	}
	flow set = paragraph_set_text(
	    c->context, part->title.length ? part->title : part->label, NO_SPAN,
	    &options);
	if (set.count == 0)
		return;
	end_entry(c, &set.slabs[set.count - 1], part->page, tag);
	add_links(c, &set, part, tag);
	for (size_t i = 1; i < set.count; i++)
		set.slabs[i].break_penalty = FLOW_NEVER;
	flow_join(c->out, &set, 0);
}

static doc_kind kind_of(const doc_node *node)
{
	str kind = doc_attribute_value(node, DOC_ATTR_LOAI);
	if (str_equal(kind, STR("bang")))
		return DOC_TABLE;
	if (str_equal(kind, STR("tai-lieu")))
		return DOC_DOCUMENT;
	if (str_equal(kind, STR("hinh")))
		return DOC_PICTURE;
	return str_equal(kind, STR("bieu-do")) ? DOC_CHART : DOC_HEADING;
}

/* The documents of the set, as if they were headings of one. */
static void find_documents(contents *c)
{
	const layout_set *set = c->context->set;
	size_t count = set ? set->entry_count : 0;
	references_part *parts =
	    ARENA_ARRAY(c->context->arena, references_part, count);
	for (size_t i = 0; i < count; i++)
		parts[i] = (references_part){.title = set->entries[i].title,
					     .page = set->entries[i].page,
					     .level = 1,
					     .tag = set->entries[i].target};
	c->parts = parts;
	c->part_count = count;
	if (!set)
		diag_at(c->context->diags, DIAG_SET_CONTENTS_ALONE,
			c->node->at);
}

static void find_parts(contents *c)
{
	const references *known = c->context->known;
	if (c->kind == DOC_DOCUMENT) {
		find_documents(c);
	} else if (known) {
		c->parts = known->parts;
		c->part_count = known->count;
	}
}

static size_t add_entries(contents *c)
{
	size_t count = 0;
	for (size_t i = 0; i < c->part_count; i++) {
		if (!is_wanted(c, &c->parts[i]))
			continue;
		if (count++ == 0)
			c->tag =
			    page_tag_new(c->context->arena, c->tag, PAGE_TOC);
		add_entry(c, &c->parts[i]);
	}
	return count;
}

void contents_set(layout_context *context, const doc_node *node,
		  page_tag *parent, flow *out)
{
	contents c = {.context = context,
		      .node = node,
		      .tag = parent,
		      .kind = kind_of(node),
		      .levels = doc_integer(node, DOC_ATTR_CAP, LEVELS),
		      .dots = context->profile->styles[PROFILE_CONTENTS],
		      .out = out};
	c.dots.first_indent = c.dots.left_indent = 0;
	c.dots.space_before = c.dots.space_after = 0;
	find_parts(&c);
	c.number = widest_page(&c);
	c.dot = paragraph_width_of_text(context, &c.dots, STR("."));
	size_t from = out->count;
	set_title(&c, parent);
	bool is_known = context->known || c.kind == DOC_DOCUMENT;
	if (is_known && add_entries(&c) == 0 && c.kind != DOC_DOCUMENT)
		diag_at(context->diags, DIAG_CONTENTS_EMPTY, node->at);
	if (out->count > from + 1)
		out->slabs[from + 1].break_penalty = FLOW_NEVER;
}

#include "blocks.h"

#include "front.h"

/* How a level of the hierarchy is set. */
typedef struct level_row {
	doc_kind kind;
	profile_component number_style;
	profile_component style;
	size_t numbering;	  /* offset in profile */
	size_t numbering_chapter; /* the same within a chapter, or 0 */
	bool body_text;	   /* without de-muc: its text is plain body text */
	bool stands_alone; /* named without what it is in */
	const char *word;  /* "Mục" of "Mục II" */
} level_row;

#define IN_PROFILE(member_) offsetof(profile, member_)

static const level_row levels[] = {
    {DOC_PART, PROFILE_PART_NUMBER, PROFILE_PART, IN_PROFILE(part), 0, false,
     true, "Phần"},
    {DOC_CHAPTER, PROFILE_CHAPTER_NUMBER, PROFILE_CHAPTER, IN_PROFILE(chapter),
     0, false, true, "Chương"},
    {DOC_SECTION, PROFILE_SECTION, PROFILE_SECTION, IN_PROFILE(section),
     IN_PROFILE(chapter_section), false, false, "Mục"},
    {DOC_SUBSECTION, PROFILE_SUBSECTION, PROFILE_SUBSECTION,
     IN_PROFILE(subsection), IN_PROFILE(chapter_subsection), false, false,
     "Tiểu mục"},
    {DOC_ARTICLE, PROFILE_ARTICLE, PROFILE_ARTICLE, IN_PROFILE(article), 0,
     true, true, "Điều"},
    {DOC_CLAUSE, PROFILE_CLAUSE, PROFILE_CLAUSE, IN_PROFILE(clause), 0, false,
     false, "khoản"},
    {DOC_POINT, PROFILE_POINT, PROFILE_POINT, IN_PROFILE(point), 0, false,
     false, "điểm"},
};

/* What is handed down the tree. */
typedef struct place {
	page_tag *tag;
	int level; /* of the next heading */
	bool in_chapter;
	/* A number that waits for the first paragraph of its level. */
	str number;
	const profile_style *number_style;
	const profile_style *text_style; /* NULL: the paragraph's own */
} place;

static const profile_style *style_of(const blocks *b, profile_component c)
{
	return &b->context->profile->styles[c];
}

static const level_row *level_of(doc_kind kind)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (levels[i].kind == kind)
			return &levels[i];
	return NULL;
}

/* ---- Keeping together ------------------------------------------------- */

/* The slabs from `from` on were just added. */
static void added(blocks *b, size_t from)
{
	for (size_t i = from; i < b->out->count && b->keep > 0; i++) {
		b->out->slabs[i].break_penalty = FLOW_NEVER;
		b->keep--;
	}
}

static void append(blocks *b, const flow *set)
{
	size_t from = b->out->count;
	flow_join(b->out, set, 0);
	added(b, from);
}

/* ---- Ends of paragraphs ----------------------------------------------- */

/* What is still lacking of the end mark after text. */
static str end_mark(const blocks *b, str text)
{
	str mark = b->context->profile->end_mark;
	if (str_ends_with(text, mark))
		return STR("");
	for (size_t length = mark.length; length-- > 1;)
		if (str_ends_with(text, str_slice(mark, 0, length)))
			return str_slice(mark, length, mark.length);
	return mark;
}

static str closing_mark(const blocks *b, const doc_node *node, str text)
{
	const profile *p = b->context->profile;
	if (node == b->last && p->end_mark.length > 0)
		return end_mark(b, text);
	if (paragraph_is_closed(text))
		return STR("");
	if (node == b->last)
		return p->list_last;
	if (node->kind == DOC_LIST_ITEM || node->kind == DOC_GROUND)
		return node->next && node->next->kind == node->kind
			   ? p->list_between
			   : p->list_last;
	return STR("");
}

/* ---- Paragraphs ------------------------------------------------------- */

/*
 * Sets a block of text with the number that waits for it.  A text that ends
 * in a colon stays with what it announces.
 */
static void set_text(blocks *b, const doc_node *node,
		     const profile_style *style, place *at,
		     paragraph_options options)
{
	str text = str_trim(doc_plain_text(b->context->arena, node));
	options.width = b->context->width;
	options.style = style;
	options.align = style->align;
	options.suffix = closing_mark(b, node, text);
	if (at->number.length > 0) {
		options.prefix = at->number;
		options.prefix_style = at->number_style;
		at->number.length = 0;
	}
	if (options.prefix.length > 0 && style->first_indent <= 0)
		options.hang =
		    paragraph_prefix_width(b->context, style, options.prefix);
	flow set = paragraph_set(b->context, node, &options);
	append(b, &set);
	if (str_ends_with(text, STR(":")) && b->keep == 0)
		b->keep = 1;
}

static page_tag *new_tag(blocks *b, page_tag *parent, page_role role,
			 const doc_node *node)
{
	page_tag *tag = page_tag_new(b->context->arena, parent, role);
	tag->node = node;
	return tag;
}

static void set_paragraph(blocks *b, const doc_node *node, place *at)
{
	const profile_style *style = style_of(b, PROFILE_PARAGRAPH);
	if (at->number.length > 0 && at->text_style)
		style = at->text_style;
	set_text(b, node, style, at,
		 (paragraph_options){.tag = new_tag(b, at->tag, PAGE_P, node)});
}

static void set_quotation(blocks *b, const doc_node *node, place *at)
{
	page_tag *quote = new_tag(b, at->tag, PAGE_BLOCK_QUOTE, node);
	set_text(b, node, style_of(b, PROFILE_QUOTATION), at,
		 (paragraph_options){.tag = new_tag(b, quote, PAGE_P, node)});
}

static void set_ground(blocks *b, const doc_node *node, place *at)
{
	set_text(b, node, style_of(b, PROFILE_GROUND), at,
		 (paragraph_options){.tag = new_tag(b, at->tag, PAGE_P, node)});
}

/* ---- Lists ------------------------------------------------------------ */

static str list_label(const blocks *b, const doc_node *list, int number)
{
	const profile *p = b->context->profile;
	arena *a = b->context->arena;
	str kind = doc_attribute_value(list, DOC_ATTR_KIEU);
	str format = {0};
	if (str_equal(kind, STR("so")))
		format = p->clause.format;
	if (str_equal(kind, STR("chu")))
		format = p->point.format;
	if (format.length == 0)
		return p->list_marker;
	return str_concat(a, paragraph_number(a, format, number), STR(" "));
}

static void set_item(blocks *b, const doc_node *node, str label, page_tag *list)
{
	page_tag *item = new_tag(b, list, PAGE_LI, node);
	page_tag *marker = new_tag(b, item, PAGE_LBL, node);
	page_tag *body = new_tag(b, item, PAGE_LBODY, node);
	place inside = {0};
	set_text(b, node, style_of(b, PROFILE_LIST_ITEM), &inside,
		 (paragraph_options){
		     .prefix = label, .prefix_tag = marker, .tag = body});
}

/* A number that waits stands alone when no paragraph comes to take it. */
static void flush_number(blocks *b, const doc_node *node, place *at)
{
	if (at->number.length == 0)
		return;
	const profile_style *style =
	    at->text_style ? at->text_style : style_of(b, PROFILE_PARAGRAPH);
	paragraph_options options = {.width = b->context->width,
				     .style = style,
				     .align = PROFILE_LEFT,
				     .tag = new_tag(b, at->tag, PAGE_P, node)};
	flow set = paragraph_set_text(b->context, str_trim(at->number),
				      node->at, &options);
	at->number.length = 0;
	append(b, &set);
	b->keep = 1;
}

static void set_list(blocks *b, const doc_node *node, place *at)
{
	page_tag *list = new_tag(b, at->tag, PAGE_L, node);
	str kind = doc_attribute_value(node, DOC_ATTR_KIEU);
	int number = 0;
	list->ordered =
	    str_equal(kind, STR("so")) || str_equal(kind, STR("chu"));
	for (const doc_node *item = node->first_child; item; item = item->next)
		if (item->kind == DOC_LIST_ITEM)
			set_item(b, item, list_label(b, node, ++number), list);
}

/* ---- Headings --------------------------------------------------------- */

static str heading_title(const blocks *b, const blocks_heading *h)
{
	arena *a = b->context->arena;
	str title = str_trim(doc_plain_text(a, h->node));
	if (h->style->upper)
		title = text_upper(a, title);
	if (h->number.length == 0)
		return title;
	return str_format(a, "%.*s %.*s", STR_ARGS(str_trim(h->number)),
			  STR_ARGS(title));
}

static void keep_lines(flow *f, size_t from)
{
	for (size_t i = from; i < f->count; i++)
		f->slabs[i].break_penalty = FLOW_NEVER;
}

page_tag *blocks_set_heading(blocks *b, const blocks_heading *h,
			     page_tag *parent, int level)
{
	int number = level > 6 ? 6 : level;
	page_tag *tag =
	    new_tag(b, parent, (page_role)(PAGE_H1 + number - 1), h->node);
	tag->title = heading_title(b, h);
	size_t from = b->out->count;
	if (b->keep == 1) /* the heading before has its line of text */
		b->keep = 0;
	paragraph_options options = {.width = b->context->width, .tag = tag};
	if (h->own_line && h->number.length > 0) {
		options.style = h->number_style;
		options.align = h->number_style->align;
		options.continues = true;
		flow set = paragraph_set_text(b->context, str_trim(h->number),
					      h->node->at, &options);
		append(b, &set);
		options.continues = false;
	} else {
		options.prefix = h->number;
	}
	options.style = h->style;
	options.align = h->style->align;
	if (options.prefix.length > 0 && h->style->first_indent <= 0 &&
	    options.align != PROFILE_CENTRE)
		options.hang = paragraph_prefix_width(b->context, h->style,
						      options.prefix);
	flow set = paragraph_set(b->context, h->node, &options);
	append(b, &set);
	keep_lines(b->out, from + 1);
	b->keep = 2;
	return tag;
}

void blocks_set_line(blocks *b, const doc_node *node,
		     profile_component component, page_tag *parent)
{
	const profile_style *style = style_of(b, component);
	paragraph_options options = {.width = b->context->width,
				     .style = style,
				     .align = style->align,
				     .tag = new_tag(b, parent, PAGE_P, node)};
	flow set = paragraph_set(b->context, node, &options);
	append(b, &set);
}

/* ---- The hierarchy ---------------------------------------------------- */

static const profile_numbering *
numbering_of(const blocks *b, const level_row *row, bool in_chapter)
{
	size_t offset = in_chapter && row->numbering_chapter
			    ? row->numbering_chapter
			    : row->numbering;
	return (const profile_numbering *)((const char *)b->context->profile +
					   offset);
}

static bool is_numbered(const doc_node *level, const doc_node *heading)
{
	return doc_yes(level, DOC_ATTR_DANH_SO, true) &&
	       (!heading || doc_yes(heading, DOC_ATTR_DANH_SO, true));
}

/* Of the next node of this level, or 0. */
static int next_number(blocks *b, const doc_node *node, const doc_node *heading,
		       const profile_numbering *n, int *counters)
{
	if (!is_numbered(node, heading) || n->format.length == 0)
		return 0;
	int *counter =
	    n->continues ? &b->counters[node->kind] : &counters[node->kind];
	return ++*counter;
}

/* "II" of "II.": the number without what the format puts around it. */
static str bare_number(arena *a, str format, int number)
{
	size_t open = str_find(format, STR("{"));
	str mark = str_slice(format, open, open + 3);
	return mark.length ? paragraph_number(a, mark, number) : STR("");
}

/* "Mục II Phần I", "khoản 2 Điều 5". */
static str designation(const blocks *b, const doc_node *node,
		       const level_row *row, str number)
{
	arena *a = b->context->arena;
	str name = str_format(a, "%s\u00a0%.*s", row->word, STR_ARGS(number));
	for (node = node->parent; node && !row->stands_alone;
	     node = node->parent) {
		const references_part *outer =
		    references_find(b->context->parts, node);
		if (outer && outer->number.length > 0 && level_of(node->kind))
			return str_format(a, "%.*s %.*s", STR_ARGS(name),
					  STR_ARGS(outer->designation));
	}
	return name;
}

/* What refers to this level, or lists it, will say. */
static void add_part(blocks *b, const doc_node *node, const level_row *row,
		     const profile_numbering *n, const doc_node *title,
		     const profile_style *style, int number, int level)
{
	arena *a = b->context->arena;
	if (!b->context->parts)
		return;
	str bare = number ? bare_number(a, n->format, number) : STR("");
	str name = number ? designation(b, node, row, bare) : STR("");
	references_part *part = references_add(b->context->parts, node);
	part->number = bare;
	part->designation = name;
	part->level = title ? level : 0;
	if (number)
		part->label = paragraph_number(a, n->format, number);
	if (number && n->own_line)
		part->label = str_concat(a, part->label, STR("."));
	if (title)
		part->title = str_trim(doc_plain_text(a, title));
	part->upper = style->upper;
}

static void set_children(blocks *, const doc_node *, place *);

/* Mục and tiểu mục of a chapter look like its own heading when centred. */
static blocks_heading heading_of(const blocks *b, const level_row *row,
				 const doc_node *heading, bool own_line)
{
	bool centred = own_line && row->numbering_chapter;
	return (blocks_heading){
	    .node = heading,
	    .own_line = own_line,
	    .number_style = style_of(b, centred ? PROFILE_CHAPTER_NUMBER
						: row->number_style),
	    .style = style_of(b, centred ? PROFILE_CHAPTER : row->style)};
}

static void set_titled(blocks *b, const doc_node *node, place *inside,
		       const blocks_heading *given)
{
	blocks_heading heading = *given;
	profile_style bold = *heading.style;
	/* A khoản that has a title has it bold (mục II.6). */
	bold.bold |= node->kind == DOC_CLAUSE;
	heading.style = &bold;
	inside->tag = new_tag(b, inside->tag, PAGE_SECT, node);
	blocks_set_heading(b, &heading, inside->tag, inside->level);
	inside->level++;
	set_children(b, node, inside);
}

static void set_level(blocks *b, const doc_node *node, const level_row *row,
		      place *at, int *counters)
{
	const doc_node *title = doc_child(node, DOC_HEADING);
	const profile_numbering *n = numbering_of(b, row, at->in_chapter);
	arena *a = b->context->arena;
	int counter = next_number(b, node, title, n, counters);
	str number =
	    counter ? str_concat(a, paragraph_number(a, n->format, counter),
				 STR(" "))
		    : STR("");
	place inside = {.tag = at->tag,
			.level = at->level,
			.in_chapter =
			    at->in_chapter || row->kind == DOC_CHAPTER};
	blocks_heading heading = heading_of(b, row, title, n->own_line);
	add_part(b, node, row, n, title, heading.style, counter, at->level - 1);
	if (title) {
		heading.number = number;
		set_titled(b, node, &inside, &heading);
		return;
	}
	inside.number = number;
	inside.number_style = style_of(b, row->style);
	inside.text_style = row->body_text ? NULL : style_of(b, row->style);
	set_children(b, node, &inside);
	flush_number(b, node, &inside);
}

static void set_block(blocks *b, const doc_node *node, place *at, int *counters)
{
	const level_row *row = level_of(node->kind);
	switch (node->kind) {
	case DOC_PARAGRAPH:
		set_paragraph(b, node, at);
		return;
	case DOC_GROUND:
		set_ground(b, node, at);
		return;
	case DOC_QUOTATION:
		set_quotation(b, node, at);
		return;
	default:
		break;
	}
	if (row || node->kind == DOC_LIST || node->kind == DOC_TABLE ||
	    node->kind == DOC_CHART || node->kind == DOC_PICTURE ||
	    node->kind == DOC_CONTENTS)
		flush_number(b, node, at);
	size_t from = b->out->count;
	if (node->kind == DOC_CONTENTS && !contents_is_front(node))
		contents_set(b->context, node, at->tag, b->out);
	if (row)
		set_level(b, node, row, at, counters);
	else if (node->kind == DOC_LIST)
		set_list(b, node, at);
	else if (node->kind == DOC_TABLE)
		table_set(b->context, node, at->tag, b->out);
	else if (node->kind == DOC_CHART)
		chart_set(b->context, node, at->tag, b->out);
	else if (node->kind == DOC_PICTURE)
		picture_set(b->context, node, at->tag, b->out);
	if (node->kind == DOC_TABLE || node->kind == DOC_CHART ||
	    node->kind == DOC_PICTURE || node->kind == DOC_CONTENTS)
		added(b, from);
}

static void set_children(blocks *b, const doc_node *node, place *at)
{
	int counters[DOC_KIND_COUNT] = {0};
	for (const doc_node *child = node->first_child; child;
	     child = child->next)
		set_block(b, child, at, counters);
}

void blocks_set(blocks *b, const doc_node *node, page_tag *parent, int level)
{
	place at = {.tag = parent, .level = level};
	set_children(b, node, &at);
}

/* ---- The end ---------------------------------------------------------- */

static bool is_outside_body(doc_kind kind)
{
	return kind == DOC_RECIPIENTS || kind == DOC_SIGNATURE ||
	       kind == DOC_SIGNATURES || kind == DOC_ANNEX ||
	       kind == DOC_LETTERHEAD || kind == DOC_ADDRESSEES ||
	       kind == DOC_COVER || kind == DOC_CONTENTS;
}

static bool is_note(const doc_node *node)
{
	return node->kind == DOC_PARAGRAPH &&
	       doc_has_attribute(node, DOC_ATTR_KIEU);
}

const doc_node *blocks_last(const doc_node *node)
{
	const doc_node *last = NULL;
	for (const doc_node *child = node->first_child; child;
	     child = child->next)
		if (!is_outside_body(child->kind) && !is_note(child))
			last = child;
	if (!last)
		return NULL;
	switch (last->kind) {
	case DOC_PARAGRAPH:
	case DOC_LIST_ITEM:
	case DOC_QUOTATION:
		return last;
	case DOC_LIST:
		return blocks_last(last);
	default:
		return level_of(last->kind) ? blocks_last(last) : NULL;
	}
}

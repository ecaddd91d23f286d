#include "designation.h"
#include "frame.h"

#include <assert.h>

typedef struct head {
	layout_context *context;
	const doc_node *node;
	page_tag *tag;
	compose compose;
	mpt left, right;     /* widths of the columns */
	mpt right_x;	     /* where the right column begins */
	mpt left_y, right_y; /* how far they are filled */
} head;

static const profile_style *style_of(const head *h, profile_component c)
{
	return &h->context->profile->styles[c];
}

static bool is_body_line(const doc_node *node)
{
	return node->kind == DOC_PARENT_BODY || node->kind == DOC_BODY_NAME;
}

static profile_component component_of(const doc_node *node)
{
	return node->kind == DOC_BODY_NAME ? PROFILE_BODY_NAME
					   : PROFILE_PARENT_BODY;
}

/* ---- Number and date --------------------------------------------------- */

static void add_number(head *h, inline_text *text, const doc_node *node,
		       page_tag *tag)
{
	designation_add_number(h->context, text, style_of(h, PROFILE_NUMBER),
			       tag, node, true);
}

static void add_place_date(head *h, inline_text *text, const doc_node *node,
			   page_tag *tag)
{
	designation_add_date(h->context, text, style_of(h, PROFILE_PLACE_DATE),
			     tag, node, true);
}

/* ---- The columns' widths ---------------------------------------------- */

typedef void add_line(head *, inline_text *, const doc_node *, page_tag *);

/* A line of the row below the columns. */
typedef struct row_line {
	doc_kind kind;
	profile_component component;
	add_line *add;
} row_line;

static const row_line number_line = {DOC_NUMBER, PROFILE_NUMBER, add_number};
static const row_line date_line = {DOC_PLACE_DATE, PROFILE_PLACE_DATE,
				   add_place_date};

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static mpt row_line_width(head *h, const row_line *line)
{
	const doc_node *node = doc_child(h->node, line->kind);
	if (!node)
		return 0;
	inline_text *text = &paragraph_scratch(h->context)->text;
	inline_begin(text);
	line->add(h, text, node, NULL);
	inline_end(h->context, text, INLINE_RAGGED);
	return inline_natural(text);
}

static mpt left_need(head *h)
{
	mpt need = row_line_width(h, &number_line);
	for (const doc_node *line = h->node->first_child; line;
	     line = line->next)
		if (is_body_line(line))
			need = larger(
			    need,
			    paragraph_width(h->context, line,
					    style_of(h, component_of(line))));
	return need;
}

static mpt right_need(head *h)
{
	const profile *p = h->context->profile;
	mpt need = row_line_width(h, &date_line);
	need = larger(need, paragraph_width_of_text(
				h->context, style_of(h, PROFILE_NATIONAL_NAME),
				p->national_name));
	return larger(need, paragraph_width_of_text(h->context,
						    style_of(h, PROFILE_MOTTO),
						    p->motto));
}

/*
 * The profile's share of the width each, unless one column needs more and the
 * other can spare it.
 */
static void divide(head *h)
{
	const profile *p = h->context->profile;
	mpt room = h->context->width - p->column_gap;
	mpt left = left_need(h), right = right_need(h);
	h->left = (mpt)((int64_t)room * p->left_column_share / 1000);
	if (left > h->left && right <= room - h->left)
		h->left = left + right <= room ? left : room - right;
	else if (right > room - h->left && left <= h->left)
		h->left = left + right <= room ? room - right : left;
	h->right = room - h->left;
	h->right_x = h->context->width - h->right;
}

/* ---- Lines ------------------------------------------------------------ */

static page_tag *paragraph_tag(head *h, const doc_node *node)
{
	page_tag *tag = page_tag_new(h->context->arena, h->tag, PAGE_P);
	tag->node = node;
	return tag;
}

static const struct abbreviation {
	str full, brief;
} abbreviations[] = {
    {STR_INIT("MẶT TRẬN TỔ QUỐC"), STR_INIT("MTTQ")},
    {STR_INIT("ỦY BAN NHÂN DÂN"), STR_INIT("UBND")},
    {STR_INIT("HỘI ĐỒNG NHÂN DÂN"), STR_INIT("HĐND")},
};

/* What this very line can do about its length. */
static void hint_head_line(head *h, str text, const doc_node *line)
{
	diags *d = h->context->diags;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations;
	     i++)
		if (str_find(text, abbreviations[i].full) < text.length)
			diag_hint(d, HINT_HEAD_ABBREVIATE,
				  abbreviations[i].full,
				  abbreviations[i].brief);
	if (line && is_body_line(line))
		diag_hint(d, HINT_HEAD_TWO_LINES,
			  str_from(doc_vocabulary(line->kind)->element));
	else if (line && line->kind == DOC_NUMBER)
		diag_hint(d, HINT_HEAD_SYMBOL);
}

/* About how many characters must go. */
static str surplus(arena *a, str text, mpt natural, mpt column)
{
	int64_t count = (int64_t)str_code_points(text);
	assert(natural > 0);
	int64_t over = natural - (column > 0 ? column : 0);
	return str_format(a, "%d",
			  (int)((count * over + natural - 1) / natural));
}

/* Reports a line that is wider than its column; the width to set it in. */
static mpt checked_width(head *h, str text, const doc_node *line, span at,
			 mpt natural, mpt column)
{
	arena *a = h->context->arena;
	if (natural <= column)
		return column;
	diag_at(h->context->diags, DIAG_LAYOUT_HEAD_LINE_TOO_LONG, at,
		inline_excerpt(a, text), inline_millimetres(a, natural, true),
		inline_millimetres(a, column > 0 ? column : 0, false),
		surplus(a, text, natural, column));
	hint_head_line(h, text, line);
	return natural;
}

static const doc_node *first_leaf(const doc_node *node)
{
	while (node->first_child)
		node = node->first_child;
	return node;
}

static const doc_node *last_leaf(const doc_node *node)
{
	while (node->last_child)
		node = node->last_child;
	return node;
}

/* From its first text to its last, where they stand in one file. */
static span text_place(const doc_node *line)
{
	span from = first_leaf(line)->at, to = last_leaf(line)->at;
	if (from.source != to.source || to.start < from.start)
		return from;
	from.length = to.start + to.length - from.start;
	return from;
}

/* The attribute that can be shortened. */
static span row_place(const doc_node *node)
{
	const doc_attribute *a = designation_attribute(
	    node,
	    node->kind == DOC_NUMBER ? DOC_ATTR_KY_HIEU : DOC_ATTR_DIA_DANH);
	return a->at.source ? a->at : node->at;
}

static paragraph_options line_options(const profile_style *style, mpt width,
				      page_tag *tag)
{
	return (paragraph_options){.width = width,
				   .style = style,
				   .align = PROFILE_CENTRE,
				   .tag = tag,
				   .never_break = true};
}

static void set_body_lines(head *h)
{
	const doc_node *last = NULL;
	mpt width = 0, y = 0;
	for (const doc_node *line = h->node->first_child; line;
	     line = line->next) {
		if (!is_body_line(line))
			continue;
		const profile_style *style = style_of(h, component_of(line));
		width = paragraph_width(h->context, line, style);
		mpt column =
		    checked_width(h, doc_plain_text(h->context->arena, line),
				  line, text_place(line), width, h->left);
		paragraph_options options =
		    line_options(style, column, paragraph_tag(h, line));
		flow set = paragraph_set(h->context, line, &options);
		y = h->left_y;
		h->left_y =
		    compose_flow(&h->compose, &set, (h->left - column) / 2, y);
		last = line;
	}
	if (last)
		h->left_y = compose_rule(
		    &h->compose, &h->context->profile->rule_body_name,
		    style_of(h, component_of(last)), width, 0, h->left,
		    h->left_y - style_of(h, component_of(last))->line_height);
}

static void set_national_line(head *h, str text, profile_component component,
			      bool is_last)
{
	if (text.length == 0)
		return;
	const profile_style *style = style_of(h, component);
	mpt width = paragraph_width_of_text(h->context, style, text);
	mpt column = checked_width(h, text, NULL, NO_SPAN, width, h->right);
	paragraph_options options =
	    line_options(style, column, paragraph_tag(h, NULL));
	flow set = paragraph_set_text(h->context, text, NO_SPAN, &options);
	mpt y = h->right_y;
	h->right_y = compose_flow(&h->compose, &set,
				  h->right_x + (h->right - column) / 2, y);
	if (is_last)
		h->right_y =
		    compose_rule(&h->compose, &h->context->profile->rule_motto,
				 style, width, h->right_x, h->right, y);
}

/* ---- The row of number and date --------------------------------------- */

static void set_row_line(head *h, const row_line *line, mpt x, mpt column,
			 mpt baseline)
{
	const doc_node *node = doc_child(h->node, line->kind);
	if (!node)
		return;
	const profile_style *style = style_of(h, line->component);
	mpt natural = row_line_width(h, line);
	inline_text *text = &paragraph_scratch(h->context)->text;
	str words = str_join(h->context->arena, text->strings, text->word_count,
			     STR(" "));
	mpt width =
	    checked_width(h, words, node, row_place(node), natural, column);
	paragraph_options options =
	    line_options(style, width, paragraph_tag(h, node));
	inline_begin(text);
	line->add(h, text, node, options.tag);
	flow set = paragraph_set_inline(h->context, &options, node, node->at);
	mpt y = baseline - paragraph_baseline(h->context, style);
	x += (column - width) / 2;
	compose_flow(&h->compose, &set, x, y);
}

static void set_row(head *h)
{
	const profile_style *number = style_of(h, PROFILE_NUMBER);
	const profile_style *date = style_of(h, PROFILE_PLACE_DATE);
	bool has_number = doc_child(h->node, DOC_NUMBER) != NULL;
	bool has_date = doc_child(h->node, DOC_PLACE_DATE) != NULL;
	if (!has_number && !has_date)
		return;
	mpt y = larger(h->left_y, h->right_y) +
		larger(has_number ? number->space_before : 0,
		       has_date ? date->space_before : 0);
	mpt baseline =
	    y + larger(has_number ? paragraph_baseline(h->context, number) : 0,
		       has_date ? paragraph_baseline(h->context, date) : 0);
	set_row_line(h, &number_line, 0, h->left, baseline);
	set_row_line(h, &date_line, h->right_x, h->right, baseline);
	h->left_y = h->right_y =
	    y + larger(has_number ? number->line_height : 0,
		       has_date ? date->line_height : 0);
}

/* ---- Marks ------------------------------------------------------------ */

/*
 * Boxes of the marks, in micrometres: the least of these widths that holds the
 * text, 8 mm high.  Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 10b.
 */
static const int32_t box_widths[] = {20000, 30000, 40000};
#define BOX_HEIGHT  MPT_FROM_MICROMETRES(8000)
#define BOX_PADDING 6000

static mpt box_width(doc_kind kind, mpt text)
{
	for (size_t i = 0; kind == DOC_URGENCY && i < 3; i++)
		if (text + BOX_PADDING <= MPT_FROM_MICROMETRES(box_widths[i]))
			return MPT_FROM_MICROMETRES(box_widths[i]);
	return text + 2 * BOX_PADDING;
}

static mpt widest_line(const flow *f)
{
	mpt widest = 0;
	for (size_t i = 0; i < f->count; i++) {
		mpt left, right;
		compose_extent(&f->slabs[i], &left, &right);
		widest = larger(widest, right - left);
	}
	return widest;
}

static void set_mark(head *h, const doc_node *node, profile_component component)
{
	const profile_style *style = style_of(h, component);
	paragraph_options options = {.width = h->left - 2 * BOX_PADDING,
				     .style = style,
				     .align = PROFILE_CENTRE,
				     .tag = paragraph_tag(h, node)};
	flow set = paragraph_set(h->context, node, &options);
	if (set.count == 0)
		return;
	mpt text = flow_height(&set);
	mpt width = box_width(node->kind, widest_line(&set));
	mpt height = larger(text + BOX_PADDING, BOX_HEIGHT);
	h->left_y += style->space_before;
	compose_flow(&h->compose, &set, BOX_PADDING,
		     h->left_y + (height - text) / 2);
	if (style->boxed)
		compose_frame(&h->compose, (h->left - width) / 2, h->left_y,
			      width, height, style->colour);
	h->left_y += height;
}

static void set_marks(head *h)
{
	static const struct {
		doc_kind kind;
		profile_component component;
	} marks[] = {{DOC_SECRECY, PROFILE_SECRECY},
		     {DOC_URGENCY, PROFILE_URGENCY},
		     {DOC_CIRCULATION, PROFILE_CIRCULATION},
		     {DOC_DRAFT, PROFILE_DRAFT}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const doc_node *node = doc_child(h->node, marks[i].kind);
		if (node)
			set_mark(h, node, marks[i].component);
	}
}

void letterhead_set(layout_context *context, const doc_node *node,
		    page_tag *parent, flow *out)
{
	const profile *p = context->profile;
	head h = {.context = context,
		  .node = node,
		  .tag = page_tag_new(context->arena, parent, PAGE_SECT),
		  .compose = {.context = context}};
	h.tag->node = node;
	divide(&h);
	set_body_lines(&h);
	set_national_line(&h, p->national_name, PROFILE_NATIONAL_NAME,
			  p->motto.length == 0);
	set_national_line(&h, p->motto, PROFILE_MOTTO, true);
	set_row(&h);
	set_marks(&h);
	compose_end(&h.compose, out, larger(h.left_y, h.right_y), node);
}

str letterhead_author(layout_context *context, const doc_node *node)
{
	str author = {0};
	for (const doc_node *line = node ? node->first_child : NULL; line;
	     line = line->next) {
		if (!is_body_line(line))
			continue;
		str name = str_trim(doc_plain_text(context->arena, line));
		author = author.length == 0
			     ? name
			     : str_format(context->arena, "%.*s %.*s",
					  STR_ARGS(author), STR_ARGS(name));
	}
	return author;
}

#include "front.h"

/* Of the page's height above type and subject: the optical middle. */
#define TITLE_SHARE 340
#define MARK_PAD    6000

typedef struct cover {
	layout_context *context;
	const doc_node *node;
	page_tag *tag;
	compose compose;
} cover;

static mpt set_line(cover *c, const doc_node *node, const profile_style *style,
		    page_tag *tag, mpt y)
{
	paragraph_options options = {.width = c->context->width,
				     .style = style,
				     .align = PROFILE_CENTRE,
				     .tag = tag};
	if (!tag) {
		options.tag = page_tag_new(c->context->arena, c->tag, PAGE_P);
		options.tag->node = node;
	}
	flow set = paragraph_set(c->context, node, &options);
	if (set.count == 0)
		return y;
	return compose_flow(&c->compose, &set, 0, y + style->space_before) +
	       style->space_after;
}

static const profile_style *style_of(const cover *c, profile_component p)
{
	return &c->context->profile->styles[p];
}

static mpt set_bodies(cover *c)
{
	mpt y = 0, width = 0;
	profile_style light = *style_of(c, PROFILE_COVER_BODY);
	const profile_style *last = NULL;
	for (const doc_node *n = c->node->first_child; n; n = n->next) {
		bool own = n->kind == DOC_BODY_NAME;
		if (!own && n->kind != DOC_PARENT_BODY)
			continue;
		light.bold = own && style_of(c, PROFILE_COVER_BODY)->bold;
		y = set_line(c, n, &light, NULL, y);
		width = paragraph_width(c->context, n, &light);
		last = &light;
	}
	if (!last || width > c->context->width)
		return y;
	return compose_rule(&c->compose, &c->context->profile->rule_body_name,
			    last, width, 0, c->context->width,
			    y - last->line_height - last->space_after);
}

static str title_of(const cover *c, const doc_node *type,
		    const doc_node *subject)
{
	arena *a = c->context->arena;
	str first = type ? str_trim(doc_plain_text(a, type)) : (str){0};
	str second = subject ? str_trim(doc_plain_text(a, subject)) : (str){0};
	return str_trim(
	    str_format(a, "%.*s %.*s", STR_ARGS(first), STR_ARGS(second)));
}

static mpt set_title(cover *c, bool is_title, mpt y)
{
	arena *a = c->context->arena;
	const doc_node *type = doc_child(c->node, DOC_TYPE_NAME);
	const doc_node *subject = doc_child(c->node, DOC_SUBJECT);
	page_tag *tag = NULL;
	if (is_title) {
		tag = page_tag_new(a, c->tag, PAGE_H1);
		tag->node = type;
		tag->title = title_of(c, type, subject);
	}
	c->context->out->title = title_of(c, type, subject);
	if (type)
		y = set_line(c, type, style_of(c, PROFILE_COVER_TYPE), tag, y);
	if (subject)
		y = set_line(c, subject, style_of(c, PROFILE_COVER_SUBJECT),
			     tag, y);
	for (const doc_node *n = c->node->first_child; n; n = n->next)
		if (n->kind == DOC_PARAGRAPH)
			y = set_line(c, n, style_of(c, PROFILE_COVER_TEXT),
				     NULL, y);
	return y;
}

static mpt set_mark(cover *c, mpt y)
{
	const doc_node *mark = doc_child(c->node, DOC_CIRCULATION);
	if (!mark)
		return y;
	profile_style style = *style_of(c, PROFILE_CIRCULATION);
	style.space_before = style.space_after = 0;
	mpt width = paragraph_width(c->context, mark, &style) + 2 * MARK_PAD;
	mpt below = set_line(c, mark, &style, NULL, y + MARK_PAD / 2);
	if (style.boxed)
		compose_frame(&c->compose, (c->context->width - width) / 2, y,
			      width, below + MARK_PAD / 2 - y, style.colour);
	return below + style.line_height;
}

/* "Đống Đa, ngày 14 tháng 9 năm 2023", or without a day that is not known. */
static mpt set_place(cover *c, mpt y)
{
	const doc_node *node = doc_child(c->node, DOC_PLACE_DATE);
	arena *a = c->context->arena;
	text_date date;
	if (!node)
		return y;
	str place = doc_attribute_value(node, DOC_ATTR_DIA_DANH);
	if (text_read_date(str_trim(doc_attribute_value(node, DOC_ATTR_NGAY)),
			   &date))
		place = str_format(
		    a, "%.*s, %.*s", STR_ARGS(place),
		    STR_ARGS(text_format_date(a, date, TEXT_DATE_FULL)));
	doc_node text = {.kind = DOC_TEXT, .at = node->at, .text = place};
	profile_style style = *style_of(c, PROFILE_COVER_TEXT);
	style.italic = true;
	page_tag *tag = page_tag_new(a, c->tag, PAGE_P);
	tag->node = node;
	return set_line(c, &text, &style, tag, y);
}

/* The part of the cover at the foot, measured by setting it aside. */
static mpt foot_height(const cover *c)
{
	cover aside = *c;
	aside.tag = page_tag_new(c->context->arena, NULL, PAGE_SECT);
	aside.compose = (compose){.context = c->context};
	return set_place(&aside, set_mark(&aside, 0));
}

void cover_set(layout_context *context, const doc_node *node, page_tag *parent,
	       bool is_title, flow *out)
{
	cover c = {.context = context,
		   .node = node,
		   .tag = page_tag_new(context->arena, parent, PAGE_SECT),
		   .compose = {.context = context}};
	c.tag->node = node;
	mpt y = set_bodies(&c) + style_of(&c, PROFILE_COVER_TYPE)->line_height;
	mpt middle = (mpt)((int64_t)context->height * TITLE_SHARE / 1000);
	y = set_title(&c, is_title, y > middle ? y : middle);
	mpt foot = context->height - foot_height(&c);
	y = set_place(&c, set_mark(&c, y > foot ? y : foot));
	compose_end(&c.compose, out, y > context->height ? y : context->height,
		    node);
}

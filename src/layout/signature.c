#include "account.h"
#include "frame.h"

/* ---- Title ------------------------------------------------------------ */

static str title_text(arena *a, const doc_node *type_name,
		      const doc_node *subject)
{
	str type =
	    type_name ? str_trim(doc_plain_text(a, type_name)) : (str){0};
	str said = subject ? str_trim(doc_plain_text(a, subject)) : (str){0};
	if (type.length == 0 || said.length == 0)
		return type.length ? type : said;
	return str_format(a, "%.*s %.*s", STR_ARGS(type), STR_ARGS(said));
}

/* The rule below the subject, a slab of its own, never alone on a page. */
static void set_subject_rule(layout_context *context,
			     const profile_style *style, const doc_node *node,
			     flow *out)
{
	const profile_rule *rule = &context->profile->rule_subject;
	flow_slab *last = &out->slabs[out->count - 1];
	mpt left, right;
	if (rule->kind == PROFILE_RULE_NONE)
		return;
	compose_extent(last, &left, &right);
	mpt after = last->space_after;
	last->space_after = 0;
	compose c = {.context = context};
	mpt height = compose_rule(&c, rule, style, right - left, 0,
				  context->width, -style->line_height);
	flow_slab *slab = compose_end(&c, out, height > 0 ? height : 0, node);
	slab->space_after = after;
	slab->break_penalty = FLOW_NEVER;
}

static void keep_lines(flow *f, size_t from)
{
	for (size_t i = from; i < f->count; i++)
		f->slabs[i].break_penalty = FLOW_NEVER;
}

static void set_title_lines(layout_context *context, const doc_node *node,
			    profile_component component, page_tag *tag,
			    bool continues, flow *out)
{
	const profile_style *style = &context->profile->styles[component];
	paragraph_options options = {.width = context->width,
				     .style = style,
				     .align = style->align,
				     .tag = tag,
				     .continues = continues};
	flow set = paragraph_set(context, node, &options);
	flow_join(out, &set, 0);
}

void title_set(layout_context *context, const doc_node *type_name,
	       const doc_node *subject, page_tag *parent, flow *out)
{
	size_t from = out->count;
	if (!type_name && !subject)
		return;
	page_tag *tag = page_tag_new(context->arena, parent, PAGE_H1);
	tag->node = type_name ? type_name : subject;
	tag->title = title_text(context->arena, type_name, subject);
	context->out->title = tag->title;
	if (type_name)
		set_title_lines(context, type_name, PROFILE_TYPE_NAME, tag,
				subject != NULL, out);
	size_t before = out->count;
	if (subject)
		set_title_lines(context, subject, PROFILE_SUBJECT, tag, false,
				out);
	if (out->count > before)
		set_subject_rule(context,
				 &context->profile->styles[PROFILE_SUBJECT],
				 subject, out);
	keep_lines(out, from > 0 ? from : 1);
}

/* ---- Addressees and recipients ---------------------------------------- */

static size_t place_count(const doc_node *node)
{
	size_t count = 0;
	for (const doc_node *place = node->first_child; place;
	     place = place->next)
		count += place->kind == DOC_PLACE;
	return count;
}

/* One place of a list: LI with its marker and the mark that closes it. */
static flow set_place(layout_context *context, const doc_node *place,
		      page_tag *list, paragraph_options options)
{
	const profile *p = context->profile;
	page_tag *item = page_tag_new(context->arena, list, PAGE_LI);
	item->node = place;
	options.prefix = p->recipient_marker;
	options.prefix_tag = page_tag_new(context->arena, item, PAGE_LBL);
	options.tag = page_tag_new(context->arena, item, PAGE_LBODY);
	options.hang =
	    paragraph_prefix_width(context, options.style, options.prefix);
	if (!paragraph_is_closed(doc_plain_text(context->arena, place)))
		options.suffix =
		    place->next ? p->recipient_between : p->recipient_last;
	return paragraph_set(context, place, &options);
}

static void set_one_addressee(layout_context *context, const doc_node *node,
			      page_tag *tag, flow *out)
{
	const profile_style *style =
	    &context->profile->styles[PROFILE_ADDRESSEES];
	paragraph_options options = {
	    .width = context->width,
	    .style = style,
	    .align = style->align,
	    .tag = tag,
	    .prefix = str_concat(context->arena,
				 context->profile->addressees_title, STR(" "))};
	flow set = paragraph_set(context, doc_child(node, DOC_PLACE), &options);
	flow_join(out, &set, 0);
}

static void set_many_addressees(layout_context *context, const doc_node *node,
				page_tag *tag, flow *out)
{
	const profile *p = context->profile;
	profile_style style = p->styles[PROFILE_ADDRESSEES];
	paragraph_options options = {.width = context->width,
				     .style = &style,
				     .align = PROFILE_LEFT,
				     .tag = tag,
				     .never_break = true};
	mpt after = style.space_after;
	style.space_after = 0;
	flow set =
	    paragraph_set_text(context, p->addressees_title, NO_SPAN, &options);
	flow_join(out, &set, 0);
	style.left_indent +=
	    style.first_indent +
	    paragraph_width_of_text(context, &style, p->addressees_title);
	style.first_indent = style.space_before = 0;
	options.never_break = false;
	page_tag *list = page_tag_new(context->arena, tag->parent, PAGE_L);
	for (const doc_node *place = node->first_child; place;
	     place = place->next) {
		style.space_after = place->next ? 0 : after;
		set = set_place(context, place, list, options);
		flow_join(out, &set, 0);
	}
}

void addressees_set(layout_context *context, const doc_node *node,
		    page_tag *parent, flow *out)
{
	size_t from = out->count;
	page_tag *tag = page_tag_new(context->arena, parent, PAGE_P);
	tag->node = node;
	if (place_count(node) == 1)
		set_one_addressee(context, node, tag, out);
	else if (place_count(node) > 1)
		set_many_addressees(context, node, tag, out);
	keep_lines(out, from + 1);
}

/* ---- Signature block -------------------------------------------------- */

typedef struct block {
	layout_context *context;
	compose compose;
	page_tag *parent;
	mpt left, right, right_x;
	size_t index; /* of several signers, from 1; 0: the only one */
} block;

/* Where the lower part of a signer's block begins: signature and name. */
typedef struct lower_part {
	mpt y, bottom;
	size_t item, item_end;
	size_t anchor, anchor_end;
} lower_part;

/* How much lower the first line stands to be level with the signer's. */
static mpt recipients_top(const block *b)
{
	const profile_style *styles = b->context->profile->styles;
	mpt down =
	    paragraph_baseline(b->context, &styles[PROFILE_AUTHORITY]) -
	    paragraph_baseline(b->context, &styles[PROFILE_RECIPIENTS_HEAD]);
	return down > 0 ? down : 0;
}

static mpt set_recipients(block *b, const doc_node *node, bool is_level)
{
	const profile *p = b->context->profile;
	const profile_style *style = &p->styles[PROFILE_RECIPIENT];
	page_tag *sect = page_tag_new(b->context->arena, b->parent, PAGE_SECT);
	sect->node = node;
	paragraph_options options = {
	    .width = b->left,
	    .style = &p->styles[PROFILE_RECIPIENTS_HEAD],
	    .align = PROFILE_LEFT,
	    .tag = page_tag_new(b->context->arena, sect, PAGE_P)};
	flow set = paragraph_set_text(b->context, p->recipients_title, node->at,
				      &options);
	mpt y = compose_flow(&b->compose, &set, 0,
			     is_level ? recipients_top(b) : 0);
	page_tag *list = page_tag_new(b->context->arena, sect, PAGE_L);
	options.style = style;
	for (const doc_node *place = node->first_child; place;
	     place = place->next) {
		if (place->kind != DOC_PLACE)
			continue;
		set = set_place(b->context, place, list, options);
		y = compose_flow(&b->compose, &set, 0, y);
	}
	return y;
}

/* The author's "T/M " as this profile writes it: "TM. ". */
static void replace_authority(block *b, const doc_node *line,
			      paragraph_options *options, flow *set)
{
	const profile *p = b->context->profile;
	arena *a = b->context->arena;
	str text = str_trim(doc_plain_text(a, line));
	for (size_t i = 0; i < p->authority_prefix_count; i++) {
		str typed = p->authority_prefixes[i][0];
		if (!str_starts_with(text, typed))
			continue;
		str rest = str_slice(text, typed.length, text.length);
		text = str_format(a, "%.*s%.*s",
				  STR_ARGS(p->authority_prefixes[i][1]),
				  STR_ARGS(rest));
		account_note(b->context, line);
		*set = paragraph_set_text(b->context, text, line->at, options);
		return;
	}
	*set = paragraph_set(b->context, line, options);
}

static mpt set_signer_line(block *b, page_tag *sect, const doc_node *line,
			   profile_component component, mpt y)
{
	page_tag *tag = page_tag_new(b->context->arena, sect, PAGE_P);
	tag->node = line;
	paragraph_options options = {
	    .width = b->right,
	    .style = &b->context->profile->styles[component],
	    .align = PROFILE_CENTRE,
	    .tag = tag};
	flow set;
	if (line->kind == DOC_AUTHORITY)
		replace_authority(b, line, &options, &set);
	else
		set = paragraph_set(b->context, line, &options);
	return compose_flow(&b->compose, &set, b->right_x, y);
}

/* "chu-ky", or of several "chu-ky-1", from left to right. */
static const char *anchor_name(const block *b, const char *name)
{
	if (b->index == 0)
		return name;
	return str_format(b->context->arena, "%s-%zu", name, b->index).data;
}

/* "Chữ ký của Nguyễn Văn A" */
static str signature_label(block *b, const doc_node *signature)
{
	arena *a = b->context->arena;
	const doc_node *name = doc_child(signature, DOC_FULL_NAME);
	str text = name ? doc_plain_text(a, name) : (str){0};
	if (!text.length)
		return STR("Chữ ký");
	return str_format(a, "Chữ ký của %.*s", STR_ARGS(text));
}

/* An anchor that signing programs fill in (ISO 32000-1, 12.7.4.5). */
static void add_field(block *b, page_anchor *anchor, page_tag *parent,
		      str label)
{
	anchor->field = page_tag_new(b->context->arena, parent, PAGE_FORM);
	anchor->label = label;
}

/*
 * The signature stands centred between position and name; the seal covers a
 * third of it on its left (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 7c, 8).
 */
static void anchor_signature(block *b, const doc_node *node, page_tag *sect,
			     mpt y, mpt height)
{
	mpt width = b->right * 3 / 5;
	mpt x = b->right_x + (b->right - width) / 2;
	mpt seal = height < width ? height : width;
	page_anchor *signature = compose_anchor(
	    &b->compose, anchor_name(b, "chu-ky"), x, y, width, height);
	add_field(b, signature, sect, signature_label(b, node));
	page_anchor *stamp =
	    compose_anchor(&b->compose, anchor_name(b, "dau"),
			   x + width / 3 - seal, y, seal, height);
	add_field(b, stamp, sect, STR("Con dấu của cơ quan, tổ chức"));
}

/* From the top y; lower tells where it ends, too. */
static void set_signer(block *b, const doc_node *node, mpt y, lower_part *lower)
{
	static const struct {
		doc_kind kind;
		profile_component component;
	} lines[] = {{DOC_AUTHORITY, PROFILE_AUTHORITY},
		     {DOC_POSITION, PROFILE_POSITION},
		     {DOC_FULL_NAME, PROFILE_FULL_NAME}};
	page_tag *sect = page_tag_new(b->context->arena, b->parent, PAGE_SECT);
	mpt space = b->context->profile->signature_space;
	sect->node = node;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i].kind == DOC_FULL_NAME) {
			*lower =
			    (lower_part){.y = y,
					 .item = b->compose.item_count,
					 .anchor = b->compose.anchor_count};
			anchor_signature(b, node, sect, y, space);
			y += space;
		}
		for (const doc_node *line = node->first_child; line;
		     line = line->next)
			if (line->kind == lines[i].kind)
				y = set_signer_line(b, sect, line,
						    lines[i].component, y);
	}
	lower->bottom = y;
	lower->item_end = b->compose.item_count;
	lower->anchor_end = b->compose.anchor_count;
}

/* Down to the lowest of a row; returns the y below it. */
static mpt level_names(block *b, const lower_part *row, size_t count)
{
	mpt lowest = 0, below = 0;
	for (size_t i = 0; i < count; i++)
		lowest = row[i].y > lowest ? row[i].y : lowest;
	for (size_t i = 0; i < count; i++) {
		mpt by = lowest - row[i].y;
		for (size_t j = row[i].item; j < row[i].item_end; j++)
			b->compose.items[j].y += by;
		for (size_t j = row[i].anchor; j < row[i].anchor_end; j++)
			b->compose.anchors[j].y += by;
		if (row[i].bottom + by > below)
			below = row[i].bottom + by;
	}
	return below;
}

#define MOST_IN_ROW 3

/* Side by side, names level: three in one row, else two. */
static mpt set_signers(block *b, const doc_node *node)
{
	lower_part row[MOST_IN_ROW];
	size_t count = 0, place = 0;
	mpt top = 0, bottom = 0;
	mpt between =
	    b->context->profile->styles[PROFILE_AUTHORITY].line_height;
	for (const doc_node *n = node->first_child; n; n = n->next)
		count += n->kind == DOC_SIGNATURE;
	size_t in_row = count == MOST_IN_ROW ? MOST_IN_ROW : 2;
	b->right = b->context->width / (mpt)in_row;
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind != DOC_SIGNATURE)
			continue;
		b->index++;
		b->right_x = b->right * (mpt)place;
		set_signer(b, n, top, &row[place++]);
		if (place < in_row && b->index < count)
			continue;
		bottom = level_names(b, row, place);
		top = bottom + between;
		place = 0;
	}
	return bottom;
}

static void signatures_set(layout_context *context, const doc_node *recipients,
			   const doc_node *signatures, page_tag *parent,
			   flow *out)
{
	const profile_style *styles = context->profile->styles;
	block b = {.context = context,
		   .compose = {.context = context},
		   .parent = parent,
		   .left = context->width};
	mpt height = set_signers(&b, signatures);
	flow_slab *slab = compose_end(&b.compose, out, height, signatures);
	slab->space_before = styles[PROFILE_AUTHORITY].space_before;
	if (!recipients)
		return;
	b.compose = (compose){.context = context};
	height = set_recipients(&b, recipients, false);
	slab = compose_end(&b.compose, out, height, recipients);
	slab->space_before = styles[PROFILE_AUTHORITY].line_height;
}

void signature_set(layout_context *context, const doc_node *recipients,
		   const doc_node *signature, page_tag *parent, flow *out)
{
	if (!recipients && !signature)
		return;
	if (signature && signature->kind == DOC_SIGNATURES) {
		signatures_set(context, recipients, signature, parent, out);
		return;
	}
	mpt right = (mpt)((int64_t)context->width *
			  context->profile->signature_share / 1000);
	block b = {.context = context,
		   .compose = {.context = context},
		   .parent = parent,
		   .left = signature ? context->width - right : context->width,
		   .right = right,
		   .right_x = context->width - right};
	mpt left_y =
	    recipients ? set_recipients(&b, recipients, signature != NULL) : 0;
	lower_part lower = {0};
	if (signature)
		set_signer(&b, signature, 0, &lower);
	flow_slab *slab = compose_end(
	    &b.compose, out, left_y > lower.bottom ? left_y : lower.bottom,
	    signature ? signature : recipients);
	slab->space_before =
	    context->profile->styles[PROFILE_AUTHORITY].space_before;
}

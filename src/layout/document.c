#include "account.h"
#include "blocks.h"
#include "frame.h"
#include "pages.h"

/* ---- Sections --------------------------------------------------------- */

typedef struct document {
	layout_context context;
	const doc_node *root;
	const doc_node *draft;
	size_t characters; /* set so far */
} document;

static void set_measures(document *d, bool landscape, pages_section *section)
{
	const profile *p = d->context.profile;
	section->width = landscape ? p->page_height : p->page_width;
	section->height = landscape ? p->page_width : p->page_height;
	section->draft = d->draft;
	d->context.width = section->width - p->margin_left - p->margin_right;
	d->context.height = section->height - p->margin_top - p->margin_bottom;
}

static void end_section(document *d, pages_section *section, const flow *f)
{
	section->flow = f;
	d->characters += account_characters(f);
	pages_set(&d->context, section);
}

/* The signature, from slab `end` on, stays with the lines of text before. */
static void keep_signature(const profile *p, flow *f, size_t end)
{
	size_t lines = p->signature_lines > 0 ? p->signature_lines : 1;
	for (size_t i = end + 1; i < f->count; i++)
		f->slabs[i].break_penalty = FLOW_NEVER;
	for (size_t i = 0; i < lines && i < end; i++)
		f->slabs[end - i].break_penalty = FLOW_NEVER;
}

static const doc_node *in_head(const doc_node *root, doc_kind kind)
{
	const doc_node *head = doc_child(root, DOC_LETTERHEAD);
	const doc_node *node = head ? doc_child(head, kind) : NULL;
	return node ? node : doc_child(root, kind);
}

static void set_head(document *d, page_tag *tag, flow *f)
{
	const doc_node *head = doc_child(d->root, DOC_LETTERHEAD);
	const doc_node *addressees = doc_child(d->root, DOC_ADDRESSEES);
	if (head)
		letterhead_set(&d->context, head, tag, f);
	title_set(&d->context, in_head(d->root, DOC_TYPE_NAME),
		  in_head(d->root, DOC_SUBJECT), tag, f);
	if (addressees)
		addressees_set(&d->context, addressees, tag, f);
}

static void set_main(document *d)
{
	pages_section section;
	set_measures(d, false, &section);
	flow f = {.arena = d->context.arena};
	page_tag *tag = d->context.out->root;
	set_head(d, tag, &f);
	blocks body = {
	    .context = &d->context, .out = &f, .last = blocks_last(d->root)};
	blocks_set(&body, d->root, tag, 2);
	const doc_node *recipients = doc_child(d->root, DOC_RECIPIENTS);
	const doc_node *signature = doc_child(d->root, DOC_SIGNATURE);
	if (!signature)
		signature = doc_child(d->root, DOC_SIGNATURES);
	size_t end = f.count;
	signature_set(&d->context, recipients, signature, tag, &f);
	if (f.count > end)
		keep_signature(d->context.profile, &f, end);
	end_section(d, &section, &f);
}

static void set_annex(document *d, const doc_node *annex, int number, int count)
{
	const profile *p = d->context.profile;
	pages_section section;
	set_measures(d, doc_yes(annex, DOC_ATTR_NGANG, false), &section);
	flow f = {.arena = d->context.arena};
	page_tag *tag =
	    page_tag_new(d->context.arena, d->context.out->root, PAGE_SECT);
	tag->node = annex;
	blocks body = {.context = &d->context, .out = &f};
	const doc_node *title = doc_child(annex, DOC_HEADING);
	const doc_node *attached = doc_child(annex, DOC_ATTACHED_TO);
	blocks_heading heading = {
	    .node = title,
	    .number = count > 1 ? paragraph_number(d->context.arena,
						   p->annex_format, number)
				: p->annex_single,
	    .number_style = &p->styles[PROFILE_ANNEX_NUMBER],
	    .style = &p->styles[PROFILE_ANNEX],
	    .own_line = true};
	if (title)
		blocks_set_heading(&body, &heading, tag, 2);
	if (attached)
		blocks_set_line(&body, attached, PROFILE_ATTACHED_TO, tag);
	body.keep = 2;
	blocks_set(&body, annex, tag, 3);
	end_section(d, &section, &f);
}

static void set_annexes(document *d)
{
	int count = 0, number = 0;
	const doc_node *node;
	for (node = d->root->first_child; node; node = node->next)
		count += node->kind == DOC_ANNEX;
	for (node = d->root->first_child; node; node = node->next)
		if (node->kind == DOC_ANNEX)
			set_annex(d, node, ++number, count);
}

static str date_of(const doc_node *root)
{
	const doc_node *place = in_head(root, DOC_PLACE_DATE);
	text_date date;
	str written = place
			  ? str_trim(doc_attribute_value(place, DOC_ATTR_NGAY))
			  : (str){0};
	return text_read_date(written, &date) ? written : (str){0};
}

bool layout_document(const doc_node *root, const profile *p,
		     const font_measurer *fonts, arena *a, diags *reports,
		     page_document *out)
{
	size_t errors = diags_errors(reports);
	*out = (page_document){.language = STR("vi-VN")};
	document d = {.context = {.arena = a,
				  .diags = reports,
				  .profile = p,
				  .fonts = fonts,
				  .out = out},
		      .root = root,
		      .draft = in_head(root, DOC_DRAFT)};
	out->root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	out->root->node = root;
	out->date = date_of(root);
	out->author =
	    letterhead_author(&d.context, doc_child(root, DOC_LETTERHEAD));
	set_main(&d);
	set_annexes(&d);
	if (diags_errors(reports) == errors)
		account_check_text(&d.context, root, d.characters);
	if (diags_errors(reports) == errors)
		account_check_places(&d.context);
	return diags_errors(reports) == errors;
}

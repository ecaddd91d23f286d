#include "account.h"
#include "blocks.h"
#include "front.h"
#include "frame.h"
#include "pages.h"

/* More often the pages had better not change what is said of them. */
#define MOST_TIMES 6

/* ---- Sections --------------------------------------------------------- */

typedef struct document {
	layout_context context;
	const doc_node *root;
	const doc_node *draft;
	size_t characters; /* set so far */
	bool asks;	   /* it refers to its own parts or pages */
} document;

static void set_measures(document *d, const doc_node *annex,
			 pages_section *section)
{
	section->label = (str){0};
	const profile *p = d->context.profile;
	bool landscape = annex && doc_yes(annex, DOC_ATTR_NGANG, false);
	mpt width = p->page_width, height = p->page_height;
	if (annex &&
	    str_equal(doc_attribute_value(annex, DOC_ATTR_KHO), STR("A3"))) {
		width = MPT_FROM_MICROMETRES(297000);
		height = MPT_FROM_MICROMETRES(420000);
	}
	section->width = landscape ? height : width;
	section->height = landscape ? width : height;
	section->draft = d->draft;
	d->context.width = section->width - p->margin_left - p->margin_right;
	d->context.height = section->height - p->margin_top - p->margin_bottom;
}

static void end_section(document *d, pages_section *section, const flow *f)
{
	section->flow = f;
	d->characters += account_characters(f);
	pages_set(&d->context, section);
	arena_reset(d->context.passing);
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

/* ---- Cover and contents ----------------------------------------------- */

static void set_cover(document *d, const doc_node *cover)
{
	pages_section section;
	set_measures(d, NULL, &section);
	flow f = {.arena = flow_arena(&d->context)};
	cover_set(&d->context, cover, d->context.out->root,
		  !in_head(d->root, DOC_TYPE_NAME) &&
		      !in_head(d->root, DOC_SUBJECT),
		  &f);
	section.draft = NULL;
	section.label = STR("Bìa");
	end_section(d, &section, &f);
}

/* The contents before the text, on pages of their own. */
static void set_front(document *d)
{
	const doc_node *cover = doc_child(d->root, DOC_COVER);
	pages_section section;
	flow f = {.arena = flow_arena(&d->context)};
	if (cover)
		set_cover(d, cover);
	set_measures(d, NULL, &section);
	for (const doc_node *n = d->root->first_child; n; n = n->next)
		if (n->kind == DOC_CONTENTS && contents_is_front(n))
			contents_set(&d->context, n, d->context.out->root, &f);
	section.label = STR("Mục lục");
	if (f.count > 0)
		end_section(d, &section, &f);
}

/* ---- Text and annexes ------------------------------------------------- */

static void set_main(document *d)
{
	pages_section section;
	set_measures(d, NULL, &section);
	flow f = {.arena = flow_arena(&d->context)};
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

static void add_annex(document *d, const doc_node *annex,
		      const blocks_heading *heading, int number)
{
	arena *a = d->context.arena;
	references *r = d->context.parts;
	if (!r)
		return;
	references_part *part = references_add(r, annex);
	str roman = number ? text_format_roman(a, number) : STR("");
	part->designation = heading->number;
	part->number = number ? roman : heading->number;
	part->label = str_concat(a, heading->number, STR("."));
	part->level = 1;
	if (heading->node)
		part->title = str_trim(doc_plain_text(a, heading->node));
	part->upper = heading->style->upper;
	references_section(r, d->context.out->page_count,
			   number
			       ? str_format(a, "PL\u00a0%.*s-", STR_ARGS(roman))
			       : STR("PL-"));
}

static void set_annex(document *d, const doc_node *annex, int number, int count)
{
	const profile *p = d->context.profile;
	pages_section section;
	set_measures(d, annex, &section);
	flow f = {.arena = flow_arena(&d->context)};
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
	add_annex(d, annex, &heading, count > 1 ? number : 0);
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

static void set_properties(document *d)
{
	page_document *out = d->context.out;
	out->root = page_tag_new(d->context.arena, NULL, PAGE_DOCUMENT);
	out->root->node = d->root;
	out->date = date_of(d->root);
	out->author =
	    letterhead_author(&d->context, doc_child(d->root, DOC_LETTERHEAD));
}

/* Sets the whole once; known: what its references say, or NULL. */
static void set_once(document *d, const references *known)
{
	size_t errors = diags_errors(d->context.diags);
	*d->context.out = (page_document){.language = STR("vi-VN")};
	d->characters = 0;
	d->context.scratch = NULL;
	d->context.known = known;
	d->context.parts = references_new(d->context.arena, d->root);
	set_properties(d);
	set_front(d);
	set_main(d);
	set_annexes(d);
	if (d->asks)
		references_place(d->context.parts, d->context.out);
	if (diags_errors(d->context.diags) == errors)
		account_check_text(&d->context, d->root, d->characters);
	if (diags_errors(d->context.diags) == errors)
		account_check_places(&d->context);
}

/* Until what is printed is what is on the pages; reports the last time. */
static void set_until_agreed(document *d, diags *reports)
{
	arena *a = d->context.arena;
	const references *known = NULL;
	bool agreed = false;
	for (int i = 0; i < MOST_TIMES && !agreed; i++) {
		d->context.diags = diags_new(a, diags_sources(reports));
		set_once(d, known);
		agreed = known && references_agree(known, d->context.parts);
		if (!agreed)
			known = d->context.parts;
	}
	if (agreed && !diags_sorted(d->context.diags))
		return;
	d->context.diags = reports;
	set_once(d, known);
	if (!references_agree(known, d->context.parts))
		diag_at(reports, DIAG_REFERENCES_UNSTABLE, d->root->at,
			str_format(a, "%d", MOST_TIMES));
}

bool layout_lists_set(const doc_node *root)
{
	for (const doc_node *n = root->first_child; n; n = n->next)
		if (n->kind == DOC_CONTENTS &&
		    str_equal(doc_attribute_value(n, DOC_ATTR_LOAI),
			      STR("tai-lieu")))
			return true;
	return false;
}

bool layout_document(const doc_node *root, const profile *p,
		     const font_measurer *fonts, arena *a, diags *reports,
		     page_document *out)
{
	return layout_document_of_set(root, p, fonts, NULL, a, reports, out);
}

bool layout_document_of_set(const doc_node *root, const profile *p,
			    const font_measurer *fonts, const layout_set *set,
			    arena *a, diags *reports, page_document *out)
{
	size_t errors = diags_errors(reports);
	document d = {.context = {.arena = a,
				  .diags = reports,
				  .profile = p,
				  .fonts = fonts,
				  .set = set,
				  .number = in_head(root, DOC_NUMBER),
				  .place_date = in_head(root, DOC_PLACE_DATE),
				  .out = out},
		      .root = root,
		      .draft = in_head(root, DOC_DRAFT),
		      .asks = references_asked(root)};
	d.context.passing = arena_new(0);
	d.context.cells = arena_new(0);
	if (d.asks)
		set_until_agreed(&d, reports);
	else
		set_once(&d, NULL);
	arena_free(d.context.passing);
	arena_free(d.context.cells);
	return diags_errors(reports) == errors;
}

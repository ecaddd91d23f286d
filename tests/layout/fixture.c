#include "fixture.h"

#include <assert.h>
#include <stdlib.h>

#include "vanban/xml.h"

/* ---- A font ----------------------------------------------------------- */

static font_id fake_face(void *context, str family, font_style style, span at)
{
	(void)context, (void)family, (void)at;
	return (font_id)style;
}

static bool is_lacking(uint32_t c)
{
	return c == 0x2713 || c >= 0x4e00;
}

static int16_t width_of(uint32_t c)
{
	return c == ' ' || c == 0xa0 ? 250 : 500;
}

static void fake_shape(void *context, font_id font, str word, font_word *out)
{
	arena *a = context;
	(void)font;
	*out = (font_word){.missing = -1};
	font_glyph *glyphs = ARENA_ARRAY(a, font_glyph, word.length + 1);
	const char *cursor = word.data, *end = word.data + word.length;
	while (cursor < end) {
		uint32_t offset = (uint32_t)(cursor - word.data);
		uint32_t c = str_next_code_point(&cursor, end);
		if (is_lacking(c) && out->missing < 0)
			out->missing = (int32_t)offset;
		glyphs[out->count++] = (font_glyph){.id = (uint16_t)c,
						    .advance = width_of(c),
						    .offset = offset};
		out->width += width_of(c);
	}
	out->glyphs = glyphs;
}

static void fake_metrics(void *context, font_id font, font_metrics *out)
{
	(void)context, (void)font;
	*out = (font_metrics){.ascent = 800,
			      .descent = 200,
			      .cap_height = 700,
			      .x_height = 450,
			      .space = 250,
			      .underline_position = 100,
			      .underline_thickness = 50};
}

/* ---- A profile of round numbers --------------------------------------- */

/* Text 400 pt wide and 600 pt high; 10 pt on 12 pt lines. */
static void make_styles(profile *p)
{
	for (int i = 0; i < PROFILE_COMPONENT_COUNT; i++)
		p->styles[i] = (profile_style){
		    .size = 10000, .line_height = 12000, .align = PROFILE_LEFT};
	static const profile_component centred[] = {
	    PROFILE_NATIONAL_NAME, PROFILE_MOTTO,	PROFILE_PARENT_BODY,
	    PROFILE_BODY_NAME,	   PROFILE_NUMBER,	PROFILE_PLACE_DATE,
	    PROFILE_TYPE_NAME,	   PROFILE_SUBJECT,	PROFILE_URGENCY,
	    PROFILE_DRAFT,	   PROFILE_PART_NUMBER, PROFILE_PART,
	    PROFILE_ANNEX_NUMBER,  PROFILE_ANNEX,	PROFILE_PAGE_NUMBER};
	for (size_t i = 0; i < sizeof centred / sizeof *centred; i++)
		p->styles[centred[i]].align = PROFILE_CENTRE;
	static const profile_component justified[] = {
	    PROFILE_PARAGRAPH, PROFILE_LIST_ITEM, PROFILE_CLAUSE, PROFILE_POINT,
	    PROFILE_GROUND};
	for (size_t i = 0; i < sizeof justified / sizeof *justified; i++)
		p->styles[justified[i]].align = PROFILE_JUSTIFY;
	p->styles[PROFILE_PARAGRAPH].first_indent = 20000;
	p->styles[PROFILE_SECTION].upper = true;
	p->styles[PROFILE_URGENCY].boxed = true;
	p->styles[PROFILE_DRAFT].boxed = true;
}

static void make_profile(profile *p)
{
	*p = (profile){.name = STR("thử"),
		       .family = STR("Fake"),
		       .page_width = 500000,
		       .page_height = 700000,
		       .margin_top = 50000,
		       .margin_bottom = 50000,
		       .margin_left = 60000,
		       .margin_right = 40000,
		       .national_name = STR("CỘNG HÒA"),
		       .motto = STR("Độc lập"),
		       .left_column_share = 450,
		       .column_gap = 20000,
		       .number_pattern = STR("Số: {so}/{ky-hieu}"),
		       .place_date_pattern = STR("{dia-danh}, {ngay}"),
		       .number_box = 30000,
		       .date_box = 15000,
		       .annex_format = STR("Phụ lục {I}"),
		       .annex_single = STR("Phụ lục"),
		       .end_mark = STR("./."),
		       .addressees_title = STR("Kính gửi:"),
		       .recipients_title = STR("Nơi nhận:"),
		       .recipient_marker = STR("- "),
		       .recipient_between = STR(";"),
		       .recipient_last = STR("."),
		       .list_marker = STR("- "),
		       .list_between = STR(";"),
		       .list_last = STR("."),
		       .signature_space = 60000,
		       .signature_share = 500,
		       .page_number_top = true,
		       .page_number_offset = 30000,
		       .widows = 2,
		       .orphans = 2,
		       .signature_lines = 2,
		       .table_rule = 500,
		       .loosest_space = 750};
	p->rule_motto = p->rule_body_name = p->rule_subject =
	    (profile_rule){.kind = PROFILE_RULE_LINE,
			   .share = 1000,
			   .thickness = 500,
			   .gap = 1000};
	p->rule_body_name.share = p->rule_subject.share = 400;
	p->part = (profile_numbering){STR("Phần {I}"), true, false};
	p->chapter = (profile_numbering){STR("Chương {I}"), true, true};
	p->section = (profile_numbering){STR("{I}."), false, false};
	p->subsection = (profile_numbering){STR("{1}."), false, false};
	p->article = (profile_numbering){STR("Điều {1}."), false, true};
	p->clause = (profile_numbering){STR("{1}."), false, false};
	p->point = (profile_numbering){STR("{a})"), false, false};
	p->chapter_section = (profile_numbering){STR("Mục {1}"), true, false};
	make_styles(p);
}

void fixture_open(fixture *f)
{
	*f = (fixture){.arena = arena_new(0)};
	f->sources = sources_new(f->arena);
	f->diags = diags_new(f->arena, f->sources);
	f->fonts =
	    (font_measurer){f->arena, fake_face, fake_shape, fake_metrics};
	make_profile(&f->profile);
}

void fixture_close(fixture *f)
{
	buffer_free(&f->text);
	arena_free(f->arena);
}

/* ---- Documents -------------------------------------------------------- */

static str collapsed(arena *a, str text)
{
	char *out = arena_allocate(a, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool blank = c == ' ' || c == '\n' || c == '\t';
		if (!blank)
			out[length++] = c;
		else if (length == 0 || out[length - 1] != ' ')
			out[length++] = ' ';
	}
	return (str){out, length};
}

static void add_node(fixture *f, doc_node *parent, const xml_node *xml)
{
	if (xml->is_text) {
		str text = collapsed(f->arena, xml->text);
		if (doc_may_contain(parent->kind, DOC_TEXT))
			doc_append(f->arena, parent, DOC_TEXT, xml->at)->text =
			    text;
		return;
	}
	doc_kind kind = doc_kind_of(xml->name);
	assert(kind != DOC_KIND_COUNT);
	doc_node *node = doc_append(f->arena, parent, kind, xml->at);
	for (size_t i = 0; i < xml->attribute_count; i++)
		doc_set_attribute(
		    f->arena, node, doc_attribute_of(xml->attributes[i].name),
		    xml->attributes[i].value, xml->attributes[i].value_at);
	if (kind == DOC_FIGURE)
		node->text = xml_text(f->arena, xml);
	else
		for (const xml_node *child = xml->first_child; child;
		     child = child->next)
			add_node(f, node, child);
	if (!parent)
		f->root = node;
}

void fixture_read(fixture *f, const char *xml)
{
	xml_document parsed;
	bool read = xml_parse(f->arena, f->diags, STR("thu.xml"),
			      str_copy(f->arena, str_from(xml)), &parsed);
	assert(read);
	(void)read;
	add_node(f, NULL, parsed.root);
}

bool fixture_layout(fixture *f, const char *xml)
{
	fixture_read(f, xml);
	return layout_document(f->root, &f->profile, &f->fonts, f->arena,
			       f->diags, &f->pages);
}

/* ---- What came out ---------------------------------------------------- */

static const char *written(fixture *f)
{
	buffer_append_byte(&f->text, '\0');
	return f->text.data;
}

static mpt end_of(const page_item *item)
{
	const page_run *run = &item->as.run;
	mpt x = item->x;
	uint32_t count = run->glyph_count;
	if (str_ends_with(run->text, STR(" ")))
		count--;
	for (uint32_t i = 0; i < count; i++)
		x += run->glyphs[i].advance;
	return x;
}

/* "¦" stands between two columns, "|" at the end of a baseline. */
static void write_page(fixture *f, const page *p)
{
	const page_item *before = NULL;
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind != PAGE_RUN || !item->tag)
			continue;
		if (before && item->y != before->y)
			buffer_append(&f->text, STR("|\n"));
		else if (before && item->x > end_of(before) + 10000)
			buffer_append(&f->text, STR("¦"));
		before = item;
		buffer_append(&f->text, item->as.run.text);
	}
	buffer_append(&f->text, STR("|\n"));
}

const char *fixture_lines(fixture *f)
{
	f->text.length = 0;
	for (size_t i = 0; i < f->pages.page_count; i++) {
		buffer_format(&f->text, "-- %.*s\n",
			      STR_ARGS(f->pages.pages[i].label));
		write_page(f, &f->pages.pages[i]);
	}
	return written(f);
}

const char *fixture_messages(fixture *f)
{
	f->text.length = 0;
	for (const diag *d = diags_sorted(f->diags); d; d = d->next) {
		const diag_row *row = diag_row_of(d->code);
		const source *file = source_get(f->sources, d->at.source);
		buffer_format(&f->text, "%s ", row->number);
		diag_expand(&f->text, row->title[DIAG_VIETNAMESE], d->arguments,
			    d->argument_count);
		str at = file
			     ? str_slice(file->bytes, d->at.start, d->at.length)
			     : STR("?");
		buffer_format(&f->text, " @%.*s\n", STR_ARGS(at));
	}
	return written(f);
}

static void write_tag(fixture *f, const page_tag *tag)
{
	buffer_append(&f->text, str_from(page_role_name(tag->role)));
	if (!tag->first_child)
		return;
	buffer_append_byte(&f->text, '(');
	for (const page_tag *child = tag->first_child; child;
	     child = child->next) {
		write_tag(f, child);
		if (child->next)
			buffer_append_byte(&f->text, ' ');
	}
	buffer_append_byte(&f->text, ')');
}

const char *fixture_tags(fixture *f)
{
	f->text.length = 0;
	write_tag(f, f->pages.root);
	return written(f);
}

const page_item *fixture_find(const fixture *f, const char *part,
			      const page **on)
{
	str wanted = str_from(part);
	for (size_t i = 0; i < f->pages.page_count; i++) {
		const page *p = &f->pages.pages[i];
		for (size_t k = 0; k < p->item_count; k++) {
			const page_item *item = &p->items[k];
			if (item->kind != PAGE_RUN)
				continue;
			str text = item->as.run.text;
			if (str_find(text, wanted) == text.length)
				continue;
			if (on)
				*on = p;
			return item;
		}
	}
	return NULL;
}

mpt fixture_line_end(const page *p, const page_item *of)
{
	mpt end = 0;
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind == PAGE_RUN && item->y == of->y &&
		    end_of(item) > end)
			end = end_of(item);
	}
	return end;
}

#include "paper.h"

#define NEAR  PT(12) /* a gap between words of one line */
#define PT(n) ((mpt)(n)*MPT_PER_POINT)

static paper_line *add_line(paper *p)
{
	ARENA_GROW(p->arena, p->lines, p->line_count, p->line_capacity);
	paper_line *line = &p->lines[p->line_count++];
	*line = (paper_line){.component = PROFILE_COMPONENT_COUNT};
	return line;
}

static void add_page(paper *p, mpt width, mpt height, str label)
{
	ARENA_GROW(p->arena, p->pages, p->page_count, p->page_capacity);
	p->pages[p->page_count++] = (paper_page){width, height, label};
}

const paper_line *paper_find(const paper *p, profile_component component)
{
	for (size_t i = 0; i < p->line_count; i++)
		if (p->lines[i].component == component)
			return &p->lines[i];
	return NULL;
}

/* ---- Our own pages ------------------------------------------------------ */

static const struct {
	doc_kind kind;
	profile_component component;
} components[] = {
    {DOC_PARENT_BODY, PROFILE_PARENT_BODY},
    {DOC_BODY_NAME, PROFILE_BODY_NAME},
    {DOC_NUMBER, PROFILE_NUMBER},
    {DOC_PLACE_DATE, PROFILE_PLACE_DATE},
    {DOC_TYPE_NAME, PROFILE_TYPE_NAME},
    {DOC_SUBJECT, PROFILE_SUBJECT},
    {DOC_GROUND, PROFILE_GROUND},
    {DOC_PARAGRAPH, PROFILE_PARAGRAPH},
    {DOC_LIST_ITEM, PROFILE_LIST_ITEM},
    {DOC_AUTHORITY, PROFILE_AUTHORITY},
    {DOC_POSITION, PROFILE_POSITION},
    {DOC_FULL_NAME, PROFILE_FULL_NAME},
    {DOC_PLACE, PROFILE_RECIPIENT},
    {DOC_ATTACHED_TO, PROFILE_ATTACHED_TO},
};

static bool is_within(const doc_node *node, doc_kind kind)
{
	for (; node; node = node->parent)
		if (node->kind == kind)
			return true;
	return false;
}

static profile_component component_of(const page_tag *tag)
{
	const doc_node *node = NULL;
	for (; tag && !node; tag = tag->parent)
		node = tag->node;
	if (is_within(node, DOC_TABLE) || is_within(node, DOC_CHART) ||
	    is_within(node, DOC_PICTURE) || is_within(node, DOC_ADDRESSEES))
		return PROFILE_COMPONENT_COUNT;
	for (; node; node = node->parent)
		for (size_t i = 0; i < sizeof components / sizeof *components;
		     i++)
			if (components[i].kind == node->kind)
				return components[i].component;
	return PROFILE_COMPONENT_COUNT;
}

static span place_of(const page_tag *tag)
{
	for (; tag; tag = tag->parent)
		if (tag->node)
			return tag->node->at;
	return NO_SPAN;
}

static const page_face *face_of(const page_document *pages, font_id font)
{
	for (size_t i = 0; i < pages->face_count; i++)
		if (pages->faces[i].font == font)
			return &pages->faces[i];
	return NULL;
}

static void begin_line(paper *p, const page_document *pages,
		       const page_item *item, uint32_t number)
{
	const page_face *face = face_of(pages, item->as.run.font);
	paper_line *line = add_line(p);
	line->page = number;
	line->x = item->x;
	line->y = item->y;
	line->width = page_run_width(&item->as.run);
	line->size = item->as.run.size;
	line->text = item->as.run.text;
	line->family = face ? face->family : STR("");
	line->bold = face && (face->style == FONT_BOLD ||
			      face->style == FONT_BOLD_ITALIC);
	line->italic = face && (face->style == FONT_ITALIC ||
				face->style == FONT_BOLD_ITALIC);
	line->is_artifact = !item->tag;
	line->at = place_of(item->tag);
	line->component = component_of(item->tag);
}

static bool goes_on(const paper_line *line, const page_item *item,
		    uint32_t number)
{
	mpt gap = item->x - (line->x + line->width);
	return line->page == number && line->y == item->y &&
	       line->is_artifact == !item->tag && gap < NEAR && gap > -NEAR;
}

static void add_item(paper *p, const page_document *pages,
		     const page_item *item, uint32_t number)
{
	if (item->kind == PAGE_BOX) {
		bool is_thin = item->as.box.height <= PT(3) &&
			       item->as.box.width >= PT(10);
		if (!is_thin)
			return;
		ARENA_GROW(p->arena, p->rules, p->rule_count, p->rule_capacity);
		p->rules[p->rule_count++] =
		    (paper_rule){number, item->x, item->y, item->as.box.width};
		return;
	}
	if (item->kind != PAGE_RUN)
		return;
	paper_line *last = p->line_count ? &p->lines[p->line_count - 1] : NULL;
	if (!last || !goes_on(last, item, number)) {
		begin_line(p, pages, item, number);
		return;
	}
	last->width = item->x + page_run_width(&item->as.run) - last->x;
	last->text = str_concat(p->arena, last->text, item->as.run.text);
}

paper paper_of_pages(arena *a, const page_document *pages)
{
	paper p = {.arena = a, .is_ours = true};
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const page *one = &pages->pages[i];
		add_page(&p, one->width, one->height, one->label);
		for (size_t k = 0; k < one->item_count; k++)
			add_item(&p, pages, &one->items[k], i);
	}
	for (size_t i = 0; i < p.line_count; i++) {
		paper_line *line = &p.lines[i];
		if (str_ends_with(line->text, STR(" ")))
			line->width -= line->size / 4;
		line->text = str_trim(line->text);
	}
	return p;
}

/* ---- Anybody's PDF ------------------------------------------------------ */

#define ZOOM 3 /* pdftohtml counts in thirds of a point then */

typedef struct font_spec {
	str id, family;
	mpt size;
} font_spec;

static mpt length_of(const xml_node *node, str name)
{
	int64_t n = 0;
	str_to_int64(xml_attribute_value(node, name), &n);
	return (mpt)(n * MPT_PER_POINT / ZOOM);
}

static bool contains(str text, const char *part)
{
	return str_find(text, str_from(part)) < text.length;
}

/* <b>, <i>, <b><i> or <i><b> */
static bool has_style(const xml_node *node, const char *name)
{
	const xml_node *first = xml_first(node, STR(""));
	return xml_first(node, str_from(name)) ||
	       (first && xml_first(first, str_from(name)));
}

static void read_text(paper *p, const xml_node *node, const font_spec *fonts,
		      size_t font_count)
{
	str text = str_trim(xml_text(p->arena, node));
	str id = xml_attribute_value(node, STR("font"));
	if (!text.length)
		return;
	paper_line *line = add_line(p);
	line->page = (uint32_t)p->page_count - 1;
	line->x = length_of(node, STR("left"));
	line->width = length_of(node, STR("width"));
	line->y = length_of(node, STR("top")) +
		  length_of(node, STR("height")) * 4 / 5;
	line->text = text;
	for (size_t i = 0; i < font_count; i++)
		if (str_equal(fonts[i].id, id)) {
			line->family = fonts[i].family;
			line->size = fonts[i].size;
		}
	if (str_ends_with(xml_text(p->arena, node), STR(" ")))
		line->width -= line->size / 4;
	line->bold = has_style(node, "b") || contains(line->family, "Bold");
	line->italic = has_style(node, "i") || contains(line->family, "Italic");
}

#define MOST_FONTS 256

bool paper_of_pdf(arena *a, diags *d, str path, paper *out)
{
	static const char *const arguments[] = {
	    "pdftohtml", "-xml", "-stdout", "-i", "-zoom", "3", "@", NULL};
	str xml;
	xml_document document;
	diags *unheard = diags_new(a, sources_new(a));
	font_spec fonts[MOST_FONTS];
	size_t font_count = 0;
	*out = (paper){.arena = a};
	if (!poppler_run(a, d, path, arguments, &xml))
		return false;
	size_t root = str_find(xml, STR("<pdf2xml")); /* behind a DOCTYPE */
	if (!xml_parse(a, unheard, path, str_slice(xml, root, xml.length),
		       &document))
		return diag_at(d, DIAG_CHECK_BAD_PDF, NO_SPAN, path);
	for (const xml_node *pg = xml_first(document.root, STR("page")); pg;
	     pg = xml_next(pg, STR("page"))) {
		add_page(out, length_of(pg, STR("width")),
			 length_of(pg, STR("height")), STR(""));
		for (const xml_node *n = xml_first(pg, STR("")); n;
		     n = xml_next(n, STR(""))) {
			if (str_equal(n->name, STR("text")))
				read_text(out, n, fonts, font_count);
			else if (str_equal(n->name, STR("fontspec")) &&
				 font_count < MOST_FONTS)
				fonts[font_count++] = (font_spec){
				    xml_attribute_value(n, STR("id")),
				    xml_attribute_value(n, STR("family")),
				    length_of(n, STR("size"))};
		}
	}
	return true;
}

/* ---- What a line is ----------------------------------------------------- */

static bool is_upper(arena *a, str text)
{
	return str_equal(text_upper(a, text), text) &&
	       !str_equal(text_lower(a, text), text);
}

static bool is_type_name(arena *a, str text)
{
	static const char *const names[] = {
	    "BÁO CÁO",	"KẾ HOẠCH", "THÔNG BÁO", "QUYẾT ĐỊNH",	 "TỜ TRÌNH",
	    "BIÊN BẢN", "GIẤY MỜI", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "NGHỊ QUYẾT",
	    "CHỈ THỊ",	"QUY CHẾ",  "QUY ĐỊNH",	 "CÔNG ĐIỆN",	 "THÔNG TRI",
	    "KẾT LUẬN", "ĐỀ ÁN",    "PHƯƠNG ÁN"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(text, str_from(names[i])))
			return true;
	(void)a;
	return false;
}

static bool is_authority(str text)
{
	static const char *const heads[] = {"TM.", "KT.", "TL.", "TUQ.",
					    "Q.",  "T/M", "K/T", "T/L"};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (str_starts_with(text, str_from(heads[i])))
			return true;
	return false;
}

static bool is_left(const paper *p, const paper_line *line)
{
	return line->x + line->width / 2 <
	       p->pages[line->page].width * 45 / 100;
}

/* Of the first page, above the type name. */
static profile_component head_component(const paper *p, const profile *law,
					const paper_line *line)
{
	str text = line->text;
	str first = str_slice(law->national_name, 0,
			      str_find(law->national_name, STR(" CHỦ")));
	if (str_starts_with(text, first))
		return PROFILE_NATIONAL_NAME;
	if (str_starts_with(text, STR("Độc lập")) && law->motto.length)
		return PROFILE_MOTTO;
	if (is_type_name(p->arena, text))
		return PROFILE_TYPE_NAME;
	if (str_starts_with(text, STR("Số")) && is_left(p, line))
		return PROFILE_NUMBER;
	if (contains(text, ", ngày") && contains(text, "tháng"))
		return PROFILE_PLACE_DATE;
	if (is_left(p, line) && is_upper(p->arena, text))
		return line->bold ? PROFILE_BODY_NAME : PROFILE_PARENT_BODY;
	return PROFILE_COMPONENT_COUNT;
}

static bool is_centred(const paper *p, const paper_line *line)
{
	mpt middle = line->x + line->width / 2;
	mpt half = p->pages[line->page].width / 2;
	return middle > half - PT(40) && middle < half + PT(60);
}

/* A number alone in the margin. */
static bool is_page_number(const paper *p, const paper_line *line)
{
	int64_t n;
	mpt height = p->pages[line->page].height;
	return str_to_int64(line->text, &n) && is_centred(p, line) &&
	       (line->y < PT(57) || line->y > height - PT(57));
}

/* Small print on the left, below “Nơi nhận:”. */
static bool is_recipient(const paper *p, const paper_line *line)
{
	const paper_line *head = paper_find(p, PROFILE_RECIPIENTS_HEAD);
	return head && head->page == line->page && line->y > head->y &&
	       line->size < PT(12) + PT(1) / 2 && is_left(p, line);
}

static void recognise_end(paper *p, size_t i)
{
	paper_line *line = &p->lines[i];
	if (str_starts_with(line->text, STR("Nơi nhận")))
		line->component = PROFILE_RECIPIENTS_HEAD;
	else if (is_authority(line->text) && is_upper(p->arena, line->text))
		line->component = PROFILE_AUTHORITY;
	else if (is_page_number(p, line))
		line->component = PROFILE_PAGE_NUMBER;
	else if (is_recipient(p, line))
		line->component = PROFILE_RECIPIENT;
}

/* Wide lines in the body, neither bold nor centred. */
static bool is_body(const paper *p, const paper_line *line)
{
	return !line->bold && !line->italic &&
	       line->width > p->pages[line->page].width / 2 &&
	       line->size >= PT(12);
}

void paper_recognise(paper *p, const profile *law)
{
	bool in_head = true, was_type = false;
	for (size_t i = 0; i < p->line_count; i++) {
		paper_line *line = &p->lines[i];
		profile_component known = line->component;
		if (line->is_artifact) {
			recognise_end(p, i);
			continue;
		}
		if (known != PROFILE_COMPONENT_COUNT) {
			in_head = in_head && known != PROFILE_PARAGRAPH;
			continue;
		}
		if (in_head && line->page == 0) {
			line->component = head_component(p, law, line);
			if (was_type && line->bold && is_centred(p, line) &&
			    !is_upper(p->arena, line->text))
				line->component = PROFILE_SUBJECT;
			was_type =
			    was_type || line->component == PROFILE_TYPE_NAME;
		}
		if (line->component == PROFILE_COMPONENT_COUNT)
			recognise_end(p, i);
		if (line->component == PROFILE_COMPONENT_COUNT && !p->is_ours &&
		    is_body(p, line)) {
			line->component = PROFILE_PARAGRAPH;
			in_head = false;
		}
	}
}

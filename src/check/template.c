#include "prose.h"

#define CONTROL "urn:vanban:mau:1"

/* Text with its {expressions} as one unknown word each. */
static void add_text(prose *p, const xml_node *node)
{
	str text = node->text;
	size_t from = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] != '{')
			continue;
		bool is_brace = i + 1 < text.length && text.data[i + 1] == '{';
		if (is_brace) {
			i++;
			continue;
		}
		size_t close = i;
		while (close < text.length && text.data[close] != '}')
			close++;
		prose_add(p, str_slice(text, from, i - from),
			  xml_span_within(diags_sources(p->diags), node->at,
					  from, i - from),
			  true);
		prose_add(p, STR(LINT_UNKNOWN), node->at, false);
		from = close + 1;
		i = close;
	}
	if (from < text.length)
		prose_add(p, str_slice(text, from, text.length),
			  xml_span_within(diags_sources(p->diags), node->at,
					  from, text.length - from),
			  true);
}

static bool is_choice(const xml_node *node)
{
	return str_equal(node->uri, STR(CONTROL)) &&
	       !str_equal(node->name, STR("neu"));
}

static void add_inlines(prose *p, const xml_node *node)
{
	for (const xml_node *n = node->first_child; n; n = n->next) {
		if (n->is_text)
			add_text(p, n);
		else if (is_choice(n))
			prose_add(p, STR(LINT_UNKNOWN), n->at, false);
		else
			add_inlines(p, n);
	}
}

static bool has_text(const xml_node *node)
{
	for (const xml_node *n = node->first_child; n; n = n->next)
		if (n->is_text && str_trim(n->text).length)
			return true;
	return false;
}

static bool has_own_form(const xml_node *node)
{
	static const char *const names[] = {"dau-van-ban", "noi-nhan", "ky",
					    "bieu-do", "kinh-gui"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(node->name, str_from(names[i])))
			return true;
	return false;
}

static void add_blocks(prose *p, const xml_node *node)
{
	if (has_own_form(node))
		return;
	if (has_text(node) && !is_choice(node)) {
		add_inlines(p, node);
		prose_end_paragraph(p);
		return;
	}
	for (const xml_node *n = node->first_child; n; n = n->next)
		if (!n->is_text)
			add_blocks(p, n);
}

/* thong-tin has a free vocabulary: each text is a paragraph. */
static bool is_read(const xml_node *root)
{
	return str_equal(root->name, STR("van-ban")) ||
	       str_equal(root->name, STR("thong-tin")) ||
	       (str_equal(root->uri, STR(CONTROL)) &&
		str_equal(root->name, STR("manh")));
}

static bool may_be_read(const source *file)
{
	str head = str_slice(file->bytes, 0, 4096);
	return str_find(head, STR("<van-ban")) < head.length ||
	       str_find(head, STR("<thong-tin")) < head.length ||
	       str_find(head, STR(CONTROL)) < head.length;
}

/*
 * The file was read and reported by its own room: it is parsed once more for
 * its tree alone. The parse has sources of its own; a place has the same bytes
 * in both.
 */
static void check_source(arena *a, diags *d, uint32_t id,
			 const lint_options *options)
{
	const source *file = source_get(diags_sources(d), id);
	sources *own = sources_new(a);
	diags *unheard = diags_new(a, own);
	xml_document document;
	while (source_count(own) + 1 < id) /* so that the numbers agree */
		source_add(own, STR(""), STR(""));
	if (!xml_parse(a, unheard, file->path, file->bytes, &document) ||
	    !is_read(document.root))
		return;
	prose p;
	prose_begin(&p, a, d, options);
	add_blocks(&p, document.root);
	prose_finish(&p);
}

void check_sources(arena *a, diags *d, const lint_options *options)
{
	uint32_t count = source_count(diags_sources(d));
	for (uint32_t id = 1; id <= count; id++)
		if (may_be_read(source_get(diags_sources(d), id)))
			check_source(a, d, id, options);
}

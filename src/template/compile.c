#include "compiled.h"

#include "vanban/file.h"

/* Elements of the vocabulary: checked against the table, once. */

part *part_append(compiler *c, part *parent, part_kind kind,
		  const xml_node *node)
{
	part *p = ARENA_NEW(c->template->parts, part);
	p->kind = kind;
	p->at = node->at;
	if (kind != PART_ELEMENT && kind != PART_TEXT)
		p->control = ARENA_NEW(c->template->parts, part_control);
	if (!parent)
		return p;
	if (parent->last_child)
		parent->last_child->next = p;
	else
		parent->first_child = p;
	parent->last_child = p;
	return p;
}

/* Written by authors: all kinds but figures and bare text. */
static doc_kinds authored(doc_kinds kinds)
{
	return kinds & ~DOC_KIND(DOC_FIGURE) & ~DOC_KIND(DOC_TEXT);
}

static bool is_blank(str text)
{
	return str_trim(text).length == 0;
}

/* ---- Attributes ------------------------------------------------------- */

/* Of the template and not of the document. */
static bool is_template_attribute(doc_kind kind, str name)
{
	return kind == DOC_DOCUMENT && (str_equal(name, STR("chi-tieu")) ||
					str_equal(name, STR("tham-so")));
}

static bool report_attribute(compiler *c, const xml_attribute *a, doc_kind kind)
{
	const doc_vocabulary_row *row = doc_vocabulary(kind);
	str *names = ARENA_ARRAY(c->arena, str, row->attribute_count + 1);
	size_t count = row->attribute_count;
	for (size_t i = 0; i < count; i++)
		names[i] =
		    str_from(doc_attribute_text(row->attributes[i].name));
	diag_at(c->diags, DIAG_UNKNOWN_ATTRIBUTE, a->name_at, a->name,
		str_from(row->element));
	diag_suggest(c->diags, a->name, names, count);
	if (count)
		diag_hint(c->diags, HINT_ALLOWED_HERE,
			  str_join(c->arena, names, count, STR(" ")));
	return false;
}

str compile_path(compiler *c, str name, str value, span at)
{
	str root = c->template->root_folder;
	if (str_find(value, STR("{")) < value.length) {
		diag_at(c->diags, DIAG_LITERAL_ONLY, at, name);
		return STR("");
	}
	str path =
	    path_normalise(c->arena, path_join(c->arena, c->folder, value));
	if (path_is_inside(root, path))
		return path;
	diag_at(c->diags, DIAG_PATH_OUTSIDE, at, value, root);
	return STR("");
}

/* Which picture is no matter of the data: it is read with the template. */
static void compile_file(compiler *c, part_attribute *out,
			 const xml_attribute *a)
{
	str path = compile_path(c, a->name, a->value, a->value_at);
	if (path.length)
		out->image = template_load_image(c->template, c->diags, path,
						 a->value_at);
}

static void compile_attribute(compiler *c, part *p, const xml_attribute *a)
{
	doc_attribute_name name = doc_attribute_of(a->name);
	const doc_attribute_rule *rule =
	    name == DOC_ATTR_COUNT ? NULL : doc_rule_of(p->element, name);
	if (is_template_attribute(p->element, a->name))
		return;
	if (!rule) {
		report_attribute(c, a, p->element);
		return;
	}
	part_attribute *out = &p->attributes[p->attribute_count++];
	*out = (part_attribute){
	    .name = a->name, .attribute = name, .name_at = a->name_at};
	bool sound = pattern_compile(c, a->value, a->value_at, &out->value);
	if (rule->type == DOC_VALUE_FILE)
		compile_file(c, out, a);
	if (sound && pattern_is_literal(&out->value))
		doc_check_value(c->diags, p->element, rule,
				pattern_literal(c->arena, &out->value),
				a->value_at);
}

static void compile_attributes(compiler *c, part *p, const xml_node *node)
{
	const doc_vocabulary_row *row = doc_vocabulary(p->element);
	if (node->attribute_count)
		p->attributes = ARENA_ARRAY(c->template->parts, part_attribute,
					    node->attribute_count);
	for (size_t i = 0; i < node->attribute_count; i++)
		if (!node->attributes[i].prefix_uri.length)
			compile_attribute(c, p, &node->attributes[i]);
	for (size_t i = 0; i < row->attribute_count; i++) {
		const char *name = doc_attribute_text(row->attributes[i].name);
		if (row->attributes[i].required)
			xml_require(c->diags, node, str_from(name));
	}
	if (p->element == DOC_PICTURE &&
	    !xml_attribute_of(node, STR("mo-ta")) &&
	    !xml_attribute_of(node, STR("trang-tri")))
		diag_at(c->diags, DIAG_PICTURE_NOT_DESCRIBED, node->at);
}

/* ---- Content ---------------------------------------------------------- */

static void compile_text(compiler *c, part *parent, const xml_node *node,
			 doc_kind kind)
{
	const doc_vocabulary_row *row = doc_vocabulary(kind);
	if (row->content == DOC_CONTENT_INLINES) {
		part *p = part_append(c, parent, PART_TEXT, node);
		pattern_compile(c, node->text, node->at, &p->text);
	} else if (!is_blank(node->text)) {
		diag_at(c->diags, DIAG_UNEXPECTED_TEXT,
			xml_text_at(diags_sources(c->diags), node),
			str_from(row->element), str_trim(node->text));
	}
}

static str allowed_names(compiler *c, doc_kind kind)
{
	str names =
	    doc_names_of(c->arena, authored(doc_vocabulary(kind)->children));
	return str_format(c->arena, "%.*s %s", STR_ARGS(names),
			  control_names());
}

static bool report_element(compiler *c, const xml_node *node, doc_kind parent)
{
	str names = allowed_names(c, parent);
	return xml_unknown_element(c->diags, node, names.data);
}

part *compile_element(compiler *c, part *parent, const xml_node *node,
		      doc_kind kind)
{
	part *p = part_append(c, parent, PART_ELEMENT, node);
	p->element = kind;
	compile_attributes(c, p, node);
	compile_children(c, p, node, kind);
	return p;
}

static void compile_child(compiler *c, part *parent, const xml_node *node,
			  doc_kind parent_kind)
{
	doc_kinds allowed = authored(doc_vocabulary(parent_kind)->children);
	if (node->is_text) {
		compile_text(c, parent, node, parent_kind);
		return;
	}
	if (is_control(node)) {
		compile_control(c, parent, node, parent_kind);
		return;
	}
	if (!str_equal(node->uri, STR(TEMPLATE_NAMESPACE))) {
		diag_at(c->diags, DIAG_TEMPLATE_NAMESPACE, node->name_at,
			node->name, STR(TEMPLATE_NAMESPACE));
		diag_hint(c->diags, HINT_ROOT_NAMESPACES);
		return;
	}
	doc_kind kind = doc_kind_of(node->name);
	if (kind == DOC_KIND_COUNT || !(allowed >> kind & 1))
		report_element(c, node, parent_kind);
	else
		compile_element(c, parent, node, kind);
}

/* Names set by t:bien are seen by what follows, to the end of the parent. */
void compile_children(compiler *c, part *parent, const xml_node *node,
		      doc_kind kind)
{
	size_t names_before = c->name_count;
	if (c->depth >= TEMPLATE_DEPTH) {
		diag_at(c->diags, DIAG_TEMPLATE_TOO_DEEP, node->at,
			str_format(c->arena, "%d", TEMPLATE_DEPTH));
		return;
	}
	c->depth++;
	for (const xml_node *n = node->first_child; n; n = n->next)
		compile_child(c, parent, n, kind);
	c->depth--;
	c->name_count = names_before;
}

#include "vanban/doc.h"

#include <assert.h>

doc_node *doc_append(arena *a, doc_node *parent, doc_kind kind, span at)
{
	doc_node *node = ARENA_NEW(a, doc_node);
	node->kind = kind;
	node->at = at;
	node->parent = parent;
	if (!parent)
		return node;
	if (parent->last_child)
		parent->last_child->next = node;
	else
		parent->first_child = node;
	parent->last_child = node;
	return node;
}

doc_node *doc_insert(arena *a, doc_node *parent, doc_node *before,
		     doc_kind kind, span at)
{
	if (!before)
		return doc_append(a, parent, kind, at);
	doc_node *node = doc_append(a, NULL, kind, at);
	doc_node **link = &parent->first_child;
	while (*link != before)
		link = &(*link)->next;
	*link = node;
	node->next = before;
	node->parent = parent;
	return node;
}

static doc_attribute *find_attribute(const doc_node *node,
				     doc_attribute_name name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (node->attributes[i].name == name)
			return &node->attributes[i];
	return NULL;
}

/* Room for all attributes that the kind may have, once. */
void doc_set_attribute(arena *a, doc_node *node, doc_attribute_name name,
		       str value, span at)
{
	doc_attribute *attribute = find_attribute(node, name);
	if (!attribute) {
		size_t most = doc_vocabulary(node->kind)->attribute_count;
		assert(node->attribute_count < most);
		if (!node->attributes)
			node->attributes = ARENA_ARRAY(a, doc_attribute, most);
		attribute = &node->attributes[node->attribute_count++];
	}
	*attribute = (doc_attribute){.name = name, .value = value, .at = at};
}

void doc_set_origin(doc_node *node, doc_attribute_name name, span data_at)
{
	doc_attribute *attribute = find_attribute(node, name);
	if (attribute)
		attribute->data_at = data_at;
}

void doc_set_image(doc_node *node, doc_attribute_name name,
		   const struct image *image)
{
	doc_attribute *attribute = find_attribute(node, name);
	if (attribute)
		attribute->image = image;
}

const struct image *doc_attribute_image(const doc_node *node,
					doc_attribute_name name)
{
	const doc_attribute *attribute = find_attribute(node, name);
	return attribute ? attribute->image : NULL;
}

str doc_attribute_value(const doc_node *node, doc_attribute_name name)
{
	const doc_attribute *attribute = find_attribute(node, name);
	return attribute ? attribute->value : STR("");
}

bool doc_has_attribute(const doc_node *node, doc_attribute_name name)
{
	return find_attribute(node, name) != NULL;
}

bool doc_yes(const doc_node *node, doc_attribute_name name, bool by_default)
{
	const doc_attribute *attribute = find_attribute(node, name);
	return attribute ? str_equal(attribute->value, STR("co")) : by_default;
}

int doc_integer(const doc_node *node, doc_attribute_name name, int by_default)
{
	int64_t value;
	const doc_attribute *attribute = find_attribute(node, name);
	if (!attribute || !str_to_int64(attribute->value, &value) ||
	    value < INT32_MIN || value > INT32_MAX)
		return by_default;
	return (int)value;
}

int32_t doc_points(const doc_node *node, doc_attribute_name name,
		   int32_t by_default)
{
	const doc_attribute *attribute = find_attribute(node, name);
	if (!attribute)
		return by_default;
	str whole = attribute->value;
	size_t comma = str_find(whole, STR(","));
	bool has_half = comma < whole.length;
	int64_t points;
	if (!str_to_int64(str_slice(whole, 0, comma), &points) || points < 0 ||
	    points > 9999)
		return by_default;
	return (int32_t)points * 1000 + (has_half ? 500 : 0);
}

const doc_node *doc_child(const doc_node *node, doc_kind kind)
{
	const doc_node *child = node->first_child;
	while (child && child->kind != kind)
		child = child->next;
	return child;
}

static void append_text(const doc_node *node, buffer *out)
{
	if (node->kind == DOC_TEXT || node->kind == DOC_FIGURE)
		buffer_append(out, node->text);
	if (node->kind == DOC_LINE_BREAK)
		buffer_append(out, STR(" "));
	for (const doc_node *c = node->first_child; c; c = c->next)
		if (c->kind != DOC_FOOTNOTE)
			append_text(c, out);
}

str doc_plain_text(arena *a, const doc_node *node)
{
	buffer out = {0};
	append_text(node, &out);
	str text = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return text;
}

#include "record.h"

/* The copied tree and what is filled into it. */

#define ROOM_FOR_MORE 7 /* attributes that one element is completed by */

static xml_node *copy_node(arena *a, const xml_node *from, xml_node *parent)
{
	xml_node *to = ARENA_NEW(a, xml_node);
	*to = *from;
	to->parent = parent;
	to->next = to->first_child = to->last_child = NULL;
	to->attributes = ARENA_ARRAY(a, xml_attribute,
				     from->attribute_count + ROOM_FOR_MORE);
	for (size_t i = 0; i < from->attribute_count; i++)
		to->attributes[i] = from->attributes[i];
	if (parent->last_child)
		parent->last_child->next = to;
	else
		parent->first_child = to;
	parent->last_child = to;
	for (const xml_node *child = from->first_child; child;
	     child = child->next)
		copy_node(a, child, to);
	return to;
}

xml_node *tree_copy(arena *a, const xml_node *element)
{
	xml_node *root = ARENA_NEW(a, xml_node);
	root->at = root->name_at = element->name_at;
	return copy_node(a, element, root);
}

/* The tree is this room's own copy. */
static xml_node *writable(const xml_node *node)
{
	return (xml_node *)(uintptr_t)node;
}

void tree_complete(record *r, const xml_node *node, const char *name, str value,
		   span from)
{
	str key = str_copy(r->arena, str_from(name));
	xml_node *to = writable(node);
	if (xml_attribute_of(node, key))
		return;
	to->attributes[to->attribute_count++] = (xml_attribute){
	    .name = key, .value = value, .name_at = from, .value_at = from};
}

void tree_complete_number(record *r, const xml_node *node, const char *name,
			  int64_t value, span from)
{
	/* Without grouping: as data files write numbers. */
	tree_complete(r, node, name, text_format_plain(r->arena, value), from);
}

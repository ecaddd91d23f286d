#include "evaluation.h"

/* What paths walk over: units of the period, and elements of fact files. */

/* ---- Units ------------------------------------------------------------ */

static const data_unit *unit_of(expr_item item)
{
	return item.object;
}

static const data_period *period_of(expr_item item)
{
	return ((const unit_scope *)item.scope)->period;
}

size_t unit_children(const data_unit *unit, const data_period *period)
{
	size_t count = 0;
	for (const data_unit *u = unit->first_child; u; u = u->next)
		count += data_unit_is_valid(u, period);
	return count;
}

static bool give_unit(expr_item like, const data_unit *unit, expr_item *out)
{
	if (unit)
		*out = (expr_item){like.type, unit, like.scope};
	return unit != NULL;
}

static str unit_name(expr_item item)
{
	(void)item;
	return STR("dv");
}

/* Which units there are below it is part of what the document depends on. */
static void tell_read(expr_item item)
{
	data_reads(((const unit_scope *)item.scope)->data, unit_of(item));
}

static const data_unit *first_valid(const data_unit *unit,
				    const data_period *period)
{
	while (unit && !data_unit_is_valid(unit, period))
		unit = unit->next;
	return unit;
}

static bool unit_first_child(expr_item item, expr_item *out)
{
	tell_read(item);
	const data_unit *first = unit_of(item)->first_child;
	return give_unit(item, first_valid(first, period_of(item)), out);
}

static bool unit_next(expr_item item, expr_item *out)
{
	const data_unit *next = unit_of(item)->next;
	return give_unit(item, first_valid(next, period_of(item)), out);
}

static bool unit_parent(expr_item item, expr_item *out)
{
	return give_unit(item, unit_of(item)->parent, out);
}

static str unit_text(expr_item item, arena *a)
{
	(void)a;
	return unit_of(item)->name;
}

static span unit_at(expr_item item)
{
	return unit_of(item)->at;
}

typedef str unit_attribute_function(const data_unit *, arena *);

static str attribute_code(const data_unit *u, arena *a)
{
	(void)a;
	return u->code;
}

static str attribute_name(const data_unit *u, arena *a)
{
	(void)a;
	return u->name;
}

static str attribute_class(const data_unit *u, arena *a)
{
	(void)a;
	return u->class ? u->class->code : STR("");
}

static str attribute_class_word(const data_unit *u, arena *a)
{
	(void)a;
	return u->class ? u->class->word : STR("");
}

static str attribute_class_title(const data_unit *u, arena *a)
{
	(void)a;
	return u->class ? u->class->title : STR("");
}

static str attribute_full_name(const data_unit *u, arena *a)
{
	(void)a;
	return u->full_name;
}

static str attribute_full_title(const data_unit *u, arena *a)
{
	return text_capitalise(a, u->full_name);
}

/* Made from the tree; every other attribute is the element's own. */
static const struct unit_attribute {
	const char *name;
	unit_attribute_function *value;
} unit_attributes[] = {
    {"ma", attribute_code},
    {"ten", attribute_name},
    {"loai", attribute_class},
    {"ten-loai", attribute_class_word},
    {"Ten-loai", attribute_class_title},
    {"ten-day-du", attribute_full_name},
    {"Ten-day-du", attribute_full_title},
};

static bool unit_attribute(expr_item item, str name, arena *a, expr_value *out)
{
	const data_unit *u = unit_of(item);
	if (str_equal(name, STR("so-dv"))) {
		tell_read(item);
		size_t n = unit_children(u, period_of(item));
		*out = expr_number(TEXT_INTEGER((int64_t)n));
		return true;
	}
	for (size_t i = 0;
	     i < sizeof(unit_attributes) / sizeof *unit_attributes; i++)
		if (str_equal(str_from(unit_attributes[i].name), name)) {
			*out = expr_text(unit_attributes[i].value(u, a));
			return true;
		}
	const xml_attribute *own =
	    u->node ? xml_attribute_of(u->node, name) : NULL;
	if (own)
		*out = expr_data_text(a, own->value);
	return own != NULL;
}

/* ---- What any unit has ------------------------------------------------ */

static unit_scope *scope_of(expr_item item)
{
	return (unit_scope *)(uintptr_t)item.scope;
}

static void list_attribute(unit_scope *s, size_t *capacity, str name)
{
	for (size_t i = 0; s->attributes && i < s->attribute_count; i++)
		if (str_equal(s->attributes[i], name))
			return;
	ARENA_GROW(s->arena, s->attributes, s->attribute_count, *capacity);
	s->attributes[s->attribute_count++] = name;
}

static void list_attributes(unit_scope *s)
{
	const data_unit *const *units;
	size_t count = data_units(s->data, &units), capacity = 0;
	for (size_t i = 0;
	     i < sizeof(unit_attributes) / sizeof *unit_attributes; i++)
		list_attribute(s, &capacity, str_from(unit_attributes[i].name));
	list_attribute(s, &capacity, STR("so-dv"));
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0;
		     units[i]->node && j < units[i]->node->attribute_count; j++)
			list_attribute(s, &capacity,
				       units[i]->node->attributes[j].name);
}

static size_t all_attributes(expr_item item, arena *a, const str **out)
{
	unit_scope *s = scope_of(item);
	(void)a;
	if (!s->attributes)
		list_attributes(s);
	*out = s->attributes;
	return s->attribute_count;
}

/* Of a class, the text that the attribute holds; empty: another attribute. */
static str class_text(const data_class *class, str attribute)
{
	if (str_equal(attribute, STR("loai")))
		return class->code;
	if (str_equal(attribute, STR("ten-loai")))
		return class->word;
	if (str_equal(attribute, STR("Ten-loai")))
		return class->title;
	return STR("");
}

static bool is_any_of(const data_class *class, str value)
{
	return str_equal(class->code, value) || str_equal(class->word, value) ||
	       str_equal(class->title, value);
}

/* Classes by code or word: the right form of the other is what was meant. */
static bool class_may_be(const data_set *data, str attribute, str value,
			 str *meant)
{
	const data_class *const *classes;
	size_t count = data_classes(data, &classes);
	size_t limit = str_code_points(value) / 3 + 1, least = limit + 1;
	for (size_t i = 0; i < count; i++) {
		str text = class_text(classes[i], attribute);
		size_t distance = is_any_of(classes[i], value)
				      ? 0
				      : str_distance(value, text, limit);
		if (!text.length || str_equal(text, value))
			return true;
		if (distance < least) {
			least = distance;
			*meant = text;
		}
	}
	return count == 0;
}

static bool unit_may_be(expr_item item, str attribute, str value, str *meant)
{
	const data_set *data = scope_of(item)->data;
	if (!str_equal(attribute, STR("ma")))
		return class_may_be(data, attribute, value, meant);
	return data_unit_of(data, value) != NULL;
}

const expr_item_type template_unit_type = {
    .name = unit_name,
    .attribute = unit_attribute,
    .first_child = unit_first_child,
    .next_sibling = unit_next,
    .parent = unit_parent,
    .text = unit_text,
    .at = unit_at,
    .attributes = all_attributes,
    .may_be = unit_may_be,
    .child = "dv",
};

expr_item item_of_unit(const evaluation *e, const data_unit *unit)
{
	return (expr_item){&template_unit_type, unit, &e->units};
}

/* ---- Facts ------------------------------------------------------------ */

static const expr_item_type node_type, root_type;

static const xml_node *node_of(expr_item item)
{
	return item.object;
}

static bool give_node(const void *scope, const xml_node *node, expr_item *out)
{
	if (node)
		*out = (expr_item){&node_type, node, scope};
	return node != NULL;
}

/* The first child of roots[i] or of a root behind it. */
static const xml_node *child_from(const fact_roots *facts, size_t i)
{
	const xml_node *child = NULL;
	for (; !child && i < facts->count; i++)
		child = xml_first(facts->roots[i], STR(""));
	return child;
}

static size_t index_of_root(const fact_roots *facts, const xml_node *node)
{
	size_t i = 0;
	while (i < facts->count && facts->roots[i] != node)
		i++;
	return i;
}

static str node_name(expr_item item)
{
	return node_of(item)->name;
}

static bool node_attribute(expr_item item, str name, arena *a, expr_value *out)
{
	const xml_attribute *found = xml_attribute_of(node_of(item), name);
	if (found)
		*out = expr_data_text(a, found->value);
	if (found)
		out->data_at = found->value_at;
	return found != NULL;
}

static bool node_first_child(expr_item item, expr_item *out)
{
	return give_node(item.scope, xml_first(node_of(item), STR("")), out);
}

static bool node_next(expr_item item, expr_item *out)
{
	const fact_roots *facts = item.scope;
	const xml_node *node = node_of(item);
	const xml_node *next = xml_next(node, STR(""));
	if (next)
		return give_node(facts, next, out);
	size_t i = index_of_root(facts, node->parent);
	return give_node(facts, child_from(facts, i + 1), out);
}

static bool node_parent(expr_item item, expr_item *out)
{
	const fact_roots *facts = item.scope;
	const xml_node *parent = node_of(item)->parent;
	if (index_of_root(facts, parent) < facts->count)
		*out = item_of_facts(facts);
	else
		give_node(facts, parent, out);
	return true;
}

static str node_text(expr_item item, arena *a)
{
	return xml_text(a, node_of(item));
}

static span node_at(expr_item item)
{
	return node_of(item)->at;
}

static size_t node_attributes(expr_item item, arena *a, const str **out)
{
	const xml_node *node = node_of(item);
	str *names = ARENA_ARRAY(a, str, node->attribute_count);
	for (size_t i = 0; i < node->attribute_count; i++)
		names[i] = node->attributes[i].name;
	*out = names;
	return node->attribute_count;
}

static const expr_item_type node_type = {
    .name = node_name,
    .attributes = node_attributes,
    .attribute = node_attribute,
    .first_child = node_first_child,
    .next_sibling = node_next,
    .parent = node_parent,
    .text = node_text,
    .at = node_at,
};

static bool root_first_child(expr_item item, expr_item *out)
{
	const fact_roots *facts = item.object;
	return give_node(facts, child_from(facts, 0), out);
}

static str root_name(expr_item item)
{
	(void)item;
	return STR("");
}

static const expr_item_type root_type = {
    .name = root_name,
    .first_child = root_first_child,
};

expr_item item_of_facts(const fact_roots *facts)
{
	return (expr_item){&root_type, facts, NULL};
}

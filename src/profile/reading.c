#include "reading.h"

#include <assert.h>

static bool names_match(const char *name, str s)
{
	return name ? str_equal(str_from(name), s) : s.length == 0;
}

bool field_is_of(const field_row *row, str group, str element)
{
	return names_match(row->group, group) &&
	       names_match(row->element, element);
}

/* A blank-separated list without repeats, for xml's checks. */
typedef struct word_list {
	str words[64];
	size_t count;
} word_list;

static void add_word(word_list *list, str word)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->words[i], word))
			return;
	assert(list->count < sizeof list->words / sizeof *list->words);
	list->words[list->count++] = word;
}

static word_list components(void)
{
	word_list list = {.count = 0};
	for (profile_component c = 0; c < PROFILE_COMPONENT_COUNT; c++)
		add_word(&list, str_from(profile_component_name(c)));
	return list;
}

static const char *joined(arena *a, const word_list *list)
{
	str all = str_join(a, list->words, list->count, STR(" "));
	return str_copy(a, all).data;
}

static const char *elements_of(arena *a, str group)
{
	word_list list = {.count = 0};
	for (size_t i = 0; i < profile_field_count; i++)
		if (names_match(profile_fields[i].group, group) &&
		    profile_fields[i].element)
			add_word(&list, str_from(profile_fields[i].element));
	if (group.length == 0) {
		add_word(&list, STR("danh-so"));
		add_word(&list, STR("kieu-chu"));
	}
	return joined(a, &list);
}

static const char *attributes_of(arena *a, str group, str element)
{
	word_list list = {.count = 0};
	for (size_t i = 0; i < profile_field_count; i++)
		if (field_is_of(&profile_fields[i], group, element))
			add_word(&list, str_from(profile_fields[i].attribute));
	if (element.length == 0)
		add_word(&list, STR("ke-thua"));
	return joined(a, &list);
}

/* Texts between elements and elements within leaves are no values. */
static void check_no_text(reading *r, const xml_node *node)
{
	for (const xml_node *child = node->first_child; child;
	     child = child->next)
		if (child->is_text && str_trim(child->text).length > 0)
			diag_at(r->diags, DIAG_UNEXPECTED_TEXT,
				xml_text_at(diags_sources(r->diags), child),
				node->name, str_trim(child->text));
}

static void check_leaf(reading *r, const xml_node *node)
{
	check_no_text(r, node);
	const xml_node *child = xml_first(node, (str){0});
	for (; child; child = xml_next(child, (str){0}))
		xml_unknown_element(r->diags, child, "");
}

/* Whether an earlier sister has the same name; reported. */
static bool is_repeated(reading *r, const xml_node *node)
{
	const xml_node *other = xml_first(node->parent, node->name);
	if (other == node)
		return false;
	diag_at(r->diags, DIAG_PROFILE_REPEATED, node->name_at, node->name);
	diag_note(r->diags, HINT_FIRST_IS_HERE, other->name_at);
	return true;
}

/* Fills the profile from node's attributes by the rows of its element. */
static void read_fields(reading *r, const xml_node *node, str group,
			str element)
{
	xml_check_attributes(r->diags, node,
			     attributes_of(r->arena, group, element));
	for (size_t i = 0; i < profile_field_count; i++) {
		const field_row *row = &profile_fields[i];
		if (!field_is_of(row, group, element))
			continue;
		const xml_attribute *from =
		    xml_attribute_of(node, str_from(row->attribute));
		if (!from)
			continue;
		field_set(r->arena, r->diags, row, from, r->profile);
		r->has_field[i] = true;
	}
}

static bool has_rows(str group, str element)
{
	for (size_t i = 0; i < profile_field_count; i++)
		if (field_is_of(&profile_fields[i], group, element))
			return true;
	return false;
}

static void read_numberings(reading *r, const xml_node *group)
{
	check_no_text(r, group);
	xml_check_attributes(r->diags, group, "");
	const xml_node *node = xml_first(group, (str){0});
	for (; node; node = xml_next(node, (str){0})) {
		if (!has_rows(group->name, node->name)) {
			xml_unknown_element(r->diags, node,
					    elements_of(r->arena, group->name));
			continue;
		}
		check_leaf(r, node);
		if (!is_repeated(r, node))
			read_fields(r, node, group->name, node->name);
	}
}

/* nhu: the style begins as a copy of another component's. */
static void copy_style(reading *r, const xml_node *node,
		       profile_component component)
{
	const xml_attribute *from = xml_attribute_of(node, STR("nhu"));
	if (!from)
		return;
	profile_component other = profile_component_of(from->value);
	if (other == PROFILE_COMPONENT_COUNT) {
		diag_at(r->diags, DIAG_PROFILE_COMPONENT, from->value_at,
			from->value);
		word_list names = components();
		diag_suggest(r->diags, from->value, names.words, names.count);
	} else if (!r->has_style[other]) {
		diag_at(r->diags, DIAG_PROFILE_STYLE_LATER, from->value_at,
			from->value);
	} else {
		r->profile->styles[component] = r->profile->styles[other];
	}
	r->has_style[component] = true;
}

static void read_style(reading *r, const xml_node *node,
		       profile_component component)
{
	copy_style(r, node, component);
	if (!r->has_style[component]) {
		xml_require(r->diags, node, STR("co"));
		xml_require(r->diags, node, STR("gian-dong"));
	}
	for (size_t i = 0; i < profile_style_field_count; i++) {
		const field_row *row = &profile_style_fields[i];
		const xml_attribute *from =
		    xml_attribute_of(node, str_from(row->attribute));
		if (from)
			field_set(r->arena, r->diags, row, from,
				  &r->profile->styles[component]);
	}
	r->has_style[component] = true;
}

static const char *style_attributes(arena *a)
{
	word_list list = {.count = 0};
	add_word(&list, STR("nhu"));
	for (size_t i = 0; i < profile_style_field_count; i++)
		add_word(&list, str_from(profile_style_fields[i].attribute));
	return joined(a, &list);
}

static void read_styles(reading *r, const xml_node *group)
{
	word_list names = components();
	const char *elements = joined(r->arena, &names);
	const char *attributes = style_attributes(r->arena);
	check_no_text(r, group);
	xml_check_attributes(r->diags, group, "");
	const xml_node *node = xml_first(group, (str){0});
	for (; node; node = xml_next(node, (str){0})) {
		profile_component component = profile_component_of(node->name);
		if (component == PROFILE_COMPONENT_COUNT) {
			xml_unknown_element(r->diags, node, elements);
			continue;
		}
		check_leaf(r, node);
		xml_check_attributes(r->diags, node, attributes);
		if (!is_repeated(r, node))
			read_style(r, node, component);
	}
}

static bool is_prefix_repeated(reading *r, const str (*pairs)[2], size_t count,
			       const xml_attribute *written)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(pairs[i][0], written->value))
			return diag_at(r->diags, DIAG_PROFILE_PREFIX_REPEATED,
				       written->value_at, written->value),
			       true;
	return false;
}

/* tien-to: pairs of the author's prefix and this profile's. */
static void read_prefixes(reading *r, const xml_node *signature)
{
	size_t count = 0;
	const xml_node *node = xml_first(signature, (str){0});
	for (const xml_node *n = node; n; n = xml_next(n, (str){0}))
		count++;
	if (count == 0)
		return;
	str(*pairs)[2] = arena_array(r->arena, count, sizeof *pairs);
	count = 0;
	for (; node; node = xml_next(node, (str){0})) {
		if (!str_equal(node->name, STR("tien-to"))) {
			xml_unknown_element(r->diags, node, "tien-to");
			continue;
		}
		check_leaf(r, node);
		xml_check_attributes(r->diags, node, "viet thanh");
		const xml_attribute *from =
		    xml_require(r->diags, node, STR("viet"));
		const xml_attribute *to =
		    xml_require(r->diags, node, STR("thanh"));
		if (!from || !to ||
		    is_prefix_repeated(r, (const str(*)[2])pairs, count, from))
			continue;
		pairs[count][0] = str_copy(r->arena, from->value);
		pairs[count++][1] = str_copy(r->arena, to->value);
	}
	r->profile->authority_prefixes = (const str(*)[2])pairs;
	r->profile->authority_prefix_count = count;
}

static void read_element(reading *r, const xml_node *node)
{
	if (str_equal(node->name, STR("kieu-chu"))) {
		read_styles(r, node);
	} else if (str_equal(node->name, STR("danh-so"))) {
		read_numberings(r, node);
	} else if (!has_rows((str){0}, node->name)) {
		xml_unknown_element(r->diags, node,
				    elements_of(r->arena, (str){0}));
		return;
	} else if (str_equal(node->name, STR("ky"))) {
		check_no_text(r, node);
		read_fields(r, node, (str){0}, node->name);
		read_prefixes(r, node);
	} else {
		check_leaf(r, node);
		read_fields(r, node, (str){0}, node->name);
	}
}

void reading_apply(reading *r, const xml_node *root)
{
	check_no_text(r, root);
	read_fields(r, root, (str){0}, (str){0});
	const xml_node *node = xml_first(root, (str){0});
	for (; node; node = xml_next(node, (str){0}))
		if (!is_repeated(r, node))
			read_element(r, node);
}

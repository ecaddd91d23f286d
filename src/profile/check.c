#include "reading.h"

#define LEAST_TEXT_WIDTH  MPT_FROM_MICROMETRES(60000)
#define LEAST_TEXT_HEIGHT MPT_FROM_MICROMETRES(80000)

static bool has_any(const reading *r, str group, str element)
{
	for (size_t i = 0; i < profile_field_count; i++)
		if (r->has_field[i] &&
		    field_is_of(&profile_fields[i], group, element))
			return true;
	return false;
}

/* One message for an element that is missing as a whole. */
static void report_missing(reading *r, const xml_node *root,
			   const field_row *row)
{
	str group = str_from(row->group), element = str_from(row->element);
	str parent = group.length ? group : root->name;
	if (element.length == 0)
		xml_require(r->diags, root, str_from(row->attribute));
	else if (has_any(r, group, element))
		diag_at(r->diags, DIAG_PROFILE_VALUE_MISSING, root->name_at,
			str_from(row->attribute), element);
	else
		diag_at(r->diags, DIAG_PROFILE_ELEMENT_MISSING, root->name_at,
			element, parent);
}

static void check_fields(reading *r, const xml_node *root)
{
	for (size_t i = 0; i < profile_field_count; i++)
		if (!profile_fields[i].optional && !r->has_field[i])
			report_missing(r, root, &profile_fields[i]);
}

static void check_components(reading *r, const xml_node *root)
{
	str missing[PROFILE_COMPONENT_COUNT];
	size_t count = 0;
	for (profile_component c = 0; c < PROFILE_COMPONENT_COUNT; c++)
		if (!r->has_style[c])
			missing[count++] = str_from(profile_component_name(c));
	if (count > 0)
		diag_at(r->diags, DIAG_PROFILE_COMPONENT_MISSING, root->name_at,
			str_join(r->arena, missing, count, STR(", ")));
}

/* The element of the file asked for, or its root when it only inherits. */
static span place_of(const xml_node *root, str group, str element)
{
	const xml_node *node = NULL;
	if (!group.length)
		node = xml_first(root, element);
	else if ((node = xml_first(root, group)))
		node = xml_first(node, element);
	return node ? node->at : root->name_at;
}

static void check_lines(reading *r, const xml_node *root)
{
	for (profile_component c = 0; c < PROFILE_COMPONENT_COUNT; c++) {
		const profile_style *style = &r->profile->styles[c];
		str name = str_from(profile_component_name(c));
		if (style->line_height && style->line_height < style->size)
			diag_at(r->diags, DIAG_PROFILE_LINE_HEIGHT,
				place_of(root, STR("kieu-chu"), name), name);
	}
}

static void check_rule(reading *r, const xml_node *root, str element,
		       const profile_rule *rule)
{
	const char *missing = NULL;
	if (rule->kind == PROFILE_RULE_LINE && rule->share == 0)
		missing = "dai";
	else if (rule->kind == PROFILE_RULE_LINE && rule->thickness == 0)
		missing = "net";
	else if (rule->kind == PROFILE_RULE_TEXT && rule->text.length == 0)
		missing = "chu";
	if (missing)
		diag_at(r->diags, DIAG_PROFILE_VALUE_MISSING,
			place_of(root, (str){0}, element), str_from(missing),
			element);
}

static void check_page(reading *r, const xml_node *root)
{
	const profile *p = r->profile;
	mpt sides = p->margin_left + p->margin_right;
	mpt ends = p->margin_top + p->margin_bottom;
	mpt shorter =
	    p->page_width < p->page_height ? p->page_width : p->page_height;
	if (shorter - sides < LEAST_TEXT_WIDTH ||
	    shorter - ends < LEAST_TEXT_HEIGHT)
		diag_at(r->diags, DIAG_PROFILE_NO_ROOM,
			place_of(root, (str){0}, STR("trang")));
	if (p->page_number_offset >=
	    (p->page_number_top ? p->margin_top : p->margin_bottom))
		diag_at(r->diags, DIAG_PROFILE_PAGE_NUMBER,
			place_of(root, (str){0}, STR("so-trang")));
}

void reading_check(reading *r, const xml_node *root)
{
	size_t before = diags_errors(r->diags);
	check_fields(r, root);
	check_components(r, root);
	check_rule(r, root, STR("duoi-tieu-ngu"), &r->profile->rule_motto);
	check_rule(r, root, STR("duoi-co-quan"), &r->profile->rule_body_name);
	check_rule(r, root, STR("duoi-trich-yeu"), &r->profile->rule_subject);
	check_lines(r, root);
	if (diags_errors(r->diags) == before)
		check_page(r, root);
}

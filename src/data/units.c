#include "set.h"

/* ---- Reading ------------------------------------------------------------ */

static span class_at(const data_set *set, uint32_t index)
{
	return set->classes[index]->at;
}

static span unit_at(const data_set *set, uint32_t index)
{
	return set->units[index]->at;
}

static bool read_class(data_set *set, const xml_node *node)
{
	bool good = xml_check_attributes(set->diags, node, "ma ten viet-hoa");
	good &= data_check_children(set, node, "");
	data_class *class = ARENA_NEW(set->arena, data_class);
	const xml_attribute *word = data_require(set, node, STR("ten"));
	if (!data_read_code(set, node, &set->class_codes,
			    (uint32_t)set->class_count, class_at, &class->code))
		return false;
	class->at = node->at;
	class->word = word ? word->value : class->code;
	class->title = xml_attribute_value(node, STR("viet-hoa"));
	if (!class->title.length)
		class->title = text_capitalise(set->arena, class->word);
	ARENA_GROW(set->arena, set->classes, set->class_count,
		   set->class_capacity);
	set->classes[set->class_count++] = class;
	return good && word;
}

/* Official lists have names with doubled blanks; they must not be printed. */
static str tidy_name(data_set *set, const xml_attribute *name)
{
	str rest = name->value, word;
	buffer tidy = {0};
	while (str_next_word(&rest, &word)) {
		if (tidy.length)
			buffer_append_byte(&tidy, ' ');
		buffer_append(&tidy, word);
	}
	str result = name->value;
	if (!str_equal(result, buffer_str(&tidy))) {
		diag_at(set->diags, DIAG_NAME_BLANKS, name->value_at,
			name->value);
		result = str_copy(set->arena, buffer_str(&tidy));
	}
	buffer_free(&tidy);
	return result;
}

static bool read_dates(data_set *set, const xml_node *node, data_unit *unit)
{
	bool good = data_read_date(set, node, STR("tu"), &unit->valid_from);
	good &= data_read_date(set, node, STR("den"), &unit->valid_to);
	if (!unit->valid_from.month || !unit->valid_to.month ||
	    text_date_compare(unit->valid_from, unit->valid_to) <= 0)
		return good;
	return diag_at(
	    set->diags, DIAG_UNIT_DATES,
	    xml_attribute_of(node, STR("den"))->value_at, unit->code,
	    text_format_date(set->arena, unit->valid_from, TEXT_DATE_SHORT),
	    text_format_date(set->arena, unit->valid_to, TEXT_DATE_SHORT));
}

static void read_belonging(unit_row *row, const xml_node *node)
{
	const xml_attribute *a = xml_attribute_of(node, STR("thuoc"));
	if (a) {
		row->belongs = a->value;
		row->belongs_at = a->value_at;
	}
	row->merged = xml_attribute_of(node, STR("nhap-vao"));
}

/* Small letters, no marks, no hyphens. Opening ICU's rules for marks costs. */
static str bare_name(arena *a, str name)
{
	bool is_ascii = true;
	for (size_t i = 0; i < name.length; i++)
		is_ascii &= !(name.data[i] & 0x80);
	str slug = is_ascii ? name : text_slug(a, name);
	char *bytes = arena_allocate(a, slug.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < slug.length; i++) {
		char c = slug.data[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		if (c != '-' && c != '_')
			bytes[length++] = c;
	}
	return (str){bytes, length};
}

static bool is_among(str name, const str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, names[i]))
			return true;
	return false;
}

/*
 * A unit may have any attribute; but "nhập-vào" or "nhapvao" is not one of the
 * author's own, and without a word the merger would be lost.
 */
static bool check_own_names(data_set *set, const xml_node *node)
{
	static const str known[] = {STR_INIT("nhap-vao"), STR_INIT("thuoc"),
				    STR_INIT("tu"),	  STR_INIT("den"),
				    STR_INIT("ma"),	  STR_INIT("ten"),
				    STR_INIT("loai")};
	const size_t count = sizeof known / sizeof *known;
	bool good = true;
	for (size_t i = 0; i < node->attribute_count; i++) {
		const xml_attribute *a = &node->attributes[i];
		if (is_among(a->name, known, count))
			continue;
		str bare = bare_name(set->arena, a->name);
		for (size_t j = 0; j < count; j++) {
			if (!str_equal(bare, bare_name(set->arena, known[j])))
				continue;
			good = diag_at(set->diags, DIAG_UNKNOWN_ATTRIBUTE,
				       a->name_at, a->name, node->name);
			diag_hint(set->diags, HINT_DID_YOU_MEAN, known[j]);
		}
	}
	return good;
}

static bool read_unit(data_set *set, const xml_node *node, data_unit *parent)
{
	bool good = data_check_children(set, node, "dv");
	good &= check_own_names(set, node);
	unit_row *row = ARENA_NEW(set->arena, unit_row);
	data_unit *unit = &row->unit;
	const xml_attribute *name = data_require(set, node, STR("ten"));
	good &= name && data_require(set, node, STR("loai"));
	bool is_new =
	    data_read_code(set, node, &set->unit_codes,
			   (uint32_t)set->unit_count, unit_at, &unit->code);
	if (is_new) {
		ARENA_GROW(set->arena, set->units, set->unit_count,
			   set->unit_capacity);
		unit->index = (uint32_t)set->unit_count;
		set->units[set->unit_count++] = unit;
	}
	unit->name = name ? tidy_name(set, name) : unit->code;
	unit->parent = parent;
	unit->node = node;
	unit->at = node->at;
	good &= read_dates(set, node, unit);
	read_belonging(row, node);
	for (const xml_node *child = xml_first(node, STR("dv")); child;
	     child = xml_next(child, STR("dv")))
		good &= read_unit(set, child, is_new ? unit : parent);
	return good && is_new;
}

bool data_read_units(data_set *set, const xml_node *root)
{
	assert(!set->is_linked);
	bool good = xml_check_attributes(set->diags, root, "");
	good &= data_check_children(set, root, "loai dv");
	for (const xml_node *node = xml_first(root, STR("loai")); node;
	     node = xml_next(node, STR("loai")))
		good &= read_class(set, node);
	for (const xml_node *node = xml_first(root, STR("dv")); node;
	     node = xml_next(node, STR("dv")))
		good &= read_unit(set, node, NULL);
	return good;
}

/* ---- Linking ------------------------------------------------------------ */

static unit_row *row_of(const data_unit *unit)
{
	return (unit_row *)(uintptr_t)unit;
}

static void suggest_class(data_set *set, str wrong)
{
	str *codes = ARENA_ARRAY(set->arena, str, set->class_count);
	for (size_t i = 0; i < set->class_count; i++)
		codes[i] = set->classes[i]->code;
	diag_suggest(set->diags, wrong, codes, set->class_count);
}

/* A unit with an unknown class gets a class of its own, so as to go on. */
static const data_class *stand_in(data_set *set)
{
	return ARENA_NEW(set->arena, data_class);
}

static bool link_class(data_set *set, unit_row *row)
{
	data_unit *unit = &row->unit;
	const xml_attribute *a = xml_attribute_of(unit->node, STR("loai"));
	bool good =
	    a && data_table_get(&set->class_codes, a->value, &row->class_index);
	if (a && a->value.length && !good) {
		diag_at(set->diags, DIAG_CLASS_UNKNOWN, a->value_at, a->value);
		suggest_class(set, a->value);
	}
	row->class_index = good ? row->class_index : UINT32_MAX;
	unit->class = good ? set->classes[row->class_index] : stand_in(set);
	str word = unit->class->word;
	unit->full_name = word.length
			      ? str_format(set->arena, "%.*s %.*s",
					   STR_ARGS(word), STR_ARGS(unit->name))
			      : unit->name;
	return good;
}

static bool link_parent(data_set *set, unit_row *row)
{
	data_unit *unit = &row->unit;
	if (!row->belongs.data)
		return true;
	if (unit->parent && !str_equal(unit->parent->code, row->belongs))
		return diag_at(set->diags, DIAG_UNIT_TWO_PARENTS,
			       row->belongs_at, unit->code, unit->parent->code,
			       row->belongs);
	const data_unit *parent =
	    data_find_unit(set, row->belongs, row->belongs_at);
	unit->parent = parent ? set->units[parent->index] : NULL;
	return parent;
}

static void add_predecessor(data_set *set, data_unit *to, data_unit *from)
{
	unit_row *row = row_of(to);
	ARENA_GROW(set->arena, row->came_from, row->came_from_count,
		   row->came_from_capacity);
	row->came_from[row->came_from_count++] = from;
}

static bool link_merger(data_set *set, unit_row *row, str code, span at)
{
	data_unit *unit = &row->unit;
	const data_unit *to = data_find_unit(set, code, at);
	if (!to)
		return false;
	if (to == unit)
		return diag_at(set->diags, DIAG_MERGED_INTO_ITSELF, at, code);
	for (size_t i = 0; i < unit->merged_into_count; i++)
		if (unit->merged_into[i] == to)
			return diag_at(set->diags, DIAG_LIST_UNIT_TWICE, at,
				       code);
	unit->merged_into[unit->merged_into_count++] = set->units[to->index];
	add_predecessor(set, set->units[to->index], unit);
	return true;
}

static bool link_mergers(data_set *set, unit_row *row)
{
	if (!row->merged)
		return true;
	str value = row->merged->value, rest = value, code;
	size_t most = value.length / 2 + 1;
	str *codes = ARENA_ARRAY(set->arena, str, most);
	row->unit.merged_into = ARENA_ARRAY(set->arena, data_unit *, most);
	row->unit.merged_codes = codes;
	bool good = true;
	for (size_t n = 0; str_next_word(&rest, &code); n++) {
		span at = xml_span_within(
		    diags_sources(set->diags), row->merged->value_at,
		    (size_t)(code.data - value.data), code.length);
		codes[n] = code;
		good &= link_merger(set, row, code, at);
	}
	return good;
}

static bool cut_circle(data_set *set, unit_row *row)
{
	row->unit.parent = NULL;
	return diag_at(set->diags, DIAG_UNIT_CYCLE, row->unit.at,
		       row->unit.code);
}

static bool cut_long_way(data_set *set, unit_row *row)
{
	row->unit.parent = NULL;
	return diag_at(set->diags, DIAG_UNIT_TOO_DEEP, row->unit.at,
		       row->unit.code,
		       text_format_plain(set->arena, DATA_DEEPEST));
}

/* Gives a unit whose parent's depth is known its own. */
static bool set_depth(data_set *set, unit_row *row)
{
	bool good = true;
	const data_unit *above = row->unit.parent;
	if (above && row_of(above)->depth >= DATA_DEEPEST) {
		good = cut_long_way(set, row);
		above = NULL;
	}
	row->depth = (uint8_t)(above ? row_of(above)->depth + 1 : 1);
	row->is_walked = false;
	return good;
}

/* Goes up as far as depths are unknown, then gives them on the way down. */
static bool find_depth(data_set *set, unit_row *row)
{
	unit_row *way[DATA_DEEPEST];
	size_t length = 0;
	bool good = true;
	while (!row->depth && !row->is_walked && length < DATA_DEEPEST) {
		row->is_walked = true;
		way[length++] = row;
		if (!row->unit.parent)
			break;
		row = row_of(row->unit.parent);
	}
	if (length && way[length - 1]->unit.parent && !row->depth)
		good = row->is_walked ? cut_circle(set, way[length - 1])
				      : cut_long_way(set, way[length - 1]);
	while (length--)
		good &= set_depth(set, way[length]);
	return good;
}

static void add_below(data_unit *unit)
{
	if (!unit->parent)
		return;
	unit_row *above = row_of(unit->parent);
	if (above->last_child)
		above->last_child->next = unit;
	else
		above->unit.first_child = unit;
	above->last_child = unit;
}

bool data_link_units(data_set *set)
{
	bool good = true;
	for (size_t i = 0; i < set->unit_count; i++) {
		unit_row *row = row_of(set->units[i]);
		good &= link_class(set, row);
		good &= link_parent(set, row);
	}
	for (size_t i = 0; i < set->unit_count; i++) {
		unit_row *row = row_of(set->units[i]);
		good &= link_mergers(set, row);
		good &= find_depth(set, row);
	}
	for (size_t i = 0; i < set->unit_count; i++)
		add_below(set->units[i]);
	return good;
}

/* ---- Asking ------------------------------------------------------------- */

bool data_unit_exists(const data_unit *unit, text_date day)
{
	return (!unit->valid_from.month ||
		text_date_compare(unit->valid_from, day) <= 0) &&
	       (!unit->valid_to.month ||
		text_date_compare(day, unit->valid_to) <= 0);
}

bool data_existed(const data_unit *unit, text_date day)
{
	for (; unit; unit = unit->parent)
		if (!data_unit_exists(unit, day))
			return false;
	return true;
}

bool data_unit_is_valid(const data_unit *unit, const data_period *period)
{
	return data_existed(unit, period->last);
}

bool data_has_below(const data_unit *unit, text_date day)
{
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (data_unit_exists(u, day))
			return true;
	return false;
}

bool data_is_within(const data_unit *unit, const data_unit *above)
{
	while (unit && unit != above)
		unit = unit->parent;
	return unit;
}

const data_unit *data_unit_of(const data_set *set, str code)
{
	uint32_t index;
	return data_table_get(&set->unit_codes, code, &index)
		   ? set->units[index]
		   : NULL;
}

size_t data_units(const data_set *set, const data_unit *const **out)
{
	*out = (const data_unit *const *)set->units;
	return set->unit_count;
}

size_t data_classes(const data_set *set, const data_class *const **out)
{
	*out = (const data_class *const *)set->classes;
	return set->class_count;
}

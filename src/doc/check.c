#include "vanban/doc.h"

/* ---- Values ----------------------------------------------------------- */

static bool is_word_of(str value, const char *words)
{
	str rest = str_from(words), word;
	while (str_next_word(&rest, &word))
		if (str_equal(word, value))
			return true;
	return false;
}

static bool is_integer(str value)
{
	int64_t n;
	return str_to_int64(value, &n) && n >= 1 && n <= 9999;
}

static bool is_points(str value)
{
	size_t comma = str_find(value, STR(","));
	str half = str_slice(value, comma, value.length);
	int64_t points;
	if (!str_to_int64(str_slice(value, 0, comma), &points) || points < 6)
		return false;
	if (half.length == 0)
		return points <= 72;
	return (str_equal(half, STR(",5")) && points < 72) ||
	       (str_equal(half, STR(",0")) && points <= 72);
}

static bool is_width(str value)
{
	if (str_ends_with(value, STR("mm")))
		value.length -= 2;
	return is_integer(value);
}

static bool is_extent(str value)
{
	int64_t share;
	if (str_ends_with(value, STR("mm")))
		return is_width(value);
	if (!str_ends_with(value, STR("%")))
		return false;
	value.length--;
	return str_to_int64(value, &share) && share >= 1 && share <= 100;
}

/* "11.5" is meant for "11,5", "2cm" for "20mm". */
static str points_meant(arena *a, str value)
{
	size_t point = str_find(value, STR("."));
	if (point == value.length)
		return STR("");
	return str_format(a, "%.*s,%.*s", (int)point, value.data,
			  STR_ARGS(str_slice(value, point + 1, value.length)));
}

static str width_meant(arena *a, str value)
{
	size_t digits = 0;
	while (digits < value.length && value.data[digits] >= '0' &&
	       value.data[digits] <= '9')
		digits++;
	str unit = str_trim(str_slice(value, digits, value.length));
	bool is_long = str_equal(unit, STR("cm"));
	if (!is_long && !str_equal(unit, STR("mm")))
		return STR("");
	return str_format(a, "%.*s%smm", (int)digits, value.data,
			  is_long ? "0" : "");
}

static const struct type_row {
	diag_code code;
	bool (*fits)(str);
	str (*meant)(arena *, str);
} types[] = {
    [DOC_VALUE_INTEGER] = {DIAG_NOT_AN_INTEGER, is_integer, NULL},
    [DOC_VALUE_POINTS] = {DIAG_NOT_POINTS, is_points, points_meant},
    [DOC_VALUE_WIDTH] = {DIAG_NOT_A_WIDTH, is_width, width_meant},
    [DOC_VALUE_EXTENT] = {DIAG_NOT_AN_EXTENT, is_extent, width_meant},
};

static bool refuse(diags *d, const struct type_row *type, str name, str value,
		   span at)
{
	arena *scratch = arena_new(0);
	str meant = STR("");
	diag_at(d, type->code, at, name, value);
	if (type->meant)
		meant = type->meant(scratch, str_trim(value));
	if (meant.length && type->fits(meant))
		diag_hint(d, HINT_DID_YOU_MEAN, meant);
	else if (type->code == DIAG_NOT_A_WIDTH)
		diag_hint(d, HINT_WIDTH_FORM);
	arena_free(scratch);
	return false;
}

static bool refuse_date(diags *d, str name, str value, span at)
{
	arena *scratch = arena_new(0);
	diag_at(d, DIAG_NOT_A_DATE, at, name, value);
	str meant = text_date_meant(scratch, value);
	if (meant.length)
		diag_hint(d, HINT_DID_YOU_MEAN, meant);
	arena_free(scratch);
	return false;
}

static bool refuse_choice(diags *d, const doc_attribute_rule *rule, str value,
			  span at)
{
	str name = str_from(doc_attribute_text(rule->name));
	str candidates[16], rest = str_from(rule->choices);
	size_t count = 0;
	while (count < 16 && str_next_word(&rest, &candidates[count]))
		count++;
	diag_at(d, DIAG_NOT_A_CHOICE, at, name, value, str_from(rule->choices));
	diag_suggest(d, value, candidates, count);
	return false;
}

bool doc_check_value(diags *d, doc_kind kind, const doc_attribute_rule *rule,
		     str value, span at)
{
	str name = str_from(doc_attribute_text(rule->name));
	text_date date;
	(void)kind;
	switch (rule->type) {
	case DOC_VALUE_TEXT:
	case DOC_VALUE_FILE:
		return true;
	case DOC_VALUE_YES_NO:
		return is_word_of(value, "co khong") ||
		       diag_at(d, DIAG_NOT_YES_NO, at, name, value);
	case DOC_VALUE_DATE:
		return value.length == 0 || text_read_date(value, &date) ||
		       refuse_date(d, name, value, at);
	case DOC_VALUE_CHOICE:
		return is_word_of(value, rule->choices) ||
		       refuse_choice(d, rule, value, at);
	default:
		return types[rule->type].fits(value) ||
		       refuse(d, &types[rule->type], name, value, at);
	}
}

/* ---- Nodes ------------------------------------------------------------ */

typedef struct checker {
	arena *arena;
	diags *diags;
	doc_names names;
	bool sound;
} checker;

static str element_of(const doc_node *node)
{
	return str_from(doc_vocabulary(node->kind)->element);
}

static void note_origin(checker *c, span data_at)
{
	if (data_at.source)
		diag_note(c->diags, HINT_VALUE_IS_HERE, data_at);
}

static void check_values(checker *c, const doc_node *node)
{
	for (size_t i = 0; i < node->attribute_count; i++) {
		const doc_attribute *a = &node->attributes[i];
		const doc_attribute_rule *rule =
		    doc_rule_of(node->kind, a->name);
		if (rule && !doc_check_value(c->diags, node->kind, rule,
					     a->value, a->at)) {
			c->sound = false;
			note_origin(c, a->data_at);
		}
	}
}

static void check_attributes(checker *c, const doc_node *node)
{
	const doc_vocabulary_row *row = doc_vocabulary(node->kind);
	for (size_t i = 0; i < row->attribute_count; i++) {
		const doc_attribute_rule *rule = &row->attributes[i];
		str name = str_from(doc_attribute_text(rule->name));
		if (rule->required && !doc_has_attribute(node, rule->name))
			c->sound = diag_at(c->diags, DIAG_MISSING_ATTRIBUTE,
					   node->at, name, element_of(node));
	}
	check_values(c, node);
}

static void check_children(checker *c, const doc_node *node)
{
	const doc_vocabulary_row *row = doc_vocabulary(node->kind);
	doc_kinds seen = 0;
	for (const doc_node *n = node->first_child; n; n = n->next) {
		doc_kinds bit = DOC_KIND(n->kind);
		if (seen & bit & row->single)
			c->sound = diag_at(c->diags, DIAG_REPEATED_CHILD, n->at,
					   element_of(n), element_of(node));
		if (n->kind == DOC_HEADING && n != node->first_child &&
		    !(seen & bit))
			c->sound = diag_at(c->diags, DIAG_HEADING_NOT_FIRST,
					   n->at, element_of(node));
		seen |= bit;
	}
	doc_kinds absent = row->required & ~seen;
	for (int kind = 0; absent >> kind; kind++)
		if (absent >> kind & 1)
			c->sound = diag_at(
			    c->diags, DIAG_MISSING_CHILD, node->at,
			    str_from(doc_vocabulary((doc_kind)kind)->element),
			    element_of(node));
}

/* so-van-ban, ngay-van-ban: say what the letterhead says. */
static bool is_own(const doc_node *node)
{
	return node->kind == DOC_OWN_NUMBER || node->kind == DOC_OWN_DATE;
}

static bool has_content(const doc_node *node)
{
	if (doc_vocabulary(node->kind)->content == DOC_CONTENT_CHILDREN)
		return node->first_child != NULL;
	for (const doc_node *n = node->first_child; n; n = n->next)
		if (n->kind == DOC_REFERENCE || is_own(n) ||
		    str_trim(n->text).length || has_content(n))
			return true;
	return false;
}

static void check_texts(checker *c, const doc_node *node)
{
	const char *texts = doc_vocabulary(node->kind)->texts;
	str text = str_trim(doc_plain_text(c->arena, node));
	const char *start = texts;
	while (start) {
		const char *bar = strchr(start, '|');
		size_t length = bar ? (size_t)(bar - start) : strlen(start);
		if (str_equal((str){start, length}, text))
			return;
		start = bar ? bar + 1 : NULL;
	}
	c->sound = diag_at(c->diags, DIAG_NOT_AN_ALLOWED_TEXT, node->at,
			   element_of(node), text, str_from(texts));
}

/* ---- Tables and charts ------------------------------------------------ */

static size_t count_columns(const doc_node *node)
{
	size_t count = 0;
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind == DOC_COLUMN)
			count++;
		if (n->kind == DOC_COLUMN_GROUP)
			count += count_columns(n);
	}
	return count;
}

static bool is_row(const doc_node *node)
{
	return node->kind == DOC_ROW || node->kind == DOC_TOTAL_ROW;
}

static size_t rows_from(const doc_node *node)
{
	size_t count = 0;
	for (; node; node = node->next)
		count += is_row(node);
	return count;
}

static size_t span_of(const doc_node *cell, doc_attribute_name name)
{
	int n = doc_integer(cell, name, 1);
	return n < 1 ? 1 : (size_t)n;
}

/* Puts a cell into the first free columns; returns how many it takes. */
static size_t place_cell(size_t *below, size_t columns, const doc_node *cell)
{
	size_t width = span_of(cell, DOC_ATTR_GOP), i = 0;
	while (i < columns && below[i])
		i++;
	for (size_t j = i; j < columns && j < i + width; j++)
		below[j] = span_of(cell, DOC_ATTR_GOP_HANG);
	return width;
}

/*
 * below[i]: rows that a cell in column i still covers, this one included;
 * left: rows to the end of the table, this one included.
 */
static void check_row(checker *c, const doc_node *row, size_t *below,
		      size_t columns, size_t left)
{
	size_t width = 0;
	for (size_t i = 0; i < columns; i++)
		width += below[i] > 0;
	for (const doc_node *n = row->first_child; n; n = n->next) {
		size_t high = span_of(n, DOC_ATTR_GOP_HANG);
		if (high > left)
			c->sound =
			    diag_at(c->diags, DIAG_ROW_SPAN_TOO_LONG, n->at,
				    str_format(c->arena, "%zu", high),
				    str_format(c->arena, "%zu", left));
		width += place_cell(below, columns, n);
	}
	if (width != columns)
		c->sound = diag_at(c->diags, DIAG_ROW_WIDTH, row->at,
				   str_format(c->arena, "%zu", width),
				   str_format(c->arena, "%zu", columns));
	for (size_t i = 0; i < columns; i++)
		below[i] -= below[i] > 0;
}

static void check_table(checker *c, const doc_node *table)
{
	size_t columns = count_columns(table);
	if (columns == 0) {
		c->sound = diag_at(c->diags, DIAG_NO_COLUMNS, table->at);
		return;
	}
	size_t left = rows_from(table->first_child);
	if (left == 0) {
		c->sound = diag_at(c->diags, DIAG_NO_ROWS, table->at);
		return;
	}
	size_t *below = ARENA_ARRAY(c->arena, size_t, columns);
	for (const doc_node *n = table->first_child; n; n = n->next)
		if (is_row(n))
			check_row(c, n, below, columns, left--);
}

static bool has_digit(str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* One figure; or words that say why there is none. */
static void check_chart_value(checker *c, const doc_node *node)
{
	str words = str_trim(doc_plain_text(c->arena, node));
	size_t figures = 0;
	bool has_other = false;
	for (const doc_node *n = node->first_child; n; n = n->next) {
		bool is_figure =
		    n->kind == DOC_FIGURE && n->trace && n->trace->has_value;
		figures += is_figure;
		has_other =
		    has_other || (!is_figure && str_trim(n->text).length);
	}
	if (figures == 1 && !has_other)
		return;
	if (!figures && words.length && !has_digit(words))
		return;
	c->sound = diag_at(
	    c->diags, DIAG_CHART_NOT_A_FIGURE, node->at,
	    str_format(c->arena, "%zu%s", figures, has_other ? " + …" : ""));
	if (!figures && words.length)
		diag_hint(c->diags, HINT_CHART_WORDS);
}

/* Two to four of them, and not a single one beside. */
static void check_signatures(checker *c, const doc_node *node)
{
	size_t count = 0;
	for (const doc_node *n = node->first_child; n; n = n->next)
		count += n->kind == DOC_SIGNATURE;
	if (count < 2 || count > 4)
		c->sound = diag_at(c->diags, DIAG_SIGNATURES_COUNT, node->at,
				   str_format(c->arena, "%zu", count));
	if (node->parent && doc_child(node->parent, DOC_SIGNATURE))
		c->sound = diag_at(c->diags, DIAG_SIGNATURES_AND_ONE, node->at);
}

/* ---- Names ------------------------------------------------------------ */

static span attribute_place(const doc_node *node, doc_attribute_name name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (node->attributes[i].name == name)
			return node->attributes[i].at;
	return node->at;
}

static void check_names(checker *c)
{
	const doc_name *names = c->names.names;
	for (size_t i = 1; i < c->names.count; i++) {
		if (!str_equal(names[i].name, names[i - 1].name))
			continue;
		c->sound =
		    diag_at(c->diags, DIAG_NAME_TWICE,
			    attribute_place(names[i].node, DOC_ATTR_TEN_GOI),
			    names[i].name);
		diag_note(c->diags, HINT_NAME_IS_HERE, names[i - 1].node->at);
	}
}

static void check_reference(checker *c, const doc_node *node)
{
	str name = doc_attribute_value(node, DOC_ATTR_DEN);
	if (doc_names_find(&c->names, name))
		return;
	str *all = ARENA_ARRAY(c->arena, str, c->names.count);
	for (size_t i = 0; i < c->names.count; i++)
		all[i] = c->names.names[i].name;
	c->sound = diag_at(c->diags, DIAG_UNKNOWN_NAME,
			   attribute_place(node, DOC_ATTR_DEN), name);
	diag_suggest(c->diags, name, all, c->names.count);
}

/* The same series in each group, in the same order; at most five. */
static void check_group(checker *c, const doc_node *group)
{
	const doc_node *first = doc_child(group->parent, DOC_CHART_GROUP);
	const doc_node *a = first->first_child, *b = group->first_child;
	size_t count = 0;
	for (; a && b; a = a->next, b = b->next, count++)
		if (!str_equal(doc_attribute_value(a, DOC_ATTR_TEN),
			       doc_attribute_value(b, DOC_ATTR_TEN)))
			break;
	if (a || b || count > 5)
		c->sound = diag_at(c->diags, DIAG_CHART_SERIES, group->at,
				   doc_attribute_value(group, DOC_ATTR_TEN));
	if (doc_child(group->parent, DOC_CHART_VALUE))
		c->sound = diag_at(c->diags, DIAG_CHART_MIXED, group->at);
}

/* What so-van-ban and ngay-van-ban repeat must stand in the letterhead. */
static void check_own(checker *c, const doc_node *node)
{
	doc_kind kind =
	    node->kind == DOC_OWN_NUMBER ? DOC_NUMBER : DOC_PLACE_DATE;
	const doc_node *root = node;
	while (root->parent)
		root = root->parent;
	const doc_node *head = doc_child(root, DOC_LETTERHEAD);
	if (!(head && doc_child(head, kind)) && !doc_child(root, kind))
		c->sound = diag_at(c->diags, DIAG_NOT_IN_HEAD, node->at,
				   element_of(node),
				   str_from(doc_vocabulary(kind)->element));
}

/* A picture says in words what it shows, or is there for the eye alone. */
static void check_picture(checker *c, const doc_node *node)
{
	static const doc_attribute_name speaking[] = {
	    DOC_ATTR_MO_TA, DOC_ATTR_TEN, DOC_ATTR_TEN_GOI};
	str description = doc_attribute_value(node, DOC_ATTR_MO_TA);
	if (!doc_yes(node, DOC_ATTR_TRANG_TRI, false)) {
		if (str_trim(description).length == 0)
			c->sound = diag_at(c->diags, DIAG_PICTURE_NOT_DESCRIBED,
					   node->at);
		return;
	}
	for (size_t i = 0; i < sizeof speaking / sizeof *speaking; i++)
		if (doc_has_attribute(node, speaking[i]))
			c->sound =
			    diag_at(c->diags, DIAG_PICTURE_DECORATES,
				    attribute_place(node, speaking[i]),
				    str_from(doc_attribute_text(speaking[i])));
}

static void check_node(checker *c, const doc_node *node)
{
	const doc_vocabulary_row *row = doc_vocabulary(node->kind);
	if (!row->element)
		return;
	check_attributes(c, node);
	check_children(c, node);
	if (row->never_empty && !has_content(node)) {
		c->sound = diag_at(c->diags, DIAG_EMPTY_BLOCK, node->at,
				   element_of(node));
		note_origin(c, node->data_at);
	} else if (row->texts)
		check_texts(c, node);
	if (node->kind == DOC_TABLE)
		check_table(c, node);
	if (node->kind == DOC_REFERENCE &&
	    doc_has_attribute(node, DOC_ATTR_DEN))
		check_reference(c, node);
	if (is_own(node))
		check_own(c, node);
	if (node->kind == DOC_SIGNATURES)
		check_signatures(c, node);
	if (node->kind == DOC_CHART_GROUP)
		check_group(c, node);
	if (node->kind == DOC_CHART_VALUE)
		check_chart_value(c, node);
	if (node->kind == DOC_PICTURE)
		check_picture(c, node);
	for (const doc_node *n = node->first_child; n; n = n->next)
		check_node(c, n);
}

static void check_all_values(checker *c, const doc_node *node)
{
	check_values(c, node);
	for (const doc_node *n = node->first_child; n; n = n->next)
		check_all_values(c, n);
}

bool doc_check_values(const doc_node *root, arena *a, diags *d)
{
	checker c = {.arena = a, .diags = d, .sound = true};
	check_all_values(&c, root);
	return c.sound;
}

bool doc_check(const doc_node *root, arena *a, diags *d)
{
	checker c = {.arena = a, .diags = d, .sound = true};
	c.names = doc_names_read(a, root);
	check_names(&c);
	check_node(&c, root);
	return c.sound;
}

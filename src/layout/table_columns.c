#include "table.h"

/* A head gets another line for each length of this many ems; at most so many */
#define HEAD_LINE_EMS 4
#define HEAD_LINES    4
/* Body cells of this many ems, such as names, had better not be broken. */
#define SHORT_CELL_EMS 8
/* A table of more columns fits no page. */
#define MOST_COLUMNS 512
#define SIZE_STEP    500 /* half a point */

/* ---- Columns of the document ------------------------------------------ */

size_t table_count_columns(const doc_node *node)
{
	size_t count = 0;
	for (const doc_node *n = node->first_child; n; n = n->next)
		if (n->kind == DOC_COLUMN)
			count++;
		else if (n->kind == DOC_COLUMN_GROUP)
			count += table_count_columns(n);
	return count;
}

static size_t depth_of(const doc_node *node)
{
	size_t deepest = 0;
	for (const doc_node *n = node->first_child; n; n = n->next) {
		size_t depth = n->kind == DOC_COLUMN	     ? 1
			       : n->kind == DOC_COLUMN_GROUP ? 1 + depth_of(n)
							     : 0;
		if (depth > deepest)
			deepest = depth;
	}
	return deepest;
}

static const struct {
	str word;
	profile_align align;
} alignments[] = {
    {STR_INIT("trai"), PROFILE_LEFT},
    {STR_INIT("giua"), PROFILE_CENTRE},
    {STR_INIT("phai"), PROFILE_RIGHT},
    {STR_INIT("thap-phan"), PROFILE_RIGHT},
};

static bool read_align(const doc_node *node, profile_align *align,
		       bool *decimal)
{
	str word = doc_attribute_value(node, DOC_ATTR_CAN);
	for (size_t i = 0; i < sizeof alignments / sizeof *alignments; i++)
		if (str_equal(word, alignments[i].word)) {
			*align = alignments[i].align;
			*decimal = str_equal(word, STR("thap-phan"));
			return true;
		}
	return false;
}

static void read_columns(table *t, const doc_node *node)
{
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind == DOC_COLUMN_GROUP)
			read_columns(t, n);
		if (n->kind != DOC_COLUMN)
			continue;
		table_column *c = &t->columns[t->column_count++];
		c->node = n;
		c->align = t->cell.align;
		read_align(n, &c->align, &c->decimal);
	}
}

void table_read_columns(table *t)
{
	size_t count = table_count_columns(t->node);
	t->columns = ARENA_ARRAY(t->context->arena, table_column, count);
	read_columns(t, t->node);
	t->head_rows = depth_of(t->node);
}

profile_align table_align_of(const table *t, const doc_node *cell,
			     size_t column, size_t columns, bool *decimal)
{
	profile_align align = t->columns[column].align;
	*decimal = t->columns[column].decimal;
	read_align(cell, &align, decimal);
	*decimal = *decimal && columns == 1;
	return align;
}

doc_node table_head_text(const doc_node *node)
{
	doc_node text = {.kind = DOC_TEXT,
			 .at = node->at,
			 .text = doc_attribute_value(node, DOC_ATTR_TEN)};
	for (size_t i = 0; i < node->attribute_count; i++)
		if (node->attributes[i].name == DOC_ATTR_TEN)
			text.at = node->attributes[i].at;
	return text;
}

size_t table_span(const doc_node *cell, doc_attribute_name name)
{
	int n = doc_integer(cell, name, 1);
	return n < 1 ? 1 : (size_t)n;
}

const profile_style *table_row_style(const table *t, const doc_node *row)
{
	bool named =
	    row->kind == DOC_ROW && doc_has_attribute(row, DOC_ATTR_KIEU);
	return named || row->kind == DOC_TOTAL_ROW ? &t->total : &t->cell;
}

/* ---- The decimal comma ------------------------------------------------ */

static bool is_digit(str s, size_t i)
{
	return i < s.length && s.data[i] >= '0' && s.data[i] <= '9';
}

/* "9.422(*)(4*)" without what leads to notes. */
static str without_marks(str s)
{
	while (str_ends_with(s, STR("*)"))) {
		size_t open = s.length;
		while (open > 0 && s.data[open - 1] != '(')
			open--;
		if (!open)
			break;
		s = str_slice(s, 0, open - 1);
	}
	return s;
}

/* A dash for "none": it stands where a digit would. */
static bool is_dash(str s)
{
	return str_equal(s, STR("–")) || str_equal(s, STR("-")) ||
	       str_equal(s, STR("—"));
}

size_t table_decimal_point(str s)
{
	size_t i = 0, end;
	s = without_marks(s);
	if (is_dash(s))
		return s.length;
	while (i < s.length && !is_digit(s, i))
		i++;
	if (i == s.length)
		return TABLE_NO_NUMBER;
	while (is_digit(s, i) ||
	       (i < s.length && s.data[i] == '.' && is_digit(s, i + 1)))
		i++;
	end = i;
	if (end < s.length && s.data[end] == ',')
		end++;
	while (is_digit(s, end))
		end++;
	return end < s.length && s.data[end] == '%' ? end + 1 : i;
}

/* ---- Measuring -------------------------------------------------------- */

/* What cells over several columns need, by first column and number. */
typedef struct measuring {
	table *table;
	widths_column *widths;
	mpt *spans;    /* [first * count + number - 1]: least width */
	size_t *below; /* rows still covered from above, by column */
} measuring;

static void raise_to(mpt *n, mpt least)
{
	if (*n < least)
		*n = least;
}

static void measure_column(measuring *m, size_t column, mpt least, mpt natural)
{
	mpt padding = 2 * m->table->padding_x;
	raise_to(&m->widths[column].least, least + padding);
	raise_to(&m->widths[column].natural, natural + padding);
}

static void measure_span(measuring *m, size_t column, size_t columns, mpt least)
{
	size_t count = m->table->column_count;
	if (column + columns <= count)
		raise_to(&m->spans[column * count + columns - 1],
			 least + 2 * m->table->padding_x);
}

/* false when the cell holds no number. */
static bool measure_decimal(measuring *m, const doc_node *cell,
			    const profile_style *style, size_t column)
{
	table_column *c = &m->table->columns[column];
	layout_context *context = m->table->context;
	str text = doc_plain_text(context->arena, cell);
	size_t point = table_decimal_point(text);
	if (point == TABLE_NO_NUMBER)
		return false;
	mpt all = paragraph_width(context, cell, style);
	mpt after = paragraph_width_of_text(
	    context, style, str_slice(text, point, text.length));
	raise_to(&c->before, all - after);
	raise_to(&c->after, after);
	measure_column(m, column, c->before + c->after, c->before + c->after);
	return true;
}

static void measure_cell(measuring *m, const doc_node *cell,
			 const profile_style *style, size_t column)
{
	size_t columns = table_span(cell, DOC_ATTR_GOP);
	mpt least, natural;
	bool decimal;
	table_align_of(m->table, cell, column, columns, &decimal);
	if (decimal && measure_decimal(m, cell, style, column))
		return;
	paragraph_measure(m->table->context, cell, style, &least, &natural);
	if (columns > 1)
		measure_span(m, column, columns, least);
	else
		measure_column(m, column, least, natural);
	if (columns == 1 && natural <= SHORT_CELL_EMS * style->size)
		raise_to(&m->widths[column].soft,
			 natural + 2 * m->table->padding_x);
}

static void measure_row(measuring *m, const doc_node *row)
{
	size_t count = m->table->column_count;
	const profile_style *style = table_row_style(m->table, row);
	for (const doc_node *n = row->first_child; n; n = n->next) {
		size_t i = 0, columns = table_span(n, DOC_ATTR_GOP);
		while (i < count && m->below[i])
			i++;
		if (i == count)
			break;
		measure_cell(m, n, style, i);
		for (size_t j = i; j < count && j < i + columns; j++)
			m->below[j] = table_span(n, DOC_ATTR_GOP_HANG);
	}
	for (size_t i = 0; i < count; i++)
		m->below[i] -= m->below[i] > 0;
}

/* Lines that the words just measured take in a measure, filled one by one. */
static size_t count_lines(const inline_text *text, mpt measure)
{
	size_t lines = 1;
	int64_t width = 0, part = 0;
	for (size_t i = 0; i < text->word_count; i++) {
		const inline_word *word = &text->words[i];
		part += word->width;
		if (width > 0 && width + part > measure) {
			lines++;
			width = 0;
		}
		part += word->gap;
		if (word->penalty >= LINES_NEVER)
			continue;
		width += part;
		part = 0;
	}
	return lines;
}

/* The least width in which a head takes no more lines than look well. */
static void measure_head(measuring *m, const doc_node *node, mpt *least,
			 mpt *wanted)
{
	const profile_style *style = &m->table->head;
	doc_node text = table_head_text(node);
	paragraph_measure(m->table->context, &text, style, least, wanted);
	const inline_text *words = &paragraph_scratch(m->table->context)->text;
	size_t lines = 1 + (size_t)(*wanted / (HEAD_LINE_EMS * style->size));
	if (lines > HEAD_LINES)
		lines = HEAD_LINES;
	mpt low = *least, high = *wanted;
	while (low < high) {
		mpt middle = low + (high - low) / 2;
		if (count_lines(words, middle) <= lines)
			high = middle;
		else
			low = middle + 1;
	}
	*wanted = low;
}

static size_t measure_heads(measuring *m, const doc_node *node, size_t column)
{
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind != DOC_COLUMN && n->kind != DOC_COLUMN_GROUP)
			continue;
		mpt least, natural;
		measure_head(m, n, &least, &natural);
		size_t columns = table_count_columns(n);
		if (n->kind == DOC_COLUMN)
			measure_column(m, column++, least, natural);
		else {
			measure_heads(m, n, column);
			measure_span(m, column, columns, least);
			column += columns;
		}
	}
	return column;
}

/* Widens columns under a spanning cell that together are too narrow. */
static void satisfy_span(measuring *m, size_t first, size_t columns, mpt needed)
{
	mpt missing = needed;
	size_t elastic = 0;
	for (size_t i = first; i < first + columns; i++) {
		const widths_column *w = &m->widths[i];
		missing -= w->fixed ? w->fixed : w->least;
		elastic += w->fixed == 0;
	}
	for (size_t i = first; missing > 0 && i < first + columns; i++) {
		widths_column *w = &m->widths[i];
		if (w->fixed)
			continue;
		mpt part = missing / (mpt)elastic--;
		w->least += part;
		raise_to(&w->natural, w->least);
		missing -= part;
	}
}

static void satisfy_spans(measuring *m)
{
	size_t count = m->table->column_count;
	for (size_t columns = 2; columns <= count; columns++)
		for (size_t first = 0; first + columns <= count; first++) {
			mpt needed = m->spans[first * count + columns - 1];
			if (needed > 0)
				satisfy_span(m, first, columns, needed);
		}
}

/* rong: "25mm" or a share. */
static void read_wish(const table_column *column, widths_column *w)
{
	str value = doc_attribute_value(column->node, DOC_ATTR_RONG);
	bool fixed = str_ends_with(value, STR("mm"));
	int64_t n;
	if (fixed)
		value.length -= 2;
	if (!str_to_int64(str_trim(value), &n) || n < 1 || n > 9999)
		return;
	if (fixed)
		w->fixed = MPT_FROM_MICROMETRES(n * 1000);
	else
		w->share = (int32_t)n;
}

static void measure_carried(measuring *m, size_t column)
{
	table *t = m->table;
	doc_node text = {.kind = DOC_TEXT, .at = t->node->at};
	text.text = table_carry_widest(t, column);
	if (text.text.length > 0 &&
	    !(t->columns[column].decimal &&
	      measure_decimal(m, &text, &t->total, column))) {
		mpt width =
		    paragraph_width_of_text(t->context, &t->total, text.text);
		measure_column(m, column, width, width);
	}
}

static void measure_table(measuring *m)
{
	table *t = m->table;
	for (size_t i = 0; i < t->column_count; i++) {
		read_wish(&t->columns[i], &m->widths[i]);
		measure_column(m, i, MPT_PER_POINT, MPT_PER_POINT);
	}
	measure_heads(m, t->node, 0);
	for (const doc_node *n = t->node->first_child; n; n = n->next)
		if (n->kind == DOC_ROW || n->kind == DOC_TOTAL_ROW)
			measure_row(m, n);
	for (size_t i = 0; i < t->column_count; i++)
		measure_carried(m, i);
	satisfy_spans(m);
}

/* ---- Choosing --------------------------------------------------------- */

static bool too_wide(const table *t, mpt needed)
{
	arena *a = t->context->arena;
	mpt room = t->context->width;
	diag_at(t->context->diags, DIAG_LAYOUT_TABLE_TOO_WIDE, t->node->at,
		inline_millimetres(a, needed, true),
		inline_millimetres(a, room, false),
		inline_millimetres(a, needed - room, true));
	diag_hint(t->context->diags, HINT_TABLE_LANDSCAPE);
	diag_hint(t->context->diags, HINT_TABLE_SMALLER);
	return false;
}

static bool check_fixed(const table *t, const widths_column *widths)
{
	bool good = true;
	arena *a = t->context->arena;
	for (size_t i = 0; i < t->column_count; i++)
		if (widths[i].fixed > 0 && widths[i].fixed < widths[i].least)
			good = diag_at(
			    t->context->diags, DIAG_LAYOUT_COLUMN_TOO_NARROW,
			    t->columns[i].node->at,
			    table_head_text(t->columns[i].node).text,
			    inline_millimetres(a, widths[i].fixed, false),
			    inline_millimetres(a, widths[i].least, true));
	return good;
}

static void take_widths(table *t, const widths_column *widths)
{
	mpt x = 0;
	for (size_t i = 0; i < t->column_count; i++) {
		t->columns[i].x = x;
		t->columns[i].width = widths[i].width;
		x += widths[i].width;
	}
}

/* As asked for; a step smaller, down to co-chu-nho-nhat, until it fits. */
static bool fit(table *t, measuring *m, mpt *needed)
{
	size_t count = t->column_count;
	mpt least = doc_points(t->node, DOC_ATTR_CO_CHU_NHO_NHAT, t->cell.size);
	for (mpt size = t->cell.size;; size -= SIZE_STEP) {
		measure_table(m);
		if (!check_fixed(t, m->widths))
			return false;
		if (widths_choose(m->widths, count, t->context->width, needed))
			return true;
		if (size - SIZE_STEP < least)
			return too_wide(t, *needed);
		table_set_size(t, size - SIZE_STEP);
		memset(m->widths, 0, count * sizeof *m->widths);
		memset(m->spans, 0, count * count * sizeof *m->spans);
		for (size_t i = 0; i < count; i++)
			t->columns[i].before = t->columns[i].after = 0;
	}
}

bool table_choose_widths(table *t)
{
	arena *a = t->context->arena;
	size_t count = t->column_count;
	mpt needed;
	if (count > MOST_COLUMNS)
		return too_wide(t, (mpt)(count < 100000 ? count : 100000) *
				       (MPT_PER_POINT + 2 * t->padding_x));
	measuring m = {.table = t,
		       .widths = ARENA_ARRAY(a, widths_column, count),
		       .spans = ARENA_ARRAY(a, mpt, count * count),
		       .below = ARENA_ARRAY(a, size_t, count)};
	if (!fit(t, &m, &needed))
		return false;
	take_widths(t, m.widths);
	return true;
}

#include "table.h"

/*
 * Carried sums (cộng mang sang): after each row the sum so far of every column
 * that asks for it, so that a page may end anywhere.  Totals are not summed.
 */

typedef struct carried {
	text_number sum;
	str mark; /* "(*)": figures among them cover not all units */
} carried;

typedef struct carry_state {
	table *table;
	size_t *columns; /* those that are summed */
	size_t count;
	carried *sums; /* [rows * count + k]: of so many rows */
	size_t rows;
} carry_state;

static bool is_row(const doc_node *n)
{
	return n->kind == DOC_ROW || n->kind == DOC_TOTAL_ROW;
}

static bool has_digit(str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* "(*)" of "9.422(*)". */
static str mark_of(str printed)
{
	size_t open = str_find(printed, STR("("));
	return str_slice(printed, open, printed.length);
}

static bool refuse(const table *t, const doc_node *cell, str text)
{
	return diag_at(t->context->diags, DIAG_CARRY_NOT_A_FIGURE, cell->at,
		       inline_excerpt(t->context->arena, text));
}

static bool add_figure(const table *t, const doc_node *cell,
		       const doc_node *figure, carried *sum)
{
	str mark = mark_of(figure->text);
	if (!text_number_add(sum->sum, figure->trace->value, &sum->sum))
		return refuse(t, cell, figure->text);
	if (mark.length > 0 && str_find(sum->mark, mark) == sum->mark.length)
		sum->mark = str_concat(t->context->arena, sum->mark, mark);
	return true;
}

static bool add_cell(const table *t, const doc_node *cell, carried *sum)
{
	const doc_node *figure = NULL;
	str text = str_trim(doc_plain_text(t->context->arena, cell));
	for (const doc_node *n = cell->first_child; n; n = n->next) {
		bool is_figure =
		    n->kind == DOC_FIGURE && n->trace && n->trace->has_value;
		if ((is_figure && figure) || (!is_figure && has_digit(n->text)))
			return refuse(t, cell, text);
		if (is_figure)
			figure = n;
	}
	return !figure || add_figure(t, cell, figure, sum);
}

static carried *sums_of(const carry_state *s, size_t rows)
{
	return &s->sums[rows * s->count];
}

static bool add_to_column(const carry_state *s, const doc_node *cell,
			  size_t column, size_t row)
{
	for (size_t k = 0; k < s->count; k++)
		if (s->columns[k] == column)
			return add_cell(s->table, cell,
					&sums_of(s, row + 1)[k]);
	return true;
}

static bool add_row(const carry_state *s, const doc_node *node, size_t row,
		    size_t *below)
{
	size_t count = s->table->column_count;
	bool good = true;
	memcpy(sums_of(s, row + 1), sums_of(s, row),
	       s->count * sizeof *s->sums);
	for (const doc_node *n = node->first_child; n; n = n->next) {
		size_t i = 0, width = table_span(n, DOC_ATTR_GOP);
		while (i < count && below[i])
			i++;
		if (node->kind == DOC_ROW && width == 1)
			good = add_to_column(s, n, i, row) && good;
		for (size_t j = i; j < count && j < i + width; j++)
			below[j] = table_span(n, DOC_ATTR_GOP_HANG);
	}
	for (size_t i = 0; i < count; i++)
		below[i] -= below[i] > 0;
	return good;
}

static str printed(const carry_state *s, const carried *sum)
{
	arena *a = s->table->context->arena;
	str text;
	if (!text_format_exact(a, sum->sum, &text))
		text = STR("?");
	return sum->mark.length ? str_concat(a, text, sum->mark) : text;
}

static carry_state *state_of(const table *t)
{
	return t->carry ? t->carry->table : NULL;
}

str table_carry_widest(const table *t, size_t column)
{
	const carry_state *s = state_of(t);
	str widest = {0};
	for (size_t k = 0; s && k < s->count; k++)
		for (size_t row = 0; s->columns[k] == column && row <= s->rows;
		     row += row < s->rows ? s->rows - row : 1) {
			str text = printed(s, &sums_of(s, row)[k]);
			if (text.length > widest.length)
				widest = text;
		}
	return widest;
}

/* ---- The rows --------------------------------------------------------- */

static void add_cell_text(carry_state *s, table_grid *g, doc_node *row,
			  str text, size_t columns, profile_align align,
			  bool decimal)
{
	table *t = s->table;
	arena *a = t->context->arena;
	doc_node *node = doc_append(a, row, DOC_CELL, t->node->at);
	if (text.length > 0)
		doc_append(a, node, DOC_TEXT, t->node->at)->text = text;
	table_cell *cell = table_grid_place(t, g, node, columns, 1);
	if (!cell)
		return;
	if (decimal && table_find_shift(t, cell, &t->total))
		align = PROFILE_LEFT;
	table_set_lines(t, cell, node, &t->total, align, NULL);
}

static void set_row(carry_state *s, table_grid *g, size_t rows, bool is_above)
{
	table *t = s->table;
	const profile *p = t->context->profile;
	doc_node *node =
	    doc_append(t->context->arena, NULL, DOC_TOTAL_ROW, t->node->at);
	table_grid_begin(t, g);
	table_grid_add_row(t, g, node);
	add_cell_text(s, g, node, is_above ? p->carried_over : p->carried_down,
		      s->columns[0], PROFILE_CENTRE, false);
	for (size_t i = s->columns[0], k = 0; i < t->column_count; i++) {
		bool summed = k < s->count && s->columns[k] == i;
		str text =
		    summed ? printed(s, &sums_of(s, rows)[k++]) : STR("");
		add_cell_text(s, g, node, text, 1, t->columns[i].align,
			      t->columns[i].decimal);
	}
	table_grid_measure(t, g);
}

static flow_slab make_row(void *state, size_t rows, bool is_above)
{
	carry_state *s = state;
	table_grid g = {0};
	set_row(s, &g, rows, is_above);
	table_grid_draw_row(s->table, &g, 0, 0);
	return table_grid_take(s->table, &g, g.rows[0].height, s->table->node);
}

void table_carry_measure(table *t)
{
	carry_state *s = state_of(t);
	table_grid g = {0};
	if (!s)
		return;
	for (int is_above = 0; is_above <= 1; is_above++) {
		set_row(s, &g, s->rows, is_above);
		if (g.rows[0].height > t->carry->height)
			t->carry->height = g.rows[0].height;
	}
}

static bool read_columns(carry_state *s)
{
	const table *t = s->table;
	s->columns = ARENA_ARRAY(t->context->arena, size_t, t->column_count);
	for (size_t i = 0; i < t->column_count; i++)
		if (doc_yes(t->columns[i].node, DOC_ATTR_MANG_SANG, false))
			s->columns[s->count++] = i;
	if (s->count > 0 && s->columns[0] == 0)
		return diag_at(t->context->diags, DIAG_CARRY_NO_LABEL,
			       t->columns[0].node->at,
			       table_head_text(t->columns[0].node).text);
	return true;
}

bool table_carry_read(table *t)
{
	arena *a = t->context->arena;
	carry_state *s = ARENA_NEW(a, carry_state);
	bool good = true;
	s->table = t;
	if (!read_columns(s))
		return false;
	if (s->count == 0)
		return true;
	for (const doc_node *n = t->node->first_child; n; n = n->next)
		s->rows += is_row(n);
	s->sums = ARENA_ARRAY(a, carried, (s->rows + 1) * s->count);
	for (size_t k = 0; k < s->count; k++)
		s->sums[k].sum = TEXT_INTEGER(0);
	size_t *below = ARENA_ARRAY(a, size_t, t->column_count), row = 0;
	for (const doc_node *n = t->node->first_child; n; n = n->next)
		if (is_row(n))
			good = add_row(s, n, row++, below) && good;
	t->carry = ARENA_NEW(a, flow_carry);
	*t->carry = (flow_carry){.make = make_row, .table = s};
	return good;
}

#include "table.h"

void table_grid_begin(table *t, table_grid *g)
{
	if (t->context->cells)
		arena_reset(t->context->cells);
	g->cell_count = g->row_count = g->item_count = g->link_count = 0;
	g->open_until = 0;
}

/* ---- Placing ---------------------------------------------------------- */

static int32_t *owner_at(const table *t, const table_grid *g, size_t row,
			 size_t column)
{
	return &g->owners[row * t->column_count + column];
}

static void reserve_row(table *t, table_grid *g)
{
	arena *a = t->context->arena;
	size_t needed = (g->row_count + 1) * t->column_count;
	if (needed > g->owner_capacity) {
		size_t used = g->row_count * t->column_count;
		g->owner_capacity = 2 * needed;
		g->owners = arena_grow(a, g->owners, used, g->owner_capacity,
				       sizeof *g->owners);
	}
	ARENA_GROW(a, g->rows, g->row_count, g->row_capacity);
}

static bool reaches(const table_cell *cell, size_t row)
{
	return cell->row + cell->rows > row;
}

void table_grid_add_row(table *t, table_grid *g, const doc_node *node)
{
	reserve_row(t, g);
	size_t row = g->row_count++;
	g->rows[row] = (table_row){.node = node, .first_cell = g->cell_count};
	for (size_t i = 0; i < t->column_count; i++) {
		int32_t above = row > 0 ? *owner_at(t, g, row - 1, i) : -1;
		bool covered = above >= 0 && reaches(&g->cells[above], row);
		*owner_at(t, g, row, i) = covered ? above : -1;
	}
}

table_cell *table_grid_place(table *t, table_grid *g, const doc_node *node,
			     size_t columns, size_t rows)
{
	size_t row = g->row_count - 1, column = 0;
	while (column < t->column_count && *owner_at(t, g, row, column) >= 0)
		column++;
	if (column + columns > t->column_count)
		return NULL;
	ARENA_GROW(t->context->arena, g->cells, g->cell_count,
		   g->cell_capacity);
	for (size_t i = column; i < column + columns; i++)
		*owner_at(t, g, row, i) = (int32_t)g->cell_count;
	table_cell *cell = &g->cells[g->cell_count++];
	*cell = (table_cell){.node = node,
			     .row = row,
			     .column = column,
			     .columns = columns,
			     .rows = rows};
	if (row + rows > g->open_until)
		g->open_until = row + rows;
	return cell;
}

bool table_grid_is_open(const table_grid *g)
{
	return g->open_until > g->row_count;
}

/* ---- Heights ---------------------------------------------------------- */

static int64_t heights_of(const table_grid *g, const table_cell *cell)
{
	int64_t height = 0;
	for (size_t i = cell->row; i < cell->row + cell->rows; i++)
		height += i < g->row_count ? g->rows[i].height : 0;
	return height;
}

static size_t last_row(const table_grid *g, const table_cell *cell)
{
	size_t row = cell->row + cell->rows - 1;
	return row < g->row_count ? row : g->row_count - 1;
}

void table_grid_measure(table *t, table_grid *g)
{
	for (int spanning = 0; spanning <= 1; spanning++)
		for (size_t i = 0; i < g->cell_count; i++) {
			table_cell *cell = &g->cells[i];
			if ((cell->rows > 1) != spanning)
				continue;
			int64_t missing = cell->height + 2 * t->padding_y -
					  heights_of(g, cell);
			if (missing > 0)
				g->rows[last_row(g, cell)].height +=
				    (mpt)missing;
		}
}

/* ---- Drawing ---------------------------------------------------------- */

static page_item *add_item(table *t, table_grid *g)
{
	ARENA_GROW(t->context->arena, g->items, g->item_count,
		   g->item_capacity);
	return &g->items[g->item_count++];
}

static void add_rule(table *t, table_grid *g, mpt x, mpt y, mpt width,
		     mpt height)
{
	page_item *item = add_item(t, g);
	*item = (page_item){
	    .kind = PAGE_BOX, .artifact = PAGE_ARTIFACT_LAYOUT, .x = x, .y = y};
	item->as.box.width = width;
	item->as.box.height = height;
}

static void add_links(table *t, table_grid *g, const flow_slab *line, mpt x,
		      mpt y)
{
	for (size_t i = 0; i < line->link_count; i++) {
		ARENA_GROW(t->context->arena, g->links, g->link_count,
			   g->link_capacity);
		flow_link *link = &g->links[g->link_count++];
		*link = line->links[i];
		link->area.x += x;
		link->area.y += y;
	}
}

static void draw_slab(table *t, table_grid *g, const flow_slab *line, mpt x,
		      mpt y)
{
	for (size_t k = 0; k < line->item_count; k++) {
		page_item *item = add_item(t, g);
		*item = line->items[k];
		item->x += x;
		item->y += y;
	}
	add_links(t, g, line, x, y);
	g->notes = flow_notes_join(t->context->arena, g->notes, line->notes);
}

static void draw_cell(table *t, table_grid *g, const table_cell *cell, mpt y)
{
	mpt x = t->columns[cell->column].x + t->padding_x + cell->shift;
	mpt top = y + t->padding_y;
	if (cell->centred)
		top = y + (mpt)((heights_of(g, cell) - cell->height) / 2);
	for (size_t i = 0; i < cell->lines.count; i++) {
		draw_slab(t, g, &cell->lines.slabs[i], x, top);
		top += cell->lines.slabs[i].height;
	}
}

/* Right edge of the columns before `column`; the outer rules stay inside. */
static mpt rule_x(const table *t, size_t column)
{
	if (column == 0)
		return 0;
	const table_column *left = &t->columns[column - 1];
	if (column == t->column_count)
		return left->x + left->width - t->rule;
	return left->x + left->width - t->rule / 2;
}

static void draw_verticals(table *t, table_grid *g, size_t row, mpt y)
{
	for (size_t i = 0; i <= t->column_count; i++) {
		bool inner = i > 0 && i < t->column_count;
		if (inner && *owner_at(t, g, row, i) >= 0 &&
		    *owner_at(t, g, row, i) == *owner_at(t, g, row, i - 1))
			continue;
		add_rule(t, g, rule_x(t, i), y, t->rule, g->rows[row].height);
	}
}

static bool is_joined_below(const table *t, const table_grid *g, size_t row,
			    size_t column)
{
	return row + 1 < g->row_count && *owner_at(t, g, row, column) >= 0 &&
	       *owner_at(t, g, row, column) == *owner_at(t, g, row + 1, column);
}

/* The rule below a row, where no cell goes on downwards. */
static void draw_bottom(table *t, table_grid *g, size_t row, mpt y)
{
	size_t from = 0;
	for (size_t i = 0; i <= t->column_count; i++) {
		if (i < t->column_count && !is_joined_below(t, g, row, i))
			continue;
		mpt x = rule_x(t, from);
		if (i > from)
			add_rule(t, g, x, y - t->rule / 2,
				 rule_x(t, i) + t->rule - x, t->rule);
		from = i + 1;
	}
}

void table_grid_draw_row(table *t, table_grid *g, size_t row, mpt y)
{
	size_t end = row + 1 < g->row_count ? g->rows[row + 1].first_cell
					    : g->cell_count;
	for (size_t i = g->rows[row].first_cell; i < end; i++)
		draw_cell(t, g, &g->cells[i], y);
	draw_verticals(t, g, row, y);
	draw_bottom(t, g, row, y + g->rows[row].height);
}

size_t table_grid_lines(const table_grid *g)
{
	size_t most = 0;
	for (size_t i = 0; i < g->cell_count; i++)
		if (g->cells[i].lines.count > most)
			most = g->cells[i].lines.count;
	return most;
}

mpt table_grid_draw_line_of(table *t, table_grid *g, size_t line)
{
	bool is_last = line + 1 == table_grid_lines(g);
	mpt top = line == 0 ? t->padding_y : 0, high = 0;
	for (size_t i = 0; i < g->cell_count; i++) {
		const table_cell *cell = &g->cells[i];
		if (line >= cell->lines.count)
			continue;
		const flow_slab *slab = &cell->lines.slabs[line];
		draw_slab(t, g, slab,
			  t->columns[cell->column].x + t->padding_x +
			      cell->shift,
			  top);
		high = slab->height > high ? slab->height : high;
	}
	mpt height = top + high + (is_last ? t->padding_y : 0);
	g->rows[0].height = height;
	draw_verticals(t, g, 0, 0);
	if (is_last)
		draw_bottom(t, g, 0, height);
	return height;
}

void table_grid_draw_line(table *t, table_grid *g, mpt y, mpt times)
{
	add_rule(t, g, 0, y - times * t->rule / 2, t->context->width,
		 times * t->rule);
}

flow_slab table_grid_take(table *t, table_grid *g, mpt height,
			  const doc_node *node)
{
	arena *a = flow_arena(t->context);
	page_item *items = ARENA_ARRAY(a, page_item, g->item_count);
	if (g->item_count)
		memcpy(items, g->items, g->item_count * sizeof *items);
	flow_slab slab = {.height = height,
			  .items = items,
			  .item_count = g->item_count,
			  .node = node};
	if (g->link_count > 0) {
		flow_link *links = ARENA_ARRAY(a, flow_link, g->link_count);
		memcpy(links, g->links, g->link_count * sizeof *links);
		slab.links = links;
		slab.link_count = g->link_count;
	}
	slab.notes = g->notes;
	g->notes = NULL;
	g->item_count = g->link_count = 0;
	return slab;
}

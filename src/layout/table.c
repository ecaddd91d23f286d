#include "table.h"

#include "references.h"

/* The rule above a total is this much thicker than others. */
#define TOTAL_RULE 2

/* A table of no more rows is not divided while less than a third of the page
 * would stay empty; of a longer one, this many rows had better go together. */
#define SHORT_TABLE_ROWS 10
#define FEW_ROWS	 5
#define SHORT_PENALTY	 2000
/* A row higher than this share of the page, in per mille, may be divided. */
#define CUT_SHARE   500
#define CUT_PENALTY 600
#define FEW_PENALTY 400

/* ---- Styles ----------------------------------------------------------- */

static profile_style sized(const profile_style *style, mpt size)
{
	profile_style s = *style;
	if (size > 0 && style->size > 0) {
		s.size = size;
		s.line_height = (mpt)(((int64_t)style->line_height * size +
				       style->size / 2) /
				      style->size);
	}
	s.first_indent = s.left_indent = 0;
	s.space_before = s.space_after = 0;
	return s;
}

void table_set_size(table *t, mpt size)
{
	const profile_style *styles = t->context->profile->styles;
	t->head = sized(&styles[PROFILE_TABLE_HEAD], size);
	t->cell = sized(&styles[PROFILE_TABLE_CELL], size);
	t->total = sized(&styles[PROFILE_TABLE_TOTAL], size);
}

static table table_of(layout_context *context, const doc_node *node,
		      page_tag *tag, flow *out)
{
	const profile *p = context->profile;
	table t = {
	    .context = context,
	    .node = node,
	    .tag = tag,
	    .padding_x = p->table_padding_x,
	    .padding_y = p->table_padding_y,
	    .rule = p->table_rule,
	    .out = out,
	};
	table_set_size(&t, doc_points(node, DOC_ATTR_CO_CHU, 0));
	return t;
}

/* ---- Caption ---------------------------------------------------------- */

/* "Bảng 3. Nguồn thu (tiếp theo)", an artifact. */
static void set_repeated_caption(table *t, const doc_node *text,
				 paragraph_options options)
{
	str continued = t->context->profile->table_continued;
	profile_style style = *options.style;
	if (continued.length == 0 || text->text.length == 0 ||
	    !doc_yes(t->node, DOC_ATTR_DAU_BANG_LAP, true))
		return;
	style.space_before = 0;
	options.style = &style;
	options.tag = NULL;
	doc_node whole = *text;
	whole.text = str_format(t->context->arena, "%.*s %.*s",
				STR_ARGS(text->text), STR_ARGS(continued));
	t->caption = paragraph_set(t->context, &whole, &options);
}

static void set_caption(table *t)
{
	doc_node text = table_head_text(t->node);
	const profile_style *style =
	    &t->context->profile->styles[PROFILE_CAPTION];
	str number = references_caption(t->context, t->node, text.text);
	if (text.text.length == 0 && number.length == 0)
		return;
	paragraph_options options = {
	    .width = t->context->width,
	    .prefix = str_concat(t->context->arena, number, STR(" ")),
	    .style = style,
	    .align = style->align,
	    .tag = page_tag_new(t->context->arena, t->tag, PAGE_CAPTION)};
	flow lines = paragraph_set(t->context, &text, &options);
	set_repeated_caption(t, &text, options);
	for (size_t i = 0; i < lines.count; i++) {
		lines.slabs[i].node = t->node;
		if (i > 0)
			lines.slabs[i].break_penalty = FLOW_NEVER;
	}
	flow_join(t->out, &lines, 0);
}

/* ---- Cells ------------------------------------------------------------ */

static mpt inner_width(const table *t, const table_cell *cell)
{
	mpt width = 0;
	for (size_t i = 0; i < cell->columns; i++)
		width += t->columns[cell->column + i].width;
	return width - 2 * t->padding_x;
}

void table_set_lines(table *t, table_cell *cell, const doc_node *node,
		     const profile_style *style, profile_align align,
		     page_tag *tag)
{
	paragraph_options options = {.width = inner_width(t, cell),
				     .style = style,
				     .align = align,
				     .tag = tag};
	layout_context *context = t->context;
	arena *passing = context->passing;
	context->passing = context->cells;
	cell->lines = paragraph_set(context, node, &options);
	context->passing = passing;
	cell->height = 0;
	for (size_t i = 0; i < cell->lines.count; i++)
		cell->height += cell->lines.slabs[i].height;
}

bool table_find_shift(table *t, table_cell *cell, const profile_style *style)
{
	layout_context *context = t->context;
	const table_column *c = &t->columns[cell->column];
	str text = doc_plain_text(context->arena, cell->node);
	size_t point = table_decimal_point(text);
	if (point == TABLE_NO_NUMBER)
		return false;
	mpt all = paragraph_width(context, cell->node, style);
	mpt after = paragraph_width_of_text(
	    context, style, str_slice(text, point, text.length));
	mpt block = c->before + c->after;
	cell->shift = inner_width(t, cell) - block + c->before - (all - after);
	return true;
}

static void add_headers(const table *t, const table_cell *cell, page_tag *tag)
{
	if (t->head_rows < 2)
		return; /* the scope of the TH says it all */
	size_t count = 0;
	const table_column *first = &t->columns[cell->column];
	if (cell->columns == 1) {
		tag->headers = (page_tag *const *)first->headers;
		tag->header_count = first->header_count;
		return;
	}
	page_tag **all = ARENA_ARRAY(t->context->arena, page_tag *,
				     cell->columns * t->head_rows);
	for (size_t i = 0; i < cell->columns; i++)
		for (size_t k = 0; k < first[i].header_count; k++) {
			page_tag *header = first[i].headers[k];
			bool known = false;
			for (size_t j = 0; j < count; j++)
				known = known || all[j] == header;
			if (!known)
				all[count++] = header;
		}
	tag->headers = (page_tag *const *)all;
	tag->header_count = count;
}

static page_tag *cell_tag(table *t, const table_cell *cell, page_tag *row,
			  page_role role)
{
	page_tag *tag = page_tag_new(t->context->arena, row, role);
	tag->node = cell->node;
	tag->column_span = (uint16_t)(cell->columns > 1 ? cell->columns : 0);
	tag->row_span = (uint16_t)(cell->rows > 1 ? cell->rows : 0);
	return tag;
}

/* ---- Head ------------------------------------------------------------- */

static void add_header(table *t, const table_cell *cell, page_tag *tag)
{
	for (size_t i = 0; i < cell->columns; i++) {
		table_column *c = &t->columns[cell->column + i];
		if (!c->headers)
			c->headers = ARENA_ARRAY(t->context->arena, page_tag *,
						 t->head_rows);
		c->headers[c->header_count++] = tag;
	}
}

static void place_head(table *t, table_grid *g, const doc_node *node,
		       page_tag *row, size_t row_index)
{
	bool leaf = node->kind == DOC_COLUMN;
	table_cell *cell =
	    table_grid_place(t, g, node, leaf ? 1 : table_count_columns(node),
			     leaf ? t->head_rows - row_index : 1);
	if (!cell)
		return;
	doc_node text = table_head_text(node);
	page_tag *tag = cell_tag(t, cell, row, PAGE_TH);
	tag->scope = PAGE_SCOPE_COLUMN;
	add_header(t, cell, tag);
	cell->centred = true;
	table_set_lines(t, cell, &text, &t->head, t->head.align, tag);
}

/* Those at `depth` below node, from left to right. */
static void place_heads(table *t, table_grid *g, const doc_node *node,
			page_tag *row, size_t row_index, size_t depth)
{
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind != DOC_COLUMN && n->kind != DOC_COLUMN_GROUP)
			continue;
		if (depth == 0)
			place_head(t, g, n, row, row_index);
		else if (n->kind == DOC_COLUMN_GROUP)
			place_heads(t, g, n, row, row_index, depth - 1);
	}
}

static const page_item *as_artifacts(arena *a, const flow_slab *slab)
{
	page_item *items = ARENA_ARRAY(a, page_item, slab->item_count);
	for (size_t i = 0; i < slab->item_count; i++) {
		items[i] = slab->items[i];
		if (items[i].tag)
			items[i].artifact = PAGE_ARTIFACT_PAGINATION;
		items[i].tag = NULL;
	}
	return items;
}

/* What is set above a row that begins a page: the head, or only its rule. */
static void make_repeat(table *t, table_grid *g, const flow_slab *head)
{
	size_t lines = t->caption.count;
	t->repeat_head = ARENA_ARRAY(t->context->arena, flow_slab, lines + 1);
	t->repeat_count = lines + 1;
	for (size_t i = 0; i < lines; i++)
		t->repeat_head[i] = t->caption.slabs[i];
	if (lines > 0)
		t->repeat_head[lines - 1].height +=
		    t->caption.slabs[lines - 1].space_after;
	flow_slab *repeat = &t->repeat_head[lines];
	if (doc_yes(t->node, DOC_ATTR_DAU_BANG_LAP, true)) {
		*repeat = *head;
		repeat->items = as_artifacts(t->context->arena, head);
	} else {
		table_grid_draw_line(t, g, 0, 1);
		*repeat = table_grid_take(t, g, 0, t->node);
	}
	repeat->space_before = repeat->space_after = 0;
}

static void set_head(table *t, table_grid *g)
{
	arena *a = t->context->arena;
	page_tag *head = page_tag_new(a, t->tag, PAGE_THEAD);
	table_grid_begin(t, g);
	for (size_t row = 0; row < t->head_rows; row++) {
		page_tag *tag = page_tag_new(a, head, PAGE_TR);
		table_grid_add_row(t, g, t->node);
		place_heads(t, g, t->node, tag, row, row);
	}
	table_grid_measure(t, g);
	mpt height = 0;
	for (size_t row = 0; row < t->head_rows; row++) {
		table_grid_draw_row(t, g, row, height);
		height += g->rows[row].height;
	}
	table_grid_draw_line(t, g, t->rule / 2, 1);
	flow_slab slab = table_grid_take(t, g, height, t->node);
	make_repeat(t, g, &slab);
	if (t->out->count > t->first_slab)
		slab.break_penalty = FLOW_NEVER; /* after its caption */
	*flow_append(t->out) = slab;
}

/* ---- Body ------------------------------------------------------------- */

static void place_body(table *t, table_grid *g, const doc_node *node,
		       const profile_style *style, page_tag *row)
{
	size_t rows = table_span(node, DOC_ATTR_GOP_HANG);
	bool decimal;
	table_cell *cell =
	    table_grid_place(t, g, node, table_span(node, DOC_ATTR_GOP), rows);
	if (!cell)
		return;
	page_tag *tag = cell_tag(t, cell, row, PAGE_TD);
	add_headers(t, cell, tag);
	cell->centred = rows > 1;
	profile_align align =
	    table_align_of(t, node, cell->column, cell->columns, &decimal);
	if (decimal && table_find_shift(t, cell, style))
		align = PROFILE_LEFT;
	table_set_lines(t, cell, node, style, align, tag);
}

static bool is_row(const doc_node *node)
{
	return node->kind == DOC_ROW || node->kind == DOC_TOTAL_ROW;
}

static const doc_node *next_row(const doc_node *node)
{
	while (node && !is_row(node))
		node = node->next;
	return node;
}

/* Rows until no cell spans on; returns the row after them. */
static const doc_node *set_group(table *t, table_grid *g, const doc_node *row,
				 page_tag *body)
{
	table_grid_begin(t, g);
	do {
		page_tag *tag = page_tag_new(t->context->arena, body, PAGE_TR);
		table_grid_add_row(t, g, row);
		for (const doc_node *n = row->first_child; n; n = n->next)
			place_body(t, g, n, table_row_style(t, row), tag);
		row = next_row(row->next);
	} while (row && table_grid_is_open(g));
	table_grid_measure(t, g);
	return row;
}

static bool follows_total(const table_grid *g, size_t row)
{
	return row > 0 && g->rows[row - 1].node->kind == DOC_TOTAL_ROW;
}

static flow_slab *append_row(table *t, flow_slab slab, size_t before,
			     size_t through)
{
	slab.repeat_head = t->repeat_head;
	slab.repeat_head_count = t->repeat_count;
	slab.carry = t->carry;
	slab.rows_before = (uint32_t)before;
	slab.rows_through = (uint32_t)through;
	flow_slab *added = flow_append(t->out);
	*added = slab;
	return added;
}

static bool names_group(const doc_node *row)
{
	return row->kind == DOC_ROW && doc_has_attribute(row, DOC_ATTR_KIEU);
}

static void add_row(table *t, table_grid *g, size_t row, bool after_total)
{
	const doc_node *node = g->rows[row].node;
	bool total = node->kind == DOC_TOTAL_ROW;
	table_grid_draw_row(t, g, row, 0);
	if (total && !after_total)
		table_grid_draw_line(t, g, 0, TOTAL_RULE);
	flow_slab slab = table_grid_take(t, g, g->rows[row].height, node);
	if (row > 0 || total || t->after_name)
		slab.break_penalty = FLOW_NEVER;
	append_row(t, slab, t->row_index, t->row_index + 1);
	t->after_name = names_group(node);
	t->row_index++;
}

/* A high row line by line: two of them, at least, on each page. */
static void add_lines(table *t, table_grid *g, bool after_total)
{
	const doc_node *node = g->rows[0].node;
	bool total = node->kind == DOC_TOTAL_ROW;
	size_t count = table_grid_lines(g);
	for (size_t i = 0; i < count; i++) {
		mpt height = table_grid_draw_line_of(t, g, i);
		if (i == 0 && total && !after_total)
			table_grid_draw_line(t, g, 0, TOTAL_RULE);
		flow_slab slab = table_grid_take(t, g, height, node);
		bool keeps =
		    i == 0 ? total || t->after_name : i == 1 || i + 1 == count;
		slab.break_penalty = keeps ? FLOW_NEVER : i ? CUT_PENALTY : 0;
		slab.is_cut = i + 1 < count;
		slab.pad_above = i > 0 ? t->padding_y : 0;
		append_row(t, slab, t->row_index + (i > 0), t->row_index + 1);
	}
	t->after_name = names_group(node);
	t->row_index++;
}

static bool is_divided(const table *t, const table_grid *g)
{
	mpt room =
	    t->context->height - flow_heights(t->repeat_head, t->repeat_count);
	return g->row_count == 1 && table_grid_lines(g) >= 4 &&
	       g->rows[0].height > (int64_t)room * CUT_SHARE / 1000;
}

/* Rows tied by a spanning cell must fit a page together. */
static void check_height(const table *t, const table_grid *g)
{
	arena *a = t->context->arena;
	mpt room =
	    t->context->height - flow_heights(t->repeat_head, t->repeat_count);
	int64_t height = 0;
	for (size_t row = 0; row < g->row_count; row++)
		height += g->rows[row].height;
	if (g->row_count > 1 && height > room)
		diag_at(t->context->diags, DIAG_LAYOUT_ROWS_TOO_HIGH,
			g->rows[0].node->at, str_format(a, "%zu", g->row_count),
			inline_millimetres(
			    a, (mpt)(height > INT32_MAX ? INT32_MAX : height),
			    true),
			inline_millimetres(a, room, false));
}

/* The first of the total rows at the end: they are the foot. */
static const doc_node *foot_of(const table *t)
{
	const doc_node *foot = NULL;
	const doc_node *row = next_row(t->node->first_child);
	for (; row; row = next_row(row->next))
		if (row->kind != DOC_TOTAL_ROW)
			foot = NULL;
		else if (!foot)
			foot = row;
	return foot;
}

static void set_rows(table *t, table_grid *g)
{
	arena *a = t->context->arena;
	const doc_node *row = next_row(t->node->first_child);
	const doc_node *foot = foot_of(t);
	bool after_total = false;
	page_tag *body = NULL;
	while (row) {
		if (!body || row == foot)
			body = page_tag_new(
			    a, t->tag, row == foot ? PAGE_TFOOT : PAGE_TBODY);
		row = set_group(t, g, row, body);
		check_height(t, g);
		for (size_t i = 0; i < g->row_count; i++) {
			if (i > 0)
				after_total = follows_total(g, i);
			if (is_divided(t, g))
				add_lines(t, g, after_total);
			else
				add_row(t, g, i, after_total);
		}
		after_total =
		    g->rows[g->row_count - 1].node->kind == DOC_TOTAL_ROW;
	}
}

/* One cell across the table: what the rows below it have in common. */
static bool heads_rows(const table *t, const flow_slab *slab)
{
	const doc_node *row = slab->node;
	const doc_node *cell = row ? row->first_child : NULL;
	return row && row->kind == DOC_ROW && cell && !cell->next &&
	       t->column_count > 1 &&
	       table_span(cell, DOC_ATTR_GOP) == t->column_count;
}

/* At least two rows below each head, and no few rows alone on a page. */
static void keep_rows(table *t)
{
	size_t count = t->out->count - t->first_row;
	flow_slab *rows = &t->out->slabs[t->first_row];
	for (size_t i = 0; i < count; i++) {
		size_t left = count - i;
		int32_t *penalty = &rows[i].break_penalty;
		bool at_end = i == 1 || left == 1;
		if (*penalty >= FLOW_NEVER)
			continue;
		if (i == 0 || heads_rows(t, &rows[i - 1]) ||
		    (at_end && rows[i].height < t->context->height / 4))
			*penalty = FLOW_NEVER;
		else if (count <= SHORT_TABLE_ROWS)
			*penalty = SHORT_PENALTY;
		else if (left < FEW_ROWS)
			*penalty = FEW_PENALTY * (int32_t)(FEW_ROWS - left);
	}
}

void table_set(layout_context *context, const doc_node *node, page_tag *parent,
	       flow *out)
{
	page_tag *tag = page_tag_new(context->arena, parent, PAGE_TABLE);
	table *t = ARENA_NEW(context->arena, table);
	*t = table_of(context, node, tag, out);
	table_grid grid = {0};
	tag->node = node;
	table_read_columns(t);
	if (t->column_count == 0 || !table_carry_read(t) ||
	    !table_choose_widths(t))
		return;
	table_carry_measure(t);
	t->first_slab = out->count;
	set_caption(t);
	set_head(t, &grid);
	t->first_row = out->count;
	set_rows(t, &grid);
	keep_rows(t);
	mpt space = context->profile->styles[PROFILE_CAPTION].space_before;
	out->slabs[t->first_slab].space_before = space;
	out->slabs[out->count - 1].space_after = space;
}

/*
 * table: what the parts of the table setter share (bảng).
 *
 * table_columns.c reads the columns and chooses their widths, table_grid.c
 * places cells that span rows and columns and draws the rules, table.c goes
 * through head, rows and totals.
 */
#ifndef VANBAN_LAYOUT_TABLE_H
#define VANBAN_LAYOUT_TABLE_H

#include "paragraph.h"
#include "widths.h"

typedef struct table_column {
	const doc_node *node;
	profile_align align;
	bool decimal;	   /* thap-phan: cells meet at the decimal comma */
	mpt before, after; /* widest part before, and from, the comma */
	mpt x;		   /* left edge */
	mpt width;
	page_tag **headers; /* TH above it, outermost first */
	size_t header_count;
} table_column;

typedef struct table {
	layout_context *context;
	const doc_node *node;
	page_tag *tag;
	table_column *columns;
	size_t column_count;
	size_t head_rows;
	profile_style head, cell, total; /* in the table's size */
	mpt padding_x, padding_y, rule;
	flow *out;
	flow_slab *repeat_head; /* as artifacts: caption, head */
	size_t repeat_count;
	flow_carry *carry; /* or NULL */
	flow caption;	   /* its lines, to be repeated */
	size_t first_slab; /* of the head in out */
	size_t first_row;  /* of the body in out */
	size_t row_index;  /* body rows so far */
	bool after_name;   /* the row before names those that follow */
} table;

/* A cell of the head or of the body, placed and set. */
typedef struct table_cell {
	const doc_node *node;
	size_t row, column; /* in the group */
	size_t rows, columns;
	flow lines;
	mpt shift;    /* of all lines to the right: decimal alignment */
	mpt height;   /* of the lines */
	bool centred; /* vertically */
} table_cell;

typedef struct table_row {
	const doc_node *node;
	mpt height;
	size_t first_cell; /* that begins in it */
} table_row;

/*
 * Rows that belong together because cells span them; a row without such
 * cells is a group of its own.  Its memory serves one group after another.
 */
typedef struct table_grid {
	table_cell *cells;
	size_t cell_count, cell_capacity;
	int32_t *owners; /* cell of each place, by row and column; -1 none */
	size_t owner_capacity;
	table_row *rows;
	size_t row_capacity;
	size_t open_until; /* the row that no cell reaches any more */
	size_t row_count;
	page_item *items; /* of the slab being made */
	size_t item_count, item_capacity;
	flow_link *links;
	size_t link_count, link_capacity;
	const flow_notes *notes;
} table_grid;

/*
 * table_carry.c: reads the figures of the columns with mang-sang and sets
 * t->carry; false after errors.  Before the widths are chosen; the table must
 * live as long as the pages are set.
 */
bool table_carry_read(table *);
/* The widest that a carried sum of this column can be, as text; or empty. */
str table_carry_widest(const table *, size_t column);
/* The lines of a cell in its columns; table.c. */
void table_set_lines(table *, table_cell *, const doc_node *,
		     const profile_style *, profile_align, page_tag *);
/* Where a number begins so that its comma stands under those above. */
bool table_find_shift(table *, table_cell *, const profile_style *);
/* Once the widths are chosen: how high the added rows are. */
void table_carry_measure(table *);

/* Columns below bang or nhom. */
size_t table_count_columns(const doc_node *);
/* Reads columns and head depth. */
void table_read_columns(table *);
/* Measures every cell and sets x and width of columns; false after errors. */
bool table_choose_widths(table *);
/* Of head, cells and totals; 0: the profile's. */
void table_set_size(table *, mpt size);
/*
 * Where the decimal comma (or the unit behind a number) begins; behind the sign
 * of a percentage, so that "100%" and "83,3%(*)" meet there, and behind a dash
 * for "none"; or NO_NUMBER.
 */
#define TABLE_NO_NUMBER SIZE_MAX
size_t table_decimal_point(str);
/* cell's can, its column's, the style's. */
profile_align table_align_of(const table *, const doc_node *cell, size_t column,
			     size_t columns, bool *decimal);
/* A text node that says the attribute ten of a cot or nhom. */
doc_node table_head_text(const doc_node *);
size_t table_span(const doc_node *cell, doc_attribute_name);
const profile_style *table_row_style(const table *, const doc_node *row);

/* A new group: what the cells of the last were is forgotten. */
void table_grid_begin(table *, table_grid *);
void table_grid_add_row(table *, table_grid *, const doc_node *row);
/* In the first free columns of the last row; NULL when there are none. */
table_cell *table_grid_place(table *, table_grid *, const doc_node *,
			     size_t columns, size_t rows);
/* Whether a cell reaches below the last row. */
bool table_grid_is_open(const table_grid *);
/* Heights of the rows from the cells, and what is then still missing. */
void table_grid_measure(table *, table_grid *);
/* Appends the items of one row, moved down by y, to the slab being made. */
void table_grid_draw_row(table *, table_grid *, size_t row, mpt y);
/* A rule across all columns at y, `times` as thick as others. */
void table_grid_draw_line(table *, table_grid *, mpt y, mpt times);
/*
 * Line `line` of every cell of the only row, moved to the top of a slab that
 * is as high as its lines, with the padding above or below if it is the first
 * or last.
 */
size_t table_grid_lines(const table_grid *);
mpt table_grid_draw_line_of(table *, table_grid *, size_t line);
/* The slab being made, its items copied to their final place. */
flow_slab table_grid_take(table *, table_grid *, mpt height, const doc_node *);

#endif

#include "internal.h"

#define MARK_LENGTH    MPT_FROM_MICROMETRES(4000)
#define MARK_THICKNESS 250
#define DASHES	       3

typedef struct mark_list {
	arena *arena;
	impose_mark *items;
	size_t count, capacity;
} mark_list;

static void add(mark_list *list, mpt x, mpt y, mpt width, mpt height)
{
	ARENA_GROW(list->arena, list->items, list->count, list->capacity);
	list->items[list->count++] = (impose_mark){x, y, width, height};
}

/* A mark at the edge of the paper, drawn in `pieces` with gaps between. */
static void add_upright(mark_list *list, mpt x, mpt y, unsigned pieces)
{
	mpt step = MARK_LENGTH / (mpt)(2 * pieces - 1);
	for (unsigned i = 0; i < pieces; i++)
		add(list, x - MARK_THICKNESS / 2, y + 2 * (mpt)i * step,
		    MARK_THICKNESS, step);
}

static void add_level(mark_list *list, mpt x, mpt y, unsigned pieces)
{
	mpt step = MARK_LENGTH / (mpt)(2 * pieces - 1);
	for (unsigned i = 0; i < pieces; i++)
		add(list, x + 2 * (mpt)i * step, y - MARK_THICKNESS / 2, step,
		    MARK_THICKNESS);
}

/* At both ends of a line across the sheet at x, or at y. */
static void mark_column(mark_list *list, const impose_side *side, mpt x,
			unsigned pieces)
{
	add_upright(list, x, 0, pieces);
	add_upright(list, x, side->height - MARK_LENGTH, pieces);
}

static void mark_row(mark_list *list, const impose_side *side, mpt y,
		     unsigned pieces)
{
	add_level(list, 0, y, pieces);
	add_level(list, side->width - MARK_LENGTH, y, pieces);
}

/* A cut once marked, or along the paper's own edge, needs no mark. */
static bool is_new(mpt cuts[], size_t *count, mpt at, mpt end)
{
	if (at <= MARK_THICKNESS || at >= end - MARK_THICKNESS)
		return false;
	for (size_t i = 0; i < *count; i++)
		if (at - cuts[i] <= MARK_THICKNESS &&
		    cuts[i] - at <= MARK_THICKNESS)
			return false;
	cuts[(*count)++] = at;
	return true;
}

static void mark_cuts(mark_list *list, const impose_side *side)
{
	mpt columns[2 * MOST_SLOTS], rows[2 * MOST_SLOTS];
	size_t column_count = 0, row_count = 0;
	for (size_t i = 0; i < side->place_count; i++) {
		const impose_place *p = &side->places[i];
		mpt x[] = {p->x, p->x + p->width};
		mpt y[] = {p->y, p->y + p->height};
		for (size_t j = 0; j < 2; j++) {
			if (is_new(columns, &column_count, x[j], side->width))
				mark_column(list, side, x[j], 1);
			if (is_new(rows, &row_count, y[j], side->height))
				mark_row(list, side, y[j], 1);
		}
	}
}

void marks_add(arena *a, const impose_options *options, const sheet_form *form,
	       impose_side *side)
{
	mark_list list = {.arena = a};
	if (options->crop_marks)
		mark_cuts(&list, side);
	if (options->fold_marks && form->is_folded && form->columns > 1)
		mark_column(&list, side, side->width / 2, DASHES);
	if (options->fold_marks && form->is_folded && form->rows > 1)
		mark_row(&list, side, side->height / 2, DASHES);
	side->marks = list.items;
	side->mark_count = list.count;
}

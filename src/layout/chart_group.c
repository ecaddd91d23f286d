#include "chart.h"

#include <assert.h>

/* Shares are thousandths; lengths mpt. */
#define GROUP_SHARE  860    /* of a slot: the bars of its group */
#define BAR_SHARE    780    /* of a line: a horizontal bar */
#define NAMES_SHARE  350    /* of the width: names of horizontal groups */
#define LEAST_PLOT   60000  /* length of the longest bar */
#define COLUMN_PLOT  150000 /* height of the tallest column */
#define WIDEST_BAR   36000
#define SPACE_GROUPS 4000

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static mpt smaller(mpt a, mpt b)
{
	return a < b ? a : b;
}

static mpt slot_of(const chart *c)
{
	assert(c->group_count > 0);
	return c->context->width / (mpt)c->group_count;
}

static mpt pitch_of(const chart *c)
{
	assert(c->series_count > 0);
	return smaller(inline_advance(slot_of(c), GROUP_SHARE) /
			   (mpt)c->series_count,
		       WIDEST_BAR);
}

static mpt widest_printed(const chart *c)
{
	mpt widest = 0;
	for (size_t i = 0; i < c->count; i++)
		widest = larger(widest, c->values[i].printed_width);
	return widest;
}

static mpt widest_piece(chart *c, size_t group)
{
	mpt least, natural;
	doc_node name = {.kind = DOC_TEXT,
			 .at = c->node->at,
			 .text = chart_group_name(c, group)};
	paragraph_measure(c->context, &name, &c->label, &least, &natural);
	return least;
}

static bool columns_fit(chart *c)
{
	for (size_t i = 0; i < c->group_count; i++)
		if (widest_piece(c, i) > slot_of(c) - CHART_GAP)
			return false;
	return widest_printed(c) + CHART_AXIS <= pitch_of(c);
}

/* ---- Upright ---------------------------------------------------------- */

static void add_column(chart *c, size_t group, size_t series, mpt x, mpt base,
		       mpt plot)
{
	const chart_value *v = chart_value_at(c, group, series);
	mpt pitch = pitch_of(c), height = chart_length(c, v->number, plot);
	chart_fill(c, series, x, base - height, pitch - CHART_AXIS, height);
	flow figure = chart_words(c, v->node, pitch, PROFILE_CENTRE);
	compose_flow(&c->body, &figure, x,
		     base - height - c->label.line_height);
}

static mpt draw_columns(chart *c, mpt y)
{
	mpt slot = slot_of(c), pitch = pitch_of(c);
	mpt plot = smaller(COLUMN_PLOT, c->context->height / 3);
	mpt base = y + c->label.line_height + plot, bottom = base;
	for (size_t g = 0; g < c->group_count; g++) {
		mpt x = slot * (mpt)g;
		mpt left = x + (slot - pitch * (mpt)c->series_count) / 2;
		for (size_t s = 0; s < c->series_count; s++)
			add_column(c, g, s, left + pitch * (mpt)s, base, plot);
		flow name = chart_text(c, c->groups[g], chart_group_name(c, g),
				       slot - CHART_GAP, PROFILE_CENTRE);
		bottom = larger(
		    bottom, compose_flow(&c->body, &name, x + CHART_GAP / 2,
					 base + CHART_AXIS + CHART_GAP / 2));
	}
	chart_box(c, 0, base, slot * (mpt)c->group_count, CHART_AXIS, 0);
	return bottom;
}

/* ---- Lying ------------------------------------------------------------ */

static mpt names_width(chart *c)
{
	mpt natural = 0, least = 0;
	for (size_t g = 0; g < c->group_count; g++) {
		natural = larger(natural,
				 chart_text_width(c, chart_group_name(c, g)));
		least = larger(least, widest_piece(c, g));
	}
	mpt most = inline_advance(c->context->width, NAMES_SHARE);
	return larger(smaller(natural, most), least);
}

static mpt add_bars(chart *c, size_t group, mpt origin, mpt room, mpt y)
{
	mpt line = c->label.line_height;
	mpt thick = inline_advance(line, BAR_SHARE);
	for (size_t s = 0; s < c->series_count; s++, y += line) {
		const chart_value *v = chart_value_at(c, group, s);
		mpt length = chart_length(c, v->number, room);
		chart_fill(c, s, origin, y + (line - thick) / 2, length, thick);
		flow figure =
		    chart_words(c, v->node, v->printed_width, PROFILE_LEFT);
		compose_flow(&c->body, &figure, origin + length + CHART_GAP, y);
	}
	return y;
}

static mpt draw_bars(chart *c, mpt y)
{
	mpt names = names_width(c), origin = names + CHART_GAP, top = y;
	mpt room = c->context->width - origin - CHART_GAP - widest_printed(c);
	if (room < LEAST_PLOT) {
		arena *a = c->context->arena;
		mpt width = c->context->width;
		diag_at(c->context->diags, DIAG_CHART_TOO_NARROW, c->node->at,
			inline_millimetres(a, width + LEAST_PLOT - room, true),
			inline_millimetres(a, width, false));
		return 0;
	}
	for (size_t g = 0; g < c->group_count; g++) {
		flow name = chart_text(c, c->groups[g], chart_group_name(c, g),
				       names, PROFILE_LEFT);
		mpt height =
		    larger(flow_height(&name),
			   c->label.line_height * (mpt)c->series_count);
		compose_flow(&c->body, &name, 0,
			     y + (height - flow_height(&name)) / 2);
		add_bars(c, g, origin, room, y);
		y += height + SPACE_GROUPS;
	}
	chart_box(c, origin - CHART_AXIS, top, CHART_AXIS, y - top, 0);
	return y;
}

mpt chart_draw_groups(chart *c, mpt y)
{
	bool wants_columns = c->kind == CHART_COLUMNS;
	y = chart_legend(c, y, false);
	if (wants_columns && columns_fit(c))
		return draw_columns(c, y);
	if (wants_columns && doc_has_attribute(c->node, DOC_ATTR_LOAI))
		diag_at(c->context->diags, DIAG_CHART_TURNED, c->node->at);
	c->kind = CHART_BARS;
	return draw_bars(c, y);
}

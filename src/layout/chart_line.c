#include "chart.h"

#include <assert.h>

#define PLOT	140000 /* height of the largest value */
#define MARK	4400   /* side of a point's square */
#define STROKE	1200
#define LABELED 2 /* series whose figures all stand beside their points */

static mpt slot_of(const chart *c)
{
	assert(c->group_count > 0);
	return c->context->width / (mpt)c->group_count;
}

static page_point point_at(const chart *c, size_t group, size_t series,
			   mpt base, mpt plot)
{
	const chart_value *v = chart_value_at(c, group, series);
	return (page_point){slot_of(c) * (mpt)group + slot_of(c) / 2,
			    base - chart_length(c, v->number, plot)};
}

/* Lines between neighbours that both have a number: a gap shows as one. */
static void draw_series(chart *c, size_t series, mpt base, mpt plot)
{
	page_path look = {.stroke = STROKE, .dash = chart_dash(series)};
	page_point *points =
	    ARENA_ARRAY(c->context->arena, page_point, c->group_count);
	size_t count = 0;
	for (size_t g = 0; g <= c->group_count; g++) {
		bool has = g < c->group_count &&
			   chart_value_at(c, g, series)->has_number;
		if (has)
			points[count++] = point_at(c, g, series, base, plot);
		else if (count > 1)
			chart_path(c, points, count, look, false);
		count = has ? count : 0;
	}
}

static void draw_marks(chart *c, size_t series, mpt base, mpt plot)
{
	for (size_t g = 0; g < c->group_count; g++) {
		if (!chart_value_at(c, g, series)->has_number)
			continue;
		page_point p = point_at(c, g, series, base, plot);
		chart_box(c, p.x - MARK / 2, p.y - MARK / 2, MARK, MARK, 0);
		if (series % 2 == 1)
			chart_box(c, p.x - MARK / 4, p.y - MARK / 4, MARK / 2,
				  MARK / 2, 0xffffff);
	}
}

/* Above its point, or below where another series' point is higher. */
static void label(chart *c, size_t group, size_t series, mpt base, mpt plot)
{
	const chart_value *v = chart_value_at(c, group, series);
	page_point p = point_at(c, group, series, base, plot);
	bool below = false;
	for (size_t s = 0; s < c->series_count; s++) {
		const chart_value *other = chart_value_at(c, group, s);
		int order = text_number_compare(other->number, v->number);
		below = below || (s != series && other->has_number &&
				  (order > 0 || (order == 0 && s < series)));
	}
	mpt line = c->label.line_height;
	mpt y = below ? p.y + MARK : p.y - MARK - line;
	if (y + line > base)
		y = p.y - MARK - line;
	flow figure = chart_words(c, v->node, slot_of(c), PROFILE_CENTRE);
	compose_flow(&c->body, &figure, slot_of(c) * (mpt)group, y);
}

static void draw_labels(chart *c, size_t series, mpt base, mpt plot)
{
	for (size_t g = 0; g < c->group_count; g++)
		label(c, g, series, base, plot);
}

static bool fits(chart *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->values[i].printed_width > slot_of(c))
			return false;
	for (size_t g = 0; g < c->group_count; g++) {
		mpt least, natural;
		doc_node name = {.kind = DOC_TEXT,
				 .at = c->node->at,
				 .text = chart_group_name(c, g)};
		paragraph_measure(c->context, &name, &c->label, &least,
				  &natural);
		if (least > slot_of(c) - CHART_GAP / 2)
			return false;
	}
	return true;
}

mpt chart_draw_lines(chart *c, mpt y)
{
	y = chart_legend(c, y, true);
	mpt slot = slot_of(c);
	if (!fits(c) || c->series_count > LABELED) {
		diag_at(c->context->diags, DIAG_CHART_CROWDED, c->node->at);
		return 0;
	}
	mpt base = y + 2 * c->label.line_height + PLOT, bottom = base;
	for (size_t s = 0; s < c->series_count; s++)
		draw_series(c, s, base, PLOT);
	for (size_t s = 0; s < c->series_count; s++)
		draw_marks(c, s, base, PLOT);
	for (size_t s = 0; s < c->series_count; s++)
		draw_labels(c, s, base, PLOT);
	for (size_t g = 0; g < c->group_count; g++) {
		flow name = chart_text(c, c->node, chart_group_name(c, g),
				       slot - CHART_GAP / 2, PROFILE_CENTRE);
		mpt end =
		    compose_flow(&c->body, &name, slot * (mpt)g + CHART_GAP / 4,
				 base + CHART_AXIS + CHART_GAP / 2);
		bottom = end > bottom ? end : bottom;
	}
	chart_box(c, 0, base, slot * (mpt)c->group_count, CHART_AXIS, 0);
	return bottom;
}

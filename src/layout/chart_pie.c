#include "chart.h"

#define RADIUS	    74000
#define LABEL_AWAY  10000 /* from the rim to the labels */
#define MOST_SLICES 8
#define FULL	    36000 /* hundredths of a degree */

/* Sines of whole degrees, millionths. */
static const int32_t sines[91] = {
    0,	     17452,  34899,  52336,  69756,  87156,  104528, 121869, 139173,
    156434,  173648, 190809, 207912, 224951, 241922, 258819, 275637, 292372,
    309017,  325568, 342020, 358368, 374607, 390731, 406737, 422618, 438371,
    453990,  469472, 484810, 500000, 515038, 529919, 544639, 559193, 573576,
    587785,  601815, 615661, 629320, 642788, 656059, 669131, 681998, 694658,
    707107,  719340, 731354, 743145, 754710, 766044, 777146, 788011, 798636,
    809017,  819152, 829038, 838671, 848048, 857167, 866025, 874620, 882948,
    891007,  898794, 906308, 913545, 920505, 927184, 933580, 939693, 945519,
    951057,  956305, 961262, 965926, 970296, 974370, 978148, 981627, 984808,
    987688,  990268, 992546, 994522, 996195, 997564, 998630, 999391, 999848,
    1000000,
};

/* Of hundredths of a degree, between whole degrees as on a chord. */
static int64_t sine(int32_t angle)
{
	angle = (angle % FULL + FULL) % FULL;
	if (angle > FULL / 2)
		return -sine(angle - FULL / 2);
	if (angle > FULL / 4)
		angle = FULL / 2 - angle;
	int32_t degree = angle / 100, rest = angle % 100;
	int64_t low = sines[degree];
	int64_t high = sines[degree < 90 ? degree + 1 : 90];
	return low + (high - low) * rest / 100;
}

/* Clockwise from the top. */
static page_point on_circle(page_point centre, mpt radius, int32_t angle)
{
	return (page_point){
	    centre.x + (mpt)(radius * sine(angle) / 1000000),
	    centre.y - (mpt)(radius * sine(angle + FULL / 4) / 1000000)};
}

static void draw_slice(chart *c, size_t index, page_point centre, int32_t from,
		       int32_t to)
{
	static const uint32_t greys[] = {0x404040, 0xd9d9d9, 0x8c8c8c,
					 0xf2f2f2, 0x666666, 0xbfbfbf};
	size_t most = sizeof greys / sizeof *greys, used = 0;
	size_t count = (size_t)(to - from) / 200 + 2;
	bool beside_first = index > 0 && index + 1 == c->count;
	uint32_t grey = greys[index % most   ? index % most
			      : beside_first ? most / 3
					     : 0];
	page_point *points =
	    ARENA_ARRAY(c->context->arena, page_point, count + 2);
	if (to - from < FULL)
		points[used++] = centre;
	for (size_t i = 0; i < count; i++)
		points[used++] =
		    on_circle(centre, RADIUS,
			      from + (int32_t)((to - from) * (int64_t)i /
					       (int64_t)(count - 1)));
	chart_path(c, points, used,
		   (page_path){.is_filled = true,
			       .fill = grey,
			       .stroke = 2 * CHART_AXIS,
			       .stroke_colour = 0xffffff},
		   true);
	chart_path(c, points + (to - from < FULL), count,
		   (page_path){.stroke = CHART_AXIS}, false);
}

/* ---- Labels ----------------------------------------------------------- */

typedef struct slice {
	const chart_value *value;
	int32_t from, to; /* hundredths of a degree */
	page_point rim;
	bool is_right;
	flow words;
	mpt y;
} slice;

static str share_of(const chart *c, const slice *s, text_number sum)
{
	arena *a = c->context->arena;
	str share;
	if (!s->value->has_number ||
	    !text_format_percent(a, s->value->number, sum,
				 c->context->profile->percent_decimals, &share))
		return STR("");
	return str_format(a, " (%.*s)", STR_ARGS(share));
}

/* "Láng Hạ: 1.250 (12,5%)"; the figure keeps its trace. */
static void set_label(chart *c, slice *s, text_number sum, mpt width)
{
	layout_context *context = c->context;
	inline_text *text = &paragraph_scratch(context)->text;
	const doc_node *node = s->value->node;
	paragraph_options options = {.width = width,
				     .style = &c->label,
				     .align = s->is_right ? PROFILE_LEFT
							  : PROFILE_RIGHT,
				     .tag = c->tag,
				     .continues = true};
	inline_begin(text);
	inline_add_text(context, text, &c->label, c->tag,
			str_concat(context->arena, s->value->name, STR(": ")),
			node->at);
	inline_add_children(context, text, &c->label, c->tag, node);
	inline_add_text(context, text, &c->label, c->tag, share_of(c, s, sum),
			node->at);
	s->words = paragraph_set_inline(context, &options, node, node->at);
}

/* From the top down each below the one before, then back up from `bottom`. */
static void spread(slice **side, size_t count, mpt top, mpt bottom)
{
	mpt y = top;
	for (size_t i = 0; i < count; i++) {
		mpt height = flow_height(&side[i]->words);
		mpt wanted = side[i]->rim.y - height / 2;
		side[i]->y = wanted > y ? wanted : y;
		y = side[i]->y + height;
	}
	y = bottom;
	for (size_t i = count; i-- > 0;) {
		mpt height = flow_height(&side[i]->words);
		if (side[i]->y + height > y)
			side[i]->y = y - height;
		y = side[i]->y;
	}
}

static void place_label(chart *c, const slice *s, page_point centre, mpt width)
{
	mpt reach = RADIUS + LABEL_AWAY;
	mpt x = s->is_right ? centre.x + reach : centre.x - reach - width;
	mpt middle = s->y + c->label.line_height / 2;
	page_point ends[] = {s->rim,
			     {s->is_right ? centre.x + reach - CHART_GAP / 2
					  : centre.x - reach + CHART_GAP / 2,
			      middle}};
	chart_path(c, ends, 2, (page_path){.stroke = CHART_AXIS / 2}, false);
	compose_flow(&c->body, &s->words, x, s->y);
}

static void place_side(chart *c, slice *slices, size_t count, bool is_right,
		       page_point centre, mpt width, mpt top, mpt bottom)
{
	slice *side[MOST_SLICES];
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		slice *s = &slices[is_right ? i : count - 1 - i];
		if (s->is_right == is_right)
			side[used++] = s;
	}
	spread(side, used, top, bottom);
	for (size_t i = 0; i < used; i++)
		place_label(c, side[i], centre, width);
}

/* Of the whole circle, half up. */
static int32_t hundredths(text_number share)
{
	text_number angle;
	if (!text_number_multiply(share, TEXT_INTEGER(FULL), &angle) ||
	    !text_number_round(angle, 0, &angle))
		return FULL;
	return (int32_t)angle.numerator;
}

static void divide(chart *c, slice *slices, text_number sum, page_point centre,
		   mpt width)
{
	text_number before = TEXT_INTEGER(0);
	for (size_t i = 0; i < c->count; i++) {
		slice *s = &slices[i];
		text_number share;
		s->value = &c->values[i];
		s->from = i > 0 ? slices[i - 1].to : 0;
		(void)text_number_add(before, s->value->number, &before);
		s->to = s->from;
		if (text_number_divide(before, sum, &share))
			s->to = hundredths(share);
		int32_t middle = s->from + (s->to - s->from) / 2;
		s->rim = on_circle(centre, RADIUS, middle);
		s->is_right = middle < FULL / 2;
		set_label(c, s, sum, width);
	}
}

static bool can_draw(chart *c, text_number *sum)
{
	*sum = TEXT_INTEGER(0);
	bool good = !c->groups && c->count <= MOST_SLICES;
	for (size_t i = 0; i < c->count; i++)
		good = text_number_add(*sum, c->values[i].number, sum) && good;
	good = good && sum->numerator > 0;
	if (!good)
		diag_at(c->context->diags, DIAG_CHART_NO_PIE, c->node->at,
			str_format(c->context->arena, "%d", MOST_SLICES));
	return good;
}

mpt chart_draw_pie(chart *c, mpt y)
{
	slice slices[MOST_SLICES] = {0};
	text_number sum;
	if (!can_draw(c, &sum))
		return 0;
	mpt bottom = y + 2 * (RADIUS + c->label.line_height);
	page_point centre = {c->context->width / 2,
			     y + RADIUS + c->label.line_height};
	mpt width = centre.x - RADIUS - LABEL_AWAY;
	divide(c, slices, sum, centre, width);
	for (size_t i = 0; i < c->count; i++)
		if (slices[i].to > slices[i].from)
			draw_slice(c, i, centre, slices[i].from, slices[i].to);
	place_side(c, slices, c->count, true, centre, width, y, bottom);
	place_side(c, slices, c->count, false, centre, width, y, bottom);
	return bottom;
}

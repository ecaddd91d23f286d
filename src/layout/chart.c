#include "compose.h"
#include "references.h"

/* Shares are thousandths; lengths mpt. */
#define BAR_COLOUR   0x404040
#define BAR_SHARE    620   /* of a row or slot */
#define WIDEST_BAR   42000 /* of columns */
#define THINNEST_BAR 500   /* of a value that is not zero */
#define AXIS	     600
#define GAP	     4000   /* between labels and bars */
#define LABELS_SHARE 420    /* of the width: names of horizontal bars */
#define LEAST_PLOT   60000  /* length of the longest bar */
#define COLUMN_PLOT  140000 /* height of the tallest column */
#define MOST_COLUMNS 8	    /* by default; more become horizontal bars */
#define SMALLER	     850    /* when the usual size does not fit */

typedef struct chart_value {
	const doc_node *node; /* tri */
	str name;
	str printed;
	bool has_number; /* else printed says why there is none */
	text_number number;
	mpt name_least, name_width; /* natural */
	mpt printed_width;
} chart_value;

typedef struct chart {
	layout_context *context;
	const doc_node *node;
	page_tag *tag;
	chart_value *values;
	size_t count;
	text_number most;
	profile_style label;
	mpt row_gap; /* between the labels of two rows */
	compose body;
} chart;

/* ---- Reading ---------------------------------------------------------- */

static const doc_node *figure_of(const doc_node *value)
{
	const doc_node *figure = doc_child(value, DOC_FIGURE);
	return figure && figure->trace && figure->trace->has_value ? figure
								   : NULL;
}

static bool read_value(chart *c, const doc_node *node)
{
	const doc_node *figure = figure_of(node);
	chart_value *v = &c->values[c->count++];
	*v = (chart_value){
	    .node = node,
	    .name = doc_attribute_value(node, DOC_ATTR_TEN),
	    .printed = str_trim(doc_plain_text(c->context->arena, node)),
	    .has_number = figure != NULL,
	    .number = figure ? figure->trace->value : TEXT_INTEGER(0)};
	if (v->number.numerator < 0)
		return diag_at(c->context->diags, DIAG_CHART_NEGATIVE_VALUE,
			       figure->at, v->printed, v->name);
	if (text_number_compare(v->number, c->most) > 0)
		c->most = v->number;
	return true;
}

static bool read_values(chart *c)
{
	size_t count = 0;
	bool good = true;
	for (const doc_node *n = c->node->first_child; n; n = n->next)
		count += n->kind == DOC_CHART_VALUE;
	c->values = ARENA_ARRAY(c->context->arena, chart_value, count);
	c->most = TEXT_INTEGER(0);
	for (const doc_node *n = c->node->first_child; n; n = n->next)
		if (n->kind == DOC_CHART_VALUE)
			good = read_value(c, n) && good;
	return good && c->count > 0;
}

static doc_node text_node(const doc_node *node, str text)
{
	return (doc_node){.kind = DOC_TEXT, .at = node->at, .text = text};
}

static void set_style(chart *c, int32_t scale)
{
	c->label = c->context->profile->styles[PROFILE_CHART_LABEL];
	c->label.size = inline_advance(c->label.size, scale);
	c->label.line_height = inline_advance(c->label.line_height, scale);
	c->label.first_indent = c->label.left_indent = 0;
	c->label.space_before = c->label.space_after = 0;
	c->row_gap = scale == 1000 ? 2 * MPT_PER_POINT : 0;
	for (size_t i = 0; i < c->count; i++) {
		chart_value *v = &c->values[i];
		doc_node name = text_node(v->node, v->name);
		paragraph_measure(c->context, &name, &c->label, &v->name_least,
				  &v->name_width);
		v->printed_width =
		    paragraph_width(c->context, v->node, &c->label);
	}
}

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static mpt smaller(mpt a, mpt b)
{
	return a < b ? a : b;
}

static mpt widest(const chart *c, size_t offset)
{
	mpt width = 0;
	for (size_t i = 0; i < c->count; i++)
		width =
		    larger(width, *(const mpt *)((const char *)&c->values[i] +
						 offset));
	return width;
}

#define WIDEST(chart_, member_) widest((chart_), offsetof(chart_value, member_))

/* The share of `room` that number is of the largest, half up. */
static mpt bar_length(const chart *c, text_number number, mpt room)
{
	text_number ratio;
	if (number.numerator <= 0 ||
	    !text_number_divide(number, c->most, &ratio))
		return 0;
	__extension__ typedef __int128 wide;
	wide length = ((wide)ratio.numerator * room * 2 + ratio.denominator) /
		      ((wide)ratio.denominator * 2);
	return larger((mpt)length, THINNEST_BAR);
}

/* ---- Drawing ---------------------------------------------------------- */

static void add_box(chart *c, mpt x, mpt y, mpt width, mpt height)
{
	compose *b = &c->body;
	ARENA_GROW(c->context->arena, b->items, b->item_count,
		   b->item_capacity);
	page_item *item = &b->items[b->item_count++];
	*item = (page_item){.kind = PAGE_BOX, .tag = c->tag, .x = x, .y = y};
	item->as.box.width = width;
	item->as.box.height = height;
	item->as.box.colour = BAR_COLOUR;
}

static flow set_words(chart *c, const doc_node *node, mpt width,
		      profile_align align)
{
	paragraph_options options = {.width = width,
				     .style = &c->label,
				     .align = align,
				     .tag = c->tag,
				     .continues = true};
	return paragraph_set(c->context, node, &options);
}

static flow set_name(chart *c, const chart_value *v, mpt width,
		     profile_align align)
{
	doc_node name = text_node(v->node, v->name);
	return set_words(c, &name, width, align);
}

/* A line above, at the right: what the figures count. */
static mpt add_unit(chart *c)
{
	str unit = doc_attribute_value(c->node, DOC_ATTR_DON_VI_TINH);
	if (unit.length == 0)
		return 0;
	profile_style upright = c->label;
	c->label.italic = true;
	doc_node text =
	    text_node(c->node, str_format(c->context->arena,
					  "Đơn vị tính: %.*s", STR_ARGS(unit)));
	flow line = set_words(c, &text, c->context->width, PROFILE_RIGHT);
	c->label = upright;
	return compose_flow(&c->body, &line, 0, 0) + c->label.line_height / 3;
}

/* ---- Horizontal bars (thanh) ------------------------------------------ */

typedef struct bars {
	mpt names;  /* width of the names */
	mpt origin; /* x of the axis */
	mpt room;   /* length of the longest bar */
} bars;

static bars plan_bars(const chart *c)
{
	mpt width = c->context->width;
	mpt names =
	    smaller(WIDEST(c, name_width), inline_advance(width, LABELS_SHARE));
	bars b = {.names = larger(names, WIDEST(c, name_least))};
	b.origin = b.names + GAP;
	b.room = width - b.origin - GAP - WIDEST(c, printed_width);
	return b;
}

static mpt add_bar(chart *c, const bars *b, const chart_value *v, mpt y)
{
	flow name = set_name(c, v, b->names, PROFILE_LEFT);
	mpt height = flow_height(&name) + c->row_gap;
	mpt thick = inline_advance(c->label.line_height, BAR_SHARE);
	mpt length = bar_length(c, v->number, b->room);
	compose_flow(&c->body, &name, 0, y + c->row_gap / 2);
	if (length > 0)
		add_box(c, b->origin, y + (height - thick) / 2, length, thick);
	flow figure = set_words(c, v->node, v->printed_width, PROFILE_LEFT);
	compose_flow(&c->body, &figure, b->origin + length + GAP,
		     y + (height - c->label.line_height) / 2);
	return y + height;
}

static mpt draw_bars(chart *c, const bars *b)
{
	mpt top = add_unit(c), y = top;
	for (size_t i = 0; i < c->count; i++)
		y = add_bar(c, b, &c->values[i], y);
	add_box(c, b->origin - AXIS, top, AXIS, y - top);
	return y;
}

/* ---- Vertical bars (cot) ---------------------------------------------- */

static mpt slot_width(const chart *c)
{
	return c->context->width / (mpt)c->count;
}

static bool columns_fit(const chart *c)
{
	mpt room = slot_width(c) - GAP / 2;
	return WIDEST(c, printed_width) <= room &&
	       WIDEST(c, name_least) <= room;
}

static void add_column(chart *c, const chart_value *v, mpt x, mpt base,
		       mpt plot)
{
	mpt slot = slot_width(c);
	mpt thick = smaller(inline_advance(slot, BAR_SHARE), WIDEST_BAR);
	mpt height = bar_length(c, v->number, plot);
	flow figure = set_words(c, v->node, slot, PROFILE_CENTRE);
	if (height > 0)
		add_box(c, x + (slot - thick) / 2, base - height, thick,
			height);
	compose_flow(&c->body, &figure, x,
		     base - height - c->label.line_height);
}

static mpt draw_columns(chart *c)
{
	mpt slot = slot_width(c), y = add_unit(c);
	mpt plot = smaller(COLUMN_PLOT, c->context->height / 3);
	mpt base = y + c->label.line_height + plot, bottom = base;
	for (size_t i = 0; i < c->count; i++) {
		mpt x = slot * (mpt)i;
		flow name =
		    set_name(c, &c->values[i], slot - GAP / 2, PROFILE_CENTRE);
		bottom =
		    larger(bottom, compose_flow(&c->body, &name, x + GAP / 4,
						base + AXIS + GAP / 2));
		add_column(c, &c->values[i], x, base, plot);
	}
	add_box(c, 0, base, slot * (mpt)c->count, AXIS);
	return bottom;
}

/* ---- The text alternative --------------------------------------------- */

static str names_with(chart *c, text_number number)
{
	arena *a = c->context->arena;
	str *names = ARENA_ARRAY(a, str, c->count);
	size_t count = 0;
	str printed = {0};
	for (size_t i = 0; i < c->count; i++)
		if (c->values[i].has_number &&
		    text_number_compare(c->values[i].number, number) == 0) {
			names[count++] = c->values[i].name;
			printed = c->values[i].printed;
		}
	str all = text_list(a, names, count);
	return str_format(a, "%.*s (%.*s)", STR_ARGS(all), STR_ARGS(printed));
}

static str all_values(chart *c)
{
	arena *a = c->context->arena;
	str *parts = ARENA_ARRAY(a, str, c->count);
	for (size_t i = 0; i < c->count; i++)
		parts[i] =
		    str_format(a, "%.*s: %.*s", STR_ARGS(c->values[i].name),
			       STR_ARGS(c->values[i].printed));
	return str_join(a, parts, c->count, STR("; "));
}

/* mo-ta, or a description made from the figures. */
static str describe(chart *c, bool upright)
{
	arena *a = c->context->arena;
	str given = doc_attribute_value(c->node, DOC_ATTR_MO_TA);
	str unit = doc_attribute_value(c->node, DOC_ATTR_DON_VI_TINH);
	if (given.length > 0)
		return given;
	text_number least = c->most;
	for (size_t i = 0; i < c->count; i++)
		if (c->values[i].has_number &&
		    text_number_compare(c->values[i].number, least) < 0)
			least = c->values[i].number;
	buffer text = {0};
	buffer_format(&text, "Biểu đồ %s: %.*s. ",
		      upright ? "cột" : "thanh ngang",
		      STR_ARGS(doc_attribute_value(c->node, DOC_ATTR_TEN)));
	if (unit.length > 0)
		buffer_format(&text, "Đơn vị tính: %.*s. ", STR_ARGS(unit));
	buffer_format(&text, "%.*s.", STR_ARGS(all_values(c)));
	if (text_number_compare(least, c->most) != 0)
		buffer_format(&text, " Lớn nhất: %.*s; nhỏ nhất: %.*s.",
			      STR_ARGS(names_with(c, c->most)),
			      STR_ARGS(names_with(c, least)));
	str description = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	return description;
}

/* ---- The whole -------------------------------------------------------- */

static void add_caption(chart *c, flow *out, bool keep)
{
	const profile_style *style =
	    &c->context->profile->styles[PROFILE_CAPTION];
	str name = doc_attribute_value(c->node, DOC_ATTR_TEN);
	str number = references_caption(c->context, c->node, name);
	doc_node text = text_node(c->node, name);
	paragraph_options options = {
	    .width = c->context->width,
	    .prefix = str_concat(c->context->arena, number, STR(" ")),
	    .style = style,
	    .align = style->align,
	    .tag = page_tag_new(c->context->arena, c->tag, PAGE_CAPTION)};
	flow lines = paragraph_set(c->context, &text, &options);
	for (size_t i = 0; i < lines.count; i++) {
		lines.slabs[i].node = c->node;
		if (i > 0 || keep)
			lines.slabs[i].break_penalty = FLOW_NEVER;
	}
	flow_join(out, &lines, 0);
}

static bool too_narrow(const chart *c, const bars *b)
{
	arena *a = c->context->arena;
	mpt width = c->context->width;
	return diag_at(
	    c->context->diags, DIAG_CHART_TOO_NARROW, c->node->at,
	    inline_millimetres(a, width + LEAST_PLOT - b->room, true),
	    inline_millimetres(a, width, false));
}

static mpt bars_height(const chart *c)
{
	return (mpt)c->count * (c->label.line_height + c->row_gap);
}

/* Whether the usual arrangement is upright columns. */
static bool wants_columns(const chart *c)
{
	str kind = doc_attribute_value(c->node, DOC_ATTR_LOAI);
	if (kind.length > 0)
		return str_equal(kind, STR("cot"));
	return c->count <= MOST_COLUMNS && columns_fit(c);
}

static bool choose_columns(chart *c)
{
	if (!wants_columns(c))
		return false;
	if (columns_fit(c))
		return true;
	set_style(c, SMALLER);
	if (columns_fit(c))
		return true;
	set_style(c, 1000);
	diag_at(c->context->diags, DIAG_CHART_TURNED, c->node->at);
	return false;
}

static bool choose_bars(chart *c, bars *b)
{
	*b = plan_bars(c);
	if (b->room < LEAST_PLOT ||
	    bars_height(c) > c->context->height * 3 / 4) {
		set_style(c, SMALLER);
		*b = plan_bars(c);
	}
	return b->room >= LEAST_PLOT || too_narrow(c, b);
}

static void draw(chart *c, flow *out)
{
	bars b;
	mpt height;
	bool upright = choose_columns(c);
	if (!upright && !choose_bars(c, &b))
		return;
	bool below = c->context->profile->chart_caption_below;
	size_t first = out->count;
	if (!below)
		add_caption(c, out, false);
	height = upright ? draw_columns(c) : draw_bars(c, &b);
	c->tag->alternative = describe(c, upright);
	flow_slab *slab = compose_end(&c->body, out, height, c->node);
	slab->break_penalty = out->count - 1 > first ? FLOW_NEVER : 0;
	slab->space_before = below ? 2 * GAP : 0;
	slab->space_after = GAP;
	if (below)
		add_caption(c, out, true);
	mpt space = c->context->profile->styles[PROFILE_CAPTION].space_before;
	out->slabs[first].space_before = space;
	out->slabs[out->count - 1].space_after = space;
}

void chart_set(layout_context *context, const doc_node *node, page_tag *parent,
	       flow *out)
{
	chart c = {.context = context,
		   .node = node,
		   .tag = page_tag_new(context->arena, parent, PAGE_FIGURE),
		   .body = {.context = context}};
	c.tag->node = node;
	if (!read_values(&c))
		return;
	set_style(&c, 1000);
	draw(&c, out);
}

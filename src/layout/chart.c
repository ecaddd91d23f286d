#include "chart.h"

#include "caption.h"

/* Shares are thousandths; lengths mpt. */
#define BAR_COLOUR   0x404040
#define HATCH	     3500   /* between two lines */
#define BAR_SHARE    620    /* of a row or slot */
#define WIDEST_BAR   42000  /* of columns */
#define THINNEST_BAR 500    /* of a value that is not zero */
#define LABELS_SHARE 420    /* of the width: names of horizontal bars */
#define LEAST_PLOT   60000  /* length of the longest bar */
#define COLUMN_PLOT  140000 /* height of the tallest column */
#define MOST_COLUMNS 8	    /* by default; more become horizontal bars */
#define SMALLER	     850    /* when the usual size does not fit */

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

static size_t count_of(const doc_node *node, doc_kind kind)
{
	size_t count = 0;
	for (const doc_node *n = node->first_child; n; n = n->next)
		count += n->kind == kind;
	return count;
}

static bool read_all(chart *c, const doc_node *node)
{
	bool good = true;
	for (const doc_node *n = node->first_child; n; n = n->next)
		if (n->kind == DOC_CHART_VALUE)
			good = read_value(c, n) && good;
	return good;
}

/* Groups have the same series in the same order: doc_check saw to it. */
static bool read_groups(chart *c)
{
	arena *a = c->context->arena;
	bool good = true;
	c->group_count = count_of(c->node, DOC_CHART_GROUP);
	c->groups = ARENA_ARRAY(a, const doc_node *, c->group_count);
	const doc_node *first = doc_child(c->node, DOC_CHART_GROUP);
	c->series_count = count_of(first, DOC_CHART_VALUE);
	c->values =
	    ARENA_ARRAY(a, chart_value, c->group_count * c->series_count);
	size_t group = 0;
	for (const doc_node *n = c->node->first_child; n; n = n->next) {
		if (n->kind != DOC_CHART_GROUP ||
		    count_of(n, DOC_CHART_VALUE) != c->series_count)
			continue;
		c->groups[group++] = n;
		good = read_all(c, n) && good;
	}
	c->group_count = group;
	return good && c->count > 0;
}

static bool read_values(chart *c)
{
	c->most = TEXT_INTEGER(0);
	if (doc_child(c->node, DOC_CHART_GROUP))
		return read_groups(c);
	c->values = ARENA_ARRAY(c->context->arena, chart_value,
				count_of(c->node, DOC_CHART_VALUE));
	bool good = read_all(c, c->node);
	c->group_count = c->count;
	c->series_count = 1;
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
mpt chart_length(const chart *c, text_number number, mpt room)
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

static page_item *add_item(chart *c, page_item_kind kind, mpt x, mpt y)
{
	compose *b = &c->body;
	ARENA_GROW(c->context->arena, b->items, b->item_count,
		   b->item_capacity);
	page_item *item = &b->items[b->item_count++];
	*item = (page_item){.kind = kind, .tag = c->tag, .x = x, .y = y};
	return item;
}

void chart_box(chart *c, mpt x, mpt y, mpt width, mpt height, uint32_t colour)
{
	page_item *item = add_item(c, PAGE_BOX, x, y);
	item->as.box.width = width;
	item->as.box.height = height;
	item->as.box.colour = colour;
}

void chart_path(chart *c, const page_point *points, size_t count,
		page_path look, bool is_closed)
{
	size_t steps = count + (is_closed ? 1 : 0);
	page_step *made = ARENA_ARRAY(c->context->arena, page_step, steps);
	page_point origin = points[0];
	for (size_t i = 0; i < count; i++)
		made[i] = (page_step){
		    .kind = i ? PAGE_LINE : PAGE_MOVE,
		    .to = {points[i].x - origin.x, points[i].y - origin.y}};
	if (is_closed)
		made[count].kind = PAGE_CLOSE;
	look.steps = made;
	look.step_count = (uint32_t)steps;
	add_item(c, PAGE_PATH, origin.x, origin.y)->as.path = look;
}

/* Where a line x + y = c enters and leaves a rectangle at (0, 0). */
static void add_hatch(page_step *steps, mpt along, mpt width, mpt height)
{
	page_point from = {along < height ? 0 : along - height,
			   along < height ? along : height};
	page_point to = {along < width ? along : width,
			 along < width ? 0 : along - width};
	steps[0] = (page_step){.kind = PAGE_MOVE, .to = from};
	steps[1] = (page_step){.kind = PAGE_LINE, .to = to};
}

static void hatch(chart *c, mpt x, mpt y, mpt width, mpt height)
{
	size_t count = (size_t)((width + height) / HATCH);
	page_step *steps =
	    ARENA_ARRAY(c->context->arena, page_step, 2 * count + 2);
	for (size_t i = 0; i < count; i++)
		add_hatch(&steps[2 * i], (mpt)(i + 1) * HATCH, width, height);
	if (count > 0)
		add_item(c, PAGE_PATH, x, y)->as.path =
		    (page_path){.steps = steps,
				.step_count = (uint32_t)(2 * count),
				.stroke = CHART_AXIS};
}

static void outline(chart *c, mpt x, mpt y, mpt width, mpt height)
{
	mpt half = CHART_AXIS / 2;
	chart_path(c,
		   (page_point[]){{x + half, y + half},
				  {x + width - half, y + half},
				  {x + width - half, y + height - half},
				  {x + half, y + height - half}},
		   4, (page_path){.stroke = CHART_AXIS}, true);
}

void chart_fill(chart *c, size_t series, mpt x, mpt y, mpt width, mpt height)
{
	static const struct {
		uint32_t colour;
		bool is_outlined, is_hatched;
	} looks[CHART_MOST_SERIES] = {{BAR_COLOUR, false, false},
				      {0xd9d9d9, true, false},
				      {0xffffff, true, true},
				      {0x8c8c8c, false, false},
				      {0xffffff, true, false}};
	size_t i = series % CHART_MOST_SERIES;
	if (width <= 0 || height <= 0)
		return;
	chart_box(c, x, y, width, height, looks[i].colour);
	bool has_room = width > 2 * CHART_AXIS && height > 2 * CHART_AXIS;
	if (looks[i].is_hatched && has_room)
		hatch(c, x, y, width, height);
	if (looks[i].is_outlined && has_room)
		outline(c, x, y, width, height);
}

flow chart_words(chart *c, const doc_node *node, mpt width, profile_align align)
{
	paragraph_options options = {.width = width,
				     .style = &c->label,
				     .align = align,
				     .tag = c->tag,
				     .continues = true};
	return paragraph_set(c->context, node, &options);
}

flow chart_text(chart *c, const doc_node *at, str words, mpt width,
		profile_align align)
{
	doc_node text = text_node(at, words);
	return chart_words(c, &text, width, align);
}

mpt chart_text_width(chart *c, str words)
{
	return paragraph_width_of_text(c->context, &c->label, words);
}

chart_value *chart_value_at(const chart *c, size_t group, size_t series)
{
	return &c->values[group * c->series_count + series];
}

str chart_group_name(const chart *c, size_t group)
{
	return c->groups ? doc_attribute_value(c->groups[group], DOC_ATTR_TEN)
			 : c->values[group].name;
}

mpt chart_dash(size_t series)
{
	static const mpt dashes[CHART_MOST_SERIES] = {0, 5000, 1500, 9000,
						      3000};
	return dashes[series % CHART_MOST_SERIES];
}

static void legend_sign(chart *c, size_t series, mpt x, mpt y, mpt size,
			bool is_lines)
{
	if (!is_lines) {
		chart_fill(c, series, x, y + size / 4, size, size * 3 / 4);
		return;
	}
	mpt middle = y + c->label.line_height * 3 / 5;
	page_point ends[] = {{x, middle}, {x + size, middle}};
	chart_path(
	    c, ends, 2,
	    (page_path){.stroke = 2 * CHART_AXIS, .dash = chart_dash(series)},
	    false);
}

mpt chart_legend(chart *c, mpt y, bool is_lines)
{
	mpt sign = is_lines ? 3 * c->label.size : c->label.size, x = 0;
	if (!c->groups)
		return y;
	for (size_t s = 0; s < c->series_count; s++) {
		const chart_value *v = &c->values[s];
		mpt width = sign + CHART_GAP + chart_text_width(c, v->name);
		if (x > 0 && x + width > c->context->width) {
			x = 0;
			y += c->label.line_height;
		}
		legend_sign(c, s, x, y, sign, is_lines);
		flow name = chart_text(c, v->node, v->name,
				       c->context->width - x - sign - CHART_GAP,
				       PROFILE_LEFT);
		compose_flow(&c->body, &name, x + sign + CHART_GAP, y);
		x += width + 4 * CHART_GAP;
	}
	return y + c->label.line_height * 4 / 3;
}

static flow set_name(chart *c, const chart_value *v, mpt width,
		     profile_align align)
{
	doc_node name = text_node(v->node, v->name);
	return chart_words(c, &name, width, align);
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
	flow line = chart_words(c, &text, c->context->width, PROFILE_RIGHT);
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
	b.origin = b.names + CHART_GAP;
	b.room = width - b.origin - CHART_GAP - WIDEST(c, printed_width);
	return b;
}

static mpt add_bar(chart *c, const bars *b, const chart_value *v, mpt y)
{
	flow name = set_name(c, v, b->names, PROFILE_LEFT);
	mpt height = flow_height(&name) + c->row_gap;
	mpt thick = inline_advance(c->label.line_height, BAR_SHARE);
	mpt length = chart_length(c, v->number, b->room);
	compose_flow(&c->body, &name, 0, y + c->row_gap / 2);
	if (length > 0)
		chart_box(c, b->origin, y + (height - thick) / 2, length, thick,
			  BAR_COLOUR);
	flow figure = chart_words(c, v->node, v->printed_width, PROFILE_LEFT);
	compose_flow(&c->body, &figure, b->origin + length + CHART_GAP,
		     y + (height - c->label.line_height) / 2);
	return y + height;
}

static mpt draw_bars(chart *c, const bars *b)
{
	mpt top = add_unit(c), y = top;
	for (size_t i = 0; i < c->count; i++)
		y = add_bar(c, b, &c->values[i], y);
	chart_box(c, b->origin - CHART_AXIS, top, CHART_AXIS, y - top,
		  BAR_COLOUR);
	return y;
}

/* ---- Vertical bars (cot) ---------------------------------------------- */

static mpt slot_width(const chart *c)
{
	return c->context->width / (mpt)c->count;
}

static bool columns_fit(const chart *c)
{
	mpt room = slot_width(c) - CHART_GAP / 2;
	return WIDEST(c, printed_width) <= room &&
	       WIDEST(c, name_least) <= room;
}

static void add_column(chart *c, const chart_value *v, mpt x, mpt base,
		       mpt plot)
{
	mpt slot = slot_width(c);
	mpt thick = smaller(inline_advance(slot, BAR_SHARE), WIDEST_BAR);
	mpt height = chart_length(c, v->number, plot);
	flow figure = chart_words(c, v->node, slot, PROFILE_CENTRE);
	if (height > 0)
		chart_box(c, x + (slot - thick) / 2, base - height, thick,
			  height, BAR_COLOUR);
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
		flow name = set_name(c, &c->values[i], slot - CHART_GAP / 2,
				     PROFILE_CENTRE);
		bottom = larger(
		    bottom, compose_flow(&c->body, &name, x + CHART_GAP / 4,
					 base + CHART_AXIS + CHART_GAP / 2));
		add_column(c, &c->values[i], x, base, plot);
	}
	chart_box(c, 0, base, slot * (mpt)c->count, CHART_AXIS, BAR_COLOUR);
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

static str said_value(const chart *c, const chart_value *v)
{
	arena *a = c->context->arena;
	str share;
	text_number sum = TEXT_INTEGER(0);
	for (size_t i = 0; i < c->count; i++)
		(void)text_number_add(sum, c->values[i].number, &sum);
	if (c->kind != CHART_PIE || !v->has_number ||
	    !text_format_percent(a, v->number, sum,
				 c->context->profile->percent_decimals, &share))
		return v->printed;
	return str_format(a, "%.*s (%.*s)", STR_ARGS(v->printed),
			  STR_ARGS(share));
}

static str said_values(chart *c, size_t first, size_t count, str between)
{
	arena *a = c->context->arena;
	str *parts = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++) {
		const chart_value *v = &c->values[first + i];
		parts[i] = str_format(a, "%.*s: %.*s", STR_ARGS(v->name),
				      STR_ARGS(said_value(c, v)));
	}
	return str_join(a, parts, count, between);
}

static str all_values(chart *c)
{
	arena *a = c->context->arena;
	if (!c->groups)
		return said_values(c, 0, c->count, STR("; "));
	str *parts = ARENA_ARRAY(a, str, c->group_count);
	for (size_t i = 0; i < c->group_count; i++)
		parts[i] = str_format(
		    a, "%.*s – %.*s", STR_ARGS(chart_group_name(c, i)),
		    STR_ARGS(said_values(c, i * c->series_count,
					 c->series_count, STR(", "))));
	return str_join(a, parts, c->group_count, STR("; "));
}

/* mo-ta, or a description made from the figures. */
static str describe(chart *c)
{
	static const char *const kinds[] = {[CHART_BARS] = "thanh ngang",
					    [CHART_COLUMNS] = "cột",
					    [CHART_LINES] = "đường",
					    [CHART_PIE] = "tròn"};
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
	buffer_format(&text, "Biểu đồ %s: %.*s. ", kinds[c->kind],
		      STR_ARGS(doc_attribute_value(c->node, DOC_ATTR_TEN)));
	if (unit.length > 0)
		buffer_format(&text, "Đơn vị tính: %.*s. ", STR_ARGS(unit));
	buffer_format(&text, "%.*s.", STR_ARGS(all_values(c)));
	if (!c->groups && text_number_compare(least, c->most) != 0)
		buffer_format(&text, " Lớn nhất: %.*s; nhỏ nhất: %.*s.",
			      STR_ARGS(names_with(c, c->most)),
			      STR_ARGS(names_with(c, least)));
	str description = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	return description;
}

/* ---- The whole -------------------------------------------------------- */

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

static mpt draw_one_series(chart *c)
{
	bars b;
	bool upright = choose_columns(c);
	if (!upright && !choose_bars(c, &b))
		return 0;
	c->kind = upright ? CHART_COLUMNS : CHART_BARS;
	return upright ? draw_columns(c) : draw_bars(c, &b);
}

static mpt draw_body(chart *c)
{
	if (c->kind == CHART_PIE)
		return chart_draw_pie(c, add_unit(c));
	if (c->kind == CHART_LINES)
		return chart_draw_lines(c, add_unit(c));
	if (c->groups)
		return chart_draw_groups(c, add_unit(c));
	return draw_one_series(c);
}

static void draw(chart *c, flow *out)
{
	bool below = c->context->profile->chart_caption_below;
	size_t first = out->count;
	if (!below)
		caption_set(c->context, c->node, c->tag, out, false);
	mpt height = draw_body(c);
	if (height == 0) {
		out->count = first;
		return;
	}
	c->tag->alternative = describe(c);
	flow_slab *slab = compose_end(&c->body, out, height, c->node);
	slab->break_penalty = out->count - 1 > first ? FLOW_NEVER : 0;
	slab->space_before = below ? 2 * CHART_GAP : 0;
	slab->space_after = CHART_GAP;
	if (below)
		caption_set(c->context, c->node, c->tag, out, true);
	mpt space = c->context->profile->styles[PROFILE_CAPTION].space_before;
	out->slabs[first].space_before = space;
	out->slabs[out->count - 1].space_after = space;
}

static chart_kind kind_of(const chart *c)
{
	static const struct {
		str word;
		chart_kind kind;
	} kinds[] = {{STR_INIT("thanh"), CHART_BARS},
		     {STR_INIT("duong"), CHART_LINES},
		     {STR_INIT("tron"), CHART_PIE}};
	str word = doc_attribute_value(c->node, DOC_ATTR_LOAI);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal(word, kinds[i].word))
			return kinds[i].kind;
	return CHART_COLUMNS;
}

void chart_set(layout_context *context, const doc_node *node, page_tag *parent,
	       flow *out)
{
	chart c = {.context = context,
		   .node = node,
		   .tag = page_tag_new(context->arena, parent, PAGE_FIGURE),
		   .body = {.context = context}};
	c.tag->node = node;
	c.kind = kind_of(&c);
	if (!read_values(&c))
		return;
	set_style(&c, 1000);
	draw(&c, out);
}

#include "pages.h"

#include "references.h"

/* No more slabs than this are ever tried on one page. */
#define PAGE_SLABS     512
#define PAGE_COST      INT64_C(100000) /* a page more, against empty paper */
#define NOTE_COST      INT64_C(1500)   /* a note divided */
#define FORBIDDEN_COST INT64_C(10000000000)

/* A running foot may be added to the finished page. */
#define SPARE_ITEMS 4

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static mpt head_height(const flow_slab *slab)
{
	mpt height = slab->pad_above;
	for (size_t i = 0; i < slab->repeat_head_count; i++)
		height += slab->repeat_head[i].height;
	if (slab->carry && slab->rows_before > 0)
		height += slab->carry->height;
	return height;
}

/* Whether slab i is in the same table as the one before. */
static bool goes_on(const flow *f, size_t i)
{
	return i > 0 && i < f->count && f->slabs[i].repeat_head &&
	       f->slabs[i].repeat_head == f->slabs[i - 1].repeat_head;
}

/* Of what a table adds below when a page ends before slab i. */
static mpt foot_height(const flow *f, size_t i)
{
	return goes_on(f, i) && f->slabs[i].carry ? f->slabs[i].carry->height
						  : 0;
}

static mpt space_between(const flow_slab *above, const flow_slab *below)
{
	return larger(above->space_after, below->space_before);
}

/* ---- Choosing the breaks ---------------------------------------------- */

typedef struct break_state {
	int64_t cost; /* least, of all pages before slab i */
	size_t from;  /* the first slab of the page before slab i */
	mpt carry;    /* of notes that this page leaves to the next */
} break_state;

static int64_t break_cost(const flow *f, size_t i)
{
	if (i == f->count)
		return 0;
	if (f->slabs[i].break_penalty >= FLOW_NEVER)
		return FORBIDDEN_COST;
	return f->slabs[i].break_penalty;
}

/*
 * Two small holes are better than one large: of a page's empty share in per
 * mille, itself and a 64th of its square; a third of a page costs 2065.
 */
static int64_t page_cost(const flow *f, size_t end, int64_t used, mpt height)
{
	int64_t slack = height > used ? height - used : 0;
	int64_t share = height > 0 ? slack * 1000 / height : 0;
	int64_t hole = end < f->count ? share + share * share / 64 : 0;
	return PAGE_COST + hole + break_cost(f, end);
}

/* What a page holds while it grows upwards from its last slab. */
typedef struct page_room {
	int64_t text;
	int64_t notes;
	const flow_notes *last; /* the lowest notes: their end may be left */
} page_room;

/* Whether all fits; if not at once, lines of the last notes are left over. */
static bool fits(const page_room *room, int64_t text, mpt carried_in,
		 mpt height, int64_t *used, mpt *carry)
{
	int64_t notes = room->notes + carried_in;
	*carry = 0;
	*used = text + (notes > 0 ? notes + PAGES_NOTE_SPACE : 0);
	if (!room->last)
		return *used <= height;
	for (size_t i = room->last->count; i-- > 1 && *used > height;) {
		*carry += room->last->lines[i].height;
		*used -= room->last->lines[i].height;
	}
	return *used <= height;
}

/* No page with more slabs above can hold these. */
static bool is_full(const page_room *room, mpt height)
{
	int64_t last = room->last ? room->last->height : 0;
	return room->text + room->notes - last > height;
}

/* The best page that ends before slab `end`. */
static void choose_page(const flow *f, mpt height, size_t end,
			break_state *states)
{
	page_room room = {.text = foot_height(f, end)};
	break_state *best = &states[end];
	best->cost = INT64_MAX;
	for (size_t i = end; i-- > 0 && end - i <= PAGE_SLABS;) {
		const flow_slab *slab = &f->slabs[i];
		bool alone = i + 1 == end;
		int64_t used;
		mpt carry;
		room.text += slab->height;
		room.text += alone ? 0 : space_between(slab, slab + 1);
		if (slab->notes) {
			room.notes += slab->notes->height;
			room.last = room.last ? room.last : slab->notes;
		}
		if (is_full(&room, height) && !alone)
			return;
		bool fit = fits(&room, room.text + head_height(slab),
				states[i].carry, height, &used, &carry);
		if (!alone && (!fit || (carry > 0 && end == f->count)))
			continue;
		int64_t cost =
		    states[i].cost + page_cost(f, end, used, height) +
		    (carry > 0 ? NOTE_COST : 0) + (fit ? 0 : FORBIDDEN_COST);
		if (cost < best->cost)
			*best = (break_state){cost, i, carry};
	}
}

const size_t *pages_choose(arena *a, const flow *f, mpt height, size_t *count)
{
	break_state *states = ARENA_ARRAY(a, break_state, f->count + 1);
	*count = 0;
	for (size_t end = 1; end <= f->count; end++)
		choose_page(f, height, end, states);
	for (size_t i = f->count; i > 0; i = states[i].from)
		++*count;
	size_t *starts = ARENA_ARRAY(a, size_t, *count + 1);
	size_t end = f->count;
	for (size_t k = *count; k-- > 0;) {
		starts[k] = states[end].from;
		end = starts[k];
	}
	return starts;
}

/* ---- Placing ---------------------------------------------------------- */

/* Rules of the slabs so far that reach down to the next, by index. */
typedef struct open_rules {
	size_t *items;
	size_t count, capacity;
} open_rules;

typedef struct placing {
	layout_context *context;
	const pages_section *section;
	page *page;
	mpt x, y;
	mpt used;		 /* of the text area, when the page is closed */
	open_rules above, below; /* of the last slab, of that being placed */
} placing;

static bool is_vertical(const page_item *item)
{
	return item->kind == PAGE_BOX &&
	       item->artifact == PAGE_ARTIFACT_LAYOUT &&
	       item->as.box.height > item->as.box.width;
}

static bool continues(const page_item *rule, const page_item *item)
{
	return rule->x == item->x && rule->y + rule->as.box.height == item->y &&
	       rule->as.box.width == item->as.box.width &&
	       rule->as.box.colour == item->as.box.colour;
}

/* The rule of the slab above that goes on in this one, or NO_RULE. */
#define NO_RULE SIZE_MAX
static size_t rule_above(const placing *p, const page_item *item, size_t *turn)
{
	const open_rules *above = &p->above;
	for (size_t i = 0; i < above->count; i++) {
		size_t k = (*turn + i) % above->count;
		if (!continues(&p->page->items[above->items[k]], item))
			continue;
		*turn = k + 1;
		return above->items[k];
	}
	return NO_RULE;
}

/*
 * The verticals of a table are a rule each from its head to the foot of the
 * page, not one for each row: without joints, and half the items.
 */
static bool joins_rule(placing *p, const page_item *item, size_t *turn)
{
	size_t index = rule_above(p, item, turn);
	bool joins = index != NO_RULE;
	open_rules *below = &p->below;
	if (joins)
		p->page->items[index].as.box.height += item->as.box.height;
	else
		index = p->page->item_count;
	ARENA_GROW(flow_arena(p->context), below->items, below->count,
		   below->capacity);
	below->items[below->count++] = index;
	return joins;
}

static void place_items(placing *p, const flow_slab *slab, bool repeated)
{
	size_t turn = 0;
	p->below.count = 0;
	for (size_t i = 0; i < slab->item_count; i++) {
		page_item moved = slab->items[i];
		moved.x += p->x;
		moved.y += p->y;
		if (is_vertical(&moved) && joins_rule(p, &moved, &turn))
			continue;
		page_item *item = page_append_item(p->context->arena, p->page);
		*item = moved;
		if (!repeated)
			continue;
		if (item->tag || item->artifact == PAGE_ARTIFACT_NONE)
			item->artifact = PAGE_ARTIFACT_PAGINATION;
		item->tag = NULL;
	}
	open_rules spent = p->above;
	p->above = p->below;
	p->below = spent;
}

static void place_field(placing *p, const page_anchor *anchor)
{
	*page_append_field(p->context->arena, p->page) = (page_field){
	    .tag = anchor->field,
	    .area = {anchor->x, anchor->y, anchor->width, anchor->height},
	    .name = anchor->name,
	    .label = anchor->label,
	};
}

static void place_anchors(placing *p, const flow_slab *slab)
{
	page_document *out = p->context->out;
	for (size_t i = 0; i < slab->anchor_count; i++) {
		page_anchor *anchor =
		    page_append_anchor(p->context->arena, out);
		*anchor = slab->anchors[i];
		anchor->page = (uint32_t)(out->page_count - 1);
		anchor->x += p->x;
		anchor->y += p->y;
		if (anchor->field)
			place_field(p, anchor);
	}
}

static void place_links(placing *p, const flow_slab *slab)
{
	layout_context *context = p->context;
	size_t page_index = context->out->page_count - 1;
	for (size_t i = 0; i < slab->link_count; i++) {
		const flow_link *from = &slab->links[i];
		page_link *link = page_append_link(context->arena, p->page);
		*link = (page_link){.tag = from->tag,
				    .area = from->area,
				    .target = from->target_tag,
				    .contents = from->contents};
		link->area.x += p->x;
		link->area.y += p->y;
		if (!from->target_tag)
			references_link(context->parts, page_index,
					p->page->link_count - 1, from->target);
	}
}

static void place_heads(placing *p, const flow_slab *slab)
{
	for (size_t i = 0; i < slab->repeat_head_count; i++) {
		place_items(p, &slab->repeat_head[i], true);
		p->y += slab->repeat_head[i].height;
	}
}

static void place_carry(placing *p, const flow_slab *slab, bool is_above)
{
	size_t rows = is_above ? slab->rows_before : slab->rows_through;
	if (!slab->carry || rows == 0)
		return;
	flow_slab row = slab->carry->make(slab->carry->table, rows, is_above);
	place_items(p, &row, true);
	p->y += row.height;
}

/* A row that goes on is closed by a rule at the foot of the page. */
static void place_cut(placing *p)
{
	page_item *item = page_append_item(p->context->arena, p->page);
	mpt rule = p->context->profile->table_rule;
	*item = (page_item){.kind = PAGE_BOX,
			    .artifact = PAGE_ARTIFACT_LAYOUT,
			    .x = p->x,
			    .y = p->y - rule / 2};
	item->as.box.width = p->context->width;
	item->as.box.height = rule;
}

/* Its verticals reach up to the head. */
static mpt place_padding(placing *p, const flow_slab *slab)
{
	for (size_t i = 0; slab->pad_above > 0 && i < slab->item_count; i++) {
		const page_item *from = &slab->items[i];
		if (from->kind != PAGE_BOX || from->y != 0 ||
		    from->as.box.height < from->as.box.width)
			continue;
		page_item *item = page_append_item(p->context->arena, p->page);
		*item = *from;
		item->x += p->x;
		item->y = p->y;
		item->as.box.height = slab->pad_above;
	}
	return slab->pad_above;
}

static void place_slabs(placing *p, size_t first, size_t end)
{
	const flow_slab *slabs = p->section->flow->slabs;
	if (first < end) {
		place_heads(p, &slabs[first]);
		place_carry(p, &slabs[first], true);
		p->y += place_padding(p, &slabs[first]);
	}
	for (size_t i = first; i < end; i++) {
		if (i > first)
			p->y += space_between(&slabs[i - 1], &slabs[i]);
		place_items(p, &slabs[i], false);
		place_anchors(p, &slabs[i]);
		place_links(p, &slabs[i]);
		p->y += slabs[i].height;
	}
	if (first == end || end == p->section->flow->count)
		return;
	if (slabs[end - 1].is_cut)
		place_cut(p);
	if (goes_on(p->section->flow, end))
		place_carry(p, &slabs[end - 1], false);
}

/* ---- Page numbers and marks ------------------------------------------- */

/* One line across the paper with its baseline at y. */
static void place_line(placing *p, const flow *line, const profile_style *style,
		       mpt baseline)
{
	p->x = 0;
	p->y = baseline - paragraph_baseline(p->context, style);
	for (size_t i = 0; i < line->count; i++) {
		place_items(p, &line->slabs[i], false);
		p->y += style->line_height;
	}
}

static paragraph_options line_options(const placing *p,
				      const profile_style *style)
{
	return (paragraph_options){.width = p->section->width,
				   .style = style,
				   .align = PROFILE_CENTRE,
				   .never_break = true};
}

static void place_number(placing *p)
{
	const profile *rules = p->context->profile;
	const profile_style *style = &rules->styles[PROFILE_PAGE_NUMBER];
	paragraph_options options = line_options(p, style);
	flow line =
	    paragraph_set_text(p->context, p->page->label, NO_SPAN, &options);
	place_line(p, &line, style,
		   rules->page_number_top
		       ? rules->page_number_offset
		       : p->section->height - rules->page_number_offset);
}

/* Opposite the page number, as an artifact. */
static void place_draft(placing *p)
{
	const profile *rules = p->context->profile;
	const profile_style *style = &rules->styles[PROFILE_DRAFT_MARK];
	paragraph_options options = line_options(p, style);
	flow line = paragraph_set(p->context, p->section->draft, &options);
	place_line(p, &line, style,
		   rules->page_number_top
		       ? p->section->height - rules->page_number_offset
		       : rules->page_number_offset);
}

/* What each kind of block can do about its height. */
static const struct {
	doc_kind kind;
	diag_text hint;
} ways_out[] = {
    {DOC_CHART, HINT_DIVIDE_CHART},
    {DOC_CHART, HINT_CHART_AS_TABLE},
    {DOC_ROW, HINT_DIVIDE_ROW},
    {DOC_TOTAL_ROW, HINT_DIVIDE_ROW},
    {DOC_TABLE, HINT_DIVIDE_ROW},
    {DOC_SIGNATURE, HINT_SHORTEN_SIGNATURE},
    {DOC_SIGNATURES, HINT_SHORTEN_SIGNATURE},
    {DOC_LETTERHEAD, HINT_SHORTEN_HEAD},
};

static void hint_ways_out(diags *d, const doc_node *node)
{
	for (size_t i = 0; i < sizeof ways_out / sizeof *ways_out; i++)
		if (node && node->kind == ways_out[i].kind)
			diag_hint(d, ways_out[i].hint);
}

static void check_heights(layout_context *context, const flow *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const flow_slab *slab = &f->slabs[i];
		mpt height = slab->height + head_height(slab);
		if (height <= context->height ||
		    diags_errors(context->diags) >= INLINE_FAULTS_ENOUGH)
			continue;
		diag_at(
		    context->diags, DIAG_LAYOUT_BLOCK_TOO_HIGH,
		    slab->node ? slab->node->at : NO_SPAN,
		    inline_millimetres(context->arena, height, true),
		    inline_millimetres(context->arena, context->height, false));
		hint_ways_out(context->diags, slab->node);
	}
}

/* ---- Notes ------------------------------------------------------------ */

/* Lines of notes that wait for a place, from page to page. */
typedef struct note_queue {
	flow_slab *lines;
	const doc_node **starts;
	size_t first, count, capacity, start_capacity;
} note_queue;

static void queue_notes(layout_context *context, note_queue *q,
			const flow_notes *notes)
{
	for (size_t i = 0; notes && i < notes->count; i++) {
		size_t count = q->count;
		ARENA_GROW(context->arena, q->lines, count, q->capacity);
		/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
		ARENA_GROW(context->arena, q->starts, count, q->start_capacity);
		q->lines[q->count] = notes->lines[i];
		q->starts[q->count++] = notes->starts[i];
	}
}

/* How many lines of the queue fit below the text, which ends at y. */
static size_t count_fitting(const placing *p, const note_queue *q, mpt *height)
{
	const profile *rules = p->context->profile;
	mpt bottom = rules->margin_top + p->context->height;
	size_t count = 0;
	*height = 0;
	while (q->first + count < q->count) {
		mpt more = q->lines[q->first + count].height;
		if (p->y + PAGES_NOTE_SPACE + *height + more > bottom)
			break;
		*height += more;
		count++;
	}
	return count;
}

static void place_note_rule(placing *p, mpt y)
{
	const profile *rules = p->context->profile;
	if (rules->note_rule == 0)
		return;
	page_item *item = page_append_item(p->context->arena, p->page);
	*item = (page_item){.kind = PAGE_BOX,
			    .artifact = PAGE_ARTIFACT_LAYOUT,
			    .x = p->x,
			    .y = y - PAGES_NOTE_SPACE / 3};
	item->as.box.width = rules->note_rule;
	item->as.box.height = rules->table_rule;
}

/* At the foot of the page; what does not fit waits for the next. */
static void place_notes(placing *p, note_queue *q)
{
	mpt height, text_end = p->y;
	size_t count = count_fitting(p, q, &height);
	size_t on = p->context->out->page_count - 1;
	if (count == 0)
		return;
	p->y = p->context->profile->margin_top + p->context->height - height;
	place_note_rule(p, p->y);
	for (; count > 0; count--, q->first++) {
		const flow_slab *line = &q->lines[q->first];
		if (q->starts[q->first])
			references_number_note(p->context, q->starts[q->first],
					       on);
		place_items(p, line, false);
		place_links(p, line);
		p->y += line->height;
	}
	p->y = text_end;
	p->used += height + PAGES_NOTE_SPACE;
}

/* ---- Sections --------------------------------------------------------- */

static placing open_page(layout_context *context, const pages_section *section,
			 size_t number)
{
	const profile *rules = context->profile;
	placing p = {.context = context,
		     .section = section,
		     .x = rules->margin_left,
		     .y = rules->margin_top};
	p.page = page_append(
	    context->arena, context->out, section->width, section->height,
	    section->label.length ? section->label
				  : str_format(context->arena, "%zu", number));
	const layout_scratch *s = paragraph_scratch(context);
	p.page->items = s->placed;
	p.page->item_capacity = s->placed_capacity;
	return p;
}

/* Its items grew in memory that the next page takes over. */
static void settle_items(layout_context *context, page *done)
{
	layout_scratch *s = paragraph_scratch(context);
	s->placed = done->items;
	s->placed_capacity = done->item_capacity;
	done->item_capacity = done->item_count + SPARE_ITEMS;
	done->items = arena_grow(context->arena, s->placed, done->item_count,
				 done->item_capacity, sizeof *done->items);
}

static void close_page(placing *p, note_queue *notes, bool is_first)
{
	p->used = p->y - p->context->profile->margin_top;
	place_notes(p, notes);
	p->page->fill = (int32_t)((int64_t)p->used * 1000 / p->context->height);
	if (p->section->label.length == 0 &&
	    (!is_first || p->context->profile->page_number_first))
		place_number(p);
	if (p->section->draft)
		place_draft(p);
	settle_items(p->context, p->page);
}

static void queue_page(layout_context *context, note_queue *notes,
		       const flow *f, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		queue_notes(context, notes, f->slabs[i].notes);
}

void pages_set(layout_context *context, const pages_section *section)
{
	const flow *f = section->flow;
	note_queue notes = {0};
	size_t count;
	check_heights(context, f);
	const size_t *starts =
	    pages_choose(context->arena, f, context->height, &count);
	for (size_t k = 0; k < count; k++) {
		size_t end = k + 1 < count ? starts[k + 1] : f->count;
		placing p = open_page(context, section, k + 1);
		place_slabs(&p, starts[k], end);
		queue_page(context, &notes, f, starts[k], end);
		close_page(&p, &notes, k == 0);
		pages_explain(context, section, p.page, end);
	}
	while (notes.first < notes.count) {
		size_t before = notes.first;
		placing p = open_page(context, section, ++count);
		close_page(&p, &notes, false);
		if (notes.first == before)
			break; /* told as too long */
	}
}

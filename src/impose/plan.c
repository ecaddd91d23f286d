#include "internal.h"

#define MILLION 1000000

typedef struct planner {
	arena *arena;
	const impose_options *options;
	const impose_page *pages;
	impose_plan *plan;
	sheet_form form;
	bool turns_backs;
} planner;

/* ---- The form of a side ----------------------------------------------- */

static bool is_wide(const impose_page *p)
{
	return p->width > p->height;
}

/* What most pages are, so that few must be turned. */
static bool are_wide(const impose_page *pages, size_t count)
{
	size_t wide = 0;
	for (size_t i = 0; i < count; i++)
		wide += is_wide(&pages[i]);
	return 2 * wide > count;
}

/* Slots are as the pages are; two of them lie across the paper. */
static sheet_form form_of(const impose_options *o, bool wide)
{
	bool is_pair =
	    o->layout == IMPOSE_TWO_UP || o->layout == IMPOSE_BOOKLET;
	bool lies = is_pair ? !wide : wide;
	sheet_form form = {
	    .width = lies ? o->paper_height : o->paper_width,
	    .height = lies ? o->paper_width : o->paper_height,
	    .columns = 1,
	    .rows = 1,
	    .gap = o->gap,
	    .is_folded = is_pair && !o->stack,
	};
	if (o->layout == IMPOSE_FOUR_UP || (is_pair && !wide))
		form.columns = 2;
	if (o->layout == IMPOSE_FOUR_UP || (is_pair && wide))
		form.rows = 2;
	return form;
}

/*
 * Pages turn about an upright axis, those of a booklet that is folded level
 * about a level one.
 */
static bool turns_backs(const impose_options *o, const sheet_form *form)
{
	bool folds_level = o->layout == IMPOSE_BOOKLET && form->rows > 1;
	bool is_upright = form->height > form->width;
	impose_flip right =
	    folds_level == is_upright ? IMPOSE_FLIP_SHORT : IMPOSE_FLIP_LONG;
	return o->flip != IMPOSE_FLIP_RIGHT && o->flip != right;
}

static uint32_t slots_of(const sheet_form *form)
{
	return form->columns * form->rows;
}

/* ---- A page in its slot ----------------------------------------------- */

static int32_t ratio(mpt room, mpt size)
{
	return size > 0 ? (int32_t)((int64_t)room * MILLION / size) : MILLION;
}

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static mpt scaled(mpt length, int32_t scale)
{
	return (mpt)((int64_t)length * scale / MILLION);
}

static mpt slot_width(const sheet_form *form)
{
	mpt gaps = form->gap * (mpt)(form->columns - 1);
	return (form->width - gaps) / (mpt)form->columns;
}

static mpt slot_height(const sheet_form *form)
{
	mpt gaps = form->gap * (mpt)(form->rows - 1);
	return (form->height - gaps) / (mpt)form->rows;
}

/* The spine is the right edge of the first slot, or its lower one. */
static void shift(const sheet_form *form, uint32_t slot, mpt by,
		  impose_place *place)
{
	mpt step = slot == 0 ? by : -by;
	if (form->columns > 1)
		place->x += step;
	else
		place->y += step;
}

static void turn_over(const sheet_form *form, impose_place *place)
{
	place->x = form->width - place->x - place->width;
	place->y = form->height - place->y - place->height;
	place->turns = (uint8_t)((place->turns + 2) % 4);
}

/*
 * Centred in its slot, as large as it can be but not larger than it is; a page
 * that lies where the slot stands has its head at the left.
 */
static impose_place placed(const planner *p, uint32_t index, uint32_t slot)
{
	const sheet_form *form = &p->form;
	mpt room_width = slot_width(form), room_height = slot_height(form);
	impose_page size = p->pages[index];
	impose_place place = {.page = index};
	if (is_wide(&size) != (room_width > room_height)) {
		place.turns = 1;
		size.width = p->pages[index].height;
		size.height = p->pages[index].width;
	}
	place.scale = least(MILLION, least(ratio(room_width, size.width),
					   ratio(room_height, size.height)));
	place.width = scaled(size.width, place.scale);
	place.height = scaled(size.height, place.scale);
	mpt column = (mpt)(slot % form->columns);
	mpt row = (mpt)(slot / form->columns);
	place.x =
	    column * (room_width + form->gap) + (room_width - place.width) / 2;
	place.y =
	    row * (room_height + form->gap) + (room_height - place.height) / 2;
	return place;
}

static void add_side(planner *p, const side_pages *content)
{
	impose_plan *plan = p->plan;
	impose_side *sides = (impose_side *)(uintptr_t)plan->sides;
	impose_place *places =
	    ARENA_ARRAY(p->arena, impose_place, slots_of(&p->form));
	size_t count = 0;
	for (uint32_t slot = 0; slot < slots_of(&p->form); slot++) {
		if (content->slots[slot] == BLANK)
			continue;
		impose_place *place = &places[count++];
		*place = placed(p, content->slots[slot], slot);
		shift(&p->form, slot, content->shift, place);
		if (content->is_back && p->turns_backs)
			turn_over(&p->form, place);
	}
	ARENA_GROW(p->arena, sides, plan->side_count, plan->side_capacity);
	plan->sides = sides;
	impose_side *side = &sides[plan->side_count++];
	*side = (impose_side){.width = p->form.width,
			      .height = p->form.height,
			      .places = places,
			      .place_count = count};
	marks_add(p->arena, p->options, &p->form, side);
}

/* ---- A run of pages: a document, or several joined -------------------- */

/* Indices of pages, BLANK for those that stay empty. */
typedef struct page_list {
	const uint32_t *pages;
	uint32_t count;
} page_list;

static uint32_t page_at(const page_list *list, uint32_t index)
{
	return index < list->count ? list->pages[index] : BLANK;
}

static uint32_t rounded_up(uint32_t count, uint32_t step)
{
	return (count + step - 1) / step;
}

/*
 * Slot by slot.  To be stacked, a slot of all sheets makes a pile; its back is
 * behind it: in the mirrored column.
 */
static uint32_t add_rows(planner *p, const page_list *list)
{
	uint32_t slots = slots_of(&p->form);
	uint32_t faces = p->options->one_sided ? 1 : 2;
	uint32_t sheets = rounded_up(list->count, slots * faces);
	for (uint32_t i = 0; i < sheets * faces; i++) {
		uint32_t sheet = i / faces, face = i % faces;
		side_pages side = {.is_back = face == 1};
		for (uint32_t slot = 0; slot < slots; slot++) {
			uint32_t at = slot;
			uint32_t index = i * slots + slot;
			if (p->options->stack) {
				index = (slot * sheets + sheet) * faces + face;
				if (face == 1 && p->form.columns > 1)
					at = slot ^ 1;
			}
			side.slots[at] = page_at(list, index);
		}
		add_side(p, &side);
	}
	return sheets;
}

static void add_folded_side(planner *p, uint32_t first, uint32_t second, mpt by,
			    bool is_back)
{
	bool swap = p->options->binds_right;
	side_pages side = {
	    .slots = {swap ? second : first, swap ? first : second},
	    .shift = by,
	    .is_back = is_back};
	add_side(p, &side);
}

/* Sheets [0, count) lie in each other, the first outside. */
static void add_signature(planner *p, const page_list *list, uint32_t from,
			  uint32_t count)
{
	uint32_t last = from + 4 * count - 1;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t near = from + 2 * i, far = last - 2 * i;
		mpt by = (mpt)i * p->options->creep;
		add_folded_side(p, page_at(list, far), page_at(list, near), by,
				false);
		add_folded_side(p, page_at(list, near + 1),
				page_at(list, far - 1), by, true);
	}
}

/* The last page moves behind the blank ones. */
static page_list with_back_cover(arena *a, const page_list *list,
				 uint32_t sheets)
{
	uint32_t count = 4 * sheets;
	uint32_t *pages = ARENA_ARRAY(a, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		pages[i] = i + 1 < list->count ? list->pages[i] : BLANK;
	pages[count - 1] = list->pages[list->count - 1];
	return (page_list){pages, count};
}

static uint32_t add_booklet(planner *p, const page_list *list)
{
	uint32_t sheets = rounded_up(list->count, 4);
	uint32_t most = p->options->signature_sheets;
	page_list all = *list;
	if (p->options->back_cover && list->count > 1)
		all = with_back_cover(p->arena, list, sheets);
	for (uint32_t done = 0; done < sheets;) {
		uint32_t count = sheets - done;
		if (most && count > most)
			count = most;
		add_signature(p, &all, 4 * done, count);
		done += count;
	}
	return sheets;
}

static void add_list(planner *p, const page_list *list, uint32_t real)
{
	impose_plan *plan = p->plan;
	impose_count *counts = (impose_count *)(uintptr_t)plan->counts;
	bool is_booklet = p->options->layout == IMPOSE_BOOKLET;
	uint32_t faces = p->options->one_sided && !is_booklet ? 1 : 2;
	uint32_t sheets = is_booklet ? add_booklet(p, list) : add_rows(p, list);
	ARENA_GROW(p->arena, counts, plan->count_count, plan->count_capacity);
	plan->counts = counts;
	counts[plan->count_count++] =
	    (impose_count){.pages = real,
			   .blanks = sheets * faces * slots_of(&p->form) - real,
			   .sheets = sheets};
}

/* ---- Doors ------------------------------------------------------------ */

static size_t end_of_document(const impose_page *pages, size_t count,
			      size_t from)
{
	size_t end = from;
	while (end < count && pages[end].document == pages[from].document)
		end++;
	return end;
}

static void choose_form(planner *p, size_t from, size_t end)
{
	bool wide = are_wide(p->pages + from, end - from);
	p->form = form_of(p->options, wide);
	p->turns_backs = turns_backs(p->options, &p->form);
}

static void add_separately(planner *p, size_t count)
{
	uint32_t *indices = ARENA_ARRAY(p->arena, uint32_t, count);
	for (size_t i = 0; i < count; i++)
		indices[i] = (uint32_t)i;
	for (size_t from = 0; from < count;) {
		size_t end = end_of_document(p->pages, count, from);
		page_list list = {indices + from, (uint32_t)(end - from)};
		choose_form(p, from, end);
		add_list(p, &list, list.count);
		from = end;
	}
}

static void add_joined(planner *p, size_t count)
{
	uint32_t *indices = ARENA_ARRAY(p->arena, uint32_t, 2 * count);
	page_list list = {indices, 0};
	for (size_t i = 0; i < count; i++) {
		bool begins =
		    i && p->pages[i].document != p->pages[i - 1].document;
		if (begins && list.count % 2)
			indices[list.count++] = BLANK;
		indices[list.count++] = (uint32_t)i;
	}
	choose_form(p, 0, count);
	add_list(p, &list, (uint32_t)count);
}

void impose_make(arena *a, const impose_options *options,
		 const impose_page *pages, size_t page_count, impose_plan *out)
{
	planner p = {
	    .arena = a, .options = options, .pages = pages, .plan = out};
	*out = (impose_plan){.one_sided = options->one_sided &&
					  options->layout != IMPOSE_BOOKLET};
	if (!page_count)
		return;
	if (options->join)
		add_joined(&p, page_count);
	else
		add_separately(&p, page_count);
}

impose_count impose_total(const impose_plan *plan)
{
	impose_count total = {0};
	for (size_t i = 0; i < plan->count_count; i++) {
		total.pages += plan->counts[i].pages;
		total.blanks += plan->counts[i].blanks;
		total.sheets += plan->counts[i].sheets;
	}
	return total;
}

#include "vanban/check.h"

#define PT(n)	  ((mpt)(n)*MPT_PER_POINT)
#define NOTE_SIZE 7
#define LIST_SIZE 10
#define LEADING	  14
#define RED	  0xC00000
#define AMBER	  0x9C5700

/* Items are appended while others are walked: by index, never by pointer. */
typedef struct notes {
	arena *arena;
	page_document *pages;
	const font_measurer *fonts;
	str family;
	font_id plain, bold;
	mpt *lowest; /* by page: where the last note in its margin stands */
	uint32_t list_page;
	mpt y; /* on the list */
} notes;

/* ---- Putting text ------------------------------------------------------- */

static mpt put_text(notes *n, uint32_t number, mpt x, mpt y, font_id font,
		    int size, uint32_t colour, str text)
{
	font_word word;
	n->fonts->shape(n->fonts->context, font, text, &word);
	page_glyph *glyphs = ARENA_ARRAY(n->arena, page_glyph, word.count);
	mpt width = 0;
	for (uint32_t i = 0; i < word.count; i++) {
		glyphs[i].id = word.glyphs[i].id;
		glyphs[i].advance = word.glyphs[i].advance * size;
		glyphs[i].rise = word.glyphs[i].rise * size;
		width += glyphs[i].advance;
	}
	page_item *item = page_append_item(n->arena, &n->pages->pages[number]);
	*item = (page_item){
	    .kind = PAGE_RUN,
	    .artifact = PAGE_ARTIFACT_LAYOUT,
	    .x = x,
	    .y = y,
	    .as.run = {.font = font,
		       .size = PT(size),
		       .scale = 1000,
		       .colour = colour,
		       .glyphs = glyphs,
		       .glyph_count = word.count,
		       .text = str_copy(n->arena, text)},
	};
	return width;
}

static void put_bar(notes *n, uint32_t number, mpt x, mpt y, mpt height,
		    uint32_t colour)
{
	page_item *item = page_append_item(n->arena, &n->pages->pages[number]);
	*item = (page_item){
	    .kind = PAGE_BOX,
	    .artifact = PAGE_ARTIFACT_LAYOUT,
	    .x = x,
	    .y = y,
	    .as.box = {.width = PT(1), .height = height, .colour = colour},
	};
}

/* ---- Where a finding is on paper ---------------------------------------- */

static span place_of(const page_tag *tag)
{
	for (; tag; tag = tag->parent)
		if (tag->node && tag->node->at.source)
			return tag->node->at;
	return NO_SPAN;
}

typedef struct spot {
	bool found;
	uint32_t number;
	mpt y, size;
} spot;

/* The block of the template that begins last before the finding. */
static spot find_spot(const page_document *pages, span at)
{
	spot best = {.found = false};
	uint32_t nearest = 0;
	for (uint32_t p = 0; at.source && p < pages->page_count; p++)
		for (size_t i = 0; i < pages->pages[p].item_count; i++) {
			const page_item *item = &pages->pages[p].items[i];
			span here = place_of(item->tag);
			bool is_nearer = item->kind == PAGE_RUN &&
					 here.source == at.source &&
					 here.start <= at.start &&
					 (!best.found || here.start > nearest);
			if (!is_nearer)
				continue;
			nearest = here.start;
			best = (spot){true, p, item->y, item->as.run.size};
		}
	return best;
}

/* ---- The margin --------------------------------------------------------- */

static uint32_t colour_of(const diag *item)
{
	return diag_row_of(item->code)->severity == DIAG_ERROR ? RED : AMBER;
}

static void mark(notes *n, const diag *item, const spot *at)
{
	mpt right = n->pages->pages[at->number].width;
	mpt y = at->y;
	if (y < n->lowest[at->number] + PT(NOTE_SIZE + 1))
		y = n->lowest[at->number] + PT(NOTE_SIZE + 1);
	n->lowest[at->number] = y;
	put_bar(n, at->number, right - PT(36), at->y - at->size * 3 / 4,
		at->size, colour_of(item));
	put_text(n, at->number, right - PT(32), y, n->bold, NOTE_SIZE,
		 colour_of(item), str_from(diag_row_of(item->code)->number));
}

/* ---- The list ----------------------------------------------------------- */

static void new_list_page(notes *n, mpt width, mpt height)
{
	page_append(n->arena, n->pages, width, height, STR(""));
	n->list_page = (uint32_t)n->pages->page_count - 1;
	n->y = PT(72);
}

static void new_line(notes *n)
{
	const page *sheet = &n->pages->pages[n->list_page];
	n->y += PT(LEADING);
	if (n->y > sheet->height - PT(60))
		new_list_page(n, sheet->width, sheet->height);
}

static mpt width_of(const notes *n, str text)
{
	font_word word;
	n->fonts->shape(n->fonts->context, n->plain, text, &word);
	return word.width * LIST_SIZE;
}

/* Broken at blanks; a word wider than the line stands alone. */
static void put_paragraph(notes *n, mpt x, str text)
{
	mpt room = n->pages->pages[n->list_page].width - PT(56) - x;
	str word, line = {text.data, 0};
	while (str_next_word(&text, &word)) {
		str longer = {line.data, (size_t)(str_end(word) - line.data)};
		if (line.length && width_of(n, longer) > room) {
			put_text(n, n->list_page, x, n->y, n->plain, LIST_SIZE,
				 0, line);
			new_line(n);
			longer = word;
		} else if (!line.length) {
			longer = word;
		}
		line = longer;
	}
	put_text(n, n->list_page, x, n->y, n->plain, LIST_SIZE, 0, line);
	new_line(n);
}

static void list(notes *n, const diag *item, const spot *at,
		 diag_language language)
{
	const diag_row *row = diag_row_of(item->code);
	buffer text = {0};
	if (at->found)
		buffer_format(&text,
			      language == DIAG_VIETNAMESE ? "Trang %u: "
							  : "Page %u: ",
			      at->number + 1);
	diag_expand(&text, row->title[language], item->arguments,
		    item->argument_count);
	put_text(n, n->list_page, PT(72), n->y, n->bold, LIST_SIZE,
		 colour_of(item), str_from(row->number));
	put_paragraph(n, PT(112), str_copy(n->arena, buffer_str(&text)));
	buffer_free(&text);
}

bool check_annotate(arena *a, diags *d, page_document *pages,
		    const font_measurer *fonts, const profile *law,
		    diag_language language)
{
	notes n = {
	    .arena = a, .pages = pages, .fonts = fonts, .family = law->family};
	n.plain =
	    fonts->face(fonts->context, law->family, FONT_REGULAR, NO_SPAN);
	n.bold = fonts->face(fonts->context, law->family, FONT_BOLD, NO_SPAN);
	if (n.plain == FONT_NONE || n.bold == FONT_NONE)
		return false;
	page_note_face(a, pages,
		       (page_face){n.plain, law->family, FONT_REGULAR});
	page_note_face(a, pages, (page_face){n.bold, law->family, FONT_BOLD});
	n.lowest = ARENA_ARRAY(a, mpt, pages->page_count + 1);
	page_document before = *pages; /* findings are looked for in these */
	const diag *first = diags_sorted(d);
	new_list_page(&n, law->page_width, law->page_height);
	put_text(&n, n.list_page, PT(72), n.y, n.bold, 13, 0,
		 language == DIAG_VIETNAMESE ? STR("Những điểm cần xem lại")
					     : STR("Findings"));
	n.y += PT(24);
	for (const diag *item = first; item; item = item->next) {
		spot at = find_spot(&before, item->at);
		if (at.found)
			mark(&n, item, &at);
		list(&n, item, &at, language);
	}
	if (!first)
		put_paragraph(&n, PT(72),
			      language == DIAG_VIETNAMESE ? STR("Không có.")
							  : STR("None."));
	return true;
}

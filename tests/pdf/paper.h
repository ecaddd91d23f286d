/*
 * paper: small documents set by hand, for the tests of the pdf room: lines of
 * words with real spaces, as layout makes them.
 */
#ifndef VANBAN_TESTS_PDF_PAPER_H
#define VANBAN_TESTS_PDF_PAPER_H

#include "testing.h"

#include "vanban/pdf.h"

#include <stdio.h>
#include <unistd.h>

#define PAPER_SIZE    13000
#define PAPER_LEADING 18000
#define PAPER_LEFT    72000
#define PAPER_WIDTH   450000
#define PAPER_FIRST   80000
#define PAPER_LAST    770000

typedef struct paper {
	arena *arena;
	diags *diags;
	font_set *set;
	const font_measurer *fonts;
	font_id face;
	page_document document;
	page *page;
	page_tag *tag;
	mpt x, y;
	int32_t scale;
	mpt stretch;	  /* added to every space */
	bool has_missing; /* a character without a glyph was set */
} paper;

static inline void paper_open(paper *p, const char *family, font_style style)
{
	*p = (paper){.scale = 1000};
	p->arena = arena_new(0);
	p->diags = diags_new(p->arena, sources_new(p->arena));
	p->set = font_set_open(p->arena, p->diags, STR("fonts/fonts.tsv"));
	assert_non_null(p->set);
	p->fonts = font_set_measurer(p->set);
	p->face =
	    p->fonts->face(p->fonts->context, str_from(family), style, NO_SPAN);
	assert_true(p->face != FONT_NONE);
	p->document.title = STR("Báo cáo thử (bản “mẫu”)");
	p->document.author = STR("Ủy ban MTTQ Việt Nam quận Đống Đa & phường");
	p->document.date = STR("2023-09-14");
	p->document.language = STR("vi-VN");
	p->document.root = page_tag_new(p->arena, NULL, PAGE_DOCUMENT);
}

static inline void paper_close(paper *p)
{
	font_set_close(p->set);
	arena_free(p->arena);
}

static inline void paper_page(paper *p, const char *label)
{
	p->page = page_append(p->arena, &p->document, 595276, 841890,
			      str_from(label));
	p->x = PAPER_LEFT;
	p->y = PAPER_FIRST;
}

/* One run at the pen, which moves on. Returns its width. */
static inline mpt paper_run(paper *p, str text)
{
	font_word word;
	p->fonts->shape(p->fonts->context, p->face, text, &word);
	p->has_missing |= word.missing >= 0;
	page_glyph *glyphs = ARENA_ARRAY(p->arena, page_glyph, word.count);
	mpt width = 0;
	for (uint32_t i = 0; i < word.count; i++) {
		const font_glyph *from = &word.glyphs[i];
		int64_t units = (int64_t)from->advance * PAPER_SIZE * p->scale;
		glyphs[i].id = from->id;
		glyphs[i].advance = (mpt)(units / 1000000);
		glyphs[i].rise = (mpt)((int64_t)from->rise * PAPER_SIZE / 1000);
		if (text.data[from->offset] == ' ')
			glyphs[i].advance += p->stretch;
		width += glyphs[i].advance;
	}
	page_item *item = page_append_item(p->arena, p->page);
	item->kind = PAGE_RUN;
	item->tag = p->tag;
	item->artifact = p->tag ? PAGE_ARTIFACT_NONE : PAGE_ARTIFACT_PAGINATION;
	item->x = p->x;
	item->y = p->y;
	item->as.run = (page_run){
	    .font = p->face,
	    .size = PAPER_SIZE,
	    .scale = p->scale,
	    .glyphs = glyphs,
	    .glyph_count = word.count,
	    .text = text,
	};
	p->x += width;
	return width;
}

static inline void paper_newline(paper *p)
{
	p->x = PAPER_LEFT;
	p->y += PAPER_LEADING;
	if (p->y > PAPER_LAST)
		paper_page(p, "");
}

/* Text broken into lines where it fits, a space at each line's end. */
static inline void paper_text(paper *p, str text)
{
	str word;
	while (str_next_word(&text, &word)) {
		paper_run(p, str_concat(p->arena, word, STR(" ")));
		if (p->x > PAPER_LEFT + PAPER_WIDTH - 60000)
			paper_newline(p);
	}
}

static inline void paper_tag(paper *p, page_tag *parent, page_role role)
{
	p->tag = page_tag_new(p->arena, parent, role);
}

/* A new block on a new line. */
static inline page_tag *paper_block(paper *p, page_tag *parent, page_role role,
				    const char *text)
{
	paper_tag(p, parent, role);
	paper_text(p, str_from(text));
	paper_newline(p);
	return p->tag;
}

static inline void paper_box(paper *p, mpt width, mpt height, uint32_t colour)
{
	page_item *item = page_append_item(p->arena, p->page);
	item->kind = PAGE_BOX;
	item->tag = p->tag;
	item->artifact = p->tag ? PAGE_ARTIFACT_NONE : PAGE_ARTIFACT_LAYOUT;
	item->x = p->x;
	item->y = p->y;
	item->as.box.width = width;
	item->as.box.height = height;
	item->as.box.colour = colour;
}

static inline void paper_path(paper *p, page_path path)
{
	page_item *item = page_append_item(p->arena, p->page);
	item->kind = PAGE_PATH;
	item->tag = p->tag;
	item->artifact = p->tag ? PAGE_ARTIFACT_NONE : PAGE_ARTIFACT_LAYOUT;
	item->x = p->x;
	item->y = p->y;
	item->as.path = path;
}

/* Two pixels, of a palette; the left one is half transparent. */
static inline image *paper_image(paper *p)
{
	image *picture = ARENA_NEW(p->arena, image);
	*picture = (image){
	    .width = 2,
	    .height = 1,
	    .orientation = 1,
	    .components = 1,
	    .depth = 8,
	    .bytes = {"\0\1", 2},
	    .palette = {"\xFF\0\0\0\0\xFF", 6},
	    .alpha = {"\x80\xFF", 2},
	    .packed = ARENA_ARRAY(p->arena, str, 2),
	    .arena = p->arena,
	};
	return picture;
}

static inline void paper_picture(paper *p, const image *picture, mpt width,
				 mpt height)
{
	page_item *item = page_append_item(p->arena, p->page);
	item->kind = PAGE_IMAGE;
	item->tag = p->tag;
	item->artifact = p->tag ? PAGE_ARTIFACT_NONE : PAGE_ARTIFACT_BACKGROUND;
	item->x = p->x;
	item->y = p->y;
	item->as.image.width = width;
	item->as.image.height = height;
	item->as.image.image = picture;
}

/* A link of one line of text. */
static inline void paper_link(paper *p, page_tag *parent, const char *text,
			      const page_tag *target, const char *anchor)
{
	page_tag *before = p->tag;
	paper_tag(p, parent, PAGE_LINK);
	mpt left = p->x;
	paper_run(p, str_from(text));
	*page_append_link(p->arena, p->page) = (page_link){
	    .tag = p->tag,
	    .area = {left, p->y - PAPER_SIZE, p->x - left, PAPER_LEADING},
	    .target = target,
	    .anchor = str_from(anchor),
	    .contents = str_concat(p->arena, STR("Tới "), str_from(text)),
	};
	p->tag = before;
}

/* The file; free with buffer_free. */
static inline buffer paper_write(paper *p, bool compress)
{
	buffer out = {0};
	const pdf_options options = {.compress = compress};
	assert_true(pdf_write(&p->document, p->set, &options, p->arena,
			      p->diags, &out));
	assert_int_equal(diags_errors(p->diags), 0);
	return out;
}

static inline bool paper_has(const buffer *file, const char *part)
{
	str bytes = buffer_str(file);
	return str_find(bytes, str_from(part)) < bytes.length;
}

#endif

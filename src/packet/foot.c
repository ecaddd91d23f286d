#include "vanban/packet.h"

#define GREY 0x595959

/* A run of one face, its glyphs scaled to the size. */
static page_run shape(arena *a, const packet_foot *f, font_id font, str text)
{
	font_word word;
	f->fonts->shape(f->fonts->context, font, text, &word);
	page_glyph *glyphs = ARENA_ARRAY(a, page_glyph, word.count);
	for (uint32_t i = 0; i < word.count; i++)
		glyphs[i] = (page_glyph){
		    .id = word.glyphs[i].id,
		    .advance =
			(mpt)((int64_t)word.glyphs[i].advance * f->size / 1000),
		    .rise =
			(mpt)((int64_t)word.glyphs[i].rise * f->size / 1000),
		};
	return (page_run){.font = font,
			  .size = f->size,
			  .scale = 1000,
			  .colour = GREY,
			  .glyphs = glyphs,
			  .glyph_count = word.count,
			  .text = text};
}

void packet_number(arena *a, const packet_foot *f, page_document *document,
		   size_t first)
{
	font_id font =
	    f->fonts->face(f->fonts->context, f->family, FONT_ITALIC, NO_SPAN);
	if (font == FONT_NONE)
		return;
	page_note_face(a, document, (page_face){font, f->family, FONT_ITALIC});
	for (size_t i = 0; i < document->page_count; i++) {
		page *p = &document->pages[i];
		page_item *item = page_append_item(a, p);
		item->kind = PAGE_RUN;
		item->artifact = PAGE_ARTIFACT_PAGINATION;
		item->as.run =
		    shape(a, f, font,
			  str_format(a, "%.*s · %zu/%zu", STR_ARGS(f->text),
				     first + i, f->all));
		item->x = p->width - f->right - page_run_width(&item->as.run);
		item->y = p->height - f->bottom;
	}
}

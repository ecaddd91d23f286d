#include "plain.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>

#define FACES_MOST 32

static void HPDF_STDCALL fail(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
	(void)data;
	fprintf(stderr, "bench: libharu failed with 0x%04lX, %lu\n", error,
		detail);
	exit(1);
}

typedef struct plain {
	HPDF_Doc pdf;
	font_set *fonts;
	HPDF_Font faces[FACES_MOST]; /* by font_id */
} plain;

static HPDF_Font face_of(plain *p, font_id id)
{
	if (id < 0 || id >= FACES_MOST)
		abort();
	if (!p->faces[id]) {
		str path = font_set_entry_of(p->fonts, id)->path;
		const char *name =
		    HPDF_LoadTTFontFromFile(p->pdf, path.data, HPDF_TRUE);
		p->faces[id] = HPDF_GetFont(p->pdf, name, "UTF-8");
	}
	return p->faces[id];
}

static void show_run(plain *p, HPDF_Page sheet, float height,
		     const page_item *item)
{
	const page_run *run = &item->as.run;
	char text[1024];
	snprintf(text, sizeof text, "%.*s", STR_ARGS(run->text));
	HPDF_Page_SetFontAndSize(sheet, face_of(p, run->font),
				 (float)run->size / MPT_PER_POINT);
	HPDF_Page_TextOut(sheet, (float)item->x / MPT_PER_POINT,
			  height - (float)item->y / MPT_PER_POINT, text);
}

static void show_page(plain *p, const page *from)
{
	HPDF_Page sheet = HPDF_AddPage(p->pdf);
	float height = (float)from->height / MPT_PER_POINT;
	HPDF_Page_SetWidth(sheet, (float)from->width / MPT_PER_POINT);
	HPDF_Page_SetHeight(sheet, height);
	HPDF_Page_BeginText(sheet);
	for (size_t i = 0; i < from->item_count; i++)
		if (from->items[i].kind == PAGE_RUN)
			show_run(p, sheet, height, &from->items[i]);
	HPDF_Page_EndText(sheet);
}

size_t plain_write(const page_document *document, font_set *fonts)
{
	plain p = {.fonts = fonts};
	p.pdf = HPDF_New(fail, NULL);
	HPDF_SetCompressionMode(p.pdf, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(p.pdf);
	for (size_t i = 0; i < document->page_count; i++)
		show_page(&p, &document->pages[i]);
	HPDF_SaveToStream(p.pdf);
	size_t size = HPDF_GetStreamSize(p.pdf);
	HPDF_Free(p.pdf);
	return size;
}

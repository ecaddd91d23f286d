#include "writer.h"

#include <assert.h>

static void collect_image(writer *w, const image *picture)
{
	for (size_t i = 0; i < w->image_count; i++)
		if (w->images[i].image == picture)
			return;
	ARENA_GROW(w->arena, w->images, w->image_count, w->image_capacity);
	w->images[w->image_count++] = (image_use){.image = picture};
}

static void collect_page(writer *w, const page *p)
{
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind == PAGE_IMAGE)
			collect_image(w, item->as.image.image);
		if (item->kind == PAGE_PLACED)
			collect_page(w, item->as.placed.page);
	}
}

void images_collect(writer *w)
{
	for (size_t i = 0; i < w->document->page_count; i++)
		if (!writer_repeat(w, i))
			collect_page(w, &w->document->pages[i]);
}

size_t images_find(const writer *w, const image *picture)
{
	size_t i = 0;
	while (i < w->image_count && w->images[i].image != picture)
		i++;
	assert(i < w->image_count);
	return i;
}

/* Deflated once for all documents that show it. */
static void set_samples(writer *w, pdf_object *object, const image *picture,
			str samples, str *packed)
{
	if (!packed->length)
		*packed = pdf_file_deflate(&w->file, picture->arena, samples);
	if (packed->length)
		object_set_packed(&w->file, object, *packed);
	else
		object_set_stream(&w->file, object, samples);
}

static void put_head(buffer *out, const image *picture, int depth)
{
	bool is_turned = picture->orientation >= 5;
	PUT(out, "/Type/XObject/Subtype/Image/Width ");
	put_integer(out, is_turned ? picture->height : picture->width);
	PUT(out, "/Height ");
	put_integer(out, is_turned ? picture->width : picture->height);
	PUT(out, "/BitsPerComponent ");
	put_integer(out, depth);
}

static void put_palette(buffer *out, str palette)
{
	PUT(out, "[/Indexed/DeviceRGB ");
	put_integer(out, (int64_t)palette.length / 3 - 1);
	buffer_append_byte(out, '<');
	for (size_t i = 0; i < palette.length; i++)
		put_hex8(out, (unsigned char)palette.data[i]);
	PUT(out, ">]");
}

static pdf_object *write_alpha(writer *w, const image *picture)
{
	pdf_object *object = pdf_file_object(&w->file);
	put_head(&w->file.body, picture, 8);
	PUT(&w->file.body, "/ColorSpace/DeviceGray");
	set_samples(w, object, picture, picture->alpha, &picture->packed[1]);
	return object;
}

static pdf_object *write_image(writer *w, const image *picture)
{
	pdf_object *alpha =
	    picture->alpha.length ? write_alpha(w, picture) : NULL;
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	put_head(out, picture, picture->depth);
	PUT(out, "/ColorSpace");
	if (picture->palette.length)
		put_palette(out, picture->palette);
	else
		buffer_append(out, picture->components == 1
				       ? STR("/DeviceGray")
				       : STR("/DeviceRGB"));
	if (alpha) {
		PUT(out, "/SMask ");
		put_reference(out, alpha);
	}
	if (picture->coding == IMAGE_SAMPLES) {
		set_samples(w, object, picture, picture->bytes,
			    &picture->packed[0]);
		return object;
	}
	if (picture->is_plain)
		PUT(out, "/DecodeParms<</ColorTransform 0>>");
	object_set_coded(&w->file, object, "DCTDecode", picture->bytes);
	return object;
}

void images_write(writer *w)
{
	for (size_t i = 0; i < w->image_count; i++)
		w->images[i].object = write_image(w, w->images[i].image);
}

void images_put_resources(const writer *w, buffer *out)
{
	if (!w->image_count)
		return;
	PUT(out, "/XObject<<");
	for (size_t i = 0; i < w->image_count; i++) {
		PUT(out, "/I");
		put_integer(out, (int64_t)i);
		buffer_append_byte(out, ' ');
		put_reference(out, w->images[i].object);
	}
	PUT(out, ">>");
}

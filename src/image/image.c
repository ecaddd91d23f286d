#include "decode.h"

#include "vanban/file.h"

/* What a file that is neither may be, by what it begins with. */
static const struct signature {
	const char *kind;
	size_t offset;
	str bytes;
} signatures[] = {
    {"GIF", 0, STR_INIT("GIF8")},     {"WebP", 8, STR_INIT("WEBP")},
    {"HEIC", 4, STR_INIT("ftyphei")}, {"HEIC", 4, STR_INIT("ftypmif1")},
    {"AVIF", 4, STR_INIT("ftypavi")}, {"TIFF", 0, STR_INIT("II*\0")},
    {"TIFF", 0, STR_INIT("MM\0*")},   {"BMP", 0, STR_INIT("BM")},
    {"PDF", 0, STR_INIT("%PDF-")},    {"SVG", 0, STR_INIT("<svg")},
    {"XML", 0, STR_INIT("<?xml")},    {"JPEG 2000", 4, STR_INIT("jP  ")},
    {"EMF", 40, STR_INIT(" EMF")},
};

static bool begins(str bytes, size_t offset, str with)
{
	return str_starts_with(str_slice(bytes, offset, with.length), with);
}

static bool refuse_kind(const decoding *d)
{
	diag_at(d->diags, DIAG_IMAGE_KIND, d->at, d->name);
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		const struct signature *s = &signatures[i];
		if (!begins(d->bytes, s->offset, s->bytes))
			continue;
		diag_hint(d->diags, HINT_IMAGE_LOOKS_LIKE, str_from(s->kind));
		break;
	}
	return false;
}

bool decoding_allows(const decoding *d, uint32_t width, uint32_t height)
{
	if (width <= IMAGE_SIDE_MOST && height <= IMAGE_SIDE_MOST &&
	    (uint64_t)width * height <= IMAGE_PIXELS_MOST)
		return true;
	return diag_at(d->diags, DIAG_IMAGE_TOO_LARGE, d->at, d->name,
		       str_format(d->arena, "%u", width),
		       str_format(d->arena, "%u", height));
}

bool decoding_damaged(const decoding *d, const char *reason)
{
	return diag_at(d->diags, DIAG_IMAGE_DAMAGED, d->at, d->name,
		       str_from(reason));
}

static bool decode(decoding *d)
{
	if (begins(d->bytes, 0, STR("\x89PNG\r\n\x1A\n")))
		return decode_png(d);
	if (begins(d->bytes, 0, STR("\xFF\xD8\xFF")))
		return decode_jpeg(d);
	return refuse_kind(d);
}

image *image_decode(arena *a, diags *report, str name, span at, str bytes)
{
	image *out = ARENA_NEW(a, image);
	out->orientation = 1;
	out->packed = ARENA_ARRAY(a, str, 2);
	out->arena = a;
	decoding d = {a, report, name, at, bytes, out};
	return decode(&d) ? out : NULL;
}

image *image_read(arena *a, diags *report, str path, span at)
{
	str bytes;
	if (!file_read(a, report, path, at, &bytes))
		return NULL;
	return image_decode(a, report, path, at, bytes);
}

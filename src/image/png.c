#include "decode.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>

/* More kinds of chunks, or more memory for one, no honest file needs. */
#define CHUNKS_MOST 1000
#define CHUNK_BYTES 16000000

typedef struct reading {
	decoding *decoding;
	size_t offset;
	char reason[120]; /* libpng's, for the diagnostic */
	jmp_buf out;
	png_structp png;
	png_infop info;
	/* What a row is decoded to: samples, then alpha if any. */
	uint32_t width, height;
	int channels;
	size_t row_bytes;
	const png_byte *transparency; /* of the palette */
	int transparency_count;
	bool has_alpha;
} reading;

static void fail(png_structp png, png_const_charp message)
{
	reading *r = png_get_error_ptr(png);
	snprintf(r->reason, sizeof r->reason, "%s", message);
	longjmp(r->out, 1);
}

/* Warnings are of chunks that do not matter here. */
static void ignore(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}

static void give(png_structp png, png_bytep to, size_t count)
{
	reading *r = png_get_io_ptr(png);
	str bytes = r->decoding->bytes;
	if (count > bytes.length - r->offset)
		png_error(png, "the file ends too early");
	memcpy(to, bytes.data + r->offset, count);
	r->offset += count;
}

static bool open_png(reading *r)
{
	r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, fail, ignore);
	if (!r->png)
		return false;
	r->info = png_create_info_struct(r->png);
	if (!r->info)
		return false;
	png_set_read_fn(r->png, r, give);
	png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_cache_max(r->png, CHUNKS_MOST);
	png_set_chunk_malloc_max(r->png, CHUNK_BYTES);
	return true;
}

/* ---- What the file holds ---------------------------------------------- */

/* Pixels per metre; 0 where the file names only their proportions. */
static void read_density(const reading *r)
{
	png_uint_32 x, y;
	int unit;
	if (!png_get_pHYs(r->png, r->info, &x, &y, &unit) ||
	    unit != PNG_RESOLUTION_METER)
		return;
	r->decoding->out->density_x = x;
	r->decoding->out->density_y = y;
}

static void read_palette(reading *r)
{
	png_colorp colours;
	int count = 0;
	png_get_PLTE(r->png, r->info, &colours, &count);
	char *bytes = arena_allocate(r->decoding->arena, (size_t)count * 3);
	for (int i = 0; i < count; i++) {
		bytes[3 * i] = (char)colours[i].red;
		bytes[3 * i + 1] = (char)colours[i].green;
		bytes[3 * i + 2] = (char)colours[i].blue;
	}
	r->decoding->out->palette = (str){bytes, (size_t)count * 3};
}

/* Few bits stay few, so long as transparency need not be told apart. */
static void choose_form(reading *r)
{
	image *out = r->decoding->out;
	int type = png_get_color_type(r->png, r->info);
	bool is_palette = type == PNG_COLOR_TYPE_PALETTE;
	bool has_transparency =
	    png_get_valid(r->png, r->info, PNG_INFO_tRNS) != 0;
	out->depth = png_get_bit_depth(r->png, r->info);
	if (is_palette)
		read_palette(r);
	if (is_palette && has_transparency) {
		png_bytep alpha = NULL;
		png_get_tRNS(r->png, r->info, &alpha, &r->transparency_count,
			     NULL);
		r->transparency = alpha;
		png_set_packing(r->png);
		out->depth = 8;
	} else if (has_transparency) {
		png_set_expand(r->png);
	}
	if (has_transparency || out->depth == 16)
		out->depth = 8;
	png_set_scale_16(r->png);
	png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->info);
	r->channels = png_get_channels(r->png, r->info);
	r->row_bytes = png_get_rowbytes(r->png, r->info);
	out->components = r->channels > 2 ? 3 : 1;
	r->has_alpha = r->channels % 2 == 0;
}

/* ---- Samples ---------------------------------------------------------- */

static char *read_rows(reading *r)
{
	arena *a = r->decoding->arena;
	char *bytes = arena_array(a, r->height, r->row_bytes);
	png_bytep *rows = ARENA_ARRAY(a, png_bytep, r->height);
	for (uint32_t y = 0; y < r->height; y++)
		rows[y] = (png_bytep)bytes + y * r->row_bytes;
	png_read_image(r->png, rows);
	png_read_end(r->png, NULL);
	return bytes;
}

static bool is_opaque(str alpha)
{
	for (size_t i = 0; i < alpha.length; i++)
		if ((unsigned char)alpha.data[i] != 255)
			return false;
	return true;
}

/* Alpha leaves the samples, which close up in place. */
static str split_alpha(const reading *r, char *bytes)
{
	size_t pixels = (size_t)r->width * r->height;
	size_t colours = (size_t)r->channels - 1;
	char *alpha = arena_allocate(r->decoding->arena, pixels);
	for (size_t i = 0; i < pixels; i++) {
		const char *from = bytes + i * (colours + 1);
		alpha[i] = from[colours];
		memmove(bytes + i * colours, from, colours);
	}
	return (str){alpha, pixels};
}

static str alpha_of_palette(const reading *r, const char *bytes)
{
	size_t pixels = (size_t)r->width * r->height;
	char *alpha = arena_allocate(r->decoding->arena, pixels);
	for (size_t i = 0; i < pixels; i++) {
		int index = (unsigned char)bytes[i];
		alpha[i] = index < r->transparency_count
			       ? (char)r->transparency[index]
			       : (char)255;
	}
	return (str){alpha, pixels};
}

static void read_samples(reading *r)
{
	image *out = r->decoding->out;
	char *bytes = read_rows(r);
	size_t length = r->height * r->row_bytes;
	str alpha = {0};
	if (r->has_alpha) {
		alpha = split_alpha(r, bytes);
		length = (size_t)r->width * r->height * (size_t)out->components;
	} else if (r->transparency) {
		alpha = alpha_of_palette(r, bytes);
	}
	out->bytes = (str){bytes, length};
	if (!is_opaque(alpha))
		out->alpha = alpha;
}

static bool read_png(reading *r)
{
	if (!open_png(r))
		return false;
	if (setjmp(r->out))
		return decoding_damaged(r->decoding, r->reason);
	png_read_info(r->png, r->info);
	r->width = png_get_image_width(r->png, r->info);
	r->height = png_get_image_height(r->png, r->info);
	if (!decoding_allows(r->decoding, r->width, r->height))
		return false;
	r->decoding->out->width = r->width;
	r->decoding->out->height = r->height;
	read_density(r);
	choose_form(r);
	read_samples(r);
	return true;
}

bool decode_png(decoding *d)
{
	reading r = {.decoding = d};
	bool done = read_png(&r);
	png_destroy_read_struct(&r.png, &r.info, NULL);
	return done;
}

/* PNG and JPEG files made here, as they are and spoilt. */
#include "testing.h"

#include "vanban/image.h"

#include <png.h>
#include <stdio.h>
/* After stdio. */
#include <jpeglib.h>

static arena *memory;
static diags *told;

static int open_diags(void **state)
{
	(void)state;
	memory = arena_new(0);
	told = diags_new(memory, sources_new(memory));
	return 0;
}

static int close_diags(void **state)
{
	(void)state;
	arena_free(memory);
	return 0;
}

static image *decode(str bytes)
{
	return image_decode(memory, told, STR("anh"), NO_SPAN, bytes);
}

/* ---- PNG: what becomes of each kind ----------------------------------- */

typedef struct png_form {
	int type, depth;
	bool interlaced;
	const char *rows[2];	 /* hexadecimal, as PNG stores them */
	const char *transparent; /* of a palette: hexadecimal */
} png_form;

static size_t from_hex(const char *hex, unsigned char *out)
{
	size_t n = 0;
	for (unsigned byte; hex && sscanf(hex + 2 * n, "%2x", &byte) == 1; n++)
		out[n] = (unsigned char)byte;
	return n;
}

static void take(png_structp png, png_bytep bytes, size_t count)
{
	buffer_append(png_get_io_ptr(png), (str){(char *)bytes, count});
}

static void flush(png_structp png)
{
	(void)png;
}

/* Two rows of two pixels; 2,835 pixels a metre are 72 an inch. */
static str make_png(const png_form *form)
{
	unsigned char rows[2][16], alpha[4];
	png_bytep pointers[2] = {rows[0], rows[1]};
	buffer file = {0};
	png_structp png =
	    png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_set_write_fn(png, &file, take, flush);
	png_set_IHDR(png, info, 2, 2, form->depth, form->type,
		     form->interlaced ? PNG_INTERLACE_ADAM7 : 0, 0, 0);
	png_set_pHYs(png, info, 2835, 5670, PNG_RESOLUTION_METER);
	if (form->type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info,
			     (png_color[]){{1, 2, 3}, {255, 0, 0}, {0, 9, 0}},
			     3);
	size_t count = from_hex(form->transparent, alpha);
	png_color_16 key = {.gray = 0x11, .red = 1, .green = 2, .blue = 3};
	if (form->transparent && form->type == PNG_COLOR_TYPE_PALETTE)
		png_set_tRNS(png, info, alpha, (int)count, NULL);
	else if (form->transparent)
		png_set_tRNS(png, info, NULL, 0, &key);
	for (int i = 0; i < 2; i++)
		from_hex(form->rows[i], rows[i]);
	png_set_rows(png, info, pointers);
	png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
	png_destroy_write_struct(&png, &info);
	str bytes = str_copy(memory, buffer_str(&file));
	buffer_free(&file);
	return bytes;
}

#define GREY	   PNG_COLOR_TYPE_GRAY
#define GREY_ALPHA PNG_COLOR_TYPE_GRAY_ALPHA
#define RGB	   PNG_COLOR_TYPE_RGB
#define RGBA	   PNG_COLOR_TYPE_RGB_ALPHA
#define PALETTE	   PNG_COLOR_TYPE_PALETTE

static const struct png_row {
	const char *name;
	png_form form;
	int components, depth;
	const char *bytes, *alpha, *palette; /* hexadecimal */
} png_rows[] = {
    {"grey",
     {GREY, 8, false, {"1180", "FF00"}, NULL},
     1,
     8,
     "1180FF00",
     "",
     ""},
    {"grey, one bit",
     {GREY, 1, false, {"80", "40"}, NULL},
     1,
     1,
     "8040",
     "",
     ""},
    {"grey, two bits",
     {GREY, 2, false, {"D0", "20"}, NULL},
     1,
     2,
     "D020",
     "",
     ""},
    {"grey, four bits",
     {GREY, 4, false, {"1F", "A0"}, NULL},
     1,
     4,
     "1FA0",
     "",
     ""},
    {"grey, 16 bits, rounded",
     {GREY, 16, false, {"11FF8000", "FFFF0000"}, NULL},
     1,
     8,
     "1280FF00",
     "",
     ""},
    {"grey with a transparent one",
     {GREY, 8, false, {"1180", "FF11"}, "00"},
     1,
     8,
     "1180FF11",
     "00FFFF00",
     ""},
    {"grey and alpha",
     {GREY_ALPHA, 8, false, {"11408080", "FFFF00C0"}, NULL},
     1,
     8,
     "1180FF00",
     "4080FFC0",
     ""},
    {"grey and alpha, all opaque",
     {GREY_ALPHA, 8, false, {"11FF80FF", "FFFF00FF"}, NULL},
     1,
     8,
     "1180FF00",
     "",
     ""},
    {"grey and alpha, 16 bits",
     {GREY_ALPHA, 16, false, {"1111404080808080", "FFFFFFFF0000C0C0"}, NULL},
     1,
     8,
     "1180FF00",
     "4080FFC0",
     ""},
    {"colours",
     {RGB, 8, false, {"010203FF0000", "00FF000000FF"}, NULL},
     3,
     8,
     "010203FF000000FF000000FF",
     "",
     ""},
    {"colours, interlaced",
     {RGB, 8, true, {"010203FF0000", "00FF000000FF"}, NULL},
     3,
     8,
     "010203FF000000FF000000FF",
     "",
     ""},
    {"colours, 16 bits",
     {RGB,
      16,
      false,
      {"010102020303FFFF00000000", "0000FFFF000000000000FFFF"},
      NULL},
     3,
     8,
     "010203FF000000FF000000FF",
     "",
     ""},
    {"colours with a transparent one",
     {RGB, 8, false, {"010203FF0000", "00FF000000FF"}, "00"},
     3,
     8,
     "010203FF000000FF000000FF",
     "00FFFFFF",
     ""},
    {"colours and alpha",
     {RGBA, 8, false, {"01020310FF000020", "00FF00300000FF40"}, NULL},
     3,
     8,
     "010203FF000000FF000000FF",
     "10203040",
     ""},
    {"colours and alpha, interlaced",
     {RGBA, 8, true, {"01020310FF000020", "00FF00300000FF40"}, NULL},
     3,
     8,
     "010203FF000000FF000000FF",
     "10203040",
     ""},
    {"a palette",
     {PALETTE, 8, false, {"0102", "0001"}, NULL},
     1,
     8,
     "01020001",
     "",
     "010203FF0000000900"},
    {"a palette, two bits",
     {PALETTE, 2, false, {"60", "10"}, NULL},
     1,
     2,
     "6010",
     "",
     "010203FF0000000900"},
    {"a palette with transparency",
     {PALETTE, 2, false, {"60", "10"}, "4080"},
     1,
     8,
     "01020001",
     "80FF4080",
     "010203FF0000000900"},
};

static void expect_hex(str bytes, const char *hex)
{
	unsigned char expected[64];
	size_t count = from_hex(hex, expected);
	assert_int_equal(bytes.length, count);
	if (count)
		assert_memory_equal(bytes.data, expected, count);
}

static void check_png(void **state)
{
	const struct png_row *row = *state;
	open_diags(NULL);
	image *picture = decode(make_png(&row->form));
	assert_non_null(picture);
	assert_int_equal(picture->coding, IMAGE_SAMPLES);
	assert_int_equal(picture->width, 2);
	assert_int_equal(picture->height, 2);
	assert_int_equal(picture->orientation, 1);
	assert_int_equal(picture->density_x, 2835);
	assert_int_equal(picture->density_y, 5670);
	assert_int_equal(picture->components, row->components);
	assert_int_equal(picture->depth, row->depth);
	expect_hex(picture->bytes, row->bytes);
	expect_hex(picture->alpha, row->alpha);
	expect_hex(picture->palette, row->palette);
	close_diags(NULL);
}

/* ---- JPEG --------------------------------------------------------------- */

typedef struct jpeg_form {
	J_COLOR_SPACE from, to;
	int components;
	bool is_progressive, is_arithmetic;
	const char *exif; /* hexadecimal, after "Exif\0\0" */
} jpeg_form;

#define ORIENTATION(n_)                                                        \
	"4D4D002A00000008" /* big end first, directory at 8 */                 \
	"0002"                                                                 \
	"010000030000000100070000"                                             \
	"011200030000000100" n_ "0000"

/* 24 x 16 pixels, 300 an inch. */
static str make_jpeg(const jpeg_form *form)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL, row[24 * 4], exif[64] = "Exif\0";
	unsigned long length = 0;
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &length);
	jpeg.image_width = 24;
	jpeg.image_height = 16;
	jpeg.input_components = form->components;
	jpeg.in_color_space = form->from;
	jpeg_set_defaults(&jpeg);
	jpeg_set_colorspace(&jpeg, form->to);
	jpeg.density_unit = 1;
	jpeg.X_density = jpeg.Y_density = 300;
	jpeg.arith_code = form->is_arithmetic;
	if (form->is_progressive)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	if (form->exif)
		jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif,
				  6 + (unsigned)from_hex(form->exif, exif + 6));
	jpeg_write_marker(&jpeg, JPEG_COM, (const JOCTET *)"nhà riêng", 11);
	for (int y = 0; y < 16; y++) {
		for (size_t i = 0; i < sizeof row; i++)
			row[i] = (unsigned char)(i * 7 + (size_t)y * 13);
		jpeg_write_scanlines(&jpeg, (JSAMPROW[]){row}, 1);
	}
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	str copy = str_copy(memory, (str){(char *)bytes, length});
	free(bytes);
	return copy;
}

static const struct jpeg_row {
	const char *name;
	jpeg_form form;
	int components, orientation;
	bool is_plain;
	uint32_t width;
} jpeg_rows[] = {
    {"grey",
     {JCS_GRAYSCALE, JCS_GRAYSCALE, 1, false, false, NULL},
     1,
     1,
     false,
     24},
    {"colours", {JCS_RGB, JCS_YCbCr, 3, false, false, NULL}, 3, 1, false, 24},
    {"progressive",
     {JCS_RGB, JCS_YCbCr, 3, true, false, NULL},
     3,
     1,
     false,
     24},
    {"RGB as it is", {JCS_RGB, JCS_RGB, 3, false, false, NULL}, 3, 1, true, 24},
    {"turned by half",
     {JCS_RGB, JCS_YCbCr, 3, false, false, ORIENTATION("03")},
     3,
     3,
     false,
     24},
    {"turned clockwise",
     {JCS_RGB, JCS_YCbCr, 3, false, false, ORIENTATION("06")},
     3,
     6,
     false,
     16},
    {"little end first",
     {JCS_RGB, JCS_YCbCr, 3, false, false,
      "49492A00080000000100120103000100000008000000"},
     3,
     8,
     false,
     16},
    {"an orientation that there is not",
     {JCS_RGB, JCS_YCbCr, 3, false, false, ORIENTATION("09")},
     3,
     1,
     false,
     24},
    {"Exif of nothing",
     {JCS_RGB, JCS_YCbCr, 3, false, false, "4D4D002AFFFFFFFF0000"},
     3,
     1,
     false,
     24},
};

static void check_jpeg(void **state)
{
	const struct jpeg_row *row = *state;
	open_diags(NULL);
	str file = make_jpeg(&row->form);
	image *picture =
	    decode(str_concat(memory, file, STR("một đoạn phim ngắn")));
	assert_non_null(picture);
	assert_int_equal(picture->coding, IMAGE_JPEG);
	assert_int_equal(picture->width, row->width);
	assert_int_equal(picture->height, 40 - row->width);
	assert_int_equal(picture->components, row->components);
	assert_int_equal(picture->orientation, row->orientation);
	assert_int_equal(picture->is_plain, row->is_plain);
	assert_int_equal(picture->density_x, row->is_plain ? 0 : 11811);
	/* What is beside the picture and after it is gone. */
	str bytes = picture->bytes;
	assert_int_equal(str_find(bytes, STR("Exif")), bytes.length);
	assert_int_equal(str_find(bytes, STR("nhà riêng")), bytes.length);
	assert_true(str_ends_with(bytes, STR("\xFF\xD9")));
	/* It is a JPEG still, which loses nothing more. */
	image *again = decode(bytes);
	assert_non_null(again);
	assert_int_equal(again->bytes.length, bytes.length);
	assert_memory_equal(again->bytes.data, bytes.data, bytes.length);
	close_diags(NULL);
}

/* ---- What is refused ---------------------------------------------------- */

static const png_form plain_png = {
    RGBA, 8, false, {"01020310FF000020", "00FF00300000FF40"}, NULL};
static const jpeg_form plain_jpeg = {JCS_RGB, JCS_YCbCr, 3, false, false, NULL};

/* The header's width and height, with the checksum that belongs to them. */
static str resize_png(uint32_t width, uint32_t height)
{
	str file = make_png(&plain_png);
	unsigned char *p = (unsigned char *)(uintptr_t)file.data;
	png_save_uint_32(p + 16, width);
	png_save_uint_32(p + 20, height);
	uint32_t crc = 0xFFFFFFFF;
	for (size_t i = 12; i < 29; i++) {
		crc ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
	}
	png_save_uint_32(p + 29, ~crc);
	return file;
}

/* The frame header's byte at offset, from its marker. */
static str patch_frame(size_t offset, char byte)
{
	str file = make_jpeg(&plain_jpeg);
	size_t at = str_find(file, STR("\xFF\xC0"));
	assert_true(at < file.length);
	((char *)(uintptr_t)file.data)[at + offset] = byte;
	return file;
}

static str make_wide_png(void)
{
	return resize_png(40000, 1);
}

static str make_large_png(void)
{
	return resize_png(30000, 30000);
}

static str make_endless_png(void)
{
	return resize_png(0x7FFFFFFF, 0x7FFFFFFF);
}

static str make_long_png(void)
{
	return resize_png(2, 3);
}

static str make_wide_jpeg(void)
{
	return patch_frame(7, (char)0xFF);
}

static str make_deep_jpeg(void)
{
	return patch_frame(4, 12);
}

static str make_lossless_jpeg(void)
{
	return patch_frame(1, (char)0xC3);
}

static str make_arithmetic_jpeg(void)
{
	return make_jpeg(
	    &(jpeg_form){JCS_RGB, JCS_YCbCr, 3, false, true, NULL});
}

static str make_cmyk_jpeg(void)
{
	return make_jpeg(
	    &(jpeg_form){JCS_CMYK, JCS_CMYK, 4, false, false, NULL});
}

static str make_ycck_jpeg(void)
{
	return make_jpeg(
	    &(jpeg_form){JCS_CMYK, JCS_YCCK, 4, false, false, NULL});
}

static str make_gif(void)
{
	return STR("GIF89a");
}

static str make_nothing(void)
{
	return (str){0};
}

static str make_svg(void)
{
	return STR("<svg xmlns='http://www.w3.org/2000/svg'/>");
}

static const struct refusal {
	const char *name;
	str (*make)(void);
	diag_code code;
	const char *argument; /* the last */
	bool has_hint;
} refusals[] = {
    {"nothing", make_nothing, DIAG_IMAGE_KIND, "anh", false},
    {"GIF", make_gif, DIAG_IMAGE_KIND, "anh", true},
    {"SVG", make_svg, DIAG_IMAGE_KIND, "anh", true},
    {"a PNG too wide", make_wide_png, DIAG_IMAGE_TOO_LARGE, "1", false},
    {"a PNG too large", make_large_png, DIAG_IMAGE_TOO_LARGE, "30000", false},
    {"a PNG without end", make_endless_png, DIAG_IMAGE_TOO_LARGE, "2147483647",
     false},
    {"a PNG with too few rows", make_long_png, DIAG_IMAGE_DAMAGED, NULL, false},
    {"a JPEG too wide", make_wide_jpeg, DIAG_IMAGE_TOO_LARGE, "16", false},
    {"12 bits", make_deep_jpeg, DIAG_IMAGE_CODING, "12 bit", false},
    {"lossless", make_lossless_jpeg, DIAG_IMAGE_CODING, NULL, false},
    {"arithmetic", make_arithmetic_jpeg, DIAG_IMAGE_CODING, "arithmetic",
     false},
    {"CMYK", make_cmyk_jpeg, DIAG_IMAGE_COLOURS, "CMYK", false},
    {"YCCK", make_ycck_jpeg, DIAG_IMAGE_COLOURS, "YCCK", false},
};

static void check_refusal(void **state)
{
	const struct refusal *row = *state;
	open_diags(NULL);
	assert_null(decode(row->make()));
	const diag *first = diags_sorted(told);
	assert_int_equal(diags_errors(told), 1);
	assert_string_equal(diag_row_of(first->code)->number,
			    diag_row_of(row->code)->number);
	if (row->argument)
		assert_str_equal(first->arguments[first->argument_count - 1],
				 row->argument);
	assert_int_equal(first->parts != NULL, row->has_hint);
	close_diags(NULL);
}

static void check_no_file(void **state)
{
	(void)state;
	assert_null(image_read(memory, told, STR("/khong/co.png"), NO_SPAN));
	assert_int_equal(diags_sorted(told)->code, DIAG_FILE_UNREADABLE);
}

/* ---- Spoilt in every place ---------------------------------------------- */

/* What is cut short is always found; nothing is read beyond the end. */
static void check_cut(str file)
{
	for (size_t length = 0; length < file.length; length++) {
		open_diags(NULL);
		char *exact = malloc(length + 1);
		assert_non_null(exact);
		memcpy(exact, file.data, length);
		assert_null(decode((str){exact, length}));
		assert_int_equal(diags_errors(told), 1);
		free(exact);
		close_diags(NULL);
	}
}

/* A byte that is another one is found or does no harm. */
static void check_changed(str file, unsigned char change)
{
	char *copy = malloc(file.length);
	assert_non_null(copy);
	for (size_t at = 0; at < file.length; at++) {
		open_diags(NULL);
		memcpy(copy, file.data, file.length);
		copy[at] = (char)(copy[at] ^ change);
		bool done = decode((str){copy, file.length}) != NULL;
		assert_int_equal(diags_errors(told), done ? 0 : 1);
		close_diags(NULL);
	}
	free(copy);
}

static void spoil(str (*make)(void))
{
	arena *kept = memory;
	str file = make();
	check_cut(file);
	check_changed(file, 0xFF);
	check_changed(file, 0x01);
	memory = kept;
}

static str make_plain_png(void)
{
	return make_png(&plain_png);
}

static str make_plain_jpeg(void)
{
	return make_jpeg(&plain_jpeg);
}

static str make_progressive_jpeg(void)
{
	return make_jpeg(&(jpeg_form){JCS_RGB, JCS_YCbCr, 3, true, false,
				      ORIENTATION("06")});
}

static void check_spoilt_png(void **state)
{
	(void)state;
	spoil(make_plain_png);
}

static void check_spoilt_jpeg(void **state)
{
	(void)state;
	spoil(make_plain_jpeg);
}

static void check_spoilt_progressive(void **state)
{
	(void)state;
	spoil(make_progressive_jpeg);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test_setup_teardown(check_no_file, open_diags,
					    close_diags),
	    cmocka_unit_test_setup_teardown(check_spoilt_png, open_diags,
					    close_diags),
	    cmocka_unit_test_setup_teardown(check_spoilt_jpeg, open_diags,
					    close_diags),
	    cmocka_unit_test_setup_teardown(check_spoilt_progressive,
					    open_diags, close_diags),
	};
	TEST_TABLE(pngs, png_rows, check_png);
	TEST_TABLE(jpegs, jpeg_rows, check_jpeg);
	TEST_TABLE(refused, refusals, check_refusal);
	return TEST_RUN(pngs) + TEST_RUN(jpegs) + TEST_RUN(refused) +
	       cmocka_run_group_tests(single, NULL, NULL);
}

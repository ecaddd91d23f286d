#include "decode.h"

#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

/* Progressive files of more scans are made to keep decoders busy. */
#define SCANS_MOST 100

/* What libjpeg may keep of a progressive file: its coefficients. */
#define MEMORY_MOST ((long)IMAGE_PIXELS_MOST * 8)

#define MARKER_EXIF (JPEG_APP0 + 1)

typedef struct reading {
	struct jpeg_error_mgr errors; /* first: libjpeg knows only this */
	struct jpeg_progress_mgr progress;
	struct jpeg_decompress_struct jpeg;
	decoding *decoding;
	jmp_buf out;
	int code; /* libjpeg's of the failure; 0: our own */
	char reason[JMSG_LENGTH_MAX];
} reading;

static _Noreturn void fail(j_common_ptr jpeg)
{
	reading *r = (reading *)jpeg->err;
	r->code = jpeg->err->msg_code;
	jpeg->err->format_message(jpeg, r->reason);
	longjmp(r->out, 1);
}

/* What libjpeg passes over with a grey patch is damage. */
static void hear(j_common_ptr jpeg, int level)
{
	int code = jpeg->err->msg_code;
	if (level < 0 && code != JWRN_EXTRANEOUS_DATA &&
	    code != JWRN_JFIF_MAJOR && code != JWRN_ADOBE_XFORM)
		fail(jpeg);
}

static void be_silent(j_common_ptr jpeg)
{
	(void)jpeg;
}

static void watch(j_common_ptr jpeg)
{
	reading *r = (reading *)jpeg->err;
	if (r->jpeg.input_scan_number <= SCANS_MOST)
		return;
	snprintf(r->reason, sizeof r->reason, "more than %d scans", SCANS_MOST);
	longjmp(r->out, 1);
}

static void open_jpeg(reading *r)
{
	str bytes = r->decoding->bytes;
	jpeg_create_decompress(&r->jpeg);
	r->jpeg.mem->max_memory_to_use = MEMORY_MOST;
	r->progress.progress_monitor = watch;
	r->jpeg.progress = &r->progress;
	jpeg_save_markers(&r->jpeg, MARKER_EXIF, 0xFFFF);
	jpeg_mem_src(&r->jpeg, (const unsigned char *)bytes.data, bytes.length);
}

/* ---- What PDF can take ------------------------------------------------- */

static bool refuse_coding(const reading *r, const char *coding)
{
	const decoding *d = r->decoding;
	return diag_at(d->diags, DIAG_IMAGE_CODING, d->at, d->name,
		       str_from(coding));
}

static bool has_known_colours(const reading *r)
{
	static const char *const names[] = {
	    [JCS_CMYK] = "CMYK", [JCS_YCCK] = "YCCK"};
	const decoding *d = r->decoding;
	J_COLOR_SPACE space = r->jpeg.jpeg_color_space;
	if (space == JCS_GRAYSCALE || space == JCS_YCbCr || space == JCS_RGB)
		return true;
	bool has_name = space == JCS_CMYK || space == JCS_YCCK;
	return diag_at(d->diags, DIAG_IMAGE_COLOURS, d->at, d->name,
		       str_from(has_name ? names[space] : "?"));
}

/* ---- Exif: orientation -------------------------------------------------- */

typedef struct exif {
	const unsigned char *data;
	size_t length;
	bool is_little;
} exif;

/* count bytes, 0 beyond the end. */
static uint32_t exif_number(const exif *e, size_t offset, size_t count)
{
	uint32_t n = 0;
	if (offset > e->length || count > e->length - offset)
		return 0;
	for (size_t i = 0; i < count; i++)
		n = n << 8 |
		    e->data[offset + (e->is_little ? count - 1 - i : i)];
	return n;
}

static int exif_orientation(const exif *e)
{
	enum { TAG_ORIENTATION = 0x0112, ENTRY = 12 };
	size_t directory = exif_number(e, 4, 4);
	uint32_t count = exif_number(e, directory, 2);
	for (uint32_t i = 0; i < count; i++) {
		size_t entry = directory + 2 + (size_t)i * ENTRY;
		if (exif_number(e, entry, 2) != TAG_ORIENTATION)
			continue;
		uint32_t value = exif_number(e, entry + 8, 2);
		return value >= 1 && value <= 8 ? (int)value : 1;
	}
	return 1;
}

static int read_orientation(const reading *r)
{
	static const char head[] = "Exif\0";
	jpeg_saved_marker_ptr marker = r->jpeg.marker_list;
	for (; marker; marker = marker->next) {
		if (marker->data_length < sizeof head + 8 ||
		    memcmp(marker->data, head, sizeof head) != 0)
			continue;
		exif e = {marker->data + sizeof head,
			  marker->data_length - sizeof head, false};
		e.is_little = e.data[0] == 'I';
		return exif_orientation(&e);
	}
	return 1;
}

/* ---- The picture -------------------------------------------------------- */

static void read_density(const reading *r)
{
	static const uint32_t per_metre_hundredths[] = {0, 3937, 10000};
	image *out = r->decoding->out;
	int unit = r->jpeg.density_unit;
	if (!r->jpeg.saw_JFIF_marker || unit < 1 || unit > 2)
		return;
	out->density_x =
	    (r->jpeg.X_density * per_metre_hundredths[unit] + 50) / 100;
	out->density_y =
	    (r->jpeg.Y_density * per_metre_hundredths[unit] + 50) / 100;
}

static void describe(const reading *r)
{
	image *out = r->decoding->out;
	out->coding = IMAGE_JPEG;
	out->width = r->jpeg.image_width;
	out->height = r->jpeg.image_height;
	out->components = r->jpeg.num_components;
	out->depth = 8;
	out->is_plain = r->jpeg.jpeg_color_space == JCS_RGB;
	out->orientation = read_orientation(r);
	read_density(r);
	if (out->orientation < 5)
		return;
	out->width = r->jpeg.image_height;
	out->height = r->jpeg.image_width;
	uint32_t across = out->density_x;
	out->density_x = out->density_y;
	out->density_y = across;
}

/* Every byte is decoded, at an eighth of the size: only faults matter. */
static void decode_all(reading *r)
{
	r->jpeg.scale_num = 1;
	r->jpeg.scale_denom = 8;
	r->jpeg.dct_method = JDCT_IFAST;
	r->jpeg.do_fancy_upsampling = FALSE;
	r->jpeg.out_color_space = r->jpeg.jpeg_color_space;
	jpeg_start_decompress(&r->jpeg);
	JSAMPARRAY row = r->jpeg.mem->alloc_sarray(
	    (j_common_ptr)&r->jpeg, JPOOL_IMAGE,
	    r->jpeg.output_width * (JDIMENSION)r->jpeg.output_components, 1);
	while (r->jpeg.output_scanline < r->jpeg.output_height)
		jpeg_read_scanlines(&r->jpeg, row, 1);
	jpeg_finish_decompress(&r->jpeg);
}

/* ---- The bytes for the PDF ---------------------------------------------- */

/* JFIF's APP0 and Adobe's APP14, which tell the colours, and no other APPn. */
static bool is_kept(unsigned marker)
{
	if (marker == JPEG_COM)
		return false;
	return marker < JPEG_APP0 || marker > JPEG_APP0 + 15 ||
	       marker == JPEG_APP0 || marker == JPEG_APP0 + 14;
}

/*
 * Without what the camera says beside the picture and without what follows its
 * end.  The file was decoded: its markers are in order.
 */
static str strip(const reading *r)
{
	const unsigned start_of_scan = 0xDA;
	str bytes =
	    str_slice(r->decoding->bytes, 0,
		      r->decoding->bytes.length - r->jpeg.src->bytes_in_buffer);
	char *kept = arena_allocate(r->decoding->arena, bytes.length);
	size_t length = 2, at = 2; /* after SOI */
	memcpy(kept, bytes.data, length);
	while (at + 4 <= bytes.length) {
		const unsigned char *p = (const unsigned char *)bytes.data + at;
		unsigned marker = p[1];
		if (p[0] != 0xFF || marker == start_of_scan)
			break;
		bool is_fill = marker == 0xFF;
		size_t size = is_fill ? 1 : 2 + (size_t)(p[2] << 8 | p[3]);
		if (size > bytes.length - at)
			break;
		if (!is_fill && is_kept(marker)) {
			memcpy(kept + length, p, size);
			length += size;
		}
		at += size;
	}
	memcpy(kept + length, bytes.data + at, bytes.length - at);
	return (str){kept, length + bytes.length - at};
}

static bool report(const reading *r)
{
	if (r->code == JERR_BAD_PRECISION)
		return refuse_coding(r, "12 bit");
	if (r->code == JERR_SOF_UNSUPPORTED)
		return refuse_coding(r, r->reason);
	return decoding_damaged(r->decoding, r->reason);
}

static bool read_jpeg(reading *r)
{
	if (setjmp(r->out))
		return report(r);
	open_jpeg(r);
	jpeg_read_header(&r->jpeg, TRUE);
	if (r->jpeg.arith_code)
		return refuse_coding(r, "arithmetic");
	if (!has_known_colours(r) ||
	    !decoding_allows(r->decoding, r->jpeg.image_width,
			     r->jpeg.image_height))
		return false;
	describe(r);
	decode_all(r);
	r->decoding->out->bytes = strip(r);
	return true;
}

bool decode_jpeg(decoding *d)
{
	reading r = {.decoding = d};
	r.jpeg.err = jpeg_std_error(&r.errors);
	r.errors.error_exit = fail;
	r.errors.emit_message = hear;
	r.errors.output_message = be_silent;
	bool done = read_jpeg(&r);
	jpeg_destroy_decompress(&r.jpeg);
	return done;
}

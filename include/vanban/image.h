/*
 * image: PNG and JPEG files as PDF can take them.
 *
 * The only room that includes libpng and libjpeg.  A file is never trusted:
 * its size in pixels is limited before anything is decoded, every byte is
 * decoded once so that a damaged file is found here and not by a reader, and a
 * decoder's complaint becomes a diagnostic.  Colour profiles are not applied:
 * samples are taken for sRGB.  What a camera wrote beside the picture (place,
 * time, thumbnail) does not get into documents.
 */
#ifndef VANBAN_IMAGE_H
#define VANBAN_IMAGE_H

#include "vanban/diag.h"

/* More is refused: 64 million pixels are an A3 sheet at 480 dpi. */
#define IMAGE_PIXELS_MOST 67108864
#define IMAGE_SIDE_MOST	  32768

typedef enum image_coding {
	IMAGE_SAMPLES, /* decoded: rows from the top, each of whole bytes */
	IMAGE_JPEG     /* for the reader of the PDF to decode */
} image_coding;

typedef struct image {
	image_coding coding;
	uint32_t width; /* pixels, as shown: see orientation */
	uint32_t height;
	/* Pixels per metre across and down, as shown; 0: the file is silent. */
	uint32_t density_x, density_y;
	/*
	 * How what is stored is shown, as Exif counts: 1 as it is, 2 mirrored,
	 * 3 turned by half, 4 upside down in a mirror, 5 to 8 with rows as
	 * columns: 6 turned clockwise, 8 counter-clockwise, 5 and 7 the
	 * mirrors.  From 5 on width and height are those of the turned image.
	 */
	int orientation;
	int components; /* 1: grey, or an index into the palette; 3: RGB */
	int depth;	/* bits of a component: 1, 2, 4 (one component) or 8 */
	bool is_plain;	/* IMAGE_JPEG of three components: RGB, not YCbCr */
	str bytes;
	str palette; /* RGB triples; empty: none */
	str alpha;   /* a byte a pixel, 255 opaque; empty: all opaque */
	/* For pdf, which deflates samples and alpha once: empty until then. */
	str *packed;  /* [2] */
	arena *arena; /* lives as long as this: for packed */
} image;

/*
 * The image in bytes, the content of the file that name stands for; NULL after
 * one diagnostic at `at`.  A JPEG borrows nothing: bytes may go.
 */
image *image_decode(arena *, diags *, str name, span at, str bytes);
/* The same for a file: file_read's diagnostics too. */
image *image_read(arena *, diags *, str path, span at);

#endif

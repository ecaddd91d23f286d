/*
 * image: PNG and JPEG files as PDF can take them.
 *
 * The only room that includes libpng and libjpeg.  A file is never trusted:
 * its size in pixels is limited before anything is decoded, a decoder's
 * complaint is a diagnostic, and nothing is executed or looked up that the
 * file names.  Colour profiles in files are not applied: samples are taken
 * for sRGB.
 */
#ifndef VANBAN_IMAGE_H
#define VANBAN_IMAGE_H

#include "vanban/diag.h"

/* More is refused: 64 million pixels are an A3 sheet at 480 dpi. */
#define IMAGE_PIXELS_MOST 67108864
#define IMAGE_SIDE_MOST	  32768

typedef enum image_coding {
	IMAGE_SAMPLES, /* decoded: rows from the top, each of whole bytes */
	IMAGE_JPEG     /* the file as it is */
} image_coding;

typedef struct image {
	image_coding coding;
	uint32_t width; /* pixels */
	uint32_t height;
	int components; /* 1: grey, or an index into the palette; 3: RGB */
	int depth;	/* bits of a component: 1, 2, 4 (one component) or 8 */
	str bytes;
	str palette; /* RGB triples; empty: none */
	str alpha;   /* a byte a pixel, 255 opaque; empty: all opaque */
	/* Pixels per metre, as the file says; 0: it does not. */
	uint32_t density_x, density_y;
	/* For pdf, which deflates samples and alpha once: empty until then. */
	str *packed;  /* [2] */
	arena *arena; /* lives as long as this: for packed */
} image;

#endif

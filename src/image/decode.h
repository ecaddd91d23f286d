/*
 * decode: one file of a known kind.
 */
#ifndef VANBAN_IMAGE_DECODE_H
#define VANBAN_IMAGE_DECODE_H

#include "vanban/image.h"

typedef struct decoding {
	arena *arena;
	diags *diags;
	str name;
	span at;
	str bytes;
	image *out;
} decoding;

/* Each reports one diagnostic and returns false when it fails. */
bool decode_png(decoding *);
bool decode_jpeg(decoding *);

/* Whether an image of that size may be decoded; else reports. */
bool decoding_allows(const decoding *, uint32_t width, uint32_t height);
bool decoding_damaged(const decoding *, const char *reason);

#endif

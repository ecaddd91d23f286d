/*
 * digest: 128 bits that stand for any number of bytes.
 *
 * XXH3: as fast as memory, and no guard against anyone who wants to forge.  It
 * tells whether inputs or outputs have changed, as make does by dates.
 */
#ifndef VANBAN_DIGEST_H
#define VANBAN_DIGEST_H

#include "vanban/arena.h"

#define DIGEST_BYTES 16

/* The same bytes on every machine. */
typedef struct digest128 {
	uint8_t bytes[DIGEST_BYTES];
} digest128;

digest128 digest_of(str);
static inline bool digest_equal(digest128 a, digest128 b)
{
	return memcmp(a.bytes, b.bytes, DIGEST_BYTES) == 0;
}

/*
 * What a digest is made of, put together in a buffer.  Every part is preceded
 * by its length, so that "ab" "c" and "a" "bc" differ.
 */
void digest_put(buffer *, str);
void digest_put_number(buffer *, int64_t);
void digest_put_digest(buffer *, digest128);

#endif

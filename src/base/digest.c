#include "vanban/digest.h"

/* In this file, so that no run pays for loading another library. */
#define XXH_INLINE_ALL
#include <xxhash.h>

digest128 digest_of(str s)
{
	XXH128_canonical_t canonical;
	digest128 out;
	XXH128_canonicalFromHash(
	    &canonical, XXH3_128bits(s.length ? s.data : "", s.length));
	memcpy(out.bytes, canonical.digest, sizeof out.bytes);
	return out;
}

void digest_put_number(buffer *b, int64_t n)
{
	uint64_t bits = (uint64_t)n;
	char bytes[8];
	for (size_t i = 0; i < sizeof bytes; i++, bits >>= 8)
		bytes[i] = (char)(bits & 0xFF);
	buffer_append(b, (str){bytes, sizeof bytes});
}

void digest_put(buffer *b, str s)
{
	digest_put_number(b, (int64_t)s.length);
	buffer_append(b, s);
}

void digest_put_digest(buffer *b, digest128 d)
{
	buffer_append(b, (str){(const char *)d.bytes, sizeof d.bytes});
}

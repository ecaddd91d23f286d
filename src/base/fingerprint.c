#include "vanban/fingerprint.h"

#include <md5.h>
#include <sha2.h>

static str hexadecimal(arena *a, const uint8_t *bytes, size_t count)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_allocate(a, 2 * count);
	for (size_t i = 0; i < count; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	return (str){text, 2 * count};
}

str fingerprint_sha256(arena *a, str bytes)
{
	SHA2_CTX context;
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes.data, bytes.length);
	SHA256Final(digest, &context);
	return hexadecimal(a, digest, sizeof digest);
}

str fingerprint_md5(arena *a, str bytes)
{
	MD5_CTX context;
	uint8_t digest[MD5_DIGEST_LENGTH];
	MD5Init(&context);
	MD5Update(&context, (const uint8_t *)bytes.data, bytes.length);
	MD5Final(digest, &context);
	return hexadecimal(a, digest, sizeof digest);
}

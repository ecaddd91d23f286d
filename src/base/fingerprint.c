#include "vanban/fingerprint.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>

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
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, bytes.length, (const uint8_t *)bytes.data);
	sha256_digest(&context, sizeof digest, digest);
	return hexadecimal(a, digest, sizeof digest);
}

str fingerprint_md5(arena *a, str bytes)
{
	struct md5_ctx context;
	uint8_t digest[MD5_DIGEST_SIZE];
	md5_init(&context);
	md5_update(&context, bytes.length, (const uint8_t *)bytes.data);
	md5_digest(&context, sizeof digest, digest);
	return hexadecimal(a, digest, sizeof digest);
}

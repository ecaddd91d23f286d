#include "vanban/pdf.h"

/* /ID[<32 digits><32 digits>] */
#define HALF   (2 * (size_t)DIGEST_BYTES)
#define FIRST  (sizeof "/ID[<" - 1)
#define SECOND (FIRST + HALF + sizeof "><" - 1)
#define WHOLE  (SECOND + HALF + sizeof ">]" - 1)

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_half(const char *from, digest128 *out)
{
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		int high = digit_value(from[2 * i]);
		int low = digit_value(from[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static void write_half(char *to, digest128 d)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		to[2 * i] = digits[d.bytes[i] >> 4];
		to[2 * i + 1] = digits[d.bytes[i] & 15];
	}
}

static bool is_identity(const char *at, pdf_identity *out)
{
	return memcmp(at, "/ID[<", FIRST) == 0 &&
	       memcmp(at + FIRST + HALF, "><", 2) == 0 &&
	       memcmp(at + SECOND + HALF, ">]", 2) == 0 &&
	       read_half(at + FIRST, &out->made_from) &&
	       read_half(at + SECOND, &out->content);
}

/* The last one in the file's end, or NULL. */
static const char *find(str file, pdf_identity *out)
{
	size_t tail = file.length < PDF_TAIL ? file.length : PDF_TAIL;
	const char *least = str_end(file) - tail;
	if (tail < WHOLE)
		return NULL;
	for (const char *at = str_end(file) - WHOLE; at >= least; at--)
		if (*at == '/' && is_identity(at, out))
			return at;
	return NULL;
}

bool pdf_identity_of(str tail, pdf_identity *out)
{
	return find(tail, out) != NULL;
}

/* The digest with zeros in the place of its own digits. */
static digest128 content_of(char *file, size_t length, char *second)
{
	char kept[HALF];
	memcpy(kept, second, HALF);
	memset(second, '0', HALF);
	digest128 content = digest_of((str){file, length});
	memcpy(second, kept, HALF);
	return content;
}

void pdf_identify(char *file, size_t length, const digest128 *made_from)
{
	pdf_identity old;
	const char *found = find((str){file, length}, &old);
	if (!found)
		return;
	char *at = file + (found - file);
	if (made_from)
		write_half(at + FIRST, *made_from);
	else
		write_half(at + FIRST, content_of(file, length, at + SECOND));
	write_half(at + SECOND, content_of(file, length, at + SECOND));
}

bool pdf_is_whole(char *file, size_t length)
{
	pdf_identity said;
	const char *found = find((str){file, length}, &said);
	return found && digest_equal(content_of(file, length,
						file + (found - file) + SECOND),
				     said.content);
}

#include "writer.h"

/*
 * An ICC profile of version 4 for sRGB (IEC 61966-2-1): three colorants
 * adapted to D50, one parametric curve, nothing that a reader does not need.
 * Sources: ICC.1:2010 for the layout; the numbers are those of the standard
 * colour space, Bradford-adapted, in sixteenths (16.16).
 */

enum { HEADER_SIZE = 128, TAG_ROW_SIZE = 12 };

static const uint32_t white[] = {0xF6D6, 0x10000, 0xD32D};
static const uint32_t red[] = {0x6FA2, 0x38F5, 0x0390};
static const uint32_t green[] = {0x6299, 0xB785, 0x18DA};
static const uint32_t blue[] = {0x24A0, 0x0F84, 0xB6CF};
/* From the white of sRGB (D65) to D50, row by row. */
static const uint32_t adaptation[] = {
    0x00010C42, 0x000005DE, 0xFFFFF325, 0x00000793, 0x0000FD90,
    0xFFFFFBA1, 0xFFFFFDA2, 0x000003DC, 0x0000C06E,
};
/* ((x + 0.055) / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 before. */
static const uint32_t curve[] = {0x00026666, 0x0000F2A7, 0x00000D59, 0x000013D0,
				 0x00000A5B};

typedef struct icc_tag {
	const char *name;
	const char *type;
	const uint32_t *numbers; /* NULL: text */
	size_t count;
	const char *text;
} icc_tag;

#define NUMBERS(array_) (array_), sizeof(array_) / sizeof *(array_), NULL

static const icc_tag tags[] = {
    {"desc", "mluc", NULL, 0, "sRGB"}, {"cprt", "mluc", NULL, 0, "CC0"},
    {"wtpt", "XYZ ", NUMBERS(white)},  {"chad", "sf32", NUMBERS(adaptation)},
    {"rXYZ", "XYZ ", NUMBERS(red)},    {"gXYZ", "XYZ ", NUMBERS(green)},
    {"bXYZ", "XYZ ", NUMBERS(blue)},   {"rTRC", "para", NUMBERS(curve)},
    {"gTRC", "para", NUMBERS(curve)},  {"bTRC", "para", NUMBERS(curve)},
};

#define TAG_COUNT (sizeof tags / sizeof *tags)

static void append_number(buffer *out, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_append_byte(out, (char)(number >> shift));
}

static void append_zeros(buffer *out, size_t count)
{
	while (count--)
		buffer_append_byte(out, 0);
}

static void set_number(buffer *out, size_t offset, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		out->data[offset + (size_t)i] = (char)(number >> (24 - 8 * i));
}

/* One record, English, in UTF-16. */
static void append_text(buffer *out, const char *text)
{
	size_t length = strlen(text);
	append_number(out, 1);
	append_number(out, 12);
	buffer_append(out, STR("enUS"));
	append_number(out, (uint32_t)(2 * length));
	append_number(out, 28);
	for (size_t i = 0; i < length; i++) {
		buffer_append_byte(out, 0);
		buffer_append_byte(out, text[i]);
	}
}

static void append_data(buffer *out, const icc_tag *tag)
{
	enum { CURVE_TYPE_SRGB = 3 };
	buffer_append(out, str_from(tag->type));
	append_number(out, 0);
	if (tag->numbers == curve)
		append_number(out, CURVE_TYPE_SRGB << 16);
	for (size_t i = 0; i < tag->count; i++)
		append_number(out, tag->numbers[i]);
	if (tag->text)
		append_text(out, tag->text);
	while (out->length % 4)
		buffer_append_byte(out, 0);
}

static void append_header(buffer *out)
{
	append_number(out, 0); /* size, set last */
	append_number(out, 0);
	append_number(out, 0x04200000); /* version 4.2 */
	buffer_append(out, STR("mntrRGB XYZ "));
	/* A date is required: that of the standard. */
	buffer_append(out, (str){"\x07\xCF\0\x0A\0\x12\0\0\0\0\0\0", 12});
	buffer_append(out, STR("acsp"));
	append_zeros(out, 28);
	for (size_t i = 0; i < 3; i++)
		append_number(out, white[i]);
	append_zeros(out, HEADER_SIZE - out->length);
}

str icc_bytes(arena *a)
{
	buffer out = {0};
	size_t offset = 0, size = 0;
	append_header(&out);
	append_number(&out, TAG_COUNT);
	append_zeros(&out, TAG_COUNT * TAG_ROW_SIZE);
	for (size_t i = 0; i < TAG_COUNT; i++) {
		/* The three curves are one. */
		if (!i || !tags[i].numbers ||
		    tags[i].numbers != tags[i - 1].numbers) {
			offset = out.length;
			append_data(&out, &tags[i]);
			size = out.length - offset;
		}
		size_t row = HEADER_SIZE + 4 + i * TAG_ROW_SIZE;
		memcpy(out.data + row, tags[i].name, 4);
		set_number(&out, row + 4, (uint32_t)offset);
		set_number(&out, row + 8, (uint32_t)size);
	}
	set_number(&out, 0, (uint32_t)out.length);
	str bytes = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return bytes;
}

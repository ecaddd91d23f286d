/*
 * table: big-endian fields of a face's OpenType tables.
 */
#ifndef VANBAN_FONT_TABLE_H
#define VANBAN_FONT_TABLE_H

#include "internal.h"

typedef struct table {
	hb_blob_t *blob;
	const uint8_t *data;
	unsigned length;
} table;

static inline table table_open(hb_face_t *hb_face, const char *tag)
{
	table t = {0};
	t.blob = hb_face_reference_table(
	    hb_face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
	t.data = (const uint8_t *)hb_blob_get_data(t.blob, &t.length);
	return t;
}

static inline void table_close(table *t)
{
	hb_blob_destroy(t->blob);
}

/* Fields beyond the end of a short table are 0. */
static inline uint32_t field(const table *t, unsigned offset, unsigned size)
{
	uint32_t value = 0;
	if (offset > t->length || size > t->length - offset)
		return 0;
	for (unsigned i = 0; i < size; i++)
		value = value << 8 | t->data[offset + i];
	return value;
}

static inline int32_t signed_field(const table *t, unsigned offset)
{
	return (int16_t)field(t, offset, 2);
}

#endif

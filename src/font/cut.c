#include "table.h"

#include <endian.h>

/*
 * Why not HarfBuzz's subsetter: see the table of libraries in ARCHITECTURE.md.
 * Glyphs are copied with every offset checked; what their outlines say is not
 * looked at.
 */

typedef struct cutting {
	const face *face;
	arena *arena;
	table glyf, loca, hmtx, head, hhea, maxp;
	bool has_long_offsets;
	uint32_t metrics; /* full records of hmtx */
	/* What goes in, in order; grows by components. */
	uint16_t *order;
	size_t count, capacity;
	uint16_t *numbers;
	buffer outlines;
	uint32_t *offsets; /* by number, and the end */
	size_t offset_count, offset_capacity;
} cutting;

static void put16(buffer *out, uint32_t n)
{
	const char bytes[] = {(char)(n >> 8), (char)n};
	buffer_append(out, (str){bytes, sizeof bytes});
}

static void put32(buffer *out, uint32_t n)
{
	put16(out, n >> 16);
	put16(out, n & 0xFFFF);
}

static void set16(char *at, uint32_t n)
{
	at[0] = (char)(n >> 8);
	at[1] = (char)n;
}

static void open_tables(cutting *c)
{
	hb_face_t *hb = c->face->hb_face;
	c->glyf = table_open(hb, "glyf");
	c->loca = table_open(hb, "loca");
	c->hmtx = table_open(hb, "hmtx");
	c->head = table_open(hb, "head");
	c->hhea = table_open(hb, "hhea");
	c->maxp = table_open(hb, "maxp");
	c->has_long_offsets = field(&c->head, 50, 2) != 0;
	c->metrics = field(&c->hhea, 34, 2);
}

static void close_tables(cutting *c)
{
	table *tables[] = {&c->glyf, &c->loca, &c->hmtx,
			   &c->head, &c->hhea, &c->maxp};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		table_close(tables[i]);
}

/* ---- Outlines ---------------------------------------------------------- */

/* Glyph's outline as a table of its own; false when it is nowhere. */
static bool find_outline(const cutting *c, uint16_t glyph, table *out)
{
	unsigned size = c->has_long_offsets ? 4 : 2;
	unsigned at = glyph * size;
	if (at + 2 * size > c->loca.length)
		return false;
	uint32_t first = field(&c->loca, at, size);
	uint32_t end = field(&c->loca, at + size, size);
	if (!c->has_long_offsets) {
		first *= 2;
		end *= 2;
	}
	if (first > end || end > c->glyf.length)
		return false;
	*out = (table){NULL, c->glyf.data + first, end - first};
	return true;
}

static void copy_bytes(cutting *c, const table *t, unsigned from, unsigned end)
{
	buffer_append(&c->outlines,
		      (str){(const char *)t->data + from, end - from});
}

/* Ends of contours, instructions, then flags and coordinates. */
static bool copy_simple(cutting *c, const table *glyph, uint32_t contours)
{
	unsigned at = 10 + 2 * contours;
	if (at + 2 > glyph->length)
		return false;
	unsigned after = at + 2 + field(glyph, at, 2);
	if (after > glyph->length)
		return false;
	copy_bytes(c, glyph, 0, at);
	put16(&c->outlines, 0);
	copy_bytes(c, glyph, after, glyph->length);
	return true;
}

static uint16_t number_of(cutting *c, uint16_t glyph)
{
	if (glyph >= c->face->glyph_count)
		return 0;
	if (glyph && !c->numbers[glyph]) {
		ARENA_GROW(c->arena, c->order, c->count, c->capacity);
		c->numbers[glyph] = (uint16_t)c->count;
		c->order[c->count++] = glyph;
	}
	return c->numbers[glyph];
}

enum component_flag {
	ARGUMENTS_ARE_WORDS = 1 << 0,
	HAS_SCALE = 1 << 3,
	MORE_COMPONENTS = 1 << 5,
	HAS_TWO_SCALES = 1 << 6,
	HAS_MATRIX = 1 << 7,
	HAS_INSTRUCTIONS = 1 << 8
};

static unsigned component_size(uint32_t flags)
{
	unsigned size = 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2);
	if (flags & HAS_SCALE)
		return size + 2;
	if (flags & HAS_TWO_SCALES)
		return size + 4;
	return flags & HAS_MATRIX ? size + 8 : size;
}

static bool copy_composite(cutting *c, const table *glyph)
{
	unsigned at = 10;
	uint32_t flags;
	copy_bytes(c, glyph, 0, at);
	do {
		flags = field(glyph, at, 2);
		unsigned end = at + component_size(flags);
		if (end > glyph->length)
			return false;
		put16(&c->outlines, flags & ~(uint32_t)HAS_INSTRUCTIONS);
		put16(&c->outlines,
		      number_of(c, (uint16_t)field(glyph, at + 2, 2)));
		copy_bytes(c, glyph, at + 4, end);
		at = end;
	} while (flags & MORE_COMPONENTS);
	return true;
}

static bool copy_outline(cutting *c, uint16_t glyph)
{
	table outline;
	ARENA_GROW(c->arena, c->offsets, c->offset_count, c->offset_capacity);
	c->offsets[c->offset_count++] = (uint32_t)c->outlines.length;
	if (!find_outline(c, glyph, &outline))
		return false;
	int32_t contours = signed_field(&outline, 0);
	if (outline.length == 0 || contours == 0)
		return true;
	if (outline.length < 10)
		return false;
	bool done = contours < 0 ? copy_composite(c, &outline)
				 : copy_simple(c, &outline, (uint32_t)contours);
	if (c->outlines.length % 2)
		buffer_append_byte(&c->outlines, 0);
	return done;
}

/* c->count grows on the way. */
static bool copy_outlines(cutting *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (!copy_outline(c, c->order[i]))
			return false;
	ARENA_GROW(c->arena, c->offsets, c->offset_count, c->offset_capacity);
	c->offsets[c->offset_count++] = (uint32_t)c->outlines.length;
	return true;
}

/* ---- The other tables --------------------------------------------------- */

static void put_metrics(const cutting *c, buffer *out)
{
	for (size_t i = 0; i < c->count; i++) {
		uint32_t glyph = c->order[i];
		uint32_t last = c->metrics ? c->metrics - 1 : 0;
		bool is_full = glyph <= last;
		put16(out, field(&c->hmtx, 4 * (is_full ? glyph : last), 2));
		put16(out,
		      is_full ? field(&c->hmtx, 4 * glyph + 2, 2)
			      : field(&c->hmtx,
				      4 * c->metrics + 2 * (glyph - c->metrics),
				      2));
	}
}

static bool is_short(const cutting *c)
{
	return c->outlines.length / 2 <= UINT16_MAX;
}

static void put_offsets(const cutting *c, buffer *out)
{
	for (size_t i = 0; i < c->offset_count; i++)
		if (is_short(c))
			put16(out, c->offsets[i] / 2);
		else
			put32(out, c->offsets[i]);
}

static void put_copy(buffer *out, const table *t, unsigned field_at, size_t n)
{
	size_t at = out->length;
	buffer_append(out, (str){(const char *)t->data, t->length});
	if (field_at + 2 <= t->length)
		set16(out->data + at + field_at, (uint32_t)n);
}

/* ---- The program -------------------------------------------------------- */

#define TABLE_COUNT    6
#define DIRECTORY_SIZE (12 + 16 * TABLE_COUNT)
#define HEAD_CHECKSUM  8

/* Of big-endian words; from and end are multiples of four. */
static uint32_t sum_of(const buffer *b, size_t from, size_t end)
{
	uint32_t sum = 0, word;
	for (size_t i = from; i < end; i += sizeof word) {
		memcpy(&word, b->data + i, sizeof word);
		sum += be32toh(word);
	}
	return sum;
}

static void put_table(const cutting *c, int which, buffer *out)
{
	switch (which) {
	case 0:
		buffer_append(out, buffer_str(&c->outlines));
		return;
	case 1:
		put_copy(out, &c->head, 50, !is_short(c));
		return;
	case 2:
		put_copy(out, &c->hhea, 34, c->count);
		return;
	case 3:
		put_metrics(c, out);
		return;
	case 4:
		put_offsets(c, out);
		return;
	default:
		put_copy(out, &c->maxp, 4, c->count);
	}
}

/* Tables in the order of their names, each padded to four bytes. */
static void put_program(const cutting *c, buffer *out)
{
	static const char names[TABLE_COUNT][5] = {"glyf", "head", "hhea",
						   "hmtx", "loca", "maxp"};
	size_t head = 0;
	put32(out, 0x00010000);
	put16(out, TABLE_COUNT);
	put16(out, 64); /* 16 times the greatest power of two in TABLE_COUNT */
	put16(out, 2);	/* its logarithm */
	put16(out, 16 * TABLE_COUNT - 64);
	buffer_reserve(out, DIRECTORY_SIZE);
	out->length = DIRECTORY_SIZE;
	for (int i = 0; i < TABLE_COUNT; i++) {
		buffer row = {0};
		size_t at = out->length;
		if (i == 1)
			head = at;
		put_table(c, i, out);
		size_t length = out->length - at;
		while (out->length % 4)
			buffer_append_byte(out, 0);
		if (i == 1 && length >= HEAD_CHECKSUM + 4)
			memset(out->data + head + HEAD_CHECKSUM, 0, 4);
		buffer_append(&row, str_from(names[i]));
		put32(&row, sum_of(out, at, out->length));
		put32(&row, (uint32_t)at);
		put32(&row, (uint32_t)length);
		memcpy(out->data + 12 + 16 * i, row.data, 16);
		buffer_free(&row);
	}
	uint32_t sum = 0xB1B0AFBA - sum_of(out, 0, out->length);
	set16(out->data + head + HEAD_CHECKSUM, sum >> 16);
	set16(out->data + head + HEAD_CHECKSUM + 2, sum);
}

static bool has_whole_tables(const cutting *c)
{
	return c->head.length >= 54 && c->hhea.length >= 36 &&
	       c->maxp.length >= 6;
}

str cut_glyphs(const face *f, arena *a, const uint16_t *glyphs, size_t *count,
	       uint16_t *numbers)
{
	cutting c = {.face = f, .arena = a, .numbers = numbers};
	buffer program = {0};
	str bytes = {0};
	open_tables(&c);
	ARENA_GROW(a, c.order, c.count, c.capacity);
	c.order[c.count++] = 0;
	for (size_t i = 1; i < *count; i++)
		number_of(&c, glyphs[i]);
	if (has_whole_tables(&c) && copy_outlines(&c)) {
		put_program(&c, &program);
		bytes = str_copy(a, buffer_str(&program));
	}
	*count = c.count;
	close_tables(&c);
	buffer_free(&c.outlines);
	buffer_free(&program);
	return bytes;
}

#include "hang.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * By code point.  Judged by eye on Liberation Serif at 14 pt; what is not here
 * does not hang.
 */
static const struct row {
	uint32_t code_point;
	int16_t left, right;
} rows[] = {
    {'"', 350, 350},  {'\'', 450, 450}, {'(', 80, 0},	  {')', 0, 80},
    {',', 0, 600},    {'-', 0, 500},	{'.', 0, 600},	  {'/', 0, 100},
    {':', 0, 400},    {';', 0, 350},	{'A', 50, 50},	  {'T', 50, 50},
    {'V', 50, 50},    {'W', 50, 50},	{'Y', 50, 50},	  {'[', 80, 0},
    {']', 0, 80},     {0xC0, 50, 50},	{0xC1, 50, 50},	  {0xC2, 50, 50},
    {0xC3, 50, 50},   {0x102, 50, 50},	{0x2013, 0, 300}, {0x2014, 0, 200},
    {0x2018, 500, 0}, {0x2019, 0, 500}, {0x201C, 450, 0}, {0x201D, 0, 450},
    {0x2026, 0, 100},
};

/* Most words begin and end in one of these. */
static bool is_plain_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

static const struct row *find(uint32_t code_point)
{
	if (code_point >= 0x1E00 && code_point < 0x2000)
		return NULL;
	size_t low = 0, high = sizeof rows / sizeof *rows;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rows[middle].code_point == code_point)
			return &rows[middle];
		if (rows[middle].code_point < code_point)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

int32_t hang_left(str s)
{
	const char *cursor = s.data;
	if (s.length == 0 || is_plain_letter(s.data[0]))
		return 0;
	const struct row *row = find(str_next_code_point(&cursor, str_end(s)));
	return row ? row->left : 0;
}

int32_t hang_right(str s)
{
	const char *cursor = str_end(s);
	if (s.length == 0 || is_plain_letter(cursor[-1]))
		return 0;
	do
		cursor--;
	while (cursor > s.data && ((unsigned char)*cursor & 0xC0) == 0x80);
	const struct row *row = find(str_next_code_point(&cursor, str_end(s)));
	return row ? row->right : 0;
}

#include "widths.h"

typedef enum wish { WISH_NONE, WISH_SHARE, WISH_FIXED } wish;

static wish wish_of(const widths_column *c)
{
	if (c->fixed > 0)
		return WISH_FIXED;
	return c->share > 0 ? WISH_SHARE : WISH_NONE;
}

typedef struct sums {
	int64_t least, soft, natural, width;
	size_t count;
} sums;

static mpt soft_of(const widths_column *c)
{
	return c->soft > c->least ? c->soft : c->least;
}

static sums sum_of(const widths_column *columns, size_t count, wish w)
{
	sums s = {0};
	for (size_t i = 0; i < count; i++) {
		if (wish_of(&columns[i]) != w)
			continue;
		s.least += columns[i].least;
		s.soft += soft_of(&columns[i]);
		s.natural += columns[i].natural;
		s.width += columns[i].width;
		s.count++;
	}
	return s;
}

static mpt between(mpt n, mpt least, mpt most)
{
	if (n < least)
		return least;
	return n > most ? most : n;
}

/* The bounds of a column: least and soft, or soft and natural. */
static mpt low_of(const widths_column *c, bool tight)
{
	return tight ? c->least : soft_of(c);
}

static mpt high_of(const widths_column *c, bool tight)
{
	return tight ? soft_of(c) : c->natural;
}

/* Sets the columns without wish to one level; returns what they then take. */
static int64_t set_level(widths_column *columns, size_t count, bool tight,
			 mpt level)
{
	for (size_t i = 0; i < count; i++)
		if (wish_of(&columns[i]) == WISH_NONE)
			columns[i].width =
			    between(level, low_of(&columns[i], tight),
				    high_of(&columns[i], tight));
	return sum_of(columns, count, WISH_NONE).width;
}

/* The columns without wish to a sum between their least and natural sums. */
static void fill(widths_column *columns, size_t count, int64_t target)
{
	bool tight = sum_of(columns, count, WISH_NONE).soft > target;
	mpt low = 0, high = INT32_MAX / 2;
	while (low < high) {
		mpt middle = low + (high - low + 1) / 2;
		if (set_level(columns, count, tight, middle) <= target)
			low = middle;
		else
			high = middle - 1;
	}
	int64_t left = target - set_level(columns, count, tight, low);
	for (size_t i = 0; i < count && left > 0; i++)
		if (wish_of(&columns[i]) == WISH_NONE &&
		    columns[i].width == low &&
		    columns[i].width < high_of(&columns[i], tight)) {
			columns[i].width++;
			left--;
		}
}

/* Widens the columns of one wish in proportion to their widths. */
static void widen(widths_column *columns, size_t count, wish w, int64_t extra)
{
	int64_t all = sum_of(columns, count, w).width, before = 0;
	for (size_t i = 0; all > 0 && i < count; i++) {
		if (wish_of(&columns[i]) != w)
			continue;
		int64_t after = before + columns[i].width;
		columns[i].width +=
		    (mpt)(extra * after / all - extra * before / all);
		before = after;
	}
}

/* One round of dividing `room` by shares; false when one had to be raised. */
static bool divide_once(widths_column *columns, size_t count, bool *raised,
			int64_t room)
{
	int64_t shares = 0, before = 0;
	for (size_t i = 0; i < count; i++)
		if (wish_of(&columns[i]) == WISH_SHARE) {
			shares += raised[i] ? 0 : columns[i].share;
			room -= raised[i] ? columns[i].least : 0;
		}
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		if (wish_of(&columns[i]) != WISH_SHARE || raised[i])
			continue;
		int64_t after = before + columns[i].share;
		columns[i].width =
		    (mpt)(room * after / shares - room * before / shares);
		before = after;
		if (columns[i].width < columns[i].least) {
			columns[i].width = columns[i].least;
			raised[i] = true;
			good = false;
		}
	}
	return good;
}

static void divide(widths_column *columns, size_t count, int64_t room)
{
	bool raised[1024] = {false};
	while (!divide_once(columns, count, raised, room))
		;
}

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

bool widths_choose(widths_column *columns, size_t count, mpt total, mpt *needed)
{
	for (size_t i = 0; i < count; i++)
		columns[i].width = columns[i].fixed;
	sums fixed = sum_of(columns, count, WISH_FIXED);
	sums shared = sum_of(columns, count, WISH_SHARE);
	sums free = sum_of(columns, count, WISH_NONE);
	int64_t least = fixed.width + shared.least + free.least;
	*needed = (mpt)smaller(least, INT32_MAX);
	if (least > total || count > 1024)
		return false;
	int64_t room = total - fixed.width;
	int64_t for_free = smaller(free.natural, room - shared.least);
	if (free.count)
		fill(columns, count, for_free);
	if (shared.count)
		divide(columns, count, room - for_free);
	else if (free.count)
		widen(columns, count, WISH_NONE, room - for_free);
	else
		widen(columns, count, WISH_FIXED, room);
	return true;
}

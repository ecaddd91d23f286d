/*
 * widths: how wide the columns of a table are (chia cột).
 *
 * Pure integer arithmetic; knows no document.  The widths add up to the total
 * to the last unit.
 */
#ifndef VANBAN_LAYOUT_WIDTHS_H
#define VANBAN_LAYOUT_WIDTHS_H

#include "vanban/page.h"

typedef struct widths_column {
	mpt least;     /* its widest piece that cannot be broken */
	mpt natural;   /* no line broken; at least `least` */
	mpt fixed;     /* asked for; 0: not */
	int32_t share; /* asked for, of what is left; 0: none */
	mpt width;     /* the result */
	mpt soft;      /* its short cells not broken; below least: least */
} widths_column;

/*
 * Fixed columns get what they ask for; those without wish get their natural
 * width, or, where room is short, all the same width between soft and natural
 * (between least and soft when there is less still); those with a share divide
 * the rest, none below its least.  What is left over widens all in proportion.
 * *needed is the least total; when it is more than total nothing is chosen and
 * false is returned.
 */
bool widths_choose(widths_column *, size_t count, mpt total, mpt *needed);

#endif

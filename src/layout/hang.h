/*
 * hang: how far the marks at a line's ends stand out of the measure, so that
 * its edge looks straight (lề quang học).
 *
 * A comma or a hyphen at the very edge leaves a dent of white there, and so
 * does a quotation mark: most of a small mark hangs in the margin, little of a
 * bracket or of a slanting capital.
 */
#ifndef VANBAN_LAYOUT_HANG_H
#define VANBAN_LAYOUT_HANG_H

#include "vanban/str.h"

#include <stdint.h>

/* Of the width of the first or last character of s, thousandths. */
int32_t hang_left(str s);
int32_t hang_right(str s);

#endif

/*
 * numeral: what number.c and words.c share (inside text only).
 */
#ifndef VANBAN_TEXT_NUMERAL_H
#define VANBAN_TEXT_NUMERAL_H

#include "vanban/text.h"

__extension__ typedef __int128 text_wide;
#define TEXT_WIDE_MAX ((text_wide)(~(unsigned __int128)0 >> 1))

#define TEXT_MOST_DECIMALS 9 /* of a figure that is rounded */
#define TEXT_MOST_EXACT	   6 /* of a figure that is said exactly */

text_wide text_power_of_ten(unsigned exponent);

/* How few decimals say n exactly; false when TEXT_MOST_EXACT do not. */
bool text_exact_decimals(text_number n, unsigned *decimals);

#endif

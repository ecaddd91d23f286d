/*
 * wide: text in UTF-16, as ICU wants it (inside text only).
 */
#ifndef VANBAN_TEXT_WIDE_H
#define VANBAN_TEXT_WIDE_H

#include "vanban/text.h"

#include <unicode/ustring.h>

struct wide {
	UChar *data;
	int32_t length;
};

/* unicode.c. widen is false when s is not UTF-8. */
bool widen(arena *, str s, struct wide *out);
str narrow(arena *, struct wide);

#endif

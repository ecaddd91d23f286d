/*
 * plain: the text of a laid-out document through libharu's public functions,
 * as its demo shows: no tags, no metadata, no lines.  What the pdf room is
 * compared with.
 */
#ifndef VANBAN_BENCH_PLAIN_H
#define VANBAN_BENCH_PLAIN_H

#include "vanban/page.h"

/* Returns the bytes of the file. */
size_t plain_write(const page_document *, font_set *);

#endif

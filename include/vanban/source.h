/*
 * source: the files that were read, and places in them.
 *
 * A span is bytes in a file; line and column are computed when a message is
 * printed.  Sources live as long as the run, so a span in a finished document
 * can still be traced.
 */
#ifndef VANBAN_SOURCE_H
#define VANBAN_SOURCE_H

#include "vanban/arena.h"

typedef struct span {
	uint32_t source; /* 0: no place; else from source_add */
	uint32_t start;	 /* byte offset */
	uint32_t length; /* bytes */
} span;

#define NO_SPAN ((span){0, 0, 0})

typedef struct source {
	str path;  /* as the user gave it or as a file names it */
	str bytes; /* UTF-8 (converted when the file declares otherwise) */
} source;

typedef struct sources sources;

/* Both path and bytes are borrowed and must outlive the sources. */
sources *sources_new(arena *);
uint32_t source_add(sources *, str path, str bytes);
/* id from source_add; NULL for 0. */
const source *source_get(const sources *, uint32_t id);
uint32_t source_count(const sources *);

/*
 * Line and column of a byte offset, both from 1; the column counts
 * characters: code points less combining marks U+0300..U+036F.
 */
void source_position(const source *, uint32_t offset, uint32_t *line,
		     uint32_t *column);
/* The whole line (without its end) that holds offset, and its first byte. */
str source_line(const source *, uint32_t offset, uint32_t *line_start);

#endif

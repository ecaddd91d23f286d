/*
 * papers: PDFs that vanban made, opened for a command.
 */
#ifndef VANBAN_CLI_PAPERS_H
#define VANBAN_CLI_PAPERS_H

#include "cli/cli.h"
#include "vanban/embed.h"
#include "vanban/reader.h"

typedef struct paper {
	str path;
	str bytes;
	reader_document pdf;
	embed_document data; /* when asked for, and whole */
	bool has_data;
} paper;

/* The one or two PDFs among the arguments, or false after a diagnostic. */
bool papers_named(const cli_options *, diags *, size_t least, size_t most);
/*
 * Reads a PDF with the parts and, with READER_DATA, what it says of its
 * figures.  A checksum that does not hold is reported; the rest is read
 * nevertheless.
 */
bool paper_read(const cli_options *, arena *, diags *, str path, unsigned parts,
		paper *out);

/* "9856" -> "9.856"; anything else as it is. */
str paper_number(arena *, str value);
/* No-break spaces as spaces. */
str paper_plain(arena *, str text);
/* "key":"value" behind a comma; empty values are left out. */
void paper_json(buffer *, const char *key, str value);
void paper_json_number(buffer *, const char *key, uint64_t value);

#endif

/*
 * text: content streams and codes in pieces.
 */
#ifndef VANBAN_READER_TEXT_H
#define VANBAN_READER_TEXT_H

#include "access.h"

/* Its value; -1: none. operators.c */
int hex_digit(char);

/* ---- unicode.c: two-byte codes to text --------------------------------- */

/* Of one font: by code, where its text begins and ends in `text`. */
typedef struct code_map {
	struct code_text {
		uint32_t start;
		uint16_t length;
	} * codes; /* [65536] */
	buffer text;
} code_map;

void code_map_read(code_map *, arena *, str cmap);
str code_map_text(const code_map *, uint16_t code);

/* ---- operators.c: a content stream in pieces ---------------------------- */

typedef enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER, /* thousandths */
	TOKEN_NAME,
	TOKEN_STRING, /* decoded, in the scratch buffer */
	TOKEN_OPERATOR,
	TOKEN_OPEN_ARRAY,
	TOKEN_CLOSE_ARRAY,
	TOKEN_OPEN_DICT,
	TOKEN_CLOSE_DICT,
	TOKEN_OTHER
} token_kind;

typedef struct tokens {
	str bytes;
	size_t at;
	/* The token read last: */
	size_t start; /* its first byte */
	str text;     /* name without slash, operator, string */
	int64_t number;
	buffer scratch; /* freed by the caller */
} tokens;

token_kind token_next(tokens *);

#endif

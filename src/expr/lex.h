/*
 * lex: an expression's text cut into tokens.
 */
#ifndef VANBAN_EXPR_LEX_H
#define VANBAN_EXPR_LEX_H

#include "vanban/expr.h"

typedef enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_VARIABLE, /* text: without the $ */
	TOKEN_NUMBER,
	TOKEN_TEXT, /* text: without the quotes */
	TOKEN_SYMBOL
} token_kind;

typedef struct token {
	token_kind kind;
	str text;
	text_number number;
	size_t start, end;
} token;

typedef struct lexer {
	arena *arena;
	diags *diags;
	str text;
	span at;
	size_t next; /* first byte not yet read */
	token current;
	size_t previous_end; /* of the token before */
} lexer;

/* Reads the next token into current; false after reporting. */
bool lexer_advance(lexer *);
/* The place of bytes [start, end) of the text. */
span lexer_span(const lexer *, size_t start, size_t end);
bool lexer_is(const lexer *, const char *symbol);

#endif

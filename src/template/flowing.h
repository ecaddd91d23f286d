/*
 * inline: running text: white space, pieces of text, figures.
 */
#ifndef VANBAN_TEMPLATE_INLINE_H
#define VANBAN_TEMPLATE_INLINE_H

#include "evaluation.h"

/*
 * The text of one block as it grows.  U+0020, tab, CR and LF collapse to one
 * blank, none at the start or end of the block or beside a line break.
 */
typedef struct flowing_flow {
	doc_node *block;
	bool after_blank; /* another blank would be dropped */
} flowing_flow;

void flowing_pattern(evaluation *, flowing_flow *, doc_node *parent,
		     const pattern *);
/* Before and after a line break. */
void flowing_break(flowing_flow *);
/* Drops the blank at the end of the block. */
void flowing_end(flowing_flow *);

#endif

/*
 * typeset: what making one document and making a set share.
 */
#ifndef VANBAN_BATCH_TYPESET_H
#define VANBAN_BATCH_TYPESET_H

#include "vanban/batch.h"

/* Puts the data of a laid-out document into its pages: so-lieu.xml, facts. */
void batch_embed(const batch_inputs *, arena *, diags *, batch_document *);

#endif

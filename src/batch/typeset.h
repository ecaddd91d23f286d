/*
 * typeset: what making one document and making a set share.
 */
#ifndef VANBAN_BATCH_TYPESET_H
#define VANBAN_BATCH_TYPESET_H

#include "vanban/batch.h"

/* What a template is evaluated with. */
template_input batch_template_input(const batch_inputs *);

/* Puts the data of a laid-out document into its pages: so-lieu.xml, facts. */
void batch_embed(const batch_inputs *, arena *, diags *, batch_document *);

#endif

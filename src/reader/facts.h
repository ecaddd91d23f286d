/*
 * facts: what the metadata packet (XMP) says.
 */
#ifndef VANBAN_READER_FACTS_H
#define VANBAN_READER_FACTS_H

#include "access.h"

void facts_read(pdf_access *, reader_facts *out);

#endif

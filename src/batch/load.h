/*
 * load: reading what documents are made from; load.c.
 */
#ifndef VANBAN_BATCH_LOAD_H
#define VANBAN_BATCH_LOAD_H

#include "vanban/batch.h"

/* The files that could not be read as XML. */
typedef struct file_faults {
	uint32_t *sources;
	size_t count, capacity;
} file_faults;

/* All data files of the request, added to the set. */
bool load_data_files(const batch_request *, arena *, diags *, data_set *,
		     file_faults *);
/*
 * The next don-vi="…" of a text that may be no XML, and what is behind it; its
 * value is empty when it is not quoted as it should be.  false: there is none.
 */
bool load_next_unit(str *text, str *code);
/* A file of units or the dictionary, as far as its first tag tells. */
bool load_is_reference(str bytes);
/* The dictionary that the template names, unless the set has one. */
bool load_dictionary(const batch_request *, const template *, arena *, diags *,
		     data_set *);
/* NULL after a report. */
const template *load_template(const batch_request *, arena *, diags *);
/* … with the words of the glossaries that belong to it. */
const profile *load_profile(const batch_request *, const template *, arena *,
			    diags *, glossary *);
/* The folder that paths in files may not leave. */
str load_root(const batch_request *);

#endif

/*
 * identity: what a document was made from, as its /ID says it; identity.c.
 *
 * The first half of the /ID: one byte with the document's reach in the tree of
 * units (data.h) and whether there were warnings, and fifteen of the digest of
 * the program, template, profile, fonts, parameters and data of that reach.  So
 * the output alone tells whether making it again would give the same, and no
 * file beside it can go stale.
 */
#ifndef VANBAN_BATCH_IDENTITY_H
#define VANBAN_BATCH_IDENTITY_H

#include "vanban/batch.h"

/* All but the data. */
typedef struct making {
	digest128 program, template, profile, fonts;
	str template_name, data_name; /* as documents name their files */
	const template_parameter *parameters;
	size_t parameter_count;
	str options; /* of a set; else empty */
} making;

digest128 identity_of_making(const making *);
/* Fills the names; the folders of inputs are known. */
void identity_name(const batch_request *, const batch_inputs *, arena *,
		   making *);
/* Files of data are named from the folder that holds them all. */
void identity_name_data(const batch_request *, const batch_inputs *, arena *,
			data_set *);
/* Of the bytes of sources [first, end). */
digest128 identity_of_sources(const sources *, uint32_t first, uint32_t end);

/* Writes the /ID of a document that was made, being watched: its reach. */
void identity_stamp(const batch_inputs *, unsigned reach, bool had_warnings,
		    bool is_undated, buffer *pdf);
/*
 * Whether a file with that end was made from these inputs. Its bytes are
 * another question: pdf_is_whole.
 */
bool identity_is_current(const batch_inputs *, bool may_have_warnings, str tail,
			 unsigned *reach);

#endif

/*
 * set: a set of documents (tài liệu hội nghị) in three steps: loaded once for
 * all units that it is made for, its files named for the plan, made; packet.c.
 */
#ifndef VANBAN_BATCH_SET_H
#define VANBAN_BATCH_SET_H

#include "vanban/batch.h"
#include "vanban/packet.h"

/* Templates and profiles of a set, and the data that a part has of its own. */
typedef struct batch_set {
	const packet *given;
	batch_inputs **inputs; /* by part, by source */
} batch_set;

/*
 * shared: data that are complete, and fonts; unit and period may be open.  NULL
 * after diagnostics.
 */
const batch_set *set_load(const batch_packet_request *, const packet *,
			  const batch_inputs *shared, arena *, diags *);

/*
 * The names of all files that set_make hands to its sink, in its order. m: the
 * meeting whose people get copies, or NULL.
 */
size_t set_files(const batch_packet_request *, const packet *, const meeting *m,
		 arena *, str **out);

/*
 * Makes the set for the unit and period of shared, whose made_of says all but
 * the data: every file bears an /ID of it.  As batch_packet otherwise.
 */
bool set_make(const batch_packet_request *, const batch_set *,
	      const batch_inputs *shared, arena *, diags *, batch_sink *,
	      void *context, batch_packet_result *);

#endif

/*
 * tally: adding one indicator up over a part of the tree (cộng dồn).
 */
#ifndef VANBAN_DATA_TALLY_H
#define VANBAN_DATA_TALLY_H

#include "set.h"

typedef struct tally {
	data_set *set;
	const data_indicator *ct;
	const record_slots *slots; /* NULL: no records of the period at all */
	text_date last;		   /* of the period */
	bool skips_rollup_of_top;  /* add up below it, to compare */
	/* what comes out */
	text_number value;
	bool has_value;	  /* at least one figure */
	bool has_settled; /* … or one that is not due */
	bool has_overflow;
	unsigned qualifiers; /* bit 1 << qualifier of every figure */
	uint32_t covered, expected;
	span *origins;
	size_t origin_count, origin_capacity;
	const data_unit **lacking;
	size_t lacking_count, lacking_capacity;
	span lacking_at;
	const data_unit **units; /* lists, distinct, in the order found */
	size_t unit_count, unit_capacity;
	bool *is_listed; /* by unit; NULL while the list is short */
} tally;

/* For records of the period (plan or not). */
tally data_tally_begin(data_set *, const data_indicator *, const data_period *,
		       bool plan);
/* Adds the unit and all below it, as the dictionary says. */
void data_tally_add(tally *, const data_unit *top);
/* "trên", … for the sum of figures with those qualifiers. */
str data_tally_qualifier(const tally *);

#endif

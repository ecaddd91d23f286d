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
	struct alike *alike;	   /* leave out what is not alike, or NULL */
	/* what comes out */
	text_number value;
	text_number low, high; /* the same, where qualifiers leave room */
	bool has_value;	       /* at least one figure */
	bool has_settled;      /* … or one that is not due */
	bool has_overflow;
	unsigned qualifiers; /* bit 1 << qualifier of every figure */
	uint32_t covered, expected;
	span *origins;
	size_t origin_count, origin_capacity;
	const data_unit **lacking;
	size_t lacking_count, lacking_capacity;
	span lacking_at;
	const data_unit **absent; /* neither: covered < expected */
	size_t absent_count, absent_capacity;
	span absent_at;		 /* the first: thieu, so-lieu or chua-nop */
	bool is_blurred;	 /* a rolled-up record hides which are absent */
	bool is_unlike;		 /* a figure cannot be divided as alike asks */
	const data_unit **units; /* lists, distinct, in the order found */
	size_t unit_count, unit_capacity;
	bool *is_listed; /* by unit; NULL while the list is short */
} tally;

/* ---- alike: the units that a figure of now leaves out ------------------ */

/* Of a unit of then, seen from the units that have a figure now. */
typedef enum likeness {
	LIKENESS_UNKNOWN, /* not looked at yet */
	LIKENESS_KEPT,
	LIKENESS_LEFT_OUT,
	LIKENESS_BOTH
} likeness;

typedef struct alike {
	text_date now;
	bool leaves_out;  /* any unit at all */
	uint8_t *of_unit; /* likeness, by unit; those left out are set */
} alike;

/* The units that total leaves out, on the day. */
alike data_alike_to(data_set *, const data_total *, text_date now);
likeness data_likeness(const alike *, const data_unit *);

/* For records of the period (plan or not). */
tally data_tally_begin(data_set *, const data_indicator *, const data_period *,
		       bool plan);
/* Adds the unit and all below it, as the dictionary says. */
void data_tally_add(tally *, const data_unit *top);
/* "trên", … for the sum of figures with those qualifiers. */
str data_tally_qualifier(const tally *);

#endif

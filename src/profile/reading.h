/*
 * reading: the elements of one profile file into the profile.
 */
#ifndef VANBAN_PROFILE_READING_H
#define VANBAN_PROFILE_READING_H

#include "fields.h"

/* What the files of one chain of ke-thua fill together, the base first. */
typedef struct reading {
	arena *arena;
	diags *diags;
	profile *profile;
	bool *has_field; /* by index in profile_fields */
	bool has_style[PROFILE_COMPONENT_COUNT];
} reading;

/* Applies every element below root, a the-thuc; reports what is wrong. */
void reading_apply(reading *, const xml_node *root);

/*
 * After the whole chain: what is missing, and values that contradict each
 * other; root is the file that was asked for.
 */
void reading_check(reading *, const xml_node *root);

/* PROFILE_COMPONENT_COUNT when there is none of that name. */
profile_component profile_component_of(str name);

#endif

/*
 * plan: what the parts of a plan share while it is made.
 *
 * jobs.c reads the batch file; faults.c says whom errors concern; select.c
 * finds the units and names the outputs; outputs.c looks for what collides or
 * is in the way; plan.c puts together.
 */
#ifndef VANBAN_BATCH_PLAN_H
#define VANBAN_BATCH_PLAN_H

#include "load.h"

typedef struct planning {
	const batch_order *order;
	batch_plan *plan;
	arena *arena;
	diags *diags;
	str folder;	 /* of the batch file */
	str root_folder; /* that paths may not leave */
	const xml_node *root;
	digest128 fonts_digest;
	size_t work_count;	       /* documents and sets */
	uint32_t first_data, end_data; /* sources */
	file_faults unread;
	str *data; /* du-lieu */
	size_t data_count, data_capacity;
} planning;

/* jobs.c */
bool jobs_read(planning *);
str jobs_template_path(planning *, const batch_job *);

/* Where the outputs' names are written: tep, thu-muc, else the job itself. */
span job_pattern_place(const batch_job *);

/* select.c: the entries of a job, with their outputs. */
bool select_units(planning *, const batch_job *);

/*
 * faults.c: whom the errors so far concern. false: everybody.
 */
bool faults_find(planning *);

/* outputs.c: reports what collides, leaves the folder or is in the way. */
bool outputs_check(planning *);

#endif

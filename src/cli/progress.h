/*
 * progress: what is seen of a run while it goes and when it ends.
 */
#ifndef VANBAN_CLI_PROGRESS_H
#define VANBAN_CLI_PROGRESS_H

#include "cli/cli.h"

typedef struct progress {
	const cli_options *options;
	const batch_order *order;
	bool has_bar; /* a terminal that obeys */
	bool is_drawn;
	uint64_t drawn_at;
} progress;

progress progress_begin(const cli_options *, const batch_order *);
/* For batch_running: context is the progress. */
void progress_tell(void *, const batch_entry *, const batch_outcome *);
void progress_tick(void *, const batch_progress *);
/* The table of what failed or changed, and the sum. */
void progress_end(progress *, const batch_plan *, const batch_outcome *,
		  batch_end, uint64_t microseconds);
/* "1:05" */
void progress_put_time(buffer *, uint64_t microseconds);

#endif

/*
 * report: the run report (báo cáo lần chạy), a JSON file of one document a
 * line: for people, for schedulers, for --failed and --merge.
 */
#ifndef VANBAN_CLI_REPORT_H
#define VANBAN_CLI_REPORT_H

#include "cli/cli.h"

typedef struct report_row {
	str output; /* below the folder */
	size_t number;
	str job, unit, period;
	str result; /* "made", "current", "failed", "waiting" */
	size_t pages, bytes, errors, warnings;
	uint64_t microseconds;
	str cause; /* "E3050", or empty */
} report_row;

typedef struct report {
	str batch, folder;
	str shard;    /* "2/4", or empty */
	str ended;    /* "ended", "halted", "interrupted" */
	size_t whole; /* documents of all parts */
	uint64_t microseconds;
	report_row *rows; /* by number */
	size_t count;
} report;

/* "made" … */
str report_word(batch_result);
void report_from_run(const batch_plan *, const batch_outcome *, arena *,
		     report *out);
/* false after REPORT_MALFORMED or an unreadable file. */
bool report_read(str path, arena *, diags *, report *out);
bool report_write(const report *, str path, diags *);
/*
 * Rows of newer take the place of those with the same output; others stay.
 */
void report_update(report *, const report *newer, arena *);
/* Rows of both, by number; false when they have a document in common. */
bool report_join(report *, str path, const report *other, str other_path,
		 arena *, diags *);

#endif

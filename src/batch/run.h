/*
 * run: what the parts of a run share.
 *
 * run.c hands documents out and collects results; pool.c starts, ends and
 * replaces the workers; worker.c is what a worker does; commit.c makes outputs
 * of temporaries; message.c carries messages.
 */
#ifndef VANBAN_BATCH_RUN_H
#define VANBAN_BATCH_RUN_H

#include "vanban/batch.h"

#include <sys/types.h>

/* ---- message.c ---------------------------------------------------------- */

void messages_pack(diags *, buffer *);
/* Reports them, each with the output that it came up for. */
void messages_unpack(str, str output, diags *);

/* ---- worker.c ----------------------------------------------------------- */

/* One past the last entry that is made in one go with the entry. */
uint32_t batch_work_end(const batch_plan *, uint32_t entry);

/* What a worker sends for each output, followed by the packed messages. */
typedef struct result_head {
	uint32_t entry;	 /* index in the plan */
	uint32_t length; /* of the messages */
	uint32_t pages;
	uint32_t errors, warnings;
	uint32_t cause;	  /* diag_code, when not made */
	uint32_t made;	  /* its temporary is whole */
	uint32_t is_last; /* of what was made in one go */
	uint64_t bytes;
	uint64_t microseconds;
} result_head;

/* Indices in one message to a worker, at most. */
#define WORKER_CHUNK 32

/* Ends a worker by exit: an arena or the system has no more memory. */
#define EXIT_OUT_OF_MEMORY 3

typedef struct commit commit;

/*
 * The life of a worker: reads messages of indices from the socket
 * and sends results.  Never returns.
 */
_Noreturn void worker_main(const batch_plan *, const batch_running *, commit *,
			   int socket, pid_t parent);

/* ---- commit.c ----------------------------------------------------------- */

/* Outputs that are whole but not in their places yet. */
struct commit {
	const batch_plan *plan;
	batch_outcome *outcomes;
	arena *arena;
	char token[17]; /* of this run: in the names of temporaries */
	int folder;	/* open on -o: locked, and for syncfs */
	int syncer;	/* socket to the process that syncs; -1: none */
	pid_t syncer_pid;
	uint32_t *syncing; /* entries whose temporaries are being synced */
	size_t syncing_count;
	bool is_syncing;
	uint32_t *ready; /* … those that come next */
	size_t ready_count;
	uint32_t *renamed; /* … and those in their places but for their folders
			    */
	size_t renamed_count;
	bool is_last;	  /* nothing will be added */
	int folder_error; /* of the last sync of folders */
	/* Called when an entry is in its place, or cannot be (errno). */
	void (*settled)(void *context, uint32_t entry, int error);
	void *context;
};

/*
 * Makes the folder of outputs, takes its lock, removes what killed runs left.
 * false after a report.
 */
bool commit_open(commit *, const batch_plan *, batch_outcome *, arena *,
		 diags *);
/* Makes the folders of what is not up to date. false after a report. */
bool commit_folders(commit *, diags *);
/* In a child: gives the lock up. */
void commit_unlock(commit *);
/* Starts the process that syncs. */
void commit_start(commit *);
/* The temporary's name is a function of run and entry. */
str commit_temporary(const commit *, const batch_entry *, arena *);
/* Writes it; 0 or errno, and then there is none. */
int commit_write(const commit *, const batch_entry *, str bytes, arena *);
/* A worker's temporary is whole. */
void commit_add(commit *, uint32_t entry);
/* The syncer has said something. */
void commit_receive(commit *);
/* Nothing more will be added: what is left is to be synced. */
void commit_finish(commit *);
bool commit_is_idle(const commit *);
/* Removes the temporary of one that failed. */
void commit_drop(const commit *, uint32_t entry);
/* No temporary that is waiting may stay. */
void commit_abandon(commit *);
void commit_close(commit *);

/* warm.c: opens what every document will need, so that workers share it. */
void batch_warm(const batch_plan *);

/* ---- current.c ---------------------------------------------------------- */

/* Marks what cannot be made: its template or its unit's data are broken. */
void batch_judge(const batch_plan *, batch_outcome *);
/* … and reports the fault in the data. */
void batch_refuse(diags *, const batch_entry *, const batch_fault *);

/* ---- pool.c ------------------------------------------------------------- */

/* A worker process as the run sees it. */
typedef struct worker {
	pid_t pid; /* 0: none */
	int socket;
	int said; /* file that takes its standard error */
	/* Handed out, the first in work: of a set, its first that is wanted. */
	uint32_t *due;
	size_t due_count;
	buffer received; /* of results not complete yet */
	uint64_t since;	 /* when the first of due was begun */
	bool is_late;	 /* it was killed for that */
} worker;

/* 0 or errno. */
int worker_start(worker *, const batch_plan *, const batch_running *, commit *);
/* false: it cannot be reached, and has not got them. */
bool worker_hand_out(worker *, const uint32_t *entries, size_t count,
		     uint64_t now);
/* Reads what there is; false: it has ended. */
bool worker_read(worker *);
/* The next complete result; false: none. Messages are borrowed. */
bool worker_next(worker *, result_head *, str *messages);
void worker_kill(worker *);
/* Reaps it; returns the status of waitpid. What it wrote comes to said. */
int worker_end(worker *, buffer *said);

#endif

/*
 * batch: the only room that knows the order of the others.
 *
 * Loads what a request names (template, profile, data, fonts), and walks a
 * document through the rooms: evaluate, lay out, write.  What is loaded is
 * shared by all documents of a run; each document has an arena of its own.
 */
#ifndef VANBAN_BATCH_H
#define VANBAN_BATCH_H

#include "vanban/data.h"
#include "vanban/digest.h"
#include "vanban/font.h"
#include "vanban/impose.h"
#include "vanban/layout.h"
#include "vanban/page.h"
#include "vanban/template.h"

#include <signal.h>

/* Where the program's own files are: profiles and the font manifest. */
typedef struct batch_resources {
	str profile_folder; /* …/templates/the-thuc */
	str font_manifest;  /* …/fonts/fonts.tsv */
} batch_resources;

/* A data file that is in memory: named in messages, read like any other. */
typedef struct batch_given {
	str name;
	str bytes;
} batch_given;

typedef struct batch_request {
	batch_resources resources;
	str template_path;     /* empty: none */
	const str *data_paths; /* files, and folders read recursively */
	size_t data_count;
	const batch_given *given; /* read after the paths */
	size_t given_count;
	str root;    /* project folder; empty: the template's or current one */
	str profile; /* overrides the template's the-thuc */
	span profile_at; /* where that is written, or NO_SPAN */
	str unit;	 /* code; empty: from thong-tin */
	str period;	 /* code; empty: from thong-tin */
	/*
	 * With units and dictionary only there is no report to make: the
	 * template is checked against them, and inputs->unit is NULL.
	 */
	bool subject_may_lack;
	bool subject_follows; /* the caller sets unit and period afterwards */
	const template_parameter *parameters;
	size_t parameter_count;
	digest128 program; /* this program and its libraries */
	/* ISO date that the file of a document without a date bears; or empty
	 */
	str undated;
} batch_request;

/* What a request needs, read once; lives in the arena it was loaded with. */
typedef struct batch_inputs {
	data_set *data;		  /* NULL when the request names no data */
	const template *template; /* NULL when it names none */
	const profile *profile;
	glossary glossary; /* read on top of the program's own */
	font_set *fonts;
	const data_unit *unit;
	data_period period;
	const template_parameter *parameters;
	size_t parameter_count;
	const layout_set *set; /* that the document belongs to, or NULL */
	str undated;	       /* as requested */
	str here;	       /* the current folder */
	str *folders;	       /* that files are named from, see embed_input */
	size_t folder_count;
	digest128 made_of; /* of all but the data */
	bool once; /* one document and no more: batch_typeset may free what
		      it has done with */
} batch_inputs;

/* How far to go. */
typedef enum batch_stage {
	BATCH_DATA,	/* read and check data */
	BATCH_TEMPLATE, /* and the template without data */
	BATCH_DOCUMENT,
	BATCH_PAGES,
	BATCH_PDF
} batch_stage;

/*
 * Reads what `stage` needs.  Every problem of every input is reported; false
 * when there was an error.  Call batch_unload in any case.
 */
bool batch_load(const batch_request *, batch_stage, arena *, diags *,
		batch_inputs *out);

/*
 * After batch_load returned false: evaluates what can be evaluated all the
 * same, so that missing figures and bad facts are told in the same run as a
 * slip in the template.  What may follow from what was reported is not told.
 */
void batch_judge_rest(const batch_request *, arena *, diags *, batch_inputs *);

void batch_unload(batch_inputs *);

/*
 * Unit and period of the report from the request or the one thong-tin that
 * names them.
 */
bool batch_subject(const batch_request *, diags *, arena *,
		   batch_inputs *inputs);

/* The profile that the request names, without any template; or NULL. */
const profile *batch_profile(const batch_request *, arena *, diags *);

/* Whether batch_subject would find them. */
bool batch_has_subject(const batch_request *, const batch_inputs *);

typedef struct batch_document {
	doc_node *doc;
	page_document pages;
	buffer pdf; /* free with buffer_free */
} batch_document;

/* Puts the data behind a laid-out document into its pages: a part of the walk,
 * apart for the bench. */
void batch_embed(const batch_inputs *, arena *, diags *, batch_document *);

/* Walks one document up to `stage`; false after diagnostics. */
bool batch_typeset(const batch_inputs *, batch_stage, arena *, diags *,
		   batch_document *out);

/* ---- Sets of documents: what is wanted ---------------------------------- */

/* Either or both. */
typedef enum batch_copies {
	BATCH_NO_COPIES,
	BATCH_COPIES_FILES = 1, /* one file for each person */
	BATCH_COPIES_ONE = 2	/* one file to print */
} batch_copies;

typedef enum batch_seating {
	BATCH_AS_LISTED,
	BATCH_BY_SEAT, /* "A2" before "A10"; those without a seat last */
	BATCH_BY_NAME  /* by given name */
} batch_seating;

typedef struct batch_packet_request {
	batch_request common; /* without template_path */
	str set_path;	      /* bo-tai-lieu */
	batch_copies copies;
	batch_seating order;
	const impose_options *impose; /* NULL: no sheets */
	bool refuses_warnings;	      /* hands nothing out after one */
} batch_packet_request;

/* ---- Many documents: the plan (kế hoạch) ------------------------------ */

/*
 * A batch file (đợt lập; templates/xsd/dot-lap.xsd) has jobs (việc): a
 * template or a set of documents, the units that it is made for, and a pattern
 * for the names of the outputs.  The plan is every output with what it is made
 * from; it is made, and refused, as a whole before anything is written.
 */
typedef struct batch_order {
	batch_resources resources;
	str path;	       /* of the batch file */
	str folder;	       /* for outputs; need not exist yet */
	str root;	       /* project folder; empty: as for batch_request */
	const str *data_paths; /* in the place of du-lieu; NULL: as there */
	size_t data_count;
	str period;		/* in the place of ky; empty: as there */
	uint32_t shard, shards; /* 1-based part of so many; 0, 0: all */
	const str *only;	/* outputs to keep in the plan; NULL: all */
	size_t only_count;
	digest128 program; /* this program and its libraries */
	str undated;	   /* as for batch_request */
} batch_order;

/* viec */
typedef struct batch_job {
	str code;	   /* ma, or the template's name without .xml */
	str template_name; /* mau, or bo of a set; as written */
	str pattern;	   /* tep; of a set thu-muc, which may be empty */
	str period;	   /* ky, here or at dot-lap; empty: from thong-tin */
	str profile;	   /* the-thuc; empty: the template's */
	str units;	   /* don-vi: codes */
	str below;	   /* thuoc: codes of units above */
	str classes;	   /* loai: codes */
	const xml_attribute *condition; /* kiem, or NULL */
	bool may_be_empty;		/* rong="duoc" */
	template_parameter *parameters; /* dat */
	size_t parameter_count;
	const xml_node *node;
	bool is_set;		     /* bo in the place of mau: */
	batch_packet_request packet; /* ban-rieng, thu-tu, binh-trang … */
	bool has_sheets;	     /* binh-trang */
	impose_options sheets;
	/* once loaded: */
	bool is_there;		     /* is_set: its file may be read */
	const struct packet *given;  /* is_set */
	const struct batch_set *set; /* is_set */
	const template *template;    /* NULL of a set */
	const struct profile *thuc;  /* of a set, that of its first part */
	str *folders;		     /* as in batch_inputs */
	size_t folder_count;
	digest128 made_of; /* program, template, profile, fonts, parameters */
	uint32_t first_source, end_source; /* what was read for it alone */
	bool is_broken;			   /* there were errors in it: */
	diag_code cause;
} batch_job;

/* An error in the data of a unit: it costs every document that reads them. */
typedef struct batch_fault {
	const data_unit *unit;
	diag_code code;
	span at;
} batch_fault;

/* One output of the plan: a document, or a file of a set. */
typedef struct batch_entry {
	const batch_job *job;
	const data_unit *unit;
	data_period period;
	str output;    /* below the folder: "phuong/lang-ha.pdf" */
	str path;      /* with the folder */
	str file;      /* of a set: its name there; else empty */
	size_t number; /* in the whole plan, from 0, whatever the shard */
	size_t work;   /* the same for all files of one set, made in one go */
} batch_entry;

typedef struct batch_plan {
	const batch_order *order;
	arena *arena;
	sources *sources;
	str here; /* as in batch_inputs */
	data_set *data;
	font_set *fonts;
	batch_job *jobs;
	size_t job_count, job_capacity;
	batch_entry *entries; /* in the order of jobs, then of the units' file
			       */
	size_t entry_count, entry_capacity;
	size_t whole_count; /* of all shards */
	batch_fault *faults;
	size_t fault_count, fault_capacity;
} batch_plan;

/*
 * Reads everything and makes the plan.  All problems are reported; false when
 * there was one that concerns every document: in the batch file, the units, the
 * dictionary, the outputs.  One in a template costs its job, one in a file of
 * figures or facts the documents that read that unit's data: the plan has
 * these, and they fail when it is run.  Call batch_plan_close in any case.  The
 * plan lives in the arena.
 */
bool batch_plan_make(const batch_order *, arena *, diags *, batch_plan *out);
void batch_plan_close(batch_plan *);

/* The error in the data that a document of that reach reads, or NULL. */
const batch_fault *batch_fault_of(const batch_plan *, const batch_entry *,
				  unsigned reach);

/* The inputs of one document of the plan, for batch_typeset. */
batch_inputs batch_inputs_of(const batch_plan *, const batch_entry *);

/* ---- The run (lần chạy) ----------------------------------------------- */

typedef enum batch_result {
	BATCH_WAITING, /* or not run at all */
	BATCH_CURRENT, /* up to date: nothing was done */
	BATCH_MADE,
	BATCH_FAILED
} batch_result;

typedef struct batch_outcome {
	batch_result result;
	uint32_t pages; /* MADE */
	uint32_t errors, warnings;
	uint64_t bytes;
	uint64_t microseconds;
	diag_code cause; /* FAILED: the first error */
	bool was_there;	 /* there was an output before */
} batch_outcome;

typedef struct batch_progress {
	size_t all, current, made, failed;
	uint64_t microseconds; /* since the run began */
	uint64_t working;      /* … since the first document was begun */
} batch_progress;

typedef struct batch_running {
	unsigned workers;
	unsigned time_limit;   /* seconds for one document; 0: none */
	unsigned memory_limit; /* MiB for one document; 0: none */
	bool halts;	       /* at the first failure */
	bool werror;	       /* a document with warnings is not written */
	bool rebuilds;	       /* even what is up to date */
	uint64_t (*now)(void); /* microseconds, monotonic */
	const volatile sig_atomic_t *stop; /* not 0: end at once; or NULL */
	/* Each document, in the order of the plan; then when nothing changed
	 * for a while, and after each change. May be NULL. */
	void (*tell)(void *context, const batch_entry *, const batch_outcome *);
	void (*tick)(void *context, const batch_progress *);
	void *context;
	/* For tests: called in the worker before each document. */
	void (*before)(const batch_entry *);
} batch_running;

typedef enum batch_end {
	BATCH_ENDED,	   /* every document was tried */
	BATCH_HALTED,	   /* at a failure: asked for, or the disk's */
	BATCH_INTERRUPTED, /* stop */
	BATCH_NOT_BEGUN	   /* folders, lock, processes: in diags */
} batch_end;

/*
 * Makes what is not up to date.
 *
 * Documents are made by worker processes, forked when everything is loaded, so
 * that they share it; a worker that crashes, hangs or wants too much memory
 * costs its one document and is replaced.  Outputs are written beside their
 * names, synced in groups and renamed: at every moment each is the old one or
 * the whole new one.  What a killed run left behind is removed first.
 *
 * outcomes: one for each entry of the plan.  Messages of documents come to
 * diags in the order of the plan, whatever the number of workers.
 */
batch_end batch_run(const batch_plan *, const batch_running *, diags *,
		    batch_outcome *outcomes);

/*
 * Marks what is up to date (CURRENT), what cannot be made (FAILED, with its
 * cause) and what was there; writes nothing.
 */
void batch_look(const batch_plan *, bool werror, batch_outcome *outcomes);

/*
 * What a further template of the same run needs: its own template, profile and
 * parameters, the rest as shared has it.  Every problem is reported.
 */
bool batch_load_more(const batch_request *, const batch_inputs *shared, arena *,
		     diags *, batch_inputs *out);

/* ---- Sets of documents ------------------------------------------------ */

/* What came of it, for the user to be told. */
typedef struct batch_packet_result {
	size_t pages;	     /* of one set */
	size_t people;	     /* copies made */
	impose_count sheets; /* of one set, when imposed */
	unsigned reach; /* of its data, see data.h; before the first file */
} batch_packet_result;

/* Takes one file: its name without folder; bytes borrowed. false: stop. */
typedef bool batch_sink(void *context, str name, str bytes, size_t pages);

/*
 * Makes the set and its parts ("bo-tai-lieu.pdf", "01-bia.pdf" …), the sheets
 * ("bo-tai-lieu-in.pdf") and the copies ("ban/001.pdf" … or "ban-rieng.pdf").
 * Nothing is handed out before the common set is whole and without error.
 */
bool batch_packet(const batch_packet_request *, arena *, diags *, batch_sink *,
		  void *context, batch_packet_result *);

/* The pages as they are into document->pdf, without data inside: a proof. */
bool batch_write_proof(const batch_inputs *, arena *, diags *,
		       batch_document *);

#endif

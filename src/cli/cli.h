/*
 * cli: argv -> one request; messages; exit status.
 *
 * The only room that knows the environment (locale, terminal).  Each command
 * is a row of a table with its options; a command's result goes to stdout,
 * messages to stderr.
 */
#ifndef VANBAN_CLI_H
#define VANBAN_CLI_H

#include "vanban/batch.h"
#include "vanban/impose.h"

#include <stdio.h>

/* Exit status, as in the manual. */
enum {
	CLI_DONE = 0,
	CLI_FINDINGS = 1,    /* ran, but something is wrong in the input */
	CLI_USAGE = 2,	     /* nothing was run */
	CLI_ENVIRONMENT = 3, /* unreadable, unwritable, font missing */
	CLI_INTERNAL = 70,
	CLI_INTERRUPTED = 130
};

typedef enum cli_dump {
	CLI_DUMP_NONE,
	CLI_DUMP_DATA,
	CLI_DUMP_DOC,
	CLI_DUMP_PAGES
} cli_dump;

typedef struct cli_command cli_command;

/* The options of the program; their rows are in options.c. */
typedef enum cli_option {
	CLI_OPTION_DATA,
	CLI_OPTION_OUTPUT,
	CLI_OPTION_UNIT,
	CLI_OPTION_PERIOD,
	CLI_OPTION_PROFILE,
	CLI_OPTION_SET,
	CLI_OPTION_DUMP,
	CLI_OPTION_ANCHORS,
	CLI_OPTION_ROOT,
	CLI_OPTION_WERROR,
	CLI_OPTION_JSON,
	CLI_OPTION_QUIET,
	CLI_OPTION_LANG,
	CLI_OPTION_COLOR,
	CLI_OPTION_SHARE,
	CLI_OPTION_CONVERT,
	CLI_OPTION_ACCEPTED,
	CLI_OPTION_ANNOTATE,
	CLI_OPTION_FINDINGS,
	CLI_OPTION_JOBS,
	CLI_OPTION_DRY_RUN,
	CLI_OPTION_HALT,
	CLI_OPTION_KEEP_GOING,
	CLI_OPTION_REBUILD,
	CLI_OPTION_SHARD,
	CLI_OPTION_REPORT,
	CLI_OPTION_FAILED,
	CLI_OPTION_MERGE,
	CLI_OPTION_TIME_LIMIT,
	CLI_OPTION_MEMORY_LIMIT,
	CLI_OPTION_NUMBER,
	CLI_OPTION_DATE,
	CLI_OPTION_HELP,
	CLI_OPTION_LAYOUT,
	CLI_OPTION_PAPER,
	CLI_OPTION_COPIES,
	CLI_OPTION_COUNT_ONLY,
	CLI_OPTION_JOIN,
	CLI_OPTION_ONE_SIDED,
	CLI_OPTION_FLIP,
	CLI_OPTION_BINDING,
	CLI_OPTION_BACK_COVER,
	CLI_OPTION_SIGNATURE,
	CLI_OPTION_CREEP,
	CLI_OPTION_GAP,
	CLI_OPTION_STACK,
	CLI_OPTION_MARKS,
	CLI_OPTION_PERSONAL,
	CLI_OPTION_ORDER,
	CLI_OPTION_COUNT /* at most 64 */
} cli_option;

#define CLI_HAS(option_) (UINT64_C(1) << CLI_OPTION_##option_)

/* How sheets are printed; the choices are indices of words in options.c. */
typedef struct cli_sheets {
	bool has_layout;
	impose_options plan;
	str paper;	 /* empty: A4 */
	uint32_t copies; /* 0: one set */
	bool count_only;
} cli_sheets;
typedef struct cli_batch_options {
	uint32_t jobs; /* 0: as many as there are processors */
	bool dry_run, halt, keep_going, rebuild, failed, merge;
	uint32_t shard, shards; /* 0: the whole */
	str report;
	uint32_t time_limit, memory_limit; /* 0: the default */
} cli_batch_options;

typedef struct cli_options {
	const cli_command *command;
	diag_language language;
	bool colour; /* on stderr */
	bool quiet;
	bool verbose;
	bool json;
	bool werror;
	bool convert;
	str accepted; /* chap-nhan.xml, or empty */
	str annotate; /* where the proof goes, or empty */
	bool findings;
	bool help;
	str output;
	str anchors; /* where the rectangles go; empty: nowhere */
	cli_dump dump;
	cli_batch_options batch;
	batch_request request;
	cli_sheets sheets;
	str late_number, late_date; /* number: --so, --ngay */
	int personal;		    /* batch_copies */
	int order;		    /* batch_seating */
	const str *files;	    /* positional arguments */
	buffer *closing; /* what stderr says last, behind the messages */
	size_t file_count;
} cli_options;

struct cli_command {
	const char *name;
	uint64_t options;	/* CLI_HAS(DATA) | …; some are known to all */
	const char *summary[2]; /* by language */
	const char *usage[2];
	const char *manual[2]; /* further lines of its --help */
	int (*run)(const cli_options *, arena *, diags *);
};

/* NULL-terminated by name == NULL. */
extern const cli_command cli_commands[];
const cli_command *cli_command_of(str name);

/*
 * Reads the arguments behind the command's name. false after a diagnostic.
 */
bool cli_parse(int argc, char **argv, arena *, diags *, cli_options *out);

/* ---- Output ----------------------------------------------------------- */

/* Where JSON lines go: to stdout, or to stderr when a result goes there. */
FILE *cli_events(const cli_options *);
/* Prints every diagnostic, sorted, to stderr, or as JSON lines. */
void cli_print_diags(diags *, const cli_options *);
/* The status that the diagnostics call for. */
int cli_status(diags *, const cli_options *);
void cli_print_help(FILE *, const cli_command *, diag_language);
void cli_print_overview(FILE *, diag_language);
/* Text in the chosen language. */
const char *cli_say(const cli_options *, const char *vi, const char *en);
/* Writes what a buffer holds, which may be nothing. */
void cli_put(FILE *, const buffer *);
/*
 * The document's anchors as JSON: in points, from the lower left corner of
 * their page, as programs that sign PDFs count.
 */
void cli_anchors(const page_document *, buffer *out);
/* A JSON string with quotes. */
void cli_json_string(buffer *, str);

/* program.c: this program and the libraries that it runs with. */
digest128 cli_program(void);
#define CLI_VERSION "0.1.0"

/* ---- What commands share ---------------------------------------------- */

/* At most one plain argument, the template. */
bool cli_one_template(const cli_options *, diags *, bool required);
/* MISSING_ARGUMENT, in the chosen language; false. */
bool cli_lacks(const cli_options *, diags *, const char *vi, const char *en);
/* The output is none of the files that were read. */
bool cli_output_is_free(const cli_options *, diags *);
/* "x.TXT" ends in ".txt". */
bool cli_has_ending(str path, str ending);
/* A .docx that is a PDF opens nowhere. Devices have no ending. */
void cli_check_ending(const cli_options *, str ending, diags *);

/* Data as plain arguments and behind -d alike. */
void cli_join_data(const cli_options *, arena *, batch_request *);

/* What a set comes to on paper, as a sentence or an event. */
void cli_put_sheets(const cli_options *, bool one_sided, const impose_count *,
		    uint32_t copies, buffer *out);
void cli_put_sheets_json(const cli_options *, const impose_count *,
			 uint32_t copies, buffer *out);

/* ---- Commands --------------------------------------------------------- */

int cli_render(const cli_options *, arena *, diags *);
int cli_check(const cli_options *, arena *, diags *);
int cli_status_command(const cli_options *, arena *, diags *);
int cli_batch(const cli_options *, arena *, diags *);
int cli_rollup(const cli_options *, arena *, diags *);
int cli_packet(const cli_options *, arena *, diags *);
int cli_explain(const cli_options *, arena *, diags *);
int cli_fonts(const cli_options *, arena *, diags *);
int cli_extract(const cli_options *, arena *, diags *);
int cli_inspect(const cli_options *, arena *, diags *);
int cli_trace(const cli_options *, arena *, diags *);
int cli_impose(const cli_options *, arena *, diags *);
int cli_number(const cli_options *, arena *, diags *);
int cli_diff(const cli_options *, arena *, diags *);

#endif

/*
 * bench: time per room for a report of the sample.
 *
 *   bench [DOCUMENTS [TEMPLATE]]      from the top of the repository
 *   bench --run COMMAND…              CPU time and memory of one process
 *
 * The first document pays for opening fonts, collator and caches (cold); the
 * others show what a batch pays (warm, mean).  Whole-process figures are those
 * of tests/bench/run.sh.
 */
#include "plain.h"

#include "vanban/batch.h"
#include "vanban/layout.h"
#include "vanban/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOAD, EVALUATE, LAYOUT, EMBED, PDF, ROOMS };

static const char *const names[ROOMS] = {
    "load (template, data, profile, fonts)",
    "template (evaluate, roll up)",
    "layout",
    "embed (trace, totals, so-lieu.xml)",
    "pdf (subset, write, compress)",
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static const batch_resources resources = {
    STR_INIT("templates/the-thuc"),
    STR_INIT("fonts/fonts.tsv"),
};

static void load(str template_path, arena *a, diags *d, batch_inputs *inputs)
{
	static const str data[] = {STR_INIT("samples/dong-da-2023-9T")};
	const batch_request request = {
	    .resources = resources,
	    .template_path = template_path,
	    .root = STR("/"),
	    .data_paths = data,
	    .data_count = 1,
	};
	if (batch_load(&request, BATCH_PDF, a, d, inputs))
		return;
	fputs("bench: the sample has errors; see make report\n", stderr);
	exit(1);
}

/* What was made of a document. */
typedef struct made {
	size_t bytes, pages;
} made;

static made one_document(const batch_inputs *inputs, sources *all,
			 double times[ROOMS])
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, all);
	const template_input given = {
	    .data = inputs->data,
	    .unit = inputs->unit,
	    .period = &inputs->period,
	    .profile = inputs->profile,
	};
	const pdf_options options = {.compress = true};
	batch_document out = {0};
	double start = now(), end;
	out.doc = template_evaluate(inputs->template, &given, a, d);
	end = now();
	times[EVALUATE] += end - start;
	start = end;
	font_set_report_to(inputs->fonts, d);
	layout_document(out.doc, inputs->profile,
			font_set_measurer(inputs->fonts), a, d, &out.pages);
	end = now();
	times[LAYOUT] += end - start;
	start = end;
	batch_embed(inputs, a, d, &out);
	end = now();
	times[EMBED] += end - start;
	start = end;
	pdf_write(&out.pages, inputs->fonts, &options, a, d, &out.pdf);
	times[PDF] += now() - start;
	const made done = {out.pdf.length, out.pages.page_count};
	buffer_free(&out.pdf);
	arena_free(a);
	return done;
}

/* The same pages through the pdf room and libharu's public functions. */
static void compare(const batch_inputs *inputs, sources *all)
{
	enum { TURNS = 20 };
	arena *a = arena_new(0);
	diags *d = diags_new(a, all);
	const template_input given = {
	    .data = inputs->data,
	    .unit = inputs->unit,
	    .period = &inputs->period,
	    .profile = inputs->profile,
	};
	const pdf_options options = {.compress = true};
	page_document pages = {0};
	double ours = 0, theirs = 0;
	size_t our_bytes = 0, their_bytes = 0;
	const doc_node *doc = template_evaluate(inputs->template, &given, a, d);
	layout_document(doc, inputs->profile, font_set_measurer(inputs->fonts),
			a, d, &pages);
	for (int i = 0; i < TURNS; i++) {
		buffer out = {0};
		arena *own = arena_new(0);
		double start = now(), middle;
		pdf_write(&pages, inputs->fonts, &options, own, d, &out);
		our_bytes = out.length;
		buffer_free(&out);
		arena_free(own);
		middle = now();
		their_bytes = plain_write(&pages, inputs->fonts);
		ours += middle - start;
		theirs += now() - middle;
	}
	printf("libharu's public functions, the text alone: %.1f ms, %zu bytes;"
	       "\npdf room, in turn: %.2f ms, %zu bytes; ratio %.1f\n",
	       theirs / TURNS, their_bytes, ours / TURNS, our_bytes,
	       theirs / ours);
	arena_free(a);
}

/* Runs a command; prints its CPU seconds and what memory it held at most. */
static int run_command(char **command)
{
	struct rusage usage;
	int status;
	pid_t child = fork();
	if (child == 0) {
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status)
		return 1;
	printf("%ld.%02ld s user, %ld.%02ld s system, %ld MB\n",
	       usage.ru_utime.tv_sec, usage.ru_utime.tv_usec / 10000,
	       usage.ru_stime.tv_sec, usage.ru_stime.tv_usec / 10000,
	       usage.ru_maxrss / 1000);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--run") == 0)
		return run_command(argv + 2);
	int documents = argc > 1 ? atoi(argv[1]) : 200;
	str path =
	    argc > 2 ? str_from(argv[2]) : STR("templates/bao-cao-9-thang.xml");
	double cold[ROOMS] = {0}, warm[ROOMS] = {0}, total_cold = 0,
	       total_warm = 0;
	arena_keep_freed_memory();
	arena *a = arena_new(0);
	sources *all = sources_new(a);
	batch_inputs inputs;
	double start = now();
	load(path, a, diags_new(a, all), &inputs);
	cold[LOAD] = now() - start;
	const made sample = one_document(&inputs, all, cold);
	for (int i = 0; i < documents; i++)
		one_document(&inputs, all, warm);
	printf("%-40s %9s %9s\n", "CPU ms per document", "cold", "warm");
	for (int room = 0; room < ROOMS; room++) {
		warm[room] /= documents ? documents : 1;
		total_cold += cold[room];
		total_warm += warm[room];
		printf("%-40s %9.3f %9.3f\n", names[room], cold[room],
		       warm[room]);
	}
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("%-40s %9.3f %9.3f\n", "all", total_cold, total_warm);
	printf("back end (embed, pdf): %.3f ms warm\n",
	       warm[EMBED] + warm[PDF]);
	printf("%zu pages, %zu bytes of PDF; %ld KB of memory after %d "
	       "documents\n",
	       sample.pages, sample.bytes, usage.ru_maxrss, documents + 1);
	compare(&inputs, all);
	batch_unload(&inputs);
	arena_free(a);
	return 0;
}

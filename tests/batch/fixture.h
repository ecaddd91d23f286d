/*
 * fixture: a small project in a folder of its own: three communes of a
 * district, two templates, a batch of five documents.
 */
#ifndef VANBAN_TESTS_BATCH_FIXTURE_H
#define VANBAN_TESTS_BATCH_FIXTURE_H

#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "vanban/batch.h"
#include "vanban/file.h"

#define ENTRIES 5

static const char project_batch[] =
    "<dot-lap ky='2024-6T'>"
    "<viec ma='bao-cao' mau='mau.xml' tep='bao-cao.pdf'/>"
    "<viec ma='huyen' mau='phieu.xml' don-vi='sm' tep='huyen.pdf'/>"
    "<viec ma='phieu' mau='phieu.xml' thuoc='sm' tep='xa/{slug}.pdf'/>"
    "</dot-lap>";

static const char project_template[] =
    "<van-ban xmlns='urn:vanban:1' loai='phieu' the-thuc='nd30'"
    " tham-so='x'>"
    "<dau-van-ban><co-quan>{hoa(@ten-day-du)}</co-quan>"
    "<ten-loai>PHIẾU</ten-loai></dau-van-ban>"
    "<doan>Đã tổ chức {so('tt.cuoc')} cuộc, {hoac($x, 'không')}.</doan>"
    "</van-ban>";

typedef struct project {
	char folder[64];
	arena *arena;
	diags *diags;
	batch_order order;
	batch_plan plan;
	batch_outcome outcomes[ENTRIES];
} project;

static inline str project_path(const project *p, const char *name)
{
	return str_format(p->arena, "%s/%s", p->folder, name);
}

static inline void project_put(const project *p, const char *name,
			       const char *text)
{
	FILE *file = fopen(project_path(p, name).data, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static inline void project_shell(const project *p, const char *command)
{
	str line = str_format(p->arena, "cd %s && { %s; }", p->folder, command);
	assert_int_equal(system(line.data), 0);
}

static inline void project_open(project *p)
{
	*p = (project){.folder = "/tmp/vanban-test-XXXXXX"};
	assert_non_null(mkdtemp(p->folder));
	p->arena = arena_new(0);
	str copy = str_format(p->arena,
			      "cp tests/golden/common/{chi-tieu,don-vi,"
			      "dong-hai,an-binh,loc-thuy,huyen,thong-tin,mau}"
			      ".xml %s",
			      p->folder);
	str line = str_format(p->arena, "bash -c '%.*s'", STR_ARGS(copy));
	assert_int_equal(system(line.data), 0);
	project_put(p, "dot-lap.xml", project_batch);
	project_put(p, "phieu.xml", project_template);
	p->order = (batch_order){
	    .resources = {STR("templates/the-thuc"), STR("fonts/fonts.tsv")},
	    .path = project_path(p, "dot-lap.xml"),
	    .folder = project_path(p, "kq"),
	    .root = str_from(p->folder),
	};
}

static inline bool project_plan(project *p)
{
	memset(p->outcomes, 0, sizeof p->outcomes);
	p->diags = diags_new(p->arena, sources_new(p->arena));
	return batch_plan_make(&p->order, p->arena, p->diags, &p->plan);
}

static inline void project_close(project *p)
{
	str line = str_format(p->arena, "rm -rf %s", p->folder);
	assert_int_equal(system(line.data), 0);
	arena_free(p->arena);
}

/* Micro-seconds that go on by themselves: no test waits for the clock. */
static inline uint64_t project_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* Plans, runs and closes the plan. */
static inline batch_end project_run(project *p, const batch_running *running)
{
	assert_true(project_plan(p));
	assert_int_equal(p->plan.entry_count, ENTRIES);
	batch_end end = batch_run(&p->plan, running, p->diags, p->outcomes);
	batch_plan_close(&p->plan);
	return end;
}

static inline size_t project_count(const project *p, const char *pattern)
{
	char line[32] = "";
	str command = str_format(p->arena, "find %s/kq -name '%s' | wc -l",
				 p->folder, pattern);
	FILE *pipe = popen(command.data, "r");
	assert_non_null(pipe);
	assert_non_null(fgets(line, sizeof line, pipe));
	pclose(pipe);
	return (size_t)atol(line);
}

#endif

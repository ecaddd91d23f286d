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
#include "vanban/font.h"
#include "vanban/page.h"
#include "vanban/template.h"

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
	str unit;    /* code; empty: from thong-tin */
	str period;  /* code; empty: from thong-tin */
	/*
	 * With units and dictionary only there is no report to make: the
	 * template is checked against them, and inputs->unit is NULL.
	 */
	bool subject_may_lack;
	const template_parameter *parameters;
	size_t parameter_count;
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
	str here;     /* the current folder */
	str *folders; /* that files are named from, see embed_input */
	size_t folder_count;
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
void batch_unload(batch_inputs *);

/*
 * Unit and period of the report from the request or the one thong-tin that
 * names them.
 */
bool batch_subject(const batch_request *, diags *, arena *,
		   batch_inputs *inputs);

/* Whether batch_subject would find them. */
bool batch_has_subject(const batch_request *, const batch_inputs *);

typedef struct batch_document {
	doc_node *doc;
	page_document pages;
	buffer pdf; /* free with buffer_free */
} batch_document;

/* Walks one document up to `stage`; false after diagnostics. */
bool batch_typeset(const batch_inputs *, batch_stage, arena *, diags *,
		   batch_document *out);

#endif

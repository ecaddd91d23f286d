/*
 * access: a PDF opened by qpdf, and its objects without fuss: what is not of
 * the type asked for is empty.
 */
#ifndef VANBAN_READER_ACCESS_H
#define VANBAN_READER_ACCESS_H

#include "vanban/reader.h"

#include "library.h"

#include <sys/resource.h>

/* Of structure and name trees, dictionaries in dictionaries. */
#define ACCESS_DEEPEST 64

typedef struct pdf_access {
	const library *q;
	qpdf_data pdf;
	arena *arena;
	diags *diags;
	str path;
	span at;
	struct rlimit memory; /* before it was lowered */
	bool is_limited;
} pdf_access;

/*
 * Before anything is read of it: reports what is no PDF, or no qpdf, and what
 * comes of the work in a rehearsal (rehearsal.h).
 */
bool access_survives(diags *, str path, span at, str bytes,
		     void (*work)(void *argument), void *argument);
/* Reports and returns false when the file cannot be read as a PDF. */
bool access_open(pdf_access *, arena *, diags *, str path, span at, str bytes);
/* In any case. */
void access_close(pdf_access *);
/* READER_DAMAGED or READER_TOO_LARGE with what qpdf says; false. */
bool access_failed(pdf_access *);
/* READER_TOO_LARGE; false. */
bool access_too_large(pdf_access *, const char *what);

/* Objects are handles to be released, or left to access_close. */
qpdf_oh access_root(pdf_access *);
qpdf_oh access_key(pdf_access *, qpdf_oh dictionary, const char *name);
qpdf_oh access_item(pdf_access *, qpdf_oh array, int i);
void access_release(pdf_access *, qpdf_oh);
int access_count(pdf_access *, qpdf_oh array); /* 0: no array */
bool access_is(pdf_access *, qpdf_oh, enum qpdf_object_type_e);
bool access_is_dictionary(pdf_access *, qpdf_oh);
bool access_integer(pdf_access *, qpdf_oh, long long *out);
/* The name without its slash; empty: no name. */
str access_name(pdf_access *, qpdf_oh);
/* A text string as UTF-8. */
str access_text(pdf_access *, qpdf_oh);
/* The bytes of a string. */
str access_bytes(pdf_access *, qpdf_oh);
/* The decoded stream; false when it is none or cannot be decoded. */
bool access_stream(pdf_access *, qpdf_oh, str *out);
/* The same under a key of a dictionary. */
str access_name_at(pdf_access *, qpdf_oh dictionary, const char *name);
str access_text_at(pdf_access *, qpdf_oh dictionary, const char *name);
bool access_integer_at(pdf_access *, qpdf_oh dictionary, const char *name,
		       long long *out);

#endif

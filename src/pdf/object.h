/*
 * object: libharu as object and cross-reference writer.
 *
 * Every indirect object is a dictionary whose entries are text that was put
 * together here, with or without a stream; libharu numbers them, writes them
 * in order and keeps the cross-reference table.  A number is known before its
 * body, so objects may refer to each other freely.
 */
#ifndef VANBAN_PDF_OBJECT_H
#define VANBAN_PDF_OBJECT_H

#include "vanban/diag.h"

#include <hpdf.h>

struct libdeflate_compressor;

typedef struct pdf_object {
	uint32_t number;
	str body; /* what stands between << and >> */
	bool has_stream;
	str stream; /* as written: deflated or not */
	HPDF_Stream target;
} pdf_object;

typedef struct pdf_file {
	arena *arena;
	bool compress;
	struct libdeflate_compressor *compressor;
	HPDF_Error_Rec error;
	HPDF_STATUS first_error; /* libharu overwrites its own */
	HPDF_STATUS first_detail;
	HPDF_MMgr memory;
	HPDF_Xref xref;
	pdf_object **objects;
	size_t count;
	size_t capacity;
	pdf_object *root;
	pdf_object *info;
	buffer body; /* being put together; taken by object_set */
} pdf_file;

void pdf_file_open(pdf_file *, arena *, bool compress);
void pdf_file_close(pdf_file *);
/* A new object without a body. Never NULL; failures show in write. */
pdf_object *pdf_file_object(pdf_file *);
/* Its body is what is in file->body, which is emptied. */
void object_set(pdf_file *, pdf_object *);
/* The same with a stream; length and filter are added. Borrowed. */
void object_set_stream(pdf_file *, pdf_object *, str bytes);
/* The stream is coded already, for that filter. */
void object_set_coded(pdf_file *, pdf_object *, const char *filter, str coded);
/* Deflated (zlib). */
void object_set_packed(pdf_file *, pdf_object *, str packed);
/* zlib; empty when it would not be smaller or the file is not compressed. */
str pdf_file_deflate(const pdf_file *, arena *, str bytes);
/* Header, all objects, cross-reference table, trailer. */
bool pdf_file_write(pdf_file *, diags *, buffer *out);

#endif

/*
 * object: libharu as keeper of numbers and cross-references, and as writer.
 *
 * Every indirect object is a dictionary whose entries are text that was put
 * together here, with or without a stream.  A number is known before its body,
 * so objects may refer to each other freely.
 *
 * In a compressed file, objects without a stream are bodies in object streams
 * (ISO 32000-1, 7.5.7) and the cross-reference table is a stream too: a tagged
 * document is half structure, which shrinks to a tenth.  An uncompressed file
 * is libharu's own, for tests to read.
 */
#ifndef VANBAN_PDF_OBJECT_H
#define VANBAN_PDF_OBJECT_H

#include "vanban/diag.h"

#include <hpdf.h>

struct libdeflate_compressor;

typedef struct pdf_object {
	uint32_t number;
	str body; /* what stands between << and >>; kept where it is written */
	bool has_stream;
	str stream; /* as written: deflated or not */
	HPDF_Stream target;
} pdf_object;

/* Bodies in one object stream: readers unpack the whole for any of them. */
#define PACK_MOST 512

/* The object stream that is being filled. */
typedef struct object_pack {
	uint32_t numbers[PACK_MOST];
	size_t offsets[PACK_MOST];
	size_t count;
	buffer bodies;
} object_pack;

typedef struct pdf_file {
	arena *arena;
	bool compress;
	struct libdeflate_compressor *compressor;
	HPDF_Error_Rec error;
	HPDF_STATUS first_error; /* libharu overwrites its own */
	HPDF_STATUS first_detail;
	HPDF_MMgr memory;
	HPDF_Xref xref;
	object_pack pack;
	size_t stream_bytes; /* of all streams: to reserve room */
	pdf_object *root;
	pdf_object *info;
	buffer scratch;
	buffer body; /* being put together; taken by object_set */
} pdf_file;

void pdf_file_open(pdf_file *, arena *, bool compress);
void pdf_file_close(pdf_file *);
/* count successive numbers without a body; returns the first. */
uint32_t pdf_file_numbers(pdf_file *, size_t count);
/* The object of a number is what is in file->body, which is emptied. */
void pdf_file_set(pdf_file *, uint32_t number);
/* A new object without a body. Never NULL; failures show in write. */
pdf_object *pdf_file_object(pdf_file *);
/* pdf_file_set of the object's number. */
void object_set(pdf_file *, const pdf_object *);
/* The same, with the stream as it is: length and filter are in the body. */
void object_set_as_is(pdf_file *, pdf_object *, str stream);
/* With a stream, which is copied or deflated; length and filter are added. */
void object_set_stream(pdf_file *, pdf_object *, str bytes);
/* The stream is coded already, for that filter. */
void object_set_coded(pdf_file *, pdf_object *, const char *filter, str coded);
/* Deflated (zlib). */
void object_set_packed(pdf_file *, pdf_object *, str packed);
/* zlib; empty when it would not be smaller or the file is not compressed. */
str pdf_file_deflate(pdf_file *, arena *, str bytes);
/* Header, all objects, cross-references, trailer. */
bool pdf_file_write(pdf_file *, diags *, buffer *out);

#endif

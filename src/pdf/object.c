#include "object.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

/* Higher levels save 2 % of a file and cost half its time again. */
#define DEFLATE_LEVEL 1

/* Streams smaller than this are not worth a filter. */
#define DEFLATE_LEAST 64

/* libharu's small allocations come from blocks of this size. */
#define POOL_BLOCK 65536

/*
 * libharu does not survive a failing allocation, so it never sees one.
 */
static void *HPDF_STDCALL allocate(HPDF_UINT size)
{
	void *memory = malloc(size);
	if (!memory) {
		fputs("vanban: hết bộ nhớ (out of memory)\n", stderr);
		exit(3);
	}
	return memory;
}

static void HPDF_STDCALL release(void *memory)
{
	free(memory);
}

static void keep_first_error(pdf_file *file)
{
	if (file->first_error || file->error.error_no == HPDF_OK)
		return;
	file->first_error = file->error.error_no;
	file->first_detail = file->error.detail_no;
}

void pdf_file_open(pdf_file *file, arena *a, bool compress)
{
	*file = (pdf_file){.arena = a, .compress = compress};
	HPDF_Error_Init(&file->error, NULL);
	file->memory =
	    HPDF_MMgr_New(&file->error, POOL_BLOCK, allocate, release);
	file->xref = HPDF_Xref_New(file->memory, 0);
	if (compress)
		file->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
}

void pdf_file_close(pdf_file *file)
{
	HPDF_Xref_Free(file->xref);
	HPDF_MMgr_Free(file->memory);
	if (file->compressor)
		libdeflate_free_compressor(file->compressor);
	buffer_free(&file->body);
}

static HPDF_STATUS write_str(HPDF_Stream stream, str s)
{
	if (!s.length)
		return HPDF_OK;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)s.data,
				 (HPDF_UINT)s.length);
}

/* libharu calls this between << and >>. */
static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
	pdf_object *object = dict->attr;
	object->target = stream;
	return write_str(stream, object->body);
}

/* And this after >>. */
static HPDF_STATUS write_stream(HPDF_Dict dict)
{
	const pdf_object *object = dict->attr;
	if (!object->has_stream)
		return HPDF_OK;
	HPDF_STATUS status = write_str(object->target, STR("\nstream\n"));
	if (status == HPDF_OK)
		status = write_str(object->target, object->stream);
	if (status == HPDF_OK)
		status = write_str(object->target, STR("\nendstream"));
	return status;
}

pdf_object *pdf_file_object(pdf_file *file)
{
	pdf_object *object = ARENA_NEW(file->arena, pdf_object);
	ARENA_GROW(file->arena, file->objects, file->count, file->capacity);
	file->objects[file->count++] = object;
	HPDF_Dict dict = HPDF_Dict_New(file->memory);
	if (dict && HPDF_Xref_Add(file->xref, dict) == HPDF_OK) {
		dict->write_fn = write_body;
		dict->after_write_fn = write_stream;
		dict->attr = object;
		object->number = dict->header.obj_id & 0x00FFFFFF;
	}
	keep_first_error(file);
	return object;
}

void object_set(pdf_file *file, pdf_object *object)
{
	object->body = str_copy(file->arena, buffer_str(&file->body));
	file->body.length = 0;
}

void object_set_coded(pdf_file *file, pdf_object *object, const char *filter,
		      str coded)
{
	object->has_stream = true;
	object->stream = coded;
	buffer_format(&file->body, "/Filter/%s/Length %zu", filter,
		      coded.length);
	object_set(file, object);
}

void object_set_packed(pdf_file *file, pdf_object *object, str packed)
{
	object_set_coded(file, object, "FlateDecode", packed);
}

str pdf_file_deflate(const pdf_file *file, arena *a, str bytes)
{
	if (!file->compressor || bytes.length < DEFLATE_LEAST)
		return (str){0};
	char *packed = arena_allocate(a, bytes.length);
	size_t length = libdeflate_zlib_compress(
	    file->compressor, bytes.data, bytes.length, packed, bytes.length);
	return (str){packed, length};
}

void object_set_stream(pdf_file *file, pdf_object *object, str bytes)
{
	str packed = pdf_file_deflate(file, file->arena, bytes);
	if (packed.length) {
		object_set_packed(file, object, packed);
		return;
	}
	object->has_stream = true;
	object->stream = bytes;
	buffer_format(&file->body, "/Length %zu", bytes.length);
	object_set(file, object);
}

static HPDF_STATUS append_out(HPDF_Stream stream, const HPDF_BYTE *bytes,
			      HPDF_UINT size)
{
	buffer_append(stream->attr, (str){(const char *)bytes, size});
	return HPDF_OK;
}

static HPDF_STATUS write_trailer(HPDF_Dict trailer, HPDF_Stream stream)
{
	const pdf_file *file = trailer->attr;
	/* The identifier is that of the whole file: identity.c fills it in. */
	str text = str_format(file->arena,
			      "/Root %u 0 R/Info %u 0 R/ID[<%032d><%032d>]",
			      file->root->number, file->info->number, 0, 0);
	return write_str(stream, text);
}

static size_t estimate(const pdf_file *file)
{
	size_t size = 4096;
	for (size_t i = 0; i < file->count; i++)
		size += file->objects[i]->body.length +
			file->objects[i]->stream.length + 64;
	return size;
}

bool pdf_file_write(pdf_file *file, diags *d, buffer *out)
{
	buffer_reserve(out, estimate(file));
	HPDF_Stream stream =
	    HPDF_CallbackWriter_New(file->memory, append_out, out);
	if (stream) {
		/* The second line tells transfer programs: not a text. */
		write_str(stream, STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
		file->xref->trailer->attr = file;
		file->xref->trailer->write_fn = write_trailer;
		HPDF_Xref_WriteToStream(file->xref, stream, NULL);
		HPDF_Stream_Free(stream);
	}
	keep_first_error(file);
	if (!file->first_error)
		return true;
	return diag_at(d, DIAG_PDF_FAILED, NO_SPAN,
		       str_format(file->arena, "0x%04lX", file->first_error),
		       str_format(file->arena, "%lu", file->first_detail));
}

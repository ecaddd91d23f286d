#include "put.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

/* Higher levels save 2 % of a file and cost half its time again. */
#define DEFLATE_LEVEL 1

/* Streams smaller than this are not worth a filter. */
#define DEFLATE_LEAST 64

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
	/* No pool: it never takes back what a list outgrows. */
	file->memory = HPDF_MMgr_New(&file->error, 0, allocate, release);
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
	buffer_free(&file->pack.bodies);
	buffer_free(&file->scratch);
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

/* ---- Numbers ----------------------------------------------------------- */

/*
 * libharu's entry of an object that is in an object stream: which, and where
 * in it.  libharu itself knows 'n' and 'f'.
 */
#define PACKED_ENTRY 'p'

/* An entry without an object, which HPDF_Xref_Add does not make. */
static bool add_entry(pdf_file *file)
{
	HPDF_XrefEntry entry = HPDF_GetMem(file->memory, sizeof *entry);
	*entry = (HPDF_XrefEntry_Rec){.entry_typ = HPDF_FREE_ENTRY};
	if (file->xref->entries->count >= HPDF_LIMIT_MAX_XREF_ELEMENT)
		HPDF_SetError(&file->error, HPDF_XREF_COUNT_ERR, 0);
	else if (HPDF_List_Add(file->xref->entries, entry) == HPDF_OK)
		return true;
	HPDF_FreeMem(file->memory, entry);
	keep_first_error(file);
	return false;
}

uint32_t pdf_file_numbers(pdf_file *file, size_t count)
{
	HPDF_List entries = file->xref->entries;
	uint32_t first = entries->count;
	/* libharu's lists grow by equal steps; this doubles. */
	if (first > entries->items_per_block)
		entries->items_per_block = first;
	while (count && add_entry(file))
		count--;
	return first;
}

static HPDF_XrefEntry entry_of(const pdf_file *file, uint32_t number)
{
	return HPDF_List_ItemAt(file->xref->entries, number);
}

pdf_object *pdf_file_object(pdf_file *file)
{
	pdf_object *object = ARENA_NEW(file->arena, pdf_object);
	object->number = pdf_file_numbers(file, 1);
	return object;
}

/* ---- Objects of their own ---------------------------------------------- */

static void set_apart(pdf_file *file, pdf_object *object)
{
	HPDF_XrefEntry entry = entry_of(file, object->number);
	HPDF_Dict dict = HPDF_Dict_New(file->memory);
	object->body = str_copy(file->arena, buffer_str(&file->body));
	file->body.length = 0;
	file->stream_bytes += object->body.length + object->stream.length;
	keep_first_error(file);
	if (!entry || !dict)
		return;
	dict->write_fn = write_body;
	dict->after_write_fn = write_stream;
	dict->attr = object;
	dict->header.obj_id = object->number | HPDF_OTYPE_INDIRECT;
	entry->entry_typ = HPDF_IN_USE_ENTRY;
	entry->obj = dict;
}

void object_set_as_is(pdf_file *file, pdf_object *object, str stream)
{
	object->has_stream = true;
	object->stream = stream;
	set_apart(file, object);
}

/* ---- Objects in object streams ----------------------------------------- */

/* The numbers and offsets that stand before the bodies. */
static void put_index(const object_pack *pack, buffer *out)
{
	for (size_t i = 0; i < pack->count; i++) {
		put_integer(out, pack->numbers[i]);
		buffer_append_byte(out, ' ');
		put_integer(out, (int64_t)pack->offsets[i]);
		buffer_append_byte(out, ' ');
	}
}

static void close_pack(pdf_file *file)
{
	object_pack *pack = &file->pack;
	if (!pack->count)
		return;
	buffer all = {0};
	put_index(pack, &all);
	size_t first = all.length;
	buffer_append(&all, buffer_str(&pack->bodies));
	pdf_object *object = pdf_file_object(file);
	for (size_t i = 0; i < pack->count; i++) {
		HPDF_XrefEntry entry = entry_of(file, pack->numbers[i]);
		*entry = (HPDF_XrefEntry_Rec){PACKED_ENTRY, object->number,
					      (HPDF_UINT16)i, NULL};
	}
	buffer_format(&file->body, "/Type/ObjStm/N %zu/First %zu", pack->count,
		      first);
	object_set_stream(file, object, buffer_str(&all));
	buffer_free(&all);
	pack->count = 0;
	pack->bodies.length = 0;
}

static void set_packed(pdf_file *file, uint32_t number)
{
	object_pack *pack = &file->pack;
	pack->numbers[pack->count] = number;
	pack->offsets[pack->count++] = pack->bodies.length;
	PUT(&pack->bodies, "<<");
	buffer_append(&pack->bodies, buffer_str(&file->body));
	PUT(&pack->bodies, ">>");
	file->body.length = 0;
	if (pack->count == PACK_MOST)
		close_pack(file);
}

void pdf_file_set(pdf_file *file, uint32_t number)
{
	if (file->compress && entry_of(file, number)) {
		set_packed(file, number);
		return;
	}
	pdf_object *object = ARENA_NEW(file->arena, pdf_object);
	object->number = number;
	set_apart(file, object);
}

void object_set(pdf_file *file, const pdf_object *object)
{
	pdf_file_set(file, object->number);
}

/* ---- Streams ----------------------------------------------------------- */

void object_set_coded(pdf_file *file, pdf_object *object, const char *filter,
		      str coded)
{
	buffer_format(&file->body, "/Filter/%s/Length %zu", filter,
		      coded.length);
	object_set_as_is(file, object, coded);
}

void object_set_packed(pdf_file *file, pdf_object *object, str packed)
{
	object_set_coded(file, object, "FlateDecode", packed);
}

/* In file->scratch; empty where it would not be smaller. */
static str deflate(pdf_file *file, str bytes)
{
	buffer *out = &file->scratch;
	if (!file->compressor || bytes.length < DEFLATE_LEAST)
		return (str){0};
	out->length = 0;
	buffer_reserve(out, bytes.length);
	out->length =
	    libdeflate_zlib_compress(file->compressor, bytes.data, bytes.length,
				     out->data, bytes.length);
	return buffer_str(out);
}

str pdf_file_deflate(pdf_file *file, arena *a, str bytes)
{
	str packed = deflate(file, bytes);
	return packed.length ? str_copy(a, packed) : packed;
}

void object_set_stream(pdf_file *file, pdf_object *object, str bytes)
{
	str packed = pdf_file_deflate(file, file->arena, bytes);
	if (packed.length) {
		object_set_packed(file, object, packed);
		return;
	}
	buffer_format(&file->body, "/Length %zu", bytes.length);
	object_set_as_is(file, object, str_copy(file->arena, bytes));
}

/* ---- The file ---------------------------------------------------------- */

static HPDF_STATUS append_out(HPDF_Stream stream, const HPDF_BYTE *bytes,
			      HPDF_UINT size)
{
	buffer_append(stream->attr, (str){(const char *)bytes, size});
	return HPDF_OK;
}

/* The identifier is that of the whole file: identity.c fills it in. */
static str trailer_entries(const pdf_file *file)
{
	return str_format(file->arena,
			  "/Root %u 0 R/Info %u 0 R/ID[<%032d><%032d>]",
			  file->root->number, file->info->number, 0, 0);
}

static HPDF_STATUS write_trailer(HPDF_Dict trailer, HPDF_Stream stream)
{
	return write_str(stream, trailer_entries(trailer->attr));
}

/* Type, four bytes of offset or object stream, two of index or generation. */
enum { ENTRY_BYTES = 7, ROW_BYTES = 1 + ENTRY_BYTES };

static void encode_entry(const HPDF_XrefEntry_Rec *entry,
			 uint8_t out[ENTRY_BYTES])
{
	bool is_packed = entry->entry_typ == PACKED_ENTRY;
	out[0] = is_packed ? 2 : entry->entry_typ == HPDF_IN_USE_ENTRY;
	for (int i = 0; i < 4; i++)
		out[1 + i] = (uint8_t)(entry->byte_offset >> (24 - 8 * i));
	out[5] = (uint8_t)(entry->gen_no >> 8);
	out[6] = (uint8_t)entry->gen_no;
}

/*
 * PNG's predictor Up: what a row is more than the one before, which is nearly
 * always an index of one.
 */
static str encode_entries(const pdf_file *file, size_t count)
{
	char *rows = arena_array(file->arena, count, ROW_BYTES);
	uint8_t above[ENTRY_BYTES] = {0}, entry[ENTRY_BYTES];
	for (size_t i = 0; i < count; i++) {
		char *row = rows + i * ROW_BYTES;
		encode_entry(entry_of(file, (uint32_t)i), entry);
		row[0] = 2;
		for (int j = 0; j < ENTRY_BYTES; j++)
			row[1 + j] = (char)(entry[j] - above[j]);
		memcpy(above, entry, sizeof above);
	}
	return (str){rows, count * ROW_BYTES};
}

static void write_object(pdf_file *file, uint32_t number, HPDF_Stream stream,
			 size_t offset)
{
	HPDF_XrefEntry entry = entry_of(file, number);
	entry->byte_offset = (HPDF_UINT)offset;
	write_str(stream, str_format(file->arena, "%u 0 obj\n", number));
	HPDF_Obj_WriteValue(entry->obj, stream, NULL);
	write_str(stream, STR("\nendobj\n"));
}

/* The cross-reference stream is the last object, and in itself. */
static void write_references(pdf_file *file, HPDF_Stream stream, size_t offset)
{
	pdf_object *object = pdf_file_object(file);
	size_t count = file->xref->entries->count;
	HPDF_XrefEntry entry = entry_of(file, object->number);
	if (!entry)
		return;
	entry->entry_typ = HPDF_IN_USE_ENTRY;
	entry->byte_offset = (HPDF_UINT)offset;
	buffer_format(&file->body, "/Type/XRef/Size %zu/W[1 4 2]", count);
	buffer_append(&file->body, trailer_entries(file));
	buffer_format(&file->body, "/DecodeParms<</Predictor 12/Columns %d>>",
		      ENTRY_BYTES);
	object_set_stream(file, object, encode_entries(file, count));
	write_object(file, object->number, stream, offset);
	write_str(stream,
		  str_format(file->arena, "startxref\n%zu\n%%%%EOF\n", offset));
}

static void write_packed_file(pdf_file *file, HPDF_Stream stream,
			      const buffer *out, size_t start)
{
	close_pack(file);
	for (uint32_t i = 1; i < file->xref->entries->count; i++) {
		if (entry_of(file, i)->entry_typ == HPDF_IN_USE_ENTRY)
			write_object(file, i, stream, out->length - start);
	}
	write_references(file, stream, out->length - start);
}

static void write_plain_file(pdf_file *file, HPDF_Stream stream)
{
	file->xref->trailer->attr = file;
	file->xref->trailer->write_fn = write_trailer;
	HPDF_Xref_WriteToStream(file->xref, stream, NULL);
}

/* Beyond what an offset of four bytes can say. */
#define FILE_BYTES_MOST UINT32_MAX

bool pdf_file_write(pdf_file *file, diags *d, buffer *out)
{
	size_t start = out->length;
	buffer_reserve(out,
		       file->stream_bytes + file->stream_bytes / 16 + 16384);
	HPDF_Stream stream =
	    HPDF_CallbackWriter_New(file->memory, append_out, out);
	if (stream) {
		/* The second line tells transfer programs: not a text. */
		write_str(stream, STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
		if (file->compress)
			write_packed_file(file, stream, out, start);
		else
			write_plain_file(file, stream);
		HPDF_Stream_Free(stream);
	}
	keep_first_error(file);
	if (!file->first_error && out->length - start <= FILE_BYTES_MOST)
		return true;
	return diag_at(d, DIAG_PDF_FAILED, NO_SPAN,
		       str_format(file->arena, "0x%04lX", file->first_error),
		       str_format(file->arena, "%lu", file->first_detail));
}

#include "facts.h"
#include "walk.h"

#include "vanban/fingerprint.h"

/* ---- The attachment ----------------------------------------------------- */

/* "D:20230914…" -> "2023-09-14" */
static str iso_day(arena *a, str date)
{
	if (!str_starts_with(date, STR("D:")) || date.length < 10)
		return (str){NULL, 0};
	return str_format(a, "%.4s-%.2s-%.2s", date.data + 2, date.data + 6,
			  date.data + 8);
}

static str hexadecimal(arena *a, str bytes)
{
	buffer text = {0};
	for (size_t i = 0; i < bytes.length; i++)
		buffer_format(&text, "%02x", (unsigned char)bytes.data[i]);
	str copy = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	return copy;
}

/* Both fingerprints, as far as they are given; the metadata's must be. */
static bool is_sound(pdf_access *p, qpdf_oh parameters,
		     const reader_document *out)
{
	qpdf_oh sum = access_key(p, parameters, "/CheckSum");
	str md5 = hexadecimal(p->arena, access_bytes(p, sum));
	access_release(p, sum);
	return out->facts.digest.length &&
	       str_equal(out->facts.digest,
			 fingerprint_sha256(p->arena, out->data)) &&
	       (!md5.length ||
		str_equal(md5, fingerprint_md5(p->arena, out->data)));
}

static void read_file(pdf_access *p, qpdf_oh specification,
		      reader_document *out)
{
	qpdf_oh files = access_key(p, specification, "/EF");
	qpdf_oh file = access_key(p, files, "/F");
	qpdf_oh parameters = access_key(p, file, "/Params");
	out->data_description = access_text_at(p, specification, "/Desc");
	out->data_date =
	    iso_day(p->arena, access_text_at(p, parameters, "/ModDate"));
	if (access_stream(p, file, &out->data))
		out->is_sound = is_sound(p, parameters, out);
	access_release(p, parameters);
	access_release(p, file);
	access_release(p, files);
}

/* Our own name tree is one array; others' are not looked through. */
static bool find_specification(pdf_access *p, qpdf_oh *out)
{
	qpdf_oh root = access_root(p), names = access_key(p, root, "/Names");
	qpdf_oh tree = access_key(p, names, "/EmbeddedFiles");
	qpdf_oh pairs = access_key(p, tree, "/Names");
	int count = access_count(p, pairs);
	bool found = false;
	for (int i = 0; i + 1 < count && !found; i += 2) {
		qpdf_oh name = access_item(p, pairs, i);
		qpdf_oh file = access_item(p, pairs, i + 1);
		found = str_equal(access_text(p, name), STR("so-lieu.xml"));
		access_release(p, name);
		if (found)
			*out = file;
		else
			access_release(p, file);
	}
	access_release(p, pairs);
	access_release(p, tree);
	access_release(p, names);
	access_release(p, root);
	return found;
}

bool reader_find_data(pdf_access *p, qpdf_oh *file)
{
	qpdf_oh specification, files;
	if (!find_specification(p, &specification))
		return false;
	files = access_key(p, specification, "/EF");
	*file = access_key(p, files, "/F");
	return access_is(p, *file, ot_stream);
}

static bool find_data(pdf_access *p, reader_document *out, bool with_bytes)
{
	qpdf_oh specification;
	if (!find_specification(p, &specification))
		return false;
	out->data_name = STR("so-lieu.xml");
	if (with_bytes)
		read_file(p, specification, out);
	access_release(p, specification);
	return true;
}

/* ---- Doors -------------------------------------------------------------- */

static bool read_parts(pdf_access *p, unsigned parts, reader_document *out)
{
	out->version =
	    str_copy(p->arena, str_from(p->q->get_pdf_version(p->pdf)));
	facts_read(p, &out->facts);
	out->is_ours = find_data(p, out, parts & READER_DATA);
	if (p->q->has_error(p->pdf))
		return access_failed(p);
	if (!out->is_ours && !(parts & READER_ANY))
		return diag_at(p->diags, DIAG_READER_NOT_OURS, p->at, p->path);
	if (!(parts & (READER_PAGES | READER_STRUCTURE)))
		return true;
	return pages_count(p, out) &&
	       (!(parts & READER_PAGES) || pages_read(p, out)) &&
	       (!(parts & READER_STRUCTURE) || structure_read(p, out));
}

typedef struct reading {
	arena *arena;
	diags *diags;
	str path, bytes;
	span at;
	unsigned parts;
	reader_document *out;
	bool good;
} reading;

static void read_document(void *argument)
{
	reading *r = argument;
	pdf_access p;
	r->good =
	    access_open(&p, r->arena, r->diags, r->path, r->at, r->bytes) &&
	    read_parts(&p, r->parts, r->out);
	/* What went wrong on the way has made something empty. */
	if (r->good && p.q->has_error(p.pdf))
		r->good = access_failed(&p);
	access_close(&p);
}

bool reader_read(arena *a, diags *d, str path, span at, str bytes,
		 unsigned parts, reader_document *out)
{
	reading r = {a, d, path, bytes, at, parts, out, false};
	*out = (reader_document){0};
	if (!access_survives(d, path, at, bytes, read_document, &r))
		return false;
	read_document(&r);
	return r.good;
}

#include "blank.h"
#include "walk.h"

#include "vanban/fingerprint.h"

/* ---- Refusals ----------------------------------------------------------- */

static bool check_signatures(pdf_access *p)
{
	reader_document pdf = {0};
	if (!pages_count(p, &pdf) || !pages_read(p, &pdf))
		return false;
	for (size_t i = 0; i < pdf.signature_count; i++)
		if (pdf.signatures[i].is_signed)
			return diag_at(p->diags, DIAG_NUMBER_SIGNED, p->at,
				       p->path, pdf.signatures[i].name);
	return true;
}

static bool check_encryption(pdf_access *p)
{
	return !p->q->is_encrypted(p->pdf) ||
	       diag_at(p->diags, DIAG_READER_ENCRYPTED, p->at, p->path);
}

/* ---- Pages -------------------------------------------------------------- */

static void replace(pdf_access *p, qpdf_oh stream, str bytes)
{
	qpdf_oh none = p->q->oh_new_null(p->pdf);
	p->q->oh_replace_stream_data(p->pdf, stream,
				     (const unsigned char *)bytes.data,
				     bytes.length, none, none);
}

static int64_t height_of(pdf_access *p, qpdf_oh page)
{
	qpdf_oh box = access_key(p, page, "/MediaBox");
	qpdf_oh top = access_count(p, box) == 4 ? access_item(p, box, 3)
						: p->q->oh_new_null(p->pdf);
	double height = p->q->oh_get_numeric_value(p->pdf, top);
	access_release(p, top);
	access_release(p, box);
	return height > 0 && height < 1e6 ? (int64_t)(height * 1000 + 0.5) : 0;
}

static bool fill_blank(pdf_access *p, const reader_blank *blank,
		       const char *what)
{
	str content;
	buffer out = {0};
	int count = p->q->get_num_pages(p->pdf);
	if (blank->page == 0 || (int64_t)blank->page > count)
		return diag_at(p->diags, DIAG_NUMBER_NO_PLACE, p->at, p->path,
			       str_from(what));
	qpdf_oh page = p->q->get_page_n(p->pdf, blank->page - 1);
	qpdf_oh stream = access_key(p, page, "/Contents");
	bool good = access_stream(p, stream, &content);
	if (!good)
		diag_at(p->diags, DIAG_NUMBER_NO_PLACE, p->at, p->path,
			str_from(what));
	good = good && blank_fill(p, page, height_of(p, page), content, blank,
				  what, &out);
	if (good)
		replace(p, stream, buffer_str(&out));
	buffer_free(&out);
	return good;
}

/* ---- Metadata ----------------------------------------------------------- */

static void put_escaped(buffer *out, str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i] == '&')
			buffer_append(out, STR("&amp;"));
		else if (s.data[i] == '<')
			buffer_append(out, STR("&lt;"));
		else
			buffer_append_byte(out, s.data[i]);
}

static void put_facts(buffer *out, const reader_filling *f)
{
	if (f->date.length)
		buffer_format(out,
			      "<xmp:CreateDate>%.*sT00:00:00+07:00"
			      "</xmp:CreateDate>\n"
			      "<xmp:ModifyDate>%.*sT00:00:00+07:00"
			      "</xmp:ModifyDate>\n",
			      STR_ARGS(f->date), STR_ARGS(f->date));
	if (!f->number.length)
		return;
	buffer_append(out, STR("<vanban:number>"));
	put_escaped(out, f->number);
	buffer_append(out, STR("</vanban:number>\n"));
}

/* Our own packet: the facts before those of the unit, the digest anew. */
static void fill_packet(pdf_access *p, const reader_filling *f)
{
	static const str digest = STR_INIT("<vanban:dataSha256>");
	qpdf_oh metadata = access_key(p, access_root(p), "/Metadata");
	str packet;
	buffer out = {0};
	if (!access_stream(p, metadata, &packet))
		return;
	size_t facts = str_find(packet, STR("<vanban:unit>"));
	buffer_append(&out, str_slice(packet, 0, facts));
	put_facts(&out, f);
	packet = str_slice(packet, facts, packet.length);
	size_t at = str_find(packet, digest) + digest.length;
	buffer_append(&out, str_slice(packet, 0, at));
	buffer_append(&out, fingerprint_sha256(p->arena, f->data));
	packet = str_slice(packet, at, packet.length);
	buffer_append(
	    &out, str_slice(packet, str_find(packet, STR("<")), packet.length));
	replace(p, metadata, buffer_str(&out));
	buffer_free(&out);
}

/* "D:20230914000000+07'00'" */
static void set_date(pdf_access *p, qpdf_oh dictionary, const char *key,
		     str date)
{
	str text = str_format(p->arena, "D:%.4s%.2s%.2s000000+07'00'",
			      date.data, date.data + 5, date.data + 8);
	p->q->oh_replace_key(p->pdf, dictionary, key,
			     p->q->oh_new_string(p->pdf, text.data));
}

static void fill_information(pdf_access *p, const reader_filling *f)
{
	qpdf_oh information = access_key(p, p->q->get_trailer(p->pdf), "/Info");
	if (!f->date.length || !access_is_dictionary(p, information))
		return;
	set_date(p, information, "/CreationDate", f->date);
	set_date(p, information, "/ModDate", f->date);
}

/* ---- The attachment ----------------------------------------------------- */

static str from_hexadecimal(arena *a, str digits)
{
	char *bytes = arena_allocate(a, digits.length / 2);
	for (size_t i = 0; i < digits.length / 2; i++)
		bytes[i] = (char)(hex_digit(digits.data[2 * i]) << 4 |
				  hex_digit(digits.data[2 * i + 1]));
	return (str){bytes, digits.length / 2};
}

static void fill_data(pdf_access *p, qpdf_oh file, const reader_filling *f)
{
	qpdf_oh parameters = access_key(p, file, "/Params");
	str sum =
	    from_hexadecimal(p->arena, fingerprint_md5(p->arena, f->data));
	replace(p, file, f->data);
	if (f->date.length)
		set_date(p, parameters, "/ModDate", f->date);
	p->q->oh_replace_key(
	    p->pdf, parameters, "/Size",
	    p->q->oh_new_integer(p->pdf, (long long)f->data.length));
	p->q->oh_replace_key(
	    p->pdf, parameters, "/CheckSum",
	    p->q->oh_new_binary_string(p->pdf, sum.data, sum.length));
}

/* ---- Writing ------------------------------------------------------------ */

static bool write_file(pdf_access *p, buffer *out)
{
	const library *q = p->q;
	QPDF_ERROR_CODE code = q->init_write_memory(p->pdf);
	if (!(code & QPDF_ERRORS)) {
		q->set_deterministic_ID(p->pdf, QPDF_TRUE);
		q->set_object_stream_mode(p->pdf, qpdf_o_preserve);
		q->set_stream_data_mode(p->pdf, qpdf_s_compress);
		q->set_newline_before_endstream(p->pdf, QPDF_TRUE);
		code = q->write(p->pdf);
	}
	if (code & QPDF_ERRORS)
		return access_failed(p);
	buffer_append(out, (str){(const char *)q->get_buffer(p->pdf),
				 q->get_buffer_length(p->pdf)});
	return true;
}

static bool fill(pdf_access *p, const reader_filling *f, buffer *out)
{
	static const char *const what[] = {"số / number", "ngày / date"};
	qpdf_oh file;
	if (!check_encryption(p) || !check_signatures(p))
		return false;
	if (!reader_find_data(p, &file))
		return diag_at(p->diags, DIAG_READER_NOT_OURS, p->at, p->path);
	for (size_t i = 0; i < f->blank_count; i++)
		if (!fill_blank(p, &f->blanks[i],
				what[f->blanks[i].text_count > 1]))
			return false;
	fill_packet(p, f);
	fill_information(p, f);
	fill_data(p, file, f);
	return write_file(p, out);
}

typedef struct filling {
	arena *arena;
	diags *diags;
	str path, bytes;
	span at;
	const reader_filling *filling;
	buffer *out;
	bool good;
} filling;

static void fill_document(void *argument)
{
	filling *f = argument;
	pdf_access p;
	f->good =
	    access_open(&p, f->arena, f->diags, f->path, f->at, f->bytes) &&
	    fill(&p, f->filling, f->out);
	if (f->good && p.q->has_error(p.pdf))
		f->good = access_failed(&p);
	access_close(&p);
}

bool reader_fill(arena *a, diags *d, str path, span at, str bytes,
		 const reader_filling *wanted, buffer *out)
{
	filling f = {a, d, path, bytes, at, wanted, out, false};
	if (!access_survives(d, path, at, bytes, fill_document, &f))
		return false;
	fill_document(&f);
	return f.good;
}

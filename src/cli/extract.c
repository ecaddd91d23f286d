#include "cli/papers.h"
#include "vanban/file.h"

/* ---- extract ------------------------------------------------------------ */

static void tell_extracted(const cli_options *o, const paper *p)
{
	buffer out = {0};
	size_t bytes = p->pdf.data.length;
	if (o->json) {
		buffer_append(&out, STR("{\"event\":\"data\""));
		paper_json(&out, "input", p->path);
		paper_json(&out, "output", o->output);
		paper_json_number(&out, "bytes", bytes);
		buffer_format(&out, ",\"sound\":%s}\n",
			      p->pdf.is_sound ? "true" : "false");
		cli_put(cli_events(o), &out);
	} else if (!o->quiet && p->pdf.is_sound) {
		buffer_format(&out,
			      cli_say(o, "%.*s: %zu byte, mã kiểm khớp\n",
				      "%.*s: %zu bytes, the checksum holds\n"),
			      STR_ARGS(p->pdf.data_name), bytes);
		cli_put(stderr, &out);
	}
	buffer_free(&out);
}

/* The bytes come out whatever they are worth. */
int cli_extract(const cli_options *o, arena *a, diags *d)
{
	paper p;
	if (!papers_named(o, d, 1, 1))
		return CLI_USAGE;
	str output = o->output.length ? o->output : STR("-");
	str bytes;
	p = (paper){.path = o->files[0]};
	if (!file_read(a, d, p.path, NO_SPAN, &bytes))
		return CLI_DONE;
	if (file_is_same(p.path, output)) {
		diag_at(d, DIAG_OUTPUT_IS_INPUT, NO_SPAN, output);
		return CLI_DONE;
	}
	if (!reader_read(a, d, p.path, NO_SPAN, bytes, READER_DATA, &p.pdf))
		return CLI_DONE;
	if (!p.pdf.is_sound) {
		diag_at(d, DIAG_READER_CHECKSUM, NO_SPAN, p.path);
		diag_hint(d, HINT_MADE_ANEW);
	}
	if (file_write_atomically(d, output, p.pdf.data))
		tell_extracted(o, &p);
	return CLI_DONE;
}

/* ---- inspect ------------------------------------------------------------ */

static str unit_of(const paper *p, arena *a)
{
	str code = p->pdf.facts.unit;
	str name = p->has_data ? embed_unit_name(&p->data, code) : code;
	return str_equal(name, code)
		   ? code
		   : str_format(a, "%.*s (%.*s)", STR_ARGS(name),
				STR_ARGS(code));
}

static str period_of(const paper *p, arena *a)
{
	data_period period;
	str code = p->pdf.facts.period;
	if (!data_read_period(a, code, &period))
		return code;
	return str_format(a, "%.*s (%.*s)",
			  STR_ARGS(data_period_name(a, &period)),
			  STR_ARGS(code));
}

static str date_of(const paper *p, arena *a)
{
	text_date date;
	str day = p->pdf.facts.date;
	return text_read_date(day, &date)
		   ? text_format_date(a, date, TEXT_DATE_SHORT)
		   : day;
}

static str claims_of(const paper *p, arena *a)
{
	str claims[] = {p->pdf.facts.conformance, p->pdf.facts.accessibility};
	return claims[1].length ? str_join(a, claims, 2, STR(", ")) : claims[0];
}

static str signatures_of(const cli_options *o, const paper *p, arena *a)
{
	const reader_document *pdf = &p->pdf;
	str *parts = ARENA_ARRAY(a, str, pdf->signature_count);
	for (size_t i = 0; i < pdf->signature_count; i++)
		parts[i] = str_format(
		    a, "%.*s (%s)", STR_ARGS(pdf->signatures[i].name),
		    pdf->signatures[i].is_signed
			? cli_say(o, "đã ký", "signed")
			: cli_say(o, "chưa ký", "not signed"));
	return str_join(a, parts, pdf->signature_count, STR(", "));
}

static str attachment_of(const cli_options *o, const paper *p, arena *a)
{
	return str_format(
	    a, cli_say(o, "%.*s, %zu byte, %s", "%.*s, %zu bytes, %s"),
	    STR_ARGS(p->pdf.data_name), p->pdf.data.length,
	    p->pdf.is_sound
		? cli_say(o, "mã kiểm khớp", "the checksum holds")
		: cli_say(o, "MÃ KIỂM KHÔNG KHỚP", "THE CHECKSUM FAILS"));
}

static void line(const cli_options *o, buffer *out, const char *vi,
		 const char *en, str value)
{
	const char *name = cli_say(o, vi, en);
	size_t width = str_code_points(str_from(name));
	if (!value.length)
		return;
	buffer_format(out, "%s:", name);
	for (; width < 12; width++)
		buffer_append_byte(out, ' ');
	buffer_append_byte(out, ' ');
	diag_expand(out, "{0}", &value, 1);
	buffer_append_byte(out, '\n');
}

static void print_text(const cli_options *o, const paper *p, arena *a,
		       buffer *out)
{
	const reader_facts *f = &p->pdf.facts;
	const reader_document *pdf = &p->pdf;
	line(o, out, "văn bản", "document", f->title);
	line(o, out, "loại", "type", f->type);
	line(o, out, "số", "number", f->number);
	line(o, out, "ngày", "date", date_of(p, a));
	line(o, out, "cơ quan", "body", f->author);
	line(o, out, "đơn vị", "unit", unit_of(p, a));
	line(o, out, "kỳ", "period", period_of(p, a));
	line(o, out, "số trang", "pages",
	     str_format(a, "%zu", pdf->page_count));
	if (p->has_data)
		line(o, out, "con số", "figures",
		     str_format(a, "%zu", p->data.figure_count));
	line(o, out, "tự nhận đạt", "claims", claims_of(p, a));
	line(o, out, "phông chữ", "fonts",
	     str_join(a, pdf->fonts, pdf->font_count, STR(", ")));
	line(o, out, "tệp kèm", "attachment", attachment_of(o, p, a));
	line(o, out, "ô chữ ký", "signatures", signatures_of(o, p, a));
}

static void put_list(buffer *out, const char *key, const str *items,
		     size_t count)
{
	buffer_format(out, ",\"%s\":[", key);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_append_byte(out, ',');
		cli_json_string(out, items[i]);
	}
	buffer_append_byte(out, ']');
}

static void put_signatures(buffer *out, const reader_document *pdf)
{
	buffer_append(out, STR(",\"signatures\":["));
	for (size_t i = 0; i < pdf->signature_count; i++) {
		buffer_append(out, i ? STR(",{\"name\":") : STR("{\"name\":"));
		cli_json_string(out, pdf->signatures[i].name);
		buffer_format(out, ",\"signed\":%s}",
			      pdf->signatures[i].is_signed ? "true" : "false");
	}
	buffer_append_byte(out, ']');
}

static void print_json(const paper *p, buffer *out)
{
	const reader_facts *f = &p->pdf.facts;
	const reader_document *pdf = &p->pdf;
	buffer_append(out, STR("{\"event\":\"inspect\""));
	paper_json(out, "input", p->path);
	paper_json(out, "title", f->title);
	paper_json(out, "type", f->type);
	paper_json(out, "number", f->number);
	paper_json(out, "date", f->date);
	paper_json(out, "body", f->author);
	paper_json(out, "unit", f->unit);
	paper_json(out, "period", f->period);
	paper_json_number(out, "pages", pdf->page_count);
	put_list(out, "labels", pdf->labels, pdf->page_count);
	if (p->has_data)
		paper_json_number(out, "figures", p->data.figure_count);
	paper_json(out, "pdf", pdf->version);
	paper_json(out, "conformance", f->conformance);
	paper_json(out, "accessibility", f->accessibility);
	put_list(out, "fonts", pdf->fonts, pdf->font_count);
	buffer_append(out, STR(",\"attachment\":{\"type\":\"text/xml\""));
	paper_json(out, "name", pdf->data_name);
	paper_json(out, "description", pdf->data_description);
	paper_json(out, "date", pdf->data_date);
	paper_json_number(out, "bytes", pdf->data.length);
	paper_json(out, "sha256", f->digest);
	buffer_format(out, ",\"sound\":%s}", pdf->is_sound ? "true" : "false");
	put_signatures(out, pdf);
	buffer_append(out, STR("}\n"));
}

int cli_inspect(const cli_options *o, arena *a, diags *d)
{
	paper p;
	buffer out = {0};
	if (!papers_named(o, d, 1, 1))
		return CLI_USAGE;
	if (!paper_read(o, a, d, o->files[0], READER_DATA | READER_PAGES, &p))
		return CLI_DONE;
	if (o->json)
		print_json(&p, &out);
	else
		print_text(o, &p, a, &out);
	cli_put(stdout, &out);
	buffer_free(&out);
	return CLI_DONE;
}

#include "cli/papers.h"
#include "vanban/file.h"

bool papers_named(const cli_options *o, diags *d, size_t least, size_t most)
{
	str command = str_from(o->command->name);
	if (o->file_count > most)
		return diag_at(d, DIAG_TOO_MANY_ARGUMENTS, NO_SPAN,
			       o->files[most], command);
	if (o->file_count >= least)
		return true;
	return diag_at(d, DIAG_MISSING_ARGUMENT, NO_SPAN,
		       str_from(least > 1
				    ? cli_say(o, "hai tệp PDF", "two PDFs")
				    : cli_say(o, "tệp PDF", "a PDF")),
		       command);
}

static void read_figures(const paper *p, arena *a, diags *d, paper *out)
{
	xml_document file;
	str name = str_format(a, "%.*s#" EMBED_NAME, STR_ARGS(p->path));
	out->has_data = xml_parse(a, d, name, p->pdf.data, &file) &&
			embed_read(&file, a, d, &out->data);
}

bool paper_read(const cli_options *o, arena *a, diags *d, str path,
		unsigned parts, paper *out)
{
	(void)o;
	*out = (paper){.path = path};
	if (!file_read(a, d, path, NO_SPAN, &out->bytes))
		return false;
	/* So that an output that is this file is noticed. */
	source_add(diags_sources(d), path, (str){NULL, 0});
	if (!reader_read(a, d, path, NO_SPAN, out->bytes, parts, &out->pdf))
		return false;
	if (!(parts & READER_DATA))
		return true;
	if (!out->pdf.is_sound) {
		diag_at(d, DIAG_READER_CHECKSUM, NO_SPAN, path);
		diag_hint(d, HINT_MADE_ANEW);
	}
	read_figures(out, a, d, out);
	return true;
}

str paper_number(arena *a, str value)
{
	int64_t n;
	return str_to_int64(value, &n) ? text_format_integer(a, n) : value;
}

str paper_plain(arena *a, str text)
{
	buffer out = {0};
	while (text.length) {
		size_t at = str_find(text, STR("\xC2\xA0"));
		buffer_append(&out, str_slice(text, 0, at));
		if (at < text.length)
			buffer_append_byte(&out, ' ');
		text = str_slice(text, at + 2, text.length);
	}
	str copy = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return copy;
}

void paper_json(buffer *out, const char *key, str value)
{
	if (!value.length)
		return;
	buffer_format(out, ",\"%s\":", key);
	cli_json_string(out, value);
}

void paper_json_number(buffer *out, const char *key, uint64_t value)
{
	buffer_format(out, ",\"%s\":%llu", key, (unsigned long long)value);
}

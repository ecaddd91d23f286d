#include "cli/papers.h"
#include "vanban/file.h"

/* ---- What is to be filled in -------------------------------------------- */

static bool read_date(const cli_options *o, diags *d, arena *a, text_date *out)
{
	if (text_read_date(o->late_date, out))
		return true;
	diag_at(d, DIAG_BAD_CHOICE, NO_SPAN, o->late_date, STR("--ngay"));
	str meant = text_date_meant(a, o->late_date);
	if (meant.length)
		diag_hint(d, HINT_WRITE_AS, meant);
	else
		diag_hint(d, HINT_DATE_FORM);
	return false;
}

/* 87, or 87a between two that are taken. */
static bool check_number(const cli_options *o, diags *d)
{
	str s = str_trim(o->late_number);
	size_t digits = 0;
	bool is_zero = true;
	for (; digits < s.length && s.data[digits] >= '0' &&
	       s.data[digits] <= '9';
	     digits++)
		is_zero &= s.data[digits] == '0';
	bool has_letter = digits + 1 == s.length && s.data[digits] >= 'a' &&
			  s.data[digits] <= 'z';
	if (!is_zero && (digits == s.length || has_letter))
		return true;
	diag_at(d, DIAG_BAD_CHOICE, NO_SPAN, o->late_number, STR("--so"));
	diag_hint(d, HINT_LATE_NUMBER_FORM);
	return false;
}

/* A slip of -o must not replace a file of data. */
static bool may_replace(diags *d, arena *a, str output)
{
	str bytes;
	if (!file_exists(output) || str_starts_with(output, STR("/dev/")))
		return true;
	return !file_read(a, d, output, NO_SPAN, &bytes)
		   ? false
		   : reader_is_pdf(bytes) || !bytes.length ||
			 diag_at(d, DIAG_OUTPUT_NOT_PDF, NO_SPAN, output);
}

/* As the letterhead prints it: below ten with a zero before it. */
static str printed_number(arena *a, str number)
{
	int64_t value;
	number = str_trim(number);
	return str_to_int64(number, &value) && value >= 0 && value < 10
		   ? text_format_two_digits(a, value)
		   : number;
}

/* The three numbers of "ngày 14 tháng 9 năm 2023". */
static const str *date_parts(arena *a, text_date date)
{
	str rest = text_format_date(a, date, TEXT_DATE_FULL), word;
	str *parts = ARENA_ARRAY(a, str, 3);
	size_t count = 0;
	while (count < 3 && str_next_word(&rest, &word))
		if (word.data[0] >= '0' && word.data[0] <= '9')
			parts[count++] = word;
	return parts;
}

static const embed_blank *blank_of(const paper *p, const char *name)
{
	for (size_t i = 0; i < p->data.blank_count; i++)
		if (str_equal(p->data.blanks[i].name, str_from(name)))
			return &p->data.blanks[i];
	return NULL;
}

/* What is given must be empty in the document, and have a place there. */
static bool is_free(const cli_options *o, diags *d, const paper *p,
		    const char *name, str present)
{
	bool is_number = strcmp(name, "so") == 0;
	str what = str_from(is_number ? cli_say(o, "số", "number")
				      : cli_say(o, "ngày", "date"));
	if (present.length)
		return diag_at(d, DIAG_NUMBER_FILLED, NO_SPAN, p->path, what,
			       present);
	if (!blank_of(p, name))
		return diag_at(d, DIAG_NUMBER_NO_PLACE, NO_SPAN, p->path, what);
	return true;
}

/* Every place of that name: letterhead and annexes. */
static void add_blanks(reader_blank *blanks, size_t *count, const paper *p,
		       const char *name, const str *texts, size_t text_count)
{
	for (size_t i = 0; i < p->data.blank_count; i++) {
		const embed_blank *from = &p->data.blanks[i];
		if (str_equal(from->name, str_from(name)))
			blanks[(*count)++] = (reader_blank){
			    from->page,	  from->x, from->y,    from->width,
			    from->height, texts,   text_count,
			};
	}
}

/* ---- The command -------------------------------------------------------- */

static bool fill(const cli_options *o, arena *a, diags *d, const paper *p,
		 text_date date, buffer *out)
{
	reader_blank *blanks =
	    ARENA_ARRAY(a, reader_blank, p->data.blank_count);
	size_t count = 0;
	buffer data = {0};
	str number = o->late_number.length ? printed_number(a, o->late_number)
					   : (str){NULL, 0};
	if (number.length)
		add_blanks(blanks, &count, p, "so", &number, 1);
	if (date.month)
		add_blanks(blanks, &count, p, "ngay", date_parts(a, date), 3);
	embed_fill(p->pdf.data, str_trim(o->late_number), o->late_date, &data);
	const reader_filling filling = {
	    .blanks = blanks,
	    .blank_count = count,
	    .number = embed_number(a, p->data.pattern, number, p->data.symbol),
	    .date = o->late_date,
	    .data = buffer_str(&data),
	};
	bool good =
	    reader_fill(a, d, p->path, NO_SPAN, p->bytes, &filling, out);
	buffer_free(&data);
	return good;
}

static void tell_numbered(const cli_options *o, const paper *p, str output)
{
	buffer out = {0};
	if (o->json) {
		buffer_append(&out, STR("{\"event\":\"numbered\""));
		paper_json(&out, "input", p->path);
		paper_json(&out, "output", output);
		paper_json(&out, "number", o->late_number);
		paper_json(&out, "date", o->late_date);
		buffer_append(&out, STR("}\n"));
		cli_put(cli_events(o), &out);
	} else if (!o->quiet) {
		buffer_format(&out,
			      cli_say(o, "%.*s: đã ghi số, ngày\n",
				      "%.*s: number and date filled in\n"),
			      STR_ARGS(output));
		cli_put(stderr, &out);
	}
	buffer_free(&out);
}

static void number(const cli_options *o, arena *a, diags *d, text_date date)
{
	paper p;
	buffer out = {0};
	str output = o->output.length ? o->output : o->files[0];
	if (!paper_read(o, a, d, o->files[0], READER_DATA, &p) || !p.has_data ||
	    diags_errors(d))
		return;
	if (o->late_number.length)
		is_free(o, d, &p, "so", p.data.number);
	if (date.month)
		is_free(o, d, &p, "ngay", p.data.date);
	if (o->output.length)
		may_replace(d, a, o->output);
	if (!diags_errors(d) && fill(o, a, d, &p, date, &out) &&
	    file_write_atomically(d, output, buffer_str(&out)))
		tell_numbered(o, &p, output);
	buffer_free(&out);
}

int cli_number(const cli_options *o, arena *a, diags *d)
{
	text_date date = {0};
	if (!papers_named(o, d, 1, 1))
		return CLI_USAGE;
	if (!o->late_number.length && !o->late_date.length)
		diag_at(
		    d, DIAG_MISSING_ARGUMENT, NO_SPAN,
		    str_from(cli_say(o, "--so hoặc --ngay", "--so or --ngay")),
		    str_from(o->command->name));
	if (o->late_number.length)
		check_number(o, d);
	if (o->late_date.length)
		read_date(o, d, a, &date);
	if (diags_errors(d))
		return CLI_USAGE;
	cli_check_ending(o, STR(".pdf"), d);
	number(o, a, d, date);
	return CLI_DONE;
}

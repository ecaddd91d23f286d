#include "cli/cli.h"
#include "vanban/check.h"
#include "vanban/file.h"

/* ---- On the terminal ---------------------------------------------------- */

#define COLUMNS 5

static void append_cell(buffer *out, str text, size_t width, bool is_last)
{
	buffer_append(out, text);
	for (size_t used = text_columns(text); !is_last && used < width + 2;
	     used++)
		buffer_append_byte(out, ' ');
}

static void fill_row(const cli_options *o, arena *a, const check_standing *u,
		     str *cells)
{
	const data_submission *s = &u->submission;
	cells[0] = s->unit->full_name;
	cells[1] = check_standing_word(u, o->language);
	cells[2] =
	    s->is_dated
		? str_format(
		      a, "%02d:%02d %.*s", s->time.hour, s->time.minute,
		      STR_ARGS(text_format_date(a, s->date, TEXT_DATE_SHORT)))
		: STR("–");
	cells[3] = str_format(a, "%zu", u->errors);
	cells[4] = str_format(a, "%zu", u->warnings);
}

static void print_table(const cli_options *o, arena *a, const check_status *s)
{
	bool vi = o->language == DIAG_VIETNAMESE;
	str heads[COLUMNS] = {vi ? STR("Đơn vị") : STR("Unit"),
			      vi ? STR("Tình hình") : STR("Standing"),
			      vi ? STR("Nộp lúc") : STR("Handed in"),
			      vi ? STR("Lỗi") : STR("Errors"),
			      vi ? STR("Cảnh báo") : STR("Warnings")};
	str(*rows)[COLUMNS] = arena_array(a, s->count + 1, sizeof *rows);
	size_t widths[COLUMNS] = {0};
	memcpy(rows[0], heads, sizeof heads);
	for (size_t i = 0; i < s->count; i++)
		fill_row(o, a, &s->units[i], rows[i + 1]);
	for (size_t i = 0; i <= s->count; i++)
		for (size_t c = 0; c < COLUMNS; c++)
			if (text_columns(rows[i][c]) > widths[c])
				widths[c] = text_columns(rows[i][c]);
	buffer out = {0};
	for (size_t i = 0; i <= s->count; i++) {
		for (size_t c = 0; c < COLUMNS; c++)
			append_cell(&out, rows[i][c], widths[c],
				    c + 1 == COLUMNS);
		buffer_append_byte(&out, '\n');
	}
	cli_put(stdout, &out);
	buffer_free(&out);
}

static void print_sum(const cli_options *o, const check_status *s)
{
	printf(cli_say(o,
		       "\n%zu/%zu đơn vị đã nộp; %zu muộn; %zu có lỗi; %zu báo "
		       "không có; %zu chưa nộp\n",
		       "\n%zu/%zu units have handed in; %zu late; %zu with "
		       "errors; %zu with none to report; %zu missing\n"),
	       s->handed_in, s->count, s->late, s->faulty, s->excused,
	       s->missing);
}

/* ---- JSON --------------------------------------------------------------- */

static const char *state_name(data_submission_state state)
{
	static const char *const names[] = {"handed_in", "excused", "missing"};
	return names[state];
}

static void json_unit(buffer *out, const check_standing *u)
{
	const data_submission *s = &u->submission;
	buffer_append(out, STR("{\"event\":\"unit\",\"code\":"));
	cli_json_string(out, s->unit->code);
	buffer_append(out, STR(",\"name\":"));
	cli_json_string(out, s->unit->full_name);
	buffer_format(out, ",\"state\":\"%s\"", state_name(s->state));
	if (s->is_dated)
		buffer_format(out,
			      ",\"handed_in\":\"%04d-%02d-%02dT%02d:%02d\"",
			      s->date.year, s->date.month, s->date.day,
			      s->time.hour, s->time.minute);
	buffer_format(out, ",\"late\":%s,\"errors\":%zu,\"warnings\":%zu}\n",
		      s->is_late ? "true" : "false", u->errors, u->warnings);
}

static void print_json(const cli_options *o, const check_status *s)
{
	buffer out = {0};
	for (size_t i = 0; i < s->count; i++)
		json_unit(&out, &s->units[i]);
	buffer_append(&out, STR("{\"event\":\"status\",\"unit\":"));
	cli_json_string(&out, s->unit->code);
	buffer_append(&out, STR(",\"period\":"));
	cli_json_string(&out, s->period->code);
	buffer_format(&out,
		      ",\"expected\":%zu,\"handed_in\":%zu,\"late\":%zu,"
		      "\"faulty\":%zu,\"excused\":%zu,\"missing\":%zu}\n",
		      s->count, s->handed_in, s->late, s->faulty, s->excused,
		      s->missing);
	cli_put(cli_events(o), &out);
	buffer_free(&out);
}

/* ---- On paper ----------------------------------------------------------- */

/* Through a template of the program and the same rooms as any document. */
static bool write_pdf(const cli_options *o, arena *a, diags *d,
		      const check_status *s, str units, str facts)
{
	const batch_given given[] = {{STR("ds-don-vi"), units},
				     {STR("tinh-hinh"), facts}};
	batch_request request = {
	    .resources = o->request.resources,
	    .template_path = path_normalise(
		a, path_join(a, o->request.resources.profile_folder,
			     o->findings ? STR("../sai-lech.xml")
					 : STR("../tinh-hinh-nop.xml"))),
	    .given = given,
	    .given_count = 2,
	    .profile = o->request.profile,
	    .unit = s->unit->code,
	    .period = s->period->code,
	};
	request.root = path_folder(request.template_path);
	batch_inputs inputs = {0};
	batch_document document = {0};
	/* what was found in the data is told already: this is about the paper
	 */
	diags *own = diags_new(a, diags_sources(d));
	bool good =
	    batch_load(&request, BATCH_PDF, a, own, &inputs) &&
	    batch_typeset(&inputs, BATCH_PDF, a, own, &document) &&
	    file_write_atomically(d, o->output, buffer_str(&document.pdf));
	if (!good)
		cli_print_diags(own, o);
	buffer_free(&document.pdf);
	batch_unload(&inputs);
	return good;
}

static bool write_output(const cli_options *o, arena *a, diags *d,
			 const check_status *s)
{
	buffer units = {0}, facts = {0};
	check_status_units(s, &units);
	check_status_facts(s, a, d, &facts);
	str copy = str_copy(a, buffer_str(&units));
	str of_facts = str_copy(a, buffer_str(&facts));
	buffer_free(&units);
	buffer_free(&facts);
	if (cli_has_ending(o->output, STR(".pdf")))
		return write_pdf(o, a, d, s, copy, of_facts);
	return file_write_atomically(d, o->output, of_facts);
}

int cli_status_command(const cli_options *o, arena *a, diags *d)
{
	batch_request request = o->request;
	batch_inputs inputs = {0};
	check_status status;
	cli_join_data(o, a, &request);
	if (!request.data_count) {
		cli_lacks(o, d, "tệp dữ liệu", "data files");
		return CLI_USAGE;
	}
	batch_load(&request, BATCH_DATA, a, d, &inputs);
	if (!batch_subject(&request, d, a, &inputs) ||
	    !cli_output_is_free(o, d))
		return CLI_DONE;
	data_check_totals(inputs.data, inputs.unit, &inputs.period);
	data_check_soundness(inputs.data, inputs.unit, &inputs.period);
	check_status_of(a, d, inputs.data, inputs.unit, &inputs.period,
			&status);
	if (o->json) {
		print_json(o, &status);
	} else if (!o->output.length) {
		print_table(o, a, &status);
		print_sum(o, &status);
	}
	bool good = !o->output.length || write_output(o, a, d, &status);
	bool is_whole = !status.missing && !status.faulty;
	return !good ? CLI_ENVIRONMENT : is_whole ? CLI_DONE : CLI_FINDINGS;
}

#include "cli/cli.h"
#include "vanban/file.h"
#include "vanban/sheets.h"

/* "a3" as it is written on the packet. */
static void put_paper(const cli_options *o, buffer *out)
{
	str name = o->sheets.paper;
	buffer_append_byte(out, 'A');
	buffer_append_byte(out, name.length ? name.data[1] : '4');
}

void cli_put_sheets_json(const cli_options *o, const impose_count *set,
			 uint32_t copies, buffer *out)
{
	buffer_append(out, STR("{\"event\":\"sheets\",\"output\":"));
	cli_json_string(out, o->output);
	buffer_append(out, STR(",\"paper\":\""));
	put_paper(o, out);
	buffer_format(out,
		      "\",\"pages\":%u,\"blanks\":%u,\"sheets\":%u,"
		      "\"copies\":%u,\"all_sheets\":%llu}\n",
		      set->pages, set->blanks, set->sheets, copies,
		      (unsigned long long)set->sheets * copies);
}

/* "62 bộ × 28 trang → 7 tờ A4 hai mặt/bộ, 434 tờ; 0 trang trắng/bộ" */
void cli_put_sheets(const cli_options *o, bool one_sided,
		    const impose_count *set, uint32_t copies, buffer *out)
{
	const char *faces = one_sided ? cli_say(o, "một mặt", "on one side")
				      : cli_say(o, "hai mặt", "on both sides");
	buffer_format(out,
		      cli_say(o, "%u bộ × %u trang → %u tờ ",
			      "sets: %u; pages: %u; sheets: %u of "),
		      copies, set->pages, set->sheets);
	put_paper(o, out);
	buffer_format(out,
		      cli_say(o, " %s/bộ, %llu tờ; %u trang trắng/bộ\n",
			      " %s, in all %llu; blank pages: %u\n"),
		      faces, (unsigned long long)set->sheets * copies,
		      set->blanks);
}

/* A line for each file where they are kept apart, then the sum. */
static void put_files(const cli_options *o, const impose_plan *plan,
		      buffer *out)
{
	for (size_t i = 0; i < plan->count_count; i++) {
		const impose_count *c = &plan->counts[i];
		buffer_format(
		    out,
		    cli_say(o, "%.*s: %u trang → %u tờ, %u trang trắng\n",
			    "%.*s: %u pages → %u sheets, %u blank\n"),
		    STR_ARGS(o->files[i]), c->pages, c->sheets, c->blanks);
	}
}

/* With --count this is the result. */
static void tell_count(const cli_options *o, const impose_plan *plan)
{
	buffer out = {0};
	uint32_t copies = o->sheets.copies ? o->sheets.copies : 1;
	impose_count set = impose_total(plan);
	bool is_result = o->sheets.count_only;
	if (o->json)
		cli_put_sheets_json(o, &set, copies, &out);
	else if (!o->quiet || is_result) {
		if (plan->count_count > 1)
			put_files(o, plan, &out);
		cli_put_sheets(o, plan->one_sided, &set, copies, &out);
	}
	if (o->json)
		cli_put(cli_events(o), &out);
	else
		cli_put(is_result ? stdout : stderr, &out);
	buffer_free(&out);
}

static bool has_arguments(const cli_options *o, diags *d)
{
	bool good = true;
	if (!o->file_count)
		good = cli_lacks(o, d, "tệp PDF", "PDF files");
	if (!o->sheets.has_layout)
		good = cli_lacks(o, d, "--layout 1up|2up|4up|booklet",
				 "--layout 1up|2up|4up|booklet");
	if (!o->output.length && !o->sheets.count_only)
		good = cli_lacks(o, d, "-o KẾT-QUẢ.pdf (hoặc --count)",
				 "-o OUT.pdf (or --count)");
	return good;
}

/* What is read is not overwritten. */
static bool is_free(const cli_options *o, diags *d)
{
	for (size_t i = 0; i < o->file_count; i++)
		if (file_is_same(o->files[i], o->output))
			return diag_at(d, DIAG_OUTPUT_IS_INPUT, NO_SPAN,
				       o->output);
	return true;
}

int cli_impose(const cli_options *o, arena *a, diags *d)
{
	impose_options plan = o->sheets.plan;
	if (!has_arguments(o, d))
		return CLI_USAGE;
	if (!o->sheets.count_only)
		cli_check_ending(o, STR(".pdf"), d);
	impose_paper(o->sheets.paper.length ? o->sheets.paper : STR("A4"),
		     &plan.paper_width, &plan.paper_height);
	sheets *s = sheets_open(a, d, o->files, o->file_count, &plan);
	if (!s)
		return CLI_DONE;
	buffer out = {0};
	bool done = true;
	if (!o->sheets.count_only)
		done = is_free(o, d) && sheets_write(s, d, &out) &&
		       file_write_atomically(d, o->output, buffer_str(&out));
	if (done)
		tell_count(o, sheets_plan(s));
	buffer_free(&out);
	sheets_close(s);
	return CLI_DONE;
}

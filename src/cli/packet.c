#include "cli/cli.h"
#include "vanban/file.h"

/* ---- packet: the set of documents of a conference ---------------------- */

typedef struct writing {
	const cli_options *options;
	arena *arena;
	diags *diags;
} writing;

static void tell_file(const writing *w, str path, size_t pages, size_t bytes)
{
	const cli_options *o = w->options;
	buffer out = {0};
	if (o->json) {
		buffer_append(&out, STR("{\"event\":\"document\",\"output\":"));
		cli_json_string(&out, path);
		buffer_format(&out, ",\"pages\":%zu,\"bytes\":%zu}\n", pages,
			      bytes);
		cli_put(cli_events(o), &out);
	} else if (!o->quiet) {
		fprintf(stderr,
			cli_say(o, "%.*s: %zu trang\n", "%.*s: %zu pages\n"),
			STR_ARGS(path), pages);
	}
	buffer_free(&out);
}

static bool write_file(void *context, str name, str bytes, size_t pages)
{
	const writing *w = context;
	str path = path_join(w->arena, w->options->output, name);
	if (!file_make_folder(w->diags, path_folder(path)) ||
	    !file_write_atomically(w->diags, path, bytes))
		return false;
	tell_file(w, path, pages, bytes.length);
	return true;
}

static bool has_arguments(const cli_options *o, diags *d)
{
	if (o->file_count > 1)
		return diag_at(d, DIAG_TOO_MANY_ARGUMENTS, NO_SPAN, o->files[1],
			       str_from(o->command->name));
	if (!o->file_count)
		cli_lacks(o, d, "tệp bo-tai-lieu", "a bo-tai-lieu file");
	if (!o->output.length)
		cli_lacks(o, d, "-o THƯ-MỤC", "-o FOLDER");
	if (!o->request.data_count)
		cli_lacks(o, d, "-d và tệp (hay thư mục) dữ liệu",
			  "-d with data files or folders");
	return !diags_errors(d);
}

/* "62 bộ × 28 trang → 7 tờ A4 hai mặt/bộ, 434 tờ; 0 trang trắng/bộ" */
static void tell_sheets(const cli_options *o, const batch_packet_result *result)
{
	const impose_count *set = &result->sheets;
	uint32_t copies = o->sheets.copies ? o->sheets.copies : 1;
	buffer out = {0};
	if (!o->sheets.has_layout || o->quiet)
		return;
	if (o->json)
		cli_put_sheets_json(o, set, copies, &out);
	else
		cli_put_sheets(o, o->sheets.plan.one_sided, set, copies, &out);
	cli_put(o->json ? cli_events(o) : stderr, &out);
	buffer_free(&out);
}

int cli_packet(const cli_options *o, arena *a, diags *d)
{
	writing w = {o, a, d};
	batch_packet_result result;
	if (!has_arguments(o, d))
		return CLI_USAGE;
	impose_options plan = o->sheets.plan;
	/* A booklet is one thing to fold, whatever it is made of. */
	plan.join |= plan.layout == IMPOSE_BOOKLET;
	impose_paper(o->sheets.paper.length ? o->sheets.paper : STR("A4"),
		     &plan.paper_width, &plan.paper_height);
	const batch_packet_request request = {
	    .common = o->request,
	    .set_path = o->files[0],
	    .copies = (batch_copies)o->personal,
	    .order = (batch_seating)o->order,
	    .refuses_warnings = o->werror,
	    .impose = o->sheets.has_layout ? &plan : NULL,
	};
	bool done = batch_packet(&request, a, d, write_file, &w, &result);
	if (done && result.people && !o->quiet && !o->json)
		fprintf(stderr,
			cli_say(o, "%zu bản × %zu trang\n",
				"%zu copies × %zu pages\n"),
			result.people, result.pages);
	if (done)
		tell_sheets(o, &result);
	return CLI_DONE;
}

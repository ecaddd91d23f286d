#include "cli/cli.h"
#include "vanban/check.h"
#include "vanban/file.h"

static void tell(const cli_options *o, const char *vi, const char *en)
{
	fputs(cli_say(o, vi, en), stderr);
}

/* What was found sound, and what nobody looked at. */
static void tell_checked(const cli_options *o, const batch_inputs *inputs,
			 diags *d)
{
	const data_indicator *const *any;
	if (o->quiet || o->json || diags_errors(d))
		return;
	if (inputs->template && !data_indicators(inputs->data, &any))
		tell(o,
		     "chưa kiểm tra mã chỉ tiêu: biểu mẫu không nêu chi-tieu "
		     "và không có danh mục sau -d\n",
		     "indicator codes were not checked: the template names no "
		     "chi-tieu and no dictionary follows -d\n");
	else if (inputs->template && data_is_reference(inputs->data))
		tell(o,
		     "đã kiểm tra biểu mẫu với danh mục chỉ tiêu; chưa có số "
		     "liệu nên chưa dàn trang\n",
		     "the template was checked against the dictionary; without "
		     "figures no page was set\n");
	if (!diags_warnings(d))
		tell(o, "không có lỗi\n", "no errors\n");
}

static void accept(const cli_options *o, arena *a, diags *d)
{
	size_t removed;
	if (!o->accepted.length || !check_accept(a, d, o->accepted, &removed) ||
	    !removed || o->quiet || o->json)
		return;
	fprintf(stderr,
		cli_say(o, "đã chấp nhận %zu cảnh báo theo %.*s\n",
			"%zu warnings are accepted by %.*s\n"),
		removed, STR_ARGS(o->accepted));
}

/* ---- Texts and PDFs ----------------------------------------------------- */

/* Debian's hunspell-vi, where it is installed. */
#define SYLLABLES "/usr/share/hunspell/vi_VN.dic"

static void read_syllables(arena *a, diags *d, lint_options *options)
{
	if (file_exists(STR(SYLLABLES)))
		file_read(a, d, STR(SYLLABLES), NO_SPAN, &options->syllables);
}

static bool is_plain(str path)
{
	return cli_has_ending(path, STR(".txt")) ||
	       cli_has_ending(path, STR(".md"));
}

static bool is_pdf(str path)
{
	return cli_has_ending(path, STR(".pdf"));
}

/* Whether all files are read as they are: none is a template. */
static bool are_texts(const cli_options *o)
{
	for (size_t i = 0; i < o->file_count; i++)
		if (!is_plain(o->files[i]) && !is_pdf(o->files[i]))
			return false;
	return o->file_count > 0;
}

static int convert(const cli_options *o, arena *a, diags *d)
{
	str text;
	if (o->file_count != 1 || !o->output.length) {
		cli_lacks(o, d, "một tệp và -o KẾT-QUẢ.txt",
			  "one file and -o OUT.txt");
		return CLI_USAGE;
	}
	if (check_convert(a, d, o->files[0], &text) && cli_output_is_free(o, d))
		file_write_atomically(d, o->output, text);
	return CLI_DONE;
}

static int check_texts(const cli_options *o, arena *a, diags *d)
{
	lint_options options = {0};
	if (o->convert)
		return convert(o, a, d);
	read_syllables(a, d, &options);
	check_terms(a, NULL, &options);
	const profile *law = NULL;
	if (o->request.profile.length)
		law = batch_profile(&o->request, a, d);
	for (size_t i = 0; i < o->file_count; i++)
		if (is_pdf(o->files[i])) {
			if (check_pdf_file(a, d, o->files[i], &options) && law)
				check_form_of_pdf(a, d, o->files[i], law);
		} else
			check_text_file(a, d, o->files[i], &options);
	accept(o, a, d);
	if (!o->quiet && !o->json && !diags_errors(d) && !diags_warnings(d))
		tell(o, "không có lỗi\n", "no errors\n");
	return CLI_DONE;
}

/* ---- Templates and data ------------------------------------------------- */

/* What will be printed where there is a document, else what stands there. */
static void check_words(const batch_document *document,
			const batch_inputs *inputs, arena *a, diags *d)
{
	lint_options options = {0};
	if (diags_errors(d))
		return;
	read_syllables(a, d, &options);
	check_terms(a, &inputs->glossary, &options);
	if (document->doc)
		check_document(a, d, document->doc, &options);
	else
		check_sources(a, d, &options);
}

/* The findings on paper; what could be laid out is shown even with errors. */
static void annotate(const cli_options *o, const batch_inputs *inputs,
		     batch_document *document, arena *a, diags *d)
{
	diags *own = diags_new(a, diags_sources(d));
	if (!o->annotate.length || !document->doc)
		return;
	bool good =
	    check_annotate(a, d, &document->pages,
			   font_set_measurer(inputs->fonts), inputs->profile,
			   o->language) &&
	    batch_write_proof(inputs, a, own, document) &&
	    file_write_atomically(own, o->annotate, buffer_str(&document->pdf));
	buffer_free(&document->pdf);
	if (!good)
		cli_print_diags(own, o);
}

int cli_check(const cli_options *o, arena *a, diags *d)
{
	if (are_texts(o) || o->convert)
		return check_texts(o, a, d);
	batch_request request = o->request;
	batch_inputs inputs = {0};
	batch_document document = {0};
	if (!cli_one_template(o, d, false))
		return CLI_USAGE;
	if (!o->file_count && !request.data_count) {
		cli_lacks(o, d, "tệp để kiểm tra", "files to check");
		return CLI_USAGE;
	}
	if (o->file_count)
		request.template_path = o->files[0];
	request.subject_may_lack = true;
	bool whole = o->file_count && request.data_count;
	bool loaded = batch_load(&request, whole ? BATCH_PDF : BATCH_TEMPLATE,
				 a, d, &inputs);
	bool laid_out = false;
	if (!loaded && whole)
		batch_judge_rest(&request, a, d, &inputs);
	if (loaded && whole && inputs.unit)
		laid_out = batch_typeset(&inputs, BATCH_PAGES, a, d, &document);
	else if (loaded && !whole && request.data_count &&
		 batch_has_subject(&request, &inputs) &&
		 batch_subject(&request, d, a, &inputs))
		data_check_totals(inputs.data, inputs.unit, &inputs.period);
	if (loaded && inputs.unit && inputs.data)
		data_check_soundness(inputs.data, inputs.unit, &inputs.period);
	if (document.doc && inputs.unit && !diags_errors(d))
		check_printed(a, d, document.doc, inputs.data, inputs.unit,
			      &inputs.period);
	if (laid_out && !diags_errors(d))
		check_form(a, d, &document.pages, inputs.profile);
	if (loaded)
		check_words(&document, &inputs, a, d);
	accept(o, a, d);
	annotate(o, &inputs, &document, a, d);
	batch_unload(&inputs);
	tell_checked(o, &inputs, d);
	return CLI_DONE;
}

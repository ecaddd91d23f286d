#include "identity.h"
#include "typeset.h"
#include "vanban/embed.h"
#include "vanban/layout.h"
#include "vanban/pdf.h"

/* The document's date, else the last day that its figures count. */
static str attachment_date(const batch_inputs *inputs, arena *a,
			   const page_document *pages)
{
	text_date date;
	if (text_read_date(pages->date, &date))
		return pages->date;
	return text_format_date(a, inputs->period.last, TEXT_DATE_ISO);
}

void batch_embed(const batch_inputs *inputs, arena *a, diags *d,
		 batch_document *out)
{
	const embed_input input = {
	    .doc = out->doc,
	    .pages = &out->pages,
	    .data = inputs->data,
	    .unit = inputs->unit,
	    .period = &inputs->period,
	    .sources = diags_sources(d),
	    .number_pattern = inputs->profile->number_pattern,
	    .folders = inputs->folders,
	    .folder_count = inputs->folder_count,
	    .here = inputs->here,
	};
	buffer bytes = {0};
	embed_write(&input, a, &bytes);
	out->pages.facts = embed_facts(&input, a);
	out->pages.attachment = (page_attachment){
	    .name = STR(EMBED_NAME),
	    .bytes = str_copy(a, buffer_str(&bytes)),
	    .description = STR("Số liệu và nguồn gốc của từng con số trong "
			       "văn bản"),
	    .mime = STR("text/xml"),
	    .date = attachment_date(inputs, a, &out->pages),
	};
	buffer_free(&bytes);
}

template_input batch_template_input(const batch_inputs *inputs)
{
	return (template_input){
	    .data = inputs->data,
	    .unit = inputs->unit,
	    .period = &inputs->period,
	    .profile = inputs->profile,
	    .parameters = inputs->parameters,
	    .parameter_count = inputs->parameter_count,
	};
}

bool batch_typeset(const batch_inputs *inputs, batch_stage stage, arena *a,
		   diags *d, batch_document *out)
{
	const template_input given = batch_template_input(inputs);
	const pdf_options options = {.compress = true};
	size_t warnings = diags_warnings(d);
	*out = (batch_document){0};
	data_watch(inputs->data, inputs->unit);
	out->doc = template_evaluate(inputs->template, &given, a, d);
	if (inputs->once)
		template_forget(inputs->template);
	if (!out->doc || stage < BATCH_PAGES)
		return out->doc != NULL;
	font_set_report_to(inputs->fonts, d);
	bool laid_out = layout_document_of_set(out->doc, inputs->profile,
					       font_set_measurer(inputs->fonts),
					       inputs->set, a, d, &out->pages);
	if (!laid_out || stage < BATCH_PDF)
		return laid_out;
	bool is_undated = !out->pages.date.length;
	if (is_undated)
		out->pages.date = inputs->undated;
	batch_embed(inputs, a, d, out);
	if (!pdf_write(&out->pages, inputs->fonts, &options, a, d, &out->pdf))
		return false;
	identity_stamp(inputs, data_reach(inputs->data),
		       diags_warnings(d) > warnings, is_undated, &out->pdf);
	return true;
}

bool batch_write_proof(const batch_inputs *inputs, arena *a, diags *d,
		       batch_document *document)
{
	const pdf_options options = {.compress = true};
	if (!document->pages.date.length)
		document->pages.date = inputs->undated;
	font_set_report_to(inputs->fonts, d);
	return pdf_write(&document->pages, inputs->fonts, &options, a, d,
			 &document->pdf);
}

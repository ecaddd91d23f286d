#include "vanban/batch.h"
#include "vanban/layout.h"
#include "vanban/pdf.h"

bool batch_typeset(const batch_inputs *inputs, batch_stage stage, arena *a,
		   diags *d, batch_document *out)
{
	const template_input given = {
	    .data = inputs->data,
	    .unit = inputs->unit,
	    .period = &inputs->period,
	    .profile = inputs->profile,
	    .parameters = inputs->parameters,
	    .parameter_count = inputs->parameter_count,
	};
	const pdf_options options = {.compress = true};
	*out = (batch_document){0};
	out->doc = template_evaluate(inputs->template, &given, a, d);
	if (!out->doc || stage < BATCH_PAGES)
		return out->doc != NULL;
	font_set_report_to(inputs->fonts, d);
	bool laid_out = layout_document(out->doc, inputs->profile,
					font_set_measurer(inputs->fonts), a, d,
					&out->pages);
	if (!laid_out || stage < BATCH_PDF)
		return laid_out;
	return pdf_write(&out->pages, inputs->fonts, &options, a, d, &out->pdf);
}

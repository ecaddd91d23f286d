#include "run.h"

#include "vanban/text.h"

/*
 * The faces of every profile and the collator are opened once for all workers.
 * No document is touched: one that crashes must find a worker to do it in.
 */
void batch_warm(const batch_plan *plan)
{
	const font_measurer *m = font_set_measurer(plan->fonts);
	arena *a = arena_new(0);
	diags *unheard = diags_new(a, plan->sources);
	text_collate(STR("a"), STR("b"));
	font_set_report_to(plan->fonts, unheard);
	for (size_t i = 0; i < plan->job_count; i++)
		for (int style = 0; style < FONT_STYLE_COUNT; style++)
			m->face(m->context, plan->jobs[i].thuc->family,
				(font_style)style, NO_SPAN);
	arena_free(a);
}

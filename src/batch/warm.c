#include "run.h"
#include "set.h"

#include "vanban/text.h"

static void warm_family(const font_measurer *m, str family)
{
	for (int style = 0; style < FONT_STYLE_COUNT; style++)
		m->face(m->context, family, (font_style)style, NO_SPAN);
}

static void warm_job(const font_measurer *m, const batch_job *job)
{
	if (!job->is_set) {
		warm_family(m, job->thuc->family);
		return;
	}
	for (size_t i = 0; i < job->given->part_count; i++)
		for (size_t j = 0; j < job->given->parts[i].source_count; j++)
			warm_family(m, job->set->inputs[i][j].profile->family);
}

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
		if (!plan->jobs[i].is_broken)
			warm_job(m, &plan->jobs[i]);
	arena_free(a);
}

#include "plan.h"

#include <string.h>

/*
 * Whom an error in what was read concerns: a job by its template, a unit by its
 * data, or everybody.
 */

/* ---- Jobs --------------------------------------------------------------- */

static bool blame_job(batch_plan *plan, const diag *item)
{
	for (size_t i = 0; i < plan->job_count; i++) {
		batch_job *job = &plan->jobs[i];
		if (item->at.source < job->first_source ||
		    item->at.source >= job->end_source)
			continue;
		if (!job->is_broken)
			job->cause = item->code;
		job->is_broken = true;
		return true;
	}
	return false;
}

/* ---- Units -------------------------------------------------------------- */

static void add_fault(planning *p, const data_unit *unit, const diag *item)
{
	batch_plan *plan = p->plan;
	ARENA_GROW(p->arena, plan->faults, plan->fault_count,
		   plan->fault_capacity);
	plan->faults[plan->fault_count++] =
	    (batch_fault){unit, item->code, item->at};
}

/*
 * Every unit that the text names. There may be none that is known: a unit
 * whose figures are lacking for that reason is told so itself.
 */
static void blame_units(planning *p, str text, const diag *item)
{
	const data_unit *last = NULL;
	str code;
	while (load_next_unit(&text, &code)) {
		const data_unit *unit = data_unit_of(p->plan->data, code);
		if (unit && unit != last)
			add_fault(p, unit, item);
		last = unit;
	}
}

/* From the last of the elements that say whose data they hold, its tag. */
static str tag_before(str bytes, size_t offset)
{
	static const char *const names[] = {"so-lieu", "chua-nop", "thong-tin",
					    "hoi-nghi"};
	for (size_t i = offset + 1; i-- > 0;) {
		if (i >= bytes.length || bytes.data[i] != '<')
			continue;
		str rest = str_slice(bytes, i + 1, bytes.length);
		for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
			size_t length = strlen(names[j]);
			if (str_starts_with(rest, str_from(names[j])) &&
			    rest.length > length &&
			    strchr(" \t\r\n/>", rest.data[length]))
				return str_slice(rest, 0,
						 str_find(rest, STR(">")));
		}
	}
	return (str){NULL, 0};
}

static bool was_not_read(const file_faults *faults, uint32_t id)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->sources[i] == id)
			return true;
	return false;
}

/* What a damaged PDF among the data is told by has no place. */
static bool is_of_reader(diag_code code)
{
	static const diag_code codes[] = {
#define DIAG(number, severity, name, vi, en, explain_vi, explain_en)           \
	DIAG_##name,
#define HINT(name, vi, en)
#include "vanban/codes/reader.def"
	};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* false: it concerns everybody. */
static bool blame_data(planning *p, const diag *item)
{
	const sources *all = diags_sources(p->diags);
	const file_faults *unread = &p->unread;
	if (!item->at.source)
		return is_of_reader(item->code);
	if (item->at.source < p->first_data || item->at.source >= p->end_data)
		return false;
	str bytes = source_get(all, item->at.source)->bytes;
	if (load_is_reference(bytes))
		return false;
	if (was_not_read(unread, item->at.source)) {
		blame_units(p, bytes, item);
		return true;
	}
	str tag = tag_before(bytes, item->at.start);
	str rest = tag, code;
	blame_units(p, tag, item);
	return load_next_unit(&rest, &code);
}

/* ---- Doors -------------------------------------------------------------- */

bool faults_find(planning *p)
{
	batch_plan *plan = p->plan;
	bool good = !diags_errors(p->diags) ||
		    (plan->data && data_has_reference(plan->data));
	for (const diag *item = diags_sorted(p->diags); item && good;
	     item = item->next)
		if (diag_row_of(item->code)->severity == DIAG_ERROR)
			good = blame_job(plan, item) || blame_data(p, item);
	for (size_t i = 0; i < plan->job_count; i++) {
		batch_job *job = &plan->jobs[i];
		bool is_whole =
		    job->is_set ? job->set != NULL : job->thuc != NULL;
		good &= is_whole || job->is_broken;
	}
	return good;
}

static bool is_within(const data_unit *unit, const data_unit *top)
{
	while (unit && unit != top)
		unit = unit->parent;
	return unit != NULL;
}

const batch_fault *batch_fault_of(const batch_plan *plan, const batch_entry *e,
				  unsigned reach)
{
	const data_unit *top = e->unit;
	while (top && reach--)
		top = top->parent;
	for (size_t i = 0; i < plan->fault_count; i++)
		if (!top || is_within(plan->faults[i].unit, top))
			return &plan->faults[i];
	return NULL;
}

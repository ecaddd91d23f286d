#include "plan.h"

#include "folders.h"
#include "identity.h"
#include "set.h"
#include "vanban/file.h"

#include <stdlib.h>

/* ---- Loading ------------------------------------------------------------ */

/* What the order says, else the file, else the file's folder. */
static const str *data_paths(const planning *p)
{
	if (p->order->data_count)
		return p->order->data_paths;
	return p->data_count ? p->data : &p->folder;
}

static size_t data_count(const planning *p)
{
	if (p->order->data_count)
		return p->order->data_count;
	return p->data_count ? p->data_count : 1;
}

static batch_request request_of(planning *p, const batch_job *job)
{
	batch_request r = {
	    .resources = p->order->resources,
	    .data_paths = data_paths(p),
	    .data_count = data_count(p),
	    .template_path = jobs_template_path(p, job),
	    .root = p->root_folder,
	    .profile = job->profile,
	};
	const xml_attribute *a = xml_attribute_of(job->node, STR("the-thuc"));
	if (a)
		r.profile_at = a->value_at;
	return r;
}

static bool is_own(planning *p, str path)
{
	str own = path_folder(p->order->resources.profile_folder);
	return str_equal(path_folder(path), own);
}

static const xml_attribute *name_of(const batch_job *job)
{
	return xml_attribute_of(job->node,
				job->is_set ? STR("bo") : STR("mau"));
}

/* The template's file, or that of the set, may be read and is there. */
static bool is_readable(planning *p, const batch_job *job, str path)
{
	const xml_attribute *name = name_of(job);
	if (!is_own(p, path) && !path_is_inside(p->root_folder, path))
		return diag_at(p->diags, DIAG_PATH_OUTSIDE, name->value_at,
			       name->value, p->root_folder);
	return file_exists(path) ||
	       file_read(p->arena, p->diags, path, name->value_at, &(str){0});
}

static void find_folders(planning *p, batch_job *job, batch_request r,
			 making *m)
{
	batch_inputs folders = {0};
	r.root = p->order->root;
	batch_find_folders(&r, p->arena, &folders);
	job->folders = folders.folders;
	job->folder_count = folders.folder_count;
	p->plan->here = folders.here;
	identity_name(&r, &folders, p->arena, m);
}

static making making_of(const planning *p, const batch_job *job,
			digest128 fonts)
{
	return (making){.program = p->order->program,
			.fonts = fonts,
			.parameters = job->parameters,
			.parameter_count = job->parameter_count};
}

static void load_template_of(planning *p, batch_job *job, digest128 fonts)
{
	const sources *all = diags_sources(p->diags);
	batch_request r = request_of(p, job);
	making m = making_of(p, job, fonts);
	if (!is_readable(p, job, r.template_path))
		return;
	if (is_own(p, r.template_path))
		r.root = path_folder(r.template_path);
	uint32_t first = source_count(all) + 1;
	job->first_source = first;
	job->template = load_template(&r, p->arena, p->diags);
	uint32_t end = source_count(all) + 1;
	m.template = identity_of_sources(all, first, end);
	job->end_source = end;
	if (!job->template)
		return;
	find_folders(p, job, r, &m);
	glossary words = {0};
	job->thuc = load_profile(&r, job->template, p->arena, p->diags, &words);
	job->end_source = source_count(all) + 1;
	m.profile = identity_of_sources(all, end, job->end_source);
	job->made_of = identity_of_making(&m);
}

/* The folders of a set are known before its templates, which need the data. */
static void begin_set(planning *p, batch_job *job)
{
	batch_request r = request_of(p, job);
	making m = {0};
	find_folders(p, job, r, &m);
	job->is_there = is_readable(p, job, r.template_path);
}

/* A template of several jobs is read once for each: they are few. */
static void load_jobs(planning *p)
{
	font_set_digest(p->plan->fonts, p->diags, &p->fonts_digest);
	for (size_t i = 0; i < p->plan->job_count; i++) {
		batch_job *job = &p->plan->jobs[i];
		if (job->is_set)
			begin_set(p, job);
		else
			load_template_of(p, job, p->fonts_digest);
	}
}

/* What of the options changes what comes of a set. */
static str describe_options(planning *p, const batch_job *job)
{
	const impose_options *s = &job->sheets;
	return str_format(p->arena, "%d %d %d %d %d %d %d %d",
			  job->packet.copies, job->packet.order,
			  job->has_sheets, s->layout, s->paper_width,
			  s->paper_height, s->one_sided, s->creep);
}

/* Everything that is read for it is what it is made from. */
static void load_set(planning *p, batch_job *job)
{
	const sources *all = diags_sources(p->diags);
	batch_request r = request_of(p, job);
	making m = making_of(p, job, p->fonts_digest);
	uint32_t first = source_count(all) + 1;
	size_t errors = diags_errors(p->diags);
	job->packet.set_path = r.template_path;
	job->packet.impose = job->has_sheets ? &job->sheets : NULL;
	find_folders(p, job, r, &m);
	r.template_path = STR("");
	r.root = p->order->root;
	r.parameters = job->parameters;
	r.parameter_count = job->parameter_count;
	r.period = job->period;
	job->packet.common = r;
	job->given = packet_read(p->arena, p->diags, job->packet.set_path);
	const batch_inputs shared = {.data = p->plan->data,
				     .fonts = p->plan->fonts,
				     .here = p->plan->here,
				     .folders = job->folders,
				     .folder_count = job->folder_count,
				     .undated = p->order->undated};
	/* Of one that is not whole, not even the files are known. */
	if (diags_errors(p->diags) > errors)
		job->given = NULL;
	if (job->given)
		job->set = set_load(&job->packet, job->given, &shared, p->arena,
				    p->diags);
	if (job->set) /* for kiem */
		job->thuc = job->set->inputs[0][0].profile;
	job->first_source = first;
	job->end_source = source_count(all) + 1;
	m.template = identity_of_sources(all, first, job->end_source);
	m.options = describe_options(p, job);
	job->made_of = identity_of_making(&m);
}

static void load_sets(planning *p)
{
	for (size_t i = 0; i < p->plan->job_count; i++)
		if (p->plan->jobs[i].is_there)
			load_set(p, &p->plan->jobs[i]);
}

static void load_dictionaries(planning *p)
{
	for (size_t i = 0; i < p->plan->job_count; i++) {
		const batch_job *job = &p->plan->jobs[i];
		batch_request r = request_of(p, job);
		if (job->template)
			load_dictionary(&r, job->template, p->arena, p->diags,
					p->plan->data);
	}
}

static void load_data(planning *p)
{
	batch_request r = {
	    .data_paths = data_paths(p),
	    .data_count = data_count(p),
	};
	const data_indicator *const *any;
	const sources *all = diags_sources(p->diags);
	data_set *data = p->plan->data = data_new(p->arena, p->diags);
	p->first_data = source_count(all) + 1;
	const batch_inputs here = {.here = p->plan->here};
	identity_name_data(&r, &here, p->arena, data);
	load_data_files(&r, p->arena, p->diags, data, &p->unread);
	load_dictionaries(p);
	p->end_data = source_count(all) + 1;
	data_finish(data);
	bool has_dictionary =
	    data_indicators(data, &any) && !data_dictionary_is_broken(data);
	for (size_t i = 0; has_dictionary && i < p->plan->job_count; i++)
		if (p->plan->jobs[i].template)
			template_check(p->plan->jobs[i].template, data,
				       p->diags);
}

/* ---- Parts of the plan -------------------------------------------------- */

static void take_shard(batch_plan *plan)
{
	const batch_order *order = plan->order;
	size_t kept = 0;
	for (size_t i = 0; order->shards && i < plan->entry_count; i++)
		if (plan->entries[i].work % order->shards + 1 == order->shard)
			plan->entries[kept++] = plan->entries[i];
	if (order->shards)
		plan->entry_count = kept;
}

static int by_bytes(const void *left, const void *right)
{
	return str_compare(*(const str *)left, *(const str *)right);
}

static int by_output(const void *left, const void *right)
{
	const batch_entry *a = *(const batch_entry *const *)left;
	const batch_entry *b = *(const batch_entry *const *)right;
	return str_compare(a->output, b->output);
}

/* What is asked for must still be there. */
static bool has_all(planning *p, const str *wanted, size_t count)
{
	size_t n = p->plan->entry_count;
	const batch_entry **entries =
	    ARENA_ARRAY(p->arena, const batch_entry *, n);
	bool good = true;
	for (size_t i = 0; i < n; i++)
		entries[i] = &p->plan->entries[i];
	if (n)
		qsort(entries, n, sizeof *entries, by_output);
	for (size_t i = 0; i < count; i++) {
		const batch_entry like = {.output = wanted[i]}, *key = &like;
		if (!n ||
		    !bsearch(&key, entries, n, sizeof *entries, by_output))
			good = diag_at(p->diags, DIAG_NO_SUCH_OUTPUT, NO_SPAN,
				       wanted[i]);
	}
	return good;
}

static bool take_only(planning *p)
{
	const batch_order *order = p->order;
	batch_plan *plan = p->plan;
	size_t kept = 0, count = order->only_count;
	if (!order->only)
		return true;
	str *wanted = ARENA_ARRAY(p->arena, str, count);
	for (size_t i = 0; i < count; i++)
		wanted[i] = order->only[i];
	if (count)
		qsort(wanted, count, sizeof *wanted, by_bytes);
	if (!has_all(p, wanted, count))
		return false;
	for (size_t i = 0; count && i < plan->entry_count; i++)
		if (bsearch(&plan->entries[i].output, wanted, count,
			    sizeof *wanted, by_bytes))
			plan->entries[kept++] = plan->entries[i];
	plan->entry_count = kept;
	return true;
}

/* ---- Doors -------------------------------------------------------------- */

static str root_of(const batch_order *order)
{
	const batch_request like = {.root = order->root,
				    .template_path = order->path};
	return load_root(&like);
}

static bool select_entries(planning *p)
{
	bool good = true;
	for (size_t i = 0; i < p->plan->job_count; i++)
		good &= select_units(p, &p->plan->jobs[i]);
	return good;
}

bool batch_plan_make(const batch_order *order, arena *a, diags *d,
		     batch_plan *out)
{
	*out = (batch_plan){
	    .order = order, .arena = a, .sources = diags_sources(d)};
	planning p = {.order = order,
		      .plan = out,
		      .arena = a,
		      .diags = d,
		      .folder = path_folder(order->path),
		      .root_folder = root_of(order)};
	if (!jobs_read(&p))
		return false;
	out->fonts = font_set_open(a, d, order->resources.font_manifest);
	if (!out->fonts)
		return false;
	load_jobs(&p);
	load_data(&p);
	load_sets(&p);
	data_tell_all(out->data);
	if (!faults_find(&p) || !select_entries(&p))
		return false;
	out->whole_count = out->entry_count;
	bool is_clear = outputs_check(&p);
	bool is_there = take_only(&p);
	take_shard(out);
	arena_give_memory_back();
	return is_clear && is_there;
}

void batch_plan_close(batch_plan *plan)
{
	if (plan->fonts)
		font_set_close(plan->fonts);
	plan->fonts = NULL;
}

batch_inputs batch_inputs_of(const batch_plan *plan, const batch_entry *e)
{
	return (batch_inputs){
	    .data = plan->data,
	    .template = e->job->template,
	    .profile = e->job->thuc,
	    .fonts = plan->fonts,
	    .unit = e->unit,
	    .period = e->period,
	    .parameters = e->job->parameters,
	    .parameter_count = e->job->parameter_count,
	    .here = plan->here,
	    .folders = e->job->folders,
	    .folder_count = e->job->folder_count,
	    .made_of = e->job->made_of,
	    .undated = plan->order->undated,
	};
}

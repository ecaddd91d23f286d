#include "plan.h"

#include "vanban/file.h"

/* Reading a batch file: dot-lap > du-lieu*, viec > dat*. */

static str name_without_ending(str path)
{
	size_t from = path.length;
	while (from && path.data[from - 1] != '/')
		from--;
	str name = str_slice(path, from, path.length);
	return str_ends_with(name, STR(".xml"))
		   ? str_slice(name, 0, name.length - 4)
		   : name;
}

static bool read_parameter(planning *p, const xml_node *node, batch_job *job,
			   size_t *capacity)
{
	const xml_attribute *name = xml_require(p->diags, node, STR("ten"));
	const xml_attribute *value =
	    xml_require(p->diags, node, STR("gia-tri"));
	bool good = xml_check_attributes(p->diags, node, "ten gia-tri");
	if (!name || !value)
		return false;
	ARENA_GROW(p->arena, job->parameters, job->parameter_count, *capacity);
	job->parameters[job->parameter_count++] =
	    (template_parameter){name->value, value->value};
	return good;
}

static bool read_parameters(planning *p, batch_job *job)
{
	bool good = true;
	size_t capacity = 0;
	for (const xml_node *n = xml_first(job->node, STR("")); n;
	     n = xml_next(n, STR("")))
		good &= str_equal(n->name, STR("dat"))
			    ? read_parameter(p, n, job, &capacity)
			    : xml_unknown_element(p->diags, n, "dat");
	return good;
}

static bool read_may_be_empty(planning *p, batch_job *job)
{
	const xml_attribute *a = xml_attribute_of(job->node, STR("rong"));
	job->may_be_empty = a && str_equal(a->value, STR("duoc"));
	if (!a || job->may_be_empty)
		return true;
	diag_at(p->diags, DIAG_DATA_CHOICE, a->value_at, a->value, STR("rong"));
	diag_hint(p->diags, HINT_ALLOWED_VALUES, STR("duoc"));
	return false;
}

static bool is_own_code(planning *p, const batch_job *job)
{
	for (size_t i = 0; i < p->plan->job_count; i++) {
		const batch_job *other = &p->plan->jobs[i];
		if (!str_equal(other->code, job->code))
			continue;
		diag_at(p->diags, DIAG_JOB_TWICE, job->node->name_at,
			job->code);
		diag_note(p->diags, HINT_FIRST_IS_HERE, other->node->name_at);
		return false;
	}
	return true;
}

static bool read_job(planning *p, const xml_node *node)
{
	batch_job job = {.node = node};
	bool good = xml_check_attributes(
	    p->diags, node,
	    "ma mau tep ky the-thuc don-vi thuoc loai kiem rong");
	const xml_attribute *name = xml_require(p->diags, node, STR("mau"));
	const xml_attribute *pattern = xml_require(p->diags, node, STR("tep"));
	const xml_attribute *code = xml_attribute_of(node, STR("ma"));
	if (!name || !pattern)
		return false;
	job.template_name = name->value;
	job.pattern = pattern->value;
	job.code = code ? code->value : name_without_ending(name->value);
	job.period = xml_attribute_value(node, STR("ky"));
	if (!job.period.length)
		job.period = xml_attribute_value(p->root, STR("ky"));
	if (p->order->period.length)
		job.period = p->order->period;
	job.profile = xml_attribute_value(node, STR("the-thuc"));
	job.units = xml_attribute_value(node, STR("don-vi"));
	job.below = xml_attribute_value(node, STR("thuoc"));
	job.classes = xml_attribute_value(node, STR("loai"));
	job.condition = xml_attribute_of(node, STR("kiem"));
	good &= read_parameters(p, &job);
	good &= read_may_be_empty(p, &job);
	good &= is_own_code(p, &job);
	ARENA_GROW(p->arena, p->plan->jobs, p->plan->job_count,
		   p->plan->job_capacity);
	p->plan->jobs[p->plan->job_count++] = job;
	return good;
}

static bool path_may_be_read(planning *p, const xml_attribute *a, str path)
{
	return path_is_inside(p->root_folder, path) ||
	       diag_at(p->diags, DIAG_PATH_OUTSIDE, a->value_at, a->value,
		       p->root_folder);
}

static bool read_data_path(planning *p, const xml_node *node)
{
	const xml_attribute *a = xml_require(p->diags, node, STR("tep"));
	bool good = xml_check_attributes(p->diags, node, "tep");
	if (!a)
		return false;
	str path =
	    path_normalise(p->arena, path_join(p->arena, p->folder, a->value));
	ARENA_GROW(p->arena, p->data, p->data_count, p->data_capacity);
	p->data[p->data_count++] = path;
	return path_may_be_read(p, a, path) && good;
}

static bool is_batch(planning *p, const xml_node *root)
{
	return (str_equal(root->name, STR("dot-lap")) && !root->uri.length) ||
	       diag_at(p->diags, DIAG_WRONG_ROOT, root->name_at, root->name,
		       STR("dot-lap"));
}

bool jobs_read(planning *p)
{
	xml_document file;
	if (!xml_read(p->arena, p->diags, p->order->path, NO_SPAN, &file) ||
	    !is_batch(p, file.root))
		return false;
	p->root = file.root;
	bool good = xml_check_attributes(p->diags, p->root, "ky");
	for (const xml_node *n = xml_first(p->root, STR("")); n;
	     n = xml_next(n, STR(""))) {
		if (str_equal(n->name, STR("viec")))
			good &= read_job(p, n);
		else if (str_equal(n->name, STR("du-lieu")))
			good &= read_data_path(p, n);
		else
			good &=
			    xml_unknown_element(p->diags, n, "du-lieu viec");
	}
	if (good && !p->plan->job_count)
		good = diag_at(p->diags, DIAG_NO_JOBS, p->root->name_at);
	return good;
}

/* Beside the batch file, or one of the program's own. */
str jobs_template_path(planning *p, const batch_job *job)
{
	str name = job->template_name;
	str beside =
	    path_normalise(p->arena, path_join(p->arena, p->folder, name));
	str own = path_join(
	    p->arena, path_folder(p->order->resources.profile_folder), name);
	bool is_plain = str_find(name, STR("/")) == name.length;
	return is_plain && !file_exists(beside) && file_exists(own) ? own
								    : beside;
}

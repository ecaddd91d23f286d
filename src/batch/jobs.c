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

/* ---- Sets --------------------------------------------------------------- */

static bool refuse_word(planning *p, const xml_attribute *a, const char *words)
{
	diag_at(p->diags, DIAG_DATA_CHOICE, a->value_at, a->value, a->name);
	diag_hint(p->diags, HINT_ALLOWED_VALUES, str_from(words));
	return false;
}

/* ban-rieng="tung-tep mot-tep": either or both. */
static bool read_copies(planning *p, batch_job *job)
{
	const xml_attribute *a = xml_attribute_of(job->node, STR("ban-rieng"));
	str rest = a ? a->value : STR(""), word;
	unsigned kinds = 0;
	bool good = true;
	while (str_next_word(&rest, &word)) {
		unsigned kind =
		    str_equal(word, STR("tung-tep"))  ? BATCH_COPIES_FILES
		    : str_equal(word, STR("mot-tep")) ? BATCH_COPIES_ONE
						      : 0;
		kinds |= kind;
		good &= kind > 0;
	}
	job->packet.copies = (batch_copies)kinds;
	return !a || (good && kinds) || refuse_word(p, a, "tung-tep, mot-tep");
}

static bool read_paper(planning *p, batch_job *job)
{
	const xml_attribute *a = xml_attribute_of(job->node, STR("kho"));
	str name = a ? a->value : STR("A4");
	return impose_paper(name, &job->sheets.paper_width,
			    &job->sheets.paper_height) ||
	       !a || refuse_word(p, a, "A3, A4, A5, A6");
}

/* do-day="0,1": of a sheet, in millimetres. */
static bool read_creep(planning *p, batch_job *job)
{
	const xml_attribute *a = xml_attribute_of(job->node, STR("do-day"));
	int64_t micrometres = 0;
	if (a && !str_to_micrometres(a->value, &micrometres)) {
		diag_at(p->diags, DIAG_DATA_CHOICE, a->value_at, a->value,
			a->name);
		diag_hint(p->diags, HINT_LENGTH_FORM);
		return false;
	}
	job->sheets.creep = MPT_FROM_MICROMETRES(micrometres);
	return true;
}

static bool read_sheets(planning *p, batch_job *job)
{
	static const char *const words[] = {"khong", "mot",   "hai",
					    "bon",   "quyen", NULL};
	static const impose_layout layouts[] = {IMPOSE_ONE_UP, IMPOSE_ONE_UP,
						IMPOSE_TWO_UP, IMPOSE_FOUR_UP,
						IMPOSE_BOOKLET};
	size_t word = 0;
	bool good = xml_read_choice(p->diags, job->node, STR("binh-trang"),
				    words, 0, &word);
	good &= read_paper(p, job);
	good &= read_creep(p, job);
	job->sheets.layout = layouts[word];
	job->sheets.one_sided =
	    xml_read_yes_no(p->diags, job->node, STR("mot-mat"), false);
	/* A booklet is one thing to fold, whatever it is made of. */
	job->sheets.join = job->sheets.layout == IMPOSE_BOOKLET;
	job->has_sheets = word > 0;
	return good;
}

static bool read_set(planning *p, batch_job *job)
{
	static const char *const orders[] = {"danh-sach", "ghe", "ten", NULL};
	size_t order = BATCH_AS_LISTED;
	bool good = read_copies(p, job);
	good &= read_sheets(p, job);
	good &= xml_read_choice(p->diags, job->node, STR("thu-tu"), orders,
				BATCH_AS_LISTED, &order);
	job->packet.order = (batch_seating)order;
	return good;
}

/* ---- Jobs --------------------------------------------------------------- */

#define COMMON_ATTRIBUTES " ma ky the-thuc don-vi thuoc loai kiem rong"

static bool read_job(planning *p, const xml_node *node)
{
	const xml_attribute *set = xml_attribute_of(node, STR("bo"));
	batch_job job = {.node = node, .is_set = set != NULL};
	bool good = xml_check_attributes(
	    p->diags, node,
	    job.is_set ? "bo thu-muc ban-rieng thu-tu binh-trang kho do-day "
			 "mot-mat" COMMON_ATTRIBUTES
		       : "mau tep" COMMON_ATTRIBUTES);
	const xml_attribute *name =
	    job.is_set ? set : xml_require(p->diags, node, STR("mau"));
	const xml_attribute *pattern =
	    job.is_set ? NULL : xml_require(p->diags, node, STR("tep"));
	const xml_attribute *code = xml_attribute_of(node, STR("ma"));
	if (!name || (!pattern && !job.is_set))
		return false;
	job.template_name = name->value;
	job.pattern = job.is_set ? xml_attribute_value(node, STR("thu-muc"))
				 : pattern->value;
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
	good &= !job.is_set || read_set(p, &job);
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

span job_pattern_place(const batch_job *job)
{
	const xml_attribute *a = xml_attribute_of(
	    job->node, job->is_set ? STR("thu-muc") : STR("tep"));
	return a ? a->value_at : job->node->name_at;
}

#include "plan.h"
#include "set.h"

#include "vanban/file.h"
#include "vanban/text.h"

#include <stdlib.h>

/* Which units a job makes documents of, and what these are called. */

/* The words of a list attribute, with their places. */
typedef struct word_list {
	str rest;
	str all;
	span at; /* of all; NO_SPAN when not in a file */
} word_list;

static word_list words_of(const batch_job *job, const char *name)
{
	const xml_attribute *a = xml_attribute_of(job->node, str_from(name));
	return a ? (word_list){a->value, a->value, a->value_at}
		 : (word_list){{NULL, 0}, {NULL, 0}, NO_SPAN};
}

static bool next_word(planning *p, word_list *list, str *word, span *at)
{
	if (!str_next_word(&list->rest, word))
		return false;
	*at = xml_span_within(diags_sources(p->diags), list->at,
			      (size_t)(word->data - list->all.data),
			      word->length);
	return true;
}

static bool is_word_of(str list, str word)
{
	str one;
	while (str_next_word(&list, &one))
		if (str_equal(one, word))
			return true;
	return false;
}

/* ---- What the attributes name must be there ----------------------------- */

static bool check_units(planning *p, const batch_job *job, const char *name)
{
	word_list list = words_of(job, name);
	const data_unit *const *units;
	size_t count = data_units(p->plan->data, &units);
	str code;
	span at;
	bool good = true;
	while (next_word(p, &list, &code, &at)) {
		if (data_unit_of(p->plan->data, code))
			continue;
		str *codes = ARENA_ARRAY(p->arena, str, count);
		for (size_t i = 0; i < count; i++)
			codes[i] = units[i]->code;
		good = diag_at(p->diags, DIAG_UNIT_UNKNOWN, at, code);
		diag_suggest(p->diags, code, codes, count);
	}
	return good;
}

static bool is_class(const data_class *const *classes, size_t count, str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(classes[i]->code, code))
			return true;
	return false;
}

static bool check_classes(planning *p, const batch_job *job)
{
	word_list list = words_of(job, "loai");
	const data_class *const *classes;
	size_t count = data_classes(p->plan->data, &classes);
	str code;
	span at;
	bool good = true;
	while (next_word(p, &list, &code, &at)) {
		if (is_class(classes, count, code))
			continue;
		str *codes = ARENA_ARRAY(p->arena, str, count);
		for (size_t i = 0; i < count; i++)
			codes[i] = classes[i]->code;
		good = diag_at(p->diags, DIAG_NO_SUCH_CLASS, at, code);
		diag_suggest(p->diags, code, codes, count);
		diag_hint(p->diags, HINT_ALLOWED_VALUES,
			  str_join(p->arena, codes, count, STR(", ")));
	}
	return good;
}

/* ---- Choosing ----------------------------------------------------------- */

static bool is_below_any(str codes, const data_unit *unit)
{
	for (const data_unit *u = unit->parent; u; u = u->parent)
		if (is_word_of(codes, u->code))
			return true;
	return false;
}

static bool has_class(const batch_job *job, const data_unit *unit)
{
	return !job->classes.length ||
	       (unit->class && is_word_of(job->classes, unit->class->code));
}

static bool fits(const batch_job *job, const data_unit *unit,
		 const data_period *period)
{
	return (!job->units.length || is_word_of(job->units, unit->code)) &&
	       (!job->below.length || is_below_any(job->below, unit)) &&
	       has_class(job, unit) && data_unit_is_valid(unit, period);
}

/* A job whose template is broken has none: expressions need any. */
static const profile *profile_for(const batch_plan *plan, const batch_job *job)
{
	const profile *found = job->thuc;
	for (size_t i = 0; !found && i < plan->job_count; i++)
		found = plan->jobs[i].thuc;
	return found;
}

/* kiem="…": in the place of the unit, as in a template. */
static bool meets(planning *p, const batch_job *job,
		  const template_condition *condition, const data_unit *unit,
		  const data_period *period, bool *out)
{
	const template_input input = {
	    .data = p->plan->data,
	    .unit = unit,
	    .period = period,
	    .profile = profile_for(p->plan, job),
	};
	const batch_entry it = {.job = job, .unit = unit};
	*out = true;
	if (!condition || !input.profile)
		return true;
	bool is_broken = batch_fault_of(p->plan, &it, 0) != NULL;
	arena *a = arena_new(0);
	data_keep_in(p->plan->data, a);
	diags *unheard = diags_new(a, diags_sources(p->diags));
	bool good = template_holds(condition, &input, a,
				   is_broken ? unheard : p->diags, out);
	data_keep_in(p->plan->data, p->arena);
	arena_free(a);
	if (good || !is_broken)
		return good;
	/* What cannot be judged is in the plan, to be told as not made. */
	*out = str_find(job->pattern, STR("{")) < job->pattern.length;
	return true;
}

/* ---- Names of outputs --------------------------------------------------- */

static str folders_above(arena *a, const data_unit *unit)
{
	str path = STR("");
	for (const data_unit *u = unit->parent; u; u = u->parent) {
		str slug = text_slug(a, u->name);
		path = path.length ? str_format(a, "%.*s/%.*s", STR_ARGS(slug),
						STR_ARGS(path))
				   : slug;
	}
	return path;
}

typedef struct naming {
	planning *planning;
	const batch_job *job;
	const data_unit *unit;
	const data_period *period;
	str suffix; /* of the slug, where several units share one */
} naming;

static str slug_of(const naming *n)
{
	arena *a = n->planning->arena;
	str slug = text_slug(a, n->unit->name);
	if (!slug.length)
		slug = text_slug(a, n->unit->code);
	return n->suffix.length ? str_format(a, "%.*s-%.*s", STR_ARGS(slug),
					     STR_ARGS(n->suffix))
				: slug;
}

static bool attribute_field(const naming *n, str name, str *out)
{
	const xml_attribute *a =
	    n->unit->node ? xml_attribute_of(n->unit->node, name) : NULL;
	if (a)
		*out = a->value;
	return a != NULL;
}

static bool field(const naming *n, str name, str *out)
{
	arena *a = n->planning->arena;
	const data_unit *above = n->unit->parent;
	if (str_equal(name, STR("slug")))
		*out = slug_of(n);
	else if (str_equal(name, STR("ma")))
		*out = n->unit->code;
	else if (str_equal(name, STR("loai")))
		*out = n->unit->class ? n->unit->class->code : STR("");
	else if (str_equal(name, STR("ky")))
		*out = n->period->code;
	else if (str_equal(name, STR("cap-tren")))
		*out = above ? text_slug(a, above->name) : STR("");
	else if (str_equal(name, STR("duong-dan")))
		*out = folders_above(a, n->unit);
	else if (str_starts_with(name, STR("@")))
		return attribute_field(n, str_slice(name, 1, name.length), out);
	else
		return false;
	return true;
}

static span place_in_pattern(const naming *n, size_t from, size_t length)
{
	return xml_span_within(diags_sources(n->planning->diags),
			       job_pattern_place(n->job), from, length);
}

static bool refuse_field(const naming *n, str name, size_t from)
{
	static const str known[] = {
	    STR_INIT("slug"), STR_INIT("ma"),	    STR_INIT("loai"),
	    STR_INIT("ky"),   STR_INIT("cap-tren"), STR_INIT("duong-dan")};
	diags *d = n->planning->diags;
	diag_at(d, DIAG_PATTERN_FIELD, place_in_pattern(n, from, name.length),
		name);
	diag_suggest(d, name, known, sizeof known / sizeof *known);
	diag_hint(d, HINT_PATTERN_FIELDS);
	return false;
}

/* An empty folder name is left out: {duong-dan} of a unit at the top. */
static void append_part(buffer *out, str text)
{
	while (str_starts_with(text, STR("/")) &&
	       (!out->length || out->data[out->length - 1] == '/'))
		text = str_slice(text, 1, text.length);
	buffer_append(out, text);
}

static bool expand(const naming *n, buffer *out)
{
	str rest = n->job->pattern;
	size_t done = 0;
	bool starts_with_slash = str_starts_with(rest, STR("/"));
	while (done < rest.length) {
		size_t open = done, close;
		while (open < rest.length && rest.data[open] != '{' &&
		       rest.data[open] != '}')
			open++;
		str literal = str_slice(rest, done, open - done);
		if (starts_with_slash && !done)
			buffer_append(out, literal);
		else
			append_part(out, literal);
		if (open == rest.length)
			return true;
		close = open;
		while (close < rest.length && rest.data[close] != '}')
			close++;
		if (rest.data[open] == '}' || close == rest.length)
			return diag_at(n->planning->diags, DIAG_PATTERN_BRACE,
				       place_in_pattern(n, open, 1));
		str name = str_slice(rest, open + 1, close - open - 1), value;
		if (!field(n, name, &value))
			return refuse_field(n, name, open + 1);
		append_part(out, value);
		done = close + 1;
	}
	return true;
}

/* ---- Slugs that several units share ------------------------------------- */

/*
 * Judged over all units that have a class of the job's, chosen or not, so that
 * a name does not change with what else is made: of those whose names would be
 * one file, every one gets its code behind the slug.
 */
typedef struct twin_list {
	str *keys; /* folded outputs, sorted */
	size_t count;
	bool is_made;
} twin_list;

static int by_bytes(const void *left, const void *right)
{
	return str_compare(*(const str *)left, *(const str *)right);
}

static bool key_of(naming n, str *out)
{
	buffer name = {0};
	bool good = expand(&n, &name);
	if (good)
		*out =
		    text_fold(n.planning->arena,
			      str_copy(n.planning->arena, buffer_str(&name)));
	buffer_free(&name);
	return good;
}

static bool list_twins(naming n, twin_list *out)
{
	const data_unit *const *units;
	size_t count = data_units(n.planning->plan->data, &units);
	*out = (twin_list){.keys = ARENA_ARRAY(n.planning->arena, str, count),
			   .is_made = true};
	for (size_t i = 0; i < count; i++) {
		n.unit = units[i];
		if (!has_class(n.job, units[i]))
			continue;
		if (!key_of(n, &out->keys[out->count]))
			return false;
		out->count++;
	}
	if (out->count)
		qsort(out->keys, out->count, sizeof(str), by_bytes);
	return true;
}

static bool is_twin(const twin_list *list, str key)
{
	const str *found =
	    bsearch(&key, list->keys, list->count, sizeof(str), by_bytes);
	if (!found)
		return false;
	size_t i = (size_t)(found - list->keys);
	return (i > 0 && str_equal(list->keys[i - 1], key)) ||
	       (i + 1 < list->count && str_equal(list->keys[i + 1], key));
}

static bool name_output(naming *n, twin_list *twins, str *out)
{
	str key;
	buffer name = {0};
	bool has_slug =
	    str_find(n->job->pattern, STR("{slug}")) < n->job->pattern.length;
	n->suffix = STR("");
	if (has_slug) {
		if ((!twins->is_made && !list_twins(*n, twins)) ||
		    !key_of(*n, &key))
			return false;
		if (is_twin(twins, key))
			n->suffix =
			    text_slug(n->planning->arena, n->unit->code);
	}
	bool good = expand(n, &name);
	if (good)
		*out =
		    text_nfc(n->planning->arena,
			     str_copy(n->planning->arena, buffer_str(&name)));
	buffer_free(&name);
	return good;
}

/* ---- Doors -------------------------------------------------------------- */

static void append_entry(planning *p, const batch_entry *e)
{
	batch_plan *plan = p->plan;
	ARENA_GROW(p->arena, plan->entries, plan->entry_count,
		   plan->entry_capacity);
	batch_entry *to = &plan->entries[plan->entry_count];
	*to = *e;
	to->path = path_join(p->arena, p->order->folder, e->output);
	to->number = plan->entry_count++;
}

/* The files of one set, beside each other in a folder. */
static void append_set(planning *p, batch_entry e, str folder)
{
	const meeting *m =
	    data_meeting(p->plan->data, e.unit->code, e.period.code);
	str *files;
	size_t count =
	    set_files(&e.job->packet, e.job->given, m, p->arena, &files);
	for (size_t i = 0; i < count; i++) {
		e.file = files[i];
		e.output = folder.length ? path_join(p->arena, folder, files[i])
					 : files[i];
		append_entry(p, &e);
	}
}

static bool add_entry(planning *p, const batch_job *job, const data_unit *unit,
		      const data_period *period, twin_list *twins)
{
	naming n = {.planning = p, .job = job, .unit = unit, .period = period};
	batch_entry e = {
	    .job = job, .unit = unit, .period = *period, .work = p->work_count};
	if (!name_output(&n, twins, &e.output))
		return false;
	p->work_count++;
	if (job->is_set)
		append_set(p, e, e.output);
	else
		append_entry(p, &e);
	return true;
}

/* Neither units nor period said: whose the facts are, as in one report. */
static bool subject_of(planning *p, const batch_job *job, bool names_units,
		       batch_inputs *subject)
{
	const batch_request request = {.period = job->period};
	subject->data = p->plan->data;
	if (!names_units)
		return batch_subject(&request, p->diags, p->arena, subject);
	const xml_attribute *at = xml_attribute_of(job->node, STR("ky"));
	if (!at)
		at = xml_attribute_of(p->root, STR("ky"));
	if (job->period.length &&
	    data_read_period(p->arena, job->period, &subject->period))
		return true;
	if (job->period.length) {
		diag_at(p->diags, DIAG_NO_SUCH_PERIOD,
			at && !p->order->period.length ? at->value_at : NO_SPAN,
			job->period);
		diag_hint(p->diags, HINT_PERIOD_FORM);
		return false;
	}
	if (batch_has_subject(&request, subject))
		return batch_subject(&request, p->diags, p->arena, subject);
	return diag_at(p->diags, DIAG_JOB_PERIOD_MISSING, job->node->name_at,
		       job->code);
}

static bool select_all(planning *p, const batch_job *job,
		       const data_period *period)
{
	const data_unit *const *units;
	size_t count = data_units(p->plan->data, &units), before;
	const template_condition *condition = NULL;
	twin_list twins = {0};
	bool good = true;
	if (job->condition) {
		condition = template_condition_read(
		    p->arena, p->diags, job->condition, p->plan->data);
		if (!condition)
			return false;
	}
	before = p->plan->entry_count;
	for (size_t i = 0; i < count && good; i++) {
		bool holds = false;
		if (fits(job, units[i], period))
			good =
			    meets(p, job, condition, units[i], period, &holds);
		if (good && holds)
			good = add_entry(p, job, units[i], period, &twins);
	}
	if (!good || job->may_be_empty || p->plan->entry_count > before)
		return good;
	return diag_at(p->diags, DIAG_JOB_WITHOUT_UNITS, job->node->name_at,
		       job->code, period->code);
}

bool select_units(planning *p, const batch_job *job)
{
	if (job->is_set && !job->given)
		return true; /* nobody knows its files */
	bool names_units = job->units.length || job->below.length ||
			   job->classes.length || job->condition;
	batch_inputs subject = {0};
	twin_list twins = {0};
	bool good = check_units(p, job, "don-vi");
	good &= check_units(p, job, "thuoc");
	good &= check_classes(p, job);
	if (!good || !subject_of(p, job, names_units, &subject))
		return false;
	return names_units
		   ? select_all(p, job, &subject.period)
		   : add_entry(p, job, subject.unit, &subject.period, &twins);
}

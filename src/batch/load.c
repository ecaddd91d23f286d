#include "vanban/batch.h"
#include "vanban/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <limits.h>

/* ---- Data files ------------------------------------------------------- */

static const char *const data_roots[] = {
    "ds-don-vi", "chi-tieu", "so-lieu", "tap-so-lieu", "thong-tin",
};

static bool is_data_root(str name)
{
	for (size_t i = 0; i < sizeof data_roots / sizeof *data_roots; i++)
		if (str_equal(name, str_from(data_roots[i])))
			return true;
	return false;
}

typedef struct path_list {
	arena *arena;
	str *items;
	size_t count;
	size_t capacity;
} path_list;

static void path_add(path_list *list, str path)
{
	ARENA_GROW(list->arena, list->items, list->count, list->capacity);
	list->items[list->count++] = path;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

/* All .xml files below a folder, in byte order: the same on every machine. */
static void list_folder(path_list *list, str folder, unsigned depth)
{
	char name[PATH_MAX];
	if (folder.length >= sizeof name || depth > 16)
		return;
	memcpy(name, folder.data, folder.length);
	name[folder.length] = 0;
	DIR *handle = opendir(name);
	if (!handle)
		return;
	path_list entries = {.arena = list->arena};
	for (struct dirent *e; (e = readdir(handle));)
		if (e->d_name[0] != '.')
			path_add(&entries,
				 str_copy(list->arena, str_from(e->d_name)));
	closedir(handle);
	if (entries.count)
		qsort(entries.items, entries.count, sizeof(str), by_bytes);
	for (size_t i = 0; i < entries.count; i++) {
		str path = path_join(list->arena, folder, entries.items[i]);
		if (file_is_directory(path))
			list_folder(list, path, depth + 1);
		else if (str_ends_with(path, STR(".xml")))
			path_add(list, path);
	}
}

static bool not_data(diags *d, const xml_node *root)
{
	enum { COUNT = sizeof data_roots / sizeof *data_roots };
	str names[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		names[i] = str_from(data_roots[i]);
	diag_at(d, DIAG_NOT_DATA, root->name_at, root->name);
	if (str_equal(root->name, STR("van-ban")))
		diag_hint(d, HINT_TEMPLATE_FIRST);
	else
		diag_suggest(d, root->name, names, COUNT);
	return false;
}

/* In a folder, templates and batch files are passed over. */
static bool add_file(data_set *data, str path, bool in_folder, arena *a,
		     diags *d, size_t *taken)
{
	xml_document file;
	if (!xml_read(a, d, path, NO_SPAN, &file))
		return false;
	if (is_data_root(file.root->name)) {
		*taken += 1;
		return data_add(data, &file);
	}
	if (in_folder)
		return true;
	return not_data(d, file.root);
}

static bool add_folder(data_set *data, str folder, arena *a, diags *d)
{
	path_list files = {.arena = a};
	size_t taken = 0;
	bool good = true;
	list_folder(&files, folder, 0);
	for (size_t i = 0; i < files.count; i++)
		good &= add_file(data, files.items[i], true, a, d, &taken);
	if (good && !taken)
		return diag_at(d, DIAG_NO_DATA_IN_FOLDER, NO_SPAN, folder);
	return good;
}

static bool add_data(const batch_request *request, arena *a, diags *d,
		     data_set *data)
{
	bool good = true;
	for (size_t i = 0; i < request->data_count; i++) {
		str path = request->data_paths[i];
		size_t taken = 0;
		if (file_is_directory(path))
			good &= add_folder(data, path, a, d);
		else
			good &= add_file(data, path, false, a, d, &taken);
	}
	return good;
}

/* ---- Template, dictionary, profile ------------------------------------ */

static str project_root(const batch_request *request)
{
	if (request->root.length)
		return request->root;
	if (path_is_inside(STR("."), request->template_path))
		return STR(".");
	return path_folder(request->template_path);
}

/* The dictionary that the template names, unless the data hold one. */
static bool add_dictionary(const batch_request *request, const template *t,
			   arena *a, diags *d, data_set *data)
{
	const data_indicator *const *any;
	str name = template_dictionary(t);
	if (!name.length || data_indicators(data, &any))
		return true;
	str path = path_join(a, path_folder(request->template_path), name);
	str root = project_root(request);
	span at = template_dictionary_at(t);
	if (!path_is_inside(root, path))
		return diag_at(d, DIAG_PATH_OUTSIDE, at, name, root);
	xml_document file;
	return xml_read(a, d, path_normalise(a, path), at, &file) &&
	       data_add(data, &file);
}

static str profiles_in(str folder, arena *a)
{
	path_list files = {.arena = a};
	list_folder(&files, folder, 16);
	for (size_t i = 0; i < files.count; i++) {
		str path = files.items[i], parent = path_folder(path);
		str base =
		    str_equal(parent, STR("."))
			? path
			: str_slice(path, parent.length + 1, path.length);
		files.items[i] = str_slice(base, 0, base.length - 4);
	}
	return str_join(a, files.items, files.count, STR(", "));
}

static bool is_plain_name(str name)
{
	return name.length && str_find(name, STR("/")) == name.length &&
	       !str_starts_with(name, STR("."));
}

static bool load_profile(const batch_request *request, arena *a, diags *d,
			 batch_inputs *out)
{
	bool overridden = request->profile.length > 0;
	str name =
	    overridden ? request->profile : template_profile(out->template);
	span at = overridden ? NO_SPAN : template_profile_at(out->template);
	str beside =
	    path_join(a, path_folder(request->template_path), STR("the-thuc"));
	str folders[] = {beside, request->resources.profile_folder};
	for (size_t i = 0; is_plain_name(name) && i < 2; i++) {
		str path = str_format(a, "%.*s/%.*s.xml", STR_ARGS(folders[i]),
				      STR_ARGS(name));
		if (!file_exists(path))
			continue;
		out->profile = profile_read(a, d, path, at);
		return out->profile != NULL;
	}
	diag_at(d, DIAG_UNKNOWN_PROFILE, at, name);
	diag_hint(d, HINT_AVAILABLE,
		  profiles_in(request->resources.profile_folder, a));
	return false;
}

/* ---- Whose report ----------------------------------------------------- */

static str describe_facts(const data_set *data, arena *a)
{
	const data_facts *facts;
	size_t count = data_facts_of(data, &facts), named = 0;
	str *parts = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		if (facts[i].unit.length)
			parts[named++] =
			    str_format(a, "%.*s %.*s", STR_ARGS(facts[i].unit),
				       STR_ARGS(facts[i].period));
	return named ? str_join(a, parts, named, STR("; ")) : STR("—");
}

/* Fills what the request leaves open from the facts that fit the rest. */
static bool subject_from_facts(const data_set *data, str *unit, str *period)
{
	const data_facts *facts;
	size_t count = data_facts_of(data, &facts), found = 0;
	str wanted_unit = *unit, wanted_period = *period;
	for (size_t i = 0; i < count; i++) {
		const data_facts *f = &facts[i];
		if (!f->unit.length || !f->period.length ||
		    (wanted_unit.length && !str_equal(wanted_unit, f->unit)) ||
		    (wanted_period.length &&
		     !str_equal(wanted_period, f->period)))
			continue;
		if (found && str_equal(*unit, f->unit) &&
		    str_equal(*period, f->period))
			continue;
		found++;
		*unit = f->unit;
		*period = f->period;
	}
	return found == 1;
}

static void suggest_unit(diags *d, const data_set *data, str wrong, arena *a)
{
	const data_unit *const *units;
	size_t count = data_units(data, &units);
	str *codes = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		codes[i] = units[i]->code;
	diag_suggest(d, wrong, codes, count);
}

bool batch_has_subject(const batch_request *request, const batch_inputs *inputs)
{
	str unit = request->unit, period = request->period;
	return (unit.length && period.length) ||
	       subject_from_facts(inputs->data, &unit, &period);
}

bool batch_subject(const batch_request *request, diags *d, arena *a,
		   batch_inputs *inputs)
{
	str unit = request->unit, period = request->period;
	if ((!unit.length || !period.length) &&
	    !subject_from_facts(inputs->data, &unit, &period)) {
		diag_at(d, DIAG_SUBJECT_UNCLEAR, NO_SPAN);
		diag_hint(d, HINT_GIVE_SUBJECT,
			  describe_facts(inputs->data, a));
		return false;
	}
	inputs->unit = data_unit_of(inputs->data, unit);
	if (!inputs->unit) {
		diag_at(d, DIAG_NO_SUCH_UNIT, NO_SPAN, unit);
		suggest_unit(d, inputs->data, unit, a);
		return false;
	}
	if (!data_read_period(a, period, &inputs->period))
		return diag_at(d, DIAG_NO_SUCH_PERIOD, NO_SPAN, period);
	if (!data_unit_is_valid(inputs->unit, &inputs->period))
		return diag_at(d, DIAG_SUBJECT_NOT_VALID, inputs->unit->at,
			       inputs->unit->full_name, period);
	return true;
}

/* ---- Doors ------------------------------------------------------------ */

bool batch_load(const batch_request *request, batch_stage stage, arena *a,
		diags *d, batch_inputs *out)
{
	*out = (batch_inputs){.parameters = request->parameters,
			      .parameter_count = request->parameter_count};
	size_t errors = diags_errors(d);
	out->data = data_new(a, d);
	/* The template is read first, so that its problems are told first. */
	if (request->template_path.length)
		out->template = template_read(a, d, request->template_path,
					      project_root(request));
	bool good = add_data(request, a, d, out->data);
	if (out->template)
		good &= add_dictionary(request, out->template, a, d, out->data);
	good &= data_finish(out->data);
	const data_indicator *const *any;
	if (out->template && data_indicators(out->data, &any))
		good &= template_check(out->template, out->data, d);
	good &= diags_errors(d) == errors;
	if (stage < BATCH_DOCUMENT)
		return good;
	if (out->template)
		good &= load_profile(request, a, d, out);
	out->fonts = font_set_open(a, d, request->resources.font_manifest);
	return good && out->fonts && batch_subject(request, d, a, out);
}

void batch_unload(batch_inputs *inputs)
{
	if (inputs->fonts)
		font_set_close(inputs->fonts);
}

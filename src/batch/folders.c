#include "folders.h"

#include "vanban/file.h"

#include <limits.h>
#include <unistd.h>

/* A folder this near to the root is nobody's project. */
#define LEAST_DEPTH 2

static str absolute(const batch_inputs *inputs, arena *a, str path)
{
	return path_normalise(a, path_join(a, inputs->here, path));
}

static size_t depth_of(str folder)
{
	size_t depth = 0;
	for (size_t i = 0; i + 1 < folder.length; i++)
		depth += folder.data[i] == '/';
	return depth;
}

/* The deepest folder that holds both; either may be empty. */
static str common(str a, str b)
{
	size_t end = 0, i = 0;
	if (!a.length || !b.length)
		return a.length ? a : b;
	while (i < a.length && i < b.length && a.data[i] == b.data[i]) {
		if (a.data[i] == '/')
			end = i;
		i++;
	}
	bool ends_a = i == a.length && (i == b.length || b.data[i] == '/');
	bool ends_b = i == b.length && (i == a.length || a.data[i] == '/');
	if (ends_a || ends_b)
		return str_slice(a, 0, i);
	return end ? str_slice(a, 0, end) : STR("/");
}

str batch_data_folder(const batch_request *request, const batch_inputs *inputs,
		      arena *a)
{
	str folder = {NULL, 0};
	for (size_t i = 0; i < request->data_count; i++) {
		str path = request->data_paths[i];
		if (str_equal(path, STR("-")))
			continue;
		path = absolute(inputs, a, path);
		if (!file_is_directory(path))
			path = path_folder(path);
		folder = common(folder, path);
	}
	return folder;
}

static str parent_of(str folder)
{
	return folder.length ? path_folder(folder) : folder;
}

/* From the root of the disk a name would tell where the project lies. */
static void add_folder(batch_inputs *inputs, str folder)
{
	if (folder.length && !str_equal(folder, STR("/")))
		inputs->folders[inputs->folder_count++] = folder;
}

void batch_find_folders(const batch_request *request, arena *a,
			batch_inputs *inputs)
{
	char here[PATH_MAX];
	if (!getcwd(here, sizeof here))
		here[0] = 0;
	inputs->here = str_copy(a, str_from(here));
	inputs->folders = ARENA_ARRAY(a, str, 4);
	if (request->root.length)
		add_folder(inputs, absolute(inputs, a, request->root));
	str beside = {NULL, 0}, data = batch_data_folder(request, inputs, a);
	if (request->template_path.length)
		beside =
		    absolute(inputs, a, path_folder(request->template_path));
	str both = common(beside, data);
	if (depth_of(both) >= LEAST_DEPTH)
		add_folder(inputs, both);
	add_folder(inputs, parent_of(beside));
	add_folder(inputs, parent_of(data));
}

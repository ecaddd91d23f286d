#include "folders.h"
#include "identity.h"
#include "load.h"
#include "typeset.h"

#include "vanban/file.h"
#include "vanban/reader.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#define DEEPEST_FOLDER 16

/* ---- Data files ------------------------------------------------------- */

static const char *const data_roots[] = {
    "ds-don-vi", "chi-tieu", "so-lieu", "tap-so-lieu", "thong-tin", "hoi-nghi",
};

static bool is_data_root(str name)
{
	for (size_t i = 0; i < sizeof data_roots / sizeof *data_roots; i++)
		if (str_equal(name, str_from(data_roots[i])))
			return true;
	return false;
}

/* A file to read: found in a folder, or named by the user. */
typedef struct data_file {
	str path;
	bool in_folder;
	bool is_repeat; /* of a file that is read anyway */
	bool is_known;	/* there is such a file: */
	file_identity identity;
	bool is_read;
	str bytes;
	bool is_figures; /* a so-lieu or tap-so-lieu whose tree may be freed */
} data_file;

typedef struct file_list {
	arena *arena;
	diags *diags; /* for what is passed over; NULL: not told */
	data_file *items;
	size_t count;
	size_t capacity;
	bool failed;	       /* a folder could not be read */
	bool told_office;      /* that such a file is not read */
	size_t last_reference; /* file of units or dictionary */
	arena *trees;	       /* of figures that are not settled; or NULL */
	size_t tree_count;
	file_faults *faults;
} file_list;

static void list_add(file_list *list, str path, bool in_folder)
{
	ARENA_GROW(list->arena, list->items, list->count, list->capacity);
	data_file *file = &list->items[list->count++];
	*file = (data_file){.path = path, .in_folder = in_folder};
	file->is_known = file_identify(path, &file->identity);
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

static str folded(arena *a, str name)
{
	str copy = str_copy(a, name);
	char *letters = (char *)(uintptr_t)copy.data;
	for (size_t i = 0; i < copy.length; i++)
		if (letters[i] >= 'A' && letters[i] <= 'Z')
			letters[i] = (char)(letters[i] + 'a' - 'A');
	return copy;
}

/* "oanh.xml.txt": an ending that the system hides. Backups are no mistake. */
static bool is_disguised(str name)
{
	static const char *const backups[] = {"~", ".bak", ".orig", ".swp"};
	for (size_t i = 0; i < sizeof backups / sizeof *backups; i++)
		if (str_ends_with(name, str_from(backups[i])))
			return false;
	return str_find(name, STR(".xml.")) < name.length;
}

/* What people type figures into, hoping that it is read. */
static bool is_office_file(str name)
{
	static const char *const endings[] = {".xlsx", ".xls", ".docx",
					      ".doc",  ".ods", ".odt"};
	size_t base = name.length;
	while (base && name.data[base - 1] != '/')
		base--;
	if (str_starts_with(str_slice(name, base, name.length), STR("~$")))
		return false; /* a lock of the one that is open */
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends_with(name, str_from(endings[i])))
			return true;
	return false;
}

static void list_file(file_list *list, str path)
{
	str name = folded(list->arena, path);
	if (str_ends_with(name, STR(".xml"))) {
		list_add(list, path, true);
	} else if (list->diags && !list->told_office && is_office_file(name)) {
		list->told_office = true;
		diag_at(list->diags, DIAG_OFFICE_FILE, NO_SPAN, path);
	} else if (list->diags && is_disguised(name))
		diag_at(list->diags, DIAG_PASSED_OVER, NO_SPAN, path);
}

static void cannot_list(file_list *list, str folder, int error)
{
	list->failed = true;
	if (list->diags)
		file_refuse(list->diags, DIAG_FILE_UNREADABLE, NO_SPAN, folder,
			    error);
}

/* The names in a folder, in byte order: the same on every machine. */
static size_t list_names(file_list *list, str folder, str **out)
{
	char name[PATH_MAX];
	size_t count = 0, capacity = 0;
	DIR *handle = NULL;
	errno = ENAMETOOLONG;
	if (folder.length < sizeof name) {
		memcpy(name, folder.data, folder.length);
		name[folder.length] = 0;
		handle = opendir(name);
	}
	*out = NULL;
	if (!handle) {
		cannot_list(list, folder, errno);
		return 0;
	}
	for (struct dirent *e; (e = readdir(handle));) {
		if (e->d_name[0] == '.')
			continue;
		ARENA_GROW(list->arena, *out, count, capacity);
		(*out)[count++] = str_copy(list->arena, str_from(e->d_name));
	}
	closedir(handle);
	if (count)
		qsort(*out, count, sizeof(str), by_bytes);
	return count;
}

/* All .xml files below a folder. */
static void list_folder(file_list *list, str folder, unsigned depth)
{
	str *names;
	if (depth > DEEPEST_FOLDER) {
		cannot_list(list, folder, ELOOP);
		return;
	}
	size_t count = list_names(list, folder, &names);
	for (size_t i = 0; i < count; i++) {
		str path = path_join(list->arena, folder, names[i]);
		if (file_is_directory(path))
			list_folder(list, path, depth + 1);
		else
			list_file(list, path);
	}
}

enum { DATA_ROOTS = sizeof data_roots / sizeof *data_roots };

static void suggest_root(diags *d, str wrong)
{
	str names[DATA_ROOTS];
	for (size_t i = 0; i < DATA_ROOTS; i++)
		names[i] = str_from(data_roots[i]);
	diag_suggest(d, wrong, names, DATA_ROOTS);
}

/* Files of ours that may lie beside the data, read by others or later. */
static bool is_other_root(str name)
{
	static const char *const roots[] = {
	    "van-ban",	 "manh",     "dot-lap",	 "bo-tai-lieu", "the-thuc",
	    "thuat-ngu", "giu-lien", "ngon-ngu", "chap-nhan"};
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (str_equal(name, str_from(roots[i])))
			return true;
	return false;
}

/* Files of other programs (with a namespace) are nobody's slip. */
static bool pass_over(diags *d, const xml_node *root)
{
	if (root->uri.length || is_other_root(root->name))
		return true;
	diag_at(d, DIAG_NOT_KNOWN_ROOT, root->name_at, root->name);
	suggest_root(d, root->name);
	return true;
}

static bool not_data(diags *d, const xml_node *root)
{
	diag_at(d, DIAG_NOT_DATA, root->name_at, root->name);
	if (str_equal(root->name, STR("van-ban")))
		diag_hint(d, HINT_TEMPLATE_FIRST);
	else
		suggest_root(d, root->name);
	return false;
}

/* The data inside a PDF take its place. */
static bool read_inside(arena *a, diags *d, str *path, str *bytes)
{
	reader_document pdf;
	if (!reader_read(a, d, *path, NO_SPAN, *bytes, READER_DATA, &pdf))
		return false;
	if (!pdf.is_sound) {
		diag_at(d, DIAG_READER_CHECKSUM, NO_SPAN, *path);
		diag_hint(d, HINT_MADE_ANEW);
		diag_hint(d, HINT_EXTRACT_ANYWAY, *path);
		return false;
	}
	*path = str_format(a, "%.*s#%.*s", STR_ARGS(*path),
			   STR_ARGS(pdf.data_name));
	*bytes = pdf.data;
	return true;
}

/* The name of the root element, as far as can be told without parsing. */
static str peek_root(str bytes)
{
	size_t i = 0, end;
	while (i + 1 < bytes.length &&
	       !(bytes.data[i] == '<' && bytes.data[i + 1] != '?' &&
		 bytes.data[i + 1] != '!'))
		i++;
	for (end = i + 1; end < bytes.length; end++)
		if (strchr(" \t\r\n/>", bytes.data[end]))
			break;
	return i + 1 < bytes.length ? str_slice(bytes, i + 1, end - i - 1)
				    : STR("");
}

/* The value that is quoted at the beginning of text. */
static str quoted(str text)
{
	if (!text.length || (text.data[0] != '"' && text.data[0] != '\''))
		return (str){NULL, 0};
	str quote = str_slice(text, 0, 1);
	text = str_slice(text, 1, text.length);
	size_t end = str_find(text, quote);
	return end < text.length ? str_slice(text, 0, end) : (str){NULL, 0};
}

bool load_next_unit(str *text, str *code)
{
	static const str attribute = STR_INIT("don-vi=");
	bool is_attribute = false;
	while (!is_attribute) {
		size_t at = str_find(*text, attribute);
		if (at == text->length)
			return false;
		is_attribute = at && strchr(" \t\r\n", text->data[at - 1]);
		*text = str_slice(*text, at + attribute.length, text->length);
	}
	*code = quoted(*text);
	return true;
}

/* don-vi of a so-lieu that is no XML, as far as it can be told; or empty. */
static str unit_of_figures(str bytes)
{
	str code = {NULL, 0};
	if (!str_equal(peek_root(bytes), STR("so-lieu")))
		return code;
	size_t start = str_find(bytes, STR("<so-lieu"));
	str tag = str_slice(bytes, start, bytes.length);
	tag = str_slice(tag, 0, str_find(tag, STR(">")));
	load_next_unit(&tag, &code);
	return code;
}

static bool is_plain_utf8(str bytes)
{
	str declared = str_slice(bytes, 0, 60);
	size_t at = str_find(declared, STR("encoding="));
	return at == declared.length ||
	       str_starts_with(str_slice(declared, at + 10, 60), STR("UTF-8"));
}

/* What is not UTF-8 is converted into the arena of its tree. */
static bool is_figures(str bytes)
{
	str root = peek_root(bytes);
	return (str_equal(root, STR("so-lieu")) ||
		str_equal(root, STR("tap-so-lieu"))) &&
	       is_plain_utf8(bytes);
}

bool load_is_reference(str bytes)
{
	str root = peek_root(bytes);
	return str_equal(root, STR("ds-don-vi")) ||
	       str_equal(root, STR("chi-tieu"));
}

/* Units and dictionary, and whatever might be. */
static bool may_be_reference(str bytes)
{
	return !peek_root(bytes).length || reader_is_pdf(bytes) ||
	       !is_plain_utf8(bytes) || load_is_reference(bytes);
}

/* What cannot be read is reported, and counted when it is to be added. */
static void read_files(file_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		data_file *f = &list->items[i];
		if (f->is_repeat)
			continue;
		f->is_read = file_read(list->arena, list->diags, f->path,
				       NO_SPAN, &f->bytes);
		f->is_figures = f->is_read && is_figures(f->bytes);
		if (f->is_read && may_be_reference(f->bytes))
			list->last_reference = i;
	}
}

/* So many trees at a time: those of a whole nation would not fit. */
#define MOST_TREES 256

/* Reads the figures of the trees, and frees these. */
static bool settle(file_list *list, data_set *data)
{
	bool good = data_settle(data);
	arena_free(list->trees);
	list->trees = NULL;
	list->tree_count = 0;
	return good;
}

/* Once units and dictionary are complete, no tree of figures need stay. */
static arena *arena_of_tree(file_list *list, const data_set *data, size_t i)
{
	const data_unit *const *units;
	const data_indicator *const *indicators;
	if (!list->items[i].is_figures || i < list->last_reference ||
	    !data_units(data, &units) || !data_indicators(data, &indicators))
		return list->arena;
	if (!list->trees)
		list->trees = arena_new(0);
	list->tree_count++;
	return list->trees;
}

/* The source that was added last. */
static void note_fault(file_list *list)
{
	file_faults *f = list->faults;
	ARENA_GROW(list->arena, f->sources, f->count, f->capacity);
	f->sources[f->count++] = source_count(diags_sources(list->diags));
}

/* In a folder, templates and batch files are passed over. */
static bool add_file(data_set *data, file_list *list, size_t i, bool *taken)
{
	const data_file *named = &list->items[i];
	arena *a = list->arena;
	diags *d = list->diags;
	xml_document file;
	str bytes = named->bytes, path = named->path;
	bool is_pdf =
	    reader_is_pdf(bytes) || str_ends_with(folded(a, path), STR(".pdf"));
	if (!named->is_read || (is_pdf && !read_inside(a, d, &path, &bytes))) {
		data_note_unread(data, STR(""));
		return false;
	}
	if (!xml_parse(arena_of_tree(list, data, i), d, path, bytes, &file)) {
		data_note_unread(data, unit_of_figures(bytes));
		note_fault(list);
		return false;
	}
	*taken = is_data_root(file.root->name);
	if (!*taken && named->in_folder)
		return pass_over(d, file.root);
	if (!*taken) {
		const xml_attribute *unit =
		    xml_attribute_of(file.root, STR("don-vi"));
		data_note_unread(data, unit ? unit->value : STR(""));
		return not_data(d, file.root);
	}
	bool good = data_add(data, &file);
	return (list->tree_count < MOST_TREES || settle(list, data)) && good;
}

static int by_identity(const void *left, const void *right)
{
	const data_file *a = *(data_file *const *)left;
	const data_file *b = *(data_file *const *)right;
	int order = file_identity_compare(&a->identity, &b->identity);
	return order ? order : (a > b) - (a < b);
}

/* Of several names of one file the first stands. */
static void mark_repeats(file_list *list)
{
	data_file **known = ARENA_ARRAY(list->arena, data_file *, list->count);
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].is_known)
			known[count++] = &list->items[i];
	if (count)
		qsort(known, count, sizeof *known, by_identity);
	for (size_t i = 1; i < count; i++)
		known[i]->is_repeat =
		    file_identity_compare(&known[i - 1]->identity,
					  &known[i]->identity) == 0;
}

/* The template and its fragments may lie in a folder of data. */
static void mark_templates(file_list *list)
{
	const sources *read = diags_sources(list->diags);
	for (uint32_t id = 1; id <= source_count(read); id++) {
		file_identity one;
		if (!file_identify(source_get(read, id)->path, &one))
			continue;
		for (size_t i = 0; i < list->count; i++) {
			data_file *f = &list->items[i];
			if (f->in_folder && f->is_known &&
			    file_identity_compare(&f->identity, &one) == 0)
				f->is_repeat = true;
		}
	}
}

/* Files [from, to) of one argument; a repeat was taken with the first. */
static bool add_files(data_set *data, file_list *list, size_t from, size_t to,
		      bool *any)
{
	bool good = true;
	for (size_t i = from; i < to; i++) {
		bool taken = list->items[i].is_repeat;
		if (!taken)
			good &= add_file(data, list, i, &taken);
		*any |= taken;
	}
	return good;
}

bool load_data_files(const batch_request *request, arena *a, diags *d,
		     data_set *data, file_faults *faults)
{
	bool good = true;
	file_list list = {.arena = a, .diags = d, .faults = faults};
	size_t *ends = ARENA_ARRAY(a, size_t, request->data_count);
	for (size_t i = 0; i < request->data_count; i++) {
		if (file_is_directory(request->data_paths[i]))
			list_folder(&list, request->data_paths[i], 0);
		else
			list_add(&list, request->data_paths[i], false);
		ends[i] = list.count;
	}
	mark_repeats(&list);
	mark_templates(&list);
	read_files(&list);
	for (size_t i = 0, from = 0; i < request->data_count;
	     from = ends[i++]) {
		bool any = false;
		bool sound =
		    add_files(data, &list, from, ends[i], &any) && !list.failed;
		good &= sound;
		if (sound && !any && file_is_directory(request->data_paths[i]))
			good = diag_at(d, DIAG_NO_DATA_IN_FOLDER, NO_SPAN,
				       request->data_paths[i]);
	}
	return (!list.trees || settle(&list, data)) && good;
}

static bool add_given(const batch_request *request, arena *a, diags *d,
		      data_set *data)
{
	bool good = true;
	for (size_t i = 0; i < request->given_count; i++) {
		xml_document *file = ARENA_NEW(a, xml_document);
		good &= xml_parse(a, d, request->given[i].name,
				  request->given[i].bytes, file) &&
			data_add(data, file);
	}
	return good;
}

/* ---- Template, dictionary, profile ------------------------------------ */

str load_root(const batch_request *request)
{
	if (request->root.length)
		return request->root;
	if (path_is_inside(STR("."), request->template_path))
		return STR(".");
	return path_folder(request->template_path);
}

/* The dictionary that the template names, unless the data hold one. */
bool load_dictionary(const batch_request *request, const template *t, arena *a,
		     diags *d, data_set *data)
{
	const data_indicator *const *any;
	str name = template_dictionary(t);
	if (!name.length || data_indicators(data, &any))
		return true;
	str path = path_join(a, path_folder(request->template_path), name);
	str root = load_root(request);
	span at = template_dictionary_at(t);
	if (!path_is_inside(root, path)) {
		diag_at(d, DIAG_PATH_OUTSIDE, at, name, root);
		diag_hint(d, HINT_DROP_DICTIONARY);
		return false;
	}
	if (!file_exists(path)) {
		file_read(a, d, path_normalise(a, path), at, &(str){0});
		diag_hint(d, HINT_DROP_DICTIONARY);
		return false;
	}
	xml_document file;
	return xml_read(a, d, path_normalise(a, path), at, &file) &&
	       data_add(data, &file);
}

static str profiles_in(str folder, arena *a)
{
	file_list files = {.arena = a};
	list_folder(&files, folder, DEEPEST_FOLDER);
	str *names = ARENA_ARRAY(a, str, files.count);
	for (size_t i = 0; i < files.count; i++) {
		str path = files.items[i].path, parent = path_folder(path);
		str base =
		    str_equal(parent, STR("."))
			? path
			: str_slice(path, parent.length + 1, path.length);
		names[i] = str_slice(base, 0, base.length - 4);
	}
	return str_join(a, names, files.count, STR(", "));
}

static bool is_plain_name(str name)
{
	return name.length && str_find(name, STR("/")) == name.length &&
	       !str_starts_with(name, STR("."));
}

/* The files beside the template are read where there are such. */
static bool add_beside(const batch_request *request, const char *name, arena *a,
		       diags *d, glossary *out)
{
	str path =
	    path_join(a, path_folder(request->template_path), str_from(name));
	return !file_exists(path) || glossary_read(out, a, d, path, NO_SPAN);
}

/* Those that the profile names lie in its folder. */
static bool add_named(const profile *p, str name, arena *a, diags *d,
		      glossary *out)
{
	const source *file = source_get(diags_sources(d), p->source);
	if (!name.length)
		return true;
	str path = path_join(a, path_folder(file->path), name);
	return glossary_read(out, a, d, path, (span){p->source, 0, 0});
}

/* The profile with the words of the files that belong to it; NULL: errors. */
static const profile *load_glossary(const batch_request *request,
				    const profile *p, arena *a, diags *d,
				    glossary *g)
{
	bool good = add_named(p, p->glossary_file, a, d, g);
	good &= add_named(p, p->joins_file, a, d, g);
	good &= add_beside(request, "thuat-ngu.xml", a, d, g);
	good &= add_beside(request, "giu-lien.xml", a, d, g);
	if (!g->lexicon || !good)
		return good ? p : NULL;
	profile *own = ARENA_NEW(a, profile);
	*own = *p;
	own->lexicon = g->lexicon;
	return own;
}

const profile *load_profile(const batch_request *request, const template *t,
			    arena *a, diags *d, glossary *words)
{
	bool overridden = request->profile.length > 0;
	str name = overridden ? request->profile : template_profile(t);
	span at = overridden ? request->profile_at : template_profile_at(t);
	str beside =
	    path_join(a, path_folder(request->template_path), STR("the-thuc"));
	str folders[] = {beside, request->resources.profile_folder};
	for (size_t i = 0; is_plain_name(name) && i < 2; i++) {
		str path = str_format(a, "%.*s/%.*s.xml", STR_ARGS(folders[i]),
				      STR_ARGS(name));
		if (!file_exists(path))
			continue;
		const profile *read = profile_read(a, d, path, at);
		return read ? load_glossary(request, read, a, d, words) : NULL;
	}
	str known = profiles_in(request->resources.profile_folder, a);
	diag_at(d, DIAG_UNKNOWN_PROFILE, at, name);
	diag_hint(d, HINT_AVAILABLE, known);
	return NULL;
}

const profile *batch_profile(const batch_request *request, arena *a, diags *d)
{
	glossary words = {0};
	return load_profile(request, NULL, a, d, &words);
}

/* ---- Whose report ----------------------------------------------------- */

static str describe_facts(const data_set *data, arena *a)
{
	const data_facts *facts;
	size_t count = data_facts_of(data, &facts), named = 0;
	str *parts = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		if (facts[i].unit.length)
			parts[named++] = str_trim(
			    str_format(a, "%.*s %.*s", STR_ARGS(facts[i].unit),
				       STR_ARGS(facts[i].period)));
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

/* What all facts say alike of the other half; false: they do not. */
static bool only_in_facts(const data_set *data, bool of_unit, str *out)
{
	const data_facts *facts;
	size_t count = data_facts_of(data, &facts);
	str found = STR("");
	for (size_t i = 0; i < count; i++) {
		str one = of_unit ? facts[i].unit : facts[i].period;
		if (found.length && one.length && !str_equal(found, one))
			return false;
		if (one.length)
			found = one;
	}
	*out = found;
	return found.length > 0;
}

/* The one unit that has none above it at the end of the period. */
static bool only_top(const data_set *data, const data_period *period, str *out)
{
	const data_unit *const *units;
	size_t count = data_units(data, &units), found = 0;
	for (size_t i = 0; i < count; i++)
		if (!units[i]->parent && data_unit_is_valid(units[i], period)) {
			*out = units[i]->code;
			found++;
		}
	return found == 1;
}

/*
 * Of a unit or period alone the other is what all facts say; without facts,
 * the one period that there are figures of, or the one unit on top.
 */
static bool find_subject(const data_set *data, str *unit, str *period)
{
	const data_period *only = data_only_period(data);
	data_period asked;
	bool has_unit = unit->length, has_period = period->length;
	arena *scratch = arena_new(0);
	bool found =
	    (has_unit && has_period) || subject_from_facts(data, unit, period);
	if (!found && has_unit != has_period)
		found =
		    only_in_facts(data, has_period, has_period ? unit : period);
	if (!found && has_unit && !has_period && only) {
		*period = only->code;
		found = true;
	}
	if (!found && has_period && !has_unit)
		found = data_read_period(scratch, *period, &asked) &&
			only_top(data, &asked, unit);
	arena_free(scratch);
	return found;
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
	return find_subject(inputs->data, &unit, &period);
}

static bool report_unclear(const data_set *data, diags *d, arena *a)
{
	const data_facts *facts;
	size_t count = data_facts_of(data, &facts);
	span at = NO_SPAN;
	for (size_t i = 0; i < count && !at.source; i++)
		if (!facts[i].unit.length != !facts[i].period.length)
			at = facts[i].root->at;
	diag_at(d, DIAG_SUBJECT_UNCLEAR, at);
	if (at.source)
		diag_hint(d, HINT_STATE_BOTH);
	else if (count)
		diag_hint(d, HINT_GIVE_SUBJECT, describe_facts(data, a));
	else
		diag_hint(d, HINT_NO_FACTS_AT_HAND);
	return false;
}

static bool find_unit(const data_set *data, str code, diags *d, arena *a)
{
	if (data_unit_of(data, code))
		return true;
	diag_at(d, DIAG_NO_SUCH_UNIT, NO_SPAN, code);
	suggest_unit(d, data, code, a);
	return false;
}

static bool find_period(str code, diags *d, arena *a, data_period *out)
{
	if (data_read_period(a, code, out))
		return true;
	diag_at(d, DIAG_NO_SUCH_PERIOD, NO_SPAN, code);
	data_hint_period(d, a, code);
	return false;
}

/* What the user gave is looked at first, so that a slip is named as such. */
bool batch_subject(const batch_request *request, diags *d, arena *a,
		   batch_inputs *inputs)
{
	str unit = request->unit, period = request->period;
	bool good = true;
	if (unit.length)
		good &= find_unit(inputs->data, unit, d, a);
	if (period.length)
		good &= find_period(period, d, a, &inputs->period);
	if (!good)
		return false;
	if (!find_subject(inputs->data, &unit, &period))
		return report_unclear(inputs->data, d, a);
	if (!find_unit(inputs->data, unit, d, a) ||
	    !find_period(period, d, a, &inputs->period))
		return false;
	inputs->unit = data_unit_of(inputs->data, unit);
	if (!data_unit_is_valid(inputs->unit, &inputs->period))
		return diag_at(d, DIAG_SUBJECT_NOT_VALID, inputs->unit->at,
			       inputs->unit->full_name, period);
	return true;
}

/* ---- Doors ------------------------------------------------------------ */

const template *load_template(const batch_request *request, arena *a, diags *d)
{
	str path = request->template_path;
	if (!path.length)
		return NULL;
	if (!file_is_directory(path))
		return template_read(a, d, path, load_root(request));
	diag_at(d, DIAG_TEMPLATE_IS_FOLDER, NO_SPAN, path);
	diag_hint(d, HINT_FOLDER_AFTER_D, path);
	return NULL;
}

/* Codes are looked up only in a dictionary that is whole. */
static bool load_data(const batch_request *request, arena *a, diags *d,
		      batch_inputs *out)
{
	const data_indicator *const *any;
	size_t errors = diags_errors(d);
	out->data = data_new(a, d);
	file_faults unread = {0};
	bool good = load_data_files(request, a, d, out->data, &unread);
	good &= add_given(request, a, d, out->data);
	if (out->template)
		good &=
		    load_dictionary(request, out->template, a, d, out->data);
	good &= data_finish(out->data);
	if (out->template && data_indicators(out->data, &any) &&
	    !data_dictionary_is_broken(out->data))
		good &= template_check(out->template, out->data, d);
	return good && diags_errors(d) == errors;
}

bool batch_load(const batch_request *request, batch_stage stage, arena *a,
		diags *d, batch_inputs *out)
{
	*out = (batch_inputs){.undated = request->undated,
			      .parameters = request->parameters,
			      .parameter_count = request->parameter_count};
	size_t errors = diags_errors(d);
	const sources *all = diags_sources(d);
	making made = {.program = request->program,
		       .parameters = request->parameters,
		       .parameter_count = request->parameter_count};
	uint32_t first = source_count(all) + 1;
	/* The template is read first, so that its problems are told first. */
	out->template = load_template(request, a, d);
	made.template = identity_of_sources(all, first, source_count(all) + 1);
	bool good = load_data(request, a, d, out);
	good &= diags_errors(d) == errors;
	if (stage < BATCH_DOCUMENT)
		return good;
	batch_find_folders(request, a, out);
	first = source_count(all) + 1;
	if (out->template)
		out->profile =
		    load_profile(request, out->template, a, d, &out->glossary);
	made.profile = identity_of_sources(all, first, source_count(all) + 1);
	good &= !out->template || out->profile;
	out->fonts = font_set_open(a, d, request->resources.font_manifest);
	if (out->fonts && stage == BATCH_PDF)
		good &= font_set_digest(out->fonts, d, &made.fonts);
	identity_name(request, out, a, &made);
	identity_name_data(request, out, a, out->data);
	out->made_of = identity_of_making(&made);
	if (request->subject_follows)
		return good && out->fonts;
	if (request->subject_may_lack && data_is_reference(out->data) &&
	    !request->unit.length && !request->period.length)
		return good && out->fonts;
	return good && out->fonts && batch_subject(request, d, a, out);
}

void batch_judge_rest(const batch_request *request, arena *a, diags *d,
		      batch_inputs *inputs)
{
	if (!inputs->template || !inputs->data || !inputs->profile ||
	    !data_has_reference(inputs->data))
		return;
	bool may_tell = !data_has_unread(inputs->data) ||
			batch_has_subject(request, inputs);
	if (!inputs->unit &&
	    !(may_tell && batch_subject(request, d, a, inputs)))
		return;
	const template_input given = batch_template_input(inputs);
	template_evaluate(inputs->template, &given, a, d);
}

bool batch_load_more(const batch_request *request, const batch_inputs *shared,
		     arena *a, diags *d, batch_inputs *out)
{
	const data_indicator *const *any;
	size_t errors = diags_errors(d);
	*out = *shared;
	out->parameters = request->parameters;
	out->parameter_count = request->parameter_count;
	out->template = load_template(request, a, d);
	if (!out->template)
		return false;
	if (data_indicators(out->data, &any) &&
	    !data_dictionary_is_broken(out->data))
		template_check(out->template, out->data, d);
	out->profile =
	    load_profile(request, out->template, a, d, &out->glossary);
	return out->profile && diags_errors(d) == errors;
}

void batch_unload(batch_inputs *inputs)
{
	if (inputs->fonts)
		font_set_close(inputs->fonts);
}

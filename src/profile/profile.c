#include "reading.h"

#include "vanban/file.h"

#include <assert.h>
#include <dirent.h>
#include <stdlib.h>

static const str component_names[PROFILE_COMPONENT_COUNT] = {
    [PROFILE_NATIONAL_NAME] = STR_INIT("quoc-hieu"),
    [PROFILE_MOTTO] = STR_INIT("tieu-ngu"),
    [PROFILE_PARENT_BODY] = STR_INIT("co-quan-cap-tren"),
    [PROFILE_BODY_NAME] = STR_INIT("co-quan"),
    [PROFILE_NUMBER] = STR_INIT("so-ky-hieu"),
    [PROFILE_PLACE_DATE] = STR_INIT("dia-danh-ngay"),
    [PROFILE_TYPE_NAME] = STR_INIT("ten-loai"),
    [PROFILE_SUBJECT] = STR_INIT("trich-yeu"),
    [PROFILE_SECRECY] = STR_INIT("do-mat"),
    [PROFILE_URGENCY] = STR_INIT("do-khan"),
    [PROFILE_CIRCULATION] = STR_INIT("luu-hanh"),
    [PROFILE_DRAFT] = STR_INIT("du-thao"),
    [PROFILE_DRAFT_MARK] = STR_INIT("vet-du-thao"),
    [PROFILE_ADDRESSEES] = STR_INIT("kinh-gui"),
    [PROFILE_GROUND] = STR_INIT("can-cu"),
    [PROFILE_PART_NUMBER] = STR_INIT("phan-so"),
    [PROFILE_PART] = STR_INIT("phan"),
    [PROFILE_CHAPTER_NUMBER] = STR_INIT("chuong-so"),
    [PROFILE_CHAPTER] = STR_INIT("chuong"),
    [PROFILE_SECTION] = STR_INIT("muc"),
    [PROFILE_SUBSECTION] = STR_INIT("tieu-muc"),
    [PROFILE_ARTICLE] = STR_INIT("dieu"),
    [PROFILE_CLAUSE] = STR_INIT("khoan"),
    [PROFILE_POINT] = STR_INIT("diem"),
    [PROFILE_PARAGRAPH] = STR_INIT("doan"),
    [PROFILE_LIST_ITEM] = STR_INIT("y"),
    [PROFILE_QUOTATION] = STR_INIT("trich"),
    [PROFILE_CAPTION] = STR_INIT("ten-bang"),
    [PROFILE_TABLE_HEAD] = STR_INIT("dau-bang"),
    [PROFILE_TABLE_CELL] = STR_INIT("o"),
    [PROFILE_TABLE_TOTAL] = STR_INIT("o-tong"),
    [PROFILE_CHART_LABEL] = STR_INIT("chu-bieu-do"),
    [PROFILE_RECIPIENTS_HEAD] = STR_INIT("noi-nhan"),
    [PROFILE_RECIPIENT] = STR_INIT("noi"),
    [PROFILE_AUTHORITY] = STR_INIT("quyen-han"),
    [PROFILE_POSITION] = STR_INIT("chuc-vu"),
    [PROFILE_FULL_NAME] = STR_INIT("ho-ten"),
    [PROFILE_ANNEX_NUMBER] = STR_INIT("phu-luc-so"),
    [PROFILE_ANNEX] = STR_INIT("phu-luc"),
    [PROFILE_ATTACHED_TO] = STR_INIT("kem-theo"),
    [PROFILE_COVER_BODY] = STR_INIT("bia-co-quan"),
    [PROFILE_COVER_TYPE] = STR_INIT("bia-ten-loai"),
    [PROFILE_COVER_SUBJECT] = STR_INIT("bia-trich-yeu"),
    [PROFILE_COVER_TEXT] = STR_INIT("bia-doan"),
    [PROFILE_CONTENTS_TITLE] = STR_INIT("muc-luc-tieu-de"),
    [PROFILE_CONTENTS] = STR_INIT("muc-luc"),
    [PROFILE_NOTE] = STR_INIT("chu-thich"),
    [PROFILE_PAGE_NUMBER] = STR_INIT("so-trang"),
};

const char *profile_component_name(profile_component component)
{
	assert(component < PROFILE_COMPONENT_COUNT);
	return component_names[component].data;
}

profile_component profile_component_of(str name)
{
	profile_component c = 0;
	while (c < PROFILE_COMPONENT_COUNT &&
	       !str_equal(component_names[c], name))
		c++;
	return c;
}

/* "templates/the-thuc/nd30.xml" -> "nd30" */
static str name_of_path(str path)
{
	size_t start = path.length;
	while (start > 0 && path.data[start - 1] != '/')
		start--;
	str name = str_slice(path, start, path.length);
	if (str_ends_with(name, STR(".xml")))
		name.length -= 4;
	return name;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

/* The names of the profiles in a folder, sorted. */
static size_t list_profiles(arena *a, str folder, str **out)
{
	size_t count = 0, capacity = 0;
	*out = NULL;
	DIR *directory = opendir(str_copy(a, folder).data);
	if (!directory)
		return 0;
	const struct dirent *entry;
	while ((entry = readdir(directory)) != NULL) {
		str name = str_from(entry->d_name);
		if (!str_ends_with(name, STR(".xml")) || name.data[0] == '.')
			continue;
		ARENA_GROW(a, *out, count, capacity);
		(*out)[count++] = str_copy(a, name_of_path(name));
	}
	closedir(directory);
	if (count > 0)
		qsort(*out, count, sizeof **out, by_bytes);
	return count;
}

static bool not_found(arena *a, diags *d, str folder, str name, span at)
{
	str *names;
	size_t count = list_profiles(a, folder, &names);
	diag_at(d, DIAG_PROFILE_NOT_FOUND, at, name, folder);
	diag_suggest(d, name, names, count);
	if (count > 0)
		diag_hint(d, HINT_PROFILES_ARE,
			  str_join(a, names, count, STR(", ")));
	return false;
}

/* The files that build on the one being read. */
typedef struct heir {
	str name;
	const struct heir *next;
} heir;

static bool is_cycle(const heir *heirs, str name)
{
	for (; heirs; heirs = heirs->next)
		if (str_equal(heirs->name, name))
			return true;
	return false;
}

/* "a → b → a" */
static str chain_text(arena *a, const heir *heirs, str last)
{
	str text = last;
	for (; heirs; heirs = heirs->next)
		text =
		    str_concat(a, heirs->name, str_concat(a, STR(" → "), text));
	return text;
}

static bool read_chain(reading *, str path, span at, const heir *,
		       xml_document *);

static bool read_base(reading *r, str folder, const xml_attribute *from,
		      const heir *heirs)
{
	xml_document base;
	str name = from->value;
	if (is_cycle(heirs, name))
		return diag_at(r->diags, DIAG_PROFILE_CYCLE, from->value_at,
			       heirs->name, chain_text(r->arena, heirs, name));
	if (name.length == 0 || memchr(name.data, '/', name.length))
		return not_found(r->arena, r->diags, folder, name,
				 from->value_at);
	str path = path_join(r->arena, folder,
			     str_concat(r->arena, name, STR(".xml")));
	return read_chain(r, path, from->value_at, heirs, &base);
}

static bool is_the_thuc(reading *r, const xml_node *root)
{
	return str_equal(root->name, STR("the-thuc")) ||
	       diag_at(r->diags, DIAG_WRONG_ROOT, root->name_at, root->name,
		       STR("the-thuc"));
}

static void check_name(reading *r, const xml_node *root, str name)
{
	const xml_attribute *given = xml_require(r->diags, root, STR("ma"));
	if (given && !str_equal(given->value, name))
		diag_at(r->diags, DIAG_PROFILE_NAME_DIFFERS, given->value_at,
			given->value, name);
}

static bool read_chain(reading *r, str path, span at, const heir *heirs,
		       xml_document *out)
{
	heir self = {name_of_path(path), heirs};
	if (!file_exists(path))
		return not_found(r->arena, r->diags, path_folder(path),
				 self.name, at);
	if (!xml_read(r->arena, r->diags, path, at, out) ||
	    !is_the_thuc(r, out->root))
		return false;
	const xml_attribute *base = xml_attribute_of(out->root, STR("ke-thua"));
	if (base && !read_base(r, path_folder(path), base, &self))
		return false;
	check_name(r, out->root, self.name);
	reading_apply(r, out->root);
	return true;
}

const profile *profile_read(arena *a, diags *d, str path, span at)
{
	size_t before = diags_errors(d);
	xml_document document;
	reading r = {
	    .arena = a,
	    .diags = d,
	    .profile = ARENA_NEW(a, profile),
	    .has_field = ARENA_ARRAY(a, bool, profile_field_count),
	};
	if (!read_chain(&r, path, at, NULL, &document))
		return NULL;
	r.profile->source = document.source;
	reading_check(&r, document.root);
	return diags_errors(d) == before ? r.profile : NULL;
}

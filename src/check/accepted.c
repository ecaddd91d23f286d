#include "vanban/check.h"

/* One bo-qua: a finding that somebody looked at and lets stand. */
typedef struct entry {
	str code, file, part;
	span at;
	bool is_used;
} entry;

typedef struct accepted {
	arena *arena;
	diags *diags;
	entry *entries;
	size_t count, capacity;
} accepted;

static bool is_warning_code(str code)
{
	for (int i = 0; i < DIAG_CODE_COUNT; i++) {
		const diag_row *row = diag_row_of((diag_code)i);
		if (str_equal(code, str_from(row->number)))
			return row->severity == DIAG_WARNING;
	}
	return false;
}

static bool read_entry(accepted *list, const xml_node *node)
{
	bool good =
	    xml_check_attributes(list->diags, node, "ma tep chua ly-do nguoi");
	const xml_attribute *code = xml_require(list->diags, node, STR("ma"));
	const xml_attribute *reason =
	    xml_require(list->diags, node, STR("ly-do"));
	const xml_attribute *author =
	    xml_require(list->diags, node, STR("nguoi"));
	if (!code || !reason || !author || !good)
		return false;
	if (!is_warning_code(code->value))
		return diag_at(list->diags, DIAG_ACCEPTED_CODE, code->value_at,
			       code->value);
	if (!str_trim(reason->value).length || !str_trim(author->value).length)
		return diag_at(list->diags, DIAG_ACCEPTED_REASON, node->at);
	ARENA_GROW(list->arena, list->entries, list->count, list->capacity);
	list->entries[list->count++] = (entry){
	    .code = code->value,
	    .file = xml_attribute_value(node, STR("tep")),
	    .part = xml_attribute_value(node, STR("chua")),
	    .at = node->at,
	};
	return true;
}

static bool is_in_file(const accepted *list, const diag *item, str name)
{
	const source *file =
	    source_get(diags_sources(list->diags), item->at.source);
	if (!name.length)
		return true;
	if (!file || !str_ends_with(file->path, name))
		return false;
	size_t before = file->path.length - name.length;
	return !before || file->path.data[before - 1] == '/';
}

static bool says(const diag *item, str part)
{
	buffer title = {0};
	diag_expand(&title, diag_row_of(item->code)->title[DIAG_VIETNAMESE],
		    item->arguments, item->argument_count);
	str text = buffer_str(&title);
	bool found = !part.length || str_find(text, part) < text.length;
	buffer_free(&title);
	return found;
}

static bool is_accepted(void *context, const diag *item)
{
	accepted *list = context;
	str number = str_from(diag_row_of(item->code)->number);
	for (size_t i = 0; i < list->count; i++) {
		entry *e = &list->entries[i];
		if (!str_equal(e->code, number) ||
		    !is_in_file(list, item, e->file) || !says(item, e->part))
			continue;
		e->is_used = true;
		return true;
	}
	return false;
}

bool check_accept(arena *a, diags *d, str path, size_t *removed)
{
	xml_document file;
	accepted list = {.arena = a, .diags = d};
	*removed = 0;
	if (!xml_read(a, d, path, NO_SPAN, &file))
		return false;
	if (!str_equal(file.root->name, STR("chap-nhan")))
		return diag_at(d, DIAG_WRONG_ROOT, file.root->name_at,
			       file.root->name, STR("chap-nhan"));
	bool good = true;
	for (const xml_node *n = xml_first(file.root, STR("")); n;
	     n = xml_next(n, STR("")))
		good &= str_equal(n->name, STR("bo-qua"))
			    ? read_entry(&list, n)
			    : xml_unknown_element(d, n, "bo-qua");
	*removed = diags_remove(d, is_accepted, &list);
	for (size_t i = 0; i < list.count; i++)
		if (!list.entries[i].is_used)
			diag_at(d, DIAG_ACCEPTED_UNUSED, list.entries[i].at,
				list.entries[i].code);
	return good;
}

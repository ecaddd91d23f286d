#include "vanban/file.h"
#include "vanban/packet.h"

#define MOST_COPIES 64

typedef struct reading {
	arena *arena;
	diags *diags;
	str folder;
	packet_part *parts;
	size_t count, capacity;
} reading;

/* ---- Values ----------------------------------------------------------- */

static str path_of(reading *r, const xml_attribute *a)
{
	return path_normalise(r->arena,
			      path_join(r->arena, r->folder, a->value));
}

static bool is_file_name(str s)
{
	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];
		bool is_letter =
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool is_digit = c >= '0' && c <= '9';
		if (!is_letter && !is_digit && (!i || !strchr("._-", c)))
			return false;
	}
	return s.length > 0;
}

/* "bao-cao-9-thang" of "../templates/bao-cao-9-thang.xml" */
static str base_of(str path)
{
	size_t from = path.length;
	while (from > 0 && path.data[from - 1] != '/')
		from--;
	str name = str_slice(path, from, path.length);
	return str_ends_with(name, STR(".xml"))
		   ? str_slice(name, 0, name.length - 4)
		   : name;
}

static str file_name_of(reading *r, const xml_node *node, const char *base,
			str template)
{
	const xml_attribute *given = xml_attribute_of(node, STR("tep"));
	if (given && !is_file_name(given->value))
		diag_at(r->diags, DIAG_SET_FILE_NAME, given->value_at,
			given->value);
	else if (given)
		return given->value;
	str stem = base ? str_from(base) : base_of(template);
	return str_format(r->arena, "%02zu-%.*s", r->count + 1, STR_ARGS(stem));
}

static uint32_t read_copies(reading *r, const xml_node *node)
{
	const xml_attribute *a = xml_attribute_of(node, STR("ban"));
	int64_t n = 1;
	if (a && (!str_to_int64(a->value, &n) || n < 1 || n > MOST_COPIES)) {
		diag_at(r->diags, DIAG_SET_COPIES, a->value_at, a->value,
			a->name);
		n = 1;
	}
	return (uint32_t)n;
}

static bool read_source(reading *r, const xml_node *node, packet_source *out)
{
	const xml_attribute *template =
	    xml_require_text(r->diags, node, STR("mau"));
	if (!template)
		return false;
	*out = (packet_source){
	    .template_path = path_of(r, template),
	    .at = template->value_at,
	    .profile = xml_attribute_value(node, STR("the-thuc")),
	    .is_personal = xml_read_yes_no(r->diags, node, STR("rieng"), false),
	    .copies = read_copies(r, node),
	};
	return file_exists(out->template_path) ||
	       diag_at(r->diags, DIAG_SET_PART_NOT_FOUND, template->value_at,
		       out->template_path);
}

/* ---- Parts ------------------------------------------------------------ */

static void add_part(reading *r, const packet_part *part)
{
	for (size_t i = 0; i < r->count; i++) {
		if (!str_equal(r->parts[i].file_name, part->file_name))
			continue;
		diag_at(r->diags, DIAG_SET_FILE_TWICE, part->at,
			part->file_name);
		diag_note(r->diags, HINT_FIRST_IS_HERE, r->parts[i].at);
	}
	ARENA_GROW(r->arena, r->parts, r->count, r->capacity);
	r->parts[r->count++] = *part;
}

static void read_document(reading *r, const xml_node *node)
{
	packet_source *only = ARENA_NEW(r->arena, packet_source);
	const xml_attribute *data = xml_attribute_of(node, STR("du-lieu"));
	xml_check_attributes(
	    r->diags, node,
	    "mau ten the-thuc du-lieu tep rieng muc-luc so-trang");
	xml_check_children(r->diags, node, "");
	xml_require_text(r->diags, node, STR("ten"));
	if (!read_source(r, node, only))
		return;
	const packet_part part = {
	    .name = xml_attribute_value(node, STR("ten")),
	    .file_name = file_name_of(r, node, NULL, only->template_path),
	    .at = node->at,
	    .sources = only,
	    .source_count = 1,
	    .data_path = data ? path_of(r, data) : STR(""),
	    .is_listed = xml_read_yes_no(r->diags, node, STR("muc-luc"), true),
	    .is_numbered =
		xml_read_yes_no(r->diags, node, STR("so-trang"), true),
	};
	add_part(r, &part);
}

static void read_slips(reading *r, const xml_node *node)
{
	static const char *const papers[] = {"A4", "A3", "A5", NULL};
	static const char *const numbers[] = {"4", "2", "1", NULL};
	static const uint32_t across[] = {4, 2, 1};
	size_t paper, number, count = 0, capacity = 0;
	packet_source *slips = NULL;
	xml_check_attributes(r->diags, node, "ten tep kho tren-trang muc-luc");
	xml_check_children(r->diags, node, "phieu");
	xml_require_text(r->diags, node, STR("ten"));
	xml_read_choice(r->diags, node, STR("kho"), papers, 0, &paper);
	xml_read_choice(r->diags, node, STR("tren-trang"), numbers, 0, &number);
	for (const xml_node *n = xml_first(node, STR("phieu")); n;
	     n = xml_next(n, STR("phieu"))) {
		xml_check_attributes(r->diags, n, "mau the-thuc ban rieng");
		xml_check_children(r->diags, n, "");
		ARENA_GROW(r->arena, slips, count, capacity);
		count += read_source(r, n, &slips[count]);
	}
	const packet_part part = {
	    .name = xml_attribute_value(node, STR("ten")),
	    .file_name = file_name_of(r, node, "phieu", STR("")),
	    .at = node->at,
	    .sources = slips,
	    .source_count = count,
	    .is_listed = xml_read_yes_no(r->diags, node, STR("muc-luc"), true),
	    .slips_across = across[number],
	    .paper = str_from(papers[paper]),
	};
	if (count)
		add_part(r, &part);
	else
		diag_at(r->diags, DIAG_MISSING_CHILD, node->at, STR("phieu"),
			node->name);
}

const packet *packet_read(arena *a, diags *d, str path)
{
	xml_document file;
	reading r = {.arena = a, .diags = d, .folder = path_folder(path)};
	if (!xml_read(a, d, path, NO_SPAN, &file))
		return NULL;
	const xml_node *root = file.root;
	if (!str_equal(root->name, STR("bo-tai-lieu"))) {
		diag_at(d, DIAG_WRONG_ROOT, root->name_at, root->name,
			STR("bo-tai-lieu"));
		return NULL;
	}
	xml_check_attributes(d, root, "ten chan-trang");
	xml_check_children(d, root, "tai-lieu to-phieu");
	xml_require_text(d, root, STR("ten"));
	for (const xml_node *n = xml_first(root, STR("")); n;
	     n = xml_next(n, STR(""))) {
		if (str_equal(n->name, STR("tai-lieu")))
			read_document(&r, n);
		else if (str_equal(n->name, STR("to-phieu")))
			read_slips(&r, n);
	}
	if (!r.count && !diags_errors(d))
		diag_at(d, DIAG_SET_EMPTY, root->at);
	packet *out = ARENA_NEW(a, packet);
	*out = (packet){.title = xml_attribute_value(root, STR("ten")),
			.foot = xml_attribute_value(root, STR("chan-trang")),
			.parts = r.parts,
			.part_count = r.count};
	return out;
}

bool packet_is_personal(const packet *p)
{
	for (size_t i = 0; i < p->part_count; i++)
		for (size_t j = 0; j < p->parts[i].source_count; j++)
			if (p->parts[i].sources[j].is_personal)
				return true;
	return false;
}

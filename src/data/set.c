#include "set.h"

#include <stdlib.h>

data_set *data_new(arena *a, diags *d)
{
	data_set *set = ARENA_NEW(a, data_set);
	set->arena = set->kept = a;
	set->diags = d;
	return set;
}

/* ---- Files -------------------------------------------------------------- */

static bool add_pending(data_set *set, const xml_node *node)
{
	ARENA_GROW(set->arena, set->pending, set->pending_count,
		   set->pending_capacity);
	set->pending[set->pending_count++] = node;
	return true;
}

static bool add_collection(data_set *set, const xml_node *root)
{
	bool good = xml_check_attributes(set->diags, root, "");
	good &= data_check_children(set, root, "so-lieu chua-nop nguon-goc");
	for (const xml_node *node = xml_first(root, STR("")); node;
	     node = xml_next(node, STR("")))
		if (str_equal(node->name, STR("so-lieu")) ||
		    str_equal(node->name, STR("chua-nop")))
			add_pending(set, node);
	return good;
}

/* Its unit and period are checked once all units are known. */
static data_facts *append_facts(data_set *set, const xml_node *root,
				const xml_node *said_at)
{
	ARENA_GROW(set->arena, set->facts, set->facts_count,
		   set->facts_capacity);
	data_facts *facts = &set->facts[set->facts_count++];
	*facts = (data_facts){
	    .root = root,
	    .unit = xml_attribute_value(said_at, STR("don-vi")),
	    .period = xml_attribute_value(said_at, STR("ky")),
	};
	return facts;
}

static bool add_facts(data_set *set, const xml_node *root)
{
	data_facts *facts = append_facts(set, root, root);
	return data_read_date(set, root, STR("den-ngay"), &facts->cut_off);
}

/* What it says may be read by any document. */
static void for_all(data_set *set, const xml_node *root)
{
	ARENA_GROW(set->arena, set->dictionaries, set->dictionary_count,
		   set->dictionary_capacity);
	set->dictionaries[set->dictionary_count++] = root->at.source;
}

static bool add_meeting(data_set *set, const xml_node *root)
{
	const meeting *m = meeting_read(set->arena, set->diags, root);
	append_facts(set, m->root, root)->meeting = m;
	return true;
}

static bool add_dictionary(data_set *set, const xml_node *root)
{
	for_all(set, root);
	return data_read_dictionary(set, root);
}

typedef struct file_kind {
	const char *root;
	bool (*add)(data_set *, const xml_node *root);
} file_kind;

static const file_kind file_kinds[] = {
    {"ds-don-vi", data_read_units}, {"chi-tieu", add_dictionary},
    {"so-lieu", add_pending},	    {"tap-so-lieu", add_collection},
    {"thong-tin", add_facts},	    {"hoi-nghi", add_meeting},
};

#define FILE_KINDS (sizeof file_kinds / sizeof *file_kinds)

/* What is reported deep below counts, whoever returned what. */
static bool add_counted(data_set *set, const file_kind *kind,
			const xml_node *root)
{
	size_t errors = diags_errors(set->diags);
	return kind->add(set, root) && diags_errors(set->diags) == errors;
}

bool data_add(data_set *set, const xml_document *document)
{
	const xml_node *root = document->root;
	str names[FILE_KINDS];
	for (size_t i = 0; i < FILE_KINDS; i++) {
		names[i] = str_from(file_kinds[i].root);
		if (str_equal(root->name, names[i]) && !root->uri.length)
			return add_counted(set, &file_kinds[i], root);
	}
	diag_at(set->diags, DIAG_WRONG_ROOT, root->name_at, root->name,
		STR("ds-don-vi, chi-tieu, so-lieu, tap-so-lieu, thong-tin, "
		    "hoi-nghi"));
	diag_suggest(set->diags, root->name, names, FILE_KINDS);
	return false;
}

/* ---- Putting together --------------------------------------------------- */

/* Without units or dictionary every figure would be wrong: said once. */
static bool is_ready(data_set *set)
{
	if (!set->pending_count || (set->unit_count && set->indicator_count))
		return true;
	if (set->was_told)
		return false;
	set->was_told = true;
	if (!set->unit_count)
		diag_at(set->diags, DIAG_NO_UNITS, set->pending[0]->at);
	if (!set->indicator_count)
		diag_at(set->diags, DIAG_NO_INDICATORS, set->pending[0]->at);
	return false;
}

static void note_faulty(data_set *set, str unit, str period, span at)
{
	ARENA_GROW(set->arena, set->faulty, set->faulty_count,
		   set->faulty_capacity);
	set->faulty[set->faulty_count++] = (data_fault){
	    str_copy(set->arena, unit), str_copy(set->arena, period), at};
}

void data_note_unread(data_set *set, str unit)
{
	if (unit.length) {
		note_faulty(set, unit, STR(""), NO_SPAN);
		return;
	}
	set->was_told = true;
	set->has_unread = true;
}

void data_tell_all(data_set *set)
{
	set->has_unread = false;
	set->faulty_count = 0;
}

bool data_has_unread(const data_set *set)
{
	return set->has_unread;
}

bool data_is_faulty(const data_set *set, const data_unit *unit)
{
	if (set->has_unread || (!unit && set->faulty_count))
		return true;
	for (size_t i = 0; i < set->faulty_count; i++)
		if (str_equal(set->faulty[i].unit, unit->code))
			return true;
	return false;
}

static bool link(data_set *set)
{
	if (set->is_linked)
		return true;
	bool good = data_link_units(set);
	good &= data_link_dictionary(set);
	set->is_linked = true;
	return good;
}

/* A so-lieu or chua-nop; with an error in it, the unit's figures are faulty. */
static bool read_pending(data_set *set, const xml_node *node)
{
	size_t errors = diags_errors(set->diags);
	bool good = str_equal(node->name, STR("so-lieu"))
			? data_read_record(set, node)
			: data_read_absence(set, node);
	if (diags_errors(set->diags) > errors) {
		const xml_attribute *unit =
		    xml_attribute_of(node, STR("don-vi"));
		if (unit && data_unit_of(set, unit->value))
			note_faulty(set, unit->value,
				    xml_attribute_value(node, STR("ky")),
				    node->at);
		else
			set->has_unread =
			    true; /* whose they are is not known */
	}
	return good;
}

bool data_settle(data_set *set)
{
	size_t errors = diags_errors(set->diags);
	bool good = link(set);
	if (!is_ready(set))
		return false;
	for (size_t i = 0; i < set->pending_count; i++)
		good &= read_pending(set, set->pending[i]);
	set->pending_count = 0;
	return good && diags_errors(set->diags) == errors;
}

/* The element that says whose facts they are. */
static const xml_node *node_of(const data_facts *facts)
{
	return facts->meeting ? facts->root->first_child : facts->root;
}

static bool check_facts(data_set *set, data_facts *facts)
{
	const xml_node *said_at = node_of(facts);
	const xml_attribute *unit = xml_attribute_of(said_at, STR("don-vi"));
	const xml_attribute *period = xml_attribute_of(said_at, STR("ky"));
	uint32_t index;
	bool good =
	    !unit || data_find_unit(set, unit->value, unit->value_at) != NULL;
	if (!period)
		return good;
	if (!data_find_period(set, period->value, period->value_at, &index))
		return false;
	return data_check_cut_off(set, said_at, &set->periods[index]->period,
				  facts->cut_off) &&
	       good;
}

static const xml_node *named_like(const xml_node *node, const xml_node *root)
{
	const xml_node *n = xml_first(root, node->name);
	return n && str_equal(n->uri, node->uri) ? n : NULL;
}

static void report_overlap(data_set *set, const data_facts *facts,
			   const xml_node *node, const xml_node *other)
{
	str unit = facts->unit.length ? facts->unit : STR("—");
	str period = facts->period.length ? facts->period : STR("—");
	if (facts->meeting)
		diag_at(set->diags, DIAG_MEETING_TWICE, node->name_at, unit,
			period);
	else
		diag_at(set->diags, DIAG_FACTS_TWICE, node->name_at, node->name,
			unit, period);
	diag_note(set->diags, HINT_FIRST_IS_HERE, other->name_at);
	diag_hint(set->diags, HINT_KEEP_ONE_FACTS);
}

/*
 * Two files for the same report may share the work, but not an element: every
 * path to it would find two.
 */
static bool check_overlap(data_set *set, const data_facts *first,
			  const data_facts *second)
{
	if (!str_equal(first->unit, second->unit) ||
	    !str_equal(first->period, second->period))
		return true;
	for (const xml_node *node = xml_first(second->root, STR("")); node;
	     node = xml_next(node, STR(""))) {
		const xml_node *other = named_like(node, first->root);
		if (!other)
			continue;
		report_overlap(set, second, node, other);
		return false;
	}
	return true;
}

/* The first stands, so that no path finds two and says so again. */
static bool check_overlaps(data_set *set)
{
	size_t kept = 0;
	for (size_t i = 0; i < set->facts_count; i++) {
		bool good = true;
		for (size_t j = 0; j < kept; j++)
			good &=
			    check_overlap(set, &set->facts[j], &set->facts[i]);
		if (good)
			set->facts[kept++] = set->facts[i];
	}
	bool all = kept == set->facts_count;
	set->facts_count = kept;
	return all;
}

/* Units that are said to be absent, and are not. */
static void check_absences(data_set *set, const period_row *row)
{
	for (size_t plan = 0; plan < 2; plan++) {
		const record_slots *slots = &row->slots[plan];
		for (size_t i = 0; slots->absent && i < set->unit_count; i++) {
			const record *r =
			    slots->own[i] ? slots->own[i] : slots->rolled_up[i];
			if (!slots->absent[i] || !r)
				continue;
			diag_at(set->diags, DIAG_ABSENT_YET_PRESENT,
				*slots->absent[i], r->unit->full_name,
				row->period.code);
			diag_note(set->diags, HINT_FIGURES_ARE_HERE, r->at);
		}
	}
}

bool data_finish(data_set *set)
{
	bool good = data_settle(set);
	for (size_t i = 0; i < set->facts_count; i++)
		good &= check_facts(set, &set->facts[i]);
	good &= check_overlaps(set);
	good &= data_check_required(set);
	good &= data_check_rules(set);
	good &= data_check_relations(set);
	for (size_t i = 0; i < set->period_count; i++)
		check_absences(set, set->periods[i]);
	data_check_rollups(set);
	return good;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

/* ---- Asking ------------------------------------------------------------- */

bool data_is_reference(const data_set *set)
{
	return !set->facts_count && !set->record_count && !set->pending_count;
}

bool data_dictionary_is_broken(const data_set *set)
{
	return set->dictionary_is_broken;
}

bool data_has_reference(const data_set *set)
{
	return set->unit_count && set->indicator_count &&
	       !set->dictionary_is_broken;
}

bool data_has_period(const data_set *set, str code)
{
	uint32_t index;
	return data_table_get(&set->period_codes, code, &index) &&
	       set->periods[index]->slots[0].record_count;
}

bool data_knows_period(const data_set *set, const data_period *period)
{
	uint32_t index;
	return data_table_get(&set->period_codes, period->code, &index) &&
	       set->periods[index]->slots[0].own;
}

bool data_has_plans(const data_set *set, const data_period *period)
{
	for (size_t i = 0; i < set->period_count; i++) {
		const period_row *row = set->periods[i];
		bool is_year = row->period.kind == DATA_YEAR &&
			       row->period.year == period->year;
		if (row->slots[1].record_count &&
		    (is_year || str_equal(row->period.code, period->code)))
			return true;
	}
	return false;
}

str data_periods_text(const data_set *set, arena *a)
{
	size_t count = 0;
	str *codes = ARENA_ARRAY(a, str, set->period_count);
	for (size_t i = 0; i < set->period_count; i++)
		if (set->periods[i]->slots[0].record_count)
			codes[count++] = set->periods[i]->period.code;
	qsort(codes, count, sizeof *codes, by_bytes);
	return str_join(a, codes, count, STR(", "));
}

const data_period *data_only_period(const data_set *set)
{
	const data_period *only = NULL;
	for (size_t i = 0; i < set->period_count; i++) {
		if (!set->periods[i]->slots[0].record_count)
			continue;
		if (only)
			return NULL;
		only = &set->periods[i]->period;
	}
	return only;
}

size_t data_facts_of(const data_set *set, const data_facts **out)
{
	*out = set->facts;
	return set->facts_count;
}

const meeting *data_meeting(const data_set *set, str unit, str period)
{
	for (size_t i = 0; i < set->facts_count; i++) {
		const data_facts *f = &set->facts[i];
		if (f->meeting &&
		    (!f->unit.length || str_equal(f->unit, unit)) &&
		    (!f->period.length || str_equal(f->period, period)))
			return f->meeting;
	}
	return NULL;
}

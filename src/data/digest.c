#include "set.h"

#include <stdlib.h>

/* What figures, units and facts say, as digests by unit. */

static void put_date(buffer *b, text_date d)
{
	digest_put_number(b, (d.year * 100 + d.month) * 100 + d.day);
}

static void put_unit_name(buffer *b, const data_unit *unit)
{
	digest_put(b, unit->code);
	digest_put(b, unit->full_name);
}

/* ---- Records ------------------------------------------------------------ */

static void put_more(buffer *b, const figure_more *more)
{
	digest_put(b, more->note);
	digest_put(b, more->reason);
	digest_put_number(b, (int64_t)more->unit_count);
	for (size_t i = 0; i < more->unit_count; i++)
		put_unit_name(b, more->units[i]);
	digest_put_number(b, more->has_coverage);
	digest_put_number(b, more->covered);
	digest_put_number(b, more->expected);
}

/* Records of one file come in the order of its bytes: lines are counted on. */
typedef struct line_counter {
	uint32_t source;
	uint32_t offset; /* of the line's first byte */
	uint32_t line;
} line_counter;

/* A line longer than this is known by the place's offset. */
#define LONGEST_PREFIX 2000

/*
 * The place is part of what a document says: it holds where its figures come
 * from, by line and column.
 */
static void put_place(const data_set *set, buffer *b, line_counter *c, span at)
{
	const source *file = source_get(diags_sources(set->diags), at.source);
	if (c->source != at.source || c->offset > at.start)
		*c = (line_counter){.source = at.source};
	for (const char *end; (end = memchr(file->bytes.data + c->offset, '\n',
					    at.start - c->offset));) {
		c->offset = (uint32_t)(end - file->bytes.data) + 1;
		c->line++;
	}
	digest_put_number(b, c->line);
	if (at.start - c->offset > LONGEST_PREFIX)
		digest_put_number(b, at.start);
	else
		digest_put(
		    b, str_slice(file->bytes, c->offset, at.start - c->offset));
}

static void put_figure(const data_set *set, buffer *b, line_counter *lines,
		       const figure *f)
{
	put_place(set, b, lines, f->at);
	digest_put(b, set->indicators[f->indicator]->code);
	digest_put_number(b, f->state << 8 | f->qualifier);
	digest_put_number(b, f->value.numerator);
	digest_put_number(b, f->value.denominator);
	digest_put_number(b, f->more != NULL);
	if (f->more)
		put_more(b, f->more);
}

static str name_of(const data_set *set, arena *a, uint32_t id)
{
	str path = source_get(diags_sources(set->diags), id)->path;
	return set->namer ? set->namer(set->namer_context, a, path) : path;
}

static void put_record(const data_set *set, buffer *b, line_counter *lines,
		       const record *r)
{
	digest_put(b, set->periods[r->period]->period.code);
	digest_put_number(b, r->is_plan << 1 | r->is_rollup);
	put_date(b, r->submitted);
	put_date(b, r->cut_off);
	digest_put_number(b, (int64_t)r->figure_count);
	for (size_t i = 0; i < r->figure_count; i++)
		put_figure(set, b, lines, &r->figures[i]);
}

/* Records and absences come in the order of the files: it must not matter. */
static void add(digest128 *sum, str bytes)
{
	digest128 d = digest_of(bytes);
	unsigned carry = 0;
	for (size_t i = DIGEST_BYTES; i-- > 0;) {
		carry += sum->bytes[i] + d.bytes[i];
		sum->bytes[i] = (uint8_t)carry;
		carry >>= 8;
	}
}

static void add_records(const data_set *set, buffer *b, digest128 *sums)
{
	line_counter lines = {0};
	uint32_t named = 0;
	str name = {NULL, 0};
	for (size_t i = 0; i < set->record_count; i++) {
		const record *r = set->records[i];
		if (r->is_superseded || !r->unit)
			continue;
		if (r->at.source != named)
			name = name_of(set, set->arena, r->at.source);
		named = r->at.source;
		b->length = 0;
		digest_put(b, name);
		put_record(set, b, &lines, r);
		add(&sums[r->unit->index], buffer_str(b));
	}
}

static void add_absences(const data_set *set, buffer *b, digest128 *sums)
{
	for (size_t i = 0; i < 2 * set->period_count; i++) {
		const period_row *row = set->periods[i / 2];
		const span *const *absent = row->slots[i % 2].absent;
		for (size_t j = 0; absent && j < set->unit_count; j++) {
			if (!absent[j])
				continue;
			b->length = 0;
			digest_put(b, row->period.code);
			digest_put_number(b, (int64_t)(i % 2));
			add(&sums[j], buffer_str(b));
		}
	}
}

/* ---- Units -------------------------------------------------------------- */

static void put_unit(buffer *b, const data_unit *unit)
{
	const unit_row *row = (const unit_row *)unit;
	const xml_node *node = unit->node;
	put_unit_name(b, unit);
	digest_put(b, unit->class ? unit->class->code : STR(""));
	for (size_t i = 0; node && i < node->attribute_count; i++) {
		digest_put(b, node->attributes[i].name);
		digest_put(b, node->attributes[i].value);
	}
	digest_put_number(b, (int64_t)row->came_from_count);
	for (size_t i = 0; i < row->came_from_count; i++)
		digest_put(b, row->came_from[i]->code);
}

/* Units are listed above before below, whatever their files' order. */
static int by_depth(const void *left, const void *right)
{
	const unit_row *a = *(const unit_row *const *)left;
	const unit_row *b = *(const unit_row *const *)right;
	if (a->depth != b->depth)
		return a->depth < b->depth ? 1 : -1;
	return (a->unit.index > b->unit.index) -
	       (a->unit.index < b->unit.index);
}

static digest128 whole_of(const data_set *set, buffer *b, const data_unit *unit,
			  const digest128 *sums)
{
	b->length = 0;
	digest_put_digest(b, set->digests->own[unit->index]);
	digest_put_digest(b, sums[unit->index]);
	for (const data_unit *u = unit->first_child; u; u = u->next)
		digest_put_digest(b, set->digests->whole[u->index]);
	return digest_of(buffer_str(b));
}

static void add_units(data_set *set, buffer *b, const digest128 *sums)
{
	unit_digests *out = set->digests;
	const data_unit **deepest_first =
	    ARENA_ARRAY(set->arena, const data_unit *, set->unit_count);
	for (size_t i = 0; i < set->unit_count; i++) {
		deepest_first[i] = set->units[i];
		b->length = 0;
		put_unit(b, set->units[i]);
		out->own[i] = digest_of(buffer_str(b));
	}
	if (set->unit_count)
		qsort(deepest_first, set->unit_count, sizeof *deepest_first,
		      by_depth);
	for (size_t i = 0; i < set->unit_count; i++)
		out->whole[deepest_first[i]->index] =
		    whole_of(set, b, deepest_first[i], sums);
}

/* ---- What every document may read --------------------------------------- */

static int by_bytes(const void *left, const void *right)
{
	return str_compare(*(const str *)left, *(const str *)right);
}

/* The names of attributes that any unit has: filters are checked by them. */
static void put_attribute_names(data_set *set, buffer *b)
{
	data_table names = {0};
	str *list = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < set->unit_count; i++) {
		const xml_node *node = set->units[i]->node;
		for (size_t j = 0; node && j < node->attribute_count; j++) {
			str name = node->attributes[j].name;
			uint32_t known;
			if (data_table_get(&names, name, &known))
				continue;
			data_table_put(&names, set->arena, name, 1);
			ARENA_GROW(set->arena, list, count, capacity);
			list[count++] = name;
		}
	}
	if (count)
		qsort(list, count, sizeof *list, by_bytes);
	for (size_t i = 0; i < count; i++)
		digest_put(b, list[i]);
}

/* The dictionary as it is written, and the words of the classes. */
static digest128 words_of(data_set *set, buffer *b)
{
	const sources *all = diags_sources(set->diags);
	b->length = 0;
	for (size_t i = 0; i < set->dictionary_count; i++)
		digest_put(b, source_get(all, set->dictionaries[i])->bytes);
	for (size_t i = 0; i < set->class_count; i++) {
		digest_put(b, set->classes[i]->code);
		digest_put(b, set->classes[i]->word);
		digest_put(b, set->classes[i]->title);
	}
	put_attribute_names(set, b);
	return digest_of(buffer_str(b));
}

/* The root of a meeting is made, its child is in the file. */
static uint32_t source_of(const data_facts *facts)
{
	const xml_node *said_at =
	    facts->meeting ? facts->root->first_child : facts->root;
	return said_at->at.source;
}

static digest128 *digests_of_facts(data_set *set)
{
	const sources *all = diags_sources(set->diags);
	digest128 *out = ARENA_ARRAY(set->arena, digest128, set->facts_count);
	for (size_t i = 0; i < set->facts_count; i++)
		out[i] = digest_of(
		    source_get(all, source_of(&set->facts[i]))->bytes);
	return out;
}

static void make_digests(data_set *set)
{
	buffer b = {0};
	digest128 *sums = ARENA_ARRAY(set->arena, digest128, set->unit_count);
	set->digests = ARENA_NEW(set->arena, unit_digests);
	set->digests->own = ARENA_ARRAY(set->arena, digest128, set->unit_count);
	set->digests->whole =
	    ARENA_ARRAY(set->arena, digest128, set->unit_count);
	add_records(set, &b, sums);
	add_absences(set, &b, sums);
	add_units(set, &b, sums);
	set->digests->words = words_of(set, &b);
	set->digests->facts = digests_of_facts(set);
	buffer_free(&b);
}

/* ---- Asking ------------------------------------------------------------- */

/* The unit `reach` levels above, or NULL: everything. */
static const data_unit *above(const data_unit *unit, unsigned reach)
{
	while (unit && reach--)
		unit = unit->parent;
	return unit;
}

static void put_scope(const data_set *set, buffer *b, const data_unit *top)
{
	if (top) {
		digest_put_digest(b, set->digests->whole[top->index]);
		return;
	}
	for (size_t i = 0; i < set->unit_count; i++)
		if (!set->units[i]->parent)
			digest_put_digest(b, set->digests->whole[i]);
}

static void put_facts(const data_set *set, buffer *b, const data_unit *unit,
		      const data_period *period)
{
	for (size_t i = 0; i < set->facts_count; i++)
		if (data_facts_hold(&set->facts[i], unit, period))
			digest_put_digest(b, set->digests->facts[i]);
}

digest128 data_digest(data_set *set, const data_unit *unit,
		      const data_period *period, unsigned reach)
{
	buffer b = {0};
	if (!set->digests)
		make_digests(set);
	digest_put(&b, unit->code);
	digest_put(&b, period->code);
	digest_put_digest(&b, set->digests->words);
	for (const data_unit *u = unit->parent; u; u = u->parent)
		digest_put_digest(&b, set->digests->own[u->index]);
	put_scope(set, &b, above(unit, reach));
	put_facts(set, &b, unit, period);
	digest128 out = digest_of(buffer_str(&b));
	buffer_free(&b);
	return out;
}

bool data_facts_hold(const data_facts *f, const data_unit *unit,
		     const data_period *period)
{
	return (!f->unit.length || str_equal(f->unit, unit->code)) &&
	       (!f->period.length || str_equal(f->period, period->code));
}

void data_name_files(data_set *set, data_namer *namer, void *context)
{
	set->namer = namer;
	set->namer_context = context;
}

/* ---- Watching ----------------------------------------------------------- */

void data_watch(data_set *set, const data_unit *subject)
{
	if (!set->watch)
		set->watch = ARENA_NEW(set->arena, watch);
	*set->watch = (watch){.subject = subject};
}

unsigned data_reach(const data_set *set)
{
	return set->watch ? set->watch->reach : DATA_EVERYTHING;
}

void data_reads(const data_set *set, const data_unit *unit)
{
	watch *w = set->watch;
	unsigned level = 0;
	if (!w || w->reach == DATA_EVERYTHING)
		return;
	const data_unit *top = w->subject;
	while (top && !data_is_within(unit, top)) {
		top = top->parent;
		level++;
	}
	if (!top)
		w->reach = DATA_EVERYTHING;
	else if (level > w->reach)
		w->reach = level;
}

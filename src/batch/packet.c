#include "identity.h"
#include "set.h"
#include "typeset.h"

#include "vanban/packet.h"
#include "vanban/pdf.h"

#include <stdlib.h>

/* One document, or a sheet of slips, as the set has it. */
typedef struct part {
	const packet_part *given;
	batch_inputs *inputs;	   /* by source */
	batch_document *documents; /* by source; of a sheet, without copies */
	page_document pages;
	str pdf;
	bool is_personal;
	size_t first; /* page of the set, from 1 */
} part;

typedef struct run {
	const batch_packet_request *request;
	const packet *set;
	batch_inputs shared;
	arena *arena;
	diags *diags;
	part *parts;
	unsigned reach;	 /* the farthest of its documents, see data.h */
	size_t warnings; /* before it was begun */
	batch_sink *sink;
	void *context;
	batch_packet_result *result;
} run;

/* ---- Files ------------------------------------------------------------ */

#define SET_FILE    "bo-tai-lieu.pdf"
#define SHEETS_FILE "bo-tai-lieu-in.pdf"
#define COPIES_FILE "ban-rieng.pdf"
/* Those three. */
#define OWN_FILES 3

static str copy_file(arena *a, size_t index)
{
	return str_format(a, "ban/%03zu.pdf", index + 1);
}

/* ---- Parameters ------------------------------------------------------- */

#define PERSON_PARAMETERS 6

/* Of nobody in particular all are empty. */
static void describe(arena *a, const meeting_person *who, size_t number,
		     template_parameter out[PERSON_PARAMETERS])
{
	static const meeting_person nobody;
	const meeting_person *p = who ? who : &nobody;
	const template_parameter all[PERSON_PARAMETERS] = {
	    {STR("ho-ten"), p->name},
	    {STR("danh-xung"), p->address},
	    {STR("chuc-vu"), p->position},
	    {STR("don-vi"), p->unit},
	    {STR("ghe"), p->seat},
	    {STR("ban-so"), who ? str_format(a, "%zu", number) : STR("")},
	};
	memcpy(out, all, sizeof all);
}

/* The inputs with those of the parameters that the template declares. */
static batch_inputs inputs_for(arena *a, const batch_inputs *from,
			       const meeting_person *who, size_t number)
{
	template_parameter person[PERSON_PARAMETERS];
	batch_inputs out = *from;
	template_parameter *all = ARENA_ARRAY(
	    a, template_parameter, from->parameter_count + PERSON_PARAMETERS);
	out.parameter_count = 0;
	describe(a, who, number, person);
	for (size_t i = 0; i < from->parameter_count; i++)
		if (template_takes(from->template, from->parameters[i].name))
			all[out.parameter_count++] = from->parameters[i];
	for (size_t i = 0; i < PERSON_PARAMETERS; i++)
		if (template_takes(from->template, person[i].name))
			all[out.parameter_count++] = person[i];
	out.parameters = all;
	return out;
}

/* ---- Loading ---------------------------------------------------------- */

static bool load_source(const batch_packet_request *request,
			const batch_inputs *shared, const packet_part *p,
			const packet_source *from, arena *a, diags *d,
			batch_inputs *out)
{
	batch_request one = request->common;
	one.template_path = from->template_path;
	if (from->profile.length)
		one.profile = from->profile;
	if (!p->data_path.length)
		return batch_load_more(&one, shared, a, d, out);
	one.data_paths = &p->data_path;
	one.data_count = 1;
	one.subject_follows = true;
	bool good = batch_load(&one, BATCH_PDF, a, d, out);
	/* Its own fonts are not used: one face is one object of the set. */
	batch_unload(out);
	out->fonts = shared->fonts;
	if (good && batch_has_subject(&one, out))
		good = batch_subject(&one, d, a, out);
	return good;
}

const batch_set *set_load(const batch_packet_request *request,
			  const packet *given, const batch_inputs *shared,
			  arena *a, diags *d)
{
	bool good = true;
	batch_set *set = ARENA_NEW(a, batch_set);
	set->given = given;
	set->inputs = ARENA_ARRAY(a, batch_inputs *, given->part_count);
	for (size_t i = 0; i < given->part_count; i++) {
		const packet_part *p = &given->parts[i];
		set->inputs[i] = ARENA_ARRAY(a, batch_inputs, p->source_count);
		for (size_t j = 0; j < p->source_count; j++)
			good &= load_source(request, shared, p, &p->sources[j],
					    a, d, &set->inputs[i][j]);
	}
	return good ? set : NULL;
}

/* Data that do not say whose they are speak of whom the set is for. */
static bool take_subject(run *r, const packet_part *p, batch_inputs *in)
{
	data_keep_in(in->data, r->arena);
	if (in->unit)
		return true;
	in->unit = data_unit_of(in->data, r->shared.unit->code);
	in->period = r->shared.period;
	return in->unit || diag_at(r->diags, DIAG_NO_SUCH_UNIT, p->at,
				   r->shared.unit->code);
}

/*
 * What was loaded is shared by all sets that are made of it; unit, period and
 * the arena of totals are those of this one.
 */
static bool take_parts(run *r, const batch_set *set)
{
	bool good = true;
	r->set = set->given;
	r->parts = ARENA_ARRAY(r->arena, part, r->set->part_count);
	for (size_t i = 0; i < r->set->part_count; i++) {
		part *p = &r->parts[i];
		p->given = &r->set->parts[i];
		size_t count = p->given->source_count;
		bool has_own = p->given->data_path.length > 0;
		p->inputs = ARENA_ARRAY(r->arena, batch_inputs, count);
		p->documents = ARENA_ARRAY(r->arena, batch_document, count);
		for (size_t j = 0; j < count; j++) {
			batch_inputs *in = &p->inputs[j];
			*in = set->inputs[i][j];
			if (!has_own) {
				in->unit = r->shared.unit;
				in->period = r->shared.period;
			} else {
				good &= take_subject(r, p->given, in);
			}
			p->is_personal |= p->given->sources[j].is_personal;
		}
	}
	return good;
}

/* In the place of page numbers that are not known yet. */
#define WIDEST_PAGE 8888

/* ---- Making one part -------------------------------------------------- */

/* Of the common data; those of its own are part of what it was made from. */
static void note_reach(run *r, const batch_inputs *inputs)
{
	if (inputs->data != r->shared.data)
		return;
	unsigned reach = data_reach(inputs->data);
	r->reach = reach > r->reach ? reach : r->reach;
}

static bool make_pages(run *r, arena *a, const batch_inputs *inputs,
		       const meeting_person *who, size_t number,
		       batch_document *out)
{
	batch_inputs own = inputs_for(a, inputs, who, number);
	bool good = batch_typeset(&own, BATCH_PAGES, a, r->diags, out);
	note_reach(r, inputs);
	return good;
}

static bool is_one_page(run *r, const packet_source *s,
			const page_document *pages)
{
	if (pages->page_count == 1)
		return true;
	return diag_at(r->diags, DIAG_SET_SLIP_PAGES, s->at, s->template_path,
		       text_format_plain(r->arena, (int64_t)pages->page_count));
}

/* The slips on sheets to be cut. */
static void lay_slips(arena *a, const packet_part *given,
		      const page_document *slips, page_document *out)
{
	static const impose_layout layouts[] = {
	    [1] = IMPOSE_ONE_UP, [2] = IMPOSE_TWO_UP, [4] = IMPOSE_FOUR_UP};
	impose_options options = {.layout = layouts[given->slips_across],
				  .one_sided = true,
				  .crop_marks = given->slips_across > 1};
	impose_plan plan;
	impose_page *pages = ARENA_ARRAY(a, impose_page, slips->page_count);
	impose_paper(given->paper, &options.paper_width, &options.paper_height);
	for (size_t i = 0; i < slips->page_count; i++)
		pages[i] = (impose_page){slips->pages[i].width,
					 slips->pages[i].height, 0};
	impose_make(a, &options, pages, slips->page_count, &plan);
	impose_sheets(a, &plan, slips, out);
}

/* Each copy is evaluated anew: its tags are its own. */
static bool make_slips(run *r, arena *a, part *p, const meeting_person *who,
		       size_t number, page_document *out)
{
	const packet_part *given = p->given;
	page_part *slips = NULL;
	size_t count = 0, capacity = 0;
	bool good = true;
	for (size_t i = 0; i < given->source_count; i++) {
		const packet_source *s = &given->sources[i];
		for (uint32_t k = 0; k < s->copies && good; k++) {
			batch_document *one = ARENA_NEW(a, batch_document);
			good = make_pages(r, a, &p->inputs[i],
					  s->is_personal ? who : NULL, number,
					  one) &&
			       is_one_page(r, s, &one->pages);
			ARENA_GROW(a, slips, count, capacity);
			slips[count++] = (page_part){.document = &one->pages};
			p->documents[i] = *one;
		}
	}
	if (!good || !slips)
		return false;
	page_document *all = ARENA_NEW(a, page_document);
	page_join(a, slips, count, all);
	all->title = given->name;
	all->author = slips[0].document->author;
	lay_slips(a, given, all, out);
	return true;
}

static bool make_part(run *r, arena *a, part *p, const meeting_person *who,
		      size_t number, page_document *out)
{
	batch_document one;
	if (p->given->slips_across)
		return make_slips(r, a, p, who, number, out);
	if (!make_pages(r, a, &p->inputs[0], who, number, &one))
		return false;
	p->documents[0] = one;
	*out = one.pages;
	return true;
}

/* ---- The common set --------------------------------------------------- */

static str write_pdf(run *r, arena *a, const page_document *pages)
{
	const pdf_options options = {.compress = true};
	buffer out = {0};
	bool done =
	    pdf_write(pages, r->shared.fonts, &options, a, r->diags, &out);
	str bytes = done ? str_copy(a, buffer_str(&out)) : (str){0};
	buffer_free(&out);
	return bytes;
}

/* Where only the set can lead; a list of nothing else. */
static page_document without_targets(arena *a, const page_document *from)
{
	page_document out = *from;
	out.pages = ARENA_ARRAY(a, page, from->page_count);
	for (size_t i = 0; i < from->page_count; i++) {
		out.pages[i] = from->pages[i];
		out.pages[i].link_count = 0;
	}
	return out;
}

/* A document alone, with the data that it was made from. */
static void write_alone(run *r, part *p)
{
	page_document alone = p->pages;
	if (!p->given->slips_across) {
		batch_document *one = &p->documents[0];
		batch_embed(&p->inputs[0], r->arena, r->diags, one);
		note_reach(r, &p->inputs[0]);
		p->pages = alone = one->pages;
		if (layout_lists_set(one->doc))
			alone = without_targets(r->arena, &alone);
	}
	if (!alone.title.length)
		alone.title = p->given->name;
	p->pdf = write_pdf(r, r->arena, &alone);
}

static bool compare_parts(run *r)
{
	const doc_node **all = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < r->set->part_count; i++)
		for (size_t j = 0; j < r->set->parts[i].source_count; j++) {
			ARENA_GROW(r->arena, all, count, capacity);
			all[count++] = r->parts[i].documents[j].doc;
		}
	return packet_compare(r->arena, r->diags, all, count);
}

static size_t count_pages(run *r)
{
	size_t pages = 0;
	for (size_t i = 0; i < r->set->part_count; i++) {
		r->parts[i].first = pages + 1;
		pages += r->parts[i].pages.page_count;
	}
	return pages;
}

/* What the contents list, as far as it is known. */
static const layout_set *entries_of(run *r)
{
	layout_entry *entries =
	    ARENA_ARRAY(r->arena, layout_entry, r->set->part_count);
	layout_set *set = ARENA_NEW(r->arena, layout_set);
	*set = (layout_set){.entries = entries};
	for (size_t i = 0; i < r->set->part_count; i++) {
		const part *p = &r->parts[i];
		if (!p->given->is_listed)
			continue;
		entries[set->entry_count++] = (layout_entry){
		    .title = p->given->name,
		    .page = str_format(r->arena, "%zu", p->first),
		    .target = p->pages.root,
		};
	}
	return set;
}

static void tell_entries(run *r)
{
	const layout_set *set = entries_of(r);
	for (size_t i = 0; i < r->set->part_count; i++)
		for (size_t j = 0; j < r->parts[i].given->source_count; j++)
			r->parts[i].inputs[j].set = set;
}

static bool make_parts(run *r)
{
	bool good = true;
	for (size_t i = 0; i < r->set->part_count; i++)
		r->parts[i].first = WIDEST_PAGE;
	tell_entries(r);
	for (size_t i = 0; i < r->set->part_count; i++)
		good &= make_part(r, r->arena, &r->parts[i], NULL, 0,
				  &r->parts[i].pages);
	return good;
}

/* Once all others are set: the contents with their pages. */
static bool set_contents(run *r, bool *is_stable)
{
	*is_stable = true;
	r->result->pages = count_pages(r);
	tell_entries(r);
	for (size_t i = 0; i < r->set->part_count; i++) {
		part *p = &r->parts[i];
		size_t before = p->pages.page_count;
		if (!layout_lists_set(p->documents[0].doc))
			continue;
		if (!make_part(r, r->arena, p, NULL, 0, &p->pages))
			return false;
		*is_stable &= p->pages.page_count == before;
	}
	return true;
}

#define MOST_TIMES 4

/* Contents that become a page longer or shorter move what follows. */
static bool make_contents(run *r)
{
	bool is_stable = false;
	for (int i = 0; i < MOST_TIMES && !is_stable; i++)
		if (!set_contents(r, &is_stable))
			return false;
	return true;
}

static void number_part(run *r, arena *a, const part *p, page_document *pages)
{
	const profile *style = p->inputs[0].profile;
	const packet_foot foot = {
	    .fonts = font_set_measurer(r->shared.fonts),
	    .family = style->family,
	    .size = 9 * MPT_PER_POINT,
	    .right = style->margin_right,
	    .bottom = style->page_number_offset,
	    .text = r->set->foot,
	    .all = r->result->pages,
	};
	if (r->set->foot.length && p->given->is_numbered)
		packet_number(a, &foot, pages, p->first);
}

/* ---- Joining ---------------------------------------------------------- */

static bool has_figures(const doc_node *node)
{
	bool found = node->trace && node->trace->use_count;
	for (const doc_node *n = node->first_child; n && !found; n = n->next)
		found = has_figures(n);
	return found;
}

/* The data of the documents that print figures; the first under its name. */
static void attach_data(run *r, page_document *out)
{
	page_attachment *more =
	    ARENA_ARRAY(r->arena, page_attachment, r->set->part_count);
	size_t count = 0;
	for (size_t i = 0; i < r->set->part_count; i++) {
		const part *p = &r->parts[i];
		page_attachment a = p->pages.attachment;
		if (p->given->slips_across || !a.name.length ||
		    !has_figures(p->documents[0].doc))
			continue;
		if (!out->attachment.name.length) {
			out->attachment = a;
			continue;
		}
		a.name = str_format(r->arena, "so-lieu-%02zu.xml", i + 1);
		a.description =
		    str_format(r->arena, "%.*s: %.*s", STR_ARGS(p->given->name),
			       STR_ARGS(a.description));
		more[count++] = a;
	}
	out->more_attachments = more;
	out->more_attachment_count = count;
}

/* Sheets to be cut are printed by themselves, at their size. */
static bool is_bound(const part *p)
{
	return !p->given->slips_across;
}

/* The parts as one; others[i], if any, in the place of a personal part. */
static void join(run *r, arena *a, page_document *const *others,
		 bool is_to_bind, page_document *out)
{
	size_t count = r->set->part_count;
	page_part *parts = ARENA_ARRAY(a, page_part, count);
	for (size_t i = 0; i < count; i++) {
		const part *p = &r->parts[i];
		parts[i] = (page_part){
		    .document =
			others && others[i] ? others[i] : &r->parts[i].pages,
		    .title = p->given->name,
		    .stands_for = p->pages.root,
		    .is_left_out = is_to_bind && !is_bound(p),
		};
	}
	page_join(a, parts, count, out);
	out->title = r->set->title;
	for (size_t i = 0; i < count && !out->author.length; i++)
		out->author = r->parts[i].pages.author;
	out->facts = (page_facts){.type = STR("tai-lieu-hoi-nghi"),
				  .unit = r->shared.unit->code,
				  .period = r->shared.period.code};
	for (size_t i = 0; i < count && !out->date.length; i++)
		out->date = r->parts[i].pages.date;
	attach_data(r, out);
}

/* Every file of the set says what the whole was made from. */
static bool give(run *r, str name, str bytes, size_t pages)
{
	buffer pdf = {.data = (char *)(uintptr_t)bytes.data,
		      .length = bytes.length};
	if (!bytes.length)
		return false;
	r->result->reach = r->reach;
	identity_stamp(&r->shared, r->reach,
		       diags_warnings(r->diags) > r->warnings, false, &pdf);
	return r->sink(r->context, name, bytes, pages);
}

static bool give_parts(run *r)
{
	for (size_t i = 0; i < r->set->part_count; i++) {
		const part *p = &r->parts[i];
		str name =
		    str_concat(r->arena, p->given->file_name, STR(".pdf"));
		if (!give(r, name, p->pdf, p->pages.page_count))
			return false;
	}
	return true;
}

/* ---- Sheets ----------------------------------------------------------- */

/* A set of nothing but slips has them on its sheets. */
static bool has_bound(const run *r)
{
	bool has = false;
	for (size_t i = 0; i < r->set->part_count; i++)
		has |= is_bound(&r->parts[i]);
	return has;
}

static bool give_sheets(run *r)
{
	page_document book, sheets;
	impose_plan plan;
	bool is_to_bind = has_bound(r);
	size_t count = 0;
	join(r, r->arena, NULL, is_to_bind, &book);
	impose_page *pages =
	    ARENA_ARRAY(r->arena, impose_page, book.page_count);
	for (uint32_t i = 0; i < r->set->part_count; i++) {
		const page_document *from = &r->parts[i].pages;
		if (is_to_bind && !is_bound(&r->parts[i]))
			continue;
		for (size_t j = 0; j < from->page_count; j++)
			pages[count++] = (impose_page){
			    from->pages[j].width, from->pages[j].height, i};
	}
	impose_make(r->arena, r->request->impose, pages, count, &plan);
	impose_sheets(r->arena, &plan, &book, &sheets);
	r->result->sheets = impose_total(&plan);
	return give(r, STR(SHEETS_FILE), write_pdf(r, r->arena, &sheets),
		    sheets.page_count);
}

/* ---- People ----------------------------------------------------------- */

typedef struct guest {
	const meeting_person *who;
	size_t index;
} guest;

/* "A2" before "A10": letters, then the number, then what is left. */
static int compare_seats(str a, str b)
{
	size_t i = 0;
	while (i < a.length && i < b.length && a.data[i] == b.data[i] &&
	       !(a.data[i] >= '1' && a.data[i] <= '9'))
		i++;
	size_t x = i, y = i;
	while (x < a.length && a.data[x] >= '0' && a.data[x] <= '9')
		x++;
	while (y < b.length && b.data[y] >= '0' && b.data[y] <= '9')
		y++;
	if (x > i && y > i && x - i != y - i)
		return x - i < y - i ? -1 : 1;
	return str_compare(a, b);
}

static int by_seat(const void *left, const void *right)
{
	const guest *a = left, *b = right;
	bool has_a = a->who->seat.length > 0, has_b = b->who->seat.length > 0;
	int order = has_a && has_b ? compare_seats(a->who->seat, b->who->seat)
				   : has_b - has_a;
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static int by_name(const void *left, const void *right)
{
	const guest *a = left, *b = right;
	int order = text_collate_names(a->who->name, a->who->key, b->who->name,
				       b->who->key, TEXT_NAME_FAMILY_FIRST);
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static guest *order_people(run *r, const meeting *m)
{
	guest *all = ARENA_ARRAY(r->arena, guest, m->person_count);
	for (size_t i = 0; i < m->person_count; i++) {
		all[i] = (guest){&m->people[i], i};
		if (r->request->order == BATCH_BY_SEAT &&
		    !m->people[i].seat.length)
			diag_at(r->diags, DIAG_SET_WITHOUT_SEAT,
				m->people[i].node->at, m->people[i].name);
	}
	if (r->request->order != BATCH_AS_LISTED)
		qsort(all, m->person_count, sizeof *all,
		      r->request->order == BATCH_BY_SEAT ? by_seat : by_name);
	return all;
}

/* The personal parts of one copy; NULL for those that all share. */
static bool make_copy(run *r, arena *a, const meeting_person *who,
		      size_t number, page_document **others)
{
	for (size_t i = 0; i < r->set->part_count; i++) {
		part *p = &r->parts[i];
		others[i] = NULL;
		if (!p->is_personal)
			continue;
		others[i] = ARENA_NEW(a, page_document);
		if (!make_part(r, a, p, who, number, others[i]))
			return false;
		if (others[i]->page_count != p->pages.page_count)
			return diag_at(
			    r->diags, DIAG_SET_PAGES_DIFFER, p->given->at,
			    who->name, p->given->name,
			    text_format_plain(r->arena,
					      (int64_t)others[i]->page_count),
			    text_format_plain(r->arena,
					      (int64_t)p->pages.page_count));
		number_part(r, a, p, others[i]);
	}
	return true;
}

/* All of them before any is written: what is wrong is found in time. */
static page_document ***make_copies(run *r, const guest *people, size_t count)
{
	page_document ***all = ARENA_ARRAY(r->arena, page_document **, count);
	for (size_t i = 0; i < count; i++) {
		all[i] =
		    ARENA_ARRAY(r->arena, page_document *, r->set->part_count);
		if (!make_copy(r, r->arena, people[i].who, i + 1, all[i]))
			return NULL;
	}
	return all;
}

static bool give_files(run *r, page_document ***copies, size_t count)
{
	bool good = true;
	for (size_t i = 0; i < count && good; i++) {
		arena *a = arena_new(0);
		page_document set;
		join(r, a, copies[i], false, &set);
		good = give(r, copy_file(a, i), write_pdf(r, a, &set),
			    set.page_count);
		arena_free(a);
	}
	return good;
}

/* "Bìa – bản 2, Nguyễn Văn A" */
static str copy_title(arena *a, str name, size_t number, str person)
{
	return str_format(a, "%.*s – bản %zu, %.*s", STR_ARGS(name), number,
			  STR_ARGS(person));
}

/* Links lead nowhere on paper, and a printed field is signed by hand. */
static void drop_annotations(page_document *pages)
{
	for (size_t i = 0; i < pages->page_count; i++)
		pages->pages[i].link_count = pages->pages[i].field_count = 0;
}

/* To print: the pages of all copies, what they share only once. */
static bool give_one(run *r, const guest *people, page_document ***copies,
		     size_t count)
{
	size_t each = r->set->part_count;
	page_part *parts = ARENA_ARRAY(r->arena, page_part, count * each);
	page_document all;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < each; j++) {
			page_part *to = &parts[i * each + j];
			page_document *own = copies[i][j];
			str name = r->set->parts[j].name;
			to->document = own ? own : &r->parts[j].pages;
			to->title = own ? copy_title(r->arena, name, i + 1,
						     people[i].who->name)
					: name;
		}
	page_join(r->arena, parts, count * each, &all);
	drop_annotations(&all);
	all.title = r->set->title;
	return give(r, STR(COPIES_FILE), write_pdf(r, r->arena, &all),
		    all.page_count);
}

static const meeting *meeting_of(const run *r)
{
	return data_meeting(r->shared.data, r->shared.unit->code,
			    r->shared.period.code);
}

/* In the order of their numbers. */
typedef struct personal {
	const guest *people;
	page_document ***copies; /* by person, by part; NULL: none are wanted */
	size_t count;
} personal;

static bool make_personal(run *r, personal *out)
{
	const meeting *m = meeting_of(r);
	if (r->request->copies == BATCH_NO_COPIES)
		return true;
	out->count = m->person_count;
	out->people = order_people(r, m);
	out->copies = make_copies(r, out->people, out->count);
	return out->copies != NULL;
}

static bool give_personal(run *r, const personal *p)
{
	unsigned kinds = r->request->copies;
	r->result->people = p->count;
	return (!(kinds & BATCH_COPIES_FILES) ||
		give_files(r, p->copies, p->count)) &&
	       (!(kinds & BATCH_COPIES_ONE) ||
		give_one(r, p->people, p->copies, p->count));
}

static bool may_copy(const run *r)
{
	const meeting *m = meeting_of(r);
	if (r->request->copies == BATCH_NO_COPIES)
		return true;
	if (!packet_is_personal(r->set))
		return diag_at(r->diags, DIAG_SET_NOTHING_PERSONAL, NO_SPAN);
	return (m && m->person_count) ||
	       diag_at(r->diags, DIAG_SET_NOBODY, NO_SPAN);
}

/* ---- The whole -------------------------------------------------------- */

static bool is_sound(const run *r)
{
	return !diags_errors(r->diags) &&
	       !(r->request->refuses_warnings && diags_warnings(r->diags));
}

static bool give_set(run *r, const personal *copies)
{
	page_document set;
	join(r, r->arena, NULL, false, &set);
	str bytes = write_pdf(r, r->arena, &set);
	return is_sound(r) && give_parts(r) &&
	       give(r, STR(SET_FILE), bytes, set.page_count) &&
	       (!r->request->impose || give_sheets(r)) &&
	       (!copies->copies || give_personal(r, copies));
}

static bool make_set(run *r)
{
	personal copies = {0};
	if (!make_parts(r) || !compare_parts(r) || !make_contents(r))
		return false;
	for (size_t i = 0; i < r->set->part_count; i++)
		write_alone(r, &r->parts[i]);
	for (size_t i = 0; i < r->set->part_count; i++)
		number_part(r, r->arena, &r->parts[i], &r->parts[i].pages);
	return make_personal(r, &copies) && give_set(r, &copies);
}

bool set_make(const batch_packet_request *request, const batch_set *set,
	      const batch_inputs *shared, arena *a, diags *d, batch_sink *sink,
	      void *context, batch_packet_result *result)
{
	run r = {.request = request,
		 .shared = *shared,
		 .arena = a,
		 .diags = d,
		 .warnings = diags_warnings(d),
		 .sink = sink,
		 .context = context,
		 .result = result};
	*result = (batch_packet_result){0};
	return take_parts(&r, set) && may_copy(&r) && make_set(&r);
}

size_t set_files(const batch_packet_request *request, const packet *set,
		 const meeting *m, arena *a, str **out)
{
	size_t count = 0, people = m ? m->person_count : 0;
	str *names = ARENA_ARRAY(a, str, set->part_count + people + OWN_FILES);
	for (size_t i = 0; i < set->part_count; i++)
		names[count++] =
		    str_concat(a, set->parts[i].file_name, STR(".pdf"));
	names[count++] = STR(SET_FILE);
	if (request->impose)
		names[count++] = STR(SHEETS_FILE);
	for (size_t i = 0; i < people; i++)
		if (request->copies & BATCH_COPIES_FILES)
			names[count++] = copy_file(a, i);
	if (people && request->copies & BATCH_COPIES_ONE)
		names[count++] = STR(COPIES_FILE);
	*out = names;
	return count;
}

bool batch_packet(const batch_packet_request *request, arena *a, diags *d,
		  batch_sink *sink, void *context, batch_packet_result *result)
{
	batch_inputs shared;
	const batch_set *set = NULL;
	*result = (batch_packet_result){0};
	const packet *given = packet_read(a, d, request->set_path);
	bool good = batch_load(&request->common, BATCH_PDF, a, d, &shared);
	if (good && given && !diags_errors(d))
		set = set_load(request, given, &shared, a, d);
	good =
	    set && set_make(request, set, &shared, a, d, sink, context, result);
	batch_unload(&shared);
	return good;
}

#include "vanban/check.h"

#include <stdlib.h>

/* ---- Whose findings ----------------------------------------------------- */

/* The so-lieu that a place lies in: the last that begins before it. */
static check_standing *owner_of(check_standing *units, size_t count, span at)
{
	check_standing *owner = NULL;
	for (size_t i = 0; i < count; i++) {
		span start = units[i].submission.at;
		bool may_be = at.source && start.source == at.source &&
			      start.start <= at.start;
		if (may_be &&
		    (!owner || owner->submission.at.start < start.start))
			owner = &units[i];
	}
	return owner;
}

static void lay_at_doors(diags *d, check_standing *units, size_t count)
{
	for (const diag *item = diags_sorted(d); item; item = item->next) {
		check_standing *owner = owner_of(units, count, item->at);
		if (!owner)
			continue;
		if (diag_row_of(item->code)->severity == DIAG_ERROR)
			owner->errors++;
		else
			owner->warnings++;
	}
}

static void sum_up(check_status *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const check_standing *u = &s->units[i];
		s->handed_in += u->submission.state == DATA_HANDED_IN;
		s->excused += u->submission.state == DATA_EXCUSED;
		s->missing += u->submission.state == DATA_NOT_HANDED_IN;
		s->late += u->submission.is_late;
		s->faulty += u->errors > 0;
	}
}

void check_status_of(arena *a, diags *d, data_set *data, const data_unit *unit,
		     const data_period *period, check_status *out)
{
	data_submission *list;
	*out = (check_status){.unit = unit, .period = period};
	out->count = data_submissions(data, unit, period, &list);
	out->has_deadline = data_deadline(data, unit, period, &out->deadline,
					  &out->deadline_hour);
	check_standing *units = ARENA_ARRAY(a, check_standing, out->count);
	for (size_t i = 0; i < out->count; i++)
		units[i].submission = list[i];
	lay_at_doors(d, units, out->count);
	for (size_t i = 0; i < out->count; i++)
		if (list[i].is_faulty && !units[i].errors)
			units[i].errors = 1; /* its file is no XML */
	out->units = units;
	sum_up(out);
}

str check_standing_word(const check_standing *u, diag_language language)
{
	static const str words[][2] = {
	    {STR_INIT("đã nộp"), STR_INIT("handed in")},
	    {STR_INIT("nộp muộn"), STR_INIT("late")},
	    {STR_INIT("có lỗi"), STR_INIT("with errors")},
	    {STR_INIT("báo không có"), STR_INIT("none to report")},
	    {STR_INIT("chưa nộp"), STR_INIT("missing")},
	};
	size_t row = u->submission.is_late;
	if (u->errors)
		row = 2;
	if (u->submission.state == DATA_EXCUSED)
		row = 3;
	if (u->submission.state == DATA_NOT_HANDED_IN)
		row = 4;
	return words[row][language];
}

/* ---- As data files ------------------------------------------------------ */

static void append_attribute(buffer *out, const char *name, str value)
{
	buffer_format(out, " %s=\"", name);
	xml_put_escaped(out, value);
	buffer_append_byte(out, '"');
}

void check_status_units(const check_status *s, buffer *out)
{
	const data_class *class = s->unit->class;
	buffer_append(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			       "<ds-don-vi>\n  <loai"));
	append_attribute(out, "ma", class->code);
	append_attribute(out, "ten", class->word);
	append_attribute(out, "viet-hoa", class->title);
	buffer_append(out, STR("/>\n  <dv"));
	append_attribute(out, "ma", s->unit->code);
	append_attribute(out, "ten", s->unit->name);
	append_attribute(out, "loai", class->code);
	buffer_append(out, STR("/>\n</ds-don-vi>\n"));
}

static str moment(arena *a, text_date date, text_time time)
{
	return str_format(a, "%02d:%02d ngày %.*s", time.hour, time.minute,
			  STR_ARGS(text_format_date(a, date, TEXT_DATE_SHORT)));
}

static void append_count(buffer *out, const char *name, size_t n)
{
	buffer_format(out, " %s=\"%zu\"", name, n);
}

static void append_unit(buffer *out, arena *a, const check_standing *u)
{
	const data_submission *s = &u->submission;
	buffer_append(out, STR("    <dv"));
	append_attribute(out, "ma", s->unit->code);
	append_attribute(out, "ten", s->unit->full_name);
	append_attribute(out, "tinh-hinh",
			 check_standing_word(u, DIAG_VIETNAMESE));
	append_attribute(out, "nop-luc",
			 s->is_dated ? moment(a, s->date, s->time) : STR("–"));
	append_count(out, "loi", u->errors);
	append_count(out, "canh-bao", u->warnings);
	buffer_append(out, STR("/>\n"));
}

/* Units whose word is `word`, each by name. */
static void append_group(buffer *out, const check_status *s, const char *name,
			 str word)
{
	buffer_format(out, "    <%s>\n", name);
	for (size_t i = 0; i < s->count; i++) {
		const check_standing *u = &s->units[i];
		bool is_late =
		    u->submission.is_late && str_equal(word, STR("nộp muộn"));
		if (!is_late &&
		    !str_equal(word, check_standing_word(u, DIAG_VIETNAMESE)))
			continue;
		buffer_append(out, STR("      <ten>"));
		xml_put_escaped(out, u->submission.unit->full_name);
		buffer_append(out, STR("</ten>\n"));
	}
	buffer_format(out, "    </%s>\n", name);
}

static void append_standing(buffer *out, const check_status *s, arena *a)
{
	buffer_append(out, STR("  <tinh-hinh"));
	append_count(out, "phai-nop", s->count);
	append_count(out, "da-nop", s->handed_in);
	append_count(out, "muon", s->late);
	append_count(out, "bao-khong-co", s->excused);
	append_count(out, "chua-nop", s->missing);
	append_count(out, "co-loi", s->faulty);
	if (s->has_deadline)
		append_attribute(out, "han-nop",
				 moment(a, s->deadline, s->deadline_hour));
	buffer_append(out, STR(">\n"));
	append_group(out, s, "nhom-chua-nop", STR("chưa nộp"));
	append_group(out, s, "nhom-muon", STR("nộp muộn"));
	append_group(out, s, "nhom-loi", STR("có lỗi"));
	for (size_t i = 0; i < s->count; i++)
		append_unit(out, a, &s->units[i]);
	buffer_append(out, STR("  </tinh-hinh>\n"));
}

/* ---- Findings by weight ------------------------------------------------- */

static int by_weight(const void *left, const void *right)
{
	const diag *a = *(const diag *const *)left;
	const diag *b = *(const diag *const *)right;
	const diag_row *x = diag_row_of(a->code), *y = diag_row_of(b->code);
	if (x->severity != y->severity)
		return x->severity == DIAG_ERROR ? -1 : 1;
	int order = strcmp(x->number + 1, y->number + 1);
	if (order)
		return order;
	if (a->at.source != b->at.source)
		return a->at.source < b->at.source ? -1 : 1;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

/* A path has no place where a line may end: the name is for paper. */
static str name_of(str path)
{
	size_t from = path.length;
	while (from && path.data[from - 1] != '/')
		from--;
	return str_slice(path, from, path.length);
}

static void append_finding(buffer *out, diags *d, const diag *item, str unit)
{
	const diag_row *row = diag_row_of(item->code);
	const source *file = source_get(diags_sources(d), item->at.source);
	uint32_t line = 0, column;
	buffer title = {0};
	diag_expand(&title, row->title[DIAG_VIETNAMESE], item->arguments,
		    item->argument_count);
	buffer_append(out, STR("    <muc"));
	append_attribute(out, "ma", str_from(row->number));
	append_attribute(out, "muc-do",
			 row->severity == DIAG_ERROR ? STR("lỗi")
						     : STR("cảnh báo"));
	append_attribute(out, "don-vi", unit.length ? unit : STR("–"));
	append_attribute(out, "noi-dung", buffer_str(&title));
	append_attribute(out, "tep", file ? name_of(file->path) : STR("–"));
	append_attribute(out, "duong-dan", file ? file->path : STR(""));
	if (file)
		source_position(file, item->at.start, &line, &column);
	append_count(out, "dong", line);
	buffer_append(out, STR("/>\n"));
	buffer_free(&title);
}

static void append_findings(buffer *out, const check_status *s, arena *a,
			    diags *d)
{
	size_t count = 0, room = diags_errors(d) + diags_warnings(d);
	const diag **items = ARENA_ARRAY(a, const diag *, room + 1);
	for (const diag *item = diags_sorted(d); item; item = item->next)
		items[count++] = item;
	if (count)
		qsort(items, count, sizeof *items, by_weight);
	buffer_append(out, STR("  <sai-lech"));
	append_count(out, "loi", diags_errors(d));
	append_count(out, "canh-bao", diags_warnings(d));
	buffer_append(out, STR(">\n"));
	for (size_t i = 0; i < count; i++) {
		check_standing *units = (check_standing *)(uintptr_t)s->units;
		const check_standing *owner =
		    owner_of(units, s->count, items[i]->at);
		append_finding(out, d, items[i],
			       owner ? owner->submission.unit->full_name
				     : STR(""));
	}
	buffer_append(out, STR("  </sai-lech>\n"));
}

void check_status_facts(const check_status *s, arena *a, diags *d, buffer *out)
{
	buffer_append(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			       "<thong-tin"));
	append_attribute(out, "don-vi", s->unit->code);
	append_attribute(out, "ky", s->period->code);
	buffer_append(out, STR(">\n"));
	append_standing(out, s, a);
	append_findings(out, s, a, d);
	buffer_append(out, STR("</thong-tin>\n"));
}

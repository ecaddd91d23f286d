#include "trail.h"

/* ---- XML ---------------------------------------------------------------- */

static void put(buffer *out, const char *text)
{
	buffer_append(out, str_from(text));
}

/* An attribute, also when it is empty. */
static void put_attribute(buffer *out, const char *name, str value)
{
	buffer_append_byte(out, ' ');
	put(out, name);
	put(out, "=\"");
	xml_put_escaped(out, value);
	buffer_append_byte(out, '"');
}

static void put_filled(buffer *out, const char *name, str value)
{
	if (value.length)
		put_attribute(out, name, value);
}

static void put_number(buffer *out, uint64_t n)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	buffer_append(out, (str){digits + at, sizeof digits - at});
}

static void put_count(buffer *out, const char *name, uint64_t n)
{
	buffer_append_byte(out, ' ');
	put(out, name);
	put(out, "=\"");
	put_number(out, n);
	buffer_append_byte(out, '"');
}

/* As data files write it, else as a fraction. */
static void put_value(buffer *out, arena *a, text_number value)
{
	str text;
	if (value.denominator == 1) {
		if (value.numerator < 0)
			buffer_append_byte(out, '-');
		put_number(out, value.numerator < 0
				    ? 0 - (uint64_t)value.numerator
				    : (uint64_t)value.numerator);
		return;
	}
	if (!text_format_exact(a, value, &text)) {
		buffer_format(out, "%lld/%lld", (long long)value.numerator,
			      (long long)value.denominator);
		return;
	}
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != '.')
			buffer_append_byte(out, text.data[i]);
}

/* "2:9:20" */
static void put_place(buffer *out, uint32_t file, const place *p)
{
	put_number(out, file);
	buffer_append_byte(out, ':');
	put_number(out, p->line);
	buffer_append_byte(out, ':');
	put_number(out, p->column);
}

/* ---- The document ------------------------------------------------------- */

static const doc_node *head_child(const embed_input *input, doc_kind kind)
{
	const doc_node *head = doc_child(input->doc, DOC_LETTERHEAD);
	return head ? doc_child(head, kind) : NULL;
}

static str head_value(const embed_input *input, doc_kind kind,
		      doc_attribute_name name)
{
	const doc_node *node = head_child(input, kind);
	return node ? str_trim(doc_attribute_value(node, name))
		    : (str){NULL, 0};
}

static str number_of_document(const embed_input *input)
{
	return head_value(input, DOC_NUMBER, DOC_ATTR_SO);
}

static str symbol_of_document(const embed_input *input)
{
	return head_value(input, DOC_NUMBER, DOC_ATTR_KY_HIEU);
}

static str date_of_document(const embed_input *input)
{
	return head_value(input, DOC_PLACE_DATE, DOC_ATTR_NGAY);
}

/* "Số: {so}/{ky-hieu}" -> "{so}/{ky-hieu}" */
static str number_pattern(const embed_input *input)
{
	str whole = input->number_pattern;
	return str_slice(whole, str_find(whole, STR("{")), whole.length);
}

static void put_document(const embed_input *input, buffer *out)
{
	put(out, "    <van-ban");
	put_filled(out, "loai", doc_attribute_value(input->doc, DOC_ATTR_LOAI));
	put_attribute(out, "so", number_of_document(input));
	put_filled(out, "ky-hieu", symbol_of_document(input));
	put_filled(out, "mau-so", number_pattern(input));
	put_filled(out, "dia-danh",
		   head_value(input, DOC_PLACE_DATE, DOC_ATTR_DIA_DANH));
	put_attribute(out, "ngay", date_of_document(input));
	put_filled(out, "co-quan", input->pages->author);
	put_filled(out, "ten", input->pages->title);
	put_attribute(out, "don-vi", input->unit->code);
	put_attribute(out, "ky", input->period->code);
	put(out, "/>\n");
}

static void put_blanks(const embed_input *input, buffer *out)
{
	const page_document *pages = input->pages;
	for (size_t i = 0; i < pages->anchor_count; i++) {
		const page_anchor *anchor = &pages->anchors[i];
		if (!str_equal(anchor->name, STR("so")) &&
		    !str_equal(anchor->name, STR("ngay")))
			continue;
		put(out, "    <o-trong");
		put_attribute(out, "ten", anchor->name);
		put_count(out, "trang", anchor->page + 1);
		put_count(out, "x", (uint64_t)anchor->x);
		put_count(out, "y", (uint64_t)anchor->y);
		put_count(out, "rong", (uint64_t)anchor->width);
		put_count(out, "cao", (uint64_t)anchor->height);
		put(out, "/>\n");
	}
}

/* ---- Names -------------------------------------------------------------- */

typedef struct names {
	const trail *trail;
	bool *indicators; /* by index: named already */
	bool *units;
	buffer *out;
} names;

static void name_indicator(names *n, str code)
{
	const data_indicator *ct =
	    data_indicator_of(n->trail->input->data, code);
	if (!ct || n->indicators[ct->index])
		return;
	n->indicators[ct->index] = true;
	put(n->out, "    <ct");
	put_attribute(n->out, "ma", code);
	put_attribute(n->out, "ten", ct->name);
	put_filled(n->out, "dvt", ct->measure);
	put(n->out, "/>\n");
}

static void name_unit(names *n, const data_unit *unit)
{
	if (!unit || n->units[unit->index])
		return;
	n->units[unit->index] = true;
	put(n->out, "    <dv");
	put_attribute(n->out, "ma", unit->code);
	put_attribute(n->out, "ten", unit->full_name);
	put(n->out, "/>\n");
}

static void put_names(const trail *t, buffer *out)
{
	data_set *data = t->input->data;
	const data_indicator *const *indicators;
	const data_unit *const *units;
	names n = {
	    t,
	    ARENA_ARRAY(t->arena, bool, data_indicators(data, &indicators)),
	    ARENA_ARRAY(t->arena, bool, data_units(data, &units)),
	    out,
	};
	for (size_t i = 0; i < t->total_count; i++)
		name_indicator(&n, t->totals[i].use->indicator);
	for (size_t i = 0; i < t->origin_count; i++)
		name_indicator(&n, indicators[t->origins[i].indicator]->code);
	name_unit(&n, t->input->unit);
	for (size_t i = 0; i < t->total_count; i++)
		name_unit(&n, data_unit_of(data, t->totals[i].use->unit));
	for (size_t i = 0; i < t->submission_count; i++)
		name_unit(&n, t->submissions[i].unit);
}

/* ---- Files and records -------------------------------------------------- */

static void put_files(const trail *t, buffer *out)
{
	for (size_t i = 0; i < t->file_count; i++) {
		const source *file = source_get(t->input->sources, t->files[i]);
		put(out, "    <tep>");
		if (file)
			xml_put_escaped(
			    out, place_name(t->input, t->arena, file->path));
		put(out, "</tep>\n");
	}
}

static void put_plan(buffer *out, bool plan)
{
	if (plan)
		put(out, " loai=\"ke-hoach\"");
}

static void put_submissions(const trail *t, buffer *out)
{
	for (size_t i = 0; i < t->submission_count; i++) {
		const submission *s = &t->submissions[i];
		put(out, "    <nop");
		put_count(out, "tep", s->file);
		put_attribute(out, "don-vi", s->unit->code);
		put_attribute(out, "ky", s->period->code);
		put_plan(out, s->plan);
		put(out, "/>\n");
	}
}

/*
 * "2:9:20=321": submission, line, column.  Left out: the submission behind the
 * one before, the line and the column of the one before.
 */
static void put_short_place(const origin *o, const origin *before, buffer *out)
{
	uint32_t expected = before ? before->submission + 1 : 0;
	if (!before || o->submission != expected)
		put_number(out, o->submission + 1);
	buffer_append_byte(out, ':');
	if (!before || o->at.line != before->at.line)
		put_number(out, o->at.line);
	if (before && o->at.column == before->at.column)
		return;
	buffer_append_byte(out, ':');
	put_number(out, o->at.column);
}

static void put_origin(const trail *t, const origin *o, const origin *before,
		       buffer *out)
{
	const data_origin record = trail_record(t, o);
	put_short_place(o, before, out);
	buffer_append_byte(out, '=');
	if (record.indicator->kind != DATA_UNITS)
		put_value(out, t->arena, record.value);
	for (size_t i = 0; i < record.unit_count; i++) {
		if (i)
			buffer_append_byte(out, ',');
		xml_put_escaped(out, record.units[i]->code);
	}
	if (*record.qualifier) {
		buffer_append_byte(out, '~');
		put(out, record.qualifier);
	}
}

static bool is_same_group(const trail *t, const origin *a, const origin *b)
{
	const submission *x = &t->submissions[a->submission];
	const submission *y = &t->submissions[b->submission];
	return a->indicator == b->indicator && x->period == y->period &&
	       x->plan == y->plan;
}

static void put_origins(const trail *t, buffer *out)
{
	const data_indicator *const *indicators;
	data_indicators(t->input->data, &indicators);
	for (size_t i = 0; i < t->origin_count;) {
		const origin *first = &t->origins[i];
		const submission *s = &t->submissions[first->submission];
		put(out, "    <goc");
		put_attribute(out, "ct", indicators[first->indicator]->code);
		put_attribute(out, "ky", s->period->code);
		put_plan(out, s->plan);
		const origin *before = NULL;
		for (; i < t->origin_count &&
		       is_same_group(t, first, &t->origins[i]);
		     i++) {
			buffer_append_byte(out, before ? ' ' : '>');
			put_origin(t, &t->origins[i], before, out);
			before = &t->origins[i];
		}
		put(out, "</goc>\n");
	}
}

/* ---- Totals and figures ------------------------------------------------- */

/* "1-21 30" */
static void put_ranges(const total *x, buffer *out)
{
	for (size_t i = 0; i < x->origin_count;) {
		size_t last = i;
		while (last + 1 < x->origin_count &&
		       x->origins[last + 1] == x->origins[last] + 1)
			last++;
		if (i)
			buffer_append_byte(out, ' ');
		put_number(out, x->origins[i]);
		if (last > i) {
			buffer_append_byte(out, '-');
			put_number(out, x->origins[last]);
		}
		i = last + 1;
	}
}

static str qualifier_code(str text)
{
	static const struct {
		str text, code;
	} words[] = {
	    {STR_INIT("trên"), STR_INIT("tren")},
	    {STR_INIT("hơn"), STR_INIT("hon")},
	    {STR_INIT("gần"), STR_INIT("gan")},
	    {STR_INIT("khoảng"), STR_INIT("khoang")},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(words[i].text, text))
			return words[i].code;
	return text;
}

static void put_total(const trail *t, const total *x, buffer *out)
{
	const doc_figure_use *use = x->use;
	put(out, "    <tong");
	put_attribute(out, "ct", use->indicator);
	put_attribute(out, "don-vi", use->unit);
	put_attribute(out, "ky", use->period);
	put_plan(out, use->plan);
	put(out, " gt=\"");
	put_value(out, t->arena, use->value);
	put(out, "\"");
	put_filled(out, "dinh-tinh", qualifier_code(use->qualifier));
	put_count(out, "phai-co", use->expected);
	put_count(out, "da-co", use->covered);
	put(out, " goc=\"");
	put_ranges(x, out);
	put(out, "\"/>\n");
}

static void put_totals(const trail *t, buffer *out)
{
	for (size_t i = 0; i < t->total_count; i++)
		if (!t->totals[i].single)
			put_total(t, &t->totals[i], out);
}

static void put_formulas(const trail *t, buffer *out)
{
	for (size_t i = 0; i < t->formula_count; i++) {
		const formula *f = &t->formulas[i];
		put(out, "    <mau o=\"");
		put_place(out, f->at.file, &f->at);
		put(out, "\">");
		xml_put_escaped(out, f->text);
		put(out, "</mau>\n");
	}
}

static bool needs_value(const trail *t, const printed *p)
{
	const doc_trace *trace = p->node->trace;
	return trace->has_value &&
	       (p->total_count != 1 ||
		text_number_compare(t->totals[p->totals[0]].use->value,
				    trace->value) != 0);
}

static void put_figure(const trail *t, const printed *p, uint32_t before,
		       buffer *out)
{
	put(out, "<in");
	if (p->paragraph != before + 1)
		put_count(out, "doan", p->paragraph);
	put_count(out, "mau", p->formula);
	if (p->total_count)
		put(out, " tu=\"");
	for (size_t i = 0; i < p->total_count; i++) {
		const total *x = &t->totals[p->totals[i]];
		if (i)
			buffer_append_byte(out, ' ');
		if (x->single)
			buffer_append_byte(out, 'g');
		put_number(out, x->single ? x->single : x->number);
	}
	if (p->total_count)
		put(out, "\"");
	if (needs_value(t, p)) {
		put(out, " gt=\"");
		put_value(out, t->arena, p->node->trace->value);
		put(out, "\"");
	}
	put(out, ">");
	xml_put_escaped(out, p->node->text);
	put(out, "</in>\n");
}

/* In the order of the document; a group for each run of figures on a page. */
static void put_figures(const trail *t, buffer *out)
{
	uint32_t before = 0;
	for (size_t i = 0; i < t->figure_count;) {
		uint32_t number = t->figures[i].page;
		put(out, "    <trang");
		put_count(out, "so", number);
		put(out, ">\n");
		for (; i < t->figure_count && t->figures[i].page == number;
		     i++) {
			put_figure(t, &t->figures[i], before, out);
			before = t->figures[i].paragraph;
		}
		put(out, "    </trang>\n");
	}
}

/* ---- The level above ---------------------------------------------------- */

/* A year or plan that the document compares with: what it says of it. */
typedef struct part {
	data_period period;
	bool plan;
	bool *wanted; /* by indicator */
} part;

static bool same_part(const part *a, const submission *b)
{
	return a->plan == b->plan && str_equal(a->period.code, b->period->code);
}

static part *part_for(const trail *t, part *parts, size_t *count,
		      const submission *s)
{
	const data_indicator *const *any;
	for (size_t i = 0; i < *count; i++)
		if (same_part(&parts[i], s))
			return &parts[i];
	part *added = &parts[(*count)++];
	*added = (part){
	    .period = *s->period,
	    .plan = s->plan,
	    .wanted = ARENA_ARRAY(t->arena, bool,
				  data_indicators(t->input->data, &any)),
	};
	return added;
}

static bool is_own(const trail *t, const submission *s)
{
	return !s->plan && str_equal(s->period->code, t->input->period->code);
}

/* Years and plans in the order of the records behind the document. */
static void put_parts(const trail *t, text_date submitted, buffer *out)
{
	const embed_input *input = t->input;
	part *parts = ARENA_ARRAY(t->arena, part, t->submission_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < t->origin_count; i++) {
		const origin *o = &t->origins[i];
		const submission *s = &t->submissions[o->submission];
		if (!is_own(t, s) && data_unit_is_valid(input->unit, s->period))
			part_for(t, parts, &count, s)->wanted[o->indicator] =
			    true;
	}
	for (size_t i = 0; i < count; i++) {
		data_rollup rollup = {input->unit, &parts[i].period,
				      parts[i].plan, parts[i].wanted,
				      submitted};
		data_write_part(input->data, &rollup, out);
	}
}

static void put_data(const trail *t, buffer *out)
{
	const embed_input *input = t->input;
	data_rollup rollup = {.unit = input->unit, .period = input->period};
	text_date date;
	if (text_read_date(date_of_document(input), &date))
		rollup.submitted = date;
	data_write_part(input->data, &rollup, out);
	put_parts(t, rollup.submitted, out);
}

/* ---- Doors -------------------------------------------------------------- */

void embed_write(const embed_input *input, arena *a, buffer *out)
{
	trail t = trail_follow(input, a);
	put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		 "<tap-so-lieu>\n");
	put_data(&t, out);
	put(out, "  <nguon-goc>\n");
	put_document(input, out);
	put_blanks(input, out);
	put_names(&t, out);
	put_files(&t, out);
	put_submissions(&t, out);
	put_origins(&t, out);
	put_totals(&t, out);
	put_formulas(&t, out);
	put_figures(&t, out);
	put(out, "  </nguon-goc>\n</tap-so-lieu>\n");
	trail_end(&t);
}

page_facts embed_facts(const embed_input *input, arena *a)
{
	return (page_facts){
	    .type = doc_attribute_value(input->doc, DOC_ATTR_LOAI),
	    .number = embed_number(a, number_pattern(input),
				   number_of_document(input),
				   symbol_of_document(input)),
	    .unit = input->unit->code,
	    .period = input->period->code,
	};
}

#include "vanban/embed.h"

typedef struct nop {
	str file, unit, period;
	bool plan;
} nop;

typedef struct formula {
	str text;
	embed_place at;
} formula;

typedef struct reading {
	arena *arena;
	diags *diags;
	const xml_node *root; /* nguon-goc */
	embed_document *out;
	str *files;
	size_t file_count;
	nop *nops;
	size_t nop_count;
	embed_origin *origins;
	size_t origin_count, origin_capacity;
	embed_total *totals;
	size_t total_count;
	formula *formulas;
	size_t formula_count;
	size_t named; /* records that totals name so far */
} reading;

/* Far more than a nation's wards in every total of a report. */
#define MOST_NAMED 20000000

/* ---- Small things ------------------------------------------------------- */

static bool damaged(const reading *r, span at, str what)
{
	return diag_at(r->diags, DIAG_EMBED_DAMAGED, at, what);
}

static size_t count_of(const reading *r, const char *name)
{
	size_t count = 0;
	for (const xml_node *n = xml_first(r->root, str_from(name)); n;
	     n = xml_next(n, str_from(name)))
		count++;
	return count;
}

static str value_of(const xml_node *node, const char *name)
{
	return xml_attribute_value(node, str_from(name));
}

static bool is_plan(const xml_node *node)
{
	return str_equal(value_of(node, "loai"), STR("ke-hoach"));
}

/* Digits only; false beyond 32 bits. */
static bool to_number(str s, uint32_t *out)
{
	int64_t value;
	if (!s.length || s.data[0] == '-' || !str_to_int64(s, &value) ||
	    value > UINT32_MAX)
		return false;
	*out = (uint32_t)value;
	return true;
}

static bool number_of(const reading *r, const xml_node *node, const char *name,
		      uint32_t *out)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	*out = 0;
	if (!a)
		return true;
	return to_number(a->value, out) || damaged(r, a->value_at, a->value);
}

/* The part before separator, taken off *rest with it. */
static str take(str *rest, char separator)
{
	size_t at = 0;
	while (at < rest->length && rest->data[at] != separator)
		at++;
	str part = str_slice(*rest, 0, at);
	*rest = str_slice(*rest, at + 1, rest->length);
	return part;
}

/* ---- Names and files ---------------------------------------------------- */

static embed_name *read_names(const reading *r, const char *element,
			      size_t *count)
{
	embed_name *names =
	    ARENA_ARRAY(r->arena, embed_name, count_of(r, element));
	for (const xml_node *n = xml_first(r->root, str_from(element)); n;
	     n = xml_next(n, str_from(element)))
		names[(*count)++] = (embed_name){
		    value_of(n, "ma"), value_of(n, "ten"), value_of(n, "dvt")};
	return names;
}

static void read_files(reading *r)
{
	r->files = ARENA_ARRAY(r->arena, str, count_of(r, "tep"));
	for (const xml_node *n = xml_first(r->root, STR("tep")); n;
	     n = xml_next(n, STR("tep")))
		r->files[r->file_count++] = xml_text(r->arena, n);
}

static bool file_of(const reading *r, uint32_t number, span at, str *out)
{
	if (!number || number > r->file_count)
		return damaged(r, at, STR("tep"));
	*out = r->files[number - 1];
	return true;
}

static bool read_submissions(reading *r)
{
	bool good = true;
	r->nops = ARENA_ARRAY(r->arena, nop, count_of(r, "nop"));
	for (const xml_node *n = xml_first(r->root, STR("nop")); n;
	     n = xml_next(n, STR("nop"))) {
		nop *x = &r->nops[r->nop_count++];
		uint32_t file = 0;
		*x = (nop){{NULL, 0},
			   value_of(n, "don-vi"),
			   value_of(n, "ky"),
			   is_plan(n)};
		good &= number_of(r, n, "tep", &file) &&
			file_of(r, file, n->at, &x->file);
	}
	return good;
}

/* ---- Records ------------------------------------------------------------ */

/* What an empty part of a record stands for. */
typedef struct before {
	uint32_t submission, line, column;
} before;

static bool read_part(str part, uint32_t otherwise, uint32_t *out)
{
	*out = otherwise;
	return !part.length || to_number(part, out);
}

static bool read_origin(reading *r, const xml_node *node, str word, before *b)
{
	str rest = word, place = take(&rest, '=');
	str qualifier = rest, value = take(&qualifier, '~');
	str submission = take(&place, ':'), line = take(&place, ':');
	if (!read_part(submission, b->submission + 1, &b->submission) ||
	    !read_part(line, b->line, &b->line) ||
	    !read_part(place, b->column, &b->column) || !b->submission ||
	    b->submission > r->nop_count)
		return damaged(r, node->at, word);
	const nop *x = &r->nops[b->submission - 1];
	ARENA_GROW(r->arena, r->origins, r->origin_count, r->origin_capacity);
	r->origins[r->origin_count++] = (embed_origin){
	    .indicator = value_of(node, "ct"),
	    .unit = x->unit,
	    .period = x->period,
	    .plan = x->plan,
	    .value = value,
	    .qualifier = qualifier,
	    .at = {x->file, b->line, b->column},
	};
	return true;
}

static bool read_origins(reading *r)
{
	for (const xml_node *n = xml_first(r->root, STR("goc")); n;
	     n = xml_next(n, STR("goc"))) {
		str rest = xml_text(r->arena, n), word;
		before b = {0};
		while (str_next_word(&rest, &word))
			if (!read_origin(r, n, word, &b))
				return false;
	}
	return true;
}

/* ---- Totals ------------------------------------------------------------- */

/* "1-21": how many, from which. */
static bool read_range(const reading *r, str word, uint32_t *first,
		       uint32_t *last)
{
	str rest = word, from = take(&rest, '-');
	if (!to_number(from, first))
		return false;
	*last = *first;
	if (rest.length && !to_number(rest, last))
		return false;
	return *first && *first <= *last && *last <= r->origin_count;
}

static bool read_ranges(reading *r, const xml_attribute *a, embed_total *total)
{
	str rest = a->value, word;
	uint32_t first, last;
	size_t capacity = 0;
	const embed_origin **origins = NULL;
	while (str_next_word(&rest, &word)) {
		bool fits = read_range(r, word, &first, &last);
		r->named += fits ? last - first + 1 : 0;
		if (!fits || r->named > MOST_NAMED)
			return damaged(r, a->value_at, word);
		for (; first <= last; first++) {
			ARENA_GROW(r->arena, origins, total->origin_count,
				   capacity);
			origins[total->origin_count++] = &r->origins[first - 1];
		}
	}
	total->origins = origins;
	return true;
}

static bool read_total(reading *r, const xml_node *n, embed_total *total)
{
	const xml_attribute *origins = xml_require(r->diags, n, STR("goc"));
	*total = (embed_total){
	    .indicator = value_of(n, "ct"),
	    .unit = value_of(n, "don-vi"),
	    .period = value_of(n, "ky"),
	    .plan = is_plan(n),
	    .value = value_of(n, "gt"),
	    .qualifier = value_of(n, "dinh-tinh"),
	};
	return origins && number_of(r, n, "phai-co", &total->expected) &&
	       number_of(r, n, "da-co", &total->covered) &&
	       read_ranges(r, origins, total);
}

static bool read_totals(reading *r)
{
	bool good = true;
	r->totals = ARENA_ARRAY(r->arena, embed_total, count_of(r, "tong"));
	for (const xml_node *n = xml_first(r->root, STR("tong")); n;
	     n = xml_next(n, STR("tong")))
		good &= read_total(r, n, &r->totals[r->total_count++]);
	return good;
}

/* How many codes a list has. */
static str count_codes(arena *a, str list)
{
	int64_t count = list.length > 0;
	for (size_t i = 0; i < list.length; i++)
		count += list.data[i] == ',';
	return text_format_plain(a, count);
}

static bool is_list(str value)
{
	return value.length &&
	       !(value.data[0] >= '0' && value.data[0] <= '9') &&
	       value.data[0] != '-';
}

static const embed_total *single(const reading *r, const embed_origin *o)
{
	embed_total *total = ARENA_NEW(r->arena, embed_total);
	const embed_origin **origins =
	    ARENA_ARRAY(r->arena, const embed_origin *, 1);
	origins[0] = o;
	*total = (embed_total){
	    .indicator = o->indicator,
	    .unit = o->unit,
	    .period = o->period,
	    .plan = o->plan,
	    .value =
		is_list(o->value) ? count_codes(r->arena, o->value) : o->value,
	    .qualifier = o->qualifier,
	    .covered = 1,
	    .expected = 1,
	    .origins = origins,
	    .origin_count = 1,
	};
	return total;
}

/* ---- Figures ------------------------------------------------------------ */

static bool read_formulas(reading *r)
{
	bool good = true;
	r->formulas = ARENA_ARRAY(r->arena, formula, count_of(r, "mau"));
	for (const xml_node *n = xml_first(r->root, STR("mau")); n;
	     n = xml_next(n, STR("mau"))) {
		formula *f = &r->formulas[r->formula_count++];
		str rest = value_of(n, "o"), file = take(&rest, ':');
		str line = take(&rest, ':');
		uint32_t number = 0;
		f->text = xml_text(r->arena, n);
		if (!to_number(file, &number) ||
		    !to_number(line, &f->at.line) ||
		    !to_number(rest, &f->at.column))
			good = damaged(r, n->at, value_of(n, "o"));
		else
			good &= file_of(r, number, n->at, &f->at.file);
	}
	return good;
}

static const embed_total *total_of(const reading *r, str word)
{
	uint32_t number;
	bool is_single = str_starts_with(word, STR("g"));
	if (!to_number(str_slice(word, is_single, word.length), &number) ||
	    !number)
		return NULL;
	if (is_single)
		return number <= r->origin_count
			   ? single(r, &r->origins[number - 1])
			   : NULL;
	return number <= r->total_count ? &r->totals[number - 1] : NULL;
}

static bool read_sources(const reading *r, const xml_node *n,
			 embed_figure *figure)
{
	str rest = value_of(n, "tu"), word;
	const embed_total **totals = NULL;
	size_t capacity = 0;
	while (str_next_word(&rest, &word)) {
		const embed_total *total = total_of(r, word);
		if (!total)
			return damaged(r, n->at, word);
		ARENA_GROW(r->arena, totals, figure->total_count, capacity);
		totals[figure->total_count++] = total;
	}
	figure->totals = totals;
	return true;
}

static bool read_figure(const reading *r, const xml_node *n, uint32_t on_page,
			uint32_t *paragraph)
{
	embed_figure *figure = &r->out->figures[r->out->figure_count++];
	uint32_t number = 0;
	*figure = (embed_figure){
	    .number = (uint32_t)r->out->figure_count,
	    .page = on_page,
	    .printed = xml_text(r->arena, n),
	    .value = value_of(n, "gt"),
	};
	if (xml_attribute_of(n, STR("doan"))) {
		if (!number_of(r, n, "doan", paragraph))
			return false;
	} else {
		++*paragraph;
	}
	figure->paragraph = *paragraph;
	if (!number_of(r, n, "mau", &number))
		return false;
	if (!number || number > r->formula_count)
		return damaged(r, n->at, STR("mau"));
	figure->formula = r->formulas[number - 1].text;
	figure->at = r->formulas[number - 1].at;
	return read_sources(r, n, figure);
}

static bool read_figures(reading *r)
{
	size_t count = 0;
	uint32_t paragraph = 0, on_page;
	for (const xml_node *p = xml_first(r->root, STR("trang")); p;
	     p = xml_next(p, STR("trang")))
		for (const xml_node *n = xml_first(p, STR("in")); n;
		     n = xml_next(n, STR("in")))
			count++;
	r->out->figures = ARENA_ARRAY(r->arena, embed_figure, count);
	for (const xml_node *p = xml_first(r->root, STR("trang")); p;
	     p = xml_next(p, STR("trang"))) {
		if (!number_of(r, p, "so", &on_page))
			return false;
		for (const xml_node *n = xml_first(p, STR("in")); n;
		     n = xml_next(n, STR("in")))
			if (!read_figure(r, n, on_page, &paragraph))
				return false;
	}
	return true;
}

/* ---- The document ------------------------------------------------------- */

static bool read_length(const reading *r, const xml_node *n, const char *name,
			mpt *out)
{
	uint32_t value;
	if (!number_of(r, n, name, &value))
		return false;
	if (value > INT32_MAX)
		return damaged(r, n->at, str_from(name));
	*out = (mpt)value;
	return true;
}

static bool read_blanks(const reading *r)
{
	embed_document *out = r->out;
	bool good = true;
	out->blanks =
	    ARENA_ARRAY(r->arena, embed_blank, count_of(r, "o-trong"));
	for (const xml_node *n = xml_first(r->root, STR("o-trong")); n;
	     n = xml_next(n, STR("o-trong"))) {
		embed_blank *blank = &out->blanks[out->blank_count++];
		blank->name = value_of(n, "ten");
		good &= number_of(r, n, "trang", &blank->page) &&
			read_length(r, n, "x", &blank->x) &&
			read_length(r, n, "y", &blank->y) &&
			read_length(r, n, "rong", &blank->width) &&
			read_length(r, n, "cao", &blank->height);
	}
	return good;
}

static bool read_document(const reading *r)
{
	const xml_node *n = xml_first(r->root, STR("van-ban"));
	embed_document *out = r->out;
	if (!n)
		return damaged(r, r->root->at, STR("van-ban"));
	out->type = value_of(n, "loai");
	out->number = value_of(n, "so");
	out->symbol = value_of(n, "ky-hieu");
	out->pattern = value_of(n, "mau-so");
	out->date = value_of(n, "ngay");
	out->place = value_of(n, "dia-danh");
	out->body = value_of(n, "co-quan");
	out->title = value_of(n, "ten");
	out->unit = value_of(n, "don-vi");
	out->period = value_of(n, "ky");
	return read_blanks(r);
}

bool embed_read(const xml_document *file, arena *a, diags *d,
		embed_document *out)
{
	reading r = {.arena = a,
		     .diags = d,
		     .root = xml_first(file->root, STR("nguon-goc")),
		     .out = out};
	*out = (embed_document){0};
	if (!r.root)
		return diag_at(d, DIAG_EMBED_NO_ORIGIN, file->root->at);
	out->indicators = read_names(&r, "ct", &out->indicator_count);
	out->units = read_names(&r, "dv", &out->unit_count);
	read_files(&r);
	return read_document(&r) && read_submissions(&r) && read_origins(&r) &&
	       read_totals(&r) && read_formulas(&r) && read_figures(&r);
}

static const embed_name *find(const embed_name *names, size_t count, str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(names[i].code, code))
			return &names[i];
	return NULL;
}

str embed_unit_name(const embed_document *document, str code)
{
	const embed_name *name =
	    find(document->units, document->unit_count, code);
	return name ? name->name : code;
}

const embed_name *embed_indicator(const embed_document *document, str code)
{
	return find(document->indicators, document->indicator_count, code);
}

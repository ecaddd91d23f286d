#include "vanban/sheets.h"
#include "vanban/file.h"

#include "access.h"

#include <stdio.h>
#include <stdlib.h>

/* A page as it is shown: turned as its /Rotate says, its corner at 0 0. */
typedef struct sheet_page {
	qpdf_oh page;
	size_t file;
	uint32_t number;		 /* in its file, from 1 */
	mpt left, bottom, width, height; /* of its box, not turned */
	int turned;			 /* quarter turns clockwise */
	qpdf_oh form;			 /* in the output; 0: none yet */
} sheet_page;

struct sheets {
	arena *arena;
	const str *paths;
	pdf_access *files;
	size_t file_count;
	sheet_page *pages;
	size_t page_count, page_capacity;
	impose_plan plan;
};

/* ---- Reading ---------------------------------------------------------- */

typedef struct opening {
	sheets *sheets;
	size_t index;
	str bytes;
	diags *diags;
} opening;

static bool open_bytes(const opening *o)
{
	sheets *s = o->sheets;
	return access_open(&s->files[o->index], s->arena, o->diags,
			   s->paths[o->index], NO_SPAN, o->bytes);
}

/* As is done when sheets are written. */
static void read_contents(void *argument)
{
	const opening *o = argument;
	pdf_access *p = &o->sheets->files[o->index];
	bool good = open_bytes(o);
	int count = good ? p->q->get_num_pages(p->pdf) : 0;
	for (int i = 0; i < count && good; i++) {
		unsigned char *content = NULL;
		size_t length = 0;
		good = !(p->q->oh_get_page_content_data(
			     p->pdf, p->q->get_page_n(p->pdf, (size_t)i),
			     &content, &length) &
			 QPDF_ERRORS);
		free(content);
	}
	access_close(p);
}

static bool open_file(sheets *s, size_t index, diags *d)
{
	opening o = {.sheets = s, .index = index, .diags = d};
	str path = s->paths[index];
	return file_read(s->arena, d, path, NO_SPAN, &o.bytes) &&
	       access_survives(d, path, NO_SPAN, o.bytes, read_contents, &o) &&
	       open_bytes(&o);
}

static bool read_edge(pdf_access *p, qpdf_oh box, int index, mpt *out)
{
	double value = 0;
	qpdf_oh item = access_item(p, box, index);
	bool is_number =
	    p->q->oh_get_value_as_number(p->pdf, item, &value) == QPDF_TRUE &&
	    value > -1e6 && value < 1e6;
	access_release(p, item);
	*out = (mpt)(value * MPT_PER_POINT);
	return is_number;
}

/* What a viewer shows of a page: the crop box, else the media box. */
static bool read_box(pdf_access *p, sheet_page *leaf)
{
	static const char *const names[] = {"/CropBox", "/MediaBox"};
	mpt edges[4];
	for (size_t i = 0; i < 2; i++) {
		qpdf_oh box = access_key(p, leaf->page, names[i]);
		bool good = access_count(p, box) == 4;
		for (int j = 0; j < 4; j++)
			good = good && read_edge(p, box, j, &edges[j]);
		access_release(p, box);
		if (!good)
			continue;
		leaf->left = edges[0] < edges[2] ? edges[0] : edges[2];
		leaf->bottom = edges[1] < edges[3] ? edges[1] : edges[3];
		leaf->width = edges[0] + edges[2] - 2 * leaf->left;
		leaf->height = edges[1] + edges[3] - 2 * leaf->bottom;
		return leaf->width > 0 && leaf->height > 0;
	}
	return false;
}

static void read_turn(pdf_access *p, sheet_page *leaf)
{
	long long degrees = 0;
	access_integer_at(p, leaf->page, "/Rotate", &degrees);
	leaf->turned = (int)((degrees / 90 % 4 + 4) % 4);
}

static bool read_pages(sheets *s, size_t index, diags *d)
{
	pdf_access *p = &s->files[index];
	str path = s->paths[index];
	int count = p->q->get_num_pages(p->pdf);
	bool good = true;
	if (count <= 0)
		return diag_at(d, DIAG_SHEETS_NO_PAGES, NO_SPAN, path);
	p->q->push_inherited_attributes_to_page(p->pdf);
	for (int i = 0; i < count; i++) {
		ARENA_GROW(s->arena, s->pages, s->page_count, s->page_capacity);
		sheet_page *leaf = &s->pages[s->page_count++];
		*leaf = (sheet_page){
		    .page = p->q->get_page_n(p->pdf, (size_t)i),
		    .file = index,
		    .number = (uint32_t)i + 1,
		};
		read_turn(p, leaf);
		if (!read_box(p, leaf))
			good = diag_at(d, DIAG_SHEETS_BAD_PAGE, NO_SPAN, path,
				       str_format(s->arena, "%d", i + 1));
	}
	return good;
}

static void make_plan(sheets *s, const impose_options *options)
{
	impose_page *pages = ARENA_ARRAY(s->arena, impose_page, s->page_count);
	for (size_t i = 0; i < s->page_count; i++) {
		const sheet_page *p = &s->pages[i];
		bool lies = p->turned % 2;
		pages[i] = (impose_page){lies ? p->height : p->width,
					 lies ? p->width : p->height,
					 (uint32_t)p->file};
	}
	impose_make(s->arena, options, pages, s->page_count, &s->plan);
}

sheets *sheets_open(arena *a, diags *d, const str *paths, size_t count,
		    const impose_options *options)
{
	sheets *s = ARENA_NEW(a, sheets);
	bool good = true;
	*s = (sheets){.arena = a,
		      .paths = paths,
		      .files = ARENA_ARRAY(a, pdf_access, count),
		      .file_count = count};
	for (size_t i = 0; i < count; i++)
		good &= open_file(s, i, d) && read_pages(s, i, d);
	if (!good) {
		sheets_close(s);
		return NULL;
	}
	make_plan(s, options);
	return s;
}

/* In the other order than they were opened: each knows the limits before. */
void sheets_close(sheets *s)
{
	for (size_t i = s->file_count; i-- > 0;)
		access_close(&s->files[i]);
}

const impose_plan *sheets_plan(const sheets *s)
{
	return &s->plan;
}

/* ---- Writing ---------------------------------------------------------- */

static void put_thousandths(buffer *out, int64_t value)
{
	uint64_t whole = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	buffer_format(out, "%s%lu.%03lu ", value < 0 ? "-" : "",
		      (unsigned long)(whole / 1000),
		      (unsigned long)(whole % 1000));
}

static void put_matrix(buffer *out, const int64_t matrix[6])
{
	/* The first four are millionths, the last two thousandths. */
	for (int i = 0; i < 4; i++) {
		int64_t value = matrix[i];
		uint64_t whole =
		    value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
		buffer_format(out, "%s%lu.%06lu ", value < 0 ? "-" : "",
			      (unsigned long)(whole / 1000000),
			      (unsigned long)(whole % 1000000));
	}
	put_thousandths(out, matrix[4]);
	put_thousandths(out, matrix[5]);
}

/*
 * Turns quarters clockwise, scales, and moves so that the turned box has its
 * lower left corner at (x, y).
 */
static void place_box(int turned, int64_t scale, mpt width, mpt height, mpt x,
		      mpt y, int64_t out[6])
{
	static const int turns[4][4] = {
	    {1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	int64_t across = width * scale / 1000000;
	int64_t up = height * scale / 1000000;
	for (int i = 0; i < 4; i++)
		out[i] = turns[turned][i] * scale;
	out[4] = x + (turned == 2 ? across : turned == 3 ? up : 0);
	out[5] = y + (turned == 1 ? across : turned == 2 ? up : 0);
}

static qpdf_oh parse(const library *q, qpdf_data out, buffer *text)
{
	buffer_append_byte(text, 0);
	qpdf_oh object = q->oh_parse(out, text->data);
	buffer_free(text);
	return object;
}

/* The page's box with its corner at 0 0, turned as it is shown. */
static qpdf_oh form_dictionary(const library *q, qpdf_data out,
			       const sheet_page *leaf)
{
	buffer text = {0};
	int64_t matrix[6];
	place_box(leaf->turned, 1000000, leaf->width, leaf->height, 0, 0,
		  matrix);
	/* The corner of the box moves to 0 0 first. */
	matrix[4] -= matrix[0] / 1000000 * leaf->left +
		     matrix[2] / 1000000 * leaf->bottom;
	matrix[5] -= matrix[1] / 1000000 * leaf->left +
		     matrix[3] / 1000000 * leaf->bottom;
	buffer_append(&text, STR("<< /Type /XObject /Subtype /Form /BBox [ "));
	put_thousandths(&text, leaf->left);
	put_thousandths(&text, leaf->bottom);
	put_thousandths(&text, leaf->left + leaf->width);
	put_thousandths(&text, leaf->bottom + leaf->height);
	buffer_append(&text, STR("] /Matrix [ "));
	put_matrix(&text, matrix);
	buffer_append(&text, STR("] >>"));
	return parse(q, out, &text);
}

/* Inherited values were pushed down to the page. */
static void copy_key(pdf_access *from, qpdf_data out, qpdf_oh leaf,
		     qpdf_oh dictionary, const char *key)
{
	const library *q = from->q;
	qpdf_oh value = access_key(from, leaf, key);
	if (access_is_dictionary(from, value)) {
		qpdf_oh whole = q->oh_is_indirect(from->pdf, value)
				    ? value
				    : q->make_indirect_object(from->pdf, value);
		q->oh_replace_key(
		    out, dictionary, key,
		    q->oh_copy_foreign_object(out, from->pdf, whole));
	}
	access_release(from, value);
}

static qpdf_oh new_stream(const library *q, qpdf_data out, str bytes)
{
	qpdf_oh stream = q->oh_new_stream(out), nothing = q->oh_new_null(out);
	q->oh_replace_stream_data(
	    out, stream,
	    (const unsigned char *)(bytes.length ? bytes.data : ""),
	    bytes.length, nothing, nothing);
	return stream;
}

/* The page as a form, made when it is first placed. */
static bool make_form(sheets *s, qpdf_data out, sheet_page *leaf)
{
	static const char *const keys[] = {"/Type", "/Subtype", "/BBox",
					   "/Matrix"};
	unsigned char *content = NULL;
	size_t length = 0;
	pdf_access *from = &s->files[leaf->file];
	const library *q = from->q;
	if (q->oh_get_page_content_data(from->pdf, leaf->page, &content,
					&length) &
	    QPDF_ERRORS)
		return access_failed(from);
	qpdf_oh form = new_stream(q, out, (str){(char *)content, length});
	free(content);
	qpdf_oh wanted = form_dictionary(q, out, leaf);
	qpdf_oh dictionary = q->oh_get_dict(out, form);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		q->oh_replace_key(out, dictionary, keys[i],
				  q->oh_get_key(out, wanted, keys[i]));
	copy_key(from, out, leaf->page, dictionary, "/Resources");
	copy_key(from, out, leaf->page, dictionary, "/Group");
	leaf->form = form;
	return true;
}

/* Draws a page; its form is named in the side's resources. */
static void put_place(const sheets *s, qpdf_data out, qpdf_oh forms,
		      const impose_side *side, const impose_place *place,
		      buffer *content)
{
	const sheet_page *leaf = &s->pages[place->page];
	bool lies = leaf->turned % 2;
	int64_t matrix[6];
	char name[16];
	snprintf(name, sizeof name, "/P%u", place->page);
	place_box((4 - place->turns) % 4, place->scale,
		  lies ? leaf->height : leaf->width,
		  lies ? leaf->width : leaf->height, place->x,
		  side->height - place->y - place->height, matrix);
	buffer_append(content, STR("q "));
	put_matrix(content, matrix);
	buffer_format(content, "cm %s Do Q\n", name);
	s->files->q->oh_replace_key(out, forms, name, leaf->form);
}

static void put_marks(buffer *content, const impose_side *side)
{
	for (size_t i = 0; i < side->mark_count; i++) {
		const impose_mark *mark = &side->marks[i];
		put_thousandths(content, mark->x);
		put_thousandths(content, side->height - mark->y - mark->height);
		put_thousandths(content, mark->width);
		put_thousandths(content, mark->height);
		buffer_append(content, STR("re f\n"));
	}
}

static void add_side(const sheets *s, qpdf_data out, const impose_side *side)
{
	const library *q = s->files->q;
	buffer content = {0}, text = {0};
	buffer_append(&text, STR("<< /Type /Page /MediaBox [ 0 0 "));
	put_thousandths(&text, side->width);
	put_thousandths(&text, side->height);
	buffer_append(&text, STR("] >>"));
	qpdf_oh leaf = q->make_indirect_object(out, parse(q, out, &text));
	qpdf_oh resources = q->oh_new_dictionary(out);
	qpdf_oh forms = q->oh_new_dictionary(out);
	for (size_t i = 0; i < side->place_count; i++)
		put_place(s, out, forms, side, &side->places[i], &content);
	put_marks(&content, side);
	q->oh_replace_key(out, resources, "/XObject", forms);
	q->oh_replace_key(out, leaf, "/Resources", resources);
	if (content.length) /* ghostscript minds a stream of nothing */
		q->oh_replace_key(out, leaf, "/Contents",
				  new_stream(q, out, buffer_str(&content)));
	q->add_page(out, out, leaf, QPDF_FALSE);
	buffer_free(&content);
}

static bool failed(const sheets *s, qpdf_data out, diags *d)
{
	const library *q = s->files->q;
	const char *detail =
	    q->get_error_message_detail(out, q->get_error(out));
	return diag_at(d, DIAG_SHEETS_FAILED, NO_SPAN,
		       str_copy(s->arena, str_from(detail)));
}

static bool write_all(sheets *s, qpdf_data out, diags *d, buffer *bytes)
{
	const library *q = s->files->q;
	for (size_t i = 0; i < s->plan.side_count; i++) {
		const impose_side *side = &s->plan.sides[i];
		for (size_t j = 0; j < side->place_count; j++) {
			sheet_page *leaf = &s->pages[side->places[j].page];
			if (!leaf->form && !make_form(s, out, leaf))
				return false;
		}
		add_side(s, out, side);
	}
	q->init_write_memory(out);
	q->set_deterministic_ID(out, QPDF_TRUE);
	q->set_object_stream_mode(out, qpdf_o_generate);
	if (q->has_error(out) || q->write(out) & QPDF_ERRORS)
		return failed(s, out, d);
	buffer_append(bytes, (str){(const char *)q->get_buffer(out),
				   q->get_buffer_length(out)});
	return true;
}

bool sheets_write(sheets *s, diags *d, buffer *bytes)
{
	const library *q = s->files->q;
	qpdf_data out = q->init();
	q->silence_errors(out);
	q->set_suppress_warnings(out, QPDF_TRUE);
	bool done = q->empty_pdf(out) & QPDF_ERRORS
			? failed(s, out, d)
			: write_all(s, out, d, bytes);
	q->cleanup(&out);
	return done;
}

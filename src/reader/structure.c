#include "walk.h"

#include "vanban/page.h"

#include <stdlib.h>

#define MOST_ELEMENTS 4000000

typedef struct page_number {
	int object;
	uint32_t number; /* from 1 */
} page_number;

typedef struct structure {
	pdf_access *pdf;
	reader_document *out;
	size_t paragraph_capacity;
	pdf_text text;
	page_number *pages; /* by object */
	marked_text *texts; /* by page; read when first asked for */
	bool *is_read;
	size_t elements;
	bool is_too_large;
	buffer said; /* of the paragraph that is open */
	uint32_t page;
	str alternative;
} structure;

/* ---- Pages -------------------------------------------------------------- */

static int by_object(const void *left, const void *right)
{
	const page_number *a = left, *b = right;
	return (a->object > b->object) - (a->object < b->object);
}

static void number_pages(structure *s)
{
	pdf_access *p = s->pdf;
	size_t count = s->out->page_count;
	s->pages = ARENA_ARRAY(p->arena, page_number, count);
	s->texts = ARENA_ARRAY(p->arena, marked_text, count);
	s->is_read = ARENA_ARRAY(p->arena, bool, count);
	for (size_t i = 0; i < count; i++) {
		qpdf_oh sheet = p->q->get_page_n(p->pdf, i);
		s->pages[i] = (page_number){
		    p->q->oh_get_object_id(p->pdf, sheet), (uint32_t)i + 1};
		access_release(p, sheet);
	}
	if (count)
		qsort(s->pages, count, sizeof *s->pages, by_object);
}

/* From 1; 0: no page. */
static uint32_t page_at(structure *s, qpdf_oh element)
{
	pdf_access *p = s->pdf;
	qpdf_oh sheet = access_key(p, element, "/Pg");
	page_number wanted = {p->q->oh_get_object_id(p->pdf, sheet), 0};
	access_release(p, sheet);
	const page_number *found =
	    s->out->page_count ? bsearch(&wanted, s->pages, s->out->page_count,
					 sizeof *s->pages, by_object)
			       : NULL;
	return wanted.object && found ? found->number : 0;
}

static str text_at(structure *s, uint32_t number, long long mcid)
{
	marked_text *text = &s->texts[number - 1];
	if (!s->is_read[number - 1]) {
		qpdf_oh sheet = s->pdf->q->get_page_n(s->pdf->pdf, number - 1);
		text_of_page(&s->text, sheet, text);
		access_release(s->pdf, sheet);
		s->is_read[number - 1] = true;
	}
	return mcid >= 0 && (size_t)mcid < text->count ? text->by_mcid[mcid]
						       : (str){NULL, 0};
}

/* ---- Elements ----------------------------------------------------------- */

static void walk(structure *, qpdf_oh element, unsigned depth, bool inside);

static void say(structure *s, uint32_t number, long long mcid)
{
	if (!number)
		return;
	if (!s->page)
		s->page = number;
	buffer_append(&s->said, text_at(s, number, mcid));
}

/* Between a label and its body, or paragraphs in a cell. */
static void separate(structure *s, str role)
{
	static const char *const inlines[] = {"Span", "Link", "Reference",
					      "Quote", "Form"};
	for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++)
		if (str_equal(role, str_from(inlines[i])))
			return;
	str said = buffer_str(&s->said);
	if (said.length && !str_ends_with(said, STR(" ")))
		buffer_append_byte(&s->said, ' ');
}

static void walk_kid(structure *s, qpdf_oh kid, uint32_t number, unsigned depth,
		     bool inside)
{
	long long mcid;
	if (access_integer(s->pdf, kid, &mcid)) {
		if (inside)
			say(s, number, mcid);
		return;
	}
	str type = access_name_at(s->pdf, kid, "/Type");
	if (str_equal(type, STR("OBJR")))
		return;
	if (!str_equal(type, STR("MCR"))) {
		walk(s, kid, depth + 1, inside);
		return;
	}
	uint32_t own = page_at(s, kid);
	if (inside && access_integer_at(s->pdf, kid, "/MCID", &mcid))
		say(s, own ? own : number, mcid);
}

static void walk_kids(structure *s, qpdf_oh element, unsigned depth,
		      bool inside)
{
	pdf_access *p = s->pdf;
	qpdf_oh kids = access_key(p, element, "/K");
	uint32_t number = page_at(s, element);
	if (!access_is(p, kids, ot_array))
		walk_kid(s, kids, number, depth, inside);
	int count = access_count(p, kids);
	for (int i = 0; i < count && !s->is_too_large; i++) {
		qpdf_oh kid = access_item(p, kids, i);
		walk_kid(s, kid, number, depth, inside);
		access_release(p, kid);
	}
	access_release(p, kids);
}

static void add_paragraph(structure *s, str role)
{
	reader_document *out = s->out;
	ARENA_GROW(s->pdf->arena, out->paragraphs, out->paragraph_count,
		   s->paragraph_capacity);
	out->paragraphs[out->paragraph_count++] = (reader_paragraph){
	    .role = role,
	    .text = str_copy(s->pdf->arena, str_trim(buffer_str(&s->said))),
	    .alternative = s->alternative,
	    .page = s->page,
	};
	s->said.length = 0;
	s->page = 0;
	s->alternative = (str){NULL, 0};
}

/* A paragraph is what page_groups_paragraphs says, for pages as for PDFs. */
static void walk(structure *s, qpdf_oh element, unsigned depth, bool inside)
{
	pdf_access *p = s->pdf;
	if (++s->elements > MOST_ELEMENTS || depth > ACCESS_DEEPEST) {
		s->is_too_large = true;
		return;
	}
	if (!access_is_dictionary(p, element))
		return;
	str role = access_name_at(p, element, "/S");
	bool begins = !inside && !page_groups_paragraphs(role);
	if (inside)
		separate(s, role);
	str alternative = access_text_at(p, element, "/Alt");
	if (alternative.length)
		s->alternative = alternative;
	walk_kids(s, element, depth, inside || begins);
	if (begins)
		add_paragraph(s, role);
}

bool structure_read(pdf_access *p, reader_document *out)
{
	structure s = {.pdf = p, .out = out, .text = {.pdf = p}};
	qpdf_oh root = access_root(p);
	qpdf_oh tree = access_key(p, root, "/StructTreeRoot");
	number_pages(&s);
	walk_kids(&s, tree, 0, false);
	access_release(p, tree);
	access_release(p, root);
	text_free(&s.text);
	buffer_free(&s.said);
	return !s.is_too_large || access_too_large(p, "StructTreeRoot");
}

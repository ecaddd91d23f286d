#include "walk.h"

#define MOST_PAGES  100000
#define MOST_FIELDS 10000

bool pages_count(pdf_access *p, reader_document *out)
{
	int count = p->q->get_num_pages(p->pdf);
	if (count < 0 || p->q->has_error(p->pdf))
		return access_failed(p);
	if (count > MOST_PAGES)
		return access_too_large(p, "100000 trang / pages");
	out->page_count = (size_t)count;
	return true;
}

/* ---- Labels ------------------------------------------------------------- */

static void label_pages(pdf_access *p, reader_document *out, size_t from,
			size_t to, qpdf_oh rule)
{
	long long first = 1;
	str style = access_name_at(p, rule, "/S");
	str prefix = access_text_at(p, rule, "/P");
	access_integer_at(p, rule, "/St", &first);
	for (size_t i = from; i < to && i < out->page_count; i++)
		out->labels[i] =
		    style.length
			? str_format(p->arena, "%.*s%lld", STR_ARGS(prefix),
				     first + (long long)(i - from))
			: prefix;
}

/* Our own trees are flat; pages of any other keep their numbers. */
static void read_labels(pdf_access *p, qpdf_oh root, reader_document *out)
{
	qpdf_oh tree = access_key(p, root, "/PageLabels");
	qpdf_oh pairs = access_key(p, tree, "/Nums");
	int count = access_count(p, pairs);
	for (size_t i = 0; i < out->page_count; i++)
		out->labels[i] = str_format(p->arena, "%zu", i + 1);
	for (int i = 0; i + 1 < count; i += 2) {
		long long from = 0, to = (long long)out->page_count;
		qpdf_oh key = access_item(p, pairs, i);
		qpdf_oh rule = access_item(p, pairs, i + 1);
		if (i + 2 < count) {
			qpdf_oh next = access_item(p, pairs, i + 2);
			access_integer(p, next, &to);
			access_release(p, next);
		}
		if (access_integer(p, key, &from) && from >= 0 && to >= from)
			label_pages(p, out, (size_t)from, (size_t)to, rule);
		access_release(p, key);
		access_release(p, rule);
	}
	access_release(p, pairs);
	access_release(p, tree);
}

/* ---- Fonts -------------------------------------------------------------- */

static void add_font(pdf_access *p, reader_document *out, str name,
		     size_t *capacity)
{
	for (size_t i = 0; i < out->font_count; i++)
		if (str_equal(out->fonts[i], name))
			return;
	ARENA_GROW(p->arena, out->fonts, out->font_count, *capacity);
	out->fonts[out->font_count++] = name;
}

static void read_fonts(pdf_access *p, reader_document *out)
{
	size_t capacity = 0;
	for (size_t i = 0; i < out->page_count; i++) {
		qpdf_oh page = p->q->get_page_n(p->pdf, i);
		qpdf_oh resources = access_key(p, page, "/Resources");
		qpdf_oh fonts = access_key(p, resources, "/Font");
		if (access_is_dictionary(p, fonts)) {
			p->q->oh_begin_dict_key_iter(p->pdf, fonts);
			while (p->q->oh_dict_more_keys(p->pdf)) {
				const char *key =
				    p->q->oh_dict_next_key(p->pdf);
				qpdf_oh font = access_key(p, fonts, key);
				add_font(p, out,
					 access_name_at(p, font, "/BaseFont"),
					 &capacity);
				access_release(p, font);
			}
		}
		access_release(p, fonts);
		access_release(p, resources);
		access_release(p, page);
		if (out->font_count > 1000)
			return;
	}
}

/* ---- Fields ------------------------------------------------------------- */

static void read_field(pdf_access *p, qpdf_oh field, reader_document *out,
		       size_t *capacity)
{
	if (!str_equal(access_name_at(p, field, "/FT"), STR("Sig")))
		return;
	qpdf_oh value = access_key(p, field, "/V");
	ARENA_GROW(p->arena, out->signatures, out->signature_count, *capacity);
	out->signatures[out->signature_count++] = (reader_signature){
	    access_text_at(p, field, "/T"), access_is_dictionary(p, value)};
	access_release(p, value);
}

static void read_fields(pdf_access *p, qpdf_oh array, unsigned depth,
			reader_document *out, size_t *capacity)
{
	int count = access_count(p, array);
	for (int i = 0; i < count && depth < ACCESS_DEEPEST &&
			out->signature_count < MOST_FIELDS;
	     i++) {
		qpdf_oh field = access_item(p, array, i);
		qpdf_oh kids = access_key(p, field, "/Kids");
		read_field(p, field, out, capacity);
		if (depth < 4)
			read_fields(p, kids, depth + 1, out, capacity);
		access_release(p, kids);
		access_release(p, field);
	}
}

bool pages_read(pdf_access *p, reader_document *out)
{
	size_t capacity = 0;
	qpdf_oh root = access_root(p);
	qpdf_oh form = access_key(p, root, "/AcroForm");
	qpdf_oh fields = access_key(p, form, "/Fields");
	out->labels = ARENA_ARRAY(p->arena, str, out->page_count);
	read_labels(p, root, out);
	read_fonts(p, out);
	read_fields(p, fields, 0, out, &capacity);
	access_release(p, fields);
	access_release(p, form);
	access_release(p, root);
	return true;
}

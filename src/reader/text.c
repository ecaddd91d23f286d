#include "walk.h"

#define MOST_FONTS  256
#define MOST_MARKS  1000000
#define MOST_NESTED 64

/* ---- Fonts -------------------------------------------------------------- */

static code_map *known_font(pdf_text *t, int id)
{
	for (size_t i = 0; i < t->font_count; i++)
		if (t->fonts[i].id == id)
			return &t->fonts[i].map;
	return NULL;
}

static code_map *add_font(pdf_text *t, int id, qpdf_oh font)
{
	str cmap;
	if (t->font_count == MOST_FONTS)
		return NULL;
	qpdf_oh stream = access_key(t->pdf, font, "/ToUnicode");
	access_stream(t->pdf, stream, &cmap);
	access_release(t->pdf, stream);
	if (!t->fonts)
		t->fonts = ARENA_ARRAY(t->pdf->arena, font_text, MOST_FONTS);
	font_text *added = &t->fonts[t->font_count++];
	added->id = id;
	code_map_read(&added->map, t->pdf->arena, cmap);
	return &added->map;
}

/* NULL: none of that name, or too many. */
static const code_map *find_font(pdf_text *t, qpdf_oh fonts, str name)
{
	str key = str_format(t->pdf->arena, "/%.*s", STR_ARGS(name));
	qpdf_oh font = access_key(t->pdf, fonts, key.data);
	code_map *map = NULL;
	if (access_is_dictionary(t->pdf, font)) {
		int id = t->pdf->q->oh_get_object_id(t->pdf->pdf, font);
		map = known_font(t, id);
		if (!map)
			map = add_font(t, id, font);
	}
	access_release(t->pdf, font);
	return map;
}

void text_free(pdf_text *t)
{
	for (size_t i = 0; i < t->font_count; i++)
		buffer_free(&t->fonts[i].map.text);
}

/* ---- One page ----------------------------------------------------------- */

typedef struct showing {
	pdf_text *text;
	qpdf_oh fonts;
	const code_map *font;
	int64_t open[MOST_NESTED]; /* MCIDs; -1: none */
	size_t depth;		   /* may be beyond */
	buffer *marks;
	size_t mark_count, mark_capacity;
	/* Operands since the last operator: */
	buffer strings;
	str name; /* the first */
	int64_t mcid;
	bool names_mcid; /* the key before was MCID */
} showing;

static buffer *mark_of(showing *s, int64_t mcid)
{
	if (mcid < 0 || mcid >= MOST_MARKS)
		return NULL;
	while (s->mark_count <= (size_t)mcid) {
		ARENA_GROW(s->text->pdf->arena, s->marks, s->mark_count,
			   s->mark_capacity);
		s->marks[s->mark_count++] = (buffer){0};
	}
	return &s->marks[mcid];
}

static int64_t current(const showing *s)
{
	for (size_t i = s->depth < MOST_NESTED ? s->depth : MOST_NESTED; i > 0;
	     i--)
		if (s->open[i - 1] >= 0)
			return s->open[i - 1];
	return -1;
}

static void show(showing *s)
{
	buffer *out = mark_of(s, current(s));
	const unsigned char *bytes = (const unsigned char *)s->strings.data;
	for (size_t i = 0; out && s->font && i + 1 < s->strings.length; i += 2)
		buffer_append(out,
			      code_map_text(s->font, (uint16_t)(bytes[i] << 8 |
								bytes[i + 1])));
}

static bool is_operator(const tokens *t, const char *name)
{
	return str_equal(t->text, str_from(name));
}

static void operate(showing *s, const tokens *t)
{
	if (is_operator(t, "Tf")) {
		s->font = find_font(s->text, s->fonts, s->name);
	} else if (is_operator(t, "BDC") || is_operator(t, "BMC")) {
		if (s->depth < MOST_NESTED)
			s->open[s->depth] = s->mcid;
		s->depth++;
	} else if (is_operator(t, "EMC")) {
		s->depth -= s->depth > 0;
	} else if (is_operator(t, "Tj") || is_operator(t, "TJ") ||
		   is_operator(t, "'") || is_operator(t, "\"")) {
		show(s);
	}
	s->strings.length = 0;
	s->name = (str){NULL, 0};
	s->mcid = -1;
}

static void take(showing *s, token_kind kind, const tokens *t)
{
	if (kind == TOKEN_STRING)
		buffer_append(&s->strings, t->text);
	if (kind == TOKEN_NUMBER && s->names_mcid)
		s->mcid = t->number / 1000;
	if (kind == TOKEN_NAME && !s->name.length)
		s->name = t->text;
	s->names_mcid = kind == TOKEN_NAME && str_equal(t->text, STR("MCID"));
	if (kind == TOKEN_OPERATOR)
		operate(s, t);
}

static void read_stream(showing *s, str bytes)
{
	tokens t = {.bytes = bytes};
	for (token_kind kind; (kind = token_next(&t)) != TOKEN_END;)
		take(s, kind, &t);
	buffer_free(&t.scratch);
}

/* Several streams are one. */
static str contents_of(pdf_access *p, qpdf_oh page)
{
	qpdf_oh contents = access_key(p, page, "/Contents");
	str bytes = {NULL, 0}, part;
	int count = access_count(p, contents);
	access_stream(p, contents, &bytes);
	for (int i = 0; i < count; i++) {
		qpdf_oh stream = access_item(p, contents, i);
		if (access_stream(p, stream, &part))
			bytes = str_concat(
			    p->arena, str_concat(p->arena, bytes, STR("\n")),
			    part);
		access_release(p, stream);
	}
	access_release(p, contents);
	return bytes;
}

void text_of_page(pdf_text *t, qpdf_oh page, marked_text *out)
{
	pdf_access *p = t->pdf;
	qpdf_oh resources = access_key(p, page, "/Resources");
	showing s = {
	    .text = t, .fonts = access_key(p, resources, "/Font"), .mcid = -1};
	read_stream(&s, contents_of(p, page));
	out->by_mcid = ARENA_ARRAY(p->arena, str, s.mark_count);
	out->count = s.mark_count;
	for (size_t i = 0; i < s.mark_count; i++) {
		out->by_mcid[i] = str_copy(p->arena, buffer_str(&s.marks[i]));
		buffer_free(&s.marks[i]);
	}
	buffer_free(&s.strings);
	access_release(p, s.fonts);
	access_release(p, resources);
}

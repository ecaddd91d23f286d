#include "blank.h"

#include <stdlib.h>

/* ---- The font ----------------------------------------------------------- */

static void set_width(blank_font *f, long long code, double width)
{
	if (code >= 0 && code <= UINT16_MAX && width > -30000 && width < 30000)
		f->widths[code] =
		    (int16_t)(width < 0 ? width - 0.5 : width + 0.5);
}

/* "c [w w w]" and "first last w" (ISO 32000-1, 9.7.4.3). */
static void read_widths(pdf_access *p, qpdf_oh array, blank_font *f)
{
	int count = access_count(p, array);
	for (int i = 0; i + 1 < count;) {
		long long first = -1, last = -1;
		qpdf_oh from = access_item(p, array, i);
		qpdf_oh next = access_item(p, array, i + 1);
		access_integer(p, from, &first);
		int listed = access_count(p, next);
		for (int j = 0; j < listed; j++) {
			qpdf_oh width = access_item(p, next, j);
			set_width(f, first + j,
				  p->q->oh_get_numeric_value(p->pdf, width));
			access_release(p, width);
		}
		if (access_integer(p, next, &last) && i + 2 < count) {
			qpdf_oh width = access_item(p, array, i + 2);
			double w = p->q->oh_get_numeric_value(p->pdf, width);
			for (;
			     first >= 0 && first <= last && first <= UINT16_MAX;
			     first++)
				set_width(f, first, w);
			access_release(p, width);
			i++;
		}
		i += 2;
		access_release(p, from);
		access_release(p, next);
	}
}

static void read_descendant(pdf_access *p, qpdf_oh font, blank_font *f)
{
	qpdf_oh descendants = access_key(p, font, "/DescendantFonts");
	qpdf_oh first = access_count(p, descendants)
			    ? access_item(p, descendants, 0)
			    : p->q->oh_new_null(p->pdf);
	qpdf_oh widths = access_key(p, first, "/W");
	long long by_default = 1000;
	access_integer_at(p, first, "/DW", &by_default);
	for (long long i = 0; i <= UINT16_MAX; i++)
		set_width(f, i, (double)by_default);
	read_widths(p, widths, f);
	access_release(p, widths);
	access_release(p, first);
	access_release(p, descendants);
}

bool blank_font_read(pdf_access *p, qpdf_oh page, str name, blank_font *out)
{
	str key = str_format(p->arena, "/%.*s", STR_ARGS(name)), cmap;
	qpdf_oh resources = access_key(p, page, "/Resources");
	qpdf_oh fonts = access_key(p, resources, "/Font");
	qpdf_oh font = access_key(p, fonts, key.data);
	qpdf_oh stream = access_key(p, font, "/ToUnicode");
	bool good = access_stream(p, stream, &cmap);
	*out = (blank_font){.widths = ARENA_ARRAY(p->arena, int16_t, 65536)};
	if (good) {
		code_map_read(&out->map, p->arena, cmap);
		read_descendant(p, font, out);
	}
	access_release(p, stream);
	access_release(p, font);
	access_release(p, fonts);
	access_release(p, resources);
	return good;
}

static bool code_of(const blank_font *f, str character, uint16_t *out)
{
	for (uint32_t code = 0; code <= UINT16_MAX; code++)
		if (str_equal(code_map_text(&f->map, (uint16_t)code),
			      character)) {
			*out = (uint16_t)code;
			return true;
		}
	return false;
}

/* ---- Text as it is shown ------------------------------------------------ */

/* One element of a TJ array: a string, or a number that moves the pen back. */
typedef struct piece {
	bool is_string;
	int64_t number; /* thousandths of the em */
	str codes;
	size_t start, end; /* in the stream */
} piece;

/* A string of pieces on one baseline. */
typedef struct shown {
	piece *pieces;
	size_t count, capacity;
	int64_t x, y;  /* thousandths of a point */
	int64_t size;  /* the same */
	int64_t scale; /* thousandths of a per cent */
	str font;
} shown;

typedef struct filling {
	pdf_access *pdf;
	qpdf_oh page;
	str content;
	const reader_blank *blank;
	int64_t height;
	const char *what;
	buffer *out;
	blank_font font;
	size_t copied; /* of the content so far */
	size_t filled; /* texts */
	bool failed;
} filling;

static uint16_t code_at(str codes, size_t i)
{
	const unsigned char *bytes = (const unsigned char *)codes.data;
	return (uint16_t)(bytes[i] << 8 | bytes[i + 1]);
}

/* Thousandths of the em as thousandths of a point. */
static int64_t length_of(const shown *s, int64_t units)
{
	return units * s->size / 1000 * s->scale / 100000;
}

/* What a point is in thousandths of the em. */
static int64_t units_of(const shown *s, int64_t length)
{
	int64_t per_unit = s->size * s->scale / 100000;
	return per_unit > 0 ? length * 1000 / per_unit : 0;
}

/* Wider than any space of running text: a quarter of an em and more. */
#define WIDE 900

/* ---- Putting text in ---------------------------------------------------- */

static str millimetres(pdf_access *p, int64_t length)
{
	int64_t tenths = (length * 254 + 36000) / 72000;
	return str_format(p->arena, "%lld,%lld", (long long)(tenths / 10),
			  (long long)(tenths % 10));
}

static void put_codes(buffer *out, str codes)
{
	buffer_append_byte(out, '<');
	for (size_t i = 0; i < codes.length; i++)
		buffer_format(out, "%02X", (unsigned char)codes.data[i]);
	buffer_append_byte(out, '>');
}

/* The text's codes and its width. */
static bool encode(filling *f, str text, buffer *codes, int64_t *width)
{
	const char *cursor = text.data, *end = str_end(text);
	*width = 0;
	while (cursor < end) {
		const char *start = cursor;
		uint16_t code;
		str_next_code_point(&cursor, end);
		str character = {start, (size_t)(cursor - start)};
		if (!code_of(&f->font, character, &code))
			return diag_at(f->pdf->diags, DIAG_NUMBER_NO_GLYPH,
				       f->pdf->at, character);
		buffer_append_byte(codes, (char)(code >> 8));
		buffer_append_byte(codes, (char)(code & 255));
		*width += f->font.widths[code];
	}
	return true;
}

/*
 * The next text in the place of a space that is `room` wide: number, codes,
 * number, so that the pen is in the end where it was.
 */
static void put_text(filling *f, const shown *s, int64_t room)
{
	str text = f->blank->texts[f->filled];
	buffer codes = {0};
	int64_t width;
	f->failed = !encode(f, text, &codes, &width);
	if (!f->failed && width > room)
		f->failed =
		    !diag_at(f->pdf->diags, DIAG_NUMBER_TOO_WIDE, f->pdf->at,
			     text, millimetres(f->pdf, length_of(s, width)),
			     millimetres(f->pdf, length_of(s, room)));
	if (!f->failed) {
		int64_t before = (room - width) / 2;
		int64_t after = room - width - before;
		buffer_format(f->out, "%lld", -(long long)before);
		put_codes(f->out, buffer_str(&codes));
		buffer_format(f->out, "%lld", -(long long)after);
	}
	buffer_free(&codes);
	f->filled++;
}

/* How far the pen goes with the last glyph of piece i and the number behind. */
static int64_t room_of(const filling *f, const shown *s, size_t i, int64_t pen,
		       uint16_t code)
{
	int64_t room = f->font.widths[code];
	if (i + 1 < s->count)
		return s->pieces[i + 1].is_string
			   ? room
			   : room - s->pieces[i + 1].number;
	/* Behind the last glyph nothing is written: the blank ends there. */
	return units_of(s, f->blank->x + (int64_t)f->blank->width - s->x) - pen;
}

static bool is_space(const filling *f, uint16_t code)
{
	str text = code_map_text(&f->font.map, code);
	return str_equal(text, STR(" ")) || str_equal(text, STR("\xC2\xA0"));
}

/* Whether a wide space at the pen is one of the blank's. */
static bool is_wanted(const filling *f, const shown *s, int64_t pen,
		      int64_t room)
{
	const int64_t slack = 200; /* of a glyph's place: rounding */
	int64_t left = s->x + length_of(s, pen);
	int64_t right = left + length_of(s, room);
	return room >= WIDE && f->filled < f->blank->text_count &&
	       left >= f->blank->x - slack &&
	       right <= f->blank->x + (int64_t)f->blank->width + slack;
}

/* A string whose last glyph is a blank: what is before it, then the text. */
static void replace_last(filling *f, const shown *s, size_t i, int64_t room)
{
	const piece *p = &s->pieces[i];
	buffer_append(f->out,
		      str_slice(f->content, f->copied, p->start - f->copied));
	put_codes(f->out, str_slice(p->codes, 0, p->codes.length - 2));
	put_text(f, s, room);
	f->copied = p->end;
	if (i + 1 < s->count)
		f->copied = s->pieces[i + 1].end;
}

static void fill_shown(filling *f, const shown *s)
{
	int64_t pen = 0;
	int64_t top = f->height - s->y;
	if (top < f->blank->y || top > f->blank->y + f->blank->height)
		return;
	if (!blank_font_read(f->pdf, f->page, s->font, &f->font))
		return;
	for (size_t i = 0; i < s->count && !f->failed; i++) {
		const piece *p = &s->pieces[i];
		if (!p->is_string) {
			pen -= p->number;
			continue;
		}
		for (size_t j = 0; j + 1 < p->codes.length; j += 2) {
			uint16_t code = code_at(p->codes, j);
			bool is_last = j + 4 > p->codes.length;
			int64_t room =
			    is_last ? room_of(f, s, i, pen, code) : 0;
			if (is_last && is_space(f, code) &&
			    is_wanted(f, s, pen, room))
				replace_last(f, s, i, room);
			pen += f->font.widths[code];
		}
	}
	buffer_free(&f->font.map.text);
}

/* ---- Walking the content ------------------------------------------------ */

typedef struct operands {
	int64_t numbers[6];
	size_t count;
	str name;
	bool in_array;
} operands;

static void add_number(operands *o, int64_t n)
{
	if (o->count == 6) {
		memmove(o->numbers, o->numbers + 1, 5 * sizeof(int64_t));
		o->count--;
	}
	o->numbers[o->count++] = n;
}

static void add_piece(filling *f, shown *s, piece p)
{
	ARENA_GROW(f->pdf->arena, s->pieces, s->count, s->capacity);
	s->pieces[s->count++] = p;
}

static void operate(filling *f, shown *s, const tokens *t, operands *o)
{
	if (str_equal(t->text, STR("Tf")) && o->count == 1) {
		s->font = o->name;
		s->size = o->numbers[0];
	} else if (str_equal(t->text, STR("Tz")) && o->count == 1) {
		s->scale = o->numbers[0];
	} else if (str_equal(t->text, STR("BT"))) {
		s->x = s->y = 0;
	} else if (str_equal(t->text, STR("Tm")) && o->count == 6) {
		s->x = o->numbers[4];
		s->y = o->numbers[5];
	} else if (str_equal(t->text, STR("Td")) && o->count == 2) {
		s->x += o->numbers[0];
		s->y += o->numbers[1];
	} else if (str_equal(t->text, STR("TJ"))) {
		fill_shown(f, s);
	}
	s->count = 0;
	*o = (operands){0};
}

static void take(filling *f, shown *s, token_kind kind, const tokens *t,
		 operands *o)
{
	if (kind == TOKEN_OPEN_ARRAY || kind == TOKEN_CLOSE_ARRAY)
		o->in_array = kind == TOKEN_OPEN_ARRAY;
	if (o->in_array && kind == TOKEN_NUMBER)
		add_piece(f, s,
			  (piece){.number = t->number / 1000,
				  .start = t->start,
				  .end = t->at});
	else if (o->in_array && kind == TOKEN_STRING)
		add_piece(f, s,
			  (piece){.is_string = true,
				  .codes = str_copy(f->pdf->arena, t->text),
				  .start = t->start,
				  .end = t->at});
	else if (kind == TOKEN_NUMBER)
		add_number(o, t->number);
	else if (kind == TOKEN_NAME)
		o->name = t->text;
	else if (kind == TOKEN_OPERATOR)
		operate(f, s, t, o);
}

bool blank_fill(pdf_access *p, qpdf_oh page, int64_t height, str content,
		const reader_blank *blank, const char *what, buffer *out)
{
	filling f = {.pdf = p,
		     .page = page,
		     .content = content,
		     .blank = blank,
		     .height = height,
		     .what = what,
		     .out = out};
	tokens t = {.bytes = content};
	shown s = {.scale = 100000};
	operands o = {0};
	for (token_kind kind;
	     !f.failed && (kind = token_next(&t)) != TOKEN_END;)
		take(&f, &s, kind, &t, &o);
	buffer_free(&t.scratch);
	buffer_append(out, str_slice(content, f.copied, content.length));
	if (f.failed)
		return false;
	return f.filled == blank->text_count ||
	       diag_at(p->diags, DIAG_NUMBER_NO_PLACE, p->at, p->path,
		       str_from(what));
}

/* Small PDFs put together here: strange, hostile, broken. */
#include "testing.h"

#include "vanban/reader.h"

#include <libdeflate.h>
#include <stdio.h>

#define MOST_OBJECTS 8

#define CATALOG "<</Type/Catalog/Pages 2 0 R%s>>"
#define PAGES	"<</Type/Pages/Count 1/Kids[3 0 R]>>"
#define PAGE	"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>"
#define FILES                                                                  \
	"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles"                    \
	"<</Names[(so-lieu.xml)4 0 R]>>>>>>"
#define FILE_OF(stream) "<</EF<</F " stream " 0 R>>>>"
#define TREE                                                                   \
	"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/Names"               \
	"<</EmbeddedFiles<</Names[(so-lieu.xml)6 0 R]>>>>>>"
#define STREAM(text) "<</Length 3>>\nstream\n" text "\nendstream"

static const struct row {
	const char *name;
	const char *objects[MOST_OBJECTS]; /* from 1 */
	unsigned parts;
	const char *code;	/* of the finding; NULL: none */
	const char *paragraphs; /* "role:text@page;" */
} rows[] = {
    {"no data inside",
     {"<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE},
     READER_DATA,
     "E1904",
     NULL},
    {"no catalogue", {"(a)"}, READER_DATA, "E1902", NULL},
    {"data without a digest are not sound",
     {FILES, PAGES, PAGE, FILE_OF("5"), STREAM("abc")},
     READER_DATA,
     NULL,
     NULL},
    {"data that are no stream",
     {FILES, PAGES, PAGE, FILE_OF("3"), "1"},
     READER_DATA,
     NULL,
     NULL},
    {"a list of files with an odd name",
     {"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[7]>>>>>>",
      PAGES, PAGE},
     READER_DATA,
     "E1904",
     NULL},
    {"pages in a circle",
     {FILES, "<</Type/Pages/Count 1/Kids[2 0 R]>>", PAGE, FILE_OF("5"),
      STREAM("abc")},
     READER_PAGES,
     "E1902",
     NULL},
    {"a structure in a circle",
     {TREE, PAGES, PAGE, "<</K 7 0 R>>", STREAM("abc"), "<<>>",
      "<</S/Sect/K[7 0 R 7 0 R]>>"},
     READER_STRUCTURE,
     "E1906",
     NULL},
    {"no structure at all",
     {FILES, PAGES, PAGE, FILE_OF("5"), STREAM("abc")},
     READER_STRUCTURE,
     NULL,
     ""},
    {"an empty structure",
     {TREE, PAGES, PAGE, "<</K[]>>", STREAM("abc"), "<<>>"},
     READER_STRUCTURE,
     NULL,
     ""},
    {"rubbish for children",
     {TREE, PAGES, PAGE, "<</K[null(a)/b<<>>7 0 R]>>", STREAM("abc"), "<<>>",
      "<</S/P/K[-1 99999999999 0<</Type/MCR/MCID -5>>]/Pg 3 0 R>>"},
     READER_STRUCTURE,
     NULL,
     ":@0;P:@1;"},
    {"a picture has its description",
     {TREE, PAGES, PAGE, "<</K 7 0 R>>", STREAM("abc"), "<<>>",
      "<</S/Figure/Alt(Bieu do)>>"},
     READER_STRUCTURE,
     NULL,
     "Figure:Bieu do@0;"},
};

static void put_object(buffer *out, const char *object)
{
	if (*object == '~')
		buffer_format(out, "<</Length %zu>>\nstream\n%s\nendstream",
			      strlen(object) - 1, object + 1);
	else
		buffer_append(out, str_from(object));
}

/* Objects, cross-reference table, trailer. */
static str build(arena *a, const char *const *objects)
{
	buffer out = {0};
	size_t offsets[MOST_OBJECTS], count = 0;
	buffer_append(&out, STR("%PDF-1.7\n"));
	for (; count < MOST_OBJECTS && objects[count]; count++) {
		offsets[count] = out.length;
		buffer_format(&out, "%zu 0 obj\n", count + 1);
		put_object(&out, objects[count]);
		buffer_append(&out, STR("\nendobj\n"));
	}
	size_t table = out.length;
	buffer_format(&out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
	for (size_t i = 0; i < count; i++)
		buffer_format(&out, "%010zu 00000 n \n", offsets[i]);
	buffer_format(&out,
		      "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n"
		      "%%%%EOF\n",
		      count + 1, table);
	str file = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return file;
}

static void check_code(diags *d, const char *expected)
{
	const diag *first = diags_sorted(d);
	const char *found = first ? diag_row_of(first->code)->number : "none";
	assert_string_equal(found, expected ? expected : "none");
}

static void check_paragraphs(const reader_document *pdf, const char *expected)
{
	buffer said = {0};
	for (size_t i = 0; i < pdf->paragraph_count; i++) {
		const reader_paragraph *p = &pdf->paragraphs[i];
		str text = p->text.length ? p->text : p->alternative;
		buffer_format(&said, "%.*s:%.*s@%u;", STR_ARGS(p->role),
			      STR_ARGS(text), p->page);
	}
	assert_str_equal(buffer_str(&said), expected);
	buffer_free(&said);
}

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	reader_document pdf;
	bool good = reader_read(a, d, STR("a.pdf"), NO_SPAN,
				build(a, r->objects), r->parts, &pdf);
	check_code(d, r->code);
	assert_int_equal(good, r->code == NULL);
	assert_false(pdf.is_sound);
	if (r->paragraphs)
		check_paragraphs(&pdf, r->paragraphs);
	arena_free(a);
}

/* ---- Filling in --------------------------------------------------------- */

#define FORM(field)                                                            \
	"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles"                    \
	"<</Names[(so-lieu.xml)4 0 R]>>>>/AcroForm<</Fields[" field "]>>>>"
/* A tilde stands for the dictionary and the words around a stream. */
#define SHOW(operators) "~BT/F0 10 Tf 1 0 0 1 10 80 Tm " operators " ET"
#define DRAWN                                                                  \
	"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 6 0 R"         \
	"/Resources<</Font<</F0 7 0 R>>>>>>"
#define TYPE0 "<</DescendantFonts[<</W[0[500 250 500]]>>]/ToUnicode 8 0 R>>"
#define CODES "~beginbfchar<0000><0041><0001><0020><0002><0037>endbfchar"

static const struct fill_row {
	const char *name;
	const char *catalog;
	const char *content; /* NULL: no page content */
	const char *text;
	const char *code;
	const char *expected; /* part of what is written */
} fill_rows[] = {
    {"a blank within a line", FORM(""), SHOW("[<00000001>-1750<0000>]TJ"), "7",
     NULL, "[<0000>-750<0002>-750<0000>]TJ"},
    {"a blank at the end of a line", FORM(""), SHOW("[<00000001>]TJ"), "7",
     NULL, "[<0000>-750<0002>-750]TJ"},
    {"a line that begins after another", FORM(""),
     SHOW("[<0000>]TJ 0 9 Td 0 -9 Td [<00000001>-1750<0000>]TJ"), "7", NULL,
     "[<0000>]TJ 0 9 Td 0 -9 Td [<0000>-750<0002>-750<0000>]TJ"},
    {"two digits that do not fit", FORM(""), SHOW("[<00000001>-1750<0000>]TJ"),
     "77777", "E1914", NULL},
    {"a character that the font lacks", FORM(""),
     SHOW("[<00000001>-1750<0000>]TJ"), "8", "E1915", NULL},
    {"no wide space", FORM(""), SHOW("[<000000010000>]TJ"), "7", "E1913", NULL},
    {"a wide space elsewhere", FORM(""),
     SHOW("0 -30 Td[<00000001>-1750<0000>]TJ"), "7", "E1913", NULL},
    {"no content", FORM(""), NULL, "7", "E1913", NULL},
    {"an unsigned field", FORM("<</FT/Sig/T(ky)>>"),
     SHOW("[<00000001>-1750<0000>]TJ"), "7", NULL, "<0002>"},
    {"a signature", FORM("<</FT/Sig/T(ky)/V<<>>>>"),
     SHOW("[<00000001>-1750<0000>]TJ"), "7", "E1911", NULL},
};

#define LONGEST 4096

/* Whether a part stands in any stream; qpdf deflates what it writes. */
static bool find_in_streams(const buffer *file, const char *part)
{
	str rest = buffer_str(file);
	char text[LONGEST];
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	bool found = false;
	while (rest.length && !found) {
		size_t length = 0, at = str_find(rest, STR("\nstream\n"));
		rest = str_slice(rest, at + 8, rest.length);
		found = rest.length &&
			libdeflate_zlib_decompress_ex(d, rest.data, rest.length,
						      text, LONGEST, NULL,
						      &length) == 0 &&
			str_find((str){text, length}, str_from(part)) < length;
	}
	libdeflate_free_decompressor(d);
	return found;
}

static void check_fill(void **state)
{
	const struct fill_row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	const char *objects[MOST_OBJECTS] = {
	    r->catalog,	  PAGES,	 r->content ? DRAWN : PAGE,
	    FILE_OF("5"), STREAM("abc"), r->content ? r->content : "1",
	    TYPE0,	  CODES};
	str text = str_from(r->text);
	reader_blank blank = {1, 15000, 11000, 20000, 10000, &text, 1};
	reader_filling filling = {
	    .blanks = &blank, .blank_count = 1, .data = STR("abd")};
	buffer out = {0};
	bool good = reader_fill(a, d, STR("a.pdf"), NO_SPAN, build(a, objects),
				&filling, &out);
	check_code(d, r->code);
	assert_int_equal(good, r->code == NULL);
	if (r->expected)
		assert_true(find_in_streams(&out, r->expected));
	buffer_free(&out);
	arena_free(a);
}

/* ---- Bytes that are no PDF at all --------------------------------------- */

static const struct bytes_row {
	const char *name;
	const char *bytes;
	const char *code;
} bytes_rows[] = {
    {"nothing", "", "E1901"},
    {"XML", "<so-lieu/>", "E1901"},
    {"something before the header", " %PDF-1.7", "E1901"},
    {"only a header", "%PDF-1.7\n", "E1902"},
    {"a table that is elsewhere", "%PDF-1.7\nstartxref\n99\n%%EOF", "E1902"},
    {"a table at itself", "%PDF-1.7\nstartxref\n9\n%%EOF", "E1902"},
};

static void check_bytes(void **state)
{
	const struct bytes_row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	reader_document pdf;
	assert_false(reader_read(a, d, STR("a.pdf"), NO_SPAN,
				 str_from(r->bytes), READER_DATA, &pdf));
	check_code(d, r->code);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(files, rows, check);
	TEST_TABLE(fillings, fill_rows, check_fill);
	TEST_TABLE(others, bytes_rows, check_bytes);
	return TEST_RUN(files) + TEST_RUN(fillings) + TEST_RUN(others);
}

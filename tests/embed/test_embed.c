/* What so-lieu.xml says, read back; what is put into it late. */
#include "testing.h"

#include "embed/trail.h"

#include <stdio.h>

#define HEAD                                                                   \
	"<tap-so-lieu><nguon-goc><van-ban so='' ngay='' don-vi='q' "           \
	"ky='2023'/>"
#define TAIL  "</nguon-goc></tap-so-lieu>"
#define FILES "<tep>a.xml</tep><tep>b.xml</tep>"
#define NOPS                                                                   \
	"<nop tep='2' don-vi='q.a' ky='2023'/>"                                \
	"<nop tep='2' don-vi='q.b' ky='2023' loai='ke-hoach'/>"
#define FORMULA "<mau o='1:7:9'>so('x')</mau>"

static const struct row {
	const char *name;
	const char *xml;
	const char *code;     /* of the finding; NULL: none */
	const char *expected; /* the figures: see say_figure */
} rows[] = {
    {"nothing printed", HEAD TAIL, NULL, ""},
    {"no origin", "<tap-so-lieu/>", "E1908", ""},
    {"no document", "<tap-so-lieu><nguon-goc/></tap-so-lieu>", "E1909", ""},
    {"a total of two records",
     HEAD FILES NOPS
     "<goc ct='x' ky='2023'>1:5:2=3 ::4=-1</goc>"
     "<tong ct='x' don-vi='q' ky='2023' gt='2' phai-co='2' "
     "da-co='2' goc='1-2'/>" FORMULA
     "<trang so='1'><in doan='4' mau='1' tu='1'>2</in></trang>" TAIL,
     NULL, "1@1/4 so('x') a.xml:7:9 <2 q.a=3 b.xml:5:2 q.b!=-1 b.xml:5:4>"},
    {"a record by itself, and the next paragraph",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>2:5:2=3~tren</goc>" FORMULA
		     "<trang so='2'><in doan='4' mau='1'>a</in>"
		     "<in mau='1' tu='g1'>trên 3</in></trang>" TAIL,
     NULL,
     "1@2/4 so('x') a.xml:7:9 2@2/5 so('x') a.xml:7:9 "
     "<3 q.b!=3~tren b.xml:5:2>"},
    {"a list counts",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>1:5:2=q.a,q.b</goc>" FORMULA
		     "<trang so='1'><in mau='1' tu='g1'>2</in></trang>" TAIL,
     NULL, "1@1/1 so('x') a.xml:7:9 <2 q.a=q.a,q.b b.xml:5:2>"},
    {"a file that is not there",
     HEAD FILES "<nop tep='3' don-vi='q' ky='2023'/>" TAIL, "E1909", NULL},
    {"a record without submission",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>3:5:2=3</goc>" TAIL, "E1909", NULL},
    {"a record that is none",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>abc</goc>" TAIL, "E1909", NULL},
    {"a negative submission",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>-1:5:2=3</goc>" TAIL, "E1909",
     NULL},
    {"records that are not there",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>1:5:2=3</goc><tong ct='x' "
		     "don-vi='q' ky='2023' gt='2' goc='1-2'/>" TAIL,
     "E1909", NULL},
    {"a range backwards",
     HEAD FILES NOPS "<goc ct='x' ky='2023'>1:5:2=3 1:6:2=3</goc><tong ct='x' "
		     "don-vi='q' ky='2023' gt='2' goc='2-1'/>" TAIL,
     "E1909", NULL},
    {"a total that is not there",
     HEAD FORMULA FILES "<trang so='1'><in mau='1' tu='1'>2</in></trang>" TAIL,
     "E1909", NULL},
    {"a record that a figure has not",
     HEAD FORMULA FILES "<trang so='1'><in mau='1' tu='g0'>2</in></trang>" TAIL,
     "E1909", NULL},
    {"a formula that is not there",
     HEAD "<trang so='1'><in mau='1'>2</in></trang>" TAIL, "E1909", NULL},
    {"a formula without a file", HEAD FORMULA TAIL, "E1909", NULL},
    {"a page that is no number",
     HEAD FILES FORMULA "<trang so='x'><in mau='1'>2</in></trang>" TAIL,
     "E1909", NULL},
};

static void say_figure(buffer *out, const embed_figure *f)
{
	buffer_format(out, "%u@%u/%u %.*s %.*s:%u:%u ", f->number, f->page,
		      f->paragraph, STR_ARGS(f->formula), STR_ARGS(f->at.file),
		      f->at.line, f->at.column);
	for (size_t i = 0; i < f->total_count; i++) {
		const embed_total *t = f->totals[i];
		buffer_format(out, "<%.*s", STR_ARGS(t->value));
		for (size_t j = 0; j < t->origin_count; j++) {
			const embed_origin *o = t->origins[j];
			buffer_format(
			    out, " %.*s%s=%.*s%s%.*s %.*s:%u:%u",
			    STR_ARGS(o->unit), o->plan ? "!" : "",
			    STR_ARGS(o->value), o->qualifier.length ? "~" : "",
			    STR_ARGS(o->qualifier), STR_ARGS(o->at.file),
			    o->at.line, o->at.column);
		}
		buffer_append(out, STR("> "));
	}
}

static void check(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	xml_document file;
	embed_document document;
	buffer said = {0};
	assert_true(xml_parse(a, d, STR("s.xml"), str_from(r->xml), &file));
	bool good = embed_read(&file, a, d, &document);
	const diag *first = diags_sorted(d);
	assert_string_equal(first ? diag_row_of(first->code)->number : "none",
			    r->code ? r->code : "none");
	assert_int_equal(good, r->code == NULL);
	for (size_t i = 0; good && i < document.figure_count; i++)
		say_figure(&said, &document.figures[i]);
	if (good)
		assert_str_equal(str_trim(buffer_str(&said)), r->expected);
	buffer_free(&said);
	arena_free(a);
}

/* ---- Late number and date ----------------------------------------------- */

#define BLANK                                                                  \
	"<so-lieu don-vi=\"q\" tong-hop=\"co\">\n<van-ban so=\"\" "            \
	"ky-hieu=\"BC\" ngay=\"\" ten=\"so=&quot;\"/>"

static const struct fill_row {
	const char *name;
	const char *before, *number, *date, *after;
} fill_rows[] = {
    {"both", BLANK, "87", "2023-09-14",
     "<so-lieu don-vi=\"q\" nop-luc=\"2023-09-14\" tong-hop=\"co\">\n"
     "<van-ban so=\"87\" ky-hieu=\"BC\" ngay=\"2023-09-14\" "
     "ten=\"so=&quot;\"/>"},
    {"the number alone", BLANK, "87", "",
     "<so-lieu don-vi=\"q\" tong-hop=\"co\">\n<van-ban so=\"87\" "
     "ky-hieu=\"BC\" ngay=\"\" ten=\"so=&quot;\"/>"},
    {"without a symbol", "<van-ban so=\"\" mau-so=\"{so}\" ngay=\"\"/>", "87",
     "", "<van-ban so=\"87\" mau-so=\"{so}\" ngay=\"\"/>"},
    {"what is filled stays", "<van-ban so=\"5\" ky-hieu=\"a\"/>", "87", "",
     "<van-ban so=\"5\" ky-hieu=\"a\"/>"},
    {"nothing", BLANK, "", "", BLANK},
    {"quotes are spelt out", "<van-ban so=\"\" mau-so=\"{so}\"/>", "8\"<", "",
     "<van-ban so=\"8&quot;&lt;\" mau-so=\"{so}\"/>"},
};

static void check_fill(void **state)
{
	const struct fill_row *r = *state;
	buffer out = {0};
	embed_fill(str_from(r->before), str_from(r->number), str_from(r->date),
		   &out);
	assert_str_equal(buffer_str(&out), r->after);
	buffer_free(&out);
}

static const struct number_row {
	const char *name;
	const char *pattern, *number, *symbol, *expected;
} number_rows[] = {
    {"decree", "{so}/{ky-hieu}", "87", "BC-MTTQ", "87/BC-MTTQ"},
    {"Party", "{so}-{ky-hieu}", "87", "BC/MTTQ", "87-BC/MTTQ"},
    {"below ten", "{so}/{ky-hieu}", "7", "BC", "07/BC"},
    {"no number yet", "{so}/{ky-hieu}", "", "BC", ""},
    {"no digits", "{so}/{ky-hieu}", "12a", "BC", "12a/BC"},
    {"an open brace", "{so", "1", "BC", "BC"},
};

static void check_number(void **state)
{
	const struct number_row *r = *state;
	arena *a = arena_new(0);
	assert_str_equal(embed_number(a, str_from(r->pattern),
				      str_from(r->number), str_from(r->symbol)),
			 r->expected);
	arena_free(a);
}

/* ---- How files are named ------------------------------------------------ */

static const struct place_row {
	const char *name;
	const char *path, *expected;
} place_rows[] = {
    {"in the project", "so-lieu/a.xml", "so-lieu/a.xml"},
    {"by a detour", "x/../so-lieu/./a.xml", "so-lieu/a.xml"},
    {"from above", "../du-an/a.xml", "a.xml"},
    {"whole", "/nha/du-an/so-lieu/a.xml", "so-lieu/a.xml"},
    {"in another folder that is known", "/chung/mau/b.xml", "mau/b.xml"},
    {"the first that holds it", "/nha/du-an/mau.xml", "mau.xml"},
    {"a folder of a longer name", "/nha/du-an-2/a.xml", "a.xml"},
    {"elsewhere: its last name alone", "/bi-mat/ten/a.xml", "a.xml"},
    {"inside a PDF", "so-lieu/a.pdf#so-lieu.xml", "so-lieu/a.pdf#so-lieu.xml"},
    {"standard input", "-", "-"},
};

static void check_place(void **state)
{
	static const str folders[] = {STR_INIT("/nha/du-an"),
				      STR_INIT("/chung")};
	const struct place_row *r = *state;
	arena *a = arena_new(0);
	const embed_input input = {
	    .here = STR("/nha/du-an"), .folders = folders, .folder_count = 2};
	assert_str_equal(place_name(&input, a, str_from(r->path)), r->expected);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(places, place_rows, check_place);
	TEST_TABLE(files, rows, check);
	TEST_TABLE(fillings, fill_rows, check_fill);
	TEST_TABLE(numbers, number_rows, check_number);
	return TEST_RUN(files) + TEST_RUN(places) + TEST_RUN(fillings) +
	       TEST_RUN(numbers);
}

#include "testing.h"

#include "vanban/glossary.h"

/* A project's file, a text as text_joins then judges it, and the messages. */
static const struct row {
	const char *name;
	const char *xml;
	const char *text; /* '^' weak, '`' medium, '~' strong, '_' forbidden */
	const char *codes;
} rows[] = {
    {"a term of one's own", "<thuat-ngu><t viet='Tổ cơ khí nhỏ'/></thuat-ngu>",
     "các tổ~cơ~khí~nhỏ ở", ""},
    {"a term comes apart",
     "<thuat-ngu><t viet='Liên hiệp|thanh niên' loai='to-chuc'/></thuat-ngu>",
     "của Liên~hiệp^thanh~niên và", ""},
    {"a word is weak", "<thuat-ngu><t viet='rau má' loai='tu'/></thuat-ngu>",
     "trồng rau^má ở", ""},
    {"a term never torn", "<thuat-ngu><t viet='rau má' giu='cam'/></thuat-ngu>",
     "trồng rau_má ở", ""},
    {"a term of the program's set free",
     "<giu-lien><luat ten='ten-rieng' muc='khong'/></giu-lien>",
     "ông_Lê Văn Ba", ""},
    {"a rule of another strength",
     "<giu-lien><luat ten='ten-rieng' muc='cam'/></giu-lien>", "ông_Lê_Văn_Ba",
     ""},
    {"a rule that is torn before a line gapes",
     "<giu-lien><luat ten='ten-rieng' muc='rat-nang'/></giu-lien>",
     "ông_Lê=Văn=Ba", ""},
    {"words for a rule",
     "<giu-lien><luat ten='truoc-so'>gói\n  Hộp</luat></giu-lien>",
     "mua gói_5. Hộp_B và tháng_9", ""},
    {"both tones of one word", "<thuat-ngu><t viet='hoả hoạn'/></thuat-ngu>",
     "do hỏa~hoạn và", ""},
    {"no such rule", "<giu-lien><luat ten='truoc-xo' muc='cam'/></giu-lien>",
     "tháng_9", "E1424"},
    {"a rule without words",
     "<giu-lien><luat ten='ten-rieng'>a b</luat></giu-lien>", "tháng_9",
     "E1425"},
    {"no such strength", "<giu-lien><luat ten='tien' muc='vừa'/></giu-lien>",
     "2_tỷ~đồng", "E2010"},
    {"no name", "<giu-lien><luat muc='cam'/></giu-lien>", "tháng_9", "E1111"},
    {"no text", "<thuat-ngu><t loai='tu'/></thuat-ngu>", "tháng_9", "E1111"},
    {"no such kind", "<thuat-ngu><t viet='rau má' loai='rau'/></thuat-ngu>",
     "trồng rau~má ở", "E2010"},
    {"an unknown attribute",
     "<thuat-ngu><t viet='rau má' nghia='x'/></thuat-ngu>", "trồng rau~má ở",
     "E1110"},
    {"an unknown element", "<thuat-ngu><tu/></thuat-ngu>", "tháng_9", "E1109"},
    {"another root", "<tu-dien/>", "tháng_9", "E1108"},
    {"no XML", "<thuat-ngu>", "tháng_9", "E1101"},
};

static const char marks[] = " ^`~=_";

static void write_joins(buffer *out, const glossary *g, const char *text)
{
	str words[16] = {{NULL, 0}};
	text_join joins[16] = {TEXT_JOIN_FREE};
	size_t count = 0;
	while (*text) {
		size_t length = strcspn(text, marks);
		words[count++] = (str){text, length};
		text += length + (text[length] != '\0');
	}
	text_joins(g->lexicon, words, count, joins);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_append_byte(out, marks[joins[i - 1]]);
		buffer_append(out, words[i]);
	}
}

static void check_row(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	glossary g = {0};
	xml_document file;
	buffer out = {0};
	bool good = xml_parse(a, d, STR("t.xml"), str_from(r->xml), &file) &&
		    glossary_add(&g, a, d, &file);
	assert_int_equal(good, !*r->codes);
	write_joins(&out, &g, r->text);
	assert_str_equal(buffer_str(&out), r->text);
	out.length = 0;
	for (const diag *each = diags_sorted(d); each; each = each->next)
		buffer_format(&out, "%s", diag_row_of(each->code)->number);
	assert_str_equal(buffer_str(&out), r->codes);
	buffer_free(&out);
	arena_free(a);
}

/* What is compiled in is what the reader finds in the files. */
static const struct builtin_row {
	const char *name;
} builtin_rows[] = {{"the program's own terms are those of the file"}};

static void check_builtin(void **state)
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	glossary g = {0};
	size_t count;
	const glossary_entry *own = glossary_builtin(&count);
	(void)state;
	assert_true(glossary_read(
	    &g, a, d, STR("templates/ngon-ngu/giu-lien.xml"), NO_SPAN));
	assert_true(glossary_read(
	    &g, a, d, STR("templates/ngon-ngu/thuat-ngu.xml"), NO_SPAN));
	assert_int_equal(count, g.count);
	assert_true(count > 200);
	for (size_t i = 0; i < count; i++) {
		const glossary_entry *e = &g.entries[i];
		assert_true(str_equal(own[i].written, e->written));
		assert_true(str_equal(own[i].parted, e->parted));
		assert_true(str_equal(own[i].abbreviation, e->abbreviation));
		assert_true(str_equal(own[i].wrong, e->wrong));
		assert_int_equal(own[i].kind, e->kind);
		assert_int_equal(own[i].join, e->join);
		assert_int_equal(own[i].capitals, e->capitals);
	}
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(glossaries, rows, check_row);
	TEST_TABLE(builtin, builtin_rows, check_builtin);
	return TEST_RUN(glossaries) + TEST_RUN(builtin);
}

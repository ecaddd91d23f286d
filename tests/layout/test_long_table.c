/* Tables that run over pages: repeated captions, carried sums, divided rows. */
#include "../../src/layout/table.h"
#include "fixture.c"
#include "testing.h"

/*
 * The fixture's page holds 50 lines of 12; here no padding, so that a row is a
 * line.  What is expected: for each page its artifacts, then the number of
 * texts with a tag.  Of a long table five rows, at least, had better go
 * together.
 */
#define ROW   "<hang><o>T</o><o><so-lieu>2</so-lieu></o></hang>"
#define ROW10 ROW ROW ROW ROW ROW ROW ROW ROW ROW ROW
#define ROW50 ROW10 ROW10 ROW10 ROW10 ROW10
#define COLUMNS(rest_)                                                         \
	"<cot ten='A'/><cot ten='B' can='phai' mang-sang='co'/>" rest_
#define TOTAL  "<hang-tong><o>Cộng</o><o><so-lieu>9</so-lieu></o></hang-tong>"
#define LINE   "a<xuong-dong/>"
#define LINE10 LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE

static const struct row {
	const char *name;
	const char *xml;
	const char *expected;
} rows[] = {
    {"sums go from page to page", "<bang>" COLUMNS(ROW50 ROW50) "</bang>",
     "[XUỐNG 96] 98 / [A B LÊN 96 XUỐNG 190] 94 / [A B LÊN 190] 10"},
    {"none where the table ends with the page",
     "<bang>" COLUMNS(
	 ROW10 ROW10 ROW10 ROW10 ROW ROW ROW ROW ROW ROW ROW ROW ROW) "</bang>",
     "[] 100"},
    {"totals are not added",
     "<bang>" COLUMNS(ROW10 TOTAL ROW10 ROW10 ROW10 ROW10) "</bang>",
     "[XUỐNG 90] 94 / [A B LÊN 90] 10"},
    {"words without digits count nothing",
     "<bang>" COLUMNS("<hang><o>T</o><o>–</o></hang>" ROW50) "</bang>",
     "[XUỐNG 90] 94 / [A B LÊN 90] 10"},
    {"a mark of figures that lack units goes along",
     "<bang>" COLUMNS(
	 "<hang><o>T</o><o><so-lieu>2(*)</so-lieu></o></hang>" ROW50) "</bang>",
     "[XUỐNG 92(*)] 94 / [A B LÊN 92(*)] 10"},
    {"without the wish no sums",
     "<bang><cot ten='A'/><cot ten='B'/>" ROW50 "</bang>", "[] 92 / [A B] 10"},
    {"a caption is repeated",
     "<bang ten='Tên'><cot ten='A'/><cot ten='B'/>" ROW50 "</bang>",
     "[] 93 / [Tên (tiếp theo) A B] 10"},
    {"not when the head is not",
     "<bang ten='Tên' dau-bang-lap='khong'><cot ten='A'/><cot ten='B'/>" ROW50
     "</bang>",
     "[] 93 / [] 10"},
    {"a row too high for a page is divided",
     "<bang><cot ten='A'/><cot ten='B'/><hang><o>" LINE10 LINE10 LINE10 LINE10
	 LINE10 LINE10 "z</o><o>y</o></hang></bang>",
     "[] 52 / [A B] 12"},
    {"few lines of it had better not stand alone",
     "<bang><cot ten='A'/><cot ten='B'/><hang><o>" LINE10 LINE10 LINE10 LINE10
	 LINE LINE LINE LINE LINE LINE LINE LINE LINE
     "z</o><o>y</o></hang></bang>",
     "[] 49 / [A B] 4"},
};

/* A figure is worth what it says, a mark behind it left out. */
static void trace(fixture *f, doc_node *node)
{
	for (doc_node *n = node->first_child; n; n = n->next) {
		trace(f, n);
		if (n->kind != DOC_FIGURE)
			continue;
		doc_trace *made = ARENA_NEW(f->arena, doc_trace);
		int64_t value;
		str digits = str_slice(n->text, 0, str_find(n->text, STR("(")));
		made->has_value = str_to_int64(digits, &value);
		made->value = TEXT_INTEGER(value);
		n->trace = made;
	}
}

static void open_long(fixture *f, const char *xml)
{
	fixture_open(f);
	f->profile.table_padding_x = f->profile.table_padding_y = 0;
	f->profile.carried_down = STR("XUỐNG");
	f->profile.carried_over = STR("LÊN");
	f->profile.table_continued = STR("(tiếp theo)");
	fixture_read(f,
		     str_format(f->arena, "<van-ban>%s</van-ban>", xml).data);
	trace(f, f->root);
	layout_document(f->root, &f->profile, &f->fonts, f->arena, f->diags,
			&f->pages);
}

static void write_page_of(fixture *f, const page *p)
{
	size_t texts = 0, artifacts = 0;
	buffer_append(&f->text, STR("["));
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind != PAGE_RUN)
			continue;
		texts += item->tag != NULL;
		if (!item->tag && item->y > 40000) /* not the page's number */
			buffer_format(&f->text, "%s%.*s",
				      artifacts++ ? " " : "",
				      STR_ARGS(str_trim(item->as.run.text)));
	}
	buffer_format(&f->text, "] %zu", texts);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	fixture f;
	open_long(&f, r->xml);
	assert_string_equal(fixture_messages(&f), "");
	f.text.length = 0;
	for (size_t i = 0; i < f.pages.page_count; i++) {
		if (i > 0)
			buffer_append(&f.text, STR(" / "));
		write_page_of(&f, &f.pages.pages[i]);
	}
	assert_str_equal(buffer_str(&f.text), r->expected);
	fixture_close(&f);
}

static const struct fault {
	const char *name;
	const char *xml;
	const char *messages;
} faults[] = {
    {"a number that is no figure",
     "<bang>" COLUMNS("<hang><o>T</o><o>5</o></hang>") "</bang>",
     "E1673 ô “5” trong cột mang sang không phải một số liệu @<o>\n"},
    {"two figures",
     "<bang>" COLUMNS("<hang><o>T</o><o><so-lieu>5</so-lieu><so-lieu>6"
		      "</so-lieu></o></hang>") "</bang>",
     "E1673 ô “56” trong cột mang sang không phải một số liệu @<o>\n"},
    {"the first column",
     "<bang><cot ten='B' mang-sang='co'/><hang><o>–</o></hang></bang>",
     "E1674 cột mang sang “B” không được đứng đầu bảng @<cot ten='B' "
     "mang-sang='co'/>\n"},
};

static void check_fault(void **state)
{
	const struct fault *r = *state;
	fixture f;
	open_long(&f, r->xml);
	const char *said = fixture_messages(&f);
	size_t length = strlen(r->messages);
	assert_true(strncmp(said, r->messages, length) == 0);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(pages_of_tables, rows, check_row);
	TEST_TABLE(faults_of_tables, faults, check_fault);
	int failed = TEST_RUN(pages_of_tables);
	return failed + TEST_RUN(faults_of_tables);
}

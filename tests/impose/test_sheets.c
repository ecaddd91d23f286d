/* Plans carried out: pages on sides, and what other programs see of them. */
#include "../pdf/paper.h"

#include "vanban/impose.h"

static const char *const words[] = {"một", "hai", "ba",	 "bốn",
				    "năm", "sáu", "bảy", "tám"};

/* Eight pages with a word each, all in one paragraph; an anchor on page 3. */
static void set_pages(paper *p)
{
	paper_open(p, "Liberation Serif", FONT_REGULAR);
	paper_tag(p, p->document.root, PAGE_P);
	for (size_t i = 0; i < 8; i++) {
		char label[] = {(char)('1' + i), 0};
		paper_page(p, label);
		p->page->label = str_copy(p->arena, p->page->label);
		paper_text(p, str_from(words[i]));
	}
	*page_append_anchor(p->arena, &p->document) =
	    (page_anchor){.name = STR("so"),
			  .page = 2,
			  .x = 100000,
			  .y = 200000,
			  .width = 50000,
			  .height = 20000};
}

static void make(paper *p, impose_options options, page_document *out)
{
	impose_page pages[8];
	impose_plan plan;
	for (size_t i = 0; i < 8; i++)
		pages[i] = (impose_page){595276, 841890, 0};
	impose_paper(STR("A4"), &options.paper_width, &options.paper_height);
	impose_make(p->arena, &options, pages, 8, &plan);
	impose_sheets(p->arena, &plan, &p->document, out);
}

static void sides_hold_pages(void **state)
{
	(void)state;
	paper p;
	page_document out;
	set_pages(&p);
	make(&p, (impose_options){.layout = IMPOSE_BOOKLET, .fold_marks = true},
	     &out);
	assert_int_equal(out.page_count, 4);
	assert_str_equal(out.pages[0].label, "1a");
	assert_str_equal(out.pages[3].label, "2b");
	assert_str_equal(out.title, "Báo cáo thử (bản “mẫu”)");
	assert_int_equal(out.pages[0].items[0].kind, PAGE_PLACED);
	assert_ptr_equal(out.pages[0].items[0].as.placed.page,
			 &p.document.pages[7]);
	assert_int_equal(out.pages[0].items[2].kind, PAGE_BOX);
	assert_int_equal(out.pages[0].items[2].artifact, PAGE_ARTIFACT_LAYOUT);
	paper_close(&p);
}

/* Page 3 is the right-hand page of the second sheet's front. */
static void anchors_move_along(void **state)
{
	(void)state;
	paper p;
	page_document out;
	set_pages(&p);
	make(&p, (impose_options){.layout = IMPOSE_BOOKLET}, &out);
	assert_int_equal(out.anchor_count, 1);
	const page_anchor *anchor = &out.anchors[0];
	assert_str_equal(anchor->name, "so");
	assert_int_equal(anchor->page, 2);
	assert_in_range(anchor->x, 491000, 492500);
	assert_in_range(anchor->y, 141000, 141800);
	assert_in_range(anchor->width, 35300, 35400);
	paper_close(&p);
}

static void turned_against_the_clock(void **state)
{
	(void)state;
	paper p;
	page_document out;
	impose_page pages[] = {{841890, 595276, 0}};
	impose_options options = {.layout = IMPOSE_ONE_UP, .one_sided = true};
	impose_plan plan;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	page_append(p.arena, &p.document, 841890, 595276, STR("1"));
	impose_paper(STR("A5"), &options.paper_width, &options.paper_height);
	/* As if most pages stood: form_of would lay the paper down. */
	impose_page mixed[] = {
	    {595276, 841890, 0}, {595276, 841890, 0}, pages[0]};
	page_append(p.arena, &p.document, 595276, 841890, STR("2"));
	page_append(p.arena, &p.document, 841890, 595276, STR("3"));
	impose_make(p.arena, &options, mixed, 3, &plan);
	impose_sheets(p.arena, &plan, &p.document, &out);
	assert_int_equal(out.pages[2].items[0].as.placed.turned, 3);
	assert_str_equal(out.pages[2].label, "3");
	paper_close(&p);
}

static buffer said_of(const buffer *file, const char *command)
{
	char folder[] = "/tmp/vanban-sheets-XXXXXX", path[64], line[256];
	buffer said = {0};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/sheets.pdf", folder);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(file->data, 1, file->length, f), file->length);
	fclose(f);
	snprintf(line, sizeof line, "LC_ALL=C.UTF-8 %s %s 2>&1", command, path);
	FILE *pipe = popen(line, "r");
	assert_non_null(pipe);
	char chunk[4096];
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		buffer_append(&said, (str){chunk, n});
	assert_int_equal(pclose(pipe), 0);
	unlink(path);
	rmdir(folder);
	return said;
}

static const struct layout_row {
	const char *name;
	impose_options options;
} layouts[] = {
    {"read in order: two on a side", {.layout = IMPOSE_TWO_UP}},
    {"read in order: a booklet", {.layout = IMPOSE_BOOKLET}},
    {"read in order: backs upside down",
     {.layout = IMPOSE_BOOKLET, .flip = IMPOSE_FLIP_LONG}},
    {"read in order: four on a side, to be cut",
     {.layout = IMPOSE_FOUR_UP, .stack = true, .crop_marks = true}},
};

/* The paragraph is read as it runs, not as its pages lie on the sheets. */
static void is_read_in_order(void **state)
{
	const struct layout_row *r = *state;
	paper p;
	page_document out, whole;
	set_pages(&p);
	make(&p, r->options, &out);
	whole = p.document;
	p.document = out;
	buffer file = paper_write(&p, true);
	p.document = whole;
	buffer said = said_of(&file, "pdfinfo -struct-text");
	str rest = buffer_str(&said), word;
	size_t found = 0;
	while (str_next_word(&rest, &word))
		for (size_t i = 0; i < 8; i++)
			if (str_find(word, str_from(words[i])) < word.length)
				assert_int_equal(i, found++);
	assert_int_equal(found, 8);
	buffer_free(&said);
	said = said_of(&file, "qpdf --check");
	assert_true(str_find(buffer_str(&said), STR("No syntax")) <
		    said.length);
	buffer_free(&said);
	buffer_free(&file);
	paper_close(&p);
}

int main(void)
{
	const struct CMUnitTest sheets[] = {
	    cmocka_unit_test(sides_hold_pages),
	    cmocka_unit_test(anchors_move_along),
	    cmocka_unit_test(turned_against_the_clock),
	};
	TEST_TABLE(reading, layouts, is_read_in_order);
	return cmocka_run_group_tests(sheets, NULL, NULL) + TEST_RUN(reading);
}

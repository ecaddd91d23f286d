/* What stands in the file, uncompressed: operators, structure, metadata. */
#include "paper.h"

/* ---- One run or box: its operators ------------------------------------ */

static const struct row {
	const char *name;
	const char *text; /* NULL: a box */
	int32_t scale;
	mpt stretch;
	const char *expected;
} rows[] = {
    {"a run", "Aa", 1000, 0,
     "/F0 13 Tf\n1 0 0 1 72 761.89 Tm\n[<00240044>]TJ\n"},
    {"kerning becomes a number", "VA", 1000, 0, "[<0039>129<0024>]TJ"},
    {"a wider space moves what follows", "a b", 1000, 13000,
     "[<00440003>-1000<0045>]TJ"},
    {"a narrower space too", "a b", 1000, -1300, "[<00440003>100<0045>]TJ"},
    {"nothing is said of an error that cannot be seen", "a b", 1000, 14,
     "[<004400030045>]TJ"},
    {"narrow glyphs", "Aa", 985, 0, "98.5 Tz\n"},
    {"the scale counts in the numbers", "a b", 500, 13000,
     "[<00440003>-2000<0045>]TJ"},
    {"a box", NULL, 0, 0, "0.502 0 1 rg\n72 760.89 10.5 1 re f\n"},
};

static void check_row(void **state)
{
	const struct row *row = *state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	paper_tag(&p, p.document.root, PAGE_P);
	p.scale = row->scale;
	p.stretch = row->stretch;
	if (row->text)
		paper_run(&p, str_from(row->text));
	else
		paper_box(&p, 10500, 1000, 0x8000FF);
	buffer file = paper_write(&p, false);
	if (!paper_has(&file, row->expected))
		fail_msg("“%s” is not in the file", row->expected);
	buffer_free(&file);
	paper_close(&p);
}

/* ---- A document with one of everything -------------------------------- */

static void set_table(paper *p, page_tag *parent)
{
	page_tag *table = page_tag_new(p->arena, parent, PAGE_TABLE);
	page_tag *head = page_tag_new(p->arena, table, PAGE_THEAD);
	page_tag *row = page_tag_new(p->arena, head, PAGE_TR);
	page_tag *th = paper_block(p, row, PAGE_TH, "Phường");
	th->scope = PAGE_SCOPE_COLUMN;
	th->column_span = 2;
	page_tag *body = page_tag_new(p->arena, table, PAGE_TBODY);
	row = page_tag_new(p->arena, body, PAGE_TR);
	page_tag **headers = ARENA_ARRAY(p->arena, page_tag *, 1);
	headers[0] = th;
	page_tag *td = paper_block(p, row, PAGE_TD, "Văn Miếu");
	td->headers = headers;
	td->header_count = 1;
	/* An empty cell. */
	page_tag_new(p->arena, row, PAGE_TD)->row_span = 3;
}

static void set_everything(paper *p)
{
	p->document.facts = (page_facts){STR("bao-cao"), STR("87/BC<"),
					 STR("dd"), STR("2023-9T")};
	p->document.attachment = (page_attachment){
	    .name = STR("so-lieu.xml"),
	    .bytes = STR("abc"),
	    .description = STR("Số liệu"),
	    .mime = STR("text/xml"),
	    .date = STR("2023-09-14"),
	};
	page_tag *root = p->document.root;
	paper_page(p, "1");
	paper_block(p, root, PAGE_H1, "Phần một")->title = STR("I. Phần một");
	paper_block(p, root, PAGE_H2, "Mục một")->title = STR("1 (Muc)");
	page_tag *around = paper_block(p, root, PAGE_P, "Trước số liệu");
	page_tag *figure_span = page_tag_new(p->arena, around, PAGE_SPAN);
	p->tag = figure_span;
	paper_run(p, STR("103 "));
	p->tag = around;
	paper_text(p, STR("cuộc tuyên truyền"));
	paper_page(p, "2");
	p->tag = around;
	paper_text(p, STR("sang trang sau"));
	paper_newline(p);
	page_tag *list = page_tag_new(p->arena, root, PAGE_L);
	list->ordered = true;
	page_tag *item = page_tag_new(p->arena, list, PAGE_LI);
	paper_block(p, item, PAGE_LBL, "a)");
	paper_block(p, item, PAGE_LBODY, "Nội dung");
	set_table(p, root);
	paper_tag(p, root, PAGE_FIGURE);
	p->tag->alternative = STR("Biểu đồ (cột)");
	paper_box(p, 100000, 50000, 0x336699);
	paper_block(p, root, PAGE_SPAN, "MTTQ")->expansion =
	    STR("Mặt trận Tổ quốc");
	paper_block(p, root, PAGE_H1, "Phần hai")->title = STR("II. Phần hai");
	p->tag = NULL;
	paper_run(p, STR("2"));
	paper_page(p, "1");
	paper_block(p, root, PAGE_H2, "Phụ lục")->title = STR("Phụ lục");
	paper_page(p, "PL-1");
	paper_page(p, "");
}

static const struct part {
	const char *name;
	const char *text;
} parts[] = {
    {"the version", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"},
    {"the language", "/Lang(vi-VN)"},
    {"the title is shown", "/DisplayDocTitle true"},
    {"marked", "/MarkInfo<</Marked true>>"},
    {"title as text string", "/Title<FEFF004200E1006F"},
    {"an ASCII bookmark is escaped", "/Title(1 \\(Muc\\))"},
    {"dates from the document", "/CreationDate(D:20230914000000+07'00')"},
    {"the same date in XMP",
     "<xmp:CreateDate>2023-09-14T00:00:00+07:00</xmp:CreateDate>"},
    {"the author is escaped in XMP",
     "quận Đống Đa &amp; phường</rdf:li></rdf:Seq></dc:creator>"},
    {"PDF/A-3", "<pdfaid:part>3</pdfaid:part>"},
    {"level A", "<pdfaid:conformance>A</pdfaid:conformance>"},
    {"PDF/UA-1", "<pdfuaid:part>1</pdfuaid:part>"},
    {"a colour profile", "/S/GTS_PDFA1"},
    {"scope and span of a head cell", "/A<</O/Table/Scope/Column/ColSpan 2>>"},
    {"row span of an empty cell", "/A<</O/Table/RowSpan 3>>"},
    {"headers of a cell", "/Headers[(h00000012)]"},
    {"their identifier", "/ID(h00000012)"},
    {"the tree of identifiers", "/IDTree<</Names[(h00000012)"},
    {"an ordered list", "/A<</O/List/ListNumbering/Decimal>>"},
    {"a figure's box", "/BBox[72 "},
    {"a figure's description", "/Alt<FEFF"},
    {"an abbreviation's expansion", "/E<FEFF004D1EB7"},
    {"a paragraph on two pages", "<</Type/MCR/Pg "},
    {"the page number is an artifact", "/Artifact<</Type/Pagination>>BDC"},
    {"marked content", "/H1<</MCID 0>>BDC"},
    {"tab order", "/Tabs/S/StructParents 0"},
    {"labels begin, begin anew, and are words",
     "/PageLabels<</Nums[0<</S/D/St 1>>2<</S/D/St 1>>3<</P(PL-1)>>"
     "4<</P()>>]>>"},
    {"bookmarks: four in all, none hidden", "/Count 4"},
    {"fonts with widths", "/CIDToGIDMap/Identity"},
    {"text of glyphs", "beginbfchar\n<0003><0020>\n"},
    {"the data are a Source of the document",
     "/Type/Filespec/AFRelationship/Source/F(so-lieu.xml)/UF(so-lieu.xml)"},
    {"their description", "/Desc<FEFF0053"},
    {"their type", "/Type/EmbeddedFile/Subtype/text#2Fxml"},
    {"their date, size and checksum",
     "/Params<</ModDate(D:20230914000000+07'00')/Size 3"
     "/CheckSum<900150983cd24fb0d6963f7d28e17f72>>>"},
    {"the data are associated", "/AF["},
    {"the data are listed", "/EmbeddedFiles<</Names[(so-lieu.xml)"},
    {"their digest in XMP",
     "<vanban:dataSha256>ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff"
     "61f20015ad</vanban:dataSha256>"},
    {"type in XMP", "<vanban:type>bao-cao</vanban:type>"},
    {"number in XMP", "<vanban:number>87/BC&lt;</vanban:number>"},
    {"unit in XMP", "<vanban:unit>dd</vanban:unit>"},
    {"period in XMP", "<vanban:period>2023-9T</vanban:period>"},
    {"our properties are described",
     "<pdfaSchema:namespaceURI>urn:vanban:pdf:1:</pdfaSchema:namespaceURI>"},
};

static buffer everything;

static int write_everything(void **state)
{
	paper p;
	(void)state;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	set_everything(&p);
	everything = paper_write(&p, false);
	paper_close(&p);
	return 0;
}

static int free_everything(void **state)
{
	(void)state;
	buffer_free(&everything);
	return 0;
}

static void check_part(void **state)
{
	const struct part *part = *state;
	if (!paper_has(&everything, part->text))
		fail_msg("“%s” is not in the file", part->text);
}

/* ---- Single cases ----------------------------------------------------- */

/* Own content before and after a child keeps its place. */
static void check_order(void **state)
{
	(void)state;
	str bytes = buffer_str(&everything);
	size_t at = str_find(bytes, STR("/S/P/P "));
	assert_true(at < bytes.length);
	str body = str_slice(bytes, at, 200);
	size_t kids = str_find(body, STR("/K[2 "));
	size_t child = str_find(body, STR(" 0 R 4 <</Type/MCR"));
	assert_true(kids < body.length);
	assert_true(child < body.length && child > kids);
}

/* The number of the object in which part stands. */
static unsigned object_with(const buffer *file, const char *part)
{
	str bytes = buffer_str(file);
	size_t at = str_find(bytes, str_from(part));
	assert_true(at < bytes.length);
	while (at > 0 &&
	       !str_starts_with(str_slice(bytes, at, 7), STR(" 0 obj\n")))
		at--;
	unsigned number = 0, digit = 1;
	while (at-- > 0 && bytes.data[at] >= '0' && bytes.data[at] <= '9') {
		number += digit * (unsigned)(bytes.data[at] - '0');
		digit *= 10;
	}
	return number;
}

/* A level that is left out: D belongs to C, not to B of the part before. */
static void check_nesting(void **state)
{
	static const struct {
		page_role role;
		const char *title;
	} headings[] = {
	    {PAGE_H1, "A"}, {PAGE_H2, "B"}, {PAGE_H1, "C"}, {PAGE_H3, "D"}};
	(void)state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	for (size_t i = 0; i < TEST_COUNT(headings); i++)
		paper_block(&p, p.document.root, headings[i].role, "x")->title =
		    str_from(headings[i].title);
	buffer file = paper_write(&p, false);
	char expected[64];
	str bytes = buffer_str(&file);
	str d = str_slice(bytes, str_find(bytes, STR("/Title(D)")), 100);
	snprintf(expected, sizeof expected, "/Parent %u 0 R",
		 object_with(&file, "/Title(C)"));
	assert_true(str_find(d, str_from(expected)) < d.length);
	buffer_free(&file);
	paper_close(&p);
}

static void check_same_bytes(void **state)
{
	(void)state;
	buffer files[2];
	for (int i = 0; i < 2; i++) {
		paper p;
		paper_open(&p, "Liberation Serif", FONT_REGULAR);
		/* Other faces and words before must not matter. */
		if (i) {
			font_id other = p.face;
			p.face =
			    p.fonts->face(p.fonts->context, STR("DejaVu Serif"),
					  FONT_BOLD, NO_SPAN);
			font_word word;
			p.fonts->shape(p.fonts->context, p.face, STR("Жж"),
				       &word);
			p.face = other;
		}
		set_everything(&p);
		files[i] = paper_write(&p, true);
		paper_close(&p);
	}
	assert_int_equal(files[0].length, files[1].length);
	assert_memory_equal(files[0].data, files[1].data, files[0].length);
	buffer_free(&files[0]);
	buffer_free(&files[1]);
}

/* One letter more is another identifier. */
static void check_identifier(void **state)
{
	static const char *const texts[] = {"Báo cáo", "Báo cáó"};
	(void)state;
	str identifiers[2];
	buffer files[2];
	for (int i = 0; i < 2; i++) {
		paper p;
		paper_open(&p, "Liberation Serif", FONT_REGULAR);
		paper_page(&p, "1");
		paper_block(&p, p.document.root, PAGE_P, texts[i]);
		files[i] = paper_write(&p, true);
		str bytes = buffer_str(&files[i]);
		size_t at = str_find(bytes, STR("/ID[<"));
		identifiers[i] = str_slice(bytes, at + 5, 32);
		paper_close(&p);
	}
	assert_int_equal(identifiers[0].length, 32);
	assert_false(str_equal(identifiers[0], identifiers[1]));
	buffer_free(&files[0]);
	buffer_free(&files[1]);
}

static void check_untagged(void **state)
{
	paper p;
	(void)state;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	p.document.root = NULL;
	p.document.date = STR("không rõ");
	paper_page(&p, "1");
	paper_run(&p, STR("chữ"));
	buffer file = paper_write(&p, false);
	assert_false(paper_has(&file, "StructTreeRoot"));
	assert_false(paper_has(&file, "BDC"));
	assert_false(paper_has(&file, "pdfuaid:part"));
	assert_false(paper_has(&file, "CreationDate"));
	assert_false(paper_has(&file, "CreateDate"));
	assert_true(paper_has(&file, "<pdfaid:conformance>U<"));
	buffer_free(&file);
	paper_close(&p);
}

static void check_no_pages(void **state)
{
	paper p;
	buffer out = {0};
	(void)state;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	assert_false(pdf_write(&p.document, p.set, &(pdf_options){true},
			       p.arena, p.diags, &out));
	assert_int_equal(diags_sorted(p.diags)->code, DIAG_PDF_NO_PAGES);
	assert_int_equal(out.length, 0);
	paper_close(&p);
}

/* A mark that the face has no letter for is raised by Ts. */
static void check_rise(void **state)
{
	paper p;
	(void)state;
	paper_open(&p, "DejaVu Serif", FONT_REGULAR);
	paper_page(&p, "1");
	paper_tag(&p, p.document.root, PAGE_P);
	paper_run(&p, STR("X\xCC\x81y"));
	assert_false(p.has_missing);
	buffer file = paper_write(&p, false);
	assert_true(paper_has(&file, " Ts\n"));
	assert_true(paper_has(&file, "\n0 Ts\n"));
	buffer_free(&file);
	paper_close(&p);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_order),
	    cmocka_unit_test(check_nesting),
	    cmocka_unit_test(check_same_bytes),
	    cmocka_unit_test(check_identifier),
	    cmocka_unit_test(check_untagged),
	    cmocka_unit_test(check_no_pages),
	    cmocka_unit_test(check_rise),
	};
	TEST_TABLE(operators, rows, check_row);
	TEST_TABLE(everything_in_it, parts, check_part);
	int failed = TEST_RUN(operators);
	failed += _cmocka_run_group_tests("everything", everything_in_it,
					  TEST_COUNT(everything_in_it),
					  write_everything, free_everything);
	return failed + cmocka_run_group_tests(single, write_everything,
					       free_everything);
}

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
     "BT\n/P<</MCID 0>>BDC\n/F0 13 Tf\n72 761.89 Td\n[<000C000D>]TJ\n"
     "EMC\nET\n"},
    {"kerning becomes a number", "VA", 1000, 0, "[<000D>129<000C>]TJ"},
    {"a wider space moves what follows", "a b", 1000, 13000,
     "[<000C0001>-1000<000D>]TJ"},
    {"a narrower space too", "a b", 1000, -1300, "[<000C0001>100<000D>]TJ"},
    {"nothing is said of an error that cannot be seen", "a b", 1000, 14,
     "[<000C0001000D>]TJ"},
    {"narrow glyphs", "Aa", 985, 0, "98.5 Tz\n"},
    {"the scale counts in the numbers", "a b", 500, 13000,
     "[<000C0001>-2000<000D>]TJ"},
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
	for (int i = 0; i < 2; i++) {
		row = page_tag_new(p->arena, body, PAGE_TR);
		paper_block(p, row, PAGE_TD, "Ô Chợ Dừa");
	}
}

static void set_note(paper *p, page_tag *around, page_tag *note)
{
	page_tag *reference = page_tag_new(p->arena, around, PAGE_REFERENCE);
	paper_link(p, reference, "1", note, "");
	p->tag = note;
	paper_block(p, note, PAGE_LBL, "1");
	paper_block(p, note, PAGE_P, "Nội dung chú thích.");
}

/* Contents, a note, an anchor, a field: on the last page, sent back. */
static void set_links(paper *p)
{
	page_tag *root = p->document.root;
	page_tag *contents = page_tag_new(p->arena, root, PAGE_TOC);
	page_tag *entry = page_tag_new(p->arena, contents, PAGE_TOCI);
	page_tag *around = page_tag_new(p->arena, entry, PAGE_REFERENCE);
	paper_link(p, around, "I. Phần một", root->first_child, "");
	paper_newline(p);
	page_tag *paragraph = paper_block(p, root, PAGE_P, "Lời có chú thích");
	set_note(p, paragraph, page_tag_new(p->arena, root, PAGE_NOTE));
	paper_link(p, paragraph, "về số", NULL, "so");
	paper_link(p, paragraph, "đi lạc", NULL, "khong-co");
	page_anchor *anchor = page_append_anchor(p->arena, &p->document);
	*anchor = (page_anchor){
	    .name = STR("so"), .page = 1, .x = 72000, .y = 100000};
	paper_tag(p, root, PAGE_FIGURE);
	p->tag->alternative = STR("Ảnh");
	const image *picture = paper_image(p);
	paper_picture(p, picture, 100000, 50000);
	paper_picture(p, picture, 10000, 5000);
	*page_append_field(p->arena, p->page) = (page_field){
	    .tag = page_tag_new(p->arena, root, PAGE_FORM),
	    .area = {300000, 600000, 150000, 60000},
	    .name = STR("chu-ky"),
	    .label = STR("Chữ ký"),
	};
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
	p->tag = page_tag_new(p->arena, around, PAGE_SPAN);
	p->tag->expansion = STR("một trăm linh ba");
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
	set_links(p);
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
    {"text of glyphs", "beginbfchar\n<0001><0020>\n"},
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
    {"a link to a heading is back on page 1",
     "/Type/Annot/Subtype/Link/Border[0 0 0]"},
    {"its destination", "/XYZ 0 774.89 null]/Type/Annot/Subtype/Link"},
    {"a link is printed and says what it is", "/F 4/Contents<FEFF"},
    {"keys of annotations come after those of the pages", "/StructParent 5"},
    {"a link's element holds it", "<</Type/OBJR/Obj "},
    {"the anchor of a link", "/XYZ 0 741.89 null]"},
    {"the next key", "/ParentTreeNextKey 9"},
    {"a note has an identifier", "/S/Note/P "},
    {"a picture", "/Subtype/Image/Width 2/Height 1/BitsPerComponent 8"},
    {"its palette", "/ColorSpace[/Indexed/DeviceRGB 1<FF00000000FF>]"},
    {"its transparency", "/SMask "},
    {"where it is drawn", " cm /I0 Do Q\n"},
    {"resources name it", "/XObject<</I0 "},
    {"a field", "/Type/Annot/Subtype/Widget/FT/Sig/T(chu-ky)/TU<FEFF"},
    {"where it is", "/Rect[300 181.89 450 241.89]"},
    {"it has a look", "/AP<</N "},
    {"the form", "/AcroForm<</SigFlags 1/Fields["},
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
	/* For make conformance. */
	const char *path = getenv("SAVE_EVERYTHING");
	FILE *file = path ? fopen(path, "wb") : NULL;
	if (!file)
		return path != NULL;
	size_t written = fwrite(everything.data, 1, everything.length, file);
	return fclose(file) != 0 || written != everything.length;
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

/* ---- Paths ------------------------------------------------------------- */

static const page_step steps[] = {
    {PAGE_MOVE, {0, 0}, {{0, 0}, {0, 0}}},
    {PAGE_LINE, {10000, 5000}, {{0, 0}, {0, 0}}},
    {PAGE_CURVE, {0, 500}, {{1000, 2000}, {3000, 4000}}},
    {PAGE_CLOSE, {0, 0}, {{0, 0}, {0, 0}}},
};

#define OUTLINE "72 761.89 m\n82 756.89 l\n73 759.89 75 757.89 72 761.39 c\nh\n"

static const struct path_row {
	const char *name;
	page_path path;
	const char *expected;
} path_rows[] = {
    {"filled",
     {steps, 4, true, 0x8000FF, 0, 0, 0},
     "0.502 0 1 rg\n" OUTLINE "f\n"},
    {"stroked",
     {steps, 4, false, 0, 500, 0xFF0000, 0},
     "1 0 0 RG\n1 j\n0.5 w\n" OUTLINE "S\n"},
    {"both",
     {steps, 4, true, 0xFFFFFF, 1000, 0, 0},
     "1 j\n1 1 1 rg\n" OUTLINE "B\n"},
    {"dashed",
     {steps, 2, false, 0, 1000, 0, 2500},
     "[2.5]0 d\n1 j\n72 761.89 m\n82 756.89 l\nS\n"},
    {"neither draws nothing", {steps, 4, false, 0, 0, 0, 0}, "BDC\nEMC\n"},
};

static void check_path(void **state)
{
	const struct path_row *row = *state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	paper_tag(&p, p.document.root, PAGE_FIGURE);
	paper_path(&p, row->path);
	buffer file = paper_write(&p, false);
	if (!paper_has(&file, row->expected))
		fail_msg("“%s” is not in the file", row->expected);
	buffer_free(&file);
	paper_close(&p);
}

/* ---- Placed pages ------------------------------------------------------ */

static const struct placed_row {
	const char *name;
	int32_t scale;
	int32_t turned;
	const char *expected;
} placed_rows[] = {
    {"upright", 1000000, 0, "q\n1 0 0 1 10 0 cm\n"},
    {"smaller", 707107, 0, "q\n0.707107 0 0 0.707107 10 246.584 cm\n"},
    {"turned once", 1000000, 1, "q\n0 -1 1 0 10 841.89 cm\n"},
    {"turned twice", 500000, 2, "q\n-0.5 0 0 -0.5 307.638 841.89 cm\n"},
    {"turned thrice", 1000000, 3, "q\n0 1 -1 0 851.89 246.614 cm\n"},
    {"its marks are inside", 1000000, 0,
     "cm\nBT\n/P<</MCID 0>>BDC\n/F0 13 Tf\n"},
    {"what follows begins anew", 1000000, 0,
     "EMC\nET\nQ\nBT\n/P<</MCID 1>>BDC\n/F0 13 Tf\n"},
    {"a link without words says what it is", 1000000, 0,
     "/Contents<FEFF004C006900EA006E"},
    {"its links are where it lies", 500000, 1,
     "/Rect[340.445 744.89 346.945 769.89]"},
};

static void check_placed(void **state)
{
	const struct placed_row *row = *state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	page inner = {.width = 595276, .height = 841890};
	p.page = &inner;
	p.x = 144000;
	p.y = 180000;
	paper_tag(&p, p.document.root, PAGE_P);
	paper_run(&p, STR("Trang"));
	*page_append_link(p.arena, &inner) = (page_link){
	    .tag = page_tag_new(p.arena, p.document.root, PAGE_LINK),
	    .area = {144000, 168000, 50000, 13000},
	    .target = p.tag};
	paper_page(&p, "1");
	*page_append_item(p.arena, p.page) =
	    (page_item){.kind = PAGE_PLACED,
			.x = 10000,
			.as.placed = {&inner, row->scale, row->turned}};
	paper_run(&p, STR("Tờ"));
	buffer file = paper_write(&p, false);
	if (!paper_has(&file, row->expected))
		fail_msg("“%s” is not in the file", row->expected);
	buffer_free(&file);
	paper_close(&p);
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

static size_t count_of(str text, str part)
{
	size_t count = 0, at;
	while ((at = str_find(text, part)) < text.length) {
		text = str_slice(text, at + part.length, text.length);
		count++;
	}
	return count;
}

/* Content of a Span that says nothing is its parent's, in the same order. */
static void check_plain_span(void **state)
{
	(void)state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	page_tag *around = paper_block(&p, p.document.root, PAGE_P, "a");
	page_tag *figure = page_tag_new(p.arena, around, PAGE_SPAN);
	p.tag = figure;
	paper_text(&p, STR("b"));
	p.tag = page_tag_new(p.arena, figure, PAGE_SPAN);
	p.tag->expansion = STR("c c");
	paper_text(&p, STR("c"));
	p.tag = around;
	paper_text(&p, STR("d"));
	buffer file = paper_write(&p, false);
	str bytes = buffer_str(&file);
	assert_int_equal(count_of(bytes, STR("/P<</MCID ")), 2);
	assert_int_equal(count_of(bytes, STR("/Span<</MCID ")), 1);
	assert_int_equal(count_of(bytes, STR("/S/Span/P ")), 1);
	size_t at = str_find(bytes, STR("/K[0 "));
	assert_true(at < bytes.length);
	str kids = str_slice(bytes, at, 20);
	assert_true(str_find(kids, STR(" 0 R 2 ]")) < kids.length);
	buffer_free(&file);
	paper_close(&p);
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

/* What a file is called and how its headings stand, whatever is left out. */
static const struct plain_row {
	const char *name;
	const char *author;
	struct {
		page_role role;
		const char *title;
	} blocks[5];
	const char *title, *roles[5];
} plain_rows[] = {
    {"no title: the first heading's",
     "Ban",
     {{PAGE_P, ""}, {PAGE_H2, "Mot"}, {PAGE_H2, "Hai"}},
     "/Title(Mot)/Author(Ban)",
     {"P", "H1", "H1"}},
    {"no heading: the body",
     "Ban",
     {{PAGE_P, ""}},
     "/Title(Ban)/Author(Ban)",
     {"P"}},
    {"nothing at all", "", {{PAGE_P, ""}}, "/Title<FEFF00560103", {"P"}},
    {"levels without gaps",
     "",
     {{PAGE_H2, "a"},
      {PAGE_H4, "b"},
      {PAGE_H6, "c"},
      {PAGE_H4, "d"},
      {PAGE_H3, "e"}},
     "/Title(a)",
     {"H1", "H2", "H3", "H2", "H2"}},
    {"levels that are right stay",
     "",
     {{PAGE_H1, "a"},
      {PAGE_H2, "b"},
      {PAGE_H3, "c"},
      {PAGE_H2, "d"},
      {PAGE_H1, "e"}},
     "/Title(a)",
     {"H1", "H2", "H3", "H2", "H1"}},
};

static void check_plain(void **state)
{
	const struct plain_row *row = *state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	p.document.title = (str){0};
	p.document.author = str_from(row->author);
	paper_page(&p, "1");
	for (size_t i = 0; i < TEST_COUNT(row->blocks) && row->roles[i]; i++)
		paper_block(&p, p.document.root, row->blocks[i].role, "x")
		    ->title = str_from(row->blocks[i].title);
	buffer file = paper_write(&p, false);
	assert_true(paper_has(&file, row->title));
	str rest = buffer_str(&file);
	for (size_t i = 0; i < TEST_COUNT(row->roles) && row->roles[i]; i++) {
		size_t at = str_find(rest, STR("<<\n/S/"));
		if (i == 0) { /* the document itself */
			rest = str_slice(rest, at + 6, rest.length);
			at = str_find(rest, STR("<<\n/S/"));
		}
		rest = str_slice(rest, at + 6, rest.length);
		assert_true(str_starts_with(
		    rest, str_format(p.arena, "%s/P ", row->roles[i])));
	}
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

static size_t times(const buffer *file, const char *text)
{
	str rest = buffer_str(file), word = str_from(text);
	size_t count = 0;
	for (size_t i = 0; i + word.length <= rest.length; i++)
		count += !memcmp(rest.data + i, word.data, word.length);
	return count;
}

/* A part that stands three times: one stream, three structures. */
static void check_repeated(void **state)
{
	paper p;
	page_document set;
	(void)state;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	p.tag = page_tag_new(p.arena, p.document.root, PAGE_P);
	paper_run(&p, STR("chữ"));
	page_link *link = page_append_link(p.arena, p.page);
	*link = (page_link){
	    .tag = page_tag_new(p.arena, p.document.root, PAGE_LINK),
	    .area = {72000, 72000, 1000, 1000},
	    .target = p.tag};
	page_tag_new(p.arena, p.document.root, PAGE_NOTE);
	const page_part thrice[] = {
	    {.document = &p.document, .title = STR("a")},
	    {.document = &p.document, .title = STR("a")},
	    {.document = &p.document, .title = STR("a")},
	};
	page_join(p.arena, thrice, 3, &set);
	set.title = STR("ba lần");
	p.document = set;
	buffer file = paper_write(&p, false);
	assert_int_equal(times(&file, "/Type/Page/"), 3);
	assert_int_equal(times(&file, ">>BDC"), 1);
	assert_int_equal(times(&file, "/StructParents "), 3);
	assert_int_equal(times(&file, "/S/Part"), 3);
	assert_int_equal(times(&file, "/S/P/"), 3);
	assert_int_equal(times(&file, "/Subtype/Link"), 1);
	/* Without its annotation it is no link. */
	assert_int_equal(times(&file, "/S/Link/"), 1);
	assert_int_equal(times(&file, "/S/Span/"), 2);
	/* Three notes, three names of them: /ID and /IDTree. */
	assert_int_equal(times(&file, "(h0000"), 6);
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
	    cmocka_unit_test(check_plain_span),
	    cmocka_unit_test(check_nesting),
	    cmocka_unit_test(check_same_bytes),
	    cmocka_unit_test(check_identifier),
	    cmocka_unit_test(check_untagged),
	    cmocka_unit_test(check_repeated),
	    cmocka_unit_test(check_no_pages),
	    cmocka_unit_test(check_rise),
	};
	TEST_TABLE(operators, rows, check_row);
	TEST_TABLE(everything_in_it, parts, check_part);
	TEST_TABLE(paths, path_rows, check_path);
	TEST_TABLE(placed, placed_rows, check_placed);
	TEST_TABLE(plain, plain_rows, check_plain);
	int failed = TEST_RUN(operators) + TEST_RUN(paths) + TEST_RUN(placed) +
		     TEST_RUN(plain);
	failed += _cmocka_run_group_tests("everything", everything_in_it,
					  TEST_COUNT(everything_in_it),
					  write_everything, free_everything);
	return failed + cmocka_run_group_tests(single, write_everything,
					       free_everything);
}

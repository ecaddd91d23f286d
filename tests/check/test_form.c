#include "testing.h"
#include "vanban/check.h"

/*
 * A sound page of a report, line by line, as Nghị định 30 prescribes; each row
 * of the table spoils one thing.
 */
typedef struct line {
	const char *text;
	int page, x, y, width, size; /* points; width 0: half an em a letter */
	font_style style;
	doc_kind kind; /* DOC_KIND_COUNT: no node; DOC_TEXT: artifact */
} line;

#define NO_NODE	 DOC_KIND_COUNT
#define ARTIFACT DOC_TEXT
#define BODY(y_)                                                               \
	{                                                                      \
		"một dòng nội dung của báo cáo", 0, 85, y_, 467, 14,           \
		    FONT_REGULAR, DOC_PARAGRAPH                                \
	}

static const line sound[] = {
    {"ỦY BAN MTTQ VIỆT NAM", 0, 110, 70, 150, 12, FONT_REGULAR,
     DOC_PARENT_BODY},
    {"BAN THƯỜNG TRỰC", 0, 120, 85, 120, 12, FONT_BOLD, DOC_BODY_NAME},
    {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0, 300, 70, 250, 12, FONT_BOLD,
     NO_NODE},
    {"Độc lập - Tự do - Hạnh phúc", 0, 345, 86, 160, 13, FONT_BOLD, NO_NODE},
    {"Số: 05/BC-MTTQ-BTT", 0, 120, 115, 120, 13, FONT_REGULAR, DOC_NUMBER},
    {"Sông Mây, ngày 05 tháng 7 năm 2024", 0, 330, 115, 200, 13, FONT_ITALIC,
     DOC_PLACE_DATE},
    {"BÁO CÁO", 0, 285, 150, 70, 14, FONT_BOLD, DOC_TYPE_NAME},
    {"Công tác Mặt trận", 0, 265, 168, 110, 14, FONT_BOLD, DOC_SUBJECT},
    BODY(200),
    BODY(220),
    BODY(240),
    BODY(260),
    BODY(280),
    {"dòng sang trang", 1, 85, 80, 467, 14, FONT_REGULAR, DOC_PARAGRAPH},
    {"Trên đây là báo cáo./.", 1, 85, 100, 150, 14, FONT_REGULAR,
     DOC_PARAGRAPH},
    {"Nơi nhận:", 1, 85, 130, 50, 12, FONT_BOLD_ITALIC, NO_NODE},
    {"- Như trên;", 1, 85, 145, 60, 11, FONT_REGULAR, DOC_PLACE},
    {"- Lưu: VT.", 1, 85, 160, 60, 11, FONT_REGULAR, DOC_PLACE},
    {"TM. BAN THƯỜNG TRỰC", 1, 330, 130, 170, 14, FONT_BOLD, DOC_AUTHORITY},
    {"CHỦ TỊCH", 1, 380, 147, 75, 14, FONT_BOLD, DOC_POSITION},
    {"Lê Thị Mẫu", 1, 375, 230, 80, 14, FONT_BOLD, DOC_FULL_NAME},
    {"2", 1, 316, 40, 7, 13, FONT_REGULAR, ARTIFACT},
};

#define LINES (sizeof sound / sizeof *sound)

static const struct rule {
	int page, x, y, width;
} rules[] = {{0, 345, 90, 160}, {0, 156, 89, 48}, {0, 298, 173, 44}};

typedef enum spoil {
	NOTHING,
	TEXT,
	SIZE,
	STYLE,
	MOVE_X,
	MOVE_Y,
	PAGE_NUMBER_ON_FIRST,
	DROP,
	RULE_DROP,
	RULE_WIDTH,
	WIDTH_OF_PAPER,
	FAMILY,
	ALL_LEFT,
	DROP_TWO,
	ANNEX
} spoil;

static const struct row {
	const char *name;
	spoil what;
	size_t which; /* line or rule */
	const char *text;
	int value;
	const char *codes;
} rows[] = {
    {"a sound page", NOTHING, 0, NULL, 0, ""},
    {"paper of another size", WIDTH_OF_PAPER, 0, NULL, 612, "W4301"},
    {"a narrow left margin", ALL_LEFT, 0, NULL, 60, "W4302"},
    {"another family", FAMILY, 0, NULL, 0, "W4303"},
    {"a body too small", SIZE, 8, NULL, 12, "W4304"},
    {"a body of 13 is allowed", SIZE, 8, NULL, 13, ""},
    {"a type name too large", SIZE, 6, NULL, 16, "W4304"},
    {"a light type name", STYLE, 6, NULL, FONT_REGULAR, "W4305"},
    {"an upright date", STYLE, 5, NULL, FONT_REGULAR, "W4305"},
    {"the national name on two lines", TEXT, 2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 0,
     "W4306"},
    {"no national name", DROP, 2, NULL, 0, "W4307"},
    {"no motto", DROP, 3, NULL, 0, "W4307"},
    {"the subject above the type name", MOVE_Y, 7, NULL, 140, "W4308 W4311"},
    {"the date not beside the number", MOVE_Y, 5, NULL, 125, "W4308"},
    {"a number below 10 without zero", TEXT, 4, "Số: 5/BC-MTTQ-BTT", 0,
     "W4309"},
    {"a number without colon", TEXT, 4, "Số 05/BC-MTTQ-BTT", 0, "W4309"},
    {"a number to be filled in", TEXT, 4, "Số:      /BC-MTTQ-BTT", 0, ""},
    {"tháng 07", TEXT, 5, "Sông Mây, ngày 05 tháng 07 năm 2024", 0, "W4310"},
    {"ngày 5", TEXT, 5, "Sông Mây, ngày 5 tháng 7 năm 2024", 0, "W4310"},
    {"31 June", TEXT, 5, "Sông Mây, ngày 31 tháng 6 năm 2024", 0, "W4310"},
    {"a date to be filled in", TEXT, 5, "Sông Mây, ngày    tháng 7 năm 2024", 0,
     ""},
    {"no rule below the motto", RULE_DROP, 0, NULL, 0, "W4311"},
    {"a short rule below the motto", RULE_WIDTH, 0, NULL, 80, "W4312"},
    {"a long rule below the body", RULE_WIDTH, 1, NULL, 90, "W4312"},
    {"half of the line is allowed", RULE_WIDTH, 2, NULL, 54, ""},
    {"no page number", DROP, 21, NULL, 0, "W4313"},
    {"the page number at the foot", MOVE_Y, 21, NULL, 815, "W4313"},
    {"a number on the first page", PAGE_NUMBER_ON_FIRST, 21, NULL, 0,
     "W4314 W4313"},
    {"the last recipient without a full stop", TEXT, 17, "- Lưu: VT;", 0,
     "W4316"},
    {"nobody files it", TEXT, 17, "- Các xã.", 0, "W4316"},
    {"a signature alone", DROP_TWO, 13, NULL, 0, "W4315 W4317"},
    {"an annex that goes on counting pages", ANNEX, 13, "Phụ lục I", 0,
     "W4314 W4318"},
    {"no end mark", TEXT, 14, "Trên đây là báo cáo.", 0, "W4317"},
};

static void put(page_document *pages, arena *a, const line *l, page_tag *root)
{
	page_glyph *glyph = ARENA_NEW(a, page_glyph);
	page_item *item = page_append_item(a, &pages->pages[l->page]);
	glyph->advance = l->width * MPT_PER_POINT;
	*item = (page_item){
	    .kind = PAGE_RUN,
	    .x = l->x * MPT_PER_POINT,
	    .y = l->y * MPT_PER_POINT,
	    .as.run = {.font = (font_id)l->style,
		       .size = l->size * MPT_PER_POINT,
		       .scale = 1000,
		       .glyphs = glyph,
		       .glyph_count = 1,
		       .text = str_from(l->text)},
	};
	if (l->kind == ARTIFACT) {
		item->artifact = PAGE_ARTIFACT_PAGINATION;
		return;
	}
	item->tag = page_tag_new(a, root, PAGE_P);
	if (l->kind != NO_NODE)
		item->tag->node = doc_append(a, NULL, l->kind, NO_SPAN);
}

static void spoil_line(line *l, const struct row *r)
{
	if (r->what == TEXT)
		l->text = r->text;
	if (r->what == SIZE)
		l->size = r->value;
	if (r->what == STYLE)
		l->style = (font_style)r->value;
	if (r->what == MOVE_X)
		l->x = r->value;
	if (r->what == MOVE_Y)
		l->y = r->value;
	if (r->what == ANNEX) {
		l->text = r->text;
		l->style = FONT_BOLD;
	}
	if (r->what == PAGE_NUMBER_ON_FIRST)
		l->page = 0;
}

/* The right margin stays. */
static line moved_left(line l, int x)
{
	l.width += l.x - x;
	l.x = x;
	return l;
}

static page_document make(arena *a, const struct row *r)
{
	page_document pages = {0};
	page_tag *root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	mpt width =
	    r->what == WIDTH_OF_PAPER ? r->value * MPT_PER_POINT : 595276;
	page_append(a, &pages, width, 841890, STR("1"));
	page_append(a, &pages, 595276, 841890, STR("2"));
	for (int style = 0; style < FONT_STYLE_COUNT; style++)
		page_note_face(a, &pages,
			       (page_face){(font_id)style,
					   r->what == FAMILY
					       ? STR("Arial")
					       : STR("Times New Roman"),
					   (font_style)style});
	for (size_t i = 0; i < LINES; i++) {
		line l = sound[i];
		if (i == r->which && (r->what == DROP || r->what == DROP_TWO))
			continue;
		if (i == r->which + 1 && r->what == DROP_TWO)
			continue;
		if (i == r->which)
			spoil_line(&l, r);
		if (r->what == ALL_LEFT && l.kind == DOC_PARAGRAPH)
			l = moved_left(l, r->value);
		put(&pages, a, &l, root);
	}
	for (size_t i = 0; i < TEST_COUNT(rules); i++) {
		bool is_it = i == r->which;
		if (is_it && r->what == RULE_DROP)
			continue;
		page_item *item =
		    page_append_item(a, &pages.pages[rules[i].page]);
		int wide =
		    is_it && r->what == RULE_WIDTH ? r->value : rules[i].width;
		*item = (page_item){
		    .kind = PAGE_BOX,
		    .artifact = PAGE_ARTIFACT_LAYOUT,
		    .x = rules[i].x * MPT_PER_POINT,
		    .y = rules[i].y * MPT_PER_POINT,
		    .as.box = {.width = wide * MPT_PER_POINT, .height = 600},
		};
	}
	return pages;
}

static void check_row(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	const profile *law =
	    profile_read(a, d, STR("templates/the-thuc/nd30.xml"), NO_SPAN);
	assert_non_null(law);
	page_document pages = make(a, r);
	buffer found = {0};
	check_form(a, d, &pages, law);
	for (const diag *item = diags_sorted(d); item; item = item->next)
		buffer_format(&found, "%s%s", found.length ? " " : "",
			      diag_row_of(item->code)->number);
	str codes = str_copy(a, buffer_str(&found));
	buffer_free(&found);
	assert_str_equal(codes, r->codes);
	arena_free(a);
}

/* ---- Findings in the margin -----------------------------------------------
 */

static font_id any_face(void *context, str family, font_style style, span at)
{
	(void)context, (void)family, (void)at;
	return (font_id)style;
}

/* Every byte half an em. */
static void shape_bytes(void *context, font_id font, str word, font_word *out)
{
	arena *a = context;
	font_glyph *glyphs = ARENA_ARRAY(a, font_glyph, word.length);
	(void)font;
	for (size_t i = 0; i < word.length; i++)
		glyphs[i] = (font_glyph){.id = 1, .advance = 500};
	*out = (font_word){glyphs, (uint32_t)word.length,
			   500 * (int32_t)word.length, -1};
}

static bool has_run(const page *sheet, const char *text, bool is_right)
{
	for (size_t i = 0; i < sheet->item_count; i++) {
		const page_item *item = &sheet->items[i];
		if (item->kind == PAGE_RUN && !item->tag &&
		    (item->x > sheet->width * 9 / 10) == is_right &&
		    str_equal(item->as.run.text, str_from(text)))
			return true;
	}
	return false;
}

static void findings_are_drawn(void **state)
{
	(void)state;
	arena *a = arena_new(0);
	sources *all = sources_new(a);
	diags *d = diags_new(a, all);
	str bytes = STR("<doan>131công trình</doan>");
	uint32_t file = source_add(all, STR("mau.xml"), bytes);
	const profile *law =
	    profile_read(a, d, STR("templates/the-thuc/nd30.xml"), NO_SPAN);
	page_document pages = make(a, &rows[0]);
	doc_node *block =
	    doc_append(a, NULL, DOC_PARAGRAPH, (span){file, 0, 6});
	const font_measurer fonts = {
	    .context = a, .face = any_face, .shape = shape_bytes};
	pages.pages[0].items[8].tag->node = block;
	diag_at(d, DIAG_LINT_GLUED, ((span){file, 6, 5}), STR("131công"));
	diag_at(d, DIAG_LINT_WEB, NO_SPAN, STR("x"));
	assert_true(check_annotate(a, d, &pages, &fonts, law, DIAG_VIETNAMESE));
	assert_int_equal(pages.page_count, 3);
	assert_true(has_run(&pages.pages[0], "W4015", true));
	assert_false(has_run(&pages.pages[0], "W4037", true));
	assert_true(has_run(&pages.pages[2], "W4015", false));
	assert_true(has_run(&pages.pages[2], "W4037", false));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest others[] = {
	    cmocka_unit_test(findings_are_drawn)};
	TEST_TABLE(forms, rows, check_row);
	return TEST_RUN(forms) +
	       cmocka_run_group_tests_name("annotate", others, NULL, NULL);
}

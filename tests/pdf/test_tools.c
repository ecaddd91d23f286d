/*
 * Our files through other people's eyes: qpdf, poppler, mutool, ghostscript.
 * They must find nothing to say, and give the text back as it was set.
 */
#include "paper.h"

#define SYLLABLES "/usr/share/hunspell/vi_VN.dic"

static char folder[64];
static char pdf_path[96];

/* ---- Tools ------------------------------------------------------------ */

static bool has_tool(const char *tool)
{
	char command[64];
	snprintf(command, sizeof command, "command -v %s >/dev/null", tool);
	return system(command) == 0;
}

/* What "tool arguments" says on both channels; %s is the file. */
static buffer run_tool(const char *tool, const char *arguments)
{
	char command[512], part[256];
	buffer said = {0};
	if (!has_tool(tool)) {
		print_message("%s is not installed\n", tool);
		skip();
	}
	snprintf(part, sizeof part, arguments, pdf_path);
	snprintf(command, sizeof command, "LC_ALL=C.UTF-8 %s %s 2>&1", tool,
		 part);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	char chunk[4096];
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		buffer_append(&said, (str){chunk, n});
	assert_int_equal(pclose(pipe), 0);
	return said;
}

static void expect_silence(const char *tool, const char *arguments)
{
	buffer said = run_tool(tool, arguments);
	assert_str_equal(buffer_str(&said), "");
	buffer_free(&said);
}

/* The words of both texts, one by one. */
static void expect_words(str expected, str actual)
{
	str left, right;
	size_t count = 0;
	for (; str_next_word(&expected, &left); count++) {
		/* Form feeds part the pages. */
		bool more = str_next_word(&actual, &right);
		while (more && right.data[0] == '\f') {
			right = str_slice(right, 1, right.length);
			if (!right.length)
				more = str_next_word(&actual, &right);
		}
		assert_true(more);
		if (!str_equal(left, right))
			fail_msg("word %zu: “%.*s”, not “%.*s”", count,
				 STR_ARGS(right), STR_ARGS(left));
	}
	assert_true(count > 0);
	actual = str_trim(actual);
	assert_true(actual.length == 0 || str_equal(actual, STR("\f")));
}

static void write_file(const buffer *file)
{
	FILE *out = fopen(pdf_path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(file->data, 1, file->length, out),
			 file->length);
	fclose(out);
}

/* ---- What is set ------------------------------------------------------ */

/* In groups: poppler takes lone letters for one spaced-out word. */
static const char letters[] =
    "ÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ ÈÉẺẼẸ ÊỀẾỂỄỆ ÌÍỈĨỊ ÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ ÙÚỦŨỤ "
    "ƯỪỨỬỮỰ ỲÝỶỸỴ ĐĐ àáảãạ ăằắẳẵặ âầấẩẫậ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ "
    "ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ đđ";

static const char signs[] =
    "\\( )) <103> 9.856 86/92 93,5% “Nhân ái” –– §§ 1° … ./. 200.000.000₫ "
    "A&B {x} [y] ‘z’ ½ ×2 −5 ≤7 → ‰ «w»";

static const char sentence[] =
    "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp vận động AVATAR Vừ A Vàng";

static str set_letters(paper *p)
{
	paper_block(p, p->document.root, PAGE_P, letters);
	return STR(letters);
}

static str set_signs(paper *p)
{
	paper_block(p, p->document.root, PAGE_P, signs);
	return STR(signs);
}

/* One run a line, so that an error would add up. */
static str set_lines(paper *p)
{
	buffer all = {0};
	for (int i = 0; i < 40; i++) {
		str line = str_format(p->arena, "%s %d ", sentence, i);
		paper_tag(p, p->document.root, PAGE_P);
		p->stretch = i * 37;
		paper_run(p, line);
		paper_newline(p);
		buffer_append(&all, line);
	}
	str text = str_copy(p->arena, buffer_str(&all));
	buffer_free(&all);
	return text;
}

/* More than fit one object stream, or one leaf of the parent tree. */
static str set_many(paper *p)
{
	buffer all = {0};
	for (int i = 0; i < 3000; i++) {
		str line = str_format(p->arena, "Đoạn %d. ", i);
		paper_tag(p, p->document.root, PAGE_P);
		paper_run(p, line);
		paper_newline(p);
		buffer_append(&all, line);
	}
	assert_true(p->document.page_count > 64);
	str text = str_copy(p->arena, buffer_str(&all));
	buffer_free(&all);
	return text;
}

/* Every syllable of the speller, without its flags. */
static str set_syllables(paper *p)
{
	FILE *file = fopen(SYLLABLES, "r");
	if (!file) {
		print_message("%s is not installed\n", SYLLABLES);
		skip();
	}
	char line[256];
	buffer all = {0};
	while (fgets(line, sizeof line, file)) {
		str word = str_trim(str_from(line));
		word = str_slice(word, 0, str_find(word, STR("/")));
		buffer_append(&all, word);
		buffer_append_byte(&all, ' ');
	}
	fclose(file);
	str text = str_copy(p->arena, buffer_str(&all));
	buffer_free(&all);
	paper_tag(p, p->document.root, PAGE_P);
	paper_text(p, text);
	return text;
}

/* ---- What is looked at ------------------------------------------------ */

static void look_with_qpdf(const paper *p, str text)
{
	(void)p;
	(void)text;
	buffer said = run_tool("qpdf", "--check %s | tail -n +5");
	assert_true(paper_has(&said, "errors that qpdf cannot detect"));
	assert_false(paper_has(&said, "WARNING"));
	buffer_free(&said);
}

static void look_with_pdftotext(const paper *p, str text)
{
	(void)p;
	buffer said = run_tool("pdftotext", "%s -");
	expect_words(text, buffer_str(&said));
	buffer_free(&said);
}

static void look_with_mutool(const paper *p, str text)
{
	(void)p;
	/* -N: Debian's mutool is built without colour management. */
	buffer said = run_tool("mutool", "draw -q -N -F txt %s");
	expect_words(text, buffer_str(&said));
	buffer_free(&said);
	buffer info = run_tool("mutool", "info %s");
	assert_true(paper_has(&info, "Identity-H"));
	assert_false(paper_has(&info, "warning"));
	buffer_free(&info);
}

static void look_with_ghostscript(const paper *p, str text)
{
	(void)p;
	(void)text;
	expect_silence("gs", "-q -dNOPAUSE -dBATCH -sDEVICE=nullpage %s");
}

static void look_with_pdffonts(const paper *p, str text)
{
	(void)p;
	(void)text;
	buffer said = run_tool("pdffonts", "%s | tail -n +3");
	assert_true(paper_has(&said, "CID TrueType"));
	assert_true(paper_has(&said, "yes yes yes"));
	assert_false(paper_has(&said, " no "));
	buffer_free(&said);
}

static void look_at_structure(const paper *p, str text)
{
	(void)p;
	buffer said = run_tool("pdfinfo", "-struct-text %s | grep '\"' | "
					  "sed 's/^ *\"//;s/\"$//'");
	expect_words(text, buffer_str(&said));
	buffer_free(&said);
}

/* ---- Places ----------------------------------------------------------- */

#define LARGEST_DRIFT 100 /* mpt */

/* "72.025000" -> 72025 */
static int64_t read_points(const char *text)
{
	int64_t mpt_value = 0;
	int decimals = -1;
	for (; (*text >= '0' && *text <= '9') || *text == '.'; text++) {
		if (*text == '.') {
			decimals = 0;
		} else if (decimals < 3) {
			mpt_value = mpt_value * 10 + (*text - '0');
			decimals += decimals >= 0;
		}
	}
	for (; decimals < 3; decimals++)
		mpt_value *= 10;
	return mpt_value;
}

/* Takes xMin of the next <word> off *rest. */
static bool next_place(str *rest, int64_t *x)
{
	const str mark = STR("<word xMin=\"");
	size_t at = str_find(*rest, mark);
	if (at == rest->length)
		return false;
	*rest = str_slice(*rest, at + mark.length, rest->length);
	*x = read_points(rest->data);
	return true;
}

/* Compares where the words of one run begin. */
static void check_run(const page_item *item, str *rest)
{
	const page_run *run = &item->as.run;
	mpt x = item->x;
	bool at_start = true;
	uint16_t space = run->glyphs[run->glyph_count - 1].id;
	for (uint32_t i = 0; i < run->glyph_count; i++) {
		int64_t found = 0;
		if (at_start && run->glyphs[i].id != space) {
			assert_true(next_place(rest, &found));
			if (found < x - LARGEST_DRIFT ||
			    found > x + LARGEST_DRIFT)
				fail_msg("at %lld, not %d", (long long)found,
					 x);
		}
		at_start = run->glyphs[i].id == space;
		x += run->glyphs[i].advance;
	}
}

static void look_at_places(const paper *p, str text)
{
	(void)text;
	buffer said = run_tool("pdftotext", "-bbox %s -");
	str rest = buffer_str(&said);
	for (size_t i = 0; i < p->document.page_count; i++)
		for (size_t j = 0; j < p->document.pages[i].item_count; j++)
			check_run(&p->document.pages[i].items[j], &rest);
	int64_t x;
	assert_false(next_place(&rest, &x));
	buffer_free(&said);
}

/* ---- Rows ------------------------------------------------------------- */

typedef str set_function(paper *);
typedef void look_function(const paper *, str text);

static const struct row {
	const char *name;
	const char *family;
	font_style style;
	int32_t scale;
	set_function *set;
	look_function *look;
} rows[] = {
#define ROWS(name_, family_, style_, scale_, set_)                               \
	{name_ ": qpdf", family_, style_, scale_, set_, look_with_qpdf},         \
	    {name_ ": pdftotext", family_, style_, scale_, set_,                 \
	     look_with_pdftotext},                                               \
	    {name_ ": mutool", family_, style_, scale_, set_, look_with_mutool}, \
	    {name_ ": ghostscript", family_, style_, scale_, set_,               \
	     look_with_ghostscript},                                             \
	    {name_ ": pdffonts", family_, style_, scale_, set_,                  \
	     look_with_pdffonts},                                                \
	{                                                                        \
		name_ ": structure", family_, style_, scale_, set_,              \
		    look_at_structure                                            \
	}
    ROWS("letters", "Times New Roman", FONT_REGULAR, 1000, set_letters),
    ROWS("letters, bold", "Liberation Serif", FONT_BOLD, 1000, set_letters),
    ROWS("letters, italic", "Liberation Serif", FONT_ITALIC, 1000, set_letters),
    ROWS("letters, bold italic", "Liberation Serif", FONT_BOLD_ITALIC, 1000,
	 set_letters),
    ROWS("letters, narrow", "Liberation Serif", FONT_REGULAR, 985, set_letters),
    ROWS("letters, DejaVu", "DejaVu Serif", FONT_REGULAR, 1000, set_letters),
    ROWS("letters, DejaVu bold", "DejaVu Serif", FONT_BOLD, 1000, set_letters),
    ROWS("signs", "Times New Roman", FONT_REGULAR, 1000, set_signs),
    ROWS("signs, bold italic", "Times New Roman", FONT_BOLD_ITALIC, 1000,
	 set_signs),
    ROWS("syllables", "Liberation Serif", FONT_REGULAR, 1000, set_syllables),
    ROWS("syllables, DejaVu", "DejaVu Serif", FONT_REGULAR, 1000,
	 set_syllables),
    ROWS("many paragraphs", "Liberation Serif", FONT_REGULAR, 1000, set_many),
    {"places", "Liberation Serif", FONT_REGULAR, 1000, set_lines,
     look_at_places},
    {"places, narrow", "Liberation Serif", FONT_REGULAR, 975, set_lines,
     look_at_places},
    {"places, bold", "Liberation Serif", FONT_BOLD, 1000, set_lines,
     look_at_places},
    {"places, DejaVu", "DejaVu Serif", FONT_REGULAR, 1013, set_lines,
     look_at_places},
};

static void check_row(void **state)
{
	const struct row *row = *state;
	paper p;
	paper_open(&p, row->family, row->style);
	p.scale = row->scale;
	paper_page(&p, "1");
	str text = row->set(&p);
	assert_false(p.has_missing);
	buffer file = paper_write(&p, true);
	write_file(&file);
	buffer_free(&file);
	row->look(&p, text);
	paper_close(&p);
}

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/vanban-pdf-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(pdf_path, sizeof pdf_path, "%s/a.pdf", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(pdf_path);
	return rmdir(folder);
}

/* ---- Pictures --------------------------------------------------------- */

/*
 * Four pixels, 0 1 / 2 3 as stored; corners is where a reader must see them:
 * upper left and right, lower left and right.
 */
static const struct picture_row {
	const char *name;
	int orientation;
	const char *corners;
} picture_rows[] = {
    {"as it is", 1, "0123"},	    {"mirrored", 2, "1032"},
    {"turned by half", 3, "3210"},  {"upside down in a mirror", 4, "2301"},
    {"rows as columns", 5, "0213"}, {"turned clockwise", 6, "2031"},
    {"columns as rows", 7, "3120"}, {"turned counter-clockwise", 8, "1302"},
};

/* One pixel a point, grey: the picture covers 40 x 20 at 100, 200. */
static void check_corners(const char *corners, buffer *said)
{
	const size_t width = 596;
	str bytes = buffer_str(said);
	const str head = STR("P5\n596 842\n255\n");
	assert_true(str_starts_with(bytes, head));
	for (int i = 0; i < 4; i++) {
		size_t x = 100 + (i % 2 ? 30 : 10), y = 200 + (i / 2 ? 15 : 5);
		int seen =
		    (unsigned char)bytes.data[head.length + y * width + x];
		assert_int_equal((seen + 32) / 64, corners[i] - '0');
	}
}

static void check_picture(void **state)
{
	const struct picture_row *row = *state;
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	image *picture = ARENA_NEW(p.arena, image);
	*picture = (image){.width = 2,
			   .height = 2,
			   .orientation = row->orientation,
			   .components = 1,
			   .depth = 8,
			   .bytes = {"\x00\x40\x80\xC0", 4},
			   .packed = ARENA_ARRAY(p.arena, str, 2),
			   .arena = p.arena};
	paper_page(&p, "1");
	paper_tag(&p, p.document.root, PAGE_FIGURE);
	p.x = 100000;
	p.y = 200000;
	paper_picture(&p, picture, 40000, 20000);
	buffer file = paper_write(&p, true);
	write_file(&file);
	buffer said = run_tool("pdftoppm", "-r 72 -gray %s");
	check_corners(row->corners, &said);
	buffer_free(&said);
	buffer_free(&file);
	paper_close(&p);
}

int main(void)
{
	TEST_TABLE(pictures, picture_rows, check_picture);
	TEST_TABLE(tools, rows, check_row);
	int failed = _cmocka_run_group_tests("tools", tools, TEST_COUNT(tools),
					     make_folder, remove_folder);
	return failed + _cmocka_run_group_tests("pictures", pictures,
						TEST_COUNT(pictures),
						make_folder, remove_folder);
}

/* The manifest, and from a family and a style to a face. */
#include "testing.h"

#include "vanban/file.h"
#include "vanban/font.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIBERATION "/usr/share/fonts/truetype/liberation2/LiberationSerif-"
#define REGULAR	   LIBERATION "Regular.ttf"
#define NO_SUM	   "\tp\tl\t\n"

static char folder[64];

/* Writes bytes to a file of the test's folder. */
static str write_file(arena *a, const char *name, str bytes)
{
	str path = str_format(a, "%s/%s", folder, name);
	FILE *file = fopen(path.data, "wb");
	assert_non_null(file);
	if (bytes.length)
		assert_int_equal(fwrite(bytes.data, bytes.length, 1, file), 1);
	fclose(file);
	return path;
}

/* "E1504 E1501", in the order reported. */
static str codes_of(arena *a, diags *d)
{
	buffer out = {0};
	for (const diag *item = diags_sorted(d); item; item = item->next)
		buffer_format(&out, "%s%s", out.length ? " " : "",
			      diag_row_of(item->code)->number);
	str codes = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return codes;
}

/* Every hint's arguments, in the order they were added. */
static str hints_of(arena *a, diags *d)
{
	buffer out = {0};
	for (const diag *item = diags_sorted(d); item; item = item->next)
		for (const diag_part *p = item->parts; p; p = p->next)
			buffer_format(&out, "%s%.*s", out.length ? "; " : "",
				      STR_ARGS(p->arguments[0]));
	str hints = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return hints;
}

static const struct row {
	const char *name;
	const char *manifest;
	const char *family;
	font_style style;
	const char *codes;
	const char *hints; /* NULL: not looked at */
	bool found;
} rows[] = {
    {"a listed font is found", "A\tthuong\t" REGULAR NO_SUM, "A", FONT_REGULAR,
     "", NULL, true},
    {"comments and blank lines are passed",
     "# x\n\n \nA\tthuong\t" REGULAR NO_SUM "#", "A", FONT_REGULAR, "", NULL,
     true},
    {"line ends of Windows", "A\tdam\t" LIBERATION "Bold.ttf\tp\tl\t\r\n", "A",
     FONT_BOLD, "", NULL, true},
    {"the tab before an empty checksum may be missing",
     "A\tthuong\t" REGULAR "\tp\tl\n", "A", FONT_REGULAR, "", NULL, true},
    {"the last line may lack its end", "A\tthuong\t" REGULAR "\tp\tl\t", "A",
     FONT_REGULAR, "", NULL, true},
    {"an absent candidate gives way to the next",
     "A\tthuong\t/no/such.ttf" NO_SUM "A\tthuong\t" REGULAR NO_SUM, "A",
     FONT_REGULAR, "", NULL, true},
    {"an absent font names its package",
     "A\tthuong\t/no/such.ttf\tfonts-x\tl\t\n", "A", FONT_REGULAR, "E1502",
     "fonts-x", false},
    {"of absent candidates the last is named",
     "A\tthuong\t/no/1.ttf\tfonts-x\tl\t\nA\tthuong\t/no/2.ttf\tfonts-y"
     "\tl\t\n",
     "A", FONT_REGULAR, "E1502", "fonts-y", false},
    {"a style that is not listed", "A\tthuong\t" REGULAR NO_SUM, "A",
     FONT_ITALIC, "E1501", "", false},
    {"a misspelt family gets a suggestion",
     "Liberation Serif\tthuong\t" REGULAR NO_SUM, "Liberation Sreif",
     FONT_REGULAR, "E1501", "Liberation Serif", false},
    {"a family that is like no other", "A\tthuong\t" REGULAR NO_SUM, "Phông lạ",
     FONT_REGULAR, "E1501", "", false},
    {"an empty manifest", "", "A", FONT_REGULAR, "E1501", "", false},
    {"too few columns", "A\tthuong\n", "A", FONT_REGULAR, "E1501 E1504", NULL,
     false},
    {"too many columns", "A\tthuong\tx\tp\tl\t\t\n", "A", FONT_REGULAR,
     "E1501 E1504", NULL, false},
    {"an unknown style gets a suggestion", "A\tthuon\tx" NO_SUM, "A",
     FONT_REGULAR, "E1501 E1504", "thuong; thuong, dam, nghieng, dam-nghieng",
     false},
    {"no path", "A\tthuong\t" NO_SUM, "A", FONT_REGULAR, "E1501 E1504", NULL,
     false},
    {"no family", "\tthuong\tx" NO_SUM, "A", FONT_REGULAR, "E1501 E1504", NULL,
     false},
    {"a checksum that is none", "A\tthuong\tx\tp\tl\tABC\n", "A", FONT_REGULAR,
     "E1501 E1504", NULL, false},
    {"a bad line does not hide a good one",
     "nonsense\nA\tthuong\t" REGULAR NO_SUM, "A", FONT_REGULAR, "E1504", NULL,
     true},
    {"a file that is no font", "A\tthuong\ttext.ttf" NO_SUM, "A", FONT_REGULAR,
     "E1503", NULL, false},
    {"an empty font file", "A\tthuong\tempty.ttf" NO_SUM, "A", FONT_REGULAR,
     "E1503", NULL, false},
    {"a font cut short", "A\tthuong\tshort.ttf" NO_SUM, "A", FONT_REGULAR,
     "E1503", NULL, false},
    {"a font whose directory is cut short", "A\tthuong\thead.ttf" NO_SUM, "A",
     FONT_REGULAR, "E1503", NULL, false},
    {"a font without tables", "A\tthuong\tbare.ttf" NO_SUM, "A", FONT_REGULAR,
     "E1503", NULL, false},
    {"a folder in the place of a font", "A\tthuong\t/usr" NO_SUM, "A",
     FONT_REGULAR, "E1503", NULL, false},
};

static void write_damaged_fonts(arena *a)
{
	sources *s = sources_new(a);
	str font;
	assert_true(
	    file_read(a, diags_new(a, s), STR(REGULAR), NO_SPAN, &font));
	write_file(a, "short.ttf", str_slice(font, 0, font.length / 2));
	write_file(a, "head.ttf", str_slice(font, 0, 40));
	write_file(a, "text.ttf", STR("Đây không phải là phông chữ."));
	write_file(a, "empty.ttf", (str){0});
	write_file(a, "bare.ttf", (str){"\0\1\0\0\0\0\0\0\0\0\0\0", 12});
}

static void check_row(void **state)
{
	const struct row *row = *state;
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	write_damaged_fonts(a);
	str path = write_file(a, "fonts.tsv", str_from(row->manifest));
	font_set *set = font_set_open(a, d, path);
	assert_non_null(set);
	const font_measurer *fonts = font_set_measurer(set);
	font_id id = fonts->face(fonts->context, str_from(row->family),
				 row->style, NO_SPAN);
	assert_str_equal(codes_of(a, d), row->codes);
	if (row->hints)
		assert_str_equal(hints_of(a, d), row->hints);
	assert_int_equal(id != FONT_NONE, row->found);
	font_set_close(set);
	arena_free(a);
}

/* ---- Single cases ----------------------------------------------------- */

static void check_unreadable(void **state)
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	(void)state;
	assert_null(font_set_open(a, d, STR("/no/such/fonts.tsv")));
	assert_str_equal(codes_of(a, d), "E1001");
	font_set_close(NULL);
	arena_free(a);
}

static void check_one_file_one_face(void **state)
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	(void)state;
	str path = write_file(a, "fonts.tsv",
			      STR("A\tthuong\t" REGULAR NO_SUM
				  "B\tthuong\t" REGULAR NO_SUM
				  "B\tdam\t" LIBERATION "Bold.ttf" NO_SUM));
	font_set *set = font_set_open(a, d, path);
	const font_measurer *fonts = font_set_measurer(set);
	font_id first =
	    fonts->face(fonts->context, STR("A"), FONT_REGULAR, NO_SPAN);
	font_id same =
	    fonts->face(fonts->context, STR("B"), FONT_REGULAR, NO_SPAN);
	font_id bold =
	    fonts->face(fonts->context, STR("B"), FONT_BOLD, NO_SPAN);
	assert_int_equal(first, 0);
	assert_int_equal(same, 0);
	assert_int_equal(bold, 1);
	assert_str_equal(font_set_entry_of(set, bold)->family, "B");
	font_set_close(set);
	arena_free(a);
}

/* Lines, not files: present, checksum, chosen. */
static void check_entries(void **state)
{
	static const struct {
		bool present, matches, chosen;
	} expected[] = {
	    {false, false, false}, {true, false, true}, {true, true, false}};
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	(void)state;
	write_file(a, "abc", STR("abc"));
	str path = write_file(
	    a, "fonts.tsv",
	    STR("A\tdam\tnone\tp\tl\t\n"
		"A\tdam\tabc\tp\tl\t0000000000000000000000000000000000000"
		"000000000000000000000000000\n"
		"A\tdam\tabc\tp\tl\tba7816bf8f01cfea414140de5dae2223b0036"
		"1a396177a9cb410ff61f20015ad\n"));
	font_set *set = font_set_open(a, d, path);
	const font_entry *entries;
	assert_int_equal(font_set_entries(set, &entries), 3);
	for (size_t i = 0; i < TEST_COUNT(expected); i++) {
		assert_int_equal(entries[i].present, expected[i].present);
		assert_int_equal(entries[i].matches, expected[i].matches);
		assert_int_equal(entries[i].chosen, expected[i].chosen);
	}
	assert_int_equal(diags_errors(d), 0);
	font_set_close(set);
	arena_free(a);
}

/* The manifest that is shipped: every chosen line's file is the one meant. */
static void check_shipped(void **state)
{
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	(void)state;
	font_set *set = font_set_open(a, d, STR("fonts/fonts.tsv"));
	assert_non_null(set);
	assert_int_equal(diags_errors(d), 0);
	const font_entry *entries;
	size_t count = font_set_entries(set, &entries), chosen = 0;
	for (size_t i = 0; i < count; i++) {
		assert_true(entries[i].package.length > 0);
		assert_true(entries[i].licence.length > 0);
		if (entries[i].present)
			assert_true(entries[i].matches);
		chosen += entries[i].chosen;
	}
	assert_true(chosen >= 8);
	font_set_close(set);
	arena_free(a);
}

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/vanban-font-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = {
	    "short.ttf", "head.ttf",  "text.ttf", "empty.ttf",
	    "bare.ttf",	 "fonts.tsv", "abc"};
	(void)state;
	for (size_t i = 0; i < TEST_COUNT(names); i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

int main(void)
{
	static const struct CMUnitTest single[] = {
	    cmocka_unit_test(check_unreadable),
	    cmocka_unit_test(check_one_file_one_face),
	    cmocka_unit_test(check_entries),
	    cmocka_unit_test(check_shipped),
	};
	TEST_TABLE(manifest, rows, check_row);
	int failed =
	    _cmocka_run_group_tests("manifest", manifest, TEST_COUNT(manifest),
				    make_folder, remove_folder);
	return failed +
	       cmocka_run_group_tests(single, make_folder, remove_folder);
}

/* identity: what a file's /ID tells, and what it notices. */
#include "testing.h"

#include "paper.h"

static const digest128 inputs = {
    {1, 2, 3, 0xFE, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0xFF}};

static buffer make_file(void)
{
	paper p;
	paper_open(&p, "Liberation Serif", FONT_REGULAR);
	paper_page(&p, "1");
	paper_block(&p, p.document.root, PAGE_P, "Báo cáo");
	buffer file = paper_write(&p, true);
	paper_close(&p);
	return file;
}

/* Bytes of the file's end, by what stands there. */
static size_t place_of(const buffer *file, const char *what, size_t behind)
{
	size_t at = str_find(buffer_str(file), str_from(what));
	assert_true(at < file->length);
	return at + behind;
}

typedef struct damage {
	const char *name;
	const char *where; /* text in the file */
	size_t behind;
} damage;

static const damage damages[] = {
    {"the head", "%PDF", 1},
    {"an object", "/Type/Metadata", 6},
    {"what it was made from", "/ID[<", 5},
    {"its own digest", "/ID[<", 5 + 32 + 2},
    {"its own digest's end", "/ID[<", 5 + 32 + 2 + 31},
    {"the last line", "%%EOF", 3},
};

static void check_damage(void **state)
{
	const damage *r = *state;
	buffer file = make_file();
	pdf_identify(file.data, file.length, &inputs);
	size_t at = place_of(&file, r->where, r->behind);
	assert_true(pdf_is_whole(file.data, file.length));
	file.data[at] = file.data[at] == '0' ? '1' : '0';
	assert_false(pdf_is_whole(file.data, file.length));
	buffer_free(&file);
}

static void check_shorter(void **state)
{
	(void)state;
	buffer file = make_file();
	assert_false(pdf_is_whole(file.data, file.length - 1));
	assert_false(pdf_is_whole(file.data, 100));
	assert_false(pdf_is_whole(file.data, 0));
	buffer_append_byte(&file, '\n');
	assert_false(pdf_is_whole(file.data, file.length));
	buffer_free(&file);
}

static void check_inputs(void **state)
{
	pdf_identity found;
	(void)state;
	buffer file = make_file();
	assert_true(pdf_is_whole(file.data, file.length));
	pdf_identify(file.data, file.length, &inputs);
	str tail = str_slice(
	    buffer_str(&file),
	    file.length > PDF_TAIL ? file.length - PDF_TAIL : 0, PDF_TAIL);
	assert_true(pdf_identity_of(tail, &found));
	assert_memory_equal(&found.made_from, &inputs, sizeof inputs);
	buffer_free(&file);
}

/* Capitals, other lengths: some other program's. */
static const struct foreign {
	const char *name;
	const char *text;
} foreigners[] = {
    {"no identifier", "trailer<</Size 3>>"},
    {"short", "/ID[<00><00>]"},
    {"capitals", "/ID[<0123456789ABCDEF0123456789ABCDEF>"
		 "<0123456789abcdef0123456789abcdef>]"},
    {"a blank between", "/ID[<0123456789abcdef0123456789abcdef> "
			"<0123456789abcdef0123456789abcde>]"},
    {"nothing", ""},
};

static void check_foreign(void **state)
{
	const struct foreign *r = *state;
	pdf_identity found;
	assert_false(pdf_identity_of(str_from(r->text), &found));
}

int main(void)
{
	TEST_TABLE(damaged, damages, check_damage);
	TEST_TABLE(foreign, foreigners, check_foreign);
	const struct CMUnitTest whole[] = {
	    cmocka_unit_test(check_shorter),
	    cmocka_unit_test(check_inputs),
	};
	int failed = TEST_RUN(damaged);
	failed += TEST_RUN(foreign);
	return failed + TEST_RUN(whole);
}

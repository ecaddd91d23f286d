/* slug: names of files; fold: which of them are one. */
#include "testing.h"

#include "vanban/text.h"

static const struct slug_row {
	const char *name;
	const char *text, *expected;
} slugs[] = {
    {"marks and đ", "Đống Đa", "dong-da"},
    {"every vowel", "Ăn ở ưỡn ẹo ấy ỷ ý ị ũ õ", "an-o-uon-eo-ay-y-y-i-u-o"},
    {"capitals", "QUỐC TỬ GIÁM", "quoc-tu-giam"},
    {"decomposed", "La\xCC\x81ng Ha\xCC\xA3", "lang-ha"},
    {"digits", "Phường 12", "phuong-12"},
    {"signs are one hyphen", "Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"},
    {"apostrophes vanish", "Ea H'leo", "ea-hleo"},
    {"other apostrophe", "Krông Búk, Ea D’Rơng", "krong-buk-ea-drong"},
    {"no hyphen at the ends", " (Láng) ", "lang"},
    {"a slash and dots", "../a/b", "a-b"},
    {"another script", "Москва", "moskva"},
    {"nothing left", "…", ""},
    {"nothing", "", ""},
};

static void check_slug(void **state)
{
	const struct slug_row *r = *state;
	arena *a = arena_new(0);
	assert_str_equal(text_slug(a, str_from(r->text)), r->expected);
	arena_free(a);
}

static const struct fold_row {
	const char *name;
	const char *left, *right;
	bool same;
} folds[] = {
    {"letter case", "An-Binh.PDF", "an-binh.pdf", true},
    {"case of accented letters", "ĐỐNG ĐA", "đống đa", true},
    {"form of accents", "Láng", "La\xCC\x81ng", true},
    {"both", "LÁNG", "la\xCC\x81ng", true},
    {"ß and ss", "Straße", "STRASSE", true},
    {"another accent", "Láng", "Lạng", false},
    {"another letter", "a.pdf", "b.pdf", false},
};

static void check_fold(void **state)
{
	const struct fold_row *r = *state;
	arena *a = arena_new(0);
	str left = text_fold(a, str_from(r->left));
	str right = text_fold(a, str_from(r->right));
	assert_int_equal(str_equal(left, right), r->same);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(slug, slugs, check_slug);
	TEST_TABLE(fold, folds, check_fold);
	int failed = TEST_RUN(slug);
	return failed + TEST_RUN(fold);
}

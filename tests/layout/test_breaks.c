/*
 * What lines keep together, in paragraphs of every measure: no line ends at
 * "_", however narrow the measure that can hold it; and without the rule some
 * line would.  By sense: where centred lines of a title end.
 */
#include "testing.h"

#include "layout/fixture.c"
#include "layout/paragraph.h"

static const struct row {
	const char *name;
	const char *text; /* "_": no line ends here */
} rows[] = {
    {"number and classifier", "đã tổ chức tại 20_phường và trao 359_suất quà"},
    {"number and month", "kết quả công tác 9_tháng đầu năm của các đơn vị"},
    {"grouped number", "tuyên truyền cho 9.856_lượt người dự tại cơ sở"},
    {"day, month, year", "họp vào ngày_14_tháng_9_năm_2023_tại quận ta"},
    {"article and clause", "theo khoản_2 Điều_30_của luật thì phải làm"},
    {"point of a letter", "theo điểm_a khoản_2_thì phải làm cho xong"},
    {"quarter", "trong quý_III đã làm xong và báo cáo đủ"},
    {"number of a decree", "theo Nghị định số_30/2020/NĐ-CP về văn thư"},
    {"colon of a number", "văn bản Số:_12/BC-MTTQ gửi các đơn vị"},
    {"weekday", "họp vào chiều thứ_Năm tại hội trường lớn"},
    {"month in words", "từ đầu tháng_Giêng đến nay đã xong cả"},
    {"city abbreviated", "các cơ quan của TP._Hà Nội đã họp bàn"},
    {"on behalf of", "do TM._BAN THƯỜNG TRỰC ký vào hôm qua"},
    {"initials", "do ông_N.V.A._Trần trình bày trước hội nghị"},
    {"doctor", "ý kiến của TS._Bình tại cuộc họp hôm qua"},
    {"comrade", "do các đồng chí_Nguyễn Ba và đồng chí_Lê Tư nêu"},
    {"sir", "đã mời ông_Lê Văn Ba dự cùng bà_Trần Tư"},
    {"percentage in brackets", "hòa giải thành 86_vụ_(93,5%) trong kỳ này"},
    {"percent apart", "hơn 50_% số hộ đã ký cam kết bảo vệ"},
    {"end mark apart", "các đơn vị báo cáo kết quả về quận_./."},
    {"opening quote apart", "đã vận động quỹ “_Vì người nghèo_” năm nay"},
    {"range", "trong cả nhiệm kỳ_2021_-_2026_đã xong hết"},
    {"dash in a compound", "tình hình chính trị_- xã hội của địa phương"},
    {"figure again in words", "đã họp 9_(chín) cuộc tại các tổ dân phố"},
    {"number of an item", "1._Công tác tuyên truyền vận động nhân dân"},
};

static const str *words_of(arena *a, str text, size_t *count)
{
	str *words = ARENA_ARRAY(a, str, text.length);
	*count = 0;
	while (text.length) {
		size_t length = 0;
		while (length < text.length && text.data[length] != ' ')
			length++;
		words[(*count)++] = str_slice(text, 0, length);
		text = str_slice(text, length + 1, text.length);
	}
	return words;
}

/* The text with blanks; forbidden[i]: no line ends behind word i. */
static str read_row(arena *a, const char *marked, bool *forbidden)
{
	str text = str_copy(a, str_from(marked));
	char *bytes = (char *)(uintptr_t)text.data;
	size_t word = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (bytes[i] != '_' && bytes[i] != ' ')
			continue;
		forbidden[word++] = bytes[i] == '_';
		bytes[i] = ' ';
	}
	return text;
}

static size_t words_on(const flow_slab *slab)
{
	size_t count = 0;
	for (size_t i = 0; i < slab->item_count; i++) {
		str text = slab->items[i].as.run.text;
		for (size_t k = 0; k < text.length; k++)
			count += text.data[k] == ' ';
	}
	return count; /* a line but the last ends in a space */
}

/* Whether a line of the paragraph ends where none should. */
static bool is_torn(fixture *f, str text, mpt width, profile_align align,
		    const bool *forbidden)
{
	layout_context context = {.arena = f->arena,
				  .diags = f->diags,
				  .profile = &f->profile,
				  .fonts = &f->fonts,
				  .out = &f->pages};
	paragraph_options options = {.width = width,
				     .style =
					 &f->profile.styles[PROFILE_RECIPIENT],
				     .align = align};
	flow set = paragraph_set_text(&context, text, NO_SPAN, &options);
	size_t word = 0;
	for (size_t i = 0; i + 1 < set.count; i++) {
		word += words_on(&set.slabs[i]);
		if (forbidden[word - 1])
			return true;
	}
	return false;
}

/* No rule and no term. */
static const text_lexicon *empty_lexicon(arena *a)
{
	text_lexicon *l = text_lexicon_new(a);
	const text_join none = TEXT_JOIN_FREE;
	const str *names;
	size_t count = text_lexicon_rules(&names);
	for (size_t i = 0; i < count; i++)
		text_lexicon_set_rule(l, names[i], &none, (str){0});
	return l;
}

static mpt widest_chain(arena *a, str text, const bool *forbidden)
{
	size_t count, widest = 0, width = 0;
	const str *words = words_of(a, text, &count);
	for (size_t i = 0; i < count; i++) {
		width += str_code_points(words[i]) * 5000;
		widest = width > widest ? width : widest;
		width = i + 1 < count && forbidden[i] ? width + 2500 : 0;
	}
	return (mpt)widest;
}

static void check_row(void **state)
{
	const struct row *r = *state;
	static const profile_align aligns[] = {PROFILE_JUSTIFY, PROFILE_LEFT,
					       PROFILE_CENTRE};
	fixture f;
	bool forbidden[64] = {false}, would_tear = false;
	fixture_open(&f);
	str text = read_row(f.arena, r->text, forbidden);
	mpt least = widest_chain(f.arena, text, forbidden);
	const text_lexicon *none = empty_lexicon(f.arena);
	for (size_t k = 0; k < sizeof aligns / sizeof *aligns; k++)
		for (mpt width = least; width < 250000; width += 1000) {
			f.profile.lexicon = NULL;
			assert_false(
			    is_torn(&f, text, width, aligns[k], forbidden));
			f.profile.lexicon = none;
			would_tear |=
			    is_torn(&f, text, width, aligns[k], forbidden);
		}
	assert_true(would_tear);
	fixture_close(&f);
}

int main(void)
{
	TEST_TABLE(kept, rows, check_row);
	return TEST_RUN(kept);
}

#include "paper.h"

#define PT(n) ((mpt)(n)*MPT_PER_POINT)
#define MM(n) MPT_FROM_MICROMETRES((n)*1000)
#define SLACK (MM(3) / 2) /* marks hang into the margin; printers vary */

typedef struct form {
	arena *arena;
	diags *diags;
	const paper *paper;
	const profile *profile;
	str path; /* of a PDF, for messages; empty: ours */
} form;

/* Where a line is: in the template, else the page of the PDF, in words. */
static str page_text_of(const form *f, uint32_t number)
{
	return str_format(f->arena, "%.*s%strang %u", STR_ARGS(f->path),
			  f->path.length ? ", " : "", number + 1);
}

/* "[ND30-PL1-II.1]", or the profile's name where it names no article. */
static str article(const form *f, str rule)
{
	return str_format(f->arena, "[%.*s]",
			  STR_ARGS(rule.length ? rule : f->profile->name));
}

static str article_of(const form *f, profile_component c)
{
	return article(f, f->profile->styles[c].rule);
}

static str millimetres(const form *f, mpt length)
{
	int64_t tenths = ((int64_t)length * 254 + 36000) / 72000;
	return str_format(f->arena, "%lld,%lld mm", (long long)(tenths / 10),
			  (long long)(tenths % 10));
}

static str points(const form *f, mpt length)
{
	int64_t tenths = ((int64_t)length + 50) / 100;
	return tenths % 10
		   ? str_format(f->arena, "%lld,%lld", (long long)(tenths / 10),
				(long long)(tenths % 10))
		   : str_format(f->arena, "%lld", (long long)(tenths / 10));
}

/* ---- Paper and margins -------------------------------------------------- */

static bool is_near(mpt a, mpt b)
{
	return a > b - SLACK && a < b + SLACK;
}

static void check_size(const form *f)
{
	const profile *p = f->profile;
	for (uint32_t i = 0; i < f->paper->page_count; i++) {
		const paper_page *sheet = &f->paper->pages[i];
		bool upright = is_near(sheet->width, p->page_width) &&
			       is_near(sheet->height, p->page_height);
		bool turned = is_near(sheet->width, p->page_height) &&
			      is_near(sheet->height, p->page_width);
		if (upright || turned)
			continue;
		diag_at(f->diags, DIAG_FORM_PAPER, NO_SPAN, page_text_of(f, i),
			millimetres(f, sheet->width),
			millimetres(f, sheet->height),
			article(f, p->page_rule));
		return;
	}
}

static bool is_body(const paper_line *line)
{
	return line->component == PROFILE_PARAGRAPH ||
	       line->component == PROFILE_LIST_ITEM;
}

static bool is_portrait(const paper_page *sheet)
{
	return sheet->height > sheet->width;
}

static void check_margin(const form *f, mpt found, mpt least, mpt most,
			 const char *vi, span at)
{
	if (!most)
		most = least;
	if (found >= least - SLACK && found <= most + SLACK)
		return;
	diag_at(f->diags, DIAG_FORM_MARGIN, at, str_from(vi),
		millimetres(f, found),
		least == most ? millimetres(f, least)
			      : str_format(f->arena, "%.*s - %.*s",
					   STR_ARGS(millimetres(f, least)),
					   STR_ARGS(millimetres(f, most))),
		article(f, f->profile->page_rule));
}

/* By the body's lines on upright pages: most of them fill their measure. */
static void check_margins(const form *f)
{
	const profile *p = f->profile;
	mpt left = INT32_MAX, right = INT32_MAX, top = INT32_MAX,
	    bottom = INT32_MAX;
	size_t count = 0;
	for (size_t i = 0; i < f->paper->line_count; i++) {
		const paper_line *line = &f->paper->lines[i];
		const paper_page *sheet = &f->paper->pages[line->page];
		if (!is_body(line) || !is_portrait(sheet))
			continue;
		mpt to_right = sheet->width - line->x - line->width;
		mpt above = line->y - line->size * 3 / 4;
		count++;
		left = line->x < left ? line->x : left;
		right = to_right < right ? to_right : right;
		top = above < top ? above : top;
		bottom = sheet->height - line->y < bottom
			     ? sheet->height - line->y
			     : bottom;
	}
	if (count < 5)
		return;
	check_margin(f, left, p->margin_left, p->most_left, "trái", NO_SPAN);
	check_margin(f, right, p->margin_right, p->most_right, "phải", NO_SPAN);
	if (top < p->margin_top - SLACK)
		check_margin(f, top, p->margin_top, p->most_top, "trên",
			     NO_SPAN);
	if (bottom < p->margin_bottom - SLACK)
		check_margin(f, bottom, p->margin_bottom, p->most_bottom,
			     "dưới", NO_SPAN);
}

/* ---- Fonts -------------------------------------------------------------- */

static bool has(str text, const char *part)
{
	return str_find(text, str_from(part)) < text.length;
}

/* The family asked for, and those of the same widths that stand for it. */
static bool is_family(const form *f, str family)
{
	return !family.length || str_equal(family, f->profile->family) ||
	       has(family, "TimesNewRoman") || has(family, "Times New Roman") ||
	       has(family, "LiberationSerif") || has(family, "Tinos");
}

static void check_families(const form *f)
{
	size_t strange = 0;
	const paper_line *first = NULL;
	for (size_t i = 0; i < f->paper->line_count; i++) {
		const paper_line *line = &f->paper->lines[i];
		if (is_family(f, line->family))
			continue;
		strange++;
		first = first ? first : line;
	}
	if (!first)
		return;
	size_t plus = str_find(first->family, STR("+"));
	str name =
	    plus < first->family.length
		? str_slice(first->family, plus + 1, first->family.length)
		: first->family;
	diag_at(f->diags, DIAG_FORM_FAMILY, first->at,
		page_text_of(f, first->page), name, f->profile->family,
		article(f, f->profile->page_rule));
}

static bool is_listed(const form *f, const paper_line *line, bool *told)
{
	(void)f;
	return line->component == PROFILE_COMPONENT_COUNT ||
	       told[line->component];
}

static str size_range(const form *f, const profile_style *style, mpt *least,
		      mpt *most)
{
	bool has_range = style->least_size && style->most_size >= style->size &&
			 style->least_size <= style->size;
	*least = has_range ? style->least_size : style->size;
	*most = has_range ? style->most_size : style->size;
	if (*least == *most)
		return points(f, *least);
	return str_format(f->arena, "%.*s - %.*s", STR_ARGS(points(f, *least)),
			  STR_ARGS(points(f, *most)));
}

static str quoted(const form *f, str text)
{
	if (str_code_points(text) <= 40)
		return text;
	const char *end = text.data;
	for (size_t i = 0; i < 40; i++)
		str_next_code_point(&end, str_end(text));
	return str_format(f->arena, "%.*s…", (int)(end - text.data), text.data);
}

static void check_style(const form *f, const paper_line *line)
{
	const profile_style *style = &f->profile->styles[line->component];
	mpt least, most;
	str range = size_range(f, style, &least, &most);
	/* pdftohtml rounds sizes to a third of a point */
	if (line->size < least - PT(1) / 2 || line->size > most + PT(1) / 2)
		diag_at(f->diags, DIAG_FORM_SIZE, line->at,
			quoted(f, line->text), points(f, line->size), range,
			article_of(f, line->component));
	if (is_body(line) || line->component == PROFILE_RECIPIENT ||
	    line->component == PROFILE_PAGE_NUMBER)
		return; /* emphasis within is the author's */
	if (line->bold != style->bold)
		diag_at(f->diags, DIAG_FORM_WEIGHT, line->at,
			quoted(f, line->text),
			style->bold ? STR("đậm") : STR("không đậm"),
			article_of(f, line->component));
	if (line->italic != style->italic)
		diag_at(f->diags, DIAG_FORM_WEIGHT, line->at,
			quoted(f, line->text),
			style->italic ? STR("nghiêng") : STR("đứng"),
			article_of(f, line->component));
	if (style->upper &&
	    !str_equal(text_upper(f->arena, line->text), line->text))
		diag_at(f->diags, DIAG_FORM_WEIGHT, line->at,
			quoted(f, line->text), STR("in hoa"),
			article_of(f, line->component));
}

/* The first line of each component stands for the rest. */
static void check_styles(const form *f)
{
	bool told[PROFILE_COMPONENT_COUNT] = {false};
	for (size_t i = 0; i < f->paper->line_count; i++) {
		const paper_line *line = &f->paper->lines[i];
		if (is_listed(f, line, told))
			continue;
		told[line->component] = true;
		check_style(f, line);
	}
}

/* ---- The head ----------------------------------------------------------- */

static void report_missing(const form *f, profile_component c, const char *vi)
{
	diag_at(f->diags, DIAG_FORM_MISSING, NO_SPAN, str_from(vi),
		page_text_of(f, 0), article_of(f, c));
}

static void check_national_name(const form *f)
{
	const paper_line *line = paper_find(f->paper, PROFILE_NATIONAL_NAME);
	const paper_line *motto = paper_find(f->paper, PROFILE_MOTTO);
	if (!line) {
		report_missing(f, PROFILE_NATIONAL_NAME,
			       f->profile->motto.length ? "Quốc hiệu"
							: "Tiêu đề");
		return;
	}
	if (!str_equal(line->text, f->profile->national_name))
		diag_at(f->diags, DIAG_FORM_NATIONAL_NAME, line->at,
			quoted(f, line->text), f->profile->national_name,
			article_of(f, PROFILE_NATIONAL_NAME));
	if (!f->profile->motto.length)
		return;
	if (!motto)
		report_missing(f, PROFILE_MOTTO, "Tiêu ngữ");
	else if (!str_equal(motto->text, f->profile->motto))
		diag_at(f->diags, DIAG_FORM_NATIONAL_NAME, motto->at,
			quoted(f, motto->text), f->profile->motto,
			article_of(f, PROFILE_MOTTO));
}

/* Above or beside: what the regulation's diagram of places says. */
static void check_order(const form *f)
{
	static const struct {
		profile_component first, second;
		const char *vi;
	} orders[] = {
	    {PROFILE_NATIONAL_NAME, PROFILE_MOTTO,
	     "Tiêu ngữ đứng dưới Quốc hiệu"},
	    {PROFILE_PARENT_BODY, PROFILE_BODY_NAME,
	     "tên cơ quan ban hành đứng dưới cơ quan chủ quản"},
	    {PROFILE_BODY_NAME, PROFILE_NUMBER,
	     "số, ký hiệu đứng dưới tên cơ quan"},
	    {PROFILE_NUMBER, PROFILE_TYPE_NAME,
	     "tên loại đứng dưới số, ký hiệu"},
	    {PROFILE_TYPE_NAME, PROFILE_SUBJECT,
	     "trích yếu đứng dưới tên loại"},
	};
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		const paper_line *a = paper_find(f->paper, orders[i].first);
		const paper_line *b = paper_find(f->paper, orders[i].second);
		if (a && b && a->page == b->page && a->y >= b->y)
			diag_at(f->diags, DIAG_FORM_ORDER, b->at,
				str_from(orders[i].vi),
				article_of(f, orders[i].second));
	}
	const paper_line *number = paper_find(f->paper, PROFILE_NUMBER);
	const paper_line *date = paper_find(f->paper, PROFILE_PLACE_DATE);
	mpt apart = number && date ? number->y - date->y : 0;
	if (apart > PT(3) || apart < -PT(3))
		diag_at(f->diags, DIAG_FORM_ORDER, date->at,
			STR("địa danh, ngày tháng cùng hàng với số, ký hiệu"),
			article_of(f, PROFILE_PLACE_DATE));
}

/* ---- Forms of number and date ------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What stands before {so} and between it and {ky-hieu}, as the profile says. */
static void check_number(const form *f)
{
	const paper_line *line = paper_find(f->paper, PROFILE_NUMBER);
	if (!line)
		return;
	str pattern = f->profile->number_pattern, text = line->text;
	str head = str_slice(pattern, 0, str_find(pattern, STR("{")));
	size_t from = str_find(pattern, STR("}")) + 1;
	str rest = str_slice(pattern, from, pattern.length);
	str between = str_slice(rest, 0, str_find(rest, STR("{")));
	size_t at = head.length;
	while (at < text.length && is_digit(text.data[at]))
		at++;
	size_t digits = at > head.length ? at - head.length : 0;
	while (at < text.length && text.data[at] == ' ')
		at++;
	bool good = str_starts_with(text, head) && digits != 1 &&
		    str_starts_with(str_slice(text, at, text.length), between);
	bool is_blank = !digits && str_starts_with(text, str_trim(head));
	if (!good && !is_blank)
		diag_at(f->diags, DIAG_FORM_NUMBER, line->at, text, pattern,
			article_of(f, PROFILE_NUMBER));
}

/* The number in words of text behind `word`, *digits of it. */
static int number_behind(str text, const char *word, size_t *digits)
{
	size_t at = str_find(text, str_from(word));
	if (at == text.length)
		return -1;
	at += strlen(word);
	int n = 0;
	*digits = 0;
	for (; at < text.length && is_digit(text.data[at]) && *digits < 5;
	     at++, ++*digits)
		n = 10 * n + (text.data[at] - '0');
	return *digits ? n : -1;
}

static void check_date(const form *f)
{
	const paper_line *line = paper_find(f->paper, PROFILE_PLACE_DATE);
	size_t day_digits, month_digits, year_digits;
	if (!line)
		return;
	int day = number_behind(line->text, "ngày ", &day_digits);
	int month = number_behind(line->text, "tháng ", &month_digits);
	int year = number_behind(line->text, "năm ", &year_digits);
	bool day_good = day < 0 || day_digits == 2;
	bool month_good =
	    month < 0 || month_digits == (month < 3 || month > 9 ? 2 : 1);
	bool possible = day < 0 || month < 0 || year < 0 ||
			(month >= 1 && month <= 12 && day >= 1 &&
			 day <= text_days_in_month(year, month));
	if (!day_good || !month_good || !possible)
		diag_at(f->diags, DIAG_FORM_DATE, line->at, line->text,
			article_of(f, PROFILE_PLACE_DATE));
}

/* ---- Rules -------------------------------------------------------------- */

static const paper_rule *rule_below(const paper *p, const paper_line *line)
{
	for (size_t i = 0; i < p->rule_count; i++) {
		const paper_rule *rule = &p->rules[i];
		mpt below = rule->y - line->y;
		mpt middle = rule->x + rule->width / 2;
		if (rule->page == line->page && below > 0 && below < PT(12) &&
		    middle > line->x && middle < line->x + line->width)
			return rule;
	}
	return NULL;
}

static const paper_line *last_of(const paper *p, profile_component c)
{
	const paper_line *last = NULL;
	for (size_t i = 0; i < p->line_count; i++)
		if (p->lines[i].component == c)
			last = &p->lines[i];
	return last;
}

static void check_rule(const form *f, profile_component c,
		       const profile_rule *law, const char *vi)
{
	const paper_line *line = last_of(f->paper, c);
	if (!line || law->kind != PROFILE_RULE_LINE)
		return;
	const paper_rule *rule = rule_below(f->paper, line);
	if (!rule) {
		diag_at(f->diags, DIAG_FORM_RULE_MISSING, line->at,
			str_from(vi), article_of(f, c));
		return;
	}
	int64_t share =
	    line->width ? (int64_t)rule->width * 1000 / line->width : 0;
	int32_t least = law->least_share ? law->least_share : law->share;
	int32_t most = law->most_share ? law->most_share : law->share;
	if (share < least - 30 || share > most + 30)
		diag_at(f->diags, DIAG_FORM_RULE_LENGTH, line->at, str_from(vi),
			str_format(f->arena, "%lld%%", (long long)share / 10),
			least == most ? str_format(f->arena, "%d%%", least / 10)
				      : str_format(f->arena, "%d%% - %d%%",
						   least / 10, most / 10),
			article_of(f, c));
}

/* ---- Page numbers ------------------------------------------------------- */

static const paper_line *number_of_page(const paper *p, uint32_t number)
{
	for (size_t i = 0; i < p->line_count; i++)
		if (p->lines[i].page == number &&
		    p->lines[i].component == PROFILE_PAGE_NUMBER)
			return &p->lines[i];
	return NULL;
}

static bool is_annex_head(const paper_line *line)
{
	return line->bold && line->page && line->text.length < 30 &&
	       str_starts_with(line->text, STR("Phụ lục"));
}

static bool begins_annex(const paper *p, uint32_t number)
{
	for (size_t i = 0; i < p->line_count; i++)
		if (p->lines[i].page == number && is_annex_head(&p->lines[i]))
			return true;
	return false;
}

static void check_page_numbers(const form *f)
{
	str rule = article(f, f->profile->page_number_rule);
	for (uint32_t i = 0; i < f->paper->page_count; i++) {
		const paper_line *line = number_of_page(f->paper, i);
		bool is_first = i == 0 || begins_annex(f->paper, i) ||
				str_equal(f->paper->pages[i].label, STR("1"));
		bool wants = !is_first || f->profile->page_number_first;
		mpt middle = f->paper->pages[i].height / 2;
		bool is_good = wants ? line && (line->y < middle) ==
						   f->profile->page_number_top
				     : !line;
		if (is_good)
			continue;
		diag_at(f->diags,
			wants ? DIAG_FORM_PAGE_NUMBER
			      : DIAG_FORM_PAGE_NUMBER_FIRST,
			NO_SPAN, page_text_of(f, i), rule);
		if (wants)
			return;
	}
}

/* ---- The end ------------------------------------------------------------ */

static void check_signature(const form *f)
{
	const paper_line *sign = paper_find(f->paper, PROFILE_AUTHORITY);
	size_t above = 0;
	if (!sign || !f->profile->signature_lines)
		return;
	for (size_t i = 0; i < f->paper->line_count; i++)
		above += f->paper->lines[i].page == sign->page &&
			 f->paper->lines[i].y < sign->y &&
			 f->paper->lines[i].component != PROFILE_PAGE_NUMBER &&
			 f->paper->lines[i].component != PROFILE_DRAFT_MARK;
	if (above < f->profile->signature_lines)
		diag_at(f->diags, DIAG_FORM_SIGNATURE_ALONE, sign->at,
			page_text_of(f, sign->page),
			article_of(f, PROFILE_AUTHORITY));
}

static void check_recipients(const form *f)
{
	const paper_line *head = paper_find(f->paper, PROFILE_RECIPIENTS_HEAD);
	const paper_line *last = last_of(f->paper, PROFILE_RECIPIENT);
	const paper_line *sign = paper_find(f->paper, PROFILE_AUTHORITY);
	if (!sign || !paper_find(f->paper, PROFILE_NUMBER))
		return; /* not a paper that is sent out */
	if (!head && !last) {
		report_missing(f, PROFILE_RECIPIENTS_HEAD, "Nơi nhận");
		return;
	}
	if (!last)
		return;
	bool files = has(last->text, "Lưu");
	bool ends = str_ends_with(last->text, f->profile->recipient_last);
	if (!files || !ends)
		diag_at(f->diags, DIAG_FORM_RECIPIENTS, last->at,
			quoted(f, last->text), f->profile->recipient_last,
			article_of(f, PROFILE_RECIPIENT));
}

static void check_end_mark(const form *f)
{
	const paper_line *last = NULL;
	const paper_line *sign = paper_find(f->paper, PROFILE_AUTHORITY);
	if (!f->profile->end_mark.length || !sign)
		return;
	for (size_t i = 0; i < f->paper->line_count; i++) {
		const paper_line *line = &f->paper->lines[i];
		if (line == sign || line->component == PROFILE_RECIPIENTS_HEAD)
			break;
		if (!line->is_artifact &&
		    line->component != PROFILE_PAGE_NUMBER)
			last = line;
	}
	if (last && !str_ends_with(last->text, f->profile->end_mark))
		diag_at(f->diags, DIAG_FORM_END_MARK, last->at,
			quoted(f, last->text), f->profile->end_mark,
			article_of(f, PROFILE_PARAGRAPH));
}

/* ---- Annexes ------------------------------------------------------------ */

static void check_annexes(const form *f)
{
	for (size_t i = 0; i + 1 < f->paper->line_count; i++) {
		const paper_line *line = &f->paper->lines[i];
		const paper_page *sheet = &f->paper->pages[line->page];
		if (!is_annex_head(line))
			continue;
		if (f->paper->is_ours && !str_equal(sheet->label, STR("1")))
			diag_at(f->diags, DIAG_FORM_ANNEX, line->at,
				quoted(f, line->text),
				STR("đánh số trang riêng, từ 1"),
				article_of(f, PROFILE_ANNEX_NUMBER));
		if (line->y > sheet->height / 3)
			diag_at(f->diags, DIAG_FORM_ANNEX, line->at,
				quoted(f, line->text),
				STR("bắt đầu ở đầu trang"),
				article_of(f, PROFILE_ANNEX_NUMBER));
	}
}

/* ---- All ---------------------------------------------------------------- */

static void check_all(const form *f)
{
	check_size(f);
	check_margins(f);
	check_families(f);
	check_national_name(f);
	check_styles(f);
	check_order(f);
	check_number(f);
	check_date(f);
	check_page_numbers(f);
	check_signature(f);
	check_recipients(f);
	check_end_mark(f);
	check_annexes(f);
	if (!f->paper->is_ours)
		return;
	check_rule(f, PROFILE_MOTTO, &f->profile->rule_motto, "Tiêu ngữ");
	check_rule(f, PROFILE_BODY_NAME, &f->profile->rule_body_name,
		   "tên cơ quan");
	check_rule(f, PROFILE_SUBJECT, &f->profile->rule_subject, "trích yếu");
}

void check_form(arena *a, diags *d, const page_document *pages,
		const profile *law)
{
	paper p = paper_of_pages(a, pages);
	paper_recognise(&p, law);
	if (!paper_find(&p, PROFILE_BODY_NAME))
		return; /* no letterhead: nothing that the regulation is about
			 */
	form f = {a, d, &p, law, STR("")};
	check_all(&f);
}

bool check_form_of_pdf(arena *a, diags *d, str path, const profile *law)
{
	paper p;
	if (!paper_of_pdf(a, d, path, &p))
		return false;
	form f = {a, d, &p, law, path};
	if (!p.line_count) {
		diag_at(d, DIAG_CHECK_NO_TEXT, NO_SPAN, path);
		return true;
	}
	paper_recognise(&p, law);
	check_all(&f);
	diag_at(d, DIAG_FORM_NOT_SEEN, NO_SPAN, path);
	return true;
}

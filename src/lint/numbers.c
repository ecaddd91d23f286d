#include "internal.h"

/* ---- Reading ------------------------------------------------------------- */

/* "1.413.860.796": groups of three behind the first dot. */
static bool is_grouped(str s, char separator)
{
	size_t digits = 0, groups = 0;
	for (size_t i = 0; i <= s.length; i++) {
		char c = i < s.length ? s.data[i] : separator;
		if (c >= '0' && c <= '9') {
			digits++;
			continue;
		}
		if (c != separator ||
		    (groups ? digits != 3 : !digits || digits > 3))
			return false;
		groups++;
		digits = 0;
	}
	return groups > 1;
}

static bool append_digits(str s, int64_t *value)
{
	for (size_t i = 0; i < s.length; i++) {
		if (s.data[i] == '.')
			continue;
		if (*value > (INT64_MAX - 9) / 10)
			return false;
		*value = 10 * *value + (s.data[i] - '0');
	}
	return true;
}

/* 93,4 and the mistaken 93.4 are both read as what is meant. */
bool lint_figure_at(const lint *l, size_t i, lint_figure *out)
{
	const token *t = lint_token(l, i);
	if (t->kind != TOKEN_NUMBER)
		return false;
	str s = lint_text(l, i, i);
	size_t comma = str_find(s, STR(",")), dot = str_find(s, STR("."));
	size_t split = comma < s.length ? comma : s.length;
	if (comma == s.length && dot < s.length && !is_grouped(s, '.'))
		split = dot;
	str whole = str_slice(s, 0, split);
	str part = str_slice(s, split + 1, s.length);
	bool is_plain = str_find(whole, STR(".")) == whole.length;
	if ((!is_plain && !is_grouped(whole, '.')) ||
	    str_find(part, STR(".")) < part.length ||
	    str_find(part, STR(",")) < part.length || part.length > 6)
		return false;
	int64_t value = 0, power = 1;
	if (!append_digits(whole, &value) || !append_digits(part, &value))
		return false;
	for (size_t d = 0; d < part.length; d++)
		power *= 10;
	*out = (lint_figure){.decimals = (unsigned)part.length,
			     .is_padded = s.length > 1 && s.data[0] == '0'};
	return text_number_divide(TEXT_INTEGER(value), TEXT_INTEGER(power),
				  &out->value);
}

int lint_small_number(const lint *l, size_t i)
{
	str s = lint_text(l, i, i);
	int64_t n;
	if (!lint_is_kind(l, i, TOKEN_NUMBER) || s.length > 4 ||
	    !str_to_int64(s, &n))
		return -1;
	return (int)n;
}

static bool scale_at(const lint *l, size_t i, int64_t *scale)
{
	switch (lint_key(l, i)) {
	case KEY_NGHIN:
	case KEY_NGAN:
		*scale = 1000;
		return true;
	case KEY_TRIEU:
		*scale = 1000000;
		return true;
	case KEY_TY:
	case KEY_TI:
		*scale = 1000000000;
		return true;
	default:
		return false;
	}
}

static void widen(lint_amount *a, text_number step, key qualifier)
{
	text_number half;
	switch (qualifier) {
	case KEY_TREN:
	case KEY_HON:
		text_number_add(a->high, step, &a->high);
		break;
	case KEY_GAN:
		text_number_subtract(a->low, step, &a->low);
		break;
	case KEY_KHOANG:
		text_number_subtract(a->low, step, &a->low);
		text_number_add(a->high, step, &a->high);
		break;
	default:
		if (a->is_exact ||
		    !text_number_divide(step, TEXT_INTEGER(2), &half))
			break;
		text_number_subtract(a->low, half, &a->low);
		text_number_add(a->high, half, &a->high);
	}
}

/* Exact unless qualified or shortened: "1,9 tỷ" is rounded, "3 tỷ" is not. */
bool lint_amount_at(const lint *l, size_t i, lint_amount *out)
{
	lint_figure f;
	int64_t scale = 1, next_scale;
	if (!lint_figure_at(l, i, &f))
		return false;
	key qualifier = lint_key(l, i - 1);
	size_t next = i + 1;
	while (scale < 1000000000 && scale_at(l, next, &next_scale)) {
		scale *= next_scale;
		next++;
	}
	*out = (lint_amount){.first = i, .next = next + 1};
	text_number step = TEXT_INTEGER(scale);
	for (unsigned d = 0; d < f.decimals; d++)
		if (!text_number_divide(step, TEXT_INTEGER(10), &step))
			return false;
	/* "trên 2000 hộ" is cut at the last digit that is not 0 */
	text_number ten, rest;
	while (scale == 1 && !f.decimals && f.value.numerator &&
	       text_number_multiply(step, TEXT_INTEGER(10), &ten) &&
	       text_number_divide(f.value, ten, &rest) && rest.denominator == 1)
		step = ten;
	if (!text_number_multiply(f.value, TEXT_INTEGER(scale), &out->low))
		return false;
	out->high = out->low;
	out->is_exact = !(scale > 1 && f.decimals);
	widen(out, step, qualifier);
	const token *unit = lint_token(l, next);
	out->unit = unit->kind == TOKEN_WORD ? unit->word->lower : NULL;
	return out->unit != NULL;
}

/* ---- Touching words ------------------------------------------------------ */

static bool is_real_word(const word *w)
{
	return w->letters > 1 && !w->is_upper && !w->has_digit_sense &&
	       w->spelling != TEXT_SPELLING_FOREIGN;
}

/* "131công trình", "tháng9" */
void lint_glued(lint *l, size_t i)
{
	const token *after = lint_token(l, i + 1),
		    *before = lint_token(l, i - 1);
	if (after->kind == TOKEN_WORD && !after->gap &&
	    is_real_word(after->word)) {
		diag_at(l->diags, DIAG_LINT_GLUED, lint_span(l, i, i + 1),
			lint_text(l, i, i + 1));
		diag_hint(l->diags, HINT_WRITE_AS,
			  str_format(l->arena, "%.*s %.*s",
				     STR_ARGS(lint_text(l, i, i)),
				     STR_ARGS(after->word->text)));
	}
	if (before->kind == TOKEN_WORD && !lint_token(l, i)->gap &&
	    is_real_word(before->word)) {
		diag_at(l->diags, DIAG_LINT_GLUED, lint_span(l, i - 1, i),
			lint_text(l, i - 1, i));
		diag_hint(l->diags, HINT_WRITE_AS,
			  str_format(l->arena, "%.*s %.*s",
				     STR_ARGS(before->word->text),
				     STR_ARGS(lint_text(l, i, i))));
	}
}

/* ---- Separators ---------------------------------------------------------- */

static bool measures(const lint *l, size_t i)
{
	int64_t scale;
	key k = lint_key(l, i);
	return lint_is_mark(l, i, '%') || scale_at(l, i, &scale) ||
	       k == KEY_DONG || k == KEY_HA || k == KEY_KM || k == KEY_DIEM;
}

static bool announces(const lint *l, size_t i)
{
	switch (lint_key(l, i)) {
	case KEY_DAT:
	case KEY_TANG:
	case KEY_GIAM:
	case KEY_CHIEM:
	case KEY_BANG:
	case KEY_TREN:
	case KEY_HON:
	case KEY_GAN:
	case KEY_KHOANG:
		return true;
	default:
		return false;
	}
}

static str with_comma(lint *l, str s)
{
	str copy = str_copy(l->arena, s);
	char *bytes = arena_allocate(l->arena, s.length + 1);
	for (size_t k = 0; k < s.length; k++)
		bytes[k] = copy.data[k] == '.' ? ',' : copy.data[k];
	return (str){bytes, s.length};
}

void lint_decimal_point(lint *l, size_t i)
{
	str s = lint_text(l, i, i);
	size_t dot = str_find(s, STR("."));
	size_t places = s.length - dot - 1;
	if (dot == s.length || places == 3 || places > 4 ||
	    str_find(str_slice(s, dot + 1, s.length), STR(".")) < places ||
	    str_find(s, STR(",")) < s.length)
		return;
	if (!measures(l, i + 1) && !(announces(l, i - 1) && i))
		return;
	diag_at(l->diags, DIAG_LINT_DECIMAL_POINT, lint_span(l, i, i), s);
	diag_hint(l->diags, HINT_WRITE_AS, with_comma(l, s));
}

void lint_grouping(lint *l, size_t i)
{
	str s = lint_text(l, i, i);
	size_t first = str_find(s, STR(","));
	if (first == s.length ||
	    str_find(str_slice(s, first + 1, s.length), STR(",")) ==
		s.length - first - 1 ||
	    !is_grouped(s, ','))
		return;
	char *bytes = arena_allocate(l->arena, s.length + 1);
	for (size_t k = 0; k < s.length; k++)
		bytes[k] = s.data[k] == ',' ? '.' : s.data[k];
	diag_at(l->diags, DIAG_LINT_GROUPING, lint_span(l, i, i), s);
	diag_hint(l->diags, HINT_WRITE_AS, (str){bytes, s.length});
}

/* ---- đồng, đ, VNĐ, VND --------------------------------------------------- */

static int currency_of(const word *w)
{
	if (w->key == KEY_DONG && !w->is_upper)
		return 0;
	if (str_equal(w->text, STR("đ")))
		return 1;
	if (str_equal(w->text, STR("VNĐ")))
		return 2;
	return str_equal(w->text, STR("VND")) ? 3 : -1;
}

void lint_currency(lint *l, size_t i)
{
	int64_t scale;
	size_t at = i + 1;
	while (scale_at(l, at, &scale))
		at++;
	const token *t = lint_token(l, at);
	if (t->kind != TOKEN_WORD)
		return;
	int form = currency_of(t->word);
	/* "đồng chí", "đồng bào" are no money */
	if (form < 0 || (form == 0 && lint_key(l, at + 1) == KEY_CHI))
		return;
	lint_count(&l->document.currency[form], t->word->text,
		   lint_span(l, i, at));
	if (form == 2 && l->document.currency[2].count == 1) {
		diag_at(l->diags, DIAG_LINT_VND, lint_span(l, at, at));
		diag_hint(l->diags, HINT_WRITE_AS, STR("đồng"));
	}
}

static void tell_mixed(lint *l, const variant *v, size_t count, diag_code code)
{
	const variant *most = NULL;
	for (size_t k = 0; k < count; k++)
		if (v[k].count && (!most || v[k].count > most->count))
			most = &v[k];
	for (size_t k = 0; k < count; k++) {
		if (!v[k].count || &v[k] == most)
			continue;
		diag_at(l->diags, code, v[k].at, v[k].form, most->form,
			text_format_integer(l->arena, v[k].count),
			text_format_integer(l->arena, most->count));
		diag_note(l->diags, HINT_FIRST_IS_HERE, most->at);
	}
}

void lint_finish_numbers(lint *l)
{
	const document *doc = &l->document;
	tell_mixed(l, doc->currency, 4, DIAG_LINT_CURRENCY_MIXED);
	tell_mixed(l, doc->padded, 2, DIAG_LINT_PADDING_MIXED);
}

/* "02 Đoàn … 6 đơn vị": small counts, with and without a zero. */
void lint_padding(lint *l, size_t i)
{
	int n = lint_small_number(l, i);
	const token *t = lint_token(l, i), *after = lint_token(l, i + 1);
	if (n < 1 || n > 9 || after->kind != TOKEN_WORD || !after->gap ||
	    !is_real_word(after->word) || !i || t->begins)
		return;
	switch (after->word->key) {
	case KEY_THANG:
	case KEY_NAM:
	case KEY_NGAY:
	case KEY_GIO:
	case KEY_QUY_QUARTER:
	case KEY_TUAN:
	case KEY_TRIEU:
	case KEY_TY:
	case KEY_TI:
	case KEY_NGHIN:
	case KEY_DIEM:
	case KEY_CUA:
	case KEY_DIEU:
	case KEY_VA:
	case KEY_DONG:
	case KEY_LAN:
		return;
	default:
		break;
	}
	switch (lint_key(l, i - 1)) {
	case KEY_NGAY:
	case KEY_THANG:
	case KEY_NAM:
	case KEY_DIEU:
	case KEY_KHOAN:
	case KEY_DIEM:
	case KEY_SO:
	case KEY_PHUONG:
	case KEY_QUAN:
	case KEY_QUY_QUARTER:
	case KEY_KHOA:
	case KEY_LAN:
	case KEY_THU:
	case KEY_CHUONG:
	case KEY_PHAN:
	case KEY_MUC:
	case KEY_TO:
	case KEY_CAP:
		return;
	default:
		break;
	}
	if (lint_is_kind(l, i - 1, TOKEN_MARK) && !t->gap)
		return;
	lint_count(&l->document.padded[t->length == 1], lint_text(l, i, i + 1),
		   lint_span(l, i, i + 1));
}

/* ---- Percentages --------------------------------------------------------- */

/* As stated, with so many places: right, cut off, or neither. */
typedef enum verdict { RIGHT, CUT, WRONG } verdict;

static verdict judge(lint *l, text_number a, text_number b,
		     const lint_figure *stated, str *computed)
{
	text_number ratio, percent, rounded, cut, power = TEXT_INTEGER(1);
	*computed = STR("");
	if (!text_number_divide(a, b, &ratio) ||
	    !text_number_multiply(ratio, TEXT_INTEGER(100), &percent) ||
	    !text_number_round(percent, stated->decimals, &rounded))
		return RIGHT;
	if (text_number_compare(rounded, stated->value) == 0)
		return RIGHT;
	for (unsigned d = 0; d < stated->decimals; d++)
		if (!text_number_multiply(power, TEXT_INTEGER(10), &power))
			return RIGHT;
	if (!text_number_multiply(percent, power, &cut))
		return RIGHT;
	cut = TEXT_INTEGER(cut.numerator / cut.denominator);
	if (!text_number_divide(cut, power, &cut) ||
	    !text_format_percent(l->arena, a, b, stated->decimals, computed))
		return RIGHT;
	return text_number_compare(cut, stated->value) == 0 ? CUT : WRONG;
}

/* The percentage within reach behind i: "(đạt 93,4%)", "vụ, đạt 93,4 %". */
static size_t percent_behind(const lint *l, size_t i)
{
	for (size_t at = i; at < i + 9; at++) {
		const token *t = lint_token(l, at);
		if (t->kind == TOKEN_NUMBER)
			return lint_is_mark(l, at + 1, '%') ? at : 0;
		bool passes =
		    t->kind == TOKEN_WORD ||
		    (t->kind == TOKEN_MARK &&
		     (t->mark == '(' || t->mark == ',' || t->mark == '=' ||
		      t->mark == ':' || t->mark == '-' || t->mark == 0x2013));
		key k = lint_key(l, at);
		if (!passes || k == KEY_TANG || k == KEY_GIAM ||
		    k == KEY_TREN || k == KEY_HON || k == KEY_GAN ||
		    k == KEY_KHOANG || k == KEY_VUOT || k == KEY_SO_COMPARE)
			return 0;
	}
	return 0;
}

static void tell_percent(lint *l, size_t first, size_t at, str above, str below,
			 text_number a, text_number b)
{
	lint_figure stated;
	str computed;
	if (!lint_figure_at(l, at, &stated))
		return;
	verdict v = judge(l, a, b, &stated, &computed);
	if (v == RIGHT)
		return;
	str printed = lint_text(l, at, at + 1);
	diag_at(l->diags,
		v == CUT ? DIAG_LINT_PERCENT_CUT : DIAG_LINT_PERCENT_WRONG,
		lint_span(l, first, at + 1), above, below, printed, computed);
	diag_hint(l->diags, HINT_WRITE_AS, computed);
}

/* "86/92 vụ (đạt 93,4%)" */
void lint_percent(lint *l, size_t i)
{
	lint_figure a, b;
	const token *slash = lint_token(l, i + 1);
	if (!lint_is_mark(l, i + 1, '/') || slash->gap ||
	    !lint_figure_at(l, i, &a) || !lint_figure_at(l, i + 2, &b) ||
	    a.decimals || b.decimals || !b.value.numerator ||
	    lint_is_mark(l, i + 3, '/') || lint_is_mark(l, i - 1, '/') ||
	    lint_key(l, i - 1) == KEY_NGAY || lint_key(l, i - 1) == KEY_THANG)
		return;
	size_t at = percent_behind(l, i + 3);
	if (at)
		tell_percent(l, i, at, lint_text(l, i, i),
			     lint_text(l, i + 2, i + 2), a.value, b.value);
}

/* "86 vụ trên tổng số 92 vụ, đạt 93,4%" */
void lint_percent_of(lint *l, size_t i)
{
	lint_figure a, b;
	if (lint_key(l, i) != KEY_TONG || lint_key(l, i + 1) != KEY_SO ||
	    (lint_key(l, i - 1) != KEY_TREN &&
	     lint_key(l, i - 1) != KEY_TRONG) ||
	    !lint_figure_at(l, i + 2, &b) || b.decimals || !b.value.numerator)
		return;
	size_t first = i;
	for (size_t back = 2; back < 7 && first == i && back <= i; back++)
		if (lint_is_kind(l, i - back, TOKEN_NUMBER))
			first = i - back;
		else if (!lint_is_kind(l, i - back, TOKEN_WORD))
			return;
	if (first == i || !lint_figure_at(l, first, &a) || a.decimals)
		return;
	size_t at = percent_behind(l, i + 3);
	if (at)
		tell_percent(l, first, at, lint_text(l, first, first),
			     lint_text(l, i + 2, i + 2), a.value, b.value);
}

/* ---- Sums ---------------------------------------------------------------- */

#define MOST_PARTS 24

static bool ends_clause(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_END ||
	       (t->kind == TOKEN_MARK && t->mark == '.') ||
	       lint_key(l, i) == KEY_DONG_THOI;
}

static bool is_same_unit(const lint *l, const lint_amount *a,
			 const lint_amount *b)
{
	if (a->unit != b->unit)
		return false;
	/* "lượt người" and "lượt xe", "hội nghị" and "hội viên" differ */
	if (a->unit->key == KEY_DONG)
		return true;
	const token *x = lint_token(l, a->next), *y = lint_token(l, b->next);
	bool has_second = x->kind == TOKEN_WORD && y->kind == TOKEN_WORD &&
			  (a->unit->key == KEY_LUOT || a->unit->key == KEY_HOI);
	return !has_second || x->word->lower == y->word->lower;
}

static bool has_money_unit(const lint_amount *a)
{
	return a->unit->key == KEY_DONG;
}

/* The parts of total between i and the end of its sentence. */
static size_t find_parts(const lint *l, const lint_amount *total, size_t i,
			 lint_amount *parts)
{
	size_t count = 0;
	int depth = 0;
	for (; !ends_clause(l, i) && count < MOST_PARTS; i++) {
		depth += lint_is_mark(l, i, '(');
		depth -= lint_is_mark(l, i, ')');
		if (depth < 0) /* "(gồm … )" ends with its bracket */
			break;
		if (depth > 0 || !lint_amount_at(l, i, &parts[count]) ||
		    !is_same_unit(l, total, &parts[count]))
			continue;
		key before = lint_key(l, i - 1);
		if (before == KEY_TANG || before == KEY_GIAM)
			continue;
		i = parts[count++].next - 1;
	}
	return count;
}

static str amount_text(const lint *l, const lint_amount *a)
{
	size_t first = a->first;
	key k = lint_key(l, first - 1);
	if (k == KEY_TREN || k == KEY_HON || k == KEY_GAN || k == KEY_KHOANG)
		first--;
	return lint_text(l, first, a->next - 1);
}

static void check_sum(lint *l, const lint_amount *total,
		      const lint_amount *parts, size_t count)
{
	text_number low = TEXT_INTEGER(0), high = TEXT_INTEGER(0);
	for (size_t k = 0; k < count; k++)
		if (!text_number_add(low, parts[k].low, &low) ||
		    !text_number_add(high, parts[k].high, &high))
			return;
	if (text_number_compare(high, total->low) >= 0 &&
	    text_number_compare(low, total->high) <= 0)
		return;
	str sum = STR("");
	text_format_exact(l->arena, low, &sum);
	diag_at(l->diags, DIAG_LINT_SUM_WRONG,
		lint_span(l, total->first, parts[count - 1].next - 1),
		amount_text(l, total), sum,
		text_format_integer(l->arena, (int64_t)count));
}

static void check_part(lint *l, const lint_amount *total,
		       const lint_amount *part)
{
	if (text_number_compare(part->low, total->high) > 0)
		diag_at(l->diags, DIAG_LINT_PART_ABOVE,
			lint_span(l, total->first, part->next - 1),
			amount_text(l, part), amount_text(l, total));
}

/*
 * "2,3 tỷ đồng, gồm: … 625 triệu đồng và … 1,6 tỷ đồng": the parts add up;
 * "trong đó" names some of them, none is above the whole.
 */
void lint_sum(lint *l, size_t i)
{
	lint_amount total, parts[MOST_PARTS];
	if (!lint_amount_at(l, i, &total))
		return;
	for (size_t at = total.next; at < total.next + 7; at++) {
		if (ends_clause(l, at) || lint_is_kind(l, at, TOKEN_NUMBER) ||
		    lint_is_mark(l, at, ';'))
			return;
		bool lists = lint_key(l, at) == KEY_GOM;
		bool some = lint_key(l, at) == KEY_TRONG &&
			    lint_key(l, at + 1) == KEY_DO_THAT;
		if (!lists && !some)
			continue;
		size_t count = find_parts(l, &total, at + 1, parts);
		if (lists && count > 1 &&
		    (has_money_unit(&total) || total.is_exact))
			check_sum(l, &total, parts, count);
		for (size_t k = 0; some && k < count; k++)
			check_part(l, &total, &parts[k]);
		return;
	}
}

/* ---- In words ------------------------------------------------------------ */

static bool is_as_in_words(lint *l, text_number n, str words)
{
	for (unsigned style = 0; style < 4; style++) {
		str computed;
		text_words_style s = {style & 1, style & 2};
		if (!text_number_words(l->arena, n, s, &computed) ||
		    text_collate(computed, words) == 0)
			return true;
	}
	return false;
}

/* The words with one blank between them, wherever lines end. */
static str spoken(lint *l, size_t first, size_t last)
{
	str words[64];
	size_t count = 0;
	for (size_t i = first; i <= last && count < 64; i++)
		words[count++] = lint_token(l, i)->word->text;
	return str_join(l->arena, words, count, STR(" "));
}

/* "1.413.860.796 đồng (Một tỷ bốn trăm …)" */
void lint_in_words(lint *l, size_t i)
{
	lint_figure f;
	size_t open = i + 2, last = open + 1;
	if (lint_key(l, i + 1) != KEY_DONG || !lint_is_mark(l, open, '(') ||
	    !lint_figure_at(l, i, &f) || f.decimals)
		return;
	if (lint_key(l, last) == KEY_BANG && lint_key(l, last + 1) == KEY_CHU)
		last += lint_is_mark(l, last + 2, ':') ? 3 : 2;
	size_t first = last;
	while (lint_is_kind(l, last, TOKEN_WORD))
		last++;
	if (!lint_is_mark(l, last, ')') || last < first + 2)
		return;
	size_t end = last - 1;
	while (lint_key(l, end) == KEY_DONG || lint_key(l, end) == KEY_CHAN)
		end--;
	key begins = lint_key(l, first);
	if (begins < KEY_KHONG_DIGIT || begins > KEY_MUOI)
		return;
	str words = text_lower(l->arena, spoken(l, first, end));
	if (is_as_in_words(l, f.value, words))
		return;
	str right;
	text_number_words(l->arena, f.value, (text_words_style){0}, &right);
	diag_at(l->diags, DIAG_LINT_IN_WORDS, lint_span(l, first, end),
		lint_text(l, i, i), spoken(l, first, end));
	diag_hint(l->diags, HINT_WRITE_AS, right);
}

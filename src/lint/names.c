#include "internal.h"

/* ---- Class words: "Tỉnh Điện Biên", "Quận" and "quận" ---------------------
 */

/* What comes behind is capitalised like a name, and is no new sentence. */
static bool is_name(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_WORD && t->word->is_capitalised &&
	       t->word->spelling != TEXT_SPELLING_FOREIGN && !t->begins;
}

static bool is_unit_class(key k)
{
	return k == KEY_TINH_PROVINCE || k == KEY_HUYEN || k == KEY_QUAN ||
	       k == KEY_XA || k == KEY_PHUONG;
}

/* Named after people and events, the class word is part of the name. */
static bool is_name_of_person(const lint *l, size_t i)
{
	static const key families[] = {
	    KEY_NGUYEN,	   KEY_TRAN,  KEY_LE,  KEY_LY,	 KEY_PHAM,
	    KEY_PHAN_NAME, KEY_HOANG, KEY_VO,  KEY_DINH, KEY_BUI,
	    KEY_NGO,	   KEY_TON,   KEY_HAI, KEY_CACH, KEY_HUYNH};
	for (size_t k = 0; k < sizeof families / sizeof *families; k++)
		if (lint_key(l, i) == families[k])
			return true;
	return lint_key(l, i) == KEY_DIEN && lint_key(l, i + 2) == KEY_PHU;
}

static bool is_in_capitals(const lint *l, size_t i)
{
	const token *before = lint_token(l, i - 1),
		    *after = lint_token(l, i + 1);
	return (before->kind == TOKEN_WORD && before->word->is_upper) ||
	       (after->kind == TOKEN_WORD && after->word->is_upper);
}

/* Mặt trận Tổ quốc Quận: part of a body's name, left as it is. */
static bool is_part_of_name(const lint *l, size_t i)
{
	const token *before = lint_token(l, i - 1);
	return before->kind == TOKEN_MARK &&
	       (before->mark == 0x201C || before->mark == '"' ||
		before->mark == '/');
}

static size_t class_index(key k)
{
	switch (k) {
	case KEY_QUAN:
		return 0;
	case KEY_HUYEN:
		return 1;
	case KEY_TINH_PROVINCE:
		return 2;
	case KEY_XA:
		return 3;
	default:
		return 4;
	}
}

void lint_class_word(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	if (!is_unit_class(t->word->key) || t->begins || t->word->is_upper ||
	    is_in_capitals(l, i) || is_part_of_name(l, i))
		return;
	const token *after = lint_token(l, i + 1);
	bool is_capital = t->word->is_capitalised;
	if (is_name(l, i + 1) && after->gap) {
		if (!is_capital || is_name_of_person(l, i + 1))
			return;
		size_t last = i + 1;
		while (last < i + 3 && is_name(l, last + 1))
			last++;
		diag_at(l->diags, DIAG_LINT_CLASS_WORD, lint_span(l, i, last),
			lint_text(l, i, last));
		diag_hint(l->diags, HINT_WRITE_AS,
			  str_format(l->arena, "%.*s %.*s",
				     STR_ARGS(t->word->small),
				     STR_ARGS(lint_text(l, i + 1, last))));
		return;
	}
	if (after->kind == TOKEN_NUMBER) /* Quận 1 */
		return;
	/* "quận ủy" is a word of its own; "xã hội" is no commune */
	if (after->kind == TOKEN_WORD &&
	    (lint_key(l, i + 1) == KEY_UY || lint_key(l, i + 1) == KEY_HOI))
		return;
	lint_count(
	    &l->document.class_words[class_index(t->word->key)][is_capital],
	    t->word->text, lint_span(l, i, i));
}

static void tell_class_words(lint *l)
{
	for (size_t k = 0; k < 6; k++) {
		const variant *v = l->document.class_words[k];
		if (!v[0].count || !v[1].count)
			continue;
		size_t rare = v[0].count < v[1].count ? 0 : 1;
		diag_at(l->diags, DIAG_LINT_CLASS_MIXED, v[rare].at,
			v[rare].form, v[1 - rare].form,
			text_format_integer(l->arena, v[rare].count),
			text_format_integer(l->arena, v[1 - rare].count));
		diag_note(l->diags, HINT_FIRST_IS_HERE, v[1 - rare].at);
	}
}

/* ---- Nhân dân, Nhà nước -------------------------------------------------- */

/* "Ủy ban nhân dân", "Thanh tra nhân dân": an adjective. */
static bool is_people_of_body(key before)
{
	switch (before) {
	case KEY_BAN:
	case KEY_DONG:
	case KEY_TRA:
	case KEY_AN_COURT:
	case KEY_SAT:
	case KEY_AN:
	case KEY_DOI:
	case KEY_NGOAI:
	case KEY_DUNG:
	case KEY_THAM:
	case KEY_NINH:
	case KEY_TRANH:
	case KEY_QUAN_ARMY:
	case KEY_SI:
	case KEY_GIAO_TEACH:
	case KEY_CACH:
	case KEY_CHU_OWNER:
	case KEY_VU:
	case KEY_QUYEN:
	case KEY_BAO_PRESS:
	case KEY_HOA:
	case KEY_SY:
	case KEY_TRANG:
	case KEY_THUOC:
		return true;
	default:
		return false;
	}
}

static void tell_capital(lint *l, size_t i, const char *right)
{
	diag_at(l->diags, DIAG_LINT_CAPITAL, lint_span(l, i, i + 1),
		lint_text(l, i, i + 1));
	diag_hint(l->diags, HINT_WRITE_AS, str_from(right));
}

static bool is_small(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->word->text.data && t->word == t->word->lower;
}

void lint_capital(lint *l, size_t i)
{
	key k = lint_key(l, i), before = lint_key(l, i - 1);
	if (k != KEY_NHAN && k != KEY_NHA && k != KEY_TET)
		return;
	if (!is_small(l, i) && k != KEY_TET)
		return;
	if (k == KEY_NHAN && lint_key(l, i + 1) == KEY_DAN &&
	    lint_is_kind(l, i - 1, TOKEN_WORD) && !is_people_of_body(before))
		tell_capital(l, i, "Nhân dân");
	if (k == KEY_NHA && lint_key(l, i + 1) == KEY_NUOC &&
	    (before == KEY_VA || before == KEY_CUA) &&
	    (before == KEY_CUA || lint_key(l, i - 2) == KEY_DANG_PARTY))
		tell_capital(l, i, "Nhà nước");
	if (k == KEY_TET && lint_key(l, i + 1) == KEY_NGUYEN_FIRST &&
	    lint_key(l, i + 2) == KEY_DAN_NEW_YEAR && is_small(l, i + 1)) {
		diag_at(l->diags, DIAG_LINT_CAPITAL, lint_span(l, i, i + 2),
			lint_text(l, i, i + 2));
		diag_hint(l->diags, HINT_WRITE_AS, STR("Tết Nguyên đán"));
	}
}

/* ---- Names in quotes ----------------------------------------------------- */

#define LONGEST_NAME 16 /* tokens */

static size_t end_of_quote(const lint *l, size_t i)
{
	for (size_t at = i + 1; at < i + LONGEST_NAME; at++) {
		const token *t = lint_token(l, at);
		if (t->kind == TOKEN_END || t->kind == TOKEN_UNKNOWN)
			return 0;
		if (t->kind == TOKEN_MARK &&
		    (t->mark == 0x201D || t->mark == '"'))
			return at;
	}
	return 0;
}

/* One name, two ways of writing it: “Vì người nghèo”, “Vì Người nghèo”. */
void lint_quoted(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	size_t end =
	    t->mark == 0x201C || t->mark == '"' ? end_of_quote(l, i) : 0;
	if (!end || end < i + 3)
		return;
	const token *before = lint_token(l, i - 1);
	if (lint_key(l, i - 1) == KEY_QUY_FUND && !before->begins)
		lint_count(
		    &l->document.class_words[5][before->word->is_capitalised],
		    before->word->text, lint_span(l, i - 1, end));
	word *w = lint_word(l, lint_text(l, i + 1, end - 1));
	word *name = w->lower;
	if (!name->said) {
		name->said = w;
		name->first_at = lint_span(l, i + 1, end - 1);
	} else if (name->said != w && !w->is_told && !w->is_upper &&
		   !name->said->is_upper) {
		w->is_told = true;
		diag_at(l->diags, DIAG_LINT_NAME_MIXED,
			lint_span(l, i + 1, end - 1), w->text,
			name->said->text);
		diag_note(l->diags, HINT_FIRST_IS_HERE, name->first_at);
	}
}

/* ---- Terms laid down ----------------------------------------------------- */

/* A way of writing a term, found by its first word. */
struct lint_entry {
	const lint_term *term;
	str wrong; /* empty: any other use of capitals */
	struct lint_entry *next;
};

static void add_entry(lint *l, const lint_term *term, str first_of, str wrong)
{
	str rest = first_of, first;
	if (!str_next_word(&rest, &first))
		return;
	struct lint_entry *e = ARENA_NEW(l->arena, struct lint_entry);
	word *w = lint_word(l, first)->lower;
	*e = (struct lint_entry){term, wrong, w->entries};
	w->entries = e;
}

void lint_load_terms(lint *l)
{
	for (size_t i = 0; i < l->options.term_count; i++) {
		const lint_term *term = &l->options.terms[i];
		for (size_t k = 0; k < term->wrong_count; k++)
			add_entry(l, term, term->wrong[k], term->wrong[k]);
		if (!term->expansion.length && !term->any_capitals)
			add_entry(l, term, term->form, STR(""));
		if (term->expansion.length)
			lint_word(l, term->form)->is_known = term->is_common;
	}
}

static bool is_other_capitals(lint *l, str rest, const lint_term *term,
			      bool begins)
{
	str written = str_slice(rest, 0, term->form.length);
	if (str_equal(written, term->form))
		return false;
	str small = text_lower(l->arena, term->form);
	str upper = text_upper(l->arena, term->form);
	return str_equal(text_lower(l->arena, written), small) &&
	       !str_equal(written, upper) &&
	       !(begins &&
		 str_equal(text_capitalise(l->arena, term->form), written));
}

static bool ends_word(str rest, size_t length)
{
	if (length >= rest.length)
		return true;
	unsigned char c = (unsigned char)rest.data[length];
	return c < 0xC3 && (c < '0' || c > '9') &&
	       ((c | 0x20) < 'a' || (c | 0x20) > 'z');
}

void lint_terms(lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	str rest = str_slice(l->text, t->from, l->text.length);
	for (const struct lint_entry *e = t->word->lower->entries; e;
	     e = e->next) {
		str wrong = e->wrong.length
				? e->wrong
				: str_slice(rest, 0, e->term->form.length);
		bool found =
		    e->wrong.length
			? str_starts_with(rest, wrong)
			: is_other_capitals(l, rest, e->term, t->begins);
		if (!found || !ends_word(rest, wrong.length))
			continue;
		diag_at(l->diags, DIAG_LINT_TERM,
			lint_bytes(l, t->from, wrong.length), wrong,
			e->term->form);
		if (e->term->at.source)
			diag_note(l->diags, HINT_TERM_IS_HERE, e->term->at);
		return;
	}
}

/* ---- Abbreviations ------------------------------------------------------- */

/* Understood by everybody who reads these papers. */
static bool is_common(str text)
{
	static const char *const common[] = {
	    "MTTQ",   "UBND",	"HĐND", "TW",	 "TP",	 "THCS", "THPT",
	    "HTX",    "QĐ",	"NĐ",	"NQ",	 "CT",	 "KH",	 "BC",
	    "TB",     "HD",	"CV",	"TT",	 "TTr",	 "CTr",	 "BTT",
	    "VT",     "TM",	"KT",	"TL",	 "TUQ",	 "CP",	 "TTg",
	    "QH",     "VBHN",	"TCVN", "ISO",	 "VND",	 "VNĐ",	 "USD",
	    "PDF",    "XML",	"WHO",	"GDP",	 "HIV",	 "AIDS", "SARS",
	    "UBMTTQ", "MTTQVN", "TS",	"PGS",	 "GS",	 "ThS",	 "BCH",
	    "ĐT",     "CTCP",	"VN",	"FDI",	 "ODA",	 "WTO",	 "COVID",
	    "UNESCO", "AM",	"PM",	"ASEAN", "APEC", "CMND", "CCCD",
	    "BHYT",   "BHXH",	"NXB",	"XHCN",	 "LHQ",	 "HCM",	 "PL",
	    "STT",    "ĐKKD",	"TNHH"};
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (str_equal(text, str_from(common[i])))
			return true;
	return false;
}

static bool is_roman(str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!strchr("IVXLCDM", text.data[i]))
			return false;
	return true;
}

static bool touches(const token *a)
{
	return a->kind == TOKEN_NUMBER ||
	       (a->kind == TOKEN_MARK &&
		(a->mark == '-' || a->mark == '/' || a->mark == '.' ||
		 a->mark == '&' || a->mark == '+'));
}

/* Part of a number of a document, of a code, or of a line in capitals. */
static bool is_of_code(const lint *l, size_t i)
{
	const token *t = lint_token(l, i), *before = lint_token(l, i - 1);
	const token *after = lint_token(l, i + 1);
	return (before->kind != TOKEN_END && !t->gap && touches(before)) ||
	       (after->kind != TOKEN_END && !after->gap && touches(after) &&
		after->mark != '.') ||
	       is_in_capitals(l, i);
}

static bool is_expanded(const lint *l, size_t i)
{
	bool is_bracketed =
	    lint_is_mark(l, i - 1, '(') &&
	    (lint_is_mark(l, i + 1, ')') || lint_is_mark(l, i + 1, ';') ||
	     lint_is_mark(l, i + 1, ','));
	bool explains =
	    lint_is_mark(l, i + 1, '(') && lint_is_kind(l, i + 2, TOKEN_WORD);
	bool is_called =
	    lint_key(l, i - 1) == KEY_LA && lint_key(l, i - 2) == KEY_TAT;
	bool is_listed = lint_is_mark(l, i + 1, ':');
	return is_bracketed || explains || is_called || is_listed;
}

void lint_abbreviation(lint *l, size_t i)
{
	word *w = lint_token(l, i)->word;
	if (!w->is_upper || w->letters > 9 || w->is_known ||
	    w->spelling != TEXT_SPELLING_FOREIGN || is_common(w->text) ||
	    is_roman(w->text))
		return;
	if (is_expanded(l, i)) {
		w->is_known = true;
		return;
	}
	if (is_of_code(l, i))
		return;
	if (!w->count++) {
		w->first_at = lint_span(l, i, i);
		w->next_short = l->shorts;
		l->shorts = w;
	}
}

static const lint_term *term_of(const lint *l, str form)
{
	for (size_t i = 0; i < l->options.term_count; i++)
		if (str_equal(l->options.terms[i].form, form))
			return &l->options.terms[i];
	return NULL;
}

void lint_finish_names(lint *l)
{
	tell_class_words(l);
	for (const word *w = l->shorts; w; w = w->next_short) {
		if (w->is_known)
			continue;
		const lint_term *term = term_of(l, w->text);
		diag_at(l->diags, DIAG_LINT_ABBREVIATION, w->first_at, w->text,
			text_format_integer(l->arena, w->count));
		if (term && term->expansion.length)
			diag_hint(l->diags, HINT_WRITE_AS,
				  str_format(l->arena, "%.*s (%.*s)",
					     STR_ARGS(term->expansion),
					     STR_ARGS(w->text)));
	}
}

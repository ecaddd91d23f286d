#include "internal.h"

/* ---- Words --------------------------------------------------------------- */

static uint32_t hash_of(str text)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * 16777619U;
	return (hash ^ hash >> 15) % BUCKETS;
}

static word *find(word *const *buckets, uint32_t hash, str text)
{
	word *w = buckets[hash];
	while (w && (w->text.length != text.length ||
		     memcmp(w->text.data, text.data, text.length) != 0))
		w = w->next;
	return w;
}

static bool is_mark_of_letter(uint32_t c)
{
	return c >= 0x300 && c < 0x370;
}

static void count_letters(word *w)
{
	size_t capitals = 0, others = 0;
	const char *p = w->text.data, *end = str_end(w->text);
	const char *q = w->small.data, *small_end = str_end(w->small);
	w->is_ascii = true;
	while (p < end && q < small_end) {
		uint32_t c = str_next_code_point(&p, end);
		uint32_t small = str_next_code_point(&q, small_end);
		w->letters += !is_mark_of_letter(c);
		w->is_ascii = w->is_ascii && c < 0x80;
		if (w->letters == 1 && c != small)
			w->is_capitalised = true;
		capitals += c != small;
		others += c == small;
	}
	w->is_upper = capitals > 1 && !others;
	w->is_capitalised = w->is_capitalised && (capitals == 1);
}

/* Beside a number these stand without a blank as well: 5km, 30m2, 2,4tr. */
static bool is_measure(str small)
{
	static const char *const measures[] = {
	    "m", "km", "cm", "mm", "dm", "kg", "g",  "mg", "ha", "l",
	    "v", "w",  "kv", "kw", "mw", "h",  "đ",  "a",  "b",	 "c",
	    "d", "e",  "k",  "p",  "s",	 "t",  "tr", "in", "ml", "kwh",
	    "x", "i",  "o",  "u",  "y",	 "n",  "q",  "r"};
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		if (str_equal(small, str_from(measures[i])))
			return true;
	return false;
}

static word *add_word(lint *l, uint32_t hash, str text)
{
	word *w = ARENA_NEW(l->arena, word);
	w->text = str_copy(l->arena, text);
	w->next = l->buckets[hash];
	l->buckets[hash] = w;
	str composed = text_nfc(l->arena, w->text);
	w->small = text_lower(l->arena, composed);
	count_letters(w);
	w->spelling = text_spell(composed);
	w->has_digit_sense = is_measure(w->small);
	w->lower = str_equal(w->small, w->text) ? w : lint_word(l, w->small);
	w->key = w->lower->key;
	w->is_decomposed = !str_equal(composed, w->text);
	lint_judge_word(l, w);
	return w;
}

word *lint_word(lint *l, str text)
{
	uint32_t hash = hash_of(text);
	word *w = find(l->buckets, hash, text);
	return w ? w : add_word(l, hash, text);
}

void lint_load_keywords(lint *l)
{
	static const str words[KEY_COUNT] = {
	    STR_INIT(""),
#define KEY(name, word) STR_INIT(word),
#include "keywords.def"
#undef KEY
	};
	for (size_t i = 1; i < KEY_COUNT; i++)
		lint_word(l, words[i])->key = (key)i;
	lint_load_endings(l);
}

/* vi_VN.dic: how many, then one a line, with flags behind a slash. */
void lint_load_syllables(lint *l)
{
	str rest = l->options.syllables, line;
	while (str_next_word(&rest, &line)) {
		line = str_slice(line, 0, str_find(line, STR("/")));
		str small = text_lower(l->arena, text_nfc(l->arena, line));
		uint32_t hash = hash_of(small);
		if (find(l->syllables, hash, small))
			continue;
		word *w = ARENA_NEW(l->arena, word);
		w->text = small;
		w->next = l->syllables[hash];
		l->syllables[hash] = w;
		l->has_syllables = true;
	}
}

bool lint_is_listed(const lint *l, str small)
{
	return !l->has_syllables || find(l->syllables, hash_of(small), small);
}

/* ---- Tokens -------------------------------------------------------------- */

static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
	return (c >= 0xC0 && c < 0x590 && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x1E00 && c < 0x2000) || c == 0xAA || c == 0xBA;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *end_of_letters(const char *p, const char *end)
{
	while (p < end) {
		const char *next = p;
		if (!is_letter(str_next_code_point(&next, end)))
			break;
		p = next;
	}
	return p;
}

static const char *end_of_number(const char *p, const char *end)
{
	while (p < end) {
		bool joins =
		    (*p == '.' || *p == ',') && p + 1 < end && is_digit(p[1]);
		if (!is_digit(*p) && !joins)
			break;
		p++;
	}
	return p;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' ||
	       c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}

/* An address, a path, a line of a program: nothing for these rules. */
static const char *end_of_code(const char *p, const char *end)
{
	const char *from = p;
	bool is_code = false;
	while (p < end && *p != ' ' && *p != '\n' && *p != '\t' && *p != '\r') {
		is_code = is_code || *p == '@' || *p == '_' || *p == '\\' ||
			  *p == '=' || *p == '<' || *p == '#';
		if (*p == ':' && end - p > 2 && p[1] == '/' && p[2] == '/')
			is_code = true;
		p++;
	}
	str chunk = {from, (size_t)(p - from)};
	is_code = is_code || str_starts_with(chunk, STR("www.")) ||
		  str_starts_with(chunk, STR("/usr")) ||
		  str_starts_with(chunk, STR("--"));
	return is_code && chunk.length > 1 ? p : from;
}

static token *add_token(lint *l, token_kind kind, const char *from,
			const char *to)
{
	ARENA_GROW(l->arena, l->tokens, l->count, l->capacity);
	token *t = &l->tokens[l->count++];
	*t = (token){.from = (uint32_t)(from - l->text.data),
		     .length = (uint32_t)(to - from),
		     .kind = (uint8_t)kind};
	return t;
}

static bool ends_sentence(uint32_t mark)
{
	return mark == '.' || mark == '!' || mark == '?' || mark == ':' ||
	       mark == ';' || mark == 0x2026;
}

/* What may stand between the end of a sentence and the next one's capital. */
static bool is_opening(uint32_t mark)
{
	return mark == '-' || mark == '+' || mark == '*' || mark == '(' ||
	       mark == '[' || mark == 0x201C || mark == '"' || mark == 0x2018 ||
	       mark == 0x2013 || mark == 0x2014 || mark == 0x2022;
}

static bool begins_sentence(const lint *l)
{
	if (l->count < 2)
		return true;
	const token *before = &l->tokens[l->count - 2];
	if (before->kind != TOKEN_MARK)
		return false;
	if (is_opening(before->mark))
		return before->begins || before->mark != '-';
	if (before->mark == ')') /* a) … */
		return l->count < 4;
	return ends_sentence(before->mark);
}

static token *next_token(lint *l, const char **p, const char *end)
{
	const char *from = *p;
	const char *to = from;
	uint32_t c = str_next_code_point(&to, end);
	if (is_letter(c)) {
		to = end_of_letters(to, end);
		token *t = add_token(l, TOKEN_WORD, from, to);
		*p = to;
		t->word = lint_word(l, (str){from, (size_t)(to - from)});
		return t;
	}
	if (c >= '0' && c <= '9') {
		*p = end_of_number(to, end);
		return add_token(l, TOKEN_NUMBER, from, *p);
	}
	*p = to;
	token *t =
	    add_token(l, c == 0xFFFC ? TOKEN_UNKNOWN : TOKEN_MARK, from, to);
	t->mark = c;
	return t;
}

void lint_tokenise(lint *l, str paragraph, size_t from)
{
	const char *p = paragraph.data, *end = str_end(paragraph);
	(void)from;
	l->count = 0;
	while (p < end) {
		unsigned gap = 0;
		bool is_new_line = false;
		while (p < end) {
			const char *next = p;
			uint32_t c = str_next_code_point(&next, end);
			if (!is_blank(c))
				break;
			is_new_line = is_new_line || c == '\n';
			gap += gap < 255;
			p = next;
		}
		if (p == end)
			return;
		const char *code = !l->count || gap ? end_of_code(p, end) : p;
		token *t = code > p ? add_token(l, TOKEN_CODE, p, code)
				    : next_token(l, &p, end);
		p = code > p ? code : p;
		t->gap = (uint8_t)gap;
		t->is_new_line = is_new_line;
		t->begins = begins_sentence(l);
	}
}

/* ---- What the rules ask -------------------------------------------------- */

const token *lint_token(const lint *l, size_t i)
{
	static const token end = {.kind = TOKEN_END};
	return i < l->count ? &l->tokens[i] : &end;
}

key lint_key(const lint *l, size_t i)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_WORD ? t->word->key : KEY_NONE;
}

bool lint_is_mark(const lint *l, size_t i, uint32_t mark)
{
	const token *t = lint_token(l, i);
	return t->kind == TOKEN_MARK && t->mark == mark;
}

bool lint_is_kind(const lint *l, size_t i, token_kind kind)
{
	return lint_token(l, i)->kind == kind;
}

str lint_text(const lint *l, size_t first, size_t last)
{
	const token *a = lint_token(l, first), *b = lint_token(l, last);
	return str_slice(l->text, a->from, b->from + b->length - a->from);
}

span lint_bytes(const lint *l, size_t from, size_t length)
{
	return l->origin.locate(l->origin.context, from, length);
}

span lint_span(const lint *l, size_t first, size_t last)
{
	const token *a = lint_token(l, first), *b = lint_token(l, last);
	return lint_bytes(l, a->from, b->from + b->length - a->from);
}

void lint_count(variant *v, str form, span at)
{
	if (v->count++)
		return;
	v->form = form;
	v->at = at;
}

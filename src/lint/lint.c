#include "internal.h"

/* When a check is called. */
typedef enum trigger {
	AT_WORD = 1 << TOKEN_WORD,
	AT_NUMBER = 1 << TOKEN_NUMBER,
	AT_MARK = 1 << TOKEN_MARK,
	AT_ANY = AT_WORD | AT_NUMBER | AT_MARK,
	AT_PARAGRAPH = 1 << 10
} trigger;

static const struct row {
	lint_rule rule;
	lint_check *check;
	unsigned trigger;
} rows[] = {
#define RULE(name, check, trigger, wrong, right)                               \
	{{DIAG_##name, wrong, right}, check, trigger},
#include "rules.def"
#undef RULE
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

size_t lint_rules(const lint_rule **out)
{
	static lint_rule rules[ROW_COUNT];
	for (size_t i = 0; i < ROW_COUNT; i++)
		rules[i] = rows[i].rule;
	*out = rules;
	return ROW_COUNT;
}

const lint_rule *lint_rule_of(diag_code code)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].rule.code == code)
			return &rows[i].rule;
	return NULL;
}

static span locate_in_source(const void *context, size_t from, size_t length)
{
	return (span){*(const uint32_t *)context, (uint32_t)from,
		      (uint32_t)length};
}

lint_origin lint_origin_of_source(arena *a, uint32_t file)
{
	uint32_t *id = ARENA_NEW(a, uint32_t);
	*id = file;
	return (lint_origin){locate_in_source, id};
}

lint *lint_new(arena *a, diags *d, const lint_options *options)
{
	lint *l = ARENA_NEW(a, lint);
	l->arena = a;
	l->diags = d;
	l->options = *options;
	lint_load_syllables(l);
	lint_load_keywords(l);
	lint_load_terms(l);
	return l;
}

/* ---- Paragraphs ---------------------------------------------------------- */

/* A check with several codes has several rows, and is called once. */
static bool is_first_row(size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (rows[j].check == rows[i].check)
			return false;
	return true;
}

static void run_at(lint *l, size_t i, unsigned kind)
{
	for (size_t r = 0; r < ROW_COUNT; r++)
		if (rows[r].trigger & kind && is_first_row(r))
			rows[r].check(l, i);
}

/* The rows by what calls them, repeated checks left out. */
typedef struct schedule {
	lint_check *checks[TOKEN_CODE + 1][ROW_COUNT];
	size_t counts[TOKEN_CODE + 1];
	bool is_made;
} schedule;

static const schedule *checks_by_kind(void)
{
	static schedule s;
	if (s.is_made)
		return &s;
	for (size_t kind = 0; kind <= TOKEN_CODE; kind++)
		for (size_t r = 0; r < ROW_COUNT; r++)
			if (rows[r].trigger & 1u << kind && is_first_row(r))
				s.checks[kind][s.counts[kind]++] =
				    rows[r].check;
	s.is_made = true;
	return &s;
}

static void check_paragraph(lint *l, size_t from, size_t to)
{
	const schedule *s = checks_by_kind();
	lint_tokenise(l, str_slice(l->text, from, to - from), from);
	if (!l->count)
		return;
	lint_note_paragraph(l);
	run_at(l, 0, AT_PARAGRAPH);
	for (size_t i = 0; i < l->count; i++) {
		size_t kind = l->tokens[i].kind;
		for (size_t c = 0; c < s->counts[kind]; c++)
			s->checks[kind][c](l, i);
	}
}

/* Where the line that begins at from ends. */
static size_t end_of_line(str text, size_t from)
{
	const char *p = text.data + from;
	const char *found = memchr(p, '\n', text.length - from);
	return found ? (size_t)(found - text.data) : text.length;
}

static bool goes_on_small(str line)
{
	const char *p = line.data, *end = str_end(line);
	if (p == end)
		return false;
	uint32_t c = str_next_code_point(&p, end);
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return (c >= 0xE0 && c < 0x100) || (c == 0x111) ||
	       (c >= 0x1EA0 && c <= 0x1EFF && c % 2) || c == 0x1B0 ||
	       c == 0x1A1 || c == 0x103;
}

static bool is_blank_line(str line)
{
	return !str_trim(line).length;
}

/*
 * Lines that were broken to fit: a third of those that follow a line of some
 * length go on with a small letter.
 */
static bool is_wrapped(str text)
{
	size_t small = 0, followed = 0;
	bool was_long = false;
	for (size_t at = 0; at < text.length && followed < 1000;) {
		size_t end = end_of_line(text, at);
		str line = str_slice(text, at, end - at);
		bool is_blank = is_blank_line(line);
		if (was_long && !is_blank) {
			followed++;
			small += goes_on_small(line);
		}
		was_long = !is_blank && line.length > 50;
		at = end + 1;
	}
	return followed > 2 && 3 * small >= followed;
}

static bool begins_item(str line)
{
	str trimmed = str_trim(line);
	return str_starts_with(trimmed, STR("- ")) ||
	       str_starts_with(trimmed, STR("+ ")) ||
	       str_starts_with(trimmed, STR("* ")) ||
	       str_starts_with(trimmed, STR("•"));
}

/* The end of the paragraph that begins at from. */
static size_t end_of_paragraph(str text, size_t from, bool wrapped)
{
	size_t end = end_of_line(text, from);
	while (wrapped && end < text.length) {
		size_t next = end_of_line(text, end + 1);
		str line = str_slice(text, end + 1, next - end - 1);
		if (is_blank_line(line) || begins_item(line) ||
		    text.data[end + 1] == '\f')
			break;
		end = next;
	}
	return end;
}

static bool is_legacy(lint *l)
{
	size_t at, length;
	text_page page = text_find_page(l->text, &at, &length);
	if (page == TEXT_UNICODE)
		return false;
	diag_at(l->diags, DIAG_LINT_LEGACY, lint_bytes(l, at, length),
		str_slice(l->text, at, length),
		page == TEXT_TCVN3 ? STR("TCVN3") : STR("VNI"));
	diag_hint(l->diags, HINT_CONVERT);
	return true;
}

/* Up to the next fault the text is as if there were none. */
static void find_faults(lint *l)
{
	static const diag_code codes[] = {
	    [TEXT_FAULT_INVALID_UTF8] = DIAG_LINT_NOT_UTF8,
	    [TEXT_FAULT_CONTROL] = DIAG_LINT_CONTROL,
	    [TEXT_FAULT_BIDI] = DIAG_LINT_BIDI,
	    [TEXT_FAULT_INVISIBLE] = DIAG_LINT_INVISIBLE,
	    [TEXT_FAULT_PRIVATE_USE] = DIAG_LINT_CONTROL,
	    [TEXT_FAULT_LOOK_ALIKE] = DIAG_LINT_LOOK_ALIKE,
	};
	const char *p = l->text.data, *end = str_end(l->text);
	size_t left = 100; /* after so many the file is none of ours */
	while (p < end && left) {
		const char *at = p;
		if (!(*p & 0x80) && *p >= 0x20) {
			p++;
			continue;
		}
		uint32_t c = str_next_code_point(&p, end);
		text_fault fault = c == 0xFFFD && p - at == 1
				       ? TEXT_FAULT_INVALID_UTF8
				       : text_fault_of(c);
		if (fault == TEXT_FAULT_NONE || c == '\f' || c == 0xFFFC ||
		    (c == 0xFEFF && at == l->text.data))
			continue;
		left--;
		diag_at(l->diags, codes[fault],
			lint_bytes(l, (size_t)(at - l->text.data),
				   (size_t)(p - at)),
			str_format(l->arena, "U+%04X", (unsigned)c));
		if (c == 0xD0)
			diag_hint(l->diags, HINT_WRITE_AS, STR("Đ"));
	}
}

/* A cell of a table, or a paragraph that goes on on another page. */
static bool is_cut(str paragraph)
{
	static const char *const ends[] = {".", ";", ":", "!", "?"};
	bool is_ended = false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		is_ended =
		    is_ended || str_ends_with(paragraph, str_from(ends[i]));
	return paragraph.length < 200 || !is_ended || goes_on_small(paragraph);
}

void lint_add(lint *l, str text, lint_origin origin)
{
	l->text = text;
	l->origin = origin;
	if (l->options.is_raw && is_legacy(l))
		return;
	if (l->options.is_raw)
		find_faults(l);
	bool wrapped = l->options.is_wrapped || is_wrapped(text);
	for (size_t at = 0; at < text.length;) {
		size_t end = end_of_paragraph(text, at, wrapped);
		l->is_cut = l->options.is_wrapped &&
			    is_cut(str_trim(str_slice(text, at, end - at)));
		check_paragraph(l, at, end);
		at = end + 1;
	}
}

void lint_finish(lint *l)
{
	lint_finish_spacing(l);
	lint_finish_numbers(l);
	lint_finish_dates(l);
	lint_finish_words(l);
	lint_finish_names(l);
	lint_finish_counts(l);
}

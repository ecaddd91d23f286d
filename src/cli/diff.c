#include "cli/papers.h"

#include <stdlib.h>

/*
 * Two sequences side by side: which of the first goes with which of the second.
 * The longest common subsequence (Myers 1986, the greedy walk); what differs
 * more than this is taken for all new.
 */
#define MOST_EDITS 1000

#define NONE UINT32_MAX

typedef struct pairing {
	const str *first, *second;
	size_t first_count, second_count;
	uint32_t *of_first;  /* index in the second, or NONE */
	uint32_t *of_second; /* and the other way round */
} pairing;

static void pair(pairing *p, size_t i, size_t j)
{
	p->of_first[i] = (uint32_t)j;
	p->of_second[j] = (uint32_t)i;
}

typedef struct walk {
	pairing *p;
	arena *arena;
	size_t from, first_end, second_end; /* what is the same at the ends */
	int64_t **reached;		    /* by number of edits */
} walk;

/* Furthest in the first on diagonal k with d edits. */
static int64_t furthest(const int64_t *last, int64_t d, int64_t k)
{
	const int64_t *v = last + MOST_EDITS + 1;
	return k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1]
							  : v[k - 1] + 1;
}

static int64_t slide(const walk *w, int64_t x, int64_t k)
{
	const pairing *p = w->p;
	int64_t n = (int64_t)(w->first_end - w->from);
	int64_t m = (int64_t)(w->second_end - w->from);
	while (x < n && x - k < m &&
	       str_equal(p->first[w->from + (size_t)x],
			 p->second[w->from + (size_t)(x - k)]))
		x++;
	return x;
}

/* Back from the end: the pairs of every slide. */
static void trace_back(walk *w, int64_t d)
{
	int64_t x = (int64_t)(w->first_end - w->from);
	int64_t y = (int64_t)(w->second_end - w->from);
	for (; d >= 0; d--) {
		int64_t k = x - y;
		int64_t start = d ? furthest(w->reached[d - 1], d, k) : 0;
		for (; x > start && y > start - k; x--, y--)
			pair(w->p, w->from + (size_t)x - 1,
			     w->from + (size_t)y - 1);
		if (!d)
			return;
		const int64_t *v = w->reached[d - 1] + MOST_EDITS + 1;
		bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
		x = down ? v[k + 1] : v[k - 1];
		y = down ? x - (k + 1) : x - (k - 1);
	}
}

static void match_middle(walk *w)
{
	int64_t n = (int64_t)(w->first_end - w->from);
	int64_t m = (int64_t)(w->second_end - w->from);
	size_t width = 2 * MOST_EDITS + 3;
	int64_t *last = ARENA_ARRAY(w->arena, int64_t, width);
	w->reached = ARENA_ARRAY(w->arena, int64_t *, MOST_EDITS + 1);
	for (int64_t d = 0; d <= MOST_EDITS && d <= n + m; d++) {
		int64_t *v = last + MOST_EDITS + 1;
		for (int64_t k = -d; k <= d; k += 2) {
			int64_t x = d ? furthest(last, d, k) : 0;
			v[k] = slide(w, x, k);
			if (v[k] >= n && v[k] - k >= m) {
				trace_back(w, d);
				return;
			}
		}
		w->reached[d] = last;
		int64_t *next = ARENA_ARRAY(w->arena, int64_t, width);
		memcpy(next, last, width * sizeof *next);
		last = next;
	}
}

static void match(pairing *p, arena *a)
{
	size_t from = 0, first = p->first_count, second = p->second_count;
	p->of_first = ARENA_ARRAY(a, uint32_t, first);
	p->of_second = ARENA_ARRAY(a, uint32_t, second);
	for (size_t i = 0; i < first; i++)
		p->of_first[i] = NONE;
	for (size_t i = 0; i < second; i++)
		p->of_second[i] = NONE;
	for (; from < first && from < second &&
	       str_equal(p->first[from], p->second[from]);
	     from++)
		pair(p, from, from);
	for (; first > from && second > from &&
	       str_equal(p->first[first - 1], p->second[second - 1]);
	     first--, second--)
		pair(p, first - 1, second - 1);
	walk w = {p, arena_new(0), from, first, second, NULL};
	match_middle(&w);
	arena_free(w.arena);
}

/* ---- What is compared --------------------------------------------------- */

typedef struct comparison {
	const cli_options *options;
	arena *arena;
	paper old, new;
	pairing figures, paragraphs;
	buffer out;
	size_t findings;
} comparison;

/* What makes a figure the same: expression, indicators, units, periods. */
static str figure_key(arena *a, const embed_figure *f)
{
	buffer key = {0};
	buffer_append(&key, f->formula);
	for (size_t i = 0; i < f->total_count; i++) {
		const embed_total *t = f->totals[i];
		buffer_format(&key, "|%.*s|%.*s|%.*s|%d",
			      STR_ARGS(t->indicator), STR_ARGS(t->unit),
			      STR_ARGS(t->period), t->plan);
	}
	str copy = str_copy(a, buffer_str(&key));
	buffer_free(&key);
	return copy;
}

static const str *figure_keys(arena *a, const paper *p)
{
	str *keys = ARENA_ARRAY(a, str, p->data.figure_count);
	for (size_t i = 0; i < p->data.figure_count; i++)
		keys[i] = figure_key(a, &p->data.figures[i]);
	return keys;
}

static str said_by(const reader_paragraph *p)
{
	return p->text.length ? p->text : p->alternative;
}

static const str *texts_of(arena *a, const paper *p)
{
	str *texts = ARENA_ARRAY(a, str, p->pdf.paragraph_count);
	for (size_t i = 0; i < p->pdf.paragraph_count; i++)
		texts[i] = paper_plain(a, said_by(&p->pdf.paragraphs[i]));
	return texts;
}

static void compare(comparison *c)
{
	c->figures = (pairing){
	    .first = figure_keys(c->arena, &c->old),
	    .second = figure_keys(c->arena, &c->new),
	    .first_count = c->old.data.figure_count,
	    .second_count = c->new.data.figure_count,
	};
	match(&c->figures, c->arena);
	c->paragraphs = (pairing){
	    .first = texts_of(c->arena, &c->old),
	    .second = texts_of(c->arena, &c->new),
	    .first_count = c->old.pdf.paragraph_count,
	    .second_count = c->new.pdf.paragraph_count,
	};
	match(&c->paragraphs, c->arena);
}

/* ---- Telling ------------------------------------------------------------ */

#define EXCERPT 90

static str excerpt(const comparison *c, str text)
{
	const char *cursor = text.data, *end = str_end(text);
	for (int i = 0; i < EXCERPT && cursor < end; i++)
		str_next_code_point(&cursor, end);
	if (cursor == end)
		return text;
	return str_format(c->arena, "%.*s…", (int)(cursor - text.data),
			  text.data);
}

/* One finding: what it is, where, old and new; each may be empty. */
static void tell(comparison *c, const char *kind, const char *vi,
		 const char *en, uint32_t sheet, str name, str old, str new)
{
	buffer *out = &c->out;
	c->findings++;
	if (c->options->json) {
		buffer_format(out, "{\"event\":\"%s\"", kind);
		if (sheet)
			paper_json_number(out, "page", sheet);
		paper_json(out, "name", name);
		paper_json(out, "old", old);
		paper_json(out, "new", new);
		buffer_append(out, STR("}\n"));
		return;
	}
	buffer_append(out, str_from(cli_say(c->options, vi, en)));
	if (sheet)
		buffer_format(
		    out, cli_say(c->options, ", trang %u", ", page %u"), sheet);
	buffer_append(out, STR(":"));
	if (name.length) {
		str shown = {" {0}:", 5};
		diag_expand(out, shown.data, &name, 1);
	}
	if (old.length) {
		str cut = excerpt(c, old);
		diag_expand(out, new.length ? " “{0}” →" : " “{0}”", &cut, 1);
	}
	if (new.length) {
		str cut = excerpt(c, new);
		diag_expand(out, " “{0}”", &cut, 1);
	}
	buffer_append_byte(out, '\n');
}

static str figure_name(const comparison *c, const paper *p,
		       const embed_figure *f)
{
	if (!f->total_count)
		return f->formula;
	const embed_total *t = f->totals[0];
	const embed_name *ct = embed_indicator(&p->data, t->indicator);
	str unit = embed_unit_name(&p->data, t->unit);
	return str_format(c->arena, "%.*s (%.*s), %.*s, %.*s",
			  STR_ARGS(ct ? ct->name : t->indicator),
			  STR_ARGS(t->indicator), STR_ARGS(unit),
			  STR_ARGS(t->period));
}

static void tell_figures(comparison *c)
{
	const embed_document *old = &c->old.data, *new = &c->new.data;
	for (size_t i = 0; i < old->figure_count; i++) {
		const embed_figure *f = &old->figures[i];
		uint32_t other = c->figures.of_first[i];
		if (other == NONE)
			tell(c, "figure_removed", "con số bị bỏ",
			     "figure removed", f->page,
			     figure_name(c, &c->old, f), f->printed, STR(""));
		else if (!str_equal(f->printed, new->figures[other].printed))
			tell(c, "figure_changed", "con số đổi",
			     "figure changed", new->figures[other].page,
			     figure_name(c, &c->old, f), f->printed,
			     new->figures[other].printed);
	}
	for (size_t i = 0; i < new->figure_count; i++)
		if (c->figures.of_second[i] == NONE)
			tell(c, "figure_added", "con số thêm", "figure added",
			     new->figures[i].page,
			     figure_name(c, &c->new, &new->figures[i]), STR(""),
			     new->figures[i].printed);
}

/* The words that both have, against those of the longer: changed, or new? */
static bool is_alike(str old, str new)
{
	size_t common = 0, old_words = 0, new_words = 0;
	str rest = old, word, other;
	while (str_next_word(&rest, &word)) {
		str all = new;
		old_words++;
		while (old_words < 500 && str_next_word(&all, &other))
			if (str_equal(word, other)) {
				common++;
				break;
			}
	}
	rest = new;
	while (str_next_word(&rest, &word))
		new_words++;
	size_t most = old_words > new_words ? old_words : new_words;
	return 2 * common >= most;
}

/* The text without its figures, which are told apart. */
static str masked(const comparison *c, const paper *p, size_t index)
{
	str rest = paper_plain(c->arena, said_by(&p->pdf.paragraphs[index]));
	buffer out = {0};
	for (size_t i = 0; i < p->data.figure_count; i++) {
		const embed_figure *f = &p->data.figures[i];
		if (f->paragraph != index + 1 || !f->printed.length)
			continue;
		str printed = paper_plain(c->arena, f->printed);
		size_t at = str_find(rest, printed);
		if (at == rest.length)
			continue;
		buffer_append(&out, str_slice(rest, 0, at));
		buffer_append_byte(&out, '#');
		rest = str_slice(rest, at + printed.length, rest.length);
	}
	buffer_append(&out, rest);
	str copy = str_copy(c->arena, buffer_str(&out));
	buffer_free(&out);
	return copy;
}

static bool says_the_same(const comparison *c, size_t i, size_t j)
{
	return str_equal(masked(c, &c->old, i), masked(c, &c->new, j));
}

#define CONTEXT 40

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* What both have at the start and at the end is left out, but for some words.
 */
static void tell_change(comparison *c, size_t i, size_t j)
{
	str old = c->paragraphs.first[i], new = c->paragraphs.second[j];
	size_t same = 0, end = 0;
	size_t least = old.length < new.length ? old.length : new.length;
	while (same < least && old.data[same] == new.data[same])
		same++;
	while (end < least - same &&
	       old.data[old.length - end - 1] == new.data[new.length - end - 1])
		end++;
	same = same > CONTEXT ? same - CONTEXT : 0;
	end = end > CONTEXT ? end - CONTEXT : 0;
	while (same &&
	       (is_continuation(old.data[same]) || old.data[same - 1] != ' '))
		same--;
	while (end && old.data[old.length - end] != ' ')
		end--;
	if (!c->options->json) {
		old = str_slice(old, same, old.length - same - end);
		new = str_slice(new, same, new.length - same - end);
	}
	tell(c, "paragraph_changed", "đoạn đổi", "paragraph changed",
	     c->new.pdf.paragraphs[j].page, STR(""), old, new);
}

static void tell_removed(comparison *c, size_t i)
{
	if (c->paragraphs.first[i].length)
		tell(c, "paragraph_removed", "đoạn bị bỏ", "paragraph removed",
		     c->old.pdf.paragraphs[i].page, STR(""),
		     c->paragraphs.first[i], STR(""));
}

static void tell_added(comparison *c, size_t j)
{
	if (c->paragraphs.second[j].length)
		tell(c, "paragraph_added", "đoạn thêm", "paragraph added",
		     c->new.pdf.paragraphs[j].page, STR(""), STR(""),
		     c->paragraphs.second[j]);
}

static bool goes_with(const comparison *c, size_t i, size_t j)
{
	return is_alike(c->paragraphs.first[i], c->paragraphs.second[j]) ||
	       says_the_same(c, i, j);
}

/* How far ahead a partner is looked for. */
#define AHEAD 20

/* Of the added from j on, the first that goes with i; NONE. */
static size_t partner(const comparison *c, size_t i, size_t j)
{
	const pairing *p = &c->paragraphs;
	for (size_t k = j;
	     k < p->second_count && k < j + AHEAD && p->of_second[k] == NONE;
	     k++)
		if (goes_with(c, i, k))
			return k;
	return NONE;
}

/* A run of paragraphs without partner on both sides, in step. */
static void tell_run(comparison *c, size_t *i, size_t *j)
{
	const pairing *p = &c->paragraphs;
	bool removed = *i < p->first_count && p->of_first[*i] == NONE;
	bool added = *j < p->second_count && p->of_second[*j] == NONE;
	size_t with = removed && added ? partner(c, *i, *j) : NONE;
	if (with != NONE) {
		for (; *j < with; ++*j)
			tell_added(c, *j);
		if (!says_the_same(c, *i, *j))
			tell_change(c, *i, *j);
		++*i, ++*j;
	} else if (removed) {
		tell_removed(c, (*i)++);
	} else {
		tell_added(c, (*j)++);
	}
}

static void tell_paragraphs(comparison *c)
{
	const pairing *p = &c->paragraphs;
	size_t i = 0, j = 0;
	while (i < p->first_count || j < p->second_count) {
		bool removed = i < p->first_count && p->of_first[i] == NONE;
		bool added = j < p->second_count && p->of_second[j] == NONE;
		if (removed || added) {
			tell_run(c, &i, &j);
			continue;
		}
		i++;
		j++;
	}
}

/* Where text moves to another page, told once where the move begins. */
static void tell_shifts(comparison *c)
{
	const pairing *p = &c->paragraphs;
	const reader_paragraph *old = c->old.pdf.paragraphs;
	const reader_paragraph *new = c->new.pdf.paragraphs;
	int64_t last = 0;
	for (size_t i = 0; i < p->first_count; i++) {
		uint32_t j = p->of_first[i];
		if (j == NONE || !old[i].page || !new[j].page ||
		    !p->first[i].length)
			continue;
		int64_t shift = (int64_t) new[j].page - old[i].page;
		if (shift != last && shift)
			tell(c, "page_shift", "chuyển trang", "page shift", 0,
			     str_format(c->arena, "%u → %u", old[i].page,
					new[j].page),
			     p->first[i], STR(""));
		last = shift;
	}
	if (c->old.pdf.page_count != c->new.pdf.page_count)
		tell(c, "pages", "số trang", "pages", 0, STR(""),
		     str_format(c->arena, "%zu", c->old.pdf.page_count),
		     str_format(c->arena, "%zu", c->new.pdf.page_count));
}

int cli_diff(const cli_options *o, arena *a, diags *d)
{
	comparison c = {.options = o, .arena = a};
	const unsigned parts = READER_DATA | READER_PAGES | READER_STRUCTURE;
	if (!papers_named(o, d, 2, 2))
		return CLI_USAGE;
	bool good = paper_read(o, a, d, o->files[0], parts, &c.old);
	good = paper_read(o, a, d, o->files[1], parts, &c.new) && good;
	if (!good || !c.old.has_data || !c.new.has_data)
		return CLI_DONE;
	compare(&c);
	tell_figures(&c);
	tell_paragraphs(&c);
	tell_shifts(&c);
	cli_put(stdout, &c.out);
	buffer_free(&c.out);
	return c.findings ? CLI_FINDINGS : CLI_DONE;
}

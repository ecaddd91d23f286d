#include "testing.h"

#include "layout/lines.h"

/*
 * A letter is 10 wide, a gap 10 that stretches by 5 and shrinks by 3.  In the
 * texts "_" is a gap at which no line may end, "~" a penalised one, "/" a
 * forced line end; a comma hangs out by 10 at a line's end, a "<" at its start.
 * The expected lines are separated by "|", "*980" is a line's scale, "!" an
 * overfull, "?" a torn one.
 */
static const struct row {
	const char *name;
	const char *text;
	lines_mode mode;
	mpt first, width;
	int32_t scaling;
	const char *lines;
} rows[] = {
    {"one word", "abc", LINES_JUSTIFIED, 100, 100, 0, "abc"},
    {"one full line", "abcde abcd", LINES_JUSTIFIED, 100, 100, 0, "abcde abcd"},
    {"natural breaks", "aaaa bbbbb cccc ddddd ee ff", LINES_JUSTIFIED, 100, 100,
     0, "aaaa bbbbb|cccc ddddd|ee ff"},
    {"a narrower first line", "aaaa bbbbb cccc dddd ee ff", LINES_JUSTIFIED, 60,
     100, 0, "aaaa|bbbbb cccc|dddd ee ff"},
    {"a wider first line", "aaaa bbb cccc ddddd ee", LINES_JUSTIFIED, 130, 100,
     0, "aaaa bbb cccc|ddddd ee"},
    {"gaps shrink to take a word", "aaa bbb cccc dd ee", LINES_JUSTIFIED, 116,
     116, 0, "aaa bbb cccc|dd ee"},
    {"but not more than they can", "aaa bbb ccc dd ee", LINES_JUSTIFIED, 103,
     103, 0, "aaa bbb|ccc dd ee"},
    /* First fit would leave "eeeeeeee" alone on the second line. */
    {"the whole paragraph counts", "aa bb cc dd eeeeeeee fffff gg",
     LINES_JUSTIFIED, 110, 110, 0, "aa bb cc|dd eeeeeeee|fffff gg"},
    /* Else the line before a tight one would be very loose. */
    {"neighbouring lines are alike",
     "aaa bbbbbb ccccc dd e f ggggg hh iiii jjj kkkkkk ll mmmmmm nnn oo p",
     LINES_JUSTIFIED, 200, 200, 0,
     "aaa bbbbbb ccccc dd e|f ggggg hh iiii jjj|kkkkkk ll mmmmmm nnn|oo p"},
    {"a glued gap holds", "aaa bbb cc_dd eee ff", LINES_JUSTIFIED, 110, 110, 0,
     "aaa bbb|cc_dd eee|ff"},
    {"a glued chain holds", "aa bb_cc_dd ee ff", LINES_JUSTIFIED, 90, 90, 0,
     "aa|bb_cc_dd|ee ff"},
    {"a penalised gap gives way", "aaaa bbb~ccc dddd eee ff", LINES_JUSTIFIED,
     125, 125, 0, "aaaa bbb~ccc|dddd eee ff"},
    {"a penalised gap is torn before a chasm",
     "aa bbbbbbbb~cccccccc dd eeee ff", LINES_JUSTIFIED, 120, 120, 0,
     "aa bbbbbbbb~|cccccccc dd|eeee ff"},
    {"a forced end", "aaa/bbb ccc", LINES_JUSTIFIED, 200, 200, 0,
     "aaa/|bbb ccc"},
    {"two forced ends", "a/b/c", LINES_JUSTIFIED, 200, 200, 0, "a/|b/|c"},
    {"a forced end at the end", "aaa bbb/", LINES_JUSTIFIED, 200, 200, 0,
     "aaa bbb/"},
    {"the last line takes two words", "aa bb cc dd ee ff", LINES_JUSTIFIED, 143,
     143, 0, "aa bb cc dd|ee ff"},
    {"unless there is but one", "aaaaaaaaaa bbb", LINES_JUSTIFIED, 100, 100, 0,
     "aaaaaaaaaa|bbb"},
    {"ragged: fewest lines", "aaa bbb ccc ddd eee", LINES_RAGGED, 110, 110, 0,
     "aaa bbb ccc|ddd eee"},
    {"ragged: gaps do not shrink", "aaa bbb ccc dd ee", LINES_RAGGED, 105, 105,
     0, "aaa bbb|ccc dd ee"},
    {"ragged: even but for the last", "aaaa bb cc ddd eeeeeeee", LINES_RAGGED,
     100, 100, 0, "aaaa bb|cc ddd|eeeeeeee"},
    {"ragged: a word alone at the end rather than a term torn",
     "aaa bbb~cccc (dd)", LINES_RAGGED, 120, 120, 0, "aaa bbb~cccc|(dd)"},
    {"balanced: halves", "aaa bbb ccc ddd", LINES_BALANCED, 120, 120, 0,
     "aaa bbb|ccc ddd"},
    {"balanced: no more lines than needed", "aaa bbb ccc", LINES_BALANCED, 110,
     110, 0, "aaa bbb ccc"},
    {"balanced: thirds", "aa bb cc dd ee ff", LINES_BALANCED, 70, 70, 0,
     "aa bb|cc dd|ee ff"},
    {"balanced: by sense", "aaa bbb~ccc ddd eee", LINES_BALANCED, 150, 150, 0,
     "aaa bbb~ccc|ddd eee"},
    {"overfull: a word wider than the line", "aa bbbbbbbbbbbb cc",
     LINES_JUSTIFIED, 100, 100, 0, "aa|bbbbbbbbbbbb!|cc"},
    {"overfull: at the start", "aaaaaaaaaaaa bb", LINES_RAGGED, 100, 100, 0,
     "aaaaaaaaaaaa!|bb"},
    {"overfull: alone", "aaaaaaaaaaaa", LINES_BALANCED, 100, 100, 0,
     "aaaaaaaaaaaa!"},
    {"overfull: every word", "aaaa bbbb cccc", LINES_JUSTIFIED, 20, 20, 0,
     "aaaa!|bbbb!|cccc!"},
    {"overfull: no measure at all", "a b", LINES_JUSTIFIED, -5, -5, 0, "a!|b!"},
    {"torn: a chain wider than the line", "aaaaaa_bbbbbb cc", LINES_JUSTIFIED,
     100, 100, 0, "aaaaaa_?|bbbbbb cc"},
    {"torn: once, not twice", "aaaa_bbbb_cccc", LINES_JUSTIFIED, 100, 100, 0,
     "aaaa_bbbb_?|cccc"},
    {"scaled rather than stretched", "aaaa bbbb cccc", LINES_JUSTIFIED, 92, 92,
     50, "aaaa bbbb*1025|cccc"},
    {"scaled rather than shrunk", "aaaa bbbb cccc", LINES_JUSTIFIED, 87, 87, 50,
     "aaaa bbbb*962|cccc"},
    {"scaled no more than allowed", "aaaa bbbb cccc", LINES_JUSTIFIED, 100, 100,
     50, "aaaa bbbb*1050|cccc"},
    {"a last line is not widened", "aaaa bbbb", LINES_JUSTIFIED, 100, 100, 50,
     "aaaa bbbb"},
    {"a last line is narrowed to fit", "aaaa bbbb", LINES_JUSTIFIED, 88, 88, 50,
     "aaaa bbbb*975"},
    {"a word too wide is narrowed to fit", "aaaaaaaaaa bb", LINES_JUSTIFIED, 96,
     96, 50, "aaaaaaaaaa*960|bb"},
    {"but not beyond", "aaaaaaaaaa bb", LINES_JUSTIFIED, 94, 94, 50,
     "aaaaaaaaaa!*950|bb"},
    {"other lines are not scaled", "aaaa bbbb cccc", LINES_RAGGED, 92, 92, 50,
     "aaaa bbbb|cccc"},
    {"the scaling decides the break", "aaa bbb ccc dd ee", LINES_JUSTIFIED, 104,
     104, 50, "aaa bbb ccc*950|dd ee"},
    {"a mark hangs at the end", "aaaa bbbb, cccc", LINES_JUSTIFIED, 90, 90, 0,
     "aaaa bbbb,|cccc"},
    {"a mark hangs at the start", "aaaaaaa <bbb cccc", LINES_JUSTIFIED, 80, 80,
     0, "aaaaaaa|<bbb cccc"},
    {"and not within the line", "aa, <b cccc", LINES_JUSTIFIED, 60, 60, 0,
     "aa, <b|cccc"},
    {"torn only where it must be", "aa bb_cc ddddddd_eeeeee ff",
     LINES_JUSTIFIED, 100, 100, 0, "aa bb_cc|ddddddd_?|eeeeee ff"},
    {"a severe gap holds in a loose line", "a a a a a bb=cccccc dd",
     LINES_JUSTIFIED, 120, 120, 0, "a a a a a|bb=cccccc dd"},
    {"and is torn where it would gape", "aaaa bb=cccccc dd", LINES_JUSTIFIED,
     90, 90, 0, "aaaa bb=|cccccc dd"},
};

typedef struct paragraph {
	lines_box boxes[64];
	const char *words[64];
	size_t lengths[64];
	char marks[64];
	size_t count;
} paragraph;

static int32_t penalty_of(char mark)
{
	if (mark == '_')
		return LINES_NEVER;
	if (mark == '/')
		return LINES_FORCED;
	if (mark == '=')
		return 1600;
	return mark == '~' ? 500 : 0;
}

static void read_text(const char *text, paragraph *p)
{
	p->count = 0;
	while (*text) {
		size_t length = strcspn(text, " _~=/");
		char mark = text[length];
		p->words[p->count] = text;
		p->lengths[p->count] = length;
		p->marks[p->count] = mark;
		p->boxes[p->count++] = (lines_box){
		    .width = (mpt)(10 * length),
		    .gap = 10,
		    .stretch = 5,
		    .shrink = 3,
		    .hang_left = *text == '<' ? 10 : 0,
		    .hang_right = length && text[length - 1] == ',' ? 10 : 0,
		    .penalty = penalty_of(mark)};
		text += length + (mark != 0);
	}
}

static void write_line(buffer *out, const paragraph *p, const lines_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		size_t k = line->first + i;
		bool last = i + 1 == line->count;
		buffer_append(out, (str){p->words[k], p->lengths[k]});
		if (p->marks[k] && !(last && p->marks[k] == ' '))
			buffer_append_byte(out, p->marks[k]);
	}
	if (line->overfull)
		buffer_append_byte(out, '!');
	if (line->torn)
		buffer_append_byte(out, '?');
	if (line->scale != 1000)
		buffer_format(out, "*%d", line->scale);
}

static void check_row(void **state)
{
	const struct row *r = *state;
	arena *a = arena_new(0);
	lines_scratch scratch = {0};
	paragraph p;
	buffer out = {0};
	read_text(r->text, &p);
	lines_measure measure = {r->mode, r->first,   r->width,
				 2,	  r->scaling, false};
	const lines_line *lines =
	    lines_break(a, &scratch, p.boxes, p.count, &measure);
	for (size_t i = 0; i < scratch.line_count; i++) {
		if (i > 0)
			buffer_append_byte(&out, '|');
		write_line(&out, &p, &lines[i]);
		mpt room = i == 0 ? r->first : r->width;
		if (lines[i].scale == 1000)
			assert_int_equal(lines[i].natural + lines[i].slack,
					 room);
	}
	assert_str_equal(buffer_str(&out), r->lines);
	buffer_free(&out);
	arena_free(a);
}

/* Hostile paragraphs: every box on one line, in order, in bounded time. */
static const struct load {
	const char *name;
	size_t count;
	mpt width, gap;
	int32_t penalty;
	mpt last_width; /* of the last box, if not 0 */
	lines_mode mode;
	uint64_t most; /* lines looked at for each box */
} loads[] = {
    {"none", 0, 10, 10, 0, 0, LINES_JUSTIFIED, 60},
    {"300 000 words", 300000, 25, 5, 0, 0, LINES_JUSTIFIED, 60},
    {"300 000 words, balanced", 300000, 25, 5, 0, 0, LINES_BALANCED, 60},
    {"without width", 50000, 0, 0, 0, 0, LINES_JUSTIFIED, 60},
    {"without width, then too wide", 50000, 0, 0, 0, 2000, LINES_JUSTIFIED,
     2100},
    {"all glued", 300000, 25, 5, LINES_NEVER, 0, LINES_JUSTIFIED, 60},
    {"all forced", 300000, 25, 5, LINES_FORCED, 0, LINES_JUSTIFIED, 60},
    {"all too wide", 300000, 2500, 5, 0, 0, LINES_JUSTIFIED, 60},
    {"all penalised", 300000, 25, 5, 500, 0, LINES_JUSTIFIED, 60},
    {"most negative penalty but one", 300000, 25, 5, -9999, 0, LINES_JUSTIFIED,
     60},
};

static void check_load(void **state)
{
	const struct load *l = *state;
	arena *a = arena_new(0);
	lines_scratch scratch = {0};
	lines_box *boxes = ARENA_ARRAY(a, lines_box, l->count + 1);
	for (size_t i = 0; i < l->count; i++)
		boxes[i] = (lines_box){.width = l->width,
				       .gap = l->gap,
				       .stretch = l->gap / 2,
				       .shrink = l->gap / 3,
				       .penalty = l->penalty};
	if (l->count && l->last_width)
		boxes[l->count - 1].width = l->last_width;
	lines_measure measure = {l->mode, 900, 1000, 2, 20, false};
	const lines_line *lines =
	    lines_break(a, &scratch, boxes, l->count, &measure);
	size_t next = 0;
	for (size_t i = 0; i < scratch.line_count; i++) {
		assert_int_equal(lines[i].first, next);
		assert_true(lines[i].count > 0);
		next += lines[i].count;
	}
	assert_int_equal(next, l->count);
	assert_true(scratch.work <= l->most * l->count);
	assert_true(arena_used(a) < 100000000);
	arena_free(a);
}

int main(void)
{
	TEST_TABLE(paragraphs, rows, check_row);
	TEST_TABLE(hostile, loads, check_load);
	int failed = TEST_RUN(paragraphs);
	return failed + TEST_RUN(hostile);
}

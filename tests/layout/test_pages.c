#include "testing.h"

#include "layout/pages.h"

/*
 * Which slabs stand on which page.  A slab is written as its height, then
 * marks: "!" no page may end before it, "*" a penalty of 500 for it, "^" 10
 * more space before it, "h" the row of a table whose head of 20 is repeated,
 * "n" notes of three lines of 10 (and 12 above them).  A page is 100 high.
 */
static const struct row {
	const char *name;
	const char *slabs;
	const char *pages;
} rows[] = {
    {"nothing", "", ""},
    {"one", "30", "1"},
    {"just full", "50 50", "2"},
    {"one too many", "50 50 10", "2 1"},
    {"three pages", "60 60 60", "1 1 1"},
    {"pages are filled", "20 20 20 20 20 20", "5 1"},
    {"a space counts within a page", "50 50^", "1 1"},
    {"a space is dropped at the head", "50 50 60^ 40", "2 2"},
    {"a heading goes with its text", "40 40 20 30!", "2 2"},
    {"a chain goes together", "40 20 20! 20! 20!", "1 4"},
    {"a chain longer than a page is divided", "60 60! 60!", "1 1 1"},
    {"a chain is divided once only", "20 60 60! 30", "2 2"},
    {"a penalty is avoided when paper allows", "40 50 10 40*", "2 2"},
    {"but not at the price of a page", "100 50 50* 50 50", "1 2 2"},
    {"two small holes are better than a large one",
     "20 20 20 20 20 20 20 20 100", "4 4 1"},
    {"a short table stays whole below a small hole", "65 20 10 20* 20*", "2 3"},
    {"but not below a large one", "30 20 25 20* 20*", "4 1"},
    {"a head takes room again", "40 40h 40h 40h 40h 40h", "2 2 2"},
    {"no head for the first rows", "20 20h 20h 20h 20h", "5"},
    {"a slab too high stands alone", "20 150 20", "1 1 1"},
    {"a row too high with its head", "20 90h 20h", "1 1 1"},
    {"a slab as high as the page", "10 100 10", "1 1 1"},
    {"notes take room with their text", "50n 20 20", "1 2"},
    {"notes of several slabs", "20n 20n 20", "2 1"},
    {"notes are divided when a page is saved", "30 35n 60", "2 1"},
    {"notes are not divided at the end", "30 35n", "1 1"},
    {"what was left takes room on the next page", "30 35n 60 20", "2 1 1"},
    {"the last page may be short", "50 50 50 50 10", "2 2 1"},
};

static const flow_slab head = {.height = 20000};

static const flow_notes notes = {
    .lines =
	(flow_slab[]){{.height = 10000}, {.height = 10000}, {.height = 10000}},
    .count = 3,
    .height = 30000};

static void read_slab(const char **text, flow *f)
{
	flow_slab *slab = flow_append(f);
	slab->height = 1000 * (mpt)strtol(*text, (char **)(uintptr_t)text, 10);
	for (; **text && **text != ' '; ++*text)
		switch (**text) {
		case '!':
			slab->break_penalty = FLOW_NEVER;
			break;
		case '*':
			slab->break_penalty = 500;
			break;
		case '^':
			slab->space_before = 10000;
			break;
		case 'n':
			slab->notes = &notes;
			break;
		default:
			slab->repeat_head = &head;
			slab->repeat_head_count = 1;
		}
	while (**text == ' ')
		++*text;
}

static void check_row(void **state)
{
	const struct row *r = *state;
	flow f = {.arena = arena_new(0)};
	const char *text = r->slabs;
	buffer out = {0};
	size_t count;
	while (*text)
		read_slab(&text, &f);
	const size_t *starts = pages_choose(f.arena, &f, 100000, &count);
	for (size_t k = 0; k < count; k++) {
		size_t end = k + 1 < count ? starts[k + 1] : f.count;
		buffer_format(&out, k ? " %zu" : "%zu", end - starts[k]);
	}
	assert_str_equal(buffer_str(&out), r->pages);
	buffer_free(&out);
	arena_free(f.arena);
}

/* Two spaces that meet: the larger counts. */
static const struct space {
	const char *name;
	mpt after, before, height;
} spaces[] = {
    {"none", 0, 0, 40},
    {"above", 6, 0, 46},
    {"below", 0, 7, 47},
    {"both, above larger", 9, 7, 49},
    {"both, below larger", 5, 7, 47},
};

static void check_space(void **state)
{
	const struct space *s = *state;
	flow f = {.arena = arena_new(0)};
	flow_append(&f)->height = 20;
	f.slabs[0].space_before = 100;
	f.slabs[0].space_after = s->after;
	flow_append(&f)->height = 20;
	f.slabs[1].space_before = s->before;
	f.slabs[1].space_after = 100;
	assert_int_equal(flow_height(&f), s->height);
	arena_free(f.arena);
}

/* 200 000 slabs are divided in linear time. */
static const struct load {
	const char *name;
	mpt height;
	int32_t penalty;
} loads[] = {
    {"lines", 3, 0},
    {"all in one chain", 3, FLOW_NEVER},
    {"all too high", 300, 0},
    {"without height", 0, 0},
};

static void check_load(void **state)
{
	const struct load *l = *state;
	flow f = {.arena = arena_new(0)};
	size_t count;
	for (size_t i = 0; i < 200000; i++)
		*flow_append(&f) = (flow_slab){.height = l->height,
					       .break_penalty = l->penalty};
	const size_t *starts = pages_choose(f.arena, &f, 100, &count);
	assert_true(count > 0);
	for (size_t k = 0; k < count; k++)
		assert_true(starts[k] <
			    (k + 1 < count ? starts[k + 1] : f.count));
	assert_int_equal(starts[0], 0);
	arena_free(f.arena);
}

int main(void)
{
	TEST_TABLE(breaks, rows, check_row);
	TEST_TABLE(meeting, spaces, check_space);
	TEST_TABLE(hostile, loads, check_load);
	int failed = TEST_RUN(breaks);
	failed += TEST_RUN(meeting);
	return failed + TEST_RUN(hostile);
}

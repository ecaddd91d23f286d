#include "lines.h"

#include <assert.h>

/* More candidates than this per gap only arise from words without width. */
#define ACTIVE_LIMIT	     1024
#define TOLERANCE	     600     /* badness that the first pass accepts */
#define BADNESS_MOST	     1000000 /* where cubes stop growing */
#define LINE_DEMERITS	     3
#define FITNESS_DEMERITS     3000
#define SHORT_LAST_DEMERITS  4000000
#define RAGGED_LAST_DEMERITS 90000 /* less than tearing a term */
#define TEAR_DEMERITS	     INT64_C(2000000000000) /* above any loose line */
#define OVERFULL_DEMERITS    INT64_C(10000000000000)
#define DEMERITS_MOST	     (INT64_MAX / 4)
#define RAGGED_LINE	     INT64_C(100000000) /* fewer lines come first */

struct lines_break {
	uint32_t position; /* the line after it begins with this box */
	uint32_t previous; /* index of the break before */
};

typedef struct lines_active {
	int64_t demerits;
	int64_t width, stretch, shrink; /* of all before the break */
	uint32_t position;
	uint32_t node; /* its lines_break */
	int32_t fitness;
} active;

/* Widths of the paragraph up to a box: the difference of two is a line. */
typedef struct totals {
	int64_t width, stretch, shrink;
} totals;

typedef enum pass { PASS_EVEN, PASS_ANY, PASS_TEAR } pass;

typedef struct problem {
	arena *arena;
	lines_scratch *scratch;
	const lines_box *boxes;
	size_t count;
	const lines_measure *measure;
	pass pass;
} problem;

typedef struct verdict {
	bool feasible;
	bool overfull;
	int32_t fitness;
	int64_t demerits;
} verdict;

enum { TIGHT, DECENT, LOOSE, VERY_LOOSE, FITNESS_COUNT };

static mpt measure_of(const problem *p, size_t position)
{
	return position ? p->measure->width : p->measure->first_width;
}

static bool ends_paragraph(const problem *p, size_t end)
{
	return end == p->count || p->boxes[end - 1].penalty <= LINES_FORCED;
}

/* 100 (slack / stretch)^3, the classic measure of a stretched line. */
static int64_t badness(int64_t slack, int64_t room)
{
	if (slack == 0)
		return 0;
	if (room <= 0)
		return BADNESS_MOST;
	if (slack > 21 * room) /* most lines, while they are short */
		return BADNESS_MOST;
	int64_t ratio = slack * 1000 / room;
	return ratio * ratio * ratio / 10000000;
}

static int32_t fitness_of(int64_t slack, int64_t bad)
{
	if (slack < 0)
		return bad > 12 ? TIGHT : DECENT;
	if (bad <= 12)
		return DECENT;
	return bad < 100 ? LOOSE : VERY_LOOSE;
}

static int64_t gap_demerits(const problem *p, size_t end)
{
	int64_t penalty = p->boxes[end - 1].penalty;
	if (ends_paragraph(p, end))
		return 0;
	if (penalty >= LINES_NEVER)
		return TEAR_DEMERITS;
	return penalty > 0 ? penalty * penalty : -(penalty * penalty);
}

static void judge_justified(const problem *p, bool ends, int64_t slack,
			    const totals *line, verdict *v)
{
	int64_t bad = slack < 0 ? badness(-slack, line->shrink)
		      : ends	? 0
				: badness(slack, line->stretch);
	v->feasible = p->pass != PASS_EVEN || bad <= TOLERANCE;
	v->fitness = ends && slack >= 0 ? DECENT : fitness_of(slack, bad);
	v->demerits = (LINE_DEMERITS + bad) * (LINE_DEMERITS + bad);
}

static void judge_ragged(const problem *p, bool ends, int64_t slack, mpt width,
			 verdict *v)
{
	int64_t share = width > 0 ? slack * 1000 / width : 0;
	v->feasible = true;
	v->fitness = DECENT;
	v->demerits = RAGGED_LINE;
	if (!ends || p->measure->mode == LINES_BALANCED)
		v->demerits += share * share;
}

/*
 * A line from the active break to before box `end`.  (What a line can give and
 * take is gathered here only: protrusion and scaled glyphs will add to it.)
 */
static verdict judge(const problem *p, const active *from, const totals *at,
		     size_t end)
{
	verdict v = {0};
	bool ends = ends_paragraph(p, end);
	size_t count = end - from->position;
	mpt width = measure_of(p, from->position);
	totals line = {at->width - from->width, at->stretch - from->stretch,
		       at->shrink - from->shrink};
	int64_t slack = width - line.width;
	int64_t give = p->measure->mode == LINES_JUSTIFIED ? line.shrink : 0;
	v.overfull = slack + give < 0;
	if (v.overfull) {
		v.feasible = p->pass == PASS_TEAR && count == 1;
		v.fitness = TIGHT;
		v.demerits = OVERFULL_DEMERITS;
	} else if (p->measure->mode == LINES_JUSTIFIED) {
		judge_justified(p, ends, slack, &line, &v);
	} else {
		judge_ragged(p, ends, slack, width, &v);
	}
	v.demerits += gap_demerits(p, end);
	if (end == p->count && count < p->measure->last_boxes &&
	    p->count > p->measure->last_boxes) {
		bool even = p->measure->mode == LINES_JUSTIFIED;
		v.demerits += even ? SHORT_LAST_DEMERITS : RAGGED_LAST_DEMERITS;
		v.feasible &= p->pass != PASS_EVEN;
	}
	return v;
}

static uint32_t append_break(problem *p, size_t position, uint32_t previous)
{
	lines_scratch *s = p->scratch;
	ARENA_GROW(p->arena, s->breaks, s->break_count, s->break_capacity);
	s->breaks[s->break_count] =
	    (struct lines_break){(uint32_t)position, previous};
	return (uint32_t)s->break_count++;
}

static void append_active(problem *p, active a)
{
	lines_scratch *s = p->scratch;
	ARENA_GROW(p->arena, s->active, s->active_count, s->active_capacity);
	s->active[s->active_count++] = a;
}

typedef struct candidates {
	const active *from[FITNESS_COUNT];
	int64_t demerits[FITNESS_COUNT];
} candidates;

static void consider(candidates *c, const active *from, const verdict *v)
{
	int64_t demerits = from->demerits + v->demerits;
	int32_t leap = v->fitness - from->fitness;
	if (leap > 1 || leap < -1)
		demerits += FITNESS_DEMERITS;
	if (demerits > DEMERITS_MOST)
		demerits = DEMERITS_MOST;
	if (c->from[v->fitness] && c->demerits[v->fitness] <= demerits)
		return;
	c->from[v->fitness] = from;
	c->demerits[v->fitness] = demerits;
}

static int64_t least_demerits(const candidates *c)
{
	int64_t least = INT64_MAX;
	for (int f = 0; f < FITNESS_COUNT; f++)
		if (c->from[f] && c->demerits[f] < least)
			least = c->demerits[f];
	return least;
}

/*
 * Turns the best candidates into breaks.  A class that is worse than the best
 * by more than one leap of fitness costs can never win and is left out.
 */
static size_t admit(problem *p, const candidates *c, const totals *next,
		    size_t end, active fresh[FITNESS_COUNT])
{
	int64_t least = least_demerits(c);
	size_t count = 0;
	for (int32_t f = 0; f < FITNESS_COUNT; f++) {
		if (!c->from[f] || c->demerits[f] > least + FITNESS_DEMERITS)
			continue;
		uint32_t node = append_break(p, end, c->from[f]->node);
		fresh[count++] = (active){c->demerits[f],
					  next->width,
					  next->stretch,
					  next->shrink,
					  (uint32_t)end,
					  node,
					  f};
	}
	return count;
}

/* Looks at a line ending after box end - 1; false when no break is left. */
static bool step(problem *p, const totals *at, const totals *next, size_t end)
{
	lines_scratch *s = p->scratch;
	bool forced = ends_paragraph(p, end);
	candidates c = {0};
	size_t kept = 0;
	uint64_t drop[ACTIVE_LIMIT / 64 + 1] = {0};
	for (size_t i = 0; i < s->active_count; i++) {
		verdict v = judge(p, &s->active[i], at, end);
		if (v.feasible)
			consider(&c, &s->active[i], &v);
		if (v.overfull || forced)
			drop[i / 64] |= UINT64_C(1) << (i % 64);
	}
	active fresh[FITNESS_COUNT];
	size_t fresh_count = admit(p, &c, next, end, fresh);
	for (size_t i = 0; i < s->active_count; i++)
		if (!(drop[i / 64] >> (i % 64) & 1))
			s->active[kept++] = s->active[i];
	s->active_count = kept;
	for (size_t i = 0; i < fresh_count; i++)
		if (s->active_count < ACTIVE_LIMIT)
			append_active(p, fresh[i]);
	return s->active_count > 0;
}

static bool is_break(const problem *p, size_t end)
{
	return end == p->count || p->pass == PASS_TEAR ||
	       p->boxes[end - 1].penalty < LINES_NEVER;
}

/* One run over the paragraph; on success the last break's index. */
static bool run_pass(problem *p, uint32_t *last)
{
	lines_scratch *s = p->scratch;
	totals at = {0};
	s->break_count = s->active_count = 0;
	append_active(
	    p, (active){.fitness = DECENT, .node = append_break(p, 0, 0)});
	for (size_t end = 1; end <= p->count; end++) {
		const lines_box *box = &p->boxes[end - 1];
		at.width += box->width;
		totals next = {at.width + box->gap, at.stretch + box->stretch,
			       at.shrink + box->shrink};
		if (is_break(p, end) && !step(p, &at, &next, end))
			return false;
		at = next;
	}
	const active *best = NULL;
	for (size_t i = 0; i < s->active_count; i++)
		if (!best || s->active[i].demerits < best->demerits)
			best = &s->active[i];
	assert(best); /* a step that leaves none ended the pass */
	*last = best->node;
	return best->position == p->count;
}

/* When even tearing finds nothing: fill each line as far as it goes. */
static uint32_t first_fit(problem *p)
{
	lines_scratch *s = p->scratch;
	s->break_count = 0;
	uint32_t node = append_break(p, 0, 0);
	int64_t width = 0;
	size_t start = 0;
	for (size_t i = 0; i < p->count; i++) {
		width += p->boxes[i].width;
		if (i > start && width > measure_of(p, start)) {
			node = append_break(p, i, node);
			start = i;
			width = p->boxes[i].width;
		}
		width += p->boxes[i].gap;
		if (ends_paragraph(p, i + 1)) {
			node = append_break(p, i + 1, node);
			start = i + 1;
			width = 0;
		}
	}
	return node;
}

static lines_line line_between(const problem *p, size_t first, size_t end)
{
	lines_line line = {.first = first, .count = end - first};
	int64_t natural = 0, shrink = 0;
	for (size_t i = first; i < end; i++) {
		natural += p->boxes[i].width;
		natural += i + 1 < end ? p->boxes[i].gap : 0;
		shrink += i + 1 < end ? p->boxes[i].shrink : 0;
	}
	if (p->measure->mode != LINES_JUSTIFIED)
		shrink = 0;
	int64_t slack = measure_of(p, first) - natural;
	line.natural = natural > INT32_MAX ? INT32_MAX : (mpt)natural;
	line.slack = slack < INT32_MIN ? INT32_MIN : (mpt)slack;
	line.ends = ends_paragraph(p, end);
	line.torn = !line.ends && p->boxes[end - 1].penalty >= LINES_NEVER;
	line.overfull = slack + shrink < 0;
	return line;
}

/* Walks the chain of breaks back from the last one. */
static void collect(problem *p, uint32_t last)
{
	lines_scratch *s = p->scratch;
	size_t count = 0, end = p->count;
	for (uint32_t node = last; node; node = s->breaks[node].previous)
		count++;
	if (s->line_capacity < count) {
		s->line_capacity = 2 * count;
		s->lines = ARENA_ARRAY(p->arena, lines_line, s->line_capacity);
	}
	s->line_count = count;
	for (size_t i = count; i-- > 0;) {
		last = s->breaks[last].previous;
		s->lines[i] = line_between(p, s->breaks[last].position, end);
		end = s->breaks[last].position;
	}
}

const lines_line *lines_break(arena *a, lines_scratch *scratch,
			      const lines_box *boxes, size_t count,
			      const lines_measure *measure)
{
	assert(count < UINT32_MAX);
	problem p = {a, scratch, boxes, count, measure, PASS_EVEN};
	uint32_t last = 0;
	if (count == 0) {
		scratch->line_count = 0;
		return NULL;
	}
	bool found = false;
	if (measure->mode != LINES_JUSTIFIED)
		p.pass = PASS_ANY;
	for (; !found && p.pass <= PASS_TEAR; p.pass++)
		found = run_pass(&p, &last);
	if (!found)
		last = first_fit(&p);
	collect(&p, last);
	return scratch->lines;
}

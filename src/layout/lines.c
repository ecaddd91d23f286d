#include "lines.h"

#include <assert.h>

/* More candidates than this per gap only arise from words without width. */
#define ACTIVE_LIMIT	     1024
#define TOLERANCE	     600 /* badness that the first pass accepts */
#define LINE_DEMERITS	     3
#define TOLERANCE_RATIO	     1818 /* the ratio that is as bad */
#define UNEVEN		     50	  /* ratio^2 by this: all lines alike */
#define SCALED		     5000 /* scaled^2 by this: rather as drawn */
#define CLASS		     500  /* ratio that makes a line tight or loose */
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
	int64_t width, ink, stretch, shrink; /* of all before the break */
	uint32_t position;
	uint32_t node; /* its lines_break */
	int32_t fitness;
} active;

/* Thousandths: of the gaps' stretch or shrink, of the most scaling allowed. */
typedef struct give {
	int64_t ratio, scaled;
	bool overfull;
} give;

/* Widths of the paragraph up to a box: the difference of two is a line. */
typedef struct totals {
	int64_t width, ink, stretch, shrink; /* ink: of the boxes alone */
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

/* slack / room, thousandths; most lines have the greatest while short. */
static int64_t ratio_of(int64_t slack, int64_t room)
{
	if (slack == 0)
		return 0;
	return room <= 0 || slack > 21 * room ? 21000 : slack * 1000 / room;
}

/* 100 ratio^3, the classic measure of a stretched line. */
static int64_t badness(int64_t ratio)
{
	return ratio * ratio * ratio / 10000000;
}

/* What boxes of that width gain (or lose) when scaled. */
static int64_t gain(int64_t ink, int32_t scale)
{
	return ink * scale / 1000 - ink;
}

/* What is left for the gaps when the boxes are scaled as far as they may. */
static int64_t unscaled(int64_t slack, int64_t ink, int32_t scaling)
{
	int64_t most = gain(ink, 1000 + scaling);
	int64_t least = gain(ink, 1000 - scaling);
	if (slack > most)
		return slack - most;
	return slack < least ? slack - least : 0;
}

static int32_t fitness_of(const give *g)
{
	int64_t ratio = g->ratio ? g->ratio : g->scaled;
	if (g->ratio >= 1000)
		return VERY_LOOSE;
	if (ratio < -CLASS)
		return TIGHT;
	return ratio > CLASS ? LOOSE : DECENT;
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

/* How far a line's boxes and gaps give way to fill the measure. */
static give give_of(const problem *p, bool ends, int64_t slack,
		    const totals *line)
{
	give g = {0};
	int32_t scaling = p->measure->scaling;
	if (ends && slack >= 0)
		return g;
	int64_t rest = unscaled(slack, line->ink, scaling);
	g.overfull = rest + line->shrink < 0;
	if (rest < 0)
		g.ratio = -ratio_of(-rest, line->shrink);
	else
		g.ratio = ratio_of(rest, line->stretch);
	if (scaling > 0 && line->ink > 0)
		g.scaled = (slack - rest) * 1000000 / (line->ink * scaling);
	return g;
}

static void judge_justified(const problem *p, bool ends, int64_t slack,
			    const totals *line, verdict *v)
{
	give g = give_of(p, ends, slack, line);
	int64_t bad = LINE_DEMERITS + badness(g.ratio < 0 ? -g.ratio : g.ratio);
	v->overfull = g.overfull;
	v->feasible = p->pass != PASS_EVEN || bad <= TOLERANCE;
	v->fitness = fitness_of(&g);
	v->demerits = bad * bad + g.ratio * g.ratio / UNEVEN +
		      g.scaled * g.scaled / SCALED;
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

/* A line from the active break to before box `end`. */
static verdict judge(const problem *p, const active *from, const totals *at,
		     size_t end)
{
	verdict v = {0};
	bool ends = ends_paragraph(p, end);
	size_t count = end - from->position;
	bool even = p->measure->mode == LINES_JUSTIFIED;
	mpt width = measure_of(p, from->position);
	totals line = {at->width - from->width, at->ink - from->ink,
		       at->stretch - from->stretch, at->shrink - from->shrink};
	int64_t slack = width - line.width +
			p->boxes[from->position].hang_left +
			p->boxes[end - 1].hang_right;
	if (even) {
		judge_justified(p, ends, slack, &line, &v);
	} else {
		v.overfull = slack < 0;
		judge_ragged(p, ends, slack, width, &v);
	}
	if (v.overfull) {
		v.feasible = p->pass == PASS_TEAR && count == 1;
		v.fitness = TIGHT;
		v.demerits = OVERFULL_DEMERITS;
	}
	v.demerits += gap_demerits(p, end);
	if (end == p->count && count < p->measure->last_boxes &&
	    p->count > p->measure->last_boxes) {
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
		fresh[count++] = (active){
		    c->demerits[f], next->width,   next->ink, next->stretch,
		    next->shrink,   (uint32_t)end, node,      f};
	}
	return count;
}

/*
 * Whether a line from the break to before box `end` is so short that the first
 * pass passes it over: most are, and are not worth a full judgement.
 */
static bool is_far_too_short(const problem *p, const active *from,
			     const totals *at, size_t end)
{
	if (p->pass != PASS_EVEN || ends_paragraph(p, end))
		return false;
	int64_t slack =
	    measure_of(p, from->position) - (at->width - from->width);
	int64_t most = (at->ink - from->ink) * p->measure->scaling +
		       (at->stretch - from->stretch) * TOLERANCE_RATIO;
	return slack * 1000 > most;
}

/* Looks at a line ending after box end - 1; false when no break is left. */
static bool step(problem *p, const totals *at, const totals *next, size_t end)
{
	lines_scratch *s = p->scratch;
	bool forced = ends_paragraph(p, end);
	candidates c = {0};
	bool dropped[ACTIVE_LIMIT + 1];
	size_t looked_at = 0, kept = 0;
	for (; looked_at < s->active_count; looked_at++) {
		const active *from = &s->active[looked_at];
		dropped[looked_at] = false;
		s->work++;
		if (is_far_too_short(p, from, at, end)) {
			if (from->position == 0)
				continue; /* its measure is another */
			break;		  /* the later ones are shorter */
		}
		verdict v = judge(p, from, at, end);
		if (v.feasible)
			consider(&c, from, &v);
		dropped[looked_at] = v.overfull || forced;
	}
	active fresh[FITNESS_COUNT];
	size_t fresh_count = admit(p, &c, next, end, fresh);
	for (size_t i = 0; i < looked_at; i++)
		if (!dropped[i])
			s->active[kept++] = s->active[i];
	if (kept < looked_at)
		memmove(s->active + kept, s->active + looked_at,
			(s->active_count - looked_at) * sizeof *s->active);
	s->active_count -= looked_at - kept;
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
		at.ink += box->width;
		totals next = {at.width + box->gap, at.ink,
			       at.stretch + box->stretch,
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

/* Fills each line as far as it goes: when even tearing finds nothing. */
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

static mpt clamped(int64_t length)
{
	if (length > INT32_MAX)
		return INT32_MAX;
	return length < INT32_MIN ? INT32_MIN : (mpt)length;
}

/* The scale that leaves nothing for the gaps, or little to widen. */
static int32_t scale_of(int64_t slack, int64_t ink, int32_t scaling)
{
	int64_t change = slack * 1000 / ink;
	if (change * ink > slack * 1000)
		change--;
	if (change > scaling)
		change = scaling;
	return 1000 + (int32_t)(change < -scaling ? -scaling : change);
}

static void share_slack(const problem *p, lines_line *line, int64_t slack,
			int64_t ink)
{
	line->scale = 1000;
	if (p->measure->mode == LINES_JUSTIFIED && ink > 0 &&
	    !(line->ends && slack >= 0))
		line->scale = scale_of(slack, ink, p->measure->scaling);
	line->slack = clamped(slack - gain(ink, line->scale));
}

static lines_line line_between(const problem *p, size_t first, size_t end)
{
	lines_line line = {.first = first, .count = end - first};
	int64_t ink = 0, gaps = 0, shrink = 0;
	for (size_t i = first; i < end; i++) {
		ink += p->boxes[i].width;
		gaps += i + 1 < end ? p->boxes[i].gap : 0;
		shrink += i + 1 < end ? p->boxes[i].shrink : 0;
	}
	if (p->measure->mode != LINES_JUSTIFIED)
		shrink = 0;
	int64_t natural = ink + gaps - p->boxes[first].hang_left -
			  p->boxes[end - 1].hang_right;
	line.natural = clamped(natural);
	line.ends = ends_paragraph(p, end);
	line.torn = !line.ends && p->boxes[end - 1].penalty >= LINES_NEVER;
	share_slack(p, &line, measure_of(p, first) - natural, ink);
	line.overfull = line.slack + shrink < 0;
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
	bool found = false, first = measure->first_fit;
	if (measure->mode != LINES_JUSTIFIED)
		p.pass = PASS_ANY;
	for (; !found && !first && p.pass <= PASS_TEAR; p.pass++)
		found = run_pass(&p, &last);
	if (!found)
		last = first_fit(&p);
	collect(&p, last);
	return scratch->lines;
}

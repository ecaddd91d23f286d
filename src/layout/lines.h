/*
 * lines: where the lines of a paragraph end (ngắt dòng), by optimum fit.
 *
 * Pure integer arithmetic over boxes (words, whose widths are kerned) and the
 * gaps after them; knows no font and no document.  Vietnamese is never
 * hyphenated, so a line may end only at a gap.  All breaks of a paragraph are
 * chosen together: the sum of demerits over its lines is least (Knuth and
 * Plass 1981, with active nodes and fitness classes).
 */
#ifndef VANBAN_LAYOUT_LINES_H
#define VANBAN_LAYOUT_LINES_H

#include "vanban/arena.h"
#include "vanban/page.h"

#define LINES_NEVER  10000    /* penalty: no line ends here */
#define LINES_FORCED (-10000) /* a line ends here */

typedef struct lines_box {
	mpt width;
	mpt gap; /* the space after the box, dropped at a line's end */
	mpt stretch, shrink; /* of the gap: at ratio 1, and at most */
	/* How far it stands out of the measure at a line's start, at its end.
	 */
	mpt hang_left, hang_right;
	int32_t penalty; /* of ending a line after the box */
} lines_box;

typedef enum lines_mode {
	LINES_JUSTIFIED, /* gaps stretch and shrink; the last line does not */
	LINES_RAGGED,	 /* fewest lines, then even ones but for the last */
	LINES_BALANCED	 /* fewest lines, then even ones, the last too */
} lines_mode;

typedef struct lines_measure {
	lines_mode mode;
	mpt first_width;   /* of the first line */
	mpt width;	   /* of all others */
	size_t last_boxes; /* least boxes wished for on the last line */
	int32_t scaling;   /* JUSTIFIED: most that boxes widen or narrow,
			      thousandths of their width */
	bool first_fit;	   /* JUSTIFIED: fill one line after the other and
			      break at any gap, to compare with */
} lines_measure;

typedef struct lines_line {
	size_t first; /* index of its first box */
	size_t count;
	mpt natural;   /* width with gaps as they are, without what hangs */
	int32_t scale; /* of its boxes, thousandths */
	mpt slack;     /* for its gaps, once scaled; negative: to be shrunk */
	bool ends;     /* last of the paragraph or before a forced break */
	bool torn;     /* ends at LINES_NEVER: there was no other way */
	bool overfull; /* one box wider than the measure */
} lines_line;

/* Memory that several paragraphs share; zero-initialise. */
typedef struct lines_scratch {
	struct lines_break *breaks;
	size_t break_count, break_capacity;
	struct lines_active *active;
	size_t active_count, active_capacity;
	lines_line *lines;
	size_t line_count, line_capacity;
	uint64_t work; /* lines looked at so far, for tests */
} lines_scratch;

/*
 * Returns scratch->line_count lines in scratch->lines (valid until the next
 * call).  Every box is on exactly one line.  A box wider than the measure
 * stands alone on a line marked overfull; a run of boxes tied by LINES_NEVER
 * wider than the measure is torn.  Work: boxes times the boxes of one line.
 */
const lines_line *lines_break(arena *, lines_scratch *, const lines_box *,
			      size_t count, const lines_measure *);

#endif

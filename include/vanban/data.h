/*
 * data: units, periods, indicators, figures: read, check, roll up (tổng hợp).
 *
 * Everything about the figures comes from the dictionary (chi-tieu.xml) and the
 * tree of units (don-vi.xml); nothing here knows "21", "quận" or "phường".
 * A figure is a value or missing, never 0 by default.  All values are exact
 * (text_number; counts and money int64), all sums are checked for overflow.
 *
 * Files, told apart by their root element (no namespace, attributes in
 * Vietnamese without diacritics; templates/xsd has the schemas):
 *
 *   ds-don-vi    units:       loai (classes), dv
 *   chi-tieu     dictionary:  nhom, ct, rang-buoc
 *   so-lieu      figures of one unit and period: so
 *   tap-so-lieu  many so-lieu, and chua-nop; nguon-goc (see embed.h) is for
 *                tracing and not read here
 *   thong-tin    facts of one report, free vocabulary
 *   hoi-nghi     one meeting: read by the meeting room, facts like those
 *
 * A unit is valid in a period when it and all units above it exist on the
 * period's last day: after a merger within the period the new unit answers for
 * the whole of it.  Who must state an indicator: units whose class is in
 * nhap-tai; without nhap-tai, units that have no valid unit below.
 */
#ifndef VANBAN_DATA_H
#define VANBAN_DATA_H

#include "vanban/digest.h"
#include "vanban/doc.h"
#include "vanban/meeting.h"
#include "vanban/text.h"
#include "vanban/xml.h"

/* ---- Units ------------------------------------------------------------ */

typedef struct data_class {
	str code;  /* "phuong" */
	str word;  /* "phường" */
	str title; /* "Phường" */
	span at;
} data_class;

typedef struct data_unit {
	str code;      /* "dd.lang-ha" */
	str name;      /* "Láng Hạ" */
	str full_name; /* "phường Láng Hạ" */
	const data_class *class;
	struct data_unit *parent;
	struct data_unit *first_child; /* in the file's order */
	struct data_unit *next;
	text_date valid_from; /* month 0: always */
	text_date valid_to;   /* last valid day; month 0: still */
	/* After a merger: the units this one became part of. One: wholly; more:
	 * it was split, so that no comparison can be made. */
	struct data_unit **merged_into;
	size_t merged_into_count;
	const str *merged_codes; /* as written */
	const xml_node *node;	 /* for free attributes: @…  */
	uint32_t index;		 /* 0.. in the order read */
	span at;
} data_unit;

/* ---- Periods ---------------------------------------------------------- */

typedef enum data_period_kind {
	DATA_YEAR,   /* 2023 */
	DATA_MONTHS, /* 2023-9T: the first nine months; 3T, 6T, 9T, any 1..11 */
	DATA_QUARTER, /* 2023-Q3 */
	DATA_MONTH    /* 2023-T09 */
} data_period_kind;

typedef struct data_period {
	str code;
	data_period_kind kind;
	int year;
	int number; /* months, quarter, month; 0 for a year */
	text_date first, last;
} data_period;

/* false for any other form. Accepts years 1900..2999. */
bool data_read_period(arena *, str code, data_period *out);
/* The code that a slip stands for ("2023-12T", "9T-2023", "2023-t9"), or "". */
str data_period_meant(arena *, str wrong);
/* Adds that, or the forms there are, to the diagnostic reported last. */
void data_hint_period(diags *, arena *, str wrong);
/* "9 tháng đầu năm 2023", "quý III năm 2023", "tháng 9 năm 2023", "năm 2023" */
str data_period_name(arena *, const data_period *);
/* The same period `years` later (negative: earlier). */
data_period data_period_shift(arena *, const data_period *, int years);

/* ---- Indicators ------------------------------------------------------- */

typedef enum data_kind {
	DATA_COUNT,   /* so-dem: whole number, >= 0 */
	DATA_MONEY,   /* tien: whole đồng, >= 0 unless am="co" */
	DATA_DECIMAL, /* thap-phan: with le decimals */
	DATA_RATIO,   /* ty-le: tu / mau, never entered */
	DATA_UNITS    /* ds-don-vi: a list of units */
} data_kind;

typedef enum data_aggregate {
	DATA_SUM,	    /* tong: own figure + those of the units below */
	DATA_RATIO_OF_SUMS, /* ty-le */
	DATA_UNION,	    /* hop: distinct units */
	DATA_LAST, /* cuoi: a stock at the cut-off: summed over units, of the
		      latest period only */
	DATA_NONE  /* khong: entered at the unit itself, never summed */
} data_aggregate;

typedef struct data_indicator {
	str code;	/* "tt.luot" */
	str name;	/* "Lượt người dự tuyên truyền" */
	str short_name; /* for table heads: ten-ngan, else name */
	str group;	/* ten of the nhom around it, or empty */
	str measure;	/* dvt: "lượt người" */
	data_kind kind;
	data_aggregate aggregate;
	unsigned decimals; /* le: DECIMAL, RATIO */
	bool may_be_negative;
	bool optional; /* bat-buoc="khong": a unit need not state it; then it
			  counts as not covered, not as an error */
	const struct data_indicator *numerator, *denominator; /* RATIO */
	str entered_at;	   /* nhap-tai: class codes that enter it; empty: units
			      without units below */
	str required_when; /* bat-buoc-khi: expression, or empty */
	uint32_t index;
	span at;
} data_indicator;

/* ---- The set ---------------------------------------------------------- */

typedef struct data_set data_set;

data_set *data_new(arena *, diags *);

/*
 * Takes in one parsed file, in any order. Reports what is wrong in it and
 * returns false, and goes on, so that all files' problems come out in one run.
 * The tree is borrowed: that of ds-don-vi, chi-tieu and thong-tin for as long
 * as the set, that of figures until data_settle or data_finish.
 */
bool data_add(data_set *, const xml_document *);

/*
 * A file could not be read (reported by the caller): what is lacking may be in
 * it, which is not told once more.  unit: the code of the one whose figures it
 * seems to have, copied; empty: not known, it may be anything.
 */
void data_note_unread(data_set *, str unit);
/*
 * From now on what follows from it is told: by each document of a batch that
 * cannot be made for that reason.
 */
void data_tell_all(data_set *);
/* A file that may be anything was not read: units, facts, figures may lack. */
bool data_has_unread(const data_set *);
/*
 * Whether what the unit lacks may be a consequence of what was reported of its
 * figures; NULL: of those of any unit.
 */
bool data_is_faulty(const data_set *, const data_unit *);

/*
 * Reads the figures added so far, so that their trees can be freed; needed
 * only where there are very many. Units and dictionary must be complete: none
 * may be added afterwards. data_finish does it, too.
 */
bool data_settle(data_set *);

/*
 * After the last file: links units and indicators, settles resubmissions (the
 * later nop-luc wins, the earlier is reported as a warning), checks
 * constraints (rang-buoc, bat-buoc-khi, part above whole, cycles in the tree,
 * figures for unknown units, for units not valid in the period).
 */
bool data_finish(data_set *);

const data_unit *data_unit_of(const data_set *, str code); /* or NULL */
const data_indicator *data_indicator_of(const data_set *, str code);
size_t data_units(const data_set *, const data_unit *const **out);
size_t data_classes(const data_set *, const data_class *const **out);
size_t data_indicators(const data_set *, const data_indicator *const **out);
bool data_unit_is_valid(const data_unit *, const data_period *);
/*
 * Whether nothing but units and dictionary was added: no figures, no facts,
 * so there is no report to be made.
 */
bool data_is_reference(const data_set *);
/* A code was repeated or lost, which was reported: any may be lacking. */
bool data_dictionary_is_broken(const data_set *);
/* Units and dictionary are there and whole: figures can be asked for. */
bool data_has_reference(const data_set *);
/* Whether any figures were read for the period. */
bool data_has_period(const data_set *, str code);
/* Whether any so-lieu or chua-nop (no plan) is of the period. */
bool data_knows_period(const data_set *, const data_period *);
/* Whether any plan is of the period or its year. */
bool data_has_plans(const data_set *, const data_period *);
/* "2024-6T, 2025-6T": the periods that figures (no plans) were read for. */
str data_periods_text(const data_set *, arena *);
/* The one period that figures (no plans) were read for, or NULL. */
const data_period *data_only_period(const data_set *);

/*
 * thong-tin, hoi-nghi: the roots that hold for a unit and period (or for any).
 */
typedef struct data_facts {
	const xml_node *root;
	str unit;		/* empty: any */
	str period;		/* empty: any */
	text_date cut_off;	/* den-ngay; of thong-tin */
	const meeting *meeting; /* hoi-nghi, the only child of root; or NULL */
} data_facts;
size_t data_facts_of(const data_set *, const data_facts **out);
/* The meeting of a unit and period; NULL: none was read. */
const meeting *data_meeting(const data_set *, str unit, str period);
/* Whether they are those of the unit and period. */
bool data_facts_hold(const data_facts *, const data_unit *,
		     const data_period *);

/* ---- Roll-up ---------------------------------------------------------- */

typedef enum data_status {
	DATA_VALUE,
	DATA_NOT_ENTERED, /* nobody states it (thieu, or chua-nop everywhere) */
	DATA_INCOMPLETE,  /* a unit that should have a figure has none */
	DATA_OVERFLOW,
	DATA_ZERO_DENOMINATOR,
	DATA_NOT_COMPARABLE, /* units were split, have no predecessor, or are
				not those of the figure to compare with */
	DATA_NOT_OF_THE_SAME /* the parts of a ratio are figures of different
				units, and cannot be restricted to those that
				have both */
} data_status;

typedef struct data_total {
	data_status status;
	const data_indicator *indicator;
	const data_unit *unit;
	text_number value; /* RATIO: numerator / denominator, unrounded */
	text_number numerator, denominator; /* RATIO */
	const data_unit *const
	    *units; /* UNITS: distinct, in Vietnamese order */
	size_t unit_count;
	/* INCOMPLETE: the units without a figure; covered < expected: those
	 * that declared they have none. */
	const data_unit *const *lacking;
	size_t lacking_count;
	span lacking_at; /* the so-lieu that lacks it, when there is one */
	/* covered < expected: the units without a figure that are known by
	 * name; blurred: a rolled-up file does not say which they are. */
	const data_unit *const *absent;
	size_t absent_count;
	/* the first such place: thieu, a so-lieu without it, chua-nop */
	span absent_at;
	bool is_blurred;
	doc_figure_use use; /* ready for tracing */
} data_total;

/*
 * Forgets the totals computed so far and keeps those to come in the arena,
 * which must live until the next call: one document's totals need not outlive
 * it. Without this call they live as long as the set.
 */
void data_keep_in(data_set *, arena *);

/*
 * The figure of a unit for a period: its own and those of all units below that
 * are valid in the period, as the dictionary says.  A so-lieu with
 * tong-hop="co" stands for the unit and all below it.  Computed once and kept.
 * For a period before a merger, see data_previous.
 */
const data_total *data_figure(data_set *, const data_indicator *,
			      const data_unit *, const data_period *,
			      bool plan);
/*
 * The figure over exactly the units that have a figure of the other indicator,
 * too: one part of a ratio, which is computed so (RATIO's parts are). use tells
 * the restricted value; its coverage leaves out who lacks either.
 */
const data_total *data_figure_beside(data_set *, const data_indicator *,
				     const data_indicator *other,
				     const data_unit *, const data_period *);
/*
 * The same period of the year before, over the units that became this one
 * (merged_into), or DATA_NOT_COMPARABLE.
 */
const data_total *data_previous(data_set *, const data_indicator *,
				const data_unit *, const data_period *);
/* The plan: figures of loai="ke-hoach" for the period, else for its year. */
const data_total *data_plan(data_set *, const data_indicator *,
			    const data_unit *, const data_period *);

/*
 * Where there is no plan for the period or its year: the period of the latest
 * other plan, or NULL, and the place of its first record.
 */
const data_period *data_other_plan(data_set *, const data_indicator *,
				   const data_unit *, const data_period *,
				   span *at);

/*
 * Like with like: data_previous and data_plan over exactly the units that are
 * in data_figure, a merged unit being all that it was made of.  use tells the
 * restricted value and coverage.  DATA_NOT_COMPARABLE when that cannot be
 * done: one of these units had no figure (no plan), or a figure then was
 * stated for units together of which only some have one now.
 */
const data_total *data_previous_alike(data_set *, const data_indicator *,
				      const data_unit *, const data_period *);
const data_total *data_plan_alike(data_set *, const data_indicator *,
				  const data_unit *, const data_period *);

/*
 * Reports every indicator whose total at the unit is incomplete or overflows
 * (TOTAL_INCOMPLETE, TOTAL_OVERFLOW); units without any file are told once.
 */
bool data_check_totals(data_set *, const data_unit *, const data_period *);

/*
 * Adds to the diagnostic reported last what mends an INCOMPLETE total: the
 * line that says a unit has not reported, or why one figure is not known.
 */
void data_hint_lacking(diags *, const data_total *);

/* The lacking units of a total by name: at most five, then how many more. */
str data_lacking_names(arena *, const data_total *);

/*
 * rollup: the unit's totals as a so-lieu file (tong-hop="co") that the level
 * above can read, every figure with its coverage; canonical bytes.
 */
void data_write_rollup(data_set *, const data_unit *, const data_period *,
		       buffer *out);

/*
 * The same as one so-lieu of a tap-so-lieu, two blanks deeper.  wanted says by
 * index which indicators; NULL: all. submitted: nop-luc, or month 0.
 */
typedef struct data_rollup {
	const data_unit *unit;
	const data_period *period;
	bool plan;
	const bool *wanted;
	text_date submitted;
} data_rollup;
void data_write_part(data_set *, const data_rollup *, buffer *out);

/* One figure as a file states it: what a span in use.origins stands for. */
typedef struct data_origin {
	const data_indicator *indicator;
	const data_unit *unit;
	const data_period *period;
	bool plan;
	bool is_rollup; /* of the unit and all below it */
	text_number value;
	const char *qualifier;	       /* "tren", … or "" */
	const data_unit *const *units; /* UNITS */
	size_t unit_count;
} data_origin;
/* false when no figure stands there. */
bool data_origin_at(data_set *, span at, data_origin *out);
/* ---- What a document depends on ---------------------------------------- */

/*
 * A document about a unit reads the dictionary, its facts, the units above it
 * by name, and the figures of the unit and of all below.  Some read further:
 * the share of the whole, the rank among neighbours.  How far is its reach: the
 * number of levels above the unit whose whole tree it read, 0 for the unit's
 * own, DATA_EVERYTHING when they have no unit above in common.
 *
 * The reach is watched while a document is made: it is part of the answer, not
 * of the template.  As long as data_digest of that reach is the same, making
 * the document again would read the same things and come to the same.
 */
#define DATA_EVERYTHING 63

/* From now on, what is read is counted as read for the unit. */
void data_watch(data_set *, const data_unit *subject);
/* Since data_watch; DATA_EVERYTHING when nobody watched. */
unsigned data_reach(const data_set *);
/* The unit, or any below it, was looked at. Figures tell it themselves. */
void data_reads(const data_set *, const data_unit *);

/*
 * How a file is named in what documents tell of their sources; by default, by
 * its path. Before the first data_digest.
 */
typedef str data_namer(void *context, arena *, str path);
void data_name_files(data_set *, data_namer *, void *context);

/*
 * Of all that such a document may read: what records say, and where, by the
 * file's name, line and column; not the order of the files. After data_finish.
 */
digest128 data_digest(data_set *, const data_unit *, const data_period *,
		      unsigned reach);

/* --dump=data: units, indicators, records, totals of unit and its children. */
void data_dump(data_set *, const data_unit *, const data_period *, buffer *out);

/* ---- Soundness (soát số liệu) ----------------------------------------- */

typedef enum data_submission_state {
	DATA_HANDED_IN,
	DATA_EXCUSED, /* chua-nop: it was said that there is none */
	DATA_NOT_HANDED_IN
} data_submission_state;

typedef struct data_submission {
	const data_unit *unit;
	data_submission_state state;
	bool is_dated; /* nop-luc was stated: */
	text_date date;
	text_time time;
	bool is_late;	/* after the deadline */
	bool is_faulty; /* handed in with errors, so that it was not taken */
	span at;	/* so-lieu or chua-nop; NO_SPAN */
} data_submission;

/*
 * One for each unit within top that must report for the period or has, in the
 * order of the units file. The array lives as long as the set.
 */
size_t data_submissions(data_set *, const data_unit *top, const data_period *,
			data_submission **out);
/*
 * han-nop of the thong-tin that holds for the unit and period: a date (its
 * whole day) or a moment. False when there is none.
 */
bool data_deadline(data_set *, const data_unit *, const data_period *,
		   text_date *, text_time *);
/*
 * Reports what no single file shows: figures handed in late, sharp changes
 * against the same period of last year (rang-buoc ct, bien-dong) of the unit
 * and those right below it, units of which nothing can be compared.
 */
void data_check_soundness(data_set *, const data_unit *, const data_period *);

#endif

/*
 * chart: what the kinds of charts share (biểu đồ).
 *
 * chart.c reads the figures, draws bars of one series and says what is shown;
 * chart_group.c draws bars of several series, chart_line.c lines, chart_pie.c
 * circles.  Black, white and greys that a copier keeps apart; every value has
 * its figure beside it.
 */
#ifndef VANBAN_LAYOUT_CHART_H
#define VANBAN_LAYOUT_CHART_H

#include "compose.h"

#define CHART_AXIS	  600
#define CHART_GAP	  4000 /* between labels and what they say */
#define CHART_MOST_SERIES 5

typedef struct chart_value {
	const doc_node *node; /* tri */
	str name;	      /* of the value; in a group, of its series */
	str printed;
	bool has_number; /* else printed says why there is none */
	text_number number;
	mpt name_least, name_width; /* natural */
	mpt printed_width;
} chart_value;

typedef enum chart_kind {
	CHART_BARS,    /* thanh */
	CHART_COLUMNS, /* cot */
	CHART_LINES,   /* duong */
	CHART_PIE      /* tron */
} chart_kind;

typedef struct chart {
	layout_context *context;
	const doc_node *node;
	page_tag *tag;
	chart_kind kind;
	chart_value *values; /* group after group */
	size_t count;
	const doc_node **groups; /* nhom-tri; NULL: one series */
	size_t group_count;	 /* of values that stand together */
	size_t series_count;	 /* in each group */
	text_number most;
	profile_style label;
	mpt row_gap; /* between the labels of two rows */
	compose body;
} chart;

/* What is drawn for series s: box, outline or hatching. */
void chart_fill(chart *, size_t series, mpt x, mpt y, mpt width, mpt height);
void chart_box(chart *, mpt x, mpt y, mpt width, mpt height, uint32_t colour);
/* A path of `count` points from (x, y) on, stroked; closed and filled too. */
void chart_path(chart *, const page_point *, size_t count, page_path look,
		bool is_closed);
/* Words in the chart's label style, in a measure of width. */
flow chart_words(chart *, const doc_node *, mpt width, profile_align);
flow chart_text(chart *, const doc_node *at, str, mpt width, profile_align);
mpt chart_text_width(chart *, str);
/* The share of `room` that number is of the largest, half up. */
mpt chart_length(const chart *, text_number, mpt room);
/* Name of a group, or of the only value in it. */
str chart_group_name(const chart *, size_t group);
chart_value *chart_value_at(const chart *, size_t group, size_t series);
/* What the series look like, in lines below y; returns the y below. */
mpt chart_legend(chart *, mpt y, bool is_lines);
/* Dashes of a series' line. */
mpt chart_dash(size_t series);

/* Each draws from y on and returns the y below; 0 after an error. */
mpt chart_draw_groups(chart *, mpt y);
mpt chart_draw_lines(chart *, mpt y);
mpt chart_draw_pie(chart *, mpt y);

#endif

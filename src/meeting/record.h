/*
 * record: one meeting while it is read.  Known to this room only.
 */
#ifndef VANBAN_MEETING_RECORD_H
#define VANBAN_MEETING_RECORD_H

#include "vanban/meeting.h"

typedef struct agenda_point {
	const xml_node *node;
	str code; /* ma, or its number */
	str title;
	text_time time;
	bool has_time;
	bool needs_record;
	bool is_recorded;
} agenda_point;

typedef struct record {
	meeting out;
	arena *arena;
	diags *diags;
	xml_node *node; /* hoi-nghi, copied */
	meeting_person *people;
	size_t person_count, person_capacity;
	agenda_point *points;
	size_t point_count, point_capacity;
	bool is_counted; /* who is present is known and nothing contradicts */
} record;

/* tree.c */
/* The element below a root of its own, every node with room for more. */
xml_node *tree_copy(arena *, const xml_node *element);
/* Fills an attribute in, unless the element has it. */
void tree_complete(record *, const xml_node *, const char *name, str value,
		   span from);
void tree_complete_number(record *, const xml_node *, const char *name,
			  int64_t value, span from);

/* read.c: what attributes hold; each reports and returns false */
bool read_time(record *, const xml_node *, const char *name, text_time *out,
	       bool *there);
bool read_count(record *, const xml_node *, const char *name, int64_t *out,
		bool *there);
/* "2/3", "65%"; qua-nua is more than a half. Absent: *out as it is. */
typedef struct least_share {
	int64_t numerator, denominator;
	bool is_more; /* than this, not at least this */
	str written;
} least_share;
bool read_share(record *, const xml_node *, const char *name, least_share *out);
/* Whether part of whole is enough. */
bool share_holds(least_share, int64_t part, int64_t whole);
str number_text(record *, int64_t);
str time_text(record *, text_time);
str date_text(record *, text_date);
/* The place of an attribute, or of the element without it. */
span place_of(const xml_node *, const char *name);

/* attendance.c: thanh-phan and khach */
void attendance_read(record *);
/* Who nguoi names, completed into node; false when it names nobody. */
bool attendance_refer(record *, const xml_node *, const meeting_person **out);

/* course.c: chuong-trinh, dien-bien and what follows */
void course_read(record *);
/* Notes that the element records the agenda point that it names. */
void course_note(record *, const xml_node *);

/* votes.c: one bieu-quyet */
void vote_read(record *, const xml_node *);

#endif

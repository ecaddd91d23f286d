/*
 * fields: the attributes of a profile file, one row each, and their values.
 *
 * A row says where in a file an attribute stands, what it may hold and which
 * member of the structure it fills, so that reading, checking and the messages
 * have one source.
 */
#ifndef VANBAN_PROFILE_FIELDS_H
#define VANBAN_PROFILE_FIELDS_H

#include "vanban/profile.h"

typedef enum field_kind {
	FIELD_LENGTH,  /* mpt: "20mm", "1,27cm", "14pt" */
	FIELD_SHARE,   /* int32_t, thousandths: "45%", "33,3%" */
	FIELD_COUNT,   /* uint32_t */
	FIELD_FLAG,    /* bool: the first of words is false, the second true */
	FIELD_CHOICE,  /* unsigned: index of the word */
	FIELD_COLOUR,  /* uint32_t: "#1F4E79" */
	FIELD_TEXT,    /* str of at least `least` bytes */
	FIELD_PATTERN, /* str with each of words once, in braces */
	FIELD_COUNTER  /* str with one of {I}, {1}, {a} */
} field_kind;

typedef struct field_row {
	const char *group;   /* parent element; NULL: the root */
	const char *element; /* NULL: the root itself, or any style */
	const char *attribute;
	field_kind kind;
	bool optional;
	size_t offset; /* into profile or profile_style */
	int32_t least, most;
	const char *words; /* separated by blanks */
} field_row;

/* Attributes of all elements but those of styles. */
extern const field_row profile_fields[];
extern const size_t profile_field_count;

/* Attributes that every component's style may have. */
extern const field_row profile_style_fields[];
extern const size_t profile_style_field_count;

/* Whether the row is of this element; empty names stand for NULL. */
bool field_is_of(const field_row *, str group, str element);

/*
 * Checks an attribute's value by its row and stores it in target, a profile or
 * a profile_style; reports and returns false when it is not of that kind.
 */
bool field_set(arena *, diags *, const field_row *, const xml_attribute *,
	       void *target);

#endif

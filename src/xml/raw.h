/*
 * raw: where things stand in the bytes of a well-formed file.
 *
 * libxml2 says what a file means; its positions at a start tag are those of
 * the tag's end, and attributes have none.  So the bytes are walked beside it.
 */
#ifndef VANBAN_XML_RAW_H
#define VANBAN_XML_RAW_H

#include "vanban/str.h"

typedef struct raw_tag {
	size_t start; /* of '<' */
	size_t end;   /* behind '>' */
	str name;     /* with prefix */
	size_t name_start;
	bool is_empty; /* <a/> */
	size_t cursor; /* for raw_next_attribute */
} raw_tag;

typedef struct raw_attribute {
	str name; /* with prefix */
	size_t name_start;
	size_t value_start;
	size_t value_end;
} raw_attribute;

/* The next start or end tag at or behind `from`; start == bytes.length: none.
 */
raw_tag raw_find_tag(str bytes, size_t from);
bool raw_next_attribute(str bytes, raw_tag *, raw_attribute *out);
/* xmlns or xmlns:… */
bool raw_is_namespace(str name);

#endif

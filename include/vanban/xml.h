/*
 * xml: bytes in, our tree out, every node with its place.
 *
 * The only room that includes libxml2, which parses (SAX2) and converts
 * encodings.  Every DOCTYPE is refused: the parser is stopped at once.  Text
 * is normalised to NFC here, and here only; text that must not be printed
 * (control, bidi, TCVN3/VNI …, see text_find_fault) is reported here.
 * Comments and processing instructions are dropped.
 */
#ifndef VANBAN_XML_H
#define VANBAN_XML_H

#include "vanban/diag.h"
#include "vanban/text.h"

typedef struct xml_attribute {
	str prefix_uri; /* namespace, or empty */
	str name;	/* local */
	str value;	/* NFC, entities resolved */
	span name_at;
	span value_at; /* raw bytes between the quotes */
} xml_attribute;

typedef struct xml_node {
	bool is_text;
	str uri;  /* namespace of the element, or empty */
	str name; /* local name of the element */
	str text; /* of a text node: NFC, white space as in the file */
	span at;  /* element: its start tag; text: its raw bytes */
	span name_at;
	xml_attribute *attributes;
	size_t attribute_count;
	struct xml_node *parent;
	struct xml_node *first_child;
	struct xml_node *last_child;
	struct xml_node *next;
} xml_node;

typedef struct xml_document {
	xml_node *root;
	uint32_t source;
} xml_document;

/*
 * Parses bytes that were read from path, registering them as a source (their
 * UTF-8 form).  Reports and returns false on anything wrong, not well-formed,
 * a namespace error, a DOCTYPE, or a text fault.  path and bytes are borrowed
 * by the sources.  Limits: depth 200, 10 million nodes.
 */
bool xml_parse(arena *, diags *, str path, str bytes, xml_document *out);

/* file_read and xml_parse; `at` is the place that names the path, if any. */
bool xml_read(arena *, diags *, str path, span at, xml_document *out);
/*
 * The same, the nodes and their attributes in an arena of their own: who needs
 * no more than strings and places of a tree can free it.
 */
bool xml_read_apart(arena *strings, arena *nodes, diags *, str path, span at,
		    xml_document *out);

/* NULL when absent. Attributes without namespace. */
const xml_attribute *xml_attribute_of(const xml_node *, str name);
/* Empty when absent. */
str xml_attribute_value(const xml_node *, str name);
/* First / next element child; name empty for any. */
const xml_node *xml_first(const xml_node *, str name);
const xml_node *xml_next(const xml_node *, str name);
/* Text of all text nodes below, in order, white space as in the file. */
str xml_text(arena *, const xml_node *);

/*
 * The span in the file of bytes [from, from + length) of a value whose raw
 * bytes are at `at`: character references, entities, CDATA, comments and
 * decomposed letters are walked over.
 */
span xml_span_within(const sources *, span at, size_t from, size_t length);

/* The place of a text node without the blanks around it. */
span xml_text_at(const sources *, const xml_node *text);

/*
 * Reports every attribute of node that is not in names (blank-separated), as
 * UNKNOWN_ATTRIBUTE with a suggestion. Attributes with a namespace are passed.
 */
bool xml_check_attributes(diags *, const xml_node *, const char *names);
/* Reports UNKNOWN_ELEMENT for child in parent, with a suggestion. */
bool xml_unknown_element(diags *, const xml_node *, const char *names);
/*
 * The required attribute, or NULL after MISSING_ATTRIBUTE.
 */
const xml_attribute *xml_require(diags *, const xml_node *, str name);
/* The same, and not blank. */
const xml_attribute *xml_require_text(diags *, const xml_node *, str name);

/* ---- What readers of files share -------------------------------------- */

/* Reports children that are not in names, and text between elements. */
bool xml_check_children(diags *, const xml_node *, const char *names);
/* The attribute's word in words (NULL-ended); absent: by_default. */
bool xml_read_choice(diags *, const xml_node *, str name,
		     const char *const *words, size_t by_default, size_t *out);
/* co, khong; what it says, by_default after a report. */
bool xml_read_yes_no(diags *, const xml_node *, str name, bool by_default);
/* An absent attribute leaves *out as it is and is no error. */
bool xml_read_date(arena *, diags *, const xml_node *, str name,
		   text_date *out);

/* Text or an attribute's value as XML spells it: & < > " and line ends. */
void xml_put_escaped(buffer *, str);

#endif

#include "vanban/file.h"
#include "vanban/text.h"
#include "vanban/xml.h"
#include "xml/raw.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#define DEEPEST	    200
#define MOST_NODES  10000000
#define MOST_FAULTS 100 /* of one text that get places of their own */

typedef struct reader {
	arena *arena;	    /* of strings */
	struct arena *tree; /* of nodes */
	diags *diags;
	uint32_t source;
	str bytes;
	xmlParserCtxtPtr parser;
	xml_node *root;
	xml_node *open;	    /* innermost open element */
	bool open_is_empty; /* <a/>: its end has no bytes of its own */
	size_t cursor;	    /* bytes before it have become nodes */
	buffer text;	    /* text since the last tag */
	size_t depth;
	size_t nodes;
	bool failed;
	bool told_of_prefix; /* once a file: one declaration mends them all */
} reader;

static span span_of(const reader *r, size_t from, size_t to)
{
	return (span){r->source, (uint32_t)from, (uint32_t)(to - from)};
}

static void stop(reader *r)
{
	r->failed = true;
	xmlStopParser(r->parser);
}

/* ---- Text ------------------------------------------------------------- */

static void report_fault(reader *r, text_fault fault, str bad, span at)
{
	const char *cursor = bad.data;
	char name[16];
	uint32_t c = str_next_code_point(&cursor, str_end(bad));
	snprintf(name, sizeof name, "U+%04X", c);
	if (fault == TEXT_FAULT_LEGACY) {
		diag_at(r->diags, DIAG_TEXT_LEGACY, at, bad);
		diag_hint(r->diags, HINT_CONVERT_FILE);
		r->failed = true;
	} else if (fault == TEXT_FAULT_LOOK_ALIKE) {
		diag_at(r->diags, DIAG_TEXT_LOOK_ALIKE, at, str_from(name));
		diag_hint(r->diags, HINT_RETYPE_WORD);
	} else {
		diag_at(r->diags, DIAG_TEXT_CONTROL, at, str_from(name));
		r->failed = true;
	}
}

/* raw is the text as it stands in the file, text what it says. */
static str take_text(reader *r, str text, span at)
{
	str raw = str_slice(r->bytes, at.start, at.length);
	str stable = str_equal(raw, text) ? raw : str_copy(r->arena, text);
	str value = text_nfc(r->arena, stable);
	size_t from = 0, offset, length;
	for (int told = 0; from < value.length; told++) {
		str rest = str_slice(value, from, value.length);
		text_fault fault = text_find_fault(rest, &offset, &length);
		if (fault == TEXT_FAULT_NONE)
			break;
		span place = told < MOST_FAULTS
				 ? xml_span_within(diags_sources(r->diags), at,
						   from + offset, length)
				 : at;
		report_fault(r, fault, str_slice(rest, offset, length), place);
		from += offset + length;
	}
	return value;
}

static xml_node *add_node(reader *r)
{
	xml_node *node = ARENA_NEW(r->tree, xml_node);
	node->parent = r->open;
	if (!r->open)
		r->root = node;
	else if (r->open->last_child)
		r->open->last_child->next = node;
	else
		r->open->first_child = node;
	if (r->open)
		r->open->last_child = node;
	if (++r->nodes > MOST_NODES) {
		diag_at(r->diags, DIAG_XML_LIMIT,
			span_of(r, r->cursor, r->cursor + 1),
			STR("10.000.000 phần tử"));
		stop(r);
	}
	return node;
}

/* Makes the collected text a node that ends before `tag`. */
static void flush_text(reader *r, size_t tag)
{
	if (r->text.length && r->open) {
		xml_node *node = add_node(r);
		node->is_text = true;
		node->at = span_of(r, r->cursor, tag);
		node->text = take_text(r, buffer_str(&r->text), node->at);
	}
	r->text.length = 0;
}

static void on_characters(void *context, const xmlChar *text, int length)
{
	reader *r = context;
	buffer_append(&r->text, (str){(const char *)text, (size_t)length});
}

/* ---- Elements --------------------------------------------------------- */

static str from_parser(const reader *r, const xmlChar *text)
{
	return text ? str_copy(r->arena, str_from((const char *)text))
		    : (str){NULL, 0};
}

/* Most elements are in the namespace of their parent. */
static str namespace_of(const reader *r, const xmlChar *uri)
{
	str given = str_from((const char *)uri);
	return r->open && str_equal(r->open->uri, given)
		   ? r->open->uri
		   : str_copy(r->arena, given);
}

/* libxml2 gives five pointers an attribute, in the order of the file. */
static void take_attributes(reader *r, xml_node *node, raw_tag *tag,
			    const xmlChar **given, int count)
{
	size_t n = 0;
	raw_attribute raw;
	if (count > 0)
		node->attributes =
		    ARENA_ARRAY(r->tree, xml_attribute, (size_t)count);
	while (raw_next_attribute(r->bytes, tag, &raw)) {
		if (raw_is_namespace(raw.name) || n >= (size_t)count)
			continue;
		const xmlChar **one = given + 5 * n;
		str local = str_from((const char *)one[0]);
		xml_attribute *a = &node->attributes[n++];
		size_t name_start =
		    raw.name_start + raw.name.length - local.length;
		a->prefix_uri = from_parser(r, one[2]);
		a->name = str_slice(r->bytes, name_start, local.length);
		a->name_at = span_of(r, raw.name_start,
				     raw.name_start + raw.name.length);
		a->value_at = span_of(r, raw.value_start, raw.value_end);
		a->value = take_text(
		    r, (str){(const char *)one[3], (size_t)(one[4] - one[3])},
		    a->value_at);
	}
	node->attribute_count = n;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
		     const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count,
		     int defaulted, const xmlChar **attributes)
{
	reader *r = context;
	(void)prefix;
	(void)namespace_count;
	(void)namespaces;
	(void)defaulted;
	raw_tag tag = raw_find_tag(r->bytes, r->cursor);
	flush_text(r, tag.start);
	xml_node *node = add_node(r);
	str name = str_from((const char *)local);
	node->uri = namespace_of(r, uri);
	node->name =
	    str_slice(r->bytes, tag.name_start + tag.name.length - name.length,
		      name.length);
	node->at = span_of(r, tag.start, tag.end);
	node->name_at =
	    span_of(r, tag.name_start, tag.name_start + tag.name.length);
	take_attributes(r, node, &tag, attributes, attribute_count);
	r->cursor = tag.end;
	r->open = node;
	r->open_is_empty = tag.is_empty;
	if (++r->depth > DEEPEST) {
		diag_at(r->diags, DIAG_XML_LIMIT, node->at, STR("200 tầng"));
		stop(r);
	}
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix,
		   const xmlChar *uri)
{
	reader *r = context;
	(void)local;
	(void)prefix;
	(void)uri;
	if (!r->open)
		return;
	if (!r->open_is_empty) {
		raw_tag tag = raw_find_tag(r->bytes, r->cursor);
		flush_text(r, tag.start);
		r->cursor = tag.end;
	}
	r->open_is_empty = false;
	r->open = r->open->parent;
	r->depth--;
}

/* ---- What is refused -------------------------------------------------- */

static size_t parser_offset(const reader *r)
{
	long consumed = xmlByteConsumed(r->parser);
	size_t at = consumed < 0 ? 0 : (size_t)consumed;
	return at < r->bytes.length ? at : r->bytes.length;
}

static void on_doctype(void *context, const xmlChar *name,
		       const xmlChar *public_id, const xmlChar *system_id)
{
	reader *r = context;
	(void)name;
	(void)public_id;
	(void)system_id;
	size_t at = parser_offset(r);
	str word = STR("<!DOCTYPE");
	/* The parser stands behind the name. */
	while (at > 0 &&
	       !str_starts_with(str_slice(r->bytes, at, r->bytes.length), word))
		at--;
	diag_at(r->diags, DIAG_XML_DOCTYPE, span_of(r, at, at + word.length));
	stop(r);
}

static const struct {
	int code;
	diag_text hint;
} hints[] = {
    {XML_ERR_TAG_NAME_MISMATCH, HINT_XML_TAG_MISMATCH},
    {XML_ERR_TAG_NOT_FINISHED, HINT_XML_NOT_CLOSED},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, HINT_XML_QUOTES},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, HINT_XML_QUOTES},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, HINT_XML_NO_VALUE},
    {XML_ERR_ATTRIBUTE_REDEFINED, HINT_XML_TWICE},
    {XML_ERR_LT_IN_ATTRIBUTE, HINT_XML_LESS_THAN},
    {XML_ERR_NAME_REQUIRED, HINT_XML_AMPERSAND},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, HINT_XML_AMPERSAND},
    {XML_ERR_UNDECLARED_ENTITY, HINT_XML_ENTITY},
    {XML_WAR_UNDECLARED_ENTITY, HINT_XML_ENTITY},
    {XML_ERR_INVALID_CHARREF, HINT_XML_ENTITY},
    {XML_ERR_INVALID_HEX_CHARREF, HINT_XML_ENTITY},
    {XML_ERR_INVALID_DEC_CHARREF, HINT_XML_ENTITY},
    {XML_ERR_DOCUMENT_EMPTY, HINT_XML_EMPTY},
    {XML_ERR_DOCUMENT_END, HINT_XML_AFTER_ROOT},
    {XML_ERR_INVALID_CHAR, HINT_XML_CHARACTER},
    {XML_ERR_INVALID_ENCODING, HINT_XML_CHARACTER},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, HINT_XML_PREFIX},
    {XML_NS_ERR_QNAME, HINT_XML_NAME},
    {XML_NS_ERR_COLON, HINT_XML_NAME},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, HINT_XML_TWICE},
    {XML_NS_ERR_XML_NAMESPACE, HINT_XML_NAMESPACE},
    {XML_NS_ERR_EMPTY, HINT_XML_NAMESPACE},
    {XML_WAR_NS_URI, HINT_XML_NAMESPACE},
    {XML_WAR_NS_URI_RELATIVE, HINT_XML_NAMESPACE},
    {XML_ERR_GT_REQUIRED, HINT_XML_TAG_SHAPE},
    {XML_ERR_LT_REQUIRED, HINT_XML_TAG_SHAPE},
    {XML_ERR_LTSLASH_REQUIRED, HINT_XML_TAG_SHAPE},
    {XML_ERR_EQUAL_REQUIRED, HINT_XML_TAG_SHAPE},
    {XML_ERR_SPACE_REQUIRED, HINT_XML_TAG_SHAPE},
    {XML_ERR_COMMENT_NOT_FINISHED, HINT_XML_COMMENT},
    {XML_ERR_HYPHEN_IN_COMMENT, HINT_XML_COMMENT},
    {XML_ERR_CDATA_NOT_FINISHED, HINT_XML_CDATA},
    {XML_ERR_MISPLACED_CDATA_END, HINT_XML_CDATA},
    {XML_ERR_PI_NOT_STARTED, HINT_XML_INSTRUCTION},
    {XML_ERR_PI_NOT_FINISHED, HINT_XML_INSTRUCTION},
    {XML_ERR_RESERVED_XML_NAME, HINT_XML_DECLARATION},
    {XML_ERR_XMLDECL_NOT_FINISHED, HINT_XML_DECLARATION},
    {XML_ERR_VERSION_MISSING, HINT_XML_DECLARATION},
    {XML_ERR_UNKNOWN_VERSION, HINT_XML_DECLARATION},
    {XML_ERR_ENCODING_NAME, HINT_XML_DECLARATION},
    {XML_ERR_STANDALONE_VALUE, HINT_XML_DECLARATION},
    {XML_ERR_STRING_NOT_STARTED, HINT_XML_DECLARATION},
    {XML_ERR_STRING_NOT_CLOSED, HINT_XML_DECLARATION},
    {XML_ERR_UNKNOWN_ENCODING, HINT_XML_DECLARATION},
    {XML_ERR_UNSUPPORTED_ENCODING, HINT_XML_DECLARATION},
};

/* libxml2 has one code for what two characters may have brought about. */
static bool explain_by_place(reader *r, const xmlError *error, span at)
{
	static const char *const curly[] = {"“", "”", "‘", "’"};
	str rest = str_slice(r->bytes, at.start, r->bytes.length);
	diag_text hint = HINT_TEXT;
	if (error->code == XML_ERR_NAME_REQUIRED &&
	    str_starts_with(rest, STR("<")))
		hint = HINT_XML_LONE_LESS_THAN;
	if (error->code == XML_ERR_DOCUMENT_EMPTY &&
	    str_starts_with(r->bytes, STR("PK\3\4")))
		hint = HINT_XML_OFFICE;
	for (size_t i = 0; i < sizeof curly / sizeof *curly; i++)
		if (error->code == XML_ERR_ATTRIBUTE_NOT_STARTED &&
		    str_starts_with(rest, str_from(curly[i])))
			hint = HINT_XML_STRAIGHT_QUOTES;
	if (hint != HINT_TEXT)
		diag_hint(r->diags, hint);
	return hint != HINT_TEXT;
}

static void explain(reader *r, const xmlError *error, span at)
{
	str open = r->open ? r->open->name : STR("");
	if (explain_by_place(r, error, at))
		return;
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		if (hints[i].code != error->code)
			continue;
		bool of_tag = hints[i].hint == HINT_XML_TAG_MISMATCH ||
			      hints[i].hint == HINT_XML_NOT_CLOSED;
		if (of_tag && r->open)
			diag_note(r->diags, HINT_OPENED_HERE, r->open->at,
				  open);
		diag_hint(r->diags, hints[i].hint, open);
		return;
	}
	diag_hint(r->diags, HINT_XML_OTHER,
		  str_trim(str_from(error->message ? error->message : "")));
}

/* The parser stands behind what it found wrong: back to the tag, if near. */
static span error_span(const reader *r, const xmlError *error)
{
	size_t at = parser_offset(r);
	if (error->code == XML_ERR_TAG_NAME_MISMATCH) {
		size_t start = at ? at - 1 : 0;
		while (start > 0 && r->bytes.data[start] != '<')
			start--;
		return span_of(r, start, at > start ? at : start + 1);
	}
	while (at > 0 && at >= r->bytes.length)
		at--;
	/* "a < b": the sign itself, not the blank behind it */
	if (error->code == XML_ERR_NAME_REQUIRED && at > 0 &&
	    r->bytes.data[at - 1] == '<')
		at--;
	while (at > 0 && ((unsigned char)r->bytes.data[at] & 0xC0) == 0x80)
		at--;
	return span_of(r, at, at + (at < r->bytes.length));
}

static void on_error(void *context, xmlErrorPtr error)
{
	reader *r = context;
	if (r->failed && r->parser->disableSAX)
		return;
	if (error->level < XML_ERR_ERROR &&
	    error->code != XML_WAR_UNDECLARED_ENTITY)
		return;
	if (!r->parser->wellFormed && r->failed)
		return;
	bool of_prefix = error->code == XML_NS_ERR_UNDEFINED_NAMESPACE;
	r->failed = true;
	if (of_prefix && r->told_of_prefix)
		return;
	r->told_of_prefix |= of_prefix;
	span at = error_span(r, error);
	diag_at(r->diags, DIAG_XML_SYNTAX, at);
	explain(r, error, at);
}

/* ---- Encoding --------------------------------------------------------- */

/* The encoding that the XML declaration names, or empty. */
static str declared_encoding(str bytes)
{
	if (!str_starts_with(bytes, STR("<?xml")))
		return STR("");
	str head = str_slice(bytes, 0, str_find(bytes, STR("?>")));
	size_t at = str_find(head, STR("encoding"));
	str rest = str_slice(head, at + 8, head.length);
	while (rest.length && *rest.data != '"' && *rest.data != '\'')
		rest = str_slice(rest, 1, rest.length);
	if (!rest.length)
		return STR("");
	str quote = str_slice(rest, 0, 1);
	rest = str_slice(rest, 1, rest.length);
	return str_slice(rest, 0, str_find(rest, quote));
}

static size_t first_invalid(str bytes)
{
	for (const char *p = bytes.data, *end = str_end(bytes); p < end;) {
		const char *start = p;
		if ((unsigned char)*p < 0x80)
			p++;
		else if (str_next_code_point(&p, end) == 0xFFFD &&
			 p == start + 1)
			return (size_t)(start - bytes.data);
	}
	return bytes.length;
}

/* libxml2 prints what it cannot convert to stderr unless it is told not to. */
static void say_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static bool convert(arena *a, const char *encoding, str bytes, str *out)
{
	xmlCharEncodingHandlerPtr handler =
	    xmlFindCharEncodingHandler(encoding);
	if (!handler)
		return false;
	xmlBufferPtr in =
	    xmlBufferCreateStatic((void *)(uintptr_t)bytes.data, bytes.length);
	xmlBufferPtr to = xmlBufferCreate();
	xmlSetGenericErrorFunc(NULL, say_nothing);
	int result = bytes.length ? xmlCharEncInFunc(handler, to, in) : 0;
	xmlSetGenericErrorFunc(NULL, NULL);
	bool done = result >= 0 && xmlBufferLength(in) == 0;
	if (done)
		*out = str_copy(a, (str){(const char *)xmlBufferContent(to),
					 (size_t)xmlBufferLength(to)});
	xmlBufferFree(in);
	xmlBufferFree(to);
	xmlCharEncCloseFunc(handler);
	return done;
}

/* bytes in UTF-8 without a byte order mark; registers the source. */
static bool to_utf8(arena *a, diags *d, str path, str bytes, uint32_t *id)
{
	str encoding = declared_encoding(bytes);
	if (str_starts_with(bytes, STR("\xFF\xFE")) ||
	    str_starts_with(bytes, STR("\xFE\xFF")))
		encoding = STR("UTF-16");
	if (str_starts_with(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_slice(bytes, 3, bytes.length);
	str upper = text_upper(
	    a, first_invalid(encoding) == encoding.length ? encoding : STR(""));
	if (!upper.length || str_equal(upper, STR("UTF-8")) ||
	    str_equal(upper, STR("UTF8")) ||
	    str_equal(upper, STR("US-ASCII"))) {
		*id = source_add(diags_sources(d), path, bytes);
		size_t bad = first_invalid(bytes);
		if (bad == bytes.length)
			return true;
		diag_at(d, DIAG_XML_ENCODING, ((span){*id, (uint32_t)bad, 1}),
			STR("UTF-8"));
		diag_hint(d, HINT_SAVE_AS_UTF8);
		return false;
	}
	str name = str_copy(a, encoding), converted;
	if (!convert(a, name.data, bytes, &converted)) {
		*id = source_add(diags_sources(d), path, STR(""));
		diag_at(d, DIAG_XML_ENCODING, ((span){*id, 0, 0}), name);
		diag_hint(d, HINT_SAVE_AS_UTF8);
		return false;
	}
	if (str_starts_with(converted, STR("\xEF\xBB\xBF")))
		converted = str_slice(converted, 3, converted.length);
	*id = source_add(diags_sources(d), path, converted);
	return true;
}

/* ---- Doors ------------------------------------------------------------ */

static void run_parser(reader *r)
{
	xmlSAXHandler handler = {
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .characters = on_characters,
	    .ignorableWhitespace = on_characters,
	    .cdataBlock = on_characters,
	    .internalSubset = on_doctype,
	    .serror = on_error,
	};
	*r->parser->sax = handler;
	r->parser->userData = r;
	/*
	 * The bytes are UTF-8 by now, whatever their declaration says.  Without
	 * NOENT, &amp; in an attribute would come as "&#38;"; there is no other
	 * entity to replace, as no DOCTYPE gets this far.
	 */
	xmlDocPtr doc = xmlCtxtReadMemory(
	    r->parser, r->bytes.length ? r->bytes.data : " ",
	    (int)r->bytes.length, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NODICT |
		XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
	if (doc)
		xmlFreeDoc(doc);
	if (!r->parser->wellFormed || !r->parser->nsWellFormed)
		r->failed = true;
}

static bool parse(arena *a, arena *nodes, diags *d, str path, str bytes,
		  xml_document *out)
{
	reader r = {.arena = a, .tree = nodes, .diags = d};
	size_t errors = diags_errors(d);
	*out = (xml_document){0};
	if (!to_utf8(a, d, path, bytes, &r.source))
		return false;
	r.bytes = source_get(diags_sources(d), r.source)->bytes;
	r.parser = xmlNewParserCtxt();
	run_parser(&r);
	xmlFreeParserCtxt(r.parser);
	buffer_free(&r.text);
	if ((r.failed || !r.root) && diags_errors(d) == errors) {
		diag_at(d, DIAG_XML_SYNTAX, span_of(&r, 0, 0));
		diag_hint(d, HINT_XML_EMPTY);
	}
	*out = (xml_document){r.root, r.source};
	return !r.failed && r.root && diags_errors(d) == errors;
}

bool xml_parse(arena *a, diags *d, str path, str bytes, xml_document *out)
{
	return parse(a, a, d, path, bytes, out);
}

bool xml_read_apart(arena *a, arena *nodes, diags *d, str path, span at,
		    xml_document *out)
{
	str bytes;
	*out = (xml_document){0};
	return file_read(a, d, path, at, &bytes) &&
	       parse(a, nodes, d, path, bytes, out);
}

bool xml_read(arena *a, diags *d, str path, span at, xml_document *out)
{
	return xml_read_apart(a, a, d, path, at, out);
}

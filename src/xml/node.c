#include "vanban/text.h"
#include "vanban/xml.h"

#include <stdlib.h>

/* ---- Looking ---------------------------------------------------------- */

const xml_attribute *xml_attribute_of(const xml_node *node, str name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (!node->attributes[i].prefix_uri.length &&
		    str_equal(node->attributes[i].name, name))
			return &node->attributes[i];
	return NULL;
}

str xml_attribute_value(const xml_node *node, str name)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	return a ? a->value : STR("");
}

static const xml_node *from_here(const xml_node *node, str name)
{
	while (node &&
	       (node->is_text || (name.length && !str_equal(node->name, name))))
		node = node->next;
	return node;
}

const xml_node *xml_first(const xml_node *node, str name)
{
	return from_here(node->first_child, name);
}

const xml_node *xml_next(const xml_node *node, str name)
{
	return from_here(node->next, name);
}

static void append_text(buffer *out, const xml_node *node)
{
	for (const xml_node *c = node->first_child; c; c = c->next)
		if (c->is_text)
			buffer_append(out, c->text);
		else
			append_text(out, c);
}

str xml_text(arena *a, const xml_node *node)
{
	const xml_node *only = node->first_child;
	if (!only)
		return STR("");
	if (!only->next && only->is_text)
		return only->text;
	buffer out = {0};
	append_text(&out, node);
	str text = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return text;
}

/* ---- Places within a value -------------------------------------------- */

typedef struct walk {
	str raw;
	size_t at;    /* in raw */
	size_t value; /* bytes of the value that raw[0, at) stands for */
	bool in_cdata;
} walk;

static bool skips(walk *w, str open, str close)
{
	str rest = str_slice(w->raw, w->at, w->raw.length);
	if (!str_starts_with(rest, open))
		return false;
	size_t end = str_find(rest, close);
	w->at += end + (end < rest.length ? close.length : 0);
	return true;
}

static size_t reference_bytes(str reference)
{
	char bytes[4];
	if (!str_starts_with(reference, STR("&#")))
		return 1;
	bool hex = reference.length > 2 && reference.data[2] == 'x';
	char digits[16] = {0};
	str number = str_slice(reference, hex ? 3 : 2, sizeof digits - 1);
	memcpy(digits, number.data, number.length);
	return str_encode_code_point(
	    (uint32_t)strtoul(digits, NULL, hex ? 16 : 10), bytes);
}

/* A letter and the combining marks behind it: their length in NFC. */
static size_t letter_bytes(str raw, size_t at, size_t *end)
{
	const char *limit = str_end(raw), *p = raw.data + at;
	str_next_code_point(&p, limit);
	const char *first_end = p;
	while (p < limit) {
		const char *next = p;
		uint32_t c = str_next_code_point(&next, limit);
		if (c < 0x300 || c > 0x36F)
			break;
		p = next;
	}
	*end = (size_t)(p - raw.data);
	if (p == first_end)
		return *end - at;
	arena *scratch = arena_new(0);
	size_t bytes = text_nfc(scratch, str_slice(raw, at, *end - at)).length;
	arena_free(scratch);
	return bytes;
}

static void step(walk *w)
{
	str rest = str_slice(w->raw, w->at, w->raw.length);
	if (w->in_cdata && str_starts_with(rest, STR("]]>"))) {
		w->in_cdata = false;
		w->at += 3;
	} else if (!w->in_cdata && str_starts_with(rest, STR("<![CDATA["))) {
		w->in_cdata = true;
		w->at += 9;
	} else if (!w->in_cdata && (skips(w, STR("<!--"), STR("-->")) ||
				    skips(w, STR("<?"), STR("?>")))) {
		return;
	} else if (!w->in_cdata && rest.data[0] == '&') {
		size_t end = str_find(rest, STR(";"));
		w->value += reference_bytes(str_slice(rest, 0, end));
		w->at += end + (end < rest.length);
	} else if (str_starts_with(rest, STR("\r\n"))) {
		w->at += 2;
		w->value += 1;
	} else {
		size_t end;
		w->value += letter_bytes(w->raw, w->at, &end);
		w->at = end;
	}
}

span xml_span_within(const sources *s, span at, size_t from, size_t length)
{
	const source *file = source_get(s, at.source);
	if (!file)
		return at;
	walk w = {.raw = str_slice(file->bytes, at.start, at.length)};
	while (w.at < w.raw.length && w.value < from)
		step(&w);
	/* Markup that stands for nothing is not part of what follows it. */
	for (size_t before = w.at; w.at < w.raw.length; before = w.at) {
		walk ahead = w;
		step(&ahead);
		if (ahead.value != w.value)
			break;
		w = ahead;
		if (w.at == before)
			break;
	}
	size_t start = w.at;
	while (w.at < w.raw.length && w.value < from + length)
		step(&w);
	return (span){at.source, at.start + (uint32_t)start,
		      (uint32_t)(w.at - start)};
}

/* ---- Checking --------------------------------------------------------- */

#define MOST_NAMES 64

static size_t split_names(const char *names, str out[MOST_NAMES])
{
	str rest = str_from(names);
	size_t count = 0;
	while (count < MOST_NAMES && str_next_word(&rest, &out[count]))
		count++;
	return count;
}

/* Whether name is one of the words of names, which blanks separate. */
static bool is_among(str name, str names)
{
	for (size_t from = 0; from < names.length;) {
		size_t at =
		    from + str_find(str_slice(names, from, names.length), name);
		size_t end = at + name.length;
		if (end > names.length)
			return false;
		if ((at == 0 || names.data[at - 1] == ' ') &&
		    (end == names.length || names.data[end] == ' '))
			return true;
		from = at + 1;
	}
	return false;
}

static bool report_attribute(diags *d, const xml_node *node,
			     const xml_attribute *a, const char *names)
{
	str allowed[MOST_NAMES];
	size_t count = split_names(names, allowed);
	diag_at(d, DIAG_UNKNOWN_ATTRIBUTE, a->name_at, a->name, node->name);
	diag_suggest(d, a->name, allowed, count);
	return false;
}

bool xml_check_attributes(diags *d, const xml_node *node, const char *names)
{
	bool good = true;
	for (size_t i = 0; i < node->attribute_count; i++) {
		const xml_attribute *a = &node->attributes[i];
		if (!a->prefix_uri.length &&
		    !is_among(a->name, str_from(names)))
			good = report_attribute(d, node, a, names);
	}
	return good;
}

bool xml_unknown_element(diags *d, const xml_node *child, const char *names)
{
	str allowed[MOST_NAMES];
	size_t count = split_names(names, allowed);
	diag_at(d, DIAG_UNKNOWN_ELEMENT, child->name_at, child->name,
		child->parent ? child->parent->name : STR(""));
	diag_suggest(d, child->name, allowed, count);
	if (count)
		diag_hint(d, HINT_ALLOWED_HERE, str_from(names));
	return false;
}

/* "denngay" for "den-ngay" */
static bool is_same_but_hyphens(str a, str b)
{
	size_t i = 0, j = 0;
	for (;; i++, j++) {
		while (i < a.length && (a.data[i] == '-' || a.data[i] == '_'))
			i++;
		while (j < b.length && (b.data[j] == '-' || b.data[j] == '_'))
			j++;
		if (i == a.length || j == b.length)
			return i == a.length && j == b.length;
		if (a.data[i] != b.data[j])
			return false;
	}
}

/* Such an attribute is reported as unknown, with the right name. */
static bool is_misspelt_there(const xml_node *node, str name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (is_same_but_hyphens(node->attributes[i].name, name))
			return true;
	return false;
}

const xml_attribute *xml_require(diags *d, const xml_node *node, str name)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	if (!a && !is_misspelt_there(node, name))
		diag_at(d, DIAG_MISSING_ATTRIBUTE, node->at, name, node->name);
	return a;
}

span xml_text_at(const sources *all, const xml_node *node)
{
	str inner = str_trim(node->text);
	if (!inner.length)
		return node->at;
	return xml_span_within(all, node->at,
			       (size_t)(inner.data - node->text.data),
			       inner.length);
}

#include "xml/raw.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Offset behind `end`, searched from `from`; bytes.length when absent. */
static size_t behind(str bytes, size_t from, str end)
{
	size_t at = from + str_find(str_slice(bytes, from, bytes.length), end);
	return at < bytes.length ? at + end.length : bytes.length;
}

static const struct {
	str open, close;
} asides[] = {
    {STR_INIT("<!--"), STR_INIT("-->")},
    {STR_INIT("<![CDATA["), STR_INIT("]]>")},
    {STR_INIT("<?"), STR_INIT("?>")},
    {STR_INIT("<!"), STR_INIT(">")},
};

/* Behind a comment, CDATA section or instruction at `at`, or `at` itself. */
static size_t skip_aside(str bytes, size_t at)
{
	str rest = str_slice(bytes, at, bytes.length);
	for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
		if (str_starts_with(rest, asides[i].open))
			return behind(bytes, at, asides[i].close);
	return at;
}

static size_t name_end(str bytes, size_t from)
{
	while (from < bytes.length && !is_space(bytes.data[from]) &&
	       bytes.data[from] != '>' && bytes.data[from] != '/' &&
	       bytes.data[from] != '=')
		from++;
	return from;
}

/* Behind the '>' that closes the tag; quoted '>' do not. */
static size_t tag_end(str bytes, size_t from)
{
	char quote = 0;
	for (; from < bytes.length; from++) {
		char c = bytes.data[from];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return from + 1;
	}
	return bytes.length;
}

raw_tag raw_find_tag(str bytes, size_t from)
{
	for (;;) {
		from +=
		    str_find(str_slice(bytes, from, bytes.length), STR("<"));
		if (from >= bytes.length)
			return (raw_tag){.start = bytes.length,
					 .end = bytes.length,
					 .cursor = bytes.length};
		size_t next = skip_aside(bytes, from);
		if (next == from)
			break;
		from = next;
	}
	raw_tag tag = {.start = from};
	bool closes = from + 1 < bytes.length && bytes.data[from + 1] == '/';
	tag.name_start = from + 1 + closes;
	tag.cursor = name_end(bytes, tag.name_start);
	tag.name =
	    str_slice(bytes, tag.name_start, tag.cursor - tag.name_start);
	tag.end = tag_end(bytes, tag.cursor);
	tag.is_empty =
	    !closes && tag.end >= 2 && bytes.data[tag.end - 2] == '/';
	return tag;
}

bool raw_next_attribute(str bytes, raw_tag *tag, raw_attribute *out)
{
	size_t at = tag->cursor;
	while (at < tag->end && is_space(bytes.data[at]))
		at++;
	out->name_start = at;
	at = name_end(bytes, at);
	out->name = str_slice(bytes, out->name_start, at - out->name_start);
	while (at < tag->end && bytes.data[at] != '"' && bytes.data[at] != '\'')
		at++;
	if (!out->name.length || at >= tag->end)
		return false;
	char quote = bytes.data[at];
	out->value_start = ++at;
	while (at < tag->end && bytes.data[at] != quote)
		at++;
	out->value_end = at;
	tag->cursor = at + 1;
	return true;
}

bool raw_is_namespace(str name)
{
	return str_equal(name, STR("xmlns")) ||
	       str_starts_with(name, STR("xmlns:"));
}

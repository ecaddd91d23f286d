#include "compiled.h"

/* Text with {expressions}, cut into segments. */

typedef struct cutter {
	compiler *compiler;
	str text;
	span at;
	span rest; /* of at, from where text + done stands in the file */
	size_t done;
	bool keeps_start; /* CDATA: places are found from its start only */
	segment *segments;
	size_t count, capacity;
	size_t literal_start, literal_length;
	bool sound;
} cutter;

/* Places are asked for in order: each search goes on where the last ended. */
static span within(cutter *c, size_t from, size_t length)
{
	const sources *all = diags_sources(c->compiler->diags);
	if (!c->at.source)
		return NO_SPAN;
	if (c->at.length == c->text.length)
		return (span){c->at.source, c->at.start + (uint32_t)from,
			      (uint32_t)length};
	if (c->keeps_start || from < c->done)
		return xml_span_within(all, c->at, from, length);
	span found = xml_span_within(all, c->rest, from - c->done, length);
	c->rest.length -= found.start - c->rest.start;
	c->rest.start = found.start;
	c->done = from;
	return found;
}

static bool has_cdata(const sources *all, span at)
{
	const source *file = source_get(all, at.source);
	str raw = file ? str_slice(file->bytes, at.start, at.length) : STR("");
	return str_find(raw, STR("<![CDATA[")) < raw.length;
}

static void add_segment(cutter *c, segment s)
{
	ARENA_GROW(c->compiler->template->parts, c->segments, c->count,
		   c->capacity);
	c->segments[c->count++] = s;
}

/* It is a part of the text: behind an undone brace a new one begins. */
static void end_literal(cutter *c, size_t end)
{
	if (c->literal_length)
		add_segment(
		    c, (segment){.literal = str_slice(c->text, c->literal_start,
						      c->literal_length),
				 .at = within(c, c->literal_start,
					      end - c->literal_start)});
	c->literal_length = 0;
}

/* Offset of the closing brace, quotes respected; text.length: none. */
static size_t closing_brace(str text, size_t from, bool with_quotes)
{
	char quote = 0;
	for (size_t i = from; i < text.length; i++) {
		char byte = text.data[i];
		if (quote)
			quote = byte == quote ? 0 : quote;
		else if (byte == '}')
			return i;
		else if (with_quotes && (byte == '\'' || byte == '"'))
			quote = byte;
	}
	return text.length;
}

/* Where the expression that starts at `from` ends. */
static size_t expression_end(str text, size_t from)
{
	size_t end = closing_brace(text, from, true);
	size_t plain = closing_brace(text, from, false);
	return end < text.length ? end : plain;
}

static size_t cut_expression(cutter *c, size_t open)
{
	size_t from = open + 1, end = expression_end(c->text, from);
	end_literal(c, open);
	if (end == c->text.length) {
		c->sound = diag_at(c->compiler->diags, DIAG_BRACE_UNCLOSED,
				   within(c, open, 1));
		diag_hint(c->compiler->diags, HINT_WRITE_TWICE, STR("{"));
		return end;
	}
	str written = str_slice(c->text, from, end - from);
	span at = within(c, from, end - from);
	if (!written.length)
		at = within(c, open, 2);
	const expr *e = expression_compile(c->compiler, written, at);
	if (e)
		add_segment(c, (segment){.expression = e, .at = expr_at(e)});
	c->sound = c->sound && e;
	return end + 1;
}

static void refuse_closing(cutter *c, size_t i)
{
	c->sound =
	    diag_at(c->compiler->diags, DIAG_BRACE_UNOPENED, within(c, i, 1));
	diag_hint(c->compiler->diags, HINT_WRITE_TWICE, STR("}"));
}

static void cut(cutter *c)
{
	for (size_t i = 0; i < c->text.length;) {
		char byte = c->text.data[i];
		bool is_brace = byte == '{' || byte == '}';
		bool is_double = is_brace && i + 1 < c->text.length &&
				 c->text.data[i + 1] == byte;
		if (byte == '{' && !is_double) {
			i = cut_expression(c, i);
			continue;
		}
		if (byte == '}' && !is_double)
			refuse_closing(c, i);
		if (!c->literal_length++)
			c->literal_start = i;
		i += is_double ? 2 : 1;
		/* Behind an undone brace places start anew. */
		if (is_double)
			end_literal(c, i);
	}
	end_literal(c, c->text.length);
}

bool pattern_compile(compiler *owner, str text, span at, pattern *out)
{
	cutter c = {.compiler = owner,
		    .text = text,
		    .at = at,
		    .rest = at,
		    .keeps_start = has_cdata(diags_sources(owner->diags), at),
		    .sound = true,
		    .segments = ARENA_NEW(owner->template->parts, segment),
		    .capacity = 1}; /* most texts are one literal */
	cut(&c);
	*out = (pattern){
	    .segments = c.segments, .count = (uint32_t)c.count, .at = at};
	return c.sound;
}

bool pattern_is_literal(const pattern *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->segments[i].expression)
			return false;
	return true;
}

str pattern_literal(arena *a, const pattern *p)
{
	if (p->count == 1)
		return p->segments[0].literal;
	str *parts = ARENA_ARRAY(a, str, p->count);
	for (size_t i = 0; i < p->count; i++)
		parts[i] = p->segments[i].literal;
	return str_join(a, parts, p->count, STR(""));
}

/* ---- Expressions ------------------------------------------------------ */

static bool can_be_seen(void *context, str name)
{
	compiler *c = context;
	if (variable_is_predefined(name))
		return true;
	for (size_t i = 0; i < c->name_count; i++)
		if (str_equal(c->names[i], name))
			return true;
	/* In a fragment it is a parameter: the call is checked against it. */
	return c->fragment != NULL;
}

typedef struct need_search {
	compiler *compiler;
	span at;
} need_search;

/* Called for each variable of a checked expression in a fragment. */
static bool note_need(void *context, str name)
{
	need_search *search = context;
	compiler *c = search->compiler;
	fragment *f = c->fragment;
	if (variable_is_predefined(name))
		return true;
	for (size_t i = 0; i < c->name_count; i++)
		if (str_equal(c->names[i], name))
			return true;
	for (size_t i = 0; i < f->need_count; i++)
		if (str_equal(f->needs[i].name, name))
			return true;
	ARENA_GROW(c->arena, f->needs, f->need_count, f->need_capacity);
	f->needs[f->need_count++] = (need){name, search->at};
	return true;
}

static size_t candidates(compiler *c, str **out)
{
	const str *predefined;
	size_t count = variable_names(&predefined);
	*out = ARENA_ARRAY(c->arena, str, count + c->name_count);
	for (size_t i = 0; i < count; i++)
		(*out)[i] = predefined[i];
	for (size_t i = 0; i < c->name_count; i++)
		(*out)[count + i] = c->names[i];
	return count + c->name_count;
}

/* chon="{dv}", or "{so('a') người, {so('b')}" with a brace forgotten. */
static void hint_braces(diags *d, str written)
{
	if (str_starts_with(written, STR("{")))
		diag_hint(d, HINT_NO_BRACES);
	else if (str_find(written, STR("{")) < written.length)
		diag_hint(d, HINT_BRACE_LACKS);
}

const expr *expression_compile(compiler *c, str text, span at)
{
	struct template *t = c->template;
	const expr *e = expr_parse(c->arena, c->diags, text, at);
	if (!e) {
		hint_braces(c->diags, str_trim(text));
		return NULL;
	}
	str *names = NULL;
	expr_known known = {.context = c, .variable = can_be_seen};
	known.function_count = template_functions(&known.functions);
	known.variable_count = candidates(c, &names);
	known.variables = names;
	bool sound = expr_check(e, &known, c->diags);
	if (c->fragment) {
		need_search search = {c, at};
		known.context = &search;
		known.variable = note_need;
		expr_check(e, &known, c->diags);
	}
	if (!sound)
		return NULL;
	/* An array of pointers is meant. */
	/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
	ARENA_GROW(t->arena, t->expressions, t->expression_count,
		   t->expression_capacity);
	t->expressions[t->expression_count++] = e;
	return e;
}

#include "flowing.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A text node whose bytes are those of the file, blanks apart. */
static void add_piece(evaluation *e, doc_node *parent, str text, span at)
{
	if (text.length)
		doc_append(e->arena, parent, DOC_TEXT, at)->text = text;
}

static span place_of(evaluation *e, const segment *s, size_t from,
		     size_t length)
{
	if (!s->at.source || s->expression)
		return s->at;
	if (s->at.length == s->literal.length)
		return (span){s->at.source, s->at.start + (uint32_t)from,
			      (uint32_t)length};
	return xml_span_within(diags_sources(e->diags), s->at, from, length);
}

/* The text with a space for each blank: itself, if it has no others. */
static const char *with_spaces(evaluation *e, str text)
{
	size_t i = 0;
	while (i < text.length &&
	       (text.data[i] == ' ' || !is_blank(text.data[i])))
		i++;
	if (i == text.length)
		return text.data;
	char *copy = arena_allocate(e->arena, text.length + 1);
	for (i = 0; i < text.length; i++)
		copy[i] = is_blank(text.data[i]) ? ' ' : text.data[i];
	return copy;
}

/*
 * Literal text.  Where blanks were dropped a new node begins, so that byte i
 * of a node is byte i of its place.
 */
static void add_literal(evaluation *e, flowing_flow *flow, doc_node *parent,
			const segment *s)
{
	str text = s->literal;
	const char *copy = with_spaces(e, text);
	size_t start = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool blank = is_blank(text.data[i]);
		if (blank && flow->after_blank) {
			add_piece(e, parent, (str){copy + start, i - start},
				  place_of(e, s, start, i - start));
			start = i + 1;
		}
		flow->after_blank = blank;
	}
	add_piece(e, parent, (str){copy + start, text.length - start},
		  place_of(e, s, start, text.length - start));
}

/* The text of a value, blanks collapsed. */
static str collapse(evaluation *e, flowing_flow *flow, str text)
{
	char *copy = arena_allocate(e->arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool blank = is_blank(text.data[i]);
		if (!blank || !flow->after_blank)
			copy[length++] = blank ? ' ' : text.data[i];
		flow->after_blank = blank;
	}
	return (str){copy, length};
}

static size_t count_uses(const expr_use *use)
{
	size_t count = 0;
	for (; use; use = use->next)
		count++;
	return count;
}

static const doc_trace *trace_of(evaluation *e, const expr *expression,
				 const expr_value *value)
{
	doc_trace *trace = ARENA_NEW(e->arena, doc_trace);
	size_t count = count_uses(value->uses), i = count;
	doc_figure_use *uses = ARENA_ARRAY(e->arena, doc_figure_use, count);
	for (const expr_use *u = value->uses; u; u = u->next)
		uses[--i] = *u->use;
	*trace = (doc_trace){.formula = str_trim(expr_source(expression)),
			     .at = expr_at(expression),
			     .has_value = value->has_number,
			     .value = value->number,
			     .uses = uses,
			     .use_count = count};
	return trace;
}

static bool is_same_figure(const doc_figure_use *a, const doc_figure_use *b)
{
	return str_equal(a->indicator, b->indicator) &&
	       str_equal(a->unit, b->unit) && str_equal(a->period, b->period) &&
	       a->plan == b->plan;
}

/* "2.366.435.000 đồng(*) (Hai tỷ … đồng)": the words need no second mark. */
static bool is_apposition(const doc_node *parent, const expr_value *value,
			  str text)
{
	const doc_node *before = parent->last_child, *previous = NULL;
	if (!str_starts_with(text, STR("(")) || !value->uses ||
	    value->uses->next)
		return false;
	for (const doc_node *n = parent->first_child; n != before; n = n->next)
		previous = n;
	if (before && before->kind == DOC_TEXT &&
	    !str_trim(before->text).length)
		before = previous;
	return before && before->kind == DOC_FIGURE &&
	       before->trace->use_count == 1 &&
	       is_same_figure(&before->trace->uses[0], value->uses->use);
}

static void add_value(evaluation *e, flowing_flow *flow, doc_node *parent,
		      const segment *s)
{
	expr_value value;
	str text;
	expr_context c = evaluation_context(e);
	if (!evaluation_value(e, s->expression, &value))
		return;
	if (!expr_to_text(&c, &value, s->at, &text)) {
		e->failed = true;
		return;
	}
	if (!is_apposition(parent, &value, text))
		text = coverage_mark(e, &value, text);
	text = collapse(e, flow, text);
	parent->data_at = expr_data_at(&value);
	if (!value.uses) {
		add_piece(e, parent, text, s->at);
		return;
	}
	doc_node *figure = doc_append(e->arena, parent, DOC_FIGURE, s->at);
	figure->text = text;
	figure->trace = trace_of(e, s->expression, &value);
}

void flowing_pattern(evaluation *e, flowing_flow *flow, doc_node *parent,
		     const pattern *p)
{
	for (size_t i = 0; i < p->count; i++) {
		if (p->segments[i].expression)
			add_value(e, flow, parent, &p->segments[i]);
		else
			add_literal(e, flow, parent, &p->segments[i]);
	}
}

static doc_node *last_leaf(doc_node *node)
{
	while (node->last_child)
		node = node->last_child;
	return node;
}

static void remove_last(doc_node *node)
{
	doc_node *parent = node->parent, *before = NULL;
	for (doc_node *n = parent->first_child; n != node; n = n->next)
		before = n;
	parent->last_child = before;
	if (before)
		before->next = NULL;
	else
		parent->first_child = NULL;
}

static void drop_last_blank(flowing_flow *flow)
{
	doc_node *leaf = last_leaf(flow->block);
	if ((leaf->kind != DOC_TEXT && leaf->kind != DOC_FIGURE) ||
	    !str_ends_with(leaf->text, STR(" ")))
		return;
	leaf->text.length--;
	if (leaf->kind == DOC_TEXT && leaf->text.length == 0)
		remove_last(leaf);
}

void flowing_break(flowing_flow *flow)
{
	drop_last_blank(flow);
	flow->after_blank = true;
}

void flowing_end(flowing_flow *flow)
{
	drop_last_blank(flow);
}

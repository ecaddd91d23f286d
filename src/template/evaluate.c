#include "flowing.h"

#include <stdlib.h>

/* The walk: compiled parts in, document nodes out. */

static void run(evaluation *, const part *first, doc_node *parent,
		flowing_flow *);

expr_context evaluation_context(const evaluation *e)
{
	return (expr_context){.host = &e->host,
			      .arena = e->arena,
			      .diags = e->diags,
			      .item = e->item,
			      .root = e->root,
			      .position = e->position,
			      .last = e->last,
			      .budget = e->budget};
}

/*
 * What an expression gathers on its way goes at once: to rank each of 3,300
 * communes looks at 3,300 others.
 */
static bool compute(evaluation *e, const expr *expression, expr_value *out)
{
	expr_context c = evaluation_context(e);
	c.arena = e->scratch;
	bool good = expr_evaluate(expression, &c, true, out);
	if (good)
		*out = expr_keep(e->arena, out);
	arena_reset(e->scratch);
	return good;
}

/*
 * No thong-tin at all: every path into it is empty, which is one message.
 * written: the path or variable that came to nothing.
 */
static bool report_no_facts(evaluation *e, str written, span at)
{
	bool of_facts = str_starts_with(written, STR("/")) ||
			str_equal(written, STR("den-ngay"));
	if (e->facts.count || !of_facts)
		return false;
	diag_at(e->diags, DIAG_NO_FACTS, NO_SPAN, e->input->unit->full_name,
		e->input->unit->code, e->input->period->code);
	diag_note(e->diags, HINT_NEEDED_HERE, at);
	diag_hint(e->diags, HINT_FACTS_FORM, e->input->unit->code,
		  e->input->period->code);
	e->failed = true;
	return true;
}

/* Of what was reported while the data were read. */
static bool is_consequence(const evaluation *e, const expr_reason *reason)
{
	const data_set *data = e->input->data;
	bool may_be_facts = reason->code == DIAG_EMPTY_SELECTION ||
			    reason->code == DIAG_VARIABLE_WITHOUT_VALUE;
	return may_be_facts ? data_has_unread(data)
			    : data_is_faulty(data, NULL);
}

static void report_missing(evaluation *e, const expr *expression,
			   const expr_reason *reason)
{
	span at = reason->at.source ? reason->at : expr_at(expression);
	if (is_consequence(e, reason)) {
		e->failed = true;
		return;
	}
	bool may_be_facts = reason->code == DIAG_EMPTY_SELECTION ||
			    reason->code == DIAG_VARIABLE_WITHOUT_VALUE;
	if (may_be_facts && reason->argument_count &&
	    report_no_facts(e, reason->arguments[0], at))
		return;
	str written = str_trim(expr_source(expression));
	bool is_told = reason->was_told && *reason->was_told;
	expr_report_missing(e->diags, reason, expr_at(expression));
	if (!is_told && !reason->has_hint && str_code_points(written) <= 40)
		diag_hint(e->diags, HINT_USE_HOAC, written);
	e->failed = true;
}

bool evaluation_value(evaluation *e, const expr *expression, expr_value *out)
{
	expr_context c = evaluation_context(e);
	expr_value single;
	if (!compute(e, expression, out)) {
		e->failed = true;
		return false;
	}
	if (out->kind == EXPR_MISSING) {
		report_missing(e, expression, out->reason);
		return false;
	}
	bool is_empty = out->kind == EXPR_ITEMS && out->item_count == 0;
	if (!is_empty || !expr_to_single(&c, out, expr_at(expression), &single))
		return !is_empty;
	report_missing(e, expression, single.reason);
	return false;
}

static bool segment_text(evaluation *e, const segment *s, text_purpose purpose,
			 expr_value *all, str *out)
{
	expr_value value;
	expr_context c = evaluation_context(e);
	*out = s->literal;
	if (!s->expression)
		return true;
	if (!evaluation_value(e, s->expression, &value))
		return false;
	e->data_at = expr_data_at(&value);
	if (purpose == TEXT_TO_DATE && value.kind == EXPR_DATE) {
		*out = text_format_date(e->arena, value.date, TEXT_DATE_ISO);
		return true;
	}
	if (!expr_to_text(&c, &value, s->at, out)) {
		e->failed = true;
		return false;
	}
	if (purpose == TEXT_TO_TELL)
		*out = coverage_append(e, &value, *out);
	else if (purpose != TEXT_TO_PASS_ON)
		*out = coverage_mark(e, &value, *out);
	expr_add_figures(e->arena, all, &value);
	return true;
}

bool evaluation_text(evaluation *e, const pattern *p, text_purpose purpose,
		     expr_value *out)
{
	bool sound = true;
	str *texts = ARENA_ARRAY(e->arena, str, p->count);
	expr_value all = expr_text(STR(""));
	for (size_t i = 0; i < p->count; i++)
		if (!segment_text(e, &p->segments[i], purpose, &all, &texts[i]))
			sound = false;
	if (!sound)
		return false;
	str text = str_join(e->arena, texts, p->count, STR(""));
	*out = expr_data_text(e->arena, text);
	expr_add_figures(e->arena, out, &all);
	return true;
}

/* The value of a condition; false, and failed set, when it has none. */
static bool test(evaluation *e, const expr *expression, expr_value *value,
		 bool *out)
{
	expr_context c = evaluation_context(e);
	*out = false;
	if (!expression || !compute(e, expression, value)) {
		e->failed = true;
		return false;
	}
	if (value->kind == EXPR_MISSING) {
		report_missing(e, expression, value->reason);
		return false;
	}
	if (expr_to_boolean(&c, value, expr_at(expression), out))
		return true;
	e->failed = true;
	return false;
}

/* ---- Elements --------------------------------------------------------- */

static void set_attributes(evaluation *e, const part *p, doc_node *node)
{
	for (size_t i = 0; i < p->attribute_count; i++) {
		const part_attribute *a = &p->attributes[i];
		const doc_attribute_rule *rule =
		    doc_rule_of(p->element, a->attribute);
		bool for_date =
		    rule && rule->type == DOC_VALUE_DATE && a->value.count == 1;
		expr_value text;
		e->data_at = NO_SPAN;
		if (!evaluation_text(e, &a->value,
				     for_date ? TEXT_TO_DATE : TEXT_TO_PRINT,
				     &text))
			continue;
		doc_set_attribute(e->arena, node, a->attribute, text.text,
				  a->value.at);
		doc_set_origin(node, a->attribute, e->data_at);
		if (a->image)
			doc_set_image(node, a->attribute, a->image);
	}
}

static void fill_element(evaluation *e, const part *p, doc_node *node,
			 flowing_flow *flow)
{
	bool has_inlines =
	    doc_vocabulary(p->element)->content == DOC_CONTENT_INLINES;
	set_attributes(e, p, node);
	if (flow || !has_inlines) {
		run(e, p->first_child, node, flow);
		return;
	}
	flowing_flow own = {.block = node, .after_blank = true};
	run(e, p->first_child, node, &own);
	flowing_end(&own);
}

/* Whether what is said of its figures stands right behind, or at its end. */
static bool has_notes(doc_kind kind)
{
	return kind == DOC_DOCUMENT || kind == DOC_ANNEX || kind == DOC_TABLE ||
	       kind == DOC_CHART;
}

/* Empty here; the layout says something there. */
static bool speaks_later(doc_kind kind)
{
	return kind == DOC_REFERENCE || kind == DOC_OWN_NUMBER ||
	       kind == DOC_OWN_DATE;
}

static void run_element(evaluation *e, const part *p, doc_node *parent,
			flowing_flow *flow)
{
	note_scope notes;
	if (flow && p->element == DOC_LINE_BREAK)
		flowing_break(flow);
	bool is_note = p->element == DOC_FOOTNOTE;
	if (flow && is_note)
		flowing_end(flow); /* no blank before its mark */
	doc_node *node = doc_append(e->arena, parent, p->element, p->at);
	if (flow && (is_note || speaks_later(p->element)))
		flow->after_blank = false;
	if (is_note)
		flow = NULL; /* its text is its own */
	if (!has_notes(p->element)) {
		fill_element(e, p, node, flow);
		return;
	}
	coverage_open(e, &notes);
	fill_element(e, p, node, flow);
	coverage_close(e, &notes, node);
}

/* ---- Control ---------------------------------------------------------- */

static void run_if(evaluation *e, const part *p, doc_node *parent,
		   flowing_flow *flow)
{
	expr_value value;
	bool holds;
	if (test(e, p->control->test, &value, &holds) && holds)
		run(e, p->first_child, parent, flow);
}

static void run_choose(evaluation *e, const part *p, doc_node *parent,
		       flowing_flow *flow)
{
	for (const part *b = p->first_child; b; b = b->next) {
		expr_value value;
		bool holds = b->kind == PART_OTHERWISE;
		if (!holds && !test(e, b->control->test, &value, &holds))
			return;
		if (!holds)
			continue;
		run(e, b->first_child, parent, flow);
		return;
	}
	diag_at(e->diags, DIAG_NO_BRANCH, p->at);
	diag_hint(e->diags, HINT_ADD_OTHERWISE);
	e->failed = true;
}

/* What a parameter or variable holds: a value as it is, or a text. */
static bool pattern_value(evaluation *e, const pattern *p, expr_value *out)
{
	if (p->count == 1 && p->segments[0].expression) {
		if (compute(e, p->segments[0].expression, out))
			return true;
		e->failed = true;
		return false;
	}
	return evaluation_text(e, p, TEXT_TO_PASS_ON, out);
}

static void run_set(evaluation *e, const part *p)
{
	expr_value value;
	if (!pattern_value(e, &p->control->value, &value))
		value = expr_text(STR(""));
	scope_add(e, p->control->name, &value);
}

static void run_call(evaluation *e, const part *p, doc_node *parent,
		     flowing_flow *flow)
{
	const binding *outer = e->scope;
	const binding *own = NULL;
	for (size_t i = 0; i < p->attribute_count; i++) {
		expr_value value;
		e->scope = outer;
		if (!pattern_value(e, &p->attributes[i].value, &value))
			value = expr_text(STR(""));
		e->scope = own;
		scope_add(e, p->attributes[i].name, &value);
		own = e->scope;
	}
	e->scope = own;
	if (p->control->fragment)
		run(e, p->control->fragment->root->first_child, parent, flow);
	e->scope = outer;
}

#define PLACES_NOTED 3

static void run_assert(evaluation *e, const part *p)
{
	expr_value value, text;
	bool holds;
	int noted = 0;
	if (!test(e, p->control->test, &value, &holds) || holds ||
	    !evaluation_text(e, &p->control->text, TEXT_TO_TELL, &text))
		return;
	diag_at(e->diags, DIAG_ASSERTION_FAILED, expr_at(p->control->test),
		text.text);
	for (const expr_use *u = value.uses; u && noted < PLACES_NOTED;
	     u = u->next)
		if (u->use->origin_count && ++noted)
			diag_note(e->diags, HINT_DATA_HERE, u->use->origins[0],
				  u->use->indicator);
	e->failed = true;
}

/* ---- t:moi ------------------------------------------------------------ */

typedef struct sorted_item {
	expr_item item;
	size_t index; /* ties keep their order */
	str text, key;
	text_number number;
	sort_kind sort;
	bool descending;
} sorted_item;

static int by_key(const void *left, const void *right)
{
	const sorted_item *a = left, *b = right;
	int order = 0;
	switch (a->sort) {
	case SORT_TEXT:
		order = text_collate(a->text, b->text);
		break;
	case SORT_PERSON_NAME:
	case SORT_PERSON_NAME_MIDDLE:
		order = text_collate_names(a->text, a->key, b->text, b->key,
					   a->sort == SORT_PERSON_NAME
					       ? TEXT_NAME_FAMILY_FIRST
					       : TEXT_NAME_MIDDLE_FIRST);
		break;
	case SORT_NUMBER:
		order = text_number_compare(a->number, b->number);
		break;
	}
	if (order == 0)
		return a->index < b->index ? -1 : 1;
	return a->descending ? -order : order;
}

/* Enters an item; the caller keeps the state to go back to. */
static void enter(evaluation *e, expr_item item, size_t i, size_t count)
{
	e->item = item;
	e->position = i + 1;
	e->last = count;
	if (item.type == &template_unit_type)
		e->unit = item.object;
}

/* khoa-xep: the sort key of a name that does not split as names do. */
static str name_key(evaluation *e, expr_item item)
{
	expr_value key;
	if (!item.type->attribute ||
	    !item.type->attribute(item, STR("khoa-xep"), e->arena, &key))
		return STR("");
	return key.text;
}

static bool sort_key(evaluation *e, const part *p, sorted_item *s)
{
	expr_value value;
	span at = expr_at(p->control->sort_key);
	if (!evaluation_value(e, p->control->sort_key, &value))
		return false;
	expr_context c = evaluation_context(e);
	bool sound = p->control->sort == SORT_NUMBER
			 ? expr_to_number(&c, &value, at, &s->number)
			 : expr_to_text(&c, &value, at, &s->text);
	if (p->control->sort == SORT_PERSON_NAME ||
	    p->control->sort == SORT_PERSON_NAME_MIDDLE)
		s->key = name_key(e, s->item);
	e->failed = e->failed || !sound;
	return sound;
}

static bool sort_items(evaluation *e, const part *p, sorted_item *items,
		       size_t count)
{
	evaluation before = *e;
	bool sound = true;
	for (size_t i = 0; i < count && sound; i++) {
		items[i].sort = p->control->sort;
		items[i].descending = p->control->descending;
		enter(e, items[i].item, i, count);
		sound = sort_key(e, p, &items[i]);
	}
	e->item = before.item;
	e->unit = before.unit;
	e->position = before.position;
	e->last = before.last;
	if (sound)
		qsort(items, count, sizeof *items, by_key);
	return sound;
}

static void run_items(evaluation *e, const part *p, const sorted_item *items,
		      size_t count, doc_node *parent, flowing_flow *flow)
{
	evaluation before = *e;
	for (size_t i = 0; i < count; i++) {
		expr_value number = expr_number(TEXT_INTEGER((int64_t)i + 1));
		expr_value is_last = expr_boolean(i + 1 == count);
		enter(e, items[i].item, i, count);
		scope_add(e, STR("tt"), &number);
		scope_add(e, STR("cuoi"), &is_last);
		run(e, p->first_child, parent, flow);
		e->scope = before.scope;
		e->unit = before.unit;
	}
	e->item = before.item;
	e->position = before.position;
	e->last = before.last;
}

static bool select_items(evaluation *e, const part *p, expr_value *out)
{
	span at = expr_at(p->control->selection);
	if (!compute(e, p->control->selection, out))
		return false;
	if (out->kind == EXPR_MISSING) {
		report_missing(e, p->control->selection, out->reason);
		return false;
	}
	str written = str_trim(expr_source(p->control->selection));
	if (out->kind != EXPR_ITEMS)
		return diag_at(e->diags, DIAG_NEEDS_ITEMS, at, written);
	if (out->item_count || p->control->may_be_empty)
		return true;
	if (report_no_facts(e, written, at))
		return false;
	diag_at(e->diags, DIAG_EMPTY_EACH, at, written);
	if (out->searched.source)
		diag_note(e->diags, HINT_LOOKED_HERE, out->searched);
	return false;
}

static void run_each(evaluation *e, const part *p, doc_node *parent,
		     flowing_flow *flow)
{
	expr_value selection;
	if (!p->control->selection || !select_items(e, p, &selection)) {
		e->failed = true;
		return;
	}
	size_t count = selection.item_count;
	sorted_item *items = ARENA_ARRAY(e->arena, sorted_item, count);
	for (size_t i = 0; i < count; i++)
		items[i] =
		    (sorted_item){.item = selection.items[i], .index = i};
	if (!p->control->sort_key || sort_items(e, p, items, count))
		run_items(e, p, items, count, parent, flow);
}

/* ---- Parts ------------------------------------------------------------ */

static void run_part(evaluation *e, const part *p, doc_node *parent,
		     flowing_flow *flow)
{
	switch (p->kind) {
	case PART_ELEMENT:
		run_element(e, p, parent, flow);
		break;
	case PART_TEXT:
		flowing_pattern(e, flow, parent, &p->text);
		break;
	case PART_IF:
		run_if(e, p, parent, flow);
		break;
	case PART_CHOOSE:
		run_choose(e, p, parent, flow);
		break;
	case PART_EACH:
		run_each(e, p, parent, flow);
		break;
	case PART_SET:
		run_set(e, p);
		break;
	case PART_CALL:
		run_call(e, p, parent, flow);
		break;
	case PART_ASSERT:
		run_assert(e, p);
		break;
	case PART_WHEN:
	case PART_OTHERWISE:
		break; /* looked at by t:chon */
	}
}

/* Loops in loops and fragments in fragments come to an end; told once. */
static bool may_run(evaluation *e, const part *p)
{
	if (e->parts > TEMPLATE_PARTS)
		return false;
	if (e->depth > TEMPLATE_DEPTH)
		diag_at(e->diags, DIAG_TEMPLATE_TOO_DEEP, p->at,
			str_format(e->arena, "%d", TEMPLATE_DEPTH));
	else if (++e->parts > TEMPLATE_PARTS)
		diag_at(e->diags, DIAG_TEMPLATE_TOO_LONG, p->at,
			text_format_integer(e->arena, TEMPLATE_PARTS));
	else
		return true;
	e->failed = true;
	return false;
}

/* What t:bien sets ends with the parent. */
static void run(evaluation *e, const part *first, doc_node *parent,
		flowing_flow *flow)
{
	const binding *before = e->scope;
	e->depth++;
	for (const part *p = first; p && may_run(e, p); p = p->next)
		run_part(e, p, parent, flow);
	e->depth--;
	e->scope = before;
}

/* ---- Set-up ----------------------------------------------------------- */

static void find_facts(evaluation *e)
{
	const data_facts *all;
	size_t count = data_facts_of(e->input->data, &all);
	e->facts.roots = ARENA_ARRAY(e->arena, const xml_node *, count);
	for (size_t i = 0; i < count; i++) {
		if (!data_facts_hold(&all[i], e->input->unit, e->input->period))
			continue;
		e->facts.roots[e->facts.count++] = all[i].root;
		if (all[i].cut_off.month)
			e->cut_off = all[i].cut_off;
	}
}

static void set_parameters(evaluation *e)
{
	const struct template *t = e->template;
	for (size_t i = 0; i < e->input->parameter_count; i++) {
		const template_parameter *p = &e->input->parameters[i];
		size_t j = 0;
		while (j < t->parameter_count &&
		       !str_equal(t->parameters[j], p->name))
			j++;
		if (j < t->parameter_count) {
			expr_value value = expr_data_text(e->arena, p->value);
			scope_add(e, p->name, &value);
			continue;
		}
		e->failed = true;
		diag_at(e->diags, DIAG_PARAMETER_NOT_DECLARED, NO_SPAN,
			p->name);
		diag_suggest(e->diags, p->name, t->parameters,
			     t->parameter_count);
	}
}

evaluation *evaluation_new(const template *t, const template_input *input,
			   arena *a, diags *d)
{
	evaluation *e = ARENA_NEW(a, evaluation);
	size_t *budget = ARENA_NEW(a, size_t);
	*budget = TEMPLATE_ITEMS;
	*e = (evaluation){.template = t,
			  .input = input,
			  .arena = a,
			  .scratch = arena_new(0),
			  .diags = d,
			  .unit = input->unit,
			  .position = 1,
			  .last = 1,
			  .budget = budget,
			  .units = {.period = input->period,
				    .data = input->data,
				    .arena = a}};
	e->host.context = e;
	e->host.function_count = template_functions(&e->host.functions);
	e->host.variable = variable_value;
	find_facts(e);
	e->item = item_of_unit(e, input->unit);
	e->root = item_of_facts(&e->facts);
	return e;
}

void evaluation_free(evaluation *e)
{
	arena_free(e->scratch);
}

doc_node *template_evaluate(const template *t, const template_input *input,
			    arena *a, diags *d)
{
	doc_node holder = {.kind = DOC_DOCUMENT};
	size_t errors = diags_errors(d);
	evaluation *e = evaluation_new(t, input, a, d);
	set_parameters(e);
	run_element(e, t->document, &holder, NULL);
	evaluation_free(e);
	doc_node *document = holder.first_child;
	document->parent = NULL;
	if (e->failed || diags_errors(d) > errors) {
		doc_check_values(document, a, d);
		return NULL;
	}
	return doc_check(document, a, d) ? document : NULL;
}

#include "evaluation.h"

/* How many of the units that should have a figure are in it. */

static bool is_word_of(str words, str word)
{
	str one;
	while (str_next_word(&words, &one))
		if (str_equal(one, word))
			return true;
	return false;
}

/* Whether a unit is one of those that state the indicator. */
static bool enters(const data_indicator *i, const data_unit *u,
		   const data_period *p)
{
	if (!i->entered_at.length)
		return unit_children(u, p) == 0;
	return u->class && is_word_of(i->entered_at, u->class->code);
}

/* The class of all that enter; *mixed when there are several. */
static void find_class(const data_indicator *i, const data_unit *u,
		       const data_period *p, const data_class **class,
		       bool *mixed)
{
	if (enters(i, u, p)) {
		*mixed = *mixed || !u->class || (*class && *class != u->class);
		*class = u->class;
	}
	for (const data_unit *c = u->first_child; c && !*mixed; c = c->next)
		if (data_unit_is_valid(c, p))
			find_class(i, c, p, class, mixed);
}

static str unit_word(evaluation *e, const doc_figure_use *use)
{
	const data_indicator *i =
	    data_indicator_of(e->input->data, use->indicator);
	const data_unit *u = data_unit_of(e->input->data, use->unit);
	data_period period;
	const data_class *class = NULL;
	bool mixed = false;
	if (!i || !u || !data_read_period(e->arena, use->period, &period))
		return STR("đơn vị");
	bool is_ratio = i->kind == DATA_RATIO && i->numerator && i->denominator;
	find_class(is_ratio ? i->denominator : i, u, &period, &class, &mixed);
	if (is_ratio)
		find_class(i->numerator, u, &period, &class, &mixed);
	return class && !mixed ? class->word : STR("đơn vị");
}

str coverage_describe(evaluation *e, const doc_figure_use *use)
{
	str word = unit_word(e, use);
	return str_format(e->arena, "%u/%u %.*s", use->covered, use->expected,
			  STR_ARGS(word));
}

static bool is_stated(const expr_value *value, const doc_figure_use *use)
{
	for (const expr_use *u = value->stated; u; u = u->next)
		if (u->use == use)
			return true;
	return false;
}

/* The figures that do not cover all and do not say so, the oldest first. */
static size_t partial_uses(evaluation *e, const expr_value *value,
			   const doc_figure_use ***out)
{
	size_t count = 0, i;
	for (const expr_use *u = value->uses; u; u = u->next)
		count += u->use->covered < u->use->expected &&
			 !is_stated(value, u->use);
	*out = ARENA_ARRAY(e->arena, const doc_figure_use *, count);
	i = count;
	for (const expr_use *u = value->uses; u; u = u->next)
		if (u->use->covered < u->use->expected &&
		    !is_stated(value, u->use))
			(*out)[--i] = u->use;
	return count;
}

str coverage_append(evaluation *e, const expr_value *value, str text)
{
	const doc_figure_use **uses;
	size_t count = partial_uses(e, value, &uses);
	str all = STR("");
	for (size_t i = 0; i < count; i++) {
		str one = coverage_describe(e, uses[i]);
		if (str_find(all, one) < all.length)
			continue;
		all = all.length ? str_format(e->arena, "%.*s; %.*s",
					      STR_ARGS(all), STR_ARGS(one))
				 : one;
	}
	if (!all.length)
		return text;
	return str_format(e->arena, "%.*s (%.*s)", STR_ARGS(text),
			  STR_ARGS(all));
}

/* ---- Notes ------------------------------------------------------------ */

#define NAMES_SHOWN 5

str coverage_names(arena *a, const str *names, size_t count, size_t all)
{
	size_t shown = count < NAMES_SHOWN ? count : NAMES_SHOWN;
	if (shown >= all)
		return text_list(a, names, shown);
	str list = str_join(a, names, shown, STR(", "));
	return str_format(a, "%.*s và %zu đơn vị khác", STR_ARGS(list),
			  all - shown);
}

/* " (kế hoạch năm 2023)", where that is not the report's own. */
static str which_figure(evaluation *e, const doc_figure_use *use)
{
	data_period period;
	bool is_own = str_equal(use->period, e->input->period->code);
	if (!data_read_period(e->arena, use->period, &period) ||
	    (is_own && !use->plan))
		return STR("");
	str name = data_period_name(e->arena, &period);
	return str_format(e->arena, " (%s%.*s)", use->plan ? "kế hoạch " : "",
			  STR_ARGS(name));
}

/* "Phường Láng Hạ: tổng hợp", or "Tổng hợp" of the report's own unit. */
static str note_start(evaluation *e, const doc_figure_use *use, str verb)
{
	const data_unit *u = data_unit_of(e->input->data, use->unit);
	if (!u || u == e->input->unit)
		return text_capitalise(e->arena, verb);
	return str_format(e->arena, "%.*s: %.*s",
			  STR_ARGS(text_capitalise(e->arena, u->full_name)),
			  STR_ARGS(verb));
}

/* The names of those without a figure, behind `words`. */
static str note_absent(evaluation *e, const doc_figure_use *use,
		       const char *words)
{
	if (!use->absent_count)
		return STR("");
	str names = coverage_names(e->arena, use->absent, use->absent_count,
				   use->expected - use->covered);
	return str_format(e->arena, "%s%.*s", words, STR_ARGS(names));
}

static str note_text(evaluation *e, const doc_figure_use *use)
{
	str covers = coverage_describe(e, use), which = which_figure(e, use);
	str start = note_start(e, use, STR("tổng hợp"));
	str absent = note_absent(e, use, "; chưa có số liệu của ");
	return str_format(e->arena, "%.*s từ %.*s%.*s%.*s.", STR_ARGS(start),
			  STR_ARGS(covers), STR_ARGS(which), STR_ARGS(absent));
}

/*
 * Of a comparison: the figure of then that is printed beside it may be that of
 * all units, and who divides the two gets another percentage.
 */
static str comparison_text(evaluation *e, const doc_figure_use *use)
{
	str covers = coverage_describe(e, use), which = which_figure(e, use);
	str start = note_start(e, use, STR("so sánh"));
	str absent = note_absent(e, use, ", không tính ");
	return str_format(e->arena, "%.*s chỉ tính %.*s đã có số liệu%.*s%.*s.",
			  STR_ARGS(start), STR_ARGS(covers), STR_ARGS(which),
			  STR_ARGS(absent));
}

static bool is_comparison(const expr_value *value)
{
	for (const expr_use *u = value->uses; u; u = u->next)
		if (u->use->alike)
			return true;
	return false;
}

/* The same words have the same mark wherever they are needed. */
static const coverage_note *find_note(evaluation *e, str text)
{
	coverage_note **last = &e->notes;
	size_t number = 1;
	for (; *last; last = &(*last)->next, number++)
		if (str_equal((*last)->text, text))
			return *last;
	*last = ARENA_NEW(e->arena, coverage_note);
	**last = (coverage_note){.text = text, .number = number};
	return *last;
}

static void note_here(evaluation *e, const coverage_note *note)
{
	note_scope *s = e->note_scope;
	for (size_t i = 0; i < s->count; i++)
		if (s->notes[i] == note)
			return;
	/* An array of pointers is meant. */
	/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
	ARENA_GROW(e->arena, s->notes, s->count, s->capacity);
	s->notes[s->count++] = note;
}

/* (*), (**), (***), then (4*) … */
static str mark_of(evaluation *e, const coverage_note *note)
{
	if (note->number > 3)
		return str_format(e->arena, "(%zu*)", note->number);
	return str_format(e->arena, "(%.*s)", (int)note->number, "***");
}

str coverage_mark(evaluation *e, const expr_value *value, str text)
{
	const doc_figure_use **uses;
	size_t count = text.length ? partial_uses(e, value, &uses) : 0;
	bool compares = is_comparison(value);
	str marked = text;
	for (size_t i = 0; i < count; i++) {
		str words = compares ? comparison_text(e, uses[i])
				     : note_text(e, uses[i]);
		const coverage_note *note = find_note(e, words);
		str mark = mark_of(e, note);
		note_here(e, note);
		if (!str_ends_with(marked, mark))
			marked = str_concat(e->arena, marked, mark);
	}
	return marked;
}

void coverage_open(evaluation *e, note_scope *scope)
{
	*scope = (note_scope){.outer = e->note_scope};
	e->note_scope = scope;
}

/* Where the body's text ends. */
static doc_node *first_behind_text(doc_node *document)
{
	doc_node *n = document->first_child;
	while (n && n->kind != DOC_RECIPIENTS && n->kind != DOC_SIGNATURE &&
	       n->kind != DOC_SIGNATURES && n->kind != DOC_ANNEX)
		n = n->next;
	return n;
}

static bool is_note(const doc_node *n)
{
	return n->kind == DOC_PARAGRAPH && doc_has_attribute(n, DOC_ATTR_KIEU);
}

/*
 * The first of the notes right before the place of those of the whole text; a
 * table at the end of a section has left them within it.
 */
static const doc_node *notes_before(const doc_node *node, const doc_node *end)
{
	const doc_node *last = NULL, *first = NULL;
	if (node->kind != DOC_DOCUMENT && node->kind != DOC_ANNEX)
		return NULL;
	for (const doc_node *n = node->first_child; n != end; n = n->next)
		last = n;
	while (last && !is_note(last))
		last = last->last_child;
	if (!last)
		return NULL;
	const doc_node *behind = last->next;
	for (const doc_node *n = last->parent->first_child; n != behind;
	     n = n->next)
		first = !is_note(n) ? NULL : first ? first : n;
	return first;
}

static bool is_said(evaluation *e, const doc_node *from, const doc_node *end,
		    str text)
{
	for (const doc_node *n = from; n != end; n = n->next) {
		str said = doc_plain_text(e->arena, n);
		if (str_find(said, text) < said.length)
			return true;
	}
	return false;
}

/* What the table at the end of a text has just said is not said again. */
static void drop_said(evaluation *e, note_scope *scope, const doc_node *node,
		      const doc_node *end)
{
	const doc_node *from = notes_before(node, end);
	const doc_node *to = from && from->parent == node ? end : NULL;
	size_t kept = 0;
	for (size_t i = 0; i < scope->count; i++)
		if (!is_said(e, from, to, scope->notes[i]->text))
			scope->notes[kept++] = scope->notes[i];
	scope->count = kept;
}

void coverage_close(evaluation *e, note_scope *scope, doc_node *node)
{
	bool is_whole = node->kind == DOC_DOCUMENT || node->kind == DOC_ANNEX;
	doc_node *parent = is_whole ? node : node->parent;
	doc_node *end =
	    node->kind == DOC_DOCUMENT ? first_behind_text(node) : NULL;
	e->note_scope = scope->outer;
	drop_said(e, scope, node, end);
	for (size_t i = 0; i < scope->count; i++) {
		str mark = mark_of(e, scope->notes[i]);
		doc_node *p =
		    doc_insert(e->arena, parent, end, DOC_PARAGRAPH, node->at);
		doc_set_attribute(e->arena, p, DOC_ATTR_KIEU, STR("ghi-chu"),
				  node->at);
		doc_node *holder =
		    doc_append(e->arena, p, DOC_EMPHASIS, node->at);
		doc_append(e->arena, holder, DOC_TEXT, node->at)->text =
		    str_format(e->arena, "%.*s %.*s", STR_ARGS(mark),
			       STR_ARGS(scope->notes[i]->text));
	}
}

#include "node.h"

expr_value expr_boolean(bool boolean)
{
	return (expr_value){.kind = EXPR_BOOLEAN, .boolean = boolean};
}

expr_value expr_number(text_number number)
{
	return (expr_value){
	    .kind = EXPR_NUMBER, .number = number, .has_number = true};
}

expr_value expr_text(str text)
{
	return (expr_value){.kind = EXPR_TEXT, .text = text};
}

expr_value expr_date(text_date date)
{
	return (expr_value){.kind = EXPR_DATE, .date = date};
}

expr_value expr_items(const expr_item *items, size_t count)
{
	return (expr_value){
	    .kind = EXPR_ITEMS, .items = items, .item_count = count};
}

expr_value expr_data_text(arena *a, str text)
{
	expr_value value = expr_text(text);
	str meant;
	value.has_number = text_read_number(a, text, 6, &value.number,
					    &meant) == TEXT_NUMBER_OK;
	return value;
}

expr_value expr_missing(arena *a, const expr_reason *reason)
{
	expr_reason *copy = ARENA_NEW(a, expr_reason);
	*copy = *reason;
	return (expr_value){.kind = EXPR_MISSING, .reason = copy};
}

/* The reason with a note at the first record behind the figures. */
static void note_data(arena *a, expr_reason *reason, const expr_use *uses)
{
	while (uses && !uses->use->origin_count)
		uses = uses->next;
	if (!uses)
		return;
	str *argument = ARENA_NEW(a, str);
	*argument = uses->use->indicator;
	reason->data_at = uses->use->origins[0];
	reason->note = HINT_DATA_HERE;
	reason->note_arguments = argument;
	reason->note_argument_count = 1;
}

expr_value expr_division_by_zero(arena *a, const diags *d, span at,
				 const expr_use *uses)
{
	str *argument = ARENA_NEW(a, str);
	*argument = expr_snippet(a, d, at);
	expr_reason reason = {.code = DIAG_DIVISION_BY_ZERO,
			      .at = at,
			      .arguments = argument,
			      .argument_count = 1};
	note_data(a, &reason, uses);
	return expr_missing(a, &reason);
}

static expr_value nothing_selected(arena *a, const diags *d, span at,
				   const expr_value *none)
{
	str *argument = ARENA_NEW(a, str);
	*argument = expr_snippet(a, d, at);
	expr_reason reason = {.code = DIAG_EMPTY_SELECTION,
			      .at = at,
			      .arguments = argument,
			      .argument_count = 1,
			      .data_at = none->searched,
			      .note = HINT_LOOKED_HERE,
			      .hint = HINT_DID_YOU_MEAN};
	if (none->searched_for.length)
		reason.hint_argument =
		    name_meant(a, none->searched_in, none->searched_for);
	reason.has_hint = reason.hint_argument.length > 0;
	return expr_missing(a, &reason);
}

bool value_is_missing(const expr_value *value)
{
	return value->kind == EXPR_MISSING ||
	       (value->kind == EXPR_ITEMS && value->item_count == 0);
}

bool value_has_number(const expr_value *value)
{
	return value->kind == EXPR_NUMBER ||
	       (value->kind == EXPR_TEXT && value->has_number);
}

/* ---- Figures ---------------------------------------------------------- */

void expr_add_use(arena *a, expr_value *value, const doc_figure_use *use)
{
	for (const expr_use *u = value->uses; u; u = u->next)
		if (u->use == use)
			return;
	expr_use *added = ARENA_NEW(a, expr_use);
	*added = (expr_use){.use = use, .next = value->uses};
	value->uses = added;
}

/* The oldest of from first, so that the order is kept. */
void expr_add_uses(arena *a, expr_value *value, const expr_use *from)
{
	if (!from || from == value->uses)
		return;
	if (!value->uses) {
		value->uses = from;
		return;
	}
	expr_add_uses(a, value, from->next);
	expr_add_use(a, value, from->use);
}

void expr_add_figures(arena *a, expr_value *value, const expr_value *from)
{
	expr_value stated = {.uses = value->stated};
	expr_add_uses(a, value, from->uses);
	expr_add_uses(a, &stated, from->stated);
	value->stated = stated.uses;
}

/* ---- Places in messages ----------------------------------------------- */

#define SNIPPET_LENGTH 60

str expr_snippet(arena *a, const diags *d, span at)
{
	const source *s =
	    at.source ? source_get(diags_sources(d), at.source) : NULL;
	if (!s)
		return STR("…");
	str text = str_trim(str_slice(s->bytes, at.start, at.length));
	if (str_code_points(text) <= SNIPPET_LENGTH)
		return text;
	const char *cursor = text.data;
	for (int i = 0; i < SNIPPET_LENGTH; i++)
		str_next_code_point(&cursor, str_end(text));
	return str_concat(a, (str){text.data, (size_t)(cursor - text.data)},
			  STR("…"));
}

bool expr_report_missing(diags *d, const expr_reason *reason, span at)
{
	span place = reason->at.source ? reason->at : at;
	if (reason->was_told && *reason->was_told)
		return false;
	if (reason->was_told)
		*reason->was_told = true;
	diag_report(d, reason->code, place, reason->arguments,
		    reason->argument_count);
	if (reason->data_at.source)
		diag_add_part(d, false, reason->note, reason->data_at,
			      reason->note_arguments,
			      reason->note_argument_count);
	if (reason->has_hint)
		diag_hint(d, reason->hint, reason->hint_argument);
	return false;
}

/* ---- Items ------------------------------------------------------------ */

/* What an item of type attribute_type stands for. */
typedef struct attribute_object {
	str name;
	expr_value value;
	expr_item owner;
} attribute_object;

static str attribute_name(expr_item item)
{
	return ((const attribute_object *)item.object)->name;
}

static span attribute_at(expr_item item)
{
	expr_item owner = ((const attribute_object *)item.object)->owner;
	return owner.type->at ? owner.type->at(owner) : NO_SPAN;
}

static str attribute_text(expr_item item, arena *a)
{
	(void)a;
	return ((const attribute_object *)item.object)->value.text;
}

static const expr_item_type attribute_type = {
    .name = attribute_name,
    .text = attribute_text,
    .at = attribute_at,
};

expr_item item_of_attribute(arena *a, str name, const expr_value *value,
			    expr_item owner)
{
	attribute_object *object = ARENA_NEW(a, attribute_object);
	*object =
	    (attribute_object){.name = name, .value = *value, .owner = owner};
	return (expr_item){.type = &attribute_type, .object = object};
}

bool item_is_attribute(expr_item item, str *name, expr_item *owner)
{
	const attribute_object *object = item.object;
	if (item.type != &attribute_type)
		return false;
	*name = object->name;
	*owner = object->owner;
	return true;
}

static expr_value item_value(arena *a, expr_item item)
{
	if (item.type == &attribute_type)
		return ((const attribute_object *)item.object)->value;
	str text = item.type->text ? item.type->text(item, a) : STR("");
	expr_value value = expr_data_text(a, str_trim(text));
	value.data_at = item.type->at ? item.type->at(item) : NO_SPAN;
	return value;
}

span expr_data_at(const expr_value *value)
{
	if (value->kind != EXPR_ITEMS)
		return value->data_at;
	if (value->item_count != 1)
		return NO_SPAN;
	expr_item item = value->items[0];
	if (item.type == &attribute_type)
		return ((const attribute_object *)item.object)->value.data_at;
	return item.type->at ? item.type->at(item) : NO_SPAN;
}

static void note_place(const expr_context *c, const expr_value *value)
{
	if (value->data_at.source)
		diag_note(c->diags, HINT_VALUE_IS_HERE, value->data_at);
}

bool expr_to_single(const expr_context *c, const expr_value *value, span at,
		    expr_value *out)
{
	if (value->kind != EXPR_ITEMS) {
		*out = *value;
		return true;
	}
	*out = *value;
	if (value->item_count > 1)
		return diag_at(c->diags, DIAG_MORE_THAN_ONE, at,
			       expr_snippet(c->arena, c->diags, at),
			       str_format(c->arena, "%zu", value->item_count));
	if (value->item_count == 0)
		*out = nothing_selected(c->arena, c->diags, at, value);
	else
		*out = item_value(c->arena, value->items[0]);
	expr_add_uses(c->arena, out, value->uses);
	return true;
}

/* ---- Keeping ---------------------------------------------------------- */

static const expr_use *keep_uses(arena *a, const expr_use *uses)
{
	const expr_use *first = NULL, **last = &first;
	for (; uses; uses = uses->next) {
		expr_use *copy = ARENA_NEW(a, expr_use);
		copy->use = uses->use;
		*last = copy;
		last = &copy->next;
	}
	return first;
}

static const str *keep_texts(arena *a, const str *texts, size_t count)
{
	str *copy = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		copy[i] = str_copy(a, texts[i]);
	return copy;
}

static const expr_reason *keep_reason(arena *a, const expr_reason *reason)
{
	expr_reason *copy = ARENA_NEW(a, expr_reason);
	*copy = *reason;
	copy->arguments =
	    keep_texts(a, reason->arguments, reason->argument_count);
	copy->note_arguments =
	    keep_texts(a, reason->note_arguments, reason->note_argument_count);
	copy->hint_argument = str_copy(a, reason->hint_argument);
	return copy;
}

static expr_item keep_item(arena *a, expr_item item)
{
	const attribute_object *object = item.object;
	if (item.type != &attribute_type)
		return item;
	expr_value value = expr_keep(a, &object->value);
	str name = str_copy(a, object->name);
	return item_of_attribute(a, name, &value, keep_item(a, object->owner));
}

expr_value expr_keep(arena *a, const expr_value *value)
{
	expr_value kept = *value;
	expr_item *items = NULL;
	if (value->text.length)
		kept.text = str_copy(a, value->text);
	if (value->item_count)
		items = ARENA_ARRAY(a, expr_item, value->item_count);
	for (size_t i = 0; i < value->item_count; i++)
		items[i] = keep_item(a, value->items[i]);
	kept.items = items;
	kept.searched_in = keep_item(a, value->searched_in);
	if (value->searched_for.length)
		kept.searched_for = str_copy(a, value->searched_for);
	if (value->reason)
		kept.reason = keep_reason(a, value->reason);
	kept.uses = keep_uses(a, value->uses);
	kept.stated = keep_uses(a, value->stated);
	return kept;
}

/* ---- Conversions ------------------------------------------------------ */

/* The only value, there for sure; else reports. */
static bool settle(const expr_context *c, const expr_value *value, span at,
		   expr_value *out)
{
	if (!expr_to_single(c, value, at, out))
		return false;
	if (out->kind == EXPR_MISSING)
		return expr_report_missing(c->diags, out->reason, at);
	return true;
}

static bool number_to_text(const expr_context *c, const expr_value *value,
			   span at, str *out)
{
	text_number n = value->number;
	if (value->text.length)
		*out = value->text;
	else if (n.denominator == 1)
		*out = value->plain
			   ? text_format_plain(c->arena, n.numerator)
			   : text_format_integer(c->arena, n.numerator);
	else if (!text_format_exact(c->arena, n, out)) {
		str written = expr_snippet(c->arena, c->diags, at);
		diag_at(c->diags, DIAG_NOT_EXACT, at, written);
		diag_hint(c->diags, HINT_ROUND_IT, written);
		return false;
	}
	return true;
}

bool expr_to_text(const expr_context *c, const expr_value *value, span at,
		  str *out)
{
	expr_value single;
	if (!settle(c, value, at, &single))
		return false;
	switch (single.kind) {
	case EXPR_NUMBER:
		return number_to_text(c, &single, at, out);
	case EXPR_DATE:
		*out = text_format_date(c->arena, single.date, TEXT_DATE_SHORT);
		return true;
	case EXPR_TEXT:
		*out = single.text;
		return true;
	default:
		return diag_at(c->diags, DIAG_NO_TEXT_FORM, at,
			       expr_snippet(c->arena, c->diags, at));
	}
}

bool expr_item_to_text(const expr_context *c, expr_item item, span at, str *out)
{
	expr_value value = item_value(c->arena, item);
	return expr_to_text(c, &value, at, out);
}

bool expr_to_number(const expr_context *c, const expr_value *value, span at,
		    text_number *out)
{
	expr_value single;
	if (!settle(c, value, at, &single))
		return false;
	if (value_has_number(&single)) {
		*out = single.number;
		return true;
	}
	bool is_text = single.kind == EXPR_TEXT && single.text.length;
	str shown =
	    is_text ? single.text : expr_snippet(c->arena, c->diags, at);
	diag_at(c->diags, DIAG_NEEDS_NUMBER, at, shown);
	note_place(c, &single);
	text_number ignored;
	str meant = STR("");
	if (is_text)
		text_read_number(c->arena, single.text, 6, &ignored, &meant);
	if (meant.length)
		diag_hint(c->diags, HINT_DID_YOU_MEAN, meant);
	return false;
}

bool expr_to_boolean(const expr_context *c, const expr_value *value, span at,
		     bool *out)
{
	if (value->kind == EXPR_ITEMS) {
		*out = value->item_count > 0;
		return true;
	}
	if (value->kind == EXPR_MISSING)
		return expr_report_missing(c->diags, value->reason, at);
	if (value->kind == EXPR_BOOLEAN) {
		*out = value->boolean;
		return true;
	}
	str written = expr_snippet(c->arena, c->diags, at);
	diag_at(c->diags, DIAG_NEEDS_TEST, at, written);
	if (value->kind == EXPR_NUMBER)
		diag_hint(c->diags, HINT_WRITE_GREATER, written);
	return false;
}

bool expr_to_date(const expr_context *c, const expr_value *value, span at,
		  text_date *out)
{
	expr_value single;
	if (!settle(c, value, at, &single))
		return false;
	if (single.kind == EXPR_DATE) {
		*out = single.date;
		return true;
	}
	if (single.kind == EXPR_TEXT && text_read_date(single.text, out))
		return true;
	bool is_text = single.kind == EXPR_TEXT;
	diag_at(c->diags, DIAG_NEEDS_DATE, at,
		is_text ? single.text : expr_snippet(c->arena, c->diags, at));
	note_place(c, &single);
	str meant = is_text ? text_date_meant(c->arena, single.text) : STR("");
	if (meant.length)
		diag_hint(c->diags, HINT_DID_YOU_MEAN, meant);
	return false;
}

#include "vanban/check.h"

typedef struct terms {
	arena *arena;
	lint_term *items;
	size_t count, capacity;
} terms;

static void add(terms *t, lint_term term)
{
	ARENA_GROW(t->arena, t->items, t->count, t->capacity);
	t->items[t->count++] = term;
}

/* "a; b" */
static const str *split(arena *a, str list, size_t *count)
{
	str *items = ARENA_ARRAY(a, str, list.length / 2 + 1);
	*count = 0;
	while (list.length) {
		size_t end = str_find(list, STR(";"));
		str item = str_trim(str_slice(list, 0, end));
		if (item.length)
			items[(*count)++] = item;
		list = str_slice(list, end + 1, list.length);
	}
	return items;
}

static void add_entry(terms *t, const glossary_entry *e)
{
	bool is_word = e->kind == GLOSSARY_WORD || e->kind == GLOSSARY_PLACE;
	lint_term term = {.form = e->written, .at = e->at};
	term.wrong = split(t->arena, e->wrong, &term.wrong_count);
	if (e->abbreviation.length)
		add(t, (lint_term){.form = e->abbreviation,
				   .expansion = e->written,
				   .at = e->at});
	term.any_capitals = !e->capitals || is_word;
	if (term.wrong_count || !term.any_capitals)
		add(t, term);
}

/* Names with quotes in them, which no line keeps together as a term. */
static const lint_term funds[] = {
    {.form = STR_INIT("Quỹ “Vì người nghèo”")},
    {.form = STR_INIT("Quỹ “Vì biển, đảo Việt Nam”")},
};

void check_terms(arena *a, const glossary *own, lint_options *options)
{
	terms t = {.arena = a};
	size_t count;
	const glossary_entry *entries = glossary_builtin(&count);
	for (size_t i = 0; i < count; i++)
		add_entry(&t, &entries[i]);
	for (size_t i = 0; own && i < own->count; i++)
		add_entry(&t, &own->entries[i]);
	for (size_t i = 0; i < sizeof funds / sizeof *funds; i++)
		add(&t, funds[i]);
	options->terms = t.items;
	options->term_count = t.count;
}

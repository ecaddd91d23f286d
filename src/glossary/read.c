#include "vanban/glossary.h"

static const char *const kinds[] = {"to-chuc", "dia-danh", "thuat-ngu", "tu",
				    NULL};
static const char *const levels[] = {"khong",	 "nhe", "vua", "nang",
				     "rat-nang", "cam", NULL};

typedef struct reading {
	glossary *glossary;
	arena *arena;
	diags *diags;
} reading;

/* An absent attribute, or a wrong one, leaves *out as it is: false. */
static bool read_join(reading *r, const xml_node *node, const char *name,
		      text_join *out)
{
	size_t level = *out;
	if (!xml_read_choice(r->diags, node, str_from(name), levels, level,
			     &level) ||
	    !xml_attribute_of(node, str_from(name)))
		return false;
	*out = (text_join)level;
	return true;
}

static str value_of(const xml_node *node, const char *name)
{
	const xml_attribute *a = xml_attribute_of(node, str_from(name));
	return a ? str_trim(a->value) : (str){0};
}

static str without_bars(arena *a, str parted)
{
	str written = str_copy(a, parted);
	char *bytes = (char *)(uintptr_t)written.data;
	for (size_t i = 0; i < written.length; i++)
		if (bytes[i] == '|')
			bytes[i] = ' ';
	return written;
}

/* ---- thuat-ngu --------------------------------------------------------- */

static void add_entry(reading *r, const glossary_entry *entry)
{
	glossary *g = r->glossary;
	ARENA_GROW(r->arena, g->entries, g->count, g->capacity);
	g->entries[g->count++] = *entry;
	text_lexicon_add_term(g->lexicon, entry->parted, entry->join);
}

static void read_term(reading *r, const xml_node *node)
{
	size_t kind = GLOSSARY_TERM;
	const xml_attribute *parted =
	    xml_require_text(r->diags, node, STR("viet"));
	xml_check_attributes(r->diags, node, "viet loai giu viet-tat sai hoa");
	xml_check_children(r->diags, node, "");
	xml_read_choice(r->diags, node, STR("loai"), kinds, kind, &kind);
	glossary_entry entry = {
	    .kind = (glossary_kind)kind,
	    .join = kind == GLOSSARY_WORD ? TEXT_JOIN_WEAK : TEXT_JOIN_STRONG,
	    .abbreviation = value_of(node, "viet-tat"),
	    .wrong = value_of(node, "sai")};
	read_join(r, node, "giu", &entry.join);
	entry.capitals =
	    xml_read_yes_no(r->diags, node, STR("hoa"), kind == GLOSSARY_PLACE);
	if (!parted)
		return;
	entry.parted = str_trim(parted->value);
	entry.written = without_bars(r->arena, entry.parted);
	entry.at = parted->value_at;
	add_entry(r, &entry);
}

static void read_terms(reading *r, const xml_node *root)
{
	xml_check_attributes(r->diags, root, "");
	xml_check_children(r->diags, root, "t");
	for (const xml_node *t = xml_first(root, STR("t")); t;
	     t = xml_next(t, STR("t")))
		read_term(r, t);
}

/* ---- giu-lien ---------------------------------------------------------- */

static bool unknown_rule(reading *r, const xml_attribute *name)
{
	const str *rules;
	size_t count = text_lexicon_rules(&rules);
	diag_at(r->diags, DIAG_UNKNOWN_JOIN_RULE, name->value_at, name->value);
	diag_suggest(r->diags, name->value, rules, count);
	return false;
}

/* Words with single blanks between them. */
static str words_of(arena *a, const xml_node *node)
{
	str text = xml_text(a, node);
	char *bytes = arena_allocate(a, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
		if (!blank)
			bytes[length++] = c;
		else if (length && bytes[length - 1] != ' ')
			bytes[length++] = ' ';
	}
	return str_trim((str){bytes, length});
}

static void read_rule(reading *r, const xml_node *node)
{
	bool has_words = false, has_join;
	text_join join = TEXT_JOIN_FORBIDDEN;
	const xml_attribute *name =
	    xml_require_text(r->diags, node, STR("ten"));
	xml_check_attributes(r->diags, node, "ten muc");
	has_join = read_join(r, node, "muc", &join);
	if (!name || (!text_lexicon_rule(name->value, &has_words) &&
		      !unknown_rule(r, name)))
		return;
	str words = words_of(r->arena, node);
	if (words.length && !has_words)
		diag_at(r->diags, DIAG_JOIN_RULE_WITHOUT_WORDS, name->value_at,
			name->value);
	else
		text_lexicon_set_rule(r->glossary->lexicon, name->value,
				      has_join ? &join : NULL, words);
}

static void read_rules(reading *r, const xml_node *root)
{
	xml_check_attributes(r->diags, root, "");
	xml_check_children(r->diags, root, "luat");
	for (const xml_node *rule = xml_first(root, STR("luat")); rule;
	     rule = xml_next(rule, STR("luat")))
		read_rule(r, rule);
}

bool glossary_add(glossary *g, arena *a, diags *d, const xml_document *document)
{
	reading r = {g, a, d};
	size_t errors = diags_errors(d);
	const xml_node *root = document->root;
	if (!g->lexicon)
		g->lexicon = text_lexicon_new(a);
	if (str_equal(root->name, STR("thuat-ngu")))
		read_terms(&r, root);
	else if (str_equal(root->name, STR("giu-lien")))
		read_rules(&r, root);
	else
		diag_at(d, DIAG_WRONG_ROOT, root->name_at, root->name,
			STR("thuat-ngu”, “giu-lien"));
	return diags_errors(d) == errors;
}

bool glossary_read(glossary *g, arena *a, diags *d, str path, span at)
{
	xml_document document;
	return xml_read(a, d, path, at, &document) &&
	       glossary_add(g, a, d, &document);
}

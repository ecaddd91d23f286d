#include "compiled.h"

/* The control elements, one row each. */

typedef void compile_function(compiler *, part *, const xml_node *, doc_kind);

static compile_function compile_if, compile_choose, compile_each, compile_set,
    compile_assert;

static const struct control_row {
	const char *element;
	part_kind kind;
	const char *attributes; /* NULL: any */
	const char *required;
	compile_function *compile;
} controls[] = {
    {"neu", PART_IF, "kiem", "kiem", compile_if},
    {"chon", PART_CHOOSE, "", "", compile_choose},
    {"moi", PART_EACH, "chon xep loai-xep giam rong", "chon", compile_each},
    {"bien", PART_SET, "ten gia-tri", "ten gia-tri", compile_set},
    {"goi", PART_CALL, NULL, "mau", compile_call},
    {"kiem", PART_ASSERT, "dieu-kien loi", "dieu-kien loi", compile_assert},
};

const char *control_names(void)
{
	return "t:neu t:chon t:moi t:bien t:goi t:kiem";
}

bool is_control(const xml_node *node)
{
	return str_equal(node->uri, STR(CONTROL_NAMESPACE));
}

static bool has_required(compiler *c, const xml_node *node, const char *names)
{
	bool sound = true;
	str rest = str_from(names), name;
	while (str_next_word(&rest, &name))
		if (!xml_require(c->diags, node, name))
			sound = false;
	return sound;
}

void compile_control(compiler *c, part *parent, const xml_node *node,
		     doc_kind kind)
{
	for (size_t i = 0; i < sizeof(controls) / sizeof *controls; i++) {
		const struct control_row *row = &controls[i];
		if (!str_equal(str_from(row->element), node->name))
			continue;
		if (row->attributes)
			xml_check_attributes(c->diags, node, row->attributes);
		if (has_required(c, node, row->required))
			row->compile(c, part_append(c, parent, row->kind, node),
				     node, kind);
		return;
	}
	xml_unknown_element(c->diags, node, "neu chon moi bien goi kiem");
}

/* The expression in an attribute, or NULL: absent, or reported. */
static const expr *expression_of(compiler *c, const xml_node *node, str name)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	return a ? expression_compile(c, a->value, a->value_at) : NULL;
}

void compile_no_content(compiler *c, const xml_node *node)
{
	for (const xml_node *n = node->first_child; n; n = n->next) {
		if (!n->is_text)
			diag_at(c->diags, DIAG_MUST_BE_EMPTY, n->name_at,
				node->name, n->name);
		else if (str_trim(n->text).length)
			diag_at(c->diags, DIAG_UNEXPECTED_TEXT,
				xml_text_at(diags_sources(c->diags), n),
				node->name, str_trim(n->text));
	}
}

static void compile_if(compiler *c, part *p, const xml_node *node,
		       doc_kind kind)
{
	p->control->test = expression_of(c, node, STR("kiem"));
	compile_children(c, p, node, kind);
}

/* ---- t:chon ----------------------------------------------------------- */

static void compile_branch(compiler *c, part *p, const xml_node *node,
			   doc_kind kind)
{
	bool is_when = str_equal(node->name, STR("khi"));
	bool is_otherwise = str_equal(node->name, STR("con-lai"));
	if (!is_control(node) || (!is_when && !is_otherwise)) {
		xml_unknown_element(c->diags, node, "khi con-lai");
		return;
	}
	xml_check_attributes(c->diags, node, is_when ? "kiem" : "");
	part *branch =
	    part_append(c, p, is_when ? PART_WHEN : PART_OTHERWISE, node);
	if (is_when && xml_require(c->diags, node, STR("kiem")))
		branch->control->test = expression_of(c, node, STR("kiem"));
	compile_children(c, branch, node, kind);
}

static void compile_choose(compiler *c, part *p, const xml_node *node,
			   doc_kind kind)
{
	bool has_otherwise = false;
	for (const xml_node *n = node->first_child; n; n = n->next) {
		if (n->is_text && str_trim(n->text).length)
			diag_at(c->diags, DIAG_UNEXPECTED_TEXT,
				xml_text_at(diags_sources(c->diags), n),
				node->name, str_trim(n->text));
		if (n->is_text)
			continue;
		if (has_otherwise)
			diag_at(c->diags, DIAG_OTHERWISE_LAST, n->name_at,
				n->name);
		else
			compile_branch(c, p, n, kind);
		has_otherwise =
		    has_otherwise || str_equal(n->name, STR("con-lai"));
	}
	if (!p->first_child)
		diag_at(c->diags, DIAG_MISSING_CHILD, node->at, STR("t:khi"),
			STR("t:chon"));
}

/* ---- t:moi ------------------------------------------------------------ */

/* Which of the words the attribute holds; the first when it is absent. */
static size_t word_of(compiler *c, const xml_node *node, str name,
		      const char *words)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	str candidates[8], rest = str_from(words);
	size_t count = 0;
	while (str_next_word(&rest, &candidates[count]))
		if (!a || str_equal(candidates[count++], a->value))
			return a ? count - 1 : 0;
	diag_at(c->diags, DIAG_NOT_A_CHOICE, a->value_at, a->name, a->value,
		str_from(words));
	diag_suggest(c->diags, a->value, candidates, count);
	return 0;
}

static void check_sort(compiler *c, const xml_node *node)
{
	static const char *const names[] = {"loai-xep", "giam"};
	for (size_t i = 0; i < 2; i++) {
		const xml_attribute *a =
		    xml_attribute_of(node, str_from(names[i]));
		if (a && !xml_attribute_of(node, STR("xep")))
			diag_at(c->diags, DIAG_SORT_WITHOUT_KEY, a->name_at,
				a->name);
	}
}

static void compile_each(compiler *c, part *p, const xml_node *node,
			 doc_kind kind)
{
	size_t names_before = c->name_count;
	p->control->selection = expression_of(c, node, STR("chon"));
	p->control->sort_key = expression_of(c, node, STR("xep"));
	p->control->sort = (sort_kind)word_of(c, node, STR("loai-xep"),
					      "vi ten-nguoi ten-dem-ho so");
	p->control->descending = word_of(c, node, STR("giam"), "khong co") == 1;
	p->control->may_be_empty =
	    word_of(c, node, STR("rong"), "loi duoc") == 1;
	check_sort(c, node);
	names_add(c, STR("tt"));
	names_add(c, STR("cuoi"));
	compile_children(c, p, node, kind);
	c->name_count = names_before;
}

/* ---- t:bien, t:kiem --------------------------------------------------- */

static bool is_name(str name)
{
	bool good = name.length > 0;
	for (size_t i = 0; i < name.length && good; i++) {
		unsigned char b = (unsigned char)name.data[i];
		bool is_letter = (b >= 'a' && b <= 'z') ||
				 (b >= 'A' && b <= 'Z') || b >= 0x80 ||
				 b == '_';
		bool is_other = (b >= '0' && b <= '9') || b == '-' || b == '.';
		good = is_letter || (i > 0 && is_other);
	}
	return good;
}

static void compile_set(compiler *c, part *p, const xml_node *node,
			doc_kind kind)
{
	const xml_attribute *name = xml_attribute_of(node, STR("ten"));
	const xml_attribute *value = xml_attribute_of(node, STR("gia-tri"));
	(void)kind;
	compile_no_content(c, node);
	const expr *e = expression_compile(c, value->value, value->value_at);
	segment *only = ARENA_NEW(c->arena, segment);
	*only = (segment){.expression = e, .at = value->value_at};
	p->control->value = (pattern){only, e ? 1 : 0, value->value_at};
	p->control->name = name->value;
	if (!is_name(name->value))
		diag_at(c->diags, DIAG_VARIABLE_NAME, name->value_at,
			name->value);
	else if (variable_is_predefined(name->value))
		diag_at(c->diags, DIAG_VARIABLE_TAKEN, name->value_at,
			name->value);
	names_add(c, name->value);
}

static void compile_assert(compiler *c, part *p, const xml_node *node,
			   doc_kind kind)
{
	const xml_attribute *text = xml_attribute_of(node, STR("loi"));
	(void)kind;
	compile_no_content(c, node);
	p->control->test = expression_of(c, node, STR("dieu-kien"));
	pattern_compile(c, text->value, text->value_at, &p->control->text);
}

#include "compiled.h"

#include "vanban/file.h"

/* t:goi: fragments, compiled once for each kind of place they stand in. */

static str chain_of(compiler *c, str path)
{
	str chain = path;
	for (const fragment *f = c->fragment; f; f = f->caller) {
		chain = str_format(c->arena, "%.*s → %.*s", STR_ARGS(f->path),
				   STR_ARGS(chain));
		if (str_equal(f->path, path))
			break;
	}
	return chain;
}

static bool is_open(const compiler *c, str path)
{
	for (const fragment *f = c->fragment; f; f = f->caller)
		if (str_equal(f->path, path))
			return true;
	return str_equal(path, c->template->path);
}

static bool compile_fragment(compiler *caller, fragment *f, span at)
{
	const xml_document *file =
	    template_load(caller->template, caller->diags, f->path, at);
	if (!file)
		return false;
	const xml_node *root = file->root;
	if (!is_control(root) || !str_equal(root->name, STR("manh"))) {
		diag_at(caller->diags, DIAG_WRONG_ROOT, root->name_at,
			root->name, STR("t:manh"));
		diag_note(caller->diags, HINT_CALLED_FROM, at);
		return false;
	}
	xml_check_attributes(caller->diags, root, "");
	compiler own = {.template = caller->template,
			.arena = caller->arena,
			.diags = caller->diags,
			.fragment = f,
			.folder = path_folder(f->path),
			.depth = caller->depth};
	f->root = part_append(&own, NULL, PART_OTHERWISE, root);
	size_t errors = diags_errors(caller->diags);
	compile_children(&own, f->root, root, f->parent);
	f->is_sound = diags_errors(caller->diags) == errors;
	return true;
}

static fragment *fragment_of(compiler *c, str path, doc_kind parent, span at)
{
	struct template *t = c->template;
	for (fragment *f = t->fragments; f; f = f->next)
		if (str_equal(f->path, path) && f->parent == parent)
			return f->root ? f : NULL;
	fragment *f = ARENA_NEW(c->arena, fragment);
	*f = (fragment){.path = path,
			.parent = parent,
			.caller = c->fragment,
			.next = t->fragments};
	t->fragments = f;
	return compile_fragment(c, f, at) ? f : NULL;
}

/* ---- Parameters ------------------------------------------------------- */

static const part_attribute *parameter_of(const part *p, str name)
{
	for (size_t i = 0; i < p->attribute_count; i++)
		if (str_equal(p->attributes[i].name, name))
			return &p->attributes[i];
	return NULL;
}

static void check_needs(compiler *c, const part *p, const fragment *f,
			str shown)
{
	for (size_t i = 0; i < f->need_count; i++) {
		if (parameter_of(p, f->needs[i].name))
			continue;
		diag_at(c->diags, DIAG_MISSING_PARAMETER, p->at,
			f->needs[i].name, shown);
		diag_note(c->diags, HINT_USED_HERE, f->needs[i].at);
	}
}

static void check_given(compiler *c, const part *p, const fragment *f,
			str shown)
{
	str *names = ARENA_ARRAY(c->arena, str, f->need_count);
	for (size_t i = 0; i < f->need_count; i++)
		names[i] = f->needs[i].name;
	for (size_t i = 0; i < p->attribute_count; i++) {
		const part_attribute *a = &p->attributes[i];
		size_t j = 0;
		while (j < f->need_count && !str_equal(names[j], a->name))
			j++;
		if (j < f->need_count)
			continue;
		diag_at(c->diags, DIAG_UNUSED_PARAMETER, a->name_at, a->name,
			shown);
		diag_suggest(c->diags, a->name, names, f->need_count);
	}
}

static void compile_parameters(compiler *c, part *p, const xml_node *node)
{
	p->attributes =
	    ARENA_ARRAY(c->arena, part_attribute, node->attribute_count);
	for (size_t i = 0; i < node->attribute_count; i++) {
		const xml_attribute *a = &node->attributes[i];
		if (a->prefix_uri.length || str_equal(a->name, STR("mau")))
			continue;
		part_attribute *out = &p->attributes[p->attribute_count++];
		*out = (part_attribute){.name = a->name, .name_at = a->name_at};
		pattern_compile(c, a->value, a->value_at, &out->value);
		if (variable_is_predefined(a->name))
			diag_at(c->diags, DIAG_VARIABLE_TAKEN, a->name_at,
				a->name);
	}
}

/* ---- The call --------------------------------------------------------- */

void compile_call(compiler *c, part *p, const xml_node *node, doc_kind kind)
{
	const xml_attribute *mau = xml_attribute_of(node, STR("mau"));
	str path = compile_path(c, mau->name, mau->value, mau->value_at);
	compile_parameters(c, p, node);
	compile_no_content(c, node);
	if (!path.length)
		return;
	if (is_open(c, path)) {
		diag_at(c->diags, DIAG_FRAGMENT_CYCLE, mau->value_at,
			mau->value, chain_of(c, path));
		return;
	}
	p->control->fragment = fragment_of(c, path, kind, mau->value_at);
	if (!p->control->fragment)
		return;
	check_needs(c, p, p->control->fragment, mau->value);
	if (p->control->fragment->is_sound)
		check_given(c, p, p->control->fragment, mau->value);
}

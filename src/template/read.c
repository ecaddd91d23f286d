#include "compiled.h"

#include "vanban/file.h"

const xml_document *template_load(struct template *t, diags *d, str path,
				  span at)
{
	for (loaded_file *f = t->files; f; f = f->next)
		if (str_equal(f->path, path))
			return f->is_sound ? &f->document : NULL;
	loaded_file *f = ARENA_NEW(t->arena, loaded_file);
	f->path = str_copy(t->arena, path);
	f->next = t->files;
	t->files = f;
	f->is_sound =
	    xml_read_apart(t->arena, t->nodes, d, f->path, at, &f->document);
	return f->is_sound ? &f->document : NULL;
}

/* The file is a source: what the template is made of, see identity. */
const image *template_load_image(struct template *t, diags *d, str path,
				 span at)
{
	str bytes;
	for (picture *p = t->pictures; p; p = p->next)
		if (str_equal(p->path, path))
			return p->image;
	picture *p = ARENA_NEW(t->arena, picture);
	p->path = str_copy(t->arena, path);
	p->next = t->pictures;
	t->pictures = p;
	if (!file_read(t->arena, d, p->path, at, &bytes))
		return NULL;
	source_add(diags_sources(d), p->path, bytes);
	p->image = image_decode(t->arena, d, p->path, at, bytes);
	return p->image;
}

void names_add(compiler *c, str name)
{
	ARENA_GROW(c->arena, c->names, c->name_count, c->name_capacity);
	c->names[c->name_count++] = name;
}

/* tham-so="a b": names that --set may give. */
static void read_parameters(compiler *c)
{
	struct template *t = c->template;
	str rest = xml_attribute_value(&t->root, STR("tham-so")), name;
	size_t capacity = 0;
	while (str_next_word(&rest, &name)) {
		ARENA_GROW(t->arena, t->parameters, t->parameter_count,
			   capacity);
		t->parameters[t->parameter_count++] = name;
		names_add(c, name);
		if (variable_is_predefined(name))
			diag_at(c->diags, DIAG_VARIABLE_TAKEN,
				xml_attribute_of(&t->root, STR("tham-so"))
				    ->value_at,
				name);
	}
}

static bool is_data(str name)
{
	str rest =
	    STR("ds-don-vi chi-tieu so-lieu tap-so-lieu chua-nop thong-tin");
	str word;
	while (str_next_word(&rest, &word))
		if (str_equal(word, name))
			return true;
	return false;
}

static bool refuse_root(diags *d, const xml_node *root)
{
	diag_at(d, DIAG_WRONG_ROOT, root->name_at, root->name, STR("van-ban"));
	if (is_data(root->name))
		diag_hint(d, HINT_DATA_AFTER_D,
			  source_get(diags_sources(d), root->at.source)->path);
	else if (str_equal(root->name, STR("manh")))
		diag_hint(d, HINT_IS_FRAGMENT);
	else
		diag_hint(d, HINT_ROOT_NAMESPACES);
	return false;
}

static bool check_root(diags *d, const xml_node *root)
{
	if (!str_equal(root->name, STR("van-ban")))
		return refuse_root(d, root);
	if (str_equal(root->uri, STR(TEMPLATE_NAMESPACE)))
		return true;
	diag_at(d, DIAG_TEMPLATE_NAMESPACE, root->name_at, root->name,
		STR(TEMPLATE_NAMESPACE));
	diag_hint(d, HINT_ROOT_NAMESPACES);
	return false;
}

/* What the root says is asked for later, when the trees are gone. */
static void keep_root(struct template *t, const xml_node *root)
{
	size_t count = root->attribute_count;
	xml_attribute *attributes = ARENA_ARRAY(t->arena, xml_attribute, count);
	for (size_t i = 0; i < count; i++)
		attributes[i] = root->attributes[i];
	t->root = (xml_node){.name = root->name,
			     .at = root->at,
			     .attributes = attributes,
			     .attribute_count = count};
}

static bool read_document(struct template *t, diags *d)
{
	const xml_document *file = template_load(t, d, t->path, NO_SPAN);
	if (!file || !check_root(d, file->root))
		return false;
	keep_root(t, file->root);
	compiler c = {.template = t,
		      .arena = t->arena,
		      .diags = d,
		      .folder = path_folder(t->path)};
	read_parameters(&c);
	t->document = compile_element(&c, NULL, file->root, DOC_DOCUMENT);
	return true;
}

template *template_read(arena *a, diags *d, str path, str root_folder)
{
	struct template *t = ARENA_NEW(a, struct template);
	t->arena = a;
	t->path = path_normalise(a, path);
	t->root_folder = root_folder;
	t->parts = arena_inside(a);
	t->nodes = arena_new(0);
	bool good = read_document(t, d);
	arena_free(t->nodes);
	t->nodes = NULL;
	t->files = NULL;
	return good ? t : NULL;
}

void template_forget(const template *t)
{
	arena_free(t->parts);
}

/* ---- What the root says ----------------------------------------------- */

static span value_at(const template *t, str name)
{
	const xml_attribute *a = xml_attribute_of(&t->root, name);
	return a ? a->value_at : t->root.at;
}

str template_profile(const template *t)
{
	return xml_attribute_value(&t->root, STR("the-thuc"));
}

span template_profile_at(const template *t)
{
	return value_at(t, STR("the-thuc"));
}

str template_dictionary(const template *t)
{
	return xml_attribute_value(&t->root, STR("chi-tieu"));
}

span template_dictionary_at(const template *t)
{
	return value_at(t, STR("chi-tieu"));
}

/* ---- Against the dictionary ------------------------------------------- */

static bool knows_indicator(void *context, str code)
{
	return data_indicator_of(context, code) != NULL;
}

static str name_of_indicator(void *context, str code)
{
	const data_indicator *i = data_indicator_of(context, code);
	return i ? i->name : STR("");
}

void template_know_indicators(const data_set *data, arena *a, expr_known *known)
{
	const data_indicator *const *all;
	size_t count = data_indicators(data, &all);
	str *codes = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < count; i++)
		codes[i] = all[i]->code;
	known->function_count = template_functions(&known->functions);
	known->context = (void *)(uintptr_t)data;
	known->indicator = knows_indicator;
	known->indicator_name = name_of_indicator;
	known->indicators = codes;
	known->indicator_count = count;
}

bool template_check(const template *t, const data_set *data, diags *d)
{
	bool sound = true;
	expr_known known = {0};
	template_know_indicators(data, t->arena, &known);
	for (size_t i = 0; i < t->expression_count; i++)
		if (!expr_check(t->expressions[i], &known, d))
			sound = false;
	return sound;
}

bool template_takes(const template *t, str name)
{
	for (size_t i = 0; i < t->parameter_count; i++)
		if (str_equal(t->parameters[i], name))
			return true;
	return false;
}

#include "testing.h"

#include <stdio.h>
#include <unistd.h>

#include "vanban/file.h"
#include "vanban/template.h"

/* templates/README.md names all there is, and its example does what it says. */

#define GUIDE "templates/README.md"

typedef struct world {
	arena *arena;
	diags *diags;
	str guide;
} world;

static world open_world(void)
{
	world w = {.arena = arena_new(0)};
	w.diags = diags_new(w.arena, sources_new(w.arena));
	assert_true(file_read(w.arena, w.diags, STR(GUIDE), NO_SPAN, &w.guide));
	return w;
}

static bool mentions(const world *w, const char *format, const char *name)
{
	char text[80];
	snprintf(text, sizeof text, format, name);
	return str_find(w->guide, str_from(text)) < w->guide.length;
}

typedef struct name_row {
	const char *name;
	const char *format;
} name_row;

static void check_name(void **state)
{
	const name_row *r = *state;
	world w = open_world();
	assert_true(mentions(&w, r->format, r->name));
	arena_free(w.arena);
}

#define MOST 200

typedef struct name_list {
	name_row rows[MOST];
	size_t count;
} name_list;

static void add(name_list *list, const char *format, const char *name)
{
	assert_true(list->count < MOST);
	list->rows[list->count++] = (name_row){name, format};
}

static void add_functions(name_list *list, const expr_function *functions,
			  size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(list, "`%s(", functions[i].name);
}

static int run_names(void)
{
	static name_list list;
	static struct CMUnitTest tests[MOST];
	const expr_function *functions;
	for (int k = DOC_TEXT + 1; k < DOC_KIND_COUNT; k++)
		if (k != DOC_FIGURE)
			add(&list, "`%s`",
			    doc_vocabulary((doc_kind)k)->element);
	for (int i = 0; i < DOC_ATTR_COUNT; i++)
		add(&list, "`%s`", doc_attribute_text((doc_attribute_name)i));
	size_t count = template_functions(&functions);
	add_functions(&list, functions, count);
	count = expr_core_functions(&functions);
	add_functions(&list, functions, count);
	for (size_t i = 0; i < list.count; i++)
		tests[i] = (struct CMUnitTest){.name = list.rows[i].name,
					       .test_func = check_name,
					       .initial_state = &list.rows[i]};
	return _cmocka_run_group_tests("guide_names", tests, list.count, NULL,
				       NULL);
}

/* ---- The example ------------------------------------------------------ */

/* The block of code behind a comment. */
static str block(const world *w, const char *comment)
{
	size_t at = str_find(w->guide, str_from(comment));
	assert_true(at < w->guide.length);
	str rest = str_slice(w->guide, at, w->guide.length);
	rest = str_slice(rest, str_find(rest, STR("```")), rest.length);
	size_t line = str_find(rest, STR("\n")) + 1;
	rest = str_slice(rest, line, rest.length);
	return str_slice(rest, 0, str_find(rest, STR("```")));
}

static void add_data(const world *w, data_set *data, const char *name)
{
	char comment[60];
	xml_document file;
	snprintf(comment, sizeof comment, "<!-- tep: %s -->", name);
	assert_true(xml_parse(w->arena, w->diags, str_from(name),
			      block(w, comment), &file));
	assert_true(data_add(data, &file));
}

static const template *read_template(const world *w)
{
	char path[] = "/tmp/vanban-guide-XXXXXX";
	str text = block(w, "<!-- tep: mau.xml -->");
	FILE *file = fdopen(mkstemp(path), "w");
	assert_non_null(file);
	fwrite(text.data, 1, text.length, file);
	fclose(file);
	const template *t =
	    template_read(w->arena, w->diags,
			  str_copy(w->arena, str_from(path)), STR("/tmp"));
	unlink(path);
	assert_non_null(t);
	return t;
}

static void check_example(void **state)
{
	(void)state;
	world w = open_world();
	profile look = {.percent_decimals = 1};
	data_period period;
	data_set *data = data_new(w.arena, w.diags);
	add_data(&w, data, "don-vi.xml");
	add_data(&w, data, "chi-tieu.xml");
	add_data(&w, data, "so-lieu.xml");
	add_data(&w, data, "thong-tin.xml");
	assert_true(data_finish(data));
	assert_true(data_read_period(w.arena, STR("2023-9T"), &period));
	const template *t = read_template(&w);
	assert_true(template_check(t, data, w.diags));
	template_input input = {.data = data,
				.unit = data_unit_of(data, STR("h")),
				.period = &period,
				.profile = &look};
	const doc_node *document =
	    template_evaluate(t, &input, w.arena, w.diags);
	assert_non_null(document);
	str text = doc_plain_text(w.arena, doc_child(document, DOC_PARAGRAPH));
	assert_true(str_equal(text, str_trim(block(&w, "<!-- ket-qua -->"))));
	arena_free(w.arena);
}

int main(void)
{
	static const name_row example[] = {{"example", ""}};
	int failed = run_names();
	TEST_TABLE(guide_example, example, check_example);
	return failed + TEST_RUN(guide_example);
}

#include "fixture.h"
#include "vanban/file.h"

#include <stdlib.h>

/*
 * A row's question is "indicator unit period", with "truoc " or "ke-hoach "
 * in front for the year before and for the plan, "truoc-cung " and
 * "ke-hoach-cung " for those of the units that have a figure now, "canh OTHER "
 * for that of the units that have the other one, too.  The answer:
 * the value or what stands in its way, covered/expected, "+N" origins.
 */
static const struct row {
	const char *name;
	bool province; /* the files of tests/data/tinh instead of the default */
	given files[MOST_FILES];
	const char *question;
	const char *answer;
} rows[] = {
#include "rollup.def"
};

static const char *const province_files[] = {
    "tests/data/tinh/don-vi.xml",
    "tests/data/tinh/chi-tieu.xml",
    "tests/data/tinh/so-lieu-2024.xml",
    "tests/data/tinh/so-lieu-2025.xml",
};

static world world_province(const given *more)
{
	world w = world_empty();
	for (size_t i = 0; i < TEST_COUNT(province_files); i++) {
		xml_document file;
		w.is_good &=
		    xml_read(w.arena, w.diags, str_from(province_files[i]),
			     NO_SPAN, &file) &&
		    data_add(w.set, &file);
	}
	for (size_t i = 0; i < MOST_FILES && more[i].path; i++)
		world_read(&w, more[i].path, more[i].xml);
	w.is_good &= data_finish(w.set);
	return w;
}

static const data_total *ask(world *w, const char *question)
{
	str rest = str_from(question), word;
	data_period period;
	bool before = str_starts_with(rest, STR("truoc "));
	bool plan = str_starts_with(rest, STR("ke-hoach "));
	bool before_alike = str_starts_with(rest, STR("truoc-cung "));
	bool plan_alike = str_starts_with(rest, STR("ke-hoach-cung "));
	bool beside = str_starts_with(rest, STR("canh "));
	const data_indicator *other = NULL;
	if (before || plan || before_alike || plan_alike || beside)
		str_next_word(&rest, &word);
	if (beside) {
		str_next_word(&rest, &word);
		other = data_indicator_of(w->set, word);
		assert_non_null(other);
	}
	str_next_word(&rest, &word);
	const data_indicator *ct = data_indicator_of(w->set, word);
	str_next_word(&rest, &word);
	const data_unit *unit = data_unit_of(w->set, word);
	str_next_word(&rest, &word);
	assert_non_null(ct);
	assert_non_null(unit);
	assert_true(data_read_period(w->arena, word, &period));
	if (beside)
		return data_figure_beside(w->set, ct, other, unit, &period);
	if (before)
		return data_previous(w->set, ct, unit, &period);
	if (before_alike)
		return data_previous_alike(w->set, ct, unit, &period);
	if (plan_alike)
		return data_plan_alike(w->set, ct, unit, &period);
	if (plan)
		return data_plan(w->set, ct, unit, &period);
	return data_figure(w->set, ct, unit, &period, false);
}

static void append_units(buffer *out, const data_unit *const *units,
			 size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s%.*s", i ? " " : "",
			      STR_ARGS(units[i]->code));
}

static void append_value(buffer *out, const data_total *t)
{
	if (t->indicator->kind == DATA_UNITS) {
		append_units(out, t->units, t->unit_count);
		return;
	}
	buffer_format(out, "%lld", (long long)t->value.numerator);
	if (t->value.denominator != 1)
		buffer_format(out, "/%lld", (long long)t->value.denominator);
}

static void append_answer(const world *w, buffer *out, const data_total *t)
{
	static const char *const states[] = {
	    [DATA_NOT_ENTERED] = "none",
	    [DATA_INCOMPLETE] = "lacks ",
	    [DATA_OVERFLOW] = "overflow",
	    [DATA_ZERO_DENOMINATOR] = "zero",
	    [DATA_NOT_COMPARABLE] = "not comparable",
	    [DATA_NOT_OF_THE_SAME] = "not of the same",
	};
	if (t->status == DATA_VALUE)
		append_value(out, t);
	else
		buffer_append(out, str_from(states[t->status]));
	if (t->status == DATA_INCOMPLETE) {
		append_units(out, t->lacking, t->lacking_count);
		append_place(w->diags, t->lacking_at, out);
	}
	if (t->use.qualifier.length)
		buffer_format(out, " %.*s", STR_ARGS(t->use.qualifier));
	buffer_format(out, " %u/%u +%zu", t->use.covered, t->use.expected,
		      t->use.origin_count);
}

/* Computed once more for another document: the same, and not the old one. */
static void check_kept_elsewhere(world *w, const struct row *r,
				 const data_total *total)
{
	arena *document = arena_new(0);
	data_keep_in(w->set, document);
	const data_total *again = ask(w, r->question);
	assert_ptr_not_equal(again, total);
	assert_int_equal(again->status, total->status);
	assert_int_equal(text_number_compare(again->value, total->value), 0);
	arena_free(document);
}

static void check(void **state)
{
	const struct row *r = *state;
	world w = r->province ? world_province(r->files) : world_of(r->files);
	buffer answer = {0};
	const data_total *total = ask(&w, r->question);
	append_answer(&w, &answer, total);
	buffer_append_byte(&answer, 0);
	assert_string_equal(answer.data, r->answer);
	assert_ptr_equal(ask(&w, r->question), total);
	assert_int_equal(diags_errors(w.diags), 0);
	check_kept_elsewhere(&w, r, total);
	buffer_free(&answer);
	world_free(&w);
}

int main(void)
{
	TEST_TABLE(rollup, rows, check);
	return TEST_RUN(rollup);
}

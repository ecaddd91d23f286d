/*
 * The dump and the rolled-up file, byte for byte, and that the level above
 * reads from the rolled-up file what it would have added up itself.
 */
#include "fixture.h"
#include "vanban/file.h"

#define FOLDER "tests/data/tinh/"

static void read_file(world *w, const char *path)
{
	xml_document file;
	assert_true(xml_read(w->arena, w->diags,
			     str_copy(w->arena, str_from(path)), NO_SPAN,
			     &file));
	assert_true(data_add(w->set, &file));
}

/* A district without team need not list what its teams saw. */
static const char nothing_due[] =
    "<tap-so-lieu>"
    "<chua-nop don-vi='binh.bon' ky='2023-9T' ly-do='x'/>"
    "<chua-nop don-vi='binh.nam' ky='2023-9T' ly-do='x'/>"
    "<so-lieu don-vi='binh' ky='2023-9T' den-ngay='2023-09-20'>"
    "<so ct='qn.thu'>0</so><so ct='gs.cuoc'>0</so></so-lieu>"
    "</tap-so-lieu>";

/* Units and dictionary; with all figures or with those of a text. */
static world world_with(const char *figures)
{
	world w = world_empty();
	read_file(&w, FOLDER "don-vi.xml");
	read_file(&w, FOLDER "chi-tieu.xml");
	if (figures) {
		world_read(&w, "tong-hop.xml", figures);
	} else {
		world_read(&w, "2023.xml", nothing_due);
		read_file(&w, FOLDER "so-lieu-2024.xml");
		read_file(&w, FOLDER "so-lieu-2025.xml");
	}
	assert_true(data_finish(w.set));
	return w;
}

static const struct row {
	const char *name;
	const char *unit;
	const char *period;
	bool is_dump;
	const char *file;
} rows[] = {
    {"dump of the province", "t", "2025-9T", true, FOLDER "t-2025.data"},
    {"dump of a district", "an", "2024-9T", true, FOLDER "an-2024.data"},
    {"rollup of the province", "t", "2025-9T", false, FOLDER "t-2025.xml"},
    {"rollup of a district", "an", "2024-9T", false, FOLDER "an-2024.xml"},
    {"rollup of what lacks figures", "t", "2025-6T", false,
     FOLDER "t-2025-6T.xml"},
};

static void write(world *w, const struct row *r, buffer *out)
{
	data_period period;
	const data_unit *unit = data_unit_of(w->set, str_from(r->unit));
	assert_true(data_read_period(w->arena, str_from(r->period), &period));
	if (r->is_dump)
		data_dump(w->set, unit, &period, out);
	else
		data_write_rollup(w->set, unit, &period, out);
	buffer_append_byte(out, 0);
}

static void check_bytes(void **state)
{
	const struct row *r = *state;
	world w = world_with(NULL);
	buffer out = {0};
	str expected = STR("");
	write(&w, r, &out);
	file_read(w.arena, w.diags, str_from(r->file), NO_SPAN, &expected);
	if (getenv("BLESS"))
		file_write_atomically(w.diags, str_from(r->file),
				      (str){out.data, out.length - 1});
	else
		assert_string_equal(out.data, str_copy(w.arena, expected).data);
	buffer_free(&out);
	world_free(&w);
}

static bool same(const data_total *a, const data_total *b)
{
	return a->status == b->status &&
	       !text_number_compare(a->value, b->value) &&
	       a->use.covered == b->use.covered &&
	       a->use.expected == b->use.expected &&
	       a->unit_count == b->unit_count &&
	       str_equal(a->use.qualifier, b->use.qualifier);
}

static void check_round_trip(void **state)
{
	const struct row *r = *state;
	world below = world_with(NULL);
	buffer out = {0};
	write(&below, r, &out);
	world above = world_with(out.data);
	data_period period;
	assert_true(
	    data_read_period(below.arena, str_from(r->period), &period));
	const data_indicator *const *all;
	size_t count = data_indicators(below.set, &all);
	for (size_t i = 0; i < count; i++)
		assert_true(
		    same(data_figure(below.set, all[i],
				     data_unit_of(below.set, str_from(r->unit)),
				     &period, false),
			 data_figure(above.set,
				     data_indicator_of(above.set, all[i]->code),
				     data_unit_of(above.set, str_from(r->unit)),
				     &period, false)));
	buffer again = {0};
	write(&above, r, &again);
	assert_string_equal(again.data, out.data);
	buffer_free(&again);
	buffer_free(&out);
	world_free(&above);
	world_free(&below);
}

static const struct row trips[] = {
    {"the province reads itself", "t", "2025-9T", false, NULL},
    {"the district reads itself", "an", "2024-9T", false, NULL},
    {"nothing was due", "binh", "2023-9T", false, NULL},
};

int main(void)
{
	TEST_TABLE(bytes, rows, check_bytes);
	TEST_TABLE(round_trips, trips, check_round_trip);
	return TEST_RUN(bytes) + TEST_RUN(round_trips);
}

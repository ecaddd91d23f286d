#include "fixture.h"

/* A record of q.a whose lines after the first are the row's. */
#define RECORD(lines_)                                                         \
	"<so-lieu don-vi='q.a' ky='2023-9T' den-ngay='2023-09-10'>\n" lines_   \
	"</so-lieu>"
#define SO(lines_)                                                             \
	{                                                                      \
		{                                                              \
			"so.xml", RECORD(lines_)                               \
		}                                                              \
	}
#define UNITS(dv_)                                                             \
	{                                                                      \
		{                                                              \
			"don-vi.xml",                                          \
			    "<ds-don-vi>\n<loai ma='xa' ten='xã'/><loai "     \
			    "ma='quan' ten='q'/>"                              \
			    "<loai ma='phuong' ten='p'/>\n" dv_ "</ds-don-vi>" \
		}                                                              \
	}
#define DICTIONARY(ct_)                                                        \
	{                                                                      \
		{                                                              \
			"chi-tieu.xml", "<chi-tieu>\n" ct_ "</chi-tieu>"       \
		}                                                              \
	}

#define FOUR(a_, b_, c_, d_, e_)                                               \
	"<dv ma='" b_ "' ten='X' loai='xa' thuoc='" a_ "'/>"                   \
	"<dv ma='" c_ "' ten='X' loai='xa' thuoc='" b_ "'/>"                   \
	"<dv ma='" d_ "' ten='X' loai='xa' thuoc='" c_ "'/>"                   \
	"<dv ma='" e_ "' ten='X' loai='xa' thuoc='" d_ "'/>"
/* d0 > a1 > a2 > a3 > d1 > b1 … > d8: 33 units in a line. */
#define DEEP                                                                   \
	"<dv ma='d0' ten='X' loai='xa'/>" FOUR("d0", "a1", "a2", "a3", "d1")   \
	    FOUR("d1", "b1", "b2", "b3", "d2")                                 \
		FOUR("d2", "c1", "c2", "c3", "d3")                             \
		    FOUR("d3", "e1", "e2", "e3", "d4")                         \
			FOUR("d4", "f1", "f2", "f3", "d5")                     \
			    FOUR("d5", "g1", "g2", "g3", "d6")                 \
				FOUR("d6", "h1", "h2", "h3", "d7")             \
				    FOUR("d7", "i1", "i2", "i3", "d8")

static const struct row {
	const char *name;
	given files[MOST_FILES];
	const char *findings;
} rows[] = {
#include "errors.def"
};

static void check(void **state)
{
	const struct row *r = *state;
	world w = world_of(r->files);
	assert_findings(&w, r->findings);
	assert_int_equal(w.is_good, diags_errors(w.diags) == 0);
	world_free(&w);
}

int main(void)
{
	TEST_TABLE(errors, rows, check);
	return TEST_RUN(errors);
}

#include "vanban/impose.h"

static bool is_named(str name, const char *known)
{
	if (name.length != strlen(known))
		return false;
	for (size_t i = 0; i < name.length; i++)
		if ((name.data[i] | 0x20) != (known[i] | 0x20))
			return false;
	return true;
}

bool impose_paper(str name, mpt *width, mpt *height)
{
	/* ISO 216, millimetres. */
	static const struct {
		const char *name;
		int32_t width, height;
	} papers[] = {
	    {"A3", 297, 420},
	    {"A4", 210, 297},
	    {"A5", 148, 210},
	    {"A6", 105, 148},
	};
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		if (!is_named(name, papers[i].name))
			continue;
		*width = MPT_FROM_MICROMETRES(papers[i].width * 1000);
		*height = MPT_FROM_MICROMETRES(papers[i].height * 1000);
		return true;
	}
	return false;
}

bool impose_layout_of(str name, impose_layout *out)
{
	static const char *const names[] = {
	    [IMPOSE_ONE_UP] = "1up",
	    [IMPOSE_TWO_UP] = "2up",
	    [IMPOSE_FOUR_UP] = "4up",
	    [IMPOSE_BOOKLET] = "booklet",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!is_named(name, names[i]))
			continue;
		*out = (impose_layout)i;
		return true;
	}
	return false;
}

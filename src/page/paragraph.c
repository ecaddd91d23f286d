#include "vanban/page.h"

static const char groups[] =
    "Document Part Art Sect Div TOC L Table THead TBody TFoot TR";

bool page_groups_paragraphs(str role)
{
	str rest = str_from(groups), name;
	while (str_next_word(&rest, &name))
		if (str_equal(name, role))
			return true;
	return false;
}

#include "vanban/xml.h"

void xml_put_escaped(buffer *out, str s)
{
	static const struct {
		char letter;
		str entity;
	} entities[] = {
	    {'&', STR_INIT("&amp;")},  {'<', STR_INIT("&lt;")},
	    {'>', STR_INIT("&gt;")},   {'"', STR_INIT("&quot;")},
	    {'\n', STR_INIT("&#10;")}, {'\t', STR_INIT("&#9;")},
	};
	for (size_t i = 0; i < s.length; i++) {
		size_t j = 0, count = sizeof entities / sizeof *entities;
		while (j < count && entities[j].letter != s.data[i])
			j++;
		if (j < count)
			buffer_append(out, entities[j].entity);
		else
			buffer_append_byte(out, s.data[i]);
	}
}

#include "cli.h"

#include <stdlib.h>

static void put_points(buffer *out, const char *name, mpt length)
{
	buffer_format(out, ",\"%s\":%s%d.%03d", name, length < 0 ? "-" : "",
		      abs(length / MPT_PER_POINT), abs(length % MPT_PER_POINT));
}

static void put_anchor(const page_document *document, const page_anchor *anchor,
		       buffer *out)
{
	const page *p = &document->pages[anchor->page];
	buffer_append(out, STR("{\"name\":"));
	cli_json_string(out, anchor->name);
	buffer_format(out, ",\"page\":%u", anchor->page + 1);
	put_points(out, "x", anchor->x);
	put_points(out, "y", p->height - anchor->y - anchor->height);
	put_points(out, "width", anchor->width);
	put_points(out, "height", anchor->height);
	if (anchor->field) {
		buffer_append(out, STR(",\"field\":true,\"label\":"));
		cli_json_string(out, anchor->label);
	}
	buffer_append_byte(out, '}');
}

void cli_anchors(const page_document *document, buffer *out)
{
	buffer_format(out,
		      "{\"unit\":\"pt\",\"origin\":\"lower-left\","
		      "\"pages\":%zu,\"anchors\":[",
		      document->page_count);
	for (size_t i = 0; i < document->anchor_count; i++) {
		buffer_append(out, i ? STR(",\n ") : STR("\n "));
		put_anchor(document, &document->anchors[i], out);
	}
	buffer_append(out, STR("\n]}\n"));
}

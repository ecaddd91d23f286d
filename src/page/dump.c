#include "vanban/page.h"

#include <stdlib.h>

/* 72500 -> "72.500" */
static void append_points(buffer *out, mpt length)
{
	buffer_format(out, "%s%d.%03d", length < 0 ? "-" : "",
		      abs(length / MPT_PER_POINT), abs(length % MPT_PER_POINT));
}

static void append_places(buffer *out, const mpt *lengths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_append_byte(out, ' ');
		append_points(out, lengths[i]);
	}
}

/* "Document/Sect/P#17": the number tells apart tags of the same path. */
static void append_path(buffer *out, const page_tag *tag)
{
	const page_tag *path[32];
	size_t depth = 0;
	uint32_t index = tag->index;
	for (; tag && depth < sizeof path / sizeof *path; tag = tag->parent)
		path[depth++] = tag;
	while (depth--)
		buffer_format(out, "%s%s", page_role_name(path[depth]->role),
			      depth ? "/" : "");
	buffer_format(out, "#%u", index);
}

static void append_owner(buffer *out, const page_item *item)
{
	static const char *const artifacts[] = {
	    [PAGE_ARTIFACT_NONE] = "-",
	    [PAGE_ARTIFACT_PAGINATION] = "artifact:pagination",
	    [PAGE_ARTIFACT_LAYOUT] = "artifact:layout",
	    [PAGE_ARTIFACT_BACKGROUND] = "artifact:background",
	};
	buffer_append_byte(out, ' ');
	if (item->tag)
		append_path(out, item->tag);
	else
		buffer_format(out, "%s", artifacts[item->artifact]);
}

static void append_colour(buffer *out, uint32_t colour)
{
	if (colour)
		buffer_format(out, " #%06x", colour);
}

/* Quoted: the space at a line's end must show. */
static void append_quoted(buffer *out, str text)
{
	buffer_append(out, STR(" \""));
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"' || text.data[i] == '\\')
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, text.data[i]);
	}
	buffer_append_byte(out, '"');
}

static void dump_run(buffer *out, const page_item *item)
{
	const page_run *run = &item->as.run;
	buffer_append(out, STR("run"));
	append_places(out, (mpt[]){item->x, item->y, page_run_width(run)}, 3);
	buffer_format(out, " f%d@", run->font);
	append_points(out, run->size);
	if (run->scale && run->scale != 1000)
		buffer_format(out, "*%d", run->scale);
	append_colour(out, run->colour);
	append_owner(out, item);
	append_quoted(out, run->text);
}

static void dump_box(buffer *out, const page_item *item)
{
	buffer_append(out, STR("box"));
	append_places(
	    out,
	    (mpt[]){item->x, item->y, item->as.box.width, item->as.box.height},
	    4);
	append_colour(out, item->as.box.colour);
	append_owner(out, item);
}

static void dump_page(buffer *out, const page *p, size_t number)
{
	buffer_format(out, "page %zu", number);
	append_places(out, (mpt[]){p->width, p->height}, 2);
	append_quoted(out, p->label);
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < p->item_count; i++) {
		buffer_append(out, STR("  "));
		if (p->items[i].kind == PAGE_RUN)
			dump_run(out, &p->items[i]);
		else
			dump_box(out, &p->items[i]);
		buffer_append_byte(out, '\n');
	}
}

static void dump_field(buffer *out, const char *name, str value)
{
	if (!value.length)
		return;
	buffer_format(out, "%s", name);
	append_quoted(out, value);
	buffer_append_byte(out, '\n');
}

static void dump_face(buffer *out, const page_face *face)
{
	static const char *const styles[] = {[FONT_REGULAR] = "",
					     [FONT_BOLD] = " đậm",
					     [FONT_ITALIC] = " nghiêng",
					     [FONT_BOLD_ITALIC] =
						 " đậm nghiêng"};
	buffer_format(out, "font f%d \"%.*s%s\"\n", face->font,
		      STR_ARGS(face->family), styles[face->style]);
}

void page_dump(const page_document *document, const sources *s, buffer *out)
{
	(void)s; /* places are in --dump=doc */
	dump_field(out, "title", document->title);
	dump_field(out, "author", document->author);
	dump_field(out, "date", document->date);
	dump_field(out, "language", document->language);
	for (size_t i = 0; i < document->face_count; i++)
		dump_face(out, &document->faces[i]);
	for (size_t i = 0; i < document->page_count; i++)
		dump_page(out, &document->pages[i], i + 1);
	for (size_t i = 0; i < document->anchor_count; i++) {
		const page_anchor *a = &document->anchors[i];
		buffer_format(out, "anchor page %u", a->page + 1);
		append_places(out, (mpt[]){a->x, a->y, a->width, a->height}, 4);
		append_quoted(out, a->name);
		buffer_append_byte(out, '\n');
	}
}

/* ---- Plain text ------------------------------------------------------- */

static void trim_line(buffer *out)
{
	while (out->length && out->data[out->length - 1] == ' ')
		out->length--;
}

static void append_text(buffer *out, str text)
{
	const str no_break_space = STR("\xC2\xA0");
	while (text.length) {
		size_t plain = str_find(text, no_break_space);
		buffer_append(out, str_slice(text, 0, plain));
		if (plain < text.length)
			buffer_append_byte(out, ' ');
		text =
		    str_slice(text, plain + no_break_space.length, text.length);
	}
}

/* Whether a reader sees a space between two runs on one baseline. */
static bool is_apart(const page_item *left, const page_item *right)
{
	mpt gap = right->x - left->x - page_run_width(&left->as.run);
	return abs(gap) > left->as.run.size / 10;
}

void page_text(const page *p, buffer *out)
{
	const page_item *last = NULL;
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind != PAGE_RUN)
			continue;
		if (last && last->y != item->y) {
			trim_line(out);
			buffer_append_byte(out, '\n');
		} else if (last && is_apart(last, item)) {
			trim_line(out);
			buffer_append_byte(out, ' ');
		}
		append_text(out, item->as.run.text);
		last = item;
	}
	if (last) {
		trim_line(out);
		buffer_append_byte(out, '\n');
	}
}

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

static void dump_line(buffer *out, const page_line *line)
{
	static const char *const ends[PAGE_LINE_END_COUNT] = {
	    [PAGE_LINE_LAST] = "last",	   [PAGE_LINE_FREE] = "free",
	    [PAGE_LINE_WEAK] = "weak",	   [PAGE_LINE_MEDIUM] = "medium",
	    [PAGE_LINE_STRONG] = "strong", [PAGE_LINE_SEVERE] = "severe",
	    [PAGE_LINE_TORN] = "torn",	   [PAGE_LINE_OVERFULL] = "overfull"};
	buffer_format(out, "line space %d.%03d scale %d.%03d end %s",
		      line->space / 1000, line->space % 1000,
		      line->scale / 1000, line->scale % 1000, ends[line->end]);
	if (line->left) {
		buffer_append(out, STR(" left "));
		append_points(out, line->left);
	}
	buffer_append(out, STR("\n  "));
}

static void dump_run(buffer *out, const page_item *item)
{
	const page_run *run = &item->as.run;
	if (run->line)
		dump_line(out, run->line);
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

static void append_point(buffer *out, page_point p)
{
	append_places(out, (mpt[]){p.x, p.y}, 2);
}

/* M, L, C and Z as in SVG. */
static void append_step(buffer *out, const page_step *step)
{
	static const char letters[] = {[PAGE_MOVE] = 'M',
				       [PAGE_LINE] = 'L',
				       [PAGE_CURVE] = 'C',
				       [PAGE_CLOSE] = 'Z'};
	buffer_append_byte(out, ' ');
	buffer_append_byte(out, letters[step->kind]);
	if (step->kind == PAGE_CURVE)
		for (int i = 0; i < 2; i++)
			append_point(out, step->control[i]);
	if (step->kind != PAGE_CLOSE)
		append_point(out, step->to);
}

static void dump_path(buffer *out, const page_item *item)
{
	const page_path *path = &item->as.path;
	buffer_append(out, STR("path"));
	append_point(out, (page_point){item->x, item->y});
	if (path->is_filled)
		buffer_format(out, " fill #%06x", path->fill);
	if (path->stroke) {
		buffer_append(out, STR(" stroke"));
		append_places(out, &path->stroke, 1);
		buffer_format(out, " #%06x", path->stroke_colour);
	}
	if (path->dash) {
		buffer_append(out, STR(" dash"));
		append_places(out, &path->dash, 1);
	}
	append_owner(out, item);
	for (uint32_t i = 0; i < path->step_count; i++)
		append_step(out, &path->steps[i]);
}

static void append_area(buffer *out, page_rectangle r)
{
	append_places(out, (mpt[]){r.x, r.y, r.width, r.height}, 4);
}

static void dump_image(buffer *out, const page_item *item)
{
	const image *pixels = item->as.image.image;
	buffer_append(out, STR("image"));
	append_area(out, page_item_area(item));
	buffer_format(out, " %ux%u", pixels->width, pixels->height);
	append_owner(out, item);
}

static void dump_placed(buffer *out, const page_item *item)
{
	const page_placed *placed = &item->as.placed;
	buffer_append(out, STR("placed"));
	append_area(out, page_item_area(item));
	buffer_format(out, " *%d.%06d turned %d", placed->scale / 1000000,
		      placed->scale % 1000000, placed->turned);
	append_quoted(out, placed->page->label);
}

static void dump_item(buffer *out, const page_item *item)
{
	static void (*const dumps[])(buffer *, const page_item *) = {
	    [PAGE_RUN] = dump_run,	 [PAGE_BOX] = dump_box,
	    [PAGE_PATH] = dump_path,	 [PAGE_IMAGE] = dump_image,
	    [PAGE_PLACED] = dump_placed,
	};
	buffer_append(out, STR("  "));
	dumps[item->kind](out, item);
	buffer_append_byte(out, '\n');
}

static void dump_link(buffer *out, const page_link *link)
{
	buffer_append(out, STR("  link"));
	append_area(out, link->area);
	buffer_append_byte(out, ' ');
	append_path(out, link->tag);
	if (link->target)
		buffer_format(out, " to #%u", link->target->index);
	else
		buffer_format(out, " to %.*s", STR_ARGS(link->anchor));
	append_quoted(out, link->contents);
	buffer_append_byte(out, '\n');
}

static void dump_signature(buffer *out, const page_field *field)
{
	buffer_append(out, STR("  field"));
	append_area(out, field->area);
	buffer_append_byte(out, ' ');
	append_path(out, field->tag);
	buffer_format(out, " %.*s", STR_ARGS(field->name));
	append_quoted(out, field->label);
	buffer_append_byte(out, '\n');
}

static void dump_page(buffer *out, const page *p, size_t number)
{
	buffer_format(out, "page %zu", number);
	append_places(out, (mpt[]){p->width, p->height}, 2);
	append_quoted(out, p->label);
	if (p->why.length)
		buffer_format(out, " %d.%d%% %.*s", p->fill / 10, p->fill % 10,
			      STR_ARGS(p->why));
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < p->item_count; i++)
		dump_item(out, &p->items[i]);
	for (size_t i = 0; i < p->link_count; i++)
		dump_link(out, &p->links[i]);
	for (size_t i = 0; i < p->field_count; i++)
		dump_signature(out, &p->fields[i]);
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

static void end_line(buffer *out)
{
	trim_line(out);
	buffer_append_byte(out, '\n');
}

/* Text goes on after last, the run before or NULL; returns the last run. */
static const page_item *append_item_text(const page_item *last,
					 const page_item *item, buffer *out)
{
	if (last && last->y != item->y) {
		end_line(out);
	} else if (last && is_apart(last, item)) {
		trim_line(out);
		buffer_append_byte(out, ' ');
	}
	append_text(out, item->as.run.text);
	return item;
}

void page_text(const page *p, buffer *out)
{
	const page_item *last = NULL;
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind == PAGE_RUN)
			last = append_item_text(last, item, out);
		if (item->kind != PAGE_PLACED)
			continue;
		if (last)
			end_line(out);
		last = NULL;
		page_text(item->as.placed.page, out);
	}
	if (last)
		end_line(out);
}

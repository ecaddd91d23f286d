#include "writer.h"

/* What stands on one page, in the order of its items and lists. */
typedef struct annotated_page {
	writer *writer;
	uint32_t index;
	pdf_object **objects;
	size_t count;
	size_t capacity;
} annotated_page;

static void put_area(const annotated_page *p, buffer *out, page_rectangle r)
{
	mpt height = p->writer->document->pages[p->index].height;
	int64_t edges[] = {r.x, (int64_t)height - r.y - r.height,
			   (int64_t)r.x + r.width, (int64_t)height - r.y};
	PUT(out, "/Rect[");
	for (size_t i = 0; i < 4; i++) {
		put_thousandths(out, edges[i]);
		buffer_append_byte(out, i < 3 ? ' ' : ']');
	}
	/* Printed, as PDF/A wants it. */
	PUT(out, "/F 4");
}

static void put_owner(annotated_page *p, buffer *out, const page_tag *tag,
		      pdf_object *object)
{
	if (!writer_is_tagged(p->writer) || !tag)
		return;
	PUT(out, "/StructParent ");
	put_integer(out, structure_hold(p->writer, tag, p->index, object));
}

static void keep(annotated_page *p, pdf_object *object)
{
	object_set(&p->writer->file, object);
	ARENA_GROW(p->writer->arena, p->objects, p->count, p->capacity);
	p->objects[p->count++] = object;
}

/* ---- Links ------------------------------------------------------------ */

static const page_anchor *find_anchor(const page_document *document, str name)
{
	for (size_t i = 0; name.length && i < document->anchor_count; i++)
		if (str_equal(document->anchors[i].name, name))
			return &document->anchors[i];
	return NULL;
}

static bool put_destination(const writer *w, buffer *out, const page_link *link)
{
	const element *e = writer_is_tagged(w) && link->target
			       ? structure_find(w, link->target)
			       : NULL;
	if (e) {
		destination_put(w, e->page, e->top, out);
		return true;
	}
	const page_anchor *anchor = find_anchor(w->document, link->anchor);
	if (!anchor || anchor->page >= w->document->page_count)
		return false;
	mpt height = w->document->pages[anchor->page].height;
	destination_put(w, anchor->page, height - anchor->y, out);
	return true;
}

static void write_link(annotated_page *p, const frame *f, const page_link *link)
{
	buffer *out = &p->writer->file.body;
	if (!put_destination(p->writer, out, link))
		return;
	pdf_object *object = pdf_file_object(&p->writer->file);
	PUT(out, "/Type/Annot/Subtype/Link/Border[0 0 0]");
	put_area(p, out, frame_area(f, link->area));
	PUT(out, "/Contents");
	put_text(out, link->contents.length ? link->contents : STR("Liên kết"));
	put_owner(p, out, link->tag, object);
	keep(p, object);
}

/* ---- Signature fields ------------------------------------------------- */

/* Nothing to see, but PDF/A wants every widget to have a look. */
static const pdf_object *write_appearance(writer *w)
{
	pdf_object *object = pdf_file_object(&w->file);
	PUT(&w->file.body, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]");
	object_set_stream(&w->file, object, (str){0});
	return object;
}

/* Of the fields so far, those named so: two documents are signed alike. */
static void put_field_name(writer *w, buffer *out, str name)
{
	size_t before = 0;
	for (size_t i = 0; i < w->widget_count; i++)
		before += str_equal(w->widget_names[i], name);
	str unique = before ? str_format(w->arena, "%.*s-b%zu", STR_ARGS(name),
					 before + 1)
			    : name;
	PUT(out, "/T");
	put_text(out, unique);
}

static void write_field(annotated_page *p, const frame *f,
			const page_field *field)
{
	writer *w = p->writer;
	buffer *out = &w->file.body;
	if (!w->appearance)
		w->appearance = write_appearance(w);
	pdf_object *object = pdf_file_object(&w->file);
	PUT(out, "/Type/Annot/Subtype/Widget/FT/Sig");
	put_field_name(w, out, field->name);
	PUT(out, "/TU");
	put_text(out, field->label);
	put_area(p, out, frame_area(f, field->area));
	PUT(out, "/P ");
	put_reference(out, w->pages[p->index]);
	PUT(out, "/AP<</N ");
	put_reference(out, w->appearance);
	PUT(out, ">>");
	put_owner(p, out, field->tag, object);
	keep(p, object);
	ARENA_GROW(w->arena, w->widgets, w->widget_count, w->widget_capacity);
	ARENA_GROW(w->arena, w->widget_names, w->widget_count,
		   w->name_capacity);
	w->widget_names[w->widget_count] = field->name;
	w->widgets[w->widget_count++] = object;
}

/* ---- Pages ------------------------------------------------------------ */

static void write_frame(annotated_page *p, const frame *f)
{
	const page *from = f->page;
	for (size_t i = 0; i < from->item_count; i++) {
		const page_item *item = &from->items[i];
		if (item->kind != PAGE_PLACED)
			continue;
		frame inner = {item->as.placed.page, item, f};
		write_frame(p, &inner);
	}
	for (size_t i = 0; i < from->link_count; i++)
		write_link(p, f, &from->links[i]);
	for (size_t i = 0; i < from->field_count; i++)
		write_field(p, f, &from->fields[i]);
}

void annotations_write(writer *w, uint32_t page_index)
{
	annotated_page p = {.writer = w, .index = page_index};
	frame f = {&w->document->pages[page_index], NULL, NULL};
	write_frame(&p, &f);
	if (!p.count)
		return;
	ARENA_GROW(w->arena, p.objects, p.count, p.capacity);
	p.objects[p.count] = NULL;
	w->annotations[page_index] = p.objects;
}

void annotations_put(const writer *w, uint32_t page_index, buffer *out)
{
	pdf_object **object = w->annotations[page_index];
	if (!object)
		return;
	PUT(out, "/Annots[");
	for (; *object; object++) {
		put_reference(out, *object);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]");
}

void form_put(const writer *w, buffer *out)
{
	if (!w->widget_count)
		return;
	/* SigFlags 1: there are signature fields. */
	PUT(out, "/AcroForm<</SigFlags 1/Fields[");
	for (size_t i = 0; i < w->widget_count; i++) {
		put_reference(out, w->widgets[i]);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]>>");
}

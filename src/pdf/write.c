#include "writer.h"

static pdf_object *write_resources(writer *w)
{
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Font<<");
	for (size_t i = 0; i < w->face_count; i++) {
		PUT(out, "/F");
		put_integer(out, (int64_t)i);
		buffer_append_byte(out, ' ');
		put_reference(out, w->faces[i].object);
	}
	PUT(out, ">>");
	images_put_resources(w, out);
	object_set(&w->file, object);
	return object;
}

static pdf_object *write_contents(writer *w, uint32_t i, buffer *operators)
{
	operators->length = 0;
	content_write(w, i, operators);
	pdf_object *contents = pdf_file_object(&w->file);
	object_set_stream(&w->file, contents, buffer_str(operators));
	return contents;
}

static void write_page(writer *w, uint32_t i, const pdf_object *parent,
		       const pdf_object *resources, const pdf_object *contents)
{
	const page *p = &w->document->pages[i];
	buffer *out = &w->file.body;
	PUT(out, "/Type/Page/Parent ");
	put_reference(out, parent);
	PUT(out, "/MediaBox[0 0 ");
	put_thousandths(out, p->width);
	buffer_append_byte(out, ' ');
	put_thousandths(out, p->height);
	PUT(out, "]/Resources ");
	put_reference(out, resources);
	PUT(out, "/Contents ");
	put_reference(out, contents);
	if (writer_is_tagged(w)) {
		PUT(out, "/Tabs/S/StructParents ");
		put_integer(out, i);
	}
	annotations_put(w, i, out);
	object_set(&w->file, w->pages[i]);
}

static pdf_object *write_pages(writer *w)
{
	pdf_object *tree = pdf_file_object(&w->file);
	pdf_object *resources = write_resources(w);
	size_t count = w->document->page_count;
	buffer operators = {0};
	pdf_object **contents = ARENA_ARRAY(w->arena, pdf_object *, count);
	w->pages = ARENA_ARRAY(w->arena, pdf_object *, count);
	w->annotations = ARENA_ARRAY(w->arena, pdf_object **, count);
	for (size_t i = 0; i < count; i++)
		w->pages[i] = pdf_file_object(&w->file);
	/* What stands again is the same stream; its marks are of others. */
	for (size_t i = 0; i < count; i++) {
		const repeat *r = writer_repeat(w, i);
		contents[i] = r ? contents[r->given->from + i - r->given->page]
				: write_contents(w, (uint32_t)i, &operators);
	}
	buffer_free(&operators);
	structure_close(w);
	for (size_t i = 0; i < count; i++)
		annotations_write(w, (uint32_t)i);
	for (size_t i = 0; i < count; i++)
		write_page(w, (uint32_t)i, tree, resources, contents[i]);
	buffer *out = &w->file.body;
	PUT(out, "/Type/Pages/Count ");
	put_integer(out, (int64_t)count);
	PUT(out, "/Kids[");
	for (size_t i = 0; i < count; i++) {
		put_reference(out, w->pages[i]);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]");
	object_set(&w->file, tree);
	return tree;
}

static void put_reference_entry(buffer *out, const char *key,
				const pdf_object *object)
{
	if (!object)
		return;
	buffer_append(out, str_from(key));
	put_reference(out, object);
}

static void put_file(buffer *out, str name, const pdf_object *file)
{
	put_text(out, name);
	put_reference(out, file);
}

/* Named, and associated with the document as a whole (ISO 19005-3, 6.8). */
static void put_attachments(const writer *w, buffer *out,
			    pdf_object *const *files, size_t count)
{
	const page_document *d = w->document;
	if (!count)
		return;
	PUT(out, "/AF[");
	for (size_t i = 0; i < count; i++) {
		put_reference(out, files[i]);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]/Names<</EmbeddedFiles<</Names[");
	put_file(out, d->attachment.name, files[0]);
	for (size_t i = 1; i < count; i++)
		put_file(out, d->more_attachments[i - 1].name, files[i]);
	PUT(out, "]>>>>");
}

static void write_catalog(writer *w, const pdf_object *pages)
{
	const pdf_object *structure =
	    writer_is_tagged(w) ? structure_write(w) : NULL;
	const pdf_object *outline = outline_write(w);
	const pdf_object *metadata = metadata_write(w);
	const pdf_object *intent = intent_write(w);
	pdf_object **files;
	size_t file_count = attachments_write(w, &files);
	buffer *out = &w->file.body;
	str language = w->document->language;
	PUT(out, "/Type/Catalog/Lang");
	put_text(out, language.length ? language : STR("vi-VN"));
	put_reference_entry(out, "/Pages ", pages);
	put_reference_entry(out, "/Outlines ", outline);
	put_reference_entry(out, "/Metadata ", metadata);
	PUT(out, "/OutputIntents[");
	put_reference(out, intent);
	PUT(out, "]/ViewerPreferences<</DisplayDocTitle true>>");
	labels_put(w, out);
	put_attachments(w, out, files, file_count);
	form_put(w, out);
	put_reference_entry(out, "/StructTreeRoot ", structure);
	if (structure)
		PUT(out, "/MarkInfo<</Marked true>>");
	object_set(&w->file, w->file.root);
}

static bool write_all(writer *w, buffer *out)
{
	repeats_open(w);
	if (!faces_collect(w))
		return false;
	images_collect(w);
	w->file.root = pdf_file_object(&w->file);
	faces_write(w);
	images_write(w);
	structure_open(w);
	const pdf_object *pages = write_pages(w);
	write_catalog(w, pages);
	w->file.info = info_write(w);
	return pdf_file_write(&w->file, w->diags, out);
}

bool pdf_write(const page_document *document, font_set *fonts,
	       const pdf_options *options, arena *a, diags *d, buffer *out)
{
	if (!document->page_count)
		return diag_at(d, DIAG_PDF_NO_PAGES, NO_SPAN);
	writer w = {
	    .document = document,
	    .fonts = fonts,
	    .arena = a,
	    .diags = d,
	};
	pdf_file_open(&w.file, a, options->compress);
	size_t start = out->length;
	bool done = write_all(&w, out);
	if (done)
		pdf_identify(out->data + start, out->length - start, NULL);
	pdf_file_close(&w.file);
	return done;
}

#include "writer.h"

#include "vanban/fingerprint.h"

/* "text/xml" as a name: the slash is written #2F. */
static void put_mime(buffer *out, str mime)
{
	PUT(out, "/Subtype/");
	for (size_t i = 0; i < mime.length; i++)
		if (mime.data[i] == '/')
			PUT(out, "#2F");
		else
			buffer_append_byte(out, mime.data[i]);
}

static pdf_object *write_file(writer *w, const page_attachment *attachment)
{
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/EmbeddedFile");
	put_mime(out, attachment->mime);
	PUT(out, "/Params<<");
	if (is_date(attachment->date))
		put_date(out, "/ModDate", attachment->date);
	buffer_format(out, "/Size %zu/CheckSum<", attachment->bytes.length);
	buffer_append(out, fingerprint_md5(w->arena, attachment->bytes));
	PUT(out, ">>>");
	object_set_stream(&w->file, object, attachment->bytes);
	return object;
}

static pdf_object *write_attachment(writer *w,
				    const page_attachment *attachment)
{
	const pdf_object *file = write_file(w, attachment);
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/Filespec/AFRelationship/Source/F");
	put_text(out, attachment->name);
	PUT(out, "/UF");
	put_text(out, attachment->name);
	PUT(out, "/Desc");
	put_text(out, attachment->description);
	PUT(out, "/EF<</F ");
	put_reference(out, file);
	PUT(out, "/UF ");
	put_reference(out, file);
	PUT(out, ">>");
	object_set(&w->file, object);
	return object;
}

size_t attachments_write(writer *w, pdf_object ***out)
{
	const page_document *d = w->document;
	size_t count = d->attachment.name.length ? 1 : 0;
	*out =
	    ARENA_ARRAY(w->arena, pdf_object *, 1 + d->more_attachment_count);
	if (count)
		(*out)[0] = write_attachment(w, &d->attachment);
	for (size_t i = 0; count && i < d->more_attachment_count; i++)
		(*out)[count++] = write_attachment(w, &d->more_attachments[i]);
	return count;
}

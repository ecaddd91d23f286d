#include "writer.h"

#include <md5.h>
#include <sha2.h>

static void put_hex(buffer *out, const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%02x", bytes[i]);
}

str attachment_digest(arena *a, str bytes)
{
	SHA2_CTX context;
	uint8_t digest[SHA256_DIGEST_LENGTH];
	buffer text = {0};
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes.data, bytes.length);
	SHA256Final(digest, &context);
	put_hex(&text, digest, sizeof digest);
	str copy = str_copy(a, buffer_str(&text));
	buffer_free(&text);
	return copy;
}

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
	MD5_CTX context;
	uint8_t digest[MD5_DIGEST_LENGTH];
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	MD5Init(&context);
	MD5Update(&context, (const uint8_t *)attachment->bytes.data,
		  attachment->bytes.length);
	MD5Final(digest, &context);
	PUT(out, "/Type/EmbeddedFile");
	put_mime(out, attachment->mime);
	PUT(out, "/Params<<");
	if (is_date(attachment->date))
		put_date(out, "/ModDate", attachment->date);
	buffer_format(out, "/Size %zu/CheckSum<", attachment->bytes.length);
	put_hex(out, digest, sizeof digest);
	PUT(out, ">>>");
	object_set_stream(&w->file, object, attachment->bytes);
	return object;
}

pdf_object *attachment_write(writer *w)
{
	const page_attachment *attachment = &w->document->attachment;
	if (!attachment->name.length)
		return NULL;
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

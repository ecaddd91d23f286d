#include "writer.h"

#include "vanban/fingerprint.h"

#define PRODUCER "vanban"

/* Documents are dated by the day, in Vietnam. */
#define TIME_ZONE_HOURS "+07"

bool is_date(str date)
{
	if (date.length != 10 || date.data[4] != '-' || date.data[7] != '-')
		return false;
	for (size_t i = 0; i < date.length; i++)
		if (i != 4 && i != 7 &&
		    (date.data[i] < '0' || date.data[i] > '9'))
			return false;
	return true;
}

static str first_title(const page_tag *tag)
{
	str title = tag ? tag->title : (str){0};
	for (tag = tag ? tag->first_child : NULL; tag && !title.length;
	     tag = tag->next)
		title = first_title(tag);
	return title;
}

/* A file without one is no PDF/UA: then its first heading's, or the body. */
static str title_of(const page_document *document)
{
	if (document->title.length)
		return document->title;
	str title = first_title(document->root);
	if (!title.length)
		title = document->author;
	return title.length ? title : STR("Văn bản");
}

/* ---- Information dictionary ------------------------------------------- */

static void put_field(buffer *out, const char *key, str value)
{
	if (!value.length)
		return;
	buffer_append(out, str_from(key));
	put_text(out, value);
}

void put_date(buffer *out, const char *key, str date)
{
	buffer_append(out, str_from(key));
	PUT(out, "(D:");
	buffer_append(out, str_slice(date, 0, 4));
	buffer_append(out, str_slice(date, 5, 2));
	buffer_append(out, str_slice(date, 8, 2));
	PUT(out, "000000" TIME_ZONE_HOURS "'00')");
}

pdf_object *info_write(writer *w)
{
	const page_document *document = w->document;
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	put_field(out, "/Title", title_of(document));
	put_field(out, "/Author", document->author);
	put_field(out, "/Producer", STR(PRODUCER));
	if (is_date(document->date)) {
		put_date(out, "/CreationDate", document->date);
		put_date(out, "/ModDate", document->date);
	}
	object_set(&w->file, object);
	return object;
}

/* ---- XMP -------------------------------------------------------------- */

/* {before, after} around a value. */
static void put_element(buffer *out, const char *before, str value,
			const char *after)
{
	if (!value.length)
		return;
	buffer_append(out, str_from(before));
	put_escaped(out, value);
	buffer_append(out, str_from(after));
}

static void put_xmp_dates(buffer *out, const page_document *document)
{
	static const char *const names[] = {"CreateDate", "ModifyDate"};
	if (!is_date(document->date))
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		buffer_format(out,
			      "<xmp:%s>%.*sT00:00:00" TIME_ZONE_HOURS
			      ":00</xmp:%s>\n",
			      names[i], STR_ARGS(document->date), names[i]);
}

/* ---- Properties that PDF/A does not know must be described -------------- */

typedef struct property {
	const char *name;
	const char *type;
	const char *description;
} property;

typedef struct schema {
	const char *title;
	const char *uri;
	const char *prefix;
	property properties[5]; /* up to the first without name */
} schema;

static const schema identification = {
    "PDF/UA identification",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    {{"part", "Integer", "part of ISO 14289"}},
};

/* Our own; see page_facts. */
static const schema facts = {
    "vanban",
    PAGE_FACTS_URI,
    "vanban",
    {{"type", "Text", "kind of document"},
     {"number", "Text", "number and symbol of the document"},
     {"unit", "Text", "code of the body that reports"},
     {"period", "Text", "code of the reporting period"},
     {"dataSha256", "Text", "SHA-256 of the embedded data"}},
};

static void put_property(buffer *out, const property *p)
{
	buffer_format(out,
		      "<rdf:li rdf:parseType=\"Resource\">\n"
		      "<pdfaProperty:name>%s</pdfaProperty:name>\n"
		      "<pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
		      "<pdfaProperty:category>internal"
		      "</pdfaProperty:category>\n"
		      "<pdfaProperty:description>%s"
		      "</pdfaProperty:description>\n</rdf:li>\n",
		      p->name, p->type, p->description);
}

static void put_schema(buffer *out, const schema *s)
{
	buffer_format(out,
		      "<rdf:li rdf:parseType=\"Resource\">\n"
		      "<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
		      "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
		      "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
		      "<pdfaSchema:property><rdf:Seq>\n",
		      s->title, s->uri, s->prefix);
	for (size_t i = 0; i < 5 && s->properties[i].name; i++)
		put_property(out, &s->properties[i]);
	PUT(out, "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n");
}

static void put_schemas(buffer *out, bool is_tagged, bool has_facts)
{
	if (!is_tagged && !has_facts)
		return;
	PUT(out, "<pdfaExtension:schemas><rdf:Bag>\n");
	if (is_tagged)
		put_schema(out, &identification);
	if (has_facts)
		put_schema(out, &facts);
	PUT(out, "</rdf:Bag></pdfaExtension:schemas>\n");
}

static void put_facts(buffer *out, arena *a, const page_document *document)
{
	const page_facts *f = &document->facts;
	put_element(out, "<vanban:type>", f->type, "</vanban:type>\n");
	put_element(out, "<vanban:number>", f->number, "</vanban:number>\n");
	put_element(out, "<vanban:unit>", f->unit, "</vanban:unit>\n");
	put_element(out, "<vanban:period>", f->period, "</vanban:period>\n");
	if (document->attachment.name.length)
		put_element(out, "<vanban:dataSha256>",
			    fingerprint_sha256(a, document->attachment.bytes),
			    "</vanban:dataSha256>\n");
}

/* ---- The packet --------------------------------------------------------- */

static const char packet_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:vanban=\"" PAGE_FACTS_URI "\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

static const char packet_tail[] = "</rdf:Description>\n"
				  "</rdf:RDF>\n"
				  "</x:xmpmeta>\n"
				  "<?xpacket end=\"w\"?>\n";

static bool has_facts(const page_document *document)
{
	return document->facts.type.length || document->attachment.name.length;
}

static void put_packet(buffer *out, arena *a, const page_document *document)
{
	bool is_tagged = document->root != NULL;
	buffer_append(out, str_from(packet_head));
	buffer_append(out, str_from("<pdfaid:part>3</pdfaid:part>\n"));
	buffer_format(out, "<pdfaid:conformance>%s</pdfaid:conformance>\n",
		      is_tagged ? "A" : "U");
	if (is_tagged)
		PUT(out, "<pdfuaid:part>1</pdfuaid:part>\n");
	put_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		    title_of(document), "</rdf:li></rdf:Alt></dc:title>\n");
	put_element(out, "<dc:creator><rdf:Seq><rdf:li>", document->author,
		    "</rdf:li></rdf:Seq></dc:creator>\n");
	put_element(out, "<dc:language><rdf:Bag><rdf:li>", document->language,
		    "</rdf:li></rdf:Bag></dc:language>\n");
	put_xmp_dates(out, document);
	PUT(out, "<pdf:Producer>" PRODUCER "</pdf:Producer>\n");
	put_facts(out, a, document);
	put_schemas(out, is_tagged, has_facts(document));
	buffer_append(out, str_from(packet_tail));
}

/* Left readable: programs that know no PDF look for the packet. */
pdf_object *metadata_write(writer *w)
{
	buffer packet = {0};
	put_packet(&packet, w->arena, w->document);
	pdf_object *object = pdf_file_object(&w->file);
	buffer_format(&w->file.body, "/Type/Metadata/Subtype/XML/Length %zu",
		      packet.length);
	object_set_as_is(&w->file, object,
			 str_copy(w->arena, buffer_str(&packet)));
	buffer_free(&packet);
	return object;
}

/* ---- Colour ----------------------------------------------------------- */

pdf_object *intent_write(writer *w)
{
	pdf_object *profile = pdf_file_object(&w->file);
	PUT(&w->file.body, "/N 3");
	object_set_stream(&w->file, profile, icc_bytes(w->arena));
	pdf_object *intent = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/OutputIntent/S/GTS_PDFA1"
		 "/OutputConditionIdentifier(sRGB)"
		 "/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
	put_reference(out, profile);
	object_set(&w->file, intent);
	return intent;
}

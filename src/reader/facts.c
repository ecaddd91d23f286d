#include "facts.h"

#include "vanban/xml.h"

#define URI_DC	    "http://purl.org/dc/elements/1.1/"
#define URI_XMP	    "http://ns.adobe.com/xap/1.0/"
#define URI_PDF	    "http://ns.adobe.com/pdf/1.3/"
#define URI_PDFAID  "http://www.aiim.org/pdfa/ns/id/"
#define URI_PDFUAID "http://www.aiim.org/pdfua/ns/id/"
#define URI_VANBAN  "urn:vanban:pdf:1:"

static bool is_property(const xml_node *n, const char *uri, const char *name)
{
	return str_equal(n->uri, str_from(uri)) &&
	       str_equal(n->name, str_from(name));
}

/* A property as element or attribute of any rdf:Description. */
static str property_in(arena *a, const xml_node *description, const char *uri,
		       const char *name)
{
	for (size_t i = 0; i < description->attribute_count; i++) {
		const xml_attribute *x = &description->attributes[i];
		if (str_equal(x->prefix_uri, str_from(uri)) &&
		    str_equal(x->name, str_from(name)))
			return x->value;
	}
	for (const xml_node *n = xml_first(description, STR("")); n;
	     n = xml_next(n, STR("")))
		if (is_property(n, uri, name))
			return str_trim(xml_text(a, n));
	return (str){NULL, 0};
}

static str property(arena *a, const xml_node *rdf, const char *uri,
		    const char *name)
{
	str found = {NULL, 0};
	for (const xml_node *n = rdf ? xml_first(rdf, STR("Description"))
				     : NULL;
	     n && !found.length; n = xml_next(n, STR("Description")))
		found = property_in(a, n, uri, name);
	return found;
}

static str claim(arena *a, const char *standard, str part, str level)
{
	if (!part.length)
		return part;
	return str_format(a, "%s-%.*s%.*s", standard, STR_ARGS(part),
			  STR_ARGS(level));
}

static void read_packet(arena *a, const xml_node *rdf, reader_facts *out)
{
	*out = (reader_facts){
	    .title = property(a, rdf, URI_DC, "title"),
	    .author = property(a, rdf, URI_DC, "creator"),
	    .date = str_slice(property(a, rdf, URI_XMP, "CreateDate"), 0, 10),
	    .producer = property(a, rdf, URI_PDF, "Producer"),
	    .conformance =
		claim(a, "PDF/A", property(a, rdf, URI_PDFAID, "part"),
		      property(a, rdf, URI_PDFAID, "conformance")),
	    .accessibility = claim(
		a, "PDF/UA", property(a, rdf, URI_PDFUAID, "part"), STR("")),
	    .type = property(a, rdf, URI_VANBAN, "type"),
	    .number = property(a, rdf, URI_VANBAN, "number"),
	    .unit = property(a, rdf, URI_VANBAN, "unit"),
	    .period = property(a, rdf, URI_VANBAN, "period"),
	    .digest = property(a, rdf, URI_VANBAN, "dataSha256"),
	};
}

/* What is wrong in a packet is nobody's business: it then says nothing. */
void facts_read(pdf_access *p, reader_facts *out)
{
	str packet;
	xml_document file;
	qpdf_oh root = access_root(p),
		metadata = access_key(p, root, "/Metadata");
	diags *unheard = diags_new(p->arena, sources_new(p->arena));
	if (!access_stream(p, metadata, &packet) ||
	    !xml_parse(p->arena, unheard, p->path, packet, &file))
		return;
	const xml_node *rdf = file.root;
	if (!str_equal(rdf->name, STR("RDF")))
		rdf = xml_first(rdf, STR("RDF"));
	read_packet(p->arena, rdf, out);
}

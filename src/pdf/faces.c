#include "writer.h"

#include <assert.h>

#define GLYPH_LIMIT 65536

const face_use *faces_find(const writer *w, font_id id)
{
	size_t i = 0;
	while (i < w->face_count && w->faces[i].id != id)
		i++;
	assert(i < w->face_count);
	return &w->faces[i];
}

static face_use *use_face(writer *w, font_id id)
{
	for (size_t i = 0; i < w->face_count; i++)
		if (w->faces[i].id == id)
			return &w->faces[i];
	ARENA_GROW(w->arena, w->faces, w->face_count, w->face_capacity);
	face_use *use = &w->faces[w->face_count++];
	*use = (face_use){.id = id};
	use->glyphs = ARENA_ARRAY(w->arena, uint64_t, GLYPH_LIMIT / 64);
	return use;
}

static void collect_run(writer *w, const page_run *run)
{
	face_use *use = use_face(w, run->font);
	for (uint32_t i = 0; i < run->glyph_count; i++) {
		uint16_t glyph = run->glyphs[i].id;
		use->glyphs[glyph / 64] |= (uint64_t)1 << glyph % 64;
	}
}

static size_t count_glyphs(const face_use *use)
{
	size_t count = 0;
	for (size_t i = 0; i < GLYPH_LIMIT / 64; i++)
		count += (size_t)__builtin_popcountll(use->glyphs[i]);
	return count;
}

static bool take_subset(writer *w, face_use *use)
{
	uint16_t *glyphs = ARENA_ARRAY(w->arena, uint16_t, count_glyphs(use));
	size_t count = 0;
	for (uint32_t i = 0; i < GLYPH_LIMIT / 64; i++)
		for (uint64_t rest = use->glyphs[i]; rest; rest &= rest - 1)
			glyphs[count++] =
			    (uint16_t)(i * 64 +
				       (uint32_t)__builtin_ctzll(rest));
	use->subset = font_set_subset(w->fonts, w->arena, w->diags, use->id,
				      glyphs, count);
	return use->subset != NULL;
}

static void collect_page(writer *w, const page *p)
{
	for (size_t i = 0; i < p->item_count; i++) {
		const page_item *item = &p->items[i];
		if (item->kind == PAGE_RUN)
			collect_run(w, &item->as.run);
		if (item->kind == PAGE_PLACED)
			collect_page(w, item->as.placed.page);
	}
}

bool faces_collect(writer *w)
{
	const page_document *document = w->document;
	for (size_t i = 0; i < document->page_count; i++)
		if (!writer_repeat(w, i))
			collect_page(w, &document->pages[i]);
	bool done = true;
	for (size_t i = 0; i < w->face_count; i++)
		done = take_subset(w, &w->faces[i]) && done;
	return done;
}

/* ---- ToUnicode -------------------------------------------------------- */

/* A block of bfchar may hold a hundred lines. */
#define LINES_PER_BLOCK 100

static void put_characters(buffer *out, const face_use *use)
{
	const font_subset *subset = use->subset;
	const font_character *lines[LINES_PER_BLOCK];
	size_t count = 0;
	for (uint32_t i = 0; i <= subset->character_count; i++) {
		bool at_end = i == subset->character_count;
		if (count && (at_end || count == LINES_PER_BLOCK)) {
			put_integer(out, (int64_t)count);
			PUT(out, " beginbfchar\n");
			for (size_t j = 0; j < count; j++) {
				buffer_append_byte(out, '<');
				put_hex16(out, lines[j]->number);
				PUT(out, "><");
				put_utf16(out, lines[j]->code_point);
				PUT(out, ">\n");
			}
			PUT(out, "endbfchar\n");
			count = 0;
		}
		if (!at_end)
			lines[count++] = &subset->characters[i];
	}
}

static pdf_object *write_to_unicode(writer *w, const face_use *use)
{
	buffer text = {0};
	PUT(&text, "/CIDInit/ProcSet findresource begin\n"
		   "12 dict begin\n"
		   "begincmap\n"
		   "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
		   "/Supplement 0>>def\n"
		   "/CMapName/Adobe-Identity-UCS def\n"
		   "/CMapType 2 def\n"
		   "1 begincodespacerange\n<0000><FFFF>\n"
		   "endcodespacerange\n");
	put_characters(&text, use);
	PUT(&text, "endcmap\n"
		   "CMapName currentdict/CMap defineresource pop\n"
		   "end\nend\n");
	pdf_object *object = pdf_file_object(&w->file);
	object_set_stream(&w->file, object, buffer_str(&text));
	buffer_free(&text);
	return object;
}

/* ---- Descriptor and fonts --------------------------------------------- */

enum font_flag {
	FLAG_FIXED_PITCH = 1 << 0,
	FLAG_SERIF = 1 << 1,
	FLAG_SYMBOLIC = 1 << 2, /* glyphs by number, no encoding */
	FLAG_ITALIC = 1 << 6
};

static int64_t flags_of(const font_subset *subset)
{
	return (subset->fixed_pitch ? FLAG_FIXED_PITCH : 0) |
	       (subset->serif ? FLAG_SERIF : 0) | FLAG_SYMBOLIC |
	       (subset->italic ? FLAG_ITALIC : 0);
}

static void put_entry(buffer *out, const char *name, int64_t value)
{
	buffer_append(out, str_from(name));
	buffer_append_byte(out, ' ');
	put_integer(out, value);
}

static void put_name(buffer *out, const char *key, str name)
{
	buffer_append(out, str_from(key));
	buffer_append_byte(out, '/');
	buffer_append(out, name);
}

static pdf_object *write_program(writer *w, const font_subset *subset)
{
	pdf_object *object = pdf_file_object(&w->file);
	put_entry(&w->file.body, "/Length1", (int64_t)subset->bytes.length);
	object_set_stream(&w->file, object, subset->bytes);
	return object;
}

static pdf_object *write_descriptor(writer *w, const font_subset *subset)
{
	pdf_object *program = write_program(w, subset);
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/FontDescriptor");
	put_name(out, "/FontName", subset->name);
	put_entry(out, "/Flags", flags_of(subset));
	PUT(out, "/FontBBox[");
	for (int i = 0; i < 4; i++) {
		put_integer(out, subset->bounding_box[i]);
		buffer_append_byte(out, i < 3 ? ' ' : ']');
	}
	PUT(out, "/ItalicAngle ");
	put_thousandths(out, subset->italic_angle);
	put_entry(out, "/Ascent", subset->metrics.ascent);
	put_entry(out, "/Descent", -subset->metrics.descent);
	put_entry(out, "/CapHeight", subset->metrics.cap_height);
	put_entry(out, "/XHeight", subset->metrics.x_height);
	put_entry(out, "/StemV", subset->stem_v);
	put_entry(out, "/FontWeight", subset->weight);
	PUT(out, "/FontFile2 ");
	put_reference(out, program);
	object_set(&w->file, object);
	return object;
}

static void put_widths(buffer *out, const font_subset *subset)
{
	PUT(out, "/W[0[");
	for (uint32_t i = 0; i < subset->shown_count; i++) {
		put_integer(out, subset->widths[i]);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]]");
}

static pdf_object *write_descendant(writer *w, const face_use *use)
{
	pdf_object *descriptor = write_descriptor(w, use->subset);
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/Font/Subtype/CIDFontType2");
	put_name(out, "/BaseFont", use->subset->name);
	PUT(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		 "/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ");
	put_reference(out, descriptor);
	put_widths(out, use->subset);
	object_set(&w->file, object);
	return object;
}

static pdf_object *write_face(writer *w, const face_use *use)
{
	pdf_object *descendant = write_descendant(w, use);
	pdf_object *to_unicode = write_to_unicode(w, use);
	pdf_object *object = pdf_file_object(&w->file);
	buffer *out = &w->file.body;
	PUT(out, "/Type/Font/Subtype/Type0/Encoding/Identity-H");
	put_name(out, "/BaseFont", use->subset->name);
	PUT(out, "/DescendantFonts[");
	put_reference(out, descendant);
	PUT(out, "]/ToUnicode ");
	put_reference(out, to_unicode);
	object_set(&w->file, object);
	return object;
}

void faces_write(writer *w)
{
	for (size_t i = 0; i < w->face_count; i++)
		w->faces[i].object = write_face(w, &w->faces[i]);
}

#include "writer.h"

#include <assert.h>

/*
 * How far a glyph may stand from its place, in mpt, before a TJ number puts it
 * right.  The error is measured from the run's start, so it never adds up.
 */
#define TOLERANCE 15

/* The graphics state as the operators so far have left it. */
typedef struct content {
	writer *writer;
	uint32_t page_index;
	uint32_t reading; /* of the page or placed page */
	const frame *frame;
	const page *page; /* the frame's */
	buffer *out;
	bool in_text;
	mpt line_x, line_y; /* in a text object: where its line begins */
	font_id font;
	const face_use *face;
	mpt size;
	int32_t scale;
	uint32_t colour;
	mpt rise;
	uint32_t stroke_colour;
	mpt stroke;
	mpt dash;
	bool has_round_joins;
	bool is_marked;	     /* inside BDC … EMC */
	bool marked_in_text; /* … which is inside BT … ET */
	const page_tag *tag;
	page_artifact artifact;
} content;

static void begin_text(content *c)
{
	if (c->in_text)
		return;
	PUT(c->out, "BT\n");
	c->in_text = true;
	c->line_x = c->line_y = 0;
}

static void end_text(content *c)
{
	if (c->in_text)
		PUT(c->out, "ET\n");
	c->in_text = false;
}

/* ---- State ------------------------------------------------------------ */

static void put_colour(buffer *out, uint32_t colour)
{
	for (int shift = 16; shift >= 0; shift -= 8) {
		int64_t level = colour >> shift & 255;
		put_thousandths(out, (level * 1000 + 127) / 255);
		buffer_append_byte(out, ' ');
	}
}

static void set_colour(content *c, uint32_t colour)
{
	if (c->colour == colour)
		return;
	put_colour(c->out, colour);
	PUT(c->out, "rg\n");
	c->colour = colour;
}

static void set_stroke_colour(content *c, uint32_t colour)
{
	if (c->stroke_colour == colour)
		return;
	put_colour(c->out, colour);
	PUT(c->out, "RG\n");
	c->stroke_colour = colour;
}

static void set_dash(content *c, mpt dash)
{
	if (c->dash == dash)
		return;
	buffer_append_byte(c->out, '[');
	if (dash)
		put_thousandths(c->out, dash);
	PUT(c->out, "]0 d\n");
	c->dash = dash;
}

static void set_stroke(content *c, const page_path *path)
{
	if (!path->stroke)
		return;
	set_stroke_colour(c, path->stroke_colour);
	set_dash(c, path->dash);
	if (!c->has_round_joins)
		PUT(c->out, "1 j\n");
	c->has_round_joins = true;
	if (c->stroke == path->stroke)
		return;
	put_thousandths(c->out, path->stroke);
	PUT(c->out, " w\n");
	c->stroke = path->stroke;
}

static void set_font(content *c, const page_run *run)
{
	if (c->face && c->font == run->font && c->size == run->size)
		return;
	c->face = faces_find(c->writer, run->font);
	c->font = run->font;
	c->size = run->size;
	PUT(c->out, "/F");
	put_integer(c->out, c->face - c->writer->faces);
	buffer_append_byte(c->out, ' ');
	put_thousandths(c->out, run->size);
	PUT(c->out, " Tf\n");
}

static void set_scale(content *c, int32_t scale)
{
	if (c->scale == scale)
		return;
	put_thousandths(c->out, (int64_t)scale * 100);
	PUT(c->out, " Tz\n");
	c->scale = scale;
}

static void set_position(content *c, mpt x, mpt y)
{
	mpt up = c->page->height - y;
	put_thousandths(c->out, (int64_t)x - c->line_x);
	buffer_append_byte(c->out, ' ');
	put_thousandths(c->out, (int64_t)up - c->line_y);
	PUT(c->out, " Td\n");
	c->line_x = x;
	c->line_y = up;
}

/* ---- Glyphs ----------------------------------------------------------- */

/*
 * Where the reader's pen is: in thousandths of the em, as the widths and the
 * numbers of TJ move it.
 */
typedef struct pen {
	int64_t units;
	int64_t per_million; /* units * per_million / 1,000,000 = mpt */
	int64_t wanted;	     /* mpt */
} pen;

static int64_t divide_rounded(int64_t a, int64_t b)
{
	return (a >= 0 ? a + b / 2 : a - b / 2) / b;
}

/* The TJ number that brings the pen back, 0 while it is near enough. */
static int64_t correct_pen(pen *p)
{
	int64_t ahead = p->units * p->per_million - p->wanted * 1000000;
	int64_t limit = (int64_t)TOLERANCE * 1000000;
	if (ahead <= limit && ahead >= -limit)
		return 0;
	int64_t number = divide_rounded(ahead, p->per_million);
	p->units -= number;
	return number;
}

/* Two bytes: literal, which deflates best, or readable. */
static void put_glyph(content *c, uint16_t glyph)
{
	const char bytes[] = {(char)(glyph >> 8), (char)(glyph & 255)};
	if (!c->writer->file.compress) {
		put_hex16(c->out, glyph);
		return;
	}
	for (size_t i = 0; i < sizeof bytes; i++) {
		if (bytes[i] == '\r') {
			PUT(c->out, "\\r");
			continue;
		}
		if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
			buffer_append_byte(c->out, '\\');
		buffer_append_byte(c->out, bytes[i]);
	}
}

static void begin_string(content *c)
{
	buffer_append_byte(c->out, c->writer->file.compress ? '(' : '<');
}

static void end_string(content *c)
{
	buffer_append_byte(c->out, c->writer->file.compress ? ')' : '>');
}

static void set_rise(content *c, mpt rise)
{
	if (c->rise == rise)
		return;
	end_string(c);
	PUT(c->out, "]TJ\n");
	put_thousandths(c->out, rise);
	PUT(c->out, " Ts\n[");
	begin_string(c);
	c->rise = rise;
}

static void put_glyphs(content *c, const page_run *run, int32_t scale)
{
	const font_subset *subset = c->face->subset;
	pen p = {0, (int64_t)run->size * scale, 0};
	buffer_append_byte(c->out, '[');
	begin_string(c);
	for (uint32_t i = 0; i < run->glyph_count; i++) {
		const page_glyph *glyph = &run->glyphs[i];
		int64_t number = p.per_million > 0 ? correct_pen(&p) : 0;
		if (number) {
			end_string(c);
			put_integer(c->out, number);
			begin_string(c);
		}
		uint16_t shown = subset->numbers[glyph->id];
		set_rise(c, glyph->rise);
		put_glyph(c, shown);
		p.units += subset->widths[shown];
		p.wanted += glyph->advance;
	}
	set_rise(c, 0);
	end_string(c);
	PUT(c->out, "]TJ\n");
}

static void put_run(content *c, const page_item *item)
{
	const page_run *run = &item->as.run;
	int32_t scale = run->scale ? run->scale : 1000;
	if (!run->glyph_count)
		return;
	begin_text(c);
	set_colour(c, run->colour);
	set_font(c, run);
	set_scale(c, scale);
	set_position(c, item->x, item->y);
	put_glyphs(c, run, scale);
}

static void put_box(content *c, const page_item *item)
{
	end_text(c);
	set_colour(c, item->as.box.colour);
	int64_t bottom =
	    (int64_t)c->page->height - item->y - item->as.box.height;
	int64_t sides[] = {item->x, bottom, item->as.box.width,
			   item->as.box.height};
	for (size_t i = 0; i < 4; i++) {
		put_thousandths(c->out, sides[i]);
		buffer_append_byte(c->out, ' ');
	}
	PUT(c->out, "re f\n");
}

/* ---- Paths and images ------------------------------------------------- */

static void put_point(content *c, const page_item *item, page_point p)
{
	put_thousandths(c->out, (int64_t)item->x + p.x);
	buffer_append_byte(c->out, ' ');
	put_thousandths(c->out, (int64_t)c->page->height - item->y - p.y);
	buffer_append_byte(c->out, ' ');
}

static void put_step(content *c, const page_item *item, const page_step *step)
{
	static const char *const operators[] = {[PAGE_MOVE] = "m\n",
						[PAGE_LINE] = "l\n",
						[PAGE_CURVE] = "c\n",
						[PAGE_CLOSE] = "h\n"};
	if (step->kind == PAGE_CURVE)
		for (int i = 0; i < 2; i++)
			put_point(c, item, step->control[i]);
	if (step->kind != PAGE_CLOSE)
		put_point(c, item, step->to);
	buffer_append(c->out, str_from(operators[step->kind]));
}

static void put_path(content *c, const page_item *item)
{
	const page_path *path = &item->as.path;
	if (!path->step_count || (!path->is_filled && !path->stroke))
		return;
	end_text(c);
	set_stroke(c, path);
	if (path->is_filled)
		set_colour(c, path->fill);
	for (uint32_t i = 0; i < path->step_count; i++)
		put_step(c, item, &path->steps[i]);
	if (path->is_filled)
		buffer_append(c->out, path->stroke ? STR("B\n") : STR("f\n"));
	else
		PUT(c->out, "S\n");
}

/*
 * From the unit square of what is stored to where it is shown: by orientation,
 * widths across and up for each axis, then for the origin.
 */
static const int8_t turns[9][6] = {
    {0},
    {1, 0, 0, 1, 0, 0},
    {-1, 0, 0, 1, 1, 0},
    {-1, 0, 0, -1, 1, 1},
    {1, 0, 0, -1, 0, 1},
    {0, -1, -1, 0, 1, 1},
    {0, -1, 1, 0, 0, 1},
    {0, 1, 1, 0, 0, 0},
    {0, 1, -1, 0, 1, 0},
};

static void put_image(content *c, const page_item *item)
{
	const image *picture = item->as.image.image;
	assert(picture->orientation >= 1 && picture->orientation <= 8);
	int64_t sides[] = {item->as.image.width, item->as.image.height};
	int64_t corner[] = {item->x,
			    (int64_t)c->page->height - item->y - sides[1]};
	end_text(c);
	PUT(c->out, "q ");
	for (int i = 0; i < 6; i++) {
		int64_t at = turns[picture->orientation][i] * sides[i % 2];
		put_thousandths(c->out, at + (i < 4 ? 0 : corner[i % 2]));
		buffer_append_byte(c->out, ' ');
	}
	PUT(c->out, "cm /I");
	put_integer(c->out, (int64_t)images_find(c->writer, picture));
	PUT(c->out, " Do Q\n");
}

/* ---- Marked content --------------------------------------------------- */

static void end_mark(content *c)
{
	if (!c->marked_in_text)
		end_text(c);
	if (c->is_marked)
		PUT(c->out, "EMC\n");
	c->is_marked = false;
}

static void begin_artifact(content *c, page_artifact artifact)
{
	static const char *const types[] = {
	    [PAGE_ARTIFACT_PAGINATION] = "Pagination",
	    [PAGE_ARTIFACT_LAYOUT] = "Layout",
	    [PAGE_ARTIFACT_BACKGROUND] = "Background",
	};
	PUT(c->out, "/Artifact<</Type/");
	buffer_append(c->out, str_from(types[artifact]));
	PUT(c->out, ">>BDC\n");
}

static void begin_tag(content *c, const page_tag *tag, page_rectangle area)
{
	uint32_t mcid =
	    structure_mark(c->writer, tag, c->page_index, c->reading, area.y);
	buffer_append_byte(c->out, '/');
	buffer_append(c->out, str_from(structure_name(c->writer, tag)));
	PUT(c->out, "<</MCID ");
	put_integer(c->out, mcid);
	PUT(c->out, ">>BDC\n");
}

/* Where an item lies on the page of the file. */
static page_rectangle area_of(const content *c, const page_item *item)
{
	return frame_area(c->frame, page_item_area(item));
}

static bool goes_on(const content *c, const page_item *item,
		    const page_tag *tag)
{
	return c->is_marked && c->tag == tag &&
	       (tag || c->artifact == item->artifact) &&
	       (item->kind == PAGE_RUN || !c->marked_in_text);
}

/*
 * Neighbours of one tag, or of one kind of artifact, share a sequence.  Those
 * of text are inside one text object, so that it need not be opened for each;
 * a figure's may hold lines among its words.
 */
static void mark_item(content *c, const page_item *item)
{
	assert(item->tag || item->artifact != PAGE_ARTIFACT_NONE);
	page_rectangle area = {0};
	const page_tag *tag = NULL;
	if (item->tag) {
		tag = structure_owner(c->writer, item->tag);
		area = area_of(c, item);
		structure_cover(c->writer, c->page_index, tag, area);
	}
	if (goes_on(c, item, tag))
		return;
	end_mark(c);
	c->marked_in_text =
	    item->kind == PAGE_RUN && !(tag && tag->role == PAGE_FIGURE);
	if (c->marked_in_text)
		begin_text(c);
	else
		end_text(c);
	if (tag)
		begin_tag(c, tag, area);
	else
		begin_artifact(c, item->artifact);
	c->is_marked = true;
	c->tag = tag;
	c->artifact = item->artifact;
}

/* ---- Pages ------------------------------------------------------------ */

static void put_items(content *c, const frame *);

/* From the placed page's lower left corner to the outer page's. */
static void put_matrix(content *c, const page_item *item)
{
	static const int quarters[4][4] = {
	    {1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	const page_placed *placed = &item->as.placed;
	page_rectangle area = page_item_area(item);
	const int *turn = quarters[placed->turned];
	bool from_right = turn[0] + turn[2] < 0;
	bool from_bottom = turn[1] + turn[3] > 0;
	for (int i = 0; i < 4; i++) {
		put_millionths(c->out, (int64_t)turn[i] * placed->scale);
		buffer_append_byte(c->out, ' ');
	}
	put_thousandths(c->out,
			(int64_t)area.x + (from_right ? area.width : 0));
	buffer_append_byte(c->out, ' ');
	put_thousandths(c->out, (int64_t)c->page->height - area.y -
				    (from_bottom ? area.height : 0));
	PUT(c->out, " cm\n");
}

static void put_placed(content *c, const page_item *item)
{
	frame inner = {item->as.placed.page, item, c->frame};
	end_mark(c);
	end_text(c);
	PUT(c->out, "q\n");
	content saved = *c;
	c->reading = item->as.placed.reading;
	put_matrix(c, item);
	put_items(c, &inner);
	*c = saved;
	PUT(c->out, "Q\n");
}

static void put_items(content *c, const frame *f)
{
	static void (*const puts[])(content *, const page_item *) = {
	    [PAGE_RUN] = put_run,	[PAGE_BOX] = put_box,
	    [PAGE_PATH] = put_path,	[PAGE_IMAGE] = put_image,
	    [PAGE_PLACED] = put_placed,
	};
	c->frame = f;
	c->page = f->page;
	for (size_t i = 0; i < f->page->item_count; i++) {
		const page_item *item = &f->page->items[i];
		if (writer_is_tagged(c->writer) && item->kind != PAGE_PLACED)
			mark_item(c, item);
		puts[item->kind](c, item);
	}
	end_mark(c);
	end_text(c);
}

void content_write(writer *w, uint32_t page_index, buffer *out)
{
	frame f = {&w->document->pages[page_index], NULL, NULL};
	content c = {
	    .writer = w,
	    .page_index = page_index,
	    .reading = page_index,
	    .out = out,
	    .font = FONT_NONE,
	    .scale = 1000,
	    .stroke = MPT_PER_POINT,
	};
	put_items(&c, &f);
}

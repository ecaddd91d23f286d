#include "references.h"

#include "hang.h"

#include <assert.h>

/* Of the space between words at its natural width, thousandths. */
#define SPACE_STRETCH 400
#define SPACE_SHRINK  400

layout_scratch *paragraph_scratch(layout_context *context)
{
	if (!context->scratch)
		context->scratch = ARENA_NEW(context->arena, layout_scratch);
	return context->scratch;
}

/* ---- Measures of a style ---------------------------------------------- */

static font_metrics metrics_of(layout_context *context,
			       const profile_style *style)
{
	static const font_style styles[2][2] = {{FONT_REGULAR, FONT_ITALIC},
						{FONT_BOLD, FONT_BOLD_ITALIC}};
	const font_measurer *fonts = context->fonts;
	font_metrics metrics = {.ascent = 891, .descent = 216};
	font_id font = fonts->face(fonts->context, context->profile->family,
				   styles[style->bold][style->italic], NO_SPAN);
	if (font != FONT_NONE)
		fonts->metrics(fonts->context, font, &metrics);
	return metrics;
}

mpt paragraph_baseline(layout_context *context, const profile_style *style)
{
	font_metrics metrics = metrics_of(context, style);
	mpt ascent = inline_advance(style->size, metrics.ascent);
	mpt descent = inline_advance(style->size, metrics.descent);
	return (style->line_height - ascent - descent) / 2 + ascent;
}

mpt paragraph_descent(layout_context *context, const profile_style *style)
{
	return inline_advance(style->size, metrics_of(context, style).descent);
}

/* ---- Runs ------------------------------------------------------------- */

typedef struct line_builder {
	layout_context *context;
	layout_scratch *scratch;
	uint32_t look; /* of the run being built */
	bool open;
	mpt start; /* where the run begins */
	mpt x;
	mpt baseline;
	int32_t scale; /* of the glyphs' width, thousandths */
	int64_t inked; /* width of the glyphs so far, unscaled */
} line_builder;

static page_item *add_item(line_builder *b, page_item_kind kind, page_tag *tag)
{
	layout_scratch *s = b->scratch;
	ARENA_GROW(b->context->arena, s->items, s->item_count,
		   s->item_capacity);
	page_item *item = &s->items[s->item_count++];
	*item = (page_item){.kind = kind, .tag = tag};
	if (!tag)
		item->artifact = PAGE_ARTIFACT_PAGINATION;
	return item;
}

static void underline(line_builder *b, const inline_look *look)
{
	font_metrics metrics;
	const font_measurer *fonts = b->context->fonts;
	fonts->metrics(fonts->context, look->font, &metrics);
	page_item *rule = add_item(b, PAGE_BOX, NULL);
	rule->artifact = PAGE_ARTIFACT_LAYOUT;
	rule->x = b->start;
	rule->y = b->baseline +
		  inline_advance(look->size, metrics.underline_position);
	rule->as.box.width = b->x - b->start;
	rule->as.box.height =
	    inline_advance(look->size, metrics.underline_thickness);
	rule->as.box.colour = look->colour;
}

static const page_glyph *copied_glyphs(arena *a, const layout_scratch *s)
{
	page_glyph *glyphs = ARENA_ARRAY(a, page_glyph, s->glyph_count);
	memcpy(glyphs, s->glyphs, s->glyph_count * sizeof *glyphs);
	return glyphs;
}

static void add_link(line_builder *b, const inline_look *look, str text)
{
	layout_scratch *s = b->scratch;
	ARENA_GROW(b->context->arena, s->links, s->link_count,
		   s->link_capacity);
	s->links[s->link_count++] =
	    (flow_link){.tag = look->tag,
			.area = {b->start, b->baseline - look->size,
				 b->x - b->start, look->size + look->size / 4},
			.target = look->target,
			.contents = str_trim(text)};
}

static void end_run(line_builder *b)
{
	layout_scratch *s = b->scratch;
	if (!b->open || s->glyph_count == 0)
		return;
	arena *a = b->context->arena;
	const inline_look *look = &s->text.looks[b->look];
	page_item *item = add_item(b, PAGE_RUN, look->tag);
	item->x = b->start;
	item->y = b->baseline;
	item->as.run = (page_run){
	    .font = look->font,
	    .size = look->size,
	    .scale = b->scale,
	    .colour = look->colour,
	    .glyphs = copied_glyphs(a, s),
	    .glyph_count = (uint32_t)s->glyph_count,
	    .text = str_copy(a, (str){s->characters, s->character_count})};
	if (look->underlined)
		underline(b, look);
	if (look->target)
		add_link(b, look, item->as.run.text);
	if (!look->note)
		return;
	ARENA_GROW(a, s->notes, s->note_count, s->note_capacity);
	s->notes[s->note_count++] = *look;
}

static void begin_run(line_builder *b, uint32_t look)
{
	if (b->open && b->look == look)
		return;
	end_run(b);
	b->open = true;
	b->look = look;
	b->start = b->x;
	b->scratch->glyph_count = b->scratch->character_count = 0;
}

static void add_characters(line_builder *b, str text)
{
	layout_scratch *s = b->scratch;
	if (s->character_capacity - s->character_count < text.length) {
		s->character_capacity =
		    2 * (s->character_capacity + text.length);
		s->characters =
		    arena_grow(b->context->arena, s->characters,
			       s->character_count, s->character_capacity, 1);
	}
	if (text.length)
		memcpy(s->characters + s->character_count, text.data,
		       text.length);
	s->character_count += text.length;
}

static void add_glyph(line_builder *b, uint16_t id, mpt advance, mpt rise)
{
	layout_scratch *s = b->scratch;
	ARENA_GROW(b->context->arena, s->glyphs, s->glyph_count,
		   s->glyph_capacity);
	s->glyphs[s->glyph_count++] = (page_glyph){id, advance, rise};
	b->x += advance;
}

/* Rounding errors do not add up: the pieces end where the whole would. */
static mpt scaled_advance(line_builder *b, mpt advance)
{
	if (b->scale == 1000)
		return advance;
	int64_t before = b->inked * b->scale / 1000;
	b->inked += advance;
	return (mpt)(b->inked * b->scale / 1000 - before);
}

/* The height is the line's. */
static void add_blank(line_builder *b, const inline_piece *piece)
{
	layout_scratch *s = b->scratch;
	str name = str_from(piece->blank);
	page_anchor *last =
	    s->anchor_count ? &s->anchors[s->anchor_count - 1] : NULL;
	if (!last || !str_equal(last->name, name)) {
		ARENA_GROW(b->context->arena, s->anchors, s->anchor_count,
			   s->anchor_capacity);
		last = &s->anchors[s->anchor_count++];
		*last = (page_anchor){.name = name, .x = b->x};
	}
	last->width = b->x + piece->width - last->x;
}

static void add_piece(line_builder *b, const inline_piece *piece)
{
	begin_run(b, piece->look);
	if (piece->blank)
		add_blank(b, piece);
	mpt size = b->scratch->text.looks[piece->look].size;
	mpt raise = b->scratch->text.looks[piece->look].raise;
	mpt left = piece->width;
	for (uint32_t i = 0; i < piece->glyph_count; i++) {
		mpt advance = inline_advance(size, piece->glyphs[i].advance);
		if (i + 1 == piece->glyph_count)
			advance = left; /* a blank is wider */
		left -= advance;
		add_glyph(b, piece->glyphs[i].id, scaled_advance(b, advance),
			  inline_advance(size, piece->glyphs[i].rise) + raise);
	}
	add_characters(b, piece->text);
}

static void add_gap(line_builder *b, const inline_word *word, mpt width)
{
	const inline_look *look = &b->scratch->text.looks[word->gap_look];
	if (look->font == FONT_NONE || word->gap == 0) {
		b->x += width;
		return;
	}
	begin_run(b, word->gap_look);
	add_characters(b, STR(" "));
	add_glyph(b, look->space_glyph, width, 0);
}

static bool stretches(const inline_word *word)
{
	return !word->gap_is_fixed && word->gap > 0;
}

/* ---- Lines ------------------------------------------------------------ */

typedef struct setting {
	layout_context *context;
	layout_scratch *scratch;
	const paragraph_options *options;
	const doc_node *node;
	span at;
	profile_align align;
	mpt left, right; /* of the measure, of lines after the first */
	mpt first_left;
	mpt baseline;
	bool justified;
} setting;

static int32_t gap_count(const inline_text *text, const lines_line *line)
{
	int32_t count = 0;
	for (size_t i = 0; i + 1 < line->count; i++)
		count += stretches(&text->words[line->first + i]);
	return count;
}

/* Where the line begins; *slack is what is left for its gaps. */
static mpt line_start(const setting *s, const lines_line *line, mpt *slack)
{
	mpt left = line->first == 0 ? s->first_left : s->left;
	left -= s->scratch->boxes[line->first].hang_left;
	mpt room = *slack;
	bool stretched = s->justified && (!line->ends || room < 0);
	if (stretched && !line->overfull)
		return left;
	*slack = 0;
	if (s->align == PROFILE_CENTRE)
		return left + room / 2;
	if (s->align == PROFILE_RIGHT)
		return left + room;
	return left;
}

/* The share of the k-th of count gaps: the sum over all is slack exactly. */
static mpt share_of(mpt slack, int32_t count, int32_t k)
{
	assert(count > 0);
	int64_t before = (int64_t)slack * k / count;
	int64_t after = (int64_t)slack * (k + 1) / count;
	return (mpt)(after - before);
}

static bool wants_final_space(const setting *s, size_t end)
{
	return s->options->continues || end < s->scratch->text.word_count;
}

static page_line_end end_of_line(const setting *s, const lines_line *line)
{
	static const page_line_end ends[TEXT_JOIN_COUNT] = {
	    [TEXT_JOIN_FREE] = PAGE_LINE_FREE,
	    [TEXT_JOIN_WEAK] = PAGE_LINE_WEAK,
	    [TEXT_JOIN_MEDIUM] = PAGE_LINE_MEDIUM,
	    [TEXT_JOIN_STRONG] = PAGE_LINE_STRONG,
	    [TEXT_JOIN_SEVERE] = PAGE_LINE_SEVERE,
	    [TEXT_JOIN_FORBIDDEN] = PAGE_LINE_TORN};
	if (line->overfull)
		return PAGE_LINE_OVERFULL;
	if (line->ends)
		return PAGE_LINE_LAST;
	if (line->torn)
		return PAGE_LINE_TORN;
	size_t last = line->first + line->count - 1;
	return ends[s->scratch->text.words[last].join];
}

/* Width of a space of the line as set, thousandths of the em. */
static mpt space_of(const setting *s, const lines_line *line, mpt slack,
		    int32_t gaps)
{
	mpt size = s->options->style->size;
	if (gaps == 0 || size <= 0)
		return 0;
	int64_t space =
	    (int64_t)s->scratch->text.words[line->first].gap * gaps + slack;
	return (mpt)(space * 1000 / gaps / size);
}

/* Tells the dump how the line was set, on its first run. */
static void note_line(setting *s, const lines_line *line, mpt slack,
		      int32_t gaps)
{
	page_item *items = s->scratch->items;
	if (line->ends && line->slack >= 0)
		return; /* as wide as it is */
	for (size_t i = 0; i < s->scratch->item_count; i++) {
		if (items[i].kind != PAGE_RUN)
			continue;
		page_line *note = ARENA_NEW(s->context->arena, page_line);
		*note = (page_line){.space = space_of(s, line, slack, gaps),
				    .scale = line->scale,
				    .left = line->slack - slack,
				    .end = end_of_line(s, line)};
		items[i].as.run.line = note;
		return;
	}
}

static void build_line(setting *s, const lines_line *line)
{
	const inline_text *text = &s->scratch->text;
	mpt slack = line->slack;
	line_builder b = {.context = s->context,
			  .scratch = s->scratch,
			  .baseline = s->baseline,
			  .scale = line->scale};
	b.x = line_start(s, line, &slack);
	int32_t gaps = gap_count(text, line), gap = 0;
	s->scratch->item_count = s->scratch->link_count = 0;
	s->scratch->anchor_count = 0;
	for (size_t i = line->first; i < line->first + line->count; i++) {
		const inline_word *word = &text->words[i];
		for (uint32_t k = 0; k < word->piece_count; k++)
			add_piece(&b, &text->pieces[word->first_piece + k]);
		mpt extra = 0;
		if (i + 1 == line->first + line->count)
			break;
		if (stretches(word))
			extra = share_of(slack, gaps, gap++);
		add_gap(&b, word, word->gap + extra);
	}
	if (wants_final_space(s, line->first + line->count)) {
		const inline_word *last =
		    &text->words[line->first + line->count - 1];
		add_gap(&b, last, last->gap);
	}
	end_run(&b);
	note_line(s, line, slack, gaps);
}

static str text_of_words(arena *a, const inline_text *text, size_t first,
			 size_t count)
{
	return str_join(a, text->strings + first, count, STR(" "));
}

static void report_too_long(const setting *s, str text, mpt width, mpt measure)
{
	arena *a = s->context->arena;
	diag_at(s->context->diags, DIAG_LAYOUT_LINE_TOO_LONG,
		inline_place(s->context, s->at, text, 0),
		inline_excerpt(a, text), inline_millimetres(a, width, true),
		inline_millimetres(a, measure > 0 ? measure : 0, false));
	if (!s->options->never_break)
		diag_hint(s->context->diags, HINT_LINE_BREAKS);
}

/* Where words[index] stands in the source. */
static span word_place(const setting *s, size_t index, str words)
{
	const inline_text *text = &s->scratch->text;
	const inline_word *word = &text->words[index];
	span at = text->pieces[word->first_piece].at;
	return inline_place(s->context, at.source ? at : s->at, words, 0);
}

static void report_torn(const setting *s, const lines_line *line)
{
	const inline_text *text = &s->scratch->text;
	size_t last = line->first + line->count - 1;
	if (text->words[last].gap_is_hard)
		report_too_long(
		    s, text_of_words(s->context->arena, text, last, 2),
		    text->words[last].width + text->words[last].gap +
			text->words[last + 1].width,
		    s->right - s->left);
	else
		diag_at(s->context->diags, DIAG_LAYOUT_TORN,
			word_place(s, last, text->strings[last]),
			inline_excerpt(s->context->arena, text->strings[last]));
}

static void report_loose(const setting *s, const lines_line *line)
{
	const inline_text *text = &s->scratch->text;
	int32_t gaps = gap_count(text, line);
	int32_t limit = s->context->profile->loosest_space;
	mpt size = s->options->style->size;
	if (limit <= 0 || gaps == 0 || line->slack <= 0 || size <= 0)
		return;
	mpt space = text->words[line->first].gap + line->slack / gaps;
	int64_t loose = (int64_t)space * 1000 / size;
	if (loose <= limit)
		return;
	size_t words = line->count < 3 ? line->count : 3;
	arena *a = s->context->arena;
	str start = text_of_words(a, text, line->first, words);
	diag_at(
	    s->context->diags, DIAG_LAYOUT_LINE_LOOSE,
	    word_place(s, line->first, start), inline_excerpt(a, start),
	    inline_millimetres(a, space, true),
	    inline_millimetres(a, (mpt)((int64_t)limit * size / 1000), false));
}

static bool told_enough(const layout_context *context)
{
	return diags_errors(context->diags) >= INLINE_FAULTS_ENOUGH ||
	       diags_warnings(context->diags) >= INLINE_FAULTS_ENOUGH;
}

static void report_line(const setting *s, const lines_line *line)
{
	if (told_enough(s->context))
		return;
	const inline_text *text = &s->scratch->text;
	const inline_word *word = &text->words[line->first];
	mpt measure = s->right - (line->first == 0 ? s->first_left : s->left);
	if (line->overfull) {
		setting place = *s;
		span at = text->pieces[word->first_piece].at;
		place.at = at.source ? at : s->at;
		report_too_long(&place, text->strings[line->first],
				line->natural, measure);
	}
	if (line->torn)
		report_torn(s, line);
	if (s->justified && !line->ends && !line->overfull)
		report_loose(s, line);
}

/* ---- Boxes ------------------------------------------------------------ */

/* A share of the width of a piece's first or last glyph. */
static mpt hung(const inline_text *text, const inline_piece *piece,
		const font_glyph *glyph, int32_t share)
{
	mpt size = text->looks[piece->look].size;
	return (mpt)((int64_t)inline_advance(size, glyph->advance) * share /
		     1000);
}

static void hang_marks(const inline_text *text, const inline_word *word,
		       lines_box *box)
{
	const inline_piece *first = &text->pieces[word->first_piece];
	const inline_piece *last = first + word->piece_count - 1;
	int32_t left = hang_left(first->text), right = hang_right(last->text);
	if (left && first->glyph_count && !word->gap_is_fixed)
		box->hang_left = hung(text, first, first->glyphs, left);
	if (right && last->glyph_count)
		box->hang_right = hung(
		    text, last, last->glyphs + last->glyph_count - 1, right);
}

static const lines_box *boxes_of(const setting *s)
{
	layout_scratch *scratch = s->scratch;
	const inline_text *text = &scratch->text;
	if (scratch->box_capacity < text->word_count) {
		scratch->box_capacity = 2 * text->word_count;
		scratch->boxes = ARENA_ARRAY(s->context->arena, lines_box,
					     scratch->box_capacity);
	}
	bool hangs = s->justified && s->context->profile->marks_hang;
	for (size_t i = 0; i < text->word_count; i++) {
		const inline_word *word = &text->words[i];
		lines_box *box = &scratch->boxes[i];
		bool elastic = stretches(word);
		*box = (lines_box){
		    .width = word->width,
		    .gap = word->gap,
		    .stretch = elastic ? word->gap * SPACE_STRETCH / 1000 : 0,
		    .shrink = elastic ? word->gap * SPACE_SHRINK / 1000 : 0,
		    .penalty = word->penalty};
		if (hangs)
			hang_marks(text, word, box);
	}
	return scratch->boxes;
}

static lines_mode mode_of(profile_align align)
{
	if (align == PROFILE_JUSTIFY)
		return LINES_JUSTIFIED;
	return align == PROFILE_CENTRE ? LINES_BALANCED : LINES_RAGGED;
}

static inline_breaking breaking_of(profile_align align)
{
	if (align == PROFILE_JUSTIFY)
		return INLINE_EVEN;
	return align == PROFILE_CENTRE ? INLINE_BY_SENSE : INLINE_RAGGED;
}

static setting setting_of(layout_context *context,
			  const paragraph_options *options,
			  const doc_node *node, span at)
{
	const profile_style *style = options->style;
	bool centred = options->align == PROFILE_CENTRE;
	mpt indent = centred ? 0 : style->first_indent;
	return (setting){.context = context,
			 .scratch = paragraph_scratch(context),
			 .options = options,
			 .node = node,
			 .at = at,
			 .align = options->align,
			 .first_left = style->left_indent + indent,
			 .left = style->left_indent + options->hang,
			 .right = options->width,
			 .baseline = paragraph_baseline(context, style),
			 .justified = options->align == PROFILE_JUSTIFY};
}

/* A line that must stay whole gets a measure as wide as it is. */
static void widen_to_fit(setting *s)
{
	const inline_text *text = &s->scratch->text;
	mpt natural = inline_natural(text);
	mpt measure = s->right - s->first_left;
	if (natural <= measure)
		return;
	report_too_long(
	    s, text_of_words(s->context->arena, text, 0, text->word_count),
	    natural, measure);
	s->right += natural - measure;
}

static void add_anchors(const setting *s, flow_slab *slab)
{
	size_t count = s->scratch->anchor_count;
	page_anchor *anchors =
	    ARENA_ARRAY(s->context->arena, page_anchor, count);
	for (size_t i = 0; i < count; i++) {
		anchors[i] = s->scratch->anchors[i];
		anchors[i].height = slab->height;
	}
	slab->anchors = anchors;
	slab->anchor_count = count;
}

static void add_slab(setting *s, flow *out, const lines_line *line)
{
	layout_scratch *scratch = s->scratch;
	build_line(s, line);
	page_item *items =
	    ARENA_ARRAY(out->arena, page_item, scratch->item_count);
	if (scratch->item_count > 0)
		memcpy(items, scratch->items,
		       scratch->item_count * sizeof *items);
	*flow_append(out) =
	    (flow_slab){.height = s->options->style->line_height,
			.items = items,
			.item_count = scratch->item_count,
			.node = s->node};
	flow_slab *slab = &out->slabs[out->count - 1];
	if (scratch->anchor_count > 0)
		add_anchors(s, slab);
	if (scratch->link_count == 0)
		return;
	flow_link *links =
	    ARENA_ARRAY(out->arena, flow_link, scratch->link_count);
	memcpy(links, scratch->links, scratch->link_count * sizeof *links);
	slab->links = links;
	slab->link_count = scratch->link_count;
}

/* No widow and no orphan: line k is the first of those after the break. */
static void forbid_breaks(layout_context *context, flow *f)
{
	const profile *p = context->profile;
	for (size_t k = 1; k < f->count; k++)
		if (k < p->orphans || f->count - k < p->widows)
			f->slabs[k].break_penalty = FLOW_NEVER;
}

/* ---- Notes ------------------------------------------------------------ */

static bool has_notes(const inline_text *text)
{
	for (size_t i = 0; i < text->look_count; i++)
		if (text->looks[i].note)
			return true;
	return false;
}

/* One note, its number before it; the spaces become part of its lines. */
static const flow_notes *set_note(layout_context *context,
				  const inline_look *mark)
{
	arena *a = context->arena;
	const profile_style *style = &context->profile->styles[PROFILE_NOTE];
	paragraph_options options = {
	    .width = context->width,
	    .style = style,
	    .align = style->align,
	    .tag = mark->note_tag,
	    .prefix =
		str_concat(a, references_note(context, mark->note), STR(". ")),
	    .prefix_tag = page_tag_new(a, mark->note_tag, PAGE_LBL)};
	options.hang = paragraph_prefix_width(context, style, options.prefix);
	flow set = paragraph_set(context, mark->note, &options);
	flow_notes *notes = ARENA_NEW(a, flow_notes);
	*notes = (flow_notes){
	    .lines = set.slabs,
	    .starts = ARENA_ARRAY(a, const doc_node *, set.count + 1),
	    .count = set.count};
	notes->starts[0] = mark->note;
	if (set.count > 0)
		set.slabs[set.count - 1].height +=
		    style->space_before + style->space_after;
	notes->height = flow_heights(set.slabs, set.count);
	if (notes->height > context->height / 2)
		diag_at(context->diags, DIAG_NOTE_TOO_LONG, mark->note->at,
			inline_millimetres(a, notes->height, true),
			inline_millimetres(a, context->height / 2, false));
	return notes;
}

/* ends[i]: how many marks there are to the end of line i, or 0: none on it. */
static void set_notes(layout_context *context, flow *out, const size_t *ends)
{
	layout_scratch *s = paragraph_scratch(context);
	size_t count = s->note_count, done = 0;
	inline_look *marks = ARENA_ARRAY(context->arena, inline_look, count);
	memcpy(marks, s->notes, count * sizeof *marks);
	arena *passing = context->passing;
	context->passing = NULL; /* notes of cells go further than cells */
	for (size_t i = 0; i < out->count; i++)
		for (; done < ends[i]; done++)
			out->slabs[i].notes =
			    flow_notes_join(context->arena, out->slabs[i].notes,
					    set_note(context, &marks[done]));
	context->passing = passing;
}

flow paragraph_set_inline(layout_context *context,
			  const paragraph_options *options,
			  const doc_node *node, span at)
{
	setting s = setting_of(context, options, node, at);
	inline_text *text = &s.scratch->text;
	flow out = {.arena = flow_arena(context)};
	inline_end(context, text, breaking_of(options->align));
	if (text->word_count == 0)
		return out;
	if (options->never_break)
		widen_to_fit(&s);
	lines_measure measure = {.mode = options->never_break
					     ? LINES_RAGGED
					     : mode_of(options->align),
				 .first_width = s.right - s.first_left,
				 .width = s.right - s.left,
				 .last_boxes = 2,
				 .scaling = context->profile->glyph_scaling,
				 .first_fit = context->profile->first_fit};
	const lines_line *lines =
	    lines_break(context->arena, &s.scratch->lines, boxes_of(&s),
			text->word_count, &measure);
	size_t count = s.scratch->lines.line_count;
	out.slabs = ARENA_ARRAY(out.arena, flow_slab, count);
	out.capacity = count;
	s.scratch->note_count = 0;
	size_t *notes =
	    ARENA_ARRAY(out.arena, size_t, has_notes(text) ? count : 0);
	for (size_t i = 0; i < count; i++) {
		report_line(&s, &lines[i]);
		add_slab(&s, &out, &lines[i]);
		if (s.scratch->note_count > 0)
			notes[i] = s.scratch->note_count;
	}
	forbid_breaks(context, &out);
	out.slabs[0].space_before = options->style->space_before;
	out.slabs[count - 1].space_after = options->style->space_after;
	if (s.scratch->note_count > 0)
		set_notes(context, &out, notes);
	return out;
}

/* ---- The door --------------------------------------------------------- */

static void add_prefix(layout_context *context,
		       const paragraph_options *options)
{
	if (str_trim(options->prefix).length == 0)
		return;
	inline_add_prefix(
	    context, &paragraph_scratch(context)->text,
	    options->prefix_style ? options->prefix_style : options->style,
	    options->prefix_tag ? options->prefix_tag : options->tag,
	    options->prefix);
}

static void add_suffix(layout_context *context,
		       const paragraph_options *options)
{
	if (options->suffix.length > 0)
		inline_add_suffix(context, &paragraph_scratch(context)->text,
				  options->style, options->tag,
				  options->suffix);
}

flow paragraph_set(layout_context *context, const doc_node *node,
		   const paragraph_options *options)
{
	inline_text *text = &paragraph_scratch(context)->text;
	inline_begin(text);
	add_prefix(context, options);
	inline_add_children(context, text, options->style, options->tag, node);
	add_suffix(context, options);
	return paragraph_set_inline(context, options, node, node->at);
}

flow paragraph_set_text(layout_context *context, str words, span at,
			const paragraph_options *options)
{
	inline_text *text = &paragraph_scratch(context)->text;
	inline_begin(text);
	add_prefix(context, options);
	inline_add_text(context, text, options->style, options->tag, words, at);
	add_suffix(context, options);
	return paragraph_set_inline(context, options, NULL, at);
}

static inline_text *measured(layout_context *context, const doc_node *node,
			     const profile_style *style)
{
	inline_text *text = &paragraph_scratch(context)->text;
	inline_begin(text);
	inline_add_children(context, text, style, NULL, node);
	inline_end(context, text, INLINE_RAGGED);
	return text;
}

void paragraph_measure(layout_context *context, const doc_node *node,
		       const profile_style *style, mpt *least, mpt *natural)
{
	const inline_text *text = measured(context, node, style);
	*least = inline_least(text);
	*natural = inline_natural(text);
}

mpt paragraph_width(layout_context *context, const doc_node *node,
		    const profile_style *style)
{
	return inline_natural(measured(context, node, style));
}

mpt paragraph_width_of_text(layout_context *context, const profile_style *style,
			    str words)
{
	inline_text *text = &paragraph_scratch(context)->text;
	inline_begin(text);
	inline_add_text(context, text, style, NULL, words, NO_SPAN);
	return inline_natural(text); /* whatever stays together */
}

mpt paragraph_prefix_width(layout_context *context, const profile_style *style,
			   str prefix)
{
	inline_text *text = &paragraph_scratch(context)->text;
	if (str_trim(prefix).length == 0)
		return 0;
	inline_begin(text);
	inline_add_prefix(context, text, style, NULL, prefix);
	return text->words[0].width + text->words[0].gap;
}

str paragraph_number(arena *a, str format, int number)
{
	static const struct {
		str mark;
		str (*write)(arena *, int);
	} forms[] = {{STR_INIT("{I}"), text_format_roman},
		     {STR_INIT("{a}"), text_format_letter}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t at = str_find(format, forms[i].mark);
		str value =
		    at < format.length ? forms[i].write(a, number) : (str){0};
		if (value.length > 0)
			return str_format(
			    a, "%.*s%.*s%.*s", (int)at, format.data,
			    STR_ARGS(value),
			    STR_ARGS(str_slice(format, at + 3, format.length)));
	}
	size_t at = str_find(format, STR("{1}"));
	for (size_t i = 0; i < 2 && at == format.length; i++)
		at = str_find(format, forms[i].mark);
	if (at == format.length)
		return format;
	return str_format(a, "%.*s%d%.*s", (int)at, format.data, number,
			  STR_ARGS(str_slice(format, at + 3, format.length)));
}

bool paragraph_is_closed(str text)
{
	static const str marks[] = {
	    STR_INIT("."), STR_INIT(";"), STR_INIT(":"), STR_INIT("!"),
	    STR_INIT("?"), STR_INIT(","), STR_INIT("…"), STR_INIT("./.")};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends_with(text, marks[i]))
			return true;
	return false;
}

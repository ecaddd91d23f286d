#include "inline.h"
#include "designation.h"

#include "account.h"
#include "references.h"

static const str no_break_space = STR_INIT("\u00a0");

/*
 * A word this long fits no line and is told as such; it is shaped in parts, as
 * the work of shaping grows with the square of the marks on one letter.
 */
#define LONGEST_PIECE 4096		    /* bytes */
#define WIDEST	      ((int64_t)1000000000) /* mpt; wider words count as it */

/*
 * A point is 25,4/72 mm.  What was given in millimetres was rounded to mpt: a
 * hundredth of a millimetre is allowed for, so that 10 mm are told as 10 mm.
 */
str inline_millimetres(arena *a, mpt length, bool up)
{
	enum { TENTH = 72000, SLACK = TENTH / 10 };
	int64_t scaled = (int64_t)length * 254;
	int64_t tenths = (scaled + (up ? TENTH - 1 - SLACK : SLACK)) / TENTH;
	if (tenths % 10 == 0)
		return str_format(a, "%d", (int)(tenths / 10));
	return str_format(a, "%d,%d", (int)(tenths / 10), (int)(tenths % 10));
}

str inline_excerpt(arena *a, str text)
{
	const char *cursor = text.data, *end = str_end(text);
	for (int i = 0; i < 100 && cursor < end; i++)
		str_next_code_point(&cursor, end);
	if (cursor == end)
		return text;
	return str_concat(a, (str){text.data, (size_t)(cursor - text.data)},
			  STR("…"));
}

span inline_place(const layout_context *context, span at, str part, size_t nth)
{
	const source *file =
	    source_get(diags_sources(context->diags), at.source);
	if (!file || part.length == 0)
		return at;
	str rest = str_slice(file->bytes, at.start, at.length);
	size_t offset = 0;
	for (;;) {
		size_t found = str_find(rest, part);
		if (found == rest.length)
			return at;
		if (nth-- == 0)
			return (span){at.source,
				      (uint32_t)(at.start + offset + found),
				      (uint32_t)part.length};
		offset += found + part.length;
		rest = str_slice(rest, found + part.length, rest.length);
	}
}

/* ---- Missing glyphs --------------------------------------------------- */

static size_t occurrences(str text, str part)
{
	size_t count = 0;
	for (;;) {
		size_t found = str_find(text, part);
		if (found == text.length)
			return count;
		count++;
		text = str_slice(text, found + part.length, text.length);
	}
}

static size_t character_length(str s, size_t offset, uint32_t *code_point)
{
	const char *cursor = s.data + offset;
	*code_point = str_next_code_point(&cursor, str_end(s));
	return (size_t)(cursor - s.data) - offset;
}

/* The piece begins at `start` in text; text stands in the source at `at`. */
static void report_missing(layout_context *context, str text, size_t start,
			   str piece, int32_t missing, font_id font, span at)
{
	size_t offset = 0;
	while (missing >= 0 &&
	       diags_errors(context->diags) < INLINE_FAULTS_ENOUGH) {
		uint32_t code_point;
		offset += (size_t)missing;
		size_t length = character_length(piece, offset, &code_point);
		str character = str_slice(piece, offset, length);
		size_t nth =
		    occurrences(str_slice(text, 0, start + offset), character);
		diag_at(context->diags, DIAG_LAYOUT_MISSING_GLYPH,
			inline_place(context, at, character, nth), character,
			str_format(context->arena, "U+%04X", code_point));
		offset += length;
		font_word rest;
		context->fonts->shape(context->fonts->context, font,
				      str_slice(piece, offset, piece.length),
				      &rest);
		missing = offset < piece.length ? rest.missing : -1;
	}
}

/* ---- Looks ------------------------------------------------------------ */

static font_style font_style_of(const profile_style *style)
{
	if (style->bold)
		return style->italic ? FONT_BOLD_ITALIC : FONT_BOLD;
	return style->italic ? FONT_ITALIC : FONT_REGULAR;
}

static inline_look look_of(layout_context *context, const profile_style *style,
			   page_tag *tag, span at)
{
	const font_measurer *fonts = context->fonts;
	inline_look look = {.font = fonts->face(fonts->context,
						context->profile->family,
						font_style_of(style), at),
			    .size = style->size,
			    .colour = style->colour,
			    .underlined = style->underlined,
			    .tag = tag};
	if (look.font == FONT_NONE)
		return look;
	page_note_face(context->arena, context->out,
		       (page_face){look.font, context->profile->family,
				   font_style_of(style)});
	font_word space;
	fonts->shape(fonts->context, look.font, STR(" "), &space);
	look.space = inline_advance(look.size, space.width);
	look.space_glyph = space.count ? space.glyphs[0].id : 0;
	return look;
}

static bool same_look(const inline_look *a, const inline_look *b)
{
	return a->font == b->font && a->size == b->size &&
	       a->colour == b->colour && a->underlined == b->underlined &&
	       a->keeps_together == b->keeps_together && a->tag == b->tag &&
	       a->target == b->target && a->note == b->note &&
	       a->raise == b->raise;
}

/* Index of an equal look among the latest few, or of a new one. */
static uint32_t intern_look(layout_context *context, inline_text *text,
			    inline_look look)
{
	size_t first = text->look_count > 4 ? text->look_count - 4 : 0;
	for (size_t i = text->look_count; i-- > first;)
		if (same_look(&text->looks[i], &look))
			return (uint32_t)i;
	ARENA_GROW(context->arena, text->looks, text->look_count,
		   text->look_capacity);
	text->looks[text->look_count] = look;
	return (uint32_t)text->look_count++;
}

/* ---- Words ------------------------------------------------------------ */

void inline_begin(inline_text *text)
{
	text->look_count = text->piece_count = text->word_count = 0;
	text->word_open = false;
}

static inline_word *open_word(layout_context *context, inline_text *text,
			      uint32_t look)
{
	if (!text->word_open) {
		ARENA_GROW(context->arena, text->words, text->word_count,
			   text->word_capacity);
		text->words[text->word_count++] =
		    (inline_word){.first_piece = (uint32_t)text->piece_count};
		text->word_open = true;
	}
	inline_word *word = &text->words[text->word_count - 1];
	word->gap_look = look;
	word->gap = text->looks[look].space;
	return word;
}

static mpt glyphs_width(mpt size, const font_word *shape)
{
	int64_t width = 0;
	if (size % 1000 == 0)
		width = (int64_t)size / 1000 * shape->width;
	else
		for (uint32_t i = 0; i < shape->count; i++)
			width += inline_advance(size, shape->glyphs[i].advance);
	return width < WIDEST ? (mpt)width : (mpt)WIDEST;
}

/* Returns by how much: less when the word is beyond measure. */
static mpt widen(inline_word *word, mpt by)
{
	mpt before = word->width;
	int64_t width = (int64_t)before + by;
	word->width = width < WIDEST ? (mpt)width : (mpt)WIDEST;
	return word->width - before;
}

static inline_piece *add_piece(layout_context *context, inline_text *text,
			       uint32_t look, str characters, font_word *shape,
			       span at)
{
	inline_word *word = open_word(context, text, look);
	font_id font = text->looks[look].font;
	*shape = (font_word){.missing = -1};
	if (font != FONT_NONE)
		context->fonts->shape(context->fonts->context, font, characters,
				      shape);
	ARENA_GROW(context->arena, text->pieces, text->piece_count,
		   text->piece_capacity);
	inline_piece *piece = &text->pieces[text->piece_count++];
	*piece =
	    (inline_piece){.look = look,
			   .glyph_count = shape->count,
			   .glyphs = shape->glyphs,
			   .text = characters,
			   .width = glyphs_width(text->looks[look].size, shape),
			   .at = at};
	word->piece_count++;
	piece->width = widen(word, piece->width);
	return piece;
}

static void close_word(inline_text *text, uint32_t look, bool hard)
{
	if (text->word_count == 0)
		return;
	inline_word *word = &text->words[text->word_count - 1];
	word->gap_is_hard |= hard;
	if (!text->word_open)
		return;
	word->gap_look = look;
	word->gap = text->looks[look].space;
	word->gap_is_within = text->looks[look].keeps_together;
	text->word_open = false;
}

/* Bytes of s before its next gap; *gap is the length of that gap, 0 at end. */
static size_t word_length(str s, size_t *gap)
{
	for (size_t i = 0; i < s.length; i++) {
		if (s.data[i] == ' ') {
			*gap = 1;
			return i;
		}
		if (s.data[i] == '\xc2' && i + 1 < s.length &&
		    s.data[i + 1] == '\xa0') {
			*gap = 2;
			return i;
		}
	}
	*gap = 0;
	return s.length;
}

/* What is shaped at once of a word. */
static str first_part(str word)
{
	size_t end = LONGEST_PIECE;
	if (word.length <= end)
		return word;
	while (((unsigned char)word.data[end] & 0xC0) == 0x80)
		end--;
	return str_slice(word, 0, end);
}

static void add_words(layout_context *context, inline_text *text, uint32_t look,
		      str characters, str original, span at)
{
	bool mapped = characters.length == original.length;
	for (size_t start = 0; start < characters.length;) {
		size_t gap;
		str rest = str_slice(characters, start, characters.length);
		str word = str_slice(rest, 0, word_length(rest, &gap));
		str part = first_part(word);
		gap = part.length < word.length ? 0 : gap;
		word = part;
		font_word shape;
		if (word.length > 0) {
			add_piece(context, text, look, word, &shape, at);
			str said = mapped
				       ? str_slice(original, start, word.length)
				       : word;
			if (shape.missing >= 0)
				report_missing(context,
					       mapped ? original : characters,
					       start, said, shape.missing,
					       text->looks[look].font, at);
		}
		if (gap > 0)
			close_word(text, look, gap == no_break_space.length);
		start += word.length + gap;
	}
}

static void add_linked(layout_context *context, inline_text *text,
		       const profile_style *style, page_tag *tag,
		       str characters, span at, bool keeps_together,
		       const doc_node *target)
{
	inline_look look = look_of(context, style, tag, at);
	look.keeps_together = keeps_together;
	look.target = target;
	str shown =
	    style->upper ? text_upper(context->arena, characters) : characters;
	add_words(context, text, intern_look(context, text, look), shown,
		  characters, at);
}

static void add_styled(layout_context *context, inline_text *text,
		       const profile_style *style, page_tag *tag,
		       str characters, span at, bool keeps_together)
{
	add_linked(context, text, style, tag, characters, at, keeps_together,
		   NULL);
}

void inline_add_text(layout_context *context, inline_text *text,
		     const profile_style *style, page_tag *tag, str characters,
		     span at)
{
	add_styled(context, text, style, tag, characters, at, false);
}

void inline_add_prefix(layout_context *context, inline_text *text,
		       const profile_style *style, page_tag *tag, str prefix)
{
	str shown = str_trim(prefix);
	font_word shape;
	if (style->upper)
		shown = text_upper(context->arena, shown);
	uint32_t look =
	    intern_look(context, text, look_of(context, style, tag, NO_SPAN));
	add_piece(context, text, look, shown, &shape, NO_SPAN);
	if (shape.missing >= 0)
		report_missing(context, shown, 0, shown, shape.missing,
			       text->looks[look].font, NO_SPAN);
	inline_word *word = &text->words[text->word_count - 1];
	close_word(text, look, false);
	word->gap_is_fixed = true;
	if (!str_ends_with(prefix, STR(" ")))
		word->gap = 0;
}

void inline_add_suffix(layout_context *context, inline_text *text,
		       const profile_style *style, page_tag *tag, str suffix)
{
	text->word_open = text->word_count > 0;
	inline_add_text(context, text, style, tag, suffix, NO_SPAN);
}

void inline_add_blank(layout_context *context, inline_text *text,
		      const profile_style *style, page_tag *tag,
		      const char *name, mpt width)
{
	font_word shape;
	uint32_t look =
	    intern_look(context, text, look_of(context, style, tag, NO_SPAN));
	inline_piece *piece =
	    add_piece(context, text, look, STR(" "), &shape, NO_SPAN);
	inline_word *word = &text->words[text->word_count - 1];
	widen(word, width - piece->width);
	piece->width = width;
	piece->blank = name;
}

/* ---- Inline elements -------------------------------------------------- */

bool inline_is_kind(doc_kind kind)
{
	return kind == DOC_TEXT ||
	       (kind >= DOC_FIGURE && kind <= DOC_LINE_BREAK);
}

static page_tag *span_tag(layout_context *context, page_tag *parent,
			  const doc_node *node)
{
	if (!parent)
		return NULL;
	page_tag *tag = page_tag_new(context->arena, parent, PAGE_SPAN);
	tag->node = node;
	return tag;
}

/* Reference around a Link, whose words lead to another part. */
static void add_reference(layout_context *context, inline_text *text,
			  const profile_style *style, page_tag *tag,
			  const doc_node *node)
{
	const doc_node *target;
	str words = references_text(context, node, &target);
	if (tag) {
		tag = page_tag_new(context->arena, tag, PAGE_REFERENCE);
		tag->node = node;
		tag = page_tag_new(context->arena, tag, PAGE_LINK);
	}
	add_linked(context, text, style, tag, words, node->at, false,
		   tag ? target : NULL);
}

/* Of the size of the text that the mark of a note stands in, thousandths. */
#define MARK_SIZE  650
#define MARK_RAISE 360

/* The mark of a note, glued to the word before it; the note comes behind. */
static void add_note(layout_context *context, inline_text *text,
		     const profile_style *style, page_tag *tag,
		     const doc_node *node)
{
	profile_style small = *style;
	small.size = inline_advance(style->size, MARK_SIZE);
	small.bold = small.italic = small.upper = false;
	page_tag *mark = NULL, *note = NULL;
	if (tag) {
		mark = page_tag_new(context->arena, tag, PAGE_REFERENCE);
		mark = page_tag_new(context->arena, mark, PAGE_LINK);
		note = page_tag_new(context->arena, tag, PAGE_NOTE);
		note->node = node;
	}
	inline_look look = look_of(context, &small, mark, node->at);
	look.target = look.note = mark ? node : NULL;
	look.note_tag = note;
	look.raise = inline_advance(style->size, MARK_RAISE);
	text->word_open = text->word_count > 0;
	str number = references_note(context, node);
	add_words(context, text, intern_look(context, text, look), number,
		  number, node->at);
}

static void end_line(inline_text *text)
{
	if (text->word_count == 0)
		return;
	text->words[text->word_count - 1].ends_line = true;
	text->word_open = false;
}

static void add_children(layout_context *, inline_text *, const profile_style *,
			 page_tag *, const doc_node *, bool keeps_together);

static void add_inline(layout_context *context, inline_text *text,
		       const profile_style *style, page_tag *tag,
		       const doc_node *node, bool keeps_together)
{
	profile_style changed = *style;
	if (tag && (node->kind == DOC_TEXT || node->kind == DOC_FIGURE))
		account_note(context, node);
	switch (node->kind) {
	case DOC_TEXT:
		add_styled(context, text, style, tag, node->text, node->at,
			   keeps_together);
		break;
	case DOC_FIGURE:
		tag = span_tag(context, tag, node);
		if (tag)
			tag->trace = node->trace;
		add_styled(context, text, style, tag, node->text, node->at,
			   false);
		break;
	case DOC_ABBREVIATION:
		tag = span_tag(context, tag, node);
		if (tag)
			tag->expansion =
			    doc_attribute_value(node, DOC_ATTR_DAY_DU);
		add_children(context, text, style, tag, node, keeps_together);
		break;
	case DOC_REFERENCE:
		add_reference(context, text, style, tag, node);
		break;
	case DOC_FOOTNOTE:
		add_note(context, text, style, tag, node);
		break;
	case DOC_PERSON_NAME:
		add_children(context, text, style, tag, node, true);
		break;
	case DOC_STRONG:
		changed.bold = true;
		add_children(context, text, &changed, tag, node,
			     keeps_together);
		break;
	case DOC_EMPHASIS:
		changed.italic = !style->italic;
		add_children(context, text, &changed, tag, node,
			     keeps_together);
		break;
	case DOC_OWN_NUMBER:
		designation_add_number(context, text, style, tag,
				       context->number, false);
		break;
	case DOC_OWN_DATE:
		designation_add_date(context, text, style, tag,
				     context->place_date, false);
		break;
	case DOC_LINE_BREAK:
		end_line(text);
		break;
	default:
		break;
	}
}

static void add_children(layout_context *context, inline_text *text,
			 const profile_style *style, page_tag *tag,
			 const doc_node *node, bool keeps_together)
{
	for (const doc_node *child = node->first_child; child;
	     child = child->next)
		if (inline_is_kind(child->kind))
			add_inline(context, text, style, tag, child,
				   keeps_together);
}

void inline_add_children(layout_context *context, inline_text *text,
			 const profile_style *style, page_tag *tag,
			 const doc_node *node)
{
	if (node->kind == DOC_TEXT || node->kind == DOC_FIGURE)
		add_inline(context, text, style, tag, node, false);
	else
		add_children(context, text, style, tag, node, false);
}

/* ---- Gaps ------------------------------------------------------------- */

static str word_text(arena *a, const inline_text *text, const inline_word *word)
{
	const inline_piece *pieces = &text->pieces[word->first_piece];
	str joined = pieces[0].text;
	for (uint32_t i = 1; i < word->piece_count; i++)
		if (text->looks[pieces[i].look].raise == 0)
			joined = str_concat(a, joined, pieces[i].text);
	return joined;
}

/*
 * What a line costs whose spaces are half an em wide, the loosest that thể
 * thức lets pass (dau-cach-toi-da): rather torn than looser.
 */
#define SEVERE_PENALTY 1600

/* Penalties of ending a line where text_joins does not forbid it. */
static const int32_t penalties[][TEXT_JOIN_FORBIDDEN] = {
    [INLINE_EVEN] = {0, 20, 60, 130, SEVERE_PENALTY},
    [INLINE_RAGGED] = {0, 400, 800, 800, 800},
    [INLINE_BY_SENSE] = {250, 400, 800, 800, 800},
};
#define PHRASE_PENALTY 150 /* by sense, before a word that begins a phrase */
#define QUOTED_PENALTY 450 /* by sense, within a quotation: it is a name */

static bool ends_clause(str word)
{
	static const char marks[] = ",;:.)";
	return word.length > 0 &&
	       (strchr(marks, word.data[word.length - 1]) != NULL ||
		str_ends_with(word, STR("–")));
}

static bool opens_quotation(str word)
{
	return str_starts_with(word, STR("(")) ||
	       str_starts_with(word, STR("“"));
}

static bool begins_phrase(str word)
{
	static const str words[] = {
	    STR_INIT("và"),   STR_INIT("về"),	 STR_INIT("của"),
	    STR_INIT("tại"),  STR_INIT("trong"), STR_INIT("theo"),
	    STR_INIT("cho"),  STR_INIT("với"),	 STR_INIT("do"),
	    STR_INIT("trên"), STR_INIT("giữa"),	 STR_INIT("ngày"),
	    STR_INIT("nhằm"), STR_INIT("giai")};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(word, words[i]))
			return true;
	return false;
}

/* "2023,": leans on what follows only where lines are even. */
static bool ends_in_figure(str word)
{
	size_t n = word.length;
	return n > 1 && word.data[n - 1] == ',' && word.data[n - 2] >= '0' &&
	       word.data[n - 2] <= '9';
}

/* Whether a quotation is open behind the word. */
static bool is_quoted(str word, bool quoted)
{
	size_t opened = str_find(word, STR("“"));
	size_t closed = str_find(word, STR("”"));
	if (closed < word.length)
		return false;
	return quoted || opened < word.length;
}

static int32_t sense_penalty(str word, str next, text_join join, bool quoted)
{
	if (quoted)
		return QUOTED_PENALTY;
	if (ends_clause(word) || opens_quotation(next))
		return 0;
	if (join == TEXT_JOIN_FREE && begins_phrase(next))
		return PHRASE_PENALTY;
	return penalties[INLINE_BY_SENSE][join];
}

static int32_t penalty_of(const inline_word *word, const str *texts,
			  text_join join, inline_breaking breaking, bool quoted)
{
	if (word->ends_line)
		return LINES_FORCED;
	if (word->gap_is_fixed || word->gap_is_hard ||
	    join == TEXT_JOIN_FORBIDDEN)
		return LINES_NEVER;
	if (word->gap_is_within)
		join = TEXT_JOIN_STRONG;
	if (breaking == INLINE_BY_SENSE &&
	    (join < TEXT_JOIN_MEDIUM || ends_in_figure(texts[0])))
		return sense_penalty(texts[0], texts[1], join, quoted);
	return penalties[breaking][join];
}

void inline_end(layout_context *context, inline_text *text,
		inline_breaking breaking)
{
	size_t count = text->word_count;
	if (count == 0)
		return;
	if (text->string_capacity < count) {
		text->string_capacity = 2 * count;
		text->strings =
		    ARENA_ARRAY(context->arena, str, text->string_capacity);
		text->joins = ARENA_ARRAY(context->arena, text_join,
					  text->string_capacity);
	}
	for (size_t i = 0; i < count; i++)
		text->strings[i] =
		    word_text(context->arena, text, &text->words[i]);
	if (count > 1)
		text_joins(context->profile->lexicon, text->strings, count,
			   text->joins);
	bool quoted = false;
	for (size_t i = 0; i + 1 < count; i++) {
		inline_word *word = &text->words[i];
		if (breaking == INLINE_BY_SENSE)
			quoted = is_quoted(text->strings[i], quoted);
		word->penalty = penalty_of(word, &text->strings[i],
					   text->joins[i], breaking, quoted);
		word->join = text->joins[i];
		if (word->gap_is_within && word->join < TEXT_JOIN_STRONG)
			word->join = TEXT_JOIN_STRONG;
	}
	inline_word *last = &text->words[count - 1];
	last->penalty = last->ends_line ? LINES_FORCED : 0;
}

mpt inline_natural(const inline_text *text)
{
	int64_t width = 0, widest = 0;
	for (size_t i = 0; i < text->word_count; i++) {
		const inline_word *word = &text->words[i];
		width += word->width;
		if (width > widest)
			widest = width;
		width = word->ends_line ? 0 : width + word->gap;
	}
	return widest > INT32_MAX ? INT32_MAX : (mpt)widest;
}

mpt inline_least(const inline_text *text)
{
	int64_t width = 0, widest = 0;
	for (size_t i = 0; i < text->word_count; i++) {
		const inline_word *word = &text->words[i];
		width += word->width;
		if (width > widest)
			widest = width;
		width = word->penalty >= LINES_NEVER ? width + word->gap : 0;
	}
	return widest > INT32_MAX ? INT32_MAX : (mpt)widest;
}

/*
 * inline: inline content as words ready for the line breaker.
 *
 * A word is what stands between two gaps; its pieces differ in font or tag
 * ("12" bold, then "/20").  A gap is a U+0020 or U+00A0 of the text; text_joins
 * says which gaps no line may end at.
 */
#ifndef VANBAN_LAYOUT_INLINE_H
#define VANBAN_LAYOUT_INLINE_H

#include "flow.h"
#include "lines.h"

/* How characters look and to what they belong. */
typedef struct inline_look {
	font_id font;
	mpt size;
	uint32_t colour;
	bool underlined;
	bool keeps_together; /* a person's name: better not divided */
	page_tag *tag;
	const doc_node *target; /* of a link: where it leads */
	const doc_node *note;	/* the mark of a note; else NULL */
	page_tag *note_tag;
	mpt raise; /* above the baseline */
	uint16_t space_glyph;
	mpt space; /* width of U+0020 */
} inline_look;

typedef struct inline_piece {
	uint32_t look;
	uint32_t glyph_count;
	const font_glyph *glyphs;
	str text;
	mpt width;
	span at;	   /* of the text that it comes from */
	const char *blank; /* an empty place: the name of its anchor */
} inline_piece;

typedef struct inline_word {
	uint32_t first_piece;
	uint32_t piece_count;
	uint32_t gap_look; /* the gap after it */
	mpt width;
	mpt gap;
	bool gap_is_fixed;  /* of a prefix: does not stretch */
	bool gap_is_hard;   /* U+00A0 */
	bool gap_is_within; /* a name: both sides are of it */
	bool ends_line;	    /* xuong-dong */
	int32_t penalty;
	text_join join; /* of the gap after it */
} inline_word;

typedef struct inline_text {
	inline_look *looks;
	size_t look_count, look_capacity;
	inline_piece *pieces;
	size_t piece_count, piece_capacity;
	inline_word *words;
	size_t word_count, word_capacity;
	bool word_open; /* the next piece belongs to the last word */
	str *strings;	/* for text_joins */
	size_t string_capacity;
	text_join *joins;
} inline_text;

/* What counts when a gap is priced. */
typedef enum inline_breaking {
	INLINE_EVEN,	/* justified: even spaces before all but names */
	INLINE_RAGGED,	/* no space suffers: rather whole words */
	INLINE_BY_SENSE /* centred: after a clause, before a new phrase */
} inline_breaking;

/*
 * Past this many errors (or warnings) the same fault everywhere is not told
 * again: a hostile document shall not cost more time than an honest one.
 */
#define INLINE_FAULTS_ENOUGH 200

/* Width of a glyph: thousandths of the em to mpt, half up. */
static inline mpt inline_advance(mpt size, int32_t advance)
{
	return (mpt)(((int64_t)size * advance + 500) / 1000);
}

void inline_begin(inline_text *);
/* Text in a style; `at` is its place in the source, if any. */
void inline_add_text(layout_context *, inline_text *, const profile_style *,
		     page_tag *, str text, span at);
/* A prefix: one unbreakable word whose gap does not stretch. */
void inline_add_prefix(layout_context *, inline_text *, const profile_style *,
		       page_tag *, str prefix);
/* Something glued to the word before. */
void inline_add_suffix(layout_context *, inline_text *, const profile_style *,
		       page_tag *, str suffix);
/* An empty place to be filled in later; an anchor of the line that it is on,
 * which those of the same name that follow each other share. */
void inline_add_blank(layout_context *, inline_text *, const profile_style *,
		      page_tag *, const char *name, mpt width);
/* The inline children of node; children that are blocks are passed over. */
void inline_add_children(layout_context *, inline_text *, const profile_style *,
			 page_tag *, const doc_node *);
/* Decides the gaps, after all was added. */
void inline_end(layout_context *, inline_text *, inline_breaking);

/* Width with every gap as it is, of the widest part between forced breaks. */
mpt inline_natural(const inline_text *);
/* Width of the widest part that must stay on one line. */
mpt inline_least(const inline_text *);

bool inline_is_kind(doc_kind);
/* "88,3": millimetres for messages, rounded up or down to a tenth. */
str inline_millimetres(arena *, mpt, bool up);
/* A text for a message: at most 100 characters of it. */
str inline_excerpt(arena *, str);
/* The place of `part`, the nth time it occurs in the source text at `at`. */
span inline_place(const layout_context *, span at, str part, size_t nth);

#endif

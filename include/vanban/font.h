/*
 * font: which font files there are, what they can show, and how wide it is.
 *
 * The only room that includes HarfBuzz.  A manifest (fonts/fonts.tsv) lists
 * the only files that are ever loaded, by family and style, in order of
 * preference; nothing is scanned.  A face is loaded when it is first asked
 * for, its words are shaped once per process (kerned; no ligatures, so one
 * glyph is one character), its subset is made for each document.
 *
 * Widths are integers in thousandths of the em, as PDF counts them, so that
 * layout and PDF agree to the last unit.
 */
#ifndef VANBAN_FONT_H
#define VANBAN_FONT_H

#include "vanban/diag.h"
#include "vanban/digest.h"

typedef enum font_style {
	FONT_REGULAR,
	FONT_BOLD,
	FONT_ITALIC,
	FONT_BOLD_ITALIC,
	FONT_STYLE_COUNT
} font_style;

/* One face of a font_set: 0, 1, … in the order first asked for. */
typedef int32_t font_id;
#define FONT_NONE ((font_id)-1)

typedef struct font_glyph {
	uint16_t id;
	int16_t advance; /* 1/1000 em, kerning to the next glyph included */
	uint32_t offset; /* byte in the word where its character begins */
	int16_t rise;	 /* 1/1000 em upwards: a mark that the face lacks with
			  * its letter; else 0 */
} font_glyph;

typedef struct font_word {
	const font_glyph *glyphs; /* in the set's cache: alive as long as it */
	uint32_t count;
	int32_t width; /* 1/1000 em */
	/* Byte offset of the first character without a glyph, or -1. */
	int32_t missing;
} font_word;

typedef struct font_metrics { /* 1/1000 em, ascent and descent positive */
	int32_t ascent;
	int32_t descent;
	int32_t cap_height;
	int32_t x_height;
	int32_t space;		    /* advance of U+0020 */
	int32_t underline_position; /* of its top, below the baseline */
	int32_t underline_thickness;
} font_metrics;

/*
 * What layout needs of fonts, so that a test can make every character half an
 * em wide.  shape: word is any text without line breaks, U+0020 and U+00A0
 * included.
 */
typedef struct font_measurer {
	void *context;
	/* FONT_NONE after a diagnostic when the manifest lacks it. */
	font_id (*face)(void *context, str family, font_style, span at);
	void (*shape)(void *context, font_id, str word, font_word *out);
	void (*metrics)(void *context, font_id, font_metrics *out);
} font_measurer;

typedef struct font_set font_set;

/*
 * Reads the manifest; opens no font yet.  Bad lines are reported and skipped;
 * NULL when the file cannot be read.  Relative paths are taken from the
 * manifest's folder.  The set and all it hands out live in the arena (HarfBuzz
 * objects are released by font_set_close).  Diagnostics about fonts found
 * missing later go to the diags given at that time with font_set_report_to.
 */
font_set *font_set_open(arena *, diags *, str manifest_path);
void font_set_close(font_set *);
void font_set_report_to(font_set *, diags *);
const font_measurer *font_set_measurer(font_set *);
/*
 * Forgets the words that were shaped when there are more than so many: of
 * thousands of documents each has figures of its own. Between documents only,
 * for what was handed out is gone.
 */
void font_set_trim(font_set *, size_t most_words);

/* What pdf needs of one face that was used. */
typedef struct font_character {
	uint16_t number;
	uint32_t code_point;
} font_character;

typedef struct font_subset {
	str name;  /* PostScript name with subset tag: "ABCDEF+LiberationSerif"
		    */
	str bytes; /* the subset font program, its glyphs numbered from 0 */
	/* By the face's glyph: its number in the program; 0: not in it. */
	const uint16_t *numbers;
	uint32_t glyph_count; /* in the program */
	uint32_t shown_count; /* the first of them; the others are components */
	const uint16_t *widths;		  /* nominal, by number, 1/1000 em */
	const font_character *characters; /* by number: ToUnicode */
	uint32_t character_count;
	font_metrics metrics;
	int32_t bounding_box[4]; /* 1/1000 em: x min, y min, x max, y max */
	int32_t italic_angle;	 /* 1/1000 degree */
	int32_t stem_v;
	bool fixed_pitch;
	bool serif;
	bool italic;
	int32_t weight; /* 400, 700 */
} font_subset;

/*
 * The face cut to the given glyphs, to the space and to the digits, so that a
 * number can be written into a finished document.  A function of the face and
 * of the glyphs alone, never of what was shaped or cut before, so that a
 * document's bytes do not depend on the documents made before it.  NULL after
 * a diagnostic when the face's tables contradict each other.
 */
const font_subset *font_set_subset(font_set *, arena *, diags *, font_id,
				   const uint16_t *glyphs, size_t count);

/* For `vanban fonts`: one row per line of the manifest. */
typedef struct font_entry {
	str family;
	font_style style;
	str path;
	str package;
	str licence;
	str sha256; /* as the manifest says; empty: any version */
	bool present;
	bool matches; /* checksum computed now; true when sha256 is empty */
	bool chosen;  /* first present of its family and style */
} font_entry;
/* Computes checksums: slow. Returns the number of entries. */
size_t font_set_entries(font_set *, const font_entry **out);
/*
 * Of the files that are in use, by family and style: other fonts, other bytes.
 * false after a report.
 */
bool font_set_digest(font_set *, diags *, digest128 *out);
/* The line of the manifest that a face came from; checksums not computed. */
const font_entry *font_set_entry_of(const font_set *, font_id);
/* "thuong", "dam", "nghieng", "dam-nghieng": as the manifest writes them. */
str font_style_word(font_style);

#endif

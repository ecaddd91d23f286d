/*
 * profile: thể thức as data: what a regulation prescribes for a page.
 *
 * A profile is a file templates/the-thuc/NAME.xml; no size, margin, form of
 * number or head line is a constant in C.  A profile may build on another
 * (ke-thua) and then states only what differs.  Lengths in mpt (thousandths of
 * a point); in the files mm and pt.
 * Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW (2018).
 */
#ifndef VANBAN_PROFILE_H
#define VANBAN_PROFILE_H

#include "vanban/glossary.h"
#include "vanban/page.h"

typedef enum profile_component {
	PROFILE_NATIONAL_NAME,	 /* quoc-hieu (Party: tieu-de) */
	PROFILE_MOTTO,		 /* tieu-ngu */
	PROFILE_PARENT_BODY,	 /* co-quan-cap-tren */
	PROFILE_BODY_NAME,	 /* co-quan */
	PROFILE_NUMBER,		 /* so-ky-hieu */
	PROFILE_PLACE_DATE,	 /* dia-danh-ngay */
	PROFILE_TYPE_NAME,	 /* ten-loai */
	PROFILE_SUBJECT,	 /* trich-yeu */
	PROFILE_SECRECY,	 /* do-mat */
	PROFILE_URGENCY,	 /* do-khan */
	PROFILE_CIRCULATION,	 /* luu-hanh */
	PROFILE_DRAFT,		 /* du-thao: box on page 1 */
	PROFILE_DRAFT_MARK,	 /* vet-du-thao: line on every page */
	PROFILE_ADDRESSEES,	 /* kinh-gui */
	PROFILE_GROUND,		 /* can-cu */
	PROFILE_PART_NUMBER,	 /* phan-so: "Phần I" */
	PROFILE_PART,		 /* phan: its title */
	PROFILE_CHAPTER_NUMBER,	 /* chuong-so */
	PROFILE_CHAPTER,	 /* chuong */
	PROFILE_SECTION,	 /* muc: "I. …" */
	PROFILE_SUBSECTION,	 /* tieu-muc: "1. …" */
	PROFILE_ARTICLE,	 /* dieu */
	PROFILE_CLAUSE,		 /* khoan */
	PROFILE_POINT,		 /* diem */
	PROFILE_PARAGRAPH,	 /* doan */
	PROFILE_LIST_ITEM,	 /* y */
	PROFILE_QUOTATION,	 /* trich */
	PROFILE_CAPTION,	 /* ten-bang: captions of tables and charts */
	PROFILE_TABLE_HEAD,	 /* dau-bang */
	PROFILE_TABLE_CELL,	 /* o */
	PROFILE_TABLE_TOTAL,	 /* o-tong */
	PROFILE_CHART_LABEL,	 /* chu-bieu-do */
	PROFILE_RECIPIENTS_HEAD, /* noi-nhan */
	PROFILE_RECIPIENT,	 /* noi */
	PROFILE_AUTHORITY,	 /* quyen-han */
	PROFILE_POSITION,	 /* chuc-vu */
	PROFILE_FULL_NAME,	 /* ho-ten */
	PROFILE_ANNEX_NUMBER,	 /* phu-luc-so */
	PROFILE_ANNEX,		 /* phu-luc: its title */
	PROFILE_ATTACHED_TO,	 /* kem-theo */
	PROFILE_PAGE_NUMBER,	 /* so-trang */
	PROFILE_COVER_BODY,	 /* bia-co-quan */
	PROFILE_COVER_TYPE,	 /* bia-ten-loai */
	PROFILE_COVER_SUBJECT,	 /* bia-trich-yeu */
	PROFILE_COVER_TEXT,	 /* bia-doan, and place and date */
	PROFILE_CONTENTS_TITLE,	 /* muc-luc-tieu-de */
	PROFILE_CONTENTS,	 /* muc-luc: one entry */
	PROFILE_NOTE,		 /* chu-thich */
	PROFILE_COMPONENT_COUNT
} profile_component;

/* The component's name in profile files: "quoc-hieu", "tieu-ngu", … */
const char *profile_component_name(profile_component);

typedef enum profile_align {
	PROFILE_LEFT,
	PROFILE_RIGHT,
	PROFILE_CENTRE,
	PROFILE_JUSTIFY
} profile_align;

typedef struct profile_style {
	mpt size;
	bool bold;
	bool italic;
	bool upper; /* letters made capital when set */
	bool boxed; /* single frame around */
	bool underlined;
	profile_align align;
	mpt first_indent; /* of the first line */
	mpt left_indent;  /* of all lines */
	mpt space_before;
	mpt space_after;
	mpt line_height; /* baseline to baseline */
	uint32_t colour; /* 0xRRGGBB */
	str rule;	 /* "[ND30-PL1-II.1]": article it comes from */
	/* What the regulation allows: co-tu, co-den; 0, or not around size:
	 * size alone. For checking. */
	mpt least_size, most_size;
} profile_style;

/* What stands below a head line. */
typedef enum profile_rule_kind {
	PROFILE_RULE_NONE,
	PROFILE_RULE_LINE, /* solid */
	PROFILE_RULE_TEXT  /* a text instead: "*", "-----" */
} profile_rule_kind;

typedef struct profile_rule {
	profile_rule_kind kind;
	int32_t share; /* of the text line's length, thousandths */
	int32_t least_share, most_share; /* allowed; 0: share alone */
	mpt thickness;
	mpt gap; /* from the text's descent to the rule */
	str text;
} profile_rule;

/*
 * Numbering of one level.  format holds {I}, {1} or {a} for the counter:
 * "Phần {I}", "{I}.", "{1}.", "{a})", "Điều {1}.".  own_line: number and title
 * on lines of their own (phần, chương).  continues: the counter does not begin
 * anew in each parent (điều).
 */
typedef struct profile_numbering {
	str format;
	bool own_line;
	bool continues;
} profile_numbering;

typedef struct profile {
	str name;  /* "mttq" */
	str title; /* the regulation, in words */
	uint32_t source;
	str family;		     /* "Times New Roman" */
	mpt page_width, page_height; /* portrait */
	mpt margin_top, margin_bottom, margin_left, margin_right;
	/* Allowed up to (le-tren-den …), for checking; 0: the margin alone. */
	mpt most_top, most_bottom, most_left, most_right;
	str page_rule, page_number_rule; /* the articles, or empty */
	/* Landscape pages: the same sides of the sheet keep the binding edge on
	 * the left of the text as read. */
	profile_style styles[PROFILE_COMPONENT_COUNT];

	str national_name;	   /* right column, first line */
	str motto;		   /* second line; empty: none */
	int32_t left_column_share; /* letterhead, thousandths of text width */
	mpt column_gap;		   /* between the two columns, at least */
	profile_rule rule_motto, rule_body_name, rule_subject;

	/* Patterns: {so} (two digits, or a reserved box), {ky-hieu},
	 * {dia-danh}, {ngay}. */
	str number_pattern;	/* "Số: {so}/{ky-hieu}" */
	str place_date_pattern; /* "{dia-danh}, {ngay}" */
	mpt number_box;		/* width kept for an empty số */
	mpt date_box;		/* width kept for an empty day */

	profile_numbering part, chapter, section, subsection, article, clause,
	    point;
	/* In a chapter, mục and tiểu mục are numbered like this (Nghị định 30).
	 */
	profile_numbering chapter_section, chapter_subsection;
	str annex_format; /* "Phụ lục {I}" when there are several */
	str annex_single; /* "Phụ lục" when there is one */
	str table_format, chart_format, image_format; /* "Bảng {1}" */

	str contents_title;  /* "MỤC LỤC" */
	bool notes_per_page; /* numbered anew on each page */
	mpt note_rule;	     /* length of the rule above the notes */
	str table_continued; /* "(tiếp theo)" behind repeated captions */
	str carried_down, carried_over; /* "Cộng mang sang", "Mang sang" */
	int32_t least_fill; /* of a page but the last, thousandths; 0: any */

	str end_mark;		     /* "./." or empty */
	str addressees_title;	     /* "Kính gửi:" */
	str recipients_title;	     /* "Nơi nhận:" */
	str recipient_marker;	     /* "- " */
	str recipient_between;	     /* ";" or "," */
	str recipient_last;	     /* "." */
	str list_marker;	     /* "- " */
	str list_between, list_last; /* ";", ".": added where the author put no
					closing punctuation; empty: never */
	/* "TM." -> "T/M": pairs of the author's prefix and this profile's. */
	const str (*authority_prefixes)[2];
	size_t authority_prefix_count;
	mpt signature_space;	 /* between position and name */
	int32_t signature_share; /* width of the signature block, thousandths */

	str secretary_title; /* who signs minutes: "THƯ KÝ", */
	str chair_title;     /* "CHỦ TỌA" (Nghị định 30, mẫu 1.9) */

	bool page_number_top;	/* else at the foot */
	bool page_number_first; /* shown on page 1 */
	mpt page_number_offset; /* from the paper's edge to the baseline */

	uint32_t widows;	  /* least lines at the head of a page */
	uint32_t orphans;	  /* least lines at the foot */
	uint32_t signature_lines; /* least lines of text with the signature */
	mpt table_padding_x, table_padding_y, table_rule;
	bool chart_caption_below; /* else above, as of tables */
	/* Limits of stretch: largest space between words, thousandths of em. */
	int32_t loosest_space;
	/* Most that glyphs of justified lines widen or narrow, thousandths. */
	int32_t glyph_scaling;
	bool first_fit;	 /* lines broken one after the other, to compare */
	bool marks_hang; /* small marks at a line's ends, in the margin */

	/* language */
	unsigned percent_decimals;
	text_words_style words;
	/* Files in the profile's folder, see glossary.h; empty: none. */
	str glossary_file, joins_file;
	/* What stays together; NULL: the program's own.  Set by batch. */
	const text_lexicon *lexicon;
} profile;

/*
 * Reads a profile file and those it builds on (ke-thua names one in the same
 * folder; a cycle is an error).  In the end every component must have a style
 * and every required value be given; all that is missing is reported.  A file
 * that is not there is PROFILE_NOT_FOUND, with the names of those that are.
 * NULL after diagnostics.
 */
const profile *profile_read(arena *, diags *, str path, span at);

#endif

/*
 * doc: the semantic document: what a template becomes once every expression is
 * a figure or a text.
 *
 * A tree of nodes of one type; the vocabulary (element names, what may stand
 * in what, attributes and their types) is one table, doc_vocabulary, from which
 * the template room takes its messages and the XSD its names.  Element names
 * are Vietnamese without diacritics; the enumerators are their English terms.
 *
 * Every figure inline keeps a doc_trace: where in the template it stands and
 * which records of the data it was made from.
 */
#ifndef VANBAN_DOC_H
#define VANBAN_DOC_H

#include "vanban/diag.h"
#include "vanban/text.h"

typedef enum doc_kind {
	DOC_TEXT, /* a piece of text; no element */
	/* frame */
	DOC_DOCUMENT,	 /* van-ban: loai, the-thuc */
	DOC_COVER,	 /* bia: a page before all others */
	DOC_CONTENTS,	 /* muc-luc: loai, cap, ten */
	DOC_LETTERHEAD,	 /* dau-van-ban */
	DOC_PARENT_BODY, /* co-quan-cap-tren: one line of the head, light */
	DOC_BODY_NAME,	 /* co-quan: one line of the head, bold */
	DOC_NUMBER,	 /* so-ky-hieu: so (may be empty), ky-hieu */
	DOC_PLACE_DATE,	 /* dia-danh-ngay: dia-danh, ngay (may be empty) */
	DOC_TYPE_NAME,	 /* ten-loai: "BÁO CÁO" */
	DOC_SUBJECT,	 /* trich-yeu */
	DOC_SECRECY,	 /* do-mat: MẬT, TỐI MẬT, TUYỆT MẬT */
	DOC_URGENCY,	 /* do-khan: KHẨN, THƯỢNG KHẨN, HỎA TỐC */
	DOC_CIRCULATION, /* luu-hanh: LƯU HÀNH NỘI BỘ … */
	DOC_DRAFT,	 /* du-thao: mark on every page */
	DOC_ADDRESSEES,	 /* kinh-gui > noi */
	DOC_GROUND,	 /* can-cu: one legal ground */
	/* hierarchy: each with de-muc first */
	DOC_PART,	/* phan */
	DOC_CHAPTER,	/* chuong */
	DOC_SECTION,	/* muc */
	DOC_SUBSECTION, /* tieu-muc */
	DOC_ARTICLE,	/* dieu */
	DOC_CLAUSE,	/* khoan */
	DOC_POINT,	/* diem */
	DOC_HEADING,	/* de-muc */
	/* blocks */
	DOC_PARAGRAPH,	  /* doan: kieu (ghi-chu: a note, not text) */
	DOC_LIST,	  /* ds: kieu (gach, so, chu) */
	DOC_LIST_ITEM,	  /* y */
	DOC_QUOTATION,	  /* trich */
	DOC_TABLE,	  /* bang: ten, dau-bang-lap, co-chu, co-chu-nho-nhat */
	DOC_COLUMN_GROUP, /* nhom: ten; head over several columns */
	DOC_COLUMN,	  /* cot: ten, can, rong, mang-sang */
	DOC_ROW,	  /* hang: kieu (nhom: names those below it) */
	DOC_TOTAL_ROW,	  /* hang-tong */
	DOC_CELL,	  /* o: gop, gop-hang, can */
	DOC_CHART, /* bieu-do: ten, loai (cot, thanh, duong, tron), don-vi-tinh,
		      mo-ta */
	DOC_CHART_GROUP, /* nhom-tri: ten; one tri of each series */
	DOC_CHART_VALUE, /* tri: ten; content: one figure */
	DOC_PICTURE,	 /* hinh: tep, ten, mo-ta, trang-tri, rong, can */
	/* inlines */
	DOC_FIGURE,	  /* so-lieu: made by expressions; has a trace */
	DOC_PERSON_NAME,  /* ten-nguoi */
	DOC_ABBREVIATION, /* viet-tat: day-du */
	DOC_REFERENCE,	  /* tham-chieu: den, kieu */
	DOC_FOOTNOTE,	  /* chu-thich: at the foot of the page */
	DOC_STRONG,	  /* dam */
	DOC_EMPHASIS,	  /* nghieng */
	DOC_OWN_NUMBER,	  /* so-van-ban: "87/BC-MTTQ", of the letterhead */
	DOC_OWN_DATE,	  /* ngay-van-ban: the date there */
	DOC_LINE_BREAK,	  /* xuong-dong */
	/* end */
	DOC_RECIPIENTS,	 /* noi-nhan > noi */
	DOC_PLACE,	 /* noi: one addressee or recipient */
	DOC_SIGNATURES,	 /* ky-doi: two to four ky side by side */
	DOC_SIGNATURE,	 /* ky */
	DOC_AUTHORITY,	 /* quyen-han: "TM. BAN THƯỜNG TRỰC" */
	DOC_POSITION,	 /* chuc-vu */
	DOC_FULL_NAME,	 /* ho-ten */
	DOC_ANNEX,	 /* phu-luc: kho, ngang; own page numbers */
	DOC_ATTACHED_TO, /* kem-theo: "(Kèm theo Báo cáo số …)" */
	DOC_KIND_COUNT
} doc_kind;

/* A set of kinds: bit 1 << doc_kind. */
__extension__ typedef unsigned __int128 doc_kinds;

#define DOC_KINDS_MOST	128
#define DOC_KIND(kind_) ((doc_kinds)1 << (kind_))

typedef enum doc_attribute_name {
	DOC_ATTR_LOAI,
	DOC_ATTR_THE_THUC,
	DOC_ATTR_SO,
	DOC_ATTR_KY_HIEU,
	DOC_ATTR_DIA_DANH,
	DOC_ATTR_NGAY,
	DOC_ATTR_KIEU,
	DOC_ATTR_TEN,
	DOC_ATTR_DAU_BANG_LAP,
	DOC_ATTR_CO_CHU,
	DOC_ATTR_CO_CHU_NHO_NHAT, /* of a table: down to it, so that it fits */
	DOC_ATTR_CAN,
	DOC_ATTR_RONG,
	DOC_ATTR_GOP,
	DOC_ATTR_GOP_HANG,
	DOC_ATTR_DON_VI_TINH,
	DOC_ATTR_MO_TA,
	DOC_ATTR_DAY_DU,
	DOC_ATTR_NGANG,
	DOC_ATTR_DANH_SO, /* a heading, a table, a chart with or without number
			   */
	DOC_ATTR_TEN_GOI, /* a name that tham-chieu asks for */
	DOC_ATTR_DEN,	  /* of tham-chieu: a ten-goi */
	DOC_ATTR_CAP,	  /* of muc-luc: how many levels */
	DOC_ATTR_MANG_SANG, /* sums of the column go from page to page */
	DOC_ATTR_KHO,	    /* paper: A4, A3 */
	DOC_ATTR_TEP,	    /* of hinh: its file */
	DOC_ATTR_TRANG_TRI, /* of hinh: it says nothing */
	DOC_ATTR_COUNT
} doc_attribute_name;

typedef enum doc_value_type {
	DOC_VALUE_TEXT,
	DOC_VALUE_YES_NO,  /* co, khong */
	DOC_VALUE_INTEGER, /* 1..9999 */
	DOC_VALUE_POINTS,  /* 6..72, halves allowed: "11,5" */
	DOC_VALUE_DATE,	   /* ISO 8601 or empty */
	DOC_VALUE_WIDTH,   /* "25mm" or a share of what is left: "2" */
	DOC_VALUE_EXTENT,  /* "25mm" or a share of the whole: "60%" */
	DOC_VALUE_FILE,	   /* a picture's, named from the file that says so */
	DOC_VALUE_CHOICE   /* one of the words in choices */
} doc_value_type;

typedef struct doc_attribute_rule {
	doc_attribute_name name;
	doc_value_type type;
	bool required;
	const char *choices; /* words separated by blanks, for CHOICE */
} doc_attribute_rule;

typedef enum doc_content {
	DOC_CONTENT_NONE,
	DOC_CONTENT_INLINES, /* text and inline elements */
	DOC_CONTENT_CHILDREN /* only elements, those in `children` */
} doc_content;

typedef struct doc_vocabulary_row {
	const char *element; /* "so-ky-hieu"; NULL for DOC_TEXT */
	doc_content content;
	doc_kinds children; /* those allowed */
	const doc_attribute_rule *attributes;
	size_t attribute_count;
	doc_kinds required; /* children that must be there */
	doc_kinds single;   /* children that may be there only once */
	bool never_empty;   /* must have text, or children, in the end */
	const char *texts;  /* the only texts allowed, separated by '|' */
} doc_vocabulary_row;

/* Indexed by doc_kind. */
const doc_vocabulary_row *doc_vocabulary(doc_kind);
const char *doc_attribute_text(doc_attribute_name); /* "ky-hieu" */
/*
 * Kind of an element as a child of parent: "noi", "nhom" and the like are one
 * kind; DOC_KIND_COUNT when there is no such element at all.
 */
doc_kind doc_kind_of(str element);
/* DOC_ATTR_COUNT when no element has it. */
doc_attribute_name doc_attribute_of(str name);
bool doc_may_contain(doc_kind parent, doc_kind child);
/* NULL when the kind has no such attribute. */
const doc_attribute_rule *doc_rule_of(doc_kind, doc_attribute_name);

/* ---- Traces ----------------------------------------------------------- */

/* One rolled-up figure that an expression read. */
typedef struct doc_figure_use {
	str indicator; /* code */
	str unit;      /* code */
	str period;    /* code */
	bool plan;     /* ke-hoach, not thuc-hien */
	bool alike;    /* only of the units that have the figure beside it */
	text_number value;
	str qualifier;	   /* "trên", "hơn", "gần", "khoảng" or empty */
	uint32_t covered;  /* units that reported, */
	uint32_t expected; /* of those that should */
	const str *absent; /* names of those that did not; a rolled-up file
			      may leave them unknown: then fewer, or none */
	size_t absent_count;
	const span *origins; /* the data records behind it */
	size_t origin_count;
} doc_figure_use;

typedef struct doc_trace {
	str formula; /* the expression as written */
	span at;     /* in the template, without the braces */
	bool has_value;
	text_number value; /* what was printed, before formatting */
	const doc_figure_use *uses;
	size_t use_count;
} doc_trace;

/* ---- The tree --------------------------------------------------------- */

typedef struct doc_attribute {
	doc_attribute_name name;
	str value;
	span at;
	span data_at;		   /* the fact it is made of, or NO_SPAN */
	const struct image *image; /* DOC_VALUE_FILE: what it holds */
} doc_attribute;

typedef struct doc_node {
	doc_kind kind;
	span at;  /* template place: start tag, or the text */
	str text; /* DOC_TEXT: NFC, white space collapsed; DOC_FIGURE: as
		     printed */
	const doc_trace *trace; /* DOC_FIGURE, else NULL */
	span data_at; /* the fact that its text is made of, or NO_SPAN */
	uint32_t attribute_count;
	doc_attribute *attributes;
	struct doc_node *parent;
	struct doc_node *first_child;
	struct doc_node *last_child;
	struct doc_node *next;
} doc_node;

/* A new last child of parent (NULL: a root). */
doc_node *doc_append(arena *, doc_node *parent, doc_kind, span at);
/* The same, before a child; NULL: at the end. */
doc_node *doc_insert(arena *, doc_node *parent, doc_node *before, doc_kind,
		     span at);
void doc_set_attribute(arena *, doc_node *, doc_attribute_name, str value,
		       span at);
/* Where the data have the attribute's value, for messages. */
void doc_set_origin(doc_node *, doc_attribute_name, span data_at);
/* Empty when absent. */
str doc_attribute_value(const doc_node *, doc_attribute_name);
/* What the attribute's file holds; borrowed.  NULL when nothing is known. */
void doc_set_image(doc_node *, doc_attribute_name, const struct image *);
const struct image *doc_attribute_image(const doc_node *, doc_attribute_name);
bool doc_has_attribute(const doc_node *, doc_attribute_name);
/* Value of a checked attribute, or the default when absent. */
bool doc_yes(const doc_node *, doc_attribute_name, bool by_default);
int doc_integer(const doc_node *, doc_attribute_name, int by_default);
/* Half points are kept: thousandths of a point. */
int32_t doc_points(const doc_node *, doc_attribute_name, int32_t by_default);
const doc_node *doc_child(const doc_node *, doc_kind);
/*
 * All text below the node, in order (xuong-dong gives a space); what a
 * tham-chieu will say is not known before the pages are, a chu-thich is no part
 * of the text that it stands in.
 */
str doc_plain_text(arena *, const doc_node *);

/*
 * Whether a value fits the attribute's type; reports at `at`. Also for
 * templates, whose literal values can be checked without data.
 */
bool doc_check_value(diags *, doc_kind, const doc_attribute_rule *, str value,
		     span at);
/* Element names of a mask of kinds, blank-separated, in the table's order. */
str doc_names_of(arena *, doc_kinds kinds);

/* ---- Names (tên gọi) -------------------------------------------------- */

/* The nodes with a ten-goi, in the order of their names. */
typedef struct doc_name {
	str name;
	const doc_node *node;
} doc_name;

typedef struct doc_names {
	const doc_name *names;
	size_t count;
} doc_names;

doc_names doc_names_read(arena *, const doc_node *root);
/* NULL when nothing has the name. */
const doc_node *doc_names_find(const doc_names *, str name);

/*
 * Checks a whole evaluated document: attribute values against their types,
 * required attributes and children, table shapes (cells against columns), one
 * figure per chart value, pictures described or decorative, two to four
 * signatures side by side, names given once and references to names that there
 * are.  Reports at the template's spans.
 */
bool doc_check(const doc_node *root, arena *, diags *);
/* Of a document that is not whole: only the attributes that it has. */
bool doc_check_values(const doc_node *root, arena *, diags *);

/*
 * --dump=doc: indented elements, attributes, text; figures with indicator,
 * unit, period, value, coverage, template and data places (path:line:column).
 */
void doc_dump(const doc_node *root, const sources *, buffer *out);

#endif

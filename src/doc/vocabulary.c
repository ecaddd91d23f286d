#include "vanban/doc.h"

/*
 * The vocabulary as one table.  Masks of kinds first, then the attribute lists,
 * then a row for each kind.
 */

#define K(kind) DOC_KIND(DOC_##kind)

#define INLINE                                                                 \
	(K(TEXT) | K(FIGURE) | K(PERSON_NAME) | K(ABBREVIATION) | K(STRONG) |  \
	 K(EMPHASIS) | K(LINE_BREAK))
/* Of text that may refer to other parts. */
#define PROSE (INLINE | K(REFERENCE) | K(FOOTNOTE))
#define BLOCK                                                                  \
	(K(PARAGRAPH) | K(LIST) | K(QUOTATION) | K(TABLE) | K(CHART) |         \
	 K(PICTURE))
#define HEAD                                                                   \
	(K(PARENT_BODY) | K(BODY_NAME) | K(NUMBER) | K(PLACE_DATE) |           \
	 K(TYPE_NAME) | K(SUBJECT) | K(SECRECY) | K(URGENCY) |                 \
	 K(CIRCULATION) | K(DRAFT))
#define LEVEL                                                                  \
	(K(PART) | K(CHAPTER) | K(SECTION) | K(SUBSECTION) | K(ARTICLE) |      \
	 K(CLAUSE) | K(POINT))

static const char alignments[] = "trai giua phai thap-phan";

static const doc_attribute_rule document_rules[] = {
    {DOC_ATTR_LOAI, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_THE_THUC, DOC_VALUE_TEXT, false, NULL},
};
static const doc_attribute_rule number_rules[] = {
    {DOC_ATTR_SO, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_KY_HIEU, DOC_VALUE_TEXT, true, NULL},
};
static const doc_attribute_rule place_date_rules[] = {
    {DOC_ATTR_DIA_DANH, DOC_VALUE_TEXT, true, NULL},
    {DOC_ATTR_NGAY, DOC_VALUE_DATE, false, NULL},
};
static const doc_attribute_rule contents_rules[] = {
    {DOC_ATTR_LOAI, DOC_VALUE_CHOICE, false,
     "de-muc bang bieu-do hinh tai-lieu"},
    {DOC_ATTR_CAP, DOC_VALUE_CHOICE, false, "1 2 3 4 5"},
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, false, NULL},
};
static const doc_attribute_rule reference_rules[] = {
    {DOC_ATTR_DEN, DOC_VALUE_TEXT, true, NULL},
    {DOC_ATTR_KIEU, DOC_VALUE_CHOICE, false, "so so-tran ten trang"},
};
#define NAMED                                                                  \
	{                                                                      \
		DOC_ATTR_TEN_GOI, DOC_VALUE_TEXT, false, NULL                  \
	}
static const doc_attribute_rule footnote_rules[] = {
    NAMED,
};
static const doc_attribute_rule level_rules[] = {
    NAMED,
    {DOC_ATTR_DANH_SO, DOC_VALUE_YES_NO, false, NULL},
};
static const doc_attribute_rule paragraph_rules[] = {
    {DOC_ATTR_KIEU, DOC_VALUE_CHOICE, false, "ghi-chu"},
};
static const doc_attribute_rule list_rules[] = {
    {DOC_ATTR_KIEU, DOC_VALUE_CHOICE, false, "gach so chu"},
};
static const doc_attribute_rule table_rules[] = {
    NAMED,
    {DOC_ATTR_DANH_SO, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_DAU_BANG_LAP, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_CO_CHU, DOC_VALUE_POINTS, false, NULL},
    {DOC_ATTR_CO_CHU_NHO_NHAT, DOC_VALUE_POINTS, false, NULL},
};
static const doc_attribute_rule column_group_rules[] = {
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, true, NULL},
};
static const doc_attribute_rule column_rules[] = {
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, true, NULL},
    {DOC_ATTR_CAN, DOC_VALUE_CHOICE, false, alignments},
    {DOC_ATTR_RONG, DOC_VALUE_WIDTH, false, NULL},
    {DOC_ATTR_MANG_SANG, DOC_VALUE_YES_NO, false, NULL},
};
static const doc_attribute_rule row_rules[] = {
    {DOC_ATTR_KIEU, DOC_VALUE_CHOICE, false, "nhom"},
};
static const doc_attribute_rule cell_rules[] = {
    {DOC_ATTR_GOP, DOC_VALUE_INTEGER, false, NULL},
    {DOC_ATTR_GOP_HANG, DOC_VALUE_INTEGER, false, NULL},
    {DOC_ATTR_CAN, DOC_VALUE_CHOICE, false, alignments},
};
static const doc_attribute_rule chart_rules[] = {
    NAMED,
    {DOC_ATTR_DANH_SO, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, true, NULL},
    {DOC_ATTR_LOAI, DOC_VALUE_CHOICE, false, "cot thanh duong tron"},
    {DOC_ATTR_DON_VI_TINH, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_MO_TA, DOC_VALUE_TEXT, false, NULL},
};
static const doc_attribute_rule picture_rules[] = {
    NAMED,
    {DOC_ATTR_DANH_SO, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_TEP, DOC_VALUE_FILE, true, NULL},
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_MO_TA, DOC_VALUE_TEXT, false, NULL},
    {DOC_ATTR_TRANG_TRI, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_RONG, DOC_VALUE_EXTENT, false, NULL},
    {DOC_ATTR_CAN, DOC_VALUE_CHOICE, false, "trai giua phai"},
};
static const doc_attribute_rule chart_value_rules[] = {
    {DOC_ATTR_TEN, DOC_VALUE_TEXT, true, NULL},
};
static const doc_attribute_rule abbreviation_rules[] = {
    {DOC_ATTR_DAY_DU, DOC_VALUE_TEXT, true, NULL},
};
static const doc_attribute_rule annex_rules[] = {
    NAMED,
    {DOC_ATTR_NGANG, DOC_VALUE_YES_NO, false, NULL},
    {DOC_ATTR_KHO, DOC_VALUE_CHOICE, false, "A4 A3"},
};

#define RULES(rules_)                                                          \
	.attributes = (rules_),                                                \
	.attribute_count = sizeof(rules_) / sizeof *(rules_)

/* An element that holds inlines and must hold some. */
#define LINE(element_)                                                         \
	{                                                                      \
		.element = (element_), .content = DOC_CONTENT_INLINES,         \
		.children = INLINE, .never_empty = true                        \
	}
#define OF_TEXTS(element_, texts_)                                             \
	{                                                                      \
		.element = (element_), .content = DOC_CONTENT_INLINES,         \
		.children = INLINE, .never_empty = true, .texts = (texts_)     \
	}
#define PROSE_LINE(element_)                                                   \
	{                                                                      \
		.element = (element_), .content = DOC_CONTENT_INLINES,         \
		.children = PROSE, .never_empty = true                         \
	}
/* A level of the hierarchy. */
#define OF_LEVEL(element_, children_, required_)                               \
	{                                                                      \
		.element = (element_), .content = DOC_CONTENT_CHILDREN,        \
		.children = K(HEADING) | BLOCK | (children_),                  \
		.required = (required_), .single = K(HEADING),                 \
		.never_empty = true, RULES(level_rules)                        \
	}

static const doc_vocabulary_row rows[DOC_KIND_COUNT] = {
    [DOC_TEXT] = {.content = DOC_CONTENT_NONE},
    [DOC_DOCUMENT] = {.element = "van-ban",
		      .content = DOC_CONTENT_CHILDREN,
		      .children = K(COVER) | K(CONTENTS) | K(LETTERHEAD) |
				  K(TYPE_NAME) | K(SUBJECT) | K(ADDRESSEES) |
				  K(GROUND) | BLOCK | LEVEL | K(RECIPIENTS) |
				  K(SIGNATURE) | K(SIGNATURES) | K(ANNEX),
		      .single = K(COVER) | K(LETTERHEAD) | K(TYPE_NAME) |
				K(SUBJECT) | K(ADDRESSEES) | K(RECIPIENTS) |
				K(SIGNATURE) | K(SIGNATURES),
		      .never_empty = true,
		      RULES(document_rules)},
    [DOC_COVER] = {.element = "bia",
		   .content = DOC_CONTENT_CHILDREN,
		   .children = K(PARENT_BODY) | K(BODY_NAME) | K(TYPE_NAME) |
			       K(SUBJECT) | K(CIRCULATION) | K(PARAGRAPH) |
			       K(PLACE_DATE),
		   .required = K(TYPE_NAME),
		   .single = K(TYPE_NAME) | K(SUBJECT) | K(CIRCULATION) |
			     K(PLACE_DATE),
		   .never_empty = true},
    [DOC_CONTENTS] = {.element = "muc-luc",
		      .content = DOC_CONTENT_NONE,
		      RULES(contents_rules)},
    [DOC_LETTERHEAD] = {.element = "dau-van-ban",
			.content = DOC_CONTENT_CHILDREN,
			.children = HEAD,
			.required = K(BODY_NAME),
			.single = HEAD & ~(K(PARENT_BODY) | K(BODY_NAME)),
			.never_empty = true},
    [DOC_PARENT_BODY] = LINE("co-quan-cap-tren"),
    [DOC_BODY_NAME] = LINE("co-quan"),
    [DOC_NUMBER] = {.element = "so-ky-hieu",
		    .content = DOC_CONTENT_NONE,
		    RULES(number_rules)},
    [DOC_PLACE_DATE] = {.element = "dia-danh-ngay",
			.content = DOC_CONTENT_NONE,
			RULES(place_date_rules)},
    [DOC_TYPE_NAME] = LINE("ten-loai"),
    [DOC_SUBJECT] = LINE("trich-yeu"),
    [DOC_SECRECY] = OF_TEXTS("do-mat", "MẬT|TỐI MẬT|TUYỆT MẬT"),
    [DOC_URGENCY] = OF_TEXTS("do-khan", "KHẨN|THƯỢNG KHẨN|HỎA TỐC|HOẢ TỐC"),
    [DOC_CIRCULATION] = LINE("luu-hanh"),
    [DOC_DRAFT] = LINE("du-thao"),
    [DOC_ADDRESSEES] = {.element = "kinh-gui",
			.content = DOC_CONTENT_CHILDREN,
			.children = K(PLACE),
			.never_empty = true},
    [DOC_GROUND] = PROSE_LINE("can-cu"),
    [DOC_PART] =
	OF_LEVEL("phan", K(CHAPTER) | K(SECTION) | K(ARTICLE), K(HEADING)),
    [DOC_CHAPTER] = OF_LEVEL("chuong", K(SECTION) | K(ARTICLE), K(HEADING)),
    [DOC_SECTION] = OF_LEVEL(
	"muc", K(SUBSECTION) | K(ARTICLE) | K(CLAUSE) | K(POINT), K(HEADING)),
    [DOC_SUBSECTION] =
	OF_LEVEL("tieu-muc", K(ARTICLE) | K(CLAUSE) | K(POINT), K(HEADING)),
    [DOC_ARTICLE] = OF_LEVEL("dieu", K(CLAUSE) | K(POINT), K(HEADING)),
    [DOC_CLAUSE] = OF_LEVEL("khoan", K(POINT), 0),
    [DOC_POINT] = OF_LEVEL("diem", 0, 0),
    [DOC_HEADING] = LINE("de-muc"),
    [DOC_PARAGRAPH] = {.element = "doan",
		       .content = DOC_CONTENT_INLINES,
		       .children = PROSE,
		       .never_empty = true,
		       RULES(paragraph_rules)},
    [DOC_LIST] = {.element = "ds",
		  .content = DOC_CONTENT_CHILDREN,
		  .children = K(LIST_ITEM),
		  .never_empty = true,
		  RULES(list_rules)},
    [DOC_LIST_ITEM] = PROSE_LINE("y"),
    [DOC_QUOTATION] = PROSE_LINE("trich"),
    [DOC_TABLE] = {.element = "bang",
		   .content = DOC_CONTENT_CHILDREN,
		   .children =
		       K(COLUMN_GROUP) | K(COLUMN) | K(ROW) | K(TOTAL_ROW),
		   .never_empty = true,
		   RULES(table_rules)},
    [DOC_COLUMN_GROUP] = {.element = "nhom",
			  .content = DOC_CONTENT_CHILDREN,
			  .children = K(COLUMN_GROUP) | K(COLUMN),
			  .never_empty = true,
			  RULES(column_group_rules)},
    [DOC_COLUMN] = {.element = "cot",
		    .content = DOC_CONTENT_NONE,
		    RULES(column_rules)},
    [DOC_ROW] = {.element = "hang",
		 .content = DOC_CONTENT_CHILDREN,
		 .children = K(CELL),
		 .never_empty = true,
		 RULES(row_rules)},
    [DOC_TOTAL_ROW] = {.element = "hang-tong",
		       .content = DOC_CONTENT_CHILDREN,
		       .children = K(CELL),
		       .never_empty = true},
    [DOC_CELL] = {.element = "o",
		  .content = DOC_CONTENT_INLINES,
		  .children = PROSE,
		  RULES(cell_rules)},
    [DOC_CHART] = {.element = "bieu-do",
		   .content = DOC_CONTENT_CHILDREN,
		   .children = K(CHART_VALUE) | K(CHART_GROUP),
		   .never_empty = true,
		   RULES(chart_rules)},
    [DOC_CHART_GROUP] = {.element = "nhom-tri",
			 .content = DOC_CONTENT_CHILDREN,
			 .children = K(CHART_VALUE),
			 .never_empty = true,
			 RULES(chart_value_rules)},
    [DOC_CHART_VALUE] = {.element = "tri",
			 .content = DOC_CONTENT_INLINES,
			 .children = K(TEXT) | K(FIGURE),
			 RULES(chart_value_rules)},
    [DOC_PICTURE] = {.element = "hinh",
		     .content = DOC_CONTENT_NONE,
		     RULES(picture_rules)},
    [DOC_FIGURE] = {.element = "so-lieu", .content = DOC_CONTENT_NONE},
    [DOC_PERSON_NAME] = LINE("ten-nguoi"),
    [DOC_ABBREVIATION] = {.element = "viet-tat",
			  .content = DOC_CONTENT_INLINES,
			  .children = INLINE,
			  .never_empty = true,
			  RULES(abbreviation_rules)},
    [DOC_REFERENCE] = {.element = "tham-chieu",
		       .content = DOC_CONTENT_NONE,
		       RULES(reference_rules)},
    [DOC_FOOTNOTE] = {.element = "chu-thich",
		      .content = DOC_CONTENT_INLINES,
		      .children = INLINE | K(REFERENCE),
		      .never_empty = true,
		      RULES(footnote_rules)},
    [DOC_STRONG] = LINE("dam"),
    [DOC_EMPHASIS] = LINE("nghieng"),
    [DOC_OWN_NUMBER] = {.element = "so-van-ban", .content = DOC_CONTENT_NONE},
    [DOC_OWN_DATE] = {.element = "ngay-van-ban", .content = DOC_CONTENT_NONE},
    [DOC_LINE_BREAK] = {.element = "xuong-dong", .content = DOC_CONTENT_NONE},
    [DOC_RECIPIENTS] = {.element = "noi-nhan",
			.content = DOC_CONTENT_CHILDREN,
			.children = K(PLACE),
			.never_empty = true},
    [DOC_PLACE] = LINE("noi"),
    [DOC_SIGNATURES] = {.element = "ky-doi",
			.content = DOC_CONTENT_CHILDREN,
			.children = K(SIGNATURE),
			.never_empty = true},
    [DOC_SIGNATURE] = {.element = "ky",
		       .content = DOC_CONTENT_CHILDREN,
		       .children = K(AUTHORITY) | K(POSITION) | K(FULL_NAME),
		       .required = K(POSITION) | K(FULL_NAME),
		       .single = K(FULL_NAME),
		       .never_empty = true},
    [DOC_AUTHORITY] = LINE("quyen-han"),
    [DOC_POSITION] = LINE("chuc-vu"),
    [DOC_FULL_NAME] = LINE("ho-ten"),
    [DOC_ANNEX] = {.element = "phu-luc",
		   .content = DOC_CONTENT_CHILDREN,
		   .children = K(HEADING) | K(ATTACHED_TO) | BLOCK | LEVEL,
		   .required = K(HEADING),
		   .single = K(HEADING) | K(ATTACHED_TO),
		   .never_empty = true,
		   RULES(annex_rules)},
    [DOC_ATTACHED_TO] = {.element = "kem-theo",
			 .content = DOC_CONTENT_INLINES,
			 .children = INLINE | K(OWN_NUMBER) | K(OWN_DATE),
			 .never_empty = true},
};

static const char *const attribute_names[DOC_ATTR_COUNT] = {
    [DOC_ATTR_LOAI] = "loai",
    [DOC_ATTR_THE_THUC] = "the-thuc",
    [DOC_ATTR_SO] = "so",
    [DOC_ATTR_KY_HIEU] = "ky-hieu",
    [DOC_ATTR_DIA_DANH] = "dia-danh",
    [DOC_ATTR_NGAY] = "ngay",
    [DOC_ATTR_KIEU] = "kieu",
    [DOC_ATTR_TEN] = "ten",
    [DOC_ATTR_DAU_BANG_LAP] = "dau-bang-lap",
    [DOC_ATTR_CO_CHU] = "co-chu",
    [DOC_ATTR_CO_CHU_NHO_NHAT] = "co-chu-nho-nhat",
    [DOC_ATTR_CAN] = "can",
    [DOC_ATTR_RONG] = "rong",
    [DOC_ATTR_GOP] = "gop",
    [DOC_ATTR_GOP_HANG] = "gop-hang",
    [DOC_ATTR_DON_VI_TINH] = "don-vi-tinh",
    [DOC_ATTR_MO_TA] = "mo-ta",
    [DOC_ATTR_DAY_DU] = "day-du",
    [DOC_ATTR_NGANG] = "ngang",
    [DOC_ATTR_DANH_SO] = "danh-so",
    [DOC_ATTR_TEN_GOI] = "ten-goi",
    [DOC_ATTR_DEN] = "den",
    [DOC_ATTR_CAP] = "cap",
    [DOC_ATTR_MANG_SANG] = "mang-sang",
    [DOC_ATTR_KHO] = "kho",
    [DOC_ATTR_TEP] = "tep",
    [DOC_ATTR_TRANG_TRI] = "trang-tri",
};

_Static_assert(DOC_KIND_COUNT <= DOC_KINDS_MOST, "kinds fit a mask");

const doc_vocabulary_row *doc_vocabulary(doc_kind kind)
{
	return &rows[kind];
}

const char *doc_attribute_text(doc_attribute_name name)
{
	return attribute_names[name];
}

doc_kind doc_kind_of(str element)
{
	for (int i = 0; i < DOC_KIND_COUNT; i++)
		if (rows[i].element &&
		    str_equal(str_from(rows[i].element), element))
			return (doc_kind)i;
	return DOC_KIND_COUNT;
}

doc_attribute_name doc_attribute_of(str name)
{
	for (int i = 0; i < DOC_ATTR_COUNT; i++)
		if (str_equal(str_from(attribute_names[i]), name))
			return (doc_attribute_name)i;
	return DOC_ATTR_COUNT;
}

bool doc_may_contain(doc_kind parent, doc_kind child)
{
	return (rows[parent].children >> child & 1) != 0;
}

const doc_attribute_rule *doc_rule_of(doc_kind kind, doc_attribute_name name)
{
	const doc_vocabulary_row *row = &rows[kind];
	for (size_t i = 0; i < row->attribute_count; i++)
		if (row->attributes[i].name == name)
			return &row->attributes[i];
	return NULL;
}

str doc_names_of(arena *a, doc_kinds kinds)
{
	str names[DOC_KIND_COUNT];
	size_t count = 0;
	for (int i = 0; i < DOC_KIND_COUNT; i++)
		if ((kinds >> i & 1) && rows[i].element)
			names[count++] = str_from(rows[i].element);
	return str_join(a, names, count, STR(" "));
}

/*
 * compiled: a template after reading: every expression parsed, every name
 * checked.  Known to this room only.
 */
#ifndef VANBAN_TEMPLATE_COMPILED_H
#define VANBAN_TEMPLATE_COMPILED_H

#include "vanban/image.h"
#include "vanban/template.h"

#define TEMPLATE_NAMESPACE "urn:vanban:1"
#define CONTROL_NAMESPACE  "urn:vanban:mau:1"

#define TEMPLATE_DEPTH 200	/* of elements, fragments included */
#define TEMPLATE_ITEMS 50000000 /* looked at by its expressions */
#define TEMPLATE_PARTS 2500000	/* run for one document: 1,000,000 cells */

/* Literal text (braces undone), or an expression. */
typedef struct segment {
	const expr *expression; /* NULL: literal */
	str literal;
	span at;
} segment;

/* Text or an attribute value: segments in order. */
typedef struct pattern {
	const segment *segments;
	uint32_t count;
	span at;
} pattern;

typedef enum part_kind {
	PART_ELEMENT,
	PART_TEXT,
	PART_IF,	/* t:neu */
	PART_CHOOSE,	/* t:chon */
	PART_WHEN,	/* t:khi */
	PART_OTHERWISE, /* t:con-lai */
	PART_EACH,	/* t:moi */
	PART_SET,	/* t:bien */
	PART_CALL,	/* t:goi */
	PART_ASSERT	/* t:kiem */
} part_kind;

/* An attribute of an element (attribute) or of t:goi (name). */
typedef struct part_attribute {
	str name;
	doc_attribute_name attribute;
	pattern value;
	span name_at;
	const image *image; /* of a DOC_VALUE_FILE */
} part_attribute;

/* In the order of the words of loai-xep. */
typedef enum sort_kind {
	SORT_TEXT,
	SORT_PERSON_NAME,	 /* tên, họ, đệm */
	SORT_PERSON_NAME_MIDDLE, /* tên, đệm, họ */
	SORT_NUMBER
} sort_kind;

struct fragment;

/* What is known of the control elements only; few parts are one. */
typedef struct part_control {
	const expr *test;      /* IF, WHEN, ASSERT */
	const expr *selection; /* EACH */
	const expr *sort_key;  /* EACH, or NULL */
	sort_kind sort;
	bool descending;
	bool may_be_empty;
	pattern text;			 /* ASSERT: loi */
	str name;			 /* SET */
	pattern value;			 /* SET */
	const struct fragment *fragment; /* CALL */
} part_control;

/* A table of 50,000 rows is 700,000 of them: each has what it needs. */
typedef struct part {
	part_kind kind;
	doc_kind element; /* ELEMENT */
	span at;
	uint32_t attribute_count; /* ELEMENT, CALL */
	struct part *next;
	union {
		pattern text; /* TEXT: it has no children */
		struct {
			struct part *first_child;
			struct part *last_child;
			part_attribute *attributes; /* ELEMENT, CALL */
			part_control *control; /* neither ELEMENT nor TEXT */
		};
	};
} part;

/* A variable that a fragment uses and does not set. */
typedef struct need {
	str name;
	span at;
} need;

/* One file's content, compiled for one kind of parent. */
typedef struct fragment {
	str path;
	doc_kind parent;
	part *root; /* its children are the content */
	need *needs;
	size_t need_count, need_capacity;
	const struct fragment *caller; /* while it is being compiled */
	bool is_sound;		       /* then all its needs are known */
	struct fragment *next;
} fragment;

typedef struct loaded_file {
	str path;
	bool is_sound;
	xml_document document;
	struct loaded_file *next;
} loaded_file;

/* A picture's file, read once however often it is shown. */
typedef struct picture {
	str path;
	const image *image; /* NULL: it is not sound, which was told */
	struct picture *next;
} picture;

struct template
{
	arena *arena;
	str path;
	str root_folder;
	xml_node root; /* its attributes alone */
	struct arena *parts;
	part *document;	 /* the van-ban element */
	str *parameters; /* tham-so */
	size_t parameter_count;
	fragment *fragments;
	picture *pictures;
	struct arena *nodes; /* of the files' trees, while they are compiled */
	loaded_file *files;  /* the same */
	const expr **expressions; /* all of them, for template_check */
	size_t expression_count, expression_capacity;
};

/* What compiling one file needs. */
typedef struct compiler {
	struct template *template;
	arena *arena;
	diags *diags;
	fragment *fragment; /* NULL: the template itself */
	str folder;	    /* of the file */
	str *names;	    /* variables that can be seen here */
	size_t name_count, name_capacity;
	int depth; /* of elements, those of the callers included */
} compiler;

/* read.c */
void template_know_indicators(const data_set *, arena *, expr_known *out);
const xml_document *template_load(struct template *, diags *, str path,
				  span at);
const image *template_load_image(struct template *, diags *, str path, span at);
/* compile.c: the children of node as parts below parent. */
void compile_children(compiler *, part *parent, const xml_node *, doc_kind);
part *compile_element(compiler *, part *parent, const xml_node *, doc_kind);
part *part_append(compiler *, part *parent, part_kind, const xml_node *);
/*
 * The path of a file that an attribute names, from the folder of the file that
 * it is written in: literal and within the project; else empty, after
 * reporting.
 */
str compile_path(compiler *, str name, str value, span at);
/* control.c */
bool is_control(const xml_node *);
void compile_control(compiler *, part *parent, const xml_node *, doc_kind);
/* Names of control elements, "t:neu t:chon …". */
const char *control_names(void);
/* Reports whatever stands in an element that must be empty. */
void compile_no_content(compiler *, const xml_node *);
/* call.c: t:goi */
void compile_call(compiler *, part *parent, const xml_node *, doc_kind);
/* pattern.c: false after reporting; out is usable all the same */
bool pattern_compile(compiler *, str text, span at, pattern *out);
bool pattern_is_literal(const pattern *);
str pattern_literal(arena *, const pattern *);
const expr *expression_compile(compiler *, str text, span at);
/* variables.c */
bool variable_is_predefined(str name);
size_t variable_names(const str **out);
void names_add(compiler *, str name);

#endif

/*
 * template: biểu mẫu + data -> document.
 *
 * A template is a document in the vocabulary of doc.h (namespace urn:vanban:1),
 * control elements in urn:vanban:mau:1, and {expressions} in text and attribute
 * values ({{ and }} are braces).  Read and checked once, without data;
 * evaluated as often as there are documents.
 *
 *   t:neu kiem      t:chon > t:khi kiem, t:con-lai      t:moi chon xep loai-xep
 * giam t:bien ten gia-tri      t:goi mau (+ any attributes: parameters) t:kiem
 * dieu-kien loi
 *
 * A template file's root is van-ban, or t:manh (a fragment: any content that
 * t:goi may put in its place).
 */
#ifndef VANBAN_TEMPLATE_H
#define VANBAN_TEMPLATE_H

#include "vanban/data.h"
#include "vanban/expr.h"
#include "vanban/profile.h"

typedef struct template template;

/*
 * Reads the template and the fragments it calls (paths from the folder of the
 * calling file; they may not leave root_folder; a cycle is an error).  Parses
 * every expression; checks elements, attributes, functions and variables.
 * NULL only when nothing sensible could be read; problems are in diags.
 */
template *template_read(arena *, diags *, str path, str root_folder);

/* the-thuc of the root, or empty. */
str template_profile(const template *);
span template_profile_at(const template *);
/* chi-tieu of the root: the dictionary's path as written, or empty. */
str template_dictionary(const template *);
span template_dictionary_at(const template *);

/* Checks indicator codes of literal arguments against the dictionary. */
bool template_check(const template *, const data_set *dictionary, diags *);

/* Whether the template declares the parameter (tham-so). */
bool template_takes(const template *, str name);

typedef struct template_parameter { /* --set name=value */
	str name;
	str value;
} template_parameter;

typedef struct template_input {
	data_set *data;
	const data_unit *unit;
	const data_period *period;
	const profile *profile; /* decimals, words */
	const template_parameter *parameters;
	size_t parameter_count;
} template_input;

/*
 * Evaluates to a checked document in the arena; NULL after diagnostics.
 */
doc_node *template_evaluate(const template *, const template_input *, arena *,
			    diags *);
/*
 * Frees what evaluating needs, for who has done it; what documents took from
 * the template stays, and so does what its root says.
 */
void template_forget(const template *);

/*
 * A condition on a unit that stands in another file (kiem of a batch file):
 * the expressions and functions of templates, without variables of their own.
 * NULL after a report.
 */
typedef struct template_condition template_condition;
const template_condition *template_condition_read(arena *, diags *,
						  const xml_attribute *,
						  const data_set *);
/* Whether it holds for input->unit; false, *out too, after a report. */
bool template_holds(const template_condition *, const template_input *, arena *,
		    diags *, bool *out);

/* The functions of templates, for the guide and for completion. */
size_t template_functions(const expr_function **out);

#endif

#include "prose.h"

static void add_inlines(prose *p, const doc_node *node)
{
	for (const doc_node *n = node->first_child; n; n = n->next) {
		switch (n->kind) {
		case DOC_TEXT:
			prose_add(p, n->text,
				  n->data_at.source ? n->data_at : n->at,
				  false);
			break;
		case DOC_FIGURE:
			prose_add(p, n->text, n->trace ? n->trace->at : n->at,
				  false);
			break;
		case DOC_LINE_BREAK:
			prose_add(p, STR(" "), n->at, false);
			break;
		default:
			add_inlines(p, n);
		}
	}
}

/* Kinds whose texts follow forms of their own, which other checks know. */
static bool has_own_form(doc_kind kind)
{
	return kind == DOC_LETTERHEAD || kind == DOC_RECIPIENTS ||
	       kind == DOC_SIGNATURE || kind == DOC_CHART;
}

static void add_blocks(prose *p, const doc_node *node)
{
	if (has_own_form(node->kind))
		return;
	if (doc_vocabulary(node->kind)->content == DOC_CONTENT_INLINES) {
		add_inlines(p, node);
		prose_end_paragraph(p);
		return;
	}
	for (const doc_node *n = node->first_child; n; n = n->next)
		add_blocks(p, n);
}

void check_document(arena *a, diags *d, const doc_node *root,
		    const lint_options *options)
{
	prose p;
	prose_begin(&p, a, d, options);
	add_blocks(&p, root);
	prose_finish(&p);
}

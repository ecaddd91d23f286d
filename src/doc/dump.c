#include "vanban/doc.h"

/* Places of data records that are listed for one figure. */
#define ORIGINS_SHOWN 3

static void indent(buffer *out, int depth)
{
	for (int i = 0; i < depth; i++)
		buffer_append(out, STR("  "));
}

/* What cannot be seen is written as \u… */
static void escape(buffer *out, str text)
{
	const char *cursor = text.data, *end = str_end(text);
	while (cursor < end) {
		const char *start = cursor;
		uint32_t c = str_next_code_point(&cursor, end);
		if (c == '"' || c == '\\')
			buffer_append_byte(out, '\\');
		if (c < ' ' || c == 0xa0 || (c >= 0x2000 && c < 0x2010))
			buffer_format(out, "\\u%04x", c);
		else
			buffer_append(out,
				      (str){start, (size_t)(cursor - start)});
	}
}

static void quote(buffer *out, str text)
{
	buffer_append_byte(out, '"');
	escape(out, text);
	buffer_append_byte(out, '"');
}

static void place(buffer *out, const sources *s, span at)
{
	const source *file = at.source ? source_get(s, at.source) : NULL;
	uint32_t line, column;
	if (!file) {
		buffer_append(out, STR("-"));
		return;
	}
	source_position(file, at.start, &line, &column);
	buffer_append(out, file->path);
	buffer_format(out, ":%u:%u", line, column);
}

static void number(buffer *out, text_number n)
{
	buffer_format(out, "%lld", (long long)n.numerator);
	if (n.denominator != 1)
		buffer_format(out, "/%lld", (long long)n.denominator);
}

static void dump_use(buffer *out, const sources *s, const doc_figure_use *use,
		     int depth)
{
	indent(out, depth);
	buffer_append(out, STR("< "));
	buffer_append(out, use->indicator);
	buffer_append(out, STR(" "));
	buffer_append(out, use->unit);
	buffer_append(out, STR(" "));
	buffer_append(out, use->period);
	buffer_append(out, use->plan ? STR(" ke-hoach = ") : STR(" = "));
	if (use->qualifier.length) {
		buffer_append(out, use->qualifier);
		buffer_append(out, STR(" "));
	}
	number(out, use->value);
	buffer_format(out, " (%u/%u)", use->covered, use->expected);
	for (size_t i = 0; i < use->origin_count && i < ORIGINS_SHOWN; i++) {
		buffer_append(out, STR(" "));
		place(out, s, use->origins[i]);
	}
	if (use->origin_count > ORIGINS_SHOWN)
		buffer_format(out, " +%zu", use->origin_count - ORIGINS_SHOWN);
	buffer_append(out, STR("\n"));
}

static void dump_trace(buffer *out, const sources *s, const doc_trace *trace,
		       int depth)
{
	if (trace->has_value) {
		buffer_append(out, STR(" = "));
		number(out, trace->value);
	}
	buffer_append(out, STR(" {"));
	buffer_append(out, trace->formula);
	buffer_append(out, STR("} "));
	place(out, s, trace->at);
	buffer_append(out, STR("\n"));
	for (size_t i = 0; i < trace->use_count; i++)
		dump_use(out, s, &trace->uses[i], depth + 1);
}

static void dump_attributes(buffer *out, const doc_node *node)
{
	for (size_t i = 0; i < node->attribute_count; i++) {
		const doc_attribute *a = &node->attributes[i];
		buffer_format(out, " %s=", doc_attribute_text(a->name));
		quote(out, a->value);
	}
}

/* Text that stands in several nodes is shown as one; returns the last. */
static const doc_node *dump_text(buffer *out, const doc_node *node, int depth)
{
	indent(out, depth);
	buffer_append_byte(out, '"');
	escape(out, node->text);
	while (node->next && node->next->kind == DOC_TEXT) {
		node = node->next;
		escape(out, node->text);
	}
	buffer_append(out, STR("\"\n"));
	return node;
}

static void dump_element(buffer *out, const sources *s, const doc_node *node,
			 int depth)
{
	indent(out, depth);
	buffer_append(out, str_from(doc_vocabulary(node->kind)->element));
	dump_attributes(out, node);
	if (node->kind == DOC_FIGURE) {
		buffer_append_byte(out, ' ');
		quote(out, node->text);
	}
	if (node->trace)
		dump_trace(out, s, node->trace, depth);
	else
		buffer_append_byte(out, '\n');
	for (const doc_node *n = node->first_child; n; n = n->next) {
		if (n->kind == DOC_TEXT)
			n = dump_text(out, n, depth + 1);
		else
			dump_element(out, s, n, depth + 1);
	}
}

void doc_dump(const doc_node *root, const sources *s, buffer *out)
{
	if (root->kind == DOC_TEXT)
		dump_text(out, root, 0);
	else
		dump_element(out, s, root, 0);
}

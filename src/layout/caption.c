#include "caption.h"

void caption_set(layout_context *context, const doc_node *node, page_tag *tag,
		 flow *out, bool keep)
{
	const profile_style *style = &context->profile->styles[PROFILE_CAPTION];
	str name = doc_attribute_value(node, DOC_ATTR_TEN);
	str number = references_caption(context, node, name);
	if (name.length == 0 && number.length == 0)
		return;
	doc_node text = {.kind = DOC_TEXT, .at = node->at, .text = name};
	paragraph_options options = {
	    .width = context->width,
	    .prefix = str_concat(context->arena, number, STR(" ")),
	    .style = style,
	    .align = style->align,
	    .tag = page_tag_new(context->arena, tag, PAGE_CAPTION)};
	if (name.length == 0) {
		text.text = number;
		options.prefix = STR("");
	}
	flow lines = paragraph_set(context, &text, &options);
	for (size_t i = 0; i < lines.count; i++) {
		lines.slabs[i].node = node;
		if (i > 0 || keep)
			lines.slabs[i].break_penalty = FLOW_NEVER;
	}
	flow_join(out, &lines, 0);
}

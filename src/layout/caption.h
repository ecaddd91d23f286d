/*
 * caption: name and number of a chart or picture (tên biểu đồ, tên hình).
 */
#ifndef VANBAN_LAYOUT_CAPTION_H
#define VANBAN_LAYOUT_CAPTION_H

#include "references.h"

/*
 * Sets ten and number of node as a Caption below `tag`; nothing when it has
 * neither.  keep: stays with the slab above.
 */
void caption_set(layout_context *, const doc_node *, page_tag *tag, flow *out,
		 bool keep);

#endif

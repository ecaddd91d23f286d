#include "writer.h"

#include <assert.h>

/* ---- Elements of the tag tree ----------------------------------------- */

static const page_tag *next_tag(const page_tag *tag)
{
	if (tag->first_child)
		return tag->first_child;
	while (tag && !tag->next)
		tag = tag->parent;
	return tag ? tag->next : NULL;
}

/* Levels of the headings that a place is under. */
typedef struct ancestry {
	int levels[6];
	int depth;
} ancestry;

/*
 * The first heading is an H1, and none is more than one below the one it
 * stands under (ISO 14289-1, 7.4.2), whatever the document leaves out.
 */
static page_role role_of(const page_tag *tag, ancestry *above)
{
	int level = page_role_level(tag->role);
	if (!level)
		return tag->role;
	while (above->depth && above->levels[above->depth - 1] >= level)
		above->depth--;
	above->levels[above->depth] = level;
	return (page_role)(PAGE_H1 + above->depth++);
}

/* What holds text itself, not other elements only. */
static bool holds_text(page_role role)
{
	return role == PAGE_P || role == PAGE_TD || role == PAGE_TH ||
	       role == PAGE_LBODY || role == PAGE_CAPTION ||
	       role == PAGE_SPAN || role == PAGE_NOTE || role == PAGE_LINK ||
	       page_role_level(role);
}

/*
 * A Span that says nothing of its content: pages have one around each figure,
 * for its trace.  In the file its content is its parent's, where it makes half
 * the elements and says the same.
 */
static bool is_element(const page_tag *tag)
{
	return tag->role != PAGE_SPAN || !tag->parent ||
	       tag->expansion.length || tag->alternative.length ||
	       !holds_text(tag->parent->role);
}

/* Numbers are in the order of the tags' indices, as elements are written. */
static void number_elements(writer *w)
{
	uint32_t count = 0;
	for (size_t i = 0; i < w->element_count; i++)
		count += w->elements[i].owner == i;
	uint32_t number = pdf_file_numbers(&w->file, count);
	for (size_t i = 0; i < w->element_count; i++)
		if (w->elements[i].owner == i)
			w->elements[i].number = number++;
}

/* ---- What stands again ------------------------------------------------ */

void repeats_open(writer *w)
{
	const page_document *d = w->document;
	w->repeats = ARENA_ARRAY(w->arena, repeat, d->repeat_count);
	w->repeat_of = ARENA_ARRAY(w->arena, uint32_t, d->page_count);
	for (uint32_t i = 0; i < d->repeat_count; i++) {
		const page_repeat *given = &d->repeats[i];
		w->repeats[i].given = given;
		for (uint32_t j = 0; j < given->count; j++)
			w->repeat_of[given->page + j] = i + 1;
	}
}

/* With all below it; they are numbered in the order of the tree. */
static uint32_t count_tags(const writer *w, const page_tag *tag)
{
	uint32_t first = tag->index;
	while (tag && !tag->next)
		tag = tag->parent;
	return (tag ? tag->next->index : w->document->root->count) - first;
}

static void number_repeats(writer *w)
{
	for (size_t i = 0; i < w->document->repeat_count; i++) {
		const page_tag *of = w->repeats[i].given->of;
		uint32_t end = of->index + count_tags(w, of), count = 0;
		for (uint32_t j = of->index + 1; j < end; j++)
			count += w->elements[j].owner == j;
		w->repeats[i].number = pdf_file_numbers(&w->file, count);
	}
}

void structure_open(writer *w)
{
	const page_tag *root = w->document->root;
	ancestry above = {0};
	if (!root)
		return;
	w->element_count = root->count;
	w->elements = ARENA_ARRAY(w->arena, element, root->count);
	w->marks = ARENA_ARRAY(w->arena, page_marks, w->document->page_count);
	for (const page_tag *tag = root; tag; tag = next_tag(tag)) {
		assert(tag->index < root->count);
		element *e = &w->elements[tag->index];
		assert(!e->tag);
		e->tag = tag;
		e->role = role_of(tag, &above);
		e->position = NOWHERE;
		e->owner = is_element(tag)
			       ? tag->index
			       : w->elements[tag->parent->index].owner;
	}
	number_elements(w);
	number_repeats(w);
}

static element *element_of(const writer *w, const page_tag *tag)
{
	assert(tag->index < w->element_count);
	assert(w->elements[tag->index].tag == tag);
	return &w->elements[w->elements[tag->index].owner];
}

const page_tag *structure_owner(const writer *w, const page_tag *tag)
{
	return element_of(w, tag)->tag;
}

const char *structure_name(const writer *w, const page_tag *tag)
{
	return page_role_name(element_of(w, tag)->role);
}

/* r: where the tag stands again; NULL: the first time. */
static uint32_t number_of(const writer *w, const repeat *r, const page_tag *tag)
{
	const element *e = element_of(w, tag);
	if (!r)
		return e->number;
	uint32_t top = element_of(w, r->given->of)->number;
	if (e->number == top)
		return element_of(w, r->given->at)->number;
	return r->number + (e->number - top - 1);
}

static void put_element(const writer *w, const repeat *r, buffer *out,
			const page_tag *tag)
{
	put_reference_to(out, number_of(w, r, tag));
}

static const pdf_object *page_object(const writer *w, const repeat *r,
				     uint32_t index)
{
	return w->pages[r ? index - r->given->from + r->given->page : index];
}

const element *structure_find(const writer *w, const page_tag *tag)
{
	while (tag && element_of(w, tag)->position == NOWHERE)
		tag = tag->parent;
	return tag ? element_of(w, tag) : NULL;
}

/* Marks are made page by page, but read in another order where pages lie on
 * sheets to be folded. */
static void insert_mark(element *e, mark *m)
{
	mark **place = &e->first;
	if (e->last && e->last->position < m->position)
		place = &e->last->next;
	while (*place && (*place)->position < m->position)
		place = &(*place)->next;
	m->next = *place;
	*place = m;
	if (!m->next)
		e->last = m;
}

uint32_t structure_mark(writer *w, const page_tag *tag, uint32_t page_index,
			uint32_t reading, mpt top)
{
	element *e = element_of(w, tag);
	page_marks *marks = &w->marks[page_index];
	ARENA_GROW(w->arena, marks->elements, marks->count, marks->capacity);
	mark *m = ARENA_NEW(w->arena, mark);
	*m = (mark){.page = page_index,
		    .mcid = (uint32_t)marks->count,
		    .position = (uint64_t)reading << 32 | w->position++};
	marks->elements[marks->count++] = e;
	insert_mark(e, m);
	if (e->first == m) {
		e->position = m->position;
		e->page = page_index;
		e->top = w->document->pages[page_index].height - top;
	}
	return m->mcid;
}

uint32_t structure_hold(writer *w, const page_tag *tag, uint32_t page_index,
			pdf_object *object)
{
	element *e = element_of(w, tag);
	hold **end = &e->holds;
	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(w->arena, hold);
	**end = (hold){page_index, object, NULL};
	ARENA_GROW(w->arena, w->annotated, w->annotation_count,
		   w->annotation_capacity);
	w->annotated[w->annotation_count++] = e;
	return (uint32_t)(w->document->page_count + w->annotation_count - 1);
}

/* Left, bottom, right, top. */
static void cover(element *e, const mpt edges[4])
{
	bool is_empty = e->right <= e->left;
	if (is_empty || edges[0] < e->left)
		e->left = edges[0];
	if (is_empty || edges[1] < e->bottom)
		e->bottom = edges[1];
	if (is_empty || edges[2] > e->right)
		e->right = edges[2];
	if (is_empty || edges[3] > e->upper)
		e->upper = edges[3];
}

void structure_cover(writer *w, uint32_t page_index, const page_tag *tag,
		     page_rectangle r)
{
	mpt height = w->document->pages[page_index].height;
	mpt edges[] = {r.x, height - r.y - r.height, r.x + r.width,
		       height - r.y};
	for (; tag; tag = tag->parent)
		if (tag->role == PAGE_FIGURE)
			cover(element_of(w, tag), edges);
}

void structure_close(writer *w)
{
	for (size_t i = w->element_count; i-- > 1;) {
		const element *e = &w->elements[i];
		assert(e->tag && e->tag->parent);
		element *parent = element_of(w, e->tag->parent);
		if (e->position >= parent->position)
			continue;
		parent->position = e->position;
		parent->page = e->page;
		parent->top = e->top;
	}
}

/* ---- Attributes ------------------------------------------------------- */

static void mark_identified(writer *w)
{
	for (size_t i = 0; i < w->element_count; i++) {
		const page_tag *tag = w->elements[i].tag;
		if (tag->role == PAGE_NOTE)
			w->elements[i].has_identifier = true;
		for (size_t j = 0; j < tag->header_count; j++)
			element_of(w, tag->headers[j])->has_identifier = true;
	}
}

/* Of one length, so that the order of numbers is that of the strings. */
static void put_identifier(const writer *w, const repeat *r, buffer *out,
			   const page_tag *tag)
{
	char text[] = "(h00000000)";
	uint32_t rest = number_of(w, r, tag) - w->elements[0].number;
	for (size_t at = sizeof text - 2; rest; rest /= 10)
		text[--at] = (char)('0' + rest % 10);
	buffer_append(out, str_from(text));
}

static void put_span(buffer *out, const char *name, uint16_t cells)
{
	if (cells > 1)
		buffer_format(out, "/%s %u", name, cells);
}

static void put_cell(const writer *w, const repeat *r, buffer *out,
		     const page_tag *tag)
{
	static const char *const scopes[] = {
	    [PAGE_SCOPE_ROW] = "/Scope/Row",
	    [PAGE_SCOPE_COLUMN] = "/Scope/Column",
	    [PAGE_SCOPE_BOTH] = "/Scope/Both",
	};
	bool has_scope = tag->role == PAGE_TH && tag->scope;
	if (!has_scope && tag->column_span < 2 && tag->row_span < 2 &&
	    !tag->header_count)
		return;
	PUT(out, "/A<</O/Table");
	if (has_scope)
		buffer_append(out, str_from(scopes[tag->scope]));
	put_span(out, "ColSpan", tag->column_span);
	put_span(out, "RowSpan", tag->row_span);
	if (tag->header_count)
		PUT(out, "/Headers[");
	for (size_t i = 0; i < tag->header_count; i++)
		put_identifier(w, r, out, tag->headers[i]);
	if (tag->header_count)
		PUT(out, "]");
	PUT(out, ">>");
}

static void put_figure(buffer *out, const element *e)
{
	if (e->right <= e->left)
		return;
	mpt edges[] = {e->left, e->bottom, e->right, e->upper};
	PUT(out, "/A<</O/Layout/Placement/Block/BBox[");
	for (size_t i = 0; i < 4; i++) {
		put_thousandths(out, edges[i]);
		buffer_append_byte(out, i < 3 ? ' ' : ']');
	}
	PUT(out, ">>");
}

static void put_attributes(const writer *w, const repeat *r, buffer *out,
			   const element *e)
{
	const page_tag *tag = e->tag;
	if (tag->role == PAGE_TH || tag->role == PAGE_TD)
		put_cell(w, r, out, tag);
	if (tag->role == PAGE_FIGURE)
		put_figure(out, e);
	if (tag->role == PAGE_L && tag->ordered)
		PUT(out, "/A<</O/List/ListNumbering/Decimal>>");
	if (e->has_identifier) {
		PUT(out, "/ID");
		put_identifier(w, r, out, tag);
	}
	if (tag->alternative.length) {
		PUT(out, "/Alt");
		put_text(out, tag->alternative);
	}
	if (tag->expansion.length) {
		PUT(out, "/E");
		put_text(out, tag->expansion);
	}
}

/* ---- Bodies ----------------------------------------------------------- */

static void put_mark(const writer *w, const repeat *r, buffer *out,
		     const element *e, const mark *m)
{
	assert(e->first);
	if (m->page == e->first->page) {
		put_integer(out, m->mcid);
		buffer_append_byte(out, ' ');
		return;
	}
	PUT(out, "<</Type/MCR/Pg ");
	put_reference(out, page_object(w, r, m->page));
	PUT(out, "/MCID ");
	put_integer(out, m->mcid);
	PUT(out, ">>");
}

static void put_hold(const writer *w, buffer *out, const hold *h)
{
	PUT(out, "<</Type/OBJR/Obj ");
	put_reference(out, h->object);
	PUT(out, "/Pg ");
	put_reference(out, w->pages[h->page]);
	PUT(out, ">>");
}

/* Behind a tag and all below it, still below e. */
static const page_tag *tag_behind(const element *e, const page_tag *tag)
{
	while (tag != e->tag && !tag->next)
		tag = tag->parent;
	return tag == e->tag ? NULL : tag->next;
}

/* From a tag below e on: the first that is an element of its own. */
static const page_tag *kid_from(const writer *w, const element *e,
				const page_tag *tag)
{
	while (tag && element_of(w, tag) == e)
		tag = tag->first_child ? tag->first_child : tag_behind(e, tag);
	return tag;
}

static const page_tag *first_kid(const writer *w, const element *e)
{
	return kid_from(w, e, e->tag->first_child);
}

static const page_tag *next_kid(const writer *w, const element *e,
				const page_tag *kid)
{
	return kid_from(w, e, tag_behind(e, kid));
}

static bool is_single(const writer *w, const element *e)
{
	const page_tag *child = first_kid(w, e);
	return (child && !next_kid(w, e, child) && !e->first && !e->holds) ||
	       (!child && e->first && !e->first->next && !e->holds) ||
	       (!child && !e->first && e->holds && !e->holds->next);
}

static const mark *put_marks_before(const writer *w, const repeat *r,
				    buffer *out, const element *e,
				    const mark *m, const element *kid)
{
	for (; kid->position != NOWHERE && m && m->position < kid->position;
	     m = m->next)
		put_mark(w, r, out, e, m);
	return m;
}

/* Those that are notes, or those that are none. */
static const mark *put_some_kids(const writer *w, const repeat *r, buffer *out,
				 const element *e, const mark *m,
				 bool are_notes)
{
	const page_tag *child = first_kid(w, e);
	for (; child; child = next_kid(w, e, child)) {
		const element *kid = element_of(w, child);
		if ((kid->role == PAGE_NOTE) != are_notes)
			continue;
		m = put_marks_before(w, r, out, e, m, kid);
		put_element(w, r, out, child);
		buffer_append_byte(out, ' ');
	}
	return m;
}

/*
 * Children in the order of the tree, own content before the first child that
 * begins after it.  Notes are read behind the text that they belong to: they
 * stand at the foot of its page.
 */
static void put_kids(const writer *w, const repeat *r, buffer *out,
		     const element *e)
{
	const mark *m = put_some_kids(w, r, out, e, e->first, false);
	m = put_some_kids(w, r, out, e, m, true);
	for (; m; m = m->next)
		put_mark(w, r, out, e, m);
	for (const hold *h = r ? NULL : e->holds; h; h = h->next)
		put_hold(w, out, h);
}

/* A Link or Form without an annotation would be none. */
static str type_of(const element *e, const repeat *r)
{
	bool is_held = e->holds && !r;
	if (e->role == PAGE_LINK && !is_held)
		return STR("Span");
	if (e->role == PAGE_FORM && !is_held)
		return STR("NonStruct");
	return str_from(page_role_name(e->role));
}

static void put_parent(const writer *w, const repeat *r, buffer *out,
		       const page_tag *tag, const pdf_object *root)
{
	PUT(out, "/P ");
	if (r && tag == r->given->of)
		put_element(w, NULL, out, r->given->at->parent);
	else if (tag->parent)
		put_element(w, r, out, tag->parent);
	else
		put_reference(out, root);
}

static void write_element(writer *w, const repeat *r, const element *e,
			  const pdf_object *root)
{
	buffer *out = &w->file.body;
	PUT(out, "/S/");
	buffer_append(out, type_of(e, r));
	put_parent(w, r, out, e->tag, root);
	if (e->first) {
		PUT(out, "/Pg ");
		put_reference(out, page_object(w, r, e->first->page));
	}
	put_attributes(w, r, out, e);
	if (e->first || e->holds || first_kid(w, e)) {
		bool is_bare = is_single(w, e);
		buffer_append(out, is_bare ? STR("/K ") : STR("/K["));
		put_kids(w, r, out, e);
		if (!is_bare)
			PUT(out, "]");
	}
	pdf_file_set(&w->file, number_of(w, r, e->tag));
}

static void write_repeat(writer *w, const repeat *r, const pdf_object *root)
{
	const page_tag *of = r->given->of;
	uint32_t end = of->index + count_tags(w, of);
	for (uint32_t i = of->index; i < end; i++)
		if (w->elements[i].owner == i)
			write_element(w, r, &w->elements[i], root);
}

static void write_elements(writer *w, const pdf_object *root)
{
	size_t next = 0, count = w->document->repeat_count;
	for (size_t i = 0; i < w->element_count; i++) {
		if (next < count && w->repeats[next].given->at->index == i)
			write_repeat(w, &w->repeats[next++], root);
		else if (w->elements[i].owner == i)
			write_element(w, NULL, &w->elements[i], root);
	}
}

/* ---- Parent tree ------------------------------------------------------ */

/* Keys of one leaf of the tree. */
#define LEAF_KEYS 64

static void put_parents(const writer *w, buffer *out, size_t key)
{
	put_integer(out, (int64_t)key);
	if (key >= w->document->page_count) {
		size_t i = key - w->document->page_count;
		buffer_append_byte(out, ' ');
		put_element(w, NULL, out, w->annotated[i]->tag);
		buffer_append_byte(out, '\n');
		return;
	}
	const repeat *r = writer_repeat(w, key);
	const page_marks *marks =
	    &w->marks[r ? r->given->from + key - r->given->page : key];
	buffer_append_byte(out, '[');
	for (size_t i = 0; i < marks->count; i++) {
		put_element(w, r, out, marks->elements[i]->tag);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]\n");
}

static void put_leaf(const writer *w, buffer *out, size_t first, size_t end)
{
	PUT(out, "/Nums[");
	for (size_t key = first; key < end; key++)
		put_parents(w, out, key);
	PUT(out, "]");
}

static void put_branch(buffer *out, size_t keys, uint32_t leaves)
{
	PUT(out, "/Kids[");
	for (size_t i = 0; i * LEAF_KEYS < keys; i++) {
		put_reference_to(out, leaves + (uint32_t)i);
		buffer_append_byte(out, ' ');
	}
	PUT(out, "]");
}

static uint32_t write_leaves(writer *w, size_t keys)
{
	buffer *out = &w->file.body;
	size_t count = (keys + LEAF_KEYS - 1) / LEAF_KEYS;
	uint32_t leaves = pdf_file_numbers(&w->file, count);
	for (size_t i = 0; i < count; i++) {
		size_t first = i * LEAF_KEYS;
		size_t end =
		    first + LEAF_KEYS < keys ? first + LEAF_KEYS : keys;
		buffer_format(out, "/Limits[%zu %zu]", first, end - 1);
		put_leaf(w, out, first, end);
		pdf_file_set(&w->file, leaves + (uint32_t)i);
	}
	return leaves;
}

static pdf_object *write_parent_tree(writer *w)
{
	size_t keys = w->document->page_count + w->annotation_count;
	uint32_t leaves = keys > LEAF_KEYS ? write_leaves(w, keys) : 0;
	pdf_object *object = pdf_file_object(&w->file);
	if (leaves)
		put_branch(&w->file.body, keys, leaves);
	else
		put_leaf(w, &w->file.body, 0, keys);
	object_set(&w->file, object);
	return object;
}

static void put_names(const writer *w, const repeat *r, buffer *out,
		      size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const page_tag *tag = w->elements[i].tag;
		if (!w->elements[i].has_identifier)
			continue;
		put_identifier(w, r, out, tag);
		put_element(w, r, out, tag);
	}
}

/* Those of what stands again have greater numbers, so they come last. */
static void put_identifiers(const writer *w, buffer *out)
{
	size_t start = out->length;
	PUT(out, "/IDTree<</Names[");
	size_t names = out->length;
	put_names(w, NULL, out, 0, w->element_count);
	for (size_t i = 0; i < w->document->repeat_count; i++) {
		const repeat *r = &w->repeats[i];
		const page_tag *of = r->given->of;
		put_names(w, r, out, of->index, of->index + count_tags(w, of));
	}
	if (out->length == names)
		out->length = start;
	else
		PUT(out, "]>>");
}

pdf_object *structure_write(writer *w)
{
	pdf_object *root = pdf_file_object(&w->file);
	mark_identified(w);
	write_elements(w, root);
	pdf_object *parent_tree = write_parent_tree(w);
	buffer *out = &w->file.body;
	PUT(out, "/Type/StructTreeRoot/K ");
	put_element(w, NULL, out, w->document->root);
	PUT(out, "/ParentTree ");
	put_reference(out, parent_tree);
	PUT(out, "/ParentTreeNextKey ");
	put_integer(out,
		    (int64_t)(w->document->page_count + w->annotation_count));
	put_identifiers(w, out);
	object_set(&w->file, root);
	return root;
}

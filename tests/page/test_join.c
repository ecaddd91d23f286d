/* Two documents built by hand, joined. */
#include "testing.h"

#include "vanban/page.h"

typedef struct fixture {
	arena *arena;
	page_document first, second, set;
} fixture;

static page_document document_of(arena *a, const char *title, size_t pages)
{
	page_document d = {.language = STR("vi-VN")};
	d.root = page_tag_new(a, NULL, PAGE_DOCUMENT);
	page_tag *sect = page_tag_new(a, d.root, PAGE_SECT);
	page_tag *head = page_tag_new(a, sect, PAGE_H1);
	head->title = str_from(title);
	for (size_t i = 0; i < pages; i++) {
		page *p =
		    page_append(a, &d, 100, 200, str_format(a, "%zu", i + 1));
		page_item *item = page_append_item(a, p);
		item->kind = PAGE_BOX;
		item->tag = head;
	}
	*page_append_anchor(a, &d) =
	    (page_anchor){.name = STR("chu-ky"), .page = (uint32_t)pages - 1};
	return d;
}

/* The second document's first page leads to the first one and to itself. */
static void set_up(fixture *f)
{
	f->arena = arena_new(0);
	f->first = document_of(f->arena, "Một", 2);
	f->second = document_of(f->arena, "Hai", 1);
	page *p = &f->second.pages[0];
	*page_append_link(f->arena, p) = (page_link){.target = f->first.root};
	*page_append_link(f->arena, p) = (page_link){.anchor = STR("chu-ky")};
	*page_append_field(f->arena, p) = (page_field){.name = STR("ky")};
	const page_part parts[] = {
	    {.document = &f->first, .title = STR("Phần một")},
	    {.document = &f->second},
	};
	page_join(f->arena, parts, 2, &f->set);
}

/* What led to a part that is left out is gone, what stays stays. */
static void check_left_out(void **state)
{
	fixture f;
	page_document set;
	(void)state;
	set_up(&f);
	const page_part parts[] = {
	    {.document = &f.first,
	     .stands_for = f.first.root,
	     .is_left_out = true},
	    {.document = &f.second},
	};
	page_join(f.arena, parts, 2, &set);
	assert_int_equal(set.page_count, 1);
	assert_int_equal(set.anchor_count, 1);
	assert_ptr_equal(set.root->first_child, f.second.root);
	assert_ptr_equal(set.root->last_child, f.second.root);
	assert_int_equal(set.pages[0].link_count, 1);
	assert_str_equal(set.pages[0].links[0].anchor, "2-chu-ky");
	/* The part's own are as they were. */
	assert_int_equal(f.second.pages[0].link_count, 2);
	arena_free(f.arena);
}

/* The second time is a repeat: pages, but neither tags nor links. */
static void check_twice(void **state)
{
	fixture f;
	page_document set;
	(void)state;
	set_up(&f);
	const page_part parts[] = {
	    {.document = &f.second},
	    {.document = &f.first},
	    {.document = &f.second},
	};
	page_join(f.arena, parts, 3, &set);
	assert_int_equal(set.page_count, 4);
	assert_str_equal(set.pages[3].label, "4");
	assert_int_equal(set.pages[0].link_count, 2);
	assert_int_equal(set.pages[3].link_count, 0);
	assert_int_equal(set.repeat_count, 1);
	assert_ptr_equal(set.repeats[0].of, f.second.root);
	assert_ptr_equal(set.repeats[0].at, set.root->last_child);
	assert_null(set.repeats[0].at->first_child);
	assert_int_equal(set.repeats[0].from, 0);
	assert_int_equal(set.repeats[0].page, 3);
	assert_int_equal(set.repeats[0].count, 1);
	arena_free(f.arena);
}

static void check_pages(void **state)
{
	fixture f;
	(void)state;
	set_up(&f);
	assert_int_equal(f.set.page_count, 3);
	assert_str_equal(f.set.pages[2].label, "3");
	assert_str_equal(f.second.pages[0].label, "1");
	assert_ptr_equal(f.set.pages[2].items, f.second.pages[0].items);
	assert_int_equal(f.set.anchors[1].page, 2);
	arena_free(f.arena);
}

static void check_names(void **state)
{
	fixture f;
	(void)state;
	set_up(&f);
	assert_str_equal(f.set.anchors[0].name, "1-chu-ky");
	assert_str_equal(f.set.anchors[1].name, "2-chu-ky");
	assert_str_equal(f.set.pages[2].links[1].anchor, "2-chu-ky");
	assert_str_equal(f.set.pages[2].fields[0].name, "2-ky");
	assert_str_equal(f.second.pages[0].fields[0].name, "ky");
	arena_free(f.arena);
}

static void check_tags(void **state)
{
	fixture f;
	(void)state;
	set_up(&f);
	const page_tag *root = f.set.root;
	assert_int_equal(root->count, 7);
	assert_ptr_equal(root->first_child, f.first.root);
	assert_ptr_equal(root->last_child, f.second.root);
	assert_int_equal(f.second.root->role, PAGE_PART);
	assert_int_equal(f.first.root->index, 1);
	assert_int_equal(f.second.root->index, 4);
	assert_str_equal(f.first.root->first_child->first_child->title,
			 "Phần một");
	assert_str_equal(f.second.root->first_child->first_child->title, "Hai");
	arena_free(f.arena);
}

/* A personal part in the place of the common one, again and again. */
static void check_again(void **state)
{
	fixture f;
	(void)state;
	set_up(&f);
	page_document other = document_of(f.arena, "Riêng", 1), set;
	const page_part parts[] = {
	    {.document = &other, .stands_for = f.first.root},
	    {.document = &f.second},
	};
	for (int i = 0; i < 2; i++)
		page_join(f.arena, parts, 2, &set);
	assert_int_equal(set.page_count, 2);
	assert_int_equal(set.root->count, 7);
	assert_ptr_equal(set.root->first_child, other.root);
	assert_null(f.second.root->next);
	assert_ptr_equal(set.pages[1].links[0].target, other.root);
	assert_ptr_equal(f.second.pages[0].links[0].target, f.first.root);
	arena_free(f.arena);
}

/* Sheets of slips are read where they lie in the set. */
static void check_placed(void **state)
{
	fixture f;
	(void)state;
	set_up(&f);
	page_document sheet = {.root =
				   page_tag_new(f.arena, NULL, PAGE_DOCUMENT)},
		      set;
	page *side = page_append(f.arena, &sheet, 200, 200, STR("1"));
	page_item *item = page_append_item(f.arena, side);
	item->kind = PAGE_PLACED;
	item->as.placed = (page_placed){
	    .page = &f.first.pages[0], .scale = 1000000, .reading = 7};
	const page_part parts[] = {{.document = &f.first},
				   {.document = &sheet}};
	page_join(f.arena, parts, 2, &set);
	assert_int_equal(set.pages[2].items[0].as.placed.reading, 2);
	assert_int_equal(side->items[0].as.placed.reading, 7);
	arena_free(f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(check_pages),  cmocka_unit_test(check_names),
	    cmocka_unit_test(check_tags),   cmocka_unit_test(check_again),
	    cmocka_unit_test(check_placed), cmocka_unit_test(check_left_out),
	    cmocka_unit_test(check_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

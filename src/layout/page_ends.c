#include "pages.h"

/* Why a page is no fuller than it is, in the order of what is looked at. */
static const struct cause {
	doc_kind first, last; /* of the slab that came on the next page */
	const char *words;
} causes[] = {
    {DOC_PART, DOC_HEADING, "đề mục đi liền với đoạn sau"},
    {DOC_TABLE, DOC_CELL, "các hàng của bảng đi liền nhau"},
    {DOC_CHART, DOC_CHART_VALUE, "biểu đồ không chia được"},
    {DOC_PICTURE, DOC_PICTURE, "hình không chia được"},
    {DOC_RECIPIENTS, DOC_FULL_NAME, "chữ ký đi liền với phần cuối"},
};

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

/* Of the slabs from `first` that go together, and how many they are. */
static int64_t chain_height(const flow *f, size_t first, size_t *count)
{
	int64_t height = larger(f->slabs[first - 1].space_after,
				f->slabs[first].space_before) +
			 f->slabs[first].height;
	size_t i = first + 1;
	for (; i < f->count && f->slabs[i].break_penalty >= FLOW_NEVER; i++)
		height +=
		    f->slabs[i].height + larger(f->slabs[i - 1].space_after,
						f->slabs[i].space_before);
	*count = i - first;
	return height;
}

static const char *cause_of(const doc_node *node, size_t count)
{
	for (size_t i = 0; node && i < sizeof causes / sizeof *causes; i++)
		if (node->kind >= causes[i].first &&
		    node->kind <= causes[i].last)
			return causes[i].words;
	return count > 1 ? "giữ các dòng đi liền nhau" : "hết chỗ";
}

static str why(const flow *f, size_t end, int64_t room)
{
	size_t count;
	if (end == f->count)
		return STR("hết phần");
	if (chain_height(f, end, &count) > room)
		return str_from(cause_of(f->slabs[end].node, count));
	return STR("chia đều chỗ trống giữa các trang");
}

void pages_explain(layout_context *context, const pages_section *section,
		   page *p, size_t end)
{
	const flow *f = section->flow;
	int32_t least = context->profile->least_fill;
	int64_t room = (int64_t)context->height * (1000 - p->fill) / 1000;
	if (section->label.length > 0)
		return;
	p->why = why(f, end, room);
	if (end == f->count || p->fill >= least ||
	    diags_errors(context->diags) > 0)
		return;
	const doc_node *node = f->slabs[end].node;
	diag_at(context->diags, DIAG_PAGE_SHORT, node ? node->at : NO_SPAN,
		p->label, str_format(context->arena, "%d", p->fill / 10),
		p->why);
}

#include "record.h"

/* One vote: who was there, how they voted, what came of it. */

typedef struct vote {
	const xml_node *node;
	str title;
	bool is_ballot;
	bool some_left; /* it says how many were there still */
	int64_t voters, valid;
	int64_t yes, no, none;
	least_share needed;
} vote;

static bool require_count(record *r, const xml_node *node, const char *name,
			  int64_t *out)
{
	bool there;
	if (!xml_require(r->diags, node, str_from(name)))
		return false;
	return read_count(r, node, name, out, &there);
}

/* Reports when the lesser number is more than the larger. */
static bool at_most(record *r, const vote *v, const char *lesser, int64_t few,
		    const char *larger, int64_t many)
{
	if (few <= many)
		return true;
	return diag_at(r->diags, DIAG_MEETING_BALLOTS,
		       place_of(v->node, lesser), v->title, str_from(lesser),
		       number_text(r, few), str_from(larger),
		       number_text(r, many));
}

/* People who left early do not vote. */
static bool read_voters(record *r, vote *v)
{
	int64_t stated = 0;
	v->voters = r->out.voters;
	if (!read_count(r, v->node, "co-mat", &stated, &v->some_left))
		return false;
	if (!v->some_left)
		return true;
	v->voters = stated;
	return !r->is_counted ||
	       at_most(r, v, "co-mat", stated, "co-quyen", r->out.voters);
}

static bool read_ballots(record *r, vote *v)
{
	int64_t out = v->voters, back = 0, invalid = 0;
	bool there, any;
	bool good = read_count(r, v->node, "phat-ra", &out, &there);
	good &= read_count(r, v->node, "thu-ve", &back, &any);
	if (!any)
		back = out;
	good &= read_count(r, v->node, "khong-hop-le", &invalid, &any);
	good = good && at_most(r, v, "phat-ra", out, "co-quyen", v->voters) &&
	       at_most(r, v, "thu-ve", back, "phat-ra", out) &&
	       at_most(r, v, "khong-hop-le", invalid, "thu-ve", back);
	v->valid = back - invalid;
	return good;
}

/* Not when it is unclear who was there: that was told. */
static bool check_sum(record *r, const vote *v)
{
	int64_t sum = v->yes + v->no + v->none;
	int64_t due = v->is_ballot ? v->valid : v->voters;
	if (sum == due || !(r->is_counted || v->is_ballot || v->some_left))
		return sum == due;
	diag_at(r->diags,
		v->is_ballot ? DIAG_MEETING_BALLOT_SUM : DIAG_MEETING_VOTE_SUM,
		place_of(v->node, "tan-thanh"), v->title,
		number_text(r, v->yes), number_text(r, v->no),
		number_text(r, v->none), number_text(r, sum),
		number_text(r, due));
	if (!v->is_ballot && !v->some_left)
		diag_note(r->diags, HINT_MEETING_ATTENDANCE_HERE,
			  xml_first(r->node, STR("thanh-phan"))->at);
	return false;
}

/* Digits behind the comma of "98,3%"; false for any other form. */
static bool decimals_of(str s, unsigned *out)
{
	size_t comma = str_find(s, STR(","));
	if (!str_ends_with(s, STR("%")))
		return false;
	*out = comma == s.length ? 0 : (unsigned)(s.length - comma - 2);
	return *out <= 4;
}

static void check_share(record *r, const vote *v)
{
	const xml_attribute *a = xml_attribute_of(v->node, STR("ty-le"));
	unsigned decimals = 1;
	str due;
	if (!a || !v->voters)
		return;
	bool is_formed = decimals_of(a->value, &decimals);
	if (!text_format_percent(r->arena, TEXT_INTEGER(v->yes),
				 TEXT_INTEGER(v->voters), decimals, &due) ||
	    (is_formed && str_equal(a->value, due)))
		return;
	diag_at(r->diags, DIAG_MEETING_VOTE_SHARE, a->value_at, v->title,
		a->value, number_text(r, v->yes), number_text(r, v->voters),
		due);
	diag_hint(r->diags, HINT_WRITE_AS, due);
}

static const char *const results[] = {"thong-qua", "khong-thong-qua", NULL};

static void check_result(record *r, const vote *v)
{
	bool passed = v->voters && share_holds(v->needed, v->yes, v->voters);
	const char *due = results[!passed];
	size_t word = 0;
	if (!xml_read_choice(r->diags, v->node, STR("ket-qua"), results,
			     passed ? 0 : 1, &word))
		return;
	if (word != (passed ? 0 : 1))
		diag_at(r->diags, DIAG_MEETING_VOTE_RESULT,
			place_of(v->node, "ket-qua"), v->title,
			number_text(r, v->yes), number_text(r, v->voters),
			v->needed.written, str_from(due),
			str_from(results[word]));
	tree_complete(r, v->node, "ket-qua", str_from(due), v->node->name_at);
}

static void check_repeated(record *r, const vote *v)
{
	const xml_node *first = v->node->parent->first_child;
	for (const xml_node *n = first; n && n != v->node; n = n->next) {
		if (n->is_text || !str_equal(n->name, v->node->name) ||
		    !str_equal(xml_attribute_value(n, STR("ten")), v->title))
			continue;
		diag_at(r->diags, DIAG_MEETING_VOTE_TWICE,
			place_of(v->node, "ten"), v->title);
		diag_note(r->diags, HINT_FIRST_IS_HERE, place_of(n, "ten"));
		return;
	}
}

static bool read_vote(record *r, vote *v)
{
	static const char *const forms[] = {"gio-tay", "phieu-kin", NULL};
	size_t form;
	xml_check_attributes(
	    r->diags, v->node,
	    "noi-dung ten hinh-thuc tan-thanh khong-tan-thanh khong-y-kien "
	    "co-mat phat-ra thu-ve khong-hop-le ty-le can ket-qua");
	xml_check_children(r->diags, v->node, "");
	bool good = xml_require_text(r->diags, v->node, STR("ten")) != NULL;
	v->title = xml_attribute_value(v->node, STR("ten"));
	good &= xml_read_choice(r->diags, v->node, STR("hinh-thuc"), forms, 0,
				&form);
	v->is_ballot = form == 1;
	good &= require_count(r, v->node, "tan-thanh", &v->yes);
	good &= require_count(r, v->node, "khong-tan-thanh", &v->no);
	good &= require_count(r, v->node, "khong-y-kien", &v->none);
	v->needed = (least_share){1, 2, true, STR("qua-nua")};
	good &= read_share(r, v->node, "can", &v->needed);
	return good && read_voters(r, v) &&
	       (!v->is_ballot || read_ballots(r, v));
}

void vote_read(record *r, const xml_node *node)
{
	vote v = {.node = node};
	if (!read_vote(r, &v))
		return;
	tree_complete(r, node, "hinh-thuc", STR("gio-tay"), node->name_at);
	tree_complete_number(r, node, "co-mat", v.voters, node->name_at);
	if (v.is_ballot)
		tree_complete_number(r, node, "hop-le", v.valid, node->name_at);
	check_repeated(r, &v);
	if (!check_sum(r, &v))
		return;
	check_share(r, &v);
	check_result(r, &v);
}

#include "record.h"

/* Who was summoned and who came. */

typedef struct group {
	const xml_node *node;
	str name;
	bool may_vote;
	bool is_partial; /* not everyone present is listed */
	meeting_tally tally;
	bool is_known; /* the tally */
} group;

/* ---- People ----------------------------------------------------------- */

static bool is_one_word(str s)
{
	return str_find(s, STR(" ")) == s.length;
}

/* Each syllable with a capital, not only capitals, no digits. */
static bool is_like_a_name(arena *a, str name)
{
	str rest = name, word;
	if (str_find(name, STR("  ")) < name.length ||
	    str_equal(str_trim(name), name) == false)
		return false;
	while (str_next_word(&rest, &word)) {
		if (!str_equal(text_capitalise(a, word), word))
			return false;
		if (word.data[0] >= '0' && word.data[0] <= '9')
			return false;
	}
	return !str_equal(text_upper(a, name), name) || is_one_word(name);
}

static void check_name(record *r, const xml_attribute *name)
{
	static const char *const addresses[] = {"ông ", "bà ", "đồng chí ",
						"đ/c ", NULL};
	str small = text_lower(r->arena, name->value);
	bool good = is_like_a_name(r->arena, name->value);
	for (size_t i = 0; addresses[i]; i++)
		good = good && !str_starts_with(small, str_from(addresses[i]));
	if (!good)
		diag_at(r->diags, DIAG_MEETING_NAME_FORM, name->value_at,
			name->value);
}

static bool is_same_person(const meeting_person *a, const meeting_person *b)
{
	return str_equal(a->name, b->name) &&
	       str_equal(a->position, b->position) &&
	       str_equal(a->unit, b->unit);
}

static void check_others(record *r, const meeting_person *p)
{
	for (size_t i = 0; i < r->person_count; i++) {
		const meeting_person *other = &r->people[i];
		if (is_same_person(p, other)) {
			diag_at(r->diags, DIAG_MEETING_PERSON_TWICE,
				place_of(p->node, "ho-ten"), p->name);
			diag_note(r->diags, HINT_FIRST_IS_HERE,
				  place_of(other->node, "ho-ten"));
			return;
		}
		if (p->seat.length && str_equal(p->seat, other->seat)) {
			diag_at(r->diags, DIAG_MEETING_SEAT_TWICE,
				place_of(p->node, "ghe"), p->seat, other->name,
				p->name);
			diag_note(r->diags, HINT_FIRST_IS_HERE,
				  place_of(other->node, "ghe"));
		}
	}
}

static meeting_presence read_presence(record *r, const xml_node *node, str name)
{
	static const char *const words[] = {"", "co-ly-do", "khong-ly-do",
					    NULL};
	static const char *const states[] = {"co-mat", "vang-co-ly-do",
					     "vang-khong-ly-do"};
	const xml_attribute *reason = xml_attribute_of(node, STR("ly-do"));
	size_t word;
	bool good =
	    xml_read_choice(r->diags, node, STR("vang"), words, 0, &word);
	if (good && reason && word == MEETING_PRESENT) {
		diag_at(r->diags, DIAG_MEETING_REASON_PRESENT, reason->value_at,
			name, reason->value);
		diag_hint(r->diags, HINT_WRITE_AS, STR("vang=\"co-ly-do\""));
	}
	tree_complete(r, node, "tinh-trang", str_from(states[word]),
		      place_of(node, "vang"));
	return (meeting_presence)word;
}

static meeting_presence read_person(record *r, const xml_node *node,
				    bool is_guest)
{
	xml_check_attributes(r->diags, node,
			     "ma ho-ten danh-xung chuc-vu don-vi ghe khoa-xep "
			     "vang ly-do");
	xml_check_children(r->diags, node, "");
	const xml_attribute *name =
	    xml_require_text(r->diags, node, STR("ho-ten"));
	meeting_person p = {
	    .node = node,
	    .code = xml_attribute_value(node, STR("ma")),
	    .name = xml_attribute_value(node, STR("ho-ten")),
	    .address = xml_attribute_value(node, STR("danh-xung")),
	    .position = xml_attribute_value(node, STR("chuc-vu")),
	    .unit = xml_attribute_value(node, STR("don-vi")),
	    .seat = xml_attribute_value(node, STR("ghe")),
	    .key = xml_attribute_value(node, STR("khoa-xep")),
	    .is_guest = is_guest,
	};
	p.presence = read_presence(r, node, p.name);
	if (!name)
		return p.presence;
	check_name(r, name);
	check_others(r, &p);
	ARENA_GROW(r->arena, r->people, r->person_count, r->person_capacity);
	r->people[r->person_count++] = p;
	return p.presence;
}

/* ---- Groups ----------------------------------------------------------- */

static void count_person(meeting_tally *t, meeting_presence presence)
{
	t->summoned++;
	t->present += presence == MEETING_PRESENT;
	t->excused += presence == MEETING_EXCUSED;
	t->unexcused += presence == MEETING_UNEXCUSED;
}

static int64_t absent(const meeting_tally *t)
{
	return t->excused + t->unexcused;
}

/* What an element states of its people. */
typedef struct stated {
	int64_t summoned, present, absent;
	bool has_summoned, has_present, has_absent;
} stated;

/* false after a report: the three cannot all be right, or are no numbers. */
static bool read_stated(record *r, const xml_node *node, str name, stated *s)
{
	bool good =
	    read_count(r, node, "trieu-tap", &s->summoned, &s->has_summoned);
	good &= read_count(r, node, "co-mat", &s->present, &s->has_present);
	good &= read_count(r, node, "vang", &s->absent, &s->has_absent);
	bool all = s->has_summoned && s->has_present && s->has_absent;
	if (!all || s->present + s->absent == s->summoned)
		return good;
	return diag_at(r->diags, DIAG_MEETING_SUM, place_of(node, "trieu-tap"),
		       name, number_text(r, s->present),
		       number_text(r, s->absent),
		       number_text(r, s->present + s->absent),
		       number_text(r, s->summoned));
}

typedef struct comparison {
	const char *attribute;
	bool is_stated;
	int64_t stated, counted;
} comparison;

#define COMPARISONS 3

static void compare_with(const stated *s, const meeting_tally *t,
			 comparison out[COMPARISONS])
{
	out[0] = (comparison){"trieu-tap", s->has_summoned, s->summoned,
			      t->summoned};
	out[1] = (comparison){"co-mat", s->has_present, s->present, t->present};
	out[2] = (comparison){"vang", s->has_absent, s->absent, absent(t)};
}

static bool differs(const comparison *c)
{
	return c->is_stated && c->stated != c->counted;
}

static void report_listed(record *r, const group *g, const comparison *c)
{
	diag_at(r->diags, DIAG_MEETING_LISTED, place_of(g->node, c->attribute),
		g->name, str_from(c->attribute), number_text(r, c->stated),
		number_text(r, c->counted));
}

static void check_listed(record *r, const group *g, const stated *s,
			 const meeting_tally *listed)
{
	comparison rows[COMPARISONS];
	compare_with(s, listed, rows);
	for (size_t i = 0; i < COMPARISONS; i++)
		if (differs(&rows[i]))
			report_listed(r, g, &rows[i]);
}

/* The third number from two; false when it cannot be known. */
static bool tally_of(const stated *s, meeting_tally *out)
{
	int64_t gone = s->has_absent ? s->absent : s->summoned - s->present;
	int64_t came = s->has_present ? s->present : s->summoned - s->absent;
	if (s->has_summoned + s->has_present + s->has_absent < 2)
		return false;
	*out = (meeting_tally){
	    .summoned = came + gone, .present = came, .excused = gone};
	return came >= 0 && gone >= 0;
}

/* Everyone absent is listed, others need not be. */
static void count_partial(record *r, group *g, const stated *s,
			  const meeting_tally *listed)
{
	g->is_known = tally_of(s, &g->tally);
	if (!g->is_known) {
		diag_at(r->diags, DIAG_MEETING_NO_NUMBERS, g->node->at,
			g->name);
		return;
	}
	const comparison gone = {"vang", true, absent(&g->tally),
				 absent(listed)};
	const comparison came = {"co-mat", true, g->tally.present,
				 listed->present};
	if (differs(&gone))
		report_listed(r, g, &gone);
	else if (came.counted > came.stated)
		report_listed(r, g, &came);
	g->tally.excused = absent(&g->tally) - listed->unexcused;
	g->tally.unexcused = listed->unexcused;
}

static void complete_tally(record *r, const xml_node *node,
			   const meeting_tally *t)
{
	span at = node->name_at;
	tree_complete_number(r, node, "trieu-tap", t->summoned, at);
	tree_complete_number(r, node, "co-mat", t->present, at);
	tree_complete_number(r, node, "vang", absent(t), at);
	tree_complete_number(r, node, "vang-co-ly-do", t->excused, at);
	tree_complete_number(r, node, "vang-khong-ly-do", t->unexcused, at);
}

static void count_group(record *r, group *g, const meeting_tally *listed)
{
	stated s = {0};
	bool good = read_stated(r, g->node, g->name, &s);
	if (g->is_partial || !listed->summoned) {
		if (good)
			count_partial(r, g, &s, listed);
	} else {
		g->tally = *listed;
		g->is_known = true;
		if (good)
			check_listed(r, g, &s, listed);
	}
	complete_tally(r, g->node, &g->tally);
}

static group read_group(record *r, const xml_node *node)
{
	static const char *const lists[] = {"day-du", "mot-phan", NULL};
	group g = {.node = node, .name = STR("nhom")};
	meeting_tally listed = {0};
	size_t word;
	xml_check_attributes(
	    r->diags, node,
	    "ten trieu-tap co-mat vang bieu-quyet liet-ke ghi-chu");
	xml_check_children(r->diags, node, "dai-bieu");
	if (xml_require_text(r->diags, node, STR("ten")))
		g.name = xml_attribute_value(node, STR("ten"));
	g.may_vote = xml_read_yes_no(r->diags, node, STR("bieu-quyet"), true);
	xml_read_choice(r->diags, node, STR("liet-ke"), lists, 0, &word);
	g.is_partial = word == 1;
	for (const xml_node *p = xml_first(node, STR("dai-bieu")); p;
	     p = xml_next(p, STR("dai-bieu")))
		count_person(&listed, read_person(r, p, false));
	count_group(r, &g, &listed);
	return g;
}

/* ---- The whole -------------------------------------------------------- */

static void add_group(record *r, const group *g)
{
	meeting_tally *t = &r->out.tally;
	t->summoned += g->tally.summoned;
	t->present += g->tally.present;
	t->excused += g->tally.excused;
	t->unexcused += g->tally.unexcused;
	if (g->may_vote)
		r->out.voters += g->tally.present;
}

static void check_totals(record *r, const xml_node *node)
{
	comparison rows[COMPARISONS];
	stated s = {0};
	if (!read_stated(r, node, node->name, &s))
		return;
	compare_with(&s, &r->out.tally, rows);
	for (size_t i = 0; i < COMPARISONS; i++)
		if (differs(&rows[i]))
			diag_at(r->diags, DIAG_MEETING_TOTAL,
				place_of(node, rows[i].attribute),
				str_from(rows[i].attribute),
				number_text(r, rows[i].stated),
				number_text(r, rows[i].counted));
}

static void check_quorum(record *r, const xml_node *node)
{
	least_share least = {0};
	const meeting_tally *t = &r->out.tally;
	if (!read_share(r, node, "toi-thieu", &least) || !least.denominator ||
	    !r->out.is_held || share_holds(least, t->present, t->summoned))
		return;
	diag_at(r->diags, DIAG_MEETING_QUORUM, place_of(node, "toi-thieu"),
		number_text(r, t->present), number_text(r, t->summoned),
		least.written);
}

static void read_guests(record *r)
{
	const xml_node *guests = xml_first(r->node, STR("khach"));
	if (!guests)
		return;
	xml_check_attributes(r->diags, guests, "");
	xml_check_children(r->diags, guests, "dai-bieu");
	for (const xml_node *p = xml_first(guests, STR("dai-bieu")); p;
	     p = xml_next(p, STR("dai-bieu")))
		read_person(r, p, true);
}

void attendance_read(record *r)
{
	const xml_node *node = xml_first(r->node, STR("thanh-phan"));
	bool is_known = true;
	size_t errors = diags_errors(r->diags);
	if (node) {
		xml_check_attributes(r->diags, node,
				     "trieu-tap co-mat vang toi-thieu");
		xml_check_children(r->diags, node, "nhom");
		for (const xml_node *n = xml_first(node, STR("nhom")); n;
		     n = xml_next(n, STR("nhom"))) {
			group g = read_group(r, n);
			is_known &= g.is_known;
			add_group(r, &g);
		}
		if (is_known) {
			check_totals(r, node);
			r->is_counted = diags_errors(r->diags) == errors;
			check_quorum(r, node);
		}
		complete_tally(r, node, &r->out.tally);
		tree_complete_number(r, node, "co-quyen", r->out.voters,
				     node->name_at);
	}
	read_guests(r);
	r->out.people = r->people;
	r->out.person_count = r->person_count;
}

/* ---- Naming people ---------------------------------------------------- */

/* By code, else by name; *twice: another has that name. */
static const meeting_person *find_person(const record *r, str name,
					 const meeting_person **twice)
{
	const meeting_person *found = NULL;
	*twice = NULL;
	for (size_t i = 0; i < r->person_count; i++)
		if (r->people[i].code.length &&
		    str_equal(r->people[i].code, name))
			return &r->people[i];
	for (size_t i = 0; i < r->person_count; i++) {
		if (!str_equal(r->people[i].name, name))
			continue;
		if (found)
			*twice = &r->people[i];
		else
			found = &r->people[i];
	}
	return found;
}

/* "Đồng chí Trần Văn A" is meant for "Trần Văn A". */
static bool suggest_within(record *r, str wrong)
{
	for (size_t i = 0; i < r->person_count; i++) {
		str name = r->people[i].name;
		if (wrong.length <= name.length || !str_ends_with(wrong, name))
			continue;
		diag_hint(r->diags, HINT_DID_YOU_MEAN, name);
		return true;
	}
	return false;
}

static void report_stranger(record *r, const xml_attribute *a)
{
	str *names = ARENA_ARRAY(r->arena, str, r->person_count);
	for (size_t i = 0; i < r->person_count; i++)
		names[i] = r->people[i].name;
	diag_at(r->diags, DIAG_MEETING_NOT_LISTED, a->value_at, a->value);
	if (!suggest_within(r, a->value))
		diag_suggest(r->diags, a->value, names, r->person_count);
	diag_hint(r->diags, HINT_MEETING_ADD_GUEST, a->value);
}

static void complete_person(record *r, const xml_node *node,
			    const meeting_person *p)
{
	static const char *const names[] = {"ho-ten", "danh-xung", "chuc-vu",
					    "don-vi"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const xml_attribute *a =
		    xml_attribute_of(p->node, str_from(names[i]));
		if (a)
			tree_complete(r, node, names[i], a->value, a->value_at);
	}
}

bool attendance_refer(record *r, const xml_node *node,
		      const meeting_person **out)
{
	const xml_attribute *a = xml_attribute_of(node, STR("nguoi"));
	const meeting_person *twice;
	*out = NULL;
	if (!a || !str_trim(a->value).length)
		return false;
	*out = find_person(r, a->value, &twice);
	if (!*out) {
		report_stranger(r, a);
		return false;
	}
	if (twice) {
		diag_at(r->diags, DIAG_MEETING_TWO_OF_NAME, a->value_at,
			a->value);
		diag_note(r->diags, HINT_MEETING_PERSON_HERE,
			  place_of((*out)->node, "ho-ten"));
		diag_note(r->diags, HINT_MEETING_PERSON_HERE,
			  place_of(twice->node, "ho-ten"));
	}
	complete_person(r, node, *out);
	return true;
}

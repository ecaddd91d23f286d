#include "record.h"

/* The programme, what came of it, and what is to be done. */

/* ---- Programme -------------------------------------------------------- */

static void check_time(record *r, const agenda_point *p)
{
	const agenda_point *before = NULL;
	bool several_days =
	    text_date_compare(r->out.first_day, r->out.last_day) != 0;
	if (!p->has_time || several_days)
		return;
	int now = p->time.hour * 60 + p->time.minute;
	int from = r->out.start.hour * 60 + r->out.start.minute;
	int to = r->out.end.hour * 60 + r->out.end.minute;
	span at = place_of(p->node, "gio");
	if ((r->out.has_start && now < from) || (r->out.has_end && now > to))
		diag_at(
		    r->diags, DIAG_MEETING_PAST_END, at, time_text(r, p->time),
		    r->out.has_start ? time_text(r, r->out.start) : STR("…"),
		    r->out.has_end ? time_text(r, r->out.end) : STR("…"));
	for (size_t i = r->point_count; i-- > 0 && !before;)
		if (r->points[i].has_time)
			before = &r->points[i];
	if (before && before->time.hour * 60 + before->time.minute > now)
		diag_at(r->diags, DIAG_MEETING_AGENDA_ORDER, at,
			time_text(r, p->time), time_text(r, before->time));
}

static const agenda_point *point_of(const record *r, str code)
{
	for (size_t i = 0; i < r->point_count; i++)
		if (str_equal(r->points[i].code, code))
			return &r->points[i];
	return NULL;
}

static void read_point(record *r, const xml_node *node)
{
	const meeting_person *who;
	agenda_point p = {.node = node,
			  .code = xml_attribute_value(node, STR("ma")),
			  .title = str_trim(xml_text(r->arena, node))};
	xml_check_attributes(r->diags, node, "ma gio nguoi ai ghi");
	p.needs_record = xml_read_yes_no(r->diags, node, STR("ghi"), true);
	if (!p.code.length)
		p.code =
		    text_format_plain(r->arena, (int64_t)r->point_count + 1);
	if (!p.title.length)
		diag_at(r->diags, DIAG_TEXT_MISSING, node->at, node->name);
	const agenda_point *first = point_of(r, p.code);
	if (first) {
		diag_at(r->diags, DIAG_CODE_TWICE, place_of(node, "ma"),
			p.code);
		diag_note(r->diags, HINT_FIRST_IS_HERE, first->node->at);
		p.needs_record = false;
	}
	read_time(r, node, "gio", &p.time, &p.has_time);
	check_time(r, &p);
	attendance_refer(r, node, &who);
	ARENA_GROW(r->arena, r->points, r->point_count, r->point_capacity);
	r->points[r->point_count++] = p;
}

static void read_programme(record *r)
{
	const xml_node *node = xml_first(r->node, STR("chuong-trinh"));
	if (!node)
		return;
	xml_check_attributes(r->diags, node, "");
	xml_check_children(r->diags, node, "noi-dung");
	for (const xml_node *n = xml_first(node, STR("noi-dung")); n;
	     n = xml_next(n, STR("noi-dung")))
		read_point(r, n);
}

/* ---- Recording a point ------------------------------------------------ */

static void report_unknown_point(record *r, const xml_attribute *a)
{
	str *codes = ARENA_ARRAY(r->arena, str, r->point_count);
	for (size_t i = 0; i < r->point_count; i++)
		codes[i] = r->points[i].code;
	diag_at(r->diags, DIAG_MEETING_AGENDA_UNKNOWN, a->value_at, a->value);
	diag_suggest(r->diags, a->value, codes, r->point_count);
	if (r->point_count)
		diag_hint(r->diags, HINT_MEETING_POINTS_ARE,
			  str_join(r->arena, codes, r->point_count, STR(", ")));
}

void course_note(record *r, const xml_node *node)
{
	const xml_attribute *a = xml_attribute_of(node, STR("noi-dung"));
	if (!a)
		return;
	const agenda_point *p = point_of(r, a->value);
	if (p)
		r->points[p - r->points].is_recorded = true;
	else
		report_unknown_point(r, a);
}

/* A proceeding recorded behind one of a later point. */
static void check_order(record *r, const xml_node *node,
			const agenda_point **latest)
{
	const agenda_point *p =
	    point_of(r, xml_attribute_value(node, STR("noi-dung")));
	if (!p)
		return;
	if (*latest && p < *latest)
		diag_at(r->diags, DIAG_MEETING_OUT_OF_ORDER,
			place_of(node, "noi-dung"), p->title, (*latest)->title);
	*latest = p;
}

static void check_recorded(record *r, const xml_node *proceedings)
{
	for (size_t i = 0; i < r->point_count; i++) {
		const agenda_point *p = &r->points[i];
		if (p->is_recorded || !p->needs_record)
			continue;
		diag_at(r->diags, DIAG_MEETING_AGENDA_UNDONE, p->node->at,
			p->title);
		diag_note(r->diags, HINT_MEETING_PROCEEDINGS_HERE,
			  proceedings->at);
		diag_hint(r->diags, HINT_WRITE_AS,
			  str_format(r->arena, "noi-dung=\"%.*s\"",
				     STR_ARGS(p->code)));
	}
}

/* ---- Who speaks ------------------------------------------------------- */

static void check_presence(record *r, const xml_node *node,
			   const meeting_person *p)
{
	if (!r->out.is_held || p->presence == MEETING_PRESENT)
		return;
	diag_at(r->diags, DIAG_MEETING_ABSENT_SPEAKS, place_of(node, "nguoi"),
		p->name);
	diag_note(r->diags, HINT_MEETING_PERSON_HERE,
		  place_of(p->node, "vang"));
}

static const meeting_person *read_speaker(record *r, const xml_node *node)
{
	const meeting_person *p;
	if (!xml_require_text(r->diags, node, STR("nguoi")) ||
	    !attendance_refer(r, node, &p))
		return NULL;
	check_presence(r, node, p);
	return p;
}

/* Text, or points of it (y). */
static void check_account(record *r, const xml_node *node)
{
	for (const xml_node *n = xml_first(node, STR("")); n;
	     n = xml_next(n, STR("")))
		if (!str_equal(n->name, STR("y")) || n->uri.length)
			xml_unknown_element(r->diags, n, "y");
		else
			xml_check_attributes(r->diags, n, "");
}

static bool is_vote(const xml_node *node)
{
	return str_equal(node->name, STR("bieu-quyet"));
}

static void read_proceeding(record *r, const xml_node *node)
{
	bool has_speaker = !str_equal(node->name, STR("su-kien"));
	if (is_vote(node)) {
		vote_read(r, node);
		return;
	}
	xml_check_attributes(r->diags, node,
			     has_speaker ? "noi-dung nguoi ten" : "noi-dung");
	check_account(r, node);
	if (has_speaker)
		read_speaker(r, node);
}

static bool is_among(str name, const char *names)
{
	str rest = str_from(names), one;
	while (str_next_word(&rest, &one))
		if (str_equal(one, name))
			return true;
	return false;
}

static void read_proceedings(record *r, const xml_node *node)
{
	static const char names[] =
	    "khai-mac bao-cao phat-bieu bieu-quyet chi-dao su-kien";
	const agenda_point *latest = NULL;
	xml_check_attributes(r->diags, node, "");
	xml_check_children(r->diags, node, names);
	for (const xml_node *n = xml_first(node, STR("")); n;
	     n = xml_next(n, STR(""))) {
		if (!is_among(n->name, names))
			continue;
		read_proceeding(r, n);
		course_note(r, n);
		check_order(r, n, &latest);
	}
}

/* ---- Conclusions and tasks -------------------------------------------- */

static void read_conclusions(record *r)
{
	static const char *const names[] = {"ket-luan", "be-mac"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (const xml_node *n = xml_first(r->node, str_from(names[i]));
		     n; n = xml_next(n, str_from(names[i]))) {
			xml_check_attributes(r->diags, n, "noi-dung nguoi");
			check_account(r, n);
			if (xml_attribute_of(n, STR("nguoi")))
				read_speaker(r, n);
			course_note(r, n);
		}
}

static void check_deadline(record *r, const xml_node *task, text_date due)
{
	text_date day = r->out.first_day, far = day;
	span at = place_of(task, "han");
	if (!day.month)
		return;
	far.year = (int16_t)(far.year + 2);
	if (text_date_compare(due, day) < 0)
		diag_at(r->diags, DIAG_MEETING_TASK_LATE, at, date_text(r, due),
			date_text(r, day));
	else if (text_date_compare(due, far) > 0)
		diag_at(r->diags, DIAG_MEETING_TASK_FAR, at, date_text(r, due),
			date_text(r, day));
	else
		return;
	diag_note(r->diags, HINT_MEETING_DAY_HERE, place_of(r->node, "ngay"));
}

static void read_task(record *r, const xml_node *task)
{
	text_date due = {0};
	xml_check_attributes(r->diags, task, "ai han khi noi-dung");
	xml_require_text(r->diags, task, STR("ai"));
	if (!str_trim(xml_text(r->arena, task)).length)
		diag_at(r->diags, DIAG_TEXT_MISSING, task->at, task->name);
	if (!xml_attribute_of(task, STR("khi")))
		xml_require_text(r->diags, task, STR("han"));
	if (xml_read_date(r->arena, r->diags, task, STR("han"), &due) &&
	    due.month)
		check_deadline(r, task, due);
	course_note(r, task);
}

static void read_tasks(record *r)
{
	const xml_node *node = xml_first(r->node, STR("cong-viec"));
	if (!node)
		return;
	xml_check_attributes(r->diags, node, "");
	xml_check_children(r->diags, node, "viec");
	for (const xml_node *n = xml_first(node, STR("viec")); n;
	     n = xml_next(n, STR("viec")))
		read_task(r, n);
}

/* ---- Chair and secretary ---------------------------------------------- */

/* The first of that role, all others read too. */
static const meeting_person *read_role(record *r, const char *role)
{
	const meeting_person *first = NULL;
	for (const xml_node *n = xml_first(r->node, str_from(role)); n;
	     n = xml_next(n, str_from(role))) {
		xml_check_attributes(r->diags, n, "nguoi");
		xml_check_children(r->diags, n, "");
		const meeting_person *p = read_speaker(r, n);
		if (!first)
			first = p;
	}
	return first;
}

static void read_roles(record *r)
{
	const meeting_person *chair = read_role(r, "chu-tri");
	const meeting_person *secretary = read_role(r, "thu-ky");
	if (!chair || chair != secretary)
		return;
	diag_at(r->diags, DIAG_MEETING_SAME_ROLE,
		place_of(xml_first(r->node, STR("thu-ky")), "nguoi"),
		chair->name);
}

void course_read(record *r)
{
	const xml_node *proceedings = xml_first(r->node, STR("dien-bien"));
	read_roles(r);
	read_programme(r);
	if (proceedings)
		read_proceedings(r, proceedings);
	read_conclusions(r);
	read_tasks(r);
	if (proceedings)
		check_recorded(r, proceedings);
}

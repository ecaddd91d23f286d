#include "record.h"

/* ---- Day and time ----------------------------------------------------- */

static void check_weekday(record *r)
{
	const xml_attribute *a = xml_attribute_of(r->node, STR("thu"));
	text_date day = r->out.first_day;
	if (!a || !day.month)
		return;
	str due = text_weekday_name(text_date_weekday(day));
	if (str_equal(text_lower(r->arena, due),
		      text_lower(r->arena, a->value)))
		return;
	diag_at(r->diags, DIAG_MEETING_WEEKDAY, a->value_at, date_text(r, day),
		due, a->value);
	diag_note(r->diags, HINT_MEETING_DAY_HERE, place_of(r->node, "ngay"));
}

static void check_day_part(record *r)
{
	const xml_attribute *a = xml_attribute_of(r->node, STR("buoi"));
	str due = text_day_part(r->out.start);
	if (!a || !r->out.has_start || str_equal(a->value, due))
		return;
	diag_at(r->diags, DIAG_MEETING_DAY_PART, a->value_at,
		time_text(r, r->out.start), due, a->value);
	diag_note(r->diags, HINT_MEETING_START_HERE,
		  place_of(r->node, "bat-dau"));
}

static str moment_text(record *r, text_time time, text_date day)
{
	str clock = time_text(r, time);
	return day.month ? str_format(r->arena, "%.*s %.*s", STR_ARGS(clock),
				      STR_ARGS(date_text(r, day)))
			 : clock;
}

static void check_end(record *r)
{
	meeting *m = &r->out;
	int order = text_date_compare(m->last_day, m->first_day);
	int from = m->start.hour * 60 + m->start.minute;
	int to = m->end.hour * 60 + m->end.minute;
	bool timed = m->has_start && m->has_end;
	if (order > 0 || (order == 0 && (!timed || to > from)))
		return;
	diag_at(r->diags, DIAG_MEETING_END_FIRST,
		place_of(r->node, order < 0 ? "den-ngay" : "ket-thuc"),
		moment_text(r, m->start, m->first_day),
		moment_text(r, m->end, m->last_day));
	diag_note(r->diags, HINT_MEETING_START_HERE,
		  place_of(r->node, order < 0 ? "ngay" : "bat-dau"));
	m->has_end = false;
}

static void read_times(record *r)
{
	meeting *m = &r->out;
	xml_read_date(r->arena, r->diags, r->node, STR("ngay"), &m->first_day);
	m->last_day = m->first_day;
	xml_read_date(r->arena, r->diags, r->node, STR("den-ngay"),
		      &m->last_day);
	read_time(r, r->node, "bat-dau", &m->start, &m->has_start);
	read_time(r, r->node, "ket-thuc", &m->end, &m->has_end);
	check_weekday(r);
	check_day_part(r);
	check_end(r);
}

/* ---- What a held meeting has ------------------------------------------ */

static void check_complete(record *r)
{
	static const char *const attributes[] = {"bat-dau", "ket-thuc"};
	static const char *const elements[] = {"chu-tri", "thu-ky",
					       "thanh-phan"};
	if (!r->out.is_held)
		return;
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (!xml_attribute_of(r->node, str_from(attributes[i])))
			diag_at(r->diags, DIAG_MEETING_LACKS, r->node->at,
				str_from(attributes[i]));
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (!xml_first(r->node, str_from(elements[i])))
			diag_at(r->diags, DIAG_MEETING_LACKS, r->node->at,
				str_from(elements[i]));
}

const meeting *meeting_read(arena *a, diags *d, const xml_node *hoi_nghi)
{
	record *r = ARENA_NEW(a, record);
	*r = (record){.arena = a, .diags = d, .node = tree_copy(a, hoi_nghi)};
	r->out.root = r->node->parent;
	r->out.is_held = xml_first(r->node, STR("dien-bien")) != NULL;
	xml_check_attributes(
	    d, r->node,
	    "don-vi ky ten ngay den-ngay thu buoi bat-dau ket-thuc dia-diem");
	xml_check_children(d, r->node,
			   "du-thao bien-ban chu-tri thu-ky thanh-phan khach "
			   "chuong-trinh dien-bien ket-luan cong-viec be-mac");
	xml_require_text(d, r->node, STR("ten"));
	xml_require_text(d, r->node, STR("ngay"));
	xml_require_text(d, r->node, STR("dia-diem"));
	read_times(r);
	attendance_read(r);
	course_read(r);
	check_complete(r);
	return &r->out;
}

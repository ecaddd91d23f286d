#include "set.h"

static void append_attribute(buffer *out, const char *name, str value)
{
	if (!value.length)
		return;
	buffer_format(out, " %s=\"", name);
	xml_put_escaped(out, value);
	buffer_append_byte(out, '"');
}

/* ---- What is written ---------------------------------------------------- */

/* The latest cut-off of the records that went into the totals. */
static void find_cut_off(const record_slots *slots, const data_unit *unit,
			 text_date *latest)
{
	const record *both[] = {slots->own[unit->index],
				slots->rolled_up[unit->index]};
	for (size_t i = 0; i < 2; i++)
		if (both[i] && both[i]->cut_off.month &&
		    (!latest->month ||
		     text_date_compare(both[i]->cut_off, *latest) > 0))
			*latest = both[i]->cut_off;
	for (const data_unit *u = unit->first_child; u; u = u->next)
		find_cut_off(slots, u, latest);
}

static str iso(arena *a, text_date date)
{
	return date.month ? text_format_date(a, date, TEXT_DATE_ISO)
			  : (str){NULL, 0};
}

/* A plan has no cut-off. */
static str cut_off_of(data_set *set, const data_rollup *part)
{
	uint32_t index;
	text_date latest = {0};
	if (part->plan)
		return (str){NULL, 0};
	if (data_table_get(&set->period_codes, part->period->code, &index) &&
	    set->periods[index]->slots[0].own)
		find_cut_off(&set->periods[index]->slots[0], part->unit,
			     &latest);
	return iso(set->kept, latest.month ? latest : part->period->last);
}

static str qualifier_word(str text)
{
	for (int q = QUALIFIER_ABOVE; q <= QUALIFIER_ABOUT; q++)
		if (str_equal(data_qualifier_text((qualifier)q), text))
			return str_from(data_qualifier_words[q]);
	return STR("");
}

/* As data files write it: no grouping, decimal comma. */
static str plain_number(data_set *set, text_number n)
{
	str grouped = data_number_text(set->kept, n);
	char *plain = arena_allocate(set->kept, grouped.length);
	size_t length = 0;
	for (size_t i = 0; i < grouped.length; i++)
		if (grouped.data[i] != '.')
			plain[length++] = grouped.data[i];
	return (str){plain, length};
}

static str why_missing(data_set *set, const data_total *total)
{
	switch (total->status) {
	case DATA_INCOMPLETE: {
		str *names = ARENA_ARRAY(set->kept, str, total->lacking_count);
		for (size_t i = 0; i < total->lacking_count; i++)
			names[i] = total->lacking[i]->full_name;
		return str_concat(
		    set->kept, STR("chưa có số liệu của "),
		    text_list(set->kept, names, total->lacking_count));
	}
	case DATA_OVERFLOW:
		return STR("tổng quá lớn");
	default:
		return STR("chưa đơn vị nào có số liệu");
	}
}

static void write_value(data_set *set, const data_total *total,
			const char *indent, buffer *out)
{
	buffer_format(out, " phai-co=\"%u\" da-co=\"%u\">", total->use.expected,
		      total->use.covered);
	if (total->indicator->kind != DATA_UNITS) {
		xml_put_escaped(out, plain_number(set, total->value));
		return;
	}
	for (size_t i = 0; i < total->unit_count; i++) {
		buffer_format(out, "\n%s    <dv", indent);
		append_attribute(out, "ma", total->units[i]->code);
		buffer_append(out, STR("/>"));
	}
	if (total->unit_count)
		buffer_format(out, "\n%s  ", indent);
}

/* What nobody enters here is left out; ratios are computed again. */
static bool is_written(const data_total *total)
{
	return total->indicator->kind != DATA_RATIO &&
	       (total->status == DATA_VALUE || total->use.expected > 0);
}

static void write_figure(data_set *set, const data_total *total,
			 const char *indent, buffer *out)
{
	if (!is_written(total))
		return;
	buffer_format(out, "%s  <so", indent);
	append_attribute(out, "ct", total->indicator->code);
	if (total->status != DATA_VALUE) {
		append_attribute(out, "thieu", why_missing(set, total));
		buffer_append(out, STR("/>\n"));
		return;
	}
	append_attribute(out, "dinh-tinh",
			 qualifier_word(total->use.qualifier));
	write_value(set, total, indent, out);
	buffer_append(out, STR("</so>\n"));
}

static void write_part(data_set *set, const data_rollup *part,
		       const char *indent, buffer *out)
{
	buffer_format(out, "%s<so-lieu", indent);
	append_attribute(out, "don-vi", part->unit->code);
	append_attribute(out, "ky", part->period->code);
	append_attribute(out, "den-ngay", cut_off_of(set, part));
	append_attribute(out, "nop-luc", iso(set->kept, part->submitted));
	append_attribute(out, "loai", part->plan ? STR("ke-hoach") : STR(""));
	append_attribute(out, "tong-hop", STR("co"));
	buffer_append(out, STR(">\n"));
	for (size_t i = 0; i < set->indicator_count; i++)
		if (!part->wanted || part->wanted[i])
			write_figure(set,
				     data_figure(set, set->indicators[i],
						 part->unit, part->period,
						 part->plan),
				     indent, out);
	buffer_format(out, "%s</so-lieu>\n", indent);
}

void data_write_part(data_set *set, const data_rollup *part, buffer *out)
{
	write_part(set, part, "  ", out);
}

void data_write_rollup(data_set *set, const data_unit *unit,
		       const data_period *period, buffer *out)
{
	const data_rollup whole = {.unit = unit, .period = period};
	buffer_append(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	write_part(set, &whole, "", out);
}

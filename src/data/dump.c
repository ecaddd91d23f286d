#include "set.h"

static void append_place(const data_set *set, span at, buffer *out)
{
	const source *file = source_get(diags_sources(set->diags), at.source);
	uint32_t line, column;
	if (!file)
		return;
	source_position(file, at.start, &line, &column);
	buffer_format(out, "  %.*s:%u", STR_ARGS(file->path), line);
}

/* ---- Units and indicators ----------------------------------------------- */

static void dump_date(data_set *set, const char *name, text_date d, buffer *out)
{
	if (d.month) {
		str text = text_format_date(set->arena, d, TEXT_DATE_ISO);
		buffer_format(out, " %s %.*s", name, STR_ARGS(text));
	}
}

static void dump_unit(data_set *set, const data_unit *unit, int depth,
		      buffer *out)
{
	buffer_format(out, "%*s%.*s “%.*s”", 2 * depth, "",
		      STR_ARGS(unit->code), STR_ARGS(unit->full_name));
	dump_date(set, "tu", unit->valid_from, out);
	dump_date(set, "den", unit->valid_to, out);
	for (size_t i = 0; i < unit->merged_into_count; i++)
		buffer_format(out, " -> %.*s",
			      STR_ARGS(unit->merged_into[i]->code));
	append_place(set, unit->at, out);
	buffer_append_byte(out, '\n');
	for (const data_unit *u = unit->first_child; u; u = u->next)
		dump_unit(set, u, depth + 1, out);
}

static void dump_units(data_set *set, buffer *out)
{
	buffer_append(out, STR("don-vi\n"));
	for (size_t i = 0; i < set->unit_count; i++)
		if (!set->units[i]->parent)
			dump_unit(set, set->units[i], 1, out);
}

static void dump_indicator(data_set *set, const data_indicator *ct, buffer *out)
{
	buffer_format(out, "  %.*s “%.*s” %s %s", STR_ARGS(ct->code),
		      STR_ARGS(ct->name), data_kind_words[ct->kind],
		      data_aggregate_words[ct->aggregate]);
	if (ct->measure.length)
		buffer_format(out, " (%.*s)", STR_ARGS(ct->measure));
	if (ct->entered_at.length)
		buffer_format(out, " @ %.*s", STR_ARGS(ct->entered_at));
	append_place(set, ct->at, out);
	buffer_append_byte(out, '\n');
}

/* ---- Records ------------------------------------------------------------ */

static void dump_list(const data_unit *const *units, size_t count, buffer *out)
{
	for (size_t i = 0; i < count; i++)
		buffer_format(out, " %.*s", STR_ARGS(units[i]->code));
}

static void dump_figure(data_set *set, const figure *f, buffer *out)
{
	static const char *const states[] = {"", "thiếu", "không phải nêu",
					     "sai"};
	const data_indicator *ct = set->indicators[f->indicator];
	str rough = data_qualifier_text((qualifier)f->qualifier);
	buffer_format(out, "    %.*s =%s%.*s", STR_ARGS(ct->code),
		      rough.length ? " " : "", STR_ARGS(rough));
	if (f->state != FIGURE_VALUE) {
		buffer_format(out, " %s", states[f->state]);
	} else if (ct->kind == DATA_UNITS) {
		dump_list(f->more->units, f->more->unit_count, out);
	} else {
		str value = data_number_text(set->arena, f->value);
		buffer_format(out, " %.*s", STR_ARGS(value));
	}
	if (f->more && f->more->reason.length)
		buffer_format(out, " (%.*s)", STR_ARGS(f->more->reason));
	if (f->more && f->more->note.length)
		buffer_format(out, " [%.*s]", STR_ARGS(f->more->note));
	append_place(set, f->at, out);
	buffer_append_byte(out, '\n');
}

static void dump_record(data_set *set, const record *r, buffer *out)
{
	buffer_format(out, "  %.*s %.*s", STR_ARGS(r->unit->code),
		      STR_ARGS(set->periods[r->period]->period.code));
	if (r->is_plan)
		buffer_append(out, STR(" ke-hoach"));
	if (r->is_rollup)
		buffer_append(out, STR(" tong-hop"));
	dump_date(set, "den-ngay", r->cut_off, out);
	dump_date(set, "nop", r->submitted, out);
	if (r->is_superseded)
		buffer_append(out, STR(" (đã thay)"));
	append_place(set, r->at, out);
	buffer_append_byte(out, '\n');
	for (size_t i = 0; i < r->figure_count; i++)
		dump_figure(set, &r->figures[i], out);
}

/* The records of the unit and of those right below it, of all periods. */
static bool is_shown(const record *r, const data_unit *unit)
{
	return r->unit == unit || r->unit->parent == unit;
}

/* ---- Totals ------------------------------------------------------------- */

static void dump_value(data_set *set, const data_total *total, buffer *out)
{
	str value = data_number_text(set->arena, total->value);
	str above = data_number_text(set->arena, total->numerator);
	str below = data_number_text(set->arena, total->denominator);
	str percent = {0};
	switch (total->indicator->kind) {
	case DATA_RATIO:
		text_format_percent(set->arena, total->numerator,
				    total->denominator,
				    total->indicator->decimals, &percent);
		buffer_format(out, " %.*s/%.*s (%.*s)", STR_ARGS(above),
			      STR_ARGS(below), STR_ARGS(percent));
		break;
	case DATA_UNITS:
		dump_list(total->units, total->unit_count, out);
		break;
	default:
		buffer_format(out, " %.*s", STR_ARGS(value));
	}
}

static void dump_total(data_set *set, const char *label,
		       const data_total *total, buffer *out)
{
	static const char *const states[] = {
	    [DATA_NOT_ENTERED] = "chưa có số",
	    [DATA_INCOMPLETE] = "thiếu:",
	    [DATA_OVERFLOW] = "tràn số",
	    [DATA_ZERO_DENOMINATOR] = "mẫu số bằng 0",
	    [DATA_NOT_COMPARABLE] = "không so sánh được",
	    [DATA_NOT_OF_THE_SAME] = "hai phần không cùng đơn vị",
	};
	buffer_format(out, "    %s%.*s =%s%.*s", label,
		      STR_ARGS(total->indicator->code),
		      total->use.qualifier.length ? " " : "",
		      STR_ARGS(total->use.qualifier));
	if (total->status == DATA_VALUE)
		dump_value(set, total, out);
	else
		buffer_format(out, " %s", states[total->status]);
	if (total->status == DATA_INCOMPLETE)
		dump_list(total->lacking, total->lacking_count, out);
	buffer_format(out, "  %u/%u", total->use.covered, total->use.expected);
	if (total->use.origin_count) {
		append_place(set, total->use.origins[0], out);
		if (total->use.origin_count > 1)
			buffer_format(out, " +%zu",
				      total->use.origin_count - 1);
	}
	buffer_append_byte(out, '\n');
}

/* What nobody enters here, and comparisons without figures, are left out. */
static bool is_told(const data_total *total, bool is_comparison)
{
	return total->status != DATA_NOT_ENTERED ||
	       (!is_comparison && total->use.expected);
}

static void dump_comparison(data_set *set, const char *label,
			    const data_total *total, buffer *out)
{
	if (is_told(total, true))
		dump_total(set, label, total, out);
}

static void dump_totals(data_set *set, const data_unit *unit,
			const data_period *period, buffer *out)
{
	buffer_format(out, "  %.*s %.*s\n", STR_ARGS(unit->code),
		      STR_ARGS(period->code));
	for (size_t i = 0; i < set->indicator_count; i++) {
		const data_indicator *ct = set->indicators[i];
		const data_total *now =
		    data_figure(set, ct, unit, period, false);
		if (!is_told(now, false))
			continue;
		dump_total(set, "", now, out);
		dump_comparison(set, "truoc ",
				data_previous(set, ct, unit, period), out);
		dump_comparison(set, "ke-hoach ",
				data_plan(set, ct, unit, period), out);
	}
}

void data_dump(data_set *set, const data_unit *unit, const data_period *period,
	       buffer *out)
{
	dump_units(set, out);
	buffer_append(out, STR("chi-tieu\n"));
	for (size_t i = 0; i < set->indicator_count; i++)
		dump_indicator(set, set->indicators[i], out);
	buffer_append(out, STR("so-lieu\n"));
	for (size_t i = 0; i < set->record_count; i++)
		if (is_shown(set->records[i], unit))
			dump_record(set, set->records[i], out);
	buffer_append(out, STR("tong\n"));
	dump_totals(set, unit, period, out);
	for (const data_unit *u = unit->first_child; u; u = u->next)
		if (data_unit_exists(u, period->last))
			dump_totals(set, u, period, out);
}

#include "cli/papers.h"

/* ---- Which figures ------------------------------------------------------ */

/* "#12" or "12." is no figure; "#12" is the twelfth. */
static bool is_number(str wanted, uint32_t *number)
{
	int64_t value;
	if (!str_starts_with(wanted, STR("#")) ||
	    !str_to_int64(str_slice(wanted, 1, wanted.length), &value))
		return false;
	*number = value > 0 && value < UINT32_MAX ? (uint32_t)value : 0;
	return true;
}

/* The whole of what is printed, or a word of it: "8,1%" of "tăng 8,1%". */
static bool is_printed(arena *a, str printed, str wanted)
{
	str rest = paper_plain(a, printed), word;
	if (str_equal(rest, wanted))
		return true;
	while (str_next_word(&rest, &word))
		if (str_equal(word, wanted))
			return true;
	return false;
}

static bool is_of(const embed_figure *figure, str code)
{
	for (size_t i = 0; i < figure->total_count; i++)
		if (str_equal(figure->totals[i]->indicator, code))
			return true;
	return false;
}

/* As number, as printed, as code: the first that finds any. */
static size_t choose(const embed_document *data, arena *a, str wanted,
		     bool *chosen)
{
	size_t found = 0;
	uint32_t number = 0;
	str plain = paper_plain(a, wanted);
	bool by_number = is_number(wanted, &number);
	for (size_t i = 0; i < data->figure_count; i++) {
		const embed_figure *figure = &data->figures[i];
		chosen[i] = by_number ? figure->number == number
				      : is_printed(a, figure->printed, plain);
		found += chosen[i];
	}
	for (size_t i = 0; !found && !by_number && i < data->figure_count; i++)
		chosen[i] = is_of(&data->figures[i], wanted);
	for (size_t i = 0; i < data->figure_count; i++)
		found += !by_number && chosen[i];
	return found;
}

/* ---- Text --------------------------------------------------------------- */

typedef struct telling {
	const cli_options *options;
	const paper *paper;
	arena *arena;
	buffer *out;
} telling;

/* Everything comes from a stranger's file: controls are escaped. */
static void put(const telling *t, str text)
{
	diag_expand(t->out, "{0}", &text, 1);
}

static void put_place(const telling *t, const embed_place *at)
{
	put(t, at->file);
	buffer_format(t->out, ":%u:%u", at->line, at->column);
}

static str qualifier(str code)
{
	static const char *const words[][2] = {{"tren", "trên "},
					       {"hon", "hơn "},
					       {"gan", "gần "},
					       {"khoang", "khoảng "}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(code, str_from(words[i][0])))
			return str_from(words[i][1]);
	return (str){NULL, 0};
}

static void put_value(const telling *t, str value, str rough)
{
	put(t, qualifier(rough));
	put(t, paper_number(t->arena, value));
}

static str period_name(const telling *t, str code)
{
	data_period period;
	return data_read_period(t->arena, code, &period)
		   ? data_period_name(t->arena, &period)
		   : code;
}

static void put_origin(const telling *t, const embed_origin *origin,
		       bool names_indicator)
{
	buffer_append(t->out, STR("      "));
	put(t, embed_unit_name(&t->paper->data, origin->unit));
	buffer_append(t->out, STR(": "));
	if (names_indicator) {
		put(t, origin->indicator);
		buffer_append(t->out, STR(" = "));
	}
	put_value(t, origin->value, origin->qualifier);
	buffer_append(t->out, STR("  "));
	put_place(t, &origin->at);
	buffer_append_byte(t->out, '\n');
}

static void put_total(const telling *t, const embed_total *total)
{
	const embed_name *ct =
	    embed_indicator(&t->paper->data, total->indicator);
	const cli_options *o = t->options;
	buffer_append(t->out, STR("  "));
	put(t, ct ? ct->name : total->indicator);
	buffer_append(t->out, STR(" ("));
	put(t, total->indicator);
	buffer_append(t->out, STR("), "));
	put(t, embed_unit_name(&t->paper->data, total->unit));
	buffer_append(t->out, STR(", "));
	if (total->plan)
		buffer_format(t->out, "%s ", cli_say(o, "kế hoạch", "plan"));
	put(t, period_name(t, total->period));
	buffer_append(t->out, STR(" = "));
	put_value(t, total->value, total->qualifier);
	if (ct && ct->measure.length) {
		buffer_append_byte(t->out, ' ');
		put(t, ct->measure);
	}
	buffer_format(t->out,
		      cli_say(o, "\n    từ %zu bản ghi, %u/%u đơn vị:\n",
			      "\n    from %zu records, %u/%u units:\n"),
		      total->origin_count, total->covered, total->expected);
	for (size_t i = 0; i < total->origin_count; i++)
		put_origin(
		    t, total->origins[i],
		    !str_equal(total->origins[i]->indicator, total->indicator));
}

/* The paragraph, if the figure is in it: the structure may be another's. */
static const reader_paragraph *paragraph_of(const telling *t,
					    const embed_figure *figure)
{
	const reader_document *pdf = &t->paper->pdf;
	if (!figure->paragraph || figure->paragraph > pdf->paragraph_count)
		return NULL;
	const reader_paragraph *p = &pdf->paragraphs[figure->paragraph - 1];
	str text = paper_plain(t->arena, p->text);
	str printed = paper_plain(t->arena, figure->printed);
	return str_find(text, printed) < text.length ||
		       str_equal(p->role, STR("Figure"))
		   ? p
		   : NULL;
}

#define EXCERPT 60

/* Some words on both sides of the figure. */
static void put_excerpt(const telling *t, const embed_figure *figure)
{
	const reader_paragraph *p = paragraph_of(t, figure);
	str text = p ? paper_plain(t->arena, p->text) : (str){NULL, 0};
	str printed = paper_plain(t->arena, figure->printed);
	size_t at = str_find(text, printed), from, to;
	if (!text.length || str_equal(text, printed))
		return;
	to = at == text.length ? 0 : at + printed.length;
	from = at == text.length ? 0 : at;
	for (int i = 0; i < EXCERPT && from > 0; i++)
		from--;
	while (from > 0 && text.data[from - 1] != ' ')
		from--;
	for (int i = 0; i < EXCERPT && to < text.length; i++)
		to++;
	while (to < text.length && text.data[to] != ' ')
		to++;
	buffer_append(t->out, from ? STR("  “… ") : STR("  “"));
	put(t, str_slice(text, from, to - from));
	buffer_append(t->out, to < text.length ? STR(" …”\n") : STR("”\n"));
}

static str label_of(const telling *t, uint32_t number)
{
	const reader_document *pdf = &t->paper->pdf;
	if (!number || number > pdf->page_count ||
	    !pdf->labels[number - 1].length)
		return str_format(t->arena, "%u", number);
	return pdf->labels[number - 1];
}

/* Which sheet it is, and what is printed on it if that differs. */
static void put_page(const telling *t, uint32_t number)
{
	str label = label_of(t, number);
	buffer_format(t->out, cli_say(t->options, "  trang %u", "  page %u"),
		      number);
	if (str_equal(label, str_format(t->arena, "%u", number)))
		return;
	buffer_append(t->out, STR(" (“"));
	put(t, label);
	buffer_append(t->out, STR("”)"));
}

static void put_head(const telling *t, const embed_figure *figure)
{
	buffer_format(t->out, "#%u  ", figure->number);
	put(t, figure->printed);
	if (figure->page)
		put_page(t, figure->page);
}

static void put_figure(const telling *t, const embed_figure *figure)
{
	const cli_options *o = t->options;
	put_head(t, figure);
	if (figure->paragraph)
		buffer_format(t->out, ", %s %u",
			      cli_say(o, "đoạn", "paragraph"),
			      figure->paragraph);
	buffer_append_byte(t->out, '\n');
	put_excerpt(t, figure);
	buffer_format(t->out, "  %s ", cli_say(o, "biểu thức", "expression"));
	put(t, figure->formula);
	buffer_append(t->out, STR("  "));
	put_place(t, &figure->at);
	buffer_append_byte(t->out, '\n');
	for (size_t i = 0; i < figure->total_count; i++)
		put_total(t, figure->totals[i]);
	if (!figure->total_count)
		buffer_format(t->out, "  %s\n",
			      cli_say(o, "không lấy từ số liệu",
				      "not made from figures of the data"));
}

static void put_row(const telling *t, const embed_figure *figure)
{
	put_head(t, figure);
	for (size_t i = 0; i < figure->total_count; i++) {
		const embed_total *total = figure->totals[i];
		buffer_append(t->out, STR("  "));
		put(t, total->indicator);
		buffer_append_byte(t->out, ' ');
		put(t, total->unit);
		buffer_append_byte(t->out, ' ');
		put(t, total->period);
		if (total->plan)
			buffer_format(t->out, " %s",
				      cli_say(t->options, "kế hoạch", "plan"));
	}
	buffer_append_byte(t->out, '\n');
}

/* ---- JSON --------------------------------------------------------------- */

static void json_place(buffer *out, const embed_place *at)
{
	buffer_append(out, STR(",\"at\":{\"file\":"));
	cli_json_string(out, at->file);
	buffer_format(out, ",\"line\":%u,\"column\":%u}", at->line, at->column);
}

static void json_origin(buffer *out, const embed_origin *origin)
{
	buffer_append(out, STR("{\"unit\":"));
	cli_json_string(out, origin->unit);
	paper_json(out, "indicator", origin->indicator);
	paper_json(out, "value", origin->value);
	paper_json(out, "qualifier", origin->qualifier);
	json_place(out, &origin->at);
	buffer_append_byte(out, '}');
}

static void json_total(const telling *t, const embed_total *total)
{
	buffer *out = t->out;
	const embed_name *ct =
	    embed_indicator(&t->paper->data, total->indicator);
	buffer_append(out, STR("{\"indicator\":"));
	cli_json_string(out, total->indicator);
	if (ct) {
		paper_json(out, "name", ct->name);
		paper_json(out, "measure", ct->measure);
	}
	paper_json(out, "unit", total->unit);
	paper_json(out, "unit_name",
		   embed_unit_name(&t->paper->data, total->unit));
	paper_json(out, "period", total->period);
	buffer_format(out, ",\"plan\":%s", total->plan ? "true" : "false");
	paper_json(out, "value", total->value);
	paper_json(out, "qualifier", total->qualifier);
	paper_json_number(out, "covered", total->covered);
	paper_json_number(out, "expected", total->expected);
	buffer_append(out, STR(",\"records\":["));
	for (size_t i = 0; i < total->origin_count; i++) {
		if (i)
			buffer_append_byte(out, ',');
		json_origin(out, total->origins[i]);
	}
	buffer_append(out, STR("]}"));
}

static void json_figure(const telling *t, const embed_figure *figure)
{
	buffer *out = t->out;
	const reader_paragraph *p = paragraph_of(t, figure);
	buffer_append(out, STR("{\"event\":\"figure\""));
	paper_json_number(out, "number", figure->number);
	paper_json(out, "printed", figure->printed);
	paper_json(out, "value", figure->value);
	if (figure->page) {
		paper_json_number(out, "page", figure->page);
		paper_json(out, "label", label_of(t, figure->page));
	}
	if (figure->paragraph)
		paper_json_number(out, "paragraph", figure->paragraph);
	if (p)
		paper_json(out, "text", p->text);
	paper_json(out, "formula", figure->formula);
	json_place(out, &figure->at);
	buffer_append(out, STR(",\"totals\":["));
	for (size_t i = 0; i < figure->total_count; i++) {
		if (i)
			buffer_append_byte(out, ',');
		json_total(t, figure->totals[i]);
	}
	buffer_append(out, STR("]}\n"));
}

/* ---- The command -------------------------------------------------------- */

static bool trace(const telling *t, diags *d)
{
	const cli_options *o = t->options;
	const embed_document *data = &t->paper->data;
	bool *chosen = ARENA_ARRAY(t->arena, bool, data->figure_count);
	bool all = o->file_count == 1;
	if (!all && !choose(data, t->arena, o->files[1], chosen)) {
		diag_at(d, DIAG_READER_NO_FIGURE, NO_SPAN, o->files[1]);
		diag_hint(d, HINT_LIST_FIGURES, t->paper->path);
		return false;
	}
	for (size_t i = 0; i < data->figure_count; i++) {
		if (!all && !chosen[i])
			continue;
		if (o->json)
			json_figure(t, &data->figures[i]);
		else if (all)
			put_row(t, &data->figures[i]);
		else
			put_figure(t, &data->figures[i]);
	}
	return true;
}

int cli_trace(const cli_options *o, arena *a, diags *d)
{
	paper p;
	buffer out = {0};
	if (!papers_named(o, d, 1, 2))
		return CLI_USAGE;
	unsigned parts = READER_DATA | READER_PAGES | READER_STRUCTURE;
	if (!paper_read(o, a, d, o->files[0], parts, &p) || !p.has_data)
		return CLI_DONE;
	const telling t = {o, &p, a, &out};
	trace(&t, d);
	cli_put(stdout, &out);
	buffer_free(&out);
	return CLI_DONE;
}

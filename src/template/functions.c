#include "evaluation.h"

/* The functions of templates, and their table at the end. */

/* ---- Figures ---------------------------------------------------------- */

static bool call_kind(const expr_call *call, figure_kind kind, expr_value *out)
{
	figure_place place;
	return figure_place_of(call, 0, &place) &&
	       figure_value(call, &place, kind, out);
}

static bool call_so(const expr_call *call, expr_value *out)
{
	return call_kind(call, FIGURE_ACTUAL, out);
}

static bool call_truoc(const expr_call *call, expr_value *out)
{
	return call_kind(call, FIGURE_PREVIOUS, out);
}

static bool call_ke_hoach(const expr_call *call, expr_value *out)
{
	return call_kind(call, FIGURE_PLAN, out);
}

static unsigned percent_decimals(const expr_call *call)
{
	const profile *p = evaluation_of(call)->input->profile;
	return p ? p->percent_decimals : 1;
}

static bool overflow(const expr_call *call)
{
	return diag_at(call->diags, DIAG_EXPR_OVERFLOW, call->at,
		       expr_snippet(call->arena, call->diags, call->at));
}

/* a / b as a number that prints as a percentage. */
static bool percentage(const expr_call *call, const expr_value *a,
		       const expr_value *b, unsigned decimals, expr_value *out)
{
	text_number ratio;
	str form;
	if (!text_number_divide(a->number, b->number, &ratio) ||
	    !text_format_percent(call->arena, a->number, b->number, decimals,
				 &form))
		return overflow(call);
	*out = expr_number(ratio);
	out->text = form;
	expr_add_uses(call->arena, out, a->uses);
	expr_add_uses(call->arena, out, b->uses);
	return true;
}

static bool decimals_argument(const expr_call *call, size_t i, unsigned *out)
{
	*out = percent_decimals(call);
	if (call->argument_count <= i)
		return true;
	int64_t n = call->arguments[i].number.numerator;
	if (n < 0 || n > 6)
		return diag_at(
		    call->diags, DIAG_DECIMALS_RANGE, call->argument_at[i],
		    str_format(call->arena, "%lld", (long long)n), STR("6"));
	*out = (unsigned)n;
	return true;
}

static bool call_tyle(const expr_call *call, expr_value *out)
{
	expr_value a, b;
	unsigned decimals;
	if (!figure_arguments(call, &a, &b) ||
	    !decimals_argument(call, 2, &decimals))
		return false;
	if (a.kind == EXPR_MISSING || b.kind == EXPR_MISSING) {
		*out = a.kind == EXPR_MISSING ? a : b;
		return true;
	}
	if (b.number.numerator == 0) {
		*out = expr_division_by_zero(call->arena, call->diags,
					     call->argument_at[1], b.uses);
		return true;
	}
	return percentage(call, &a, &b, decimals, out);
}

/* Both figures of the context's unit; *there false: out is missing. */
static bool two_totals(const expr_call *call, figure_kind other,
		       const data_total **now, const data_total **then,
		       expr_value *out, bool *there)
{
	figure_place place;
	if (!figure_place_of(call, 0, &place))
		return false;
	if (place.indicator->kind == DATA_UNITS)
		return diag_at(call->diags, DIAG_IS_A_UNIT_LIST, call->at,
			       place.indicator->name, place.indicator->code);
	if (!figure_total(call, &place, FIGURE_ACTUAL, now, out, there))
		return false;
	return !*there || figure_total(call, &place, other, then, out, there);
}

/* How one percentage differs from another, in points. */
static bool compare_ratios(const expr_call *call, text_number difference,
			   unsigned decimals, str word, str *out)
{
	text_number points;
	str form;
	if (!text_number_multiply(difference, TEXT_INTEGER(100), &points) ||
	    !text_number_round(points, decimals, &points) ||
	    !text_format_exact(call->arena, points, &form))
		return overflow(call);
	*out = points.numerator == 0
		   ? STR("xấp xỉ bằng")
		   : str_format(call->arena, "%.*s %.*s điểm phần trăm",
				STR_ARGS(word), STR_ARGS(form));
	return true;
}

static bool compare_totals(const expr_call *call, const data_total *now,
			   const data_total *then, str *out)
{
	text_number difference;
	unsigned decimals = percent_decimals(call);
	int order = text_number_compare(now->value, then->value);
	bool is_ratio = now->indicator->kind == DATA_RATIO;
	const data_total *high = order > 0 ? now : then;
	const data_total *low = order > 0 ? then : now;
	str word = order > 0 ? STR("tăng") : STR("giảm"), form;
	*out = order == 0 ? STR("bằng") : STR("không so sánh được");
	if (order == 0 || (!is_ratio && then->value.numerator == 0))
		return true;
	if (!text_number_subtract(high->value, low->value, &difference))
		return overflow(call);
	if (is_ratio)
		return compare_ratios(call, difference, decimals, word, out);
	if (!text_format_percent(call->arena, difference, then->value, decimals,
				 &form))
		return overflow(call);
	*out = str_equal(form, STR("0%"))
		   ? STR("xấp xỉ bằng")
		   : str_format(call->arena, "%.*s %.*s", STR_ARGS(word),
				STR_ARGS(form));
	return true;
}

static bool call_sosanh(const expr_call *call, expr_value *out)
{
	const data_total *now = NULL, *then = NULL;
	bool there = false;
	if (!two_totals(call, FIGURE_PREVIOUS_ALIKE, &now, &then, out, &there))
		return false;
	bool is_split = !there && out->kind == EXPR_MISSING &&
			out->reason->code == DIAG_TOTAL_NOT_COMPARABLE;
	if (is_split) {
		*out = expr_text(STR("không so sánh được"));
		expr_add_use(call->arena, out, &now->use);
	}
	if (!there)
		return true;
	*out = expr_text(STR(""));
	expr_add_use(call->arena, out, &now->use);
	expr_add_use(call->arena, out, &then->use);
	return compare_totals(call, now, then, &out->text);
}

static expr_value zero_plan(const expr_call *call, const data_total *plan)
{
	evaluation *e = evaluation_of(call);
	str *arguments = ARENA_ARRAY(call->arena, str, 4);
	arguments[0] = plan->indicator->name;
	arguments[1] = plan->indicator->code;
	arguments[2] = plan->unit->full_name;
	arguments[3] = data_period_name(call->arena, e->input->period);
	expr_reason reason = {.code = DIAG_ZERO_PLAN,
			      .at = call->at,
			      .arguments = arguments,
			      .argument_count = 4};
	if (plan->use.origin_count) {
		reason.data_at = plan->use.origins[0];
		reason.note = HINT_TEXT;
		reason.note_arguments = arguments;
		reason.note_argument_count = 1;
	}
	return expr_missing(call->arena, &reason);
}

static bool call_dat(const expr_call *call, expr_value *out)
{
	const data_total *now = NULL, *plan = NULL;
	bool there = false;
	if (!two_totals(call, FIGURE_PLAN_ALIKE, &now, &plan, out, &there))
		return false;
	if (!there)
		return true;
	if (plan->value.numerator == 0) {
		*out = zero_plan(call, plan);
		return true;
	}
	expr_value a = expr_number(now->value), b = expr_number(plan->value);
	expr_add_use(call->arena, &a, &now->use);
	expr_add_use(call->arena, &b, &plan->use);
	return percentage(call, &a, &b, percent_decimals(call), out);
}

/* ---- Forms of numbers ------------------------------------------------- */

static bool whole_argument(const expr_call *call, expr_value *out)
{
	if (!figure_argument(call, 0, out))
		return false;
	if (out->kind == EXPR_MISSING || out->number.denominator == 1)
		return true;
	return diag_at(
	    call->diags, DIAG_NEEDS_WHOLE, call->argument_at[0],
	    expr_snippet(call->arena, call->diags, call->argument_at[0]));
}

/* Turns a number into one that prints as `form`. */
static void set_form(const expr_value *number, str form, expr_value *out)
{
	*out = expr_number(number->number);
	out->text = form;
	out->uses = number->uses;
}

/* The indicator whose figure a value is, as it is; NULL: none, or calculated.
 */
static const data_indicator *figure_of(const expr_call *call,
				       const expr_value *value)
{
	const expr_use *only = value->uses;
	if (value->kind != EXPR_NUMBER || !only || only->next ||
	    text_number_compare(value->number, only->use->value) != 0)
		return NULL;
	return data_indicator_of(evaluation_of(call)->input->data,
				 only->use->indicator);
}

/* A whole number that may be an amount of money. */
static bool money_argument(const expr_call *call, expr_value *out)
{
	if (!figure_argument(call, 0, out))
		return false;
	const data_indicator *i = figure_of(call, out);
	if (!i || i->kind == DATA_MONEY)
		return whole_argument(call, out);
	diag_at(call->diags, DIAG_NOT_MONEY, call->argument_at[0], i->name,
		i->code, i->measure);
	diag_hint(call->diags, HINT_WRITE_MEASURE, i->code);
	return false;
}

static bool call_tien(const expr_call *call, expr_value *out)
{
	expr_value n;
	if (!money_argument(call, &n))
		return false;
	*out = n;
	if (n.kind == EXPR_MISSING)
		return true;
	str form = n.text.length && n.kind == EXPR_NUMBER
		       ? n.text
		       : text_format_integer(call->arena, n.number.numerator);
	set_form(&n, str_concat(call->arena, form, STR(" đồng")), out);
	return true;
}

static bool words_of(const expr_call *call, const expr_value *n, str *out)
{
	const profile *p = evaluation_of(call)->input->profile;
	text_words_style style = p ? p->words : (text_words_style){0};
	if (text_number_words(call->arena, n->number, style, out))
		return true;
	return diag_at(
	    call->diags, DIAG_NO_WORDS_FORM, call->argument_at[0],
	    expr_snippet(call->arena, call->diags, call->argument_at[0]));
}

static bool call_chu(const expr_call *call, expr_value *out)
{
	expr_value n;
	str words;
	if (!figure_argument(call, 0, &n))
		return false;
	*out = n;
	if (n.kind == EXPR_MISSING)
		return true;
	if (!words_of(call, &n, &words))
		return false;
	set_form(&n, words, out);
	return true;
}

static bool call_tien_chu(const expr_call *call, expr_value *out)
{
	expr_value n;
	str words;
	if (!money_argument(call, &n))
		return false;
	*out = n;
	if (n.kind == EXPR_MISSING)
		return true;
	if (!words_of(call, &n, &words))
		return false;
	words = text_capitalise(call->arena, words);
	set_form(&n, str_format(call->arena, "(%.*s đồng)", STR_ARGS(words)),
		 out);
	return true;
}

/* Not written yet, as the number of a report that waits for its signature. */
static bool is_blank(const expr_call *call, expr_value given)
{
	bool is_one = given.kind == EXPR_ITEMS && given.item_count == 1;
	if (is_one && !expr_to_single(call->context, &given,
				      call->argument_at[0], &given))
		return false;
	return given.kind == EXPR_TEXT && !str_trim(given.text).length;
}

static bool call_hai(const expr_call *call, expr_value *out)
{
	expr_value n;
	if (is_blank(call, call->arguments[0])) {
		*out = expr_text(STR("……"));
		return true;
	}
	if (!whole_argument(call, &n))
		return false;
	*out = n;
	if (n.kind == EXPR_MISSING)
		return true;
	set_form(&n,
		 n.number.numerator > -10 && n.number.numerator < 10
		     ? text_format_two_digits(call->arena, n.number.numerator)
		     : text_format_integer(call->arena, n.number.numerator),
		 out);
	return true;
}

/* ---- Dates and times -------------------------------------------------- */

static const struct date_style {
	const char *name;
	text_date_style style;
} date_styles[] = {
    {"day-du", TEXT_DATE_FULL},		 {"ngan", TEXT_DATE_SHORT},
    {"thang", TEXT_DATE_MONTH},		 {"thu", TEXT_DATE_WEEKDAY},
    {"ngay-thang", TEXT_DATE_DAY_MONTH}, {"iso", TEXT_DATE_ISO},
};

static bool refuse_style(const expr_call *call, const char *styles)
{
	str name = call->arguments[1].text;
	diag_at(call->diags, DIAG_STYLE_UNKNOWN, call->argument_at[1], name);
	diag_hint(call->diags, HINT_STYLES, str_from(styles));
	return false;
}

/* Of a date to be filled in by hand. */
static str blank_date(text_date_style style)
{
	switch (style) {
	case TEXT_DATE_SHORT:
		return STR("……/……/……");
	case TEXT_DATE_MONTH:
		return STR("tháng …… năm ……");
	case TEXT_DATE_WEEKDAY:
		return STR("thứ ……, ngày …… tháng …… năm ……");
	case TEXT_DATE_DAY_MONTH:
		return STR("ngày …… tháng ……");
	case TEXT_DATE_ISO:
		return STR("……-……-……");
	default:
		return STR("ngày …… tháng …… năm ……");
	}
}

static bool call_ngay(const expr_call *call, expr_value *out)
{
	const expr_value *given = &call->arguments[0];
	str wanted =
	    call->argument_count > 1 ? call->arguments[1].text : STR("day-du");
	for (size_t i = 0; i < sizeof(date_styles) / sizeof *date_styles; i++) {
		if (!str_equal(str_from(date_styles[i].name), wanted))
			continue;
		text_date_style style = date_styles[i].style;
		*out = expr_text(
		    given->kind == EXPR_TEXT
			? blank_date(style)
			: text_format_date(call->arena, given->date, style));
		return true;
	}
	return refuse_style(call, "day-du ngan thang thu ngay-thang iso");
}

/* "8:05" is meant for "08:05". */
static bool refuse_time(const expr_call *call, size_t i, str text)
{
	text_time time;
	str meant = str_concat(call->arena, STR("0"), text);
	diag_at(call->diags, DIAG_NOT_A_TIME, call->argument_at[i], text);
	if (text_read_time(meant, &time))
		diag_hint(call->diags, HINT_DID_YOU_MEAN, meant);
	return false;
}

static bool read_time_argument(const expr_call *call, size_t i, text_time *out)
{
	str text = call->arguments[i].text;
	text_date date;
	return text_read_time(text, out) ||
	       text_read_date_time(text, &date, out) ||
	       refuse_time(call, i, text);
}

/* hoi(day, time): "14 giờ 00 phút, ngày 14 tháng 9 năm 2023" */
static bool call_hoi(const expr_call *call, expr_value *out)
{
	text_time time;
	if (!read_time_argument(call, 1, &time))
		return false;
	*out = expr_text(text_format_moment(call->arena, time,
					    call->arguments[0].date, true));
	return true;
}

static bool call_buoi(const expr_call *call, expr_value *out)
{
	text_time time;
	if (!read_time_argument(call, 0, &time))
		return false;
	*out = expr_text(text_day_part(time));
	return true;
}

static bool call_gio(const expr_call *call, expr_value *out)
{
	text_time time;
	bool with_word = call->argument_count > 1;
	if (with_word && !str_equal(call->arguments[1].text, STR("phut")))
		return refuse_style(call, "phut");
	if (!read_time_argument(call, 0, &time))
		return false;
	*out = expr_text(text_format_time(call->arena, time, with_word));
	return true;
}

/* ---- Texts ------------------------------------------------------------ */

static bool call_hoa(const expr_call *call, expr_value *out)
{
	*out = expr_text(text_upper(call->arena, call->arguments[0].text));
	return true;
}

static bool call_thuong(const expr_call *call, expr_value *out)
{
	*out = expr_text(text_lower(call->arena, call->arguments[0].text));
	return true;
}

static bool call_viet_hoa_dau(const expr_call *call, expr_value *out)
{
	*out = expr_text(text_capitalise(call->arena, call->arguments[0].text));
	return true;
}

/* The units of an indicator that lists units. */
static bool listed_units(const expr_call *call, const data_total **total,
			 expr_value *out, bool *there)
{
	figure_place place;
	expr_call inner = *call;
	inner.argument_count = 1;
	if (!figure_place_of(&inner, 0, &place))
		return false;
	if (place.indicator->kind != DATA_UNITS)
		return diag_at(call->diags, DIAG_NOT_A_UNIT_LIST,
			       call->argument_at[0], place.indicator->name,
			       place.indicator->code);
	return figure_total(call, &place, FIGURE_ACTUAL, total, out, there);
}

static expr_value nothing_selected(const expr_call *call)
{
	str *argument = ARENA_NEW(call->arena, str);
	*argument =
	    expr_snippet(call->arena, call->diags, call->argument_at[0]);
	return expr_missing(call->arena,
			    &(expr_reason){.code = DIAG_EMPTY_SELECTION,
					   .at = call->argument_at[0],
					   .arguments = argument,
					   .argument_count = 1});
}

static bool list_units(const expr_call *call, expr_value *out)
{
	const data_total *total;
	bool there = false;
	if (!listed_units(call, &total, out, &there))
		return false;
	if (!there)
		return true;
	str *names = ARENA_ARRAY(call->arena, str, total->unit_count);
	for (size_t i = 0; i < total->unit_count; i++)
		names[i] = total->units[i]->name;
	*out = total->unit_count
		   ? expr_text(text_list(call->arena, names, total->unit_count))
		   : nothing_selected(call);
	expr_add_use(call->arena, out, &total->use);
	return true;
}

static bool call_noi(const expr_call *call, expr_value *out)
{
	const expr_value *given = &call->arguments[0];
	if (given->kind == EXPR_TEXT)
		return list_units(call, out);
	if (given->kind != EXPR_ITEMS)
		return diag_at(call->diags, DIAG_NEEDS_ITEMS,
			       call->argument_at[0],
			       expr_snippet(call->arena, call->diags,
					    call->argument_at[0]));
	if (given->item_count == 0)
		return expr_to_single(call->context, given,
				      call->argument_at[0], out);
	str *texts = ARENA_ARRAY(call->arena, str, given->item_count);
	for (size_t i = 0; i < given->item_count; i++)
		if (!expr_item_to_text(call->context, given->items[i],
				       call->argument_at[0], &texts[i]))
			return false;
	*out = expr_text(text_list(call->arena, texts, given->item_count));
	return true;
}

static bool call_dem(const expr_call *call, expr_value *out)
{
	const expr_value *given = &call->arguments[0];
	const data_total *total;
	bool there = false;
	if (given->kind == EXPR_ITEMS) {
		*out = expr_number(TEXT_INTEGER((int64_t)given->item_count));
		return true;
	}
	if (given->kind != EXPR_TEXT)
		return diag_at(call->diags, DIAG_NEEDS_ITEMS,
			       call->argument_at[0],
			       expr_snippet(call->arena, call->diags,
					    call->argument_at[0]));
	if (!listed_units(call, &total, out, &there))
		return false;
	if (!there)
		return true;
	*out = expr_number(TEXT_INTEGER((int64_t)total->unit_count));
	expr_add_use(call->arena, out, &total->use);
	return true;
}

/* ---- Names ------------------------------------------------------------ */

static bool call_ten(const expr_call *call, expr_value *out)
{
	const data_indicator *i;
	if (!figure_find_indicator(call, 0, &i))
		return false;
	*out = expr_text(i->name);
	return true;
}

static bool call_ten_ngan(const expr_call *call, expr_value *out)
{
	const data_indicator *i;
	if (!figure_find_indicator(call, 0, &i))
		return false;
	*out = expr_text(i->short_name.length ? i->short_name : i->name);
	return true;
}

static bool call_dvt(const expr_call *call, expr_value *out)
{
	const data_indicator *i;
	if (!figure_find_indicator(call, 0, &i))
		return false;
	*out = expr_text(i->measure);
	return true;
}

static bool call_ten_dv(const expr_call *call, expr_value *out)
{
	const data_unit *u;
	if (!figure_unit_argument(call, 0, &u))
		return false;
	*out = expr_text(u->name);
	return true;
}

static bool call_ten_day_du(const expr_call *call, expr_value *out)
{
	const data_unit *u;
	if (!figure_unit_argument(call, 0, &u))
		return false;
	*out = expr_text(u->full_name);
	return true;
}

static bool call_ten_ky(const expr_call *call, expr_value *out)
{
	data_period period;
	str code = call->arguments[0].text;
	if (!data_read_period(call->arena, code, &period)) {
		diag_at(call->diags, DIAG_PERIOD_MALFORMED,
			call->argument_at[0], code);
		data_hint_period(call->diags, call->arena, code);
		return false;
	}
	*out = expr_text(data_period_name(call->arena, &period));
	return true;
}

/* "20/21 phường", "21/21 phường" */
static bool call_pham_vi(const expr_call *call, expr_value *out)
{
	figure_place place;
	const data_total *total;
	bool there = false;
	if (!figure_place_of(call, 0, &place) ||
	    !figure_total(call, &place, FIGURE_ACTUAL, &total, out, &there))
		return false;
	if (!there)
		return true;
	*out = expr_text(coverage_describe(evaluation_of(call), &total->use));
	expr_add_use(call->arena, out, &total->use);
	out->stated = out->uses;
	return true;
}

static const expr_function functions[] = {
    {"so", "cu?k?", call_so,
     "số liệu của chỉ tiêu, cộng dồn theo danh mục: so('tt.luot')",
     "the figure of an indicator, rolled up: so('tt.luot')"},
    {"truoc", "cu?k?", call_truoc, "số cùng kỳ năm trước",
     "the figure of the same period of the year before"},
    {"ke-hoach", "cu?k?", call_ke_hoach, "kế hoạch của kỳ hoặc của năm",
     "the plan for the period or its year"},
    {"sosanh", "cu?k?", call_sosanh,
     "so với cùng kỳ: “tăng 8,1%”, “giảm 3,2%”, “bằng”, “không so sánh "
     "được”",
     "against the same period: tăng 8,1%, giảm 3,2%, bằng, không so sánh "
     "được"},
    {"dat", "cu?k?", call_dat, "đạt bao nhiêu phần trăm kế hoạch: “94,7%”",
     "share of the plan: 94,7%"},
    {"tyle", "ffi?", call_tyle,
     "tỷ lệ phần trăm của hai chỉ tiêu hoặc hai số: "
     "tyle('hg.thanh','hg.tong')",
     "percentage of two indicators or numbers"},
    {"tien", "f", call_tien, "số tiền: “2.366.435.000 đồng”",
     "an amount of money: 2.366.435.000 đồng"},
    {"tien-chu", "f", call_tien_chu, "số tiền bằng chữ: “(Một tỷ … đồng)”",
     "an amount in words: (Một tỷ … đồng)"},
    {"chu", "f", call_chu, "số bằng chữ: “hai mươi mốt”", "a number in words"},
    {"hai", "f", call_hai,
     "số có ít nhất hai chữ số: “02”; chữ rỗng thì chừa chỗ: “……”",
     "a number of at least two digits: 02; dots for an empty text"},
    {"ngay", "bs?", call_ngay,
     "ngày viết theo kiểu day-du, ngan, thang, thu, ngay-thang, iso; chữ rỗng "
     "thì chừa chỗ: “ngày …… tháng …… năm ……”",
     "a date in a style: day-du, ngan, thang, thu, ngay-thang, iso; dots for "
     "an empty text"},
    {"gio", "ss?", call_gio,
     "giờ: “14 giờ 00”; với 'phut': “14 giờ 00 "
     "phút”",
     "a time of day: 14 giờ 00"},
    {"hoi", "ds", call_hoi,
     "ngày và giờ như biên bản ghi: “14 giờ 00 phút, ngày 14 tháng 9 năm 2023”",
     "day and time as minutes write them"},
    {"buoi", "s", call_buoi, "buổi của giờ: sáng, trưa, chiều, tối, đêm",
     "the part of the day: sáng, trưa, chiều, tối, đêm"},
    {"noi", "f", call_noi,
     "danh sách nối bằng dấu phẩy và chữ “và”: “A, B và C”",
     "a list in words: A, B và C"},
    {"dem", "f", call_dem,
     "số mục của đường dẫn, hoặc số đơn vị của chỉ tiêu danh sách",
     "number of items of a path, or of units of a list indicator"},
    {"hoa", "s", call_hoa, "chữ hoa: “ĐỐNG ĐA”", "capital letters"},
    {"thuong", "s", call_thuong, "chữ thường: “đống đa”", "small letters"},
    {"viet-hoa-dau", "s", call_viet_hoa_dau, "viết hoa chữ cái đầu",
     "first letter a capital"},
    {"ten", "c", call_ten, "tên của chỉ tiêu", "the indicator's name"},
    {"ten-ngan", "c", call_ten_ngan, "tên ngắn của chỉ tiêu",
     "the indicator's short name"},
    {"dvt", "c", call_dvt, "đơn vị tính của chỉ tiêu",
     "the indicator's unit of measure"},
    {"pham-vi", "cu?k?", call_pham_vi,
     "số đơn vị đã tính trên số phải tính: “20/21 phường”",
     "units covered of those expected: 20/21 phường"},
    {"ten-dv", "u", call_ten_dv, "tên của đơn vị: “Láng Hạ”", "a unit's name"},
    {"ten-day-du", "u", call_ten_day_du,
     "tên đầy đủ của đơn vị: “phường Láng Hạ”", "a unit's full name"},
    {"ten-ky", "k", call_ten_ky, "tên của kỳ: “9 tháng đầu năm 2023”",
     "a period's name"},
};

size_t template_functions(const expr_function **out)
{
	*out = functions;
	return sizeof(functions) / sizeof *functions;
}

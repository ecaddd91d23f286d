#include "designation.h"

#include "vanban/text.h"

/* ---- Patterns ----------------------------------------------------------- */

typedef struct pattern_value {
	const char *name;
	str text;
	span at;
	const char *anchor; /* of the place kept where text is empty */
	mpt blank;	    /* its width */
} pattern_value;

typedef struct pattern {
	layout_context *context;
	inline_text *text;
	const profile_style *style;
	page_tag *tag;
} pattern;

static void add_value(const pattern *p, const pattern_value *value)
{
	if (value->text.length > 0 || value->blank == 0)
		inline_add_text(p->context, p->text, p->style, p->tag,
				value->text, value->at);
	else
		inline_add_blank(p->context, p->text, p->style, p->tag,
				 value->anchor, value->blank);
}

/* Fills {name} of a pattern into the text. */
static void add_pattern(const pattern *p, str words,
			const pattern_value *values, size_t count)
{
	while (words.length > 0) {
		size_t open = str_find(words, STR("{"));
		inline_add_text(p->context, p->text, p->style, p->tag,
				str_slice(words, 0, open), NO_SPAN);
		words = str_slice(words, open, words.length);
		size_t close = str_find(words, STR("}"));
		str name = str_slice(words, 1, close ? close - 1 : 0);
		for (size_t i = 0; i < count; i++)
			if (str_equal(name, str_from(values[i].name)))
				add_value(p, &values[i]);
		words = str_slice(words, close + 1, words.length);
	}
}

const doc_attribute *designation_attribute(const doc_node *node,
					   doc_attribute_name name)
{
	static const doc_attribute none = {0};
	for (size_t i = 0; node && i < node->attribute_count; i++)
		if (node->attributes[i].name == name)
			return &node->attributes[i];
	return &none;
}

/* ---- The number --------------------------------------------------------- */

/* Below ten with a zero before it; what is no number as it was typed. */
static str number_text(arena *a, str typed)
{
	int64_t number;
	typed = str_trim(typed);
	if (typed.length > 0 && str_to_int64(typed, &number) && number >= 0 &&
	    number < 10)
		return text_format_two_digits(a, number);
	return typed;
}

void designation_add_number(layout_context *context, inline_text *text,
			    const profile_style *style, page_tag *tag,
			    const doc_node *node, bool is_whole)
{
	const profile *p = context->profile;
	const doc_attribute *number = designation_attribute(node, DOC_ATTR_SO);
	const doc_attribute *symbol =
	    designation_attribute(node, DOC_ATTR_KY_HIEU);
	const pattern_value values[] = {
	    {"so", number_text(context->arena, number->value), number->at, "so",
	     p->number_box},
	    {"ky-hieu", symbol->value, symbol->at, NULL, 0},
	};
	str words = p->number_pattern;
	if (!is_whole)
		words =
		    str_slice(words, str_find(words, STR("{")), words.length);
	add_pattern(&(pattern){context, text, style, tag}, words, values, 2);
}

/* ---- The date ----------------------------------------------------------- */

static str date_words(arena *a, const doc_attribute *date)
{
	text_date read;
	if (text_read_date(str_trim(date->value), &read))
		return text_format_date(a, read, TEXT_DATE_FULL);
	return str_trim(date->value).length > 0
		   ? date->value
		   : STR("ngày {n} tháng {n} năm {nam}");
}

static str date_pattern(const layout_context *context,
			const doc_attribute *date, bool is_whole)
{
	str written = date_words(context->arena, date);
	str words = context->profile->place_date_pattern;
	size_t at = str_find(words, STR("{ngay}"));
	if (!is_whole)
		return str_find(written, STR("{")) < written.length
			   ? STR("ngày\u00a0{n}\u00a0tháng\u00a0{n}\u00a0năm"
				 "\u00a0{nam}") /* all on one line */
			   : written;
	if (at == words.length)
		return words;
	return str_format(context->arena, "%.*s%.*s%.*s", (int)at, words.data,
			  STR_ARGS(written),
			  STR_ARGS(str_slice(words, at + 6, words.length)));
}

void designation_add_date(layout_context *context, inline_text *text,
			  const profile_style *style, page_tag *tag,
			  const doc_node *node, bool is_whole)
{
	/* Four digits of the year need half as much again. */
	mpt box = context->profile->date_box, year = box + box / 2;
	const doc_attribute *place =
	    designation_attribute(node, DOC_ATTR_DIA_DANH);
	const pattern_value values[] = {
	    {"dia-danh", place->value, place->at, NULL, 0},
	    {"n", STR(""), NO_SPAN, "ngay", box},
	    {"nam", STR(""), NO_SPAN, "ngay", year},
	};
	add_pattern(&(pattern){context, text, style, tag},
		    date_pattern(context,
				 designation_attribute(node, DOC_ATTR_NGAY),
				 is_whole),
		    values, 3);
}

#include "vanban/text.h"
#include "vanban/xml.h"

/* What readers of files have in common: children, choices, dates. */

static bool check_blank(diags *d, const xml_node *text)
{
	str s = str_trim(text->text);
	if (!s.length)
		return true;
	return diag_at(d, DIAG_UNEXPECTED_TEXT,
		       xml_text_at(diags_sources(d), text), text->parent->name,
		       s);
}

bool xml_check_children(diags *d, const xml_node *node, const char *names)
{
	bool good = true;
	for (const xml_node *child = node->first_child; child;
	     child = child->next) {
		if (child->is_text) {
			good &= check_blank(d, child);
			continue;
		}
		str rest = str_from(names), name;
		bool known = false;
		while (!known && str_next_word(&rest, &name))
			known = str_equal(name, child->name);
		if (!known || child->uri.length)
			good = xml_unknown_element(d, child, names);
	}
	return good;
}

const xml_attribute *xml_require_text(diags *d, const xml_node *node, str name)
{
	const xml_attribute *a = xml_require(d, node, name);
	if (a && !str_trim(a->value).length) {
		diag_at(d, DIAG_TEXT_MISSING, a->value_at, name);
		return NULL;
	}
	return a;
}

static void hint_words(diags *d, const char *const *words)
{
	buffer list = {0};
	for (size_t i = 0; words[i]; i++)
		if (*words[i])
			buffer_format(&list, "%s%s", list.length ? ", " : "",
				      words[i]);
	diag_hint(d, HINT_ALLOWED_VALUES, buffer_str(&list));
	buffer_free(&list);
}

bool xml_read_choice(diags *d, const xml_node *node, str name,
		     const char *const *words, size_t by_default, size_t *out)
{
	const xml_attribute *a = xml_attribute_of(node, name);
	*out = by_default;
	if (!a)
		return true;
	for (size_t i = 0; words[i]; i++)
		if (str_equal(a->value, str_from(words[i]))) {
			*out = i;
			return true;
		}
	diag_at(d, DIAG_DATA_CHOICE, a->value_at, a->value, name);
	hint_words(d, words);
	return false;
}

bool xml_read_yes_no(diags *d, const xml_node *node, str name, bool by_default)
{
	static const char *const words[] = {"khong", "co", NULL};
	size_t word;
	xml_read_choice(d, node, name, words, by_default, &word);
	return word == 1;
}

/* "2023-02-31": the form is right, the day is not in the calendar. */
static bool hint_days(arena *a, diags *d, str value)
{
	text_date first;
	str head = str_slice(value, 0, 8);
	if (value.length != 10 ||
	    !text_read_date(str_concat(a, head, STR("01")), &first))
		return false;
	diag_hint(
	    d, HINT_DAYS_IN_MONTH, text_format_plain(a, first.month),
	    text_format_plain(a, first.year),
	    text_format_plain(a, text_days_in_month(first.year, first.month)));
	return true;
}

bool xml_read_date(arena *a, diags *d, const xml_node *node, str name,
		   text_date *out)
{
	const xml_attribute *given = xml_attribute_of(node, name);
	if (!given || text_read_date(given->value, out))
		return true;
	diag_at(d, DIAG_BAD_DATE, given->value_at, given->value, name);
	str meant = text_date_meant(a, given->value);
	if (meant.length)
		diag_hint(d, HINT_WRITE_AS, meant);
	else if (!hint_days(a, d, given->value))
		diag_hint(d, HINT_DATE_FORM);
	return false;
}

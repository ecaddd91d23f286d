#include "vanban/check.h"
#include "vanban/file.h"

#define MARK "\xEF\xBB\xBF" /* U+FEFF at the head of a file */

bool check_text_file(arena *a, diags *d, str path, const lint_options *given)
{
	str bytes;
	lint_options options = *given;
	if (!file_read(a, d, path, NO_SPAN, &bytes))
		return false;
	options.is_raw = true;
	uint32_t file = source_add(diags_sources(d), path, bytes);
	lint *l = lint_new(a, d, &options);
	lint_add(l, bytes, lint_origin_of_source(a, file));
	lint_finish(l);
	return true;
}

static bool is_dropped(uint32_t c)
{
	text_fault fault = text_fault_of(c);
	return fault == TEXT_FAULT_INVISIBLE || fault == TEXT_FAULT_BIDI;
}

static str without_invisible(arena *a, str s)
{
	buffer out = {0};
	const char *p = s.data, *end = str_end(s);
	while (p < end) {
		const char *at = p;
		uint32_t c = str_next_code_point(&p, end);
		if (!is_dropped(c))
			buffer_append(&out, (str){at, (size_t)(p - at)});
	}
	str kept = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return kept;
}

static bool is_utf8(str s)
{
	for (const char *p = s.data, *end = str_end(s); p < end;) {
		const char *at = p;
		if (str_next_code_point(&p, end) == 0xFFFD && p - at == 1)
			return false;
	}
	return true;
}

bool check_convert(arena *a, diags *d, str path, str *out)
{
	str bytes;
	size_t at, length;
	if (!file_read(a, d, path, NO_SPAN, &bytes))
		return false;
	if (!is_utf8(bytes)) {
		uint32_t file = source_add(diags_sources(d), path, bytes);
		return diag_at(d, DIAG_LINT_NOT_UTF8, ((span){file, 0, 1}));
	}
	if (str_starts_with(bytes, STR(MARK)))
		bytes = str_slice(bytes, 3, bytes.length);
	text_page old = text_find_page(bytes, &at, &length);
	str text = text_from_page(a, bytes, old);
	*out = text_nfc(a, without_invisible(a, text));
	return true;
}

/*
 * findings: diagnostics as lines that a test row can hold.
 */
#ifndef VANBAN_TESTS_FINDINGS_H
#define VANBAN_TESTS_FINDINGS_H

#include "testing.h"
#include "vanban/diag.h"

static inline void append_place(const diags *given, span at, buffer *out)
{
	const source *file = source_get(diags_sources(given), at.source);
	uint32_t line, column;
	if (!file)
		return;
	source_position(file, at.start, &line, &column);
	buffer_format(out, " %.*s:%u:%u", STR_ARGS(file->path), line, column);
}

/*
 * One line for each finding: "E2021(tt.cuoc, 4.700, 0) so.xml:2:19", then its
 * parts: "; hãy ghi: 4700".
 */
static inline void append_findings(diags *given, buffer *out)
{
	for (const diag *d = diags_sorted(given); d; d = d->next) {
		buffer_format(out, "%s%s(", out->length ? "\n" : "",
			      diag_row_of(d->code)->number);
		for (size_t i = 0; i < d->argument_count; i++)
			buffer_format(out, "%s%.*s", i ? ", " : "",
				      STR_ARGS(d->arguments[i]));
		buffer_append_byte(out, ')');
		append_place(given, d->at, out);
		for (const diag_part *p = d->parts; p; p = p->next) {
			buffer_append(out, STR("; "));
			diag_expand(out, diag_text_of(p->text, 0), p->arguments,
				    p->argument_count);
			append_place(given, p->at, out);
		}
	}
}

static inline void assert_findings_of(diags *given, const char *expected)
{
	buffer actual = {0};
	append_findings(given, &actual);
	buffer_append_byte(&actual, 0);
	assert_string_equal(actual.data, expected);
	buffer_free(&actual);
}

#endif

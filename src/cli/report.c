#include "cli/report.h"

#include "vanban/file.h"

#include <jansson.h>

str report_word(batch_result result)
{
	static const str words[] = {
	    [BATCH_WAITING] = STR_INIT("waiting"),
	    [BATCH_CURRENT] = STR_INIT("current"),
	    [BATCH_MADE] = STR_INIT("made"),
	    [BATCH_FAILED] = STR_INIT("failed"),
	};
	return words[result];
}

void report_from_run(const batch_plan *plan, const batch_outcome *outcomes,
		     arena *a, report *out)
{
	out->whole = plan->whole_count;
	out->count = plan->entry_count;
	out->rows = ARENA_ARRAY(a, report_row, out->count);
	for (size_t i = 0; i < out->count; i++) {
		const batch_entry *e = &plan->entries[i];
		const batch_outcome *o = &outcomes[i];
		out->rows[i] = (report_row){
		    .output = e->output,
		    .number = e->number,
		    .job = e->job->code,
		    .unit = e->unit->code,
		    .period = e->period.code,
		    .result = report_word(o->result),
		    .pages = o->pages,
		    .bytes = o->bytes,
		    .errors = o->errors,
		    .warnings = o->warnings,
		    .microseconds = o->microseconds,
		    .cause =
			o->result == BATCH_FAILED && o->cause < DIAG_CODE_COUNT
			    ? str_from(diag_row_of(o->cause)->number)
			    : STR(""),
		};
	}
}

/* ---- Writing ------------------------------------------------------------ */

static void put_text(buffer *out, const char *key, str value)
{
	buffer_format(out, "\"%s\":", key);
	cli_json_string(out, value);
}

static void put_row(buffer *out, const report_row *r)
{
	buffer_append(out, STR("  {"));
	put_text(out, "output", r->output);
	buffer_format(out, ",\"number\":%zu,", r->number);
	put_text(out, "job", r->job);
	buffer_append_byte(out, ',');
	put_text(out, "unit", r->unit);
	buffer_append_byte(out, ',');
	put_text(out, "period", r->period);
	buffer_append_byte(out, ',');
	put_text(out, "result", r->result);
	buffer_format(out,
		      ",\"pages\":%zu,\"bytes\":%zu,\"errors\":%zu,"
		      "\"warnings\":%zu,\"microseconds\":%llu",
		      r->pages, r->bytes, r->errors, r->warnings,
		      (unsigned long long)r->microseconds);
	if (r->cause.length) {
		buffer_append_byte(out, ',');
		put_text(out, "cause", r->cause);
	}
	buffer_append_byte(out, '}');
}

static size_t count_of(const report *r, batch_result result)
{
	size_t count = 0;
	for (size_t i = 0; i < r->count; i++)
		count += str_equal(r->rows[i].result, report_word(result));
	return count;
}

bool report_write(const report *r, str path, diags *d)
{
	buffer out = {0};
	buffer_append(&out, STR("{\"vanban\":\"" CLI_VERSION "\","));
	put_text(&out, "batch", r->batch);
	buffer_append_byte(&out, ',');
	put_text(&out, "folder", r->folder);
	buffer_append_byte(&out, ',');
	if (r->shard.length) {
		put_text(&out, "shard", r->shard);
		buffer_append_byte(&out, ',');
	}
	put_text(&out, "ended", r->ended);
	buffer_format(&out,
		      ",\n \"plan\":%zu,\"documents\":%zu,\"made\":%zu,"
		      "\"current\":%zu,\"failed\":%zu,\"waiting\":%zu,"
		      "\"microseconds\":%llu,\n \"rows\":[",
		      r->whole, r->count, count_of(r, BATCH_MADE),
		      count_of(r, BATCH_CURRENT), count_of(r, BATCH_FAILED),
		      count_of(r, BATCH_WAITING),
		      (unsigned long long)r->microseconds);
	for (size_t i = 0; i < r->count; i++) {
		buffer_append(&out, i ? STR(",\n") : STR("\n"));
		put_row(&out, &r->rows[i]);
	}
	buffer_append(&out, STR("\n ]}\n"));
	bool done = file_write_atomically(d, path, buffer_str(&out));
	buffer_free(&out);
	return done;
}

/* ---- Reading ------------------------------------------------------------ */

static str text_of(const json_t *object, const char *key, arena *a)
{
	const json_t *value = json_object_get(object, key);
	return json_is_string(value)
		   ? str_copy(a, (str){json_string_value(value),
				       json_string_length(value)})
		   : STR("");
}

static size_t number_of(const json_t *object, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(object, key));
	return n > 0 ? (size_t)n : 0;
}

static bool read_row(const json_t *object, arena *a, report_row *out)
{
	*out = (report_row){
	    .output = text_of(object, "output", a),
	    .number = number_of(object, "number"),
	    .job = text_of(object, "job", a),
	    .unit = text_of(object, "unit", a),
	    .period = text_of(object, "period", a),
	    .result = text_of(object, "result", a),
	    .pages = number_of(object, "pages"),
	    .bytes = number_of(object, "bytes"),
	    .errors = number_of(object, "errors"),
	    .warnings = number_of(object, "warnings"),
	    .microseconds = number_of(object, "microseconds"),
	    .cause = text_of(object, "cause", a),
	};
	return out->output.length && out->result.length;
}

static bool read_rows(const json_t *root, arena *a, report *out)
{
	const json_t *rows = json_object_get(root, "rows");
	if (!json_is_array(rows))
		return false;
	out->count = json_array_size(rows);
	out->rows = ARENA_ARRAY(a, report_row, out->count);
	for (size_t i = 0; i < out->count; i++)
		if (!read_row(json_array_get(rows, i), a, &out->rows[i]))
			return false;
	return true;
}

bool report_read(str path, arena *a, diags *d, report *out)
{
	str bytes;
	json_error_t error;
	*out = (report){0};
	if (!file_read(a, d, path, NO_SPAN, &bytes))
		return false;
	json_t *root = json_loadb(bytes.data, bytes.length, 0, &error);
	if (!root)
		return diag_at(d, DIAG_REPORT_MALFORMED, NO_SPAN, path,
			       str_format(a, "%d:%d: %s", error.line,
					  error.column, error.text));
	out->batch = text_of(root, "batch", a);
	out->folder = text_of(root, "folder", a);
	out->shard = text_of(root, "shard", a);
	out->ended = text_of(root, "ended", a);
	out->whole = number_of(root, "plan");
	out->microseconds = number_of(root, "microseconds");
	bool good = read_rows(root, a, out);
	json_decref(root);
	return good ||
	       diag_at(d, DIAG_REPORT_MALFORMED, NO_SPAN, path, STR("rows"));
}

/* ---- Putting together --------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
	const report_row *a = left, *b = right;
	return (a->number > b->number) - (a->number < b->number);
}

static report_row *row_of(const report *r, str output)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_equal(r->rows[i].output, output))
			return &r->rows[i];
	return NULL;
}

static void append(report *r, const report_row *rows, size_t count, arena *a)
{
	report_row *all = ARENA_ARRAY(a, report_row, r->count + count);
	for (size_t i = 0; i < r->count; i++)
		all[i] = r->rows[i];
	for (size_t i = 0; i < count; i++)
		all[r->count + i] = rows[i];
	r->rows = all;
	r->count += count;
	if (r->count)
		qsort(all, r->count, sizeof *all, by_number);
}

void report_update(report *r, const report *newer, arena *a)
{
	size_t kept = 0;
	report_row *rows = ARENA_ARRAY(a, report_row, newer->count);
	for (size_t i = 0; i < newer->count; i++) {
		report_row *old = row_of(r, newer->rows[i].output);
		if (old)
			*old = newer->rows[i];
		else
			rows[kept++] = newer->rows[i];
	}
	append(r, rows, kept, a);
	r->ended = newer->ended;
	r->microseconds = newer->microseconds;
	r->whole = newer->whole;
}

/* Both are sorted by number, and one number is one document. */
static const report_row *in_both(const report *a, const report *b)
{
	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		int order = by_number(&a->rows[i], &b->rows[j]);
		if (!order)
			return &a->rows[i];
		i += order < 0;
		j += order > 0;
	}
	return NULL;
}

bool report_join(report *r, str path, const report *other, str other_path,
		 arena *a, diags *d)
{
	const report_row *common = in_both(r, other);
	if (common)
		return diag_at(d, DIAG_REPORTS_OVERLAP, NO_SPAN, path,
			       other_path, common->output);
	append(r, other->rows, other->count, a);
	if (str_equal(r->ended, STR("ended")))
		r->ended = other->ended;
	if (other->microseconds > r->microseconds)
		r->microseconds = other->microseconds;
	if (other->whole > r->whole)
		r->whole = other->whole;
	r->shard = STR("");
	return true;
}

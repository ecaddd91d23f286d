#include "cli/cli.h"
#include "vanban/text.h"

#define WIDEST_LINE 100 /* columns of a source line that are shown */
#define REACH	    600 /* bytes around the caret that may be among them */
#define MOST_SHOWN  50	/* messages; JSON has all */

const char *cli_say(const cli_options *o, const char *vi, const char *en)
{
	return o->language == DIAG_VIETNAMESE ? vi : en;
}

void cli_put(FILE *to, const buffer *out)
{
	if (out->length)
		fwrite(out->data, 1, out->length, to);
}

FILE *cli_events(const cli_options *o)
{
	bool has_result =
	    o->dump != CLI_DUMP_NONE || str_equal(o->output, STR("-"));
	return has_result ? stderr : stdout;
}

/* ---- The source line under a message ---------------------------------- */

typedef struct painter {
	buffer *out;
	const cli_options *options;
	const sources *sources;
} painter;

static void paint(const painter *p, const char *colour)
{
	if (p->options->colour)
		buffer_append(p->out, str_from(colour));
}

#define RED    "\x1b[1;31m"
#define YELLOW "\x1b[1;33m"
#define BLUE   "\x1b[1;34m"
#define BOLD   "\x1b[1m"
#define PLAIN  "\x1b[0m"

/* Tabs as one blank; characters a terminal would obey, escaped. */
static void append_visible(buffer *out, str text)
{
	for (size_t i = 0; i < text.length;) {
		size_t end = i;
		while (end < text.length && text.data[end] != '\t')
			end++;
		str piece = str_slice(text, i, end - i);
		diag_expand(out, "{0}", &piece, 1);
		if (end < text.length)
			buffer_append_byte(out, ' ');
		i = end + 1;
	}
}

static size_t visible_columns(str text)
{
	buffer shown = {0};
	append_visible(&shown, text);
	size_t columns = text_columns(buffer_str(&shown));
	buffer_free(&shown);
	return columns;
}

/* The last byte offset in text that is at most `columns` wide. */
static size_t cut_at(str text, size_t columns)
{
	const char *p = text.data, *end = str_end(text);
	size_t used = 0;
	while (p < end) {
		const char *next = p;
		str_next_code_point(&next, end);
		size_t width = visible_columns((str){p, (size_t)(next - p)});
		if (used + width > columns)
			break;
		used += width;
		p = next;
	}
	return (size_t)(p - text.data);
}

static bool is_within_letter(str line, size_t at)
{
	return at < line.length &&
	       ((unsigned char)line.data[at] & 0xC0) == 0x80;
}

/* What a line of any length has near the caret. */
static str neighbourhood(str line, size_t *caret, bool *cut_head,
			 bool *cut_tail)
{
	size_t from = *caret > REACH ? *caret - REACH : 0;
	size_t to = *caret + REACH;
	while (from > 0 && is_within_letter(line, from))
		from--;
	while (is_within_letter(line, to))
		to++;
	*cut_head = from > 0;
	*cut_tail = to < line.length;
	*caret -= from;
	return str_slice(line, from, to - from);
}

/* Drops the head of a long line so that the caret stays in sight. */
static str window(str line, size_t *caret, bool *cut_head, bool *cut_tail)
{
	line = neighbourhood(line, caret, cut_head, cut_tail);
	str before = str_slice(line, 0, *caret);
	if (visible_columns(before) > WIDEST_LINE * 2 / 3) {
		size_t drop =
		    cut_at(before, visible_columns(before) - WIDEST_LINE / 2);
		line = str_slice(line, drop, line.length);
		*caret -= drop;
		*cut_head = true;
	}
	size_t keep = cut_at(line, WIDEST_LINE);
	if (keep < line.length) {
		line = str_slice(line, 0, keep);
		*cut_tail = true;
	}
	return line;
}

static void append_gutter(const painter *p, unsigned width, const char *number)
{
	paint(p, BLUE);
	buffer_format(p->out, "%*s |", (int)width, number);
	paint(p, PLAIN);
}

static void append_snippet(const painter *p, span at, unsigned gutter,
			   uint32_t line, const char *colour)
{
	const source *file = source_get(p->sources, at.source);
	uint32_t line_start;
	str text = source_line(file, at.start, &line_start);
	size_t caret = at.start - line_start;
	if (caret > text.length)
		caret = text.length;
	size_t length = at.length;
	bool cut_head, cut_tail;
	char number[16];
	text = window(text, &caret, &cut_head, &cut_tail);
	if (caret > text.length)
		caret = text.length;
	if (length > text.length - caret)
		length = text.length - caret;
	snprintf(number, sizeof number, "%u", line);
	append_gutter(p, gutter, "");
	buffer_append_byte(p->out, '\n');
	append_gutter(p, gutter, number);
	buffer_append(p->out, cut_head ? STR(" …") : STR(" "));
	append_visible(p->out, text);
	buffer_append(p->out, cut_tail ? STR("…\n") : STR("\n"));
	append_gutter(p, gutter, "");
	size_t blanks = visible_columns(str_slice(text, 0, caret)) + cut_head;
	size_t carets = visible_columns(str_slice(text, caret, length));
	buffer_format(p->out, " %*s", (int)blanks, "");
	paint(p, colour);
	for (size_t i = 0; i < (carets ? carets : 1); i++)
		buffer_append_byte(p->out, '^');
	paint(p, PLAIN);
	buffer_append_byte(p->out, '\n');
}

static unsigned digits(uint32_t n)
{
	unsigned count = 1;
	while (n /= 10)
		count++;
	return count;
}

static void append_place(const painter *p, span at, const char *colour)
{
	const source *file = source_get(p->sources, at.source);
	uint32_t line, column;
	if (!file)
		return;
	source_position(file, at.start, &line, &column);
	unsigned gutter = digits(line) < 2 ? 2 : digits(line);
	paint(p, BLUE);
	buffer_format(p->out, "%*s--> ", (int)gutter, "");
	paint(p, PLAIN);
	diag_expand(p->out, "{0}", &file->path, 1);
	buffer_format(p->out, ":%u:%u\n", line, column);
	append_snippet(p, at, gutter, line, colour);
}

/* ---- Messages --------------------------------------------------------- */

static void append_parts(const painter *p, const diag *item)
{
	diag_language language = p->options->language;
	for (const diag_part *part = item->parts; part; part = part->next) {
		const char *label =
		    part->is_hint ? cli_say(p->options, "gợi ý", "hint")
				  : cli_say(p->options, "ghi chú", "note");
		paint(p, BLUE);
		buffer_append(p->out, STR("   = "));
		paint(p, PLAIN);
		buffer_format(p->out, "%s: ", label);
		diag_expand(p->out, diag_text_of(part->text, language),
			    part->arguments, part->argument_count);
		buffer_append_byte(p->out, '\n');
		append_place(p, part->at, BLUE);
	}
}

static void append_message(const painter *p, const diag *item)
{
	const diag_row *row = diag_row_of(item->code);
	bool is_error = row->severity == DIAG_ERROR || p->options->werror;
	const char *colour = is_error ? RED : YELLOW;
	paint(p, colour);
	buffer_format(p->out, "%s %s",
		      is_error ? cli_say(p->options, "lỗi", "error")
			       : cli_say(p->options, "cảnh báo", "warning"),
		      row->number);
	paint(p, PLAIN);
	paint(p, BOLD);
	buffer_append(p->out, STR(": "));
	diag_expand(p->out, row->title[p->options->language], item->arguments,
		    item->argument_count);
	paint(p, PLAIN);
	buffer_append_byte(p->out, '\n');
	append_place(p, item->at, colour);
	append_parts(p, item);
	paint(p, BLUE);
	buffer_append(p->out, STR("   = "));
	paint(p, PLAIN);
	buffer_format(p->out, "%s: vanban explain %s\n\n",
		      cli_say(p->options, "xem", "see"), row->number);
}

static void append_sum(const painter *p, diags *d)
{
	size_t errors = diags_errors(d), warnings = diags_warnings(d);
	if (p->options->werror) {
		errors += warnings;
		warnings = 0;
	}
	if (p->options->language == DIAG_VIETNAMESE)
		buffer_format(p->out, "%zu lỗi, %zu cảnh báo\n", errors,
			      warnings);
	else
		buffer_format(p->out, "%zu error%s, %zu warning%s\n", errors,
			      errors == 1 ? "" : "s", warnings,
			      warnings == 1 ? "" : "s");
}

/* ---- JSON ------------------------------------------------------------- */

void cli_json_string(buffer *out, str s)
{
	buffer_append_byte(out, '"');
	for (size_t i = 0; i < s.length; i++) {
		unsigned char c = (unsigned char)s.data[i];
		if (c == '"' || c == '\\')
			buffer_format(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			buffer_format(out, "\\u%04x", c);
		else
			buffer_append_byte(out, (char)c);
	}
	buffer_append_byte(out, '"');
}

static void json_text(buffer *out, const char *text, const str *arguments,
		      size_t count)
{
	buffer expanded = {0};
	diag_expand(&expanded, text, arguments, count);
	cli_json_string(out, buffer_str(&expanded));
	buffer_free(&expanded);
}

static void json_place(buffer *out, const sources *all, span at)
{
	const source *file = source_get(all, at.source);
	uint32_t line, column, end_line, end_column;
	if (!file)
		return;
	source_position(file, at.start, &line, &column);
	source_position(file, at.start + at.length, &end_line, &end_column);
	buffer_append(out, STR(",\"path\":"));
	cli_json_string(out, file->path);
	buffer_format(out,
		      ",\"line\":%u,\"column\":%u,\"end_line\":%u,"
		      "\"end_column\":%u",
		      line, column, end_line, end_column);
}

static void json_message(const painter *p, const diag *item)
{
	const diag_row *row = diag_row_of(item->code);
	diag_language language = p->options->language;
	bool is_error = row->severity == DIAG_ERROR || p->options->werror;
	buffer_format(p->out,
		      "{\"event\":\"diagnostic\",\"code\":\"%s\","
		      "\"severity\":\"%s\",\"title\":",
		      row->number, is_error ? "error" : "warning");
	json_text(p->out, row->title[language], item->arguments,
		  item->argument_count);
	json_place(p->out, p->sources, item->at);
	buffer_append(p->out, STR(",\"parts\":["));
	for (const diag_part *part = item->parts; part; part = part->next) {
		buffer_format(p->out, "%s{\"kind\":\"%s\",\"text\":",
			      part == item->parts ? "" : ",",
			      part->is_hint ? "hint" : "note");
		json_text(p->out, diag_text_of(part->text, language),
			  part->arguments, part->argument_count);
		json_place(p->out, p->sources, part->at);
		buffer_append_byte(p->out, '}');
	}
	buffer_append(p->out, STR("]}\n"));
}

/* ---- Doors ------------------------------------------------------------ */

static bool is_warning(const diag *item, const cli_options *options)
{
	return diag_row_of(item->code)->severity == DIAG_WARNING &&
	       !options->werror;
}

/* After so many messages nobody reads on: mend these and run again. */
static void append_rest(const painter *p, const diag *item)
{
	size_t errors = 0, warnings = 0;
	for (; item; item = item->next) {
		if (is_warning(item, p->options))
			warnings++;
		else
			errors++;
	}
	if (p->options->language == DIAG_VIETNAMESE)
		buffer_format(p->out,
			      "… và %zu lỗi, %zu cảnh báo nữa (xem tất cả: "
			      "--json)\n\n",
			      errors, warnings);
	else
		buffer_format(p->out,
			      "… and %zu more error%s, %zu more warning%s (see "
			      "all: --json)\n\n",
			      errors, errors == 1 ? "" : "s", warnings,
			      warnings == 1 ? "" : "s");
}

static void append_messages(const painter *p, const diag *item)
{
	size_t shown = 0;
	for (; item; item = item->next) {
		if (p->options->quiet && is_warning(item, p->options))
			continue;
		if (shown++ == MOST_SHOWN) {
			append_rest(p, item);
			return;
		}
		append_message(p, item);
	}
}

void cli_print_diags(diags *d, const cli_options *options)
{
	buffer out = {0};
	painter p = {&out, options, diags_sources(d)};
	const diag *first = diags_sorted(d);
	for (const diag *item = first; options->json && item; item = item->next)
		json_message(&p, item);
	if (!options->json)
		append_messages(&p, first);
	if (!options->json && diags_errors(d) + diags_warnings(d) > 0 &&
	    !(options->quiet && !diags_errors(d)))
		append_sum(&p, d);
	FILE *to = options->json ? cli_events(options) : stderr;
	cli_put(to, &out);
	fflush(to);
	buffer_free(&out);
}

static bool is_environment(diag_code code)
{
	static const diag_code codes[] = {
	    DIAG_FILE_UNREADABLE, DIAG_FILE_TOO_LARGE, DIAG_OUTPUT_UNWRITABLE,
	    DIAG_FOLDER_BUSY,	  DIAG_NO_WORKER,
	};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i] == code)
			return true;
	/* Font troubles: E15xx. */
	return strncmp(diag_row_of(code)->number, "E15", 3) == 0;
}

/* What a plan cannot be made of: nothing was run. */
static bool is_plan(const char *number)
{
	return strncmp(number, "E30", 3) == 0 && strcmp(number, "E3050") < 0;
}

/* What a file says wrong has a place; what the command line says has none. */
static bool is_usage(const diag *item)
{
	if (is_plan(diag_row_of(item->code)->number))
		return true;
	return item->at.source == 0 &&
	       (strncmp(diag_row_of(item->code)->number, "E18", 3) == 0 ||
		item->code == DIAG_OUTPUT_IS_INPUT);
}

int cli_status(diags *d, const cli_options *options)
{
	int status = CLI_DONE;
	if (options->werror && diags_warnings(d))
		status = CLI_FINDINGS;
	for (const diag *item = diags_sorted(d); item; item = item->next) {
		if (diag_row_of(item->code)->severity != DIAG_ERROR)
			continue;
		if (is_environment(item->code))
			return CLI_ENVIRONMENT;
		if (status != CLI_FINDINGS)
			status = is_usage(item) ? CLI_USAGE : CLI_FINDINGS;
	}
	return status;
}

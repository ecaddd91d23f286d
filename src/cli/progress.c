#include "cli/progress.h"

#include "vanban/text.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define REDRAW	  100000 /* microseconds */
#define MOST_ROWS 20	 /* of the table */

progress progress_begin(const cli_options *o, const batch_order *order)
{
	const char *terminal = getenv("TERM");
	return (progress){
	    .options = o,
	    .order = order,
	    .has_bar = o->colour && !o->quiet && !o->json && terminal &&
		       isatty(STDERR_FILENO),
	};
}

static const char *say(const progress *p, const char *vi, const char *en)
{
	return cli_say(p->options, vi, en);
}

static void put_count(buffer *out, const progress *p, size_t n)
{
	arena *a = arena_new(0);
	str text = text_format_integer(a, (int64_t)n);
	for (size_t i = 0; i < text.length; i++)
		buffer_append_byte(out,
				   text.data[i] == '.' &&
					   p->options->language == DIAG_ENGLISH
				       ? ','
				       : text.data[i]);
	arena_free(a);
}

void progress_put_time(buffer *out, uint64_t microseconds)
{
	unsigned long long seconds = (microseconds + 500000) / 1000000;
	if (seconds >= 3600)
		buffer_format(out, "%llu:%02llu:%02llu", seconds / 3600,
			      seconds / 60 % 60, seconds % 60);
	else
		buffer_format(out, "%llu:%02llu", seconds / 60, seconds % 60);
}

/* ---- The bar ------------------------------------------------------------ */

static size_t terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return 80;
}

#define BAR_WIDTH 24

/* Eighths of a cell, so that it moves before a cell is full. */
static void put_bar(buffer *out, size_t done, size_t all)
{
	static const char *const parts[] = {" ", "▏", "▎", "▍", "▌",
					    "▋", "▊", "▉", "█"};
	size_t eighths = all ? done * BAR_WIDTH * 8 / all : 0;
	buffer_append(out, STR("\x1b[36m"));
	for (size_t i = 0; i < BAR_WIDTH;
	     i++, eighths -= eighths < 8 ? eighths : 8)
		buffer_append(out, str_from(parts[eighths < 8 ? eighths : 8]));
	buffer_append(out, STR("\x1b[0m▏"));
}

static void put_rest(buffer *out, const progress *p, const batch_progress *now)
{
	size_t worked = now->made + now->failed;
	size_t left = now->all - now->current - worked;
	if (!worked || !now->working)
		return;
	uint64_t rate = worked * UINT64_C(1000000) / now->working;
	buffer_append(out, STR(" · "));
	put_count(out, p, (size_t)rate);
	buffer_append(out, str_from(say(p, "/giây", "/s")));
	buffer_append(out, str_from(say(p, " · còn ", " · left ")));
	progress_put_time(out, now->working / worked * left);
}

static void put_state(buffer *out, const progress *p, const batch_progress *now)
{
	size_t done = now->current + now->made + now->failed;
	buffer_format(out, "%3zu%% ", now->all ? done * 100 / now->all : 100);
	put_count(out, p, done);
	buffer_append_byte(out, '/');
	put_count(out, p, now->all);
	if (now->current) {
		buffer_append(out,
			      str_from(say(p, " · không đổi ", " · current ")));
		put_count(out, p, now->current);
	}
	if (now->failed) {
		buffer_append(out, STR(" · \x1b[1;31m"));
		buffer_append(out, str_from(say(p, "lỗi ", "failed ")));
		put_count(out, p, now->failed);
		buffer_append(out, STR("\x1b[0m"));
	}
	put_rest(out, p, now);
}

void progress_tick(void *context, const batch_progress *now)
{
	progress *p = context;
	bool is_end = now->current + now->made + now->failed == now->all;
	if (!p->has_bar || (p->is_drawn && !is_end &&
			    now->microseconds - p->drawn_at < REDRAW))
		return;
	buffer out = {0};
	buffer_append(&out, STR("\r\x1b[K"));
	if (terminal_width() >= 80)
		put_bar(&out, now->current + now->made + now->failed, now->all);
	put_state(&out, p, now);
	cli_put(stderr, &out);
	fflush(stderr);
	buffer_free(&out);
	p->is_drawn = true;
	p->drawn_at = now->microseconds;
}

static void clear_bar(progress *p)
{
	if (p->is_drawn)
		fputs("\r\x1b[K", stderr);
	p->is_drawn = false;
}

/* ---- One document ------------------------------------------------------- */

static void put_json(const progress *p, const batch_entry *e,
		     const batch_outcome *o)
{
	static const char *const results[] = {
	    [BATCH_WAITING] = "waiting",
	    [BATCH_CURRENT] = "current",
	    [BATCH_MADE] = "made",
	    [BATCH_FAILED] = "failed",
	};
	buffer out = {0};
	buffer_append(&out, STR("{\"event\":\"document\",\"output\":"));
	cli_json_string(&out, e->output);
	buffer_append(&out, STR(",\"job\":"));
	cli_json_string(&out, e->job->code);
	buffer_append(&out, STR(",\"unit\":"));
	cli_json_string(&out, e->unit->code);
	buffer_format(&out,
		      ",\"result\":\"%s\",\"pages\":%u,\"bytes\":%llu,"
		      "\"errors\":%u,\"warnings\":%u",
		      results[o->result], o->pages,
		      (unsigned long long)o->bytes, o->errors, o->warnings);
	if (o->result == BATCH_FAILED && o->cause < DIAG_CODE_COUNT)
		buffer_format(&out, ",\"cause\":\"%s\"",
			      diag_row_of(o->cause)->number);
	buffer_append(&out, STR("}\n"));
	cli_put(cli_events(p->options), &out);
	buffer_free(&out);
}

static const char *cause_of(const batch_outcome *o)
{
	return o->cause < DIAG_CODE_COUNT ? diag_row_of(o->cause)->number : "?";
}

void progress_tell(void *context, const batch_entry *e, const batch_outcome *o)
{
	progress *p = context;
	if (p->options->json) {
		put_json(p, e, o);
		return;
	}
	if (p->has_bar || p->options->quiet)
		return;
	if (o->result == BATCH_MADE)
		fprintf(stderr, say(p, "%.*s: %u trang\n", "%.*s: %u pages\n"),
			STR_ARGS(e->path), o->pages);
	else if (o->result == BATCH_FAILED)
		fprintf(stderr, say(p, "%.*s: LỖI %s\n", "%.*s: FAILED %s\n"),
			STR_ARGS(e->path), cause_of(o));
}

/* ---- The end ------------------------------------------------------------ */

static void pad(buffer *out, str text, size_t columns, bool to_right)
{
	size_t width = text_columns(text);
	for (size_t i = width; to_right && i < columns; i++)
		buffer_append_byte(out, ' ');
	buffer_append(out, text);
	for (size_t i = width; !to_right && i < columns; i++)
		buffer_append_byte(out, ' ');
}

static void put_row(buffer *out, const progress *p, str name, size_t width,
		    const batch_outcome *o)
{
	char text[64];
	bool failed = o->result == BATCH_FAILED;
	pad(out, name, width, false);
	snprintf(text, sizeof text, "%u", o->pages);
	pad(out, failed ? STR("–") : str_from(text), 7, true);
	buffer_append(out, STR("  "));
	snprintf(text, sizeof text, "%s %s", say(p, "LỖI", "FAILED"),
		 cause_of(o));
	if (failed)
		buffer_append(out, STR("\x1b[1;31m"));
	pad(out,
	    failed	   ? str_from(text)
	    : o->was_there ? str_from(say(p, "đã lập lại", "made again"))
			   : str_from(say(p, "mới", "new")),
	    12, false);
	if (failed)
		buffer_append(out, STR("\x1b[0m"));
	snprintf(text, sizeof text, "%.1f ms", (double)o->microseconds / 1e3);
	pad(out, str_from(text), 12, true);
	buffer_append_byte(out, '\n');
}

/* Failures first: they are what is to be done next. */
static size_t choose_rows(const batch_plan *plan, const batch_outcome *outcomes,
			  size_t rows[MOST_ROWS], size_t *all)
{
	static const batch_result order[] = {BATCH_FAILED, BATCH_MADE};
	size_t count = 0;
	*all = 0;
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < plan->entry_count; i++) {
			if (outcomes[i].result != order[pass])
				continue;
			++*all;
			if (count < MOST_ROWS)
				rows[count++] = i;
		}
	return count;
}

static void put_table(buffer *out, const progress *p, const batch_plan *plan,
		      const batch_outcome *outcomes)
{
	size_t rows[MOST_ROWS], all, width = 10;
	size_t count = choose_rows(plan, outcomes, rows, &all);
	for (size_t i = 0; i < count; i++) {
		size_t one = text_columns(plan->entries[rows[i]].output);
		width = one > width ? one : width;
	}
	if (!count)
		return;
	buffer_append(out, STR("\x1b[1m"));
	pad(out, str_from(say(p, "Văn bản", "Document")), width, false);
	pad(out, str_from(say(p, "Trang", "Pages")), 7, true);
	buffer_append(out, STR("  "));
	pad(out, str_from(say(p, "Kết quả", "Result")), 12, false);
	pad(out, str_from(say(p, "Thời gian", "Time")), 12, true);
	buffer_append(out, STR("\x1b[0m\n"));
	for (size_t i = 0; i < count; i++)
		put_row(out, p, plan->entries[rows[i]].output, width,
			&outcomes[rows[i]]);
	if (all > count) {
		buffer_append(out, str_from(say(p, "… và ", "… and ")));
		put_count(out, p, all - count);
		buffer_append(out,
			      str_from(say(p, " văn bản nữa\n", " more\n")));
	}
}

static void put_sum(buffer *out, const progress *p, const batch_plan *plan,
		    const batch_outcome *outcomes, batch_end end,
		    uint64_t microseconds)
{
	size_t counts[4] = {0};
	for (size_t i = 0; i < plan->entry_count; i++)
		counts[outcomes[i].result]++;
	put_count(out, p, plan->entry_count);
	buffer_append(out, str_from(say(p, " văn bản: ", " documents: ")));
	put_count(out, p, counts[BATCH_MADE]);
	buffer_append(out, str_from(say(p, " đã lập, ", " made, ")));
	put_count(out, p, counts[BATCH_CURRENT]);
	buffer_append(out, str_from(say(p, " không đổi, ", " current, ")));
	put_count(out, p, counts[BATCH_FAILED]);
	buffer_append(out, str_from(say(p, " lỗi", " failed")));
	if (counts[BATCH_WAITING]) {
		buffer_append(out, STR(", "));
		put_count(out, p, counts[BATCH_WAITING]);
		buffer_append(out, str_from(say(p, " chưa lập", " not run")));
	}
	if (end == BATCH_INTERRUPTED)
		buffer_append(out,
			      str_from(say(p, "; bị ngắt", "; interrupted")));
	if (end == BATCH_HALTED)
		buffer_append(out,
			      str_from(say(p, "; dừng ở lỗi", "; halted")));
	if (p->has_bar)
		buffer_format(out,
			      p->options->language == DIAG_ENGLISH
				  ? " (%llu.%llu s)"
				  : " (%llu,%llu giây)",
			      (unsigned long long)microseconds / 1000000,
			      (unsigned long long)microseconds / 100000 % 10);
	buffer_append_byte(out, '\n');
}

static void put_json_sum(buffer *out, const batch_plan *plan,
			 const batch_outcome *outcomes, batch_end end)
{
	static const char *const ends[] = {
	    [BATCH_ENDED] = "ended",
	    [BATCH_HALTED] = "halted",
	    [BATCH_INTERRUPTED] = "interrupted",
	    [BATCH_NOT_BEGUN] = "not begun",
	};
	size_t counts[4] = {0};
	for (size_t i = 0; i < plan->entry_count; i++)
		counts[outcomes[i].result]++;
	buffer_format(out,
		      "{\"event\":\"end\",\"documents\":%zu,\"made\":%zu,"
		      "\"current\":%zu,\"failed\":%zu,\"waiting\":%zu,"
		      "\"ended\":\"%s\"}\n",
		      plan->entry_count, counts[BATCH_MADE],
		      counts[BATCH_CURRENT], counts[BATCH_FAILED],
		      counts[BATCH_WAITING], ends[end]);
}

void progress_end(progress *p, const batch_plan *plan,
		  const batch_outcome *outcomes, batch_end end,
		  uint64_t microseconds)
{
	buffer out = {0};
	clear_bar(p);
	if (p->options->json) {
		put_json_sum(&out, plan, outcomes, end);
		cli_put(cli_events(p->options), &out);
	} else if (!p->options->quiet) {
		if (p->has_bar)
			put_table(&out, p, plan, outcomes);
		put_sum(&out, p, plan, outcomes, end, microseconds);
		buffer_append(p->options->closing, buffer_str(&out));
	}
	buffer_free(&out);
}

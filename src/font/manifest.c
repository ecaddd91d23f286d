#include "internal.h"

#include "vanban/file.h"
#include "vanban/fingerprint.h"

#include <assert.h>

static const struct style_row {
	str word;
	str label;
} styles[FONT_STYLE_COUNT] = {
    [FONT_REGULAR] = {STR_INIT("thuong"), STR_INIT("thường")},
    [FONT_BOLD] = {STR_INIT("dam"), STR_INIT("đậm")},
    [FONT_ITALIC] = {STR_INIT("nghieng"), STR_INIT("nghiêng")},
    [FONT_BOLD_ITALIC] = {STR_INIT("dam-nghieng"), STR_INIT("đậm nghiêng")},
};

enum { FAMILY, STYLE, PATH, PACKAGE, LICENCE, SHA256, COLUMN_COUNT };

#define SHA256_DIGITS 64

str font_style_word(font_style style)
{
	return styles[style].word;
}

static bool find_style(str word, font_style *out)
{
	for (size_t i = 0; i < FONT_STYLE_COUNT; i++) {
		if (str_equal(styles[i].word, word)) {
			*out = (font_style)i;
			return true;
		}
	}
	return false;
}

/* Takes what comes before the separator off *rest. */
static str take_until(str *rest, char separator)
{
	const char *end =
	    rest->length ? memchr(rest->data, separator, rest->length) : NULL;
	size_t length = end ? (size_t)(end - rest->data) : rest->length;
	str part = str_slice(*rest, 0, length);
	*rest = str_slice(*rest, length + 1, rest->length);
	return part;
}

static size_t split_columns(str line, str columns[COLUMN_COUNT])
{
	size_t count = 0;
	bool more = true;
	while (more) {
		more = line.length && memchr(line.data, '\t', line.length);
		str column = str_trim(take_until(&line, '\t'));
		if (count < COLUMN_COUNT)
			columns[count] = column;
		count++;
	}
	return count;
}

static bool is_checksum(str s)
{
	if (s.length != SHA256_DIGITS)
		return s.length == 0;
	for (size_t i = 0; i < s.length; i++)
		if (!((s.data[i] >= '0' && s.data[i] <= '9') ||
		      (s.data[i] >= 'a' && s.data[i] <= 'f')))
			return false;
	return true;
}

static bool report_style(font_set *set, span at, str word)
{
	diag_at(set->diags, DIAG_FONT_MANIFEST_LINE, at,
		str_format(set->arena, "không có kiểu “%.*s” (unknown style)",
			   STR_ARGS(word)));
	str words[FONT_STYLE_COUNT];
	for (size_t i = 0; i < FONT_STYLE_COUNT; i++)
		words[i] = styles[i].word;
	diag_suggest(set->diags, word, words, FONT_STYLE_COUNT);
	diag_hint(set->diags, HINT_FONT_STYLES_ARE,
		  str_join(set->arena, words, FONT_STYLE_COUNT, STR(", ")));
	return false;
}

static bool read_line(font_set *set, str folder, str line, span at)
{
	str columns[COLUMN_COUNT] = {0};
	size_t count = split_columns(line, columns);
	/* An editor may strip the tab before an empty checksum. */
	if (count != COLUMN_COUNT && count != SHA256)
		return diag_at(set->diags, DIAG_FONT_MANIFEST_LINE, at,
			       str_format(set->arena,
					  "có %zu cột (%zu columns)", count,
					  count));
	if (!columns[FAMILY].length || !columns[PATH].length)
		return diag_at(set->diags, DIAG_FONT_MANIFEST_LINE, at,
			       STR("thiếu họ phông hoặc đường dẫn (no family "
				   "or path)"));
	if (!is_checksum(columns[SHA256]))
		return diag_at(set->diags, DIAG_FONT_MANIFEST_LINE, at,
			       STR("sha256 không phải 64 chữ số thập lục phân "
				   "viết thường (not 64 hexadecimal digits)"));
	font_style style;
	if (!find_style(columns[STYLE], &style))
		return report_style(set, at, columns[STYLE]);
	ARENA_GROW(set->arena, set->entries, set->entry_count,
		   set->entry_capacity);
	set->entries[set->entry_count++] = (font_entry){
	    .family = columns[FAMILY],
	    .style = style,
	    .path = str_copy(set->arena,
			     path_join(set->arena, folder, columns[PATH])),
	    .package = columns[PACKAGE],
	    .licence = columns[LICENCE],
	    .sha256 = columns[SHA256],
	};
	return true;
}

bool manifest_read(font_set *set, str path)
{
	str bytes;
	if (!file_read(set->arena, set->diags, path, NO_SPAN, &bytes))
		return false;
	uint32_t id = source_add(diags_sources(set->diags), path, bytes);
	str rest = bytes;
	while (rest.length) {
		uint32_t start = (uint32_t)(rest.data - bytes.data);
		str line = take_until(&rest, '\n');
		if (str_ends_with(line, STR("\r")))
			line.length--;
		if (!str_trim(line).length || str_starts_with(line, STR("#")))
			continue;
		read_line(set, path_folder(path), line,
			  (span){id, start, (uint32_t)line.length});
	}
	return true;
}

static bool has_checksum(const font_entry *entry)
{
	arena *a = arena_new(0);
	/* Nobody is told: a file that cannot be read does not match. */
	diags *untold = diags_new(a, sources_new(a));
	str bytes;
	bool same = file_read(a, untold, entry->path, NO_SPAN, &bytes) &&
		    str_equal(fingerprint_sha256(a, bytes), entry->sha256);
	arena_free(a);
	return same;
}

bool manifest_is_chosen(const font_set *set, const font_entry *entry)
{
	for (const font_entry *other = set->entries; other < entry; other++)
		if (other->style == entry->style && other->present &&
		    str_equal(other->family, entry->family))
			return false;
	return entry->present;
}

size_t font_set_entries(font_set *set, const font_entry **out)
{
	for (size_t i = 0; i < set->entry_count; i++) {
		font_entry *entry = &set->entries[i];
		entry->present = file_exists(entry->path);
		entry->matches = entry->present &&
				 (!entry->sha256.length || has_checksum(entry));
		entry->chosen = manifest_is_chosen(set, entry);
	}
	*out = set->entries;
	return set->entry_count;
}

/* ---- From a family and a style to a face ------------------------------ */

static bool is_wanted(const font_entry *entry, str family, font_style style)
{
	return entry->style == style && str_equal(entry->family, family);
}

static bool report_unlisted(font_set *set, str family, font_style style,
			    span at)
{
	diag_at(set->diags, DIAG_FONT_NOT_IN_MANIFEST, at, family,
		styles[style].label);
	str *families = ARENA_ARRAY(set->arena, str, set->entry_count);
	size_t count = 0;
	for (size_t i = 0; i < set->entry_count; i++)
		if (!str_equal(set->entries[i].family, family))
			families[count++] = set->entries[i].family;
	diag_suggest(set->diags, family, families, count);
	return false;
}

/* The last candidate is the free one. */
static bool report_absent(font_set *set, const font_entry *last, span at)
{
	diag_at(set->diags, DIAG_FONT_FILE_ABSENT, at, last->family,
		styles[last->style].label, last->path);
	if (last->package.length)
		diag_hint(set->diags, HINT_INSTALL_PACKAGE, last->package);
	return false;
}

static const font_entry *find_entry(font_set *set, str family, font_style style,
				    span at)
{
	const font_entry *last = NULL;
	for (size_t i = 0; i < set->entry_count; i++) {
		const font_entry *entry = &set->entries[i];
		if (!is_wanted(entry, family, style))
			continue;
		if (file_exists(entry->path))
			return entry;
		last = entry;
	}
	if (last)
		report_absent(set, last, at);
	else
		report_unlisted(set, family, style, at);
	return NULL;
}

/* A face already open for this family and style, or for the same file. */
static font_id find_face(const font_set *set, str family, font_style style,
			 str path)
{
	for (size_t i = 0; i < set->face_count; i++) {
		const font_entry *entry = set->faces[i].entry;
		if (path.length ? str_equal(entry->path, path)
				: is_wanted(entry, family, style))
			return (font_id)i;
	}
	return FONT_NONE;
}

/* A face that cannot be had is told once, not for every text set in it. */
static bool has_failed(font_set *set, str family, font_style style)
{
	for (size_t i = 0; i < set->failed_count; i++)
		if (set->failed[i].style == style &&
		    str_equal(set->failed[i].family, family))
			return true;
	return false;
}

static font_id note_failure(font_set *set, str family, font_style style)
{
	ARENA_GROW(set->arena, set->failed, set->failed_count,
		   set->failed_capacity);
	set->failed[set->failed_count++] =
	    (failed_face){str_copy(set->arena, family), style};
	return FONT_NONE;
}

static font_id face_of(void *context, str family, font_style style, span at)
{
	font_set *set = context;
	font_id id = find_face(set, family, style, (str){0});
	if (id != FONT_NONE || has_failed(set, family, style))
		return id;
	const font_entry *entry = find_entry(set, family, style, at);
	if (!entry)
		return note_failure(set, family, style);
	id = find_face(set, family, style, entry->path);
	if (id != FONT_NONE)
		return id;
	face opened;
	if (!face_open(set, entry, at, &opened))
		return note_failure(set, family, style);
	ARENA_GROW(set->arena, set->faces, set->face_count, set->face_capacity);
	set->faces[set->face_count] = opened;
	return (font_id)set->face_count++;
}

static void metrics_of(void *context, font_id id, font_metrics *out)
{
	const font_set *set = context;
	assert(id >= 0 && (size_t)id < set->face_count);
	*out = set->faces[id].description.metrics;
}

/* ---- The set ---------------------------------------------------------- */

font_set *font_set_open(arena *a, diags *d, str manifest_path)
{
	font_set *set = ARENA_NEW(a, font_set);
	set->arena = a;
	set->diags = d;
	if (!manifest_read(set, manifest_path))
		return NULL;
	set->language = hb_language_from_string("vi", 2);
	set->buffer = hb_buffer_create();
	set->measurer = (font_measurer){
	    .context = set,
	    .face = face_of,
	    .shape = shape_word,
	    .metrics = metrics_of,
	};
	return set;
}

void font_set_close(font_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->face_count; i++)
		face_close(&set->faces[i]);
	hb_buffer_destroy(set->buffer);
	arena_free(set->word_arena);
	set->word_arena = NULL;
	set->words = NULL;
	set->word_count = set->word_capacity = 0;
	set->face_count = 0;
	set->buffer = NULL;
}

void font_set_report_to(font_set *set, diags *d)
{
	set->diags = d;
	set->failed_count = 0;
}

const font_measurer *font_set_measurer(font_set *set)
{
	return &set->measurer;
}

const font_entry *font_set_entry_of(const font_set *set, font_id id)
{
	assert(id >= 0 && (size_t)id < set->face_count);
	return set->faces[id].entry;
}

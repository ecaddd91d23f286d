#include "plan.h"

#include "vanban/file.h"
#include "vanban/text.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether every output may be written where the plan wants it. */

/* Whoever has so many has one cause for all. */
#define MOST_TOLD 20

static span place_of(const batch_entry *e)
{
	return job_pattern_place(e->job);
}

/* ---- Names -------------------------------------------------------------- */

typedef struct reason {
	str vietnamese, english;
} reason;

static bool is_refused_byte(unsigned char c)
{
	return c < 0x20 || c == 0x7F || strchr("\\:*?\"<>|", c) != NULL;
}

/* NULL: the part of a path will do everywhere. */
static const reason *fault_of_part(str part)
{
	static const reason empty = {STR_INIT("có phần rỗng"),
				     STR_INIT("a part is empty")};
	static const reason too_long = {
	    STR_INIT("một phần dài quá 255 byte"),
	    STR_INIT("a part is longer than 255 bytes")};
	static const reason character = {
	    STR_INIT("có ký tự không dùng được trong tên tệp"),
	    STR_INIT("it has a character that names of files cannot hold")};
	static const reason hidden = {
	    STR_INIT("tên bắt đầu bằng dấu chấm, hoặc kết thúc bằng dấu chấm "
		     "hay dấu cách"),
	    STR_INIT("a name begins with a dot, or ends in a dot or blank")};
	if (!part.length)
		return &empty;
	if (part.length > 255)
		return &too_long;
	for (size_t i = 0; i < part.length; i++)
		if (is_refused_byte((unsigned char)part.data[i]))
			return &character;
	char last = part.data[part.length - 1];
	return part.data[0] == '.' || last == '.' || last == ' ' ? &hidden
								 : NULL;
}

static const reason *fault_of_name(str output)
{
	static const reason ending = {STR_INIT("không kết thúc bằng .pdf"),
				      STR_INIT("it does not end in .pdf")};
	for (size_t from = 0; from <= output.length;) {
		size_t to = from;
		while (to < output.length && output.data[to] != '/')
			to++;
		const reason *fault =
		    fault_of_part(str_slice(output, from, to - from));
		if (fault)
			return fault;
		from = to + 1;
	}
	return str_ends_with(output, STR(".pdf")) ? NULL : &ending;
}

static bool leaves_folder(arena *a, str output)
{
	str whole = path_normalise(a, output);
	return str_starts_with(output, STR("/")) ||
	       str_equal(whole, STR("..")) ||
	       str_starts_with(whole, STR("../"));
}

static bool check_name(planning *p, const batch_entry *e)
{
	if (leaves_folder(p->arena, e->output))
		return diag_at(p->diags, DIAG_OUTPUT_OUTSIDE, place_of(e),
			       e->output);
	const reason *fault = fault_of_name(e->output);
	return !fault || diag_at(p->diags, DIAG_OUTPUT_NAME, place_of(e),
				 e->output, fault->vietnamese, fault->english);
}

static bool check_names(planning *p)
{
	size_t told = 0;
	for (size_t i = 0; i < p->plan->entry_count && told < MOST_TOLD; i++)
		told += !check_name(p, &p->plan->entries[i]);
	return !told;
}

/* ---- Among each other --------------------------------------------------- */

typedef struct claim {
	str key; /* folded */
	const batch_entry *entry;
} claim;

static int by_key(const void *left, const void *right)
{
	const claim *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	if (order || !a->entry || !b->entry)
		return order;
	return a->entry->number < b->entry->number ? -1 : 1;
}

static bool same_place(planning *p, const claim *first, const claim *second)
{
	const batch_entry *a = first->entry, *b = second->entry;
	if (str_equal(a->output, b->output))
		diag_at(p->diags, DIAG_OUTPUTS_COLLIDE, place_of(b), b->output);
	else
		diag_at(p->diags, DIAG_OUTPUT_TWINS, place_of(b), b->output,
			a->output);
	if (a->job != b->job)
		diag_note(p->diags, HINT_OTHER_JOB, place_of(a));
	diag_hint(p->diags, HINT_PATTERN_FIELDS);
	return false;
}

/* An output that is a folder of this one. */
static bool check_folders(planning *p, const claim *claims, size_t count,
			  const claim *c)
{
	for (size_t i = 1; i < c->key.length; i++) {
		claim folder = {str_slice(c->key, 0, i), NULL};
		if (c->key.data[i] != '/')
			continue;
		const claim *found =
		    bsearch(&folder, claims, count, sizeof *claims, by_key);
		if (found)
			return diag_at(p->diags, DIAG_OUTPUT_IS_FOLDER,
				       place_of(c->entry), found->entry->output,
				       c->entry->output);
	}
	return true;
}

static bool check_claims(planning *p)
{
	size_t count = p->plan->entry_count, told = 0;
	claim *claims = ARENA_ARRAY(p->arena, claim, count);
	for (size_t i = 0; i < count; i++) {
		const batch_entry *e = &p->plan->entries[i];
		claims[i] = (claim){text_fold(p->arena, e->output), e};
	}
	if (count)
		qsort(claims, count, sizeof *claims, by_key);
	for (size_t i = 0; i < count && told < MOST_TOLD; i++) {
		if (i && str_equal(claims[i - 1].key, claims[i].key))
			told += !same_place(p, &claims[i - 1], &claims[i]);
		told += !check_folders(p, claims, count, &claims[i]);
	}
	return !told;
}

/* ---- In the way --------------------------------------------------------- */

static const reason *kind_of(mode_t mode)
{
	static const struct {
		mode_t kind;
		reason word;
	} kinds[] = {
	    {S_IFLNK, {STR_INIT("một liên kết"), STR_INIT("a symbolic link")}},
	    {S_IFDIR, {STR_INIT("một thư mục"), STR_INIT("a folder")}},
	    {S_IFIFO, {STR_INIT("một ống dẫn (FIFO)"), STR_INIT("a pipe")}},
	    {S_IFREG, {STR_INIT("một tệp"), STR_INIT("a file")}},
	    {S_IFSOCK, {STR_INIT("một socket"), STR_INIT("a socket")}},
	};
	static const reason device = {STR_INIT("một thiết bị"),
				      STR_INIT("a device")};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].kind == (mode & S_IFMT))
			return &kinds[i].word;
	return &device;
}

/* 0: nothing there. */
static mode_t mode_of(str path)
{
	struct stat status;
	char name[PATH_MAX];
	if (path.length >= sizeof name)
		return 0;
	memcpy(name, path.data, path.length);
	name[path.length] = 0;
	return lstat(name, &status) == 0 ? status.st_mode : 0;
}

static bool blocked(planning *p, const batch_entry *e, str path, mode_t mode)
{
	const reason *word = kind_of(mode);
	diag_at(p->diags, DIAG_OUTPUT_BLOCKED, place_of(e), path,
		word->vietnamese, word->english);
	diag_hint(p->diags, HINT_NEVER_REPLACED);
	return false;
}

/* What is known of the folder that was looked at last: most share one. */
typedef struct folder_seen {
	str path;
	bool good, exists;
} folder_seen;

static bool may_write(planning *p, str path)
{
	char name[PATH_MAX];
	if (path.length >= sizeof name)
		return file_refuse(p->diags, DIAG_OUTPUT_UNWRITABLE, NO_SPAN,
				   path, ENAMETOOLONG);
	memcpy(name, path.data, path.length);
	name[path.length] = 0;
	return access(name, W_OK | X_OK) == 0 ||
	       file_refuse(p->diags, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path,
			   errno);
}

/* Every folder between the one of outputs and the file itself. */
static bool check_path(planning *p, const batch_entry *e, folder_seen *seen)
{
	str folder = path_folder(e->path);
	size_t top = e->path.length - e->output.length;
	if (str_equal(folder, seen->path))
		return seen->good;
	*seen = (folder_seen){folder, true, true};
	for (size_t i = top; i < e->path.length; i++) {
		if (e->path.data[i] != '/')
			continue;
		str part = str_slice(e->path, 0, i);
		mode_t mode = mode_of(part);
		seen->exists = mode != 0;
		if (!mode)
			return true;
		if (!S_ISDIR(mode))
			return seen->good = blocked(p, e, part, mode);
	}
	seen->exists = file_is_directory(folder);
	return seen->good = !seen->exists || may_write(p, folder);
}

static bool check_place(planning *p, const batch_entry *e, folder_seen *seen)
{
	if (!check_path(p, e, seen) || !seen->exists)
		return seen->good;
	mode_t mode = mode_of(e->path);
	return !mode || S_ISREG(mode) || blocked(p, e, e->path, mode);
}

/* Only an input that is called .pdf can have an output's name. */
static bool is_input(planning *p, const batch_entry *e)
{
	const sources *all = diags_sources(p->diags);
	for (uint32_t id = 1; id <= source_count(all); id++) {
		str path = source_get(all, id)->path;
		if (str_ends_with(path, STR(".pdf")) &&
		    file_is_same(path, e->path))
			return true;
	}
	return false;
}

static bool has_pdf_inputs(planning *p)
{
	const sources *all = diags_sources(p->diags);
	for (uint32_t id = 1; id <= source_count(all); id++)
		if (str_ends_with(source_get(all, id)->path, STR(".pdf")))
			return true;
	return false;
}

static bool check_places(planning *p)
{
	folder_seen seen = {{NULL, 0}, true, true};
	bool reads_pdf = has_pdf_inputs(p);
	size_t told = 0;
	for (size_t i = 0; i < p->plan->entry_count && told < MOST_TOLD; i++) {
		const batch_entry *e = &p->plan->entries[i];
		told += !check_place(p, e, &seen);
		if (reads_pdf && is_input(p, e))
			told += !diag_at(p->diags, DIAG_OUTPUT_IS_INPUT,
					 place_of(e), e->path);
	}
	return !told;
}

static bool check_top(planning *p)
{
	str folder = p->order->folder;
	if (!file_exists(folder))
		return true;
	if (!file_is_directory(folder))
		return file_refuse(p->diags, DIAG_OUTPUT_UNWRITABLE, NO_SPAN,
				   folder, ENOTDIR);
	return may_write(p, folder);
}

bool outputs_check(planning *p)
{
	if (!check_names(p))
		return false;
	bool good = check_claims(p);
	return check_top(p) && check_places(p) && good;
}

#include "run.h"

#include "vanban/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PREFIX ".vanban-lo-"

/* Up to so many outputs are synced one by one, more by one syncfs. */
#define FEW 8

/* ---- Paths -------------------------------------------------------------- */

/* Paths of the arena end in NUL. */
static const char *c_path(arena *a, str path)
{
	return str_copy(a, path).data;
}

/* ".vanban-lo-2.4-": of this part of the plan; of all parts when whole. */
static str prefix_of(const batch_order *order, arena *a)
{
	return order->shards
		   ? str_format(a, PREFIX "%u.%u-", order->shard, order->shards)
		   : STR(PREFIX);
}

str commit_temporary(const commit *c, const batch_entry *e, arena *a)
{
	const batch_order *order = c->plan->order;
	return str_format(a, "%.*s/" PREFIX "%u.%u-%s-%zu",
			  STR_ARGS(path_folder(e->path)), order->shard,
			  order->shards, c->token, e->number);
}

static const batch_entry *entry_of(const commit *c, uint32_t index)
{
	return &c->plan->entries[index];
}

/* ---- Writing one -------------------------------------------------------- */

int commit_write(const commit *c, const batch_entry *e, str bytes, arena *a)
{
	str temporary = commit_temporary(c, e, a);
	int fd =
	    open(temporary.data,
		 O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return errno;
	int error = 0;
	if (!file_write_all(fd, bytes) ||
	    fchmod(fd, file_mode_for(c_path(a, e->path))) != 0)
		error = errno;
	/* The disk may begin: what is synced later has less to wait for. */
	if (!error)
		sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	if (close(fd) != 0 && !error)
		error = errno;
	if (error)
		unlink(temporary.data);
	return error;
}

/* ---- Opening ------------------------------------------------------------ */

/* mkdir -p */
static int make_folder(arena *a, str path)
{
	const char *name = c_path(a, path);
	if (mkdir(name, 0777) == 0 || errno == EEXIST)
		return 0;
	if (errno != ENOENT || !path.length)
		return errno;
	str above = path_folder(path);
	int error = str_equal(above, path) ? ENOENT : make_folder(a, above);
	if (error)
		return error;
	return mkdir(name, 0777) == 0 || errno == EEXIST ? 0 : errno;
}

static bool open_folder(commit *c, arena *a, diags *d)
{
	str path = c->plan->order->folder;
	int error = make_folder(a, path);
	if (!error) {
		c->folder =
		    open(c_path(a, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		error = c->folder < 0 ? errno : 0;
	}
	return !error ||
	       file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path, error);
}

/* Parts of one plan share a folder; two whole runs do not. */
static bool lock_folder(const commit *c, diags *d)
{
	const batch_order *order = c->plan->order;
	int how = order->shards ? LOCK_SH : LOCK_EX;
	if (flock(c->folder, how | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	return diag_at(d, DIAG_FOLDER_BUSY, NO_SPAN, order->folder);
}

static void clean_folder(arena *a, str folder, str prefix)
{
	DIR *handle = opendir(c_path(a, folder));
	if (!handle)
		return;
	for (struct dirent *e; (e = readdir(handle));)
		if (str_starts_with(str_from(e->d_name), prefix))
			unlinkat(dirfd(handle), e->d_name, 0);
	closedir(handle);
}

static void clean(const commit *c, arena *a)
{
	str last = {NULL, 0}, prefix = prefix_of(c->plan->order, a);
	for (size_t i = 0; i < c->plan->entry_count; i++) {
		str folder = path_folder(c->plan->entries[i].path);
		if (!str_equal(folder, last))
			clean_folder(a, folder, prefix);
		last = folder;
	}
}

static void make_token(commit *c)
{
	uint64_t bits = 0;
	if (getrandom(&bits, sizeof bits, 0) != sizeof bits)
		bits = (uint64_t)getpid();
	snprintf(c->token, sizeof c->token, "%016llx",
		 (unsigned long long)bits);
}

bool commit_open(commit *c, const batch_plan *plan, batch_outcome *outcomes,
		 arena *a, diags *d)
{
	*c = (commit){.plan = plan,
		      .outcomes = outcomes,
		      .arena = a,
		      .folder = -1,
		      .syncer = -1};
	c->syncing = ARENA_ARRAY(a, uint32_t, plan->entry_count);
	c->ready = ARENA_ARRAY(a, uint32_t, plan->entry_count);
	c->renamed = ARENA_ARRAY(a, uint32_t, plan->entry_count);
	make_token(c);
	if (!open_folder(c, a, d) || !lock_folder(c, d))
		return false;
	clean(c, a);
	return true;
}

bool commit_folders(commit *c, diags *d)
{
	str last = {NULL, 0};
	bool good = true;
	for (size_t i = 0; i < c->plan->entry_count; i++) {
		str folder = path_folder(c->plan->entries[i].path);
		if (c->outcomes[i].result != BATCH_WAITING ||
		    str_equal(folder, last))
			continue;
		int error = make_folder(c->arena, folder);
		if (error)
			good = file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN,
					   folder, error);
		last = folder;
	}
	return good;
}

/* ---- The process that syncs --------------------------------------------- */

typedef enum sync_kind {
	SYNC_FILES,   /* the temporaries of the entries */
	SYNC_FOLDERS, /* their folders */
	SYNC_ALL
} sync_kind;

typedef struct sync_request {
	uint32_t kind;
	uint32_t count;
	uint32_t entries[FEW];
} sync_request;

static int sync_path(const char *name, int flags)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | flags), error = 0;
	if (fd < 0)
		return errno;
	if (fsync(fd) != 0)
		error = errno;
	close(fd);
	return error;
}

static int do_sync(const commit *c, const sync_request *r)
{
	int error = 0;
	if (r->kind == SYNC_ALL)
		return syncfs(c->folder) == 0 ? 0 : errno;
	arena *a = arena_new(0);
	for (uint32_t i = 0; i < r->count && !error; i++) {
		const batch_entry *e = entry_of(c, r->entries[i]);
		error = r->kind == SYNC_FILES
			    ? sync_path(commit_temporary(c, e, a).data, 0)
			    : sync_path(c_path(a, path_folder(e->path)),
					O_DIRECTORY);
	}
	arena_free(a);
	return error;
}

static _Noreturn void syncer_main(const commit *c, int socket, pid_t parent)
{
	sync_request request;
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (getppid() == parent &&
	       recv(socket, &request, sizeof request, 0) == sizeof request) {
		int32_t error = do_sync(c, &request);
		if (send(socket, &error, sizeof error, MSG_NOSIGNAL) !=
		    sizeof error)
			break;
	}
	_exit(0);
}

/* The lock is the run's alone: it must not outlive it in a child. */
void commit_unlock(commit *c)
{
	arena *a = arena_new(0);
	close(c->folder);
	c->folder = open(c_path(a, c->plan->order->folder),
			 O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_free(a);
}

void commit_start(commit *c)
{
	int pair[2];
	pid_t parent = getpid();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return; /* then it is done here */
	c->syncer_pid = fork();
	if (c->syncer_pid == 0) {
		close(pair[0]);
		commit_unlock(c);
		syncer_main(c, pair[1], parent);
	}
	close(pair[1]);
	c->syncer = pair[0];
	if (c->syncer_pid < 0) {
		close(c->syncer);
		c->syncer = -1;
	}
}

/* ---- From temporaries to outputs ---------------------------------------- */

static void begin(commit *c);

static int put_in_place(commit *c, uint32_t index, int error)
{
	arena *a = arena_new(0);
	const batch_entry *e = entry_of(c, index);
	str temporary = commit_temporary(c, e, a);
	if (!error && rename(temporary.data, c_path(a, e->path)) != 0)
		error = errno;
	if (error)
		unlink(temporary.data);
	arena_free(a);
	return error;
}

static void finish_group(commit *c, int error)
{
	bool was_folders = !c->syncing_count;
	if (error && was_folders)
		c->folder_error = error;
	c->is_syncing = false;
	for (size_t i = 0; i < c->syncing_count; i++) {
		int failed = put_in_place(c, c->syncing[i], error);
		if (!failed)
			c->renamed[c->renamed_count++] = c->syncing[i];
		c->settled(c->context, c->syncing[i], failed);
	}
	c->syncing_count = 0;
	begin(c);
}

/* Without the process: here. */
static void lose_syncer(commit *c)
{
	if (c->syncer >= 0)
		close(c->syncer);
	c->syncer = -1;
}

static void request(commit *c, const sync_request *r)
{
	c->is_syncing = true;
	if (c->syncer >= 0 &&
	    send(c->syncer, r, sizeof *r, MSG_NOSIGNAL) == sizeof *r)
		return;
	lose_syncer(c);
	finish_group(c, do_sync(c, r));
}

static sync_request request_for(sync_kind kind, const uint32_t *entries,
				size_t count)
{
	sync_request r = {.kind = count > FEW ? SYNC_ALL : kind};
	for (size_t i = 0; r.kind != SYNC_ALL && i < count; i++)
		r.entries[r.count++] = entries[i];
	return r;
}

/*
 * The next group is what came while the last one was synced.  syncfs takes
 * along the renames before it; only the last ones need a sync of their own.
 */
static void begin(commit *c)
{
	if (c->is_syncing)
		return;
	if (c->ready_count) {
		uint32_t *group = c->ready;
		c->ready = c->syncing;
		c->syncing = group;
		c->syncing_count = c->ready_count;
		c->ready_count = 0;
		sync_request r =
		    request_for(SYNC_FILES, c->syncing, c->syncing_count);
		if (r.kind == SYNC_ALL)
			c->renamed_count = 0;
		request(c, &r);
	} else if (c->renamed_count && c->is_last) {
		sync_request r =
		    request_for(SYNC_FOLDERS, c->renamed, c->renamed_count);
		c->renamed_count = 0;
		request(c, &r);
	}
}

void commit_add(commit *c, uint32_t entry)
{
	c->ready[c->ready_count++] = entry;
	begin(c);
}

void commit_receive(commit *c)
{
	int32_t error = 0;
	ssize_t n = recv(c->syncer, &error, sizeof error, MSG_DONTWAIT);
	if (n == sizeof error) {
		finish_group(c, error);
		return;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	/* It was killed: the group is synced once more, here. */
	lose_syncer(c);
	const sync_request all = {.kind = SYNC_ALL};
	if (c->is_syncing)
		finish_group(c, do_sync(c, &all));
}

void commit_finish(commit *c)
{
	c->is_last = true;
	begin(c);
}

bool commit_is_idle(const commit *c)
{
	return !c->is_syncing && !c->ready_count &&
	       !(c->is_last && c->renamed_count);
}

/* ---- Ending ------------------------------------------------------------- */

static void drop(const commit *c, const uint32_t *entries, size_t count)
{
	arena *a = arena_new(0);
	for (size_t i = 0; i < count; i++)
		unlink(commit_temporary(c, entry_of(c, entries[i]), a).data);
	arena_free(a);
}

void commit_drop(const commit *c, uint32_t entry)
{
	drop(c, &entry, 1);
}

void commit_abandon(commit *c)
{
	drop(c, c->syncing, c->syncing_count);
	drop(c, c->ready, c->ready_count);
	c->syncing_count = c->ready_count = c->renamed_count = 0;
	c->is_syncing = false;
}

void commit_close(commit *c)
{
	if (c->syncer >= 0) {
		bool is_busy = c->is_syncing;
		close(c->syncer);
		kill(c->syncer_pid, SIGKILL);
		/* In the midst of a sync it cannot even be killed. */
		waitpid(c->syncer_pid, NULL, is_busy ? WNOHANG : 0);
	}
	if (c->folder >= 0)
		close(c->folder);
	c->syncer = c->folder = -1;
}

#include "vanban/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST_MIB 256

/* A C string of s in the arena of diags' caller would need one; paths are
 * short. */
typedef char path_buffer[PATH_MAX];

static bool to_c(str s, path_buffer out)
{
	if (s.length >= PATH_MAX || memchr(s.data, 0, s.length))
		return false;
	memcpy(out, s.data, s.length);
	out[s.length] = 0;
	return true;
}

/* Reasons a clerk meets; others as the system says them. */
static const struct reason_row {
	int error;
	str vietnamese, english;
} reasons[] = {
    {ENOENT, STR_INIT("không có tệp hoặc thư mục này"),
     STR_INIT("no such file or folder")},
    {EACCES, STR_INIT("không có quyền"), STR_INIT("permission denied")},
    {EPERM, STR_INIT("không có quyền"), STR_INIT("permission denied")},
    {EISDIR, STR_INIT("đây là thư mục"), STR_INIT("it is a folder")},
    {ENOTDIR, STR_INIT("đường dẫn đi qua một tệp"),
     STR_INIT("the path leads through a file")},
    {ENOSPC, STR_INIT("hết chỗ trống trên đĩa"),
     STR_INIT("no space left on the disk")},
    {EDQUOT, STR_INIT("hết hạn mức đĩa"), STR_INIT("disk quota exceeded")},
    {EROFS, STR_INIT("ổ đĩa chỉ đọc"), STR_INIT("the disk is read-only")},
    {ENAMETOOLONG, STR_INIT("đường dẫn quá dài"),
     STR_INIT("the path is too long")},
    {EIO, STR_INIT("lỗi vào ra của đĩa"), STR_INIT("input or output error")},
    {EBADF, STR_INIT("chưa được mở"), STR_INIT("it is not open")},
    {EPIPE, STR_INIT("bên nhận đã đóng"), STR_INIT("the reader has closed it")},
    {ELOOP, STR_INIT("liên kết hoặc thư mục lồng nhau quá nhiều tầng"),
     STR_INIT("too many levels of links or folders")},
    {EINVAL, STR_INIT("không phải tệp thường"), STR_INIT("not a regular file")},
    {EFBIG, STR_INIT("vượt giới hạn kích thước tệp"),
     STR_INIT("the file is too large")},
};

str file_reason(int error, diag_language language)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].error == error)
			return language == DIAG_VIETNAMESE
				   ? reasons[i].vietnamese
				   : reasons[i].english;
	return str_from(strerror(error));
}

/* The title takes the reason in its own language: {1} or {2}. */
bool file_refuse(diags *d, diag_code code, span at, str path, int error)
{
	return diag_at(d, code, at, path, file_reason(error, DIAG_VIETNAMESE),
		       file_reason(error, DIAG_ENGLISH));
}

static bool read_descriptor(int fd, buffer *out)
{
	for (;;) {
		if (out->length > (size_t)LARGEST_MIB << 20) {
			errno = EFBIG;
			return false;
		}
		buffer_reserve(out, 64 << 10);
		ssize_t n = read(fd, out->data + out->length,
				 out->capacity - out->length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			return true;
		out->length += (size_t)n;
	}
}

/* A regular file is read straight into the arena. */
static bool read_regular(arena *a, int fd, size_t size, str *bytes)
{
	char *data = arena_allocate(a, size + 1);
	size_t length = 0;
	while (length < size) {
		ssize_t n = read(fd, data + length, size - length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		length += (size_t)n;
	}
	*bytes = (str){data, length};
	return true;
}

static bool read_stream(arena *a, int fd, str *bytes)
{
	buffer out = {0};
	bool done = read_descriptor(fd, &out);
	if (done)
		*bytes = str_copy(a, buffer_str(&out));
	buffer_free(&out);
	return done;
}

bool file_read(arena *a, diags *d, str path, span at, str *bytes)
{
	path_buffer name;
	struct stat status;
	bool is_stdin = str_equal(path, STR("-"));
	if (!to_c(path, name))
		return file_refuse(d, DIAG_FILE_UNREADABLE, at, path,
				   ENAMETOOLONG);
	int fd = is_stdin ? dup(STDIN_FILENO)
			  : open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return file_refuse(d, DIAG_FILE_UNREADABLE, at, path, errno);
	bool done = false;
	errno = 0;
	if (fstat(fd, &status) == 0) {
		if (is_stdin)
			done = read_stream(a, fd, bytes);
		else if (S_ISDIR(status.st_mode))
			errno = EISDIR;
		else if (!S_ISREG(status.st_mode))
			errno = EINVAL;
		else if (status.st_size > (off_t)LARGEST_MIB << 20)
			errno = EFBIG;
		else
			done =
			    read_regular(a, fd, (size_t)status.st_size, bytes);
	}
	int error = errno;
	close(fd);
	if (!done && error == EFBIG)
		return diag_at(d, DIAG_FILE_TOO_LARGE, at, path, STR("256"));
	if (!done)
		return file_refuse(d, DIAG_FILE_UNREADABLE, at, path, error);
	return true;
}

bool file_write_all(int fd, str bytes)
{
	while (bytes.length) {
		ssize_t n = write(fd, bytes.data, bytes.length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_slice(bytes, (size_t)n, bytes.length);
	}
	return true;
}

static void sync_folder(const char *file)
{
	path_buffer name;
	if (!to_c(path_folder(str_from(file)), name))
		return;
	int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)!fsync(fd);
	close(fd);
}

unsigned file_mode_for(const char *name)
{
	struct stat status;
	if (stat(name, &status) == 0 && S_ISREG(status.st_mode))
		return status.st_mode & 0777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/*
 * The file that name stands for: a link keeps pointing at it.  What is there
 * must be a regular file that may be written.
 */
static bool find_target(const char *name, path_buffer target)
{
	struct stat status;
	if (lstat(name, &status) != 0) {
		memcpy(target, name, strlen(name) + 1);
		return true;
	}
	if (!realpath(name, target) || stat(target, &status) != 0)
		return false;
	if (!S_ISREG(status.st_mode)) {
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
		return false;
	}
	return access(target, W_OK) == 0;
}

/* Writes bytes as a temporary beside name and renames it. */
static bool write_and_rename(const char *name, str bytes)
{
	path_buffer temporary;
	str folder = path_folder(str_from(name));
	int length = snprintf(temporary, sizeof temporary,
			      "%.*s/.vanban-XXXXXX", STR_ARGS(folder));
	if (length < 0 || (size_t)length >= sizeof temporary) {
		errno = ENAMETOOLONG;
		return false;
	}
	int fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0)
		return false;
	bool done = file_write_all(fd, bytes) &&
		    fchmod(fd, file_mode_for(name)) == 0 && fsync(fd) == 0;
	int error = errno;
	if (close(fd) != 0 && done) {
		done = false;
		error = errno;
	}
	if (done && rename(temporary, name) != 0) {
		done = false;
		error = errno;
	}
	if (!done)
		unlink(temporary);
	errno = error;
	return done;
}

/* A signal that would end the program waits while there is a temporary. */
static bool replace_file(const char *given, str bytes)
{
	path_buffer name;
	sigset_t ends, before;
	if (!find_target(given, name))
		return false;
	sigemptyset(&ends);
	sigaddset(&ends, SIGHUP);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGQUIT);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, &before);
	bool done = write_and_rename(name, bytes);
	int error = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (done)
		sync_folder(name);
	errno = error;
	return done;
}

bool file_write_atomically(diags *d, str path, str bytes)
{
	path_buffer name;
	if (!to_c(path, name))
		return file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path,
				   ENAMETOOLONG);
	bool done = str_equal(path, STR("-"))
			? file_write_all(STDOUT_FILENO, bytes)
			: replace_file(name, bytes);
	if (!done)
		return file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path,
				   errno);
	return true;
}

static bool stat_of(str path, struct stat *status)
{
	path_buffer name;
	return to_c(path, name) && stat(name, status) == 0;
}

bool file_identify(str path, file_identity *out)
{
	struct stat status;
	if (!stat_of(path, &status))
		return false;
	*out = (file_identity){status.st_dev, status.st_ino};
	return true;
}

int file_identity_compare(const file_identity *a, const file_identity *b)
{
	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	return (a->inode > b->inode) - (a->inode < b->inode);
}

bool file_is_same(str a, str b)
{
	file_identity x, y;
	return file_identify(a, &x) && file_identify(b, &y) &&
	       file_identity_compare(&x, &y) == 0;
}

bool file_exists(str path)
{
	struct stat status;
	return stat_of(path, &status);
}

bool file_is_directory(str path)
{
	struct stat status;
	return stat_of(path, &status) && S_ISDIR(status.st_mode);
}

str path_folder(str path)
{
	size_t end = path.length;
	while (end > 0 && path.data[end - 1] != '/')
		end--;
	if (end == 0)
		return STR(".");
	while (end > 1 && path.data[end - 1] == '/')
		end--;
	return str_slice(path, 0, end);
}

str path_join(arena *a, str folder, str name)
{
	if (str_starts_with(name, STR("/")) || str_equal(folder, STR(".")) ||
	    !folder.length)
		return name;
	return str_format(a, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name));
}

str path_normalise(arena *a, str path)
{
	bool absolute = str_starts_with(path, STR("/"));
	size_t capacity = 0, count = 0;
	str *parts = NULL;
	for (size_t from = 0; from <= path.length;) {
		size_t to = from;
		while (to < path.length && path.data[to] != '/')
			to++;
		str part = str_slice(path, from, to - from);
		from = to + 1;
		if (!part.length || str_equal(part, STR(".")))
			continue;
		bool up = str_equal(part, STR(".."));
		if (up && count && !str_equal(parts[count - 1], STR(".."))) {
			count--;
			continue;
		}
		if (up && absolute)
			continue;
		ARENA_GROW(a, parts, count, capacity);
		parts[count++] = part;
	}
	str joined = str_join(a, parts, count, STR("/"));
	if (absolute)
		return str_concat(a, STR("/"), joined);
	return count ? joined : STR(".");
}

/* Resolves path, or its nearest ancestor that exists, into out. */
static bool resolve_existing(str path, path_buffer out)
{
	path_buffer name;
	for (;;) {
		if (!to_c(path, name))
			return false;
		if (realpath(name, out))
			return true;
		if (errno != ENOENT)
			return false;
		str folder = path_folder(path);
		if (str_equal(folder, path))
			return false;
		path = folder;
	}
}

bool path_is_inside(str folder, str path)
{
	path_buffer root, target;
	if (!resolve_existing(folder, root) || !resolve_existing(path, target))
		return false;
	str prefix = str_from(root), inner = str_from(target);
	return str_equal(prefix, STR("/")) || str_equal(prefix, inner) ||
	       (str_starts_with(inner, prefix) &&
		inner.data[prefix.length] == '/');
}

bool file_make_folder(diags *d, str path)
{
	path_buffer name;
	errno = ENAMETOOLONG;
	if (!to_c(path, name))
		return file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path,
				   errno);
	if (file_is_directory(path))
		return true;
	str above = path_folder(path);
	if (!str_equal(above, path) && !file_is_directory(above) &&
	    !file_make_folder(d, above))
		return false;
	return mkdir(name, 0777) == 0 || errno == EEXIST ||
	       file_refuse(d, DIAG_OUTPUT_UNWRITABLE, NO_SPAN, path, errno);
}

#include "internal.h"

#include "vanban/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0 or errno. */
static int map_and_digest(int fd, digest128 *out)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return errno;
	size_t size = (size_t)status.st_size;
	*out = digest_of(STR(""));
	if (!size)
		return 0;
	void *bytes =
	    mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (bytes == MAP_FAILED)
		return errno;
	*out = digest_of((str){bytes, size});
	munmap(bytes, size);
	return 0;
}

static bool digest_of_file(arena *a, diags *d, str path, digest128 *out)
{
	int fd = open(str_copy(a, path).data, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 ? errno : map_and_digest(fd, out);
	if (fd >= 0)
		close(fd);
	return !error ||
	       file_refuse(d, DIAG_FILE_UNREADABLE, NO_SPAN, path, error);
}

/* The entry of the same file that was read before; count: none. */
static size_t find_read(const font_entry *entries, size_t count, str path)
{
	size_t i = 0;
	while (i < count &&
	       !(entries[i].chosen && str_equal(entries[i].path, path)))
		i++;
	return i;
}

bool font_set_digest(font_set *set, diags *d, digest128 *out)
{
	buffer b = {0};
	arena *a = arena_new(0);
	digest128 *read = ARENA_ARRAY(a, digest128, set->entry_count);
	bool good = true;
	for (size_t i = 0; i < set->entry_count; i++) {
		font_entry *e = &set->entries[i];
		e->present = file_exists(e->path);
		e->chosen = manifest_is_chosen(set, e);
		if (!e->chosen)
			continue;
		size_t same = find_read(set->entries, i, e->path);
		if (same < i)
			read[i] = read[same];
		else if (!digest_of_file(a, d, e->path, &read[i])) {
			good = e->chosen = false;
			continue;
		}
		digest_put(&b, e->family);
		digest_put_number(&b, (int64_t)e->style);
		digest_put_digest(&b, read[i]);
	}
	*out = digest_of(buffer_str(&b));
	buffer_free(&b);
	arena_free(a);
	return good;
}

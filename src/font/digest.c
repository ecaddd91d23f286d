#include "internal.h"

#include "vanban/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Empty when it cannot be read: then it cannot be used either. */
static digest128 digest_of_file(arena *a, str path)
{
	str name = str_copy(a, path);
	int fd = open(name.data, O_RDONLY | O_CLOEXEC);
	struct stat status;
	digest128 out = digest_of(STR(""));
	if (fd < 0)
		return out;
	if (fstat(fd, &status) == 0 && status.st_size > 0) {
		size_t size = (size_t)status.st_size;
		void *bytes = mmap(NULL, size, PROT_READ,
				   MAP_PRIVATE | MAP_POPULATE, fd, 0);
		if (bytes != MAP_FAILED) {
			out = digest_of((str){bytes, size});
			munmap(bytes, size);
		}
	}
	close(fd);
	return out;
}

digest128 font_set_digest(font_set *set)
{
	buffer b = {0};
	arena *a = arena_new(0);
	for (size_t i = 0; i < set->entry_count; i++) {
		font_entry *e = &set->entries[i];
		e->present = file_exists(e->path);
		if (!manifest_is_chosen(set, e))
			continue;
		digest_put(&b, e->family);
		digest_put_number(&b, (int64_t)e->style);
		digest_put_digest(&b, digest_of_file(a, e->path));
	}
	digest128 out = digest_of(buffer_str(&b));
	buffer_free(&b);
	arena_free(a);
	return out;
}

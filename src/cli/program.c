#include "cli/cli.h"

#include <elf.h>
#include <link.h>

/*
 * Which program this is: the build identifiers (GNU build-id) of the
 * executable and of the libraries whose work is in the bytes of documents.
 */

static bool is_of_documents(const char *path)
{
	static const char *const names[] = {"libhpdf",	  "libharfbuzz",
					    "libicu",	  "libxml2",
					    "libdeflate", "libqpdf"};
	if (!*path) /* the executable */
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strstr(path, names[i]))
			return true;
	return false;
}

static size_t padded(size_t length)
{
	return (length + 3) & ~(size_t)3;
}

static void put_notes(buffer *out, const char *at, size_t size)
{
	while (size >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) note;
		memcpy(&note, at, sizeof note);
		size_t head = sizeof note + padded(note.n_namesz);
		size_t whole = head + padded(note.n_descsz);
		if (whole > size)
			return;
		if (note.n_type == NT_GNU_BUILD_ID)
			digest_put(out, (str){at + head, note.n_descsz});
		at += whole;
		size -= whole;
	}
}

static int put_object(struct dl_phdr_info *info, size_t size, void *out)
{
	(void)size;
	if (!is_of_documents(info->dlpi_name))
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		if (part->p_type == PT_NOTE)
			put_notes(out,
				  (const char *)(uintptr_t)(info->dlpi_addr +
							    part->p_vaddr),
				  part->p_memsz);
	}
	return 0;
}

digest128 cli_program(void)
{
	buffer b = {0};
	digest_put(&b, STR("vanban " CLI_VERSION));
	dl_iterate_phdr(put_object, &b);
	digest128 out = digest_of(buffer_str(&b));
	buffer_free(&b);
	return out;
}

#include "library.h"

#include <dlfcn.h>

#ifndef QPDF_LIBRARY
#define QPDF_LIBRARY "libqpdf.so"
#endif

#ifdef __SANITIZE_ADDRESS__
/* What the libraries that qpdf brings along keep for good when they start. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:__argz_add_sep\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

static bool find(void *handle, const char *name, void *function, diags *d)
{
	void *found = dlsym(handle, name);
	if (!found)
		return diag_at(d, DIAG_READER_NO_LIBRARY, NO_SPAN,
			       str_from(dlerror()));
	/* POSIX lets an object pointer hold a function's address. */
	memcpy(function, &found, sizeof found);
	return true;
}

const library *library_load(diags *d)
{
	static library loaded;
	static bool is_loaded;
	if (is_loaded)
		return &loaded;
	void *handle = dlopen(QPDF_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!handle) {
		diag_at(d, DIAG_READER_NO_LIBRARY, NO_SPAN,
			str_from(dlerror()));
		return NULL;
	}
	bool good = true;
#define QPDF_FIND(name)                                                        \
	good = good && find(handle, "qpdf_" #name, &loaded.name, d);
	QPDF_FUNCTIONS(QPDF_FIND)
#undef QPDF_FIND
	is_loaded = good;
	return good ? &loaded : NULL;
}

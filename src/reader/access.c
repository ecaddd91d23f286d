#include "access.h"
#include "rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* More memory than this for one PDF is an attack. */
#define MEMORY_MOST ((rlim_t)1 << 30)

#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes */
/* What the process has already, in bytes; 0: not known. */
static rlim_t memory_in_use(void)
{
	char line[64] = "";
	FILE *statm = fopen("/proc/self/statm", "r");
	if (!statm)
		return 0;
	if (!fgets(line, sizeof line, statm))
		line[0] = 0;
	fclose(statm);
	return (rlim_t)strtoul(line, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

/*
 * A stream of a few bytes may unpack to more than the machine has: qpdf then
 * runs out of memory that the process was not given, and says so.
 */
static void limit_memory(pdf_access *p)
{
	rlim_t used = memory_in_use();
	struct rlimit lowered;
	if (!used || getrlimit(RLIMIT_AS, &p->memory) != 0)
		return;
	lowered = p->memory;
	if (lowered.rlim_cur <= used + MEMORY_MOST)
		return;
	lowered.rlim_cur = used + MEMORY_MOST;
	p->is_limited = setrlimit(RLIMIT_AS, &lowered) == 0;
}
#else
static void limit_memory(pdf_access *p)
{
	(void)p;
}
#endif

bool access_too_large(pdf_access *p, const char *what)
{
	return diag_at(p->diags, DIAG_READER_TOO_LARGE, p->at, p->path,
		       str_from(what));
}

/* Of a stream it is a warning that tells the cause. */
static bool is_out_of_memory(pdf_access *p, const char *detail)
{
	bool found = detail && strstr(detail, "bad_alloc");
	while (p->q->more_warnings(p->pdf)) {
		const char *text = p->q->get_error_message_detail(
		    p->pdf, p->q->next_warning(p->pdf));
		found = found || (text && strstr(text, "bad_alloc"));
	}
	return found;
}

bool access_failed(pdf_access *p)
{
	qpdf_error e = p->q->get_error(p->pdf);
	const char *detail = p->q->get_error_message_detail(p->pdf, e);
	if (p->q->get_error_code(p->pdf, e) == qpdf_e_password)
		return diag_at(p->diags, DIAG_READER_ENCRYPTED, p->at, p->path);
	if (is_out_of_memory(p, detail))
		return access_too_large(p, "1 GB");
	diag_at(p->diags, DIAG_READER_DAMAGED, p->at, p->path,
		str_from(detail));
	diag_hint(p->diags, HINT_MADE_ANEW);
	return false;
}

/* Anything before the header would shift every offset. */
bool reader_is_pdf(str bytes)
{
	return str_starts_with(bytes, STR("%PDF-"));
}

static bool can_open(diags *d, str path, span at, str bytes)
{
	if (!reader_is_pdf(bytes))
		return diag_at(d, DIAG_READER_NOT_PDF, at, path);
	return library_load(d) != NULL;
}

bool access_survives(diags *d, str path, span at, str bytes,
		     void (*work)(void *argument), void *argument)
{
	return can_open(d, path, at, bytes) &&
	       rehearsal_ends(d, path, at, REHEARSAL_SECONDS, work, argument);
}

bool access_open(pdf_access *p, arena *a, diags *d, str path, span at,
		 str bytes)
{
	*p = (pdf_access){.arena = a, .diags = d, .path = path, .at = at};
	if (!can_open(d, path, at, bytes))
		return false;
	p->q = library_load(d);
	limit_memory(p);
	p->pdf = p->q->init();
	p->q->silence_errors(p->pdf);
	p->q->set_suppress_warnings(p->pdf, QPDF_TRUE);
	p->q->set_attempt_recovery(p->pdf, QPDF_FALSE);
	QPDF_ERROR_CODE code =
	    p->q->read_memory(p->pdf, "pdf", bytes.data, bytes.length, NULL);
	return !(code & QPDF_ERRORS) || access_failed(p);
}

void access_close(pdf_access *p)
{
	/* qpdf tells the terminal of errors that nobody asked for. */
	if (p->pdf && p->q->has_error(p->pdf))
		p->q->get_error(p->pdf);
	if (p->pdf)
		p->q->cleanup(&p->pdf);
	if (p->is_limited)
		setrlimit(RLIMIT_AS, &p->memory);
}

/* ---- Objects ------------------------------------------------------------ */

qpdf_oh access_root(pdf_access *p)
{
	return p->q->get_root(p->pdf);
}

bool access_is(pdf_access *p, qpdf_oh o, enum qpdf_object_type_e type)
{
	return p->q->oh_get_type_code(p->pdf, o) == type;
}

bool access_is_dictionary(pdf_access *p, qpdf_oh o)
{
	return access_is(p, o, ot_dictionary);
}

qpdf_oh access_key(pdf_access *p, qpdf_oh dictionary, const char *name)
{
	if (access_is_dictionary(p, dictionary))
		return p->q->oh_get_key(p->pdf, dictionary, name);
	if (!access_is(p, dictionary, ot_stream))
		return p->q->oh_new_null(p->pdf);
	qpdf_oh own = p->q->oh_get_dict(p->pdf, dictionary);
	qpdf_oh value = p->q->oh_get_key(p->pdf, own, name);
	access_release(p, own);
	return value;
}

int access_count(pdf_access *p, qpdf_oh array)
{
	return access_is(p, array, ot_array)
		   ? p->q->oh_get_array_n_items(p->pdf, array)
		   : 0;
}

qpdf_oh access_item(pdf_access *p, qpdf_oh array, int i)
{
	return p->q->oh_get_array_item(p->pdf, array, i);
}

void access_release(pdf_access *p, qpdf_oh o)
{
	p->q->oh_release(p->pdf, o);
}

bool access_integer(pdf_access *p, qpdf_oh o, long long *out)
{
	return access_is(p, o, ot_integer) &&
	       p->q->oh_get_value_as_longlong(p->pdf, o, out);
}

str access_name(pdf_access *p, qpdf_oh o)
{
	if (!access_is(p, o, ot_name))
		return (str){NULL, 0};
	str name = str_from(p->q->oh_get_name(p->pdf, o));
	return str_copy(p->arena, str_slice(name, 1, name.length));
}

str access_text(pdf_access *p, qpdf_oh o)
{
	size_t length = 0;
	if (!access_is(p, o, ot_string))
		return (str){NULL, 0};
	const char *text = p->q->oh_get_binary_utf8_value(p->pdf, o, &length);
	return str_copy(p->arena, (str){text, length});
}

str access_bytes(pdf_access *p, qpdf_oh o)
{
	size_t length = 0;
	if (!access_is(p, o, ot_string))
		return (str){NULL, 0};
	const char *bytes =
	    p->q->oh_get_binary_string_value(p->pdf, o, &length);
	return str_copy(p->arena, (str){bytes, length});
}

bool access_stream(pdf_access *p, qpdf_oh o, str *out)
{
	unsigned char *bytes = NULL;
	size_t length = 0;
	QPDF_BOOL filtered = QPDF_FALSE;
	*out = (str){NULL, 0};
	if (!access_is(p, o, ot_stream))
		return false;
	QPDF_ERROR_CODE code = p->q->oh_get_stream_data(
	    p->pdf, o, qpdf_dl_generalized, &filtered, &bytes, &length);
	bool good = !(code & QPDF_ERRORS) && filtered;
	if (good)
		*out = str_copy(p->arena, (str){(const char *)bytes, length});
	free(bytes);
	return good;
}

/* ---- Under a key -------------------------------------------------------- */

str access_name_at(pdf_access *p, qpdf_oh dictionary, const char *name)
{
	qpdf_oh value = access_key(p, dictionary, name);
	str text = access_name(p, value);
	access_release(p, value);
	return text;
}

str access_text_at(pdf_access *p, qpdf_oh dictionary, const char *name)
{
	qpdf_oh value = access_key(p, dictionary, name);
	str text = access_text(p, value);
	access_release(p, value);
	return text;
}

bool access_integer_at(pdf_access *p, qpdf_oh dictionary, const char *name,
		       long long *out)
{
	qpdf_oh value = access_key(p, dictionary, name);
	bool good = access_integer(p, value, out);
	access_release(p, value);
	return good;
}

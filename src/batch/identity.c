#include "identity.h"

#include <assert.h>

#include "folders.h"
#include "vanban/embed.h"
#include "vanban/file.h"
#include "vanban/pdf.h"

/* First byte of made_from; the rest is the digest. */
#define HAD_WARNINGS 0x80
#define IS_UNDATED   0x40 /* it bears the date of the request, if any */
#define FLAGS	     (HAD_WARNINGS | IS_UNDATED)

digest128 identity_of_sources(const sources *all, uint32_t first, uint32_t end)
{
	buffer b = {0};
	for (uint32_t id = first; id < end; id++)
		digest_put(&b, source_get(all, id)->bytes);
	digest128 out = digest_of(buffer_str(&b));
	buffer_free(&b);
	return out;
}

void identity_name(const batch_request *request, const batch_inputs *inputs,
		   arena *a, making *m)
{
	const embed_input input = {.folders = inputs->folders,
				   .folder_count = inputs->folder_count,
				   .here = inputs->here};
	str data = batch_data_folder(request, inputs, a);
	m->template_name = embed_file_name(&input, a, request->template_path);
	m->data_name = embed_file_name(&input, a, path_join(a, data, STR("x")));
}

typedef struct data_home {
	str here, folder;
} data_home;

static str name_in_home(void *context, arena *a, str path)
{
	const data_home *home = context;
	str whole = path_normalise(a, path_join(a, home->here, path));
	return str_starts_with(whole, home->folder)
		   ? str_slice(whole, home->folder.length, whole.length)
		   : whole;
}

void identity_name_data(const batch_request *request,
			const batch_inputs *inputs, arena *a, data_set *data)
{
	data_home *home = ARENA_NEW(a, data_home);
	home->here = inputs->here;
	home->folder = batch_data_folder(request, inputs, a);
	data_name_files(data, name_in_home, home);
}

digest128 identity_of_making(const making *m)
{
	buffer b = {0};
	digest_put_digest(&b, m->program);
	digest_put_digest(&b, m->template);
	digest_put_digest(&b, m->profile);
	digest_put_digest(&b, m->fonts);
	digest_put(&b, m->template_name);
	digest_put(&b, m->data_name);
	for (size_t i = 0; i < m->parameter_count; i++) {
		digest_put(&b, m->parameters[i].name);
		digest_put(&b, m->parameters[i].value);
	}
	if (m->options.length)
		digest_put(&b, m->options);
	digest128 out = digest_of(buffer_str(&b));
	buffer_free(&b);
	return out;
}

static digest128 made_from(const batch_inputs *inputs, unsigned reach,
			   uint8_t flags)
{
	buffer b = {0};
	assert(reach <= DATA_EVERYTHING);
	digest_put_digest(&b, inputs->made_of);
	if (flags & IS_UNDATED)
		digest_put(&b, inputs->undated);
	digest_put_digest(&b, data_digest(inputs->data, inputs->unit,
					  &inputs->period, reach));
	digest128 out = digest_of(buffer_str(&b));
	out.bytes[0] = (uint8_t)(flags | reach);
	buffer_free(&b);
	return out;
}

void identity_stamp(const batch_inputs *inputs, unsigned reach,
		    bool had_warnings, bool is_undated, buffer *pdf)
{
	digest128 from = made_from(inputs, reach,
				   (uint8_t)((had_warnings ? HAD_WARNINGS : 0) |
					     (is_undated ? IS_UNDATED : 0)));
	pdf_identify(pdf->data, pdf->length, &from);
}

bool identity_is_current(const batch_inputs *inputs, bool may_have_warnings,
			 str tail, unsigned *out)
{
	pdf_identity found;
	if (!pdf_identity_of(tail, &found))
		return false;
	uint8_t flags = found.made_from.bytes[0] & FLAGS;
	unsigned reach = found.made_from.bytes[0] & ~(unsigned)FLAGS;
	*out = reach;
	if (reach > DATA_EVERYTHING ||
	    ((flags & HAD_WARNINGS) && !may_have_warnings))
		return false;
	return digest_equal(found.made_from, made_from(inputs, reach, flags));
}

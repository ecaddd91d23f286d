/*
 * library: libqpdf, loaded at need: linked, it would cost every start of the
 * program 5 ms.
 */
#ifndef VANBAN_READER_LIBRARY_H
#define VANBAN_READER_LIBRARY_H

#include "vanban/diag.h"

#include <qpdf/qpdf-c.h>

/* Every function of qpdf that is used, without "qpdf_". */
#define QPDF_FUNCTIONS(X)                                                      \
	X(init)                                                                \
	X(cleanup)                                                             \
	X(silence_errors)                                                      \
	X(set_suppress_warnings)                                               \
	X(set_attempt_recovery)                                                \
	X(read_memory)                                                         \
	X(has_error)                                                           \
	X(get_error)                                                           \
	X(get_error_code)                                                      \
	X(get_error_message_detail)                                            \
	X(more_warnings)                                                       \
	X(next_warning)                                                        \
	X(get_pdf_version)                                                     \
	X(is_encrypted)                                                        \
	X(get_root)                                                            \
	X(get_trailer)                                                         \
	X(get_num_pages)                                                       \
	X(get_page_n)                                                          \
	X(oh_release)                                                          \
	X(oh_get_type_code)                                                    \
	X(oh_is_indirect)                                                      \
	X(oh_get_object_id)                                                    \
	X(oh_get_value_as_longlong)                                            \
	X(oh_get_numeric_value)                                                \
	X(oh_get_name)                                                         \
	X(oh_get_binary_string_value)                                          \
	X(oh_get_binary_utf8_value)                                            \
	X(oh_get_array_n_items)                                                \
	X(oh_get_array_item)                                                   \
	X(oh_get_key)                                                          \
	X(oh_get_dict)                                                         \
	X(oh_begin_dict_key_iter)                                              \
	X(oh_dict_more_keys)                                                   \
	X(oh_dict_next_key)                                                    \
	X(oh_get_stream_data)                                                  \
	X(oh_new_integer)                                                      \
	X(oh_new_null)                                                         \
	X(oh_new_string)                                                       \
	X(oh_new_binary_string)                                                \
	X(oh_replace_key)                                                      \
	X(oh_replace_stream_data)                                              \
	X(init_write_memory)                                                   \
	X(set_deterministic_ID)                                                \
	X(set_object_stream_mode)                                              \
	X(set_stream_data_mode)                                                \
	X(set_newline_before_endstream)                                        \
	X(write)                                                               \
	X(get_buffer)                                                          \
	X(get_buffer_length)                                                   \
	X(oh_get_value_as_number)                                              \
	X(push_inherited_attributes_to_page)                                   \
	X(oh_parse)                                                            \
	X(make_indirect_object)                                                \
	X(oh_copy_foreign_object)                                              \
	X(oh_new_stream)                                                       \
	X(oh_new_dictionary)                                                   \
	X(oh_get_page_content_data)                                            \
	X(empty_pdf)                                                           \
	X(add_page)

typedef struct library {
#define QPDF_MEMBER(name) __typeof__(&qpdf_##name) name;
	QPDF_FUNCTIONS(QPDF_MEMBER)
#undef QPDF_MEMBER
} library;

/* NULL after READER_NO_LIBRARY. Stays loaded. */
const library *library_load(diags *);

#endif

/*
 * put: how PDF spells numbers, names, strings and references.
 */
#ifndef VANBAN_PDF_PUT_H
#define VANBAN_PDF_PUT_H

#include "object.h"

#define PUT(out_, literal_) buffer_append((out_), STR(literal_))

void put_integer(buffer *, int64_t);
/* 72500 -> "72.5": thousandths, no trailing zeros. */
void put_thousandths(buffer *, int64_t);
void put_millionths(buffer *, int64_t);
/* "12 0 R" */
void put_reference_to(buffer *, uint32_t number);
void put_reference(buffer *, const pdf_object *);
/* Two hexadecimal digits. */
void put_hex8(buffer *, uint32_t);
/* Four hexadecimal digits. */
void put_hex16(buffer *, uint32_t);
/* UTF-16BE in hexadecimal digits, without byte order mark. */
void put_utf16(buffer *, uint32_t code_point);
/* A text string: (literal) when ASCII, else <FEFF…>. */
void put_text(buffer *, str);
/* For XML: & < > " and ' as entities. */
void put_escaped(buffer *, str);

#endif

/*
 * pdf: pages -> the bytes of a PDF file.
 *
 * The only room that includes libharu, which keeps numbers and cross-references
 * and writes objects; fonts come from the font room, content streams are
 * written here and deflated by libdeflate.  Output is a function of the input
 * alone: no clock, no random numbers.
 */
#ifndef VANBAN_PDF_H
#define VANBAN_PDF_H

#include "vanban/digest.h"
#include "vanban/page.h"

typedef struct pdf_options {
	bool compress; /* false: readable streams, for tests */
} pdf_options;

/*
 * Appends the whole file to out. A failure inside libharu is reported as
 * PDF_FAILED with its code; returns false then.
 */
bool pdf_write(const page_document *, font_set *, const pdf_options *, arena *,
	       diags *, buffer *out);

/* ---- Identity --------------------------------------------------------- */

/*
 * A file's /ID (ISO 32000-1, 14.4) says what it was made from and what it is:
 * two halves of 16 bytes.  made_from is whatever the caller says of the inputs;
 * content is the digest of the whole file but for its own 32 digits, so that
 * any byte changed by anyone is seen.
 */
typedef struct pdf_identity {
	digest128 made_from;
	digest128 content;
} pdf_identity;

/* How much of a file's end holds its /ID. */
#define PDF_TAIL 65536

/*
 * Writes the /ID of a file that pdf_write made. made_from NULL: of the content
 * alone.
 */
void pdf_identify(char *file, size_t length, const digest128 *made_from);

/* The /ID in the last bytes of a file; false when there is none like ours. */
bool pdf_identity_of(str tail, pdf_identity *out);

/* Whether the file is what its /ID says. Its bytes are unchanged afterwards. */
bool pdf_is_whole(char *file, size_t length);

#endif

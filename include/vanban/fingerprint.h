/*
 * fingerprint: cryptographic digests as hexadecimal digits, for what leaves
 * the program. For noticing changes at speed, see digest.h.
 */
#ifndef VANBAN_FINGERPRINT_H
#define VANBAN_FINGERPRINT_H

#include "vanban/arena.h"

/* 64 digits: tells whether bytes were changed. */
str fingerprint_sha256(arena *, str bytes);
/* 32 digits: as PDF wants it; guards nothing. */
str fingerprint_md5(arena *, str bytes);

#endif

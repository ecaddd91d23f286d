/*
 * glossary: terms and names as documents must write them (thuật ngữ), and what
 * of language lines keep together (giữ liền).
 *
 * Two kinds of XML files, told in their own headers: thuat-ngu.xml (root
 * thuat-ngu: terms with spelling, capitals, abbreviation, usual mistakes) and
 * giu-lien.xml (root giu-lien: rules with strengths and words).  The program's
 * own, templates/ngon-ngu, are compiled in and cost nothing to read; files of
 * a project are read on top of them.
 */
#ifndef VANBAN_GLOSSARY_H
#define VANBAN_GLOSSARY_H

#include "vanban/text.h"
#include "vanban/xml.h"

typedef enum glossary_kind {
	GLOSSARY_BODY,	/* to-chuc: bodies, organisations, their offices */
	GLOSSARY_PLACE, /* dia-danh */
	GLOSSARY_TERM,	/* thuat-ngu: fixed terms */
	GLOSSARY_WORD	/* tu: ordinary words of several syllables */
} glossary_kind;

typedef struct glossary_entry {
	str written; /* "Ủy ban nhân dân": spelling and capitals */
	str parted;  /* "Ủy ban|nhân dân": where a long name comes apart */
	glossary_kind kind;
	text_join join;	  /* how firmly lines keep its words together */
	bool capitals;	  /* hoa: those of written are due everywhere */
	str abbreviation; /* "UBND", or empty */
	str wrong;	  /* usual mistakes with ";" between them, or empty */
	span at;	  /* in the user's file; NO_SPAN: the program's own */
} glossary_entry;

/* What was read on top of the program's own; zero-initialise. */
typedef struct glossary {
	glossary_entry *entries;
	size_t count, capacity;
	text_lexicon *lexicon; /* for text_joins; NULL: nothing was read */
} glossary;

/* The program's own terms, in the order of their file. */
const glossary_entry *glossary_builtin(size_t *count);

/*
 * Adds a file of either kind; later files weigh more than earlier ones. False
 * after diagnostics; what was right in the file is added all the same.
 */
bool glossary_add(glossary *, arena *, diags *, const xml_document *);
bool glossary_read(glossary *, arena *, diags *, str path, span at);

#endif

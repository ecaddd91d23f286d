#include "vanban/glossary.h"

#define LEXICON_RULE(name_, join_, words_)
#define LEXICON_TERM(parted_, written_, kind_, join_, capitals_,               \
		     abbreviation_, wrong_)                                    \
	{.written = STR_INIT(written_),                                        \
	 .parted = STR_INIT(parted_),                                          \
	 .kind = (kind_),                                                      \
	 .join = (join_),                                                      \
	 .capitals = (capitals_),                                              \
	 .abbreviation = STR_INIT(abbreviation_),                              \
	 .wrong = STR_INIT(wrong_)},
static const glossary_entry builtin[] = {
#include "vanban/lexicon.def"
};

const glossary_entry *glossary_builtin(size_t *count)
{
	*count = sizeof builtin / sizeof *builtin;
	return builtin;
}

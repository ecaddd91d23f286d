#include "vanban/text.h"

str text_list(arena *a, const str *items, size_t count)
{
	if (count < 2)
		return count ? items[0] : (str){NULL, 0};
	str head = str_join(a, items, count - 1, STR(", "));
	return str_join(a, (const str[]){head, items[count - 1]}, 2,
			STR(" và "));
}

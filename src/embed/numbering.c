#include "trail.h"

#include <stdlib.h>

struct numbering_slot {
	const void *key; /* NULL: free */
	size_t size;
	uint32_t number;
};

/* FNV-1a by words: keys are short and made of whole words. */
static size_t hash(const void *key, size_t size)
{
	const char *bytes = key;
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i + sizeof(uint32_t) <= size;
	     i += sizeof(uint32_t)) {
		uint32_t word;
		memcpy(&word, bytes + i, sizeof word);
		h = (h ^ word) * 1099511628211u;
	}
	return (size_t)(h ^ h >> 32);
}

static struct numbering_slot *find(const numbering *n, const void *key,
				   size_t size)
{
	size_t at = hash(key, size) & (n->capacity - 1);
	for (;; at = (at + 1) & (n->capacity - 1)) {
		struct numbering_slot *slot = &n->slots[at];
		if (!slot->key ||
		    (slot->size == size && memcmp(slot->key, key, size) == 0))
			return slot;
	}
}

static void widen(numbering *n)
{
	numbering old = *n;
	n->capacity = old.capacity ? 2 * old.capacity : 64;
	n->slots = calloc(n->capacity, sizeof *n->slots);
	if (!n->slots)
		abort();
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key)
			*find(n, old.slots[i].key, old.slots[i].size) =
			    old.slots[i];
	free(old.slots);
}

void numbering_end(numbering *n)
{
	free(n->slots);
}

uint32_t number_of(numbering *n, arena *a, const void *key, size_t size,
		   bool *is_new)
{
	if (2 * n->count >= n->capacity)
		widen(n);
	struct numbering_slot *slot = find(n, key, size);
	*is_new = !slot->key;
	if (*is_new) {
		slot->key = str_copy(a, (str){key, size}).data;
		slot->size = size;
		slot->number = (uint32_t)++n->count;
	}
	return slot->number;
}

#include "set.h"

/* FNV-1a, Fowler, Noll and Vo. */
static size_t hash(str key)
{
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t i = 0; i < key.length; i++)
		h = (h ^ (unsigned char)key.data[i]) * 0x100000001B3u;
	return (size_t)(h ^ h >> 32);
}

static data_table_slot *find(const data_table *table, str key)
{
	size_t mask = table->capacity - 1;
	size_t i = hash(key) & mask;
	while (table->slots[i].key.data && !str_equal(table->slots[i].key, key))
		i = (i + 1) & mask;
	return &table->slots[i];
}

static void grow(data_table *table, arena *a)
{
	data_table old = *table;
	table->capacity = old.capacity ? 2 * old.capacity : 64;
	table->slots = ARENA_ARRAY(a, data_table_slot, table->capacity);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].key.data)
			*find(table, old.slots[i].key) = old.slots[i];
}

void data_table_put(data_table *table, arena *a, str key, uint32_t value)
{
	assert(key.data);
	if (4 * (table->count + 1) > 3 * table->capacity)
		grow(table, a);
	data_table_slot *slot = find(table, key);
	assert(!slot->key.data);
	*slot = (data_table_slot){key, value};
	table->count++;
}

bool data_table_get(const data_table *table, str key, uint32_t *value)
{
	if (!table->count || !key.data)
		return false;
	const data_table_slot *slot = find(table, key);
	if (!slot->key.data)
		return false;
	*value = slot->value;
	return true;
}

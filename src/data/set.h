/*
 * set: what the files of this room share and nobody outside may see.
 */
#ifndef VANBAN_DATA_SET_H
#define VANBAN_DATA_SET_H

#include <assert.h>

#include "vanban/data.h"
#include "vanban/expr.h"

/* Levels of units, so that walking the tree cannot exhaust the stack. */
#define DATA_DEEPEST	   32
#define DATA_MOST_DECIMALS 6

/* ---- table: byte strings to numbers, open addressing -------------------- */

typedef struct data_table_slot {
	str key; /* data NULL: free */
	uint32_t value;
} data_table_slot;

typedef struct data_table {
	data_table_slot *slots;
	size_t capacity; /* a power of two */
	size_t count;
} data_table;

/* The key is borrowed and must not be in the table yet. */
void data_table_put(data_table *, arena *, str key, uint32_t value);
bool data_table_get(const data_table *, str key, uint32_t *value);

/* ---- rows: the public types with what only this room needs -------------- */

typedef struct unit_row {
	data_unit unit; /* first: a data_unit of a set is a unit_row */
	uint32_t class_index;
	str belongs; /* thuoc, as written */
	span belongs_at;
	const xml_attribute *merged; /* nhap-vao, or NULL */
	data_unit *last_child;
	data_unit **came_from; /* units with this one in merged_into */
	size_t came_from_count, came_from_capacity;
	bool is_walked; /* while looking for circles */
	uint8_t depth;	/* of a linked unit: 1.. */
} unit_row;

typedef struct indicator_row {
	data_indicator indicator; /* first */
	const xml_node *node;
	bool *enters; /* by class; NULL: units without units below */
	const expr *required_when;
} indicator_row;

/* How a rang-buoc says what must hold. */
typedef enum rule_kind {
	RULE_TEST,    /* kiem: an expression */
	RULE_SUM,     /* tong, gom: the whole is the sum of the parts */
	RULE_PRODUCT, /* tich, gom: … the product: count × unit price */
	RULE_PART,    /* phan, cua: no more than the whole */
	RULE_CHANGE   /* ct, bien-dong: percent against last year, at most */
} rule_kind;

#define DATA_MOST_PARTS 12

typedef struct rule {
	str code;
	str message;
	rule_kind kind;
	const expr *test; /* TEST */
	bool warns;
	const xml_attribute *source; /* the attribute that names the kind */
	const xml_node *node;
	span at;
	/* the others */
	const data_indicator *whole;
	const data_indicator *parts[DATA_MOST_PARTS];
	size_t part_count;
	int64_t number; /* CHANGE: percent; PRODUCT: factors that are numbers */
} rule;

/* ---- figures ------------------------------------------------------------ */

typedef enum figure_state {
	FIGURE_VALUE,
	FIGURE_DECLARED_MISSING, /* thieu */
	FIGURE_NOT_DUE, /* not stated, and bat-buoc-khi does not hold */
	FIGURE_BAD	/* reported */
} figure_state;

typedef enum qualifier {
	QUALIFIER_EXACT,
	QUALIFIER_ABOVE,     /* tren: trên */
	QUALIFIER_MORE_THAN, /* hon: hơn */
	QUALIFIER_NEARLY,    /* gan: gần */
	QUALIFIER_ABOUT	     /* khoang: khoảng */
} qualifier;

/* What few figures have. */
typedef struct figure_more {
	str note;
	str reason;
	const data_unit **units;
	size_t unit_count;
	bool has_coverage;
	uint32_t covered, expected;
} figure_more;

typedef struct figure {
	text_number value; /* a list: the number of units */
	span at;
	uint32_t indicator;
	uint8_t state;
	uint8_t qualifier;
	const figure_more *more; /* or NULL */
} figure;

typedef struct record {
	const data_unit *unit;
	uint32_t period; /* index */
	bool is_plan;
	bool is_rollup;
	bool is_superseded;
	bool has_submitted;
	text_date submitted;
	text_time submitted_at;
	text_date cut_off;
	span at;
	figure *figures; /* by indicator */
	size_t figure_count;
} record;

/* The records of one period: actual or plan. Arrays by unit, or NULL. */
typedef struct record_slots {
	record **own;
	record **rolled_up;
	const span **absent; /* chua-nop: its place */
	size_t record_count;
} record_slots;

typedef struct period_row {
	data_period period;
	/* the same of the year before; the whole year; NULL: not asked yet */
	const data_period *before, *year;
	record_slots slots[2]; /* by is_plan */
} period_row;

/* By unit; of its own attributes, and with all that is below. */
typedef struct unit_digests {
	digest128 *own;
	digest128 *whole;
	digest128 *facts; /* by facts */
	digest128 words;  /* dictionary, classes, names of attributes */
} unit_digests;

typedef struct watch {
	const data_unit *subject;
	unsigned reach;
} watch;

/* Figures with reported errors, or a file of them that cannot be read. */
typedef struct data_fault {
	str unit;   /* code */
	str period; /* code; empty: not known */
	span at;    /* the so-lieu; NO_SPAN: not known */
} data_fault;

struct data_set {
	arena *arena;
	diags *diags;
	data_class **classes;
	size_t class_count, class_capacity;
	data_table class_codes;
	data_unit **units;
	size_t unit_count, unit_capacity;
	data_table unit_codes;
	data_indicator **indicators;
	size_t indicator_count, indicator_capacity;
	data_table indicator_codes;
	rule *rules;
	size_t rule_count, rule_capacity;
	data_table rule_codes;
	bool is_linked;
	bool dictionary_is_broken;   /* lacks a code, which was told; that
					it is not found elsewhere is not */
	uint32_t copy_told, copy_of; /* sources that repeat codes */
	bool has_unread;	     /* a file that may be anything */
	data_fault *faulty;	     /* whose figures have errors */
	size_t faulty_count, faulty_capacity;
	bool was_told;		  /* that units or dictionary are absent */
	const xml_node **pending; /* so-lieu and chua-nop not read yet */
	size_t pending_count, pending_capacity;
	period_row **periods;
	size_t period_count, period_capacity;
	data_table period_codes;
	record **records;
	size_t record_count, record_capacity;
	const record **by_place; /* records in the order of their places */
	size_t by_place_count;
	data_facts *facts;
	size_t facts_count, facts_capacity;
	uint32_t *dictionaries; /* sources */
	size_t dictionary_count, dictionary_capacity;
	unit_digests *digests; /* NULL: not asked for yet */
	data_namer *namer;
	void *namer_context;
	watch *watch; /* NULL: nobody watches */
	arena *kept;  /* where totals live */
	const data_total **totals;
	size_t total_count, total_capacity;
	data_table total_keys;
	str *unit_candidates, *indicator_candidates; /* for suggestions */
};

/* ---- read.c: attributes and children that every kind of file has -------- */

/* The required attribute, not blank; NULL after a report. */
static inline const xml_attribute *data_require(data_set *set,
						const xml_node *node, str name)
{
	return xml_require_text(set->diags, node, name);
}
static inline bool data_check_children(data_set *set, const xml_node *node,
				       const char *names)
{
	return xml_check_children(set->diags, node, names);
}
static inline bool data_read_choice(data_set *set, const xml_node *node,
				    str name, const char *const *words,
				    size_t by_default, size_t *out)
{
	return xml_read_choice(set->diags, node, name, words, by_default, out);
}
static inline bool data_read_yes_no(data_set *set, const xml_node *node,
				    str name, bool by_default)
{
	return xml_read_yes_no(set->diags, node, name, by_default);
}
static inline bool data_read_date(data_set *set, const xml_node *node, str name,
				  text_date *out)
{
	return xml_read_date(set->arena, set->diags, node, name, out);
}
/* Reports a malformed or repeated code; else puts it into the table. */
bool data_read_code(data_set *, const xml_node *, data_table *, uint32_t index,
		    span first_at(const data_set *, uint32_t), str *out);
/* The unit of a code, or NULL after UNIT_UNKNOWN. */
const data_unit *data_find_unit(data_set *, str code, span at);
/*
 * The indicator of a code, or NULL after UNKNOWN_INDICATOR (not reported when
 * the dictionary itself is broken).
 */
const data_indicator *data_find_indicator(data_set *, str code, span at);
/* The row of a period code; false after PERIOD_MALFORMED. */
bool data_find_period(data_set *, str code, span at, uint32_t *index);
/* den-ngay against the period; reports. */
bool data_check_cut_off(data_set *, const xml_node *, const data_period *,
			text_date);
/* The unit is valid in the period; reports at `at`. */
bool data_check_valid(data_set *, const data_unit *, const data_period *,
		      span at);

/* ---- the rest ----------------------------------------------------------- */

/* units.c */
bool data_read_units(data_set *, const xml_node *root);
bool data_link_units(data_set *);
/* Whether the unit itself, apart from those above, exists on the day. */
bool data_unit_exists(const data_unit *, text_date);
/* Whether it and all above it exist on the day. */
bool data_existed(const data_unit *, text_date);
/* Whether a unit right below it exists on the day. */
bool data_has_below(const data_unit *, text_date);
bool data_is_within(const data_unit *, const data_unit *above);

/* dictionary.c */
bool data_read_dictionary(data_set *, const xml_node *root);
bool data_link_dictionary(data_set *);
extern const char *const data_kind_words[];
extern const char *const data_aggregate_words[];
/* Whether the unit is one of those that must state the indicator. */
bool data_must_state(const data_indicator *, const data_unit *, text_date last);

/* period.c */
uint32_t data_period_index(data_set *, const data_period *);
/* Made once: they are asked for with every comparison. */
const data_period *data_period_before(data_set *, const data_period *);
const data_period *data_year_of(data_set *, const data_period *);

/* record.c, figure.c */
bool data_read_record(data_set *, const xml_node *);
bool data_read_absence(data_set *, const xml_node *);
bool data_read_figures(data_set *, const xml_node *, record *);
/* NULL when the record does not state it. */
const figure *data_figure_in(const record *, const data_indicator *);
extern const char *const data_qualifier_words[];
str data_qualifier_text(qualifier);

/* rules.c */
bool data_check_rules(data_set *);
/* Fills in the figures that are not due. */
bool data_check_required(data_set *);

/* relations.c */
/* Reads which kind the rule is of; false after a report. */
bool data_read_relation(data_set *, const xml_node *, rule *);
bool data_link_relation(data_set *, rule *);
/* SUM, PRODUCT and PART in every record. */
bool data_check_relations(data_set *);
/*
 * Where a figure with a qualifier lies: "trên 625 triệu" was cut off at its
 * last digit that is not 0, so it is below 626 triệu.
 */
void data_interval(const figure *, text_number *low, text_number *high);

/* rollup.c */
void data_check_rollups(data_set *);
/* "9.856", "12,5": for messages and dumps. */
str data_number_text(arena *, text_number);

#endif

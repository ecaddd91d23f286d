#include "vanban/text.h"

#include "numeral.h"

static const char *const digits[] = {
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
};

/* After mươi some digits change: hai mươi mốt, hai mươi tư. */
static const char *const after_tens[] = {
    "", "mốt", "hai", "ba", "tư", "lăm", "sáu", "bảy", "tám", "chín",
};

struct speaker {
	buffer words;
	text_words_style style;
};

static void say(struct speaker *speaker, const char *word)
{
	if (speaker->words.length)
		buffer_append_byte(&speaker->words, ' ');
	buffer_append(&speaker->words, str_from(word));
}

static void say_tens(struct speaker *speaker, unsigned tens, unsigned ones,
		     bool after_hundreds)
{
	if (tens == 0) {
		if (ones && after_hundreds)
			say(speaker, speaker->style.le ? "lẻ" : "linh");
		if (ones)
			say(speaker, digits[ones]);
		return;
	}
	if (tens == 1) {
		say(speaker, "mười");
		if (ones)
			say(speaker, ones == 5 ? "lăm" : digits[ones]);
		return;
	}
	say(speaker, digits[tens]);
	say(speaker, "mươi");
	if (ones)
		say(speaker, after_tens[ones]);
}

/* A group of three; only the first of a number may leave out its hundreds. */
static void say_group(struct speaker *speaker, unsigned group, bool is_first)
{
	bool hundreds = group >= 100 || !is_first;
	if (hundreds) {
		say(speaker, digits[group / 100]);
		say(speaker, "trăm");
	}
	say_tens(speaker, group / 10 % 10, group % 10, hundreds);
}

/* What is below tỷ: triệu, nghìn, and the rest. */
static void say_below_billion(struct speaker *speaker, unsigned n,
			      bool is_first)
{
	const struct {
		unsigned size;
		const char *name;
	} groups[] = {
	    {1000000, "triệu"},
	    {1000, speaker->style.ngan ? "ngàn" : "nghìn"},
	    {1, NULL},
	};
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		unsigned group = n / groups[i].size % 1000;
		if (!group)
			continue;
		say_group(speaker, group, is_first);
		if (groups[i].name)
			say(speaker, groups[i].name);
		is_first = false;
	}
}

#define BILLION 1000000000u

/* n > 0. At most three levels deep. */
static void say_whole(struct speaker *speaker, text_wide n)
{
	text_wide above = n / BILLION;
	if (above) {
		say_whole(speaker, above);
		say(speaker, "tỷ");
	}
	say_below_billion(speaker, (unsigned)(n % BILLION), !above);
}

static void say_decimals(struct speaker *speaker, text_wide n,
			 unsigned decimals)
{
	say(speaker, "phẩy");
	while (decimals--)
		say(speaker,
		    digits[(int)(n / text_power_of_ten(decimals) % 10)]);
}

bool text_number_words(arena *a, text_number n, text_words_style style,
		       str *out)
{
	unsigned decimals;
	if (!text_exact_decimals(n, &decimals))
		return false;
	struct speaker speaker = {.style = style};
	text_wide scaled =
	    n.numerator * text_power_of_ten(decimals) / n.denominator;
	if (scaled < 0) {
		say(&speaker, "âm");
		scaled = -scaled;
	}
	text_wide power = text_power_of_ten(decimals);
	if (scaled / power)
		say_whole(&speaker, scaled / power);
	else
		say(&speaker, digits[0]);
	if (decimals)
		say_decimals(&speaker, scaled % power, decimals);
	*out = str_copy(a, buffer_str(&speaker.words));
	buffer_free(&speaker.words);
	return true;
}

#include "cli/cli.h"
#include "vanban/file.h"

#include <stdlib.h>

typedef enum option_value {
	VALUE_NONE,
	VALUE_ONE,
	VALUE_LIST /* every argument up to the next option */
} option_value;

typedef struct option_row {
	char letter; /* its name in cli_command.options; short if printable */
	bool has_short;
	const char *name;
	option_value value;
	const char *value_name;
	const char *help[2];
} option_row;

static const option_row option_rows[] = {
    {'d',
     true,
     "data",
     VALUE_LIST,
     "…",
     {"tệp dữ liệu, hoặc thư mục (đọc mọi tệp .xml trong đó)",
      "data files, or folders (every .xml file below is read)"}},
    {'o',
     true,
     "output",
     VALUE_ONE,
     "FILE",
     {"tệp kết quả; - là đầu ra chuẩn",
      "the output file; - is standard output"}},
    {'U',
     false,
     "unit",
     VALUE_ONE,
     "CODE",
     {"mã đơn vị lập văn bản (mặc định: theo tệp thong-tin)",
      "code of the unit that reports (default: from thong-tin)"}},
    {'P',
     false,
     "period",
     VALUE_ONE,
     "PERIOD",
     {"kỳ báo cáo: 2023-9T, 2023-Q3, 2023-T09, 2023",
      "reporting period: 2023-9T, 2023-Q3, 2023-T09, 2023"}},
    {'T',
     false,
     "profile",
     VALUE_ONE,
     "NAME",
     {"thể thức dùng thay cho thể thức ghi trong biểu mẫu",
      "profile to use in the place of the template's"}},
    {'S',
     false,
     "set",
     VALUE_ONE,
     "NAME=VALUE",
     {"đặt biến $NAME của biểu mẫu (dùng nhiều lần được)",
      "sets the template's variable $NAME (may be repeated)"}},
    {'D',
     false,
     "dump",
     VALUE_ONE,
     "data|doc|pages",
     {"in nội dung của một bước ra đầu ra chuẩn, không lập PDF",
      "prints what one stage hands on to standard output; no PDF"}},
    {'R',
     false,
     "root",
     VALUE_ONE,
     "DIR",
     {"thư mục dự án: đường dẫn trong tệp không được ra ngoài",
      "project folder: paths in files may not leave it"}},
    {'W',
     false,
     "werror",
     VALUE_NONE,
     NULL,
     {"coi cảnh báo là lỗi", "treats warnings as errors"}},
    {'J',
     false,
     "json",
     VALUE_NONE,
     NULL,
     {"thông báo dạng JSON, mỗi dòng một mục, ra đầu ra chuẩn",
      "messages as JSON, one a line, on standard output"}},
    {'q',
     true,
     "quiet",
     VALUE_NONE,
     NULL,
     {"chỉ in lỗi", "prints errors only"}},
    {'L',
     false,
     "lang",
     VALUE_ONE,
     "vi|en",
     {"ngôn ngữ của thông báo", "language of messages"}},
    {'C',
     false,
     "color",
     VALUE_ONE,
     "auto|always|never",
     {"màu của thông báo", "colour of messages"}},
    {'F',
     false,
     "share",
     VALUE_ONE,
     "DIR",
     {"thư mục chứa templates/the-thuc và fonts của chương trình",
      "folder with the program's templates/the-thuc and fonts"}},
    {'h',
     true,
     "help",
     VALUE_NONE,
     NULL,
     {"in hướng dẫn này", "prints this help"}},
};

#define OPTION_COUNT (sizeof option_rows / sizeof *option_rows)

static bool allows(const cli_command *command, char letter)
{
	return strchr(command->options, letter) != NULL ||
	       strchr("qLCh", letter);
}

static const option_row *find_long(str name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (str_equal(name, str_from(option_rows[i].name)))
			return &option_rows[i];
	return NULL;
}

static const option_row *find_short(char letter)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_rows[i].has_short && option_rows[i].letter == letter)
			return &option_rows[i];
	return NULL;
}

typedef struct parse {
	arena *arena;
	diags *diags;
	cli_options *out;
	str *data, *files;
	template_parameter *parameters;
	size_t data_capacity, file_capacity, parameter_capacity;
	const option_row *list; /* takes the plain arguments that follow */
	str share;
} parse;

static bool choose(parse *p, const option_row *row, str value,
		   const char *const *words, int *out)
{
	for (int i = 0; words[i]; i++)
		if (str_equal(value, str_from(words[i]))) {
			*out = i;
			return true;
		}
	diag_at(p->diags, DIAG_BAD_CHOICE, NO_SPAN, value,
		str_format(p->arena, "--%s", row->name));
	diag_hint(p->diags, HINT_AVAILABLE, str_from(row->value_name));
	return false;
}

static void add_data(parse *p, str value)
{
	ARENA_GROW(p->arena, p->data, p->out->request.data_count,
		   p->data_capacity);
	p->data[p->out->request.data_count++] = value;
}

static void add_file(parse *p, str value)
{
	ARENA_GROW(p->arena, p->files, p->out->file_count, p->file_capacity);
	p->files[p->out->file_count++] = value;
}

static bool add_parameter(parse *p, const option_row *row, str value)
{
	size_t equals = str_find(value, STR("="));
	if (equals == 0 || equals == value.length) {
		diag_at(p->diags, DIAG_BAD_CHOICE, NO_SPAN, value,
			str_format(p->arena, "--%s", row->name));
		diag_hint(p->diags, HINT_AVAILABLE, str_from("NAME=VALUE"));
		return false;
	}
	ARENA_GROW(p->arena, p->parameters, p->out->request.parameter_count,
		   p->parameter_capacity);
	p->parameters[p->out->request.parameter_count++] = (template_parameter){
	    str_slice(value, 0, equals),
	    str_slice(value, equals + 1, value.length),
	};
	return true;
}

static bool apply(parse *p, const option_row *row, str value)
{
	static const char *const dumps[] = {"", "data", "doc", "pages", NULL};
	static const char *const languages[] = {"vi", "en", NULL};
	static const char *const colours[] = {"never", "always", "auto", NULL};
	cli_options *out = p->out;
	int choice = 0;
	switch (row->letter) {
	case 'd':
		add_data(p, value);
		return true;
	case 'o':
		out->output = value;
		return true;
	case 'U':
		out->request.unit = value;
		return true;
	case 'P':
		out->request.period = value;
		return true;
	case 'T':
		out->request.profile = value;
		return true;
	case 'S':
		return add_parameter(p, row, value);
	case 'D':
		if (!choose(p, row, value, dumps, &choice))
			return false;
		out->dump = (cli_dump)choice;
		return true;
	case 'R':
		out->request.root = value;
		return true;
	case 'W':
		out->werror = true;
		return true;
	case 'J':
		out->json = true;
		return true;
	case 'q':
		out->quiet = true;
		return true;
	case 'L':
		if (!choose(p, row, value, languages, &choice))
			return false;
		out->language = (diag_language)choice;
		return true;
	case 'C':
		if (!choose(p, row, value, colours, &choice))
			return false;
		if (choice < 2)
			out->colour = choice == 1;
		return true;
	case 'F':
		p->share = value;
		return true;
	default:
		out->help = true;
		return true;
	}
}

static bool unknown_option(parse *p, str given)
{
	str names[OPTION_COUNT];
	size_t count = 0;
	str command = str_from(p->out->command->name);
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (allows(p->out->command, option_rows[i].letter))
			names[count++] =
			    str_format(p->arena, "--%s", option_rows[i].name);
	diag_at(p->diags, DIAG_UNKNOWN_OPTION, NO_SPAN, given, command);
	diag_suggest(p->diags, given, names, count);
	diag_hint(p->diags, HINT_SEE_HELP, command);
	return false;
}

static bool is_option(const char *argument)
{
	return argument[0] == '-' && argument[1];
}

/* One option at argv[*i], with its value there or behind it. */
static bool take_option(parse *p, int argc, char **argv, int *i)
{
	str argument = str_from(argv[*i]), value = {NULL, 0}, name;
	const option_row *row;
	bool attached = false;
	if (str_starts_with(argument, STR("--"))) {
		size_t equals = str_find(argument, STR("="));
		name = str_slice(argument, 0, equals);
		attached = equals < argument.length;
		value = str_slice(argument, equals + 1, argument.length);
		row = find_long(str_slice(name, 2, name.length));
	} else {
		name = str_slice(argument, 0, 2);
		row = find_short(argument.data[1]);
		attached = argument.length > 2;
		value = str_slice(argument, 2, argument.length);
	}
	if (!row || !allows(p->out->command, row->letter) ||
	    (attached && row->value == VALUE_NONE))
		return unknown_option(p, argument);
	p->list = row->value == VALUE_LIST ? row : NULL;
	if (row->value == VALUE_NONE)
		return apply(p, row, STR(""));
	if (!attached) {
		/* A file of such a name is written ./-x or --data=-x. */
		if (*i + 1 >= argc || is_option(argv[*i + 1]))
			return diag_at(p->diags, DIAG_OPTION_NEEDS_VALUE,
				       NO_SPAN, name);
		value = str_from(argv[++*i]);
	}
	if (!value.length) /* such as an unset variable of the shell */
		return diag_at(p->diags, DIAG_OPTION_NEEDS_VALUE, NO_SPAN,
			       name);
	return apply(p, row, value);
}

/* The folder with templates/ and fonts/: beside the program or installed. */
static str share_folder(const parse *p)
{
	if (p->share.length)
		return p->share;
	const char *named = getenv("VANBAN_SHARE");
	if (named && *named)
		return str_from(named);
	char *self = realpath("/proc/self/exe", NULL);
	str folder = path_folder(str_copy(p->arena, str_from(self)));
	free(self);
	str installed = path_normalise(
	    p->arena, path_join(p->arena, folder, STR("../share/vanban")));
	if (file_is_directory(installed))
		return installed;
	return path_normalise(p->arena, path_join(p->arena, folder, STR("..")));
}

/* Standard input can be read once. */
static bool check_stdin(const parse *p)
{
	size_t count = 0;
	for (size_t i = 0; p->files && i < p->out->file_count; i++)
		count += str_equal(p->files[i], STR("-"));
	for (size_t i = 0; p->data && i < p->out->request.data_count; i++)
		count += str_equal(p->data[i], STR("-"));
	return count < 2 || diag_at(p->diags, DIAG_STDIN_TWICE, NO_SPAN);
}

bool cli_parse(int argc, char **argv, arena *a, diags *d, cli_options *out)
{
	parse p = {.arena = a, .diags = d, .out = out};
	bool good = true, only_files = false;
	for (int i = 0; i < argc; i++) {
		str argument = str_from(argv[i]);
		bool option = is_option(argv[i]) && !only_files;
		if (option && str_equal(argument, STR("--")))
			only_files = true;
		else if (option)
			good &= take_option(&p, argc, argv, &i);
		else if (p.list && !only_files)
			good &= apply(&p, p.list, argument);
		else
			add_file(&p, argument);
	}
	good &= check_stdin(&p);
	out->files = p.files;
	out->request.data_paths = p.data;
	out->request.parameters = p.parameters;
	str share = share_folder(&p);
	out->request.resources = (batch_resources){
	    path_join(a, share, STR("templates/the-thuc")),
	    path_join(a, share, STR("fonts/fonts.tsv")),
	};
	return good;
}

/* ---- Help ------------------------------------------------------------- */

static void print_option(FILE *to, const option_row *row,
			 diag_language language)
{
	char name[64];
	snprintf(name, sizeof name, "%s--%s%s%s",
		 row->has_short ? (char[]){'-', row->letter, ',', ' ', 0}
				: "    ",
		 row->name, row->value_name ? " " : "",
		 row->value_name ? row->value_name : "");
	fprintf(to, "  %-29s %s\n", name, row->help[language]);
}

void cli_print_help(FILE *to, const cli_command *command,
		    diag_language language)
{
	bool vi = language == DIAG_VIETNAMESE;
	fprintf(to, "%s\n\n", command->summary[language]);
	fprintf(to, "%s:\n  vanban %s\n\n", vi ? "Cách dùng" : "Usage",
		command->usage[language]);
	if (command->manual[language][0])
		fprintf(to, "%s\n\n", command->manual[language]);
	fprintf(to, "%s:\n", vi ? "Tùy chọn" : "Options");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (allows(command, option_rows[i].letter))
			print_option(to, &option_rows[i], language);
}

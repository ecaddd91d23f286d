/* vanban: formal documents and conference handouts from XML data. */
#include "cli/cli.h"
#include "vanban/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static diag_language language_of_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "en", 2) == 0 ? DIAG_ENGLISH
							    : DIAG_VIETNAMESE;
	}
	return DIAG_VIETNAMESE;
}

static bool wants_colour(void)
{
	const char *terminal = getenv("TERM"), *refused = getenv("NO_COLOR");
	return isatty(STDERR_FILENO) && !(refused && *refused) && terminal &&
	       strcmp(terminal, "dumb") != 0;
}

void cli_print_overview(FILE *to, diag_language language)
{
	bool vi = language == DIAG_VIETNAMESE;
	fprintf(
	    to, "%s\n\n%s:\n  vanban %s\n\n%s:\n",
	    vi ? "vanban: lập báo cáo, văn bản PDF từ số liệu XML."
	       : "vanban: makes reports and formal documents from XML data.",
	    vi ? "Cách dùng" : "Usage",
	    vi ? "LỆNH [TÙY CHỌN] TỆP…" : "COMMAND [OPTIONS] FILES…",
	    vi ? "Lệnh" : "Commands");
	for (const cli_command *c = cli_commands; c->name; c++)
		fprintf(to, "  %-10s %s\n", c->name, c->summary[language]);
	fprintf(to, "\n%s\n",
		vi ? "Xem thêm: vanban LỆNH --help; vanban --version"
		   : "More: vanban COMMAND --help; vanban --version");
}

/* --lang may stand before the command, too. */
static void take_language(int *argc, char ***argv, diag_language *language)
{
	bool is_given = *argc > 2 && strcmp((*argv)[1], "--lang") == 0;
	bool is_english = is_given && strcmp((*argv)[2], "en") == 0;
	if (!is_english && !(is_given && strcmp((*argv)[2], "vi") == 0))
		return;
	*language = is_english ? DIAG_ENGLISH : DIAG_VIETNAMESE;
	(*argv)[2] = (*argv)[0];
	*argv += 2;
	*argc -= 2;
}

/* Options that stand before any command. */
static bool is_global(int argc, char **argv, diag_language language,
		      int *status)
{
	str first = argc > 1 ? str_from(argv[1]) : (str){NULL, 0};
	if (str_equal(first, STR("--version")) || str_equal(first, STR("-V"))) {
		puts("vanban " CLI_VERSION);
		*status = CLI_DONE;
		return true;
	}
	bool asked = str_equal(first, STR("--help")) ||
		     str_equal(first, STR("-h")) ||
		     str_equal(first, STR("help"));
	if (argc > 1 && !asked)
		return false;
	cli_print_overview(asked ? stdout : stderr, language);
	*status = asked ? CLI_DONE : CLI_USAGE;
	return true;
}

static bool unknown_command(diags *d, str name)
{
	str names[64];
	size_t count = 0;
	for (const cli_command *c = cli_commands; c->name && count < 64; c++)
		names[count++] = str_from(c->name);
	diag_at(d, DIAG_UNKNOWN_COMMAND, NO_SPAN, name);
	diag_suggest(d, name, names, count);
	return false;
}

static int run(int argc, char **argv, arena *a, diags *d, cli_options *o)
{
	o->command = cli_command_of(str_from(argv[1]));
	if (!o->command) {
		unknown_command(d, str_from(argv[1]));
		return CLI_USAGE;
	}
	if (!cli_parse(argc - 2, argv + 2, a, d, o))
		return CLI_USAGE;
	if (o->help) {
		cli_print_help(stdout, o->command, o->language);
		return CLI_DONE;
	}
	return o->command->run(o, a, d);
}

/* Results that did not reach standard output are not done. */
static int finish_output(int status, diag_language language)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	str reason = file_reason(errno, language);
	fprintf(stderr, "vanban: %s: %.*s\n",
		language == DIAG_VIETNAMESE ? "không ghi được đầu ra chuẩn"
					    : "cannot write standard output",
		STR_ARGS(reason));
	return CLI_ENVIRONMENT;
}

/*
 * A file beyond the limit of its size is an error of write(2), not the end;
 * and no file that is opened takes the place of a closed standard stream: a
 * message would land in it.
 */
static void prepare(void)
{
	signal(SIGXFSZ, SIG_IGN);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null",
			     fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	arena_keep_freed_memory();
	buffer closing = {0};
	cli_options options = {.closing = &closing,
			       .language = language_of_locale(),
			       .colour = wants_colour()};
	int status = CLI_DONE;
	prepare();
	take_language(&argc, &argv, &options.language);
	if (is_global(argc, argv, options.language, &status))
		return finish_output(status, options.language);
	arena *a = arena_new(0);
	diags *d = diags_new(a, sources_new(a));
	status = run(argc, argv, a, d, &options);
	cli_print_diags(d, &options);
	cli_put(stderr, &closing);
	buffer_free(&closing);
	int found = cli_status(d, &options);
	if (status == CLI_DONE || found == CLI_ENVIRONMENT)
		status = found;
	arena_free(a);
	return finish_output(status, options.language);
}

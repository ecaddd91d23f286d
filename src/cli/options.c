#include "cli/cli.h"
#include "vanban/file.h"

#include <stdlib.h>
#include <time.h>

typedef enum option_value {
	VALUE_NONE,
	VALUE_ONE,
	VALUE_LIST /* every argument up to the next option */
} option_value;

/* What is done with the value: put where the row says, or given to apply. */
typedef enum option_store {
	STORE_BY_APPLY,
	STORE_TRUE,   /* a bool */
	STORE_TEXT,   /* a str */
	STORE_CHOICE, /* an int: index in words */
	STORE_NUMBER, /* a uint32_t from 1 to 1000000 */
	STORE_LENGTH  /* an mpt; written in millimetres: "3", "0,1" */
} option_store;

#define STORE(kind_, field_)                                                   \
	.store = STORE_##kind_, .field = offsetof(cli_options, field_)

typedef struct parse parse;

typedef struct option_row {
	cli_option id;
	char letter; /* short name; 0: none */
	const char *name;
	option_value value;
	const char *value_name; /* for a choice, the words: "vi|en" */
	const char *help[2];
	option_store store;
	size_t field;		  /* offset in cli_options */
	const char *const *words; /* CHOICE */
	bool (*apply)(parse *, const struct option_row *, str value);
} option_row;

static bool add_data(parse *, const option_row *, str);
static bool add_parameter(parse *, const option_row *, str);
static bool choose_colour(parse *, const option_row *, str);
static bool set_share(parse *, const option_row *, str);
static bool choose_layout(parse *, const option_row *, str);
static bool choose_paper(parse *, const option_row *, str);
static bool choose_binding(parse *, const option_row *, str);
static bool choose_marks(parse *, const option_row *, str);
static bool choose_shard(parse *, const option_row *, str);

static const char *const dump_words[] = {"", "data", "doc", "pages", NULL};
static const char *const personal_words[] = {"", "files", "one", NULL};
static const char *const order_words[] = {"list", "seat", "name", NULL};
static const char *const language_words[] = {"vi", "en", NULL};

/* As impose_flip. */
static const char *const flip_words[] = {"book", "long", "short", NULL};

static const option_row option_rows[] = {
    {.id = CLI_OPTION_DATA,
     .letter = 'd',
     .name = "data",
     .value = VALUE_LIST,
     .value_name = "…",
     .help = {"tệp dữ liệu, hoặc thư mục (đọc mọi tệp .xml trong đó)",
	      "data files, or folders (every .xml file below is read)"},
     .apply = add_data},
    {.id = CLI_OPTION_OUTPUT,
     .letter = 'o',
     .name = "output",
     .value = VALUE_ONE,
     .value_name = "FILE",
     .help = {"tệp kết quả; - là đầu ra chuẩn",
	      "the output file; - is standard output"},
     STORE(TEXT, output)},
    {.id = CLI_OPTION_UNIT,
     .name = "unit",
     .value = VALUE_ONE,
     .value_name = "CODE",
     .help = {"mã đơn vị lập văn bản (mặc định: theo tệp thong-tin)",
	      "code of the unit that reports (default: from thong-tin)"},
     STORE(TEXT, request.unit)},
    {.id = CLI_OPTION_PERIOD,
     .name = "period",
     .value = VALUE_ONE,
     .value_name = "PERIOD",
     .help = {"kỳ báo cáo: 2023-9T, 2023-Q3, 2023-T09, 2023",
	      "reporting period: 2023-9T, 2023-Q3, 2023-T09, 2023"},
     STORE(TEXT, request.period)},
    {.id = CLI_OPTION_PROFILE,
     .name = "profile",
     .value = VALUE_ONE,
     .value_name = "NAME",
     .help = {"thể thức dùng thay cho thể thức ghi trong biểu mẫu",
	      "profile to use in the place of the template's"},
     STORE(TEXT, request.profile)},
    {.id = CLI_OPTION_PROFILE,
     .name = "the-thuc",
     .value = VALUE_ONE,
     .value_name = "NAME",
     .help = {"như --profile", "the same as --profile"},
     STORE(TEXT, request.profile)},
    {.id = CLI_OPTION_SET,
     .name = "set",
     .value = VALUE_ONE,
     .value_name = "NAME=VALUE",
     .help = {"đặt biến $NAME của biểu mẫu (dùng nhiều lần được)",
	      "sets the template's variable $NAME (may be repeated)"},
     .apply = add_parameter},
    {.id = CLI_OPTION_DUMP,
     .name = "dump",
     .value = VALUE_ONE,
     .value_name = "data|doc|pages",
     .help = {"in nội dung của một bước ra đầu ra chuẩn, không lập PDF",
	      "prints what one stage hands on to standard output; no PDF"},
     STORE(CHOICE, dump),
     .words = dump_words},
    {.id = CLI_OPTION_ANCHORS,
     .name = "anchors",
     .value = VALUE_ONE,
     .value_name = "FILE.json",
     .help = {"ghi vị trí của chữ ký, con dấu, số và ngày còn trống",
	      "writes where signature, seal, blank number and date are"},
     STORE(TEXT, anchors)},
    {.id = CLI_OPTION_ROOT,
     .name = "root",
     .value = VALUE_ONE,
     .value_name = "DIR",
     .help = {"thư mục dự án: đường dẫn trong tệp không được ra ngoài",
	      "project folder: paths in files may not leave it"},
     STORE(TEXT, request.root)},
    {.id = CLI_OPTION_WERROR,
     .name = "werror",
     .value = VALUE_NONE,
     .help = {"coi cảnh báo là lỗi", "treats warnings as errors"},
     STORE(TRUE, werror)},
    {.id = CLI_OPTION_JSON,
     .name = "json",
     .value = VALUE_NONE,
     .help = {"thông báo dạng JSON, mỗi dòng một mục, ra đầu ra chuẩn",
	      "messages as JSON, one a line, on standard output"},
     STORE(TRUE, json)},
    {.id = CLI_OPTION_QUIET,
     .letter = 'q',
     .name = "quiet",
     .value = VALUE_NONE,
     .help = {"chỉ in lỗi", "prints errors only"},
     STORE(TRUE, quiet)},
    {.id = CLI_OPTION_LANG,
     .name = "lang",
     .value = VALUE_ONE,
     .value_name = "vi|en",
     .help = {"ngôn ngữ của thông báo", "language of messages"},
     STORE(CHOICE, language),
     .words = language_words},
    {.id = CLI_OPTION_COLOR,
     .name = "color",
     .value = VALUE_ONE,
     .value_name = "auto|always|never",
     .help = {"màu của thông báo", "colour of messages"},
     .apply = choose_colour},
    {.id = CLI_OPTION_SHARE,
     .name = "share",
     .value = VALUE_ONE,
     .value_name = "DIR",
     .help = {"thư mục chứa templates/the-thuc và fonts của chương trình",
	      "folder with the program's templates/the-thuc and fonts"},
     .apply = set_share},
    {.id = CLI_OPTION_FINDINGS,
     .name = "findings",
     .value = VALUE_NONE,
     .help = {"lập danh sách sai lệch thay cho tình hình nộp",
	      "makes the list of discrepancies in the place of the standing"},
     STORE(TRUE, findings)},
    {.id = CLI_OPTION_ANNOTATE,
     .name = "annotate",
     .value = VALUE_ONE,
     .value_name = "OUT.pdf",
     .help = {"vẽ các phát hiện bên lề văn bản dàn trang, kèm danh sách",
	      "draws the findings in the margin of the document, with a list"},
     STORE(TEXT, annotate)},
    {.id = CLI_OPTION_ACCEPTED,
     .name = "accepted",
     .value = VALUE_ONE,
     .value_name = "FILE",
     .help = {"tệp chap-nhan: những cảnh báo đã xem và để nguyên",
	      "a chap-nhan file: warnings that were seen and stand"},
     STORE(TEXT, accepted)},
    {.id = CLI_OPTION_CONVERT,
     .name = "convert",
     .value = VALUE_NONE,
     .help = {"chuyển bài viết sang Unicode dựng sẵn (từ TCVN3, VNI, tổ hợp)",
	      "restores precomposed Unicode (from TCVN3, VNI, decomposed)"},
     STORE(TRUE, convert)},
    {.id = CLI_OPTION_LAYOUT,
     .name = "layout",
     .value = VALUE_ONE,
     .value_name = "1up|2up|4up|booklet",
     .help = {"mỗi mặt giấy 1, 2 hoặc 4 trang, hay sách gấp đóng gáy",
	      "1, 2 or 4 pages a side, or a booklet to be folded"},
     .apply = choose_layout},
    {.id = CLI_OPTION_PAPER,
     .name = "paper",
     .value = VALUE_ONE,
     .value_name = "A3|A4|A5|A6",
     .help = {"khổ giấy in (mặc định A4)", "paper to print on (default A4)"},
     .apply = choose_paper},
    {.id = CLI_OPTION_COPIES,
     .name = "copies",
     .value = VALUE_ONE,
     .value_name = "N",
     .help = {"số bộ sẽ in, để tính tổng số tờ",
	      "sets to be printed, for the count of sheets"},
     STORE(NUMBER, sheets.copies)},
    {.id = CLI_OPTION_COUNT_ONLY,
     .name = "count",
     .value = VALUE_NONE,
     .help = {"chỉ tính số tờ giấy, không ghi tệp",
	      "only counts the sheets; writes nothing"},
     STORE(TRUE, sheets.count_only)},
    {.id = CLI_OPTION_JOIN,
     .name = "join",
     .value = VALUE_NONE,
     .help = {"nối các tệp thành một, mỗi tệp bắt đầu ở trang bên phải",
	      "joins the files, each beginning on a right-hand page"},
     STORE(TRUE, sheets.plan.join)},
    {.id = CLI_OPTION_ONE_SIDED,
     .name = "one-sided",
     .value = VALUE_NONE,
     .help = {"chỉ in một mặt giấy", "prints on one side of the sheets"},
     STORE(TRUE, sheets.plan.one_sided)},
    {.id = CLI_OPTION_FLIP,
     .name = "flip",
     .value = VALUE_ONE,
     .value_name = "book|long|short",
     .help = {"máy in lật giấy theo cạnh nào (mặc định: như lật sách)",
	      "edge by which the printer turns the sheet (default: as a book)"},
     .words = flip_words,
     STORE(CHOICE, sheets.plan.flip)},
    {.id = CLI_OPTION_BINDING,
     .name = "binding",
     .value = VALUE_ONE,
     .value_name = "left|right",
     .help = {"gáy sách ở bên trái (mặc định) hay bên phải",
	      "the booklet's spine is left (default) or right"},
     .apply = choose_binding},
    {.id = CLI_OPTION_BACK_COVER,
     .name = "back-cover",
     .value = VALUE_NONE,
     .help = {"trang cuối là bìa sau của sách",
	      "the last page is the back cover"},
     STORE(TRUE, sheets.plan.back_cover)},
    {.id = CLI_OPTION_SIGNATURE,
     .name = "signature",
     .value = VALUE_ONE,
     .value_name = "N",
     .help = {"số tờ gấp chung một tay sách (mặc định: tất cả)",
	      "sheets folded together (default: all)"},
     STORE(NUMBER, sheets.plan.signature_sheets)},
    {.id = CLI_OPTION_CREEP,
     .name = "creep",
     .value = VALUE_ONE,
     .value_name = "MM",
     .help = {"bù độ dày mỗi tờ về phía gáy, mm (giấy 80 g: 0,1)",
	      "shift to the spine for each sheet, mm (80 g paper: 0.1)"},
     STORE(LENGTH, sheets.plan.creep)},
    {.id = CLI_OPTION_GAP,
     .name = "gap",
     .value = VALUE_ONE,
     .value_name = "MM",
     .help = {"khoảng cách giữa các trang trên một mặt, mm",
	      "distance between the pages of a side, mm"},
     STORE(LENGTH, sheets.plan.gap)},
    {.id = CLI_OPTION_STACK,
     .name = "stack",
     .value = VALUE_NONE,
     .help = {"xếp để cắt rời: các chồng đặt lên nhau là đúng thứ tự",
	      "to be cut: the piles laid on each other are in order"},
     STORE(TRUE, sheets.plan.stack)},
    {.id = CLI_OPTION_MARKS,
     .name = "marks",
     .value = VALUE_ONE,
     .value_name = "crop|fold|all",
     .help = {"dấu cắt, dấu gấp hoặc cả hai",
	      "marks to cut by, to fold by, or both"},
     .apply = choose_marks},
    {.id = CLI_OPTION_JOBS,
     .letter = 'j',
     .name = "jobs",
     .value = VALUE_ONE,
     .value_name = "N",
     .help = {"số tiến trình cùng lúc (mặc định: số nhân của máy)",
	      "processes at a time (default: the number of processors)"},
     STORE(NUMBER, batch.jobs)},
    {.id = CLI_OPTION_DRY_RUN,
     .name = "dry-run",
     .value = VALUE_NONE,
     .help = {"in kế hoạch: văn bản nào, tệp nào, có phải lập không",
	      "prints the plan: which documents, where, whether to be made"},
     STORE(TRUE, batch.dry_run)},
    {.id = CLI_OPTION_KEEP_GOING,
     .name = "keep-going",
     .value = VALUE_NONE,
     .help = {"một văn bản lỗi thì vẫn lập các văn bản khác (mặc định)",
	      "goes on after a document that fails (the default)"},
     STORE(TRUE, batch.keep_going)},
    {.id = CLI_OPTION_HALT,
     .name = "halt",
     .value = VALUE_NONE,
     .help = {"dừng ở văn bản lỗi đầu tiên",
	      "ends at the first document that fails"},
     STORE(TRUE, batch.halt)},
    {.id = CLI_OPTION_REBUILD,
     .name = "rebuild",
     .value = VALUE_NONE,
     .help = {"lập lại cả những văn bản không có gì đổi",
	      "makes even what is up to date"},
     STORE(TRUE, batch.rebuild)},
    {.id = CLI_OPTION_REPORT,
     .name = "report",
     .value = VALUE_ONE,
     .value_name = "FILE",
     .help = {"ghi báo cáo lần chạy (JSON)", "writes a run report (JSON)"},
     STORE(TEXT, batch.report)},
    {.id = CLI_OPTION_FAILED,
     .name = "failed",
     .value = VALUE_NONE,
     .help = {"chỉ lập lại những văn bản lỗi hoặc chưa lập của --report",
	      "makes only what failed or was not run in --report"},
     STORE(TRUE, batch.failed)},
    {.id = CLI_OPTION_SHARD,
     .name = "shard",
     .value = VALUE_ONE,
     .value_name = "K/N",
     .help = {"chỉ lập phần thứ K trong N phần của kế hoạch",
	      "makes part K of N of the plan"},
     .apply = choose_shard},
    {.id = CLI_OPTION_MERGE,
     .name = "merge",
     .value = VALUE_NONE,
     .help = {"gộp báo cáo của các phần thành --report",
	      "joins the reports of parts into --report"},
     STORE(TRUE, batch.merge)},
    {.id = CLI_OPTION_TIME_LIMIT,
     .name = "time-limit",
     .value = VALUE_ONE,
     .value_name = "SECONDS",
     .help = {"giới hạn thời gian của một văn bản (mặc định: 60)",
	      "time limit of one document (default: 60)"},
     STORE(NUMBER, batch.time_limit)},
    {.id = CLI_OPTION_MEMORY_LIMIT,
     .name = "memory-limit",
     .value = VALUE_ONE,
     .value_name = "MIB",
     .help = {"giới hạn bộ nhớ của một văn bản (mặc định: 1024)",
	      "memory limit of one document (default: 1024)"},
     STORE(NUMBER, batch.memory_limit)},
    {.id = CLI_OPTION_NUMBER,
     .name = "so",
     .value = VALUE_ONE,
     .value_name = "NUMBER",
     .help = {"số văn bản", "the document's number"},
     STORE(TEXT, late_number)},
    {.id = CLI_OPTION_DATE,
     .name = "ngay",
     .value = VALUE_ONE,
     .value_name = "YYYY-MM-DD",
     .help = {"ngày ban hành: năm-tháng-ngày", "the date of issue"},
     STORE(TEXT, late_date)},
    {.id = CLI_OPTION_PERSONAL,
     .name = "personal",
     .value = VALUE_ONE,
     .value_name = "files|one",
     .help = {"in bản riêng cho từng đại biểu: mỗi bản một tệp, hay một tệp để "
	      "in",
	      "personal copies: one file each, or one file to print"},
     STORE(CHOICE, personal),
     .words = personal_words},
    {.id = CLI_OPTION_ORDER,
     .name = "order",
     .value = VALUE_ONE,
     .value_name = "list|seat|name",
     .help = {"thứ tự bản riêng: như danh sách, theo ghế, theo tên",
	      "order of personal copies: as listed, by seat, by name"},
     STORE(CHOICE, order),
     .words = order_words},
    {.id = CLI_OPTION_HELP,
     .letter = 'h',
     .name = "help",
     .value = VALUE_NONE,
     .help = {"in hướng dẫn này", "prints this help"},
     STORE(TRUE, help)},
};

#define OPTION_COUNT (sizeof option_rows / sizeof *option_rows)

static bool allows(const cli_command *command, const option_row *row)
{
	const uint64_t everywhere =
	    CLI_HAS(QUIET) | CLI_HAS(LANG) | CLI_HAS(COLOR) | CLI_HAS(HELP);
	return (command->options | everywhere) & UINT64_C(1) << row->id;
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
		if (option_rows[i].letter == letter)
			return &option_rows[i];
	return NULL;
}

struct parse {
	arena *arena;
	diags *diags;
	cli_options *out;
	str *data, *files;
	template_parameter *parameters;
	size_t data_capacity, file_capacity, parameter_capacity;
	const option_row *list; /* takes the plain arguments that follow */
	str share;
};

/* The hint may want the words that the option takes. */
static bool bad_form(parse *p, const option_row *row, str value, diag_text hint)
{
	diag_at(p->diags, DIAG_BAD_CHOICE, NO_SPAN, value,
		str_format(p->arena, "--%s", row->name));
	diag_hint(p->diags, hint, str_from(row->value_name));
	return false;
}

static bool bad_value(parse *p, const option_row *row, str value)
{
	return bad_form(p, row, value, HINT_AVAILABLE);
}

static bool choose(parse *p, const option_row *row, str value,
		   const char *const *words, int *out)
{
	for (int i = 0; words[i]; i++)
		if (str_equal(value, str_from(words[i]))) {
			*out = i;
			return true;
		}
	return bad_value(p, row, value);
}

static bool add_data(parse *p, const option_row *row, str value)
{
	(void)row;
	ARENA_GROW(p->arena, p->data, p->out->request.data_count,
		   p->data_capacity);
	p->data[p->out->request.data_count++] = value;
	return true;
}

static void add_file(parse *p, str value)
{
	ARENA_GROW(p->arena, p->files, p->out->file_count, p->file_capacity);
	p->files[p->out->file_count++] = value;
}

static bool add_parameter(parse *p, const option_row *row, str value)
{
	size_t equals = str_find(value, STR("="));
	if (equals == 0 || equals == value.length)
		return bad_form(p, row, value, HINT_SET_FORM);
	ARENA_GROW(p->arena, p->parameters, p->out->request.parameter_count,
		   p->parameter_capacity);
	p->parameters[p->out->request.parameter_count++] = (template_parameter){
	    str_slice(value, 0, equals),
	    str_slice(value, equals + 1, value.length),
	};
	return true;
}

static bool choose_colour(parse *p, const option_row *row, str value)
{
	static const char *const colours[] = {"never", "always", "auto", NULL};
	int choice;
	if (!choose(p, row, value, colours, &choice))
		return false;
	if (choice < 2)
		p->out->colour = choice == 1;
	return true;
}

static bool set_share(parse *p, const option_row *row, str value)
{
	(void)row;
	p->share = value;
	return true;
}

static bool choose_layout(parse *p, const option_row *row, str value)
{
	cli_sheets *sheets = &p->out->sheets;
	sheets->has_layout = impose_layout_of(value, &sheets->plan.layout);
	return sheets->has_layout || bad_value(p, row, value);
}

static bool choose_paper(parse *p, const option_row *row, str value)
{
	mpt width, height;
	p->out->sheets.paper = value;
	return impose_paper(value, &width, &height) || bad_value(p, row, value);
}

static bool choose_binding(parse *p, const option_row *row, str value)
{
	static const char *const sides[] = {"left", "right", NULL};
	int choice;
	if (!choose(p, row, value, sides, &choice))
		return false;
	p->out->sheets.plan.binds_right = choice == 1;
	return true;
}

static bool choose_marks(parse *p, const option_row *row, str value)
{
	static const char *const marks[] = {"crop", "fold", "all", NULL};
	int choice;
	if (!choose(p, row, value, marks, &choice))
		return false;
	p->out->sheets.plan.crop_marks = choice != 1;
	p->out->sheets.plan.fold_marks = choice != 0;
	return true;
}

static bool read_number(str value, uint32_t *out)
{
	int64_t number;
	if (!str_to_int64(value, &number) || number < 1 || number > 1000000)
		return false;
	*out = (uint32_t)number;
	return true;
}

static bool read_length(str value, mpt *out)
{
	int64_t micrometres;
	if (!str_to_micrometres(value, &micrometres))
		return false;
	*out = MPT_FROM_MICROMETRES(micrometres);
	return true;
}

static bool apply(parse *p, const option_row *row, str value)
{
	char *field = (char *)p->out + row->field;
	switch (row->store) {
	case STORE_TRUE:
		*(bool *)(void *)field = true;
		return true;
	case STORE_TEXT:
		*(str *)(void *)field = value;
		return true;
	case STORE_CHOICE:
		return choose(p, row, value, row->words, (void *)field);
	case STORE_NUMBER:
		return read_number(value, (void *)field) ||
		       bad_form(p, row, value, HINT_NUMBER_FORM);
	case STORE_LENGTH:
		return read_length(value, (void *)field) ||
		       bad_form(p, row, value, HINT_LENGTH_FORM);
	case STORE_BY_APPLY:
		break;
	}
	return row->apply(p, row, value);
}

/* "2/4" */
static bool choose_shard(parse *p, const option_row *row, str value)
{
	cli_batch_options *b = &p->out->batch;
	size_t slash = str_find(value, STR("/"));
	return (read_number(str_slice(value, 0, slash), &b->shard) &&
		read_number(str_slice(value, slash + 1, value.length),
			    &b->shards) &&
		b->shard <= b->shards) ||
	       bad_value(p, row, value);
}

static bool unknown_option(parse *p, str given)
{
	str names[OPTION_COUNT];
	size_t count = 0;
	str command = str_from(p->out->command->name);
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (allows(p->out->command, &option_rows[i]))
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

/* -out is --output with a hyphen too few, not -o ut. */
static bool is_long_name(const option_row *row, str argument)
{
	return argument.length > 3 &&
	       str_starts_with(str_from(row->name),
			       str_slice(argument, 1, argument.length));
}

static bool misses_hyphen(parse *p, const option_row *row, str argument)
{
	str meant = str_format(p->arena, "--%s", row->name);
	diag_at(p->diags, DIAG_UNKNOWN_OPTION, NO_SPAN, argument,
		str_from(p->out->command->name));
	diag_hint(p->diags, HINT_DID_YOU_MEAN, meant);
	return false;
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
		if (row && is_long_name(row, argument))
			return misses_hyphen(p, row, argument);
	}
	if (!row || !allows(p->out->command, row) ||
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

/*
 * SOURCE_DATE_EPOCH (reproducible-builds.org) as a day in Vietnam, where
 * documents are dated; empty when it is not set.
 */
static bool read_epoch(const parse *p, str *out)
{
	const time_t hours = 7 * 3600;
	const char *text = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds;
	struct tm day;
	if (!text || !*text)
		return true;
	/* Years of four digits: 1970 to 9999. */
	if (!str_to_int64(str_from(text), &seconds) || seconds < 0 ||
	    seconds > INT64_C(253402275599))
		return diag_at(p->diags, DIAG_BAD_CHOICE, NO_SPAN,
			       str_from(text), STR("SOURCE_DATE_EPOCH"));
	time_t there = (time_t)seconds + hours;
	gmtime_r(&there, &day);
	*out = str_format(p->arena, "%04d-%02d-%02d", day.tm_year + 1900,
			  day.tm_mon + 1, day.tm_mday);
	return true;
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
	good &= read_epoch(&p, &out->request.undated);
	out->files = p.files;
	out->request.data_paths = p.data;
	out->request.parameters = p.parameters;
	out->request.program = cli_program();
	str share = share_folder(&p);
	out->request.resources = (batch_resources){
	    path_join(a, share, STR("templates/the-thuc")),
	    path_join(a, share, STR("fonts/fonts.tsv")),
	};
	return good;
}

/* ---- Help ------------------------------------------------------------- */

/* The words for values, in Vietnamese; others are written as they are. */
static const char *value_word(const option_row *row, diag_language language)
{
	static const char *const words[][2] = {
	    {"FILE", "TỆP"},
	    {"FILE.json", "TỆP.json"},
	    {"CODE", "MÃ"},
	    {"NAME", "TÊN"},
	    {"PERIOD", "KỲ"},
	    {"NAME=VALUE", "TÊN=GIÁ-TRỊ"},
	    {"DIR", "THƯ-MỤC"},
	    {"NUMBER", "SỐ"},
	    {"SECONDS", "GIÂY"},
	    {"OUT.pdf", "KẾT-QUẢ.pdf"},
	    {"YYYY-MM-DD", "NĂM-THÁNG-NGÀY"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (language == DIAG_VIETNAMESE && row->value_name &&
		    strcmp(row->value_name, words[i][0]) == 0)
			return words[i][1];
	return row->value_name;
}

static void print_option(FILE *to, const option_row *row,
			 diag_language language)
{
	char name[64];
	const char *value = value_word(row, language);
	snprintf(name, sizeof name, "%s--%s%s%s",
		 row->letter ? (char[]){'-', row->letter, ',', ' ', 0} : "    ",
		 row->name, value ? " " : "", value ? value : "");
	int width = (int)str_code_points(str_from(name));
	fprintf(to, "  %s%*s %s\n", name, width < 29 ? 29 - width : 0, "",
		row->help[language]);
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
		if (allows(command, &option_rows[i]))
			print_option(to, &option_rows[i], language);
}

#include "cli/cli.h"
#include "vanban/file.h"
#include "vanban/lint.h"

const cli_command cli_commands[] = {
    {"render",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(UNIT) | CLI_HAS(PERIOD) |
	 CLI_HAS(PROFILE) | CLI_HAS(SET) | CLI_HAS(DUMP) | CLI_HAS(ANCHORS) |
	 CLI_HAS(ROOT) | CLI_HAS(WERROR) | CLI_HAS(JSON) | CLI_HAS(SHARE),
     {"Lập một văn bản PDF từ biểu mẫu và dữ liệu.",
      "Makes one PDF document from a template and data."},
     {"render BIỂU-MẪU -d DỮ-LIỆU… -o KẾT-QUẢ.pdf",
      "render TEMPLATE -d DATA… -o OUT.pdf"},
     {"Tệp kết quả cũ chỉ được thay khi văn bản mới đã xong và không có lỗi.",
      "An old output is replaced only when the new document is whole and "
      "without error."},
     cli_render},
    {"check",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(UNIT) | CLI_HAS(PERIOD) |
	 CLI_HAS(PROFILE) | CLI_HAS(SET) | CLI_HAS(ROOT) | CLI_HAS(WERROR) |
	 CLI_HAS(JSON) | CLI_HAS(SHARE) | CLI_HAS(CONVERT) | CLI_HAS(ANNOTATE) |
	 CLI_HAS(ACCEPTED),
     {"Kiểm tra biểu mẫu, dữ liệu, văn bản dàn trang, bài viết và tệp PDF.",
      "Checks templates, data, the laid-out document, plain texts and PDFs."},
     {"check [BIỂU-MẪU] [-d DỮ-LIỆU…]\n  vanban check BÀI-VIẾT.txt… "
      "VĂN-BẢN.pdf…\n  vanban check BÀI-VIẾT.txt --convert -o KẾT-QUẢ.txt",
      "check [TEMPLATE] [-d DATA…]\n  vanban check TEXT.txt… PAPER.pdf…\n  "
      "vanban check TEXT.txt --convert -o OUT.txt"},
     {"Soát lỗi chính tả, số, ngày tháng, viết hoa, dấu câu như một văn thư "
      "cẩn thận.\nChỉ có biểu mẫu: kiểm tra biểu mẫu khi chưa có dữ liệu.\n"
      "Chỉ có dữ liệu: kiểm tra dữ liệu. Có cả hai: kiểm tra như khi lập "
      "văn bản;\nsau -d chỉ có danh mục chỉ tiêu thì kiểm tra biểu mẫu với "
      "danh mục.",
      "Words, numbers, dates, capitals and punctuation are read as a careful "
      "clerk\nwould. A template alone is checked without data; data alone are "
      "checked as "
      "data;\nwith both, all that render would report is reported; with "
      "only a dictionary\nbehind -d, the template is checked against it."},
     cli_check},
    {"batch",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(PERIOD) | CLI_HAS(ROOT) |
	 CLI_HAS(WERROR) | CLI_HAS(JSON) | CLI_HAS(SHARE) | CLI_HAS(JOBS) |
	 CLI_HAS(DRY_RUN) | CLI_HAS(HALT) | CLI_HAS(KEEP_GOING) |
	 CLI_HAS(REBUILD) | CLI_HAS(REPORT) | CLI_HAS(FAILED) | CLI_HAS(SHARD) |
	 CLI_HAS(MERGE) | CLI_HAS(TIME_LIMIT) | CLI_HAS(MEMORY_LIMIT),
     {"Lập mọi văn bản của một đợt, chỉ những gì đã đổi.",
      "Makes all documents of a batch, as far as something has changed."},
     {"batch ĐỢT-LẬP.xml [-j N] [-o THƯ-MỤC]\n  vanban batch --merge "
      "BÁO-CÁO.json… --report KẾT-QUẢ.json",
      "batch BATCH.xml [-j N] [-o FOLDER]\n  vanban batch --merge "
      "REPORT.json… --report OUT.json"},
     {"Kế hoạch được xét trọn vẹn trước khi ghi tệp đầu tiên. Mỗi kết quả luôn "
      "là bản\ncũ hoặc bản mới trọn vẹn; chạy lại sau khi bị ngắt thì làm tiếp "
      "phần còn lại.\nKhông có -o: thư mục ket-qua cạnh tệp đợt lập.",
      "The plan is judged as a whole before the first file is written. Every "
      "output is\nat all times the old one or the whole new one; the same "
      "command after an\ninterruption does the rest. Without -o: folder "
      "ket-qua beside the batch file."},
     cli_batch},
    {"rollup",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(UNIT) | CLI_HAS(PERIOD) |
	 CLI_HAS(DUMP) | CLI_HAS(ROOT) | CLI_HAS(WERROR) | CLI_HAS(JSON) |
	 CLI_HAS(SHARE),
     {"Tổng hợp số liệu của một đơn vị từ các cấp dưới thành một tệp XML.",
      "Rolls the figures of a unit up from the levels below into one XML "
      "file."},
     {"rollup DỮ-LIỆU… -o KẾT-QUẢ.xml", "rollup DATA… -o OUT.xml"},
     {"Cấp trên đọc tệp này như số liệu của đơn vị. DỮ-LIỆU có thể là PDF do "
      "chương trình lập.",
      "The level above reads the file as the unit's figures. DATA may be PDFs "
      "that this\nprogram made."},
     cli_rollup},
    {"extract",
     CLI_HAS(OUTPUT) | CLI_HAS(JSON),
     {"Lấy số liệu nằm bên trong một PDF do chương trình lập.",
      "Takes the data out of a PDF that this program made."},
     {"extract VĂN-BẢN.pdf [-o SỐ-LIỆU.xml]",
      "extract DOCUMENT.pdf [-o DATA.xml]"},
     {"Dữ liệu được đưa ra cả khi mã kiểm không khớp; khi đó kết thúc với mã "
      "1.",
      "The data come out even when the checksum fails; the exit status is 1 "
      "then."},
     cli_extract},
    {"trace",
     CLI_HAS(JSON),
     {"Truy một con số in trong PDF về biểu mẫu và từng bản ghi số liệu.",
      "Follows a figure printed in a PDF to the template and every record."},
     {"trace VĂN-BẢN.pdf [CON-SỐ]", "trace DOCUMENT.pdf [FIGURE]"},
     {"CON-SỐ viết như in (9.856), là mã chỉ tiêu (tt.luot) hoặc số thứ tự "
      "(#12);\nkhông có thì liệt kê tất cả.",
      "FIGURE is as printed (9.856), the code of an indicator (tt.luot), or a "
      "number\n(#12); without it, all are listed."},
     cli_trace},
    {"inspect",
     CLI_HAS(JSON),
     {"Cho biết một PDF do chương trình lập là văn bản gì.",
      "Tells what a PDF that this program made is."},
     {"inspect VĂN-BẢN.pdf", "inspect DOCUMENT.pdf"},
     {"", ""},
     cli_inspect},
    {"status",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(UNIT) | CLI_HAS(PERIOD) |
	 CLI_HAS(PROFILE) | CLI_HAS(FINDINGS) | CLI_HAS(WERROR) |
	 CLI_HAS(JSON) | CLI_HAS(SHARE),
     {"Cho biết đơn vị nào đã nộp số liệu, chưa nộp, nộp muộn, nộp có lỗi.",
      "Tells which units have handed in, which have not, which late or with "
      "errors."},
     {"status DỮ-LIỆU… [-o KẾT-QUẢ.pdf|.xml]",
      "status DATA… [-o OUT.pdf|.xml]"},
     {"Không có -o: in bảng ra màn hình. Tệp .pdf là một trang để đọc tại giao "
      "ban;\nvới --findings là danh sách sai lệch, nặng trước nhẹ sau. Hạn nộp "
      "là thuộc tính\nhan-nop của tệp thong-tin.",
      "Without -o a table is printed. A .pdf is one page to read out; with\n"
      "--findings it is the list of discrepancies, heaviest first. The "
      "deadline is\nthe attribute han-nop of the thong-tin file."},
     cli_status_command},
    {"diff",
     CLI_HAS(JSON),
     {"So sánh hai PDF do chương trình lập: con số, đoạn văn, trang.",
      "Compares two PDFs that this program made: figures, paragraphs, pages."},
     {"diff CŨ.pdf MỚI.pdf", "diff OLD.pdf NEW.pdf"},
     {"Kết thúc với mã 1 khi hai văn bản khác nhau, 0 khi không có gì đổi.",
      "The exit status is 1 when they differ, 0 when nothing changed."},
     cli_diff},
    {"number",
     CLI_HAS(OUTPUT) | CLI_HAS(NUMBER) | CLI_HAS(DATE) | CLI_HAS(JSON),
     {"Ghi số và ngày vào chỗ để trống của một PDF, không dàn lại trang.",
      "Fills number and date into their empty places in a PDF; nothing moves."},
     {"number VĂN-BẢN.pdf --so SỐ --ngay NĂM-THÁNG-NGÀY [-o KẾT-QUẢ.pdf]",
      "number DOCUMENT.pdf --so NUMBER --ngay YYYY-MM-DD [-o OUT.pdf]"},
     {"Không có -o thì ghi vào chính tệp đó. Văn bản đã ký số, đã có số hoặc "
      "không do\nchương trình lập thì từ chối. Số liệu bên trong và siêu dữ "
      "liệu được ghi theo.",
      "Without -o the file itself is replaced. A document that is signed, has "
      "its number,\nor was not made by this program is refused. Data inside "
      "and metadata follow."},
     cli_number},
    {"packet",
     CLI_HAS(DATA) | CLI_HAS(OUTPUT) | CLI_HAS(UNIT) | CLI_HAS(PERIOD) |
	 CLI_HAS(PROFILE) | CLI_HAS(SET) | CLI_HAS(ROOT) | CLI_HAS(WERROR) |
	 CLI_HAS(JSON) | CLI_HAS(SHARE) | CLI_HAS(PERSONAL) | CLI_HAS(ORDER) |
	 CLI_HAS(LAYOUT) | CLI_HAS(PAPER) | CLI_HAS(COPIES) | CLI_HAS(FLIP) |
	 CLI_HAS(ONE_SIDED) | CLI_HAS(JOIN) | CLI_HAS(BINDING) |
	 CLI_HAS(BACK_COVER) | CLI_HAS(SIGNATURE) | CLI_HAS(CREEP) |
	 CLI_HAS(GAP) | CLI_HAS(MARKS),
     {"Lập bộ tài liệu hội nghị: một tệp chung, từng văn bản, bản riêng.",
      "Makes the set of a conference: one file, its parts, personal copies."},
     {"packet BỘ-TÀI-LIỆU.xml -d DỮ-LIỆU… -o THƯ-MỤC",
      "packet SET.xml -d DATA… -o FOLDER"},
     {"Ghi vào thư mục: bo-tai-lieu.pdf (cả bộ), từng văn bản một tệp;\n"
      "--personal=files: ban/001.pdf … cho từng đại biểu; --personal=one: "
      "ban-rieng.pdf để in;\n--layout: bo-tai-lieu-in.pdf bình trang để in, "
      "và số tờ giấy.",
      "Writes bo-tai-lieu.pdf (the whole set) and a file for each document;\n"
      "--personal=files: ban/001.pdf … for each person; --personal=one: "
      "ban-rieng.pdf to print;\n--layout: bo-tai-lieu-in.pdf imposed for "
      "printing, with the count of sheets."},
     cli_packet},
    {"explain",
     CLI_HAS(JSON),
     {"Giải thích một mã thông báo.", "Explains the code of a message."},
     {"explain MÃ", "explain CODE"},
     {"", ""},
     cli_explain},
    {"fonts",
     CLI_HAS(JSON) | CLI_HAS(SHARE),
     {"Liệt kê tệp phông chữ được dùng và kiểm tra mã băm.",
      "Lists the font files that are used and verifies their checksums."},
     {"fonts", "fonts"},
     {"", ""},
     cli_fonts},
    {"impose",
     CLI_HAS(OUTPUT) | CLI_HAS(LAYOUT) | CLI_HAS(PAPER) | CLI_HAS(COPIES) |
	 CLI_HAS(COUNT_ONLY) | CLI_HAS(JOIN) | CLI_HAS(ONE_SIDED) |
	 CLI_HAS(FLIP) | CLI_HAS(BINDING) | CLI_HAS(BACK_COVER) |
	 CLI_HAS(SIGNATURE) | CLI_HAS(CREEP) | CLI_HAS(GAP) | CLI_HAS(STACK) |
	 CLI_HAS(MARKS) | CLI_HAS(JSON),
     {"Bình trang tệp PDF để in: nhiều trang một mặt, sách gấp, phiếu cắt.",
      "Sets PDF files on sheets to be printed: several pages a side, "
      "booklets, slips."},
     {"impose TỆP.pdf… --layout KIỂU -o KẾT-QUẢ.pdf",
      "impose FILE.pdf… --layout LAYOUT -o OUT.pdf"},
     {"Mỗi tệp bắt đầu ở một tờ giấy riêng, trừ khi có --join. Chữ vẫn là "
      "chữ.\nKết quả chỉ để in: không có liên kết, thẻ cấu trúc và số liệu "
      "đính "
      "kèm.",
      "Each file begins on a sheet of its own unless --join is given. Text "
      "stays text.\nThe result is for the printer: it has no links, tags or "
      "embedded data."},
     cli_impose},
    {0},
};

const cli_command *cli_command_of(str name)
{
	for (const cli_command *c = cli_commands; c->name; c++)
		if (str_equal(name, str_from(c->name)))
			return c;
	return NULL;
}

/* ---- render, check ---------------------------------------------------- */

bool cli_one_template(const cli_options *o, diags *d, bool required)
{
	str command = str_from(o->command->name);
	if (o->file_count > 1)
		return diag_at(d, DIAG_TOO_MANY_ARGUMENTS, NO_SPAN, o->files[1],
			       command);
	bool is_empty = o->file_count && !o->files[0].length;
	if (is_empty || (!o->file_count && required)) {
		diag_at(d, DIAG_MISSING_ARGUMENT, NO_SPAN,
			str_from(cli_say(o, "biểu mẫu", "a template")),
			command);
		diag_hint(d, HINT_TEMPLATE_FIRST);
		return false;
	}
	return true;
}

static bool is_free(str path, diags *d)
{
	const sources *read = diags_sources(d);
	if (!path.length || str_equal(path, STR("-")))
		return true;
	for (uint32_t id = 1; id <= source_count(read); id++)
		if (file_is_same(source_get(read, id)->path, path))
			return diag_at(d, DIAG_OUTPUT_IS_INPUT, NO_SPAN, path);
	return true;
}

bool cli_output_is_free(const cli_options *o, diags *d)
{
	return is_free(o->output, d) && is_free(o->anchors, d);
}

bool cli_has_ending(str path, str ending)
{
	if (path.length < ending.length)
		return false;
	for (size_t i = 0; i < ending.length; i++)
		if ((path.data[path.length - ending.length + i] | 0x20) !=
		    (ending.data[i] | 0x20))
			return false;
	return true;
}

void cli_check_ending(const cli_options *o, str ending, diags *d)
{
	if (o->output.length && !str_equal(o->output, STR("-")) &&
	    !str_starts_with(o->output, STR("/dev/")) &&
	    !cli_has_ending(o->output, ending))
		diag_at(d, DIAG_OUTPUT_ENDING, NO_SPAN, o->output, ending);
}

bool cli_lacks(const cli_options *o, diags *d, const char *vi, const char *en)
{
	return diag_at(d, DIAG_MISSING_ARGUMENT, NO_SPAN,
		       str_from(cli_say(o, vi, en)),
		       str_from(o->command->name));
}

static void print_data(const batch_inputs *inputs)
{
	buffer out = {0};
	data_dump(inputs->data, inputs->unit, &inputs->period, &out);
	cli_put(stdout, &out);
	buffer_free(&out);
}

static void print_dump(const cli_options *o, const batch_document *document,
		       const sources *all)
{
	buffer out = {0};
	if (o->dump == CLI_DUMP_DOC)
		doc_dump(document->doc, all, &out);
	else
		page_dump(&document->pages, all, &out);
	cli_put(stdout, &out);
	buffer_free(&out);
}

static void tell_done(const cli_options *o, const batch_document *document)
{
	buffer out = {0};
	size_t pages = document->pages.page_count;
	if (o->json) {
		buffer_append(&out, STR("{\"event\":\"document\",\"output\":"));
		cli_json_string(&out, o->output);
		buffer_format(&out, ",\"pages\":%zu,\"bytes\":%zu}\n", pages,
			      document->pdf.length);
		cli_put(cli_events(o), &out);
	} else if (!o->quiet) {
		fprintf(stderr,
			cli_say(o, "%.*s: %zu trang\n", "%.*s: %zu pages\n"),
			STR_ARGS(o->output), pages);
	}
	buffer_free(&out);
}

static batch_stage stage_of(const cli_options *o)
{
	static const batch_stage stages[] = {
	    [CLI_DUMP_NONE] = BATCH_PDF,
	    [CLI_DUMP_DATA] = BATCH_DOCUMENT,
	    [CLI_DUMP_DOC] = BATCH_DOCUMENT,
	    [CLI_DUMP_PAGES] = BATCH_PAGES,
	};
	return stages[o->dump];
}

static bool write_anchors(const cli_options *o, const batch_document *document,
			  diags *d)
{
	buffer out = {0};
	if (!o->anchors.length)
		return true;
	if (str_equal(o->anchors, o->output))
		return diag_at(d, DIAG_BAD_CHOICE, NO_SPAN, o->anchors,
			       STR("--anchors"));
	cli_anchors(&document->pages, &out);
	bool done = file_write_atomically(d, o->anchors, buffer_str(&out));
	buffer_free(&out);
	return done;
}

/* All but loading: returns whether the document is whole. */
static bool make_document(const cli_options *o, const batch_inputs *inputs,
			  arena *a, diags *d, batch_document *document)
{
	if (o->dump == CLI_DUMP_DATA) {
		print_data(inputs);
		return true;
	}
	if (!batch_typeset(inputs, stage_of(o), a, d, document) ||
	    diags_errors(d) || (o->werror && diags_warnings(d)))
		return false;
	if (o->dump != CLI_DUMP_NONE)
		print_dump(o, document, diags_sources(d));
	else if (write_anchors(o, document, d) &&
		 file_write_atomically(d, o->output,
				       buffer_str(&document->pdf)))
		tell_done(o, document);
	return true;
}

int cli_render(const cli_options *o, arena *a, diags *d)
{
	batch_request request = o->request;
	batch_inputs inputs = {0};
	batch_document document = {0};
	if (!cli_one_template(o, d, true))
		return CLI_USAGE;
	if (!o->output.length && o->dump == CLI_DUMP_NONE)
		cli_lacks(o, d, "-o KẾT-QUẢ.pdf", "-o OUT.pdf");
	if (!request.data_count)
		cli_lacks(o, d, "-d và tệp (hay thư mục) dữ liệu",
			  "-d with data files or folders");
	if (diags_errors(d))
		return CLI_USAGE;
	cli_check_ending(o, STR(".pdf"), d);
	request.template_path = o->files[0];
	bool loaded = batch_load(&request, BATCH_PDF, a, d, &inputs);
	inputs.once = true;
	if (!loaded)
		batch_judge_rest(&request, a, d, &inputs);
	else if (cli_output_is_free(o, d))
		make_document(o, &inputs, a, d, &document);
	buffer_free(&document.pdf);
	batch_unload(&inputs);
	return CLI_DONE;
}

/* ---- rollup ----------------------------------------------------------- */

static bool write_rollup(const cli_options *o, const batch_inputs *inputs,
			 diags *d)
{
	buffer out = {0};
	bool done =
	    data_check_totals(inputs->data, inputs->unit, &inputs->period) &&
	    !diags_errors(d) && !(o->werror && diags_warnings(d));
	if (done)
		data_write_rollup(inputs->data, inputs->unit, &inputs->period,
				  &out);
	done = done && file_write_atomically(d, o->output, buffer_str(&out));
	buffer_free(&out);
	return done;
}

/* rollup takes its data as plain arguments and behind -d alike. */
void cli_join_data(const cli_options *o, arena *a, batch_request *request)
{
	size_t count = o->file_count + request->data_count;
	str *paths = ARENA_ARRAY(a, str, count);
	for (size_t i = 0; i < o->file_count; i++)
		paths[i] = o->files[i];
	for (size_t i = 0; i < request->data_count; i++)
		paths[o->file_count + i] = request->data_paths[i];
	request->data_paths = paths;
	request->data_count = count;
}

int cli_rollup(const cli_options *o, arena *a, diags *d)
{
	batch_request request = o->request;
	batch_inputs inputs = {0};
	cli_join_data(o, a, &request);
	if (o->dump == CLI_DUMP_DOC || o->dump == CLI_DUMP_PAGES) {
		diag_at(d, DIAG_BAD_CHOICE, NO_SPAN, STR("doc, pages"),
			STR("--dump"));
		diag_hint(d, HINT_AVAILABLE, STR("data"));
		return CLI_USAGE;
	}
	if (!request.data_count)
		cli_lacks(o, d, "tệp dữ liệu", "data files");
	else if (!o->output.length && o->dump == CLI_DUMP_NONE)
		cli_lacks(o, d, "-o KẾT-QUẢ.xml", "-o OUT.xml");
	if (diags_errors(d))
		return CLI_USAGE;
	cli_check_ending(o, STR(".xml"), d);
	if (batch_load(&request, BATCH_DATA, a, d, &inputs) &&
	    batch_subject(&request, d, a, &inputs) &&
	    cli_output_is_free(o, d)) {
		if (o->dump == CLI_DUMP_DATA)
			print_data(&inputs);
		else
			write_rollup(o, &inputs, d);
	}
	batch_unload(&inputs);
	return CLI_DONE;
}

/* ---- explain, fonts --------------------------------------------------- */

static const diag_row *row_by_number(str number)
{
	for (int code = 0; code < DIAG_CODE_COUNT; code++) {
		const diag_row *row = diag_row_of((diag_code)code);
		str known = str_from(row->number);
		if (number.length == known.length &&
		    cli_has_ending(number, known))
			return row;
	}
	return NULL;
}

/* What a rule of language finds, and how it should be. */
static void append_example(const cli_options *o, const diag_row *row,
			   buffer *out)
{
	const lint_rule *rules;
	size_t count = lint_rules(&rules);
	for (size_t i = 0; i < count; i++) {
		if (diag_row_of(rules[i].code) != row)
			continue;
		str wrong = str_from(rules[i].wrong);
		buffer_format(out, "\n%s: ", cli_say(o, "Sai", "Wrong"));
		diag_expand(out, "{0}", &wrong, 1);
		buffer_format(out, "\n%s: %s\n", cli_say(o, "Đúng", "Right"),
			      rules[i].right);
	}
}

static void explain(const cli_options *o, const diag_row *row)
{
	buffer out = {0};
	static const str dots[] = {STR_INIT("…"), STR_INIT("…"), STR_INIT("…"),
				   STR_INIT("…"), STR_INIT("…"), STR_INIT("…")};
	buffer_format(&out, "%s %s: ", row->number,
		      row->severity == DIAG_ERROR
			  ? cli_say(o, "lỗi", "error")
			  : cli_say(o, "cảnh báo", "warning"));
	diag_expand(&out, row->title[o->language], dots, 6);
	buffer_format(&out, "\n\n%s\n", row->explain[o->language]);
	append_example(o, row, &out);
	cli_put(stdout, &out);
	buffer_free(&out);
}

static void list_codes(const cli_options *o)
{
	static const str dots[] = {STR_INIT("…"), STR_INIT("…"), STR_INIT("…"),
				   STR_INIT("…"), STR_INIT("…"), STR_INIT("…")};
	buffer out = {0};
	for (int code = 0; code < DIAG_CODE_COUNT; code++) {
		const diag_row *row = diag_row_of((diag_code)code);
		buffer_format(&out, "%s  ", row->number);
		diag_expand(&out, row->title[o->language], dots, 6);
		buffer_append_byte(&out, '\n');
	}
	cli_put(stdout, &out);
	buffer_free(&out);
}

int cli_explain(const cli_options *o, arena *a, diags *d)
{
	(void)a;
	if (!o->file_count) {
		list_codes(o);
		return CLI_DONE;
	}
	for (size_t i = 0; i < o->file_count; i++) {
		const diag_row *row = row_by_number(o->files[i]);
		if (row)
			explain(o, row);
		else
			diag_at(d, DIAG_UNKNOWN_CODE, NO_SPAN, o->files[i]);
	}
	return CLI_DONE;
}

static const char *style_name(font_style style)
{
	static const char *const names[FONT_STYLE_COUNT] = {
	    "thuong", "dam", "nghieng", "dam-nghieng"};
	return names[style];
}

static const char *font_state(const cli_options *o, const font_entry *e)
{
	if (!e->present)
		return cli_say(o, "không có", "absent");
	if (!e->matches)
		return cli_say(o, "SAI MÃ BĂM", "WRONG CHECKSUM");
	return e->chosen ? cli_say(o, "đang dùng", "in use")
			 : cli_say(o, "có", "present");
}

int cli_fonts(const cli_options *o, arena *a, diags *d)
{
	const font_entry *entries;
	font_set *fonts =
	    font_set_open(a, d, o->request.resources.font_manifest);
	if (!fonts)
		return CLI_ENVIRONMENT;
	size_t count = font_set_entries(fonts, &entries);
	bool wrong = false;
	for (size_t i = 0; i < count; i++) {
		const font_entry *e = &entries[i];
		wrong |= e->present && !e->matches;
		printf("%-18.*s %-12s %-14s %.*s (%.*s, %.*s)\n",
		       STR_ARGS(e->family), style_name(e->style),
		       font_state(o, e), STR_ARGS(e->path),
		       STR_ARGS(e->package), STR_ARGS(e->licence));
	}
	font_set_close(fonts);
	return wrong ? CLI_ENVIRONMENT : CLI_DONE;
}

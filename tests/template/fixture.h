/*
 * fixture: a small set of data and templates in a folder of their own.
 *
 * Quận Đống Đa (dd) of Hà Nội (hn) has three phường with figures (cat, kim,
 * lang) and one, cu, that ended in 2020.  lang has not reported (chua-nop).
 */
#ifndef VANBAN_TESTS_TEMPLATE_FIXTURE_H
#define VANBAN_TESTS_TEMPLATE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "vanban/template.h"

typedef struct fixture {
	arena *arena;
	sources *sources;
	diags *diags;
	data_set *data;
	profile profile;
	data_period period;
} fixture;

static const char fixture_units[] =
    "<ds-don-vi>"
    "<loai ma='tp' ten='thành phố' viet-hoa='Thành phố'/>"
    "<loai ma='quan' ten='quận' viet-hoa='Quận'/>"
    "<loai ma='phuong' ten='phường' viet-hoa='Phường'/>"
    "<dv ma='hn' ten='Hà Nội' loai='tp'>"
    "<dv ma='dd' ten='Đống Đa' loai='quan' ten-khac='Gò Đống Đa'>"
    "<dv ma='lang' ten='Láng Hạ' loai='phuong'/>"
    "<dv ma='cat' ten='Cát Linh' loai='phuong'/>"
    "<dv ma='kim' ten='Kim Liên' loai='phuong'/>"
    "<dv ma='cu' ten='Ô Cũ' loai='phuong' den='2020-12-31'/>"
    "</dv></dv></ds-don-vi>";

static const char fixture_dictionary[] =
    "<chi-tieu><nhom ten='Tất cả'>"
    "<ct ma='tt.luot' ten='Lượt người dự' ten-ngan='Lượt' kieu='so-dem' "
    "dvt='lượt người' gop='tong'/>"
    "<ct ma='hg.thanh' ten='Hòa giải thành' kieu='so-dem' dvt='vụ' "
    "gop='tong'/>"
    "<ct ma='hg.tong' ten='Hòa giải tiếp nhận' kieu='so-dem' dvt='vụ' "
    "gop='tong'/>"
    "<ct ma='hg.ty-le' ten='Tỷ lệ hòa giải' kieu='ty-le' dvt='%' "
    "gop='ty-le' tu='hg.thanh' mau='hg.tong' le='1'/>"
    "<ct ma='qn.chi' ten='Chi Quỹ' kieu='tien' dvt='đồng' gop='khong' "
    "nhap-tai='quan'/>"
    "<ct ma='qn.uoc' ten='Ước chi' kieu='tien' dvt='đồng' gop='khong' "
    "nhap-tai='quan' bat-buoc='khong'/>"
    "<ct ma='gs.don-vi' ten='Đơn vị được giám sát' kieu='ds-don-vi' "
    "dvt='đơn vị' gop='hop' nhap-tai='quan'/>"
    "<ct ma='ls.bo' ten='Chưa ai nhập' kieu='so-dem' dvt='cái' gop='khong' "
    "nhap-tai='quan' bat-buoc='khong'/>"
    "<ct ma='ls.khong' ten='Số không' kieu='so-dem' dvt='cái' gop='khong' "
    "nhap-tai='quan' bat-buoc='khong'/>"
    "<ct ma='ls.thieu' ten='Bị thiếu' kieu='so-dem' dvt='cái' gop='tong'/>"
    "<ct ma='ls.mot' ten='Một nơi' kieu='so-dem' dvt='cái' gop='tong' "
    "bat-buoc='khong'/>"
    "<ct ma='ls.doi' ten='Nơi khác' kieu='so-dem' dvt='cái' gop='tong' "
    "bat-buoc='khong'/>"
    "<ct ma='ls.tu' ten='Tử' kieu='so-dem' dvt='cái' gop='khong' "
    "nhap-tai='quan' bat-buoc='khong'/>"
    "<ct ma='ls.mau' ten='Mẫu' kieu='so-dem' dvt='cái' gop='khong' "
    "nhap-tai='quan' bat-buoc='khong'/>"
    "<ct ma='ls.phan' ten='Phần' kieu='ty-le' dvt='%' gop='ty-le' tu='ls.tu' "
    "mau='ls.mau' le='1'/>"
    "<ct ma='dt.ha' ten='Diện tích' kieu='thap-phan' le='2' dvt='ha' "
    "gop='khong' nhap-tai='quan' bat-buoc='khong'/>"
    "</nhom></chi-tieu>";

static const char fixture_figures[] =
    "<tap-so-lieu>"
    "<so-lieu don-vi='dd' ky='2023-9T' den-ngay='2023-09-10'>"
    "<so ct='qn.chi'>1413860796</so>"
    "<so ct='qn.uoc' dinh-tinh='tren'>625000000</so>"
    "<so ct='gs.don-vi'><dv ma='lang'/><dv ma='cat'/></so>"
    "<so ct='ls.khong'>0</so><so ct='dt.ha'>12,5</so>"
    "<so ct='ls.tu'>10001</so><so ct='ls.mau'>20000</so></so-lieu>"
    "<so-lieu don-vi='cat' ky='2023-9T' den-ngay='2023-09-10'>"
    "<so ct='tt.luot'>5000</so><so ct='hg.thanh'>50</so>"
    "<so ct='hg.tong'>52</so><so ct='ls.thieu'>1</so>"
    "<so ct='ls.mot'>1</so><so ct='ls.doi'>2</so></so-lieu>"
    "<so-lieu don-vi='kim' ky='2023-9T' den-ngay='2023-09-10'>"
    "<so ct='tt.luot'>4422</so><so ct='hg.thanh'>0</so>"
    "<so ct='hg.tong'>0</so></so-lieu>"
    "<chua-nop don-vi='lang' ky='2023-9T' ly-do='bão'/>"
    "<so-lieu don-vi='dd' ky='2022-9T' den-ngay='2022-09-10'>"
    "<so ct='qn.chi'>1413860796</so><so ct='gs.don-vi'><dv ma='kim'/></so>"
    "<so ct='ls.khong'>5</so><so ct='ls.tu'>1</so><so ct='ls.mau'>2</so>"
    "</so-lieu>"
    "<so-lieu don-vi='cat' ky='2022-9T' den-ngay='2022-09-10'>"
    "<so ct='tt.luot'>5500</so><so ct='hg.thanh'>1</so>"
    "<so ct='hg.tong'>2</so><so ct='ls.thieu'>1</so>"
    "<so ct='ls.mot'>1</so></so-lieu>"
    "<so-lieu don-vi='kim' ky='2022-9T' den-ngay='2022-09-10'>"
    "<so ct='tt.luot'>0</so><so ct='hg.thanh'>1</so>"
    "<so ct='hg.tong'>1</so><so ct='ls.thieu'>1</so>"
    "<so ct='ls.doi'>5</so></so-lieu>"
    "<so-lieu don-vi='lang' ky='2022-9T' den-ngay='2022-09-10'>"
    "<so ct='tt.luot'>3217</so><so ct='hg.thanh'>1</so>"
    "<so ct='hg.tong'>1</so><so ct='ls.thieu'>1</so></so-lieu>"
    "<so-lieu don-vi='cat' ky='2023' loai='ke-hoach'>"
    "<so ct='tt.luot'>8000</so><so ct='ls.doi'>4</so></so-lieu>"
    "<so-lieu don-vi='kim' ky='2023' loai='ke-hoach'>"
    "<so ct='tt.luot'>2000</so><so ct='ls.mot'>3</so></so-lieu>"
    "<so-lieu don-vi='dd' ky='2023' loai='ke-hoach'>"
    "<so ct='ls.khong'>0</so></so-lieu>"
    "</tap-so-lieu>";

static const char fixture_facts[] =
    "<thong-tin don-vi='dd' ky='2023-9T' den-ngay='2023-09-10'>"
    "<van-ban so='' ky-hieu='BC-MTTQ' ngay='2023-09-14' gio='14:00'/>"
    "<nguoi ten='Nguyễn Văn Bình'/><nguoi ten='Lê Thị An'/>"
    "<nguoi ten='Thích Minh Tâm' khoa-xep='Minh Tâm'/>"
    "<noi>  Quận  ủy\n  Đống Đa </noi></thong-tin>";

#define FIXTURE_HEAD                                                           \
	"<van-ban xmlns='urn:vanban:1' xmlns:t='urn:vanban:mau:1' "            \
	"loai='bao-cao' the-thuc='mttq' tham-so='nguoi'>\n"

static char fixture_folder[] = "/tmp/vanban-template-XXXXXX";

static inline void fixture_folder_open(void)
{
	assert_non_null(mkdtemp(fixture_folder));
	assert_int_equal(chdir(fixture_folder), 0);
}

static inline void fixture_folder_close(void)
{
	char command[sizeof fixture_folder + 16];
	snprintf(command, sizeof command, "rm -rf %s", fixture_folder);
	assert_int_equal(system(command), 0);
}

static inline void fixture_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static inline void fixture_add(fixture *f, const char *path, const char *text)
{
	xml_document file;
	assert_true(xml_parse(f->arena, f->diags, str_from(path),
			      str_from(text), &file));
	data_add(f->data, &file);
}

static inline fixture fixture_open(void)
{
	fixture f = {.arena = arena_new(0)};
	f.sources = sources_new(f.arena);
	f.diags = diags_new(f.arena, f.sources);
	f.data = data_new(f.arena, f.diags);
	f.profile.percent_decimals = 1;
	fixture_add(&f, "don-vi", fixture_units);
	fixture_add(&f, "chi-tieu", fixture_dictionary);
	fixture_add(&f, "so-lieu", fixture_figures);
	fixture_add(&f, "thong-tin", fixture_facts);
	data_finish(f.data);
	assert_true(data_read_period(f.arena, STR("2023-9T"), &f.period));
	return f;
}

/* Content is on the lines from 2 on, a line of its own. */
static inline template *fixture_read(fixture *f, const char *content)
{
	str text =
	    str_format(f->arena, "%s%s\n</van-ban>\n", FIXTURE_HEAD, content);
	fixture_write("mau.xml", text.data);
	template *t =
	    template_read(f->arena, f->diags, STR("mau.xml"), STR("."));
	if (t)
		template_check(t, f->data, f->diags);
	return t;
}

static inline doc_node *fixture_run(fixture *f, const char *content,
				    const char *unit)
{
	const template *t = fixture_read(f, content);
	if (!t || diags_errors(f->diags))
		return NULL;
	template_parameter given = {STR("nguoi"), STR("ông Ba")};
	template_input input = {.data = f->data,
				.unit = data_unit_of(f->data, str_from(unit)),
				.period = &f->period,
				.profile = &f->profile,
				.parameters = &given,
				.parameter_count = 1};
	assert_non_null(input.unit);
	return template_evaluate(t, &input, f->arena, f->diags);
}

static inline void fixture_part(buffer *out, const diag_part *part)
{
	const char *text = diag_text_of(part->text, DIAG_VIETNAMESE);
	buffer_append(out, part->is_hint ? STR(" = ") : STR(" > "));
	diag_expand(out, text, part->arguments, part->argument_count);
}

/* "E1203 2:14 = hint > note" of each error, separated by "; ". */
static inline str fixture_summary(fixture *f)
{
	buffer out = {0};
	for (const diag *d = diags_sorted(f->diags); d; d = d->next) {
		uint32_t line = 0, column = 0;
		if (diag_row_of(d->code)->severity == DIAG_WARNING)
			continue;
		if (d->at.source)
			source_position(source_get(f->sources, d->at.source),
					d->at.start, &line, &column);
		buffer_format(&out, "%s%s %u:%u", out.length ? "; " : "",
			      diag_row_of(d->code)->number, line, column);
		for (const diag_part *p = d->parts; p; p = p->next)
			fixture_part(&out, p);
	}
	str copy = str_copy(f->arena, buffer_str(&out));
	buffer_free(&out);
	return copy;
}

#endif

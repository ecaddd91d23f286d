/*
 * fixture: a small district in text, read with whatever files a row adds, and
 * the findings as one line each.
 */
#ifndef VANBAN_TESTS_DATA_FIXTURE_H
#define VANBAN_TESTS_DATA_FIXTURE_H

#include "findings.h"
#include "vanban/data.h"

#include <stdio.h>

#define MOST_FILES 6

typedef struct given {
	const char *path;
	const char *xml;
} given;

static const given default_files[] = {
    {"don-vi.xml", "<ds-don-vi>\n"
		   "<loai ma='quan' ten='quận' viet-hoa='Quận'/>\n"
		   "<loai ma='phuong' ten='phường'/>\n"
		   "<dv ma='q' ten='Sông' loai='quan'>\n"
		   "<dv ma='q.a' ten='Láng' loai='phuong' den='2025-06-30'/>\n"
		   "<dv ma='q.b' ten='Ô Chợ' loai='phuong'/>\n"
		   "<dv ma='q.c' ten='Cầu' loai='phuong'/>\n"
		   "</dv>\n"
		   "</ds-don-vi>"},
    {"chi-tieu.xml",
     "<chi-tieu>\n"
     "<ct ma='tt.cuoc' ten='Cuộc' kieu='so-dem' dvt='cuộc' gop='tong'/>\n"
     "<ct ma='tt.luot' ten='Lượt' kieu='so-dem' dvt='lượt' gop='tong' "
     "bat-buoc-khi='tt.cuoc &gt; 0'/>\n"
     "<ct ma='quy' ten='Quỹ' kieu='tien' dvt='đồng' gop='tong' "
     "nhap-tai='phuong quan' bat-buoc='khong'/>\n"
     "<ct ma='du' ten='Dư' kieu='tien' dvt='đồng' gop='cuoi' "
     "bat-buoc='khong' am='co'/>\n"
     "<ct ma='dat' ten='Đất' kieu='thap-phan' le='2' dvt='m²' gop='tong' "
     "bat-buoc='khong'/>\n"
     "<ct ma='doan' ten='Đoàn' kieu='so-dem' dvt='đoàn' gop='khong' "
     "nhap-tai='quan' bat-buoc='khong'/>\n"
     "<ct ma='noi' ten='Nơi' kieu='ds-don-vi' gop='hop' "
     "bat-buoc='khong' nhap-tai='quan phuong'/>\n"
     "<ct ma='hg.thanh' ten='Thành' kieu='so-dem' dvt='vụ' gop='tong' "
     "bat-buoc='khong'/>\n"
     "<ct ma='hg.tong' ten='Tổng' kieu='so-dem' dvt='vụ' gop='tong' "
     "bat-buoc='khong'/>\n"
     "<ct ma='hg.ty-le' ten='Tỷ lệ' kieu='ty-le' tu='hg.thanh' "
     "mau='hg.tong'/>\n"
     "<rang-buoc ma='R1' kiem='hg.thanh &lt;= hg.tong' "
     "loi='thành hơn tổng'/>\n"
     "<rang-buoc ma='R2' kiem='tt.luot &lt;= 100 * tt.cuoc' "
     "loi='nhiều lượt' muc='canh-bao'/>\n"
     "</chi-tieu>"},
};

typedef struct world {
	arena *arena;
	diags *diags;
	data_set *set;
	bool is_good; /* what data_add and data_finish said */
} world;

static inline void world_read(world *w, const char *path, const char *xml)
{
	xml_document file;
	if (xml_parse(w->arena, w->diags, str_from(path), str_from(xml), &file))
		w->is_good &= data_add(w->set, &file);
	else
		w->is_good = false;
}

static inline bool world_gives(const given *files, const char *path)
{
	for (size_t i = 0; i < MOST_FILES && files[i].path; i++)
		if (!strcmp(files[i].path, path))
			return true;
	return false;
}

static inline world world_empty(void)
{
	world w = {.arena = arena_new(0), .is_good = true};
	w.diags = diags_new(w.arena, sources_new(w.arena));
	w.set = data_new(w.arena, w.diags);
	return w;
}

/* The default files, unless replaced by one of the same path; then the rest. */
static inline world world_of(const given *files)
{
	world w = world_empty();
	for (size_t i = 0; i < TEST_COUNT(default_files); i++)
		if (!world_gives(files, default_files[i].path))
			world_read(&w, default_files[i].path,
				   default_files[i].xml);
	for (size_t i = 0; i < MOST_FILES && files[i].path; i++)
		world_read(&w, files[i].path, files[i].xml);
	w.is_good &= data_finish(w.set);
	return w;
}

static inline void world_free(world *w)
{
	arena_free(w->arena);
}

static inline void assert_findings(const world *w, const char *expected)
{
	assert_findings_of(w->diags, expected);
}

#endif

/*
 * packet: the set of documents that a delegate holds (tài liệu hội nghị).
 *
 * Reads the one file that names them (bo-tai-lieu), compares the figures of
 * what they became, and puts the running foot of the set on their pages.  Knows
 * neither templates nor layout: the batch room makes the documents.
 *
 *   <bo-tai-lieu ten="Tài liệu hội nghị" chan-trang="Tài liệu hội nghị">
 *     <tai-lieu mau="bia.xml" ten="Bìa" rieng="co" muc-luc="khong"
 *               so-trang="khong"/>
 *     <tai-lieu mau="bao-cao.xml" ten="Báo cáo" the-thuc="mttq"
 *               du-lieu="khac/" tep="bao-cao"/>
 *     <to-phieu ten="Phiếu" kho="A4" tren-trang="4">
 *       <phieu mau="phieu.xml" ban="2" rieng="co"/>
 *     </to-phieu>
 *   </bo-tai-lieu>
 *
 * mau and du-lieu are paths from the folder of the file.
 */
#ifndef VANBAN_PACKET_H
#define VANBAN_PACKET_H

#include "vanban/page.h"
#include "vanban/xml.h"

/* One template to be made into a document, or a slip of a sheet. */
typedef struct packet_source {
	str template_path; /* from the current folder */
	span at;	   /* mau */
	str profile;	   /* the-thuc; empty: the template's */
	bool is_personal;  /* rieng: one for each person */
	uint32_t copies;   /* ban: of a slip, on the sheet */
} packet_source;

typedef struct packet_part {
	str name;      /* ten */
	str file_name; /* tep, without ending; else from number and template */
	span at;
	const packet_source *sources; /* one, or the slips of a sheet */
	size_t source_count;
	str data_path;	  /* du-lieu: its own data; empty: those of the set */
	bool is_listed;	  /* muc-luc: in the contents */
	bool is_numbered; /* so-trang: has the running foot */
	/* A sheet of slips; 0: a document of pages. */
	uint32_t slips_across; /* tren-trang: 1, 2, 4 */
	str paper;	       /* kho */
} packet_part;

typedef struct packet {
	str title; /* ten */
	str foot;  /* chan-trang; empty: no running foot */
	const packet_part *parts;
	size_t part_count;
} packet;

/* NULL after diagnostics: nothing sensible could be read. */
const packet *packet_read(arena *, diags *, str path);

/* Whether any part is different for each person. */
bool packet_is_personal(const packet *);

/*
 * One figure is the same in all documents: reports SET_FIGURE_DIFFERS with
 * both places where two of them print another value of one indicator, unit and
 * period.
 */
bool packet_compare(arena *, diags *, const doc_node *const *documents,
		    size_t count);

/* How a running foot is set. */
typedef struct packet_foot {
	const font_measurer *fonts;
	str family;
	mpt size;
	mpt right;  /* from the paper's right edge */
	mpt bottom; /* from its lower edge to the baseline */
	str text;   /* "Tài liệu hội nghị" */
	size_t all; /* pages of the set */
} packet_foot;

/*
 * Sets "text · number/all" on each page of a part as an artifact, the first of
 * them being page `first` of the set, from 1.
 */
void packet_number(arena *, const packet_foot *, page_document *, size_t first);

#endif

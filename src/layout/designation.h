/*
 * designation: number and date by which a document is known (số, ký hiệu, ngày
 * ban hành), in its letterhead and where its annexes name it.  What is not
 * given yet keeps a place of the profile's width: an anchor "so" or "ngay".
 */
#ifndef VANBAN_LAYOUT_DESIGNATION_H
#define VANBAN_LAYOUT_DESIGNATION_H

#include "inline.h"

/* An empty one if there is none. */
const doc_attribute *designation_attribute(const doc_node *,
					   doc_attribute_name);
/* is_whole: with the words before, "Số: 87/BC-MTTQ"; else "87/BC-MTTQ". */
void designation_add_number(layout_context *, inline_text *,
			    const profile_style *, page_tag *,
			    const doc_node *number, bool is_whole);
/* is_whole: with the place, "Đống Đa, ngày 14 tháng 9 năm 2023". */
void designation_add_date(layout_context *, inline_text *,
			  const profile_style *, page_tag *,
			  const doc_node *place_date, bool is_whole);

#endif

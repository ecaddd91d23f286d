/*
 * meeting: what was said and decided where, by whom (hội nghị, cuộc họp).
 *
 * Reads one hoi-nghi element, checks what a secretary gets wrong, and hands on
 * the tree that templates walk (/hoi-nghi/…), with the attributes that follow
 * from the others filled in:
 *
 *   thanh-phan   trieu-tap co-mat vang vang-co-ly-do vang-khong-ly-do
 *                co-quyen (people present who may vote)
 *   nhom         trieu-tap co-mat vang vang-co-ly-do vang-khong-ly-do
 *   dai-bieu     tinh-trang: co-mat, vang-co-ly-do, vang-khong-ly-do
 *   bieu-quyet   co-mat (voters), hop-le (ballots), ket-qua
 *   anything that names a person by nguoi (chu-tri, thu-ky, bao-cao,
 *   phat-bieu, noi-dung …): ho-ten danh-xung chuc-vu don-vi
 *
 * A meeting is held once it has dien-bien; before that, programme, delegates
 * and seats are checked, and no attendance is needed.  Knows nothing of units
 * and periods: don-vi and ky of the root are the data room's.
 */
#ifndef VANBAN_MEETING_H
#define VANBAN_MEETING_H

#include "vanban/xml.h"

typedef enum meeting_presence {
	MEETING_PRESENT,
	MEETING_EXCUSED,  /* vang="co-ly-do" */
	MEETING_UNEXCUSED /* vang="khong-ly-do" */
} meeting_presence;

typedef struct meeting_person {
	const xml_node *node; /* dai-bieu, completed */
	str code;	      /* ma, or empty */
	str name;	      /* ho-ten */
	str address;	      /* danh-xung: "ông", "bà", "đồng chí" … */
	str position;	      /* chuc-vu */
	str unit;	      /* don-vi, in words */
	str seat;	      /* ghe, or empty */
	str key;	      /* khoa-xep, or empty */
	meeting_presence presence;
	bool is_guest;
} meeting_person;

/* Numbers of people; summoned = present + excused + unexcused. */
typedef struct meeting_tally {
	int64_t summoned, present, excused, unexcused;
} meeting_tally;

typedef struct meeting {
	const xml_node *root; /* holds the completed hoi-nghi, nothing else */
	text_date first_day, last_day; /* month 0: not given */
	text_time start, end;
	bool has_start, has_end;
	bool is_held;
	meeting_tally tally;
	int64_t voters;		      /* present, of groups that may vote */
	const meeting_person *people; /* the summoned, then the guests */
	size_t person_count;
} meeting;

/*
 * Never NULL; what is wrong is reported.  The tree is copied, its strings are
 * borrowed.
 */
const meeting *meeting_read(arena *, diags *, const xml_node *hoi_nghi);

#endif

#!/bin/sh
# Who may include whom. A room's files (src/ROOM, include/vanban) may include
# only the doors of the rooms in its row, and a library's headers only where
# they are at home. Prints what breaks the rule; ends "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
passed=0 failed=0

room_of() { # header of include/vanban -> room
	case $1 in
	str | arena | source | diag | file | digest | fingerprint) echo base ;;
	sheets) echo reader ;;
	*) echo "$1" ;;
	esac
}

allowed() { # room -> rooms whose doors it may use
	case $1 in
	base) echo base ;;
	text) echo base text ;;
	lint) echo base text lint ;;
	xml) echo base text xml ;;
	glossary) echo base text xml glossary ;;
	meeting) echo base text xml meeting ;;
	doc) echo base text doc ;;
	expr) echo base text xml doc expr ;;
	data) echo base text xml meeting doc expr data ;;
	font) echo base font ;;
	image) echo base image ;;
	page) echo base doc font image page ;;
	profile) echo base text xml glossary page profile ;;
	template) echo base text xml image doc expr data profile template ;;
	impose) echo base page impose ;;
	layout) echo base text xml doc font image page profile layout ;;
	packet) echo base text xml doc font page packet ;;
	embed) echo base text xml doc data page embed ;;
	reader) echo base xml page impose reader ;;
	pdf) echo base font image page pdf ;;
	check) echo base text lint xml glossary doc meeting data font image page profile check ;;
	batch) echo base text xml doc expr data template profile font page layout impose packet embed reader pdf batch ;;
	cli) echo base text xml lint doc profile check data font page impose embed reader batch cli ;;
	esac
}

check() { # file room
	for header in $(sed -n 's|^#include "vanban/\([a-z]*\)\.h".*|\1|p' "$1"); do
		room=$(room_of "$header")
		case " $(allowed "$2") " in
		*" $room "*) passed=$((passed + 1)) ;;
		*)
			failed=$((failed + 1))
			echo "$1: $2 may not include vanban/$header.h"
			;;
		esac
	done
	for header in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$1" | grep -v '^vanban$'); do
		if [ "$header" = "$2" ]; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "$1: the inside of room $header is not for $2"
		fi
	done
}

at_home() { # pattern room what
	for file in $(grep -lE "$1" -r src include | sort); do
		case $file in
		src/$2/*) passed=$((passed + 1)) ;;
		*)
			failed=$((failed + 1))
			echo "$file: $3 belongs to src/$2"
			;;
		esac
	done
}

for file in src/*/*.[ch]; do
	check "$file" "$(basename "$(dirname "$file")")"
done
for file in include/vanban/*.h; do
	check "$file" "$(room_of "$(basename "$file" .h)")"
done
at_home '^#include <qpdf' reader qpdf
at_home '^#include <hpdf' pdf libharu
at_home '^#include <libdeflate' pdf libdeflate
at_home '^#include <libxml/' xml libxml2
at_home '^#include <unicode/' text ICU
at_home '^#include <hb' font HarfBuzz
at_home '^#include <(png|jpeglib)' image 'libpng and libjpeg'
at_home '\<(getenv|setlocale|isatty)\(' cli 'the environment'
at_home '\<(time|clock_gettime|gettimeofday|localtime)\(' cli 'the clock'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

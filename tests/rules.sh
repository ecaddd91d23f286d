#!/bin/sh
# The list of the checker's rules for people, made of the rules' own table:
# SOAT-LOI.md must be what `vanban explain` says of every E40xx, W41xx, W43xx.
#   rules.sh PROGRAM [--bless]      ends "N passed, N failed"
program=$(realpath "$1") || exit 2
cd "$(dirname "$0")/.." || exit 2
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT
{
	echo "# Những điều vanban soát"
	echo
	echo "Tệp này do \`make bless\` lập từ bảng quy tắc của chương trình; mỗi"
	echo "mục cũng xem được bằng \`vanban explain MÃ\`."
	for code in $("$program" explain --lang vi | sed -n 's/^\([EW]4[0-4][0-9][0-9]\) .*/\1/p'); do
		echo
		"$program" explain --lang vi "$code" | sed '1s/^/## /'
	done
} >"$list"
if [ "$2" = --bless ]; then
	cp "$list" SOAT-LOI.md
elif ! diff -u SOAT-LOI.md "$list"; then
	echo "FAILED: SOAT-LOI.md is not what the table says (make bless)"
	echo "0 passed, 1 failed"
	exit 1
fi
echo "1 passed, 0 failed"

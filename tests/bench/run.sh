#!/bin/bash
# Benchmarks: time per room, then whole processes, cold start included.
#   run.sh BUILD-FOLDER
# With TYPST=/path/to/typst, its command line sets tests/bench/report.typ (the
# same report, figures typed in) in turn with ours, and the ratio is printed.
build=$(realpath "$1") || exit 2
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
runs=${RUNS:-20}

echo "the sample:"
"$build/bench" || exit 1
# Without the table of all wards that lies across two pages.
sed '/<phu-luc ngang="co">/,/<\/phu-luc>/d' templates/bao-cao-9-thang.xml \
	>"$work/six.xml"
echo "its six-page form:"
"$build/bench" 200 "$work/six.xml" || exit 1
echo "spaces between words in em, and where lines end (tests/bench/prose):"
tests/bench/evenness.sh "$build/vanban" || exit 1

# CPU milliseconds of one run of "$@".
cpu() {
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>&1; } 2>&1 | tail -n 1 |
		awk '{ printf "%.0f\n", ($1 + $2) * 1000 }'
}
wall() {
	local TIMEFORMAT='%R'
	{ time "$@" >/dev/null 2>&1; } 2>&1 | tail -n 1 |
		awk '{ printf "%.0f\n", $1 * 1000 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

ours=("$build/vanban" render templates/bao-cao-9-thang.xml
	-d samples/dong-da-2023-9T -q -o "$work/ours.pdf")
theirs=("${TYPST:-false}" compile --font-path /usr/share/fonts/truetype/liberation2
	tests/bench/report.typ "$work/theirs.pdf")
"${ours[@]}" || exit 1
[ -z "${TYPST:-}" ] || "${theirs[@]}" || exit 1
for _ in $(seq "$runs"); do
	wall "${ours[@]}" >>"$work/ours.wall"
	cpu "${ours[@]}" >>"$work/ours.cpu"
	[ -z "${TYPST:-}" ] && continue
	wall "${theirs[@]}" >>"$work/theirs.wall"
	cpu "${theirs[@]}" >>"$work/theirs.cpu"
done
echo "vanban render, whole process, median of $runs: $(median <"$work/ours.wall") ms wall, $(median <"$work/ours.cpu") ms CPU"
if [ -n "${TYPST:-}" ]; then
	echo "typst compile, whole process, median of $runs: $(median <"$work/theirs.wall") ms wall, $(median <"$work/theirs.cpu") ms CPU"
	awk -v a="$(median <"$work/theirs.wall")" -v b="$(median <"$work/ours.wall")" \
		'BEGIN { printf "ratio typst / vanban, wall: %.1f\n", a / b }'
fi

# What is written in the prose, over and over, as a text to be checked.
sed 's/<[^>]*>//g' tests/bench/prose/*.xml >"$work/once.txt"
for _ in $(seq 60); do cat "$work/once.txt"; done >"$work/text.txt"
took=$(cpu "$build/vanban" check "$work/text.txt")
awk -v b="$(stat -c %s "$work/text.txt")" -v ms="$took" 'BEGIN {
	printf "check of a text of %.1f MB: %.0f MB/s of CPU time\n",
		b / 1e6, b / 1e3 / ms }'

# The figures of a nation: a file for each commune.
if tests/bench/nation/generate.sh "$work/nuoc" \
	../shared/data/don-vi-hanh-chinh-2022-10.csv 2>/dev/null; then
	echo "check of $(find "$work/nuoc" -name '*.xml' | wc -l) data files: $(
		cpu "$build/vanban" check -d "$work/nuoc") ms CPU"
fi

# A tagged table of 10,000 and of 50,000 rows: time, memory, size in line.
large() { # rows
	{
		echo '<van-ban xmlns="urn:vanban:1" loai="bao-cao" the-thuc="mttq">'
		echo '<dau-van-ban><co-quan>A</co-quan><ten-loai>Bảng</ten-loai>'
		echo '<trich-yeu>lớn</trich-yeu></dau-van-ban><bang ten="Bảng">'
		for column in TT 'Đơn vị' Một Hai Ba 'Ghi chú'; do
			echo "<cot ten=\"$column\"/>"
		done
		awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
			printf "<hang><o>%d</o><o>Phường số %d</o><o>%d</o>" \
				"<o>%d</o><o>%d,%d%%</o><o>ghi chú</o></hang>\n",
				i, i % 97, i * 7 % 1000, i * 13 % 997, i % 100, i % 10 }'
		echo '</bang></van-ban>'
	} >"$work/large.xml"
	local used
	used=$("$build/bench" --run "$build/vanban" render "$work/large.xml" \
		-d samples/dong-da-2023-9T -q -o "$work/large.pdf") || exit 1
	echo "table of $1 rows: $used, $(stat -c %s "$work/large.pdf") bytes"
}
large 10000
large 50000

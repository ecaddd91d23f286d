#!/bin/sh
# 300 personal copies of a set of 30 pages: CPU time and memory, and how much
# of them one set without copies takes in the same run. 300 invented delegates;
# the set is the sample's with its speeches often enough.
#   copies.sh PROGRAM
program=$(realpath "$1") || exit 2
cd "$(dirname "$0")/../.." || exit 2
export VANBAN_SHARE="${VANBAN_SHARE:-$PWD}"
people=300 pages=30
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
sample=samples/dong-da-2023-9T
cp -r $sample "$work/data"
# The last group grows.
awk -v more=$((people - $(grep -c '<dai-bieu ' $sample/hoi-nghi.xml))) '
	/<\/thanh-phan>/ {
		print "<nhom ten=\"Đại biểu thử\">"
		for (i = 1; i <= more; i++)
			printf "<dai-bieu ho-ten=\"Nguyễn Văn %c%c\" chuc-vu=\"Trưởng Ban công tác Mặt trận\" don-vi=\"khu dân cư số %d\" ghe=\"K%d\"/>\n",
				65 + i % 26, 65 + i / 26, i, i
		print "</nhom>"
	}
	# All of them are there, and in favour.
	match($0, /tan-thanh="[0-9]+"/) && !/khong-tan-thanh="[1-9]/ {
		n = substr($0, RSTART + 11, RLENGTH - 12)
		$0 = substr($0, 1, RSTART + 10) (n + more) substr($0, RSTART + RLENGTH - 1)
	}
	{ print }' $sample/hoi-nghi.xml >"$work/data/hoi-nghi.xml"
# Speeches until there are enough pages; parts of the copy lie where it lies.
make_set() {
	sed "s|\"../../templates|\"$PWD/templates|" $sample/bo-tai-lieu.xml |
		awk -v more="$1" '{ print }
		/ten="Tham luận của phường Nam Đồng/ {
			for (i = 0; i < more; i++)
				{ line = $0; sub(/ten="/, "ten=\"" i " ", line); print line }
		}' >"$work/data/bo.xml"
}
# measure OUTPUT ARGUMENT...: "seconds kilobytes"
measure() {
	out=$1
	shift
	/usr/bin/time -f '%U %S %M' -o "$work/time" "$program" packet "$work/data/bo.xml" \
		-d "$work/data" -q -o "$work/$out" "$@" || exit 1
	awk '{ print $1 + $2, $3 }' "$work/time"
}
count() { pdfinfo "$work/$1" | sed -n 's/^Pages: *//p'; }
make_set 0
measure first >/dev/null
make_set $((pages - $(count first/bo-tai-lieu.pdf)))
one=$(measure one)
in_one=$(measure in-one --personal=one)
in_files=$(measure in-files --personal=files)
echo "$people copies of a set of $(count one/bo-tai-lieu.pdf) pages:"
printf '%s\n' "set $one one/bo-tai-lieu.pdf" "one-file $in_one in-one/ban-rieng.pdf" \
	"files $in_files in-files/ban" | while read -r what seconds memory file; do
	echo "$what $seconds $memory $(du -sk "$work/$file" | cut -f 1) ${one% *}"
done | awk '{ printf "%-9s %6.2f s CPU %7.1f MB %8d KB written %6.1f x the set\n",
	$1, $2, $3 / 1024, $4, ($5 > 0 ? $2 / $5 : 0) }'

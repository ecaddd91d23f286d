#!/bin/bash
# The nation: 10,599 communes, 705 districts, 63 provinces and the centre, each
# with its report.  Run, run again, one commune changed, memory.
#   nation.sh PROGRAM [CSV]
program=$(realpath "$1") || exit 2
cd "$(dirname "$0")/../.." || exit 2
csv=${2:-../shared/data/don-vi-hanh-chinh-2022-10.csv}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 VANBAN_SHARE=${VANBAN_SHARE:-$PWD}
tests/bench/nation/generate.sh "$work/nuoc" "$csv" || exit 3

# Peak of the proportional memory of a process and its children, in MB.
watch_memory() {
	local peak=0 sum kilobytes
	while kill -0 "$1" 2>/dev/null; do
		sum=0
		for p in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
			kilobytes=$(sed -n 's/^Pss: *\([0-9]*\).*/\1/p' \
				"/proc/$p/smaps_rollup" 2>/dev/null)
			sum=$((sum + ${kilobytes:-0}))
		done
		[ "$sum" -gt "$peak" ] && peak=$sum
		sleep 0.1
	done
	echo "$((peak / 1024)) MB at most, all processes together"
}
run() { # what, arguments…
	echo "$1"
	shift
	local TIMEFORMAT='  %R s wall, %U + %S s CPU'
	time "$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" \
		--report "$work/chay.json" -q "$@" 2>/dev/null
	sed -n 's/.*"documents":\([0-9]*\),"made":\([0-9]*\),"current":\([0-9]*\),"failed":\([0-9]*\).*/  \1 documents: \2 made, \3 current, \4 failed/p' \
		"$work/chay.json"
}
run 'all documents'
du -sm "$work/kq" | sed 's/\t.*/ MB of PDF/; s/^/  /'
run 'again, nothing changed'
one=$(ls "$work/nuoc/so-lieu" | sed -n 5000p)
sed -i 's/<so ct="tt.luot">[0-9]*/&1/' "$work/nuoc/so-lieu/$one"
run 'one commune changed'

for n in 100 10000; do
	rm -rf "$work/kq"
	total=$("$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" --dry-run 2>/dev/null | wc -l)
	"$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" -q \
		--shard "2/$((total / n))" 2>/dev/null &
	echo "memory, some $n documents"
	watch_memory $! | sed 's/^/  /'
	wait
done

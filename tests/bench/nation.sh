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

failed=0
expect() { # what, is, wanted
	[ "$2" = "$3" ] && return
	echo "FAILED: $1: $2, not $3"
	failed=1
}
number() { sed -n "s/.*\"$1\":\\([0-9]*\\).*/\\1/p" "$work/chay.json" | head -n 1; }

# Peak of the proportional set size (Pss: what processes share is counted once)
# of a process and its children, in MB to the file; looked at all the time.
watch_memory() { # process, file
	local peak=0 sum kilobytes
	while kill -0 "$1" 2>/dev/null; do
		sum=0
		for p in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
			kilobytes=$(sed -n 's/^Pss: *\([0-9]*\).*/\1/p' \
				"/proc/$p/smaps_rollup" 2>/dev/null)
			sum=$((sum + ${kilobytes:-0}))
		done
		[ "$sum" -gt "$peak" ] && peak=$sum
		sleep 0.05
	done
	echo "$((peak / 1024))" >"$2"
}
run() { # what, documents to be made, arguments…
	local TIMEFORMAT='%R %U %S' made
	echo "$1"
	made=$2
	shift 2
	{ time "$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" \
		--report "$work/chay.json" -q "$@" 2>/dev/null; } 2>"$work/gio"
	awk -v made="$(number made)" -v current="$(number current)" \
		-v failed="$(number failed)" '{
		printf "  %s made, %s current, %s failed; %s s wall, %.1f s CPU", made,
			current, failed, $1, $2 + $3
		if (made > 99)
			printf ": %d documents/s, %.2f ms CPU each", made / $1,
				1000 * ($2 + $3) / made
		print ""
	}' "$work/gio"
	expect 'documents made' "$(number made)" "$made"
	expect 'documents failed' "$(number failed)" 0
}
all=$("$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" --dry-run | wc -l)
run 'all documents' "$all"
du -sm "$work/kq" | sed 's/\t.*/ MB of PDF/; s/^/  /'
run 'again, nothing changed' 0
cp "$work/chay.json" "$work/tat-ca.json"
one=$(ls "$work/nuoc/so-lieu" | sed -n 5000p)
sed -i 's/<so ct="tt.luot">[0-9]*/&1/' "$work/nuoc/so-lieu/$one"
run 'one commune changed' 4

# Every k-th document but the centre's, as if the last run had left it.
choose() { # how many
	awk -v step="$((all / $1))" -v most="$1" '
		/^  \{"output"/ { if (NR % step == 0 && !/"number":0,/ && n++ < most)
			sub(/"result":"current"/, "\"result\":\"waiting\"") }
		{ print }' "$work/tat-ca.json" >"$work/chay.json"
}
memory() { # what, file, arguments…
	local what=$1 file=$2
	shift 2
	rm -rf "$work/kq"
	"$program" batch "$work/nuoc/vanban.xml" -o "$work/kq" -q \
		--report "$work/chay.json" "$@" 2>/dev/null &
	watch_memory $! "$work/$file"
	wait
	echo "  $what: $(cat "$work/$file") MB"
}
echo 'peak of all processes together (sum of Pss)'
memory 'all documents' dinh
for n in 100 10000; do
	choose $n
	memory "$n documents" $n --failed
	expect 'documents made' "$(number made)" "$((n < all ? n : all - 1))"
done
awk -v few="$(cat "$work/100")" -v many="$(cat "$work/10000")" \
	'BEGIN { printf "  ratio %.2f (at most 1.10 wanted)\n", many / few }'
exit $failed

#!/bin/sh
# How even the lines of tests/bench/prose are, per profile: the mean space of
# every justified line but the last of its paragraph, in em, and where they end.
#   evenness.sh PROGRAM [PROFILE…]      (mttq, and tung-dong: first fit)
program=$(realpath "$1") || exit 2
shift
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/the-thuc"
cp templates/the-thuc/*.xml samples/dan-dong/the-thuc/*.xml "$work/the-thuc"
cp tests/bench/prose/*.xml "$work"
[ $# -gt 0 ] || set -- mttq tung-dong
for profile in "$@"; do
	for file in "$work"/*.xml; do
		"$program" render "$file" -d samples/dong-da-2023-9T \
			--profile "$profile" --dump=pages 2>/dev/null
	done | awk -v profile="$profile" '
		/^  line / && !/ left / { print $3; ends[$7]++; n++ }
		END {
			for (end in ends)
				text = text sprintf(" %s %.2f%%", end, 100 * ends[end] / n)
			print profile, n, text >"/dev/stderr"
		}' 2>"$work/ends" | sort -n | awk '
		{ v[NR] = $1; sum += $1 }
		END {
			mean = sum / NR
			for (i = 1; i <= NR; i++)
				squares += (v[i] - mean) ^ 2
			printf "p1 %.3f median %.3f p99 %.3f max %.3f sd %.4f  ", \
				v[int(NR / 100) + 1], v[int(NR / 2)], \
				v[int(NR * 99 / 100)], v[NR], sqrt(squares / NR)
		}'
	cat "$work/ends"
done

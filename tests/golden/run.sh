#!/bin/sh
# Golden cases: tests/golden/**/cmd holds the arguments of one vanban call, run
# in the case's folder. What it prints must equal expect.out (standard output)
# and expect.diag (standard error and exit status); no file means nothing.  A
# file before holds shell commands that make what the call needs in $OUT, with
# $VANBAN; they print nothing.
#   run.sh PROGRAM [--bless] [CASE…]      ends "N passed, N failed"
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1") || exit 2
shift
bless=
[ "$1" = --bless ] && bless=1 && shift
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
export VANBAN_SHARE="${VANBAN_SHARE:-$(cd "$here/../.." && pwd)}" OUT="$work"
unset NO_COLOR

compare() { # name: work/name against case/name
	if [ -n "$bless" ]; then
		if [ -s "$work/$1" ]; then cp "$work/$1" "$1"; else rm -f "$1"; fi
		return 0
	fi
	if [ -e "$1" ]; then
		diff -u "$1" "$work/$1"
	else
		diff -u /dev/null "$work/$1"
	fi
}

run_case() { # folder
	cd "$1" || return 1
	rm -rf "$work"/*
	if [ -e before ]; then
		VANBAN=$program sh -eu ./before </dev/null || return 1
	fi
	# cmd is read by the shell: quotes and $OUT, a folder for outputs.
	eval "set -- $(cat cmd)"
	"$program" "$@" >"$work/expect.out" 2>"$work/expect.diag" </dev/null
	status=$?
	sed -i "s|$work|OUT|g" "$work/expect.out" "$work/expect.diag"
	[ $status -eq 0 ] || echo "exit $status" >>"$work/expect.diag"
	result=0
	compare expect.out || result=1
	compare expect.diag || result=1
	return $result
}

for file in $(cd "$here" && find . -name cmd | LC_ALL=C sort); do
	name=${file#./}
	name=${name%/cmd}
	if [ $# -gt 0 ]; then
		case " $* " in *" $name "*) ;; *) continue ;; esac
	fi
	if (run_case "$here/$name"); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: golden $name"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

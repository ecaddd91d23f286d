#!/bin/bash
# vanban batch under torture: killed at random, every k-th system call that
# writes made to fail, a disk that is full.  Long; not part of check.
#   torture.sh PROGRAM [KILLS]     ends "N passed, N failed, N skipped"
# A small full disk needs root; the failing calls need strace.
program=$(realpath "$1") || exit 2
kills=${2:-40}
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'umount "$work/dia" 2>/dev/null; rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 VANBAN_SHARE=${VANBAN_SHARE:-$PWD}
passed=0 failed=0 skipped=0
sample=samples/dong-da-2023-9T/vanban.xml

check() { # name, command…
	name=$1
	shift
	if "$@" >"$work/complaint" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
		head -n 20 "$work/complaint"
	fi
}
skip() {
	skipped=$((skipped + 1))
	echo "skipped: $1"
}
batch() { "$program" batch "$sample" -q "$@"; }
start() { exec "$program" batch "$sample" -q "$@"; }
no_strays() { [ -z "$(find "$1" -name '.*' -type f)" ]; }

# Whatever is there is an old output or a whole new one.
are_whole() { # folder
	for f in $(cd "$1" && find . -name '*.pdf'); do
		cmp -s "$1/$f" "$work/moi/$f" || cmp -s "$1/$f" "$work/cu/$f" || {
			echo "$f is neither the old nor the new one"
			return 1
		}
	done
}

# Old outputs are those of another title; new ones of the sample itself.
batch -o "$work/moi" || exit 1
sed 's/BẢN MẪU/BẢN CŨ/' "$sample" >samples/dong-da-2023-9T/.cu.xml
"$program" batch samples/dong-da-2023-9T/.cu.xml -q -o "$work/cu" || exit 1
rm -f samples/dong-da-2023-9T/.cu.xml

# ---- Killed at random -------------------------------------------------------
rm -rf "$work/giet"
cp -r "$work/cu" "$work/giet"
RANDOM=1
for i in $(seq "$kills"); do
	[ $((i % 7)) -eq 0 ] && rm -rf "$work/giet" && cp -r "$work/cu" "$work/giet"
	start -o "$work/giet" -j$((RANDOM % 4 + 1)) &
	run=$!
	sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
	case $((i % 3)) in
	0) kill -KILL $run 2>/dev/null ;;
	1) kill -TERM $run 2>/dev/null ;;
	2) # a worker, not the run
		worker=$(cat /proc/$run/task/$run/children 2>/dev/null)
		kill -KILL ${worker%% *} 2>/dev/null
		kill -KILL $run 2>/dev/null
		;;
	esac
	wait $run 2>/dev/null
	check "killed $i: whole outputs" are_whole "$work/giet"
	[ $((i % 3)) -eq 1 ] && check "ended $i: no strays" no_strays "$work/giet"
	if [ $((i % 5)) -eq 0 ]; then
		check "killed $i: the rest" batch -o "$work/giet"
		check "killed $i: same files" diff -r "$work/moi" "$work/giet"
		check "killed $i: no strays" no_strays "$work/giet"
		rm -rf "$work/giet"
		cp -r "$work/cu" "$work/giet"
	fi
done

# ---- Every k-th call that writes fails --------------------------------------
if command -v strace >/dev/null &&
	strace -f -o /dev/null -e trace=none true 2>/dev/null; then
	for fault in openat:EACCES write:ENOSPC write:EIO fchmod:EPERM \
		rename:EIO fsync:EIO syncfs:EIO mkdir:EROFS fork:EAGAIN \
		clone:EAGAIN socketpair:EMFILE memfd_create:EMFILE sendto:EPIPE \
		flock:ENOLCK; do
		call=${fault%:*} error=${fault#*:}
		for k in 1 2 3 5 8 13 21 34 55 89; do
			rm -rf "$work/loi"
			cp -r "$work/cu" "$work/loi"
			timeout 60 strace -f -qq -o "$work/trace" -e trace="$call" \
				-e inject="$call:error=$error:when=$k" \
				"$program" batch "$sample" -q -j2 -o "$work/loi" \
				>"$work/said" 2>&1
			status=$?
			grep -q INJECTED "$work/trace" || break
			check "$call $error $k: a status that is known ($status)" \
				test $status -eq 0 -o $status -eq 1 -o $status -eq 3
			check "$call $error $k: whole outputs" are_whole "$work/loi"
			check "$call $error $k: no strays" no_strays "$work/loi"
			# The first write of the run is what it says.
			[ $status -eq 0 ] || [ "$call" = write ] || check "$call $error $k: it is said" \
				grep -q lỗi "$work/said"
			check "$call $error $k: the rest" batch -o "$work/loi"
			check "$call $error $k: same files" diff -r "$work/moi" "$work/loi"
		done
	done
else
	skip 'failing calls: strace cannot be used here'
fi

# ---- A full disk ------------------------------------------------------------
mkdir "$work/dia"
if mount -t tmpfs -o size=300k tmpfs "$work/dia" 2>/dev/null; then
	batch -o "$work/dia/kq" >"$work/said" 2>&1
	status=$?
	check 'full disk: status 3' test $status -eq 3
	check 'full disk: it is named' grep -q 'hết chỗ trống' "$work/said"
	check 'full disk: whole outputs' are_whole "$work/dia/kq"
	check 'full disk: no strays' no_strays "$work/dia/kq"
	mount -o remount,size=64m "$work/dia"
	check 'more room: the rest' batch -o "$work/dia/kq"
	check 'more room: same files' diff -r "$work/moi" "$work/dia/kq"
	mount -o remount,ro "$work/dia"
	batch --rebuild -o "$work/dia/kq" >"$work/said" 2>&1
	check 'read-only: status 3' test $? -eq 3
	check 'read-only: it is named' grep -q 'chỉ đọc' "$work/said"
	check 'read-only: nothing lost' diff -r "$work/moi" "$work/dia/kq"
	umount "$work/dia"
else
	skip 'a full disk: needs root'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

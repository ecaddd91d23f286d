#!/bin/bash
# vanban batch as a whole program: shards, reports, interruptions.
#   batch.sh PROGRAM     ends "N passed, N failed"
program=$(realpath "$1") || exit 2
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 VANBAN_SHARE=${VANBAN_SHARE:-$PWD}
passed=0 failed=0

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
exits() { # status, command…
	expected=$1
	shift
	"$@"
	status=$?
	[ $status -eq "$expected" ] || { echo "exit $status"; return 1; }
}
batch() { "$program" batch samples/dong-da-2023-9T/vanban.xml "$@"; }
# In the background: what is killed is the program, not a shell around it.
start() { exec "$program" batch samples/dong-da-2023-9T/vanban.xml "$@"; }
count() { find "$work/$1" -name '*.pdf' | wc -l; }
has() { [ "$(count "$1")" -eq "$2" ] || { count "$1"; return 1; }; }
no_strays() { [ -z "$(find "$work/$1" -name '.*' -type f)" ]; }
# A number of a report's head: "made":22
number() { sed -n "s/.*\"$2\":\\([0-9]*\\).*/\\1/p" "$work/$1" | head -n 1; }
is_number() { [ "$(number "$1" "$2")" = "$3" ] || { number "$1" "$2"; return 1; }; }

# The same bytes and the same messages, whatever the number of workers.
batch -o "$work/mot" -j1 >"$work/mot.out" 2>"$work/mot.err"
batch -o "$work/muoi-sau" -j16 >"$work/nhieu.out" 2>"$work/nhieu.err"
sed -i "s|$work/mot|KQ|" "$work/mot.err"
sed -i "s|$work/muoi-sau|KQ|" "$work/nhieu.err"
check 'all are made' has mot 22
check '-j1 and -j16: same files' diff -r "$work/mot" "$work/muoi-sau"
check '-j1 and -j16: same messages' diff "$work/mot.err" "$work/nhieu.err"
check 'batch without -j: same files' batch -o "$work/mac-dinh" -q
check 'no strays' no_strays mac-dinh

# One document by render is that of the batch.
"$program" render templates/bao-cao-9-thang.xml -d samples/dong-da-2023-9T \
	-q -o "$work/render.pdf"
check 'render: same bytes' cmp "$work/render.pdf" "$work/mot/bao-cao-so-ket.pdf"

# Parts.
for k in 1 2 3; do
	check "part $k" batch -o "$work/phan" -q --shard $k/3 --report "$work/$k.json"
done
check 'parts make the whole' diff -r "$work/mot" "$work/phan"
check 'merge' "$program" batch --merge "$work/1.json" "$work/2.json" \
	"$work/3.json" --report "$work/tat-ca.json"
check 'merged: documents' is_number tat-ca.json documents 22
check 'merged: made' is_number tat-ca.json made 22
check 'merge lacks a part' exits 1 "$program" batch --merge "$work/1.json" \
	"$work/3.json" --report "$work/thieu.json"
check 'merge has a part twice' exits 1 "$program" batch --merge \
	"$work/1.json" "$work/1.json" --report "$work/hai.json"
if command -v parallel >/dev/null; then
	check 'GNU parallel' parallel --will-cite "$program" batch \
		samples/dong-da-2023-9T/vanban.xml -o "$work/song-song" -q \
		-j1 --shard {}/4 ::: 1 2 3 4
	check 'GNU parallel: same files' diff -r "$work/mot" "$work/song-song"
fi

# Up to date, and what depends on one ward's figures.
cp -r samples "$work/mau"
mine() { "$program" batch "$work/mau/dong-da-2023-9T/vanban.xml" -o "$work/rieng" "$@"; }
check 'a copy' mine -q --report "$work/chay.json"
check 'nothing to do' mine -q --report "$work/chay.json"
check 'nothing was done' is_number chay.json current 22
sed -i 's/<so ct="tt.luot">[0-9]*/&1/' "$work/mau/dong-da-2023-9T/so-lieu/phuong/lang-ha.xml"
mine --dry-run --json | grep '"changed"' | sed 's/.*"output":"\([^"]*\).*/\1/' >"$work/doi"
check 'a ward and its district' diff "$work/doi" - <<'END'
bao-cao-so-ket.pdf
phuong/lang-ha.pdf
END

# What failed, again.
sed -i 's/mau="phieu-phuong.xml"/mau="hong.xml"/' "$work/mau/dong-da-2023-9T/vanban.xml"
sed 's|<doan>Những điểm|<t:kiem dieu-kien="@ma != '"'dd.kim-lien'"'" loi="thử"/>&|' \
	templates/phieu-phuong.xml >"$work/mau/dong-da-2023-9T/hong.xml"
cp -r templates/manh "$work/mau/dong-da-2023-9T/"
sed -i 's| chi-tieu="[^"]*"||' "$work/mau/dong-da-2023-9T/hong.xml"
check 'one fails' exits 1 mine -q --report "$work/chay.json"
check 'the others are made' is_number chay.json failed 1
sed -i "s/@ma != 'dd.kim-lien'/true()/" "$work/mau/dong-da-2023-9T/hong.xml"
check 'the one that failed' mine -q --report "$work/chay.json" --failed
check 'nothing fails' is_number chay.json failed 0
check 'the report is whole' is_number chay.json documents 22

# Interrupted: whole outputs, no strays, and the rest afterwards.
start -o "$work/ngat" -q -j1 &
run=$!
sleep 0.08
kill -INT $run 2>/dev/null
wait $run
status=$?
check 'interrupted: 130 or done' test $status -eq 130 -o $status -eq 0
[ -d "$work/ngat" ] && check 'interrupted: no strays' no_strays ngat
for f in $(cd "$work" && find ngat -name '*.pdf' 2>/dev/null); do
	check "interrupted: $f" cmp "$work/$f" "$work/mot/${f#ngat/}"
done
check 'after the interruption' batch -o "$work/ngat" -q
check 'interrupted: same files' diff -r "$work/mot" "$work/ngat"

# Killed at some moment, then the same command.
for delay in 0.03 0.06 0.1; do
	rm -rf "$work/giet"
	start -o "$work/giet" -q -j2 &
	run=$!
	sleep $delay
	kill -KILL $run 2>/dev/null
	wait $run 2>/dev/null
	check "killed after $delay s: again" batch -o "$work/giet" -q
	check "killed after $delay s: same files" diff -r "$work/mot" "$work/giet"
	check "killed after $delay s: no strays" no_strays giet
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

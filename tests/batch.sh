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
check 'all are made' has mot 98
check 'a copy for each delegate' has mot/tai-lieu/ban 62
check '-j1 and -j16: same files' diff -r "$work/mot" "$work/muoi-sau"
check '-j1 and -j16: same messages' diff "$work/mot.err" "$work/nhieu.err"
check 'batch without -j: same files' batch -o "$work/mac-dinh" -q
check 'no strays' no_strays mac-dinh

# One document by render is that of the batch.
"$program" render templates/bao-cao-9-thang.xml -d samples/dong-da-2023-9T \
	-q -o "$work/render.pdf"
check 'render: same bytes' cmp "$work/render.pdf" "$work/mot/bao-cao-so-ket.pdf"

# A set is that of packet, but for what its /ID says of the batch.
"$program" packet samples/dong-da-2023-9T/bo-tai-lieu.xml -q \
	-d samples/dong-da-2023-9T -o "$work/packet" --personal=files \
	--order=seat --layout=booklet --creep=0,1
anonymous() { sed 's|/ID *\[[^]]*\]||' "$1" >"$1.la" && rm "$1"; }
cp -r "$work/mot/tai-lieu" "$work/tu-batch"
rm "$work/tu-batch/ban-rieng.pdf"
for f in $(find "$work/packet" "$work/tu-batch" -name '*.pdf'); do anonymous "$f"; done
check 'a set is that of packet' diff -r "$work/packet" "$work/tu-batch"

# Parts.
for k in 1 2 3; do
	check "part $k" batch -o "$work/phan" -q --shard $k/3 --report "$work/$k.json"
done
check 'parts make the whole' diff -r "$work/mot" "$work/phan"
check 'merge' "$program" batch --merge "$work/1.json" "$work/2.json" \
	"$work/3.json" --report "$work/tat-ca.json"
check 'merged: documents' is_number tat-ca.json documents 98
check 'merged: made' is_number tat-ca.json made 98
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
cp -r templates "$work/templates"
mine() { "$program" batch "$work/mau/dong-da-2023-9T/vanban.xml" -o "$work/rieng" "$@"; }
check 'a copy' mine -q --report "$work/chay.json"
check 'nothing to do' mine -q --report "$work/chay.json"
check 'nothing was done' is_number chay.json current 98
sed -i 's/<so ct="tt.luot">[0-9]*/&1/' "$work/mau/dong-da-2023-9T/so-lieu/phuong/lang-ha.xml"
changed() { mine --dry-run --json | grep '"changed"' | sed 's/.*"output":"\([^"]*\).*/\1/' >"$work/doi"; }
changed
check 'a ward and its district' diff <(grep -v ^tai-lieu/ "$work/doi") - <<'END'
bao-cao-so-ket.pdf
phuong/lang-ha.pdf
bien-ban.pdf
bien-ban-hd36.pdf
END
check 'and the set of the district' test "$(grep -c ^tai-lieu/ "$work/doi")" -eq 74
check 'made again' mine -q

# Of a set: one file that was edited, and what the whole depends on.
here=$work/mau/dong-da-2023-9T
printf x >>"$work/rieng/tai-lieu/ban/007.pdf"
changed
check 'an edited copy' diff "$work/doi" - <<'END'
tai-lieu/ban/007.pdf
END
check 'the edited copy' mine -q --report "$work/chay.json"
check 'only the edited copy' is_number chay.json made 1
sed -i 's/ho-ten="Lò Thị Pành"/ho-ten="Lò Thị Pánh"/' "$here/hoi-nghi.xml"
changed
check 'a delegate: not the wards' diff <(grep -c ^phuong/ "$work/doi") <(echo 0)
check 'a delegate: the set' test "$(grep -c ^tai-lieu/ "$work/doi")" -eq 74
check 'made again' mine -q
sed -i 's/đúng người, đúng việc/đúng người và đúng việc/' "$here/tham-luan-nam-dong.xml"
changed
check 'a template of the set: the set alone' test "$(wc -l <"$work/doi") $(grep -c ^tai-lieu/ "$work/doi")" = '74 74'
cp "$here/tham-luan-nam-dong.xml" "$work/tham-luan"
sed -i "0,/<doan>/s||<t:kiem dieu-kien=\"false()\" loi=\"thử\"/>&|" "$here/tham-luan-nam-dong.xml"
check 'a set fails' exits 1 mine -q --report "$work/chay.json"
check 'all its files fail' is_number chay.json failed 74
check 'and nothing else' is_number chay.json current 24
cp "$work/tham-luan" "$here/tham-luan-nam-dong.xml"
check 'the set that failed' mine -q --report "$work/chay.json" --failed
check 'the whole set' is_number chay.json made 74

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
check 'the report is whole' is_number chay.json documents 98

# A broken file of figures costs its unit and the levels above; a template, its
# documents; the units cost all.
cp -r "$here" "$work/lanh"
broken() { # name, failed, sound file, command that breaks
	name=$1 count=$2 file=$here/$3
	shift 3
	"$@" "$file"
	check "$name" exits 1 mine -q --report "$work/chay.json"
	check "$name: costs $count" is_number chay.json failed "$count"
	check "$name: the rest is there" is_number chay.json waiting 0
	check "$name: told in the plan" test "$(mine --dry-run --json 2>/dev/null | grep -c '"state":"broken"')" -eq "$count"
	rm -rf "$work/dung-lai"
	check "$name: --halt" exits 1 "$program" batch "$here/vanban.xml" -q --halt -o "$work/dung-lai"
	check "$name: --halt stops" has dung-lai 0
	rm -rf "$here" && cp -r "$work/lanh" "$here"
	check "$name: mended" mine -q --report "$work/chay.json" --failed
	check "$name: nothing fails" is_number chay.json failed 0
}
cut_off() { head -c 700 "$1" >"$1.x"; mv "$1.x" "$1"; }
mkdir "$work/dung-lai"
broken 'half a file' 78 so-lieu/phuong/lang-ha.xml cut_off
broken 'a bad figure' 78 so-lieu/phuong/lang-ha.xml sed -i 's/<so ct="tt.luot">[0-9]*/&.5/'
broken 'bad facts' 77 bao-cao.xml sed -i 's/den-ngay="[^"]*"/den-ngay="2023-02-31"/'
broken 'a bad template' 21 hong.xml sed -i "s/{so(/{sox(/"
broken 'a bad part of the set' 74 tham-luan-nam-dong.xml sed -i 's/<doan>/<doann>/'
: >"$here/so-lieu/phuong/lang-ha.xml"
check 'an empty file' exits 1 mine -q --report "$work/chay.json"
check 'an empty file: costs 76' is_number chay.json failed 76
rm -rf "$here" && cp -r "$work/lanh" "$here"
sed -i 's/<dv /<dvv /' "$here/don-vi.xml"
check 'broken units: nothing was run' exits 2 mine -q --report "$work/chay.json"
rm -rf "$here" && cp -r "$work/lanh" "$here"
check 'all is mended' mine -q

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

# A picture is part of what a document is made of.
mkdir "$work/hinh"
cp tests/golden/common/*.xml "$work/hinh"
cp tests/golden/dung/hinh/*.png tests/golden/dung/hinh/*.jpg tests/golden/dung/hinh/mau.xml "$work/hinh"
echo '<dot-lap><viec mau="mau.xml" don-vi="sm" tep="mot.pdf"/></dot-lap>' >"$work/hinh/dot.xml"
pictures() { "$program" batch "$work/hinh/dot.xml" -d "$work/hinh" -o "$work/hinh-kq" -q --report "$work/chay.json"; }
check 'with pictures' pictures
check 'the same pictures' pictures
check 'nothing to do' is_number chay.json current 1
cp "$work/hinh/bang-mau.png" "$work/hinh/alpha.png"
check 'another picture' pictures
check 'the document anew' is_number chay.json made 1

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

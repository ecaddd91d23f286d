#!/bin/sh
# Our PDFs through other people's eyes: the sample under every profile must
# please qpdf, poppler, mutool and ghostscript, and give its text back.
#   outside.sh PROGRAM     ends "N passed, N failed"
program=$(realpath "$1") || exit 2
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
export VANBAN_SHARE=${VANBAN_SHARE:-$PWD}

judge() { # name; standard input: complaints (a pipe's end is a subshell)
	cat >"$work/complaint"
	if [ -s "$work/complaint" ]; then
		echo "FAILED: $1"
		head -n 20 "$work/complaint"
		echo failed >>"$work/results"
	else
		echo passed >>"$work/results"
	fi
}

render() { # profile, further arguments
	profile=$1
	shift
	"$program" render templates/bao-cao-9-thang.xml \
		-d samples/dong-da-2023-9T --profile "$profile" "$@"
}

# Every character that is not blank, counted: order and lines may differ.
characters() {
	tr -d ' \n\f' | sed 's|\xC2\xA0||g' | sed 's/./&\n/g' | sort | uniq -c
}

# What a screen reader says: one block a line.
read_aloud() {
	pdfinfo -struct-text "$1" | awk '
		/^ *"/ { sub(/^ *"/, ""); sub(/"$/, ""); printf "%s", $0; next }
		/\(inline\)/ || /^ *\// { next }
		{ printf "\n" }
		END { printf "\n" }'
}

words() {
	sed 's|\xC2\xA0| |g;s|\f| |g' | tr -s ' \n' '\n\n' | sed '/^$/d' |
		LC_ALL=C sort -u
}

# The lines of a page dump: runs that follow each other on one baseline. What
# a no-break blank is poppler does not say.
lines_of_dump() {
	awk '
	function take() { if (line != "") print line; line = "" }
	/^page / { take(); baseline = "" }
	/^  run / {
		text = $0
		sub(/^  run [^"]*"/, "", text)
		sub(/"$/, "", text)
		gsub(/\\"/, "\"", text)
		gsub(/\\\\/, "\\", text)
		if ($3 != baseline) take()
		else if ($2 - right > 0.5) line = line " "
		line = line text; baseline = $3; right = $2 + $4
	}
	END { take() }' | blanks
}

blanks() {
	tr -d '\f' | sed 's|\xC2\xA0| |g; s/  */ /g; s/^ //; s/ $//; /^$/d'
}

# All but that of slips, which are no reports.
for profile in $(cd templates/the-thuc && ls | sed -n 's/\.xml$//p' | grep -v '^phieu$'); do
	pdf=$work/$profile.pdf
	render "$profile" --quiet -o "$pdf" 2>&1 | judge "$profile: render"
	{ qpdf --check "$pdf" 2>&1 || echo "exit $?"; } |
		grep -vE '^(checking|PDF Version|File is not|No syntax or stream|errors that qpdf)' |
		judge "$profile: qpdf --check"
	pdftotext -raw "$pdf" "$work/text" 2>&1 | judge "$profile: pdftotext is silent"
	pdffonts "$pdf" 2>&1 | awk 'NR > 2 && ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes")' |
		judge "$profile: fonts embedded, subset, with Unicode"
	mutool draw -q -N -F txt -o "$work/mutool.txt" "$pdf" 2>&1 |
		judge "$profile: mutool draw is silent"
	gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$pdf" 2>&1 |
		judge "$profile: ghostscript is silent"
	pdftoppm -r 20 -gray "$pdf" "$work/$profile" 2>&1 |
		judge "$profile: pdftoppm is silent"
	render "$profile" --dump=pages | lines_of_dump >"$work/ours"
	blanks <"$work/text" >"$work/theirs"
	diff "$work/ours" "$work/theirs" |
		judge "$profile: pdftotext gives the dump's text, line by line, in NFC"
	# Read back as a stranger's PDF, by text and places alone (W4319: what
	# cannot be seen; W4044: the abbreviations of the sample).
	"$program" check --the-thuc "$profile" "$pdf" --json |
		grep '"event":"diagnostic"' | grep -vE '"code":"W(4319|4044)"' |
		judge "$profile: thể thức as others' PDF"
	pdfdetach -save 1 -o "$work/so-lieu.xml" "$pdf" 2>&1 |
		judge "$profile: pdfdetach is silent"
	xmllint --noout --schema templates/xsd/so-lieu.xsd "$work/so-lieu.xml" 2>&1 |
		grep -v ' validates$' | judge "$profile: the data inside follow their schema"
	grep -nE '(>|=")/' "$work/so-lieu.xml" |
		judge "$profile: no absolute path in the data inside"
	render "$profile" --dump=pages |
		sed -n '/ artifact:/d;s/^  run [^"]*"\(.*\)"$/\1/p' |
		sed 's/\\\(["\\]\)/\1/g' | tr -d ' \n' | sed 's|\xC2\xA0||g' >"$work/ours"
	read_aloud "$pdf" >"$work/aloud"
	tr -d ' \n' <"$work/aloud" | sed 's|\xC2\xA0||g' >"$work/theirs"
	cmp "$work/ours" "$work/theirs" 2>&1 |
		judge "$profile: the structure reads all tagged text, in order"
	words <"$work/text" >"$work/printed"
	words <"$work/aloud" | LC_ALL=C comm -23 - "$work/printed" |
		judge "$profile: no words run together when read aloud"
	render "$profile" --quiet -o "$work/again.pdf"
	cmp "$pdf" "$work/again.pdf" 2>&1 | judge "$profile: same inputs, same bytes"
done

# Sheets to be printed: whole files to others, and not a letter lost.
for layout in 1up 2up 4up booklet; do
	sheets=$work/$layout.pdf
	"$program" impose "$work/mttq.pdf" "$work/hd36.pdf" --layout $layout \
		--marks all --quiet -o "$sheets" 2>&1 | judge "$layout: impose"
	{ qpdf --check "$sheets" 2>&1 || echo "exit $?"; } |
		grep -vE '^(checking|PDF Version|File is not|No syntax or stream|errors that qpdf)' |
		judge "$layout: qpdf --check"
	gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$sheets" 2>&1 |
		judge "$layout: ghostscript is silent"
	pdftotext -layout "$work/hd36.pdf" - >"$work/text"
	pdftotext -layout "$work/mttq.pdf" - >>"$work/text"
	characters <"$work/text" >"$work/ours"
	pdftotext -layout "$sheets" - | characters >"$work/theirs"
	diff "$work/ours" "$work/theirs" | judge "$layout: all characters are there"
done
# The set of the conference and two of its personal copies.
sample=samples/dong-da-2023-9T
for copies in files one; do
	"$program" packet $sample/bo-tai-lieu.xml -d $sample --personal=$copies \
		--quiet -o "$work/set" 2>&1 | judge "set: packet --personal=$copies"
done
for name in bo-tai-lieu ban/001 ban/062 ban-rieng 09-phieu; do
	pdf=$work/set/$name.pdf
	{ qpdf --check "$pdf" 2>&1 || echo "exit $?"; } |
		grep -vE '^(checking|PDF Version|File is not|No syntax or stream|errors that qpdf)' |
		judge "set: $name: qpdf --check"
	gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$pdf" 2>&1 |
		judge "set: $name: ghostscript is silent"
done
pages() { qpdf --show-npages "$work/set/$1.pdf"; }
people=$(grep -c '<dai-bieu ' $sample/hoi-nghi.xml)
ls "$work/set/ban" | wc -l | grep -vx "$people" | judge "set: a copy for each person"
pages ban-rieng | grep -vx $((people * $(pages bo-tai-lieu))) |
	judge "set: the file to print holds every copy"
parts=$(for part in "$work"/set/0*.pdf; do qpdf --show-npages "$part"; done | paste -sd+)
pages bo-tai-lieu | grep -vx $(($parts)) | judge "set: the pages of its parts"
mutool show "$work/set/bo-tai-lieu.pdf" outline | grep -c '^[+|-]\?.\?"' |
	awk '$1 < 7' | judge "set: a bookmark for each document"
# Contents lead to pages: every listed page number is that of its link's page.
pdftotext -f 2 -l 2 -layout "$work/set/bo-tai-lieu.pdf" - |
	sed -n 's/.*\.\.\. *\([0-9]*\)$/\1/p' >"$work/listed"
for n in $(cat "$work/listed"); do
	pdftotext -f "$n" -l "$n" "$work/set/bo-tai-lieu.pdf" - |
		grep -qE "· $n/|PHIẾU" || echo "page $n"
done | judge "set: contents name the running pages"
[ "$(wc -l <"$work/listed")" -ge 7 ] || echo few | judge "set: contents list the documents"
mkdir "$work/inside"
pdfdetach -saveall -o "$work/inside" "$work/set/bo-tai-lieu.pdf" 2>&1 |
	judge "set: pdfdetach is silent"
ls "$work/inside" | wc -l | grep -vx 4 | judge "set: the data of four documents"
xmllint --noout --schema templates/xsd/so-lieu.xsd "$work"/inside/*.xml 2>&1 |
	grep -v ' validates$' | judge "set: the data inside follow their schema"
# What copies share is written once: all but the cover and the slips, each of
# one page. Its structure is every copy's own.
contents=$(qpdf --show-pages "$work/set/ban-rieng.pdf" |
	grep -A 1 '^  content:' | grep -o '[0-9]* 0 R' | sort -u | wc -l)
echo "$contents" | grep -vx $(($(pages bo-tai-lieu) - 2 + 2 * people)) |
	judge "set: shared pages are written once"
tags() { pdfinfo -struct "$work/set/$1.pdf" 2>&1 | grep -cE '^ *(P|H[1-6]|TD|LI)( |$)'; }
tags ban-rieng | grep -vx $((people * $(tags ban/001))) |
	judge "set: every copy has a structure of its own"
pdftotext "$work/set/ban/001.pdf" - | grep -qF 'Bản số 1' ||
	echo none | judge "set: a copy says whose it is"

# A number and a date filled in late: every glyph but the blanks' stays where it
# was, on every page, and nothing else is drawn.
cp -r samples/dong-da-2023-9T "$work/data"
sed -i 's/ so="87"/ so=""/; s/ ngay="2023-09-14"/ ngay=""/' "$work/data/bao-cao.xml"
"$program" render templates/bao-cao-9-thang.xml -d "$work/data" -q \
	-o "$work/blank.pdf" 2>&1 | judge "a document without number and date"
"$program" number "$work/blank.pdf" --so 87 --ngay 2023-09-14 -q \
	-o "$work/filled.pdf" 2>&1 | judge "number"
for name in blank filled; do
	qpdf --check "$work/$name.pdf" 2>&1 | grep -i warn
	mutool trace "$work/$name.pdf" | grep -vE '<(g|span|/?fill_text|document)' >"$work/$name.rest"
	# mutool adds in single precision: compared to a hundredth of a point.
	mutool trace "$work/$name.pdf" | awk '
		/<page / { p++ }
		/<g / {
			split($0, part, "\"")
			printf "%d \"%s\" %s %.2f %.2f %s\n", p, part[2],
				part[4], part[6], part[8], part[10]
		}' | sort >"$work/$name.glyphs"
done | judge "number: qpdf is silent"
{
	comm -23 "$work/blank.glyphs" "$work/filled.glyphs" | grep -v '" "'
	cmp "$work/blank.rest" "$work/filled.rest"
} 2>&1 | judge "number: no glyph moves, nothing else is drawn"
comm -13 "$work/blank.glyphs" "$work/filled.glyphs" |
	sed 's/[^"]*"\(.\)".*/\1/' | sort | tr -d ' \n' >"$work/new"
# In the letterhead, and in the heads of two annexes.
printf 000111222222333444777888999 >"$work/wanted"
cmp "$work/new" "$work/wanted" 2>&1 | judge "number: the digits, once a place"
pdftotext -layout "$work/filled.pdf" - | grep -qE 'ngày +14 +tháng +9 +năm +2023' ||
	echo "no date" | judge "number: reads as a date"

# Another folder, depth, locale, time zone and umask; only the inputs count.
elsewhere=$work/một/thư\ mục
mkdir -p "$elsewhere"
cp -r templates samples "$elsewhere/"
(cd "$elsewhere/samples" && umask 077 &&
	LC_ALL=C TZ=America/Lima LANG=en_US HOME=/nonexistent "$program" render \
		../templates/bao-cao-9-thang.xml -d ./dong-da-2023-9T \
		--profile mttq --quiet -o "$work/elsewhere.pdf") 2>&1 |
	judge "render elsewhere"
cmp "$work/mttq.pdf" "$work/elsewhere.pdf" 2>&1 |
	judge "another folder, locale, time zone and umask: same bytes"
# The clock does not count; the epoch only where a document has no date.
SOURCE_DATE_EPOCH=86399 render mttq --quiet -o "$work/dated.pdf" 2>&1 |
	judge "render with SOURCE_DATE_EPOCH"
cmp "$work/mttq.pdf" "$work/dated.pdf" 2>&1 |
	judge "SOURCE_DATE_EPOCH does not touch a dated document"
sed 's/ ngay="[^"]*"/ ngay=""/' samples/dong-da-2023-9T/bao-cao.xml >"$elsewhere/samples/dong-da-2023-9T/bao-cao.xml"
undated() { # file
	(cd "$elsewhere" && "$program" render templates/bao-cao-9-thang.xml \
		-d samples/dong-da-2023-9T --quiet -o "$1" 2>&1)
}
undated "$work/undated.pdf" | judge "render without a date"
pdfinfo "$work/undated.pdf" | grep Date | judge "no date: none in the file"
SOURCE_DATE_EPOCH=86399 undated "$work/epoch.pdf" | judge "render without a date, with SOURCE_DATE_EPOCH"
{ pdfinfo -rawdates "$work/epoch.pdf" | grep -q "CreationDate: *D:19700102000000+07'00'" ||
	pdfinfo -rawdates "$work/epoch.pdf"; } |
	judge "SOURCE_DATE_EPOCH: the day in Vietnam"

# A ward that has not handed in, and is declared so: the report stands, and says
# what it covers.
cp -r samples/dong-da-2023-9T "$work/absent"
rm "$work/absent/so-lieu/phuong/cat-linh.xml"
printf '<tap-so-lieu><chua-nop don-vi="dd.cat-linh" ky="2023-9T" ly-do="–"/></tap-so-lieu>' \
	>"$work/absent/so-lieu/chua-nop.xml"
"$program" render templates/bao-cao-9-thang.xml -d "$work/absent" -q \
	-o "$work/absent.pdf" 2>&1 | judge "a ward declared absent: render"
pdftotext "$work/absent.pdf" - | grep -q "Tổng hợp từ 20/21 phường" ||
	echo "no note" | judge "a ward declared absent: the report says so"

# A note is read behind the text it belongs to, not within it.
sed 's|<doan>Tổ chức|<doan>Nhờ<chu-thich>Ghi chú.</chu-thich> <viet-tat day-du="Mặt trận Tổ quốc">MTTQ</viet-tat>, đã tổ chức|' \
	tests/golden/common/mau.xml >"$work/note.xml"
(cd tests/golden/common && "$program" render "$work/note.xml" --root / -q \
	-d don-vi.xml chi-tieu.xml dong-hai.xml an-binh.xml loc-thuy.xml \
	huyen.xml thong-tin.xml -o "$work/note.pdf") 2>&1 | judge "note: render"
read_aloud "$work/note.pdf" | tr -d '\n' | grep -q 'MTTQ, đã tổ chức.*Ghi chú' ||
	read_aloud "$work/note.pdf" | judge "note: read behind its paragraph"

# The level above adds the PDFs of its units up to the figures of their files,
# and sets the same report from them.
sample=samples/dong-da-2023-9T
lists="$sample/don-vi.xml $sample/chi-tieu.xml"
mkdir "$work/wards"
sed '/t:kiem/d' tests/golden/common/phieu.xml >"$work/phieu.xml"
for file in "$sample"/so-lieu/phuong/*.xml; do
	unit=$(sed -n 's/.*don-vi="\([^"]*\)".*/\1/p' "$file" | head -n 1)
	"$program" render "$work/phieu.xml" -d $lists "$file" -q --unit "$unit" \
		--period 2023-9T -o "$work/wards/$unit.pdf"
done 2>&1 | judge "wards: render"
"$program" rollup "$work"/wards/*.pdf $lists "$sample/so-lieu/quan.xml" \
	--unit dd --period 2023-9T -q -o "$work/from-pdf.xml" 2>&1 | judge "wards: rollup"
"$program" rollup "$sample" -q -o "$work/from-xml.xml"
cmp "$work/from-pdf.xml" "$work/from-xml.xml" 2>&1 | judge "wards: the same totals"
"$program" render templates/bao-cao-9-thang.xml -d "$sample" -q -o "$work/xml.pdf"
"$program" render templates/bao-cao-9-thang.xml -d "$work"/wards/*.pdf $lists \
	"$sample/so-lieu/quan.xml" "$sample/so-lieu/2022-9T.xml" \
	"$sample/ke-hoach-2023.xml" "$sample/bao-cao.xml" -q -o "$work/pdf.pdf" 2>&1 |
	judge "wards: the report from their PDFs"
"$program" diff "$work/xml.pdf" "$work/pdf.pdf" 2>&1 | judge "wards: the same report"
"$program" extract "$work/pdf.pdf" -q | grep -E "${work#/}|(>|=\")/" |
	judge "wards: no place of this disk in the report"
# 5 ms of every start, if it were linked.
ldd "$program" | grep qpdf | judge "the library that reads PDFs is not linked"
# Every figure stands in the paragraph that trace names.
"$program" trace "$work/xml.pdf" --json | grep -v '"text":' |
	judge "trace: every figure has its paragraph"

# A signature of an agency: none is broken by filling in a number after it.
"$program" number "$work/undated.pdf" --ngay 2023-09-14 -q -o "$work/filled.pdf" 2>&1 |
	judge "number: the date is filled in"
for name in mttq filled; do
	pdftotext "$work/$name.pdf" - | sed 's|\xC2\xA0| |g;s|\f| |g' |
		tr -s ' \n' '\n\n' | sort >"$work/$name-words"
done
diff "$work/mttq-words" "$work/filled-words" 2>&1 |
	judge "number: the words of the dated report, annexes too"
for name in undated filled; do
	perl tests/sign.pl "$work/$name.pdf" "$work/$name-signed.pdf" "$work" \
		>"$work/said" 2>&1 || judge "signature: $name" <"$work/said"
	pdfsig -nocert "$work/$name-signed.pdf" >"$work/said" 2>&1
	grep -q "Signature is Valid" "$work/said" && : >"$work/said"
	judge "signature: $name, is valid" <"$work/said"
done
cp "$work/undated-signed.pdf" "$work/before.pdf"
{
	"$program" number "$work/undated-signed.pdf" --ngay 2023-09-14
	echo "status $?"
} 2>&1 | tee "$work/said" | grep -cE "^lỗi E1911|^status 1" | grep -qx 2 &&
	: >"$work/said"
judge "signature: filling in a date is refused" <"$work/said"
cmp "$work/before.pdf" "$work/undated-signed.pdf" 2>&1 |
	judge "signature: the refused file is as it was"
"$program" extract "$work/filled-signed.pdf" -q -o "$work/signed.xml" 2>&1 |
	judge "signature: the data are read"
"$program" extract "$work/filled.pdf" -q -o "$work/filled.xml" 2>&1
cmp "$work/filled.xml" "$work/signed.xml" 2>&1 |
	judge "signature: the same data as before it"

failed=$(grep -c failed "$work/results")
echo "$(grep -c passed "$work/results") passed, $failed failed"
[ "$failed" -eq 0 ]

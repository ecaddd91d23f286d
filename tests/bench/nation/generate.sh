#!/bin/sh
# A nation to measure with: units, dictionary, figures of this year and the last
# for every commune, and a batch of one report for each unit.
#   generate.sh FOLDER [CSV]
# CSV: ma_tinh,ten_tinh,ma_huyen,ten_huyen,ma_xa,ten_xa,cap; without it 63
# provinces of 705 districts and 10,599 communes are made up. All figures are
# made up, and the same every time.
out=$1 csv=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$out" && mkdir -p "$out/so-lieu" || exit 3
cp "$here/dot-lap.xml" "$out/vanban.xml"
cp "$here/chi-tieu.xml" "$here/xa.xml" "$here/cap-tren.xml" "$out/"
if [ -n "$csv" ] && [ -r "$csv" ]; then
	tail -n +2 "$csv" | LC_ALL=C sort -s -t, -k1,1 -k3,3 -k5,5
else
	awk 'BEGIN {
		for (c = 0; c < 10599; c++) {
			d = int(c * 705 / 10599); p = int(d * 63 / 705)
			printf "%02d,Tỉnh Số %d,%03d,Huyện Số %d,%05d,Xã Số %d,Xã\n",
				p + 1, p + 1, d + 1, d + 1, c + 1, c + 1
		}
	}'
fi | awk -F, -v out="$out" '
# The same on every machine: no generator of awk is used.
function seeded(s, n, i) {
	seed = 7
	for (i = 1; i <= length(s); i++)
		seed = (seed * 31 + index("0123456789", substr(s, i, 1)) + n) % 65521
}
function next_number(most) {
	seed = (seed * 75 + 74) % 65537
	return int(seed * most / 65537)
}
function class_of(name) {
	if (name ~ /^Thành phố /) return "tp"
	if (name ~ /^Tỉnh /) return "tinh"
	if (name ~ /^Quận /) return "quan"
	if (name ~ /^Huyện /) return "huyen"
	if (name ~ /^Thị xã /) return "tx"
	if (name ~ /^Phường /) return "phuong"
	if (name ~ /^Thị trấn /) return "tt"
	return "xa"
}
function short(name) {
	sub(/^(Thành phố|Tỉnh|Quận|Huyện|Thị xã|Phường|Thị trấn|Xã) /, "", name)
	return name
}
function figures(code, year, file,   t, g, h, n, i) {
	seeded(code, year)
	t = 2 + next_number(9); g = next_number(30); h = next_number(12)
	n = split("tt.cuoc tt.luot td.cuoc qb.thu qn.chi qn.qua qn.nha gs.ttnd gs.gsdtcd hg.tong hg.thanh pb.cuoc dt.cuoc", ct, " ")
	v[1] = t; v[2] = t * (40 + next_number(90)); v[3] = next_number(3)
	v[4] = 500000 * (20 + next_number(200)); v[5] = 100000 * (50 + next_number(500))
	v[6] = g; v[7] = next_number(3); v[8] = next_number(5); v[9] = next_number(9)
	v[10] = h; v[11] = h - (h ? next_number(h > 3 ? 3 : h) : 0); v[12] = next_number(3); v[13] = next_number(3)
	printf "<so-lieu don-vi=\"%s\" ky=\"%d-9T\" den-ngay=\"%d-09-10\">\n", code, year, year >file
	for (i = 1; i <= n; i++)
		printf "  <so ct=\"%s\">%d</so>\n", ct[i], v[i] >file
	print "</so-lieu>" >file
}
function states(code, district,   file) {
	file = out "/so-lieu/" code ".xml"
	printf "" >file
	figures(code, 2023, file)
	close(file)
	figures(code, 2022, last)
}
BEGIN {
	units = out "/don-vi.xml"; last = out "/so-lieu-2022.xml"
	print "<tap-so-lieu>" >last
	print "<ds-don-vi>" >units
	k = split("tw tinh tp quan huyen tx phuong xa tt", code, " ")
	w["tw"] = "trung ương"; w["tinh"] = "tỉnh"; w["tp"] = "thành phố"; w["quan"] = "quận"
	w["huyen"] = "huyện"; w["tx"] = "thị xã"; w["phuong"] = "phường"; w["xa"] = "xã"; w["tt"] = "thị trấn"
	W["tw"] = "Trung ương"; W["tinh"] = "Tỉnh"; W["tp"] = "Thành phố"; W["quan"] = "Quận"
	W["huyen"] = "Huyện"; W["tx"] = "Thị xã"; W["phuong"] = "Phường"; W["xa"] = "Xã"; W["tt"] = "Thị trấn"
	for (i = 1; i <= k; i++)
		printf "  <loai ma=\"%s\" ten=\"%s\" viet-hoa=\"%s\"/>\n", code[i], w[code[i]], W[code[i]] >units
	print "  <dv ma=\"vn\" ten=\"Việt Nam\" loai=\"tw\">" >units
}
{
	if ($3 != district) {
		if (district != "") print "      </dv>" >units
		if ($1 != province) {
			if (province != "") print "    </dv>" >units
			printf "    <dv ma=\"t%s\" ten=\"%s\" loai=\"%s\">\n", $1, short($2), class_of($2) >units
			province = $1
		}
		printf "      <dv ma=\"h%s\" ten=\"%s\" loai=\"%s\">\n", $3, short($4), class_of($4) >units
		district = $3
		if ($5 == "") states("h" $3, $3)
	}
	if ($5 != "") {
		printf "        <dv ma=\"x%s\" ten=\"%s\" loai=\"%s\"/>\n", $5, short($6), class_of($6) >units
		states("x" $5, $3)
	}
}
END {
	print "      </dv>\n    </dv>\n  </dv>\n</ds-don-vi>" >units
	print "</tap-so-lieu>" >last
}'

# templates/ngon-ngu/giu-lien.xml and thuat-ngu.xml as C, one macro a line:
#   LEXICON_RULE("truoc-so", TEXT_JOIN_FORBIDDEN, "ngày tháng …")
#   LEXICON_TERM("Ủy ban|nhân dân", "Ủy ban nhân dân", GLOSSARY_BODY,
#                TEXT_JOIN_STRONG, 0, "UBND", "")
# Reads no other XML than these two files: one element t a line, attributes in
# double quotes. tests/glossary compares the result with what the XML reader
# finds.
function attribute(line, name,    from) {
	if (!match(line, " " name "=\"[^\"]*\""))
		return ""
	from = RSTART + length(name) + 3
	return substr(line, from, RSTART + RLENGTH - 1 - from)
}
function rule_end() {
	gsub(/[ \t\n]+/, " ", words)
	gsub(/^ | $/, "", words)
	printf "LEXICON_RULE(\"%s\", %s, \"%s\")\n", rule, join[level], words
	rule = ""
}
BEGIN {
	print "/* Made by src/text/lexicon.awk from templates/ngon-ngu. */"
	join["khong"] = "TEXT_JOIN_FREE"
	join["nhe"] = "TEXT_JOIN_WEAK"
	join["vua"] = "TEXT_JOIN_MEDIUM"
	join["nang"] = "TEXT_JOIN_STRONG"
	join["rat-nang"] = "TEXT_JOIN_SEVERE"
	join["cam"] = "TEXT_JOIN_FORBIDDEN"
	kind["to-chuc"] = "GLOSSARY_BODY"
	kind["dia-danh"] = "GLOSSARY_PLACE"
	kind["thuat-ngu"] = "GLOSSARY_TERM"
	kind["tu"] = "GLOSSARY_WORD"
}
/<!--/ { comment = 1 }
comment {
	if (/-->/)
		comment = 0
	next
}
/<t / {
	k = attribute($0, "loai")
	level = attribute($0, "giu")
	if (level == "")
		level = k == "tu" ? "nhe" : "nang"
	capitals = attribute($0, "hoa")
	if (capitals == "")
		capitals = k == "dia-danh" ? "co" : "khong"
	parted = written = attribute($0, "viet")
	gsub(/\|/, " ", written)
	printf "LEXICON_TERM(\"%s\", \"%s\", %s, %s, %d, \"%s\", \"%s\")\n", \
		parted, written, kind[k], join[level], capitals == "co", \
		attribute($0, "viet-tat"), attribute($0, "sai")
	next
}
/<luat / {
	rule = attribute($0, "ten")
	level = attribute($0, "muc")
	words = ""
	if (/\/>/)
		rule_end()
	next
}
/<\/luat>/ { rule_end(); next }
rule != "" { words = words " " $0 }

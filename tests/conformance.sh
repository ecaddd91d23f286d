#!/bin/sh
# Every PDF that the samples and the golden cases yield, and the document with
# one of everything, must pass veraPDF as PDF/A-3a and as PDF/UA-1. The claims
# in a file choose what it is judged by: a file that claims less than both fails.
#   conformance.sh PROGRAM TEST_FILE [PDF…]
#       TEST_FILE: the test program of the pdf room; PDF: files to judge too
# Ends "N passed, N failed", or 3 when there is no java or no veraPDF.
version=1.28.2
checksum=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
folder=${XDG_CACHE_HOME:-$HOME/.cache}/vanban
jar=$folder/greenfield-apps-$version.jar
program=$(realpath "$1") || exit 2
test_file=$(realpath "$2") || exit 2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/pdf" "$work/out"
for pdf; do
	cp "$pdf" "$work/pdf/made--$(echo "$pdf" | tr / -)"
done
cd "$here/.." || exit 2
export LC_ALL=C.UTF-8 VANBAN_SHARE="${VANBAN_SHARE:-$PWD}" OUT="$work/out"

give_up() {
	cat >&2 <<-END
		**********************************************************************
		conformance: NOT CHECKED: $1
		No file of this run was validated as PDF/A-3a or PDF/UA-1.
		**********************************************************************
	END
	exit 3
}

have_jar() {
	echo "$checksum  $jar" | sha256sum --check --status 2>/dev/null
}

# Maven's own client knows where the archive is.
fetch() {
	have_jar && return
	command -v mvn >/dev/null || give_up "Maven is needed once, to fetch veraPDF (./setup conformance)"
	mkdir -p "$folder"
	mvn -q -B dependency:copy -Dartifact=org.verapdf.apps:greenfield-apps:$version \
		-DoutputDirectory="$folder" >"$work/maven" 2>&1 ||
		{ tail -n 3 "$work/maven" >&2; give_up "veraPDF $version cannot be fetched"; }
	have_jar || give_up "$jar is not the file that is expected"
}

# The sample under every profile.
render_samples() {
	for profile in $(cd templates/the-thuc && ls | sed -n 's/\.xml$//p' | grep -v '^phieu$'); do
		"$program" render templates/bao-cao-9-thang.xml -d samples/dong-da-2023-9T \
			--profile "$profile" --quiet -o "$work/pdf/sample--$profile.pdf"
	done
}

# A golden case: what it writes by itself, and what a render with a dump would.
run_case() {
	rm -rf "$OUT" && mkdir "$OUT"
	# What wrong cases begin with may be broken on purpose.
	case $PWD/ in
	*/dung/*) [ ! -e before ] || VANBAN=$program sh -eu ./before </dev/null >/dev/null 2>&1 ;;
	esac
	eval "set -- $(cat cmd)"
	"$program" "$@" >/dev/null 2>&1 </dev/null
	if [ "$1" = render ]; then
		skip=
		for argument; do
			shift
			[ -n "$skip" ] && skip= && continue
			case $argument in
			-o) skip=1 ;;
			--dump=* | --output=*) ;;
			*) set -- "$@" "$argument" ;;
			esac
		done
		"$program" "$@" --quiet -o "$OUT/rendered.pdf" >/dev/null 2>&1 </dev/null
	fi
	# Sheets for a printer are no documents.
	[ "$1" != impose ] || rm -rf "${OUT:?}"/*
}

run_golden() {
	for file in $(find tests/golden -name cmd | LC_ALL=C sort); do
		name=$(dirname "${file#tests/golden/}")
		(cd "tests/golden/$name" && run_case)
		# What was sent to a file of another name is a PDF all the same.
		find "$OUT" -type f | LC_ALL=C sort | while read -r pdf; do
			[ "$(head -c 5 "$pdf")" = %PDF- ] || continue
			cp "$pdf" "$work/pdf/$(echo "$name--${pdf#"$OUT"/}" | tr / - | sed 's/\.pdf$//').pdf"
		done
	done
}

command -v java >/dev/null || give_up "there is no java (./setup conformance)"
fetch
render_samples
run_golden
SAVE_EVERYTHING="$work/pdf/everything.pdf" "$test_file" >/dev/null 2>&1
java -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper --format text -v "$work/pdf" \
	>"$work/report" 2>"$work/log"
failed=0 passed=0
for pdf in "$work"/pdf/*; do
	missing=
	for flavour in 3a ua1; do
		grep -qF "PASS $pdf $flavour" "$work/report" || missing=$flavour
	done
	if [ -z "$missing" ]; then
		passed=$((passed + 1))
		continue
	fi
	failed=$((failed + 1))
	echo "FAILED: conformance $(basename "$pdf")"
	awk -v pdf="$pdf" '/^[A-Z]/ {show = $1 == "FAIL" && $2 == pdf} show' "$work/report" |
		sed "s|$work/pdf/||;s/^/    /"
done
# The document with everything, three profiles: less means that nothing ran.
[ $passed -ge 4 ] || { failed=$((failed + 1)); head -n 5 "$work/log"; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

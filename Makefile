# vanban: documents for the conferences of the Vietnam Fatherland Front.
#
#   make                build/vanban
#   make report         out/dong-da-2023-9T/bao-cao-so-ket.pdf from the sample
#   make minutes        out/dong-da-2023-9T/bien-ban.pdf, and the Party form
#   make handout        out/dong-da-2023-9T/tai-lieu: the set, its parts, copies
#   make conference     all documents of the sample's conference
#   make check          all tests (SAN=1: with ASan and UBSan)
#   make check-ROOM     the tests of one room: make check-text
#   make golden         the golden cases only; make bless rewrites them
#   make lint           clang-format, clang-tidy, clang -Werror
#   make conformance    every PDF through veraPDF: PDF/A-3a and PDF/UA-1
#   make valgrind       the sample under valgrind
#   make bench          time per room
#   make bench-nation   a report for each of 11,368 units
#   make torture        batch: killed, failing calls, a full disk (long)
#   make picture        the README's pictures, of page 1 and of line breaking
#   make fonts          checks the font files against fonts/fonts.tsv
#   make install        to $(DESTDIR)$(PREFIX)
#   make clean
#
# Variants: SAN=1 sanitizers, DEBUG=1 no optimisation, CC=clang.

ROOMS  = base text lint xml glossary meeting expr data doc template profile font image page layout impose packet embed reader pdf check batch cli
PREFIX = /usr/local
CC     = gcc
PKGS   = libxml-2.0 icu-uc icu-i18n harfbuzz

VARIANT = $(if $(SAN),-san)$(if $(DEBUG),-debug)$(if $(filter clang%,$(CC)),-clang)
BUILD   = build$(VARIANT)

WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Werror
OPTIMISE = $(if $(SAN)$(DEBUG),-O1 -g -fno-omit-frame-pointer,-O2 -g)
SANITIZE = $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all)
comma   := ,
CFLAGS   = -std=gnu11 $(OPTIMISE) $(WARNINGS) $(SANITIZE)
PKG_CPPFLAGS := $(shell pkg-config --cflags-only-I $(PKGS))
PKG_LDLIBS   := $(shell pkg-config --libs $(PKGS))
CPPFLAGS = -D_GNU_SOURCE -Iinclude -Isrc -MMD -MP $(PKG_CPPFLAGS)
LDFLAGS  = $(SANITIZE) -Wl,--as-needed
LDLIBS   = $(PKG_LDLIBS) -lhpdf -lpng16 -ljpeg -ljansson -ldeflate -lnettle -lm

# The program itself carries the libraries that Debian ships as archives: a
# third of a cold start was the loader's. ARCHITECTURE.md weighs it. Tests are
# linked as usual, and so is the program where an archive is missing.
CARRIED  = xml2 icui18n icuuc icudata lzma jpeg jansson deflate nettle stdc++
ARCHIVES := $(foreach l,$(CARRIED),$(shell $(CC) -print-file-name=lib$(l).a))
CARRY    = $(if $(SAN)$(filter-out /%,$(ARCHIVES)),,$(ARCHIVES))
PROGRAM_LDLIBS = $(if $(CARRY),$(CARRY) -static-libgcc \
	-lharfbuzz -lhpdf -lpng16 -lz -lm,$(LDLIBS))

# A locale with a decimal comma, made here: few machines have one.
COMMA_FOLDER = $(BUILD)/locale
COMMA_LOCALE = LOCPATH=$(abspath $(COMMA_FOLDER)) LC_ALL=vi_VN.UTF-8

SOURCES = $(filter-out src/cli/main.c,$(wildcard $(ROOMS:%=src/%/*.c)))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o)
TESTS   = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard $(ROOMS:%=tests/%/test_*.c)))

all: $(BUILD)/vanban

# Made again when an archive is: a library's fix reaches the program.
$(BUILD)/vanban: $(BUILD)/cli/main.o $(BUILD)/libvanban.a $(CARRY)
	$(CC) $(LDFLAGS) -o $@ $(filter-out $(CARRY),$^) $(PROGRAM_LDLIBS)

$(BUILD)/libvanban.a: $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

# Loaded when a PDF is read only: linked, it costs every start 5 ms.
$(BUILD)/reader/library.o: CPPFLAGS += -DQPDF_LIBRARY='"$(QPDF_SONAME)"'
QPDF_SONAME = $(shell readlink "$$($(CC) -print-file-name=libqpdf.so)")

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# What lines keep together, from the tables that users read. Tracked, so that
# the sources are whole without a build.
LEXICON = include/vanban/lexicon.def
$(LEXICON): src/text/lexicon.awk $(wildcard templates/ngon-ngu/*.xml)
	awk -f $^ >$@.new && mv $@.new $@

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libvanban.a
	$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

report: $(BUILD)/vanban
	@mkdir -p out/dong-da-2023-9T
	$(BUILD)/vanban render templates/bao-cao-9-thang.xml \
		-d samples/dong-da-2023-9T \
		-o out/dong-da-2023-9T/bao-cao-so-ket.pdf

minutes: $(BUILD)/vanban
	@mkdir -p out/dong-da-2023-9T
	$(BUILD)/vanban render templates/bien-ban.xml \
		-d samples/dong-da-2023-9T -o out/dong-da-2023-9T/bien-ban.pdf
	$(BUILD)/vanban render templates/bien-ban.xml --profile hd36 \
		-d samples/dong-da-2023-9T \
		-o out/dong-da-2023-9T/bien-ban-hd36.pdf

handout: $(BUILD)/vanban
	$(BUILD)/vanban packet samples/dong-da-2023-9T/bo-tai-lieu.xml \
		-d samples/dong-da-2023-9T --personal=files --order=seat --quiet \
		-o out/dong-da-2023-9T/tai-lieu
	$(BUILD)/vanban packet samples/dong-da-2023-9T/bo-tai-lieu.xml \
		-d samples/dong-da-2023-9T --personal=one --order=seat \
		-o out/dong-da-2023-9T/tai-lieu

# Report, ward sheets, minutes, the set with its copies and its booklet.
conference: $(BUILD)/vanban
	$(BUILD)/vanban batch samples/dong-da-2023-9T/vanban.xml \
		-o out/dong-da-2023-9T

# The README's picture of page 1.
picture: report
	pdftoppm -r 80 -gray -f 1 -l 1 -singlefile -png \
		out/dong-da-2023-9T/bao-cao-so-ket.pdf \
		samples/dong-da-2023-9T/trang-1
	@mkdir -p out/dan-dong/the-thuc
	cp templates/the-thuc/*.xml samples/dan-dong/the-thuc/*.xml out/dan-dong/the-thuc
	cp samples/dan-dong/mau.xml out/dan-dong
	for way in tung-dong mttq; do \
		$(BUILD)/vanban render out/dan-dong/mau.xml -q --profile $$way \
			-d samples/dong-da-2023-9T -o out/dan-dong/$$way.pdf 2>/dev/null && \
		pdftoppm -r 96 -gray -f 1 -l 1 -singlefile -x 85 -y 240 -W 680 -H 220 \
			-png out/dan-dong/$$way.pdf samples/dan-dong/$$way; done

check: layers units golden rules outside batch

layers:
	@tests/layers.sh

# Twice: a decimal comma or another language of the system changes nothing.
units: $(TESTS) $(COMMA_FOLDER)
	@for t in $(TESTS); do LC_ALL=C.UTF-8 $$t || exit 1; done
	@for t in $(TESTS); do $(COMMA_LOCALE) $$t >/dev/null 2>&1 || \
		{ $(COMMA_LOCALE) $$t; exit 1; }; done

golden: $(BUILD)/vanban $(COMMA_FOLDER)
	@LC_ALL=C.UTF-8 tests/golden/run.sh $(BUILD)/vanban
	@$(COMMA_LOCALE) tests/golden/run.sh $(BUILD)/vanban

$(COMMA_FOLDER):
	@mkdir -p $@
	localedef -i vi_VN -f UTF-8 $@/vi_VN.UTF-8

bless: $(BUILD)/vanban $(BUILD)/tests/data/test_write
	@LC_ALL=C.UTF-8 tests/golden/run.sh $(BUILD)/vanban --bless
	@BLESS=1 $(BUILD)/tests/data/test_write
	@tests/rules.sh $(BUILD)/vanban --bless

# SOAT-LOI.md is what the table of rules says.
rules: $(BUILD)/vanban
	@tests/rules.sh $(BUILD)/vanban

# The sample's PDF through other people's eyes.
outside: $(BUILD)/vanban
	@tests/outside.sh $(BUILD)/vanban

# vanban batch as a whole program; killed, failing calls, a full disk: torture.
batch: $(BUILD)/vanban
	@tests/batch.sh $(BUILD)/vanban

torture: $(BUILD)/vanban
	@tests/torture.sh $(BUILD)/vanban $(KILLS)

# Not part of check: needs java, and once the network for veraPDF.
conformance: report $(BUILD)/tests/pdf/test_file
	@tests/conformance.sh $(BUILD)/vanban $(BUILD)/tests/pdf/test_file \
		$$(find out -name '*.pdf')

check-%:
	@$(MAKE) --no-print-directory $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/$*/test_*.c))
	@for t in $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/$*/test_*.c)); do $$t || exit 1; done

lint:
	clang-format --dry-run -Werror $$(git ls-files '*.[ch]')
	$(MAKE) --no-print-directory CC=clang all
	clang-tidy --quiet $$(git ls-files 'src/*.c') -- -std=gnu11 $(filter-out -MMD -MP,$(CPPFLAGS))

valgrind: $(BUILD)/vanban
	@mkdir -p out
	valgrind --quiet --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite $(BUILD)/vanban render \
		templates/bao-cao-9-thang.xml -d samples/dong-da-2023-9T \
		-o out/valgrind.pdf

fonts: $(BUILD)/vanban
	$(BUILD)/vanban fonts

bench: $(BUILD)/vanban $(BUILD)/bench
	tests/bench/run.sh $(BUILD)
	tests/bench/copies.sh $(BUILD)/vanban

bench-nation: $(BUILD)/vanban
	@tests/bench/nation.sh $(BUILD)/vanban

$(BUILD)/bench: $(BUILD)/tests/bench/bench.o $(BUILD)/tests/bench/plain.o $(BUILD)/libvanban.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

SHARE = $(DESTDIR)$(PREFIX)/share/vanban

install: $(BUILD)/vanban
	install -D -m 755 $(BUILD)/vanban $(DESTDIR)$(PREFIX)/bin/vanban
	install -D -m 644 vanban.1 $(DESTDIR)$(PREFIX)/share/man/man1/vanban.1
	install -d $(SHARE)/fonts $(SHARE)/templates
	install -m 644 fonts/fonts.tsv $(SHARE)/fonts/
	cp -r templates/. $(SHARE)/templates/

clean:
	rm -rf build build-* out

.PHONY: all report minutes handout conference picture check layers units golden rules bless outside batch torture bench-nation conformance lint valgrind \
	fonts bench install clean
.SECONDARY:
-include $(OBJECTS:.o=.d) $(TESTS:%=%.d) $(BUILD)/cli/main.d

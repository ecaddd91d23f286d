#!/usr/bin/env python3
"""Typst in process (pip install typst) beside vanban, warm, document by
document: the same report, for Typst with all figures typed in.

  in_process.py BUILD-FOLDER [DOCUMENTS]     from the top of the repository

One compiler is kept, so that fonts are loaded once; each document has other
figures, as those of a batch have.
"""
import re
import resource
import subprocess
import sys

import typst

build, documents = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40
fonts = ["/usr/share/fonts/truetype/liberation2"]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


def other_figures(source, i):
    """As in a batch: the words stay, thousands and the last digits do not."""
    source = re.sub(r"\b(\d)\.(\d\d)\d\b",
                    lambda m: f"{(int(m[1]) + i) % 9 + 1}.{m[2]}{i % 10}", source)
    return source.replace("Đống Đa", f"Đống Đa {i}")


def theirs():
    with open("tests/bench/report.typ", encoding="utf-8") as file:
        source = file.read()
    compiler = typst.Compiler(font_paths=typst.Fonts(False, False, fonts))
    times = []
    for i in range(documents + 1):
        text = other_figures(source, i).encode("utf-8")
        start = cpu()
        compiler.compile(text)
        times.append(cpu() - start)
    return times[0], sorted(times[1:])[documents // 2]


def ours():
    said = subprocess.run(
        [build + "/bench", str(documents)], capture_output=True, text=True, check=True
    ).stdout
    cold, warm = re.search(r"^all +([\d.]+) +([\d.]+)", said, re.M).groups()
    return float(cold), float(warm)


typst_times, our_times = theirs(), ours()
for name, (cold, warm) in (("typst", typst_times), ("vanban", our_times)):
    print(f"{name}: first {cold:.1f} ms, then {warm:.2f} ms of CPU time a document")
print(f"ratio of the warm documents: {typst_times[1] / our_times[1]:.1f}")

"""Runs Salient and its peers on the same text and prints user CPU and ratios (medians of five)."""
import pathlib
import resource
import statistics
import subprocess
import sys
import time

work, python, salient = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]


def cpu(command, stdin=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    handle = open(stdin, "rb") if stdin else subprocess.DEVNULL
    done = subprocess.run(command, stdin=handle, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def median(command, stdin=None, runs=5):
    seen = [cpu(command, stdin) for _ in range(runs)]
    if None in seen:
        return None
    return statistics.median(s[0] for s in seen), statistics.median(s[1] for s in seen)


article, stream, piece = work / "article.txt", work / "stream.ndjson", work / "slice.txt"
one = median([salient, "check", "--quiet", str(article)])
print(f"salient check, 5 kB article, whole process: {one[0] * 1000:.1f} ms CPU, {one[1] * 1000:.1f} ms wall")
size = stream.stat().st_size / 1e6
bulk = median([salient, "check", "--quiet", "--input", "ndjson", "--format", "ndjson", "-"], stream, 3)
rate = size / bulk[0]
print(f"salient check, {size:.1f} MB of NDJSON: {bulk[0]:.2f} s CPU, {rate:.1f} MB/s of CPU, {size / bulk[1]:.1f} MB/s wall")
prose = median([python, "-m", "proselint", "check", str(article)]) or median([python, "-m", "proselint", str(article)])
if prose:
    print(f"proselint, the same article: {prose[0] * 1000:.0f} ms CPU ({prose[0] / one[0]:.0f} times salient)")
harper = median(["node", str(work / "bench_harper.mjs"), str(article)], runs=3) if (work / "node_modules").is_dir() else None
if harper:
    print(f"Harper (harper.js), the same article: {harper[0] * 1000:.0f} ms CPU ({harper[0] / one[0]:.0f} times salient)")
code = f"import sys\nfrom quantulum3 import parser\nparser.parse('10 km')\n"
base = median([python, "-c", code], runs=3)
full = median([python, "-c", code + f"parser.parse(open({str(piece)!r}).read())\n"], runs=3)
if base and full:
    peer = piece.stat().st_size / 1e6 / max(full[0] - base[0], 1e-6)
    print(f"quantulum3, figures only: {peer:.3f} MB/s of CPU (salient, all stages: {rate / peer:.0f} times)")

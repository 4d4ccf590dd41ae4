"""Speed, size and memory of reading: bench_read.py WORK SALIENT WEIGHTS [TRAINING]

A 5 kB article dense with claims (the project's own texts), dense text and general news where the gold texts lie beside the
project. With TRAINING, whose virtual environment has torch, the same encoder is timed there on the same text.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

work, salient, weights = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
training = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
shared = pathlib.Path("../shared/eval")


def timed(command, cores=None, runs=5):
    """Medians of wall and CPU seconds, and the largest memory in MB."""
    walls, cpus, most = [], [], 0
    pin = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    for _ in range(runs):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pin)
        _, status, used = os.wait4(child.pid, 0)
        walls.append(time.perf_counter() - start)
        cpus.append(used.ru_utime + used.ru_stime)
        most = max(most, used.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"{command}: failed")
    return statistics.median(walls), statistics.median(cpus), most


def own_text():
    texts = sorted(pathlib.Path("training/texts").glob("*.txt"))
    return "\n\n".join(t.read_text().strip() for t in texts).encode()[:5000].decode(errors="ignore")


article, plain = work / "dense.txt", work / "plain.txt"
article.write_text(own_text())
plain.write_text("The council met on Tuesday and talked about the new bridge over the river.\n" * 60)
one, two = timed([salient, "extract", str(article)], {0}), timed([salient, "extract", str(article)], {0, 1})
start = timed([salient, "--version"], {0})
quiet = timed([salient, "check", str(plain)], {0})
print(f"a dense article of 5 kB, whole process: {one[0] * 1000:.0f} ms on one core, {two[0] * 1000:.0f} ms on two; {two[2]:.0f} MB at most")
print(f"start: {start[0] * 1000:.0f} ms; check of 5 kB without claims: {quiet[0] * 1000:.0f} ms, {quiet[2]:.0f} MB at most")
print(f"binary {os.path.getsize(salient) / 1e6:.0f} MB, weights in it {weights.stat().st_size / 1e6:.0f} MB")
dense = sorted((shared / "train/written-d").glob("*.txt"))[:30]
if dense:
    size = sum(t.stat().st_size for t in dense) / 1e3
    all_of = timed([salient, "extract", *map(str, dense)], {0}, 3)
    rate = size / (all_of[1] - start[1])
    print(f"dense texts, {size:.0f} kB: {rate:.1f} kB/s of one core, {all_of[2]:.0f} MB at most")
    python = training / "work/venv/bin/python" if training else None
    if python and python.exists():
        views = work / "views.ndjson"
        made = subprocess.run(["target/release/examples/view", *map(str, dense)], capture_output=True, check=True)
        views.write_bytes(made.stdout)
        head = weights.read_bytes()[:400].decode(errors="ignore")
        told = dict(line.split(" ", 1) for line in head.splitlines() if " " in line)
        encoder = "work/mpnet" if told["kind"] == "mpnet" else "work/mini"
        command = [str(python.absolute()), "-m", "reader.speed", str(views.absolute()), encoder, told["layers"]]
        peer = subprocess.run(command, cwd=training, capture_output=True, text=True)
        if peer.returncode == 0:
            other = size / float(peer.stdout)
            print(f"torch, the same encoder on the same windows in f32, encoder alone: {other:.1f} kB/s of one core (salient, all stages: {rate / other:.1f} times)")
else:
    print("dense texts: skipped, no gold texts beside the project")
news = shared / "lint/news.ndjson.gz"
if news.exists():
    part = work / "news.ndjson"
    lines = subprocess.run(["zcat", str(news)], capture_output=True, check=True).stdout.split(b"\n")[:1000]
    part.write_bytes(b"\n".join(lines))
    size = sum(len(json.loads(l)["text"].encode()) for l in lines if l) / 1e6
    all_of = timed([salient, "extract", "--input", "ndjson", "--format", "ndjson", str(part)], {0}, 3)
    print(f"general news, {size:.1f} MB: {size / all_of[1]:.2f} MB/s of one core, {all_of[2]:.0f} MB at most")
else:
    print("general news: skipped, no news beside the project")

"""Lays out the articles of ../shared/eval/lint that training/news annotates: news.py LINT.ndjson.gz OUT [MARKS]

MARKS is `unseen` for the articles that nothing is ever learnt from; they are for measuring alone.

The articles are others' and stay where they are; here lie only NAME.ann, what readers marked in them. NAME is the article's name in the
file up to its first stop.
"""
import gzip
import json
import pathlib
import shutil
import sys

lint, out = map(pathlib.Path, sys.argv[1:3])
marks = sys.argv[3] if len(sys.argv) > 3 else "news"
marked = {p.stem: p for p in (pathlib.Path(__file__).parent / marks).glob("*.ann")}
out.mkdir(parents=True, exist_ok=True)
for line in gzip.open(lint):
    article = json.loads(line)
    name = article["name"].split(".")[0]
    if name in marked:
        (out / f"{name}.txt").write_text(article["text"])
        (out / f"{name}.json").write_text(json.dumps({"published": None, "unsure": [], "outlet": "cnn"}))
        shutil.copy(marked[name], out)
missing = set(marked) - {p.stem for p in out.glob("*.txt")}
if missing:
    sys.exit(f"news.py: not in {lint}: {', '.join(sorted(missing))}")

"""What a checkpoint sees in texts: python -m reader.sightings CHECKPOINT --fold I/N --out FILE (or --folder NAME)

One object a document, as the program's `Sighting`s: {"path", "sightings": [...]}. With --measure, instead of a file, the
anchors' precision and recall and how often each link is right where the anchor is given.
"""
import argparse
import collections
import json

import torch

from .data import fold, load
from .loss import right
from .model import EXTENTS, LINKS, PREDICATES, Reader
from .windows import Cutter

FLOOR, LEAST, MOST = 0.1, 0.001, 24


def restore(path):
    saved = torch.load(path, weights_only=False, map_location="cpu")
    args = saved.get("args", {})
    folder = saved.get("encoder") or args["encoder"]
    model = Reader(folder, saved.get("layers") or args["layers"], 0)
    model.load_state_dict(saved["model"])
    return model.eval(), Cutter(folder)


def batches(cutter, documents, size=8):
    windows = sorted((w for d in documents for w in cutter.windows(d)), key=lambda w: w[2] - w[1])
    return [windows[i:i + size] for i in range(0, len(windows), size)]


def encode(model, cutter, windows):
    pieces, mask, first, present, marks = cutter.batch(windows)
    bias = model.encoder.bias(mask)
    words = model.words(model.encoder.upper(model.encoder.lower(pieces, bias), bias), first, marks)
    return words, present


def link(probability, a, length):
    words = [(a + i, round(p, 5)) for i, p in enumerate(probability[:length].tolist()) if p >= LEAST]
    words.sort(key=lambda w: -w[1])
    return {"words": words[:MOST], "none": round(float(probability[-2]), 5), "elsewhere": round(float(probability[-1]), 5)}


@torch.no_grad()
def sightings(model, cutter, documents):
    out = collections.defaultdict(list)
    for windows in batches(cutter, documents):
        words, present = encode(model, cutter, windows)
        anchors = torch.sigmoid(model.anchor(words))
        found = [(r, w - a, k) for r, (_, a, b, own) in enumerate(windows) for w in range(own, b)
                 for k in range(len(PREDICATES)) if anchors[r, w - a, k] > FLOOR]
        if not found:
            continue
        row, word, kind = (torch.tensor(x) for x in zip(*found))
        query = model.claims(words, row, word, kind)
        chance = torch.softmax(model.links(words, query, row, word, present), -1)
        extent, deny = torch.softmax(model.extent(query), -1), torch.sigmoid(model.deny(query)[:, 0])
        for n, (r, w, k) in enumerate(found):
            document, a, b, _ = windows[r]
            links = {name: link(chance[n, i], a, b - a) for i, name in enumerate(LINKS)}
            out[str(document.path)].append({
                "word": a + w, "predicate": PREDICATES[k], "p": round(float(anchors[r, w, k]), 5),
                "extent": [round(x, 5) for x in extent[n].tolist()], "deny": round(float(deny[n]), 5),
                **{name: links[name] for name in ("actor", "side", "date", "trigger")},
                "place": {"start": links["place_start"], "end": links["place_end"]},
                "asserter": {"start": links["asserter_start"], "end": links["asserter_end"]}})
    for each in out.values():
        each.sort(key=lambda s: (s["word"], -s["p"]))
    return out


@torch.no_grad()
def measure(model, cutter, documents):
    """Anchors at several thresholds; for gold anchors the share whose best word, none or elsewhere is right."""
    hits, made, gold = collections.Counter(), collections.Counter(), 0
    good, asked = collections.Counter(), collections.Counter()
    for windows in batches(cutter, documents):
        words, present = encode(model, cutter, windows)
        anchors = torch.sigmoid(model.anchor(words))
        for r, (document, a, b, own) in enumerate(windows):
            mine = [t for t in document.targets if own <= t["word"] < b]
            wanted = {(t["word"] - a, t["kind"]) for t in mine}
            gold += len(wanted)
            for level in (0.3, 0.4, 0.5, 0.6):
                got = {(w, k) for w, k in (anchors[r] > level).nonzero().tolist() if own - a <= w < b - a}
                made[level] += len(got)
                hits[level] += len(got & wanted)
            if not mine:
                continue
            word, kind = torch.tensor([t["word"] - a for t in mine]), torch.tensor([t["kind"] for t in mine])
            row = torch.full_like(word, r)
            query = model.claims(words, row, word, kind)
            score = model.links(words, query, row, word, present)
            for n, t in enumerate(mine):
                for name, (places, absent) in right(document, t, a, b).items():
                    best = int(score[n, LINKS.index(name)].argmax())
                    ok = best in places or absent is not None and best == score.shape[-1] - 2 + absent
                    asked[name] += 1
                    good[name] += ok
                if t["extent"] >= 0:
                    asked["extent"] += 1
                    good["extent"] += int(model.extent(query)[n].argmax()) == t["extent"]
                asked["deny"] += 1
                good["deny"] += (float(model.deny(query)[n]) > 0) == bool(t["deny"])
    report = {f"anchors@{l}": [round(x, 3) for x in (hits[l] / max(1, made[l]), hits[l] / gold,
              2 * hits[l] / max(1, made[l] + gold))] for l in made}
    return {**report, **{name: round(good[name] / asked[name], 3) for name in asked}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("--views", default="work/views.ndjson")
    parser.add_argument("--fold", default="")
    parser.add_argument("--folder", default="", help="texts whose folder ends so, instead of a fold")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--out")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.fold:
        index, folds = map(int, args.fold.split("/"))
        _, documents = fold(load(args.views, lambda p: "/train/" in str(p) or "/seeds/" in str(p)), index, folds)
    else:
        documents = load(args.views, lambda p: str(p.parent).endswith(args.folder))
    model, cutter = restore(args.checkpoint)
    if args.measure:
        print(json.dumps(measure(model, cutter, documents), indent=1))
    if args.out:
        seen = sightings(model, cutter, documents)
        with open(args.out, "w") as out:
            for document in documents:
                out.write(json.dumps({"path": str(document.path), "sightings": seen[str(document.path)]}) + "\n")


if __name__ == "__main__":
    main()

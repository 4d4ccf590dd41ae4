"""Fits the confidence of claims: python -m reader.calibrate CLAIMS.ndjson [--write confidence.json]

CLAIMS is what `examples/read.rs` prints of texts that the reader did not learn from, with gold claims beside them. A claim
counts as right when it is full-correct by score.py. Prints the reliability table (each text's claims weighed by a fit without
that text's part) and the score at each least confidence.
"""
import argparse
import collections
import importlib.util
import json
import math
import pathlib

import torch

FIELDS = ["anchor", "actor", "place", "asserter", "side", "polarity", "extent"]
PARTS = 5


def scorer(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(claims, score):
    """(features, right, part, document, counts): a claim in a stretch that is listed as unsure does not count."""
    by = collections.defaultdict(list)
    for line in open(claims):
        claim = json.loads(line)
        by[claim["document"]].append(claim)
    rows, gold_total = [], 0
    for index, (document, own) in enumerate(sorted(by.items())):
        path = pathlib.Path(document)
        golds = [json.loads(l) for l in path.with_name(path.stem + ".claims.jsonl").read_text().splitlines() if l.strip()]
        unsure = json.loads(path.with_suffix(".json").read_text()).get("unsure", [])
        gold_total += len(golds)
        verdict = {j: ok for _, j, ok in score.match(golds, own)}
        for j, claim in enumerate(own):
            if j not in verdict and any(u in claim["quote"] or claim["quote"] in u for u in unsure):
                continue
            ok = verdict.get(j)
            features = [math.log(min(1.0, max(0.001, claim["evidence"][f]))) for f in FIELDS]
            rows.append((features, bool(ok) and all(ok[f] for f in score.FULL), index % PARTS, bool(ok)))
    return rows, gold_total


def fit(rows):
    x = torch.tensor([r[0] for r in rows], dtype=torch.float64)
    y = torch.tensor([float(r[1]) for r in rows], dtype=torch.float64)
    weights = torch.ones(len(FIELDS), dtype=torch.float64, requires_grad=True)
    constant = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    lbfgs = torch.optim.LBFGS([weights, constant], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        lbfgs.zero_grad()
        # weights are kept at or above nothing: more evidence never means less confidence
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights.clamp(min=0) + constant, y)
        loss = loss + 0.002 * (weights ** 2).mean()
        loss.backward()
        return loss

    lbfgs.step(closure)
    return weights.clamp(min=0).detach(), float(constant.detach())


def confidence(features, fitted):
    weights, constant = fitted
    return 1 / (1 + math.exp(-(float(torch.tensor(features, dtype=torch.float64) @ weights) + constant)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims")
    parser.add_argument("--score", default="../../shared/eval/score.py")
    parser.add_argument("--write")
    args = parser.parse_args()
    rows, gold = judged(args.claims, scorer(args.score))
    fits = [fit([r for r in rows if r[2] != part]) for part in range(PARTS)]
    sure = [(confidence(r[0], fits[r[2]]), r[1], r[3]) for r in rows]
    print("| confidence | claims | mean | full-correct |\n|---|---|---|---|")
    for low in range(10):
        inside = [s for s in sure if low / 10 <= s[0] < low / 10 + 0.1 or low == 9 and s[0] >= 1]
        if inside:
            mean, right = (sum(s[k] for s in inside) / len(inside) for k in (0, 1))
            print(f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    print("\n| least confidence | claims | found F1 | full F1 | full precision |\n|---|---|---|---|---|")
    for least in (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kept = [s for s in sure if s[0] >= least]
        f1 = lambda hits: 2 * hits / max(1, len(kept) + gold)
        full = sum(s[1] for s in kept)
        print(f"| {least} | {len(kept)} | {f1(sum(s[2] for s in kept)):.3f} | {f1(full):.3f} | {full / max(1, len(kept)):.2f} |")
    weights, constant = fit(rows)
    fitted = {"weights": [round(float(w), 3) for w in weights], "constant": round(constant, 3)}
    print(json.dumps(fitted))
    if args.write:
        pathlib.Path(args.write).write_text(json.dumps(fitted) + "\n")


if __name__ == "__main__":
    main()

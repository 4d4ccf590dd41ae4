"""Texts with their two most named states swapped: python -m reader.swap write TEXTS STATES.toml OUT, and
python -m reader.swap compare PLAIN.ndjson SWAPPED.ndjson OUT

"Russia" becomes "Ukraine", "Ukrainian" becomes "Russian", and so on; cities and people stay. A reader that treats every
side alike then finds the same claims with the two codes exchanged. `compare` counts the decisions that differ.
"""
import collections
import json
import pathlib
import re
import sys
import tomllib

FIELDS = ("predicate", "low", "high", "unit", "hedge", "extent", "polarity", "actor", "side")


def states(path):
    return {s["code"]: s for s in tomllib.loads(pathlib.Path(path).read_text())["state"]}


def forms(state):
    """Names and demonyms of like kind, the usual one first: (name, adjective, plural)."""
    demonyms = state.get("demonyms", [])
    adjective = demonyms[0] if demonyms else state["names"][0]
    plural = next((d for d in demonyms[1:] if d.endswith("s") or d == adjective), adjective)
    return state["names"][0], adjective, plural


def main_states(text, table):
    counts = collections.Counter()
    for code, state in table.items():
        for form in state["names"] + state.get("demonyms", []):
            if len(form) > 3:
                counts[code] += len(re.findall(rf"\b{re.escape(form)}\b", text))
    best = [c for c, n in counts.most_common(2) if n > 0]
    return best if len(best) == 2 else None


def swapped(text, table, pair):
    into = {}
    for here, there in (pair, pair[::-1]):
        state, (name, adjective, plural) = table[here], forms(table[there])
        for form in state["names"]:
            into[form] = name
        for form in state.get("demonyms", []):
            into[form] = plural if form.endswith("s") else adjective
    pattern = "|".join(re.escape(f) for f in sorted(into, key=len, reverse=True) if len(f) > 3)
    return re.sub(rf"\b(?:{pattern})\b", lambda m: into[m.group()], text)


def write(texts, table, out):
    table, out, pairs = states(table), pathlib.Path(out), {}
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(pathlib.Path(texts).glob("*.txt")):
        text = path.read_text()
        pair = main_states(text, table)
        if pair:
            pairs[path.name] = pair
            (out / path.name).write_text(swapped(text, table, pair))
            meta = json.loads(path.with_suffix(".json").read_text())
            (out / path.with_suffix(".json").name).write_text(json.dumps({"published": meta.get("published")}))
    (out / "pairs.json").write_text(json.dumps(pairs))
    print(f"{len(pairs)} texts with two states, swapped")


class Swapper:
    """States under other states' names, for training: what a claim is must not hang on which state is named.

    The model sees words and marks but no codes, so that nothing else of a document changes.
    """

    def __init__(self, path):
        self.forms = {c: forms(s) for c, s in states(path).items() if all(" " not in f for f in forms(s))}
        self.kind = {f: (code, k) for code, three in self.forms.items() for k, f in reversed(list(enumerate(three)))}
        self.codes = sorted(self.forms)

    def other(self, document, first, end, rng):
        """Words of a window (by their place in the document) that are printed otherwise: half the time the two most named
        states change places, else every state is some other one."""
        found = {w: self.kind[document.words[w]] for w in range(first, end) if document.words[w] in self.kind}
        named = [c for c, _ in collections.Counter(c for c, _ in found.values()).most_common()]
        into = dict(zip(named, rng.sample(self.codes, len(named))))
        if len(named) > 1 and rng.random() < 0.5:
            into = {named[0]: named[1], named[1]: named[0]}
        return {w: self.forms[into[code]][k] for w, (code, k) in found.items() if code in into}


def read(path):
    out = collections.defaultdict(list)
    for line in open(path):
        claim = json.loads(line)
        out[pathlib.Path(claim["document"]).name].append(claim)
    return out


def decision(claim, pair, back):
    other = {pair[0]: pair[1], pair[1]: pair[0]} if back else {}
    values = [claim.get(f) for f in FIELDS]
    return tuple(other.get(v, v) if isinstance(v, str) else v for v in values) + (claim["asserter"] is None, claim["place"] is None)


def compare(plain, turned, out):
    pairs = json.loads((pathlib.Path(out) / "pairs.json").read_text())
    plain, turned, same, total = read(plain), read(turned), 0, 0
    for name, pair in pairs.items():
        a = collections.Counter(decision(c, pair, False) for c in plain[name])
        b = collections.Counter(decision(c, pair, True) for c in turned[name])
        same += sum((a & b).values())
        total += max(sum(a.values()), sum(b.values()))
    print(f"{total} claims, {total - same} differ after the swap: {100 * (total - same) / max(1, total):.1f} %")


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(*sys.argv[2:5])
    else:
        compare(sys.argv[2], sys.argv[3], sys.argv[4])

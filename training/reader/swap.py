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

# last words of speakers who are no persons
BODIES = set("""
    Agency Army Authority Board Brigade Brigades Bureau Center Centre Coalition Command Commission Committee Corps Council Cross Department Force Forces
    Front Government Group Guard Hospital House Institute Ministry Mission Monitor Movement Nations Navy Network News Observatory Office Organisation
    Organization Party Police Post Press Radio Rights Service Society Staff State States Television Times Union Watch
""".split())
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
    """Names under other names, for training: what a claim is must not hang on which state, group, place or person is named.

    The model sees words and marks but no codes, so that nothing else of a document changes. States take the names of other
    states; groups, places and surnames of one word take those of other documents.
    """

    def __init__(self, path, documents=()):
        self.forms = {c: forms(s) for c, s in states(path).items() if all(" " not in f for f in forms(s))}
        self.kind = {f: (code, k) for code, three in self.forms.items() for k, f in reversed(list(enumerate(three)))}
        self.codes = sorted(self.forms)
        self.named = {id(d): named(d, self.kind) for d in documents}
        pools = collections.defaultdict(set)
        for words in self.named.values():
            for word, kind in words.items():
                pools[kind].add(word)
        self.pools = {kind: sorted(pool) for kind, pool in pools.items()}

    def other(self, document, first, end, rng):
        """Words of a window (by their place in the document) that are printed otherwise: half the time the two most named
        states change places, else every state is some other one; half the time other names change too."""
        found = {w: self.kind[document.words[w]] for w in range(first, end) if document.words[w] in self.kind}
        states = [c for c, _ in collections.Counter(c for c, _ in found.values()).most_common()]
        into = dict(zip(states, rng.sample(self.codes, len(states))))
        if len(states) > 1 and rng.random() < 0.5:
            into = {states[0]: states[1], states[1]: states[0]}
        out = {w: self.forms[into[code]][k] for w, (code, k) in found.items() if code in into}
        names = self.named.get(id(document), {})
        if names and rng.random() < 0.5:
            new = {word: rng.choice(self.pools[kind]) for word, kind in names.items()}
            out.update({w: new[document.words[w]] for w in range(first, end) if document.words[w] in new})
        return out


def named(document, states):
    """Names of one word that can be exchanged for others of their kind: groups, places, surnames."""
    out, words = {}, document.words
    alone = lambda codes, w: codes[w] and codes[max(w - 1, 0)] != codes[w] and (w + 1 == len(words) or codes[w + 1] != codes[w])
    for w, word in enumerate(words):
        if word[:1].isupper() and len(word) > 2 and word.isalpha() and word not in states and alone(document.party, w):
            out[word] = "group"
    for target in document.targets:
        place, speaker = target["claim"]["place"], (target["claim"]["asserter"] or "").split()
        if place and place.isalpha() and place[0].isupper() and place not in states:
            out[place] = "place"
        bare = [n for n in speaker if n[:1].isupper() and n.isalpha()]
        if len(speaker) in (2, 3) and len(bare) == len(speaker) and speaker[-1] not in BODIES | set(states):
            out[speaker[-1]] = "person"
    return out


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

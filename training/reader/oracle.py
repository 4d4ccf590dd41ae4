"""Sightings as a perfect reader would say them, made from gold claims: what resolving alone loses.

usage: oracle.py VIEWS.ndjson OUT.ndjson [--coded]

VIEWS is what `examples/view.rs` writes; beside each text lies its NAME.claims.jsonl. Links point at the words that the
annotators marked (the mention nearest to the trigger, the speaker of the cue); with --coded they also point at every word
near by whose code is the right one, as a trained reader's do.
"""
import json
import pathlib
import re
import sys

EXTENTS = {"all": 0, "part": 1, "none": 2}
SPEECH, NEAR = 1 << 9, 150
JOINS = set("according to by from in of , : told tells adding added as per data based on citing quoting \" “ ”".split())
NUMBER = re.compile(r"\d")
SMALL = set("the a an".split())


class Text:
    """A document's view, searchable by words."""

    def __init__(self, view):
        self.words = view["words"]
        self.lower = [w[0].lower().replace("’", "'") for w in self.words]
        self.view = view

    def occurrences(self, text):
        """First and last words of every printing of a text."""
        wanted = re.findall(r"\w+|[^\w\s]", text.lower().replace("’", "'"))
        wanted = "".join(wanted)
        out = []
        for i, word in enumerate(self.lower):
            if not word or not wanted.startswith(word):
                continue
            joined, j = word, i
            while len(joined) < len(wanted) and j + 1 < len(self.lower):
                j += 1
                joined += self.lower[j]
            if joined == wanted:
                out.append((i, j))
        return out

    def inside(self, start, end):
        return [i for i, w in enumerate(self.words) if start <= w[1] < end]


def nearest(spans, to):
    return min(spans, key=lambda s: min(abs(s[0] - to), abs(s[1] - to)), default=None)


def within(spans, words):
    low, high = (words[0], words[-1]) if words else (0, -1)
    return [s for s in spans if low <= s[0] and s[1] <= high]


def even(words):
    words = sorted(set(words))
    return {"words": [[w, 1.0 / len(words)] for w in words], "none": 0.0, "elsewhere": 0.0} if words else None


def absent(elsewhere=False):
    return {"words": [], "none": 0.0 if elsewhere else 1.0, "elsewhere": 1.0 if elsewhere else 0.0}


def span(spans):
    if not spans:
        return None
    return {"start": even([s[0] for s in spans]), "end": even([s[1] for s in spans])}


def anchor_of(text, claim, quote, trigger):
    """The word that makes the claim, and whether the recognisers found its figure."""
    if claim["low"] is not None:
        figures = [f for f in text.view["figures"] if f["word"] in quote]
        right = [f for f in figures if same(f["low"], claim["low"]) and same(f["high"], claim["high"])]
        value = nearest(within(text.occurrences(claim["value"] or ""), quote), trigger)
        if value and any(value[0] <= f["word"] <= value[1] for f in right):
            right = [f for f in right if value[0] <= f["word"] <= value[1]]
        if right:
            return min(right, key=lambda f: abs(f["word"] - trigger))["word"], True
        if value is None:
            return None, False
        digits = [i for i in range(value[0], value[1] + 1) if NUMBER.search(text.lower[i])]
        skip = 1 if text.lower[value[0]] in ("the",) else 0
        return (digits[0] if digits else min(value[0] + skip, value[1])), False
    spans = text.occurrences(claim["place"] or "")
    here = within(spans, quote) or [s for s in spans if s[1] < quote[0]][-1:] or spans[:1]
    found = nearest(here, trigger)
    return (found[1] if found else None), found is not None


def same(a, b):
    return abs(a - b) <= 0.005 * max(abs(a), abs(b)) + 1e-9


def sighting(text, claim, coded):
    quote = text.inside(claim["start"], claim["end"])
    if not quote:
        return None, False
    found = nearest(within(text.occurrences(claim["trigger"] or ""), quote), quote[0])
    trigger = found[0] if found else quote[0]
    anchor, seen = anchor_of(text, claim, quote, trigger)
    if anchor is None:
        return None, False
    window = range(max(0, anchor - NEAR), min(len(text.words), anchor + NEAR))

    def near(spans):
        return [s for s in spans if s[0] in window and s[1] in window]

    code = lambda value, fields: [i for i in window if value in [text.words[i][f] for f in fields]]
    mention = nearest(within(text.occurrences(claim["actor_mention"] or ""), quote), trigger)
    actor = list(range(mention[0], mention[1] + 1)) if mention else []
    actor = [i for i in actor if text.lower[i] not in SMALL] or actor
    if claim["actor"] and (coded or not actor):
        actor += code(claim["actor"], (4, 6))
    places = near(text.occurrences(claim["place"])) if claim["place"] else []
    names = near(text.occurrences(claim["asserter"])) if claim["asserter"] else []
    cue = nearest(near(text.occurrences(claim["cue"] or "")), anchor)
    if cue:
        spoken = [i for i in range(cue[0], cue[1] + 1) if not text.words[i][3] & SPEECH and text.lower[i] not in JOINS]
        cued = [(spoken[0], spoken[-1])] if spoken else []
        names = cued + (names if coded else []) or names
    side = code(claim["side"], (4, 5)) if claim["side"] not in (None, "other") else []
    days = [d[0] for d in text.view["dates"] if d[2] == claim["as_of"] and d[0] in window]
    today = next((s[3] for s in text.view["sentences"] if s[0] <= quote[0] < s[1]), None)
    extent = [0.0, 0.0, 0.0]
    extent[EXTENTS.get(claim["extent"], 0)] = 1.0
    return {
        "word": anchor,
        "predicate": claim["predicate"],
        "p": 1.0,
        "extent": extent,
        "deny": float(claim["polarity"] == "deny"),
        "actor": even(actor) or absent(claim["actor"] is not None),
        "side": even(side) or absent(claim["side"] is not None),
        "date": even(days) or absent(claim["as_of"] is not None and claim["as_of"] == today),
        "trigger": even([trigger]),
        "place": span(places) or {"start": absent(bool(claim["place"])), "end": absent(bool(claim["place"]))},
        "asserter": span(names) or {"start": absent(bool(claim["asserter"])), "end": absent(bool(claim["asserter"]))},
    }, seen


def main():
    coded = "--coded" in sys.argv
    views, out = [pathlib.Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    lost = open(out.with_suffix(".lost"), "w")
    with open(out, "w") as file:
        for line in open(views):
            view = json.loads(line)
            path = pathlib.Path(view["path"])
            text, made, whole = Text(view), [], path.read_bytes().decode()
            for gold in (path.with_suffix(".claims.jsonl")).read_text().splitlines():
                claim = {"trigger": None, "actor_mention": None, "value": None, "cue": None, **json.loads(gold)}
                claim.setdefault("start", max(0, whole.find(claim["quote"])))
                claim.setdefault("end", claim["start"] + len(claim["quote"]))
                one, seen = sighting(text, claim, coded)
                if one:
                    made.append(one)
                if not one or not seen:
                    print(json.dumps([path.stem, claim["predicate"], claim["value"], claim["place"], claim["unit"], claim["low"], claim["quote"]]), file=lost)
            made.sort(key=lambda s: s["word"])
            print(json.dumps({"path": view["path"], "sightings": made}), file=file)


main()

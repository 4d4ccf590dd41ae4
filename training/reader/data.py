"""Documents: the view that the program prints of a text, with its gold claims laid on the view's words."""
import bisect
import hashlib
import json
import pathlib

from .model import EXTENTS, PREDICATES

PERSONS = {"deployed", "killed", "wounded", "captured", "casualties", "displaced"}
PRONOUNS = {"he", "she", "they", "it", "who", "i", "we", "his", "her", "their", "its", "our", "him", "them"}
ALWAYS = ("seeds", "texts", "gold", "news")  # folders learnt from in every fold, and never measured on
MOSTLY = 0.08  # a conflict with a larger share of the texts is not held out as a whole


class Document:
    """Words with their marks and codes, sentences, figures, dates; and targets, one a gold claim."""

    def __init__(self, view, text=None, gold=(), meta=None):
        self.path = pathlib.Path(view["path"])
        self.folder, self.name = self.path.parent.name, self.path.stem
        self.words = [w[0] for w in view["words"]]
        self.start = [w[1] for w in view["words"]]
        self.end = [w[2] for w in view["words"]]
        self.marks = [w[3] for w in view["words"]]
        self.party = [w[4] for w in view["words"]]
        self.speaker = [w[5] for w in view["words"]]
        self.land = [w[6] for w in view["words"]]
        self.sentences = [(s[0], s[1]) for s in view["sentences"] if s[1] > s[0]]
        self.figures, self.dates, self.published = view["figures"], view["dates"], view["published"]
        self.text, self.gold, self.meta = text, list(gold), meta or {}
        self.lost = []
        self.targets = [t for t in (self.target(c) for c in self.gold) if t]

    def word_at(self, offset):
        return max(bisect.bisect_right(self.start, offset) - 1, 0)

    def spans(self, phrase, start=0, end=None):
        """Word spans (first, last) of all whole-word occurrences of a phrase between two code points."""
        out, at = [], self.text.find(phrase, start) if phrase else -1
        while at >= 0 and (end is None or at < end):
            first, last = self.word_at(at), self.word_at(at + len(phrase) - 1)
            if self.start[first] == at:
                out.append((first, last))
            at = self.text.find(phrase, at + 1)
        return out

    def anchor(self, claim, start, end):
        """The word that makes the claim: the first of its number, else the last of its place."""
        if claim["low"] is not None:
            low, high = claim["low"], claim["high"]
            near = [f for f in self.figures if start <= self.start[f["word"]] < end]
            hits = [f for f in near if close(f["low"], low) and close(f["high"], high)] or [f for f in near if close(f["low"], low)]
            value = (claim.get("value") or "").split(" @ ")[0]
            inside = [(a, b) for a, b in self.spans(value, start, end)]
            best = [f for f in hits if any(a <= f["word"] <= b for a, b in inside)]
            if best or hits:
                return (best or hits)[0]["word"]
            # a number that no recogniser knows ("a village"): its first word all the same
            return inside[0][0] if inside else None
        occurrences = self.spans(claim["place"]) if claim["place"] else []
        inside = [s for s in occurrences if start <= self.start[s[0]] < end]
        before = [s for s in occurrences if self.start[s[0]] < start]
        best = inside[:1] or before[-1:] or occurrences[:1]
        return best[0][1] if best else None

    def target(self, claim):
        start = claim.get("start", self.text.find(claim["quote"]))
        end = claim.get("end", start + len(claim["quote"]))
        anchor = self.anchor(claim, start, end) if start >= 0 else None
        if anchor is None:
            self.lost.append(claim)
            return None
        target = {
            "claim": claim, "word": anchor, "kind": PREDICATES.index(claim["predicate"]),
            "extent": EXTENTS.index(claim["extent"]) if claim["extent"] else -1, "deny": float(claim["polarity"] == "deny"),
            "place": self.spans(claim["place"]) if claim["place"] else [],
            "asserter": self.asserter(claim, start, end), "mention": self.mention(claim.get("actor_mention"), start, end),
            "trigger": [s[0] for s in self.spans(claim.get("trigger") or "", start, end)],
            "date": [d[0] for d in self.dates if claim["as_of"] and dated(d, claim["as_of"])],
        }
        return target

    def mention(self, phrase, start, end):
        """The words of the actor's mention, all of them: the model may choose which tells."""
        return [w for a, b in self.spans(phrase or "", start, end)[:1] for w in range(a, b + 1)]

    def asserter(self, claim, start, end):
        """Spans that name the asserter: its full form anywhere, and the words beside the claim; a pronoun comes last."""
        name = claim["asserter"]
        if not name:
            return [], []
        full = self.spans(name)
        cues = self.spans(claim.get("cue") or "", max(0, start - 1), end + 1) or self.spans(claim.get("cue") or "")[:1]
        tail = name.split()[-1]
        near, pronouns = [], []
        for a, b in cues:
            words = range(a, b + 1)
            near += [(w, w) for w in words if self.words[w] == tail and not any(x <= w <= y for x, y in full)]
            pronouns += [(w, w) for w in words if self.words[w].lower() in PRONOUNS][:1]
            if not near and not pronouns:
                heads = [w for w in words if self.words[w].lower() in ("ministry", "army", "military", "spokesman",
                         "spokeswoman", "spokesperson", "group", "agency", "officials", "command", "office", "statement")]
                near += [(w, w) for w in heads[:1]]
        if not full and not near:
            near = self.spans(tail)
        return full + near, pronouns


def close(a, b):
    return abs(a - b) <= 0.011 * max(abs(a), abs(b)) + 1e-9


def dated(date, as_of):
    """Whether a date expression gives the day, month, year or interval of a claim, or an end of its interval."""
    edtf, days = date[2], date[3]
    if not edtf:
        return False
    return edtf == as_of or "/" in as_of and (f"{days[0]}/{days[1]}" == as_of or edtf in as_of.split("/"))


def load(views, only=None):
    """Documents of a file of views; gold claims and metadata are read beside the texts."""
    out = []
    for line in open(views):
        view = json.loads(line)
        path = pathlib.Path(view["path"])
        if only and not only(path):
            continue
        beside = lambda suffix: path.with_name(path.stem + suffix)
        meta = json.loads(beside(".json").read_text()) if beside(".json").exists() else {}
        gold = beside(".claims.jsonl")
        claims = [json.loads(l) for l in gold.read_text().splitlines() if l.strip()] if gold.exists() else []
        out.append(Document(view, path.read_bytes().decode(), claims, meta))
    return out


def source(document):
    """Who published a text: its outlet, else the collection that it comes from."""
    return str(document.meta.get("outlet") or document.folder).lower()


def conflict(document):
    """Which war a text is about: as its metadata say, else the two parties that its claims name most."""
    if document.meta.get("conflict"):
        return str(document.meta["conflict"]).lower()
    actors = {}
    for claim in document.gold:
        actors[claim["actor"]] = actors.get(claim["actor"], 0) + 1
    best = sorted(actors, key=lambda a: (-actors[a], str(a)))[:1]
    return "actor-" + str(best[0] if best else "none").lower()


def bucket(kind, name, folds):
    return int.from_bytes(hashlib.sha256(f"{kind}:{name}".encode()).digest()[:4], "big") % folds


def fold(documents, index, folds):
    """(learn, test): test texts are of sources or conflicts of which no text is learnt from."""
    counts = {}
    for d in documents:
        counts[conflict(d)] = counts.get(conflict(d), 0) + 1
    large = {c for c, n in counts.items() if n > MOSTLY * len(documents)}
    held = lambda d: d.folder not in ALWAYS and (bucket("source", source(d), folds) == index
                      or conflict(d) not in large and bucket("conflict", conflict(d), folds) == index)
    return [d for d in documents if not held(d)], [d for d in documents if held(d)]

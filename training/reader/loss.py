"""What is learnt: anchors by yes or no, links by the summed probability of all right words."""
import torch
import torch.nn.functional as F

from .model import ELSEWHERE, LINKS, NONE, PREDICATES

SPANS = {"place": ("place_start", "place_end"), "asserter": ("asserter_start", "asserter_end")}
WEIGHT = {"actor": 1.0, "side": 0.7, "date": 0.5, "trigger": 0.3, "place_start": 0.6, "place_end": 0.6,
          "asserter_start": 0.6, "asserter_end": 0.6}


def right(document, target, a, b):
    """For each link the words of a window that are right (by their place in it), and whether none or elsewhere is;
    a link that nothing tells of is left out."""
    claim, out = target["claim"], {}
    within = lambda words: sorted({w - a for w in words if a <= w < b})
    actor, side = claim["actor"], claim["side"]
    same = lambda code: bool(code) and code.lower() == actor.lower()
    coded = [w for w in range(a, b) if actor and (same(document.party[w]) or same(document.land[w]))]
    # words that name it tell more than "they" or "the rebels", which would have to be resolved again
    named = within(coded) or within(target["mention"])
    out["actor"] = ([], NONE) if not actor else (named, None if named else ELSEWHERE)
    if not claim["asserter"]:
        out["side"] = ([], NONE)
    elif side == "other":
        out["side"] = ([], ELSEWHERE)
    else:
        speaks = lambda code: bool(code) and code.lower() == side.lower()
        words = [w - a for w in range(a, b) if speaks(document.party[w]) or speaks(document.speaker[w])]
        if words:
            out["side"] = (words, None)
    dates = within(target["date"])
    published = claim["as_of"] is not None and claim["as_of"] == document.published
    if dates or published or not claim["as_of"]:
        out["date"] = (dates, ELSEWHERE if published else NONE if not claim["as_of"] else None)
    out["trigger"] = (within(target["trigger"]), None)
    full, pronouns = target["asserter"]
    inside = lambda spans: [(x - a, y - a) for x, y in spans if a <= x and y < b]
    for link, spans in (("place", inside(target["place"])), ("asserter", inside(full) or inside(pronouns))):
        has = claim[link] is not None
        for part, name in enumerate(SPANS[link]):
            out[name] = (sorted({s[part] for s in spans}), None if spans else ELSEWHERE if has else NONE)
    return out


def summed(score, right_words, absent):
    """-log of the summed probability of what is right."""
    wanted = torch.full_like(score, -1e4)
    places = list(right_words) + ([len(score) - 2 + absent] if absent is not None else [])
    index = torch.tensor(places)
    wanted[index] = score[index]
    return torch.logsumexp(score, 0) - torch.logsumexp(wanted, 0)


def loss(model, words, present, windows):
    """The loss of a batch, and its parts for the log."""
    targets, own = [], torch.zeros_like(present)
    anchors = torch.zeros(*present.shape, len(PREDICATES))
    for row, (document, a, b, mine) in enumerate(windows):
        own[row, :b - a] = True
        for target in document.targets:
            if a <= target["word"] < b:
                anchors[row, target["word"] - a, target["kind"]] = 1
                if target["word"] >= mine:
                    targets.append((row, document, target, a, b))
    each = F.binary_cross_entropy_with_logits(model.anchor(words), anchors, reduction="none", pos_weight=torch.tensor(1.5))
    parts = {"anchor": (each.sum(-1) * own).sum() / max(1.0, float(anchors.sum()))}
    if targets:
        row = torch.tensor([t[0] for t in targets])
        word = torch.tensor([t[2]["word"] - t[3] for t in targets])
        kind = torch.tensor([t[2]["kind"] for t in targets])
        query = model.claims(words, row, word, kind)
        score = model.links(words, query, row, word, present)
        parts.update(linked(score, targets))
        extent = torch.tensor([t[2]["extent"] for t in targets])
        if (extent >= 0).any():
            parts["extent"] = 0.5 * F.cross_entropy(model.extent(query)[extent >= 0], extent[extent >= 0])
        deny = torch.tensor([t[2]["deny"] for t in targets])
        parts["deny"] = 0.5 * F.binary_cross_entropy_with_logits(model.deny(query)[:, 0], deny)
    return sum(parts.values()), parts


def linked(score, targets):
    terms = {name: [] for name in LINKS}
    for n, (_, document, target, a, b) in enumerate(targets):
        for name, (places, absent) in right(document, target, a, b).items():
            if places or absent is not None:
                terms[name].append(summed(score[n, LINKS.index(name)], places, absent))
    return {name: WEIGHT[name] * torch.stack(t).mean() for name, t in terms.items() if t}

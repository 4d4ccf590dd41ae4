"""What Python makes of some windows, for the program to be held against: python -m reader.reference CHECKPOINT VIEWS OUT [--texts N]

One object a window: its pieces, first pieces, marks, the words before its own; the vectors of three pieces in short; the
probabilities of all anchors, and the links of the most probable ones.
"""
import argparse
import json

import torch

from .data import load
from .sightings import encode, restore


@torch.no_grad()
def reference(model, cutter, window, most=6):
    pieces, mask, first, present, marks = cutter.batch([window])
    document, a, b, own = window
    words, _ = encode(model, cutter, [window])
    anchors = torch.sigmoid(model.anchor(words))[0]
    ranked = anchors[own - a:].flatten().argsort(descending=True)[:most]
    word, kind = ranked // anchors.shape[1] + own - a, ranked % anchors.shape[1]
    row = torch.zeros_like(word)
    query = model.claims(words, row, word, kind)
    chance = torch.softmax(model.links(words, query, row, word, present), -1)
    extent, deny = torch.softmax(model.extent(query), -1), torch.sigmoid(model.deny(query)[:, 0])
    few = lambda x: [round(v, 6) for v in x.flatten().tolist()]
    claims = [{"word": int(w), "kind": int(k), "extent": few(extent[n]), "deny": round(float(deny[n]), 6),
               "links": [few(link) for link in chance[n]]} for n, (w, k) in enumerate(zip(word, kind))]
    return {"words": document.words[a:b], "pieces": pieces[0].tolist(), "firsts": first[0].tolist(), "marks": document.marks[a:b],
            "before": own - a, "anchors": few(anchors), "claims": claims}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("views")
    parser.add_argument("out")
    parser.add_argument("--texts", type=int, default=50)
    args = parser.parse_args()
    model, cutter = restore(args.checkpoint)
    documents = load(args.views)
    with open(args.out, "w") as out:
        for document in documents[::max(len(documents) // args.texts, 1)][:args.texts]:
            for window in cutter.windows(document):
                out.write(json.dumps(reference(model, cutter, window), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

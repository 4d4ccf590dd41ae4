"""The file that the program ships, from a checkpoint: python -m reader.export CHECKPOINT OUT [--floats] [--views FILE] [--name NAME]

Weights in eight bits, a scale an output; `--floats` leaves them as they are, for comparison. Inputs of the large products are
evened before they are rounded: what a column's inputs reach in the calibration texts moves into its weights, by half.
Beside OUT, OUT.sha256 is written.
"""
import argparse
import hashlib
import json
import pathlib

import torch

from .model import steps

COLUMNS, FAR, STEPS, EVEN, PAIR = 16, 128, 512, 0.5, 128


class File:
    """Lines of the head, and numbers."""

    def __init__(self):
        self.head, self.data = ["salient-reader 1"], bytearray()

    def put(self, name, kind, outputs, inputs, data):
        self.data += bytes(-len(self.data) % 64)
        self.head.append(f"tensor {name} {kind} {outputs} {inputs} {len(self.data)} {len(data)}")
        self.data += data

    def floats(self, name, tensor):
        tensor = tensor.detach().float()
        rows = tensor.reshape(1, -1) if tensor.dim() < 2 else tensor
        self.put(name, "f32", rows.shape[0], rows.shape[1], rows.contiguous().numpy().tobytes())

    def norm(self, name, norm):
        self.floats(f"{name}.weight", norm.weight)
        self.floats(f"{name}.bias", norm.bias)

    def matrix(self, name, weight, bias, reach=None):
        """In panels of sixteen outputs; with `reach`, how far each input goes, in eight bits."""
        weight = weight.detach().float()
        outputs, inputs = weight.shape
        padded = torch.zeros(-(-outputs // COLUMNS) * COLUMNS, inputs)
        self.floats(f"{name}.bias", bias)
        if reach is None:
            padded[:outputs] = weight
            panels = padded.view(-1, COLUMNS, inputs).transpose(1, 2)
            return self.put(f"{name}.weight", "f32", outputs, inputs, panels.contiguous().numpy().tobytes())
        even = reach.clamp(min=1e-3) ** EVEN / weight.abs().amax(0).clamp(min=1e-4) ** (1 - EVEN)
        whole, scale = closest(weight * even)
        padded[:outputs] = whole
        panels = padded.view(-1, COLUMNS, inputs // 4, 4).transpose(1, 2)
        self.put(f"{name}.weight", "i8", outputs, inputs, panels.to(torch.int8).contiguous().numpy().tobytes())
        for part, tensor in (("scale", scale), ("sum", whole.sum(1)), ("smooth", 1 / even)):
            self.floats(f"{name}.{part}", tensor)

    def write(self, path):
        head = ("\n".join(self.head) + "\n\n").encode()
        whole = head + bytes(-len(head) % 64) + bytes(self.data)
        path = pathlib.Path(path)
        path.write_bytes(whole)
        digest = hashlib.sha256(whole).hexdigest()
        path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n")
        return len(whole), digest


def rounded(weight, most=127):
    """Whole numbers of eight bits and a scale for each row."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / most
    return (weight / scale[:, None]).round(), scale


def closest(weight):
    """For each row the scale at which its whole numbers, bounded, are closest to it."""
    best = None
    for most in range(64, 128, 6):
        whole, scale = rounded(weight, most)
        whole = bounded(whole)
        far = (whole * scale[:, None] - weight).square().sum(1)
        if best is None:
            best = [far, whole, scale]
        better = far < best[0]
        best = [torch.where(better, far, best[0]), torch.where(better[:, None], whole, best[1]), torch.where(better, scale, best[2])]
    return best[1], best[2]


def bounded(whole):
    """Two weights side by side times inputs of up to 255 must fit into sixteen bits: the few pairs that do not are pulled in."""
    first, second = whole[:, 0::2], whole[:, 1::2]
    over = (first.abs() + second.abs() - PAIR).clamp(min=0) * (first * second > 0)
    first, second = first - first.sign() * (over / 2).ceil(), second - second.sign() * (over / 2).floor()
    return torch.stack([first, second], -1).reshape(whole.shape)


def matrices(model):
    """Name, the linear maps that are read as one, and whether they are large enough to be rounded."""
    for i, layer in enumerate(model.encoder.layers):
        yield f"layer.{i}.joined", (layer.q, layer.k, layer.v), True
        for name in ("o", "up", "down"):
            yield f"layer.{i}.{'out' if name == 'o' else name}", (getattr(layer, name),), True
    for name in ("mix", "query", "ask", "answer"):
        yield name, (getattr(model, name),), True
    for name in ("marks", "anchor", "extent", "deny", "absent"):
        yield name, (getattr(model, name),), False


def norms(model):
    """Name and norm, in the file's order."""
    yield "norm", model.encoder.norm
    yield "words.norm", model.norm
    for i, layer in enumerate(model.encoder.layers):
        yield f"layer.{i}.after", layer.n1
        yield f"layer.{i}.last", layer.n2


@torch.no_grad()
def reaches(model, batches):
    """How far the inputs of each large map go on the calibration texts."""
    far, hooks = {}, []

    def seen(name):
        def hook(_, inputs):
            most = inputs[0].abs().reshape(-1, inputs[0].shape[-1]).amax(0)
            far[name] = torch.maximum(far[name], most) if name in far else most
        return hook

    for name, maps, large in matrices(model):
        if large:
            hooks.append(maps[0].register_forward_pre_hook(seen(name)))
    for pieces, mask, first, present, marks in batches:
        bias = model.encoder.bias(mask)
        words = model.words(model.encoder.upper(model.encoder.lower(pieces, bias), bias), first, marks)
        row, word = torch.nonzero(present)[::25].T
        kind = torch.arange(len(row)) % model.kind.num_embeddings
        model.links(words, model.claims(words, row, word, kind), row, word, present)
    for hook in hooks:
        hook.remove()
    return far


@torch.no_grad()
def near(encoder):
    """What each head adds by distance, from -128 to 128."""
    if encoder.near is None:
        return torch.zeros(0)
    table = encoder.bias(torch.ones(1, FAR + 1, dtype=torch.bool))[0]
    before, after = table[:, 0].flip(1), table[:, :, 0]  # the first row looks ahead, the first column back
    return torch.cat([before[:, :-1], after], 1)


@torch.no_grad()
def far(model):
    """What each link adds by distance, from -512 to 512 words."""
    return model.far[:, steps(torch.arange(-STEPS, STEPS + 1))]


def export(model, cutter, folder, name, reach, out):
    """Writes the file; `reach` is none for floats."""
    encoder, file = model.encoder, File()
    numbers = {
        "name": name, "kind": encoder.kind, "layers": len(encoder.layers), "heads": encoder.layers[0].heads,
        "eps": encoder.norm.eps, "start": 2 if encoder.kind == "mpnet" else 0,
        "open": cutter.first, "close": cutter.last, "unknown": cutter.unknown,
    }
    file.head += [f"{key} {value}" for key, value in numbers.items()]
    vocabulary = json.loads((pathlib.Path(folder) / "tokenizer.json").read_text())["model"]["vocab"]
    words = sorted(vocabulary, key=vocabulary.get)
    assert [vocabulary[w] for w in words] == list(range(len(words)))
    file.put("vocabulary", "text", len(words), 1, "\n".join(words).encode())
    if reach is None:
        file.floats("words", encoder.words.weight)
    else:
        whole, scale = rounded(encoder.words.weight.detach())
        file.put("words", "i8", *whole.shape, whole.to(torch.int8).numpy().tobytes())
        file.floats("words.scale", scale)
    file.floats("places", encoder.places.weight)
    file.floats("near", near(encoder))
    file.floats("far", far(model))
    file.floats("kinds", model.kind.weight)
    for name, norm in norms(model):
        file.norm(name, norm)
    for name, maps, large in matrices(model):
        weight, bias = torch.cat([m.weight for m in maps]), torch.cat([m.bias for m in maps])
        file.matrix(name, weight, bias, reach[name] if large and reach is not None else None)
    return file.write(out)


def main():
    from .data import load
    from .sightings import batches, restore
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--floats", action="store_true")
    parser.add_argument("--views", default="work/views.ndjson", help="calibration: every so many of its texts")
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--name", default="reader")
    args = parser.parse_args()
    torch.manual_seed(0)
    model, cutter = restore(args.checkpoint)
    saved = torch.load(args.checkpoint, weights_only=False, map_location="cpu")
    folder = saved.get("encoder") or saved["args"]["encoder"]
    reach = None
    if not args.floats:
        documents = load(args.views)
        documents = documents[::max(len(documents) // args.texts, 1)]
        reach = reaches(model, [cutter.batch(w) for w in batches(cutter, documents, 4)])
    size, digest = export(model, cutter, folder, args.name, reach, args.out)
    print(json.dumps({"bytes": size, "sha256": digest}))


if __name__ == "__main__":
    main()

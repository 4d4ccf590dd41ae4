"""A checkpoint again from the file that the program ships, to go on from: python -m reader.reopen READER.bin CHECKPOINT --encoder FOLDER --frozen K

The frozen part is taken from the published encoder, the rest from the file's whole numbers and scales: off by what rounding to eight bits took.
"""
import argparse
import pathlib

import numpy
import torch

from .export import COLUMNS, STEPS, matrices, norms
from .model import Reader, steps


class Opened:
    """The numbers of the head and the tensors of a file."""

    def __init__(self, path):
        whole = pathlib.Path(path).read_bytes()
        end = whole.index(b"\n\n") + 2
        lines = [line.split(" ") for line in whole[:end].decode().splitlines()[1:] if line]
        self.data = memoryview(whole)[end + -end % 64:]
        self.numbers = {line[0]: line[1] for line in lines if line[0] != "tensor"}
        self.tensors = {line[1]: line[2:] for line in lines if line[0] == "tensor"}

    def raw(self, name):
        kind, outputs, inputs, at, size = self.tensors[name]
        array = numpy.frombuffer(self.data[int(at):int(at) + int(size)], {"f32": "<f4", "i8": "i1"}[kind])
        return torch.from_numpy(array.copy()).float(), int(outputs), int(inputs)

    def floats(self, name):
        tensor, outputs, inputs = self.raw(name)
        return tensor.view(outputs, inputs).squeeze(0) if outputs == 1 else tensor.view(outputs, inputs)

    def matrix(self, name):
        tensor, outputs, inputs = self.raw(f"{name}.weight")
        if self.tensors[f"{name}.weight"][0] == "f32":
            return tensor.view(-1, inputs, COLUMNS).transpose(1, 2).reshape(-1, inputs)[:outputs]
        whole = tensor.view(-1, inputs // 4, COLUMNS, 4).transpose(1, 2).reshape(-1, inputs)[:outputs]
        return whole * self.floats(f"{name}.scale").view(-1, 1) * self.floats(f"{name}.smooth").view(1, -1)


@torch.no_grad()
def fill(model, opened):
    """Everything that is trained, from the file."""
    frozen = ["norm", *(f"layer.{i}" for i in range(model.encoder.frozen))]
    trained = lambda name: name.rsplit(".", 1)[0] not in frozen
    for name, maps, _ in matrices(model):
        parts = [m.weight.shape[0] for m in maps]
        pairs = zip(maps, opened.matrix(name).split(parts), opened.floats(f"{name}.bias").split(parts))
        for linear, weight, bias in pairs if trained(name) else ():
            linear.weight.copy_(weight), linear.bias.copy_(bias)
    for name, norm in norms(model):
        if trained(name):
            norm.weight.copy_(opened.floats(f"{name}.weight")), norm.bias.copy_(opened.floats(f"{name}.bias"))
    model.kind.weight.copy_(opened.floats("kinds"))
    model.far[:, steps(torch.arange(-STEPS, STEPS + 1))] = opened.floats("far")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("checkpoint")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--frozen", type=int, default=3)
    args = parser.parse_args()
    opened = Opened(args.file)
    layers = int(opened.numbers["layers"])
    model = Reader(args.encoder, layers, args.frozen)
    fill(model, opened)
    torch.save({"model": model.state_dict(), "encoder": args.encoder, "layers": layers, "frozen": args.frozen, "args": vars(args)}, args.checkpoint)


if __name__ == "__main__":
    main()

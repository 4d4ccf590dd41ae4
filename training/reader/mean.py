"""The mean of two checkpoints of one lineage: python -m reader.mean FIRST.pt SECOND.pt OUT.pt --share S

S is the second's share. Two ends of one path often read better at a point between them than at either end.
"""
import argparse

import torch


def mean(first, second, share):
    """Each tensor between the two; whole numbers and names as in the second."""
    between = lambda a, b: torch.lerp(a.float(), b.float(), share) if b.is_floating_point() else b
    return {name: between(first[name], tensor) for name, tensor in second.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("first", "second", "out"):
        parser.add_argument(name)
    parser.add_argument("--share", type=float, default=0.5)
    args = parser.parse_args()
    first, second = (torch.load(path, weights_only=False, map_location="cpu") for path in (args.first, args.second))
    torch.save({**second, "model": mean(first["model"], second["model"], args.share)}, args.out)


if __name__ == "__main__":
    main()

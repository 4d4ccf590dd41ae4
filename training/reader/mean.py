"""The mean of two checkpoints of one model: python -m reader.mean A.pt B.pt OUT.pt"""
import sys

import torch

one, other = (torch.load(path, weights_only=False, map_location="cpu") for path in sys.argv[1:3])
for name, value in other["model"].items():
    if value.is_floating_point():
        other["model"][name] = (value + one["model"][name]) / 2
torch.save(other, sys.argv[3])

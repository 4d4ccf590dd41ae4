"""Seconds of one core that torch takes for the encoder over a file of views: python -m reader.speed VIEWS ENCODER LAYERS"""
import sys
import time

import torch

from .data import load
from .model import Reader
from .windows import Cutter

torch.set_num_threads(1)
views, encoder, layers = sys.argv[1], sys.argv[2], int(sys.argv[3])
cutter, model = Cutter(encoder), Reader(encoder, layers, 0).eval()
windows = [w for d in load(views) for w in cutter.windows(d)]
begun = time.process_time()
with torch.inference_mode():
    for window in windows:
        pieces, mask, *_ = cutter.batch([window])
        bias = model.encoder.bias(mask)
        model.encoder.upper(model.encoder.lower(pieces, bias), bias)
print(time.process_time() - begun)

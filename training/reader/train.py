"""Trains a reader: python -m reader.train --encoder FOLDER --layers N --frozen K --epochs E --fold I/N --out FILE

Resumable: a checkpoint is written every few minutes; the same command goes on from it. While a file stands in the folder
named by --yield-to (a build on the same machine), one core is left free.
"""
import argparse
import json
import os
import pathlib
import random
import time

import torch

from .data import ALWAYS, fold, load
from .loss import loss
from .model import Reader
from .swap import Swapper
from .windows import Cutter

# processors with tiles multiply matrices of bfloat16 three to six times as fast; on others it is slower than f32
HALF = torch.cpu._is_amx_tile_supported()
WEIGHTS = {"real-isw": 0.5}  # one author's style on one war: half of its windows an epoch


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--views", default="work/views.ndjson")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--frozen", type=int, default=3)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--fold", default="", help="I/N: leave the texts of fold I of N out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", default="", help="a checkpoint to go on from, instead of the published encoder")
    parser.add_argument("--often", default="", help="FOLDER,FOLDER:K: windows of these folders K times an epoch")
    parser.add_argument("--swap", type=float, default=0.0, help="share of windows whose states, and in half of them other names, are printed otherwise")
    parser.add_argument("--states", default="../crates/salient/lexicon/en/states.toml")
    parser.add_argument("--some", type=int, default=0, help="learn from so many texts only (for a trial)")
    parser.add_argument("--minutes", type=float, default=0, help="end by then: the rest of the schedule is shortened to fit")
    parser.add_argument("--yield-to", default="")
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def learn_from(args):
    documents = load(args.views, lambda p: p.parent.name in ALWAYS or "/train/" in str(p))
    if args.fold:
        index, folds = map(int, args.fold.split("/"))
        documents, _ = fold(documents, index, folds)
    random.Random(args.seed).shuffle(documents)
    return documents[:args.some] if args.some else documents


class Lower:
    """What the frozen layers make of each window, computed once and kept in half precision."""

    def __init__(self, model, cutter):
        self.model, self.cutter, self.kept = model, cutter, {}

    def batch(self, windows, renamed):
        pieces, mask, first, present, marks = self.cutter.batch(windows, renamed)
        bias = self.model.encoder.bias(mask)
        missing = [k for k, w in enumerate(windows) if renamed[k] or key(w) not in self.kept]
        x = torch.zeros(*pieces.shape, self.model.encoder.width)
        if missing:
            made = self.model.encoder.lower(pieces[missing], bias[missing] if len(bias) > 1 else bias)
            for k, lower in zip(missing, made):
                x[k] = lower
                if self.model.encoder.frozen and not renamed[k]:  # other names come but once
                    self.kept[key(windows[k])] = lower[:int(mask[k].sum())].half()
        for k, w in enumerate(windows):
            if k not in missing:
                kept = self.kept[key(w)]
                x[k, :len(kept)] = kept.float()
        return x, bias, first, present, marks


def repeated(windows, often):
    """Windows of the folders named before the colon, as often as the number behind it says."""
    folders, times = often.split(":")
    return [w for w in windows for _ in range(int(times) if w[0].folder in folders.split(",") else 1)]


def key(window):
    return str(window[0].path), window[1], window[2]


def epoch(windows, rng, batch):
    """The windows of an epoch, in batches of like length, in random order."""
    kept = [w for w in windows if rng.random() < WEIGHTS.get(w[0].folder, 1.0)]
    rng.shuffle(kept)
    chunks = [sorted(kept[i:i + batch * 16], key=lambda w: w[2] - w[1]) for i in range(0, len(kept), batch * 16)]
    batches = [c[i:i + batch] for c in chunks for i in range(0, len(c), batch)]
    rng.shuffle(batches)
    return batches


def optimizer(model, args):
    wanted = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [("encoder", args.rate), ("", args.head_rate)]
    sets = [[p for n, p in wanted if n.startswith("encoder")], [p for n, p in wanted if not n.startswith("encoder")]]
    return torch.optim.AdamW([{"params": s, "lr": r, "top": r} for s, (_, r) in zip(sets, groups)], weight_decay=0.01, fused=True)


def kept(model, args):
    return {"model": model.state_dict(), "encoder": args.encoder, "layers": args.layers, "frozen": args.frozen, "args": vars(args)}


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    model = Reader(args.encoder, args.layers, args.frozen)
    documents = learn_from(args)
    cutter, swapper = Cutter(args.encoder), Swapper(args.states, documents)
    windows = [w for d in documents for w in cutter.windows(d)]
    if args.often:
        windows = repeated(windows, args.often)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=False)["model"])
    per_epoch = len(epoch(windows, random.Random(0), args.batch))
    steps, step, spent = int(per_epoch * args.epochs), 0, 0.0
    adam, lower = optimizer(model, args), Lower(model, cutter)
    half = pathlib.Path(args.out + ".part")
    if half.exists():
        saved = torch.load(half, weights_only=False)
        model.load_state_dict(saved["model"]), adam.load_state_dict(saved["adam"])
        step, spent = saved["step"], saved["spent"]
    print(json.dumps({"windows": len(windows), "steps": steps, "from": step, **vars(args)}), flush=True)
    model.train()
    began, wrote, sums = time.time() - spent, time.time(), {}
    progress = step / steps
    while progress < 1:
        rng = random.Random(f"{args.seed}-{step}")
        for chosen in epoch(windows, rng, args.batch):
            if args.yield_to:
                torch.set_num_threads(1 if os.path.isdir(args.yield_to) and os.listdir(args.yield_to) else 2)
            # with a time to end by, the schedule follows the clock
            progress = max(step / steps, (time.time() - began) / 60 / args.minutes if args.minutes else 0)
            if progress >= 1:
                break
            rate = min(1.0, step / (0.06 * steps) + 0.02) * min(1.0, 1.02 - progress)
            for group in adam.param_groups:
                group["lr"] = group["top"] * rate
            renamed = [swapper.other(*w[:3], rng) if rng.random() < args.swap else {} for w in chosen]
            x, bias, first, present, marks = lower.batch(chosen, renamed)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                words = model.words(model.encoder.upper(x, bias), first, marks)
            words = words.float()
            total, parts = loss(model, words, present, chosen)
            adam.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            adam.step()
            step += 1
            for name, part in {"all": total, **parts}.items():
                sums.setdefault(name, []).append(part.item())
            if step % 25 == 0:
                line = {"step": step, "of": steps, "progress": round(progress, 3), "s": round(time.time() - began)}
                print(json.dumps({**line, **{n: round(sum(v) / len(v), 3) for n, v in sums.items()}}), flush=True)
                sums = {}
            if time.time() - wrote > 240:
                torch.save({**kept(model, args), "adam": adam.state_dict(), "step": step, "spent": time.time() - began}, half)
                wrote = time.time()
    torch.save({**kept(model, args), "steps": step, "minutes": (time.time() - began) / 60}, args.out)
    half.unlink(missing_ok=True)


if __name__ == "__main__":
    main()

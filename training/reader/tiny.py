"""A network of the smallest size with invented weights, for tests of the program: python -m reader.tiny FOLDER

Writes FOLDER/tiny-KIND.f32, .i8 and .json (what Python makes of a few sentences of ours) for both kinds of encoder.
"""
import json
import pathlib
import string
import sys

import torch
from safetensors.torch import save_file

from .encoder import BUCKETS, NAMES
from .export import export, reaches
from .model import Reader
from .reference import reference
from .windows import Cutter

WIDTH, INNER, HEADS, LAYERS, PLACES = 48, 96, 3, 2, 520
SPECIAL = {"mpnet": ["<s>", "<pad>", "</s>", "<unk>", "[UNK]", "<mask>"], "bert": ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]}
TEXTS = [
    "The army said on Tuesday that its troops had retaken 12 villages near Nubbul , and that 37 soldiers were killed .",
    "Rebels denied it : “ We still hold Al-Zahraa , ” a spokesman , Col. Tomáš Novák , told reporters in Łódź .",
    "Москва withdrew from 801.5 square kilometres ; some 2,000 people fled the rebel-held district of Ñuñoa 🙂 .",
]


class Text:
    """As much of a document as the cutter needs."""

    def __init__(self, text):
        self.words = text.split()
        self.marks = [(7919 * (i + 1) * len(w)) & 0xFFFFF for i, w in enumerate(self.words)]
        half = len(self.words) // 2
        self.sentences = [(0, half), (half, len(self.words))]


def vocabulary(kind):
    common = "the army said on its had and were killed rebels we still hold from some people of in a to near villages".split()
    letters = list(string.ascii_lowercase + string.digits + ".,:;“”-–") + ["##" + c for c in string.ascii_lowercase + string.digits]
    ends = ["##ed", "##ing", "##er", "##es", "re", "with", "##drew", "##taken", "##men"]
    return list(dict.fromkeys(SPECIAL[kind] + common + letters + ends))


def encoder(kind, folder):
    """A folder as published encoders have it."""
    folder.mkdir(parents=True, exist_ok=True)
    words = vocabulary(kind)
    unknown = "[UNK]"
    (folder / "config.json").write_text(json.dumps({
        "model_type": kind, "hidden_size": WIDTH, "intermediate_size": INNER, "num_attention_heads": HEADS,
        "vocab_size": len(words), "max_position_embeddings": PLACES, "layer_norm_eps": 1e-5}))
    (folder / "tokenizer.json").write_text(json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None, "decoder": None,
        "model": {"type": "WordPiece", "unk_token": unknown, "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                  "vocab": {w: i for i, w in enumerate(words)}}}))
    shapes = {"embeddings.word_embeddings.weight": (len(words), WIDTH), "embeddings.position_embeddings.weight": (PLACES, WIDTH),
              "embeddings.LayerNorm.weight": (WIDTH,), "embeddings.LayerNorm.bias": (WIDTH,)}
    if kind == "mpnet":
        shapes["encoder.relative_attention_bias.weight"] = (BUCKETS, HEADS)
    else:
        shapes["embeddings.token_type_embeddings.weight"] = (2, WIDTH)
    sizes = [(WIDTH, WIDTH)] * 4 + [(WIDTH,), (INNER, WIDTH), (WIDTH, INNER), (WIDTH,)]
    for i in range(LAYERS):
        for name, size in zip(NAMES[kind], sizes):
            shapes[f"encoder.layer.{i}.{name}.weight"] = size
            shapes[f"encoder.layer.{i}.{name}.bias"] = size[:1]
    tensors = {n: torch.randn(s) * 0.25 + (1 if "Norm.weight" in n else 0) for n, s in shapes.items()}
    save_file(tensors, str(folder / "model.safetensors"))


def main():
    out = pathlib.Path(sys.argv[1])
    for kind in ("mpnet", "bert"):
        torch.manual_seed(7)
        folder = out / "encoder" / kind
        encoder(kind, folder)
        model, cutter = Reader(folder, LAYERS, 0).eval(), Cutter(folder)
        with torch.no_grad():
            model.anchor.bias.fill_(-1.0)
            model.far.normal_()
        windows = [w for text in TEXTS for w in cutter.windows(Text(text))]
        reach = reaches(model, [cutter.batch(windows)])
        export(model, cutter, folder, "tiny", None, out / f"tiny-{kind}.f32")
        export(model, cutter, folder, "tiny", reach, out / f"tiny-{kind}.i8")
        lines = [json.dumps(reference(model, cutter, w, 3), ensure_ascii=False) for w in windows]
        (out / f"tiny-{kind}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()

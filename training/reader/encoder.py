"""The pretrained encoder: BERT or MPNet layers, cut to the first few, with the lowest frozen and remembered."""
import json
import math
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

NAMES = {
    "bert": ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
             "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm"),
    "mpnet": ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o",
              "attention.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm"),
}
BUCKETS, FARTHEST = 32, 128


class Dropout(nn.Module):
    """Dropout by stretches of one long mask that is drawn anew now and then: to draw one for every call takes a tenth of a step."""

    LONG, CALLS = 1 << 23, 400

    def __init__(self, p):
        super().__init__()
        self.p, self.calls, self.mask = p, 0, None

    def forward(self, x):
        if not self.training or self.p == 0.0:
            return x
        if self.calls % self.CALLS == 0 or self.mask.dtype != x.dtype:
            self.mask = torch.empty(self.LONG, dtype=x.dtype).bernoulli_(1 - self.p).div_(1 - self.p)
        self.calls += 1
        at = int(torch.randint(0, self.LONG - x.numel(), ()))
        return x * self.mask[at:at + x.numel()].view_as(x)


class Layer(nn.Module):
    """One layer: attention, then two linear maps, each with its residual and norm (post-norm)."""

    def __init__(self, width, inner, heads, eps, dropout):
        super().__init__()
        self.heads, self.dropout = heads, Dropout(dropout)
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x, bias):
        size, length, width = x.shape
        split = lambda y: y.view(size, length, self.heads, -1).transpose(1, 2)
        mixed = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=bias)
        x = self.n1(x + self.dropout(self.o(mixed.transpose(1, 2).reshape(size, length, width))))
        return self.n2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The first `layers` layers of a published encoder; `frozen` of them, and the embeddings, are not trained."""

    def __init__(self, folder, layers, frozen, dropout=0.1):
        super().__init__()
        folder = pathlib.Path(folder)
        config = json.loads((folder / "config.json").read_text())
        self.kind = "mpnet" if config["model_type"] == "mpnet" else "bert"
        self.width, self.frozen = config["hidden_size"], frozen
        eps = config["layer_norm_eps"]
        self.words = nn.Embedding(config["vocab_size"], self.width)
        self.places = nn.Embedding(config["max_position_embeddings"], self.width)
        self.norm = nn.LayerNorm(self.width, eps)
        heads = config["num_attention_heads"]
        self.layers = nn.ModuleList(Layer(self.width, config["intermediate_size"], heads, eps, dropout) for _ in range(layers))
        self.near = nn.Embedding(BUCKETS, heads) if self.kind == "mpnet" else None
        self.read(load_file(folder / "model.safetensors"))
        for part in [self.words, self.places, self.norm, *self.layers[:frozen]]:
            part.requires_grad_(False)
        if self.near is not None:  # a bias that is learnt would shut out the fast kernel of attention
            self.near.requires_grad_(False)

    @torch.no_grad()
    def read(self, tensors):
        tensors = {k.removeprefix("mpnet.").removeprefix("bert."): v.float() for k, v in tensors.items()}
        self.words.weight.copy_(tensors["embeddings.word_embeddings.weight"])
        self.places.weight.copy_(tensors["embeddings.position_embeddings.weight"])
        if self.kind == "bert":  # every piece is of the first kind, so that its vector is part of the place's
            self.places.weight.add_(tensors["embeddings.token_type_embeddings.weight"][0])
        else:
            self.near.weight.copy_(tensors["encoder.relative_attention_bias.weight"])
        self.norm.weight.copy_(tensors["embeddings.LayerNorm.weight"])
        self.norm.bias.copy_(tensors["embeddings.LayerNorm.bias"])
        for index, layer in enumerate(self.layers):
            parts = (layer.q, layer.k, layer.v, layer.o, layer.n1, layer.up, layer.down, layer.n2)
            for part, name in zip(parts, NAMES[self.kind]):
                part.weight.copy_(tensors[f"encoder.layer.{index}.{name}.weight"])
                part.bias.copy_(tensors[f"encoder.layer.{index}.{name}.bias"])

    def bias(self, mask):
        """What is added to the attention of each pair: by distance (MPNet), and shutting out padding."""
        shut = (~mask[:, None, None, :]).float() * -1e4
        if self.near is None:
            return shut
        at = torch.arange(mask.shape[1])
        away = at[:, None] - at[None]
        half, far = BUCKETS // 2, away.abs()
        exact = half // 2
        large = exact + (torch.log(far.float().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
        bucket = torch.where(far < exact, far, large.clamp(max=half - 1)) + (away < 0).long() * half
        return shut + self.near(bucket).permute(2, 0, 1)[None]

    def lower(self, pieces, bias):
        """What the frozen part makes of pieces: the same in every epoch."""
        start = 2 if self.kind == "mpnet" else 0
        with torch.no_grad():
            x = self.norm(self.words(pieces) + self.places.weight[start:start + pieces.shape[1]])
            for layer in self.layers[:self.frozen]:
                was, layer.dropout.p = layer.dropout.p, 0.0
                x = layer(x, bias)
                layer.dropout.p = was
        return x

    def upper(self, x, bias):
        for layer in self.layers[self.frozen:]:
            x = layer(x, bias)
        return x

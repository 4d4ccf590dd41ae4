"""The reader: an encoder, and heads that say which words make claims and link them to other words."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from .encoder import Encoder

PREDICATES = ["holds", "gained", "lost", "advanced", "deployed", "killed", "wounded", "captured", "casualties", "displaced"]
EXTENTS = ["all", "part", "none"]
LINKS = ["actor", "side", "date", "trigger", "place_start", "place_end", "asserter_start", "asserter_end"]
MARKS = 20  # bits of a word's marks, as extract/reader/view.rs lists them
NONE, ELSEWHERE = 0, 1
QUERY, KEY, KIND, MARK, STEPS = 256, 128, 64, 32, 39


def steps(away):
    """The column of `far` for each distance in words, of either sign: finer near by."""
    step = torch.clamp((torch.log2(away.abs().float() + 1) * 2.4).round(), max=STEPS // 2).long()
    return STEPS // 2 + torch.sign(away) * step


class Reader(nn.Module):
    """Words in, scores out.

    A word is its first piece's vector, joined with its marks. Anchors: ten independent scores a word. A claim is an anchor
    with a predicate; its query is compared with every word for each link, beside two scores for "none" and "elsewhere".
    """

    def __init__(self, folder, layers, frozen):
        super().__init__()
        self.encoder = Encoder(folder, layers, frozen)
        width = self.encoder.width
        self.marks = nn.Linear(MARKS, MARK)
        self.mix, self.norm = nn.Linear(width + MARK, width), nn.LayerNorm(width)
        self.anchor = nn.Linear(width, len(PREDICATES))
        self.kind = nn.Embedding(len(PREDICATES), KIND)
        self.query = nn.Linear(width + KIND, QUERY)
        self.extent, self.deny = nn.Linear(QUERY, len(EXTENTS)), nn.Linear(QUERY, 1)
        self.ask = nn.Linear(QUERY, KEY * len(LINKS))
        self.answer = nn.Linear(width, KEY * len(LINKS))
        self.absent = nn.Linear(QUERY, 2 * len(LINKS))
        self.far = nn.Parameter(torch.zeros(len(LINKS), STEPS))
        self.dropout = nn.Dropout(0.15)
        nn.init.constant_(self.anchor.bias, -5.0)

    def words(self, x, first, marks):
        """Word vectors (batch, words, width) from piece vectors: the first piece of each, with its marks."""
        piece = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[-1]))
        mixed = F.gelu(self.mix(torch.cat([piece, self.marks(marks)], -1)))
        return self.norm(self.dropout(mixed) + piece)

    def claims(self, words, row, word, kind):
        """Queries of claims: `row`, `word`, `kind` are vectors of one entry a claim."""
        return self.dropout(torch.tanh(self.query(torch.cat([words[row, word], self.kind(kind)], -1))))

    def links(self, words, query, row, word, present):
        """Scores (claims, links, words + 2); the last two are "none" and "elsewhere"."""
        size, length, _ = words.shape
        answer = self.answer(words).view(size, length, len(LINKS), KEY)
        ask = self.ask(query).view(-1, len(LINKS), KEY)
        score = torch.einsum("nlk,nwlk->nlw", ask, answer[row]) / math.sqrt(KEY)
        away = torch.arange(length)[None] - word[:, None]
        score = score + self.far[:, steps(away)].transpose(0, 1)
        score = score.masked_fill(~present[row][:, None], -1e4)
        return torch.cat([score, self.absent(query).view(-1, len(LINKS), 2)], -1)

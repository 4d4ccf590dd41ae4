"""Windows of whole sentences, and batches of them as tensors. `extract/reader/` in the program cuts the same windows."""
import functools
import hashlib

import numpy as np
import torch
from tokenizers import Tokenizer

from .model import MARKS

CONTEXT, LONGEST, WORDS, PIECES, PER_WORD = 50, 280, 400, 500, 6


class Cutter:
    """Words to pieces, documents to windows."""

    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        mpnet = self.tokenizer.token_to_id("<s>") is not None
        self.first = self.tokenizer.token_to_id("<s>" if mpnet else "[CLS]")
        self.last = self.tokenizer.token_to_id("</s>" if mpnet else "[SEP]")
        self.unknown = self.tokenizer.token_to_id("[UNK]")
        self.pad = 1 if mpnet else 0

    @functools.lru_cache(1 << 20)
    def pieces(self, word):
        return tuple(self.tokenizer.encode(word, add_special_tokens=False).ids[:PER_WORD]) or (self.unknown,)

    def windows(self, document):
        """(document, first word, one past the last, first own word)"""
        sentences, out, i = document.sentences, [], 0
        while i < len(sentences):
            c = i
            while c > 0 and sentences[i][0] - sentences[c - 1][0] <= CONTEXT:
                c -= 1
            first, j = sentences[c][0], i + 1
            while j < len(sentences) and sentences[j][1] - first <= LONGEST:
                j += 1
            out.append((document, first, self.shorten(document, first, sentences[j - 1][1]), sentences[i][0]))
            i = j
        return out

    def shorten(self, document, first, end):
        end, total = min(end, first + WORDS), 0
        for word in range(first, end):
            total += len(self.pieces(document.words[word]))
            if total > PIECES:
                return word
        return end

    def batch(self, windows, renamed=None):
        """pieces, mask of pieces, first piece of each word, mask of words, marks of words; `renamed` tells for a window
        which words are printed otherwise"""
        rows, firsts = [], []
        for k, (document, a, b, _) in enumerate(windows):
            other = renamed[k] if renamed else {}
            row, first = [self.first], []
            for word in range(a, b):
                first.append(len(row))
                row += self.pieces(other.get(word, document.words[word]))
            rows.append(row + [self.last])
            firsts.append(first)
        size, length, words = len(rows), max(map(len, rows)), max(map(len, firsts))
        pieces = torch.full((size, length), self.pad)
        mask, present = torch.zeros(size, length, dtype=torch.bool), torch.zeros(size, words, dtype=torch.bool)
        first, marks = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words, MARKS)
        for k, (row, starts) in enumerate(zip(rows, firsts)):
            pieces[k, :len(row)], mask[k, :len(row)] = torch.tensor(row), True
            first[k, :len(starts)], present[k, :len(starts)] = torch.tensor(starts), True
            document, a, b, _ = windows[k]
            marks[k, :b - a] = torch.from_numpy(bits(document.marks[a:b]))
        return pieces, mask, first, present, marks


def bits(marks):
    return ((np.array(marks, dtype=np.int64)[:, None] >> np.arange(MARKS)) & 1).astype(np.float32)

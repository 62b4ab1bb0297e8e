"""The keys of lines into hashed features weighed as TF-IDF does, each told which token it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from levelhed.model.names import NAME
from numpy.typing import NDArray

CHARACTER_NGRAMS = (2, 3, 4, 5)
"""Lengths of the character n-grams inside words, the usual range for English morphology."""

WORD_NGRAMS = 3
"""Longest word n-gram."""

LENGTHS = (4, 6, 8, 10, 12, 15, 20, 30, 45)
"""Numbers of words at which a line counts as longer; they cut posts and sentences into tenths or so."""

Keys = Sequence[str | None]
"""What the tokens of a line read as; None is read over. A run of names is one word, `NAME`, without letters."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Features of lines, one entry a token that a feature belongs to.

    Attributes
    ----------
    rows, lines, tokens : array of shape (m,)
        Row of the feature in the vocabulary; number of the line; number of the token, counted through all lines.
    values : array of shape (m,)
        Summed over the entries of a line and a row: the feature's weight in the line.
    """

    rows: Integers
    lines: Integers
    tokens: Integers
    values: Floats


class Vocabulary:
    """The features that are known.

    Parameters
    ----------
    hashes : array of shape (n,)
        Sorted.
    idf : array of shape (n,)
        Inverse document frequencies.
    """

    def __init__(self, hashes: NDArray[np.uint32], idf: Floats) -> None:
        self.hashes = hashes
        self.idf = idf
        self._letters = lru_cache(maxsize=65_536)(self._letter_rows)
        self._lengths = self._rows([_hash(f"l{length}") for length in LENGTHS])

    def weigh(self, lines: Sequence[Keys]) -> Weighed:
        """Weigh the features of lines: sublinear counts times idf, the vector of each line scaled to length one.

        What a line gets does not depend, to the last bit, on the lines beside it.
        """
        rows, owners, shares = self._occurrences(lines)
        starts = np.cumsum([0, *map(len, lines)])
        of = np.searchsorted(starts, owners, side="right") - 1
        kept = rows >= 0
        rows, owners, shares, of = rows[kept], owners[kept], shares[kept], of[kept]
        pairs, place = np.unique(of * len(self.hashes) + rows, return_inverse=True)
        counts = np.bincount(place, shares, minlength=len(pairs))
        # Shares of a half or a third do not sum to one exactly.
        often = counts > 1.0 + 1e-9
        values = self.idf[pairs % len(self.hashes)] * np.where(often, 1.0 + np.log(np.where(often, counts, 1.0)), 1.0)
        line_of = pairs // len(self.hashes)
        norms = np.sqrt(np.bincount(line_of, values * values, minlength=len(lines)))
        values /= norms[line_of] * counts
        return Weighed(rows, of, owners, values[place] * shares)

    def _occurrences(self, lines: Sequence[Keys]) -> tuple[Integers, Integers, Floats]:
        # Row (-1: unknown), token and share of each. The words of an n-gram share it, those of a line its length.
        hashed: list[list[int]] = [[] for _ in range(WORD_NGRAMS)]
        owners: list[list[list[int]]] = [[[] for _ in range(n + 1)] for n in range(WORD_NGRAMS)]
        letters, spelt = [np.zeros(0, dtype=np.int64)], list[int]()
        lengths, measured, shares = list[int](), list[int](), list[float]()
        start = 0
        for keys in lines:
            own = [start + i for i, key in enumerate(keys) if key is not None]
            words = [_plain(key) for key in keys if key is not None]
            start += len(keys)
            if not own:
                continue
            for n in range(WORD_NGRAMS):
                at = own if n == 0 else [own[0], *own, own[-1]]
                hashed[n] += _word_ngrams(words, n + 1)
                for k in range(n + 1):
                    owners[n][k] += at[k : len(at) - n + k]
            for i, word in zip(own, words, strict=True):
                if word[0].isalpha() and word != NAME:
                    rows = self._letters(word)
                    letters.append(rows)
                    spelt += [i] * len(rows)
            for row in self._lengths[: bisect_right(LENGTHS, len(own))]:
                lengths += [row] * len(own)
                measured += own
                shares += [1.0 / len(own)] * len(own)
        parts = [(np.concatenate(letters), spelt, np.ones(len(spelt))), (lengths, measured, shares)]
        for n in range(WORD_NGRAMS):
            found = self._rows(hashed[n])
            parts += [(found, own, np.full(len(own), 1.0 / (n + 1))) for own in owners[n]]
        columns = [np.concatenate([np.asarray(part[c]) for part in parts]) for c in range(3)]
        return columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2]

    def _rows(self, hashed: Sequence[int]) -> Integers:
        wanted = np.array(hashed, dtype=np.uint32)
        found = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[found] == wanted, found, -1)

    def _letter_rows(self, word: str) -> Integers:
        rows = self._rows(_letters(word))
        return rows[rows >= 0]


def hashes_of(keys: Keys) -> set[int]:
    """Return the hashes of every feature of one line, known or not."""
    words = [_plain(key) for key in keys if key is not None]
    if not words:
        return set()
    found = {h for n in range(WORD_NGRAMS) for h in _word_ngrams(words, n + 1)}
    found.update(h for word in words if word[0].isalpha() and word != NAME for h in _letters(word))
    return found | {_hash(f"l{length}") for length in LENGTHS if length <= len(words)}


def _plain(key: str) -> str:
    if key[0].isdigit():
        # Of a long number its size carries the tone; a short one may head a list ("17 reasons").
        return key if len(key) < 3 else f"#{min(len(key), 7)}"
    return key


def _word_ngrams(words: Sequence[str], n: int) -> list[int]:
    # Two words and more take the ends of the line in; one word stands for itself.
    run = words if n == 1 else ["^", *words, "$"]
    return [_hash(f"{n}" + " ".join(gram)) for gram in zip(*(run[k:] for k in range(n)), strict=False)]


@lru_cache(maxsize=65_536)
def _letters(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(_hash("c" + padded[j : j + n]) for n in CHARACTER_NGRAMS for j in range(len(padded) - n + 1))


def _hash(name: str) -> int:
    return crc32(name.encode())

"""The keys of lines into hashed features weighed as TF-IDF does, each told which token it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from levelhed.model.names import NAME
from levelhed.model.tokens import with_digits_alike
from numpy.typing import NDArray

CHARACTER_NGRAMS = (2, 3, 4, 5)
"""Lengths of the character n-grams inside words, the usual range for English morphology."""

LENGTHS = (4, 6, 8, 10, 12, 15, 20, 30, 45)
"""Numbers of words at which a line counts as longer; they cut posts and sentences into tenths or so."""

_TAKEN_BITS = 20
"""First bits of a hash by which an unknown one is told at once: 200,000 hashes take a sixth of their million values."""

Keys = Sequence[str | None]
"""What the tokens of a line read as; None is read over. A run of names is one word, `NAME`, without letters."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Features of lines, one entry a token that a feature belongs to; those of a line's length are all its words'.

    Attributes
    ----------
    rows, lines : array of shape (m,)
        Row of the feature in the vocabulary; number of the line.
    values : array of shape (m,)
        Summed over the entries of a line and a row: the feature's weight in the line.
    tokens : array of shape (k,)
        Number of the token, counted through all lines, of the first k entries; the rest are lengths.
    """

    rows: Integers
    lines: Integers
    values: Floats
    tokens: Integers


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
        # Most n-grams of several words are unknown, and most of those fall where no hash does.
        self._taken = np.zeros(1 << _TAKEN_BITS, dtype=bool)
        self._taken[hashes >> (32 - _TAKEN_BITS)] = True
        self._own = lru_cache(maxsize=65_536)(self._own_rows)
        lengths = self._rows(np.array([_hash(f"l{length}") for length in LENGTHS], dtype=np.uint32))
        self._lengths, self._exceeding = lengths[lengths >= 0], np.array(LENGTHS)[lengths >= 0]

    def weigh(self, lines: Sequence[Keys]) -> Weighed:
        """Weigh the features of lines: sublinear counts times idf, the vector of each line scaled to length one.

        What a line gets does not depend, to the last bit, on the lines beside it.
        """
        line_of_token = np.repeat(np.arange(len(lines)), [len(keys) for keys in lines])
        rows, owners, shares, sizes = self._occurrences(lines)
        lengths, long = self._of_lengths(np.array(sizes, dtype=np.int64))
        rows, of = np.concatenate([rows, lengths]), np.concatenate([line_of_token[owners], long])
        shares = np.concatenate([shares, np.ones(len(lengths))])
        pairs, place = np.unique(_narrow(of * len(self.hashes) + rows), return_inverse=True)
        counts = np.bincount(place, shares, minlength=len(pairs))
        line_of, row_of = np.divmod(pairs.astype(np.int64), len(self.hashes))
        values = self.idf[row_of]
        # Shares of a half or a third do not sum to one exactly.
        often = counts > 1.0 + 1e-9
        values[often] *= 1.0 + np.log(counts[often])
        norms = np.sqrt(np.bincount(line_of, values * values, minlength=len(lines)))
        values /= norms[line_of] * counts
        return Weighed(rows, of, values[place] * shares, owners)

    def _occurrences(self, lines: Sequence[Keys]) -> tuple[Integers, Integers, Floats, list[int]]:
        # Row, token and share of each n-gram that is known, and how many words each line has. Words share an n-gram.
        framed, owner, line = list[_Word](), list[int](), list[int]()
        spelt, own, sizes = list[Integers](), list[int](), list[int]()
        start = 0
        for n, keys in enumerate(lines):
            read = [i for i, key in enumerate(keys, start) if key is not None]
            sizes.append(len(read))
            start += len(keys)
            if not read:
                continue
            words = [key for key in keys if key is not None]
            spelt += map(self._own, words)
            own += read
            framed += (_BEGIN, *map(_word, words), _END)
            owner += (read[0], *read, read[-1])
            line += [n] * (len(read) + 2)
        token, at, alone = (np.array(column, dtype=np.int64) for column in (owner, line, own))
        letters = np.concatenate([*spelt, np.zeros(0, dtype=np.int64)])
        parts = [(letters, np.repeat(alone, list(map(len, spelt))), np.ones(len(letters)))]
        for n, hashed in enumerate(_ngrams(framed), 2):
            # No n-gram reaches from one line into the next.
            inside = np.flatnonzero(at[n - 1 :] == at[: 1 - n])
            found = self._rows(np.array(hashed, dtype=np.uint32)[inside])
            known = np.flatnonzero(found >= 0)
            found, inside = found[known], inside[known]
            parts += [(found, token[inside + k], np.full(len(found), 1.0 / n)) for k in range(n)]
        rows, owners, shares = (np.concatenate([part[column] for part in parts]) for column in range(3))
        return rows, owners, shares, sizes

    def _of_lengths(self, sizes: Integers) -> tuple[Integers, Integers]:
        # Row and line of every length that a line exceeds.
        exceeded = np.searchsorted(self._exceeding, sizes, side="right")
        lines = np.repeat(np.arange(len(sizes)), exceeded)
        return self._lengths[np.arange(len(lines)) - np.repeat(np.cumsum(exceeded) - exceeded, exceeded)], lines

    def _rows(self, wanted: NDArray[np.uint32]) -> Integers:
        # -1 where a hash is unknown.
        rows = np.full(len(wanted), -1)
        likely = np.flatnonzero(self._taken[wanted >> (32 - _TAKEN_BITS)])
        wanted = wanted[likely]
        found = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        rows[likely] = np.where(self.hashes[found] == wanted, found, -1)
        return rows

    def _own_rows(self, key: str) -> Integers:
        # Of the word itself and of its letters.
        word = _word(key)
        rows = self._rows(np.array([word.one, *_letters(word.text)], dtype=np.uint32))
        return rows[rows >= 0]


def hashes_of(keys: Keys) -> set[int]:
    """Return the hashes of every feature of one line, known or not."""
    words = [_word(key) for key in keys if key is not None]
    if not words:
        return set()
    found = {h for hashed in _ngrams([_BEGIN, *words, _END]) for h in hashed}
    found.update(h for word in words for h in (word.one, *_letters(word.text)))
    return found | {_hash(f"l{length}") for length in LENGTHS if length <= len(words)}


def _narrow(numbers: Integers) -> NDArray[np.integer[Any]]:
    # Numbers of half the width, where they fit, are sorted in half the time.
    fit = not len(numbers) or int(numbers.max()) <= np.iinfo(np.uint32).max
    return numbers.astype(np.uint32) if fit else numbers


def _hash(name: str) -> int:
    return crc32(name.encode())


class _Word(NamedTuple):
    """A word, as it goes on from another, and the hashes of n-grams of one, two and three words that begin with it."""

    text: str
    onward: bytes
    one: int
    two: int
    three: int


@lru_cache(maxsize=65_536)
def _word(key: str) -> _Word:
    # Of a number its length carries the tone, not which of them it is: "17 killed" is as loud as "92 killed".
    word = with_digits_alike(key, lambda length: "#" * length)
    return _Word(word, f" {word}".encode(), *(_hash(f"{n}{word}") for n in (1, 2, 3)))


_BEGIN, _END = _word("^"), _word("$")


def _ngrams(framed: Sequence[_Word]) -> tuple[list[int], list[int]]:
    """Return the hashes of two and of three words in a row of `framed`, which has the ends of lines.

    The checksum of a longer text goes on from that of its beginning, so no n-gram is ever spelt out.
    """
    onward = [word.onward for word in framed]
    two = map(crc32, onward[1:], [word.two for word in framed])
    three = map(crc32, onward[2:], map(crc32, onward[1:], [word.three for word in framed]))
    return list(two), list(three)


# Few: a word's hashes take a kilobyte, and a vocabulary remembers its rows of them, which take a tenth of that.
@lru_cache(maxsize=4_096)
def _letters(word: str) -> tuple[int, ...]:
    if word == NAME or not word[0].isalpha():
        return ()
    padded = f" {word} "
    return tuple(_hash("c" + padded[j : j + n]) for n in CHARACTER_NGRAMS for j in range(len(padded) - n + 1))

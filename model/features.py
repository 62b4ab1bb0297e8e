"""The keys of a line into hashed features, each told which tokens it belongs to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from levelhed.model.names import NAME

CHARACTER_NGRAMS = (2, 3, 4, 5)
"""Lengths of the character n-grams inside words, the usual range for English morphology."""

WORD_NGRAMS = 3
"""Longest word n-gram."""

LENGTHS = (4, 6, 8, 10, 12, 15, 20, 30, 45)
"""Numbers of words at which a line counts as longer; they cut posts and sentences into tenths or so."""

Features = list[tuple[int, int, float]]
"""One (hash, token index, share) a feature occurrence; an n-gram gives an equal share to each of its tokens."""


def token_features(keys: Sequence[str | None]) -> Features:
    """Return the word n-grams (1-3), in-word character n-grams and length steps of a line's keys.

    A key of None is read over. A run of names counts as one word, `NAME`, which has no letters of its own.
    """
    read = [(i, _plain(key)) for i, key in enumerate(keys) if key is not None]
    if not read:
        return []
    features: Features = []
    words = [("^", read[0][0]), *((word, i) for i, word in read), ("$", read[-1][0])]
    for at, (word, i) in enumerate(words):
        for n in range(2 if word in "^$" else 1, WORD_NGRAMS + 1):
            run = words[at : at + n]
            if len(run) < n:
                break
            hashed = _hash(f"{n}" + " ".join(w for w, _ in run))
            features += [(hashed, j, 1.0 / n) for _, j in run]
        if word[0].isalpha() and word != NAME:
            features += [(hashed, i, 1.0) for hashed in _letters(word)]
    share = 1.0 / len(read)
    for length in LENGTHS:
        if len(read) < length:
            break
        features += [(_hash(f"l{length}"), i, share) for i, _ in read]
    return features


def weighted(features: Features, vocabulary: Mapping[int, int], idf: Sequence[float]) -> Features:
    """Weigh features as TF-IDF does: sublinear counts times idf, the line's vector scaled to length one.

    Parameters
    ----------
    features : list of (hash, token, share)
    vocabulary : mapping of hash to row
        Features that are not in it count for nothing.
    idf : sequence of float, one a row

    Returns
    -------
    list of (row, token, value)
        Summed over its occurrences, a row's values are its TF-IDF weight.
    """
    known = [(vocabulary[h], token, share) for h, token, share in features if h in vocabulary]
    counts: dict[int, float] = {}
    for row, _, share in known:
        counts[row] = counts.get(row, 0.0) + share
    values = {row: (1.0 + math.log(n)) * idf[row] if n >= 1.0 else idf[row] for row, n in counts.items()}
    norm = math.sqrt(math.fsum(v * v for v in values.values())) or 1.0
    return [(row, token, values[row] / norm * share / counts[row]) for row, token, share in known]


def _plain(key: str) -> str:
    if key[0].isdigit():
        # Of a long number its size carries the tone; a short one may head a list ("17 reasons").
        return key if len(key) < 3 else f"#{min(len(key), 7)}"
    return key


@lru_cache(maxsize=65_536)
def _letters(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(_hash("c" + padded[j : j + n]) for n in CHARACTER_NGRAMS for j in range(len(padded) - n + 1))


def _hash(name: str) -> int:
    return crc32(name.encode())

"""Tokens into hashed features, each told which tokens it belongs to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from zlib import crc32

from levelhed.model.names import NAME, Names
from levelhed.model.tokens import Token

CHARACTER_NGRAMS = (2, 3, 4, 5)
"""Lengths of the character n-grams inside words, the usual range for English morphology."""

Features = list[tuple[int, int, float]]
"""One (hash, token index, share) a feature occurrence; a bigram gives half to each of its two tokens."""


def token_features(tokens: Sequence[Token], names: Names) -> Features:
    """Return the word n-grams (1-2) and in-word character n-grams of a line, case left out.

    A run of names counts as one word, `NAME`, which has no letters of its own.
    """
    features: Features = []
    previous = "^"
    last = 0
    named_tokens = names.find(tokens)
    for i, token in enumerate(tokens):
        if token.folded.strip("!") == "":
            continue  # exclamation marks are a typographic term of their own
        named = named_tokens[i]
        if named and previous == NAME:
            continue
        key = NAME if named else _key(token)
        features.append((_hash("w" + key), i, 1.0))
        bigram = _hash(f"b{previous} {key}")
        features.append((bigram, i, 0.5 if previous != "^" else 1.0))
        if previous != "^":
            features.append((bigram, last, 0.5))
        if token.folded[0].isalnum() and not named:
            padded = f" {token.lower} "
            for n in CHARACTER_NGRAMS:
                features += [(_hash("c" + padded[j : j + n]), i, 1.0) for j in range(len(padded) - n + 1)]
        previous, last = key, i
    if features:
        features.append((_hash(f"b{previous} $"), last, 1.0))
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


def _key(token: Token) -> str:
    if token.word:
        return token.lower
    if token.folded[0].isdigit():
        # Of a long number its size carries the tone; a short one may head a list ("17 reasons").
        return token.folded if len(token.folded) < 3 else f"#{min(len(token.folded), 7)}"
    return token.folded[0]


def _hash(name: str) -> int:
    return crc32(name.encode())

"""The additive reader: hashed n-gram tables, summed on the log-odds scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
from levelhed.model.features import Vocabulary
from levelhed.model.line import Line
from numpy.typing import NDArray

HEADS = ("clickbait", "exaggeration", "bias")
"""The trained heads, in the order of every artefact's rows."""

Logits = NDArray[np.float64]

_UNKNOWN, _READ_OVER = -1, -2
"""In place of the number of a word that has no term of its own, and of a token that is not read."""


class LinearReader:
    """Reads lines into per-token terms with plain tables.

    Parameters
    ----------
    arrays : mapping
        ``hashes`` (n,), ``weights`` (n, 3) and ``idf`` (n,) of the n-grams; ``words``, a text of one word a line, and
        ``word_terms`` (n_words, 3): what each word adds by itself, shared by the number of words of the line.
    """

    name = "fast"

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        # A column a head, ready to be reckoned with: converting what a line has of it takes longer than the sum.
        self._weights = np.ascontiguousarray(arrays["weights"].T, dtype=np.float32)
        # Plain views: of a mapped array each read would make one more object of its class.
        self._vocabulary = Vocabulary(np.asarray(arrays["hashes"]), arrays["idf"].astype(np.float64))
        self._words: dict[str | None, int] = {
            w: i for i, w in enumerate(arrays["words"].tobytes().decode().split("\n"))
        }
        self._words[None] = _READ_OVER
        self._word_terms = np.asarray(arrays["word_terms"])

    def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
        """Return what each token of each line adds to each head's log-odds, shape (tokens of all lines, 3).

        Nothing stands beside this reader, and `beside` is not looked at.
        """
        keys = [line.keys for line in lines]
        sizes = [len(own) for own in keys]
        tokens = sum(sizes)
        found = self._vocabulary.weigh(keys)
        own = len(found.tokens)
        terms, of_line = np.empty((tokens, len(HEADS))), np.empty((len(lines), len(HEADS)))
        for h, weights in enumerate(self._weights):
            added = weights[found.rows] * found.values
            terms[:, h] = np.bincount(found.tokens, added[:own], tokens)
            of_line[:, h] = np.bincount(found.lines[own:], added[own:], len(lines))
        shared = np.repeat(of_line, sizes, axis=0)
        words = np.fromiter(map(self._words.get, chain.from_iterable(keys), repeat(_UNKNOWN)), np.int64, tokens)
        known, read = words >= 0, words != _READ_OVER
        shared[known] += self._word_terms[words[known]]
        terms[read] += shared[read] / np.repeat([line.read for line in lines], sizes)[read, None]
        return terms

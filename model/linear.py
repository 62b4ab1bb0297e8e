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
        self._word_terms = np.asarray(arrays["word_terms"])

    def read(self, lines: Sequence[Line]) -> Logits:
        """Return what each token of each line adds to each head's log-odds, shape (tokens of all lines, 3)."""
        keys = [line.keys for line in lines]
        tokens = sum(map(len, keys))
        found = self._vocabulary.weigh(keys)
        terms = np.empty((tokens, len(HEADS)))
        for h, weights in enumerate(self._weights):
            terms[:, h] = np.bincount(found.tokens, weights[found.rows] * found.values, tokens)
        words = np.fromiter(map(self._words.get, chain.from_iterable(keys), repeat(-1)), np.int64, tokens)
        read = np.repeat([line.read for line in lines], [len(own) for own in keys])
        known = words >= 0
        terms[known] += self._word_terms[words[known]].astype(np.float64) / read[known, None]
        return terms

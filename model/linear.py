"""The additive reader: hashed n-gram tables, summed on the log-odds scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
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
        self._weights = arrays["weights"]
        self._vocabulary = Vocabulary(arrays["hashes"], arrays["idf"].astype(np.float64))
        self._words = {w: i for i, w in enumerate(arrays["words"].tobytes().decode().split("\n"))}
        self._word_terms = arrays["word_terms"]

    def read(self, lines: Sequence[Line]) -> list[Logits]:
        """Return, for each line, what each of its tokens adds to each head's log-odds, shape (n_tokens, 3)."""
        keys = [line.keys for line in lines]
        ends = np.cumsum([0, *map(len, keys)]).tolist()
        found = self._vocabulary.weigh(keys)
        weighed = self._weights[found.rows].astype(np.float64) * found.values[:, None]
        sums = [np.bincount(found.tokens, weighed[:, h], ends[-1]) for h in range(len(HEADS))]
        terms = np.column_stack(sums).astype(np.float64)  # of no features at all the sums are whole numbers
        for start, own in zip(ends, keys, strict=False):
            read = sum(key is not None for key in own)
            for i, key in enumerate(own, start):
                if key in self._words:
                    terms[i] += self._word_terms[self._words[key]].astype(np.float64) / read
        return [terms[a:b] for a, b in pairwise(ends)]

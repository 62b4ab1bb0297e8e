"""The additive reader: hashed n-gram tables, summed on the log-odds scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from levelhed.model.features import token_features, weighted
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
        ``hashes`` (n,), ``weights`` (3, n) and ``idf`` (n,) of the n-grams; ``words``, a text of one word a line, and
        ``word_terms`` (3, n_words): what each word adds by itself, shared by the number of words of the line.
    """

    name = "fast"

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._weights = np.ascontiguousarray(arrays["weights"].T, dtype=np.float32)
        self._vocabulary = {h: row for row, h in enumerate(arrays["hashes"].tolist())}
        self._idf = arrays["idf"].astype(np.float64).tolist()
        self._words = {w: i for i, w in enumerate(arrays["words"].tobytes().decode().split("\n"))}
        self._word_terms = np.ascontiguousarray(arrays["word_terms"].T, dtype=np.float64)

    def read(self, lines: Sequence[Line]) -> list[Logits]:
        """Return, for each line, what each of its tokens adds to each head's log-odds, shape (n_tokens, 3)."""
        return [self._read(line.keys) for line in lines]

    def _read(self, keys: Sequence[str | None]) -> Logits:
        terms = np.zeros((len(keys), len(HEADS)))
        if features := weighted(token_features(keys), self._vocabulary, self._idf):
            rows, owners, values = (np.array(column) for column in zip(*features, strict=True))
            weighed = self._weights[rows] * values[:, None]
            for head in range(len(HEADS)):
                terms[:, head] = np.bincount(owners, weighed[:, head], minlength=len(keys))
        read = sum(key is not None for key in keys)
        for i, key in enumerate(keys):
            if key in self._words:
                terms[i] += self._word_terms[self._words[key]] / read
        return terms

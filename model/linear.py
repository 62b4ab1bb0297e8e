"""The additive reader: hashed n-gram tables and typographic terms, summed on the log-odds scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.capitals import Capitals
from levelhed.model.features import token_features, weighted
from levelhed.model.names import Names
from levelhed.model.tokens import Token
from levelhed.model.typography import typographic_terms
from numpy.typing import NDArray

HEADS = ("clickbait", "exaggeration", "bias")
"""The trained heads, in the order of the artefact's rows."""

Logits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each part of one line adds, on the log-odds scale; columns are `HEADS`.

    Attributes
    ----------
    intercept : array of shape (3,)
    words : array of shape (n_tokens, 3)
    marks : array of shape (n_tokens, 3)
        Typographic terms that stand on a token.
    line : array of shape (3,)
        Typographic terms of the whole line.
    """

    intercept: Logits
    words: Logits
    marks: Logits
    line: Logits

    @property
    def logits(self) -> Logits:
        """The log-odds of the three heads: the sum of all parts."""
        total: Logits = self.intercept + self.words.sum(0) + self.marks.sum(0) + self.line
        return total


class LinearReader:
    """Reads a line into per-token contributions with plain tables.

    Parameters
    ----------
    arrays : mapping
        ``hashes`` (n,), ``weights`` (3, n), ``idf`` (n,), ``typography`` (3, len(TERMS)) and ``intercept`` (3,).
    names : Names
        Which words are names: they all read alike.
    """

    name = "fast"

    def __init__(self, arrays: Mapping[str, NDArray[Any]], names: Names) -> None:
        self._names = names
        self._weights = np.ascontiguousarray(arrays["weights"].T, dtype=np.float32)
        self._vocabulary = {h: row for row, h in enumerate(arrays["hashes"].tolist())}
        self._idf = arrays["idf"].astype(np.float64).tolist()
        self._typography = arrays["typography"].astype(np.float64)
        self._intercept = arrays["intercept"].astype(np.float64)

    def read(self, tokens: Sequence[Token], capitals: Capitals) -> Contributions:
        """Return what each token of one line adds to each head."""
        n = len(tokens)
        words = np.zeros((n, len(HEADS)))
        marks = np.zeros((n, len(HEADS)))
        line = np.zeros(len(HEADS))
        if features := weighted(token_features(tokens, self._names), self._vocabulary, self._idf):
            buckets, owners, values = (np.array(column) for column in zip(*features, strict=True))
            np.add.at(words, owners, self._weights[buckets] * values[:, None])
        for term, token, value in typographic_terms(tokens, capitals):
            target = line if token is None else marks[token]
            target += self._typography[:, term] * value
        return Contributions(self._intercept, words, marks, line)

"""Typographic terms: what capitals and exclamation marks add, beside what the words say."""

from __future__ import annotations

from collections.abc import Sequence

from levelhed.model.capitals import Capitals
from levelhed.model.tokens import Token

TERMS = ("shouted_word", "all_caps", "exclamation")
"""The typographic terms, in the order of their weights in the artefact."""


def typographic_terms(tokens: Sequence[Token], capitals: Capitals) -> list[tuple[int, int | None, float]]:
    """Return the typographic terms of a line.

    Returns
    -------
    list of (term, token, value)
        `term` indexes `TERMS`; `token` is None for a term of the whole line. A run of exclamation marks counts
        one for the first mark and a quarter for each further one, up to two more.
    """
    terms: list[tuple[int, int | None, float]] = [(0, i, 1.0) for i in capitals.shouted]
    if capitals.all_caps:
        terms.append((1, None, 1.0))
    for i, token in enumerate(tokens):
        if marks := min(token.folded.count("!"), 3):
            terms.append((2, i, 0.75 + 0.25 * marks))
    return terms

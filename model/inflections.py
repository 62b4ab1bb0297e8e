"""Whether a word that no table knows is a known one inflected: "torpedoes" is no name where "torpedo" is a word."""

from __future__ import annotations

from collections.abc import Container, Iterator

_LEAST_LETTERS = 4
"""Letters of a stem; shorter ones are in names by chance ("Cas-ed", "Bar-ing")."""

_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
_DOUBLING = frozenset({"ed", "ing"})


def inflects(word: str, known: Container[str]) -> bool:
    """Return whether `word`, in small letters, is one of `known` with an English ending."""
    return any(len(stem) >= _LEAST_LETTERS and stem in known for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield stem + instead
            if ending in _DOUBLING and stem[-2:-1] == stem[-1:]:
                yield stem[:-1]  # "admitted"

"""Offsets in UTF-16 units, as JavaScript counts them; the model itself counts code points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from levelhed.model.score import Evidence, Score


def from_utf16(text: str, at: int) -> int:
    """Return the code point at UTF-16 unit `at` of `text`; within a surrogate pair it is the pair's own."""
    units = 0
    for index, character in enumerate(text):
        units += _width(character)
        if units > at:
            return index
    return len(text)


def score_in_utf16(score: Score, headline: str, body: str | None) -> Score:
    """Return the score with every offset in UTF-16 units."""
    tone = score.body
    if tone is not None and body is not None:
        at = _units(body)
        sentences = tuple(replace(s, start=at(s.start), end=at(s.end)) for s in tone.per_sentence)
        tone = replace(tone, per_sentence=sentences)
    return replace(score, body=tone, evidence=spans_in_utf16(score.evidence, headline))


def spans_in_utf16(spans: tuple[Evidence, ...], headline: str) -> tuple[Evidence, ...]:
    """Return spans of `headline` with their offsets in UTF-16 units."""
    at = _units(headline)
    return tuple(replace(span, start=at(span.start), end=at(span.end)) for span in spans)


def _units(text: str) -> Callable[[int], int]:
    if text.isascii() or max(text) <= "\uffff":
        return int
    return [0, *accumulate(map(_width, text))].__getitem__


def _width(character: str) -> int:
    return 2 if character > "\uffff" else 1

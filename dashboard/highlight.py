"""A headline in pieces, ready to be drawn: what is marked, how, why, and what could stand there instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from levelhed.model.score import Evidence, Suggestion
from levelhed.model.support import FUNCTION_WORDS

Family = Literal["shout", "loaded", "tease", "mark", "missing", "other"]

MARKED_POINTS = 2.0
"""Spans below this many points on both scales are drawn plain."""

_LABELS = {
    "shouted_word": "shouted",
    "all_caps": "all capitals",
    "loaded_word": "loaded",
    "intensifier": "intensifier",
    "curiosity_gap": "tease",
    "exclamation": "exclamation mark",
    "question": "question",
    "scare_quote": "scare quotes",
    "hyperbolic_number": "number up front",
    "second_person": "speaks to the reader",
    "unsupported_number": "number not in the story",
    "unsupported_name": "name not in the story",
    "other": "adds",
}
_FAMILIES: dict[str, Family] = {
    "shouted_word": "shout",
    "all_caps": "shout",
    "loaded_word": "loaded",
    "intensifier": "loaded",
    "curiosity_gap": "tease",
    "second_person": "tease",
    "question": "tease",
    "exclamation": "mark",
    "scare_quote": "mark",
    "hyperbolic_number": "mark",
    "unsupported_number": "missing",
    "unsupported_name": "missing",
    "other": "other",
}
_HEAVY, _HEAVIEST = 5.0, 12.0
_SHORTEST = 3  # letters; shorter ones hold a sentence together


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a headline.

    Attributes
    ----------
    text : str
        As it stands in the headline; the pieces joined are the headline.
    start : int
        Where it begins, in code points.
    family : str or None
        How it is underlined; None for plain text, where nothing below is set.
    weight : int
        1 to 3, by points.
    label, reason : str
        What it is and why, for a person.
    points : float
        What it adds, the greater of both scales.
    offer : Suggestion or None
        A replacement that lowers the heat, and the headline's score with it.
    """

    text: str
    start: int
    family: Family | None = None
    weight: int = 0
    label: str = ""
    reason: str = ""
    points: float = 0.0
    offer: Suggestion | None = None


def label(kind: str) -> str:
    """Return an editor's word for a kind of evidence."""
    return _LABELS[kind]


def split_headline(
    headline: str, evidence: Sequence[Evidence], suggestions: Sequence[Suggestion] = ()
) -> tuple[Piece, ...]:
    """Return `headline` in pieces, its marked words with their reason and their replacement if there is one."""
    singles = [s for s in suggestions if len(s.edits) == 1]
    pieces: list[Piece] = []
    at = 0
    for span in sorted(evidence, key=lambda s: s.start):
        if not _is_marked(span, headline) or span.start < at:
            continue
        if span.start > at:
            pieces.append(Piece(headline[at : span.start], at))
        # An edit that takes a word out takes a space with it, so it may begin before its word.
        offer = next((s for s in singles if s.edits[0].start <= span.start < s.edits[0].end), None)
        pieces.append(_marked(span, offer))
        at = span.end
    if at < len(headline):
        pieces.append(Piece(headline[at:], at))
    return tuple(pieces)


def not_in_story(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return what the headline says and its story does not: names, numbers, quotations."""
    return tuple(
        s.text
        for s in evidence
        if s.kind in ("unsupported_number", "unsupported_name") or (s.kind == "other" and "not found" in s.reason)
    )


def _is_marked(span: Evidence, headline: str) -> bool:
    # What speaks of the whole line says nothing of which words do it.
    if span.kind in ("all_caps", "other") and span.text == headline:
        return False
    if span.kind == "other" and (span.most_points < _HEAVY or not _says_something(span.text)):
        return False
    return span.kind in ("shouted_word", "unsupported_number", "unsupported_name") or span.most_points >= MARKED_POINTS


def _says_something(text: str) -> bool:
    """Whether a word is one that an editor could do something about: no mark alone, no "the" or "of"."""
    word = text.casefold().strip("'’\"“”‘.,;:")
    if any(letter.isdigit() for letter in word):
        return True
    return sum(map(str.isalpha, word)) >= _SHORTEST and word not in FUNCTION_WORDS


def _marked(span: Evidence, offer: Suggestion | None) -> Piece:
    points = span.most_points
    return Piece(
        text=span.text,
        start=span.start,
        family=_FAMILIES[span.kind],
        weight=1 if points < _HEAVY else 2 if points < _HEAVIEST else 3,
        label=label(span.kind),
        reason=span.reason,
        points=points,
        offer=offer,
    )

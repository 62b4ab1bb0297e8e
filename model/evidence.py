"""Contributions into spans an editor can read: what kind each is, whose voice, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from levelhed.model.capitals import Capitals
from levelhed.model.score import Evidence, EvidenceKind, Voice
from levelhed.model.support import FUNCTION_WORDS, Support
from levelhed.model.tokens import Token
from levelhed.model.words import words
from numpy.typing import NDArray

LOADED_POINTS = 2.0
"""Points on either scale from which a plain word is called loaded; below it a word is one among many."""

_REASONS: dict[EvidenceKind, str] = {
    "shouted_word": "Written in capitals though it is no initialism: it shouts.",
    "all_caps": "The whole line is in capitals: a house style, or a shout.",
    "loaded_word": "A loaded word: it makes the line sound stronger.",
    "intensifier": "Turns up the volume without adding a fact.",
    "curiosity_gap": "Teases instead of telling.",
    "exclamation": "An exclamation mark raises the voice.",
    "question": "A question holds back the answer.",
    "scare_quote": "Quotation marks around a plain word cast doubt on it.",
    "hyperbolic_number": "A number put up front to impress or to count off a list.",
    "second_person": "Speaks to the reader instead of reporting.",
    "unsupported_number": "This number was not found in the text.",
    "unsupported_name": "This name was not found in the text.",
    "other": "Adds little by itself.",
}


def build_evidence(
    text: str,
    tokens: Sequence[Token],
    capitals: Capitals,
    support: Support | None,
    points: NDArray[np.float64],
    line_points: NDArray[np.float64],
) -> tuple[Evidence, ...]:
    """Return one span a token, and one of the whole line where it has a term of its own.

    Parameters
    ----------
    text : str
        The line as given.
    points : array of shape (n_tokens, 2)
        Points of sensationalism and bias.
    line_points : array of shape (2,)
        Points of the whole line's capitals.
    """
    kinds = _kinds(text, tokens, capitals, support, points)
    voices = _voices(text, tokens)
    spans = [
        _span(text, t.start, t.end, kind, own, voice, _suggestion(t, kind))
        for t, kind, own, voice in zip(tokens, kinds, points, voices, strict=True)
    ]
    if capitals.all_caps:
        spans.append(_span(text, 0, len(text), "all_caps", line_points, "outlet", None))
    return tuple(sorted(spans, key=lambda s: (s.start, -s.end)))


def _span(
    text: str,
    start: int,
    end: int,
    kind: EvidenceKind,
    points: NDArray[np.float64],
    voice: Voice,
    suggestion: str | None,
) -> Evidence:
    reason = _REASONS[kind]
    if kind == "other" and points.min() <= -LOADED_POINTS:
        reason = "Calms the line."
    return Evidence(
        start, end, text[start:end], kind, float(points[0]), float(points[1]), voice, None, reason, suggestion
    )


def _kinds(
    text: str,
    tokens: Sequence[Token],
    capitals: Capitals,
    support: Support | None,
    points: NDArray[np.float64],
) -> list[EvidenceKind]:
    table = words()
    shouted = set(capitals.shouted)
    teasing = _phrase_tokens(tokens, table.curiosity_gap)
    numbers = set(support.numbers) if support else set()
    names = set(support.names) if support else set()
    first = next((i for i, t in enumerate(tokens) if t.folded[0].isalnum()), None)
    kinds: list[EvidenceKind] = []
    for i, token in enumerate(tokens):
        kind: EvidenceKind = "other"
        if i in shouted:
            kind = "shouted_word"
        elif "!" in token.folded:
            kind = "exclamation"
        elif "?" in token.folded:
            kind = "question"
        elif i in teasing:
            kind = "curiosity_gap"
        elif token.lower in table.second_person:
            kind = "second_person"
        elif token.lower in table.intensifiers:
            kind = "intensifier"
        elif i in numbers:
            kind = "unsupported_number"
        elif i in names:
            kind = "unsupported_name"
        elif _scare_quoted(tokens, i):
            kind = "scare_quote"
        elif token.folded[0].isdigit() and i == first and points[i, 0] >= LOADED_POINTS:
            kind = "hyperbolic_number"
        elif _is_loaded(token, points[i]):
            kind = "loaded_word"
        kinds.append(kind)
    return kinds


def _is_loaded(token: Token, points: NDArray[np.float64]) -> bool:
    if not token.word or token.lower in FUNCTION_WORDS or len(token.folded) < 3:
        return False
    return bool(points.max() >= LOADED_POINTS) or token.lower in words().suggestions


def _phrase_tokens(tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> set[int]:
    lower = [t.lower for t in tokens]
    found: set[int] = set()
    for phrase in phrases:
        n = len(phrase)
        for i in range(len(lower) - n + 1):
            if tuple(lower[i : i + n]) == phrase:
                found.update(range(i, i + n))
    return found


def _scare_quoted(tokens: Sequence[Token], i: int) -> bool:
    quotes = ("'", '"')
    return (
        tokens[i].word
        and 0 < i < len(tokens) - 1
        and tokens[i - 1].folded in quotes
        and tokens[i + 1].folded == tokens[i - 1].folded
    )


_SPEECH = frozenset(["says", "say", "said", "claims", "claim", "claimed", "warns", "warn", "warned", "tells", "told"])


def _voices(text: str, tokens: Sequence[Token]) -> list[Voice]:
    voices: list[Voice] = []
    inside = ""
    for token in tokens:
        if token.folded in ("'", '"') and inside in ("", token.folded):
            inside = "" if inside else token.folded
        voices.append("quoted" if inside and token.word else "outlet")
    # "Schools are failing, says minister": what stands before the last "comma, says" is attributed.
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i].lower in _SPEECH and text[tokens[i - 1].end : tokens[i].start].lstrip().startswith(","):
            return ["attributed" if j < i and v == "outlet" else v for j, v in enumerate(voices)]
    return voices


def _suggestion(token: Token, kind: EvidenceKind) -> str | None:
    if kind == "shouted_word":
        return token.lower
    if kind == "exclamation":
        return token.folded.replace("!", "")
    replacement = words().suggestions.get(token.lower) if token.word else None
    if replacement and token.folded[0].isupper():
        return replacement[0].upper() + replacement[1:]
    return replacement

"""Contributions into spans an editor can read: what kind each is, whose voice, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
from levelhed.model.casing import written
from levelhed.model.line import Line
from levelhed.model.listings import counted
from levelhed.model.names import Names
from levelhed.model.plainer import calmer_mark, literal_words, plainer
from levelhed.model.rules import rules
from levelhed.model.score import Evidence, EvidenceKind, Voice
from levelhed.model.support import FUNCTION_WORDS, Support
from levelhed.model.tokens import Token
from levelhed.model.words import words
from numpy.typing import NDArray

LOADED_POINTS = 5.0
"""Points on either scale from which a plain word is called loaded: as many as a shout adds at least.

Of the words called so in BABE's sentences, a third (*fast*) and a half (*deep*) are ones that its experts marked; from
two points on it was a sixth and a quarter.
"""

NOTED_POINTS = 2.0
"""Points from which a word is said to add or to take off something; below it a word is one among many."""

BOASTED_DIGITS = 4
"""Digits of a percentage put up front that is there to impress: from 1,000 on."""

COUNTED_WORDS = 4
"""Words behind a number among which stands what it counts off: "17 depressingly real struggles"."""

_REASONS: dict[EvidenceKind, str] = {
    "shouted_word": "Written in capitals though it is no initialism: it shouts.",
    "all_caps": "The whole line is in capitals: a house style, or a shout.",
    "loaded_word": "A loaded word: it makes the line sound stronger.",
    "intensifier": "Turns up the volume without adding a fact.",
    "curiosity_gap": "Teases instead of telling.",
    "exclamation": "An exclamation mark raises the voice.",
    "question": "A question holds back the answer.",
    "scare_quote": "Quotation marks around one plain word: they cast doubt on it, unless they quote somebody.",
    "hyperbolic_number": "A number put up front to impress or to count off a list.",
    "second_person": "Speaks to the reader instead of reporting.",
    "unsupported_number": "This number was not found in the text.",
    "unsupported_name": "This name was not found in the text.",
    "other": "Adds little by itself.",
}

_SAID: dict[EvidenceKind, str] = {
    "curiosity_gap": "Teases, in words that are somebody else's.",
    "question": "A question that somebody else asks.",
    "second_person": "Speaks to somebody, in words that are somebody else's.",
}
"""Why, where the words are quoted or attributed: what reads so of the outlet's own is not true of them."""

_CHOSEN: frozenset[EvidenceKind] = frozenset({"loaded_word", "intensifier"})
"""Kinds whose rules are on which words to write; words that are quoted are nobody's to choose."""

_FELT = "Makes the line sound stronger, loaded or not: it may be the plain word for what happened."
"""Why a word is called loaded that no table knows as such, only its points: of those with 5 to 7 points the experts of
BABE marked an eighth (*fast*) and a third (*deep*), of those in the table a half.
"""


def build_evidence(
    line: Line, support: Support | None, points: NDArray[np.float64], line_points: NDArray[np.float64], names: Names
) -> tuple[Evidence, ...]:
    """Return one span a token, and one of the whole line where it has a term of its own.

    Parameters
    ----------
    line : Line
    support : Support or None
        What the body does not bear out.
    points : array of shape (n_tokens, 2)
        Points of sensationalism and bias.
    line_points : array of shape (2,)
        Points of the marks of the whole line.
    names : Names
        Which words are no names, so that what is suggested begins as it should.
    """
    text, tokens = line.text, line.tokens
    told = _told(line)
    kinds = _kinds(line, support, points, told)
    spans = [
        _span(
            text,
            t.start,
            t.end,
            kind,
            points[i],
            line.voices[i],
            _suggestion(line, i, kind, names),
            _FELT if kind == "loaded_word" and i not in told else "",
        )
        for i, (t, kind) in enumerate(zip(tokens, kinds, strict=True))
    ]
    if line.capitals.all_caps:
        spans.append(_span(text, 0, len(text), "all_caps", line_points, "outlet", None))
    elif line_points.any():
        spans.append(_span(text, 0, len(text), "other", line_points, "quoted", None, "It quotes somebody."))
    for a, b in support.quotations if support else ():
        start, end = tokens[a].start, tokens[b].end
        reason = "These quoted words were not found in the text."
        spans.append(_span(text, start, end, "other", np.zeros(2), "quoted", None, reason))
    return tuple(sorted(spans, key=lambda s: (s.start, -s.end)))


def _span(
    text: str,
    start: int,
    end: int,
    kind: EvidenceKind,
    points: NDArray[np.float64],
    voice: Voice,
    suggestion: str | None,
    reason: str = "",
) -> Evidence:
    if not reason:
        reason = _REASONS[kind] if voice == "outlet" else _SAID.get(kind, _REASONS[kind])
        if kind == "other" and points.max() >= NOTED_POINTS:
            reason = "Adds to the line with the words beside it."
        elif kind == "other" and points.min() <= -NOTED_POINTS:
            reason = "Calms the line."
    # No newsroom has a rule on what a word adds.
    ruled = reason != _FELT and not (voice == "quoted" and kind in _CHOSEN)
    rule = rules().get(kind) if ruled else None
    return Evidence(
        start,
        end,
        text[start:end],
        kind,
        float(points[0]),
        float(points[1]),
        voice,
        rule.id if rule else None,
        reason,
        suggestion,
    )


def _told(line: Line) -> set[int]:
    # Words that the table knows as loaded where they stand.
    table = words()
    lower = [token.lower for token in line.tokens]
    loaded = {i for i, word in enumerate(lower) if word in table.loaded} - literal_words(line)
    return loaded | table.loaded_phrases.inside(lower)


def _kinds(
    line: Line, support: Support | None, points: NDArray[np.float64], told: Container[int]
) -> list[EvidenceKind]:
    table = words()
    tokens = line.tokens
    shouted = set(line.capitals.shouted)
    teasing = table.curiosity_gap.inside([t.lower for t in tokens])
    scare = set(line.scare)
    numbers = set(support.numbers) if support else set()
    names = set(support.names) if support else set()
    first = next((i for i, t in enumerate(tokens) if t.folded[0].isalnum()), None)
    literal = literal_words(line)
    kinds: list[EvidenceKind] = []
    for i, token in enumerate(tokens):
        kind: EvidenceKind = "other"
        if i >= line.end or (line.keys[i] is None and "!" not in token.folded and i not in names):
            pass
        elif i in shouted:
            kind = "shouted_word"
        elif "!" in token.folded:
            kind = "exclamation"
        elif "?" in token.folded:
            kind = "question"
        elif i in teasing:
            kind = "curiosity_gap"
        elif token.lower in table.second_person:
            kind = "second_person"
        elif token.lower in table.intensifiers and i not in literal:
            kind = "intensifier"
        elif i in numbers:
            kind = "unsupported_number"
        elif i in names:
            kind = "unsupported_name"
        elif i in scare:
            kind = "scare_quote"
        elif i == first and points[i, 0] >= NOTED_POINTS and _is_hyperbolic(tokens, i):
            kind = "hyperbolic_number"
        elif _is_loaded(token, points[i], told=i in told) and not _names(line, i):
            kind = "loaded_word"
        kinds.append(kind)
    return kinds


def _is_loaded(token: Token, points: NDArray[np.float64], *, told: bool) -> bool:
    if not token.word or token.lower in FUNCTION_WORDS or len(token.folded) < 3:
        return False
    return bool(points.max() >= LOADED_POINTS) or told


def _is_hyperbolic(tokens: Sequence[Token], i: int) -> bool:
    # "17 reasons" and "1,000,000%"; "12 dead in crash" is a plain count.
    number, behind = tokens[i].folded, [token.lower for token in tokens[i + 1 : i + 1 + COUNTED_WORDS]]
    if not number[0].isdigit():
        return False
    if behind[:1] == ["%"]:
        return len(number.partition(".")[0].replace(",", "")) >= BOASTED_DIGITS
    plain = next((n for n, word in enumerate(behind) if word in FUNCTION_WORDS or len(word) < 3), len(behind))
    return not counted().isdisjoint(behind[:plain])


def _names(line: Line, i: int) -> bool:
    # A name or an initialism: whatever it adds, it is nobody's choice of words.
    return line.named[i] or (line.tokens[i].upper and not line.capitals.all_caps)


def _suggestion(line: Line, i: int, kind: EvidenceKind, names: Names) -> str | None:
    if kind == "exclamation":
        return calmer_mark(line, i)
    # A quotation is not ours to change.
    found = None if line.voices[i] == "quoted" else plainer(line, i)
    if kind == "shouted_word":
        found = line.tokens[i].lower if found is None else found
    return None if found is None else written(line, i, found, names)

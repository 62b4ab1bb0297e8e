"""Whether a story says what its headline quotes: in its words, cut as headlines cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from levelhed.model.amounts import Amount, kind_of
from levelhed.model.line import Line
from levelhed.model.stems import stems_of
from levelhed.model.tokens import QUOTES, Token

_HYPHEN = "-"
_UNSAID = QUOTES | {_HYPHEN}
_CUT = (r" (?:\S+ ){0,30}?", "...", "…")
_MOST_SAID = 10
"""Words that say who speaks, between two parts of what is said: "Britain," the prime minister said, "is open"."""

_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IRREGULAR = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "let's": "let us"}
_IRREGULAR |= {"gonna": "going to", "gotta": "got to", "wanna": "want to"}
# Behind other words "'s" is whose something is.
_BEING = frozenset({"he", "here", "it", "she", "that", "there", "what", "where", "who"})


def running(tokens: Sequence[Token], stems: Sequence[str], amounts: Sequence[Amount]) -> dict[int, str]:
    """Return the stems by index; a number is one word, where it begins, and what is contracted stands in full."""
    said = dict(enumerate(stems))
    for i, token in enumerate(tokens):
        if "'" in token.lower or token.lower in _IRREGULAR:
            full = _in_full(token.lower)
            said[i] = " ".join(stems_of(full.split())) if full else stems[i]
    for amount in amounts:
        if amount.is_word:
            said[amount.start] = f"{amount.value}{kind_of(amount.unit)}"
            # "Six days of darkness" are "days of darkness" too.
            kept = ":" in amount.unit
            for i in range(amount.start + 1, amount.end - kept):
                del said[i]
    return said


def as_said(text: str) -> str:
    """Return a running text without its marks, and behind it what is said on both sides of who says it."""
    parts = [" ".join(part) for part in _between_marks(text.split())]
    across = [
        f"{parts[i - 1]} {parts[i + 1]}"
        for i in range(1, len(parts) - 1)
        if len(parts[i].split(" ", _MOST_SAID)) <= _MOST_SAID
    ]
    return f" {' '.join(parts)} | {' | '.join(across)} "


def misquoted(line: Line, said: Mapping[int, str], body: str) -> tuple[tuple[int, int], ...]:
    """Return the marks of the quotations of several words that `body`, see `as_said`, does not hold.

    What three dots or brackets stand for may be anything.
    """
    found = []
    for opening, closing in line.quotations:
        parts = list(_parts(line, said, opening, closing))
        if closing > opening + 2 and not re.search(f" {_CUT[0].join(map(re.escape, parts))} ", body):
            found.append((opening, closing))
    return tuple(found)


def _in_full(word: str) -> str | None:
    if (irregular := _IRREGULAR.get(word)) is not None:
        return irregular
    stem, mark, _ = word.rpartition("'s")
    if mark and stem in _BEING:
        return f"{stem} is"
    return next((f"{word.removesuffix(end)} {full}" for end, full in _ENDINGS.items() if word.endswith(end)), None)


def _between_marks(words: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for word in words:
        if word in QUOTES:
            yield part
            part = []
        elif word != _HYPHEN:
            part.append(word)
    yield part


def _parts(line: Line, said: Mapping[int, str], opening: int, closing: int) -> Iterator[str]:
    part: list[str] = []
    inside = False
    for i in range(opening + 1, closing):
        token = line.tokens[i]
        between = line.text[line.tokens[i - 1].end : token.start]
        inside = (inside or "[" in between) and between.rfind("]") <= between.rfind("[")
        cut = inside or token.folded.startswith(_CUT[1:])
        if (cut or "]" in between) and part:
            yield " ".join(part)
            part = []
        if not cut and i in said and token.folded not in _UNSAID:
            part.append(said[i])
    if part:
        yield " ".join(part)

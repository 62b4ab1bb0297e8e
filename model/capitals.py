"""Capitals judged against evidence: the body's own writing first, then cased news text, then the line's own style."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from levelhed.model.tokens import Token

ALL_CAPS_SHARE = 0.8
"""A line is in capitals when at least this share of its words of two letters or more is, three words at the least.

Below three words a line such as "NATO summit" or "US, UK" cannot be told from a list of initialisms.
"""

INITIALISM_SHARE = 0.5
"""Share of its uses in cased news text that must be capitals for a word to count as an initialism: a majority."""


LABELS = frozenset(
    {"live", "watch", "update", "updated", "breaking", "exclusive", "fact", "check", "video", "photos", "poll"}
    | {"opinion", "analysis"}
)
"""Words that newsrooms set in capitals before a colon as a label; there they are no shout."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """What the capitals of a line say: which of its tokens are shouted, and whether the whole line is in capitals."""

    shouted: tuple[int, ...]
    all_caps: bool


def read_capitals(
    tokens: Sequence[Token],
    body_tokens: Sequence[Token] | None,
    capital_share: Mapping[str, float],
    initialisms: Container[str] = frozenset(),
    known: Container[str] = frozenset(),
) -> Capitals:
    """Tell shouts from initialisms.

    Parameters
    ----------
    tokens : sequence of Token
        The line.
    body_tokens : sequence of Token or None
        The body the line stands over; a word it writes in capitals, in a sentence that is not all capitals, is
        no shout.
    capital_share : mapping of str to float
        For each lower-cased word of cased news text, the share (0-1) of its uses written in capitals.
    initialisms : container of str
        Words in small letters that are no shout whatever the text says.
    known : container of str
        Words that cased news text writes in small letters; a short word that is none of them may be an initialism.
    """
    words = [(i, t) for i, t in enumerate(tokens) if t.word and sum(map(str.isalpha, _letters(t))) >= 2]
    capitals = [(i, t) for i, t in words if _letters(t).isupper()]
    if len(words) >= 3 and len(capitals) >= ALL_CAPS_SHARE * len(words):
        initial = sum(
            capital_share.get(_stem(t), 0.0) >= INITIALISM_SHARE or _stem(t) in initialisms for _, t in capitals
        )
        if initial < len(capitals):
            return Capitals((), True)
    if not capitals:
        return Capitals((), False)
    in_body = {_stem(t) for t in body_tokens or () if t.word and t.folded.isupper() and len(t.folded) > 1}
    labels = _label_length(tokens)
    shouted = tuple(
        i
        for i, t in capitals
        if i >= labels
        and _stem(t) not in in_body
        and capital_share.get(_stem(t), 0.0) < INITIALISM_SHARE
        and _stem(t) not in initialisms
        and not _looks_like_an_initialism(t.folded, _stem(t) in capital_share or _stem(t) in known)
    )
    return Capitals(shouted, False)


def _label_length(tokens: Sequence[Token]) -> int:
    for i, token in enumerate(tokens):
        if token.folded == ":":
            return i
        if token.lower not in LABELS:
            return 0
    return 0


def _letters(token: Token) -> str:
    return token.folded.removesuffix("'s").removesuffix("'S")


def _stem(token: Token) -> str:
    lower = token.lower
    return lower[:-2] if lower.endswith("'s") else lower


def _looks_like_an_initialism(word: str, known: bool) -> bool:
    # An unknown short word, or one without vowels, is far more often an initialism than a shout.
    letters = "".join(filter(str.isalpha, word))
    return not known and (len(letters) <= 4 or not set("AEIOUY") & set(letters))

"""How much of what a headline asserts its body bears out: content words, names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from levelhed.model.tokens import Token

FUNCTION_WORDS = frozenset(
    """
    the and for but with from into over under than that this these those there here their they them his him hers her its
    our your yours you who whom whose what when where why how which while will would could should shall may might must
    can cannot not are was were been being has have had does did done just very more most much many some any all both
    each other another such only own same too also about after before between during against again further then once
    out off down upon says said say amid via per through without within among toward towards since until because
    though although across along around behind beyond despite near onto
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()  # noqa: SIM905
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: str(n) for n, word in enumerate(_UNITS)} | {word: str(10 * n) for n, word in enumerate(_TENS, 2)}
_SAME_NAME = {"us": "united states", "uk": "united kingdom", "eu": "european union", "un": "united nations"}


@dataclass(frozen=True, slots=True)
class Support:
    """The share (0-1) of a headline's assertions found in the body, and the indices of the tokens that are not."""

    share: float
    numbers: tuple[int, ...]
    names: tuple[int, ...]


def read_support(tokens: Sequence[Token], body: Sequence[Token]) -> Support:
    """Look for the headline's content words, names and numbers in the body.

    Spelled-out numbers equal their digits, and a word equals its inflections by a shared stem. A name is a word
    capitalised inside a line that is not in title case.
    """
    have = {_stem(t) for t in body}
    running = " ".join(t.lower for t in body)
    asserted = [i for i, t in enumerate(tokens) if _asserts(t)]
    missing = [i for i in asserted if not _found(tokens[i], have, running)]
    share = 1.0 - len(missing) / len(asserted) if asserted else 1.0
    return Support(
        share,
        tuple(i for i in missing if _is_number(tokens[i])),
        tuple(i for i in missing if not _is_number(tokens[i]) and _is_name(tokens, i)),
    )


def _asserts(token: Token) -> bool:
    if _is_number(token):
        return True
    return token.word and token.lower not in FUNCTION_WORDS and (len(token.folded) > 2 or token.folded.isupper())


def _is_number(token: Token) -> bool:
    return token.folded[0].isdigit() or token.lower in _NUMBERS


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    words = [j for j, t in enumerate(tokens) if t.word and len(t.folded) > 3]
    title_case = sum(tokens[j].folded[0].isupper() for j in words) > 0.7 * len(words) > 2
    first = next((j for j, t in enumerate(tokens) if t.word), i)
    return i != first and not title_case and tokens[i].folded[0].isupper() and not tokens[i].folded.isupper()


def _found(token: Token, have: set[str], running: str) -> bool:
    stem = _stem(token)
    if stem in have:
        return True
    full = _SAME_NAME.get(token.lower)
    return full is not None and full in running


def _stem(token: Token) -> str:
    word = token.lower
    if word in _NUMBERS:
        return _NUMBERS[word]
    if word[0].isdigit():
        return word.replace(",", "")
    if word.endswith("'s"):
        word = word[:-2]
    for ending in ("ings", "ing", "ied", "ies", "edly", "ed", "es", "s", "ly", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

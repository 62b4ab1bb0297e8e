"""What the same thing is called: "US" and "America", "NHS" and "National Health Service", "Sept" and "September"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from levelhed.model.phrases import Phrases
from levelhed.model.stems import stems_of
from levelhed.model.table import read_table
from levelhed.model.tokens import Token, tokenize

_INITIALS = (3, 6)
"""Fewest and most letters of an initialism that is told by initials; two are as often somebody's name."""

_EMBEDDED = 3
"""Most letters of an initialism that another keeps in full: "UNHCR", "HMRC"."""

_WITH_SMALL_WORDS = re.compile(r"[A-Z][a-z]?[A-Z]+|[A-Z]{2}[a-z][A-Z]")
"""An initialism that writes the small words of a name small: "TfL", "DoJ", "MoD"."""

Phrase = tuple[str, ...]
"""The stems of a word or of several."""


@dataclass(frozen=True, slots=True)
class SameTable:
    """The table that is installed with the package.

    Attributes
    ----------
    others : mapping of phrase to tuple of phrase
        What else the thing of each phrase is called.
    phrases : Phrases
        All of them.
    cased : frozenset of str
        Initialisms that are ordinary words too ("us").
    cased_names : frozenset of str
        Names that are ("apple").
    small : frozenset of str
        Words that initials leave out.
    address, address_of_a_name : frozenset of str
        How somebody is addressed, wherever it stands and before a name alone.
    no_names : frozenset of str
        Initialisms that stand for things and offices.
    """

    others: Mapping[Phrase, tuple[Phrase, ...]]
    phrases: Phrases
    cased: frozenset[str]
    cased_names: frozenset[str]
    small: frozenset[str]
    address: frozenset[str]
    address_of_a_name: frozenset[str]
    no_names: frozenset[str]


@cache
def same_table() -> SameTable:
    """Return the table that is installed with the package."""
    table = read_table("same")
    others: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in (group for groups in table["same"].values() for group in groups):
        phrases = [tuple(stems_of(token.lower for token in tokenize(entry))) for entry in group]
        for phrase in phrases:
            others[phrase] = (*others.get(phrase, ()), *(other for other in phrases if other != phrase))
    lists = (
        *table["cased"].values(),
        table["small_words_of_names"]["words"],
        *table["address"].values(),
        table["no_names"]["initialisms"],
    )
    return SameTable(others, Phrases(others), *map(frozenset, lists))


def is_initialism(token: Token) -> bool:
    """Return whether a word is an initialism that is told by initials: "NHS", and "DfE", which has small words too."""
    fewest, most = _INITIALS
    if not token.capital or not fewest <= len(token.stem) <= most:
        return False
    return token.upper or _WITH_SMALL_WORDS.fullmatch(token.folded.removesuffix("'s")) is not None


def is_acronym(token: Token) -> bool:
    """Return whether a word may be an initialism that is said as a word, and written as one: "Nato", "Defra"."""
    return token.capital and not token.upper and _INITIALS[0] < len(token.stem) <= _INITIALS[1]


def initials(tokens: Sequence[Token], *, small: bool = False, whole: bool = False) -> tuple[str, list[int]]:
    """Return the initials of every run of capitalised words, a space between two runs, and the token of each.

    Small words ("of") have none or, if `small`, one in small letters. A short initialism ("UN") has one or, if `whole`,
    all its letters.
    """
    words = same_table().small
    whole = whole and any(t.word and not t.upper for t in tokens)
    of = [i for i, t in enumerate(tokens) if (small or t.lower not in words) and t.folded != "-"]
    own = [
        _initials(t, whole=whole) if t.word and (t.capital or t.lower in words) else " "
        for t in map(tokens.__getitem__, of)
    ]
    return "".join(own), [i for i, letters in zip(of, own, strict=True) for _ in letters]


def stands_at(short: str, letters: str) -> int:
    """Return where in what `initials` gives an initialism stands, in small letters; -1 where it does not.

    Its first letter is never that of a small word.
    """
    lower = letters.lower()
    at = lower.find(short)
    while at >= 0 and not letters[at].isupper():
        at = lower.find(short, at + 1)
    return at


def spelt_out(initialisms: Iterable[str], tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens whose initials are one of `initialisms`, in small letters."""
    read = [initials(tokens, small=small) for small in (False, True)]
    for short in initialisms:
        found = ((stands_at(short, letters), of) for letters, of in read)
        at, of = next(((at, of) for at, of in found if at >= 0), (0, []))
        yield from of[at : at + len(short)]


def _initials(token: Token, *, whole: bool) -> str:
    if whole and token.upper and 1 < token.letters <= _EMBEDDED:
        return token.stem[0].upper() + token.stem[1:]  # "UN" of "UN High Commissioner for Refugees"
    return token.lower[0].upper() if token.capital else token.lower[0]

"""What the same thing is called: "US" and "America", "NHS" and "National Health Service", "Sept" and "September"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from levelhed.model.phrases import Phrases
from levelhed.model.stems import stems_of
from levelhed.model.table import read_table
from levelhed.model.tokens import Token, tokenize

_INITIALS = (3, 6)
"""Fewest and most letters of an initialism that is told by initials; two are as often somebody's name."""

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
    small : frozenset of str
        Words that initials leave out.
    address, address_of_a_name : frozenset of str
        How somebody is addressed, wherever it stands and before a name alone.
    """

    others: Mapping[Phrase, tuple[Phrase, ...]]
    phrases: Phrases
    cased: frozenset[str]
    small: frozenset[str]
    address: frozenset[str]
    address_of_a_name: frozenset[str]


@cache
def same_table() -> SameTable:
    """Return the table that is installed with the package."""
    table = read_table("same")
    others: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in (group for groups in table["same"].values() for group in groups):
        phrases = [tuple(stems_of(token.lower for token in tokenize(entry))) for entry in group]
        for phrase in phrases:
            others[phrase] = (*others.get(phrase, ()), *(other for other in phrases if other != phrase))
    lists = (table["cased"]["words"], table["small_words_of_names"]["words"], *table["address"].values())
    return SameTable(others, Phrases(others), *map(frozenset, lists))


def is_initialism(word: str) -> bool:
    """Return whether a word in capitals is short enough, and long enough, to be told by initials."""
    fewest, most = _INITIALS
    return fewest <= len(word) <= most


def initials(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the initials of every run of capitalised words, a space between two runs, and the token of each."""
    small = same_table().small
    of = [i for i, token in enumerate(tokens) if token.lower not in small and token.folded != "-"]
    return "".join([tokens[i].lower[0] if tokens[i].capital and tokens[i].word else " " for i in of]), of


def spelt_out(initialisms: frozenset[str], tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens whose initials are one of `initialisms`, in small letters."""
    letters, of = initials(tokens)
    for short in initialisms:
        at = letters.find(short)
        if at >= 0:
            yield from of[at : at + len(short)]

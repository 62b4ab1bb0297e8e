"""The table of senses: what a loud word means where it stands; read once from the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from levelhed.model.phrases import Phrases
from levelhed.model.table import read_table

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """Replacements that fit where everything that is asked for here holds; what is empty asks for nothing.

    Attributes
    ----------
    words : mapping of str to str
    object : frozenset of str
        What the verb is done to, behind it or, as its subject, before the participle.
    names : bool
        Whether that may be a name too.
    before : frozenset of str
        One of the next three words of the phrase that the word begins; behind "of" if `across`.
    beside : frozenset of str
        One of the words on either side, as far as the phrase goes.
    after, second_after, followed_by : frozenset of str
        The word before, the one before that, the next one.
    not_after, not_before : frozenset of str
    not_by : frozenset of str
        Who or what does what the verb says: the word before it, or behind "by" the last of the phrase.
    unless : frozenset of str
        Words that make it literal wherever they stand in the line.
    alone : bool
        A noun that describes no other.
    uncounted : bool
        What is put there takes no "a", however near before it.
    attributive : bool
        An adjective right before its noun.
    noun : bool
        No verb: "family feud", and not "families feud".
    transitive : bool
        A verb that has a subject and an object, whatever they are.
    number : bool
        Right before a number.
    """

    words: Mapping[str, str]
    object: frozenset[str] = _NONE
    names: bool = False
    before: frozenset[str] = _NONE
    across: bool = False
    beside: frozenset[str] = _NONE
    after: frozenset[str] = _NONE
    second_after: frozenset[str] = _NONE
    followed_by: frozenset[str] = _NONE
    not_after: frozenset[str] = _NONE
    not_before: frozenset[str] = _NONE
    not_by: frozenset[str] = _NONE
    unless: frozenset[str] = _NONE
    alone: bool = False
    uncounted: bool = False
    attributive: bool = False
    noun: bool = False
    transitive: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of each word, in the order in which they are tried, and what tells them.

    Attributes
    ----------
    literal, exclaimed : Phrases
        Phrases that mean what they say; names with an exclamation mark of their own.
    initialisms, surnames : frozenset of str
        Words that are loaded too.
    classes : mapping of str to frozenset of str
    """

    by_word: Mapping[str, tuple[Sense, ...]]
    literal: Phrases
    initialisms: frozenset[str]
    exclaimed: Phrases
    surnames: frozenset[str]
    classes: Mapping[str, frozenset[str]]


@cache
def senses() -> Senses:
    """Return the table that is installed with the package."""
    table = read_table("senses")
    classes = {name: frozenset(own) for name, own in table["classes"].items()}
    by_word: dict[str, tuple[Sense, ...]] = {}
    for entry in table["sense"]:
        sense = Sense(**{name: _value(own, classes) for name, own in entry.items()})
        for word in sense.words:
            by_word[word] = (*by_word.get(word, ()), sense)
    return Senses(
        by_word,
        Phrases(map(str.split, table["literal"]["phrases"])),
        frozenset(table["literal"]["initialisms"]),
        Phrases(map(str.split, table["exclamation"]["names"])),
        frozenset(table["surnames"]["words"]),
        classes,
    )


def _value(own: Any, classes: Mapping[str, frozenset[str]]) -> Any:
    if not isinstance(own, list):
        return own
    return frozenset(word for entry in own for word in (classes[entry[1:]] if entry[0] == "@" else (entry,)))

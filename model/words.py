"""The table of words and phrases that names the kinds of evidence; read once from the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from levelhed.model.phrases import Phrases
from levelhed.model.senses import senses
from levelhed.model.table import read_table, tables_checksum


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists in small letters.

    `checksum` names every table of words and names and the newsroom rules in force.
    The `teasers` are among the phrases of `curiosity_gap`; `masked` are the words that papers print with stars in
    them, the likeliest first.
    `suggestions` holds the replacements that fit in every sense; `loaded` all loaded words, with one or without;
    `epithets` those, and other words for what somebody is called.
    """

    intensifiers: frozenset[str]
    second_person: frozenset[str]
    curiosity_gap: Phrases
    teasers: Phrases
    loaded_phrases: Phrases
    masked: tuple[str, ...]
    loaded: frozenset[str]
    epithets: frozenset[str]
    suggestions: dict[str, str]
    checksum: str


@cache
def words() -> Words:
    """Return the table that is installed with the package."""
    table = read_table("words")
    loaded = frozenset(table["loaded"]["words"]).union(table["suggestions"], senses().by_word)
    return Words(
        frozenset(table["intensifiers"]["words"]),
        frozenset(table["second_person"]["words"]),
        Phrases(map(str.split, table["curiosity_gap"]["phrases"] + table["teasers"]["phrases"])),
        Phrases(map(str.split, table["teasers"]["phrases"])),
        Phrases(map(str.split, table["loaded_phrases"]["phrases"])),
        tuple(table["masked"]["words"]),
        loaded,
        loaded.union(table["epithets"]["words"]),
        table["suggestions"],
        tables_checksum(),
    )

"""The table of words and phrases that names the kinds of evidence; read once from the package."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from levelhed.model.rules import RULES

_TABLE = Path(__file__).parent / "tables" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists in small letters; phrases are filed by their first word.

    `checksum` names this table and the newsroom rules in force.
    The `teasers` are among the phrases of `curiosity_gap`.
    """

    intensifiers: frozenset[str]
    second_person: frozenset[str]
    curiosity_gap: dict[str, tuple[tuple[str, ...], ...]]
    teasers: dict[str, tuple[tuple[str, ...], ...]]
    loaded_phrases: dict[str, tuple[tuple[str, ...], ...]]
    suggestions: dict[str, str]
    checksum: str


@cache
def words() -> Words:
    """Return the table that is installed with the package."""
    data = _TABLE.read_bytes()
    table = tomllib.loads(data.decode())
    return Words(
        frozenset(table["intensifiers"]["words"]),
        frozenset(table["second_person"]["words"]),
        _by_first_word(table["curiosity_gap"]["phrases"] + table["teasers"]["phrases"]),
        _by_first_word(table["teasers"]["phrases"]),
        _by_first_word(table["loaded_phrases"]["phrases"]),
        table["suggestions"],
        hashlib.sha256(data + RULES.read_bytes()).hexdigest(),
    )


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    filed: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in map(str.split, phrases):
        filed[phrase[0]] = (*filed.get(phrase[0], ()), tuple(phrase))
    return filed

"""The table of words and phrases that names the kinds of evidence; read once from the package."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from levelhed.model.phrases import Phrases
from levelhed.model.rules import RULES

_TABLE = Path(__file__).parent / "tables" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists in small letters.

    `checksum` names this table and the newsroom rules in force.
    The `teasers` are among the phrases of `curiosity_gap`; `masked` are the words that papers print with stars in
    them, the likeliest first.
    """

    intensifiers: frozenset[str]
    second_person: frozenset[str]
    curiosity_gap: Phrases
    teasers: Phrases
    loaded_phrases: Phrases
    masked: tuple[str, ...]
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
        Phrases(map(str.split, table["curiosity_gap"]["phrases"] + table["teasers"]["phrases"])),
        Phrases(map(str.split, table["teasers"]["phrases"])),
        Phrases(map(str.split, table["loaded_phrases"]["phrases"])),
        tuple(table["masked"]["words"]),
        table["suggestions"],
        hashlib.sha256(data + RULES.read_bytes()).hexdigest(),
    )

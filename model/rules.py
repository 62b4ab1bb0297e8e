"""What newsrooms agreed on: the rules that a span of evidence can cite, read once from the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from levelhed.model.table import read_table


@dataclass(frozen=True, slots=True)
class Rule:
    """A newsroom rule.

    Attributes
    ----------
    id : str
    source : str
        Whose rule it is, and where in their text it stands.
    link : str
        Where it was read.
    says : str
        The rule in our own words.
    """

    id: str
    source: str
    link: str
    says: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by the kind of evidence they speak of; a kind that no rule speaks of is not there."""
    table = read_table("rules")
    return {
        kind: Rule(name, entry["source"], entry["link"], entry["says"])
        for name, entry in table.items()
        for kind in entry["kinds"]
    }

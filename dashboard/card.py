"""The model card in parts: sections to show as they stand, and the swap tests as figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

_ROW = re.compile(
    r"^\| (?P<reader>\w+) \| name-blind: (?P<group>[^|]+) \| (?P<cases>[\d,]+) \| (?P<kept>[\d.]+)%[^|]*\| "
    r"(?P<asked>[\d.]+)% \| (?P<worst>[\d.]+) \|$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Swap:
    """How a reader fared when names of a group stood in for each other.

    Attributes
    ----------
    group : str
        Whose names were swapped.
    cases : int
    kept, asked : float
        Percent of the cases in which no figure moved by more than a point, and how many were asked for.
    worst : float
        The largest move, in points.
    """

    group: str
    cases: int
    kept: float
    asked: float
    worst: float


def card() -> str:
    """Return the card that came with the models, empty if it is not here."""
    file = files("levelhed.model").joinpath("CARD.md")
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def section(text: str, title: str) -> str:
    """Return what stands under a heading of the card, empty if there is no such heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def swaps(text: str, reader: str) -> list[Swap]:
    """Return the swap tests of a reader, in the order of the card."""
    return [
        Swap(
            row["group"].strip(),
            int(row["cases"].replace(",", "")),
            float(row["kept"]),
            float(row["asked"]),
            float(row["worst"]),
        )
        for row in _ROW.finditer(text)
        if row["reader"] == reader
    ]

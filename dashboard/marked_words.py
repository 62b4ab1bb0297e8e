"""Marked words as the browser is sent them, in a headline and on a page alike; `components/words.js` draws them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from levelhed.dashboard.highlight import Family, Piece

LEGEND: dict[Family, str] = {
    "shout": "shouted",
    "loaded": "loaded",
    "tease": "tease",
    "mark": "marks and numbers",
    "missing": "not in the story",
    "other": "adds with the words beside it",
}
"""What each kind of underline stands for."""


def describe_piece(index: int, piece: Piece, heat: float | None = None) -> dict[str, Any]:
    """Return a piece as texts, for the browser to set as text.

    Parameters
    ----------
    index : int
        The name it has in the browser.
    heat : float, optional
        The heat that its headline has now; without it no replacement is offered.
    """
    if piece.family is None:
        return {"text": piece.text}
    described = {
        "index": index,
        "text": piece.text,
        "family": piece.family,
        "weight": piece.weight,
        "label": piece.label,
        "points": f"{piece.points:+.0f} points" if piece.points >= 0.5 else "",
        "reason": piece.reason,
    }
    if heat is not None and piece.offer is not None:
        replacement = piece.offer.edits[0].replacement.strip()
        described["offer"] = f"Write “{replacement}”" if replacement else "Leave it out"
        described["change"] = f"heat {heat:.0f} → {piece.offer.score.heat:.0f}"
    return described


def legend(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    """Return what the underlines of some pieces stand for, each once."""
    families = {piece.family for piece in pieces}
    return [{"family": family, "text": text} for family, text in LEGEND.items() if family in families]


def asset(*names: str) -> str:
    """Return files of a component as one; those that others build on first."""
    folder = files("levelhed.dashboard").joinpath("components")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)

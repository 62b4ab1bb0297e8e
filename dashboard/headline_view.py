"""The headline drawn large: marked words underlined, each with its reason and a replacement to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import streamlit as st
from levelhed.dashboard.highlight import Family, Piece
from levelhed.model.score import Suggestion

LEGEND: dict[Family, str] = {
    "shout": "shouted",
    "loaded": "loaded",
    "tease": "tease",
    "mark": "marks and numbers",
    "missing": "not in the story",
}
"""What each kind of underline stands for."""


def _asset(name: str) -> str:
    return files("levelhed.dashboard").joinpath("components", name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "levelhed.headline",
    html='<div class="view"></div>',
    css=_asset("headline.css"),
    js=_asset("headline.js"),
)


def draw_headline(
    pieces: Sequence[Piece],
    *,
    key: str,
    heat: float,
    on_take: Callable[[Suggestion], None] | None = None,
    small: bool = False,
) -> None:
    """Draw a headline.

    Parameters
    ----------
    pieces : sequence of Piece
        What `levelhed.dashboard.highlight.split_headline` returns.
    heat : float
        The heat it has now, to show beside what a replacement would give.
    on_take : callable, optional
        Told the replacement the editor takes; without it none is offered.
    small : bool, default False
        Draw it as one among many, without the legend.
    """

    def take() -> None:
        offer = chosen_offer(pieces, st.session_state[key].get("take"))
        if offer is not None and on_take is not None:
            on_take(offer)

    data = {**describe(pieces, heat, offers=on_take is not None), "small": small}
    _component(key=key, data=data, on_take_change=take)


def describe(pieces: Sequence[Piece], heat: float, *, offers: bool) -> dict[str, Any]:
    """Return what the browser is sent: texts only, for it to set as text."""
    families = {p.family for p in pieces}
    return {
        "pieces": [_describe(i, piece, heat, offers) for i, piece in enumerate(pieces)],
        "legend": [{"family": f, "text": text} for f, text in LEGEND.items() if f in families],
    }


def chosen_offer(pieces: Sequence[Piece], index: object) -> Suggestion | None:
    """Return the offer of the piece that the browser names, None if it has none."""
    if isinstance(index, int) and 0 <= index < len(pieces):
        return pieces[index].offer
    return None


def _describe(index: int, piece: Piece, heat: float, offers: bool) -> dict[str, Any]:
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
    if offers and piece.offer is not None:
        replacement = piece.offer.edits[0].replacement.strip()
        described["offer"] = f"Write “{replacement}”" if replacement else "Leave it out"
        described["change"] = f"heat {heat:.0f} → {piece.offer.score.heat:.0f}"
    return described

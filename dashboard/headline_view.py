"""The headline drawn large: marked words underlined, each with its reason and a replacement to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from levelhed.dashboard.highlight import Piece
from levelhed.dashboard.marked_words import asset, describe_piece, legend
from levelhed.model.score import Suggestion

_component = st.components.v2.component(
    "levelhed.headline",
    html='<div class="view"></div><p class="said" role="status"></p>',
    css=asset("words.css", "headline.css"),
    js=asset("words.js", "headline.js"),
)


def draw_headline(
    pieces: Sequence[Piece],
    *,
    key: str,
    heat: float,
    on_take: Callable[[Suggestion], None] | None = None,
    small: bool = False,
    said: str = "",
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
    said : str, optional
        Read out to whoever does not see it, whenever it changes.
    """

    def take() -> None:
        offer = chosen_offer(pieces, st.session_state[key].get("take"))
        if offer is not None and on_take is not None:
            on_take(offer)

    data = {**describe(pieces, heat, offers=on_take is not None), "small": small, "said": said}
    _component(key=key, data=data, on_take_change=take)


def describe(pieces: Sequence[Piece], heat: float, *, offers: bool) -> dict[str, Any]:
    """Return what the browser is sent: texts only, for it to set as text."""
    return {
        "pieces": [describe_piece(i, piece, heat if offers else None) for i, piece in enumerate(pieces)],
        "legend": legend(pieces),
    }


def chosen_offer(pieces: Sequence[Piece], index: object) -> Suggestion | None:
    """Return the offer of the piece that the browser names, None if it has none."""
    if isinstance(index, int) and 0 <= index < len(pieces):
        return pieces[index].offer
    return None

"""A page as its reader sees it: display lines where they stand, each with its heat, and the text between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING, Any

import streamlit as st
from levelhed.dashboard.doubts import in_words
from levelhed.dashboard.highlight import Piece, split_headline
from levelhed.dashboard.marked_words import asset, describe_piece, legend
from levelhed.dashboard.plain import signed

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore, ScoredLine

KINDS = {
    "hed": "headline",
    "dek": "line under the headline",
    "kicker": "line above the headline",
    "crosshead": "crosshead",
    "summary": "summary",
    "caption": "caption",
}
"""What the kinds of line are called in front of editors."""

_component = st.components.v2.component(
    "levelhed.article",
    html='<div class="page"></div>',
    css=asset("words.css", "article.css"),
    js=asset("words.js", "article.js"),
)


def draw_article(scored: ArticleScore) -> None:
    """Draw the page, its lines coloured and labelled by verdict."""
    _component(key="page", data=describe(scored))


def describe(scored: ArticleScore) -> dict[str, Any]:
    """Return what the browser is sent: blocks in reading order, texts only.

    A crosshead stands before the first paragraph it stands over; every other line stands before the text, as a page's
    captions have no place of their own once it is read.
    """
    body = scored.article.body
    pieces = {id(s): split_headline(s.line.text, s.score.evidence) if s.score else () for s in scored.lines}
    numbers = count()
    before: dict[int, list[ScoredLine]] = {}
    for line in scored.lines:
        at = min(line.line.paragraphs, default=0) if line.line.kind == "crosshead" else 0
        before.setdefault(at, []).append(line)
    blocks: list[dict[str, Any]] = []
    for at in range(len(body) + 1):
        blocks += [_describe(line, pieces[id(line)], numbers) for line in before.get(at, ())]
        if at < len(body):
            blocks.append({"kind": "text", "text": body[at]})
    return {"blocks": blocks, "legend": legend(chain.from_iterable(pieces.values()))}


def _describe(scored: ScoredLine, pieces: Sequence[Piece], numbers: Iterator[int]) -> dict[str, Any]:
    line, score = scored.line, scored.score
    block = {"kind": line.kind, "name": KINDS.get(line.kind, line.kind)}
    if score is None:
        reason = scored.error.message if scored.error else "was not scored"
        return {**block, "verdict": "none", "says": f"Not scored: it {reason}.", "pieces": [{"text": line.text}]}
    gap = f", {signed(round(score.tone_gap))} to its text" if score.tone_gap is not None else ""
    return {
        **block,
        "verdict": score.verdict,
        "says": f"{score.verdict}, heat {score.heat:.0f}{gap}",
        "doubts": [in_words(doubt, on_a_page=True) for doubt in score.uncertain],
        "pieces": [describe_piece(next(numbers), piece) for piece in pieces],
    }

"""A page as its reader sees it: display lines where they stand, each with its heat, and the text between them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st
from levelhed.dashboard.doubts import in_words
from levelhed.dashboard.highlight import split_headline

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

_parts = files("levelhed.dashboard").joinpath("components")
_component = st.components.v2.component(
    "levelhed.article",
    html='<div class="page"></div>',
    css=_parts.joinpath("article.css").read_text(encoding="utf-8"),
    js=_parts.joinpath("article.js").read_text(encoding="utf-8"),
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
    before: dict[int, list[ScoredLine]] = {}
    for line in scored.lines:
        at = min(line.line.paragraphs, default=0) if line.line.kind == "crosshead" else 0
        before.setdefault(at, []).append(line)
    blocks: list[dict[str, Any]] = []
    for at in range(len(body) + 1):
        blocks += [_describe(line) for line in before.get(at, ())]
        if at < len(body):
            blocks.append({"kind": "text", "text": body[at]})
    return {"blocks": blocks}


def _describe(scored: ScoredLine) -> dict[str, Any]:
    line, score = scored.line, scored.score
    block = {"kind": line.kind, "name": KINDS.get(line.kind, line.kind)}
    if score is None:
        reason = scored.error.message if scored.error else "was not scored"
        return {**block, "verdict": "none", "says": f"Not scored: it {reason}.", "pieces": [{"text": line.text}]}
    gap = f", {score.tone_gap:+.0f} to its text" if score.tone_gap is not None else ""
    pieces = [
        {"text": p.text, "family": p.family, "label": f"{p.label}: {p.reason}"} if p.family else {"text": p.text}
        for p in split_headline(line.text, score.evidence)
    ]
    return {
        **block,
        "verdict": score.verdict,
        "says": f"{score.verdict}, heat {score.heat:.0f}{gap}",
        "doubts": [in_words(doubt, on_a_page=True) for doubt in score.uncertain],
        "pieces": pieces,
    }

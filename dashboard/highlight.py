"""The headline drawn with its evidence: spans underlined by kind, weighted by points, nothing taken as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from levelhed.model.score import Evidence

MARKED_POINTS = 2.0
"""Spans below this many points on both scales are drawn plain."""

_LABELS = {
    "shouted_word": "shouted",
    "all_caps": "all capitals",
    "loaded_word": "loaded",
    "intensifier": "intensifier",
    "curiosity_gap": "tease",
    "exclamation": "exclamation",
    "question": "question",
    "scare_quote": "scare quote",
    "hyperbolic_number": "number up front",
    "second_person": "speaks to the reader",
    "unsupported_number": "number not in the text",
    "unsupported_name": "name not in the text",
    "other": "adds",
}
_LINES = {"shouted_word": "double", "curiosity_gap": "wavy", "exclamation": "double", "question": "dotted"}


def label(kind: str) -> str:
    """Return an editor's word for a kind of evidence."""
    return _LABELS[kind]


def highlight(headline: str, evidence: Sequence[Evidence]) -> str:
    """Return `headline` as HTML, all of its text escaped.

    Marked words carry an underline whose style tells the kind and whose weight tells the points, and a title that
    says both in words.
    """
    parts: list[str] = []
    at = 0
    for span in sorted(evidence, key=lambda s: s.start):
        points = max(span.points, span.bias_points)
        # What speaks of the whole line says nothing of which words do it.
        whole = span.kind in ("all_caps", "other") and span.text == headline
        plain = whole or span.start < at or points < MARKED_POINTS
        if plain and span.kind != "shouted_word":
            continue
        parts.append(escape(headline[at : span.start]))
        parts.append(_mark(span, points))
        at = span.end
    parts.append(escape(headline[at:]))
    return f'<p class="levelhed-headline" style="font-size:1.9rem;font-weight:700;line-height:1.6">{"".join(parts)}</p>'


def _mark(span: Evidence, points: float) -> str:
    width = 2 if points < 5 else 3 if points < 12 else 5
    style = f"text-decoration:underline {_LINES.get(span.kind, 'solid')} {width}px;text-underline-offset:0.25em"
    title = f"{label(span.kind)}: {points:+.0f} points. {span.reason}"
    return f'<span tabindex="0" style="{style}" title="{escape(title, quote=True)}">{escape(span.text)}</span>'

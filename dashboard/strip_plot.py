"""The strip plot: every sentence of a story by how loud it is, and the headline's place among them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt
from levelhed.model.score import BodyTone, Score

_BIN = 2.5
"""Points of loudness that share a column of dots: narrower, and equal sentences no longer stack."""

_DOT_HEIGHT = 11
_LOWEST = 3  # dots a plot has room for at least: the headline's name stands above those of a short story
_SHOWN = 160
"""Characters of a sentence shown in its tooltip."""


def strip_plot(score: Score, story: str) -> alt.LayerChart:
    """Return the plot; `score` was made with a body, and `story` is that body.

    A dot a sentence, stacked where sentences are alike; the headline is a line with its name on it.
    """
    if score.body is None:
        raise ValueError("a score without a body has no sentences to plot")
    rows = _dots(score.body, story)
    tallest = max(_LOWEST, max(row["at"] for row in rows) + 1)
    loudness = max(score.sensationalism, score.bias)
    x = alt.X("loudness:Q", scale=alt.Scale(domain=[0, 100]), title="loudness, 0 to 100", axis=alt.Axis(tickCount=5))
    y = alt.Y("at:Q", scale=alt.Scale(domain=[0, tallest + 2]), axis=None)
    dots = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(size=70, opacity=1, color="#5f8f96")
        .encode(
            x=x,
            y=y,
            tooltip=[alt.Tooltip("text:N", title="sentence"), alt.Tooltip("exact:Q", title="loudness")],
            # Or the middle of its column would be read out for its loudness.
            description="said:N",
        )
    )
    place = alt.Chart(alt.InlineData(values=[{"loudness": loudness, "at": tallest + 2, "name": "headline"}]))
    line = place.mark_rule(strokeWidth=3, color="#c4501b", aria=False).encode(x=x)
    align: Any = "right" if loudness > 50 else "left"
    name = place.mark_text(
        align=align,
        dx=-6 if loudness > 50 else 6,
        dy=7,
        fontWeight="bold",
        fontSize=13,
        color="#c4501b",
        description=f"headline, loudness {loudness:.0f}",
    )
    plot: alt.LayerChart = dots + line + name.encode(x=x, y=y, text="name:N")
    return plot.properties(height=70 + _DOT_HEIGHT * tallest)


def loudest_sentences(tone: BodyTone, story: str, most: int = 3) -> list[tuple[float, str]]:
    """Return the loudest sentences of a story with their loudness, the loudest first."""
    ranked = sorted(tone.per_sentence, key=lambda s: -s.loudness)[:most]
    return [(s.loudness, " ".join(story[s.start : s.end].split())) for s in ranked]


def _dots(tone: BodyTone, story: str) -> list[dict[str, Any]]:
    stacked: Counter[int] = Counter()
    rows = []
    for sentence in sorted(tone.per_sentence, key=lambda s: s.loudness):
        column = int(sentence.loudness // _BIN)
        text = " ".join(story[sentence.start : sentence.end].split())
        text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        exact = round(sentence.loudness)
        rows.append(
            {
                "loudness": (column + 0.5) * _BIN,
                "exact": exact,
                "at": stacked[column] + 0.5,
                "text": text,
                "said": f"loudness {exact}: {text}",
            }
        )
        stacked[column] += 1
    return rows

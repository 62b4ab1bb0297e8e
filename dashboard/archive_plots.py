"""The plots of the archive page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import altair as alt
from levelhed.dashboard.archive_tally import Group, Tally
from levelhed.model.blend import Thresholds

SHOWN_GROUPS = 25
"""Groups drawn in one plot; the table beside it has all of them."""

_QUIET, _LOUD = "#5f8f96", "#c4501b"
_ZERO = "#7d868b"  # 3:1 and more from both themes' grounds
_BIN = 2


def heat_plot(tally: Tally, threshold: int) -> alt.LayerChart:
    """Return the distribution of heat, with what `threshold` flags set apart by colour and by a line."""
    x = alt.X("from:Q", title="heat", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(values=list(range(0, 101, 10))))
    bars = (
        alt.Chart(alt.InlineData(values=_bars(tally, threshold)))
        # Both ends of a bar are on the axis of heat, which alone would be drawn as a dash at its height.
        .mark_bar(orient="vertical")
        .encode(
            x=x,
            x2="to:Q",
            # No part of a headline, however few there are.
            y=alt.Y("lines:Q", title="headlines", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "flagged:N",
                scale=alt.Scale(domain=["not flagged", "flagged"], range=[_QUIET, _LOUD]),
                legend=alt.Legend(orient="top", title=None),
            ),
            tooltip=[alt.Tooltip("from:Q", title="heat from"), alt.Tooltip("lines:Q", title="headlines"), "flagged:N"],
        )
    )
    line = (
        alt.Chart(alt.InlineData(values=[{"from": threshold}]))
        .mark_rule(strokeWidth=2, strokeDash=[6, 3], color=_LOUD)
        .encode(x=x)
    )
    plot: alt.LayerChart = bars + line
    return plot.properties(height=320)


def group_plot(groups: Sequence[Group], *, by_time: bool = False) -> alt.LayerChart:
    """Return each group's mean gap as a dot on its 95% interval, beside a line at no gap at all.

    Behind a name stands how many headlines its mean is of.
    """
    shown = sorted(groups, key=lambda g: -g.count)[:SHOWN_GROUPS]
    rows = [
        {"name": f"{g.name[:60]} ({g.count:,})", "mean": round(g.mean, 1), "low": g.low, "high": g.high}
        for g in sorted(shown, key=(lambda g: g.name) if by_time else (lambda g: -g.mean))
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    )
    interval = base.mark_rule(strokeWidth=3, color=_QUIET).encode(
        x=alt.X("low:Q", title="mean gap, points"), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=80, opacity=1, color=_LOUD).encode(
        x="mean:Q", tooltip=["name:N", "mean:Q"]
    )
    zero = alt.Chart(alt.InlineData(values=[{"mean": 0}])).mark_rule(strokeDash=[4, 4], color=_ZERO).encode(x="mean:Q")
    plot: alt.LayerChart = zero + interval + dots
    return plot.properties(height=90 + 30 * len(rows))


def default_threshold(thresholds: Thresholds) -> int:
    """Return where the rehearsal starts: the model's own line of what is sensational."""
    return round(thresholds.sensational)


def _bars(tally: Tally, threshold: int) -> list[dict[str, object]]:
    # A bar begins at the threshold, so that none holds headlines of both kinds.
    first = threshold % _BIN
    edges = [*([0] if first else []), *range(first, 100, _BIN), 100]
    return [
        {
            "from": start,
            # A sliver of room keeps bars apart.
            "to": start + 0.9 * (end - start),
            # The last bar holds what stands at 100 as well.
            "lines": sum(tally.heat[start : 101 if end == 100 else end]),
            "flagged": "flagged" if start >= threshold else "not flagged",
        }
        for start, end in pairwise(edges)
    ]

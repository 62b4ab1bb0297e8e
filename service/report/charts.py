"""The plots of the report: drawn by Vega without a browser, each a picture that can run nothing."""

from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
from levelhed.data.errors import InputError
from levelhed.service.report.analysis import Analysis
from levelhed.service.report.statistics import Group, Grouping

SHOWN = 24
"""Groups in one plot, at most: the loudest half and the most level half of more than these."""

_INK, _PALE = "#22303c", "#8a97a3"
_VERDICTS = {"measured": "#5b8a72", "charged": "#d9a441", "sensational": "#b5432e"}
_WIDTH = 700
# A reader's machine may have none of the fonts that the words were measured in, and draw them in a wider one.
_ROOM = {"left": 36, "right": 12, "top": 5, "bottom": 5}


def distribution(analysis: Analysis) -> str:
    """Draw how many headlines there are at each heat, coloured by verdict."""
    alt = _altair()
    edges = np.arange(0.0, 102.5, 2.5)
    counts = np.histogram(analysis.heat, edges)[0]
    charged, sensational = analysis.thresholds["charged"], analysis.thresholds["sensational"]
    rows = [
        {
            "start": float(a),
            "end": float(a + 2.5),
            "count": int(n),
            "verdict": "sensational" if a + 1.25 >= sensational else "charged" if a + 1.25 >= charged else "measured",
        }
        for a, n in zip(edges[:-1], counts, strict=True)
    ]
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(binSpacing=1)
        .encode(
            x=alt.X(
                "start:Q",
                bin="binned",
                title="heat",
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(values=list(range(0, 101, 10))),
            ),
            x2="end:Q",
            y=alt.Y("count:Q", title="headlines", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=list(_VERDICTS), range=list(_VERDICTS.values())),
                legend=alt.Legend(orient="top"),
            ),
        )
    )
    lines = alt.Data(values=[{"x": charged}, {"x": sensational}])
    rules = alt.Chart(lines).mark_rule(color=_INK, strokeDash=[4, 3]).encode(x="x:Q")
    return _picture((bars + rules).properties(width=_WIDTH, height=260))


def gap_against_body(analysis: Analysis) -> str | None:
    """Draw the tone gap against the tone of the body, as counts in a grid; None without bodies."""
    alt = _altair()
    known = ~(np.isnan(analysis.gap) | np.isnan(analysis.body_tone))
    if not known.any():
        return None
    x_edges, y_edges = np.arange(0.0, 102.0, 4.0), np.arange(-100.0, 105.0, 5.0)
    counts = np.histogram2d(analysis.body_tone[known], analysis.gap[known], (x_edges, y_edges))[0]
    rows = [
        {"x": float(x_edges[i]), "x2": float(x_edges[i + 1]), "y": float(y_edges[j]), "y2": float(y_edges[j + 1]),
         "count": int(counts[i, j])}
        for i, j in zip(*np.nonzero(counts), strict=True)
    ]  # fmt: skip
    cells = (
        alt.Chart(alt.Data(values=rows))
        .mark_rect()
        .encode(
            x=alt.X("x:Q", bin="binned", title="tone of the body (the louder of its two figures)"),
            x2="x2:Q",
            y=alt.Y("y:Q", bin="binned", title="tone gap, points", scale=alt.Scale(domain=[-100, 100])),
            y2="y2:Q",
            color=alt.Color(
                "count:Q",
                title="headlines",
                scale=alt.Scale(type="log" if counts.max() > 20 else "linear", scheme="lightorange"),
            ),
        )
    )
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color=_INK, strokeDash=[4, 3]).encode(y="y:Q")
    return _picture((cells + zero).properties(width=_WIDTH, height=300))


def groups(grouping: Grouping) -> str:
    """Draw the mean heat of each group with its interval; those that differ from the rest are filled."""
    alt = _altair()
    shown = shown_groups(grouping)
    order = [g.name for g in shown]
    base = alt.Chart(alt.Data(values=[_row(g) for g in shown])).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False))
    )
    bars = base.mark_rule(color=_PALE, strokeWidth=2).encode(
        x=alt.X("low:Q", title="mean heat, with its 95% interval", scale=alt.Scale(zero=False, nice=True)), x2="high:Q"
    )
    dots = base.mark_point(size=70, opacity=1, stroke=_INK).encode(
        x="value:Q",
        fill=alt.Fill(
            "different:N",
            title=None,
            scale=alt.Scale(
                domain=["differs from the rest", "may not differ"], range=[_VERDICTS["sensational"], "#ffffff"]
            ),
            legend=alt.Legend(orient="top", symbolStrokeColor=_INK),
        ),
    )
    return _picture((bars + dots).properties(width=_WIDTH, height=90 + 24 * len(shown)))


def months(grouping: Grouping) -> str:
    """Draw the mean heat of each month with its interval as a band."""
    alt = _altair()
    rows = [_row(g) for g in sorted(grouping.groups, key=lambda g: g.name)]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("name:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=True))
    )
    scale = alt.Scale(zero=False, nice=True)
    band = base.mark_area(opacity=0.25, color=_VERDICTS["sensational"]).encode(
        y=alt.Y("low:Q", scale=scale, title="mean heat"), y2="high:Q"
    )
    line = base.mark_line(
        color=_VERDICTS["sensational"], point=alt.OverlayMarkDef(color=_VERDICTS["sensational"])
    ).encode(y="value:Q")
    return _picture((band + line).properties(width=_WIDTH, height=240))


def shown_groups(grouping: Grouping) -> list[Group]:
    """Return the groups that are shown, the loudest first."""
    own = grouping.groups
    return own if len(own) <= SHOWN else own[: SHOWN // 2] + own[-SHOWN // 2 :]


def _row(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "value": group.heat.value,
        "low": group.heat.low,
        "high": group.heat.high,
        "different": "differs from the rest" if group.different else "may not differ",
    }


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401 - what altair draws with
    except ImportError as error:
        raise InputError("missing_part", "report", "needs more packages: install levelhed[archives]") from error
    return altair


def _picture(chart: Any) -> str:
    """Return the address of an image that holds its own data; in an image no script runs and nothing is fetched."""
    styled = chart.properties(autosize={"type": "fit", "contains": "padding"}, padding=_ROOM)
    styled = styled.configure(font="Helvetica, Arial, sans-serif", background="transparent").configure_view(stroke=None)
    styled = styled.configure_axis(
        gridColor="#e6e9ec",
        domainColor=_PALE,
        tickColor=_PALE,
        labelColor=_INK,
        titleColor=_INK,
        titleFontWeight=400,
        labelFontSize=12,
        titleFontSize=12,
    )
    styled = styled.configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight=400, columnPadding=36)
    svg = io.StringIO()
    styled.save(svg, format="svg")
    return "data:image/svg+xml;base64," + base64.b64encode(svg.getvalue().encode()).decode()

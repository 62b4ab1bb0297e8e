"""What was checked in this session, by whom, and what was decided."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import altair as alt
import pyarrow as pa
import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.review_log import DECISIONS, Review, agreement, reviews, search
from levelhed.data.results import open_results
from levelhed.service.counted import counted


def main() -> None:
    """Draw the page."""
    st.title("What was decided", anchor=False)
    plain.note("Reviews are kept for this session alone: close the page or reload it, and they are gone.")
    kept = reviews()
    if not kept:
        st.write("Nothing yet. Decide on a headline at the foot of the Check page, and it is listed here.")
        return
    with st.container(horizontal=True):
        text = st.text_input("Search", type="search", live=True)
        decisions = st.multiselect("Decision", DECISIONS, placeholder="All")
        people = st.multiselect("Reviewer", sorted({r.reviewer for r in kept}), placeholder="All")
    found = search(kept, text, decisions, people)
    st.subheader(f"{len(found)} of {counted(len(kept), 'review')}", anchor=False)
    if found:
        when = st.column_config.DatetimeColumn(format="D MMM, HH:mm", width=110)
        st.dataframe([_row(review) for review in found], hide_index=True, column_config={"When": when})
        st.download_button("Reviews as CSV", lambda: table(found), "levelhed-reviews.csv", "text/csv")
    st.subheader("How often editors agree with the score", anchor=False)
    points = agreement(kept)
    last = points[-1]
    st.write(
        f"{last.share:.0f}% of {counted(last.count, 'review')} did not overrule it. "
        f"With so many, the true share may lie anywhere from {last.low:.0f}% to {last.high:.0f}%."
    )
    if len(points) > 1:
        st.altair_chart(_plot([asdict(p) for p in points]), width="stretch")


def table(found: Sequence[Review]) -> BytesIO:
    """Return reviews as a CSV file in which no cell is a formula."""
    rows = pa.RecordBatch.from_pylist([{**_row(review), "When": review.at.isoformat()} for review in found])
    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder:
        output = Path(folder) / "reviews.csv"
        with open_results(output, rows.schema) as write:
            write(rows)
        return BytesIO(output.read_bytes())


def _row(review: Review) -> dict[str, object]:
    return {
        "When": review.at,
        "Headline": review.headline,
        "Reviewer": review.reviewer,
        "Score said": f"{review.verdict}, heat {review.heat:.0f}",
        "Decision": review.decision,
        "Reason": review.reason,
    }


def _plot(points: list[dict[str, object]]) -> alt.LayerChart:
    rows = [{**p, "at": str(p["at"])} for p in points]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("count:Q", title="reviews", axis=alt.Axis(tickMinStep=1, format="d"))
    )
    band = base.mark_area(opacity=0.2, color="#2f8a94").encode(
        y=alt.Y("low:Q", title="agreement, %", scale=alt.Scale(domain=[0, 100])), y2="high:Q"
    )
    plot: alt.LayerChart = band + base.mark_line(color="#2f8a94", point=alt.OverlayMarkDef(color="#2f8a94")).encode(
        y="share:Q"
    )
    return plot.properties(height=220)


if __name__ == "__main__":
    main()

"""A whole archive: how loud its headlines are, whose, when, and what a threshold would have flagged."""

from __future__ import annotations

import math
import time
from pathlib import Path

import altair as alt
import streamlit as st
from levelhed.dashboard import archive_run, plain
from levelhed.dashboard.archive_downloads import offer_downloads
from levelhed.dashboard.archive_plots import SHOWN_GROUPS, default_threshold, group_plot, heat_plot
from levelhed.dashboard.archive_run import Archive
from levelhed.dashboard.archive_tally import GROUPS, SMALLEST_GROUP, Tally
from levelhed.dashboard.desk import Desk, open_desk
from levelhed.dashboard.highlight import split_headline
from levelhed.data.errors import InputError
from levelhed.service.counted import counted
from levelhed.service.report.error_reasons import ERRORS
from levelhed.service.report.statistics import wilson
from levelhed.service.settings import is_loopback, read_settings

# Seconds between two drawings of the plot that grows while rows are scored.
_REDRAW = 1.0
_NO_BODY = "(none)"


def main() -> None:
    """Draw the page."""
    st.title("What does the archive sound like?", anchor=False)
    desk = open_desk()
    try:
        archive = _ask_archive()
        if archive is None:
            st.write(
                "CSV, JSON Lines or Parquet, with a column of headlines and, if there is one, a column of stories."
            )
            return
        if archive.result is None and not _read(archive, desk):
            return
        _show(archive, desk)
    except InputError as error:
        plain.problem(error)


def _ask_archive() -> Archive | None:
    file = st.file_uploader("Drop an archive, or an audit's result", type=list(archive_run.TYPES))
    path = ""
    # A path is read with the server's rights: asked for only where server and editor are one machine.
    if is_loopback(read_settings().host):
        with st.expander("Or give the path of a file or folder on this machine"):
            path = st.text_input("Path", key="archive-path", persist_state="session").strip()
    wanted = file.file_id if file else path
    if not wanted:
        kept: Archive | None = st.session_state.get("archive")
        return kept
    if st.session_state.get("archive-of") != wanted:
        st.session_state.pop("archive", None)
        # Or the old one, asked for again after one that cannot be opened, would be thought to be here.
        st.session_state.pop("archive-of", None)
        opened = archive_run.keep_upload(file.name, file) if file else archive_run.open_path(Path(path))
        st.session_state["archive"], st.session_state["archive-of"] = opened, wanted
    archive: Archive = st.session_state["archive"]
    return archive


def _read(archive: Archive, desk: Desk) -> bool:
    """Score an archive or add a result up, drawing as it goes; False while it is not known which column is which."""
    headline, body = _choose_columns(archive)
    if headline is None:
        return False
    words, plot = st.empty(), st.empty()
    words.text("Reading the first rows…")
    began = time.monotonic()
    drawn = -math.inf
    threshold = default_threshold(desk.thresholds("fast"))

    def progress(tally: Tally) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - drawn < _REDRAW:
            return
        drawn = now
        words.text(f"{tally.rows:,} rows, {tally.rows / max(now - began, 0.001):,.0f} a second")
        plot.altair_chart(heat_plot(tally, threshold), width="stretch", key=f"growing-{tally.rows}")

    try:
        if archive.is_result:
            archive_run.add_up(archive, headline, body, progress)
        else:
            archive_run.score(archive, desk.archive_scorer(), headline, body, progress)
    finally:
        words.empty()
        plot.empty()
    return True


def _choose_columns(archive: Archive) -> tuple[str | None, str]:
    if "headline" in archive.columns:
        return "headline", "body"
    columns = archive.columns
    with st.form("columns"):
        headline = st.selectbox("Which column holds the headlines?", columns, index=None)
        body = st.selectbox("Which column holds the stories?", [_NO_BODY, *columns])
        chosen = st.form_submit_button("Score it")
    if chosen and headline is None:
        plain.note("Choose the column that holds the headlines, then score it.")
    return (headline, body or _NO_BODY) if chosen and headline else (None, _NO_BODY)


def _show(archive: Archive, desk: Desk) -> None:
    tally = archive.tally
    plain.paragraph(f"{archive.name}: {counted(tally.rows, 'row')}, {tally.scored:,} scored.")
    for kind, count in tally.errors.most_common():
        reason = ERRORS.get(kind, kind.replace("_", " "))
        plain.note(f"{counted(count, 'row')} could not be scored: {reason}.")
    if not tally.scored:
        return
    _rehearse(tally, desk)
    _show_groups(tally)
    _show_loudest(archive, desk)
    offer_downloads(archive)


@st.fragment
def _rehearse(tally: Tally, desk: Desk) -> None:
    st.subheader("What would a threshold have flagged?", anchor=False)
    start = default_threshold(desk.thresholds("fast"))
    threshold = st.slider("Flag headlines from this heat on", 0, 100, start, key="threshold")
    flagged = tally.flagged(threshold)
    low, high = (100 * bound for bound in wilson(flagged, tally.scored))
    st.write(
        f"**{flagged:,}** of {counted(tally.scored, 'headline')}, {100 * flagged / tally.scored:.1f}% "
        f"(95% interval {low:.1f}% to {high:.1f}%)."
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.altair_chart(heat_plot(tally, threshold), width="stretch")
    with right:
        st.subheader("Just above the line", anchor=False)
        samples = tally.just_above(threshold)
        plain.lines((str(heat), text) for heat, text in samples)
        if not samples:
            st.write("Nothing is that loud.")


def _show_groups(tally: Tally) -> None:
    held = [column for column in GROUPS if tally.groups(column) or tally.small_groups(column)]
    if not held:
        return
    st.subheader("Louder than their stories?", anchor=False)
    plain.aside("Copies of one story count as often as they stand in the archive; the report counts them once.")
    for column, tab in zip(held, st.tabs([f"By {GROUPS[column]}" for column in held]), strict=True):
        with tab:
            _show_group(tally, column)


def _show_group(tally: Tally, column: str) -> None:
    groups, small = tally.groups(column), tally.small_groups(column)
    if groups:
        by_time = column == "published"
        plot: alt.LayerChart = group_plot(groups, by_time=by_time)
        st.altair_chart(plot, width="stretch")
        if len(groups) > SHOWN_GROUPS:
            plain.aside(f"Drawn are the {SHOWN_GROUPS} of most headlines; the table has all {len(groups):,}.")
        plain.aside("A dot is a mean, its bar the 95% interval: where two bars overlap widely, do not tell them apart.")
        with st.expander("As a table"):
            st.dataframe(
                [
                    {
                        GROUPS[column]: g.name,
                        "headlines": g.count,
                        "mean gap": round(g.mean, 1),
                        "from": round(g.low, 1),
                        "to": round(g.high, 1),
                    }
                    for g in (sorted(groups, key=lambda g: g.name) if by_time else groups)
                ],
                hide_index=True,
                column_config={
                    name: st.column_config.NumberColumn(format="%.1f") for name in ("mean gap", "from", "to")
                },
            )
    if small:
        are = "is" if small == 1 else "are"
        plain.note(f"{small:,} with fewer than {SMALLEST_GROUP} headlines {are} left out: too few to say anything.")


def _show_loudest(archive: Archive, desk: Desk) -> None:
    loudest = archive.tally.loudest()
    if not loudest:
        plain.note("No headline is louder than its story, or there are no stories to hold them against.")
        return
    st.subheader("The largest gaps", anchor=False)
    if not archive.words:
        archive.words = [_words(desk, loud.headline, loud.body) for loud in loudest]
    st.dataframe(
        [
            {"Gap": round(loud.gap), "Heat": round(loud.heat), "Headline": loud.headline, "Words that do it": words}
            for loud, words in zip(loudest, archive.words, strict=True)
        ],
        hide_index=True,
        column_config={
            "Gap": st.column_config.NumberColumn(width=70),
            "Heat": st.column_config.NumberColumn(width=70),
        },
    )


def _words(desk: Desk, headline: str, body: str) -> str:
    try:
        score = desk.score(headline, body, model="fast")
    except InputError:
        return ""
    marked = [p for p in split_headline(headline, score.evidence) if p.family]
    return ", ".join(f"{p.text} ({p.label})" for p in sorted(marked, key=lambda p: -p.points)[:4])


if __name__ == "__main__":
    main()

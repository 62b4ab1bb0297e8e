"""A scored archive to take away: CSV, Parquet, and the report as one page."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.archive_run import Archive
from levelhed.data.archives import read_columns, read_rows
from levelhed.data.results import open_results
from levelhed.model.batch import FIELDS, SCHEMA

_STORIES = ("body", "text", "story", "content")  # columns left out of the tables: a download should open in seconds


def offer_downloads(archive: Archive) -> None:
    """Offer the figures of every row, without the stories, and the report."""
    result = archive.result
    if result is None:
        return
    st.subheader("Take it away", anchor=False)
    with st.container(horizontal=True):
        st.download_button("Figures as CSV", lambda: _table(result, ".csv"), "levelhed.csv", "text/csv")
        st.download_button("Figures as Parquet", lambda: _table(result, ".parquet"), "levelhed.parquet")
        if find_spec("levelhed.service.report"):
            st.download_button("Report as a page", lambda: _report(result), "levelhed.html", "text/html")
    plain.aside("The tables hold every row and every column but the stories.")


def _table(result: Path, ending: str) -> BytesIO:
    columns = [c for c in read_columns(result, FIELDS[0]) if c not in _STORIES]
    numbers = [name for name in FIELDS if SCHEMA.field(name).type == "double"]
    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder:
        output = Path(folder) / f"levelhed{ending}"
        with open_results(output, columns, numbers) as write:
            for rows in read_rows(result):
                write([{name: row.values.get(name) for name in columns} for row in rows])
        return BytesIO(output.read_bytes())


def _report(result: Path) -> BytesIO:
    from levelhed.service.report import write_report

    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder:
        output = Path(folder) / "levelhed.html"
        write_report(result, output)
        return BytesIO(output.read_bytes())

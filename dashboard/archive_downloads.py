"""A scored archive to take away: CSV, Parquet, and the report as one page."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.archive_run import Archive
from levelhed.data.results import open_results

_ROWS = 10_000  # rows held at a time


def offer_downloads(archive: Archive) -> None:
    """Offer the figures of every row, without the stories, and the report."""
    result = archive.result
    if result is None:
        return
    st.subheader("Take it away", anchor=False)
    with st.container(horizontal=True):
        if not archive.is_result:
            st.download_button("Figures as CSV", lambda: _table(archive, ".csv"), "levelhed.csv", "text/csv")
            st.download_button("Figures as Parquet", lambda: _table(archive, ".parquet"), "levelhed.parquet")
        if find_spec("levelhed.service.report"):
            st.download_button("Report as a page", lambda: _report(result), "levelhed.html", "text/html")
    if not archive.is_result:
        plain.aside("The tables hold every row and every column but the stories.")


def _table(archive: Archive, ending: str) -> BytesIO:
    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder, pq.ParquetFile(archive.result) as scored:
        columns = [name for name in scored.schema_arrow.names if name != archive.body]
        output = Path(folder) / f"levelhed{ending}"
        with open_results(output, pa.schema([scored.schema_arrow.field(name) for name in columns])) as write:
            for batch in scored.iter_batches(_ROWS, columns=columns):
                write(batch)
        return BytesIO(output.read_bytes())


def _report(result: Path) -> BytesIO:
    from levelhed.service.report import write_report

    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder:
        output = Path(folder) / "levelhed.html"
        write_report(result, output)
        return BytesIO(output.read_bytes())

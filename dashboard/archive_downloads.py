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
from levelhed.service.audit_result import record_path

_ROWS = 10_000  # rows held at a time
_REPORT_PARTS = ("jinja2", "scipy", "datasketch", "vl_convert")  # what levelhed[archives] brings


def offer_downloads(archive: Archive) -> None:
    """Offer the figures of every row, without the stories, and the report."""
    if archive.result is None:
        return
    can_report = _can_report(archive.result)
    if archive.is_result and not can_report:
        return
    st.subheader("Take it away", anchor=False)
    with st.container(horizontal=True):
        if not archive.is_result:
            st.download_button("Figures as CSV", lambda: table(archive, ".csv"), "levelhed.csv", "text/csv")
            st.download_button("Figures as Parquet", lambda: table(archive, ".parquet"), "levelhed.parquet")
        if can_report:
            st.download_button("Report as a page", lambda: report_page(archive), "levelhed.html", "text/html")
    if not archive.is_result:
        plain.aside("The tables hold every row and every column but the stories.")


def table(archive: Archive, ending: str) -> BytesIO:
    """Return the scored rows as a file, ``.csv`` or ``.parquet``."""
    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder, pq.ParquetFile(archive.result) as scored:
        columns = [name for name in scored.schema_arrow.names if name != archive.body]
        output = Path(folder) / f"levelhed{ending}"
        with open_results(output, pa.schema([scored.schema_arrow.field(name) for name in columns])) as write:
            for batch in scored.iter_batches(_ROWS, columns=columns):
                write(batch)
        return BytesIO(output.read_bytes())


def report_page(archive: Archive) -> BytesIO:
    """Return the report of an audit's result, one page that needs nothing else."""
    from levelhed.service.report import write_report

    if archive.result is None:
        raise ValueError("there is nothing to report before the archive is scored")
    with tempfile.TemporaryDirectory(prefix="levelhed-") as folder:
        output = Path(folder) / "levelhed.html"
        write_report(archive.result, output)
        return BytesIO(output.read_bytes())


def _can_report(result: Path) -> bool:
    # An uploaded result comes without the record that an audit leaves beside it.
    return record_path(result).is_file() and all(map(find_spec, _REPORT_PARTS))

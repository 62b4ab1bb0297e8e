from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.dashboard.archive_downloads import report_page, table
from levelhed.dashboard.archive_run import Archive, keep_upload, score
from levelhed.data import sample
from levelhed.model import Scorer

from .shown import SCRIPT


@pytest.fixture(scope="module")
def archive(scorer: Scorer) -> Archive:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["headline", "body", "author"])
    for i in range(150):
        writer.writerow([f"{sample.headline()} {i}", sample.body()[:200], SCRIPT if i else "=1+1"])
    kept = keep_upload("news.csv", io.BytesIO(file.getvalue().encode()))
    score(kept, scorer, "headline", "body")
    return kept


def test_a_table_holds_every_row_and_no_story(archive: Archive) -> None:
    rows = list(csv.DictReader(io.TextIOWrapper(table(archive, ".csv"), encoding="utf-8")))
    assert len(rows) == archive.tally.rows == 150
    assert "body" not in rows[0]
    assert rows[0]["author"] == "'=1+1"
    read = pq.read_table(table(archive, ".parquet"))
    assert read.column("heat").to_pylist()[7] == pytest.approx(float(rows[7]["heat"]))


def test_the_report_is_a_page_that_shows_markup_as_text(archive: Archive) -> None:
    pytest.importorskip("vl_convert", reason="the report needs levelhed[archives]")
    page = report_page(archive).getvalue().decode()
    assert page.startswith("<!DOCTYPE html>") or page.lower().startswith("<!doctype")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_dates_of_any_year_and_bytes_are_carried(tmp_path: Path, scorer: Scorer) -> None:
    rows = 12
    source = {
        "headline": [f"{sample.headline()} {i}" for i in range(rows)],
        "body": [sample.body()[:500]] * rows,
        "published": pa.array([253_402_300_800_000_000] * rows, pa.timestamp("us")),
        "outlet": [b"The Ferry"] * rows,
    }
    pq.write_table(pa.table(source), tmp_path / "in.parquet")
    with (tmp_path / "in.parquet").open("rb") as file:
        kept = keep_upload("in.parquet", file)
    score(kept, scorer, "headline", "body")
    assert [group.name for group in kept.tally.groups("outlet")] == ["The Ferry"]
    written = list(csv.DictReader(io.TextIOWrapper(table(kept, ".csv"), encoding="utf-8")))
    assert {row["published"] for row in written} == {"10000-01-01 00:00:00"}

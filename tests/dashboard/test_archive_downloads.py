from __future__ import annotations

import csv
import io

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

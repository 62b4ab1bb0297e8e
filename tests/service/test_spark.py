"""Spark on two threads of this machine; a real cluster is in `tests/benchmarks/spark_cluster.py`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.model.batch import FIELDS
from levelhed.service.audit import AuditProgress, audit_archive

pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("Java is not here", allow_module_level=True)

from levelhed.service.spark import open_session, score_frame
from levelhed.service.spark_audit import SparkBackend

BODY = "The council met. It agreed a budget. Nobody objected."
ROWS = [
    (f"Council agrees budget {i}" if i % 3 else f"FURY over budget {i}!", BODY if i % 2 else None, i) for i in range(50)
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    session = open_session("local[2]")
    yield session
    session.stop()


def test_a_frame_gets_the_scores_that_the_scorer_gives(session: Any, scorer: Scorer) -> None:
    frame = session.createDataFrame(ROWS, "title string, text string, id long").repartition(3)
    scored = score_frame(frame, headline="title", body="text").orderBy("id").collect()
    expected = scorer.score_batch(
        pa.RecordBatch.from_pydict({"headline": [r[0] for r in ROWS], "body": [r[1] for r in ROWS]})
    ).to_pylist()
    assert [row["title"] for row in scored] == [r[0] for r in ROWS]
    assert [{name: row[name] for name in FIELDS} for row in scored] == expected


def test_columns_that_are_missing_or_taken_are_named(session: Any) -> None:
    frame = session.createDataFrame([("x", 1.0)], "title string, heat double")
    with pytest.raises(InputError, match="no column 'headline'"):
        score_frame(frame)
    with pytest.raises(InputError, match="heat"):
        score_frame(frame, headline="title")


def test_an_audit_on_spark_gives_the_same_bytes_as_one_here(session: Any, tmp_path: Path) -> None:
    table = pa.table({"headline": [r[0] for r in ROWS], "body": [r[1] for r in ROWS], "id": [r[2] for r in ROWS]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=20)
    (tmp_path / "b.jsonl").write_text('{"headline": "Council meets"}\n{broken\n')
    inputs = [str(tmp_path / name) for name in ("a.parquet", "b.jsonl")]
    seen: list[AuditProgress] = []
    load = partial(Scorer.load, "fast")
    audit_archive(load, inputs, tmp_path / "here.parquet")
    there = tmp_path / "there.parquet"
    summary = audit_archive(load, inputs, there, backend=SparkBackend("local[2]"), report=seen.append)
    assert there.read_bytes() == (tmp_path / "here.parquet").read_bytes()
    assert summary.errors == {"bad_json": 1}
    assert seen == [AuditProgress(52, 1, 1.0)]


def test_strict_on_spark_names_the_first_bad_row(session: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"headline": h}) + "\n" for h in ("One", "", "Three")))
    with pytest.raises(InputError, match=r"a\.jsonl, row 2: .*empty") as caught:
        audit_archive(
            partial(Scorer.load, "fast"),
            [str(tmp_path / "a.jsonl")],
            tmp_path / "out.jsonl",
            backend=SparkBackend("local[2]"),
            strict=True,
        )
    assert caught.value.kind == "bad_row"

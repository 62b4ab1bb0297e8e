from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data.errors import InputError
from levelhed.model import CascadeScorer, Scorer
from levelhed.service.audit import audit_archive

BODY = "The council met. It agreed a budget. Nobody objected."


def test_rows_keep_their_order_and_columns_and_bad_ones_say_why(tmp_path: Path, scorer: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"headline": "Council agrees budget", "body": BODY, "outlet": "A"},
        {"headline": " ", "body": BODY, "outlet": "B"},
        {"headline": "Council\u0000", "body": BODY, "outlet": "C"},
        {"headline": 7, "body": BODY, "outlet": "D"},
        {"headline": "FURY over budget", "body": None, "outlet": "E"},
    ]
    source.write_text("".join(json.dumps(r) + "\n" for r in rows) + "{broken\n")
    seen: list[int] = []
    summary = audit_archive(scorer, source, output, progress=seen.append)
    written = [json.loads(line) for line in output.read_text().splitlines()]
    assert [r["outlet"] for r in written] == ["A", "B", "C", "D", "E", None]
    assert [r["error"] for r in written] == [None, "empty", "control_character", "not_text", None, "bad_json"]
    assert written[0]["tone_gap"] == scorer.score("Council agrees budget", BODY).tone_gap
    assert written[4]["tone_gap"] is None
    assert summary.rows == 6
    assert sum(summary.errors.values()) == 4
    assert seen == [6]


@pytest.mark.parametrize("name", ["in.csv", "in.parquet"])
def test_other_names_and_formats(name: str, tmp_path: Path, scorer: Scorer) -> None:
    source, output = tmp_path / name, tmp_path / "out.parquet"
    table = {"title": ["Council agrees", "=FURY()"], "text": [BODY, BODY]}
    if name == "in.parquet":
        pq.write_table(pa.table(table), source)
    else:
        with source.open("w", newline="") as file:
            csv.writer(file).writerows([table.keys(), *zip(*table.values(), strict=True)])
    audit_archive(scorer, source, output, headline="title", body="text")
    result = pq.read_table(output)
    assert result.column("title").to_pylist() == table["title"]
    assert result.column("body_bias").null_count == 0


def test_a_file_that_breaks_half_way_leaves_no_output(tmp_path: Path, scorer: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_bytes(b'{"headline": "One"}\n' * 1_500 + b"\xff\xfe\n")
    with pytest.raises(InputError, match="line 1501"):
        audit_archive(scorer, source, output)
    assert list(tmp_path.iterdir()) == [source]


def test_its_own_columns_and_its_own_input_are_not_overwritten(tmp_path: Path, scorer: Scorer) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"headline": "One", "heat": 3}\n')
    with pytest.raises(InputError, match="heat"):
        audit_archive(scorer, source, tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="another output"):
        audit_archive(scorer, source, source)


def test_an_empty_archive_gives_an_empty_result(tmp_path: Path, scorer: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_text("")
    assert audit_archive(scorer, source, output).rows == 0
    assert output.read_text().startswith("clickbait,")


def test_a_column_that_first_comes_late_is_kept(tmp_path: Path, scorer: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"headline": "One"}\n' * 1_200 + '{"headline": "Two", "author": "X"}\n')
    audit_archive(scorer, source, output)
    assert json.loads(output.read_text().splitlines()[-1])["author"] == "X"


def test_the_summary_counts_what_each_reader_scored(tmp_path: Path, scorer: Scorer, deep_stand_in: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    headlines = ["Council agrees budget", "", "FURY over 'shameful' budget", "Council meets"]
    source.write_text("".join(json.dumps({"headline": h, "body": BODY}) + "\n" for h in headlines))
    summary = audit_archive(CascadeScorer(scorer, deep_stand_in), source, output)
    written = [json.loads(line)["model"] for line in output.read_text().splitlines()]
    assert summary.models.total() == 3
    assert summary.models == {m: written.count(m) for m in set(written) - {None}}
    assert written[1] is None
    assert audit_archive(scorer, source, output).models == {"fast": 3}
    assert audit_archive(CascadeScorer(scorer, deep_stand_in, 100.0), source, output).models == {"deep": 3}

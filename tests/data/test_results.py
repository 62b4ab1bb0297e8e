from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data import results
from levelhed.data.errors import InputError
from levelhed.data.results import open_results, without_guards

SCHEMA = pa.schema([("text", pa.string()), ("gap", pa.float64())])


def _batch(*rows: tuple[str | None, float | None]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([{"text": t, "gap": g} for t, g in rows], schema=SCHEMA)


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_a_failed_run_leaves_the_old_file_and_no_part(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("the old result")
    with pytest.raises(RuntimeError), open_results(path, SCHEMA) as write:
        write(_batch(("x", 1.0)))
        raise RuntimeError
    assert path.read_text() == "the old result"
    assert list(tmp_path.iterdir()) == [path]


def _groups(path: Path) -> list[int]:
    meta = pq.ParquetFile(path).metadata
    return [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]


def test_a_row_group_has_so_many_rows_or_bytes_and_no_more_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, batch = tmp_path / "out.parquet", _batch(("x", 1.0), ("y", 2.0))
    monkeypatch.setattr(results, "GROUP_ROWS", 4)
    with open_results(path, SCHEMA) as write:
        for _ in range(5):
            write(batch)
    assert _groups(path) == [4, 4, 2]
    monkeypatch.setattr(results, "GROUP_BYTES", 1)
    with open_results(path, SCHEMA) as write:
        for _ in range(3):
            write(batch)
    assert _groups(path) == [2, 2, 2]


def test_csv_cells_never_start_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with open_results(path, SCHEMA) as write:
        write(_batch(("=1+1", -3.5), ("-4", None), ("@x", None), ("\tx", None), ("plain", 1.0)))
    with path.open(newline="") as file:
        assert [tuple(row.values()) for row in csv.DictReader(file)] == [
            ("'=1+1", "-3.5"),
            ("-4", ""),
            ("'@x", ""),
            ("'\tx", ""),
            ("plain", "1.0"),
        ]


def test_what_keeps_a_cell_from_being_run_can_be_taken_off_again(tmp_path: Path) -> None:
    values = ["=1+1", "-4", "'=x", "''-4", "'-4", "'plain'", "\tx", "\r", "@", "'", "", "plain=", "+1,000"]
    with open_results(tmp_path / "out.csv", SCHEMA) as write:
        write(_batch(*[(value, 1.0) for value in values]))
    with (tmp_path / "out.csv").open(newline="") as file:
        written = [row["text"] for row in csv.DictReader(file)]
    assert not [cell for cell in written if cell.startswith(("=", "@", "\t", "\r"))]
    assert without_guards(pa.array(written)).to_pylist() == values


def test_names_of_columns_never_start_a_formula_either(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with open_results(path, pa.schema([("=x", pa.string())])):
        pass
    assert path.read_text() == "'=x\n"


def test_json_has_no_nan(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_results(path, SCHEMA) as write:
        write(_batch(("x", float("nan")), (None, 1.0)))
    assert [json.loads(line) for line in path.read_text().splitlines()] == [
        {"text": "x", "gap": None},
        {"text": None, "gap": 1.0},
    ]


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_dates_of_any_year_and_bytes_become_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    schema = pa.schema([("when", pa.timestamp("us")), ("digest", pa.binary())])
    with open_results(path, schema) as write:
        write(pa.record_batch([pa.array([253_402_300_800_000_000, 0], schema[0].type), [b"\xff", None]], schema=schema))
    if name == "out.csv":
        assert path.read_text() == "when,digest\n10000-01-01 00:00:00,/w==\n1970-01-01 00:00:00,\n"
    else:
        assert [json.loads(line) for line in path.read_text().splitlines()] == [
            {"when": "10000-01-01 00:00:00", "digest": "/w=="},
            {"when": "1970-01-01 00:00:00", "digest": None},
        ]


def test_parquet_row_groups_hold_many_batches(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    with open_results(path, SCHEMA) as write:
        for _ in range(50):
            write(_batch(*[("x", 1.0)] * 1_000))
    meta = pq.ParquetFile(path).metadata
    assert [meta.row_group(i).num_rows for i in range(meta.num_row_groups)] == [20_000, 20_000, 10_000]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.parquet"), open_results(tmp_path / "out.txt", SCHEMA):
        pass

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data.archives import Row, read_columns, read_rows
from levelhed.data.errors import InputError


def _rows(path: Path) -> list[Row]:
    read_columns(path, "headline")
    return [row for batch in read_rows(path) for row in batch]


def _refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        _rows(path)
    assert path.name in caught.value.where
    return caught.value


def test_json_lines_keep_their_order_and_mark_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"headline": "One"}\n{broken\n[1]\n{"headline": NaN}\n'
        + "[" * 100_000
        + '\n\n{"headline": "Two", "outlet": "x"}\n'
    )
    assert [(r.values.get("headline"), r.error) for r in _rows(path)] == [
        ("One", None),
        (None, "bad_json"),
        (None, "not_an_object"),
        (None, "bad_json"),
        (None, "bad_json"),
        ("Two", None),
    ]


def test_more_rows_than_one_batch(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps({"headline": str(i)}) + "\n" for i in range(2_345)).encode()))
    assert [r.values["headline"] for r in _rows(path)] == [str(i) for i in range(2_345)]


def test_csv_with_a_short_and_a_long_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('headline,body\n"One, two",b\nshort\na,b,c\n', encoding="utf-8-sig")
    assert [r.error for r in _rows(path)] == [None, "too_few_fields", "too_many_fields"]
    assert _rows(path)[0].values == {"headline": "One, two", "body": "b"}


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_a_missing_column_is_named_with_those_there(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        pq.write_table(pa.table({"title": ["x"]}), path)
    else:
        path.write_text("title\nx\n" if name == "a.csv" else '{"title": "x"}\n')
    error = _refusal(path)
    assert error.kind == "missing_column"
    assert "'headline'" in error.message
    assert "'title'" in error.message


def test_damaged_files_are_named(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"headline": "One"}\n' * 5_000)
    truncated = tmp_path / "truncated.jsonl.gz"
    truncated.write_bytes(whole[: len(whole) // 2])
    assert _refusal(truncated).kind == "damaged_file"
    latin = tmp_path / "latin.csv"
    latin.write_bytes("headline\ncaf\xe9\n".encode("latin-1"))
    assert _refusal(latin).kind == "not_utf8"
    parquet = tmp_path / "no.parquet"
    parquet.write_bytes(b"PAR1 nothing")
    assert _refusal(parquet).kind == "damaged_file"
    twice = tmp_path / "twice.csv"
    twice.write_text("headline,headline\na,b\n")
    assert _refusal(twice).kind == "duplicate_column"
    quotes = tmp_path / "quotes.csv"
    quotes.write_text('headline\n"open\n')
    assert _refusal(quotes).kind == "damaged_file"
    assert _refusal(tmp_path / "absent.csv").kind == "missing_file"
    other = tmp_path / "a.xlsx"
    other.write_bytes(b"")
    assert _refusal(other).kind == "unknown_format"

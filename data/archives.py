"""Archives in: JSON Lines, CSV and Parquet files as a stream of record batches, bad rows marked and never dropped."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from levelhed.data.errors import InputError

BATCH_ROWS = 1_000
"""Rows held at a time: at 300 words a body about 2 MB, small beside the model and large beside a batch's overhead."""

MAX_FIELD = 2_000_000
"""Longest CSV field read, in characters: twice the longest body that is scored."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an archive: its values by column, and the kind of error that makes it unreadable, if any."""

    values: dict[str, Any]
    error: str | None = None


def read_columns(path: Path, needed: str) -> list[str]:
    """Return all columns of an archive, in order of appearance; JSON Lines are read through once for it.

    Parameters
    ----------
    path : Path
        ``.jsonl``, ``.ndjson``, ``.csv`` (each also ``.gz``) or ``.parquet``.
    needed : str
        A column that must be there, unless the archive is empty.

    Raises
    ------
    InputError
        ``unknown_format``, ``missing_file``, ``missing_column``, ``duplicate_column``, ``damaged_file``
        or ``not_utf8``.
    """
    kind = _kind(path)
    if kind == "parquet":
        with _parquet_file(path) as file:
            columns = list(file.schema_arrow.names)
    elif kind == "csv":
        columns = _csv_header(path)
    else:
        columns = list(dict.fromkeys(name for row in _read_json_lines(path) for name in row.values))
    if needed not in columns and (columns or kind != "jsonl"):
        raise InputError(
            "missing_column",
            str(path),
            f"has no column {needed!r}; it has {', '.join(map(repr, columns[:20])) or 'none'}",
        )
    if len(set(columns)) < len(columns):
        raise InputError("duplicate_column", str(path), "names a column twice; rename one")
    return columns


def read_rows(path: Path) -> Iterator[list[Row]]:
    """Yield the rows of an archive in order, up to `BATCH_ROWS` at a time.

    Raises
    ------
    InputError
        ``unknown_format``, ``missing_file``, ``damaged_file`` or ``not_utf8``, with the file and where in it.
    """
    kind = _kind(path)
    if kind == "parquet":
        return _read_parquet(path)
    return _in_batches(_read_csv(path) if kind == "csv" else _read_json_lines(path))


def _kind(path: Path) -> str:
    if not path.is_file():
        raise InputError("missing_file", str(path), "is not a file; give the path of an archive")
    name = path.name.lower()
    if name.endswith(".parquet"):
        return "parquet"
    plain = name.removesuffix(".gz")
    if plain.endswith(".csv"):
        return "csv"
    if plain.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    raise InputError("unknown_format", str(path), "is none of .jsonl, .ndjson, .csv (also .gz) and .parquet")


@contextmanager
def _parquet_file(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise InputError("damaged_file", str(path), f"is not a readable Parquet file ({error})") from error


def _read_parquet(path: Path) -> Iterator[list[Row]]:
    with _parquet_file(path) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            yield [Row(values) for values in batch.to_pylist()]


def _read_json_lines(path: Path) -> Iterator[Row]:
    for line in _lines(path):
        if not line.strip():
            continue
        try:
            values = json.loads(line, parse_constant=_not_json)
        except (ValueError, RecursionError):
            yield Row({}, "bad_json")
            continue
        yield Row(values) if isinstance(values, dict) else Row({}, "not_an_object")


def _not_json(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _csv_header(path: Path) -> list[str]:
    with _csv_errors(path) as reader:
        return next(reader, [])


def _read_csv(path: Path) -> Iterator[Row]:
    with _csv_errors(path) as reader:
        header: list[str] = next(reader, [])
        for fields in reader:
            if not fields:
                continue
            error = None
            if len(fields) != len(header):
                error = "too_few_fields" if len(fields) < len(header) else "too_many_fields"
            yield Row(dict(zip(header, fields, strict=False)), error)


@contextmanager
def _csv_errors(path: Path) -> Iterator[Any]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(_lines(path), strict=True)
    try:
        yield reader
    except csv.Error as error:
        raise InputError(
            "damaged_file", f"{path}, line {reader.line_num}", f"is not CSV ({error}); check its quotation marks"
        ) from error


def _lines(path: Path) -> Iterator[str]:
    number = 0
    with _open(path) as raw:
        try:
            # Decoded line by line, not by a text reader's larger blocks, so that an error names the right line.
            for number, line in enumerate(raw, 1):
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                "not_utf8", f"{path}, line {number}", "holds bytes that are not UTF-8; convert the file to UTF-8"
            ) from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(
                "damaged_file", f"{path}, after line {number}", "ends before its compressed data does; fetch it again"
            ) from error


def _open(path: Path) -> IO[bytes]:
    # GzipFile reads as any binary file does.
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _in_batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch

"""Archives in: JSON Lines, CSV and Parquet files as a stream of record batches, bad rows marked and never dropped."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
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


def read_rows(path: Path, needed: str) -> Iterator[list[Row]]:
    """Yield the rows of an archive in order, up to `BATCH_ROWS` at a time.

    Parameters
    ----------
    path : Path
        ``.jsonl``, ``.ndjson``, ``.csv`` (each also ``.gz``) or ``.parquet``.
    needed : str
        A column that must be there.

    Raises
    ------
    InputError
        ``unknown_format``, ``missing_file``, ``missing_column``, ``damaged_file`` or ``not_utf8``, with the file and
        where in it.
    """
    suffixes = [s.lower() for s in path.suffixes]
    kind = suffixes[-2] if suffixes[-1:] == [".gz"] and len(suffixes) > 1 else suffixes[-1] if suffixes else ""
    if not path.is_file():
        raise InputError("missing_file", str(path), "is not a file; give the path of an archive")
    if kind == ".parquet":
        return _read_parquet(path, needed)
    if kind in (".jsonl", ".ndjson"):
        return _in_batches(_read_json_lines(path, needed))
    if kind == ".csv":
        return _in_batches(_read_csv(path, needed))
    raise InputError("unknown_format", str(path), "is none of .jsonl, .ndjson, .csv (also .gz) and .parquet")


def _read_parquet(path: Path, needed: str) -> Iterator[list[Row]]:
    try:
        with pq.ParquetFile(path) as file:
            if needed not in file.schema_arrow.names:
                raise _missing_column(path, needed, file.schema_arrow.names)
            for batch in file.iter_batches(BATCH_ROWS):
                yield [Row(values) for values in batch.to_pylist()]
    except (pa.ArrowException, OSError) as error:
        raise InputError("damaged_file", str(path), f"is not a readable Parquet file ({error})") from error


def _read_json_lines(path: Path, needed: str) -> Iterator[Row]:
    seen = False
    columns: list[str] = []
    for line in _lines(path):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except ValueError:
            yield Row({}, "bad_json")
            continue
        if not isinstance(values, dict):
            yield Row({}, "not_an_object")
            continue
        seen = seen or needed in values
        columns = columns or list(values)
        yield Row(values)
    if not seen and columns:
        raise _missing_column(path, needed, columns)


def _read_csv(path: Path, needed: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(_lines(path), strict=True)
    try:
        header = next(reader, [])
        if needed not in header:
            raise _missing_column(path, needed, header)
        if len(set(header)) < len(header):
            raise InputError("duplicate_column", str(path), "names a column twice in its first line; rename one")
        for fields in reader:
            if not fields:
                continue
            error = None
            if len(fields) != len(header):
                error = "too_few_fields" if len(fields) < len(header) else "too_many_fields"
            yield Row(dict(zip(header, fields, strict=False)), error)
    except csv.Error as error_found:
        raise InputError(
            "damaged_file", f"{path}, line {reader.line_num}", f"is not CSV ({error_found}); check its quotation marks"
        ) from error_found


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


def _missing_column(path: Path, needed: str, have: list[str]) -> InputError:
    return InputError(
        "missing_column", str(path), f"has no column {needed!r}; it has {', '.join(map(repr, have[:20])) or 'none'}"
    )

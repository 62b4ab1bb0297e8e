"""Results out: rows to Parquet, CSV or JSON Lines, under a temporary name until the last one is written."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from levelhed.data.errors import InputError

Write = Callable[[Sequence[dict[str, Any]]], None]

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def open_results(path: Path, columns: Sequence[str], numbers: Sequence[str]) -> Iterator[Write]:
    """Open `path` for rows; it appears only when the block ends without an error.

    Parameters
    ----------
    path : Path
        ``.parquet``, ``.csv`` or ``.jsonl``.
    columns : sequence of str
        All columns, in order.
    numbers : sequence of str
        Those of them that hold numbers; every other Parquet column is text.

    Raises
    ------
    InputError
        ``unknown_format`` or ``cannot_write``.
    """
    openers = {".parquet": _parquet, ".csv": _csv, ".jsonl": _json_lines}
    if path.suffix.lower() not in openers:
        raise InputError("unknown_format", str(path), "must end in .parquet, .csv or .jsonl")
    part = path.with_name(path.name + ".part")
    try:
        with openers[path.suffix.lower()](part, columns, numbers) as write:
            yield write
        part.replace(path)
    except OSError as error:
        raise InputError("cannot_write", str(path), f"cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _parquet(part: Path, columns: Sequence[str], numbers: Sequence[str]) -> Iterator[Write]:
    schema = pa.schema([(name, pa.float64() if name in numbers else pa.string()) for name in columns])

    with pq.ParquetWriter(part, schema, compression="zstd") as writer:

        def write(rows: Sequence[dict[str, Any]]) -> None:
            plain = [{k: v if k in numbers else _text(v) for k, v in row.items()} for row in rows]
            writer.write_table(pa.Table.from_pylist(plain, schema=schema))

        yield write


@contextmanager
def _csv(part: Path, columns: Sequence[str], numbers: Sequence[str]) -> Iterator[Write]:
    with part.open("w", encoding="utf-8", newline="", errors="backslashreplace") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()

        def write(rows: Sequence[dict[str, Any]]) -> None:
            for row in rows:
                writer.writerow({k: row.get(k) if k in numbers else _cell(row.get(k)) for k in columns})

        yield write


@contextmanager
def _json_lines(part: Path, columns: Sequence[str], numbers: Sequence[str]) -> Iterator[Write]:
    with part.open("w", encoding="utf-8") as file:

        def write(rows: Sequence[dict[str, Any]]) -> None:
            for row in rows:
                file.write(json.dumps({k: _finite(row.get(k)) for k in columns}, default=str) + "\n")

        yield write


def _finite(value: Any) -> Any:
    # JSON has no way to write NaN or infinity.
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _text(value: Any) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text.encode("utf-8", "backslashreplace").decode()


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, int | float):
        return value
    text = _text(value)
    # A spreadsheet would run such a cell as a formula; the leading apostrophe makes it text.
    return "'" + text if text and text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text

"""Results out: record batches to Parquet, CSV or JSON Lines, under a temporary name until the last one is written."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from levelhed.data.durable import write_durably
from levelhed.data.errors import InputError
from levelhed.data.plain_values import plain_values

Write = Callable[[pa.RecordBatch], None]

GROUP_ROWS = 20_000
"""Rows of a Parquet row group, at least; fewer where they have more than `GROUP_BYTES`."""

GROUP_BYTES = 64 << 20

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def open_results(path: Path, schema: pa.Schema, scratch: Path | None = None) -> Iterator[Write]:
    """Open `path` for batches of `schema`; it appears only when the block ends without an error.

    Equal batches give equal bytes. CSV and JSON Lines hold binary values in base64, Parquet as they are.

    Parameters
    ----------
    scratch : Path, optional
        See `levelhed.data.durable.write_durably`.

    Raises
    ------
    InputError
        ``unknown_format`` or ``cannot_write``.
    """
    opener = _OPENERS[check_ending(path)]
    with write_durably(path, scratch) as part, opener(part, schema) as write:
        yield write


def check_ending(path: Path) -> str:
    """Return the ending of a result's name, if it is one that is written.

    Raises
    ------
    InputError
        ``unknown_format``
    """
    ending = path.suffix.lower()
    if ending not in _OPENERS:
        raise InputError("unknown_format", str(path), f"must end in {', '.join(_OPENERS)}")
    return ending


def guarded(text: str) -> str:
    """Return text as a CSV result holds it: what a spreadsheet would run as a formula has an apostrophe before it."""
    # One more goes before those that a cell has of its own, so that `without_guards` takes off no other.
    bare = text.lstrip("'")
    runs = bare.startswith(_FORMULA) and not (bare == text and _NUMBER.fullmatch(text))
    return "'" + text if runs else text


def without_guards(column: pa.Array) -> pa.Array:
    """Return a column of text of a CSV result as it was before its cells were kept from being run as formulas."""
    return pc.replace_substring_regex(column, r"^'('*[=+\-@\t\r])", r"\1")


@contextmanager
def _parquet(part: Path, schema: pa.Schema) -> Iterator[Write]:
    held: list[pa.RecordBatch] = []

    def flush() -> None:
        if held:
            writer.write_table(pa.Table.from_batches(held, schema), row_group_size=1 << 30)
            held.clear()

    def write(batch: pa.RecordBatch) -> None:
        held.append(batch)
        if sum(b.num_rows for b in held) >= GROUP_ROWS or sum(b.nbytes for b in held) >= GROUP_BYTES:
            flush()

    # Arrow takes a name for UTF-8, which it need not be.
    with part.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        yield write
        flush()


@contextmanager
def _csv(part: Path, schema: pa.Schema) -> Iterator[Write]:
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_cell(name) for name in schema.names])

        def write(batch: pa.RecordBatch) -> None:
            columns = [[_cell(value) for value in plain_values(column)] for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))

        yield write


@contextmanager
def _json_lines(part: Path, schema: pa.Schema) -> Iterator[Write]:
    with part.open("w", encoding="utf-8") as file:

        def write(batch: pa.RecordBatch) -> None:
            columns = [[_finite(value) for value in plain_values(column)] for column in batch.columns]
            for row in zip(*columns, strict=True):
                file.write(json.dumps(dict(zip(schema.names, row, strict=True)), default=str) + "\n")

        yield write


_OPENERS = {".parquet": _parquet, ".csv": _csv, ".jsonl": _json_lines}


def _finite(value: Any) -> Any:
    # JSON has no way to write NaN or infinity.
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value

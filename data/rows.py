"""Rows on their way through an audit: a stretch of a file as columns, with what makes some of them unreadable."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from levelhed.data.errors import InputError

PART_ROWS = 1_000
"""Rows of a stretch: enough to hide what handing it to a worker costs, few enough to lose when a run is cut off."""

PART_BYTES = 16 << 20
"""Bytes from which a stretch has fewer rows: what a worker holds stays small however long the bodies are."""

MAX_CELL = 4_000_000
"""Longest value read, in bytes (code points, where it comes as text): four times the longest body that is scored."""

MAX_COLUMNS = 1_000
"""Columns of one object, at most: each takes a cell in every row of the result, whichever brings it."""

MAX_ALL_COLUMNS = 10_000
"""Columns of all objects of a file together, at most; a row that would bring more is unreadable."""

DAMAGE = frozenset({"damaged_file", "decompression_bomb"})
"""Kinds of error that end a file early; what stood before it is kept, and one row stands for the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, the kind of error that makes it unreadable, if any, and its size in bytes."""

    values: dict[str, Any]
    error: str | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """A stretch of a file.

    Attributes
    ----------
    columns : pyarrow.RecordBatch
    errors : tuple of (str or None)
        One a row: the kind of what makes it unreadable.
    position : int
        Stored bytes of the file read so far.
    damage : str or None
        What ended the file early, in words, if something did.
    pages : bool
        Whether the rows are pages of a web archive (see `levelhed.data.warc`), still to be read as articles.
    """

    columns: pa.RecordBatch
    errors: tuple[str | None, ...]
    position: int
    damage: str | None = None
    pages: bool = False


def cut(rows: Iterable[Row], position: Any, text: Collection[str], most: int | None = None) -> Iterator[Rows]:
    """Cut rows into stretches of up to `most` (`PART_ROWS`) rows and about `PART_BYTES`; always in the same places.

    Parameters
    ----------
    position : callable
        Says how many stored bytes have been read.
    text : collection of str
        Columns that must hold text; what stands in others makes no row unreadable.
    """
    most = most or PART_ROWS
    held: list[Row] = []
    size = 0
    try:
        for row in rows:
            held.append(row)
            size += row.size
            if len(held) >= most or size >= PART_BYTES:
                yield _rows(held, position(), text)
                held, size = [], 0
    except InputError as error:
        if error.kind not in DAMAGE:
            raise
        held.append(Row({}, error.kind))
        yield _rows(held, position(), text, str(error))
        return
    if held:
        yield _rows(held, position(), text)


def _rows(rows: Sequence[Row], position: int, text: Collection[str], damage: str | None = None) -> Rows:
    errors = [row.error for row in rows]
    names = dict.fromkeys(name for row in rows for name in row.values)
    columns = {_storable(name): _column([row.values.get(name) for row in rows], errors, name in text) for name in names}
    batch = pa.RecordBatch.from_pydict(columns) if columns else empty_columns(len(rows))
    return Rows(batch, tuple(errors), position, damage)


def empty_columns(rows: int) -> pa.RecordBatch:
    """Return rows without a column; another process is not told how many, so count `Rows.errors` instead."""
    return pa.RecordBatch.from_struct_array(pa.array([{}] * rows, pa.struct([])))


def _column(values: list[Any], errors: list[str | None], must_be_text: bool) -> pa.Array:
    for i, value in enumerate(values):
        if isinstance(value, str):
            stored = None if must_be_text and len(value) > MAX_CELL else _storable(value)
            if stored is not value:
                values[i] = stored
                if must_be_text:
                    errors[i] = errors[i] or ("cell_too_long" if stored is None else "surrogate")
        elif must_be_text and value is not None:
            errors[i] = errors[i] or "not_text"
    kinds = {type(value) for value in values} - {type(None)}
    if kinds <= {str}:
        return pa.array(values, pa.string() if kinds or must_be_text else pa.null())
    if kinds in ({bool}, {bytes}) and not must_be_text:
        return pa.array(values, pa.bool_() if kinds == {bool} else pa.binary())
    if kinds <= {int, float} and not must_be_text:
        try:
            return pa.array(values, pa.int64() if kinds == {int} else pa.float64())
        except (OverflowError, pa.ArrowInvalid):
            pass  # more than 64 bits: kept as text
    return pa.array([v if v is None or isinstance(v, str) else _json(v) for v in values], pa.string())


def _storable(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def _json(value: Any) -> str:
    return json.dumps(value, default=str)

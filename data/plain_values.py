"""Values of a column as a file of text holds them: dates whatever their year, bytes in base64, records as JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_NOT_PYTHONS = (ValueError, OverflowError, KeyError)
"""What Arrow raises where Python has no such date, does not know the time zone, or would lose a field of a record."""


def plain_values(column: pa.Array) -> list[Any]:
    """Return one value a row: None, a truth value, a number, or text; of other types what Python has for them.

    A date reads as Python writes it (``2024-05-01 09:30:00+00:00``), and one that Python does not know, such as any
    after the year 9999, reads alike.
    """
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_time(kind) or pa.types.is_timestamp(kind):
        return list(_written_out(column).to_pylist())
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        if not pa.types.is_duration(kind):
            raise
        return [None if value is None else f"{value} {kind.unit}" for value in column.cast(pa.int64()).to_pylist()]
    if is_bytes(kind):
        return [None if value is None else _base64(value) for value in values]
    return values


def as_text(column: pa.Array) -> pa.Array:
    """Return a column as one of text, its values written as `plain_values` gives them."""
    if is_bytes(column.type) or pa.types.is_temporal(column.type):
        return pa.array([None if value is None else str(value) for value in plain_values(column)], pa.string())
    return column.cast(pa.string())


def json_values(column: pa.Array) -> list[str | None]:
    """Return each value of a column of lists, records or maps as JSON."""
    try:
        values = column.to_pylist()
    except _NOT_PYTHONS:
        values = [_inner(value) for value in column]
    return [None if value is None else json.dumps(value, default=_as_text) for value in values]


def decode(column: pa.Array) -> tuple[pa.Array, list[int]]:
    """Return a column of text or bytes as text, and the rows whose bytes are not UTF-8: there it holds U+FFFD."""
    column = column.cast(pa.binary())
    try:
        # Arrow reads text without a look at its bytes; the cast from bytes checks them.
        return column.cast(pa.string()), []
    except pa.ArrowInvalid:
        values = column.to_pylist()
    broken = []
    for i, value in enumerate(values):
        try:
            values[i] = None if value is None else value.decode()
        except UnicodeDecodeError:
            values[i] = value.decode("utf-8", "replace")
            broken.append(i)
    return pa.array(values, pa.string()), broken


def is_bytes(kind: pa.DataType) -> bool:
    """Whether values of this type are bytes of any length."""
    tests = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(test(kind) for test in tests)


def _written_out(column: pa.Array) -> pa.Array:
    kind = column.type
    zone = pa.types.is_timestamp(kind) and kind.tz
    try:
        text = column.cast(pa.string())
    except pa.ArrowInvalid:
        if not zone:
            raise
        # A zone that nobody knows here: the moment itself is known all the same.
        text = column.cast(pa.timestamp(kind.unit, "UTC")).cast(pa.string())
    unit = None if pa.types.is_date(kind) else kind.unit
    changes = [(r"\.(\d{3})", r".\1000")] if unit == "ms" else [(r"(\.\d{6})000", r"\1")] if unit == "ns" else []
    if unit is not None:
        changes.append((r"\.000000($|[^\d])", r"\1"))
    if zone:
        changes += [("Z$", "+00:00"), (r"([+-]\d\d)(\d\d)$", r"\1:\2")]
    for pattern, replacement in changes:
        text = pc.replace_substring_regex(text, pattern, replacement)
    return text


def _inner(value: pa.Scalar) -> Any:
    """Return a value piece by piece, those that Python has nothing for as text."""
    if not value.is_valid:
        return None
    if isinstance(value, pa.StructScalar):
        names = [field.name for field in value.type]
        pairs = [(name, _inner(value[i])) for i, name in enumerate(names)]
        # A field may have the name of another one; pairs lose neither.
        return dict(pairs) if len(set(names)) == len(names) else pairs
    if isinstance(value, pa.MapScalar):
        return [(_inner(pair[0]), _inner(pair[1])) for pair in value.values]
    if isinstance(value, pa.ListScalar):
        return [_inner(item) for item in value.values]
    try:
        return value.as_py()
    except _NOT_PYTHONS:
        return plain_values(pa.array([value]))[0]


def _as_text(value: object) -> str:
    return _base64(value) if isinstance(value, bytes) else str(value)


def _base64(value: bytes) -> str:
    return b64encode(value).decode()

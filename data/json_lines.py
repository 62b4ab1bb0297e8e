"""JSON Lines: one object a line; a line that is none is marked and never dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from levelhed.data.lines import read_lines
from levelhed.data.rows import MAX_ALL_COLUMNS, MAX_COLUMNS, Row


def read_json_lines(stream: BinaryIO, where: str) -> Iterator[Row]:
    """Yield one row a line that is not blank.

    Its error is ``bad_json``, ``not_an_object``, ``duplicate_column``, ``too_many_columns``, ``not_utf8`` or
    ``row_too_long``, if any.
    """
    names: set[str] = set()
    for line in read_lines(stream, where):
        if line is None:
            yield Row({}, "row_too_long")
        elif not line.isspace():
            row = _row(line)
            new = row.values.keys() - names
            if len(row.values) > MAX_COLUMNS or len(names) + len(new) > MAX_ALL_COLUMNS:
                yield Row({}, row.error or "too_many_columns", row.size)
            else:
                names |= new
                yield row


def _row(line: bytes) -> Row:
    error = None
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text, error = line.decode("utf-8", "replace"), "not_utf8"
    try:
        values = json.loads(text, parse_constant=_not_json, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return Row({}, error or "bad_json", len(line))
    if not isinstance(values, _Pairs):
        return Row({}, error or "not_an_object", len(line))
    own = dict(values)
    if len(own) < len(values):
        error = error or "duplicate_column"
    return Row({name: _plain(value) for name, value in own.items()}, error, len(line))


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs: a dict would keep the last of two values of one name and say nothing."""


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return {name: _plain(inner) for name, inner in value}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _not_json(name: str) -> None:
    raise ValueError(f"{name} is no JSON")

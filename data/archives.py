"""Archives in: files of any known format as stretches of rows, cut in the same places every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
from levelhed.data.csv_rows import read_csv, read_header
from levelhed.data.errors import InputError, in_words
from levelhed.data.json_lines import read_json_lines
from levelhed.data.parquet_rows import is_text, open_parquet, read_row_group
from levelhed.data.rows import DAMAGE, Row, Rows, cut, empty_columns
from levelhed.data.sources import Source
from levelhed.data.streams import open_stream, stored_position
from levelhed.data.warc import PAGES_A_PART, read_pages

LOOKED_AT = 1_000
"""Rows of JSON Lines among which a needed column must turn up."""

_NAMED, _NAME = 20, 60  # columns named where one is missing, and characters of each


@dataclass(frozen=True, slots=True)
class Unit:
    """What one reader reads from start to end: a file, or one row group of a Parquet file.

    Attributes
    ----------
    source : Source
    group : int or None
        The row group, of a Parquet file that can be opened.
    size : int
        Stored bytes.
    rows : int or None
        Rows, where the file says so beforehand.
    """

    source: Source
    group: int | None
    size: int
    rows: int | None


def find_units(
    sources: Iterable[Source], headline: str, body: str, reserved: Sequence[str] = (), *, needs_body: bool = False
) -> list[Unit]:
    """Look into every source and return what there is to read, in order.

    Parameters
    ----------
    headline, body : str
        Columns; the first must be there, but in a packed file of which nothing can be unpacked.
    reserved : sequence of str
        Columns that must not be there.
    needs_body : bool
        Whether one file at least must have the second column; web archives always do.

    Raises
    ------
    InputError
        ``missing_column``, ``duplicate_column``, ``column_taken``, ``nested_column``, ``not_text``, ``not_utf8``,
        ``bad_csv``, ``damaged_file`` or ``cannot_read``, with the file.
    """
    units: list[Unit] = []
    without: InputError | None = None
    for source in sources:
        if source.format == "warc":
            units.append(Unit(source, None, source.size, None))
            needs_body = False
            continue
        try:
            columns, own = _LOOK[source.format](source)
        except InputError as error:
            if error.kind not in DAMAGE or source.compression is None:
                raise
            # Cut short before anything could be unpacked: one row will say so, and the other files are read.
            units.append(Unit(source, None, source.size, None))
            needs_body = False
            continue
        _check(source, columns, headline, body, reserved)
        units += own
        if body in columns:
            needs_body = False
        else:
            without = without or _missing(source, columns, body, "bodies (--body-column)")
    if needs_body and without:
        raise without
    return units


def read_columns(source: Source) -> list[str]:
    """Return the names of a file's columns; of a web archive none, as its pages have none.

    Raises
    ------
    InputError
        ``damaged_file``, ``bad_csv``, ``not_utf8`` or ``cannot_read``, with the file.
    """
    return list(_LOOK[source.format](source)[0]) if source.format in _LOOK else []


def read_unit(unit: Unit, headline: str, body: str) -> Iterator[Rows]:
    """Yield the rows of one unit in order; damage ends it with one row that names the kind of it.

    Raises
    ------
    InputError
        ``cannot_read`` where the file is gone or its storage fails.
    """
    source, text = unit.source, (headline, body)
    if source.format == "parquet":
        return _mark_damage(read_row_group(source, unit.group or 0, text), unit.size)
    if source.format == "warc":
        return (replace(rows, pages=True) for rows in _read(source, read_pages, (), PAGES_A_PART))
    return _read(source, read_csv if source.format == "csv" else read_json_lines, text)


def _read(
    source: Source, reader: Callable[[BinaryIO, str], Iterator[Row]], text: Sequence[str], most: int | None = None
) -> Iterator[Rows]:
    with _storage_errors(source), open_stream(source) as stream:
        yield from cut(reader(stream, source.address), lambda: stored_position(stream), text, most)


def _mark_damage(stretches: Iterator[Rows], size: int) -> Iterator[Rows]:
    try:
        yield from stretches
    except InputError as error:
        if error.kind not in DAMAGE:
            raise
        yield Rows(empty_columns(1), (error.kind,), size, str(error))


@contextmanager
def _storage_errors(source: Source) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError("cannot_read", source.address, f"cannot be read on ({in_words(error)})") from error


def _look_into_parquet(source: Source) -> tuple[dict[str, pa.DataType] | list[str], list[Unit]]:
    with open_parquet(source) as file:
        schema, meta = file.schema_arrow, file.metadata
        groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
        sizes = [sum(g.column(i).total_compressed_size for i in range(g.num_columns)) for g in groups]
        units = [Unit(source, i, sizes[i], group.num_rows) for i, group in enumerate(groups)]
    if len(set(schema.names)) < len(schema.names):
        return list(schema.names), units
    return {field.name: field.type for field in schema}, units


def _look_into_csv(source: Source) -> tuple[list[str], list[Unit]]:
    with _storage_errors(source), open_stream(source) as stream:
        return read_header(stream, source.address), [Unit(source, None, source.size, None)]


def _look_into_json_lines(source: Source) -> tuple[list[str], list[Unit]]:
    units = [Unit(source, None, source.size, None)]
    names: dict[str, None] = {}
    with _storage_errors(source), open_stream(source) as stream:
        try:
            for row in islice(read_json_lines(stream, source.address), LOOKED_AT):
                names.update(dict.fromkeys(row.values))
        except InputError:
            if not names:
                raise
    return list(names), units


_LOOK: dict[str, Callable[[Source], tuple[dict[str, pa.DataType] | list[str], list[Unit]]]] = {
    "parquet": _look_into_parquet,
    "csv": _look_into_csv,
    "jsonl": _look_into_json_lines,
}


def _check(
    source: Source, columns: dict[str, pa.DataType] | list[str], headline: str, body: str, reserved: Sequence[str]
) -> None:
    where = source.address
    if headline not in columns and (columns or source.format != "jsonl"):
        raise _missing(source, columns, headline, "headlines (--headline-column)")
    if twice := [name for name, count in Counter(list(columns)).items() if count > 1]:
        told = f"names a column {twice[0]!r} twice; rename one" if twice[0] else "has columns without a name; name them"
        raise InputError("duplicate_column", where, told)
    if taken := sorted(set(columns) & set(reserved)):
        raise InputError("column_taken", where, f"has columns the audit writes ({', '.join(taken)}); rename them")
    types = columns if isinstance(columns, dict) else {}
    for name in (headline, body):
        kind = types.get(name)
        if kind is not None and pa.types.is_nested(kind):
            raise InputError("nested_column", where, f"has values within values in {name!r}; give a column of text")
        if kind is not None and not is_text(kind) and not pa.types.is_null(kind):
            raise InputError("not_text", where, f"holds {kind} in {name!r}; give a column of text")


def _missing(source: Source, columns: Collection[str], name: str, holds: str) -> InputError:
    there = ", ".join(_short(name) for name in list(columns)[:_NAMED])
    more = f" and {len(columns) - _NAMED:,} more" if len(columns) > _NAMED else ""
    told = f"{there}{more}; name the one that holds {holds}" if columns else "none"
    return InputError("missing_column", source.address, f"has no column {name!r}; it has {told}")


def _short(name: str) -> str:
    # Where a file has no header, its first row is taken for one, the whole story in it.
    return repr(name if len(name) <= _NAME else f"{name[: _NAME - 1]}…")

"""Parquet: stretches of a row group, small enough whatever its pages decode to, with columns any result can hold."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from levelhed.data import rows
from levelhed.data.errors import InputError, in_words
from levelhed.data.plain_values import decode, is_bytes, json_values
from levelhed.data.rows import MAX_CELL, PART_BYTES, Rows
from levelhed.data.sources import Source
from levelhed.data.streams import FREE_BYTES, MAX_RATIO, open_stream

FEW_ROWS = 16
"""Rows read at a time where a column's encoding lets any of its values be far longer than what is stored of it."""


@contextmanager
def open_parquet(source: Source, **options: Any) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file; one that is compressed as a whole is decompressed into a temporary file first.

    Raises
    ------
    InputError
        ``damaged_file``, ``decompression_bomb`` or ``cannot_read``.
    """
    try:
        with _seekable(source) as stored, pq.ParquetFile(stored, pre_buffer=False, buffer_size=1 << 20, **options) as f:
            yield f
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise InputError("cannot_read", source.address, f"cannot be read ({in_words(error)})") from error
        raise InputError("damaged_file", source.address, f"is not a readable Parquet file ({error})") from error


def read_row_group(source: Source, group: int, text: Collection[str]) -> Iterator[Rows]:
    """Yield the rows of one row group; a row's error is ``cell_too_long`` or ``not_utf8``, if any.

    Parameters
    ----------
    text : collection of str
        Columns that must hold text: they alone make a row unreadable. Of the others binary ones stay binary.

    Raises
    ------
    InputError
        ``damaged_file`` or ``decompression_bomb``.
    """
    at_once = _rows_at_once(source, group)
    done = 0
    with open_parquet(source) as file:
        meta = file.metadata.row_group(group)
        stored = _stored_bytes(meta)
        for batch in file.iter_batches(at_once, row_groups=[group]):
            done += batch.num_rows
            errors: list[str | None] = [None] * batch.num_rows
            columns = [
                _text(column, errors) if name in text else _carried(column)
                for name, column in zip(batch.schema.names, map(_written_out, batch.columns), strict=True)
            ]
            yield Rows(
                pa.RecordBatch.from_arrays(columns, names=batch.schema.names),
                tuple(errors),
                stored * done // meta.num_rows,
            )


def _rows_at_once(source: Source, group: int) -> int:
    with open_parquet(source) as file:
        meta = file.metadata.row_group(group)
        schema = file.schema_arrow
        chunks = [meta.column(i) for i in range(meta.num_columns)]
    stored, plain = _stored_bytes(meta), sum(chunk.total_uncompressed_size for chunk in chunks)
    if (plain > FREE_BYTES and plain > MAX_RATIO * stored) or meta.num_rows > max(1_000_000, MAX_RATIO * stored):
        raise InputError(
            "decompression_bomb", f"{source.address}, row group {group}", f"holds more than {MAX_RATIO} times its size"
        )
    if any("DELTA_BYTE_ARRAY" in chunk.encodings for chunk in chunks):
        return FEW_ROWS
    shared = [c.path_in_schema for c in chunks if c.physical_type == "BYTE_ARRAY" and c.has_dictionary_page]
    # Of a list, a record or an extension (JSON) the dictionary cannot be asked for.
    plain_names = {field.name for field in schema if not isinstance(field.type, pa.BaseExtensionType)}
    flat = [name for name in shared if name in plain_names]
    if len(flat) < len(shared):
        return FEW_ROWS
    mean = max(1, int(plain) // max(1, int(meta.num_rows)))
    longest = max(1, _longest_shared(source, group, flat))
    return int(max(1, min(rows.PART_ROWS, PART_BYTES // mean, FREE_BYTES // longest)))


def _longest_shared(source: Source, group: int, columns: Sequence[str]) -> int:
    # A dictionary holds a value once that thousands of rows may share: its longest value bounds what they decode to.
    if not columns:
        return 0
    with open_parquet(source, read_dictionary=list(columns)) as file:
        first = next(file.iter_batches(1, row_groups=[group], columns=list(columns)), None)
    lengths = [pc.max(pc.binary_length(c.dictionary)).as_py() for c in (first.columns if first else ())]
    return max((int(length or 0) for length in lengths), default=0)


def _stored_bytes(group: Any) -> int:
    return int(sum(group.column(i).total_compressed_size for i in range(group.num_columns)))


def _written_out(column: pa.Array) -> pa.Array:
    if isinstance(column, pa.ExtensionArray) and is_text(column.storage.type):
        column = column.storage  # JSON is text
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _carried(column: pa.Array) -> pa.Array:
    if is_bytes(column.type):
        return column.cast(pa.binary())
    if is_text(column.type):
        return decode(column)[0]
    if pa.types.is_nested(column.type) or isinstance(column, pa.ExtensionArray):
        return pa.array(json_values(column), pa.string())
    return column


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of this type holds text, or bytes that may be text."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_binary,
            pa.types.is_large_binary,
            pa.types.is_binary_view,
        )
    )


def _text(column: pa.Array, errors: list[str | None]) -> pa.Array:
    column = column.cast(pa.binary())
    if (pc.max(pc.binary_length(column)).as_py() or 0) > MAX_CELL:
        long = pc.fill_null(pc.greater(pc.binary_length(column), MAX_CELL), False)
        for i in pc.indices_nonzero(long).to_pylist():
            errors[i] = errors[i] or "cell_too_long"
        column = pc.if_else(long, pa.scalar(None, column.type), column)
    text, broken = decode(column)
    for i in broken:
        errors[i] = errors[i] or "not_utf8"
    return text


@contextmanager
def _seekable(source: Source) -> Iterator[Any]:
    if source.compression is None:
        if "://" not in source.address:
            yield pa.OSFile(os.fsencode(source.address))
            return
        with fsspec.open(source.address, "rb") as stored:
            yield stored
        return
    with open_stream(source) as stream, tempfile.TemporaryFile() as plain:
        shutil.copyfileobj(stream, plain, 1 << 20)
        plain.seek(0)
        yield plain

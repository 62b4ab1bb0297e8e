"""CSV: rows by its header, fields as they stand; a row that does not fit is marked and never dropped.

Where the header has no comma, fields are parted by what it has instead: a semicolon, as spreadsheets write it where a
comma stands in numbers, or a tab. A line before the header that says so to spreadsheets ("sep=;") is heeded.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from levelhed.data.errors import InputError
from levelhed.data.lines import read_lines
from levelhed.data.rows import MAX_CELL, Row

_QUOTED = re.compile(rb'"[^"]*"')
_SAID = re.compile(rb'"?sep=([,;|\t])"?\r?\n?', re.IGNORECASE)


def read_header(stream: BinaryIO, where: str) -> list[str]:
    """Return the names of the columns; none where the file is empty.

    Raises
    ------
    InputError
        ``bad_csv`` where they cannot be read, ``damaged_file`` where a quotation mark is never closed.
    """
    names, error, _ = next(_Records(stream, where), ([], None, 0))
    if error and not names:
        told = (
            "cannot be read as names of columns; see that lines end in LF, not in CR alone, and quotation marks match"
        )
        raise InputError("bad_csv", f"{where}, line 1", told)
    return names


def read_csv(stream: BinaryIO, where: str) -> Iterator[Row]:
    """Yield one row a record.

    Its error is ``too_few_fields``, ``too_many_fields``, ``bad_csv``, ``cell_too_long``, ``row_too_long`` or
    ``not_utf8``, if any.

    Raises
    ------
    InputError
        ``damaged_file`` where a quotation mark is opened and never closed.
    """
    records = _Records(stream, where)
    header = next(records, ([], None, 0))[0]
    for fields, error, size in records:
        if not error and len(fields) != len(header):
            error = "too_few_fields" if len(fields) < len(header) else "too_many_fields"
        yield Row(dict(zip(header, fields, strict=False)), error, size)


class _Records:
    """Records of a CSV file, each with its error and size; goes on after a record that cannot be read."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        csv.field_size_limit(MAX_CELL)
        lines = read_lines(stream, where)
        first = list(islice(lines, 1))
        said = _SAID.fullmatch(first[0] or b"") if first else None
        self._lines = lines if said else chain(first, lines)
        self._delimiter = said[1].decode() if said else _delimiter(first[0] if first else None)
        self._where = where
        self._reader = self._fresh_reader()
        self._number = 1 if said else 0
        self._start = 1
        self._open = False
        self._error: str | None = None
        self._size = 0

    def __iter__(self) -> _Records:
        return self

    def __next__(self) -> tuple[list[str], str | None, int]:
        while True:
            self._start, self._error, self._size, self._open = self._number + 1, None, 0, False
            try:
                fields = next(self._reader)
            except csv.Error as error:
                fields = []
                self._error = self._error or ("cell_too_long" if "field limit" in str(error) else "bad_csv")
                self._skip_to_end_of_record()
                self._reader = self._fresh_reader()
            if fields or self._error:
                return fields, self._error, self._size

    def _fresh_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._decoded(), delimiter=self._delimiter, strict=True)

    def _skip_to_end_of_record(self) -> None:
        while self._open:
            if next(self._decoded(), None) is None:
                raise InputError(
                    "damaged_file",
                    f"{self._where}, line {self._start}",
                    "opens a quotation mark that is never closed; check the quotation marks of that line",
                )

    def _decoded(self) -> Iterator[str]:
        for line in self._lines:
            self._number += 1
            if line is None:
                # Its quotation marks are unknown: the next line is taken for the start of a record.
                self._error, self._open = "row_too_long", False
                raise csv.Error
            self._size += len(line)
            self._open ^= line.count(b'"') % 2 == 1
            try:
                yield line.decode()
            except UnicodeDecodeError:
                self._error = self._error or "not_utf8"
                yield line.decode("utf-8", "replace")


def _delimiter(header: bytes | None) -> str:
    bare = _QUOTED.sub(b"", header or b"")
    return next((mark for mark in ",;\t" if mark.encode() in bare), ",")

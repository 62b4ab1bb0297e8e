"""The lines of a text file, none of them longer than memory allows, each told apart by its number."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from levelhed.data.errors import InputError

MAX_LINE = 16 << 20
"""Longest line read, in bytes: a row with the longest body that is scored, every letter of it escaped, has 12 MB."""

_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(stream: BinaryIO, where: str) -> Iterator[bytes | None]:
    """Yield the lines of `stream` with their ends; None in place of one longer than `MAX_LINE`.

    Raises
    ------
    InputError
        ``not_utf8`` where the file begins as UTF-16 does.
    """
    first = True
    while line := stream.readline(MAX_LINE + 1):
        if first:
            first = False
            # Without a mark, every other byte of a Latin letter is zero.
            if line.startswith(_OTHER_MARKS) or (b"\0" in line[:2] and line[:2].strip(b"\0")):
                raise InputError("not_utf8", where, "is UTF-16; convert it to UTF-8")
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= MAX_LINE:
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            yield None

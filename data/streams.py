"""Bytes of a stored file, decompressed as they are read, with limits on what a few of them may turn into."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import fsspec
import pyarrow as pa
from levelhed.data.errors import InputError, in_words
from levelhed.data.sources import Source

MAX_RATIO = 200
"""Bytes out for a byte in from which compressed data counts as a bomb: news in JSON Lines compresses four- to tenfold,
a log of equal lines a hundredfold, a bomb of zeros a thousandfold in gzip and more in Zstandard."""

FREE_BYTES = 64 << 20
"""Bytes that come out before `MAX_RATIO` is looked at: as many as fit into memory with ease."""

BLOCK = 1 << 16
"""Bytes decompressed at a time."""

STEP = 1 << 8
"""Bytes asked of Arrow at a time: what a truncated file loses beyond its missing end."""

_DAMAGE = (OSError, EOFError, zlib.error, pa.ArrowException)


class Stream(io.RawIOBase):
    """The plain bytes of a source; `position` says how many stored bytes were taken for them."""

    def __init__(self, stored: Any, source: Source) -> None:
        self._stored = stored
        self._source = source
        # Arrow would take zeros after the end of gzip, which pad it to a block of a tape, for damage.
        self._read = (
            gzip.GzipFile(fileobj=stored, mode="rb").read1
            if source.compression == "gzip"
            else _Steps(pa.CompressedInputStream(pa.PythonFile(stored, "r"), source.compression)).read
        )
        self._out = 0

    @property
    def position(self) -> int:
        """Stored bytes taken so far."""
        return int(self._stored.tell())

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._out

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except _DAMAGE as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the storage fails, not the data
            raise InputError(
                "damaged_file", self._source.address, f"cannot be decompressed to its end ({error}); fetch it again"
            ) from error
        self._out += len(data)
        if self._out > FREE_BYTES and self._out > MAX_RATIO * self.position:
            raise InputError(
                "decompression_bomb",
                self._source.address,
                f"holds more than {MAX_RATIO} times its size; decompress it yourself if you trust it",
            )
        buffer[: len(data)] = data
        return len(data)


class _Steps:
    """What Arrow decompresses, the bytes before a damaged place among it."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._error: Exception | None = None

    def read(self, most: int) -> bytes:
        if self._error:
            raise self._error
        data = bytearray()
        try:
            while len(data) < most and (step := self._plain.read(min(STEP, most - len(data)))):
                data += step
        except _DAMAGE as error:
            if not data:
                raise
            self._error = error
        return bytes(data)


@contextmanager
def open_stream(source: Source) -> Iterator[BinaryIO]:
    """Open the plain bytes of `source`; `stored_position` tells how far it has been read.

    Raises
    ------
    InputError
        ``cannot_read`` on opening; ``damaged_file`` or ``decompression_bomb`` while reading.
    """
    try:
        stored = fsspec.open(source.address, "rb").open()
    except (OSError, ValueError) as error:
        raise InputError("cannot_read", source.address, f"cannot be opened ({in_words(error)})") from error
    with stored:
        if source.compression is None:
            yield stored
        else:
            yield io.BufferedReader(Stream(stored, source), BLOCK)


def stored_position(stream: BinaryIO) -> int:
    """Return how many stored bytes of an open source have been taken."""
    raw = getattr(stream, "raw", None)
    return raw.position if isinstance(raw, Stream) else stream.tell()

"""WARC: the pages of a web archive, as Common Crawl's news archive has them, not yet read as articles."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError
from levelhed.data.rows import Row

PAGE = "page"
"""The column of the pages themselves, bytes as they were served."""

PAGES_A_PART = 250
"""Pages of a stretch: each takes as long to read as dozens of table rows."""

_HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_pages(stream: BinaryIO, where: str) -> Iterator[Row]:
    """Yield one row a response: ``url``, ``crawled`` (as the archive writes the time) and `PAGE`.

    A row's error is ``http_status`` (not a 200), ``not_html``, ``page_too_long`` or
    ``page_encoding``, if any; its page is then None.

    Raises
    ------
    InputError
        ``missing_part`` without levelhed[archives]; ``damaged_file`` at the first record that cannot be read.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise InputError("missing_part", where, "is a web archive: install levelhed[archives] to read it") from error
    records = ArchiveIterator(
        # It could decode pages itself, but ends the whole archive at the first that it cannot.
        stream,
        parse_http=True,
        auto_decode="none",
        stream_detect=False,
    )
    try:
        for record in records:
            row = _row(record) if record.record_type == WarcRecordType.response else None
            record.reader.consume()
            # The library takes the end of the file for the end of a record, of its header even.
            if "Content-Length" not in record.headers or record.reader.tell() < record.content_length:
                raise InputError("damaged_file", where, "ends in the middle of a record; fetch it again")
            if row:
                yield row
    except OSError as error:
        raise InputError("damaged_file", where, f"holds a record that cannot be read ({error})") from error


def _row(record: Any) -> Row:
    page, error = None, None
    status = record.http_headers.status_code if record.http_headers else None
    if status != 200:
        error = "http_status"
    elif (record.http_content_type or "").lower() not in _HTML:
        error = "not_html"
    else:
        page = record.reader.read(MAX_PAGE + 1)
        if len(page) <= MAX_PAGE:
            page = _decoded(page, record.http_headers)
        if page is None or len(page) > MAX_PAGE:
            page, error = None, "page_encoding" if page is None else "page_too_long"
    url = record.headers.get("WARC-Target-URI")
    values = {"url": url, "crawled": record.headers.get("WARC-Date"), PAGE: page}
    return Row(values, error, len(page or b""))


def _decoded(page: bytes, headers: Any) -> bytes | None:
    """The page as it was before the server packed it, little more than `MAX_PAGE` of it; None if that fails."""
    try:
        if (headers.get("Transfer-Encoding") or "").lower() == "chunked":
            page = _joined_chunks(page)
        encoding = (headers.get("Content-Encoding") or "identity").lower()
        if encoding in ("gzip", "x-gzip", "deflate"):
            # 32: whichever of the two it is.
            return zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(page, MAX_PAGE + 1)
    except (ValueError, zlib.error):
        return None
    return page if encoding == "identity" else None


def _joined_chunks(data: bytes) -> bytes:
    chunks: list[bytes] = []
    position = 0
    while True:
        start = data.index(b"\r\n", position) + 2
        size = int(data[position : start - 2].partition(b";")[0], 16)
        if size <= 0:
            return b"".join(chunks)
        chunks.append(data[start : start + size])
        position = start + size + 2

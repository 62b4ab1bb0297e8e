"""A dropped file as a headline and its story: HTML and text by the article reader, DOCX by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from levelhed.data.errors import InputError

TYPES = ("html", "htm", "txt", "md", "docx")
"""Endings of the files that are read."""

MAX_BYTES = 20_000_000
"""Largest file read: far beyond any article, small enough to read at once."""

MAX_UNPACKED = 100_000_000
"""Largest size of a DOCX unpacked, so that a small file cannot fill the memory."""


def read_upload(name: str, data: bytes) -> tuple[str, str]:
    """Return the headline and the story of a file.

    Raises
    ------
    InputError
        ``too_long``, ``damaged_file``, ``missing_part``, ``empty``, or as `levelhed.data.articles.read_article`.
    """
    if len(data) > MAX_BYTES:
        raise InputError("too_long", name, f"has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    headline, story = _read_docx(name, data) if name.lower().endswith(".docx") else _read_page(name, data)
    if not headline and not story:
        raise InputError("empty", name, "holds no text; drop another file, or paste the story")
    return headline, story


@contextmanager
def named(name: str) -> Iterator[None]:
    """Have what a page is refused for name the file it came as."""
    try:
        yield
    except InputError as error:
        where = name if error.where == "page" else error.where
        raise InputError(error.kind, where, error.message) from error


def _read_page(name: str, data: bytes) -> tuple[str, str]:
    from levelhed.data.articles import read_article

    with named(name):
        article = read_article(data)
    headline = next((line.text for line in article.lines if line.kind == "hed"), "")
    return headline, "\n\n".join(article.body)


def _read_docx(name: str, data: bytes) -> tuple[str, str]:
    if find_spec("docx") is None:
        raise InputError("missing_part", name, "is a DOCX file; install levelhed[docx] to read it, or paste the text")
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise InputError(
                    "too_long", name, f"unpacks to more than {MAX_UNPACKED:,} bytes; paste its text instead"
                )
        paragraphs = [
            (p.text.strip(), str(p.style.name if p.style else "")) for p in Document(io.BytesIO(data)).paragraphs
        ]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            "damaged_file", name, "is not a readable DOCX file; save it again, or paste its text"
        ) from error
    written = [(text, style) for text, style in paragraphs if text]
    titles = [i for i, (_, style) in enumerate(written) if style == "Title" or style.startswith("Heading")]
    at = titles[0] if titles else 0
    headline = " ".join(written[at][0].split()) if written else ""
    return headline, "\n\n".join(text for i, (text, _) in enumerate(written) if i != at)

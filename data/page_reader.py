"""Pages into articles in a process of their own, so that a page that hangs or crashes its reader costs one row."""

from __future__ import annotations

import multiprocessing
import resource
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType

from levelhed.data.errors import InputError

MEMORY = 2 << 30
"""Bytes of address space of the process: a page of the longest size read takes a few hundred MB."""

START_SECONDS = 60.0
"""Longest wait for a fresh process: it loads the parsers, on a machine that may be busy."""

_READY = "ready"


@dataclass(frozen=True, slots=True)
class Page:
    """An article, as far as an audit needs it; `error` is the kind of what is missing, if something is."""

    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    headline: str | None = None
    body: str | None = None
    error: str | None = None


class PageReader:
    """Reads pages one by one, each within a time limit; use it as a context manager.

    Parameters
    ----------
    seconds : float
        Longest time a page may take.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # A fork would copy locks that Arrow's threads may hold.
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def process_id(self) -> int | None:
        """Of the process that reads; None while there is none."""
        return self._process.pid if self._process is not None else None

    def __enter__(self) -> PageReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, page: bytes, url: str | None) -> Page:
        """Return the article of a page.

        Its error is ``page_timeout``, ``page_crashed``, ``out_of_memory``, ``no_headline``, ``not_english`` or a kind
        of `levelhed.data.articles.read_article`, if any.
        """
        pipe = self._pipe or self._start()
        try:
            pipe.send((page, url))
            if not pipe.poll(self._seconds):
                self.close()
                return Page(error="page_timeout")
            answer = pipe.recv()
        except (EOFError, OSError):
            self.close()
            return Page(error="page_crashed")
        return answer if isinstance(answer, Page) else Page(error="page_crashed")

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None

    def _start(self) -> Connection:
        self._pipe, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            with theirs:
                process.start()
            self._process = process
            ready = self._pipe.poll(START_SECONDS) and self._pipe.recv() == _READY
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.close()
            raise InputError("cannot_start", "page reader", "does not start; the machine may be short of memory")
        return self._pipe


def _serve(pipe: Connection) -> None:
    _read(b"<html><body><p>Loads the parsers before the clock of the first page runs.</p></body></html>", None)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pipe.send(_READY)
    with suppress(EOFError, OSError, KeyboardInterrupt):  # whoever asked is gone
        while True:
            page, url = pipe.recv()
            pipe.send(_read(page, url))


def _read(page: bytes, url: str | None) -> Page:
    from levelhed.data.articles import read_article
    from levelhed.data.language import UNKNOWN

    try:
        article = read_article(page, url=url, places=False)
    except InputError as error:
        return Page(error=error.kind)
    except MemoryError:
        return Page(error="out_of_memory")
    except Exception:  # noqa: BLE001 - one page of the open web must not end an audit of millions
        return Page(error="page_crashed")
    headline = next((line.text for line in article.lines if line.kind == "hed"), None)
    missing = None
    if article.language not in ("en", UNKNOWN):
        missing = "not_english"
    elif headline is None:
        missing = "no_headline"
    return Page(
        _valid(article.outlet),
        _valid(article.author),
        _valid(article.published),
        article.language,
        _valid(headline),
        _valid("\n".join(article.body)),
        missing,
    )


def _valid(text: str | None) -> str | None:
    # A numeric character reference can name half of a surrogate pair.
    return None if text is None else text.encode("utf-8", "replace").decode()
